//! Notices for people: as printed by one report, never put together, one step away from the story.

use super::clean::{self, count};
use variorum::annotate::Annotated;
use variorum::annotate::notice::{Contact, Hours, Notice, Service};

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
