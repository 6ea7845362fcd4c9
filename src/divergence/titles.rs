//! Titles: another office or rank beside a name that is the same on both sides.
//!
//! A title stands before the name or, between commas, after it. Words that both sides have, or
//! that only one side adds, change nothing; another head word does.

use std::ops::Range;

use super::chunks::introduces;
use super::names::Pair;
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Kind, quoted};
use crate::language::cue::Cue;
use crate::language::force::{self, Part};
use crate::token::Class;
use crate::value::name::{NameKind, NameMention};

/// Finds the divergences between the titles of names that are one.
pub(super) fn find(view: &mut View<'_>, pairs: &[Pair<'_>]) {
    for pair in pairs.iter().filter(|pair| pair.same) {
        let left = title(&view.sides[LEFT], pair.left);
        let right = title(&view.sides[RIGHT], pair.right);
        if let (Some(left), Some(right)) = (left, right) {
            let who = view.sides[RIGHT].text(&pair.right.tokens);
            against(view, &left, &right, &format!("of {who}"));
        }
    }
    nameless(view);
}

/// Finds the divergences between titles that stand for someone without a name: `the Secretary of
/// the Cabinet` and `the Chief Cabinet Secretary`.
fn nameless(view: &mut View<'_>) {
    let (left, right) = (offices(&view.sides[LEFT]), offices(&view.sides[RIGHT]));
    for l in &left {
        let ranks = office(&view.sides[LEFT], l).ranks;
        let shares = |r: &&Range<usize>| {
            office(&view.sides[RIGHT], r).ranks.iter().any(|rank| ranks.contains(rank))
        };
        let mut facing = right.iter().filter(shares);
        let (Some(r), None) = (facing.next(), facing.next()) else { continue };
        let open = |side: usize, range: &Range<usize>| {
            !range.clone().any(|index| view.sides[side].is_explained(index))
        };
        if open(LEFT, l) && open(RIGHT, r) && view.context(l, r) >= 0.5 {
            against(view, l, r, "in the same place");
        }
    }
}

/// Offices with capitals and at least two words that belong to no name.
fn offices(side: &Side<'_>) -> Vec<Range<usize>> {
    let language = side.telling.language;
    let word = |index: usize| side.tokens.contains(&index) && side.token(index).capital;
    let near = |index: usize| side.gap_before(index).chars().all(char::is_whitespace);
    let mut found: Vec<Range<usize>> = Vec::new();
    for index in side.tokens.clone() {
        let rank = word(index) && language.is_title(side.token(index).key);
        if !rank || found.last().is_some_and(|last| last.end > index) {
            continue;
        }
        let mut office = index..index + 1;
        while office.start > side.tokens.start
            && near(office.start)
            && word(office.start - 1)
            && introduces(side, office.start - 1)
        {
            office.start -= 1;
        }
        while let Some(next) = continued(side, office.end) {
            office.end = next;
        }
        let named = side.names().iter().any(|name| {
            let title = name.title.is_some_and(|title| title.overlap(side.span(&office)) > 0);
            let touches = name.tokens.start == office.end || name.tokens.contains(&index);
            title || touches
        });
        if office.len() > 1 && !named {
            found.push(office);
        }
    }
    found
}

/// The end of an office after one more part: a word with a capital, or one behind `of` or `of the`.
fn continued(side: &Side<'_>, end: usize) -> Option<usize> {
    let near = |index: usize| {
        side.tokens.contains(&index) && side.gap_before(index).chars().all(char::is_whitespace)
    };
    let mut at = end;
    if near(at) && side.is(at, Cue::Of) {
        at += 1;
        if near(at) && side.telling.language.is_determiner(side.token(at).key) {
            at += 1;
        }
    }
    let part = near(at)
        && side.token(at).capital
        && side.token(at).class != Class::Function
        && !side
            .names()
            .iter()
            .any(|name| name.tokens.start == at && name.kind == NameKind::Person);
    part.then_some(at + 1)
}

/// The name with its title before it.
pub(super) fn with_title(side: &Side<'_>, name: &NameMention) -> Range<usize> {
    match title_before(side, name) {
        Some(title) => title.start..name.tokens.end,
        None => name.tokens.clone(),
    }
}

