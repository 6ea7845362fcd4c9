//! How much a shared word tells: rare stems weigh more than frequent ones.
//!
//! How often a sentence of the language has a stem is read from a frozen table, so that what two
//! texts share weighs the same whatever else is read with them. A text that says a word in every
//! other sentence is about it: there the word tells less of where it stands, so the text's own
//! sentences are counted too, with the table as the prior (Spärck Jones 1972 for the measure; the
//! table plays the part of a Beta prior). Nothing is learned from other texts.
//!
//! The table is the vocabulary of `lexicon.tsv.gz`, whose second column is the number of bits of a
//! word's place in a list by frequency; by Zipf's law the share is the inverse of the place.

use std::io::Read;
use std::sync::LazyLock;

use flate2::read::GzDecoder;
use foldhash::{HashMap, HashMapExt, HashSet};
use xxhash_rust::xxh3::Xxh3;

use crate::language::{self, Language};
use crate::token::{Class, Token, Tokenized};

/// Sentences that the table counts as much as.
const BACKGROUND: f64 = 200.0;
/// Share of sentences of a word of place n, times n. A tenth of all words, by Zipf's law, in sentences
/// of twenty would make it 2; that words come in clusters of one subject makes it more. Rounded on
/// development texts, which hardly feel it.
const ZIPF: f64 = 6.0;
/// Share of sentences of a word of content that the table does not have.
const FLOOR: f64 = 0.000_5;
/// ... of the most frequent that the table can make one.
const CEILING: f64 = 0.06;
/// ... of a word of so many bytes, and of longer ones, in a language without a table: in every
/// language what is said often is short. A character of a script without spaces has three bytes, and
/// is neither.
const BY_LENGTH: [f64; 10] = [0.5, 0.5, 0.5, 0.02, 0.12, 0.04, 0.02, 0.01, 0.006, 0.004];
/// ... of the longest: so much divided by the bytes.
const LONG_WORD: f64 = 0.03;
/// ... of a function word.
const FUNCTION: f64 = 0.3;
/// ... of a number of one or two digits, or in words of that length,
const SHORT_NUMBER: f64 = 0.01;
/// ... and of a longer one.
const LONG_NUMBER: f64 = 0.003;
/// Characters of a number that is long.
const LONG: u32 = 3;

/// Share of the sentences of a language in which a word stands, before any text is read.
pub fn expected(token: &Token, language: &Language) -> f64 {
    match token.class {
        Class::Function => FUNCTION,
        Class::Number if token.span.end - token.span.start < LONG => SHORT_NUMBER,
        Class::Number => LONG_NUMBER,
        Class::Address => FLOOR,
        Class::Content if language.words.tag != "en" => by_length(token),
        Class::Content => ENGLISH.get(&token.stem).copied().map_or(FLOOR, f64::from),
    }
}

fn by_length(token: &Token) -> f64 {
    let bytes = token.span.end.saturating_sub(token.span.start);
    let listed = usize::try_from(bytes).ok().and_then(|bytes| BY_LENGTH.get(bytes));
    listed.copied().unwrap_or_else(|| (LONG_WORD / f64::from(bytes)).max(FLOOR))
}

/// Shares of sentences by stem.
static ENGLISH: LazyLock<HashMap<u64, f32>> = LazyLock::new(|| {
    let mut text = String::new();
    let packed: &[u8] = include_bytes!("language/lexicon.tsv.gz");
    // A table that does not unpack leaves every word as rare as an unknown one; a test would see it.
    let read = GzDecoder::new(packed).read_to_string(&mut text);
    shares(if read.is_ok() { &text } else { "" }, language::of(Some("en")))
});

/// The share of each stem of the table: that of its most frequent form.
fn shares(table: &str, language: &Language) -> HashMap<u64, f32> {
    let mut shares = HashMap::new();
    for line in table.lines() {
        let mut fields = line.split('\t');
        let (Some(word), Some(bits)) = (fields.next(), fields.next()) else { continue };
        let Ok(bits) = bits.parse::<i32>() else { continue };
        // The middle, by ratio, of the places that have so many bits.
        let place = 2f64.powf(f64::from(bits) - 0.5);
        let share = (ZIPF / place).clamp(FLOOR, CEILING) as f32;
        let known = shares.entry(language.stem(word)).or_insert(share);
        *known = share.max(*known);
    }
    shares
}

