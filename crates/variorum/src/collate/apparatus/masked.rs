//! Words whose letters a report does not print: `s***`, `f---ing`, `[expletive]`.

use crate::annotate::lexicon::List;
use crate::annotate::token::Key;
use crate::collate::columns::Bench;

/// So many characters a word has on either side, at most.
const LONG: usize = 40;

impl Bench<'_> {
    /// Whether a unit prints a word of the columns `from..to` with letters masked.
    pub(super) fn masks(&self, u: usize, from: usize, to: usize) -> bool {
        self.rows[u].cells(from, to).iter().any(|c| self.masked(u, self.rows[u].pos[*c] as usize))
    }

    /// Whether a unit's word has letters masked.
    pub(in crate::collate) fn masked(&self, u: usize, pos: usize) -> bool {
        let text = self.annotated(u).article.text.as_str();
        let at = self.span(u, pos).start() as usize;
        let (head, tail) = (&text[..at], &text[at..]);
        let own = |c: &char| !c.is_whitespace();
        let before: usize = head.chars().rev().take(LONG).take_while(own).map(char::len_utf8).sum();
        let behind: usize = tail.chars().take(LONG).take_while(own).map(char::len_utf8).sum();
        is_masked(&text[at - before..at + behind])
    }
}

/// What stands for a whole word, in brackets of some kind.
static STANDS_FOR: List = List::new(
    "expletive expletives obscenity profanity vulgarity slur bleep bleeped beep beeped curse deleted redacted",
);

/// What a broadcaster's word is told with, in no brackets.
static BLEEPED: List = List::new("bleeping bleeped effing");

/// Whether a run of characters without a blank is a word with letters masked: `*` beside or between letters, two or more
/// of `*`, `-`, `_`, `#` or dashes behind a letter (`f---`, `s__t`, but not `well-known`, `a-`, `#1`), or a word in
/// brackets that stands for one (`[expletive]`).
pub(super) fn is_masked(run: &str) -> bool {
    let outer = |c: char| !c.is_alphanumeric() && !is_mask(c) && !matches!(c, '[' | ']' | '(' | ')');
    let run = run.trim_matches(outer);
    let inner = run.trim_matches(['[', ']', '(', ')']);
    let key = |w: &str| Key::word(&w.to_lowercase());
    if inner.chars().all(char::is_alphabetic) {
        return inner.len() < run.len() && STANDS_FOR.has(key(inner)) || BLEEPED.has(key(inner));
    }
    let letters: Vec<char> = inner.chars().collect();
    if letters.iter().any(|c| !c.is_alphabetic() && !is_mask(*c) && *c != '\'' && *c != '’') {
        return false;
    }
    let (mut stars, mut k) = (0, 0);
    while k < letters.len() {
        let from = k;
        while letters.get(k).is_some_and(|c| is_mask(*c)) {
            k += 1;
        }
        let behind = from > 0 && letters[from - 1].is_alphabetic();
        let before = letters.get(k).is_some_and(|c| c.is_alphabetic());
        let long = k - from > 1 && letters[from..k].iter().all(|c| *c == letters[from]);
        // "--" joins two words more often than it stands for letters.
        let dashes = !matches!(letters.get(from), Some('*' | '_' | '#'));
        match letters[from..k].first() {
            // A star alone marks a footnote unless letters follow.
            Some('*') if behind && (before || k - from > 1) => stars += 1,
            Some(_) if behind && long && (!dashes || k - from > 2 || from == 1) => stars += 1,
            _ => {}
        }
        k = k.max(from + 1);
    }
    stars > 0
}

fn is_mask(c: char) -> bool {
    matches!(c, '*' | '-' | '_' | '#' | '–' | '—')
}

#[cfg(test)]
mod tests {
    use super::is_masked;

    #[test]
    fn letters_that_are_not_printed() {
        for yes in [
            "s***",
            "“s***",
            "f---,",
            "sh*t",
            "f---ing",
            "f**k”",
            "motherf***er",
            "[expletive]",
            "(expletive)",
            "bleeping",
            "b____",
            "a--hole",
        ] {
            assert!(is_masked(yes), "{yes}");
        }
        for no in [
            "well-known",
            "price*",
            "expletive",
            "#1",
            "2020-21",
            "word--another",
            "end—and",
            "*note",
            "***",
            "-",
            "",
            "(yes)",
            "A-1",
        ] {
            assert!(!is_masked(no), "{no}");
        }
    }
}
