//! Which words of a language exclude each other: opposites (rose, fell) and values of one
//! attribute (red, blue).
//!
//! In: two words or short phrases in normal form. Out: how they exclude each other, if the lists
//! say so. The lists are data beside this file; a language without lists has no such relations.

use std::borrow::Cow;
use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};

/// The opposites and siblings of one language.
#[derive(Debug, Default)]
pub struct Relations {
    /// Phrase to (line, side) in the list of opposites.
    sides: HashMap<String, Vec<(u16, bool)>>,
    /// Whether a line of opposites counts only between otherwise equal sentences.
    loose_lines: Vec<bool>,
    /// Word to (line, side) in the list of indirect opposites.
    indirect: HashMap<String, Vec<(u16, bool)>>,
    /// Word to (matter, stage).
    stages: HashMap<String, Vec<(u16, u16)>>,
    /// Phrase to (attribute, value); a wider word has no value.
    values: HashMap<String, Vec<(u16, Option<u16>)>>,
    attributes: Vec<Attribute>,
    /// Phrase to the lines of words that say the same.
    alike: HashMap<String, Vec<u16>>,
    /// Word to whether it tells of a woman.
    genders: HashMap<String, bool>,
    /// Words whose loss changes what they stand beside.
    taking: HashSet<String>,
    /// Parts that make another name of a name.
    naming: HashSet<String>,
    /// Verbs of which both who take part do the same.
    mutual: HashSet<String>,
    /// Prepositions that tell the ends of a way.
    ways: HashSet<String>,
}

#[derive(Debug)]
struct Attribute {
    name: String,
    loose: bool,
}

/// How two words exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exclusion<'a> {
    /// The attribute whose values they are (`colour`); none for opposites.
    pub attribute: Option<&'a str>,
    /// Counts only where the rest of both sentences is the same.
    pub loose: bool,
    /// One word denies the other by what it begins with: changed, unchanged.
    pub denial: bool,
}

/// The relations of the language with this tag; empty where there is no list.
pub fn of(tag: &str) -> &'static Relations {
    static ENGLISH: LazyLock<Relations> = LazyLock::new(|| {
        Relations::parse(
            include_str!("relations/opposites.en.txt"),
            include_str!("relations/siblings.en.txt"),
            include_str!("relations/verbs.en.txt"),
        )
        .with_alike(include_str!("relations/alike.en.txt"))
        .with_genders(include_str!("relations/gender.en.txt"))
        .with_taking(include_str!("relations/taking.en.txt"))
        .with_naming(include_str!("relations/naming.en.txt"))
        .with_mutual(include_str!("relations/mutual.en.txt"))
        .with_stages(include_str!("relations/stages.en.txt"))
        .with_indirect(include_str!("relations/wordnet.en.txt"))
        .with_ways(include_str!("relations/ways.en.txt"))
    });
    static NONE: LazyLock<Relations> = LazyLock::new(Relations::default);
    if tag.split('-').next().is_some_and(|main| main.eq_ignore_ascii_case("en")) {
        &ENGLISH
    } else {
        &NONE
    }
}

