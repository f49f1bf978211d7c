//! What the name of an outlet looks like.

use super::Words;
use super::words::{ANAPHORS, BODIES, CLAUSES, DESCRIPTIONS, KNOWN, MASTHEADS, OUTLETS, PERHAPS, PLATFORMS, STATIONS};
use crate::annotate::lexicon::{CALENDAR, COMMON, List, OPENERS, TITLES};
use crate::annotate::speaker;
use crate::annotate::token::{Key, TokenKind};
use crate::span::Span;

/// How much a name by itself looks like an outlet's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// Any name.
    Name,
    /// Some capitals: a station's sign, or a body's.
    Acronym,
    /// "the Star", "Vale Sport".
    Likely,
    /// "the Harbour Echo", "WXYZ-TV", "the magazine Zrcadlo", or an agency that is known.
    Sure,
}

/// A name that may be an outlet's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    /// The words of the name, without "the" and without "'s".
    pub span: Span,
    /// Its tokens.
    pub first: usize,
    pub end: usize,
    /// First token with determiner and description.
    pub from: usize,
    pub shape: Shape,
    /// "the paper": an outlet that was named before; "this paper": the report's own.
    pub again: Option<Again>,
    /// The words of the name as one number.
    pub hash: u64,
}

/// An outlet that is not named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
    Other,
    Own,
}

/// Longest name in tokens.
const LONGEST: usize = 9;

/// Whether a word can stand in a name: a capital, and no day or month.
pub(super) fn titled(w: Words<'_>, i: usize) -> bool {
    let word = w.word(i);
    if !w.capital(i) || w.tokens.get(i).is_none_or(|t| t.kind() != TokenKind::Word) {
        return false;
    }
    // "Monday's" too.
    let (day, owns) = bare(word);
    let key = if owns { Key::of(day, TokenKind::Word) } else { w.tokens.get(i).map_or(Key::word(""), |t| t.key) };
    !CALENDAR.has(key)
}

fn has(list: &List, w: Words<'_>, i: usize) -> bool {
    w.tokens.get(i).is_some_and(|t| list.has(t.key))
}

/// The word without a possessive ending, and whether it had one.
fn bare(word: &str) -> (&str, bool) {
    let s = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
    (s.unwrap_or(word), s.is_some())
}

fn is_acronym(word: &str) -> bool {
    (2..=6).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && word.starts_with(|c: char| c.is_ascii_uppercase())
}

/// One past the last token of the run of capitals that begins at `first`; it ends behind a possessive.
fn run(w: Words<'_>, first: usize, limit: usize) -> usize {
    let dpa = w.word(first) == "dpa";
    if first >= limit || !(titled(w, first) || dpa) {
        return first;
    }
    let mut j = first + 1;
    while j < limit && j < first + LONGEST && w.close(j) && !bare(w.word(j - 1)).1 {
        let number = w.tokens.get(j).is_some_and(|t| t.kind() == TokenKind::Number);
        let joins = j + 1 < limit && w.close(j + 1) && titled(w, j + 1);
        // "Action 7 News"
        let within = number && joins && has(&MASTHEADS, w, j + 1);
        let station =
            |word: &str| is_acronym(word) || word.ends_with("News") || word.ends_with("Channel") || word == "Fox";
        if within {
            j += 2;
        } else if titled(w, j) {
            // "told NAP The lock": an article begins something new.
            if matches!(w.word(j), "The" | "I" | "He" | "She" | "It" | "But" | "In") {
                break;
            }
            j += 1;
        } else if number && !w.glued(j) && (has(&STATIONS, w, j - 1) || station(w.word(j - 1))) || number && w.glued(j)
        {
            j += 1;
        } else if joins
            && (matches!(w.word(j), "-" | "&") && w.glued(j) == w.glued(j + 1) && (w.word(j) == "&" || w.glued(j))
                || matches!(w.word(j), "of" | "de" | "della" | "do" | "du"))
            || joins && w.word(j) == "." && matches!(w.word(j - 1), "St" | "Ft" | "Mt")
        {
            j += 2;
        } else {
            break;
        }
    }
    j
}

