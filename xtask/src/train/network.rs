//! Training of the small networks: embeddings, one hidden layer, softmax; AdaGrad, one example at a time.

/// A slot of the input: which table of embeddings it uses, how many rows that has, and how wide they are.
#[derive(Clone, Copy)]
pub struct Slot {
    pub table: usize,
    pub rows: usize,
    pub width: usize,
}

/// Numbers that are the same every time.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from 0 up to 1.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i + 1));
        }
    }
}

/// Weights with the running sums of AdaGrad.
struct Weights {
    w: Vec<f32>,
    g: Vec<f32>,
}

impl Weights {
    fn new(n: usize, size: f32, dice: &mut Dice) -> Self {
        Self { w: (0..n).map(|_| (dice.unit() * 2.0 - 1.0) * size).collect(), g: vec![1e-6; n] }
    }

    fn step(&mut self, from: usize, gradient: &[f32], rate: f32) {
        let n = gradient.len();
        for ((w, g), d) in self.w[from..from + n].iter_mut().zip(&mut self.g[from..from + n]).zip(gradient) {
            *g += d * d;
            *w -= rate * d / g.sqrt();
        }
    }
}

pub struct Network {
    hidden: usize,
    outputs: usize,
    /// For each slot which embeddings it uses and how wide they are.
    at: Vec<(usize, usize, usize)>,
    tables: Vec<(usize, usize, Weights)>,
    wide: usize,
    project: Weights,
    bias: Weights,
    out: Weights,
    out_bias: Weights,
    // Room.
    input: Vec<f32>,
    sum: Vec<f32>,
    mask: Vec<f32>,
    pub scores: Vec<f32>,
    dout: Vec<f32>,
    dhidden: Vec<f32>,
    dinput: Vec<f32>,
    row: Vec<f32>,
}

impl Network {
    pub fn new(slots: &[Slot], hidden: usize, outputs: usize, dice: &mut Dice) -> Self {
        let mut tables: Vec<(usize, usize, Weights)> = Vec::new();
        let mut at = Vec::new();
        let mut wide = 0;
        for t in slots {
            let i = tables.iter().position(|x| x.0 == t.table).unwrap_or_else(|| {
                tables.push((t.table, t.rows, Weights::new(t.rows * t.width, 0.1, dice)));
                tables.len() - 1
            });
            at.push((i, wide, t.width));
            wide += t.width;
        }
        let size = (6.0 / (wide + hidden) as f32).sqrt();
        Self {
            hidden,
            outputs,
            at,
            tables,
            wide,
            project: Weights::new(wide * hidden, size, dice),
            bias: Weights::new(hidden, 0.01, dice),
            out: Weights::new(outputs * hidden, (6.0 / (outputs + hidden) as f32).sqrt(), dice),
            out_bias: Weights::new(outputs, 0.0, dice),
            input: vec![0.0; wide],
            sum: vec![0.0; hidden],
            mask: vec![0.0; hidden],
            scores: vec![0.0; outputs],
            dout: vec![0.0; outputs],
            dhidden: vec![0.0; hidden],
            dinput: vec![0.0; wide],
            row: vec![0.0; hidden.max(64)],
        }
    }

    /// Fills `scores`. `drop` is the share of hidden values left out, for training.
    pub fn forward(&mut self, features: &[u32], drop: f32, dice: &mut Dice) {
        for (&(t, from, n), f) in self.at.iter().zip(features) {
            let row = *f as usize * n;
            self.input[from..from + n].copy_from_slice(&self.tables[t].2.w[row..row + n]);
        }
        self.sum.copy_from_slice(&self.bias.w);
        let h = self.hidden;
        for (i, x) in self.input.iter().enumerate() {
            for (s, w) in self.sum.iter_mut().zip(&self.project.w[i * h..i * h + h]) {
                *s += x * w;
            }
        }
        for (s, m) in self.sum.iter_mut().zip(&mut self.mask) {
            *m = if *s <= 0.0 || (drop > 0.0 && dice.unit() < drop) { 0.0 } else { 1.0 / (1.0 - drop) };
            *s *= *m;
        }
        for (o, score) in self.scores.iter_mut().enumerate() {
            let row = &self.out.w[o * h..o * h + h];
            *score = self.out_bias.w[o] + row.iter().zip(&self.sum).map(|(w, s)| w * s).sum::<f32>();
        }
    }

