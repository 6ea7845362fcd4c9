//! What outlets write differently for one thing: a name in two spellings, a longer or another name
//! of a place or a body, an office under several titles, a term.
//!
//! In go the divergences of an analysis, whatever they do to the meaning; out comes a row for each
//! thing that is named: readings that face each other anywhere are joined, so that three titles of
//! one secretary are one row and not two pairs. Who writes which, how often and where stands beside
//! each reading.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::contrast::{Sets, texts};
use super::digest::Digest;
use super::escape::VEIL;
use crate::divergence::{Divergence, Effect, Kind};
use crate::language::{self, Language};
use crate::span::Span;

/// Rows of one class, and words of a reading: what is longer is no name of a thing.
const ROWS: usize = 60;
const WORDS: usize = 12;
/// Words of a term, and the statements in which a pair of terms has to recur.
const TERM: usize = 3;
const RECURS: usize = 2;
/// Words from which a title tells itself who holds it; a shorter one is held by many.
const TELLING: usize = 3;
/// Letters with which words of one stem begin alike.
const STEM: usize = 4;

/// What the readings of a row are, the ones that readers stumble over first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// One name in two spellings.
    Spelling,
    /// One office under titles that say different things.
    Title,
    /// One place, body or person under several names.
    Name,
    /// Other words for one thing, again and again.
    Term,
    /// A title with more or less of it.
    FullTitle,
    /// A name in full and in short.
    Short,
}

impl Class {
    /// In a few plain words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Spelling => "spelling of a name",
            Self::Title => "title",
            Self::Name => "name",
            Self::Term => "term",
            Self::FullTitle => "title in full or in short",
            Self::Short => "name in full or in short",
        }
    }

    /// Spellings and titles weigh alike.
    fn rank(self) -> Self {
        if self == Self::Title { Self::Spelling } else { self }
    }
}

/// One thing and how it is written.
pub(super) struct Rendering {
    pub(super) class: Class,
    /// Two or more, the most frequent first.
    pub(super) readings: Vec<Written>,
    /// How many sources write one of them.
    outlets: usize,
}

/// One way to write it.
pub(super) struct Written {
    pub(super) text: String,
    /// How often: a name in all documents, anything else where it faces another reading.
    pub(super) count: usize,
    /// Documents, ascending.
    pub(super) documents: Vec<usize>,
    /// Where it first faces another reading.
    pub(super) document: usize,
    pub(super) span: Span,
    /// The statement of that place.
    pub(super) statement: Option<usize>,
}

impl Rendering {
    fn count(&self) -> usize {
        self.readings.iter().map(|reading| reading.count).sum()
    }
}

