//! Omissions and additions: words that only one side has.
//!
//! An empty function word alone is nothing. What is lost decides the effect: a condition, a
//! number, a negation or a hedge shifts the meaning; other words leave both sides compatible.

use std::ops::Range;

use super::alone::{Sureness, Weighed, alone};
use super::likeness::near_in_meaning;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Effect, Kind, dates, denials, polarity, quoted};
use crate::language::StateSide;
use crate::language::force::Force;
use crate::token::Class;
use crate::value::name::NameMention;
use crate::value::{Mention, Value};

/// Tells what stands alone as a phrase of its own, among the words that nothing explains yet.
pub(super) fn find(view: &mut View<'_>, sureness: Sureness, weighed: &mut Weighed) {
    for it in alone(view, sureness, weighed) {
        // That the words face nothing is sure; the probability is that of just these words.
        tell(view, it.side, it.words, 0.5 + f64::from(it.sure) / 200.0);
    }
}

/// Tells what else only one side says.
pub(super) fn find_rest(view: &mut View<'_>) {
    for side in [LEFT, RIGHT] {
        let here = &view.sides[side];
        let stretches: Vec<Range<usize>> = joined(here, left_over(here))
            .into_iter()
            .map(|stretch| of_whole_groups(here, &view.sides[1 - side], trimmed(here, stretch)))
            .filter(|stretch| tells(here, &view.sides[1 - side], stretch))
            .collect();
        for stretch in stretches {
            tell_rest(view, side, stretch);
        }
    }
}

/// Tells what faces nothing, though it may be no phrase of its own.
pub(super) fn tell_rest(view: &mut View<'_>, side: usize, stretch: Range<usize>) {
    tell(view, side, stretch, 0.6);
}

/// The stretches of a side that have no link and that nothing explains, cut at sentences.
fn left_over(side: &Side<'_>) -> Vec<Range<usize>> {
    open(side, side.tokens.clone())
        .into_iter()
        .flat_map(|stretch| unlinked(side, stretch))
        .flat_map(|stretch| sentences(side, stretch))
        .filter(|it| !it.clone().all(|index| is_empty(side, index)) && !is_bare(side, it))
        .collect()
}

/// The parts of a stretch without links.
fn unlinked(side: &Side<'_>, stretch: Range<usize>) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for index in stretch.filter(|&index| !side.has_link(index)) {
        match parts.last_mut() {
            Some(last) if last.end == index => last.end = index + 1,
            _ => parts.push(index..index + 1),
        }
    }
    parts
}

/// A stretch without the empty words at its end that lead on to what the other side has too.
fn trimmed(side: &Side<'_>, stretch: Range<usize>) -> Range<usize> {
    let mut end = stretch.end;
    let edge = |at: usize| at >= side.tokens.end || side.clause_starts(at);
    while end > stretch.start + 1 && !edge(end) && is_empty(side, end - 1) {
        end -= 1;
    }
    stretch.start..end
}

/// A stretch without the halves of groups at its ends, "Kono" of "Taro Kono", as long as it still
/// says something.
fn of_whole_groups(side: &Side<'_>, there: &Side<'_>, stretch: Range<usize>) -> Range<usize> {
    let (ground, start) = (side.lasting(), side.tokens.start);
    let divided = |at: usize| ground.within(at - start);
    let first = stretch.clone().find(|&at| !divided(at)).unwrap_or(stretch.start);
    let last = (first + 1..=stretch.end).rev().find(|&end| !divided(end)).unwrap_or(stretch.end);
    let whole = trimmed(side, first..last);
    if tells(side, there, &whole) { whole } else { stretch }
}

/// A stretch cut where sentences begin.
fn sentences(side: &Side<'_>, stretch: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = stretch.start;
    for at in stretch.start + 1..stretch.end {
        if side.begins_sentence(at) {
            parts.push(start..at);
            start = at;
        }
    }
    parts.push(start..stretch.end);
    parts
}

