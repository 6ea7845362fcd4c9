//! Passages in a language that is read neutrally: word by word, and number by number.
//!
//! Nobody knows which word negates here, which is a name, or which two mean the same. So every word
//! that has no equal on the other side is a divergence, and what it does to the meaning is unclear;
//! only values whose digits can be read in one way say more. The invariant: where nothing is
//! found, both sides have the same words in the same order, and the same marks but for their
//! style.

use std::ops::Range;

use super::view::tokens_in;
use super::{Difference, Effect, Kind, Located, quoted};
use crate::alignment::edits::{Run, runs};
use crate::alignment::{Accounted, Op};
use crate::language::form::is_invisible;
use crate::span::Span;
use crate::telling::Telling;
use crate::token::{Class, normal_form};
use crate::value::numeral::{Numeral, Standing, numerals};

/// Replaced and lost words that touch are one place up to so many words on each side; beyond it
/// each linked group is a place of its own.
const SMALL: usize = 6;
/// Share of the words of two sentences that must be the same for two values to exclude each other.
const SAME: f64 = 0.5;
/// How sure each finding is. That words differ is certain; what is not is left to its effect.
const SEEN: f64 = 0.9;

/// Whether two passages can only be compared neutrally.
pub fn is_neutral(left: &Telling<'_>, right: &Telling<'_>) -> bool {
    left.language.is_neutral() || right.language.is_neutral()
}

/// Names every difference between two passages, and accounts for every word.
pub(super) fn accounted(
    left: (&Telling<'_>, Span),
    right: (&Telling<'_>, Span),
    links: &[(usize, usize)],
) -> (Vec<Difference>, Accounted) {
    let sides = [Side::new(left.0, left.1), Side::new(right.0, right.1)];
    let [a, b] = &sides;
    let tokens = (&a.telling.tokenized.tokens, &b.telling.tokenized.tokens);
    let runs = runs(tokens.0, tokens.1, a.tokens.clone(), b.tokens.clone(), links);
    let mut reader = Reader { cells: cells(&sides, &runs), sides, found: Vec::new() };
    reader.cells = reader.with_whole_values();
    for at in 0..reader.cells.len() {
        let Cell { what, left, right } = reader.cells[at].clone();
        match what {
            What::Same => {}
            What::Moved => reader.moved(left, right),
            What::Other => reader.place(at, left, right),
        }
    }
    reader.marks();
    let accounted = reader.accounted();
    (reader.found, accounted)
}

/// A difference of two readings, said from either side.
fn difference(
    (kind, effect): (Kind, Effect),
    (left, right): (Option<Located>, Option<Located>),
    x: &str,
    y: &str,
    said: &dyn Fn(&str, &str) -> String,
) -> Difference {
    let (explanation, turned) = (said(x, y), said(y, x));
    let turned = (turned != explanation).then_some(turned);
    Difference { kind, effect, left, right, explanation, turned, elsewhere: None, confidence: SEEN }
}

/// One passage.
struct Side<'t> {
    telling: &'t Telling<'t>,
    span: Span,
    tokens: Range<usize>,
    numerals: Vec<Numeral>,
}

impl<'t> Side<'t> {
    fn new(telling: &'t Telling<'t>, span: Span) -> Self {
        let all = &telling.tokenized.tokens;
        let tokens = tokens_in(all, span);
        let numerals = numerals(telling.text, all, tokens.clone());
        Self { telling, span, tokens, numerals }
    }

    fn span_of(&self, range: &Range<usize>) -> Span {
        let tokens = &self.telling.tokenized.tokens;
        tokens[range.start].span.cover(tokens[range.end - 1].span)
    }

    fn text(&self, range: &Range<usize>) -> &'t str {
        self.span_of(range).text(self.telling.text)
    }

    /// What stands before the word `at`, back to the word before it or the start of the passage;
    /// behind the last word, up to the end of the passage.
    fn gap(&self, at: usize) -> &'t str {
        let tokens = &self.telling.tokenized.tokens;
        let from = match at > self.tokens.start {
            true => tokens[at - 1].span.end,
            false => self.span.start,
        };
        let to = if at < self.tokens.end { tokens[at].span.start } else { self.span.end };
        Span { start: from, end: to.max(from) }.text(self.telling.text)
    }

    /// The numeral that is just these words.
    fn numeral(&self, range: &Range<usize>) -> Option<&Numeral> {
        self.numerals.iter().find(|numeral| numeral.tokens == *range)
    }

    /// Whether a numeral goes on over the border before the word `at`.
    fn cuts(&self, at: usize) -> bool {
        let next = self.numerals.partition_point(|numeral| numeral.tokens.end <= at);
        self.numerals.get(next).is_some_and(|numeral| numeral.tokens.start < at)
    }

    /// The letters of a stretch without case, marks and spaces.
    fn letters(&self, range: &Range<usize>) -> String {
        let words = self.telling.tokenized.tokens[range.clone()].iter();
        words.map(|token| normal_form(token.span.text(self.telling.text)).into_owned()).collect()
    }

    /// The words of the passage in the sentence of the word `at`.
    fn sentence(&self, at: usize) -> Range<usize> {
        let sentences = &self.telling.tokenized.sentences;
        let next = sentences.partition_point(|sentence| sentence.tokens.end <= at);
        let whole = sentences.get(next).map_or(self.tokens.clone(), |it| it.tokens.clone());
        whole.start.max(self.tokens.start)..whole.end.min(self.tokens.end)
    }
}

