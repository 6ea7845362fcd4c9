//! Which units of two texts face each other: local alignment with many-to-many beads.
//!
//! The grid has a cell for every pair of unit borders. A bead joins one to four units of either
//! side; its gain is the weight of the words that both sides share, less what two unrelated
//! stretches of that mass share by chance. Skipped units cost a part of their mass, and a chain
//! ends where it would fall below nothing (Smith, Waterman 1981, over the beads of Gale, Church
//! 1993). The best chain is taken, its units are barred, and the next best is looked for, so that
//! moved passages come out as chains of their own (Waterman, Eggert 1987).

use std::ops::Range;

use super::places::{Places, TELLING, tells};
use super::units::Unit;

/// Settings of the bead alignment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Share of their mass that unrelated stretches have in common; a bead must have more.
    pub chance: f32,
    /// Cost of skipping a unit, as a share of its mass.
    pub skip: f32,
    /// Cost of any bead, in nats, for the freedom of choosing it.
    pub bead: f32,
    /// Cost of each unit of a bead beyond one a side, in nats.
    pub join: f32,
    /// A chain must score at least this, in nats.
    pub least: f32,
    /// At most this many chains are taken out of one region.
    pub chains: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { chance: 0.4, skip: 0.1, bead: 0.0, join: 1.0, least: 8.0, chains: 48 }
    }
}

/// Units of both sides that face each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// Indices of the left units.
    pub left: Range<usize>,
    /// Indices of the right units.
    pub right: Range<usize>,
    /// Weight of the shared words, in nats.
    pub shared: f32,
    /// Gain over chance, in nats.
    pub gain: f32,
}

impl Bead {
    /// Moves the indices: units of a slice to units of the whole.
    pub fn shift(&mut self, rows: usize, columns: usize) {
        self.left = self.left.start + rows..self.left.end + rows;
        self.right = self.right.start + columns..self.right.end + columns;
    }
}

/// Beads in the same order on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// In order.
    pub beads: Vec<Bead>,
    /// Sum of gains less skips, in nats.
    pub score: f32,
}

impl Chain {
    /// The chain with all indices moved.
    pub fn shifted(mut self, rows: usize, columns: usize) -> Self {
        for bead in &mut self.beads {
            bead.shift(rows, columns);
        }
        self
    }
}

/// Units a side of each bead.
const SHAPES: [(usize, usize); 13] = [
    (1, 1),
    (1, 2),
    (2, 1),
    (2, 2),
    (1, 3),
    (3, 1),
    (2, 3),
    (3, 2),
    (1, 4),
    (4, 1),
    (3, 3),
    (2, 4),
    (4, 2),
];
const WIDEST: usize = 4;

/// Finds the chains of beads between two runs of units, best first.
pub fn chains(left: &[Unit], right: &[Unit], options: &Options) -> Vec<Chain> {
    let places = [&Places::of(left), &Places::of(right)];
    Search::new(left, right, places, [&[], &[]], options).chains(&[], &[])
}

/// A prepared grid that can be searched several times with different units barred.
pub struct Search<'a> {
    grid: Grid<'a>,
}

impl<'a> Search<'a> {
    /// Weighs the beads between two runs of units, whose telling words stand at `places`. Those of which
    /// the last row and the last column are barred, as both will be in every search, are left out;
    /// nothing is barred by an empty slice.
    pub fn new(
        left: &'a [Unit],
        right: &'a [Unit],
        places: [&Places; 2],
        barred: [&[bool]; 2],
        options: &'a Options,
    ) -> Self {
        let barred = |row: usize, column: usize| {
            barred[0].get(row).is_some_and(|it| *it) && barred[1].get(column).is_some_and(|it| *it)
        };
        Self { grid: Grid::new(left, right, places, barred, options) }
    }

    /// The chains that use none of the barred units (empty: none is barred), best first.
    pub fn chains(&self, rows: &[bool], columns: &[bool]) -> Vec<Chain> {
        let flags = |flags: &[bool], len: usize| {
            (0..len).map(|n| flags.get(n).copied().unwrap_or(false)).collect()
        };
        let barred = Barred {
            rows: flags(rows, self.grid.left.len()),
            columns: flags(columns, self.grid.right.len()),
        };
        taken(&self.grid, barred)
    }
}

