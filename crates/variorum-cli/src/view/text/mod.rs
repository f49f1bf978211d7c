//! The edition in a terminal: eighty columns, nothing told by colour alone.

mod coverage;
mod entry;
mod extent;
mod figures;
mod ledger;
mod lineage;
mod named;
mod notices;
pub mod sheet;
mod sigla;
mod timeline;

use super::clean::{self, count};
use super::{given, marks};
use sheet::{Sheet, Words, style};
use std::collections::BTreeMap;
use variorum::collate::collation::Collation;
use variorum::collate::variant::{Class, Kind, Variant};
use variorum::span::{ArticleId, Place};
use variorum::story::edition::Edition;
use variorum::story::voices::{GRAVITY, Voice, voices};

/// What is told in "What changed most".
enum Change<'a> {
    /// Other words.
    Words(&'a Collation, &'a Variant),
    /// The same words, given to other people.
    Voices(&'a Collation, Vec<Voice>),
}

impl Change<'_> {
    fn gravity(&self, said: bool) -> u32 {
        match self {
            Self::Words(_, v) => v.gravity(said),
            Self::Voices(..) => GRAVITY,
        }
    }

    fn at(&self) -> (u32, u32) {
        match self {
            Self::Words(_, v) => (v.locus.start, v.locus.end),
            Self::Voices(..) => (0, 0),
        }
    }
}

/// Characters of words that are given to other people.
const GIVEN: usize = 60;
/// Variants in "What changed most".
const GRAVEST: usize = 10;
/// Reports, orders, variants of one utterance, lines of a text that are shown before the rest becomes a count.
const REPORTS: usize = 30;
const ORDERS: usize = 12;
const VARIANTS: usize = 24;
const LINES: usize = 14;
const TRIMS: usize = 6;
const UNSPOKEN: usize = 6;

/// How the view is to look.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Columns.
    pub width: usize,
    /// Everything, however much it is.
    pub all: bool,
}

/// The edition as text, with the escapes of its colours; whoever prints it takes them out where they do not belong.
pub fn report(edition: &Edition, options: Options) -> String {
    let mut view = View { edition, all: options.all, sheet: Sheet::new(options.width) };
    view.reports();
    view.counts();
    view.changed();
    view.unsupported();
    view.ledger();
    view.figures();
    view.coverage();
    view.paraphrases();
    view.lineage();
    view.timeline();
    view.order();
    view.named();
    view.utterances();
    view.alone();
    view.passages();
    view.notices();
    view.sheet.finish()
}

struct View<'a> {
    edition: &'a Edition,
    all: bool,
    sheet: Sheet,
}

fn dim(text: &str) -> Words {
    styled(style::DIM, text)
}

fn styled(style: anstyle::Style, text: &str) -> Words {
    let mut out = Words::new();
    out.push(style, text);
    out
}

