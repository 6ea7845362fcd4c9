//! Rows of cells of a page: its tables, and its lists of terms.

use dom_query::{Document as Page, NodeRef};

use super::tree::{Step, walk};
use crate::corpus::Figure;
use crate::corpus::figures::{MOST, of_rows};

/// The numbers in cells of a page.
pub fn figures(page: &Page) -> Vec<Figure> {
    of_rows(&rows(page))
}

/// The rows of all tables, an empty one behind each. A table that stands in a cell has its rows where
/// they begin.
fn rows(page: &Page) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    walk(page.root(), &mut |step| {
        let (node, enters) = match step {
            Step::Enter(node) => (node, true),
            Step::Leave(node) => (node, false),
        };
        let Some(name) = node.node_name().filter(|_| rows.len() < MOST) else { return };
        match (name.as_ref(), enters) {
            ("tr", true) => rows.push(cells(&node)),
            ("dt", true) => rows.push(vec![said(&node)]),
            ("dd", true) => rows.iter_mut().rev().take(1).for_each(|row| row.push(said(&node))),
            ("table" | "dl", _) => rows.push(Vec::new()),
            _ => {}
        }
    });
    rows
}

fn cells(row: &NodeRef<'_>) -> Vec<String> {
    let cells = row.children_it(false);
    let is_cell = |it: &NodeRef<'_>| it.node_name().is_some_and(|it| matches!(&*it, "td" | "th"));
    cells.filter(is_cell).map(|it| said(&it)).collect()
}

/// What a cell says, as far as it is short.
fn said(cell: &NodeRef<'_>) -> String {
    let mut said = String::new();
    walk(*cell, &mut |step| {
        if let Step::Enter(node) = step
            && node.is_text()
            && said.len() <= LONGEST
        {
            said.push_str(&node.text());
            said.push(' ');
        }
    });
    match said.len() {
        0..=LONGEST => said.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}

/// Bytes of a cell that can be a number or the head of one.
const LONGEST: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_named_by_rows_and_columns() {
        for (page, names) in [
            ("<table><tr><th>Guests<th>Cows<tr><td>221<td>some</table>", vec!["some", "Guests"]),
            ("<table><tr><td>Guests<td><b>some 221</b></table>", vec!["Guests"]),
            ("<dl><dt>Guests<dd>221</dl>", vec!["Guests"]),
            ("<table><tr><td>Guests<td><table><tr><td>x<td>221</table></table>", vec!["x"]),
        ] {
            let found = figures(&Page::from(page));
            let last = found.last().map(|it| it.names.clone());
            assert_eq!(last.unwrap_or_default(), names, "{page}");
        }
        assert!(figures(&Page::from("<table><tr><td>221</table><p>Of 3 guests.")).is_empty());
    }
}