/// The renderings of a corpus, what matters most first: by class, then by how many outlets have a
/// part in it, then by how often.
pub(super) fn renderings(digest: &Digest<'_>) -> Vec<Rendering> {
    let mut nodes = Nodes::default();
    let known = known_names(digest);
    let found = pairs(digest, &known, &mut nodes);
    let mut sets = Sets::new(nodes.all.len());
    let mut classes: Vec<Option<Class>> = vec![None; nodes.all.len()];
    for pair in &found {
        sets.join(pair.nodes[0], pair.nodes[1]);
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for pair in &found {
        let root = sets.root(pair.nodes[0]);
        classes[root] = Some(classes[root].map_or(pair.class, |class| class.min(pair.class)));
    }
    for node in 0..nodes.all.len() {
        let root = sets.root(node);
        if classes[root].is_some() {
            members.entry(root).or_default().push(node);
        }
    }
    let mut rows: Vec<Rendering> = members
        .into_iter()
        .filter_map(|(root, of_row)| rendering(digest, &nodes, classes[root]?, &of_row, &known))
        .collect();
    rows.sort_by(|a, b| {
        let key = |row: &Rendering| {
            (row.class.rank(), Reverse(row.outlets), Reverse(row.count()), row.class)
        };
        key(a).cmp(&key(b)).then_with(|| a.readings[0].text.cmp(&b.readings[0].text))
    });
    let mut taken = BTreeMap::new();
    rows.retain(|row| {
        let of_class = taken.entry(row.class).or_insert(0);
        *of_class += 1;
        *of_class <= ROWS
    });
    rows
}

/// Readings by the key under which they are joined.
#[derive(Default)]
struct Nodes {
    of_key: BTreeMap<Key, usize>,
    all: Vec<Node>,
}

/// What is named, in small letters: names, titles and terms apart, and where the words alone do not
/// tell what they name, only inside one story or statement.
type Key = (u8, Option<usize>, String);

#[derive(Default)]
struct Node {
    /// Forms in the texts, with how often: they differ in case only.
    forms: BTreeMap<String, usize>,
    /// Document and start of each place.
    places: BTreeSet<(usize, u32)>,
    first: Option<(usize, Span, Option<usize>)>,
    is_name: bool,
}

/// Two readings that face each other somewhere.
struct Pair {
    class: Class,
    nodes: [usize; 2],
}

impl Nodes {
    fn add(&mut self, key: Key, told: &Told, statement: Option<usize>) -> usize {
        let is_name = key.0 == NAMES;
        let next = self.all.len();
        let at = *self.of_key.entry(key).or_insert(next);
        if at == next {
            self.all.push(Node { is_name, ..Node::default() });
        }
        let node = &mut self.all[at];
        if node.places.insert((told.document, told.span.start)) {
            *node.forms.entry(told.text.clone()).or_insert(0) += 1;
        }
        node.first.get_or_insert((told.document, told.span, statement));
        at
    }
}

const NAMES: u8 = 0;
const TITLES: u8 = 1;
const TERMS: u8 = 2;

/// One side of a divergence.
struct Told {
    text: String,
    document: usize,
    span: Span,
}

fn pairs(digest: &Digest<'_>, known: &Known<'_>, nodes: &mut Nodes) -> Vec<Pair> {
    let analysis = digest.analysis;
    let homes = homes(digest);
    let stories = stories(digest);
    let recurring = recurring(digest, known, &homes);
    let mut found = Vec::new();
    for (index, divergence) in analysis.divergences.iter().enumerate() {
        let Some((family, sides)) = sides(digest, known, divergence) else { continue };
        let home = homes.get(&index).copied();
        let small = sides.each_ref().map(|told| told.text.to_lowercase());
        if small[0] == small[1] {
            continue;
        }
        let class = match family {
            NAMES if divergence.kind == Kind::NameVariant => Class::Spelling,
            // What is wider or narrower is more than a shorter name.
            NAMES if divergence.kind == Kind::Scope => Class::Name,
            NAMES if shortened(&small[0], &small[1]) => Class::Short,
            NAMES => Class::Name,
            TITLES if divergence.effect >= Effect::Unclear => Class::Title,
            TITLES => Class::FullTitle,
            _ if recurring.contains(&pair_of(&small)) => Class::Term,
            _ => continue,
        };
        let story = stories.get(&sides[0].document).copied();
        let keyed = [0, 1].map(|side| {
            let (own, other) = (&small[side], &small[1 - side]);
            let scope = match family {
                // Many are called by one surname, and many are ministers.
                NAMES if class == Class::Short && own.len() < other.len() && !own.contains(' ') => {
                    story
                }
                TITLES if own.split(' ').count() < TELLING => home,
                _ => None,
            };
            nodes.add((family, scope, own.clone()), &sides[side], home)
        });
        found.push(Pair { class, nodes: keyed });
    }
    found
}

/// The statement of each divergence that has one.
fn homes(digest: &Digest<'_>) -> BTreeMap<usize, usize> {
    let mut homes = BTreeMap::new();
    for (index, statement) in digest.analysis.statements.iter().enumerate() {
        for &divergence in statement.variants.iter().flat_map(|variant| &variant.divergences) {
            homes.entry(divergence).or_insert(index);
        }
    }
    homes
}

/// The story of each document that has one.
fn stories(digest: &Digest<'_>) -> BTreeMap<usize, usize> {
    let stories = digest.analysis.stories.iter().enumerate();
    stories.flat_map(|(story, it)| it.documents.iter().map(move |&d| (d, story))).collect()
}

/// Both sides of a divergence that may be a rendering, without what is said about the thing, and
/// whether it is names, titles or terms.
fn sides(
    digest: &Digest<'_>,
    known: &Known<'_>,
    divergence: &Divergence,
) -> Option<(u8, [Told; 2])> {
    let family = match divergence.kind {
        Kind::NameVariant | Kind::NameForm | Kind::Scope => NAMES,
        Kind::Title => TITLES,
        Kind::Wording if divergence.effect <= Effect::Compatible => TERMS,
        _ => return None,
    };
    let alignment = digest.analysis.alignments.get(divergence.alignment)?;
    let words = texts(digest.corpus, digest.analysis, divergence);
    let told = |side: usize| {
        let (located, document) = match side {
            0 => (&divergence.left, alignment.left.document),
            _ => (&divergence.right, alignment.right.document),
        };
        let tag = digest.corpus.documents.get(document)?.language.as_ref();
        let language = language::of(tag.map(|tag| tag.value.as_str()));
        let text = reading(words[side], language, family, &|name| known.contains_key(name))?;
        Some(Told { text, document, span: located.as_ref()?.span })
    };
    let sides = [told(0)?, told(1)?];
    // What is wider or narrower is a name where both name the same with capitals.
    let shares =
        || capitals(&sides[0].text).any(|word| capitals(&sides[1].text).any(|it| it == word));
    (divergence.kind != Kind::Scope || shares()).then_some((family, sides))
}

/// The words of a name, a title or a term, without articles, possessive endings and, before a name,
/// offices and descriptions; none where nothing but those is there. `is_known` tells the names of
/// the corpus.
fn reading(
    text: &str,
    language: &Language,
    family: u8,
    is_known: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let outer = |c: char| !c.is_alphanumeric() && !matches!(c, '.' | ')');
    let text = text.trim().trim_matches(outer);
    if text.contains(VEIL) {
        return None;
    }
    let joined = text.split_whitespace().take(WORDS + 1).collect::<Vec<_>>().join(" ");
    let bare = without_ending(&joined);
    let key = |word: &str| language::key(&language::normal_form(word));
    let mut words: Vec<&str> = bare.split(' ').collect();
    if family != TERMS {
        while words.len() > 1 && language.is_determiner(key(words[0])) {
            words.remove(0);
        }
    }
    if family == NAMES {
        words = named(words, &|word| language.is_title(key(word)), is_known)?;
    }
    let fits = (1..=WORDS).contains(&words.len()) && !words[0].is_empty();
    fits.then(|| words.join(" "))
}

/// Without what marks an owner.
fn without_ending(words: &str) -> &str {
    for mark in ['\'', '’'] {
        if let Some(bare) = words.strip_suffix('s').and_then(|rest| rest.strip_suffix(mark)) {
            return bare;
        }
        if let Some(bare) = words.strip_suffix(mark) {
            return bare;
        }
    }
    words
}

/// The words of a name behind offices and descriptions; none where no name stands there.
fn named<'w>(
    mut words: Vec<&'w str>,
    is_title: &dyn Fn(&str) -> bool,
    is_known: &dyn Fn(&str) -> bool,
) -> Option<Vec<&'w str>> {
    if words.iter().all(|word| is_small(word)) {
        return None;
    }
    let whole = words.join(" ");
    while is_small(words[0]) {
        words.remove(0);
    }
    let Some(last) = words.iter().rposition(|word| is_title(word)) else { return Some(words) };
    if is_known(&whole) {
        return Some(words);
    }
    let behind = &words[last + 1..];
    match behind.first() {
        None => None,
        Some(word) => {
            // An office of something, and then, without a sign between them, who holds it.
            let whole = |at: &usize| is_known(&behind[*at..].join(" "));
            let known = (0..behind.len().saturating_sub(1)).find(whole);
            let rest = behind[known.unwrap_or(0)..].to_vec();
            (known.is_some() || !is_small(word)).then_some(rest)
        }
    }
}

