//! temporary
use std::io::Write;
use variorum::annotate::{annotate, Annotated};
use variorum::article::Article;
use variorum::story::claim::{mention::*, pair::*, told::*};
use variorum::story::gather::words::Frequencies;
fn read(j: String) -> Option<Annotated> { Some(annotate(Article::read(variorum::ingest::read("reports.jsonl", j.into_bytes()).captures.into_iter().next()?))) }
fn story(out: &mut impl Write, name: &str, reports: &[Annotated], freq: &Frequencies, sample: u64) {
        let told: Vec<Vec<Told>> = reports.iter().map(|r| told(r, freq)).collect();
        let mut m = Vec::new();
        for (i, r) in reports.iter().enumerate() { mentions(r, i as u32, &told[i], &mut m); }
        writeln!(out, "STORY\t{name}").unwrap();
        for r in reports { writeln!(out, "REPORT\t{}\t{}", r.day().map(|d| format!("{}-{:02}-{:02}", d.year(), d.month(), d.day())).unwrap_or_default(), serde_json::json!(r.article.text.as_str())).unwrap(); }
        for x in &m { writeln!(out, "M\t{}\t{}\t{}\t{}\t{}\t{}\t{:?}", x.report, x.sentence, x.span.start(), x.span.end(), x.slot.name(), told[x.report as usize][x.sentence as usize].words[x.head as usize].span.start(), x.filler).unwrap(); }
        let around: Vec<_> = m.iter().map(|x| Around::of(&told[x.report as usize], x).unwrap()).collect();
        let mut seed = 7u64;
        for i in 0..m.len() { for j in i + 1..m.len() {
            if !comparable(&m[i], &m[j]) { continue; }
            if m[i].slot == Slot::What && around[i].head.lemma != around[j].head.lemma {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                if (seed >> 33) % sample != 0 { continue; }
            }
            let f = features(&m[i], &around[i], &m[j], &around[j]);
            write!(out, "P\t{i}\t{j}\t").unwrap();
            for x in f { out.write_all(&[b' ' + ((x.clamp(-1.0, 2.0) + 1.0) * 30.0) as u8]).unwrap(); }
            writeln!(out).unwrap();
        }}
}
fn main() {
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let freq = Frequencies::default();
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args[0] == "jsonl" {
        let most: usize = args[2].parse().unwrap();
        let text = std::fs::read_to_string(&args[1]).unwrap();
        let mut by: std::collections::BTreeMap<String, Vec<String>> = Default::default();
        for l in text.lines() { let v: serde_json::Value = serde_json::from_str(l).unwrap(); by.entry(v["story"].as_str().unwrap().to_string()).or_default().push(l.to_string()); }
        let mut n = 0;
        for (s, lines) in by { if lines.len() < 2 { continue; }
            let mut seen = std::collections::BTreeSet::new();
            let r: Vec<Annotated> = lines.into_iter().take(4).filter_map(read).filter(|r| r.article.text.as_str().len() < 6000 && seen.insert(r.article.text.as_str().chars().take(200).collect::<String>())).collect();
            if r.len() < 2 { continue; }
            story(&mut out, &s, &r, &freq, 100); n += 1; if n >= most { break; } }
        return;
    }
    for dir in args {
        let mut files: Vec<_> = std::fs::read_dir(&dir).unwrap().map(|e| e.unwrap().path()).filter(|p| p.file_stem().unwrap().len() == 1).collect();
        files.sort();
        let mut reports = Vec::new();
        for f in &files {
            let s = std::fs::read_to_string(f).unwrap();
            let (h, b) = s.split_once("\n\n").unwrap();
            let get = |k: &str| h.lines().find_map(|l| l.strip_prefix(k)).map(str::to_string);
            let j = serde_json::json!({"id": f.file_stem().unwrap().to_str(), "date": get("date: "), "title": get("title: "), "source": get("outlet: "), "url": get("url: "), "text": b});
            reports.push(read(j.to_string()).unwrap());
        }
        story(&mut out, &dir, &reports, &freq, 1);
    }
}
