//! The learned judge: which of the contents that a cue may have it does have, if any.
//!
//! A linear model over hashed features, in whole numbers, so that the same text has the same attributions on every
//! machine. Rules say what might be (`broad`), the judge says what is.

use super::broad::{Choices, Edge, RULE};
use super::grammar::Tree;
use crate::annotate::syntax::tags::{Pos, Relation};
use crate::annotate::verbs::{self, BEHIND, CLAUSE, INFINITIVE, OBJECT, PERSON, PHRASE, TO};
use crate::span::Span;

/// What a file of a judge begins with.
pub const MAGIC: &[u8; 8] = b"VJUDGE01";
/// How many weights a judge has; the row of a feature is below it.
pub const ROWS: usize = 1 << 15;
/// A weight of one, as files hold it.
pub const ONE: i32 = 256;

/// Weights that tell what a cue reports, read in place.
#[derive(Clone, Copy, Debug)]
pub struct Judge<'a> {
    weights: &'a [u8],
    bars: Bars,
}

/// What a content has to score to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bars {
    /// Where rules propose a content of the same cue.
    pub ruled: i32,
    /// Where they do not.
    pub new: i32,
}

impl<'a> Judge<'a> {
    /// Reads a file as `xtask train attributions` writes it; `None` if it is none.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let (ruled, rest) = bytes.strip_prefix(MAGIC)?.split_first_chunk::<4>()?;
        let (new, weights) = rest.split_first_chunk::<4>()?;
        let bars = Bars { ruled: i32::from_le_bytes(*ruled), new: i32::from_le_bytes(*new) };
        (weights.len() == 2 * ROWS).then_some(Self { weights, bars })
    }

    /// The judge for English that comes with the program.
    pub fn english() -> Option<Judge<'static>> {
        Judge::read(include_bytes!("../../../data/attributions-en.bin"))
    }

    /// A file that [`read`](Self::read) reads: what scores less than its bar is dropped.
    pub fn write(weights: &[i16], bars: Bars) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(bars.ruled.to_le_bytes());
        out.extend(bars.new.to_le_bytes());
        weights.iter().for_each(|w| out.extend(w.to_le_bytes()));
        out
    }

    fn score(&self, rows: &[u32]) -> i32 {
        let weight = |row: &u32| match self.weights.get(2 * *row as usize..2 * *row as usize + 2) {
            Some(&[low, high]) => i32::from(i16::from_le_bytes([low, high])),
            _ => 0,
        };
        rows.iter().map(weight).sum()
    }
}

/// One content that a cue may have, as the judge sees it: for training.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The stretches of the content.
    pub content: Vec<Span>,
    /// The rows of its features.
    pub features: Vec<u32>,
}

/// A cue with all contents it may have: for training.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The cue.
    pub cue: Span,
    /// What it may report.
    pub proposals: Vec<Proposal>,
}

/// Features of one cue, its starts, its ends, and pairs of them: rows of the model.
#[derive(Default)]
pub(super) struct Sketch {
    rows: Vec<u32>,
    /// What of `rows` is of the cue, of each start and of each end.
    cue: usize,
    starts: Vec<(usize, usize)>,
    ends: Vec<(usize, usize)>,
    scores: Vec<i32>,
}

/// Rows of their own: a content where no rule proposes one, a start and an end that a rule takes.
pub const KNOWN: [u32; 4] = [0, 1, 2, 3];

