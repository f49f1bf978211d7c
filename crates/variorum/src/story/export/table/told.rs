//! The tables of what reports tell: claims, paraphrases, who has what, and the timeline; with their rows.

use super::super::Export;
use super::super::rows::{Done, distinct};
use super::{Column, ExportTable, Row, Sink, bool, int, text};
use crate::story::record::{AssertionRecord, ClaimRecord, ParaphraseRecord, PlaceRecord, TimelineWitnessRecord};
use std::collections::{HashMap, HashSet};

const fn table(
    name: &'static str,
    doc: &'static str,
    own: &'static [Column],
    place: bool,
    fill: fn(&Export<'_>, &mut Sink<'_>) -> Done,
) -> ExportTable {
    ExportTable { name, doc, own, place, fill }
}

pub(super) const CLAIMS: ExportTable = table(
    "claims",
    "one thing that several reports tell: a slot, and whether its values can all hold",
    &[
        text("id", "`c1` …"),
        text("slot", "what, whether, when, count, age, money, name"),
        text(
            "relation",
            "the gravest of two of its values: conflict, growth, rounding, precision, subset, synonym, spelling; same where all give one value",
        ),
        int("values", "its values"),
        int("witnesses", "the reports that give any of them"),
        text(
            "silent",
            "sigla of the reports in which nothing was found on it and none of the values stands anywhere, parted by blanks",
        ),
    ],
    false,
    claims,
);

pub(super) const CLAIM_VALUES: ExportTable = table(
    "claim_values",
    "a value of a claim; where it stands is in `assertions`",
    &[
        text("id", "`c1v1` …, the one that most reports give first"),
        text("claim", "the claim"),
        text("value", "as it is printed where it stands first"),
        int("witnesses", "the reports that give it"),
    ],
    false,
    claim_values,
);

pub(super) const CLAIM_RELATIONS: ExportTable = table(
    "claim_relations",
    "what two values of a claim are to each other; for two that are not here nothing is known",
    &[
        text("claim", "the claim"),
        text("first", "a value"),
        text("second", "the other value"),
        text("relation", "conflict, growth, rounding, precision, subset, synonym, spelling, same"),
    ],
    false,
    claim_relations,
);

pub(super) const ASSERTIONS: ExportTable = table(
    "assertions",
    "the words by which a report gives a value",
    &[
        text("id", "`c1v1a1` …"),
        text("claim", "the claim"),
        text("value", "the value"),
        bool("quoted", "whether they stand in quotation marks"),
        text("by", "who is named as saying it, as printed; null where the report says it itself"),
    ],
    true,
    assertions,
);

pub(super) const ASSERTION_PLACES: ExportTable = table(
    "assertion_places",
    "what belongs to an assertion: its sentence, and the words that name who says it",
    &[text("assertion", "the assertion"), text("role", "sentence, by")],
    true,
    assertion_places,
);

pub(super) const FIGURES: ExportTable = table(
    "figures",
    "what several reports print for one thing by name: a fate, a person, a noun, a day",
    &[
        text("id", "`f1` …, those that differ first"),
        text("kind", "dead, hurt, shot, missing, evacuated, arrested, age, rank, count, money, hours"),
        text("label", "what it is of, in words"),
        text("day", "of hours their day, ISO 8601"),
        text(
            "relation",
            "the gravest of two of its values that two reports have, if they are of one matter; else same",
        ),
        int("values", "its values"),
        int("witnesses", "the reports that give any of them"),
    ],
    false,
    figures,
);

pub(super) const FIGURE_VALUES: ExportTable = table(
    "figure_values",
    "the words by which a report gives a value of a figure",
    &[
        text("figure", "the figure"),
        int("value", "number of the value, from 0: numbers from the lowest, hours from the earliest"),
    ],
    true,
    figure_values,
);

pub(super) const PARAPHRASES: ExportTable = table(
    "paraphrases",
    "words outside quotation marks that probably render an utterance",
    &[
        text("id", "`u1p1` …"),
        text("utterance", "the utterance"),
        int("words_start", "first word of its fullest text that they render"),
        int("words_end", "one past the last"),
        int("percent", "how likely it is, in hundredths"),
        text(
            "flags",
            "parted by blanks: negation (only one of the two has a word of denial), number (both have numbers, and none in common), unmarked (the words themselves, without marks)",
        ),
    ],
    true,
    paraphrases,
);

