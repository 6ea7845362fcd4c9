//! Texts of strangers, made harmless for each format.
//!
//! [`visible`] comes first everywhere: what a screen would obey (terminal codes, bidirectional
//! overrides, invisible tags) becomes something to read. What remains is the escaping that each
//! format needs for itself. The words themselves are never changed otherwise.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;

/// Shows control characters and direction overrides instead of obeying them; white space becomes
/// plain spaces, and a line stays one line.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_control(c) || is_break(c)) {
        return Cow::Borrowed(text);
    }
    let text = unveiled(text);
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        show(c, &mut shown);
    }
    Cow::Owned(shown)
}

/// Stands for a byte of text that a report does not show; a run of them is read as an ellipsis.
pub(super) const VEIL: char = '\u{1a}';

/// The text with an ellipsis for every stretch that is veiled.
pub(super) fn unveiled(text: &str) -> Cow<'_, str> {
    let Some((mut from, _)) = text.match_indices("\u{1a}\u{1a}").next() else {
        return Cow::Borrowed(text);
    };
    let mut out = text[..from].to_owned();
    let mut rest = text;
    loop {
        out.push_str(" … ");
        rest = rest[from..].trim_start_matches(VEIL);
        match rest.find("\u{1a}\u{1a}") {
            None => break,
            Some(next) => {
                out.push_str(&rest[..next]);
                from = next;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Text for HTML, in elements and in quoted attributes.
pub fn html(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// A writer of text that shows live characters like [`visible`] but keeps white space: whatever a
/// template lets through, no screen obeys it.
pub struct Harmless<W> {
    out: W,
    /// The first error of `out`, which [`std::fmt::Error`] cannot carry.
    failed: Option<io::Error>,
}

impl<W: io::Write> Harmless<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Self { out, failed: None }
    }

    /// Turns the result of formatting into that of writing.
    ///
    /// # Errors
    /// What `out` failed with.
    pub fn end(self, result: std::fmt::Result) -> io::Result<()> {
        match (self.failed, result) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(io::Error::other(error)),
            (None, Ok(())) => Ok(()),
        }
    }

    fn put(&mut self, text: &str) -> std::fmt::Result {
        self.out.write_all(text.as_bytes()).map_err(|error| {
            self.failed = Some(error);
            std::fmt::Error
        })
    }
}

impl<W: io::Write> std::fmt::Write for Harmless<W> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let text = unveiled(text);
        let mut rest = &*text;
        while let Some((at, c)) = rest.char_indices().find(|&(_, c)| is_control(c)) {
            let mut shown = String::new();
            show(c, &mut shown);
            self.put(&rest[..at])?;
            self.put(&shown)?;
            rest = &rest[at + c.len_utf8()..];
        }
        self.put(rest)
    }
}

/// Text for a table cell or a paragraph of Markdown: nothing in it is markup, a link, a mention
/// or a reference to an issue.
pub fn markdown(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut before = ' ';
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // Inside a word it marks nothing, and file names stay readable.
            '_' if letter(Some(before)) && letter(rest.clone().next()) => out.push(c),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            // An empty comment parts what the reader of the page would turn into a link.
            '@' | '#' => {
                out.push_str("<!-- -->");
                out.push(c);
                out.push_str("<!-- -->");
            }
            '/' if before == ':' => out.push_str("<!-- -->/"),
            '.' if out.ends_with("www") || out.ends_with("WWW") => out.push_str("<!-- -->."),
            _ => out.push(c),
        }
        before = c;
    }
    out
}

/// Text for HTML that stands in Markdown, such as `<summary>`: no mention and no reference either,
/// for the reader of the page links those in HTML too.
pub fn html_in_markdown(text: &str) -> String {
    let text = html(text);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '@' => out.push_str("<!-- -->@<!-- -->"),
            // `&#39;` is a quotation mark.
            '#' if before != '&' => out.push_str("<!-- -->#<!-- -->"),
            '/' if before == ':' => out.push_str("<!-- -->/"),
            '.' if out.ends_with("www") || out.ends_with("WWW") => out.push_str("<!-- -->."),
            _ => out.push(c),
        }
        before = c;
    }
    out
}

/// A short text, such as an id, as Markdown code where that is possible.
pub fn markdown_code(text: &str) -> String {
    let shown = visible(text);
    if shown.is_empty() || shown.contains(['`', '|', '\\']) {
        return markdown(text);
    }
    format!("`{}`", shown.trim())
}