fn row(template: u32, a: u64, b: u64) -> u32 {
    let h = (a ^ u64::from(template).wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let h = ((h ^ (h >> 29)) ^ b.wrapping_mul(0xc4ce_b9fe_1a85_ec53)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    // The first rows are kept for what is known before anything is learned.
    ((h >> (64 - ROWS.trailing_zeros())) as u32).max(KNOWN.len() as u32)
}

/// A word without its ending, near enough: "claims", "claimed" and "claiming" are one.
pub(super) fn stem(word: &str) -> u64 {
    let irregular = match word {
        "said" | "says" | "saying" => "say",
        "told" => "tell",
        "wrote" | "written" | "writing" => "writ",
        "thought" => "think",
        "knew" | "known" => "know",
        "found" => "find",
        "felt" => "feel",
        "meant" => "mean",
        "heard" => "hear",
        "saw" | "seen" => "see",
        "spoke" | "spoken" => "speak",
        "swore" | "sworn" => "swear",
        "shown" => "show",
        "denies" | "denied" => "deny",
        other => other,
    };
    let bytes = irregular.as_bytes();
    let mut n = bytes.len();
    for ending in ["ing", "ed", "es", "s", "e"] {
        if n >= ending.len() + 3 && irregular.ends_with(ending) && !irregular.ends_with("ss") {
            n -= ending.len();
            break;
        }
    }
    if n > 3 && bytes[n - 1] == bytes[n - 2] && bytes[n - 1] != b's' && bytes[n - 1] != b'l' {
        n -= 1;
    }
    bytes[..n]
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3))
}

fn plain(word: &str) -> u64 {
    word.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3))
}

impl Sketch {
    fn add(&mut self, template: u32, a: u64, b: u64) {
        self.rows.push(row(template, a, b));
    }

    /// The best of the contents in `choices`, if the judge holds it for one at all, with its score.
    pub fn judge(&mut self, tree: &Tree<'_>, choices: &Choices, judge: Judge<'_>) -> Option<(usize, i32)> {
        self.draw(tree, choices);
        let base = judge.score(&self.rows[..self.cue]);
        self.scores.clear();
        for k in 0..self.starts.len() + self.ends.len() {
            let (from, to) = if k < self.starts.len() { self.starts[k] } else { self.ends[k - self.starts.len()] };
            let score = judge.score(&self.rows[from..to]);
            self.scores.push(score);
        }
        let mut best: Option<(usize, i32)> = None;
        for (k, choice) in choices.list.iter().enumerate() {
            let from = self.rows.len();
            self.pair(tree, choices, k);
            let pair = judge.score(&self.rows[from..]);
            self.rows.truncate(from);
            let score = base + pair + self.scores[choice.start] + self.scores[self.starts.len() + choice.end];
            if best.is_none_or(|b| score > b.1) {
                best = Some((k, score));
            }
        }
        let bar = if choices.ruled { judge.bars.ruled } else { judge.bars.new };
        best.filter(|b| b.1 >= bar)
    }

    /// The features of each of the contents, for training.
    pub fn features(&mut self, tree: &Tree<'_>, choices: &Choices) -> Vec<Vec<u32>> {
        self.draw(tree, choices);
        let mut out = Vec::new();
        for (k, choice) in choices.list.iter().enumerate() {
            let from = self.rows.len();
            self.pair(tree, choices, k);
            let mut rows = self.rows[..self.cue].to_vec();
            let (a, b) = (self.starts[choice.start], self.ends[choice.end]);
            rows.extend(&self.rows[a.0..a.1]);
            rows.extend(&self.rows[b.0..b.1]);
            rows.extend(&self.rows[from..]);
            self.rows.truncate(from);
            rows.sort_unstable();
            out.push(rows);
        }
        out
    }

    fn draw(&mut self, tree: &Tree<'_>, choices: &Choices) {
        self.rows.clear();
        self.starts.clear();
        self.ends.clear();
        self.of_cue(tree, choices);
        self.cue = self.rows.len();
        for edge in &choices.starts {
            let from = self.rows.len();
            self.of_start(tree, choices, edge);
            self.starts.push((from, self.rows.len()));
        }
        for edge in &choices.ends {
            let from = self.rows.len();
            self.of_end(tree, choices, edge);
            self.ends.push((from, self.rows.len()));
        }
    }

