//! What reports state: their credits and the documents they name, resolved to reports or to sources outside.

use super::document::{Document, documents};
use super::mention::{Beginnings, Mention};
use super::named::{Bodies, Named};
use super::outlet::{OutletName, page};
use super::own::{Outlet, is_brand};
use super::shared::Shared;
use super::{Edge, Evidence, EvidenceKind, Lineage, Origin, OriginKind, Scope, Source, before};
use crate::annotate::Annotated;
use crate::annotate::credit::{Credit, CreditKind, Extent, is_known_agency};
use crate::annotate::token::Key;
use crate::span::{ArticleId, Place, Span};
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};

/// Of a hundred words of a report outside quotations so many stand in another of whose outlet it prints the copyright line,
/// where it is that report's text.
const COPIED: u32 = 20;

/// What a report has something from, as it says, before it is known what that is.
struct Claim {
    report: ArticleId,
    kind: EvidenceKind,
    origin: OriginKind,
    /// What names the source, and the words that say that it is one.
    named: Span,
    words: Span,
    /// What it is for; `None` for the whole report.
    covers: Option<Span>,
    name: OutletName,
    /// The report it is a claim on, where it is known.
    resolved: Option<ArticleId>,
    /// The report's own: "(NAP)" in an agency's text. It names, and makes no edge.
    own: bool,
}

pub(super) fn stated(reports: &[&Annotated], shared: &Shared) -> Lineage {
    let outlets: Vec<Outlet> = reports.iter().map(|r| Outlet::of(r)).collect();
    let bodies = Bodies::of(reports);
    let mut names: Vec<&OutletName> = outlets.iter().filter_map(|o| o.name.as_ref()).collect();
    names.sort_unstable();
    names.dedup();
    let lower = vec![OnceCell::new(); reports.len()];
    let all = All { reports, outlets: &outlets, names: &names, bodies: &bodies, shared, lower: &lower };
    let mut claims: Vec<Claim> = Vec::new();
    let mut papers: Vec<(ArticleId, Document)> = Vec::new();
    for (n, report) in reports.iter().enumerate() {
        let id = ArticleId(n as u32);
        claims.extend(report.annotations.credits.iter().filter_map(|c| all.claim(id, c)));
        claims.extend(all.mentioned(id));
        papers.extend(documents(report).into_iter().map(|d| (id, d)));
    }
    // The fullest forms first, so that shorter ones find them.
    claims.sort_by(|a, b| {
        let key = |c: &Claim| (std::cmp::Reverse(c.name.len()), c.name.clone(), c.report, c.named);
        key(a).cmp(&key(b))
    });
    let mut out = Lineage::default();
    let mut names: Vec<Vec<OutletName>> = Vec::new();
    let mut edges: BTreeMap<(ArticleId, Source), Edge> = BTreeMap::new();
    for c in &claims {
        let row = origin(&mut out.origins, &mut names, c, &outlets);
        if !c.own {
            add(&mut edges, row, c.resolved, c.report, c.kind, c.words, c.covers);
        }
    }
    for p in all.documents(&mut out.origins, papers) {
        let (words, sentence) = (p.document.span, p.document.sentence);
        add(&mut edges, p.row, p.resolved, p.report, EvidenceKind::Credit, words, Some(sentence));
    }
    out.edges = edges.into_values().collect();
    prune(&mut out);
    out
}

