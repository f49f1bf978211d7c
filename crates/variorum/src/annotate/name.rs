//! Names, and which of them are forms of one another.

use super::lexicon::{
    ARTICLES, CALENDAR, COMMON, INSTITUTIONS, LETTERS, List, OPENERS, PARTICLES, Role, SUFFIXES, TITLES, is_house, role,
};
use super::sentence::Sentence;
use super::speaker::{is_forename, is_male};
use super::token::{Key, KeyMap, Token, TokenKind};
use crate::span::{NameId, Span};
use std::collections::{HashMap, HashSet};

/// One mention of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// The words of the name, a title before it left out.
    pub span: Span,
    /// First row of the token table.
    pub first: u32,
    /// One past the last row of the token table.
    pub end: u32,
    /// The mention with the fullest form of the same name in this article (itself where there is none).
    pub fullest: NameId,
}

/// The names of an article, in order: runs of capitalised words, each linked to the fullest form that the
/// article gives ("Teigen" and "Chrissy" to "Chrissy Teigen").
pub fn names(text: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    let months = month_names(text, tokens);
    let days = day_names(text, tokens);
    let capital = |k: usize| tokens.get(k).is_some_and(|t| capital(text, *t)) || days.binary_search(&k).is_ok();
    for s in sentences {
        let mut i = s.first as usize;
        let end = s.end as usize;
        while i < end {
            if !capital(i) {
                i += 1;
                continue;
            }
            // "Ann Lowe, R-Va.": her party and where she was elected.
            if let Some(behind) = party(text, tokens, i, end) {
                i = behind;
                continue;
            }
            // "Skerrin Line [SKRL.LN] said": a sign of the exchange.
            if let Some(behind) = ticker(text, tokens, i, end) {
                i = behind;
                continue;
            }
            let mut j = i + 1;
            while j < end && joined(text, tokens, j) {
                if capital(j) {
                    j += 1;
                } else if let Some(k) = behind_particles(text, tokens, j, end) {
                    j = k;
                } else if is(text, tokens[j], ".") && j + 1 < end && abbreviated(text, tokens, j - 1) {
                    if capital(j + 1) { j += 2 } else { break }
                } else if let Some(k) = behind_hyphen(text, tokens, j, end) {
                    j = k;
                } else if (is(text, tokens[j], "-") || is(text, tokens[j], "&")) && j + 1 < end && capital(j + 1) {
                    j += 2;
                } else if j == i + 1
                    && let Some(k) = nickname(text, tokens, j, end)
                {
                    j = k;
                } else {
                    break;
                }
            }
            // "CIA Director Mike Pompeo": what stands before the last title is not the name either.
            let holds = |k: &usize| TITLES.has(tokens[*k].key) || *k > i && HOLDERS.has(tokens[*k].key);
            let title = (i..j.saturating_sub(1)).rev().find(holds);
            // "Radio Vale's Jason Lowe": whose reporter he is.
            let owner = (i..j.saturating_sub(2)).rev().find(|k| {
                let own = word(text, tokens[*k]);
                (own.ends_with("'s") || own.ends_with("’s")) && is_forename(tokens[k + 1].key)
            });
            let behind = title.max(owner).map_or(i, |t| t + 1);
            let behind = behind_office(text, tokens, s.first as usize, (i, behind, j));
            let office = (behind..j).any(|k| INSTITUTIONS.has(tokens[k].key));
            let mut k = if office { i } else { behind };
            // A headline in capitals that runs into a name is no part of it.
            let shouted = (k..j).take_while(|t| shouts(text, tokens[*t])).count();
            if shouted > 2 && k + shouted < j {
                k += shouted;
            }
            while k < j {
                let at_head = k == s.first as usize || tokens[k - 1].kind() == TokenKind::Punct;
                let drop = TITLES.has(tokens[k].key)
                    || is(text, tokens[k], ".")
                    || is(text, tokens[k], "-")
                    || (OPENERS.has(tokens[k].key)
                        && (at_head || j - k > 1)
                        && !(j - k == 1 && months.contains(&tokens[k].key)))
                    || COMMON.has(tokens[k].key)
                    // "Former Vale striker", "Chief of Staff Ann Lowe"
                    || j - k > 1 && matches!(word(text, tokens[k]), "Former" | "Ex" | "Onetime")
                    // "Democrat Ann Lowe", "Witness Tom Pell"
                    || j - k > 2 && FOREWORDS.has(tokens[k].key) && is_forename(tokens[k + 1].key)
                    || j - k > 1 && is(text, tokens[k], "Staff") && k > 1 && is(text, tokens[k - 1], "of");
                if !drop {
                    break;
                }
                k += 1;
            }
            // "Vale Chief of Police": an office that goes on ends no name.
            let office = j > k + 1 && RANKS.has(tokens[j - 1].key) && j < end && is(text, tokens[j], "of");
            if office && !is_forename(tokens[k].key) {
                j -= 1;
            }
            if k + 1 == j && MONTHS.has(tokens[k].key) && is_date(text, tokens, k) {
                k = j;
            }
            let run = j;
            // "Ann Lowe KC"
            while j > k + 2 && LETTERS.has(tokens[j - 1].key) && word(text, tokens[j - 1]).ends_with(char::is_uppercase)
            {
                j -= 1;
            }
            if k < j {
                // "al-Harun", where no first name leads to it.
                if let Some(article) =
                    k.checked_sub(2).filter(|a| *a >= s.first as usize && article(text, tokens, *a, end))
                {
                    k = article;
                }
                let mut span = tokens[k].span.cover(tokens[j - 1].span);
                for tail in ["'s", "’s"] {
                    if text.get(span.range()).is_some_and(|t| t.ends_with(tail)) {
                        span = Span::new(span.start(), span.end() - tail.len() as u32);
                    }
                }
                out.push(Name { span, first: k as u32, end: j as u32, fullest: NameId(out.len() as u32) });
            }
            i = run.max(i + 1);
        }
    }
    link(text, tokens, &mut out);
    out
}

