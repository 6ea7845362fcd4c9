use std::collections::{BTreeMap, BTreeSet};

use variorum::divergence::Effect;
use variorum::report::{Format, Options, Redact};

use crate::{fixture, of, render};

/// A tag with its attributes; every `<` of the page begins one, or the page is broken.
struct Tag {
    name: String,
    attributes: BTreeMap<String, String>,
    closes: bool,
}

/// The tags of a page, without the inside of style and script.
fn tags(page: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let end = rest[at..].find('>').expect("every tag ends") + at;
        let inside = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if inside.starts_with('!') {
            assert_eq!(inside, "!doctype html");
            continue;
        }
        let tag = tag(inside);
        if !tag.closes && (tag.name == "style" || tag.name == "script") {
            rest = &rest[rest.find(&format!("</{}>", tag.name)).expect("it ends")..];
        }
        found.push(tag);
    }
    found
}

fn tag(inside: &str) -> Tag {
    let closes = inside.starts_with('/');
    let inside = inside.trim_matches('/');
    let (name, mut rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let mut attributes = BTreeMap::new();
    while !rest.trim().is_empty() {
        rest = rest.trim_start();
        let end = rest.find(['=', ' ', '\n']).unwrap_or(rest.len());
        let key = rest[..end].to_owned();
        let value = if let Some(quoted) = rest[end..].strip_prefix("=\"") {
            let close = quoted.find('"').expect("every value ends");
            rest = &quoted[close + 1..];
            quoted[..close].to_owned()
        } else {
            assert!(!rest[end..].starts_with('='), "unquoted value in <{inside}>");
            rest = &rest[end..];
            String::new()
        };
        assert!(attributes.insert(key, value).is_none(), "twice in <{inside}>");
    }
    Tag { name: name.to_owned(), attributes, closes }
}

fn between<'a>(page: &'a str, open: &str, close: &str) -> &'a str {
    let start = page.find(open).expect("it opens") + open.len();
    &page[start..start + page[start..].find(close).expect("it closes")]
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&#39;", "'").replace("&amp;", "&")
}

fn without_tags(html: &str) -> String {
    let mut out = String::new();
    for part in html.replace("<br><br>", "\n\n").split('<') {
        out.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    unescaped(&out)
}

fn decoded(base64: &str) -> Vec<u8> {
    let letter = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut bits: Vec<bool> = Vec::new();
    for c in base64.bytes().filter(|c| *c != b'=') {
        bits.extend((0..6).rev().map(|i| letter(c) >> i & 1 == 1));
    }
    bits.chunks_exact(8).map(|b| b.iter().fold(0, |n, &bit| n << 1 | u8::from(bit))).collect()
}

#[test]
fn the_policy_names_its_style_and_script_and_nothing_else() {
    let page = of(Format::Html, &fixture::hostile());
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"");
    let policy = unescaped(policy);
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    for (part, open, close) in
        [("style-src", "<style>", "</style>"), ("script-src", "<script>", "</script>")]
    {
        let hash = between(&policy, &format!("{part} 'sha256-"), "'");
        let text = between(&page, open, close);
        assert!(text.len() > 1_000);
        assert_eq!(decoded(hash), hmac_sha256::Hash::hash(text.as_bytes()), "{part}");
    }
}

