//! Stories as agencies send them: each format with what a reader expects of it, and hostile files of each.
#![cfg(feature = "wire")]

use std::path::Path;

use variorum::corpus::{Corpus, Document, Input, Options, ZoneKind};

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wire"))
}

fn read(input: Input) -> Corpus {
    Corpus::read(&[input], &Options::default()).expect("a held input exists")
}

fn bytes(name: &str, bytes: impl Into<Vec<u8>>) -> Corpus {
    read(Input::Bytes { name: name.to_owned(), bytes: bytes.into() })
}

fn body(document: &Document) -> String {
    let zones = document.zones.iter().filter(|zone| zone.kind == ZoneKind::Body);
    zones.map(|zone| zone.span.text(&document.text)).collect::<Vec<_>>().join("\n")
}

/// What is expected of one story.
struct Expected {
    id: &'static str,
    headline: &'static str,
    source: &'static str,
    language: &'static str,
    version: &'static str,
    embargo: &'static str,
    first: &'static str,
    last: &'static str,
}

const FERRY: &str = "Night ferry runs aground off Tollmere";
const FIRST: &str = "The night ferry Ada Brandt ran aground off";
const LAST: &str = "the channel was open again by noon.";

const EXPECTED: [Expected; 14] = [
    Expected {
        id: "alert.tst",
        headline: "",
        source: "TERN",
        language: "",
        version: "",
        embargo: "",
        first: "A night ferry with 212",
        last: "has run aground.",
    },
    Expected {
        id: "blog.xml",
        headline: FERRY,
        source: "The Quayside Blog",
        language: "en-US",
        version: "",
        embargo: "",
        first: FIRST,
        last: LAST,
    },
    Expected {
        id: "egret.xml",
        headline: FERRY,
        source: "EGRET",
        language: "en",
        version: "2",
        embargo: "",
        first: FIRST,
        last: LAST,
    },
    Expected {
        id: "gull-line.txt",
        headline: FERRY,
        source: "gull",
        language: "en",
        version: "1ST LEAD",
        embargo: "",
        first: FIRST,
        last: LAST,
    },
    Expected {
        id: "gull-two.txt#gud0018",
        headline: "Fähre läuft vor Tollmere auf Grund",
        source: "gull",
        language: "de",
        version: "",
        embargo: "Sperrfrist: Mittwoch, 15. Mai, 06.00 Uhr",
        first: "Die Nachtfähre ist am Dienstag vor",
        last: "am Mittag wieder frei.",
    },
    Expected {
        id: "gull-two.txt#gud0019",
        headline: "Lotse hatte um zweiten Schlepper gebeten",
        source: "gull",
        language: "de",
        version: "",
        embargo: "",
        first: "Der Lotse hatte am Dienstag",
        last: "die Hafenmeisterin von Tollmere.",
    },
    Expected {
        id: "heron.nitf",
        headline: FERRY,
        source: "HERON",
        language: "en-GB",
        version: "3",
        embargo: "20300515T060000Z",
        first: FIRST,
        last: "again\nby noon.",
    },
    Expected {
        id: "plover.xml#urn:p:1",
        headline: FERRY,
        source: "Plover",
        language: "en",
        version: "4",
        embargo: "",
        first: FIRST,
        last: "Editing by Mirko Danesh)",
    },
    Expected {
        id: "plover.xml#urn:p:2",
        headline: "Pilot asked for second tug",
        source: "Plover",
        language: "en",
        version: "4",
        embargo: "2030-05-15T06:00:00Z",
        first: "The pilot of the ferry",
        last: "and got no answer.",
    },
    Expected {
        id: "prefix.xml",
        headline: FERRY,
        source: "Plover",
        language: "en",
        version: "1",
        embargo: "",
        first: FIRST,
        last: "the coast guard said.",
    },
    Expected {
        id: "ritzau.xml",
        headline: "Ferry's night off Tollmere",
        source: "ritzau",
        language: "en",
        version: "1",
        embargo: "",
        first: FIRST,
        last: "Nobody was hurt.",
    },
    Expected {
        id: "snipe.json",
        headline: FERRY,
        source: "Snipe",
        language: "en-GB",
        version: "2",
        embargo: "2030-05-15T06:00:00+0000",
        first: FIRST,
        last: LAST,
    },
    Expected {
        id: "snipe3.json",
        headline: FERRY,
        source: "Snipe",
        language: "en",
        version: "",
        embargo: "",
        first: FIRST,
        last: "the coast guard said.",
    },
    Expected {
        id: "tern.tst",
        headline: FERRY,
        source: "TERN",
        language: "en",
        version: "2nd Ld-Writethru",
        embargo: "",
        first: FIRST,
        last: LAST,
    },
];

