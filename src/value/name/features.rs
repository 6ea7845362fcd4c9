//! What two names have in common, as numbers.
//!
//! The parts of the two are matched one to one, best pair first, by how likely their letters spell
//! one word. A part that only one side has is missing; parts that both sides have left over
//! contradict each other.

use super::edit::{Edits, letters};
use super::given;
use super::lexicon::{addresses_man, short_forms};
use super::parts::{Part, PartKind, Parts};
use super::romanise::romanise;
use super::sound::skeleton;
use super::vowels::agreement;
use crate::language::{self, Language, StateSide};

/// The features, in the order of [`NAMES`].
pub type Features = [f32; COUNT];

/// How many features there are.
pub const COUNT: usize = 40;

/// What each feature says, as the table of the model calls it.
pub const NAMES: [&str; COUNT] = [
    "letters",
    "proper-fewer",
    "proper-more",
    "matched-share-smaller",
    "matched-share-larger",
    "worst-match",
    "mean-match",
    "left-over-fewer",
    "left-over-more",
    "last-part",
    "first-part",
    "best-left-over",
    "initials",
    "crossings",
    "acronym",
    "same-letters",
    "numbers",
    "sides-without-proper",
    "titles",
    "legal-forms",
    "generic-matched",
    "generic-left-over",
    "small-matched",
    "small-left-over",
    "length-shorter",
    "length-difference",
    "scripts-differ",
    "state",
    "jaro-winkler",
    "edit-distance",
    "apposition",
    "generations",
    "single-letters",
    "family-matched",
    "particles",
    "short-forms",
    "address",
    "sounds",
    "vowels",
    "first-vowels",
];

/// A word takes part in matching with this weight.
fn weight(kind: PartKind) -> f32 {
    match kind {
        PartKind::Proper => 1.0,
        PartKind::Generic => 0.5,
        PartKind::Number => 0.6,
        PartKind::Small => 0.4,
        PartKind::Title | PartKind::Legal | PartKind::Particle | PartKind::Generation => 0.0,
    }
}

/// A pair of matched parts.
struct Match {
    left: usize,
    right: usize,
    odds: f32,
    initial: bool,
    short: bool,
}

/// The log odds above which two parts are taken for one.
const ENOUGH: f32 = -0.5;
/// The log odds of equal words.
const EQUAL: f32 = 8.0;

/// The features of a pair of names. They do not depend on the order of the two.
pub fn features(a: &str, b: &str, edits: &Edits) -> Features {
    let english = language::of(None);
    let (left, right) = (Parts::of(a, english), Parts::of(b, english));
    let pair = Pair { left: &left, right: &right, matches: matches(&left, &right, edits), edits };
    let mut out = [0.0; COUNT];
    pair.whole(a, b, &mut out);
    pair.matched(&mut out);
    pair.ends(&mut out);
    pair.signs(&mut out);
    out[14] = f32::from(u8::from(acronym(&left, &right) || acronym(&right, &left)));
    out[27] = state(&left, &right, english);
    out
}

/// Matches parts one to one, best first.
fn matches(left: &Parts, right: &Parts, edits: &Edits) -> Vec<Match> {
    let mut all = Vec::new();
    for (i, a) in left.parts.iter().enumerate() {
        for (j, b) in right.parts.iter().enumerate() {
            let comparable = weight(a.kind) > 0.0 && weight(b.kind) > 0.0;
            if comparable {
                all.extend(pair_up(i, a, j, b, edits));
            }
        }
    }
    all.sort_by(|x, y| {
        y.odds.total_cmp(&x.odds).then_with(|| {
            (x.left + x.right, x.left.abs_diff(x.right))
                .cmp(&(y.left + y.right, y.left.abs_diff(y.right)))
        })
    });
    let (mut used_left, mut used_right) = (0u32, 0u32);
    all.retain(|found| {
        let free = used_left >> found.left & 1 == 0 && used_right >> found.right & 1 == 0;
        if free {
            used_left |= 1 << found.left;
            used_right |= 1 << found.right;
        }
        free
    });
    all
}

