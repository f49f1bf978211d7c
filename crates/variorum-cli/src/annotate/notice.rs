//! Notices as entries of the JSON that `variorum annotate` prints.

use super::{At, NameEntry, at};
use serde::Serialize;
use variorum::annotate::Annotated;
use variorum::annotate::notice::{Contact, Hours, Notice, Service};

#[derive(Serialize)]
pub(super) struct NoticeEntry<'a> {
    start: u32,
    end: u32,
    kind: &'static str,
    in_story: bool,
    label: Option<At>,
    services: Vec<ServiceEntry<'a>>,
}

#[derive(Serialize)]
struct ServiceEntry<'a> {
    start: u32,
    end: u32,
    organisation: Option<NameEntry<'a>>,
    of: Option<u32>,
    contacts: Vec<ContactEntry<'a>>,
    hours: Vec<HoursEntry<'a>>,
}

#[derive(Serialize)]
struct ContactEntry<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    kinds: Vec<&'static str>,
    number: At,
    other: Option<At>,
    keyword: Option<At>,
}

#[derive(Serialize)]
struct HoursEntry<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    opening: Option<String>,
    in_name: bool,
}

/// A notice of a report.
pub(super) fn entry<'a>(report: &'a Annotated, n: &'a Notice) -> NoticeEntry<'a> {
    let contact = |c: &Contact| ContactEntry {
        start: c.span.start(),
        end: c.span.end(),
        text: report.text(c.span),
        kinds: c.kinds.names(),
        number: at(c.number),
        other: c.other.map(at),
        keyword: c.keyword.map(at),
    };
    let hours = |h: &Hours| HoursEntry {
        start: h.span.start(),
        end: h.span.end(),
        text: report.text(h.span),
        opening: h.opening.as_ref().map(ToString::to_string),
        in_name: h.in_name,
    };
    let service = |s: &Service| ServiceEntry {
        start: s.span.start(),
        end: s.span.end(),
        organisation: s.organisation.map(|o| NameEntry {
            start: o.start(),
            end: o.end(),
            name: Some(report.text(o).into()),
        }),
        of: s.of,
        contacts: s.contacts.iter().map(contact).collect(),
        hours: s.hours.iter().map(hours).collect(),
    };
    NoticeEntry {
        start: n.span.start(),
        end: n.span.end(),
        kind: n.kind.name(),
        in_story: n.in_story,
        label: n.label.map(at),
        services: n.services.iter().map(service).collect(),
    }
}
