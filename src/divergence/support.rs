//! Which links between function words mean something.
//!
//! In: the links of two passages. Out: the same without those of lone function words. "the" of one
//! clause faces "the" of any other; such a link says something only beside words of content that
//! face each other too. Without it the words around it are one stretch, and one divergence.

use std::ops::Range;

use crate::telling::Telling;
use crate::token::Class;

/// How far the word of content may be that supports a link.
const NEAR: usize = 3;

/// Keeps the links whose words carry content, are protected (negation, modals, numbers), or stand
/// beside linked words of content. `links` are sorted.
pub(super) fn supported(
    left: (&Telling<'_>, &Range<usize>),
    right: (&Telling<'_>, &Range<usize>),
    links: &[(usize, usize)],
) -> Vec<(usize, usize)> {
    let function = |telling: &Telling<'_>, index: usize| {
        telling.tokenized.tokens.get(index).is_some_and(|token| {
            token.class == Class::Function && !telling.language.is_protected(token.key)
        })
    };
    let lone = |&(i, j): &(usize, usize)| function(left.0, i) && function(right.0, j);
    let at_edge = |&(i, j): &(usize, usize)| {
        (i < left.1.start + NEAR && j < right.1.start + NEAR)
            || (i + NEAR >= left.1.end && j + NEAR >= right.1.end)
    };
    let beside = |&(i, j): &(usize, usize)| {
        let from = links.partition_point(|link| link.0 + NEAR < i);
        links[from..].iter().take_while(|link| link.0 <= i + NEAR).any(|other| {
            let (k, l) = *other;
            let order = (k > i && l > j) || (k < i && l < j);
            order && l.abs_diff(j) <= NEAR && !lone(other)
        })
    };
    links.iter().copied().filter(|link| !lone(link) || at_edge(link) || beside(link)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;
    use crate::span::Span;

    fn telling(text: &str) -> Telling<'_> {
        Telling::read(text, &[Span::new(0, text.len())], language::of(Some("en")), None)
    }

    #[test]
    fn lone_function_words_say_nothing() {
        let a = telling(
            "The crew of the ferry left early while it rained in the old town, and they were glad of it.",
        );
        let b = telling(
            "The crew left early because a storm came over the hills, and nobody knew why it did.",
        );
        let (left, right) = (0..a.tokenized.tokens.len(), 0..b.tokenized.tokens.len());
        // the crew, left early; "the old town" and "the hills" share no more than their article.
        let links = [(0, 0), (1, 1), (5, 2), (6, 3), (11, 9)];
        let kept = supported((&a, &left), (&b, &right), &links);
        assert_eq!(kept, [(0, 0), (1, 1), (5, 2), (6, 3)]);
    }
}
