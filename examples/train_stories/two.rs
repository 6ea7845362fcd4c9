//! Pairs of texts that tell of one event or of two, as samples.
//!
//! Two reports of one story, and a report beside a copy of itself in which many figures and some names were
//! exchanged and most sentences were lengthened, tell of one event; the pairs of a folder without stories, of two.

use std::path::Path;

use variorum::alignment::another;
use variorum::alignment::assemble::{self, Draft};
use variorum::alignment::outline::Outline;
use variorum::alignment::pair::{self, Side, facing};
use variorum::alignment::units::units;
use variorum::span::Span;
use variorum::telling::Telling;

use crate::story::{Sample, Story, pairs, read, unplanted};

/// Names that copies give to what they rename.
const NEW: [&str; 5] = ["Harbin", "Mossley", "Tarrant", "Quill", "Denholm"];
/// What copies add to a sentence.
const MORE: [&str; 4] =
    [", officials said.", ", it was reported.", " as well.", ", sources added."];
/// Letters of a word that is renamed, at least.
const NAME: usize = 4;

/// The samples of a folder.
pub fn samples(folder: &Path) -> Vec<Sample> {
    if !folder.join("stories").is_dir() {
        return unplanted(folder).iter().flat_map(|story| of(&story.tellings(), true)).collect();
    }
    let stories = read(folder);
    let told = stories.iter().flat_map(|story| of(&story.tellings(), false));
    told.chain(stories.iter().flat_map(copies)).collect()
}

fn of(tellings: &[Telling], two: bool) -> Vec<Sample> {
    pairs(tellings.len()).filter_map(|(a, b)| sample(&tellings[a], &tellings[b], two)).collect()
}

fn copies(story: &Story) -> Vec<Sample> {
    let tellings = story.tellings();
    let copied = |(n, telling): (usize, &Telling)| {
        let text = exchanged(telling.text, n);
        let whole = [Span::new(0, text.len())];
        let copy = Telling::read(&text, &whole, telling.language, telling.date);
        sample(telling, &copy, false)
    };
    tellings.iter().enumerate().filter_map(copied).collect()
}

/// A text with its digits moved on, all of them or those of every other word, up to two of its words with a capital
/// inside of a sentence renamed, and most of its sentences lengthened.
fn exchanged(text: &str, n: usize) -> String {
    let moved = |digit: char| match digit.to_digit(10) {
        Some(value) => char::from_digit((value + 2) % 9 + 1, 10).unwrap_or(digit),
        None => digit,
    };
    let mut renamed: Vec<(&str, &str)> = Vec::new();
    let mut out = Vec::new();
    let mut before = ".";
    for (at, word) in text.split(' ').enumerate() {
        let bare = word.trim_matches(|it: char| !it.is_alphabetic());
        let is_name = bare.len() >= NAME
            && bare.starts_with(char::is_uppercase)
            && before.ends_with(char::is_alphabetic);
        if is_name && renamed.len() < n % 3 && !renamed.iter().any(|it| it.0 == bare) {
            renamed.push((bare, NEW[(at + n) % NEW.len()]));
        }
        let mut new = word.to_owned();
        if n.is_multiple_of(2) || at % 2 == 0 {
            new = new.chars().map(moved).collect();
        }
        for (old, other) in &renamed {
            new = new.replace(old, other);
        }
        if let Some(short) = new.strip_suffix('.').filter(|_| at % 7 > 0) {
            new = format!("{short}{}", MORE[at % MORE.len()]);
        }
        before = word;
        out.push(new);
    }
    out.join(" ")
}

fn sample(left: &Telling, right: &Telling, two: bool) -> Option<Sample> {
    let pieces = [units(left), units(right)];
    let outlines = [Outline::of(left, &pieces[0]), Outline::of(right, &pieces[1])];
    let side = |telling, at: usize| Side { telling, units: &pieces[at], outline: &outlines[at] };
    let (x, y) = (side(left, 0), side(right, 1));
    let found = facing(x, y, &[], &pair::Options::default());
    let settings = assemble::Options::default();
    let drafts: Vec<Draft> = found
        .facing
        .into_iter()
        .flat_map(|facing| assemble::drafts(facing.groups, x, y, &settings))
        .collect();
    let signs = another::signs(left, right, &drafts)?.to_vec();
    let head = |text: &str| text.chars().take(40).collect::<String>();
    let about = format!("{} | {}", head(left.text), head(right.text));
    Some(Sample { signs, holds: two, weight: 1.0, about })
}
