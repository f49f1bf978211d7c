//! Persons, organisations, places and other names of one article, and which mentions are of one.
//!
//! A network marks names sentence by sentence. What it says of one name in different places is put together: news says
//! the same name often, and means the same by it.

pub mod link;
pub mod look;
mod mend;
pub mod recognise;
pub mod words;

use super::Annotated;
use super::language::Language;
use super::lexicon::{List, STREETS, TITLES};
use super::name::{Name, bears, of_another, title_before};
use super::sentence::Sentence;
use super::token::{Key, KeyMap, NumberMap, Token, TokenKind};
use crate::span::{EntityId, MentionId, Span};
use link::{Apart, NameForm};
use recognise::{Found, NameKind, Recogniser, Room};
use std::collections::HashMap;

/// One mention of a person, an organisation, a place or something else that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words of the name, without a title before and a possessive ending behind it.
    pub span: Span,
    /// First row of the token table.
    pub first: u32,
    /// One past the last row of the token table.
    pub end: u32,
    /// What it is the name of.
    pub kind: NameKind,
    /// Whom or what it names.
    pub entity: EntityId,
}

/// Somebody or something that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The mention with the fullest form of the name.
    pub fullest: MentionId,
    /// What it is.
    pub kind: NameKind,
    /// How often it is mentioned by name.
    pub mentions: u32,
}

/// Who and what is named in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entities {
    /// The mentions, in order, none in another.
    pub mentions: Vec<Mention>,
    /// Whom and what they name, in the order of their first mentions.
    pub list: Vec<Entity>,
}

impl Entities {
    /// The mention in which all of `span` stands.
    pub fn covering(&self, span: Span) -> Option<&Mention> {
        let i = self.mentions.partition_point(|m| m.span.end() < span.end());
        self.mentions.get(i).filter(|m| m.span.start() <= span.start() && span.end() <= m.span.end())
    }

    /// The first mention that shares words with `span`: the name in "harbour master Ilse Brandt".
    pub fn within(&self, span: Span) -> Option<&Mention> {
        let i = self.mentions.partition_point(|m| m.span.end() <= span.start());
        let here = self.mentions.get(i..).unwrap_or(&[]).iter();
        here.take_while(|m| m.span.start() < span.end()).find(|m| m.span.overlaps(span))
    }

    /// The words of the fullest form of an entity's name.
    pub fn span(&self, id: EntityId) -> Span {
        let fullest = self.list.get(id.index()).and_then(|e| self.mentions.get(e.fullest.index()));
        fullest.map_or(Span::default(), |m| m.span)
    }
}

/// Finds who and what is named in an article. A pure function of it, which cannot fail.
pub fn entities(report: &Annotated) -> Entities {
    let (text, a) = (report.article.text.as_str(), &report.annotations);
    if a.language.is_none_or(|l| l == Language::English) {
        // Where no capitals are that could be a name there is nothing to ask the network.
        let mut names = a.names.iter().peekable();
        let capitals = |s: &&Sentence| {
            while names.next_if(|n| n.first < s.first).is_some() {}
            names.peek().is_some_and(|n| n.first < s.end)
        };
        return entities_in(text, &a.tokens, a.sentences.iter().filter(capitals));
    }
    // The network knows English only: elsewhere runs of capitals are names of no known kind.
    let name = |n: &Name| Found { first: n.first, end: n.end, kind: NameKind::Other, scores: [0.0; 4] };
    let found: Vec<Found> = a.names.iter().map(name).collect();
    linked(text, &a.tokens, &found)
}

/// The same for a text that is cut into tokens and sentences.
pub fn entities_of(text: &str, tokens: &[Token], sentences: &[Sentence]) -> Entities {
    entities_in(text, tokens, sentences.iter())
}