/// Puts what a report states into its edge to the source.
fn add(
    edges: &mut BTreeMap<(ArticleId, Source), Edge>,
    row: usize,
    resolved: Option<ArticleId>,
    report: ArticleId,
    kind: EvidenceKind,
    words: Span,
    covers: Option<Span>,
) {
    let source = resolved.map_or(Source::Origin(row), Source::Report);
    let new = || Edge { report, source, scope: Scope::Part(Vec::new()), evidence: Vec::new(), shared: 0 };
    let edge = edges.entry((report, source)).or_insert_with(new);
    let place = |span: Span| Place { article: report, span };
    match (&mut edge.scope, covers) {
        (scope, None) => *scope = Scope::Whole,
        (Scope::Part(parts), Some(span)) => {
            if !parts.contains(&place(span)) {
                parts.push(place(span));
                parts.sort_unstable();
            }
        }
        (Scope::Whole, Some(_)) => {}
    }
    match edge.evidence.iter_mut().find(|e| e.kind == kind) {
        Some(e) => {
            e.places.push(place(words));
            e.places.sort_unstable();
            e.places.dedup();
        }
        None => edge.evidence.push(Evidence { kind, places: vec![place(words)] }),
    }
}

/// The row of the origin that a claim names, which is made where no other form of its name has one.
fn origin(origins: &mut Vec<Origin>, names: &mut Vec<Vec<OutletName>>, c: &Claim, outlets: &[Outlet]) -> usize {
    let place = Place { article: c.report, span: c.named };
    let of = |report: ArticleId| outlets.get(report.index()).and_then(|o| o.name.clone());
    let of_outlet = |report: ArticleId| {
        let wanted = of(report)?;
        origins.iter().position(|o| o.report.and_then(of).is_some_and(|n| n == wanted))
    };
    let known = c.resolved.or(c.own.then_some(c.report)).or_else(|| {
        // The outlet has a report here, though not the one that is meant.
        outlets.iter().position(|o| o.is_called(&c.name)).map(|n| ArticleId(n as u32))
    });
    let mut row = known.and_then(of_outlet);
    if row.is_none() {
        let any = |f: &dyn Fn(&OutletName) -> bool| names.iter().position(|all| all.iter().any(f));
        row = any(&|n| c.name.same(n) || c.name.addresses(n) || n.addresses(&c.name)).or_else(|| {
            let mut wholes = (0..names.len()).filter(|r| names[*r].iter().any(|n| c.name.part_of(n)));
            wholes.next().filter(|_| wholes.next().is_none())
        });
    }
    if let Some(row) = row {
        origins[row].names.push(place);
        // A name that a long page has a thousand times is asked once.
        if !names[row].contains(&c.name) {
            names[row].push(c.name.clone());
        }
        origins[row].kind = match (origins[row].kind, c.origin) {
            (OriginKind::Address, kind) => kind,
            (_, OriginKind::Agency) => OriginKind::Agency,
            (kind, _) => kind,
        };
        origins[row].report = origins[row].report.or(known);
        return row;
    }
    origins.push(Origin { kind: c.origin, names: vec![place], issuer: None, report: known });
    names.push(vec![c.name.clone()]);
    origins.len() - 1
}

/// Takes out origins that only the outlet itself names: it is nobody's source here.
fn prune(out: &mut Lineage) {
    let used = |row: usize, o: &Origin| {
        out.edges.iter().any(|e| match e.source {
            Source::Origin(r) => r == row,
            Source::Report(a) => o.report == Some(a) || o.names.iter().any(|n| n.article == e.report),
        })
    };
    let keep: Vec<bool> = out.origins.iter().enumerate().map(|(row, o)| used(row, o)).collect();
    let mut to = Vec::with_capacity(keep.len());
    let mut next = 0;
    for k in &keep {
        to.push(next);
        next += usize::from(*k);
    }
    let mut rows = keep.iter();
    out.origins.retain(|_| rows.next().is_some_and(|k| *k));
    for e in &mut out.edges {
        if let Source::Origin(row) = &mut e.source {
            *row = to.get(*row).copied().unwrap_or(0);
        }
    }
}

pub(super) struct All<'a> {
    pub reports: &'a [&'a Annotated],
    pub outlets: &'a [Outlet],
    /// What the outlets are called, in order, each once.
    names: &'a [&'a OutletName],
    bodies: &'a Bodies,
    pub shared: &'a Shared,
    /// The texts in small letters, as they are asked for.
    pub lower: &'a [OnceCell<String>],
}

