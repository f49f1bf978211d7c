//! Figures side by side: a line for each thing, with who prints which value.

use super::sheet::{Words, style};
use super::{View, dim, sigla};
use crate::view::clean::count;
use crate::view::figure;

/// Figures, and values of one, that are shown before the rest becomes a count.
const FIGURES: usize = 14;
const VALUES: usize = 8;
/// The widest a label may be without pushing its values into the next line.
const LABEL: usize = 30;

impl View<'_> {
    /// The figures that several reports give for one thing by name.
    pub(super) fn figures(&mut self) {
        let e = self.edition;
        let all = &e.ledger.figures;
        if all.is_empty() {
            return;
        }
        self.sheet.heading("Figures side by side");
        self.sheet.para(0, &dim("= the same   ≠ unlike   < more in a later report   ≈ more or less exact   · hours"));
        self.sheet.gap();
        let shown = if self.all { all.len() } else { all.len().min(FIGURES) };
        let labels: Vec<String> = all.iter().take(shown).map(|f| figure::label(e, f)).collect();
        let column = labels.iter().map(|l| l.chars().count()).max().unwrap_or(0).min(LABEL) + 4;
        for (f, label) in all.iter().zip(&labels) {
            let mut lead = Words::new();
            let sign = figure::sign(f).0;
            lead.raw(if sign == "≠" { style::CHANGED } else { style::DIM }, sign);
            lead.push(style::PLAIN, label);
            let mut words = Words::new();
            let most = if self.all { f.values.len() } else { f.values.len().min(VALUES) };
            for (i, value) in f.values.iter().take(most).enumerate() {
                if i > 0 {
                    words.stick(style::DIM, ";");
                }
                words.push(style::PLAIN, &figure::words(e, value));
                words.push(style::SIGLUM, &sigla::list(e, &value.reports(), &[], 8));
            }
            if f.values.len() > most {
                words.stick(style::DIM, ";");
                words.push(style::DIM, "…");
            }
            self.sheet.hang(&lead, column, &words);
        }
        if all.len() > shown {
            self.sheet.para(0, &dim(&format!("… {} (--all)", count(all.len() - shown, "more figure"))));
        }
        self.sheet.gap();
        self.sheet.para(
            0,
            &dim("Each line has what is printed of one thing by name; whether it is the same matter is for the reader to see."),
        );
    }
}
