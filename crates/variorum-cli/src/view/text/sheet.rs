//! Lines of a given width, filled with words of different styles.

use super::super::clean;
use anstyle::Style;
use unicode_width::UnicodeWidthStr;

/// The styles of the terminal view. Nothing is told by style alone.
pub mod style {
    use anstyle::{AnsiColor, Style};

    /// As the terminal has it.
    pub const PLAIN: Style = Style::new();
    /// Headings.
    pub const BOLD: Style = Style::new().bold();
    /// Places, counts, remarks.
    pub const DIM: Style = Style::new().dimmed();
    /// Sigla.
    pub const SIGLUM: Style = AnsiColor::Cyan.on_default();
    /// Words that differ.
    pub const CHANGED: Style = AnsiColor::Yellow.on_default().bold();
}

/// A word of a paragraph.
#[derive(Clone, Debug)]
struct Word {
    text: String,
    style: Style,
    /// Stands right behind the word before, without a blank.
    stuck: bool,
}

/// A paragraph before it has lines.
#[derive(Clone, Debug, Default)]
pub struct Words {
    list: Vec<Word>,
    /// What flows in next stands right behind the last word.
    open: bool,
}

impl Words {
    /// No words yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends `text`, which may be broken at its blanks.
    pub fn push(&mut self, style: Style, text: &str) {
        self.open = false;
        for word in text.split_whitespace() {
            self.list.push(Word { text: clean::neutral(word), style, stuck: false });
        }
    }

    /// Appends `text` right behind the last word.
    pub fn stick(&mut self, style: Style, text: &str) {
        let from = self.list.len();
        self.push(style, text);
        if let Some(first) = self.list.get_mut(from) {
            first.stuck = from > 0;
        }
    }

    /// Appends the next stretch of a running text: where it and the one before have no blank between them, neither
    /// gets the line.
    pub fn flow(&mut self, style: Style, text: &str) {
        if text.trim().is_empty() {
            self.open &= text.is_empty();
            return;
        }
        if self.open && !text.starts_with(char::is_whitespace) {
            self.stick(style, text);
        } else {
            self.push(style, text);
        }
        self.open = !text.ends_with(char::is_whitespace);
    }

    /// Appends `text` after a wider blank, which parts it from words it does not belong to, on the line of the word
    /// before.
    pub fn apart(&mut self, style: Style, text: &str) {
        let from = self.list.len();
        self.push(style, text);
        if let Some(first) = self.list.get_mut(from) {
            first.text.insert_str(0, "  ");
            first.stuck = from > 0;
        }
    }

    /// Appends a sign that stays on the line of the word before.
    pub fn sign(&mut self, style: Style, sign: &str) {
        self.open = false;
        self.list.push(Word { text: format!(" {sign}"), style, stuck: !self.list.is_empty() });
    }

    /// Appends `text` with its blanks.
    pub fn raw(&mut self, style: Style, text: &str) {
        self.list.push(Word { text: clean::neutral(text), style, stuck: false });
    }

    /// Appends `text`, which must not be broken.
    pub fn whole(&mut self, style: Style, text: &str) {
        let text: Vec<&str> = text.split_whitespace().collect();
        if !text.is_empty() {
            self.list.push(Word { text: clean::neutral(&text.join(" ")), style, stuck: false });
        }
    }

    /// Appends other words, the first of them behind `pad`, which is kept as it is.
    pub fn padded(&mut self, pad: &str, other: Words) {
        for (i, mut word) in other.list.into_iter().enumerate() {
            if i == 0 && !self.list.is_empty() {
                word.text.insert_str(0, pad);
                word.stuck = true;
            }
            self.list.push(word);
        }
    }