    fn of_cue(&mut self, tree: &Tree<'_>, c: &Choices) {
        let i = c.cue;
        let shape = c.shape as u64;
        let lemma = stem(tree.text(i));
        let frame = u64::from(verbs::frame(tree.key(i)));
        let (tag, relation) = (tree.tag(i) as u64, tree.relation(i) as u64);
        let ruled = u64::from(c.ruled);
        self.rows.push(KNOWN[usize::from(c.ruled)]);
        self.add(1, shape, ruled);
        self.add(2, lemma, 0);
        self.add(3, lemma, shape * 2 + ruled);
        self.add(4, frame, shape * 2 + ruled);
        self.add(5, tag, shape);
        self.add(6, relation, shape);
        self.add(7, tag * 64 + relation, shape);
        // What hangs from it.
        let mut seen = 0u64;
        for &k in tree.children(i) {
            let ahead = u64::from(k < i);
            let relation = tree.relation(k);
            match relation {
                Relation::Aux | Relation::Advmod | Relation::AuxPass | Relation::Mark | Relation::Det => {
                    self.add(8, plain(tree.text(k)), relation as u64 * 2 + ahead);
                }
                _ => self.add(9, relation as u64 * 2 + ahead, shape),
            }
            let bit = match relation {
                Relation::Ccomp => 0,
                Relation::Xcomp => 1,
                Relation::Obj => 2,
                Relation::Obl => 3,
                Relation::Nsubj => 4,
                Relation::NsubjPass => 5,
                Relation::Advcl => 6,
                Relation::Acl => 7,
                Relation::Nmod => 8,
                _ => 9,
            };
            seen |= 1 << (bit * 2 + ahead);
        }
        self.add(10, seen & !(3 << 18), shape);
        self.add(11, seen & 0b1111_1111, frame);
        // Who says it.
        match c.source {
            None => self.add(12, 0, shape),
            Some((from, to)) => {
                let words = tree.words_of((from, to));
                let head = words.clone().find(|k| tree.head(*k).is_none_or(|h| !words.contains(&h)));
                let ahead = u64::from(words.start < i);
                if let Some(h) = head {
                    let pos = tree.pos(h);
                    self.add(13, pos as u64, ahead);
                    self.add(14, pos as u64 * 2 + ahead, frame);
                    self.add(15, stem(tree.text(h)), 0);
                    let determiner = tree.children(h).iter().find(|k| tree.relation(**k) == Relation::Det);
                    self.add(16, determiner.map_or(0, |k| plain(tree.text(*k))), pos as u64);
                    if pos == Pos::Propn {
                        let person = tree.text(h).starts_with(char::is_uppercase);
                        self.add(17, u64::from(person), (to - from).min(4) as u64);
                    }
                } else {
                    self.add(13, 99, ahead);
                }
                self.add(18, (words.start.abs_diff(i)).min(6) as u64, ahead);
            }
        }
        // What it hangs from, and what stands beside it.
        match tree.head(i) {
            Some(h) => {
                let cue = u64::from(verbs::frame(tree.key(h)) != 0);
                self.add(19, tree.pos(h) as u64 * 64 + relation, cue);
                self.add(20, stem(tree.text(h)), relation);
            }
            None => self.add(19, 999, 0),
        }
        let beside = |k: Option<usize>| k.map_or(0, |k| plain(tree.text(k)));
        self.add(21, beside(i.checked_sub(1)), tag);
        self.add(22, beside(Some(i + 1)), tag);
        self.add(23, beside(Some(i + 1)), lemma);
        self.add(24, tree.tag_at(i + 1), frame);
        self.add(25, tree.tag_at(i.wrapping_sub(1)), tag);
        let n = tree.len();
        let last = n.checked_sub(1).map_or("", |k| tree.text(k));
        self.add(26, plain(last), tag);
        self.add(27, u64::from(tree.token(0) == 0), u64::from(n < 16));
    }

