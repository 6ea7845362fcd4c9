//! Sentences of a treebank, their trees carried over to the words that this program reads.
//!
//! In: CoNLL-U files of Universal Dependencies. Out: a tag, a head and a relation for every token of
//! ours. Words and tokens meet by their place in the text: a mark that is no token of ours hands its
//! place in the tree to a child; of several words in one token the one that hangs outside counts.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use variorum::language;
use variorum::span::Span;
use variorum::syntax::Upos;
use variorum::syntax::training::{Words, read};
use variorum::token::tokenize;

/// A sentence in our tokens.
pub struct Sentence {
    pub forms: Vec<String>,
    pub words: Words,
    /// Part of speech and finer tag.
    pub tags: Vec<(String, String)>,
    /// Head of each token; their number for the root.
    pub heads: Vec<usize>,
    pub labels: Vec<String>,
}

struct Row {
    range: Range<usize>,
    upos: String,
    xpos: String,
    head: usize,
    label: String,
}

/// All sentences of a file that carry over
pub fn sentences(text: &str) -> (Vec<Sentence>, usize) {
    let blocks = text.split("\n\n").filter(|block| !block.trim().is_empty());
    let (mut found, mut lost) = (Vec::new(), 0);
    for block in blocks {
        match sentence(block) {
            Some(sentence) => found.push(sentence),
            None => lost += 1,
        }
    }
    (found, lost)
}

fn sentence(block: &str) -> Option<Sentence> {
    let text = block.lines().find_map(|line| line.strip_prefix("# text = "))?.to_owned();
    let rows = rows(block, &text)?;
    let all = tokenize(&text, &[Span::new(0, text.len())], language::of(Some("en"))).tokens;
    let tokens: Vec<Range<usize>> = all.iter().map(|token| token.span.range()).collect();
    if tokens.is_empty() {
        return None;
    }
    let places = places(&rows, &tokens);
    let words = read(&text, &all, text.len());
    let forms = tokens.iter().map(|range| text[range.clone()].to_owned()).collect();
    let mut out =
        Sentence { forms, words, tags: Vec::new(), heads: Vec::new(), labels: Vec::new() };
    for at in 0..tokens.len() {
        let (row, head, label) = hang(&rows, &places, at, tokens.len())?;
        out.tags.push((rows[row].upos.clone(), rows[row].xpos.clone()));
        out.heads.push(head);
        out.labels.push(label);
    }
    is_tree(&out.heads).then_some(out)
}

fn rows(block: &str, text: &str) -> Option<Vec<Row>> {
    let mut rows = Vec::new();
    let mut at = 0;
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[number, form, _, upos, xpos, _, head, label, _, _] = fields.as_slice() else {
            return None;
        };
        if number.parse::<usize>().is_err() {
            continue;
        }
        let start = at + text[at..].len() - text[at..].trim_start().len();
        let range = if text[start..].starts_with(form) {
            start..start + form.len()
        } else if let Some(gap) = text[at..].find(form) {
            at + gap..at + gap + form.len()
        } else {
            start..start
        };
        at = range.end;
        let (upos, xpos) = (upos.to_owned(), xpos.to_owned());
        let label = label.to_owned();
        rows.push(Row { range, upos, xpos, head: head.parse().ok()?, label });
    }
    Some(rows)
}

/// Which token each word belongs to, and which word stands for each token.
struct Places {
    token: Vec<Option<usize>>,
    word: Vec<Option<usize>>,
    /// The last token of a word that has several, by token.
    whole: Vec<Option<usize>>,
}

fn places(rows: &[Row], tokens: &[Range<usize>]) -> Places {
    let touching = |row: &Row| {
        let from = tokens.partition_point(|token| token.end <= row.range.start);
        let to = tokens.partition_point(|token| token.start < row.range.end);
        from..to.max(from)
    };
    let token: Vec<Option<usize>> = rows.iter().map(|row| touching(row).last()).collect();
    let mut whole = vec![None; tokens.len()];
    for (row, token) in rows.iter().zip(&token) {
        touching(row).for_each(|at| whole[at] = whole[at].max(*token));
    }
    let mut word: Vec<Option<usize>> = vec![None; tokens.len()];
    for (at, word) in word.iter_mut().enumerate() {
        let own: Vec<usize> = (0..rows.len()).filter(|&row| token[row] == Some(at)).collect();
        let outside = |row: &&usize| {
            let head = rows[**row].head.checked_sub(1);
            head.is_none_or(|head| !own.contains(&head)) && rows[**row].upos != "PUNCT"
        };
        let content = |row: &&usize| !matches!(rows[**row].xpos.as_str(), "POS");
        *word = own
            .iter()
            .filter(outside)
            .find(content)
            .or_else(|| own.iter().find(outside))
            .or(own.first())
            .copied();
    }
    Places { token, word, whole }
}

