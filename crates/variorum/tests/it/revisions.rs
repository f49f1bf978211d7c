//! What changed between two versions of a report: the cases of `tests/revisions/cases.md`, and laws.

use std::path::Path;
use variorum::annotate::{Annotated, annotate};
use variorum::article::Article;
use variorum::collate::revision::revisions;
use variorum::collate::variant::{Class, Kind};
use variorum::ingest;

fn read(text: &str) -> Annotated {
    annotate(Article::read(ingest::read("a.txt", text.as_bytes().to_vec()).captures.remove(0)))
}

fn told(earlier: &Annotated, later: &Annotated) -> String {
    let mut out = String::new();
    for r in revisions(earlier, later) {
        let class = if r.class == Class::Substantive { String::new() } else { format!(" {}", r.class.name()) };
        let touches = r.flags.names();
        let touches = if touches.is_empty() { String::new() } else { format!(" [{}]", touches.join(", ")) };
        let words = |of: &Annotated, span| of.text(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let line =
            format!("{}{class}{touches}: {} > {}", r.kind.name(), words(earlier, r.earlier), words(later, r.later));
        out.push_str(line.replace(":  >", ": >").trim_end());
        out.push('\n');
    }
    out
}

#[test]
fn changes_are_typed_as_the_apparatus_types_them() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/revisions/cases.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let mut wrong = String::new();
    let cases: Vec<&str> =
        page.split("```revisions\n").skip(1).filter_map(|c| c.split_once("```").map(|c| c.0)).collect();
    assert!(cases.len() > 8);
    for case in cases {
        let parts: Vec<&str> = case.split("---\n").collect();
        let [earlier, later, expected] = parts.as_slice() else { panic!("three parts: {case}") };
        let found = told(&read(earlier.trim_end()), &read(later.trim_end()));
        if found != *expected {
            wrong.push_str(&format!("{earlier}---\n{later}---\nexpected:\n{expected}found:\n{found}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Sentences taken out, put in, changed and moved at random: what was not changed stands in both, and spans hold.
#[test]
fn what_is_in_no_change_is_in_both() {
    let words = ["ferry", "harbour", "goat", "Tindle", "left", "nine", "not", "the", "quay", "said", "Ann", "late"];
    let mut state = 7_u64;
    let mut next = move |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n
    };
    for _ in 0..300 {
        let mut sentence = |n: usize| {
            let list: Vec<&str> = (0..3 + next(6)).map(|_| words[next(words.len())]).collect();
            format!("Number {n} {}.", list.join(" "))
        };
        let mut old: Vec<String> = (0..8).map(&mut sentence).collect();
        let fresh: Vec<String> = (20..24).map(&mut sentence).collect();
        let mut new = old.clone();
        for line in fresh {
            let at = next(new.len() + 1);
            match next(4) {
                0 => new.insert(at, line),
                1 => drop(new.remove(at.min(new.len() - 1))),
                2 => {
                    let moved = new.remove(next(new.len()));
                    new.insert(at.min(new.len()), moved);
                }
                _ => {
                    let changed = &mut new[at.min(7).min(at.saturating_sub(1))];
                    *changed = changed.replace("the", "a").replace("ferry", "boat");
                }
            }
        }
        if next(5) == 0 {
            old.push(old[0].clone());
        }
        let (earlier, later) = (read(&old.join(" ")), read(&new.join(" ")));
        let changes = revisions(&earlier, &later);
        assert!(revisions(&later, &later).is_empty());
        let rest = |of: &Annotated, side: fn(&variorum::collate::revision::Revision) -> variorum::span::Span| {
            let mut spans: Vec<_> = changes.iter().map(side).collect();
            spans.sort_unstable();
            let (mut out, mut at) = (String::new(), 0);
            for span in spans {
                assert!(of.article.text.as_str().get(span.range()).is_some());
                out.push_str(of.article.text.as_str().get(at..(span.start() as usize).max(at)).unwrap_or(""));
                at = at.max(span.end() as usize);
            }
            out.push_str(of.article.text.as_str().get(at..).unwrap_or(""));
            out.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(rest(&earlier, |r| r.earlier), rest(&later, |r| r.later), "{old:?}\n{new:?}\n{changes:?}");
        for r in &changes {
            assert_eq!(r.kind == Kind::Addition, r.earlier.is_empty());
            assert_eq!(r.kind == Kind::Omission, r.later.is_empty());
        }
    }
}
