//! One variant as a line of the apparatus: `hand on belly A ] hand on my belly B [omission; pronoun]`.

use super::sheet::{Words, style};
use super::sigla;
use crate::view::clean;
use anstyle::Style;
use variorum::collate::apparatus::Collation;
use variorum::collate::variant::{Kind, Variant, VariantReading};
use variorum::span::{ArticleId, Place};
use variorum::story::edition::Edition;

/// Readings, places, sigla and words that are shown before the rest becomes a count.
const READINGS: usize = 6;
const PLACES: usize = 6;
const SIGLA: usize = 8;
const WORDS: usize = 14;

/// The readings of a variant, the text's own first, then what kind of difference it is.
pub fn entry(edition: &Edition, c: &Collation, v: &Variant, all: bool) -> Words {
    let mut witnesses: Vec<ArticleId> = v.readings.iter().flat_map(|r| &r.witnesses).copied().collect();
    witnesses.sort_unstable();
    witnesses.dedup();
    let most = if all { usize::MAX } else { SIGLA };
    let sigla = |some: &[ArticleId]| sigla::list(edition, some, &witnesses, most);
    let context = Context::of(c, v);
    let (lemma, others) = parted(c, v);
    let mut out = Words::new();
    context.around(&mut out, &lemma.text, style::CHANGED, all);
    out.push(style::SIGLUM, &sigla(&lemma.witnesses));
    let shown = if all { others.len() } else { READINGS.min(others.len()) };
    for (i, r) in others.iter().take(shown).enumerate() {
        if i == 0 {
            out.stick(style::BOLD, "\u{a0}]");
        } else {
            out.push(style::BOLD, "|");
        }
        match (v.kind, r.text.is_empty()) {
            (Kind::TrimStart, true) => out.push(style::DIM, "(begins later)"),
            (Kind::TrimEnd, true) => out.push(style::DIM, "(ends earlier)"),
            _ if r.moved => out.push(style::DIM, "(elsewhere)"),
            _ => context.around(&mut out, &r.text, style::CHANGED, all),
        }
        out.push(style::SIGLUM, &sigla(&r.witnesses));
    }
    if others.len() > shown {
        out.push(style::DIM, &format!("| {} more readings (--all)", others.len() - shown));
    }
    out
}

/// Kind and flags: `[omission; pronoun]`.
pub fn label(v: &Variant) -> Words {
    let mut names = vec![v.kind.name()];
    names.extend(v.flags.names());
    let mut out = Words::new();
    out.whole(style::DIM, &format!("[{}]", names.join("; ")));
    out
}

/// The places of all readings as bytes of the captured files: `A:318 B:351-353`.
pub fn places(edition: &Edition, list: &[Place], all: bool) -> Words {
    let mut out = Words::new();
    let shown = if all { list.len() } else { PLACES.min(list.len()) };
    for p in list.iter().take(shown) {
        let range = edition.bytes(*p);
        let at = if range.is_empty() { range.start.to_string() } else { format!("{}-{}", range.start, range.end) };
        out.push(style::DIM, &format!("{}:{at}", edition.siglum(p.article)));
    }
    if list.len() > shown {
        out.whole(style::DIM, &format!("+ {} more", list.len() - shown));
    }
    out
}

/// Every place of a variant, in order, those of the text's own reading first.
pub fn places_of(c: &Collation, v: &Variant) -> Vec<Place> {
    let (lemma, others) = parted(c, v);
    let mut out = lemma.places;
    out.extend(others.into_iter().flat_map(|r| r.places));
    out
}

