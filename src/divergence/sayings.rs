//! Verbs of saying of another stance: said, claimed, admitted.
//!
//! Two verbs are one act of saying only where their subjects may be one speaker and what is said
//! faces each other. "The firm does not confirm" and "the envoy noted" are two acts.

use std::ops::Range;

use super::likeness::near_in_meaning;
use super::namesakes::relate;
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Effect, Kind, quoted};
use crate::language::force::{self, Force, Part, Stance};
use crate::value::name::{NameKind, NameMention, NameRelation};

/// A verb of saying with its stance.
struct Saying {
    words: Range<usize>,
    stance: Stance,
    /// Whether it turns what is said round: denied.
    denies: bool,
}

/// Finds verbs of saying that face each other with another stance.
pub(super) fn find(view: &mut View<'_>) {
    let (left, right) = (sayings(&view.sides[LEFT]), sayings(&view.sides[RIGHT]));
    for l in &left {
        let facing = |r: &&Saying| {
            let linked = l
                .words
                .clone()
                .any(|at| view.sides[LEFT].linked(at).any(|other| r.words.contains(&other)));
            linked || view.same_place(&l.words, &r.words)
        };
        let Some(r) = right.iter().find(facing) else { continue };
        let free = !view.sides[LEFT].is_explained(l.words.start)
            && !view.sides[RIGHT].is_explained(r.words.start);
        if l.stance == r.stance || !free || goes_on(view, l, r) || !one_act(view, l, r) {
            continue;
        }
        // What somebody is quoted to say of others is no stance of the teller.
        let quoted_in = |side: usize, words: &Range<usize>| view.sides[side].is_quoted(words.start);
        if quoted_in(LEFT, &l.words) && quoted_in(RIGHT, &r.words) {
            continue;
        }
        let (a, b) = (view.sides[LEFT].text(&l.words), view.sides[RIGHT].text(&r.words));
        let explanation = Said::of((a, l.stance), (b, r.stance), |(a, own), (b, other)| {
            format!("{} {}, {} {}", quoted(a), meaning(own), quoted(b), meaning(other))
        });
        let places = [&l.words, &r.words].map(|words| Some((words.clone(), None)));
        let [a, b] = places;
        let (denied, turned) = (l.denies != r.denies, turned(view, l, r));
        view.differ(Kind::AttributionVerb, a, b, explanation, 0.75);
        match (denied, turned) {
            (true, false) => view.weigh(Effect::Conflict),
            (true, true) => view.weigh(Effect::Compatible),
            (false, _) => {}
        }
    }
}

/// Whether just one of two speeches denies what it says: "denied that he had signed" and "said that he
/// had not signed" say one thing.
fn turned(view: &View<'_>, left: &Saying, right: &Saying) -> bool {
    let denials = |side: usize, saying: &Saying| {
        let here = &view.sides[side];
        let said = saying.words.end..here.sentence(saying.words.start).end;
        let denies = |forces: &[Force]| forces.contains(&Force::Negator);
        let inside = here.forces().iter().filter(|(words, _)| said.contains(&words.start));
        inside.filter(|(_, forces)| denies(forces)).count()
    };
    denials(LEFT, left) % 2 != denials(RIGHT, right) % 2
}

/// Whether one verb only says that a speech goes on, and the other gives weight to what is said:
/// "he added", "he stressed". What is added may have any weight.
fn goes_on(view: &View<'_>, left: &Saying, right: &Saying) -> bool {
    let adds = |side: usize, saying: &Saying| {
        let word = view.sides[side].word(saying.words.start);
        saying.stance == Stance::Plain
            && ["add", "continue", "conclude"].iter().any(|verb| word.starts_with(verb))
    };
    adds(LEFT, left) && right.stance == Stance::Stress
        || left.stance == Stance::Stress && adds(RIGHT, right)
}

/// The verbs of saying of a passage, in its order.
fn sayings(side: &Side<'_>) -> Vec<Saying> {
    side.forces()
        .iter()
        .filter_map(|(words, forces)| {
            let stance = forces.iter().find_map(|force| match force {
                Force::Saying(stance) => Some(*stance),
                _ => None,
            })?;
            let denies = forces.contains(&Force::Denier);
            (!is_noun(side, words)).then(|| Saying { words: words.clone(), stance, denies })
        })
        .collect()
}

/// Whether the word is a noun where it stands: the claims, its report, without comment.
pub(super) fn is_noun(side: &Side<'_>, words: &Range<usize>) -> bool {
    if words.len() > 1 {
        return false;
    }
    let word = side.word(words.start);
    let verbal = word.ends_with("ed") || word.ends_with("ing");
    let forces = force::of(side.telling.language.words.tag);
    let before = words.start.checked_sub(1).filter(|before| side.tokens.contains(before));
    let Some(before) = before else { return false };
    if side.gap_before(words.start).chars().any(|c| !c.is_whitespace()) {
        return false;
    }
    let text = side.token(before).span.text(side.telling.text);
    let possessive = text.ends_with("'s") || text.ends_with("’s");
    let part = forces.part(side.token(before).key);
    let led =
        matches!(part, Some(Part::Determiner | Part::Preposition)) && side.word(before) != "that";
    let stem = side.verb_form(words.start).is_some_and(|(_, past)| past);
    (possessive || led) && !verbal && !stem
}

