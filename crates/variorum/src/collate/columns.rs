//! The table behind a collation: one row a rendering, one column a place of the text.

use super::align::Word;
use super::collation::{Reading, Wording};
use super::profile::{Profile, profile};
use super::unit::Unit;
use super::vocabulary::Vocabulary;
use crate::annotate::Annotated;
use crate::span::{ArticleId, Place, Span};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// An unmarked gap of so many words is a splice, or a long addition by those who have the words.
const LONG: usize = 5;

/// A longer gap is a cut, whatever stands beside it.
const CHANGED: usize = 12;

/// So many renderings of one report are held open, to be gone on with by its later ones.
const PARTIAL: usize = 64;

/// What a column is to a rendering: beyond its extent, left out, or there.
pub(super) const OUT: u8 = 0;
pub(super) const ABSENT: u8 = 1;
pub(super) const PRESENT: u8 = 2;

/// Where one unit's words stand in the columns.
pub(super) struct Row {
    /// State of each column: beyond the unit's extent, left out, or there.
    pub state: Vec<u8>,
    /// Position of the unit's word in each column.
    pub pos: Vec<u32>,
    /// The columns of its words in text order, with their positions.
    pub sorted: Vec<(usize, usize)>,
}

impl Row {
    /// The columns of `from..to` in which the unit has a word.
    pub fn cells(&self, from: usize, to: usize) -> Vec<usize> {
        let first = self.sorted.partition_point(|s| s.0 < from);
        self.sorted[first..].iter().take_while(|s| s.0 < to).map(|s| s.0).collect()
    }

    /// The position of the last word before a column.
    pub fn before(&self, column: usize) -> Option<usize> {
        let n = self.sorted.partition_point(|s| s.0 < column);
        self.sorted.get(n.checked_sub(1)?).map(|s| s.1)
    }

    /// The position of the first word at a column or behind it.
    pub fn behind(&self, column: usize) -> Option<usize> {
        self.sorted.get(self.sorted.partition_point(|s| s.0 < column)).map(|s| s.1)
    }
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
    /// Whether these are somebody's words: only a quotation is cut at its ends, or spliced.
    pub said: bool,
    /// Whether a report has several of the renderings.
    repeats: bool,
}