    /// Appends other words.
    pub fn extend(&mut self, other: Words) {
        self.list.extend(other.list);
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Their width on one line.
    pub fn width(&self) -> usize {
        self.list.iter().enumerate().map(|(i, w)| w.text.width() + usize::from(i > 0 && !w.stuck)).sum()
    }

    /// Breaks the words into lines of at most `width` columns, the first of at most `first`. Also gives the line of
    /// each word, counted from 0.
    fn lines(&self, first: usize, width: usize) -> (Vec<Vec<Word>>, Vec<usize>) {
        let mut lines: Vec<Vec<Word>> = vec![Vec::new()];
        let mut line_of = Vec::with_capacity(self.list.len());
        let mut used = 0;
        let mut i = 0;
        while i < self.list.len() {
            // What is stuck together stays together.
            let mut j = i + 1;
            while self.list.get(j).is_some_and(|w| w.stuck) {
                j += 1;
            }
            let unit: usize = self.list[i..j].iter().map(|w| w.text.width()).sum();
            let room = |lines: &Vec<Vec<Word>>| if lines.len() == 1 { first } else { width }.max(8);
            if used > 0 && used + 1 + unit > room(&lines) {
                lines.push(Vec::new());
                used = 0;
            }
            for (k, word) in self.list[i..j].iter().enumerate() {
                line_of.push(lines.len() - 1);
                let mut word = word.clone();
                word.stuck = k > 0 || used == 0;
                if used == 0 {
                    word.text = word.text.trim_start().to_string();
                }
                used += usize::from(!word.stuck);
                // A word wider than a line is cut wherever the line ends.
                while used + word.text.width() > room(&lines) {
                    let fits = room(&lines).saturating_sub(used);
                    let at = cut(&word.text, fits);
                    let rest = word.text.split_off(at);
                    if at > 0
                        && let Some(l) = lines.last_mut()
                    {
                        l.push(word.clone());
                    }
                    if at == 0 && used == 0 {
                        break;
                    }
                    word = Word { text: rest, style: word.style, stuck: true };
                    lines.push(Vec::new());
                    used = 0;
                }
                used += word.text.width();
                if let Some(l) = lines.last_mut() {
                    l.push(word);
                }
            }
            i = j;
        }
        (lines, line_of)
    }
}

/// The byte at which the first `width` columns of `text` end.
fn cut(text: &str, width: usize) -> usize {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if used > width {
            return at;
        }
    }
    text.len()
}

/// The page being written.
pub struct Sheet {
    out: String,
    width: usize,
}

impl Sheet {
    /// An empty page.
    pub fn new(width: usize) -> Self {
        Self { out: String::new(), width }
    }

    /// Its columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The page so far.
    pub fn finish(self) -> String {
        self.out
    }

    /// An empty line, unless the page is empty or has one.
    pub fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A heading with a rule to the margin.
    pub fn heading(&mut self, text: &str) {
        self.gap();
        let rule = "─".repeat(self.width.saturating_sub(text.width() + 1));
        self.put(style::BOLD, text);
        self.out.push(' ');
        self.put(style::DIM, &rule);
        self.out.push_str("\n\n");
    }

    /// A paragraph: `lead` in front of its first line, the other lines under its first word.
    pub fn hang(&mut self, lead: &Words, indent: usize, words: &Words) {
        let column = indent.max(lead.width() + usize::from(!lead.is_empty()));
        let (lines, _) = words.lines(self.width.saturating_sub(column), self.width.saturating_sub(indent));
        for (i, line) in lines.iter().enumerate() {
            if i == 0 {
                self.line(&lead.list);
                self.blank(column.saturating_sub(lead.width()));
            } else {
                self.blank(indent);
            }
            self.line(line);
            self.end();
        }
    }

    /// A paragraph with `indent` blanks before every line.
    pub fn para(&mut self, indent: usize, words: &Words) {
        self.hang(&Words::new(), indent, words);
    }

    /// Like [`hang`](Self::hang), with `tail` at the right margin of the last line where it fits, else beneath.
    pub fn tailed(&mut self, lead: &Words, indent: usize, words: &Words, tail: &Words) {
        let column = indent.max(lead.width() + usize::from(!lead.is_empty()));
        let total = column + words.width();
        if total <= self.width && total + 2 + tail.width() <= self.width {
            self.line(&lead.list);
            self.blank(column.saturating_sub(lead.width()));
            self.line(&words.list);
            if !tail.is_empty() {
                self.blank(self.width - total - tail.width());
                self.line(&tail.list);
            }
            self.end();
            return;
        }
        self.hang(lead, indent, words);
        if !tail.is_empty() {
            self.para(indent + 2, tail);
        }
    }

