//! Direct speech in one, reported speech in the other.
//!
//! Most words of a quotation face words outside of quotations, and the persons are not kept: where
//! both sides say "we", both speak directly, whatever the marks. What was parted by no more than
//! the words for who speaks is told once.

use std::ops::Range;

use super::view::{LEFT, RIGHT, Side, View};
use super::{Kind, quoted};
use crate::language::TalkWord;
use crate::quotation::Quotation;

/// Words that face each other, direct on one side.
pub(super) struct Mode {
    /// The side of the direct speech.
    pub side: usize,
    /// The direct speech.
    pub words: Range<usize>,
    /// What reports it.
    pub other: Range<usize>,
    /// The stretches of direct speech, between which stands who speaks.
    pub parts: Vec<Range<usize>>,
    /// How many words of the direct speech face words of the other side.
    facing: usize,
}

/// Notes where one side quotes what the other reports, and hands on where that is.
pub(super) fn find(
    view: &mut View<'_>,
    quotes: &[Vec<(&Quotation, Range<usize>)>; 2],
) -> Vec<Mode> {
    let mut found: Vec<Mode> = Vec::new();
    for side in [LEFT, RIGHT] {
        for (quotation, words) in &quotes[side] {
            let Some(mode) = direct(view, side, words, &quotes[1 - side]) else { continue };
            if !quotation.spoken {
                continue;
            }
            match found.last_mut().filter(|last| goes_on(last, &mode)) {
                Some(last) => join(last, mode),
                None => found.push(mode),
            }
        }
    }
    for mode in &found {
        note(view, mode);
    }
    found
}

/// Whether nothing but the words for who speaks parts two stretches of direct speech.
fn goes_on(last: &Mode, next: &Mode) -> bool {
    const TAG: usize = 10;
    last.side == next.side && next.words.start <= last.words.end + TAG
}

fn join(last: &mut Mode, next: Mode) {
    last.words.end = last.words.end.max(next.words.end);
    last.other = last.other.start.min(next.other.start)..last.other.end.max(next.other.end);
    last.facing += next.facing;
    last.parts.extend(next.parts);
}

/// Where a quotation faces reported speech.
fn direct(
    view: &View<'_>,
    side: usize,
    words: &Range<usize>,
    others: &[(&Quotation, Range<usize>)],
) -> Option<Mode> {
    const LEAST: usize = 4;
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    if words.len() < LEAST {
        return None;
    }
    let is_quoted = |index: usize| others.iter().any(|(_, other)| other.contains(&index));
    let facing: Vec<(usize, usize)> =
        words.clone().flat_map(|at| here.linked(at).map(move |other| (at, other))).collect();
    let free: Vec<(usize, usize)> =
        facing.iter().copied().filter(|&(_, other)| !is_quoted(other)).collect();
    if (facing.len() - free.len()) * 3 > facing.len() || keeps_persons(here, there, &free) {
        return None;
    }
    let same = |&(at, other): &(usize, usize)| {
        here.is_content(at) && here.token(at).stem == there.token(other).stem
    };
    let met: Vec<(usize, usize)> = free.iter().copied().filter(same).collect();
    let words = sentences(here, words, met.iter().map(|pair| pair.0))?;
    let content: Vec<usize> = words.clone().filter(|&at| here.is_content(at)).collect();
    let linked = content.iter().filter(|&&at| here.has_link(at)).count();
    let mut known: Vec<usize> = met.iter().map(|pair| pair.0).collect();
    known.dedup();
    // Names alone tell nothing: two things are said of the same people.
    let plain: Vec<usize> = content.iter().copied().filter(|&at| !here.token(at).capital).collect();
    let faced = plain.iter().filter(|&&at| here.has_link(at)).count();
    let told = plain.iter().any(|at| known.contains(at)) && faced * 3 >= plain.len();
    if !told || known.len() < 2 || known.len() * 3 < content.len() || linked * 5 < content.len() * 2
    {
        return None;
    }
    let other = body(there, free.iter().map(|pair| pair.1))?;
    if other.len() < LEAST || other.len() * 3 < words.len() {
        return None;
    }
    if !is_marked(here, &words) && !relays(here, &words, there, &other) {
        return None;
    }
    let mut words_facing: Vec<usize> = free.iter().map(|pair| pair.0).collect();
    words_facing.dedup();
    let parts = vec![words.clone()];
    Some(Mode { side, words, other, parts, facing: words_facing.len() })
}

