//! Two sentences whose words are known to face each other, with their trees.

use std::collections::BTreeSet;

/// A word of a sentence, as a treebank or an aligned corpus has it.
#[derive(Clone, Debug, Default)]
pub struct Word {
    pub form: String,
    /// Part of speech, as the Penn Treebank names it.
    pub tag: String,
    /// Number of the word that it hangs on; none for the root.
    pub head: Option<usize>,
    /// How it hangs on it.
    pub relation: String,
    /// No space stands between it and the next word.
    pub glued: bool,
}

impl Word {
    /// The form as running text has it: corpora write brackets and quotation marks in their own way.
    pub fn shown(&self) -> &str {
        match self.form.as_str() {
            "-lrb-" | "-LRB-" => "(",
            "-rrb-" | "-RRB-" => ")",
            "''" | "``" => "\"",
            form => form,
        }
    }

    /// Whether it is punctuation.
    pub fn is_mark(&self) -> bool {
        !self.shown().chars().any(char::is_alphanumeric)
    }

    /// Whether it says something of its own: a noun, a verb, an adjective, an adverb or a number.
    pub fn is_content(&self) -> bool {
        const EMPTY: [&str; 12] =
            ["be", "is", "are", "was", "were", "been", "being", "has", "have", "had", "not", "n't"];
        ["NN", "VB", "JJ", "RB", "CD", "FW"].iter().any(|tag| self.tag.starts_with(tag))
            && !EMPTY.contains(&self.form.to_lowercase().as_str())
    }
}

/// Pairs of word numbers.
pub type Links = BTreeSet<(usize, usize)>;

/// Two sentences that state the same, at least in part.
#[derive(Clone, Debug)]
pub struct Pair {
    pub id: String,
    pub sides: [Vec<Word>; 2],
    pub sure: Links,
    pub possible: Links,
}

impl Pair {
    /// A sentence beside itself.
    pub fn twice(id: String, words: Vec<Word>) -> Self {
        let sure = (0..words.len()).map(|at| (at, at)).collect();
        Self { id, sides: [words.clone(), words], sure, possible: Links::new() }
    }

    /// The same the other way round.
    pub fn turned(self) -> Self {
        let turn = |links: Links| links.into_iter().map(|(i, j)| (j, i)).collect();
        let [left, right] = self.sides;
        Self {
            id: self.id,
            sides: [right, left],
            sure: turn(self.sure),
            possible: turn(self.possible),
        }
    }

    /// The same without some words of the left sentence. Words that hung on a lost one hang on
    /// nothing.
    pub fn without(&self, lost: &BTreeSet<usize>) -> Self {
        let kept: Vec<usize> = (0..self.sides[0].len()).filter(|at| !lost.contains(at)).collect();
        let place = |at: usize| kept.binary_search(&at).ok();
        let moved = |links: &Links| -> Links {
            links.iter().filter_map(|&(i, j)| Some((place(i)?, j))).collect()
        };
        let mut words: Vec<Word> = kept.iter().map(|&at| self.sides[0][at].clone()).collect();
        for (word, &at) in words.iter_mut().zip(&kept) {
            word.head = word.head.and_then(place);
            // What stood behind the lost words stands as near as it stood to them.
            let next = (at + 1..).take_while(|next| lost.contains(next)).last();
            if let Some(last) = next.filter(|_| !(word.glued && word.is_mark())) {
                word.glued = self.sides[0][last].glued;
            }
        }
        Self {
            id: self.id.clone(),
            sides: [words, self.sides[1].clone()],
            sure: moved(&self.sure),
            possible: moved(&self.possible),
        }
    }

    /// All links, sure and possible.
    pub fn links(&self) -> Links {
        self.sure.union(&self.possible).copied().collect()
    }

    /// For each word of both sentences whether anything faces it.
    pub fn faced(&self) -> [Vec<bool>; 2] {
        let mut faced = [0, 1].map(|side| vec![false; self.sides[side].len()]);
        for (i, j) in self.links() {
            faced[0][i] = true;
            faced[1][j] = true;
        }
        faced
    }
}

/// A sentence as running text, and where each word stands in it, in characters.
pub fn text(words: &[Word]) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut places, mut length) = (String::new(), Vec::new(), 0);
    for (at, word) in words.iter().enumerate() {
        let mut form = word.shown().to_owned();
        if at == 0 {
            let mut letters = form.chars();
            form = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        }
        let start = length;
        length += form.chars().count();
        places.push((start, length));
        text.push_str(&form);
        if !word.glued && at + 1 < words.len() {
            text.push(' ');
            length += 1;
        }
    }
    (text, places)
}
