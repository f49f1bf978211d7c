//! Nouns that stand where other reports have another one: "a truck" for "a railcar", "the chairman" for "the managing
//! director", "her left ankle" for the right one, and words that a report says are wrong: "smugglers, not soldiers".
//!
//! Most nouns of two reports have nothing to do with each other. So only those are looked at that are of one kind (two
//! steps up in WordNet, or said of one person), that no report uses both, and that stand in the same surroundings.

use super::denial::{Denial, DenialModel, denials};
use super::kin::kin;
use super::link::LinkModel;
use super::mention::{Filler, Mention, Slot};
use super::pair::{Setting, features, people};
use super::polarity::negative;
use super::rival::{RivalModel, Rivalry, apart, rivalries};
use super::told::{Meanings, Told, Word, kind_of, one_thing, synonyms};
use super::value;
use super::verdict::verdicts;
use crate::annotate::Annotated;
use crate::annotate::entity::link::one_name;
use crate::annotate::lexeme::{Field, Lexeme, Sense, alike};
use crate::annotate::lexicon::{List, STREETS};
use crate::annotate::syntax::tags::{Pos, Relation, Tag};
use crate::annotate::token::Key;
use crate::collate::named::Names;
use std::collections::{BTreeMap, HashMap};

/// Two values that nouns give one slot.
pub struct Rivals {
    /// Which slot: what, or whether.
    pub slot: Slot,
    /// Where each stands.
    pub values: [Vec<Mention>; 2],
    /// What they are to each other: they cannot both hold, or are two words for one thing.
    pub relation: value::Relation,
}

/// How likely two words of one kind must be rivals.
const LIKELY: f32 = 0.5;
/// How likely it must be that what is told is what is denied.
const LIKELY_DENIED: f32 = 0.3;
/// How well the surroundings of a noun that two contrasting words describe must fit.
const FIT_CONTRAST: f32 = 0.3;
/// The same where the words are for sides.
const FIT_SIDE: f32 = -0.5;
/// The same for a word that a report says is wrong.
const FIT_DENIED: f32 = -2.0;

/// The same for two words for one thing that happened.
const FIT_WORDING: f32 = -0.8;
/// Mentions of one word that are looked at.
const PLACES: usize = 6;
/// How much a word must tell that others may have another word for.
const TELLS: f32 = 0.1;

/// Words for what happens that say nothing of what it is.
static ANYTHING: List = List::new(
    "attempt attempts effort efforts outcome outcomes result results effect effects process procedure procedures attention care aid \
     assistance help support behavior behaviour conduct aftermath wake action actions activity move moves work works job jobs deal \
     deals act acts event events start end beginning change changes case cases instance instances use practice practices business",
);

/// Words of people that say nothing which others could contradict.
static ANYBODY: List = List::new(
    "man woman men women boy girl boys girls child children kid kids people person persons lad lass mother father mum dad mom \
     brother sister son daughter wife husband widow widower partner friend neighbour neighbor neighbours neighbors uncle aunt \
     cousin parent parents family relative relatives resident residents victim suspect star spokesman spokeswoman spokesperson \
     member members other others youth youngster teenager teen adult male female pensioner gran grandmother grandfather mr mrs \
     ms miss sir lord lady dame dr",
);

/// What reports call people without saying more than their sex or age; two such words contradict each other only where the
/// sex does.
static MEN: List = List::new("man men boy boys male males lad lads");
static WOMEN: List = List::new("woman women girl girls female females lass lasses");
static AGED: List = List::new(
    "teenager teenagers teen teens youth youths youngster youngsters child children kid kids adult adults person persons \
     people resident residents victim victims neighbour neighbours neighbor neighbors pensioner pensioners juvenile juveniles",
);

/// Ways in which something goes, or lies.
static WAYS: List = List::new("north south east west northeast northwest southeast southwest");
/// By these one of several is told of.
static SOME: List = List::new("one another some others both");
static FURTHER: List = List::new("another other");

/// Offices, ranks and trades of which somebody has one at a time.
static OFFICES: List = List::new(
    "chairman chairwoman chairperson director manager treasurer captain sergeant corporal lieutenant major colonel mayor \
     teacher chemist doctor nurse lawyer driver pilot engineer carpenter plumber electrician baker butcher farmer",
);

/// Words of which only one can be true of a thing, set by set, with how well the surroundings must fit: sides are seldom
/// told of two things, first and second ones often. Words with a stroke between them say the same.
static CONTRASTS: &[(f32, &str)] = &[
    (FIT_SIDE, "left right"),
    (FIT_SIDE, "north/northern/northbound south/southern/southbound east/eastern/eastbound west/western/westbound"),
    (FIT_SIDE, "upper lower"),
    (FIT_SIDE, "upstream downstream"),
    (FIT_SIDE, "front rear/back"),
    (FIT_SIDE, "inbound outbound"),
    (FIT_CONTRAST, "first-floor second-floor third-floor fourth-floor ground-floor"),
    (FIT_CONTRAST, "black white red blue green yellow brown grey/gray silver orange purple pink"),
    (FIT_CONTRAST, "male female"),
    (FIT_CONTRAST, ORDINALS),
    (FIT_CONTRAST, "open/unlocked closed/shut/locked"),
    (FIT_CONTRAST, "inside outside"),
];

