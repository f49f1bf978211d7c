//! The corpus of invented news under `corpus/`: reading its notation, and scoring the program against it.

mod credits;

use std::collections::HashMap;
use std::path::Path;
use std::process::ExitCode;
use variorum::annotate::attribution::{Attributions, Basis, attributions};
use variorum::annotate::{Annotated, annotate};
use variorum::article::Article;
use variorum::ingest;

/// One entry: a text and what is said in it.
pub struct Entry {
    /// The file's name and the entry's number.
    pub id: String,
    pub number: usize,
    pub date: String,
    pub outlet: String,
    pub text: String,
    pub attributions: Vec<Attribution>,
    /// Every time expression: bytes and value.
    pub times: Vec<(usize, usize, String)>,
    /// Every name of an outlet, agency or post from which the report has something: bytes.
    pub credits: Vec<(usize, usize)>,
}

/// One attribution; all places are bytes of the entry's text.
#[derive(Default)]
pub struct Attribution {
    pub kind: String,
    pub content: Vec<(usize, usize)>,
    pub source: Option<(usize, usize)>,
    pub cue: Option<(usize, usize)>,
    pub speaker: String,
    pub channel: Option<String>,
    pub to: Option<String>,
    pub time: Option<String>,
    /// The words that say when, where the entry marks them.
    pub when: Option<(usize, usize)>,
}

/// A third of the entries is kept for testing.
impl Entry {
    pub fn is_test(&self) -> bool {
        self.number.is_multiple_of(3)
    }
}

/// Reads all files of the corpus, by name.
pub fn read(folder: &Path) -> Result<Vec<Entry>, String> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .map_err(|e| format!("{}: {e}", folder.display()))?
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    let mut out = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let name = path.file_stem().and_then(|s| s.to_str()).unwrap_or("").to_owned();
        for block in text.split("\n@ ").map(|b| b.strip_prefix("@ ").unwrap_or(b)) {
            if !block.trim().is_empty() {
                let (head, _) = block.split_once('\n').unwrap_or((block, ""));
                out.push(entry(block).map_err(|e| format!("{}: @ {head}: {e}", path.display()))?);
                if let Some(last) = out.last_mut() {
                    last.id = format!("{name}-{:03}", last.number);
                }
            }
        }
    }
    Ok(out)
}

fn entry(block: &str) -> Result<Entry, String> {
    let (head, rest) = block.split_once('\n').ok_or("no text")?;
    let mut head = head.splitn(3, ' ');
    let number = head.next().and_then(|n| n.parse().ok()).ok_or("no number")?;
    let date = head.next().ok_or("no date")?.to_owned();
    let outlet = head.next().unwrap_or("").to_owned();
    let (mut body, mut facts) = (String::new(), Vec::new());
    for line in rest.lines() {
        match line.strip_prefix("= ") {
            Some(f) => facts.push(f),
            None => {
                body.push_str(line);
                body.push('\n');
            }
        }
    }
    let mut by: HashMap<u32, Attribution> = HashMap::new();
    let mut order: Vec<u32> = Vec::new();
    let mut of = |n: u32, by: &mut HashMap<u32, Attribution>| {
        by.entry(n).or_insert_with(|| {
            order.push(n);
            Attribution::default()
        });
    };
    let mut text = String::new();
    let (mut times, mut when) = (Vec::new(), Vec::new());
    let mut credits = Vec::new();
    let mut open: Vec<(char, u32, String, usize)> = Vec::new();
    let body = body.trim();
    let mut at = 0;
    while let Some(c) = body[at..].chars().next() {
        match c {
            '{' => {
                let (tag, _) = body[at + 1..].split_once(' ').ok_or("a tag without words")?;
                let mut chars = tag.chars();
                let kind = chars.next().unwrap_or('?');
                let (n, value) = chars.as_str().split_once('=').unwrap_or((chars.as_str(), ""));
                open.push((kind, n.parse().unwrap_or(0), value.to_owned(), text.len()));
                at += tag.len() + 2;
            }
            '}' => {
                let (kind, n, value, from) = open.pop().ok_or("a stray brace")?;
                let span = (from, text.len());
                if matches!(kind, 'q' | 's' | 'c') {
                    of(n, &mut by);
                }
                let a = by.get_mut(&n);
                match (kind, a) {
                    ('q', Some(a)) => a.content.push(span),
                    ('s', Some(a)) => a.source = a.source.or(Some(span)),
                    ('c', Some(a)) => a.cue = a.cue.or(Some(span)),
                    ('t' | 'x', _) => {
                        if kind == 't' {
                            when.push((n, span));
                        }
                        times.push((span.0, span.1, value));
                    }
                    ('k', _) => credits.push(span),
                    _ => {}
                }
                at += 1;
            }
            c => {
                text.push(c);
                at += c.len_utf8();
            }
        }
    }
    for (n, span) in when {
        let a = by.get_mut(&n).ok_or(format!("t{n} is the time of nothing"))?;
        a.when = a.when.or(Some(span));
    }
    for fact in facts {
        let (n, rest) = fact.split_once(' ').ok_or("an empty = line")?;
        let n: u32 = n.parse().map_err(|_| "an = line without a number")?;
        let a = by.get_mut(&n).ok_or(format!("= {n} is in no brace"))?;
        let (kind, mut rest) = rest.split_once(' ').unwrap_or((rest, ""));
        a.kind = kind.to_owned();
        while let Some((key, tail)) = rest.trim_start().split_once('=') {
            let (value, tail) = match tail.strip_prefix('"') {
                Some(t) => t.split_once('"').ok_or("an open quotation mark")?,
                None => tail.split_once(' ').unwrap_or((tail, "")),
            };
            let value = value.to_owned();
            match key {
                "speaker" => a.speaker = value,
                "channel" => a.channel = Some(value),
                "to" => a.to = Some(value),
                "time" => a.time = Some(value),
                other => return Err(format!("{other} is no key")),
            }
            rest = tail;
        }
    }
    times.sort();
    let attributions = order.into_iter().filter_map(|n| by.remove(&n)).collect();
    Ok(Entry { id: String::new(), number, date, outlet, text, attributions, times, credits })
}

