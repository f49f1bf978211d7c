//! What tells, case by case, and that the order in which reports are given tells nothing.

use super::{Grade, Lineage, Relation, Source};
use crate::annotate::annotate;
use crate::article::Article;
use crate::ingest;
use crate::span::ArticleId;
use crate::story::edition::{Edition, edition};

/// Outlet, date, text.
type Given<'a> = (&'a str, &'a str, &'a str);

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
    let both = [ArticleId(0), ArticleId(1)];
    assert!(!e.one_text(&both) && !e.one_text(&[]));
    let twice = of(&[echo, ("Harbour Page", "2023-03-05", echo.2)]);
    assert!(twice.one_text(&both));
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

/// What reports have from sources, each as "siglum < source".
fn edges(reports: &[Given]) -> Vec<String> {
    let e = of(reports);
    let name = |s: Source| match s {
        Source::Report(a) => e.siglum(a).to_string(),
        Source::Origin(row) => e.origin(row),
    };
    let mut out: Vec<String> =
        e.lineage.edges.iter().map(|x| format!("{} < {}", e.siglum(x.report), name(x.source))).collect();
    out.sort();
    out
}

/// A report that has nothing to do with any other.
const APART: Given = ("The Vale Clarion", "2023-03-01", "Sheep were counted at Oxley this week, and none was lacking.");

/// The sources that one report names, each as "B < source".
fn sources(outlet: &'static str, text: &'static str) -> Vec<String> {
    edges(&[APART, (outlet, "2023-03-09", text)])
}

#[test]
fn an_outlet_is_no_source_of_its_own() {
    for (outlet, text) in [
        (
            "wbld.example",
            "BREM (WBLD) - The lock is shut. The keeper told WBLD-TV it leaks. Stay with www.wbld.example for more.",
        ),
        ("bremnow.example", "Check www.bremnow.example for updates. The keeper told Brem Now it leaks."),
        ("wbld.example", "The lock is shut. Eyewitness News has confirmed that the keeper is ill."),
        ("harbourregister.example", "In a letter obtained by the Register, the keeper says it leaks."),
    ] {
        assert_eq!(sources(outlet, text), [""; 0], "{outlet}: {text}");
    }
    // A network's page has a sign of its own, unless it speaks of that station.
    assert_eq!(sources("brem.bnwlocal6.example", "BREM (WBLD) - The lock is shut."), [""; 0]);
    let told = "BREM (WBLD) - The lock is shut. WBLD reported that it leaks.";
    assert_eq!(sources("brem.bnwlocal6.example", told), ["B < WBLD"]);
    // Another's sign is a source.
    assert_eq!(sources("wbln.example", "The lock is shut. The keeper told WBLD it leaks."), ["B < WBLD"]);
}

#[test]
fn where_one_may_call_is_no_source() {
    for text in [
        "The lock is shut. Anyone with information is asked to call Vale Crime Watch at 555-0134 or go to www.valecrimewatch.example.",
        "The lock is shut. Tips can be left with no name at www.locktips.example.",
        "The lock is shut. WEBSITE: www.orthandsons.example. Flowers may be sent to the chapel.",
        "The lock is shut. Write to orth@harbour-page.example.com.",
        "Deputies of the Korrin County Sheriff’s Office shut the lock. According to KCSO, nobody was hurt. KCSO says it leaks.",
        "He left the Office of Lock Affairs. The keeper told the OLA that he was ill.",
        "The lock is shut, according to the Oxley County Medical Examiner.",
        "The keeper is ready to tell Bureau Chief Ilse Orth that it leaks.",
        "Speaking to the LKB national convention in Brem, the keeper said it leaks.",
        "The keeper told a Millers' Union of Brem meeting that it leaks.",
        "Papers of the keeper were found. She was accused of conspiring in the release of the letters, a lawyer said.",
        "The mayor commented on the public release of the letters, saying that they lie.",
    ] {
        assert_eq!(sources("The Brem Echo", text), [""; 0], "{text}");
    }
    let hall = "The keeper told Lakeside FM at a breakfast meeting that it leaks.";
    assert_eq!(sources("The Brem Echo", hall), ["B < Lakeside FM"]);
    let credited = "The lock is shut. (Source: www.locknews.example)";
    assert_eq!(sources("The Brem Echo", credited), ["B < locknews.example"]);
}

