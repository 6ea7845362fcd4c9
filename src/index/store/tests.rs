//! The store by itself: what goes in comes out, in any order, and damage is seen.

use std::path::Path;

use super::*;
use crate::corpus::Known;

fn header() -> Header {
    Header::new("bytes".to_owned(), "zones".to_owned())
}

fn kept(n: usize, text: &str) -> Kept {
    let document = Document {
        id: format!("d{n}.txt"),
        path: format!("in/d{n}.txt"),
        text: text.to_owned(),
        source: n.is_multiple_of(2).then(|| Known::stated(format!("S{}", n % 3))),
        beside: vec!["a sign".to_owned()],
        ..Document::default()
    };
    Kept::new(document, format!("/in/d{n}.txt"))
}

/// A row for every word, and one for the number of words.
fn rows(kept: &Kept) -> Rows {
    let words = kept.document.text.split(' ').enumerate();
    let words = words.map(|(n, word)| (word.len() as u64 % 5, [n as u32, 7])).collect();
    let count = kept.document.text.split(' ').count() as u64;
    [words, vec![(count, [0, 0])], Vec::new(), Vec::new()]
}

fn add(folder: &Path, documents: Vec<Kept>) -> Added {
    let mut writer = Writer::create(folder, &header()).unwrap();
    let added = writer.add(documents, &rows).unwrap();
    writer.commit().unwrap();
    added
}

fn remove(folder: &Path, id: &str) -> usize {
    let mut writer = Writer::open(folder, &header()).unwrap();
    let found = writer.state().which(&|kept| kept.document.id == id).unwrap();
    let removed = writer.remove(&found);
    writer.commit().unwrap();
    removed
}

fn is_whole(folder: &Path) {
    let verified = verify(folder, Some(&rows)).unwrap();
    assert_eq!(verified.problems, Vec::<String>::new());
    assert_eq!(verified.unlisted, 0);
}

/// What is found under all keys, by the ids of documents.
fn found(folder: &Path) -> Vec<(usize, u64, String, [u32; 2])> {
    let snapshot = Snapshot::open(folder).unwrap();
    let mut all = Vec::new();
    for table in 0..TABLES {
        for key in 0..40 {
            for (spot, numbers) in snapshot.rows(table, key).unwrap() {
                let document = snapshot.get(&[spot]).unwrap().remove(0).1;
                all.push((table, key, document.document.id, numbers));
            }
        }
    }
    all.sort();
    all
}

#[test]
fn numbers_come_back() {
    let mut bytes = Vec::new();
    let numbers = [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX];
    numbers.iter().for_each(|it| codec::put(&mut bytes, *it));
    let mut rest = bytes.as_slice();
    numbers.iter().for_each(|it| assert_eq!(codec::take(&mut rest), Some(*it)));
    assert_eq!(codec::take(&mut rest), None);
    let rows = [(3, 1, [0, 0]), (3, 1, [0, 9]), (3, 7, [5, 0]), (u64::MAX, 0, [1, 2])];
    let bytes = codec::rows_to_bytes(&rows);
    assert_eq!(codec::rows_of_bytes(&bytes), Some(rows.to_vec()));
    assert_eq!(codec::rows_of_bytes(&bytes[..bytes.len() - 1]), None);
}

#[test]
fn in_whatever_order_and_pieces_documents_come_the_index_says_the_same() {
    let texts: Vec<Kept> = (0..60).map(|n| kept(n, &"word and ".repeat(n % 7 + 1))).collect();
    let at_once = tempfile::tempdir().unwrap();
    add(at_once.path(), texts.clone());
    let one_by_one = tempfile::tempdir().unwrap();
    // What is there first with another content, and what goes again.
    add(one_by_one.path(), (0..30).map(|n| kept(n, "an old text")).collect());
    add(one_by_one.path(), (100..140).map(|n| kept(n, "it goes again")).collect());
    for kept in texts.iter().rev() {
        add(one_by_one.path(), vec![kept.clone()]);
    }
    for n in 100..140 {
        assert_eq!(remove(one_by_one.path(), &format!("d{n}.txt")), 1);
    }
    is_whole(at_once.path());
    is_whole(one_by_one.path());
    let (a, b) =
        (Snapshot::open(at_once.path()).unwrap(), Snapshot::open(one_by_one.path()).unwrap());
    assert_eq!(a.corpus().unwrap(), b.corpus().unwrap());
    assert_eq!(a.corpus().unwrap().documents[0].beside, ["a sign"]);
    assert_eq!((a.len(), a.known()), (60, [30, 0, 0]));
    assert_eq!((b.len(), b.known()), (60, [30, 0, 0]));
    assert!(b.segments.len() < 16, "{} segments", b.segments.len());
    assert_eq!(found(at_once.path()), found(one_by_one.path()));
    assert!(!found(at_once.path()).is_empty());
}