/// What tokens `first..end` look like; `the` tells that "the" stands before them.
pub(super) fn shape(w: Words<'_>, first: usize, end: usize, the: bool) -> Shape {
    let Some(last) = end.checked_sub(1).filter(|l| *l >= first) else { return Shape::Name };
    let whole = bare(w.text.get(w.span(first, end).range()).unwrap_or("")).0;
    if KNOWN.contains(&whole) {
        return Shape::Sure;
    }
    let word = bare(w.word(last)).0;
    let key = Key::word(&if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase() });
    let many = end - first > 1;
    // "Rex Miller": a short name in small letters may be anybody's first.
    let may_be_forename = |word: &str| word.len() < 6 && word.contains(char::is_lowercase);
    let first_known = KNOWN.contains(&w.word(first)) && !may_be_forename(w.word(first));
    if first_known && many && !BODIES.has(key) {
        return Shape::Sure;
    }
    let before = |list: &[&str]| many && list.iter().any(|b| w.is(last - 1, b));
    // "Marovian Central News Agency", "Vale Broadcasting Corporation"
    let agency = word == "Agency" && before(&["news", "press", "telegraph", "information"])
        || matches!(word, "Corporation" | "Company" | "Corp" | "Service") && before(&["broadcasting", "news"]);
    // "News 4"
    let numbered = word.starts_with(|c: char| c.is_ascii_digit()) && before(&["news", "channel", "fox", "newschannel"]);
    let medical = matches!(word, "Examiner" | "Recorder") && before(&["medical", "county", "hearing"]);
    if agency || numbered || many && !medical && (MASTHEADS.has(key) || has(&STATIONS, w, first)) {
        return Shape::Sure;
    }
    if medical {
        return Shape::Name;
    }
    if MASTHEADS.has(key) {
        return if the { Shape::Sure } else { Shape::Name };
    }
    if PERHAPS.has(key) {
        return if the || many { Shape::Likely } else { Shape::Name };
    }
    // "NorthBay24", "HarbourWire", "Kestrel.com"
    let inner = word.char_indices().skip(1).any(|(i, c)| {
        c.is_uppercase() && word.get(..i).is_some_and(|h| h.ends_with(char::is_lowercase)) && {
            let tail = word.get(i..).unwrap_or("").to_ascii_lowercase();
            let tail = tail.trim_end_matches(|c: char| c.is_ascii_digit());
            !tail.is_empty() && (MASTHEADS.has(Key::word(tail)) || PERHAPS.has(Key::word(tail)) || tail == "feed")
        }
    });
    if inner || !many && word.len() > 4 && word.ends_with("24") || word.len() > 6 && word.ends_with("News") {
        return Shape::Sure;
    }
    if !many && is_acronym(word) && !BODIES.has(key) {
        // Stations in America.
        let sign = word.len() == 4 && word.starts_with(['W', 'K']);
        return if sign { Shape::Likely } else { Shape::Acronym };
    }
    Shape::Name
}

fn named(w: Words<'_>, from: usize, first: usize, end: usize, shape: Shape) -> Named {
    let span = w.span(first, end);
    let text = w.text.get(span.range()).unwrap_or("");
    let cut = (text.len() - bare(text).0.len()) as u32;
    let span = Span::new(span.start(), span.end() - cut);
    let mut hash: u64 = 0;
    for i in first..end {
        let key = if i + 1 == end {
            let word = bare(w.word(i)).0;
            Key::of(word, TokenKind::Word)
        } else {
            w.tokens.get(i).map_or(Key::word(""), |t| t.key)
        };
        hash = hash.rotate_left(5) ^ key.get();
    }
    Named { span, first, end, from, shape, again: None, hash }
}