/// What stands behind a body or a place for who serves there: "Vale County Deputy Prosecutor Ann Lowe".
static HOLDERS: List =
    List::new("prosecutor coroner deputy treasurer clerk controller solicitor trooper marshal chairperson");

/// What people are called before their names that is no title.
static FOREWORDS: List =
    List::new("democrat republican libertarian witness gunman suspect incumbent candidate interviewer challenger");

/// Titles of offices that are nobody's last name.
static RANKS: List = List::new("chief secretary minister director president chairman chairwoman commissioner attorney");

/// What an office is of, in the words of a title: "Secretary of State", "Minister for Education".
static CHARGES: List = List::new(
    "state defense defence police education health justice energy labor labour commerce agriculture transportation transport \
     interior treasury war homeland security intelligence finance trade culture staff environment housing works foreign \
     affairs services operations resources relations planning policy",
);

/// The title whose office goes on, behind "of" or "for", up to token `at`: that of "Minister for Women and [Equalities]".
fn office_of(text: &str, tokens: &[Token], low: usize, at: usize) -> Option<usize> {
    let mut k = at;
    // "Women and"
    while k > low + 3 && at - k < 6 && is(text, tokens[k - 1], "and") && capital(text, tokens[k - 2]) {
        k -= 2;
        while k > low && at - k < 12 && capital(text, tokens[k - 1]) {
            k -= 1;
        }
    }
    // "Chief of the General Staff"
    k -= usize::from(k > low && is(text, tokens[k - 1], "the"));
    let of = k.checked_sub(2).filter(|t| *t >= low)?;
    (matches!(word(text, tokens[k - 1]), "of" | "for") && TITLES.has(tokens[of].key)).then_some(of)
}

/// Where the name of who holds an office begins, at token `from` or behind it, in the capitals from token `i` to token `j`
/// that stand behind it: "Secretary of State Ann Lowe". Where no office leads to them, at `from`.
fn behind_office(text: &str, tokens: &[Token], low: usize, (i, from, j): (usize, usize, usize)) -> usize {
    if j < from + 2 || office_of(text, tokens, low, i).is_none() {
        return from;
    }
    let plain = |k: usize| !INSTITUTIONS.has(tokens[k].key) && !CHARGES.has(tokens[k].key);
    let forename = (from + 1..j - 1).find(|k| is_forename(tokens[*k].key) && capital(text, tokens[*k - 1]));
    if let Some(k) = forename.filter(|k| (*k..j).all(plain)) {
        return k;
    }
    let charges = from + (from..j).take_while(|k| CHARGES.has(tokens[*k].key)).count();
    if charges < j { charges } else { from }
}

/// Whether the name whose first token is `first` is that of who holds an office named before it with what it is of:
/// "Secretary of State Ann Lowe".
pub(crate) fn holds_office(text: &str, tokens: &[Token], low: usize, first: usize) -> bool {
    let start = (low..first).rev().take(6).take_while(|k| capital(text, tokens[*k])).last().unwrap_or(first);
    start < first && office_of(text, tokens, low, start).is_some()
}

