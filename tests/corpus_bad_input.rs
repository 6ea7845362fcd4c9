//! Documents are hostile: whatever a folder holds, the run goes on and says what it left out.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "the tests make the files that they read"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use variorum::corpus::{Corpus, Input, Options, ZoneKind};

const REPORT: &str = "The ships of the northern fleet will wait in the harbour until a pilot comes, \
    the chair of the council said on Monday.\n";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn read(path: &Path) -> Corpus {
    read_with(path, &Options::default())
}

fn read_with(path: &Path, options: &Options) -> Corpus {
    let corpus = Corpus::read(&[Input::Path(path.to_owned())], options).unwrap();
    for document in &corpus.documents {
        assert_zones(&document.text, document.zones.iter().map(|zone| zone.span.range()));
    }
    corpus
}

fn assert_zones(text: &str, zones: impl Iterator<Item = std::ops::Range<usize>>) {
    let mut at = 0;
    for zone in zones {
        assert!(at <= zone.start && zone.start < zone.end && zone.end <= text.len());
        assert!(text.is_char_boundary(zone.start) && text.is_char_boundary(zone.end));
        assert!(!text[at..zone.start].contains(char::is_alphabetic), "{:?}", &text[at..zone.start]);
        at = zone.end;
    }
    assert!(!text[at..].contains(char::is_alphabetic));
}

fn ids(corpus: &Corpus) -> Vec<&str> {
    corpus.documents.iter().map(|document| document.id.as_str()).collect()
}

fn reason<'a>(corpus: &'a Corpus, ending: &str) -> &'a str {
    let found = corpus.skipped.iter().find(|skipped| skipped.path.ends_with(ending));
    &found.unwrap_or_else(|| panic!("{ending} is not in {:?}", corpus.skipped)).reason
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn empty_and_binary_files_are_named_with_their_reason() {
    let folder = folder(&[
        ("a.txt", REPORT.as_bytes()),
        ("blank.txt", b" \n\t\n"),
        ("empty.jsonl", b""),
        ("empty.txt", b""),
        ("empty.html", b"<html><body></body></html>"),
        ("nul.txt", b"ships\0wait\0\0\0"),
        ("noise.txt", &[0x01, 0x02, 0x03, 0x80, 0x81, 0xFE]),
        ("photo.jpg", b"\xFF\xD8\xFF\xE0"),
        ("scan.txt", b"%PDF-1.4"),
    ]);
    let corpus = read(folder.path());
    assert_eq!(ids(&corpus), ["a.txt"]);
    assert_eq!(corpus.skipped.len(), 8, "{:?}", corpus.skipped);
    assert!(reason(&corpus, "empty.txt").contains("empty"));
    assert!(reason(&corpus, "empty.html").contains("empty"));
    assert!(reason(&corpus, "empty.jsonl").contains("empty"));
    assert!(reason(&corpus, "nul.txt").contains("NUL"));
    assert!(reason(&corpus, "photo.jpg").contains("not a format"));
    assert!(reason(&corpus, "scan.txt").contains("PDF"));
}

