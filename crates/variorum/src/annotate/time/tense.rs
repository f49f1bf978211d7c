//! The direction of time around an expression: whether the verb nearest to it looks back or forward.

use super::find::Reader;
use super::meaning::{Tense, Unit};
use super::words::Word;
use crate::annotate::lexicon::List;
use crate::annotate::token::TokenKind;

/// Words that turn the day that follows into one to come.
static FORWARD: List = List::new(
    "will won't shall would i'll we'll you'll he'll she'll they'll it'll scheduled expected due slated until till \
     may might could can must should supposed tentatively upcoming tomorrow planned effective payable",
);
/// Words that do so before "to" or "for".
static INTENT: List = List::new(
    "plans plan planned expects expect hopes hope intends intend wants set ready going likely is are agreed \
     hoped wanted intended vowed promised pledged threatened decided aims aim vows promises voted vote votes opted",
);
static TO: List = List::new("to for");
/// What was done on one day, whatever was decided then.
static DECIDED: List = List::new("voted opted");
/// Irregular forms of the past, and helpers of it.
static BACK: List = List::new(
    "said was were had has did fell rose came went began took made gave got saw won lost left held met sent told \
     found became brought led kept put ran shot died hit wrote spoke struck broke built bought sold paid flew drove \
     fought thought knew grew drew threw stood sat swept quit shut cut spent slept been ago heard felt set \
     meant ate rode sank slid sought taught wore caught chose beat tore hid fled stole blew bit bled crept clung dealt \
     drank fed forgot froze hung knelt laid leapt lit overcame rang sang shook shone sprang stuck stung swam swore swung \
     understood undertook underwent woke withdrew overthrew arose awoke forgave mistook oversaw overtook rebuilt rewrote \
     upheld misled spun spat let",
);
/// Of these, those that are spelled so in the present too: behind "will" or "to" they look forward.
static BASE: List = List::new("become run hit cut put set shut quit beat let");
/// What makes one look forward so surely that a month is the next of its name.
static SURE: List = List::new("will won't shall i'll we'll you'll he'll she'll they'll it'll");
/// What is held on a day that is told in the present with it: "faces a hearing Wednesday".
static OCCASION: List = List::new(
    "hearing hearings trial retrial court sentencing arraignment vote judge deadline election inquest tribunal jury panel",
);
static FACES: List = List::new("faces face appears");
/// What is told in the present of a day to come: "the trial resumes on Monday".
static SET: List = List::new(
    "starts start begins begin opens open reopens reopen resumes resume meets meet comes goes takes returns ends airs \
     premieres launches expect expects go play plays stay stays remain remains reconvene reconvenes leaves hosts closes",
);
/// Before them, what is spelled as such a verb is a noun: "his stay on Monday".
static NOUN: List = List::new("to the a an at of his her their its our my this that every no");
/// "There is no sailing on Monday."
static IS: List = List::new("is are isn't aren't");
/// What is still going on where a participle stands behind it: "stays closed on Monday".
static STAY: List = List::new("stay stays remain remains");
/// What somebody is doing on a day to come: "they are holding a sale on Monday". Of others the day may be that of what
/// is done to: "they are investigating a fire on Monday".
static DOING: List = List::new(
    "holding hosting playing meeting returning opening reopening closing coming going leaving starting beginning flying \
     travelling traveling visiting organising organizing planning",
);
/// Words behind which "to" and a verb tell of what is to come: "told jurors to return Monday".
static BIDDING: List =
    List::new("told asked ordered urged vowed promised pledged agreed invited instructed wants want");
/// What makes a participle one of the future.
static WILL: List = List::new("will would won't i'll we'll you'll he'll she'll they'll it'll");
static HAD: List = List::new("had previously originally");
static AND: List = List::new("and but while that which who when whose");

/// What somebody is on the way to lies ahead of a month or season that is told with it: "headed to college in January". Of a
/// day it is a way like any other: "headed to work on Friday".
static BOUND: List = List::new("headed heading bound");

/// What is announced is told as past, and its day is still to come: "announced a concert on 8 September".
static ANNOUNCE: List = List::new(
    "announced said told called set scheduled booked planned proposed approved expected urged asked agreed issued invited \
     advertised confirmed unveiled ordered appointed elected postponed delayed moved extended named warned promised vowed \
     offered decided chose picked chosen revealed published released signed sold filed granted won been was were had has did \
     supposed ago",
);
/// What is told of as past with a day to come behind it: "prepared for the race on 8 September".
static EVENT: List = List::new(
    "concert concerts match game games race festival summit meeting conference show tour referendum ceremony wedding fair \
     parade reunion launch opening session talks final finals tickets contest tournament marathon rally",
);
/// What leads to a month that is told with it: "prepared the July summit".
static PREPARE: List = List::new("prepare prepares prepared preparing preparation preparations");
/// Before a bare verb these make one of it that tells what was done: "let him go on Friday".
static CAUSED: List = List::new("let made saw watched heard helped had did didn't");
/// What ends the clause before it where it stands right behind a time: "an attack planned for May was foiled".
static WAS: List = List::new("was were");

