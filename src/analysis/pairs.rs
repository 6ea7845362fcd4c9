//! From candidates to alignments and their divergences.

use std::ops::Range;

use foldhash::HashMap;
use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use super::pairing::{pairing, worded};
use super::twins::Twins;
use super::types::{DocumentPair, PairRelation};
use super::{Options, Prepared, Progress, Wanted};
use crate::alignment::another::Another;
use crate::alignment::assemble::Draft;
use crate::alignment::words;
use crate::alignment::{Alignment, Passage, Relation, Segment};
use crate::corpus::Document;
use crate::divergence::{Difference, Divergence, Kind, Located};
use crate::index::Candidates;
use crate::span::Span;
use crate::telling::Telling;
use crate::token::Token;

/// What two documents share.
pub(crate) struct Tie {
    /// Index of the document that sorts first.
    pub left: usize,
    /// Index of the other one; the same for a repeat within a document.
    pub right: usize,
    /// In the order of the left document.
    pub drafts: Vec<Draft>,
    /// Groups of sentences that were left out, as better ones say the same of them.
    pub cut: usize,
    /// Why both tell alike of two events, if they do.
    pub another: Option<Another>,
}

/// Aligns every candidate, every twin with its first, and, if asked, every document with itself.
pub(crate) fn align(
    prepared: &Prepared,
    candidates: &Candidates,
    twins: &Twins,
    wanted: &Wanted<'_>,
    options: &Options,
    progress: &dyn Progress,
) -> Vec<Tie> {
    let mut jobs: Vec<(usize, usize)> = candidates
        .pairs
        .iter()
        .filter(|pair| !twins.is_copy(pair.left) && !twins.is_copy(pair.right))
        .map(|pair| (pair.left, pair.right))
        .collect();
    let copies = (0..twins.first.len()).filter(|document| twins.is_copy(*document));
    jobs.extend(copies.map(|document| (twins.first[document], document)));
    if options.within {
        jobs.extend((0..prepared.tellings.len()).map(|own| (own, own)));
    }
    jobs.retain(|(left, right)| wanted(*left, *right));
    jobs.sort_unstable();
    progress.start("aligning passages", jobs.len());
    let mut ties: Vec<Tie> = jobs
        .par_iter()
        .map(|&(left, right)| {
            let found = pairing(prepared, left, right, options);
            progress.step(1);
            Tie { left, right, drafts: found.drafts, cut: found.cut, another: found.another }
        })
        .collect();
    ties.retain(|tie| !tie.drafts.is_empty() || tie.another.is_some());
    ties
}

/// What was left out between documents, in words.
pub(crate) fn notes(ties: &[Tie], documents: &[Document]) -> Vec<String> {
    let id = |document: usize| documents.get(document).map_or("", |document| document.id.as_str());
    let another = ties.iter().filter_map(|tie| tie.another.map(|another| (tie, another)));
    let another = another.map(|(tie, another)| {
        format!(
            "{} and {} are told alike and tell of two events: {}; what they do not say word for word \
             is not compared",
            id(tie.left),
            id(tie.right),
            another.reason()
        )
    });
    let cut = ties.iter().filter(|tie| tie.cut > 0 && tie.another.is_none());
    let cut = cut.map(|tie| {
        format!(
            "{} and {} hold lists of sentences that are nearly the same: each faces the one most \
             like it, and {} more pairs of them are left out",
            id(tie.left),
            id(tie.right),
            tie.cut
        )
    });
    another.chain(cut).collect()
}

/// Alignments with their divergences, in the order of documents and places.
pub(crate) fn collect(prepared: &Prepared, ties: &[Tie]) -> (Vec<Alignment>, Vec<Divergence>) {
    let jobs: Vec<(usize, usize, &Draft)> = ties
        .iter()
        .flat_map(|tie| tie.drafts.iter().map(|draft| (tie.left, tie.right, draft)))
        .collect();
    let made: Vec<(Alignment, Vec<Difference>)> =
        jobs.par_iter().map(|(left, right, draft)| made(prepared, *left, *right, draft)).collect();
    let mut alignments = Vec::with_capacity(made.len());
    let mut divergences = Vec::new();
    let mut ids = Ids::default();
    for (mut alignment, differences) in made {
        alignment.id = ids.unique(&alignment.id);
        for difference in differences {
            let id = ids.unique(&divergence_id(prepared, &alignment, &difference));
            divergences.push(divergence(id, alignments.len(), difference));
        }
        alignments.push(alignment);
    }
    (alignments, divergences)
}

