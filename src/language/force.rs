//! Words that move the meaning of a sentence: negation, modal force, hedges, reach, the stance of
//! saying; and which words are forms of one verb.
//!
//! In: a word or short phrase in normal form. Out: what it does. The lists are data beside this
//! file; a language without lists has no such words.

use std::sync::LazyLock;

use foldhash::HashMap;

use super::cue::{Cue, Cues};
use super::form::{key, normal_form};
use super::relations::lines;

/// The most words a listed phrase has.
const LONGEST_PHRASE: usize = 4;

/// The words of one language that move a meaning.
#[derive(Debug, Default)]
pub struct Forces {
    /// By the key of the first word: the keys of the others and what the phrase does, long first.
    phrases: HashMap<u64, Vec<Phrase>>,
    verbs: HashMap<u64, VerbForm>,
    parts: HashMap<u64, Part>,
    cues: Cues,
}

/// A listed phrase without its first word.
#[derive(Debug)]
struct Phrase {
    rest: Vec<u64>,
    forces: Vec<Force>,
}

/// What a word or phrase does to the meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Force {
    /// Turns the affirmation round: not, never, without.
    Negator,
    /// A verb that turns what it governs round: fail to, deny.
    Denier,
    /// Leans to the negative, and may answer a negation: unless, little, failure.
    Negative,
    /// Holds a negator but denies nothing: not only, no doubt.
    Passing,
    /// How strongly something is to be.
    Modal(Modal),
    /// How sure the teller is: possibly, allegedly.
    Hedge,
    /// How many of them.
    Reach(Reach),
    /// Nothing else: only, solely.
    Only,
    /// Others too: even, also.
    Even,
    /// How a speaker is said to say it.
    Saying(Stance),
}

/// The force of a modal, from strong to weak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Modal {
    /// must, have to
    Must,
    /// should, ought to
    Should,
    /// will, going to
    Will,
    /// would
    Would,
    /// plan to, expected to
    Plan,
    /// can, able to
    Can,
    /// may, might, could
    May,
}

/// The reach of a quantifier, from all to none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reach {
    /// all, every
    All,
    /// most, nearly all
    Most,
    /// many, several
    Many,
    /// half
    Half,
    /// some, a few
    Some,
    /// few, little
    Few,
    /// no, none
    Zero,
}

/// The stance that a verb of saying lends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stance {
    /// said, told, noted
    Plain,
    /// claimed, alleged
    Claim,
    /// admitted
    Admit,
    /// denied
    Deny,
    /// confirmed
    Confirm,
    /// stressed
    Stress,
    /// warned
    Warn,
    /// promised
    Promise,
    /// demanded, urged
    Demand,
    /// complained
    Complain,
    /// boasted
    Boast,
    /// believes, thinks
    Believe,
}

/// What a function word does in a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// the, his, some
    Determiner,
    /// of, in, despite
    Preposition,
    /// and, because, who
    Conjunction,
    /// he, them
    Pronoun,
    /// also, not, very
    Adverb,
    /// Stands for a name: the company, the minister.
    Generic,
}

/// A form of a verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbForm {
    /// Its base form: `go`.
    pub base: String,
    /// Whether the form speaks of the past.
    pub past: bool,
    /// Whether it helps another verb: `has`, `did`, `was`.
    pub helps: bool,
}

/// The lists of the language with this tag; empty where there is none.
pub fn of(tag: &str) -> &'static Forces {
    static ENGLISH: LazyLock<Forces> = LazyLock::new(|| {
        Forces::parse(
            include_str!("relations/force.en.txt"),
            include_str!("relations/verbs.en.txt"),
            include_str!("relations/parts.en.txt"),
            include_str!("relations/cues.en.txt"),
        )
    });
    static NONE: LazyLock<Forces> = LazyLock::new(Forces::default);
    if tag.split('-').next().is_some_and(|main| main.eq_ignore_ascii_case("en")) {
        &ENGLISH
    } else {
        &NONE
    }
}

impl Forces {
    /// The longest listed phrase at the start of `keys`: how many words it has and what it does.
    pub fn at(&self, keys: &mut dyn Iterator<Item = u64>) -> Option<(usize, &[Force])> {
        let phrases = self.phrases.get(&keys.next()?)?;
        let next: Vec<u64> = keys.take(LONGEST_PHRASE - 1).collect();
        phrases
            .iter()
            .find(|phrase| next.starts_with(&phrase.rest))
            .map(|phrase| (phrase.rest.len() + 1, phrase.forces.as_slice()))
    }

    /// The verb of which the word with this key is an irregular form.
    pub fn irregular(&self, key: u64) -> Option<&VerbForm> {
        self.verbs.get(&key)
    }

    /// What the function word with this key does in a phrase.
    pub fn part(&self, key: u64) -> Option<Part> {
        self.parts.get(&key).copied()
    }

    /// Whether the word with this key stands in a list of small words.
    pub fn is(&self, key: u64, cue: Cue) -> bool {
        self.cues.of(key).contains(&cue)
    }

    fn parse(forces: &str, verbs: &str, parts: &str, cues: &str) -> Self {
        let mut found = Self { cues: Cues::parse(cues), ..Self::default() };
        for line in lines(forces) {
            let Some((class, words)) = line.split_once(':') else { continue };
            let Some(force) = force(class.trim()) else { continue };
            for phrase in words.split(',') {
                inflections(phrase.trim(), force).iter().for_each(|form| found.add(form, force));
            }
        }
        for line in lines(verbs) {
            found.add_verb(line);
        }
        for line in lines(parts) {
            found.add_parts(line);
        }
        found
    }

