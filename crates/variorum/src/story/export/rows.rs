//! The rows of the tables, from the record.

use super::table::{Row, Sink};
use super::{Export, Report};
use crate::story::record::{
    ContactRecord, NoticeRecord, PlaceRecord, ReadingRecord, ServiceRecord, TextRecord, VariantRecord,
};
use std::io;

pub(super) type Done = io::Result<()>;

pub(super) fn articles(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    e.reports.iter().try_for_each(|report| {
        let a = report.record;
        let row = Row::default().text(&*a.path).may_int(a.line).int(a.bytes).text(&*a.encoding);
        let row = row.may(a.id.as_deref()).may(a.title.as_deref()).may(a.date.as_deref());
        let row = row.may(a.outlet.as_deref()).may(a.url.as_deref());
        each(row.place(Some(e.whole(report))).cells())
    })
}

pub(super) fn blocks(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for Report { record: a, article, .. } in &e.reports {
        for (n, b) in a.blocks.iter().enumerate() {
            let span = article.text.from_source(b.start..b.end);
            let at = span.map(|s| e.locate_at(&a.siglum, b.start, b.end, article.text.get(s)));
            each(Row::default().int(n).text(&*b.kind).bool(b.continues).place(at).cells())?;
        }
    }
    Ok(())
}

/// The id of a rendering.
pub(super) fn reading_id(of: &TextRecord, n: usize) -> String {
    let kind = if of.id.starts_with('u') { 'q' } else { 'r' };
    format!("{}{kind}{}", of.id, n + 1)
}

/// The id of marks that nothing bears out.
pub(super) fn unsupported_id(n: usize) -> String {
    format!("x{}", n + 1)
}

pub(super) fn quotations(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for u in &e.record.utterances {
        for (n, r) in u.readings.iter().enumerate() {
            let row = Row::default().text(reading_id(u, n)).text(&*u.id).bool(true).text(&*r.kind);
            let row = row.may(r.speaker.as_ref().and_then(|s| s.name.as_deref())).may(r.cue.as_ref().map(|c| &*c.text));
            let row = row.may(r.channel.as_ref().and_then(|c| c.name.as_deref()));
            each(row.place(e.extent(&r.places)).cells())?;
        }
    }
    for (n, x) in e.record.unsupported.iter().enumerate() {
        let near = x.nearest.as_ref().map(|n| &*n.utterance);
        let row = Row::default().text(unsupported_id(n)).may(near).bool(false).null();
        let row = row.may(x.speaker.as_ref().and_then(|s| s.name.as_deref())).null().null();
        each(row.place(Some(e.locate_at(&x.siglum, x.start, x.end, &x.text))).cells())?;
    }
    Ok(())
}

pub(super) fn attributions(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    let mut one = |of: &str, role: &str, name: Option<&str>, place: &PlaceRecord| {
        each(Row::default().text(of).text(role).may(name).place(Some(e.locate(place))).cells())
    };
    for u in &e.record.utterances {
        for (n, r) in u.readings.iter().enumerate() {
            let id = reading_id(u, n);
            if let Some(s) = &r.speaker {
                one(&id, "speaker", s.name.as_deref(), &s.place)?;
            }
            if let Some(cue) = &r.cue {
                one(&id, "cue", None, cue)?;
            }
            if let Some(c) = &r.channel {
                one(&id, "channel", c.name.as_deref(), &c.place)?;
            }
        }
    }
    for (n, x) in e.record.unsupported.iter().enumerate() {
        if let Some(s) = &x.speaker {
            one(&unsupported_id(n), "speaker", s.name.as_deref(), &s.place)?;
        }
    }
    Ok(())
}

/// How many different ones there are.
pub(super) fn distinct<'a>(sigla: impl Iterator<Item = &'a str>) -> usize {
    let mut sigla: Vec<&str> = sigla.collect();
    sigla.sort_unstable();
    sigla.dedup();
    sigla.len()
}

/// How many reports render a text.
pub(super) fn witnesses(readings: &[ReadingRecord]) -> usize {
    distinct(readings.iter().map(|r| &*r.siglum))
}

