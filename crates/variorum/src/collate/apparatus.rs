//! From an alignment to what an editor reads: the utterance's text, the extent of each reading, the variants.

use super::align::Word;
use super::profile::{Profile, profile};
use super::spelling;
use super::unit::Unit;
use super::variant::{Class, Flags, Kind, Variant, VariantReading};
use super::vocabulary::Vocabulary;
use crate::annotate::Annotated;
use crate::span::{ArticleId, Place, Span};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// An unmarked gap of so many words is a splice, or a long addition by those who have the words.
const LONG: usize = 5;

/// A word of the fullest text, and where each report has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextWord {
    /// The word as the best-attested reading writes it.
    pub text: String,
    /// The punctuation and space behind it, marks left out.
    pub after: String,
    /// Every rendering's place of this very word (or another spelling of it), in order.
    pub places: Vec<Place>,
}

/// One report's rendering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Which report.
    pub article: ArticleId,
    /// Rows of its quotations (of its sentences, for a passage).
    pub rows: Vec<u32>,
    /// The rendering's parts, in the order the report prints them, marks left out.
    pub parts: Vec<Span>,
    /// The words of the fullest text it covers, as ranges of word numbers in text order.
    pub covers: Vec<Range<u32>>,
    /// A few words inside a paraphrase.
    pub fragment: bool,
}

/// All renderings of one thing, word against word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collation {
    /// The fullest text the witnesses bear out.
    pub text: Vec<TextWord>,
    /// The renderings, in order of the reports and then of their places.
    pub readings: Vec<Reading>,
    /// The differences, in text order.
    pub variants: Vec<Variant>,
}

impl Collation {
    /// The words `range` of the text with the punctuation between them.
    pub fn words(&self, range: Range<u32>) -> String {
        let mut out = String::new();
        let words = self.text.get(range.start as usize..(range.end as usize).min(self.text.len())).unwrap_or(&[]);
        for (i, w) in words.iter().enumerate() {
            out.push_str(&w.text);
            if i + 1 < words.len() {
                out.push_str(&w.after);
            }
        }
        out
    }
}

const OUT: u8 = 0;
const ABSENT: u8 = 1;
const PRESENT: u8 = 2;

/// Where one unit's words stand in the columns.
pub(super) struct Row {
    /// State of each column: beyond the unit's extent, left out, or there.
    pub state: Vec<u8>,
    /// Position of the unit's word in each column.
    pub pos: Vec<u32>,
    /// The columns of its words in text order, with their positions.
    pub sorted: Vec<(usize, usize)>,
}

/// A collation at work, and what later steps ask of it.
pub(super) struct Bench<'a> {
    pub articles: &'a [&'a Annotated],
    pub units: Vec<&'a Unit>,
    pub vocabulary: &'a Vocabulary,
    pub profile: Profile,
    /// For each unit its sequence in the profile.
    pub sequence: Vec<usize>,
    pub rows: Vec<Row>,
    /// Whether a column belongs to the fullest text, and the number of its word there (of the next one if not).
    pub in_text: Vec<bool>,
    pub number: Vec<u32>,
    /// The best-attested word of each column.
    pub lemma: Vec<Word>,
    /// The units by how much they count where witnesses are even: whole renderings first, the longest first.
    pub rank: Vec<usize>,
    /// Ends that were cut are reported only where somebody is quoted.
    pub trims: bool,
}

