//! The result in words and counts, and the gravest differences.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::NAMED;
use crate::corpus::own;
use crate::divergence::Effect;
use crate::report::about;
use crate::report::contrast::{Contrast, Side};
use crate::report::digest::Digest;
use crate::report::escape::{cut, markdown, markdown_code};
use crate::report::label::{self, thousands};
use crate::report::lineage;
use crate::report::naming::Among;
use crate::report::renderings::{Rendering, Written};
use crate::report::summary;

/// Rows of the table of what matters.
const CONTRASTS: usize = 25;
/// Corrections that did not arrive, and stories that the head names.
const CORRECTIONS: usize = 10;
const STORIES: usize = 8;
/// Rows of what is written differently.
const RENDERINGS: usize = 30;
/// Lines of what is unclear.
const UNCLEAR: usize = 25;
/// Readings of one difference, characters of a reading and of a reason, and the length up to which
/// a reading is shown among the words around it.
const SIDES: usize = 6;
const READING: usize = 160;
const WHY: usize = 300;
const SHORT: usize = 60;

/// Title, the result in words, and the counts.
pub(super) fn head(digest: &Digest<'_>) -> String {
    let mut out = format!("{}\n\n", own::HEADING);
    let _ = writeln!(out, "{}. {}", summary::read(digest), summary::found(digest));
    for line in lineage::corrections(digest).iter().take(CORRECTIONS) {
        let _ = writeln!(out, "\n**{}**", markdown(line));
    }
    let stories = about::stories(digest, STORIES);
    if !stories.is_empty() {
        out.push('\n');
    }
    for story in &stories {
        let _ = writeln!(out, "- **{}**: {}", markdown(&story.title), story.counts);
    }
    if digest.analysis.stories.len() > STORIES {
        let more = thousands(digest.analysis.stories.len() - STORIES);
        let _ = writeln!(out, "- and {more} more stories");
    }
    for why in summary::nothing(digest) {
        let _ = writeln!(out, "\n- {}", markdown(&why));
    }
    if !digest.contrasts.is_empty() {
        out.push_str(
            "\n| effect | what it means | differences | in statements | kinds |\n\
             | --- | --- | ---: | ---: | --- |\n",
        );
        let grave = |t: &&summary::Tally| t.differences > 0 && t.effect > Effect::Compatible;
        for tally in summary::effects(digest).iter().filter(grave) {
            let kinds: Vec<_> = tally
                .kinds
                .iter()
                .take(6)
                .map(|&(kind, n)| format!("{} {}", kind.title(), thousands(n)))
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
        let quiet: Vec<_> = summary::quiet(digest).into_iter().map(|(_, words)| words).collect();
        if !quiet.is_empty() {
            let _ = writeln!(out, "\n<sub>{}</sub>", quiet.join(", "));
        }
    }
    out
}

/// What outlets write differently: a row a thing, as many as fit into `room` characters.
pub(super) fn renderings(digest: &Digest<'_>, room: usize) -> String {
    let all = digest.renderings().len();
    if all == 0 {
        return String::new();
    }
    let mut rows = String::new();
    let mut shown = 0;
    for rendering in digest.renderings().iter().take(RENDERINGS) {
        let row = rendered(digest, rendering);
        if super::length(&rows) + super::length(&row) > room {
            break;
        }
        rows.push_str(&row);
        shown += 1;
    }
    let mut out = String::from("\n## Renderings\n\nWhat the outlets write differently.\n");
    if shown > 0 {
        let _ = write!(out, "\n| what | written | statement |\n| --- | --- | --- |\n{rows}");
    }
    if shown < all {
        let _ = writeln!(out, "\n{} more in `renderings.csv`.", thousands(all - shown));
    }
    out
}

fn rendered(digest: &Digest<'_>, rendering: &Rendering) -> String {
    let reading = |reading: &Written| {
        format!(
            "**{}** ×{} <sub>{}</sub>",
            markdown(&cut(&reading.text, SHORT)),
            thousands(reading.count),
            markdown(&digest.outlets(&reading.documents, NAMED))
        )
    };
    let mut told: Vec<_> = rendering.readings.iter().take(SIDES).map(reading).collect();
    if rendering.readings.len() > SIDES {
        told.push(format!("and {} more", thousands(rendering.readings.len() - SIDES)));
    }
    let homes: BTreeSet<usize> = rendering.readings.iter().filter_map(|it| it.statement).collect();
    let ids = homes.iter().take(2).filter_map(|&it| digest.analysis.statements.get(it));
    let ids: Vec<_> = ids.map(|statement| markdown_code(&statement.id)).collect();
    format!("| {} | {} | {} |\n", rendering.class.words(), told.join("<br>"), ids.join(" "))
}

/// The gravest differences: who says what, as many as fit into `room` characters.
pub(super) fn table(digest: &Digest<'_>, room: usize) -> String {
    let grave = digest.contrasts.iter().filter(|c| c.effect >= Effect::Shift);
    let all = grave.clone().count();
    if all == 0 {
        let calm = match unclear_of(digest).next() {
            Some(_) => "\nNothing is known to contradict or to move the meaning.\n",
            None => "\nNothing contradicts, and nothing moves the meaning.\n",
        };
        let calm = if digest.contrasts.is_empty() { "" } else { calm };
        return calm.to_owned();
    }
    let mut rows = String::new();
    let mut taken = 0;
    let mut shown = 0;
    for contrast in grave.take(CONTRASTS) {
        let row = row(digest, contrast);
        taken += super::length(&row);
        if taken > room {
            break;
        }
        let _ = writeln!(rows, "{row}");
        shown += 1;
    }
    let mut out = String::from("\n## What matters most\n");
    if shown > 0 {
        let _ =
            write!(out, "\n| | one says | others say | why |\n| --- | --- | --- | --- |\n{rows}");
    }
    if shown < all {
        let _ = writeln!(out, "\n{} more below and in `report.json`.", thousands(all - shown));
    }
    out
}

fn unclear_of<'d, 'a>(digest: &'d Digest<'a>) -> impl Iterator<Item = &'d Contrast<'a>> {
    digest.contrasts.iter().filter(|contrast| contrast.effect == Effect::Unclear)
}

/// What may have another meaning, and why that is not known; as many as fit into `room` characters.
pub(super) fn unclear(digest: &Digest<'_>, room: usize) -> String {
    let all = unclear_of(digest).count();
    if all == 0 {
        return String::new();
    }
    let mut out = String::from(
        "\n## Unclear\n\nThe words differ, and whether the meaning does is not known.\n\n",
    );
    let mut shown = 0;
    for contrast in unclear_of(digest).take(UNCLEAR) {
        let readings = contrast.sides.iter().take(SIDES).map(|side| match side.text.trim() {
            "" => "*nothing*".to_owned(),
            text => markdown(&label::quoted(&cut(text, SHORT))),
        });
        let readings = readings.collect::<Vec<_>>().join(" / ");
        let why = markdown(&cut(digest.explanation(contrast), WHY));
        let line = format!("- {readings}: {why}\n");
        if super::length(&out) + super::length(&line) > room {
            break;
        }
        out.push_str(&line);
        shown += 1;
    }
    if shown < all {
        let _ = writeln!(out, "\n{} more below and in `report.json`.", thousands(all - shown));
    }
    out
}

fn row(digest: &Digest<'_>, contrast: &Contrast<'_>) -> String {
    let often = match contrast.statements.len() {
        0 | 1 => String::new(),
        n => format!(", in {n} statements"),
    };
    let among = digest.among_sides(contrast);
    let (first, others) = contrast.sides.split_at(1);
    let column = |sides: &[Side<'_>]| {
        let sides: Vec<_> = sides.iter().take(SIDES).map(|s| side(digest, &among, s)).collect();
        sides.join("<br>")
    };
    format!(
        "| **{}**<br>{}{often} | {} | {} | {} |",
        label::effect(contrast.effect),
        contrast.kind.title(),
        column(first),
        column(others),
        markdown(&cut(digest.explanation(contrast), WHY)),
    )
}

/// A reading among its words, its value, and who has it.
fn side(digest: &Digest<'_>, among: &Among<'_>, side: &Side<'_>) -> String {
    let value = side.read_as().map(|value| format!(" = {}", markdown(value)));
    let value = value.unwrap_or_default();
    let who = among.list(&side.documents, NAMED);
    let who = markdown(&format!("{who}{}", lineage::voices(digest, &side.documents)));
    let standing = label::standing(side.standing);
    let standing = standing.map(|it| format!(" ({it})")).unwrap_or_default();
    format!("{}{value}<br><sub>{who}{standing}</sub>", in_context(digest, side))
}

/// A short reading says little without the words around it.
fn in_context(digest: &Digest<'_>, side: &Side<'_>) -> String {
    let text = side.text.trim();
    if text.is_empty() {
        return "*nothing*".to_owned();
    }
    let context = digest.context(side).filter(|_| text.chars().count() <= SHORT);
    let Some(context) = context else { return markdown(&label::quoted(&cut(text, READING))) };
    let before = if context.opens { "" } else { "… " };
    let after = if context.closes { "" } else { " …" };
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let gap = |text: &str, end: Option<char>| match end {
        Some(c) if c.is_whitespace() && !text.trim().is_empty() => " ",
        _ => "",
    };
    let (lead, tail) = (context.before, context.after);
    format!(
        "{before}{}{}<b>{}</b>{}{}{after}",
        markdown(&words(lead)),
        gap(lead, lead.chars().next_back()),
        markdown(text),
        gap(tail, tail.chars().next()),
        markdown(&words(tail)),
    )
}