/// Names the difference between two titles; `whose` says of whom they are.
fn against(view: &mut View<'_>, left: &Range<usize>, right: &Range<usize>, whose: &str) {
    let (a, b) = (office(&view.sides[LEFT], left), office(&view.sides[RIGHT], right));
    let Some(fuller) = a.differs(&b) else { return };
    let keys = |side: usize, title: &Range<usize>| -> Vec<u64> {
        title.clone().map(|index| view.sides[side].token(index).key).collect()
    };
    let language = view.sides[LEFT].telling.language;
    if language.same_by_abbreviation(&keys(LEFT, left), &keys(RIGHT, right)) {
        return;
    }
    let (a, b) = (view.sides[LEFT].text(left), view.sides[RIGHT].text(right));
    let explanation: Said = if fuller {
        let (full, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
        format!("{} says more of the office than {}", quoted(full), quoted(short)).into()
    } else {
        Said::of(a, b, |a, b| {
            format!("{} and {} {whose} name the office differently", quoted(a), quoted(b))
        })
    };
    let values = (Some(a.to_owned()), Some(b.to_owned()));
    let confidence = if fuller { 0.6 } else { 0.8 };
    view.differ(
        Kind::Title,
        Some((left.clone(), values.0)),
        Some((right.clone(), values.1)),
        explanation,
        confidence,
    );
    if fuller && let Some(last) = view.found.last_mut() {
        last.effect = super::Effect::Compatible;
    }
}

/// A title by what tells it from others.
struct Office {
    /// Stems of the words of office: minister, secretary.
    ranks: Vec<u64>,
    /// Stems of the words that say of what: foreign, cabinet.
    fields: Vec<u64>,
    /// Whether it is that of a deputy or of a former holder.
    lesser: bool,
    /// The states that it names, whether as `Japan` or as `Japanese`.
    states: Vec<u64>,
}

impl Office {
    fn words(&self) -> Vec<u64> {
        self.ranks.iter().chain(&self.fields).copied().collect()
    }

    /// Whether one title is only fuller than the other; none where they are the same.
    fn differs(&self, other: &Self) -> Option<bool> {
        let within = |few: &[u64], many: &[u64]| few.iter().all(|word| many.contains(word));
        let either = |x: &[u64], y: &[u64]| within(x, y) || within(y, x);
        let same =
            self.ranks == other.ranks && self.fields == other.fields && self.states == other.states;
        let empty = self.ranks.is_empty() || other.ranks.is_empty();
        let fuller = self.lesser == other.lesser
            && either(&self.words(), &other.words())
            && either(&self.states, &other.states);
        (!same && !empty).then_some(fuller)
    }
}

fn office(side: &Side<'_>, title: &Range<usize>) -> Office {
    let language = side.telling.language;
    let mut office =
        Office { ranks: Vec::new(), fields: Vec::new(), states: Vec::new(), lesser: false };
    for index in title.clone() {
        let token = side.token(index);
        office.lesser |= side.is(index, Cue::LesserOffice);
        if side.is(index, Cue::Honorific) {
            continue;
        }
        if let Some(state) = language.state(&[token.key]) {
            office.states.push(u64::from(state.id));
        } else if language.is_title(token.key) {
            office.ranks.push(token.stem);
        } else if side.is_content(index) {
            office.fields.push(token.stem);
        }
    }
    for words in [&mut office.ranks, &mut office.fields, &mut office.states] {
        words.sort_unstable();
        words.dedup();
    }
    office
}

fn title(side: &Side<'_>, name: &NameMention) -> Option<Range<usize>> {
    title_before(side, name).or_else(|| title_after(side, name))
}

fn title_before(side: &Side<'_>, name: &NameMention) -> Option<Range<usize>> {
    let span = name.title?;
    let tokens = (side.tokens.start..name.tokens.start).rev();
    let start = tokens.take_while(|&index| side.token(index).span.start >= span.start).last()?;
    // "the foreign policy towards the" is none of who follows.
    let forces = force::of(side.telling.language.words.tag);
    let last = forces.part(side.token(name.tokens.start - 1).key);
    let cut = matches!(last, Some(Part::Determiner | Part::Preposition));
    (!cut).then(|| grown(side, start)..name.tokens.start)
}

/// Where a title begins that is written small and has more words than the last: from "officer" in
/// "chief operating officer" back to "chief".
fn grown(side: &Side<'_>, start: usize) -> usize {
    const LONGEST: usize = 3;
    let language = side.telling.language;
    let near = |&at: &usize| {
        let parted = side.gap_before(at + 1).chars().any(|c| !c.is_whitespace());
        !parted && side.is_content(at) && !side.token(at).capital && !side.is_saying(at)
    };
    let floor = start.saturating_sub(LONGEST).max(side.tokens.start);
    if side.token(start).capital {
        return start;
    }
    let before = (floor..start).rev().take_while(near);
    before.filter(|&at| language.is_title(side.token(at).key)).last().unwrap_or(start)
}

/// `Suga, the Chief Cabinet Secretary, said`: from a comma to the next, with a word of title among
/// its first words, before a preposition other than `of`: `the visitors from the press office` are
/// no title.
fn title_after(side: &Side<'_>, name: &NameMention) -> Option<Range<usize>> {
    let start = name.tokens.end;
    if start >= side.tokens.end || !side.gap_before(start).starts_with(',') {
        return None;
    }
    const LONGEST: usize = 12;
    let limit = side.tokens.end.min(start + LONGEST);
    let end = (start + 1..limit).find(|&index| side.clause_starts(index)).unwrap_or(limit);
    let language = side.telling.language;
    // "Moe, and the foreign policy of his time": another clause.
    let joined = force::of(language.words.tag).part(side.token(start).key);
    if joined == Some(Part::Conjunction) {
        return None;
    }
    let first = (start..end).find(|&index| side.is_content(index))?;
    // "Elm, according to Captain Orr": who is named there is another one.
    let other =
        |it: &NameMention| it.kind == NameKind::Person && (start..end).contains(&it.tokens.start);
    let says = (start..end).any(|index| side.is_saying(index) && !side.token(index).capital);
    if says || side.names().iter().any(other) {
        return None;
    }
    let forces = force::of(language.words.tag);
    let mut head = (first..end).take_while(|&index| {
        side.is(index, Cue::Of) || forces.part(side.token(index).key) != Some(Part::Preposition)
    });
    let titled = head.any(|index| language.is_title(side.token(index).key));
    titled.then(|| first..whole(side, first, end))
}

/// Where a title ends before words in quotation marks: the phrase that runs on into them is none of
/// it. "The foreign minister of the land of the “midnight sun”" is a foreign minister.
fn whole(side: &Side<'_>, first: usize, end: usize) -> usize {
    const MARKS: [char; 4] = ['“', '"', '«', '„'];
    if end >= side.tokens.end || !side.gap_before(end).ends_with(MARKS) {
        return end;
    }
    let forces = force::of(side.telling.language.words.tag);
    let links = |&index: &usize| forces.part(side.token(index).key) == Some(Part::Preposition);
    (first + 1..end).find(links).unwrap_or(end)
}
