//! Notices for people: as printed by one report, never put together, one step away from the story.

use super::clean::{self, count};
use variorum::annotate::Annotated;
use variorum::annotate::notice::{Contact, Hours, Notice, Service};
use variorum::span::Span;

/// "2 notices with 9 contacts, as printed by The Lantern on 2031-02-05, not checked"; `None` where there is none.
pub fn summary(report: &Annotated) -> Option<String> {
    let notices = &report.annotations.notices;
    if notices.is_empty() {
        return None;
    }
    let contacts: usize = notices.iter().flat_map(|n| &n.services).map(|s| s.contacts.len()).sum();
    Some(format!("{} with {}, {}", count(notices.len(), "notice"), count(contacts, "contact"), printed(report)))
}

/// "as printed by The Lantern on 2031-02-05, not checked".
pub fn printed(report: &Annotated) -> String {
    let meta = &report.article.meta;
    let path = report.article.path.rsplit('/').next().unwrap_or(&report.article.path);
    stated(meta.outlet.as_deref().unwrap_or(path), meta.date.as_deref())
}

/// The same of an outlet and a date of publication.
pub fn stated(outlet: &str, date: Option<&str>) -> String {
    let date = date.map(|d| format!(" on {}", d.get(..10).unwrap_or(d))).unwrap_or_default();
    format!("as printed by {}{date}, not checked", clean::shortened(outlet, 60))
}

/// What heads a notice: its kind, and where it stands.
pub fn kind(notice: &Notice) -> String {
    format!("{}{}", notice.kind.name(), if notice.in_story { ", in the story" } else { "" })
}

/// "1737 (call, text)": a contact with its use.
pub fn contact(report: &Annotated, c: &Contact) -> String {
    format!("{} ({})", clean::shortened(report.text(c.span), 200), c.kinds.names().join(", "))
}

/// "1pm to 11pm (13:00-23:00)": hours as printed, and what they come to where that is not the same.
pub fn hours(report: &Annotated, h: &Hours) -> String {
    let said = clean::shortened(report.text(h.span), 120);
    match h.opening.as_ref().map(ToString::to_string) {
        Some(opening) if opening != said => format!("{said} ({opening})"),
        _ => said,
    }
}

/// The contacts and hours of a row; hours that stand in the name are read there.
pub fn fields(report: &Annotated, s: &Service) -> Vec<String> {
    let contacts = s.contacts.iter().map(|c| contact(report, c));
    contacts.chain(s.hours.iter().filter(|h| !h.in_name).map(|h| hours(report, h))).collect()
}

/// To which row of its notice the row `i` goes, for a reader; nothing where it has a name of its own.
pub fn belongs(report: &Annotated, notice: &Notice, i: usize) -> Option<String> {
    let of = notice.services.get(i)?.of? as usize;
    if of + 1 == i {
        return Some("goes with the line above".to_string());
    }
    let name = notice.services.get(of)?.organisation?;
    Some(format!("goes with {}", clean::shortened(report.text(name), 60)))
}

/// The words before the first contact of a row without a name: "Out of hours".
pub fn lead(report: &Annotated, s: &Service) -> Option<String> {
    const LONGEST: usize = 40;
    if s.organisation.is_some() || s.of.is_some() {
        return None;
    }
    let first = s.contacts.iter().map(|c| c.span.start()).chain(s.hours.iter().map(|h| h.span.start())).min()?;
    let words = report.text(Span::new(s.span.start(), first.max(s.span.start())));
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    (!words.is_empty() && words.len() <= LONGEST).then(|| clean::shortened(words, LONGEST))
}