#[test]
fn whose_the_rights_are_tells_of_no_report() {
    let station = ("wbld.example", "2023-03-04", "The lock at Brem was shut on Saturday.");
    let later = "Una Crake sings in the lock-house on Sundays. Nobody minds.\n\nCopyright 2023 WBLD";
    assert_eq!(edges(&[station, ("Harbour Page", "2023-08-01", later)]), ["B < WBLD"]);
    let copied = "The lock at Brem was shut on Saturday.\n\nCopyright 2023 WBLD";
    assert_eq!(edges(&[station, ("Harbour Page", "2023-03-05", copied)]), ["B < A"]);
}

#[test]
fn what_a_post_is_for_is_not_whose_it_is() {
    let issuer = |text| {
        let e = of(&[APART, ("The Brem Echo", "2023-03-09", text)]);
        e.lineage.origins.iter().filter_map(|o| o.issuer).map(|p| e.words(p).to_owned()).collect::<Vec<_>>()
    };
    assert!(issuer("The keeper asked in a tweet for mending Marovian locks, weeks before he left.").is_empty());
    assert_eq!(issuer("In a tweet on Monday, Ilse Orth said the lock leaks."), ["Ilse Orth"]);
}

#[test]
fn contributors_and_their_towns_are_no_agencies() {
    let text = "The lock is shut, the keeper said on Friday.\n\n(Additional reporting by Ilse Orth in Brem, South Vale, and \
                Tam Sedge in Port Oxley; editing by Una Crake)";
    assert_eq!(sources("Northern Wire Agency", text), [""; 0]);
    let with = "The lock is shut, the keeper said on Friday.\n\nAdditional reporting by the Meridian Wire.";
    assert_eq!(sources("The Brem Echo", with), ["B < Meridian Wire"]);
}

#[test]
fn a_source_has_its_own_name_and_no_more() {
    let affiliate = "The lock is shut. Neighbours told NBC affiliate WBLD7 they heard a crack.";
    assert_eq!(sources("The Brem Echo", affiliate), ["B < WBLD7"]);
    let based = "The lock is shut. Police tell Brem-based WBLD the keeper called them.";
    assert_eq!(sources("The Brem Echo", based), ["B < WBLD"]);
    let runs_on = "Ilse Orth shut the lock. A nurse told CNN Orth was ill.";
    assert_eq!(sources("The Vale Page", runs_on), ["B < CNN"]);
    let page = "In a post on Heron Lounge's Fotogram page, the keeper said it leaks.";
    assert_eq!(sources("The Brem Echo", page), ["B < a post on Heron Lounge's Fotogram"]);
}

#[test]
fn a_statement_is_counted_once() {
    let again = "The Harbour Board said in a statement on Monday that the lock is shut. The gate fell at noon.\n\nAccording to the \
                 statement, Tam Sedge was hurt. Una Crake is at home, the statement said.";
    assert_eq!(sources("The Brem Echo", again), ["B < a statement"]);
    let his = "In a statement, Ilse Orth accused the Millers of lying. In a statement after a meeting of the Oxley Council, \
               Tam Sedge said the lock leaks.\n\nIn his statement on the lock, Tam Sedge said it is old.";
    assert_eq!(sources("The Brem Echo", his), ["B < a statement", "B < a statement"]);
    // Two posts on one platform are two where others have written them.
    let posts = "In a Monday Fotogram post, Harbour Police said the lock is shut. According to a post by family members on the \
                 Fotogram page, the keeper is well.";
    assert_eq!(sources("The Brem Echo", posts), ["B < a Monday Fotogram post", "B < a post"]);
}

#[test]
fn what_an_office_said_is_from_its_release() {
    const OFFICE: Given = (
        "Food Safety Office (press desk)",
        "2023-03-04T08:00:00Z",
        "Jars of Harrow pickled plums of the lot 4417 are recalled because bits of glass were found in two of them.",
    );
    let with = |text| edges(&[OFFICE, ("The Brem Echo", "2023-03-04T12:00:00Z", text)]);
    let bare =
        "Jars of Harrow pickled plums of the lot 4417 are recalled because bits of glass were found in two of them.";
    assert!(with(bare).is_empty());
    assert_eq!(with("Do not eat these plums, the Food Safety Office said on Saturday."), ["B < A"]);
    assert_eq!(with("According to the Food Safety Office these plums may cut."), ["B < A"]);
    assert!(with("These plums may cut, the Food Office said on Saturday.").is_empty());
    assert!(with("Ada Holm, of the Food Safety Office, said that she was sorry.").is_empty());
    // A release that came later is not what was said.
    let early = edges(&[OFFICE, ("The Brem Echo", "2023-03-03", "Plums may cut, the Food Safety Office said.")]);
    assert!(early.is_empty());
}

