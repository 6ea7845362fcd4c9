//! A corpus of strangers with known reuse, made of words alone.
//!
//! What a large corpus costs is its pairs that come to nothing, and the seed documents have none.
//! Here small words are drawn from a list, and words of content from the lexicon, by a fixed rule; every fifth document takes a passage over, with
//! changes. The same on every machine.

use variorum::language::lexicon;

/// Sentences of a document.
const SENTENCES: usize = 24;
/// Every so many documents one takes a passage over,
const EVERY: usize = 5;
/// ... from the one so far before it,
const BEFORE: usize = 3;
/// ... of so many sentences,
const PASSAGE: usize = 5;
/// ... in which one in so many words is another.
const CHANGED: usize = 9;

/// Numbers drawn by a fixed rule (Steele, Lea and Flood 2014).
struct Draw(u64);

impl Draw {
    /// One of `n`.
    fn of(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % n.max(1) as u64) as usize
    }
}

/// Which documents take a passage over, of `count`, each with the one that has it first.
pub fn reused(count: usize) -> Vec<(usize, usize)> {
    (EVERY..count).step_by(EVERY).map(|at| (at - BEFORE, at)).collect()
}

/// Small words, the more frequent ones first.
const SMALL: &str = "the of to and in a that is for it was on as with be by at from not he they his had \
    are this have but an which or were we their been has who will one all would there if more when";
/// Letters of the longest word that is no word of content here.
const SHORT: usize = 4;
/// Words of the lexicon that are looked at, and how rare one may be.
const WORDS: u32 = 80_000;
const RANK: u8 = 12;

/// Small words, and words of content.
fn words() -> [Vec<&'static str>; 2] {
    let lexicon = lexicon::english();
    let known = (0..WORDS).filter(|id| lexicon.entry(*id).is_some_and(|it| it.rank <= RANK));
    let is_word = |word: &&str| word.len() > SHORT && word.bytes().all(|b| b.is_ascii_lowercase());
    [SMALL.split_whitespace().collect(), known.map(|id| lexicon.word(id)).filter(is_word).collect()]
}

/// The texts of `count` documents.
pub fn texts(count: usize) -> Vec<String> {
    let words = words();
    let mut draw = Draw(7);
    let word = |draw: &mut Draw| {
        let of = &words[draw.of(2)];
        // The nearer to the front of a list the likelier.
        of[draw.of(of.len()).min(draw.of(of.len()))]
    };
    let mut documents: Vec<Vec<Vec<&str>>> = Vec::with_capacity(count);
    for _ in 0..count {
        let sentence = |draw: &mut Draw| -> Vec<&str> {
            let length = 10 + draw.of(12);
            (0..length).map(|_| word(draw)).collect()
        };
        documents.push((0..SENTENCES).map(|_| sentence(&mut draw)).collect());
    }
    for (from, to) in reused(count) {
        let mut passage = documents[from][2..2 + PASSAGE].to_vec();
        for changed in passage.iter_mut().flatten() {
            if draw.of(CHANGED) == 0 {
                *changed = word(&mut draw);
            }
        }
        let at = draw.of(SENTENCES - PASSAGE);
        documents[to].splice(at..at + PASSAGE, passage);
    }
    documents.iter().map(|document| document.iter().map(|it| written(it)).collect()).collect()
}

/// A sentence with its marks: a comma in its middle, so that it has two clauses.
fn written(words: &[&str]) -> String {
    let mut text = String::new();
    for (at, word) in words.iter().enumerate() {
        match at {
            0 => text.extend(word.chars().take(1).flat_map(char::to_uppercase)),
            at if at == words.len() / 2 => text.push_str(", "),
            _ => text.push(' '),
        }
        text.push_str(if at == 0 { &word[1..] } else { word });
    }
    text.push_str(". ");
    text
}

/// The documents as JSON Lines.
pub fn lines(count: usize) -> String {
    let line =
        |(at, text): (usize, &String)| format!("{{\"id\":\"{at:04}\",\"text\":\"{text}\"}}\n");
    texts(count).iter().enumerate().map(line).collect()
}
