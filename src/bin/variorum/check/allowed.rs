//! The comments by which documents allow something.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use variorum::corpus::{Corpus, Held, spot};
use variorum::policy::{Comment, PolicyChange, comments};

use super::base::{Base, Found};
use super::change::bytes_of;
use super::notes::NAMED;

/// What documents allow.
pub struct Comments {
    /// The comments that count, by document.
    pub kept: Vec<(usize, Comment)>,
    /// The others, by document: they come with the change, and allow nothing yet.
    pub changes: Vec<PolicyChange>,
}

/// Comments by document, and those that come with the change. Of new documents, where there is a base,
/// only those count that the document has there too: a change cannot allow itself.
pub fn comments(
    corpus: &Corpus,
    new: &[bool],
    base: Option<&Base>,
    held: &Held,
) -> Result<Comments> {
    let (mut kept, mut new_ones) = (Vec::new(), BTreeMap::<String, Vec<usize>>::new());
    for (n, document) in corpus.documents.iter().enumerate() {
        let found = of_document(&document.path, held);
        let known = match base.filter(|_| new.get(n) == Some(&true) && !found.is_empty()) {
            Some(base) => Some(of_base(&document.path, base)?),
            None => None,
        };
        for comment in found {
            let counts = known.as_ref().is_none_or(|known| known.contains(&comment.said));
            if counts || comment.said.is_err() {
                kept.push((n, comment));
            } else {
                new_ones.entry(document.path.clone()).or_default().push(comment.line);
            }
        }
    }
    let changes = new_ones.into_iter().map(|(path, mut lines)| {
        lines.sort_unstable();
        lines.dedup();
        let named: Vec<String> = lines.iter().take(NAMED).map(usize::to_string).collect();
        let plural = if lines.len() == 1 { "" } else { "s" };
        let more = if lines.len() > NAMED { ", …" } else { "" };
        let said = format!("allows itself something; line{plural} {}{more}", named.join(", "));
        PolicyChange { path, said, decides: true }
    });
    let changes = changes.collect();
    Ok(Comments { kept, changes })
}

/// What the comments of a document say in the base.
fn of_base(path: &str, base: &Base) -> Result<Vec<Result<comments::Allowed, String>>> {
    let Some(inside) = base.inside(Path::new(path)) else { return Ok(Vec::new()) };
    let Found::File(object, _) = base.find(&inside) else { return Ok(Vec::new()) };
    let content = base.repository.contents(&[object])?.pop().unwrap_or_default();
    let comments = comments::parse(&String::from_utf8_lossy(&content));
    Ok(comments.into_iter().map(|comment| comment.said).collect())
}

/// The file is read again for them: the text of a document no longer holds them.
fn of_document(path: &str, held: &Held) -> Vec<Comment> {
    let name = path.to_ascii_lowercase();
    let endings = [".md", ".markdown", ".html", ".htm", ".xhtml"];
    if !endings.iter().any(|ending| name.ends_with(ending)) {
        return Vec::new();
    }
    let place = Path::new(path).canonicalize().unwrap_or_else(|_| spot(Path::new(path)));
    bytes_of(&place, held)
        .map_or_else(|_| Vec::new(), |it| comments::parse(&String::from_utf8_lossy(&it)))
}
