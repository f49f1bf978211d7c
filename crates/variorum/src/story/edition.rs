//! The edition: what every view prints.

use crate::annotate::Annotated;
use crate::annotate::attribution::{Shown, settle};
use crate::annotate::quotation::Quotation;
use crate::annotate::syntax::Parsed;
use crate::collate::collation::{Collation, Reading};
use crate::collate::named::{self, Names};
use crate::collate::passage::{self, Passage};
use crate::collate::utterance::{self, Marks, Unsupported, Utterance};
use crate::collate::variant::{Class, Variant};
use crate::span::{ArticleId, Place, QuotationId};
use crate::story::figure;
use crate::story::ledger::{self, Claim, Ledger};
use crate::story::lineage::{self, Lineage};
use crate::story::paraphrase::{Paraphrase, paraphrases};
use crate::story::timeline::{Timeline, timeline};

/// The comparison of a set of reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The reports, in the order they were given.
    pub reports: Vec<Annotated>,
    /// The siglum of each report.
    pub sigla: Vec<String>,
    /// What was said, in the order of the report that has most of it.
    pub utterances: Vec<Utterance>,
    /// Marks around words that no fuller rendering has.
    pub unsupported: Vec<Unsupported>,
    /// How many marks were looked at for that.
    pub marks: Marks,
    /// What is shared outside quotations.
    pub passages: Vec<Passage>,
    /// Who and what is named in several reports, or in several forms.
    pub names: Names,
    /// Who had it from whom, as far as anything tells.
    pub lineage: Lineage,
    /// What several reports tell, slot by slot: where they agree and differ.
    pub ledger: Ledger,
    /// Words outside marks that render an utterance, in order of their places.
    pub paraphrases: Vec<Paraphrase>,
    /// What happened when, when things were said, and when it was published.
    pub timeline: Timeline,
}

/// Compares reports. The order in which they are given decides their sigla (A, B, C … in that order) and in
/// which order readings are listed, and nothing else.
pub fn edition(mut reports: Vec<Annotated>) -> Edition {
    let mut parsed = Parsed::remembering();
    let shown: Vec<Option<Shown>> = reports.iter_mut().map(|r| settle(r, &mut parsed)).collect();
    // Work in an order of the texts themselves, then translate back.
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by(|&a, &b| {
        let (x, y) = (&reports[a].article, &reports[b].article);
        x.text
            .as_str()
            .cmp(y.text.as_str())
            .then_with(|| (&x.meta.date, &x.path, x.line).cmp(&(&y.meta.date, &y.path, y.line)))
    });
    let canonical: Vec<&Annotated> = order.iter().map(|i| &reports[*i]).collect();
    let mut names = named::names(&canonical);
    let said = utterance::utterances(&canonical, &names);
    let mut passages = passage::passages(&canonical);
    let mut lineage = lineage::lineage(&canonical, &said.utterances, &passages);
    let mut ledger = ledger::ledger(&canonical, &names, &mut parsed);
    let mut paraphrases = paraphrases(&canonical, &said.utterances, &names);
    let map = |a: ArticleId| ArticleId(order[a.index()] as u32);
    let place = |p: &mut Place| p.article = map(p.article);
    names.translate(&map);
    lineage.translate(&map);
    ledger.translate(&map);
    let mut utterances = said.utterances;
    for u in &mut utterances {
        u.speaker = u.speaker.map(|(a, q)| (map(a), q));
        u.channel = u.channel.map(|(a, q)| (map(a), q));
        translate(&mut u.collation, &map);
    }
    for p in &mut passages {
        translate(&mut p.collation, &map);
    }
    let mut unsupported = said.unsupported;
    for u in &mut unsupported {
        place(&mut u.place);
        if let Some((_, places)) = &mut u.nearest {
            places.iter_mut().for_each(place);
            places.sort_unstable();
        }
    }
    unsupported.sort_by_key(|u| u.place);
    paraphrases.iter_mut().for_each(|p| place(&mut p.place));
    paraphrases.sort_by_key(|p| (p.place, p.utterance));
    let sigla = (0..reports.len()).map(siglum).collect();
    let mut out = Edition {
        reports,
        sigla,
        utterances,
        unsupported,
        marks: said.marks,
        passages,
        names,
        lineage,
        ledger,
        paraphrases,
        timeline: Timeline::default(),
    };
    out.timeline = timeline(&out, &shown, &mut parsed);
    figure::add_hours(&mut out);
    out
}

fn translate(c: &mut Collation, map: &impl Fn(ArticleId) -> ArticleId) {
    let place = |p: &mut Place| p.article = map(p.article);
    c.text.translate(place);
    for r in &mut c.readings {
        r.article = map(r.article);
    }
    c.readings.sort_by_key(|r| (r.article, r.fragment, r.parts.first().copied()));
    for v in &mut c.variants {
        for r in &mut v.readings {
            r.places.iter_mut().for_each(place);
            r.places.sort_unstable();
            r.witnesses.iter_mut().for_each(|a| *a = map(*a));
            r.witnesses.sort_unstable();
        }
        v.readings.sort_by(|a, b| a.places.cmp(&b.places).then_with(|| a.text.cmp(&b.text)));
    }
}

/// The siglum of the report given as number `n` (from 0): A to Z, then AA, AB …
pub fn siglum(n: usize) -> String {
    let mut n = n;
    let mut out = Vec::new();
    loop {
        out.push(b'A' + (n % 26) as u8);
        if n < 26 {
            break;
        }
        n = n / 26 - 1;
    }
    out.reverse();
    String::from_utf8_lossy(&out).into_owned()
}

