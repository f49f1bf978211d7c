//! Aligning a reading with what is already collated, on interned words.
//!
//! Short texts get the exact optimum (Gotoh's affine-gap dynamic programming, 1982). Long ones are first cut at
//! runs of words that occur once on both sides, chained into the longest increasing sequence (the patience
//! anchors of Cohen's diff); what lies between two anchors is aligned on its own, in a band where it is still
//! large. The time is near-linear in the length of texts that have much in common.

/// A word of the comparison: a row of the [`Vocabulary`](super::vocabulary::Vocabulary).
pub type Word = u32;

/// What two words have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Nothing.
    Different,
    /// Two forms of one word, such as "love" and "loved".
    Related,
    /// Two spellings of one word.
    Spelling,
    /// The same word.
    Same,
}

/// Compares the words of two sequences by position, and weighs them.
pub trait Score {
    /// How alike the word at `i` of the first sequence and at `j` of the second are.
    fn likeness(&self, i: usize, j: usize) -> Likeness;
    /// The weight of a match at `j` of the second sequence: 1 for the commonest words, more for telling ones.
    fn weight(&self, j: usize) -> i32;
}

const MISMATCH: i32 = -12;
const OPEN: i32 = -22;
const EXTEND: i32 = -4;
const ADJACENT: i32 = 9;
/// Tables up to so many cells are filled without looking for anchors.
const SMALL: usize = 2_500;
/// Tables up to so many cells are filled where no run of [`GRAM`] words serves as an anchor.
const EXACT: usize = 40_000;
/// Words of the longest anchors, which are looked for first.
const GRAM: usize = 4;
/// An equal run of so many words at an end needs no proof.
const SURE: usize = 8;
/// Largest table at all; beyond it only a band around the diagonal is filled.
const LARGEST: usize = 4_000_000;

/// Pairs `(i, j)` of positions that stand against each other, both strictly increasing. Pairs may be of
/// different words (a substitution); a position without a partner is a gap.
///
/// `first` and `second` are what anchors are looked for in; `score` decides everything else. `open_start` and
/// `open_end` make gaps at that end of the first sequence free: the second is then taken to begin (end)
/// anywhere in the first.
pub fn align(
    first: &[Word],
    second: &[Word],
    score: &impl Score,
    open_start: bool,
    open_end: bool,
) -> Vec<(usize, usize)> {
    let mut out = Vec::with_capacity(first.len().min(second.len()));
    let mut work = Work::default();
    segment(first, second, (0, first.len()), (0, second.len()), score, open_start, open_end, GRAM, &mut work, &mut out);
    out
}

#[derive(Default)]
struct Work {
    trace: Vec<u8>,
    rows: [Vec<i32>; 6],
}

#[allow(clippy::too_many_arguments)]
fn segment(
    first: &[Word],
    second: &[Word],
    (mut a0, mut a1): (usize, usize),
    (mut b0, mut b1): (usize, usize),
    score: &impl Score,
    open_start: bool,
    open_end: bool,
    gram: usize,
    work: &mut Work,
    out: &mut Vec<(usize, usize)>,
) {
    // Equal ends need no table. Where an end is open, a long run that begins both sides is no accident either;
    // the last words before the first difference stay, to decide it well.
    let equal = first[a0..a1].iter().zip(&second[b0..b1]).take_while(|(x, y)| x == y).count();
    let skip = if equal == (a1 - a0).min(b1 - b0) && !open_start {
        equal
    } else if equal >= SURE {
        equal - 2
    } else {
        0
    };
    out.extend((0..skip).map(|k| (a0 + k, b0 + k)));
    (a0, b0) = (a0 + skip, b0 + skip);
    let open_start = open_start && skip == 0;
    let equal = first[a0..a1].iter().rev().zip(second[b0..b1].iter().rev()).take_while(|(x, y)| x == y).count();
    let tail = if equal >= SURE { equal - 2 } else { 0 };
    (a1, b1) = (a1 - tail, b1 - tail);
    let open_end = open_end && tail == 0;

    let size = (a1 - a0).saturating_mul(b1 - b0);
    let tried = if size <= SMALL || (size <= EXACT && gram < GRAM) || gram == 0 {
        Vec::new()
    } else {
        anchors(&first[a0..a1], &second[b0..b1], gram)
    };
    if tried.is_empty() {
        if size <= EXACT || gram == 0 {
            let band = if size <= LARGEST { usize::MAX } else { (LARGEST / (a1 - a0).max(b1 - b0)).max(16) };
            dp(a0, a1, b0, b1, score, open_start, open_end, band, work, out);
        } else {
            segment(first, second, (a0, a1), (b0, b1), score, open_start, open_end, gram / 2, work, out);
        }
    } else {
        let (mut ca, mut cb, mut start) = (a0, b0, open_start);
        for (i, j, n) in tried {
            let (i, j) = (a0 + i, b0 + j);
            if i < ca || j < cb {
                continue;
            }
            segment(first, second, (ca, i), (cb, j), score, start, false, gram, work, out);
            out.extend((0..n).map(|k| (i + k, j + k)));
            (ca, cb, start) = (i + n, j + n, false);
        }
        segment(first, second, (ca, a1), (cb, b1), score, start, open_end, gram, work, out);
    }
    out.extend((0..tail).map(|k| (a1 + k, b1 + k)));
}

