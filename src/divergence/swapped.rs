//! A name in the very place of another: the sentences are the same but for it.
//!
//! In: both passages. Out: a [`Kind::NameConflict`] for two names between the same neighbours in
//! sentences that share nearly all other words. Where everything else is equal nothing explains the
//! other name: not that the sentences tell of two events, and not that the one name says where and
//! the other who. So a word is read as a name here where its capital alone would not make it one: at
//! the head of a sentence ("Moe told the board"), or in a line in capitals.

use std::ops::Range;

use super::beside::{is_beside, lies_within};
use super::meeting::meeting;
use super::namesakes::{one_by_a_slip, other_word, relate, sound_alike};
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Effect, Kind, beside, names, quoted, roles};
use crate::token::Class;
use crate::value::name::known::{Known, is_person_name, known};
use crate::value::name::{NameKind, NameMention, NameRelation, sound_key};

/// The longest name in words, with what ties its parts.
const LONGEST: usize = 12;

/// Finds the names in the place of others that nothing has explained.
pub(super) fn find(view: &mut View<'_>) {
    for side in [LEFT, RIGHT] {
        for name in candidates(&view.sides[side]) {
            let mine = grown(&view.sides[side], &name);
            if is_open(&view.sides[side], &mine)
                && let Some(other) = place(view, side, &mine)
                && is_open(&view.sides[1 - side], &other)
            {
                let (left, right) = if side == LEFT { (mine, other) } else { (other, mine) };
                exchanged(view, &left, &right);
            }
        }
    }
}

/// The names of a passage, and the words at the heads of its sentences that may be names.
fn candidates(side: &Side<'_>) -> Vec<Range<usize>> {
    let head = |at: usize| !side.names().iter().any(|name| name.tokens.contains(&at));
    let heads = side.tokens.clone().filter(|&at| side.begins_sentence(at) && head(at));
    let heads = heads.filter(|&at| may_name(side, at)).map(|at| at..at + 1);
    side.names().iter().map(|name| name.tokens.clone()).chain(heads).collect()
}

/// Names the difference between two stretches in one place, if both are names and not of one.
fn exchanged(view: &mut View<'_>, left: &Range<usize>, right: &Range<usize>) {
    let [a, b] = &view.sides;
    let (Some(l), Some(r)) = (stretch(a, left), stretch(b, right)) else { return };
    if !surely(view, &l, &r) {
        return;
    }
    let (l, r) = (mention(a, l), mention(b, r));
    if !is_one(view, &l, &r) {
        conflict(view, &l, &r);
    }
}

/// Whether two names can be one, by their letters or sound, by a table or by what the texts tell.
pub(super) fn is_one(view: &View<'_>, left: &NameMention, right: &NameMention) -> bool {
    let text = |side: usize, name: &NameMention| name.span.text(view.sides[side].telling.text);
    let (a, b) = (text(LEFT, left), text(RIGHT, right));
    known(a, b) != Some(Known::Apart)
        && (relate(a, b).relation != NameRelation::Different
            || names::are_one(view, left, right)
            || sound_alike(view, left, right)
            || one_by_a_slip(view, left, right))
}

/// Another name in a place that is sure, unless it stands beside what is told. Says that they are not
/// one.
pub(super) fn conflict(view: &mut View<'_>, left: &NameMention, right: &NameMention) -> bool {
    if names::name_nobody(view, left, right) {
        return false;
    }
    let [x, y] = &view.sides;
    let text = |side: &Side<'_>, name: &NameMention| name.span.text(side.telling.text).to_owned();
    let (a, b) = (text(x, left), text(y, right));
    let apart = known(&a, &b) == Some(Known::Apart);
    if !apart && (other_word(view, left, right) || beside::parts_of_one(view, left, right))
        || free(view, LEFT, left, right)
        || free(view, RIGHT, right, left)
    {
        return false;
    }
    if is_beside(x, left) || is_beside(y, right) {
        return names::loosely(view, &left.tokens, &right.tokens);
    }
    if beside::describes(x, left) || beside::describes(y, right) {
        let before = view.found.len();
        names::loosely(view, &left.tokens, &right.tokens);
        if view.found.len() > before {
            view.weigh(Effect::Unclear);
        }
        return false;
    }
    if lies_within(view, left, right) {
        let (a, b) = (quoted(&a), quoted(&b));
        let explanation = Said::of(&a, &b, |a, b| format!("{a} and {b}: one lies in the other"));
        names::put(view, Kind::NameForm, &left.tokens, &right.tokens, explanation, 0.8);
        return false;
    }
    let l = roles::with_modifiers(x, &left.tokens);
    let r = roles::with_modifiers(y, &right.tokens);
    let (a, b) = (quoted(&a), quoted(&b));
    let explanation =
        Said::of(&a, &b, |a, b| format!("{a} stands where the other has {b}, all else the same"));
    names::put(view, Kind::NameConflict, &l, &r, explanation, 0.95);
    false
}