/// First, second and third ones.
const ORDINALS: &str = "ground first second third fourth fifth sixth seventh";
/// What there are several of one after the other, or in degrees.
static COUNTED: List = List::new(
    "time times degree day week month year hour place half attempt shot shots round stage phase case incident shooting part \
     question engine vehicle car season seasons term terms game games match matches quarter inning innings lap chapter",
);

/// How much what is done on two storeys must mean the same.
const DONE: f32 = 0.3;

/// What a house has several of, with something else on each.
static STOREYS: List = List::new("floor floors storey storeys story");

static UNITS: List =
    List::new("second minute hour day week month year decade mile foot metre meter kilometre kilometer");

struct Noun<'a> {
    mention: Mention,
    word: &'a Word,
}

/// Finds the nouns of reports that contradict each other, among the `fillers` of their sentences, report by report.
pub fn rivals(
    reports: &[&Annotated],
    told: &[Vec<Told>],
    fillers: &[Vec<Mention>],
    (meanings, names): (&Meanings, &Names),
    model: &LinkModel,
) -> Vec<Rivals> {
    let mut nouns: Vec<Noun<'_>> = Vec::new();
    for (told, fillers) in told.iter().zip(fillers) {
        for mention in fillers.iter().copied().filter(|m| m.filler == Filler::Noun) {
            let word = told.get(mention.sentence as usize).and_then(|s| s.words.get(mention.head as usize));
            if let Some(word) = word {
                nouns.push(Noun { mention, word });
            }
        }
    }
    let by = Fit { model, meanings, names };
    let mut out = denied(told, &nouns, &by);
    out.extend(contrasts(told, &nouns, &by));
    out.extend(roles(reports, told, &nouns));
    out.extend(siblings(reports, told, fillers, &by));
    let known = |r: &Rivals, out: &[Rivals]| {
        let same = |m: &Mention, n: &Mention| m.report == n.report && m.span.overlaps(n.span);
        let has = |list: &[Mention]| {
            out.iter().flat_map(|o| o.values.iter().flatten()).any(|n| list.iter().any(|m| same(m, n)))
        };
        r.values.iter().all(|v| has(v))
    };
    let kin: Vec<Rivals> = kin(told).into_iter().filter(|r| !known(r, &out)).collect();
    out.extend(kin);
    out.extend(wordings(told, &nouns, &by));
    out.extend(verdicts(reports, told, names));
    out.extend(told_and_denied(reports, told, &out, &by));
    out
}

/// What some reports tell and others deny, but for what `known` has already.
fn told_and_denied(reports: &[&Annotated], told: &[Vec<Told>], known: &[Rivals], by: &Fit<'_>) -> Vec<Rivals> {
    let Some(model) = DenialModel::english() else { return Vec::new() };
    let all = denials(reports, told, by.meanings, by.model);
    let likely: Vec<(f32, &Denial)> =
        model.likely(&all).into_iter().zip(&all).filter(|(p, _)| *p >= LIKELY_DENIED).collect();
    let mut out: Vec<Rivals> = Vec::new();
    // By the word, and by whether it may have happened since.
    let mut words: BTreeMap<(u64, bool), Vec<(f32, &Denial)>> = BTreeMap::new();
    for (p, d) in likely {
        words.entry((d.word, d.since)).or_default().push((p, d));
    }
    for ((_, since), mut list) in words {
        list.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (mut tell, mut deny): (BTreeMap<u32, Mention>, BTreeMap<u32, Mention>) = Default::default();
        for (_, d) in list {
            // A report that says both is on the side of what is likelier.
            if !tell.contains_key(&d.denied.report) && !deny.contains_key(&d.told.report) {
                tell.entry(d.told.report).or_insert(d.told);
                deny.entry(d.denied.report).or_insert(d.denied);
            }
        }
        let values = [tell, deny].map(|v| v.into_values().collect::<Vec<_>>());
        let both = |r: &Rivals| {
            let has = |m: &Mention| r.values.iter().flatten().any(|n| n.report == m.report && n.span.overlaps(m.span));
            values.iter().all(|v| v.iter().any(has))
        };
        if known.iter().any(both) {
            continue;
        }
        let relation = if since { value::Relation::Growth } else { value::Relation::Conflict };
        // The same denial, of which others are told in another form of the word or on another day; or the same that others
        // deny on another day.
        let one = |r: &&mut Rivals| {
            let side = |k: usize| {
                r.values[k].iter().any(|m| values[k].iter().any(|n| n.report == m.report && n.span.overlaps(m.span)))
            };
            side(0) || side(1)
        };
        if let Some(r) = out.iter_mut().find(one) {
            r.relation = r.relation.min(relation);
            for (list, more) in r.values.iter_mut().zip(values) {
                let fresh = more.into_iter().filter(|m| !list.iter().any(|n| n.report == m.report)).collect::<Vec<_>>();
                list.extend(fresh);
            }
            continue;
        }
        out.push(Rivals { slot: Slot::Whether, values, relation });
    }
    out
}

