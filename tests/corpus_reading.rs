//! Files, folders and held bytes become documents with ids, metadata and zones.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "the tests make the files that they read"
)]

use std::fs;

use tempfile::TempDir;
use variorum::corpus::{Corpus, Document, Input, Options, ZoneKind};

const REPORT: &str = "The ships of the northern fleet will wait in the harbour until a pilot comes, \
    the chair of the council said on Monday.\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn read(folder: &TempDir) -> Corpus {
    Corpus::read(&[Input::Path(folder.path().to_owned())], &Options::default()).unwrap()
}

fn held(name: &str, text: &str) -> Corpus {
    let input = Input::Bytes { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    Corpus::read(&[input], &Options::default()).unwrap()
}

fn source(document: &Document) -> Option<(&str, bool)> {
    document.source.as_ref().map(|known| (known.value.as_str(), known.guessed))
}

#[test]
fn folders_are_walked_by_the_rules_of_gitignore() {
    let folder = folder(&[
        (".gitignore", "drafts/\n*.tmp.txt\n"),
        (".hidden/a.txt", REPORT),
        ("a.txt", REPORT),
        ("b.tmp.txt", REPORT),
        ("drafts/c.txt", REPORT),
        ("z/a.txt", REPORT),
    ]);
    let corpus = read(&folder);
    let ids: Vec<_> = corpus.documents.iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids, ["a.txt", "z/a.txt"]);
    assert!(corpus.skipped.is_empty(), "{:?}", corpus.skipped);
}

#[test]
fn the_nearest_statement_about_a_document_wins() {
    let front = format!("---\nsource: Tern\n---\n{REPORT}");
    let line = "{\"id\": 1, \"text\": \"Ships wait.\", \"source\": \"Line\"}\n\
                {\"id\": 2, \"text\": \"Ships wait.\"}\n{\"id\": 3, \"text\": \"Ships wait.\"}\n";
    let page = format!(
        "<html><meta property='og:site_name' content='Page'><meta name=date content=2021-05-03>\
         <p>{REPORT}</p>"
    );
    let folder = folder(&[
        ("sources.csv", "path,source,language\n**/*.txt,Csv,de\nin/a.txt,Exact,\n"),
        ("sources.toml", "[\"*.jsonl\"]\nsource = \"All\"\n[\"d.jsonl#2\"]\nsource = \"Two\"\n"),
        ("in/sources.toml", "[\"b.html\"]\nsource = \"User\"\n[\"z*\"]\nsource = \"Inner\"\n"),
        ("in/a.txt", REPORT),
        ("in/b.html", &page),
        ("in/f.txt", &front),
        ("in/z.txt", REPORT),
        ("d.jsonl", line),
    ]);
    let corpus = read(&folder);
    let stated: Vec<_> = corpus
        .documents
        .iter()
        .map(|document| (document.id.as_str(), source(document).unwrap()))
        .collect();
    assert_eq!(
        stated,
        [
            ("d.jsonl#1", ("Line", false)),
            ("d.jsonl#2", ("Two", false)),
            ("d.jsonl#3", ("All", false)),
            ("in/a.txt", ("Exact", false)),
            ("in/b.html", ("User", false)),
            ("in/f.txt", ("Tern", false)),
            ("in/z.txt", ("Inner", false)),
        ]
    );
    let page = &corpus.documents[4];
    assert_eq!(page.date.as_ref().unwrap().value, jiff::civil::date(2021, 5, 3));
    let german = corpus.documents[3].language.as_ref().unwrap();
    assert_eq!((german.value.as_str(), german.guessed), ("de", false));
}

#[test]
fn offsets_of_a_text_with_front_matter_refer_to_the_file() {
    let text = format!("---\ntitle: Ships wait\n---\nShips wait\n\n{REPORT}");
    let corpus = held("a.txt", &text);
    let document = &corpus.documents[0];
    assert_eq!(document.text, text);
    assert!(!document.extracted);
    let kinds: Vec<_> = document.zones.iter().map(|zone| zone.kind).collect();
    assert_eq!(kinds, [ZoneKind::Boilerplate, ZoneKind::Headline, ZoneKind::Body]);
    assert_eq!(document.zones[1].span.text(&text), "Ships wait");
}

#[test]
fn datelines_and_languages_are_guessed_and_marked() {
    let text = format!("Ships wait for a pilot\nPORTVILLE, May 3, 2021. GULL. {REPORT}");
    let corpus = held("a.txt", &text);
    let document = &corpus.documents[0];
    assert_eq!(source(document), Some(("GULL", true)));
    let date = document.date.as_ref().unwrap();
    assert_eq!((date.value, date.guessed), (jiff::civil::date(2021, 5, 3), true));
    let language = document.language.as_ref().unwrap();
    assert_eq!((language.value.as_str(), language.guessed), ("en", true));
    let title = document.title.as_ref().unwrap();
    assert_eq!((title.value.as_str(), title.guessed), ("Ships wait for a pilot", true));
}

#[test]
fn held_bytes_tell_their_format_by_name_or_by_content() {
    let line = "{\"id\": \"x\", \"text\": \"Ships wait.\"}";
    assert_eq!(held("-", line).documents[0].id, "-#x");
    let page = format!("<!DOCTYPE html><title>t</title><p>{REPORT}");
    let document = &held("-", &page).documents[0];
    assert!(document.extracted && document.text == REPORT.trim_end());
    assert!(held("a.txt", &page).documents[0].extracted);
    let document = &held("-", REPORT).documents[0];
    assert_eq!((document.id.as_str(), document.text.as_str()), ("-", REPORT));
    assert_eq!(held("a.md", "# Ships\n\nwait\n").documents[0].zones[0].kind, ZoneKind::Headline);
}

#[test]
fn paragraphs_are_the_stretches_of_the_chosen_zones() {
    let text =
        format!("Ships wait\n\n{REPORT}- said the chair.\n\n2 comments\nGull says:\nWait.\n");
    let corpus = held("a.txt", &text);
    let document = &corpus.documents[0];
    let stretches = document.stretches(&[ZoneKind::Headline, ZoneKind::Body]);
    let texts: Vec<_> = stretches.iter().map(|span| span.text(&text)).collect();
    assert_eq!(texts, ["Ships wait", REPORT.trim_end(), "- said the chair."]);
    assert_eq!(document.stretches(&[ZoneKind::Comment]).len(), 2);
}

#[test]
fn the_order_of_arguments_changes_nothing() {
    let folder = folder(&[("a.txt", REPORT), ("b.txt", REPORT), ("c/a.txt", REPORT)]);
    let inputs: Vec<Input> = ["c/a.txt", "b.txt", "a.txt"]
        .iter()
        .map(|name| Input::Path(folder.path().join(name)))
        .collect();
    let reversed: Vec<Input> = inputs.iter().rev().cloned().collect();
    let read = |inputs: &[Input]| Corpus::read(inputs, &Options::default()).unwrap();
    assert_eq!(read(&inputs), read(&reversed));
}

#[test]
fn options_refuse_unknown_keys() {
    assert!(toml::from_str::<Options>("max_bytes = 10").is_ok());
    assert!(toml::from_str::<Options>("max_byte = 10").is_err());
}
