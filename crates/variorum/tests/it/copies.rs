//! Copies and passages against answers counted out the slow way, on made-up piles with few words, so that much is alike.

use super::dice::Dice;
use std::collections::{BTreeSet, HashSet};
use variorum::copies::boilerplate::Boilerplate;
use variorum::copies::duplicates::{DuplicatePair, DuplicateRule, Duplicates, Link};
use variorum::copies::passages::{PassageRule, SharedPassage, Wordings, passages};
use variorum::copies::shingles::Shingles;

/// Reports of up to `most` words, many made from earlier ones by changes, cuts and insertions.
fn pile(dice: &mut Dice, reports: usize, most: usize, vocabulary: usize) -> Vec<String> {
    let mut made: Vec<Vec<usize>> = Vec::new();
    for _ in 0..reports {
        let mut words: Vec<usize> = (0..dice.below(most)).map(|_| dice.below(vocabulary)).collect();
        if !made.is_empty() && dice.chance(60) {
            let other = &made[dice.below(made.len())];
            if dice.chance(50) {
                words = other.clone();
                for _ in 0..dice.below(1 + words.len() / 8) {
                    let at = dice.below(words.len());
                    words[at] = dice.below(vocabulary);
                }
                words.truncate(if dice.chance(30) { dice.below(most) } else { most });
            } else if !other.is_empty() {
                let from = dice.below(other.len());
                let piece = other[from..dice.between(from, other.len())].to_vec();
                let at = dice.below(words.len() + 1);
                words.splice(at..at, piece);
            }
        }
        made.push(words);
    }
    let shapes = ["w", "W", "wörter", "don’t", "don't", "Ω"];
    let joints = [" ", " ", " ", ", ", ".\n\n", " “", "-", "” – "];
    let word = |w: &usize| format!("{}{w}", shapes[w % shapes.len()]);
    made.iter()
        .map(|words| words.iter().map(|w| word(w) + joints[dice.below(joints.len())]).collect::<String>())
        .collect()
}

fn shingles(text: &str) -> HashSet<[String; 3]> {
    let small = text.to_lowercase();
    let words: Vec<&str> = small.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
    words.windows(3).map(|w| [w[0].to_owned(), w[1].to_owned(), w[2].to_owned()]).collect()
}

fn found(texts: &[String], rule: DuplicateRule, share: usize) -> Duplicates {
    let piles = texts.chunks(share).map(|texts| {
        let mut pile = Shingles::default();
        texts.iter().for_each(|t| pile.push(t));
        pile
    });
    Duplicates::find(piles.collect(), rule)
}

fn pairs(found: &Duplicates) -> Vec<DuplicatePair> {
    let mut out = Vec::new();
    let take = |p| -> Result<(), ()> {
        out.push(p);
        Ok(())
    };
    found.each_pair(take).unwrap();
    out
}

#[test]
fn duplicates_are_all_pairs_and_no_other() {
    let rules = [(0.7, None), (0.5, None), (0.2, None), (1.0, None), (0.6, Some(0.9)), (0.9, Some(0.3))];
    for seed in 0..60 {
        let mut dice = Dice::seeded(seed);
        let texts = pile(&mut dice, 40, 60, [3, 12, 400][seed as usize % 3]);
        let sets: Vec<_> = texts.iter().map(|t| shingles(t)).collect();
        let (jaccard, containment) = rules[seed as usize / 3 % rules.len()];
        let known = if seed % 4 == 0 { 15 } else { 0 };
        let least = 1 + dice.below(12) as u32;
        let rule = DuplicateRule { jaccard, containment, least, known, threads: 1 + seed as usize % 3 };
        let mut all = Vec::new();
        for (a, x) in sets.iter().enumerate() {
            for (b, y) in sets.iter().enumerate().skip(known.max(a as u32 + 1) as usize) {
                let pair = DuplicatePair {
                    a: a as u32,
                    b: b as u32,
                    shared: x.intersection(y).count() as u32,
                    a_size: x.len() as u32,
                    b_size: y.len() as u32,
                };
                let long = x.len().min(y.len()) >= least as usize;
                if long && (pair.jaccard() >= jaccard || containment.is_some_and(|c| pair.containment() >= c)) {
                    all.push(pair);
                }
            }
        }
        assert_eq!(pairs(&found(&texts, rule, 1 + dice.below(50))), all, "seed {seed}, {rule:?}");
    }
}

