//! What must hold of every page.

use super::page;
use std::collections::{HashMap, HashSet};
use variorum::article::Article;
use variorum::span::{ArticleId, Place, Span};
use variorum::story::edition::{Edition, edition};

fn of(files: &[(&str, &[u8])]) -> Edition {
    let captures = files.iter().flat_map(|(path, bytes)| variorum::ingest::read(path, bytes.to_vec()).captures);
    edition(captures.map(|c| variorum::annotate::annotate(Article::read(c))).collect())
}

fn example(folder: &str) -> Edition {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(path).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let read: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|f| (f.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(f).unwrap()))
        .collect();
    of(&read.iter().map(|(p, b)| (p.as_str(), b.as_slice())).collect::<Vec<_>>())
}

const BELLY: [(&str, &[u8]); 2] = [
    ("one.txt", b"The singer, Ada Quill, wrote on Facebook: \"I thought it would be sweet to tell you with the old hand on my belly trick at the very end of it.\"\n"),
    ("two.txt", b"Ada Quill wrote on Facebook: \"I thought it would be sweet to tell you with the old hand on belly trick at the very end of it.\"\n"),
];

/// Reports that try to get out of their place on the page.
fn hostile() -> Edition {
    let line = |n: u32, verb: &str| {
        let said = format!(
            "Mayor <script>alert({n})</script> Ada Quill {verb}: \\\"I will </p></style><script>alert(1)</script> never \
             let <img src=x onerror=alert(2)> the bridge 'fall' into & out of the river again, &lt;b&gt; not on {n} days.\\\""
        );
        format!(
            "{{\"text\":\"{said}\\n\\n\u{202e}\u{5e9}\u{5dc}\u{5d5}\u{5dd} \\u0000 -->\",\"title\":\"<h1>\\\"'>\",\
             \"source\":\"<b onclick='x'>\\\"\",\"url\":\"javascript:alert('u')\\\"><a href=http://x>\",\"date\":\"\\\"><i>\"}}\n"
        )
    };
    let text = line(1, "said") + &line(2, "said") + &line(3, "added");
    of(&[("<'\"&>.jsonl", text.as_bytes())])
}

fn all() -> Vec<Edition> {
    let words = "the bridge is shut and I will not open it for anybody before the stone has come from the quarry";
    let arabic =
        "\u{642}\u{627}\u{644}: \u{ab}\u{627}\u{644}\u{62c}\u{633}\u{631} \u{645}\u{63a}\u{644}\u{642}\u{bb}\n";
    let four: Vec<(String, String)> = ["soon", "ever", "now", "it"]
        .iter()
        .map(|w| (format!("{w}.txt"), format!("Ada Quill said: \"Well, {words}, {w}.\" Then she left.\n\nRead more\n")))
        .collect();
    vec![
        of(&[]),
        of(&[("empty.txt", b"")]),
        of(&BELLY),
        of(&[("a.txt", arabic.as_bytes()), ("b.txt", arabic.as_bytes())]),
        of(&four.iter().map(|(p, t)| (p.as_str(), t.as_bytes())).collect::<Vec<_>>()),
        hostile(),
        example("bridge"),
        example("harbour"),
    ]
}

/// One tag or one run of text.
enum Piece<'a> {
    Tag(&'a str),
    Text(&'a str),
}

/// The page in pieces, its style and script left out.
fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push(Piece::Text(&rest[..at]));
        let end = at + rest[at..].find('>').expect("every tag ends");
        let tag = &rest[at + 1..end];
        out.push(Piece::Tag(tag));
        rest = &rest[end + 1..];
        for raw in ["style", "script"] {
            if tag == raw {
                rest = &rest[rest.find(&format!("</{raw}>")).expect("closed")..];
            }
        }
    }
    out.push(Piece::Text(rest));
    out
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    Some(&tag[from..from + tag[from..].find('"')?])
}

fn plain(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}

