//! The name table of a run: what tellings name, joined by what alignments showed to be one name.

use crate::alignment::Alignment;
use crate::authority::{Authority, Occurrence, learn};
use crate::divergence::{Divergence, Kind};
use crate::span::Span;
use crate::telling::Telling;

/// Learns the names of all tellings.
pub(crate) fn table(
    tellings: &[Telling],
    alignments: &[Alignment],
    divergences: &[Divergence],
) -> Authority {
    let occurrences: Vec<Occurrence> = tellings
        .iter()
        .enumerate()
        .flat_map(|(document, telling)| {
            telling.names.iter().map(move |mention| Occurrence {
                document,
                text: mention.span.text(telling.text),
                full: full(telling, mention.full),
            })
        })
        .collect();
    let spellings: Vec<(&str, &str)> = divergences
        .iter()
        .filter(|divergence| divergence.kind == Kind::NameVariant)
        .filter_map(|divergence| {
            let alignment = &alignments[divergence.alignment];
            let (left, right) = (divergence.left.as_ref()?, divergence.right.as_ref()?);
            Some((
                named(&tellings[alignment.left.document], left.span)?,
                named(&tellings[alignment.right.document], right.span)?,
            ))
        })
        .collect();
    learn(&occurrences, &spellings)
}

fn full<'a>(telling: &Telling<'a>, mention: usize) -> &'a str {
    telling.names.get(mention).map_or("", |mention| mention.span.text(telling.text))
}

/// The fullest form of the name that stands at a place.
fn named<'a>(telling: &Telling<'a>, at: Span) -> Option<&'a str> {
    let first = telling.names.partition_point(|mention| mention.span.end <= at.start);
    let mention = telling.names.get(first).filter(|mention| mention.span.overlap(at) > 0)?;
    Some(full(telling, mention.full))
}