/// The name that begins at token `i`, with a determiner and a description before it ("the local news site Plumb").
pub(super) fn starting(w: Words<'_>, i: usize, limit: usize) -> Option<Named> {
    let mut j = i;
    let lower = |k: usize, s: &str| w.is(k, s);
    // "our partners at the Echo"
    let partner = |k: usize| matches!(w.word(k), "partner" | "partners" | "colleagues" | "affiliate" | "affiliates");
    if lower(j, "our") && j + 3 < limit {
        let noun = (j + 1..j + 4).find(|k| partner(*k)).filter(|n| (j + 1..*n).all(|k| !w.capital(k)));
        if let Some(n) = noun {
            j = n + 1 + usize::from(matches!(w.word(n + 1), "at" | "," | "from" | "with"));
        }
    }
    let (mut the, this) = (lower(j, "the"), lower(j, "this") || lower(j, "our"));
    if j >= limit {
        return None;
    }
    let some = lower(j, "a") || lower(j, "an");
    let determined = the || this || some || lower(j, "his") || lower(j, "her") || lower(j, "its");
    j += usize::from(determined);
    let limit = limit.min(j + LONGEST + 8);
    // A description in small letters, and a noun that says what the name behind it is.
    let mut noun = None;
    let begin = j;
    // "Britain's", "the Brusk paper", "German".
    let mut modified = false;
    loop {
        while j < limit && j < begin + 8 && !w.capital(j) && describes(w, j) {
            noun = has(&OUTLETS, w, j).then_some(j);
            j += 1;
        }
        // "Brem-based WBLD"
        if w.capital(j) && w.word(j + 1) == "-" && matches!(w.word(j + 2), "based" | "owned" | "run") {
            j += 3;
            modified = true;
            continue;
        }
        // "Vale's official news agency, Novapress, …": the name behind the comma.
        let news = noun.is_some_and(|n| n + 1 == j && agency(w, n));
        if news && w.word(j) == "," && titled(w, j + 1) {
            let end = run(w, j + 1, limit);
            if matches!(w.word(end), "," | "." | "") {
                return finish(w, i, j + 1, end, limit, the, Some(j));
            }
        }
        // "Scottish paper the Herald"; but "told the paper the Council was late".
        if !determined && noun.is_some_and(|n| n + 1 == j) && lower(j, "the") && titled(w, j + 1) {
            the = true;
            j += 1;
        }
        let end = run(w, j, limit);
        if end == j {
            break;
        }
        let (word, own) = bare(w.word(end - 1));
        let next = end;
        let leads = next < limit && describes(w, next) && noun.is_none() && !modified;
        let outlet_ahead = leads && {
            let mut n = next;
            while n < limit && n < next + 5 && !w.capital(n) && describes(w, n) {
                n += 1;
            }
            let article = usize::from(!determined && lower(n, "the"));
            n < limit && has(&OUTLETS, w, n - 1) && titled(w, n + article)
        };
        let is = shape(w, j, end, the);
        if own && !word.is_empty() && is < Shape::Likely && !modified && noun.is_none() {
            // "Britain's Harbour Echo", "the Echo's"; but "People's Daily".
            let rest = run(w, end, limit);
            if rest == end + 1 && shape(w, j, rest, the) >= Shape::Likely && shape(w, end, rest, false) < Shape::Likely
            {
                return finish(w, i, j, rest, limit, the, noun);
            }
            modified = true;
            j = end;
            continue;
        }
        if outlet_ahead && is < Shape::Sure {
            modified = true;
            j = end;
            continue;
        }
        // "journal" calls a place where studies stand.
        let before = w.word(j.wrapping_sub(1));
        if j > i && before.eq_ignore_ascii_case("journal") {
            return None;
        }
        let name = finish(w, i, j, end, limit, the, noun)?;
        // "a Spanish radio station" has no name.
        return (!some || name.first > begin || !describes(w, name.end)).then_some(name);
    }
    // "the paper", "this newspaper".
    let noun = (begin..j).rev().find(|k| has(&ANAPHORS, w, *k) && k + 1 == j)?;
    if !(the || this) || noun > begin + 1 {
        return None;
    }
    let mut n = named(w, i, noun, noun + 1, Shape::Name);
    n.again = Some(if this { Again::Own } else { Again::Other });
    if this {
        n.span = w.span(i, noun + 1);
    }
    Some(n)
}

/// Whether a word describes an outlet or calls something one.
fn describes(w: Words<'_>, i: usize) -> bool {
    let one = |k: usize| has(&DESCRIPTIONS, w, k) || has(&OUTLETS, w, k);
    // "semi-official", "the country's"
    let hyphen = || w.word(i) == "-" && w.glued(i) && w.glued(i + 1) && one(i - 1) && one(i + 1);
    let whose = || w.word(i).starts_with(char::is_lowercase) && bare(w.word(i)).1;
    one(i) || i > 0 && hyphen() || whose()
}

/// Whether the noun at `n` is one for an outlet: "the aid agency MedAcross" reports nothing.
fn agency(w: Words<'_>, n: usize) -> bool {
    !w.is(n, "agency")
        || ["news", "press", "wire", "photo", "picture", "state"].iter().any(|d| w.is(n.wrapping_sub(1), d))
}

