//! The clause that a time stands in: what the timeline prints beside it.

use crate::annotate::Annotated;
use crate::annotate::lexicon::List;
use crate::annotate::syntax::parser::ROOT;
use crate::annotate::syntax::tags::{Pos, Relation};
use crate::annotate::syntax::{Model, Parsed};
use crate::annotate::time::TimeExpression;
use crate::annotate::time::meaning::TimeKind;
use crate::annotate::token::Key;
use crate::annotate::verbs;
use crate::span::Span;

/// What is longer than that is no sentence, and would be parsed for nothing.
const LONGEST: usize = 200;
/// Words of a label at most; a longer clause is cut to what stands nearest to the time.
const LABEL: usize = 24;
/// A noun that a time says more of stands at most so many words behind it: "the May 31 fatal shooting".
const NOUN: usize = 3;
/// So many words before a day may tell of an act and whom it was done to: "the fatal shooting of a girl last week".
const ACT: usize = 12;
/// What was done or happened, as a noun whose day may stand beside it: "the shooting death Friday of a boy".
static ACTS: List = List::new(
    "death deaths shooting shootings killing killings murder murders slaying slayings stabbing stabbings homicide attack \
     attacks assault assaults robbery robberies burglary burglaries rape beating crash collision accident fire arson blast \
     explosion bombing bombings disappearance abduction kidnapping raid arrest arrests drowning suicide theft massacre",
);
/// What is no matter of which a day tells: "the morning of February 3", "the end of May".
static PARTS: List = List::new(
    "morning afternoon evening night day days week weeks weekend month months year years quarter half season spring summer \
     fall autumn winter eve end ends start beginning middle close part rest course hour hours time period anniversary dawn \
     remainder duration date deadline",
);
/// Behind a time at the head of a sentence they lead to something else that happened: "Last week, after he sold it, ...".
static INSERTS: List = List::new("after before when while as because although though once since until following");
/// Words that tell nothing beside a time: "as of Sunday afternoon".
const EMPTY: &[&str] = &[
    "as",
    "of",
    "on",
    "at",
    "by",
    "in",
    "from",
    "about",
    "around",
    "the",
    "and",
    "but",
    "until",
    "since",
    "just",
    "shortly",
    "before",
    "after",
    "nearly",
    "almost",
    "only",
    "then",
    "later",
    "earlier",
    "it",
    "was",
    "is",
    "approximately",
    "s",
];

/// Words that say how an hour behind them is meant.
const HOW: &[&str] = &["just", "shortly", "soon", "before", "after", "about", "around", "at", "on", "in"];

/// What a time stands in.
pub(super) struct Clause {
    /// The words.
    pub label: Span,
    /// Its verb.
    pub head: Option<Span>,
    /// Whether it is a noun with what belongs to it, and no clause.
    pub attribute: bool,
}

/// The clauses of a report's sentences, parsed one at a time as they are asked for.
pub(super) struct Clauses<'a> {
    report: &'a Annotated,
    model: Option<&'static Model>,
    parsed: &'a mut Parsed,
    /// The sentence that `parsed` holds.
    sentence: Option<usize>,
}

impl<'a> Clauses<'a> {
    pub fn new(report: &'a Annotated, parsed: &'a mut Parsed) -> Self {
        let english = report.annotations.language.is_none_or(|l| l.words().is_none());
        Self { report, model: Model::english().filter(|_| english), parsed, sentence: None }
    }

    /// The clause of a sentence that a time stands in, and its head word; the sentence where no grammar can be read.
    pub fn around(&mut self, n: usize, time: Span) -> Clause {
        let clause = self.found(n, time);
        // "BREM - A ferry lost power": the dash is no part of it.
        let text = self.report.text(clause.label);
        let lead =
            text.len() - text.trim_start_matches([' ', '-', '–', '—', '―', '.', '…', ',', ';', ':', '*', '•']).len();
        let start = (clause.label.start() + lead as u32).min(time.start().max(clause.label.start()));
        // And where it was written is none either.
        let dateline = self.report.article.dateline().map(|d| d.span.end());
        let start = dateline.filter(|d| (start..=time.start()).contains(d) && *d < clause.label.end()).unwrap_or(start);
        Clause { label: Span::new(start, clause.label.end()), ..clause }
    }

