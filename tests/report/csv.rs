use variorum::divergence::Effect;
use variorum::report::{Format, Options};

use crate::{fixture, of, render};

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn every_divergence_is_a_row() {
    let draft = fixture::ferry();
    let found = rows(&of(Format::Divergences, &draft));
    assert_eq!(found.len(), draft.analysis.divergences.len());
    assert_eq!(found[0][1..3], ["conflict", "number.conflict"]);
    assert_eq!(found[0][5], "s001");
    assert_eq!(found[0][7..9], ["agency.txt", "Nordwire"]);
    assert_eq!((found[0][11].as_str(), found[0][17].as_str()), ("21", "12"));
}

#[test]
fn the_least_effect_leaves_rows_out() {
    let draft = fixture::ferry();
    let options = Options { min_effect: Effect::Shift, ..Options::default() };
    let found = rows(&render(Format::Divergences, &draft.corpus, &draft.analysis, &options));
    assert!(!found.is_empty());
    assert!(found.iter().all(|row| row[1] == "conflict" || row[1] == "shift"));
}

#[test]
fn every_spelling_is_a_row() {
    let found = rows(&of(Format::Names, &fixture::ferry()));
    assert_eq!(
        found[1],
        ["Aleksei Voronin", "Alexei Voronin", "1", "city.txt", "Halvern Courier", "yes"]
    );
    assert_eq!(found.len(), 7);
}

#[test]
fn no_cell_is_a_formula() {
    let draft = fixture::hostile();
    for format in [Format::Divergences, Format::Names] {
        for row in rows(&of(format, &draft)) {
            for cell in row {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{cell}");
                assert!(!cell.contains(['\u{1b}', '\u{202e}']), "{cell}");
            }
        }
    }
}