#[test]
fn hostile_text_makes_no_tag_and_no_attribute() {
    const ATTRIBUTES: &str = "id class href title lang dir hidden open value type role tabindex rel \
        scope for name content charset http-equiv placeholder autocomplete spellcheck method \
        viewBox preserveAspectRatio d width height x y x1 x2 y1 y2 cx cy r text-anchor \
        aria-label aria-labelledby aria-live aria-pressed aria-hidden min max data-n data-r data-w \
        data-c data-i data-d data-q data-as data-base data-kinds data-parts data-pair data-effect \
        data-title data-url data-who data-zone";
    const TAGS: &str = "html head meta title style body a header p h1 h2 h3 nav ul ol li main \
        section span b i div path figure blockquote figcaption details summary dl dt dd table caption article \
        thead tbody tr th td svg desc line text circle rect label input fieldset legend button \
        select option output abbr sup noscript br code kbd small dialog form footer script";
    let page = of(Format::Html, &fixture::hostile());
    let attributes: BTreeSet<_> = ATTRIBUTES.split_whitespace().collect();
    let names: BTreeSet<_> = TAGS.split_whitespace().collect();
    let tags = tags(&page);
    for tag in &tags {
        assert!(names.contains(&*tag.name), "<{}>", tag.name);
        for (key, value) in &tag.attributes {
            assert!(attributes.contains(&**key), "{key}={value}");
            let link = key == "href";
            assert!(!link || value.starts_with('#') || value.starts_with("https://"), "{value}");
        }
    }
    let scripts = tags.iter().filter(|t| t.name == "script" && !t.closes);
    let running = scripts.filter(|t| !t.attributes.contains_key("type"));
    assert_eq!(running.count(), 1);
    assert!(!page.contains(['\u{1b}', '\u{202e}', '\u{7}']));
    assert!(page.contains("address</dt><dd>javascript:alert"), "an odd address stays text");
}