/// Bytes without the marks, stops and white space at their ends.
pub fn trimmed(text: &str, (from, to): (usize, usize)) -> (usize, usize) {
    let edge = |c: char| c.is_whitespace() || "\"“”„«»‘’'`,.;:-–—!?…()".contains(c);
    let inner = text[from..to].trim_start_matches(edge);
    let start = to - inner.len();
    (start, start + inner.trim_end_matches(edge).len())
}

#[derive(Default, Clone, Copy)]
struct Count {
    /// Of those wanted, how many were found; of those found, how many are wanted (of whatever kind).
    right: usize,
    hits: usize,
    found: usize,
    wanted: usize,
}

impl Count {
    fn f(self) -> String {
        let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
        let (p, r) = (share(self.hits, self.found), share(self.right, self.wanted));
        let f = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        format!("P {p:5.1}  R {r:5.1}  F {f:5.1}  ({} right, {} found, {} wanted)", self.right, self.found, self.wanted)
    }

    fn share(self) -> String {
        format!("{:5.1}  ({} of {})", 100.0 * self.right as f64 / self.wanted.max(1) as f64, self.right, self.wanted)
    }
}

/// The row an attribution is counted in; what stands in somebody's own words has one of its own.
fn name(a: &variorum::annotate::attribution::Attribution) -> &'static str {
    if a.within.is_some() { "inside" } else { a.kind.name() }
}

/// What is found of time expressions, and of when things were said.
#[derive(Default)]
struct Times {
    /// Of attributions found: when they were said, where words beside the cue say so, and where they stand with
    /// something said before.
    stated: Count,
    carried: Count,
    /// A time where none is wanted, stated and carried.
    extra: (usize, usize),
    strict: Count,
    relaxed: Count,
    /// Touching, and with the value wanted.
    value: Count,
}

