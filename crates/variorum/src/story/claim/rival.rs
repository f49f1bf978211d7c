//! Two words of one kind that stand in each other's place: "a truck" for "a railcar", "his wrist" for "his ankle".
//!
//! No report uses both, and what surrounds them is alike. Most such pairs are of two things nonetheless, so that what
//! speaks for and against a pair is weighed by what was learned from the learning part of the benchmark.

use super::circumstance::Circumstance;
use super::link::LinkModel;
use super::mention::{Filler, Mention, Slot};
use super::pair::{FEATURES, Features, Setting, features};
use super::told::{Meanings, Told, Word};
use crate::annotate::Annotated;
use crate::annotate::lexeme::{Field, Lexeme, Sense, alike};
use crate::annotate::lexicon::List;
use crate::annotate::syntax::tags::{Pos, Relation, Tag};
use crate::collate::named::Names;
use crate::collate::spelling;
use crate::span::ArticleId;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};

/// Numbers that describe the two words, beside what describes their best places.
const OWN: usize = 28;
/// What is the most in any two places of them.
const MOST: [usize; 8] = [1, 4, 12, 14, 16, 21, 22, 23];
/// How many numbers describe two words that stand in each other's place.
pub const RIVALRY: usize = OWN + FEATURES + MOST.len();

/// Mentions of one word in one report that are looked at, and in all.
const FIRST: usize = 2;
const PLACES: usize = 6;
/// Words that are compared with each other: those that tell most.
const WORDS: usize = 400;
/// Pairs whose surroundings are compared: in a story of so many more, one or another would fit by chance.
const PAIRS: usize = 1000;
/// So near must two words be in WordNet, in steps, and so much alike.
const STEPS: usize = 6;
const ALIKE: f32 = 0.1;
/// So many pairs the stories have that the weights were learned from. More pairs, more chance likeness: the odds of each
/// fall as much.
const USUAL: f32 = 150.0;

/// A word in all reports.
struct Kind<'a> {
    word: &'a Word,
    lexeme: Lexeme,
    text: &'a str,
    /// Whether a report that has it has it in its title.
    titled: bool,
    mentions: Vec<Mention>,
    /// What is around each mention: most words are never compared.
    around: OnceCell<Vec<(Mention, Setting<'a>, Circumstance)>>,
    /// For each report the two words in it that are most alike.
    nearest: OnceCell<Vec<Nearest>>,
    /// The reports that use it, in order.
    reports: Vec<u32>,
}

/// Two words that are most alike a third, and how much.
type Nearest = [(f32, Option<Lexeme>); 2];

/// Two words of one kind, by their rows, before their surroundings are compared.
struct Pair {
    alike: f32,
    rows: (usize, usize),
    steps: (usize, usize),
}

/// Two words that may stand in each other's place.
#[derive(Clone, Debug)]
pub struct Rivalry {
    /// What speaks for and against it.
    pub about: [f32; RIVALRY],
    /// Of each word and report the mention that fits best.
    pub best: [Vec<Mention>; 2],
}

/// The pairs of words of a story that may stand in each other's place.
#[derive(Clone, Debug)]
pub struct Rivalries {
    /// What was looked at.
    pub pairs: Vec<Rivalry>,
    /// How many there are: of very many only those are looked at whose words are most alike.
    pub of: usize,
}

/// What is taken together of two words.
struct Raw {
    pair: (usize, usize),
    steps: (usize, usize),
    top: f32,
    features: Features,
    most: [f32; MOST.len()],
    best: [BTreeMap<u32, (f32, Mention)>; 2],
    each: BTreeMap<(u32, u32), f32>,
}

