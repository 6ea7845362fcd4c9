//! Digits that name and do not count: codes (NS370, AK-47), labels (§ 6, Figure 3, page 12, the
//! numbers of a list) and telephones.
//!
//! In: a number or a word in its passage. Out: what it numbers or names. Two lines of help that have
//! two numbers contradict each other as little as two streets; two flights are two things.

use std::ops::Range;

use super::facing::assign;
use super::slots::{counted, is_plural};
use super::view::{LEFT, RIGHT, Side, View};
use super::{Effect, Kind, quoted};
use crate::language::vocabulary::Joint;
use crate::token::Class;
use crate::value::name::known::roman;
use crate::value::number::{Quantity, Unit};
use crate::value::{Comparison, Mention, Value, compare};

mod marks;

/// What a number is that counts nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// A part of a text or a list: § 6, page 12.
    Part,
    /// A thing: Flight 370.
    Thing,
}

/// Words of parts of a text that are also verbs and things: they need a capital.
const OFTEN_OTHER: [&str; 12] = [
    "note", "notes", "item", "items", "line", "lines", "rule", "rules", "step", "question",
    "issue", "plate",
];

/// What the words around a number make it a label of; none where it counts.
pub(super) fn label(side: &Side<'_>, mention: &Mention) -> Option<Label> {
    if marks::opens_line(side, mention) {
        return Some(Label::Part);
    }
    let bare = match &mention.value {
        Value::Number(number) => number.unit == Unit::One && number.per.is_none(),
        // "Section 1983" can look like a year.
        Value::Date(period) => period.year().is_some(),
    };
    let first = side.telling.text.get(mention.span.start as usize..)?;
    if bare && is_roman_part(side, mention)
        || matches!(mention.value, Value::Date(_)) && is_version(side, mention)
    {
        return Some(Label::Part);
    }
    if !bare || !first.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let start = head(side, mention);
    if before(side, start).ends_with(['§', '#', '№'])
        || is_list_mark(side, mention)
        || marks::is_one(side, mention)
    {
        return Some(Label::Part);
    }
    let word = start.checked_sub(1).filter(|at| side.tokens.contains(at))?;
    let text = side.token(word).span.text(side.telling.text);
    let gap = side.gap_before(start);
    let near = gap.len() <= 2 && gap.chars().all(|c| c.is_whitespace() || c == '.');
    let number = matches!(text, "No" | "Nos" | "no" | "nos") && gap.starts_with('.');
    let identifies = IDENTIFIES.contains(&side.word(word)) && gap.trim() == ":";
    if near && number || identifies {
        return Some(Label::Part);
    }
    let vocabulary = &side.telling.language.vocabulary;
    let joint = vocabulary.word(side.token(word).key).and_then(|word| word.joint);
    let capital = text.starts_with(char::is_uppercase);
    let shout = (2..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let counts = counted(side, mention).is_some();
    let known = side.telling.language.state(&[side.token(word).key]).is_some();
    match joint {
        Some(Joint::Label) if near => {
            let weak = OFTEN_OTHER.contains(&side.word(word));
            (!weak || capital).then_some(Label::Part)
        }
        Some(Joint::Craft) if near => Some(Label::Thing),
        _ => (shout && !known && !counts && gap == " ").then_some(Label::Thing),
    }
}

/// Whether a date begins with the number of a version, or tells when that came out: "Version 2, June 1991",
/// "Version 1.2, 3 June 2002".
fn is_version(side: &Side<'_>, mention: &Mention) -> bool {
    let at = mention.tokens.start;
    let is = |at: usize| matches!(side.word(at), "version" | "edition" | "release" | "v");
    let numbered = |number: usize| {
        let behind = number.checked_sub(1).filter(|word| side.tokens.contains(word));
        side.tokens.contains(&number)
            && side.token(number).class == Class::Number
            && side.gap_before(number) == " "
            && side.gap_before(number + 1) == ", "
            && behind.is_some_and(is)
    };
    mention.tokens.len() > 1 && (numbered(at) || at.checked_sub(1).is_some_and(numbered))
}

/// Whether all words of a stretch only say what part of a text is meant: "Section", "Paragraph".
pub(super) fn is_part_word(side: &Side<'_>, words: &Range<usize>) -> bool {
    words.clone().all(|at| {
        let vocable = side.telling.language.vocabulary.word(side.token(at).key);
        side.word(at) == "part" || vocable.and_then(|it| it.joint) == Some(Joint::Label)
    })
}

/// Words behind which a colon stands before what names one thing: "ID: 4711".
const IDENTIFIES: [&str; 12] = [
    "id",
    "ids",
    "ref",
    "reference",
    "nr",
    "no",
    "number",
    "version",
    "isbn",
    "issn",
    "docket",
    "serial",
];

/// "Part II", "Chapter IV": a Roman number behind a word of parts of a text.
fn is_roman_part(side: &Side<'_>, mention: &Mention) -> bool {
    let at = mention.tokens.start;
    mention.tokens.len() == 1
        && roman(side.token(at).span.text(side.telling.text)).is_some()
        && is_numbered_part(side, at)
}

/// Whether a capitalised word of parts of a text stands right before a word.
pub(super) fn is_numbered_part(side: &Side<'_>, at: usize) -> bool {
    let Some(word) = at.checked_sub(1).filter(|before| side.tokens.contains(before)) else {
        return false;
    };
    let vocable = side.telling.language.vocabulary.word(side.token(word).key);
    let part = side.word(word) == "part" || vocable.and_then(|it| it.joint) == Some(Joint::Label);
    part && side.token(word).capital && side.gap_before(at) == " "
}

/// The first of the numbers that one label has: "Articles 5 and 6", "pages 12-14", "§ 4(2)". In "section 4,
/// 12 ships" the second one counts.
fn head(side: &Side<'_>, mention: &Mention) -> usize {
    const MOST: usize = 4;
    let vocabulary = &side.telling.language.vocabulary;
    let counts = counted(side, mention).is_some_and(|noun| is_plural(side.word(noun)));
    let mut first = mention.tokens.start;
    for _ in 0..MOST {
        let Some(before) = first.checked_sub(1).filter(|at| side.tokens.contains(at)) else {
            break;
        };
        let joint = vocabulary.word(side.token(before).key).and_then(|word| word.joint);
        let listed = matches!(joint, Some(Joint::And | Joint::To | Joint::Or));
        let number = if listed { before.saturating_sub(1) } else { before };
        let tied = match side.gap_before(first) {
            "-" | "–" | "(" | ")(" => true,
            ", " => !counts,
            _ => listed && !counts,
        };
        if !tied || !side.tokens.contains(&number) || digits(side, number) == 0 {
            break;
        }
        first = number;
    }
    first
}

/// The few characters before a word, without the space.
fn before<'t>(side: &Side<'t>, at: usize) -> &'t str {
    const REACH: usize = 8;
    let end = side.token(at).span.start as usize;
    let text = side.telling.text;
    let from = text.ceil_char_boundary(end.saturating_sub(REACH));
    text.get(from..end).unwrap_or("").trim_end()
}