/// Words that are for one thing that happened, of which some reports have the one and others the other: "the riot", "the
/// disorder". Which word a report has is its own choice, and both may hold.
fn wordings(told: &[Vec<Told>], nouns: &[Noun<'_>], by: &Fit<'_>) -> Vec<Rivals> {
    struct Happening {
        lexeme: Lexeme,
        /// The verb behind it.
        root: u64,
        mentions: Vec<Mention>,
    }
    let mut words: Vec<Happening> = Vec::new();
    for list in by_word(nouns).into_values() {
        let Some((lexeme, root)) = list.first().and_then(|n| Some((n.word.lexeme?, n.word.root))) else { continue };
        // "A two-year sentence" is said of how long it is.
        let measured = |n: &Noun<'_>| n.mention.head > n.mention.rows.0;
        let tells =
            |n: &Noun<'_>| n.word.weight >= TELLS && !ANYTHING.has(n.word.key) && !(measured(n) && lasts(told, n));
        let own = list.iter().filter(|n| tells(n) && !in_general(told, &n.mention));
        let mentions: Vec<Mention> = own.map(|n| n.mention).collect();
        if !mentions.is_empty() && lexeme.senses().take(2).any(happens) {
            words.push(Happening { lexeme, root, mentions });
        }
    }
    let mut out = Vec::new();
    for (i, a) in words.iter().enumerate() {
        for b in words.iter().skip(i + 1) {
            let mut senses = a.lexeme.senses().take(2).filter(|s| happens(*s));
            let one = senses.any(|s| b.lexeme.senses().take(2).any(|t| s == t));
            if !one || a.root == b.root || a.mentions.iter().any(|m| b.mentions.iter().any(|n| n.report == m.report)) {
                continue;
            }
            let mut best: [BTreeMap<u32, (f32, Mention)>; 2] = Default::default();
            for m in a.mentions.iter().take(PLACES) {
                for n in b.mentions.iter().take(PLACES) {
                    let Some(fits) = fit(told, m, n, by).filter(|f| *f >= FIT_WORDING) else { continue };
                    for (best, m) in best.iter_mut().zip([m, n]) {
                        let at = best.entry(m.report).or_insert((fits, *m));
                        if fits > at.0 {
                            *at = (fits, *m);
                        }
                    }
                }
            }
            if best.iter().all(|b| !b.is_empty()) {
                let values = best.map(|b| b.into_values().map(|x| x.1).collect());
                out.push(Rivals { slot: Slot::What, values, relation: value::Relation::Synonym });
            }
        }
    }
    out
}

/// Whether a sense is of something that happens or is done.
pub(crate) fn happens(s: Sense) -> bool {
    matches!(s.field(), Field::Act | Field::Event | Field::Process | Field::Phenomenon)
}

/// Whether a unit of time or length describes a noun: "a two-year sentence".
fn lasts(told: &[Vec<Told>], n: &Noun<'_>) -> bool {
    let words = told.get(n.mention.report as usize).and_then(|t| t.get(n.mention.sentence as usize));
    let own = words.and_then(|t| t.words.get(n.mention.rows.0 as usize..n.mention.head as usize)).unwrap_or(&[]);
    own.iter().any(|w| UNITS.has(w.key))
}

/// Whether a noun is one of two that are told of in general: "the subject of miscarriage and stillbirth".
fn in_general(told: &[Vec<Told>], m: &Mention) -> bool {
    let Some(words) = told.get(m.report as usize).and_then(|t| t.get(m.sentence as usize)).map(|t| &t.words) else {
        return false;
    };
    let bare = |k: usize| {
        let described = |w: &Word| {
            w.head as usize == k
                && matches!(w.relation, Relation::Det | Relation::Poss | Relation::Nummod | Relation::Amod)
        };
        words.get(k).is_some_and(|w| w.tag == Tag::Noun) && !words.iter().any(described)
    };
    let k = m.head as usize;
    let joined = |(i, w): (usize, &Word)| {
        w.relation == Relation::Conj && (i == k && bare(w.head as usize) || w.head as usize == k && bare(i))
    };
    bare(k) && words.iter().enumerate().any(joined)
}

/// The common nouns by word: who has them, and where.
fn by_word<'n, 'a>(nouns: &'n [Noun<'a>]) -> BTreeMap<u64, Vec<&'n Noun<'a>>> {
    let mut out: BTreeMap<u64, Vec<&Noun<'_>>> = BTreeMap::new();
    // What describes another noun, "lodging house", is no thing of its own.
    let own = |n: &&Noun<'_>| n.word.pos == Pos::Noun && n.word.weight > 0.0 && n.word.relation != Relation::Compound;
    for n in nouns.iter().filter(own) {
        out.entry(n.word.lemma).or_default().push(n);
    }
    out
}

