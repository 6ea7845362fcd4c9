//! From candidates to alignments and their divergences.

use std::ops::Range;

use foldhash::HashMap;
use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use super::twins::Twins;
use super::types::{DocumentPair, PairRelation};
use super::{Options, Prepared, Progress, Wanted};
use crate::alignment::assemble::{self, Draft};
use crate::alignment::edits::edits;
use crate::alignment::pair::{self, Found, facing};
use crate::alignment::words;
use crate::alignment::{Accounted, Alignment, Edit, Op, Passage, Relation, Segment};
use crate::corpus::Document;
use crate::divergence::{Difference, Divergence, Located, accounted};
use crate::index::{Anchor, Candidates};
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
    let mut jobs: Vec<(usize, usize, &[Anchor])> = candidates
        .pairs
        .iter()
        .filter(|pair| !twins.is_copy(pair.left) && !twins.is_copy(pair.right))
        .map(|pair| (pair.left, pair.right, pair.anchors.as_slice()))
        .collect();
    let copies = (0..twins.first.len()).filter(|document| twins.is_copy(*document));
    jobs.extend(copies.map(|document| (twins.first[document], document, [].as_slice())));
    if options.within {
        jobs.extend((0..prepared.tellings.len()).map(|own| (own, own, [].as_slice())));
    }
    jobs.retain(|(left, right, _)| wanted(*left, *right));
    jobs.sort_by_key(|(left, right, _)| (*left, *right));
    progress.start("aligning passages", jobs.len());
    let mut ties: Vec<Tie> = jobs
        .par_iter()
        .map(|(left, right, anchors)| {
            let (drafts, cut) = if twins.is_copy(*right) && left != right {
                (whole(prepared, *left, *right), 0)
            } else {
                drafts(prepared, *left, *right, anchors, options)
            };
            progress.step(1);
            Tie { left: *left, right: *right, drafts, cut }
        })
        .collect();
    ties.retain(|tie| !tie.drafts.is_empty());
    ties
}

/// What two documents share, and how many more groups of sentences were left out.
pub(crate) fn drafts(
    prepared: &Prepared,
    left: usize,
    right: usize,
    anchors: &[Anchor],
    options: &Options,
) -> (Vec<Draft>, usize) {
    let (x, y) = (prepared.side(left), prepared.side(right));
    let defaults = pair::Options::default();
    let found = if left == right {
        Found { facing: pair::within(x, &defaults), cut: 0 }
    } else {
        facing(x, y, anchors, &defaults)
    };
    let mut drafts: Vec<Draft> = found
        .facing
        .iter()
        .flat_map(|facing| assemble::drafts(facing.groups.clone(), x, y, &options.alignment))
        .collect();
    drafts.sort_by_key(|draft| (draft.left.start, draft.right.start, draft.left.end));
    (drafts, found.cut)
}

/// What was left out between documents, in words.
pub(crate) fn notes(ties: &[Tie], documents: &[Document]) -> Vec<String> {
    let id = |document: usize| documents.get(document).map_or("", |document| document.id.as_str());
    let cut = ties.iter().filter(|tie| tie.cut > 0);
    cut.map(|tie| {
        format!(
            "{} and {} hold lists of sentences that are nearly the same: each faces the one most \
             like it, and {} more pairs of them are left out",
            id(tie.left),
            id(tie.right),
            tie.cut
        )
    })
    .collect()
}

/// The one alignment of two documents with the same words.
fn whole(prepared: &Prepared, left: usize, right: usize) -> Vec<Draft> {
    let tokens = prepared.tellings[left].tokenized.tokens.len();
    vec![Draft {
        left: 0..tokens,
        right: 0..tokens,
        relation: Relation::Verbatim,
        score: 1.0,
        groups: pair::mirrored(prepared.side(left), prepared.side(right)),
    }]
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
    let Difference { kind, effect, left, right, explanation, confidence } = difference;
    let confidence = rounded(confidence);
    Divergence { id, alignment, kind, effect, left, right, explanation, confidence }
}

fn made(
    prepared: &Prepared,
    left: usize,
    right: usize,
    draft: &Draft,
) -> (Alignment, Vec<Difference>) {
    let (x, y) = (&prepared.tellings[left], &prepared.tellings[right]);
    let spans = (covered(x, &draft.left), covered(y, &draft.right));
    let (edits, differences, accounted) = if draft.relation == Relation::Verbatim {
        let words = u32::try_from(draft.left.len() + draft.right.len()).unwrap_or(u32::MAX);
        let accounted = Accounted { equal: words, ..Accounted::default() };
        let edit = Edit { op: Op::Equal, left: Some(spans.0), right: Some(spans.1) };
        (vec![edit], Vec::new(), accounted)
    } else {
        let links = words::links_all(x, y, runs(draft));
        let edits = edits(x, y, draft.left.clone(), draft.right.clone(), &links);
        let (mut differences, accounted) = accounted(x, y, spans.0, spans.1, &links);
        prepared.same.settle((x, y), (&draft.left, &draft.right), &links, &mut differences);
        (edits, differences, accounted)
    };
    let alignment = Alignment {
        id: hashed([spans.0.text(x.text), spans.1.text(y.text)]),
        left: Passage { document: left, span: spans.0 },
        right: Passage { document: right, span: spans.1 },
        relation: draft.relation,
        score: rounded(draft.score),
        segments: segments(prepared, left, right, draft, spans),
        edits,
        accounted,
    };
    (alignment, differences)
}

/// The words of every group of sentences, inside the bounds of the draft.
pub(crate) fn runs(draft: &Draft) -> impl Iterator<Item = words::Run> + '_ {
    let inside = |run: &Range<usize>, bounds: &Range<usize>| {
        run.start.max(bounds.start)..run.end.min(bounds.end)
    };
    let groups = draft.groups.iter();
    groups
        .map(move |group| (inside(&group.left, &draft.left), inside(&group.right, &draft.right)))
        .filter(|(a, b)| !a.is_empty() && !b.is_empty())
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
    hashed([
        difference.kind.name(),
        &alignment.id,
        text(alignment.left.document, &difference.left),
        text(alignment.right.document, &difference.right),
    ])
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

/// Share of the words from which two documents are the same but for trifles.
const DUPLICATE: f64 = 0.9;
/// ... are mostly the same text.
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
