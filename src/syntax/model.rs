//! The learned weights, as they lie in `model.bin.gz`.
//!
//! In: the packed bytes. Out: a [`Model`]: tags, and a [`Table`] for the tagger and for each of the
//! two parsers one of actions and one of relations. How they are learned is in docs/models.md; the
//! licence that their data asks for is in NOTICE.

use std::io::{Read, Write};
#[cfg(feature = "syntax")]
use std::sync::LazyLock;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use super::relation::{Relation, Upos};
use super::table::{Entry, Table};

/// First bytes of an unpacked model.
const HEAD: &str = "variorum syntax 2";
/// Most bytes of an unpacked model; more is no model.
const LONGEST: u64 = 64 << 20;
/// States of two parsers in [`Model::sure`]: they agree, agree but for the relation, do not agree.
pub const STATES: usize = 3;
/// Steps of a margin in [`Model::sure`].
pub const STEPS: usize = 10;

/// Everything that was learned.
#[derive(Debug)]
pub struct Model {
    /// Part of speech of each tag.
    pub upos: Vec<Upos>,
    /// Names of the tags, as in the treebanks: `VERB/VBD`.
    pub tags: Vec<String>,
    /// How often in a hundred an arc is right, by what the two parsers say of it and by its margin.
    pub sure: [[u8; STEPS]; STATES],
    /// Weights of tags.
    pub tagger: Table,
    /// Weights of actions: reading from the first word, from the last.
    pub actions: [Table; 2],
    /// Weights of relations, likewise.
    pub relations: [Table; 2],
    /// Weights of an arc where the parsers do not agree.
    pub choice: Table,
}

/// The model of English; none in a build without it.
#[cfg(feature = "syntax")]
pub fn english() -> Option<&'static Model> {
    static ENGLISH: LazyLock<Option<Model>> =
        LazyLock::new(|| Model::unpack(include_bytes!("model.bin.gz")));
    ENGLISH.as_ref()
}

/// The model of English; none in a build without it.
#[cfg(not(feature = "syntax"))]
pub fn english() -> Option<&'static Model> {
    None
}

impl Model {
    /// Reads a packed model; none where the bytes are not one of this version.
    pub fn unpack(packed: &[u8]) -> Option<Self> {
        let mut bytes = Vec::new();
        GzDecoder::new(packed).take(LONGEST).read_to_end(&mut bytes).ok()?;
        let mut input = Input { bytes: &bytes, at: 0 };
        if input.line()? != HEAD {
            return None;
        }
        let tags: Vec<String> = input.line()?.split(' ').map(str::to_owned).collect();
        let relations: Vec<&str> = input.line()?.split(' ').collect();
        if !relations.iter().copied().eq(Relation::ALL.iter().map(|it| it.name())) {
            return None;
        }
        let upos: Option<Vec<Upos>> = tags
            .iter()
            .map(|tag| Upos::of_name(tag.split('/').next().unwrap_or_default()))
            .collect();
        let mut sure = [[0; STEPS]; STATES];
        for cell in sure.iter_mut().flatten() {
            *cell = input.byte()?;
        }
        let tagger = input.table()?;
        let actions = [input.table()?, input.table()?];
        let relations = [input.table()?, input.table()?];
        let choice = input.table()?;
        Some(Self { upos: upos?, tags, sure, tagger, actions, relations, choice })
    }

    /// Packs a model; the same model gives the same bytes.
    ///
    /// # Errors
    /// Never, as it writes to memory.
    pub fn pack(&self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let relations: Vec<&str> = Relation::ALL.iter().map(|it| it.name()).collect();
        for line in [HEAD, &self.tags.join(" "), &relations.join(" ")] {
            bytes.extend_from_slice(line.as_bytes());
            bytes.push(b'\n');
        }
        bytes.extend(self.sure.iter().flatten());
        write_table(&self.tagger, &mut bytes);
        self.actions.iter().chain(&self.relations).for_each(|it| write_table(it, &mut bytes));
        write_table(&self.choice, &mut bytes);
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(&bytes)?;
        packer.finish()
    }
}