#[test]
fn each_format_says_what_an_agency_sent() {
    let corpus = read(Input::Path(folder().to_owned()));
    assert_eq!(corpus.skipped, []);
    let expected: Vec<&Expected> = EXPECTED.iter().collect();
    let ids: Vec<&str> = corpus.documents.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, expected.iter().map(|it| it.id).collect::<Vec<_>>());
    for (document, expected) in corpus.documents.iter().zip(expected) {
        let known = |it: &Option<variorum::corpus::Known<String>>| {
            it.as_ref().map(|it| it.value.clone()).unwrap_or_default()
        };
        let id = expected.id;
        assert_eq!(known(&document.title), expected.headline, "{id}");
        assert_eq!(known(&document.source), expected.source, "{id}");
        assert_eq!(known(&document.language), expected.language, "{id}");
        assert_eq!(document.version.as_deref().unwrap_or_default(), expected.version, "{id}");
        assert_eq!(document.embargo.as_deref().unwrap_or_default(), expected.embargo, "{id}");
        let date = document.date.as_ref().map(|it| it.value.to_string()).unwrap_or_default();
        let day = if id == "gull-two.txt#gud0019" { "2030-10-14" } else { "2030-05-14" };
        assert_eq!(date, day, "{id}");
        let body = body(document);
        assert!(body.starts_with(expected.first), "{id}: {body}");
        assert!(body.ends_with(expected.last), "{id}: {body}");
        let odd = |c: char| c.is_control() && c != '\n' || matches!(c, '<' | '>');
        assert!(!document.text.replace("<int", "").contains(odd), "{id}: {:?}", document.text);
        for wrong in ["Only for the desk", "Nobody has published", "A picture of it", "GMT", "0123"]
        {
            assert!(!document.text.contains(wrong), "{id}: {wrong}");
        }
    }
}

#[test]
fn names_say_nothing_and_packed_files_are_read() {
    for name in ["a.xml", "a", "a.txt", "a.md", "a.html", "a.b,c_1"] {
        let file = include_bytes!("wire/egret.xml").to_vec();
        assert_eq!(bytes(name, file).documents.len(), 1, "{name}");
    }
}

