//! Several segments become one, without those documents that are removed.
//!
//! Everything is read and written in order, a block of each at a time.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::path::Path;
use std::rc::Rc;

use super::catalogue::Listed;
use super::codec::Full;
use super::segment::{self, Segment};
use crate::error::Result;

/// Segments of about one size that become one.
const TOGETHER: usize = 8;

/// Which segments are to become one, by their numbers in the list; none when all is well.
pub(super) fn due(listed: &[Listed]) -> Option<Vec<usize>> {
    // Mostly removed: it is written anew, alone.
    if let Some(n) = listed.iter().position(|it| it.removed.len() * 2 > it.documents as usize) {
        return Some(vec![n]);
    }
    let tier = |it: &Listed| it.live().max(1).ilog(TOGETHER);
    let mut tiers: Vec<u32> = listed.iter().map(tier).collect();
    tiers.sort_unstable();
    let full = tiers.chunk_by(|a, b| a == b).find(|run| run.len() >= TOGETHER)?[0];
    let all = listed.iter().enumerate();
    // What is smaller goes along.
    Some(all.filter(|(_, it)| tier(it) <= full).map(|(n, _)| n).collect())
}

/// By segment and document: its new number, where it is there.
type Numbers = Vec<Vec<Option<u32>>>;

/// Writes the documents of some segments that are there as one segment.
pub(super) fn merge(folder: &Path, number: u64, parts: &[(&Segment, &Listed)]) -> Result<Listed> {
    let none = parts.iter().map(|(_, listed)| vec![None; listed.documents as usize]).collect();
    let numbers: RefCell<Numbers> = RefCell::new(none);
    let documents = Documents::new(parts, &numbers)?;
    let mut merged = segment::write(folder, number, documents, || {
        let numbers = Rc::new(numbers.take());
        let table = |table| Rows::new(parts, table, Rc::clone(&numbers));
        Ok([table(0)?, table(1)?, table(2)?, table(3)?])
    })?;
    for (_, listed) in parts {
        for (all, own) in merged.known.iter_mut().zip(listed.known) {
            *all += own;
        }
    }
    Ok(merged)
}

/// A document that is next in its part: key, part, number there, bytes.
type Next = (String, usize, u32, Vec<u8>);

/// The documents of all parts by their keys; each is given its new number on the way.
struct Documents<'a> {
    streams: Vec<Stream<'a>>,
    heap: BinaryHeap<Reverse<Next>>,
    numbers: &'a RefCell<Numbers>,
    next: u32,
}

impl<'a> Documents<'a> {
    fn new(parts: &'a [(&Segment, &Listed)], numbers: &'a RefCell<Numbers>) -> Result<Self> {
        let stream = |(segment, listed): &(&'a Segment, &'a Listed)| Stream {
            segment,
            listed,
            block: 0,
            waiting: VecDeque::new(),
        };
        let streams = parts.iter().map(stream).collect();
        let mut all = Self { streams, heap: BinaryHeap::new(), numbers, next: 0 };
        for part in 0..parts.len() {
            all.pull(part)?;
        }
        Ok(all)
    }

    fn pull(&mut self, part: usize) -> Result<()> {
        if let Some((document, key, record)) = self.streams[part].next()? {
            self.heap.push(Reverse((key, part, document, record)));
        }
        Ok(())
    }
}

impl Iterator for Documents<'_> {
    type Item = Result<(String, Vec<u8>)>;

    fn next(&mut self) -> Option<Self::Item> {
        let Reverse((key, part, document, record)) = self.heap.pop()?;
        self.numbers.borrow_mut()[part][document as usize] = Some(self.next);
        self.next += 1;
        Some(self.pull(part).map(|()| (key, record)))
    }
}

/// The documents of one segment that are there, in order.
struct Stream<'a> {
    segment: &'a Segment,
    listed: &'a Listed,
    block: usize,
    waiting: VecDeque<(u32, Vec<u8>)>,
}

impl Stream<'_> {
    fn next(&mut self) -> Result<Option<(u32, String, Vec<u8>)>> {
        loop {
            while let Some((number, record)) = self.waiting.pop_front() {
                if !self.listed.is_removed(number) {
                    let key = self.segment.kept(&record)?.key();
                    return Ok(Some((number, key, record)));
                }
            }
            if self.block >= self.segment.blocks() {
                return Ok(None);
            }
            self.waiting = self.segment.block(self.block)?.into();
            self.block += 1;
        }
    }
}

/// The rows of one table of all parts, sorted, with the new numbers.
struct Rows<'a> {
    parts: &'a [(&'a Segment, &'a Listed)],
    table: usize,
    numbers: Rc<Numbers>,
    /// By part: the next block, and the rows of the one before that are not taken yet.
    at: Vec<(usize, VecDeque<Full>)>,
    heap: BinaryHeap<Reverse<(Full, usize)>>,
}

impl<'a> Rows<'a> {
    fn new(
        parts: &'a [(&'a Segment, &'a Listed)],
        table: usize,
        numbers: Rc<Numbers>,
    ) -> Result<Self> {
        let at = vec![(0, VecDeque::new()); parts.len()];
        let mut rows = Self { parts, table, numbers, at, heap: BinaryHeap::new() };
        for part in 0..parts.len() {
            rows.pull(part)?;
        }
        Ok(rows)
    }

    fn pull(&mut self, part: usize) -> Result<()> {
        let (block, waiting) = &mut self.at[part];
        let segment = self.parts[part].0;
        loop {
            while let Some((key, document, numbers)) = waiting.pop_front() {
                let new = self.numbers[part].get(document as usize).copied().flatten();
                if let Some(document) = new {
                    self.heap.push(Reverse(((key, document, numbers), part)));
                    return Ok(());
                }
            }
            if *block >= segment.row_blocks(self.table)? {
                return Ok(());
            }
            *waiting = segment.row_block(self.table, *block)?.into();
            *block += 1;
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Full>;

    fn next(&mut self) -> Option<Self::Item> {
        let Reverse((row, part)) = self.heap.pop()?;
        Some(self.pull(part).map(|()| row))
    }
}
