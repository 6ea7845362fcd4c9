//! Why two documents match or do not, stage by stage.

use super::candidates::both_arms;
use super::pairs::{collect, drafts};
use super::{Options, Prepared, telling_of};
use crate::alignment::pair::{self, facing};
use crate::corpus::Corpus;
use crate::divergence::Effect;
use crate::index;
use crate::rarity::Rarity;

/// What one stage says of two documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The stage: `words`, `anchors`, `candidate`, `passages`, `alignments`, `divergences`.
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
    let rarity = Rarity::learn(tellings.iter().map(|telling| &telling.tokenized));
    let anchors = both_arms(&tellings, &rarity, options);
    let weight = index::heaviest(&anchors, options.index.near);
    steps.push(Step {
        stage: "anchors",
        passed: weight >= options.index.enough * index::rarity(corpus.documents.len(), 2),
        said: anchors_said(anchors.len(), weight),
    });
    let prepared = Prepared::of(&tellings, &rarity, options);
    let defaults = pair::Options::default();
    let found = facing(prepared.side(0), prepared.side(1), &anchors, &defaults).facing;
    steps.push(Step {
        stage: "passages",
        passed: !found.is_empty(),
        said: if found.is_empty() {
            "no stretch of both has more in common than texts on one subject do".to_owned()
        } else {
            format!("{} stretches have more in common than chance", found.len())
        },
    });
    let (drafts, cut) = drafts(&prepared, 0, 1, &anchors, options);
    steps.push(alignments_step(&found, drafts.len(), options));
    if drafts.is_empty() {
        return steps;
    }
    let ties = [super::pairs::Tie { left: 0, right: 1, drafts, cut }];
    let (_, divergences) = collect(&prepared, &ties);
    let matter = divergences.iter().filter(|it| it.effect > Effect::None).count();
    steps.push(Step {
        stage: "divergences",
        passed: true,
        said: format!("{} differences, {matter} of them touch the meaning", divergences.len()),
    });
    steps
}

fn anchors_said(count: usize, weight: f32) -> String {
    if count == 0 {
        return "no run of words and no pair of rare words in common".to_owned();
    }
    format!(
        "{count} shared runs and pairs of rare words; the best neighbourhood weighs {weight:.1} nats"
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