/// What is needed to tell how well surroundings fit each other.
struct Fit<'a> {
    model: &'a LinkModel,
    meanings: &'a Meanings,
    names: &'a Names,
}

/// How well the surroundings of two mentions fit each other.
fn fit(told: &[Vec<Told>], a: &Mention, b: &Mention, by: &Fit<'_>) -> Option<f32> {
    let x = Setting::of(told.get(a.report as usize)?, a, by.meanings)?;
    let y = Setting::of(told.get(b.report as usize)?, b, by.meanings)?;
    by.model.score(Slot::What, &features(a, &x, b, &y))
}

/// Two words of one kind that stand in each other's place.
fn siblings(reports: &[&Annotated], told: &[Vec<Told>], fillers: &[Vec<Mention>], by: &Fit<'_>) -> Vec<Rivals> {
    let Some(model) = RivalModel::english() else { return Vec::new() };
    let all = rivalries(reports, told, fillers, (by.meanings, by.names), by.model);
    let mut found: Vec<(f32, &Rivalry)> =
        model.likely(&all).into_iter().zip(&all.pairs).filter(|(p, _)| *p >= LIKELY).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut out: Vec<Rivals> = Vec::new();
    for (_, r) in found {
        // A word that has a likelier rival has no other.
        let taken = |m: &Mention| {
            out.iter().any(|o| o.values.iter().flatten().any(|n| n.report == m.report && n.span == m.span))
        };
        // A boy may be a teenager.
        let plain = |k: Key| MEN.has(k) || WOMEN.has(k) || AGED.has(k);
        let [a, b] = &r.best;
        let words = |side: &[Mention]| side.first().and_then(|m| noun(told, m));
        let sexes = |a: Key, b: Key| MEN.has(a) && WOMEN.has(b) || WOMEN.has(a) && MEN.has(b);
        // And a suspect a woman, an official a man.
        let someone = |w: &Word| people(w) || plain(w.key);
        let vague = words(a)
            .zip(words(b))
            .is_some_and(|(a, b)| (plain(a.key) || plain(b.key)) && someone(a) && someone(b) && !sexes(a.key, b.key));
        // A crash may be called a collision, and a flat is on some floor.
        let same =
            words(a).zip(words(b)).is_some_and(|(a, b)| one_thing(a, b) || STOREYS.has(a.key) != STOREYS.has(b.key));
        let apart = || {
            one_named(reports, r)
                || streets(reports, r)
                || holds_both(told, r)
                || named_or_not(told, r)
                || other_way(told, r)
                || other_body(told, r)
                || has_other(told, r)
        };
        if !vague && !same && !r.best.iter().flatten().any(taken) && !apart() {
            out.push(Rivals { slot: Slot::What, values: r.best.clone(), relation: value::Relation::Conflict });
        }
    }
    out
}

/// Whether two words are of one name, written in two ways: "the US", "the United States".
fn one_named(reports: &[&Annotated], r: &Rivalry) -> bool {
    let text = |m: &Mention| reports.get(m.report as usize).map_or("", |x| x.text(m.span));
    let [a, b] = &r.best;
    a.iter().any(|m| b.iter().any(|n| one_name(text(m), text(n))))
}

/// Whether two words are of names of streets: one may be at the corner of both.
fn streets(reports: &[&Annotated], r: &Rivalry) -> bool {
    let street = |m: &Mention| {
        let words = reports.get(m.report as usize).map_or("", |x| x.text(m.span));
        let last = words.split_whitespace().next_back().unwrap_or("");
        let kind = Key::word(&last.trim_end_matches('.').to_lowercase());
        last.starts_with(char::is_uppercase) && (STREETS.has(kind) || kind == Key::word("lane"))
    };
    r.best.iter().all(|list| list.iter().any(street))
}

/// Whether one of two words is a name and the other is none: "the Fenn Clinic" may be "the hospital".
fn named_or_not(told: &[Vec<Told>], r: &Rivalry) -> bool {
    let named = |list: &[Mention]| list.iter().filter_map(|m| noun(told, m)).any(|w| w.pos == Pos::Propn);
    let [a, b] = &r.best;
    named(a) != named(b)
}

