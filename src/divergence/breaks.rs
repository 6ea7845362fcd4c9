//! Words that one text has whole and the other in halves, broken at a line end or by a blank.
//!
//! In: two passages and their links. Out: the tellings read once more, so that a word that the other
//! text vouches for is whole in both, with the links that follow; and each broken word told as the
//! same, with the reason. What a table of the language vouches for was joined before
//! ([`crate::token::broken`]).

use foldhash::{HashMap, HashSet};

use super::said::Said;
use super::view::{View, tokens_in};
use super::{Effect, Kind, quoted};
use crate::span::Span;
use crate::telling::Telling;
use crate::token::broken::{self, Known};
use crate::token::{Class, Token};

/// Two tellings with their broken words whole, and the links between their words.
pub(super) struct Mended<'t> {
    pub left: Telling<'t>,
    pub right: Telling<'t>,
    pub links: Vec<(usize, usize)>,
}

/// A passage.
type Part<'v, 't> = (&'v Telling<'t>, Span);

/// Reads both texts once more, where one has a word whole that the other has in halves; none where
/// nothing is broken, as nearly always.
pub(super) fn mended<'t>(
    left: Part<'_, 't>,
    right: Part<'_, 't>,
    links: &[(usize, usize)],
) -> Option<Mended<'t>> {
    let back: Vec<(usize, usize)> = links.iter().map(|&(i, j)| (j, i)).collect();
    let (mine, others) = (Words::of(left, right, links), Words::of(right, left, &back));
    let known = [known(&mine, &others), known(&others, &mine)];
    if known.iter().all(|known| known.whole.is_empty() && known.tied.is_empty()) {
        return None;
    }
    let [x, y] = &known;
    let (x, y) = (read(left.0, x), read(right.0, y));
    let mut links = carried(links, (left.0, &x), (right.0, &y));
    link_alone(&mut links, (&x, left.1), (&y, right.1));
    Some(Mended { left: x, right: y, links })
}

/// The words of a passage, as far as breaks go.
struct Words {
    /// How often each stands there.
    count: HashMap<u64, u32>,
    /// Those that only figures or names are: what stands for them in halves is never two words.
    sure: HashSet<u64>,
    /// What halves that face nothing equal would make, with the key of the first half; and whether
    /// white space alone parts them.
    halves: Vec<(u64, u64, bool)>,
    /// For what halves would make the key of the first of them, none where they are cut in two ways.
    cuts: HashMap<u64, Option<u64>>,
    /// Words put together from halves.
    joined: HashSet<u64>,
    /// What two words would make that a hyphen ties.
    tied: HashSet<u64>,
}

impl Words {
    fn of((telling, span): Part<'_, '_>, other: Part<'_, '_>, links: &[(usize, usize)]) -> Self {
        let tokens = &telling.tokenized.tokens;
        let others = &other.0.tokenized.tokens;
        let range = tokens_in(tokens, span);
        let mut equal = vec![false; range.len()];
        for &(i, j) in links.iter().filter(|(i, _)| range.contains(i)) {
            equal[i - range.start] |= others.get(j).is_some_and(|it| it.key == tokens[i].key);
        }
        let mut count = HashMap::default();
        let (mut sure, mut joined) = (HashSet::default(), HashSet::default());
        for token in &tokens[range.clone()] {
            *count.entry(token.key).or_default() += 1;
            if token.class == Class::Number || telling.language.is_strange(token.key) {
                sure.insert(token.key);
            }
            if broken::is_joined(telling.text, token) {
                joined.insert(token.key);
            }
        }
        let open = |at: &usize| !equal[at - range.start] && !equal[at + 1 - range.start];
        let halves = (range.start..range.end.saturating_sub(1)).filter(open).filter_map(|at| {
            let (whole, blank) = broken::halves(telling.text, &tokens[at], &tokens[at + 1])?;
            Some((whole, tokens[at].key, blank))
        });
        let halves: Vec<(u64, u64, bool)> = halves.collect();
        let mut cuts = HashMap::default();
        for &(whole, first, _) in &halves {
            let cut = cuts.entry(whole).or_insert(Some(first));
            *cut = cut.filter(|it| *it == first);
        }
        let tied = broken::tied(telling.text, &tokens[range.clone()]).collect();
        Self { count, sure, halves, cuts, joined, tied }
    }

    fn count(&self, key: u64) -> u32 {
        self.count.get(&key).copied().unwrap_or(0)
    }
}