impl View<'_> {
    /// A line for each report, and what there is to know about it.
    fn reports(&mut self) {
        let edition = self.edition;
        let shown = if self.all { edition.reports.len() } else { edition.reports.len().min(REPORTS) };
        let names = names(edition);
        let column = edition.sigla.iter().take(shown).map(String::len).max().unwrap_or(1);
        for (i, report) in edition.reports.iter().take(shown).enumerate() {
            let words = report.count_words();
            let meta = &report.article.meta;
            let date = meta.date.as_deref().or(meta.modified.as_deref()).map_or("", |d| d.get(..10).unwrap_or(d));
            let unit = if words == 1 { "word " } else { "words" };
            let mut tail = Words::new();
            tail.raw(style::DIM, &format!("{date:10}  {:>6} {unit}", clean::number(words)));
            let lead = styled(style::SIGLUM, &edition.sigla[i]);
            self.sheet.tailed(&lead, column + 2, &styled(style::BOLD, &names[i]), &tail);
            if let (Some(_), Some(title)) = (&report.article.meta.outlet, &report.article.meta.title) {
                self.sheet.para(column + 2, &styled(style::PLAIN, &clean::shortened(title, 120)));
            }
            if let Some(names) = super::credits::names(report) {
                self.sheet.para(column + 2, &dim(&format!("credits {names}")));
            }
            for note in notes(report) {
                self.sheet.para(column + 2, &dim(&note));
            }
        }
        if edition.reports.len() > shown {
            self.sheet.para(0, &dim(&format!("… {} (--all)", count(edition.reports.len() - shown, "more report"))));
        }
    }

    fn counts(&mut self) {
        let e = self.edition;
        let shared = e.utterances.iter().filter(|u| e.witnesses(&u.collation) > 1).count();
        let several = e.reports.len() > 1;
        let mut parts = Vec::new();
        parts.push(match (e.utterances.len(), several, shared) {
            (0, ..) => "No quotation".to_string(),
            (n, false, _) => count(n, "utterance"),
            (n, true, 0) => format!("{}, none in two reports", count(n, "utterance")),
            (1, true, _) => "1 utterance, in two reports or more".to_string(),
            (n, true, s) => format!("{}, {} in two reports or more", count(n, "utterance"), clean::number(s)),
        });
        let (changes, cuts) = e.count_changes();
        let kinds = [
            (changes, "in words"),
            (e.count(Class::Orthographic), "in spelling"),
            (e.count(Class::Typographic), "in typography"),
        ];
        let mut differences = Vec::new();
        for (n, name) in kinds {
            match (n, differences.is_empty()) {
                (0, _) => {}
                (n, true) => differences.push(format!("{} {name}", count(n, "difference"))),
                (n, false) => differences.push(format!("{} {name}", clean::number(n))),
            }
        }
        if cuts > 0 {
            differences.push(count(cuts, "cut"));
        }
        if !differences.is_empty() {
            parts.push(differences.join(", "));
        }
        if !e.passages.is_empty() {
            parts.push(format!("{} shared outside quotations", count(e.passages.len(), "passage")));
        }
        self.sheet.gap();
        self.sheet.para(0, &styled(style::PLAIN, &format!("{}.", parts.join("; "))));
    }

    /// The gravest changes.
    fn changed(&mut self) {
        let e = self.edition;
        let mut found: Vec<((bool, usize), Change)> = Vec::new();
        let said = e.utterances.iter().enumerate().map(|(n, u)| ((false, n), &u.collation));
        let shared = e.passages.iter().enumerate().map(|(n, p)| ((true, n), &p.collation));
        for (n, c) in said.chain(shared) {
            let told = c.variants.iter().filter(|v| v.is_change() || v.turns_by_cut());
            found.extend(told.map(|v| (n, Change::Words(c, v))));
        }
        for (n, u) in e.utterances.iter().enumerate() {
            let given = voices(e, u);
            if !given.is_empty() {
                found.push(((false, n), Change::Voices(&u.collation, given)));
            }
        }
        if found.is_empty() {
            return;
        }
        found.sort_by_key(|(n, c)| (std::cmp::Reverse(c.gravity(!n.0)), *n, c.at()));
        let total = found.len();
        found.truncate(GRAVEST);
        self.sheet.heading("What changed most");
        self.legend();
        self.sheet.gap();
        let leads: Vec<Words> = found
            .iter()
            .map(|((passage, n), _)| {
                if *passage {
                    return styled(style::BOLD, &format!("p{}", n + 1));
                }
                let mut lead = styled(style::BOLD, &(n + 1).to_string());
                lead.push(style::DIM, &entry::speaker(e, *n, 12));
                lead
            })
            .collect();
        let column = leads.iter().map(Words::width).max().unwrap_or(0) + 2;
        for ((_, change), lead) in found.iter().zip(&leads) {
            match change {
                Change::Words(c, v) => {
                    self.sheet.tailed(lead, column, &entry::entry(e, c, v, false), &entry::label(v));
                }
                Change::Voices(c, given) => {
                    let mut words = styled(style::PLAIN, &format!("“{}”", clean::shortened(c.text.as_str(), GIVEN)));
                    words.push(style::DIM, "given to");
                    for (i, v) in given.iter().enumerate() {
                        if i > 0 {
                            words.stick(style::DIM, ";");
                        }
                        words.push(style::PLAIN, &clean::shortened(&v.name, 40));
                        words.push(style::SIGLUM, &sigla::list(e, &v.reports, &[], 8));
                    }
                    self.sheet.tailed(lead, column, &words, &dim("[another speaker]"));
                }
            }
        }
        if total > GRAVEST {
            self.sheet.para(column, &dim(&format!("… and {} more, below", total - GRAVEST)));
        }
    }

    /// Marks around words that no fuller rendering has.
    fn unsupported(&mut self) {
        let e = self.edition;
        let (looked, unspoken) = (marks::looked_at(e), marks::unspoken(e));
        if looked.is_none() && unspoken.is_empty() {
            return;
        }
        self.sheet.heading("In marks, but in no fuller rendering");
        if e.unsupported.is_empty() {
            looked.iter().for_each(|l| self.sheet.para(0, &dim(l)));
            self.unspoken(&unspoken, looked.is_some());
            return;
        }
        for u in &e.unsupported {
            let mut words = styled(style::CHANGED, &format!("“{}”", self.text(e.words(u.place))));
            let q = e.quotation(u.place.article, u.quotation);
            let who = q.and_then(|q| e.speaks(u.place.article, q));
            if let Some(who) = who {
                words.push(style::DIM, &format!("({})", clean::shortened(who, 40)));
            }
            let lead = styled(style::SIGLUM, e.siglum(u.place.article));
            self.sheet.tailed(&lead, 4, &words, &entry::places(e, &[u.place], true));
            match &u.nearest {
                Some((n, places)) => {
                    let mut words = dim(&format!("nearest, in {}:", n + 1));
                    let said = places.first().map_or("", |p| e.words(*p));
                    words.push(style::PLAIN, &format!("“{}”", self.text(said)));
                    self.sheet.tailed(&Words::new(), 6, &words, &entry::places(e, places, self.all));
                }
                None => self.sheet.para(6, &dim("no quotation in these reports comes near it")),
            }
        }
        self.sheet.gap();
        let why = "These reports do not bear the words out; others that are not here might.";
        self.sheet.para(0, &dim(why));
        looked.iter().for_each(|l| self.sheet.para(0, &dim(l)));
        self.unspoken(&unspoken, true);
    }

    /// Words in marks of which it is not said whose they are.
    fn unspoken(&mut self, places: &[Place], gap: bool) {
        let e = self.edition;
        if places.is_empty() {
            return;
        }
        if gap {
            self.sheet.gap();
        }
        self.sheet.para(0, &dim(marks::UNSPOKEN));
        let shown = if self.all { places.len() } else { places.len().min(UNSPOKEN) };
        for p in places.iter().take(shown) {
            let words = styled(style::PLAIN, &format!("“{}”", self.text(e.words(*p))));
            let lead = styled(style::SIGLUM, e.siglum(p.article));
            self.sheet.tailed(&lead, 4, &words, &entry::places(e, &[*p], true));
        }
        if places.len() > shown {
            self.sheet.para(0, &dim(&format!("… {} more (--all)", clean::number(places.len() - shown))));
        }
    }

    fn order(&mut self) {
        let e = self.edition;
        let orders = e.order();
        let mut rank: BTreeMap<&[usize], Vec<ArticleId>> = BTreeMap::new();
        for (i, list) in orders.iter().enumerate().filter(|(_, l)| l.len() > 1) {
            rank.entry(list).or_default().push(ArticleId(i as u32));
        }
        if !differs(rank.keys().copied()) {
            return;
        }
        self.sheet.heading("The order in which each prints them");
        let mut lines: Vec<(&[usize], Vec<ArticleId>)> = rank.into_iter().collect();
        lines.sort_by(|a, b| a.1.cmp(&b.1));
        let shown = if self.all { lines.len() } else { lines.len().min(ORDERS) };
        let leads: Vec<Words> =
            lines.iter().take(shown).map(|(_, who)| styled(style::SIGLUM, &sigla::list(e, who, &[], 6))).collect();
        let column = leads.iter().map(Words::width).max().unwrap_or(0) + 2;
        for ((list, _), lead) in lines.iter().zip(&leads) {
            let numbers: Vec<String> = list.iter().map(|n| (n + 1).to_string()).collect();
            self.sheet.hang(lead, column, &styled(style::PLAIN, &numbers.join(" ")));
        }
        if lines.len() > shown {
            self.sheet.para(0, &dim(&format!("… {} (--all)", count(lines.len() - shown, "more order"))));
        }
    }

    /// Every utterance with two readings or more, with its apparatus.
    fn utterances(&mut self) {
        let e = self.edition;
        let mut first = true;
        for (n, u) in e.utterances.iter().enumerate().filter(|(_, u)| u.collation.readings.len() > 1) {
            if first {
                self.sheet.heading("Utterances");
                self.numbers();
                first = false;
            }
            self.sheet.gap();
            let lead = styled(style::BOLD, &(n + 1).to_string());
            let mut tail = Words::new();
            if e.reports.len() > 2 {
                let n = clean::number(e.witnesses(&u.collation));
                tail.whole(style::DIM, &format!("{n} of {}", count(e.reports.len(), "report")));
            }
            self.sheet.tailed(&lead, 4, &self.said_by(n), &tail);
            self.given_as(&u.collation);
            self.text_and_apparatus(&u.collation, true);
        }
    }

    fn legend(&mut self) {
        let mut words = dim("Words");
        words.apart(style::SIGLUM, "A");
        words.sign(style::BOLD, "]");
        words.push(style::DIM, "other words");
        words.apart(style::SIGLUM, "B");
        words.stick(style::DIM, ": A has what stands before the bracket, B what stands behind it.");
        if self.edition.reports.len() >= 6 {
            words.push(style::DIM, "“All but C” counts only those who render the place.");
        }
        self.sheet.para(0, &words);
    }

    fn numbers(&mut self) {
        let words = "The number in front of an entry is the line of the text; A:318-320 would be bytes of the file A.";
        self.sheet.para(0, &dim(words));
    }

    fn said_by(&self, n: usize) -> Words {
        let u = &self.edition.utterances[n];
        let mut words = Words::new();
        match self.edition.speaker(u) {
            Some(name) => words.push(style::BOLD, &clean::shortened(name, 60)),
            None => words.push(style::DIM, "speaker not named"),
        }
        for (channel, who) in given::channels(self.edition, u) {
            words.stick(style::PLAIN, ",");
            words.push(style::PLAIN, channel);
            if !who.is_empty() {
                words.push(style::SIGLUM, &sigla::list(self.edition, &who, &[], 8));
            }
        }
        words
    }

    /// Who the reports say it was, where they do not say the same.
    fn given_as(&mut self, c: &Collation) {
        let e = self.edition;
        let names = given::names(e, c);
        if names.is_empty() {
            return;
        }
        let mut words = dim("named as");
        for (i, (name, who)) in names.iter().enumerate() {
            if i > 0 {
                words.stick(style::DIM, ";");
            }
            words.push(style::PLAIN, name);
            words.push(style::SIGLUM, &sigla::list(e, who, &[], 8));
        }
        self.sheet.para(4, &words);
    }

    /// The text with its lines numbered, the extents, the apparatus.
    fn text_and_apparatus(&mut self, c: &Collation, bars: bool) {
        let e = self.edition;
        let (words, first) = self.text_words(c);
        let lines = self.sheet.numbered(4, &words, if self.all { usize::MAX } else { LINES });
        let line =
            |word: u32| first.get(word as usize).or(first.last()).and_then(|w| lines.get(*w)).copied().unwrap_or(1);
        if bars {
            self.sheet.gap();
            extent::bars(&mut self.sheet, e, c, 4, self.all);
        }
        if !c.variants.is_empty() {
            self.sheet.gap();
        }
        let several = lines.last().is_some_and(|l| *l > 1);
        // A few trims are worth a line each; many are seen better in the bars.
        let trim = |v: &Variant| matches!(v.kind, Kind::TrimStart | Kind::TrimEnd);
        let trims = c.variants.iter().filter(|v| trim(v)).count();
        let folded = if self.all || trims <= TRIMS { 0 } else { trims };
        let wanted = |v: &&Variant| self.all || (v.class == Class::Substantive && (folded == 0 || !trim(v)));
        let shown: Vec<&Variant> = c.variants.iter().filter(wanted).collect();
        let most = if self.all { shown.len() } else { VARIANTS.min(shown.len()) };
        for v in shown.iter().take(most) {
            let mut number = Words::new();
            let at = if several { line(v.locus.start).to_string() } else { String::new() };
            number.raw(style::DIM, &format!("{at:>6}"));
            let places = entry::places_of(e, c, v, self.all);
            self.sheet.entry(&number, 8, entry::entry(e, c, v, self.all), entry::label(v), &places);
        }
        if shown.len() > most {
            self.sheet.para(8, &dim(&format!("… {} (--all)", count(shown.len() - most, "more difference"))));
        }
        if folded > 0 {
            let words = format!("{} at the beginning or the end: see the bars (--all)", count(folded, "trim"));
            self.sheet.para(8, &dim(&words));
        }
        if !self.all {
            self.folded(c);
        }
    }

    /// Spelling and typography in one line.
    fn folded(&mut self, c: &Collation) {
        let of = |class: Class| c.variants.iter().filter(move |v| v.class == class);
        let (spelling, typography) = (of(Class::Orthographic).count(), of(Class::Typographic).count());
        let mut words = Words::new();
        if spelling > 0 {
            words.push(style::DIM, &format!("{} in spelling:", count(spelling, "difference")));
            let list: Vec<String> = of(Class::Orthographic).take(4).map(|v| entry::brief(c, v)).collect();
            words.push(style::PLAIN, &list.join(", "));
            words.stick(
                style::DIM,
                if spelling > 4 {
                    ", …;"
                } else if typography > 0 {
                    ";"
                } else {
                    ""
                },
            );
        }
        if typography > 0 {
            let what = if spelling > 0 {
                format!("{} in typography", clean::number(typography))
            } else {
                format!("{} in typography", count(typography, "difference"))
            };
            words.push(style::DIM, &what);
        }
        if !words.is_empty() {
            words.push(style::DIM, "(--all)");
            self.sheet.hang(&Words::new(), 8, &words);
        }
    }

    /// The text's words, those in a changed place marked; and which word of the list begins each.
    fn text_words(&self, c: &Collation) -> (Words, Vec<usize>) {
        let mut changed = vec![false; c.text.len()];
        for v in c.variants.iter().filter(|v| v.is_change() && v.locus.len() <= 8) {
            let (from, to) = (v.locus.start as usize, v.locus.end as usize);
            for flag in changed.iter_mut().take(to).skip(from) {
                *flag = true;
            }
        }
        let mut words = Words::new();
        let mut first = Vec::with_capacity(c.text.len());
        for (w, changed) in c.text.iter().zip(changed) {
            first.push(words.len());
            words.flow(if changed { style::CHANGED } else { style::PLAIN }, w.text);
            words.flow(style::PLAIN, w.after);
        }
        (words, first)
    }

    /// Utterances with one reading.
    fn alone(&mut self) {
        let e = self.edition;
        let alone: Vec<usize> =
            (0..e.utterances.len()).filter(|n| e.utterances[*n].collation.readings.len() < 2).collect();
        if alone.is_empty() {
            return;
        }
        let one = e.reports.len() == 1;
        self.sheet.heading(if one { "Given once" } else { "In one report only" });
        if !one {
            let mut by: BTreeMap<ArticleId, usize> = BTreeMap::new();
            for n in &alone {
                for r in &e.utterances[*n].collation.readings {
                    *by.entry(r.article).or_default() += 1;
                }
            }
            let mut words = styled(style::PLAIN, &count(alone.len(), "utterance"));
            words.stick(style::PLAIN, ":");
            for (i, (a, n)) in by.iter().enumerate() {
                if i > 0 {
                    words.stick(style::PLAIN, ",");
                }
                words.push(style::SIGLUM, e.siglum(*a));
                words.push(style::PLAIN, &n.to_string());
                if i >= 40 && !self.all {
                    words.push(style::DIM, "…");
                    break;
                }
            }
            if !self.all {
                words.push(style::DIM, "(--all lists them)");
            }
            self.sheet.para(0, &words);
        }
        if !self.all && !one {
            return;
        }
        for n in alone {
            let c = &e.utterances[n].collation;
            let mut lead = styled(style::BOLD, &(n + 1).to_string());
            let Some(r) = c.readings.first() else { continue };
            lead.push(style::SIGLUM, e.siglum(r.article));
            let mut words = self.said_by(n);
            words.stick(style::PLAIN, ":");
            let text = c.text.as_str();
            words.push(style::PLAIN, &format!("“{}”", clean::shortened(text, if self.all { 400 } else { 160 })));
            let places: Vec<_> =
                r.parts.iter().map(|p| variorum::span::Place { article: r.article, span: *p }).collect();
            self.sheet.tailed(&lead, 6, &words, &entry::places(e, &places, self.all));
        }
    }

    fn passages(&mut self) {
        let e = self.edition;
        if e.passages.is_empty() {
            return;
        }
        self.sheet.heading("Shared outside quotations");
        let mut same = 0;
        for (n, p) in e.passages.iter().enumerate() {
            let c = &p.collation;
            if !self.all && !c.variants.iter().any(|v| v.class == Class::Substantive) {
                same += 1;
                continue;
            }
            self.sheet.gap();
            let lead = styled(style::BOLD, &format!("p{}", n + 1));
            let mut witnesses: Vec<ArticleId> = c.readings.iter().map(|r| r.article).collect();
            witnesses.dedup();
            let most = if self.all { usize::MAX } else { 12 };
            self.sheet.hang(&lead, 4, &styled(style::SIGLUM, &sigla::list(e, &witnesses, &[], most)));
            self.text_and_apparatus(c, self.all);
        }
        if same > 0 {
            self.sheet.gap();
            self.sheet.para(0, &dim(&format!("{} word for word the same (--all lists them)", count(same, "passage"))));
        }
    }

    /// Words of a report on one line.
    fn text(&self, text: &str) -> String {
        clean::shortened(text, if self.all { usize::MAX - 1 } else { 200 })
    }
}

