//! Addresses: URLs, mail, handles, hashtags and paths, each one word whatever it is made of; and the
//! targets of links in Markdown, which are no words at all.
//!
//! In: a place where a word may begin. Out: how long the address there is. No number and no name is
//! read in one.

/// Longest address; a longer run is no writer's.
const LONGEST: usize = 2_048;

/// Endings of hosts that are known without a scheme before them or a path behind them.
const ENDINGS: [&str; 12] =
    ["com", "org", "net", "edu", "gov", "int", "info", "io", "example", "eu", "uk", "de"];

/// Bytes of the address that `rest` begins with; `opens` says that no word goes on there.
pub(super) fn length(rest: &str, opens: bool) -> Option<usize> {
    let first = rest.bytes().next()?;
    if !opens
        || !(first.is_ascii_alphanumeric() || matches!(first, b'@' | b'#' | b'/' | b'~' | b'.'))
    {
        return None;
    }
    let run = run(rest)?;
    is_address(run).then_some(run.len())
}

/// Whether a word is an address.
pub(super) fn is_whole(word: &str) -> bool {
    let odd = |byte: u8| matches!(byte, b'/' | b'@' | b'#' | b':' | b'.' | b'\\' | b'~');
    word.bytes().any(odd) && is_address(word)
}

/// Bytes of the target of a link, `](https://gull.example/a)`, that `rest` begins with.
pub(super) fn target(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("](")?;
    let end = inner.bytes().take(LONGEST).position(|byte| matches!(byte, b')' | b'\n'))?;
    let target = &inner[..end];
    let address = target.split_once(" \"").map_or(target, |(address, _)| address);
    let written = inner.as_bytes()[end] == b')'
        && !address.contains(char::is_whitespace)
        && address.contains(['/', '#', '.', ':']);
    written.then_some(2 + end + 1)
}

/// Up to white space or a quotation mark, without the marks of the sentence behind it.
fn run(rest: &str) -> Option<&str> {
    let stop = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»');
    let window = &rest[..rest.floor_char_boundary(LONGEST.min(rest.len()))];
    let mut run = &window[..window.find(stop).unwrap_or(window.len())];
    if !run.bytes().any(|byte| matches!(byte, b'/' | b'@' | b'#' | b'.' | b'\\')) {
        return None;
    }
    if let Some(link) = run.find("](") {
        run = &run[..link];
    }
    loop {
        let open = run.contains('(');
        let mark = |c: char| match c {
            ')' => !open,
            _ => matches!(
                c,
                '.' | ',' | ';' | ':' | '!' | '?' | ']' | '}' | '\'' | '’' | '*' | '…' | '—'
            ),
        };
        let shorter = run.trim_end_matches(mark);
        let shorter = shorter.strip_suffix("'s").or(shorter.strip_suffix("’s")).unwrap_or(shorter);
        if shorter.len() == run.len() {
            return Some(run);
        }
        run = shorter;
    }
}

fn is_address(run: &str) -> bool {
    is_url(run) || is_mail(run) || is_tag(run) || is_path(run) || is_host(run)
}

fn is_url(run: &str) -> bool {
    let scheme = run.split_once("://").is_some_and(|(scheme, rest)| {
        !scheme.is_empty()
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-'))
            && rest.len() > 1
    });
    scheme || run.starts_with("www.") && run.len() > "www.".len() || run.starts_with("mailto:")
}

fn is_mail(run: &str) -> bool {
    run.split_once('@').is_some_and(|(name, host)| {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '%');
        !name.is_empty() && name.chars().all(plain) && host.contains('.') && is_labels(host)
    })
}

/// `@harbour_board`, `#nordby2021`; `#1` only numbers something.
fn is_tag(run: &str) -> bool {
    let Some(name) = run.strip_prefix(['@', '#']) else { return false };
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
    name.chars().all(word) && name.chars().any(char::is_alphabetic)
}

/// `/usr/share/dict`, `~/notes.txt`, `../a/b`, `C:\\Users`.
fn is_path(run: &str) -> bool {
    let drive = run.get(1..3) == Some(":\\") && run.starts_with(|c: char| c.is_ascii_alphabetic());
    let rooted = ["/", "~/", "./", "../"].iter().any(|root| {
        run.strip_prefix(root).is_some_and(|rest| {
            let deep = rest.contains('/') || *root != "/" || rest.contains('.');
            deep && rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '_'))
        })
    });
    drive || rooted
}

/// `gull.example`, `gull.example/a/4711`.
fn is_host(run: &str) -> bool {
    let (host, path) = run.split_once('/').map_or((run, None), |(host, path)| (host, Some(path)));
    let Some((_, ending)) = host.rsplit_once('.') else { return false };
    let known = ENDINGS.contains(&ending);
    let letters = ending.len() >= 2 && ending.bytes().all(|byte| byte.is_ascii_lowercase());
    let small = !host.starts_with(|c: char| c.is_ascii_digit()) || known;
    // "Gull.com" is as often the name of a firm.
    let lower = !host.bytes().any(|byte| byte.is_ascii_uppercase());
    let behind = path.is_some_and(|path| !path.is_empty());
    is_labels(host) && small && letters && (known && lower || behind)
}

/// Labels of a host, parted by dots.
fn is_labels(host: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    host.split('.').all(|label| !label.is_empty() && label.chars().all(plain))
        && host.bytes().any(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_addresses() {
        let rows = [
            ("https://gull.example/a/4711, he", "https://gull.example/a/4711"),
            ("https://gull.example/a_(b).", "https://gull.example/a_(b)"),
            ("www.gull.example", "www.gull.example"),
            ("gull.example/a/4711)", "gull.example/a/4711"),
            ("gull.example.", "gull.example"),
            ("board@gull.example said", "board@gull.example"),
            ("@harbour_board: no", "@harbour_board"),
            ("#nordby2021 is", "#nordby2021"),
            ("/usr/share/dict/12 is", "/usr/share/dict/12"),
            ("~/notes.txt", "~/notes.txt"),
            ("C:\\Users\\gull", "C:\\Users\\gull"),
        ];
        for (text, address) in rows {
            assert_eq!(length(text, true), Some(address.len()), "{text}");
            assert!(is_whole(address), "{address}");
        }
    }

    #[test]
    fn knows_what_is_no_address() {
        let rows = [
            "and/or",
            "km/h",
            "#1",
            "U.S. Navy",
            "4.5",
            "3/4",
            "12.05.2021/13",
            "e.g. this",
            "@ 5",
        ];
        for text in rows {
            assert_eq!(length(text, true), None, "{text}");
        }
        assert_eq!(length("@home", false), None);
    }

    #[test]
    fn finds_targets_of_links() {
        let rows = [
            ("](https://gull.example/a/4711) on", Some("](https://gull.example/a/4711)".len())),
            ("](/a/4711 \"The board\") on", Some("](/a/4711 \"The board\")".len())),
            ("](which he did) on", None),
            ("](sic) on", None),
        ];
        for (text, length) in rows {
            assert_eq!(target(text), length, "{text}");
        }
    }
}
