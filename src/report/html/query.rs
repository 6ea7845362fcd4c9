//! What a reader filters statements by, as a server hears it.

use super::facets::{Facets, Row};

/// A filter; what is empty lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words that all have to occur, in small letters.
    pub words: Vec<String>,
    /// Names of effects, one of which has to occur.
    pub effects: Vec<String>,
    /// Name of a kind.
    pub kind: String,
    /// Numbers of sources that both have a part.
    pub sources: Vec<usize>,
    /// Name of a relation.
    pub relation: String,
    /// A language.
    pub language: String,
    /// The least number of witnesses.
    pub witnesses: usize,
    /// The first day, as `YYYYMMDD`; 0 for any.
    pub from: i32,
    /// The last day, likewise.
    pub to: i32,
}

impl Query {
    /// The filter of fields and their values, as the page sends them; unknown fields are passed over.
    pub fn of<'f>(fields: impl Iterator<Item = (&'f str, &'f str)>) -> Self {
        let mut query = Self::default();
        let list = |value: &str| value.split_whitespace().map(str::to_lowercase).collect();
        for (field, value) in fields.filter(|(_, value)| !value.is_empty()) {
            match field {
                "q" => query.words = list(value),
                "effect" => query.effects = list(value),
                "kind" => value.clone_into(&mut query.kind),
                "source" | "other" => query.sources.extend(value.parse::<usize>()),
                "relation" => value.clone_into(&mut query.relation),
                "language" => value.clone_into(&mut query.language),
                "witnesses" => query.witnesses = value.parse().unwrap_or(0),
                "from" => query.from = day(value),
                "to" => query.to = day(value),
                _ => {}
            }
        }
        query
    }

    /// Whether the facets of a statement fit.
    pub(super) fn fits(&self, facets: &Facets, rank: usize) -> bool {
        let Some(Row(_, effects, kinds, relations, languages, witnesses, first, last, sources)) =
            facets.rows.get(rank)
        else {
            return false;
        };
        let among = |names: &[&str], mask: u32, name: &str| {
            names.iter().position(|n| *n == name).is_some_and(|bit| mask >> bit & 1 == 1)
        };
        let effect = |name: &String| among(&facets.effects, *effects, name);
        let spoken: Vec<_> = facets.languages.iter().map(String::as_str).collect();
        (self.effects.is_empty() || self.effects.iter().any(effect))
            && (self.kind.is_empty() || among(&facets.kinds, *kinds, &self.kind))
            && (self.relation.is_empty() || among(&facets.relations, *relations, &self.relation))
            && (self.language.is_empty() || among(&spoken, *languages, &self.language))
            && self.sources.iter().all(|source| sources.contains(source))
            && *witnesses >= self.witnesses
            && (self.from == 0 || *last >= self.from)
            && (self.to == 0 || (*first > 0 && *first <= self.to))
    }

    /// Whether all words occur in a text, which is made only when there are any.
    pub(super) fn finds(&self, text: impl FnOnce() -> String) -> bool {
        self.words.is_empty() || {
            let text = text();
            self.words.iter().all(|word| text.contains(word))
        }
    }
}

/// `2031-03-06` as 20310306; 0 for anything else.
fn day(text: &str) -> i32 {
    let digits: String = text.chars().filter(|c| *c != '-').take(8).collect();
    digits.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_make_a_query_and_odd_ones_nothing() {
        let fields = [("q", "Two words"), ("source", "3"), ("other", "x"), ("from", "2031-03-06")];
        let query = Query::of(fields.into_iter());
        assert_eq!(query.words, ["two", "words"]);
        assert_eq!((query.sources.as_slice(), query.from), (&[3][..], 20_310_306));
        assert_eq!(Query::of([("nonsense", "1"), ("kind", "")].into_iter()), Query::default());
        assert_eq!(day("99999999999999"), 99_999_999);
    }
}
