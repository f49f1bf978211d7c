//! Where reports tell different things: each slot with its values, who gives them, in which words.

use super::escape::Fold;
use super::{Page, put};
use crate::view::ledger;
use variorum::story::ledger::{Assertion, Claim};

/// The section, where reports tell of one thing at all.
pub fn ledger(page: &mut Page) {
    let edition = page.edition;
    let [conflicts, differ, agree] = ledger::parted(edition);
    if conflicts.is_empty() && differ.is_empty() && agree.is_empty() {
        return;
    }
    put!(
        page,
        "<section id=\"ledger\" aria-labelledby=\"ledger-h\"><h2 id=\"ledger-h\">Where reports tell different things</h2>\
         <p class=\"q\">Values that fill one slot, found by what surrounds them; whether they are of one thing is for the \
         reader to see. Nothing here says who is right.</p>"
    );
    part(page, "Cannot both hold", &conflicts);
    part(page, "Different, and both may hold", &differ);
    if !agree.is_empty() {
        put!(page, "<details><summary>{} on which reports agree</summary><ul class=\"agreed\">", agree.len());
        for (n, claim) in &agree {
            let Some(value) = claim.values.first() else { continue };
            put!(page, "<li id=\"c{}\">{}: <b><bdi>", n + 1, Fold(&ledger::asked(edition, claim)));
            put!(page, "{}</bdi></b> ", Fold(&ledger::words(edition, value)));
            page.sigla(&value.reports());
            put!(page, " <span class=\"m\">");
            let places: Vec<_> = ledger::firsts(value).iter().map(|a| a.place).collect();
            page.place_some(&places);
            put!(page, "</span></li>");
        }
        put!(page, "</ul></details>");
    }
    put!(page, "</section>");
}

fn part(page: &mut Page, heading: &str, claims: &[(usize, &Claim)]) {
    if claims.is_empty() {
        return;
    }
    put!(page, "<h3>{heading}</h3><ol class=\"app\">");
    for (n, c) in claims {
        claim(page, *n, c);
    }
    put!(page, "</ol>");
}

fn claim(page: &mut Page, n: usize, claim: &Claim) {
    let edition = page.edition;
    put!(
        page,
        "<li class=\"e\" id=\"c{0}\"><a class=\"n\" href=\"#c{0}\">c{0}</a><div><p class=\"slot\"><b>{1}</b> <i class=\"rel\">{2}</i>",
        n + 1,
        Fold(&ledger::question(edition, claim)),
        ledger::relation(claim)
    );
    let silent = edition.silent(claim);
    if !silent.is_empty() {
        put!(page, " <span class=\"m\">nothing found in: ");
        page.sigla(&silent);
        put!(page, "</span>");
    }
    put!(page, "</p><dl class=\"vals\">");
    for value in &claim.values {
        put!(page, "<dt>");
        page.sigla(&value.reports());
        put!(page, "</dt><dd>");
        let firsts = ledger::firsts(value);
        let folded = firsts.len() > SHOWN + 1;
        for (k, a) in firsts.iter().enumerate() {
            if folded && k == SHOWN {
                put!(page, "<details><summary>{} more</summary>", firsts.len() - SHOWN);
            }
            assertion(page, a);
        }
        if folded {
            put!(page, "</details>");
        }
        put!(page, "</dd>");
    }
    put!(page, "</dl></div></li>");
}

/// Places of one value that are shown at once.
const SHOWN: usize = 2;

fn assertion(page: &mut Page, a: &Assertion) {
    let edition = page.edition;
    let (before, behind) = ledger::around(edition, a);
    put!(page, "<p><bdi>{}", Fold(&before));
    put!(page, "<mark>{}</mark>", Fold(&ledger::value(edition, a)));
    put!(page, "{}</bdi>", Fold(&behind));
    if let Some(whose) = ledger::whose(edition, a) {
        put!(page, " <span class=\"m\">{}</span>", Fold(&whose));
    }
    put!(page, " <span class=\"m\">");
    page.place(a.place);
    put!(page, "</span></p>");
}