/// Runs of `gram` words or more that begin with a gram found once in each, in the longest increasing chain.
fn anchors(first: &[Word], second: &[Word], gram: usize) -> Vec<(usize, usize, usize)> {
    if first.len() < gram || second.len() < gram {
        return Vec::new();
    }
    let hash = |w: &[Word]| {
        w.iter().fold(0u64, |h, &x| (h ^ u64::from(x)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23))
    };
    let index = |words: &[Word]| {
        let mut v: Vec<(u64, u32)> = words.windows(gram).enumerate().map(|(i, w)| (hash(w), i as u32)).collect();
        v.sort_unstable();
        v
    };
    let (x, y) = (index(first), index(second));
    let mut once: Vec<(u32, u32)> = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < x.len() && j < y.len() {
        let run = |v: &[(u64, u32)], at: usize| v[at..].iter().take_while(|e| e.0 == v[at].0).count();
        match x[i].0.cmp(&y[j].0) {
            std::cmp::Ordering::Less => i += run(&x, i),
            std::cmp::Ordering::Greater => j += run(&y, j),
            std::cmp::Ordering::Equal => {
                let (n, m) = (run(&x, i), run(&y, j));
                if n == 1 && m == 1 && first[x[i].1 as usize..][..gram] == second[y[j].1 as usize..][..gram] {
                    once.push((x[i].1, y[j].1));
                }
                i += n;
                j += m;
            }
        }
    }
    once.sort_unstable();
    // Longest increasing subsequence by patience sorting.
    let mut piles: Vec<usize> = Vec::new();
    let mut back: Vec<Option<usize>> = vec![None; once.len()];
    for (k, &(_, b)) in once.iter().enumerate() {
        let p = piles.partition_point(|&t| once[t].1 < b);
        back[k] = p.checked_sub(1).map(|p| piles[p]);
        if p == piles.len() { piles.push(k) } else { piles[p] = k }
    }
    let mut chain = Vec::new();
    let mut at = piles.last().copied();
    while let Some(k) = at {
        chain.push(once[k]);
        at = back[k];
    }
    chain.reverse();
    let mut out: Vec<(usize, usize, usize)> = Vec::new();
    for (i, j) in chain {
        let (i, j) = (i as usize, j as usize);
        match out.last_mut() {
            Some(l) if i >= l.0 && i - l.0 == j.wrapping_sub(l.1) && i <= l.0 + l.2 => l.2 = i + gram - l.0,
            Some(l) if i < l.0 + l.2 || j < l.1 + l.2 => {}
            _ => out.push((i, j, gram)),
        }
    }
    // An anchor's rim may be an accident: give its outer words back to the exact method.
    if gram >= 4 {
        for a in &mut out {
            if a.2 > 2 {
                *a = (a.0 + 1, a.1 + 1, a.2 - 2);
            }
        }
    }
    out
}

const STOP: u8 = 0;
const DIAGONAL: u8 = 1;
const UP: u8 = 2;
const LEFT: u8 = 3;