/// The direction of the words around tokens `first..end` of a sentence; `long` tells that they name a month or a season,
/// `part` that they name one or a day of a month.
pub(super) fn tense(reader: &Reader<'_>, (first, end): (usize, usize), long: bool, part: bool) -> Tense {
    // "as early as Friday" is still to come; "Friday's meeting" most often was.
    if first >= 3 && reader.is(first - 1, "as") && reader.is(first - 3, "as") {
        return Tense::Future;
    }
    let has = |j: usize, list: &List| reader.tokens.get(j).is_some_and(|t| list.has(t.key));
    if reader.possessive(end.saturating_sub(1)) {
        // "The weekend's fire" is of the one that was.
        let weekend = matches!(reader.word(end - 1), Word::Unit(Unit::Weekend, _)) && reader.word(first) != Word::This;
        let around = first.saturating_sub(6)..(end + 6).min(reader.tokens.len());
        return if weekend && !around.clone().any(|j| has(j, &FORWARD)) { Tense::Past } else { Tense::Unclear };
    }
    let on = first - usize::from(first > 0 && (reader.is(first - 1, "on") || reader.is(first - 1, "by")));
    if on >= 2 && reader.is(on - 2, "to") && (on.saturating_sub(9)..on - 2).any(|j| has(j, &BIDDING)) {
        return Tense::Future;
    }
    // "The vote is on Friday."
    let at = first - usize::from(first > 0 && ["on", "at", "in"].iter().any(|w| reader.is(first - 1, w)));
    if at > 0 && has(at - 1, &IS) && !(at > 1 && reader.is(at - 2, "it")) {
        return Tense::Future;
    }
    // "takes effect at 5 p.m. Friday"
    let near = (on.saturating_sub(4)..on).rev();
    // "Elections will be held in May" is told of the May to come, though the last one be nearer.
    let sure = |j: usize| long && (j.saturating_sub(3)..=j).any(|k| has(k, &SURE));
    let set =
        near.take_while(|j| marker(reader, *j).is_none()).find(|j| has(*j, &SET) && !(*j > 0 && has(j - 1, &NOUN)));
    let caused = |j: usize| {
        let bare = reader.spelled(j).len() > 1 && !reader.spelled(j).ends_with('s');
        bare && (j.saturating_sub(4)..j).any(|k| has(k, &CAUSED) && !reader.capital(k))
    };
    let set = set.filter(|j| !caused(*j));
    if let Some(j) = set {
        return if sure(j) { Tense::Ahead } else { Tense::Future };
    }
    // "faces a preliminary hearing Wednesday"
    let before = (on.saturating_sub(8)..on).rev().take_while(|j| marker(reader, *j).is_none());
    let faces =
        before.take_while(|j| reader.spelled(*j) != ",").find(|j| has(*j, &FACES) && !(*j > 0 && has(j - 1, &NOUN)));
    if faces.is_some_and(|j| (j + 1..on).any(|k| has(k, &OCCASION))) {
        return Tense::Future;
    }
    if long
        && let Some(j) = (first.saturating_sub(7)..first).rev().find(|j| marker(reader, *j).is_some())
        && has(j, &BOUND)
        && has(j + 1, &TO)
    {
        return Tense::Future;
    }
    // "Met ahead of the summit in July", "a lead-up to the July summit"
    if long
        && (first.saturating_sub(12)..first).rev().take_while(|j| reader.spelled(*j) != ",").any(|j| leads(reader, j))
    {
        return Tense::Future;
    }
    // "Is well on Thursday, the same day he is due in court": the day is that of what is said of it.
    if reader.word(end) == Word::Comma
        && ["the", "same", "day"].iter().enumerate().all(|(k, w)| reader.is(end + 1 + k, w))
        && (end + 4..end + 18).any(|j| marker(reader, j) == Some(Tense::Future))
    {
        return Tense::Future;
    }
    // "They voted to leave in June": of a month right behind what was decided on, the vote was in it.
    if long
        && first > 3
        && reader.is(first - 1, "in")
        && reader.is(first - 3, "to")
        && reader.tokens.get(first - 4).is_some_and(|t| DECIDED.has(t.key))
    {
        return Tense::Past;
    }
    // Backwards first: the verb a date belongs to mostly stands before it.
    for j in (first.saturating_sub(14)..first).rev() {
        if let Some(t) = marker(reader, j) {
            return match t {
                // "An attack planned for May was foiled."
                Tense::Future if has(end, &WAS) && has(j + 1, &TO) && INTENT_PAST.contains(&reader.spelled(j)) => {
                    Tense::Past
                }
                Tense::Future if sure(j) => Tense::Ahead,
                Tense::Past if part && done(reader, j, first) => Tense::Behind,
                t => t,
            };
        }
    }
    for j in end..(end + 14).min(reader.tokens.len()) {
        if let Some(t) = marker(reader, j) {
            return t;
        }
        if reader.tokens.get(j).is_some_and(|t| AND.has(t.key)) && j > end + 3 {
            break;
        }
    }
    Tense::Unclear
}