#[test]
fn nothing_a_report_says_becomes_a_tag() {
    let html = page(&hostile());
    assert_eq!(html.matches("<script>").count(), 1);
    assert_eq!(html.matches("</style>").count(), 1);
    assert!(html.contains("&lt;script&gt;alert(1)"));
    let known = [
        "!doctype", "html", "head", "meta", "title", "style", "body", "a", "main", "header", "p", "h1", "h2", "h3",
        "h4", "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "bdi", "b", "i", "nav", "ul", "ol", "li",
        "section", "article", "div", "details", "summary", "ins", "del", "sup", "svg", "path", "rect", "text",
        "footer", "mark", "dialog", "dl", "dt", "dd", "kbd", "button", "script",
    ];
    for p in pieces(&html) {
        if let Piece::Tag(tag) = p {
            let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or("");
            assert!(known.contains(&name), "<{tag}>");
            assert!(!tag.contains(" on") && !tag.contains(" style="), "<{tag}>");
        }
    }
}

/// Whether every tag is closed by its own, and nothing is loaded.
fn is_closed(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    for p in pieces(html) {
        let Piece::Tag(tag) = p else { continue };
        for loads in [" src=", " srcset=", " data=", " poster=", " formaction=", " ping="] {
            assert!(!tag.contains(loads), "<{tag}>");
        }
        let name = tag.split(' ').next().unwrap_or("");
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "<{tag}>");
        } else if !tag.ends_with('/') && !matches!(name, "meta" | "!doctype" | "input") {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    assert!(html.contains("default-src 'none'; style-src 'sha256-"));
}

#[test]
fn the_page_is_closed_in_itself() {
    for e in all() {
        let html = page(&e);
        is_closed(&html);
        for p in pieces(&html) {
            let Piece::Tag(tag) = p else { continue };
            assert!(!tag.contains(" action="), "<{tag}>");
            if tag.contains("href=") {
                assert!(attribute(tag, "href").is_some_and(|h| h.starts_with('#')), "<{tag}>");
            }
        }
        assert!(!super::STYLE.contains("url(") && !super::STYLE.contains("@import"));
    }
}

/// Every page of a site of an edition, and of a folder.
fn site(e: &Edition) -> Vec<String> {
    let numbers: Vec<i64> = (1..=e.reports.len() as i64).collect();
    let mut served = super::Site::served(Some(1), &numbers);
    served.title = Some("<i>\"'&".into());
    let mut out = Vec::new();
    for site in [served, super::Site::folder(e, true)] {
        out.push(super::story(e, &site));
        let said = (1..=e.utterances.len()).map(|n| format!("u{n}"));
        for id in said.chain((1..=e.passages.len()).map(|n| format!("p{n}"))) {
            out.push(super::entry(e, &site, &id).expect("the entry"));
        }
        for n in 0..e.reports.len() {
            let page = super::ArticlePage {
                edition: e,
                report: ArticleId(n as u32),
                name: "1",
                in_story: true,
                captures: &[],
            };
            out.push(super::article(&page, &site));
        }
        for slug in super::speakers(e).into_keys() {
            let stories = [super::Told { edition: e, site: &site, story: Some(1), title: "<i>" }];
            out.push(super::speaker(&super::SpeakerPage { slug: &slug, stories: &stories, next: None }, &site));
        }
    }
    out
}

#[test]
fn pages_of_a_site_are_whole() {
    for e in all() {
        for html in site(&e) {
            is_closed(&html);
            assert!(!html.contains("<i>\"") && !html.contains("<img") && !html.contains("<script>alert"));
            let mut ids = HashSet::new();
            let mut level = 0;
            for p in pieces(&html) {
                let Piece::Tag(tag) = p else { continue };
                if let Some(id) = attribute(tag, "id") {
                    assert!(ids.insert(id.to_string()), "{id} twice");
                }
                let heading = tag.strip_prefix('h').and_then(|t| t.get(..1)?.parse::<u32>().ok());
                // The list of keys stands apart.
                if let Some(heading) = heading.filter(|_| !tag.contains("keys-title")) {
                    assert!(heading <= level + 1, "<{tag}> behind h{level}");
                    level = heading;
                }
            }
            for p in pieces(&html) {
                let Piece::Tag(tag) = p else { continue };
                let here = attribute(tag, "href").filter(|h| h.starts_with('#'));
                for target in [here, attribute(tag, "aria-labelledby"), attribute(tag, "data-of")].into_iter().flatten()
                {
                    assert!(ids.contains(target.strip_prefix('#').unwrap_or(target)), "<{tag}>");
                }
            }
        }
    }
}