    fn found(&mut self, n: usize, time: Span) -> Clause {
        let bare = |label: Span| Clause { label, head: None, attribute: false };
        let a = &self.report.annotations;
        let Some(sentence) = a.sentences.get(n) else { return bare(time) };
        // "6:57 p.m. Officers entered the store.": an hour by itself belongs to the sentence behind it.
        if let Some(next) = self.behind(n, time) {
            return next;
        }
        let tokens = a.tokens.get(sentence.first as usize..sentence.end as usize).unwrap_or(&[]);
        let mut words = tokens.iter().filter(|t| t.is_word()).map(|t| t.span);
        let whole = words.next().map_or(time, |first| words.next_back().map_or(first, |last| first.cover(last)));
        let Some(model) = self.model.filter(|_| tokens.len() <= LONGEST) else { return bare(whole.cover(time)) };
        self.read(model, n);
        self.clause(time).unwrap_or_else(|| bare(whole.cover(time)))
    }

    /// Reads the grammar of a sentence.
    fn read(&mut self, model: &'static Model, n: usize) {
        let a = &self.report.annotations;
        let Some(sentence) = a.sentences.get(n).filter(|_| self.sentence != Some(n)) else { return };
        self.parsed.tag(model, self.report.article.text.as_str(), &a.tokens, *sentence);
        self.parsed.parse(model);
        self.sentence = Some(n);
    }

    /// The clause of the sentence behind sentence `n`, where that has no word but those of the time and stands in the same line.
    fn behind(&mut self, n: usize, time: Span) -> Option<Clause> {
        let (report, model) = (self.report, self.model?);
        let a = &report.annotations;
        let tokens = |n: usize| a.sentences.get(n).and_then(|s| a.tokens.get(s.first as usize..s.end as usize));
        if tokens(n)?.iter().any(|t| t.is_word() && !t.span.overlaps(time)) {
            return None;
        }
        let next = tokens(n + 1).filter(|t| t.len() <= LONGEST)?;
        let words: Vec<Span> = next.iter().filter(|t| t.is_word()).take(LABEL).map(|t| t.span).collect();
        let label = time.cover(*words.first()?).cover(*words.last()?);
        if report.text(label).contains('\n') {
            return None;
        }
        self.read(model, n + 1);
        let root = self.parsed.heads.iter().position(|h| h.0 == ROOT);
        let head = root.and_then(|r| self.parsed.words.get(r)).map(|w| w.span);
        Some(Clause { label, head, attribute: false })
    }

    /// The noun that a date in words `first..end` says more of, whatever the parser makes of it: "the August 24 shooting
    /// death of …". An article stands before the date and nothing behind it.
    fn qualified(&self, first: usize, end: usize) -> Option<usize> {
        let (words, tags) = (&self.parsed.words, &self.parsed.tags);
        let text = |i: usize| words.get(i).map_or("", |w| self.report.text(w.span));
        // "The early June" is a time with its article.
        let is_article = |i: usize| ["the", "a", "an", "The", "A", "An"].contains(&text(i));
        let article = is_article(first) || first.checked_sub(1).is_some_and(is_article);
        // "The early June shooting death" is dated as well.
        let named = |i: usize| text(i).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let dated = (first..end).any(named);
        let beside = |i: usize| {
            let gap = words.get(i.wrapping_sub(1)).zip(words.get(i)).map(|(a, b)| a.span.end()..b.span.start());
            let gap = gap.and_then(|g| self.report.article.text.as_str().get(g.start as usize..g.end as usize));
            gap.is_some_and(|g| !g.is_empty() && g.chars().all(char::is_whitespace))
        };
        let noun = |i: &usize| tags.get(*i).is_some_and(|t| t.1 == Pos::Noun) && beside(*i);
        // "shooting" before another noun is one, whatever it is tagged.
        let from = if text(end).ends_with("ing") && beside(end) && noun(&(end + 1)) { end + 1 } else { end };
        let plain = || (from..from + NOUN).take_while(|i| noun(i)).last();
        // "The 2006 second-overall pick played": of a year alone what describes the noun may stand between.
        let year = end == first + 1 && text(first).len() == 4 && text(first).bytes().all(|b| b.is_ascii_digit());
        let describes = |i: &usize| {
            let kind = tags.get(*i).is_some_and(|t| matches!(t.1, Pos::Noun | Pos::Adj | Pos::Num));
            kind && (beside(*i) || text(i - 1) == "-") || text(*i) == "-"
        };
        let described = || {
            let run = (end..end + 2 * NOUN).take_while(describes);
            run.filter(|i| tags.get(*i).is_some_and(|t| t.1 == Pos::Noun)).last().filter(|_| beside(end))
        };
        (article && dated).then(|| plain().or_else(|| if year { described() } else { None })).flatten()
    }

