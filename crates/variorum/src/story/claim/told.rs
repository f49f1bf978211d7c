//! The sentences of a report as claims are compared by: words with what they mean and what they hang on.

use crate::annotate::Annotated;
use crate::annotate::lexeme::{self, DIMENSIONS, Lexeme};
use crate::annotate::lexicon::List;
use crate::annotate::syntax::parser::ROOT;
use crate::annotate::syntax::tags::{Pos, Relation, Tag};
use crate::annotate::syntax::{Model, Parsed};
use crate::annotate::token::{Key, KeyMap};
use crate::span::Span;
use crate::story::gather::sketch::{TermId, term_of};
use crate::story::gather::words::Frequencies;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What is longer than that is no sentence.
const LONGEST: usize = 200;

/// One word of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// The word itself.
    pub key: Key,
    /// The dictionary's word for it, or the word itself where the table has it not.
    pub lemma: u64,
    /// The verb behind it, or `lemma`.
    pub root: u64,
    /// The row of `lemma` in the table of meanings.
    pub lexeme: Option<Lexeme>,
    /// Its parts of speech.
    pub tag: Tag,
    /// The same as Universal Dependencies counts them.
    pub pos: Pos,
    /// The word it hangs on, in the sentence; itself at the root.
    pub head: u32,
    /// What it is to that word.
    pub relation: Relation,
    /// The verb, or other predicate, of the clause it stands in.
    pub clause: u32,
    /// How much it tells: 0 for words that only hold others together.
    pub weight: f32,
    /// Its number among the words of all reports, which [`Meanings::over`] gives.
    pub id: u32,
}

/// One sentence of a report.
#[derive(Clone, Debug)]
pub struct Told {
    /// From its first word to its last.
    pub span: Span,
    /// The words.
    pub words: Vec<Word>,
}

/// The sentences of an English report; none of a report in another language, whose grammar cannot be read.
pub fn told(report: &Annotated, frequencies: &Frequencies) -> Vec<Told> {
    Reading::new(frequencies, &mut Parsed::default()).report(report, false)
}

/// The sentences of several reports. A sentence that stands in many is read once; where reports are many, those without
/// a number, a time or a word that sets something right are left out, since reading grammar takes most of the time.
pub fn all_told(reports: &[&Annotated], frequencies: &Frequencies) -> Vec<Vec<Told>> {
    all_told_with(reports, frequencies, &mut Parsed::default())
}

/// The same with the room in which others parsed sentences, and what it remembers of them.
pub(crate) fn all_told_with(reports: &[&Annotated], frequencies: &Frequencies, parsed: &mut Parsed) -> Vec<Vec<Told>> {
    let mut reading = Reading::new(frequencies, parsed);
    let words: usize = reports.iter().map(|r| r.annotations.tokens.len()).sum();
    reports.iter().map(|r| reading.report(r, words > MANY)).collect()
}

/// From so many words on only sentences with something to compare are read.
pub const MANY: usize = 8000;

/// Sentences that were read, by their words, each word with its place in the sentence.
struct Reading<'a> {
    frequencies: &'a Frequencies,
    parsed: &'a mut Parsed,
    known: HashMap<&'a str, Vec<Word>>,
}

impl<'a> Reading<'a> {
    fn new(frequencies: &'a Frequencies, parsed: &'a mut Parsed) -> Self {
        Self { frequencies, parsed, known: HashMap::new() }
    }

