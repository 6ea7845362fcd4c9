//! The differences in words: those of weight one by one, what only one text has in one paragraph.

use std::fmt::Write as _;

use super::Listed;
use crate::divergence::Effect;
use crate::report::contrast::{Contrast, Side};
use crate::report::digest::Digest;
use crate::report::escape::cut;
use crate::report::label::{self, count, quoted, thousands};
use crate::report::terminal::columns::{Run, wrap};
use crate::report::terminal::style::{BOLD, DIM, of_effect, paint};

/// Characters of a reading, and of one that only one text has.
const READING: usize = 200;
const PHRASE: usize = 100;
/// Words that only one text has, as many as are listed.
const PHRASES: usize = 40;

/// What contradicts or moves the meaning, with numbers from 1.
pub(super) fn weighty(listed: &Listed<'_, '_>, digest: &Digest<'_>, width: usize) -> String {
    if listed.weighty.is_empty() {
        return String::new();
    }
    let head = count(listed.weighty.len(), "difference");
    let mut out = format!("\n{}\n", paint(BOLD, &format!("{head} of weight")));
    for (contrast, number) in listed.weighty.iter().zip(1..) {
        entry(&mut out, digest, contrast, number, width);
    }
    out
}

/// What differs in words and may in meaning, with numbers behind those of weight.
pub(super) fn unclear(listed: &Listed<'_, '_>, digest: &Digest<'_>, width: usize) -> String {
    if listed.unclear.is_empty() {
        return String::new();
    }
    let head = count(listed.unclear.len(), "unclear difference");
    let mut out = format!("\n{}\n", paint(BOLD, &head));
    for (contrast, number) in listed.unclear.iter().zip(listed.weighty.len() + 1..) {
        entry(&mut out, digest, contrast, number, width);
    }
    out
}

/// What is told in two ways and moves nothing, what only one has, and how many matters of form.
pub(super) fn rest(listed: &Listed<'_, '_>, digest: &Digest<'_>, width: usize) -> String {
    let mut out = String::new();
    if digest.contrasts.is_empty() {
        out.push_str("\nNo difference in what is said.\n");
    }
    if !listed.other.is_empty() {
        let title = if listed.other.iter().any(|c| c.effect == Effect::None) {
            "Less exact, or another form"
        } else {
            "Less exact, or by another name"
        };
        let _ = writeln!(out, "\n{}", paint(BOLD, title));
        let numbers = listed.weighty.len() + listed.unclear.len() + 1..;
        for (contrast, number) in listed.other.iter().zip(numbers) {
            entry(&mut out, digest, contrast, number, width);
        }
    }
    for (side, only) in listed.only.iter().enumerate() {
        phrases(&mut out, digest, side, only, width);
    }
    if listed.forms > 0 {
        let forms = format!(
            "{} of form {} not listed: --min-effect none lists them.",
            count(listed.forms, "difference"),
            if listed.forms == 1 { "is" } else { "are" }
        );
        out.push('\n');
        for line in wrap(&[Run::plain(&forms)], width) {
            let _ = writeln!(out, "{}", line.styled());
        }
    }
    out
}

/// One difference: what, both readings, why.
fn entry(
    out: &mut String,
    digest: &Digest<'_>,
    contrast: &Contrast<'_>,
    number: usize,
    width: usize,
) {
    let number = format!("{number:>3} ");
    let effect = format!("{}: ", label::effect(contrast.effect));
    let what = format!("{} — ", contrast.kind.title());
    let mut sides: Vec<&Side<'_>> = contrast.sides.iter().collect();
    // The columns stand left and right; so do the readings.
    sides.sort_by_key(|side| side.documents.first().copied());
    let why = digest.explanation(contrast);
    let lacks = sides.iter().any(|side| side.text.trim().is_empty());
    let (texts, why) = match sides.iter().find(|side| !side.text.trim().is_empty()) {
        Some(only) if lacks => {
            // The explanation repeats who has it; what it adds is why that weighs.
            let (_, why) = why.rsplit_once("”: ").unwrap_or(("", why));
            (format!("{} has {}: {why}", has(digest, only), reading(only)), "")
        }
        _ => (sides.iter().map(|side| reading(side)).collect::<Vec<_>>().join(" / "), why),
    };
    let often = match contrast.divergences.len() {
        0 | 1 => String::new(),
        n => format!("  ×{}", thousands(n)),
    };
    let name = format!("  {}", contrast.kind.name());
    let style = of_effect(contrast.effect);
    let runs = [
        Run::new(&number, style),
        Run::new(&effect, style),
        Run::new(&what, BOLD),
        Run::plain(&texts),
        Run::plain(&often),
        Run::new(&name, DIM),
    ];
    for (i, line) in wrap(&runs, width.saturating_sub(4)).iter().enumerate() {
        let indent = if i == 0 { 4_usize.saturating_sub(number.len() - 2) } else { 4 };
        let _ = writeln!(out, "{:indent$}{}", "", line.styled());
    }
    for line in wrap(&[Run::new(why, DIM)], width.saturating_sub(4)) {
        let _ = writeln!(out, "    {}", line.styled());
    }
}

/// The document that has a reading.
fn has<'d>(digest: &'d Digest<'_>, side: &Side<'_>) -> &'d str {
    let document = side.documents.first().and_then(|&d| digest.corpus.documents.get(d));
    document.map_or("", |document| &document.id)
}

fn reading(side: &Side<'_>) -> String {
    let text = side.text.trim();
    if text.is_empty() {
        return "(nothing)".to_owned();
    }
    let value = match side.value {
        Some(value) if value != side.text => format!(" = {value}"),
        _ => String::new(),
    };
    format!("{}{value}", quoted(&cut(text, READING)))
}

/// What only one text has, in its order.
fn phrases(
    out: &mut String,
    digest: &Digest<'_>,
    side: usize,
    only: &[&Contrast<'_>],
    width: usize,
) {
    let Some(document) = digest.corpus.documents.get(side).filter(|_| !only.is_empty()) else {
        return;
    };
    let texts = only.iter().filter_map(|contrast| {
        let side = contrast.sides.iter().find(|side| !side.text.trim().is_empty())?;
        Some(quoted(&cut(side.text.trim(), PHRASE)))
    });
    let mut texts: Vec<_> = texts.take(PHRASES).collect();
    if only.len() > PHRASES {
        texts.push(format!("and {} more", thousands(only.len() - PHRASES)));
    }
    let head = format!("\n{}", paint(BOLD, "Only "));
    out.push_str(&head);
    let title = format!("{} has", document.id);
    for line in wrap(&[Run::new(&title, BOLD)], width.saturating_sub(5)) {
        let _ = writeln!(out, "{}", line.styled());
    }
    for line in wrap(&[Run::plain(&texts.join(" · "))], width.saturating_sub(2)) {
        let _ = writeln!(out, "  {}", line.styled());
    }
}