/// Finds the chains in which a later part of a text repeats an earlier one, best first.
///
/// Work and memory grow with the square of the text; texts over 1,500 units are cut
/// there.
pub fn repeats(units: &[Unit], options: &Options) -> Vec<Chain> {
    let units = &units[..units.len().min(LONGEST_WITHIN)];
    let places = Places::of(units);
    let mut grid = Grid::new(units, units, [&places; 2], |_, _| false, options);
    let columns = units.len() + 1;
    grid.retain(|cell, (_, width)| cell % columns - width >= cell / columns);
    Search { grid }.chains(&[], &[])
}

/// Units of one text that are searched for repeats.
const LONGEST_WITHIN: usize = 1_500;

fn taken(grid: &Grid, mut barred: Barred) -> Vec<Chain> {
    let mut found = Vec::new();
    while found.len() < grid.options.chains {
        let Some(chain) = grid.best(&barred) else { break };
        for bead in &chain.beads {
            barred.rows[bead.left.clone()].fill(true);
            barred.columns[bead.right.clone()].fill(true);
        }
        found.push(chain);
    }
    found
}

struct Barred {
    rows: Vec<bool>,
    columns: Vec<bool>,
}

/// A bead that ends at a cell.
#[derive(Clone, Copy)]
struct Ending {
    cell: u32,
    /// Index into [`SHAPES`].
    shape: u8,
    shared: f32,
    gain: f32,
}

struct Grid<'a> {
    left: &'a [Unit],
    right: &'a [Unit],
    options: &'a Options,
    /// By the cell where they end; only those with a gain.
    beads: Vec<Ending>,
    /// By cell: where its beads begin; one more for the end. Empty where there is no bead.
    starts: Vec<u32>,
}

/// Beads up to which it is worth asking what a chain of them may score before all cells are filled.
const FEW: usize = 200;

const STOP: u8 = 255;
const UP: u8 = 254;
const BACK: u8 = 253;

impl<'a> Grid<'a> {
    fn new(
        left: &'a [Unit],
        right: &'a [Unit],
        places: [&Places; 2],
        barred: impl Fn(usize, usize) -> bool,
        options: &'a Options,
    ) -> Self {
        let Some(bound) = Bound::new(left, right, places) else {
            return Self { left, right, options, beads: Vec::new(), starts: Vec::new() };
        };
        let (mut lefts, mut rights) = Joined::both(left, right);
        let nets = [&lefts, &rights].map(|side| side.nets(options));
        let mut told = Vec::new();
        let columns = right.len() + 1;
        let mut beads = Vec::new();
        let mut starts = Vec::with_capacity((left.len() + 1) * columns + 1);
        starts.resize(columns, 0);
        for row in 1..=left.len() {
            starts.push(beads.len() as u32);
            bound.told_before(row, &mut told);
            let masses = left[row - 1].mass;
            for column in 1..=right.len() {
                starts.push(beads.len() as u32);
                let told = told[column];
                // Of the tests the cheap ones come first; whatever passes them is weighed exactly.
                let (x, y) = (&nets[0][row - 1], &nets[1][column - 1]);
                if 2.0 * told + x.net + y.net <= options.bead {
                    continue;
                }
                let least = options.bead + options.chance * (masses + right[column - 1].mass);
                if Bound::rules_out(bound.window(row, column), least) || barred(row - 1, column - 1)
                {
                    continue;
                }
                for (index, (a, b)) in SHAPES.iter().copied().enumerate() {
                    let light = x.light[a - 1].min(y.light[b - 1]);
                    let costs = options.bead + x.cost[a - 1] + y.cost[b - 1];
                    if 2.0 * (told + light) <= costs {
                        continue;
                    }
                    let (rows, columns) = (row - a..row, column - b..column);
                    if 2.0 * (bound.told(&rows, &columns) + light) <= costs {
                        continue;
                    }
                    let joins = (a + b - 2) as f32;
                    let cost = options.bead + options.join * joins;
                    let mass = lefts.mass(row - a, a) + rights.mass(column - b, b);
                    let pays = |shared: f32| 2.0 * shared - options.chance * mass - cost > 0.0;
                    let light = bound.light(&rows, &columns);
                    if !pays(bound.split(&rows, &columns, light))
                        || !pays(bound.shared(&rows, &columns))
                    {
                        continue;
                    }
                    let shared = shared(lefts.bag(row - a, a), rights.bag(column - b, b));
                    let gain = 2.0 * shared - options.chance * mass - cost;
                    if gain > 0.0 {
                        let cell = (starts.len() - 1) as u32;
                        beads.push(Ending { cell, shape: index as u8, shared, gain });
                    }
                }
            }
        }
        starts.push(beads.len() as u32);
        if beads.is_empty() {
            starts.clear();
        }
        Self { left, right, options, beads, starts }
    }

