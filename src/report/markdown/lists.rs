//! What comes last: names, stories, copies, documents, and what was not read; all folded.

use std::fmt::Write as _;

use super::NAMED;
use crate::corpus::{Document, Known};
use crate::report::digest::Digest;
use crate::report::escape::{cut, markdown, markdown_code};
use crate::report::label::{self, count, thousands};
use crate::report::lineage;
use crate::report::naming::listed;

/// Rows of a list.
const ROWS: usize = 100;
const DOCUMENTS: &str = "Documents (a question mark: guessed from the text)";
/// Documents named in a story.
const TOLD: usize = 12;

/// All lists, each of at most `room` characters.
pub(super) fn lists(digest: &Digest<'_>, room: usize) -> String {
    let mut out: String = [names, stories, versions, origins, copies, documents, skipped]
        .iter()
        .map(|list| list(digest, room))
        .collect();
    if !digest.analysis.notes.is_empty() {
        out.push_str("\n## Notes\n\n");
        let notes = digest.analysis.notes.iter().map(|note| format!("- {}", markdown(note)));
        out.push_str(&rows(notes, room));
    }
    out
}

fn names(digest: &Digest<'_>, room: usize) -> String {
    // A name that all spell alike tells nothing; the CSV has it.
    let names = digest.analysis.names.names.iter().filter(|n| n.given || n.variants.len() > 1);
    let rows = names.map(|name| {
        let spellings: Vec<_> = name
            .variants
            .iter()
            .take(10)
            .map(|v| {
                let who = markdown(&sources(digest, &v.documents));
                format!("{} ×{} ({who})", markdown(&v.text), thousands(v.count))
            })
            .collect();
        let given = if name.given { " (given)" } else { "" };
        format!("| {}{given} | {} |", markdown(&name.name), spellings.join("<br>"))
    });
    section("Names in more than one spelling", "| name | spellings |\n| --- | --- |", room, rows)
}

/// Who spells a name so: the sources, for in which of its texts one does is in the CSV.
fn sources(digest: &Digest<'_>, documents: &[usize]) -> String {
    let source = |&document: &usize| {
        let source = digest.corpus.documents.get(document).and_then(|d| d.source.as_ref());
        source.map_or_else(|| digest.label(document), |source| &source.value)
    };
    listed(documents.iter().map(source).collect(), NAMED)
}

fn stories(digest: &Digest<'_>, room: usize) -> String {
    let rows = digest.analysis.stories.iter().map(|story| {
        format!(
            "| {} | {} |",
            count(story.documents.len(), "document"),
            markdown(&digest.among(story.documents.iter().copied()).list(&story.documents, TOLD))
        )
    });
    section("Stories", "| | told by |\n| --- | --- |", room, rows)
}

fn versions(digest: &Digest<'_>, room: usize) -> String {
    let rows = lineage::versions(digest);
    let rows = rows.iter().map(|row| format!("| {} |", markdown(row)));
    section("Versions of one text", "| the earliest first |\n| --- |", room, rows)
}

fn origins(digest: &Digest<'_>, room: usize) -> String {
    let all = lineage::origins(digest);
    let rows = all.iter().map(|told| {
        let follows: Vec<_> = told.follows.iter().take(TOLD).map(|it| markdown(it)).collect();
        format!("| {} | {} |", markdown(&told.head), follows.join("<br>"))
    });
    section("Origins: who follows whom", "| origin | why we think so |\n| --- | --- |", room, rows)
}

fn copies(digest: &Digest<'_>, room: usize) -> String {
    let rows = digest.copies().into_iter().map(|pair| {
        format!(
            "| {} | {} | {} | {} |",
            markdown(digest.label(pair.left)),
            markdown(digest.label(pair.right)),
            digest.relation(pair),
            label::shared(pair.relation, pair.shared)
        )
    });
    section("Copies", "| one | other | | shared |\n| --- | --- | --- | ---: |", room, rows)
}

fn documents(digest: &Digest<'_>, room: usize) -> String {
    let rows = digest.corpus.documents.iter().enumerate().map(|(index, document)| {
        let source = match &document.source {
            Some(source) => known(Some(source)),
            None => markdown(digest.label(index)),
        };
        format!(
            "| {source} | {} | {} | {} | {} |",
            title(document),
            known(document.date.as_ref()),
            known(document.language.as_ref()),
            markdown_code(&document.id),
        )
    });
    let head = "| source | title | date | language | document |\n| --- | --- | --- | --- | --- |";
    section(DOCUMENTS, head, room, rows)
}

fn title(document: &Document) -> String {
    document.title.as_ref().map(|t| markdown(&cut(&t.value, 100))).unwrap_or_default()
}

fn known<T: ToString>(known: Option<&Known<T>>) -> String {
    let Some(known) = known else { return String::new() };
    let mark = if known.guessed { " ?" } else { "" };
    format!("{}{mark}", markdown(&cut(&known.value.to_string(), 80)))
}

fn skipped(digest: &Digest<'_>, room: usize) -> String {
    let rows = digest
        .corpus
        .skipped
        .iter()
        .map(|s| format!("| {} | {} |", markdown_code(&s.path), markdown(&s.reason)));
    section("Not read", "| file | why |\n| --- | --- |", room, rows)
}

/// A folded table; nothing when there are no rows.
fn section(title: &str, head: &str, room: usize, list: impl Iterator<Item = String>) -> String {
    let mut list = list.peekable();
    if list.peek().is_none() {
        return String::new();
    }
    format!(
        "\n<details>\n<summary><b>{title}</b></summary>\n\n{head}\n{}\n</details>\n",
        rows(list, room)
    )
}

/// As many rows as fit, and how many are left.
fn rows(mut list: impl Iterator<Item = String>, room: usize) -> String {
    let mut out = String::new();
    let mut taken = 0;
    let mut left = 0;
    for row in list.by_ref().take(ROWS) {
        taken += super::length(&row) + 1;
        if taken > room {
            left += 1;
            break;
        }
        let _ = writeln!(out, "{row}");
    }
    left += list.count();
    if left > 0 {
        let _ = writeln!(out, "\n… and {} more in `report.json`.", thousands(left));
    }
    out
}
