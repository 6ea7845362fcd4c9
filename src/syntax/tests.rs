//! Trees of sentences of our own, and what holds of every tree.

use proptest::prelude::*;

use super::model::Model;
use super::{Relation, Tree, Upos, tree};
use crate::language;
use crate::span::Span;
use crate::token::{Tokenized, tokenize};

fn read(text: &str) -> Tokenized {
    tokenize(text, &[Span::new(0, text.len())], language::of(Some("en")))
}

/// The tree of the first sentence.
fn parsed(text: &str) -> Option<Tree> {
    let read = read(text);
    let sentence = read.sentences.first()?;
    let english = language::of(Some("en"));
    tree(text, &read.tokens, sentence.tokens.clone(), sentence.span, english)
}

/// The number of a word.
fn at(text: &str, word: &str) -> usize {
    let tokens = read(text).tokens;
    let found = tokens.iter().position(|token| token.span.text(text) == word);
    found.unwrap_or_else(|| panic!("{word} is in {text}"))
}

/// A question about a sentence: the answer is a word.
type Ask = fn(&Tree, usize) -> Option<usize>;

#[test]
fn a_tree_answers() {
    let subject: Ask = Tree::subject_of;
    let object: Ask = Tree::object_of;
    let agent: Ask = Tree::agent_of;
    let counted: Ask = Tree::counted_noun;
    let clause: Ask = Tree::clause_of;
    let rows: [(&str, Ask, &str, &str); 12] = [
        ("The mayor of Tervo criticised the owner on Friday.", subject, "criticised", "mayor"),
        ("The mayor of Tervo criticised the owner on Friday.", object, "criticised", "owner"),
        ("The owner was criticised by the mayor.", subject, "criticised", "owner"),
        ("The owner was criticised by the mayor.", agent, "criticised", "mayor"),
        ("The police arrested two men and freed a hostage.", subject, "freed", "police"),
        ("The police arrested two men near the station.", counted, "two", "men"),
        ("At least 14 people died in the fire.", counted, "14", "people"),
        ("The judge said that the company had lied.", clause, "company", "lied"),
        ("The judge said that the company had lied.", clause, "judge", "said"),
        ("Anna Moe, who leads the union, rejected the offer.", subject, "rejected", "Anna"),
        ("Anna Moe, who leads the union, rejected the offer.", object, "leads", "union"),
        ("The storm has not damaged the bridge.", subject, "damaged", "storm"),
    ];
    for (text, ask, of, answer) in rows {
        let tree = parsed(text).unwrap_or_else(|| panic!("{text} has a tree"));
        assert_eq!(ask(&tree, at(text, of)), Some(at(text, answer)), "{text}: {of}");
    }
}

#[test]
fn a_verb_has_its_helpers_and_its_not() {
    let text = "The bridge has not been closed, but the road was blocked.";
    let tree = parsed(text).expect("a tree");
    let (closed, blocked) = (at(text, "closed"), at(text, "blocked"));
    assert!(tree.is_negated(closed) && !tree.is_negated(blocked));
    assert!(tree.is_passive(closed) && tree.is_passive(blocked));
    let helpers: Vec<usize> = tree.auxiliaries(closed).collect();
    assert_eq!(helpers, [at(text, "has"), at(text, "been")]);
    assert_eq!(tree.node(closed).map(|node| node.upos), Some(Upos::Verb));
}

#[test]
fn a_phrase_ends_before_its_clauses() {
    let text = "The army of Norhaven, which had waited, attacked the town.";
    let tree = parsed(text).expect("a tree");
    let army = at(text, "army");
    assert_eq!(tree.phrase(army), 0..at(text, "Norhaven") + 1);
    assert_eq!(tree.head_of(&(0..4)), Some(army));
}

#[test]
fn only_english_has_trees() {
    let text = "Der Bürgermeister verließ den Saal am Freitag.";
    let read = read(text);
    let german = language::of(Some("de"));
    assert_eq!(
        tree(text, &read.tokens, 0..read.tokens.len(), read.sentences[0].span, german),
        None
    );
}

#[test]
fn bytes_that_are_no_model_are_none() {
    assert!(Model::unpack(b"").is_none());
    assert!(Model::unpack(b"variorum").is_none());
}

#[test]
fn a_model_packs_to_what_it_was_read_from() {
    let packed: &[u8] = include_bytes!("model.bin.gz");
    assert!(packed.len() <= 4 << 20, "{} bytes", packed.len());
    let model = Model::unpack(packed).expect("a model");
    assert_eq!(model.pack().expect("bytes"), packed);
}

/// One root, every word hangs on it, no two arcs cross.
fn is_tree(tree: &Tree) -> bool {
    let heads: Vec<Option<usize>> =
        tree.tokens().map(|at| tree.node(at).and_then(|node| node.head)).collect();
    let first = tree.tokens().start;
    let roots = tree
        .tokens()
        .filter(|&at| tree.node(at).is_some_and(|node| node.relation == Relation::Root));
    let top = |mut at: usize| {
        (0..heads.len()).any(|_| match heads[at - first] {
            Some(head) => {
                at = head;
                false
            }
            None => true,
        })
    };
    let arcs: Vec<(usize, usize)> = tree
        .tokens()
        .filter_map(|at| heads[at - first].map(|head| (at.min(head), at.max(head))))
        .collect();
    let crosses = |a: &(usize, usize), b: &(usize, usize)| a.0 < b.0 && b.0 < a.1 && a.1 < b.1;
    heads.iter().filter(|head| head.is_none()).count() == 1
        && roots.count() <= 1
        && tree.tokens().all(top)
        && !arcs.iter().any(|a| arcs.iter().any(|b| crosses(a, b)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_words_make_a_tree_or_none(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "the", "mayor", "said", "not", "by", "was", "seen", "Anna", "14", "%", ",", "that", "to",
                "(", ")", "–", "—", "and", "\u{200b}", "é", "日本", "don't", "it's", "A", "\"", "\n", "$5",
            ]),
            0..70,
        ),
    ) {
        let text = format!("{}.", words.join(" "));
        if let Some(tree) = parsed(&text) {
            prop_assert!(is_tree(&tree), "{tree:?}");
            prop_assert_eq!(Some(tree), parsed(&text));
        }
    }

    #[test]
    fn any_text_does_no_harm(text in "\\PC{0,200}") {
        if let Some(tree) = parsed(&text) {
            prop_assert!(is_tree(&tree), "{tree:?}");
        }
    }

    #[test]
    fn any_bytes_are_a_model_or_none(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Model::unpack(&bytes);
    }
}
