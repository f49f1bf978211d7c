//! Agglomeration by average link.

/// Scores of pairs, both ways; what was not compared has none.
pub struct Scores {
    size: usize,
    sum: Vec<f32>,
    known: Vec<f32>,
}

impl Scores {
    /// For so many things, none compared.
    pub fn new(size: usize) -> Self {
        Self { size, sum: vec![0.0; size * size], known: vec![0.0; size * size] }
    }

    /// Notes the score of a pair.
    pub fn set(&mut self, a: usize, b: usize, score: f32) {
        for at in [a * self.size + b, b * self.size + a] {
            if let (Some(sum), Some(known)) = (self.sum.get_mut(at), self.known.get_mut(at)) {
                (*sum, *known) = (score, 1.0);
            }
        }
    }

    fn at(&self, a: usize, b: usize) -> (f32, f32) {
        let at = a * self.size + b;
        (self.sum.get(at).copied().unwrap_or(0.0), self.known.get(at).copied().unwrap_or(0.0))
    }

    /// Adds row and column `b` to those of `a`.
    fn join(&mut self, a: usize, b: usize) {
        for c in 0..self.size {
            let (sum, known) = self.at(b, c);
            for at in [a * self.size + c, c * self.size + a] {
                if let (Some(s), Some(k)) = (self.sum.get_mut(at), self.known.get_mut(at)) {
                    *s += sum;
                    *k += known;
                }
            }
        }
    }
}

/// Groups the things `0..size`: the two groups whose pairs score highest on average are joined, until none is above 0.
///
/// `group` says which things stand together from the start (equal numbers, each the first thing of its group), `may`
/// whether two groups may be joined. A pair that was not compared scores `missing`; the average of two groups with more
/// than `most` pairs is taken as if there were only so many, or as many as were compared.
pub fn average_link(
    mut scores: Scores,
    group: &[usize],
    missing: f32,
    most: f32,
    may: impl Fn(&[usize], &[usize]) -> bool,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = (0..scores.size).map(|_| Vec::new()).collect();
    for (i, g) in group.iter().enumerate() {
        if *g != i {
            scores.join(*g, i);
        }
        if let Some(group) = groups.get_mut(*g) {
            group.push(i);
        }
    }
    let mut alive: Vec<usize> = (0..groups.len()).filter(|g| !groups[*g].is_empty()).collect();
    loop {
        let mut best = (0.0f32, 0, 0);
        for (i, a) in alive.iter().enumerate() {
            for b in alive.iter().skip(i + 1) {
                let (sum, known) = scores.at(*a, *b);
                let pairs = ((groups[*a].len() * groups[*b].len()) as f32).min(most).max(known);
                let average = (sum + (pairs - known) * missing) / pairs;
                if average > best.0 && may(&groups[*a], &groups[*b]) {
                    best = (average, *a, *b);
                }
            }
        }
        let (average, a, b) = best;
        if average <= 0.0 {
            break;
        }
        scores.join(a, b);
        let moved = std::mem::take(&mut groups[b]);
        groups[a].extend(moved);
        alive.retain(|g| *g != b);
    }
    groups.retain(|g| !g.is_empty());
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(size: usize, pairs: &[(usize, usize, f32)]) -> Vec<Vec<usize>> {
        let mut scores = Scores::new(size);
        pairs.iter().for_each(|(a, b, s)| scores.set(*a, *b, *s));
        let group: Vec<usize> = (0..size).collect();
        average_link(scores, &group, -4.0, 24.0, |_, _| true)
    }

    #[test]
    fn a_bridge_joins_and_a_chain_does_not_hold() {
        assert_eq!(of(3, &[(0, 2, 3.0), (1, 2, 3.0), (0, 1, 1.0)]), [vec![0, 2, 1]]);
        // Each is like the next and unlike all others.
        assert_eq!(of(4, &[(0, 1, 3.0), (1, 2, 2.0), (2, 3, 3.0)]), [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn what_may_not_be_joined_is_not() {
        let mut scores = Scores::new(2);
        scores.set(0, 1, 4.0);
        assert_eq!(average_link(scores, &[0, 1], -4.0, 24.0, |_, _| false).len(), 2);
        assert_eq!(average_link(Scores::new(2), &[0, 0], -4.0, 24.0, |_, _| true), [vec![0, 1]]);
    }
}
