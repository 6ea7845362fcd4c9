//! Pages as outlets build them, and as attackers do.

use super::super::zones::assert_cover;
use super::*;

const FIRST: &str = "The ships of the northern fleet will wait in the harbour until a pilot comes, \
    the chair of the council said on Monday, and nobody knows how long that will take.";
const SECOND: &str = "Two pilots had been promised by the ministry in spring, but one of them fell \
    ill on the way, and the other, a man of seventy, has asked for leave until the autumn.";

fn read(html: &str) -> Document {
    let document = document(html, Metadata::default()).unwrap();
    assert_cover(&document.text, &document.zones);
    document
}

fn of(document: &Document, kind: ZoneKind) -> Vec<String> {
    let texts = document.zones.iter().filter(|zone| zone.kind == kind);
    texts.map(|zone| zone.span.text(&document.text).to_owned()).collect()
}

#[test]
fn a_page_with_frame_article_and_comments() {
    let document = read(&format!(
        "<html lang=en><head><title>Ships wait | Harbour Post</title></head><body>\
         <nav><a>Home</a><a>Ports</a></nav><header><h1>Ships wait</h1>\
         <p class=byline>By Ann Example</p></header>\
         <article><p>{FIRST}</p><p>{SECOND}</p><h2>No end in sight</h2><p>{FIRST}</p></article>\
         <div class='related-posts'><h3>Related</h3><a>Ten boats lost</a></div>\
         <section id=comments><h2>2 comments</h2><ol><li><b>Gull</b><p>Let them wait.</p></li>\
         <li><b>Tern</b><p>{SECOND}</p></li></ol></section>\
         <footer>© Harbour Post</footer></body></html>"
    ));
    assert_eq!(of(&document, ZoneKind::Headline), ["Ships wait"]);
    assert_eq!(
        of(&document, ZoneKind::Body),
        [format!("{FIRST}\n\n{SECOND}\n\nNo end in sight\n\n{FIRST}")]
    );
    assert_eq!(
        of(&document, ZoneKind::Comment),
        [format!("Gull\n\nLet them wait.\n\nTern\n\n{SECOND}")]
    );
    let frame = of(&document, ZoneKind::Boilerplate).join("|");
    for part in ["Home Ports", "By Ann Example", "Ten boats lost", "2 comments", "© Harbour Post"]
    {
        assert!(frame.contains(part), "{part} in {frame}");
    }
}

#[test]
fn what_stands_below_a_picture_is_a_caption() {
    let page = |caption: &str| {
        read(&format!(
            "<body><article><h1>Ships wait for a pilot</h1><p>{FIRST}</p>{caption}<p>{SECOND}</p>\
             </article></body>"
        ))
    };
    for caption in [
        "<figure><img src=a><figcaption>Ships in <b>May</b></figcaption></figure>",
        "<figure><img src=a><figcaption><p>Ships in May</p></figcaption></figure>",
        "<div class='wp-caption'><img src=a><p class='wp-caption-text'>Ships in May</p></div>",
        "<img src=a><span class='imageCaption'>Ships in May</span>",
        "<picture><img src=a></picture><p class='photocaption'>Ships in May</p>",
        "<img src=a><div class='article__caption-box'>Ships in May</div>",
        "<table><caption>Ships in May</caption><tr><td>12</table>",
        "<div><img src=a></div><p itemprop=caption>Ships in May</p>",
    ] {
        let document = page(caption);
        assert_eq!(of(&document, ZoneKind::Caption), ["Ships in May"], "{caption}");
        assert!(of(&document, ZoneKind::Body).concat().contains(SECOND), "{caption}");
    }
    for body in [
        // Who said it, no picture at all, a class that tells of something else.
        "<figure><blockquote>Ships wait.</blockquote><figcaption>Ann Bo</figcaption></figure>",
        "<p class='caption'>Ships wait.</p>",
        "<img src=a><p class='has-caption'>Ships wait.</p>",
    ] {
        assert_eq!(of(&page(body), ZoneKind::Caption), [""; 0], "{body}");
    }
    let long =
        page(&format!("<img src=a><div class=caption><p>{FIRST}{FIRST}{SECOND}{SECOND}</p></div>"));
    assert_eq!(of(&long, ZoneKind::Caption), [""; 0]);
}

#[test]
fn comments_without_a_telling_class_are_found_by_their_heads() {
    let document = read(&format!(
        "<body><h1>Ships wait for a pilot</h1><div><p>{FIRST}</p><p>{SECOND}</p><p>{FIRST}</p>\
         <p>Gull 3 May 2021 15:00</p><p>Let them wait.</p><p>Tern 3 May 2021 16:00</p>\
         <p>Why should they?</p></div>"
    ));
    assert_eq!(of(&document, ZoneKind::Comment).len(), 1);
    assert_eq!(of(&document, ZoneKind::Body), [format!("{FIRST}\n\n{SECOND}\n\n{FIRST}")]);
}

#[test]
fn line_ends_and_inline_markup() {
    let document = read("<p>One<br>two <b>th</b>ree<br><br>four</p><script>var x = 'no';</script>");
    assert_eq!(document.text, "One\ntwo three\n\nfour");
}

#[test]
fn a_page_without_text_is_none() {
    assert!(
        document("<html><body><script>x</script></body></html>", Metadata::default()).is_none()
    );
    assert!(document("", Metadata::default()).is_none());
    assert!(document(&"<div>".repeat(100_000), Metadata::default()).is_none());
}

#[test]
fn deep_markup_is_read_without_a_tree() {
    let deep = format!("{}<p>{FIRST}</p>{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let document = read(&deep);
    assert_eq!(document.text, FIRST);
}

#[test]
fn hostile_markup_is_read_without_a_panic() {
    for html in [
        "<<<>>><p>text & more &#x0; &#99999999; </p",
        "<table><p>a<td>b<table><tr>c",
        "<h1></h1><h1>Title</h1><p id=readability-page-1>text",
        "<p>a<!-- never closed",
        "<svg><p>inside</p></svg>after",
        "plain text, no tag",
        "<b><i><u><p>a<p>b</b></i>",
        "<frameset><frame></frameset>x",
    ] {
        if let Some(document) = document(html, Metadata::default()) {
            assert_cover(&document.text, &document.zones);
        }
    }
}

#[test]
fn charsets_that_pages_declare() {
    let declared = |html: &str| declared_charset(html.as_bytes());
    assert_eq!(declared("<meta charset='windows-1251'>").as_deref(), Some("windows-1251"));
    assert_eq!(
        declared("<META http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\">")
            .as_deref(),
        Some("shift_jis")
    );
    assert_eq!(declared("<p>charset</p>"), None);
}
