//! Names, stories and boilerplate.

use crate::report::digest::Digest;
use crate::report::escape::cut;
use crate::report::label::{self, thousands};

/// One name with its spellings.
pub(super) struct NameView {
    pub(super) name: String,
    pub(super) given: bool,
    pub(super) spellings: Vec<Spelling>,
    /// More than one spelling.
    pub(super) varied: bool,
}

/// One spelling.
pub(super) struct Spelling {
    pub(super) text: String,
    pub(super) count: String,
    pub(super) who: String,
    /// Neither the given name nor a part of it.
    pub(super) unexpected: bool,
}

/// Names, those in several spellings first.
pub(super) fn names(digest: &Digest<'_>, limit: usize) -> Vec<NameView> {
    let mut names: Vec<_> = digest.analysis.names.names.iter().collect();
    names.sort_by_key(|name| name.variants.len() < 2);
    names.truncate(limit);
    let view = |name: &crate::authority::Name| NameView {
        name: name.name.clone(),
        given: name.given,
        varied: name.variants.len() > 1,
        spellings: name
            .variants
            .iter()
            .take(20)
            .map(|variant| Spelling {
                text: variant.text.clone(),
                count: thousands(variant.count),
                who: digest.label_list(&variant.documents, 8),
                unexpected: name.given && !name.name.contains(&variant.text),
            })
            .collect(),
    };
    names.into_iter().map(view).collect()
}

/// Documents about one event.
pub(super) struct StoryView {
    pub(super) size: String,
    /// Document and short name.
    pub(super) documents: Vec<(usize, String)>,
    pub(super) left: usize,
}

/// Stories, the largest first.
pub(super) fn stories(digest: &Digest<'_>, limit: usize) -> Vec<StoryView> {
    const DOCUMENTS: usize = 40;
    let mut stories: Vec<_> = digest.analysis.stories.iter().collect();
    stories.sort_by_key(|story| std::cmp::Reverse(story.documents.len()));
    stories.truncate(limit);
    let view = |story: &crate::statement::Story| StoryView {
        size: label::count(story.documents.len(), "document"),
        documents: story
            .documents
            .iter()
            .take(DOCUMENTS)
            .map(|&d| (d, digest.label(d).to_owned()))
            .collect(),
        left: story.documents.len().saturating_sub(DOCUMENTS),
    };
    stories.into_iter().map(view).collect()
}

/// A passage that many documents repeat.
pub(super) struct BoilerplateView {
    pub(super) text: String,
    pub(super) who: String,
}

/// Boilerplate, as the analysis has it.
pub(super) fn boilerplate(digest: &Digest<'_>, limit: usize) -> Vec<BoilerplateView> {
    let found = digest.analysis.boilerplate.iter().take(limit);
    found
        .map(|one| {
            let who: Vec<_> = one.passages.iter().map(|p| p.document).collect();
            BoilerplateView {
                text: cut(one.text.trim(), 300).into_owned(),
                who: digest.label_list(&who, 6),
            }
        })
        .collect()
}

/// Two documents with mostly the same text.
pub(super) struct CopyView {
    pub(super) left: (usize, String),
    pub(super) right: (usize, String),
    pub(super) relation: &'static str,
    pub(super) shared: String,
}

/// Copies, the closest first.
pub(super) fn copies(digest: &Digest<'_>, limit: usize) -> Vec<CopyView> {
    let name = |document: usize| (document, digest.label(document).to_owned());
    let view = |pair: &crate::analysis::DocumentPair| CopyView {
        left: name(pair.left),
        right: name(pair.right),
        relation: label::pair(pair.relation),
        shared: format!("{:.0} %", pair.shared.clamp(0.0, 1.0) * 100.0),
    };
    digest.copies().into_iter().take(limit).map(view).collect()
}