/// Whether one of two words stands before the other's own: "the shooting death" is a shooting.
fn holds_both(told: &[Vec<Told>], r: &Rivalry) -> bool {
    let own = |m: &Mention| {
        let words = told.get(m.report as usize).and_then(|t| t.get(m.sentence as usize)).map(|t| &t.words);
        words.and_then(|w| w.get(m.rows.0 as usize..m.rows.1 as usize)).unwrap_or(&[])
    };
    let holds = |x: &[Mention], y: &[Mention]| {
        let heads: Vec<Key> = y.iter().filter_map(|m| noun(told, m)).map(|w| w.key).collect();
        x.iter().any(|m| own(m).iter().any(|w| heads.contains(&w.key)))
    };
    let [a, b] = &r.best;
    holds(a, b) || holds(b, a)
}

/// Whether two words are ways in which something goes or lies, and are not told of the same: "came from the north", "sailed
/// on to the east".
fn other_way(told: &[Vec<Told>], r: &Rivalry) -> bool {
    let way = |m: &Mention| {
        let words = &told.get(m.report as usize)?.get(m.sentence as usize)?.words;
        let own = words.get(m.head as usize).filter(|w| WAYS.has(w.key))?;
        let case = words.iter().find(|c| c.head == m.head && c.relation == Relation::Case).map(|c| c.key);
        Some((words.get(own.clause as usize).map(|v| v.lemma), case))
    };
    let [a, b] = r.best.each_ref().map(|list| list.iter().filter_map(way).collect::<Vec<_>>());
    (!a.is_empty() || !b.is_empty()) && !a.iter().any(|x| b.contains(x))
}

/// Whether two words are parts of the body, one of them of one of several who are not named ("one of the victims was shot in
/// the arm"), or in truth of a thing ("the back of a car").
fn other_body(told: &[Vec<Told>], r: &Rivalry) -> bool {
    let body =
        |m: &Mention| noun(told, m).and_then(|w| w.lexeme?.senses().next()).is_some_and(|s| s.field() == Field::Body);
    let one_of = |m: &Mention| {
        let Some(words) = told.get(m.report as usize).and_then(|t| t.get(m.sentence as usize)).map(|t| &t.words) else {
            return false;
        };
        let Some(clause) = words.get(m.head as usize).map(|w| w.clause) else { return false };
        let subject = |w: &&Word| w.head == clause && matches!(w.relation, Relation::Nsubj | Relation::NsubjPass);
        let Some(k) = words.iter().position(|w| subject(&w)) else { return false };
        // "One of the victims who was shot"
        let verb = words.get(clause as usize);
        let above = verb.filter(|v| v.relation == Relation::Relcl).map(|v| v.head as usize);
        let some = |k: usize| {
            let own = words.get(k).is_some_and(|w| SOME.has(w.key));
            let up = words.get(k).and_then(|w| words.get(w.head as usize)).is_some_and(|w| SOME.has(w.key));
            own || up || words.iter().any(|w| w.head as usize == k && FURTHER.has(w.key))
        };
        some(above.unwrap_or(k))
    };
    // "From the back of a car"
    let of_thing = |m: &Mention| {
        let words = told.get(m.report as usize).and_then(|t| t.get(m.sentence as usize)).map(|t| &t.words);
        let part = |w: &Word| {
            let thing = || w.lexeme.and_then(|l| l.senses().next()).is_some_and(|s| s.field() != Field::Person);
            w.head == m.head && w.relation == Relation::Nmod && w.pos == Pos::Noun && thing()
        };
        let of = Key::word("of");
        words.is_some_and(|words| {
            let case =
                |k: usize| words.iter().any(|c| c.head as usize == k && c.relation == Relation::Case && c.key == of);
            words.iter().enumerate().any(|(k, w)| part(w) && case(k))
        })
    };
    let [a, b] = &r.best;
    let only = |x: &[Mention], y: &[Mention]| x.iter().all(one_of) && !y.iter().any(one_of);
    let things = |x: &[Mention]| x.iter().all(of_thing);
    a.iter().chain(b).all(body) && (only(a, b) || only(b, a) || things(a) || things(b))
}

/// Whether a report with one word has one for the other too: "the stomach" beside "the abdomen".
fn has_other(told: &[Vec<Told>], r: &Rivalry) -> bool {
    let has = |list: &[Mention], other: &[Mention]| {
        let Some(word) = other.first().and_then(|m| noun(told, m)?.lexeme) else { return false };
        list.iter().any(|m| {
            let words = told.get(m.report as usize).into_iter().flatten().flat_map(|t| &t.words);
            let own = noun(told, m).map(|w| w.lemma);
            words
                .filter(|w| w.pos == Pos::Noun && Some(w.lemma) != own)
                .filter_map(|w| w.lexeme)
                .any(|l| synonyms(l, word))
        })
    };
    let [a, b] = &r.best;
    has(a, b) || has(b, a)
}

