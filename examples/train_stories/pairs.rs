//! Pairs of sentences that state the same, with other names and values planted in them.
//!
//! What differs between two tellings of one thing as people wrote them is no contradiction; what is put in
//! the place of a name or value that both have is one.

use std::path::Path;

use serde::Deserialize;
use variorum::alignment::words;
use variorum::divergence::training;
use variorum::language;
use variorum::span::Span;
use variorum::telling::Telling;
use variorum::value::name::{NameKind, NameRelation};
use variorum::value::{Comparison, Mention, Value, compare};

use crate::story::Sample;

/// Names and values planted in one pair, at most.
const PLANTED: usize = 6;
/// Of so many planted names one may be of any kind, the others are of the kind of what they replace.
const ANY_KIND: usize = 3;

/// What a pair with something planted counts beside one that somebody wrote so.
const MADE: f64 = 0.25;

/// Two tellings of one thing, as `make_pairs facing` prints them.
#[derive(Deserialize)]
pub struct Pair {
    a: String,
    b: String,
    /// The words that people let face each other: first character and the one behind the last.
    facing: Vec<[(usize, usize); 2]>,
}

/// The pairs of a file.
pub fn read(path: &Path) -> Vec<Pair> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

impl Pair {
    /// Whether words of two stretches face each other.
    fn face(&self, spans: [Span; 2]) -> bool {
        let byte =
            |text: &str, at: usize| text.char_indices().nth(at).map_or(text.len(), |it| it.0);
        let span = |text: &str, (start, end)| Span::new(byte(text, start), byte(text, end));
        self.facing.iter().any(|[left, right]| {
            span(&self.a, *left).overlap(spans[0]) > 0
                && span(&self.b, *right).overlap(spans[1]) > 0
        })
    }
}

/// What can be planted: the names and values of all pairs.
struct Donors {
    names: Vec<(NameKind, String)>,
    values: Vec<(Value, String)>,
}

/// Numbers that look drawn, the same in every run (SplitMix64, Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }
}

/// The rivals of all pairs: those that nobody planted are none where people let them face nothing of each
/// other (two spellings in translation face each other, and two figures of two days), the planted are.
pub fn samples(pairs: &[Pair]) -> Vec<Sample> {
    let told: Vec<[Telling<'_>; 2]> =
        pairs.iter().map(|pair| [telling(&pair.a), telling(&pair.b)]).collect();
    let mut donors = Donors { names: Vec::new(), values: Vec::new() };
    for side in told.iter().flatten() {
        let names = side.names.iter();
        donors.names.extend(names.map(|it| (it.kind, it.span.text(side.text).to_owned())));
        let values = side.values.iter();
        donors.values.extend(values.map(|it| (it.value, it.span.text(side.text).to_owned())));
    }
    let chance = &mut Chance(1);
    let mut samples = Vec::new();
    for (pair, [a, b]) in pairs.iter().zip(&told) {
        let apart = rivals(a, b).into_iter().filter(|(spans, _)| !pair.face(*spans));
        samples.extend(apart.map(|(spans, signs)| sample(a, b, spans, &signs, false)));
        for _ in 0..PLANTED {
            let Some((places, text)) = plant(a, b, &donors, chance) else { continue };
            let other = telling(&text);
            let put = rivals(a, &other).into_iter();
            let put =
                put.filter(|(it, _)| it[0].overlap(places[0]) > 0 && it[1].overlap(places[1]) > 0);
            samples.extend(put.map(|(it, signs)| sample(a, &other, it, &signs, true)));
        }
    }
    // As much is planted as is not, and both weigh less than what was written as a story.
    let planted = samples.iter().filter(|it| it.holds).count();
    let share = (samples.len() - planted) as f64 / planted.max(1) as f64;
    for sample in &mut samples {
        sample.weight = MADE * if sample.holds { share } else { 1.0 };
    }
    samples
}

fn sample(
    a: &Telling<'_>,
    b: &Telling<'_>,
    spans: [Span; 2],
    signs: &[f32],
    holds: bool,
) -> Sample {
    let about = format!(
        "{} | {} || {} || {}",
        spans[0].text(a.text),
        spans[1].text(b.text),
        a.text,
        b.text
    );
    Sample { signs: signs.to_vec(), holds, weight: 1.0, about }
}

fn telling(text: &str) -> Telling<'_> {
    let whole = Span::new(0, text.len());
    Telling::read(text, &[whole], language::of(Some("en")), None)
}

fn rivals(a: &Telling<'_>, b: &Telling<'_>) -> Vec<([Span; 2], [f32; training::RIVALS.len()])> {
    let all = |side: &Telling<'_>| 0..side.tokenized.tokens.len();
    let links = words::align(a, all(a), b, all(b)).links;
    let whole = |side: &Telling<'_>| Span::new(0, side.text.len());
    training::rivals((a, whole(a)), (b, whole(b)), &links)
}

/// Puts another name or value in the place of one of the right side that the left has too: where that
/// stands on the left, where the new one on the right, and the new text.
fn plant(
    a: &Telling<'_>,
    b: &Telling<'_>,
    donors: &Donors,
    chance: &mut Chance,
) -> Option<([Span; 2], String)> {
    let names = a.names.iter().flat_map(|l| b.names.iter().map(move |r| (l, r)));
    let one = names.filter(|(l, r)| {
        let relation = variorum::value::name::compare(l.span.text(a.text), r.span.text(b.text));
        relation.relation != NameRelation::Different
    });
    let mut places: Vec<([Span; 2], Option<NameKind>, Option<&Mention>)> =
        one.map(|(l, r)| ([l.span, r.span], Some(r.kind), None)).collect();
    let values = a.values.iter().flat_map(|l| b.values.iter().map(move |r| (l, r)));
    let one = values.filter(|(l, r)| compare(&l.value, &r.value) == Comparison::Equal);
    places.extend(one.map(|(l, r)| ([l.span, r.span], None, Some(r))));
    if places.is_empty() {
        return None;
    }
    let (at, kind, value) = places[chance.below(places.len())];
    let new = match (kind, value) {
        (Some(kind), _) => {
            let any = chance.below(ANY_KIND) == 0;
            let of: Vec<&str> = donors
                .names
                .iter()
                .filter(|it| any || it.0 == kind)
                .map(|it| it.1.as_str())
                .filter(|name| !a.text.contains(name) && !b.text.contains(name))
                .collect();
            of.get(chance.below(of.len())).copied()?
        }
        (None, Some(value)) => {
            let of: Vec<&str> = donors
                .values
                .iter()
                .filter(|it| compare(&it.0, &value.value) == Comparison::Conflict)
                .filter(|it| !a.text.contains(&it.1) && !b.text.contains(&it.1))
                .map(|it| it.1.as_str())
                .collect();
            of.get(chance.below(of.len())).copied()?
        }
        _ => return None,
    };
    let (start, end) = (at[1].start as usize, at[1].end as usize);
    let text = format!("{}{new}{}", &b.text[..start], &b.text[end..]);
    Some(([at[0], Span::new(start, start + new.len())], text))
}
