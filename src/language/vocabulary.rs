//! The words of a language that numbers and dates are written with.
//!
//! In: the lists of a language file. Out: what a word (by its key) can mean inside a value, in one
//! look-up. What the words add up to is decided in [`crate::value`].

use foldhash::{HashMap, HashSet};

use super::key;

/// The lists of a language that values are read with; phrases are parted by `;`.
pub struct ValueWords {
    /// What stands between whole and fraction: `.` in English, `,` in German.
    pub decimal: char,
    /// Whether the month stands before the day in 11/23/2019.
    pub month_first: bool,
    /// Phrases before a number that bound it: `more than`.
    pub limits: &'static [(Limit, &'static str)],
    /// Phrases after a number that bound it: `or more`.
    pub limits_after: &'static [(Limit, &'static str)],
    /// Names of units as [`crate::value::number::Unit::name`] prints them, with their words.
    pub units: &'static [(&'static str, &'static str)],
    /// Denominators: `half` is 2, `quarters` is 4.
    pub fractions: &'static [(&'static str, u64)],
    /// Words that say how many times: `twice` is 2.
    pub multiples: &'static [(&'static str, f64)],
    /// Those of them that say so only right before what they multiply: `double the price`.
    pub multiples_ahead: &'static str,
    /// Phrases between a part and the whole: the `out of` of `nine out of ten`.
    pub ratios: &'static str,
    /// Verbs that a preposition behind them belongs to, and not to the number: `hand over two`.
    pub particle_verbs: &'static str,
    /// Words that count the members of a group: `trio` is 3.
    pub groups: &'static [(&'static str, u64)],
    /// Words for ten years, of a century or of a life: `nineties` is 90.
    pub decades: &'static [(&'static str, u64)],
    /// Eras that years are counted in, with the year before their first.
    pub eras: &'static [(&'static str, i16)],
    /// Words that stand for some of a scale: `hundreds` is 100.
    pub vague: &'static [(&'static str, u64)],
    /// Abbreviated scales, written behind the digits: `bn`.
    pub scales: &'static [(&'static str, u64)],
    /// Words that a date is put together with.
    pub times: &'static [(Time, &'static str)],
    /// Names of time zones with the minutes they are ahead of UTC.
    pub zones: &'static [(&'static str, i16)],
    /// Every other word that a value is put together with.
    pub joints: &'static [(Joint, &'static str)],
}

/// How a phrase bounds the number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// about, some, roughly
    About,
    /// nearly, almost
    Nearly,
    /// at least
    AtLeast,
    /// more than
    Above,
    /// up to
    AtMost,
    /// less than
    Below,
    /// exactly
    Precisely,
}

/// What a word does in a date or time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// last
    Last,
    /// next
    Next,
    /// this, current
    This,
    /// ago
    Ago,
    /// later (this month)
    Later,
    /// earlier (this month)
    Earlier,
    /// early, the beginning of
    Early,
    /// mid, the middle of
    Mid,
    /// late, the end of
    Late,
    /// day
    Day,
    /// week
    Week,
    /// weekend
    Weekend,
    /// month
    Month,
    /// quarter
    Quarter,
    /// year
    Year,
    /// decade
    Decade,
    /// century
    Century,
    /// spring
    Spring,
    /// summer
    Summer,
    /// autumn
    Autumn,
    /// winter
    Winter,
    /// morning
    Morning,
    /// afternoon
    Afternoon,
    /// evening
    Evening,
    /// night
    Night,
    /// tonight: the night of today
    Tonight,
    /// noon
    Noon,
    /// midnight
    Midnight,
    /// a.m.
    Am,
    /// p.m.
    Pm,
    /// o'clock
    Clock,
    /// hourly
    Hourly,
    /// daily
    Daily,
    /// weekly
    Weekly,
    /// monthly
    Monthly,
    /// yearly
    Yearly,
    /// hour, hours, as in 1500 hours
    Hours,
    /// will, due, scheduled: a weekday after it lies ahead
    Ahead,
}