/// Whether two names stand in one place, between the same words, of sentences that are nearly the same
/// or tell the same throughout.
pub(super) fn surely(view: &View<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    const SAME: f64 = 0.8;
    const MET: f64 = 0.8;
    const LEAST: usize = 3;
    let Some(other) = place(view, LEFT, left) else { return false };
    if bare(&view.sides[RIGHT], &other) != bare(&view.sides[RIGHT], right) {
        return false;
    }
    let (mut words, mut same) = (0_usize, 0_usize);
    for (side, stretch) in [(LEFT, left), (RIGHT, right)] {
        let here = &view.sides[side];
        for at in here.sentence(stretch.start).filter(|at| !stretch.contains(at)) {
            words += 1;
            same += usize::from(equal(view, side, at).is_some());
        }
    }
    let alike = same as f64 >= SAME * words as f64 || meeting(view, left, right) >= MET;
    words >= 2 * LEAST && alike
}

/// The word of the other side that is the same as one here and linked to it.
fn equal(view: &View<'_>, side: usize, at: usize) -> Option<usize> {
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    here.linked(at).find(|&other| there.token(other).key == here.token(at).key)
}

/// What the other side has between the neighbours of a stretch.
fn place(view: &View<'_>, side: usize, stretch: &Range<usize>) -> Option<Range<usize>> {
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let mut first = stretch.start;
    let sentence = here.sentence(first);
    while first > sentence.start && is_article(here, first - 1) {
        first -= 1;
    }
    let before = first.checked_sub(1).filter(|at| sentence.contains(at));
    let after = Some(stretch.end).filter(|at| sentence.contains(at));
    let (start, end) = match (before, after) {
        (Some(before), Some(after)) => (equal(view, side, before)? + 1, equal(view, side, after)?),
        (Some(before), None) => {
            let start = equal(view, side, before)? + 1;
            (start, there.sentence(start - 1).end)
        }
        (None, Some(after)) => {
            let end = equal(view, side, after)?;
            (there.sentence(end).start, end)
        }
        (None, None) => return None,
    };
    (start < end && end - start <= LONGEST).then_some(start..end)
}

fn is_article(side: &Side<'_>, at: usize) -> bool {
    matches!(side.word(at), "the" | "a" | "an")
}

/// A stretch without the articles before it.
fn bare(side: &Side<'_>, stretch: &Range<usize>) -> Range<usize> {
    let start = stretch.clone().find(|&at| !is_article(side, at)).unwrap_or(stretch.end);
    start..stretch.end
}

/// A name with the names and joints that go on with it: the "Trade Unions" of "Federation of Trade Unions".
fn grown(side: &Side<'_>, name: &Range<usize>) -> Range<usize> {
    let sentence = side.sentence(name.start);
    let near = |at: usize| side.gap_before(at).chars().all(char::is_whitespace);
    let capital = |at: usize| sentence.contains(&at) && side.token(at).capital && near(at);
    let mut end = name.end;
    while end - name.start < LONGEST {
        let joint = sentence.contains(&end) && near(end) && matches!(side.word(end), "of" | "for");
        if capital(end) && side.token(end).class != Class::Function {
            end += 1;
        } else if joint && capital(end + 1) {
            end += 2;
        } else {
            break;
        }
    }
    name.start..end
}

