//! `tests/editions/<case>/`: reports `A.txt`, `B.txt` … and `apparatus.txt`, what the edition makes of them.
//! `UPDATE_GOLDEN=1` writes today's apparatus into the folders, for the diff to be read.

use super::generate::Source;
use super::{golden, laws};
use std::fmt::Write as _;
use std::path::Path;
use variorum::story::edition::edition;
use variorum::story::record::{EditionRecord, FormRecord, PlaceRecord, TextRecord};

fn sources(folder: &Path) -> Vec<Source> {
    let mut out = Vec::new();
    for letter in 'A'..='Z' {
        let Ok(bytes) = std::fs::read(folder.join(format!("{letter}.txt"))) else { break };
        out.push(Source { path: format!("{letter}.txt"), bytes });
    }
    assert!(!out.is_empty(), "{} has no A.txt", folder.display());
    out
}

/// An edition on one page: each utterance with its renderings and variants, marks that nothing bears out, passages.
fn page(record: &EditionRecord) -> String {
    let mut out = String::new();
    for t in &record.utterances {
        let who = t.speaker.as_ref().map_or("somebody", |s| &s.name);
        let channel = t.channel.as_ref().map(|c| format!(", {c}")).unwrap_or_default();
        let _ = writeln!(out, "{}  {who}{channel}", t.id);
        text(&mut out, t);
    }
    for u in &record.unsupported {
        let who = u.speaker.as_ref().and_then(|s| s.name.as_deref()).unwrap_or("somebody");
        let _ = writeln!(out, "unsupported  {} “{}” ({who})", u.siglum, one_line(&u.text));
        if let Some(n) = &u.nearest {
            let _ = writeln!(
                out,
                "    nearest {}: {}",
                n.utterance,
                n.places.iter().map(quoted).collect::<Vec<_>>().join(" | ")
            );
        }
    }
    for t in &record.passages {
        let _ = writeln!(out, "{}", t.id);
        text(&mut out, t);
    }
    for o in record.order.iter().filter(|o| !o.utterances.is_empty()) {
        let _ = writeln!(out, "order  {}: {}", o.siglum, o.utterances.join(" "));
    }
    // One form in one spelling is nothing to be linked.
    for n in record.names.iter().filter(|n| n.forms.len() > 1) {
        let form = |f: &FormRecord| {
            let mut sigla: Vec<&str> = f.places.iter().map(|p| &*p.siglum).collect();
            sigla.dedup();
            format!("{} {}", f.text, sigla.join(""))
        };
        let _ = writeln!(out, "{}  {}", n.kind, n.forms.iter().map(form).collect::<Vec<_>>().join(" | "));
    }
    for a in &record.articles {
        for n in &a.notes {
            let at = n.place.as_ref().map(|p| format!(": {}", one_line(&p.text))).unwrap_or_default();
            let _ = writeln!(out, "note  {}  {}{at}", a.siglum, n.message);
        }
    }
    out
}

fn text(out: &mut String, t: &TextRecord) {
    let _ = writeln!(out, "    {}", one_line(&t.text));
    for r in &t.readings {
        let covers: Vec<String> = r.covers.iter().map(|[from, to]| format!("{}-{to}", from + 1)).collect();
        let mut said = Vec::new();
        if let Some(s) = &r.speaker {
            let full = s.name.as_deref().filter(|n| *n != s.place.text);
            said.push(full.map_or(s.place.text.clone(), |n| format!("{} = {n}", s.place.text)));
        }
        said.extend(r.cue.iter().map(|c| c.text.clone()));
        said.extend(r.channel.iter().filter_map(|c| c.name.clone()));
        let parts = if r.places.len() > 1 { format!(" in {} parts", r.places.len()) } else { String::new() };
        let said = if said.is_empty() { String::new() } else { format!(" ({})", one_line(&said.join(", "))) };
        let _ = writeln!(out, "    {} {} {} of {}{parts}{said}", r.siglum, r.kind, covers.join(","), t.words.len());
    }
    for v in &t.variants {
        let flags = if v.flags.is_empty() { String::new() } else { format!(" [{}]", v.flags.join(", ")) };
        let readings: Vec<String> = v
            .readings
            .iter()
            .map(|r| {
                let words =
                    if r.text.is_empty() { "(nothing)".to_string() } else { format!("“{}”", one_line(&r.text)) };
                format!("{}{} {words}", r.sigla.join(""), if r.moved { " moved" } else { "" })
            })
            .collect();
        let [from, to] = v.locus;
        let at = if from == to { format!("before {}", from + 1) } else { format!("{}-{to}", from + 1) };
        let _ = writeln!(out, "    * {} {}{flags} at {at}: {}", v.class, v.kind, readings.join(" | "));
    }
}

