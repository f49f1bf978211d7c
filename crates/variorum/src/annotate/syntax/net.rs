//! A network of one hidden layer over rows of tables: what the tagger and the parser decide by.
//!
//! Each slot of the input has a table of its own with one row of hidden values for each of its features, the
//! product of embedding and projection, worked out when the model was made; so that running it is adding rows
//! of bytes (Chen and Manning 2014, "A fast and accurate dependency parser using neural networks").
//!
//! The loops are compiled twice, for any processor and for one with AVX2 (`pulp` chooses). The hidden sums are
//! integers and each output is summed in one order, without fused multiplication, so that both give the same.

use pulp::{Arch, WithSimd};

/// One network over tables of bytes.
pub(crate) struct Net<'a> {
    hidden: usize,
    /// For each slot its table, and the row that is all nothing.
    slots: Vec<(&'a [u8], u32)>,
    /// What the sums of bytes are to the bias: this many of them are one.
    bias: Vec<i16>,
    heads: Vec<Head>,
    arch: Arch,
}

/// A group of outputs one of which is chosen.
struct Head {
    outputs: usize,
    /// Outputs, rounded up.
    wide: usize,
    /// For each hidden value its weights towards all outputs: most hidden values are nothing and are passed over.
    weights: Vec<f32>,
    bias: Vec<f32>,
}

/// Reads numbers from the front of bytes.
pub(crate) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn bytes(&mut self, n: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.0.split_at_checked(n)?;
        self.0 = tail;
        Some(head)
    }

    pub fn u32(&mut self) -> Option<usize> {
        self.bytes(4)?.try_into().ok().map(|b| u32::from_le_bytes(b) as usize)
    }

    pub fn u64(&mut self) -> Option<u64> {
        self.bytes(8)?.try_into().ok().map(u64::from_le_bytes)
    }

    pub fn f32s(&mut self, n: usize) -> Option<Vec<f32>> {
        let bytes = self.bytes(n.checked_mul(4)?)?;
        Some(bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }
}

/// There are whole runs of hidden values, and two or three runs are added up at once.
const RUN: usize = 32;
const WIDE: usize = 64;
const WIDEST: usize = 96;
/// A slot in which every row adds something.
pub const NO_REST: u32 = u32::MAX;
/// Outputs are rounded up to runs of so many.
const STEP: usize = 8;

impl<'a> Net<'a> {
    /// Reads a network with as many slots as `rests` has (the row of each that is all nothing, [`NO_REST`] for none)
    /// and as many outputs as each of `heads` says.
    pub fn read(from: &mut Reader<'a>, rests: &[u32], heads: &[usize]) -> Option<Self> {
        let hidden = from.u32()?;
        (hidden % RUN == 0).then_some(())?;
        let mut tables = Vec::with_capacity(rests.len());
        for rest in rests {
            let rows = from.u32()?;
            tables.push((from.bytes(rows.checked_mul(hidden)?)?, *rest));
        }
        let scale = from.f32s(1)?[0];
        let bias = from.f32s(hidden)?.into_iter().map(|b| (b / scale).round() as i16).collect();
        let mut read = Vec::with_capacity(heads.len());
        for &outputs in heads {
            let by_output = from.f32s(outputs.checked_mul(hidden)?)?;
            let mut bias = from.f32s(outputs)?;
            let wide = outputs.next_multiple_of(STEP);
            let mut weights = vec![0.0; hidden * wide];
            for (o, row) in by_output.chunks_exact(hidden.max(1)).enumerate() {
                for (h, w) in row.iter().enumerate() {
                    weights[h * wide + o] = *w * scale;
                }
            }
            bias.resize(wide, 0.0);
            read.push(Head { outputs, wide, weights, bias });
        }
        Some(Self { hidden, slots: tables, bias, heads: read, arch: Arch::new() })
    }

    /// The same network, run in the way of any processor.
    #[cfg(test)]
    pub fn plain(mut self) -> Self {
        self.arch = Arch::Scalar;
        self
    }