/// The pairs of words among the `fillers` of reports whose sentences are `told`.
pub fn rivalries(
    reports: &[&Annotated],
    told: &[Vec<Told>],
    fillers: &[Vec<Mention>],
    (meanings, names): (&Meanings, &Names),
    model: &LinkModel,
) -> Rivalries {
    let kinds = kinds(reports, told, fillers);
    // The grammar may take "back, legs, or hand" for something else than three nouns.
    let mut used: HashSet<(u32, Lexeme)> = HashSet::new();
    for (n, (report, told)) in reports.iter().zip(told).enumerate() {
        let words = told.iter().flat_map(|t| &t.words);
        for w in words.filter(|w| !matches!(w.tag, Tag::Past | Tag::Participle | Tag::Ing)) {
            // Not every plural is in the table.
            let singular = || Lexeme::of(report.text(w.span).strip_suffix('s')?);
            used.extend(w.lexeme.or_else(singular).map(|l| (n as u32, l.noun().unwrap_or(l))));
        }
    }
    let has = |reports: &[u32], l: Lexeme| reports.iter().any(|r| used.contains(&(*r, l.noun().unwrap_or(l))));
    let story = Story { reports, told, meanings, names };
    let mut pairs: Vec<Pair> = Vec::new();
    let mut of = 0;
    for (i, a) in kinds.iter().enumerate() {
        for (j, b) in kinds.iter().enumerate().skip(i + 1) {
            let near = alike(a.lexeme, b.lexeme);
            if near < ALIKE || a.reports.iter().any(|r| b.reports.contains(r)) {
                continue;
            }
            let steps = apart(a.lexeme, b.lexeme);
            let one = || {
                one_thing(a.lexeme, b.lexeme)
                    || spelt_alike(a.text, b.text)
                    || officials(a.word, b.word)
                    || in_building(a.word, b.word)
                    || CHARGES.has(a.word.key) && CHARGES.has(b.word.key)
            };
            let both = || has(&a.reports, b.lexeme) || has(&b.reports, a.lexeme);
            if steps.0 > STEPS || one() {
                continue;
            }
            of += 1;
            if !both() {
                pairs.push(Pair { alike: near, rows: (i, j), steps });
            }
        }
    }
    if pairs.len() > PAIRS {
        pairs.sort_by(|a, b| b.alike.total_cmp(&a.alike).then(a.rows.cmp(&b.rows)));
        pairs.truncate(PAIRS);
        pairs.sort_by_key(|p| p.rows);
    }
    let around = |k: usize| kinds[k].around(&story);
    let raws = pairs.into_iter().filter_map(|p| raw(p.rows, (around(p.rows.0), around(p.rows.1)), p.steps, model));
    let raws: Vec<Raw> = raws.collect();
    // The best partner of each word in each report, with its rival.
    let mut partners: BTreeMap<(usize, u32), Vec<(f32, usize)>> = BTreeMap::new();
    for r in &raws {
        for ((x, y), s) in &r.each {
            partners.entry((r.pair.0, *y)).or_default().push((*s, r.pair.1));
            partners.entry((r.pair.1, *x)).or_default().push((*s, r.pair.0));
        }
    }
    let margin = |i: usize, j: usize, own: f32| {
        let others = kinds[j].reports.iter().filter_map(|r| partners.get(&(i, *r))).flatten().filter(|x| x.1 != j);
        own - others.map(|x| x.0).fold(LEAST, f32::max)
    };
    let mut order: Vec<f32> = raws.iter().map(|r| r.top).collect();
    order.sort_by(|a, b| b.total_cmp(a));
    let mut out = Vec::with_capacity(raws.len());
    for r in raws {
        let (i, j) = r.pair;
        let margins = (margin(i, j, r.top), margin(j, i, r.top));
        let rank = order.partition_point(|t| *t > r.top);
        let own = describe(&r, (&kinds[i], &kinds[j]), &kinds, margins, rank, reports.len());
        let mut about = [0.0f32; RIVALRY];
        about[..OWN].copy_from_slice(&own);
        about[OWN..OWN + FEATURES].copy_from_slice(&r.features);
        about[OWN + FEATURES..].copy_from_slice(&r.most);
        let best = r.best.map(|b| b.values().map(|x| x.1).collect());
        out.push(Rivalry { about, best });
    }
    Rivalries { pairs: out, of }
}

/// What has no rival has one that is so unlikely.
const LEAST: f32 = -8.0;

/// What surroundings are read from.
struct Story<'s, 'a> {
    reports: &'s [&'s Annotated],
    told: &'a [Vec<Told>],
    meanings: &'a Meanings,
    names: &'s Names,
}