/// Whether one side reports what the other has from a transcript. It has no marks that could be
/// missing, so it must say that the speaker spoke, and the transcript's words must not be a report
/// themselves: "The firm says …".
fn relays(here: &Side<'_>, words: &Range<usize>, there: &Side<'_>, other: &Range<usize>) -> bool {
    let around = |side: &Side<'_>, range: &Range<usize>| {
        side.sentence(range.start).start..side.sentence(range.end - 1).end
    };
    let says = |side: &Side<'_>, range| around(side, range).any(|at| side.is_saying(at));
    let speaker = here
        .quotation(words.start)
        .and_then(|at| here.telling.quotations[at].speaker.as_ref())
        .and_then(|speaker| {
            let all = &here.telling.tokenized.tokens;
            let end = all.partition_point(|token| token.span.end <= speaker.span.end);
            end.checked_sub(1).map(|last| all[last].key)
        });
    let language = there.telling.language;
    let named = around(there, other).any(|at| {
        let key = there.token(at).key;
        Some(key) == speaker || language.is_third_person(key) || language.is_title(key)
    });
    named && says(there, other) && !says(here, words)
}

/// Whether who speaks is called the same on both sides: reported speech would turn "we" to "they".
fn keeps_persons(here: &Side<'_>, there: &Side<'_>, facing: &[(usize, usize)]) -> bool {
    let party = |&(at, other): &(usize, usize)| {
        let key = here.token(at).key;
        key == there.token(other).key && here.telling.language.talk(key) == Some(TalkWord::Party)
    };
    facing.iter().any(party)
}

/// The words of a quotation in the sentences from the first to the last that hold one of `at`.
fn sentences(
    side: &Side<'_>,
    words: &Range<usize>,
    at: impl Iterator<Item = usize> + Clone,
) -> Option<Range<usize>> {
    let first = side.sentence(at.clone().min()?).start.max(words.start);
    let last = side.sentence(at.max()?).end.min(words.end);
    (first < last).then_some(first..last)
}

/// From the first to the last of the words, without those that stand alone in their sentence.
fn body(side: &Side<'_>, words: impl Iterator<Item = usize>) -> Option<Range<usize>> {
    const SHARE: usize = 5;
    let mut words: Vec<usize> = words.collect();
    words.sort_unstable();
    words.dedup();
    let all = words.len();
    let mut kept: Option<Range<usize>> = None;
    for run in words.chunk_by(|a, b| side.sentence(*a) == side.sentence(*b)) {
        let (Some(&first), Some(&last)) = (run.first(), run.last()) else { continue };
        if run.len() * SHARE >= all {
            let start = kept.map_or(first, |kept| kept.start);
            kept = Some(start..last + 1);
        }
    }
    kept
}

fn note(view: &mut View<'_>, mode: &Mode) {
    let here = &view.sides[mode.side];
    let said = quoted(here.text(&mode.words));
    let explanation = if is_marked(here, &mode.words) {
        format!("only one of them puts {said} in quotation marks")
    } else {
        format!("{said} is direct speech, from a transcript, in only one of them")
    };
    let share = mode.facing as f64 / mode.words.len() as f64;
    let confidence = (0.6 + 0.3 * share.min(1.0)).min(0.95);
    let (left, right) =
        if mode.side == LEFT { (&mode.words, &mode.other) } else { (&mode.other, &mode.words) };
    // The words stay open to other families: how they are said explains nothing about them.
    let spans = [view.sides[LEFT].span(left), view.sides[RIGHT].span(right)];
    view.note(Kind::AttributionMode, spans, explanation, confidence);
}

/// Whether direct speech stands in quotation marks: a transcript has none.
fn is_marked(side: &Side<'_>, words: &Range<usize>) -> bool {
    let Some(at) = side.quotation(words.start) else { return true };
    let (text, span) = (side.telling.text, side.telling.quotations[at].span);
    let mark = |c: char| "“”„\"«»‘’'「」『』".contains(c);
    let before = text[..span.start as usize].trim_end().chars().next_back();
    let after = text[span.end as usize..].trim_start_matches([',', ' ']).chars().next();
    before.is_some_and(mark) || after.is_some_and(mark)
}
