//! Attribution: who is said to have said it, with what stance, in direct or in reported speech.
//!
//! Quotations face each other through their words. A speaker who is named on both sides must be
//! the same one; a verb of saying of another stance is a shift; direct beside reported speech
//! changes nothing by itself.

use std::ops::Range;

use super::namesakes::relate;
use super::said::Said;
use super::view::{LEFT, RIGHT, Side, View};
use super::{Kind, mode, quoted, sayings, tags};
use crate::quotation::Quotation;
use crate::span::Span;
use crate::token::Class;
use crate::value::name::{NameKind, NameMention, NameRelation};

/// Finds the divergences of attribution.
pub(super) fn find(view: &mut View<'_>) {
    let quotes = [quotations(&view.sides[LEFT]), quotations(&view.sides[RIGHT])];
    let mut shared = Vec::new();
    for (left, words) in &quotes[LEFT] {
        let reach = reach(view, words);
        for (right, others) in &quotes[RIGHT] {
            let near = others.start < reach.end && reach.start < others.end;
            if near && tells(words, others) && faces(view, words, others) {
                speakers(view, left, right);
                if one_speaker(view, left, right) {
                    shared.push([words, others]);
                }
            }
        }
    }
    let modes = mode::find(view, &quotes);
    sayings::find(view);
    for mode in &modes {
        for part in &mode.parts {
            tags::explain(view, mode.side, part);
        }
        tags::explain(view, 1 - mode.side, &mode.other);
    }
    for [left, right] in shared {
        tags::explain(view, LEFT, left);
        tags::explain(view, RIGHT, right);
    }
}

/// Whether both texts name one speaker of a quotation.
fn one_speaker(view: &View<'_>, left: &Quotation, right: &Quotation) -> bool {
    let (Some(a), Some(b)) = (&left.speaker, &right.speaker) else { return false };
    let [here, there] = &view.sides;
    let (Some(x), Some(y)) = (named(here, a.span), named(there, b.span)) else { return false };
    let text = |side: &Side<'_>, name| fullest(side, name).span.text(side.telling.text).to_owned();
    x.sound == y.sound
        || relate(&text(here, x), &text(there, y)).relation != NameRelation::Different
}

/// Quotations of a passage with their words, as far as they lie in it.
fn quotations<'t>(side: &Side<'t>) -> Vec<(&'t Quotation, Range<usize>)> {
    if side.tokens.is_empty() {
        return Vec::new();
    }
    let all = &side.telling.tokenized.tokens[side.tokens.clone()];
    let inside = |span: Span| {
        let from = all.partition_point(|token| token.span.start < span.start);
        let to = all.partition_point(|token| token.span.end <= span.end);
        (from < to).then(|| side.tokens.start + from..side.tokens.start + to)
    };
    let passage = side.span(&side.tokens.clone());
    let quotations = &side.telling.quotations;
    let end = quotations.partition_point(|quotation| quotation.span.start < passage.end);
    quotations[..end]
        .iter()
        .filter(|quotation| quotation.span.overlap(passage) > 0)
        .filter_map(|quotation| Some((quotation, inside(quotation.span)?)))
        .collect()
}

/// From the first to past the last word on the right that words on the left are linked to.
fn reach(view: &View<'_>, words: &Range<usize>) -> Range<usize> {
    let linked = || words.clone().flat_map(|index| view.sides[LEFT].linked(index));
    linked().min().unwrap_or(0)..linked().max().map_or(0, |last| last + 1)
}

/// Whether both quotations are long enough to be known by their words.
fn tells(words: &Range<usize>, others: &Range<usize>) -> bool {
    const LEAST: usize = 4;
    words.len() >= LEAST && others.len() >= LEAST
}

/// Whether most of the words of one quotation face words of the other.
fn faces(view: &View<'_>, words: &Range<usize>, others: &Range<usize>) -> bool {
    let linked = words
        .clone()
        .filter(|&index| view.sides[LEFT].linked(index).any(|other| others.contains(&other)))
        .count();
    linked * 2 >= words.len().min(others.len()).max(1)
}

