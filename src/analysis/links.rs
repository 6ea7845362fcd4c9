//! From aligned sentences to links, cut as fine as their words allow.
//!
//! Two sentences that face two are two links when the words of the first face the first and those
//! of the second the second. Invariant: every sentence of an alignment lies in a link of it, and so
//! does, on both sides, every divergence.

use std::ops::Range;

use super::Prepared;
use super::pairs::Tie;
use super::places::Places;
use crate::alignment::{Op, Relation};
use crate::span::Span;
use crate::statement::groups::{Link, Place, Sets};
use crate::statement::merged;
use crate::telling::Telling;
use crate::token::Class;

/// The links of a tie, whose first alignment is `from`.
pub(super) fn links(prepared: &Prepared, places: &Places, tie: &Tie, from: usize) -> Vec<Link> {
    let run = |document: usize, tokens: &Range<usize>| {
        let run = sentences(prepared, document, tokens);
        (document, run.start, run.end)
    };
    let mut links = Vec::new();
    for (n, draft) in tie.drafts.iter().enumerate() {
        let mut groups = draft.groups.iter().peekable();
        while let Some(group) = groups.next() {
            let relation = match draft.relation {
                Relation::Edited if group.likeness.verbatim => Relation::Verbatim,
                relation => relation,
            };
            let link = |(left, right): (Place, Place)| Link {
                left: (left.0, left.1..left.2),
                right: (right.0, right.1..right.2),
                score: group.score,
                relation,
            };
            let whole = (run(tie.left, &group.left), run(tie.right, &group.right));
            links.extend(parts(prepared, places, from + n, whole).into_iter().map(link));
            if let Some(next) = groups.peek() {
                // What a copy has between two groups is what the other side leaves out there.
                let wide = |place: Place, next: Place| (place.0, place.1, place.2.max(next.1));
                let left = wide(whole.0, run(tie.left, &next.left));
                let right = wide(whole.1, run(tie.right, &next.right));
                if (left, right) != whole {
                    links.push(Link { relation: Relation::Edited, ..link((left, right)) });
                }
            }
        }
    }
    links
}

/// The sentences of some tokens.
pub(super) fn sentences(
    prepared: &Prepared,
    document: usize,
    tokens: &Range<usize>,
) -> Range<usize> {
    let all = &prepared.tellings[document].tokenized.sentences;
    let first = all.partition_point(|sentence| sentence.tokens.end <= tokens.start);
    first..all.partition_point(|sentence| sentence.tokens.start < tokens.end)
}

/// Whether a blank line stands before a sentence.
pub(super) fn opens_paragraph(telling: &Telling, sentence: usize) -> bool {
    let all = &telling.tokenized.sentences;
    let (Some(before), Some(next)) =
        (sentence.checked_sub(1).map(|n| all[n].span), all.get(sentence))
    else {
        return true;
    };
    let between = telling.text.get(before.range().end..next.span.range().start).unwrap_or_default();
    between.matches('\n').count() > 1
}

/// Sentences up to which a link is cut.
const SENTENCES: usize = 64;
/// Words of content that must face each other in a part.
const WORDS: usize = 2;

/// A link, cut where no words of content face each other across the cut.
fn parts(
    prepared: &Prepared,
    places: &Places,
    alignment: usize,
    (left, right): (Place, Place),
) -> Vec<(Place, Place)> {
    let (rows, columns) = (left.2 - left.1, right.2 - right.1);
    let whole = vec![(left, right)];
    if rows < 2 || columns < 2 || rows + columns > SENTENCES {
        return whole;
    }
    let cells = cells(prepared, places, alignment, (left, right));
    let mut sets = Sets::new(rows + columns);
    let best = |line: &mut dyn Iterator<Item = usize>| {
        let found = line.enumerate().max_by_key(|(n, words)| (*words, std::cmp::Reverse(*n)));
        found.filter(|(_, words)| *words > 0).map(|(n, _)| n)
    };
    for (row, words) in cells.iter().enumerate() {
        match best(&mut words.iter().copied()) {
            Some(column) => sets.join(row, rows + column),
            None => sets.join(row, row.saturating_sub(1).max(usize::from(row == 0))),
        }
    }
    for column in 0..columns {
        match best(&mut cells.iter().map(|row| row[column])) {
            Some(row) => sets.join(row, rows + column),
            None => {
                let near = column.saturating_sub(1).max(usize::from(column == 0));
                sets.join(rows + column, rows + near);
            }
        }
    }
    let inside = |place: Place, span: Span| bounds(prepared, place).overlap(span) > 0;
    for (x, y) in places.differences(alignment) {
        if let (Some(x), Some(y)) = (x, y)
            && inside(left, x)
            && inside(right, y)
        {
            sets.join(sentence(prepared, left, x), rows + sentence(prepared, right, y));
        }
    }
    cut(&mut sets, &cells, left, right).unwrap_or(whole)
}