#[test]
fn a_synopsis_has_every_word_of_every_rendering() {
    let letters = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let mut seen = 0;
    for e in all() {
        let site = super::Site::alone(&e);
        let page = super::Page::new(&e, &site);
        for c in e.collations() {
            for column in super::synopsis::columns(&page, c) {
                let joined: Vec<&str> = column.cells.iter().flatten().map(String::as_str).collect();
                for r in c.readings.iter().filter(|r| !r.fragment && column.who.contains(&r.article)) {
                    let own = letters(&super::column::plain(&e, r));
                    seen += usize::from(own == letters(&joined.concat()));
                    // A report may have a text twice, each time in a column of its own.
                    let twice = c.readings.iter().filter(|o| !o.fragment && o.article == r.article).count() > 1;
                    assert!(twice || own == letters(&joined.concat()), "{own}\n{joined:?}");
                }
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn other_words_at_the_end_stand_beside_those_they_stand_for() {
    let e = of(&[
        ("a.txt", "“I went up the stairs, looked round once and the ceiling was glowing. I ran for the door,” said Ada Quill.\n".as_bytes()),
        ("b.txt", "“I went up the stairs, looked round once and the ceiling was on fire. I ran for the door,” said Ada Quill.\n".as_bytes()),
        ("c.txt", "“I went up the stairs, looked round once and the ceiling was on fire,” Ada Quill told the paper.\n".as_bytes()),
    ]);
    let site = super::Site::alone(&e);
    let columns = super::synopsis::columns(&super::Page::new(&e, &site), &e.utterances[0].collation);
    let beside = |a: &str| {
        let line = columns[0].cells.iter().position(|c| c.as_deref().is_some_and(|c| c.contains(a)))?;
        columns.iter().find(|c| c.who.contains(&ArticleId(2)))?.cells.get(line)?.clone()
    };
    assert!(
        beside("glowing").is_some_and(|c| c.contains("on fire")),
        "{:?}",
        columns.iter().map(|c| &c.cells).collect::<Vec<_>>()
    );
}

#[test]
fn a_speaker_whom_one_report_names_has_a_name() {
    let said = "“The lock will stay shut until somebody mends the gate,” said";
    let (one, two) = (format!("{said} Ada Quill.\n"), format!("{said} Tom Pell.\n"));
    let e = of(&[("a.txt", one.as_bytes()), ("b.txt", two.as_bytes())]);
    let site = super::Site::alone(&e);
    let stories = [super::Told { edition: &e, site: &site, story: None, title: "The lock" }];
    let page = super::SpeakerPage { slug: "tom-pell", stories: &stories, next: None };
    assert!(super::speaker(&page, &site).contains("<h1><bdi>Tom Pell</bdi>"));
}

#[test]
fn every_id_is_one_and_every_link_arrives() {
    for e in all() {
        let html = page(&e);
        let mut ids = HashSet::new();
        for p in pieces(&html) {
            let Piece::Tag(tag) = p else { continue };
            if let Some(id) = attribute(tag, "id") {
                assert!(ids.insert(id.to_string()), "{id} twice");
            }
        }
        for p in pieces(&html) {
            if let Piece::Tag(tag) = p {
                for target in [attribute(tag, "href"), attribute(tag, "aria-labelledby"), attribute(tag, "data-of")] {
                    let Some(target) = target else { continue };
                    let id = target.strip_prefix('#').unwrap_or(target);
                    assert!(ids.contains(id), "<{tag}>");
                }
            }
        }
        for (n, u) in e.utterances.iter().enumerate() {
            assert!(ids.contains(&format!("u{}", n + 1)));
            if e.witnesses(&u.collation) > 1 {
                for v in 1..=u.collation.variants.len() {
                    assert!(ids.contains(&format!("u{}v{v}", n + 1)));
                }
            }
        }
        for (n, p) in e.passages.iter().enumerate() {
            assert!((1..=p.collation.variants.len()).all(|v| ids.contains(&format!("p{}v{v}", n + 1))));
        }
        assert!((1..=e.unsupported.len()).all(|x| ids.contains(&format!("x{x}"))));
    }
}

/// What stands at each anchor, pieces of a cut one put together, white space left out.
fn anchored(html: &str) -> HashMap<String, String> {
    let mut out: HashMap<String, String> = HashMap::new();
    let mut open: Vec<(&str, Option<String>)> = Vec::new();
    let start = html.find("<section id=\"sources\"").map_or("", |at| &html[at..]);
    for p in pieces(start) {
        match p {
            Piece::Tag(tag) if tag.starts_with('/') => {
                open.pop();
            }
            Piece::Tag(tag) if !tag.ends_with('/') => {
                let id = attribute(tag, "id").or(attribute(tag, "data-of")).map(str::to_string);
                if let Some(id) = &id {
                    out.entry(id.clone()).or_default();
                }
                let name = tag.split(' ').next().unwrap_or("");
                // Labels beside the text are not its words.
                let label = attribute(tag, "class").is_some_and(|c| c == "at" || c == "kind");
                open.push((name, if label { Some("label".into()) } else { id }));
            }
            Piece::Tag(_) => {}
            Piece::Text(text) => {
                if open.iter().any(|o| o.1.as_deref() == Some("label")) {
                    continue;
                }
                let words: String = plain(text).chars().filter(|c| !c.is_whitespace()).collect();
                for (_, id) in &open {
                    if let Some(at) = id.as_ref().and_then(|id| out.get_mut(id)) {
                        at.push_str(&words);
                    }
                }
            }
        }
    }
    out
}

#[test]
fn the_words_of_every_place_stand_at_its_anchor() {
    for e in all() {
        let html = page(&e);
        let anchors = anchored(&html);
        let mut seen = 0;
        let mut departing: Vec<Place> = e.unsupported.iter().map(|u| u.place).collect();
        for c in e.collations().filter(|c| e.witnesses(c) > 1) {
            for v in &c.variants {
                departing.extend(super::locus::sides(c, v).other.iter().flat_map(|r| &r.places));
            }
            departing
                .extend(c.readings.iter().flat_map(|r| r.parts.iter().map(|s| Place { article: r.article, span: *s })));
        }
        for p in departing {
            let bytes = e.bytes(p);
            let id = format!("{}.{}-{}", e.siglum(p.article), bytes.start, bytes.end);
            let words: String = e.words(p).chars().filter(|c| !c.is_whitespace()).collect();
            let words: String = words.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
            assert_eq!(anchors.get(&id), Some(&words), "{id}");
            seen += 1;
        }
        // Every text of a report is there, whole.
        for (n, r) in e.reports.iter().enumerate() {
            let key = format!("source-{}", e.siglum(ArticleId(n as u32)));
            let text: String = r.article.text.as_str().chars().filter(|c| !c.is_whitespace()).collect();
            let text: String = text.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
            assert!(anchors.get(&key).is_some_and(|a| a.ends_with(&text)), "{key}");
        }
        assert!(
            seen > 0 || e.utterances.is_empty() || e.reports.len() < 2 || e.collations().all(|c| e.witnesses(c) < 2)
        );
    }
}

#[test]
fn places_that_cross_are_cut_and_still_whole() {
    let e = of(&BELLY);
    let site = super::Site::alone(&e);
    let mut page = super::Page::new(&e, &site);
    for (start, end) in [(4, 10), (6, 14), (6, 6), (12, 20), (0, 14), (4, 20), (20, 20)] {
        page.place(Place { article: ArticleId(0), span: Span::new(start, end) });
    }
    super::source::sources(&mut page);
    let anchors = anchored(&page.out);
    let words = |s: u32, e_: u32| -> String {
        let text = e.words(Place { article: ArticleId(0), span: Span::new(s, e_) });
        text.chars().filter(|c| !c.is_whitespace()).collect()
    };
    for (start, end) in [(4, 10), (6, 14), (6, 6), (12, 20), (0, 14), (4, 20), (20, 20)] {
        assert_eq!(anchors.get(&format!("A.{start}-{end}")), Some(&words(start, end)), "{start}-{end}");
    }
}

#[test]
fn a_dropped_word_is_marked_and_cited() {
    let html = page(&of(&BELLY));
    assert!(html.contains("hand on <a class=\"d\" href=\"#u1v1\"><del>my</del></a> belly trick"), "{html}");
    assert!(
        html.contains("hand on </span><b>my</b><span class=\"c\"> belly trick</span></bdi> <span class=\"s\">A</span>")
    );
    assert!(html.contains("href=\"#A.104-106\">A:104-106</a>"), "{html}");
}

#[test]
fn a_swapped_word_is_marked_both_ways() {
    let html = page(&example("bridge"));
    assert!(html.contains("<del>38,000</del> <ins>83,000</ins>"));
}

#[test]
fn the_same_edition_is_the_same_page() {
    for e in all() {
        assert_eq!(page(&e), page(&e));
    }
    assert_eq!(page(&example("harbour")), page(&example("harbour")));
}

/// Made-up reports that give the same quotations, each with changes of its own.
fn generated(reports: usize, words: usize, quotations: usize) -> Edition {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = move |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % n as u64) as usize
    };
    let word = |n: usize| {
        let sounds = ["ka", "lo", "mi", "ster", "bru", "ven", "ti", "ogar", "el", "dun"];
        let mut out = String::new();
        let mut n = n + 10;
        while n > 0 {
            out.push_str(sounds[n % 10]);
            n /= 10;
        }
        out
    };
    let said: Vec<Vec<String>> =
        (0..quotations).map(|_| (0..25 + below(30)).map(|_| word(below(1500))).collect()).collect();
    let people = ["Mara Lint", "Tomas Beek", "Ada Quill", "Jon Serle"];
    let files: Vec<(String, String)> = (0..reports)
        .map(|n| {
            let mut text = String::new();
            let mut count = 0;
            for (q, said) in said.iter().enumerate().filter(|(q, _)| (q + n) % 2 == 0) {
                let mut said = said.clone();
                for _ in 0..below(3) {
                    let at = below(said.len());
                    said[at] = word(below(1500));
                }
                count += said.len();
                text += &format!("“{},” said {}.\n\n", said.join(" "), people[q % 4]);
            }
            while count < words {
                let line: Vec<String> = (0..20 + below(20)).map(|_| word(below(1500))).collect();
                count += line.len();
                text += &format!("The {}.\n\n", line.join(" "));
            }
            (format!("{n}.txt"), text)
        })
        .collect();
    of(&files.iter().map(|(p, t)| (p.as_str(), t.as_bytes())).collect::<Vec<_>>())
}

#[test]
fn the_page_of_fifty_reports_is_under_a_megabyte() {
    let e = generated(50, 600, 12);
    assert!(e.utterances.iter().filter(|u| e.witnesses(&u.collation) > 20).count() >= 12);
    let html = page(&e);
    assert!(html.len() < 1_000_000, "{}", html.len());
    let numbers: Vec<i64> = (1..=50).collect();
    let served = super::story(&e, &super::Site::served(Some(1), &numbers));
    assert!(served.len() < 900_000, "{}", served.len());
    is_closed(&served);
}

#[test]
fn a_page_says_who_is_named_otherwise_and_what_stands_in_marks_elsewhere() {
    let page = super::page(&example("harbour"));
    let line = page.lines().find(|l| l.contains("Named as ")).unwrap_or_default();
    let at = line.find("Named as ").unwrap_or(0);
    let told = line.get(at..).unwrap_or("");
    assert!(told.contains("Nadia Coultas") || page.contains("Named as <bdi>Tomas Leck"), "{told}");
    assert!(page.contains("<i>a few words in marks:</i> water in"));
    assert!(page.contains("<h1 dir=\"auto\">Captain praised after 41 are brought ashore"));
    assert!(page.contains("13 March 2023") && !page.contains("<td><bdi>2023-03-13"));
}

#[test]
fn where_no_mark_is_left_open_the_page_says_how_many_were_looked_at() {
    let full = "“I was calm, and I put my own children’s breathing before anything else,” said Ada Quill.\n";
    let part = "Ada Quill said she “was calm” that night.\n";
    let page = super::page(&of(&[("a.txt", full.as_bytes()), ("b.txt", part.as_bytes())]));
    assert!(page.contains("Nothing found. 1 short wording in marks held against fuller renderings."));
}

#[test]
fn words_around_a_reading_are_those_of_all_its_reports() {
    let files = [
        ("a.txt", "“I put my own children’s breathing before it. I was calm but nobody saw,” said Ada Quill.\n"),
        ("b.txt", "“I put my own children’s breathing before it. I was very calm,” said Ada Quill.\n"),
        ("c.txt", "“I put my own children’s breathing before it. I was calm,” said Ada Quill.\n"),
    ];
    let e = of(&files.map(|(path, text)| (path, text.as_bytes())));
    let text = crate::view::text::report(&e, crate::view::text::Options { width: 100, all: true });
    let text = anstream::adapter::strip_str(&text).to_string();
    assert!(text.contains("very calm") && !text.contains("calm but  A C"), "{text}");
    assert!(text.lines().any(|l| l.contains("calm  A C") || l.contains("calm  C")), "{text}");
}
