//! A note for a newsroom, in Markdown: what to check first, who said what, who changed what. Every statement about words has a
//! footnote with the place and the words themselves.

mod told;

use super::rows::{contact_places, witnesses};
use super::{Export, Locator, xml};
use crate::collate::named::by_name;
use crate::collate::variant::{Class, Flags, Kind, Variant};
use crate::story::record::{MarksRecord, PlaceRecord, TextRecord, VariantReadingRecord, VariantRecord};
use crate::story::voices;
use std::collections::HashMap;
use std::io::{self, Write};

/// By this line a note is known again.
pub(crate) const HEAD: &str = "<!-- variorum-note 1";
/// By this one the line with its reports.
pub(crate) const REPORTS: &str = "<!-- reports ";

/// How many differences stand in the first list.
const FIRST: usize = 10;
/// How many words of the text are shown on either side of a difference.
const AROUND: usize = 5;

pub(super) fn write(export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut note = Note { export, page: String::new(), feet: Vec::new(), known: HashMap::new() };
    note.head();
    note.first();
    note.told();
    note.figures();
    note.said();
    note.unsupported();
    note.lineage();
    note.passages();
    note.notices();
    note.foot();
    out.write_all(note.page.as_bytes())
}

struct Note<'e> {
    export: &'e Export<'e>,
    page: String,
    /// The places of each footnote.
    feet: Vec<Vec<Locator<'e>>>,
    known: HashMap<Vec<(&'e str, u64, u64)>, usize>,
}

impl<'e> Note<'e> {
    fn line(&mut self, line: &str) {
        self.page.push_str(line);
        self.page.push('\n');
    }

    fn heading(&mut self, heading: &str) {
        self.page.push_str(&format!("\n## {heading}\n\n"));
    }

    /// The mark of a footnote with these places; the same places have one footnote.
    fn mark(&mut self, places: Vec<Locator<'e>>) -> String {
        if places.is_empty() {
            return String::new();
        }
        let key = places.iter().map(|a| (a.siglum, a.start, a.end)).collect();
        let n = *self.known.entry(key).or_insert_with(|| {
            self.feet.push(places);
            self.feet.len()
        });
        format!("[^{n}]")
    }

    fn marks(&mut self, places: impl IntoIterator<Item = &'e PlaceRecord>) -> String {
        let export = self.export;
        self.mark(places.into_iter().map(|p| export.locate(p)).collect())
    }

    fn head(&mut self) {
        let record = self.export.record();
        let n = record.articles.len();
        self.line(&format!("{HEAD}: check its places with `variorum verify NOTE.md REPORTS...` -->"));
        let title =
            if n == 1 { "What one report quotes".into() } else { format!("What {n} reports made of the same words") };
        self.line(&format!("# {title}\n"));
        let shared = record.utterances.iter().filter(|u| witnesses(&u.readings) > 1).count();
        let texts = record.utterances.iter().chain(&record.passages);
        let words = texts.flat_map(|t| &t.variants).filter(|v| v.class == "substantive");
        let (cuts, changes): (Vec<_>, Vec<_>) = words.partition(|v| is_cut(v));
        let cuts = if cuts.is_empty() { String::new() } else { format!(" and {}", count(cuts.len(), "cut")) };
        let marks = match record.unsupported.len() {
            0 => String::new(),
            1 => " Once quotation marks stand around words that nothing here bears out.".into(),
            n => format!(" {n} times quotation marks stand around words that nothing here bears out."),
        };
        self.line(&format!(
            "{} quoted, {shared} of them by more than one report; between these reports {} in the words{cuts}.{marks} Who is right is \
             not judged here: the footnotes give every place.\n",
            count(record.utterances.len(), "utterance"),
            count(changes.len(), "difference"),
        ));
        self.line("| | report | outlet | published |\n|---|---|---|---|");
        for a in &record.articles {
            let line = a.line.map_or(String::new(), |l| format!(", {l}"));
            let file = format!("{}{line}", plain(&a.path));
            let title = a.title.as_deref().map_or(file.clone(), |t| format!("{} ({file})", plain(t)));
            let or_dash = |field: &Option<String>| field.as_deref().map_or("–".to_string(), plain);
            self.line(&format!("| **{}** | {title} | {} | {} |", a.siglum, or_dash(&a.outlet), or_dash(&a.date)));
        }
    }

