//! Stories, editions and versions of a library, from outside.

use crate::run::{Folder, Run, variorum, variorum_with};
use serde_json::Value;

const PAGES: [(&str, &str, &str, &str); 6] = [
    (
        "1",
        "2031-03-01",
        "Ferry runs aground off Osterwick",
        "Three people were hurt when the ferry Marigold ran aground on a sandbank off Osterwick, harbour master Ilse Brandt said. “We took forty passengers off by lifeboat before the tide turned,” she said.",
    ),
    (
        "2",
        "2031-03-01",
        "Osterwick ferry stuck on sandbank",
        "The ferry Marigold ran aground off Osterwick with forty passengers on board. “We took forty passengers off by lifeboat,” harbour master Ilse Brandt said. Three people were hurt on the sandbank.",
    ),
    (
        "3",
        "2031-03-02",
        "Warehouse burns in Tindle",
        "A warehouse in Tindle burned down overnight. Firefighters pumped water from the canal, chief Owen Pask said. “The roof went at two,” he said, and the street stays closed until Monday.",
    ),
    (
        "4",
        "2031-03-02",
        "Fire destroys Tindle warehouse",
        "Fire destroyed a warehouse in Tindle overnight. “The roof went at two,” fire chief Owen Pask said. The street by the canal stays closed until Monday while firefighters pump water.",
    ),
    (
        "5",
        "2031-04-10",
        "Inquiry into Osterwick ferry",
        "The inquiry into the ferry Marigold, which ran aground on a sandbank off Osterwick, blames a broken chart plotter. Harbour master Ilse Brandt said three people were hurt when forty passengers were taken off by lifeboat.",
    ),
    (
        "6",
        "2031-03-03",
        "Choir wins",
        "A choir from Penfield won the song contest of the hills with a lullaby about snow.",
    ),
];

fn line(n: usize) -> String {
    let (id, date, title, text) = PAGES[n];
    let line = serde_json::json!({
        "id": id, "date": date, "title": title, "text": text, "source": format!("Paper {id}"),
        "url": format!("https://paper.example/{id}"),
    });
    format!("{line}\n")
}