impl<'a> Bench<'a> {
    pub fn new(articles: &'a [&'a Annotated], units: Vec<&'a Unit>, vocabulary: &'a Vocabulary, trims: bool) -> Self {
        let mut index: HashMap<&[Word], usize> = HashMap::new();
        let mut sequences: Vec<(&[Word], u32)> = Vec::new();
        let mut sequence = Vec::with_capacity(units.len());
        for u in &units {
            let s = *index.entry(&u.words).or_insert_with(|| {
                sequences.push((&u.words, 0));
                sequences.len() - 1
            });
            sequences[s].1 += 1;
            sequence.push(s);
        }
        let profile = profile(&sequences, vocabulary);
        let mut bench = Self {
            articles,
            units,
            vocabulary,
            profile,
            sequence,
            rows: Vec::new(),
            in_text: Vec::new(),
            number: Vec::new(),
            lemma: Vec::new(),
            rank: Vec::new(),
            trims,
        };
        bench.lay_out();
        bench
    }

    fn lay_out(&mut self) {
        let columns = self.profile.columns;
        for u in 0..self.units.len() {
            let place = &self.profile.column[self.sequence[u]];
            let mut row = Row {
                state: vec![OUT; columns],
                pos: vec![u32::MAX; columns],
                sorted: Vec::with_capacity(place.len()),
            };
            for (pos, &c) in place.iter().enumerate() {
                row.state[c] = PRESENT;
                row.pos[c] = pos as u32;
                row.sorted.push((c, pos));
            }
            row.sorted.sort_unstable();
            for w in 0..row.sorted.len().saturating_sub(1) {
                let (a, b) = (row.sorted[w].0, row.sorted[w + 1].0);
                if b - a - 1 < LONG {
                    row.state[a + 1..b].fill(ABSENT);
                }
            }
            self.rows.push(row);
        }
        self.judge();
        if self.slide_gaps() {
            self.judge();
        }
        self.stretch_ends();
        self.settle();
        let mut n = 0;
        for c in 0..columns {
            self.number.push(n);
            n += u32::from(self.in_text[c]);
        }
    }

    /// Where readings differ over several words the text takes one witness's reading whole, so that it never
    /// prints a mixture that nobody has. The best attested is taken, of equals the longest; words that a report
    /// put in itself, in square brackets, only if there are no others.
    fn settle(&mut self) {
        let columns = self.profile.columns;
        let mixed = |c: usize| {
            let mut words: Option<Word> = None;
            let (mut absent, mut differ) = (false, false);
            for u in 0..self.units.len() {
                match (self.rows[u].state[c], self.word(u, c)) {
                    (ABSENT, _) => absent = true,
                    (_, Some(w)) => {
                        differ |= words.is_some_and(|x| x != w);
                        words = Some(w);
                    }
                    _ => {}
                }
            }
            words.is_some() && (absent || differ)
        };
        let mixed: Vec<bool> = (0..columns).map(mixed).collect();
        let mut c = 0;
        while c < columns {
            if !mixed[c] {
                c += 1;
                continue;
            }
            let from = c;
            while c < columns && mixed[c] {
                c += 1;
            }
            // Words, votes, whether any stands in brackets, and a unit that has them.
            let mut groups: Vec<(Vec<Word>, u32, bool, usize)> = Vec::new();
            for &u in &self.rank {
                if self.rows[u].state[from..c].contains(&OUT) {
                    continue;
                }
                let words: Vec<Word> = (from..c).filter_map(|k| self.word(u, k)).collect();
                let vote = if self.units[u].fragment { 1 } else { 2 };
                match groups.iter_mut().find(|g| g.0 == words) {
                    Some(g) => g.1 += vote,
                    None => {
                        let put_in = (from..c)
                            .any(|k| self.word(u, k).is_some() && self.bracketed(u, self.rows[u].pos[k] as usize));
                        groups.push((words, vote, put_in, u));
                    }
                }
            }
            let several = groups.len() > 1 && (c - from > 1 || groups.iter().any(|g| g.2));
            // `groups` is in order of rank; the first of equals wins.
            let best = groups.iter().rev().max_by_key(|g| (!g.2, g.1, g.0.len())).filter(|_| several).map(|g| g.3);
            if let Some(u) = best {
                for k in from..c {
                    self.in_text[k] = self.rows[u].state[k] == PRESENT;
                    self.lemma[k] = self.word(u, k).unwrap_or(self.lemma[k]);
                }
            }
        }
    }

    /// Whether a unit's word stands in square brackets.
    fn bracketed(&self, u: usize, pos: usize) -> bool {
        let end = self.span(u, pos).start() as usize;
        let text = self.annotated(u).article.text.as_str().as_bytes();
        let from = (self.span(u, 0).start() as usize).saturating_sub(1).max(end.saturating_sub(80));
        text.get(from..end).and_then(|t| t.iter().rev().find(|b| matches!(b, b'[' | b']'))) == Some(&b'[')
    }

    /// Which columns belong to the text, and the best-attested word of each.
    fn judge(&mut self) {
        let mut rank: Vec<usize> = (0..self.units.len()).collect();
        rank.sort_by_cached_key(|&u| {
            let text: Vec<&str> = self.units[u].words.iter().map(|w| self.vocabulary.folded(*w)).collect();
            (self.units[u].fragment, std::cmp::Reverse(text.len()), text)
        });
        self.rank = rank;
        let columns = self.profile.columns;
        self.lemma.clear();
        self.in_text.clear();
        for c in 0..columns {
            let mut votes: Vec<(Word, u32, usize)> = Vec::new();
            let (mut there, mut gone) = (0u32, 0u32);
            for (r, &u) in self.rank.iter().enumerate() {
                match self.rows[u].state[c] {
                    PRESENT => {
                        there += 1;
                        let w = self.units[u].words[self.rows[u].pos[c] as usize];
                        match votes.iter_mut().find(|v| v.0 == w) {
                            Some(v) => v.1 += if self.units[u].fragment { 1 } else { 2 },
                            None => votes.push((w, if self.units[u].fragment { 1 } else { 2 }, r)),
                        }
                    }
                    ABSENT => gone += 1,
                    _ => {}
                }
            }
            let best = votes.iter().max_by_key(|v| (v.1, std::cmp::Reverse(v.2))).map_or(0, |v| v.0);
            self.lemma.push(best);
            self.in_text.push(there > 0 && there >= gone);
        }
        // A fragment alone never adds words to what a fuller rendering covers.
        for c in 0..columns {
            let full =
                |state: u8| (0..self.units.len()).any(|u| !self.units[u].fragment && self.rows[u].state[c] == state);
            if full(ABSENT) && !full(PRESENT) {
                self.in_text[c] = false;
            }
        }
    }

    /// Where the words around a gap repeat ("this way. It moves this way. He"), the gap could stand in several
    /// places. It belongs where the report has dots or begins a part, else where a sentence ends.
    fn slide_gaps(&mut self) -> bool {
        let mut any = false;
        for u in 0..self.units.len() {
            for w in 0..self.rows[u].sorted.len().saturating_sub(1) {
                for (at, to) in self.better_gap(u, w) {
                    self.rehang(u, at, to);
                    any = true;
                }
            }
            let row = &mut self.rows[u];
            for w in 0..row.sorted.len().saturating_sub(1) {
                let (a, b) = (row.sorted[w].0, row.sorted[w + 1].0);
                row.state[a + 1..b].fill(if b - a - 1 < LONG { ABSENT } else { OUT });
            }
        }
        any
    }

    /// The words to move, as rows of `sorted` with their new columns, so that the gap behind row `w` stands in
    /// a better place; none where it stands well.
    fn better_gap(&self, u: usize, w: usize) -> Vec<(usize, usize)> {
        let (row, unit) = (&self.rows[u], self.units[u]);
        let ((a, p), (b, q)) = (row.sorted[w], row.sorted[w + 1]);
        let missing: Vec<usize> = (a + 1..b).filter(|c| self.in_text[*c]).collect();
        if missing.len() < 2 || q != p + 1 {
            return Vec::new();
        }
        let worth = |at: usize| {
            let gap = self.between(u, at, at + 1);
            match () {
                () if unit.breaks_between(at, at + 1) || ellipsis(&gap, false) => 2,
                () if gap.starts_with(['.', '!', '?']) => 1,
                () => 0,
            }
        };
        let here = worth(p);
        let fits =
            |(c, pos): (usize, usize), to: usize| unit.words[pos] == self.lemma[to] && self.lemma[c] == self.lemma[to];
        // Words before the gap that also end the missing stretch could stand behind it, and the other way round.
        let mut best = (here, Vec::new());
        for back in [true, false] {
            let mut moves: Vec<(usize, usize)> = Vec::new();
            for k in 0..missing.len() {
                let (at, to) = if back {
                    let Some(at) = w.checked_sub(k).filter(|at| *at > 0) else { break };
                    (at, missing[missing.len() - 1 - k])
                } else {
                    (w + 1 + k, missing[k])
                };
                let Some(&cell) = row.sorted.get(at).filter(|_| at + 1 < row.sorted.len()) else { break };
                let in_row = if back { cell.1 + k == p } else { cell.1 == q + k };
                if !in_row || !fits(cell, to) {
                    break;
                }
                moves.push((at, to));
                let edge = if back { cell.1.checked_sub(1) } else { Some(cell.1) };
                let value = edge.map_or(0, worth);
                if value > best.0 {
                    best = (value, moves.clone());
                }
            }
        }
        best.1
    }

    /// Moves a unit's word from one column to another of the same word.
    fn rehang(&mut self, u: usize, at: usize, to: usize) {
        let row = &mut self.rows[u];
        let (from, pos) = row.sorted[at];
        row.state[from] = ABSENT;
        row.pos[from] = u32::MAX;
        row.state[to] = PRESENT;
        row.pos[to] = pos as u32;
        row.sorted[at] = (to, pos);
    }

    /// A reading that ends in "percent" covers the columns of "per" and "cent", one that begins with "I'm" those
    /// of "I" and "am": nothing was cut off there.
    fn stretch_ends(&mut self) {
        let columns: Vec<usize> = (0..self.profile.columns).filter(|c| self.in_text[*c]).collect();
        for u in 0..self.units.len() {
            let row = &self.rows[u];
            let (Some(&(a, p)), Some(&(b, q))) = (row.sorted.first(), row.sorted.last()) else { continue };
            let before = columns.partition_point(|c| *c < a);
            let after = columns.partition_point(|c| *c <= b);
            for n in 1..=2 {
                let tail = columns.get(after..after + n).map(|rest| (b, q, rest));
                let head = before.checked_sub(n).and_then(|i| columns.get(i..before)).map(|rest| (a, p, rest));
                for (edge, pos, rest) in tail.into_iter().chain(head) {
                    if self.vocabulary.same(self.units[u].words[pos], self.lemma[edge]) {
                        continue;
                    }
                    let own = self.normal(&[self.units[u].words[pos]]);
                    let mut cells: Vec<usize> = rest.iter().copied().chain([edge]).collect();
                    cells.sort_unstable();
                    let whole = |v: usize| {
                        let words: Vec<Word> = cells.iter().filter_map(|c| self.word(v, *c)).collect();
                        words.len() == cells.len() && self.normal(&words) == own
                    };
                    if (0..self.units.len()).any(whole) {
                        for c in cells[0]..=cells[cells.len() - 1] {
                            if self.rows[u].state[c] == OUT {
                                self.rows[u].state[c] = ABSENT;
                            }
                        }
                    }
                }
            }
        }
    }

    fn annotated(&self, u: usize) -> &'a Annotated {
        self.articles[self.units[u].article]
    }

    fn word(&self, u: usize, c: usize) -> Option<Word> {
        (self.rows[u].state[c] == PRESENT).then(|| self.units[u].words[self.rows[u].pos[c] as usize])
    }

    fn span(&self, u: usize, pos: usize) -> Span {
        self.units[u].span(self.annotated(u), pos)
    }

    fn place(&self, u: usize, span: Span) -> Place {
        Place { article: ArticleId(self.units[u].article as u32), span }
    }

    fn moved(&self, u: usize, pos: usize) -> bool {
        self.profile.moved[self.sequence[u]].get(pos).copied().unwrap_or(false)
    }

    /// What stands between two words of a unit, white space folded and marks left out.
    fn between(&self, u: usize, a: usize, b: usize) -> String {
        let (x, y) = (self.span(u, a), self.span(u, b));
        let text = self.annotated(u).article.text.as_str();
        clean(text.get(x.end() as usize..y.start() as usize).unwrap_or(""), &self.annotated(u).article.blocks, x.end())
    }

    pub fn finish(mut self) -> Collation {
        let mut variants = Vec::new();
        self.gaps(&mut variants);
        self.loci(&mut variants);
        self.typography(&mut variants);
        self.moves(&mut variants);
        if self.trims {
            self.ends(&mut variants);
        }
        self.leftovers(&mut variants);
        for v in &mut variants {
            v.readings.sort_by(|a, b| a.places.first().cmp(&b.places.first()));
            for r in &mut v.readings {
                r.places.sort_unstable();
                r.places.dedup();
                r.witnesses = r.places.iter().map(|p| p.article).collect();
                r.witnesses.sort_unstable();
                r.witnesses.dedup();
            }
        }
        variants.sort_by_key(|v| (v.locus.start, v.locus.end, v.kind, v.class));
        Collation { text: self.text(), readings: self.readings(), variants }
    }

    /// What no step above has spoken of, so that every witness can be read back: words of a unit that are
    /// neither in the text nor in a variant, and words of the text that a unit covers, lacks, and is not named for.
    fn leftovers(&mut self, variants: &mut Vec<Variant>) {
        let mut said: Vec<Place> =
            variants.iter().flat_map(|v| v.readings.iter().flat_map(|r| r.places.iter().copied())).collect();
        said.sort_unstable();
        // Widest reach so far, so that one look back tells whether a place lies inside an earlier one.
        let mut reach: Vec<u32> = Vec::with_capacity(said.len());
        for (i, p) in said.iter().enumerate() {
            let before = i.checked_sub(1).filter(|j| said[*j].article == p.article).map_or(0, |j| reach[j]);
            reach.push(before.max(p.span.end()));
        }
        let spoken = |p: Place| {
            let i = said.partition_point(|x| (x.article, x.span.start()) <= (p.article, p.span.start()));
            i.checked_sub(1).is_some_and(|i| said[i].article == p.article && reach[i] >= p.span.end())
        };
        let mut fresh: Vec<Variant> = Vec::new();
        for u in 0..self.units.len() {
            let own =
                |c: usize| self.word(u, c).is_some_and(|w| self.in_text[c] && self.vocabulary.same(w, self.lemma[c]));
            let loose: Vec<usize> = self.rows[u]
                .sorted
                .iter()
                .filter(|(c, pos)| !own(*c) && !spoken(self.place(u, self.span(u, *pos))))
                .map(|s| s.0)
                .collect();
            let (Some(&from), Some(&to)) = (loose.first(), loose.last()) else { continue };
            let (text, places) = self.quote(u, &loose);
            fresh.push(Variant {
                kind: Kind::Addition,
                class: Class::Substantive,
                flags: Flags::default(),
                locus: self.numbers(from, to + 1),
                readings: vec![VariantReading::new(text, places)],
            });
        }
        // Whom each variant speaks of.
        let speaks: Vec<Vec<ArticleId>> = variants
            .iter()
            .map(|v| {
                let mut all: Vec<ArticleId> =
                    v.readings.iter().flat_map(|r| r.places.iter().map(|p| p.article)).collect();
                all.sort_unstable();
                all.dedup();
                all
            })
            .collect();
        for u in 0..self.units.len() {
            let article = ArticleId(self.units[u].article as u32);
            let named = |n: u32| {
                let at = |v: &Variant| v.locus.start <= n && n < v.locus.end;
                variants.iter().zip(&speaks).any(|(v, who)| at(v) && who.binary_search(&article).is_ok())
            };
            let absent: Vec<usize> = (0..self.profile.columns)
                .filter(|&c| self.rows[u].state[c] == ABSENT && self.in_text[c] && !named(self.number[c]))
                .collect();
            for c in absent {
                let before = self.rows[u].sorted.iter().rev().find(|s| s.0 < c).map(|s| self.span(u, s.1).end());
                let count = fresh.len();
                if let Some(at) = before {
                    self.lacking(c, c + 1, Kind::Omission, &[(u, Span::empty(at))], &mut fresh);
                }
                if fresh.len() == count {
                    self.rows[u].state[c] = OUT;
                }
            }
        }
        variants.extend(fresh);
    }

    fn text(&self) -> Vec<TextWord> {
        let columns: Vec<usize> = (0..self.profile.columns).filter(|c| self.in_text[*c]).collect();
        // The rendering with most of the text gives it its face.
        let mut face: Vec<usize> = (0..self.units.len()).collect();
        face.sort_by_key(|&u| (self.units[u].fragment, std::cmp::Reverse(self.units[u].words.len())));
        let mut out = Vec::with_capacity(columns.len());
        for (k, &c) in columns.iter().enumerate() {
            let has = |u: usize| self.word(u, c) == Some(self.lemma[c]);
            let Some(&u) = face.iter().find(|u| has(**u)) else { continue };
            let pos = self.rows[u].pos[c] as usize;
            let text = self.annotated(u).text(self.span(u, pos)).to_string();
            let next = columns.get(k + 1).copied();
            let after = next
                .and_then(|d| {
                    face.iter()
                        .filter(|u| has(**u) && self.word(**u, d) == Some(self.lemma[d]))
                        .map(|&u| (u, self.rows[u].pos[c] as usize, self.rows[u].pos[d] as usize))
                        .find(|&(u, a, b)| b == a + 1 && !self.units[u].breaks_between(a, b))
                        .map(|(u, a, b)| self.between(u, a, b))
                })
                .unwrap_or_else(|| self.seam(u, pos));
            let mut places: Vec<Place> = (0..self.units.len())
                .filter(|&u| self.word(u, c).is_some_and(|w| self.vocabulary.same(w, self.lemma[c])))
                .map(|u| self.place(u, self.span(u, self.rows[u].pos[c] as usize)))
                .collect();
            places.sort_unstable();
            places.dedup();
            let after = if next.is_none() { self.last_stop(u, pos) } else { after };
            out.push(TextWord { text, after, places });
        }
        out
    }

    /// What stands behind a word where no witness goes on without a break: its own stop, or else a slash.
    fn seam(&self, u: usize, pos: usize) -> String {
        let stop = self.last_stop(u, pos);
        if stop.is_empty() { " / ".to_string() } else { stop + " " }
    }

    /// The stops behind the last word of a unit, if it has any inside its marks.
    fn last_stop(&self, u: usize, pos: usize) -> String {
        let a = self.annotated(u);
        let from = self.span(u, pos).end();
        let mut end = from;
        for t in a.annotations.tokens.iter().skip(self.units[u].tokens[pos] as usize + 1) {
            let near = t.span.start() <= end + 1 && (end > from || t.span.start() == end);
            if !near || !matches!(a.text(t.span).chars().next(), Some('.' | '!' | '?' | '…')) {
                break;
            }
            end = t.span.end();
        }
        a.text(Span::new(from, end)).to_string()
    }

    fn readings(&self) -> Vec<Reading> {
        let mut out: Vec<Reading> = Vec::new();
        let mut order: Vec<usize> = (0..self.units.len()).collect();
        order.sort_by_key(|&u| (self.units[u].article, self.span(u, 0)));
        for u in order {
            let unit = self.units[u];
            let mut covers: Vec<Range<u32>> = Vec::new();
            for c in (0..self.profile.columns).filter(|c| self.in_text[*c] && self.rows[u].state[*c] != OUT) {
                let n = self.number[c];
                match covers.last_mut() {
                    Some(r) if r.end == n => r.end = n + 1,
                    _ => covers.push(n..n + 1),
                }
            }
            let parts = self.parts(u);
            let apart = |r: &Reading| {
                !r.fragment
                    && !unit.fragment
                    && r.article.index() == unit.article
                    && r.covers.iter().all(|a| covers.iter().all(|b| a.end <= b.start || b.end <= a.start))
            };
            match out.iter_mut().find(|r| apart(r)) {
                Some(r) => {
                    r.rows.push(unit.row);
                    r.parts.extend(parts);
                    r.covers.extend(covers);
                    r.covers.sort_by_key(|c| c.start);
                    let mut joined: Vec<Range<u32>> = Vec::new();
                    for c in r.covers.drain(..) {
                        match joined.last_mut() {
                            Some(l) if l.end == c.start => l.end = c.end,
                            _ => joined.push(c),
                        }
                    }
                    r.covers = joined;
                }
                None => out.push(Reading {
                    article: ArticleId(unit.article as u32),
                    rows: vec![unit.row],
                    parts,
                    covers,
                    fragment: unit.fragment,
                }),
            }
        }
        out.sort_by_key(|r| (r.article, r.fragment, r.parts.first().copied()));
        out
    }

    /// The whole parts of a unit, from first to last word, with the stop that ends each inside its marks.
    fn parts(&self, u: usize) -> Vec<Span> {
        let unit = self.units[u];
        let mut out = Vec::new();
        let mut from = 0;
        let ends = unit.breaks.iter().map(|b| *b as usize).chain([unit.words.len()]);
        for to in ends {
            if to > from {
                let span = self.span(u, from).cover(self.span(u, to - 1));
                let stop = self.last_stop(u, to - 1).len() as u32;
                out.push(Span::new(span.start(), span.end() + stop));
            }
            from = to;
        }
        out
    }

    /// Words that a unit passes over between two of its neighbouring words.
    fn gaps(&mut self, variants: &mut Vec<Variant>) {
        // Which columns, how, and who.
        let mut found: HashMap<(usize, usize, Kind), Vec<(usize, Span)>> = HashMap::new();
        for u in 0..self.units.len() {
            for w in 0..self.rows[u].sorted.len().saturating_sub(1) {
                let ((a, p), (b, q)) = (self.rows[u].sorted[w], self.rows[u].sorted[w + 1]);
                let missing = (a + 1..b).filter(|c| self.in_text[*c]).count();
                if missing == 0 {
                    continue;
                }
                let long = self.rows[u].state[a + 1] == OUT;
                if q != p + 1 {
                    continue;
                }
                let text = self.annotated(u).article.text.as_str();
                let (x, y) = (self.span(u, p), self.span(u, q));
                let gap = text.get(x.end() as usize..y.start() as usize).unwrap_or("");
                let broken = self.units[u].breaks_between(p, q);
                let kind = if ellipsis(gap, broken) {
                    Kind::Ellipsis
                } else if broken && missing >= 3 {
                    self.rows[u].state[a + 1..b].fill(OUT);
                    continue;
                } else if long || (missing >= 2 && self.crosses(a, b)) {
                    Kind::Splice
                } else {
                    continue;
                };
                if kind == Kind::Ellipsis {
                    // Stands for words; but only where others have words there that this one lacks.
                    let place = Span::new(x.end(), y.start());
                    let trimmed = gap.trim();
                    let lead = (gap.len() - gap.trim_start().len()) as u32;
                    let place = Span::new(place.start() + lead, place.start() + lead + trimmed.len() as u32);
                    found.entry((a + 1, b, kind)).or_default().push((u, place));
                } else {
                    found.entry((a + 1, b, kind)).or_default().push((u, Span::empty(x.end())));
                }
            }
        }
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_by_key(|f| f.0);
        for ((from, to, _), who) in &found {
            for (u, _) in who {
                self.rows[*u].state[*from..*to].fill(OUT);
            }
        }
        for ((from, to, kind), who) in found {
            self.lacking(from, to, kind, &who, variants);
        }
    }

    /// Whether the columns `a+1..b` hold the end of a sentence.
    fn crosses(&self, a: usize, b: usize) -> bool {
        (0..self.units.len()).any(|u| {
            let row = &self.rows[u];
            (a..b).filter(|c| row.state[*c] == PRESENT).any(|c| {
                let p = row.pos[c] as usize;
                let next = p + 1 < self.units[u].words.len();
                (next && self.between(u, p, p + 1).starts_with(['.', '!', '?']))
                    || (!next && !self.last_stop(u, p).is_empty())
            })
        })
    }

    /// A variant of the units in `who`, which lack the columns `from..to` that others have.
    fn lacking(&self, from: usize, to: usize, kind: Kind, who: &[(usize, Span)], variants: &mut Vec<Variant>) {
        let mut having: HashMap<Vec<Word>, (String, Vec<Place>)> = HashMap::new();
        let mut n = 0;
        for u in 0..self.units.len() {
            if who.iter().any(|w| w.0 == u) {
                continue;
            }
            let cells: Vec<usize> = (from..to).filter(|c| self.rows[u].state[*c] == PRESENT).collect();
            let wanted = (from..to).filter(|c| self.in_text[*c]).count();
            if cells.len() * 2 < wanted.max(1) {
                continue;
            }
            n += 1;
            let words: Vec<Word> = cells.iter().map(|c| self.units[u].words[self.rows[u].pos[*c] as usize]).collect();
            let (text, places) = self.quote(u, &cells);
            let entry = having.entry(words).or_insert_with(|| (text, Vec::new()));
            entry.1.extend(places);
        }
        if n == 0 {
            return;
        }
        let lacking = who.len();
        let kind = if kind == Kind::Splice && n < lacking { Kind::Addition } else { kind };
        let mut readings: Vec<VariantReading> =
            having.into_iter().map(|(_, (text, places))| VariantReading::new(text, places)).collect();
        readings.sort_by(|a, b| a.places.cmp(&b.places));
        let marked = kind == Kind::Ellipsis;
        let mut without: HashMap<String, Vec<Place>> = HashMap::new();
        for (u, span) in who {
            let text = if marked {
                self.annotated(*u).text(*span).split_whitespace().collect::<Vec<_>>().join(" ")
            } else {
                String::new()
            };
            without.entry(if marked { "…".to_string() } else { text }).or_default().push(self.place(*u, *span));
        }
        readings.extend(without.into_iter().map(|(text, places)| VariantReading::new(text, places)));
        let mut words: Vec<Word> = (from..to).filter(|c| self.in_text[*c]).map(|c| self.lemma[c]).collect();
        words.dedup();
        let flags = if words.len() <= 12 { self.flags(&words, from, to) } else { Flags::default() };
        variants.push(Variant { kind, class: Class::Substantive, flags, locus: self.numbers(from, to), readings });
    }

    fn numbers(&self, from: usize, to: usize) -> Range<u32> {
        let total = self.number.last().map_or(0, |n| n + u32::from(self.in_text.last() == Some(&true)));
        let at = |c: usize| self.number.get(c).copied().unwrap_or(total);
        at(from)..at(to)
    }

    /// The words of a unit at `cells`, as printed, and their places.
    fn quote(&self, u: usize, cells: &[usize]) -> (String, Vec<Place>) {
        let mut at: Vec<usize> = cells.iter().map(|c| self.rows[u].pos[*c] as usize).collect();
        at.sort_unstable();
        let mut text = String::new();
        let mut places: Vec<Place> = Vec::new();
        for (k, &pos) in at.iter().enumerate() {
            let span = self.span(u, pos);
            let joined = k > 0 && at[k - 1] + 1 == pos;
            let same_part = joined && !self.units[u].breaks_between(pos - 1, pos);
            if k > 0 {
                text.push_str(&if same_part { self.between(u, pos - 1, pos) } else { " ".to_string() });
            }
            text.push_str(self.annotated(u).text(span));
            match places.last_mut() {
                Some(p) if same_part => p.span = p.span.cover(span),
                _ => places.push(self.place(u, span)),
            }
        }
        (text, places)
    }

    /// Differences of words.
    fn loci(&self, variants: &mut Vec<Variant>) {
        #[derive(Clone, Copy, PartialEq)]
        enum Col {
            Same,
            Spelling,
            Diff,
        }
        let columns = self.profile.columns;
        let judge = |c: usize| {
            let (mut absent, mut words) = (false, Vec::<Word>::new());
            for u in 0..self.units.len() {
                match self.rows[u].state[c] {
                    ABSENT => absent = true,
                    PRESENT => {
                        let w = self.units[u].words[self.rows[u].pos[c] as usize];
                        if !words.contains(&w) {
                            words.push(w);
                        }
                    }
                    _ => {}
                }
            }
            if words.is_empty() || (words.len() == 1 && !absent) {
                Col::Same
            } else if !absent && words.iter().all(|w| self.vocabulary.same(*w, words[0])) {
                Col::Spelling
            } else {
                Col::Diff
            }
        };
        let cols: Vec<Col> = (0..columns).map(judge).collect();
        let mut loci: Vec<(usize, usize, Col)> = Vec::new();
        let mut c = 0;
        while c < columns {
            if cols[c] == Col::Same {
                c += 1;
                continue;
            }
            let from = c;
            while c < columns && cols[c] == cols[from] {
                c += 1;
            }
            loci.push((from, c, cols[from]));
        }
        // One changed phrase is one variant, even if a small word in its middle stayed.
        let mut joined: Vec<(usize, usize, Col)> = Vec::new();
        for l in loci {
            if let Some(last) = joined.last_mut() {
                let last: &mut (usize, usize, Col) = last;
                let between = l.0 - last.1;
                let small = (last.1..l.0).all(|c| self.vocabulary.weight(self.lemma[c]) == 1);
                let bulk = (last.1 - last.0) + (l.1 - l.0);
                let near = between <= 1 && small && bulk >= 3 || between == 0 && last.2 == l.2;
                // "to school and to work" for "to work and to school" is one change.
                let near = near || (between <= 3 && self.swapped((last.0, last.1), (l.0, l.1)));
                if last.2 == Col::Diff
                    && l.2 == Col::Diff
                    && near
                    && self.deviators(last.0, last.1) == self.deviators(l.0, l.1)
                {
                    last.1 = l.1;
                    continue;
                }
            }
            joined.push(l);
        }
        for (from, to, _) in joined {
            if let Some(v) = self.locus(from, to) {
                variants.push(v);
            }
        }
    }

    /// Whether some unit has the text's words of each of two loci at the other.
    fn swapped(&self, (a, b): (usize, usize), (c, d): (usize, usize)) -> bool {
        let text =
            |x: usize, y: usize| (x..y).filter(|k| self.in_text[*k]).map(|k| self.lemma[k]).collect::<Vec<Word>>();
        let own = |u: usize, x: usize, y: usize| (x..y).filter_map(|k| self.word(u, k)).collect::<Vec<Word>>();
        let (first, second) = (text(a, b), text(c, d));
        !first.is_empty()
            && first != second
            && (0..self.units.len()).any(|u| own(u, a, b) == second && own(u, c, d) == first)
    }

    /// The units whose words in `from..to` are not those of the text.
    fn deviators(&self, from: usize, to: usize) -> Vec<usize> {
        (0..self.units.len())
            .filter(|&u| {
                (from..to).any(|c| match self.rows[u].state[c] {
                    PRESENT => !self.in_text[c] || self.word(u, c) != Some(self.lemma[c]),
                    ABSENT => self.in_text[c],
                    _ => false,
                })
            })
            .collect()
    }

    fn locus(&self, from: usize, to: usize) -> Option<Variant> {
        let lemma: Vec<Word> = (from..to).filter(|c| self.in_text[*c]).map(|c| self.lemma[c]).collect();
        let mut groups: Vec<(Vec<Word>, String, Vec<Place>, bool)> = Vec::new();
        let mut partial: Vec<usize> = Vec::new();
        for u in 0..self.units.len() {
            let states = &self.rows[u].state[from..to];
            if states.iter().all(|s| *s == OUT) {
                continue;
            }
            if states.contains(&OUT) {
                partial.push(u);
                continue;
            }
            self.join(u, from, to, &mut groups);
        }
        for u in partial {
            // A rendering that begins or ends inside the locus speaks only where it has other words.
            let differs = (from..to).any(|c| match self.word(u, c) {
                Some(w) => !self.in_text[c] || !self.vocabulary.same(w, self.lemma[c]),
                None => self.in_text[c] && self.rows[u].state[c] == ABSENT,
            });
            if differs {
                self.join(u, from, to, &mut groups);
            }
        }
        if groups.len() < 2 {
            return None;
        }
        let normals: Vec<String> = groups.iter().map(|g| self.normal(&g.0)).collect();
        let class = if normals.iter().all(|n| *n == normals[0]) { Class::Orthographic } else { Class::Substantive };
        let empty = |g: &(Vec<Word>, String, Vec<Place>, bool)| g.0.is_empty();
        let sorted = |w: &[Word]| {
            let mut w = w.to_vec();
            w.sort_unstable();
            w
        };
        let others = || groups.iter().filter(|g| g.0 != lemma);
        let kind = if groups.iter().any(|g| g.3) {
            Kind::Bracket
        } else if lemma.is_empty() {
            Kind::Addition
        } else if others().all(empty) {
            Kind::Omission
        } else if lemma.len() >= 2 && others().all(|g| sorted(&g.0) == sorted(&lemma)) {
            Kind::Transposition
        } else {
            Kind::Substitution
        };
        let mut changed: Vec<Word> = Vec::new();
        for g in &groups {
            for w in &g.0 {
                let everywhere = groups.iter().all(|h| h.0.iter().any(|x| self.vocabulary.same(*x, *w)));
                if !everywhere && !changed.contains(w) {
                    changed.push(*w);
                }
            }
        }
        let flags = if class == Class::Orthographic { Flags::default() } else { self.flags(&changed, from, to) };
        let readings = groups.into_iter().map(|(_, text, places, _)| VariantReading::new(text, places)).collect();
        Some(Variant { kind, class, flags, locus: self.numbers(from, to), readings })
    }

    fn join(&self, u: usize, from: usize, to: usize, groups: &mut Vec<(Vec<Word>, String, Vec<Place>, bool)>) {
        let cells: Vec<usize> = (from..to).filter(|c| self.rows[u].state[*c] == PRESENT).collect();
        let mut by_place = cells.clone();
        by_place.sort_by_key(|c| self.rows[u].pos[*c]);
        let words: Vec<Word> = by_place.iter().map(|c| self.units[u].words[self.rows[u].pos[*c] as usize]).collect();
        let (text, mut places) = self.quote(u, &cells);
        if places.is_empty() {
            // Nothing printed: the place is right behind the word before.
            let before = self.rows[u].sorted.iter().rev().find(|s| s.0 < from).map(|s| self.span(u, s.1).end());
            let after = self.rows[u].sorted.iter().find(|s| s.0 >= to).map(|s| self.span(u, s.1).start());
            if let Some(at) = before.or(after) {
                places.push(self.place(u, Span::empty(at)));
            }
        }
        let bracket = by_place.iter().any(|c| self.bracketed(u, self.rows[u].pos[*c] as usize));
        match groups.iter_mut().find(|g| g.0 == words) {
            Some(g) => {
                g.2.extend(places);
                g.3 |= bracket;
            }
            None => groups.push((words, text, places, bracket)),
        }
    }

    fn normal(&self, words: &[Word]) -> String {
        let folded: Vec<&str> = words.iter().map(|w| self.vocabulary.folded(*w)).collect();
        spelling::normal(&folded)
    }

    /// What the changed words touch. A name is a capital in the middle of a sentence, in any rendering.
    fn flags(&self, words: &[Word], from: usize, to: usize) -> Flags {
        let v = self.vocabulary;
        let name = (0..self.units.len()).any(|u| {
            (from..to).any(|c| {
                self.word(u, c).is_some_and(|w| words.contains(&w) && !v.is_pronoun(w)) && {
                    let pos = self.rows[u].pos[c] as usize;
                    let inner = pos > 0 && !self.units[u].breaks_between(pos - 1, pos) && {
                        let gap = self.between(u, pos - 1, pos);
                        !gap.contains(['.', '!', '?', '…', ':'])
                    };
                    let text = self.annotated(u).text(self.span(u, pos));
                    inner && text.starts_with(char::is_uppercase) && text.chars().count() > 1
                }
            })
        });
        Flags {
            negation: words.iter().any(|w| v.is_negation(*w)),
            number: words.iter().any(|w| v.is_number(*w)),
            pronoun: words.iter().any(|w| v.is_pronoun(*w)),
            modal: words.iter().any(|w| v.is_modal(*w)),
            name,
        }
    }

    /// Capitals, punctuation and spacing between words that are the same.
    fn typography(&self, variants: &mut Vec<Variant>) {
        let columns: Vec<usize> = (0..self.profile.columns).filter(|c| self.in_text[*c]).collect();
        let same = |u: usize, c: usize| self.word(u, c) == Some(self.lemma[c]);
        // Items are half-steps: 2k is the word of column k, 2k+1 the gap behind it.
        let mut items: Vec<usize> = Vec::new();
        for (k, &c) in columns.iter().enumerate() {
            let mut faces: Vec<String> = Vec::new();
            let mut gaps: Vec<String> = Vec::new();
            for u in 0..self.units.len() {
                if !same(u, c) {
                    continue;
                }
                let pos = self.rows[u].pos[c] as usize;
                let edge = pos == 0 || self.units[u].breaks_between(pos - 1, pos);
                if !edge {
                    let face = face(self.annotated(u).text(self.span(u, pos)));
                    if !faces.contains(&face) {
                        faces.push(face);
                    }
                }
                if let Some(&d) = columns.get(k + 1) {
                    let next = same(u, d) && self.rows[u].pos[d] as usize == pos + 1;
                    if next && !self.units[u].breaks_between(pos, pos + 1) {
                        let gap = self.between(u, pos, pos + 1);
                        if !gaps.contains(&gap) {
                            gaps.push(gap);
                        }
                    }
                }
            }
            if faces.len() > 1 {
                items.push(2 * k);
            }
            if gaps.len() > 1 {
                items.push(2 * k + 1);
            }
        }
        let mut i = 0;
        while i < items.len() {
            let mut j = i;
            while j + 1 < items.len() && items[j + 1] <= items[j] + 2 {
                j += 1;
            }
            let (first, last) = (items[i] / 2, items[j].div_ceil(2).min(columns.len().saturating_sub(1)));
            self.face_variant(&columns[first..=last], variants);
            i = j + 1;
        }
    }

    fn face_variant(&self, columns: &[usize], variants: &mut Vec<Variant>) {
        let (Some(&from), Some(&to)) = (columns.first(), columns.last()) else { return };
        let mut groups: Vec<(String, Vec<Place>)> = Vec::new();
        for u in 0..self.units.len() {
            if !columns.iter().all(|c| self.word(u, *c) == Some(self.lemma[*c])) {
                continue;
            }
            let (a, b) = (self.rows[u].pos[from] as usize, self.rows[u].pos[to] as usize);
            if b < a || b - a + 1 != columns.len() || (b > a && self.units[u].breaks_between(a, b)) {
                continue;
            }
            let (_, places) = self.quote(u, columns);
            let mut text = String::new();
            for pos in a..=b {
                text.push_str(&face(self.annotated(u).text(self.span(u, pos))));
                if pos < b {
                    text.push_str(&self.between(u, pos, pos + 1));
                }
            }
            match groups.iter_mut().find(|g| g.0 == text) {
                Some(g) => g.1.extend(places),
                None => groups.push((text, places)),
            }
        }
        if groups.len() < 2 {
            return;
        }
        let readings = groups.into_iter().map(|(text, places)| VariantReading::new(text, places)).collect();
        variants.push(Variant {
            kind: Kind::Substitution,
            class: Class::Typographic,
            flags: Flags::default(),
            locus: self.numbers(from, to + 1),
            readings,
        });
    }

    /// Runs of words that stand out of the order of the text.
    fn moves(&self, variants: &mut Vec<Variant>) {
        /// A unit and the columns of its words.
        type Mover = (usize, Vec<usize>);
        let mut found: HashMap<(usize, usize), Vec<Mover>> = HashMap::new();
        for u in 0..self.units.len() {
            let n = self.units[u].words.len();
            let mut p = 0;
            while p < n {
                if !self.moved(u, p) {
                    p += 1;
                    continue;
                }
                let from = p;
                while p < n && self.moved(u, p) {
                    p += 1;
                }
                let column = &self.profile.column[self.sequence[u]];
                let cells: Vec<usize> = (from..p).map(|q| column[q]).collect();
                if let (Some(a), Some(b)) = (cells.iter().min(), cells.iter().max()) {
                    found.entry((*a, *b + 1)).or_default().push((u, cells));
                }
            }
        }
        // Whole quotations of one report in another order than the text's.
        let mut by_article: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (u, unit) in self.units.iter().enumerate() {
            if !unit.fragment {
                by_article.entry(unit.article).or_default().push(u);
            }
        }
        for (_, mut units) in by_article {
            units.sort_by_key(|u| self.span(*u, 0));
            let extent = |u: usize| {
                let s = &self.rows[u].sorted;
                s.first().zip(s.last()).map(|(a, b)| (a.0, b.0))
            };
            let mut high: Option<(usize, usize)> = None;
            for &u in &units {
                let Some((a, b)) = extent(u) else { continue };
                if high.is_some_and(|h| b < h.0) {
                    let cells = self.rows[u].sorted.iter().map(|s| s.0).collect();
                    found.entry((a, b + 1)).or_default().push((u, cells));
                } else {
                    high = Some((high.map_or(a, |h| h.0.max(a)), b));
                }
            }
        }
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_by_key(|f| f.0);
        for ((from, to), who) in found {
            let mut moved = Vec::new();
            let mut text = String::new();
            for (u, cells) in &who {
                let (t, places) = self.quote(*u, cells);
                if text.is_empty() {
                    text = t;
                }
                moved.extend(places);
            }
            let mut rest = Vec::new();
            for u in 0..self.units.len() {
                if who.iter().any(|w| w.0 == u) || self.units[u].fragment {
                    continue;
                }
                let cells: Vec<usize> = (from..to).filter(|c| self.rows[u].state[*c] == PRESENT).collect();
                let wanted = (from..to).filter(|c| self.in_text[*c]).count();
                if cells.len() * 2 >= wanted.max(1) {
                    rest.extend(self.quote(u, &cells).1);
                }
            }
            if rest.is_empty() {
                continue;
            }
            let plain = {
                let cells: Vec<usize> = (from..to).filter(|c| self.in_text[*c]).collect();
                cells.iter().map(|c| self.vocabulary.folded(self.lemma[*c])).collect::<Vec<_>>().join(" ")
            };
            let text = if text.is_empty() { plain } else { text };
            let mut moved = VariantReading::new(text.clone(), moved);
            moved.moved = true;
            let readings = vec![VariantReading::new(text, rest), moved];
            variants.push(Variant {
                kind: Kind::Transposition,
                class: Class::Substantive,
                flags: Flags::default(),
                locus: self.numbers(from, to),
                readings,
            });
        }
    }

    /// Words that a report cut off at either end of what it quotes.
    fn ends(&self, variants: &mut Vec<Variant>) {
        let columns = self.profile.columns;
        let mut covered: HashMap<usize, Vec<bool>> = HashMap::new();
        for (u, unit) in self.units.iter().enumerate().filter(|(_, x)| !x.fragment) {
            let c = covered.entry(unit.article).or_insert_with(|| vec![false; columns]);
            for (k, s) in self.rows[u].state.iter().enumerate() {
                c[k] |= *s != OUT;
            }
        }
        let mut found: HashMap<(usize, usize, Kind), Vec<(usize, Span)>> = HashMap::new();
        for (u, unit) in self.units.iter().enumerate().filter(|(_, x)| !x.fragment) {
            let Some(cover) = covered.get(&unit.article) else { continue };
            let (Some(&(a, p)), Some(&(b, q))) = (self.rows[u].sorted.first(), self.rows[u].sorted.last()) else {
                continue;
            };
            if (0..a).any(|c| self.in_text[c]) && !cover[..a].contains(&true) {
                found.entry((0, a, Kind::TrimStart)).or_default().push((u, Span::empty(self.span(u, p).start())));
            }
            if (b + 1..columns).any(|c| self.in_text[c]) && !cover[b + 1..].contains(&true) {
                let stop = self.last_stop(u, q).len() as u32;
                found
                    .entry((b + 1, columns, Kind::TrimEnd))
                    .or_default()
                    .push((u, Span::empty(self.span(u, q).end() + stop)));
            }
        }
        let mut sorted: Vec<_> = found.into_iter().collect();
        sorted.sort_by_key(|f| f.0);
        for ((from, to, kind), who) in sorted {
            let edge = |u: usize| {
                let near = if kind == Kind::TrimStart { to - 1 } else { from };
                let range = if kind == Kind::TrimStart {
                    near.saturating_sub(2)..near + 1
                } else {
                    near..(near + 3).min(columns)
                };
                range.into_iter().any(|c| self.rows[u].state[c] == PRESENT)
            };
            let mut places = Vec::new();
            let mut text = String::new();
            let mut longest = 0;
            for u in (0..self.units.len()).filter(|u| !self.units[*u].fragment && edge(*u)) {
                if who.iter().any(|w| w.0 == u) {
                    continue;
                }
                let cells: Vec<usize> = (from..to).filter(|c| self.rows[u].state[*c] == PRESENT).collect();
                let (t, p) = self.quote(u, &cells);
                if cells.len() > longest {
                    longest = cells.len();
                    text = t;
                }
                places.extend(p);
            }
            if places.is_empty() {
                continue;
            }
            let cut = who.iter().map(|(u, s)| self.place(*u, *s)).collect();
            variants.push(Variant {
                kind,
                class: Class::Substantive,
                flags: Flags::default(),
                locus: self.numbers(from, to),
                readings: vec![VariantReading::new(text, places), VariantReading::new(String::new(), cut)],
            });
        }
    }
}

