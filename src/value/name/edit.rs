//! How likely two spellings are of one name, by learned letter edits.
//!
//! Two weighted edit models read the same pair of words: one of spellings of one name, one of
//! different names that look alike. Each sums over every way to turn one word into the other by
//! edits of one letter against none, one or two. The score is the logarithm of their quotient, so
//! that "y for i" speaks for one name and "t for n" against it (a conditional random field over
//! edit sequences, after McCallum, Bellare and Pereira 2005). The weights are in `edits.tsv`, made
//! by `examples/train_names/`.

use std::sync::OnceLock;

/// Letters, digits and "none".
const SIZE: usize = 37;
/// Longer words are cut; no name part is that long.
pub const LONGEST: usize = 40;

/// A word as letter codes: 1 to 26 are a to z, 27 to 36 the digits. Everything else is left out.
pub fn letters(word: &str) -> Vec<u8> {
    word.bytes().filter_map(code).take(LONGEST).collect()
}

fn code(byte: u8) -> Option<u8> {
    match byte {
        b'a'..=b'z' => Some(byte - b'a' + 1),
        b'0'..=b'9' => Some(byte - b'0' + 27),
        _ => None,
    }
}

/// One edit: letters of the one word against letters of the other, 0 for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edit(pub u8, pub u8, pub u8);

impl Edit {
    /// The edit of `left` into `right`, the same in both directions; none when no edit has that
    /// shape.
    pub fn of(left: &[u8], right: &[u8]) -> Option<Self> {
        match (left, right) {
            (&[a], &[b]) => Some(Self(a.min(b), a.max(b), 0)),
            (&[a], &[]) | (&[], &[a]) => Some(Self(0, a, 0)),
            (&[a], &[b, c]) | (&[b, c], &[a]) => Some(Self(a, b, c)),
            _ => None,
        }
    }

    /// The class whose weight the edit starts from.
    pub fn class(self) -> usize {
        let Self(a, b, c) = self;
        match (a, b, c) {
            (0, b, _) if is_vowel(b) => 4,
            (0, 8, _) => 5,
            (0, b, _) => {
                if b > 26 {
                    10
                } else {
                    6
                }
            }
            (_, _, 1..) => 7,
            (a, b, _) if a == b => usize::from(!is_vowel(a)),
            (a, b, _) if is_vowel(a) && is_vowel(b) => 2,
            (a, b, _) if a > 26 || b > 26 => 10,
            (a, b, _) if is_vowel(a) != is_vowel(b) => 8,
            (a, b, _) if sound(a) == sound(b) => 3,
            _ => 9,
        }
    }

    fn index(self) -> usize {
        (usize::from(self.0) * SIZE + usize::from(self.1)) * SIZE + usize::from(self.2)
    }
}

/// Names of the classes, as the table calls them.
pub const CLASSES: [&str; 11] = [
    "same-vowel",
    "same-consonant",
    "vowels",
    "near-consonants",
    "vowel-dropped",
    "h-dropped",
    "consonant-dropped",
    "two-for-one",
    "vowel-consonant",
    "far-consonants",
    "digits",
];

fn is_vowel(code: u8) -> bool {
    matches!(code, 1 | 5 | 9 | 15 | 21 | 25)
}

/// Consonants that scripts and languages swap.
fn sound(code: u8) -> u8 {
    match code + b'a' - 1 {
        b'c' | b'g' | b'k' | b'q' | b'x' => b'k',
        b's' | b'z' | b'j' => b's',
        b'd' | b't' => b't',
        b'b' | b'p' => b'p',
        b'f' | b'v' | b'w' => b'f',
        b'l' | b'r' => b'l',
        b'm' | b'n' => b'm',
        other => other,
    }
}

/// Where in the two words an edit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At the start of both.
    Start = 0,
    /// Between.
    Middle = 1,
    /// At the end of both.
    End = 2,
}

/// The weights of one model at the three [`Place`]s, then of the other.
type Weights = [f32; 6];

/// Both edit models.
pub struct Edits {
    /// Row of each edit in `weights`; 0 for a two-for-one edit that was never seen.
    rows: Vec<u16>,
    weights: Vec<Weights>,
    bias: f64,
}

