//! Documents as the base has them, where the change touches them.
//!
//! In: the base, and which documents of each file are new. Out: the former version of every document
//! that the change edits, moves or takes away. They are compared like new ones, so that what a change
//! takes back, turns round or puts out of sight is seen.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::Result;
use variorum::analysis::{Compared, FORMER};
use variorum::config::Config;
use variorum::corpus::{Document, Format, Held, Listing, Options, Share};
use variorum::policy::Former;

use super::base::{Base, Found};
use super::change::{Scope, bytes_of, is_lines, new_lines};
use super::git::Kind;
use super::nature::is_plainly_other;
use crate::report;

/// The former versions of what the change touches, under their own names.
pub fn formers(
    (listing, shares): (&Listing, &[Share]),
    scope: &Scope,
    base: &Base,
    config: &Config,
    paths: &[PathBuf],
) -> Result<Vec<Document>> {
    let wanted = wanted(listing, shares, scope, base);
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let objects: Vec<&str> = wanted.values().map(|(object, _)| *object).collect();
    let contents = base.repository.contents(&objects)?;
    let top = &base.repository.top;
    let files = wanted.keys().map(|path| top.join(path)).zip(contents.into_iter().map(Ok));
    let held = Held::new(files.collect());
    let options = Options { held: held.clone(), ..config.reading.clone() };
    let then = Listing::of(&report::inputs(paths), &options)?;
    let mut of_base = Vec::new();
    for file in then.files() {
        let inside = file.spot.strip_prefix(top).ok();
        of_base.push(match inside.and_then(|inside| wanted.get(inside)) {
            None => Share::None,
            Some((_, None)) => Share::All,
            Some((_, Some(now))) => {
                let old = bytes_of(&file.spot, &held)?;
                let now = bytes_of(now, &config.reading.held).unwrap_or_default();
                Share::Only(new_lines(&now, &old))
            }
        });
    }
    Ok(then.read(&of_base, &options).documents)
}

/// What the base had at a path, and the place of what stands there now, where its lines are told apart.
type Wanted<'a> = BTreeMap<PathBuf, (&'a str, Option<PathBuf>)>;

fn wanted<'a>(listing: &Listing, shares: &[Share], scope: &Scope, base: &'a Base) -> Wanted<'a> {
    let mut wanted = Wanted::new();
    let mut read = BTreeSet::new();
    for (file, share) in listing.files().iter().zip(shares) {
        let Ok(inside) = file.spot.strip_prefix(&base.repository.top) else { continue };
        read.insert(inside);
        if let (Share::All | Share::Only(_), Found::File(object, _)) = (share, base.find(inside)) {
            let now = is_lines(&file.path).then(|| file.place.clone());
            wanted.insert(inside.to_owned(), (object, now));
        }
    }
    for (path, entry) in &base.tree {
        // What is gone may have been a story of an agency under any name; whoever reads it tells.
        let gone = !base.head.contains_key(path) && !is_plainly_other(path);
        let is_document = entry.kind == Kind::File && (Format::may_be(path) || gone);
        if is_document && scope.holds(path) && !read.contains(path.as_path()) {
            wanted.insert(path.clone(), (&entry.object, None));
        }
    }
    wanted
}

/// Which of the documents that were compared are former versions, and what stands there now.
pub fn told(compared: &Compared) -> Vec<Former> {
    let documents = || compared.corpus.documents.iter().enumerate();
    let now: BTreeMap<&str, usize> = documents()
        .filter(|(n, _)| compared.new[*n])
        .map(|(n, document)| (document.id.as_str(), n))
        .collect();
    let formers = documents().filter(|(n, _)| compared.former[*n]);
    let told = formers.map(|(n, document)| {
        let id = document.id.strip_suffix(FORMER).unwrap_or(&document.id);
        Former { document: n, now: now.get(id).copied() }
    });
    told.collect()
}