    fn of_start(&mut self, tree: &Tree<'_>, c: &Choices, edge: &Edge) {
        let shape = c.shape as u64;
        let at = edge.at;
        let frame = coarse(verbs::frame(tree.key(c.cue)));
        let lemma = stem(tree.text(c.cue));
        let relation = u64::from(edge.relation);
        let flags = u64::from(edge.flags);
        let (word, tag) = (plain(tree.text(at)), tree.tag_at(at));
        if edge.flags & RULE != 0 {
            self.rows.push(KNOWN[2]);
        }
        self.add(40, relation, shape * 32 + flags);
        self.add(41, relation, frame);
        self.add(42, relation, lemma);
        self.add(43, tag, shape * 32 + flags);
        self.add(44, tag, frame);
        self.add(45, word, relation);
        let gap = at.saturating_sub(c.cue).min(7) as u64;
        self.add(46, gap, shape * 32 + flags);
        self.add(47, at.checked_sub(1).map_or(0, |k| plain(tree.text(k))), shape);
        self.add(48, tree.tag_at(at + 1), tag);
        self.add(49, flags, shape);
        self.add(50, flags, relation * 64 + tag);
    }

    fn of_end(&mut self, tree: &Tree<'_>, c: &Choices, edge: &Edge) {
        let shape = c.shape as u64;
        let at = edge.at;
        let flags = u64::from(edge.flags);
        let next = (at..tree.len()).find(|k| tree.pos(*k) != Pos::Punct).unwrap_or(tree.len());
        let comma = if next > at { plain(tree.text(at)) } else { 0 };
        let behind = u64::from(verbs::frame(tree.key(c.cue)) & BEHIND != 0);
        let relation = u64::from(edge.relation);
        let (word, tag) = (plain(tree.text(next)), tree.tag_at(next));
        let finish = u64::from(next == tree.len());
        if edge.flags & RULE != 0 {
            self.rows.push(KNOWN[3]);
        }
        self.add(60, flags, shape * 2 + finish);
        self.add(61, flags * 2 + behind, relation * 2 + u64::from(comma != 0));
        self.add(62, relation, comma);
        self.add(63, word, u64::from(comma != 0));
        self.add(64, word, relation * 2 + behind);
        self.add(65, tag, comma);
        self.add(66, tag * 2 + behind, flags);
        self.add(67, tree.tag_at(at.wrapping_sub(1)), tag);
        self.add(68, u64::from(edge.from), relation * 2 + behind);
        self.add(69, u64::from(edge.from) * 64 + relation, comma);
        self.add(70, at.checked_sub(1).map_or(0, |k| plain(tree.text(k))), finish);
        self.add(71, tree.tag_at(next + 1), tag);
        let verb = (next..tree.len().min(next + 6)).any(|k| tree.finite(k));
        self.add(72, u64::from(verb), relation * 64 + tag);
        let cue = (next..tree.len().min(next + 4)).any(|k| verbs::frame(tree.key(k)) != 0 && tree.pos(k) == Pos::Verb);
        self.add(73, u64::from(cue), relation * 2 + u64::from(comma != 0));
        self.add(74, (tree.len() - next).min(12) as u64, relation);
    }

    fn pair(&mut self, tree: &Tree<'_>, c: &Choices, k: usize) {
        let Some(choice) = c.list.get(k) else { return };
        let (start, end) = (&c.starts[choice.start], &c.ends[choice.end]);
        let shape = c.shape as u64;
        let (a, b) = choice.first;
        let length = (usize::BITS - (b - a).leading_zeros()) as u64;
        let finite = u64::from((a..b).any(|k| tree.finite(k)));
        let frame = coarse(verbs::frame(tree.key(c.cue)));
        self.add(80, length, shape * 64 + u64::from(start.relation));
        self.add(81, finite, shape * 64 + u64::from(start.relation));
        self.add(82, finite, frame);
        self.add(83, u64::from(start.relation) * 64 + u64::from(start.flags), u64::from(end.flags));
        self.add(84, u64::from(start.relation), u64::from(end.relation) * 8 + u64::from(end.from));
        self.add(85, u64::from(choice.second.is_some()), shape * 2 + u64::from(c.ruled));
        self.add(86, u64::from(end.flags), frame);
        // Marks that open inside and close outside, or stand at both ends.
        let opening = |k: usize| matches!(tree.text(k), "“" | "‘" | "``");
        let closing = |k: usize| matches!(tree.text(k), "”" | "''");
        let open = (a..b).filter(|k| opening(*k)).count();
        let close = (a..b).filter(|k| closing(*k)).count();
        let marks = (open.min(2) * 3 + close.min(2)) as u64;
        self.add(87, marks, u64::from(opening(a)) * 2 + u64::from(closing(b - 1)));
        self.add(88, tree.tag_at(a), length.min(3));
        // "The drug, they said, does not work": a piece without a verb goes with one that has it.
        let second = choice.second.map_or(0, |(x, y)| 1 + u64::from((x..y).any(|k| tree.finite(k))));
        let left = u64::from(b <= c.cue && (c.cue + 1..tree.len()).any(|k| tree.finite(k)));
        self.add(89, finite * 3 + second, shape * 2 + left);
    }
}