/// Months that are people's names too.
static MONTHS: List = List::new("march april may june august");

/// Which of them are names in this text: "Theresa May", "Mrs May".
fn month_names(text: &str, tokens: &[Token]) -> Vec<Key> {
    let mut out = Vec::new();
    for (a, b) in tokens.iter().zip(tokens.iter().skip(1)) {
        if MONTHS.has(b.key)
            && (is_forename(a.key) || TITLES.has(a.key))
            && capital(text, *a)
            && capital(text, *b)
            && !out.contains(&b.key)
        {
            out.push(b.key);
        }
    }
    out
}

/// The tokens that are days or months elsewhere and a last name here: "Tom Friday said", "Ms Sunday". Once a full name is
/// told so it is one wherever it stands, and so is the last name beside a word of saying.
fn day_names(text: &str, tokens: &[Token]) -> Vec<usize> {
    let day = |k: usize| CALENDAR.has(tokens[k].key) && word(text, tokens[k]).starts_with(char::is_uppercase);
    let says = |k: usize| tokens.get(k).is_some_and(|t| role(t.key) == Some(Role::Cue));
    let days: Vec<usize> = (1..tokens.len()).filter(|k| day(*k) && joined(text, tokens, *k)).collect();
    let forename =
        |k: usize| is_forename(tokens[k - 1].key) && capital(text, tokens[k - 1]) && is_name(text, tokens[k - 1]);
    // "told Ann Friday that it was shut"
    let told = |k: usize| k > 1 && says(k - 2);
    let aged = |k: usize| {
        let comma = tokens.get(k + 1).is_some_and(|t| is(text, *t, ","));
        comma
            && tokens.get(k + 2).is_some_and(|t| t.kind() == TokenKind::Number && word(text, *t).len() == 2)
            && tokens.get(k + 3).is_some_and(|t| is(text, *t, ","))
    };
    let full: Vec<(Key, Key)> = (days.iter().copied())
        .filter(|k| forename(*k) && !told(*k) && (says(k + 1) || aged(*k)))
        .map(|k| (tokens[k - 1].key, tokens[k].key))
        .collect();
    let here = |k: &usize| {
        let k = *k;
        title_before(text, tokens, k).is_some()
            || full.contains(&(tokens[k - 1].key, tokens[k].key))
            || says(k + 1) && full.iter().any(|f| f.1 == tokens[k].key)
    };
    days.into_iter().filter(here).collect()
}

/// The token of the last name behind a nickname in brackets whose first sign is token `j`: "Ernest (Scoop) Lowe".
pub(crate) fn nickname(text: &str, tokens: &[Token], j: usize, end: usize) -> Option<usize> {
    let [open, inner, close, last] = tokens.get(j..end.min(j + 4)).unwrap_or(&[]) else { return None };
    let own = |t: Token| capital(text, t) && is_name(text, t) && word(text, t).chars().nth(2).is_some();
    let plain = |t: Token| own(t) && !TITLES.has(t.key) && !INSTITUTIONS.has(t.key) && !COMMON.has(t.key);
    let before = *tokens.get(j.checked_sub(1)?)?;
    (is(text, *open, "(") && is(text, *close, ")") && joined(text, tokens, j + 3))
        .then_some(j + 4)
        .filter(|_| plain(before) && plain(*inner) && plain(*last))
}

/// Whether a word is written as a name is: a capital, then small letters.
fn is_name(text: &str, t: Token) -> bool {
    word(text, t).chars().skip(1).all(char::is_lowercase)
}

/// The token behind the sign of an exchange in brackets, "[SKRL.LN]", whose first word is token `i`.
fn ticker(text: &str, tokens: &[Token], i: usize, end: usize) -> Option<usize> {
    let open = i.checked_sub(1).is_some_and(|k| matches!(word(text, tokens[k]), "[" | "("));
    let close = (i + 1..end.min(i + 5)).find(|k| matches!(word(text, tokens[*k]), "]" | ")")).filter(|_| open)?;
    let stop = (i + 1..close).any(|k| is(text, tokens[k], "."));
    let signs = (i..close).all(|k| is(text, tokens[k], ".") || !word(text, tokens[k]).contains(char::is_lowercase));
    (stop && signs && shouts(text, tokens[i])).then_some(close)
}

