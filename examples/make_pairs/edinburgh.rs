//! Reads the Edinburgh paraphrase corpus as its corrected release has it: sentence pairs that
//! people aligned word by word, and the trees that a parser gave them.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use serde_json::Value;

use crate::pair::{Links, Pair, Word};

/// The training pairs of a folder with `gold.train.sure.json`, `gold.train.sure+poss.json` (whose
/// links are the sure and the possible together) and `parse/edinburgh.train.mst.gz`.
pub fn read(folder: &Path) -> Vec<Pair> {
    let sure = gold(&folder.join("gold.train.sure.json"));
    let all = gold(&folder.join("gold.train.sure+poss.json"));
    let packed = std::fs::File::open(folder.join("parse/edinburgh.train.mst.gz")).unwrap();
    let mut trees = String::new();
    flate2::read::GzDecoder::new(packed).read_to_string(&mut trees).unwrap();
    let mut trees = trees.split("\n\n").filter(|tree| !tree.trim().is_empty()).map(tree);
    let order: Vec<Value> = list(&folder.join("gold.train.sure+poss.json"));
    let mut pairs = Vec::new();
    for of in &order {
        let id = of["id"].as_str().unwrap();
        let sides = ["source", "target"].map(|side| {
            let forms: Vec<&str> = of[side].as_str().unwrap().split(' ').collect();
            hung(&forms, trees.next())
        });
        let sure = sure[id].clone();
        let possible = all[id].difference(&sure).copied().collect();
        pairs.push(Pair { id: id.to_owned(), sides, sure, possible });
    }
    pairs
}

fn list(path: &Path) -> Vec<Value> {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn gold(path: &Path) -> BTreeMap<String, Links> {
    let links = |of: &Value| -> Links {
        let number = |text: &str| -> usize { text.parse().unwrap() };
        let link = |link: &str| link.split_once('-').map(|(i, j)| (number(i), number(j)));
        of["sureAlign"].as_str().unwrap().split_whitespace().filter_map(link).collect()
    };
    list(path).iter().map(|of| (of["id"].as_str().unwrap().to_owned(), links(of))).collect()
}

/// Words with tag, relation and head from the four lines of a tree.
fn tree(lines: &str) -> Vec<Word> {
    let mut lines = lines.trim_start_matches('\n').lines().map(|line| line.split('\t'));
    let mut line = || lines.next().into_iter().flatten();
    let mut words: Vec<Word> =
        line().map(|form| Word { form: form.to_owned(), ..Word::default() }).collect();
    for (word, tag) in words.iter_mut().zip(line()) {
        word.tag = tag.to_owned();
    }
    for (word, relation) in words.iter_mut().zip(line()) {
        word.relation = relation.to_owned();
    }
    let count = words.len();
    for (word, head) in words.iter_mut().zip(line()) {
        let head = head.parse::<usize>().ok().and_then(|head| head.checked_sub(1));
        word.head = head.filter(|&head| head < count);
    }
    words
}

/// The words of a sentence, with their tree where the parser saw the same words.
fn hung(forms: &[&str], tree: Option<Vec<Word>>) -> Vec<Word> {
    let same = |tree: &Vec<Word>| tree.len() == forms.len();
    let mut words = tree.filter(same).unwrap_or_else(|| vec![Word::default(); forms.len()]);
    for (word, form) in words.iter_mut().zip(forms) {
        word.form = (*form).to_owned();
    }
    glue(&mut words);
    words
}

/// Says which words and marks touch in running text.
fn glue(words: &mut [Word]) {
    let mut open = false;
    for at in 0..words.len() {
        let quote = words[at].shown() == "\"";
        open ^= quote;
        let clings = quote && !open || clings_to_the_word_before(words[at].shown());
        if at > 0 && clings {
            words[at - 1].glued = true;
        }
        words[at].glued = quote && open || matches!(words[at].shown(), "(" | "$");
    }
}

fn clings_to_the_word_before(form: &str) -> bool {
    matches!(form, "," | "." | ";" | ":" | "?" | "!" | ")" | "%" | "n't")
        || form.starts_with('\'') && form.len() > 1
}
