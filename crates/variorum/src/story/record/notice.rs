//! Notices in the JSON of an edition: what each report prints, by itself.

use super::{PlaceRecord, place};
use crate::annotate::notice::{Contact, Hours, Notice, Service};
use crate::span::{ArticleId, Place, Span};
use crate::story::edition::Edition;
use serde::{Deserialize, Serialize};

/// A notice of one report, as that report prints it. Those of different reports are never put together.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct NoticeRecord {
    /// Which report.
    pub siglum: String,
    /// Its outlet.
    pub outlet: Option<String>,
    /// The day on which it was published.
    pub date: Option<String>,
    /// help, appeal, event, recall, other.
    pub kind: String,
    /// Whether it is story text and no block of its own.
    pub in_story: bool,
    /// All of it.
    pub place: PlaceRecord,
    /// The line that heads it.
    pub label: Option<PlaceRecord>,
    /// Its rows.
    pub services: Vec<ServiceRecord>,
}

/// A row of a notice.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct ServiceRecord {
    /// All words of the row.
    pub place: PlaceRecord,
    /// The name as printed.
    pub organisation: Option<PlaceRecord>,
    /// The row above it to which it belongs, as a number from 0.
    pub of: Option<u32>,
    /// Numbers and addresses.
    pub contacts: Vec<ContactRecord>,
    /// Hours.
    pub hours: Vec<HoursRecord>,
}

/// A number or an address.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct ContactRecord {
    /// call, text, web, email, post, chat, fax.
    pub kinds: Vec<String>,
    /// All of it, as printed.
    pub place: PlaceRecord,
    /// The number or address alone.
    pub number: PlaceRecord,
    /// The same number in letters or figures.
    pub other: Option<PlaceRecord>,
    /// The word to be sent to it.
    pub keyword: Option<PlaceRecord>,
}

/// Hours.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct HoursRecord {
    /// The words.
    pub place: PlaceRecord,
    /// What they come to, as `opening_hours` of OpenStreetMap has it.
    pub opening: Option<String>,
    /// Whether they stand inside the name.
    pub in_name: bool,
}

impl NoticeRecord {
    /// Every place of the notice.
    pub fn places(&self) -> impl Iterator<Item = &PlaceRecord> {
        let rows = self.services.iter().flat_map(|s| {
            let contacts =
                s.contacts.iter().flat_map(|c| [Some(&c.place), Some(&c.number), c.other.as_ref(), c.keyword.as_ref()]);
            let hours = s.hours.iter().map(|h| Some(&h.place));
            [Some(&s.place), s.organisation.as_ref()].into_iter().chain(contacts).chain(hours).flatten()
        });
        [Some(&self.place), self.label.as_ref()].into_iter().flatten().chain(rows)
    }

    /// The same, to be changed.
    pub fn places_mut(&mut self) -> impl Iterator<Item = &mut PlaceRecord> {
        let rows = self.services.iter_mut().flat_map(|s| {
            let contacts = s
                .contacts
                .iter_mut()
                .flat_map(|c| [Some(&mut c.place), Some(&mut c.number), c.other.as_mut(), c.keyword.as_mut()]);
            let hours = s.hours.iter_mut().map(|h| Some(&mut h.place));
            [Some(&mut s.place), s.organisation.as_mut()].into_iter().chain(contacts).chain(hours).flatten()
        });
        [Some(&mut self.place), self.label.as_mut()].into_iter().flatten().chain(rows)
    }
}

/// The notices of all reports, report by report.
pub(super) fn records(edition: &Edition) -> Vec<NoticeRecord> {
    let reports = edition.reports.iter().enumerate();
    reports
        .flat_map(|(i, r)| r.annotations.notices.iter().map(move |n| record(edition, ArticleId(i as u32), n)))
        .collect()
}

fn record(edition: &Edition, article: ArticleId, n: &Notice) -> NoticeRecord {
    let at = |span: Span| place(edition, Place { article, span });
    let meta = edition.reports.get(article.index()).map(|r| &r.article.meta);
    let contact = |c: &Contact| ContactRecord {
        kinds: c.kinds.names().into_iter().map(Into::into).collect(),
        place: at(c.span),
        number: at(c.number),
        other: c.other.map(at),
        keyword: c.keyword.map(at),
    };
    let hours = |h: &Hours| HoursRecord {
        place: at(h.span),
        opening: h.opening.as_ref().map(ToString::to_string),
        in_name: h.in_name,
    };
    let service = |s: &Service| ServiceRecord {
        place: at(s.span),
        organisation: s.organisation.map(at),
        of: s.of,
        contacts: s.contacts.iter().map(contact).collect(),
        hours: s.hours.iter().map(hours).collect(),
    };
    NoticeRecord {
        siglum: edition.siglum(article).to_string(),
        outlet: meta.and_then(|m| m.outlet.clone()),
        date: meta.and_then(|m| m.date.clone()),
        kind: n.kind.name().to_string(),
        in_story: n.in_story,
        place: at(n.span),
        label: n.label.map(at),
        services: n.services.iter().map(service).collect(),
    }
}