    /// The gravest differences of all.
    fn first(&mut self) {
        let record = self.export.record();
        let said = record.utterances.iter().map(|u| (u, true)).chain(record.passages.iter().map(|p| (p, false)));
        let mut all: Vec<(u32, &TextRecord, Option<&VariantRecord>, bool)> = said
            .flat_map(|(t, said)| t.variants.iter().map(move |v| (gravity(v, said), t, Some(v), said)))
            .filter(|(_, _, v, _)| {
                v.is_some_and(|v| v.class == "substantive" && (!is_cut(v) || weighed(v).turns_by_cut()))
            })
            .collect();
        all.extend(record.utterances.iter().filter(|u| !u.voices.is_empty()).map(|u| (voices::GRAVITY, u, None, true)));
        all.sort_by_key(|a| std::cmp::Reverse(a.0));
        if all.is_empty() {
            return;
        }
        self.heading("What to check first");
        for (n, (_, u, v, said)) in all.iter().take(FIRST).enumerate() {
            let Some(v) = v else {
                let list: Vec<String> =
                    u.voices.iter().map(|v| format!("{} in {}", plain(&v.name), v.sigla.join(", "))).collect();
                let words = shortened(&u.text);
                self.line(&format!("{}. **{}**: another speaker for “{words}” ({})", n + 1, list.join("; "), u.id));
                continue;
            };
            let unnamed = if *said { "Speaker not named" } else { "Outside quotations" };
            let who = u.speaker.as_ref().map_or(unnamed.to_string(), |s| plain(&s.name));
            let told = if is_cut(v) { self.cut(u, v).unwrap_or_default() } else { self.difference(u, v) };
            self.line(&format!("{}. **{who}**: {told}", n + 1));
        }
        if all.len() > FIRST {
            self.line(&format!("\n{} more are below.", all.len() - FIRST));
        }
    }

    fn said(&mut self) {
        let record = self.export.record();
        let (shared, alone): (Vec<&TextRecord>, Vec<&TextRecord>) =
            record.utterances.iter().partition(|u| witnesses(&u.readings) > 1);
        if !shared.is_empty() {
            self.heading("Who said what, and who changed it");
        }
        for u in shared {
            let who = u.speaker.as_ref().map_or("Speaker not named".to_string(), |s| plain(&s.name));
            let channel = u.channel.as_ref().map_or(String::new(), |c| format!(", {}", plain(c)));
            self.line(&format!("### {who}{channel} ({})\n\n> “{}”\n", u.id, plain(&u.text)));
            self.given_as(u);
            self.text(u);
        }
        if !alone.is_empty() {
            self.heading("Quoted by one report only");
        }
        for u in alone {
            let who = u.speaker.as_ref().map_or("speaker not named".to_string(), |s| plain(&s.name));
            let marks = self.marks(u.readings.iter().flat_map(|r| &r.places));
            let sigla = u.readings.first().map_or("", |r| &r.siglum);
            self.line(&format!("- {sigla}, {who}: “{}”{marks}", plain(&u.text)));
        }
    }

    /// Who the reports say it was, where they do not say the same.
    fn given_as(&mut self, t: &'e TextRecord) {
        let given = t.readings.iter().filter_map(|r| Some((r.speaker.as_ref()?.name.as_deref()?, r)));
        let names = by_name(given.map(|(name, r)| (plain(name), r)));
        if names.is_empty() {
            return;
        }
        let list: Vec<String> = names
            .iter()
            .map(|(name, list)| {
                let mut sigla: Vec<&str> = list.iter().map(|r| r.siglum.as_str()).collect();
                sigla.dedup();
                let marks = self.marks(list.iter().filter_map(|r| r.speaker.as_ref()).map(|s| &s.place));
                format!("{name} in {}{marks}", sigla.join(", "))
            })
            .collect();
        self.line(&format!("Named as {}.\n", list.join("; as ")));
    }

    /// Who has a text, and the differences.
    fn text(&mut self, t: &'e TextRecord) {
        let mut sigla: Vec<&str> = t.readings.iter().map(|r| r.siglum.as_str()).collect();
        sigla.dedup();
        let has: Vec<String> = sigla
            .into_iter()
            .map(|s| {
                let own = t.readings.iter().filter(|r| r.siglum == s);
                format!("{s}{}", self.marks(own.flat_map(|r| &r.places)))
            })
            .collect();
        self.line(&format!("In {}.\n", has.join(", ")));
        let (small, told): (Vec<&VariantRecord>, Vec<&VariantRecord>) =
            t.variants.iter().partition(|v| v.class == "typographic");
        let (cuts, told): (Vec<&VariantRecord>, Vec<&VariantRecord>) = told.into_iter().partition(|v| is_cut(v));
        for v in told {
            let told = self.difference(t, v);
            self.line(&format!("- {told}"));
        }
        for v in cuts {
            if let Some(told) = self.cut(t, v) {
                self.line(&format!("- {told}"));
            }
        }
        if !small.is_empty() {
            self.line(&format!("- {} of capitals, stops or spacing, not listed.", count(small.len(), "difference")));
        }
        if !t.variants.is_empty() {
            self.page.push('\n');
        }
    }