/// "6. Every action", "(2) The owner": the number that opens a line or a sentence.
fn is_list_mark(side: &Side<'_>, mention: &Mention) -> bool {
    const LONGEST: usize = 3;
    let text = side.telling.text;
    let (start, end) = (mention.span.start as usize, mention.span.end as usize);
    let ahead = text.get(..start).unwrap_or("").trim_end_matches([' ', '(', '§', '\t']);
    let opens = ahead.is_empty() || ahead.ends_with(['\n', '.', ':', ';']);
    let behind = text.get(end..).unwrap_or("");
    let marked = behind.strip_prefix(['.', ')']).is_some_and(|rest| rest.starts_with([' ', '\n']));
    let short = mention.tokens.len() == 1 && digits(side, mention.tokens.start) <= LONGEST;
    opens && marked && short && side.begins_sentence(mention.tokens.start)
}

/// Names two labels that differ; false where they are no labels of one kind.
pub(super) fn labels(view: &mut View<'_>, left: &Mention, right: &Mention) -> bool {
    let label = |side: usize, mention: &Mention| label(&view.sides[side], mention);
    let (Some(x), Some(y)) = (label(LEFT, left), label(RIGHT, right)) else { return false };
    if x != y || compare(&left.value, &right.value) == Comparison::Equal {
        return false;
    }
    let [a, b] = [(LEFT, left), (RIGHT, right)]
        .map(|(side, mention)| quoted(view.sides[side].text(&mention.tokens)));
    let (kind, explanation) = match x {
        Label::Part => {
            (Kind::Wording, format!("{a} and {b} only number a part of a text or a list"))
        }
        Label::Thing => (Kind::NameConflict, format!("{a} against {b}: the numbers of two things")),
    };
    let [l, r] = [left, right].map(|it| Some((it.tokens.clone(), Some(it.value.describe()))));
    view.differ(kind, l, r, explanation, 0.8);
    if x == Label::Part {
        view.weigh(Effect::Unclear);
    }
    true
}