/// The weights of the words of one text.
#[derive(Clone, Debug)]
pub struct Rarity {
    language: &'static Language,
    sentences: f64,
    /// In how many sentences each stem stands.
    frequency: HashMap<u64, u32>,
}

impl Rarity {
    /// Counts in how many sentences of a text each stem stands. A sentence counts once however often
    /// it is repeated: what a text says forty times over is no frequent word of it, and would
    /// otherwise meet nobody.
    pub fn of(text: &Tokenized, language: &'static Language) -> Self {
        let mut frequency = HashMap::new();
        let mut stems = Vec::new();
        let mut told = HashSet::default();
        for sentence in &text.sentences {
            stems.clear();
            stems.extend(text.tokens[sentence.tokens.clone()].iter().map(|token| token.stem));
            if !told.insert(key(&stems)) {
                continue;
            }
            stems.sort_unstable();
            stems.dedup();
            for stem in &stems {
                *frequency.entry(*stem).or_insert(0) += 1;
            }
        }
        Self { language, sentences: told.len() as f64, frequency }
    }

    /// Weight of a token of the text in nats: 0 for what stands everywhere.
    pub fn weight(&self, token: &Token) -> f32 {
        let seen = f64::from(self.frequency.get(&token.stem).copied().unwrap_or(0).max(1));
        let prior = BACKGROUND * expected(token, self.language);
        let share = (seen + prior) / (self.sentences.max(1.0) + BACKGROUND);
        (-share.min(1.0).ln()) as f32
    }
}

/// Of the stems of a sentence in their order.
fn key(stems: &[u64]) -> u64 {
    let mut hasher = Xxh3::new();
    stems.iter().for_each(|stem| hasher.update(&stem.to_le_bytes()));
    hasher.digest()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use crate::token::tokenize;

    fn weights(text: &str) -> Vec<f32> {
        let english = language::of(Some("en"));
        let read = tokenize(text, &[Span::new(0, text.len())], english);
        let rarity = Rarity::of(&read, english);
        read.tokens.iter().map(|token| rarity.weight(token)).collect()
    }

    #[test]
    fn rare_words_weigh_more_than_frequent_ones() {
        let found = weights("the people quarry Zembla");
        assert!(found.is_sorted(), "{found:?}");
        assert!(found[3] - found[1] > 1.0, "{found:?}");
    }

    #[test]
    fn a_sentence_counts_once_however_often_it_is_told() {
        let told = "The night ferry ran aground off Tollmere. A choir sang. ";
        let once = weights(told);
        assert_eq!(weights(&told.repeat(40))[..once.len()], once);
    }

    #[test]
    fn short_words_of_a_language_without_a_table_are_frequent() {
        let neutral = language::of(Some("und"));
        let text = "o de que para ponte governo construção";
        let read = tokenize(text, &[Span::new(0, text.len())], neutral);
        let rarity = Rarity::of(&read, neutral);
        let found: Vec<f32> = read.tokens.iter().map(|token| rarity.weight(token)).collect();
        assert!(found[6] > found[5] && found[5] > found[4] && found[4] > found[3], "{found:?}");
        assert!(found[6] - found[1] > 2.0, "{found:?}");
    }

    #[test]
    fn what_a_text_says_again_and_again_weighs_less_there() {
        let once = weights("The quarry closed.")[1];
        let years: Vec<String> =
            (1900..1940).map(|year| format!("The quarry closed in {year}. ")).collect();
        let often = weights(&years.concat())[1];
        assert!(once - often > 1.0, "{once} {often}");
    }

    #[test]
    fn forms_of_a_word_are_as_rare_as_the_most_frequent_of_them() {
        let found = weights("government governments");
        assert_eq!(found[0], found[1]);
    }
}
