//! How tagger and parsers learn.

use rayon::prelude::*;
use variorum::syntax::Relation;
use variorum::syntax::training::{
    ACTIONS, Arc, Both, CLASSES, Input, Scores, State, Table, action_features, best, best_action,
    label_features, parse, tag, tag_features,
};

use crate::dice::Dice;
use crate::learner::Learner;
use crate::treebank::{Sentence, Tags};

/// Rounds over the data.
const TAGGER_ROUNDS: usize = 6;
const PARSER_ROUNDS: usize = 5;
/// Of the parsers that show what is made of sentences that they have not seen: a little worse is no harm.
const FOLD_ROUNDS: usize = 3;
const CHOICE_ROUNDS: usize = 5;
/// By how much the right action, relation or arc should lead; a feature moves by 1 at a time. Who only just
/// got it right learns too.
const ACTION_MARGIN: i32 = 30;
const RELATION_MARGIN: i32 = 20;
const CHOICE_MARGIN: i32 = 100;
/// Parts of the data; the parsers learn from the tags that a tagger gives to a part that it has not seen.
const FOLDS: usize = 4;
/// Sentences in a row that go into one part, as neighbours are of one text.
const ROW: usize = 20;
/// Bits of the slots of each table.
const TAG_BITS: u32 = 21;
const ACTION_BITS: u32 = 22;
const RELATION_BITS: u32 = 21;
const CHOICE_BITS: u32 = 20;
/// Rows that moved less often, and steps (of 127) that are smaller, are left out: the figures are the
/// same or better without them, and the file is half as large.
const RARE: u32 = 3;
const RARE_CHOICE: u32 = 6;
const SMALL_TAG: i8 = 20;
const SMALL_ACTION: i8 = 27;
const SMALL_RELATION: i8 = 31;
const SMALL_CHOICE: i8 = 10;
/// From the second round on the parser goes on from its own choice in so many of a hundred cases
/// (Goldberg, Nivre 2013), so that it learns what to do after a mistake.
const OWN_WAY: usize = 90;

/// The part of the data that a sentence is in.
fn part(n: usize) -> usize {
    (n / ROW) % FOLDS
}

/// The tagger, and the tags that each sentence gets from a tagger that has not seen it.
pub fn tagger(sentences: &[Sentence], tags: &Tags) -> (Table, Vec<Vec<u8>>) {
    // The last one learns from all.
    let mut tables: Vec<Table> = (0..=FOLDS)
        .into_par_iter()
        .map(|fold| {
            let seen: Vec<&Sentence> =
                (0..sentences.len()).filter(|&n| part(n) != fold).map(|n| &sentences[n]).collect();
            one_tagger(&seen, tags)
        })
        .collect();
    let guessed = sentences
        .iter()
        .enumerate()
        .map(|(n, it)| tag(&tables[part(n)], tags.names.len(), &it.words.words, it.words.last));
    let guessed = guessed.collect();
    (tables.remove(FOLDS), guessed)
}

fn one_tagger(sentences: &[&Sentence], tags: &Tags) -> Table {
    let mut learner = Learner::new(TAG_BITS, 64);
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut scores = [0; CLASSES];
    let gold: Vec<Vec<u8>> = sentences.iter().map(|it| tags.numbers(it)).collect();
    for _ in 0..TAGGER_ROUNDS {
        for n in dice.order(sentences.len()) {
            let words = &sentences[n].words;
            let mut given = vec![0; words.words.len()];
            for at in 0..given.len() {
                let features = tag_features(&words.words, words.last, at, &given, TAG_BITS);
                learner.score(&features, &mut scores);
                let (guess, _) = best(&scores[..tags.names.len()]);
                let right = usize::from(gold[n][at]);
                learner.tick();
                if guess != right {
                    learner.correct(&features, right, guess);
                }
                given[at] = guess as u8;
            }
        }
    }
    learner.table(RARE, SMALL_TAG)
}

/// A sentence with its tree as the parser reads it.
struct Lesson {
    input: Input,
    heads: Vec<u8>,
    labels: Vec<u8>,
}