/// A word of letters and digits that names a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Code {
    tokens: Range<usize>,
    letters: String,
    figures: String,
}

/// Names two codes of one kind in one place: NS370 and NS730, AK-47 and AK-74. Their figures are the
/// same or another thing; a slip makes another thing too.
pub(super) fn find(view: &mut View<'_>) {
    const FACING: f64 = 1.2;
    addresses(view);
    let (left, right) = (codes(&view.sides[LEFT]), codes(&view.sides[RIGHT]));
    let ranges = |codes: &[Code]| codes.iter().map(|it| it.tokens.clone()).collect::<Vec<_>>();
    let pairs = assign(view, &ranges(&left), &ranges(&right), FACING, |i, j, _| {
        let (a, b) = (&left[i], &right[j]);
        let same = a.figures == b.figures;
        (a.letters == b.letters).then_some(if same { 6.0 } else { 0.3 })
    });
    for pair in pairs {
        let (a, b) = (&left[pair.left], &right[pair.right]);
        let shorter = a.figures.ends_with(&b.figures) || b.figures.ends_with(&a.figures);
        let told = |codes: &[Code], code: &Code| {
            codes.iter().any(|it| it.letters == code.letters && it.figures == code.figures)
        };
        if shorter || told(&right, a) || told(&left, b) {
            continue;
        }
        let (x, y) = (view.sides[LEFT].text(&a.tokens), view.sides[RIGHT].text(&b.tokens));
        let explanation = format!("{} against {}: the codes of two things", quoted(x), quoted(y));
        let confidence = (0.5 + pair.evidence / 8.0).clamp(0.5, 0.95);
        let (l, r) = ((a.tokens.clone(), None), (b.tokens.clone(), None));
        view.differ(Kind::NameConflict, Some(l), Some(r), explanation, confidence);
    }
}

/// Names two addresses in one place that are not the same: whether they lead to one page is not known.
fn addresses(view: &mut View<'_>) {
    const FACING: f64 = 1.2;
    let all = |side: &Side<'_>| -> Vec<Range<usize>> {
        let address = |at: &usize| side.token(*at).class == Class::Address;
        side.tokens.clone().filter(address).map(|at| at..at + 1).collect()
    };
    let (left, right) = (all(&view.sides[LEFT]), all(&view.sides[RIGHT]));
    let key = |side: usize, range: &Range<usize>| view.sides[side].token(range.start).key;
    let same = |i: usize, j: usize| key(LEFT, &left[i]) == key(RIGHT, &right[j]);
    let pairs =
        assign(view, &left, &right, FACING, |i, j, _| Some(if same(i, j) { 6.0 } else { 0.0 }));
    let pairs: Vec<_> = pairs.into_iter().filter(|pair| !same(pair.left, pair.right)).collect();
    for pair in pairs {
        let (a, b) = (&left[pair.left], &right[pair.right]);
        let (x, y) = (view.sides[LEFT].text(a), view.sides[RIGHT].text(b));
        let explanation = format!("{} and {}: two addresses", quoted(x), quoted(y));
        view.differ(
            Kind::Wording,
            Some((a.clone(), None)),
            Some((b.clone(), None)),
            explanation,
            0.8,
        );
        view.weigh(Effect::Unclear);
    }
}

