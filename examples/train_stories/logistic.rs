//! A logistic regression with a penalty on large weights, by Newton's method.

use crate::story::Sample;

/// Steps; it stands still after about eight.
const STEPS: usize = 30;

/// The weights that fit best. `penalty` is half of that on a squared weight.
pub fn fit(samples: &[&Sample], signs: usize, penalty: f64) -> Vec<f64> {
    let mut weights = vec![0.0; signs];
    for _ in 0..STEPS {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| 2.0 * penalty * weight).collect();
        let mut bend = vec![vec![0.0; signs]; signs];
        for (at, row) in bend.iter_mut().enumerate() {
            row[at] = 2.0 * penalty;
        }
        for sample in samples {
            let guess = probability(&weights, &sample.signs);
            let miss = sample.weight * (guess - f64::from(u8::from(sample.holds)));
            for (i, x) in sample.signs.iter().enumerate() {
                gradient[i] += miss * f64::from(*x);
                for (j, y) in sample.signs.iter().enumerate() {
                    let bent = sample.weight * guess * (1.0 - guess);
                    bend[i][j] += bent * f64::from(*x) * f64::from(*y);
                }
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(bend, gradient)) {
            *weight -= step;
        }
    }
    weights
}

/// The probability that weights give some signs.
pub fn probability(weights: &[f64], signs: &[f32]) -> f64 {
    let sum: f64 = weights.iter().zip(signs).map(|(weight, sign)| weight * f64::from(*sign)).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// Solves `rows` times x = `right` by elimination; the penalty keeps every pivot away from 0.
fn solve(mut rows: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let pivot = rows[at].clone();
        for below in at + 1..size {
            let share = rows[below][at] / pivot[at];
            for (value, above) in rows[below].iter_mut().zip(&pivot).skip(at) {
                *value -= share * above;
            }
            right[below] -= share * right[at];
        }
    }
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size).map(|next| rows[at][next] * right[next]).sum();
        right[at] = (right[at] - known) / rows[at][at];
    }
    right
}