fn add(library: &str, lines: &str) {
    let run = variorum_with(&["add", "-q", "--library", library, "-"], &[], lines.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
}

fn good(args: &[&str]) -> Run {
    let run = variorum(args);
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    run
}

fn stories(library: &str) -> Vec<(String, Vec<u64>)> {
    let run = good(&["stories", "--library", library, "--json", "--least", "1"]);
    let mut out: Vec<(String, Vec<u64>)> = Vec::new();
    for line in run.out.lines() {
        let story: Value = serde_json::from_str(line).expect("JSON");
        let articles = story["articles"].as_array().expect("articles").iter();
        let articles = articles.map(|a| a["article"].as_u64().expect("a number")).collect();
        out.push((story["story"].as_str().expect("a name").to_owned(), articles));
    }
    out.sort();
    out
}

fn of(library: &str, article: u64) -> String {
    stories(library).into_iter().find(|s| s.1.contains(&article)).expect("a story").0
}

#[test]
fn stories_are_kept_shown_compared_and_decided_about() {
    let folder = Folder::new();
    let library = &folder.path("news.db");
    add(library, &[line(0), line(2)].concat());
    assert_eq!(stories(library).len(), 2);
    add(library, &[line(1), line(3), line(4), line(5)].concat());
    // Numbers: 1 and 2 came first, then 3 to 6.
    let (ferry, fire, choir) = (of(library, 1), of(library, 2), of(library, 6));
    assert_eq!(stories(library).len(), 3, "{:?}", stories(library));
    assert_eq!((of(library, 3), of(library, 4), of(library, 5)), (ferry.clone(), fire.clone(), ferry.clone()));
    let shown = good(&["show", "--library", library, &ferry]);
    for told in
        ["Ferry runs aground", "3 articles, 2031-03-01 to 2031-04-10", "part 2, continues part 1", "Paper 5: Inq"]
    {
        assert!(shown.out.contains(told), "{told}: {}", shown.out);
    }
    let listed = good(&["stories", "--library", library]);
    assert!(
        listed.out.contains(&format!("{fire}  Warehouse burns")) && !listed.out.contains("Choir"),
        "{}",
        listed.out
    );
    let article = good(&["show", "--library", library, "3"]);
    assert!(article.out.contains(&format!("story      {ferry}")), "{}", article.out);

    let edition = good(&["edition", "--library", library, &ferry]);
    assert!(edition.out.contains("We took forty passengers off by lifeboat"), "{}", edition.out);
    let json: Value =
        serde_json::from_str(&good(&["edition", "--library", library, &ferry, "--json"]).out).expect("JSON");
    assert_eq!(json["articles"].as_array().map(Vec::len), Some(3));
    let page = folder.path("story.html");
    good(&["edition", "--library", library, "1", "3", "--html", &page]);
    assert!(std::fs::read_to_string(&page).expect("the page").contains("lifeboat"));

    // By hand.
    let run = good(&["stories", "--library", library, "--merge", &ferry, &choir]);
    assert!(run.err.contains(&format!("story {ferry} now")), "{}", run.err);
    // What changed is printed, and nothing else.
    assert!(run.out.starts_with(&format!("{ferry}  ")) && run.out.contains("4 articles"), "{}", run.out);
    assert_eq!(run.out.lines().count(), 2, "{}", run.out);
    assert_eq!(of(library, 6), ferry);
    let run = good(&["stories", "--library", library, "--split", "4", "--json"]);
    let changed: Vec<Value> = run.out.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(changed.len(), 2, "{}", run.out);
    assert_eq!((&changed[0]["story"], &changed[1]["articles"][0]["article"]), (&fire.as_str().into(), &4.into()));
    assert_ne!(of(library, 4), of(library, 2));
    let decided = good(&["stories", "--library", library, "--decided"]);
    assert!(decided.out.contains("together: ") && decided.out.contains("apart: 2 4"), "{}", decided.out);
    let both = [of(library, 2), of(library, 4)];
    let run = variorum(&["stories", "--library", library, "--merge", &both[0], &both[1]]);
    assert!(run.code == 2 && run.err.contains("--forget N"), "{}", run.err);
    good(&["stories", "--library", library, "--forget", "2", "--decided"]);
    good(&["stories", "--library", library, "--merge", &both[0], &both[1]]);
    assert_eq!(of(library, 2), of(library, 4));
    assert_eq!(variorum(&["show", "--library", library, "s999"]).code, 2);
    assert_eq!(variorum(&["show", "--library", library, "soon"]).code, 2);
    assert_eq!(variorum(&["stories", "--library", &folder.path("none.db")]).code, 2);

    let exported = good(&["export", "--library", library, "--stories"]).out;
    assert_eq!(exported.lines().count(), stories(library).len());
    assert!(good(&["export", "--library", library]).out.contains("\"story\":1,\"text\":") || !exported.is_empty());
    assert_eq!(variorum(&["verify", "--library", library]).code, 0);
}

#[test]
fn versions_say_in_whose_words() {
    let folder = Folder::new();
    let library = &folder.path("news.db");
    for (name, word) in [("a.jsonl", "deeply "), ("b.jsonl", "")] {
        let text = format!("“We are {word}sorry for what happened on the ferry,” Owen Prewett said on Friday.");
        let line = serde_json::json!({"url": "https://echo.example/f", "date": "2024-03-01", "text": text});
        good(&["add", "-q", "--library", library, &folder.put(name, format!("{line}\n"))]);
    }
    let run = good(&["versions", "--library", library, "https://echo.example/f"]);
    let told = "omitted: “deeply”\n        We are [deeply] sorry for what happened on the ferry,” Owen …, in the words of Owen Prewett";
    assert!(run.out.contains(told), "{told}: {}", run.out);
    let json = good(&["versions", "--library", library, "2", "--json"]).out;
    let last: Value = serde_json::from_str(json.lines().last().expect("a line")).expect("JSON");
    assert_eq!(last["changes"][0]["speaker"], "Owen Prewett", "{json}");
}

#[test]
fn versions_say_what_changed() {
    let folder = Folder::new();
    let library = &folder.path("news.db");
    let page = |number: &str, more: &str| {
        format!(
            "<html><head><title>Ferry</title><link rel=\"canonical\" href=\"https://echo.example/ferry\"></head><body><article>\
             <h1>Ferry</h1><p>{number} people were hurt when the ferry Marigold ran aground on a sandbank off Osterwick on \
             Friday, harbour master Ilse Brandt said.</p><p>Police are looking into what happened before dawn.</p>{more}\
             </article></body></html>"
        )
    };
    for (name, bytes) in [
        ("a.html", page("Three", "")),
        ("b.html", page("Five", "<p>The captain, Ann Lowe, was taken to a hospital in Tindle.</p>")),
        ("c.html", page("Five", "<p>The captain, Ann Lowe, was taken to a hospital in Tindle!</p>")),
    ] {
        good(&["add", "-q", "--library", library, &folder.put(name, bytes)]);
    }
    let run = good(&["versions", "--library", library, "2"]);
    let told = [
        "substituted: “Three” is now “Five” [number]\n        [Five] people were hurt when the ferry Marigold ran …",
        "added: “The captain, Ann Lowe,",
        "--all",
    ];
    for told in told {
        assert!(run.out.contains(told), "{told}: {}", run.out);
    }
    let by_address = good(&["versions", "--library", library, "https://echo.example/ferry"]);
    assert_eq!(by_address.out, run.out);
    let none = variorum(&["versions", "--library", library, "https://echo.example/none"]);
    assert!(none.code == 2 && none.err.contains("no article of this address"), "{}", none.err);
    let json = good(&["versions", "--library", library, "1", "--json"]).out;
    let lines: Vec<Value> = json.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0]["changes"].is_null());
    let first = &lines[1]["changes"][0];
    assert_eq!((&first["type"], &first["earlier"]["text"]), (&"substitution".into(), &"Three".into()));
    assert_eq!(lines[2]["changes"][0]["class"], "typographic", "{json}");
    assert_eq!(variorum(&["versions", "--library", library, "s1"]).code, 2);
    // Of one address only the latest is compared.
    let run = good(&["stories", "--library", library, "--json"]);
    let story: Value = serde_json::from_str(run.out.lines().next().expect("a story")).expect("JSON");
    let run = good(&["edition", "--library", library, story["story"].as_str().expect("a name"), "--json"]);
    assert!(run.err.contains("2 articles left out"), "{}", run.err);
}
