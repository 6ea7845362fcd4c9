//! Numbers that stand outside of sentences: in fields, in cells of tables, in short lines.
//!
//! In: rows of cells, or the lines of a text. Out: each number with the words that explain it: those of
//! its row and its column, those before a colon, or what a line of a list counts. Nobody can align them
//! with a sentence; who judges documents holds them against what the texts count by the same word.

use serde::{Deserialize, Serialize};

use super::metadata;
use super::{Document, ZoneKind};

/// A number with what explains it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The words that say what it is of: a field's name, the heads of its row and its column.
    pub names: Vec<String>,
    /// The number as written.
    pub value: String,
    /// Where it stands.
    pub place: Stand,
}

/// Where a [`Figure`] stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Stand {
    /// In a field of front matter or of a line of JSON.
    Field,
    /// In a cell of a table.
    Cell,
    /// In a short line of its own, such as an item of a list.
    Line,
}

/// Cells with numbers that are kept of one document.
pub const MOST: usize = 2_000;
/// Cells of a row, and rows of a table that are looked through for what explains a number.
const WIDEST: usize = 60;
/// Words of a cell or line that say a value and no sentence.
const VALUE: usize = 4;
/// Words of what explains a number.
const LABEL: usize = 8;
/// Names that are kept of one number.
const NAMES: usize = 12;

impl Figure {
    /// A field that is no one's of ours and holds a number; none where it holds anything else.
    pub fn field(name: &str, value: &str) -> Option<Self> {
        let (name, value) = metadata::figure(name, value)?;
        Some(Self { names: vec![name], value, place: Stand::Field })
    }
}

/// The numbers of tables by the heads of their rows and columns; an empty row parts two tables.
pub fn of_rows(rows: &[Vec<String>]) -> Vec<Figure> {
    // The words above a number that were met last are those that head its column.
    let mut heads: Vec<Vec<&str>> = Vec::new();
    let mut found = Vec::new();
    for row in rows {
        if row.len() < 2 {
            // An empty row parts two tables; a row of one cell is a title or a sentence.
            if row.is_empty() {
                heads.clear();
            }
            continue;
        }
        let row = &row[..row.len().min(WIDEST)];
        heads.resize(heads.len().max(row.len()), Vec::new());
        let labels: Vec<&str> = row.iter().map(|it| it.trim()).filter(|it| is_label(it)).collect();
        for (column, cell) in row.iter().enumerate() {
            let cell = cell.trim();
            if is_value(cell) && found.len() < MOST {
                let above = heads[column].iter().rev().copied();
                let mut names: Vec<String> = Vec::new();
                for name in labels.iter().copied().chain(above).take(NAMES) {
                    if !names.iter().any(|it| it == name) {
                        names.push(name.to_owned());
                    }
                }
                found.push(Figure { names, value: cell.to_owned(), place: Stand::Cell });
            } else if is_label(cell) && heads[column].len() < NAMES {
                heads[column].push(cell);
            }
        }
    }
    found
}

/// The numbers of a text that is set in columns: cells parted by tabs, bars or two blanks and more.
pub fn of_columns(text: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for line in text.lines().chain([""]) {
        let cells = columns(line);
        // A line that is cut in two by a wide blank is no table; two of them are.
        if cells.len() > 1 {
            rows.push(cells);
            continue;
        }
        if rows.len() > 1 || rows.first().is_some_and(|row| row.iter().all(|it| is_short(it))) {
            found.extend(of_rows(&rows));
        }
        rows.clear();
    }
    found.truncate(MOST);
    found
}

/// The numbers of short lines of a document's own text: `Passengers: 221`, `221 passengers`.
pub fn of_lines(document: &Document) -> Vec<Figure> {
    let body = document.zones.iter().filter(|zone| zone.kind == ZoneKind::Body);
    let lines = body.flat_map(|zone| zone.span.text(&document.text).lines());
    lines.filter_map(of_line).take(MOST).collect()
}

fn of_line(line: &str) -> Option<Figure> {
    let line = line.trim().trim_start_matches(['-', '*', '•', '–', '—', '·']).trim();
    if line.split_whitespace().take(LABEL + VALUE + 1).count() > LABEL + VALUE {
        return None;
    }
    let (name, value) = match line.split_once(": ") {
        Some((name, value)) => (name, value.trim_end_matches(['.', ';', ','])),
        None => {
            let (value, name) = line.split_once(' ')?;
            let name = name.trim_end_matches(['.', ';', ',']);
            // Behind a capital stands a name: "12 Angry Men".
            if !name.starts_with(char::is_lowercase) || name.split(' ').nth(VALUE - 1).is_some() {
                return None;
            }
            (name, value)
        }
    };
    let is = is_value(value) && is_label(name);
    is.then(|| Figure { names: vec![name.to_owned()], value: value.to_owned(), place: Stand::Line })
}

fn columns(line: &str) -> Vec<String> {
    let bare = line.trim().trim_matches('|');
    let parted: Vec<&str> = if bare.contains('\t') {
        bare.split('\t').collect()
    } else if bare.contains('|') {
        bare.split('|').collect()
    } else {
        bare.split("  ").collect()
    };
    let cells = parted.into_iter().map(str::trim).filter(|it| !it.is_empty());
    cells.take(WIDEST).map(str::to_owned).collect()
}

fn is_short(cell: &str) -> bool {
    cell.split_whitespace().take(VALUE + 1).count() <= VALUE
}

/// A number in few words.
fn is_value(cell: &str) -> bool {
    is_short(cell) && metadata::figure("", cell).is_some()
}

/// Words that can explain a number.
fn is_label(cell: &str) -> bool {
    let words = cell.split_whitespace().take(LABEL + 1).count();
    (1..=LABEL).contains(&words) && cell.contains(char::is_alphabetic) && !is_value(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<(String, Vec<String>)> {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|it| (*it).to_owned()).collect()).collect();
        of_rows(&rows).into_iter().map(|it| (it.value, it.names)).collect()
    }

    #[test]
    fn a_number_is_named_by_its_row_and_its_column() {
        let found = rows(&[&["Ship", "Passengers"], &["Ada", "212"], &["Bea", "some 30"]]);
        assert_eq!(found[0], ("212".into(), vec!["Ada".into(), "Passengers".into()]));
        assert_eq!(found[1], ("some 30".into(), vec!["Bea".into(), "Passengers".into()]));
        assert_eq!(rows(&[&["Passengers", "212"]])[0].1, ["Passengers"]);
        assert!(rows(&[&["212"], &["The ship had 212 guests, and more", "then"]]).is_empty());
    }

    #[test]
    fn text_in_columns_is_a_table() {
        for text in [
            "Ship\tPassengers\nAda\t212",
            "| Ship | Passengers |\n| Ada | 212 |",
            "Ship     Passengers\nAda      212",
        ] {
            let found = of_columns(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].names, ["Ada", "Passengers"], "{text}");
        }
        assert!(of_columns("The ship ran aground.  It had 212 guests, they said.").is_empty());
    }

    #[test]
    fn lines_that_count() {
        for (line, name, value) in [
            ("Passengers: 221", "Passengers", "221"),
            ("- 221 passengers", "passengers", "221"),
            ("• twelve children,", "children", "twelve"),
        ] {
            let found = of_line(line);
            let found = found.as_ref().map(|it| (it.names[0].as_str(), it.value.as_str()));
            assert_eq!(found, Some((name, value)), "{line}");
        }
        for line in ["12 Angry Men", "At 10:30", "They left: nobody came", "221", "Chapter 3"] {
            assert_eq!(of_line(line), None, "{line}");
        }
    }
}