impl Times {
    fn add(&mut self, e: &Entry, report: &Annotated, given: &Attributions, errors: bool) {
        let text = report.article.text.as_str();
        let found: Vec<(usize, usize, String)> = (report.annotations.times.iter())
            .zip(&given.values)
            .map(|(t, value)| (t.span.start() as usize, t.span.end() as usize, value.to_string()))
            .collect();
        let touch = |a: &(usize, usize, String), b: &(usize, usize, String)| a.0 < b.1 && b.0 < a.1;
        let same = |a: &(usize, usize, String), b: &(usize, usize, String)| touch(a, b) && a.2 == b.2;
        let exact = |a: &(usize, usize, String), b: &(usize, usize, String)| (a.0, a.1) == (b.0, b.1);
        for w in &e.times {
            self.strict.right += usize::from(found.iter().any(|f| exact(f, w)));
            self.relaxed.right += usize::from(found.iter().any(|f| touch(f, w)));
            self.value.right += usize::from(found.iter().any(|f| same(f, w)));
            if errors && !found.iter().any(|f| same(f, w) && exact(f, w)) {
                let got = found.iter().find(|f| touch(f, w)).map(|f| (&text[f.0..f.1], f.2.as_str()));
                println!("{} {} time {:?} {} found {got:?}", e.id, e.date, &text[w.0..w.1], w.2);
            }
        }
        for f in &found {
            self.strict.hits += usize::from(e.times.iter().any(|w| exact(f, w)));
            self.relaxed.hits += usize::from(e.times.iter().any(|w| touch(f, w)));
            self.value.hits += usize::from(e.times.iter().any(|w| same(f, w)));
            if errors && !e.times.iter().any(|w| touch(f, w)) {
                println!("{} {} time too much {:?} {}", e.id, e.date, &text[f.0..f.1], f.2);
            }
        }
        for count in [&mut self.strict, &mut self.relaxed, &mut self.value] {
            count.found += found.len();
            count.wanted += e.times.len();
        }
    }

    fn said(&mut self, e: &Entry, wanted: &Attribution, found: (&str, Option<(&str, Basis)>), errors: bool) {
        let (cue, found) = found;
        let what = || wanted.content.first().map_or("", |c| &e.text[c.0..c.1]);
        let Some(value) = &wanted.time else {
            match found {
                Some((_, Basis::Stated)) => self.extra.0 += 1,
                Some((_, Basis::Carried)) => self.extra.1 += 1,
                None => return,
            }
            if errors {
                println!("{} said {found:?} for none: <{cue}> {:?}", e.id, what());
            }
            return;
        };
        let count = if wanted.when.is_some() { &mut self.stated } else { &mut self.carried };
        let right = found.is_some_and(|f| f.0 == value);
        count.wanted += 1;
        count.right += usize::from(right);
        if errors && !right {
            let words = wanted.when.map_or("", |w| &e.text[e.text.floor_char_boundary(w.0.saturating_sub(40))..w.1]);
            println!("{} {} said {found:?} for {value}: <{cue}> {:?} …{words}", e.id, e.date, what());
        }
    }

    fn print(&self) {
        let (stated, carried) = self.extra;
        println!("said, time beside the cue  {}, {stated} where none is wanted", self.stated.share());
        println!("said, time told before     {}, {carried} where none is wanted", self.carried.share());
        println!("times     {}", self.strict.f());
        println!("touching  {}", self.relaxed.f());
        println!("value     {}", self.value.f());
        let share = Count { right: self.value.right, wanted: self.relaxed.right, ..Count::default() };
        println!("value of those touching {}", share.share());
    }
}

