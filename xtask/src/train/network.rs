//! Training of the small networks: embeddings, one hidden layer, a softmax for each head; a few dozen examples at a
//! time, Adam for what all examples share and AdaGrad for the rows of tables.

/// A slot of the input: which table it uses, how many rows that has, and how wide they are.
#[derive(Clone, Copy)]
pub struct Slot {
    pub table: usize,
    pub rows: usize,
    pub width: usize,
    /// The row that networks pass over when they run.
    pub rest: Option<u32>,
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

fn random(n: usize, size: f32, dice: &mut Dice) -> Vec<f32> {
    (0..n).map(|_| (dice.unit() * 2.0 - 1.0) * size).collect()
}

/// Weights that every example uses, with Adam's running means.
struct Dense {
    w: Vec<f32>,
    g: Vec<f32>,
    mean: Vec<f32>,
    size: Vec<f32>,
}

impl Dense {
    fn new(w: Vec<f32>) -> Self {
        let n = w.len();
        Self { w, g: vec![0.0; n], mean: vec![0.0; n], size: vec![0.0; n] }
    }

    /// `fix` makes good for the means' beginning at nothing.
    fn step(&mut self, rate: f32, fix: f32) {
        let rest = self.mean.iter_mut().zip(&mut self.size);
        for ((w, g), (m, v)) in self.w.iter_mut().zip(&mut self.g).zip(rest) {
            *m = 0.9 * *m + 0.1 * *g;
            *v = 0.99 * *v + 0.01 * *g * *g;
            *w -= rate * fix * *m / (v.sqrt() + 1e-8);
            *g = 0.0;
        }
    }
}

/// Rows of a table, with AdaGrad's running sums.
struct Rows {
    table: usize,
    rest: Option<u32>,
    rows: usize,
    wide: usize,
    w: Vec<f32>,
    g: Vec<f32>,
}

/// How many examples are learned from together.
pub const BATCH: usize = 64;
/// Hidden values and inputs are multiplied in tiles of so many.
const TILE: usize = 32;
/// Outputs are rounded up to so many.
const LANES: usize = 8;

pub struct Network {
    hidden: usize,
    /// For each slot which table it uses and where in the input it stands.
    at: Vec<(usize, usize)>,
    tables: Vec<Rows>,
    /// Inputs, rounded up to whole tiles.
    wide: usize,
    project: Dense,
    bias: Dense,
    /// For each head its outputs, rounded up, and weights by hidden value.
    heads: Vec<(usize, Dense, Dense)>,
    outputs: Vec<usize>,
    steps: i32,
    // Room; a row for each example.
    features: Vec<u32>,
    input: Vec<f32>,
    sum: Vec<f32>,
    mask: Vec<f32>,
    dsum: Vec<f32>,
    dinput: Vec<f32>,
    turned: Vec<f32>,
    /// Scores by head and example, and their gradients.
    pub scores: Vec<Vec<f32>>,
    dscores: Vec<Vec<f32>>,
}

/// `out[m][n] += a[m][k] * b[k][n]`; `n` is a multiple of the tile.
fn multiply(out: &mut [f32], a: &[f32], b: &[f32], m: usize, k: usize, n: usize) {
    let whole = m / 4 * 4;
    for row in (0..whole).step_by(4) {
        rows::<4>(&mut out[row * n..(row + 4) * n], &a[row * k..(row + 4) * k], b, k, n);
    }
    for row in whole..m {
        rows::<1>(&mut out[row * n..(row + 1) * n], &a[row * k..(row + 1) * k], b, k, n);
    }
}

#[allow(clippy::needless_range_loop)]
fn rows<const M: usize>(out: &mut [f32], a: &[f32], b: &[f32], k: usize, n: usize) {
    let a: [&[f32]; M] = std::array::from_fn(|r| &a[r * k..(r + 1) * k]);
    for col in (0..n).step_by(TILE) {
        let mut sums = [[0f32; TILE]; M];
        for i in 0..k {
            let Some(weights) = b[i * n + col..].first_chunk::<TILE>() else { return };
            for r in 0..M {
                let x = a[r][i];
                for t in 0..TILE {
                    sums[r][t] += x * weights[t];
                }
            }
        }
        for (row, sums) in out.chunks_exact_mut(n).zip(&sums) {
            for (o, s) in row[col..col + TILE].iter_mut().zip(sums) {
                *o += s;
            }
        }
    }
}

/// `to += of * x`, both whole lanes.
fn add(to: &mut [f32], of: &[f32], x: f32) {
    for (to, of) in to.as_chunks_mut::<LANES>().0.iter_mut().zip(of.as_chunks::<LANES>().0) {
        for i in 0..LANES {
            to[i] += of[i] * x;
        }
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0f32; LANES];
    for (a, b) in a.as_chunks::<LANES>().0.iter().zip(b.as_chunks::<LANES>().0) {
        for i in 0..LANES {
            sums[i] += a[i] * b[i];
        }
    }
    sums.iter().sum()
}

fn transpose(from: &[f32], rows: usize, columns: usize, to: &mut Vec<f32>) {
    to.clear();
    to.resize(rows * columns, 0.0);
    for (r, row) in from.chunks_exact(columns).enumerate() {
        for (c, x) in row.iter().enumerate() {
            to[c * rows + r] = *x;
        }
    }
}

impl Network {
    pub fn new(slots: &[Slot], hidden: usize, heads: &[usize], dice: &mut Dice) -> Self {
        let mut tables: Vec<Rows> = Vec::new();
        let mut at = Vec::new();
        let mut wide = 0;
        for t in slots {
            let i = tables.iter().position(|x| x.table == t.table).unwrap_or_else(|| {
                let (rows, wide) = (t.rows, t.width);
                let n = rows * wide;
                tables.push(Rows {
                    table: t.table,
                    rest: t.rest,
                    rows,
                    wide,
                    w: random(n, 0.1, dice),
                    g: vec![1e-6; n],
                });
                tables.len() - 1
            });
            at.push((i, wide));
            wide += t.width;
        }
        let size = (6.0 / (wide + hidden) as f32).sqrt();
        let wide = wide.next_multiple_of(TILE);
        let outputs = heads.to_vec();
        let heads: Vec<(usize, Dense, Dense)> = heads
            .iter()
            .map(|n| n.next_multiple_of(LANES))
            .map(|n| {
                let size = (6.0 / (n + hidden) as f32).sqrt();
                (n, Dense::new(random(n * hidden, size, dice)), Dense::new(vec![0.0; n]))
            })
            .collect();
        Self {
            hidden,
            features: vec![0; BATCH * at.len()],
            at,
            tables,
            wide,
            project: Dense::new(random(wide * hidden, size, dice)),
            bias: Dense::new(random(hidden, 0.01, dice)),
            steps: 0,
            input: vec![0.0; BATCH * wide],
            sum: vec![0.0; BATCH * hidden],
            mask: vec![0.0; BATCH * hidden],
            dsum: vec![0.0; BATCH * hidden],
            dinput: vec![0.0; BATCH * wide],
            turned: Vec::new(),
            scores: heads.iter().map(|h| vec![0.0; BATCH * h.0]).collect(),
            dscores: heads.iter().map(|h| vec![0.0; BATCH * h.0]).collect(),
            heads,
            outputs,
        }
    }

