//! Tables of weights that a trainer wrote: a probability from named signs.
//!
//! In: a table, a line `sign weight` each, and the names of the signs in the order in which they are
//! computed. Out: the probability of a logistic regression. A sign without a line weighs nothing, so
//! that a new sign can be computed before it is learned.

use std::ops::Range;

/// A logistic regression.
#[derive(Clone, Debug, PartialEq)]
pub struct Logistic {
    weights: Vec<f64>,
}

impl Logistic {
    /// Reads a table; `names` are those of the signs, in order. Lines that begin with `#` are comments.
    pub fn read(table: &str, names: &[&str]) -> Self {
        let weight = |name: &&str| {
            let line = table.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
            line.and_then(|number| number.trim().parse().ok()).unwrap_or(0.0)
        };
        Self { weights: names.iter().map(weight).collect() }
    }

    /// The probability that signs give, 0 to 1.
    pub fn probability(&self, signs: &[f32]) -> f64 {
        let products = self.weights.iter().zip(signs).map(|(w, sign)| w * f64::from(*sign));
        1.0 / (1.0 + (-products.sum::<f64>()).exp())
    }

    /// At least the probability that signs give where some of them, 0 to 1 each, are not known yet.
    pub fn most(&self, signs: &[f32], open: Range<usize>) -> f64 {
        let lifted = |at: usize, sign: f32| match open.contains(&at) {
            true => f32::from(u8::from(self.weights.get(at).is_some_and(|weight| *weight > 0.0))),
            false => sign,
        };
        let signs: Vec<f32> =
            signs.iter().enumerate().map(|(at, sign)| lifted(at, *sign)).collect();
        // The last bit of an exponential may differ either way.
        self.probability(&signs) + 1e-12
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_found_by_their_names() {
        let model =
            Logistic::read("# two\nbias -1.0\nnear-by 9.0\nnear 3.0\n", &["bias", "near", "far"]);
        assert!((model.probability(&[1.0, 0.0, 1.0]) - 0.2689).abs() < 1e-3);
        assert!((model.probability(&[1.0, 1.0, 5.0]) - 0.8808).abs() < 1e-3);
    }

    #[test]
    fn no_value_of_an_open_sign_gives_more_than_the_most() {
        let names = ["bias", "up", "down", "other"];
        let model = Logistic::read("bias -1\nup 0.7\ndown -2\nother 0.3\n", &names);
        let most = model.most(&[1.0, 0.0, 0.0, 0.4], 1..3);
        for (up, down) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (0.5, 0.5)] {
            assert!(model.probability(&[1.0, up, down, 0.4]) <= most, "{up} {down}");
        }
        assert!(most - model.probability(&[1.0, 1.0, 0.0, 0.4]) < 1e-6);
    }
}