impl Lesson {
    fn new(sentence: &Sentence, tags: &[u8], turned: bool) -> Self {
        let words = &sentence.words;
        let seen: Vec<(u8, u32, u8)> =
            words.words.iter().zip(tags).map(|(word, &tag)| (tag, word.base, word.gap)).collect();
        let mut heads = uncrossed(&sentence.heads);
        let mut labels: Vec<u8> =
            sentence.labels.iter().map(|it| Relation::of_label(it) as u8).collect();
        if turned {
            let len = heads.len();
            let place = |head: usize| if head < len { len - 1 - head } else { len };
            heads = heads.iter().rev().map(|&head| place(head)).collect();
            labels.reverse();
        }
        let heads = heads.into_iter().map(|head| head as u8).collect();
        Self { input: Input::new(&seen, words.last, turned), heads, labels }
    }
}

/// Hangs words higher until no two arcs cross: those over the shortest stretch first.
fn uncrossed(heads: &[usize]) -> Vec<usize> {
    let mut heads = heads.to_vec();
    let root = heads.len();
    let below = |heads: &[usize], mut at: usize, top: usize| {
        (0..=root).any(|_| {
            let met = at == top;
            at = heads.get(at).copied().unwrap_or(root);
            met
        })
    };
    loop {
        let crossing = (0..root).filter(|&at| heads[at] != root).filter(|&at| {
            let (from, to) = (at.min(heads[at]), at.max(heads[at]));
            !(from + 1..to).all(|between| below(&heads, between, heads[at]))
        });
        let Some(at) = crossing.min_by_key(|&at| at.abs_diff(heads[at])) else { return heads };
        heads[at] = heads[heads[at]];
    }
}

/// Weights of actions and of relations of a parser that reads from the first word, or from the last.
pub fn parser(sentences: &[Sentence], tags: &[Vec<u8>], turned: bool) -> (Table, Table) {
    let all = sentences.iter().zip(tags);
    let lessons: Vec<Lesson> = all.map(|(it, tags)| Lesson::new(it, tags, turned)).collect();
    one_parser(&lessons.iter().collect::<Vec<_>>(), PARSER_ROUNDS)
}

/// What the parsers that have not seen a sentence make of it: the arcs from the first word on and those from
/// the last, both numbered from the first.
pub fn arcs(sentences: &[Sentence], tags: &[Vec<u8>]) -> Vec<[Vec<Arc>; 2]> {
    let ways: Vec<(bool, usize)> =
        (0..FOLDS).flat_map(|fold| [(false, fold), (true, fold)]).collect();
    let made: Vec<Vec<Vec<Arc>>> = ways
        .into_par_iter()
        .map(|(turned, fold)| {
            let all = sentences.iter().zip(tags);
            let lessons: Vec<Lesson> =
                all.map(|(it, tags)| Lesson::new(it, tags, turned)).collect();
            let numbered = || lessons.iter().enumerate();
            let others: Vec<&Lesson> =
                numbered().filter(|(n, _)| part(*n) != fold).map(|(_, it)| it).collect();
            let (actions, relations) = one_parser(&others, FOLD_ROUNDS);
            let own = numbered().filter(|(n, _)| part(*n) == fold);
            own.map(|(_, it)| {
                let arcs = parse(&it.input, &actions, &relations, Relation::ALL.len());
                if turned { variorum::syntax::training::turned(&arcs) } else { arcs }
            })
            .collect()
        })
        .collect();
    let mut made: Vec<_> = made.into_iter().map(Vec::into_iter).collect();
    let each = (0..sentences.len())
        .map(|n| [0, 1].map(|way| made[2 * part(n) + way].next().unwrap_or_default()));
    each.collect()
}