    /// Sets the features of example `k`.
    pub fn set(&mut self, k: usize, features: &[u32]) {
        let n = self.at.len();
        self.features[k * n..(k + 1) * n].copy_from_slice(features);
        for (&(t, to), f) in self.at.iter().zip(features) {
            let table = &self.tables[t];
            let row = *f as usize * table.wide;
            let to = k * self.wide + to;
            self.input[to..to + table.wide].copy_from_slice(&table.w[row..row + table.wide]);
        }
    }

    /// Works out the scores of the first `m` examples. `drop` is the share of hidden values left out, for training.
    pub fn forward(&mut self, m: usize, drop: f32, dice: &mut Dice) {
        let h = self.hidden;
        for row in self.sum.chunks_exact_mut(h).take(m) {
            row.copy_from_slice(&self.bias.w);
        }
        multiply(&mut self.sum, &self.input, &self.project.w, m, self.wide, h);
        let keep = 1.0 / (1.0 - drop);
        for (s, mask) in self.sum[..m * h].iter_mut().zip(&mut self.mask) {
            *mask = if *s <= 0.0 || (drop > 0.0 && dice.unit() < drop) { 0.0 } else { keep };
            *s *= *mask;
        }
        for ((n, w, b), scores) in self.heads.iter().zip(&mut self.scores) {
            for (row, sums) in scores.chunks_exact_mut(*n).zip(self.sum.chunks_exact(h)).take(m) {
                row.copy_from_slice(&b.w);
                for (s, weights) in sums.iter().zip(w.w.chunks_exact(*n)).filter(|x| *x.0 > 0.0) {
                    add(row, weights, *s);
                }
            }
        }
        self.dscores.iter_mut().for_each(|d| d.fill(0.0));
    }

    /// The scores of a head for example `k`.
    pub fn scored(&self, head: usize, k: usize) -> &[f32] {
        let n = self.heads[head].0;
        &self.scores[head][k * n..k * n + self.outputs[head]]
    }

    /// The best output of a head for example `k` that is allowed.
    pub fn best(&self, head: usize, k: usize, allowed: impl Fn(usize) -> bool) -> usize {
        let scores = self.scored(head, k);
        let all = (0..scores.len()).filter(|i| allowed(*i));
        all.max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(0)
    }

