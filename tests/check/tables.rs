//! Numbers in tables: a contradiction never passes in silence, however the table is written and whatever
//! stands around it; an honest table is counted in one line and costs no warning.

use crate::scene::{STORY, Scene};

/// Words that share nothing with the story.
const CALM: &str = "The rowing club of Varby painted its long doors dark green.";

/// Tables that say so many passengers of the ferry, by the name of a file. `{}` is the number.
const TABLES: [(&str, &str); 13] = [
    ("row.md", "| ferry | passengers |\n|---|---|\n| Ada Brandt | {} |\n"),
    ("column.md", "| | Ada Brandt |\n|---|---|\n| Passengers on board | {} |\n| Masts | 2 |\n"),
    ("marks.md", "| *ferry* | **Passengers** |\n|---|---|\n| [Ada Brandt](x) | `{}` |\n"),
    ("row.html", "<table><tr><th>Ferry<th>Passengers<tr><td>Ada Brandt<td>{}</table>"),
    ("about.html", "<table><tr><th>Ferry<td>Ada Brandt<tr><th>Passengers<td>{}</table>"),
    (
        "inner.html",
        "<table><tr><td><table><tr><td>Ada Brandt passengers<td><b>{}</b></table></table>",
    ),
    ("terms.html", "<dl><dt>Ada Brandt, passengers<dd>{}</dl>"),
    ("many.md", "| ferry | passengers |\n|---|---|\n| Bea Lund | 37 |\n| Ada Brandt | {} |\n"),
    ("tabs.txt", "Ferry\tPassengers\nAda Brandt\t{}\n"),
    ("bars.txt", "| Ferry | Passengers |\n| Ada Brandt | {} |\n"),
    ("wide.txt", "Ferry          Passengers\nAda Brandt     {}\n"),
    ("marks.txt", "Ferry\tHome\tPassengers\nAda Brandt\tVarby\t{}\n"),
    ("words.md", "| Passengers of the Ada Brandt |  {} |\n|---|---|\n"),
];

/// What the gate says of a table of each kind with a number, below a text.
fn said(around: &str, number: &str) -> Vec<(String, String)> {
    let base = |scene: &Scene| scene.write("docs/courier.md", STORY);
    let of = |(n, (name, table)): (usize, &(&str, &str))| {
        let table = table.replace("{}", number);
        let text = match name.rsplit('.').next() {
            Some("html") => format!(
                "<!doctype html><html lang=en><head><title>Doors</title></head><body><article>\
                 <p>{around}</p>{table}</article></body></html>"
            ),
            _ => format!("{around}\n\n{table}"),
        };
        (format!("docs/{n:02}-{name}"), text)
    };
    let files: Vec<(String, String)> = TABLES.iter().enumerate().map(of).collect();
    let change = |scene: &Scene| files.iter().for_each(|(name, text)| scene.write(name, text));
    let (_, said) = Scene::branched(base, change).said();
    // The other ship of a table is not the one that the story tells of.
    assert!(!said.contains("says 37"), "{said}");
    files.into_iter().map(|(name, _)| (name, said.clone())).collect()
}

#[test]
fn another_number_in_a_table_is_warned_of_however_it_is_written() {
    // Alone, and below the story itself with its number left out.
    let beside = STORY.replace(" with 212 passengers on board", "");
    for around in [CALM, &beside] {
        for (name, said) in said(around, "221") {
            let warned = said
                .split("\n\n")
                .any(|it| it.contains(&name) && it.contains("221") && it.contains("212"));
            assert!(warned, "{name}: {said}");
        }
    }
}

#[test]
fn an_honest_table_is_counted_and_not_warned_of() {
    let all = said(CALM, "212");
    for (name, said) in &all {
        assert!(
            !said.contains(&format!("{name}: ")) && !said.contains("says 212"),
            "{name}: {said}"
        );
    }
    let said = &all[0].1;
    assert_eq!(said.matches("in tables of 13 documents").count(), 1, "{said}");
}

#[test]
fn a_table_about_other_things_is_counted_in_one_line() {
    let tides = "| Day | High water |\n|---|---|\n| Monday | 212 |\n| Tuesday | 221 |\n";
    let base = |scene: &Scene| scene.write("docs/courier.md", STORY);
    let change = |scene: &Scene| {
        (0..4).for_each(|n| {
            scene.write(&format!("docs/t{n}.md"), &format!("{CALM}\n\n{n}\n\n{tides}"))
        });
    };
    let (_, said) = Scene::branched(base, change).said();
    assert!(!said.contains("[document.unseen]"), "{said}");
    assert!(said.contains("8 numbers in tables of 4 documents"), "{said}");
}

#[test]
fn an_item_behind_the_end_of_its_sentence_is_held_against_the_texts() {
    let list = STORY.replace(
        "on Tuesday with 212 passengers on board, the\ncoast guard said.",
        "on Tuesday, the\ncoast guard said. On board were:\n\n- {} passengers\n- nine of a crew\n\n",
    );
    for (number, differs) in [("221", true), ("212", false)] {
        let base = |scene: &Scene| scene.write("docs/courier.md", STORY);
        let text = list.replace("{}", number);
        let (_, said) = Scene::branched(base, |scene| scene.write("docs/new.md", &text)).said();
        assert_eq!(said.contains("221") && said.contains("212"), differs, "{number}: {said}");
    }
}
