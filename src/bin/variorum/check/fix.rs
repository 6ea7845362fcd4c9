//! `variorum check --fix`: accepted names in the place of other spellings, where that is certain.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use similar::TextDiff;
use variorum::corpus::{Corpus, Document};
use variorum::policy::{Finding, Rule, Verdict};
use variorum::report::escape::visible;
use variorum::span::Span;

use crate::console::Console;
use crate::{Outcome, files};

/// The byte-order mark.
const MARK: char = '\u{feff}';

/// Prints what [`apply`] would change, as a diff.
pub fn show(corpus: &Corpus, verdict: &Verdict, console: Console) -> Result<Outcome> {
    let mut out = console.data();
    let mut changed = false;
    for (document, findings) in fixable(verdict) {
        let document = &corpus.documents[document];
        let Some((old, new, _)) = rewritten(document, &findings, console) else { continue };
        changed = true;
        let diff = TextDiff::from_lines(&old, &new);
        let path = visible(&document.path);
        let text = diff.unified_diff().header(&path, &path).to_string();
        for line in text.lines() {
            writeln!(out, "{}", visible(line))?;
        }
    }
    out.flush()?;
    if !changed {
        console.note(nothing(verdict));
    }
    Ok(if changed { Outcome::Findings } else { Outcome::Fine })
}

/// Rewrites the new documents; what was fixed is no finding any more.
pub fn apply(corpus: &Corpus, verdict: &mut Verdict, console: Console) -> Result<()> {
    let mut fixed: Vec<String> = Vec::new();
    for (document, findings) in fixable(verdict) {
        let document = &corpus.documents[document];
        let Some((_, new, done)) = rewritten(document, &findings, console) else { continue };
        // What a link leads to is rewritten, and the link stays.
        let path = Path::new(&document.path);
        let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        files::write(&place, |file| file.write_all(new.as_bytes()))?;
        let n = done.len();
        let plural = if n == 1 { "" } else { "s" };
        console.note(format_args!("{n} name{plural} rewritten in {}", visible(&document.path)));
        fixed.extend(done);
    }
    if fixed.is_empty() {
        console.note(nothing(verdict));
    }
    verdict.findings.retain(|finding| finding.fix.is_none() || !fixed.contains(&key(finding)));
    Ok(())
}

/// Why nothing was fixed: what can be, and how many of the findings are of other kinds.
fn nothing(verdict: &Verdict) -> String {
    let (rule, open) = (Rule::Name.name(), verdict.open().count());
    let names = verdict.open().filter(|finding| finding.rule == Rule::Name).count();
    let can = format!(
        "only another spelling of an accepted name ({rule}) can be fixed, where it is certain which \
         name is meant"
    );
    let next = if names > 0 {
        "correct the names yourself, or list their spellings in `names_file` of [policy]"
    } else {
        "look at each finding yourself; names are accepted with `names` in [policy]"
    };
    match open {
        0 => "nothing to fix: there are no findings".to_owned(),
        1 => format!("nothing to fix: the one finding cannot be; {can}\n  next: {next}"),
        _ => format!("nothing to fix: none of {open} findings can be; {can}\n  next: {next}"),
    }
}

/// What tells a finding from another with the same id.
fn key(finding: &Finding) -> String {
    format!("{} {:?} {:?}", finding.id, finding.place.document, finding.place.span)
}

/// Findings that can be fixed, by document, in the order of the text.
fn fixable(verdict: &Verdict) -> BTreeMap<usize, Vec<&Finding>> {
    let mut found: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
    for finding in verdict.open().filter(|finding| finding.fix.is_some()) {
        if let Some(document) = finding.place.document {
            found.entry(document).or_default().push(finding);
        }
    }
    for findings in found.values_mut() {
        findings.sort_by_key(|finding| finding.place.span);
    }
    found
}

/// The file as it is and as it should be, and which findings that settles; none where places in
/// the file are not known, or the file no longer has there what was found.
fn rewritten(
    document: &Document,
    findings: &[&Finding],
    console: Console,
) -> Option<(String, String, Vec<String>)> {
    let whole = std::fs::read_to_string(&document.path).ok();
    // Places are counted behind the mark that says how the file is written.
    let parted = whole
        .as_deref()
        .map(|it| it.split_at(if it.starts_with(MARK) { MARK.len_utf8() } else { 0 }));
    let as_read = |old: &str| old == document.text;
    let is_known = |old: &str| as_read(old) || document.extracted && document.is_located();
    let Some((mark, old)) = parted.filter(|(_, old)| is_known(old)) else {
        console.note(format_args!(
            "{} is not fixed: only text and Markdown files in UTF-8 are",
            visible(&document.path)
        ));
        return None;
    };
    let mut new = String::with_capacity(mark.len() + old.len());
    new.push_str(mark);
    let (mut end, mut done) = (0, Vec::new());
    for finding in findings {
        let span = finding.place.span;
        let at = if as_read(old) { Some(span) } else { document.in_file(span) };
        let Some(at) = at.map(Span::range) else { continue };
        // Marks inside the words, or a file that has changed meanwhile, are left to people.
        if at.start < end || old.get(at.clone()) != Some(finding.place.text.as_str()) {
            continue;
        }
        new.push_str(&old[end..at.start]);
        new.push_str(finding.fix.as_deref().unwrap_or(&finding.place.text));
        end = at.end;
        done.push(key(finding));
    }
    new.push_str(&old[end..]);
    if done.len() < findings.len() {
        let left = findings.len() - done.len();
        let plural = if left == 1 { "" } else { "s" };
        console.note(format_args!(
            "{left} name{plural} of {} not rewritten: there are marks inside, or the file has changed",
            visible(&document.path)
        ));
    }
    (!done.is_empty()).then(|| (format!("{mark}{old}"), new, done))
}