pub(super) fn utterances(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    e.record.utterances.iter().try_for_each(|u| {
        let row = Row::default().text(&*u.id).may(u.speaker.as_ref().map(|s| &*s.name));
        let row = row.may(u.speaker.as_ref().and_then(|s| s.named.as_deref())).may(u.channel.as_deref());
        each(counts(row, u).cells())
    })
}

pub(super) fn passages(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    e.record.passages.iter().try_for_each(|p| each(counts(Row::default().text(&*p.id), p).cells()))
}

fn counts<'a>(row: Row<'a>, t: &'a TextRecord) -> Row<'a> {
    row.text(&*t.text).int(t.words.len()).int(witnesses(&t.readings)).int(t.variants.len())
}

pub(super) fn words(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for t in e.texts() {
        for (n, w) in t.words.iter().enumerate() {
            for p in &w.places {
                each(Row::default().text(&*t.id).int(n).text(&*w.text).place(Some(e.locate(p))).cells())?;
            }
        }
    }
    Ok(())
}

pub(super) fn readings(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for t in e.texts() {
        for (n, r) in t.readings.iter().enumerate() {
            let covers: Vec<String> = r.covers.iter().map(|[a, b]| format!("{a}-{b}")).collect();
            for (part, p) in r.places.iter().enumerate() {
                let row = Row::default().text(reading_id(t, n)).text(&*t.id).int(part).text(&*r.kind);
                each(row.text(covers.join(" ")).place(Some(e.locate(p))).cells())?;
            }
        }
    }
    Ok(())
}

/// The words of the fullest text at a variant, parted by blanks.
pub(super) fn lemma(t: &TextRecord, v: &VariantRecord) -> String {
    let [start, end] = v.locus.map(|n| n as usize);
    let words: Vec<&str> = t.words.iter().take(end).skip(start).map(|w| &*w.text).collect();
    words.join(" ")
}

pub(super) fn variants(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for t in e.texts() {
        for v in &t.variants {
            let row = Row::default().text(&*v.id).text(&*t.id).text(&*v.kind).text(&*v.class);
            let row = row.text(v.flags.join(" ")).int(v.locus[0]).int(v.locus[1]);
            each(row.text(lemma(t, v)).cells())?;
        }
    }
    Ok(())
}

pub(super) fn variant_readings(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for v in e.texts().flat_map(|t| &t.variants) {
        for (n, r) in v.readings.iter().enumerate() {
            for p in &r.places {
                each(Row::default().text(&*v.id).int(n).bool(r.moved).place(Some(e.locate(p))).cells())?;
            }
        }
    }
    Ok(())
}

pub(super) fn orders(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for o in &e.record.order {
        for (n, u) in o.utterances.iter().enumerate() {
            each(Row::default().text(&*o.siglum).int(n).text(&**u).cells())?;
        }
    }
    Ok(())
}

pub(super) fn names(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for n in &e.record.names {
        for f in &n.forms {
            for p in &f.places {
                let row = Row::default().text(&*n.id).text(&*n.name).text(&*n.kind).text(&*f.text);
                each(row.place(Some(e.locate(p))).cells())?;
            }
        }
    }
    Ok(())
}

pub(super) fn credits(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for c in e.record.articles.iter().flat_map(|a| &a.credits) {
        let row = Row::default().text(&*c.name).text(&*c.kind).bool(c.own);
        let row = row.text(&*c.covers.kind).int(c.covers.start).int(c.covers.end);
        each(row.place(Some(e.locate(&c.place))).cells())?;
    }
    Ok(())
}

pub(super) fn origins(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for o in &e.record.lineage.origins {
        let row = || {
            Row::default()
                .text(&*o.id)
                .text(&*o.name)
                .text(&*o.kind)
                .may(o.issuer.as_ref().map(|p| &*p.text))
                .may(o.report.as_deref())
        };
        if o.places.is_empty() {
            each(row().place(None).cells())?;
        }
        for p in &o.places {
            each(row().place(Some(e.locate(p))).cells())?;
        }
    }
    Ok(())
}