fn quoted(p: &PlaceRecord) -> String {
    format!("{} “{}”", p.siglum, one_line(&p.text))
}

fn one_line(s: &str) -> String {
    s.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The folders of small editions; the benchmark beside them is scored, not compared.
fn cases() -> Vec<std::path::PathBuf> {
    golden::entries("editions").into_iter().filter(|p| p.is_dir() && !p.ends_with("benchmark")).collect()
}

#[test]
fn small_editions() {
    let cases = cases();
    assert!(cases.len() >= 12);
    let mut wrong = Vec::new();
    for folder in cases {
        let files = sources(&folder);
        let found = page(&EditionRecord::of(&edition(laws::reports(&files))));
        let path = folder.join("apparatus.txt");
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if golden::updating("UPDATE_GOLDEN") {
            // What a person wrote about it above the line stays.
            let note = expected.split_once("----\n").map(|(note, _)| format!("{note}----\n")).unwrap_or_default();
            std::fs::write(&path, note + &found).expect("the apparatus is written");
            continue;
        }
        let body = expected.split_once("----\n").map_or(&*expected, |(_, body)| body);
        if found != body {
            wrong.push(format!("{}\n--- expected\n{body}--- found\n{found}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What holds for made-up words holds for these.
#[test]
fn small_editions_obey_the_laws() {
    for folder in cases() {
        let files = sources(&folder);
        files.iter().for_each(laws::article_places_hold);
        laws::collation_reads_back(&files);
        laws::verify_finds_every_place(&files);
        laws::order_does_not_matter(&files, &(0..files.len()).rev().collect::<Vec<_>>());
        laws::same_bytes_out_twice(&files);
    }
}

/// Two reports with nothing in common but a notice, in which somebody is even quoted.
#[test]
fn notices_are_no_part_of_the_comparison() {
    let notice = "Where to get help:\n\n• Harbour Rest: 0800 427 268 (0800 HARBOUR), available 24/7\n\n\
        • “We are here for whoever needs somebody to talk to, at any hour of the night,” said Ann Lowe: call or text 1737\n\n\
        If you or someone you know is struggling after the storm, call the Tern Line for support on 0800 555 142 at any time.\n";
    let one = "The bridge at Wexcombe was shut on Sunday after divers found a crack in one of its piers.\n\n";
    let two = "A ferry ran aground off Skerrin in thick fog, and forty people were taken off by a lifeboat.\n\n";
    let source = |path: &str, story: &str| super::generate::Source {
        path: path.into(),
        bytes: format!("{story}{notice}").into_bytes(),
    };
    let e = variorum::story::edition::edition(super::laws::reports(&[source("a.txt", one), source("b.txt", two)]));
    assert!(e.utterances.is_empty() && e.passages.is_empty() && e.unsupported.is_empty(), "{e:?}");
    let record = variorum::story::record::EditionRecord::of(&e);
    let sigla: Vec<&str> = record.notices.iter().map(|n| n.siglum.as_str()).collect();
    assert_eq!(sigla, ["A", "B"], "each report has its own notice, and they are not put together");
    for r in &e.reports {
        assert!(r.annotations.quotations.is_empty() && !r.annotations.notices.is_empty());
        let end = r.article.text.as_str().find("Where").expect("the notice") as u32;
        assert!(r.annotations.tokens.iter().all(|t| t.span.end() <= end), "words of the notice are compared");
    }
    let inside = |p: &variorum::story::record::PlaceRecord| record.notices.iter().any(|n| n.places().any(|q| q == p));
    assert!(record.places().filter(|p| inside(p)).count() >= 20, "every place of a notice is verified");
}
