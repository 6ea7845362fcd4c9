//! Why two documents match or do not, stage by stage.

use super::candidates::{both_arms, meet};
use super::meeting::Meets;
use super::pairing::pairing;
use super::pairs::{collect, document_pairs};
use super::versions::told;
use super::{Options, Prepared, telling_of};
use crate::alignment::pair;
use crate::corpus::Corpus;
use crate::divergence::Effect;
use crate::statement::origins::Follow;
use crate::statement::versions::{By, Versions};

/// What one stage says of two documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The stage: `words`, `meeting` where not all may meet, `anchors`, `candidate`, `passages`, `alignments`,
    /// `divergences`, `versions`, `origin`.
    pub stage: &'static str,
    /// Whether the two documents come through.
    pub passed: bool,
    /// What it saw, in words.
    pub said: String,
}

/// Leads two documents of a corpus through the stages, up to the one where they part.
pub fn explain_pair(corpus: &Corpus, left: usize, right: usize, options: &Options) -> Vec<Step> {
    let mut steps = Vec::new();
    let tellings: Vec<_> = [left, right]
        .iter()
        .map(|n| telling_of(&corpus.documents[*n], &options.zones, &[]))
        .collect();
    let counts = [0, 1].map(|n: usize| tellings[n].tokenized.tokens.len());
    let sentences = [0, 1].map(|n: usize| tellings[n].tokenized.sentences.len());
    let read = counts.iter().all(|count| *count > 0);
    steps.push(Step {
        stage: "words",
        passed: read,
        said: format!(
            "{} words in {} sentences against {} words in {} sentences",
            counts[0], sentences[0], counts[1], sentences[1]
        ),
    });
    if !read {
        return steps;
    }
    let both = [left, right].map(|n| corpus.documents[n].clone());
    let meets = Meets::of(&both, options.meeting());
    if !meets.all() {
        let (passed, said) = (meets.may(0, 1), meets.notes().join("; "));
        steps.push(Step { stage: "meeting", passed, said });
    }
    let (weight, anchors) = both_arms(&tellings[0], &tellings[1], options);
    steps.push(Step {
        stage: "anchors",
        passed: meet(weight, options),
        said: anchors_said(anchors.len(), weight, options),
    });
    let prepared = Prepared::of(&tellings, options);
    let found = pairing(&prepared, 0, 1, options);
    let (another, cut) = (found.another, found.cut);
    let (found, drafts) = (found.passages, found.drafts);
    if let Some(another) = another {
        steps.push(Step {
            stage: "events",
            passed: false,
            said: format!("told alike, another event: {}", another.reason()),
        });
    }
    steps.push(Step {
        stage: "passages",
        passed: !found.is_empty(),
        said: if found.is_empty() {
            "no stretch of both has more in common than texts on one subject do".to_owned()
        } else {
            format!("{} stretches have more in common than chance", found.len())
        },
    });
    steps.push(alignments_step(&found, drafts.len(), options));
    if drafts.is_empty() {
        return steps;
    }
    let ties = [super::pairs::Tie { left: 0, right: 1, drafts, cut, another }];
    let (alignments, mut divergences) = collect(&prepared, &ties);
    let documents = [left, right].map(|n| corpus.documents[n].clone());
    let pairs = document_pairs(&prepared, &alignments);
    let told = told(&documents, &prepared, &pairs, &alignments, &mut divergences, &|_| true);
    let matter = divergences.iter().filter(|it| it.effect > Effect::None).count();
    steps.push(Step {
        stage: "divergences",
        passed: true,
        said: format!("{} differences, {matter} of them touch the meaning", divergences.len()),
    });
    let step = |stage, said: String| Step { stage, passed: true, said };
    steps.extend(told.versions.first().map(|set| step("versions", versions_said(set))));
    let follows = told.origins.shared.first().and_then(|origin| origin.follows.first());
    steps.extend(follows.map(|follow| step("origin", origin_said(follow))));
    steps
}

fn versions_said(set: &Versions) -> String {
    let order = match set.by {
        Some(By::Mark) => "ordered by their marks",
        Some(By::Date) => "ordered by their dates",
        Some(By::MarkAndDate) => "ordered by marks and dates",
        None => "and nothing tells which is newer",
    };
    format!("versions of one text of one source, {order}")
}

fn origin_said(follow: &Follow) -> String {
    let credit = follow.credit.as_ref().map(|name| format!("; a credit to {name}"));
    format!(
        "they have what they tell from one origin: {} words in long shared runs, direct speech \
         aside{}",
        follow.words,
        credit.unwrap_or_default()
    )
}

fn anchors_said(count: usize, weight: f32, options: &Options) -> String {
    if count == 0 {
        return "no run of words and no pair of rare words in common".to_owned();
    }
    format!(
        "{count} shared runs and pairs of rare words; the best neighbourhood weighs {weight:.1} of \
         the {:.1} that are needed",
        options.index.enough
    )
}

fn alignments_step(found: &[pair::Facing], reported: usize, options: &Options) -> Step {
    let best =
        found.iter().flat_map(|facing| &facing.groups).map(|group| group.score).fold(0.0, f64::max);
    let said = if reported == 0 {
        format!(
            "the most alike sentences state the same with probability {best:.2}; {:.2} is needed",
            options.alignment.score
        )
    } else {
        format!("{reported} alignments; the surest has probability {best:.2}")
    };
    Step { stage: "alignments", passed: reported > 0, said }
}
