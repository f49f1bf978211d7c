//! What a sentence denies: "no alarm rang" denies the alarm, "nobody was hurt", "was not hurt" and "unhurt" the hurt.

use super::pair::people;
use super::told::Word;
use crate::annotate::lexeme::Lexeme;
use crate::annotate::lexicon::List;
use crate::annotate::syntax::tags::{Pos, Relation};
use crate::annotate::token::Key;

/// By what a word is denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// "not", "n't"
    Not,
    /// "never"
    Never,
    /// "no", "neither"
    No,
    /// "nobody", "none", "nothing"
    Nobody,
    /// The beginning of the word itself: "unhurt".
    Prefix,
    /// A verb of its own: "denied", "failed", "ruled out".
    Verb,
}

/// A word that a sentence denies.
#[derive(Clone, Copy, Debug)]
pub struct Denied {
    /// Its row.
    pub word: usize,
    /// The row of what denies it; its own where it begins with it.
    pub cue: usize,
    /// By what.
    pub kind: Cue,
    /// What is denied, in the table of meanings: of "unhurt", "hurt".
    pub lexeme: Option<Lexeme>,
}

static NOT: List = List::new("not n't nt");
static NEVER: List = List::new("never");
static NO: List = List::new("no neither");
static NOBODY: List = List::new("nobody none nothing nowhere");
static ONE: List = List::new("one");
static OR: List = List::new("or whether");
static RULED: List = List::new("rule rules ruled ruling");
static OUT: List = List::new("out");
/// What "not" before it does not deny.
static NOT_ONLY: List = List::new(
    "only just all every everyone everybody everything always merely simply necessarily until least long far",
);
/// What before "not" makes it a habit, an order or a want of power.
static ALWAYS: List = List::new("do does can ca must should ought shall");
/// What "no" before it does not deny.
static NO_MORE: List = List::new("longer more less fewer later sooner doubt matter means stranger wonder secret idea");
/// Words for what would show that something is so: who has none of these denies it.
static SIGNS: List = List::new(
    "evidence sign signs indication indications suggestion report reports question trace proof mark hint record word truth \
     possibility danger risk case way",
);
/// Verbs that deny what follows them.
static DENY: List = List::new(
    "deny denies denied denying fail fails failed failing refuse refuses refused refusing decline declines declined \
     exclude excludes excluded dismiss dismisses dismissed",
);
/// Further words that make what they stand by no thing that is told to be so.
static NEGATIVE: List = List::new(
    "nor without non zero yet unable unclear unlikely hardly few limited rather instead avoid avoided prevent prevented",
);
/// So many words before a word may deny it from another clause.
const BEFORE: usize = 5;
/// Verbs that say little without their object, and nouns that say little.
static LIGHT: List = List::new(
    "take takes took taken taking make makes made making give gives gave given giving have has had having do does did done get \
     gets got getting pay pays paid find finds found see sees saw seen be is was were been are hold holds held keep keeps kept \
     come comes coming came go goes going gone went say says said tell tells told call calls called turn turns turned want wants \
     wanted show shows showed shown stay stays stayed indicate indicates indicated appear appears appeared lot lots thing things \
     something number way",
);

/// Words that deny by how they begin; an unknown man and an unplanned meeting say little of what others tell.
static UN: List = List::new(
    "unhurt unharmed uninjured undamaged unscathed untouched unlocked unlit unarmed unopened unmanned unguarded unpaid unmarried \
     unloaded unconscious unbroken unsigned unsold unanswered unwell",
);
/// Words in the clause that leave some of it be: "no other toys", "not again", "not another party", "not since May".
static PARTLY: List = List::new("other others else again longer anymore another more further since");