    /// One step towards the outputs in `right` among those in `range`, all of which may be had; call behind
    /// [`forward`](Self::forward). The gradient is kept until [`backward`](Self::backward).
    pub fn softmax(
        &mut self,
        range: std::ops::Range<usize>,
        allowed: impl Fn(usize) -> bool,
        right: impl Fn(usize) -> bool,
    ) -> f32 {
        let top = range.clone().filter(|k| allowed(*k)).map(|k| self.scores[k]).fold(f32::MIN, f32::max);
        let (mut all, mut good) = (0.0, 0.0);
        for k in range.clone().filter(|k| allowed(*k)) {
            let e = (self.scores[k] - top).exp();
            all += e;
            good += if right(k) { e } else { 0.0 };
        }
        if good <= 0.0 {
            return 0.0;
        }
        for k in range {
            self.dout[k] = if allowed(k) {
                let e = (self.scores[k] - top).exp();
                e / all - if right(k) { e / good } else { 0.0 }
            } else {
                0.0
            };
        }
        -(good / all).ln()
    }

    pub fn backward(&mut self, features: &[u32], rate: f32) {
        let h = self.hidden;
        self.dhidden.fill(0.0);
        for o in 0..self.outputs {
            let d = self.dout[o];
            if d.abs() < 1e-5 {
                continue;
            }
            let row = o * h;
            for ((dh, w), (r, s)) in
                self.dhidden.iter_mut().zip(&self.out.w[row..row + h]).zip(self.row.iter_mut().zip(&self.sum))
            {
                *dh += d * w;
                *r = d * s;
            }
            self.out.step(row, &self.row[..h], rate);
            self.out_bias.step(o, &[d], rate);
        }
        for (d, m) in self.dhidden.iter_mut().zip(&self.mask) {
            *d *= m;
        }
        for i in 0..self.wide {
            let w = &self.project.w[i * h..i * h + h];
            self.dinput[i] = w.iter().zip(&self.dhidden).map(|(w, d)| w * d).sum();
        }
        for i in 0..self.wide {
            let x = self.input[i];
            for (r, d) in self.row.iter_mut().zip(&self.dhidden) {
                *r = x * d;
            }
            self.project.step(i * h, &self.row[..h], rate);
        }
        self.bias.step(0, &self.dhidden, rate);
        for (&(t, from, n), f) in self.at.iter().zip(features) {
            self.tables[t].2.step(*f as usize * n, &self.dinput[from..from + n], rate);
        }
    }

    /// Writes the network with its projections worked out, as `Net::read` reads it.
    pub fn write(&self, out: &mut Vec<u8>) {
        let h = self.hidden;
        let mut products: Vec<Vec<f32>> = Vec::new();
        for &(t, from, n) in &self.at {
            let (_, rows, table) = &self.tables[t];
            let mut product = vec![0f32; rows * h];
            for r in 0..*rows {
                for k in 0..n {
                    let x = table.w[r * n + k];
                    let weights = &self.project.w[(from + k) * h..(from + k) * h + h];
                    for (p, w) in product[r * h..r * h + h].iter_mut().zip(weights) {
                        *p += x * w;
                    }
                }
            }
            products.push(product);
        }
        // One scale for all, so that rows can be added as they are; the few beyond it are cut.
        let mut sizes: Vec<f32> = products.iter().flatten().map(|x| x.abs()).collect();
        let k = sizes.len() * 9999 / 10_000;
        let (_, cut, _) = sizes.select_nth_unstable_by(k, f32::total_cmp);
        let scale = *cut / 127.0;
        out.extend((h as u32).to_le_bytes());
        for p in &products {
            out.extend(((p.len() / h) as u32).to_le_bytes());
            out.extend(p.iter().map(|x| (x / scale).round().clamp(-127.0, 127.0) as i8 as u8));
        }
        out.extend(scale.to_le_bytes());
        for list in [&self.bias.w, &self.out.w, &self.out_bias.w] {
            out.extend(list.iter().flat_map(|x| x.to_le_bytes()));
        }
    }
}