    /// The beads that end at a cell.
    fn ending(&self, cell: usize) -> &[Ending] {
        &self.beads[self.starts[cell] as usize..self.starts[cell + 1] as usize]
    }

    /// Lets only the beads stand that `keep` wants: it is told their cell and shape.
    fn retain(&mut self, keep: impl Fn(usize, (usize, usize)) -> bool) {
        let (mut beads, mut starts) = (Vec::new(), Vec::with_capacity(self.starts.len()));
        for cell in 0..self.starts.len().saturating_sub(1) {
            starts.push(beads.len() as u32);
            let ending = self.ending(cell).iter();
            beads.extend(ending.filter(|bead| keep(cell, SHAPES[bead.shape as usize])));
        }
        starts.push(beads.len() as u32);
        (self.beads, self.starts) = (beads, starts);
    }

    fn best(&self, barred: &Barred) -> Option<Chain> {
        if self.most(barred) <= self.options.least { None } else { self.filled(barred) }
    }

    /// The best chain, by the score of every cell.
    fn filled(&self, barred: &Barred) -> Option<Chain> {
        let (rows, columns) = (self.left.len() + 1, self.right.len() + 1);
        let mut score = vec![0.0f32; rows * columns];
        let mut step = vec![STOP; rows * columns];
        let mut top = (self.options.least, 0);
        for row in 1..rows {
            for column in 1..columns {
                let cell = row * columns + column;
                let up = score[cell - columns] - self.options.skip * self.left[row - 1].mass;
                let back = score[cell - 1] - self.options.skip * self.right[column - 1].mass;
                let mut best = (0.0, STOP);
                if up > best.0 {
                    best = (up, UP);
                }
                if back > best.0 {
                    best = (back, BACK);
                }
                for Ending { shape, gain, .. } in self.ending(cell) {
                    let (a, b) = SHAPES[*shape as usize];
                    let free = !barred.rows[row - a..row].contains(&true)
                        && !barred.columns[column - b..column].contains(&true);
                    let sum = score[cell - a * columns - b] + gain;
                    if free && sum > best.0 {
                        best = (sum, *shape);
                    }
                }
                score[cell] = best.0;
                step[cell] = best.1;
                if best.0 > top.0 && best.1 < BACK {
                    top = (best.0, cell);
                }
            }
        }
        (top.1 > 0).then(|| Chain { beads: self.trace(&step, top.1), score: top.0 })
    }

    /// No chain scores more: found from bead to bead, without the cells between, where beads are few.
    fn most(&self, barred: &Barred) -> f32 {
        if self.beads.len() > FEW {
            return f32::INFINITY;
        }
        if self.beads.is_empty() {
            return 0.0;
        }
        let columns = self.right.len() + 1;
        let masses = |units: &[Unit]| running(&units.iter().map(|it| it.mass).collect::<Vec<_>>());
        let skips = [masses(self.left), masses(self.right)];
        // Where each bead ends, and the most that a chain scores up to there.
        let mut ends: Vec<(usize, usize, f32)> = Vec::with_capacity(self.beads.len());
        let mut most = 0.0f32;
        for Ending { cell, shape, gain, .. } in &self.beads {
            let (a, b) = SHAPES[*shape as usize];
            let (row, column) = (*cell as usize / columns, *cell as usize % columns);
            let (from, before) = (row - a, column - b);
            if barred.rows[from..row].contains(&true)
                || barred.columns[before..column].contains(&true)
            {
                continue;
            }
            let behind = ends.iter().filter(|end| end.0 <= from && end.1 <= before);
            let led = behind.map(|end| {
                let skipped = skips[0][from] - skips[0][end.0] + skips[1][before] - skips[1][end.1];
                end.2 - self.options.skip * skipped
            });
            let score = gain + led.fold(0.0, f32::max);
            ends.push((row, column, score));
            most = most.max(score);
        }
        // The cells between round otherwise than the sums here.
        most * 1.001 + 0.1
    }

