//! `report.md`: what a reviewer reads in a pull request.
//!
//! The summary first, then what matters most as a table, then every statement folded with its
//! witnesses side by side; names, stories, documents and what was not read come last.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::Options;
use super::contrast::{Contrast, Side};
use super::digest::Digest;
use super::escape::{cut, html, markdown, markdown_code};
use super::label::{self, count, thousands};
use super::marks::{Facing, facing, pieces};
use super::naming::Among;
use super::summary;
use crate::analysis::Analysis;
use crate::corpus::{Corpus, Document, Known};
use crate::divergence::{Effect, Kind};
use crate::statement::{Statement, Variant};

/// Rows of the table of what matters.
const CONTRASTS: usize = 25;
/// Witnesses of one statement, variants of it, and characters of a passage.
const WITNESSES: usize = 12;
const VARIANTS: usize = 30;
const PASSAGE: usize = 1_200;
/// Readings of one difference, characters of a reading, and documents named beside it.
const SIDES: usize = 6;
const READING: usize = 160;
const NAMED: usize = 4;
/// Rows of the lists at the end.
const ROWS: usize = 100;

/// Writes `report.md`.
///
/// # Errors
/// Only those of `out`.
pub(super) fn write(
    corpus: &Corpus,
    analysis: &Analysis,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let digest = Digest::new(corpus, analysis, options);
    out.write_all(head(&digest).as_bytes())?;
    out.write_all(matters(&digest).as_bytes())?;
    let shown = options.markdown_limit.min(digest.order.len());
    if shown > 0 {
        out.write_all(b"\n## Statements\n")?;
    }
    for &statement in &digest.order[..shown] {
        out.write_all(folded(&digest, statement).as_bytes())?;
    }
    if shown < digest.order.len() {
        let left = count(digest.order.len() - shown, "further statement");
        writeln!(out, "\n{left} with less at stake: see `report.html` or `report.json`.")?;
    }
    let parts =
        [names(&digest), stories(&digest), copies(&digest), documents(&digest), skipped(&digest)];
    for part in parts {
        out.write_all(part.as_bytes())?;
    }
    Ok(())
}

/// Title, the result in words, and the counts.
fn head(digest: &Digest<'_>) -> String {
    let mut out = String::from("# Where the tellings part\n\n");
    let _ = writeln!(out, "{}. {}", summary::read(digest), summary::found(digest));
    for why in summary::nothing(digest) {
        let _ = writeln!(out, "\n- {}", markdown(&why));
    }
    if !digest.contrasts.is_empty() {
        out.push_str(
            "\n| effect | what it means | differences | in statements | kinds |\n\
             | --- | --- | ---: | ---: | --- |\n",
        );
        for tally in summary::effects(digest).iter().filter(|t| t.differences > 0) {
            let kinds: Vec<_> = tally
                .kinds
                .iter()
                .take(6)
                .map(|&(kind, n)| format!("{} {}", label::kind(kind), thousands(n)))
                .collect();
            let _ = writeln!(
                out,
                "| **{}** | {} | {} | {} | {} |",
                label::effect(tally.effect),
                label::effect_sentence(tally.effect),
                thousands(tally.differences),
                thousands(tally.statements),
                kinds.join(", ")
            );
        }
    }
    out
}

/// The gravest differences: who says what.
fn matters(digest: &Digest<'_>) -> String {
    let grave = digest.contrasts.iter().filter(|c| c.effect >= Effect::Shift);
    let rest = grave.clone().count().saturating_sub(CONTRASTS);
    let grave: Vec<_> = grave.take(CONTRASTS).collect();
    let mut out = String::new();
    if grave.is_empty() {
        if !digest.contrasts.is_empty() {
            out.push_str("\nNothing contradicts, and nothing moves the meaning.\n");
        }
        return out + &spellings(digest);
    }
    out.push_str("\n## What matters most\n\n| | one says | others say | why |\n");
    out.push_str("| --- | --- | --- | --- |\n");
    for contrast in grave {
        let _ = writeln!(out, "{}", contrast_row(digest, contrast));
    }
    if rest > 0 {
        let _ = writeln!(out, "\n{} more below.", thousands(rest));
    }
    out + &spellings(digest)
}

fn spellings(digest: &Digest<'_>) -> String {
    let names: Vec<_> =
        summary::spellings(digest, 24).iter().map(|names| markdown(names)).collect();
    match names.is_empty() {
        true => String::new(),
        false => format!("\nNames in several spellings: {}.\n", names.join("; ")),
    }
}