#[test]
fn every_tag_is_closed_in_order() {
    const VOID: [&str; 5] = ["meta", "br", "input", "line", "rect"];
    for draft in [fixture::ferry(), fixture::hostile(), fixture::Draft::default()] {
        let mut open = Vec::new();
        for tag in tags(&of(Format::Html, &draft)) {
            if tag.closes {
                assert_eq!(open.pop(), Some(tag.name));
            } else if !VOID.contains(&&*tag.name) {
                open.push(tag.name);
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }
}

#[test]
fn every_link_leads_somewhere_and_every_id_is_its_own() {
    for draft in [fixture::ferry(), fixture::big(40, 60), fixture::Draft::default()] {
        let tags = tags(&of(Format::Html, &draft));
        let ids: Vec<_> = tags.iter().filter_map(|t| t.attributes.get("id")).collect();
        let unique: BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len());
        for link in tags.iter().filter_map(|t| t.attributes.get("href")) {
            if let Some(anchor) = link.strip_prefix('#') {
                assert!(unique.contains(&&anchor.to_owned()), "{link}");
            }
        }
    }
}

#[test]
fn no_word_of_a_witness_is_lost_or_doubled() {
    let draft = fixture::ferry();
    let page = of(Format::Html, &draft);
    let shown: Vec<_> = page
        .split("<figure class=\"witness\"")
        .skip(1)
        .map(|rest| {
            let text = between(rest, "<blockquote dir=\"auto\">", "</blockquote>");
            // Numbers of notes are no words.
            let text: String = text
                .split("<sup")
                .enumerate()
                .map(|(i, part)| if i == 0 { part } else { part.split_once("</sup>").unwrap().1 })
                .collect();
            without_tags(&text)
        })
        .collect();
    for statement in &draft.analysis.statements {
        for witness in &statement.witnesses {
            let words = witness.span.text(&draft.corpus.documents[witness.document].text);
            assert!(shown.iter().any(|text| text == words), "{words}\n{shown:#?}");
        }
    }
}

#[test]
fn the_page_leads_with_what_matters() {
    let page = of(Format::Html, &fixture::ferry());
    let at = |needle: &str| page.find(needle).unwrap_or_else(|| panic!("{needle}"));
    assert!(page.contains("<h1>3 contradictions and 4 shifts of meaning</h1>"));
    assert!(at("21 against 12 people") < at("id=\"statements\""));
    assert!(at("<b>21</b>") < at("<b>keep</b>"));
    // Every reading is marked in every witness that has it, with the number of its note.
    assert_eq!(page.matches(">21</a><sup aria-hidden=\"true\">1</sup>").count(), 3);
}

#[test]
fn witnesses_with_the_same_words_share_a_column() {
    let mut draft = fixture::ferry();
    let mut again = draft.corpus.documents[0].clone();
    again.id = "zz.txt".to_owned();
    again.source = None;
    draft.corpus.documents.push(again);
    let mut passage = draft.analysis.statements[0].witnesses[0];
    passage.document = draft.corpus.documents.len() - 1;
    draft.analysis.statements[0].witnesses.push(passage);
    let page = of(Format::Html, &draft);
    let same = between(&page, "the same words: ", "<");
    assert_eq!(same, "example.org", "a document without a source is called by its site");
}

#[test]
fn a_big_page_is_bounded_and_says_what_it_left_out() {
    let draft = fixture::big(60, 90);
    let options = Options { html_limit: 20, ..Options::default() };
    let page = render(Format::Html, &draft.corpus, &draft.analysis, &options);
    assert_eq!(page.matches("<details class=\"statement\"").count(), 20);
    assert!(page.contains("70 more statements"), "says what it left out");
    assert!(page.contains("report.json"));
}

#[test]
fn what_a_big_page_does_not_open_with_waits_in_blocks() {
    let draft = fixture::big(60, 400);
    let page = of(Format::Html, &draft);
    assert!(page.contains("data-parts=\"blocks\""));
    assert_eq!(page.matches("<details class=\"statement\"").count(), 40);
    for (kind, blocks) in [("row", 7), ("body", 7), ("words", 7), ("facets", 1), ("document", 4)] {
        assert_eq!(page.matches(&format!("data-block=\"{kind}\"")).count(), blocks, "{kind}");
    }
    assert!(page.contains("360 more statements wait"), "says so to a reader without scripts");
}

#[test]
fn a_redacted_page_holds_places_hashes_and_the_words_that_differ() {
    let draft = fixture::ferry();
    let options = Options { redact: Redact::Words, ..Options::default() };
    for format in Format::ALL {
        let text = render(*format, &draft.corpus, &draft.analysis, &options);
        assert!(!text.contains("why the radar was not switched on,” harbour"), "{format:?}");
        assert!(!text.contains("Subscribe to our"), "{format:?}");
    }
    let page = render(Format::Html, &draft.corpus, &draft.analysis, &options);
    assert!(page.contains("was not switched on</a>"));
    assert!(page.contains(", xxh3 "));
    assert!(!page.contains(['\u{1a}', '␚']));
}

#[test]
fn who_was_first_and_who_stands_alone_is_said() {
    let page = of(Format::Html, &fixture::ferry());
    assert!(page.contains("<span class=\"tag\">first</span>"), "first");
    assert!(page.contains("Contradiction: another number."), "the verdict");
    assert!(page.contains("Alone: Halvern Courier — another number"), "alone");
    assert!(page.contains("<span class=\"tag\">alone</span>"), "alone, where it is");
    assert!(page.contains("<span class=\"tag\">most</span>"), "and who stands together");
}

#[test]
fn the_least_effect_filters() {
    let draft = fixture::ferry();
    let options = Options { min_effect: Effect::Conflict, ..Options::default() };
    let page = render(Format::Html, &draft.corpus, &draft.analysis, &options);
    let body = &page[page.find("<main").unwrap()..];
    assert!(!body.contains("must” is stronger"));
    assert!(body.contains("21 against 12 people"));
}

#[test]
fn rows_of_two_witnesses_follow_their_sentences() {
    let mut draft = fixture::Draft::default();
    let text = "The bridge is closed. Nobody knows for how long.";
    let other = "The bridge is shut. No one knows how long.";
    let (a, b) = (
        draft.document("a.txt", "A", 1, "One", text),
        draft.document("b.txt", "B", 2, "Two", other),
    );
    draft.statement(variorum::alignment::Relation::Retold, &[(a, text), (b, other)], Vec::new());
    let alignment = &mut draft.analysis.alignments[0];
    let (left, right) = (alignment.left.span, alignment.right.span);
    let cut = |span: variorum::span::Span, at: u32| {
        let middle = span.start + at;
        [
            variorum::span::Span { start: span.start, end: middle },
            variorum::span::Span { start: middle, end: span.end },
        ]
    };
    let ([l1, l2], [r1, r2]) = (cut(left, 21), cut(right, 19));
    let segment = |left, right| variorum::alignment::Segment { left, right, score: 0.9 };
    alignment.segments = vec![segment(l1, r1), segment(l2, r2)];
    let page = of(Format::Html, &draft);
    assert!(page.contains(">The bridge is closed.</blockquote><blockquote"), "{page}");
    assert!(page.contains("data-who=\"B\">No one knows how long.</blockquote>"));
}
