//! The words around a reading that all its reports have.

use variorum::collate::collation::Collation;
use variorum::span::{ArticleId, Place, Span};
use variorum::story::edition::Edition;

/// Words in front of some words and behind them, as the first of several reports prints them. Only what every one of the
/// reports has there: none is shown with words that it does not have.
pub struct Around {
    article: ArticleId,
    /// From the first word of the reading to the last.
    of: Span,
    /// The words in front, the nearest first.
    pub before: Vec<Span>,
    /// The words behind, the nearest first.
    pub after: Vec<Span>,
}

impl Around {
    /// At most so many words before and behind places of a reading; not beyond its own quotation, and beyond the end of
    /// a sentence only where asked for. `None` where the first report's place stands in no rendering.
    pub fn of(
        edition: &Edition,
        c: &Collation,
        places: &[Place],
        most: (usize, usize),
        over_stops: bool,
    ) -> Option<Self> {
        let mut own = places.chunk_by(|a, b| a.article == b.article).filter_map(|p| {
            let (first, last) = (p.first()?, p.last()?);
            Self::one(edition, c, first.article, first.span, last.span, most, over_stops)
        });
        let mut out = own.next()?;
        for other in own {
            if out.keep(edition, &other) == 0 {
                break;
            }
        }
        Some(out)
    }

    /// Keeps the words that stand around another reading too, nearest first; how many are left.
    pub fn keep(&mut self, edition: &Edition, other: &Self) -> usize {
        let same = |a: &[Span], b: &[Span]| {
            let word = |article, span: &Span| edition.words(Place { article, span: *span }).to_lowercase();
            a.iter().zip(b).take_while(|(a, b)| word(self.article, a) == word(other.article, b)).count()
        };
        let (before, after) = (same(&self.before, &other.before), same(&self.after, &other.after));
        self.before.truncate(before);
        self.after.truncate(after);
        before + after
    }

    fn one(
        edition: &Edition,
        c: &Collation,
        article: ArticleId,
        first: Span,
        last: Span,
        most: (usize, usize),
        over_stops: bool,
    ) -> Option<Self> {
        let parts = || c.readings.iter().filter(|x| x.article == article).flat_map(|x| &x.parts);
        let from = parts().filter(|p| p.contains(first)).map(|p| p.start()).min()?;
        let to = parts().filter(|p| p.contains(last)).map(|p| p.end()).max()?;
        let report = edition.reports.get(article.index())?;
        let tokens = &report.annotations.tokens;
        let stop = |i: usize| {
            !over_stops && tokens.get(i).is_some_and(|t| matches!(report.text(t.span), "." | "!" | "?" | "…" | "..."))
        };
        let begin = tokens.partition_point(|t| t.span.start() < first.start());
        let end = tokens.partition_point(|t| t.span.start() < last.end().max(last.start()));
        let mut before = Vec::new();
        for i in (0..begin).rev() {
            let Some(t) = tokens.get(i) else { break };
            if before.len() == most.0 || t.span.start() < from || stop(i) {
                break;
            }
            if t.is_word() {
                before.push(t.span);
            }
        }
        let mut after = Vec::new();
        for (i, t) in tokens.iter().enumerate().skip(end) {
            if after.len() == most.1 || t.span.end() > to || stop(i) {
                break;
            }
            if t.is_word() {
                after.push(t.span);
            }
        }
        Some(Self { article, of: first.cover(last), before, after })
    }

    /// The text in front and behind, of so many words at most.
    pub fn text<'a>(&self, edition: &'a Edition, before: usize, after: usize) -> (&'a str, &'a str) {
        let words = |span| edition.words(Place { article: self.article, span });
        let start = self.before.iter().take(before).next_back().map_or(self.of.start(), |s| s.start());
        let end = self.after.iter().take(after).next_back().map_or(self.of.end(), |s| s.end());
        (words(Span::new(start, self.of.start())), words(Span::new(self.of.end(), end)))
    }
}
