//! Gzip data: one member or several, with or without padding, and how much all of it may unpack to.
//!
//! A few kilobytes of gzip data can hold gigabytes. Each document has its own bound, but a hundred
//! such files would fill the memory all the same, so a run has a bound for all of them together.
//! It depends on the files alone, not on the order in which threads read them.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;
use rayon::prelude::*;

use super::file::{self, Format};
use super::walk::File;
use super::{Options, jsonl};

/// How often a byte of gzip data may be unpacked: text packs to a fifth, seldom to a tenth.
const RATIO: u64 = 20;
/// What all gzip data of a run may unpack to beside that, in bounds of one document.
const SPARE: u64 = 4;

/// The most that a run's gzip files may unpack to, by file: a number of bytes, or no bound for a
/// file that is not packed.
pub fn allowances(files: &[&File], options: &Options) -> Vec<Option<u64>> {
    let packed: Vec<Option<Packed>> =
        files.par_iter().map(|file| Packed::of(file, options)).collect();
    let size = packed.iter().flatten().map(|file| file.size).sum::<u64>();
    let mut left = size.saturating_mul(RATIO) + options.max_bytes.saturating_mul(SPARE);
    packed
        .into_iter()
        .map(|packed| {
            let packed = packed?;
            let allowed = packed.unpacked.min(left);
            // What is refused is not held, and takes nothing from the others.
            if allowed == packed.unpacked && packed.unpacked <= packed.most {
                left -= allowed;
            }
            Some(allowed)
        })
        .collect()
}

/// A gzip file.
struct Packed {
    /// Its bytes on disk.
    size: u64,
    /// ... and unpacked, counted up to one more than the file may have.
    unpacked: u64,
    /// What the file may have.
    most: u64,
}

impl Packed {
    /// Counts what a file unpacks to, and holds nothing of it. `None` for other files and for those
    /// that cannot be opened: reading them says why.
    fn of(file: &File, options: &Options) -> Option<Self> {
        let size = match options.held.get(&file.place) {
            Some(held) => held.as_ref().ok()?.len() as u64,
            None => std::fs::metadata(&file.path).ok().filter(std::fs::Metadata::is_file)?.len(),
        };
        let mut bytes = file::open_packed(file, &options.held).ok()?;
        if !file::is_packed(bytes.fill_buf().ok()?) {
            return None;
        }
        let lines = Format::of_name(&file.id) == Some(Format::JsonLines);
        let most = if lines { jsonl::most(options.max_bytes) } else { options.max_bytes };
        // The trailer of gzip data tells its length, but it may lie.
        let mut counted = Members::new(bytes).take(most.saturating_add(1));
        let mut unpacked = 0;
        let mut buffer = vec![0; 1 << 16];
        while let Ok(count @ 1..) = counted.read(&mut buffer) {
            unpacked += count as u64;
        }
        Some(Self { size, unpacked, most })
    }
}

/// The reason to refuse what would unpack to too much beside the others.
pub const TOO_MUCH: &str = "the gzip data of this run unpacks to far more than text does; unpack it, \
                            or raise --max-bytes, to read it";

/// Reads all members of gzip data; zeros may pad it, as tapes and some tools do.
pub struct Members<R> {
    state: State<R>,
}

enum State<R> {
    Inside(GzDecoder<R>),
    Ended,
}

impl<R: BufRead> Members<R> {
    /// Of a stream that begins with gzip data.
    pub fn new(bytes: R) -> Self {
        Self { state: State::Inside(GzDecoder::new(bytes)) }
    }

    /// The next member, if there is one.
    fn next(mut bytes: R) -> io::Result<State<R>> {
        loop {
            let start = bytes.fill_buf()?;
            match start.iter().position(|byte| *byte != 0) {
                _ if start.is_empty() => return Ok(State::Ended),
                Some(0) => return Ok(State::Inside(GzDecoder::new(bytes))),
                zeros => {
                    let count = zeros.unwrap_or(start.len());
                    bytes.consume(count);
                }
            }
        }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        loop {
            let State::Inside(member) = &mut self.state else { return Ok(0) };
            let count = member.read(into)?;
            if count > 0 {
                return Ok(count);
            }
            let State::Inside(member) = std::mem::replace(&mut self.state, State::Ended) else {
                return Ok(0);
            };
            self.state = Self::next(member.into_inner())?;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Write};

    use super::*;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn read(bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut whole = Vec::new();
        // A small buffer, so that padding and headers cross its borders.
        let bytes = BufReader::with_capacity(7, bytes);
        Members::new(bytes).read_to_end(&mut whole)?;
        Ok(whole)
    }

    #[test]
    fn members_follow_one_another_and_zeros_pad_them() {
        let (one, two) = (packed(b"Ships "), packed(b"wait."));
        assert_eq!(read(&one).unwrap(), b"Ships ");
        assert_eq!(read(&[one.clone(), two.clone()].concat()).unwrap(), b"Ships wait.");
        let zeros = vec![0; 1000];
        assert_eq!(read(&[one.clone(), zeros.clone()].concat()).unwrap(), b"Ships ");
        let padded = [one.clone(), zeros.clone(), two, packed(b""), zeros].concat();
        assert_eq!(read(&padded).unwrap(), b"Ships wait.");
        assert!(read(&[one.as_slice(), b"other"].concat()).is_err());
        assert!(read(&one[..one.len() - 3]).is_err());
    }
}
