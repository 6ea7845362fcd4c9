//! Who shares with whom: statements by pairs of sources.

use std::collections::{BTreeMap, BTreeSet};

use super::sources::Sources;
use crate::divergence::Effect;
use crate::report::digest::Digest;
use crate::report::escape::cut;
use crate::report::label;

/// Statements that two sources share.
pub(super) struct Matrix {
    pub(super) rows: Vec<MatrixRow>,
    pub(super) heads: Vec<String>,
    /// Sources that are not shown.
    pub(super) left: usize,
}

/// One source against all.
pub(super) struct MatrixRow {
    pub(super) name: String,
    pub(super) cells: Vec<MatrixCell>,
}

/// One pair of sources.
pub(super) struct MatrixCell {
    pub(super) statements: usize,
    pub(super) conflicts: usize,
    /// Depth of the colour, 0 to 5.
    pub(super) depth: usize,
    /// The same source in row and column.
    pub(super) diagonal: bool,
    /// The pair, for the filter.
    pub(super) sources: String,
    pub(super) title: String,
}

impl Matrix {
    /// None when there are no two sources to compare.
    pub(super) fn of(digest: &Digest<'_>, sources: &Sources) -> Option<Self> {
        if sources.names.len() < 2 || digest.analysis.statements.is_empty() {
            return None;
        }
        let mut counts = vec![0; sources.names.len()];
        for statement in 0..digest.analysis.statements.len() {
            for source in sources.of_statement(digest, statement) {
                counts[source] += 1;
            }
        }
        let shown = sources.largest(&counts);
        let shared = shared(digest, sources, &shown);
        let most = shared.iter().filter(|((a, b), _)| a != b).map(|(_, n)| n.0).max().unwrap_or(1);
        let cell = |row: usize, column: usize| {
            let key = (row.min(column), row.max(column));
            let (statements, conflicts) = shared.get(&key).copied().unwrap_or_default();
            MatrixCell::new(sources, key, statements, conflicts, most)
        };
        let rows = shown.iter().map(|&row| MatrixRow {
            name: short(&sources.names[row]),
            cells: shown.iter().map(|&column| cell(row, column)).collect(),
        });
        Some(Self {
            rows: rows.collect(),
            heads: shown.iter().map(|&source| short(&sources.names[source])).collect(),
            left: sources.names.len() - shown.len(),
        })
    }
}

/// Per pair of the sources shown: statements, and those of them with a conflict.
fn shared(
    digest: &Digest<'_>,
    sources: &Sources,
    shown: &[usize],
) -> BTreeMap<(usize, usize), (usize, usize)> {
    let mut found: BTreeMap<_, (usize, usize)> = BTreeMap::new();
    for statement in 0..digest.analysis.statements.len() {
        let of_statement = sources.of_statement(digest, statement);
        let here: Vec<_> = of_statement.iter().filter(|s| shown.contains(s)).copied().collect();
        let conflicts = conflicting(digest, sources, statement);
        for (i, &a) in here.iter().enumerate() {
            for &b in &here[i..] {
                let pair = found.entry((a, b)).or_default();
                pair.0 += 1;
                pair.1 += usize::from(conflicts.contains(&(a, b)));
            }
        }
    }
    found
}

/// Pairs of sources that contradict each other in a statement.
fn conflicting(
    digest: &Digest<'_>,
    sources: &Sources,
    statement: usize,
) -> BTreeSet<(usize, usize)> {
    let divergences =
        digest.divergences[statement].iter().map(|&d| &digest.analysis.divergences[d]);
    divergences
        .filter(|divergence| divergence.effect == Effect::Conflict)
        .filter_map(|divergence| {
            let alignment = &digest.analysis.alignments[divergence.alignment];
            let source = |document: usize| sources.of.get(document).copied();
            let (a, b) = (source(alignment.left.document)?, source(alignment.right.document)?);
            Some((a.min(b), a.max(b)))
        })
        .collect()
}

impl MatrixCell {
    fn new(
        sources: &Sources,
        (a, b): (usize, usize),
        statements: usize,
        conflicts: usize,
        most: usize,
    ) -> Self {
        let told = label::count(statements, "statement");
        let (one, other) = (short(&sources.names[a]), short(&sources.names[b]));
        let title = match (a == b, conflicts) {
            (true, _) => format!("{one} has a part in {told}"),
            (false, 0) => format!("{one} and {other} share {told}"),
            (false, n) => format!(
                "{one} and {other} share {told}; in {} they contradict each other",
                label::thousands(n)
            ),
        };
        Self {
            statements,
            conflicts,
            depth: (statements * 5).div_ceil(most.max(1)).min(5),
            diagonal: a == b,
            sources: format!("{a} {b}"),
            title,
        }
    }
}

fn short(name: &str) -> String {
    cut(name, 40).into_owned()
}
