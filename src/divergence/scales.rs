//! Two stages of one matter: charged, convicted; suspect, killer; missing, dead.
//!
//! In: the list of differences. Out: the same, where other words that the lists know as two stages of
//! one matter say how far it has come.

use super::said::Said;
use super::view::View;
use super::{Effect, Kind, Located, quoted};
use crate::language::relations;

/// Names other words that are two stages of one matter.
pub(super) fn find(view: &mut View<'_>) {
    for n in 0..view.found.len() {
        let it = &view.found[n];
        let plain = it.kind == Kind::Wording && it.effect < Effect::Shift;
        let Some((x, y)) = (if plain { stages(view, &it.left, &it.right) } else { None }) else {
            continue;
        };
        let Said { text, turned } = Said::of(x.as_str(), y.as_str(), |x, y| {
            format!("{} and {}: two stages of one matter", quoted(x), quoted(y))
        });
        let it = &mut view.found[n];
        (it.kind, it.effect) = (Kind::Modality, Effect::Shift);
        (it.explanation, it.turned) = (text, turned);
    }
}

/// The words of two facing places that are two stages of one matter.
fn stages(
    view: &View<'_>,
    left: &Option<Located>,
    right: &Option<Located>,
) -> Option<(String, String)> {
    let relations = relations::of(view.tag());
    let [a, b] = &view.sides;
    let lefts = a.tokens_in(left.as_ref()?.span);
    let rights = b.tokens_in(right.as_ref()?.span);
    let pairs = lefts.flat_map(|i| rights.clone().map(move |j| (i, j)));
    let mut words = pairs.map(|(i, j)| (a.word(i), b.word(j)));
    let (x, y) = words.find(|(x, y)| relations.are_stages(x, y))?;
    Some((x.to_owned(), y.to_owned()))
}

#[cfg(test)]
mod tests {
    use crate::language::relations;

    #[test]
    fn two_stages_of_one_matter() {
        let english = relations::of("en");
        for (a, b) in [("charged", "convicted"), ("suspect", "killer"), ("killed", "missing")] {
            assert!(english.are_stages(a, b) && english.are_stages(b, a), "{a} / {b}");
        }
        for (a, b) in [("charged", "indicted"), ("missing", "killer"), ("red", "blue")] {
            assert!(!english.are_stages(a, b), "{a} / {b}");
        }
    }
}
