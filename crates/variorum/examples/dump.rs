use std::io::Write;
use variorum::annotate::annotate;
use variorum::article::Article;
use variorum::story::claim::{mention::*, pair::*, told::*};
use variorum::story::gather::words::Frequencies;
fn main() {
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let freq = Frequencies::default();
    for dir in std::env::args().skip(1) {
        let mut files: Vec<_> = std::fs::read_dir(&dir).unwrap().map(|e| e.unwrap().path()).filter(|p| p.file_stem().unwrap().len() == 1).collect();
        files.sort();
        let mut reports = Vec::new();
        for f in &files {
            let s = std::fs::read_to_string(f).unwrap();
            let (h, b) = s.split_once("\n\n").unwrap();
            let get = |k: &str| h.lines().find_map(|l| l.strip_prefix(k)).map(str::to_string);
            let j = serde_json::json!({"id": f.file_stem().unwrap().to_str(), "date": get("date: "), "title": get("title: "), "source": get("outlet: "), "url": get("url: "), "text": b});
            let read = variorum::ingest::read("reports.jsonl", j.to_string().into_bytes());
            reports.push(annotate(Article::read(read.captures.into_iter().next().unwrap())));
        }
        let t0 = std::time::Instant::now();
        let told: Vec<Vec<Told>> = reports.iter().map(|r| told(r, &freq)).collect();
        let t1 = t0.elapsed();
        let mut m = Vec::new();
        for (i, r) in reports.iter().enumerate() { mentions(r, i as u32, &told[i], &mut m); }
        writeln!(out, "STORY\t{dir}").unwrap();
        for r in &reports { writeln!(out, "REPORT\t{}\t{}", r.day().map(|d| format!("{}-{:02}-{:02}", d.year(), d.month(), d.day())).unwrap_or_default(), serde_json::json!(r.article.text.as_str())).unwrap(); }
        for x in &m { writeln!(out, "M\t{}\t{}\t{}\t{}\t{}\t{}\t{:?}", x.report, x.sentence, x.span.start(), x.span.end(), x.slot.name(), told[x.report as usize][x.sentence as usize].words[x.head as usize].span.start(), x.filler).unwrap(); }
        let around: Vec<_> = m.iter().map(|x| Around::of(&told[x.report as usize], x).unwrap()).collect();
        let t2 = std::time::Instant::now();
        let mut n = 0;
        for i in 0..m.len() { for j in i + 1..m.len() {
            if !comparable(&m[i], &m[j]) { continue; }
            n += 1;
            let f = features(&m[i], &around[i], &m[j], &around[j]);
            write!(out, "P\t{i}\t{j}").unwrap();
            for x in f { write!(out, "\t{x:.2}").unwrap(); }
            writeln!(out).unwrap();
        }}
        eprintln!("{dir} parse {t1:?} mentions {} pairs {n} {:?}", m.len(), t2.elapsed());
    }
}