    fn report(&mut self, report: &'a Annotated, some: bool) -> Vec<Told> {
        let a = &report.annotations;
        let Some(model) = Model::english() else { return Vec::new() };
        if a.language.is_some_and(|l| l.words().is_some()) {
            return Vec::new();
        }
        let text = report.article.text.as_str();
        let weigh = self.frequencies.weigh(a.language);
        let mut out = Vec::with_capacity(a.sentences.len());
        let mut times = a.times.iter().peekable();
        for sentence in &a.sentences {
            let Some(tokens) = a.tokens.get(sentence.first as usize..sentence.end as usize) else { continue };
            let Some((first, last)) = tokens.first().zip(tokens.last()) else { continue };
            if tokens.len() > LONGEST {
                continue;
            }
            let span = first.span.cover(last.span);
            while times.next_if(|t| t.span.end() <= span.start()).is_some() {}
            let timed = times.peek().is_some_and(|t| t.span.start() < span.end());
            if some && !timed && !tokens.iter().any(|t| tells(text.get(t.span.range()).unwrap_or(""))) {
                continue;
            }
            let Some(known) = text.get(span.range()) else { continue };
            let words = self.known.entry(known).or_insert_with(|| {
                self.parsed.tag(model, text, &a.tokens, *sentence);
                self.parsed.parse(model);
                let parsed = &*self.parsed;
                let mut words: Vec<Word> = Vec::with_capacity(parsed.words.len());
                for ((word, (tag, pos)), (head, relation)) in parsed.words.iter().zip(&parsed.tags).zip(&parsed.heads) {
                    let form = text.get(word.span.range()).unwrap_or("");
                    let head = if *head == ROOT { words.len() as u32 } else { *head };
                    let own = Span::new(word.span.start() - span.start(), word.span.end() - span.start());
                    words.push(one(form, own, *tag, *pos, head, *relation, &weigh));
                }
                clauses(&mut words);
                words
            });
            if words.is_empty() {
                continue;
            }
            let here =
                |w: &Word| Word { span: Span::new(w.span.start() + span.start(), w.span.end() + span.start()), ..*w };
            out.push(Told { span, words: words.iter().map(here).collect() });
        }
        out
    }
}

/// Whether a word makes it worth while to read the sentence: a number, or what sets something right.
fn tells(word: &str) -> bool {
    let first = word.split('-').next().unwrap_or(word);
    first.starts_with(|c: char| c.is_ascii_digit()) || NUMBERS.has(Key::word(first))
}

static NUMBERS: List = List::new(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen \
     nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million billion dozen \
     dozens couple several both twins once twice thrice half third quarter not",
);

fn one(
    form: &str,
    span: Span,
    tag: Tag,
    pos: Pos,
    head: u32,
    relation: Relation,
    weigh: &impl Fn(TermId) -> f32,
) -> Word {
    let key = Key::word(form);
    let row = Lexeme::of(form);
    let dictionary = row.and_then(|r| match pos {
        Pos::Verb | Pos::Aux => r.verb(),
        Pos::Noun | Pos::Propn => r.noun(),
        _ => None,
    });
    let lexeme = dictionary.or(row);
    let number = |l: Option<Lexeme>| l.map_or(key.get() | 1 << 32, |l| l.index() as u64);
    let lemma = if pos == Pos::Propn { key.get() | 1 << 32 } else { number(lexeme) };
    let root = if pos == Pos::Propn { lemma } else { number(lexeme.and_then(|l| l.root()).or(lexeme)) };
    let weight = match pos {
        Pos::Noun | Pos::Propn | Pos::Verb | Pos::Num | Pos::X => weigh(term_of(form)),
        Pos::Adj | Pos::Adv => 0.7 * weigh(term_of(form)),
        _ => 0.0,
    };
    Word { span, key, lemma, root, lexeme, tag, pos, head, relation, clause: 0, weight, id: 0 }
}

/// Gives each word the predicate of the clause it stands in: the nearest verb above it, or what a copula makes one.
fn clauses(words: &mut [Word]) {
    let mut predicate = vec![false; words.len()];
    for (i, w) in words.iter().enumerate() {
        if w.pos == Pos::Verb || w.head as usize == i {
            predicate[i] = true;
        }
        if w.relation == Relation::Cop
            && let Some(p) = predicate.get_mut(w.head as usize)
        {
            *p = true;
        }
    }
    for i in 0..words.len() {
        let mut at = i;
        // A head may be its own; no way up is longer than the sentence.
        for _ in 0..words.len() {
            if predicate.get(at).copied().unwrap_or(true) {
                break;
            }
            at = words.get(at).map_or(at, |w| w.head as usize);
        }
        words[i].clause = at as u32;
    }
}

/// What words mean together, by weight, of length one; names are left out.
pub fn sum(words: &[&Word]) -> [f32; DIMENSIONS] {
    let mut out = [0.0f32; DIMENSIONS];
    for w in words.iter().filter(|w| w.weight > 0.0) {
        let Some(l) = w.lexeme.filter(|_| w.pos != Pos::Propn) else { continue };
        let unit = lexeme::unit(l.vector());
        out.iter_mut().zip(unit).for_each(|(x, y)| *x += w.weight * y);
    }
    let length = out.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-6);
    out.iter_mut().for_each(|x| *x /= length);
    out
}