fn entities_in<'a>(text: &str, tokens: &[Token], sentences: impl Iterator<Item = &'a Sentence>) -> Entities {
    let Some(recogniser) = Recogniser::english() else { return Entities::default() };
    let (mut room, mut found) = (Room::default(), Vec::new());
    for s in sentences {
        recogniser.names(text, tokens, *s, &mut room, &mut found);
    }
    put_together(text, tokens, &mut found);
    mend::mend(text, tokens, &mut found);
    let found = again(text, tokens, &found);
    linked(text, tokens, &found)
}

/// What ends the name of a firm, and nobody's.
static FIRMS: List = List::new(
    "boats ferries cruises tours coaches buses trains trams railways airways airlines foods breweries bakeries holdings \
     industries enterprises services systems solutions motors engineering logistics properties estates dairies cafés",
);

/// What streets end with, and people and houses too.
static WAYS: List = List::new("roads lane court place way circle square close row alley mews");
/// Courts of law.
static LAW: List = List::new(
    "constitutional supreme high county district circuit crown magistrates magistrate appeals appeal superior municipal federal juvenile \
     family criminal civil state international human royal king's queen's sheriff sheriff's youth probate traffic",
);

/// Where more than this speaks for the kind a name has where it stands, it keeps it.
const SURE: f32 = 4.0;

/// Gives all mentions of one form the kind that most speaks for in all places together.
fn put_together(text: &str, tokens: &[Token], found: &mut [Found]) {
    let mut sums: NumberMap<([f32; 4], u32)> = NumberMap::default();
    let form = |f: &Found| {
        let rows = tokens.get(f.first as usize..f.end as usize).unwrap_or(&[]);
        rows.iter()
            .fold(0xcbf2_9ce4_8422_2325_u64, |h, t| (h ^ bare_key(text, *t).get()).wrapping_mul(0x0100_0000_01b3))
    };
    let forms: Vec<u64> = found.iter().map(form).collect();
    for (f, form) in found.iter().zip(&forms) {
        let sum = sums.entry(*form).or_default();
        let shares = shares(f.scores);
        sum.0.iter_mut().zip(shares).for_each(|(s, x)| *s += x);
        sum.1 += 1;
    }
    for (f, form) in found.iter_mut().zip(&forms) {
        let Some((sum, n)) = sums.get(form).filter(|s| s.1 > 1) else { continue };
        let best = NameKind::ALL.into_iter().max_by(|a, b| sum[*a as usize].total_cmp(&sum[*b as usize]));
        let Some(best) = best.filter(|b| *b != f.kind) else { continue };
        let lead = f.scores[f.kind as usize] - f.scores[best as usize];
        if lead < SURE && *n > 1 {
            f.kind = best;
        }
    }
    for f in found.iter_mut().filter(|f| f.kind == NameKind::Person && f.end - f.first > 1) {
        if tokens.get(f.end as usize - 1).is_some_and(|t| FIRMS.has(t.key)) {
            f.kind = NameKind::Organisation;
        }
    }
    let word = |k: Option<u32>| {
        let token = k.and_then(|k| tokens.get(k as usize));
        token.and_then(|t| text.get(t.span.range())).unwrap_or("")
    };
    for f in found.iter_mut().filter(|f| f.kind != NameKind::Place && f.first < f.end) {
        // "the 300 block of General Marshall"
        let title = f.first.checked_sub(1).and_then(|k| tokens.get(k as usize)).is_some_and(|t| TITLES.has(t.key));
        let first = f.first - u32::from(title);
        let block = word(first.checked_sub(1)) == "of" && matches!(word(first.checked_sub(2)), "block" | "blocks");
        let several = f.end - f.first > 1;
        let has = |list: &List| tokens.get(f.end as usize - 1).is_some_and(|t| list.has(t.key));
        let law = || tokens.get(f.first as usize..f.end as usize).is_some_and(|w| w.iter().any(|t| LAW.has(t.key)));
        if block || several && (has(&STREETS) || f.kind != NameKind::Person && has(&WAYS) && !law()) {
            f.kind = NameKind::Place;
        }
    }
}

