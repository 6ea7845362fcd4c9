//! What a writer of Markdown marks, and what a reader sees.

use proptest::prelude::*;

use super::super::zones::assert_cover;
use super::*;

fn read(source: &str) -> Document {
    let document = document(source.to_owned(), Metadata::default()).unwrap();
    assert_cover(&document.text, &document.zones);
    document
}

fn zones_of(source: &str) -> Vec<(ZoneKind, String)> {
    let document = read(source);
    let shown = |zone: &Zone| (zone.kind, zone.span.text(&document.text).to_owned());
    document.zones.iter().map(shown).collect()
}

/// Every character of the text has its own in the source, at the line and column that are told,
/// but for blanks, and for characters that are written as references.
fn assert_located(source: &str, document: &Document) {
    assert!(document.pieces.is_sorted_by(|a, b| a.text < b.text), "{:?}", document.pieces);
    for (at, c) in document.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let span = Span::new(at, at + c.len_utf8());
        let place = document.in_file(span).unwrap();
        let rest = &source[place.start as usize..];
        assert!(rest.starts_with(c) || rest.starts_with('&'), "{c:?} is not at {rest:?}");
        let before = &source[..place.start as usize];
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        let line = before.matches('\n').count() + 1;
        assert_eq!(document.line_column(span.start), (line, column), "{c:?} at {at}");
    }
}

#[test]
fn blocks_become_zones() {
    use ZoneKind::{Body, Boilerplate, Headline};
    let source = "---\nsource: Gull News\n---\n# Ships **wait**\n\nThe *pilot* is ill\nand abed.\n\n\
                  ```\nlet ships = 2;\n```\n\n- Two [boats](x.md) left.\n\n[x]: https://gull.example\n";
    assert_eq!(
        zones_of(source),
        [
            (Headline, "Ships wait".to_owned()),
            (Body, "The pilot is ill and abed.".to_owned()),
            (Boilerplate, "let ships = 2;".to_owned()),
            (Body, "Two boats left.".to_owned()),
        ]
    );
    assert_located(source, &read(source));
    // Title and its emphasis, three pieces of two lines, code, and three of the item.
    assert_eq!(read(source).pieces.len(), 10);
}

#[test]
fn no_mark_is_a_word() {
    for (source, shown) in [
        ("The **pilot** is _very_ ~~ill~~ `abed`.", "The pilot is very abed."),
        ("The pi*lo*t, [Ann](https://gull.example \"x\"), is ill[^1].", "The pilot, Ann, is ill."),
        (
            "Ill[^a] now.\n\n[^a]: By *fever*.\n\nShe[^b] sleeps.",
            "Ill now.\n\nBy fever.\n\nShe sleeps.",
        ),
        (
            "Ill[^a] now.[^a]\n\n[^a]: One\n    two.\n\n    Three.\n",
            "Ill now.\n\nOne two.\n\nThree.",
        ),
        ("> The pilot\n> is *ill*.", "The pilot is ill."),
        ("1. The pilot\n   is ill.\n2. She sleeps.", "The pilot is ill.\n\nShe sleeps."),
        ("- [x] The pilot is ill.", "The pilot is ill."),
        ("The pilot \\*is\\* ill \\& abed.", "The pilot *is* ill & abed."),
        ("R&amp;D is &quot;ill&quot;.", "R&D is \"ill\"."),
        ("The pilot <!-- a note -->is <b>ill</b>.", "The pilot is ill."),
        ("<!-- a note -->\n\nThe pilot is ill.", "The pilot is ill."),
        ("| who | how |\n|---|:-:|\n| **Ann** | ill |", "who\n\nhow\n\nAnn\n\nill"),
        ("The pilot is ill.  \nShe sleeps.\\\nSoon.", "The pilot is ill.\nShe sleeps.\nSoon."),
        ("The pilot\n===\n\nis ill\n---\n\n* * *", "The pilot\n\nis ill"),
        ("## The pilot {#pilot}", "The pilot"),
        ("> [!NOTE]\n> The pilot is ill.", "The pilot is ill."),
        ("See <https://gull.example/a> at once.", "See https://gull.example/a at once."),
        ("Ill [today][a].\n\n[a]: https://gull.example 'x'", "Ill today."),
        ("#pilot costs 2 * 3 * 4 a_b_c", "#pilot costs 2 * 3 * 4 a_b_c"),
    ] {
        let document = read(source);
        assert_eq!(document.text, shown, "{source}");
        assert!(document.extracted);
        assert_located(source, &document);
    }
    assert!(document("![](a.png)\n\n<!-- x -->\n".to_owned(), Metadata::default()).is_none());
}

#[test]
fn texts_of_pictures_are_captions() {
    use ZoneKind::{Body, Boilerplate, Caption};
    for (source, expected) in [
        ("![Ann at *sea*](a.png)", vec![(Caption, "Ann at sea")]),
        (
            "The ![a pilot](a.png) pilot is ill.",
            vec![(Body, "The pilot is ill."), (Caption, "a pilot")],
        ),
        (
            "![](a.png)\n*Ann in May. Photo: **Gull***\n\nShe is ill.",
            vec![(Caption, "Ann in May. Photo: Gull"), (Body, "She is ill.")],
        ),
        (
            "[![Ann](a.png)](b.png)\n\n_Ann in May._\n\n*She is ill.*",
            vec![(Caption, "Ann\n\nAnn in May."), (Body, "She is ill.")],
        ),
        (
            "<figure>\n<img src=a.png>\n<figcaption>Ann &amp; <b>Bo</b>\nin May</figcaption>\n\
             </figure>\n\nShe is ill.",
            vec![(Caption, "Ann & Bo\nin May"), (Body, "She is ill.")],
        ),
        (
            "<div class='x'>Menu</div>\n\n*She* is ill.",
            vec![(Boilerplate, "Menu"), (Body, "She is ill.")],
        ),
    ] {
        let found = zones_of(source);
        let found: Vec<_> = found.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
        assert_eq!(found, expected, "{source}");
        assert_located(source, &read(source));
    }
}

#[test]
fn a_wrapped_paragraph_is_one() {
    let document = read("# Ships\n\nThe pilot\nIs ill\nToday.\n");
    let stretches = document.stretches(&[ZoneKind::Body]);
    assert_eq!(stretches.len(), 1);
    assert_eq!(stretches[0].text(&document.text), "The pilot Is ill Today.");
}

#[test]
fn hostile_source_is_read_in_time() {
    let many = "*a* &amp; `b` ".repeat(50_000);
    for text in [
        ">".repeat(50_000),
        "[".repeat(50_000),
        "*a ".repeat(20_000),
        "- ".repeat(50_000),
        "![a](b) ".repeat(20_000),
        format!("<div>{}", "&amp;<b>x".repeat(50_000)),
        many,
    ] {
        document(format!("x\n\n{text}\n"), Metadata::default());
    }
}

proptest! {
    #[test]
    fn text_of_any_source_is_covered_and_located(
        source in "([#>*_`~|\\[\\]()!<>/&;:. \n-]|[a-cé]|\n\n|---\n|\\* |1\\. |```\n|<b>|<!-- |-->|&lt;){0,80}",
    ) {
        if let Some(document) = document(source.clone(), Metadata::default())
            && document.extracted
        {
            assert_cover(&document.text, &document.zones);
            assert_located(&source, &document);
        }
    }
}