    /// The noun of which a day in words `first..end` says which one is meant: "the shooting death Friday of a boy", "her letter
    /// of February 3", "is charged in the fatal shooting of a girl last week".
    fn of_noun(&self, first: usize, end: usize) -> Option<Clause> {
        const CAUSES: &[&str] = &["in", "with", "of", "over", "for", "about", "into"];
        let (words, tags) = (&self.parsed.words, &self.parsed.tags);
        let text = |i: usize| words.get(i).map_or("", |w| self.report.text(w.span));
        let key = |i: usize| Key::word(&text(i).to_lowercase());
        let is = |i: usize, pos: Pos| tags.get(i).is_some_and(|t| t.1 == pos);
        let label = |from: usize, to: usize, noun: usize| {
            let label = words.get(from)?.span.cover(words.get(to)?.span);
            Some(Clause { label, head: words.get(noun).map(|w| w.span), attribute: true })
        };
        let before = first.checked_sub(1)?;
        // "X's tweet of February 3", and not "the album of the year"
        let named = |i: usize| text(i).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        if text(before) == "of"
            && (first..end).any(named)
            && let Some(noun) = before.checked_sub(1).filter(|k| is(*k, Pos::Noun) && !PARTS.has(key(*k)))
        {
            let from = self.owned(noun)?;
            return label(from, end - 1, noun);
        }
        let on = if ["on", "in"].contains(&text(before)) { before } else { first };
        let noun = on.checked_sub(1)?;
        // "The shooting death Friday of a boy"
        if text(end) == "of" && ACTS.has(key(noun)) {
            let from = self.owned(noun).filter(|f| *f < noun)?;
            let stop = |i: usize| self.parts(i) || text(i) == "," || matches!(tags.get(i), Some(t) if t.1 == Pos::Verb);
            let to = (end + 1..words.len().min(from + LABEL)).take_while(|i| !stop(*i)).last()?;
            let to = (end + 1..=to).rev().find(|i| text(*i).contains(char::is_alphanumeric))?;
            return label(from, to, noun);
        }
        // What is so now, or has been done, was not done then: "have been indicted in the fatal shooting in June".
        let clear = |i: usize| !self.parts(i) && text(i) != "," && !is(i, Pos::Verb) && !is(i, Pos::Aux);
        let act = (on.saturating_sub(ACT)..on).rev().take_while(|i| clear(*i) || ACTS.has(key(*i)));
        let act = act.filter(|i| ACTS.has(key(*i))).last()?;
        let from = self.owned(act).filter(|f| *f < act)?;
        let led = from.checked_sub(1).filter(|k| CAUSES.contains(&text(*k)))?;
        let verb = (led.saturating_sub(NOUN)..led).rev().find(|i| is(*i, Pos::Verb))?;
        let helps = |i: usize| ["is", "are", "has", "have", "'s", "’s", "'ve", "’ve"].contains(&text(i));
        let had = |i: usize| ["was", "were", "had"].contains(&text(i));
        let run = (verb.saturating_sub(NOUN + 1)..verb).rev().take_while(|i| !self.parts(*i));
        let now = run.clone().any(helps) && !run.clone().any(had);
        (now && self.past(first)).then(|| label(from, end - 1, act)).flatten()
    }

    /// Whether the time whose first word is `first` is told as one that has been: "last week", "in June".
    fn past(&self, first: usize) -> bool {
        let word = self.parsed.words.get(first).map_or("", |w| self.report.text(w.span));
        !["today", "tonight", "now", "this", "tomorrow", "next", "tonight's"].contains(&word.to_lowercase().as_str())
    }

    /// Where the noun at word `noun` begins with its article, or with whose it is: "Ann Lowe's letter".
    fn owned(&self, noun: usize) -> Option<usize> {
        let from = self.phrase(noun)?;
        let text = |i: usize| self.parsed.words.get(i).map_or("", |w| self.report.text(w.span));
        let own = |i: usize| matches!(text(i), "'s" | "’s" | "'" | "’");
        match from.checked_sub(1) {
            Some(k) if own(k) => self.phrase(k.checked_sub(1)?).or(Some(from)),
            _ => Some(from),
        }
    }