/// Words that say what somebody is: "managing director Henrik Voss", "the chairman, Henrik Voss".
fn roles(reports: &[&Annotated], told: &[Vec<Told>], nouns: &[Noun<'_>]) -> Vec<Rivals> {
    // By the last word of the name.
    let mut of: BTreeMap<Key, Vec<Borne<'_>>> = BTreeMap::new();
    for n in nouns {
        let Some(words) = told.get(n.mention.report as usize).and_then(|t| t.get(n.mention.sentence as usize)) else {
            continue;
        };
        let Some(lexeme) = n.word.lexeme else { continue };
        let person = lexeme.senses().take(2).any(|s| s.field() == Field::Person);
        if !person || ANYBODY.has(n.word.key) {
            continue;
        }
        // "Henrik Voss, chairman and heir of the works": the report has both.
        let k = n.mention.head as usize;
        let own = bearer(&words.words, k);
        let above =
            || (n.word.relation == Relation::Conj).then(|| bearer(&words.words, n.word.head as usize)).flatten();
        if let Some(name) = own.or_else(above) {
            // "Marshall Voss" says nothing of marshals.
            let names = reports.get(n.mention.report as usize).map_or(&[][..], |r| &r.annotations.names);
            if names.iter().any(|x| x.span.contains(n.word.span) && x.span.contains(name.span)) {
                continue;
            }
            let first =
                words.words.iter().position(|w| w.span == name.span).and_then(|k| given(&words.words, k, n.word));
            of.entry(name.key).or_default().push(Borne { noun: n, lexeme, first, joined: own.is_none() });
        }
    }
    let mut out = Vec::new();
    for list in of.values() {
        let mut kinds: BTreeMap<usize, (Lexeme, Vec<Mention>)> = BTreeMap::new();
        let mut given: Vec<Key> = list.iter().filter_map(|b| b.first).collect();
        given.sort_unstable();
        given.dedup();
        // Two people of one family name.
        if given.len() > 1 {
            continue;
        }
        for b in list.iter().filter(|b| !b.joined) {
            kinds.entry(b.lexeme.index()).or_insert_with(|| (b.lexeme, Vec::new())).1.push(b.noun.mention);
        }
        let also: Vec<(u32, Lexeme)> =
            list.iter().filter(|b| b.joined).map(|b| (b.noun.mention.report, b.lexeme)).collect();
        let kinds: Vec<(Lexeme, Vec<Mention>)> = kinds.into_values().collect();
        for (k, (a, x)) in kinds.iter().enumerate() {
            for (b, y) in kinds.iter().skip(k + 1) {
                let has = |list: &[Mention], l: Lexeme| list.iter().any(|m| also.contains(&(m.report, l)));
                let both = x.iter().any(|m| y.iter().any(|n| n.report == m.report)) || has(x, *b) || has(y, *a);
                // "The labour secretary nominee", "the labour secretary"
                if both
                    || within(told, x, *b)
                    || within(told, y, *a)
                    || synonyms(*a, *b)
                    || kind_of(*a, *b)
                    || alike(*a, *b) < 0.18
                    || apart(*a, *b).0 > 6
                {
                    continue;
                }
                // Somebody can be both an adviser and a friend; of these offices nobody has two.
                let office = |m: &[Mention]| m.iter().all(|m| noun(told, m).is_some_and(|w| OFFICES.has(w.key)));
                let relation =
                    if office(x) && office(y) { value::Relation::Conflict } else { value::Relation::Synonym };
                out.push(Rivals { slot: Slot::What, values: [x.clone(), y.clone()], relation });
            }
        }
    }
    out
}

/// Whether the words of one of these phrases have the word of another.
fn within(told: &[Vec<Told>], list: &[Mention], word: Lexeme) -> bool {
    list.iter().any(|m| {
        let words = told.get(m.report as usize).and_then(|t| t.get(m.sentence as usize));
        let own = words.and_then(|t| t.words.get(m.rows.0 as usize..m.rows.1 as usize)).unwrap_or(&[]);
        own.iter().any(|w| w.lexeme.and_then(|l| l.noun().or(Some(l))) == Some(word))
    })
}

fn noun<'a>(told: &'a [Vec<Told>], m: &Mention) -> Option<&'a Word> {
    told.get(m.report as usize)?.get(m.sentence as usize)?.words.get(m.head as usize)
}

/// A word that says what somebody is.
struct Borne<'a> {
    noun: &'a Noun<'a>,
    lexeme: Lexeme,
    /// The first of the person's names, where more than one is told.
    first: Option<Key>,
    /// It is joined to another word that says what the person is.
    joined: bool,
}

/// The first word of the name that ends in word `last`, where it has more than one; `role` is no part of it.
fn given(words: &[Word], last: usize, role: &Word) -> Option<Key> {
    let of_name = |k: &usize| words.get(*k).is_some_and(|w| w.pos == Pos::Propn && w.span != role.span);
    let first = (0..last).rev().take_while(of_name).last()?;
    words.get(first).map(|w| w.key)
}

