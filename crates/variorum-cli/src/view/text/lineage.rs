//! Who had it from whom: a drawing, a sentence for each edge, and what stays open.

use super::sheet::{Words, style};
use super::{View, dim, entry, sigla, styled};
use crate::view::clean::count;
use crate::view::lineage;
use variorum::span::Place;
use variorum::story::lineage::EvidenceKind;

/// Edges, ties and lines of the drawing that are shown before the rest becomes a count.
const EDGES: usize = 16;
const TIES: usize = 6;
const DRAWN: usize = 40;

impl View<'_> {
    /// The lineage, where there is something to say of it.
    pub(super) fn lineage(&mut self) {
        let e = self.edition;
        let l = &e.lineage;
        if l.is_empty() {
            return;
        }
        self.sheet.heading("Who had it from whom");
        if let Some(line) = lineage::count(e) {
            self.sheet.para(0, &styled(style::PLAIN, &line));
        }
        if lineage::drawn(e) {
            let lines = lineage::tree(e);
            let shown = if self.all { lines.len() } else { lines.len().min(DRAWN) };
            self.sheet.gap();
            for line in lines.iter().take(shown) {
                // A line begins with words: blanks before them are its place.
                let rest = line.trim_start_matches(' ');
                let mut words = Words::new();
                words.raw(style::PLAIN, rest);
                self.sheet.para(2 + line.len() - rest.len(), &words);
            }
            let alone = lineage::alone(e);
            if !alone.is_empty() {
                let names = sigla::list(e, &alone, &[], 12);
                self.sheet.para(2, &dim(&format!("by themselves: {names}")));
            }
            if lines.len() > shown {
                self.sheet.para(2, &dim(&format!("… {} (--all)", count(lines.len() - shown, "more line"))));
            }
            self.sheet.gap();
        }
        let shown = if self.all { l.edges.len() } else { l.edges.len().min(EDGES) };
        for edge in l.edges.iter().take(shown) {
            let lead = styled(style::DIM, edge.grade().name());
            let telling = edge.evidence.iter().filter(|x| x.kind != EvidenceKind::Time);
            let places: Vec<Place> = telling.flat_map(|x| x.places.iter().copied()).collect();
            let words = styled(style::PLAIN, &lineage::sentence(e, edge));
            self.sheet.tailed(&lead, 10, &words, &entry::places(e, &places, self.all));
        }
        if l.edges.len() > shown {
            self.sheet.para(0, &dim(&format!("… {} (--all)", count(l.edges.len() - shown, "more edge"))));
        }
        let shown = if self.all { l.ties.len() } else { l.ties.len().min(TIES) };
        for tie in l.ties.iter().take(shown) {
            let ids: Vec<String> = tie.passages.iter().take(8).map(|p| format!("p{}", p + 1)).collect();
            let more = if tie.passages.len() > 8 { " …" } else { "" };
            let mut words = styled(style::SIGLUM, &sigla::list(e, &tie.reports, &[], 8));
            let share = if e.one_text(&tie.reports) { "are one text, word for word:" } else { "share" };
            words.push(style::PLAIN, &format!("{share} {}{more}; {}", ids.join(" "), lineage::open(e, tie)));
            self.sheet.hang(&styled(style::DIM, "undetermined"), 14, &words);
        }
        if l.ties.len() > shown {
            self.sheet.para(0, &dim(&format!("… {} (--all)", count(l.ties.len() - shown, "more group"))));
        }
        self.sheet.gap();
        self.sheet.para(0, &dim("This is what the reports print; none of it says that somebody copied."));
    }
}
