//! Who had it from whom: edges between reports and to sources outside, each with what tells it.
//!
//! What a report states counts most: a credit, an address, an agency's mark. Where it states nothing, a reading that
//! two reports share against the others may tell, and at the very last the time. Where nothing tells, that is said.
//! No edge says that somebody copied; it says what the reports print.

mod document;
mod mention;
mod named;
mod outlet;
mod own;
mod papers;
mod shared;
mod stated;
#[cfg(test)]
mod tests;

use crate::annotate::Annotated;
use crate::annotate::credit::{Credit, CreditKind};
use crate::annotate::lexicon::List;
use crate::annotate::token::{Key, TokenKind};
use crate::collate::passage::Passage;
use crate::collate::utterance::Utterance;
use crate::span::{ArticleId, Place, Span};
use outlet::OutletName;
use own::Outlet;
use shared::Shared;

/// Of a hundred words of a report outside quotations so many in an earlier one make it that one's as a whole. In the
/// stories kept for learning a page made of one earlier report has 54 (the rest is the site's own advertising) to 81,
/// and reports with something of their own up to 43.
const MADE_OF: u32 = 50;
/// A report that is made of another may have so many names and figures that the other lacks, and is still without
/// anything of its own: pages advertise themselves.
const OWN_NAMES: usize = 2;

/// Who had it from whom, as far as anything tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lineage {
    /// Sources that reports name, each once however many reports name it and in whatever form.
    pub origins: Vec<Origin>,
    /// From a report to what it has something from; those of one report follow each other.
    pub edges: Vec<Edge>,
    /// Reports that share passages and of which nothing tells who had them from whom.
    pub ties: Vec<Tie>,
}

/// A source that a report names: another outlet, an agency, a post, a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// What it is.
    pub kind: OriginKind,
    /// Where it is named, the fullest form first.
    pub names: Vec<Place>,
    /// Whose it is, of a post or a statement: the words of a report that tell.
    pub issuer: Option<Place>,
    /// A report under comparison that is the source's own; where an edge leads to the origin all the same, another one
    /// of the outlet is meant, or it is not told which.
    pub report: Option<ArticleId>,
}

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OriginKind {
    /// A paper, a station, a magazine.
    Outlet,
    /// An agency, told by its mark on a text.
    Agency,
    /// A post on a platform.
    Post,
    /// A statement, a release, an appeal.
    Statement,
    /// An address.
    Address,
}

impl OriginKind {
    /// The kind's name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            OriginKind::Outlet => "outlet",
            OriginKind::Agency => "agency",
            OriginKind::Post => "post",
            OriginKind::Statement => "statement",
            OriginKind::Address => "address",
        }
    }
}

/// A report, and what it has something from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The report.
    pub report: ArticleId,
    /// What it has something from.
    pub source: Source,
    /// How much of the report it is said of.
    pub scope: Scope,
    /// What tells, the weightiest first.
    pub evidence: Vec<Evidence>,
    /// Of a hundred words of the report outside quotations, those that stand in the source too; 0 for a source that is
    /// no report.
    pub shared: u32,
}

impl Edge {
    /// How sure it is: what its weightiest evidence gives.
    pub fn grade(&self) -> Grade {
        match self.evidence.first().map(|e| e.kind) {
            Some(EvidenceKind::Credit | EvidenceKind::Link | EvidenceKind::Agency) => Grade::Stated,
            Some(EvidenceKind::Reading) => Grade::Probable,
            Some(EvidenceKind::Time) | None => Grade::Possible,
        }
    }
}

/// What a report has something from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// Another of the reports.
    Report(ArticleId),
    /// A row of [`Lineage::origins`]: a source that is none of the reports.
    Origin(usize),
}

/// How much of a report an edge is said of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The report as a whole.
    Whole,
    /// These sentences, quotations or paragraphs of it.
    Part(Vec<Place>),
}

/// How sure an edge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// The report itself says so.
    Stated,
    /// Readings that the two share and others lack show it.
    Probable,
    /// Only their times and words speak for it.
    Possible,
}

impl Grade {
    /// The grade's name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            Grade::Stated => "stated",
            Grade::Probable => "probable",
            Grade::Possible => "possible",
        }
    }
}

/// Something that tells of an edge, with its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What it is.
    pub kind: EvidenceKind,
    /// Where it stands, in the report and, for readings and times, in the source.
    pub places: Vec<Place>,
}

/// What tells of an edge, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceKind {
    /// The report names the source in words.
    Credit,
    /// It prints the source's address.
    Link,
    /// It bears an agency's mark.
    Agency,
    /// Both have a reading that the others lack.
    Reading,
    /// It is later.
    Time,
}

