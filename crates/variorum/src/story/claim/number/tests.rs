use super::*;
use crate::annotate::annotate;
use crate::article::Article;
use crate::story::claim::told::told;
use crate::story::gather::words::Frequencies;

/// Each quantity of a sentence: its words, the least and the most, what is counted.
fn found(text: &str) -> Vec<(String, f64, f64, String)> {
    let read = crate::ingest::read("report.txt", text.as_bytes().to_vec());
    let report = annotate(Article::read(read.captures.into_iter().next().expect("a report")));
    let told = told(&report, &Frequencies::default());
    let mut out = Vec::new();
    for sentence in &told {
        let words = &sentence.words;
        for q in quantities(report.article.text.as_str(), words) {
            let text = |from: usize, to: usize| {
                let span = words[from].span.cover(words[to - 1].span);
                report.text(span).to_string()
            };
            let unit = match q.unit {
                Unit::Noun(n) => text(n, n + 1),
                other => format!("{other:?}"),
            };
            out.push((text(q.rows.0, q.rows.1.min(words.len())), q.least, q.most, unit));
        }
    }
    out
}

#[track_caller]
fn check(text: &str, expected: &[(&str, f64, f64, &str)]) {
    let found = found(text);
    let found: Vec<(&str, f64, f64, &str)> =
        found.iter().map(|(w, a, b, u)| (w.as_str(), *a, *b, u.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn numbers_are_read_with_what_qualifies_them() {
    check("He called 911 from Precinct 5 and held a 12-gauge shotgun.", &[]);
    check("The party was at 19 Alder St. in Ostrey.", &[]);
    check("The half-brothers were held.", &[]);
    const MORE: f64 = f64::INFINITY;
    check("At least four people were hurt.", &[("At least four people", 4.0, MORE, "people")]);
    check("Crews rescued about 50 passengers.", &[("about 50 passengers", 50.0, 50.0, "passengers")]);
    check("In excess of 300 homes were flooded.", &[("In excess of 300 homes", 300.0, MORE, "homes")]);
    check("It left 11 injured when fire broke out.", &[("11", 11.0, 11.0, "Bare")]);
    check("More than 300 homes were flooded.", &[("More than 300 homes", 300.0, MORE, "homes")]);
    check("The town has eighty-six boats.", &[("eighty-six boats", 86.0, 86.0, "boats")]);
    check("They counted two hundred and forty jobs.", &[("two hundred and forty jobs", 240.0, 240.0, "jobs")]);
    check("More than a dozen guests fell ill.", &[("More than a dozen guests", 12.0, MORE, "guests")]);
    check("A third guest fell ill and a fifth of the hens.", &[("fifth", 20.0, 20.0, "Percent")]);
    check("They offered as much as $25,000.", &[("as much as $25,000", 0.0, 25_000.0, "Money('$')")]);
    check("Dozens of neighbours came.", &[("Dozens of neighbours", 24.0, 99.0, "neighbours")]);
    check("Sales fell 12 percent.", &[("12 percent", 12.0, 12.0, "Percent")]);
    check("The repair cost £34.99 in all.", &[("£34.99", 34.99, 34.99, "Money('£')")]);
    check("It lost 6.2 million kroner.", &[("6.2 million kroner", 6.2e6, 6.2e6, "Money('k')")]);
}

#[test]
fn units_are_read_where_they_are_glued_on_and_smaller_ones_behind_them() {
    check("It hung over a 700ft abyss.", &[("700ft", 700.0, 700.0, "700ft")]);
    check(
        "It cost £48million, or 80p each.",
        &[("£48million", 48e6, 48e6, "Money('£')"), ("80p", 80.0, 80.0, "Money('p')")],
    );
    check("He signed a five-year contract.", &[("five-year", 5.0, 5.0, "year")]);
    check("They caught the half-ton beast.", &[("half-ton", 0.5, 0.5, "ton")]);
    check("They want half a million in all.", &[("half a million", 5e5, 5e5, "Bare")]);
    check("He was half a minute ahead.", &[("half a minute", 0.5, 0.5, "minute")]);
    check("They waited an hour and a quarter.", &[("an hour and a quarter", 1.25, 1.25, "hour")]);
    check("They waited two and a half hours.", &[("two and a half hours", 2.5, 2.5, "hours")]);
    check("It lasted 8 hours and 45 minutes.", &[("8 hours and 45 minutes", 8.75, 8.75, "hours")]);
    check("He led by 1min 30sec.", &[("1min 30sec", 1.5, 1.5, "1min")]);
    check("She got 2 1/2 years.", &[("2 1/2 years", 2.5, 2.5, "years")]);
    check("She got a 2½-year sentence.", &[("2½-year", 2.5, 2.5, "year")]);
    check("It lasted an hour and fifteen minutes.", &[("an hour and fifteen minutes", 1.25, 1.25, "hour")]);
    check("He stood 5'6 in boots.", &[("5'6", 5.5, 5.5, "Feet")]);
    check("He is 5-foot-6 and thin.", &[("5-foot-6", 5.5, 5.5, "Feet")]);
    check("He is 5-feet-6-inches tall.", &[("5-feet-6-inches", 5.5, 5.5, "Feet")]);
    check("He is 5'06\" tall.", &[("5'06\"", 5.5, 5.5, "Feet")]);
    check("He was never one of those who leave.", &[]);
    check("Hers was the first one that closed.", &[]);
    check("He is 5 feet 6 inches tall.", &[("5 feet 6 inches", 5.5, 5.5, "Feet")]);
    check("She has two cats and three dogs.", &[("two cats", 2.0, 2.0, "cats"), ("three dogs", 3.0, 3.0, "dogs")]);
}

#[test]
fn ages_are_told_from_counts() {
    check("A 1- or 2-year-old baby was there.", &[("1- or 2", 1.0, 2.0, "Age")]);
    check("She was a mother of 12, police said.", &[("12", 12.0, 12.0, "mother")]);
    check("She was the mother of 12 children.", &[("12 children", 12.0, 12.0, "mother")]);
    check("All were under the age of 17.", &[("under the age of 17", 0.0, 17.0, "Age")]);
    check("Duane Kessler, 58, was the manager.", &[("58", 58.0, 58.0, "Age")]);
    check("A 17-year-old boy was held.", &[("17", 17.0, 17.0, "Age")]);
    check("A woman aged 63 fell.", &[("63", 63.0, 63.0, "Age")]);
    check("Orla Fenn is nineteen and works at the mill.", &[("nineteen", 19.0, 19.0, "Age")]);
    check("An old surveyor of 87, he stayed.", &[("87", 87.0, 87.0, "Age")]);
    check("The score at Ostrey was 3.", &[("3", 3.0, 3.0, "Bare")]);
    let age = |w: &'static str| (w, w.parse().expect("years"), w.parse().expect("years"), "Age");
    check("It hit a 25- and 35-year-old.", &[age("25"), age("35")]);
    check("They are ages 25, 34 and 23.", &[age("25"), age("34"), age("23")]);
    check("He killed Ann and Tom Lowe -- 19 and 17 -- at home.", &[age("19"), age("17")]);
    check("All were under the age of 17.", &[("under the age of 17", 0.0, 17.0, "Age")]);
}