/// The reading that has the words of the text, and the others. Where only the extent of a reading matters, the
/// renderings of what was left out count as one: their differences stand in the apparatus on their own.
fn parted(c: &Collation, v: &Variant) -> (VariantReading, Vec<VariantReading>) {
    let text = c.words(v.locus.clone());
    let cut = matches!(v.kind, Kind::TrimStart | Kind::TrimEnd | Kind::Splice | Kind::Ellipsis);
    let mut others = v.readings.clone();
    if cut {
        let (lacking, having): (Vec<_>, Vec<_>) = others.into_iter().partition(|r| r.text.is_empty() || r.text == "…");
        let mut lemma = VariantReading { text, witnesses: Vec::new(), places: Vec::new(), moved: false };
        for r in having {
            lemma.witnesses.extend(r.witnesses);
            lemma.places.extend(r.places);
        }
        lemma.witnesses.sort_unstable();
        lemma.witnesses.dedup();
        lemma.places.sort_unstable();
        return (lemma, lacking);
    }
    let of_text: Vec<Place> = c
        .text
        .get(v.locus.start as usize..(v.locus.end as usize).min(c.text.len()))
        .unwrap_or(&[])
        .iter()
        .flat_map(|w| w.places.iter().copied())
        .collect();
    let held = |r: &VariantReading| {
        of_text.iter().filter(|p| r.places.iter().any(|q| q.article == p.article && q.span.contains(p.span))).count()
    };
    let at = others
        .iter()
        .position(|r| !r.moved && (r.text == text || r.text.to_lowercase() == text.to_lowercase()))
        .or_else(|| (0..others.len()).filter(|i| !others[*i].moved).max_by_key(|i| (held(&others[*i]), std::cmp::Reverse(*i))))
        .unwrap_or(0);
    if others.is_empty() {
        return (VariantReading { text, witnesses: Vec::new(), places: Vec::new(), moved: false }, others);
    }
    let lemma = others.remove(at);
    (lemma, others)
}

/// The words of the text around a locus, for readings too short to be understood alone.
struct Context {
    before: String,
    after: String,
}

impl Context {
    fn of(c: &Collation, v: &Variant) -> Self {
        let mut context = Self { before: String::new(), after: String::new() };
        let wanted = match v.kind {
            Kind::TrimStart | Kind::TrimEnd => false,
            _ => v.readings.iter().any(|r| small(&r.text)),
        };
        if !wanted {
            return context;
        }
        let (from, to) = (v.locus.start as usize, v.locus.end as usize);
        // A cut is understood by what it joins, even across the end of a sentence.
        let across = matches!(v.kind, Kind::Splice | Kind::Ellipsis);
        let stop = |i: usize| !across && c.text.get(i).is_some_and(|w| w.after.contains(['.', '!', '?', '…']));
        let mut first = from;
        while first > 0 && from - first < 2 && !stop(first - 1) {
            first -= 1;
        }
        let most = if from - first < 2 || across { 2 } else { 1 };
        let mut last = to;
        while last < c.text.len() && last - to < most && !(last > 0 && stop(last - 1)) {
            last += 1;
        }
        context.before = c.words(first as u32..from as u32);
        context.after = c.words(to as u32..last as u32);
        context
    }

    fn around(&self, out: &mut Words, text: &str, style: Style, all: bool) {
        let words: Vec<&str> = text.split_whitespace().collect();
        let context = if self.before.is_empty() && self.after.is_empty() { style::PLAIN } else { style };
        out.push(style::PLAIN, &self.before);
        if words.len() > WORDS && !all {
            out.push(context, &words[..WORDS / 2].join(" "));
            out.push(style::DIM, "…");
            out.push(context, &words[words.len() - WORDS / 2 + 2..].join(" "));
        } else {
            out.push(context, text);
        }
        out.push(style::PLAIN, &self.after);
    }
}

/// Whether a reading says little without its neighbours: no word, or one short one.
fn small(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let Some(word) = words.next() else { return true };
    words.next().is_none() && (word.chars().count() <= 4 || !word.contains(char::is_alphabetic))
}

/// The readings of one locus on a few columns: `favor/favour`.
pub fn brief(c: &Collation, v: &Variant) -> String {
    let (lemma, others) = parted(c, v);
    let mut out = clean::shortened(&lemma.text, 24);
    for r in others {
        out.push('/');
        out.push_str(&clean::shortened(&r.text, 24));
    }
    out
}