    /// A difference: where, and who has what.
    fn difference(&mut self, t: &TextRecord, v: &'e VariantRecord) -> String {
        let [start, end] = v.locus.map(|n| n as usize);
        let spans = super::word_spans(t);
        let (from, to) = (start.saturating_sub(AROUND), (end + AROUND).min(t.words.len()));
        let at = |n: usize| spans.get(n).map_or(t.text.len(), |s| s.start);
        // Up to the next word where nothing stands there, so that a full stop stays where it is.
        let stop = if end > start { spans.get(end - 1).map_or(at(start), |s| s.end) } else { at(start) };
        let last = to.checked_sub(1).and_then(|n| spans.get(n)).map_or(stop, |s| s.end).max(stop);
        let part = |range: std::ops::Range<usize>| t.text.get(range).unwrap_or("");
        let middle = if end > start { format!("**{}**", ends(part(at(start)..stop))) } else { "▾ ".to_string() };
        let (before, behind) = (part(at(from)..at(start)), part(stop..last));
        let shown = format!("{}{}{middle}{}{}", plain(before), gap(before, true), gap(behind, false), plain(behind));
        let dots = |more: bool| if more { "…" } else { "" };
        let context = format!("{}{shown}{}", dots(from > 0), dots(to < t.words.len()));
        let readings: Vec<String> = v.readings.iter().map(|r| self.reading(r)).collect();
        let spelled = if v.class == "orthographic" { "the same in another spelling" } else { label(v) };
        format!("{spelled}, in “{context}”: {}", readings.join("; "))
    }

    /// Who leaves a beginning, an end or a stretch out; `None` where nobody leaves all of it out.
    fn cut(&mut self, t: &TextRecord, v: &'e VariantRecord) -> Option<String> {
        let [start, end] = v.locus.map(|n| n as usize);
        let spans = super::word_spans(t);
        let out = |r: &&VariantReadingRecord| !r.text.chars().any(char::is_alphanumeric);
        let mut sigla: Vec<&str> = v.readings.iter().filter(out).flat_map(|r| &r.sigla).map(String::as_str).collect();
        sigla.sort_unstable();
        sigla.dedup();
        if sigla.is_empty() {
            return None;
        }
        let marks = self.marks(v.readings.iter().filter(out).flat_map(|r| &r.places));
        let what = match v.kind.as_str() {
            "trim-start" => "begins later, without",
            "trim-end" => "ends earlier, without",
            _ => "leaves out, with dots,",
        };
        let words = ends(super::stretch(t, &spans, start, end));
        Some(format!("{} {what} “{words}”{marks}", sigla.join(", ")))
    }

    fn reading(&mut self, r: &'e VariantReadingRecord) -> String {
        let marks = self.marks(&r.places);
        let moved = if r.moved { " (elsewhere)" } else { "" };
        let has = if r.text.is_empty() { "not there".to_string() } else { format!("“{}”", shortened(&r.text)) };
        format!("{}: {has}{moved}{marks}", r.sigla.join(", "))
    }

    fn unsupported(&mut self) {
        let record = self.export.record();
        let looked = looked_at(record.marks);
        if record.unsupported.is_empty() && looked.is_empty() {
            return;
        }
        self.heading("In quotation marks, and borne out by nothing here");
        if record.unsupported.is_empty() {
            self.line(&format!("None found. {looked}"));
            return;
        }
        self.line(&format!("The words may have been said all the same: these reports do not show it. {looked}\n"));
        for x in &record.unsupported {
            let who = x
                .speaker
                .as_ref()
                .and_then(|s| s.name.as_deref())
                .map_or(String::new(), |n| format!(", from {}", plain(n)));
            let mark = self.mark(vec![self.export.locate_at(&x.siglum, x.start, x.end, &x.text)]);
            let near = x.nearest.as_ref().map_or(String::new(), |n| {
                let marks = self.marks(&n.places);
                format!(" The nearest words that were said are in {}{marks}.", n.utterance)
            });
            self.line(&format!("- {}{who}: “{}”{mark}.{near}", x.siglum, plain(&x.text)));
        }
    }

