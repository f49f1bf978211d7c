//! One variant as a line of the apparatus: `hand on belly A ] hand on my belly B [omission; pronoun]`.

use super::sheet::{Words, style};
use super::sigla;
use crate::view::around::Around;
use crate::view::clean;
use crate::view::kinds;
use variorum::annotate::entity::recognise::NameKind;
use variorum::annotate::name::is_suffix;
use variorum::collate::collation::Collation;
use variorum::collate::variant::{Kind, Variant, VariantReading};
use variorum::span::{ArticleId, Place};
use variorum::story::edition::Edition;

/// Readings, places, sigla and words that are shown before the rest becomes a count.
const READINGS: usize = 6;
const PLACES: usize = 6;
const SIGLA: usize = 8;
const WORDS: usize = 14;
const CUT: usize = 7;

/// Who says utterance `n`, in few letters: of a person the last name, of anything else the name.
pub fn speaker(edition: &Edition, n: usize, most: usize) -> String {
    let Some(u) = edition.utterances.get(n) else { return String::new() };
    let name = edition.speaker(u).unwrap_or("");
    let kind = edition.named(u).and_then(|row| edition.names.list.get(row)).map(|n| n.kind);
    let last =
        name.split_whitespace().rev().find(|w| !is_suffix(w)).filter(|_| kind.is_none_or(|k| k == NameKind::Person));
    clean::shortened(last.unwrap_or(name), most)
}

/// The readings of a variant, the text's own first, then what kind of difference it is.
pub fn entry(edition: &Edition, c: &Collation, v: &Variant, all: bool) -> Words {
    let mut witnesses: Vec<ArticleId> = v.readings.iter().flat_map(|r| &r.witnesses).copied().collect();
    witnesses.sort_unstable();
    witnesses.dedup();
    let most = if all { usize::MAX } else { SIGLA };
    let sigla = |some: &[ArticleId]| sigla::list(edition, some, &witnesses, most);
    let context = Context::of(v);
    let Parted { lemma, changed, others } = parted(c, v, all);
    let words = most_words(v, all);
    let mut out = Words::new();
    let beside: Vec<&VariantReading> = std::iter::once(&lemma).chain(&others).filter(|r| !r.moved).collect();
    context.print(&mut out, edition, c, &lemma, (words, &beside));
    out.apart(style::SIGLUM, &sigla(&lemma.witnesses));
    if !changed.is_empty() {
        out.push(style::DIM, "(changed");
        out.push(style::SIGLUM, &sigla(&changed));
        out.stick(style::DIM, ")");
    }
    let shown = if all { others.len() } else { READINGS.min(others.len()) };
    for (i, r) in others.iter().take(shown).enumerate() {
        out.sign(style::BOLD, if i == 0 { "]" } else { "|" });
        match (v.kind, r.text.is_empty()) {
            (Kind::TrimStart, true) => out.push(style::DIM, "(begins later)"),
            (Kind::TrimEnd, true) => out.push(style::DIM, "(ends earlier)"),
            _ if r.moved => out.push(style::DIM, "(elsewhere)"),
            _ => context.print(&mut out, edition, c, r, (words, &beside)),
        }
        out.apart(style::SIGLUM, &sigla(&r.witnesses));
        // The same report can have the words in full elsewhere.
        if r.witnesses.iter().any(|w| lemma.witnesses.contains(w)) {
            out.push(style::DIM, if in_fragments(c, r) { "(fragment)" } else { "(printed twice)" });
        }
    }
    if others.len() > shown {
        out.push(style::DIM, &format!("| {} more readings (--all)", others.len() - shown));
    }
    out
}

/// Whether a reading stands only in fragments.
fn in_fragments(c: &Collation, r: &VariantReading) -> bool {
    let whole = |p: &Place| {
        let mut parts = c.readings.iter().filter(|x| x.article == p.article && !x.fragment).flat_map(|x| &x.parts);
        parts.any(|part| part.contains(p.span))
    };
    !r.places.iter().any(whole)
}

