//! The matrix of silence: which report has which utterance, how, and of which it can be said that they do not have it.
//!
//! A report that has an utterance has it *verbatim* (every word of the text and no substantive variant), *trimmed* (the
//! words of the text, not all of them: cut at an end or with dots) or *altered* (a substantive variant of another kind: a
//! word swapped, added or left out, words spliced, moved or put in brackets). Differences of spelling and typography are
//! none. One that has none of it in marks may have it *paraphrased*. What is left is *absent*, but only where the report
//! was captured whole and is in the language of the utterance; else *unknown*.

use super::edition::Edition;
use crate::annotate::Annotated;
use crate::annotate::language::Language;
use crate::annotate::lexicon::List;
use crate::annotate::token::Key;
use crate::article::BlockKind;
use crate::collate::collation::Collation;
use crate::collate::variant::{Class, Kind, Variant, VariantReading};
use crate::span::{ArticleId, Place, Span};

/// A report with fewer words than this is taken for a summary.
const SHORT: usize = 40;
/// A last paragraph with more words than this that ends without a stop was cut off.
const SENTENCE: usize = 8;
/// What a page prints where the rest is for subscribers, or on another page.
const MORE: [&str; 12] = [
    "continue reading",
    "read the full",
    "read full",
    "to read more",
    "to continue reading",
    "subscribe to read",
    "subscribe to continue",
    "subscribers only",
    "for subscribers",
    "log in to read",
    "sign in to read",
    "keep reading",
];

/// How a report has an utterance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presence {
    /// Every word of the text, and no substantive variant.
    Verbatim,
    /// A substantive variant that is no cut.
    Altered,
    /// Some of the text's words as they are.
    Trimmed,
    /// In other words, outside marks.
    Paraphrased,
    /// Not at all; the report was captured whole.
    Absent,
    /// Not in what was captured.
    Unknown,
}

impl Presence {
    /// All of them, in the order in which views explain them.
    pub const ALL: [Self; 6] =
        [Self::Verbatim, Self::Altered, Self::Trimmed, Self::Paraphrased, Self::Absent, Self::Unknown];

    /// Its name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            Presence::Verbatim => "verbatim",
            Presence::Altered => "altered",
            Presence::Trimmed => "trimmed",
            Presence::Paraphrased => "paraphrased",
            Presence::Absent => "absent",
            Presence::Unknown => "unknown",
        }
    }
}

/// Why nothing can be said of what a report does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// Its text breaks off.
    CutOff,
    /// It offers the rest elsewhere, or to subscribers.
    More,
    /// It has so few words that it may be a summary.
    Short,
    /// It was not read whole, by its own notes.
    NotRead,
}

impl Doubt {
    /// In words, for people and exports.
    pub fn name(self) -> &'static str {
        match self {
            Doubt::CutOff => "its text breaks off",
            Doubt::More => "it offers the rest elsewhere",
            Doubt::Short => "it is so short that it may be a summary",
            Doubt::NotRead => "it was not read whole",
        }
    }
}

/// One report's share in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The report.
    pub report: ArticleId,
    /// How it has it; never absent or unknown.
    pub presence: Presence,
    /// Of a hundred words of the text those that it prints in marks.
    pub percent: u8,
    /// Where: the parts of its readings, or the words that paraphrase it.
    pub places: Vec<Place>,
}

/// What a row is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowOf {
    /// The utterance of this number, from 0.
    Utterance(usize),
}

/// A row of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageRow {
    /// What it is of.
    pub of: RowOf,
    /// A cell for each report that has it, in order.
    pub cells: Vec<Cell>,
    /// The language of its words, where it is known.
    pub language: Option<Language>,
}

/// The matrix. It holds what there is; [`presence`](Self::presence) says what is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Of each report, why nothing can be said of what it does not have; `None` where it was captured whole.
    pub doubts: Vec<Option<Doubt>>,
    /// The language of each report, where it is known.
    pub languages: Vec<Option<Language>>,
    /// The rows, in the order of the edition.
    pub rows: Vec<CoverageRow>,
}

impl Coverage {
    /// How a report has what a row is of.
    pub fn presence(&self, row: &CoverageRow, report: ArticleId) -> Presence {
        if let Ok(i) = row.cells.binary_search_by_key(&report, |c| c.report) {
            return row.cells.get(i).map_or(Presence::Unknown, |c| c.presence);
        }
        let whole = self.doubts.get(report.index()).is_some_and(Option::is_none);
        if whole && !self.in_another_language(row, report) { Presence::Absent } else { Presence::Unknown }
    }