    /// One step of example `k` towards the outputs of a head that are right, among those allowed; `weight` is how
    /// much it counts. Taken together with the others in [`backward`](Self::backward).
    pub fn softmax(
        &mut self,
        head: usize,
        k: usize,
        weight: f32,
        allowed: impl Fn(usize) -> bool,
        right: impl Fn(usize) -> bool,
    ) -> f32 {
        let wide = self.heads[head].0;
        let n = self.outputs[head];
        let scores = &self.scores[head][k * wide..k * wide + n];
        let top = (0..n).filter(|i| allowed(*i)).map(|i| scores[i]).fold(f32::MIN, f32::max);
        let (mut all, mut good) = (0.0, 0.0);
        for i in (0..n).filter(|i| allowed(*i)) {
            let e = (scores[i] - top).exp();
            all += e;
            good += if right(i) { e } else { 0.0 };
        }
        if good <= 0.0 {
            return 0.0;
        }
        let d = &mut self.dscores[head][k * wide..k * wide + n];
        for i in (0..n).filter(|i| allowed(*i)) {
            let e = (scores[i] - top).exp();
            d[i] += weight * (e / all - if right(i) { e / good } else { 0.0 });
        }
        -(good / all).ln()
    }

    /// Learns from the first `m` examples.
    pub fn backward(&mut self, m: usize, rate: f32) {
        let (h, wide) = (self.hidden, self.wide);
        self.dsum[..m * h].fill(0.0);
        for ((n, w, b), d) in self.heads.iter_mut().zip(&self.dscores) {
            for ((d, sums), dsums) in
                d.chunks_exact(*n).zip(self.sum.chunks_exact(h)).zip(self.dsum.chunks_exact_mut(h)).take(m)
            {
                if d.iter().all(|x| *x == 0.0) {
                    continue;
                }
                add(&mut b.g, d, 1.0);
                for (i, (s, ds)) in sums.iter().zip(dsums).enumerate().filter(|x| *x.1.0 > 0.0) {
                    let at = i * *n..(i + 1) * *n;
                    *ds += dot(d, &w.w[at.clone()]);
                    add(&mut w.g[at], d, *s);
                }
            }
        }
        self.dsum[..m * h].iter_mut().zip(&self.mask).for_each(|(d, mask)| *d *= mask);
        for d in self.dsum.chunks_exact(h).take(m) {
            self.bias.g.iter_mut().zip(d).for_each(|(g, d)| *g += d);
        }
        transpose(&self.project.w, wide, h, &mut self.turned);
        self.dinput[..m * wide].fill(0.0);
        multiply(&mut self.dinput, &self.dsum, &self.turned, m, h, wide);
        transpose(&self.input[..m * wide], m, wide, &mut self.turned);
        multiply(&mut self.project.g, &self.turned, &self.dsum, wide, m, h);
        for (features, d) in self.features.chunks_exact(self.at.len()).zip(self.dinput.chunks_exact(wide)).take(m) {
            for (&(t, from), f) in self.at.iter().zip(features) {
                let table = &mut self.tables[t];
                let row = *f as usize * table.wide..(*f as usize + 1) * table.wide;
                let d = &d[from..from + table.wide];
                for ((w, g), d) in table.w[row.clone()].iter_mut().zip(&mut table.g[row]).zip(d) {
                    *g += d * d;
                    *w -= rate * 20.0 * d / g.sqrt();
                }
            }
        }
        self.steps += 1;
        let fix = (1.0 - 0.99f32.powi(self.steps)).sqrt() / (1.0 - 0.9f32.powi(self.steps));
        self.project.step(rate, fix);
        self.bias.step(rate, fix);
        for (_, w, b) in &mut self.heads {
            w.step(rate, fix);
            b.step(rate, fix);
        }
    }

    /// Writes the network with its projections worked out, as `Net::read` reads it.
    pub fn write(&self, out: &mut Vec<u8>) {
        let h = self.hidden;
        let mut products: Vec<Vec<f32>> = Vec::new();
        let mut bias = self.bias.w.clone();
        for &(t, from) in &self.at {
            let table = &self.tables[t];
            let n = table.wide;
            let mut product = vec![0f32; table.rows * h];
            multiply(&mut product, &table.w, &self.project.w[from * h..(from + n) * h], table.rows, n, h);
            // The row of rest goes into the bias, so that running the network passes it over.
            let rest = table.rest.map_or(vec![0.0; h], |r| product[r as usize * h..(r as usize + 1) * h].to_vec());
            bias.iter_mut().zip(&rest).for_each(|(b, r)| *b += r);
            product.chunks_exact_mut(h).for_each(|row| row.iter_mut().zip(&rest).for_each(|(p, r)| *p -= r));
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
        out.extend(bias.iter().flat_map(|x| x.to_le_bytes()));
        let mut by_output = Vec::new();
        for ((n, w, b), outputs) in self.heads.iter().zip(&self.outputs) {
            transpose(&w.w, h, *n, &mut by_output);
            out.extend(by_output.iter().take(outputs * h).chain(&b.w[..*outputs]).flat_map(|x| x.to_le_bytes()));
        }
    }
}