    /// Works out the hidden values for one row of each slot; [`choose`](Self::choose) goes on from there.
    pub fn run(&self, features: &[u32], work: &mut Work) {
        self.arch.dispatch(Hidden { net: self, features, work });
    }

    /// The best output of head `head` that `allowed` lets pass, behind [`run`](Self::run).
    pub fn choose(&self, head: usize, work: &mut Work, allowed: impl Fn(usize) -> bool) -> Option<usize> {
        let head = self.heads.get(head)?;
        self.arch.dispatch(Outputs { head, work });
        let mut best: Option<(f32, usize)> = None;
        for (i, s) in work.scores[..head.outputs].iter().enumerate() {
            if best.is_none_or(|b| *s > b.0) && allowed(i) {
                best = Some((*s, i));
            }
        }
        best.map(|b| b.1)
    }
}

struct Hidden<'a, 'b> {
    net: &'a Net<'b>,
    features: &'a [u32],
    work: &'a mut Work,
}

impl WithSimd for Hidden<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        let Hidden { net, features, work } = self;
        let n = net.hidden;
        work.active.resize(n, (0.0, 0));
        // What is nothing is written down too, and written over.
        work.rows.resize(net.slots.len(), (0, 0));
        let mut used = 0;
        for (slot, (row, (_, rest))) in features.iter().zip(&net.slots).enumerate() {
            if let Some(to) = work.rows.get_mut(used) {
                *to = (slot as u32, *row);
            }
            used += usize::from(row != rest);
        }
        let rows = &work.rows[..used.min(work.rows.len())];
        let (mut at, mut count) = (0, 0);
        while at < n {
            // All of the parser's at once: loops of a single run are unrolled before they are made wide.
            at += match n - at {
                WIDEST => sum::<WIDEST>(net, rows, at, &mut work.active, &mut count),
                WIDE.. => sum::<WIDE>(net, rows, at, &mut work.active, &mut count),
                _ => sum::<RUN>(net, rows, at, &mut work.active, &mut count),
            };
        }
        work.count = count;
    }
}

/// Adds up hidden values `at..at + N`, which stay in registers meanwhile, and notes those that are something; gives
/// how many they are.
#[inline(always)]
#[allow(clippy::needless_range_loop)]
fn sum<const N: usize>(
    net: &Net<'_>,
    rows: &[(u32, u32)],
    at: usize,
    active: &mut [(f32, u32)],
    count: &mut usize,
) -> usize {
    let mut sums = [0i16; N];
    sums.copy_from_slice(&net.bias[at..at + N]);
    // By number, not by iterator: what is called here has to be compiled for the same processor.
    for &(slot, row) in rows {
        // A table holds no more bytes than memory, and a row is below 2^32: no overflow.
        let from = row as usize * net.hidden + at;
        let Some(row) = net.slots[slot as usize].0.get(from..).and_then(|r| r.first_chunk::<N>()) else { continue };
        for i in 0..N {
            sums[i] = sums[i].wrapping_add(i16::from(row[i] as i8));
        }
    }
    // Eight at a time, and no step for what is nothing.
    let mut flags = [0u8; N];
    for i in 0..N {
        flags[i] = u8::from(sums[i] > 0);
    }
    let mut k = *count;
    for eight in 0..N / 8 {
        let Some(chunk) = flags[eight * 8..].first_chunk::<8>() else { break };
        let mut left = u64::from_le_bytes(*chunk);
        while left != 0 {
            let i = eight * 8 + left.trailing_zeros() as usize / 8;
            left &= left - 1;
            if let (Some(to), Some(s)) = (active.get_mut(k), sums.get(i)) {
                *to = (f32::from(*s), (at + i) as u32);
            }
            k += 1;
        }
    }
    *count = k;
    N
}

struct Outputs<'a> {
    head: &'a Head,
    work: &'a mut Work,
}