/// The last word of the name of whom a noun is said to be.
fn bearer(words: &[Word], k: usize) -> Option<&Word> {
    let noun = words.get(k)?;
    let end = |mut at: usize| {
        while words.get(at + 1).is_some_and(|w| w.pos == Pos::Propn && w.span.start() <= words[at].span.end() + 1) {
            at += 1;
        }
        words.get(at)
    };
    let above = words.get(noun.head as usize)?;
    // "Henrik Voss, the chairman", "managing director Henrik Voss"
    if above.pos == Pos::Propn && matches!(noun.relation, Relation::Appos | Relation::Compound) {
        return end(noun.head as usize);
    }
    // "the chairman, Henrik Voss": the name behind it.
    let mut at = k + 1;
    if words.get(at).is_some_and(|w| w.pos == Pos::Punct) {
        at += 1;
    }
    words.get(at).filter(|w| w.pos == Pos::Propn && at <= k + 2)?;
    let said = |w: &Word| matches!(w.relation, Relation::Appos | Relation::Flat) || at == k + 1;
    let name = end(at)?;
    // Between commas, whatever the grammar made of it.
    let closed = words.iter().position(|w| w.span == name.span).and_then(|e| words.get(e + 1));
    (closed.is_some_and(|w| w.pos == Pos::Punct) || said(name) || words.get(at).is_some_and(said)).then_some(name)
}

