//! What was learned from sentence pairs that people have aligned.
//!
//! `model.txt` is written by `examples/train_words` and holds how often two words were seen
//! facing each other, how rarely a word stays without partner, and the forests of the passes and of
//! the judgements whether both sides state the same and how alike they are. Invariant: the same file gives the same model on
//! every machine.

use std::sync::LazyLock;

use foldhash::HashMap;

use crate::token::key;

use super::forest::Forest;
use super::{first, second, signs};

/// What was learned of single words, each in 0 to 15; 0 is "never seen".
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Two base forms facing each other.
    pairs: HashMap<u64, u8>,
    /// For each base form one bit of 64 for every partner.
    partners: HashMap<u64, u64>,
    /// Words that find a partner although the same word stands on the other side.
    words: HashMap<u64, u8>,
}

impl Table {
    /// Adds what was seen of two base forms.
    pub fn add_pair(&mut self, a: u64, b: u64, seen: u8) {
        self.pairs.insert(both(a, b), seen);
        *self.partners.entry(a).or_default() |= bit(b);
        *self.partners.entry(b).or_default() |= bit(a);
    }

    /// Adds what was seen of a word.
    pub fn add_word(&mut self, word: u64, seen: u8) {
        self.words.insert(word, seen);
    }

    /// How often two base forms were seen facing each other.
    pub fn pair(&self, a: u64, b: u64) -> u8 {
        self.pairs.get(&both(a, b)).copied().unwrap_or(0)
    }

    /// One bit of 64 for every base form that a base form was seen facing.
    pub fn partners(&self, base: u64) -> u64 {
        self.partners.get(&base).copied().unwrap_or(0)
    }

    /// How surely a word finds its like.
    pub fn word(&self, word: u64) -> u8 {
        self.words.get(&word).copied().unwrap_or(0)
    }
}

/// The bit that stands for a base form among partners.
pub fn bit(base: u64) -> u64 {
    1 << (base >> 58)
}

/// One key for two words in either order.
fn both(a: u64, b: u64) -> u64 {
    a.min(b).rotate_left(21) ^ a.max(b)
}

/// All that was learned.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Of single words.
    pub table: Table,
    /// The first pass: words by their likeness.
    pub first: Forest,
    /// The second pass: words by what the first found around them.
    pub second: Forest,
    /// The third pass: the same once more, on what the second found.
    pub third: Forest,
    /// Whether both sides state the same.
    pub same: Forest,
    /// How alike people would call what they state.
    pub alike: Forest,
}

/// The learned model.
pub fn learned() -> &'static Model {
    // A file of another form leaves an empty model that links nothing; a test would see it.
    static LEARNED: LazyLock<Model> =
        LazyLock::new(|| Model::parse(include_str!("model.txt")).unwrap_or_default());
    &LEARNED
}

impl Model {
    /// Parts open with a line `# NAME`.
    pub fn parse(text: &str) -> Option<Self> {
        let part = |name: &str| {
            let head = format!("# {name}\n");
            let start = text.find(&head)? + head.len();
            let rest = &text[start..];
            Some(&rest[..rest.find("\n#").map_or(rest.len(), |end| end + 1)])
        };
        let mut table = Table::default();
        for line in part("pairs")?.lines() {
            let [a, b, seen] = fields(line)?;
            table.add_pair(key(a), key(b), seen.parse().ok()?);
        }
        for line in part("words")?.lines() {
            let [word, seen] = fields(line)?;
            table.add_word(key(word), seen.parse().ok()?);
        }
        Some(Self {
            table,
            first: Forest::parse(part("first")?, &first::NAMES)?,
            second: Forest::parse(part("second")?, &second::NAMES)?,
            third: Forest::parse(part("third")?, &second::NAMES)?,
            same: Forest::parse(part("same")?, &signs::NAMES)?,
            alike: Forest::parse(part("alike")?, &signs::NAMES)?,
        })
    }
}

fn fields<const N: usize>(line: &str) -> Option<[&str; N]> {
    line.split(' ').collect::<Vec<_>>().try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_learned_model_can_be_read() {
        let model = Model::parse(include_str!("model.txt")).expect("model.txt is well formed");
        assert!(!model.first.trees.is_empty() && !model.second.trees.is_empty());
        assert!(model.table.pair(key("say"), key("tell")) > 0);
    }

    #[test]
    fn pairs_have_no_order() {
        let mut table = Table::default();
        table.add_pair(1, 2, 9);
        assert_eq!((table.pair(2, 1), table.pair(1, 1)), (9, 0));
    }
}
