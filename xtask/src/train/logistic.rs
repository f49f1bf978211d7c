//! Logistic regression, for models of a few dozen weights.

const STEPS: usize = 25;

/// The logarithm of the odds by weights of which the last is the constant.
pub fn score(weights: &[f64], row: &[f32]) -> f64 {
    let Some((constant, weights)) = weights.split_last() else { return 0.0 };
    constant + weights.iter().zip(row).map(|(w, x)| w * f64::from(*x)).sum::<f64>()
}

/// How well scores tell right ones from others: average precision, and the best F1 with the bound that gives it.
pub fn report(mut scored: Vec<(f64, bool)>) -> String {
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut hits, mut sum, mut best) = (0.0, 0.0, (0.0, 0.0));
    let right = scored.iter().filter(|s| s.1).count() as f64;
    for (i, (score, is)) in scored.iter().enumerate() {
        if *is {
            hits += 1.0;
            sum += hits / (i + 1) as f64;
        }
        let f = 2.0 * hits / (right + (i + 1) as f64);
        if f > best.0 {
            best = (f, 1.0 / (1.0 + (-score).exp()));
        }
    }
    format!(
        "{} pairs, {right} right, average precision {:.3}, best F1 {:.3} at {:.2}",
        scored.len(),
        sum / right.max(1.0),
        best.0,
        best.1
    )
}

/// Weights of each column and a constant, with squared weights held down, on columns of equal spread, by Newton's method.
pub fn learn(examples: &[(&[f32], bool)], hold: f64) -> Vec<f64> {
    let all: Vec<(&[f32], bool, f64)> = examples.iter().map(|(row, is)| (*row, *is, 1.0)).collect();
    learn_weighed(&all, hold)
}

/// The same where each example has a weight of its own.
pub fn learn_weighed(examples: &[(&[f32], bool, f64)], hold: f64) -> Vec<f64> {
    let width = examples.first().map_or(0, |e| e.0.len());
    let n = width + 1;
    let count = examples.len().max(1) as f64;
    let mut mean = vec![0.0; width];
    let mut spread = vec![0.0; width];
    for (row, ..) in examples {
        mean.iter_mut().zip(*row).for_each(|(m, x)| *m += f64::from(*x) / count);
    }
    for (row, ..) in examples {
        spread.iter_mut().zip(*row).zip(&mean).for_each(|((s, x), m)| *s += (f64::from(*x) - m).powi(2) / count);
    }
    spread.iter_mut().for_each(|s| *s = s.sqrt() + 1e-3);
    let level = |row: &[f32]| -> Vec<f64> {
        let columns = row.iter().zip(&mean).zip(&spread).map(|((x, m), s)| (f64::from(*x) - m) / s);
        columns.chain([1.0]).collect()
    };
    let rows: Vec<(Vec<f64>, f64, f64)> =
        examples.iter().map(|(row, is, weight)| (level(row), f64::from(u8::from(*is)), *weight)).collect();
    let mut w = vec![0.0; n];
    for _ in 0..STEPS {
        let mut slope = vec![0.0; n];
        let mut bend = vec![vec![0.0; n]; n];
        for k in 0..n {
            let h = if k == width { 1e-6 } else { hold };
            slope[k] = h * w[k];
            bend[k][k] = h;
        }
        for (x, y, weight) in &rows {
            let p = 1.0 / (1.0 + (-w.iter().zip(x).map(|(w, x)| w * x).sum::<f64>()).exp());
            let v = weight * (p * (1.0 - p)).max(1e-6);
            for k in 0..n {
                slope[k] += weight * (p - y) * x[k];
                let vx = v * x[k];
                bend[k].iter_mut().zip(x).take(k + 1).for_each(|(b, x)| *b += vx * x);
            }
        }
        let step = solve(bend, slope);
        w.iter_mut().zip(&step).for_each(|(w, s)| *w -= s);
        if step.iter().all(|s| s.abs() < 1e-6) {
            break;
        }
    }
    // Back to rows as they are.
    let mut constant = w[width];
    let mut out: Vec<f64> = Vec::with_capacity(n);
    for k in 0..width {
        out.push(w[k] / spread[k]);
        constant -= w[k] * mean[k] / spread[k];
    }
    out.push(constant);
    out
}

/// Solves for a symmetric matrix of which the lower half is filled (Cholesky).
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for i in 0..n {
        for j in 0..=i {
            let sum: f64 = a[i][j] - (0..j).map(|k| a[i][k] * a[j][k]).sum::<f64>();
            a[i][j] = if i == j { sum.max(1e-9).sqrt() } else { sum / a[j][j] };
        }
    }
    for i in 0..n {
        b[i] = (b[i] - (0..i).map(|k| a[i][k] * b[k]).sum::<f64>()) / a[i][i];
    }
    for i in (0..n).rev() {
        b[i] = (b[i] - (i + 1..n).map(|k| a[k][i] * b[k]).sum::<f64>()) / a[i][i];
    }
    b
}
