//! Which documents that reports name are one, and which are one of the reports.

use super::document::{Again, Document};
use super::outlet::OutletName;
use super::own::Outlet;
use super::stated::All;
use super::{Origin, OriginKind, before};
use crate::span::{ArticleId, Place};
use std::collections::BTreeMap;

/// Documents that are one.
struct Group {
    kind: OriginKind,
    /// Whose it is.
    of: Vec<String>,
    platform: Option<String>,
    row: usize,
    /// The reports that name it.
    reports: Vec<ArticleId>,
    /// The utterances that reports have from it.
    said: Vec<usize>,
}

/// Whether two lists of words may tell one issuer: all of one are in the other. Two bodies of one town share its name.
fn one_issuer(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && short.iter().all(|w| long.contains(w))
}

/// Days between two reports that may still speak of one post.
const APART: i32 = 2;

/// A document with the row of its origin and the report that it is.
pub(super) struct Paper {
    pub report: ArticleId,
    pub row: usize,
    group: usize,
    pub resolved: Option<ArticleId>,
    pub document: Document,
}

impl Group {
    /// Whether reports have one utterance from it and from a document of the same kind.
    fn says(&self, said: &[usize]) -> bool {
        said.iter().any(|u| self.said.contains(u))
    }

    /// Whether a document that says whose it is, or on what platform, may be this one.
    fn is(&self, d: &Document) -> bool {
        let of = one_issuer(&self.of, &d.of);
        match d.kind {
            OriginKind::Post => {
                let platform = self.platform.is_none() || d.platform.is_none() || self.platform == d.platform;
                platform && (of || self.of.is_empty() || d.of.is_empty())
            }
            _ => of,
        }
    }
}