fn finish(
    w: Words<'_>,
    from: usize,
    mut first: usize,
    end: usize,
    limit: usize,
    the: bool,
    noun: Option<usize>,
) -> Option<Named> {
    // "The Harbour Echo": the article is no part of the name that is compared.
    if end - first > 1 && w.is(first, "the") {
        first += 1;
    }
    if has(&PLATFORMS, w, first) && end - first == 1 {
        return None;
    }
    // "a local TV network" has no name.
    if end == first + 1 && matches!(w.word(first), "TV" | "Radio") {
        return None;
    }
    let the = the || w.is(first.wrapping_sub(1), "the");
    let mut is = shape(w, first, end, the);
    let agency = |n: usize| agency(w, n);
    let apposed = noun.is_some_and(|n| n + 1 == first && agency(n));
    // "Zrcadlo, the magazine", "the Zrcadlo newspaper".
    let behind = has(&OUTLETS, w, end) && agency(end) && end < limit && !bare(w.word(end - 1)).1
        || w.word(end) == "," && end + 1 < limit && matches!(w.word(end + 1), "a" | "an" | "the") && {
            let told = |k: usize| describes(w, k) || titled(w, k);
            let stop = (end + 2..(end + 7).min(limit)).find(|k| !told(*k)).unwrap_or((end + 7).min(limit));
            // "Tom Hall, the paper mill's manager", "Ann Lowe, the station commander": a noun behind it is what he is.
            let noun = stop < limit
                && w.tokens.get(stop).is_some_and(|t| t.kind() == TokenKind::Word && !COMMON.has(t.key))
                && !matches!(w.word(stop), "based" | "owned" | "run" | "published" | "that" | "which" | "said");
            stop > end + 2 && has(&OUTLETS, w, stop - 1) && !noun
        };
    // "the Department of Health": what stands before "of" says what it is.
    let body_of = |k: usize| w.is(k + 1, "of") && has(&BODIES, w, k);
    let body = is < Shape::Sure && (has(&BODIES, w, end - 1) || (first..end).any(body_of))
        || TITLES.has(Key::word(&w.word(first).to_lowercase()));
    // "said Ann Post": a first name before it makes the last word of a masthead a last name.
    if !the && is == Shape::Sure && end == first + 2 && !agency_name(w, first, end) && is_forename(w, first) {
        is = Shape::Name;
    }
    if apposed || behind && !body {
        is = Shape::Sure;
    }
    if is < Shape::Likely && (body || has(&COMMON, w, first) || has(&OPENERS, w, first)) {
        return None;
    }
    Some(named(w, from, first, end, is))
}

fn agency_name(w: Words<'_>, first: usize, end: usize) -> bool {
    is_known(w.text.get(w.span(first, end).range()).unwrap_or(""))
}

fn is_forename(w: Words<'_>, i: usize) -> bool {
    w.tokens.get(i).is_some_and(|t| speaker::is_forename(t.key) && !TITLES.has(t.key))
}

/// The name that ends before token `end`, not reaching further back than `floor`.
pub(super) fn ending(w: Words<'_>, floor: usize, end: usize) -> Option<Named> {
    let lowest = floor.max(end.saturating_sub(LONGEST));
    let mut first = end;
    while first > lowest {
        let j = first - 1;
        let number = w.tokens.get(j).is_some_and(|t| t.kind() == TokenKind::Number);
        let small = matches!(w.word(j), "-" | "&" | "of" | "de" | "della" | "du");
        let belongs = titled(w, j)
            || w.word(j) == "dpa"
            || (first == end || has(&MASTHEADS, w, first)) && number && j > lowest && titled(w, j - 1)
            || small && first < end && j > lowest && titled(w, j - 1);
        if !belongs || first < end && !w.close(first) {
            break;
        }
        first = j;
    }
    // The last run in it that ends where the verb begins: "Britain's" and the like are no part of the name.
    let mut start = first;
    while start < end {
        let opener = has(&OPENERS, w, start) && !w.is(start, "the") && end - start > 1;
        let stop = run(w, start, end);
        if stop == end && !opener {
            let the = w.is(start.wrapping_sub(1), "the") && start > floor;
            let outlet = start > floor && has(&OUTLETS, w, start - 1);
            let from = if the || outlet { start - 1 } else { start };
            return finish(w, from, start, end, end, the, outlet.then(|| start - 1));
        }
        start = if opener { start + 1 } else { stop.max(start + 1) };
    }
    // "the Zrcadlo newspaper reported", "the NAP news agency reports"
    if end > floor + 1 && has(&OUTLETS, w, end - 1) {
        let mut called = end - 1;
        while called > floor + 1 && !w.capital(called - 1) && describes(w, called - 1) {
            called -= 1;
        }
        if titled(w, called - 1) {
            let n = ending(w, floor, called)?;
            return Some(Named { shape: Shape::Sure, ..n });
        }
    }
    None
}

