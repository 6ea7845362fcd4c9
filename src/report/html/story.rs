//! Stories: documents of one event, what they share, and what only one of them says.

use std::collections::BTreeSet;

use super::statement::undated;
use crate::corpus::{Document, ZoneKind};
use crate::report::about;
use crate::report::digest::Digest;
use crate::report::escape::cut;
use crate::report::label;
use crate::span::Span;
use crate::statement::Story;

/// Documents of one story, passages of one document that no other has, characters of one, and the
/// least number of words that make one.
const DOCUMENTS: usize = 40;
const PASSAGES: usize = 6;
const PASSAGE: usize = 320;
const WORDS: usize = 6;
/// Documents without anything of their own that have a box each; more of them are one line.
const PLAIN: usize = 8;

/// Documents about one event.
pub(super) struct StoryView {
    pub(super) anchor: String,
    /// The title of the earliest document that has one.
    pub(super) title: String,
    pub(super) size: String,
    /// What they share, in words.
    pub(super) shared: String,
    pub(super) tellers: Vec<Teller>,
    /// Many that have nothing of their own, by document and name.
    pub(super) plain: Vec<(usize, String)>,
    pub(super) left: usize,
}

/// One document of a story.
pub(super) struct Teller {
    pub(super) document: usize,
    pub(super) name: String,
    pub(super) date: String,
    /// Share of its body that no other document of the story tells, in per cent.
    pub(super) own: usize,
    /// Its words are not shown.
    pub(super) hidden: bool,
    /// The longest of these passages, in the order of the text.
    pub(super) only: Vec<String>,
    pub(super) only_left: usize,
}

/// Stories, the largest first.
pub(super) fn stories(digest: &Digest<'_>, limit: usize) -> Vec<StoryView> {
    let mut stories = about::ordered(digest);
    stories.truncate(limit);
    let of_document = statements(digest);
    let view = |(number, story): (usize, &Story)| {
        let told = told(digest, story, &of_document);
        let among = digest.among(story.documents.iter().copied());
        let documents = about::by_date(digest, story);
        let tellers = documents.iter().take(DOCUMENTS);
        let tellers = tellers
            .filter_map(|&d| Some((d, digest.corpus.documents.get(d)?)))
            .map(|(d, document)| {
                let hidden = digest.proofs.is_some_and(|proofs| proofs.hides(d));
                Teller { hidden, ..teller(d, document, undated(among.name(d), document), &told) }
            })
            .collect();
        let (tellers, plain) = parted(tellers);
        StoryView {
            anchor: anchor(number),
            title: about::title(digest, &documents),
            size: label::count(story.documents.len(), "document"),
            shared: shared(story, &told),
            tellers,
            plain,
            left: story.documents.len().saturating_sub(DOCUMENTS),
        }
    };
    stories.into_iter().enumerate().map(view).collect()
}

/// Tellers with something of their own, and the names of the others where they are many.
fn parted(tellers: Vec<Teller>) -> (Vec<Teller>, Vec<(usize, String)>) {
    let is_plain = |it: &Teller| it.only.is_empty() && !it.hidden;
    if tellers.iter().filter(|it| is_plain(it)).count() <= PLAIN {
        return (tellers, Vec::new());
    }
    let (plain, own): (Vec<Teller>, Vec<Teller>) = tellers.into_iter().partition(is_plain);
    (own, plain.into_iter().map(|it| (it.document, it.name)).collect())
}

/// The anchor of a story by its place among them.
pub(super) fn anchor(number: usize) -> String {
    format!("story-{}", number + 1)
}

/// Statements by document.
fn statements(digest: &Digest<'_>) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); digest.corpus.documents.len()];
    for (index, statement) in digest.analysis.statements.iter().enumerate() {
        for witness in &statement.witnesses {
            if let Some(of_document) = found.get_mut(witness.document) {
                of_document.push(index);
            }
        }
    }
    found
}