    /// What somebody is charged with or asked about, of which a day in words `first..end` tells: "in connection with a shooting on
    /// Monday", "a shooting on Monday that sent four to hospital".
    fn matter(&self, first: usize, end: usize) -> Option<Clause> {
        let (words, tags) = (&self.parsed.words, &self.parsed.tags);
        let text = |i: usize| words.get(i).map_or("", |w| self.report.text(w.span));
        let before = first.checked_sub(1)?;
        let on = if ["on", "in", "at", "from"].contains(&text(before)) { before } else { first };
        // "Who were wounded in the shooting early Sunday were treated": what follows is told of others.
        let closed = on == first
            && ["was", "were", "is", "are", "has", "have", "had"].contains(&text(end))
            && (0..first).rev().take(LABEL).any(|k| ["who", "which", "that"].contains(&text(k)));
        let noun = on.checked_sub(1).filter(|k| tags.get(*k).is_some_and(|t| t.1 == Pos::Noun))?;
        let article = (noun.saturating_sub(3)..noun)
            .rev()
            .find(|k| ["the", "a", "an", "his", "her", "their"].contains(&text(*k)))?;
        let plain = |t: &Pos| matches!(t, Pos::Noun | Pos::Adj | Pos::Propn | Pos::Num);
        if !(article + 1..noun).all(|k| tags.get(k).is_some_and(|t| plain(&t.1))) {
            return None;
        }
        let with = article >= 2 && text(article - 1) == "with" && text(article - 2) == "connection";
        let goes_on = ["that", "which"].contains(&text(end))
            && tags.get(end + 1).is_some_and(|t| matches!(t.1, Pos::Verb | Pos::Aux));
        let what = with
            || (goes_on || closed)
                && article > 0
                && ["in", "with", "of", "over", "for", "about", "into"].contains(&text(article - 1));
        if !what {
            return None;
        }
        let label = words.get(article)?.span.cover(words.get(end - 1)?.span);
        Some(Clause { label, head: words.get(noun).map(|w| w.span), attribute: true })
    }

    /// Whether word `i` parts one clause from another, as far as signs do.
    fn parts(&self, i: usize) -> bool {
        let word = self.parsed.words.get(i).map_or("", |w| self.report.text(w.span));
        let next = self.parsed.words.get(i + 1).is_some_and(|n| self.parsed.words[i].span.end() == n.span.start());
        matches!(word, ";" | "?" | "!" | "—" | "–" | "--" | "“" | "”" | "\"" | "(" | ")")
            || matches!(word, ":" | ".") && !next
    }

    /// Those to whom something was done at a time in words `first..end`, of whom more is told behind it: "the five guards killed
    /// Thursday were remembered".
    fn reduced(&self, first: usize, end: usize) -> Option<Clause> {
        const AUX: &[&str] = &["was", "were", "is", "are", "has", "have", "had", "will"];
        let tags = &self.parsed.tags;
        let text = |i: usize| self.parsed.words.get(i).map_or("", |w| self.report.text(w.span));
        let before = first.checked_sub(1).filter(|_| AUX.contains(&text(end)))?;
        let on = if ["on", "in", "at"].contains(&text(before)) { before } else { first };
        let verb = on.checked_sub(1).filter(|k| tags.get(*k).is_some_and(|t| t.1 == Pos::Verb))?;
        let from = self.phrase(verb.checked_sub(1)?)?;
        let label = self.parsed.words.get(from)?.span.cover(self.parsed.words.get(end - 1)?.span);
        Some(Clause { label, head: self.parsed.words.get(verb).map(|w| w.span), attribute: false })
    }

    /// Where the noun with what describes it begins whose last word is `noun`.
    fn phrase(&self, noun: usize) -> Option<usize> {
        let is = |k: usize, list: &[Pos]| self.parsed.tags.get(k).is_some_and(|t| list.contains(&t.1));
        is(noun, &[Pos::Noun, Pos::Propn]).then_some(())?;
        let plain = [Pos::Noun, Pos::Propn, Pos::Adj, Pos::Num, Pos::Det];
        let word = |k: usize| self.parsed.words.get(k).map_or("", |w| self.report.text(w.span));
        let belongs = |k: &usize| is(*k, &plain) || word(*k) == "-" && is(*k + 1, &plain);
        Some((0..noun).rev().take_while(|k| belongs(k) && noun - k < LABEL / 2).last().unwrap_or(noun))
    }