#[test]
fn a_papers_site_is_no_party_to_what_it_reports() {
    let text = "The lock at Brem was shut on Saturday after its lower gate gave way and flooded 2 barges, bremnews.example has said.";
    let second = "The lock at Brem was shut on Saturday after its lower gate gave way and flooded 2 barges. Prosecutor Ilse Orth said in \
                  the release that it leaks, and told bremnews.example so.";
    let said = edges(&[("bremnews.example", "2023-03-04", text), ("bremnews.example", "2023-03-05", second)]);
    assert_eq!(said, ["B < the release"]);
}

#[test]
fn an_outlet_is_found_by_its_address() {
    let first = ("beldenregister.example", "2023-03-04", "The lock leaks. Nobody was hurt.");
    let second = ("The Brem Echo", "2023-03-05", "The lock is shut. The Belden Register reports that it leaks.");
    assert_eq!(edges(&[first, second]), ["B < A"]);
    // One that is later is not meant, but is not another's.
    let later = ("beldenregister.example", "2023-03-08", "The lock leaks. Nobody was hurt.");
    let e = of(&[later, second]);
    assert_eq!(e.lineage.origins[0].report.map(|a| e.siglum(a).to_string()), Some("A".to_string()));
}

#[test]
fn what_a_site_says_to_its_readers_tells_nothing() {
    let text = "Just one more thing. We have sent you a letter. Please open your letter and click on the link to begin. If you \
                have no letter you may ask for another one on your page.";
    let first = ("brem.example", "2023-03-04", text);
    let second = ("vale.example", "2023-03-05", text);
    assert_eq!(edges(&[first, second, APART]), [""; 0]);
}

#[test]
fn a_line_below_tells_whose_the_text_is() {
    let station =
        ("klvw.example", "2023-03-04", "The lock at Brem was shut on Saturday after its lower gate gave way.");
    let text = |foot: &str| format!("{}\n\n{foot}\n", station.2);
    let source = |foot: &str| {
        let e = of(&[station, ("ksbn.example", "2023-03-05", &text(foot))]);
        e.lineage.edges.iter().map(|x| (x.report.index(), x.source)).collect::<Vec<_>>()
    };
    let from = [(1, Source::Report(ArticleId(0)))];
    assert_eq!(source("Copyright 2023 KLVW. All rights reserved."), from);
    assert_eq!(source("Click here to read the full story on www.klvw.example."), from);
    // Its own, and somebody who has no report here and may be the owner.
    assert_eq!(source("Copyright 2023 KSBN. All rights reserved."), []);
    assert_eq!(source("Copyright 2023 Ostrander Media. All rights reserved."), []);
}

#[test]
fn a_paper_called_by_a_word_of_its_address_is_itself() {
    let e = of(&[
        (
            "beldenreflector.example",
            "2023-03-04",
            "The lock was shut, the keeper earlier told the Reflector on Friday.",
        ),
        ("klvw.example", "2023-03-05", "The lock is open again."),
    ]);
    assert!(e.lineage.edges.is_empty(), "{:?}", e.lineage.edges);
}

#[test]
fn a_statement_says_whose_it_is_and_is_one_by_its_words() {
    let gate = "\"The gate was inspected in the spring and nothing was found to be wrong with it\"";
    let first = format!("Boats wait below the town. {gate}, Brem Canals said in a statement on Monday.");
    let second = format!(
        "The owner of the lock answered in writing. {gate}, a statement by Brem Canals said. The statement named nobody."
    );
    let third = format!("The owner spoke to nobody. In a statement, it said: {gate}.");
    let e = of(&[
        ("Lakeside FM", "2023-03-06", &first),
        ("Harbour Page", "2023-03-06", &second),
        ("The Brem Echo", "2023-03-06", &third),
    ]);
    assert_eq!(e.lineage.origins.len(), 1, "{:?}", e.lineage.origins);
    assert_eq!(e.issuer(0).as_deref(), Some("Brem Canals"));
    assert_eq!(e.lineage.edges.len(), 3);
    // A name inside the words that a statement has is not whose it is.
    let e = of(&[
        (
            "Lakeside FM",
            "2023-03-06",
            "\"The barge Ilse Orth was not loaded\", the statement says. Police have a statement of their own.",
        ),
        ("Harbour Page", "2023-03-06", "Boats wait below the town."),
    ]);
    assert!((0..e.lineage.origins.len()).all(|row| e.issuer(row).as_deref() != Some("Ilse Orth")));
}