impl EvidenceKind {
    /// The kind's name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            EvidenceKind::Credit => "credit",
            EvidenceKind::Link => "link",
            EvidenceKind::Agency => "agency",
            EvidenceKind::Reading => "reading",
            EvidenceKind::Time => "time",
        }
    }
}

/// Reports that share passages, where nothing tells who had them from whom; of pairs of them that an edge joins, it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The reports, in order.
    pub reports: Vec<ArticleId>,
    /// Rows of the edition's passages, in order.
    pub passages: Vec<usize>,
}

/// What may be said of two reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The first has something from the second.
    From,
    /// The second has something from the first.
    To,
    /// Each has something from the other.
    Both,
    /// They share passages, and nothing tells.
    Undetermined,
    /// Nothing is shared outside quotations.
    Apart,
}

impl Lineage {
    /// What may be said of two reports. Only edges between the two count, none by way of a third.
    pub fn relation(&self, a: ArticleId, b: ArticleId) -> Relation {
        let from =
            |x: ArticleId, y: ArticleId| self.edges.iter().any(|e| e.report == x && e.source == Source::Report(y));
        match (from(a, b), from(b, a)) {
            (true, true) => Relation::Both,
            (true, false) => Relation::From,
            (false, true) => Relation::To,
            (false, false) if self.tied(a, b) => Relation::Undetermined,
            (false, false) => Relation::Apart,
        }
    }

    fn tied(&self, a: ArticleId, b: ArticleId) -> bool {
        self.ties.iter().any(|t| t.reports.contains(&a) && t.reports.contains(&b))
    }

    /// How many origins `reports` reports go back to at most, by what is said of whole reports: those reports that
    /// state no source for the whole of themselves, and the sources outside that others state.
    pub fn independent(&self, reports: usize) -> usize {
        let whole = || self.edges.iter().filter(|e| e.scope == Scope::Whole);
        let mut derived: Vec<ArticleId> = whole().map(|e| e.report).collect();
        derived.sort_unstable();
        derived.dedup();
        let mut outside: Vec<Source> = whole().map(|e| e.source).filter(|s| matches!(s, Source::Origin(_))).collect();
        outside.sort_unstable();
        outside.dedup();
        reports - derived.len().min(reports) + outside.len()
    }

    /// Whether something is said at all.
    pub fn is_empty(&self) -> bool {
        self.edges.is_empty() && self.ties.is_empty()
    }

    /// Changes the ids of reports, and puts everything in the order of the new ones.
    pub(super) fn translate(&mut self, map: &impl Fn(ArticleId) -> ArticleId) {
        let all = |places: &mut Vec<Place>| {
            places.iter_mut().for_each(|p| p.article = map(p.article));
            places.sort_unstable();
        };
        for o in &mut self.origins {
            o.report = o.report.map(map);
            o.issuer = o.issuer.map(|p| Place { article: map(p.article), ..p });
            // The fullest form stays first.
            o.names.iter_mut().for_each(|p| p.article = map(p.article));
            if let Some(rest) = o.names.get_mut(1..) {
                rest.sort_unstable();
            }
        }
        // Origins in the order in which the reports name them.
        let mut rows: Vec<usize> = (0..self.origins.len()).collect();
        rows.sort_by_key(|o| self.origins[*o].names.iter().min().copied());
        let mut to = vec![0; rows.len()];
        rows.iter().enumerate().for_each(|(new, old)| to[*old] = new);
        self.origins = rows.iter().map(|o| self.origins[*o].clone()).collect();
        for e in &mut self.edges {
            e.report = map(e.report);
            e.source = match e.source {
                Source::Report(a) => Source::Report(map(a)),
                Source::Origin(o) => Source::Origin(to[o]),
            };
            if let Scope::Part(places) = &mut e.scope {
                all(places);
            }
            e.evidence.iter_mut().for_each(|e| all(&mut e.places));
        }
        self.edges.sort_by_key(|e| (e.report, e.source));
        for t in &mut self.ties {
            t.reports.iter_mut().for_each(|a| *a = map(*a));
            t.reports.sort_unstable();
        }
        self.ties.sort_by(|a, b| (&a.reports, &a.passages).cmp(&(&b.reports, &b.passages)));
    }
}

/// Finds the lineage of reports. They must come in an order that does not depend on how they were given, and so must
/// what was collated of them.
pub(super) fn lineage(reports: &[&Annotated], utterances: &[Utterance], passages: &[Passage]) -> Lineage {
    if reports.len() < 2 {
        return Lineage::default();
    }
    let shared = Shared::of(reports, utterances, passages);
    let mut out = stated::stated(reports, &shared);
    readings(&mut out, reports, &shared);
    times(&mut out, reports, &shared, passages);
    for e in &mut out.edges {
        if let Source::Report(y) = e.source {
            e.shared = shared.percent(e.report, y);
            if e.shared >= MADE_OF {
                e.scope = Scope::Whole;
            }
        }
        e.evidence.sort_by_key(|e| e.kind);
    }
    out.edges.sort_by_key(|e| (e.report, e.source));
    ties(&mut out, passages);
    out
}