fn pair_up(left: usize, a: &Part, right: usize, b: &Part, edits: &Edits) -> Option<Match> {
    let found = |odds, initial, short| Some(Match { left, right, odds, initial, short });
    if a.word == b.word || a.value > 0 && a.value == b.value {
        return found(EQUAL, false, false);
    }
    let single = a.letters.len() == 1 || b.letters.len() == 1;
    if single && a.kind == PartKind::Proper && b.kind == PartKind::Proper {
        return if a.letters.first() == b.letters.first() { found(1.0, true, false) } else { None };
    }
    if short_forms(&a.word, &b.word) {
        return found(3.0, false, true);
    }
    let odds = odds(a, b, edits);
    if odds > ENOUGH { found(odds, false, false) } else { None }
}

/// The log odds of two parts; far apart in length is far apart.
fn odds(a: &Part, b: &Part, edits: &Edits) -> f32 {
    let (short, long) =
        (a.letters.len().min(b.letters.len()), a.letters.len().max(b.letters.len()));
    if a.word == b.word {
        EQUAL
    } else if short == 0 || long > 2 * short + 3 {
        -10.0
    } else {
        (edits.log_odds(&a.letters, &b.letters) as f32).clamp(-10.0, EQUAL)
    }
}

struct Pair<'a> {
    left: &'a Parts,
    right: &'a Parts,
    matches: Vec<Match>,
    edits: &'a Edits,
}