impl Relations {
    /// How `a` and `b` exclude each other, if they do.
    pub fn exclusion(&self, a: &str, b: &str) -> Option<Exclusion<'_>> {
        if a == b {
            return None;
        }
        let listed = self.opposites(a, b).or_else(|| self.siblings(a, b));
        listed.or_else(|| self.denies(a, b))
    }

    /// Whether both words stand on one side of a line of opposites: rose, gained.
    pub fn same_side(&self, a: &str, b: &str) -> bool {
        let other = self.sides(b);
        self.sides(a).iter().any(|place| other.contains(place))
    }

    /// Whether both words are values of one attribute, or one value of it.
    pub fn same_attribute(&self, a: &str, b: &str) -> bool {
        let other = self.values(b);
        self.values(a).iter().any(|(attribute, _)| other.iter().any(|(same, _)| same == attribute))
    }

    /// Whether the lists hold two phrases for the same: nevertheless, nonetheless.
    pub fn same_sense(&self, a: &str, b: &str) -> bool {
        let lines = |phrase: &str| self.alike.get(phrase).map_or(&[][..], Vec::as_slice);
        lines(a).iter().any(|line| lines(b).contains(line))
    }

    /// Whether a word tells that a person is a woman; none where it tells no gender.
    pub fn gender(&self, word: &str) -> Option<bool> {
        let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        self.genders.get(bare).copied()
    }

    /// Whether a phrase takes back, or puts off, what the words beside it say: nearly, feared, former.
    pub fn takes_back(&self, phrase: &str) -> bool {
        self.taking.contains(phrase)
    }

    /// Whether a part of a name makes another name of it: New, Upper, Saint.
    pub fn names_another(&self, word: &str) -> bool {
        self.naming.contains(word)
    }

    /// Whether those who take part in a deed may change places: who meets is met.
    pub fn is_mutual(&self, verb: &str) -> bool {
        self.mutual.contains(verb)
    }

    /// Whether two words are opposites by way of words similar to them, as WordNet has it: huge,
    /// minuscule. So they are in some sense, which counts only where all around them is the same.
    pub fn are_indirect_opposites(&self, a: &str, b: &str) -> bool {
        let of = |a: &str, b: &str| {
            let other = look_up(&self.indirect, b);
            look_up(&self.indirect, a).iter().any(|(line, side)| other.contains(&(*line, !side)))
        };
        let adverbs = || a.strip_suffix("ly").zip(b.strip_suffix("ly"));
        of(a, b) || adverbs().is_some_and(|(a, b)| of(a, b))
    }

    /// Whether two words are two stages of one matter: charged, convicted.
    pub fn are_stages(&self, a: &str, b: &str) -> bool {
        let of = |word: &str| self.stages.get(word).map_or(&[][..], Vec::as_slice);
        of(a).iter().any(|(matter, stage)| of(b).iter().any(|(m, s)| m == matter && s != stage))
            && !of(a).iter().any(|stage| of(b).contains(stage))
    }

    fn with_stages(mut self, list: &str) -> Self {
        for (line, matter) in lines(list).zip(0_u16..) {
            for (words, stage) in line.split('<').zip(0_u16..) {
                for word in words.split_whitespace() {
                    self.stages.entry(word.to_owned()).or_default().push((matter, stage));
                }
            }
        }
        self
    }

    fn with_indirect(mut self, list: &str) -> Self {
        for (line, number) in lines(list).zip(0_u16..) {
            for (side, words) in line.split('|').enumerate() {
                for word in words.split_whitespace() {
                    self.indirect.entry(word.to_owned()).or_default().push((number, side == 1));
                }
            }
        }
        self
    }

    /// Whether a preposition tells an end of a way: from, to.
    pub fn tells_way(&self, word: &str) -> bool {
        self.ways.contains(word)
    }

    fn with_ways(mut self, list: &str) -> Self {
        self.ways.extend(lines(list).flat_map(str::split_whitespace).map(str::to_owned));
        self
    }

    fn with_mutual(mut self, list: &str) -> Self {
        self.mutual.extend(lines(list).flat_map(str::split_whitespace).map(str::to_owned));
        self
    }

    fn with_naming(mut self, list: &str) -> Self {
        self.naming.extend(lines(list).flat_map(str::split_whitespace).map(str::to_owned));
        self
    }

    fn with_genders(mut self, list: &str) -> Self {
        for line in lines(list) {
            for (side, words) in line.split('|').enumerate() {
                self.genders.extend(words.split_whitespace().map(|it| (it.to_owned(), side == 1)));
            }
        }
        self
    }

    fn with_taking(mut self, list: &str) -> Self {
        let phrases = lines(list).flat_map(str::split_whitespace);
        self.taking.extend(phrases.map(|it| it.replace('_', " ")));
        self
    }

    fn with_alike(mut self, list: &str) -> Self {
        for (line, number) in lines(list).zip(0_u16..) {
            for phrase in line.split_whitespace() {
                self.alike.entry(phrase.replace('_', " ")).or_default().push(number);
            }
        }
        self
    }

    /// Whether the lists know the phrase.
    pub fn knows(&self, phrase: &str) -> bool {
        !self.sides(phrase).is_empty() || !self.values(phrase).is_empty()
    }

    fn opposites(&self, a: &str, b: &str) -> Option<Exclusion<'_>> {
        let other = self.sides(b);
        self.sides(a)
            .iter()
            .filter(|(line, side)| other.contains(&(*line, !side)))
            .map(|(line, _)| self.loose_lines[usize::from(*line)])
            .min()
            .map(|loose| Exclusion { attribute: None, loose, denial: false })
    }

    /// How one of two words denies the other by what it begins with, if it does.
    fn denies(&self, a: &str, b: &str) -> Option<Exclusion<'_>> {
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        let denied =
            !self.loose_lines.is_empty() && denied(long).is_some_and(|it| one_word(it, short));
        denied.then_some(Exclusion { attribute: None, loose: false, denial: true })
    }

    fn siblings(&self, a: &str, b: &str) -> Option<Exclusion<'_>> {
        let other = self.values(b);
        let mut found = None;
        for (attribute, value) in self.values(a) {
            let Some((_, facing)) = other.iter().find(|(same, _)| same == attribute) else {
                continue;
            };
            // A word and a wider one, or two names of one value, exclude nothing.
            if value.is_none() || facing.is_none() || value == facing {
                return None;
            }
            let attribute = &self.attributes[usize::from(*attribute)];
            found = found.or(Some(Exclusion {
                attribute: Some(&attribute.name),
                loose: attribute.loose,
                denial: false,
            }));
        }
        found
    }

    fn sides(&self, phrase: &str) -> &[(u16, bool)] {
        look_up(&self.sides, phrase)
    }

    fn values(&self, phrase: &str) -> &[(u16, Option<u16>)] {
        look_up(&self.values, phrase)
    }

    fn parse(opposites: &str, siblings: &str, verbs: &str) -> Self {
        let mut relations = Self::default();
        lines(opposites).for_each(|line| relations.add_opposites(line));
        lines(siblings).for_each(|line| relations.add_siblings(line));
        lines(verbs).for_each(|line| relations.add_forms(line));
        relations.gather();
        relations
    }

    /// Gives the irregular forms of a verb the sides of its base.
    fn add_forms(&mut self, line: &str) {
        let mut forms = line.split_whitespace().filter(|form| *form != "|");
        let Some(places) = forms.next().and_then(|base| self.sides.get(base)).cloned() else {
            return;
        };
        for form in forms {
            extend(self.sides.entry(form.to_owned()).or_default(), &places);
        }
    }

    /// Gives a listed form the sides of the words that it is a form of: they stand in other lines.
    fn gather(&mut self) {
        let mut found: Vec<(String, Vec<(u16, bool)>)> = Vec::new();
        let mut phrases: Vec<&String> = self.sides.keys().collect();
        phrases.sort_unstable();
        for phrase in phrases {
            let bases = bases(phrase);
            let places = bases.iter().filter_map(|base| self.sides.get(base.as_ref()));
            found.push((phrase.clone(), places.flatten().copied().collect()));
        }
        for (phrase, places) in found {
            extend(self.sides.entry(phrase).or_default(), &places);
        }
    }

    fn add_opposites(&mut self, line: &str) {
        let (line, loose) = strip_loose(line);
        let Some((left, right)) = line.split_once('|') else { return };
        let Ok(index) = u16::try_from(self.loose_lines.len()) else { return };
        self.loose_lines.push(loose);
        for (words, side) in [(left, false), (right, true)] {
            for word in words.split_whitespace() {
                self.sides.entry(word.replace('_', " ")).or_default().push((index, side));
            }
        }
    }

    fn add_siblings(&mut self, line: &str) {
        let (line, loose) = strip_loose(line);
        let Some((name, values)) = line.split_once(':') else { return };
        let Ok(attribute) = u16::try_from(self.attributes.len()) else { return };
        self.attributes.push(Attribute { name: name.trim().to_owned(), loose });
        for (number, value) in values.split(',').enumerate() {
            let value = value.trim();
            let wider = value.starts_with('(');
            let number = u16::try_from(number).ok().filter(|_| !wider);
            for name in value.trim_matches(['(', ')']).split('=') {
                self.values.entry(name.to_owned()).or_default().push((attribute, number));
            }
        }
    }
}

