//! What the network that finds names sees of a token and of the tokens around it.

use super::words::KnownWords;
use crate::annotate::lexicon::{List, PARTICLES};
use crate::annotate::sentence::Sentence;
use crate::annotate::syntax::clusters;
use crate::annotate::syntax::word::{AFFIXES, SHAPES, letters};
use crate::annotate::token::{Key, Token, TokenKind};

/// What is seen of one token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The row of the word, possessive endings left out; 0 for one that is not known.
    pub word: u16,
    /// The words it is used like, by the classes of the file.
    pub class: u8,
    /// What a name of one word is taken for where nothing else tells.
    pub prior: u8,
    /// Rows of its last and first letters and of its shape.
    pub suffix: u16,
    /// See `suffix`.
    pub prefix: u16,
    /// See `suffix`.
    pub shape: u8,
    /// Its Brown cluster.
    pub cluster: u16,
    /// Whether it may be part of a run of names: it has a capital.
    pub capital: bool,
    /// Whether a possessive ending was left out.
    pub owner: bool,
    /// Whether nothing but a space stands between it and the token before it.
    pub joined: bool,
    /// Whether a name may begin with it.
    pub opens: bool,
    /// How far the run of capitals it stands in goes on to either side.
    pub back: u16,
    /// See `back`.
    pub on: u16,
}

/// What an input of the network holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Input {
    Word,
    Near,
    Suffix,
    Prefix,
    Shape,
    Cluster,
    Class,
    Prior,
    Label,
    Place,
}

/// KnownWords before a person's name that belong to no name.
static HONORIFICS: List = List::new(
    "mr mrs ms miss mx dr prof sen rep gov gen sgt lt col capt cpl det insp supt rev hon messrs mme herr frau monsieur",
);

/// KnownWords that are told apart as neighbours: the commonest.
pub const NEAR: usize = 1500;
/// KnownWords of one class, of one prior: how many there can be.
const BYTES: usize = 256;
/// The row of a place where no token stands.
const NONE: u16 = 1;
/// The first row of a word.
pub const FIRST: u16 = 2;
/// The labels: none; for each kind of name begin, inside, last, alone.
pub const LABELS: usize = 17;
/// The label of what stands before a sentence.
pub const BEFORE: u32 = LABELS as u32;
const PLACES: usize = 128;

impl Input {
    /// How many rows there are; words are as many as the file has.
    pub fn rows(self, words: usize) -> usize {
        match self {
            Input::Word => words,
            Input::Near => NEAR,
            Input::Suffix | Input::Prefix => AFFIXES,
            Input::Shape => SHAPES,
            Input::Cluster => clusters::CLUSTERS + 1,
            Input::Class | Input::Prior => BYTES,
            Input::Label => LABELS + 1,
            Input::Place => PLACES,
        }
    }
}

/// The inputs in the order of [`features`].
pub const INPUTS: [Input; 29] = {
    use Input::*;
    [
        Word, Word, Near, Near, Near, Near, Near, Near, Suffix, Suffix, Prefix, Shape, Shape, Shape, Cluster, Cluster,
        Cluster, Cluster, Class, Class, Class, Class, Prior, Prior, Prior, Prior, Label, Label, Place,
    ]
};

/// The rows of the inputs for token `i`, given the labels of the two tokens before it.
pub fn features(looks: &[Look], i: usize, before: [u32; 2]) -> [u32; 29] {
    const NOTHING: Look = Look {
        word: NONE,
        class: 0,
        prior: 0,
        suffix: 0,
        prefix: 0,
        shape: 0,
        cluster: 0,
        capital: false,
        owner: false,
        joined: false,
        opens: false,
        back: 0,
        on: 0,
    };
    let at = |k: Option<usize>| k.and_then(|k| looks.get(k)).copied().unwrap_or(NOTHING);
    let (a, b, w, x, y) = (at(i.checked_sub(2)), at(i.checked_sub(1)), at(Some(i)), at(Some(i + 1)), at(Some(i + 2)));
    let (back, on) = (usize::from(w.back), usize::from(w.on));
    let head = if on > 0 { at(Some(i + on)) } else { NOTHING };
    let (ahead, behind) = (at(i.checked_sub(back + 1)), at(Some(i + on + 1)));
    let word = |l: Look| u32::from(l.word);
    let near = |l: Look| if usize::from(l.word) < NEAR { u32::from(l.word) } else { 0 };
    let place = back.min(3)
        + 4 * on.min(3)
        + 16 * usize::from(i == back)
        + 32 * usize::from(w.owner)
        + 64 * usize::from(at(i.checked_sub(1)).owner);
    let byte = |b: u8| u32::from(b);
    let wide = |b: u16| u32::from(b);
    [
        word(w),
        word(head),
        near(a),
        near(b),
        near(x),
        near(y),
        near(ahead),
        near(behind),
        wide(w.suffix),
        wide(head.suffix),
        wide(w.prefix),
        byte(w.shape),
        byte(b.shape),
        byte(x.shape),
        wide(w.cluster),
        wide(b.cluster),
        wide(x.cluster),
        wide(head.cluster),
        byte(w.class),
        byte(b.class),
        byte(x.class),
        byte(head.class),
        byte(w.prior),
        byte(b.prior),
        byte(x.prior),
        byte(head.prior),
        before[0],
        before[1],
        place as u32,
    ]
}