/// Gotoh's method over `first[a0..a1]` (rows) and `second[b0..b1]` (columns), within `band` of the diagonal.
#[allow(clippy::too_many_arguments)]
fn dp(
    a0: usize,
    a1: usize,
    b0: usize,
    b1: usize,
    score: &impl Score,
    open_start: bool,
    open_end: bool,
    band: usize,
    work: &mut Work,
    out: &mut Vec<(usize, usize)>,
) {
    let (n, m) = (a1 - a0, b1 - b0);
    if n == 0 || m == 0 {
        return;
    }
    const LOW: i32 = i32::MIN / 4;
    for row in &mut work.rows {
        row.clear();
        row.resize(m + 1, LOW);
    }
    let [m0, u0, l0, m1, u1, l1] = &mut work.rows;
    let edge = |open: bool, k: usize| if k == 0 || open { 0 } else { OPEN + EXTEND * k as i32 };
    m0[0] = 0;
    // Words of the second before any of the first cost a gap; where the first may be entered anywhere, the second
    // may also begin before it at a small price.
    let (open, extend) = if open_start { (OPEN / 2, EXTEND / 4) } else { (OPEN, EXTEND) };
    for (j, cost) in l0.iter_mut().enumerate().skip(1) {
        *cost = open + extend * j as i32;
    }
    // Row `i` holds columns low(i) to high(i); the trace keeps no more than that.
    let low = |i: usize| if band == usize::MAX { 1 } else { (i * m / n).saturating_sub(band).max(1) };
    let high = |i: usize| if band == usize::MAX { m } else { (i * m / n + band).min(m) };
    let width = if band == usize::MAX { m } else { (2 * band + 1).min(m) };
    work.trace.clear();
    work.trace.resize(n * width, 0);
    let mut best = (LOW, 0, DIAGONAL);
    let mut weights = Vec::with_capacity(m);
    weights.extend((b0..b1).map(|j| score.weight(j)));
    for i in 1..=n {
        let (from, to) = (low(i), high(i));
        m1[from - 1] = LOW;
        l1[from - 1] = LOW;
        u1[from - 1] = if from == 1 { edge(open_start, i) } else { LOW };
        if i > 1 {
            // Beyond the row before there is nothing to come from.
            for row in [&mut *m0, &mut *u0, &mut *l0] {
                row[high(i - 1) + 1..=to.max(high(i - 1))].fill(LOW);
            }
        }
        for j in from..=to {
            let cell = (i - 1) * width + (j - from);
            let like = score.likeness(a0 + i - 1, b0 + j - 1);
            let gain = match like {
                Likeness::Same => weights[j - 1] * 20,
                Likeness::Spelling => weights[j - 1] * 17,
                Likeness::Related => weights[j - 1] * 8,
                Likeness::Different => MISMATCH,
            };
            let along = if like >= Likeness::Spelling { ADJACENT } else { 0 };
            let (pm, pu, pl) = (m0[j - 1] + along, u0[j - 1], l0[j - 1]);
            let (p, came) = if pm >= pu && pm >= pl {
                (pm, DIAGONAL)
            } else if pu >= pl {
                (pu, UP)
            } else {
                (pl, LEFT)
            };
            m1[j] = p.saturating_add(gain).max(LOW);
            let mut t = came;
            // A word of the first without a partner.
            let (um, uu, ul) = (m0[j] + OPEN, u0[j], l0[j] + OPEN);
            let (p, came) = if um >= uu && um >= ul {
                (um, DIAGONAL)
            } else if uu >= ul {
                (uu, UP)
            } else {
                (ul, LEFT)
            };
            u1[j] = (p + EXTEND).max(LOW);
            t |= came << 2;
            // A word of the second without a partner.
            let (lm, lu, ll) = (m1[j - 1] + OPEN, u1[j - 1] + OPEN, l1[j - 1]);
            let (p, came) = if lm >= lu && lm >= ll {
                (lm, DIAGONAL)
            } else if lu >= ll {
                (lu, UP)
            } else {
                (ll, LEFT)
            };
            l1[j] = (p + EXTEND).max(LOW);
            t |= came << 4;
            work.trace[cell] = t;
        }
        if (open_end || i == n) && to == m {
            // Where the rest of the first may be skipped, the best row to end in wins; the earliest of equals.
            let (pm, pu, pl) = (m1[m], u1[m], l1[m]);
            let skipped = if open_end { 0 } else { edge(false, n - i) };
            for (p, came) in [(pm, DIAGONAL), (pl, LEFT), (pu, UP)] {
                if p + skipped > best.0 {
                    best = (p + skipped, i, came);
                }
            }
            if open_end && i == n {
                // Or the second may go on beyond the first's end at a small price.
                for (j, cost) in m1.iter().enumerate().take(m).skip(from) {
                    let p = *cost + OPEN / 2 + EXTEND / 4 * (m - j) as i32;
                    if j > 0 && p > best.0 {
                        best = (p, usize::MAX - j, DIAGONAL);
                    }
                }
            }
        }
        std::mem::swap(m0, m1);
        std::mem::swap(u0, u1);
        std::mem::swap(l0, l1);
    }
    let start = out.len();
    let (mut i, mut j, mut state) = if best.1 > n { (n, usize::MAX - best.1, DIAGONAL) } else { (best.1, m, best.2) };
    while i > 0 && j > 0 {
        if j < low(i) || j > high(i) {
            break;
        }
        let t = work.trace[(i - 1) * width + (j - low(i))];
        match state {
            DIAGONAL => {
                out.push((a0 + i - 1, b0 + j - 1));
                state = t & 3;
                i -= 1;
                j -= 1;
            }
            UP => {
                state = (t >> 2) & 3;
                i -= 1;
            }
            LEFT => {
                state = (t >> 4) & 3;
                j -= 1;
            }
            _ => break,
        }
        if state == STOP {
            break;
        }
    }
    out[start..].reverse();
}