/// The names, and with them the places where a name of several words stands that was not taken for one: in a headline
/// in capitals, at the head of a sentence.
fn again(text: &str, tokens: &[Token], found: &[Found]) -> Vec<Found> {
    let row = |f: &Found| tokens.get(f.first as usize..f.end as usize).unwrap_or(&[]);
    let mut by_first: KeyMap<Vec<&Found>> = KeyMap::default();
    for f in found.iter().filter(|f| (2..=6).contains(&(f.end - f.first))) {
        let list = by_first.entry(row(f)[0].key).or_default();
        let same = |g: &&Found| row(g).iter().map(|t| t.key).eq(row(f).iter().map(|t| t.key));
        // Names that begin alike are few; a text that is made of them is no news.
        if list.len() < 8 && !list.iter().any(same) {
            list.push(f);
        }
    }
    let mut out = Vec::with_capacity(found.len());
    let mut next = found.iter().peekable();
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        if let Some(f) = next.next_if(|f| f.first as usize <= i) {
            out.push(*f);
            i = i.max(f.end as usize);
            continue;
        }
        let free = next.peek().map_or(tokens.len(), |f| f.first as usize);
        let capital = text.get(token.span.range()).is_some_and(|w| w.starts_with(char::is_uppercase));
        let known = capital.then(|| by_first.get(&token.key)).flatten();
        let fits = |f: &&&Found| {
            let here = tokens.get(i..(i + row(f).len()).min(free)).unwrap_or(&[]);
            here.iter().map(|t| bare_key(text, *t)).eq(row(f).iter().map(|t| bare_key(text, *t)))
        };
        if let Some(f) = known.and_then(|list| list.iter().find(fits)) {
            let n = f.end - f.first;
            out.push(Found { first: i as u32, end: i as u32 + n, ..**f });
            i += n as usize;
        } else {
            i += 1;
        }
    }
    out
}

/// What a token is compared by, a possessive ending left out.
fn bare_key(text: &str, token: Token) -> Key {
    let word = text.get(token.span.range()).unwrap_or("");
    let plain = look::bare(word);
    if plain.len() < word.len() { Key::of(plain, TokenKind::Word) } else { token.key }
}

/// Scores as shares of one.
fn shares(scores: [f32; 4]) -> [f32; 4] {
    let top = scores.into_iter().fold(f32::MIN, f32::max);
    let e = scores.map(|s| (s - top).exp());
    let sum: f32 = e.iter().sum();
    e.map(|x| x / sum.max(1e-9))
}