/// What faces what.
#[derive(Clone, Debug)]
struct Cell {
    what: What,
    left: Range<usize>,
    right: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// One word that both sides have.
    Same,
    /// The same words, elsewhere.
    Moved,
    /// Other words, or words on one side only.
    Other,
}

/// The runs as cells: equal words one by one, small differences that touch as one.
fn cells(sides: &[Side<'_>; 2], runs: &[Run]) -> Vec<Cell> {
    let key = |side: usize, at: usize| sides[side].telling.tokenized.tokens[at].key;
    let same = |run: &Run| {
        run.left.len() == run.right.len()
            && run.left.clone().zip(run.right.clone()).all(|(i, j)| key(0, i) == key(1, j))
    };
    let mut cells: Vec<Cell> = Vec::with_capacity(runs.len());
    for run in runs {
        let what = match run.op {
            Op::Equal if same(run) => What::Same,
            Op::Moved if same(run) => What::Moved,
            _ => What::Other,
        };
        if what == What::Same {
            let words = run.left.clone().zip(run.right.clone());
            cells.extend(words.map(|(i, j)| Cell { what, left: i..i + 1, right: j..j + 1 }));
            continue;
        }
        let small = |a: &Range<usize>, b: &Range<usize>| a.len() + b.len() <= SMALL;
        match cells.last_mut() {
            Some(last)
                if last.what == what
                    && last.left.end == run.left.start
                    && last.right.end == run.right.start
                    && (what == What::Moved
                        || small(&last.left, &run.left) && small(&last.right, &run.right)) =>
            {
                last.left.end = run.left.end;
                last.right.end = run.right.end;
            }
            _ => cells.push(Cell { what, left: run.left.clone(), right: run.right.clone() }),
        }
    }
    cells
}

struct Reader<'t> {
    sides: [Side<'t>; 2],
    cells: Vec<Cell>,
    found: Vec<Difference>,
}

impl Reader<'_> {
    /// The cells with no numeral in two of them that differ: "12 500" and "12 600" face each other
    /// whole.
    fn with_whole_values(&self) -> Vec<Cell> {
        let [a, b] = &self.sides;
        let mut whole: Vec<Cell> = Vec::with_capacity(self.cells.len());
        let mut group = 0;
        for cell in &self.cells {
            let goes_on = whole.last().is_some_and(|last: &Cell| {
                last.what != What::Moved
                    && cell.what != What::Moved
                    && last.left.end == cell.left.start
                    && last.right.end == cell.right.start
                    && (a.cuts(cell.left.start) || b.cuts(cell.right.start))
            });
            if !goes_on {
                group = whole.len();
            }
            whole.push(cell.clone());
            let other = whole[group..].iter().any(|it| it.what == What::Other);
            if goes_on && other {
                let hull = Cell {
                    what: What::Other,
                    left: whole[group].left.start..cell.left.end,
                    right: whole[group].right.start..cell.right.end,
                };
                whole.truncate(group);
                whole.push(hull);
            }
        }
        whole
    }

    /// Adds a difference; `said` says it in words, of two readings or of one.
    fn put(
        &mut self,
        (kind, effect): (Kind, Effect),
        ranges: [&Range<usize>; 2],
        values: [Option<String>; 2],
        said: &dyn Fn(&str, &str) -> String,
    ) {
        let reading = |side: usize| match ranges[side].is_empty() {
            true => String::new(),
            false => quoted(self.sides[side].text(ranges[side])),
        };
        let (x, y) = (reading(0), reading(1));
        let [left_value, right_value] = values;
        let located = |side: usize, value: Option<String>| {
            let span =
                (!ranges[side].is_empty()).then(|| self.sides[side].span_of(ranges[side]))?;
            Some(Located { span, value })
        };
        let (left, right) = (located(0, left_value), located(1, right_value));
        let difference = difference((kind, effect), (left, right), &x, &y, said);
        self.found.push(difference);
    }

    fn moved(&mut self, left: Range<usize>, right: Range<usize>) {
        self.put((Kind::Order, Effect::Unclear), [&left, &right], [None, None], &|x, _| {
            format!(
                "{x} stands elsewhere in the other; whether that changes the meaning is not known"
            )
        });
    }

    /// Words that have no equal on the other side.
    fn place(&mut self, cell: usize, left: Range<usize>, right: Range<usize>) {
        let [a, b] = &self.sides;
        if left.is_empty() || right.is_empty() {
            let kind = if left.is_empty() { Kind::Addition } else { Kind::Omission };
            let told = (kind, Effect::Unclear);
            return self.put(told, [&left, &right], [None, None], &|x, y| {
                format!("only one side has {x}{y}; what it does to the meaning is not known")
            });
        }
        if let (Some(x), Some(y)) = (a.numeral(&left), b.numeral(&right)) {
            let (x, y) = (x.clone(), y.clone());
            return self.values(cell, &x, &y);
        }
        let number = |side: &Side<'_>, range: &Range<usize>| {
            let mut words = side.telling.tokenized.tokens[range.clone()].iter();
            words.any(|token| token.class == Class::Number)
        };
        // "10²" has the digits of 102 and not its value.
        if !number(a, &left) && a.letters(&left) == b.letters(&right) {
            let told = (Kind::Spelling, Effect::Unclear);
            return self.put(told, [&left, &right], [None, None], &|x, y| {
                format!("{x} and {y}: the same letters but for their marks; they may be two words")
            });
        }
        self.put((Kind::Wording, Effect::Unclear), [&left, &right], [None, None], &|x, y| {
            format!("{x} stands where the other has {y}; whether they mean the same is not known")
        });
    }

    /// Two values in one place.
    fn values(&mut self, cell: usize, x: &Numeral, y: &Numeral) {
        let [a, b] = &self.sides;
        let signed =
            |i: usize, j: usize| alike(a.gap(i), b.gap(j), i == a.tokens.end && j == b.tokens.end);
        let one_sign = signed(x.tokens.start, y.tokens.start) && signed(x.tokens.end, y.tokens.end);
        let days = x.is_day() && y.is_day();
        let pick = |number: Kind, day: Kind| if days { day } else { number };
        let told = match x.standing(y) {
            // "5 €" and "5 $" have one number and two values.
            _ if !one_sign => (Kind::Wording, Effect::Unclear),
            Standing::Equal => (pick(Kind::NumberForm, Kind::DateForm), Effect::None),
            Standing::MayBeEqual => (pick(Kind::NumberForm, Kind::DateForm), Effect::Unclear),
            Standing::Different if self.is_one_place(cell, x, y) => {
                (pick(Kind::NumberConflict, Kind::DateConflict), Effect::Conflict)
            }
            Standing::Different | Standing::Open => (Kind::Wording, Effect::Unclear),
        };
        let values = [x.describe(), y.describe()];
        let read = |value: &Option<String>| value.clone().unwrap_or_else(|| "no number".to_owned());
        let (u, v) = (read(&values[0]), read(&values[1]));
        // Of two readings the values come in their order.
        let first = quoted(a.text(&x.tokens));
        let said = |p: &str, q: &str| {
            let (u, v) = if p == first { (&u, &v) } else { (&v, &u) };
            match told {
                (_, Effect::None) => format!("{p} and {q}: {u} in two forms"),
                (_, Effect::Conflict) => format!("{p} stands where the other has {q}"),
                (Kind::Wording, _) if !one_sign => {
                    format!("{p} and {q}: the signs beside them differ")
                }
                (Kind::Wording, _) => format!(
                    "{p} ({u}) stands where the other has {q} ({v}); they may count other things"
                ),
                _ => format!("{p} ({u}) and {q} ({v}): the same value, if the signs are read so"),
            }
        };
        self.put(told, [&x.tokens, &y.tokens], values, &said);
    }

    /// Whether two values surely say the same thing: the words beside them are the same, so are
    /// most of their sentences, and neither value stands elsewhere on the other side.
    fn is_one_place(&self, cell: usize, x: &Numeral, y: &Numeral) -> bool {
        let [a, b] = &self.sides;
        let same = |cell: Option<&Cell>| cell.is_none_or(|cell| cell.what == What::Same);
        let word = |cell: Option<&Cell>| {
            cell.is_some_and(|cell| !a.numerals.iter().any(|n| n.tokens.contains(&cell.left.start)))
        };
        let before = cell.checked_sub(1).and_then(|at| self.cells.get(at));
        let after = self.cells.get(cell + 1);
        let elsewhere = |value: &Numeral, side: &Side<'_>| {
            let sentence =
                side.sentence(if std::ptr::eq(side, a) { x.tokens.start } else { y.tokens.start });
            let inside = side.numerals.iter().filter(|it| sentence.contains(&it.tokens.start));
            inside
                .into_iter()
                .any(|it| matches!(it.standing(value), Standing::Equal | Standing::MayBeEqual))
        };
        same(before)
            && same(after)
            && (word(before) || word(after))
            && !elsewhere(x, b)
            && !elsewhere(y, a)
            && self.sameness(a.sentence(x.tokens.start), b.sentence(y.tokens.start)) >= SAME
    }

    /// Share of the words of two sentences that both have in one order.
    fn sameness(&self, left: Range<usize>, right: Range<usize>) -> f64 {
        let cells = self.cells.iter().filter(|cell| cell.what == What::Same);
        let same = cells
            .filter(|cell| left.contains(&cell.left.start) && right.contains(&cell.right.start))
            .count();
        2.0 * same as f64 / (left.len() + right.len()).max(1) as f64
    }

    /// Other marks between words that are the same. A sign may be a value (`-5`, `5 %`), and a
    /// comma may part what belongs together, so only their style is nothing.
    fn marks(&mut self) {
        let [a, b] = &self.sides;
        if a.tokens.is_empty() || b.tokens.is_empty() {
            return;
        }
        let ends = Cell {
            what: What::Same,
            left: a.tokens.end..a.tokens.end,
            right: b.tokens.end..b.tokens.end,
        };
        let mut places = Vec::new();
        let mut before = Some((a.tokens.start, b.tokens.start));
        for cell in self.cells.iter().chain([&ends]) {
            let (i, j) = (cell.left.start, cell.right.start);
            if cell.what == What::Same
                && before == Some((i, j))
                && !alike(a.gap(i), b.gap(j), cell.left.is_empty())
            {
                places.push((i, j));
            }
            before = (cell.what == What::Same).then_some((cell.left.end, cell.right.end));
        }
        for (i, j) in places {
            let around = |side: &Side<'_>, at: usize| {
                let tokens = &side.tokens;
                at.saturating_sub(1).max(tokens.start)..(at + 1).min(tokens.end)
            };
            let spans = [(a, i), (b, j)].map(|(side, at)| {
                let words = side.span_of(&around(side, at));
                let (start, end) = (at == side.tokens.start, at == side.tokens.end);
                Span {
                    start: if start { side.span.start } else { words.start },
                    end: if end { side.span.end } else { words.end },
                }
            });
            let [x, y] = [(a, spans[0]), (b, spans[1])]
                .map(|(side, span)| quoted(span.text(side.telling.text)));
            let [left, right] = spans.map(|span| Some(Located { span, value: None }));
            let said = |x: &str, y: &str| {
                format!("{x} and {y}: other marks, which may change the meaning")
            };
            let told = (Kind::Punctuation, Effect::Unclear);
            self.found.push(difference(told, (left, right), &x, &y, &said));
        }
    }

    /// What became of the words of both sides: each is equal or told.
    fn accounted(&self) -> Accounted {
        let words = self.sides.iter().map(|side| side.tokens.len()).sum::<usize>();
        let same = 2 * self.cells.iter().filter(|cell| cell.what == What::Same).count();
        let count = |words: usize| u32::try_from(words).unwrap_or(u32::MAX);
        Accounted {
            equal: count(same),
            in_divergences: count(words - same),
            ..Accounted::default()
        }
    }
}

