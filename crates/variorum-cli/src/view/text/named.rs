//! Who and what several reports name, in a line for each.

use super::sheet::{Words, style};
use super::{View, dim, sigla};
use crate::view::clean::{self, count};
use std::collections::BTreeMap;
use variorum::annotate::entity::recognise::NameKind;
use variorum::collate::named::Named;
use variorum::span::ArticleId;

/// Names of one kind that are listed before the rest becomes a count.
const NAMES: usize = 8;
/// Other forms of one name that are listed.
const FORMS: usize = 4;

impl View<'_> {
    /// The persons, organisations and places that two reports name, with the fullest form that each report has.
    pub(super) fn named(&mut self) {
        let e = self.edition;
        let mut first = true;
        let kinds = [
            (NameKind::Person, "People", "person"),
            (NameKind::Organisation, "Organisations", "organisation"),
            (NameKind::Place, "Places", "place"),
        ];
        for (kind, heading, one) in kinds {
            let all: Vec<(&Named, Vec<ArticleId>)> = e
                .names
                .list
                .iter()
                .filter(|n| n.kind == kind)
                .map(|n| (n, n.reports()))
                .filter(|(_, reports)| reports.len() > 1)
                .collect();
            if all.is_empty() {
                continue;
            }
            if std::mem::take(&mut first) {
                self.sheet.heading("Named in several reports");
            }
            let shown = if self.all { all.len() } else { all.len().min(NAMES) };
            let mut words = Words::new();
            for (i, (named, _)) in all.iter().take(shown).enumerate() {
                if i > 0 {
                    words.stick(style::DIM, ";");
                }
                words.extend(self.forms(named));
            }
            if all.len() > shown {
                words.stick(style::DIM, ";");
                words.push(style::DIM, &format!("… {} (--all)", count(all.len() - shown, &format!("more {one}"))));
            }
            self.sheet.hang(&dim(heading), 15, &words);
        }
    }

    /// "Judith Orrell A C–F, Jude Orrell B": of each report the fullest form it has.
    fn forms(&self, named: &Named) -> Words {
        let e = self.edition;
        let mut of: BTreeMap<ArticleId, String> = BTreeMap::new();
        let mut forms: Vec<(String, Vec<ArticleId>)> = Vec::new();
        // The forms come with those first that the name may be called by.
        for form in &named.forms {
            let Some(place) = form.places.first() else { continue };
            let name = clean::shortened(e.words(*place), 60);
            for report in form.reports() {
                of.entry(report).or_insert_with(|| name.clone());
            }
        }
        for (report, name) in of {
            // A headline in capitals is no other form, nor is "U.S." of "US".
            let letters = |s: &str| -> String {
                s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
            };
            match forms.iter_mut().find(|f| letters(&f.0) == letters(&name)) {
                Some(f) => {
                    // A town that stands in capitals before one report is written as the others write it.
                    let town = named.kind == NameKind::Place;
                    if town && name.contains(char::is_lowercase) && !f.0.contains(char::is_lowercase) {
                        f.0 = name;
                    }
                    f.1.push(report);
                }
                None => forms.push((name, vec![report])),
            }
        }
        let called = named.forms.first().and_then(|f| f.places.first()).map_or("", |p| e.words(*p));
        let called = clean::shortened(called, 60);
        forms.sort_by_key(|f| (f.0 != called, std::cmp::Reverse(f.1.len()), f.1.first().copied()));
        let most = if self.all { usize::MAX } else { FORMS };
        let mut words = Words::new();
        for (i, (name, reports)) in forms.iter().take(most).enumerate() {
            if i > 0 {
                words.stick(style::DIM, ",");
            }
            words.push(if i == 0 { style::BOLD } else { style::PLAIN }, name);
            words.push(style::SIGLUM, &sigla::list(e, reports, &[], 6));
        }
        if forms.len() > most {
            words.push(style::DIM, "…");
        }
        words
    }
}
