//! Pairs made of other pairs, for what tables of spellings do not hold: names of several parts that
//! differ in one of them, and names that have nothing in common.

use variorum::value::name::sound::skeleton;

use crate::data::Pair;

/// A source of chance that gives the same pairs every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }

    fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

const ROUNDS: usize = 90;
const WEIGHT: f64 = 0.2;
const TITLES: [&str; 6] = ["Mr.", "Dr.", "President", "Foreign Minister", "Gen.", "Senator"];
const PARTICLES: [&str; 8] = ["van", "von der", "bin", "al", "de", "de la", "ibn", "di"];
const NOUNS: [&str; 8] =
    ["Bank", "Ministry", "Islands", "University", "Party", "River", "Company", "Council"];

/// Pairs made within every fold, so that no name leaves its fold.
pub fn pairs(given: &[Pair], folds: usize) -> Vec<Pair> {
    let mut made = Vec::new();
    for fold in 0..folds {
        let words: Vec<&Pair> = given
            .iter()
            .filter(|pair| pair.fold == fold && pair.source != "mentions")
            .filter(|pair| [&pair.left, &pair.right].iter().all(|name| is_word(name)))
            .collect();
        let same: Vec<&Pair> = words.iter().copied().filter(|pair| pair.same).collect();
        let mut dice = Dice(fold as u64 + 1);
        for _ in 0..ROUNDS {
            round(&mut dice, &same, fold, &mut made);
        }
    }
    made
}

fn is_word(name: &str) -> bool {
    name.chars().count() >= 3 && name.chars().all(char::is_alphabetic)
}

fn round(dice: &mut Dice, same: &[&Pair], fold: usize, made: &mut Vec<Pair>) {
    let mut add = |left: String, right: String, same: bool| {
        made.push(Pair { left, right, same, source: "made".to_owned(), fold, weight: WEIGHT });
    };
    let (given, family) = (dice.pick(same), dice.pick(same));
    let (stranger, guest) = (dice.pick(same), dice.pick(same));
    let (g, f) = (&given.left, &family.left);
    let (s, h) = (&stranger.left, &guest.left);
    let initial = |name: &str| name.chars().next().unwrap_or('x');
    let apart = |a: &str, b: &str| initial(a) != initial(b) && strsim::jaro_winkler(a, b) < 0.6;
    add(format!("{g} {f}"), f.clone(), true);
    add(format!("{g} {f}"), format!("{} {}", given.right, family.right), true);
    add(format!("{}. {f}", initial(g)), format!("{g} {f}"), true);
    add(format!("{g} {h} {f}"), format!("{g} {f}"), true);
    add(format!("{} {f}", dice.pick(&TITLES)), f.clone(), true);
    add(format!("{} {g} {f}", dice.pick(&TITLES)), f.clone(), true);
    let particle = dice.pick(&PARTICLES);
    add(format!("{g} {particle} {f}"), f.clone(), true);
    add(
        format!("{g} {particle} {f}"),
        format!("{} {particle} {}", given.right, family.right),
        true,
    );
    if apart(g, s) {
        add(format!("{g} {f}"), format!("{s} {f}"), false);
        add(format!("{f} {g}"), format!("{f} {s}"), false);
        add(format!("{g} {f}"), format!("{s} {}", family.right), false);
        add(format!("{g} {particle} {f}"), format!("{s} {particle} {h}"), false);
        add(g.clone(), s.clone(), false);
        add(format!("{}. {f}", initial(g)), format!("{s} {f}"), false);
        add(format!("{}. {f}", initial(g)), format!("{}. {f}", initial(s)), false);
        add(g.clone(), format!("{h} {s}"), false);
        let noun = dice.pick(&NOUNS);
        add(format!("{g} {noun}"), format!("{s} {noun}"), false);
        add(format!("{noun} of {g}"), format!("{noun} of {s}"), false);
    }
    if let Some((g, s)) = short_pair(dice, same) {
        add(g.clone(), s.clone(), false);
        add(format!("{g} {f}"), format!("{s} {f}"), false);
        add(format!("{f} {g}"), format!("{} {s}", family.right), false);
    }
    acronyms(dice, [g, f, h, s], &mut add);
}

/// Two short names that begin alike and are two names.
fn short_pair<'a>(dice: &mut Dice, same: &[&'a Pair]) -> Option<(&'a String, &'a String)> {
    let short: Vec<&Pair> =
        same.iter().copied().filter(|pair| pair.left.chars().count() <= 6).collect();
    let one = &short.get(dice.below(short.len()))?.left;
    let from = dice.below(short.len());
    let mut others = short.iter().cycle().skip(from).take(short.len());
    Some((one, &others.find(|pair| short_strangers(one, &pair.left))?.left))
}

/// Two words that begin alike, without a sound in common after that: what is left of a short name
/// is little, and all of it speaks against them.
fn short_strangers(a: &str, b: &str) -> bool {
    let sounds = |word: &str| -> Vec<char> { skeleton(word).chars().collect() };
    let (x, y) = (sounds(a), sounds(b));
    let short = a.chars().count().max(b.chars().count()) <= 6;
    let apart = !x.iter().skip(1).any(|sound| y.iter().skip(1).any(|other| sound == other));
    short && x.first() == y.first() && apart && strsim::jaro_winkler(a, b) < 0.75
}

/// Initials stand for their words, and for no others.
fn acronyms(dice: &mut Dice, words: [&String; 4], add: &mut impl FnMut(String, String, bool)) {
    let count = 2 + dice.below(3);
    let long = words[..count].iter().map(|word| word.as_str()).collect::<Vec<_>>().join(" ");
    let short: String = words[..count]
        .iter()
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect();
    let other: String = short
        .chars()
        .map(|_| char::from(b'A' + u8::try_from(dice.below(26)).unwrap_or(0)))
        .collect();
    if other != short && short.is_ascii() {
        add(long.clone(), other.clone(), false);
        add(short.clone(), other, false);
        add(long, short, true);
    }
}
