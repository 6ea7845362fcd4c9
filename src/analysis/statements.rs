//! From alignments to statements and stories.

use std::collections::BTreeMap;

use super::Prepared;
use super::links::{self, sentences};
use super::pairs::{Ids, Tie, hashed};
use super::places::Places;
use super::twins::Twins;
use super::types::DocumentPair;
use crate::alignment::{Alignment, Passage, Relation};
use crate::corpus::Corpus;
use crate::divergence::Divergence;
use crate::statement::groups::{Group, Link, Place, groups};
use crate::statement::joined::joined;
use crate::statement::merged::merged;
use crate::statement::variants::variants;
use crate::statement::{Statement, Story, stories as grouped};
use crate::telling::Telling;

/// Groups what the ties link into statements, sorted by the place of the first witness.
pub(crate) fn statements(
    corpus: &Corpus,
    prepared: &Prepared,
    twins: &Twins,
    ties: &[Tie],
    alignments: &[Alignment],
    divergences: &[Divergence],
) -> Vec<Statement> {
    let apart = |tie: &&Tie| tie.left == tie.right || !twins.is_copy(tie.right);
    let places = Places::new(alignments, divergences);
    let mut links: Vec<Link> = Vec::new();
    let mut from = 0;
    for tie in ties {
        if apart(&tie) {
            links.extend(links::links(prepared, &places, tie, from));
        }
        from += tie.drafts.len();
    }
    let words = links::Words { prepared, places: &places };
    let groups = joined(merged(groups(&links), &words), &|document, sentence| {
        links::opens_paragraph(&prepared.tellings[document], sentence)
    });
    let mut ids = Ids::default();
    with_copies(groups, prepared, twins)
        .iter()
        .map(|group| statement(corpus, prepared, group, &places, &mut ids))
        .collect()
}

/// Groups with the copies of their documents, and a group for what only copies say: they were
/// compared as one document, so they are witnesses wherever their first is.
fn with_copies(mut groups: Vec<Group>, prepared: &Prepared, twins: &Twins) -> Vec<Group> {
    let mut copies: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (document, first) in twins.first.iter().enumerate().filter(|(n, first)| *n != **first) {
        copies.entry(*first).or_default().push(document);
    }
    let all = |document: usize| &prepared.tellings[document].tokenized.sentences;
    let copied = |copies: &[usize], (first, from, to): Place| -> Vec<Place> {
        let tokens = all(first)[from].tokens.start..all(first)[to - 1].tokens.end;
        let place = |copy: &usize| {
            let run = sentences(prepared, *copy, &tokens);
            (*copy, run.start, run.end)
        };
        copies.iter().map(place).collect()
    };
    let mut told: BTreeMap<usize, Vec<bool>> =
        copies.keys().map(|first| (*first, vec![false; all(*first).len()])).collect();
    for group in &mut groups {
        for run in group.runs.clone() {
            let Some(of_run) = copies.get(&run.0) else { continue };
            told.entry(run.0).and_modify(|told| told[run.1..run.2].fill(true));
            group.runs.extend(copied(of_run, run));
        }
        group.runs.sort_unstable();
    }
    for (first, told) in &told {
        let mut from = 0;
        for stretch in told.chunk_by(|a, b| a == b) {
            let run = (*first, from, from + stretch.len());
            from = run.2;
            if !stretch[0] {
                let mut runs = copied(&copies[first], run);
                runs.insert(0, run);
                groups.push(Group { runs, relation: Relation::Verbatim });
            }
        }
    }
    groups.sort();
    groups
}

fn statement(
    corpus: &Corpus,
    prepared: &Prepared,
    group: &Group,
    places: &Places,
    ids: &mut Ids,
) -> Statement {
    let witnesses: Vec<Passage> = group
        .runs
        .iter()
        .map(|(document, from, to)| {
            let all = &prepared.tellings[*document].tokenized.sentences;
            let span = all[*from].span.cover(all[to - 1].span);
            Passage { document: *document, span }
        })
        .collect();
    let texts: Vec<&str> =
        witnesses.iter().map(|witness| prepared.tellings[witness.document].text).collect();
    let words = witnesses.iter().zip(&texts).map(|(witness, text)| witness.span.text(text));
    let id = ids.unique(&hashed(words));
    let (differences, compared) = places.between(prepared, &witnesses);
    let variants = variants(&differences, &texts, &compared);
    Statement { id, first: first(corpus, &witnesses), witnesses, variants }
}

/// The witness with the earliest date, when one is earlier than all others.
fn first(corpus: &Corpus, witnesses: &[Passage]) -> Option<usize> {
    let mut dated: Vec<_> = witnesses
        .iter()
        .enumerate()
        .filter_map(|(n, witness)| {
            corpus.documents[witness.document].date.as_ref().map(|date| (date.value, n))
        })
        .collect();
    dated.sort_unstable();
    match dated.as_slice() {
        [(day, n), (next, _), ..] if day < next => Some(*n),
        _ => None,
    }
}

/// Documents about one event, as stories with ids.
pub(crate) fn stories(
    corpus: &Corpus,
    tellings: &[Telling],
    pairs: &[DocumentPair],
    options: &grouped::Options,
) -> Vec<Story> {
    let texts: Vec<_> = tellings.iter().map(|telling| &telling.tokenized).collect();
    let ties: Vec<grouped::Tie> =
        pairs.iter().map(|pair| (pair.left, pair.right, pair.shared as f32)).collect();
    grouped::stories(&texts, &ties, options)
        .into_iter()
        .map(|documents| Story {
            id: hashed(documents.iter().map(|n| corpus.documents[*n].id.as_str())),
            documents,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::analysis::{Options, Silent, analyze};
    use crate::corpus::{Corpus, Document, Zone, ZoneKind};
    use crate::span::Span;

    #[test]
    fn copies_are_one_statement() {
        let text = "The ferry ran aground off Tollmere at dawn with 212 passengers on board.";
        let document = |id: &str| Document {
            id: id.to_owned(),
            text: text.to_owned(),
            zones: vec![Zone { kind: ZoneKind::Body, span: Span::new(0, text.len()) }],
            ..Document::default()
        };
        let documents = ["a", "b", "c", "d"].map(document).to_vec();
        let corpus = Corpus { documents, ..Corpus::default() };
        let found = analyze(&corpus, &Options::default(), &Silent);
        assert_eq!(found.statements.len(), 1);
        assert_eq!(found.statements[0].witnesses.len(), 4);
    }
}