/// Kind and flags: `[omission; pronoun]`.
pub fn label(v: &Variant) -> Words {
    let what = kinds::told(v);
    let mut names: Vec<&str> = vec![&what];
    names.extend(v.flags.names());
    let mut out = Words::new();
    out.raw(style::DIM, &format!(" [{}]", names.join("; ")));
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

/// The places of a variant, those of the text's own reading first; of many a few for each reading.
pub fn places_of(edition: &Edition, c: &Collation, v: &Variant, all: bool) -> Words {
    let Parted { lemma, others, .. } = parted(c, v, all);
    let readings = 1 + others.len();
    let each = if all { usize::MAX } else { (PLACES / readings).max(1) };
    let mut shown = Vec::new();
    let mut rest = 0;
    let total: usize = lemma.places.len() + others.iter().map(|r| r.places.len()).sum::<usize>();
    for r in std::iter::once(&lemma).chain(&others) {
        let most = if total <= PLACES { usize::MAX } else { each };
        let take = r.places.len().min(if shown.len() < 2 * PLACES || all { most } else { 0 });
        shown.extend_from_slice(r.places.get(..take).unwrap_or(&[]));
        rest += r.places.len() - take;
    }
    shown.dedup();
    let mut out = places(edition, &shown, true);
    if rest > 0 {
        out.whole(style::DIM, &format!("+ {rest} more"));
    }
    out
}

/// Letters, figures and spaces in lower case: what the same words have in common however they are set.
fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric() || *c == ' ').flat_map(char::to_lowercase).collect()
}

fn is_cut(v: &Variant) -> bool {
    matches!(v.kind, Kind::TrimStart | Kind::TrimEnd | Kind::Splice | Kind::Ellipsis)
}

/// Words of a reading that are shown.
fn most_words(v: &Variant, all: bool) -> usize {
    if all {
        usize::MAX
    } else if is_cut(v) {
        CUT
    } else {
        WORDS
    }
}

/// The beginning and the end of words of which no more than `most` are shown; nothing where all are.
fn ends(text: &str, most: usize) -> Option<(String, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (head, tail) = (most.div_ceil(2), most / 2);
    (words.len() > most).then(|| (words[..head].join(" "), words[words.len() - tail..].join(" ")))
}

/// The readings of a variant as they are printed.
struct Parted {
    /// The reading that has the words of the text.
    lemma: VariantReading,
    /// Those who have what was cut, with changes: these stand in the apparatus on their own. Their places are with
    /// the lemma's.
    changed: Vec<ArticleId>,
    others: Vec<VariantReading>,
}

/// The reading that has the words of the text, and the others. Where only the extent of a reading matters, what
/// looks the same as shown counts as one.
fn parted(c: &Collation, v: &Variant, all: bool) -> Parted {
    let text = c.text.slice(v.locus.clone()).to_string();
    let mut others = v.readings.clone();
    if is_cut(v) || v.kind == Kind::Transposition {
        let moved = v.kind == Kind::Transposition;
        let gone = |r: &VariantReading| if moved { r.moved } else { r.text.is_empty() || r.text == "…" };
        let (mut lacking, having): (Vec<_>, Vec<_>) = others.into_iter().partition(gone);
        // Where it was moved to is not shown, so that one word for it will do.
        if let (true, Some((first, rest))) = (v.readings.iter().any(|r| r.moved), lacking.split_first_mut()) {
            for r in rest.iter() {
                first.witnesses.extend(&r.witnesses);
                first.places.extend(&r.places);
            }
            first.witnesses.sort_unstable();
            first.witnesses.dedup();
            lacking.truncate(1);
        }
        let shown = |text: &str| match ends(text, most_words(v, all)) {
            Some((head, tail)) => (letters(&head), letters(&tail)),
            None => (letters(text), String::new()),
        };
        let face = having.iter().position(|r| shown(&r.text) == shown(&text)).unwrap_or(0);
        let Some(mut lemma) = having.get(face).cloned() else {
            let lemma = VariantReading { text, witnesses: Vec::new(), places: Vec::new(), moved: false };
            return Parted { lemma, changed: Vec::new(), others: lacking };
        };
        let mut changed = Vec::new();
        for (_, r) in having.into_iter().enumerate().filter(|(i, _)| *i != face) {
            let same = shown(&r.text) == shown(&lemma.text);
            if same { &mut lemma.witnesses } else { &mut changed }.extend(r.witnesses);
            lemma.places.extend(r.places);
        }
        for list in [&mut lemma.witnesses, &mut changed] {
            list.sort_unstable();
            list.dedup();
        }
        // Who cuts the words is not told of beside those who have them, whatever it has of them elsewhere.
        if moved && lacking.is_empty() {
            // The same words in another order, at the same place.
            let others = v.readings.iter().filter(|r| r.text != lemma.text).cloned().collect();
            return Parted { lemma, changed: Vec::new(), others };
        }
        let cuts = |a: &ArticleId| lacking.iter().any(|r| r.witnesses.contains(a));
        changed.retain(|a| !lemma.witnesses.contains(a) && !cuts(a));
        lemma.places.dedup();
        return Parted { lemma, changed, others: lacking };
    }
    let of_text: Vec<Place> =
        c.text.words(v.locus.start as usize..v.locus.end as usize).flat_map(|w| w.places.iter().copied()).collect();
    let held = |r: &VariantReading| {
        of_text.iter().filter(|p| r.places.iter().any(|q| q.article == p.article && q.span.contains(p.span))).count()
    };
    let at = others
        .iter()
        .position(|r| !r.moved && letters(&r.text) == letters(&text))
        .or_else(|| {
            (0..others.len()).filter(|i| !others[*i].moved).max_by_key(|i| (held(&others[*i]), std::cmp::Reverse(*i)))
        })
        .unwrap_or(0);
    if others.is_empty() {
        let lemma = VariantReading { text, witnesses: Vec::new(), places: Vec::new(), moved: false };
        return Parted { lemma, changed: Vec::new(), others };
    }
    let lemma = others.remove(at);
    Parted { lemma, changed: Vec::new(), others }
}

