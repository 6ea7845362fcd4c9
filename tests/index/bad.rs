//! What is wrong with an index is said in words, with what to do next; nothing is lost.

use super::{command, err, fine, names, refused, run, scene, write};

#[test]
fn none_half_of_one_and_another_are_refused() {
    let scene = scene();
    let folder = scene.path();
    for args in [
        &["report", "--index", "ix"][..],
        &["index", "list", "ix"],
        &["index", "verify", "ix"],
        &["index", "remove", "ix", "a"],
    ] {
        let said = refused(folder, args);
        assert!(said.contains("index ix: there is none"), "{said}");
    }
    assert!(!folder.join("ix").exists(), "asking makes nothing");
    let said = refused(folder, &["index", "add", "in", "in/bare.txt"]);
    assert!(said.contains("the folder holds other files"), "{said}");
    fine(folder, &["index", "add", "ix", "in/bare.txt", "in/pier.md"]);
    let segment = folder.join("ix/00000000.segment");
    let good = std::fs::read(&segment).unwrap();
    std::fs::write(&segment, &good[..good.len() - 9]).unwrap();
    let said = refused(folder, &["report", "--index", "ix"]);
    assert!(said.contains("00000000.segment has") && said.contains("not whole"), "{said}");
    assert!(refused(folder, &["index", "verify", "ix"]).contains("not whole"));
    refused(folder, &["index", "add", "ix", "in/north"]);
    let mut bad = good.clone();
    bad[40] ^= 1;
    std::fs::write(&segment, &bad).unwrap();
    assert!(refused(folder, &["report", "--index", "ix"]).contains("is damaged between the bytes"));
    assert!(refused(folder, &["index", "verify", "ix"]).contains("is damaged"));
    std::fs::remove_file(&segment).unwrap();
    assert!(refused(folder, &["report", "--index", "ix"]).contains("missing"));
    std::fs::write(&segment, &good).unwrap();
    fine(folder, &["index", "verify", "ix"]);
    std::fs::remove_file(folder.join("ix/catalogue.json")).unwrap();
    assert!(refused(folder, &["report", "--index", "ix"]).contains("no catalogue.json"));
    refused(folder, &["index", "add", "ix", "in/north"]);
    assert_eq!(std::fs::read(&segment).unwrap(), good, "what is left is left alone");
}

#[test]
fn other_settings_are_refused_where_they_matter() {
    let scene = scene();
    let folder = scene.path();
    fine(folder, &["index", "add", "ix", "in/bare.txt", "in/pier.md"]);
    let said = refused(folder, &["index", "add", "ix", "in/north", "--zones", "body"]);
    assert!(said.contains("made with other settings") && said.contains("its own"), "{said}");
    refused(folder, &["report", "--index", "ix", "--max-bytes", "900"]);
    fine(folder, &["report", "--index", "ix", "--zones", "body", "--quiet"]);
    fine(folder, &["index", "remove", "ix", "bare.txt"]);
}

#[test]
fn an_index_inside_of_a_checkout_is_not_believed() {
    let scene = scene();
    let folder = scene.path();
    fine(folder, &["index", "add", "in/ix", "in/bare.txt"]);
    std::fs::create_dir(folder.join(".git")).unwrap();
    for args in [
        &["report", "--index", "in/ix"][..],
        &["index", "add", "new", "in/bare.txt"],
        &["index", "add", "in/ix", "in/pier.md"],
        &["index", "list", "in/ix"],
    ] {
        let said = refused(folder, args);
        assert!(said.contains("lies in the checkout"), "{said}");
    }
    assert!(!folder.join("new").exists());
    let elsewhere = tempfile::tempdir().unwrap();
    let ix = elsewhere.path().join("ix").to_string_lossy().into_owned();
    fine(folder, &["index", "add", &ix, "in/bare.txt"]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&ix, folder.join("link")).unwrap();
        assert!(refused(folder, &["index", "list", "link"]).contains("lies in the checkout"));
    }
}

#[test]
fn who_comes_second_to_write_is_told_and_readers_go_on() {
    let scene = scene();
    let folder = scene.path();
    fine(folder, &["index", "add", "ix", "in/bare.txt"]);
    let lock = std::fs::File::open(folder.join("ix/lock")).unwrap();
    lock.lock().unwrap();
    for args in [&["index", "add", "ix", "in/pier.md"][..], &["index", "remove", "ix", "bare.txt"]]
    {
        let said = refused(folder, args);
        assert!(said.contains("another run is changing it"), "{said}");
    }
    assert_eq!(fine(folder, &["index", "list", "ix"]).lines().count(), 1);
    drop(lock);
    fine(folder, &["index", "add", "ix", "in/pier.md"]);
}

#[test]
fn what_cannot_be_read_is_told_and_what_was_there_stays() {
    let scene = scene();
    let folder = scene.path();
    fine(folder, &["index", "add", "ix", "in/bare.txt", "in/pier.md"]);
    write(folder, "in/bare.txt", "\u{0}\u{1}\u{2}\u{0}");
    let output = run(folder, &["index", "add", "ix", "in/bare.txt", "in/north/mill.txt"]);
    assert_eq!(output.status.code(), Some(2));
    let said = err(&output);
    assert!(said.contains("in/bare.txt is not added: ") && said.contains("next: "), "{said}");
    let list = fine(folder, &["index", "list", "ix"]);
    assert!(list.contains("bare.txt") && list.contains("mill.txt"), "{list}");
    let said = refused(folder, &["index", "remove", "ix", "pier.md", "nowhere.txt"]);
    assert!(said.contains("nowhere.txt is no document") && said.contains("nothing is removed"));
    assert_eq!(fine(folder, &["index", "list", "ix"]), list);
    let said = refused(folder, &["index", "add", "ix", "nowhere.txt"]);
    assert!(said.contains("nowhere.txt"), "{said}");
}

/// A disk that is full, or that may not be written, is told; the index is as it was.
#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_takes_nothing_is_told() {
    let scene = scene();
    let folder = scene.path();
    let said = refused(folder, &["index", "add", "/proc/variorum-index", "in/bare.txt"]);
    assert!(said.contains("cannot write /proc/variorum-index"), "{said}");
    fine(folder, &["index", "add", "ix", "in/bare.txt"]);
    let before = (names(folder, "ix"), fine(folder, &["index", "list", "ix"]));
    let noise: String =
        (0..40_000_u64).map(|n| format!("{:x} ", n.wrapping_mul(0x9E37_79B9_7F4A_7C15))).collect();
    write(folder, "in/long.txt", &noise);
    // No file may grow beyond some blocks, and the signal that would end the run is ignored.
    let limited = "trap '' XFSZ; ulimit -f 16; exec \"$0\" \"$@\"";
    let program = command(folder, &[]).get_program().to_owned();
    let output = std::process::Command::new("sh")
        .args(["-c", limited])
        .arg(program)
        .args(["index", "add", "ix", "in/long.txt"])
        .current_dir(folder)
        .output()
        .unwrap();
    let said = err(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot write ix/") && said.contains("has room"), "{said}");
    assert_eq!((names(folder, "ix"), fine(folder, &["index", "list", "ix"])), before);
    fine(folder, &["index", "verify", "ix"]);
}