/// Mentions with the entities they are of.
fn linked(text: &str, tokens: &[Token], found: &[Found]) -> Entities {
    let mut forms: Vec<NameForm> = Vec::new();
    let mut seen: HashMap<(&str, NameKind, bool), usize> = HashMap::new();
    let mut rows: Vec<(Span, usize)> = Vec::with_capacity(found.len());
    for f in found {
        let span = f.span(text, tokens);
        let name = text.get(span.range()).unwrap_or("");
        let definite = f.first.checked_sub(1).and_then(|k| tokens.get(k as usize)).is_some_and(|t| t.key == the());
        let form = *seen.entry((name, f.kind, definite)).or_insert_with(|| {
            forms.push(NameForm::of(name, f.kind, definite));
            forms.len() - 1
        });
        rows.push((span, form));
    }
    let mut apart = Apart::new();
    let others = of_another(text, tokens, found.iter().map(|f| (f.first, f.end)));
    if !others.is_empty() {
        let mut alone: KeyMap<Vec<usize>> = KeyMap::default();
        for (i, form) in forms.iter().enumerate() {
            if let [word] = form.words[..] {
                alone.entry(word).or_default().push(i);
            }
        }
        let mut beside: Vec<usize> = (found.iter().zip(&rows))
            .filter(|(f, _)| others.binary_search(&(f.first, f.end)).is_ok())
            .map(|(_, (_, form))| *form)
            .collect();
        beside.sort_unstable();
        beside.dedup();
        for form in beside {
            for i in forms[form].words.last().and_then(|last| alone.get(last)).into_iter().flatten() {
                apart.entry(*i).or_default().push(form);
            }
        }
    }
    by_title(text, tokens, (found, &rows), &forms, &mut apart);
    // In the order of the text: "Leck" before "Otto Leck Jr." is somebody else.
    link::juniors(&forms, &mut apart, |alone, junior| alone < junior, |_, _| true);
    let of = link::group(&mut forms, &apart);
    let mut ids: HashMap<usize, EntityId> = HashMap::new();
    let mut out = Entities::default();
    for (f, (span, form)) in found.iter().zip(rows) {
        let id = *ids.entry(of[form]).or_insert(EntityId(out.list.len() as u32));
        let mention = MentionId(out.mentions.len() as u32);
        if id.index() == out.list.len() {
            out.list.push(Entity { fullest: mention, kind: forms[form].kind, mentions: 0 });
        }
        out.mentions.push(Mention { span, first: f.first, end: f.end, kind: forms[form].kind, entity: id });
        out.list[id.index()].mentions += 1;
        let known = out.span(id);
        if fuller(text, span, known) {
            out.list[id.index()].fullest = mention;
        }
    }
    // One entity is of one kind: that of its fullest form.
    for e in &mut out.list {
        e.kind = out.mentions[e.fullest.index()].kind;
    }
    for m in &mut out.mentions {
        m.kind = out.list[m.entity.index()].kind;
    }
    out
}

/// Persons of one last name that are told apart by titles.
const FAMILY: usize = 8;

/// Adds the last names that stand with a title wherever they stand, and of whom they cannot be: "Amelia Leck, 11" is not
/// "Mr Leck".
fn by_title(
    text: &str,
    tokens: &[Token],
    (found, rows): (&[Found], &[(Span, usize)]),
    forms: &[NameForm],
    apart: &mut Apart,
) {
    let mut full: KeyMap<Vec<(usize, (u32, u32))>> = KeyMap::default();
    for (f, (_, form)) in found.iter().zip(rows).filter(|(f, _)| f.kind == NameKind::Person) {
        if let [_, .., last] = forms[*form].words[..] {
            let list = full.entry(last).or_default();
            if list.len() < FAMILY && !list.iter().any(|g| g.0 == *form) {
                list.push((*form, (f.first, f.end)));
            }
        }
    }
    // Whom each last name alone is not, at every place where it stands.
    let mut not: HashMap<usize, Vec<usize>> = HashMap::new();
    for (f, (_, form)) in found.iter().zip(rows) {
        let [word] = forms[*form].words[..] else { continue };
        let Some(list) = full.get(&word) else { continue };
        let title = title_before(text, tokens, f.first as usize);
        let unfit = |g: &&(usize, (u32, u32))| title.is_some_and(|t| !bears(text, tokens, g.1, t));
        let here: Vec<usize> = list.iter().filter(unfit).map(|g| g.0).collect();
        match not.get_mut(form) {
            Some(known) => known.retain(|k| here.contains(k)),
            None => _ = not.insert(*form, here),
        }
    }
    for (form, list) in not.into_iter().filter(|n| !n.1.is_empty()) {
        apart.entry(form).or_default().extend(list);
    }
}

fn the() -> Key {
    static THE: std::sync::OnceLock<Key> = std::sync::OnceLock::new();
    *THE.get_or_init(|| Key::word("the"))
}

/// Whether a form says more than another: more words, then more letters that are no capitals.
fn fuller(text: &str, span: Span, than: Span) -> bool {
    let size = |s: Span| {
        let name = text.get(s.range()).unwrap_or("");
        let small = name.chars().filter(|c| c.is_lowercase()).count();
        (small > 0, name.split_whitespace().count(), small)
    };
    size(span) > size(than)
}
