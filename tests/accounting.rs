//! Nothing that differs goes unsaid: whatever word of a text is lost, added, replaced or moved, a
//! listed difference covers the place, and no word is left without an account.
//!
//! The texts are the sentences of `seeds/`, edited by machine. `VARIORUM_CASES` says how many edits
//! are tried (1,000 if not set). The same holds with any one family of rules switched off: what it
//! would have told is listed all the same.

#![expect(clippy::disallowed_methods, reason = "a test reads files and settings of its own")]

use variorum::alignment::words::links;
use variorum::divergence::{Difference, FAMILIES, accounted_without};
use variorum::language;
use variorum::span::Span;
use variorum::telling::Telling;

/// A small generator of numbers that gives the same on every machine (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

fn read(text: &str) -> Telling<'_> {
    Telling::read(text, &[Span::new(0, text.len())], language::of(Some("en")), None)
}

/// The sentences of the documents in `seeds/` that have enough words to be edited.
fn sentences() -> Vec<String> {
    let mut found = Vec::new();
    for entry in ignore::WalkBuilder::new("seeds").sort_by_file_path(Ord::cmp).build() {
        let path = entry.expect("seeds/ can be read").into_path();
        if !path.extension().is_some_and(|it| it == "txt" || it == "md") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a text");
        let body = text.rsplit("---\n").next().unwrap_or(&text);
        let telling = read(body);
        for sentence in &telling.tokenized.sentences {
            if (6..40).contains(&sentence.tokens.len()) {
                found.push(sentence.span.text(body).replace('\n', " "));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Words of a text as its tokens have them.
fn words(text: &str) -> Vec<String> {
    read(text).tokenized.tokens.iter().map(|token| token.span.text(text).to_owned()).collect()
}

/// What was done to a text, and the byte range of what was touched on each side.
struct Edit {
    what: String,
    left: String,
    right: String,
    touched: [Vec<Span>; 2],
}

/// Words that may go unsaid: articles, and the "that" behind a verb of saying.
const UNSAID: [&str; 4] = ["a", "an", "the", "that"];

fn edit(random: &mut Random, sentence: &str, pool: &[String]) -> Option<Edit> {
    let telling = read(sentence);
    let spans: Vec<Span> = telling.tokenized.tokens.iter().map(|token| token.span).collect();
    let at = random.below(spans.len());
    let word = |n: usize| spans[n].text(sentence).to_lowercase();
    let other = &pool[random.below(pool.len())];
    let known = |text: &str| UNSAID.contains(&text.to_lowercase().as_str());
    let here = spans[at];
    let (before, after) = (&sentence[..here.range().start], &sentence[here.range().end..]);
    let neighbours = |text: &str| {
        let text = text.to_lowercase();
        (at > 0 && word(at - 1) == text)
            || (at + 1 < spans.len() && word(at + 1) == text)
            || word(at) == text
    };
    match random.below(4) {
        0 if !(known(&word(at)) || at > 0 && word(at - 1) == word(at)) => Some(Edit {
            what: format!("lost “{}”", here.text(sentence)),
            left: sentence.to_owned(),
            right: format!("{}{}", before, after.trim_start()),
            touched: [vec![here], Vec::new()],
        }),
        1 if !known(other) && !neighbours(other) => Some(Edit {
            what: format!("added “{other}”"),
            left: sentence.to_owned(),
            right: format!("{before}{other} {}{after}", here.text(sentence)),
            touched: [Vec::new(), vec![Span::new(before.len(), before.len() + other.len())]],
        }),
        2 if !known(other) && !known(&word(at)) && !neighbours(other) => Some(Edit {
            what: format!("“{}” for “{other}”", here.text(sentence)),
            left: sentence.to_owned(),
            right: format!("{before}{other}{after}"),
            touched: [vec![here], vec![Span::new(before.len(), before.len() + other.len())]],
        }),
        3 => {
            let second = random.below(spans.len());
            let (i, j) = (at.min(second), at.max(second));
            if i == j || word(i) == word(j) || known(&word(i)) || known(&word(j)) {
                return None;
            }
            let (x, y) = (spans[i], spans[j]);
            let right = format!(
                "{}{}{}{}{}",
                &sentence[..x.range().start],
                y.text(sentence),
                &sentence[x.range().end..y.range().start],
                x.text(sentence),
                &sentence[y.range().end..]
            );
            Some(Edit {
                what: format!("“{}” and “{}” swapped", x.text(sentence), y.text(sentence)),
                left: sentence.to_owned(),
                right,
                touched: [vec![x, y], Vec::new()],
            })
        }
        _ => None,
    }
}

fn covers(found: &[Difference], side: usize, place: Span, telling: &Telling<'_>) -> bool {
    let tokens = |span: Span| {
        telling.tokenized.tokens.iter().filter(|token| token.span.overlap(span) > 0).count()
    };
    /// Words that a difference may cover beyond the touched ones.
    const MORE: usize = 3;
    // A number or a date is one thing, however many words it has.
    let value = telling.values.iter().find(|value| value.span.overlap(place) > 0);
    let wide = value.map_or(0, |value| tokens(value.span));
    found.iter().any(|it| {
        let located = if side == 0 { &it.left } else { &it.right };
        located.as_ref().is_some_and(|it| {
            it.span.overlap(place) > 0 && tokens(it.span) <= tokens(place).max(wide) + MORE
        })
    })
}

fn cases() -> usize {
    std::env::var("VARIORUM_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(1000)
}

/// Why an edit is not told as it must be; nothing where it is.
fn fault(edit: &Edit, skip: Option<&str>) -> Option<String> {
    let (a, b) = (read(&edit.left), read(&edit.right));
    let whole = |it: &Telling<'_>| 0..it.tokenized.tokens.len();
    let links = links(&a, whole(&a), &b, whole(&b));
    let span = |text: &str| Span::new(0, text.len());
    let (found, account) =
        accounted_without(skip, &a, &b, span(&edit.left), span(&edit.right), &links);
    let told = || {
        let list: Vec<String> =
            found.iter().map(|it| format!("{}: {}", it.kind.name(), it.explanation)).collect();
        format!("{}\n  {}\n  {}\n  {list:#?}", edit.what, edit.left, edit.right)
    };
    if account.left > 0 {
        return Some(format!("{} words left: {}", account.left, told()));
    }
    let words = account.equal + account.in_divergences + account.by_reason.values().sum::<u32>();
    if words as usize != a.tokenized.tokens.len() + b.tokenized.tokens.len() {
        return Some(format!("the account does not add up: {}", told()));
    }
    let missed = [(0, &a, &b), (1, &b, &a)].into_iter().any(|(side, telling, other)| {
        // "15 January at 19:20" without its "at" is the same time of day.
        let same = |place: &Span| {
            let joint = ["at", "on", "of", "and", "in"].contains(&place.text(telling.text));
            let value = telling.values.iter().find(|it| it.span.overlap(*place) > 0);
            value
                .filter(|_| joint)
                .is_some_and(|it| other.values.iter().any(|own| own.value == it.value))
        };
        let covered = |place: &Span| covers(&found, side, *place, telling) || same(place);
        match edit.touched[side].as_slice() {
            // Of two words that changed places either one has moved, and what lies between stays.
            [x, y] => !covered(x) && !covered(y),
            places => !places.iter().all(covered),
        }
    });
    missed.then(|| format!("{skip:?} off: {} {:?} {:?}", told(), account, edit.touched))
}

#[test]
fn what_is_touched_is_told() {
    let sentences = sentences();
    assert!(sentences.len() >= 300, "{} sentences", sentences.len());
    let pool: Vec<String> = sentences.iter().flat_map(|it| words(it)).collect();
    let mut random = Random(0x5eed);
    let (mut tried, mut faults) = (0, Vec::new());
    while tried < cases() {
        let sentence = &sentences[random.below(sentences.len())];
        let Some(edit) = edit(&mut random, sentence, &pool) else { continue };
        // Some edits make the same text again.
        if words(&edit.left) == words(&edit.right) {
            continue;
        }
        let skip = match tried % 2 {
            0 => None,
            _ => Some(FAMILIES[tried / 2 % FAMILIES.len()]),
        };
        tried += 1;
        faults.extend(fault(&edit, skip));
    }
    assert!(
        faults.is_empty(),
        "{} of {tried}:\n{}",
        faults.len(),
        faults[..faults.len().min(12)].join("\n")
    );
}