#[test]
fn what_holds_no_story_is_refused_in_words() {
    let g2 = |class: &str| {
        format!(
            "<newsItem guid='a'><itemMeta><itemClass qcode='ninat:{class}'/></itemMeta></newsItem>"
        )
    };
    for (file, why) in [
        (g2("picture"), "picture"),
        (g2("text"), "without text"),
        ("<packageItem guid='a'><groupSet/></packageItem>".to_owned(), "package"),
        ("<nitf><body><body.content/></body></nitf>".to_owned(), "no story"),
        (r#"{"guid":"a","type":"picture","versioncreated":"2030-05-14"}"#.to_owned(), "picture"),
        ("<report><day>3</day></report>".to_owned(), "XML"),
        (
            "<rss version='2.0'><channel><item><title>a</title></item></channel></rss>".to_owned(),
            "feed",
        ),
    ] {
        let corpus = bytes("a.xml", file.clone());
        assert!(corpus.documents.is_empty(), "{file}");
        assert!(corpus.skipped[0].reason.contains(why), "{file}: {:?}", corpus.skipped);
    }
}

#[test]
fn hostile_files_are_bounded_and_said() {
    let story = |inside: &str| {
        format!("<nitf><body><body.content><p>{inside}</p></body.content></body></nitf>")
    };
    let mut bomb = "<!DOCTYPE nitf [<!ENTITY a 'aaaaaaaaaa'>".to_owned();
    for (n, c) in ('b'..='p').enumerate() {
        let before = char::from(b'a' + n as u8);
        bomb.push_str(&format!("<!ENTITY {c} '{}'>", format!("&{before};").repeat(10)));
    }
    bomb.push_str("]>");
    let long = "x ".repeat(400_000);
    let files: Vec<(&str, String)> = vec![
        ("a bomb of entities", format!("{bomb}{}", story("&p;"))),
        (
            "an entity that is itself",
            format!("<!DOCTYPE nitf [<!ENTITY a '&a;'>]>{}", story("&a;")),
        ),
        (
            "a file of the machine",
            format!("<!DOCTYPE nitf [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>{}", story("&a;")),
        ),
        (
            "an outer part",
            format!(
                "<!DOCTYPE nitf [<!ENTITY % a SYSTEM 'http://x.example/a'> %a;]>{}",
                story("x")
            ),
        ),
        (
            "an address",
            format!("<!DOCTYPE nitf [<!ENTITY a SYSTEM 'http://x.example/a'>]>{}", story("&a;")),
        ),
        ("nesting", story(&"<b>".repeat(100_000))),
        (
            "nesting that is closed",
            story(&format!("{}{}", "<b>".repeat(100_000), "</b>".repeat(100_000))),
        ),
        ("nesting of messages", "<newsMessage>".repeat(50_000)),
        (
            "nesting below a limit",
            story(&format!("{}ships{}", "<b>".repeat(190), "</b>".repeat(190))),
        ),
        ("no end", story("x")[..30].to_owned()),
        ("no end of a tag", "<nitf><body".to_owned()),
        ("no end of a comment", "<nitf><!-- ".to_owned() + &"<".repeat(10_000)),
        ("no end of data", "<nitf><![CDATA[ ".to_owned() + &"<a>".repeat(10_000)),
        ("two of an attribute", "<nitf a='1' a='2'/>".to_owned()),
        (
            "many attributes",
            format!("<nitf {}/>", (0..20_000).map(|n| format!("a{n}='' ")).collect::<String>()),
        ),
        ("a long name", format!("<nitf><{0}/></nitf>", "n".repeat(500_000))),
        ("a name space that is not there", "<a:newsItem/>".to_owned()),
        ("escaped many times", story(&format!("&{}lt;b", "amp;".repeat(50_000)))),
        ("signs of no letter", story("&#xFFFFFFFF; &#0;")),
        ("control characters by number", story("&amp;#1; &amp;#27;[31m ships wait")),
        ("HTML within", story(&"&lt;div&gt;".repeat(50_000))),
        (
            "a story of many",
            format!("<newsMessage>{}</newsMessage>", "<newsItem/>".repeat(100_000)),
        ),
        (
            "many small stories",
            format!(
                "<a:newsMessage xmlns:a='x'>{}</a:newsMessage>",
                "<newsItem><contentSet><inlineData>x</inlineData></contentSet></newsItem>"
                    .repeat(3_000)
            ),
        ),
        ("no JSON", "{\"versioncreated\": \"2030\", \"guid\": ".to_owned()),
        ("nested JSON", format!("{{\"versioncreated\":1,\"guid\":{}", "[".repeat(100_000))),
        (
            "JSON of other kinds",
            "{\"versioncreated\":[{}],\"guid\":{},\"headline\":7,\"body_html\":[[[]]]}".to_owned(),
        ),
        (
            "JSON without words",
            "{\"versioncreated\":\"x\",\"guid\":\"x\",\"body_html\":\"<p></p>\"}".to_owned(),
        ),
        ("a header only", "\u{1}gul0017 4 i 120".to_owned()),
        ("no text", "\u{1}gul0017 4 i 120\r\n\u{2}\u{3}".to_owned()),
        ("no end of a text", format!("\u{1}gul0017 4 i 120\r\n\u{2}Ships\r\n\r\n{long}")),
        ("very many headers", "\u{1}\u{2}".repeat(100_000)),
        ("texts in texts", format!("\u{1}g\u{2}{}", "\u{2}\u{3}ships wait\n\n".repeat(20_000))),
        (
            "a day that is none",
            "\u{1}g 1 i 2 g\n\u{2}Ships =\n\nwait\n\u{3}999999 GMT Foo 99\n".to_owned(),
        ),
        ("carets", format!("\u{1}N1\u{1f}\n\u{2}{}\u{3}", "^<\n^\n^=\n".repeat(20_000))),
        ("signs of no text", "\u{1}N1\u{1f}\n\u{2}\u{7}\u{7}\u{7}\u{3}".repeat(1_000)),
        (
            "an escape",
            "\u{1}g 1 i 2 g\n\u{2}\u{1b}[31mShips =\n\n\u{1b}]0;x\u{7}wait\n\u{3}".to_owned(),
        ),
    ];
    for (what, file) in files {
        let size = file.len();
        let begin = std::time::Instant::now();
        let corpus = bytes("a.bin", file);
        assert!(begin.elapsed().as_secs() < 20, "{what} took {:?}", begin.elapsed());
        let said: usize = corpus.documents.iter().map(|it| it.text.len()).sum();
        assert!(said <= 2 * size, "{what}: {said} of {size} bytes");
        assert!(
            !corpus.documents.is_empty() || !corpus.skipped.is_empty(),
            "{what} passed in silence"
        );
        for document in &corpus.documents {
            let odd = |c: char| c.is_control() && c != '\n';
            assert!(
                !document.text.contains(odd),
                "{what}: {:?}",
                &document.text[..40.min(document.text.len())]
            );
            assert!(!document.text.contains("root:"), "{what}");
        }
    }
}

#[test]
fn a_folder_is_read_by_patterns() {
    let count = |include: &[&str], exclude: &[&str]| {
        let owned = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect();
        let options =
            Options { include: owned(include), exclude: owned(exclude), ..Options::default() };
        Corpus::read(&[Input::Path(folder().to_owned())], &options).unwrap().documents.len()
    };
    let all = count(&[], &[]);
    assert_eq!(count(&["*.tst"], &[]), 2);
    assert_eq!(count(&[], &["*.tst"]), all - 2);
    assert_eq!(count(&["*.tst"], &["alert*"]), 1);
    assert_eq!(count(&["./*.json"], &[]), 2);
    assert_eq!(count(&["none/**"], &[]), 0);
}
