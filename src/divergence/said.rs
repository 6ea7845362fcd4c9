//! An explanation, as it reads from either side.
//!
//! Two texts are compared in an order of their own, whichever the caller named first; what quotes
//! both of them must still read in the caller's order. So such an explanation is made both ways.

/// A difference in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// With the left side first.
    pub(super) text: String,
    /// With the right side first; nothing where it reads the same.
    pub(super) turned: Option<String>,
}

impl From<String> for Said {
    /// Words that name the sides by what they do, not by their order.
    fn from(text: String) -> Self {
        Self { text, turned: None }
    }
}

impl Said {
    /// The words of `say`, which puts what the left side has before what the right one has.
    pub(super) fn of<T: Copy>(left: T, right: T, say: impl Fn(T, T) -> String) -> Self {
        let (text, turned) = (say(left, right), say(right, left));
        let turned = (turned != text).then_some(turned);
        Self { text, turned }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_quotes_both_sides_reads_in_either_order() {
        let said = Said::of("12", "21", |a, b| format!("{a} against {b}"));
        assert_eq!(
            (said.text.as_str(), said.turned.as_deref()),
            ("12 against 21", Some("21 against 12"))
        );
        assert_eq!(Said::of("x", "x", |a, b| format!("{a} and {b}")).turned, None);
    }
}