/// A stretch that is a name from its first word to its last, without the article before it.
fn stretch(side: &Side<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let range = bare(side, range);
    let language = side.telling.language;
    let tied = |at: usize| {
        matches!(side.word(at), "of" | "for" | "and" | "the" | "&")
            || language.is_name_link(side.token(at).key)
    };
    let holds = |at: usize| side.names().iter().any(|name| name.tokens.contains(&at));
    let part = |at: usize| {
        let token = side.token(at);
        // "the Nordby district"
        let noun = language.name_noun(token.key).is_some();
        let later = at > range.start && (tied(at) || noun);
        token.capital || token.class == Class::Number || holds(at) || later
    };
    let near = |at: usize| {
        at == range.start
            || side.gap_before(at).chars().all(|c| !matches!(c, ',' | ';' | '(' | ':'))
    };
    let known = range.clone().any(|at| may_name(side, at));
    let whole = !range.is_empty() && range.clone().all(|at| part(at) && near(at));
    let last = range.end.checked_sub(1).is_some_and(|at| !tied(at));
    (whole && known && last).then_some(range)
}

/// Whether a word names something, as far as its capital tells: a capital at the head of a sentence
/// or among capitals tells nothing of a common word.
fn may_name(side: &Side<'_>, at: usize) -> bool {
    let token = side.token(at);
    let language = side.telling.language;
    let dated = language.month(token.key).is_some() || language.weekday(token.key).is_some();
    if token.class != Class::Content || dated {
        return false;
    }
    if side.names().iter().any(|name| name.tokens.contains(&at)) {
        return true;
    }
    let word = side.word(at);
    let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    let inside = !side.begins_sentence(at) && !is_shouted(side, at);
    token.capital
        && (inside
            || language.is_strange(token.key)
            || is_person_name(bare)
                && (acts(side, at + 1) || is_titled(side, at) || is_family(side, token.key))
            || language.state(&[token.key]).is_some())
}

/// Whether a longer name of the text ends with a word: "Eva Lake", for "Lake".
fn is_family(side: &Side<'_>, key: u64) -> bool {
    let tokens = &side.telling.tokenized.tokens;
    let ends = |name: &NameMention| tokens[name.tokens.end - 1].key == key;
    side.telling.names.iter().any(|name| name.tokens.len() > 1 && ends(name))
}

/// Whether a title in capitals stands before a word: "CAPTAIN KING".
fn is_titled(side: &Side<'_>, at: usize) -> bool {
    at.checked_sub(1).filter(|at| side.tokens.contains(at)).is_some_and(|at| {
        side.token(at).capital && side.telling.language.is_title(side.token(at).key)
    })
}

/// Whether a word is a verb of a lone subject as far as its form tells: one of saying, or one that has a
/// form of its own for the past.
fn acts(side: &Side<'_>, at: usize) -> bool {
    if !side.tokens.contains(&at) || side.gap_before(at) != " " {
        return false;
    }
    let key = side.token(at).key;
    let past = side.lists.irregular(key).is_some_and(|form| form.past && !form.helps);
    past || side.is_saying(at) && side.telling.language.is_saying_form(side.word(at), key)
}

/// Whether a word stands in a sentence all in capitals.
fn is_shouted(side: &Side<'_>, at: usize) -> bool {
    side.sentence(at).all(|at| {
        let text = side.token(at).span.text(side.telling.text);
        !text.chars().any(char::is_lowercase)
    })
}

fn is_open(side: &Side<'_>, range: &Range<usize>) -> bool {
    !range.clone().any(|at| side.is_explained(at))
}

/// A mention for a stretch that the text's own names do not have.
fn mention(side: &Side<'_>, tokens: Range<usize>) -> NameMention {
    if let Some(name) = side.names().iter().find(|name| name.tokens == tokens) {
        return name.clone();
    }
    let mut span = side.span(&tokens);
    let text = span.text(side.telling.text);
    let owner = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s"));
    span.end -= owner.map_or(0, |bare| u32::try_from(text.len() - bare.len()).unwrap_or(0));
    NameMention {
        span,
        sound: sound_key(side.word(tokens.end - 1)),
        tokens,
        kind: NameKind::Unknown,
        title: None,
        // None of the text's names is fuller.
        full: usize::MAX,
    }
}

/// Whether the other side has all words of a name outside the one that faces it, where nothing of
/// this side stands against them: the names have only changed places.
fn free(view: &View<'_>, side: usize, name: &NameMention, facing: &NameMention) -> bool {
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let taken =
        |other: usize| equal(view, 1 - side, other).is_some_and(|at| !name.tokens.contains(&at));
    name.tokens.clone().all(|at| {
        let same = |other: &usize| {
            there.token(*other).key == here.token(at).key && !facing.tokens.contains(other)
        };
        there.tokens.clone().filter(same).any(|other| !taken(other))
    })
}
