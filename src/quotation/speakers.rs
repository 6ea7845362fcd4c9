//! Gives each quotation its speaker.
//!
//! Looked for, in this order: beside the quotation in its own sentence (`“…,” Lavrov said`,
//! `Lavrov said: “…”`), in a short sentence behind it, at the end of the paragraph before when
//! that ends with a colon, and from the quotation that this one carries on. `he` stands for the
//! speaker named last. In a transcript the label says it.

use std::ops::Range;

use crate::language::Language;
use crate::span::Span;
use crate::token::Tokenized;

use super::phrases::{Attribution, Kind, Phrases};
use super::{Bounds, Paragraph, Quotation, Quoted, Speaker, sentence_at, token_at};

/// Words behind a quotation among which its attribution starts.
const BEHIND: usize = 3;
/// Words of a sentence that does nothing but attribute the one before it.
const SHORT: usize = 8;
/// From so many words on, what stands in marks is speech, even if nobody is named.
const LONG: usize = 8;
/// Up to so many words, marks inside a sentence hold a term.
const TERM: usize = 2;

/// The quotations with their speakers; `found` is sorted.
pub(super) fn assign(
    text: &str,
    tokenized: &Tokenized,
    paragraphs: &[Paragraph],
    found: &[Quoted],
    language: &Language,
) -> Vec<Quotation> {
    let quoted = inside(tokenized, found);
    let phrases = Phrases { text, tokenized, language, quoted: &quoted };
    let mut attributions = Vec::new();
    for sentence in &tokenized.sentences {
        phrases.attributions(sentence.tokens.clone(), &mut attributions);
    }
    name_pronouns(tokenized, &phrases, &mut attributions);
    let stage = Stage { text, tokenized, paragraphs, found, attributions: &attributions };
    let mut out: Vec<Quotation> = Vec::with_capacity(found.len());
    for (index, quoted) in found.iter().enumerate() {
        let speaker = stage.speaker(index).or_else(|| stage.carried(index, &out));
        let spoken = stage.is_spoken(index, speaker.is_some());
        out.push(Quotation { span: quoted.inner, speaker: speaker.filter(|_| spoken), spoken });
    }
    stage.carry_back(&mut out);
    out
}

/// Puts the name for which `he` stands in its place: the subject of the nearest attribution
/// before it, or else the name that opens one of the sentences before.
fn name_pronouns(tokenized: &Tokenized, phrases: &Phrases<'_>, attributions: &mut [Attribution]) {
    let mut named: Option<Range<usize>> = None;
    for found in attributions {
        if found.kind == Kind::Pronoun {
            named = named.or_else(|| opening_name(tokenized, phrases, found));
            found.subject = named.clone().unwrap_or_else(|| found.subject.clone());
        } else if found.kind == Kind::Named && !phrases.is_agency(found.subject.clone()) {
            named = Some(found.subject.clone());
        }
    }
}

fn opening_name(
    tokenized: &Tokenized,
    phrases: &Phrases<'_>,
    found: &Attribution,
) -> Option<Range<usize>> {
    let here = sentence_at(tokenized, tokenized.tokens[found.verb].span.start);
    (here.saturating_sub(3)..=here).rev().find_map(|index| {
        let tokens = tokenized.sentences.get(index)?.tokens.clone();
        let stop = tokens.end.min(found.subject.start);
        (tokens.start < stop).then(|| phrases.opening_name(tokens.start, stop)).flatten()
    })
}

/// Which tokens lie inside a quotation.
fn inside(tokenized: &Tokenized, found: &[Quoted]) -> Vec<bool> {
    let mut quoted = vec![false; tokenized.tokens.len()];
    for one in found {
        let range = token_at(tokenized, one.inner.start)..token_at(tokenized, one.inner.end);
        quoted[range].fill(true);
    }
    quoted
}

struct Stage<'a> {
    text: &'a str,
    tokenized: &'a Tokenized,
    paragraphs: &'a [Paragraph],
    found: &'a [Quoted],
    attributions: &'a [Attribution],
}

