//! Linear forms fitted to examples: least squares and logistic regression, both with a slight pull towards zero.

/// A base and a weight a part.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) base: f64,
    pub(super) weights: Vec<f64>,
}

/// Strength of the pull towards zero (ridge): enough to settle parts that say the same.
const RIDGE: f64 = 0.3;
/// Steps of Newton's method; it settles in fewer than ten.
const STEPS: usize = 30;

impl Form {
    /// The value of the form for these parts.
    pub(super) fn apply(&self, parts: &[f64]) -> f64 {
        self.base + self.weights.iter().zip(parts).map(|(weight, part)| weight * part).sum::<f64>()
    }

    /// From a solution whose first figure is the base.
    fn of(solution: &[f64]) -> Option<Self> {
        let (&base, weights) = solution.split_first()?;
        Some(Self { base, weights: weights.to_vec() })
    }
}

/// The form nearest to `values`; `None` where the examples leave it open.
pub(super) fn least_squares(rows: &[&[f64]], values: &[f64]) -> Option<Form> {
    let weighted = rows.iter().zip(values).map(|(row, &value)| (*row, 1.0, value));
    Form::of(&solve(normal(weighted, None)?)?)
}

/// The form whose logistic is nearest to the labels in likelihood: iteratively reweighted least squares.
pub(super) fn logistic(rows: &[&[f64]], labels: &[bool]) -> Option<Form> {
    let mut solution = vec![0.0; rows.first()?.len() + 1];
    for _ in 0..STEPS {
        let form = Form::of(&solution)?;
        let weighted = rows.iter().zip(labels).map(|(row, &label)| {
            let chance = 1.0 / (1.0 + (-form.apply(row)).exp());
            let weight = (chance * (1.0 - chance)).max(1e-6);
            (*row, weight, (f64::from(label) - chance) / weight)
        });
        let step = solve(normal(weighted, Some(&solution))?)?;
        solution.iter_mut().zip(&step).for_each(|(figure, step)| *figure += step);
        if step.iter().all(|step| step.abs() < 1e-9) {
            break;
        }
    }
    Form::of(&solution)
}

/// The normal equations of weighted examples, the right side as the last column. `from` is where a step begins: the pull
/// towards zero acts on it too.
fn normal<'r>(examples: impl Iterator<Item = (&'r [f64], f64, f64)>, from: Option<&[f64]>) -> Option<Vec<Vec<f64>>> {
    let mut matrix: Option<Vec<Vec<f64>>> = None;
    for (row, weight, value) in examples {
        let figures: Vec<f64> = std::iter::once(1.0).chain(row.iter().copied()).collect();
        let size = figures.len();
        let matrix = matrix.get_or_insert_with(|| vec![vec![0.0; size + 1]; size]);
        for (line, &figure) in matrix.iter_mut().zip(&figures) {
            for (cell, other) in line.iter_mut().zip(figures.iter().chain([&value])) {
                *cell += weight * figure * other;
            }
        }
    }
    let mut matrix = matrix?;
    for at in 1..matrix.len() {
        let size = matrix.len();
        matrix[at][at] += RIDGE;
        matrix[at][size] -= RIDGE * from.map_or(0.0, |from| from[at]);
    }
    Some(matrix)
}

/// The solution of linear equations, the right side as the last column (Gauss, with the largest pivot of a column).
fn solve(mut lines: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    let size = lines.len();
    for at in 0..size {
        let pivot = (at..size).max_by(|&l, &r| lines[l][at].abs().total_cmp(&lines[r][at].abs()))?;
        lines.swap(at, pivot);
        let head = lines[at].clone();
        if head[at].abs() < 1e-9 {
            return None;
        }
        for (_, line) in lines.iter_mut().enumerate().filter(|(other, _)| *other != at) {
            let factor = line[at] / head[at];
            line.iter_mut().zip(&head).for_each(|(cell, head)| *cell -= factor * head);
        }
    }
    Some((0..size).map(|at| lines[at][size] / lines[at][at]).collect())
}

/// Correlation of two lists.
pub(super) fn pearson(left: &[f64], right: &[f64]) -> f64 {
    let n = left.len() as f64;
    let (ml, mr) = (left.iter().sum::<f64>() / n, right.iter().sum::<f64>() / n);
    let sum = |term: fn(f64, f64) -> f64| left.iter().zip(right).map(|(l, r)| term(l - ml, r - mr)).sum::<f64>();
    sum(|l, r| l * r) / (sum(|l, _| l * l) * sum(|_, r| r * r)).sqrt()
}

/// Accuracy and F1 of pairs of truth and guess.
pub(super) fn accuracy(guesses: &[(bool, bool)]) -> (f64, f64) {
    let count = |wanted: (bool, bool)| guesses.iter().filter(|guess| **guess == wanted).count() as f64;
    let (right, wrong) = (count((true, true)), count((true, false)) + count((false, true)));
    ((guesses.len() as f64 - wrong) / guesses.len() as f64, 2.0 * right / (2.0 * right + wrong))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_again() {
        let rows: Vec<Vec<f64>> = (0..200).map(|at| vec![f64::from(at % 7), f64::from(at % 11)]).collect();
        let rows: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
        let values: Vec<f64> = rows.iter().map(|row| 3.0 * row[0] - 2.0 * row[1] + 5.0).collect();
        let form = least_squares(&rows, &values).expect("the rows differ");
        for (found, meant) in [(form.base, 5.0), (form.weights[0], 3.0), (form.weights[1], -2.0)] {
            assert!((found - meant).abs() < 0.02, "{form:?}");
        }
        let labels: Vec<bool> = values.iter().map(|value| *value > 0.0).collect();
        let form = logistic(&rows, &labels).expect("the rows differ");
        let guesses: Vec<_> = rows.iter().zip(&labels).map(|(row, label)| (*label, form.apply(row) > 0.0)).collect();
        assert_eq!(accuracy(&guesses), (1.0, 1.0));
        assert!((pearson(&values, &values) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn equal_parts_share_their_weight_and_nothing_gives_nothing() {
        let rows: Vec<Vec<f64>> = (0..50).map(|at| vec![f64::from(at), f64::from(at)]).collect();
        let rows: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
        let values: Vec<f64> = (0..50).map(|at| 2.0 * f64::from(at)).collect();
        let form = least_squares(&rows, &values).expect("the pull settles it");
        assert!((form.weights[0] - form.weights[1]).abs() < 1e-6, "{form:?}");
        assert!(least_squares(&[], &[]).is_none());
    }
}