impl Pair<'_> {
    /// The names as two strings of letters.
    fn whole(&self, a: &str, b: &str, out: &mut Features) {
        let (left, right) = (joined(self.left), joined(self.right));
        let (x, y) = (letters(&left), letters(&right));
        let (short, long) = (x.len().min(y.len()), x.len().max(y.len()));
        out[0] = if left == right {
            EQUAL
        } else if short == 0 || long > 2 * short + 3 {
            -10.0
        } else {
            (self.edits.log_odds(&x, &y) as f32).clamp(-10.0, EQUAL)
        };
        out[15] = f32::from(u8::from(left == right || plain(a) == plain(b)));
        out[24] = short as f32;
        out[25] = (long - short) as f32 / long.max(1) as f32;
        out[26] = f32::from(u8::from(self.left.foreign != self.right.foreign));
        out[28] = strsim::jaro_winkler(&left, &right) as f32;
        out[37] = strsim::normalized_levenshtein(&skeleton(&left), &skeleton(&right)) as f32;
        let vowels = agreement(&left, &right);
        (out[38], out[39]) = (vowels.all, vowels.first);
        out[29] = strsim::osa_distance(&left, &right) as f32 / long.max(1) as f32;
    }

    /// How much of each side is matched, and how well.
    fn matched(&self, out: &mut Features) {
        let total = |parts: &Parts| parts.parts.iter().map(mass).sum::<f32>();
        let matched_left: f32 = self.matches.iter().map(|m| mass(&self.left.parts[m.left])).sum();
        let matched_right: f32 =
            self.matches.iter().map(|m| mass(&self.right.parts[m.right])).sum();
        let share = |matched: f32, total: f32| if total > 0.0 { matched / total } else { 0.0 };
        let shares =
            (share(matched_left, total(self.left)), share(matched_right, total(self.right)));
        out[3] = shares.0.max(shares.1);
        out[4] = shares.0.min(shares.1);
        let proper: Vec<f32> = self.proper_matches().map(|m| m.odds).collect();
        out[5] = proper.iter().copied().fold(EQUAL, f32::min);
        out[6] = if proper.is_empty() {
            -10.0
        } else {
            proper.iter().sum::<f32>() / proper.len() as f32
        };
        let [left, right] =
            [self.left_over(true, PartKind::Proper), self.left_over(false, PartKind::Proper)];
        out[7] = left.len().min(right.len()) as f32;
        out[8] = left.len().max(right.len()) as f32;
        let mut best = -10.0f32;
        for a in &left {
            for b in &right {
                best = best.max(odds(a, b, self.edits));
            }
        }
        out[11] = if left.is_empty() || right.is_empty() { 0.0 } else { best };
        out[12] = self.matches.iter().filter(|m| m.initial).count() as f32;
        out[13] = self.crossings() as f32;
        out[35] = self.matches.iter().filter(|m| m.short).count() as f32;
    }

    fn proper_matches(&self) -> impl Iterator<Item = &Match> {
        self.matches.iter().filter(|m| {
            self.left.parts[m.left].kind == PartKind::Proper
                || self.right.parts[m.right].kind == PartKind::Proper
        })
    }

    fn crossings(&self) -> usize {
        let crossed = |a: &Match, b: &Match| (a.left < b.left) != (a.right < b.right);
        let count = |(at, a): (usize, &Match)| {
            self.matches[at + 1..].iter().filter(|b| crossed(a, b)).count()
        };
        self.matches.iter().enumerate().map(count).sum()
    }

    fn left_over(&self, of_left: bool, kind: PartKind) -> Vec<&Part> {
        let parts = if of_left { self.left } else { self.right };
        let used = |at: usize| {
            self.matches.iter().any(|m| if of_left { m.left == at } else { m.right == at })
        };
        parts
            .parts
            .iter()
            .enumerate()
            .filter(|(at, part)| part.kind == kind && !used(*at))
            .map(|(_, part)| part)
            .collect()
    }

    /// The first and the last parts of both.
    fn ends(&self, out: &mut Features) {
        let of =
            |parts: &Parts| -> Vec<Part> { parts.of_kind(PartKind::Proper).cloned().collect() };
        let (left, right) = (of(self.left), of(self.right));
        out[1] = left.len().min(right.len()) as f32;
        out[2] = left.len().max(right.len()) as f32;
        out[17] = f32::from(u8::from(left.is_empty())) + f32::from(u8::from(right.is_empty()));
        let (Some(a), Some(b)) = (left.last(), right.last()) else { return };
        out[9] = odds(a, b, self.edits);
        out[10] = odds(&left[0], &right[0], self.edits);
        let single = |parts: &[Part]| parts.iter().filter(|part| part.letters.len() == 1).count();
        out[32] = (single(&left) + single(&right)) as f32;
        let alone = if left.len() == 1 {
            Some((a, &right))
        } else if right.len() == 1 {
            Some((b, &left))
        } else {
            None
        };
        out[33] = match alone {
            Some((alone, others)) if others.len() > 1 => {
                let last = others.last().map_or(-10.0, |last| odds(alone, last, self.edits));
                let first = odds(alone, &others[0], self.edits);
                f32::from(u8::from(last > ENOUGH)) - f32::from(u8::from(first > ENOUGH)) * 0.5
            }
            _ => 0.0,
        };
    }

    /// Titles, legal forms, numbers, common nouns, small words, generations.
    fn signs(&self, out: &mut Features) {
        let count = |parts: &Parts, kind| parts.of_kind(kind).count();
        let both = |kind| (count(self.left, kind), count(self.right, kind));
        let titles = both(PartKind::Title);
        out[18] = f32::from(u8::from(titles.0 > 0)) + f32::from(u8::from(titles.1 > 0));
        out[19] = self.agreement(PartKind::Legal);
        out[16] = self.agreement(PartKind::Number);
        out[31] = self.agreement(PartKind::Generation);
        out[20] = self
            .matches
            .iter()
            .filter(|m| self.left.parts[m.left].kind == PartKind::Generic)
            .count() as f32;
        let generic = (
            self.left_over(true, PartKind::Generic).len(),
            self.left_over(false, PartKind::Generic).len(),
        );
        out[21] = (generic.0.min(generic.1) * 4 + generic.0.max(generic.1)) as f32;
        out[22] =
            self.matches.iter().filter(|m| self.left.parts[m.left].kind == PartKind::Small).count()
                as f32;
        let small = (
            self.left_over(true, PartKind::Small).len(),
            self.left_over(false, PartKind::Small).len(),
        );
        out[23] = (small.0.min(small.1) * 4 + small.0.max(small.1)) as f32;
        out[30] =
            f32::from(u8::from(self.left.apposition)) + f32::from(u8::from(self.right.apposition));
        let particles = both(PartKind::Particle);
        out[34] = particles.0.abs_diff(particles.1) as f32;
        out[36] = self.address();
    }

    /// -1 where one side addresses a man and the other a woman or where the given names are known
    /// for two, 1 where both address alike.
    fn address(&self) -> f32 {
        if given::apart(self.left, self.right) {
            return -1.0;
        }
        let man = |parts: &Parts| {
            parts.of_kind(PartKind::Title).find_map(|part| addresses_man(&part.word))
        };
        match (man(self.left), man(self.right)) {
            (Some(a), Some(b)) => {
                if a == b {
                    1.0
                } else {
                    -1.0
                }
            }
            _ => 0.0,
        }
    }

    /// Whether both sides have such parts: 1 the same, -1 others, 0.5 only one side, 0 none.
    fn agreement(&self, kind: PartKind) -> f32 {
        let values = |parts: &Parts| parts.of_kind(kind).map(|part| part.value).collect::<Vec<_>>();
        let (left, right) = (values(self.left), values(self.right));
        match (left.is_empty(), right.is_empty()) {
            (true, true) => 0.0,
            (false, false) => {
                if left == right {
                    1.0
                } else {
                    -1.0
                }
            }
            _ => 0.5,
        }
    }
}

