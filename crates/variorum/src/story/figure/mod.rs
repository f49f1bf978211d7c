//! Figures side by side: how many are dead and hurt, how old somebody is, what rank, how much money, at what hours of one
//! day, report by report.
//!
//! A claim joins sentences that tell one thing; most things are told in sentences that have little in common. A figure
//! asks less: that its numbers are given for one thing by name (a fate, a person, a noun, a day). It says who prints
//! which, and not that they are of one matter, so nothing here is a contradiction.

mod age;
mod count;
mod event;
mod hours;
mod line;
mod people;
mod rank;

use crate::annotate::Annotated;
use crate::annotate::lexicon::List;
use crate::calendar::Date;
use crate::collate::named::Names;
use crate::span::{ArticleId, Place};
use crate::story::claim::contest::Seen;
use crate::story::claim::told::Told;
use crate::story::claim::value::Relation;
use crate::story::ledger::Claim;
use line::{Entry, Of, figure};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) use hours::add as add_hours;

/// Beside the verbs: where the hurt are.
static TREATED: List = List::new("injuries hospital hospitals");

/// What a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureKind {
    /// How many died.
    Dead,
    /// How many were hurt.
    Hurt,
    /// How many were shot.
    Shot,
    /// How many are missing.
    Missing,
    /// How many had to leave their homes.
    Evacuated,
    /// How many were arrested.
    Arrested,
    /// How old a person is.
    Age,
    /// Which rank a person has.
    Rank,
    /// How many of something.
    Count,
    /// How much money.
    Money,
    /// Hours of a day.
    Hours(Date),
}

impl FigureKind {
    /// The kind's name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            FigureKind::Dead => "dead",
            FigureKind::Hurt => "hurt",
            FigureKind::Shot => "shot",
            FigureKind::Missing => "missing",
            FigureKind::Evacuated => "evacuated",
            FigureKind::Arrested => "arrested",
            FigureKind::Age => "age",
            FigureKind::Rank => "rank",
            FigureKind::Count => "count",
            FigureKind::Money => "money",
            FigureKind::Hours(_) => "hours",
        }
    }
}

/// What reports print for one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it is.
    pub kind: FigureKind,
    /// Whose or of what it is, where a name or a noun says so: where that first stands. Of the dead, the hurt and so on the
    /// noun where it is of some of them only, as of women.
    pub of: Option<Place>,
    /// The values: numbers from the lowest, hours from the earliest, ranks as they are first printed.
    pub values: Vec<FigureValue>,
    /// The gravest relation between two of the values, as if they were of one matter; of one value, and of
    /// hours that lie apart, [`Relation::Same`].
    pub relation: Relation,
}

/// One value of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureValue {
    /// Its words wherever they stand, in order; never empty.
    pub places: Vec<Place>,
}

impl FigureValue {
    /// The reports that print it, in order.
    pub fn reports(&self) -> Vec<ArticleId> {
        let mut out: Vec<ArticleId> = self.places.iter().map(|p| p.article).collect();
        out.dedup();
        out
    }

    /// The place of the words to show it by: those that most places have, the first of them.
    pub fn shown<'t>(&self, words: impl Fn(Place) -> &'t str) -> Option<Place> {
        let count = |p: &Place| self.places.iter().filter(|q| words(**q) == words(*p)).count();
        self.places.iter().copied().min_by_key(|p| (std::cmp::Reverse(count(p)), *p))
    }
}

impl Figure {
    /// The reports that print any value, in order.
    pub fn reports(&self) -> Vec<ArticleId> {
        let mut out: Vec<ArticleId> = self.values.iter().flat_map(FigureValue::reports).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Where its values stand.
    fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.values.iter().flat_map(|v| v.places.iter().copied())
    }

    /// Whether reports print different values.
    pub fn differs(&self) -> bool {
        self.values.len() > 1
    }