/// A frame without what makes no difference to where its content ends.
fn coarse(frame: verbs::Frame) -> u64 {
    u64::from(frame & (CLAUSE | INFINITIVE | PERSON | OBJECT | PHRASE | TO | BEHIND))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::annotate;
    use crate::annotate::attribution::{attributions_by, examples};
    use crate::article::Article;
    use crate::ingest;

    fn report(text: &str) -> crate::annotate::Annotated {
        let mut read = ingest::read("a.txt", text.as_bytes().to_vec());
        annotate(Article::read(read.captures.remove(0)))
    }

    const TEXT: &str = "Ann Lowe said the lock was shut, which surprised nobody, and promised to open it. The council was \
        adamant that it had paid. The gate, police believe, was forced on Monday. Her claim that it rained was false.";

    #[test]
    fn a_file_that_is_no_judge_is_none() {
        let file = Judge::write(&[0; ROWS], Bars { ruled: 0, new: 0 });
        assert!(Judge::read(&file).is_some());
        assert!(Judge::read(&file[..file.len() - 1]).is_none());
        assert!(Judge::read(b"").is_none());
        assert!(Judge::read(b"VJUDGE02").is_none());
        assert!(Judge::english().is_some());
    }

    #[test]
    fn a_judge_that_learned_nothing_holds_with_the_rules() {
        let report = report(TEXT);
        let rules = attributions_by(&report, None);
        assert!(rules.list.len() > 2);
        let mut weights = vec![0; ROWS];
        weights[KNOWN[2] as usize] = 256;
        weights[KNOWN[3] as usize] = 256;
        let file = Judge::write(&weights, Bars { ruled: 0, new: i32::MAX });
        assert_eq!(attributions_by(&report, Judge::read(&file)), rules);
    }

    #[test]
    fn bars_drop_what_scores_less() {
        let report = report(TEXT);
        let file = Judge::write(&vec![0; ROWS], Bars { ruled: 1, new: 1 });
        assert!(attributions_by(&report, Judge::read(&file)).list.is_empty());
    }

    #[test]
    fn a_cue_has_the_rules_content_and_others_to_choose_from() {
        let report = report(TEXT);
        let all = examples(&report);
        let of = |cue: &str| -> Vec<Vec<&str>> {
            let own = all.iter().filter(|e| report.text(e.cue) == cue).flat_map(|e| &e.proposals);
            own.map(|p| p.content.iter().map(|s| report.text(*s)).collect()).collect()
        };
        let said = of("said");
        assert!(said.contains(&vec!["the lock was shut"]), "{said:?}");
        assert!(said.contains(&vec!["the lock was shut, which surprised nobody"]), "{said:?}");
        assert!(of("believe").contains(&vec!["The gate", "was forced on Monday"]));
        for p in all.iter().flat_map(|e| &e.proposals) {
            assert!(p.features.iter().all(|r| (*r as usize) < ROWS));
        }
        assert_eq!(all, examples(&report));
    }

    #[test]
    fn forms_of_a_word_are_one() {
        for forms in
            ["claim claims claimed claiming", "say says said saying", "stress stresses stressed", "deny denied"]
        {
            let stems: Vec<u64> = forms.split(' ').map(stem).collect();
            assert!(stems.iter().all(|s| *s == stems[0]), "{forms}");
        }
        assert_ne!(stem("claim"), stem("blame"));
    }
}
