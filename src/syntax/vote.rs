//! Makes one tree of two: the one with the greatest sum of votes (Sagae, Lavie 2006), found by
//! Eisner's algorithm (1996).
//!
//! In: the weight of every arc. Out: a head for every word; one word hangs on the root, no two arcs
//! cross.

/// Weight of what nobody proposes.
const NEVER: i32 = -1_000_000;

/// Heads of `len` words that together weigh most; `weight(head, child)`, `len` being the root.
/// `roots` are the words that may hang on the root.
pub fn heaviest(len: usize, roots: &[usize], weight: &dyn Fn(usize, usize) -> i32) -> Vec<usize> {
    let mut arcs = vec![NEVER; len * len];
    for head in 0..len {
        for child in (0..len).filter(|&child| child != head) {
            arcs[head * len + child] = weight(head, child);
        }
    }
    let chart = Chart::fill(len, &arcs);
    let sum = |root: usize| {
        weight(len, root) + chart.whole(0, root, false) + chart.whole(root, len - 1, true)
    };
    let Some(&root) = roots.iter().max_by_key(|&&root| (sum(root), usize::MAX - root)) else {
        return Vec::new();
    };
    let mut heads = vec![len; len];
    chart.read(0, root, false, true, &mut heads);
    chart.read(root, len - 1, true, true, &mut heads);
    heads
}

/// The best halves of trees over each stretch: open (an arc from end to end) and whole, by the end
/// at which the head stands.
struct Chart {
    len: usize,
    /// Score and split, at `((from * len + to) * 2 + head is first) * 2 + whole`.
    cells: Vec<(i32, u8)>,
}

impl Chart {
    fn at(&self, from: usize, to: usize, first: bool, whole: bool) -> usize {
        ((from * self.len + to) * 2 + usize::from(first)) * 2 + usize::from(whole)
    }

    fn whole(&self, from: usize, to: usize, first: bool) -> i32 {
        self.cells[self.at(from, to, first, true)].0
    }

    fn fill(len: usize, arcs: &[i32]) -> Self {
        let mut chart = Self { len, cells: vec![(0, 0); len * len * 4] };
        for width in 1..len {
            for from in 0..len - width {
                chart.fill_cell(from, from + width, arcs);
            }
        }
        chart
    }

    fn fill_cell(&mut self, from: usize, to: usize, arcs: &[i32]) {
        let mut best = (i32::MIN, 0);
        for split in from..to {
            let score = self.whole(from, split, true) + self.whole(split + 1, to, false);
            if score > best.0 {
                best = (score, split as u8);
            }
        }
        for first in [false, true] {
            let arc = if first { from * self.len + to } else { to * self.len + from };
            let place = self.at(from, to, first, false);
            self.cells[place] = ((best.0 + arcs[arc]).max(NEVER * 100), best.1);
        }
        let mut ends = [(i32::MIN, 0); 2];
        for split in from..=to {
            if split < to {
                let score =
                    self.whole(from, split, false) + self.cells[self.at(split, to, false, false)].0;
                if score > ends[0].0 {
                    ends[0] = (score, split as u8);
                }
            }
            if split > from {
                let score =
                    self.cells[self.at(from, split, true, false)].0 + self.whole(split, to, true);
                if score > ends[1].0 {
                    ends[1] = (score, split as u8);
                }
            }
        }
        for first in [false, true] {
            let place = self.at(from, to, first, true);
            let end = ends[usize::from(first)];
            self.cells[place] = (end.0.max(NEVER * 100), end.1);
        }
    }

    fn read(&self, from: usize, to: usize, first: bool, whole: bool, heads: &mut [usize]) {
        let mut open = vec![(from, to, first, whole)];
        while let Some((from, to, first, whole)) = open.pop() {
            if from == to {
                continue;
            }
            let split = usize::from(self.cells[self.at(from, to, first, whole)].1);
            match (whole, first) {
                (true, true) => open.extend([(from, split, true, false), (split, to, true, true)]),
                (true, false) => {
                    open.extend([(from, split, false, true), (split, to, false, false)])
                }
                (false, _) => {
                    let (head, child) = if first { (from, to) } else { (to, from) };
                    heads[child] = head;
                    open.extend([(from, split, true, true), (split + 1, to, false, true)]);
                }
            }
        }
    }
}