    fn trace(&self, step: &[u8], mut cell: usize) -> Vec<Bead> {
        let columns = self.right.len() + 1;
        let mut beads = Vec::new();
        loop {
            match step[cell] {
                STOP => break,
                UP => cell -= columns,
                BACK => cell -= 1,
                shape => {
                    let (a, b) = SHAPES[shape as usize];
                    let (row, column) = (cell / columns, cell % columns);
                    let found = self.ending(cell).iter().find(|bead| bead.shape == shape);
                    let (shared, gain) = found.map_or((0.0, 0.0), |bead| (bead.shared, bead.gain));
                    let (left, right) = (row - a..row, column - b..column);
                    beads.push(Bead { left, right, shared, gain });
                    cell -= a * columns + b;
                }
            }
        }
        beads.reverse();
        beads
    }
}

/// Runs of one to four units: run of `n` units from `i` at `i * WIDEST + n - 1`.
///
/// Of their words only those that the other side may have too: no other can be shared.
struct Joined {
    masses: Vec<f32>,
    /// At least the weight of the shared words of a run that do not tell on both sides.
    lights: Vec<f32>,
    /// Words of runs, each sorted.
    words: Vec<(u64, f32)>,
    /// Where the words of a run are in it. Those of more than one unit are made when they are first
    /// asked for: most beads are ruled out before.
    bags: Vec<Option<(u32, u32)>>,
}

impl Joined {
    /// Both sides of a grid.
    fn both(left: &[Unit], right: &[Unit]) -> (Self, Self) {
        let (x, y) = (Marks::of(left), Marks::of(right));
        (Self::new(left, &y), Self::new(right, &x))
    }

    fn new(units: &[Unit], other: &Marks) -> Self {
        let mut words = Vec::with_capacity(units.iter().map(|unit| unit.bag.len()).sum());
        let mut bags = vec![None; units.len() * WIDEST];
        let mut lights = Vec::with_capacity(units.len());
        for (unit, bag) in units.iter().zip(bags.iter_mut().step_by(WIDEST)) {
            let from = words.len() as u32;
            let mut light = 0.0;
            for word in unit.bag.iter().filter(|(stem, _)| other.may_have(*stem)) {
                light += other.light(word);
                words.push(*word);
            }
            *bag = Some((from, words.len() as u32));
            lights.push(light);
        }
        let masses: Vec<f32> = units.iter().map(|unit| unit.mass).collect();
        Self { masses: runs(&masses), lights: runs(&lights), words, bags }
    }

    fn mass(&self, start: usize, width: usize) -> f32 {
        self.masses[start * WIDEST + width - 1]
    }

    fn light(&self, start: usize, width: usize) -> f32 {
        self.lights[start * WIDEST + width - 1]
    }

    /// By the unit that they end with, what its runs bring.
    fn nets(&self, options: &Options) -> Vec<Net> {
        let net = |end: usize| {
            let mut found =
                Net { light: [0.0; WIDEST], cost: [f32::INFINITY; WIDEST], net: f32::MIN };
            for width in 1..=WIDEST.min(end + 1) {
                let start = end + 1 - width;
                let (light, mass) = (self.light(start, width), self.mass(start, width));
                let cost = options.join * (width - 1) as f32 + options.chance * mass;
                found.light[width - 1] = light;
                found.cost[width - 1] = cost;
                found.net = found.net.max(light - cost);
            }
            found
        };
        (0..self.masses.len() / WIDEST).map(net).collect()
    }

    fn bag(&mut self, start: usize, width: usize) -> &[(u64, f32)] {
        let (from, to) = self.place(start, width);
        &self.words[from as usize..to as usize]
    }