/// What the words of another passage say of the breaks of this one.
fn known(mine: &Words, others: &Words) -> Known {
    let vouched = |&(whole, first, blank): &(u64, u64, bool)| {
        let stands =
            others.count(whole) > mine.count(whole) && (!blank || others.sure.contains(&whole));
        // Broken in both, at two places.
        let elsewhere = || others.cuts.get(&whole).is_some_and(|cut| *cut != Some(first));
        (stands || elsewhere()).then_some(whole)
    };
    let parted = |key: &&u64| others.tied.contains(*key) && others.count(**key) == 0;
    Known {
        whole: mine.halves.iter().filter_map(vouched).collect(),
        tied: mine.joined.iter().filter(parted).copied().collect(),
    }
}

fn read<'t>(telling: &Telling<'t>, known: &Known) -> Telling<'t> {
    let stretches: Vec<Span> =
        telling.tokenized.sentences.iter().map(|sentence| sentence.span).collect();
    Telling::read_beside(telling.text, &stretches, telling.language, telling.date, known)
}

/// The links between the words as they are now: those of halves are those of the whole, and a whole
/// that has its equal is linked to that alone.
fn carried(
    links: &[(usize, usize)],
    left: (&Telling<'_>, &Telling<'_>),
    right: (&Telling<'_>, &Telling<'_>),
) -> Vec<(usize, usize)> {
    let now = |(before, after): (&Telling<'_>, &Telling<'_>), at: usize| {
        let start = before.tokenized.tokens.get(at)?.span.start;
        let at = after.tokenized.tokens.partition_point(|token| token.span.end <= start);
        after.tokenized.tokens.get(at).map(|_| at)
    };
    let mut all: Vec<(usize, usize)> =
        links.iter().filter_map(|&(i, j)| Some((now(left, i)?, now(right, j)?))).collect();
    all.sort_unstable();
    all.dedup();
    let joined = |telling: &Telling<'_>, at: usize| {
        broken::is_joined(telling.text, &telling.tokenized.tokens[at])
    };
    let equal = |&(i, j): &(usize, usize)| {
        let tokens: [&Token; 2] = [&left.1.tokenized.tokens[i], &right.1.tokenized.tokens[j]];
        tokens[0].key == tokens[1].key && (joined(left.1, i) || joined(right.1, j))
    };
    let met: Vec<(usize, usize)> = all.iter().copied().filter(equal).collect();
    only(&mut all, &met);
    all
}

/// Leaves words that have one of the links `met` no other.
fn only(links: &mut Vec<(usize, usize)>, met: &[(usize, usize)]) {
    let left: HashSet<usize> = met.iter().map(|link| link.0).collect();
    let right: HashSet<usize> = met.iter().map(|link| link.1).collect();
    links.retain(|link| !left.contains(&link.0) && !right.contains(&link.1));
    links.extend(met);
    links.sort_unstable();
    links.dedup();
}

/// Links a joined word without a link to its equal, where either passage has it just once.
fn link_alone(links: &mut Vec<(usize, usize)>, left: Part<'_, '_>, right: Part<'_, '_>) {
    let mut joined: HashSet<u64> = HashSet::default();
    let mut places: [HashMap<u64, Vec<usize>>; 2] = Default::default();
    for (telling, span) in [left, right] {
        let tokens = &telling.tokenized.tokens;
        let words = tokens[tokens_in(tokens, span)].iter();
        joined.extend(words.filter(|it| broken::is_joined(telling.text, it)).map(|it| it.key));
    }
    for (places, (telling, span)) in places.iter_mut().zip([left, right]) {
        let tokens = &telling.tokenized.tokens;
        for at in tokens_in(tokens, span).filter(|at| joined.contains(&tokens[*at].key)) {
            places.entry(tokens[at].key).or_default().push(at);
        }
    }
    let alone = |key: &u64| match (places[0].get(key)?.as_slice(), places[1].get(key)?.as_slice()) {
        ([i], [j]) => Some((*i, *j)),
        _ => None,
    };
    let met: Vec<(usize, usize)> = joined.iter().filter_map(alone).collect();
    only(links, &met);
}

/// Tells each word that is broken in one text as the same, with the reason.
pub(super) fn tell(view: &mut View<'_>) {
    let [a, b] = &view.sides;
    let bare = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut told = Vec::new();
    for i in a.tokens.clone() {
        for j in a.linked(i) {
            let (x, y) = (a.token(i), b.token(j));
            let broken =
                broken::is_joined(a.telling.text, x) || broken::is_joined(b.telling.text, y);
            let texts = [x.span.text(a.telling.text), y.span.text(b.telling.text)];
            if broken && x.key == y.key && bare(texts[0]) != bare(texts[1]) {
                told.push(([x.span, y.span], texts.map(quoted)));
            }
        }
    }
    for (spans, [x, y]) in told {
        let said = Said::of(&x, &y, |x, y| format!("{x} and {y}: one word, broken in two"));
        view.note(Kind::Spelling, spans, said, 0.95);
        view.weigh(Effect::None);
    }
}