impl<'a> Bench<'a> {
    pub(super) fn new(
        articles: &'a [&'a Annotated],
        units: Vec<&'a Unit>,
        vocabulary: &'a Vocabulary,
        said: bool,
    ) -> Self {
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
        let mut printed = HashSet::new();
        let repeats = !units.iter().all(|u| printed.insert(u.article));
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
            said,
            repeats,
        };
        bench.lay_out();
        bench
    }

    pub(super) fn lay_out(&mut self) {
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
            // A report's own prose is not cut where it ends: what others add there they add, and the text shall not go on
            // with the words of one behind those of another.
            if let (false, Some(first), Some(last)) = (self.said, row.sorted.first(), row.sorted.last()) {
                for beyond in [0..first.0, last.0 + 1..columns] {
                    if beyond.len() <= CHANGED {
                        row.state[beyond].fill(ABSENT);
                    }
                }
            }
            self.rows.push(row);
        }
        self.judge();
        // Both, one after the other: what the one has moved the other looks at.
        let slid = self.slide_gaps();
        if self.lead_back() || slid {
            self.judge();
        }
        self.stretch_ends();
        if self.fill_changes() {
            self.judge();
        }
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
    pub(super) fn settle(&mut self) {
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
                // A small word in the middle of a changed phrase belongs to the phrase.
                let goes_on = c + 1 < columns && mixed[c + 1] && self.vocabulary.weight(self.lemma[c]) == 1;
                if goes_on && !mixed[c] && c - from > 1 {
                    c += 1;
                }
            }
            // Words, votes, whether any stands in brackets or has letters masked, and a unit that has them. Spellings vote together.
            let mut groups: Vec<(String, u32, bool, usize)> = Vec::new();
            let mut spelled: HashMap<Vec<Word>, String> = HashMap::new();
            // Who says it twice has one vote.
            let mut voted: HashSet<(usize, usize)> = HashSet::new();
            for &u in &self.rank {
                if self.rows[u].state[from..c].contains(&OUT) {
                    continue;
                }
                let words: Vec<Word> = (from..c).filter_map(|k| self.word(u, k)).collect();
                let words = spelled.entry(words).or_insert_with_key(|w| self.normal(w)).clone();
                let vote = if self.units[u].fragment { 1 } else { 2 };
                let article = self.units[u].article;
                match groups.iter_mut().position(|g| g.0 == words) {
                    Some(g) if self.repeats && voted.contains(&(g, article)) => {}
                    Some(g) => {
                        groups[g].1 += vote;
                        voted.insert((g, article));
                    }
                    None => {
                        voted.insert((groups.len(), article));
                        let put_in = (from..c).filter(|k| self.word(u, *k).is_some()).any(|k| {
                            let pos = self.rows[u].pos[k] as usize;
                            self.bracketed(u, pos) || self.masked(u, pos)
                        });
                        groups.push((words, vote, put_in, u));
                    }
                }
            }
            let several = spelled.len() > 1 && (c - from > 1 || groups.iter().any(|g| g.2));
            let words = |u: usize| (from..c).filter(|k| self.rows[u].state[*k] == PRESENT).count();
            // `groups` is in order of rank; the first of equals wins.
            let best = groups.iter().rev().max_by_key(|g| (!g.2, g.1, words(g.3))).filter(|_| several).map(|g| g.3);
            if let Some(u) = best {
                for k in from..c {
                    self.in_text[k] = self.rows[u].state[k] == PRESENT;
                    self.lemma[k] = self.word(u, k).unwrap_or(self.lemma[k]);
                }
            }
        }
    }

    /// Whether a unit's word stands in square brackets.
    pub(super) fn bracketed(&self, u: usize, pos: usize) -> bool {
        let end = self.span(u, pos).start() as usize;
        let text = self.annotated(u).article.text.as_str().as_bytes();
        let from = (self.span(u, 0).start() as usize).saturating_sub(1).max(end.saturating_sub(80));
        text.get(from..end).and_then(|t| t.iter().rev().find(|b| matches!(b, b'[' | b']'))) == Some(&b'[')
    }

    /// Which columns belong to the text, and the best-attested word of each.
    ///
    /// Each report has one vote for a word, however often it prints the words.
    pub(super) fn judge(&mut self) {
        let mut rank: Vec<usize> = (0..self.units.len()).collect();
        rank.sort_by_cached_key(|&u| {
            let text: Vec<&str> = self.units[u].words.iter().map(|w| self.vocabulary.folded(*w)).collect();
            (self.units[u].fragment, std::cmp::Reverse(text.len()), text)
        });
        self.rank = rank;
        let columns = self.profile.columns;
        self.lemma.clear();
        self.in_text.clear();
        let mut voted: HashSet<(Word, usize)> = HashSet::new();
        let (mut having, mut lacking): (HashSet<usize>, HashSet<usize>) = Default::default();
        for c in 0..columns {
            let mut votes: Vec<(Word, u32, usize)> = Vec::new();
            let (mut there, mut gone) = (0u32, 0u32);
            voted.clear();
            having.clear();
            lacking.clear();
            for (r, &u) in self.rank.iter().enumerate() {
                let article = self.units[u].article;
                match self.rows[u].state[c] {
                    PRESENT => {
                        let w = self.units[u].words[self.rows[u].pos[c] as usize];
                        there += u32::from(!self.repeats || having.insert(article));
                        if self.repeats && !voted.insert((w, article)) {
                            continue;
                        }
                        match votes.iter_mut().find(|v| v.0 == w) {
                            Some(v) => v.1 += if self.units[u].fragment { 1 } else { 2 },
                            None => votes.push((w, if self.units[u].fragment { 1 } else { 2 }, r)),
                        }
                    }
                    ABSENT => gone += u32::from(!self.repeats || lacking.insert(article)),
                    _ => {}
                }
            }
            // A report that has the words in one place does not lack them in another.
            let gone = gone - having.intersection(&lacking).count() as u32;
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
    pub(super) fn slide_gaps(&mut self) -> bool {
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

    /// "We know how" of "we do not yet know how": a first word that nobody else has where it hangs, and that stands a few
    /// words before in the same sentence of the text, hangs there. Nothing was cut off, words were left out.
    fn lead_back(&mut self) -> bool {
        let mut any = false;
        if !self.said {
            return any;
        }
        for u in 0..self.units.len() {
            let row = &self.rows[u];
            let (Some(&(a, 0)), Some(&(b, 1))) = (row.sorted.first(), row.sorted.get(1)) else { continue };
            let own = self.units[u].words[0];
            let same = |c: usize| self.in_text[c] && self.vocabulary.same(self.lemma[c], own);
            let with = |c: usize| (0..self.units.len()).any(|v| v != u && self.word(v, c) == Some(own));
            if self.units[u].breaks_between(0, 1) || with(a) {
                continue;
            }
            let near = (a.saturating_sub(LONG)..a).rev().find(|c| same(*c) && b - c <= LONG);
            if let Some(c) = near.filter(|c| with(*c) && !self.crosses(*c, b)) {
                self.rehang(u, 0, c);
                self.rows[u].state[c + 1..b].fill(ABSENT);
                any = true;
            }
        }
        any
    }

    /// The words to move, as rows of `sorted` with their new columns, so that the gap behind row `w` stands in
    /// a better place; none where it stands well.
    pub(super) fn better_gap(&self, u: usize, w: usize) -> Vec<(usize, usize)> {
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
                () if unit.ends_sentence(self.annotated(u), at) => 1,
                () => 0,
            }
        };
        let here = worth(p);
        // A word this report alone has stands as well in one column as in another.
        let known = |c: usize, word: Word| (0..self.units.len()).any(|v| v != u && self.word(v, c) == Some(word));
        // Words before the gap that also end the missing stretch could stand behind it, and the other way round.
        let mut best = (here, Vec::new());
        for back in [true, false] {
            let mut moves: Vec<(usize, usize)> = Vec::new();
            let (mut gained, mut lost) = (0, 0);
            for k in 0..missing.len() {
                let (at, to) = if back {
                    let Some(at) = w.checked_sub(k).filter(|at| *at > 0) else { break };
                    (at, missing[missing.len() - 1 - k])
                } else {
                    (w + 1 + k, missing[k])
                };
                let Some(&cell) = row.sorted.get(at).filter(|_| at + 1 < row.sorted.len()) else { break };
                let in_row = if back { cell.1 + k == p } else { cell.1 == q + k };
                if !in_row {
                    break;
                }
                let word = unit.words[cell.1];
                let (fits, fitted) = (known(to, word), known(cell.0, word));
                if !fits && fitted {
                    break;
                }
                gained += usize::from(fits);
                lost += usize::from(fitted);
                moves.push((at, to));
                let edge = if back { cell.1.checked_sub(1) } else { Some(cell.1) };
                let value = edge.map_or(0, worth);
                if value > best.0 && gained > 0 && gained >= lost {
                    best = (value, moves.clone());
                }
            }
        }
        best.1
    }

    /// Moves a unit's word from one column to another of the same word.
    pub(super) fn rehang(&mut self, u: usize, at: usize, to: usize) {
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
    pub(super) fn stretch_ends(&mut self) {
        let columns: Vec<usize> = (0..self.profile.columns).filter(|c| self.in_text[*c]).collect();
        let mut known: HashMap<(usize, usize, Word), bool> = HashMap::new();
        for u in 0..self.units.len() {
            let row = &self.rows[u];
            let (Some(&(a, p)), Some(&(b, q))) = (row.sorted.first(), row.sorted.last()) else { continue };
            let before = columns.partition_point(|c| *c < a);
            let after = columns.partition_point(|c| *c <= b);
            for n in 1..=2 {
                let tail = columns.get(after..after + n).map(|rest| (b, q, rest));
                let head = before.checked_sub(n).and_then(|i| columns.get(i..before)).map(|rest| (a, p, rest));
                for (edge, pos, rest) in tail.into_iter().chain(head) {
                    let word = self.units[u].words[pos];
                    let mut cells: Vec<usize> = rest.iter().copied().chain([edge]).collect();
                    cells.sort_unstable();
                    let one = *known.entry((cells[0], n, word)).or_insert_with(|| {
                        let own = self.normal(&[word]);
                        // "You've" for "we have": the pronoun was not cut off either.
                        let verb = || self.normal(&[self.lemma[edge]]);
                        let other = n == 1 && cells[1] == edge && self.vocabulary.is_pronoun(self.lemma[cells[0]]);
                        other && own.strip_suffix(&verb()).is_some_and(|p| !p.is_empty())
                            || (0..self.units.len()).any(|v| {
                                let words: Vec<Word> = cells.iter().filter_map(|c| self.word(v, *c)).collect();
                                words.len() == cells.len() && self.normal(&words) == own
                            })
                    });
                    if one {
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

    /// A long gap without a sign right beside words that others have differently is no cut: the unit says it in
    /// other words ("in the old town" for "on Ferry Street, and some there heard the old bell").
    fn fill_changes(&mut self) -> bool {
        let mut any = false;
        for u in 0..self.units.len() {
            let unit = self.units[u];
            for w in 0..self.rows[u].sorted.len().saturating_sub(1) {
                let ((a, p), (b, q)) = (self.rows[u].sorted[w], self.rows[u].sorted[w + 1]);
                let wide = b - a - 1;
                if !(LONG..=CHANGED).contains(&wide) || q != p + 1 || unit.breaks_between(p, q) {
                    continue;
                }
                // Those who have the words of the gap have another word beside it, all of them.
                let differs = |c: usize| {
                    let own = self.word(u, c);
                    let mut having = (0..self.units.len()).filter(|v| self.rows[*v].state[a + 1..b].contains(&PRESENT));
                    having.all(|v| !own.zip(self.word(v, c)).is_some_and(|(x, y)| self.vocabulary.same(x, y)))
                };
                if (differs(a) || differs(b)) && !ellipsis(&self.between(u, p, q), false) {
                    self.rows[u].state[a + 1..b].fill(ABSENT);
                    any = true;
                }
            }
        }
        any
    }

    pub(super) fn annotated(&self, u: usize) -> &'a Annotated {
        self.articles[self.units[u].article]
    }

    pub(super) fn word(&self, u: usize, c: usize) -> Option<Word> {
        (self.rows[u].state[c] == PRESENT).then(|| self.units[u].words[self.rows[u].pos[c] as usize])
    }

    pub(super) fn span(&self, u: usize, pos: usize) -> Span {
        self.units[u].span(self.annotated(u), pos)
    }

    pub(super) fn place(&self, u: usize, span: Span) -> Place {
        Place { article: ArticleId(self.units[u].article as u32), span }
    }

    /// What stands between two words of a unit, white space folded and marks left out.
    pub(super) fn between(&self, u: usize, a: usize, b: usize) -> Cow<'a, str> {
        self.units[u].between(self.annotated(u), a, b)
    }

    /// The stops behind a word that ends a part of a unit, if they stand inside its marks.
    pub(super) fn last_stop(&self, u: usize, pos: usize) -> &'a str {
        self.units[u].last_stop(self.annotated(u), pos)
    }

    pub(super) fn moved(&self, u: usize, pos: usize) -> bool {
        self.profile.moved[self.sequence[u]].get(pos).copied().unwrap_or(false)
    }

    pub(super) fn numbers(&self, from: usize, to: usize) -> Range<u32> {
        let total = self.number.last().map_or(0, |n| n + u32::from(self.in_text.last() == Some(&true)));
        let at = |c: usize| self.number.get(c).copied().unwrap_or(total);
        at(from)..at(to)
    }

    /// The words of a unit at `cells`, as printed, and their places.
    pub(super) fn quote(&self, u: usize, cells: &[usize]) -> (String, Vec<Place>) {
        let mut at: Vec<usize> = cells.iter().map(|c| self.rows[u].pos[*c] as usize).collect();
        at.sort_unstable();
        let mut text = String::new();
        let mut places: Vec<Place> = Vec::new();
        for (k, &pos) in at.iter().enumerate() {
            let span = self.span(u, pos);
            let joined = k > 0 && at[k - 1] + 1 == pos;
            let same_part = joined && !self.units[u].breaks_between(pos - 1, pos);
            if k > 0 {
                text.push_str(&if same_part { self.between(u, pos - 1, pos) } else { " ".into() });
            }
            text.push_str(self.annotated(u).text(span));
            match places.last_mut() {
                Some(p) if same_part => p.span = p.span.cover(span),
                _ => places.push(self.place(u, span)),
            }
        }
        (text, places)
    }

    pub(super) fn normal(&self, words: &[Word]) -> String {
        let folded: Vec<&str> = words.iter().map(|w| self.vocabulary.folded(*w)).collect();
        self.vocabulary.normal_run(&folded)
    }

    pub(super) fn text(&self) -> Wording {
        let columns: Vec<usize> = (0..self.profile.columns).filter(|c| self.in_text[*c]).collect();
        // The rendering with most of the text gives it its face.
        let mut face: Vec<usize> = (0..self.units.len()).collect();
        face.sort_by_key(|&u| (self.units[u].fragment, std::cmp::Reverse(self.units[u].words.len())));
        let mut out = Wording::with_capacity(columns.len(), columns.len(), 0);
        for (k, &c) in columns.iter().enumerate() {
            let has = |u: usize| self.word(u, c) == Some(self.lemma[c]);
            // Capitals and punctuation are those of most who have the word, of equals those of the first.
            let mut forms: Vec<(&str, u32, usize)> = Vec::new();
            let mut gaps: Vec<(Cow<'_, str>, u32)> = Vec::new();
            let next = columns.get(k + 1).copied();
            for &u in face.iter().filter(|u| has(**u)) {
                let pos = self.rows[u].pos[c] as usize;
                let form = self.annotated(u).text(self.span(u, pos));
                match forms.iter_mut().find(|f| f.0 == form) {
                    Some(f) => f.1 += 1,
                    None => forms.push((form, 1, u)),
                }
                if next
                    .is_some_and(|d| self.word(u, d) == Some(self.lemma[d]) && self.rows[u].pos[d] as usize == pos + 1)
                    && !self.units[u].breaks_between(pos, pos + 1)
                {
                    let gap = self.between(u, pos, pos + 1);
                    match gaps.iter_mut().find(|g| g.0 == gap) {
                        Some(g) => g.1 += 1,
                        None => gaps.push((gap, 1)),
                    }
                }
            }
            let Some(&(text, _, u)) = forms.iter().rev().max_by_key(|f| f.1) else { continue };
            let pos = self.rows[u].pos[c] as usize;
            let after = gaps.into_iter().rev().max_by_key(|g| g.1).map(|g| g.0);
            // Dots for what one report left out are none of the text where another prints the two one behind the other,
            // if in two parts.
            let parted = |u: &&usize| {
                let row = &self.rows[**u];
                next.is_some_and(|d| row.state[d] == PRESENT && row.pos[d] == row.pos[c] + 1)
                    && self.units[**u].breaks_between(row.pos[c] as usize, row.pos[c] as usize + 1)
            };
            let dots = after.as_ref().is_some_and(|gap| ellipsis(gap, false));
            let seam = face.iter().filter(|u| has(**u)).find(parted).filter(|_| dots);
            let after = match seam {
                Some(&u) => Some(self.units[u].seam(self.annotated(u), self.rows[u].pos[c] as usize)),
                None => after,
            };
            let after = after.unwrap_or_else(|| {
                let goes_on = |u: usize| {
                    let next = next.filter(|d| self.rows[u].state[*d] == PRESENT);
                    next.is_some_and(|d| has(u) && self.rows[u].pos[d] == self.rows[u].pos[c] + 1)
                };
                let seam = self.units[u].seam(self.annotated(u), pos);
                // What no report prints one behind the other stands apart.
                let apart = next.is_some() && !seam.contains('/') && !face.iter().any(|u| goes_on(*u));
                if apart { format!("{seam}/ ").into() } else { seam }
            });
            let mut places: Vec<Place> = (0..self.units.len())
                .filter(|&u| self.word(u, c).is_some_and(|w| self.vocabulary.same(w, self.lemma[c])))
                .map(|u| self.place(u, self.span(u, self.rows[u].pos[c] as usize)))
                .collect();
            places.sort_unstable();
            places.dedup();
            let after = if next.is_none() { self.last_stop(u, pos).into() } else { after };
            out.push(text, &after, places);
        }
        out
    }

    pub(super) fn readings(&self) -> Vec<Reading> {
        let mut out: Vec<Reading> = Vec::new();
        let mut order: Vec<usize> = (0..self.units.len()).collect();
        order.sort_by_key(|&u| (self.units[u].article, self.span(u, 0)));
        let total = self.numbers(0, self.profile.columns).end;
        let mut partial: Vec<usize> = Vec::new();
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
            let parts = unit.parts(self.annotated(u));
            let apart = |r: &Reading| {
                r.article.index() == unit.article
                    && r.covers.iter().all(|a| covers.iter().all(|b| a.end <= b.start || b.end <= a.start))
            };
            // Only what does not yet cover the whole text can be gone on with.
            let whole = covers.len() == 1 && covers[0] == (0..total);
            partial.retain(|r: &usize| out[*r].article.index() == unit.article);
            let found = if whole || unit.fragment { None } else { partial.iter().position(|r| apart(&out[*r])) };
            match found {
                Some(p) => {
                    let r = &mut out[partial[p]];
                    r.rows.extend(unit.rows());
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
                None => {
                    if !whole && !unit.fragment && partial.len() < PARTIAL {
                        partial.push(out.len());
                    }
                    out.push(Reading {
                        article: ArticleId(unit.article as u32),
                        rows: unit.rows().collect(),
                        parts,
                        covers,
                        fragment: unit.fragment,
                    });
                }
            }
        }
        out.sort_by_key(|r| (r.article, r.fragment, r.parts.first().copied()));
        out
    }
}

/// Whether dots or a bracketed remark stand for words left out.
pub(super) fn ellipsis(gap: &str, broken: bool) -> bool {
    let dots = gap.contains('…') || gap.contains("...") || gap.contains(". . .");
    dots && !(broken && !gap.trim_start().starts_with(['…', '.', '[']) && !gap.trim_end().ends_with(['…', '.', ']']))
}
