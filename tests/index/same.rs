//! A report from an index is the report from the files, to the byte.

use std::path::Path;

use super::{FILES, fine, reports, run, scene, write};

fn paths() -> Vec<&'static str> {
    FILES.iter().map(|(path, _)| *path).collect()
}

/// Adds paths together; some of them may be no documents.
fn add(folder: &Path, index: &str, paths: &[&str]) {
    let mut args = vec!["index", "add", index];
    args.extend(paths);
    let output = run(folder, &args);
    let unread = paths.contains(&"in/picture.txt") || paths.contains(&"in");
    assert_eq!(output.status.code(), Some(if unread { 2 } else { 0 }), "{}", super::err(&output));
}

#[test]
fn in_five_orders_the_report_is_that_of_the_files() {
    let scene = scene();
    let folder = scene.path();
    let paths = paths();
    let wanted = reports(folder, &paths);
    assert!(wanted.iter().any(|(_, text)| text.contains("number.conflict")), "it tells something");
    assert!(
        wanted.iter().any(|(_, text)| text.contains("picture.txt")),
        "and what it did not read"
    );
    add(folder, "at-once", &paths);
    paths.iter().for_each(|path| add(folder, "one-by-one", &[*path]));
    paths.iter().rev().for_each(|path| add(folder, "backwards", &[*path]));
    // First with other contents, then as they are.
    for (path, text) in FILES {
        write(folder, path, &text.replace("boats", "barges").replace("Friday", "Sunday"));
    }
    add(folder, "updated", &paths);
    FILES.iter().for_each(|(path, text)| write(folder, path, text));
    paths.chunks(3).for_each(|some| add(folder, "updated", some));
    // With others that go again, and some that go and come back.
    for n in 0..12 {
        write(
            folder,
            &format!("more/{n}.txt"),
            &format!("Boat {n} was lost off Halvern on Monday."),
        );
    }
    add(folder, "removed", &paths[..4]);
    (0..12).for_each(|n| add(folder, "removed", &[format!("more/{n}.txt").as_str()]));
    add(folder, "removed", &paths);
    fine(folder, &["index", "remove", "removed", "in/pier.md", "wires.jsonl#mill-2"]);
    fine(folder, &["index", "remove", "removed", "more"]);
    add(folder, "removed", &["in/wires.jsonl", "in/pier.md"]);
    for index in ["at-once", "one-by-one", "updated"] {
        fine(folder, &["index", "verify", index]);
        assert!(reports(folder, &["--index", index]) == wanted, "{index}");
    }
    let one = reports(folder, &["--index", "backwards", "--threads", "1"]);
    assert!(one == wanted, "one thread says the same");
    fine(folder, &["index", "verify", "removed"]);
    // What is kept needs no files.
    std::fs::remove_dir_all(folder.join("in")).unwrap();
    assert!(reports(folder, &["--index", "removed"]) == wanted, "without the files");
}

#[test]
fn the_seeds_say_the_same_from_an_index() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let index = tempfile::tempdir().unwrap();
    let index = index.path().join("seeds").to_string_lossy().into_owned();
    let out = tempfile::tempdir().unwrap();
    for part in ["seeds/nagoya", "seeds/briefs.jsonl", "seeds", "seeds/moscow"] {
        fine(root, &["index", "add", &index, part]);
    }
    let report = |args: &[&str], name: &str| {
        let place = out.path().join(name);
        let place = place.to_str().unwrap();
        let mut all = vec!["report", "--quiet", "--format", "json", "--out", place];
        all.extend(args);
        fine(root, &all);
        std::fs::read_to_string(out.path().join(name).join("report.json")).unwrap()
    };
    assert!(report(&["--index", &index], "a") == report(&["seeds"], "b"));
}

#[test]
fn what_is_listed_can_be_removed() {
    let scene = scene();
    let folder = scene.path();
    add(folder, "ix", &["in"]);
    let list = fine(folder, &["index", "list", "ix"]);
    assert_eq!(list.lines().count(), 8, "{list}");
    assert!(list.contains("north/pier.txt\tin/north/pier.txt\n"), "{list}");
    assert!(list.contains("wires.jsonl#mill-2\tin/wires.jsonl\n"), "{list}");
    let said = fine(folder, &["index", "remove", "ix", "north/pier.txt", "in/wires.jsonl"]);
    assert_eq!(said, "3 removed; 5 in the index\n");
    let said = fine(folder, &["index", "remove", "ix", "in/north", "in/picture.txt"]);
    assert_eq!(said, "1 removed; 4 in the index\n");
    std::fs::remove_dir_all(folder.join("in/south")).unwrap();
    let said = fine(folder, &["index", "remove", "ix", "in/south"]);
    assert_eq!(said, "1 removed; 3 in the index\n");
    let said = fine(folder, &["index", "add", "ix", "in/bare.txt", "in/north/pier.txt"]);
    assert_eq!(said, "1 added, 0 changed, 1 as they were; 4 in the index\n");
}
