//! One statement, folded: its witnesses side by side and the places where they part.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::NAMED;
use crate::divergence::{Effect, Kind};
use crate::report::contrast::{Contrast, Side};
use crate::report::digest::Digest;
use crate::report::escape::{VEIL, cut, html_in_markdown, markdown, markdown_code};
use crate::report::fold::{Folded, Row, fold};
use crate::report::label::{self, count, thousands};
use crate::report::marks::{Facing, Piece, Sign, facing, pieces};
use crate::report::naming::Among;
use crate::report::outcome;
use crate::statement::Statement;

/// Tellings of one statement, names over one of them, and characters of a passage.
const WITNESSES: usize = 12;
const HEADS: usize = 6;
const PASSAGE: usize = 1_200;
/// Rows of a variant table, readings of a row, and characters of a reading.
const VARIANTS: usize = 30;
const READINGS: usize = 8;
const PHRASES: usize = 12;
const READING: usize = 160;
/// Characters of a reading that says the same in another form, and of a reason.
const FORM: usize = 60;
const WHY: usize = 240;

/// One statement with its witnesses and its variant table, folded.
pub(super) fn folded(digest: &Digest<'_>, index: usize) -> String {
    let statement = &digest.analysis.statements[index];
    let facing = facing(digest, index);
    let mut out = String::new();
    let _ = write!(
        out,
        "\n<details>\n<summary>{}</summary>\n\n",
        summary_line(digest, index, statement, facing.base)
    );
    out.push_str(&witnesses(digest, statement, &facing));
    let places = digest.places_of(index);
    let documents = statement.witnesses.iter().map(|witness| witness.document).collect();
    let folded = fold(&places, &documents);
    out.push_str(&outcome(digest, statement, &places));
    out.push_str(&variants(digest, statement, &folded));
    let forms = match folded.wordings.len() {
        0 => String::new(),
        n => format!("Other words, order or marks at {}. ", count(n, "place")),
    };
    let _ = writeln!(
        out,
        "\n<sub>{forms}Statement {}</sub>\n\n</details>",
        markdown_code(&statement.id)
    );
    out
}

/// The verdict and who stands alone.
fn outcome(digest: &Digest<'_>, statement: &Statement, places: &[Contrast<'_>]) -> String {
    let verdict = outcome::sentence(digest, statement, places);
    let alone = outcome::alone(&digest.among_witnesses(statement), places);
    let alone = alone.map(|alone| format!(" {}", markdown(&alone))).unwrap_or_default();
    format!("\n**{verdict}**{alone}\n")
}

fn summary_line(digest: &Digest<'_>, index: usize, statement: &Statement, base: usize) -> String {
    let effect = match digest.gravest(index) {
        Some(effect) => format!("<b>{}</b> · ", label::effect(effect)),
        None => String::new(),
    };
    let words = statement.witnesses.get(base).map_or("", |&passage| digest.words(passage));
    let who: Vec<_> = statement.witnesses.iter().map(|w| w.document).collect();
    format!(
        "{effect}{} <sub>{}</sub>",
        html_in_markdown(&cut(words.trim(), 110)),
        html_in_markdown(&digest.among_witnesses(statement).list(&who, NAMED))
    )
}

/// Two or three tellings stand beside each other, more below each other; who has the very same
/// words shares a column.
fn witnesses(digest: &Digest<'_>, statement: &Statement, facing: &Facing) -> String {
    let groups = groups(digest, statement);
    let shown = groups.len().min(WITNESSES);
    let among = digest.among_witnesses(statement);
    let heads: Vec<_> =
        groups[..shown].iter().map(|g| head(digest, &among, statement, g)).collect();
    let texts: Vec<_> =
        groups[..shown].iter().map(|g| marked(digest, statement, facing, g[0])).collect();
    let mut out = String::new();
    if shown <= 3 {
        let _ = writeln!(out, "| {} |", heads.join(" | "));
        let _ = writeln!(out, "|{}", " --- |".repeat(shown));
        let _ = writeln!(out, "| {} |", texts.join(" | "));
    } else {
        out.push_str("| who | in which words |\n| --- | --- |\n");
        for (head, text) in heads.iter().zip(&texts) {
            let _ = writeln!(out, "| {head} | {text} |");
        }
    }
    if shown < groups.len() {
        let _ = writeln!(out, "\n… and {} more.", thousands(groups.len() - shown));
    }
    out
}

/// Witnesses with the same words, in the order of the first of each group. What a report does not
/// show looks alike and may not be.
fn groups(digest: &Digest<'_>, statement: &Statement) -> Vec<Vec<usize>> {
    let mut of_words: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, &passage) in statement.witnesses.iter().enumerate() {
        let words = digest.words(passage).trim();
        let next = groups.len();
        let at = if words.contains(VEIL) { next } else { *of_words.entry(words).or_insert(next) };
        if at == next {
            groups.push(Vec::new());
        }
        groups[at].push(index);
    }
    groups
}

fn head(digest: &Digest<'_>, among: &Among<'_>, statement: &Statement, group: &[usize]) -> String {
    let one = |&witness: &usize| {
        let passage = statement.witnesses[witness];
        let document = digest.corpus.documents.get(passage.document);
        let name = among.name(passage.document);
        let date = document.and_then(|d| d.date.as_ref()).map(|d| label::day(d.value));
        // Several documents of one source have the day in their name.
        let date =
            date.filter(|day| !name.contains(day)).map_or(String::new(), |d| format!(", {d}"));
        let first = if statement.first == Some(witness) { ", first" } else { "" };
        format!("{}{date}{first}", markdown(name))
    };
    let mut heads: Vec<_> = group.iter().take(HEADS).map(one).collect();
    if group.len() > HEADS {
        heads.push(format!("… and {} more", thousands(group.len() - HEADS)));
    }
    heads.join("<br>")
}

