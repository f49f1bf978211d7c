//! Who and what is named in several reports: the entities of each, put together.

use crate::annotate::Annotated;
use crate::annotate::entity::Entities;
use crate::annotate::entity::link::{NameForm, group};
use crate::span::{ArticleId, EntityId};

/// The entities of several reports, those that are one in a list of their own: of each report in the order given.
///
/// The rules are those within a report, over the fullest form that each report has: accents, initials and middle names
/// may differ, an abbreviation or a last name joins the only one it can stand for. The order of the reports does not
/// matter for what is joined.
pub fn across(reports: &[(&Annotated, &Entities)]) -> Vec<Vec<(ArticleId, EntityId)>> {
    let mut rows: Vec<(&str, NameForm, ArticleId, EntityId)> = Vec::new();
    for (article, (report, named)) in reports.iter().enumerate() {
        for (id, e) in named.list.iter().enumerate() {
            let id = EntityId(id as u32);
            let name = report.text(named.span(id));
            rows.push((name, NameForm::of(name, e.kind, false), ArticleId(article as u32), id));
        }
    }
    // Which of several forms is asked first must not hang on the order of the reports.
    rows.sort_by(|a, b| (a.0, a.1.kind, a.2, a.3).cmp(&(b.0, b.1.kind, b.2, b.3)));
    let mut forms: Vec<NameForm> = rows.iter().map(|r| r.1.clone()).collect();
    let of = group(&mut forms);
    let mut lists: Vec<Vec<(ArticleId, EntityId)>> = vec![Vec::new(); rows.len()];
    for (row, one) in rows.iter().zip(of) {
        lists[one].push((row.2, row.3));
    }
    lists.retain(|l| !l.is_empty());
    lists.iter_mut().for_each(|l| l.sort_unstable());
    lists.sort_unstable();
    lists
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{annotate, entity::entities};
    use crate::article::Article;
    use crate::ingest;

    fn report(text: &str) -> (Annotated, Entities) {
        let capture = ingest::read("report.txt", text.as_bytes().to_vec()).captures.remove(0);
        let annotated = annotate(Article::read(capture));
        let named = entities(&annotated);
        (annotated, named)
    }

    #[test]
    fn one_person_in_two_reports() {
        let a = report("Mayor Ilse Brandt spoke to René Duval on Friday. Mr. Duval laughed.");
        let b = report("“No,” said Rene Duval. Ms. Brandt said nothing.");
        for order in [[&a, &b], [&b, &a]] {
            let reports = order.map(|r| (&r.0, &r.1));
            let joined = across(&reports);
            let names = |l: &Vec<(ArticleId, EntityId)>| -> Vec<String> {
                let name = |r: &(ArticleId, EntityId)| {
                    let (report, named) = reports[r.0.index()];
                    report.text(named.span(r.1)).to_owned()
                };
                let mut out: Vec<String> = l.iter().map(name).collect();
                out.sort();
                out
            };
            let mut lists: Vec<Vec<String>> = joined.iter().map(names).collect();
            lists.sort();
            assert_eq!(lists, [vec!["Brandt", "Ilse Brandt"], vec!["Rene Duval", "René Duval"]]);
        }
    }
}