impl WithSimd for Outputs<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        let Outputs { head, work } = self;
        work.scores.clear();
        match head.wide {
            8 => block::<8>(head, work, 0),
            24 => block::<24>(head, work, 0),
            40 => block::<40>(head, work, 0),
            56 => block::<56>(head, work, 0),
            wide => (0..wide).step_by(STEP).for_each(|from| block::<STEP>(head, work, from)),
        }
    }
}

/// The scores of outputs `from..from + N`, which stay in registers while all hidden values are added to them.
#[inline(always)]
#[allow(clippy::needless_range_loop)]
fn block<const N: usize>(head: &Head, work: &mut Work, from: usize) {
    let mut sums = [0f32; N];
    sums.copy_from_slice(&head.bias[from..from + N]);
    for &(h, row) in &work.active[..work.count.min(work.active.len())] {
        let at = row as usize * head.wide + from;
        let Some(weights) = head.weights.get(at..).and_then(|w| w.first_chunk::<N>()) else { continue };
        for i in 0..N {
            sums[i] += h * weights[i];
        }
    }
    work.scores.extend_from_slice(&sums);
}

/// Room that running a network needs, kept from one time to the next.
#[derive(Default)]
pub(crate) struct Work {
    /// Hidden values that are something, with their numbers.
    active: Vec<(f32, u32)>,
    /// How many of them there are.
    count: usize,
    /// The slots that have something, and the rows in their tables.
    rows: Vec<(u32, u32)>,
    /// The scores of the outputs of the head that was asked last.
    pub scores: Vec<f32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const RESTS: &[u32] = &[0, 0, 0];

    /// A network of three slots, 96 hidden values and two heads, all numbers from a seed.
    fn file() -> Vec<u8> {
        let mut seed = 9u32;
        let mut next = move || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed >> 16
        };
        let mut out = 96u32.to_le_bytes().to_vec();
        for rows in [5u32, 7, 40] {
            out.extend(rows.to_le_bytes());
            out.extend((0..rows * 96).map(|_| next() as u8));
        }
        out.extend(0.01f32.to_le_bytes());
        let mut floats = |n: usize| (0..n).for_each(|_| out.extend((next() as f32 / 32768.0 - 1.0).to_le_bytes()));
        [96, 96 * 39, 39, 96 * 70, 70].into_iter().for_each(&mut floats);
        out
    }

    #[test]
    fn both_ways_of_adding_give_the_same() {
        let bytes = file();
        let read = || Net::read(&mut Reader(&bytes), RESTS, &[39, 70]).expect("a whole network");
        let (fast, plain) = (read(), read().plain());
        let (mut a, mut b) = (Work::default(), Work::default());
        let mut seen = std::collections::HashSet::new();
        for row in 0..35u32 {
            let features = [row % 5, row % 7, row + 1];
            fast.run(&features, &mut a);
            plain.run(&features, &mut b);
            for head in 0..2 {
                let best = fast.choose(head, &mut a, |_| true);
                assert_eq!(best, plain.choose(head, &mut b, |_| true));
                let bits = |w: &Work| w.scores.iter().map(|s| s.to_bits()).collect::<Vec<u32>>();
                assert_eq!(bits(&a), bits(&b));
                seen.insert(best);
            }
        }
        assert!(seen.len() > 8, "the network decides");
    }

    #[test]
    fn rows_that_are_not_there_and_rows_of_rest_add_nothing() {
        let bytes = file();
        let net = Net::read(&mut Reader(&bytes), RESTS, &[39, 70]).expect("a whole network");
        let mut work = Work::default();
        net.run(&[u32::MAX, 900, 7], &mut work);
        let best = net.choose(0, &mut work, |_| true);
        net.run(&[0, 0, 7], &mut work);
        assert_eq!(best, net.choose(0, &mut work, |_| true));
        assert!(Net::read(&mut Reader(&bytes[..bytes.len() - 1]), RESTS, &[39, 70]).is_none());
    }
}