/// A weight from a step of -127 to 127: the square of the step in sixteenths, so that small weights
/// are kept apart and a sum fits.
fn weight(step: i8) -> i16 {
    let square = i16::from(step) * i16::from(step) / 16;
    if step < 0 { -square } else { square }
}

/// The step of a weight, from the weights' `greatest`.
pub fn step(weight: f64, greatest: f64) -> i8 {
    let step = ((weight.abs() / greatest).min(1.0).sqrt() * 127.0).round() as i8;
    // Fewer than four steps come out as a weight of 0.
    match step {
        ..4 => 0,
        _ if weight < 0.0 => -step,
        _ => step,
    }
}

/// A table of rows of steps: each its slot and a step for each class, sorted by slot.
pub fn table(bits: u32, classes: usize, rows: &[(u32, Vec<i8>)]) -> Table {
    let mut table = Table::new(bits, classes, rows.len());
    for (slot, steps) in rows {
        let kept = steps.iter().zip(0..).filter(|(step, _)| weight(**step) != 0);
        let row: Vec<Entry> =
            kept.map(|(step, class)| Entry { class, weight: weight(*step) }).collect();
        // Slots rise, so none is refused.
        let _ = table.push(*slot as usize, &row);
    }
    table
}

/// The step that gives a weight of a table.
fn unweight(weight: i16) -> i8 {
    let step = (0..=127_i8).find(|&step| self::weight(step) >= weight.abs()).unwrap_or(127);
    if weight < 0 { -step } else { step }
}

/// Streams one after another, as like bytes pack best beside each other: gaps between slots, how
/// many classes have a weight, which, and the steps.
fn write_table(table: &Table, out: &mut Vec<u8>) {
    let mut streams: [Vec<u8>; 4] = Default::default();
    let (mut before, mut count) = (0, 0);
    for (slot, row) in table.rows() {
        count += 1;
        write_number(slot - before, &mut streams[0]);
        before = slot;
        streams[1].push(row.len() as u8);
        for entry in row {
            streams[2].push(entry.class);
            streams[3].push(unweight(entry.weight) as u8);
        }
    }
    write_number(table.bits as usize, out);
    write_number(table.classes(), out);
    write_number(count, out);
    for stream in streams {
        write_number(stream.len(), out);
        out.extend(stream);
    }
}

/// Seven bits a byte, the lowest first.
fn write_number(mut number: usize, out: &mut Vec<u8>) {
    while number >= 128 {
        out.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Reads bytes, never past their end.
struct Input<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Input<'a> {
    fn byte(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn line(&mut self) -> Option<&'a str> {
        let rest = self.bytes.get(self.at..)?;
        let length = rest.iter().position(|&byte| byte == b'\n')?;
        self.at += length + 1;
        std::str::from_utf8(&rest[..length]).ok()
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }

    fn stream(&mut self) -> Option<Self> {
        let length = self.number()?;
        let bytes = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(Self { bytes, at: 0 })
    }

    fn table(&mut self) -> Option<Table> {
        let (bits, room, count) = (self.number()?, self.number()?, self.number()?);
        if !(6..=24).contains(&bits) || count > 1 << bits {
            return None;
        }
        let [mut gaps, mut counts, mut classes, mut steps] =
            [self.stream()?, self.stream()?, self.stream()?, self.stream()?];
        let mut table = Table::new(bits as u32, room, count);
        let mut slot = 0;
        let mut row = Vec::new();
        for _ in 0..count {
            slot += gaps.number()?;
            row.clear();
            for _ in 0..counts.byte()? {
                let (class, weight) = (classes.byte()?, weight(steps.byte()? as i8));
                row.push(Entry { class, weight });
            }
            table.push(slot, &row)?;
        }
        Some(table)
    }
}
