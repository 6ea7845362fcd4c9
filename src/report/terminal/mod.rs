//! What the terminal shows: a summary of a run, and two texts side by side.
//!
//! Returns text with ANSI styles; the program strips them where colours are off, so nothing here
//! says anything by colour alone. Lines fit the width given, wide characters counted as two.

mod columns;
mod compare;
mod style;

use std::fmt::Write as _;

use self::columns::{Run, wrap};
pub use self::compare::{View, side_by_side};
use self::style::{BOLD, DIM, of_effect, paint};
use super::Options;
use super::about;
use super::contrast::{Contrast, Side};
use super::digest::Digest;
use super::escape::{cut, visible};
use super::label::{self, count, quoted, thousands};
use super::lineage;
use super::naming::Among;
use super::redact::{self, Redact, Veiled};
use super::summary;
use crate::analysis::Analysis;
use crate::corpus::Corpus;
use crate::divergence::Effect;

/// Differences that the summary tells in full.
const CONTRASTS: usize = 6;
/// Kinds of one effect that are named.
const KINDS: usize = 4;
/// Characters of a reading that is shown among the words around it, and how many of those.
const SHORT: usize = 40;
const AROUND: usize = 4;
/// Readings of one of them, and documents named beside a reading.
const SIDES: usize = 4;
const NAMED: usize = 3;
/// Names and files that are listed.
const LISTED: usize = 5;
/// Things that are written differently, and readings of one.
const RENDERINGS: usize = 8;
const READINGS: usize = 6;
/// Notes that are listed: one for each language, and more.
const NOTES: usize = 60;

/// The summary of a run: what was read, what was found, the gravest differences with their
/// readings, what was not read, and where the reports are.
pub fn summary(
    corpus: &Corpus,
    analysis: &Analysis,
    options: &Options,
    width: usize,
    files: &[String],
) -> String {
    if options.redact != Redact::No {
        let Veiled { corpus, analysis, .. } = &redact::veil(corpus, analysis, options.redact);
        let options = Options { redact: Redact::No, ..options.clone() };
        return summary(corpus, analysis, &options, width, files);
    }
    let digest = Digest::new(corpus, analysis, options);
    let width = width.clamp(30, 120);
    let mut out = String::new();
    paragraph(&mut out, &format!("{}. {}", summary::read(&digest), summary::found(&digest)), width);
    for line in lineage::corrections(&digest).iter().take(LISTED) {
        indented(&mut out, &[Run::new(line, of_effect(Effect::Conflict))], 0, width);
    }
    subjects(&mut out, &digest, width);
    for why in summary::nothing(&digest) {
        out.push('\n');
        indented(&mut out, &[Run::plain(&why)], 2, width);
    }
    effects(&mut out, &digest, width);
    rendered(&mut out, &digest, RENDERINGS, width);
    matters(&mut out, &digest, width);
    unclear(&mut out, &digest, width);
    left_out(&mut out, &digest, width);
    if !files.is_empty() {
        let _ = writeln!(out, "\n{}", paint(BOLD, "Reports"));
        for file in files {
            let _ = writeln!(out, "  {}", visible(file));
        }
    }
    out
}

/// Only what the outlets write differently, all of it.
pub fn renderings(corpus: &Corpus, analysis: &Analysis, options: &Options, width: usize) -> String {
    if options.redact != Redact::No {
        let Veiled { corpus, analysis, .. } = &redact::veil(corpus, analysis, options.redact);
        let options = Options { redact: Redact::No, ..options.clone() };
        return renderings(corpus, analysis, &options, width);
    }
    let digest = Digest::new(corpus, analysis, options);
    let mut out = String::new();
    rendered(&mut out, &digest, usize::MAX, width.clamp(30, 120));
    if digest.renderings().is_empty() {
        out.push_str("No name, title or term is written in two ways.\n");
    }
    // The heading needs no line before it where it is the first.
    out.trim_start().to_owned()
}

/// What is written differently, a row a thing: its readings, each with who writes it and how often.
fn rendered(out: &mut String, digest: &Digest<'_>, most: usize, width: usize) {
    let all = digest.renderings().len();
    if all == 0 {
        return;
    }
    out.push('\n');
    indented(out, &[Run::new("Renderings: what the outlets write differently", BOLD)], 0, width);
    for rendering in digest.renderings().iter().take(most) {
        let told: Vec<(String, String)> = rendering
            .readings
            .iter()
            .take(READINGS)
            .map(|reading| {
                let who = digest.outlets(&reading.documents, NAMED);
                let times = thousands(reading.count);
                (cut(&reading.text, 80).into_owned(), format!(" ×{times} {who}"))
            })
            .collect();
        let class = format!(" ({})", rendering.class.words());
        let more = match rendering.readings.len().saturating_sub(READINGS) {
            0 => String::new(),
            n => format!(" / and {} more", thousands(n)),
        };
        let mut runs = Vec::new();
        for (at, (text, who)) in told.iter().enumerate() {
            if at > 0 {
                runs.push(Run::plain(" / "));
            }
            runs.push(Run::new(text, BOLD));
            runs.push(Run::new(who, DIM));
        }
        runs.push(Run::plain(&more));
        runs.push(Run::new(&class, DIM));
        indented(out, &runs, 2, width);
    }
    if all > most {
        let _ = writeln!(out, "  … and {} more: --renderings", thousands(all - most));
    }
}