    /// A line of an apparatus: words, their label, and places at the right margin. What does not fit goes beneath,
    /// the places first, then the label with them.
    pub fn entry(&mut self, lead: &Words, indent: usize, words: Words, label: Words, places: &Words) {
        let column = indent.max(lead.width() + usize::from(!lead.is_empty()));
        if column + words.width() + 1 + label.width() <= self.width {
            let mut words = words;
            words.extend(label);
            self.tailed(lead, indent, &words, places);
        } else {
            self.hang(lead, indent, &words);
            let mut beneath = label;
            beneath.extend(places.clone());
            self.para(indent + 2, &beneath);
        }
    }

    /// A text with its lines numbered, of which at most `most` lines are shown. Gives the number of the line of
    /// each word, from 1.
    pub fn numbered(&mut self, indent: usize, words: &Words, most: usize) -> Vec<usize> {
        let (lines, line_of) = words.lines(self.width.saturating_sub(indent), self.width.saturating_sub(indent));
        let skip = if lines.len() > most { most.saturating_sub(2)..lines.len() - 1 } else { 0..0 };
        for (i, line) in lines.iter().enumerate() {
            if skip.contains(&i) {
                if i == skip.start {
                    self.blank(indent);
                    self.put(style::DIM, &format!("… {} (--all)", clean::count(skip.len(), "more line")));
                    self.end();
                }
                continue;
            }
            let number = if lines.len() > 1 { (i + 1).to_string() } else { String::new() };
            self.blank(indent.saturating_sub(number.len() + 2));
            self.put(style::DIM, &number);
            self.blank(2);
            self.line(line);
            self.end();
        }
        line_of.into_iter().map(|l| l + 1).collect()
    }

    fn line(&mut self, words: &[Word]) {
        // Neighbours of one style share its escapes.
        let mut run = String::new();
        for (i, w) in words.iter().enumerate() {
            if i > 0 && words[i - 1].style != w.style {
                self.put(words[i - 1].style, &std::mem::take(&mut run));
                if !w.stuck {
                    self.out.push(' ');
                }
            } else if i > 0 && !w.stuck {
                run.push(' ');
            }
            run.push_str(&w.text);
        }
        if let Some(last) = words.last() {
            self.put(last.style, &run);
        }
    }

    fn put(&mut self, style: Style, text: &str) {
        if style == style::PLAIN || text.is_empty() {
            self.out.push_str(text);
        } else {
            self.out.push_str(&format!("{style}{text}{style:#}"));
        }
    }

    fn blank(&mut self, n: usize) {
        self.out.extend(std::iter::repeat_n(' ', n));
    }

    fn end(&mut self) {
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        let mut w = Words::new();
        w.push(style::PLAIN, text);
        w
    }

    #[test]
    fn lines_keep_to_the_width() {
        let mut s = Sheet::new(20);
        s.hang(&words("A"), 3, &words("the quick brown fox jumps over the lazy dog"));
        assert_eq!(s.finish(), "A  the quick brown\n   fox jumps over\n   the lazy dog\n");
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut() {
        let mut s = Sheet::new(12);
        s.para(2, &words("ab 0123456789abcdefghij z"));
        assert_eq!(s.finish(), "  ab\n  0123456789\n  abcdefghij\n  z\n");
    }

    #[test]
    fn wide_characters_count_twice() {
        let mut s = Sheet::new(10);
        s.para(0, &words("漢字漢字 漢字 a"));
        assert_eq!(s.finish(), "漢字漢字\n漢字 a\n");
    }

    #[test]
    fn running_text_keeps_its_blanks() {
        let mut w = Words::new();
        for piece in ["found £", "38", ",000", " ", "for", " it"] {
            w.flow(style::PLAIN, piece);
        }
        w.push(style::PLAIN, "B");
        w.sign(style::PLAIN, "]");
        let mut s = Sheet::new(17);
        s.para(0, &w);
        assert_eq!(s.finish(), "found £38,000 for\nit B ]\n");
    }

    #[test]
    fn what_is_stuck_stays_together() {
        let mut w = words("one two");
        w.stick(style::PLAIN, ", three");
        let mut s = Sheet::new(8);
        s.para(0, &w);
        assert_eq!(s.finish(), "one two,\nthree\n");
        let mut s = Sheet::new(40);
        s.tailed(&words("1"), 4, &w, &words("end"));
        assert_eq!(s.finish(), "1   one two, three                   end\n");
    }
}
