//! What tells, case by case, and that the order in which reports are given tells nothing.

use super::{Grade, Lineage, Relation, Source};
use crate::annotate::annotate;
use crate::article::Article;
use crate::ingest;
use crate::span::ArticleId;
use crate::story::edition::{Edition, edition};

/// Outlet, date, text.
type Given = (&'static str, &'static str, &'static str);

fn of(reports: &[Given]) -> Edition {
    let line = |(outlet, date, text): &Given| {
        let date = (!date.is_empty()).then_some(*date);
        format!("{}\n", serde_json::json!({ "source": outlet, "date": date, "text": text }))
    };
    let lines: String = reports.iter().map(line).collect();
    let read = ingest::read("story.jsonl", lines.into_bytes());
    edition(read.captures.into_iter().map(|c| annotate(Article::read(c))).collect())
}

fn relation(l: &Lineage, a: u32, b: u32) -> Relation {
    l.relation(ArticleId(a), ArticleId(b))
}

const WIRE: Given = (
    "Northern Wire Agency",
    "2023-03-04T08:00:00Z",
    "BREM (NWA) — The lock at Brem was shut on Saturday after its lower gate gave way and flooded 2 barges. The keeper, \
     Ilse Orth, had been at work there since the spring of 1994. Nobody was hurt, and the barges were pumped dry by noon.",
);
const ECHO: Given = (
    "The Brem Echo",
    "2023-03-04T12:00:00Z",
    "The lock at Brem was shut on Saturday after its lower gate gave way and flooded 7 barges. The keeper, Ilse Orth, had \
     been at work there since the spring of 1994. A crane is on its way from the harbour. (NWA)",
);
const PAGE: Given = (
    "Harbour Page",
    "",
    "The lock at Brem was shut on Sunday after its lower gate gave way and flooded 7 barges. Boats wait below the town \
     and their crews play cards.",
);

#[test]
fn marks_resolve_and_shared_readings_lead_to_the_nearest() {
    let e = of(&[WIRE, ECHO, PAGE]);
    let l = &e.lineage;
    assert_eq!(relation(l, 1, 0), Relation::From);
    assert_eq!(
        relation(l, 2, 1),
        Relation::From,
        "both have 7 barges where the wire has 2, and Sunday is the page's own"
    );
    let grades: Vec<Grade> = l.edges.iter().map(super::Edge::grade).collect();
    assert_eq!(grades, [Grade::Stated, Grade::Probable]);
    assert_eq!(l.origins[0].report, Some(ArticleId(0)));
}

#[test]
fn the_order_in_which_reports_are_given_tells_nothing() {
    let reports =
        [WIRE, ECHO, PAGE, ("Lakeside FM", "2023-03-06", "The lock is shut, the Brem Echo reported on Sunday.")];
    let named = |order: &[usize]| {
        let e = of(&order.iter().map(|n| reports[*n]).collect::<Vec<_>>());
        let name = |a: ArticleId| e.reports[a.index()].article.meta.outlet.clone().unwrap_or_default();
        let mut edges: Vec<String> = (e.lineage.edges.iter())
            .map(|x| {
                let source = match x.source {
                    Source::Report(a) => name(a),
                    Source::Origin(row) => e.origin(row),
                };
                let words: Vec<&str> = x.evidence.iter().flat_map(|v| &v.places).map(|p| e.words(*p)).collect();
                let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
                words.sort();
                format!("{} < {source} {:?} {} {words:?}", name(x.report), x.grade(), x.shared)
            })
            .collect();
        edges.sort();
        edges
    };
    let first = named(&[0, 1, 2, 3]);
    assert_eq!(first.len(), 3, "{first:?}");
    for order in [[3, 2, 1, 0], [1, 0, 3, 2], [2, 3, 0, 1], [0, 2, 1, 3]] {
        assert_eq!(named(&order), first, "{order:?}");
    }
}

#[test]
fn two_reports_without_a_statement_are_undetermined() {
    let echo = (
        "Lakeside FM",
        "2023-03-04T12:00:00Z",
        "The lock at Brem was shut on Saturday after its lower gate gave way and flooded 2 barges.",
    );
    let e = of(&[WIRE, echo]);
    assert_eq!(relation(&e.lineage, 1, 0), Relation::Undetermined, "half of a report of two is no statement");
    assert!(e.lineage.edges.is_empty());
}

#[test]
fn time_tells_alone_only_of_what_has_nothing_of_its_own() {
    let other = ("Lakeside FM", "2023-03-05", "Boats of all kinds are waiting for the crane from Sollmark.");
    let text = "The lock at Brem was shut on Saturday after its lower gate gave way and flooded 2 barges. Nobody was hurt, and the \
                barges were pumped dry by noon.";
    let later = ("Harbour Page", "2023-03-05", text);
    let e = of(&[WIRE, later, other]);
    assert_eq!(relation(&e.lineage, 1, 0), Relation::From);
    assert_eq!(e.lineage.edges[0].grade(), Grade::Possible);
    let undated = of(&[WIRE, ("Harbour Page", "", text), other]);
    assert_eq!(relation(&undated.lineage, 1, 0), Relation::Undetermined);
}

#[test]
fn what_is_later_is_not_what_a_report_names() {
    let early = ("Harbour Page", "2023-03-01", "The gate leaks, the Brem Echo reported.");
    let e = of(&[ECHO, early]);
    assert_eq!(relation(&e.lineage, 1, 0), Relation::Apart);
    assert!(e.lineage.edges.iter().any(|x| x.report == ArticleId(1) && matches!(x.source, Source::Origin(_))));
}

#[test]
fn origins_are_counted_once() {
    let text = |name: &str| format!("The gate fell in on Monday. ({name})");
    let (a, b) = (text("NAP"), text("NAP"));
    let line = |t: &str, o: &str| format!("{}\n", serde_json::json!({ "source": o, "text": t }));
    let lines = line(&a, "Lakeside FM") + &line(&b, "Harbour Page");
    let read = ingest::read("story.jsonl", lines.into_bytes());
    let e = edition(read.captures.into_iter().map(|c| annotate(Article::read(c))).collect());
    assert_eq!((e.lineage.origins.len(), e.lineage.independent(2)), (1, 1));
}
