//! What a reader sees and a program may not: signs that show nothing, words beside the text, numbers
//! that no text says. A contradiction is denied, or the gate says that there is something it cannot read.

use crate::scene::{STORY, Scene};

const FERRY: &str = "The night ferry Ada Brandt ran aground off Tollmere on Tuesday with";
const CALM: &str = "The rowing club of Varby painted its long doors dark green.";

/// What the gate says of a new document beside the story.
fn said(name: &str, text: &str) -> (i32, String) {
    let base = |scene: &Scene| scene.write("docs/courier.md", STORY);
    Scene::branched(base, |scene| scene.write(name, text)).said()
}

fn lie() -> String {
    format!("{FERRY} 221 passengers on board, the coast guard said.")
}

#[test]
fn signs_that_nobody_sees_part_no_words() {
    let between = |sign: &str| {
        let text = lie();
        let mut found = String::new();
        let mut before = ' ';
        for c in text.chars() {
            if before.is_alphanumeric() && c.is_alphanumeric() {
                found.push_str(sign);
            }
            found.push(c);
            before = c;
        }
        found
    };
    let signs = [
        "\u{ad}",
        "\u{200b}",
        "\u{200c}",
        "\u{2060}",
        "\u{34f}",
        "\u{332}",
        "\u{e0041}",
        "\u{200e}",
        "\u{206a}",
        "\u{61c}",
        "\u{2066}",
    ];
    for (n, sign) in signs.into_iter().enumerate() {
        let name = ["docs/new.md", "docs/new.txt"][n % 2];
        let (code, text) = said(name, &format!("{}\n", between(sign)));
        let told = text.contains("221") && text.contains("212");
        assert!(code == 1 && told, "{sign:?} in {name}: {code} {text}");
    }
    let (code, text) = said("docs/new.md", &lie().replace(' ', "\u{3164}"));
    assert_eq!(code, 1, "{text}");
}

#[test]
fn every_field_of_a_line_is_read() {
    for field in ["summary", "headline", "body", "anything"] {
        let line = serde_json::json!({"id": 1, "text": CALM, field: {"en": [lie()]}});
        let (code, text) = said("docs/new.jsonl", &format!("{line}\n"));
        assert!(code == 1 && text.contains("error[number.conflict]"), "{field}: {text}");
    }
}

#[test]
fn a_sentence_in_pieces_is_read() {
    let parted = |by: &str| lie().split(' ').collect::<Vec<_>>().join(by);
    let page = |body: &str| {
        format!(
            "<!doctype html><html lang=en><title>Doors</title><article><p>{CALM}</p>{body}</article>"
        )
    };
    let words =
        serde_json::json!({"id": 1, "text": CALM, "w": lie().split(' ').collect::<Vec<_>>()});
    for (name, text) in [
        ("docs/new.html", page(&format!("<table><tr><td>{}</table>", parted("<td>")))),
        ("docs/new.html", page(&format!("<table><tr><td>{}</table>", parted("<tr><td>")))),
        ("docs/new.html", page(&format!("<p>{}", parted("<p>")))),
        ("docs/new.html", page(&format!("<ul><li>{}</ul>", parted("<li>")))),
        ("docs/new.html", page(&format!("<svg><text>{}</text></svg>", parted("</text><text>")))),
        ("docs/new.md", format!("{CALM}\n\n{}\n", parted("\n\n"))),
        ("docs/new.md", format!("{CALM}\n\n- {}\n", parted("\n- "))),
        ("docs/new.txt", format!("{CALM}\n\n{}\n", parted("\n"))),
        ("docs/new.txt", format!("{CALM}\n\n{}\n", parted("\n\n"))),
        ("docs/new.jsonl", format!("{words}\n")),
        ("docs/new.jsonl", format!("{}\n", serde_json::json!({"id": 1, "text": CALM, lie(): 1}))),
    ] {
        let (code, said) = said(name, &text);
        assert!(code == 1 && said.contains("error[number.conflict]"), "{name}: {text}\n{said}");
    }
}