/// The name in two phrases with commas before token `end`, one of which says that the other is an outlet: "Zrcadlo, a Marovian
/// news site, reported", "a Marovian newspaper, Zrcadlo, reported".
pub(super) fn apposed(w: Words<'_>, floor: usize, end: usize) -> Option<Named> {
    let closing = end.checked_sub(1).filter(|k| *k > floor && w.word(*k) == ",")?;
    let opening = (floor.max(closing.saturating_sub(LONGEST))..closing).rev().find(|k| w.word(*k) == ",")?;
    let plain = |from: usize, to: usize| {
        (from..to)
            .all(|k| w.tokens.get(k).is_some_and(|t| t.kind() == TokenKind::Word) || matches!(w.word(k), "-" | "&"))
    };
    let called = |k: usize| has(&OUTLETS, w, k) && !w.capital(k) && !w.is(k, "agency") && !w.is(k, "network");
    let article = |k: usize| matches!(w.word(k), "a" | "an" | "the" | "A" | "An" | "The");
    // "Ann Lowe, the keeper of the site, said": whoever is that is no outlet.
    let of = |from: usize, to: usize| (from..to).any(|k| matches!(w.word(k), "of" | "for" | "at" | "with"));
    let sure = |n: Named| Named { shape: Shape::Sure, ..n };
    if article(opening + 1)
        && opening + 2 < closing
        && called(closing - 1)
        && plain(opening + 1, closing)
        && !of(opening + 2, closing)
    {
        return ending(w, floor, opening).filter(|n| n.again.is_none()).map(sure);
    }
    let noun = opening.checked_sub(1).filter(|k| *k > floor && called(*k))?;
    let described = (floor.max(noun.saturating_sub(5))..noun).rev().find(|k| article(*k));
    let name = ending(w, opening + 1, closing).filter(|n| n.from == opening + 1)?;
    described.filter(|k| plain(*k, noun)).map(|_| sure(name))
}

/// The known outlet that begins a name behind which a clause goes on: "told CNN Lowe was ill" names CNN.
pub(super) fn cut(w: Words<'_>, name: Named) -> Named {
    let known = name.end == name.first + 2 && is_known(w.word(name.first)) && is_acronym(w.word(name.first));
    let medium = || {
        let last = w.tokens.get(name.end - 1).map_or(Key::word(""), |t| t.key);
        MASTHEADS.has(last) || PERHAPS.has(last) || STATIONS.has(last)
    };
    if known && has(&CLAUSES, w, name.end) && !is_known(w.text.get(name.span.range()).unwrap_or("")) && !medium() {
        return named(w, name.from, name.first, name.first + 1, Shape::Sure);
    }
    name
}

/// Whether these words are the name of an agency or station that is known.
pub(super) fn is_known(text: &str) -> bool {
    KNOWN.contains(&text)
}

/// "agencies", as a name.
pub(super) fn agencies(w: Words<'_>, i: usize) -> Option<Named> {
    (w.is(i, "agencies") || w.is(i, "agency")).then(|| named(w, i, i, i + 1, Shape::Sure))
}

/// Tokens `first..end` as a name, whatever they look like.
pub(super) fn plain(w: Words<'_>, first: usize, end: usize) -> Named {
    let shape = shape(w, first, end, false);
    named(w, first, first, end, shape)
}

/// Bytes that are a name by themselves: a handle or an address.
pub(super) fn address(span: Span) -> Named {
    Named { span, first: 0, end: 0, from: 0, shape: Shape::Sure, again: None, hash: 0 }
}
