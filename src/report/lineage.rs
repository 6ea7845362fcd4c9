//! What became of a text: its versions, what was corrected and by whom not, and who follows whom.
//!
//! In goes the digest of an analysis, out come sentences that every report for people tells alike.

use super::digest::Digest;
use super::escape::cut;
use super::label::{self, count, quoted};
use crate::alignment::Passage;
use crate::corpus::Document;
use crate::span::Span;
use crate::statement::origins::{Follow, Origin};
use crate::statement::supersede::Correction;
use crate::statement::versions::{By, OneVersion, Versions};

/// Characters of a reading, of a mark and of a run of words.
const READING: usize = 80;
const MARK: usize = 40;
const RUN: usize = 120;
/// Documents that are named, and errors.
const NAMED: usize = 6;
const ERRORS: usize = 3;

/// What was corrected and still stands elsewhere: `Not corrected: Tern Post still has “12”, which Gull
/// Wire corrected to “21” on 4 May 2031.`
pub(super) fn corrections(digest: &Digest<'_>) -> Vec<String> {
    let open = digest.analysis.corrections.iter().filter(|it| !it.still.is_empty());
    open.map(|it| correction(digest, it)).collect()
}

fn correction(digest: &Digest<'_>, it: &Correction) -> String {
    let said = |passage: Passage| quoted(&cut(digest.words(passage).trim(), READING));
    let still: Vec<usize> = it.still.iter().map(|still| still.document).collect();
    let have = if still.len() == 1 { "has" } else { "have" };
    let by = document(digest, it.by.document);
    let when =
        by.and_then(|by| by.date.as_ref()).map(|date| format!(" on {}", label::day(date.value)));
    format!(
        "Not corrected: {} still {have} {}, which {} corrected to {}{}.",
        digest.outlets(&still, NAMED),
        it.still.first().map(|&still| said(still)).unwrap_or_default(),
        digest.outlets(&[it.by.document], 1),
        said(it.by),
        when.unwrap_or_default()
    )
}

fn document<'d>(digest: &Digest<'d>, document: usize) -> Option<&'d Document> {
    digest.corpus.documents.get(document)
}

/// Versions of one text, a line a text: `Gull Wire (3 May 2031) → Gull Wire (4 May 2031, UPDATE 1-)`.
pub(super) fn versions(digest: &Digest<'_>) -> Vec<String> {
    digest.analysis.versions.iter().map(|it| set(digest, it)).collect()
}

fn set(digest: &Digest<'_>, set: &Versions) -> String {
    let between = if set.by.is_some() { " → " } else { ", " };
    let named: Vec<String> =
        set.versions.iter().take(NAMED).map(|it| version(digest, it)).collect();
    let more = match set.versions.len().saturating_sub(NAMED) {
        0 => String::new(),
        n => format!(" and {}", count(n, "more version")),
    };
    let by = match set.by {
        Some(By::Mark) => "ordered by their marks",
        Some(By::Date) => "ordered by their dates",
        Some(By::MarkAndDate) => "ordered by marks and dates",
        None => "which is newer is not known",
    };
    format!("{}{more}; {by}", named.join(between))
}

fn version(digest: &Digest<'_>, version: &OneVersion) -> String {
    let text = document(digest, version.document).map_or("", |it| it.text.as_str());
    let mark = version.marks.first().map(|mark| mark.text(text).trim_end_matches(['-', ' ', ':']));
    let mark = mark.filter(|mark| mark.chars().any(char::is_alphanumeric));
    let mark = mark.map(|mark| format!(" [{}]", cut(mark, MARK))).unwrap_or_default();
    let corrected = if version.corrected { " (corrected)" } else { "" };
    format!("{}{mark}{corrected}", digest.label(version.document))
}

/// One origin in words.
pub(super) struct Told {
    /// Its name and how many documents have it: `Gull Wire: 4 documents`.
    pub(super) head: String,
    /// Who follows whom, and why we think so.
    pub(super) follows: Vec<String>,
}

/// Who has what from whom.
pub(super) fn origins(digest: &Digest<'_>) -> Vec<Told> {
    digest.analysis.origins.shared.iter().map(|it| told(digest, it)).collect()
}

fn told(digest: &Digest<'_>, origin: &Origin) -> Told {
    let documents = count(origin.documents.len(), "document");
    let name = match (&origin.name, origin.first) {
        (Some(name), _) => name.clone(),
        (None, Some(first)) => digest.label(first).to_owned(),
        (None, None) => "One text".to_owned(),
    };
    let unknown = if origin.first.is_none() { ", which is first is not known" } else { "" };
    let follows = origin.follows.iter().map(|it| follow(digest, it)).collect();
    Told { head: format!("{name}: {documents} of one origin{unknown}"), follows }
}

fn follow(digest: &Digest<'_>, it: &Follow) -> String {
    let (who, of) = (digest.label(it.document), digest.label(it.of));
    let head = match it.directed {
        true => format!("{who} follows {of}"),
        false => format!("{who} and {of} share their text"),
    };
    let why = reasons(digest, it);
    if why.is_empty() { head } else { format!("{head}: {}", why.join("; ")) }
}

/// Why we think so: credits, days, runs of words, errors.
fn reasons(digest: &Digest<'_>, it: &Follow) -> Vec<String> {
    let words = |document: usize, span: Span| digest.words(Passage { document, span });
    let mut why = Vec::new();
    if let Some(name) = &it.credit {
        let own = document(digest, it.of).and_then(|of| of.source.as_ref());
        let names_it = own.is_some_and(|source| source.value.eq_ignore_ascii_case(name));
        why.push(if names_it { format!("credits {name}") } else { format!("both credit {name}") });
    }
    match it.days {
        Some(0) => why.push("of the same day".to_owned()),
        Some(days) if days > 0 => {
            why.push(format!("{} later", count(days.unsigned_abs() as usize, "day")))
        }
        Some(days) => why.push(format!("{} earlier", count(days.unsigned_abs() as usize, "day"))),
        None => {}
    }
    if it.words > 0 {
        let run =
            it.run.map(|[here, _]| words(it.document, here).split_whitespace().collect::<Vec<_>>());
        let run = run.map(|run| format!(", such as {}", quoted(&cut(&run.join(" "), RUN))));
        let shared = count(it.words, "word");
        why.push(format!("{shared} in long runs word for word{}", run.unwrap_or_default()));
    }
    let errors = it.errors.iter().take(ERRORS);
    let errors: Vec<_> =
        errors.map(|[here, _]| quoted(&cut(words(it.document, *here).trim(), READING))).collect();
    if !errors.is_empty() {
        why.push(format!("both say {}, which was corrected since", errors.join(", ")));
    }
    why
}

/// How many origins some documents have, where that is fewer than there are documents: ` (one origin)`.
pub(super) fn voices(digest: &Digest<'_>, documents: &[usize]) -> String {
    let origins = &digest.analysis.origins;
    let mut voices: Vec<usize> = documents.iter().map(|&it| origins.voice(it)).collect();
    voices.sort_unstable();
    voices.dedup();
    match voices.len() {
        1 if documents.len() > 1 => " (one origin)".to_owned(),
        n if n < documents.len() => format!(" ({})", count(n, "origin")),
        _ => String::new(),
    }
}