/// How a word joins the parts of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// a, an: one of the scale or fraction that follows.
    One,
    /// and, inside a number and between the ends of a range.
    And,
    /// to, till, between the ends of a range.
    To,
    /// or, between two guesses
    Or,
    /// between: a range follows.
    Between,
    /// minus
    Minus,
    /// point, before decimals in words
    Point,
    /// of
    Of,
    /// the
    The,
    /// few: with `a` before it a small number, or some of the scale that follows
    Few,
    /// several: a small number, or some of the scale that follows
    Several,
    /// pair, couple: two of what follows
    Pair,
    /// handful: a small number of what follows
    Handful,
    /// per: what follows is what the amount is a rate of
    Per,
    /// each, every: a pronoun before `one`, and `per` before a stretch of time
    Each,
    /// by: a year or the size of a change may follow
    By,
    /// after: a year may follow, or the hour that minutes are counted from
    After,
    /// before: a year may follow, or the hour that minutes are counted to
    Before,
    /// past: the hour that minutes are counted from follows
    Past,
    /// aged, age: years of life follow
    Aged,
    /// zero, oh: in `nineteen oh five`
    Zero,
    /// section, figure, page: what follows only numbers it
    Label,
    /// flight: what follows names it
    Craft,
    /// won, lost, vote: a result of two numbers may follow
    Result,
    /// at, on, before a time or a day
    At,
    /// from: the lower end of a range, the old value of a change, or a year
    From,
    /// as: in "half as long", and before a second comparison
    As,
    /// weighs: the pounds behind it are no money
    Weigh,
    /// in, since, by, during: a year may follow
    YearAhead,
    /// Words before `one` that make it a pronoun: the, this, no.
    Pronoun,
    /// rose, up, lost: of two amounts behind it the first is the change, the second the level
    Change,
    /// people, jobs: what is counted in millions
    Counted,
    /// what, that, its: what is multiplied begins with it
    Multiplied,
}

/// What a word can mean inside a value.
#[derive(Clone, Copy, Debug, Default)]
pub struct Vocable {
    /// Value of a number word.
    pub number: Option<u64>,
    /// Value of an ordinal word.
    pub ordinal: Option<u64>,
    /// Denominator of a fraction.
    pub fraction: Option<u64>,
    /// How many times.
    pub multiple: Option<f64>,
    /// The scale that the word stands for some of.
    pub vague: Option<u64>,
    /// An abbreviated scale.
    pub scale: Option<u64>,
    /// Ten years, of a century or of a life.
    pub decade: Option<u64>,
    /// The year before the first of an era.
    pub era: Option<i16>,
    /// 1 to 12.
    pub month: Option<u8>,
    /// Monday is 1.
    pub weekday: Option<u8>,
    /// Days from the day of writing.
    pub relative_day: Option<i8>,
    /// What it does in a date.
    pub time: Option<Time>,
    /// Minutes ahead of UTC.
    pub zone: Option<i16>,
    /// How it joins.
    pub joint: Option<Joint>,
    /// A unit begins with it.
    pub unit: bool,
}

/// The look-ups made of [`ValueWords`].
pub struct Vocabulary {
    /// What stands between whole and fraction.
    pub decimal: char,
    /// Whether the month stands before the day in 11/23/2019.
    pub month_first: bool,
    words: HashMap<u64, Vocable>,
    units: HashMap<u64, Vec<(Vec<u64>, &'static str)>>,
    limits: Vec<(Vec<u64>, Limit)>,
    limits_after: Vec<(Vec<u64>, Limit)>,
    ratios: Vec<Vec<u64>>,
    groups: Vec<(Vec<u64>, u64)>,
    multiples_ahead: Vec<u64>,
    particle_verbs: HashSet<u64>,
}

impl Vocabulary {
    pub(super) fn new(lists: &ValueWords, words: &super::Words) -> Self {
        let mut vocabulary = Self {
            decimal: lists.decimal,
            month_first: lists.month_first,
            words: HashMap::default(),
            units: HashMap::default(),
            limits: phrases(lists.limits),
            limits_after: phrases(lists.limits_after),
            ratios: lists.ratios.split(';').map(keys).collect(),
            groups: lists.groups.iter().map(|&(phrase, count)| (keys(phrase), count)).collect(),
            multiples_ahead: keys(lists.multiples_ahead),
            particle_verbs: keys(lists.particle_verbs).into_iter().collect(),
        };
        vocabulary.limits.sort_by_key(|(phrase, _)| usize::MAX - phrase.len());
        vocabulary.add_values(lists);
        vocabulary.add_days(words);
        vocabulary.add_units(lists);
        vocabulary
    }

    /// What the word can mean inside a value.
    pub fn word(&self, key: u64) -> Option<&Vocable> {
        self.words.get(&key)
    }

    /// The unit that the words after a number name, and how many words it takes; the longest wins.
    pub fn unit(&self, mut words: impl Iterator<Item = u64>) -> Option<(&'static str, usize)> {
        let first = words.next()?;
        let candidates = self.units.get(&first)?;
        let rest: Vec<u64> = words.take(3).collect();
        candidates
            .iter()
            .filter(|(phrase, _)| rest.starts_with(&phrase[1..]))
            .max_by_key(|(phrase, _)| phrase.len())
            .map(|&(ref phrase, name)| (name, phrase.len()))
    }

