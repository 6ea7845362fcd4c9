//! Whether what only one side has at its place stands elsewhere in the other document.
//!
//! In: the differences of two passages, and both documents as a whole. Out: omissions and additions
//! whose words of content the other document has close together somewhere else carry that place, say
//! so, and where that is sure to be the same said there, they change nothing. What moves the meaning
//! by its absence (a denial, a condition, a reservation) keeps its effect. Words that face other
//! words already are no such place.

use std::ops::Range;

use super::{Difference, Effect, Kind, Located, quoted};
use crate::span::Span;
use crate::telling::Telling;
use crate::token::{Class, Token};

/// Tokens within which words stand close together.
const CLOSE: usize = 30;
/// Distinct words of content that are looked for; what is longer is a passage of its own.
const MOST: usize = 40;
/// From so many words on, one in [`MISSING`] may be another one there.
const MANY: usize = 4;
/// See [`MANY`].
const MISSING: usize = 4;
/// From so many words on they say the same wherever they stand together; fewer need a word more of
/// their sentence beside them.
const ENOUGH: usize = 3;
/// Places of the rarest word that are looked at.
const PLACES: usize = 64;

/// Where each stem of content of a document stands, sorted.
#[derive(Clone, Debug, Default)]
pub struct Stems(Vec<(u64, u32)>);

impl Stems {
    /// Reads a document.
    pub fn of(telling: &Telling<'_>) -> Self {
        let tokens = telling.tokenized.tokens.iter().zip(0u32..);
        let content = tokens.filter(|(token, _)| token.class != Class::Function);
        let mut places: Vec<(u64, u32)> = content.map(|(token, at)| (token.stem, at)).collect();
        places.sort_unstable();
        Self(places)
    }

    /// The tokens with a stem, in order.
    fn places(&self, stem: u64) -> &[(u64, u32)] {
        let from = self.0.partition_point(|place| place.0 < stem);
        let to = self.0.partition_point(|place| place.0 <= stem);
        &self.0[from..to]
    }
}

/// A document with the stems of it.
#[derive(Clone, Copy)]
pub struct Document<'t> {
    /// What was read from it.
    pub telling: &'t Telling<'t>,
    /// Where its words stand.
    pub stems: &'t Stems,
}

/// Marks what the other side says elsewhere. `links` are pairs of tokens, left and right.
pub fn mark(
    differences: &mut [Difference],
    left: Document<'_>,
    right: Document<'_>,
    links: &[(usize, usize)],
) {
    let mut back: Vec<(usize, usize)> = links.iter().map(|&(i, j)| (j, i)).collect();
    back.sort_unstable();
    let mut forth = links.to_vec();
    forth.sort_unstable();
    for difference in differences {
        let (here, there, span, taken) =
            match (difference.kind, &difference.left, &difference.right) {
                (Kind::Omission, Some(Located { span, .. }), None) => (left, right, *span, &back),
                (Kind::Addition, None, Some(Located { span, .. })) => (right, left, *span, &forth),
                _ => continue,
            };
        if let Some(found) = find(here.telling, span, there, taken) {
            tell(difference, here.telling, span, there.telling, &found);
        }
    }
}

/// Words that are told elsewhere.
struct Found {
    /// From the first to past the last of them.
    tokens: Range<usize>,
    /// They surely say the same there.
    same: bool,
}

fn find(
    here: &Telling<'_>,
    span: Span,
    there: Document<'_>,
    taken: &[(usize, usize)],
) -> Option<Found> {
    let own = within(&here.tokenized.tokens, span);
    let wanted = stems(&here.tokenized.tokens[own.clone()]);
    let missing = if wanted.len() >= MANY { wanted.len() / MISSING } else { 0 };
    // The words with the fewest places lead there; as many as may be missing may lead nowhere.
    let mut leads: Vec<&[(u64, u32)]> =
        wanted.iter().map(|(stem, _)| there.stems.places(*stem)).collect();
    leads.sort_by_key(|places| (places.len(), places.first().copied()));
    leads.truncate(missing + 1);
    if wanted.is_empty() || wanted.len() > MOST || leads.iter().all(|places| places.is_empty()) {
        return None;
    }
    let free = |at: usize| {
        let from = taken.partition_point(|link| link.0 < at);
        let mut faces = taken[from..].iter().take_while(|link| link.0 == at).peekable();
        faces.peek().is_none() || faces.all(|link| own.contains(&link.1))
    };
    let seeds = leads.iter().flat_map(|places| places.iter().take(PLACES));
    let seeds = seeds.map(|(_, at)| *at as usize);
    let mut seeds: Vec<usize> = seeds.filter(|at| free(*at)).collect();
    seeds.sort_unstable();
    let places = seeds.into_iter().filter_map(|at| around(&wanted, there, at, missing, &free));
    let best = places.min_by_key(|(lost, tokens)| (*lost, tokens.len(), tokens.start));
    best.map(|(_, tokens)| Found {
        same: says_the_same(here, &own, &wanted, there, &tokens),
        tokens,
    })
}

