//! Tables of weights that a trainer wrote: a probability from named signs.
//!
//! In: a table, a line `sign weight` each, and the names of the signs in the order in which they are
//! computed. Out: the probability of a logistic regression. A sign without a line weighs nothing, so
//! that a new sign can be computed before it is learned.

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
}
