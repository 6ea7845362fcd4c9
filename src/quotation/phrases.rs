//! Who says something: verbs of saying and the noun phrases beside them.
//!
//! In: tokens outside quotations. Out: an [`Attribution`] for every verb of saying that has a
//! subject. All looks to the left and right are bounded.

use std::ops::Range;

use crate::language::Language;
use crate::span::Span;
use crate::token::{Class, Token, Tokenized};

/// A verb of saying and its subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribution {
    /// First token of verb and subject as they stand in the text.
    pub start: usize,
    /// Token of the verb.
    pub verb: usize,
    /// Tokens of the subject; for `he`, of the name it stands for.
    pub subject: Range<usize>,
    /// What kind of subject it is.
    pub kind: Kind,
}

/// What the subject of a verb of saying is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, perhaps with its title.
    Named,
    /// An office or another description: `the minister`.
    Described,
    /// `he`, `she`.
    Pronoun,
}

/// The most tokens that a subject may have, and that may stand between it and its verb.
const REACH: usize = 10;

/// Finds the subjects of verbs of saying.
pub(super) struct Phrases<'a> {
    pub text: &'a str,
    pub tokenized: &'a Tokenized,
    pub language: &'a Language,
    /// Whether a token lies inside a quotation.
    pub quoted: &'a [bool],
}

