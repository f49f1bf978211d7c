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
    use variorum::story::claim::contest::{candidates, seen};
    use variorum::story::claim::pair::features;
    let mut out = std::io::BufWriter::new(std::fs::File::create("/tmp/exp/num.tsv").map_err(|e| e.to_string())?);
    for story in stories(root, Part::Learn)? {
        let edition = story.edition()?;
        let reports: Vec<&Annotated> = edition.reports.iter().collect();
        let frequencies = Frequencies::default();
        let mut told: Vec<Vec<Told>> = reports.iter().map(|r| variorum::story::claim::told::told(r, &frequencies)).collect();
        let meanings = Meanings::over(&mut told);
        let fillers = fillers(&reports, &told);
        let model = LinkModel::english().ok_or("no model")?;
        let seen = seen(&reports, &told, &fillers, &meanings, &edition.names);
        let slots: Vec<_> = story.truth.conflicts.iter().map(|c| (1, c.kind, &c.values))
            .chain(story.truth.differs.iter().map(|d| (2, d.kind, &d.values))).collect();
        let of = |i: usize| -> Vec<(usize, usize)> {
            let m = &seen[i].mention; let mut v = Vec::new();
            for (k, (_, _, values)) in slots.iter().enumerate() { for (n, value) in values.iter().enumerate() {
                if value.places.iter().map(place).any(|p| p.article.index() == m.report as usize && p.span.overlaps(m.span)) { v.push((k, n)) } } }
            v
        };
        for c in candidates(&seen, &model) {
            let (a, b) = (&seen[c.pair.0], &seen[c.pair.1]);
            let (x, y) = (of(c.pair.0), of(c.pair.1));
            let mut label = 0; let mut slot = 99; let mut same = 0;
            for (k, n) in &x { for (l, m) in &y { if k == l { if n != m { if label == 0 || slots[*k].0 == 1 { label = slots[*k].0; slot = *k; } } else { same = 1; } } } }
            let t = |m: &Mention| reports[m.report as usize].text(m.span).replace(['\t','\n',' '], "_");
            let _ = write!(out, "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{:?}\t{}\t{}\t{}\t{:.4}", story.name, t(&a.mention), t(&b.mention), label, slot, same, a.mention.slot.name(), c.relation, c.pair.0, c.pair.1, u8::from(c.bound), c.link);
            for v in c.contest { let _ = write!(out, "\t{v:.4}"); }
            for v in features(&a.mention, &a.setting, &b.mention, &b.setting) { let _ = write!(out, "\t{v:.4}"); }
            let yes = |b: bool| u8::from(b);
            let people = |p: &variorum::story::claim::circumstance::Circumstance| p.people.len();
            let common = a.about.people.iter().any(|p| b.about.people.iter().any(|q| p.is(q)));
            let others = a.about.others.iter().filter(|k| b.about.others.contains(k)).count();
            let bear = yes(a.about.bearer.is_some()) + yes(b.about.bearer.is_some());
            let _ = write!(out, "\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}", people(&a.about) + people(&b.about), yes(common), others, a.about.others.len() + b.about.others.len(), bear, yes(a.about.before) + yes(b.about.before), yes(a.about.long)+yes(b.about.long), yes(a.about.days.is_empty())+yes(b.about.days.is_empty()), reports.len());
            let _ = writeln!(out);
        }
    }
    Ok(())
}
