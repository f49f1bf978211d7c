//! Where reports tell different things: claims with their values, and times that cannot both hold.

use super::{Note, plain, shortened};
use crate::story::record::{
    AssertionRecord, ClaimRecord, FigureRecord, PlaceRecord, TimelineEntryRecord, ValueRecord, relation_words,
    slot_words,
};
use std::collections::HashMap;

/// How many claims of a kind the section has; the tables have all.
const CLAIMS: usize = 20;
/// The same of figures.
const FIGURES: usize = 20;
/// With more conflicts of times than these the section only counts them.
const TIMES: usize = 8;
/// How many reports are told to have a value from somebody.
const WHOSE: usize = 6;
/// How many words of the sentence are shown on either side of a value.
const AROUND: usize = 8;

impl<'e> Note<'e> {
    /// The section, where reports differ.
    pub(super) fn told(&mut self) {
        let claims = &self.export.record().claims;
        let (conflicts, others): (Vec<&ClaimRecord>, Vec<&ClaimRecord>) =
            claims.iter().filter(|c| c.relation != "same").partition(|c| c.relation == "conflict");
        let times = self.times(&conflicts);
        if conflicts.is_empty() && others.is_empty() && times.is_empty() {
            return;
        }
        self.heading("Where reports tell different things");
        self.line(
            "Found by what stands around the words; whether they are of one thing, and who is right, is for the reader to see.",
        );
        let parts = [("What cannot both hold", &conflicts), ("Different, and both may hold", &others)];
        for (heading, list) in parts.into_iter().filter(|p| !p.1.is_empty()) {
            self.line(&format!("\n### {heading}\n"));
            list.iter().take(CLAIMS).for_each(|c| self.claim(c));
            if list.len() > CLAIMS {
                self.line(&format!("\n{} more are in the table `claims`.", list.len() - CLAIMS));
            }
        }
        match times.len() {
            0 => {}
            1..=TIMES => {
                self.line("\n### Times that cannot both hold\n");
                times.into_iter().for_each(|[a, b]| self.conflict(a, b));
            }
            n => self.line(&format!("\nThe timeline has {n} pairs of times that cannot both hold.")),
        }
    }

    /// Figures side by side, a line for each that differs.
    pub(super) fn figures(&mut self) {
        let all: Vec<&FigureRecord> = self.export.record().figures.iter().filter(|f| f.values.len() > 1).collect();
        if all.is_empty() {
            return;
        }
        self.heading("Figures side by side");
        self.line("What is printed of one thing by name; whether it is the same matter is for the reader to see.\n");
        for f in all.iter().take(FIGURES) {
            let mut line = format!("- **{}**: ", plain(&f.label()));
            for (n, v) in f.values.iter().enumerate() {
                let mut firsts: Vec<&PlaceRecord> = v.places.iter().collect();
                firsts.dedup_by_key(|p| &p.siglum);
                let sigla: Vec<&str> = firsts.iter().map(|p| p.siglum.as_str()).collect();
                let sigla = sigla.join(", ");
                let marks = self.marks(firsts);
                let between = if n > 0 { "; " } else { "" };
                line.push_str(&format!("{between}“{}” {sigla}{marks}", plain(&shortened(&v.text))));
            }
            self.line(&line);
        }
        if all.len() > FIGURES {
            self.line(&format!("\n{} more are in the table `figures`.", all.len() - FIGURES));
        }
    }

    fn claim(&mut self, claim: &'e ClaimRecord) {
        let mut what = slot_words(&claim.slot).to_string();
        if let Some(first) = what.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let silent = match claim.silent.as_slice() {
            [] => String::new(),
            sigla => format!("; nothing found in: {}", sigla.join(", ")),
        };
        self.line(&format!(
            "- **{}** ({}): {}{silent}",
            plain(&what),
            claim.id,
            plain(relation_words(&claim.slot, &claim.relation))
        ));
        claim.values.iter().for_each(|v| self.value(v));
    }

    fn value(&mut self, value: &'e ValueRecord) {
        let Some(first) = value.assertions.first() else { return };
        let mut sigla: Vec<&str> = value.assertions.iter().map(|a| a.place.siglum.as_str()).collect();
        sigla.dedup();
        let marks = self.marks(value.assertions.iter().map(|a| &a.place));
        let sentence = self.marks([&first.sentence]);
        let shown = self.shown(first);
        let mut whose = String::new();
        let said = value.assertions.iter().filter(|a| a.quoted || a.by.is_some());
        for (n, a) in said.enumerate() {
            if n == WHOSE {
                whose.push_str("; …");
                break;
            }
            // What a report tells itself too is nobody's word alone.
            let itself = |b: &AssertionRecord| b.place.siglum == a.place.siglum && !b.quoted && b.by.is_none();
            let also = value.assertions.iter().any(itself).then(|| plain(&a.place.text));
            let told = self.whose(a, also.as_deref());
            whose.push_str(&format!("; {told}"));
        }
        let words = plain(&value.text);
        self.line(&format!("  - {}: “{words}”{marks}, in “{shown}”{sentence}{whose}", sigla.join(", ")));
    }

