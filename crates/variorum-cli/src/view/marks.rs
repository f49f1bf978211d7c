//! What was looked at for marks that nothing bears out, so that finding none is not taken for having looked at all.

use super::clean::{count, number};
use variorum::story::edition::Edition;

/// How many wordings in marks were looked at and what could not be, in one sentence or two; nothing where there is nothing
/// to say: no wording, and none found.
pub fn looked_at(e: &Edition) -> Option<String> {
    let m = e.marks;
    if e.reports.len() < 2 && e.unsupported.is_empty() || m.compared + m.passed_over == 0 {
        return None;
    }
    let found = if e.unsupported.is_empty() && m.compared > 0 { "Nothing found. " } else { "" };
    let why = "for want of a speaker or of anything fuller of theirs";
    let looked = match (m.compared, m.passed_over) {
        (0, n) => format!("None of {} in marks could be held against anything, {why}", count(n, "short wording")),
        (n, 0) => format!("{} in marks held against fuller renderings", count(n, "short wording")),
        (n, rest) => format!(
            "{} in marks held against fuller renderings; {} could not be, {why}",
            count(n, "short wording"),
            number(rest)
        ),
    };
    Some(format!("{found}{looked}."))
}