impl<'a> Kind<'a> {
    fn around(&self, story: &Story<'_, 'a>) -> &[(Mention, Setting<'a>, Circumstance)] {
        let of = |m: &Mention| {
            let n = m.report as usize;
            let (report, told) = (story.reports.get(n)?, story.told.get(n)?);
            let about = Circumstance::of(report, ArticleId(m.report), told, m, story.names);
            Some((*m, Setting::of(told, m, story.meanings)?, about))
        };
        self.around.get_or_init(|| self.mentions.iter().filter_map(of).collect())
    }

    /// How much alike another word than `other` is that stands in a report with `other`, at most: another word for this
    /// one. `kinds` are all words of the `reports` reports.
    fn also(&self, other: &Kind<'_>, kinds: &[Kind<'_>], reports: usize) -> f32 {
        let nearest = self.nearest.get_or_init(|| {
            let mut out = vec![[(0.0, None); 2]; reports];
            for k in kinds.iter().filter(|k| k.lexeme != self.lexeme && k.word.pos != Pos::Propn) {
                let near = alike(self.lexeme, k.lexeme);
                for r in &k.reports {
                    let Some([first, second]) = out.get_mut(*r as usize) else { continue };
                    if near > first.0 {
                        (*second, *first) = (*first, (near, Some(k.lexeme)));
                    } else if near > second.0 {
                        *second = (near, Some(k.lexeme));
                    }
                }
            }
            out
        });
        let best = |[first, second]: &Nearest| {
            if first.1 == Some(other.lexeme) { second.0 } else { first.0 }
        };
        other.reports.iter().filter_map(|r| nearest.get(*r as usize)).map(best).fold(0.0, f32::max)
    }
}