/// Whether an article that a hyphen joins to a name stands at token `k`: "al-Harun".
pub(crate) fn article(text: &str, tokens: &[Token], k: usize, end: usize) -> bool {
    let [lead, hyphen, name] = tokens.get(k..end.min(k + 3)).unwrap_or(&[]) else { return false };
    let near = |a: &Token, b: &Token| a.span.end() == b.span.start();
    ARTICLES.has(lead.key) && near(lead, hyphen) && near(hyphen, name) && is(text, *hyphen, "-") && capital(text, *name)
}

/// Whether a word tells those of one name apart, "Jr." or "III", and is no last name.
pub fn is_suffix(word: &str) -> bool {
    SUFFIXES.has(Key::word(&word.trim_end_matches('.').to_lowercase()))
}

/// The token of the last name in a name at tokens `first..end`: that of "Otto Leck Jr" is Leck.
pub(crate) fn surname_at(tokens: &[Token], first: u32, end: u32) -> usize {
    let last = (first..end).rev().find(|k| !SUFFIXES.has(tokens[*k as usize].key));
    last.filter(|k| *k > first).unwrap_or(end.saturating_sub(1)) as usize
}

/// Whether the month at token `k` is one: "in May", "since last May", "May 5".
fn is_date(text: &str, tokens: &[Token], k: usize) -> bool {
    let numbered = tokens.get(k + 1).is_some_and(|t| t.kind() == TokenKind::Number);
    let before = k.checked_sub(1).map_or("", |b| word(text, tokens[b]));
    let number = k.checked_sub(1).is_some_and(|b| tokens[b].kind() == TokenKind::Number);
    numbered
        || number
        || matches!(
            before,
            "in" | "In"
                | "since"
                | "Since"
                | "until"
                | "Until"
                | "last"
                | "Last"
                | "next"
                | "this"
                | "early"
                | "late"
                | "mid"
                | "during"
        )
}

/// The token behind a party's letter and a state in letters, "R-Va.", "D-N.Y.", where one begins at token `i`.
pub(crate) fn party(text: &str, tokens: &[Token], i: usize, end: usize) -> Option<usize> {
    let near = |k: usize| k < end && tokens[k - 1].span.end() == tokens[k].span.start();
    let behind = i.checked_sub(1).is_some_and(|k| matches!(word(text, tokens[k]), "," | "(" | "["));
    let letter = behind && matches!(word(text, tokens[i]), "R" | "D" | "I");
    if !letter || !near(i + 1) || !matches!(word(text, tokens[i + 1]), "-" | "–") || !near(i + 2) {
        return None;
    }
    let mut j = capital(text, tokens[i + 2]).then_some(i + 3)?;
    while near(j) && is(text, tokens[j], ".") {
        j += 1;
        if near(j) && capital(text, tokens[j]) {
            j += 1;
        }
    }
    // "(D-Newport News)"
    while j < end && joined(text, tokens, j) && capital(text, tokens[j]) {
        j += 1;
    }
    Some(j)
}

/// The token behind the second half of a name that goes on in small letters at the hyphen at token `j`: "Moon Jae-in",
/// "Stratford-upon-Avon".
pub(crate) fn behind_hyphen(text: &str, tokens: &[Token], j: usize, end: usize) -> Option<usize> {
    static GIVEN: List = List::new(
        "in un il ho hee hye jin jun joon min woo soo sook sik seok hyun hwan kyu gil chol hui nam ryong taek geun bin suk",
    );
    static FAMILY: List = List::new(
        "kim lee yi park choi jung jeong chung kang cho jo yoon yun jang chang lim han oh seo shin kwon hwang ahn an song ryu yoo \
         hong moon ban noh roh bae paik baek ko koh son sohn nam sim shim chun chae heo huh ha min woo ki tsai chen wang li zhang \
         liu lien soong yeh ma lai hau",
    );
    static INNER: List = List::new("a de la le du des sur en upon on by the le los las");
    let near = |k: usize| k > 0 && k < end && tokens[k - 1].span.end() == tokens[k].span.start();
    let hyphen = |k: usize| near(k) && near(k + 1) && is(text, tokens[k], "-");
    if !hyphen(j) {
        return None;
    }
    let part = tokens[j + 1];
    // A family name stands before a name of two syllables: "check-in" has none.
    let family = j
        .checked_sub(2)
        .is_some_and(|k| capital(text, tokens[k]) && !OPENERS.has(tokens[k].key) && !TITLES.has(tokens[k].key));
    let syllables = || {
        let short = |k: usize| word(text, tokens[k]).chars().count() < 6;
        j > 1
            && FAMILY.has(tokens[j - 2].key)
            && short(j - 1)
            && short(j + 1)
            && word(text, part).starts_with(char::is_lowercase)
    };
    if family && (GIVEN.has(part.key) || syllables()) && !hyphen(j + 2) && !capital(text, part) {
        return Some(j + 2);
    }
    (INNER.has(part.key) && hyphen(j + 2) && capital(text, tokens[j + 3])).then_some(j + 4)
}