/// Whether dots or a bracketed remark stand for words left out.
fn ellipsis(gap: &str, broken: bool) -> bool {
    let dots = gap.contains('…') || gap.contains("...") || gap.contains(". . .");
    dots && !(broken && !gap.trim_start().starts_with(['…', '.', '[']) && !gap.trim_end().ends_with(['…', '.', ']']))
}

/// A word without the house's choice of apostrophe.
fn face(word: &str) -> String {
    word.chars().map(|c| if super::is_apostrophe(c) { '\'' } else { c }).collect()
}

/// The punctuation between two words: white space folded, quotation marks and inline residue left out.
fn clean(gap: &str, blocks: &[crate::article::Block], at: u32) -> String {
    if gap == " " || gap.is_empty() {
        return gap.to_string();
    }
    let residue = |b: u32| {
        let i = blocks.partition_point(|x| x.span.end() <= b);
        blocks.get(i).is_some_and(|x| !x.kind.is_story())
    };
    let mut out = String::new();
    let mut space = false;
    for (i, c) in gap.char_indices() {
        if c.is_whitespace() {
            space = true;
        } else if matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›' | '\'' | '`')
            || residue(at + i as u32)
        {
        } else {
            if space {
                out.push(' ');
                space = false;
            }
            out.push(c);
        }
    }
    if space || out.is_empty() {
        out.push(' ');
    }
    out
}
