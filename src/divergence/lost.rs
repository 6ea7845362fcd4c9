//! What one side alone has weighs more where it makes another thing of what stands beside it.
//!
//! In: the list of differences. Out: the same, with the effect of some raised: a lost word that takes
//! back its neighbours ("nearly drowned", "the second-largest"), and a lost part of a name that
//! makes it another name (Harrowden, New Harrowden).

use std::ops::Range;

use super::chunks::can_be_verb;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Difference, Effect, Kind, Located};
use crate::alignment::lexicon;
use crate::language::cue::Cue;
use crate::language::force::Part;
use crate::language::relations;
use crate::span::Span;
use crate::value::name::known::{Known, known};

/// Weighs what one side alone has.
pub(super) fn weigh(view: &mut View<'_>) {
    let sides = &view.sides;
    for it in &mut view.found {
        if it.effect < Effect::Shift && takes_back(sides, it) {
            it.effect = Effect::Shift;
            say(it, ": it takes back what stands beside it");
            weaken(sides, it);
        } else if it.effect < Effect::Unclear && is_another_name(sides, it) {
            it.effect = Effect::Unclear;
            say(it, "; with the part more it can be another one");
        }
    }
}

/// Tells a word that takes back the deed behind it ("almost hit") beside that deed of the other side.
fn weaken(sides: &[Side<'_>; 2], difference: &mut Difference) {
    let side = if difference.kind == Kind::Omission { LEFT } else { RIGHT };
    let (mine, other) = match side {
        LEFT => (&difference.left, &mut difference.right),
        _ => (&difference.right, &mut difference.left),
    };
    let Some(place) = mine else { return };
    let here = &sides[side];
    let deed = here.tokens_in(place.span).end;
    if !here.tokens.contains(&deed) || other.is_some() {
        return;
    }
    let kind = match () {
        () if here.telling.language.is_title(here.token(deed).key) => Kind::Title,
        () if can_be_verb(here, deed) && !can_be_noun_behind(here, deed) => Kind::Modality,
        () => return,
    };
    if let Some(facing) = here.linked(deed).next() {
        *other = Some(Located { span: sides[1 - side].span(&(facing..facing + 1)), value: None });
        difference.kind = kind;
    }
}

/// Whether a word is a noun where it stands: no subject stands before the lost word.
fn can_be_noun_behind(side: &Side<'_>, at: usize) -> bool {
    const BACK: usize = 2;
    let before = at.checked_sub(BACK).filter(|at| side.tokens.contains(at));
    let led = |at: usize| {
        let part = side.lists.part(side.token(at).key);
        matches!(part, Some(Part::Determiner | Part::Preposition))
    };
    before.is_none_or(led)
}

fn say(difference: &mut Difference, more: &str) {
    difference.explanation.push_str(more);
    if let Some(turned) = &mut difference.turned {
        turned.push_str(more);
    }
}

fn takes_back(sides: &[Side<'_>; 2], difference: &Difference) -> bool {
    let (side, place) = match (difference.kind, &difference.left, &difference.right) {
        (Kind::Omission, Some(place), _) => (&sides[LEFT], place),
        (Kind::Addition, _, Some(place)) => (&sides[RIGHT], place),
        _ => return false,
    };
    let words = side.tokens_in(place.span);
    let bare = words.clone().find(|&at| !is_article(side, at));
    let words = bare.unwrap_or(words.end)..words.end;
    let relations = relations::of(side.telling.language.words.tag);
    // A few words that say no more than this; a lost clause speaks for itself.
    const FEW: usize = 3;
    let denies = words.len() <= FEW && words.clone().any(|at| denies(side, at));
    denies
        || is_of_the_most(side, &words)
        || !words.is_empty() && relations.takes_back(&side.phrase(words))
}

/// Whether words make one of several of the only one: the "one of" of "one of the oldest birds".
fn is_of_the_most(side: &Side<'_>, words: &Range<usize>) -> bool {
    const NEAR: usize = 3;
    let one = words.clone().any(|at| side.is(at, Cue::OneOf))
        && words.clone().all(|at| side.is(at, Cue::OneOf) || side.is(at, Cue::Of));
    let behind = words.end..side.sentence(words.start).end.min(words.end + NEAR);
    let most = |at: usize| {
        let word = side.word(at);
        side.is(at, Cue::Most) || word.len() > 4 && word.ends_with("est")
    };
    let mut led = behind.skip_while(|&at| side.is(at, Cue::Of) || is_article(side, at));
    one && led.next().is_some_and(most)
}

fn is_article(side: &Side<'_>, at: usize) -> bool {
    side.telling.language.is_determiner(side.token(at).key)
}

/// Whether the longer of two forms of a name has a part by which places and families are told apart:
/// New, Upper, or one joined by a hyphen.
fn is_another_name(sides: &[Side<'_>; 2], difference: &Difference) -> bool {
    let (Kind::NameForm, Some(left), Some(right)) =
        (difference.kind, &difference.left, &difference.right)
    else {
        return false;
    };
    let (x, y) = (sides[LEFT].tokens_in(left.span), sides[RIGHT].tokens_in(right.span));
    let text = |side: usize, span: Span| span.text(sides[side].telling.text);
    let one = known(text(LEFT, left.span), text(RIGHT, right.span)) == Some(Known::One);
    let initial = |side: usize, words: &Range<usize>| {
        words.clone().any(|at| sides[side].word(at).chars().count() == 1)
    };
    if one || initial(LEFT, &x) || initial(RIGHT, &y) {
        return false;
    }
    more((&sides[LEFT], &x), (&sides[RIGHT], &y)) || more((&sides[RIGHT], &y), (&sides[LEFT], &x))
}

/// Whether one form has such a part that the other lacks.
fn more(
    (here, mine): (&Side<'_>, &Range<usize>),
    (there, other): (&Side<'_>, &Range<usize>),
) -> bool {
    let relations = relations::of(here.telling.language.words.tag);
    let lacks = |at: &usize| !other.clone().any(|it| there.token(it).key == here.token(*at).key);
    let joined = |at: usize| {
        let tied = |at: usize| mine.contains(&at) && here.is_compound(at) && at > mine.start;
        tied(at) || tied(at + 1)
    };
    mine.clone().filter(lacks).any(|at| {
        let capital = here.token(at).capital;
        capital && (joined(at) || relations.names_another(here.word(at)))
    })
}

/// Whether a word denies a quality by how it begins, so that its loss turns what it stood beside:
/// "unarmed men".
fn denies(side: &Side<'_>, at: usize) -> bool {
    let word = side.word(at);
    side.telling.language.words.tag == "en"
        && side.is_content(at)
        && relations::denied(word).is_some_and(|rest| {
            relations::of("en").exclusion(word, rest).is_some()
                && lexicon::english().id(crate::token::key(rest)).is_some()
        })
}