/// How many words a report prints around a reading are shown with it: those too short to be understood alone get
/// two in front and one behind.
#[derive(Clone, Copy)]
struct Context {
    wanted: bool,
    /// A gap is understood by what it joins, even across the end of a sentence.
    across: bool,
    /// What a cut joins takes two words on either side.
    cut: bool,
}

impl Context {
    fn of(v: &Variant) -> Self {
        let trim = matches!(v.kind, Kind::TrimStart | Kind::TrimEnd);
        Self {
            wanted: !trim && v.readings.iter().any(|r| small(&r.text)),
            across: v.readings.iter().any(|r| r.text.is_empty()),
            cut: matches!(v.kind, Kind::Splice | Kind::Ellipsis),
        }
    }

    /// A reading as the first of its reports prints it, no more than `most` words of it, with the words around it.
    fn print(
        self,
        out: &mut Words,
        edition: &Edition,
        c: &Collation,
        r: &VariantReading,
        (most, beside): (usize, &[&VariantReading]),
    ) {
        let around = if self.wanted { self.around(edition, c, r, beside) } else { None };
        let style = if around.is_some() { style::CHANGED } else { style::PLAIN };
        let (before, after) = around.unwrap_or(("", ""));
        out.push(style::PLAIN, "");
        out.flow(style::PLAIN, before);
        if let Some((head, tail)) = ends(&r.text, most) {
            out.flow(style, &head);
            out.push(style::DIM, "…");
            out.push(style::PLAIN, "");
            out.flow(style, &format!(" {tail}"));
        } else {
            out.flow(style, &r.text);
        }
        out.flow(style::PLAIN, after);
    }

    /// The words around a reading that stand around all of `beside`, so that nobody seems to lack what only is not shown:
    /// but a cut is seen by what differs around it.
    fn around<'a>(
        self,
        edition: &'a Edition,
        c: &Collation,
        r: &VariantReading,
        beside: &[&VariantReading],
    ) -> Option<(&'a str, &'a str)> {
        let of = |r: &VariantReading| Around::of(edition, c, &r.places, (2, 2), self.across || self.cut);
        let mut around = of(r)?;
        if !self.cut {
            for other in beside.iter().filter_map(|r| of(r)) {
                around.keep(edition, &other);
            }
        }
        let most = if around.before.len() < 2 || self.cut { 2 } else { 1 };
        Some(around.text(edition, 2, most))
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
    let Parted { lemma, others, .. } = parted(c, v, false);
    let mut out = clean::shortened(&lemma.text, 24);
    for r in others {
        out.push('/');
        out.push_str(&clean::shortened(&r.text, 24));
    }
    out
}