#[test]
fn groups_hold_what_their_link_says() {
    for seed in 0..30 {
        let mut dice = Dice::seeded(seed);
        let texts = pile(&mut dice, 50, 40, 8);
        let found = found(&texts, DuplicateRule { jaccard: 0.4, ..DuplicateRule::default() }, 50);
        let pairs: HashSet<(u32, u32)> = pairs(&found).iter().map(|p| (p.a, p.b)).collect();
        for link in [Link::Complete, Link::Single] {
            let groups = found.groups(link);
            let mut seen = HashSet::new();
            assert!(groups.iter().all(|g| g.members.len() > 1 && g.members.iter().all(|m| seen.insert(*m))));
            assert!(groups.windows(2).all(|w| w[0].members[0] < w[1].members[0]));
            let of = |m: u32| groups.iter().position(|g| g.members.contains(&m));
            for g in &groups {
                let like = |a: u32, b: u32| pairs.contains(&(a.min(b), a.max(b)));
                for &a in &g.members {
                    let others = || g.members.iter().filter(|b| **b != a);
                    match link {
                        Link::Complete => assert!(others().all(|b| like(a, *b)), "seed {seed}"),
                        Link::Single => assert!(others().any(|b| like(a, *b)), "seed {seed}"),
                    }
                }
            }
            if link == Link::Single {
                assert!(pairs.iter().all(|(a, b)| of(*a).is_some() && of(*a) == of(*b)), "seed {seed}");
            }
        }
    }
}

#[test]
fn what_resembles_the_middle_only_stays_apart() {
    let words = |from: usize| (from..from + 40).map(|w| format!("w{w} ")).collect::<String>();
    let texts = [words(0), words(8), words(16)];
    let found = found(&texts, DuplicateRule { jaccard: 0.6, ..DuplicateRule::default() }, 3);
    assert_eq!(pairs(&found).len(), 2);
    assert_eq!(found.groups(Link::Complete).iter().map(|g| g.members.clone()).collect::<Vec<_>>(), [[0, 1]]);
    assert_eq!(found.groups(Link::Single).iter().map(|g| g.members.clone()).collect::<Vec<_>>(), [[0, 1, 2]]);
}

/// A thousand copies of one page cost what one costs until they are listed.
#[test]
fn copies_of_one_page_are_one_group() {
    let page: String = (0..30).map(|w| format!("w{w} ")).collect();
    let found = found(&vec![page; 1000], DuplicateRule::default(), 100);
    let groups = found.groups(Link::Complete);
    assert_eq!((groups.len(), groups[0].members.len()), (1, 1000));
    assert_eq!(pairs(&found).len(), 499_500);
}

/// The words of a text with their places, the plain way.
fn words(text: &str) -> Vec<(usize, usize, String)> {
    let mut out: Vec<(usize, usize, String)> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() || c == '_' {
            if !open {
                out.push((at, at, String::new()));
            }
            let last = out.last_mut().unwrap();
            last.1 = at + c.len_utf8();
            last.2.push(c);
        }
        open = c.is_alphanumeric() || c == '_';
    }
    // "don" and "t" are one word where an apostrophe alone stands between them.
    let mut joined: Vec<(usize, usize, String)> = Vec::new();
    for (start, end, word) in out {
        match joined.last_mut() {
            Some(last) if matches!(&text[last.1..start], "'" | "’") && !last.2.contains('\'') => {
                (last.1, last.2) = (end, format!("{}'{word}", last.2));
            }
            _ => joined.push((start, end, word)),
        }
    }
    joined.iter().map(|(start, end, word)| (*start, *end, word.to_lowercase())).collect()
}

