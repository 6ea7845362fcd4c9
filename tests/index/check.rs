//! New documents against an index: what the gate finds there is what it finds among the files.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use super::{command, fine, refused, run, scene, write};

/// What a check finds, without the order.
fn findings(folder: &Path, args: &[&str]) -> Vec<String> {
    let mut all = vec!["check", "--quiet", "--no-cache", "--format", "json"];
    all.extend(args);
    let output = run(folder, &all);
    assert!(output.status.code() < Some(2), "{}", super::err(&output));
    let verdict: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut found: Vec<String> =
        verdict["findings"].as_array().unwrap().iter().map(Value::to_string).collect();
    found.sort();
    found
}

const NEW: &str = "Thirteen boats were lost off Halvern on Monday, harbour master Ines Torvald said. \
                   The paper mill of Orsk burned down on Friday; Mayor Lena Quist spoke of 41 workers.";

#[test]
fn a_check_against_an_index_finds_what_one_among_the_files_finds() {
    let scene = scene();
    let folder = scene.path();
    // What an outlet says of itself ties no two documents.
    let frame =
        "Write to the Dunmere Post at the old mill, and we shall read every letter of yours.";
    let subjects =
        ["A kettle", "The choir", "One goalkeeper", "Our dentist", "This quarry", "A sundial"];
    for (n, subject) in subjects.iter().enumerate() {
        let text = format!(
            "---\nsource: Dunmere Post\n---\n\n{subject} was seen near street {n}. Nobody spoke for \
             {} minutes. {subject} went home.\n\n{frame}\n",
            n + 3
        );
        write(folder, &format!("in/post/{n}.md"), &text);
    }
    std::fs::remove_file(folder.join("in/picture.txt")).unwrap();
    write(folder, "new/a.txt", NEW);
    write(folder, "new/b.txt", &format!("The ferry of Lund is late by 20 minutes.\n\n{frame}"));
    let among = findings(folder, &["in", "new", "--new", "new"]);
    assert!(among.iter().any(|it| it.contains("number.conflict")), "{among:?}");
    fine(folder, &["index", "add", "at-once", "in"]);
    for part in ["in/south", "in/wires.jsonl", "in/post", "in"] {
        fine(folder, &["index", "add", "by-and-by", part]);
    }
    for index in ["at-once", "by-and-by"] {
        assert_eq!(findings(folder, &["new", "--index", index]), among, "{index}");
    }
    let again = findings(folder, &["in", "new", "--new", "new", "--index", "at-once"]);
    assert_eq!(again, among, "paths that are old are not read");
    std::fs::remove_dir_all(folder.join("in")).unwrap();
    assert_eq!(findings(folder, &["new", "--index", "at-once"]), among, "without the files");
}

#[test]
fn a_new_version_is_not_held_against_what_it_was() {
    let scene = scene();
    let folder = scene.path();
    fine(folder, &["index", "add", "ix", "in/north/pier.txt", "in/bare.txt"]);
    write(folder, "in/north/pier.txt", NEW);
    assert_eq!(findings(folder, &["in/north/pier.txt", "--index", "ix"]), Vec::<String>::new());
    let said = super::err(&run(folder, &["check", "in/north/pier.txt", "--index", "ix"]));
    assert!(said.contains("compared with 1:"), "{said}");
    fine(folder, &["index", "add", "ix", "in/south"]);
    let found = findings(folder, &["in/north/pier.txt", "--index", "ix"]);
    assert!(found.iter().any(|it| it.contains("in/south/pier.txt")), "{found:?}");
    assert!(found.iter().all(|it| !it.contains("Twelve")), "{found:?}");
}

#[test]
fn a_text_is_shown_beside_what_shares_most_with_it() {
    let scene = scene();
    let folder = scene.path();
    fine(folder, &["index", "add", "ix", "in/north", "in/south", "in/bare.txt"]);
    write(folder, "a.txt", NEW);
    let said = fine(folder, &["compare", "a.txt", "--index", "ix"]);
    for other in ["in/north/pier.txt", "in/south/pier.txt", "in/north/mill.txt"] {
        assert!(said.contains(&format!("{other}\n")), "{other}: {said}");
    }
    assert!(!said.contains("bare.txt") && said.contains("Thirteen"), "{said}");
    write(folder, "b.txt", "An owl slept.");
    assert_eq!(fine(folder, &["compare", "b.txt", "--index", "ix"]), "");
    let said = refused(folder, &["compare", "in/wires.jsonl", "--index", "ix"]);
    assert!(said.contains("holds 2 documents"), "{said}");
}

#[test]
fn the_newest_are_told_what_others_contradict_and_had_before() {
    let scene = scene();
    let folder = scene.path();
    fine(folder, &["index", "add", "ix", "in/north", "in/pier.md", "in/bare.txt"]);
    write(folder, "a.txt", NEW);
    write(folder, "b.txt", "An owl slept.");
    fine(folder, &["index", "add", "ix", "a.txt", "b.txt"]);
    let said = fine(folder, &["report", "--index", "ix", "--new"]);
    for line in [
        "a.txt\n",
        "contradicted by in/north/pier.txt: number.conflict: ",
        "in/pier.md (2031-04-08) had before: “",
        "b.txt\n  no other says otherwise or had it before\n",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert!(!said.contains("bare.txt") && !folder.join("reports").exists(), "{said}");
    // What is there already brings nothing new.
    fine(folder, &["index", "add", "ix", "a.txt"]);
    assert_eq!(fine(folder, &["report", "--index", "ix", "--new"]), said);
}

/// What a page of the server says.
fn page(address: &str) -> String {
    let host = address.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = std::net::TcpStream::connect(host).unwrap();
    write!(stream, "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut said = String::new();
    stream.read_to_string(&mut said).unwrap();
    said
}

#[test]
fn a_page_of_an_index_follows_what_is_added() {
    let scene = scene();
    let folder = scene.path();
    fine(folder, &["index", "add", "ix", "in/north", "in/south"]);
    let mut child = command(folder, &["serve", "--index", "ix", "--port", "0", "--quiet"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut address = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
    let address = address.trim().to_owned();
    let before = page(&address);
    fine(folder, &["index", "add", "ix", "in/pier.md"]);
    let begun = std::time::Instant::now();
    let follows = loop {
        if page(&address).contains("Dunmere Post") {
            break true;
        }
        if begun.elapsed().as_secs() > 20 {
            break false;
        }
        std::thread::sleep(std::time::Duration::from_millis(200));
    };
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(before.contains("Torvald") && !before.contains("Dunmere Post"), "{before}");
    assert!(follows, "what is added is shown");
}