/// What the stories are about, a line each.
fn subjects(out: &mut String, digest: &Digest<'_>, width: usize) {
    let stories = about::stories(digest, LISTED);
    if stories.is_empty() {
        return;
    }
    out.push('\n');
    for story in &stories {
        let counts = format!(" — {}", story.counts);
        indented(out, &[Run::new(&story.title, BOLD), Run::new(&counts, DIM)], 2, width);
    }
    if digest.analysis.stories.len() > LISTED {
        let more = thousands(digest.analysis.stories.len() - LISTED);
        let _ = writeln!(out, "  … and {more} more");
    }
}

fn effects(out: &mut String, digest: &Digest<'_>, width: usize) {
    if digest.contrasts.is_empty() {
        return;
    }
    out.push('\n');
    let grave =
        |tally: &&summary::Tally| tally.differences > 0 && tally.effect > Effect::Compatible;
    for tally in summary::effects(digest).iter().filter(grave) {
        let named = tally.kinds.iter().take(KINDS);
        let mut kinds: Vec<_> =
            named.map(|&(kind, n)| format!("{} {}", kind.title(), thousands(n))).collect();
        if tally.kinds.len() > KINDS {
            kinds.push("…".to_owned());
        }
        let head =
            format!("{:>6}  {:<10}  ", thousands(tally.differences), label::effect(tally.effect));
        let kinds = kinds.join(", ");
        let runs = [Run::plain(&kinds)];
        for (i, line) in wrap(&runs, width.saturating_sub(head.len())).iter().enumerate() {
            match i {
                0 => out.push_str(&paint(of_effect(tally.effect), &head)),
                _ => out.extend(std::iter::repeat_n(' ', head.len())),
            }
            let _ = writeln!(out, "{}", line.styled());
        }
    }
    let quiet: Vec<_> = summary::quiet(digest).into_iter().map(|(_, words)| words).collect();
    if !quiet.is_empty() {
        indented(out, &[Run::new(&quiet.join(", "), DIM)], 2, width);
    }
}

fn matters(out: &mut String, digest: &Digest<'_>, width: usize) {
    let grave = digest.contrasts.iter().filter(|c| c.effect >= Effect::Shift);
    let rest = grave.clone().count().saturating_sub(CONTRASTS);
    for contrast in grave.take(CONTRASTS) {
        out.push('\n');
        contrast_lines(out, digest, contrast, width);
    }
    if rest > 0 {
        let more = format!("… and {} more of this weight in the reports.", thousands(rest));
        out.push('\n');
        indented(out, &[Run::plain(&more)], 2, width);
    }
}

/// What may have another meaning, a line each: readings, and why it is not known.
fn unclear(out: &mut String, digest: &Digest<'_>, width: usize) {
    let of_it = digest.contrasts.iter().filter(|c| c.effect == Effect::Unclear);
    let all = of_it.clone().count();
    if all == 0 {
        return;
    }
    let title = "Unclear: the words differ, and the meaning may";
    let _ = writeln!(out, "\n{}", paint(of_effect(Effect::Unclear), title));
    for contrast in of_it.take(LISTED) {
        let readings = contrast.sides.iter().take(SIDES).map(|side| match side.text.trim() {
            "" => "(nothing)".to_owned(),
            text => quoted(&cut(text, 80)),
        });
        let readings = readings.collect::<Vec<_>>().join(" / ");
        let why = format!(" — {}", cut(digest.explanation(contrast), 160));
        indented(out, &[Run::plain(&readings), Run::new(&why, DIM)], 2, width);
    }
    if all > LISTED {
        let _ = writeln!(out, "  … and {} more in the reports", thousands(all - LISTED));
    }
}

fn contrast_lines(out: &mut String, digest: &Digest<'_>, contrast: &Contrast<'_>, width: usize) {
    let often = match contrast.statements.len() {
        0 | 1 => String::new(),
        n => format!(", in {}", count(n, "statement")),
    };
    let effect = format!("{}: ", label::effect(contrast.effect));
    let what = format!("{}{often}", contrast.kind.title());
    let head = [Run::new(&effect, of_effect(contrast.effect)), Run::new(&what, BOLD)];
    indented(out, &head, 0, width);
    let among = digest.among_sides(contrast);
    for side in contrast.sides.iter().take(SIDES) {
        let (reading, who) = side_words(digest, &among, side);
        indented(out, &[Run::plain(&reading), Run::new(&who, DIM)], 4, width);
    }
    let why = cut(digest.explanation(contrast), 240);
    indented(out, &[Run::plain(&why)], 2, width);
}