fn kinds<'a>(reports: &[&'a Annotated], told: &'a [Vec<Told>], fillers: &[Vec<Mention>]) -> Vec<Kind<'a>> {
    let mut by: BTreeMap<(usize, bool), (Vec<Mention>, &'a Word, Lexeme)> = BTreeMap::new();
    for (told, fillers) in told.iter().zip(fillers) {
        for m in fillers.iter().filter(|m| m.filler == Filler::Noun) {
            let Some(w) = told.get(m.sentence as usize).and_then(|s| s.words.get(m.head as usize)) else { continue };
            let Some(lexeme) = w.lexeme.filter(|_| w.weight > 0.0) else { continue };
            if ANYWHERE.has(w.key) || before_particle(told.get(m.sentence as usize), m.head as usize) {
                continue;
            }
            let (list, ..) = by.entry((lexeme.index(), w.pos == Pos::Propn)).or_insert((Vec::new(), w, lexeme));
            if list.len() < PLACES && list.iter().filter(|x| x.report == m.report).count() < FIRST {
                list.push(*m);
            }
        }
    }
    let mut all: Vec<(Vec<Mention>, &'a Word, Lexeme)> = by.into_values().collect();
    if all.len() > WORDS {
        let tells = |k: &(Vec<Mention>, &Word, Lexeme)| k.1.weight * (k.0.len() as f32).sqrt();
        all.sort_by(|a, b| tells(b).total_cmp(&tells(a)).then_with(|| a.2.cmp(&b.2)));
        all.truncate(WORDS);
        all.sort_by_key(|k| (k.2, k.1.pos == Pos::Propn));
    }
    let titles: Vec<String> =
        reports.iter().map(|r| r.article.meta.title.as_deref().unwrap_or("").to_lowercase()).collect();
    let mut out = Vec::with_capacity(all.len());
    for (mentions, word, lexeme) in all {
        let mut used: Vec<u32> = mentions.iter().map(|m| m.report).collect();
        used.sort_unstable();
        used.dedup();
        let Some(first) = mentions.first() else { continue };
        let Some(report) = reports.get(first.report as usize) else { continue };
        let head = told.get(first.report as usize).and_then(|t| t.get(first.sentence as usize));
        let text = head.and_then(|s| s.words.get(first.head as usize)).map_or("", |w| report.text(w.span));
        let small = text.to_lowercase();
        let titled = used.iter().any(|r| titles.get(*r as usize).is_some_and(|t| t.contains(&small)));
        let (around, nearest) = (OnceCell::new(), OnceCell::new());
        out.push(Kind { word, lexeme, text, titled, mentions, around, nearest, reports: used });
    }
    out
}

/// Whether the word in row `k` is joined to one that makes it another word: "a drive-by", "the break-in".
fn before_particle(sentence: Option<&Told>, k: usize) -> bool {
    let Some((own, rest)) = sentence.and_then(|s| s.words.get(k..)?.split_first()) else { return false };
    let [dash, particle, ..] = rest else { return false };
    let glued = own.span.end() == dash.span.start() && dash.span.end() == particle.span.start();
    glued && dash.pos == Pos::Punct && PARTICLES.has(particle.key)
}

static PARTICLES: List = List::new("by in on off out up down over through away back");

/// Whether two words are for one thing, or one for a kind of the other, in whatever sense: a dock is a wharf in its third
/// sense only, and a quay is a kind of wharf.
fn one_thing(a: Lexeme, b: Lexeme) -> bool {
    let below = |a: Lexeme, b: Lexeme| a.senses().any(|s| s.upwards().any(|up| b.senses().any(|t| t == up)));
    below(a, b) || below(b, a)
}

/// Whether two words are of those who look into what happened, as every report calls them otherwise.
fn officials(a: &Word, b: &Word) -> bool {
    OFFICIALS.has(a.key) && OFFICIALS.has(b.key)
}

/// Whether one of two words is a part of a building and the other a building: whoever is in the kitchen is in the house.
fn in_building(a: &Word, b: &Word) -> bool {
    let within = |a: &Word, b: &Word| ROOMS.has(a.key) && BUILDINGS.has(b.key);
    within(a, b) || within(b, a)
}

/// Two words for what somebody is accused of: "a charge of theft", "two counts of theft".
static CHARGES: List = List::new("charge charges count counts");
static ROOMS: List = List::new(
    "kitchen bedroom bathroom basement cellar attic garage hall hallway corridor lobby lounge porch loft balcony roof stairs \
     staircase stairwell stairway room rooms bedrooms floor storey apartment flat foyer entrance doorway door window wall ceiling \
     yard backyard driveway garden courtyard patio lot ward office classroom cafeteria gym toilet restroom lavatory bar",
);
static BUILDINGS: List = List::new(
    "house home building residence dwelling apartment apartments flat flats hotel motel inn school college hospital church store \
     shop mall supermarket restaurant club nightclub pub station complex bungalow cottage mansion villa farmhouse warehouse \
     factory office offices premises property condo condominium townhouse trailer duplex",
);
/// Wherever it was, it was at the scene.
static ANYWHERE: List = List::new("scene scenes place places area areas spot site location locations");

static OFFICIALS: List = List::new(
    "police officer officers authority authorities official officials investigator investigators detective detectives deputy \
     deputies trooper troopers cop cops sheriff department departments responders firefighters",
);

/// Whether two words are spellings of one, or one ends in the other: "harbor", "harbour", "tub", "bathtub".
fn spelt_alike(a: &str, b: &str) -> bool {
    let plain = |w: &str| w.trim_end_matches('.').to_lowercase();
    let (a, b) = (plain(a), plain(b));
    let short = a.len().min(b.len());
    let ends = short > 2 && (a.ends_with(&b) || b.ends_with(&a));
    ends || short > 4 && a.chars().next() == b.chars().next() && spelling::letters(&a, &b) <= 2
}

/// Steps between two words over the nearest sense above both, and how far below the top that is.
pub(super) fn apart(a: Lexeme, b: Lexeme) -> (usize, usize) {
    let mut best = (usize::MAX, 0);
    for s in a.senses().take(3) {
        for t in b.senses().take(3) {
            for (u, x) in s.upwards().take(STEPS).enumerate() {
                if let Some(v) = t.upwards().take(STEPS).position(|y| x == y) {
                    best = best.min((u + v, x.upwards().count()));
                    break;
                }
            }
        }
    }
    best
}

/// What stands around one word in all its places.
type Around<'a> = [(Mention, Setting<'a>, Circumstance)];

fn raw(pair: (usize, usize), of: (&Around<'_>, &Around<'_>), steps: (usize, usize), model: &LinkModel) -> Option<Raw> {
    let mut raw = Raw {
        pair,
        steps,
        top: f32::MIN,
        features: [0.0; FEATURES],
        most: [f32::MIN; MOST.len()],
        best: [BTreeMap::new(), BTreeMap::new()],
        each: BTreeMap::new(),
    };
    for (m, x, about) in of.0 {
        for (o, y, other) in of.1 {
            if about.apart(other, Slot::What, false, true) {
                continue;
            }
            let f = features(m, x, o, y);
            let score = model.score(Slot::What, &f)?;
            if score > raw.top {
                raw.top = score;
                raw.features = f;
            }
            raw.most.iter_mut().zip(MOST).for_each(|(most, k)| *most = most.max(f[k]));
            let each = raw.each.entry((m.report, o.report)).or_insert(f32::MIN);
            *each = each.max(score);
            for (best, m) in raw.best.iter_mut().zip([m, o]) {
                let at = best.entry(m.report).or_insert((f32::MIN, *m));
                if score > at.0 {
                    *at = (score, *m);
                }
            }
        }
    }
    (!raw.each.is_empty()).then_some(raw)
}

