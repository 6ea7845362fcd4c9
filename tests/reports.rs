//! `reports/` holds what the program says of `seeds/`, as Markdown and CSV: it is made anew here and
//! must be the same to the byte, whatever the number of threads and the order of the files. The page
//! and the JSON are not committed: they must say the same as these.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test panics where it fails, and reads what it checks"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;
use variorum::corpus::{Corpus, Document, Input, Options};

/// Every file of a folder with its bytes, sorted by name.
type Files = Vec<(String, Vec<u8>)>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path) -> Files {
    let mut files: Files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, std::fs::read(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// The files of a report that are committed: those that a person reads in a diff.
fn committed(files: Files) -> Files {
    let is_read = |name: &str| [".md", ".csv"].iter().any(|ending| name.ends_with(ending));
    files.into_iter().filter(|(name, _)| is_read(name)).collect()
}

/// The reports of some paths, made in `folder`.
fn reported(folder: &Path, paths: &[&str], threads: &str) -> Files {
    let out = tempfile::tempdir().unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_variorum"))
        .arg("report")
        .args(paths)
        .args(["--quiet", "--threads", threads, "--out"])
        .arg(out.path())
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    files(out.path())
}

/// Says where two makings first differ; whole reports in a failure message help nobody.
fn same(expected: &Files, made: &Files, what: &str) {
    let names = |files: &Files| files.iter().map(|file| file.0.clone()).collect::<Vec<_>>();
    assert_eq!(names(expected), names(made), "{what}: other files");
    for ((name, expected), (_, made)) in expected.iter().zip(made) {
        let lines =
            |bytes: &[u8]| bytes.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>();
        let (expected, made) = (lines(expected), lines(made));
        let at = expected.iter().zip(&made).take_while(|(a, b)| a == b).count();
        let shown = |lines: &[Vec<u8>]| {
            let line = lines.get(at).map_or(&[][..], |line| line);
            String::from_utf8_lossy(&line[..line.len().min(300)]).into_owned()
        };
        assert!(
            expected == made,
            "{what}: {name}, line {}\n  expected {}\n  made     {}",
            at + 1,
            shown(&expected),
            shown(&made),
        );
    }
}

#[test]
fn reports_are_what_the_program_says_of_the_seeds() {
    let expected = committed(files(&root().join("reports")));
    assert_eq!(expected.len(), 4);
    let next = "run `cargo run --release -- report seeds` and read the difference";
    for threads in ["1", "2", "8"] {
        let made = reported(root(), &["seeds"], threads);
        same(&expected, &committed(made), &format!("--threads {threads} ({next})"));
    }
}

fn text<'f>(files: &'f Files, name: &str) -> &'f str {
    let (_, bytes) = files.iter().find(|file| file.0 == name).unwrap();
    std::str::from_utf8(bytes).unwrap()
}

/// How often each word stands in a column of a table.
fn counted<'v>(column: impl Iterator<Item = &'v str>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in column {
        *counts.entry(word.to_owned()).or_insert(0) += 1;
    }
    counts
}