/// Contrasting words at one noun: "his left ankle", "his right ankle".
fn contrasts(told: &[Vec<Told>], nouns: &[Noun<'_>], model: &Fit<'_>) -> Vec<Rivals> {
    // Of each word its set, and which of the set's values it is.
    let mut sets: HashMap<Key, (usize, usize)> = HashMap::new();
    for (k, (_, set)) in CONTRASTS.iter().enumerate() {
        for (value, words) in set.split(' ').enumerate() {
            sets.extend(words.split('/').map(|w| (Key::word(w), (k, value))));
        }
    }
    // By the noun and the set: the value and the noun.
    let mut of: BTreeMap<(u64, usize), Vec<(usize, Mention)>> = BTreeMap::new();
    for n in nouns {
        let Some(words) = told.get(n.mention.report as usize).and_then(|t| t.get(n.mention.sentence as usize)) else {
            continue;
        };
        for (k, w) in words.words.iter().enumerate() {
            // "North Korean" is a name, and no side of anything.
            let Some((set, value)) = sets.get(&w.key).filter(|_| w.pos != Pos::Propn) else { continue };
            // A fourth victim is nobody whom others take for the third.
            let ordinal = CONTRASTS.get(*set).is_some_and(|c| c.1 == ORDINALS);
            if ordinal && (people(n.word) || COUNTED.has(n.word.key)) {
                continue;
            }
            let span = if w.head == n.mention.head && (k as u32) < n.mention.head {
                if !matches!(w.relation, Relation::Amod | Relation::Compound) {
                    continue;
                }
                w.span.cover(n.word.span)
            } else if said_of(&words.words, k, n.mention.head) {
                w.span
            } else {
                continue;
            };
            let mention = Mention { span, ..n.mention };
            of.entry((n.word.lemma, *set)).or_default().push((*value, mention));
        }
    }
    let mut out = Vec::new();
    for ((_, set), list) in &of {
        let least = CONTRASTS.get(*set).map_or(FIT_CONTRAST, |c| c.0);
        let mut values: Vec<usize> = list.iter().map(|x| x.0).collect();
        values.sort_unstable();
        values.dedup();
        for (i, a) in values.iter().enumerate() {
            for b in values.iter().skip(i + 1) {
                let with = |k: usize| list.iter().filter(|x| x.0 == k).map(|x| x.1).take(12).collect::<Vec<_>>();
                let (x, y) = (with(*a), with(*b));
                if x.iter().any(|m| y.iter().any(|n| n.report == m.report)) {
                    continue;
                }
                // Somebody may live on the third floor of what burns on the first.
                let done = |m: &Mention| {
                    let words = &told.get(m.report as usize)?.get(m.sentence as usize)?.words;
                    words.get(words.get(m.head as usize)?.clause as usize)
                };
                let alike = |m: &Mention, n: &Mention| {
                    done(m).zip(done(n)).is_some_and(|(a, b)| a.lemma == b.lemma || model.meanings.same(a, b) >= DONE)
                };
                let storey = |m: &Mention| noun(told, m).is_some_and(|w| STOREYS.has(w.key));
                let pairs = x.iter().flat_map(|m| y.iter().map(move |n| (m, n)));
                let pairs = pairs.filter(|(m, n)| !storey(m) || alike(m, n));
                let fits = pairs.filter_map(|(m, n)| fit(told, m, n, model)).fold(f32::MIN, f32::max);
                if fits >= least {
                    out.push(Rivals { slot: Slot::What, values: [x, y], relation: value::Relation::Conflict });
                }
            }
        }
    }
    out
}

/// Whether the word in row `k` is said of the noun at `noun`: "the gate was open", "the gate had been left open".
fn said_of(words: &[Word], k: usize, noun: u32) -> bool {
    let (Some(w), Some(n)) = (words.get(k), words.get(noun as usize)) else { return false };
    let subject = matches!(n.relation, Relation::Nsubj | Relation::NsubjPass);
    let predicate = n.head as usize == k || w.relation == Relation::Xcomp && n.head == w.head;
    subject && predicate && !negative(words, k) && matches!(w.pos, Pos::Adj | Pos::Verb | Pos::Adv)
}

/// Words that a report says are wrong, and reports that have them: "smugglers, not soldiers".
fn denied(told: &[Vec<Told>], nouns: &[Noun<'_>], model: &Fit<'_>) -> Vec<Rivals> {
    let words = by_word(nouns);
    let mut out = Vec::new();
    for n in nouns {
        let Some(sentence) = told.get(n.mention.report as usize).and_then(|t| t.get(n.mention.sentence as usize))
        else {
            continue;
        };
        // "Not his business experience" has nothing against business.
        let describes = n.word.relation == Relation::Compound;
        if describes || !contradicted(&sentence.words, n.mention.rows.0 as usize, n.mention.head as usize) {
            continue;
        }
        // The word itself, and others for the same.
        let one = |o: &Noun<'_>| n.word.lexeme.zip(o.word.lexeme).is_some_and(|(a, b)| synonyms(a, b));
        let also = words.iter().filter(|(l, o)| **l != n.word.lemma && o.first().is_some_and(|o| one(o)));
        let list: Vec<&Noun<'_>> =
            words.get(&n.word.lemma).into_iter().chain(also.map(|(_, o)| o)).flatten().copied().collect();
        let mut best: BTreeMap<u32, (f32, Mention)> = BTreeMap::new();
        for other in list.into_iter().filter(|o| o.mention.report != n.mention.report) {
            let Some(fits) = fit(told, &n.mention, &other.mention, model) else { continue };
            let there = told.get(other.mention.report as usize).and_then(|t| t.get(other.mention.sentence as usize));
            let also = there.is_some_and(|s| negated(&s.words, other.mention.rows.0 as usize).is_some());
            let at = best.entry(other.mention.report).or_insert((f32::MIN, other.mention));
            if fits > at.0 && !also {
                *at = (fits, other.mention);
            }
        }
        let said: Vec<Mention> = best.values().filter(|b| b.0 >= FIT_DENIED).map(|b| b.1).collect();
        if !said.is_empty() {
            let whole = asserted(&sentence.words, n.mention.head as usize)
                .map_or(n.mention.span, |w| w.span.cover(n.mention.span));
            let values = [said, vec![Mention { span: whole, ..n.mention }]];
            out.push(Rivals { slot: Slot::What, values, relation: value::Relation::Conflict });
        }
    }
    out
}

/// The noun that is said to be right in place of the one at `head`: before "not", or behind "but".
fn asserted(words: &[Word], head: usize) -> Option<&Word> {
    let noun = |w: &&Word| matches!(w.pos, Pos::Noun | Pos::Propn);
    let but = (head + 1..words.len().min(head + 6)).find(|k| words.get(*k).is_some_and(|w| w.key == Key::word("but")));
    if let Some(but) = but {
        let behind = words.get(but + 1..words.len().min(but + 5))?;
        return behind.iter().rev().find(noun);
    }
    let not =
        (head.saturating_sub(4)..head).rev().find(|k| words.get(*k).is_some_and(|w| w.key == Key::word("not")))?;
    words.get(not.saturating_sub(4)..not)?.iter().rev().find(noun)
}

/// Whether a noun is set against another that is true: ", not soldiers", "not a hymn at all but".
fn contradicted(words: &[Word], first: usize, head: usize) -> bool {
    let Some(not) = negated(words, first) else { return false };
    // Behind a comma, with no verb of its own.
    let comma = not.checked_sub(1).and_then(|k| words.get(k)).is_some_and(|w| w.tag == Tag::Comma);
    let but = Key::word("but");
    comma || words.iter().take(head + 6).skip(head + 1).any(|w| w.key == but)
}

/// The row of a "not" before a noun whose words begin at `first`, over an article and adjectives.
fn negated(words: &[Word], first: usize) -> Option<usize> {
    let mark = |w: &Word| matches!(w.tag, Tag::Opening | Tag::Closing);
    let part = |k: &usize| words.get(*k).is_some_and(|w| matches!(w.pos, Pos::Det | Pos::Adj | Pos::Pron) || mark(w));
    let at = (0..first).rev().take_while(part).last().unwrap_or(first);
    let not = Key::word("not");
    at.checked_sub(1).filter(|k| words.get(*k).is_some_and(|w| w.key == not))
}
