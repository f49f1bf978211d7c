//! The ledger: what reports tell of one thing, slot by slot: where they agree, differ and are silent.

mod group;
mod hospital;
pub(crate) mod plain;
mod printed;
mod said;
mod spelling;
mod street;
mod victim;
mod wound;

use crate::annotate::Annotated;
use crate::annotate::syntax::Parsed;
use crate::collate::named::Names;
use crate::span::{ArticleId, Place};
use crate::story::claim::contest::{ContestModel, candidates, seen};
use crate::story::claim::link::LinkModel;
use crate::story::claim::mention::{Slot, fillers};
use crate::story::claim::thing::rivals;
use crate::story::claim::told::{Meanings, all_told_with};
use crate::story::claim::value::Relation;
use crate::story::figure::{self, Figure, figures};
use crate::story::gather::words::Frequencies;

/// What several reports tell, by slots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The slots: those with values that cannot all hold first, then those whose values differ, then those on which
    /// reports agree; in each of these those that most reports fill first.
    pub claims: Vec<Claim>,
    /// Numbers, ages, ranks and hours that two reports give or more for one thing by name: those that differ first.
    pub figures: Vec<Figure>,
}

/// One slot of one claim, with every value that a report gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What is told: how many, when, how old …
    pub slot: Slot,
    /// The values, the one that most reports give first.
    pub values: Vec<ClaimValue>,
    /// What two values are to each other: their numbers in `values`, the lower one first.
    pub relations: Vec<(usize, usize, Relation)>,
    /// Other reports that print one of the values somewhere, in order: whether they tell it of the same is not known.
    pub printed: Vec<ArticleId>,
}

/// One value of a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimValue {
    /// Who gives it, in order; never empty.
    pub assertions: Vec<Assertion>,
}

/// Where a report gives a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Assertion {
    /// The words of the value.
    pub place: Place,
    /// The sentence.
    pub sentence: Place,
    /// Whether the words stand in quotation marks: then they are the speaker's own.
    pub quoted: bool,
    /// The words that name whose word it is, where the report does not say it itself.
    pub by: Option<Place>,
}

impl ClaimValue {
    /// The reports that give it, in order.
    pub fn reports(&self) -> Vec<ArticleId> {
        let mut out: Vec<ArticleId> = self.assertions.iter().map(|a| a.place.article).collect();
        out.dedup();
        out
    }
}

impl Claim {
    /// The gravest relation between two of its values; [`Relation::Same`] where it has only one.
    pub fn relation(&self) -> Relation {
        self.relations.iter().map(|r| r.2).min().unwrap_or(Relation::Same)
    }

    /// The reports that give it any value, in order.
    pub fn reports(&self) -> Vec<ArticleId> {
        let mut out: Vec<ArticleId> = self.values.iter().flat_map(ClaimValue::reports).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Where its values stand.
    fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.values.iter().flat_map(|v| &v.assertions).map(|a| a.place)
    }

    /// Its first words in the report that gives them first.
    fn first(&self) -> Option<Place> {
        self.places().min()
    }

    fn sort(&mut self) {
        for v in &mut self.values {
            v.assertions.sort_unstable();
        }
        let mut order: Vec<usize> = (0..self.values.len()).collect();
        let key = |i: usize| {
            self.values.get(i).map(|v| (std::cmp::Reverse(v.reports().len()), v.assertions.first().map(|a| a.place)))
        };
        order.sort_by_key(|i| key(*i));
        let mut now = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            now[*old] = new;
        }
        for (a, b, _) in &mut self.relations {
            (*a, *b) = (now[*a].min(now[*b]), now[*a].max(now[*b]));
        }
        self.relations.sort_unstable();
        let mut values: Vec<Option<ClaimValue>> = std::mem::take(&mut self.values).into_iter().map(Some).collect();
        self.values = order.iter().filter_map(|i| values.get_mut(*i)?.take()).collect();
    }
}

impl Ledger {
    fn sort(&mut self) {
        self.claims.iter_mut().for_each(Claim::sort);
        self.claims.sort_by_cached_key(|c| (c.relation(), std::cmp::Reverse(c.reports().len()), c.first()));
    }

    /// The same with other numbers of the reports.
    pub(crate) fn translate(&mut self, map: &impl Fn(ArticleId) -> ArticleId) {
        for c in &mut self.claims {
            c.printed.iter_mut().for_each(|a| *a = map(*a));
            c.printed.sort_unstable();
        }
        for a in self.claims.iter_mut().flat_map(|c| &mut c.values).flat_map(|v| &mut v.assertions) {
            a.place.article = map(a.place.article);
            a.sentence.article = map(a.sentence.article);
            if let Some(by) = &mut a.by {
                by.article = map(by.article);
            }
        }
        self.figures.iter_mut().for_each(|f| f.translate(map));
        figure::sort(&mut self.figures);
        self.sort();
    }
}

/// Finds what reports tell of one thing. One report alone has nothing to be compared with. `parsed` may remember what
/// sentences others have parsed.
pub(crate) fn ledger(reports: &[&Annotated], names: &Names, parsed: &mut Parsed) -> Ledger {
    let (Some(links), Some(contests)) = (LinkModel::english(), ContestModel::english()) else {
        return Ledger::default();
    };
    if reports.len() < 2 {
        return Ledger::default();
    }
    let frequencies = Frequencies::default();
    let mut told = all_told_with(reports, &frequencies, parsed);
    let meanings = Meanings::over(&mut told);
    let fillers = fillers(reports, &told);
    let seen = seen(reports, &told, &fillers, &meanings, names);
    let pairs = candidates(&seen, &links);
    let claims = group::claims(&seen, &told, &pairs, &contests);
    let figures = figures(reports, &told, (&seen, &claims), names);
    let mut out = Ledger { claims, figures };
    let rivals = rivals(reports, &told, &fillers, (&meanings, names), &links);
    out.claims.extend(rivals.iter().map(|r| group::contradiction(r, &told)));
    let mut typed = wound::wounds(reports, &told, &seen, names);
    typed.extend(hospital::hospitals(reports, &told, &seen, names));
    // What stands against each other already says the same in fewer places or in more.
    let within = |c: &Claim, d: &Claim| {
        c.places().all(|p| d.places().any(|q| q.article == p.article && q.span.overlaps(p.span)))
    };
    let conflicts = |c: &Claim| c.relation() == Relation::Conflict;
    typed.retain(|t| !out.claims.iter().any(|c| conflicts(c) && c.slot == t.slot && within(t, c)));
    out.claims.retain(|c| !typed.iter().any(|t| conflicts(c) && within(c, t)));
    out.claims.extend(typed);
    // Two words for one thing are no contradiction, whatever else speaks for one.
    let one_thing: Vec<Claim> = out.claims.iter().filter(|c| c.relation() == Relation::Synonym).cloned().collect();
    out.claims.retain(|c| !conflicts(c) || !one_thing.iter().any(|s| within(c, s)));
    out.claims.extend(spelling::spellings(reports, names));
    out.claims.extend(street::streets(reports, &told));
    said::attribute(reports, &mut out, parsed);
    printed::find(reports, &seen, &mut out);
    out.sort();
    out
}