    /// A word of the clause that a time in words `first..end` belongs to, where its verb, `verb`, is that of another clause which is
    /// inserted between the two, and the first word that it may begin with: "Last week, after he sold a boat, she left", "They came to a house, built in stone, at 6 a.m."
    fn inserted(&self, verb: usize, first: usize, end: usize) -> Option<(usize, usize)> {
        let (words, heads) = (&self.parsed.words, &self.parsed.heads);
        let text = |i: usize| words.get(i).map_or("", |w| self.report.text(w.span));
        let (head, relation) = *heads.get(verb)?;
        if verb > end && text(end) == "," && INSERTS.has(Key::word(text(end + 1))) {
            let comma = (verb..words.len()).find(|i| text(*i) == ",")?;
            let root = heads.iter().position(|h| h.0 == ROOT);
            let beside = heads.iter().position(|h| *h == (verb as u32, Relation::Parataxis));
            let main = root.filter(|r| *r > comma).or(beside.filter(|b| *b > comma))?;
            // Nothing but the time stands before it.
            let opens = (0..first).all(|i| ["In", "On", "Early", "Late", "But", "And", "-", "—"].contains(&text(i)));
            return opens.then_some((main, comma + 1));
        }
        let participle = relation == Relation::Advcl && text(verb.checked_sub(1)?) == ",";
        let inside = participle || matches!(relation, Relation::Acl | Relation::Relcl);
        if inside && (head as usize) < verb && verb < first {
            let lead = ["at", "on", "in", "around", "about", "just", "shortly", "before", "after"];
            let from = (0..first).rev().take_while(|i| lead.contains(&text(*i))).last().unwrap_or(first);
            let closes = from.checked_sub(1).filter(|k| *k > verb && text(*k) == ",")?;
            let opens = (head as usize + 1..verb).rev().take(NOUN).any(|i| text(i) == ",");
            // One comma more, and it tells of several things.
            let plain = (verb..closes).all(|i| text(i) != ",");
            return (opens && plain).then_some((head as usize, 0));
        }
        None
    }

    /// Whether what word `verb` tells was said to somebody, word `to_whom`, and says nothing of them: "confirmed to the Harbour Echo
    /// that he left".
    fn is_told(&self, to_whom: usize, verb: usize) -> bool {
        let (words, heads) = (&self.parsed.words, &self.parsed.heads);
        let text = |i: usize| words.get(i).map_or("", |w| self.report.text(w.span));
        let to = (0..to_whom)
            .rev()
            .take(ACT)
            .any(|k| text(k) == "to" && heads.get(k).is_some_and(|h| h.0 == to_whom as u32));
        let key = heads.get(to_whom).map(|h| Key::word(&text(h.0 as usize).to_lowercase()));
        let says = key.is_some_and(|k| verbs::frame(k) & verbs::CLAUSE != 0);
        to && says && (to_whom..verb).any(|k| text(k) == "that")
    }

    /// The word "that" of what came out at a time which ends before word `end`, where verb `verb` tells no more than that it did:
    /// "it became clear on Thursday that he wanted to leave".
    fn emerged(&self, verb: usize, end: usize) -> Option<usize> {
        let text = |i: usize| self.parsed.words.get(i).map_or("", |w| self.report.text(w.span));
        let it = (verb.saturating_sub(NOUN)..verb).any(|i| matches!(text(i), "it" | "It"));
        let from = end.max(verb + 1);
        (from..from + NOUN).find(|i| text(*i) == "that").filter(|t| it && !(verb..*t).any(|i| self.parts(i)))
    }