/// What a reader should know of a report; what was noted more than once, once, with its places.
pub fn notes(report: &variorum::annotate::Annotated) -> Vec<String> {
    let mut all: Vec<(&str, Vec<u64>)> = Vec::new();
    for note in report.article.notes.iter().chain(&report.annotations.notes) {
        let at = note.span.map(|s| report.article.text.source(s).start);
        match all.iter_mut().find(|n| n.0 == note.message) {
            Some(n) => n.1.extend(at),
            None => all.push((&note.message, at.into_iter().collect())),
        }
    }
    let print = |(message, at): (&str, Vec<u64>)| match at.as_slice() {
        [] => format!("note: {message}"),
        [one] => format!("note: {message}, at byte {one}"),
        many => {
            let first: Vec<String> = many.iter().take(5).map(u64::to_string).collect();
            let more = if many.len() > 5 { format!(" … ({})", clean::number(many.len())) } else { String::new() };
            format!("note: {message}, at bytes {}{more}", first.join(", "))
        }
    };
    all.into_iter().map(print).collect()
}

/// What to call each report: outlet and file name; the whole path where file names are not enough.
fn names(edition: &Edition) -> Vec<String> {
    let file = |r: &variorum::annotate::Annotated, whole: bool| {
        let path = r.article.path.as_str();
        let name = if whole { path } else { path.rsplit(['/', '\\']).next().unwrap_or(path) };
        let name = if name == "-" { "standard input" } else { name };
        r.article.line.map_or(name.to_string(), |l| format!("{name}:{l}"))
    };
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for r in &edition.reports {
        *times.entry(file(r, false)).or_default() += 1;
    }
    let name = |r| {
        let short = file(r, false);
        if times.get(&short).is_some_and(|n| *n > 1) { file(r, true) } else { short }
    };
    edition
        .reports
        .iter()
        .map(|r| match &r.article.meta.outlet {
            Some(outlet) => format!("{} ({})", clean::shortened(outlet, 60), clean::shortened(&name(r), 200)),
            None => clean::shortened(&name(r), 200),
        })
        .collect()
}

/// Whether two lists have two members in another order.
fn differs<'a>(lists: impl Iterator<Item = &'a [usize]>) -> bool {
    let mut after: std::collections::HashSet<(usize, usize)> = std::collections::HashSet::new();
    for list in lists {
        for (i, a) in list.iter().enumerate() {
            for b in list.iter().skip(i + 1) {
                if after.contains(&(*b, *a)) {
                    return true;
                }
                after.insert((*a, *b));
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_differ_where_two_are_exchanged() {
        let differ = |lists: &[&[usize]]| differs(lists.iter().copied());
        assert!(!differ(&[&[1, 2, 4], &[2, 3, 4], &[7]]));
        assert!(differ(&[&[1, 2, 4], &[4, 1]]));
        assert!(!differ(&[]));
    }
}