    /// Whether a report is in another language than a row, so that it may have the words in translation.
    pub fn in_another_language(&self, row: &CoverageRow, report: ArticleId) -> bool {
        let own = self.languages.get(report.index()).copied().flatten();
        own.zip(row.language).is_some_and(|(a, b)| a != b)
    }
}

/// Works the matrix out. A row for each utterance; an edition of one report has none.
pub fn coverage(edition: &Edition) -> Coverage {
    let doubts = edition.reports.iter().map(doubt).collect();
    let languages: Vec<Option<Language>> = edition.reports.iter().map(|r| r.annotations.language).collect();
    let mut out = Coverage { doubts, languages, rows: Vec::new() };
    if edition.reports.len() < 2 {
        return out;
    }
    let mut rendered: Vec<Vec<Place>> = vec![Vec::new(); edition.utterances.len()];
    for p in &edition.paraphrases {
        rendered.get_mut(p.utterance).into_iter().for_each(|list| list.push(p.place));
    }
    for (n, (u, rendered)) in edition.utterances.iter().zip(&rendered).enumerate() {
        let mut spoken =
            u.collation.readings.iter().filter_map(|r| out.languages.get(r.article.index()).copied().flatten());
        // Words that reports in two languages print are in neither.
        let language = spoken.next().filter(|first| spoken.all(|l| l == *first));
        out.rows.push(CoverageRow { of: RowOf::Utterance(n), cells: cells(&u.collation, rendered), language });
    }
    out
}

/// The cells of one utterance, whose readings are in order of the reports, as is what renders it.
fn cells(c: &Collation, rendered: &[Place]) -> Vec<Cell> {
    let altered = altered(c);
    let total = c.text.len();
    let mut out: Vec<Cell> = Vec::new();
    for own in c.readings.chunk_by(|a, b| a.article == b.article) {
        let Some(report) = own.first().map(|r| r.article) else { continue };
        let mut covers: Vec<(u32, u32)> = own.iter().flat_map(|r| &r.covers).map(|c| (c.start, c.end)).collect();
        covers.sort_unstable();
        let (mut covered, mut reach) = (0, 0);
        for (from, to) in covers {
            covered += to.saturating_sub(from.max(reach)) as usize;
            reach = reach.max(to);
        }
        let presence = if altered.binary_search(&report).is_ok() {
            Presence::Altered
        } else if covered < total {
            Presence::Trimmed
        } else {
            Presence::Verbatim
        };
        let parts = own.iter().flat_map(|r| &r.parts);
        out.push(Cell {
            report,
            presence,
            percent: (100 * covered / total.max(1)).min(100) as u8,
            places: parts.map(|span| Place { article: report, span: *span }).collect(),
        });
    }
    let quoting: Vec<ArticleId> = out.iter().map(|c| c.report).collect();
    for of in rendered.chunk_by(|a, b| a.article == b.article) {
        if let Some(report) = of.first().map(|p| p.article).filter(|a| quoting.binary_search(a).is_err()) {
            out.push(Cell { report, presence: Presence::Paraphrased, percent: 0, places: of.to_vec() });
        }
    }
    out.sort_by_key(|c| c.report);
    out
}