/// The words of a witness; what differs is bold.
fn marked(digest: &Digest<'_>, statement: &Statement, facing: &Facing, witness: usize) -> String {
    let passage = statement.witnesses[witness];
    let Some(document) = digest.corpus.documents.get(passage.document) else {
        return String::new();
    };
    let pieces = pieces(&document.text, passage.span, &facing.layers[witness]);
    let mostly = mostly_bold(&pieces);
    let mut out = String::new();
    let mut left = PASSAGE;
    let mut bold = Bold::default();
    for piece in &pieces {
        let text = cut(piece.text, left);
        let marked = if mostly { is_named(digest, piece) } else { piece.stands_out() };
        bold.add(&mut out, &text, marked);
        if matches!(text, Cow::Owned(_)) {
            break;
        }
        left -= piece.text.chars().count().min(left);
    }
    bold.end(&mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether marks would cover so much that they point at nothing.
fn mostly_bold(pieces: &[Piece<'_>]) -> bool {
    let length = |pieces: &mut dyn Iterator<Item = &Piece<'_>>| -> usize {
        pieces.map(|piece| piece.text.len()).sum()
    };
    let bold = length(&mut pieces.iter().filter(|piece| piece.stands_out()));
    bold * 5 > length(&mut pieces.iter()) * 2
}

/// Whether a piece is told in another way by somebody, and is not merely missing there.
fn is_named(digest: &Digest<'_>, piece: &Piece<'_>) -> bool {
    piece.signs.iter().any(|sign| match sign {
        Sign::Divergence(effect, index) => {
            let kind = digest.analysis.divergences.get(*index).map(|d| label::counted(d.kind));
            *effect > Effect::None && kind != Some(Kind::Omission)
        }
        Sign::Edit(_) | Sign::Statement(_) => false,
    })
}

/// Collects words that are bold together, so that one mark does not end where the next begins.
#[derive(Default)]
struct Bold {
    run: String,
}

impl Bold {
    fn add(&mut self, out: &mut String, text: &str, bold: bool) {
        if bold || (!self.run.is_empty() && text.trim().is_empty()) {
            self.run.push_str(text);
        } else {
            self.end(out);
            out.push_str(&markdown(text));
        }
    }

    /// Writes what is bold, with the spaces outside. Stars bind to letters only; elsewhere the
    /// tag is needed.
    fn end(&mut self, out: &mut String) {
        let run = std::mem::take(&mut self.run);
        let words = run.trim();
        if words.is_empty() {
            out.push_str(&markdown(&run));
            return;
        }
        let lead = &run[..run.len() - run.trim_start().len()];
        let tail = &run[run.trim_end().len()..];
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (open, close) = if letter(words.chars().next()) && letter(words.chars().last()) {
            ("**", "**")
        } else {
            ("<b>", "</b>")
        };
        out.push_str(&markdown(lead));
        out.push_str(open);
        out.push_str(&markdown(words));
        out.push_str(close);
        out.push_str(&markdown(tail));
    }
}

/// The variant table, folded; other words for the same are only counted, for the marks in the text
/// show them.
fn variants(digest: &Digest<'_>, statement: &Statement, folded: &Folded<'_, '_>) -> String {
    if folded.rows.is_empty() {
        return String::new();
    }
    let among = digest.among_witnesses(statement);
    let mut out = String::from("\n| place | readings | why |\n| --- | --- | --- |\n");
    for row in folded.rows.iter().take(VARIANTS) {
        let (what, readings, why) = match row {
            Row::Place(place) => {
                let why = cut(digest.explanation(place), WHY);
                (place.kind.title().to_owned(), readings(&among, place), markdown(&why))
            }
            Row::Only(only) => (markdown(&only.title(&among)), phrases(&only.texts), String::new()),
        };
        let _ = writeln!(out, "| {}: {what} | {readings} | {why} |", label::effect(row.effect()));
    }
    if folded.rows.len() > VARIANTS {
        let _ = writeln!(out, "\n… and {} more places.", thousands(folded.rows.len() - VARIANTS));
    }
    out
}

/// Readings of a place, each with who has it, its value and where it stands.
fn readings(among: &Among<'_>, place: &Contrast<'_>) -> String {
    let limit = if place.effect == Effect::None { FORM } else { READING };
    let reading = |side: &Side<'_>| {
        let who = markdown(&among.list(&side.documents, NAMED));
        let words = match side.text.trim() {
            "" => "*nothing*".to_owned(),
            text => phrase(text, limit),
        };
        let value = side.read_as().map(|value| format!(" = {}", markdown(value)));
        let value = value.unwrap_or_default();
        let standing = label::standing(side.standing);
        let standing = standing.map(|it| format!(" ({it})")).unwrap_or_default();
        format!("{words}{value} {who}{standing}")
    };
    let mut readings: Vec<_> = place.sides.iter().take(READINGS).map(reading).collect();
    if place.sides.len() > READINGS {
        readings.push(format!("… and {} more", thousands(place.sides.len() - READINGS)));
    }
    readings.join("<br>")
}

/// What only some have, one beside the other.
fn phrases(texts: &[&str]) -> String {
    let mut shown: Vec<_> = texts.iter().take(PHRASES).map(|text| phrase(text, READING)).collect();
    if texts.len() > PHRASES {
        shown.push(format!("… and {} more", thousands(texts.len() - PHRASES)));
    }
    shown.join(" · ")
}

fn phrase(text: &str, limit: usize) -> String {
    markdown(&label::quoted(&cut(text, limit)))
}
