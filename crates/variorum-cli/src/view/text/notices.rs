//! Notices, one step away: a line for each report, all that is printed with `--all`.

use super::sheet::{Words, style};
use super::{View, dim, styled};
use crate::view::clean;
use crate::view::notices;

impl View<'_> {
    /// What each report prints of helplines, appeals and the like.
    pub(super) fn notices(&mut self) {
        let edition = self.edition;
        let mut first = true;
        for (siglum, report) in edition.sigla.iter().zip(&edition.reports) {
            let Some(summary) = notices::summary(report) else { continue };
            if std::mem::take(&mut first) {
                self.sheet.heading("Notices");
            }
            let more = if self.all { "" } else { " (--all)" };
            self.sheet.hang(&styled(style::SIGLUM, siglum), 4, &dim(&format!("{summary}{more}")));
            for notice in report.annotations.notices.iter().filter(|_| self.all) {
                let mut head = dim(&notices::kind(notice));
                if let Some(label) = notice.label {
                    head.push(style::PLAIN, &clean::shortened(report.text(label), 120));
                }
                self.sheet.para(4, &head);
                for (i, s) in notice.services.iter().enumerate() {
                    let mut words = Words::new();
                    if let Some(name) = s.organisation {
                        words.push(style::BOLD, &clean::shortened(report.text(name), 120));
                        words.stick(style::PLAIN, ":");
                    }
                    if let Some(lead) = notices::lead(report, s) {
                        words.push(style::PLAIN, &lead);
                        words.stick(style::PLAIN, ":");
                    }
                    words.push(style::PLAIN, &notices::fields(report, s).join("; "));
                    if let Some(of) = notices::belongs(report, notice, i) {
                        words.push(style::DIM, &format!("({of})"));
                    }
                    self.sheet.para(6, &words);
                }
            }
        }
    }
}