/// What is meant for a day, as a word beside a noun: "an attack intended for Christmas".
const INTENT_PAST: &[&str] = &["intended", "planned", "scheduled", "meant", "set"];

/// Whether word `j` leads to what is still to come: "ahead of", "lead-up to", "preparing".
fn leads(reader: &Reader<'_>, j: usize) -> bool {
    let up = reader.is(j, "up")
        && reader.is(j + 1, "to")
        && j > 1
        && ["lead", "run", "build"].iter().any(|w| reader.is(j - 2, w));
    let glued = ["lead-up", "run-up", "build-up"].iter().any(|w| reader.is(j, w)) && reader.is(j + 1, "to");
    up || glued
        || reader.is(j, "ahead") && reader.is(j + 1, "of")
        || reader.tokens.get(j).is_some_and(|t| PREPARE.has(t.key))
}

/// Whether the verb at `j` tells of what was done in the month or on the day that begins at token `first`: "launched it in May".
/// Of what is announced, planned or prepared the day may be to come.
fn done(reader: &Reader<'_>, j: usize, first: usize) -> bool {
    let has = |k: usize, list: &List| reader.tokens.get(k).is_some_and(|t| list.has(t.key));
    let on = first.checked_sub(1).filter(|k| reader.is(*k, "on") || reader.is(*k, "in"));
    let verb = !has(j, &ANNOUNCE) && !(j > 0 && (has(j - 1, &NOUN) || reader.is(j - 1, "be")));
    let between = |k: usize| !has(k, &EVENT) && !has(k, &OCCASION) && !reader.is(k, "for") && !reader.is(k, "by");
    verb && on.is_some_and(|on| (j + 1..on).all(between))
}

fn marker(reader: &Reader<'_>, j: usize) -> Option<Tense> {
    let token = reader.tokens.get(j)?;
    if token.kind() != TokenKind::Word {
        return None;
    }
    let word = reader.spelled(j);
    // The month.
    if word == "May" {
        return None;
    }
    let past = BACK.has(token.key) || (word.len() > 3 && word.ends_with("ed") && !word.starts_with(char::is_uppercase));
    let next = |list: &List| reader.tokens.get(j + 1).is_some_and(|t| list.has(t.key));
    let before = |list: &List| (j.saturating_sub(3)..j).any(|k| reader.tokens.get(k).is_some_and(|t| list.has(t.key)));
    if FORWARD.has(token.key) || (INTENT.has(token.key) && next(&TO)) {
        // "had been due", "was to have been"
        return Some(if before(&HAD) { Tense::Past } else { Tense::Future });
    }
    let behind = |list: &List| j > 0 && reader.tokens.get(j - 1).is_some_and(|t| list.has(t.key));
    if IS.has(token.key) && j > 0 && reader.is(j - 1, "there")
        || DOING.has(token.key) && behind(&IS)
        || past && behind(&STAY)
    {
        return Some(Tense::Future);
    }
    if !past {
        return None;
    }
    if BASE.has(token.key) {
        if before(&WILL) {
            return Some(Tense::Future);
        }
        // "voted to shut it in September"
        if j > 0 && reader.is(j - 1, "to") {
            return None;
        }
    }
    // "will be announced", "is to be held", "will have ended"
    // "She was to marry in May."
    if matches!(word, "was" | "were") && reader.is(j + 1, "to") && !reader.is(j + 2, "have") && !before(&HAD) {
        return Some(Tense::Future);
    }
    let be = j >= 2 && reader.is(j - 1, "be") && (reader.is(j - 2, "to") || before(&WILL));
    Some(if be || (before(&WILL) && !BACK.has(token.key)) { Tense::Future } else { Tense::Past })
}