impl Phrases<'_> {
    /// The attributions of a sentence, in the order of their verbs.
    pub fn attributions(&self, sentence: Range<usize>, out: &mut Vec<Attribution>) {
        let first = out.len();
        for at in sentence.clone() {
            if self.quoted[at] {
                continue;
            }
            let found = if self.is_source(at) {
                self.phrase_after(at + 2, sentence.end).map(|(subject, kind)| (at, subject, kind))
            } else if self.is_verb(at, &sentence) {
                self.subject(at, &sentence, &out[first..])
                    .map(|(subject, kind)| (at, subject, kind))
            } else {
                None
            };
            out.extend(found.map(|(verb, subject, kind)| Attribution {
                start: verb.min(subject.start),
                verb,
                subject,
                kind,
            }));
        }
    }

    /// The name that opens a sentence.
    pub fn opening_name(&self, start: usize, end: usize) -> Option<Range<usize>> {
        self.sentence_subject(start, end).map(|(name, _)| name)
    }

    /// The phrase of a name or a description that starts at a token.
    pub fn phrase_after(&self, start: usize, end: usize) -> Option<(Range<usize>, Kind)> {
        let end = end.min(start + REACH).min(self.tokenized.tokens.len());
        if start < end && self.is_third_person(start) {
            return Some((start..start + 1, Kind::Pronoun));
        }
        let last = self.walk_right(start, end);
        if last == start {
            return None;
        }
        let kind = self.kind(start..last);
        if kind == Kind::Described
            && let Some(name) = self.name_in_apposition(last, end)
        {
            return Some((name, Kind::Named));
        }
        Some((start..last, kind))
    }

    /// Past the last word of the phrase that starts at a token; `start` if there is none.
    fn walk_right(&self, start: usize, end: usize) -> usize {
        let mut determined = false;
        let mut plain = 0;
        let mut last = start;
        for at in start..end {
            if self.quoted[at] || at > start && !self.is_joined(at) {
                break;
            }
            let token = self.token(at);
            if self.is_head(at) {
                last = at + 1;
            } else if self.language.is_determiner(token.key)
                && (at == start || self.is_link(at - 1))
            {
                (determined, plain) = (true, 0);
            } else if determined && plain < 3 && self.is_plain(at) {
                plain += 1;
                last = at + 1;
            } else if !self.is_link(at) {
                break;
            }
        }
        last
    }

    fn is_link(&self, at: usize) -> bool {
        self.language.is_name_link(self.token(at).key)
    }

    /// A noun or adjective, as far as the form tells.
    fn is_plain(&self, at: usize) -> bool {
        let token = self.token(at);
        let word = token.span.text(self.text);
        let verbal = self.language.words.saying_endings.iter().any(|ending| word.ends_with(ending));
        token.class == Class::Content && !verbal && !self.is_verb_form(at)
    }

    /// `the minister, Sergey Lavrov`: the name after the comma.
    fn name_in_apposition(&self, at: usize, end: usize) -> Option<Range<usize>> {
        if at >= end || self.gap(at).trim() != "," {
            return None;
        }
        let mut last = at;
        while last < end && self.is_name_part(last) && (last == at || self.is_joined(last)) {
            last += 1;
        }
        (last > at).then_some(at..last)
    }

    fn subject(
        &self,
        verb: usize,
        sentence: &Range<usize>,
        before: &[Attribution],
    ) -> Option<(Range<usize>, Kind)> {
        let opens = verb == sentence.start || self.quoted[verb - 1] || self.is_torn_off(verb);
        if opens {
            return self.phrase_after(verb + 1, sentence.end);
        }
        if let Some(found) = self.phrase_before(verb, sentence.start) {
            return Some(found);
        }
        // "Lavrov said that …, adding: …"; "Lavrov came to Tokyo and said …".
        if let Some(last) = before.last() {
            return Some((last.subject.clone(), last.kind));
        }
        self.sentence_subject(sentence.start, verb)
    }

    /// Whether a dash or a quotation mark stands right before the verb.
    fn is_torn_off(&self, verb: usize) -> bool {
        let gap = self.gap(verb);
        gap.contains(['”', '"', '»', '“', '“', '—', '–', '’', '」']) || gap.contains(" -")
    }

    /// The phrase that ends right before the verb.
    fn phrase_before(&self, verb: usize, floor: usize) -> Option<(Range<usize>, Kind)> {
        let floor = floor.max(verb.saturating_sub(REACH + 3));
        let mut last = verb;
        while last > floor && self.is_beside_verb(last - 1) && self.is_joined(last) {
            last -= 1;
        }
        if last == floor || self.quoted[last - 1] {
            return None;
        }
        let closed = self.gap(last).contains(',');
        if !closed && !self.is_joined(last) {
            return None;
        }
        let head = last - 1;
        if self.is_third_person(head) {
            return Some((head..last, Kind::Pronoun));
        }
        let range = self.modified(self.walk_left(head, floor)?, floor);
        let kind = self.kind(range.clone());
        let parted = range.start > floor && self.gap(range.start).trim() == ",";
        if parted && kind == Kind::Described {
            return self
                .name_before(range.start, floor)
                .map(|name| (name, Kind::Named))
                .or(Some((range, kind)));
        }
        (!closed).then_some((range, kind))
    }

    /// From the last word of a phrase to its first.
    fn walk_left(&self, head: usize, floor: usize) -> Option<Range<usize>> {
        let mut first = head + 1;
        let mut plain = 0;
        let mut at = head;
        let mut firm = false;
        loop {
            if self.quoted[at] {
                break;
            }
            let token = self.token(at);
            let determiner = self.language.is_determiner(token.key);
            if determiner && at < head {
                first = at;
                firm = true;
                break;
            }
            if self.is_head(at) {
                first = at;
                firm = true;
                plain = 0;
            } else if self.language.is_name_link(token.key) && at < head {
                // Kept only if a further head follows to the left.
            } else if token.class == Class::Content && plain < 3 {
                plain += 1;
            } else {
                break;
            }
            if at == floor || !self.is_joined(at) {
                break;
            }
            at -= 1;
        }
        firm.then_some(first..head + 1)
    }

    /// `an official in the ministry`: the phrase before the preposition is the subject.
    fn modified(&self, range: Range<usize>, floor: usize) -> Range<usize> {
        let Some(link) = range.start.checked_sub(1).filter(|&link| link > floor) else {
            return range;
        };
        let joined = self.is_joined(range.start) && self.is_joined(link);
        let links = joined && self.language.is_modifier(self.token(link).key);
        let determined = self.language.is_determiner(self.token(range.start).key);
        if !links || self.kind(range.clone()) == Kind::Named && !determined {
            return range;
        }
        self.walk_left(link - 1, floor).unwrap_or(range)
    }

    /// `Sergey Lavrov, …`: the name that ends before the comma at `at`.
    fn name_before(&self, at: usize, floor: usize) -> Option<Range<usize>> {
        let mut first = at;
        while first > floor
            && self.is_name_part(first - 1)
            && (first == at || self.is_joined(first))
        {
            first -= 1;
        }
        (first < at).then_some(first..at)
    }

    /// The name that opens the sentence; behind a title, where one follows the first capital:
    /// `Harbor master Ines Calloway`.
    fn sentence_subject(&self, start: usize, verb: usize) -> Option<(Range<usize>, Kind)> {
        let stop = verb.min(start + 6);
        let first = (start..stop).find(|&at| !self.quoted[at] && self.is_name_part(at))?;
        let last = self.name_end(first, verb);
        let titled = (last..verb.min(last + 3))
            .take_while(|&at| self.is_joined(at))
            .find(|&at| !self.language.is_title(self.token(at).key));
        match titled {
            Some(name) if name > last && self.is_name_part(name) => {
                Some((name..self.name_end(name, verb), Kind::Named))
            }
            _ => Some((first..last, Kind::Named)),
        }
    }

    /// Past the last part of the name that starts at a token.
    fn name_end(&self, first: usize, stop: usize) -> usize {
        let goes_on = |&at: &usize| self.is_name_part(at) && self.is_joined(at);
        (first + 1..stop).take_while(goes_on).last().map_or(first + 1, |last| last + 1)
    }

    fn kind(&self, range: Range<usize>) -> Kind {
        let named = range.clone().any(|at| self.is_name_part(at) && !self.is_possessive(at));
        if named { Kind::Named } else { Kind::Described }
    }

    /// A word that can be the core of a subject: part of a name, or a title.
    fn is_head(&self, at: usize) -> bool {
        let token = self.token(at);
        let day = self.language.month(token.key).or(self.language.weekday(token.key)).is_some();
        let capital = token.capital && token.class == Class::Content && !day;
        capital || self.language.is_title(token.key)
    }

    /// Whether a phrase names nobody but a news agency.
    pub fn is_agency(&self, phrase: Range<usize>) -> bool {
        let mut names = phrase.filter(|&at| self.is_name_part(at)).peekable();
        names.peek().is_some() && names.all(|at| self.language.is_agency(self.token(at).key))
    }

    /// A capital that is neither a title nor a nationality.
    fn is_name_part(&self, at: usize) -> bool {
        let token = self.token(at);
        token.capital
            && self.is_head(at)
            && !self.language.is_title(token.key)
            && !self.language.is_demonym(token.key)
            && !self.language.is_starter(token.span.text(self.text))
    }

    fn is_possessive(&self, at: usize) -> bool {
        let word = self.token(at).span.text(self.text);
        word.ends_with("'s") || word.ends_with("’s")
    }

    fn is_third_person(&self, at: usize) -> bool {
        self.tokenized.tokens.get(at).is_some_and(|token| self.language.is_third_person(token.key))
    }

    /// Auxiliaries and adverbs between subject and verb: `has also`, `later`.
    fn is_beside_verb(&self, at: usize) -> bool {
        let token = self.token(at);
        let word = token.span.text(self.text);
        !token.capital
            && (self.language.is_beside_verb(token.key) || word.ends_with("ly") && word.len() > 4)
    }

    /// `according to`.
    fn is_source(&self, at: usize) -> bool {
        let next = self.tokenized.tokens.get(at + 1).map(|token| token.key);
        next.is_some_and(|next| self.language.names_source(self.token(at).key, next))
    }

    fn is_verb_form(&self, at: usize) -> bool {
        let token = self.token(at);
        let word = token.span.text(self.text);
        !token.capital
            && self.language.saying(token.stem).is_some()
            && self.language.is_saying_form(word, token.key)
    }

    /// Whether the token is a verb of saying and not the noun of the same form.
    fn is_verb(&self, at: usize, sentence: &Range<usize>) -> bool {
        if at == sentence.start || !self.is_joined(at) {
            return self.is_verb_form(at);
        }
        let before = self.token(at - 1).key;
        let noun = self.language.is_determiner(before) || self.language.is_modifier(before);
        !noun && (self.is_verb_form(at) || self.is_closing_verb(at, sentence.end))
    }

    /// `…, Interfax reports.`: a form that may be a noun, but ends its clause behind a name.
    fn is_closing_verb(&self, at: usize, end: usize) -> bool {
        let token = self.token(at);
        let closes = at + 1 == end || self.quoted[at + 1] || !self.is_joined(at + 1);
        let verb = !token.capital && self.language.saying(token.stem).is_some();
        closes && verb && self.is_name_part(at - 1) && !self.is_possessive(at - 1)
    }

    fn token(&self, at: usize) -> &Token {
        &self.tokenized.tokens[at]
    }

    /// What stands between a token and the one before it.
    fn gap(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.token(before).span.end);
        Span { start, end: self.token(at).span.start }.text(self.text)
    }

    /// Whether no punctuation parts a token from the one before it; the dot of `J.` and `Mr.`
    /// does not.
    fn is_joined(&self, at: usize) -> bool {
        let gap = self.gap(at);
        if gap.trim() == "." && at > 0 {
            let before = self.token(at - 1);
            return before.capital
                && (before.span.len() <= 4 || self.language.is_title(before.key));
        }
        gap.len() <= 4
            && gap.chars().all(|c| c.is_whitespace() || c == '-' || c == '\'' || c == '’')
            && gap != " - "
    }
}