/// `… counted “12” boxes of letters …` and ` — Halvern Courier`.
fn side_words(digest: &Digest<'_>, among: &Among<'_>, side: &Side<'_>) -> (String, String) {
    let value = side.read_as().map(|value| format!(" ({value})")).unwrap_or_default();
    let reading = match side.text.trim() {
        "" => "(nothing)".to_owned(),
        text => in_context(digest, side, &format!("{}{value}", quoted(&cut(text, 120)))),
    };
    let who = among.list(&side.documents, NAMED);
    let who = format!("{who}{}", lineage::voices(digest, &side.documents));
    let standing = label::standing(side.standing);
    let standing = standing.map(|it| format!(", {it}")).unwrap_or_default();
    (reading, format!(" — {who}{standing}"))
}

/// A short reading with a few of the words around it: alone it says little.
fn in_context(digest: &Digest<'_>, side: &Side<'_>, reading: &str) -> String {
    let context = digest.context(side).filter(|_| side.text.trim().chars().count() <= SHORT);
    let Some(context) = context else { return reading.to_owned() };
    let before: Vec<_> = context.before.split_whitespace().collect();
    let after: Vec<_> = context.after.split_whitespace().collect();
    let lead = &before[before.len().saturating_sub(AROUND)..];
    let tail = &after[..after.len().min(AROUND)];
    let dots = |all: bool, end: bool| if all && end { "" } else { "…" };
    // What clings to the reading in the text, such as a comma, clings to it here.
    let gap = |c: Option<char>| if c.is_some_and(char::is_whitespace) { " " } else { "" };
    let opens = dots(lead.len() == before.len(), context.opens);
    let closes = dots(tail.len() == after.len(), context.closes);
    let lead = [opens, &lead.join(" ")].join(" ");
    let tail = [&tail.join(" "), closes].join(" ");
    let (near, far) = (context.before.chars().next_back(), context.after.chars().next());
    format!("{}{}{reading}{}{}", lead.trim(), gap(near), gap(far), tail.trim())
}

/// Who follows whom, a line each.
fn origins(out: &mut String, digest: &Digest<'_>, width: usize) {
    let origins = lineage::origins(digest);
    if origins.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", paint(BOLD, "Origins: who follows whom"));
    for origin in origins.iter().take(LISTED) {
        indented(out, &[Run::plain(&origin.head)], 2, width);
        for line in origin.follows.iter().take(LISTED) {
            indented(out, &[Run::new(&cut(line, 300), DIM)], 4, width);
        }
        if origin.follows.len() > LISTED {
            let _ = writeln!(out, "    … and {} more", thousands(origin.follows.len() - LISTED));
        }
    }
    if origins.len() > LISTED {
        let _ = writeln!(out, "  … and {} more", thousands(origins.len() - LISTED));
    }
}

fn left_out(out: &mut String, digest: &Digest<'_>, width: usize) {
    list(out, "Versions of one text", lineage::versions(digest).into_iter(), LISTED, width);
    origins(out, digest, width);
    let skipped = digest.corpus.skipped.iter().map(|s| format!("{}: {}", s.path, s.reason));
    list(out, "Not read", skipped, LISTED, width);
    list(out, "Notes", digest.analysis.notes.iter().cloned(), NOTES, width);
}

fn list(
    out: &mut String,
    title: &str,
    rows: impl Iterator<Item = String>,
    most: usize,
    width: usize,
) {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "\n{}", paint(BOLD, title));
    for row in rows.by_ref().take(most) {
        indented(out, &[Run::plain(&cut(&row, 300))], 2, width);
    }
    match rows.count() {
        0 => {}
        more => {
            let _ = writeln!(out, "  … and {} more", thousands(more));
        }
    }
}

fn paragraph(out: &mut String, text: &str, width: usize) {
    indented(out, &[Run::plain(text)], 0, width);
}

/// Wrapped lines behind an indent; further lines stand two columns deeper when there is one.
fn indented(out: &mut String, runs: &[Run<'_>], indent: usize, width: usize) {
    let hang = if indent > 0 { 2 } else { 0 };
    for (i, line) in wrap(runs, width.saturating_sub(indent + hang)).iter().enumerate() {
        let indent = if i == 0 { indent } else { indent + hang };
        let _ = writeln!(out, "{:indent$}{}", "", line.styled());
    }
}