#[test]
fn a_file_is_one_document_however_it_is_named_and_a_line_one_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let named = |id: &str, text: &str, path: &str| {
        let document = Document {
            id: id.to_owned(),
            path: path.to_owned(),
            text: text.to_owned(),
            ..Document::default()
        };
        Kept::new(document, format!("/home/{path}"))
    };
    add(folder.path(), vec![named("a.txt", "one", "in/a.txt")]);
    add(folder.path(), vec![named("in/a.txt", "one", "in/a.txt")]);
    add(folder.path(), vec![named("a.txt", "two", "in/a.txt")]);
    let lines = |text| {
        let named = |n| named(&format!("l.jsonl#{n}"), text, "in/l.jsonl");
        vec![named("x"), named("y"), named("l.jsonl#x")]
    };
    add(
        folder.path(),
        vec![named("odd", "1", "in//q/./r.txt"), named("even", "2", "in//q/./r.txt")],
    );
    add(folder.path(), lines("old"));
    add(folder.path(), lines("new"));
    let corpus = Snapshot::open(folder.path()).unwrap().corpus().unwrap();
    let all: Vec<(&str, &str)> =
        corpus.documents.iter().map(|it| (it.id.as_str(), it.text.as_str())).collect();
    let line = |id| (id, "new");
    let wanted = [
        ("even", "2"),
        ("in/a.txt", "two"),
        line("l.jsonl#l.jsonl#x"),
        line("l.jsonl#x"),
        line("l.jsonl#y"),
        ("odd", "1"),
    ];
    assert_eq!(all, wanted);
    is_whole(folder.path());
}

#[test]
fn what_lies_below_a_folder_is_found_by_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let place = |place: &str| Kept { place: place.to_owned(), ..kept(1, "one") };
    let places = ["/a/b", "/a/b/c", "/a/b/c/d", "/a/b-c", "/a/b.d", "/a/b0", "/a", "/b"];
    add(folder.path(), places.iter().map(|it| place(it)).collect());
    let snapshot = Snapshot::open(folder.path()).unwrap();
    let below = |place: &str| -> Vec<String> {
        snapshot.below(place).unwrap().into_iter().map(|found| found.kept.place).collect()
    };
    assert_eq!(below("/a/b"), ["/a/b", "/a/b/c", "/a/b/c/d"]);
    assert_eq!(below("/a/b/"), below("/a/b"));
    assert_eq!(below("/a/b-c"), ["/a/b-c"]);
    assert_eq!(below("/a/"), below("/a"));
    assert_eq!(below("/a").len(), 7);
    assert_eq!(below("/x"), Vec::<String>::new());
}

#[test]
fn what_is_there_is_not_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let all = Added { new: 2, changed: 0, same: 0 };
    assert_eq!(add(folder.path(), vec![kept(1, "one"), kept(2, "two")]), all);
    let some = Added { new: 0, changed: 1, same: 1 };
    assert_eq!(add(folder.path(), vec![kept(1, "one"), kept(2, "three")]), some);
    assert_eq!(Snapshot::open(folder.path()).unwrap().len(), 2);
    is_whole(folder.path());
}

#[test]
fn no_byte_changes_unseen() {
    let folder = tempfile::tempdir().unwrap();
    add(folder.path(), (0..9).map(|n| kept(n, "some words of a text")).collect());
    remove(folder.path(), "d3.txt");
    for name in ["catalogue.json", "00000000.segment"] {
        let path = folder.path().join(name);
        let good = std::fs::read(&path).unwrap();
        for at in (0..good.len()).step_by(3) {
            let mut bad = good.clone();
            bad[at] ^= 0x10;
            std::fs::write(&path, &bad).unwrap();
            let seen = verify(folder.path(), Some(&rows));
            assert!(seen.is_err() || !seen.unwrap().problems.is_empty(), "{name}: byte {at}");
        }
        for length in [0, 1, good.len() / 2, good.len() - 1] {
            std::fs::write(&path, &good[..length]).unwrap();
            let seen = verify(folder.path(), Some(&rows));
            assert!(seen.is_err() || !seen.unwrap().problems.is_empty(), "{name}: {length} bytes");
        }
        std::fs::write(&path, &good).unwrap();
    }
    is_whole(folder.path());
}