pub(super) fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty())
}

fn strip_loose(line: &str) -> (&str, bool) {
    line.strip_prefix('~').map_or((line, false), |rest| (rest, true))
}

/// Adds places in order, each once.
fn extend(known: &mut Vec<(u16, bool)>, places: &[(u16, bool)]) {
    for place in places {
        if !known.contains(place) {
            known.push(*place);
        }
    }
}

fn look_up<'m, T>(map: &'m HashMap<String, Vec<T>>, phrase: &str) -> &'m [T] {
    if let Some(found) = map.get(phrase) {
        return found;
    }
    // Of a phrase the first word is inflected: stepped down.
    let found = match phrase.split_once(' ') {
        Some((verb, rest)) => {
            bases(verb).iter().find_map(|base| map.get(format!("{base} {rest}").as_str()))
        }
        None => bases(phrase).iter().find_map(|base| map.get(base.as_ref())),
    };
    found.map_or(&[], Vec::as_slice)
}

/// What a word of English denies by what it begins with, if that is a word at all: the `changed` of
/// `unchanged`, the `accurate` of `inaccurate`.
pub fn denied(word: &str) -> Option<&str> {
    const SHORTEST: usize = 4;
    const NONE: [&str; 5] = ["derstood", "ited", "ion", "til", "less"];
    const ENDS: [&str; 12] =
        ["able", "ible", "ent", "ant", "al", "ous", "ive", "ate", "ect", "ency", "ance", "ly"];
    if let Some(rest) = word.strip_prefix("un") {
        let known = rest.len() >= SHORTEST && !rest.starts_with("der") && !NONE.contains(&rest);
        return known.then_some(rest);
    }
    let rest = match word.get(..2)? {
        "in" => word.get(2..),
        "im" => word.get(2..).filter(|rest| rest.starts_with(['b', 'm', 'p'])),
        "ir" => word.get(2..).filter(|rest| rest.starts_with('r')),
        "il" => word.get(2..).filter(|rest| rest.starts_with('l')),
        _ => None,
    }?;
    // "in-" strengthens these, or they have gone their own way.
    const OWN: [&str; 6] =
        ["valuable", "valuably", "flammable", "habitable", "different", "famous"];
    if OWN.contains(&rest) {
        return None;
    }
    (rest.len() > SHORTEST && ENDS.iter().any(|end| rest.ends_with(end))).then_some(rest)
}