    /// Whose word it is, where the report does not say it itself; with the words where it says so elsewhere.
    fn whose(&mut self, a: &'e AssertionRecord, also: Option<&str>) -> String {
        let siglum = match also {
            Some(words) => format!("{} also “{words}”", a.place.siglum),
            None => a.place.siglum.clone(),
        };
        match (&a.by, a.quoted) {
            (Some(by), quoted) => {
                let marks = self.marks([by]);
                let how = if quoted { "in the words of" } else { "after" };
                format!("{siglum} {how} {}{marks}", plain(&by.text))
            }
            (None, _) => format!("{siglum} in quotation marks"),
        }
    }

    /// The sentence with its value in bold, of a long one what stands around that.
    fn shown(&self, a: &AssertionRecord) -> String {
        let part = |start: u64, end: u64| {
            let text = &self.export.report(&a.place.siglum)?.article.text;
            text.from_source(start..end).map(|span| text.get(span))
        };
        let before = part(a.sentence.start, a.place.start).unwrap_or("");
        let behind = part(a.place.end, a.sentence.end).unwrap_or("");
        let (before_words, behind_words): (Vec<&str>, Vec<&str>) =
            (before.split_whitespace().collect(), behind.split_whitespace().collect());
        let skip = before_words.len().saturating_sub(AROUND);
        let start = if skip > 0 { "… " } else { "" };
        let last = behind_words.len().min(AROUND);
        let end = if last < behind_words.len() { " …" } else { "" };
        format!(
            "{start}{}{}**{}**{}{}{end}",
            plain(&before_words.get(skip..).unwrap_or_default().join(" ")),
            super::gap(before, true),
            plain(&a.place.text),
            super::gap(behind, false),
            plain(&behind_words.get(..last).unwrap_or_default().join(" ")),
        )
    }

    /// The conflicts of the timeline of which no claim has told.
    fn times(&self, told: &[&ClaimRecord]) -> Vec<[&'e TimelineEntryRecord; 2]> {
        let timeline = &self.export.record().timeline;
        let entries: HashMap<&str, &TimelineEntryRecord> =
            timeline.entries.iter().map(|t| (t.id.as_str(), t)).collect();
        let mut claims: HashMap<(&str, u64, u64), usize> = HashMap::new();
        for (n, c) in told.iter().enumerate() {
            for a in c.values.iter().flat_map(|v| &v.assertions) {
                claims.insert((&a.place.siglum, a.place.start, a.place.end), n);
            }
        }
        let claim = |t: &'e TimelineEntryRecord| {
            t.witnesses.iter().filter_map(|w| w.time.as_ref()).find_map(|p| claims.get(&(&*p.siglum, p.start, p.end)))
        };
        let pair = |[a, b]: &[String; 2]| Some([*entries.get(a.as_str())?, *entries.get(b.as_str())?]);
        let known = |[a, b]: &[&'e TimelineEntryRecord; 2]| claim(a).is_some() && claim(a) == claim(b);
        timeline.conflicts.iter().filter_map(pair).filter(|p| !known(p)).collect()
    }

    fn conflict(&mut self, a: &'e TimelineEntryRecord, b: &'e TimelineEntryRecord) {
        let [a, b] = [a, b].map(|t| self.time(t));
        self.line(&format!("- {a}; against {b}"));
    }

    /// Who tells an entry, its time as printed, and what happened.
    fn time(&mut self, entry: &'e TimelineEntryRecord) -> String {
        let mut sigla: Vec<&str> = entry.witnesses.iter().map(|w| w.siglum.as_str()).collect();
        sigla.sort_unstable();
        sigla.dedup();
        let times: Vec<&PlaceRecord> = entry.witnesses.iter().filter_map(|w| w.time.as_ref()).collect();
        let words = times.first().map_or(plain(&entry.value), |p| format!("“{}”", plain(&p.text)));
        let marks = self.marks(times);
        let label = entry.witnesses.iter().find_map(|w| w.label.as_ref());
        let label = label.map_or(String::new(), |p| {
            let mark = self.marks([p]);
            format!(", in “{}”{mark}", shortened(&p.text))
        });
        format!("{}: {words}{marks}{label}", sigla.join(", "))
    }
}