#[test]
fn charsets_are_detected_and_said() {
    let utf16: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(REPORT.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let mut damaged = REPORT.as_bytes().to_vec();
    damaged.extend("Überfahrt, Größe, Fähre, Kähne ".repeat(3).bytes());
    damaged.push(0xFF);
    let folder = folder(&[
        ("bom.txt", &[b"\xEF\xBB\xBF", REPORT.as_bytes()].concat()),
        ("damaged.txt", &damaged),
        ("latin.txt", b"Die F\xE4hre nach Fl\xFCgge f\xE4hrt \xFCber die Gr\xF6\xDFe des Sees.\n"),
        ("utf16.txt", &utf16),
    ]);
    let corpus = read(folder.path());
    assert_eq!(ids(&corpus), ["bom.txt", "damaged.txt", "latin.txt", "utf16.txt"]);
    assert!(corpus.documents.iter().all(|document| document.extracted));
    assert_eq!(corpus.documents[0].text, REPORT);
    assert!(corpus.documents[1].text.ends_with('\u{FFFD}'));
    assert!(corpus.documents[2].text.starts_with("Die Fähre nach Flügge"));
    assert_eq!(corpus.documents[3].text, REPORT);
}

#[test]
fn one_line_of_fifty_megabytes_is_skipped_or_read_in_linear_time() {
    let line = REPORT.trim_end().repeat(50_000_000 / REPORT.len());
    let blob = "x".repeat(50_000_000);
    let folder = folder(&[("blob.txt", blob.as_bytes()), ("line.txt", line.as_bytes())]);
    let corpus = read(folder.path());
    assert!(corpus.documents.is_empty());
    assert!(reason(&corpus, "line.txt").contains("--max-bytes"));
    let start = Instant::now();
    let corpus = read_with(folder.path(), &Options { max_bytes: 1 << 30, ..Options::default() });
    assert_eq!(ids(&corpus), ["blob.txt", "line.txt"]);
    for document in &corpus.documents {
        assert_eq!(document.stretches(&[ZoneKind::Body]).len(), 1);
    }
    // A quadratic step over 50 MB would take hours, not a minute of a busy machine.
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn every_format_reads_a_huge_line_in_linear_time() {
    let words = "ships wait ".repeat(300_000);
    let json = format!("{{\"id\": 1, \"text\": \"{words}\"}}");
    let page = format!("<p>{words}</p><div class=\"{words}\">x</div>");
    let lines = "a\n".repeat(1_500_000);
    let folder = folder(&[
        ("a.jsonl", json.as_bytes()),
        ("b.html", page.as_bytes()),
        ("c.md", words.as_bytes()),
        ("d.txt", lines.as_bytes()),
    ]);
    let start = Instant::now();
    let corpus = read(folder.path());
    assert_eq!(ids(&corpus), ["a.jsonl#1", "b.html", "c.md", "d.txt"]);
    for document in &corpus.documents {
        assert!(!document.stretches(&[ZoneKind::Body, ZoneKind::Boilerplate]).is_empty());
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn bad_json_lines_cost_themselves_only() {
    let lines = [
        r#"{"id": "a", "text": "The ships wait.", "source": "Gull News", "date": "3 May 2021"}"#,
        r#"{"id": "b", "text": "half a pair \ud800\u0041"}"#,
        r#"{"id": "c"}"#,
        r#"{"text": "nameless"}"#,
        r#"{"id": "d", "text": 7}"#,
        r#"not JSON"#,
        r#"{"id": "a", "text": "The ships left."}"#,
    ]
    .join("\n");
    let deep = format!("{{\"id\": \"deep\", \"text\": \"x\", \"own\": {}1", "[".repeat(100_000));
    let folder = folder(&[("docs.jsonl", format!("{lines}\n{deep}\n").as_bytes())]);
    let corpus = read(folder.path());
    assert_eq!(ids(&corpus), ["docs.jsonl#a", "docs.jsonl#a~2"]);
    assert!(reason(&corpus, "docs.jsonl:2").contains("surrogate"));
    assert!(reason(&corpus, "docs.jsonl:3").contains("`text`"));
    assert!(reason(&corpus, "docs.jsonl:4").contains("`id`"));
    assert_eq!(corpus.skipped.len(), 6, "{:?}", corpus.skipped);
    let first = &corpus.documents[0];
    assert_eq!(first.source.as_ref().unwrap().value, "Gull News");
    assert_eq!(first.date.as_ref().unwrap().value, jiff::civil::date(2021, 5, 3));
    assert!(first.extracted && !first.date.as_ref().unwrap().guessed);
}

#[test]
fn deeply_nested_pages_are_read() {
    let deep = |tag: &str| format!("{}{REPORT}", format!("<{tag}>").repeat(100_000));
    let mut files: Vec<(String, String)> = ["div", "b", "p", "table", "ul><li", "svg", "font a=1"]
        .iter()
        .enumerate()
        .map(|(at, tag)| (format!("{at}.html"), deep(tag)))
        .collect();
    files.push(("x.html".to_owned(), format!("{}{}", "<b>".repeat(399), "<p>x".repeat(200_000))));
    let folder = tempfile::tempdir().unwrap();
    for (name, page) in &files {
        fs::write(folder.path().join(name), page).unwrap();
    }
    let start = Instant::now();
    let corpus = read(folder.path());
    assert_eq!(corpus.documents.len(), files.len(), "{:?}", corpus.skipped);
    for document in &corpus.documents[..7] {
        assert!(document.text.contains(REPORT.trim_end()), "{}", document.id);
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn gzip_is_looked_through_and_a_bomb_is_bounded() {
    let bomb = gzip(&vec![b'a'; 80 << 20]);
    assert!(bomb.len() < 1 << 20);
    let whole = gzip(REPORT.as_bytes());
    let line = gzip(b"{\"id\": 1, \"text\": \"The ships wait.\"}\n");
    let page = gzip(format!("<h1>Ships wait</h1><p>{REPORT}</p>").as_bytes());
    let folder = folder(&[
        ("bomb.jsonl.gz", &bomb),
        ("bomb.txt.gz", &bomb),
        ("docs.jsonl.gz", &line),
        ("misnamed.txt", &whole),
        ("not.txt.gz", REPORT.as_bytes()),
        ("page.html.gz", &page),
        ("two.txt.gz", &[whole.clone(), whole.clone()].concat()),
        ("truncated.txt.gz", &whole[..whole.len() - 12]),
    ]);
    let corpus = read(folder.path());
    assert_eq!(
        ids(&corpus),
        ["docs.jsonl.gz#1", "misnamed.txt", "not.txt.gz", "page.html.gz", "two.txt.gz"]
    );
    assert_eq!(corpus.documents[4].text, REPORT.repeat(2));
    assert!(reason(&corpus, "bomb.txt.gz").contains("--max-bytes"));
    assert!(reason(&corpus, "bomb.jsonl.gz:1").contains("--max-bytes"));
    assert!(reason(&corpus, "truncated.txt.gz").contains("truncated"));
}

#[test]
fn ten_thousand_identical_documents_are_read_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("Ships wait for a pilot\n\n{}", REPORT.repeat(20));
    for number in 0..10_000 {
        fs::write(folder.path().join(format!("{number:05}.txt")), &text).unwrap();
    }
    let start = Instant::now();
    let corpus = read(folder.path());
    assert_eq!(corpus.documents.len(), 10_000);
    assert!(corpus.documents.is_sorted_by(|a, b| a.id < b.id));
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn one_document_under_two_names_is_two_documents() {
    let folder = folder(&[("a.txt", REPORT.as_bytes()), ("b/a.txt", REPORT.as_bytes())]);
    assert_eq!(ids(&read(folder.path())), ["a.txt", "b/a.txt"]);
}

#[test]
fn one_file_by_two_arguments_is_one_document() {
    let folder = folder(&[("b/a.txt", REPORT.as_bytes())]);
    let inputs = [folder.path().to_owned(), folder.path().join("b/a.txt")];
    for order in [[0, 1], [1, 0]] {
        let inputs: Vec<_> = order.iter().map(|at| Input::Path(inputs[*at].clone())).collect();
        let corpus = Corpus::read(&inputs, &Options::default()).unwrap();
        assert_eq!(ids(&corpus), ["b/a.txt"]);
        assert!(corpus.skipped.is_empty());
    }
}

#[test]
fn files_of_one_name_get_the_shortest_ids_that_differ() {
    let folder = folder(&[
        ("one/x/a.txt", REPORT.as_bytes()),
        ("two/x/a.txt", REPORT.as_bytes()),
        ("two/x/b.txt", REPORT.as_bytes()),
    ]);
    let inputs: Vec<Input> = ["two/x/a.txt", "one/x/a.txt", "two/x/b.txt"]
        .iter()
        .map(|name| Input::Path(folder.path().join(name)))
        .collect();
    let corpus = Corpus::read(&inputs, &Options::default()).unwrap();
    assert_eq!(ids(&corpus), ["b.txt", "one/x/a.txt", "two/x/a.txt"]);
}

#[test]
fn a_missing_argument_is_an_error_that_says_what_to_do() {
    let missing = Input::Path(PathBuf::from("no/such/folder"));
    let error = Corpus::read(&[missing], &Options::default()).unwrap_err().to_string();
    assert!(error.contains("no/such/folder") && error.contains("next:"), "{error}");
}

#[test]
fn a_metadata_file_that_does_not_parse_is_an_error_at_its_line() {
    let folder =
        folder(&[("a.txt", REPORT.as_bytes()), ("sources.toml", b"[\"a.txt\"]\nsource = Gull\n")]);
    let input = Input::Path(folder.path().to_owned());
    let error = Corpus::read(&[input], &Options::default()).unwrap_err().to_string();
    assert!(error.contains("sources.toml:2") && error.contains("next:"), "{error}");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn unreadable_files_and_folders_are_skipped() {
        let folder = folder(&[("a.txt", REPORT.as_bytes()), ("b.txt", b"x"), ("c/d.txt", b"x")]);
        let shut = [folder.path().join("b.txt"), folder.path().join("c")];
        for path in &shut {
            fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
        }
        if fs::File::open(&shut[0]).is_ok() {
            println!("SKIPPED: this user may read every file, so none is unreadable");
        } else {
            let corpus = read(folder.path());
            assert_eq!(ids(&corpus), ["a.txt"]);
            assert!(reason(&corpus, "b.txt").contains("permission denied"));
            assert!(reason(&corpus, "c").contains("permission denied"));
        }
        for path in &shut {
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        }
    }

    #[test]
    fn loops_of_links_do_not_trap_the_walk() {
        let folder = folder(&[("a.txt", REPORT.as_bytes()), ("b/c.txt", REPORT.as_bytes())]);
        let at = |name: &str| folder.path().join(name);
        symlink(folder.path(), at("b/up")).unwrap();
        symlink(at("loop.txt"), at("loop.txt")).unwrap();
        symlink(at("gone.txt"), at("broken.txt")).unwrap();
        symlink(at("a.txt"), at("link.txt")).unwrap();
        let corpus = read(folder.path());
        assert_eq!(ids(&corpus), ["a.txt", "b/c.txt"]);
        assert!(reason(&corpus, "b/up").contains("link to a folder"));
        assert!(reason(&corpus, "broken.txt").contains("broken link"));
        assert!(reason(&corpus, "link.txt").contains("a.txt"));
        assert_eq!(corpus.skipped.len(), 4, "{:?}", corpus.skipped);
    }

    #[test]
    fn a_link_out_of_the_tree_is_read_only_where_that_is_asked() {
        let outside = folder(&[("x.txt", REPORT.as_bytes())]);
        let folder = folder(&[("in/a.txt", b"Ships wait."), (".git/HEAD.txt", b"Ships wait.")]);
        let at = |name: &str| folder.path().join(name);
        symlink(outside.path().join("x.txt"), at("y.txt")).unwrap();
        symlink("../.git/HEAD.txt", at("in/git.txt")).unwrap();
        symlink("../z.txt", at("in/z.txt")).unwrap();
        fs::write(at("z.txt"), REPORT).unwrap();
        let corpus = read(&at("in"));
        // The tree is that of the repository, without what git keeps for itself.
        assert_eq!(ids(&corpus), ["a.txt", "z.txt"]);
        assert!(reason(&corpus, "in/git.txt").contains("leads out"), "{:?}", corpus.skipped);
        assert!(reason(&read(folder.path()), "y.txt").contains("--follow-links"));
        let options = Options { follow_links: true, ..Options::default() };
        let input = [Input::Path(folder.path().to_owned())];
        let corpus = Corpus::read(&input, &options).unwrap();
        assert!(ids(&corpus).contains(&"y.txt"), "{:?}", ids(&corpus));
    }

    #[test]
    fn pipes_and_devices_beside_documents_are_not_opened() {
        let folder = folder(&[("a.txt", REPORT.as_bytes())]);
        let at = |name: &str| folder.path().join(name);
        for name in [".gitignore", ".ignore", ".variorumignore", "b.txt"] {
            let made = std::process::Command::new("mkfifo").arg(at(name)).status().unwrap();
            assert!(made.success());
        }
        let corpus = read(folder.path());
        assert_eq!(ids(&corpus), ["a.txt"]);
        assert_eq!(corpus.skipped.len(), 4, "{:?}", corpus.skipped);
        assert!(corpus.skipped.iter().all(|it| it.reason.contains("not a regular file")));
        symlink("/dev/zero", at("sources.toml")).unwrap();
        let input = [Input::Path(folder.path().to_owned())];
        let error = Corpus::read(&input, &Options::default()).unwrap_err().to_string();
        assert!(error.contains("sources.toml") && error.contains("not a regular file"), "{error}");
    }

    #[test]
    fn nothing_of_a_file_elsewhere_stands_in_a_message() {
        let outside = folder(&[("secret", b"password = hunter2\n")]);
        for name in ["sources.toml", "sources.csv"] {
            let folder = folder(&[("a.txt", REPORT.as_bytes())]);
            symlink(outside.path().join("secret"), folder.path().join(name)).unwrap();
            let input = [Input::Path(folder.path().to_owned())];
            let error = Corpus::read(&input, &Options::default()).unwrap_err().to_string();
            assert!(error.contains("leads out") && !error.contains("hunter2"), "{error}");
            assert!(!error.contains("password"), "{error}");
        }
    }

    #[test]
    fn names_that_are_no_text_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let name = std::ffi::OsStr::from_bytes(b"\xFF.txt");
        if fs::write(folder.path().join(name), REPORT).is_err() {
            return;
        }
        assert_eq!(ids(&read(folder.path())), ["\u{FFFD}.txt"]);
    }
}