#[test]
fn the_json_says_what_the_markdown_and_the_table_say() {
    let made = reported(root(), &["seeds"], "2");
    let report: Value = serde_json::from_str(text(&made, "report.json")).unwrap();
    let validator = jsonschema::validator_for(&variorum::report::json::schema()).unwrap();
    let errors: Vec<_> = validator.iter_errors(&report).map(|it| it.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let rows = |name: &str| report[name].as_array().unwrap();
    let markdown = text(&made, "report.md");
    let said = markdown.lines().nth(2).unwrap();
    assert!(said.starts_with(&format!("{} documents from", rows("documents").len())), "{said}");
    assert!(said.contains(&format!(". {} statements are", rows("statements").len())), "{said}");
    // One row a divergence: as many of each effect and kind, of as many alignments.
    let mut table = csv::Reader::from_reader(text(&made, "divergences.csv").as_bytes());
    let table: Vec<_> = table.records().map(Result::unwrap).collect();
    for (column, field) in [(1, "effect"), (2, "kind"), (6, "alignment")] {
        let of_json = rows("divergences").iter().map(|it| it[field].as_str().unwrap());
        let of_table = table.iter().map(|row| &row[column]);
        assert_eq!(counted(of_json), counted(of_table), "{field}");
    }
    for (effect, words) in [
        ("conflict", "| **conflict** |"),
        ("shift", "| **shift** |"),
        ("unclear", "| **unclear** |"),
        ("compatible", " more or less"),
    ] {
        let is_said = markdown.contains(words);
        assert_eq!(
            rows("divergences").iter().any(|it| it["effect"] == effect),
            is_said,
            "{effect}"
        );
    }
    let listed: usize =
        rows("alignments").iter().map(|it| it["divergences"].as_array().unwrap().len()).sum();
    assert_eq!(listed, table.len());
}

/// White space as one space, for words are the same however lines are broken.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_page_says_what_the_json_says_and_no_text_of_a_document_is_markup() {
    let made = reported(root(), &["seeds"], "2");
    let report: Value = serde_json::from_str(text(&made, "report.json")).unwrap();
    let page = dom_query::Document::from(text(&made, "report.html"));
    let texts: BTreeMap<&str, &str> = report["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["id"].as_str().unwrap(), it["text"].as_str().unwrap()))
        .collect();
    let statements = report["statements"].as_array().unwrap();
    assert_eq!(page.select("details.statement").length(), statements.len());
    for statement in statements {
        let id = statement["id"].as_str().unwrap();
        let section = page.select(&format!("details.statement[id='s-{id}']"));
        assert_eq!(section.length(), 1, "{id}");
        // The numbers of the notes stand between the words.
        section.select("sup").remove();
        let words = flat(&section.select("blockquote").text());
        let first = &statement["witnesses"][0];
        let at = |key: &str| usize::try_from(first[key].as_u64().unwrap()).unwrap();
        let said = flat(&texts[first["document"].as_str().unwrap()][at("start")..at("end")]);
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        // Sentence by sentence: the next one may stand behind the first of the other side.
        for sentence in said.split_inclusive(". ") {
            let start: String = letters(sentence).chars().take(60).collect();
            assert!(letters(&words).contains(&start), "{id}: {sentence}\n{words}");
        }
    }
    // Nothing but what the templates write.
    let scripts: Vec<_> = page.select("script").iter().map(|it| it.attr_or("type", "")).collect();
    assert_eq!(scripts.len(), 2, "the facets and the script of the page");
    for element in page.select("*").iter() {
        for attribute in element.attrs() {
            let name = attribute.name.local.to_string();
            assert!(!name.starts_with("on") && name != "src", "{}", element.html());
        }
    }
    for strange in ["img", "iframe", "object", "embed", "link", "base", "form:not([method=dialog])"]
    {
        assert_eq!(page.select(strange).length(), 0, "{strange}");
    }
}

/// More documents than are compared pair by pair: the seeds, and each without every fifth line.
fn many() -> Vec<Document> {
    let folder = root().join("seeds");
    let corpus = Corpus::read(&[Input::Path(folder)], &Options::default()).unwrap();
    let part = |document: &Document, lacks: usize| {
        let lines = document.text.lines().enumerate().filter(|(n, _)| n % 5 != lacks);
        let text = lines.map(|(_, line)| line).collect::<Vec<_>>().join("\n");
        Document { id: format!("{lacks}-{}", document.id), text, ..document.clone() }
    };
    let parts = corpus.documents.iter().flat_map(|it| (0..3).map(move |lacks| part(it, lacks)));
    let many: Vec<Document> = parts.filter(|it| !it.text.trim().is_empty()).collect();
    assert!(many.len() > 24, "{}", many.len());
    many
}

fn written(documents: &[Document]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let lines: Vec<String> = documents
        .iter()
        .map(|it| {
            let source = it.source.as_ref().map(|source| &source.value);
            json!({"id": it.id, "text": it.text, "source": source}).to_string()
        })
        .collect();
    std::fs::write(folder.path().join("all.jsonl"), lines.join("\n")).unwrap();
    for document in documents.iter().take(12) {
        let name = format!("{}.txt", document.id.replace('/', "_"));
        std::fs::write(folder.path().join(name), &document.text).unwrap();
    }
    folder
}

#[test]
fn the_order_of_lines_leaves_no_trace() {
    let mut documents = many();
    let first = reported(written(&documents).path(), &["all.jsonl"], "2");
    documents.reverse();
    let reversed = reported(written(&documents).path(), &["all.jsonl"], "1");
    same(&first, &reversed, "lines reversed");
    // A step that shares no divisor with the length visits every place once.
    let step =
        (2..).map(|n| n * 2 + 1).find(|step| !documents.len().is_multiple_of(*step)).unwrap();
    let shuffled: Vec<Document> =
        (0..documents.len()).map(|n| documents[n * step % documents.len()].clone()).collect();
    let made = reported(written(&shuffled).path(), &["all.jsonl"], "8");
    same(&first, &made, "lines shuffled");
}

#[test]
fn the_order_of_arguments_leaves_no_trace() {
    let folder = written(&many());
    let mut names: Vec<String> = files(folder.path()).into_iter().map(|file| file.0).collect();
    let paths = |names: &[String]| {
        reported(folder.path(), &names.iter().map(String::as_str).collect::<Vec<_>>(), "2")
    };
    let first = paths(&names);
    names.reverse();
    same(&first, &paths(&names), "arguments reversed");
    names.rotate_left(5);
    names.swap(2, 9);
    same(&first, &paths(&names), "arguments shuffled");
}
