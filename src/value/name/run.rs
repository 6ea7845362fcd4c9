//! Runs of capitals that may be names.
//!
//! A run is the longest stretch of words with capitals and of the small words inside names
//! (`Bashar al-Assad`, `Bank of Japan`), with titles still in it.

use std::ops::Range;

use super::evidence::{Evidence, opens};
use super::given::is_listed as is_given;
use super::known::is_person_name;
use crate::language::force;
use crate::language::{Language, NameNoun, StateSide, key, normal_form};
use crate::token::{Class, Sentence, Token};

/// All that deciding about one sentence needs.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) sentence: &'a Sentence,
    pub(super) language: &'a Language,
    pub(super) evidence: &'a Evidence,
    /// Capitals in this sentence say nothing.
    pub(super) shouting: bool,
}

/// Longest run in words; a longer one is a list or a headline.
const LONGEST: usize = 12;

impl<'a> Scene<'a> {
    /// The runs of the sentence, in order.
    pub(super) fn runs(&self) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        let mut at = self.sentence.tokens.start;
        while at < self.sentence.tokens.end {
            if self.begins(at) {
                let end = self.extend(at);
                runs.push(at..end);
                at = end;
            } else {
                at += 1;
            }
        }
        runs
    }

    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.sentence.tokens.contains(&at).then(|| self.tokens.get(at)).flatten()
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.span.text(self.text))
    }

    pub(super) fn key(&self, at: usize) -> u64 {
        self.token(at).map_or(0, |token| token.key)
    }

    /// What stands between the word `at` and the next.
    pub(super) fn gap(&self, at: usize) -> &'a str {
        match (self.token(at), self.token(at + 1)) {
            (Some(left), Some(right)) => {
                self.text.get(left.span.range().end..right.span.range().start).unwrap_or("\n")
            }
            _ => "\n",
        }
    }

    /// Whether the word is a title or part of one, also in the plural.
    pub(super) fn is_title(&self, at: usize) -> bool {
        let singular = |word: &str| {
            let one = word.strip_suffix('s').filter(|one| one.len() > 3)?;
            Some(self.language.is_title(key(&normal_form(one))))
        };
        self.language.is_title(self.key(at)) || singular(self.word(at)) == Some(true)
    }

    /// Whether the word can stand first in a run.
    fn begins(&self, at: usize) -> bool {
        let Some(token) = self.token(at).filter(|token| token.capital) else { return false };
        if !self.is_wordy(at) || self.is_day_or_month(at) && !self.is_month_as_given(at) {
            return false;
        }
        if self.is_initial(at) && matches!(self.gap(at), ". " | "." | ".-") {
            return self.is_capital(at + 1) && !self.shouting;
        }
        let function = token.class == Class::Function;
        let known = self.evidence.inside(token.key) > 0 && !function;
        if self.shouting {
            return known
                || self.is_loud_name(at)
                || self.is_acronym(at) && self.word(at).contains(|c: char| c.is_numeric());
        }
        let opening = opens(self.text, self.tokens, self.sentence, at);
        if opening && (self.counts(token.key) || self.is_label(at)) {
            return false;
        }
        if !opening {
            return !function && !self.language.is_starter(self.word(at));
        }
        !function && (known || self.betrayed(at))
    }

    /// Whether the word is a number, so that its capital only says that a sentence begins.
    fn counts(&self, key: u64) -> bool {
        self.language.vocabulary.word(key).is_some_and(|word| word.number.is_some())
    }

    /// "DEVELOPING: Three ships": a word in capitals before a colon heads what follows.
    fn is_label(&self, at: usize) -> bool {
        self.gap(at).starts_with(':')
            && self.word(at).chars().count() > 3
            && self.word(at).chars().all(char::is_uppercase)
    }

    /// Whether a word that opens a sentence is a name all the same.
    fn betrayed(&self, at: usize) -> bool {
        let (word, key) = (self.word(at), self.key(at));
        if self.language.is_starter(word) {
            return false;
        }
        if self.is_acronym(at) || self.is_title(at) || self.language.state(&[key]).is_some() {
            return true;
        }
        if self.evidence.is_small(key) {
            return false;
        }
        let next = at + 1;
        let leads = self.is_capital(next) && matches!(self.gap(at), " " | "-" | "\u{a0}" | ". ");
        leads
            || possessive(word).is_some()
            || self.is_strange(at) && self.gap(at) != "-"
            || self.acts(at)
    }

    /// Whether a family name opens a sentence of running text as the one who did something: "Lake resigned", "Khan
    /// was arrested". A noun that can be counted cannot stand there without an article; in headlines it can.
    pub(super) fn acts(&self, at: usize) -> bool {
        const FEWEST: usize = 5;
        let end = self.sentence.tokens.end;
        let last = self.tokens[at..end].last().map_or(0, |token| token.span.end as usize);
        let closed = self.text.get(last..).is_some_and(|rest| rest.starts_with(['.', '?', '!']));
        let next = at + 1;
        let verb = self.token(next).is_some_and(|token| {
            let form = force::of(self.language.words.tag).irregular(token.key);
            let regular = || self.word(next).ends_with("ed") && self.language.has_verb(token.key);
            !token.capital && form.map_or_else(regular, |form| form.past || form.helps)
        });
        self.gap(at) == " "
            && end - at >= FEWEST
            && opens(self.text, self.tokens, self.sentence, at)
            && is_person_name(&normal_form(self.word(at)))
            && verb
            && closed
    }

    /// Whether the word is none that the language knows: a name, where it has a capital.
    fn is_strange(&self, at: usize) -> bool {
        const SHORTEST: usize = 3;
        let word = self.word(at);
        word.chars().count() >= SHORTEST
            && word.chars().all(char::is_alphabetic)
            && self.language.is_strange(self.key(at))
    }

    /// Whether a word in capitals is a name though all words around it are in capitals too.
    fn is_loud_name(&self, at: usize) -> bool {
        let word = self.word(at);
        let bare = possessive(word).unwrap_or(word);
        let strange = bare.len() == word.len() && self.is_strange(at)
            || self.language.is_strange(key(&normal_form(bare)));
        let state = self.language.state(&[self.key(at)]).is_some();
        self.shouting
            && !bare.chars().any(char::is_lowercase)
            && bare.len() > 2
            && (strange || state)
    }

    /// "April Lund", "Jan Lund": a month or a day that is a given name, before a capital and not behind what leads to a
    /// date.
    fn is_month_as_given(&self, at: usize) -> bool {
        let word = self.word(at);
        let before = at.checked_sub(1).map_or("", |at| self.word(at));
        let dated = matches!(
            before.to_lowercase().as_str(),
            "in" | "of"
                | "since"
                | "until"
                | "till"
                | "by"
                | "from"
                | "to"
                | "last"
                | "this"
                | "next"
                | "early"
                | "mid"
                | "late"
                | "during"
                | "for"
                | "between"
                | "every"
        );
        let next = at + 1;
        let given = matches!(word, "April" | "June" | "August" | "Jan" | "Jun" | "Sun");
        given
            && !dated
            && !before.starts_with(|c: char| c.is_ascii_digit())
            && self.gap(at) == " "
            && self.is_capital(next)
            && !self.is_day_or_month(next)
            && self.noun(next).is_none()
            && self.language.state(&[self.key(next)]).is_none()
    }

    fn is_capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.capital)
            && self.is_wordy(at)
            && !self.language.is_starter(self.word(at))
    }

    /// `IMF`, `G20`, `U.S.`
    pub(super) fn is_acronym(&self, at: usize) -> bool {
        let word = possessive(self.word(at)).unwrap_or(self.word(at));
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let small = word.chars().any(char::is_lowercase);
        let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
        letters >= 2 && !small && capitals >= 1 && self.key(at) != key("i")
    }

    /// A letter first: numbers are no names.
    fn is_wordy(&self, at: usize) -> bool {
        let word = self.word(at);
        word.starts_with(char::is_alphabetic) && word != "I"
    }

    fn is_day_or_month(&self, at: usize) -> bool {
        let key = self.key(at);
        self.language.month(key).is_some() || self.language.weekday(key).is_some()
    }

    /// One past the last word of the run that begins at `from`.
    fn extend(&self, from: usize) -> usize {
        let mut end = from + 1;
        while end - from < LONGEST {
            if let Some(next) = self.step_number(from, end) {
                end = next;
                continue;
            }
            if possessive(self.word(end - 1)).is_some() && !self.owns(end - 1) {
                break;
            }
            match self.step(from, end) {
                Some(next) => end = next,
                None => break,
            }
        }
        end
    }

    /// Whether a possessive is a part of the name behind it: "People's Republic", not "Oslo's Bank".
    fn owns(&self, at: usize) -> bool {
        self.language.is_name_owner(self.key(at))
            && matches!(self.gap(at), " " | "' " | "’ ")
            && self.is_capital(at + 1)
            && self.noun(at + 1).is_some()
    }

    /// The end of the run after one more part, if there is one.
    fn step(&self, from: usize, end: usize) -> Option<usize> {
        let gap = self.gap(end - 1);
        match gap {
            "-" | "\u{2010}" | "\u{2011}" => self.step_hyphen(from, end),
            " " | "\u{a0}" | "  " => self.step_space(from, end),
            ". " | "." | ".-" if self.is_initial(end - 1) || self.is_title(end - 1) => {
                self.is_capital(end).then_some(end + 1)
            }
            "' " | "’ " if self.owns(end - 1) => Some(end + 1),
            " & " => self.is_capital(end).then_some(end + 1),
            _ => None,
        }
    }

    /// "Baltic 100 Index", "Moe & Brandt's 500 Index": a number before the noun of the name. A
    /// possessive belongs to the name only in a firm's.
    fn step_number(&self, from: usize, end: usize) -> Option<usize> {
        let firm = (from..end).any(|at| self.gap(at) == " & ");
        let number = self.token(end)?.class == Class::Number && self.gap(end - 1) == " ";
        let noun = self.gap(end) == " " && self.is_capital(end + 1) && self.noun(end + 1).is_some();
        let bare = possessive(self.word(end - 1)).is_none();
        let digits = self.word(end).starts_with(|c: char| c.is_ascii_digit());
        (number && digits && noun && (bare || firm)).then_some(end + 2)
    }

    fn step_space(&self, from: usize, end: usize) -> Option<usize> {
        let token = self.token(end)?;
        let month = self.is_day_or_month(end)
            && !(end - from == 1 && self.word(end).len() <= 5 && !self.number_follows(end));
        if self.is_capital(end) && token.class != Class::Function && !month {
            if self.parts_states(from, end) || self.parts_person(from, end) {
                return None;
            }
            let known =
                !self.shouting || self.evidence.inside(token.key) > 0 || self.is_loud_name(end);
            return known.then_some(end + 1);
        }
        let mut after = end;
        while after < end + 3
            && self.is_link(after)
            && matches!(self.gap(after), " " | "-" | "’" | "'")
        {
            after += 1;
        }
        if after > end && self.is_capital(after) && !self.is_day_or_month(after) && !self.shouting {
            return Some(after + 1);
        }
        self.step_of(end)
    }

    /// Whether a state ends at a word and another begins there: "with Oslo Denmark had no treaty".
    fn parts_states(&self, from: usize, end: usize) -> bool {
        let named = |range: Range<usize>| {
            let keys: Vec<u64> = range.map(|at| self.key(at)).collect();
            let state = self.language.state(&keys)?;
            (state.side != StateSide::People).then_some(state)
        };
        let before = named(from..end).filter(|state| state.words == end - from);
        let behind = named(end..(end + 3).min(self.sentence.tokens.end));
        before.zip(behind).is_some_and(|(before, behind)| before.id != behind.id)
    }

    /// Whether a place ends before a word and a person begins with it: "in Doran Petra Lund said",
    /// "the mayor of Doran Petra Lund".
    fn parts_person(&self, from: usize, end: usize) -> bool {
        const SHORTEST: usize = 4;
        let given = |at: usize| is_given(&normal_form(self.word(at)));
        let person = given(end)
            && self.gap(end) == " "
            && self.is_capital(end + 1)
            && self.noun(end + 1).is_none()
            && !self.is_title(end + 1);
        let led = from > self.sentence.tokens.start
            && self.gap(from - 1) == " "
            && (self.language.is_before_place(self.key(from - 1)) || self.word(from - 1) == "of");
        let place = |at: usize| {
            self.word(at).len() >= SHORTEST
                && !given(at)
                && !self.is_title(at)
                && self.noun(at).is_none()
                && !matches!(
                    self.word(at),
                    "Saint" | "Santa" | "Santo" | "Port" | "Fort" | "Puerto"
                )
        };
        person && led && (from..end).all(place)
    }

    /// "Bank of Japan", "Minister of Foreign Affairs", "Republic of the Congo".
    fn step_of(&self, end: usize) -> Option<usize> {
        let head = self.key(end - 1);
        let heads = self.language.name_noun(head).is_some() || self.is_title(end - 1);
        if self.word(end) != "of" || !heads || self.shouting {
            return None;
        }
        let after = if self.word(end + 1) == "the" { end + 2 } else { end + 1 };
        let near = (end..after).all(|at| self.gap(at) == " ");
        (near && self.is_capital(after) && !self.is_day_or_month(after)).then_some(after + 1)
    }

    /// Hyphens tie the parts of "Jean-Claude" and "Ban Ki-moon", but part "US-Japan".
    fn step_hyphen(&self, from: usize, end: usize) -> Option<usize> {
        if self.is_capital(end) {
            let apart = |at: usize| {
                self.is_acronym(at)
                    || self.language.is_demonym(self.key(at))
                    || self.language.state(&[self.key(at)]).is_some()
            };
            // "Guinea-Bissau" is one state.
            let one = self.language.state(&[self.key(end - 1), self.key(end)]);
            let one = one.is_some_and(|state| state.words == 2);
            return (one || !apart(end - 1) && !apart(end)).then_some(end + 1);
        }
        let token = self.token(end)?;
        let tail = self.language.is_name_tail(token.key)
            || self.evidence.is_small(token.key) && token.span.len() > 4;
        let particle = self.is_link(end) && self.gap(end) == "-" && self.is_capital(end + 1);
        if particle {
            return Some(end + 2);
        }
        let syllables = end - from >= 2 && self.gap(end - 2) == " " && token.span.len() <= 5;
        (syllables && !tail && !self.shouting).then_some(end + 1)
    }

    fn is_link(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| !token.capital && self.language.is_name_link(token.key))
            && !matches!(self.word(at), "of")
    }

    pub(super) fn is_initial(&self, at: usize) -> bool {
        self.word(at).chars().filter(|c| c.is_alphabetic()).count() == 1
    }

    fn number_follows(&self, at: usize) -> bool {
        self.word(at + 1).starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether the noun tells what the name is.
    pub(super) fn noun(&self, at: usize) -> Option<NameNoun> {
        self.language.name_noun(self.key(at))
    }
}

/// The word without its possessive ending, if it has one.
pub(super) fn possessive(word: &str) -> Option<&str> {
    ["'s", "’s", "'S", "’S"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .or_else(|| word.strip_suffix(['\'', '’']).filter(|rest| rest.ends_with('s')))
}
