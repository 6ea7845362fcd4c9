//! What the stories are about: a line each, the same in every report for people.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::digest::Digest;
use super::escape::{VEIL, cut};
use super::label;
use crate::divergence::Effect;
use crate::statement::Story;

/// Characters of a title.
const TITLE: usize = 120;

/// One story.
pub(super) struct About {
    /// The title of the earliest document that has one, else the name of the earliest document.
    pub(super) title: String,
    /// `6 documents, 3 contradictions`.
    pub(super) counts: String,
}

/// Stories, the largest first.
pub(super) fn ordered<'a>(digest: &Digest<'a>) -> Vec<&'a Story> {
    let mut stories: Vec<_> = digest.analysis.stories.iter().collect();
    stories.sort_by_key(|story| Reverse(story.documents.len()));
    stories
}

/// A line for each of the largest stories, in that order.
pub(super) fn stories(digest: &Digest<'_>, limit: usize) -> Vec<About> {
    ordered(digest).into_iter().take(limit).map(|story| about(digest, story)).collect()
}

fn about(digest: &Digest<'_>, story: &Story) -> About {
    let documents = by_date(digest, story);
    let title = title(digest, &documents);
    let earliest = documents.first().map_or("", |&document| digest.label(document));
    let here: BTreeSet<usize> = documents.iter().copied().collect();
    let told_here = |&statement: &usize| {
        let statement = digest.analysis.statements.get(statement);
        statement.is_some_and(|it| it.witnesses.iter().any(|w| here.contains(&w.document)))
    };
    let conflicts = digest.contrasts.iter().filter(|it| it.effect == Effect::Conflict);
    let conflicts = conflicts.filter(|it| it.statements.iter().any(told_here)).count();
    let contradictions = match conflicts {
        0 => "no contradiction".to_owned(),
        n => label::count(n, "contradiction"),
    };
    About {
        title: if title.is_empty() { earliest.to_owned() } else { title },
        counts: format!("{}, {contradictions}", label::count(documents.len(), "document")),
    }
}

/// The documents of a story, the earliest first; those without a date come last.
pub(super) fn by_date(digest: &Digest<'_>, story: &Story) -> Vec<usize> {
    let date = |d: &usize| {
        let date = digest.corpus.documents.get(*d).and_then(|d| d.date.as_ref());
        (date.is_none(), date.map(|date| date.value))
    };
    let mut documents = story.documents.clone();
    documents.sort_by_key(date);
    documents
}

/// The first title among documents; without one, nothing.
pub(super) fn title(digest: &Digest<'_>, documents: &[usize]) -> String {
    let titles = documents.iter().filter_map(|&d| digest.corpus.documents.get(d)?.title.as_ref());
    let titles = titles.map(|title| title.value.trim());
    let title = titles.into_iter().find(|title| !title.is_empty() && !title.contains(VEIL));
    cut(title.unwrap_or_default(), TITLE).into_owned()
}