/// Stretches in order, with those joined that a word or two keep apart which the other side has
/// somewhere: they are one thing that was left out.
fn joined(side: &Side<'_>, stretches: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        match joined.last_mut() {
            Some(last) if bridges(side, last.end..stretch.start) => last.end = stretch.end,
            _ => joined.push(stretch),
        }
    }
    joined
}

/// Whether the words between two stretches are too few to part them.
fn bridges(side: &Side<'_>, gap: Range<usize>) -> bool {
    let few = gap.len() <= 1 || gap.len() == 2 && gap.clone().all(|at| is_empty(side, at));
    few && gap.clone().all(|at| !side.is_explained(at))
        && !(gap.start..=gap.end).any(|at| side.begins_sentence(at))
}

/// Whether what is left says enough to be told: two words of content, or one that weighs.
fn tells(side: &Side<'_>, there: &Side<'_>, stretch: &Range<usize>) -> bool {
    let content = stretch.clone().filter(|&index| side.is_content(index)).count();
    content >= 2 || moving(side, there, stretch).is_some()
}

fn tell(view: &mut View<'_>, side: usize, stretch: Range<usize>, confidence: f64) {
    let here = &view.sides[side];
    let there = &view.sides[1 - side];
    let (what, effect) = match moving(here, there, &stretch) {
        Some((Moving::Denial, words)) => {
            return tell_denial(view, side, (stretch, words), confidence);
        }
        Some((what, words)) => {
            (format!(": {} {}", what.text(), quoted(here.text(&words))), Effect::Shift)
        }
        None => (content(here, &stretch), Effect::Compatible),
    };
    let text = quoted(here.text(&stretch));
    // Reports turn the sides about, so the words do not say which one it is.
    let explanation = format!("only one of them has {text}{what}");
    lost(view, side, stretch, (explanation, effect), confidence);
}

/// Tells a denial with all that it denies, and what the other side has in that place.
fn tell_denial(
    view: &mut View<'_>,
    side: usize,
    (stretch, words): (Range<usize>, Range<usize>),
    confidence: f64,
) {
    /// Words of what is denied that are shown with a denial.
    const MORE: usize = 3;
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let governs = polarity::governed_by(here, &words);
    let clause = denials::clause(here, words.start, governs.unwrap_or(words.end - 1));
    let near = |at: usize| here.linked(at).find(|&to| near_in_meaning(here, at, there, to));
    let instead = governs.and_then(near).map_or_else(String::new, |at| {
        format!("; the other has {}", quoted(there.text(&denials::clause(there, at, at))))
    });
    // What another divergence tells already is only quoted.
    let open = |range: &Range<usize>| !range.clone().any(|at| here.is_explained(at));
    let whole = stretch.start.min(clause.start)..stretch.end.max(clause.end);
    let text = quoted(here.text(&clause));
    let short = whole.len() <= stretch.len() + MORE;
    let stretch =
        if short && open(&whole) && !side_crosses(here, &whole) { whole } else { stretch };
    let explanation = format!("only one of them has the denial {text}{instead}");
    lost(view, side, stretch, (explanation, Effect::Shift), confidence);
}

/// Whether a stretch runs over the end of a sentence.
fn side_crosses(side: &Side<'_>, stretch: &Range<usize>) -> bool {
    (stretch.start + 1..stretch.end).any(|at| side.begins_sentence(at))
}

fn lost(
    view: &mut View<'_>,
    side: usize,
    stretch: Range<usize>,
    (explanation, effect): (String, Effect),
    confidence: f64,
) {
    let kind = if side == LEFT { Kind::Omission } else { Kind::Addition };
    let place = Some((stretch, None));
    let (left, right) = if side == LEFT { (place, None) } else { (None, place) };
    view.differ(kind, left, right, explanation, confidence);
    if let Some(last) = view.found.last_mut() {
        last.effect = effect;
    }
}

/// The stretches of `range` that no divergence explains.
pub(super) fn open(side: &Side<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for index in range.filter(|&index| !side.is_explained(index)) {
        match stretches.last_mut() {
            Some(last) if last.end == index => last.end = index + 1,
            _ => stretches.push(index..index + 1),
        }
    }
    stretches
}

