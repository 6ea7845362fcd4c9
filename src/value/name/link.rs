//! Which mentions of a text name the same: "Lavrov" is the "Sergei Lavrov" of the same text.

use foldhash::HashMap;

use super::{NameKind, NameMention};
use crate::language::{Language, normal_form};
use crate::token::Tokenized;

/// Points every mention to the fullest one that names the same, and hands down its kind.
///
/// A family name alone names the person most often named in full with it up to there; an acronym
/// its expansion, where the text gives both side by side.
pub(super) fn link(
    text: &str,
    tokenized: &Tokenized,
    language: &Language,
    mentions: &mut [NameMention],
) {
    let mut whole: HashMap<Vec<u64>, usize> = HashMap::default();
    let mut family: HashMap<u64, usize> = HashMap::default();
    let mut times: HashMap<usize, u32> = HashMap::default();
    let mut given: HashMap<u64, usize> = HashMap::default();
    let mut acronyms: HashMap<u64, usize> = HashMap::default();
    let keys: Vec<Vec<u64>> = mentions.iter().map(|mention| keys(tokenized, mention)).collect();
    let known = persons_by_family(&keys, mentions);
    for at in 0..mentions.len() {
        let Some((&first, &last)) = keys[at].first().zip(keys[at].last()) else { continue };
        let person = |full: &&usize| names_person(&mentions[at], &mentions[**full]);
        let full = match keys[at].len() {
            1 => acronyms
                .get(&last)
                .or_else(|| family.get(&last).filter(person))
                .or_else(|| given.get(&first).filter(person))
                .or_else(|| known.get(&last).filter(person))
                .or_else(|| whole.get(&keys[at])),
            _ => whole.get(&keys[at]),
        };
        let full = full.copied().unwrap_or(at);
        mentions[at].full = full;
        if full == at {
            whole.entry(keys[at].clone()).or_insert(at);
        }
        if keys[at].len() > 1 && may_be_person(&mentions[at]) {
            *times.entry(full).or_default() += 1;
            let bearer = family.entry(last).or_insert(full);
            if times.get(bearer) <= times.get(&full) {
                *bearer = full;
            }
            given.entry(first).or_insert(full);
        }
        if let Some(short) = acronym_of(text, tokenized, language, mentions, at) {
            acronyms.insert(short, full);
        }
    }
    for at in 0..mentions.len() {
        mentions[at].full = mentions[mentions[at].full].full;
    }
    same_kind(mentions);
}

fn keys(tokenized: &Tokenized, mention: &NameMention) -> Vec<u64> {
    tokenized.tokens[mention.tokens.clone()].iter().map(|token| token.key).collect()
}

fn may_be_person(mention: &NameMention) -> bool {
    matches!(mention.kind, NameKind::Person | NameKind::Unknown) && mention.tokens.len() <= 4
}

/// Whether a lone word can be short for a person: not when it is known as a place, and an unknown
/// one only for somebody who is known as a person.
fn names_person(short: &NameMention, full: &NameMention) -> bool {
    matches!(
        (short.kind, full.kind),
        (NameKind::Person, NameKind::Person | NameKind::Unknown)
            | (NameKind::Unknown, NameKind::Person)
    )
}

/// Persons named in full anywhere: a headline names them short before the text does in full.
fn persons_by_family(keys: &[Vec<u64>], mentions: &[NameMention]) -> HashMap<u64, usize> {
    let mut known = HashMap::default();
    for (at, mention) in mentions.iter().enumerate() {
        if mention.kind == NameKind::Person
            && keys[at].len() > 1
            && let Some(&last) = keys[at].last()
        {
            known.entry(last).or_insert(at);
        }
    }
    known
}

/// The key of the acronym that follows a name in brackets and is made of its initials.
fn acronym_of(
    text: &str,
    tokenized: &Tokenized,
    language: &Language,
    mentions: &[NameMention],
    at: usize,
) -> Option<u64> {
    let (mention, next) = (&mentions[at], mentions.get(at + 1)?);
    let gap = text.get(mention.span.range().end..next.span.range().start)?;
    if next.tokens.len() != 1 || gap.trim() != "(" || mention.tokens.len() < 2 {
        return None;
    }
    let initials: String = tokenized.tokens[mention.tokens.clone()]
        .iter()
        .filter(|token| token.capital || !language.is_function(token.key))
        .filter_map(|token| token.span.text(text).chars().next())
        .collect();
    let short = &tokenized.tokens[next.tokens.start];
    let same = normal_form(&initials) == normal_form(short.span.text(text));
    same.then_some(short.key)
}

/// Every mention of a name is what most of its mentions are; those that tell nothing of themselves
/// do not vote.
fn same_kind(mentions: &mut [NameMention]) {
    let mut votes: HashMap<usize, [u32; 3]> = HashMap::default();
    for mention in mentions.iter() {
        let vote = match mention.kind {
            NameKind::Person => 0,
            NameKind::Place => 1,
            NameKind::Body => 2,
            NameKind::Unknown => continue,
        };
        votes.entry(mention.full).or_default()[vote] += 1;
    }
    for mention in mentions {
        mention.kind = match votes.get(&mention.full) {
            Some(&[person, place, body]) if person >= place && person >= body => NameKind::Person,
            Some(&[_, place, body]) if place >= body => NameKind::Place,
            Some(_) => NameKind::Body,
            None => NameKind::Unknown,
        };
    }
}