/// Weights of an arc where the parsers differ: that of the right one is to be the greater.
pub fn choice(
    sentences: &[Sentence],
    tags: &[Vec<u8>],
    arcs: &[[Vec<Arc>; 2]],
    is_verb: &dyn Fn(u8) -> bool,
) -> Table {
    let mut cases = Vec::new();
    for ((sentence, tags), [there, back]) in sentences.iter().zip(tags).zip(arcs) {
        let both = Both::new(&sentence.words.words, tags, [there, back], is_verb);
        let places = (0..tags.len()).filter(|&at| both.differ(at));
        cases.extend(places.filter_map(|at| {
            let label = Relation::of_label(&sentence.labels[at]) as u8;
            let right = |arc: &Arc| {
                let head = usize::from(arc.head) == sentence.heads[at];
                u8::from(head) + u8::from(head && arc.label == label)
            };
            let (first, second) = (right(&there[at]), right(&back[at]));
            let of = |way| both.features(at, way, CHOICE_BITS);
            (first != second).then(|| if first > second { [of(0), of(1)] } else { [of(1), of(0)] })
        }));
    }
    let mut learner = Learner::new(CHOICE_BITS, 4);
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut scores = [0; CLASSES];
    for _ in 0..CHOICE_ROUNDS {
        for n in dice.order(cases.len()) {
            let [right, wrong] = &cases[n];
            let mut score = |features: &[u32]| {
                learner.score(features, &mut scores);
                scores[0]
            };
            let lead = score(right) - score(wrong);
            learner.tick();
            if lead <= CHOICE_MARGIN {
                learner.lean(right, 1);
                learner.lean(wrong, -1);
            }
        }
    }
    learner.table(RARE_CHOICE, SMALL_CHOICE)
}

fn one_parser(lessons: &[&Lesson], rounds: usize) -> (Table, Table) {
    let mut school = School {
        actions: Learner::new(ACTION_BITS, 4),
        relations: Learner::new(RELATION_BITS, 48),
        dice: Dice(0x9e37_79b9_7f4a_7c15),
    };
    for round in 0..rounds {
        for n in school.dice.order(lessons.len()) {
            school.teach(lessons[n], round > 0);
        }
    }
    (school.actions.table(RARE, SMALL_ACTION), school.relations.table(RARE, SMALL_RELATION))
}

struct School {
    actions: Learner,
    relations: Learner,
    dice: Dice,
}

impl School {
    fn teach(&mut self, lesson: &Lesson, own_way: bool) {
        let mut state = State::new(lesson.input.len);
        let mut scores = [0; CLASSES];
        while !state.is_done() {
            let features = action_features(&lesson.input, &state, self.actions.bits());
            self.actions.score(&features, &mut scores);
            self.actions.tick();
            let allowed = state.allowed();
            let costs = state.costs(&lesson.heads);
            let least = (0..ACTIONS).filter(|&it| allowed[it]).map(|it| costs[it]).min();
            let good = std::array::from_fn(|it| allowed[it] && Some(costs[it]) == least);
            let (guess, _) = best_action(&scores, allowed);
            let (right, _) = best_action(&scores, good);
            let bad: [bool; ACTIONS] = std::array::from_fn(|it| allowed[it] && !good[it]);
            if bad.contains(&true) {
                let (rival, _) = best_action(&scores, bad);
                if scores[right] < scores[rival] + ACTION_MARGIN {
                    self.actions.correct(&features, right, rival);
                }
            }
            let goes = own_way && self.dice.below(100) < OWN_WAY;
            let action = if goes { guess } else { right };
            let label = self.relation(lesson, &state, action);
            state.take(action, label);
        }
    }

    fn relation(&mut self, lesson: &Lesson, state: &State, action: usize) -> u8 {
        let Some((head, child)) = state.arc(action) else { return 0 };
        let mut scores = [0; CLASSES];
        let features = label_features(&lesson.input, state, action, self.relations.bits());
        self.relations.score(&features, &mut scores);
        let (guess, _) = best(&scores[..Relation::ALL.len()]);
        let at = usize::from(child);
        // A wrong arc has no relation that is right.
        if lesson.heads[at] == head {
            self.relations.tick();
            let right = usize::from(lesson.labels[at]);
            let lead = scores[right];
            scores[right] = i32::MIN;
            let (rival, _) = best(&scores[..Relation::ALL.len()]);
            if lead < scores[rival] + RELATION_MARGIN {
                self.relations.correct(&features, right, rival);
            }
        }
        guess as u8
    }
}