impl All<'_> {
    /// Documents with the rows of their origins: one for each whose. Those of which it is not said whose they are are
    /// the report's other document of the kind that stands nearest before, else one for all where they can be no
    /// other's.
    pub fn documents(&self, origins: &mut Vec<Origin>, mut papers: Vec<(ArticleId, Document)>) -> Vec<Paper> {
        let mut groups: Vec<Group> = Vec::new();
        let mut out: Vec<Paper> = Vec::new();
        let mut here: BTreeMap<(ArticleId, OriginKind), Vec<usize>> = BTreeMap::new();
        // Those that are sure and say whose they are first, so that the others find them.
        let anonymous = |d: &Document| d.of.is_empty() && d.platform.is_none();
        papers.sort_by_key(|(id, d)| (d.again, anonymous(d), d.weak, d.of.is_empty(), *id, d.span));
        for (id, d) in papers {
            let place = Place { article: id, span: d.name };
            // Its own: a police report that names its own release.
            let own = |n: &OutletName| !d.of.is_empty() && d.of.iter().all(|w| n.has(w));
            if self.outlets[id.index()].name.as_ref().is_some_and(own) {
                continue;
            }
            // "The release said", in a report that has said whose.
            let mine = here.entry((id, d.kind)).or_default();
            if let Some(first) = again(mine.iter().filter_map(|n| out.get(*n)), &groups, &d) {
                let (row, group, resolved) = (first.row, first.group, first.resolved);
                origins[row].names.push(place);
                mine.push(out.len());
                out.push(Paper { report: id, row, group, resolved, document: d });
                continue;
            }
            let resolved = self.issuer(id, &d);
            // What may be no document at all counts only where it is a report's own.
            let of_post =
                groups.iter().any(|g| g.kind == OriginKind::Post && g.platform.is_some() && g.platform == d.platform);
            if d.weak && resolved.is_none() && !(d.kind == OriginKind::Post && of_post) {
                continue;
            }
            let mut of_kind = groups.iter().enumerate().filter(|(_, g)| g.kind == d.kind);
            let said: Vec<usize> = d.quotations.iter().filter_map(|q| self.shared.utterance(id, *q)).collect();
            let same = of_kind.clone().find(|(_, g)| d.kind == OriginKind::Statement && g.says(&said));
            let known = if same.is_some() {
                same
            } else if anonymous(&d) {
                let only = of_kind.next().filter(|(_, g)| of_kind.next().is_none() && self.may_be_one(id, g));
                // A statement of nobody is no source that could be told from another.
                if only.is_none() && d.kind == OriginKind::Statement && resolved.is_none() {
                    continue;
                }
                only
            } else {
                of_kind.find(|(_, g)| g.is(&d) && self.may_be_one(id, g))
            };
            let (group, row) = match known {
                Some((n, g)) => (n, g.row),
                None => {
                    origins.push(Origin { kind: d.kind, names: Vec::new(), issuer: None, report: None });
                    let (of, platform, row) = (d.of.clone(), d.platform.clone(), origins.len() - 1);
                    groups.push(Group { kind: d.kind, of, platform, row, reports: Vec::new(), said: Vec::new() });
                    (groups.len() - 1, row)
                }
            };
            if let Some(g) = groups.get_mut(group) {
                g.reports.push(id);
                g.said.extend(said);
            }
            let origin = &mut origins[row];
            origin.names.push(place);
            // The same words may say of the document itself whose it is: "the police statement".
            let issuer = d.issuer.filter(|i| !d.name.contains(*i)).map(|span| Place { article: id, span });
            origin.issuer = origin.issuer.or(issuer);
            origin.report = origin.report.or(resolved);
            mine.push(out.len());
            out.push(Paper { report: id, row, group, resolved, document: d });
        }
        out
    }

    /// Whether a post that a report names may be the one of a group: people post every day, and reports of days that lie apart
    /// speak of one post where they quote the same.
    fn may_be_one(&self, id: ArticleId, group: &Group) -> bool {
        let day = |r: ArticleId| self.reports.get(r.index()).and_then(|r| r.day());
        let near = |r: &ArticleId| {
            day(id).zip(day(*r)).is_none_or(|(a, b)| a.days_since(b).abs() <= APART) || self.shared.quotes(id, *r) > 0
        };
        group.kind != OriginKind::Post || group.reports.is_empty() || group.reports.iter().any(near)
    }

    /// The report that is the document: its outlet has all the words of whose it is, or it is the only one that shares
    /// words with this report and is by somebody of whom this report tells.
    fn issuer(&self, id: ArticleId, d: &Document) -> Option<ArticleId> {
        let named = |o: &Outlet| o.name.as_ref().is_some_and(|n| !n.is_host() && d.of.iter().all(|w| n.has(w)));
        let found = (!d.of.is_empty()).then(|| self.chosen(id, Some(d.sentence), named)).flatten();
        found.or_else(|| {
            // Once a report, however many documents it names.
            let text =
                self.lower[id.index()].get_or_init(|| self.reports[id.index()].article.text.as_str().to_lowercase());
            let mut parties = (0..self.outlets.len()).map(|n| ArticleId(n as u32)).filter(|n| {
                // A paper's site is no party to what it reports on.
                let party = |o: &OutletName| !o.is_media() && !o.is_host() && o.is_in(text);
                let own = self.outlets[n.index()].name.as_ref().is_some_and(party);
                let shared = self.shared.words(id, *n) + self.shared.quotes(id, *n) > 0;
                *n != id && own && shared && before(self.reports[id.index()], self.reports[n.index()]) != Some(true)
            });
            parties.next().filter(|_| !d.weak && parties.next().is_none())
        })
    }
}

/// Of a report's documents of one kind the one that this one speaks of again: one of the same issuer, else the nearest
/// before it.
fn again<'a>(here: impl Iterator<Item = &'a Paper> + Clone, groups: &[Group], d: &Document) -> Option<&'a Paper> {
    let anonymous = d.of.is_empty() && d.platform.is_none();
    if !anonymous && (d.weak || d.again.is_none()) {
        return None;
    }
    let near = |p: &&Paper| {
        let at = p.document.span.start();
        let before = at < d.span.start();
        (before, if before { at } else { u32::MAX - at })
    };
    let of = |p: &&Paper| groups.get(p.group).is_some_and(|g| one_issuer(&g.of, &d.of));
    // "his statement" is nobody else's.
    let other = d.of.is_empty() || d.again == Some(Again::The);
    here.clone().filter(of).max_by_key(near).or_else(|| here.filter(|_| other).max_by_key(near))
}