/// The words around a place that has one of them: how many are missing, and from the first to the
/// last.
fn around(
    wanted: &[(u64, bool)],
    there: Document<'_>,
    at: usize,
    missing: usize,
    free: &dyn Fn(usize) -> bool,
) -> Option<(usize, Range<usize>)> {
    let sentences = &there.telling.tokenized.sentences;
    let of = sentences.partition_point(|sentence| sentence.tokens.end <= at);
    let sentence = sentences.get(of)?.tokens.clone();
    // A sentence, and what is near in the next or the last one.
    let near = at.saturating_sub(CLOSE).min(sentence.start)..(at + CLOSE).max(sentence.end);
    let (mut lost, mut first, mut last) = (0, at, at);
    for (stem, needed) in wanted {
        let places = there.stems.places(*stem);
        let from = places.partition_point(|place| (place.1 as usize) < near.start);
        let here = places[from..].iter().map(|place| place.1 as usize);
        let here = here.take_while(|place| *place < near.end).filter(|place| free(*place));
        match here.min_by_key(|place| (place.abs_diff(at), *place)) {
            Some(place) => (first, last) = (first.min(place), last.max(place)),
            None if *needed => return None,
            None => lost += 1,
        }
        if lost > missing {
            return None;
        }
    }
    Some((lost, first..last + 1))
}

/// Whether words that are told elsewhere say the same there: they are several, or stand beside
/// another word of their own sentence, and neither place denies what the other does not.
fn says_the_same(
    here: &Telling<'_>,
    own: &Range<usize>,
    wanted: &[(u64, bool)],
    there: Document<'_>,
    tokens: &Range<usize>,
) -> bool {
    let sentence = |telling: &Telling<'_>, tokens: &Range<usize>| {
        let all = &telling.tokenized.sentences;
        let first = all.partition_point(|sentence| sentence.tokens.end <= tokens.start);
        let last = all.partition_point(|sentence| sentence.tokens.start < tokens.end);
        all[first].tokens.start..all[last - 1].tokens.end
    };
    let denials = |telling: &Telling<'_>, tokens: &Range<usize>| {
        let words = telling.tokenized.tokens[tokens.clone()].iter();
        words.filter(|token| telling.language.is_negator(token.key)).count()
    };
    let (mine, theirs) = (sentence(here, own), sentence(there.telling, tokens));
    let beside = || {
        let known = stems(&there.telling.tokenized.tokens[theirs.clone()]);
        let own = stems(&here.tokenized.tokens[mine.clone()]);
        let more = own.iter().filter(|(stem, _)| wanted.iter().all(|(it, _)| it != stem));
        more.into_iter().any(|(stem, _)| known.iter().any(|(it, _)| it == stem))
    };
    let denied = denials(here, own) != denials(there.telling, tokens)
        || denials(here, &mine) % 2 != denials(there.telling, &theirs) % 2;
    !denied && (wanted.len() >= ENOUGH || beside())
}

fn tell(
    difference: &mut Difference,
    here: &Telling<'_>,
    span: Span,
    there: &Telling<'_>,
    found: &Found,
) {
    let all = &there.tokenized.tokens;
    let place = all[found.tokens.start].span.cover(all[found.tokens.end - 1].span);
    let words = quoted(&shown(there, &found.tokens));
    difference.elsewhere = Some(place);
    if difference.effect == Effect::Compatible {
        let own = quoted(span.text(here.text));
        difference.explanation =
            format!("one of them has {own} here, the other elsewhere: {words}");
        if found.same {
            difference.effect = Effect::None;
        }
    } else {
        difference.explanation.push_str("; the other has such words elsewhere: ");
        difference.explanation.push_str(&words);
    }
}

