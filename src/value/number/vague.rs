//! Numbers that nobody counted out: "hundreds", "tens of thousands", "several", "a couple of".

use super::amount::{Amount, is_scale};
use crate::language::vocabulary::Joint;
use crate::token::Class;
use crate::value::reader::Reader;

/// "several": from three to about so many.
const SEVERAL: f64 = 20.0;
/// "a few", "a handful".
const FEW: f64 = 10.0;

/// "hundreds", "tens of thousands", "a few hundred", "several million", "a pair of", "several".
pub(super) fn read(reader: &Reader, at: usize) -> Option<Amount> {
    let word = reader.vocable(at)?;
    if let Some(scale) = word.vague {
        let of = reader.joint(at + 1) == Some(Joint::Of);
        let larger = reader.vocable(at + 2).and_then(|word| word.vague).filter(|_| of);
        return Some(match larger.filter(|&larger| larger > scale) {
            Some(larger) => some_of((scale * larger) as f64, at + 3),
            None => some_of(scale as f64, at + 1),
        });
    }
    let one = word.joint == Some(Joint::One) && reader.close(at);
    if let Some(group) = group(reader, at, one) {
        return Some(group);
    }
    let few = at + usize::from(one);
    let joint = reader.joint(few)?;
    let grouped = matches!(joint, Joint::Few | Joint::Several | Joint::Pair | Joint::Handful);
    if !grouped || few > at && joint == Joint::Several {
        return None;
    }
    let of = reader.joint(few + 1) == Some(Joint::Of);
    let after = few + 1 + usize::from(of);
    let scale = reader.vocable(after).and_then(|word| word.number).filter(|&it| is_scale(it));
    match (joint, scale) {
        (_, Some(scale)) => Some(some_of(scale as f64, after + 1)),
        (Joint::Pair, None) => of.then(|| Amount::of(2.0, 1.0, after)),
        (Joint::Handful, None) => (one && of).then(|| several(FEW, after)),
        (Joint::Few, None) => (one && counts(reader, few)).then(|| several(FEW, few + 1)),
        _ => counts(reader, few).then(|| several(SEVERAL, few + 1)),
    }
}

/// "a trio of men", "the duo", "a hat-trick": what counts the members of a group. In capitals it names
/// one.
fn group(reader: &Reader, at: usize, one: bool) -> Option<Amount> {
    let start = at + usize::from(one);
    let (count, words) = reader.vocabulary.group(&reader.keys_from(start))?;
    let end = start + words;
    let plain = reader.token(start).is_some_and(|token| !token.capital);
    let tied = (start..end - 1).all(|at| reader.close(at));
    let of = reader.joint(end) == Some(Joint::Of) && reader.close(end - 1);
    let counted = of && reader.token(end + 1).is_some_and(|it| it.class == Class::Content);
    (plain && tied).then(|| Amount::of(count as f64, 1.0, end + usize::from(counted)))
}

/// Whether what is counted follows: "several men", "a few of them", "several young sailors".
fn counts(reader: &Reader, at: usize) -> bool {
    let next = at + 1;
    let content = reader.token(next).is_some_and(|token| token.class == Class::Content);
    reader.close(at) && (content || reader.joint(next) == Some(Joint::Of))
}

fn several(most: f64, next: usize) -> Amount {
    Amount { high: most, vague: true, several: true, ..Amount::of(3.0, 1.0, next) }
}

/// From about two to the next word for more: hundreds are 150 to 1,000.
fn some_of(scale: f64, next: usize) -> Amount {
    let (from, to) = if scale == 12.0 { (20.0, 100.0) } else { (scale * 1.5, scale * 10.0) };
    Amount { high: to, vague: true, ..Amount::of(from, scale, next) }
}