    fn lineage(&mut self) {
        let export = self.export;
        let lineage = &export.record().lineage;
        if lineage.edges.is_empty() && lineage.undetermined.is_empty() {
            return;
        }
        self.heading("Who had it from whom");
        let n = export.record().articles.len();
        if lineage.independent < n {
            self.line(&format!(
                "By what they say of whole reports, these {n} reports go back to at most {}.\n",
                count(lineage.independent, "origin")
            ));
        }
        for e in &lineage.edges {
            let origin = lineage.origins.iter().find(|o| o.id == e.source);
            let source = match origin {
                Some(o) => {
                    let of = o.issuer.as_ref().map_or(String::new(), |p| format!(" of {}", plain(&p.text)));
                    let kind = if o.name.contains(&o.kind) { String::new() } else { format!(" ({})", o.kind) };
                    format!("{}{of}{kind}", plain(&o.name))
                }
                None => e.source.clone(),
            };
            let part = if e.scope.is_empty() { "" } else { ", in part" };
            let kinds: Vec<&str> = e.evidence.iter().map(|x| x.kind.as_str()).collect();
            // What tells most; the record has all of it.
            let marks = self.marks(e.evidence.iter().take(3).flat_map(|x| x.places.iter().take(2)));
            self.line(&format!("- {} from {source}{part}: {}, by {}{marks}", e.siglum, e.grade, kinds.join(", ")));
        }
        for tie in &lineage.undetermined {
            let known = lineage.edges.iter().any(|e| tie.sigla.contains(&e.siglum) && tie.sigla.contains(&e.source));
            let told = format!(
                "- {}: undetermined. They share passages ({}), and {}nothing tells who had them first.",
                tie.sigla.join(", "),
                tie.passages.join(", "),
                if known { "beside what is said above " } else { "" }
            );
            self.line(&told);
        }
    }

    fn passages(&mut self) {
        let record = self.export.record();
        if record.passages.is_empty() {
            return;
        }
        self.heading("What reports share outside quotations");
        for p in &record.passages {
            self.line(&format!("### {}\n\n> {}\n", p.id, shortened(&p.text)));
            self.text(p);
        }
    }

    fn notices(&mut self) {
        let export = self.export;
        let record = export.record();
        if record.notices.is_empty() {
            return;
        }
        self.heading("Helplines and other notices, as printed");
        self.line("Nothing here was checked, completed or corrected.\n");
        for h in &record.notices {
            let by = h.outlet.as_deref().map_or(h.siglum.clone(), |o| format!("{} ({})", plain(o), h.siglum));
            let on = h.date.as_deref().map_or(String::new(), |d| format!(" on {}", plain(d)));
            let mark = self.mark(vec![export.locate(&h.place)]);
            self.line(&format!("As printed by {by}{on}, not checked{mark}:\n"));
            for s in &h.services {
                let contacts = s.contacts.iter().flat_map(contact_places).map(|(_, p)| p);
                let marks = self.marks(contacts);
                self.line(&format!("- {}{marks}", plain(&s.place.text)));
            }
            self.page.push('\n');
        }
    }

    fn foot(&mut self) {
        self.heading("Places");
        self.line("Each footnote gives the words and where they stand: report, and bytes of its file from 0, the end exclusive. “” is a place where words are left out.\n");
        for (n, places) in std::mem::take(&mut self.feet).iter().enumerate() {
            let groups = places.chunk_by(|a, b| a.text == b.text).map(|same| {
                let at: Vec<String> =
                    same.iter().map(|a| format!("{}, bytes {}–{}", a.siglum, a.start, a.end)).collect();
                let first = same.first().map_or("", |a| a.text);
                let words = escaped(&xml::clean(first)).replace('“', "&ldquo;").replace('”', "&rdquo;");
                format!("“{words}” ({})", at.join("; "))
            });
            self.line(&format!("[^{}]: {}", n + 1, groups.collect::<Vec<_>>().join(" ")));
        }
        // No name of a file ends the comment.
        let files =
            self.export.files().to_string().replace('-', "\\u002d").replace('<', "\\u003c").replace('>', "\\u003e");
        self.line(&format!("\n{REPORTS}{files} -->"));
    }
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

fn is_cut(v: &VariantRecord) -> bool {
    matches!(v.kind.as_str(), "trim-start" | "trim-end" | "ellipsis")
}

/// What a difference is, in words.
fn label(v: &VariantRecord) -> &'static str {
    match v.kind.as_str() {
        "substitution" => "other words",
        "addition" => "words added",
        "omission" => "words left out",
        "transposition" => "words moved",
        "splice" => "words joined over a gap that is not shown",
        "ellipsis" => "words left out, with dots",
        "bracket" => "words put in, in brackets",
        "trim-start" => "begins later",
        "trim-end" => "ends earlier",
        _ => "a difference",
    }
}