/// The passages of every statement that two documents of a story share.
fn told(digest: &Digest<'_>, story: &Story, of_document: &[Vec<usize>]) -> Vec<Vec<(usize, Span)>> {
    let here = |document: &usize| story.documents.binary_search(document).is_ok();
    let indices: BTreeSet<usize> =
        story.documents.iter().filter_map(|&d| of_document.get(d)).flatten().copied().collect();
    let passages = |index: usize| {
        let witnesses = digest.analysis.statements[index].witnesses.iter();
        let inside = witnesses.filter(|w| here(&w.document));
        inside.map(|w| (w.document, w.span)).collect::<Vec<_>>()
    };
    let several = |passages: &Vec<(usize, Span)>| {
        passages.iter().map(|p| p.0).collect::<BTreeSet<_>>().len() > 1
    };
    indices.into_iter().map(passages).filter(several).collect()
}

/// `12 statements are told by two or more of them, 3 by all.`
fn shared(story: &Story, told: &[Vec<(usize, Span)>]) -> String {
    let all = told
        .iter()
        .filter(|passages| {
            let tellers: BTreeSet<_> = passages.iter().map(|p| p.0).collect();
            tellers.len() == story.documents.len()
        })
        .count();
    let verb = if told.len() == 1 { "is" } else { "are" };
    let shared =
        format!("{} {verb} told by two or more of them", label::count(told.len(), "statement"));
    match (story.documents.len() > 2, all) {
        (true, 0) => format!("{shared}, none by all."),
        (true, n) => format!("{shared}, {} by all.", label::thousands(n)),
        (false, _) => format!("{}.", shared.replace("two or more of them", "both")),
    }
}

fn teller(index: usize, document: &Document, name: String, told: &[Vec<(usize, Span)>]) -> Teller {
    let mut covered: Vec<Span> =
        told.iter().flatten().filter(|(d, _)| *d == index).map(|(_, span)| *span).collect();
    covered.sort_unstable();
    let bodies = document.zones.iter().filter(|zone| zone.kind == ZoneKind::Body);
    let whole: usize = bodies.clone().map(|zone| zone.span.len()).sum();
    let open: Vec<Span> = bodies.flat_map(|zone| gaps(zone.span, &covered)).collect();
    let own: usize = open.iter().map(|span| span.len()).sum();
    let paragraphs = open.iter().flat_map(|span| span.text(&document.text).split("\n\n"));
    let long = paragraphs.map(str::trim).filter(|p| p.split_whitespace().count() >= WORDS);
    let mut passages: Vec<(usize, &str)> = long.enumerate().collect();
    let only_left = passages.len().saturating_sub(PASSAGES);
    passages.sort_by_key(|&(place, text)| (std::cmp::Reverse(text.len()), place));
    passages.truncate(PASSAGES);
    passages.sort_unstable();
    let shown = |(_, text): (usize, &str)| {
        let words: Vec<_> = text.split_whitespace().take(PASSAGE).collect();
        cut(&words.join(" "), PASSAGE).into_owned()
    };
    Teller {
        document: index,
        name,
        date: document.date.as_ref().map(|d| label::day(d.value)).unwrap_or_default(),
        own: (own * 100).checked_div(whole).unwrap_or(0).min(100),
        hidden: false,
        only: passages.into_iter().map(shown).collect(),
        only_left,
    }
}

/// What sorted spans leave open of a stretch.
fn gaps(whole: Span, covered: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = whole.start;
    for span in covered.iter().filter(|span| span.overlap(whole) > 0) {
        if span.start > at {
            found.push(Span { start: at, end: span.start });
        }
        at = at.max(span.end);
    }
    if at < whole.end {
        found.push(Span { start: at, end: whole.end });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_what_no_span_covers() {
        let spans = [Span::new(5, 10), Span::new(8, 20), Span::new(30, 40)];
        let found = gaps(Span::new(0, 35), &spans);
        assert_eq!(found, [Span::new(0, 5), Span::new(20, 30)]);
        assert_eq!(gaps(Span::new(6, 9), &spans), []);
        assert_eq!(gaps(Span::new(50, 60), &spans), [Span::new(50, 60)]);
    }
}
