//! What a document allows itself: `<!-- variorum: allow name.variant "Sugi" as in the original -->`.
//!
//! In: the source of a Markdown or HTML document. Out: its comments; and, given findings, which of
//! them are accepted by it. A comment holds for its whole document, as the new side or as the
//! other one; the words between quotation marks narrow it to one reading.

use super::finding::{Accepted, AcceptedBy, Finding, Place};
use super::identity::normal;
use super::selector::Selector;

/// A comment that allows something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Line of the file, from 1.
    pub line: usize,
    /// What it allows, or what is wrong with it.
    pub said: Result<Allowed, String>,
}

/// What a comment allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// Which rules.
    pub selector: Selector,
    /// Which reading, in normal form; any where there is none.
    pub reading: Option<String>,
    /// Why.
    pub reason: String,
}

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";
const MARK: &str = "variorum:";
/// Longest comment that is read.
const LONGEST: usize = 2_000;
/// Comments of one document that are read: each is held against every finding, and nobody means so many.
const MOST: usize = 500;

/// The comments of a source that speak to this program, in order.
pub fn parse(source: &str) -> Vec<Comment> {
    let mut found = Vec::new();
    let mut rest = 0;
    // Lines are counted on from the comment before.
    let (mut line, mut counted) = (1, 0);
    while let Some(at) = source[rest..].find(OPEN) {
        let start = rest + at + OPEN.len();
        let Some(length) = source[start..].find(CLOSE) else { break };
        let inside = &source[start..start + length];
        rest = start + length + CLOSE.len();
        if let Some(said) = inside.trim().strip_prefix(MARK)
            && inside.len() <= LONGEST
        {
            line += source[counted..start].matches('\n').count();
            counted = start;
            if found.len() == MOST {
                let said =
                    format!("more than {MOST} comments in one document; the rest is not read");
                found.push(Comment { line, said: Err(said) });
                break;
            }
            found.push(Comment { line, said: allowed(said.trim()) });
        }
    }
    found
}

fn allowed(said: &str) -> Result<Allowed, String> {
    let rest = said
        .strip_prefix("allow ")
        .ok_or_else(|| "a comment says `variorum: allow RULE \"reading\" reason`".to_owned())?
        .trim_start();
    let (word, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let selector = Selector::parse(word)?;
    let (reading, reason) = match rest.trim_start().strip_prefix(['"', '“']) {
        Some(quoted) => {
            let (reading, reason) =
                quoted.split_once(['"', '”']).ok_or("the closing quotation mark is missing")?;
            (Some(normal(reading)), reason)
        }
        None => (None, rest),
    };
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() {
        return Err("say why: `variorum: allow RULE \"reading\" reason`".to_owned());
    }
    Ok(Allowed { selector, reading, reason })
}

/// Accepts what the documents allow.
pub(super) fn accept(findings: &mut [Finding], comments: &[(usize, Comment)]) {
    for (document, comment) in comments {
        let Ok(allowed) = &comment.said else { continue };
        for finding in findings.iter_mut().filter(|it| it.accepted.is_none()) {
            if allows(allowed, *document, finding) {
                let reason = allowed.reason.clone();
                finding.accepted = Some(Accepted { by: AcceptedBy::Comment, reason });
            }
        }
    }
}

fn allows(allowed: &Allowed, document: usize, finding: &Finding) -> bool {
    if !allowed.selector.takes(finding.rule, finding.effect) {
        return false;
    }
    let says = |place: &Place| {
        let words = || format!(" {} ", normal(&place.text));
        place.document == Some(document)
            && allowed.reading.as_ref().is_none_or(|it| words().contains(&format!(" {it} ")))
    };
    says(&finding.place) || finding.others.iter().any(|other| says(&other.place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::divergence::Kind;
    use crate::policy::Rule;

    fn said(comment: &str) -> Result<Allowed, String> {
        let mut found = parse(&format!("# Ships\n\n<!-- {comment} -->\n"));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].line, 3);
        found.remove(0).said
    }

    #[test]
    fn a_comment_names_rule_reading_and_reason() {
        let allowed = said("variorum: allow name.variant \"Sugi\" as in the original").unwrap();
        assert_eq!(allowed.selector, Selector::Rule(Rule::Divergence(Kind::NameVariant)));
        assert_eq!(allowed.reading.as_deref(), Some("sugi"));
        assert_eq!(allowed.reason, "as in the original");
        assert_eq!(said("variorum: allow document.* we print both").unwrap().reading, None);
    }

    #[test]
    fn a_slip_is_named_with_the_right_word() {
        let slip = said("variorum: allow name.varient \"Sugi\" because").unwrap_err();
        assert!(slip.contains("did you mean `name.variant`?"), "{slip}");
        assert!(said("variorum: allow name.variant \"Sugi\"").unwrap_err().contains("say why"));
        assert!(said("variorum: allow name.variant \"Sugi").unwrap_err().contains("closing"));
        assert!(said("variorum: deny x y").is_err());
    }

    #[test]
    fn very_many_comments_are_cut_and_it_is_said() {
        let many = "\n<!-- variorum: allow wording because -->".repeat(100_000);
        let found = parse(&many);
        assert_eq!(found.len(), MOST + 1);
        assert_eq!((found[0].line, found[MOST].line), (2, MOST + 2));
        assert!(found[MOST].said.as_ref().unwrap_err().contains("the rest is not read"));
    }

    #[test]
    fn other_comments_are_not_ours() {
        assert!(parse("<!-- note: x --> <!-- open <!-- variorum: allow").is_empty());
    }
}
