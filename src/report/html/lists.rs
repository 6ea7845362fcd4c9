//! Names, copies and boilerplate.

use crate::authority::{Name, NameVariant};
use crate::report::digest::Digest;
use crate::report::escape::cut;
use crate::report::label::{self, thousands};

/// One name with its spellings.
pub(super) struct NameView {
    pub(super) index: usize,
    pub(super) name: String,
    pub(super) given: bool,
    pub(super) spellings: Vec<Spelling>,
    /// Spellings that are not shown.
    pub(super) left: usize,
    /// More than one spelling, or one that was not expected.
    pub(super) varied: bool,
}

/// One spelling.
pub(super) struct Spelling {
    pub(super) text: String,
    pub(super) count: String,
    /// Documents with their short names, and how many more there are.
    pub(super) who: Vec<(usize, String)>,
    pub(super) who_left: usize,
    /// Neither the given name nor a part of it.
    pub(super) unexpected: bool,
}

/// Names, those in several spellings first.
pub(super) fn names(digest: &Digest<'_>, limit: usize) -> Vec<NameView> {
    let mut names: Vec<_> = digest.analysis.names.names.iter().collect();
    names.sort_by_key(|name| name.variants.len() < 2);
    names.truncate(limit);
    let view = |(index, name): (usize, &Name)| NameView {
        index: index + 1,
        name: name.name.clone(),
        given: name.given,
        varied: name.variants.len() > 1 || name.variants.iter().any(|v| unexpected(name, v)),
        spellings: name.variants.iter().take(20).map(|v| spelling(digest, name, v)).collect(),
        left: name.variants.len().saturating_sub(20),
    };
    names.into_iter().enumerate().map(view).collect()
}

fn spelling(digest: &Digest<'_>, name: &Name, variant: &NameVariant) -> Spelling {
    const DOCUMENTS: usize = 8;
    let who = variant.documents.iter().take(DOCUMENTS);
    Spelling {
        text: variant.text.clone(),
        count: thousands(variant.count),
        who: who.map(|&document| (document, digest.label(document).to_owned())).collect(),
        who_left: variant.documents.len().saturating_sub(DOCUMENTS),
        unexpected: unexpected(name, variant),
    }
}

/// Neither the given name nor a part of it.
fn unexpected(name: &Name, variant: &NameVariant) -> bool {
    name.given && !name.name.contains(&variant.text)
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
        relation: digest.relation(pair),
        shared: label::shared(pair.relation, pair.shared),
    };
    digest.copies().into_iter().take(limit).map(view).collect()
}