    fn clause(&self, time: Span) -> Option<Clause> {
        let (words, heads, tags) = (&self.parsed.words, &self.parsed.heads, &self.parsed.tags);
        // Verbs, and what a copula makes a predicate: "the crane was new in 1987".
        let mut stops: Vec<bool> = tags.iter().map(|t| t.1 == Pos::Verb).collect();
        for (head, _) in heads.iter().filter(|h| h.1 == Relation::Cop && h.0 != ROOT) {
            stops.get_mut(*head as usize).into_iter().for_each(|s| *s = true);
        }
        let predicate = |i: usize| {
            let mut at = i;
            for _ in 0..words.len() {
                let (head, _) = *heads.get(at)?;
                if head == ROOT || stops.get(at) == Some(&true) {
                    break;
                }
                at = head as usize;
            }
            Some(at)
        };
        let first = words.iter().position(|w| w.span.end() > time.start())?;
        let end = words.iter().rposition(|w| w.span.start() < time.end())? + 1;
        // The word of the time that hangs from one outside it.
        let outside = |i: &usize| heads.get(*i).is_some_and(|h| !(first..end).contains(&(h.0 as usize)));
        let top = (first..end).find(outside).unwrap_or(first);
        // "in the May 31 death of her brother": the day is of the death, whatever was done about it.
        let noun = heads.get(top).filter(|h| h.0 != ROOT).map(|h| h.0 as usize).filter(|n| {
            let plain = tags.get(*n).is_some_and(|t| t.1 == Pos::Noun) && stops.get(*n) == Some(&false);
            plain && *n >= end && *n <= end + NOUN
        });
        let noun = noun.or_else(|| self.qualified(first, end));
        if let Some(reduced) = self.reduced(first, end) {
            return Some(reduced);
        }
        if let Some(matter) =
            noun.is_none().then(|| self.matter(first, end).or_else(|| self.of_noun(first, end))).flatten()
        {
            return Some(matter);
        }
        if let Some(noun) = noun {
            let under = |i: usize| {
                let mut at = i;
                (0..words.len()).any(|_| {
                    let hit = at == noun;
                    at = heads.get(at).map_or(usize::MAX, |h| h.0 as usize);
                    hit
                })
            };
            let from = (0..first).rev().take_while(|i| under(*i)).last().unwrap_or(first);
            let to = (noun..words.len()).take_while(|i| under(*i) && *i < from + LABEL).last().unwrap_or(noun);
            // "The May 31 crash killed two": what it did is no part of it, however the parser has it.
            let root = heads.get(noun).is_some_and(|h| h.0 == ROOT);
            let to = match tags.get(noun + 1) {
                Some(next) if root && next.1 == Pos::Verb => noun,
                _ => to,
            };
            let letters =
                |i: &usize| words.get(*i).is_some_and(|w| self.report.text(w.span).contains(char::is_alphanumeric));
            let to = (noun..=to).rev().find(letters).unwrap_or(noun);
            let plain = |i: &usize| letters(i) && tags.get(*i).is_none_or(|t| t.1 != Pos::Adp);
            let from = (from..=first).find(plain).unwrap_or(first);
            let label = words.get(from)?.span.cover(words.get(to)?.span).cover(time);
            return Some(Clause { label, head: words.get(noun).map(|w| w.span), attribute: true });
        }
        let verb = predicate(top)?;
        // "Last month, police say a girl was hurt": the month is that of what they say.
        let said = ["say", "says"].contains(&words.get(verb).map_or("", |w| self.report.text(w.span))) && end <= verb;
        let told = heads.iter().position(|h| *h == (verb as u32, Relation::Ccomp)).filter(|t| said && *t > verb);
        let verb = told.unwrap_or(verb);
        // What is inserted between a time and its clause is none of it, and the clause needs no time beside it.
        let inserted = self.inserted(verb, first, end);
        let verb = inserted.and_then(|i| predicate(i.0)).unwrap_or(verb);
        let letters =
            |i: &usize| words.get(*i).is_some_and(|w| self.report.text(w.span).contains(char::is_alphanumeric));
        let under = |i: usize, top: usize| {
            let mut at = i;
            (0..words.len()).any(|_| {
                let hit = at == top;
                at = heads.get(at).map_or(usize::MAX, |h| h.0 as usize);
                hit
            })
        };
        let timed = |i: usize| {
            let times = &self.report.annotations.times;
            let at = words.get(i).map_or(0, |w| times.partition_point(|t| t.span.end() <= w.span.start()));
            let told = |t: &TimeExpression| {
                let point = matches!(t.kind(), TimeKind::Date | TimeKind::Time);
                point && !t.span.overlaps(time) && words.get(i).is_some_and(|w| t.span.overlaps(w.span))
            };
            times.get(at).is_some_and(told)
        };
        // The first word of what belongs to word `i`, side by side with it, but for a preposition.
        let leftmost = |i: usize| {
            let all = (0..i).rev().take_while(|k| under(*k, i) && !self.parts(*k)).last().unwrap_or(i);
            (all..i).find(|k| tags.get(*k).is_none_or(|t| t.1 != Pos::Adp)).unwrap_or(i)
        };
        let to_do = |v: usize| {
            let mark = |k: usize| heads[k] == (v as u32, Relation::Mark) && self.report.text(words[k].span) == "to";
            (v.saturating_sub(5)..v).any(mark)
        };
        // "would not be able to enter before Thursday", "it was not possible to verify it Monday": whether it is so stands with
        // the verbs before.
        let mut verbs = vec![verb];
        let mut noun = None;
        while let Some((head, relation)) = verbs.last().and_then(|v| heads.get(*v)).copied()
            && head != ROOT
        {
            let last = *verbs.last().unwrap_or(&verb);
            let up = match relation {
                Relation::Xcomp => predicate(head as usize),
                Relation::Csubj | Relation::Ccomp | Relation::Advcl | Relation::Acl if to_do(last) => {
                    predicate(head as usize)
                }
                // "shots fired around 1:30 a.m.", "the shooters who hid on Sunday": of whom it is told.
                Relation::Acl | Relation::Relcl if (head as usize) < last => {
                    noun = Some(leftmost(head as usize)).filter(|_| !self.is_told(head as usize, last));
                    None
                }
                // "was criticised and resigned on Monday"
                Relation::Conj if !heads.iter().any(|h| h.0 as usize == last && is_subject(h.1)) => {
                    let first = (head as usize) < last && stops.get(head as usize) == Some(&true);
                    let subject = heads.iter().position(|h| h.0 == head && is_subject(h.1)).filter(|_| first);
                    noun = subject.map(leftmost);
                    None
                }
                _ => None,
            };
            match up.filter(|u| !verbs.contains(u)) {
                Some(up) => verbs.push(up),
                None => break,
            }
        }
        let of = |i: &usize| predicate(*i).is_some_and(|p| verbs.contains(&p));
        let own: Vec<usize> = (0..words.len()).filter(of).filter(letters).collect();
        let low = inserted.map_or(0, |i| i.1);
        let (mut from, mut to) = (own.iter().copied().find(|i| *i >= low)?, *own.last()?);
        let middle = if (from..=to).contains(&verb) { verb } else { top };
        let (least, most) = (top.min(middle), top.max(middle));
        while to - from >= LABEL && (from < least || to > most) {
            // The farther end goes first.
            if least - from.min(least) > to.max(most) - most { from += 1 } else { to -= 1 }
        }
        if let Some(noun) = noun.filter(|n| *n < from && to - n < LABEL && !(*n..from).any(timed)) {
            from = noun;
        }
        // What stands before it without a verb belongs to it, however the parser has it: the first of several who did it.
        let start = (0..from).rev().take_while(|i| !self.parts(*i) && !stops[*i]).last().unwrap_or(from);
        let whole = start == 0 || self.parts(start - 1);
        let short = to - start < LABEL + LABEL / 2 && from - start < LABEL / 2 + 2;
        if whole && short && !(start..from).any(timed) && (start..from).any(|i| letters(&i)) {
            from = (start..from).find(letters).unwrap_or(from);
        }
        // And so does what it leads to: "voted in December to impeach her".
        let done = (to + 1..words.len()).take_while(|i| !self.parts(*i) && *i < from + LABEL);
        // "Began arguing in the bar", "left less than an hour after checking in"
        let during = |i: usize| words.get(i).is_some_and(|w| self.report.text(w.span).ends_with("ing"));
        let ends = done.clone().all(|i| {
            let leads = heads.get(i).is_some_and(|h| {
                let form = h.1 == Relation::Xcomp || h.1 == Relation::Advcl && (to_do(i) || during(i));
                form && verbs.contains(&(h.0 as usize))
            });
            !timed(i) && (!stops[i] || leads)
        });
        // What breaks off behind "the" or "was" leads to nothing.
        let closed =
            |l: &usize| tags.get(*l).is_none_or(|t| !matches!(t.1, Pos::Aux | Pos::Det | Pos::Adp | Pos::Sconj));
        let last = done.filter(letters).last().filter(closed);
        if let Some(last) = last.filter(|l| ends && (*l + 1 >= words.len() || self.parts(*l + 1))) {
            to = last;
        }
        // "As of Sunday afternoon" tells nothing by itself.
        let dateline = self.report.article.dateline().map(|d| d.span);
        let told = |i: usize| {
            let word = words.get(i).map_or("", |w| self.report.text(w.span));
            let place = dateline.zip(words.get(i)).is_some_and(|(d, w)| d.contains(w.span));
            !place && !(first..end).contains(&i) && letters(&i) && !EMPTY.iter().any(|e| e.eq_ignore_ascii_case(word))
        };
        if !(from..=to).any(told) && (0..words.len()).any(told) {
            let own = |i: &usize| dateline.zip(words.get(*i)).is_none_or(|(d, w)| !d.contains(w.span));
            from = (0..=first).find(|i| letters(i) && own(i) && i + LABEL > to).unwrap_or(from);
            to = (to..words.len().min(from + LABEL)).rev().find(letters).unwrap_or(to);
        }
        // "The guards killed Thursday were remembered": Thursday is of those who were.
        if timed(from)
            && from < verb
            && let Some(noun) = from.checked_sub(2).filter(|_| stops.get(from - 1) == Some(&true))
            && let Some(start) = self.phrase(noun)
        {
            from = start;
        }
        // "According to police, it happened": who said so is no part of it, or a whole one.
        let word = |i: usize| words.get(i).map_or("", |w| self.report.text(w.span));
        let source =
            (1..from).rev().take(LABEL).find(|k| word(*k) == "to" && word(*k - 1).eq_ignore_ascii_case("according"));
        if let Some(to_whom) = source {
            let comma = (to_whom..first.min(verb)).find(|k| word(*k) == ",");
            match comma.filter(|c| *c > from && (from..*c).all(|k| !stops[k])) {
                Some(comma) => from = (comma + 1..=first).find(letters).unwrap_or(from),
                None if from == to_whom + 1 => from = to_whom - 1,
                None => {}
            }
        }
        // "She confirmed to the paper that he left": whom she told is of another clause.
        let told = heads.get(verb).is_some_and(|h| (h.0 as usize) < verb && self.is_told(h.0 as usize, verb));
        let joins = |i: usize| tags.get(i).is_some_and(|t| t.1 == Pos::Cconj);
        let leads = |k: &usize| {
            let mark = heads.get(*k).is_some_and(|h| *h == (verb as u32, Relation::Mark));
            // "No signs that he left" says more than that he left.
            word(*k) == "that" && (told || mark && *k > from && (from..*k).all(joins))
        };
        if let Some(that) = (from..verb).find(leads).filter(|t| *t < first) {
            from = that + 1;
        }
        // "It emerged on Tuesday that he left": what emerged.
        if let Some(that) = self.emerged(verb, end) {
            let goes_on = |k: &usize| !self.parts(*k) && word(*k) != "," && *k < from + LABEL;
            to = (that..words.len()).take_while(goes_on).filter(letters).last().map_or(to, |k| k.max(to));
        }
        // No label begins in the middle of a word: "29-year-old".
        let joined = |i: &usize| {
            let before = i.checked_sub(1).and_then(|k| words.get(k));
            let whole = |t: &str| t == "-" || t.contains(char::is_alphanumeric);
            before
                .zip(words.get(*i))
                .is_some_and(|(a, b)| a.span.end() == b.span.start() && whole(self.report.text(a.span)))
        };
        while joined(&from) {
            from -= 1;
        }
        // "Just before 1:30 a.m., police say": what the hour is told with is of the label too.
        if from >= first && inserted.is_none() {
            let how = |i: &usize| {
                let word = words.get(*i).map_or("", |w| self.report.text(w.span));
                HOW.iter().any(|h| h.eq_ignore_ascii_case(word))
            };
            from = (0..first).rev().take_while(how).last().unwrap_or(first);
        }
        let span = words.get(from)?.span.cover(words.get(to)?.span);
        let span = if inserted.is_some() { span } else { span.cover(time) };
        Some(Clause { label: span, head: words.get(verb).map(|w| w.span), attribute: false })
    }
}

fn is_subject(relation: Relation) -> bool {
    matches!(relation, Relation::Nsubj | Relation::NsubjPass | Relation::Csubj | Relation::Expl)
}
