//! What the program itself wrote: never a source.
//!
//! A report quotes its documents, so that reading it as one would find every statement once more.
//! It is told by a mark inside, as files are renamed and folders moved.

/// In the head of `report.html`.
pub const PAGE: &str = "<meta name=\"generator\" content=\"Variorum\">";
/// The first line of `report.md`.
pub const HEADING: &str = "# Where the tellings part";
/// The first columns of `divergences.csv`.
pub const DIVERGENCES: &str = "id,effect,kind,explanation,confidence,statement";
/// The columns of `names.csv`.
pub const NAMES: &str = "name,spelling,count,documents,sources,given";
/// Behind a sign in the first line of a verdict in Markdown; below it stands how many errors there are.
pub const VERDICT: &str = " variorum check";
/// Why it is passed over.
pub const REASON: &str = "a report of Variorum, and no source";

/// Whether a file that begins like this was written by the program.
pub fn is_own(start: &str) -> bool {
    let start = start.trim_start_matches('\u{FEFF}').trim_start();
    let page = start.get(..9).is_some_and(|tag| tag.eq_ignore_ascii_case("<!doctype"));
    page && start.contains(PAGE)
        || [DIVERGENCES, NAMES].iter().any(|columns| start.starts_with(columns))
        || start.strip_prefix(HEADING).is_some_and(counts_documents)
        || start.strip_prefix("### ").is_some_and(counts_errors)
}

/// A verdict says its errors and warnings below its heading.
fn counts_errors(rest: &str) -> bool {
    let Some((first, below)) = rest.split_once('\n') else { return false };
    let line = below.trim_start().lines().next().unwrap_or_default();
    let counts = [" error", " warning", " document"].iter().all(|it| line.contains(it));
    let sign = first.trim_end().strip_suffix(VERDICT).map(|sign| sign.chars().count());
    sign == Some(1) && line.starts_with(|c: char| c.is_ascii_digit()) && counts
}

/// Under the heading stands how many documents were read.
fn counts_documents(rest: &str) -> bool {
    let line = rest.trim_start();
    let words = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
    let counted = words.strip_prefix(" documents").or_else(|| words.strip_prefix(" document"));
    rest.starts_with(['\n', '\r'])
        && words.len() < line.len()
        && counted.is_some_and(|after| after.starts_with(['.', ';']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_told_by_its_mark_and_nothing_else_is() {
        assert!(is_own(&format!("<!doctype html>\n<html lang=\"en\">\n<head>\n{PAGE}")));
        assert!(is_own(&format!("{HEADING}\n\n2 documents. 1 statement is told by both.")));
        assert!(is_own(&format!("{HEADING}\n\n1,002 documents; 4 files not read. No statement")));
        assert!(is_own(&format!("{NAMES}\n")));
        let verdict = "2 errors, 1 warning in 1 document, compared with 2 others";
        assert!(is_own(&format!("### ❌{VERDICT}\n\n{verdict}\n")));
        assert!(!is_own(&format!("### Our{VERDICT}\n\n{verdict}\n")));
        assert!(!is_own(&format!("### ❌{VERDICT}\n\nIt was told in the night.\n")));
        assert!(!is_own("<!doctype html><html><title>report</title>"));
        assert!(!is_own(&format!("The page says `{PAGE}` in its head.")));
        assert!(!is_own(&format!("{HEADING}\n\nTwo documents lay on the table.")));
        assert!(!is_own(&format!("{HEADING} company\n\n2 documents. Both are lost.")));
    }
}