/// The word that stands for a token, the token it hangs on and how.
fn hang(rows: &[Row], places: &Places, at: usize, root: usize) -> Option<(usize, usize, String)> {
    let Some(mut row) = places.word[at] else {
        // A part of a word that we cut.
        let whole = places.whole[at].filter(|&whole| whole != at)?;
        return Some((places.word[whole]?, whole, "compound".to_owned()));
    };
    let own = row;
    let mut label = rows[row].label.clone();
    for _ in 0..rows.len() {
        let Some(head) = rows[row].head.checked_sub(1) else { return Some((own, root, label)) };
        match places.token[head] {
            Some(token) if token != at => return Some((own, token, label)),
            Some(_) => {}
            None => match heir(rows, places, head) {
                Some(heir) if heir != at => return Some((own, heir, label)),
                _ => label = rows[head].label.clone(),
            },
        }
        row = head;
    }
    None
}

/// The token that takes the place of a word that is no token: a number first, else the first child.
fn heir(rows: &[Row], places: &Places, of: usize) -> Option<usize> {
    let children = || (0..rows.len()).filter(|&row| rows[row].head == of + 1);
    let counted = children().find(|&row| rows[row].label == "nummod");
    counted.into_iter().chain(children()).find_map(|row| {
        let token = places.token[row]?;
        (places.word[token] == Some(row)).then_some(token)
    })
}

fn is_tree(heads: &[usize]) -> bool {
    let one = heads.iter().filter(|&&head| head == heads.len()).count() == 1;
    let ends = |mut at: usize| {
        (0..=heads.len()).any(|_| {
            at = heads.get(at).copied().unwrap_or(heads.len());
            at == heads.len()
        })
    };
    one && (0..heads.len()).all(ends)
}

impl Sentence {
    /// The part of speech of a word.
    pub fn upos(&self, at: usize) -> &str {
        part(&self.tags[at].0)
    }
}

/// A mark that is glued to a word of ours counts as anything else.
fn part(upos: &str) -> &str {
    if upos == "PUNCT" { "X" } else { upos }
}

/// The tags that are learned.
pub struct Tags {
    pub names: Vec<String>,
    numbers: HashMap<String, u8>,
}

impl Tags {
    /// Most tags that a table has room for; the rarest count as the most frequent of their part of speech.
    const MOST: usize = 60;

    /// The tags of a treebank, the most frequent first.
    pub fn of(sentences: &[Sentence]) -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let all = sentences.iter().flat_map(|it| &it.tags);
        all.for_each(|tag| *counts.entry(name(tag)).or_default() += 1);
        let mut names: Vec<(usize, String)> = counts.into_iter().map(|(tag, n)| (n, tag)).collect();
        names.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let names: Vec<String> = names.into_iter().map(|(_, tag)| tag).collect();
        let same = |tag: &str| {
            let upos = tag.split('/').next().unwrap_or_default();
            names.iter().take(Self::MOST).position(|it| it.split('/').next() == Some(upos))
        };
        let number = |(n, tag): (usize, &String)| {
            (tag.clone(), if n < Self::MOST { n } else { same(tag).unwrap_or(0) } as u8)
        };
        let numbers = names.iter().enumerate().map(number).collect();
        Self { numbers, names: names.into_iter().take(Self::MOST).collect() }
    }

    /// The numbers of a sentence's tags.
    pub fn numbers(&self, sentence: &Sentence) -> Vec<u8> {
        let number = |tag| self.numbers.get(&name(tag)).copied().unwrap_or(0);
        sentence.tags.iter().map(number).collect()
    }

    /// The part of speech of each tag.
    pub fn upos(&self) -> Vec<Upos> {
        let upos = |tag: &String| Upos::of_name(tag.split('/').next().unwrap_or_default());
        self.names.iter().map(|tag| upos(tag).unwrap_or(Upos::X)).collect()
    }
}

fn name((upos, fine): &(String, String)) -> String {
    format!("{}/{fine}", part(upos))
}