/// What the words of a sentence in `text` deny; a word that is denied twice stands there twice.
pub fn denied(words: &[Word], text: &str) -> Vec<Denied> {
    let mut out: Vec<Denied> = Vec::new();
    let partly = |w: &Word| words.iter().any(|v| v.clause == w.clause && PARTLY.has(v.key));
    for (k, w) in words.iter().enumerate() {
        let cue = if NOT.has(w.key) {
            Cue::Not
        } else if NEVER.has(w.key) {
            Cue::Never
        } else if NO.has(w.key) && w.relation == Relation::Det && !no_one(words, k) {
            Cue::No
        } else if NOBODY.has(w.key) || NO.has(w.key) {
            Cue::Nobody
        } else if w.pos == Pos::Verb && (DENY.has(w.key) || RULED.has(w.key) && follows(words, k, &OUT)) {
            Cue::Verb
        } else if UN.has(w.key) {
            Cue::Prefix
        } else {
            continue;
        };
        // "strike or no strike", "with or without a receipt"
        let either = k.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|v| OR.has(v.key));
        if cue == Cue::Prefix || !either && !partly(w) {
            by(cue, words, k, text, &mut |word, lexeme| {
                let Some(of) = words.get(word) else { return };
                let tells = matches!(of.pos, Pos::Verb | Pos::Noun | Pos::Adj | Pos::Propn | Pos::Adv);
                if tells && !out.iter().any(|d| d.word == word && d.cue == k) {
                    out.push(Denied { word, cue: k, kind: cue, lexeme: lexeme.or(of.lexeme) });
                }
            });
        }
    }
    out
}

/// What the cue in row `k` denies, row by row, with what is meant where that is not the word itself.
fn by(cue: Cue, words: &[Word], k: usize, text: &str, push: &mut impl FnMut(usize, Option<Lexeme>)) {
    use Relation::{Ccomp, Nsubj, NsubjPass, Obj, Xcomp};
    let Some(w) = words.get(k) else { return };
    let head = w.head as usize;
    let said = |i: usize| words.get(i).and_then(|v| text.get(v.span.range())).unwrap_or("");
    match cue {
        Cue::Not | Cue::Never => {
            // "Not fatally wounded" denies how, and not that.
            let manner = words.get(k + 1).is_some_and(|n| n.pos == Pos::Adv) && said(k + 1).ends_with("ly");
            // "I don't throw stones", "do not telephone", "they cannot tell": no thing that happened.
            let before = k.checked_sub(1).and_then(|i| words.get(i));
            if !manner && !before.is_some_and(|v| ALWAYS.has(v.key)) && !follows(words, k, &NOT_ONLY) {
                whole(words, head, &mut |word| push(word, None));
            }
        }
        Cue::No => {
            let Some(noun) = words.get(head).filter(|_| head != k && !follows(words, k, &NO_MORE)) else { return };
            // "No child was hurt": the child is there.
            if matches!(noun.relation, Nsubj | NsubjPass) && people(noun) {
                whole(words, noun.head as usize, &mut |word| push(word, None));
            } else {
                push(head, None);
                signs(words, head, &mut |word| push(word, None));
            }
        }
        Cue::Nobody => {
            let one = no_one(words, k) && head == k + 1;
            let Some(me) = words.get(if one { head } else { k }) else { return };
            // "You can't just shoot nobody"
            let twice = words.iter().any(|v| v.clause == w.clause && NOT.has(v.key));
            if matches!(me.relation, Nsubj | NsubjPass | Obj) && !twice {
                whole(words, me.head as usize, &mut |word| push(word, None));
            }
        }
        Cue::Verb => {
            let of_it = |(_, v): &(usize, &Word)| v.head as usize == k && matches!(v.relation, Xcomp | Ccomp | Obj);
            for (i, _) in words.iter().enumerate().skip(k + 1).filter(of_it) {
                push(i, None);
            }
        }
        Cue::Prefix => {
            let form = said(k).to_lowercase();
            let meant = form.strip_prefix("un").and_then(Lexeme::of).map(|l| l.verb().unwrap_or(l));
            if meant.is_some() {
                push(k, meant);
            }
        }
    }
}

/// Whether the word behind row `k` is one of these.
fn follows(words: &[Word], k: usize, list: &List) -> bool {
    words.get(k + 1).is_some_and(|n| list.has(n.key))
}

