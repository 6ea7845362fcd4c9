//! Every word of both passages is accounted for: it is equal, the same for a reason, inside a
//! listed difference, or open.
//!
//! In: two passages with their links and the differences that were found. Out: a [`State`] for each
//! word. It asks neither which rules ran nor what they marked as explained, only what stands in the
//! list: with any rule switched off, what that rule would have told is open, and
//! [`super::residue`] lists it.

use std::cmp::Ordering;
use std::ops::Range;

use super::equivalence::{self, Grade, Reason};
use super::view::{LEFT, RIGHT, Side, View};
use super::weighty::{is_weighty, points};
use super::{Difference, Kind, residue};
use crate::alignment::{Accounted, Op};
use crate::token::Class;
use crate::value::{Comparison, Mention, compare};

/// How a word is accounted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// The other side has the same word, with the same value, in the same order.
    Equal,
    /// The other side has another word for it, or needs none, for this reason.
    By(Reason),
    /// A listed difference covers it.
    Told,
    /// The other side has the same word, but at another place among its neighbours.
    Moved,
    /// Nothing accounts for it.
    Open,
}

/// The states of the words of both sides, by their place in the passage.
pub(super) struct States(pub [Vec<State>; 2]);

impl States {
    /// Counts them.
    pub fn count(&self) -> Accounted {
        let mut account = Accounted::default();
        for state in self.0.iter().flatten() {
            match state {
                State::Equal => account.equal += 1,
                State::By(reason) => {
                    *account.by_reason.entry(reason.name().to_owned()).or_insert(0) += 1
                }
                State::Told => account.in_divergences += 1,
                State::Moved | State::Open => account.left += 1,
            }
        }
        account
    }
}

/// The most words of a side of a difference between two stretches that accounts for all its words:
/// one over half a sentence says nothing of a word in it. A value or a name is one thing, however
/// many words it has.
const WIDEST: usize = 4;

/// Accounts for every word of both sides.
pub(super) fn states(view: &View<'_>, found: &[Difference]) -> States {
    let told = [LEFT, RIGHT].map(|side| told(view, side, found));
    let (equal, close) = (equal(view), Close::of(view));
    let mut states = [LEFT, RIGHT].map(|side| {
        let here = &view.sides[side];
        let of = |at: usize| state(view, side, at, &told[side], &equal[side], &close);
        here.tokens.clone().map(of).collect::<Vec<State>>()
    });
    for side in [LEFT, RIGHT] {
        for at in 0..states[side].len() {
            let index = view.sides[side].tokens.start + at;
            if states[side][at] == State::Open && is_grammar(view, side, index, &close) {
                states[side][at] = State::By(Reason::Grammar);
            }
        }
    }
    States(states)
}

/// For each word whether a listed difference accounts for it.
fn told(view: &View<'_>, side: usize, found: &[Difference]) -> Vec<bool> {
    let here = &view.sides[side];
    let mut told = vec![false; here.tokens.len()];
    for difference in found.iter().filter(|it| accounts(it)) {
        let located = [&difference.left, &difference.right];
        let Some(place) = located[side] else { continue };
        let words = here.tokens_in(place.span);
        let both = located.iter().all(|it| it.is_some());
        if both && breadth(here, &words) > WIDEST && !is_value(difference) {
            continue;
        }
        for index in words {
            told[index - here.tokens.start] = true;
        }
    }
    told
}

/// How many things some words are: a value that they hold whole is one.
fn breadth(side: &Side<'_>, words: &Range<usize>) -> usize {
    let whole =
        |value: &&Mention| words.start <= value.tokens.start && value.tokens.end <= words.end;
    let held = side.values().iter().filter(whole);
    words.len() - held.map(|value| value.tokens.len() - 1).sum::<usize>().min(words.len())
}

/// Whether a difference says something of the words that it covers: not one that only points at
/// marks, or at how a whole speech is told.
fn accounts(difference: &Difference) -> bool {
    !matches!(difference.kind, Kind::Punctuation | Kind::AttributionMode | Kind::Mood)
}

/// Whether a difference is one between two numbers or two dates, or two who take part in a deed: one
/// thing, however many words it has.
fn is_value(difference: &Difference) -> bool {
    matches!(
        difference.kind,
        Kind::NumberForm
            | Kind::NumberPrecision
            | Kind::NumberConflict
            | Kind::DateForm
            | Kind::DatePrecision
            | Kind::DateConflict
            | Kind::Role
    )
}