#[test]
fn what_is_shown_and_not_said_is_warned_of() {
    let page = |head: &str, body: &str| {
        format!(
            "<!doctype html><html lang=en><head><title>Doors</title>{head}</head><body><article>\
             <p>{CALM}</p><p>{body}</p></article></body></html>"
        )
    };
    let rest = "passengers on board, the coast guard said.";
    for (name, text, reason) in [
        (
            "docs/new.html",
            page("<style>b::after{content:'221'}</style>", &format!("{FERRY} <b></b> {rest}")),
            "its styles write words or numbers",
        ),
        ("docs/new.html", page("", &format!("{FERRY} <input value=221> {rest}")), "fields"),
        ("docs/new.html", page("", &format!("{FERRY}<ol start=221><li>{rest}</ol>")), "lists"),
        ("docs/new.html", page("", "The pilot had <del>not</del> asked for a tug."), "struck"),
        ("docs/new.md", "The pilot had ~~not~~ asked for a second tug.\n".to_owned(), "struck"),
        ("docs/new.html", page("", "They were <b hidden>not</b> hurt."), "are not shown"),
        (
            "docs/new.html",
            page("<style>.x{display:none}</style>", "Nobody was <b class=x>not</b> hurt."),
            "are not shown",
        ),
        (
            "docs/new.html",
            page("<style>b#x{visibility:hidden}</style>", "Nobody was <b id=x>not</b> hurt."),
            "are not shown",
        ),
        (
            "docs/new.html",
            page("<style>p u{font-size:0}</style>", "Nobody was <u>not</u> hurt."),
            "are not shown",
        ),
        (
            "docs/new.html",
            page("<style>.x::before{content:\"not \"}</style>", "Nobody was <b class=x>hurt</b>."),
            "styles write words",
        ),
        (
            "docs/new.html",
            page("<style>u::after{content:'not'}</style>", "Nobody was <u></u> hurt."),
            "styles write words",
        ),
        ("docs/new.html", format!("{}<p>{CALM}", "<div>".repeat(2_000)), "nested too deep"),
        (
            "docs/new.html",
            page(
                "",
                "<span lang=de>Die Fähre lief am Dienstag mit 221 Menschen an Bord auf Grund, sagte die Wache.</span>",
            ),
            "another language",
        ),
        (
            "docs/new.txt",
            format!(
                "{CALM}\n\nDie Fähre lief am Dienstag mit 221 Menschen an Bord auf Grund, sagte die Wache.\n"
            ),
            "another language",
        ),
        (
            "docs/new.md",
            format!("The guests of {FERRY} numbered 22l, they said.\n"),
            "letters that look like digits",
        ),
        ("docs/new.md", format!("Guests on {FERRY} them numbered CCXXI.\n"), "Roman numerals"),
        ("docs/new.md", format!("{FERRY} 2 2 1 {rest}\n"), "letter by letter"),
        (
            "docs/new.yaml",
            format!("title: ferry\nsummary: {}\n", lie()),
            "its values hold sentences",
        ),
        ("docs/new.xml", format!("<doc><p>{}</p></doc>\n", lie()), "its values hold sentences"),
        (
            "docs/new.svg",
            format!("<svg><text>{}</text></svg>\n", lie()),
            "its values hold sentences",
        ),
        ("docs/new.json", format!("{{\"summary\": \"{}\"}}\n", lie()), "its values hold sentences"),
        ("docs/new.md", format!("{FERRY} 22l {rest}\n"), "letters that look like digits"),
        ("docs/new.md", format!("{FERRY} CCXXI {rest}\n"), "Roman numerals"),
    ] {
        let (_, said) = said(name, &text);
        assert!(said.contains("[document.unseen]") && said.contains(reason), "{reason}: {said}");
    }
    let turned = page("", &format!("{FERRY} <bdo dir=rtl>122</bdo> {rest}"));
    let (code, said) = said("docs/new.html", &turned);
    assert!(code == 1 && said.contains("error[document.unseen]"), "{said}");
}

#[test]
fn honest_documents_are_not_denied() {
    let page = "<!doctype html><html lang=en><head><title>Doors</title><style>\
                a::after{content:' (' attr(href) ')'} .fa::before{content:'\\f0c9'}</style></head>\
                <body><nav><span style='display:none'>Menu</span></nav><article><h1>Doors</h1>\
                <p>The rowing club of Var&shy;by painted its 12 long doors dark green in May, \
                helped by the pupils of Louis XVI Street.</p><ol start=2><li>They used a 20l tin.\
                </ol><input type=hidden value=42></article></body></html>";
    let persian = "باشگاه قایقرانی درهای خود را رنگ می\u{200c}کند.\n";
    for (name, text) in [
        ("docs/new.html", page),
        ("docs/new.md", "The club of Var\u{ad}by painted 12 doors, and a 5l tin was left over.\n"),
        ("docs/new.txt", persian),
    ] {
        let (code, said) = said(name, text);
        assert!(code == 0 && !said.contains("document.unseen"), "{name}: {said}");
    }
}

#[test]
fn a_file_with_a_byte_order_mark_is_fixed_and_keeps_it() {
    let scene = Scene::new();
    scene.write("docs/courier.txt", STORY);
    scene.write("variorum.toml", "[policy]\nnames = [\"Oline Straum\"]\n");
    for (name, head) in [("docs/new.txt", ""), ("docs/new.md", "# A prize\n\n")] {
        let text =
            format!("\u{feff}{head}The prize went to Oline Stroum, who had not hoped for it.\n");
        scene.write(name, &text);
        let fixed = scene.run(&["check", "docs", "--new", name, "--fix"]);
        assert_eq!(scene.read(name), text.replace("Stroum", "Straum"), "{name}: {}", fixed.err);
        scene.remove(name);
    }
}

#[test]
fn what_only_a_change_shows_can_be_accepted() {
    let base = |scene: &Scene| {
        scene.write("docs/courier.md", STORY);
        scene.write("docs/calm.md", CALM);
    };
    let scene = Scene::branched(base, |scene| scene.remove("docs/courier.md"));
    let (code, text) = scene.said();
    assert!(code == 1 && text.contains("error[document.removed]"), "{text}");
    let written = scene.run(&["baseline", "write", "docs", "--since", "main"]);
    assert_eq!(written.code, 0, "{}", written.err);
    assert!(scene.read("variorum.baseline").contains("document.removed"));
    let check = ["check", "docs", "--since", "main", "--policy-from", "worktree"];
    let accepted = scene.run(&check);
    assert!(accepted.code == 0 && !accepted.out.contains("error"), "{}", accepted.out);
    // What was accepted before stays.
    let before = scene.read("variorum.baseline");
    scene.run(&["baseline", "write", "docs", "--since", "main"]);
    assert_eq!(scene.read("variorum.baseline"), before);
}