    fn add(&mut self, phrase: &str, force: Force) {
        let mut keys = phrase.split_whitespace().map(|word| key(&normal_form(word)));
        let Some(first) = keys.next() else { return };
        let rest: Vec<u64> = keys.collect();
        let phrases = self.phrases.entry(first).or_default();
        match phrases.iter_mut().find(|known| known.rest == rest) {
            Some(known) if known.forces.contains(&force) => {}
            Some(known) => known.forces.push(force),
            None => {
                let at = phrases.partition_point(|known| known.rest.len() >= rest.len());
                phrases.insert(at, Phrase { rest, forces: vec![force] });
            }
        }
    }

    /// The first class that lists a word counts: `that` is a determiner before it is a conjunction.
    fn add_parts(&mut self, line: &str) {
        let Some((class, words)) = line.split_once(':') else { return };
        let part = match class.trim() {
            "determiner" => Part::Determiner,
            "preposition" => Part::Preposition,
            "conjunction" => Part::Conjunction,
            "pronoun" => Part::Pronoun,
            "generic" => Part::Generic,
            _ => Part::Adverb,
        };
        for word in words.split(',') {
            self.parts.entry(key(&normal_form(word.trim()))).or_insert(part);
        }
    }

    fn add_verb(&mut self, line: &str) {
        let Some((present, past)) = line.split_once('|') else { return };
        let Some(base) = present.split_whitespace().next() else { return };
        for (forms, past) in [(present, false), (past, true)] {
            for form in forms.split_whitespace() {
                let helps = matches!(base, "be" | "have" | "do");
                let verb = VerbForm { base: base.to_owned(), past, helps };
                self.verbs.entry(key(form)).or_insert(verb);
            }
        }
    }
}

/// A phrase with its regular verb forms, where its class holds verbs: `claim`, `claims`, `claimed`,
/// `claiming`.
fn inflections(phrase: &str, force: Force) -> Vec<String> {
    let mut forms = vec![phrase.to_owned()];
    if !matches!(force, Force::Saying(_) | Force::Denier) {
        return forms;
    }
    let (verb, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
    let rest = if rest.is_empty() { String::new() } else { format!(" {rest}") };
    let (ed, ing, s) = if let Some(stem) = verb.strip_suffix('y') {
        (format!("{stem}ied"), format!("{verb}ing"), format!("{stem}ies"))
    } else if let Some(stem) = verb.strip_suffix('e') {
        (format!("{verb}d"), format!("{stem}ing"), format!("{verb}s"))
    } else {
        (format!("{verb}ed"), format!("{verb}ing"), format!("{verb}s"))
    };
    forms.extend([ed, ing, s].map(|form| form + &rest));
    forms
}

fn force(class: &str) -> Option<Force> {
    Some(match class {
        "negator" => Force::Negator,
        "denier" => Force::Denier,
        "passing" => Force::Passing,
        "negative" => Force::Negative,
        "hedge" => Force::Hedge,
        "only" => Force::Only,
        "even" => Force::Even,
        "must" => Force::Modal(Modal::Must),
        "should" => Force::Modal(Modal::Should),
        "will" => Force::Modal(Modal::Will),
        "would" => Force::Modal(Modal::Would),
        "plan" => Force::Modal(Modal::Plan),
        "can" => Force::Modal(Modal::Can),
        "may" => Force::Modal(Modal::May),
        "all" => Force::Reach(Reach::All),
        "most" => Force::Reach(Reach::Most),
        "many" => Force::Reach(Reach::Many),
        "half" => Force::Reach(Reach::Half),
        "some" => Force::Reach(Reach::Some),
        "few" => Force::Reach(Reach::Few),
        "zero" => Force::Reach(Reach::Zero),
        "say" => Force::Saying(Stance::Plain),
        "claim" => Force::Saying(Stance::Claim),
        "admit" => Force::Saying(Stance::Admit),
        "deny" => Force::Saying(Stance::Deny),
        "confirm" => Force::Saying(Stance::Confirm),
        "stress" => Force::Saying(Stance::Stress),
        "warn" => Force::Saying(Stance::Warn),
        "promise" => Force::Saying(Stance::Promise),
        "demand" => Force::Saying(Stance::Demand),
        "complain" => Force::Saying(Stance::Complain),
        "boast" => Force::Saying(Stance::Boast),
        "believe" => Force::Saying(Stance::Believe),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forces(phrase: &str) -> Option<(usize, &'static [Force])> {
        of("en").at(&mut phrase.split(' ').map(|word| key(&normal_form(word))))
    }

    #[test]
    fn words_by_what_they_do() {
        assert_eq!(forces("must go"), Some((1, [Force::Modal(Modal::Must)].as_slice())));
        assert_eq!(forces("claimed"), Some((1, [Force::Saying(Stance::Claim)].as_slice())));
        assert_eq!(forces("denies it").map(|(words, _)| words), Some(1));
        assert!(forces("all").is_some_and(|(_, found)| found.contains(&Force::Reach(Reach::All))));
        assert_eq!(forces("table"), None);
    }

    #[test]
    fn the_longest_phrase_counts() {
        assert_eq!(forces("not only him"), Some((2, [Force::Passing].as_slice())));
        assert_eq!(forces("not him"), Some((1, [Force::Negator].as_slice())));
    }

    #[test]
    fn irregular_forms_know_their_base() {
        let went = of("en").irregular(key("went")).map(|form| (form.base.as_str(), form.past));
        assert_eq!(went, Some(("go", true)));
    }

    #[test]
    fn a_language_without_lists_has_no_forces() {
        assert_eq!(of("sw").at(&mut [key("not")].into_iter()), None);
    }
}
