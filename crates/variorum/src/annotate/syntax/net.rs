//! A network of one hidden layer over rows of tables: what the tagger and the parser decide by.
//!
//! Each slot of the input has a table of its own with one row of hidden values for each of its features, the
//! product of embedding and projection, worked out when the model was made; so that running it is adding rows
//! of bytes (Chen and Manning 2014, "A fast and accurate dependency parser using neural networks").

/// One network over tables of bytes.
pub(crate) struct Net<'a> {
    hidden: usize,
    outputs: usize,
    slots: Vec<&'a [u8]>,
    scale: f32,
    bias: Vec<f32>,
    /// For each hidden value its weights towards all outputs: most hidden values are nothing and are passed over.
    weights: Vec<f32>,
    out: Vec<f32>,
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

impl<'a> Net<'a> {
    /// Reads a network with `slots` slots and `outputs` outputs.
    pub fn read(from: &mut Reader<'a>, slots: usize, outputs: usize) -> Option<Self> {
        let hidden = from.u32()?;
        let mut tables = Vec::with_capacity(slots);
        for _ in 0..slots {
            let rows = from.u32()?;
            tables.push(from.bytes(rows.checked_mul(hidden)?)?);
        }
        let scale = from.f32s(1)?[0];
        let bias = from.f32s(hidden)?;
        let by_output = from.f32s(outputs.checked_mul(hidden)?)?;
        let mut out = from.f32s(outputs)?;
        let wide = outputs.next_multiple_of(16);
        let mut weights = vec![0.0; hidden * wide];
        for (o, row) in by_output.chunks_exact(hidden).enumerate() {
            for (h, w) in row.iter().enumerate() {
                weights[h * wide + o] = *w;
            }
        }
        out.resize(wide, 0.0);
        Some(Self { hidden, outputs, slots: tables, scale, bias, weights, out })
    }

    /// The scores of all outputs for one row of each slot.
    pub fn run(&self, features: &[u32], work: &mut Work) {
        let n = self.hidden;
        work.sum.clear();
        work.sum.resize(n, 0);
        for (table, row) in self.slots.iter().zip(features) {
            let at = *row as usize * n;
            let Some(row) = table.get(at..at + n) else { continue };
            for (s, b) in work.sum.iter_mut().zip(row) {
                *s += i16::from(*b as i8);
            }
        }
        let wide = self.out.len();
        work.active.clear();
        for (i, (sum, bias)) in work.sum.iter().zip(&self.bias).enumerate() {
            let h = f32::from(*sum) * self.scale + bias;
            if h > 0.0 {
                work.active.push((h, i * wide));
            }
        }
        work.scores.clear();
        // A block of outputs stays in registers while all hidden values are added to it.
        for (block, bias) in self.out.chunks_exact(16).enumerate() {
            let mut sums = [0f32; 16];
            sums.copy_from_slice(bias);
            for &(h, row) in &work.active {
                let at = row + block * 16;
                if let Some(w) = self.weights.get(at..at + 16) {
                    for (s, w) in sums.iter_mut().zip(w) {
                        *s += h * w;
                    }
                }
            }
            work.scores.extend_from_slice(&sums);
        }
        work.scores.truncate(self.outputs);
    }
}

/// Room that running a network needs, kept from one time to the next.
#[derive(Default)]
pub(crate) struct Work {
    sum: Vec<i16>,
    /// Hidden values that are something, with where their weights begin.
    active: Vec<(f32, usize)>,
    /// The scores of the outputs.
    pub scores: Vec<f32>,
}

impl Work {
    /// The best of the outputs that `allowed` lets pass.
    pub fn best(&self, allowed: impl Fn(usize) -> bool) -> Option<usize> {
        let mut best: Option<(f32, usize)> = None;
        for (i, s) in self.scores.iter().enumerate() {
            if best.is_none_or(|b| *s > b.0) && allowed(i) {
                best = Some((*s, i));
            }
        }
        best.map(|b| b.1)
    }
}