fn describe(
    r: &Raw,
    (a, b): (&Kind<'_>, &Kind<'_>),
    kinds: &[Kind<'_>],
    margins: (f32, f32),
    rank: usize,
    reports: usize,
) -> [f32; OWN] {
    let yes = |b: bool| f32::from(u8::from(b));
    let mean = r.each.values().sum::<f32>() / r.each.len() as f32;
    let field = |k: &Kind<'_>| k.lexeme.senses().next().map(Sense::field);
    let (of_a, of_b) = (a.reports.len() as f32, b.reports.len() as f32);
    let compound = |k: &Kind<'_>| k.word.relation == Relation::Compound;
    let also = (a.also(b, kinds, reports), b.also(a, kinds, reports));
    [
        r.top,
        mean,
        alike(a.lexeme, b.lexeme),
        r.steps.0 as f32,
        r.steps.1 as f32,
        yes(field(a) == field(b)),
        of_a.max(of_b),
        of_a.min(of_b),
        (of_a + of_b) / reports as f32,
        reports as f32,
        a.mentions.len() as f32 / of_a + b.mentions.len() as f32 / of_b,
        a.word.weight.max(b.word.weight),
        a.word.weight.min(b.word.weight),
        margins.0.min(margins.1),
        margins.0.max(margins.1),
        yes(a.word.pos == Pos::Propn && b.word.pos == Pos::Propn),
        yes((a.word.pos == Pos::Propn) != (b.word.pos == Pos::Propn)),
        yes(compound(a) && compound(b)),
        yes(compound(a) != compound(b)),
        yes(a.word.tag == b.word.tag),
        yes(a.titled) + yes(b.titled),
        also.0.max(also.1),
        also.0.min(also.1),
        (r.each.len() as f32).ln(),
        r.each.values().filter(|s| **s > 0.0).count() as f32,
        (1.0 + rank as f32).ln(),
        yes(field(a) == Some(Field::Body)) * yes(field(b) == Some(Field::Body)),
        yes(field(a).is_some_and(vague)) + yes(field(b).is_some_and(vague)),
    ]
}

/// Whether a sense is of nothing that one could see.
fn vague(f: Field) -> bool {
    matches!(f, Field::Thing | Field::Communication | Field::Group | Field::Time | Field::State | Field::Doing)
}

/// Learned weights of what speaks for and against two words.
#[derive(Clone, Debug, PartialEq)]
pub struct RivalModel {
    weights: Vec<f32>,
}

impl RivalModel {
    /// The weights in `bytes` as [`write`](Self::write) gives them; `None` where there are too few or too many.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let weights: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
        (bytes.len() == 4 * (RIVALRY + 1)).then_some(Self { weights })
    }

    /// A model of weights, the constant last.
    pub fn of(weights: [f32; RIVALRY + 1]) -> Self {
        Self { weights: weights.into() }
    }

    /// The weights as bytes, little-endian.
    pub fn write(&self) -> Vec<u8> {
        self.weights.iter().flat_map(|w| w.to_le_bytes()).collect()
    }

    /// The weights that come with the program.
    pub fn english() -> Option<Self> {
        Self::read(include_bytes!("../../../data/rivals-en.bin"))
    }

    /// How likely each of the pairs of a story is two answers to one question.
    pub fn likely(&self, all: &Rivalries) -> Vec<f32> {
        let Some((constant, weights)) = self.weights.split_last() else { return vec![0.0; all.pairs.len()] };
        let many = (all.of as f32 / USUAL).ln().max(0.0);
        let score = |r: &Rivalry| weights.iter().zip(&r.about).map(|(w, x)| w * x).sum::<f32>() + constant - many;
        all.pairs.iter().map(|r| 1.0 / (1.0 + (-score(r)).exp())).collect()
    }
}