/// `cargo xtask corpus [--train | --test] [--errors]`
pub fn run(root: &Path, args: &[&str]) -> ExitCode {
    let entries = match read(&root.join("corpus")) {
        Ok(e) => e,
        Err(e) => {
            eprintln!("corpus: {e}");
            return ExitCode::FAILURE;
        }
    };
    let test = args.contains(&"--test");
    let chosen: Vec<&Entry> = entries.iter().filter(|e| e.is_test() == test).collect();
    let errors = args.contains(&"--errors");
    let mut kinds: HashMap<&str, Count> = HashMap::new();
    let (mut speakers, mut channels, mut cues) = (Count::default(), Count::default(), Count::default());
    let (mut addressees, mut extra) = (Count::default(), 0);
    let mut times = Times::default();
    for e in &chosen {
        let report = annotated(e);
        let text = report.article.text.as_str();
        let found = attributions(&report);
        let mut spans: HashMap<(usize, usize), usize> = HashMap::new();
        for (i, a) in found.list.iter().enumerate() {
            for s in found.content(a) {
                spans.insert(trimmed(text, (s.start() as usize, s.end() as usize)), i);
                kinds.entry(name(a)).or_default().found += 1;
            }
        }
        let wanted: Vec<(usize, usize)> =
            e.attributions.iter().flat_map(|g| &g.content).map(|c| trimmed(text, *c)).collect();
        for (s, i) in &spans {
            kinds.entry(name(&found.list[*i])).or_default().hits += usize::from(wanted.contains(s));
        }
        times.add(e, &report, &found, errors);
        let mut matched: Vec<usize> = Vec::new();
        // What is told inside somebody's own words is counted by itself.
        let direct: Vec<(usize, usize)> =
            e.attributions.iter().filter(|g| g.kind == "direct").flat_map(|g| g.content.clone()).collect();
        for g in &e.attributions {
            let cue = g.cue.or(g.content.first().copied());
            if cue.is_some_and(|c| direct.iter().any(|d| d.0 <= c.0 && c.1 <= d.1 && !g.content.contains(d))) {
                let count = kinds.entry("inside").or_default();
                for c in &g.content {
                    count.wanted += 1;
                    let hit = spans.get(&trimmed(text, *c)).copied();
                    count.right += usize::from(hit.is_some());
                    matched.extend(hit);
                }
                continue;
            }
            let count = kinds.entry(kind(&g.kind)).or_default();
            let mut hit = None;
            for c in &g.content {
                count.wanted += 1;
                let c = trimmed(text, *c);
                match spans.get(&c) {
                    Some(i) => {
                        count.right += 1;
                        hit = Some(*i);
                        matched.push(*i);
                    }
                    None if errors => {
                        println!("{} missed {} [{}] {:?}", e.id, g.kind, g.speaker, &text[c.0..c.1]);
                        for (s, i) in spans.iter().filter(|s| s.0.0 < c.1 && c.0 < s.0.1) {
                            println!("        found {} {:?}", found.list[*i].kind.name(), &text[s.0..s.1]);
                        }
                    }
                    None => {}
                }
            }
            let Some(i) = hit else { continue };
            let a = &found.list[i];
            cues.wanted += usize::from(g.cue.is_some());
            cues.right += usize::from(
                g.cue.zip(a.cue).is_some_and(|(g, c)| g.0 < c.end() as usize && (c.start() as usize) < g.1),
            );
            if g.speaker != "unknown" {
                let name = &found.speaker(&report, a).unwrap_or_default();
                let right = same_name(name, &g.speaker);
                speakers.wanted += 1;
                speakers.right += usize::from(right);
                if errors && !right {
                    println!(
                        "{} speaker {:?} for {:?} ({:?} for {:?}): {:?}",
                        e.id,
                        name,
                        g.speaker,
                        a.source.map_or("", |s| report.text(s.mention)),
                        g.source.map_or("", |s| &text[s.0..s.1]),
                        &text[g.content[0].0..g.content[0].1]
                    );
                }
            }
            if let Some(channel) = &g.channel {
                let got = a.channel.map_or("", |c| c.name);
                channels.wanted += 1;
                channels.right += usize::from(got.eq_ignore_ascii_case(channel));
                if errors && !got.eq_ignore_ascii_case(channel) {
                    println!("{} channel {got:?} for {channel:?}: {:?}", e.id, &text[g.content[0].0..g.content[0].1]);
                }
            } else if let Some(c) = a.channel {
                extra += 1;
                if errors {
                    println!("{} channel {:?} for none: {:?}", e.id, c.name, &text[g.content[0].0..g.content[0].1]);
                }
            }
            let said = a.time.and_then(|t| Some((found.value(t)?.to_string(), t)));
            let cue = a.cue.map_or("", |c| report.text(c));
            times.said(e, g, (cue, said.as_ref().map(|s| (s.0.as_str(), s.1.basis))), errors);
            if let Some(to) = &g.to {
                // A bare pronoun ("told me") stands for itself.
                let got = a.addressee.map_or("", |s| report.speaks(s).unwrap_or(report.text(s.mention)));
                addressees.wanted += 1;
                addressees.right += usize::from(same_name(got, to));
                if errors && !same_name(got, to) {
                    println!("{} addressee {got:?} for {to:?}: {:?}", e.id, &text[g.content[0].0..g.content[0].1]);
                }
            }
        }
        if errors {
            for (i, a) in found.list.iter().enumerate().filter(|(i, _)| !matched.contains(i)) {
                let near = e
                    .attributions
                    .iter()
                    .flat_map(|g| &g.content)
                    .any(|g| found.content(a).iter().any(|s| (s.start() as usize) < g.1 && g.0 < s.end() as usize));
                if !near {
                    let cue = a.cue.map_or("", |c| report.text(c));
                    println!(
                        "{} too much {} <{cue}> {:?} {i}",
                        e.id,
                        a.kind.name(),
                        found.content(a).iter().map(|s| report.text(*s)).collect::<Vec<_>>()
                    );
                }
            }
        }
    }
    let outlets: std::collections::HashSet<&str> = chosen.iter().map(|e| e.outlet.as_str()).collect();
    println!("{} outlets", outlets.len());
    println!("{} entries of {}", chosen.len(), entries.len());
    for k in ["direct", "mixed", "indirect", "inside"] {
        println!("{k:<10}{}", kinds.get(k).copied().unwrap_or_default().f());
    }
    println!("speaker   {}\nchannel   {}, {extra} where none is wanted", speakers.share(), channels.share());
    println!("addressee {}\ncue       {}", addressees.share(), cues.share());
    println!("credit    {}", credits::score(&chosen, errors).f());
    times.print();
    ExitCode::SUCCESS
}