/// How much a part counts: longer words say more.
fn mass(part: &Part) -> f32 {
    weight(part.kind) * (part.letters.len().min(8) as f32 + 2.0)
}

/// The parts that name, as one string.
fn joined(parts: &Parts) -> String {
    let names =
        |part: &&Part| !matches!(part.kind, PartKind::Title | PartKind::Legal | PartKind::Small);
    let all: String = parts
        .parts
        .iter()
        .filter(names)
        .filter(|part| !matches!(part.word.as_str(), "the" | "a"))
        .map(|part| part.word.as_str())
        .collect();
    if all.is_empty() { parts.parts.iter().map(|part| part.word.as_str()).collect() } else { all }
}

fn plain(name: &str) -> String {
    let mut plain = romanise(name);
    plain.retain(|c| c != ' ');
    plain
}

/// Whether one side is made of the initials of the other: `IMF`.
fn acronym(short: &Parts, long: &Parts) -> bool {
    let Some(letters) = short.parts.iter().find(|part| part.acronym) else { return false };
    let initials = |skip: bool| -> String {
        long.parts
            .iter()
            .filter(|part| !skip || part.kind != PartKind::Particle)
            .filter_map(|part| part.word.chars().next())
            .collect()
    };
    long.parts.len() >= 2 && (initials(true) == letters.word || initials(false) == letters.word)
}

/// 1 for one state named alike or otherwise, -1 for two states, 0 where a side names none.
fn state(left: &Parts, right: &Parts, language: &Language) -> f32 {
    let keys = |parts: &Parts| -> Vec<u64> {
        let named = parts.parts.iter().filter(|part| !matches!(part.word.as_str(), "the"));
        named.map(|part| part.key).collect()
    };
    let (a, b) = (keys(left), keys(right));
    let whole = |keys: &[u64]| language.state(keys).filter(|state| state.words == keys.len());
    match (whole(&a), whole(&b)) {
        (Some(a), Some(b)) if language.may_be_one_state(a, b) => {
            if a.side == StateSide::Capital || b.side == StateSide::Capital { 0.5 } else { 1.0 }
        }
        (Some(_), Some(_)) => -1.0,
        _ => 0.0,
    }
}
