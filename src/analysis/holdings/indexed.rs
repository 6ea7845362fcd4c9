//! Old documents of an index on disk, looked up where they lie.
//!
//! What a new document costs does not grow with their number: of those that share a key with it the
//! rows are read, and of those that it is compared with the texts. What depends on others among them
//! (which sentences are boilerplate) is asked only of what is met. No answer depends on the order in
//! which documents came, or on how segments lie.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use foldhash::{HashMap, HashSet};

use super::{Old, Words, words_key};
use crate::analysis::sketch::{SENTENCES, SHINGLES, STEMS, Seat, WHOLE, short as short_key};
use crate::analysis::{Options, boilerplate, telling_of};
use crate::corpus::{Document, hear};
use crate::error::{Error, Result};
use crate::index::store::{Kept, Snapshot, Spot};
use crate::span::Span;

/// The documents of an index, but for the earlier versions of new ones.
pub struct Indexed<'a> {
    snapshot: &'a Snapshot,
    options: &'a Options,
    /// Places, and ids with paths, of new documents: what stands there is what they were.
    places: BTreeSet<String>,
    names: BTreeSet<(String, String)>,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    /// Of a key of a sentence that is boilerplate: the copies of the document that it stays in.
    frames: HashMap<u64, Option<u32>>,
    /// What documents are sorted by, where it was asked for.
    keys: HashMap<u64, String>,
    /// The first thing that went wrong.
    failed: Option<Error>,
}

/// Where a sentence stands: copies of its document are told by one number.
struct Standing {
    whole: u32,
    seat: Seat,
    spot: Spot,
}

impl<'a> Indexed<'a> {
    /// The documents of an index for these new ones; `place` tells the file of one without links.
    pub fn new(
        snapshot: &'a Snapshot,
        options: &'a Options,
        new: &[Document],
        place: &dyn Fn(&Document) -> String,
    ) -> Self {
        let name = |it: &Document| (it.id.clone(), short(&it.path).to_owned());
        Self {
            snapshot,
            options,
            places: new.iter().map(|it| Kept::key_of(it, &place(it))).collect(),
            names: new.iter().map(name).collect(),
            known: Mutex::default(),
        }
    }

    /// How many documents there are, and how many of them have a source, a date, a language, but for
    /// what new ones were.
    pub fn count(&self) -> (usize, [usize; 3]) {
        self.or_none(self.snapshot.count_without(&self.places))
    }

    /// What went wrong while documents were looked up.
    ///
    /// # Errors
    /// When a file of the index is damaged.
    pub fn finish(self) -> Result<()> {
        let known = self.known.into_inner().unwrap_or_else(PoisonError::into_inner);
        known.failed.map_or(Ok(()), Err)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The answer, or nothing where there is an error, which is told in the end.
    fn or_none<T: Default>(&self, answer: Result<T>) -> T {
        answer.unwrap_or_else(|error| {
            self.known().failed.get_or_insert(error);
            T::default()
        })
    }

    fn rows(&self, table: usize, key: u64) -> Vec<(Spot, [u32; 2])> {
        self.or_none(self.snapshot.rows(table, key))
    }

    fn get(&self, spots: &[Spot]) -> Vec<(Spot, Kept)> {
        self.or_none(self.snapshot.get(spots))
    }

    /// Whether it is what a new document was.
    fn is_former(&self, kept: &Kept) -> bool {
        let it = &kept.document;
        self.places.contains(&kept.key())
            || self.names.contains(&(it.id.clone(), short(&it.path).to_owned()))
    }

    /// What a document is sorted by.
    fn key(&self, spot: Spot) -> String {
        if let Some(known) = self.known().keys.get(&spot.number()) {
            return known.clone();
        }
        let key = self.get(&[spot]).pop().map(|(_, kept)| kept.key()).unwrap_or_default();
        self.known().keys.insert(spot.number(), key.clone());
        key
    }

    /// Of a sentence that is boilerplate: the document that it stays in.
    fn frame(&self, key: u64) -> Option<u32> {
        if let Some(known) = self.known().frames.get(&key) {
            return *known;
        }
        let found = self.frame_of(key);
        self.known().frames.insert(key, found);
        found
    }

    fn frame_of(&self, key: u64) -> Option<u32> {
        let rows = self.rows(SENTENCES, short_key(key));
        if rows.len() < boilerplate::DOCUMENTS {
            return None;
        }
        let standing = |(spot, [seat, whole]): (Spot, [u32; 2])| Standing {
            whole,
            seat: Seat::of(seat),
            spot,
        };
        let all: Vec<Standing> = rows.into_iter().map(standing).collect();
        let mut seen: HashSet<(u32, u32)> = HashSet::default();
        // Copies of a document stand for one.
        let each: Vec<&Standing> =
            all.iter().filter(|it| seen.insert((it.whole, it.seat.sentence))).collect();
        let at_edge = each.iter().filter(|it| it.seat.at_edge).count();
        if each.len() < boilerplate::DOCUMENTS || !boilerplate::mostly(at_edge, each.len()) {
            return None;
        }
        let first = self.first(&all);
        let is_frame = self.of_one_source(&each) && self.strangers(&first);
        first.first().filter(|_| is_frame).map(|it| it.whole)
    }

    /// The first documents that have a sentence, in the order of their keys, each once.
    fn first<'s>(&self, all: &'s [Standing]) -> Vec<&'s Standing> {
        // Within a segment they are in order.
        let segments = all.chunk_by(|a, b| Spot::is_beside(a.spot.number(), b.spot.number()));
        let mut first: Vec<&Standing> = Vec::new();
        for segment in segments {
            let mut seen: HashSet<u32> = HashSet::default();
            let own = segment.iter().filter(|it| seen.insert(it.whole));
            first.extend(own.take(boilerplate::SAMPLE));
        }
        first.sort_by_cached_key(|it| (self.key(it.spot), it.seat.sentence));
        let mut seen: HashSet<u32> = HashSet::default();
        first.retain(|it| seen.insert(it.whole));
        first.truncate(boilerplate::SAMPLE);
        first
    }

    /// Whether several of one source have it, or the source of one is not known.
    fn of_one_source(&self, all: &[&Standing]) -> bool {
        let mut sources: Vec<String> = Vec::new();
        for some in all.chunks(boilerplate::SAMPLE) {
            let spots: Vec<Spot> = some.iter().map(|it| it.spot).collect();
            for (_, kept) in self.get(&spots) {
                match kept.document.source {
                    Some(source) => sources.push(source.value),
                    None => return true,
                }
            }
            let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
            if boilerplate::most_of_one(&sources) >= boilerplate::OF_ONE_SOURCE {
                return true;
            }
        }
        false
    }

    fn strangers(&self, sample: &[&Standing]) -> bool {
        let keys = |it: &&Standing| {
            let document = self.get(&[it.spot]).pop().map(|(_, kept)| heard(kept));
            let telling = document.as_ref().map(|it| telling_of(it, &self.options.zones, &[]));
            telling.map(|it| boilerplate::keys(&it.tokenized)).unwrap_or_default()
        };
        let sample: Vec<Vec<u64>> = sample.iter().map(keys).collect();
        boilerplate::are_strangers(&sample)
    }
}