impl All<'_> {
    fn claim(&self, id: ArticleId, c: &Credit) -> Option<Claim> {
        let report = self.reports.get(id.index())?;
        let reads = Named { report, bodies: self.bodies };
        let named = reads.outlet(c)?;
        let name = OutletName::new(report.text(named));
        let (kind, origin) = match c.kind {
            CreditKind::Agency | CreditKind::Byline | CreditKind::Contribution => {
                (EvidenceKind::Agency, OriginKind::Agency)
            }
            CreditKind::Link => (EvidenceKind::Link, OriginKind::Address),
            CreditKind::Post => (EvidenceKind::Link, OriginKind::Post),
            _ => (EvidenceKind::Credit, OriginKind::Outlet),
        };
        let mine = self.outlets.get(id.index())?;
        let link = c.kind == CreditKind::Link;
        // It names nobody, and so not this outlet either where others speak of it.
        if is_brand(&name) {
            return None;
        }
        // "Brem-based WBLD" is not the Brem Echo.
        let own = c.own && named == c.outlet || c.kind != CreditKind::Post && mine.is_own(&name);
        // "BREM (WBLD) —" on a network's page, of a sign that the report credits nowhere in words and no other has.
        let own = own
            || c.kind == CreditKind::Agency && mine.may_sign(&name) && {
                let text = report.text(named);
                let others = |o: &CreditKind| !matches!(o, CreditKind::Agency | CreditKind::Picture | CreditKind::Link);
                !report.annotations.credits.iter().any(|o| others(&o.kind) && report.text(o.outlet).starts_with(text))
                    && self.outlet(id, &name, None).is_none()
            };
        let resolved = if own {
            None
        } else if link {
            self.linked(id, report.text(c.span), &name)
        } else {
            self.outlet(id, &name, Some(c.covers.span))
        };
        // Whose the rights are is a source where it has a report here, or is an agency: else it may be the owner.
        let rights = || {
            let line = report.text(c.span).trim_start_matches('(').to_ascii_lowercase();
            c.kind == CreditKind::Syndication && ["copyright", "©", "c)"].iter().any(|s| line.starts_with(s))
        };
        // The text is that outlet's, but not that report of it unless the words are.
        let resolved = resolved.filter(|r| !rights() || self.shared.percent(id, *r) >= COPIED);
        let known = || is_known_agency(report.text(named)) || self.outlets.iter().any(|o| o.is_called(&name));
        if !own && resolved.is_none() && rights() && !known() {
            return None;
        }
        // An address that is only given is nobody's source.
        if link && !own && resolved.is_none() && !reads.sourced(c) {
            return None;
        }
        let covers = (c.covers.extent != Extent::Report).then_some(c.covers.span);
        Some(Claim { report: id, kind, origin, named, words: c.span.cover(named), covers, name, resolved, own })
    }

    /// Claims on outlets of the other reports that their names alone would not show to be outlets.
    fn mentioned(&self, id: ArticleId) -> Vec<Claim> {
        let (Some(report), Some(mine)) = (self.reports.get(id.index()), self.outlets.get(id.index())) else {
            return Vec::new();
        };
        let mut beginnings = Beginnings::of(report);
        let mut out: Vec<Claim> = Vec::new();
        for other in self.names.iter().copied() {
            // Of its own group or of its own: "the Post" in the Morning Post is itself.
            if mine.name.as_ref().is_some_and(|n| n.same(other) || n.part_of(other) || other.part_of(n)) {
                continue;
            }
            for Mention { name: named, words, mark, says } in beginnings.mentions(other) {
                let written = OutletName::new(report.text(named));
                let own = mine.is_own(&written);
                let sentence = report.annotations.sentences.iter().find_map(|s| {
                    let tokens = report.annotations.tokens.get(s.first as usize..s.end as usize)?;
                    let span = tokens.first()?.span.cover(tokens.last()?.span);
                    span.contains(named).then_some(span)
                });
                if own || out.iter().any(|c| c.named.overlaps(named)) {
                    continue;
                }
                let resolved = self.outlet(id, other, sentence);
                // What an office has said, without a release of it among the reports, is no source but a speaker.
                if says && resolved.is_none() {
                    continue;
                }
                out.push(Claim {
                    report: id,
                    kind: if mark { EvidenceKind::Agency } else { EvidenceKind::Credit },
                    origin: match (mark, says) {
                        (true, _) => OriginKind::Agency,
                        (_, true) => OriginKind::Statement,
                        _ => OriginKind::Outlet,
                    },
                    named,
                    words,
                    covers: sentence.filter(|_| !mark),
                    name: other.clone(),
                    resolved,
                    own: false,
                });
            }
        }
        out
    }

    /// The report that an address leads to: this page, else the outlet's.
    fn linked(&self, id: ArticleId, written: &str, name: &OutletName) -> Option<ArticleId> {
        let address = written.rfind("http").or_else(|| written.rfind("www.")).and_then(|at| written.get(at..));
        let wanted = page(address.unwrap_or(written));
        let is = |o: &Outlet| o.page.as_deref() == Some(wanted.as_str());
        let exact = self.outlets.iter().position(is).map(|n| ArticleId(n as u32)).filter(|r| *r != id);
        exact.or_else(|| self.chosen(id, None, |o| o.host.as_deref().is_some_and(|h| name.at(h))))
    }

    /// The report of the outlet of this name.
    fn outlet(&self, id: ArticleId, name: &OutletName, covers: Option<Span>) -> Option<ArticleId> {
        let same = |o: &Outlet| o.is_called(name) || o.file.as_ref().is_some_and(|n| name.same(n));
        if self.outlets.iter().any(same) {
            return self.chosen(id, covers, same);
        }
        let part = |o: &Outlet| o.name.as_ref().is_some_and(|n| name.part_of(n));
        let mut outlets: Vec<&OutletName> =
            self.outlets.iter().filter(|o| part(o)).filter_map(|o| o.name.as_ref()).collect();
        outlets.dedup();
        // A short name that two outlets share is neither's.
        if outlets.windows(2).any(|w| w[0] != w[1]) { None } else { self.chosen(id, covers, part) }
    }

    /// Of several reports of one outlet that which has most of the words the credit is for, and then most words with
    /// this one; else the last one before it. Those that are later are not meant.
    pub fn chosen(&self, id: ArticleId, covers: Option<Span>, is: impl Fn(&Outlet) -> bool) -> Option<ArticleId> {
        let report = self.reports.get(id.index())?;
        let ids = (0..self.outlets.len()).map(|n| ArticleId(n as u32)).filter(|n| *n != id);
        let fit = ids.filter(|n| is(&self.outlets[n.index()]));
        let earlier: Vec<ArticleId> = fit.filter(|n| before(report, self.reports[n.index()]) != Some(true)).collect();
        if let [only] = earlier.as_slice() {
            return Some(*only);
        }
        let tokens = &report.annotations.tokens;
        let rank = |n: &ArticleId| {
            let other = self.reports[n.index()];
            let theirs: HashSet<Key> = other.annotations.tokens.iter().map(|t| t.key).collect();
            let covered = tokens.iter().filter(|t| t.span.len() > 3 && covers.is_some_and(|c| c.contains(t.span)));
            let words = covered.filter(|t| theirs.contains(&t.key)).count();
            (words, self.shared.words(id, *n) + self.shared.quotes(id, *n), other.article.meta.date.as_deref())
        };
        let mut all: Vec<_> = earlier.iter().map(|n| (rank(n), *n)).collect();
        all.sort_unstable_by(|a, b| b.cmp(a));
        match all.as_slice() {
            [first, second, ..] if first.0 > second.0 => Some(first.1),
            _ => None,
        }
    }
}