pub(crate) fn divergence(id: String, alignment: usize, difference: Difference) -> Divergence {
    Divergence {
        id,
        alignment,
        kind: difference.kind,
        effect: difference.effect,
        left: difference.left,
        right: difference.right,
        explanation: difference.explanation,
        elsewhere: difference.elsewhere,
        confidence: rounded(difference.confidence),
    }
}

fn made(
    prepared: &Prepared,
    left: usize,
    right: usize,
    draft: &Draft,
) -> (Alignment, Vec<Difference>) {
    let (x, y) = (&prepared.tellings[left], &prepared.tellings[right]);
    let spans = (covered(x, &draft.left), covered(y, &draft.right));
    let worded = worded(prepared, left, right, draft, false);
    let alignment = Alignment {
        id: hashed([spans.0.text(x.text), spans.1.text(y.text)]),
        left: Passage { document: left, span: spans.0 },
        right: Passage { document: right, span: spans.1 },
        relation: draft.relation,
        score: rounded(draft.score),
        segments: segments(prepared, left, right, draft, spans),
        edits: worded.edits,
        accounted: worded.accounted,
    };
    (alignment, worded.differences)
}

/// The words of every group of sentences, inside the bounds of the draft, and those between two groups.
pub(crate) fn runs(draft: &Draft) -> impl Iterator<Item = words::Run> {
    let inside = |run: &Range<usize>, bounds: &Range<usize>| {
        run.start.max(bounds.start)..run.end.min(bounds.end)
    };
    let mut found: Vec<words::Run> = Vec::with_capacity(draft.groups.len() + 1);
    if draft.whole {
        found.push((draft.left.clone(), draft.right.clone()));
    }
    let mut ends = (draft.left.start, draft.right.start);
    let last = (draft.left.end..draft.left.end, draft.right.end..draft.right.end);
    let groups = draft
        .groups
        .iter()
        .map(|group| (inside(&group.left, &draft.left), inside(&group.right, &draft.right)));
    for run in groups.chain([last]).filter(|_| !draft.whole) {
        if run.0.start > ends.0 && run.1.start > ends.1 {
            found.push((ends.0..run.0.start, ends.1..run.1.start));
        }
        ends = (ends.0.max(run.0.end), ends.1.max(run.1.end));
        found.push(run);
    }
    found.into_iter().filter(|(a, b)| !a.is_empty() && !b.is_empty())
}

/// From the first to past the last character of some tokens, with the marks that belong to them:
/// a whole sentence keeps its quotation marks and its full stop.
pub(crate) fn covered(telling: &Telling, tokens: &Range<usize>) -> Span {
    let all = &telling.tokenized.tokens;
    let sentences = &telling.tokenized.sentences;
    let words = all[tokens.start].span.cover(all[tokens.end - 1].span);
    let first = sentences.partition_point(|sentence| sentence.tokens.end <= tokens.start);
    let last = sentences.partition_point(|sentence| sentence.tokens.start < tokens.end) - 1;
    let whole = |n: usize, at: usize, edge: fn(&Range<usize>) -> usize| {
        (edge(&sentences[n].tokens) == at).then(|| sentences[n].span)
    };
    let start = whole(first, tokens.start, |run| run.start).map_or(words, |span| span.cover(words));
    let end = whole(last, tokens.end, |run| run.end).map_or(words, |span| span.cover(words));
    Span { start: start.start, end: end.end }
}

fn segments(
    prepared: &Prepared,
    left: usize,
    right: usize,
    draft: &Draft,
    bounds: (Span, Span),
) -> Vec<Segment> {
    let (x, y) = (prepared.tellings[left].tokenized.tokens.as_slice(), &prepared.tellings[right]);
    let y = y.tokenized.tokens.as_slice();
    let clip = |span: Span, bounds: Span| Span {
        start: span.start.max(bounds.start),
        end: span.end.min(bounds.end),
    };
    let hull = |tokens: &[Token], run: &Range<usize>| {
        tokens[run.start].span.cover(tokens[run.end - 1].span)
    };
    draft
        .groups
        .iter()
        .map(|group| Segment {
            left: clip(hull(x, &group.left), bounds.0),
            right: clip(hull(y, &group.right), bounds.1),
            score: rounded(group.score),
        })
        .filter(|segment| !segment.left.is_empty() && !segment.right.is_empty())
        .collect()
}