/// The parts that the sets make, if each is one run of sentences on both sides that face each
/// other in some words.
fn cut(
    sets: &mut Sets,
    cells: &[Vec<usize>],
    left: Place,
    right: Place,
) -> Option<Vec<(Place, Place)>> {
    let rows = cells.len();
    let columns = right.2 - right.1;
    let mut runs = |from: usize, to: usize| -> Vec<(usize, Range<usize>)> {
        let mut runs: Vec<(usize, Range<usize>)> = Vec::new();
        for node in from..to {
            let root = sets.root(node);
            match runs.last_mut() {
                Some((last, run)) if *last == root => run.end += 1,
                _ => runs.push((root, node - from..node - from + 1)),
            }
        }
        runs.sort_by_key(|(root, _)| *root);
        runs
    };
    let (x, y) = (runs(0, rows), runs(rows, rows + columns));
    let same = x.len() == y.len() && x.iter().zip(&y).all(|((a, _), (b, _))| a == b);
    let once = x.array_windows::<2>().all(|[a, b]| a.0 != b.0);
    let words = |own: &Range<usize>, other: &Range<usize>| -> usize {
        cells[own.clone()].iter().map(|row| row[other.clone()].iter().sum::<usize>()).sum()
    };
    let pairs = || x.iter().map(|it| &it.1).zip(y.iter().map(|it| &it.1));
    if !same || !once || pairs().any(|(own, other)| words(own, other) < WORDS) {
        return None;
    }
    let place = |of: Place, run: &Range<usize>| (of.0, of.1 + run.start, of.1 + run.end);
    Some(pairs().map(|(own, other)| (place(left, own), place(right, other))).collect())
}

/// By sentence of the left and of the right: how many words of content face each other.
fn cells(
    prepared: &Prepared,
    places: &Places,
    alignment: usize,
    (left, right): (Place, Place),
) -> Vec<Vec<usize>> {
    let words = Words { prepared, places };
    let row = |from: usize| -> Vec<usize> {
        let own = (left.0, from, from + 1);
        let cell = |to: usize| words.of(alignment, own, (right.0, to, to + 1), false).len();
        (right.1..right.2).map(cell).collect()
    };
    (left.1..left.2).map(row).collect()
}

/// The first sentence of a place that has some of a span, counted from the place's own.
fn sentence(prepared: &Prepared, place: Place, span: Span) -> usize {
    let all = &prepared.tellings[place.0].tokenized.sentences[place.1..place.2];
    all.iter().position(|sentence| sentence.span.overlap(span) > 0).unwrap_or(0)
}

fn bounds(prepared: &Prepared, place: Place) -> Span {
    let all = &prepared.tellings[place.0].tokenized.sentences;
    all[place.1].span.cover(all[place.2 - 1].span)
}

/// The words of places that face each other.
pub(super) struct Words<'a> {
    pub prepared: &'a Prepared<'a>,
    pub places: &'a Places<'a>,
}

impl merged::Words for Words<'_> {
    fn count(&self, place: Place) -> usize {
        let all = &self.prepared.tellings[place.0].tokenized.sentences;
        all[place.2 - 1].tokens.end - all[place.1].tokens.start
    }

    fn facing(&self, of: Place, to: Place) -> Vec<usize> {
        let turned = of.0 > to.0;
        let (left, right) = if turned { (to, of) } else { (of, to) };
        if left.0 == right.0 {
            return Vec::new();
        }
        let alignments = self.places.over((left.0, right.0), bounds(self.prepared, left));
        let found = alignments.iter().flat_map(|n| self.of(*n, left, right, turned));
        let mut found: Vec<usize> = found.collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn differing(&self, left: Place, right: Place) -> Vec<(Place, Place)> {
        let bounds = |place: Place| bounds(self.prepared, place);
        let part = |place: Place, span: Option<Span>| {
            span.map_or(place, |span| {
                let n = sentence(self.prepared, place, span);
                (place.0, place.1 + n, place.1 + n + 1)
            })
        };
        let inside =
            |place: Place, span: Option<Span>| span.is_none_or(|it| bounds(place).overlap(it) > 0);
        self.places
            .over((left.0, right.0), bounds(left))
            .iter()
            .filter(|n| self.places.right(**n).overlap(bounds(right)) > 0)
            .flat_map(|n| self.places.differences(*n))
            .filter(|(x, y)| inside(left, *x) && inside(right, *y))
            .map(|(x, y)| (part(left, x), part(right, y)))
            .collect()
    }
}

impl Words<'_> {
    /// The words of content on the left, or if `turned` on the right, that face the other place.
    fn of(&self, alignment: usize, left: Place, right: Place, turned: bool) -> Vec<usize> {
        let tokens = |place: Place| &self.prepared.tellings[place.0].tokenized.tokens;
        let within = |place: Place| {
            let all = &self.prepared.tellings[place.0].tokenized.sentences;
            all[place.1].tokens.start..all[place.2 - 1].tokens.end
        };
        let run = |place: Place, span: Span| {
            let all = tokens(place);
            all.partition_point(|token| token.span.end <= span.start)
                ..all.partition_point(|token| token.span.start < span.end)
        };
        let (own, other) = if turned { (right, left) } else { (left, right) };
        let (mine, theirs) = (within(own), within(other));
        let mut found = Vec::new();
        for (op, x, y) in self.places.edits(alignment, bounds(self.prepared, left)) {
            let (x, y) = (run(left, x), run(right, y));
            let (x, y) = if turned { (y, x) } else { (x, y) };
            let near = x.start.max(mine.start)..x.end.min(mine.end);
            let one_by_one = op != Op::Replaced && x.len() == y.len();
            let overlap = y.start.max(theirs.start) < y.end.min(theirs.end);
            found.extend(near.filter(|&token| {
                let faces = if one_by_one {
                    theirs.contains(&(y.start + token - x.start))
                } else {
                    overlap
                };
                faces && tokens(own)[token].class != Class::Function
            }));
        }
        found
    }
}
