//! Versions, corrections and origins, read back.

use serde::Deserialize;

use super::Refusal;
use super::restore::{Index, Result};
use super::rows::Place;
use crate::analysis::Analysis;
use crate::span::Span;
use crate::statement::origins::{Follow, Origin, Origins};
use crate::statement::supersede::Correction;
use crate::statement::versions::{By, OneVersion, Versions};

#[derive(Deserialize)]
pub(super) struct VersionsRow {
    id: String,
    documents: Vec<String>,
    /// These are not in every report of this version of the format.
    #[serde(default)]
    by: Option<By>,
    #[serde(default)]
    marks: Vec<Vec<[u32; 2]>>,
    #[serde(default)]
    corrected: Vec<bool>,
}

#[derive(Deserialize)]
pub(super) struct CorrectionRow {
    by: Place,
    was: Option<Place>,
    note: Option<[u32; 2]>,
    still: Vec<Place>,
}

#[derive(Deserialize)]
pub(super) struct OriginRow {
    id: String,
    documents: Vec<String>,
    name: Option<String>,
    first: Option<String>,
    follows: Vec<FollowRow>,
}

#[derive(Deserialize)]
struct FollowRow {
    document: String,
    of: String,
    directed: bool,
    credit: Option<String>,
    days: Option<i32>,
    words: usize,
    run: Option<[[u32; 2]; 2]>,
    errors: Vec<[[u32; 2]; 2]>,
}

pub(super) fn versions(rows: &[VersionsRow], index: &Index<'_>) -> Result<Vec<Versions>> {
    let set = |row: &VersionsRow| {
        let one = |(n, id): (usize, &String)| {
            let document = index.document(id)?;
            let marks = row.marks.get(n).into_iter().flatten();
            Ok(OneVersion {
                document,
                marks: marks.map(|&mark| index.pair(document, mark)).collect::<Result<_>>()?,
                corrected: row.corrected.get(n).copied().unwrap_or_default(),
            })
        };
        let versions = row.documents.iter().enumerate().map(one).collect::<Result<_>>()?;
        Ok(Versions { id: row.id.clone(), versions, by: row.by })
    };
    rows.iter().map(set).collect()
}

pub(super) fn corrections(rows: &[CorrectionRow], index: &Index<'_>) -> Result<Vec<Correction>> {
    let correction = |row: &CorrectionRow| {
        let by = index.place(&row.by)?;
        Ok(Correction {
            by,
            was: row.was.as_ref().map(|was| index.place(was)).transpose()?,
            note: row.note.map(|note| index.pair(by.document, note)).transpose()?,
            still: row.still.iter().map(|still| index.place(still)).collect::<Result<_>>()?,
        })
    };
    rows.iter().map(correction).collect()
}

pub(super) fn origins(rows: &[OriginRow], index: &Index<'_>) -> Result<Origins> {
    let follow = |row: &FollowRow| {
        let (document, of) = (index.document(&row.document)?, index.document(&row.of)?);
        let both = |&[here, there]: &[[u32; 2]; 2]| {
            Ok([index.pair(document, here)?, index.pair(of, there)?])
        };
        Ok(Follow {
            document,
            of,
            directed: row.directed,
            credit: row.credit.clone(),
            days: row.days,
            words: row.words,
            run: row.run.as_ref().map(both).transpose()?,
            errors: row.errors.iter().map(both).collect::<Result<_>>()?,
        })
    };
    let origin = |row: &OriginRow| {
        let first = row.first.as_ref().map(|first| index.document(first)).transpose()?;
        Ok(Origin {
            id: row.id.clone(),
            documents: index.documents(&row.documents)?,
            name: row.name.clone(),
            first,
            follows: row.follows.iter().map(follow).collect::<Result<_>>()?,
        })
    };
    let shared: Vec<Origin> = rows.iter().map(origin).collect::<Result<_>>()?;
    let mut all: Vec<usize> = shared.iter().flat_map(|it| it.documents.iter().copied()).collect();
    all.sort_unstable();
    if all.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(Refusal::Invalid("a document is of two origins".to_owned()));
    }
    Ok(Origins::new(shared))
}

/// Every place that these name: document, span.
pub(super) fn places(analysis: &Analysis) -> Vec<(usize, Span)> {
    let versions = analysis.versions.iter().flat_map(|it| &it.versions);
    let mut all: Vec<(usize, Span)> =
        versions.flat_map(|it| it.marks.iter().map(|&mark| (it.document, mark))).collect();
    for correction in &analysis.corrections {
        let passages = [Some(correction.by), correction.was].into_iter().flatten();
        let passages = passages.chain(correction.still.iter().copied());
        all.extend(passages.map(|it| (it.document, it.span)));
        all.extend(correction.note.map(|note| (correction.by.document, note)));
    }
    for follow in analysis.origins.shared.iter().flat_map(|it| &it.follows) {
        let both = follow.run.iter().chain(&follow.errors);
        all.extend(both.flat_map(|[here, there]| [(follow.document, *here), (follow.of, *there)]));
    }
    all
}
