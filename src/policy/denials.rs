//! Words that take back what a text says: "it is untrue that …", "that was a lie".
//!
//! A sentence that is copied and then taken back says the opposite, and no word of it differs. So a new
//! document that shares something with another one is told of where it takes something back and the
//! other does not. Whether it is what both tell, nobody here can say: it is a warning.

use super::Policy;
use super::case::Case;
use super::documents::unjudged;
use super::finding::Finding;
use super::levels::Level;
use super::rule::Rule;
use crate::corpus::Skipped;
use crate::language::denial::{BEING, DENYING, SAID, TRUE, UNTRUE};

/// Words between the first and the last of them.
const NEAR: usize = 7;

/// One finding for every new document that takes something back which another one it meets does not.
pub(super) fn find(case: &Case<'_>, policy: &Policy) -> Vec<Finding> {
    let mut found = Vec::new();
    let new = (0..case.new.len()).filter(|it| case.is_new(*it));
    for document in new.filter(|it| takes_back(&case.document(*it).text)) {
        let met = case.analysis.alignments.iter().find_map(|it| {
            let (left, right) = (it.left.document, it.right.document);
            let other = if left == document { right } else { left };
            let meets = (left == document || right == document) && other != document;
            (meets && !takes_back(&case.document(other).text)).then_some(other)
        });
        let Some(other) = met else { continue };
        let reason = format!(
            "it says that something is not true, which {} does not; what is meant is not judged",
            case.document(other).path
        );
        let skipped = Skipped { path: case.document(document).path.clone(), reason };
        let Some(finding) = unjudged(policy, Rule::Unseen, &skipped) else { continue };
        let help =
            "read what it takes back, and accept it with a reason where that is right".to_owned();
        let level = finding.level.min(Level::Warn);
        found.push(Finding { place: case.whole(document), level, help, ..finding });
    }
    found
}

/// Whether a text calls untrue what was said.
fn takes_back(text: &str) -> bool {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric()).replace('’', "'").to_lowercase()
        })
        .collect();
    let is = |list: &str, word: &String| !word.is_empty() && list.contains(&format!(" {word} "));
    (0..words.len()).any(|at| {
        let before = &words[at.saturating_sub(NEAR)..at];
        let Some(being) = before.iter().rposition(|word| is(BEING, word)) else { return false };
        // Between the verb and what is said stand small words: "is", "not a", "all".
        let near = before.len() - being <= 4;
        let subject = before[..being].iter().rev().take(3).any(|word| is(SAID, word));
        let denied = before.iter().any(|word| is(DENYING, word));
        let opposite = is(TRUE, &words[at]) && denied;
        near && subject && (is(UNTRUE, &words[at]) && !denied || opposite)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_back_is_told_from_what_is_said() {
        for text in [
            "It is untrue that the mill burnt down.",
            "The mill burnt down. That was a lie.",
            "The mill burnt down. Nothing of this is true, they said.",
            "The mill burnt down, which isn’t true.",
            "It is not true that the mill burnt down.",
            "The opposite is true: the mill stands.",
            "All of these reports were fabricated.",
            "The story turned out to be false.",
        ] {
            assert!(takes_back(text), "{text}");
        }
        for text in [
            "The mill burnt down, and the miller lies in hospital.",
            "It is true that the mill burnt down.",
            "This is not so much a mill as a house, and not wrong.",
            "The wrong mill was sold. A true story.",
            "They said that the false bottom of the case was found.",
        ] {
            assert!(!takes_back(text), "{text}");
        }
    }
}