/// Whether two words can be forms of one.
fn one_word(a: &str, b: &str) -> bool {
    // Forms of one word begin alike; most words that are compared do not.
    if a.get(..3) != b.get(..3) {
        return false;
    }
    a == b || {
        let (x, y) = (bases(a), bases(b));
        x.iter().any(|base| base == b || y.contains(base)) || y.iter().any(|base| base == a)
    }
}

/// What a word can be an inflection of: `ladies` of `lady`, `stopping` of `stop`, `making` of
/// `make`. Not every candidate is a word.
pub(super) fn bases(word: &str) -> Vec<Cow<'_, str>> {
    let mut found: Vec<Cow<'_, str>> = Vec::new();
    if let Some(stem) = word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")) {
        found.push(format!("{stem}y").into());
    }
    if let Some(stem) = word.strip_suffix("ves") {
        found.push(format!("{stem}f").into());
    }
    if let Some(stem) = word.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
        found.push(stem.into());
    }
    if let Some(stem) = word.strip_suffix("es") {
        found.push(stem.into());
    }
    if let Some(stem) = word.strip_suffix("ed").or_else(|| word.strip_suffix("ing")) {
        found.push(stem.into());
        found.push(format!("{stem}e").into());
        let mut ends = stem.bytes().rev();
        if ends.next().is_some_and(|last| ends.next() == Some(last)) {
            found.push(stem[..stem.len() - 1].into());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opposites_by_base_form() {
        let english = of("en");
        let rows =
            [("rose", "fell"), ("near", "far from"), ("ladies", "men"), ("approved", "rejected")];
        for (a, b) in rows {
            let found = english.exclusion(a, b);
            assert!(found.is_some(), "{a} / {b}");
            assert_eq!(found, english.exclusion(b, a), "{a} / {b}");
        }
        for (a, b) in [("rose", "gained"), ("rose", "climbed"), ("rose", "said"), ("up", "up")] {
            assert_eq!(english.exclusion(a, b), None, "{a} / {b}");
        }
    }

    #[test]
    fn siblings_of_one_attribute() {
        let english = of("en-GB");
        let attribute = |a, b| english.exclusion(a, b).and_then(|found| found.attribute);
        assert_eq!(attribute("red", "blue"), Some("colour"));
        assert_eq!(attribute("carrots", "onion"), Some("vegetable"));
        assert_eq!(attribute("grey", "gray"), None);
        assert_eq!(attribute("carrot", "vegetable"), None);
        assert_eq!(attribute("acoustic guitar", "violin"), Some("instrument"));
    }

    #[test]
    fn a_language_without_lists_has_no_relations() {
        assert_eq!(of("sw").exclusion("rose", "fell"), None);
    }

    #[test]
    fn a_word_denies_another_by_how_it_begins() {
        let denial = |a, b| of("en").exclusion(a, b).is_some_and(|found| found.denial);
        for (a, b) in [("changed", "unchanged"), ("unharmed", "harmed"), ("feasible", "infeasible")]
        {
            assert!(denial(a, b), "{a} / {b}");
        }
        for (a, b) in
            [("tent", "intent"), ("less", "unless"), ("ited", "united"), ("changed", "un")]
        {
            assert!(!denial(a, b), "{a} / {b}");
        }
        assert!(of("sw").exclusion("changed", "unchanged").is_none());
    }

    #[test]
    fn the_first_word_of_a_phrase_is_inflected() {
        assert!(of("en").exclusion("stepped down", "stayed on").is_some());
    }

    #[test]
    fn a_form_stands_where_its_base_stands() {
        for (a, b) in [("missed", "cleared"), ("kept", "lost"), ("disappeared", "remained")] {
            assert!(of("en").exclusion(a, b).is_some(), "{a} / {b}");
        }
    }

    #[test]
    fn loose_opposites_say_so() {
        assert!(of("en").exclusion("bought", "sold").is_some_and(|found| found.loose));
        assert!(of("en").exclusion("rose", "fell").is_some_and(|found| !found.loose));
    }
}