/// Whether a word says nothing by itself.
pub(super) fn is_empty(side: &Side<'_>, index: usize) -> bool {
    let token = side.token(index);
    token.class == Class::Function && !side.telling.language.is_protected(token.key)
}

/// Whether a stretch is one plain word at the edge of a clause, such as "Indeed,": too little to
/// rest a divergence on.
fn is_bare(side: &Side<'_>, stretch: &Range<usize>) -> bool {
    let (index, next) = (stretch.start, stretch.end);
    let token = side.token(index);
    let edge = index == side.tokens.start
        || next >= side.tokens.end
        || side.clause_starts(index)
        || side.clause_starts(next);
    stretch.len() == 1
        && edge
        && !token.capital
        && !side.telling.language.is_protected(token.key)
        && !side.values().iter().any(|value| value.tokens.contains(&index))
}

/// The condition that a stretch begins with. One within it is lost with all that depends on it.
fn opening_condition(side: &Side<'_>, stretch: &Range<usize>) -> Option<usize> {
    const CONDITIONS: [&str; 5] = ["if", "unless", "provided", "except", "until"];
    stretch.clone().take(3).find(|&index| CONDITIONS.contains(&side.word(index)))
}

/// Whether words of a stretch bear on what both sides have: the next word of content, in the same
/// clause, stands outside. "Did not say why" is lost as a whole, and denies nothing of the rest.
fn bears_on_the_rest(side: &Side<'_>, stretch: &Range<usize>, words: &Range<usize>) -> bool {
    let clause = (words.end..side.tokens.end).take_while(|&index| !side.scope_ends(index));
    let borne = clause.into_iter().find(|&index| side.is_content(index));
    stretch.contains(&words.start) && borne.is_none_or(|index| !stretch.contains(&index))
}

/// What makes a stretch move the meaning when it is lost, and the words that do.
fn moving(
    side: &Side<'_>,
    there: &Side<'_>,
    stretch: &Range<usize>,
) -> Option<(Moving, Range<usize>)> {
    let force = |wanted: fn(&Force) -> bool| {
        let found = side.forces().iter().find(|(words, forces)| {
            forces.iter().any(wanted) && bears_on_the_rest(side, stretch, words)
        });
        found.map(|(words, _)| words.clone())
    };
    if let Some(at) = opening_condition(side, stretch) {
        return Some((Moving::Condition, at..at + 1));
    }
    let denial = force(|force| matches!(force, Force::Negator | Force::Denier));
    if let Some(words) = denial.filter(|words| {
        !is_denied(side, stretch, words) && !denials::is_answered(side, there, words)
    }) {
        return Some((Moving::Denial, words));
    }
    let hedge = force(|force| matches!(force, Force::Hedge))?;
    Some((Moving::Reservation, hedge))
}

/// What makes a stretch move the meaning.
#[derive(Clone, Copy)]
enum Moving {
    Condition,
    Denial,
    Reservation,
}

impl Moving {
    fn text(self) -> &'static str {
        match self {
            Self::Condition => "with the condition",
            Self::Denial => "with the denial",
            Self::Reservation => "with the reservation",
        }
    }
}

/// Whether a denial is itself denied within the stretch: "I do not want to deny that".
fn is_denied(side: &Side<'_>, stretch: &Range<usize>, denial: &Range<usize>) -> bool {
    let clause = |from: usize| (from + 1..=denial.start).all(|index| !side.scope_ends(index));
    let before = side.forces().iter().filter(|(words, forces)| {
        let denies = forces.iter().any(|it| matches!(it, Force::Negator | Force::Denier));
        denies && stretch.contains(&words.start) && words.end <= denial.start && clause(words.start)
    });
    before.count() % 2 == 1
}

