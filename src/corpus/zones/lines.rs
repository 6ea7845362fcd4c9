//! The lines of a text, as the zone rules see them.
//!
//! In a text that is wrapped at a width, the lines of a paragraph count as one: the rules look at
//! what the writer meant as a line, not at where a program broke it.

use super::super::paragraphs::Wrap;
use crate::span::Span;

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// The line without white space around it.
    pub text: &'a str,
    /// Where that stands.
    pub span: Span,
    /// Whether a blank line stands before it, or nothing does.
    pub gap: bool,
}

/// The lines of `text` from byte `start` on that are not blank.
pub fn split(text: &str, start: usize) -> Vec<Line<'_>> {
    within(text, Span::new(start, text.len()), Wrap::of(&text[start..]))
}

/// The lines of the part of `text` that `span` covers, none reaching out of it.
pub fn within(text: &str, span: Span, wrap: Wrap) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let (mut at, mut gap, mut before) = (span.start as usize, true, "");
    for raw in span.text(text).split_inclusive('\n') {
        let body = raw.trim_start();
        let line = body.trim_end();
        if line.is_empty() {
            gap = true;
        } else {
            let begin = at + (raw.len() - body.len());
            let span = Span::new(begin, begin + line.len());
            match lines.last_mut() {
                Some(last) if !gap && wrap.wraps(before, line) => {
                    last.span = last.span.cover(span);
                    last.text = last.span.text(text);
                }
                _ => lines.push(Line { text: line, span, gap }),
            }
            (gap, before) = (false, line);
        }
        at += raw.len();
    }
    lines
}

impl Line<'_> {
    /// Length in characters, counted no further than any rule asks.
    pub fn width(&self) -> usize {
        const ENOUGH: usize = 1000;
        self.text.chars().take(ENOUGH).count()
    }

    /// Words between white space, counted no further than any rule asks.
    pub fn words(&self) -> usize {
        const ENOUGH: usize = 200;
        self.text.split_whitespace().take(ENOUGH).count()
    }

    /// Whether it ends as a sentence does, closing quotes aside.
    pub fn ends_sentence(&self) -> bool {
        let closers = ['"', '\'', '”', '’', '»', ')', ']', '」'];
        self.text.trim_end_matches(closers).ends_with(['.', '!', '?', '…', '。', '！', '？'])
    }

    /// Whether it reads as a paragraph: a sentence or more of running text.
    pub fn is_prose(&self) -> bool {
        let dense = self.text.chars().take(60).filter(|c| !c.is_ascii()).count() > 30;
        let long = if dense { 40 } else { 100 };
        (self.width() >= long && self.ends_sentence()) || self.width() >= 2 * long
    }
}