fn shared(texts: &[String], outlets: &[Option<u32>], rule: PassageRule, repeats: u32) -> Vec<SharedPassage> {
    let mut wordings = Wordings::default();
    texts.iter().zip(outlets).for_each(|(t, o)| wordings.push(t, *o));
    let boilerplate = Boilerplate::find(&wordings, rule.least, repeats);
    let mut out = Vec::new();
    let take = |p| -> Result<(), ()> {
        out.push(p);
        Ok(())
    };
    passages(&wordings, &boilerplate, rule, take).unwrap();
    out
}

fn longest_common(x: &[String], y: &[String]) -> usize {
    let mut row = vec![0; y.len() + 1];
    for a in x {
        let mut corner = 0;
        for (j, b) in y.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if a == b { corner + 1 } else { above.max(row[j]) };
            corner = above;
        }
    }
    row[y.len()]
}

#[test]
fn every_run_is_in_a_passage_and_every_passage_has_one() {
    for seed in 0..60 {
        let mut dice = Dice::seeded(1000 + seed);
        let texts = pile(&mut dice, 12, 80, [4, 30, 500][seed as usize % 3]);
        let outlets: Vec<Option<u32>> =
            (0..texts.len()).map(|_| Some(dice.below(4) as u32).filter(|o| *o > 0)).collect();
        let rule = PassageRule {
            least: [3, 5, 12, 20][seed as usize / 3 % 4],
            within_outlets: dice.chance(30),
            threads: 1 + dice.below(3),
            ..PassageRule::default()
        };
        let found = shared(&texts, &outlets, rule, 5);
        let lists: Vec<_> = texts.iter().map(|t| words(t)).collect();
        for a in 0..texts.len() {
            for b in a + 1..texts.len() {
                let of: Vec<_> = found.iter().filter(|p| (p.a, p.b) == (a as u32, b as u32)).collect();
                if !rule.within_outlets && outlets[a].is_some() && outlets[a] == outlets[b] {
                    assert!(of.is_empty(), "seed {seed}: one outlet");
                    continue;
                }
                let (x, y) = (&lists[a], &lists[b]);
                let same = |i: usize, j: usize| x[i].2 == y[j].2;
                for i in 0..x.len() {
                    for j in (0..y.len()).filter(|j| same(i, *j) && (i == 0 || *j == 0 || !same(i - 1, j - 1))) {
                        let run = (i..x.len()).zip(j..y.len()).take_while(|(i, j)| same(*i, *j)).count();
                        let (a_span, b_span) = ((x[i].0, x[i + run - 1].1), (y[j].0, y[j + run - 1].1));
                        let inside = |s: (usize, usize), p: variorum::span::Span| {
                            p.start() as usize <= s.0 && s.1 <= p.end() as usize
                        };
                        let held = of.iter().any(|p| inside(a_span, p.a_span) && inside(b_span, p.b_span));
                        assert!(run < rule.least || held, "seed {seed}: a run of {run} words at {i}, {j} is lost");
                    }
                }
                for p in of {
                    let side = |list: &[(usize, usize, String)], span: variorum::span::Span| -> Vec<String> {
                        let first = list.iter().position(|w| w.0 == span.start() as usize).expect("begins with a word");
                        let last = list.iter().position(|w| w.1 == span.end() as usize).expect("ends with a word");
                        list[first..=last].iter().map(|w| w.2.clone()).collect()
                    };
                    let (u, v) = (side(x, p.a_span), side(y, p.b_span));
                    assert_eq!((u.len(), v.len()), (p.a_words as usize, p.b_words as usize));
                    let most = longest_common(&u, &v);
                    assert!(p.matched as usize <= most && p.longest as usize >= rule.least, "seed {seed}: {p:?}");
                    assert!(p.identity() > 0.6, "seed {seed}: {p:?}");
                }
            }
        }
    }
}

