//! From a table of renderings to what an editor reads: the variants.

use super::align::Word;
use super::collation::Collation;
use super::columns::{ABSENT, Bench, OUT, PRESENT, ellipsis};
use super::variant::{Class, Flags, Kind, Variant, VariantReading};
use crate::annotate::lexicon::{List, NEGATIONS};
use crate::annotate::opposites;
use crate::annotate::token::Key;
use crate::span::{ArticleId, Place, Span};
use std::collections::{BTreeMap, HashMap};

mod masked;
mod typography;

/// Among more changed words than this one and its opposite need not stand for each other.
const OPPOSED: usize = 12;

/// So many words beside a cut are looked at for what turns the sense; a cut of no more is looked at whole.
const NEAR: usize = 12;

/// Words that deny and leave nothing over.
static WHOLLY: List = List::new(
    "no not never none nobody nothing nowhere neither nor cannot can't don't didn't doesn't isn't \
     aren't wasn't weren't won't wouldn't hasn't haven't hadn't couldn't shouldn't without",
);

impl Bench<'_> {
    pub fn finish(mut self) -> Collation {
        let mut variants = Vec::new();
        self.gaps(&mut variants);
        self.loci(&mut variants);
        self.typography(&mut variants);
        self.moves(&mut variants);
        if self.said {
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
        // The words of the text at which some variant speaks of an article.
        let total = self.numbers(0, self.profile.columns).end as usize;
        let mut named: HashMap<ArticleId, Vec<bool>> = HashMap::new();
        for v in variants.iter() {
            for p in v.readings.iter().flat_map(|r| &r.places) {
                let words = named.entry(p.article).or_insert_with(|| vec![false; total]);
                if let Some(at) = words.get_mut(v.locus.start as usize..v.locus.end as usize) {
                    at.fill(true);
                }
            }
        }
        for u in 0..self.units.len() {
            let article = ArticleId(self.units[u].article as u32);
            let named = |n: u32| named.get(&article).and_then(|w| w.get(n as usize)).is_some_and(|b| *b);
            let absent: Vec<usize> = (0..self.profile.columns)
                .filter(|&c| self.rows[u].state[c] == ABSENT && self.in_text[c] && !named(self.number[c]))
                .collect();
            for c in absent {
                let before = self.rows[u].before(c).map(|pos| self.span(u, pos).end());
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
                // Where nobody has words of the gap and others behind it, its words are how somebody else goes on.
                if (long || missing >= 2 && self.crosses(a, b)) && !self.goes_on(a, b) {
                    self.rows[u].state[a + 1..b].fill(OUT);
                    continue;
                }
                let text = self.annotated(u).article.text.as_str();
                let (x, y) = (self.span(u, p), self.span(u, q));
                let gap = text.get(x.end() as usize..y.start() as usize).unwrap_or("");
                let broken = self.units[u].breaks_between(p, q);
                let kind = if ellipsis(gap, broken) {
                    Kind::Ellipsis
                } else if broken && missing >= 3 {
                    // Two pieces of a quotation promise nothing of what stood between them; that what was left out
                    // denied or hedged is told all the same.
                    let v = self.vocabulary;
                    let turns = |w: &Word| v.is_negation(*w) || v.is_doubt(*w);
                    let told = self.said && self.goes_on(a, b);
                    if told && self.at_cut(a + 1, b, (true, true), false).iter().any(turns) {
                        found.entry((a + 1, b, Kind::Omission)).or_default().push((u, Span::empty(x.end())));
                    }
                    self.rows[u].state[a + 1..b].fill(OUT);
                    continue;
                } else if long || (self.said && missing >= 2 && self.crosses(a, b)) {
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

    /// Whether some unit has words of the columns `a+1..b` and others at `b` or behind it.
    fn goes_on(&self, a: usize, b: usize) -> bool {
        self.rows.iter().any(|row| {
            let last = row.sorted.last().is_some_and(|s| s.0 >= b);
            let within = row.sorted.partition_point(|s| s.0 <= a);
            last && row.sorted.get(within).is_some_and(|s| s.0 < b)
        })
    }

    /// Whether the columns `a+1..b` hold the end of a sentence.
    pub(super) fn crosses(&self, a: usize, b: usize) -> bool {
        (0..self.units.len()).any(|u| {
            let row = &self.rows[u];
            (a..b)
                .filter(|c| row.state[*c] == PRESENT)
                .any(|c| self.units[u].ends_sentence(self.annotated(u), row.pos[c] as usize))
        })
    }

    /// Whether a unit is one of these.
    fn listed<T>(&self, who: &[(usize, T)]) -> impl Fn(usize) -> bool + use<T> {
        let mut list = vec![false; self.units.len()];
        for (u, _) in who {
            list[*u] = true;
        }
        move |u| list[u]
    }

    /// A variant of the units in `who`, which lack the columns `from..to` that others have.
    fn lacking(&self, from: usize, to: usize, kind: Kind, who: &[(usize, Span)], variants: &mut Vec<Variant>) {
        let mut having: Vec<(usize, Vec<usize>)> = Vec::new();
        let wanted = (from..to).filter(|c| self.in_text[*c]).count();
        let listed = self.listed(who);
        for u in 0..self.units.len() {
            let present = self.rows[u].state[from..to].iter().filter(|s| **s == PRESENT).count();
            if present * 2 < wanted.max(1) || listed(u) {
                continue;
            }
            having.push((u, self.rows[u].cells(from, to)));
        }
        let n = having.len();
        if n == 0 {
            return;
        }
        let lacking = who.len();
        // A report's own prose owes nobody a sign for what it leaves out; a quotation does.
        let kind = match kind {
            Kind::Splice if n < lacking => Kind::Addition,
            Kind::Splice if !self.said => Kind::Omission,
            kind => kind,
        };
        let mut readings = self.wordings(having.into_iter());
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
        let flags = self.flags(&self.at_cut(from, to, (true, true), kind != Kind::Ellipsis), from, to);
        variants.push(Variant { kind, class: Class::Substantive, flags, locus: self.numbers(from, to), readings });
    }

    /// Differences of words.
    fn loci(&self, variants: &mut Vec<Variant>) {
        #[derive(Clone, Copy, PartialEq)]
        enum Col {
            Same,
            Spelling,
            /// One spelling over two columns.
            Compound,
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
        let mut cols: Vec<Col> = (0..columns).map(judge).collect();
        // "Per cent" for "percent" is a spelling over two columns, whatever changes beside it.
        for c in 1..columns {
            if cols[c - 1] == Col::Diff && cols[c] == Col::Diff && self.one_spelling(c - 1, c + 1) {
                cols[c - 1..=c].fill(Col::Compound);
            }
        }
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

    /// Whether all who cover two columns have one word or two there that are the same but for their spelling.
    fn one_spelling(&self, from: usize, to: usize) -> bool {
        let mut seen: Vec<Vec<Word>> = Vec::new();
        for u in (0..self.units.len()).filter(|u| !self.rows[*u].state[from..to].contains(&OUT)) {
            let words: Vec<Word> = (from..to).filter_map(|c| self.word(u, c)).collect();
            if !seen.contains(&words) {
                seen.push(words);
            }
        }
        let normal = seen.first().map(|words| self.normal(words)).filter(|n| !n.is_empty());
        seen.len() > 1 && normal.is_some_and(|n| seen.iter().all(|words| self.normal(words) == n))
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
        // "Was not an accident" and "was no accident" both deny; "hardly an accident" does so by halves.
        let denials =
            |g: &(Vec<Word>, String, Vec<Place>, bool)| g.0.iter().filter(|w| self.vocabulary.is_negation(**w)).count();
        let all: Vec<usize> = groups.iter().map(denials).collect();
        let plain = |w: &Word| !self.vocabulary.is_negation(*w) || WHOLLY.has(Key::word(self.vocabulary.folded(*w)));
        if all.iter().all(|n| *n > 0 && n % 2 == all[0] % 2) && groups.iter().all(|g| g.0.iter().all(plain)) {
            changed.retain(|w| !self.vocabulary.is_negation(*w));
        }
        let flags = if class == Class::Orthographic { Flags::default() } else { self.flags(&changed, from, to) };
        let readings = groups.into_iter().map(|(_, text, places, _)| VariantReading::new(text, places)).collect();
        Some(Variant { kind, class, flags, locus: self.numbers(from, to), readings })
    }

    fn join(&self, u: usize, from: usize, to: usize, groups: &mut Vec<(Vec<Word>, String, Vec<Place>, bool)>) {
        let cells = self.rows[u].cells(from, to);
        let mut by_place = cells.clone();
        by_place.sort_by_key(|c| self.rows[u].pos[*c]);
        let words: Vec<Word> = by_place.iter().map(|c| self.units[u].words[self.rows[u].pos[*c] as usize]).collect();
        let (text, mut places) = self.quote(u, &cells);
        if places.is_empty() {
            // Nothing printed: the place is right behind the word before.
            let before = self.rows[u].before(from).map(|pos| self.span(u, pos).end());
            let after = self.rows[u].behind(to).map(|pos| self.span(u, pos).start());
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

    /// What the changed words touch. A name is a capital in the middle of a sentence, in any rendering; a word of an
    /// expression of time is none.
    fn flags(&self, words: &[Word], from: usize, to: usize) -> Flags {
        let v = self.vocabulary;
        let (mut name, mut time) = (false, false);
        // "May 29" is no modal verb.
        let mut dated: Vec<Word> = Vec::new();
        for u in 0..self.units.len() {
            for c in from..to {
                let Some(w) = self.word(u, c).filter(|w| words.contains(w) && !v.is_pronoun(*w)) else { continue };
                let pos = self.rows[u].pos[c] as usize;
                let (of, span) = (self.annotated(u), self.span(u, pos));
                let times = &of.annotations.times;
                let at = times.get(times.partition_point(|t| t.span.end() <= span.start()));
                if at.is_some_and(|t| t.span.start() <= span.start()) {
                    dated.extend(Some(w).filter(|w| v.is_modal(*w)));
                    // "On the Monday": the day is the time. "At 7 p.m.": a number is told as one.
                    time |= v.weight(w) > 1 && !v.is_number(w) && v.folded(w).chars().count() > 2;
                    continue;
                }
                let inner = pos > 0 && !self.units[u].breaks_between(pos - 1, pos) && {
                    let gap = self.between(u, pos - 1, pos);
                    !gap.contains(['.', '!', '?', '…', ':'])
                };
                let text = of.text(span);
                // Where every noun has a capital, what was found to be a name.
                let names = &of.annotations.names;
                let holder = || names.get(names.partition_point(|n| n.span.end() <= span.start()));
                let told = v.capitals_tell() || holder().is_some_and(|n| n.span.start() <= span.start());
                name |= inner && text.starts_with(char::is_uppercase) && text.chars().count() > 1 && told;
            }
        }
        let masked = (0..self.units.len()).any(|u| self.masks(u, from, to));
        // "The US" is not "us".
        let shouted = |w: Word| {
            (0..self.units.len()).any(|u| {
                let here = |c: &usize| self.word(u, *c) == Some(w);
                (from..to).filter(here).any(|c| {
                    let span = self.span(u, self.rows[u].pos[c] as usize);
                    self.annotated(u).text(span) == "US"
                })
            })
        };
        let article = words.iter().any(|w| matches!(v.folded(*w), "a" | "an"));
        let answers = || words.iter().filter_map(|w| opposites::answer(Key::word(v.folded(*w))));
        Flags {
            negation: words.iter().any(|w| v.is_negation(*w)),
            // "One hundred" for "a hundred" is the same number.
            number: words.iter().any(|w| v.is_number(*w) && !(v.folded(*w) == "one" && article)),
            pronoun: words.iter().any(|w| v.is_pronoun(*w) && !(v.folded(*w) == "us" && shouted(*w))),
            modal: words.iter().any(|w| v.is_modal(*w) && !dated.contains(w)),
            doubt: words.iter().any(|w| v.is_doubt(*w)),
            name,
            time,
            masked,
            opposite: answers().any(|a| answers().any(|b| a.excludes(b)))
                || words.len() <= OPPOSED
                    && words.iter().any(|a| words.iter().any(|b| opposites::is_turned(v.folded(*a), v.folded(*b)))),
        }
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
            let wanted = (from..to).filter(|c| self.in_text[*c]).count();
            let listed = self.listed(&who);
            let stays = (0..self.units.len()).filter(|u| !listed(*u) && !self.units[*u].fragment).filter_map(|u| {
                let cells = self.rows[u].cells(from, to);
                (cells.len() * 2 >= wanted.max(1)).then_some((u, cells))
            });
            // Each report in its own words: those that moved and those that stayed may have been changed as well.
            let mut readings = self.wordings(stays);
            if readings.is_empty() {
                continue;
            }
            let moved = self.wordings(who.iter().cloned());
            readings.extend(moved.into_iter().map(|r| VariantReading { moved: true, ..r }));
            variants.push(Variant {
                kind: Kind::Transposition,
                class: Class::Substantive,
                flags: Flags::default(),
                locus: self.numbers(from, to),
                readings,
            });
        }
    }

    /// What units have at some columns, one reading for each wording as it is printed: the same words in another order
    /// are another.
    fn wordings(&self, of: impl Iterator<Item = (usize, Vec<usize>)>) -> Vec<VariantReading> {
        let mut out: Vec<VariantReading> = Vec::new();
        let mut known: HashMap<Vec<Word>, usize> = HashMap::new();
        for (u, mut cells) in of {
            // A word that was hung elsewhere has left its column.
            cells.retain(|c| self.rows[u].state[*c] == PRESENT);
            if cells.is_empty() {
                continue;
            }
            let mut at: Vec<u32> = cells.iter().map(|c| self.rows[u].pos[*c]).collect();
            at.sort_unstable();
            let words: Vec<Word> = at.iter().map(|pos| self.units[u].words[*pos as usize]).collect();
            let (text, places) = self.quote(u, &cells);
            let row = *known.entry(words).or_insert_with(|| {
                out.push(VariantReading::new(text, Vec::new()));
                out.len() - 1
            });
            out[row].places.extend(places);
        }
        out
    }

    /// The words of a cut that may turn the sense of what is left: those that stood in one sentence with it, and near;
    /// of a short cut all of them. `open` says on which side of `from..to` words are left, `whole` that every word of a
    /// short one counts, even of a sentence of its own.
    fn at_cut(&self, from: usize, to: usize, open: (bool, bool), whole: bool) -> Vec<Word> {
        let most = self.rank.iter().copied().map(|u| (self.rows[u].cells(from, to), u));
        let Some((cells, u)) = most.rev().max_by_key(|(cells, _)| cells.len()).filter(|(cells, _)| !cells.is_empty())
        else {
            return Vec::new();
        };
        let unit = self.units[u];
        let at: Vec<usize> = cells.iter().map(|c| self.rows[u].pos[*c] as usize).collect();
        let ends = |pos: usize| unit.ends_sentence(self.annotated(u), pos) || unit.breaks_between(pos, pos + 1);
        let into = open.0 && self.rows[u].before(from).is_some_and(|pos| !ends(pos));
        let out_of = open.1 && self.rows[u].behind(to).is_some() && at.last().is_some_and(|pos| !ends(*pos));
        if at.len() <= NEAR {
            // A sentence of its own turns the one beside it where it denies or doubts, and not by all it says.
            let turns = |w: &Word| self.vocabulary.is_negation(*w) || self.vocabulary.is_doubt(*w);
            return at.iter().map(|pos| unit.words[*pos]).filter(|w| into || out_of || whole || turns(w)).collect();
        }
        let mut out: Vec<Word> = Vec::new();
        if into {
            let last = at.iter().take(NEAR).position(|pos| ends(*pos)).map_or(NEAR, |n| n + 1);
            out.extend(at.iter().take(last).map(|pos| unit.words[*pos]));
        }
        if out_of {
            let near = at.iter().rev().take(NEAR).take_while(|pos| !ends(**pos));
            out.extend(near.map(|pos| unit.words[*pos]));
        }
        out
    }

    /// Whether the sentence that a unit stands in has a word of denial before it.
    fn denied_before(&self, u: usize) -> bool {
        let of = self.annotated(u);
        let at = self.span(u, 0).start();
        let tokens = &of.annotations.tokens;
        let first = tokens.partition_point(|t| t.span.start() < at);
        let sentences = &of.annotations.sentences;
        let from = sentences.partition_point(|s| s.end as usize <= first);
        let start = sentences.get(from).map_or(0, |s| s.first as usize).min(first);
        tokens.get(start..first).unwrap_or(&[]).iter().any(|t| NEGATIONS.has(t.key))
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
            // "It's" may stand for two columns.
            let reach = |s: &u8| *s != OUT;
            let a = self.rows[u].state.iter().position(reach).map_or(a, |x| x.min(a));
            let b = self.rows[u].state.iter().rposition(reach).map_or(b, |x| x.max(b));
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
        // A fragment is cut by nature; that is told where what stands before it denies and the report does not.
        for u in (0..self.units.len()).filter(|u| self.units[*u].fragment && !self.units[*u].scare) {
            let Some(&(a, p)) = self.rows[u].sorted.first() else { continue };
            if self.at_cut(0, a, (false, true), false).iter().any(|w| self.vocabulary.is_negation(*w))
                && !self.denied_before(u)
            {
                let full = |v: usize| !self.units[v].fragment && self.rows[v].state[..a].contains(&PRESENT);
                if (0..self.units.len()).any(full) {
                    found.entry((0, a, Kind::TrimStart)).or_default().push((u, Span::empty(self.span(u, p).start())));
                }
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
            let listed = self.listed(&who);
            let having = (0..self.units.len()).filter(|u| !self.units[*u].fragment && edge(*u) && !listed(*u));
            let mut readings = self.wordings(having.map(|u| (u, self.rows[u].cells(from, to))));
            if readings.is_empty() {
                continue;
            }
            let cut = who.iter().map(|(u, s)| self.place(*u, *s)).collect();
            readings.push(VariantReading::new(String::new(), cut));
            let open = (kind == Kind::TrimEnd, kind == Kind::TrimStart);
            variants.push(Variant {
                kind,
                class: Class::Substantive,
                flags: self.flags(&self.at_cut(from, to, open, false), from, to),
                locus: self.numbers(from, to),
                readings,
            });
        }
    }
}
