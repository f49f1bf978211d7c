//! Dump.
use crate::editions::story::{Part, place, stories};
use crate::editions::truth::Slot as Gold;
use std::io::Write;
use std::path::Path;
use variorum::annotate::Annotated;
use variorum::story::claim::link::LinkModel;
use variorum::story::claim::mention::{Mention, fillers};
use variorum::story::claim::rival::{kinds, rivalries};
use variorum::story::claim::told::{Meanings, Told, told};
use variorum::story::gather::words::Frequencies;

pub fn dump(root: &Path, to: &Path) -> Result<(), String> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(to).map_err(|e| e.to_string())?);
    for story in stories(root, Part::Learn)? {
        let edition = story.edition()?;
        let reports: Vec<&Annotated> = edition.reports.iter().collect();
        let frequencies = Frequencies::default();
        let mut told: Vec<Vec<Told>> = reports.iter().map(|r| told(r, &frequencies)).collect();
        let meanings = Meanings::over(&mut told);
        let fillers = fillers(&reports, &told);
        let model = LinkModel::english().ok_or("no model")?;
        let kinds = kinds(&told, &fillers, &meanings);
        let slots: Vec<_> = story
            .truth
            .conflicts
            .iter()
            .map(|c| (1, c.kind, &c.values))
            .chain(story.truth.differs.iter().map(|d| (2, d.kind, &d.values)))
            .collect();
        let of = |ms: &[(Mention, &variorum::story::claim::told::Word)]| -> Vec<(usize, usize)> {
            let mut v = Vec::new();
            for (k, (_, g, values)) in slots.iter().enumerate() {
                if !matches!(g, Gold::Who | Gold::What | Gold::Where | Gold::Name) {
                    continue;
                }
                for (n, value) in values.iter().enumerate() {
                    let hit = value.places.iter().map(place).any(|p| {
                        ms.iter().any(|(m, w)| p.article.index() == m.report as usize && p.span.overlaps(w.span))
                    });
                    if hit {
                        v.push((k, n))
                    }
                }
            }
            v
        };
        for r in rivalries(&reports, &kinds, &model) {
            let (a, b) = (&kinds[r.pair.0], &kinds[r.pair.1]);
            let (x, y) = (of(&a.mentions), of(&b.mentions));
            let mut label = 0;
            let mut slot = 99;
            for (k, n) in &x {
                for (l, m) in &y {
                    if k == l && n != m && (label == 0 || slots[*k].0 == 1) {
                        label = slots[*k].0;
                        slot = *k;
                    }
                }
            }
            let word = |k: &variorum::story::claim::rival::Kind<'_>| {
                reports[k.mentions[0].0.report as usize].text(k.word.span).replace(['\t', '\n', ' '], "_")
            };
            let _ = write!(out, "{}\t{}\t{}\t{}\t{}", story.name, word(a), word(b), label, slot);
            for v in r.about {
                let _ = write!(out, "\t{v:.4}");
            }
            let _ = writeln!(out);
        }
    }
    Ok(())
}

pub fn numbers(root: &Path) -> Result<(), String> {
    use variorum::story::claim::contest::{ContestModel, candidates, seen};
    for story in stories(root, Part::Learn)? {
        let edition = story.edition()?;
        let reports: Vec<&Annotated> = edition.reports.iter().collect();
        let frequencies = Frequencies::default();
        let mut told: Vec<Vec<Told>> =
            reports.iter().map(|r| variorum::story::claim::told::told(r, &frequencies)).collect();
        let meanings = Meanings::over(&mut told);
        let fillers = fillers(&reports, &told);
        let model = LinkModel::english().ok_or("no model")?;
        let contests = ContestModel::english().ok_or("no model")?;
        let seen = seen(&reports, &told, &fillers, &meanings, &edition.names);
        let pairs = candidates(&seen, &model);
        for c in &story.truth.conflicts {
            if !matches!(c.kind, Gold::Count | Gold::When | Gold::Age | Gold::Money) {
                continue;
            }
            let of = |i: usize| {
                c.values.iter().position(|v| {
                    v.places.iter().map(place).any(|p| {
                        p.article.index() == seen[i].mention.report as usize && p.span.overlaps(seen[i].mention.span)
                    })
                })
            };
            println!(
                "{} {} {:?}: {}",
                story.name,
                c.name,
                c.kind,
                c.values.iter().map(|v| v.text.as_str()).collect::<Vec<_>>().join(" / ")
            );
            for (i, s) in seen.iter().enumerate() {
                if let Some(v) = of(i) {
                    println!(
                        "    mention {} {} [{}] {:?}",
                        v,
                        s.mention.report,
                        reports[s.mention.report as usize].text(s.mention.span),
                        s.value
                    );
                }
            }
            let mut list: Vec<(f32, String)> = pairs.iter().filter_map(|p| {
                let (a, b) = (of(p.pair.0)?, of(p.pair.1)?);
                if a == b { return None }
                let slot = seen[p.pair.0].mention.slot;
                let l = contests.likely(slot, &p.contest);
                Some((l, format!("    likely {:.3} link {:.3} {:?} {:?} best {:.1}/{:.1} equal {:.1} margin {:.2} {:.2} better {} near {:?}", l, p.link, slot, p.relation, p.contest[1], p.contest[2], p.contest[3], p.contest[4], p.contest[5], p.contest[6], &p.contest[13..18])))
            }).collect();
            list.sort_by(|a, b| b.0.total_cmp(&a.0));
            for (_, l) in list.iter().take(2) {
                println!("{l}");
            }
        }
    }
    Ok(())
}