/// For each word of either side its equal on the other, in the same order.
pub(super) fn equal(view: &View<'_>) -> [Vec<Option<usize>>; 2] {
    let mut equal = [LEFT, RIGHT].map(|side| vec![None; view.sides[side].tokens.len()]);
    let starts = [LEFT, RIGHT].map(|side| view.sides[side].tokens.start);
    for run in view.runs.iter().filter(|run| run.op == Op::Equal) {
        for (i, j) in run.left.clone().zip(run.right.clone()) {
            equal[LEFT][i - starts[LEFT]] = Some(j);
            equal[RIGHT][j - starts[RIGHT]] = Some(i);
        }
    }
    equal
}

fn state(
    view: &View<'_>,
    side: usize,
    at: usize,
    told: &[bool],
    equal: &[Option<usize>],
    close: &Close,
) -> State {
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let place = at - here.tokens.start;
    if told[place] {
        return State::Told;
    }
    if let Some(other) = equal[place] {
        return if same_value(here, at, there, other) { State::Equal } else { State::Open };
    }
    if is_filler(here, at) {
        return State::By(Reason::Filler);
    }
    if here.is_voiced(at) && !here.is_content(at) && !is_weighty(here, at) {
        return State::By(Reason::Grammar);
    }
    let key = here.token(at).key;
    // One word stands for one word: the second "Moe" of a text is not the first of the other.
    let free = |other: usize| {
        let same = there.linked(other).filter(|&it| here.token(it).key == key);
        same.min_by_key(|&it| (equal[it - here.tokens.start].is_none(), it)) == Some(at)
    };
    if here.linked(at).any(|other| {
        there.token(other).key == key && same_value(here, at, there, other) && free(other)
    }) {
        return match (
            in_order(view, side, at),
            close.is(view, side, at) || is_exchanged(view, side, at),
        ) {
            (true, _) => State::Equal,
            _ if here.is_voiced(at) => State::By(Reason::Order),
            (false, true) => State::Moved,
            (false, false) => State::By(Reason::Order),
        };
    }
    if let Some(reason) = by_value(here, at, there) {
        return State::By(reason);
    }
    // A word that faces itself elsewhere stands for no other one.
    let itself = |other: usize| {
        let key = there.token(other).key;
        there.linked(other).any(|it| here.token(it).key == key)
    };
    for other in here.linked(at).filter(|&other| there.token(other).key != key && !itself(other)) {
        let grade = if side == LEFT {
            equivalence::words(here, at, there, other)
        } else {
            equivalence::words(there, other, here, at)
        };
        if let Grade::Same(reason) = grade
            && !(reason == Reason::Inflection && close.is(view, side, at))
        {
            return State::By(reason);
        }
    }
    State::Open
}

/// Whether the word lies in a run that keeps its place among its neighbours.
fn in_order(view: &View<'_>, side: usize, at: usize) -> bool {
    view.runs[view.sides[side].run_of(at)].op != Op::Moved
}

/// Whether a moved word is part of a name or of a value, and another one stands where it stood.
fn is_exchanged(view: &View<'_>, side: usize, at: usize) -> bool {
    let run = &view.runs[view.sides[side].run_of(at)];
    residue::exchanged(view, run).is_some_and(|(_, sort)| sort != residue::Sort::Thing)
}

/// Which sentences are built as their like on the other side: there a small word, an ending or a
/// word's place is an edit, elsewhere it goes with the other wording.
pub(super) struct Close([Vec<bool>; 2]);

impl Close {
    /// Share of the words of a sentence that the other side must have too,
    const SHARE: f64 = 0.85;
    /// or how many words it may lack, whatever their share: short sentences have few.
    const FEW: usize = 2;

    /// Looks at every sentence of both sides.
    pub fn of(view: &View<'_>) -> Self {
        Self([LEFT, RIGHT].map(|side| {
            let (here, there) = (&view.sides[side], &view.sides[1 - side]);
            let mut close = vec![false; here.tokens.len()];
            let mut at = here.tokens.start;
            while at < here.tokens.end {
                let sentence = here.sentence(at);
                let next = sentence.end.max(at + 1).min(here.tokens.end);
                let mut facing: Vec<usize> = (at..next)
                    .flat_map(|word| here.linked(word))
                    .map(|other| there.sentence(other).start)
                    .collect();
                facing.sort_unstable();
                let most = facing.chunk_by(|x, y| x == y).max_by_key(|same| same.len());
                // A sentence that faces none is not built otherwise: all its words are to be told.
                // So is a lone word.
                let is = next - at == 1
                    || most.is_none_or(|same| Self::holds(here, at..next, there, same[0]));
                close[at - here.tokens.start..next - here.tokens.start].fill(is);
                at = next;
            }
            close
        }))
    }

