//! What a careful reader finds in a story: `truth.txt` as values. The README of the benchmark's folder has its form.

use super::story::Report;
use std::ops::Range;

/// Everything one `truth.txt` says.
#[derive(Clone, Debug, Default)]
pub struct Truth {
    /// The story's name in a few words.
    pub title: String,
    pub claims: Vec<Claim>,
    pub paraphrases: Vec<Paraphrase>,
    pub conflicts: Vec<Conflict>,
    pub differs: Vec<Differ>,
    pub copies: Vec<Copy>,
    /// Pairs of reports (by number from 0) of which nothing tells who had it from whom.
    pub undetermined: Vec<(usize, usize)>,
    pub origins: Vec<Origin>,
}

/// Words of a report.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The report's number, from 0.
    pub report: usize,
    /// Bytes of its body.
    pub bytes: Range<usize>,
}

/// One thing told by several reports.
#[derive(Clone, Debug)]
pub struct Claim {
    pub name: String,
    pub places: Vec<Spot>,
}

/// Words outside marks, and the quotations they render.
#[derive(Clone, Debug)]
pub struct Paraphrase {
    pub place: Spot,
    pub quotations: Vec<Spot>,
}

/// Values that cannot all hold.
#[derive(Clone, Debug)]
pub struct Conflict {
    pub name: String,
    pub kind: Slot,
    pub values: Vec<Value>,
}

/// Values that differ on their face and do not conflict.
#[derive(Clone, Debug)]
pub struct Differ {
    pub name: String,
    pub kind: Slot,
    pub relation: Relation,
    pub values: Vec<Value>,
}

/// One value, and where it is asserted.
#[derive(Clone, Debug)]
pub struct Value {
    pub text: String,
    pub places: Vec<Spot>,
}

/// A report that was made from another.
#[derive(Clone, Debug)]
pub struct Copy {
    pub copy: usize,
    pub source: usize,
    pub evidence: Vec<Evidence>,
    pub removals: Vec<Removal>,
}

/// A source that is none of the reports, or is named beside them.
#[derive(Clone, Debug)]
pub struct Origin {
    pub name: String,
    pub reports: Vec<usize>,
    pub removals: Vec<Removal>,
}

/// What is taken out of a report so that nothing tells any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    pub report: usize,
    pub what: Removed,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Removed {
    /// The header line with the date.
    Date,
    /// Bytes of the whole file, and the words that take their place (or none).
    Words(Range<usize>, String),
}

