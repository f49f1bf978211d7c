//! Which report has what: a sign for each report and utterance; and what is told in other words.

use super::sheet::{Words, style};
use super::{View, dim, entry, styled};
use crate::view::clean::{self, count};
use crate::view::presence::{sign, told};
use variorum::span::ArticleId;
use variorum::story::coverage::{Coverage, CoverageRow, Presence, RowOf, coverage};
use variorum::story::paraphrase::Paraphrase;

/// Rows and paraphrases that are shown before the rest becomes a count.
const ROWS: usize = 20;
const PARAPHRASES: usize = 10;
/// Columns for an utterance's number and its speaker.
const LEAD: usize = 18;
/// Characters of what was said, and of what renders it.
const SAID: usize = 160;

impl View<'_> {
    /// The matrix of silence, where there is an utterance that two reports have.
    pub(super) fn coverage(&mut self) {
        let e = self.edition;
        let matrix = coverage(e);
        let rows: Vec<&CoverageRow> = matrix.rows.iter().filter(|r| r.cells.len() > 1).collect();
        if rows.is_empty() {
            return;
        }
        self.sheet.heading("Who has what, and who is silent");
        self.signs(&matrix, &rows);
        let shown = if self.all { rows.len() } else { rows.len().min(ROWS) };
        let column = |i: usize, text: &str| format!("{text:<0$}", e.sigla.get(i).map_or(1, String::len) + 1);
        let wide: usize = e.sigla.iter().map(|s| s.len() + 1).sum();
        let fits = LEAD + wide <= self.sheet.width() + 1;
        if fits {
            let sigla: String = e.sigla.iter().enumerate().map(|(i, s)| column(i, s)).collect();
            self.sheet.hang(&Words::new(), LEAD, &raw(style::SIGLUM, sigla.trim_end()));
        }
        for row in rows.iter().take(shown) {
            let of: Vec<Presence> = (0..e.sigla.len()).map(|i| matrix.presence(row, ArticleId(i as u32))).collect();
            let signs: String = if fits {
                of.iter().enumerate().map(|(i, p)| column(i, sign(*p))).collect()
            } else {
                let counts = Presence::ALL.iter().map(|p| (p, of.iter().filter(|x| *x == p).count()));
                counts.filter(|c| c.1 > 0).map(|(p, n)| format!("{} {n}  ", sign(*p))).collect()
            };
            self.sheet.hang(&raw(style::BOLD, &self.row_name(row)), LEAD, &raw(style::PLAIN, signs.trim_end()));
        }
        if rows.len() > shown {
            self.sheet.para(0, &dim(&format!("… {} (--all)", count(rows.len() - shown, "more utterance"))));
        }
        for (i, doubt) in matrix.doubts.iter().enumerate() {
            if let Some(doubt) = doubt {
                let words = format!("{}: {}, so what it lacks is unknown", e.sigla[i], doubt.name());
                self.sheet.para(0, &dim(&words));
            }
        }
    }

    /// What the signs that occur stand for.
    fn signs(&mut self, matrix: &Coverage, rows: &[&CoverageRow]) {
        let reports = self.edition.reports.len();
        let occurs =
            |p: Presence| rows.iter().any(|r| (0..reports).any(|i| matrix.presence(r, ArticleId(i as u32)) == p));
        let list: Vec<String> =
            Presence::ALL.into_iter().filter(|p| occurs(*p)).map(|p| format!("{} {}", sign(p), told(p))).collect();
        self.sheet.para(0, &dim(&list.join("   ")));
        self.sheet.gap();
    }

    fn row_name(&self, row: &CoverageRow) -> String {
        let RowOf::Utterance(n) = row.of;
        format!("{:<4}{}", n + 1, entry::speaker(self.edition, n, LEAD - 5))
    }

    /// Words outside marks, each with what it renders.
    pub(super) fn paraphrases(&mut self) {
        let e = self.edition;
        if e.paraphrases.is_empty() {
            return;
        }
        self.sheet.heading("Told in other words");
        let mut list: Vec<&Paraphrase> = e.paraphrases.iter().collect();
        let shown = if self.all { list.len() } else { list.len().min(PARAPHRASES) };
        if shown < list.len() {
            list.sort_by_key(|p| (std::cmp::Reverse(p.percent), p.place));
        }
        for p in list.iter().take(shown) {
            let lead = styled(style::SIGLUM, e.siglum(p.place.article));
            let words = styled(style::PLAIN, &clean::shortened(e.words(p.place), SAID));
            self.sheet.tailed(&lead, 4, &words, &entry::places(e, &[p.place], true));
            let Some(u) = e.utterances.get(p.utterance) else { continue };
            let mut words = dim(&format!("renders {}:", p.utterance + 1));
            let said = clean::shortened(u.collation.text.slice(p.words.clone()), SAID);
            words.push(style::PLAIN, &format!("“{said}”"));
            let mut remarks = vec![match p.unmarked {
                true => "the same words, without marks".to_string(),
                false => format!("{} in 100", p.percent),
            }];
            remarks.extend(p.negation.then(|| "a word of denial in one only".to_string()));
            remarks.extend(p.number.then(|| "other numbers".to_string()));
            words.push(style::DIM, &format!("[{}]", remarks.join("; ")));
            self.sheet.para(6, &words);
        }
        if e.paraphrases.len() > shown {
            let more = count(e.paraphrases.len() - shown, "more paraphrase");
            self.sheet.para(0, &dim(&format!("… {more} (--all)")));
        }
        self.sheet.gap();
        self.sheet.para(0, &dim("Guessed by likeness of meaning; the number says how likely."));
    }
}

fn raw(style: anstyle::Style, text: &str) -> Words {
    let mut out = Words::new();
    out.raw(style, text);
    out
}