/// A document as documents of strangers are read, as the new ones are.
fn heard(kept: Kept) -> Document {
    let mut document = kept.into_document();
    hear(&mut document);
    document
}

/// A path without the signs that say nothing.
fn short(path: &str) -> &str {
    path.trim_start_matches("./")
}

impl Old for Indexed<'_> {
    fn is_frame(&self, key: u64) -> bool {
        self.frame(key).is_some()
    }

    fn twin(&self, words: Words) -> Option<u64> {
        let rows = self.rows(WHOLE, words.whole?);
        let spots: Vec<Spot> = rows.into_iter().map(|(spot, _)| spot).collect();
        let others = self.get(&spots).into_iter().filter(|(_, kept)| !self.is_former(kept));
        others.map(|(spot, kept)| (kept.key(), spot.number())).min().map(|(_, number)| number)
    }

    fn shingles(&self, key: u64) -> Vec<(u64, u32)> {
        let rows = self.rows(SHINGLES, short_key(key)).into_iter();
        rows.map(|(spot, [token, _])| (spot.number(), token)).collect()
    }

    fn stems(&self, key: u64) -> Vec<(u64, u32, u32)> {
        let rows = self.rows(STEMS, short_key(key)).into_iter();
        rows.map(|(spot, [sentence, token])| (spot.number(), sentence, token)).collect()
    }

    fn ends(&self, places: &[(u64, u32)]) -> [Option<(u64, u32)>; 2] {
        let key = |place: &&(u64, u32)| self.key(Spot::of_number(place.0));
        // Within a segment documents are sorted: only its first and its last can be the ones.
        let segments = places.chunk_by(|a, b| Spot::is_beside(a.0, b.0));
        let ends: Vec<(u64, u32)> = segments.flat_map(|run| [run[0], run[run.len() - 1]]).collect();
        let first = ends.iter().min_by_key(key).copied();
        let last = ends.iter().max_by_key(key).copied();
        [first, last.filter(|it| Some(*it) != first)]
    }

    fn document(&self, old: u64) -> Option<(Document, Vec<Span>)> {
        let (_, kept) = self.get(&[Spot::of_number(old)]).pop()?;
        if self.is_former(&kept) {
            return None;
        }
        let document = heard(kept);
        let telling = telling_of(&document, &self.options.zones, &[]);
        let whole = words_key(&telling).unwrap_or(0) as u32;
        let tokenized = &telling.tokenized;
        let sentences = tokenized.sentences.iter().filter(|it| boilerplate::counts(it));
        let cut = sentences.filter(|sentence| {
            let stays = self.frame(boilerplate::key(tokenized, sentence));
            stays.is_some_and(|stays| stays != whole)
        });
        let cut = cut.map(|sentence| sentence.span).collect();
        Some((document, cut))
    }
}