    fn place(&mut self, start: usize, width: usize) -> (u32, u32) {
        if let Some(place) = self.bags[start * WIDEST + width - 1] {
            return place;
        }
        let (mut a, mut b) = (self.place(start, width - 1), self.place(start + width - 1, 1));
        let from = self.words.len() as u32;
        while a.0 < a.1 || b.0 < b.1 {
            let first = |run: (u32, u32)| self.words[run.0 as usize];
            let run = match (a.0 < a.1, b.0 < b.1) {
                (true, true) if first(b).0 < first(a).0 => &mut b,
                (true, _) => &mut a,
                (false, _) => &mut b,
            };
            self.words.push(self.words[run.0 as usize]);
            run.0 += 1;
        }
        let place = (from, self.words.len() as u32);
        self.bags[start * WIDEST + width - 1] = Some(place);
        place
    }
}

/// What the runs of one to four units that end with a unit bring to a bead beside the words that tell on
/// both sides.
struct Net {
    /// At least the weight of the other shared words, by width.
    light: [f32; WIDEST],
    /// What it takes of the gain; more than anything where there is no such run.
    cost: [f32; WIDEST],
    /// The most by which the one is more than the other.
    net: f32,
}

/// Sums over runs of one to four from each place.
fn runs(weights: &[f32]) -> Vec<f32> {
    let mut sums = Vec::with_capacity(weights.len() * WIDEST);
    for start in 0..weights.len() {
        let mut sum = 0.0;
        for width in 0..WIDEST {
            sum += weights.get(start + width).copied().unwrap_or(0.0);
            sums.push(sum);
        }
    }
    sums
}

/// Words of a side by one bit each: what the other side surely has no equal of.
struct Marks {
    all: Vec<u64>,
    /// Only those that do not tell.
    light: Vec<u64>,
}

impl Marks {
    /// Bits for each word.
    const BITS: usize = 8;

    fn of(units: &[Unit]) -> Self {
        let words: usize = units.iter().map(|unit| unit.bag.len()).sum();
        let places = (words * Self::BITS / 64).next_power_of_two();
        let mut marks = Self { all: vec![0; places], light: vec![0; places] };
        for (stem, weight) in units.iter().flat_map(|unit| unit.bag.iter()) {
            let (place, bit) = marks.place(*stem);
            marks.all[place] |= bit;
            if !tells(*weight) {
                marks.light[place] |= bit;
            }
        }
        marks
    }

    fn place(&self, stem: u64) -> (usize, u64) {
        ((stem >> 6) as usize & (self.all.len() - 1), 1 << (stem & 63))
    }

    fn may_have(&self, stem: u64) -> bool {
        let (place, bit) = self.place(stem);
        self.all[place] & bit != 0
    }

    /// At least what a word of the other side shares with one of this side, if one of both does not tell.
    fn light(&self, (stem, weight): &(u64, f32)) -> f32 {
        let (place, bit) = self.place(*stem);
        match (tells(*weight), self.light[place] & bit != 0) {
            (false, _) => *weight,
            (true, true) => TELLING,
            (true, false) => 0.0,
        }
    }
}