#[test]
fn rows_of_other_texts_are_seen() {
    let folder = tempfile::tempdir().unwrap();
    add(folder.path(), vec![kept(1, "one two")]);
    let others = |kept: &Kept| rows(&Kept { place: String::new(), ..tests::kept(1, &kept.place) });
    let seen = verify(folder.path(), Some(&others)).unwrap();
    assert!(seen.problems.iter().any(|it| it.contains("not those of its documents")), "{seen:?}");
}

#[test]
fn one_writes_and_all_read_one_state() {
    let folder = tempfile::tempdir().unwrap();
    add(folder.path(), vec![kept(1, "one")]);
    let before = Snapshot::open(folder.path()).unwrap();
    let mut writer = Writer::open(folder.path(), &header()).unwrap();
    let second = Writer::create(folder.path(), &header()).unwrap_err().to_string();
    assert!(second.contains("another run is changing it"), "{second}");
    writer.add(vec![kept(1, "changed"), kept(2, "two")], &rows).unwrap();
    assert_eq!(Snapshot::open(folder.path()).unwrap().len(), 1, "nothing counts before the commit");
    writer.commit().unwrap();
    for n in 3..12 {
        add(folder.path(), vec![kept(n, "more")]);
    }
    let text = |snapshot: &Snapshot| snapshot.corpus().unwrap().documents[0].text.clone();
    assert_eq!((before.len(), text(&before)), (1, "one".to_owned()));
    let after = Snapshot::open(folder.path()).unwrap();
    assert_eq!((after.len(), text(&after)), (11, "changed".to_owned()));
}

#[test]
fn what_is_given_up_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    add(folder.path(), vec![kept(1, "one")]);
    let names = || {
        let entries = std::fs::read_dir(folder.path()).unwrap();
        let mut names: Vec<_> = entries.map(|it| it.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = names();
    let mut writer = Writer::open(folder.path(), &header()).unwrap();
    writer.add(vec![kept(2, "two")], &rows).unwrap();
    drop(writer);
    assert_eq!(names(), before);
    // What a killed run leaves is removed by the next one that writes.
    for left in ["00000007.segment", "catalogue.json.tmp"] {
        std::fs::write(folder.path().join(left), "half").unwrap();
    }
    assert_eq!(verify(folder.path(), Some(&rows)).unwrap().unlisted, 1);
    remove(folder.path(), "none");
    assert_eq!(names(), before);
}

#[test]
fn another_index_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    add(folder.path(), vec![kept(1, "one")]);
    let told = |header: &Header| Writer::open(folder.path(), header).unwrap_err().to_string();
    let settings = |reading: &str, rows: &str| Header::new(reading.to_owned(), rows.to_owned());
    assert!(told(&settings("bytes", "others")).contains("other settings"));
    assert!(told(&settings("more", "zones")).contains("other settings"));
    let snapshot = Snapshot::open(folder.path()).unwrap();
    assert!(snapshot.accept_documents(&settings("bytes", "others")).is_ok());
    assert!(snapshot.accept_documents(&settings("more", "zones")).is_err());
    let other = Header { program: "0.0.1".to_owned(), ..header() };
    assert!(told(&other).contains("which may read the same file otherwise"));
    let mut catalogue = catalogue::Catalogue::read(folder.path()).unwrap();
    catalogue.header.format = 99;
    catalogue.write(folder.path()).unwrap();
    let message = Snapshot::open(folder.path()).unwrap_err().to_string();
    assert!(message.contains("its format is 99") && message.contains("next: "), "{message}");
}

#[test]
fn a_folder_of_other_files_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Snapshot::open(folder.path()).unwrap_err().to_string().contains("there is none"));
    std::fs::write(folder.path().join("a.txt"), "mine").unwrap();
    let message = Writer::create(folder.path(), &header()).unwrap_err().to_string();
    assert!(message.contains("other files (a.txt)"), "{message}");
    // Half a copy: segments and no catalogue.
    let half = tempfile::tempdir().unwrap();
    std::fs::write(half.path().join("00000000.segment"), "half").unwrap();
    for message in [
        Snapshot::open(half.path()).unwrap_err().to_string(),
        Writer::open(half.path(), &header()).unwrap_err().to_string(),
    ] {
        assert!(message.contains("not whole"), "{message}");
    }
    assert!(Writer::create(half.path(), &header()).is_err());
    assert!(half.path().join("00000000.segment").exists());
}