pub(super) const COVERAGE: ExportTable = table(
    "coverage",
    "a report that has an utterance, or of which that cannot be known; one without a row does not have it, unless it is in `doubts`. Where the words stand is in `readings` and `paraphrases`",
    &[
        text("of", "the utterance"),
        text("report", "the report's siglum"),
        text(
            "presence",
            "verbatim, altered, trimmed, paraphrased; unknown for a report in another language, which may have it in translation",
        ),
        int("percent", "of a hundred words those that it prints in marks; null where that is unknown"),
    ],
    false,
    coverage,
);

pub(super) const DOUBTS: ExportTable = table(
    "doubts",
    "a report that may not have been captured whole, so that its silence says nothing",
    &[text("report", "the report's siglum"), text("why", "the reason, in words")],
    false,
    doubts,
);

pub(super) const TIMELINE: ExportTable = table(
    "timeline",
    "what happened, was said or was published at a time; in order, those without a place in the calendar last",
    &[
        text("id", "`t1` …"),
        text("lane", "event, utterance, publication, update"),
        text(
            "value",
            "the time as TIMEX3 writes it, as finely as any of its reports tells it; of a stretch its two ends, as in `1999/2003`",
        ),
        text("first", "the first day that may be meant, ISO 8601; null without a place in the calendar"),
        text("last", "the last day that may be meant"),
        text("utterance", "the utterance, where it is one of the edition's"),
        int("witnesses", "the reports that have it"),
    ],
    false,
    timeline,
);

pub(super) const TIMELINE_WITNESSES: ExportTable = table(
    "timeline_witnesses",
    "the words by which a report tells the time of an entry; without a place where metadata or nothing does",
    &[
        text("id", "`t1w1` …"),
        text("entry", "the entry of the timeline"),
        text("report", "the report's siglum"),
        text("value", "what the words come to, as TIMEX3 writes it"),
        bool("quoted", "whether it stands in quotation marks"),
    ],
    true,
    timeline_witnesses,
);

pub(super) const TIMELINE_PLACES: ExportTable = table(
    "timeline_places",
    "what belongs to a row of `timeline_witnesses`: the words that tell what happened, and their head",
    &[
        text("witness", "the row of `timeline_witnesses`"),
        text(
            "role",
            "label (of an event its clause, of an utterance the words), head (that of the clause, or the word of saying)",
        ),
    ],
    true,
    timeline_places,
);

pub(super) const TIMELINE_CONFLICTS: ExportTable = table(
    "timeline_conflicts",
    "two entries that tell one thing at times that cannot both hold",
    &[text("first", "an entry of the timeline"), text("second", "the other")],
    false,
    timeline_conflicts,
);

/// How many reports give a value.
pub(in super::super) fn givers<'a>(assertions: impl Iterator<Item = &'a AssertionRecord>) -> usize {
    distinct(assertions.map(|a| a.place.siglum.as_str()))
}

/// The id of a value, by its number in the claim.
pub(in super::super) fn value_id(claim: &ClaimRecord, n: usize) -> String {
    format!("{}v{}", claim.id, n + 1)
}

/// The ids of paraphrases, in the order of the record.
pub(in super::super) fn paraphrase_ids(list: &[ParaphraseRecord]) -> Vec<String> {
    let mut of: HashMap<&str, usize> = HashMap::new();
    list.iter()
        .map(|p| {
            let n = of.entry(&p.utterance).or_default();
            *n += 1;
            format!("{}p{n}", p.utterance)
        })
        .collect()
}

fn claims(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    e.record.claims.iter().try_for_each(|c| {
        let row = Row::default().text(&*c.id).text(&*c.slot).text(&*c.relation).int(c.values.len());
        let row = row.int(givers(c.values.iter().flat_map(|v| &v.assertions)));
        each(row.text(c.silent.join(" ")).cells())
    })
}

fn claim_values(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for c in &e.record.claims {
        for (n, v) in c.values.iter().enumerate() {
            let row = Row::default().text(value_id(c, n)).text(&*c.id).text(&*v.text);
            each(row.int(givers(v.assertions.iter())).cells())?;
        }
    }
    Ok(())
}

fn claim_relations(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for c in &e.record.claims {
        for r in &c.relations {
            let [first, second] = r.values;
            let row = Row::default().text(&*c.id).text(value_id(c, first)).text(value_id(c, second));
            each(row.text(&*r.relation).cells())?;
        }
    }
    Ok(())
}

/// Every assertion with its id, its claim and the id of its value.
fn each_assertion<'a>(
    e: &Export<'a>,
    mut each: impl FnMut(String, &'a ClaimRecord, &str, &'a AssertionRecord) -> Done,
) -> Done {
    for c in &e.record.claims {
        for (n, v) in c.values.iter().enumerate() {
            let value = value_id(c, n);
            for (i, a) in v.assertions.iter().enumerate() {
                each(format!("{value}a{}", i + 1), c, &value, a)?;
            }
        }
    }
    Ok(())
}

