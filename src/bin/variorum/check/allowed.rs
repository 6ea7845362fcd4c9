//! The comments by which documents allow something.

use std::path::Path;

use anyhow::Result;
use variorum::corpus::Corpus;
use variorum::policy::{Comment, comments};

use super::base::{Base, Found};

/// What documents allow.
pub struct Comments {
    /// The comments that count, by document.
    pub kept: Vec<(usize, Comment)>,
    /// What is to be said of the others.
    pub notes: Vec<String>,
}

/// Comments by document, and what is to be said of them. Of new documents, where there is a base,
/// only those count that the document has there too: a change cannot allow itself.
pub fn comments(corpus: &Corpus, new: &[bool], base: Option<&Base>) -> Result<Comments> {
    let (mut kept, mut notes) = (Vec::new(), Vec::new());
    for (n, document) in corpus.documents.iter().enumerate() {
        let found = of_document(&document.path);
        let known = match base.filter(|_| new.get(n) == Some(&true) && !found.is_empty()) {
            Some(base) => Some(of_base(&document.path, base)?),
            None => None,
        };
        for comment in found {
            let counts = known.as_ref().is_none_or(|known| known.contains(&comment.said));
            if counts || comment.said.is_err() {
                kept.push((n, comment));
            } else {
                notes.push(format!(
                    "{}:{}: this comment comes with the change and allows nothing yet; \
                     --policy-from worktree lets it",
                    document.path, comment.line
                ));
            }
        }
    }
    Ok(Comments { kept, notes })
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
fn of_document(path: &str) -> Vec<Comment> {
    let name = path.to_ascii_lowercase();
    let endings = [".md", ".markdown", ".html", ".htm", ".xhtml"];
    if !endings.iter().any(|ending| name.ends_with(ending)) {
        return Vec::new();
    }
    std::fs::read(path)
        .map_or_else(|_| Vec::new(), |it| comments::parse(&String::from_utf8_lossy(&it)))
}