    /// The limit that the last of `words` set for the number after them, and how many words it
    /// takes; the longest wins.
    pub fn limit_before(&self, words: &[u64]) -> Option<(Limit, usize)> {
        let (phrase, limit) = self.limits.iter().find(|(phrase, _)| words.ends_with(phrase))?;
        let before = words.len().checked_sub(phrase.len() + 1).and_then(|at| words.get(at));
        // "take over", "run under"; but what "takes about 8" is about 8.
        let particle = matches!(limit, Limit::Above | Limit::Below)
            && phrase.len() == 1
            && before.is_some_and(|key| self.particle_verbs.contains(key));
        (!particle).then_some((*limit, phrase.len()))
    }

    /// How many words the first of `words` take that stand between a part and its whole.
    pub fn ratio(&self, words: &[u64]) -> Option<usize> {
        self.ratios.iter().filter(|phrase| words.starts_with(phrase)).map(Vec::len).max()
    }

    /// How many the first of `words` say that a group has, and how many words say it.
    pub fn group(&self, words: &[u64]) -> Option<(u64, usize)> {
        let (phrase, count) = self.groups.iter().find(|(phrase, _)| words.starts_with(phrase))?;
        Some((*count, phrase.len()))
    }

    /// Whether a word says how many times only right before what it multiplies: `double`.
    pub fn multiplies_ahead(&self, key: u64) -> bool {
        self.multiples_ahead.contains(&key)
    }

    /// The limit that the first of `words` set for the number before them.
    pub fn limit_after(&self, words: &[u64]) -> Option<(Limit, usize)> {
        self.limits_after
            .iter()
            .find(|(phrase, _)| words.starts_with(phrase))
            .map(|(phrase, limit)| (*limit, phrase.len()))
    }

    fn add_values(&mut self, lists: &ValueWords) {
        for &(word, value) in lists.fractions {
            self.entry(word).fraction = Some(value);
        }
        for &(word, value) in lists.multiples {
            self.entry(word).multiple = Some(value);
        }
        for &(word, value) in lists.vague {
            self.entry(word).vague = Some(value);
        }
        for &(word, value) in lists.scales {
            self.entry(word).scale = Some(value);
        }
        for &(word, value) in lists.decades {
            self.entry(word).decade = Some(value);
        }
        for &(word, year) in lists.eras {
            self.entry(word).era = Some(year);
        }
        for &(phrase, _) in lists.groups {
            // That a value may begin with the word is all that is known of it.
            if let Some(&first) = keys(phrase).first() {
                self.words.entry(first).or_default();
            }
        }
        for &(word, minutes) in lists.zones {
            self.entry(word).zone = Some(minutes);
        }
        for &(time, list) in lists.times {
            for word in list.split_whitespace() {
                self.entry(word).time = Some(time);
            }
        }
        for &(joint, list) in lists.joints {
            for word in list.split_whitespace() {
                self.entry(word).joint.get_or_insert(joint);
            }
        }
    }

    fn add_days(&mut self, words: &super::Words) {
        for &(word, value) in words.numbers {
            self.entry(word).number = Some(value);
        }
        for &(word, value) in words.ordinals {
            self.entry(word).ordinal = Some(value);
        }
        for &(word, days) in words.relative_days {
            self.entry(word).relative_day = Some(days);
        }
        for (number, line) in (1..).zip(words.months) {
            for word in line.split_whitespace() {
                self.entry(word).month = Some(number);
            }
        }
        for (number, line) in (1..).zip(words.weekdays) {
            for word in line.split_whitespace() {
                self.entry(word).weekday = Some(number);
            }
        }
    }

    fn add_units(&mut self, lists: &ValueWords) {
        for &(name, list) in lists.units {
            for phrase in list.split(';') {
                let keys: Vec<u64> = phrase.split_whitespace().map(key).collect();
                let Some(&first) = keys.first() else { continue };
                self.units.entry(first).or_default().push((keys, name));
                self.words.entry(first).or_default().unit = true;
            }
        }
    }

    fn entry(&mut self, word: &str) -> &mut Vocable {
        self.words.entry(key(word)).or_default()
    }
}

fn keys(list: &str) -> Vec<u64> {
    list.split_whitespace().map(key).collect()
}

fn phrases(lists: &[(Limit, &'static str)]) -> Vec<(Vec<u64>, Limit)> {
    lists
        .iter()
        .flat_map(|&(limit, list)| list.split(';').map(move |phrase| (keys(phrase), limit)))
        .filter(|(phrase, _): &(Vec<u64>, Limit)| !phrase.is_empty())
        .collect()
}