/// Whether a credit of a report names the report's own outlet, as far as its address and its heading tell: "KQR 7" at
/// `kqrtv.example`.
pub fn is_own(report: &Annotated, credit: &Credit) -> bool {
    let name = OutletName::new(report.text(credit.outlet));
    let outlet = Outlet::of(report);
    credit.kind != CreditKind::Post && outlet.is_own(&name)
        || credit.kind == CreditKind::Agency && outlet.may_sign(&name)
}

/// Whether two names are of one outlet as they stand in one report: initials and what they are short for, or the last words
/// of the other.
pub fn is_one_outlet(a: &str, b: &str) -> bool {
    let (a, b) = (OutletName::plain(a), OutletName::plain(b));
    !a.is_host() && !b.is_host() && (a.same(&b) || a.ends(&b) || b.ends(&a))
}

/// Whether the first report was out before the second; `None` where their dates do not tell.
fn before(a: &Annotated, b: &Annotated) -> Option<bool> {
    let date = |r: &Annotated| r.article.meta.date.clone();
    let (a, b) = (date(a)?, date(b)?);
    // Hours can be compared only where both are counted from one line.
    let zone = |d: &str| d.get(19..).map(str::to_owned);
    if a.len() > 10 && b.len() > 10 && zone(&a) == zone(&b) {
        return (a != b).then_some(a < b);
    }
    let (a, b) = (a.get(..10)?, b.get(..10)?);
    (a != b).then_some(a < b)
}

/// Edges that peculiar readings tell: of two reports that share readings against the others, the one that has all of
/// the other's and more of its own is the later hand.
fn readings(out: &mut Lineage, reports: &[&Annotated], shared: &Shared) {
    let stated = |out: &Lineage, x: ArticleId, z: ArticleId| {
        out.edges.iter().any(|e| e.report == x && e.source == Source::Report(z))
    };
    let peculiar = shared.peculiar(|x, z| stated(out, x, z));
    let mut found = Vec::new();
    for ((x, y), places) in peculiar {
        if out.relation(x, y) != Relation::Apart {
            continue;
        }
        // `copy` departs where the source goes with the others; the source departs nowhere where the copy does not.
        let from = |copy: ArticleId, source: ArticleId| {
            shared.departs(source, copy) == 0
                && shared.departs(copy, source) > 0
                && before(reports[copy.index()], reports[source.index()]) != Some(true)
        };
        let (copy, source) = match (from(x, y), from(y, x)) {
            (true, false) => (x, y),
            (false, true) => (y, x),
            _ => continue,
        };
        found.push((copy, source, places));
    }
    for (copy, source, places) in found {
        let mut evidence = vec![Evidence { kind: EvidenceKind::Reading, places }];
        if before(reports[source.index()], reports[copy.index()]) == Some(true) {
            evidence.push(Evidence { kind: EvidenceKind::Time, places: Vec::new() });
        }
        let (source, scope) = (Source::Report(source), Scope::Part(Vec::new()));
        out.edges.push(Edge { report: copy, source, scope, evidence, shared: 0 });
    }
}

/// Edges that only time tells: a later report that is made of an earlier one's words. With two reports it never does.
fn times(out: &mut Lineage, reports: &[&Annotated], shared: &Shared, passages: &[Passage]) {
    if reports.len() < 3 {
        return;
    }
    for x in (0..reports.len()).map(|x| ArticleId(x as u32)) {
        if out.edges.iter().any(|e| {
            e.report == x
                && (e.scope == Scope::Whole || matches!(e.source, Source::Report(y) if shared.percent(x, y) >= MADE_OF))
        }) {
            continue;
        }
        let earlier = (0..reports.len()).map(|y| ArticleId(y as u32)).filter(|y| {
            shared.percent(x, *y) >= MADE_OF
                && before(reports[y.index()], reports[x.index()]) == Some(true)
                && shared.quotes_alone(x, *y) == 0
                && own_names(reports[x.index()], reports[y.index()]) <= OWN_NAMES
        });
        let mut all: Vec<(u32, ArticleId)> = earlier.map(|y| (shared.words(x, y), y)).collect();
        all.sort_unstable_by(|a, b| b.cmp(a));
        let [best, rest @ ..] = all.as_slice() else { continue };
        // Two earlier ones that have the same words are a tie.
        if rest.first().is_some_and(|r| r.0 * 20 > best.0 * 19) || out.relation(x, best.1) != Relation::Apart {
            continue;
        }
        let pair = [x, best.1];
        let with = |p: &&Passage| pair.iter().all(|a| p.collation.readings.iter().any(|r| r.article == *a));
        let parts = passages.iter().filter(with).flat_map(|p| &p.collation.readings);
        let of_pair = parts.filter(|r| pair.contains(&r.article));
        let mut places: Vec<Place> =
            of_pair.flat_map(|r| r.parts.iter().map(|span| Place { article: r.article, span: *span })).collect();
        places.sort_unstable();
        if furniture(reports[x.index()], places.iter().filter(|p| p.article == x).map(|p| p.span)) {
            continue;
        }
        let evidence = vec![Evidence { kind: EvidenceKind::Time, places }];
        out.edges.push(Edge { report: x, source: Source::Report(best.1), scope: Scope::Whole, evidence, shared: 0 });
    }
}