/// The reports that have other words somewhere, cuts left out.
fn altered(c: &Collation) -> Vec<ArticleId> {
    let cut = |v: &&Variant| matches!(v.kind, Kind::Ellipsis | Kind::TrimStart | Kind::TrimEnd);
    let mut out: Vec<ArticleId> = Vec::new();
    for v in c.variants.iter().filter(|v| v.class == Class::Substantive && !cut(v)) {
        let text = folded(c.text.slice(v.locus.clone()));
        let departs = |r: &&VariantReading| match v.kind {
            Kind::Splice => folded(&r.text).is_empty(),
            Kind::Transposition => r.moved,
            _ => r.moved || folded(&r.text) != text,
        };
        out.extend(v.readings.iter().filter(departs).flat_map(|r| &r.witnesses));
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn folded(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Why a report may not have been captured whole; `None` where nothing says so.
pub fn doubt(report: &Annotated) -> Option<Doubt> {
    let article = &report.article;
    let text = |span: Span| article.text.get(span).trim();
    let not_read = |m: &str| m.contains("not read") || m.contains("not a whole report") || m.contains("no story text");
    if article.notes.iter().any(|n| not_read(&n.message)) {
        return Some(Doubt::NotRead);
    }
    let blocks: Vec<_> = article.blocks.iter().filter(|b| !b.content.is_empty()).collect();
    let offers = |t: &str| {
        let t = t.to_lowercase();
        // "Continue reading below" has the rest behind it.
        MORE.iter().any(|m| t.contains(m)) && !t.contains("reading below")
    };
    let end = blocks.len().saturating_sub(3);
    if blocks.iter().any(|b| b.kind == BlockKind::Residue && offers(text(b.content)))
        || blocks.last().is_some_and(|b| {
            b.kind == BlockKind::Residue
                && text(b.content).to_lowercase().trim_end_matches([' ', '»', '>', '…']) == "read more"
        })
        || blocks[end..].iter().any(|b| b.content.len() < 160 && offers(text(b.content)))
    {
        return Some(Doubt::More);
    }
    let last = blocks.iter().rev().find(|b| b.kind.is_story());
    if let Some(b) = last.filter(|b| b.kind == BlockKind::Paragraph) {
        let words = text(b.content);
        // A credit in brackets is an end: "(Reporting by Jo Hale; editing by Max Orr)".
        let bare = words.trim_end_matches(['"', '”', '’', '\'', '»', '“', ' ']);
        let stops = bare.ends_with(['.', '!', '?', ':']) || !bare.ends_with(|c: char| c.is_alphanumeric() || c == ',');
        let dots = ["...", "…", "…]", "...]"].iter().any(|d| bare.ends_with(d)) || is_rest(words);
        // What stands behind the last stop: a paragraph may end with a line of the page's own.
        let behind = |(at, c): (usize, char)| {
            let rest = bare.get(at + c.len_utf8()..).filter(|r| !r.starts_with(char::is_alphanumeric));
            rest.filter(|_| matches!(c, '.' | '!' | '?'))
        };
        let tail = bare.char_indices().rev().filter(|_| !stops).find_map(behind).unwrap_or(bare);
        let tail = tail.trim_start_matches(['"', '”', '’', '\'', '»', '“', ' ', '\u{a0}', '-', '–', '—']);
        if dots || !stops && words.split_whitespace().count() > SENTENCE && !is_label(tail) {
            return Some(Doubt::CutOff);
        }
    }
    (report.count_words() < SHORT).then_some(Doubt::Short)
}

/// Whether words without a stop are no sentence that breaks off but a line of the page: "Read Crane falls on quay", "Source:
/// News agencies", "Jo Hale contributed to this report", a row of headings, a signature with its day.
fn is_label(words: &str) -> bool {
    static LEADS: List = List::new("read watch see related more also source sources learn follow sign subscribe click");
    let word = |w: &str| w.split(|c: char| !c.is_alphanumeric()).find(|p| !p.is_empty()).unwrap_or("").to_lowercase();
    let mut all = words.split_whitespace();
    let (first, second) = (all.next().unwrap_or(""), all.next().unwrap_or(""));
    let leads = LEADS.has(Key::word(&word(first)))
        && (first.contains(':')
            || second.ends_with(':')
            || second.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || matches!(&*word(second), "more" | "us" | "up" | "here" | "now" | "also"));
    let lower = words.to_lowercase();
    let contributed =
        ["contributed to this", "contributed reporting", "reporting by"].iter().any(|c| lower.contains(c));
    // "(c) Kestrel", "© 2016 Kestrel"
    let owned = first == "(c)" || first == "(C)" || first.starts_with('©');
    let long = || words.split_whitespace().filter(|w| w.len() > 3);
    let heading = long().count() > 3 && long().all(|w| !w.starts_with(char::is_lowercase));
    let signed = words.rsplit_once(')').is_some_and(|(before, day)| {
        before.rsplit_once("(@").is_some_and(|(_, handle)| !handle.contains(' ')) && day.split_whitespace().count() <= 4
    });
    // "For more, visit example.org/harbour", "write to jo@kestrel.example"
    let address =
        words.split_whitespace().next_back().is_some_and(|w| w.contains("://") || w.contains('@') || is_page(w));
    leads || owned || contributed || heading || signed || address
}

/// Whether a word is the address of a page: "example.org/harbour".
fn is_page(word: &str) -> bool {
    let Some((host, page)) = word.split_once('/') else { return false };
    let label = |l: &str| l.len() > 1 && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    host.contains('.') && host.split('.').all(label) && !page.is_empty()
}

/// "… [+1234 chars]", as services print that hand out beginnings.
fn is_rest(words: &str) -> bool {
    words.ends_with(']')
        && words.rsplit_once("[+").is_some_and(|(_, rest)| rest.trim_end_matches(']').ends_with("chars"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::annotate;
    use crate::article::Article;
    use crate::story::edition::edition;

    const REST: &str = "The harbour of Ostrey was closed on Monday morning after a crane came down across two of its \
        berths. Nobody was hurt. The port authority said that divers would look at the quay wall before anything was \
        lifted, and that ferries would go from the northern pier until further notice, as they did last winter.";

    fn report(name: &str, text: &str) -> Annotated {
        annotate(Article::read(crate::ingest::read(name, text.as_bytes().to_vec()).captures.remove(0)))
    }

    fn presences(texts: &[&str]) -> Vec<Vec<&'static str>> {
        let reports = texts.iter().enumerate().map(|(i, t)| report(&format!("{i}.txt"), t)).collect();
        let matrix = coverage(&edition(reports));
        let ids: Vec<ArticleId> = (0..texts.len()).map(|i| ArticleId(i as u32)).collect();
        matrix.rows.iter().map(|r| ids.iter().map(|id| matrix.presence(r, *id).name()).collect()).collect()
    }

    #[test]
    fn each_has_it_in_its_way() {
        let said = "“The crane was old and everybody on this quay knew that it was old and tired,” said Ann Lowe.";
        let whole = format!("{REST}\n\n{said}\n");
        let other = format!("{REST}\n\n{}\n", said.replace("everybody", "nobody"));
        let short = format!("{REST}\n\n“The crane was old and everybody on this quay knew that,” said Ann Lowe.\n");
        let silent = format!("{REST}\n\nThe mayor would not speak to reporters.\n");
        let cut = format!("{REST}\n\nThe mayor would not speak to reporters who had come to the quay and the…\n");
        let found = presences(&[&whole, &whole, &other, &short, &silent, &cut]);
        assert_eq!(found, [["verbatim", "verbatim", "altered", "trimmed", "absent", "unknown"]]);
    }

    #[test]
    fn what_is_not_whole_is_told() {
        let doubt = |end: &str| doubt(&report("a.txt", &format!("{REST}\n\n{end}\n")));
        assert_eq!(doubt("It was the third such fall."), None);
        assert_eq!(doubt("“It was the third such fall this year.”"), None);
        assert_eq!(doubt("(Reporting by Jo Hale in Ostrey; editing by Max Orr and others)"), None);
        assert_eq!(doubt("It was the third such fall of a crane since the year in which"), Some(Doubt::CutOff));
        assert_eq!(doubt("It was the third such fall… [+1204 chars]"), Some(Doubt::CutOff));
        assert_eq!(doubt("It was the third such fall.\n\nContinue reading"), Some(Doubt::More));
        assert_eq!(doubt("Advertisement - Continue Reading Below\n\nIt was the third such fall."), None);
        assert_eq!(
            doubt("To reach Jo Hale, call the desk, write to jo@kestrel.example or follow him on Twitter @johale"),
            None
        );
        assert_eq!(
            doubt("It was the third.\n\nRead Fall of a crane at the quay of Ostrey leaves many without work"),
            None
        );
        for end in [
            "It was the third such fall of a crane in a year, the port said. Source:-News agencies",
            "It was the third such fall of a crane in a year, the port said. Learn more",
            "It was the third fall of a crane, the port said. Writers Jo Hale in Ostrey and Max Orr contributed to this report",
            "It was the third fall of a crane this year.  Best Harbour of the Year  Most Ferries in a Day  Best Crane",
            "The quay is shut. Our crew is there. pic.example.com/dGymz — Jo Hale (@johale9) January 4, 2020",
            "The quay is shut and our crew is there, as they were on Friday pic.example.com/dGymz",
        ] {
            assert_eq!(doubt(end), None, "{end}");
        }
        assert_eq!(doubt("It was the third this year. The port said that Jo Hale and the"), Some(Doubt::CutOff));
        assert_eq!(super::doubt(&report("a.txt", "A crane fell in Ostrey.\n")), Some(Doubt::Short));
    }
}