/// Whether a word has letters of a script with two cases, and begins with a small one.
fn is_small(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
}

fn capitals(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|word| word.starts_with(char::is_uppercase))
}

/// Whether all words of the one are words of the other.
fn shortened(a: &str, b: &str) -> bool {
    let within = |a: &str, b: &str| a.split(' ').all(|word| b.split(' ').any(|it| it == word));
    within(a, b) || within(b, a)
}

fn pair_of([a, b]: &[String; 2]) -> [String; 2] {
    if a <= b { [a.clone(), b.clone()] } else { [b.clone(), a.clone()] }
}

/// Pairs of terms that face each other in several statements, in small letters.
fn recurring(
    digest: &Digest<'_>,
    known: &Known<'_>,
    homes: &BTreeMap<usize, usize>,
) -> BTreeSet<[String; 2]> {
    let mut seen: BTreeMap<[String; 2], BTreeSet<usize>> = BTreeMap::new();
    for (index, divergence) in digest.analysis.divergences.iter().enumerate() {
        let Some((TERMS, sides)) = sides(digest, known, divergence) else { continue };
        let Some(&home) = homes.get(&index) else { continue };
        let small = sides.each_ref().map(|told| told.text.to_lowercase());
        let tag = digest.corpus.documents[sides[0].document].language.as_ref();
        let language = language::of(tag.map(|tag| tag.value.as_str()));
        if small.iter().all(|text| is_term(text, language)) && !one_stem(&small) {
            seen.entry(pair_of(&small)).or_default().insert(home);
        }
    }
    seen.retain(|_, statements| statements.len() >= RECURS);
    seen.into_keys().collect()
}

