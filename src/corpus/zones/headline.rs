//! The title above a text, and what stands around it.
//!
//! The first lines that are short and end without a period, before the running text begins, are
//! the top of the page: the headline, perhaps twice, and the names of site and section.

use super::super::ZoneKind;
use super::lines::Line;

/// Longest headline, in characters.
const LONGEST: usize = 220;
/// Lines that the top of a page may have.
const TOP: usize = 12;

/// Marks the headline, and site and section lines above it.
pub fn mark(lines: &[Line<'_>], kinds: &mut [ZoneKind], title: Option<&str>) {
    if let Some(at) = title.and_then(|title| stated(lines, title)) {
        return settle(lines, kinds, at);
    }
    let top = lines.iter().take(TOP).take_while(|line| is_short(line)).count();
    let text_follows = lines[top..].iter().any(Line::is_prose) || spaced(lines, top);
    if top == 0 || !text_follows {
        return;
    }
    let open: Vec<usize> = (0..top).filter(|at| kinds[*at] == ZoneKind::Body).collect();
    let repeated = open.iter().copied().find(|at| {
        open.iter().any(|other| other > at && same_words(lines[*at].text, lines[*other].text))
    });
    let worded = open.iter().copied().find(|at| lines[*at].words() >= 4 || dense(lines[*at].text));
    if let Some(at) = repeated.or(worded).or(open.first().copied()) {
        settle(lines, kinds, at);
    }
}

/// The line at the top that reads as the stated title does.
fn stated(lines: &[Line<'_>], title: &str) -> Option<usize> {
    lines.iter().take(TOP).position(|line| same_words(line.text, title))
}

/// Makes `at` the headline, what stands above it and its repetitions below boilerplate.
fn settle(lines: &[Line<'_>], kinds: &mut [ZoneKind], at: usize) {
    kinds[..at].fill(ZoneKind::Boilerplate);
    kinds[at] = ZoneKind::Headline;
    for other in at + 1..lines.len().min(at + TOP) {
        if same_words(lines[other].text, lines[at].text) {
            kinds[other] = ZoneKind::Boilerplate;
        }
    }
}

/// A line that can belong to the top: no sentence, no list item, no address to the audience.
fn is_short(line: &Line<'_>) -> bool {
    let title_end = line.text.ends_with(['?', '!', '’', '”', '"', '\'', ')', '»', '」']);
    let open_end = line.text.ends_with([',', ';', ':', '-', '–', '—']);
    line.width() <= LONGEST
        && !open_end
        && (!line.ends_sentence() || (title_end && line.width() <= 120))
        && !line.text.starts_with(['-', '–', '—', '•', '*'])
}

/// A short first line with a blank line below it, and more text to come.
fn spaced(lines: &[Line<'_>], top: usize) -> bool {
    lines.get(top).is_some_and(|next| next.gap)
        && lines[top..].iter().any(|line| line.ends_sentence() && line.words() >= 4)
}

/// Whether the letters and digits of both are the same.
pub fn same_words(a: &str, b: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars()
            .take(400)
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let a = letters(a);
    !a.is_empty() && a == letters(b)
}

/// A script without spaces: its headlines have no words to count.
fn dense(text: &str) -> bool {
    text.chars().filter(|c| ('\u{3040}'..='\u{9FFF}').contains(c)).count() >= 6
}

#[cfg(test)]
mod tests {
    use super::super::lines::split;
    use super::*;

    const REPORT: &str = "The ships of the northern fleet of trawlers will wait in the harbour \
        until a pilot comes, the chair of the council said on Monday.\n";

    fn kinds(text: &str, title: Option<&str>) -> String {
        let lines = split(text, 0);
        let mut kinds = vec![ZoneKind::Body; lines.len()];
        mark(&lines, &mut kinds, title);
        let letter = |kind: &ZoneKind| match kind {
            ZoneKind::Headline => 'h',
            ZoneKind::Boilerplate => 'x',
            _ => '.',
        };
        kinds.iter().map(letter).collect()
    }

    #[test]
    fn the_line_above_running_text_is_the_headline() {
        assert_eq!(kinds(&format!("Ships wait for a pilot\n{REPORT}"), None), "h.");
        assert_eq!(kinds(&format!("Will the ships wait?\n\n{REPORT}"), None), "h.");
        assert_eq!(kinds("Ships wait\n\nThe pilot is ill.\n", None), "h.");
    }

    #[test]
    fn site_and_section_stand_above_a_repeated_headline() {
        let top = "Harbour Post\nNorth Coast\n\nShips Wait For Pilot\n\nShips wait for pilot\n";
        assert_eq!(kinds(&format!("{top}{REPORT}"), None), "xxhx.");
    }

    #[test]
    fn a_text_may_have_no_headline() {
        assert_eq!(kinds(REPORT, None), ".");
        assert_eq!(kinds(&format!("Ladies and gentlemen,\n{REPORT}"), None), "..");
        assert_eq!(kinds("Only one line", None), ".");
        assert_eq!(kinds("- a\n- b\n", None), "..");
    }

    #[test]
    fn a_stated_title_is_found_again() {
        let text = format!("Harbour\nThe pilot is ill.\n{REPORT}");
        assert_eq!(kinds(&text, Some("The pilot is ill")), "xh.");
    }
}