    /// Whether two sentences share nearly all words of either of them, wherever these stand.
    fn holds(here: &Side<'_>, sentence: Range<usize>, there: &Side<'_>, other: usize) -> bool {
        let keys = |side: &Side<'_>, words: Range<usize>| {
            let says = words.filter(|&word| !is_filler(side, word));
            let mut keys: Vec<u64> = says.map(|word| side.token(word).key).collect();
            keys.sort_unstable();
            keys
        };
        let (mine, others) = (keys(here, sentence), keys(there, there.sentence(other)));
        let (mut i, mut j, mut met) = (0, 0, 0);
        while i < mine.len() && j < others.len() {
            match mine[i].cmp(&others[j]) {
                Ordering::Less => i += 1,
                Ordering::Greater => j += 1,
                Ordering::Equal => (i, j, met) = (i + 1, j + 1, met + 1),
            }
        }
        let all = mine.len().min(others.len());
        met as f64 >= Self::SHARE * all as f64 || all - met <= Self::FEW && 2 * met >= all
    }

    /// Whether the sentence of a word is built as its like.
    pub fn is(&self, view: &View<'_>, side: usize, at: usize) -> bool {
        self.0[side][at - view.sides[side].tokens.start]
    }
}

/// An article, or the "that" behind a verb of saying: the closed list of what may go unsaid.
fn is_filler(side: &Side<'_>, at: usize) -> bool {
    let behind_saying = || {
        at.checked_sub(1).is_some_and(|before| {
            side.tokens.contains(&before) && side.is_saying(before) && !side.begins_sentence(at)
        })
    };
    match side.word(at) {
        "a" | "an" | "the" => side.token(at).class == Class::Function,
        "that" => behind_saying(),
        _ => false,
    }
}

/// The number or the date that a word is part of.
fn value_at<'t>(side: &Side<'t>, at: usize) -> Option<&'t Mention> {
    let values = &side.telling.values;
    let from = values.partition_point(|value| value.tokens.end <= at);
    values.get(from).filter(|value| value.tokens.contains(&at))
}

/// Whether two equal words mean one value: the 12 of "12 %" is not the 12 of "12", and yesterday is
/// another day in another paper.
fn same_value(here: &Side<'_>, at: usize, there: &Side<'_>, other: usize) -> bool {
    match (value_at(here, at), value_at(there, other)) {
        (Some(a), Some(b)) => {
            a.value == b.value || compare(&a.value, &b.value) == Comparison::Equal
        }
        _ => true,
    }
}

/// A word of a value that the other side has in another form.
fn by_value(here: &Side<'_>, at: usize, there: &Side<'_>) -> Option<Reason> {
    let value = value_at(here, at)?;
    let mut facing = value.tokens.clone().flat_map(|word| here.linked(word));
    let same = |other: usize| {
        value_at(there, other)
            .is_some_and(|it| compare(&value.value, &it.value) == Comparison::Equal)
    };
    facing.any(same).then_some(Reason::Value)
}

/// Whether a stretch stands between words that are equal and stand as near to each other on the
/// other side: the text around it was not built anew.
pub(super) fn is_tight(
    view: &View<'_>,
    side: usize,
    stretch: Range<usize>,
    equal: &[Option<usize>],
) -> bool {
    /// Words that may stand on the other side in its place, beyond as many as it has.
    const MORE: usize = 2;
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let start = here.tokens.start;
    let before = stretch.start.checked_sub(1).filter(|at| here.tokens.contains(at));
    let after = Some(stretch.end).filter(|at| here.tokens.contains(at));
    let facing = |at: Option<usize>| at.map(|at| equal[at - start]);
    match (facing(before), facing(after)) {
        (Some(Some(p)), Some(Some(q))) => q > p && q - p - 1 <= stretch.len() + MORE,
        (None, Some(Some(q))) => q - there.tokens.start <= stretch.len() + MORE,
        (Some(Some(p)), None) => there.tokens.end - p - 1 <= stretch.len() + MORE,
        _ => false,
    }
}

/// Whether a word of grammar needs no account: the words around it are built otherwise, and it says
/// nothing that the other side would have to say too.
fn is_grammar(view: &View<'_>, side: usize, at: usize, close: &Close) -> bool {
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    if here.token(at).class != Class::Function || close.is(view, side, at) {
        return false;
    }
    if let Some(gender) = gender(here.word(at)) {
        let other = || there.tokens.clone().filter_map(|word| self::gender(there.word(word)));
        return other().next().is_none() || other().any(|it| it == gender);
    }
    let key = here.token(at).key;
    let again = || there.tokens.clone().any(|word| there.token(word).key == key);
    !(is_weighty(here, at) || points(here, at)) || again()
}

/// The gender that a pronoun tells.
fn gender(word: &str) -> Option<char> {
    match word {
        "he" | "him" | "his" | "himself" => Some('m'),
        "she" | "her" | "hers" | "herself" => Some('f'),
        _ => None,
    }
}
