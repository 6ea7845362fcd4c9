//! Parts of speech and dependencies of a sentence: who is the subject, which noun a number counts,
//! which verb a "not" denies.
//!
//! In: the tokens of one sentence. Out: a [`Tree`], by a tagger and two parsers that were learned
//! from treebanks (docs/models.md): one reads from the first word, one from the last, and the tree is
//! what most speaks for. The tree is a witness, not a judge: one arc in six is wrong, so every arc
//! has a confidence, and a rule asks it where it needs to know, beside what it sees itself. Nothing here
//! knows a second text. Invariant: same tokens, same tree; one word is the root, no two arcs cross.

use std::ops::Range;

use crate::language::Language;
use crate::span::Span;
use crate::token::Token;

mod choose;
mod cursor;
mod features;
mod fit;
mod join;
mod model;
mod parser;
mod read;
mod relation;
mod table;
mod tagger;
#[cfg(all(test, feature = "syntax"))]
mod tests;
pub mod training;
mod vote;
mod word;

pub use relation::{Relation, Upos};

/// A word's place in the tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// Part of speech.
    pub upos: Upos,
    /// The token that it hangs on; none for the root.
    pub head: Option<usize>,
    /// How.
    pub relation: Relation,
    /// Probability that head and relation are right, 0 to 1.
    pub confidence: f32,
    /// Whether it is a word that denies.
    negates: bool,
}

/// The tree of one sentence. Tokens are numbered as in the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    first: usize,
    nodes: Vec<Node>,
}

/// Whether this build can make trees; without them rules go by the words beside a word.
pub const fn is_built_in() -> bool {
    cfg!(feature = "syntax")
}

/// The tree of the `sentence` whose tokens are `range` of `tokens`; none for a language other than
/// English, for what is no sentence (a headline, a list, a line in capitals), for one that is too long, and
/// in a build without trees.
pub fn tree(
    text: &str,
    tokens: &[Token],
    range: Range<usize>,
    sentence: Span,
    language: &Language,
) -> Option<Tree> {
    if !crate::language::is_english(language.words.tag) {
        return None;
    }
    let model = model::english()?;
    let first = fit::start(text, tokens, range.clone(), sentence)?;
    let own = tokens.get(first..range.end)?;
    let read = read::read(text, own, sentence.range().end);
    let nodes = join::nodes(model, &read);
    let nodes = nodes.into_iter().zip(own).map(|(arc, token)| Node {
        upos: arc.upos,
        head: arc.head.map(|head| first + head),
        relation: arc.relation,
        confidence: f32::from(arc.sure) / 100.0,
        negates: language.is_negator(token.key),
    });
    Some(Tree { first, nodes: nodes.collect() })
}
