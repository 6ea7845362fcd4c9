//! Names that face no name: a shorter form that was not seen as one, a name with and without its
//! title, a role in the place of a name.

use std::ops::Range;

use super::chunks::{Around, chunks, introduces};
use super::names::{Pair, put};
use super::said::Said;
use super::titles;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Kind, quoted};
use crate::alignment::Op;
use crate::alignment::edits::{Run, coalesce};
use crate::language::force::{self, Part};
use crate::value::name::NameMention;

/// Finds the forms of names beyond the pairs of names.
pub(super) fn find(view: &mut View<'_>, pairs: &[Pair<'_>]) {
    for pair in pairs.iter().filter(|pair| pair.same) {
        titled(view, pair);
    }
    for side in [LEFT, RIGHT] {
        for name in view.sides[side].names() {
            let paired = pairs.iter().any(|pair| {
                let known = if side == LEFT { pair.left } else { pair.right };
                known.span == name.span
            });
            if !paired {
                shorter(view, side, name);
            }
        }
    }
    for run in coalesce(view.runs.clone()).iter().filter(|run| run.op == Op::Replaced) {
        for side in [LEFT, RIGHT] {
            role(view, side, run);
        }
    }
}

/// A name with the nouns and adjectives right before it: `fellow suspect Lee Malvo`.
pub(super) fn with_modifiers(side: &Side<'_>, name: &Range<usize>) -> Range<usize> {
    let start = (side.tokens.start..name.start)
        .rev()
        .take(5)
        .take_while(|&index| {
            introduces(side, index)
                && side.gap_before(index + 1).chars().all(char::is_whitespace)
                && !side.has_link(index)
                && !side.is_explained(index)
                && !side.is_saying(index)
        })
        .last()
        .unwrap_or(name.start);
    start..name.end
}

/// One name, with a title on one side only.
fn titled(view: &mut View<'_>, pair: &Pair<'_>) {
    let full = |side: usize, name: &NameMention| {
        let here = &view.sides[side];
        with_modifiers(here, &titles::with_title(here, name))
    };
    let (left, right) = (full(LEFT, pair.left), full(RIGHT, pair.right));
    let bare = |range: &Range<usize>, name: &NameMention| *range == name.tokens;
    let explained = |side: usize, range: &Range<usize>| {
        range.clone().any(|index| view.sides[side].is_explained(index))
    };
    if bare(&left, pair.left) == bare(&right, pair.right)
        || explained(LEFT, &left)
        || explained(RIGHT, &right)
    {
        return;
    }
    let (a, b) = (view.sides[LEFT].text(&left), view.sides[RIGHT].text(&right));
    let office = |side: usize, range: &Range<usize>| {
        let here = &view.sides[side];
        range.clone().any(|index| here.telling.language.is_title(here.token(index).key))
    };
    let more =
        if office(LEFT, &left) || office(RIGHT, &right) { "a title" } else { "a description" };
    let explanation = Said::of(a, b, |a, b| {
        format!("{} and {}: one name, with and without {more}", quoted(a), quoted(b))
    });
    put(view, Kind::NameForm, &left, &right, explanation, 0.8);
}

/// A name of which the other side has only a part: `Motegi` for `Toshimitsu Motegi`.
fn shorter(view: &mut View<'_>, side: usize, name: &NameMention) {
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let mut facing: Vec<usize> = Vec::new();
    let mut same = 0;
    for index in name.tokens.clone() {
        if let Some(other) = here.linked(index).next() {
            let equal = here.token(index).key == there.token(other).key;
            same += usize::from(equal);
            if !equal && !initial(here.word(index), there.word(other)) {
                return;
            }
            facing.push(other);
        }
    }
    let loose = name.tokens.len() - facing.len();
    let (Some(&first), Some(&last)) = (facing.iter().min(), facing.iter().max()) else { return };
    let together = last + 1 - first == facing.len();
    if same == 0 || (loose == 0 && same == facing.len()) || !together || !there.token(last).capital
    {
        return;
    }
    let mine = with_modifiers(here, &titles::with_title(here, name));
    let opens = first > there.tokens.start
        && initial(here.word(name.tokens.start), there.word(first - 1))
        && !there.word(first - 1).is_empty();
    let other = if opens { first - 1..last + 1 } else { first..last + 1 };
    let explained = mine.clone().any(|index| here.is_explained(index))
        || other.clone().any(|index| there.is_explained(index));
    if explained {
        return;
    }
    let texts = (quoted(here.text(&mine)), quoted(there.text(&other)));
    let (a, b) = if side == LEFT { (&texts.0, &texts.1) } else { (&texts.1, &texts.0) };
    let explanation =
        Said::of(a, b, |a, b| format!("{a} and {b}: a longer and a shorter form of one name"));
    let (left, right) = if side == LEFT { (mine, other) } else { (other, mine) };
    put(view, Kind::NameForm, &left, &right, explanation, 0.8);
}

/// Whether one word is the first letter of the other.
fn initial(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.chars().count() == 1 && long.starts_with(short)
}

/// A role where the other side names someone: `the minister` for `Lavrov`.
fn role(view: &mut View<'_>, side: usize, run: &Run) {
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let (mine, other) =
        if side == LEFT { (&run.left, &run.right) } else { (&run.right, &run.left) };
    let explained =
        |side: &Side<'_>, range: &Range<usize>| range.clone().any(|index| side.is_explained(index));
    let inside =
        |name: &&NameMention| mine.start <= name.tokens.start && name.tokens.end <= mine.end;
    let Some(name) = here.names().iter().find(inside) else { return };
    if other.is_empty() || explained(here, mine) || explained(there, other) {
        return;
    }
    let groups = chunks(there, other.clone());
    let [group] = groups.as_slice() else { return };
    let determined = there.telling.language.is_determiner(there.token(other.start).key);
    let forces = force::of(there.telling.language.words.tag);
    let titled = other.clone().any(|index| {
        let key = there.token(index).key;
        there.telling.language.is_title(key) || forces.part(key) == Some(Part::Generic)
    });
    let named = there.names().iter().any(|known| other.contains(&known.tokens.start));
    let fits = group.around == Around::Noun && determined && titled && !named && other.len() > 1;
    let longer = mine.len() > name.tokens.len() + 5;
    if !fits || longer {
        return;
    }
    let mine = with_modifiers(here, &titles::with_title(here, name));
    let other = other.clone();
    let explanation = format!(
        "{} stands where the other says {}: a name in one, a description in the other",
        quoted(here.text(&mine)),
        quoted(there.text(&other))
    );
    let (left, right) = if side == LEFT { (mine, other) } else { (other, mine) };
    put(view, Kind::NameForm, &left, &right, explanation, 0.6);
}