impl Edition {
    /// The siglum of a report.
    pub fn siglum(&self, a: ArticleId) -> &str {
        self.sigla.get(a.index()).map_or("?", String::as_str)
    }

    /// The words at a place.
    pub fn words(&self, p: Place) -> &str {
        self.reports.get(p.article.index()).map_or("", |r| r.text(p.span))
    }

    /// The captured bytes of a place, as a half-open range of the file.
    pub fn bytes(&self, p: Place) -> std::ops::Range<u64> {
        self.reports.get(p.article.index()).map_or(0..0, |r| r.article.text.source(p.span))
    }

    /// The name of an utterance's speaker, in the form by which all reports together call them.
    pub fn speaker(&self, u: &Utterance) -> Option<&str> {
        let (a, q) = u.speaker?;
        self.speaks(a, self.quotation(a, q)?)
    }

    /// The name of a quotation's speaker, in the form by which all reports together call them.
    pub fn speaks(&self, a: ArticleId, q: &Quotation) -> Option<&str> {
        let report = self.reports.get(a.index())?;
        match self.names.speaker(a, report, q).and_then(|row| self.names.called(row)) {
            Some(place) => Some(self.words(place)),
            None => report.speaker_name(q),
        }
    }

    /// The row in [`names`](Self::names) of an utterance's speaker.
    pub fn named(&self, u: &Utterance) -> Option<usize> {
        let (a, q) = u.speaker?;
        self.names.speaker(a, self.reports.get(a.index())?, self.quotation(a, q)?)
    }

    /// Where an utterance was said or published.
    pub fn channel(&self, u: &Utterance) -> Option<&'static str> {
        let (a, q) = u.channel?;
        Some(self.reports.get(a.index())?.annotations.quotations.get(q.index())?.channel?.name)
    }

    /// The channel a reading names, its place included.
    pub fn quotation(&self, a: ArticleId, q: QuotationId) -> Option<&Quotation> {
        self.reports.get(a.index())?.annotations.quotations.get(q.index())
    }

    /// What a source of the lineage is called: the fullest form of its name that a report prints, on one line.
    pub fn origin(&self, row: usize) -> String {
        let place = self.lineage.origins.get(row).and_then(|o| o.names.first());
        place.map_or(String::new(), |p| named::on_one_line(self.words(*p)).into_owned())
    }

    /// Whose a post or a statement is that reports name as a source, in the words of a report on one line; `None` where
    /// that is not told.
    pub fn issuer(&self, row: usize) -> Option<String> {
        let place = self.lineage.origins.get(row)?.issuer?;
        Some(named::on_one_line(self.words(place)).into_owned())
    }

    /// The reports in which no value of a claim was found, in order: neither told of the same nor printed anywhere in
    /// them. That they say nothing of it is not known.
    pub fn silent(&self, claim: &Claim) -> Vec<ArticleId> {
        let told = claim.reports();
        let all = (0..self.reports.len() as u32).map(ArticleId);
        all.filter(|a| told.binary_search(a).is_err() && claim.printed.binary_search(a).is_err()).collect()
    }

    /// Whether reports print one text, word for word: the same words and numbers in the same order, whatever stands between
    /// them, and some at all.
    pub fn one_text(&self, of: &[ArticleId]) -> bool {
        let words = |a: &ArticleId| {
            let tokens = self.reports.get(a.index()).map_or(&[][..], |r| &r.annotations.tokens);
            tokens.iter().filter(|t| t.is_word()).map(|t| t.key)
        };
        let Some((first, rest)) = of.split_first() else { return false };
        words(first).next().is_some() && rest.iter().all(|a| words(a).eq(words(first)))
    }

    /// How many reports render a text.
    pub fn witnesses(&self, c: &Collation) -> usize {
        let mut w: Vec<ArticleId> = c.readings.iter().map(|r: &Reading| r.article).collect();
        w.sort_unstable();
        w.dedup();
        w.len()
    }

    /// For each report, the utterances (by number from 0) in the order it prints them at length.
    pub fn order(&self) -> Vec<Vec<usize>> {
        let mut out: Vec<Vec<(u32, usize)>> = vec![Vec::new(); self.reports.len()];
        for (n, u) in self.utterances.iter().enumerate() {
            if self.witnesses(&u.collation) < 2 {
                continue;
            }
            for r in u.collation.readings.iter().filter(|r| !r.fragment) {
                let Some(first) = r.parts.iter().map(|p| p.start()).min() else { continue };
                if let Some(list) = out.get_mut(r.article.index())
                    && !list.iter().any(|l| l.1 == n)
                {
                    list.push((first, n));
                }
            }
        }
        out.into_iter()
            .map(|mut list| {
                list.sort_unstable();
                list.into_iter().map(|l| l.1).collect()
            })
            .collect()
    }

    /// All variants of a class, utterances before passages.
    pub fn count(&self, class: Class) -> usize {
        self.collations().flat_map(|c| &c.variants).filter(|v: &&Variant| v.class == class).count()
    }

    /// How many variants, of utterances and of passages, are changes of words, and how many are cuts.
    pub fn count_changes(&self) -> (usize, usize) {
        let words = || self.collations().flat_map(|c| &c.variants).filter(|v: &&Variant| v.class == Class::Substantive);
        let cuts = words().filter(|v| v.is_cut()).count();
        (words().count() - cuts, cuts)
    }

    /// The collations of utterances, then of passages.
    pub fn collations(&self) -> impl Iterator<Item = &Collation> {
        self.utterances.iter().map(|u| &u.collation).chain(self.passages.iter().map(|p| &p.collation))
    }
}