/// The codes of a passage, in its order.
fn codes(side: &Side<'_>) -> Vec<Code> {
    let valued = |tokens: &Range<usize>| {
        side.values().iter().any(|it| it.tokens.start < tokens.end && tokens.start < it.tokens.end)
    };
    side.tokens.clone().filter_map(|at| code(side, at)).filter(|it| !valued(&it.tokens)).collect()
}

/// The code that begins with a word: "NS370", "H5N1", or "AK-47".
fn code(side: &Side<'_>, at: usize) -> Option<Code> {
    const LONGEST: usize = 12;
    let raw = side.token(at).span.text(side.telling.text);
    let fits = raw.len() <= LONGEST && raw.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !fits || !raw.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let part = |keep: fn(&char) -> bool, text: &str| text.chars().filter(keep).collect::<String>();
    let letters = |text: &str| part(char::is_ascii_alphabetic, text);
    let figures = |text: &str| part(char::is_ascii_digit, text);
    if raw.bytes().any(|byte| byte.is_ascii_digit()) {
        return Some(Code { tokens: at..at + 1, letters: letters(raw), figures: figures(raw) });
    }
    let next = at + 1;
    let tied =
        side.tokens.contains(&next) && side.is_compound(next) && side.gap_before(next) != "/";
    let tail = side.word(next);
    let number = tail.starts_with(|c: char| c.is_ascii_digit())
        && tail.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (tied && number).then(|| Code {
        tokens: at..next + 1,
        letters: format!("{raw}-{}", letters(tail)),
        figures: figures(tail),
    })
}

/// Whether two names have figures, and not the same: they are never one name.
pub(super) fn other_figures(left: &str, right: &str) -> bool {
    let figures = |name: &str| -> Vec<String> {
        let runs = name.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
        runs.map(str::to_owned).collect()
    };
    let (a, b) = (figures(left), figures(right));
    !a.is_empty() && !b.is_empty() && a != b
}

/// Whether a mention belongs to three and more groups of digits in a row, with at least six digits
/// and two to a group: "1-800-555-0199", "13 11 14".
pub(super) fn is_code(side: &Side<'_>, mention: &Mention) -> bool {
    const GROUPS: usize = 3;
    const DIGITS: usize = 6;
    let Value::Number(Quantity { unit: Unit::One, ordinal: false, .. }) = mention.value else {
        return false;
    };
    let (first, last) = (mention.tokens.start, mention.tokens.end - 1);
    if digits(side, first) == 0 || digits(side, last) == 0 {
        return false;
    }
    let start = (side.tokens.start..first)
        .rev()
        .take(GROUPS)
        .take_while(|&at| digits(side, at) > 0 && is_joined(side, at + 1))
        .last()
        .unwrap_or(first);
    let end = (last + 1..side.tokens.end)
        .take(GROUPS)
        .take_while(|&at| digits(side, at) > 0 && is_joined(side, at))
        .last()
        .unwrap_or(last);
    let groups = end + 1 - start;
    let all: usize = (start..=end).map(|at| digits(side, at)).sum();
    groups >= GROUPS && all >= DIGITS && all >= 2 * groups
}

/// The number of digits of a word that has nothing else.
fn digits(side: &Side<'_>, index: usize) -> usize {
    let text = side.token(index).span.text(side.telling.text);
    let plain =
        side.token(index).class == Class::Number && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.len() } else { 0 }
}

/// Whether no more than a space, a dash or brackets stand before a group.
fn is_joined(side: &Side<'_>, index: usize) -> bool {
    let gap = side.gap_before(index);
    gap.chars().count() <= 3 && gap.chars().all(|c| matches!(c, ' ' | '-' | '–' | '(' | ')'))
}
