//! Plain differences back from their short form, see [`crate::report::json::plain`].

use super::{Found, Index, Refusal, Result, rows};
use crate::alignment::{Alignment, Edit, Op, Passage, Relation};
use crate::analysis::id_of;
use crate::divergence::{Divergence, Located};
use crate::report::json::plain::{self, Seats, said_of, sides};
use crate::span::Span;
use crate::statement::{Reading, Variant};

/// One divergence of an alignment with its index.
pub(super) fn divergence(
    told: &[i64],
    sorts: &[rows::Sort],
    (at, alignment): (usize, &Alignment),
    index: &Index<'_>,
) -> Result<Divergence> {
    let ([left, right], [sort, more @ ..]) = split(told, [alignment.left, alignment.right], index)?
    else {
        return Err(invalid("difference", told));
    };
    let sort = usize::try_from(*sort).ok().and_then(|sort| sorts.get(sort));
    let sort = sort.ok_or_else(|| invalid("difference", told))?;
    let documents = [alignment.left.document, alignment.right.document];
    let lacking = documents[usize::from(left.is_some())];
    let place = |start: i64, end: i64| {
        let pair = u32::try_from(start).ok().zip(u32::try_from(end).ok());
        let (start, end) = pair.ok_or_else(|| invalid("difference", told))?;
        index.pair(lacking, [start, end]).map(Some)
    };
    let (elsewhere, shown) = match *more {
        [] => (None, None),
        [start, end] => (place(start, end)?, place(start, end)?),
        [start, end, from, to] => (place(start, end)?, place(from, to)?),
        _ => return Err(invalid("difference", told)),
    };
    let words = |span: Option<Span>, document| {
        span.map_or(Ok(""), |Span { start, end }| index.words(document, [start, end]))
    };
    let said = [words(left, documents[0])?, words(right, documents[1])?, words(shown, lacking)?];
    let kind = plain::kind_of([left, right]);
    let located = |span: Option<Span>| span.map(|span| Located { span, value: None });
    Ok(Divergence {
        id: id_of(kind, &alignment.id, said[0], said[1]),
        alignment: at,
        kind,
        effect: sort.effect,
        left: located(left),
        right: located(right),
        explanation: said_of(&sort.explanation, said),
        elsewhere,
        confidence: sort.confidence,
    })
}

/// Both places that four numbers name, and the numbers behind them.
pub(super) fn split<'n>(
    numbers: &'n [i64],
    passages: [Passage; 2],
    index: &Index<'_>,
) -> Result<([Option<Span>; 2], &'n [i64])> {
    let [a, b, c, d, more @ ..] = numbers else { return Err(invalid("difference", numbers)) };
    let place = |passage: Passage, start: i64, length: i64| {
        if length == 0 {
            return Ok(None);
        }
        let start = start.checked_add(i64::from(passage.span.start));
        let end = start.and_then(|start| start.checked_add(length));
        let [start, end] = [start, end].map(|at| u32::try_from(at?).ok());
        let (start, end) = start.zip(end).ok_or_else(|| invalid("difference", numbers))?;
        index.pair(passage.document, [start, end]).map(Some)
    };
    Ok(([place(passages[0], *a, *b)?, place(passages[1], *c, *d)?], more))
}

fn invalid(what: &str, numbers: &[i64]) -> Refusal {
    Refusal::Invalid(format!("{numbers:?} is no {what}"))
}

/// The runs of an alignment that differ.
pub(super) fn runs(
    row: &rows::Alignment,
    passages: [Passage; 2],
    index: &Index<'_>,
) -> Result<Vec<Edit>> {
    if row.relation == Relation::Retold {
        return Ok(Vec::new());
    }
    let run = |change: &Vec<i64>| {
        let ([left, right], more) = split(change, passages, index)?;
        let op = match (left, right) {
            _ if !more.is_empty() => Op::Moved,
            (Some(_), Some(_)) => Op::Replaced,
            (Some(_), None) => Op::Deleted,
            _ => Op::Inserted,
        };
        Ok(Edit { op, left, right })
    };
    let changes = row.changes.iter().map(run).collect::<Result<_>>()?;
    let told = row.plain.iter().filter_map(|plain| match plain {
        rows::Plain::Told(told) => Some(split(told, passages, index).map(|(places, _)| places)),
        rows::Plain::Rows(_) => None,
    });
    Ok(plain::runs(changes, &told.collect::<Result<Vec<_>>>()?))
}

/// Numbers of divergences, each of which there is.
pub(super) fn numbered(
    numbers: &[u32],
    from: u32,
    divergences: &[Divergence],
) -> Result<Vec<usize>> {
    let number = |&number: &u32| {
        let number = number as usize + from as usize;
        if number < divergences.len() { Ok(number) } else { Err(missing("divergence", number)) }
    };
    numbers.iter().map(number).collect()
}

/// A place of plain differences only.
pub(super) fn variant(
    (numbers, from): (&[u32], u32),
    read: Option<&Vec<Vec<u32>>>,
    witnesses: &[Passage],
    found: &Found<'_>,
    index: &Index<'_>,
) -> Result<Variant> {
    let divergences = numbered(numbers, from, found.divergences)?;
    let first = divergences.first().map(|&it| &found.divergences[it]);
    let (kind, effect) = first.map(|it| (it.kind, it.effect)).ok_or_else(|| missing("place", 0))?;
    let words = |document, Span { start, end }| index.words(document, [start, end]).ok();
    let of_both = divergences.iter().flat_map(|&it| {
        let divergence = &found.divergences[it];
        sides(divergence, &found.alignments[divergence.alignment])
    });
    let mut seats = Seats::of(witnesses, of_both, &words).ok_or_else(|| missing("reading", 0))?;
    let readings = match read {
        Some(read) if read.iter().any(|row| row.len() != 2) => {
            read.iter().map(|row| reading(row, witnesses, index)).collect::<Result<_>>()?
        }
        _ => {
            for row in read.into_iter().flatten() {
                let is_one = (row[0] as usize) < witnesses.len();
                if !is_one || !seats.join(row[0] as usize, row[1] as usize) {
                    return Err(missing("witness", row[1] as usize));
                }
            }
            seats.readings()
        }
    };
    Ok(Variant { kind, effect, readings, divergences })
}

fn reading(row: &[u32], witnesses: &[Passage], index: &Index<'_>) -> Result<Reading> {
    let [start, end, indices @ ..] = row else {
        return Err(Refusal::Invalid(format!("a reading of {} numbers", row.len())));
    };
    let mut indices: Vec<usize> = indices.iter().map(|&it| it as usize).collect();
    if let Some(&gone) = indices.iter().find(|&&it| it >= witnesses.len()) {
        return Err(missing("witness", gone));
    }
    let document = indices.first().map(|&it| witnesses[it].document);
    let text = match document.filter(|_| *end > 0) {
        Some(document) => index.words(document, [*start, *end])?.to_owned(),
        None => String::new(),
    };
    indices.sort_unstable();
    Ok(Reading { text, witnesses: indices })
}

/// Why a number leads nowhere.
pub(super) fn missing(what: &str, number: usize) -> Refusal {
    Refusal::Invalid(format!("there is no {what} {number}"))
}