/// How much two words mean the same: 1 for forms of one word, 0 for words that have nothing to do with each other.
pub fn same(a: &Word, b: &Word) -> f32 {
    if a.lemma == b.lemma {
        return 1.0;
    }
    if a.root == b.root {
        return 0.9;
    }
    if a.pos == Pos::Propn || b.pos == Pos::Propn || a.pos == Pos::Num || b.pos == Pos::Num {
        return 0.0;
    }
    let Some((x, y)) = a.lexeme.zip(b.lexeme) else { return 0.0 };
    if synonyms(x, y) {
        return 0.85;
    }
    ((lexeme::alike(x, y) - 0.3) / 0.6).clamp(0.0, 0.8)
}

/// Whether two words share one of their commonest senses.
pub fn synonyms(a: Lexeme, b: Lexeme) -> bool {
    a.senses().take(3).any(|s| b.senses().take(3).any(|t| s == t))
}

/// Words that reports use for one thing, though dictionaries keep them apart.
static ONE_THING: &[&str] = &[
    "crash crashes collision collisions smash accident accidents wreck pile-up",
    "pitch pitches field fields ground grounds",
    "blaze blazes fire fires inferno",
    "gun guns firearm firearms weapon weapons pistol pistols handgun handguns",
    "car cars vehicle vehicles automobile auto",
    "officer officers policeman policemen policewoman cop cops constable constables",
    "home homes house houses residence residences apartment apartments flat flats property dwelling",
    "lorry lorries truck trucks",
    "boat boats vessel vessels ship ships craft",
    "aide aides adviser advisers advisor advisors assistant assistants staffer staffers official officials volunteer",
    "dictator leader leaders ruler strongman despot",
    "shop shops store stores",
    "road roads street streets",
    "message messages text texts",
    "student students pupil pupils schoolboy schoolgirl schoolchildren",
    "doctor doctors physician physicians medic medics",
    "hospital hospitals infirmary clinic",
    "plane planes aircraft jet jets airliner airliners bomber bombers warplane warplanes fighter fighters",
    "system systems device devices unit units equipment apparatus machine machines gear kit mechanism mechanisms",
    "protest protests demonstration demonstrations march rally rallies",
    "protester protesters protestor demonstrator demonstrators marcher marchers",
    "lawsuit lawsuits suit suits complaint complaints action",
    "attorney attorneys lawyer lawyers solicitor barrister counsel",
    "inquiry inquiries enquiry investigation investigations probe review",
    "employee employees worker workers staffer staff",
    "meeting meetings talks summit",
    "game games match matches fixture fixtures tie",
    "team teams side sides club clubs squad",
    "coach coaches manager managers gaffer boss",
    "fight brawl altercation scuffle argument row dispute quarrel",
    "shot shots gunshot gunshots bullet bullets round rounds gunfire fire",
    "pub bar tavern inn",
    "bag bags backpack rucksack bookbag",
    "phone phones mobile cellphone smartphone",
    "film films movie movies picture",
];

/// Whether reports use two words for one thing.
pub fn one_thing(a: &Word, b: &Word) -> bool {
    static ROWS: OnceLock<KeyMap<Vec<u8>>> = OnceLock::new();
    let rows = ROWS.get_or_init(|| {
        let mut out: KeyMap<Vec<u8>> = KeyMap::default();
        for (n, list) in ONE_THING.iter().enumerate() {
            list.split(' ').for_each(|w| out.entry(Key::word(w)).or_default().push(n as u8));
        }
        out
    });
    rows.get(&a.key).zip(rows.get(&b.key)).is_some_and(|(p, q)| p.iter().any(|n| q.contains(n)))
}

/// Whether one word is a kind of what the other is, in one of their commonest senses: "truck" and "vehicle".
pub fn kind_of(a: Lexeme, b: Lexeme) -> bool {
    let below = |a: Lexeme, b: Lexeme| {
        a.senses().take(2).any(|s| s.upwards().skip(1).take(4).any(|up| b.senses().take(2).any(|t| t == up)))
    };
    below(a, b) || below(b, a)
}