/// Whether words are a term: few, none of them an everyday small word or one of saying.
fn is_term(text: &str, language: &Language) -> bool {
    let plain = |word: &str| {
        let normal = language::normal_form(word);
        let key = language::key(&normal);
        let small = language.is_function(key) || language.is_saying_form(word, key);
        !small && language.saying(language.stem(&normal)).is_none()
    };
    text.split(' ').count() <= TERM && text.split(' ').all(plain)
}

/// Whether two terms are forms of one word: Japan, Japanese.
fn one_stem([a, b]: &[String; 2]) -> bool {
    let alike = |a: &str, b: &str| a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let shares = |x: &str| b.split(' ').any(|y| alike(x, y) >= STEM.min(x.chars().count()));
    a.split(' ').any(shares)
}

/// How often the documents have a name, and which of them, by its form.
type Known<'d> = BTreeMap<&'d str, (usize, BTreeSet<usize>)>;

/// How often the documents have a name, and which of them.
fn known_names<'d>(digest: &'d Digest<'_>) -> Known<'d> {
    let mut known = Known::new();
    for variant in digest.analysis.names.names.iter().flat_map(|name| &name.variants) {
        let entry = known.entry(&variant.text).or_default();
        entry.0 += variant.count;
        entry.1.extend(&variant.documents);
    }
    known
}

fn rendering(
    digest: &Digest<'_>,
    nodes: &Nodes,
    class: Class,
    of_row: &[usize],
    known: &Known<'_>,
) -> Option<Rendering> {
    let mut readings: Vec<Written> =
        of_row.iter().filter_map(|&node| written(&nodes.all[node], known)).collect();
    readings.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    let documents = readings.iter().flat_map(|reading| &reading.documents);
    let outlets: BTreeSet<&str> = documents.map(|&document| digest.outlet(document)).collect();
    let outlets = outlets.len();
    (readings.len() > 1).then_some(Rendering { class, readings, outlets })
}

fn written(node: &Node, known: &Known<'_>) -> Option<Written> {
    let (document, span, statement) = node.first?;
    let most = node.forms.iter().max_by_key(|&(text, n)| (*n, Reverse(text)))?;
    let mut documents: BTreeSet<usize> = node.places.iter().map(|place| place.0).collect();
    let mut count = node.places.len();
    if let Some((times, of_name)) = known.get(most.0.as_str()).filter(|_| node.is_name) {
        count = count.max(*times);
        documents.extend(of_name);
    }
    Some(Written {
        text: most.0.clone(),
        count,
        documents: documents.into_iter().collect(),
        document,
        span,
        statement,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<String> {
        let known = |name: &str| ["Jon Bell", "Stephen King"].contains(&name);
        reading(text, language::of(Some("en")), NAMES, &known)
    }

    #[test]
    fn a_name_is_told_without_what_is_said_of_it() {
        for (text, bare) in [
            ("Captain Relk", "Relk"),
            ("Mr Abe’s", "Abe"),
            ("the harbour master Ines Calloway", "Ines Calloway"),
            ("Prime Minister of Aldmark Jon Bell", "Jon Bell"),
            ("People's Republic of China", "People's Republic of China"),
            ("Stephen King", "Stephen King"),
            ("Foreign Ministry Jon Bell", "Jon Bell"),
            ("island Skerrin", "Skerrin"),
            ("Southern Kuril Islands", "Southern Kuril Islands"),
            ("the United States'", "United States"),
        ] {
            assert_eq!(name(text).as_deref(), Some(bare), "{text}");
        }
        assert_eq!(name("The minister"), None);
        assert_eq!(name("his country"), None);
        assert_eq!(name("Aldmark's Foreign Minister"), None);
        assert_eq!(name("東京").as_deref(), Some("東京"));
    }

    #[test]
    fn forms_of_one_word_are_no_two_terms() {
        let pair = |a: &str, b: &str| one_stem(&[a.to_owned(), b.to_owned()]);
        assert!(pair("japan", "japanese"));
        assert!(pair("crane", "cranes"));
        assert!(pair("a visa", "visas"));
        assert!(!pair("harbor", "port"));
        assert!(!pair("residents", "people"));
    }
}
