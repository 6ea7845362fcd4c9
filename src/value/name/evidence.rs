//! What a document shows about its own words: which ones stand with a capital where no sentence
//! begins, and which ones it also writes small.

use foldhash::{HashMap, HashSet};

use crate::token::{Class, Sentence, Token, Tokenized};

/// Counts over the words of one document.
pub(super) struct Evidence {
    small: HashSet<u64>,
    inside: HashMap<u64, u32>,
    /// For each sentence, whether its capitals say nothing: a headline in capitals.
    shouting: Vec<bool>,
}

impl Evidence {
    pub(super) fn of(text: &str, tokenized: &Tokenized) -> Self {
        let mut evidence = Self {
            small: HashSet::default(),
            inside: HashMap::default(),
            shouting: Vec::with_capacity(tokenized.sentences.len()),
        };
        for sentence in &tokenized.sentences {
            let shouting = shouts(text, sentence, &tokenized.tokens);
            evidence.shouting.push(shouting);
            for at in sentence.tokens.clone() {
                evidence.count(text, &tokenized.tokens, sentence, at, shouting);
            }
        }
        evidence
    }

    fn count(
        &mut self,
        text: &str,
        tokens: &[Token],
        sentence: &Sentence,
        at: usize,
        shouting: bool,
    ) {
        let token = &tokens[at];
        if !token.capital {
            if token.class != Class::Number {
                self.small.insert(token.key);
            }
        } else if !shouting && !opens(text, tokens, sentence, at) {
            *self.inside.entry(token.key).or_default() += 1;
        }
    }

    /// How often the word has a capital that no sentence asks for.
    pub(super) fn inside(&self, key: u64) -> u32 {
        self.inside.get(&key).copied().unwrap_or(0)
    }

    /// Whether the document also writes the word small.
    pub(super) fn is_small(&self, key: u64) -> bool {
        self.small.contains(&key)
    }

    /// Whether capitals in the sentence say nothing.
    pub(super) fn shouts(&self, sentence: usize) -> bool {
        self.shouting.get(sentence).copied().unwrap_or(false)
    }
}

/// Whether a sentence, a quotation or an item of a list begins with the word.
pub(super) fn opens(text: &str, tokens: &[Token], sentence: &Sentence, at: usize) -> bool {
    if at <= sentence.tokens.start {
        return true;
    }
    let (before, token) = (&tokens[at - 1], &tokens[at]);
    let gap = text.get(before.span.range().end..token.span.range().start).unwrap_or("");
    gap.contains(['"', '“', '„', '«', '•', ':', '\n', '—', '–', '…', '?', '!', '*', '|'])
        || gap.contains(". ") && before.span.len() > 3 && !gap.starts_with(". ") // an abbreviation keeps its dot close
}

/// Headlines give most of their words a capital.
fn shouts(text: &str, sentence: &Sentence, tokens: &[Token]) -> bool {
    let words = tokens.get(sentence.tokens.clone()).unwrap_or_default();
    let content =
        words.iter().filter(|token| token.class == Class::Content && token.span.len() > 3);
    let (mut all, mut capital, mut loud) = (0usize, 0usize, 0usize);
    for token in content {
        all += 1;
        capital += usize::from(token.capital);
        let word = token.span.text(text);
        loud += usize::from(!word.chars().any(char::is_lowercase));
    }
    let small = words.iter().any(|token| !token.capital && token.class == Class::Content);
    all >= 5 && (loud * 10 >= all * 7 || capital == all && !small)
}