/// A cell that no spreadsheet takes for a formula.
pub fn cell(text: &str) -> Cow<'_, str> {
    let shown = visible(text);
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        return Cow::Owned(format!("'{shown}"));
    }
    shown
}

/// At most `limit` characters, with an ellipsis where something was cut.
pub fn cut(text: &str, limit: usize) -> Cow<'_, str> {
    match text.char_indices().nth(limit) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", text[..end].trim_end())),
    }
}

/// Whether a screen, an editor or a terminal would obey the character instead of showing it.
pub(super) fn is_control(c: char) -> bool {
    (c.is_control() && !is_break(c))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{206a}'..='\u{206f}')
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn is_break(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn show(c: char, out: &mut String) {
    match c {
        _ if is_break(c) => out.push(' '),
        VEIL => out.push('…'),
        '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + c as u32)),
        '\u{7f}' => out.push('␡'),
        _ if is_control(c) => {
            // Writing to a string does not fail.
            let _ = write!(out, "⟨U+{:04X}⟩", c as u32);
        }
        _ => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_are_borrowed() {
        assert!(matches!(visible("Zürich, 東京"), Cow::Borrowed(_)));
        assert!(matches!(cell("Zürich"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_a_screen_would_obey_is_shown() {
        assert_eq!(visible("a\u{1b}[31mb"), "a␛[31mb");
        assert_eq!(visible("a\u{202e}b\u{2069}"), "a⟨U+202E⟩b⟨U+2069⟩");
        assert_eq!(visible("a\u{9b}b\u{7f}"), "a⟨U+009B⟩b␡");
        assert_eq!(visible("one\r\ntwo\u{2028}three"), "one  two three");
    }

    #[test]
    fn veiled_stretches_are_an_ellipsis() {
        assert_eq!(unveiled("a\u{1a}\u{1a}\u{1a}b\u{1a}\u{1a}"), "a … b … ");
        assert_eq!(visible("a\u{1a}b"), "a…b");
    }

    #[test]
    fn joiners_of_real_scripts_stay() {
        assert_eq!(visible("می\u{200c}خواهم 👩\u{200d}🚀"), "می\u{200c}خواهم 👩\u{200d}🚀");
    }

    #[test]
    fn html_has_no_live_character() {
        assert_eq!(
            html("</script><img onerror='x'>&\""),
            "&lt;/script&gt;&lt;img onerror=&#39;x&#39;&gt;&amp;&quot;"
        );
    }

    #[test]
    fn markdown_has_no_markup_link_or_mention() {
        assert_eq!(markdown("a|b `c` *d*"), "a\\|b \\`c\\` \\*d\\*");
        assert_eq!(markdown("[x](javascript:y)"), "\\[x\\](javascript:y)");
        assert_eq!(markdown("<b>"), "&lt;b&gt;");
        assert_eq!(markdown("_a_ b_c.txt"), "\\_a\\_ b_c.txt");
        assert_eq!(markdown("@you"), "<!-- -->@<!-- -->you");
        assert!(!markdown("https://example.org").contains("://"));
        assert!(!markdown("www.example.org").contains("www."));
    }

    #[test]
    fn html_in_markdown_has_no_markup_link_or_mention() {
        assert_eq!(html_in_markdown("<b> '1'"), "&lt;b&gt; &#39;1&#39;");
        assert_eq!(html_in_markdown("@you"), "<!-- -->@<!-- -->you");
        assert_eq!(html_in_markdown("a#1"), "a<!-- -->#<!-- -->1");
        for text in ["https://example.org", "www.example.org", "WWW.example.org"] {
            let shown = html_in_markdown(text);
            assert!(!shown.contains("://") && !shown.contains("www."), "{shown}");
        }
    }

    #[test]
    fn a_code_span_cannot_be_left() {
        assert_eq!(markdown_code("a.txt"), "`a.txt`");
        assert_eq!(markdown_code("a`<b>"), "a\\`&lt;b&gt;");
        assert_eq!(markdown_code("a|b"), "a\\|b");
    }

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("\t=1"), "' =1");
        assert_eq!(cell("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(cell("-5 degrees"), "'-5 degrees");
    }

    #[test]
    fn a_cut_says_so_and_keeps_whole_characters() {
        assert_eq!(cut("日本語", 2), "日本…");
        assert_eq!(cut("日本語", 3), "日本語");
    }
}