/// Whether two verbs of saying tell of one act: of one speaker, as far as both are named, and of
/// words that face each other.
fn one_act(view: &View<'_>, left: &Saying, right: &Saying) -> bool {
    let [a, b] = &view.sides;
    let speakers = match (subject(a, &left.words), subject(b, &right.words)) {
        (Some(x), Some(y)) => one_speaker(view, &x, &y),
        _ => None,
    };
    let content = said(view, LEFT, &left.words, &right.words).max(said(
        view,
        RIGHT,
        &right.words,
        &left.words,
    ));
    match speakers {
        Some(one) => one && content >= 0.3,
        None => content >= 0.5,
    }
}

/// The words that name who says it: the stretch right before the verb in its clause, back to the
/// nearest name, pronoun or noun; behind the verb where it stands first ("said Lavrov").
pub(super) fn subject(side: &Side<'_>, verb: &Range<usize>) -> Option<Range<usize>> {
    const REACH: usize = 6;
    let mut start = verb.start;
    while start > side.tokens.start && verb.start - start < REACH && !side.clause_starts(start) {
        start -= 1;
    }
    if start < verb.start {
        return Some(start..verb.start);
    }
    let limit = side.tokens.end.min(verb.end + REACH);
    let end = (verb.end + 1..limit).find(|&at| side.clause_starts(at)).unwrap_or(limit);
    (verb.end < end).then_some(verb.end..end)
}

/// Whether two subjects are one speaker; none where the words do not tell.
pub(super) fn one_speaker(
    view: &View<'_>,
    left: &Range<usize>,
    right: &Range<usize>,
) -> Option<bool> {
    let [a, b] = &view.sides;
    let linked = left
        .clone()
        .filter(|&at| a.is_content(at))
        .any(|at| a.linked(at).any(|to| right.contains(&to) && near_in_meaning(a, at, b, to)));
    if let (Some(x), Some(y)) = (named(a, left), named(b, right)) {
        let text = |side: &Side<'_>, name: &NameMention| {
            let full = side.telling.names.get(name.full).unwrap_or(name);
            full.span.text(side.telling.text).to_owned()
        };
        let relation = relate(&text(a, x), &text(b, y)).relation;
        return Some(relation != NameRelation::Different || x.sound == y.sound);
    }
    if linked {
        return Some(true);
    }
    let content = |side: &Side<'_>, range: &Range<usize>| {
        range.clone().any(|at| side.is_content(at) && !side.is_auxiliary(at))
    };
    // A pronoun can be anybody.
    (content(a, left) && content(b, right)).then_some(false)
}

/// The name in a stretch, that of a person first.
pub(super) fn named<'t>(side: &Side<'t>, range: &Range<usize>) -> Option<&'t NameMention> {
    let inside =
        |name: &&NameMention| range.start <= name.tokens.start && name.tokens.end <= range.end;
    let mut names = side.names().iter().filter(inside);
    names.clone().find(|name| name.kind == NameKind::Person).or_else(|| names.next_back())
}

/// Share of the words of content behind a verb of saying, to the end of its sentence, that face
/// words of the sentence of the other verb; before it, where nothing follows.
pub(super) fn said(view: &View<'_>, side: usize, verb: &Range<usize>, other: &Range<usize>) -> f64 {
    const MOST: usize = 8;
    let (here, there) = (&view.sides[side], &view.sides[1 - side]);
    let sentence = here.sentence(verb.start);
    let facing = there.sentence(other.start);
    let content = |range: Range<usize>| range.filter(|&at| here.is_content(at)).take(MOST);
    let mut words: Vec<usize> = content(verb.end..sentence.end).collect();
    if words.len() < 3 {
        words.extend(content(sentence.start..verb.start));
    }
    let meets = |at: usize, word: usize| {
        facing.contains(&word) && !other.contains(&word) && near_in_meaning(here, at, there, word)
    };
    let met = words.iter().filter(|&&at| here.linked(at).any(|word| meets(at, word))).count();
    if words.is_empty() { 0.0 } else { met as f64 / words.len() as f64 }
}

fn meaning(stance: Stance) -> &'static str {
    match stance {
        Stance::Plain => "only reports it",
        Stance::Claim => "leaves it with who spoke",
        Stance::Admit => "has the speaker concede it",
        Stance::Deny => "has the speaker deny it",
        Stance::Confirm => "vouches for it",
        Stance::Stress => "gives it weight",
        Stance::Warn => "makes it a warning",
        Stance::Promise => "makes it a promise",
        Stance::Demand => "makes it a demand",
        Stance::Complain => "makes it a complaint",
        Stance::Boast => "makes it praise",
        Stance::Believe => "makes it an opinion",
    }
}