/// A word without a possessive ending.
pub(super) fn bare(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// Looks at the tokens of a sentence. Tokens that no name is near stay as they are by default.
pub fn look(text: &str, tokens: &[Token], sentence: Sentence, words: &KnownWords<'_>, out: &mut Vec<Look>) {
    out.clear();
    let rows = tokens.get(sentence.first as usize..sentence.end as usize).unwrap_or(&[]);
    let word = |i: usize| rows.get(i).and_then(|t| text.get(t.span.range())).unwrap_or("");
    for (i, t) in rows.iter().enumerate() {
        let capital = matches!(t.kind(), TokenKind::Word | TokenKind::Number)
            && word(i).bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii())
            && word(i).contains(char::is_uppercase);
        let gap = i.checked_sub(1).and_then(|p| text.get(rows[p].span.end() as usize..t.span.start() as usize));
        let joined = gap.is_some_and(|g| g.is_empty() || g == " " || g == "\u{a0}");
        out.push(Look { capital, joined, ..Look::default() });
    }
    runs(out, &word);
    for i in 0..rows.len() {
        let next = out.get(i + 1).is_some_and(|n| n.capital && n.joined);
        out[i].opens = out[i].capital && !(out[i].on > 0 && HONORIFICS.has(rows[i].key))
            || next && (PARTICLES.has(rows[i].key) || rows[i].kind() == TokenKind::Number);
    }
    // Two tokens to either side of a capital are looked at, and what stands around its run.
    let mut done = 0;
    for i in 0..rows.len() {
        if !out[i].opens {
            continue;
        }
        let from = done.max(i.saturating_sub(2));
        let to = (i + usize::from(out[i].on) + 3).min(rows.len());
        for k in from..to {
            fill(&mut out[k], word(k), rows[k], k == 0, words);
        }
        done = done.max(to);
    }
}

/// The runs of capitals, with the stops, hyphens and "&" inside them.
fn runs<'t>(looks: &mut [Look], word: &impl Fn(usize) -> &'t str) {
    let mut i = 0;
    while i < looks.len() {
        if !looks[i].capital {
            i += 1;
            continue;
        }
        let mut last = i;
        loop {
            let next = |k: usize| looks.get(k).is_some_and(|l| l.joined && l.capital);
            if next(last + 1) {
                last += 1;
            } else if looks.get(last + 1).is_some_and(|l| l.joined)
                && matches!(word(last + 1), "." | "-" | "&" | "–")
                && next(last + 2)
            {
                last += 2;
            } else {
                break;
            }
        }
        for (k, look) in looks.iter_mut().enumerate().take(last + 1).skip(i) {
            look.back = (k - i).min(usize::from(u16::MAX)) as u16;
            look.on = (last - k).min(usize::from(u16::MAX)) as u16;
        }
        i = last + 1;
    }
}

fn fill(look: &mut Look, word: &str, token: Token, first: bool, words: &KnownWords<'_>) {
    let plain = bare(word);
    look.owner = plain.len() < word.len();
    let key = if look.owner { Key::of(plain, token.kind()) } else { token.key };
    let known = words.find(key, plain);
    (look.word, look.class, look.prior) = (known.row, known.class, known.prior);
    let form = letters(plain, first);
    (look.suffix, look.prefix, look.shape) = (form.suffix as u16, form.prefix as u16, form.shape as u8);
    look.cluster = form.cluster as u16;
}