/// Scores are probabilities; more digits than this would pretend.
pub(crate) fn rounded(score: f64) -> f64 {
    (score * 10_000.0).round() / 10_000.0
}

fn divergence_id(prepared: &Prepared, alignment: &Alignment, difference: &Difference) -> String {
    let text = |document: usize, located: &Option<Located>| {
        located.as_ref().map_or("", |it| it.span.text(prepared.tellings[document].text))
    };
    let left = text(alignment.left.document, &difference.left);
    id_of(difference.kind, &alignment.id, left, text(alignment.right.document, &difference.right))
}

/// The id of a divergence: of its kind and both readings, in an alignment by its id.
pub(crate) fn id_of(kind: Kind, alignment: &str, left: &str, right: &str) -> String {
    hashed([kind.name(), alignment, left, right])
}

/// Sixteen hexadecimal digits made of words, so that an id does not change when text moves.
pub(crate) fn hashed<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Xxh3::new();
    for part in parts {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    format!("{:016x}", hash.digest())
}

/// The same words in several places would have the same id; the second gets a number.
#[derive(Default)]
pub(crate) struct Ids {
    seen: HashMap<String, usize>,
}

impl Ids {
    /// The id itself the first time, then with `-2`, `-3` behind it.
    pub fn unique(&mut self, id: &str) -> String {
        let count = self.seen.entry(id.to_owned()).or_insert(0);
        *count += 1;
        if *count == 1 { id.to_owned() } else { format!("{id}-{count}") }
    }
}

/// Share of the words of both documents that must lie in copied passages for them to be the same
/// text: all of them, for what else one of them says makes it another text.
const DUPLICATE: f64 = 1.0;
/// Share from which they are mostly the same text.
const NEAR_DUPLICATE: f64 = 0.5;

/// How each pair of aligned documents relates.
pub(crate) fn document_pairs(prepared: &Prepared, alignments: &[Alignment]) -> Vec<DocumentPair> {
    alignments
        .chunk_by(|a, b| (a.left.document, a.right.document) == (b.left.document, b.right.document))
        .filter(|pair| pair[0].left.document != pair[0].right.document)
        .map(|pair| document_pair(prepared, pair))
        .collect()
}

/// How many of the tokens, which come in order, lie wholly in one of the spans.
fn inside(tokens: &[Token], mut spans: Vec<Span>) -> usize {
    spans.sort_unstable();
    let (mut next, mut reach, mut count) = (0, 0, 0);
    for token in tokens {
        while spans.get(next).is_some_and(|span| span.start <= token.span.start) {
            reach = reach.max(spans[next].end);
            next += 1;
        }
        count += usize::from(token.span.end <= reach);
    }
    count
}

fn document_pair(prepared: &Prepared, alignments: &[Alignment]) -> DocumentPair {
    let (left, right) = (alignments[0].left.document, alignments[0].right.document);
    let share = |document: usize, spans: Vec<Span>| {
        let tokens = &prepared.tellings[document].tokenized.tokens;
        inside(tokens, spans) as f64 / tokens.len().max(1) as f64
    };
    let copied: Vec<&Alignment> =
        alignments.iter().filter(|alignment| alignment.relation != Relation::Retold).collect();
    let same = share(left, copied.iter().map(|it| it.left.span).collect())
        .min(share(right, copied.iter().map(|it| it.right.span).collect()));
    let shared = share(left, alignments.iter().map(|it| it.left.span).collect())
        .max(share(right, alignments.iter().map(|it| it.right.span).collect()));
    let relation = if same >= DUPLICATE {
        PairRelation::Duplicate
    } else if same >= NEAR_DUPLICATE {
        PairRelation::NearDuplicate
    } else {
        PairRelation::Overlap
    };
    DocumentPair { left, right, relation, shared: rounded(shared) }
}