/// Words to show: those that were found, with what stands around a single one.
fn shown(there: &Telling<'_>, tokens: &Range<usize>) -> String {
    const BESIDE: usize = 3;
    let all = &there.tokenized.tokens;
    let (first, last) = match tokens.len() {
        1 => {
            let sentences = &there.tokenized.sentences;
            let at = sentences.partition_point(|sentence| sentence.tokens.end <= tokens.start);
            let bounds = sentences.get(at).map_or(tokens.clone(), |it| it.tokens.clone());
            let first = tokens.start.saturating_sub(BESIDE).max(bounds.start);
            (first, (tokens.end + BESIDE).min(bounds.end))
        }
        _ => (tokens.start, tokens.end),
    };
    all[first].span.cover(all[last - 1].span).text(there.text).to_owned()
}

/// The tokens inside a span.
fn within(tokens: &[Token], span: Span) -> Range<usize> {
    let from = tokens.partition_point(|token| token.span.start < span.start);
    from..tokens.partition_point(|token| token.span.end <= span.end).max(from)
}

/// The distinct stems of content of some tokens, and whether each must be found: names and numbers
/// must.
fn stems(tokens: &[Token]) -> Vec<(u64, bool)> {
    let content = tokens.iter().filter(|token| token.class != Class::Function);
    let mut stems: Vec<(u64, bool)> =
        content.map(|token| (token.stem, token.class == Class::Number || token.capital)).collect();
    stems.sort_unstable_by_key(|&(stem, needed)| (stem, !needed));
    stems.dedup_by_key(|stem| stem.0);
    stems
}

#[cfg(test)]
mod tests {
    use crate::alignment::words;
    use crate::divergence::{Difference, Effect, Kind, classify};
    use crate::language;
    use crate::span::Span;
    use crate::telling::Telling;

    use super::*;

    /// The first sentences face each other; the rest of either text is elsewhere.
    fn marked(a: &str, b: &str) -> Vec<Difference> {
        let read =
            |text| Telling::read(text, &[Span::new(0, str::len(text))], language::of(None), None);
        let (x, y) = (read(a), read(b));
        let (s, t) = (&x.tokenized.sentences[0], &y.tokenized.sentences[0]);
        let links = words::links(&x, s.tokens.clone(), &y, t.tokens.clone());
        let mut found = classify(&x, &y, s.span, t.span, &links);
        let (p, q) = (Stems::of(&x), Stems::of(&y));
        let (left, right) =
            (Document { telling: &x, stems: &p }, Document { telling: &y, stems: &q });
        mark(&mut found, left, right, &links);
        found.retain(|it| matches!(it.kind, Kind::Omission | Kind::Addition));
        found
    }

    const LONG: &str =
        "The harbour master closed the old pier on Monday after a storm from the north.";

    #[test]
    fn what_the_other_text_says_elsewhere_is_told_with_its_place() {
        let other = "The harbour master closed the old pier. It happened on Monday, after the storm from the north had passed.";
        let found = marked(LONG, other);
        assert!(!found.is_empty());
        for it in found {
            let place = it.elsewhere.expect("it stands elsewhere");
            assert!(place.start as usize > other.find("It happened").unwrap(), "{it:?}");
            assert!(it.explanation.contains("elsewhere: “"), "{}", it.explanation);
            assert!(!it.explanation.contains("only"), "{}", it.explanation);
            assert_eq!(it.effect, Effect::None, "{it:?}");
        }
    }

    #[test]
    fn what_stands_nowhere_else_is_only_in_one() {
        let found = marked(LONG, "The harbour master closed the old pier. Nobody was hurt.");
        assert!(found.iter().any(|it| it.explanation.contains("only one")), "{found:?}");
        assert!(found.iter().all(|it| it.elsewhere.is_none()), "{found:?}");
    }

    #[test]
    fn a_lone_word_in_another_context_stays_what_it_is() {
        let found = marked(
            "The clerk has the old archive reopened.",
            "The clerk has the old archive. Shops may be reopened.",
        );
        let places = found.iter().filter(|it| it.elsewhere.is_some());
        assert!(places.clone().count() > 0, "{found:?}");
        assert!(places.into_iter().all(|it| it.effect >= Effect::Compatible), "{found:?}");
    }

    #[test]
    fn another_number_is_no_such_place() {
        let found = marked(
            "The ferry ran aground with 212 passengers on board.",
            "The ferry ran aground. There were 221 passengers on board.",
        );
        assert!(found.iter().all(|it| it.elsewhere.is_none()), "{found:?}");
    }

    #[test]
    fn what_is_denied_elsewhere_changes_no_effect() {
        let found = marked(
            "The mayor spoke and promised new buses for the island.",
            "The mayor spoke. He had never promised new buses for the island.",
        );
        assert!(found.iter().all(|it| it.effect > Effect::None), "{found:?}");
    }
}