fn contrast_row(digest: &Digest<'_>, contrast: &Contrast<'_>) -> String {
    let often = match contrast.statements.len() {
        0 | 1 => String::new(),
        n => format!(", in {n} statements"),
    };
    let among = digest.among_sides(contrast);
    let (first, others) = contrast.sides.split_at(1);
    let column = |sides: &[Side<'_>]| {
        let sides: Vec<_> = sides.iter().take(SIDES).map(|s| side(&among, s)).collect();
        sides.join("<br>")
    };
    format!(
        "| **{}**<br>{}{often} | {} | {} | {} |",
        label::effect(contrast.effect),
        label::kind(contrast.kind),
        column(first),
        column(others),
        markdown(&cut(digest.explanation(contrast), 300)),
    )
}

fn side(among: &Among<'_>, side: &Side<'_>) -> String {
    let value = match side.value {
        Some(value) if value != side.text => format!(" = {}", markdown(value)),
        _ => String::new(),
    };
    let who = markdown(&among.list(&side.documents, NAMED));
    format!("{}{value}<br>{who}", reading(side.text))
}

fn reading(text: &str) -> String {
    match text.trim() {
        "" => "*nothing*".to_owned(),
        text => markdown(&label::quoted(&cut(text, READING))),
    }
}

/// One statement with its witnesses and its variant table, folded.
fn folded(digest: &Digest<'_>, index: usize) -> String {
    let statement = &digest.analysis.statements[index];
    let facing = facing(digest, index);
    let mut out = String::new();
    let _ = write!(
        out,
        "\n<details>\n<summary>{}</summary>\n\n",
        summary_line(digest, index, statement, facing.base)
    );
    out.push_str(&witnesses(digest, statement, &facing));
    out.push_str(&variants(digest, statement));
    let _ = writeln!(out, "\nStatement {}\n\n</details>", markdown_code(&statement.id));
    out
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
        html(&cut(words.trim(), 110)),
        html(&digest.among_witnesses(statement).list(&who, NAMED))
    )
}

/// Two or three witnesses stand beside each other, more below each other.
fn witnesses(digest: &Digest<'_>, statement: &Statement, facing: &Facing) -> String {
    let shown = statement.witnesses.len().min(WITNESSES);
    let among = digest.among_witnesses(statement);
    let heads: Vec<_> = (0..shown).map(|i| witness_head(digest, &among, statement, i)).collect();
    let texts: Vec<_> = (0..shown).map(|i| marked(digest, statement, facing, i)).collect();
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
    if shown < statement.witnesses.len() {
        let _ = writeln!(out, "\n… and {} more.", statement.witnesses.len() - shown);
    }
    out
}

fn witness_head(
    digest: &Digest<'_>,
    among: &Among<'_>,
    statement: &Statement,
    witness: usize,
) -> String {
    let passage = statement.witnesses[witness];
    let document = digest.corpus.documents.get(passage.document);
    let date = document.and_then(|d| d.date.as_ref());
    let date = date.map(|d| format!(", {}", label::day(d.value))).unwrap_or_default();
    let first = if statement.first == Some(witness) { ", first" } else { "" };
    format!("{}{date}{first}", markdown(among.name(passage.document)))
}

