//! Lists of sigla, short enough to read.

use variorum::span::ArticleId;
use variorum::story::edition::Edition;

/// The sigla of `some`, which are in order: `A B D–H`. Where they are all of `every` or nearly, `(all)` or
/// `(all but C)`; that only of six or more. At most `most` items, then how many there are.
pub fn list(edition: &Edition, some: &[ArticleId], every: &[ArticleId], most: usize) -> String {
    let sigla = |ids: &[ArticleId]| ranges(ids).into_iter().map(|r| name(edition, r)).collect::<Vec<_>>();
    let items = sigla(some);
    if every.len() >= 6 && some.len() + 2 >= every.len() && !some.is_empty() && every.len() > some.len() {
        let missing: Vec<ArticleId> = every.iter().copied().filter(|a| !some.contains(a)).collect();
        let but = sigla(&missing);
        if !missing.is_empty() && but.len() < items.len() {
            return format!("(all but {})", but.join(" "));
        }
    }
    if every.len() >= 6 && some.len() == every.len() && items.len() > 1 {
        return "(all)".to_string();
    }
    if items.len() > most {
        let shown = items.get(..most).unwrap_or(&items).join(" ");
        return format!("{shown} … ({})", some.len());
    }
    items.join(" ")
}

fn ranges(ids: &[ArticleId]) -> Vec<(ArticleId, ArticleId)> {
    let mut out: Vec<(ArticleId, ArticleId)> = Vec::new();
    for &id in ids {
        match out.last_mut() {
            Some(last) if last.1.0 + 1 == id.0 => last.1 = id,
            Some(last) if last.1 == id => {}
            _ => out.push((id, id)),
        }
    }
    // Two neighbours are two sigla, not a range.
    out.into_iter().flat_map(|(a, b)| if b.0 == a.0 + 1 { vec![(a, a), (b, b)] } else { vec![(a, b)] }).collect()
}

fn name(edition: &Edition, (a, b): (ArticleId, ArticleId)) -> String {
    if a == b { edition.siglum(a).to_string() } else { format!("{}–{}", edition.siglum(a), edition.siglum(b)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use variorum::story::edition::siglum;

    fn edition() -> Edition {
        Edition {
            reports: Vec::new(),
            sigla: (0..300).map(siglum).collect(),
            utterances: Vec::new(),
            unsupported: Vec::new(),
            marks: Default::default(),
            passages: Vec::new(),
            names: Default::default(),
            lineage: variorum::story::lineage::Lineage::default(),
            ledger: variorum::story::ledger::Ledger::default(),
            paraphrases: Vec::new(),
            timeline: Default::default(),
        }
    }

    #[test]
    fn abbreviated() {
        let e = edition();
        let ids = |list: &[u32]| list.iter().map(|n| ArticleId(*n)).collect::<Vec<_>>();
        let every: Vec<ArticleId> = (0..200).map(ArticleId).collect();
        assert_eq!(list(&e, &ids(&[0, 1, 3, 4, 5, 6, 7]), &every, 9), "A B D–H");
        assert_eq!(list(&e, &every, &every, 9), "A–GR");
        assert_eq!(list(&e, &ids(&[0, 2]), &ids(&[0, 1, 2]), 9), "A C");
        let but: Vec<ArticleId> = every.iter().copied().filter(|a| a.0 != 2).collect();
        assert_eq!(list(&e, &but, &every, 9), "(all but C)");
        let even: Vec<ArticleId> = every.iter().copied().filter(|a| a.0 % 2 == 0).collect();
        assert_eq!(list(&e, &even, &every, 4), "A C E G … (100)");
    }
}