/// Whether half of these words or more are in sentences that speak to the reader ("click on the link", "your e-mail"):
/// what sites of one make print under every report.
fn furniture(report: &Annotated, spans: impl Iterator<Item = Span>) -> bool {
    static READER: List = List::new("you your yours click please subscribe subscribers");
    let a = &report.annotations;
    let quoted = |t: Span| a.parts.iter().any(|p| p.outer.contains(t));
    let (mut to_reader, mut all) = (0usize, 0usize);
    for span in spans {
        let from = a.sentences.partition_point(|s| {
            a.tokens.get((s.end as usize).saturating_sub(1)).is_some_and(|t| t.span.end() <= span.start())
        });
        for s in a.sentences.get(from..).unwrap_or(&[]) {
            let tokens = a.tokens.get(s.first as usize..s.end as usize).unwrap_or(&[]);
            if tokens.first().is_none_or(|t| t.span.start() >= span.end()) {
                break;
            }
            let words = tokens.iter().filter(|t| span.contains(t.span)).count();
            all += words;
            to_reader += words * usize::from(tokens.iter().any(|t| READER.has(t.key) && !quoted(t.span)));
        }
    }
    all > 0 && to_reader * 2 >= all
}

/// How many names and figures of a report the other has nowhere.
fn own_names(report: &Annotated, other: &Annotated) -> usize {
    let theirs: std::collections::HashSet<Key> = other.annotations.tokens.iter().map(|t| t.key).collect();
    let tokens = &report.annotations.tokens;
    let names = report.annotations.names.iter().filter_map(|n| tokens.get(n.end.checked_sub(1)? as usize));
    let figures = tokens.iter().filter(|t| t.kind() == TokenKind::Number);
    let mut own: Vec<Key> = names.chain(figures).map(|t| t.key).filter(|k| !theirs.contains(k)).collect();
    own.sort_unstable_by_key(|k| k.get());
    own.dedup();
    own.len()
}

/// Groups of reports that share passages, without those whose place among the others is known.
fn ties(out: &mut Lineage, passages: &[Passage]) {
    let mut groups: std::collections::BTreeMap<Vec<ArticleId>, Vec<usize>> = std::collections::BTreeMap::new();
    for (n, p) in passages.iter().enumerate() {
        let mut who: Vec<ArticleId> = p.collation.readings.iter().map(|r| r.article).collect();
        who.sort_unstable();
        who.dedup();
        groups.entry(who).or_default().push(n);
    }
    let family = Family::of(out);
    for (who, passages) in groups {
        let open = |a: &ArticleId| who.iter().any(|b| a != b && !family.joined(*a, *b));
        let reports: Vec<ArticleId> = who.iter().copied().filter(open).collect();
        if reports.len() > 1 {
            out.ties.push(Tie { reports, passages });
        }
    }
}

/// For each report those it goes back to, by edges between reports.
struct Family(std::collections::BTreeMap<ArticleId, Vec<ArticleId>>);

impl Family {
    fn of(lineage: &Lineage) -> Self {
        let mut all: std::collections::BTreeMap<ArticleId, Vec<ArticleId>> = std::collections::BTreeMap::new();
        let parents = |x: ArticleId| {
            lineage.edges.iter().filter(move |e| e.report == x).filter_map(|e| match e.source {
                Source::Report(y) => Some(y),
                Source::Origin(_) => None,
            })
        };
        for e in &lineage.edges {
            if all.contains_key(&e.report) {
                continue;
            }
            let (mut seen, mut open) = (Vec::new(), vec![e.report]);
            while let Some(x) = open.pop() {
                for y in parents(x) {
                    if !seen.contains(&y) {
                        seen.push(y);
                        open.push(y);
                    }
                }
            }
            all.insert(e.report, seen);
        }
        Self(all)
    }

    /// Whether one goes back to the other.
    fn joined(&self, a: ArticleId, b: ArticleId) -> bool {
        let to = |x, y| self.0.get(&x).is_some_and(|all| all.contains(&y));
        to(a, b) || to(b, a)
    }
}