fn assertions(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    each_assertion(e, |id, claim, value, a| {
        let row = Row::default().text(id).text(&*claim.id).text(value).bool(a.quoted);
        each(row.may(a.by.as_ref().map(|b| &*b.text)).place(Some(e.locate(&a.place))).cells())
    })
}

fn assertion_places(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    each_assertion(e, |id, _, _, a| roles(e, each, &id, [("sentence", Some(&a.sentence)), ("by", a.by.as_ref())]))
}

/// A row for each place that is there.
fn roles<'a>(
    e: &Export<'a>,
    each: &mut Sink<'_>,
    of: &str,
    places: [(&'static str, Option<&'a PlaceRecord>); 2],
) -> Done {
    for (role, place) in places {
        if let Some(p) = place {
            each(Row::default().text(of).text(role).place(Some(e.locate(p))).cells())?;
        }
    }
    Ok(())
}

fn figures(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    e.record.figures.iter().try_for_each(|f| {
        let row = Row::default().text(&*f.id).text(&*f.kind).text(f.label()).may(f.day.as_deref()).text(&*f.relation);
        let witnesses = distinct(f.values.iter().flat_map(|v| &v.places).map(|p| p.siglum.as_str()));
        each(row.int(f.values.len()).int(witnesses).cells())
    })
}

fn figure_values(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for f in &e.record.figures {
        for (n, v) in f.values.iter().enumerate() {
            for p in &v.places {
                each(Row::default().text(&*f.id).int(n).place(Some(e.locate(p))).cells())?;
            }
        }
    }
    Ok(())
}

fn paraphrases(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    let list = &e.record.paraphrases;
    for (p, id) in list.iter().zip(paraphrase_ids(list)) {
        let row = Row::default().text(id).text(&*p.utterance).int(p.words[0]).int(p.words[1]).int(p.percent);
        each(row.text(p.flags.join(" ")).place(Some(e.locate(&p.place))).cells())?;
    }
    Ok(())
}

fn coverage(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    for row in &e.record.coverage.rows {
        for c in &row.cells {
            each(Row::default().text(&*row.of).text(&*c.siglum).text(&*c.presence).int(c.percent).cells())?;
        }
        // One that has the words all the same has its cell already.
        let has: HashSet<&str> = row.cells.iter().map(|c| c.siglum.as_str()).collect();
        for siglum in row.foreign.iter().filter(|s| !has.contains(s.as_str())) {
            each(Row::default().text(&*row.of).text(&**siglum).text("unknown").null().cells())?;
        }
    }
    Ok(())
}

fn doubts(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    let doubts = &e.record.coverage.doubts;
    doubts.iter().try_for_each(|d| each(Row::default().text(&*d.siglum).text(&*d.why).cells()))
}

fn timeline(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    e.record.timeline.entries.iter().try_for_each(|t| {
        let row = Row::default().text(&*t.id).text(&*t.lane).text(&*t.value);
        let row = row.may(t.first.as_deref()).may(t.last.as_deref()).may(t.utterance.as_deref());
        each(row.int(distinct(t.witnesses.iter().map(|w| w.siglum.as_str()))).cells())
    })
}

/// Every witness of the timeline with its id and the id of its entry.
fn each_witness<'a>(e: &Export<'a>, mut each: impl FnMut(String, &'a str, &'a TimelineWitnessRecord) -> Done) -> Done {
    for t in &e.record.timeline.entries {
        for (n, w) in t.witnesses.iter().enumerate() {
            each(format!("{}w{}", t.id, n + 1), &t.id, w)?;
        }
    }
    Ok(())
}

fn timeline_witnesses(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    each_witness(e, |id, entry, w| {
        let row = Row::default().text(id).text(entry).text(&*w.siglum).may(w.value.as_deref()).bool(w.quoted);
        each(row.place(w.time.as_ref().map(|p| e.locate(p))).cells())
    })
}

fn timeline_places(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    each_witness(e, |id, _, w| roles(e, each, &id, [("label", w.label.as_ref()), ("head", w.head.as_ref())]))
}

fn timeline_conflicts(e: &Export<'_>, each: &mut Sink<'_>) -> Done {
    let conflicts = &e.record.timeline.conflicts;
    conflicts.iter().try_for_each(|[a, b]| each(Row::default().text(&**a).text(&**b).cells()))
}