fn speakers(view: &mut View<'_>, left: &Quotation, right: &Quotation) {
    let (Some(a), Some(b)) = (&left.speaker, &right.speaker) else { return };
    let (Some(x), Some(y)) = (named(&view.sides[LEFT], a.span), named(&view.sides[RIGHT], b.span))
    else {
        return;
    };
    let text = |side: usize, name: &NameMention| name.span.text(view.sides[side].telling.text);
    let (full_x, full_y) = (fullest(&view.sides[LEFT], x), fullest(&view.sides[RIGHT], y));
    let found = relate(text(LEFT, full_x), text(RIGHT, full_y));
    // Where one side brings in the speaker of the other beside its own, the chain of who said what
    // is longer than the words for a speaker tell.
    if brings_in(&view.sides[LEFT], a.span, text(RIGHT, full_y), y.sound)
        || brings_in(&view.sides[RIGHT], b.span, text(LEFT, full_x), x.sound)
    {
        return;
    }
    // A report is given to an agency and to its witness alike: a person and what is none do not
    // exclude each other. Nor does a name that the other side has in what it says of its speaker.
    let person = |name: &NameMention| name.kind == NameKind::Person;
    let other = |side: usize, name: &NameMention, full: &NameMention| {
        let paper = full.kind == NameKind::Unknown && has_article(&view.sides[side], name);
        paper || matches!(full.kind, NameKind::Place | NameKind::Body)
    };
    let (p, q) = (full_x, full_y);
    let relayed = person(p) && other(RIGHT, y, q) || other(LEFT, x, p) && person(q);
    let told = |side: usize, speaker: Span, name: &str| {
        let said = speaker.text(view.sides[side].telling.text);
        said.contains(name)
    };
    let shared = told(LEFT, a.span, text(RIGHT, y)) || told(RIGHT, b.span, text(LEFT, x));
    if relayed || shared {
        return;
    }
    let inside = |side: usize, name: &NameMention| {
        view.sides[side].tokens.start <= name.tokens.start
            && name.tokens.end <= view.sides[side].tokens.end
    };
    if found.relation != NameRelation::Different
        || x.sound == y.sound
        || !inside(LEFT, x)
        || !inside(RIGHT, y)
    {
        return;
    }
    let (n, m) = (text(LEFT, full_x).to_owned(), text(RIGHT, full_y).to_owned());
    let explanation = Said::of(n.as_str(), m.as_str(), |n, m| {
        format!("the same words are given to {} and to {}", quoted(n), quoted(m))
    });
    let confidence = 0.4 + 0.4 * view.coverage();
    view.found.retain(|old| {
        let inside = |side: &Option<super::Located>, name: &NameMention| {
            side.as_ref().is_some_and(|located| located.span.overlap(name.span) > 0)
        };
        !(inside(&old.left, x) && inside(&old.right, y))
    });
    view.differ(
        Kind::AttributionSpeaker,
        Some((x.tokens.clone(), Some(n))),
        Some((y.tokens.clone(), Some(m))),
        explanation,
        confidence,
    );
}

/// Whether an article stands before a name, as before that of a paper: "The Herald".
fn has_article(side: &Side<'_>, name: &NameMention) -> bool {
    let before = name.tokens.start.checked_sub(1);
    let token = before.and_then(|at| side.telling.tokenized.tokens.get(at));
    token.is_some_and(|token| side.telling.language.is_determiner(token.key))
}

/// Whether a name stands in the sentence of a speaker.
fn brings_in(side: &Side<'_>, speaker: Span, wanted: &str, sound: u64) -> bool {
    let sentences = &side.telling.tokenized.sentences;
    let at = sentences.partition_point(|sentence| sentence.span.end <= speaker.start);
    let Some(window) = sentences.get(at).map(|sentence| sentence.span) else { return false };
    let names = &side.telling.names;
    let start = names.partition_point(|name| name.span.end <= window.start);
    let mut inside = names[start..].iter().take_while(|name| name.span.start < window.end);
    inside.any(|name| {
        let full = fullest(side, name).span.text(side.telling.text);
        name.sound == sound || relate(full, wanted).relation != NameRelation::Different
    })
}

fn named<'t>(side: &Side<'t>, speaker: Span) -> Option<&'t NameMention> {
    let names = &side.telling.names;
    let from = names.partition_point(|name| name.span.end <= speaker.start);
    let to = names.partition_point(|name| name.span.start < speaker.end);
    let speaks = |name: &&NameMention| !only_described(side, name, speaker);
    let inside = names.get(from..to)?;
    let person = |name: &&NameMention| name.kind == NameKind::Person && speaks(name);
    inside.iter().rfind(person).or_else(|| inside.iter().rfind(speaks))
}

/// Whether a name in the words for a speaker only says whose or of where the speaker is: "a
/// spokesman for Moe", "Norway's envoy", "a Norwegian official".
fn only_described(side: &Side<'_>, name: &NameMention, speaker: Span) -> bool {
    let language = side.telling.language;
    let tokens = &side.telling.tokenized.tokens;
    let before = name.tokens.start.checked_sub(1);
    let word = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at)).map_or("", |token| token.span.text(side.telling.text))
    };
    let governed = match word(before) {
        "to" => !word(before.and_then(|at| at.checked_sub(1))).eq_ignore_ascii_case("according"),
        before => matches!(before, "for" | "of" | "at" | "in" | "on" | "with"),
    };
    let after = side.telling.text.get(name.span.end as usize..).unwrap_or("");
    let possessive = after.starts_with("'s") || after.starts_with("’s") || after.starts_with('’');
    // "the Bergen woman", "the UN Ambassador": who speaks comes behind the name.
    let next = tokens.get(name.tokens.end);
    let modifies = next.is_some_and(|token| {
        let gap = after.get(..(token.span.start.saturating_sub(name.span.end)) as usize);
        let near = gap.is_some_and(|gap| !gap.is_empty() && gap.chars().all(char::is_whitespace));
        let role = token.class == Class::Content && language.saying(token.stem).is_none();
        near && role && speaker.contains(token.span)
    });
    let demonym = name
        .tokens
        .clone()
        .all(|at| tokens.get(at).is_some_and(|token| language.is_demonym(token.key)));
    governed || possessive || demonym || modifies
}

fn fullest<'t>(side: &Side<'t>, name: &'t NameMention) -> &'t NameMention {
    side.telling.names.get(name.full).unwrap_or(name)
}