    /// The same with other numbers of the reports.
    pub(crate) fn translate(&mut self, map: &impl Fn(ArticleId) -> ArticleId) {
        for v in &mut self.values {
            v.places.iter_mut().for_each(|p| p.article = map(p.article));
            v.places.sort_unstable();
        }
        if let Some(of) = &mut self.of {
            of.article = map(of.article);
        }
    }
}

/// The figures that two reports give or more, but for hours; `seen` are all numbers and times of the reports, `claims` the
/// slots they fill, `told` the sentences.
pub(crate) fn figures(
    reports: &[&Annotated],
    told: &[Vec<Told>],
    (seen, claims): (&[Seen<'_>], &[Claim]),
    names: &Names,
) -> Vec<Figure> {
    let mut by: BTreeMap<Of, Vec<Entry>> = BTreeMap::new();
    for (of, entry) in seen.iter().filter_map(|s| count::count(s, told, reports)) {
        by.entry(of).or_default().push(entry);
    }
    people::people(reports, told, (seen, claims), &mut by);
    age::ages(reports, told, (seen, claims), names, &mut by);
    rank::ranks(reports, names, &mut by);
    let mut out: Vec<Figure> = by.into_iter().flat_map(|(of, entries)| figure(of, entries, names)).collect();
    // The line of all of them may have those of one noun already.
    let whole: Vec<(FigureKind, BTreeSet<Place>)> =
        out.iter().filter(|f| f.of.is_none()).map(|f| (f.kind, f.places().collect())).collect();
    let told = |f: &Figure| whole.iter().any(|w| w.0 == f.kind && f.places().all(|p| w.1.contains(&p)));
    out.retain(|f| f.of.is_none() || !told(f));
    sort(&mut out);
    out
}

/// In the order in which they are read: what cannot all hold first, then what grew, then what is more or less exact, what
/// all print alike behind them; hours last of all.
pub(crate) fn sort(figures: &mut [Figure]) {
    let first = |f: &Figure| f.values.iter().flat_map(|v| &v.places).min().copied();
    figures.sort_by_cached_key(|f| {
        let grave = match f.relation {
            Relation::Conflict => 0,
            Relation::Growth => 1,
            Relation::Same => 3,
            _ => 2,
        };
        (matches!(f.kind, FigureKind::Hours(_)), grave, f.kind, first(f))
    });
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotate;
    use crate::article::Article;
    use crate::story::claim::value::Relation;
    use crate::story::edition::edition;
    use crate::story::record::streamed;

    /// Each figure of reports of one day: what it is of, how its values stand to each other, its values with who prints
    /// them.
    fn found(texts: &[&str]) -> Vec<String> {
        found_on(["06"; 4], texts)
    }

    fn found_on(days: [&str; 4], texts: &[&str]) -> Vec<String> {
        let report = |(i, t): (usize, &&str)| {
            let text = format!(" date 2031-05-{} \n{t}\n", days[i]);
            annotate(Article::read(crate::ingest::read(&format!("{i}.txt"), text.into_bytes()).captures.remove(0)))
        };
        let edition = edition(texts.iter().enumerate().map(report).collect());
        let sign = |r: &str| match r {
            r if r == Relation::Conflict.name() => "≠",
            r if r == Relation::Growth.name() => "<",
            r if r == Relation::Same.name() => "=",
            _ => "≈",
        };
        let sign = |f: &crate::story::record::FigureRecord| match sign(&f.relation) {
            "=" if f.kind == "hours" && f.values.len() > 1 => "·",
            other => other,
        };
        let line = |f: &crate::story::record::FigureRecord| {
            let value = |v: &crate::story::record::FigureValueRecord| {
                let mut sigla: Vec<&str> = v.places.iter().map(|p| p.siglum.as_str()).collect();
                sigla.dedup();
                format!("{} {}", v.text, sigla.join(" "))
            };
            let values: Vec<String> = f.values.iter().map(value).collect();
            format!("{} {}: {}", sign(f), f.label(), values.join("; "))
        };
        streamed(&edition).figures.iter().map(line).collect()
    }

    #[test]
    fn what_befell_people_is_counted_where_sentences_have_nothing_in_common() {
        let texts = [
            "Five teenage boys were shot in Pell Park on Monday, police say. Two people are dead.",
            "Six teenagers were shot on a playground, leaving three dead. Gunfire could be heard for miles.",
        ];
        assert_eq!(found(&texts), ["≠ dead: Two people A; three B", "≠ shot: Five teenage boys A; Six teenagers B"],);
        let texts =
            ["About 240 residents were evacuated.", "Crews evacuated 420 people on Monday.", "Nobody was hurt."];
        assert_eq!(found(&texts), ["≠ evacuated: About 240 residents A; 420 people B"]);
    }

    #[test]
    fn some_of_them_and_what_was_long_before_are_no_figures() {
        let texts = ["Three others were shot at the mill.", "Four people were shot at the mill."];
        assert_eq!(found(&texts), [""; 0]);
        let texts = ["Two of the victims died on the way.", "Three people died at the mill."];
        assert_eq!(found(&texts), [""; 0]);
        // "More than" leaves nothing over.
        let texts = ["More than 300 people were killed.", "The toll stands at 310."];
        assert_eq!(found(&texts).len(), 1);
        let texts = ["In 2011, nine people were killed at the mill.", "Three people were killed at the mill."];
        assert_eq!(found(&texts), [""; 0]);
    }

    #[test]
    fn parts_that_make_the_whole_are_not_unlike_it() {
        let texts = ["Two men and three women were shot at the mill.", "Five people were shot at the mill."];
        assert!(!found(&texts).iter().any(|f| f.starts_with('≠')), "{:?}", found(&texts));
    }

    #[test]
    fn ages_and_ranks_are_of_a_person_by_name() {
        let texts = [
            "Police chief Mara Lind, 48, said the man was Ivo Pell, 34. Lt. Ada Crewe is leading the search.",
            "Ivo Pell was 35. He was found by Sgt. Ada Crewe on Monday.",
        ];
        assert_eq!(found(&texts), ["≠ age of Ivo Pell: 34 A; 35 B", "≠ rank of Ada Crewe: Sgt. B; Lt. A"]);
        let texts = [
            "Vice-Admiral Tom Reed and Lt. Gen. Ann Lowe spoke. Detective Ada Crewe heard them.",
            "Vice Adm. Tom Reed and Lieutenant General Ann Lowe left. Detective Sgt. Ada Crewe stayed.",
        ];
        assert_eq!(found(&texts), ["≈ rank of Ada Crewe: Detective A; Detective Sgt. B"]);
        // An attorney general is no general, and one rank is nothing to show.
        let texts = [
            "Attorney General Mara Lind spoke.",
            "Lieutenant Ada Crewe heard Secretary General Mara Lind. Lt. Ada Crewe left.",
        ];
        assert_eq!(found(&texts), [""; 0]);
    }

    #[test]
    fn sums_are_told_by_what_they_are_of() {
        let texts = [
            "A reward of $5,000 is offered. The mill was put at £2 million in damage. Lind was fined £400.",
            "Police offer a $10,000 reward. It did £2.5m of damage. A fine of £450 was imposed.",
        ];
        let found = found(&texts);
        assert_eq!(
            found,
            ["≠ reward: $5,000 A; $10,000 B", "≠ damage: £2 million A; £2.5m B", "≠ fined: £400 A; £450 B"],
        );
    }

    #[test]
    fn a_sum_before_a_noun_is_of_it() {
        let texts = ["Reed is held on $100,000 bond.", "Reed is held in lieu of $150,000 bond."];
        assert_eq!(found(&texts), ["≠ bond: $100,000 A; $150,000 B"]);
    }

    #[test]
    fn hours_of_a_day_stand_in_their_order() {
        let texts = [
            "The alarm rang around 2:55 a.m. on May 6. The lock was shut by 9 a.m. on May 6.",
            "Crews were called at 2:15 a.m. on May 6.",
        ];
        assert_eq!(
            found(&texts),
            ["· hours of 2031-05-06: 2:15 a.m. on May 6 B; around 2:55 a.m. on May 6 A"],
            "what one report alone prints is left out"
        );
    }

    #[test]
    fn just_before_is_part_of_an_hour_and_another_zone_is_no_other_hour() {
        let texts = [
            "The alarm rang just before 6 a.m. on May 6.",
            "The alarm rang just after 6 a.m. (7 a.m. ET) on May 6.",
            "The alarm rang at 5:57 a.m. on May 6.",
        ];
        assert_eq!(found(&texts[..2]), ["≈ hours of 2031-05-06: just before 6 a.m. on May 6 A; just after 6 a.m. B"],);
        assert_eq!(found(&[texts[0], texts[2]]), ["= hours of 2031-05-06: just before 6 a.m. on May 6 A B"],);
    }

    #[test]
    fn each_number_stands_with_its_own_noun() {
        let texts = [
            "Officials said 20 women and nine children were among the dead.",
            "Officials said nine women and 20 children were among the dead.",
        ];
        assert_eq!(
            found(&texts),
            ["≠ dead: women: nine women B; 20 women A", "≠ dead: children: nine children A; 20 children B"],
        );
        let texts = ["The army killed 14 men on Monday.", "The raid killed 14 members of the band on Monday."];
        assert_eq!(found(&texts), ["= dead: 14 men A; 14 members B"]);
    }

    #[test]
    fn the_dead_of_another_event_are_no_figure_of_this_one() {
        let texts = [
            "On Monday 13 people were shot at the mill. It comes a year after nine people were shot at the quay.",
            "Thirteen people were shot at the mill on Monday. Since March 2029, 40 people have been shot in the valley.",
        ];
        assert_eq!(found(&texts), ["= shot: 13 people A B"]);
        let texts = [
            "At least 75 people died in Ostrey on Monday. It was the worst attack since 2024, when men stormed a school, \
             killing 154 people.",
            "A blast killed 72 people in Ostrey on Monday. On Friday 13 people were killed in Lowmere.",
        ];
        assert_eq!(found(&texts), ["< dead: 72 people B; At least 75 people A"]);
    }

    #[test]
    fn an_age_is_no_towns_and_a_first_name_or_a_surname_will_do_for_a_person() {
        let texts = [
            "Police said the driver was 35-year-old Boston man Ivan Petrov. A 40-year-old New Bedford man was hurt.",
            "A 30-year-old Boston woman, Ann Lowe, was hurt. A 40-year-old New Bedford man was hurt.",
        ];
        assert!(!found(&texts).iter().any(|f| f.contains("Boston") || f.contains("Bedford")), "{:?}", found(&texts));
        let texts = [
            "Kevin Strand, 52, was jailed. He hurt Ann and Tom Lowe -- ages 5 and 4 -- at home.",
            "Strand, 53, was jailed. He hurt 6-year-old Ann Lowe and four-year-old Tom Lowe.",
        ];
        assert_eq!(
            found(&texts),
            ["≠ age of Kevin Strand: 52 A; 53 B", "≠ age of Ann Lowe: 5 A; 6 B", "= age of Tom Lowe: 4 A B"],
        );
    }

    #[test]
    fn crowds_are_told_roundly_and_shots_are_nobody() {
        let texts = ["The fair drew more than 100 people.", "About 100 guests were at the fair."];
        assert_eq!(found(&texts), ["≈ guests: About 100 guests B; more than 100 people A"]);
        let texts = ["He fired one shot into the air. He shot three people.", "He opened fire and shot three people."];
        assert_eq!(found(&texts), ["= shot: three people A B"]);
        let texts =
            ["It left 11 injured when fire broke out at the mill.", "The fire left 14 people injured at the mill."];
        assert_eq!(found(&texts), ["≠ hurt: 11 A; 14 people B"]);
    }
}