/// How much an editor should care of what somebody said (`said`) or reports tell, by the same measure as every view.
fn gravity(v: &VariantRecord, said: bool) -> u32 {
    weighed(v).gravity(said)
}

/// A variant as it is weighed: without its readings.
fn weighed(v: &VariantRecord) -> Variant {
    const KINDS: [Kind; 9] = [
        Kind::Substitution,
        Kind::Addition,
        Kind::Omission,
        Kind::Transposition,
        Kind::Splice,
        Kind::Ellipsis,
        Kind::Bracket,
        Kind::TrimStart,
        Kind::TrimEnd,
    ];
    let has = |name: &str| v.flags.iter().any(|f| f == name);
    let flags = Flags {
        negation: has("negation"),
        number: has("number"),
        pronoun: has("pronoun"),
        modal: has("modal"),
        doubt: has("doubt"),
        name: has("name"),
        time: has("time"),
        opposite: has("opposite"),
        masked: has("masked"),
    };
    let kind = KINDS.into_iter().find(|k| k.name() == v.kind).unwrap_or(Kind::TrimEnd);
    let classes = [Class::Substantive, Class::Orthographic, Class::Typographic];
    let class = classes.into_iter().find(|c| c.name() == v.class).unwrap_or(Class::Typographic);
    Variant { kind, class, flags, locus: v.locus[0]..v.locus[1], readings: Vec::new() }
}

/// Words on one line, safe in Markdown.
fn plain(text: &str) -> String {
    let clean = xml::clean(text);
    let words: Vec<&str> = clean.split_whitespace().collect();
    escaped(&words.join(" "))
}

/// How many wordings in marks were held against fuller renderings, that finding none is not taken for not looking.
fn looked_at(marks: MarksRecord) -> String {
    match (marks.compared, marks.passed_over) {
        (0, 0) => String::new(),
        (n, 0) => format!("{} in marks held against fuller renderings.", count(n, "short wording")),
        (n, rest) => format!(
            "{} in marks held against fuller renderings; {rest} could not be, for want of a speaker or of anything \
             fuller of theirs.",
            count(n, "short wording")
        ),
    }
}

/// The first words, where there are many: the footnote has all of them.
fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.get(..MOST) {
        Some(first) if words.len() > MOST + 5 => format!("{} …", plain(&first.join(" "))),
        _ => plain(text),
    }
}

/// A blank where a stretch ends or begins with one, which [`plain`] takes away.
fn gap(text: &str, end: bool) -> &'static str {
    let blank = if end { text.ends_with(char::is_whitespace) } else { text.starts_with(char::is_whitespace) };
    if blank { " " } else { "" }
}

/// Words, of many the first and the last.
fn ends(text: &str) -> String {
    const EACH: usize = 4;
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.len() {
        0..=10 => plain(text),
        n => format!("{} … {}", plain(&words[..EACH].join(" ")), plain(&words[n - EACH..].join(" "))),
    }
}

/// Words as they are, with what Markdown or HTML would read as markup escaped; breaks of lines stand as entities.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            c => out.push(c),
        }
    }
    out
}

/// The way back from what [`escaped`] gives.
pub(crate) fn unescaped(text: &str) -> String {
    const NAMED: [(&str, char); 8] = [
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&amp;", '&'),
        ("&#10;", '\n'),
        ("&#13;", '\r'),
        ("&#9;", '\t'),
        ("&ldquo;", '“'),
        ("&rdquo;", '”'),
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let entity = NAMED.iter().find(|(name, _)| rest.starts_with(name));
        let (taken, put) = match entity {
            Some((name, c)) => (name.len(), *c),
            None if c == '\\' => match rest.chars().nth(1) {
                Some(next) => (1 + next.len_utf8(), next),
                None => (1, c),
            },
            None => (c.len_utf8(), c),
        };
        out.push(put);
        rest = rest.get(taken..).unwrap_or("");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_and_comes_back() {
        for text in ["a <b>*c*</b> & [d](e) `f` \\ |g| ~h~ # i_j", "line\r\n\tbreak", "\\&lt;\\", "plain", "“quoted”"]
        {
            let out = escaped(text);
            assert!(!out.contains('<') && !out.contains('\n'), "{out}");
            assert_eq!(unescaped(&out), text);
        }
    }
}