/// Weight of the words that two sorted bags have in common, counted with multiplicity.
pub fn shared(left: &[(u64, f32)], right: &[(u64, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < left.len() && j < right.len() {
        match left[i].0.cmp(&right[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += left[i].1.min(right[j].1);
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// More than any bead can share, in constant time: most beads are ruled out before their bags are
/// looked at.
struct Bound {
    columns: usize,
    /// Sums of what single pairs of units share at most, over all cells above and before.
    sums: Vec<f32>,
    /// ... and of what they share of telling words.
    telling: Vec<f32>,
    /// Weight of the other words of the left units above, and of the right units before.
    light: [Vec<f32>; 2],
}

impl Bound {
    /// `places` are those of the telling words of either side; nothing where they share none.
    fn new(left: &[Unit], right: &[Unit], places: [&Places; 2]) -> Option<Self> {
        let mut content = vec![0.0f32; left.len() * right.len()];
        let mut meets = vec![false; left.len()];
        places[0].meet(places[1], |row, column, weight| {
            content[row * right.len() + column] += weight;
            meets[row] = true;
        });
        if !meets.contains(&true) {
            return None;
        }
        let lights = [left, right].map(|units| units.iter().map(light).collect::<Vec<f32>>());
        let columns = right.len() + 1;
        let mut sums = vec![0.0; (left.len() + 1) * columns];
        let mut tells = sums.clone();
        for (i, meets) in meets.into_iter().enumerate() {
            let (above, cells) = (i * columns..(i + 1) * columns, (i + 1) * columns);
            if !meets {
                sums.copy_within(above.clone(), cells);
                tells.copy_within(above, cells);
                continue;
            }
            let own = lights[0][i];
            let (mut sum, mut told) = (0.0, 0.0);
            for (j, content) in content[i * right.len()..][..right.len()].iter().enumerate() {
                if *content > 0.0 {
                    sum += content + own.min(lights[1][j]);
                    told += content;
                }
                sums[cells + j + 1] = sums[above.start + j + 1] + sum;
                tells[cells + j + 1] = tells[above.start + j + 1] + told;
            }
        }
        Some(Self { columns, sums, telling: tells, light: lights.map(|weights| running(&weights)) })
    }

    /// What the widest bead that ends at a cell shares at most, and so any that does.
    fn window(&self, row: usize, column: usize) -> f32 {
        let rows = row.saturating_sub(WIDEST)..row;
        self.sum(&self.sums, &rows, &(column.saturating_sub(WIDEST)..column))
    }

    /// Whether no bead of a window of this sum can gain, as each costs at least so much.
    fn rules_out(sum: f32, least: f32) -> bool {
        // Sums over a large grid round, so what is near the border is looked at more closely.
        sum < 0.25 || 2.0 * (sum * 1.05 + 0.5) + 0.5 < least
    }

    /// For every border of columns: at most this weight of telling words is shared by any bead that ends
    /// there and at the row.
    fn told_before(&self, row: usize, out: &mut Vec<f32>) {
        let rows = row.saturating_sub(WIDEST)..row;
        let before = |column: usize| column.saturating_sub(WIDEST)..column;
        out.clear();
        out.extend((0..self.columns).map(|column| self.told(&rows, &before(column))));
    }

    /// At most this weight of telling words is shared by two runs of units.
    fn told(&self, rows: &Range<usize>, columns: &Range<usize>) -> f32 {
        // Sums round: by a few units in the last place of the largest.
        let rounding = 0.01 + self.telling.last().map_or(0.0, |all| all * 8e-6);
        self.sum(&self.telling, rows, columns) + rounding
    }

    /// At most this weight of other words is shared by two runs of units.
    fn light(&self, rows: &Range<usize>, columns: &Range<usize>) -> f32 {
        let light = |side: usize, run: &Range<usize>| {
            self.light[side][run.end] - self.light[side][run.start]
        };
        light(0, rows).min(light(1, columns))
    }

    /// At most this weight is shared by two runs of units; nothing where no telling word is.
    fn shared(&self, rows: &Range<usize>, columns: &Range<usize>) -> f32 {
        let sum = self.sum(&self.sums, rows, columns);
        // Sums over a large grid round; a little more than nothing is nothing.
        if sum < 0.5 { 0.0 } else { sum * 1.05 + 0.5 }
    }

    /// The same, sharper for wide runs: other words count once a side, not once a pair.
    fn split(&self, rows: &Range<usize>, columns: &Range<usize>, light: f32) -> f32 {
        self.sum(&self.telling, rows, columns) * 1.05 + light + 0.5
    }

    fn sum(&self, of: &[f32], rows: &Range<usize>, columns: &Range<usize>) -> f32 {
        let at = |row: usize, column: usize| of[row * self.columns + column];
        at(rows.end, columns.end) - at(rows.start, columns.end) - at(rows.end, columns.start)
            + at(rows.start, columns.start)
    }
}

/// Sums of all weights before each place.
fn running(weights: &[f32]) -> Vec<f32> {
    let mut sum = 0.0;
    let sums = weights.iter().map(|weight| {
        sum += weight;
        sum
    });
    std::iter::once(0.0).chain(sums).collect()
}

/// Weight of the words that tell too little to start a bead.
fn light(unit: &Unit) -> f32 {
    unit.bag.iter().map(|(_, weight)| *weight).filter(|weight| !tells(*weight)).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::span::Span;

    /// Units of random words: of few, so that both sides share many, some light and some telling.
    fn units() -> impl Strategy<Value = Vec<Unit>> {
        let word = (0u64..40, prop::sample::select(vec![0u8, 1, 2, 3]));
        prop::collection::vec(prop::collection::vec(word, 1..9), 1..24).prop_map(|rows| {
            let unit = |(at, words): (usize, Vec<(u64, u8)>)| {
                let weigh = |(stem, step): (u64, u8)| {
                    // The weight of a word differs a little from text to text.
                    (stem, [0.9, 1.2, 1.9, 3.1][(stem % 4) as usize] + 0.15 * f32::from(step))
                };
                let mut bag: Vec<(u64, f32)> = words.into_iter().map(weigh).collect();
                bag.sort_unstable_by_key(|(stem, _)| *stem);
                Unit {
                    tokens: at * 10..at * 10 + 10,
                    span: Span::new(at * 50, at * 50 + 49),
                    sentence: at,
                    mass: bag.iter().map(|(_, weight)| weight).sum(),
                    bag: bag.into(),
                    names: [].into(),
                }
            };
            rows.into_iter().enumerate().map(unit).collect()
        })
    }

    fn free(grid: &Grid) -> Barred {
        Barred { rows: vec![false; grid.left.len()], columns: vec![false; grid.right.len()] }
    }

    proptest! {
        #[test]
        fn no_chain_scores_more_than_the_bound(
            left in units(), right in units(), rows in prop::collection::vec(any::<bool>(), 24),
        ) {
            let options = Options { least: 0.5, ..Options::default() };
            let places = [&Places::of(&left), &Places::of(&right)];
            let grid = Grid::new(&left, &right, places, |_, _| false, &options);
            if grid.beads.is_empty() {
                return Ok(());
            }
            for barred in [free(&grid), Barred { rows: rows[..left.len()].to_vec(), ..free(&grid) }] {
                let most = grid.most(&barred);
                let score = grid.filled(&barred).map_or(0.0, |chain| chain.score);
                prop_assert!(score <= most, "{score} of {most}");
            }
        }

        #[test]
        fn no_bead_shares_more_than_is_asked_before(left in units(), right in units()) {
            let places = [&Places::of(&left), &Places::of(&right)];
            let Some(bound) = Bound::new(&left, &right, places) else { return Ok(()) };
            let (mut x, mut y) = Joined::both(&left, &right);
            let options = Options::default();
            let nets = [x.nets(&options), y.nets(&options)];
            let mut told = Vec::new();
            for row in 1..=left.len() {
                bound.told_before(row, &mut told);
                for column in 1..=right.len() {
                    let window = bound.window(row, column);
                    for (a, b) in SHAPES.into_iter().filter(|(a, b)| *a <= row && *b <= column) {
                        let (rows, columns) = (row - a..row, column - b..column);
                        prop_assert!(bound.sum(&bound.sums, &rows, &columns) <= window + 0.1);
                        let all = |units: &[Unit]| {
                            let mut all: Vec<(u64, f32)> =
                                units.iter().flat_map(|unit| unit.bag.to_vec()).collect();
                            all.sort_by_key(|(stem, _)| *stem);
                            all
                        };
                        let whole = shared(&all(&left[rows.clone()]), &all(&right[columns.clone()]));
                        let found = shared(x.bag(row - a, a), y.bag(column - b, b));
                        prop_assert_eq!(found, whole, "only words that neither shares are left out");
                        let light = x.light(row - a, a).min(y.light(column - b, b));
                        let most = bound.told(&rows, &columns) + light;
                        prop_assert!(found <= most, "{found} of {most}");
                        prop_assert!(bound.told(&rows, &columns) <= told[column] + 0.01);
                        let mass = x.mass(row - a, a) + y.mass(column - b, b);
                        let cost = options.bead + options.join * (a + b - 2) as f32;
                        let gain = 2.0 * found - options.chance * mass - cost;
                        let (p, q) = (&nets[0][row - 1], &nets[1][column - 1]);
                        let most = 2.0 * (told[column] + 0.01) + p.net + q.net;
                        prop_assert!(gain <= most - options.bead, "{gain} of {most}");
                    }
                }
            }
        }
    }
}