/// How much the words of some reports mean the same, each pair worked out once.
#[derive(Debug)]
pub struct Meanings {
    words: usize,
    table: RefCell<Table>,
}

#[derive(Debug)]
struct Table {
    /// A row for each word with a cell for each word, in steps of a two-hundredth; [`UNKNOWN`] where nobody has asked.
    alike: Vec<u8>,
    /// The numbers of the words that a word is being compared with.
    ids: Vec<u32>,
}

/// More than any cell that is known.
const UNKNOWN: u8 = 255;
const STEPS: f32 = 200.0;
/// More words than this are compared each time: the table would not be worth its memory.
const MOST: usize = 6000;

impl Meanings {
    /// Numbers the words of all reports.
    pub fn over(told: &mut [Vec<Told>]) -> Self {
        let mut ids: HashMap<(u64, u64, bool), u32> = HashMap::new();
        for w in told.iter_mut().flatten().flat_map(|t| &mut t.words).filter(|w| w.weight > 0.0) {
            let next = ids.len() as u32 + 1;
            // Names and figures are like themselves only.
            let own = matches!(w.pos, Pos::Propn | Pos::Num);
            w.id = *ids.entry((w.lemma, w.root, own)).or_insert(next);
        }
        let words = ids.len() + 1;
        let size = if words <= MOST { words * words } else { 0 };
        Self { words, table: RefCell::new(Table { alike: vec![UNKNOWN; size], ids: Vec::new() }) }
    }

    /// How much two words mean the same, in steps of a two-hundredth.
    pub fn same(&self, a: &Word, b: &Word) -> f32 {
        if a.lemma == b.lemma {
            return 1.0;
        }
        f32::from(self.table.borrow_mut().steps(self.words, a, b)) / STEPS
    }

    /// The part of the words in `of`, by weight, that words in `among` say too, each by the best of them.
    pub fn cover(&self, of: &[&Word], among: &[&Word]) -> f32 {
        let mut table = self.table.borrow_mut();
        let mut ids = std::mem::take(&mut table.ids);
        ids.clear();
        ids.extend(among.iter().filter(|v| v.weight > 0.0).map(|v| v.id));
        let (mut all, mut covered) = (0.0, 0.0);
        for w in of.iter().filter(|w| w.weight > 0.0) {
            all += w.weight;
            covered += w.weight * (f32::from(table.best(self.words, w, among, &ids)) / STEPS);
        }
        table.ids = ids;
        if all > 0.0 { covered / all } else { 0.0 }
    }
}

impl Table {
    /// How much two words mean the same, in steps, from the table if they stand there.
    fn steps(&mut self, words: usize, a: &Word, b: &Word) -> u8 {
        let fresh = || (same(a, b) * STEPS).round() as u8;
        if a.id == 0 || b.id == 0 {
            return fresh();
        }
        let (here, there) = (a.id as usize * words + b.id as usize, b.id as usize * words + a.id as usize);
        if let Some(known) = self.alike.get(here).copied().filter(|known| *known != UNKNOWN) {
            return known;
        }
        let steps = fresh();
        for at in [here, there] {
            self.alike.get_mut(at).into_iter().for_each(|cell| *cell = steps);
        }
        steps
    }

    /// The most that a word has in common with one of `among` that tells something; `ids` are the numbers of these.
    fn best(&mut self, words: usize, w: &Word, among: &[&Word], ids: &[u32]) -> u8 {
        let first = w.id as usize * words;
        let row = self.alike.get(first..first + words).unwrap_or(&[]);
        let cell = |id: &u32| row.get(*id as usize).copied().unwrap_or(UNKNOWN);
        // Mostly all of them have been compared before. Four maxima side by side do not wait for each other.
        let (fours, rest) = ids.as_chunks::<4>();
        let mut most = [0u8; 4];
        for four in fours {
            most.iter_mut().zip(four).for_each(|(m, id)| *m = (*m).max(cell(id)));
        }
        let best = rest.iter().map(cell).chain(most).fold(0, u8::max);
        if best < UNKNOWN {
            return best;
        }
        among.iter().filter(|v| v.weight > 0.0).map(|v| self.steps(words, w, v)).fold(0, u8::max)
    }
}
