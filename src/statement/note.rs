//! What a corrected version says of its correction: what it is about, and which readings it names.
//!
//! In: a document with the notes in which it says that it corrects. Out: a [`Note`], to be asked whether
//! it accounts for a difference. A note that names what it corrects accounts for nothing else.

use super::supersede::Ground;
use crate::divergence::{Family, Kind};
use crate::language::Subject;
use crate::span::Span;

/// Small letters and digits, one blank between words.
pub(super) fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// What a corrected version says of its correction.
pub(super) struct Note {
    /// Where it says so.
    pub(super) span: Option<Span>,
    /// Its words, small letters and digits, a blank before and behind each; without counts of parts
    /// of the text.
    words: String,
    /// The number words of the language.
    counts: Vec<&'static str>,
    subjects: Vec<Subject>,
}

impl Note {
    /// Reads it.
    pub(super) fn of(ground: &Ground<'_>, document: usize) -> Self {
        let text = &ground.corpus[document].text;
        let language = ground.tellings[document].language;
        let notes = &ground.read.versions[document].corrections;
        let said: Vec<&str> = notes.iter().map(|span| span.text(text)).collect();
        let words = plain(&said.join(" "));
        let listed = |word: &str| {
            let of = |list: &str| list.split_whitespace().any(|it| it == word);
            let found = language.words.versions.subjects.iter().find(|(_, list)| of(list));
            found.map(|(subject, _)| *subject)
        };
        let mut subjects: Vec<Subject> = words.split(' ').filter_map(listed).collect();
        subjects.sort_unstable();
        subjects.dedup();
        let parts = language.words.versions.parts;
        let mut counted = String::from(" ");
        let mut is_part = false;
        for word in words.split(' ') {
            is_part = parts.split_whitespace().any(|part| part == word)
                || is_part && word.chars().all(|c| c.is_ascii_digit());
            if !is_part {
                counted.push_str(word);
                counted.push(' ');
            }
        }
        let longest = notes.iter().max_by_key(|span| span.len());
        let marks = &ground.read.versions[document].marks;
        let counts = language.words.numbers.iter().map(|(word, _)| *word).collect();
        Self { span: longest.or(marks.first()).copied(), words: counted, counts, subjects }
    }

    /// Whether it can be about what differs between a corrected reading and an old one: of that
    /// subject, if it names any. What differs in another way, it must name.
    pub(super) fn is_about(&self, kind: Kind, readings: [&str; 2]) -> bool {
        let subject = match kind {
            Kind::NumberConflict => Some(Subject::Number),
            Kind::NameConflict | Kind::NameVariant | Kind::AttributionSpeaker | Kind::Gender => {
                Some(Subject::Name)
            }
            Kind::DateConflict => Some(Subject::Date),
            Kind::Title => Some(Subject::Title),
            Kind::Polarity | Kind::Antonym | Kind::Role => None,
            Kind::Wording
            | Kind::Spelling
            | Kind::NameForm
            | Kind::NumberPrecision
            | Kind::DatePrecision
            | Kind::Scope
            | Kind::Modality => {
                let [new, old] = readings;
                return self.names(kind, new, old) && self.names(kind, old, new);
            }
            _ => return false,
        };
        match subject {
            _ if self.subjects.is_empty() => true,
            Some(subject) => self.subjects.contains(&subject),
            None => false,
        }
    }

    /// Whether it says one reading of two that differ, other than as the number of a paragraph. Of a
    /// number, the digits are the reading, as it may count something else in other words; of other
    /// words, those that the other reading has not: of a name any of them, else all, and few.
    pub(super) fn names(&self, kind: Kind, reading: &str, other: &str) -> bool {
        /// Letters of a word that is no accident.
        const SHORTEST: usize = 3;
        /// Words of a reading that is no name.
        const MOST: usize = 3;
        let (reading, other) = (plain(reading), plain(other));
        let says = |words: &str| self.words.contains(&format!(" {words} "));
        let digits = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
        let number: Vec<&str> = reading.split(' ').filter(digits).collect();
        if !number.is_empty() {
            return says(&number.join(" "));
        }
        let own = reading.split(' ').filter(|word| !other.split(' ').any(|it| it == *word));
        let telling = |word: &&str| word.len() >= SHORTEST || self.counts.contains(word);
        let mut own = own.filter(telling).peekable();
        if own.peek().is_none() {
            return false;
        }
        let any = matches!(kind.family(), Family::Name | Family::Number);
        let short = reading.split(' ').count() <= MOST;
        if any { own.any(says) } else { short && own.all(says) }
    }
}