#[test]
fn a_passage_goes_on_over_small_changes() {
    let a = "Before it all. The old ferry ran aground on a sandbank off the northern pier at dawn on Tuesday, and forty \
             passengers were taken off by two fishing boats before the tide turned. Nobody was hurt, they said.";
    let b = "Quite another start: the old ferry ran aground on a sandbank off the northern pier at dusk on Tuesday, and \
             forty passengers were taken off by six fishing boats before the tide turned. More to come.";
    let texts = [a.to_owned(), b.to_owned()];
    let found = shared(&texts, &[None, None], PassageRule::default(), 5);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(a[found[0].a_span.range()].starts_with("The old ferry") && a[found[0].a_span.range()].ends_with("turned"));
    assert!(b[found[0].b_span.range()].starts_with("the old ferry") && b[found[0].b_span.range()].ends_with("turned"));
    let p = found[0];
    assert_eq!((p.a_words, p.b_words, p.matched, p.longest), (30, 30, 28, 13));
}

#[test]
fn boilerplate_is_marked_and_left_out_when_asked() {
    let line = "Sign up here for our morning letter and never miss a story from the harbour again.";
    let copied = "the council has voted to sell the old lighthouse to a company from the mainland for one crown";
    let own = |n: usize| (0..30).map(|w| format!("a{n}x{w} ")).collect::<String>();
    let mut texts: Vec<String> = (0..6).map(|n| format!("{}\n\n{line}", own(n))).collect();
    texts[2] = format!("{}\n\n{copied}\n\n{line}", own(2));
    texts.push(format!("{} {line} {copied}", own(9)));
    let outlets = [Some(0), Some(0), Some(0), Some(0), Some(0), Some(0), Some(1)];
    let mut wordings = Wordings::default();
    texts.iter().zip(outlets).for_each(|(t, o)| wordings.push(t, o));
    let found = Boilerplate::find(&wordings, 12, 5);
    assert_eq!(found.blocks.len(), 1);
    let block = &found.blocks[0];
    assert_eq!((block.outlet, block.reports, block.report, block.words), (0, 6, 0, 16));
    assert_eq!(&texts[0][block.span.range()], line.trim_end_matches('.'));
    let all = shared(&texts, &outlets, PassageRule::default(), 5);
    assert_eq!((all.len(), all.iter().filter(|p| p.is_boilerplate()).count()), (7, 6));
    let rule = PassageRule { without_boilerplate: true, ..PassageRule::default() };
    let rest = shared(&texts, &outlets, rule, 5);
    assert_eq!((rest.len(), rest[0].a, rest[0].is_boilerplate()), (1, 2, false));
}

#[test]
fn the_order_of_reports_decides_nothing_but_their_numbers() {
    for seed in 0..10 {
        let mut dice = Dice::seeded(2000 + seed);
        let texts = pile(&mut dice, 20, 80, 30);
        let mut order: Vec<usize> = (0..texts.len()).collect();
        dice.shuffle(&mut order);
        let moved: Vec<String> = order.iter().map(|n| texts[*n].clone()).collect();
        let rule = DuplicateRule { jaccard: 0.3, ..DuplicateRule::default() };
        let of = |texts: &[String], order: &dyn Fn(u32) -> usize| -> BTreeSet<(usize, usize, u32)> {
            let pairs = pairs(&found(texts, rule, 7));
            pairs.iter().map(|p| (order(p.a), order(p.b), p.shared)).map(|(a, b, s)| (a.min(b), a.max(b), s)).collect()
        };
        assert_eq!(of(&texts, &|n| n as usize), of(&moved, &|n| order[n as usize]), "seed {seed}");
    }
}

/// Texts that would be quadratic if nothing were done about it.
#[test]
fn what_repeats_itself_does_not_stall() {
    let again = "on and ".repeat(30_000);
    let texts = [again.clone(), again.replace("on", "and"), again.clone() + "end"];
    let found = shared(&texts, &[None, None, None], PassageRule::default(), 5);
    assert!(found.iter().any(|p| (p.a, p.b) == (0, 2)));
}