/// The id of an edge.
pub(super) fn edge_id(n: usize) -> String {
    format!("e{}", n + 1)
}

pub(super) fn lineage(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for (n, edge) in e.record.lineage.edges.iter().enumerate() {
        let row = Row::default().text(edge_id(n)).text(&*edge.siglum).text(&*edge.source).text(&*edge.grade);
        each(row.bool(edge.scope.is_empty()).int(edge.shared).cells())?;
    }
    Ok(())
}

pub(super) fn evidence(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for (n, edge) in e.record.lineage.edges.iter().enumerate() {
        for p in &edge.scope {
            each(Row::default().text(edge_id(n)).null().text("scope").place(Some(e.locate(p))).cells())?;
        }
        for (rank, x) in edge.evidence.iter().enumerate() {
            let row = || Row::default().text(edge_id(n)).int(rank).text(&*x.kind);
            if x.places.is_empty() {
                each(row().place(None).cells())?;
            }
            for p in &x.places {
                each(row().place(Some(e.locate(p))).cells())?;
            }
        }
    }
    Ok(())
}

pub(super) fn undetermined(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for (n, tie) in e.record.lineage.undetermined.iter().enumerate() {
        each(Row::default().int(n).text(tie.sigla.join(" ")).text(tie.passages.join(" ")).cells())?;
    }
    Ok(())
}

/// The id of a notice.
pub(super) fn notice_id(n: usize) -> String {
    format!("h{}", n + 1)
}

fn service_id(notice: usize, n: usize) -> String {
    format!("{}s{}", notice_id(notice), n + 1)
}

pub(super) fn notices(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for (n, h) in e.record.notices.iter().enumerate() {
        let row = Row::default().text(notice_id(n)).may(h.outlet.as_deref()).may(h.date.as_deref());
        let row = row.text(&*h.kind).bool(h.in_story).may(h.label.as_ref().map(|l| &*l.text));
        each(row.place(Some(e.locate(&h.place))).cells())?;
    }
    Ok(())
}

/// Every service with its notice and its id.
fn each_service<'a>(
    e: &Export<'a>,
    mut each: impl FnMut(usize, &'a NoticeRecord, String, &'a ServiceRecord) -> Done,
) -> Done {
    for (n, h) in e.record.notices.iter().enumerate() {
        for (i, s) in h.services.iter().enumerate() {
            each(n, h, service_id(n, i), s)?;
        }
    }
    Ok(())
}

pub(super) fn services(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    each_service(e, |n, _, id, s| {
        let row = Row::default().text(id).text(notice_id(n)).may(s.organisation.as_ref().map(|o| &*o.text));
        each(row.may(s.of.map(|of| service_id(n, of as usize))).place(Some(e.locate(&s.place))).cells())
    })
}

pub(super) fn contacts(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    each_service(e, |_, _, id, s| {
        for c in &s.contacts {
            for (role, p) in contact_places(c) {
                let row = Row::default().text(&*id).text(role).text(c.kinds.join(" "));
                each(row.place(Some(e.locate(p))).cells())?;
            }
        }
        Ok(())
    })
}

/// The number or address of a contact, and what stands with it.
pub(super) fn contact_places(c: &ContactRecord) -> impl Iterator<Item = (&'static str, &PlaceRecord)> {
    let more = [("other", c.other.as_ref()), ("keyword", c.keyword.as_ref())];
    [("number", &c.number)].into_iter().chain(more.into_iter().filter_map(|(role, p)| Some((role, p?))))
}

pub(super) fn hours(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    each_service(e, |_, _, id, s| {
        s.hours.iter().try_for_each(|h| {
            let row = Row::default().text(&*id).may(h.opening.as_deref()).bool(h.in_name);
            each(row.place(Some(e.locate(&h.place))).cells())
        })
    })
}

pub(super) fn notes(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for a in &e.record.articles {
        for n in &a.notes {
            let at = n.place.as_ref().map(|p| e.locate(p));
            each(Row::default().text(&*a.siglum).text(&*n.message).place(at).cells())?;
        }
    }
    Ok(())
}