fn kind(k: &str) -> &'static str {
    match k {
        "direct" => "direct",
        "mixed" => "mixed",
        _ => "indirect",
    }
}

/// Whether a found name is that of the entity: the same words, or its last ones.
fn same_name(found: &str, wanted: &str) -> bool {
    let plain = |s: &str| {
        let s = s.to_lowercase().replace(['’', '\''], "");
        let empty = |w: &str| {
            matches!(w, "" | "the" | "a" | "an" | "mr" | "mrs" | "ms" | "dr" | "councillor" | "cllr" | "sir" | "judge")
        };
        s.split(|c: char| !c.is_alphanumeric()).filter(|w| !empty(w)).map(str::to_owned).collect::<Vec<_>>()
    };
    let (f, w) = (plain(found), plain(wanted));
    !f.is_empty() && (f == w || f.ends_with(&w) || w.ends_with(&f) && f.len() > 1)
}

/// The entry as the program sees it.
pub fn annotated(e: &Entry) -> Annotated {
    let bytes = format!(" date {} \n{}", e.date, e.text).into_bytes();
    let mut read = ingest::read("corpus.txt", bytes);
    annotate(Article::read(read.captures.remove(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_and_facts_of_an_entry() {
        let e = entry(
            "007 2023-04-12 Harbour Echo\n{q1 “We are late,”} {s1 Ann Lowe} {c1 told} {a1 the Echo} on \
             {t1=2023-04-10 Monday}.\n\n= 1 direct speaker=\"Ann Lowe\" to=\"the Echo\" time=2023-04-10",
        )
        .unwrap();
        assert_eq!(e.text, "“We are late,” Ann Lowe told the Echo on Monday.");
        assert_eq!((e.number, e.date.as_str(), e.outlet.as_str()), (7, "2023-04-12", "Harbour Echo"));
        let a = &e.attributions[0];
        assert_eq!(&e.text[a.content[0].0..a.content[0].1], "“We are late,”");
        assert_eq!((a.kind.as_str(), a.speaker.as_str(), a.to.as_deref()), ("direct", "Ann Lowe", Some("the Echo")));
        let (from, to, value) = &e.times[0];
        assert_eq!((&e.text[*from..*to], value.as_str()), ("Monday", "2023-04-10"));
    }

    #[test]
    fn every_entry_can_be_read_and_every_attribution_has_a_kind_and_a_speaker() {
        let entries = read(&crate::root().join("corpus")).unwrap();
        assert!(entries.len() > 600);
        // Up to two entries behind the last multiple of three in each of seven files.
        assert!(entries.iter().filter(|e| e.is_test()).count() * 3 >= entries.len() - 14);
        for e in &entries {
            for a in &e.attributions {
                assert!(!a.content.is_empty() && !a.speaker.is_empty(), "{}", e.id);
                assert!(matches!(a.kind.as_str(), "direct" | "indirect" | "mixed"), "{}", e.id);
            }
        }
    }
}