/// The title of a man or a woman right before token `first`: "Mr", "Mrs".
pub(crate) fn title_before(text: &str, tokens: &[Token], first: usize) -> Option<Key> {
    let k = first.checked_sub(1)?;
    let k = if is(text, tokens[k], ".") { k.checked_sub(1)? } else { k };
    let title = matches!(word(text, tokens[k]), "Mr" | "Mrs" | "Ms" | "Miss" | "Sir" | "Lady" | "Dame" | "Lord");
    title.then_some(tokens[k].key)
}

/// Years up to which nobody is called "Mr" or "Mrs".
const CHILD: u32 = 15;

/// Whether somebody named in full can be called by a last name with this title: Mr is no woman's, nor a child's.
pub(crate) fn bears(text: &str, tokens: &[Token], (first, end): (u32, u32), title: Key) -> bool {
    let (first, end) = (first as usize, end as usize);
    let comma = tokens.get(end).is_some_and(|t| is(text, *t, ","));
    let age = tokens.get(end + 1).filter(|t| comma && t.kind() == TokenKind::Number);
    let child = age.and_then(|t| word(text, *t).parse::<u32>().ok()).is_some_and(|a| a <= CHILD);
    let grown = title == Key::word("mr") || title == Key::word("mrs");
    let own = title_before(text, tokens, first).and_then(is_male);
    let male = own.or_else(|| tokens.get(first).and_then(|t| is_male(t.key)));
    !(child && grown) && male.zip(is_male(title)).is_none_or(|(a, b)| a == b)
}

/// The token behind a run of particles and the capital they lead to ("van der Brandt").
fn behind_particles(text: &str, tokens: &[Token], from: usize, end: usize) -> Option<usize> {
    if article(text, tokens, from, end) {
        return Some(from + 3);
    }
    let mut j = from;
    while j < end && j < from + 3 && PARTICLES.has(tokens[j].key) && joined(text, tokens, j) {
        j += 1;
    }
    (j > from && j < end && joined(text, tokens, j) && capital(text, tokens[j])).then_some(j + 1)
}

fn word(text: &str, t: Token) -> &str {
    text.get(t.span.range()).unwrap_or("")
}

fn is(text: &str, t: Token, s: &str) -> bool {
    word(text, t) == s
}

fn capital(text: &str, t: Token) -> bool {
    t.kind() == TokenKind::Word && word(text, t).starts_with(char::is_uppercase) && !CALENDAR.has(t.key)
}

/// A word of several letters, all of them capitals.
fn shouts(text: &str, t: Token) -> bool {
    let w = word(text, t);
    w.chars().nth(1).is_some() && !w.chars().any(char::is_lowercase)
}

/// Nothing but one space (or nothing) between a token and the one before it.
fn joined(text: &str, tokens: &[Token], j: usize) -> bool {
    let gap = tokens[j - 1].span.end() as usize..tokens[j].span.start() as usize;
    text.get(gap).is_some_and(|g| g.is_empty() || g == " " || g == "\u{a0}" || g == "\n")
}

fn abbreviated(text: &str, tokens: &[Token], i: usize) -> bool {
    TITLES.has(tokens[i].key) || word(text, tokens[i]).chars().count() == 1
}

/// The last word key of a name without a possessive ending.
fn stem(text: &str, t: Token) -> Key {
    let w = word(text, t);
    let bare = w.strip_suffix("'s").or_else(|| w.strip_suffix("’s")).unwrap_or(w);
    Key::of(bare, TokenKind::Word)
}

/// Words between a last name and a full one that has it, up to which they are two people's: "President Leck and Ada
/// Leck", "Leck's wife, Ada Leck".
const BESIDE: u32 = 6;