macro_rules! names {
    ($(#[$doc:meta])* $type:ident { $($variant:ident $word:literal),* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $type { $($variant),* }

        impl $type {
            fn read(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }

            /// The word for it in a truth file.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }
    };
}

names! {
    /// What conflicting or differing values are of.
    Slot { Who "who", What "what", When "when", Where "where", Count "count", Age "age", Money "money", Name "name" }
}
names! {
    /// Why values that differ do not conflict.
    Relation {
        Rounding "rounding", Growth "growth", Subset "subset", Synonym "synonym", Spelling "spelling",
        Precision "precision", Attributed "attributed"
    }
}
names! {
    /// What tells that a report was made from another.
    Evidence { Credit "credit", Link "link", Agency "agency", Error "error", Time "time" }
}

/// Reads a `truth.txt`.
///
/// # Errors
/// The number of the line and what is wrong with it: a section of no known kind, words that the report does not have
/// or has more than once, a report that is not there.
pub fn parse(text: &str, reports: &[Report]) -> Result<Truth, String> {
    let mut truth = Truth::default();
    let mut section = Section::None;
    for (n, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let read = if line.starts_with(' ') {
            entry(&mut truth, &section, line.trim(), reports)
        } else {
            head(&mut truth, line.trim(), reports.len()).map(|s| section = s)
        };
        read.map_err(|e| format!("line {}: {e}", n + 1))?;
    }
    Ok(truth)
}

/// The section that indented lines belong to: always the last one of its kind.
enum Section {
    None,
    Claim,
    Paraphrase,
    Conflict,
    Differ,
    Copy,
    Origin,
}

fn head(truth: &mut Truth, line: &str, reports: usize) -> Result<Section, String> {
    let letter = |word: &str| report(word, reports);
    if let Some(title) = line.strip_prefix("story: ") {
        truth.title = title.to_owned();
        return Ok(Section::None);
    }
    if let Some(rest) = line.strip_prefix("origin ") {
        let (name, letters) = rest.rsplit_once(": ").ok_or("an origin without reports")?;
        let reports = letters.split_whitespace().map(letter).collect::<Result<_, _>>()?;
        truth.origins.push(Origin { name: name.to_owned(), reports, removals: Vec::new() });
        return Ok(Section::Origin);
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let slot = |word: &str| Slot::read(word).ok_or(format!("{word} is no kind of value"));
    match words.as_slice() {
        ["claim", name] => {
            truth.claims.push(Claim { name: (*name).to_owned(), places: Vec::new() });
            Ok(Section::Claim)
        }
        ["paraphrase"] => Ok(Section::Paraphrase),
        ["conflict", name, kind] => {
            truth.conflicts.push(Conflict { name: (*name).to_owned(), kind: slot(kind)?, values: Vec::new() });
            Ok(Section::Conflict)
        }
        ["differ", name, kind, relation] => {
            let relation = Relation::read(relation).ok_or(format!("{relation} is no relation"))?;
            let (name, values) = ((*name).to_owned(), Vec::new());
            truth.differs.push(Differ { name, kind: slot(kind)?, relation, values });
            Ok(Section::Differ)
        }
        ["copy", copy, "<", source, evidence @ ..] if !evidence.is_empty() => {
            let known = |word: &&str| Evidence::read(word).ok_or(format!("{word} is no evidence"));
            let evidence = evidence.iter().map(known).collect::<Result<_, _>>()?;
            let (copy, source) = (letter(copy)?, letter(source)?);
            truth.copies.push(Copy { copy, source, evidence, removals: Vec::new() });
            Ok(Section::Copy)
        }
        ["undetermined", a, b] => {
            truth.undetermined.push((letter(a)?, letter(b)?));
            Ok(Section::None)
        }
        _ => Err(format!("no section begins with {line:?}")),
    }
}

fn entry(truth: &mut Truth, section: &Section, line: &str, reports: &[Report]) -> Result<(), String> {
    let values = match section {
        Section::Conflict => truth.conflicts.last_mut().map(|c| &mut c.values),
        Section::Differ => truth.differs.last_mut().map(|d| &mut d.values),
        _ => None,
    };
    let removals = match section {
        Section::Copy => truth.copies.last_mut().map(|c| &mut c.removals),
        Section::Origin => truth.origins.last_mut().map(|o| &mut o.removals),
        _ => None,
    };
    let stray = || format!("a line that belongs to no section: {line:?}");
    if let Some(values) = values {
        match line.strip_prefix("= ") {
            Some(text) => values.push(Value { text: text.to_owned(), places: Vec::new() }),
            None => values.last_mut().ok_or_else(stray)?.places.push(spot(line, reports)?),
        }
    } else if let Some(removals) = removals {
        removals.push(removal(line.strip_prefix("- ").ok_or_else(stray)?, reports)?);
    } else if let Section::Claim = section {
        truth.claims.last_mut().ok_or_else(stray)?.places.push(spot(line, reports)?);
    } else if let Section::Paraphrase = section {
        match line.strip_prefix("> ") {
            Some(quoted) => {
                let of = truth.paraphrases.last_mut().ok_or_else(stray)?;
                of.quotations.push(spot(quoted, reports)?);
            }
            None => truth.paraphrases.push(Paraphrase { place: spot(line, reports)?, quotations: Vec::new() }),
        }
    } else {
        return Err(stray());
    }
    Ok(())
}

/// The number of the report that a letter stands for.
fn report(letter: &str, reports: usize) -> Result<usize, String> {
    let number = match letter.as_bytes() {
        [c @ b'A'..=b'H'] => usize::from(c - b'A'),
        _ => return Err(format!("{letter:?} is no report's letter")),
    };
    if number < reports { Ok(number) } else { Err(format!("there is no report {letter}")) }
}

/// `X: words`, with the number of the report and, behind ` @`, the occurrence that is meant.
fn words<'a>(line: &'a str, reports: &[Report]) -> Result<(usize, &'a str, Option<usize>), String> {
    let (letter, words) = line.split_once(": ").ok_or(format!("no place: {line:?}"))?;
    let mut words = words.trim_end();
    // A comment is set off by white space on both sides of its sign.
    let comment = words.match_indices('#').map(|(at, _)| at).find(|at| {
        let space = |c: Option<char>| c.is_some_and(char::is_whitespace);
        space(words[..*at].chars().next_back()) && space(words[at + 1..].chars().next())
    });
    if let Some(at) = comment {
        words = words[..at].trim_end();
    }
    let nth = words.rsplit_once(" @").and_then(|(w, n)| Some((w, n.parse::<usize>().ok().filter(|n| *n > 0)?)));
    let (words, nth) = nth.map_or((words, None), |(w, n)| (w, Some(n)));
    Ok((report(letter, reports.len())?, words, nth))
}

/// The bytes of `words` in `text`, which must have them once, or as often as `nth` says.
fn find(text: &str, words: &str, nth: Option<usize>) -> Result<Range<usize>, String> {
    let mut found = text.match_indices(words).map(|(at, _)| at..at + words.len());
    let chosen = found.nth(nth.unwrap_or(1) - 1).ok_or(format!("these words are not there: {words:?}"))?;
    if nth.is_none() && found.next().is_some() {
        return Err(format!("these words are there more than once: {words:?}"));
    }
    Ok(chosen)
}

fn spot(line: &str, reports: &[Report]) -> Result<Spot, String> {
    let (report, words, nth) = words(line, reports)?;
    Ok(Spot { report, bytes: find(reports[report].body(), words, nth)? })
}

fn removal(line: &str, reports: &[Report]) -> Result<Removal, String> {
    let (report, words, nth) = words(line, reports)?;
    if words == "date" {
        return Ok(Removal { report, what: Removed::Date });
    }
    let (words, by) = words.split_once(" => ").unwrap_or((words, ""));
    let of = &reports[report];
    // Words of the header are meant where the body does not have them.
    let body = of.source.len() - of.body().len();
    let bytes = match find(of.body(), words, nth) {
        Ok(at) => at.start + body..at.end + body,
        Err(e) => find(&of.source[..body], words, nth).map_err(|_| e)?,
    };
    Ok(Removal { report, what: Removed::Words(bytes, by.to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reports() -> Vec<Report> {
        let a = "outlet: The Lantern\ndate: 2023-01-02\n\nThree sheds fell. Three sheds burned # 4.\n";
        let b = "title: Sheds\n\n\"Three sheds,\" he said, the Lantern reported.\n";
        [a, b].map(|s| Report::parse(s).expect("a report")).to_vec()
    }

    #[test]
    fn sections_and_places_are_read() {
        let text = "story: Sheds\n\n# a note\nclaim fell\n  A: Three sheds @2   # the second\n  B: Three sheds\n\
                    paraphrase\n  A: burned # 4\n  > B: Three sheds,\nconflict n count\n  = three\n    A: Three sheds fell\n\
                    differ d when growth\n  = x\n    B: he\ncopy B < A credit time\n  - B: , the Lantern reported\n  - A: date\n\
                    \x20 - A: outlet: The Lantern => outlet: The Lamp\nundetermined A B\norigin Lamp post: A B\n  - B: he => she\n";
        let reports = reports();
        // "he" stands in "the" too.
        let error = parse(text, &reports).expect_err("twice");
        assert!(error.starts_with("line 15: these words are there more than once"), "{error}");
        let truth = parse(&text.replace("B: he\n", "B: he said\n").replace("B: he =>", "B: he said =>"), &reports)
            .expect("good");
        assert_eq!(truth.claims[0].places[0], Spot { report: 0, bytes: 18..29 });
        assert_eq!(&reports[0].body()[truth.claims[0].places[0].bytes.clone()], "Three sheds");
        // A sign in the words is no comment where nothing but a stop follows it.
        assert!(parse("claim x\n  A: burned #4\n", &reports).is_err());
        let copy = &truth.copies[0];
        assert_eq!((copy.copy, copy.source, copy.evidence.as_slice()), (1, 0, &[Evidence::Credit, Evidence::Time][..]));
        assert_eq!(copy.removals[1].what, Removed::Date);
        assert_eq!(copy.removals[2].what, Removed::Words(0..19, "outlet: The Lamp".into()));
        assert_eq!((truth.conflicts[0].kind, truth.differs[0].relation), (Slot::Count, Relation::Growth));
        assert_eq!((truth.origins[0].reports.as_slice(), truth.undetermined[0]), (&[0, 1][..], (0, 1)));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (text, wanted) in [
            ("claim x\n  A: no such words\n", "line 2: these words are not there"),
            ("claim x\n  C: Three\n", "line 2: there is no report C"),
            ("conflict n colour\n", "line 1: colour is no kind of value"),
            ("story: x\n  A: Three\n", "line 2: a line that belongs to no section"),
            ("wish B\n", "line 1: no section begins with"),
        ] {
            let error = parse(text, &reports()).expect_err(text);
            assert!(error.starts_with(wanted), "{error}");
        }
    }
}
