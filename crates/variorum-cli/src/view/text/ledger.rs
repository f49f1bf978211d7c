//! Where reports tell different things: each slot with its values, who gives them, and in which words.

use super::sheet::{Words, style};
use super::{View, dim, entry, sigla, styled};
use crate::view::clean::count;
use crate::view::ledger;
use variorum::span::ArticleId;
use variorum::story::ledger::{Claim, ClaimValue};

/// Claims of a kind, and reports that give one value, that are shown before the rest becomes a count.
const CLAIMS: usize = 12;
const DIFFER: usize = 8;
const GIVERS: usize = 2;

impl View<'_> {
    /// The ledger, where reports differ; what they agree on is a count.
    pub(super) fn ledger(&mut self) {
        let [conflicts, differ, agree] = ledger::parted(self.edition);
        if conflicts.is_empty() && differ.is_empty() && agree.is_empty() {
            return;
        }
        self.sheet.heading("Where reports tell different things");
        if conflicts.is_empty() && differ.is_empty() {
            self.sheet.para(0, &dim("Nothing found that differs."));
        }
        self.claims(&conflicts, CLAIMS, "conflict");
        if !conflicts.is_empty() && !differ.is_empty() {
            self.sheet.gap();
            self.sheet.para(0, &dim("Different, and both may hold:"));
        }
        self.claims(&differ, DIFFER, "difference");
        self.sheet.gap();
        if self.all {
            for (n, claim) in &agree {
                self.agreed(*n, claim);
            }
        } else if !agree.is_empty() {
            self.sheet.para(0, &dim(&format!("… {} on which reports agree (--all)", count(agree.len(), "claim"))));
        }
        self.sheet.para(
            0,
            &dim("Found by what surrounds the words; whether they are of one thing is for the reader to see."),
        );
    }

    fn claims(&mut self, list: &[(usize, &Claim)], most: usize, one: &str) {
        let shown = if self.all { list.len() } else { list.len().min(most) };
        for (n, claim) in list.iter().take(shown) {
            self.claim(*n, claim);
        }
        if list.len() > shown {
            self.sheet.para(0, &dim(&format!("… {} (--all)", count(list.len() - shown, &format!("more {one}")))));
        }
    }

    fn claim(&mut self, n: usize, claim: &Claim) {
        let e = self.edition;
        self.sheet.gap();
        let mut head = styled(style::PLAIN, &ledger::question(e, claim));
        head.push(style::DIM, &format!("({})", ledger::relation(claim)));
        let silent: Vec<ArticleId> = e.silent(claim);
        if !silent.is_empty() {
            head.push(style::DIM, &format!("nothing found in: {}", sigla::list(e, &silent, &[], 12)));
        }
        self.sheet.hang(&dim(&format!("c{}", n + 1)), 5, &head);
        for value in &claim.values {
            self.value(value);
        }
    }

    fn value(&mut self, value: &ClaimValue) {
        let e = self.edition;
        let firsts = ledger::firsts(value);
        let lead = styled(style::SIGLUM, &sigla::list(e, &value.reports(), &[], 10));
        let shown = if self.all { firsts.len() } else { firsts.len().min(GIVERS) };
        for (k, a) in firsts.iter().take(shown).enumerate() {
            let (before, behind) = ledger::around(e, a);
            let mut words = Words::new();
            if !before.is_empty() {
                words.push(style::PLAIN, &before);
            }
            let value = format!("‹{}›", ledger::value(e, a));
            if before.is_empty() || before.ends_with(' ') {
                words.push(style::CHANGED, &value);
            } else {
                words.stick(style::CHANGED, &value);
            }
            if !behind.is_empty() {
                if behind.starts_with(char::is_whitespace) {
                    words.push(style::PLAIN, &behind);
                } else {
                    words.stick(style::PLAIN, &behind);
                }
            }
            if let Some(whose) = ledger::whose(e, a) {
                words.push(style::DIM, &format!("[{whose}]"));
            }
            let lead = if k == 0 { lead.clone() } else { Words::new() };
            self.sheet.tailed(&lead, 10, &words, &entry::places(e, &[a.place], true));
        }
    }

    fn agreed(&mut self, n: usize, claim: &Claim) {
        let e = self.edition;
        let Some(value) = claim.values.first() else { return };
        let mut words = styled(style::DIM, &ledger::asked(e, claim));
        words.push(style::PLAIN, &ledger::words(e, value));
        words.push(style::SIGLUM, &sigla::list(e, &value.reports(), &[], 12));
        let places: Vec<_> = ledger::firsts(value).iter().map(|a| a.place).collect();
        self.sheet.tailed(&dim(&format!("c{}", n + 1)), 5, &words, &entry::places(e, &places, false));
    }
}