/// Of the names at the token rows `names`, given in order, those of several words whose last word is nobody's name but
/// another person's where it stands alone: it stands alone close before them.
pub(crate) fn of_another(text: &str, tokens: &[Token], names: impl Iterator<Item = (u32, u32)>) -> Vec<(u32, u32)> {
    // Behind which token a word stood alone as a name last.
    let mut alone: KeyMap<u32> = KeyMap::default();
    let mut out = Vec::new();
    for (first, end) in names.filter(|n| n.0 < n.1) {
        let last = stem(text, tokens[end as usize - 1]);
        if end - first == 1 {
            alone.insert(last, end);
            continue;
        }
        let Some(behind) = alone.get(&last).copied() else { continue };
        let from = tokens[behind as usize - 1].span.end() as usize;
        let between = text.get(from..tokens[first as usize].span.start() as usize).unwrap_or("\n");
        if behind <= first && first - behind <= BESIDE && !between.contains(['\n', '.', '!', '?', ';', ':']) {
            out.push((first, end));
        }
    }
    out
}

/// Persons of one last name that are told apart by titles.
const FAMILY: usize = 8;

fn link(text: &str, tokens: &[Token], names: &mut [Name]) {
    let content = |n: &Name| n.end - n.first;
    // "Trump University" is no fuller form of "Trump", nor is a headline in capitals of anybody.
    let institution = |n: &Name| {
        let words = || (n.first..n.end).map(|t| tokens[t as usize]);
        words().any(|t| INSTITUTIONS.has(t.key))
            || words().next_back().is_some_and(|t| is_house(t.key))
            || words().all(|t| word(text, t).chars().all(|c| !c.is_lowercase()))
    };
    let mut fullest: KeyMap<NameId> = KeyMap::default();
    // All of a last name, for those who are called by it with a title.
    let mut family: KeyMap<Vec<NameId>> = KeyMap::default();
    let mut longer: HashMap<Vec<Key>, NameId> = HashMap::new();
    let keys = |(first, end): (u32, u32)| (first..end).map(|t| stem(text, tokens[t as usize])).collect::<Vec<Key>>();
    let others: HashSet<Vec<Key>> =
        of_another(text, tokens, names.iter().map(|n| (n.first, n.end))).into_iter().map(keys).collect();
    for (i, n) in names.iter().enumerate() {
        if content(n) < 2 || content(n) > 5 {
            continue;
        }
        let keys = keys((n.first, n.end));
        let id = *longer.entry(keys.clone()).or_insert(NameId(i as u32));
        if institution(n) || others.contains(&keys) {
            continue;
        }
        // Surnames first: where "Teigen" could be two people, the first who was introduced by it.
        let last = stem(text, tokens[surname_at(tokens, n.first, n.end)]);
        fullest.entry(last).or_insert(id);
        let list = family.entry(last).or_default();
        if list.len() < FAMILY && !list.contains(&id) {
            list.push(id);
        }
    }
    for n in names.iter() {
        if (2..=3).contains(&content(n)) && !institution(n) {
            let first = stem(text, tokens[n.first as usize]);
            let keys: Vec<Key> = (n.first..n.end).map(|t| stem(text, tokens[t as usize])).collect();
            if let Some(id) = longer.get(&keys) {
                fullest.entry(first).or_insert(*id);
            }
        }
    }
    // Of a title and a last name that nobody named in full bears, the first mention.
    let mut titled: HashMap<(Key, Option<bool>), NameId> = HashMap::new();
    let mut single: KeyMap<NameId> = KeyMap::default();
    let fulls: KeyMap<Vec<(NameId, Name)>> = (family.into_iter())
        .map(|(key, list)| (key, list.into_iter().filter_map(|id| Some((id, *names.get(id.index())?))).collect()))
        .collect();
    for (i, name) in names.iter_mut().enumerate() {
        let last = stem(text, tokens[name.end as usize - 1]);
        name.fullest = if content(name) == 1 {
            let title = title_before(text, tokens, name.first as usize);
            let persons = title.and_then(|t| Some((t, fulls.get(&last)?)));
            let fits = |t: Key, list: &[(NameId, Name)]| {
                list.iter().find(|f| bears(text, tokens, (f.1.first, f.1.end), t)).map(|f| f.0)
            };
            match fullest.get(&last) {
                Some(id) => match persons {
                    Some((t, list)) => match fits(t, list) {
                        Some(fit) => fit,
                        None => *titled.entry((last, is_male(t))).or_insert(NameId(i as u32)),
                    },
                    None => *id,
                },
                None => *single.entry(last).or_insert(NameId(i as u32)),
            }
        } else {
            let keys: Vec<Key> = (name.first..name.end).map(|t| stem(text, tokens[t as usize])).collect();
            longer.get(&keys).copied().unwrap_or(name.fullest)
        };
    }
}