impl Stage<'_> {
    /// The speaker that the text around a quotation names.
    fn speaker(&self, index: usize) -> Option<Speaker> {
        let quoted = &self.found[index];
        match quoted.bounds {
            Bounds::Label(name) => {
                let (start, end) = name?;
                return Some(Speaker { span: self.cover(start, end), verb: None });
            }
            Bounds::Line(verb) => {
                let found = self.attribution_of(verb)?;
                return Some(self.resolve(found));
            }
            _ => {}
        }
        let behind = self.behind(index);
        if let Some(found) = behind.filter(|found| found.start == self.next_token(index)) {
            return Some(self.resolve(found));
        }
        self.before(index).or(behind).or_else(|| self.above(index)).map(|found| self.resolve(found))
    }

    fn attribution_of(&self, verb: usize) -> Option<&Attribution> {
        let at = self.attributions.partition_point(|a| a.verb < verb);
        self.attributions.get(at).filter(|a| a.verb == verb)
    }

    /// The first token behind a quotation.
    fn next_token(&self, index: usize) -> usize {
        token_at(self.tokenized, self.found[index].outer.end)
    }

    /// The attribution that starts right behind a quotation.
    fn behind(&self, index: usize) -> Option<&Attribution> {
        let quoted = &self.found[index];
        let first = self.next_token(index);
        let sentence =
            self.tokenized.sentences.get(sentence_at(self.tokenized, quoted.outer.end))?;
        let mut stop = sentence.tokens.end;
        if sentence.span.start >= quoted.outer.end {
            let same = self.paragraphs[quoted.paragraph].span.contains(sentence.span);
            if !same || sentence.tokens.len() > SHORT {
                return None;
            }
        }
        if let Some(next) = self.found.get(index + 1) {
            stop = stop.min(token_at(self.tokenized, next.outer.start));
        }
        let at = self.attributions.partition_point(|a| a.verb < first);
        let found = self.attributions.get(at)?;
        (found.verb < stop && found.start >= first && found.start <= first + BEHIND)
            .then_some(found)
    }

    /// The last attribution in the sentence before a quotation starts.
    fn before(&self, index: usize) -> Option<&Attribution> {
        let quoted = &self.found[index];
        let first = token_at(self.tokenized, quoted.outer.start);
        let sentence =
            self.tokenized.sentences.get(sentence_at(self.tokenized, quoted.outer.start))?;
        let mut floor = sentence.tokens.start;
        if let Some(previous) = index.checked_sub(1).and_then(|i| self.found.get(i))
            && self.is_speech(previous)
        {
            floor = floor.max(token_at(self.tokenized, previous.outer.end));
        }
        let at = self.attributions.partition_point(|a| a.verb < first);
        let found = self.attributions.get(at.checked_sub(1)?)?;
        (found.verb >= floor).then_some(found)
    }

    /// Whether the marks hold more than a term; only then do they part attributions.
    fn is_speech(&self, quoted: &Quoted) -> bool {
        self.words(quoted) > TERM
    }

    /// The attribution that ends the paragraph above with a colon.
    fn above(&self, index: usize) -> Option<&Attribution> {
        let quoted = &self.found[index];
        let above = self.paragraphs.get(quoted.paragraph.checked_sub(1)?)?;
        let heads = quoted.outer.start == self.paragraphs[quoted.paragraph].span.start;
        if !heads || !above.span.text(self.text).ends_with([':', '：']) {
            return None;
        }
        let sentence = self.tokenized.sentences.get(above.sentences.end.checked_sub(1)?)?;
        let at = self.attributions.partition_point(|a| a.verb < sentence.tokens.end);
        self.attributions.get(at.checked_sub(1)?).filter(|a| a.verb >= sentence.tokens.start)
    }

    /// The speaker of the quotation that this one goes on with.
    fn carried(&self, index: usize, done: &[Quotation]) -> Option<Speaker> {
        let quoted = &self.found[index];
        if matches!(quoted.bounds, Bounds::Label(_)) {
            return None;
        }
        let last = index.checked_sub(1)?;
        let (previous, speaker) = (&self.found[last], done.get(last)?.speaker.clone()?);
        let next_paragraph =
            previous.bounds == Bounds::Open && previous.paragraph + 1 == quoted.paragraph;
        let same = previous.paragraph == quoted.paragraph
            && self
                .tokenized
                .sentences
                .iter()
                .skip(sentence_at(self.tokenized, quoted.outer.start))
                .take(1)
                .any(|s| s.span.start == quoted.outer.start)
            && self.words(quoted) > TERM;
        (next_paragraph || same).then_some(speaker)
    }

    /// A speech whose speaker is named only at its end, after further marks or paragraphs.
    fn carry_back(&self, out: &mut [Quotation]) {
        for index in (1..out.len()).rev() {
            let (previous, quoted) = (&self.found[index - 1], &self.found[index]);
            let gap = token_at(self.tokenized, previous.outer.end)
                ..token_at(self.tokenized, quoted.outer.start);
            let paragraphs = quoted.paragraph - previous.paragraph;
            let goes_on = previous.bounds == Bounds::Open && paragraphs == 1
                || paragraphs == 0 && gap.is_empty() && out[index - 1].spoken;
            if goes_on && out[index - 1].speaker.is_none() {
                let speaker = out[index].speaker.clone();
                out[index - 1].speaker = speaker;
            }
        }
    }

    /// The speaker of an attribution; `he` is the one named last.
    fn resolve(&self, found: &Attribution) -> Speaker {
        let verb = Some(self.tokenized.tokens[found.verb].span);
        Speaker { span: self.cover(found.subject.start, found.subject.end), verb }
    }

    fn cover(&self, start: usize, end: usize) -> Span {
        self.tokenized.tokens[start].span.cover(self.tokenized.tokens[end - 1].span)
    }

    fn words(&self, quoted: &Quoted) -> usize {
        token_at(self.tokenized, quoted.inner.end) - token_at(self.tokenized, quoted.inner.start)
    }

    fn is_spoken(&self, index: usize, attributed: bool) -> bool {
        let quoted = &self.found[index];
        let words = self.words(quoted);
        match quoted.bounds {
            Bounds::Open | Bounds::Line(_) | Bounds::Label(_) => true,
            Bounds::Half => attributed || words > TERM,
            Bounds::Pair if words <= TERM => attributed && self.is_uttered(quoted),
            Bounds::Pair => attributed || words >= LONG || self.is_sentence(quoted),
        }
    }

    /// `“No,” he said`; `he said: “No”`: short, but punctuated as speech.
    fn is_uttered(&self, quoted: &Quoted) -> bool {
        let head = self.text[..quoted.outer.start as usize].trim_end();
        let heads =
            self.ends_as_speech(quoted) && (self.starts_large(quoted) || head.ends_with(','));
        head.ends_with([':', '：']) || heads
    }

    fn is_sentence(&self, quoted: &Quoted) -> bool {
        self.ends_as_speech(quoted) && self.starts_large(quoted)
    }

    fn starts_large(&self, quoted: &Quoted) -> bool {
        quoted.inner.text(self.text).starts_with(|c: char| !c.is_lowercase())
    }

    /// Whether a comma or the end of a sentence stands before the closing mark.
    fn ends_as_speech(&self, quoted: &Quoted) -> bool {
        let tail = Span { start: quoted.inner.start, end: quoted.outer.end }.text(self.text);
        let words = tail.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        tail[words..].contains([',', '.', '!', '?', '…', '。', '！', '？'])
    }
}