/// Whether the words from row `k` on are "no one".
fn no_one(words: &[Word], k: usize) -> bool {
    words.get(k).is_some_and(|w| NO.has(w.key)) && follows(words, k, &ONE)
}

/// Whether something is denied around the word in row `k`, in its clause or close before it, whatever it is.
pub fn negative(words: &[Word], k: usize) -> bool {
    let Some(own) = words.get(k).map(|w| w.clause) else { return false };
    // "He did not think that anybody was in danger"
    let above = |c: u32| words.get(c as usize).and_then(|p| words.get(p.head as usize)).map_or(c, |h| h.clause);
    let clauses = [own, above(own), above(above(own))];
    words.iter().enumerate().any(|(i, w)| {
        let any = || NOT.has(w.key) || NOBODY.has(w.key);
        let other = || [&NO, &NEVER, &DENY, &NEGATIVE].iter().any(|l| l.has(w.key));
        (w.clause == own || i < k && k - i <= BEFORE) && (any() || other())
            || clauses.contains(&w.clause) && i < k && any()
    })
}

/// By these a clause supposes something, and does not tell it.
static IF: List = List::new("if unless lest");
/// By these it tells what would follow.
static WOULD: List = List::new("would could might should 'd");

/// Whether what the word in row `k` is for is only supposed, or what would have followed: "if he had not rung", "had he
/// not rung", "nobody would have come". Nobody tells by it that it was so, or was not.
pub fn supposed(words: &[Word], k: usize) -> bool {
    let Some(clause) = words.get(k).map(|w| w.clause) else { return false };
    let own = || words.iter().enumerate().filter(|(_, w)| w.clause == clause);
    let would = own().any(|(_, w)| WOULD.has(w.key));
    let have = Key::word("have");
    if own().any(|(_, w)| IF.has(w.key)) || would && own().any(|(_, w)| w.key == have && w.relation == Relation::Aux) {
        return true;
    }
    // "If nobody had come she would be dead"
    let condition = |w: &Word| {
        let above = words.get(w.clause as usize).and_then(|p| words.get(p.head as usize)).map(|p| p.clause);
        IF.has(w.key) && w.clause != clause && above == Some(clause)
    };
    if would && words.iter().any(condition) {
        return true;
    }
    // "Had the guard not opened the door"
    let had = Key::word("had");
    let subject = own().find(|(_, w)| matches!(w.relation, Relation::Nsubj | Relation::NsubjPass)).map(|(i, _)| i);
    own().next().is_some_and(|(i, w)| {
        let inverted = w.key == had && w.relation != Relation::Root && subject.is_some_and(|s| s > i);
        inverted && words.last().is_some_and(|w| w.key != Key::word("?"))
    })
}

/// Whether a word says little by itself.
pub fn light(w: &Word) -> bool {
    LIGHT.has(w.key)
}

/// A denied predicate with what it says its matter in: the verb below it, the object of a verb that says little.
fn whole(words: &[Word], head: usize, push: &mut impl FnMut(usize)) {
    if words.get(head).is_some_and(|w| !LIGHT.has(w.key)) {
        push(head);
    }
    signs(words, head, push);
    let Some(verb) = words.get(head) else { return };
    for (i, v) in words.iter().enumerate().filter(|(i, v)| v.head as usize == head && *i > head) {
        let object = matches!(v.relation, Relation::Obj) && LIGHT.has(verb.key);
        if v.relation == Relation::Xcomp || object {
            push(i);
            signs(words, i, push);
        }
    }
}

/// What "evidence", "sign" and the like are of.
fn signs(words: &[Word], noun: usize, push: &mut impl FnMut(usize)) {
    if words.get(noun).is_none_or(|w| !SIGNS.has(w.key)) {
        return;
    }
    for (i, v) in words.iter().enumerate().filter(|(i, v)| v.head as usize == noun && *i > noun) {
        if matches!(v.relation, Relation::Acl | Relation::Ccomp | Relation::Nmod) {
            push(i);
        }
    }
}
