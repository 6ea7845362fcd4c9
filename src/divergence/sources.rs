//! Figures that two texts have from two sources: "police said 12,000" and "organisers said 20,000" are two
//! claims, and neither text contradicts the other.

use std::ops::Range;

use super::likeness::nearer_than;
use super::sayings;
use super::view::{LEFT, RIGHT, Side, View};
use crate::alignment::lexicon::Kin;
use crate::language::cue::Cue;
use crate::token::Class;
use crate::value::Mention;

/// The words for the sources of two values, where each text names one and they are two.
pub(super) fn two<'t>(
    view: &View<'t>,
    left: &Mention,
    right: &Mention,
) -> Option<(&'t str, &'t str)> {
    let [a, b] = &view.sides;
    let (mine, theirs) = (sources(a, left), sources(b, right));
    // One that both texts name may be that of both values.
    let all = mine.iter().all(|x| theirs.iter().all(|y| are_two(view, x, y)));
    let (x, y) = (mine.first()?, theirs.first()?);
    all.then(|| (trimmed(a, x), trimmed(b, y)))
}

fn are_two(view: &View<'_>, x: &Range<usize>, y: &Range<usize>) -> bool {
    let [a, b] = &view.sides;
    let named =
        |side: usize, range: &Range<usize>| sayings::named(&view.sides[side], range).is_some();
    // Who is named in one text can be whom the other only describes.
    if named(LEFT, x) != named(RIGHT, y) || sayings::one_speaker(view, x, y) != Some(false) {
        return false;
    }
    let (mine, theirs) = (nouns(a, x), nouns(b, y));
    let open = |side: &Side<'_>, words: &[usize]| {
        words.is_empty() || words.iter().any(|&at| is_anybody(side.word(at)))
    };
    let near = mine.iter().any(|&i| {
        // A union is a kind of body, and so is a firm: only words for one thing are one source.
        theirs.iter().any(|&j| nearer_than(Kin::Broader, a, i, b, j))
    });
    !near && !open(a, &mine) && !open(b, &theirs)
}

/// The words that name who says a value: the subjects of the verbs that report in its sentence, that of the
/// last one before it first.
fn sources(side: &Side<'_>, mention: &Mention) -> Vec<Range<usize>> {
    /// Words of a sentence in which whoever says something may be found.
    const LONGEST: usize = 200;
    if side.sentence(mention.tokens.start).len() > LONGEST {
        return Vec::new();
    }
    let verb = |at: usize| at..at + if side.is(at, Cue::According) { 2 } else { 1 };
    let mut inside: Vec<Range<usize>> = side
        .sentence(mention.tokens.start)
        .filter(|&at| side.is(at, Cue::Tells))
        .map(verb)
        .filter(|words| words.end <= side.tokens.end && !sayings::is_noun(side, words))
        .collect();
    let before = inside.iter().rposition(|words| words.end <= mention.tokens.start);
    inside.rotate_left(before.unwrap_or(0));
    inside.iter().filter_map(|words| sayings::subject(side, words)).collect()
}

/// The words of content of a subject, without those of the clause before it.
fn nouns(side: &Side<'_>, subject: &Range<usize>) -> Vec<usize> {
    let content = |&at: &usize| side.token(at).class == Class::Content && !side.is_auxiliary(at);
    subject.clone().filter(content).collect()
}

/// The words for a source without a function word at their ends.
fn trimmed<'t>(side: &Side<'t>, subject: &Range<usize>) -> &'t str {
    let words = nouns(side, subject);
    match (words.first(), words.last()) {
        (Some(&first), Some(&last)) => side.text(&(first..last + 1)),
        _ => side.text(subject),
    }
}

/// Whether a word for a source can be any other source: "officials", "the report".
fn is_anybody(word: &str) -> bool {
    const ANYBODY: [&str; 12] = [
        "official",
        "authorit",
        "source",
        "report",
        "statement",
        "spokes",
        "agenc",
        "media",
        "news",
        "record",
        "people",
        "press",
    ];
    ANYBODY.iter().any(|stem| word.starts_with(stem))
}