/// Whether the marks of two gaps differ in style at most. At the end of a passage a full stop is
/// nothing.
fn alike(a: &str, b: &str, last: bool) -> bool {
    let (x, y) = (marks(a), marks(b));
    let bare = |marks: &str| marks.trim_end_matches('.').to_owned();
    x == y || last && bare(&x) == bare(&y)
}

/// The marks of a gap, each in one style; quotation marks and spaces left out.
fn marks(gap: &str) -> String {
    let mut found = String::new();
    for c in gap.chars().filter(|&c| !c.is_whitespace() && !is_invisible(c)) {
        match c {
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』'
            | '〝' | '〞' | '〟' | '\'' | '‘' | '’' | '‚' | '‛' | '`' | '＂' | '＇' => {
            }
            '\u{2010}'..='\u{2015}' | '−' | '－' | '﹣' => found.push('-'),
            '…' => found.push_str("..."),
            '。' | '．' | '｡' | '۔' | '।' => found.push('.'),
            '、' | '，' | '､' | '،' => found.push(','),
            '؛' => found.push(';'),
            '؟' => found.push('?'),
            '٪' => found.push('%'),
            // The full-width forms of ASCII.
            '\u{ff01}'..='\u{ff5e}' => {
                found.extend(char::from_u32(u32::from(c) - 0xfee0));
            }
            _ => found.push(c),
        }
    }
    found
}