impl Edits {
    /// The models of `edits.tsv`.
    pub fn learned() -> &'static Self {
        static LEARNED: OnceLock<Edits> = OnceLock::new();
        LEARNED.get_or_init(|| Self::parse(include_str!("edits.tsv")))
    }

    /// Reads a table: a `bias` line, one line per class with its weights, one line per edit with
    /// what its weights add to those of its class. The weights are logarithms.
    pub fn parse(table: &str) -> Self {
        let mut classes = [[0.0; 6]; CLASSES.len()];
        let mut edits = Vec::new();
        let mut bias = 0.0;
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let name = fields.next().unwrap_or("");
            let mut weights = Weights::default();
            for (slot, field) in weights.iter_mut().zip(fields) {
                *slot = field.parse().unwrap_or(0.0);
            }
            if name == "bias" {
                bias = f64::from(weights[0]);
            } else if let Some(class) = CLASSES.iter().position(|&class| class == name) {
                classes[class] = weights;
            } else if let Some((left, right)) = name.split_once('|') {
                edits.extend(Edit::of(&letters(left), &letters(right)).map(|edit| (edit, weights)));
            }
        }
        Self::new(bias, &classes, &edits)
    }

    /// The models with these class weights and additions.
    pub fn new(bias: f64, classes: &[Weights; CLASSES.len()], edits: &[(Edit, Weights)]) -> Self {
        let mut rows = vec![0; SIZE * SIZE * SIZE];
        let mut weights = vec![[0.0; 6]];
        let mut add = |edit: Edit, more: &Weights| {
            let class = &classes[edit.class()];
            rows[edit.index()] = u16::try_from(weights.len()).unwrap_or(0);
            weights.push(std::array::from_fn(|at| (class[at] + more[at]).exp()));
        };
        for b in 1..SIZE as u8 {
            for a in 0..=b {
                add(Edit(a, b, 0), &[0.0; 6]);
            }
        }
        for (edit, more) in edits {
            add(*edit, more);
        }
        Self { rows, weights, bias }
    }

    /// The logarithm of the odds that the two words, as [`letters`], spell one name.
    pub fn log_odds(&self, left: &[u8], right: &[u8]) -> f64 {
        let (left, right) = (&left[..left.len().min(LONGEST)], &right[..right.len().min(LONGEST)]);
        // Sums of the last three rows: an edit takes at most two letters of the left word.
        let mut rows = [[[0.0f64; 2]; LONGEST + 1]; 3];
        let mut total = [1.0; 2];
        for i in 0..=left.len() {
            for j in 0..=right.len() {
                let mut sum = [f64::from(u8::from(i + j == 0)); 2];
                for (down, across) in STEPS {
                    if down > i || across > j {
                        continue;
                    }
                    let from = (i - down, j - across);
                    let row = self.row(&left[from.0..i], &right[from.1..j]);
                    let place = place(from, (i, j), (left.len(), right.len())) as usize;
                    let weights = &self.weights[row];
                    let before = &rows[from.0 % 3][from.1];
                    sum[0] += before[0] * f64::from(weights[place]);
                    sum[1] += before[1] * f64::from(weights[place + 3]);
                }
                rows[i % 3][j] = sum;
                total = sum;
            }
        }
        let [same, other] = total;
        if same > 0.0 && other > 0.0 { (same / other).ln() + self.bias } else { -30.0 }
    }

    /// The row of an edit; the first one, of weight nothing, for one that was never seen.
    fn row(&self, left: &[u8], right: &[u8]) -> usize {
        Edit::of(left, right).map_or(0, |edit| usize::from(self.rows[edit.index()]))
    }
}

/// How many letters of each word an edit takes.
pub const STEPS: [(usize, usize); 5] = [(1, 1), (1, 0), (0, 1), (1, 2), (2, 1)];

/// The place of the edit from letters `from` to letters `to` of two words of these `lengths`.
pub fn place(from: (usize, usize), to: (usize, usize), lengths: (usize, usize)) -> Place {
    if from == (0, 0) {
        Place::Start
    } else if to == lengths {
        Place::End
    } else {
        Place::Middle
    }
}