/// The words of a witness; what differs is bold.
fn marked(digest: &Digest<'_>, statement: &Statement, facing: &Facing, witness: usize) -> String {
    let passage = statement.witnesses[witness];
    let Some(document) = digest.corpus.documents.get(passage.document) else {
        return String::new();
    };
    let mut out = String::new();
    let mut left = PASSAGE;
    let mut bold = Bold::default();
    for piece in pieces(&document.text, passage.span, &facing.layers[witness]) {
        let text = cut(piece.text, left);
        bold.add(&mut out, &text, piece.stands_out());
        if matches!(text, Cow::Owned(_)) {
            break;
        }
        left -= piece.text.chars().count().min(left);
    }
    bold.end(&mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
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

/// The variant table, the gravest places first; other words for the same are only counted, for
/// the marks in the text show them.
fn variants(digest: &Digest<'_>, statement: &Statement) -> String {
    let kept = statement.variants.iter().filter(|v| v.effect >= digest.min_effect);
    let (mut rows, words): (Vec<&Variant>, Vec<&Variant>) = kept.partition(|v| !is_wording(v));
    rows.sort_by_key(|variant| std::cmp::Reverse(variant.effect));
    let counted = match words.len() {
        0 => String::new(),
        n => format!("\nOther words, order or marks at {}.\n", count(n, "place")),
    };
    if rows.is_empty() {
        return counted;
    }
    let among = digest.among_witnesses(statement);
    let mut out = String::from("\n| place | readings |\n| --- | --- |\n");
    for variant in rows.iter().take(VARIANTS) {
        let readings: Vec<_> = variant
            .readings
            .iter()
            .take(8)
            .map(|reading| {
                let who: Vec<_> = reading
                    .witnesses
                    .iter()
                    .filter_map(|&i| statement.witnesses.get(i))
                    .map(|passage| passage.document)
                    .collect();
                let who = among.list(&who, NAMED);
                format!("{} {}", self::reading(&reading.text), markdown(&who))
            })
            .collect();
        let _ = writeln!(
            out,
            "| {}: {} | {} |",
            label::effect(variant.effect),
            label::kind(variant.kind),
            readings.join("<br>")
        );
    }
    if rows.len() > VARIANTS {
        let _ = writeln!(out, "\n… and {} more places.", rows.len() - VARIANTS);
    }
    out + &counted
}

fn is_wording(variant: &Variant) -> bool {
    variant.effect == Effect::None
        && matches!(variant.kind, Kind::Wording | Kind::Order | Kind::Punctuation | Kind::Spelling)
}

fn names(digest: &Digest<'_>) -> String {
    // A name that all spell alike tells nothing; the CSV has it.
    let names = digest.analysis.names.names.iter().filter(|n| n.given || n.variants.len() > 1);
    let rows = names.map(|name| {
        let spellings: Vec<_> = name
            .variants
            .iter()
            .take(10)
            .map(|v| {
                let who = digest.label_list(&v.documents, NAMED);
                format!("{} ×{} ({})", markdown(&v.text), thousands(v.count), markdown(&who))
            })
            .collect();
        let given = if name.given { " (given)" } else { "" };
        format!("| {}{given} | {} |", markdown(&name.name), spellings.join("<br>"))
    });
    section("Names in more than one spelling", "| name | spellings |\n| --- | --- |", rows)
}

fn stories(digest: &Digest<'_>) -> String {
    let rows = digest.analysis.stories.iter().map(|story| {
        format!(
            "| {} | {} |",
            count(story.documents.len(), "document"),
            markdown(&digest.label_list(&story.documents, 12))
        )
    });
    section("Stories", "| | told by |\n| --- | --- |", rows)
}

fn copies(digest: &Digest<'_>) -> String {
    let rows = digest.copies().into_iter().map(|pair| {
        format!(
            "| {} | {} | {} | {:.0} % |",
            markdown(digest.label(pair.left)),
            markdown(digest.label(pair.right)),
            label::pair(pair.relation),
            pair.shared.clamp(0.0, 1.0) * 100.0
        )
    });
    section("Copies", "| one | other | | shared |\n| --- | --- | --- | ---: |", rows)
}

fn documents(digest: &Digest<'_>) -> String {
    let rows = digest.corpus.documents.iter().map(|document| {
        format!(
            "| {} | {} | {} | {} | {} |",
            markdown_code(&document.id),
            known(document.source.as_ref()),
            known(document.date.as_ref()),
            known(document.language.as_ref()),
            title(document),
        )
    });
    let head = "| document | source | date | language | title |\n| --- | --- | --- | --- | --- |";
    let mut out = section("Documents", head, rows);
    if out.contains(" ?") {
        out.push_str("\nA question mark: guessed from the text.\n");
    }
    out
}

fn title(document: &Document) -> String {
    document.title.as_ref().map(|t| markdown(&cut(&t.value, 100))).unwrap_or_default()
}

fn known<T: ToString>(known: Option<&Known<T>>) -> String {
    let Some(known) = known else { return String::new() };
    let mark = if known.guessed { " ?" } else { "" };
    format!("{}{mark}", markdown(&cut(&known.value.to_string(), 80)))
}

fn skipped(digest: &Digest<'_>) -> String {
    let rows = digest
        .corpus
        .skipped
        .iter()
        .map(|s| format!("| {} | {} |", markdown_code(&s.path), markdown(&s.reason)));
    let mut out = section("Not read", "| file | why |\n| --- | --- |", rows);
    let notes = digest.analysis.notes.iter().map(|note| format!("- {}", markdown(note)));
    out.push_str(&section("Notes", "", notes));
    out
}

/// A heading with rows, bounded; nothing when there are none.
fn section(title: &str, head: &str, rows: impl Iterator<Item = String>) -> String {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return String::new();
    }
    let mut out = format!("\n## {title}\n\n");
    if !head.is_empty() {
        let _ = writeln!(out, "{head}");
    }
    for row in rows.by_ref().take(ROWS) {
        let _ = writeln!(out, "{row}");
    }
    match rows.count() {
        0 => {}
        more => {
            let _ = writeln!(out, "\n… and {} more.", thousands(more));
        }
    }
    out
}