/// What a stretch that moves no meaning holds: who says it, when, how many, whose name.
fn content(side: &Side<'_>, stretch: &Range<usize>) -> String {
    let within = |range: &Range<usize>| stretch.start <= range.start && range.end <= stretch.end;
    let names = || side.names().iter().filter(|name| within(&name.tokens));
    let in_name = |value: &Mention| names().any(|name| name.tokens.contains(&value.tokens.start));
    let value = side.values().iter().find(|value| within(&value.tokens) && !in_name(value));
    // What is the stretch itself need not be said again.
    let text = |tokens: &Range<usize>| match bare(side.text(tokens)) {
        text if text == bare(side.text(stretch)) => None,
        text => Some(quoted(text)),
    };
    if is_tag(side, stretch) {
        return ": it tells who says so".to_owned();
    }
    if let Some(value) = value.filter(|value| !is_rank(&value.value)) {
        let of = if matches!(value.value, Value::Date(_)) { "date" } else { "number" };
        return match (text(&value.tokens), dates::made_of(value)) {
            (Some(text), made) => format!(": it has the {of} {text}{made}"),
            (None, made) => made,
        };
    }
    let name = names().filter(|name| !is_of_state(side, name)).max_by_key(|it| it.tokens.len());
    let text = name.and_then(|name| text(&name.tokens));
    text.map_or_else(String::new, |text| format!(": it names {text}"))
}

/// A name without the ending of its possessive.
fn bare(text: &str) -> &str {
    text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text)
}

/// Whether a name is no more than the word made from that of a state: Japanese.
fn is_of_state(side: &Side<'_>, name: &NameMention) -> bool {
    let keys: Vec<u64> = name.tokens.clone().map(|index| side.token(index).key).collect();
    let state = side.telling.language.state(&keys);
    state.is_some_and(|state| state.side == StateSide::People && state.words == keys.len())
}

/// Whether a stretch is short and only says who speaks: `Orr noted that`, `said the mayor of Elm`.
fn is_tag(side: &Side<'_>, stretch: &Range<usize>) -> bool {
    let content: Vec<usize> = stretch.clone().filter(|&at| side.is_content(at)).collect();
    let (Some(&first), Some(&last)) = (content.first(), content.last()) else { return false };
    let says = [first, last].into_iter().any(|at| {
        let word = side.word(at);
        let told = ["said", "told", "says", "ed"].iter().any(|end| word.ends_with(end));
        side.is_saying(at) && told
    });
    let speaker = side.names().iter().any(|name| stretch.contains(&name.tokens.start));
    stretch.len() <= 4 && content.len() > 1 && says && speaker
}

/// A number that only ranks (first, II) gives no amount.
fn is_rank(value: &Value) -> bool {
    matches!(value, Value::Number(quantity) if quantity.ordinal)
}

#[cfg(test)]
mod tests {
    use crate::alignment::words;
    use crate::divergence::{Kind, classify};
    use crate::language;
    use crate::span::Span;
    use crate::telling::Telling;

    fn only_left(a: &str, b: &str) -> Vec<String> {
        let read =
            |text| Telling::read(text, &[Span::new(0, str::len(text))], language::of(None), None);
        let (x, y) = (read(a), read(b));
        let whole = |telling: &Telling| 0..telling.tokenized.tokens.len();
        let links = words::links(&x, whole(&x), &y, whole(&y));
        classify(&x, &y, Span::new(0, a.len()), Span::new(0, b.len()), &links)
            .into_iter()
            .filter(|difference| difference.kind == Kind::Omission)
            .filter_map(|difference| Some(difference.left?.span.text(a).to_owned()))
            .collect()
    }

    #[test]
    fn what_was_left_out_together_is_told_together() {
        let full = "The crew left the burning ship in two boats and on a raft before dawn.";
        let short = "The crew left the ship and lived.";
        let lost = only_left(full, short);
        assert!(lost.len() <= 2, "{lost:?}");
    }

    #[test]
    fn sentences_are_left_out_one_by_one() {
        let full = "The ferry is late again today. Nobody at the pier said why. It will sail.";
        let lost = only_left(full, "The ferry is late. It will sail.");
        assert!(lost.iter().all(|lost| !lost.contains("today. Nobody")), "{lost:?}");
    }
}
