//! Whose a mention is: the name that "she", "the skipper" or a last name leads to.

use super::phrase::{before_marks, name_at, name_ending, noun_phrase, possessive, subject_before, titled, within_name};
use super::{Speaker, Subject};
use crate::annotate::lexicon::{INSTITUTIONS, List, PRONOUN_SUBJECTS, Role, STREETS, TITLES};
use crate::annotate::name::Name;
use crate::annotate::people;
use crate::annotate::quotation::View;
use crate::annotate::token::{Key, TokenKind};
use crate::span::{NameId, Span};
use std::collections::{HashMap, HashSet};

static MALE: List = List::new(
    "john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald \
     steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric \
     jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry \
     tyler aaron jose adam nathan henry peter zachary kyle walter harold jeremy ethan carl keith roger bill bob tom jim joe \
     mike dave steve barack boris vladimir ted mitt newt marco chris tim bernie rand ben jeb rick martin simon ian neil \
     graham colin derek trevor nigel alan stuart craig dean lewis harry oliver hugh owen rhys callum liam sean connor mr sir \
     lord king prince father dad mitch rudy pedro juan carlos luis hans klaus jean pierre giovanni marco sergei ivan",
);
static FEMALE: List = List::new(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley \
     kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy \
     angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet maria \
     heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl \
     hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice julia judy sophia \
     grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla hillary \
     chelsea melania ivanka nikki elena chrissy meghan kate theresa angela priti nicola jane fiona moira eleanor mrs ms miss \
     lady dame queen princess mother mum mom ella lucy chloe sophie zoe nora rosa ingrid greta claire marine anne",
);

/// Whether a word is a common first name, or a title that goes with one.
pub(crate) fn is_forename(key: Key) -> bool {
    MALE.has(key) || FEMALE.has(key)
}

/// Whether a first name or a title is a man's (true) or a woman's; `None` where it is neither's or both's.
pub(in crate::annotate) fn is_male(key: Key) -> Option<bool> {
    match (MALE.has(key), FEMALE.has(key)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Links a mention to a name.
pub(in crate::annotate) struct Resolver<'a, 'b> {
    view: &'a View<'b>,
    /// Names that stand beside a cue somewhere in the article, by their fullest form.
    voices: HashSet<NameId>,
    /// Those of small children and of the outlet's own reporters, whom no pronoun beside a cue stands for.
    mute: HashSet<NameId>,
    main: Option<NameId>,
    speaker: Option<Speaker>,
}

impl<'a, 'b> Resolver<'a, 'b> {
    pub(in crate::annotate) fn new(view: &'a View<'b>) -> Self {
        let mut counts: HashMap<NameId, u32> = HashMap::new();
        for n in view.names {
            let full = &view.names[n.fullest.index()];
            let person = !(full.first..full.end).any(|t| no_person(view.tokens[t as usize].key));
            if full.end - full.first >= 2 && person {
                *counts.entry(n.fullest).or_default() += 1;
            }
        }
        let main = counts.into_iter().max_by_key(|(id, n)| (*n, std::cmp::Reverse(id.0))).map(|(id, _)| id);
        let voices = view
            .names
            .iter()
            .filter(|n| {
                let (first, end) = (n.first as usize, n.end as usize);
                view.role(end) == Some(Role::Cue) || (first > 0 && view.role(first - 1) == Some(Role::Cue))
            })
            .map(|n| n.fullest)
            .collect();
        let mute = |n: &&Name| people::is_mute(view, n.first as usize, n.end as usize);
        let mute = view.names.iter().filter(mute).map(|n| n.fullest).collect();
        Self { view, voices, mute, main, speaker: None }
    }

    /// Remembers who spoke last.
    pub(in crate::annotate) fn set_speaker(&mut self, speaker: Speaker) {
        self.speaker = Some(speaker);
    }

    /// Who speaks where `s` is the subject: "the statement said" is said by whoever's statement it is.
    pub(in crate::annotate) fn speaks(&self, s: Subject) -> Option<Speaker> {
        let view = self.view;
        let paper = (s.first..s.end).any(|i| view.role(i) == Some(Role::Noun)) && name_at(view, s.end - 1).is_none();
        if !paper {
            return Some(self.resolve(s));
        }
        let owner = (s.first..s.end).find_map(|i| name_at(view, i));
        let named = owner.or_else(|| {
            let from = matches!(view.word(s.end), "from" | "by" | "of");
            from.then(|| noun_phrase(view, s.end + 1, s.end + 6).and_then(|n| name_at(view, n.first))).flatten()
        });
        match named {
            Some((first, end)) if owner.is_none() => {
                Some(self.together(first, end).unwrap_or_else(|| self.resolve(Subject { first, end })))
            }
            Some((first, end)) => Some(self.resolve(Subject { first, end })),
            // "Her uncle issued a statement, saying …. The statement said": the latest one.
            None if let Some(s) = self.issued(s.first) => Some(self.resolve(s)),
            // The last who was named as speaking, or whose statement was spoken of, in the sentences before.
            None => {
                let floor = view.at(view.tokens[s.first].span.start().saturating_sub(600));
                let before = view.names.partition_point(|n| (n.end as usize) <= s.first);
                let near = view.names[..before].iter().rev().take_while(|n| n.first as usize >= floor);
                let voice = near.clone().find(|n| self.voices.contains(&n.fullest));
                let mention = view.tokens[s.first].span.cover(view.tokens[s.end - 1].span);
                voice.map(|n| {
                    // "Lowe spoke. The officials said no, …, the statement read.": it is not hers.
                    let other = self.others_spoke(floor, s.first);
                    Speaker { mention, name: (!other).then_some(n.fullest), named: false }
                })
            }
        }
    }

    /// Who issued the paper that was spoken of last before token `at`, where a sentence of the same paragraph or the one
    /// before says so.
    fn issued(&self, at: usize) -> Option<Subject> {
        let view = self.view;
        let floor = view.at(view.tokens[at].span.start().saturating_sub(400));
        let low = view.sentence_of(at).first as usize;
        // "A tribute posted to Harbourgram by Ann Lowe …. “…,” the post read": what was posted is the post.
        let posts = (at..at + 3).any(|k| view.word(k) == "post");
        let posted = (floor..low).rev().find(|k| posts && view.word(*k) == "posted");
        if let Some(verb) = posted
            && let end = view.sentence_of(verb).end as usize
            && let Some(by) = (verb + 1..end.min(verb + 8)).find(|k| view.word(*k) == "by")
        {
            return noun_phrase(view, by + 1, end).filter(|s| name_at(view, s.first).is_some());
        }
        let paper = (floor..low).rev().find(|k| view.role(*k) == Some(Role::Noun) && !within_name(view, *k))?;
        let key = |k: usize| view.tokens[k].key;
        let same = (at..at + 4).any(|k| view.tokens.get(k).is_some_and(|t| t.key == key(paper)));
        let verb = (paper.saturating_sub(5).max(floor)..paper).rev().find(|k| {
            matches!(
                view.word(*k),
                "issued" | "released" | "posted" | "gave" | "sent" | "published" | "wrote" | "issues"
            )
        })?;
        let from = (view.sentence_of(verb).first as usize).max(floor);
        subject_before(view, from, verb).filter(|s| same && s.first >= from)
    }

    /// Those a statement is from, where the name at tokens `first..end` is the first of several: "from Ann Lowe, of the
    /// lock, and Tom Pell".
    pub(in crate::annotate) fn together(&self, first: usize, mut end: usize) -> Option<Speaker> {
        let view = self.view;
        let mut last = None;
        while matches!(view.word(end), "," | "and") {
            // An office may stand before the next name, the letter of a party behind the one before.
            let lead = (end + 1..end + 14).take_while(|k| {
                let word = view.word(*k);
                word.starts_with(char::is_uppercase) || titled(view, *k) || matches!(word, "," | "and" | "." | "-")
            });
            let next = lead.filter_map(|k| name_at(view, k).filter(|n| n.0 == k)).find(|n| n.1 - n.0 > 1);
            match next.filter(|n| !(n.0..n.1).any(|k| no_person(view.tokens[k].key))) {
                Some(n) => (last, end) = (Some(n), n.1),
                None => break,
            }
        }
        let (from, to) = (view.tokens.get(first)?, view.tokens.get(last?.1 - 1)?);
        let mention = from.span.cover(to.span);
        view.text.get(mention.range())?.contains(" and ").then_some(Speaker { mention, name: None, named: false })
    }

    /// Whether those who said something last between two tokens, outside marks, are several without a name.
    fn others_spoke(&self, from: usize, to: usize) -> bool {
        let view = self.view;
        let mut next = to;
        while next > from + 1 {
            let i = before_marks(view, from, next - 1);
            next = i;
            if i > from && view.role(i) == Some(Role::Cue) {
                let who = view.word(i - 1);
                return who.ends_with('s') && who.starts_with(char::is_lowercase) && view.role(i - 1).is_none();
            }
        }
        false
    }

    fn resolve(&self, s: Subject) -> Speaker {
        let view = self.view;
        let mention = view.tokens[s.first].span.cover(view.tokens[s.end - 1].span);
        let i = view.names.partition_point(|n| n.end as usize <= s.first);
        if let Some(n) = view.names.get(i).filter(|n| (n.first as usize) < s.end) {
            let inner = name_at(view, s.first).is_some();
            let possessive = possessive(view, n.end as usize - 1);
            if inner && !possessive {
                if let Some(first) = joint(view, s.first) {
                    return Speaker { mention: first.cover(n.span), name: None, named: false };
                }
                if let Some(together) = self.together(s.first, n.end as usize).filter(|_| from_paper(view, s.first)) {
                    return together;
                }
            }
            // "a Dunmere man": whoever comes from there.
            let from_there = view
                .tokens
                .get(n.end as usize)
                .is_some_and(|t| (n.end as usize) < s.end && n.first as usize > s.first && people::is_anybody(t.key));
            if (inner || !possessive) && !from_there {
                let mention = if inner { n.span } else { mention };
                return Speaker { mention, name: Some(n.fullest), named: true };
            }
        }
        let word = view.word(s.first).to_lowercase();
        let name = if s.end == s.first + 1 && PRONOUN_SUBJECTS.has(view.tokens[s.first].key) {
            match word.as_str() {
                w if w.starts_with("she") => self.antecedent(s.first, Some(false)),
                w if w.starts_with("he") => self.antecedent(s.first, Some(true)),
                "who" => self.antecedent(s.first, None),
                _ => None,
            }
        } else if epithet(view, s) {
            self.main
        } else {
            None
        };
        Speaker { mention, name, named: false }
    }

    /// The person a pronoun stands for: who spoke last, else the first name of the nearest sentence before.
    fn antecedent(&self, at: usize, male: Option<bool>) -> Option<NameId> {
        let view = self.view;
        let fits = |id: NameId| male.is_none_or(|m| self.gender(id).is_none_or(|g| g == m));
        let known = |id: NameId| male.is_some() && self.gender(id) == male;
        let person = |id: NameId| {
            let n = view.names[id.index()];
            let institution = (n.first..n.end).any(|t| INSTITUTIONS.has(view.tokens[t as usize].key));
            let the = n.first > 0 && view.word(n.first as usize - 1).eq_ignore_ascii_case("the");
            let long = n.end - n.first >= 2 || self.voices.contains(&id);
            long && n.end - n.first <= 4 && !institution && !the && !self.mute.contains(&id)
        };
        let mut voice = None;
        let mut fallback = None;
        let mut end = at;
        for step in 0..8 {
            if end == 0 {
                break;
            }
            let s = view.sentence_of(end - 1);
            let (first, stop) = (s.first as usize, (s.end as usize).min(at));
            let from = view.names.partition_point(|n| (n.first as usize) < first);
            for n in view.names[from..].iter().take_while(|n| (n.first as usize) < stop) {
                if known(n.fullest) && (person(n.fullest) || Some(n.fullest) == self.main) {
                    return Some(n.fullest);
                }
                if person(n.fullest) && fits(n.fullest) {
                    if self.voices.contains(&n.fullest) {
                        voice = voice.or(Some(n.fullest));
                    }
                    fallback = fallback.or(Some(n.fullest));
                }
            }
            if step >= 1 && voice.is_some() {
                return voice;
            }
            // Whoever spoke last is the likelier one once the nearest sentence has no better.
            if step == 0
                && voice.is_none()
                && let Some(id) = self.speaker.and_then(|s| s.name).filter(|id| fits(*id))
            {
                return Some(id);
            }
            if step >= 2 && fallback.is_some() {
                break;
            }
            end = first;
        }
        fallback
            .or_else(|| self.speaker.and_then(|s| s.name).filter(|id| fits(*id)))
            .or(self.main.filter(|id| fits(*id)))
    }

    pub(in crate::annotate) fn gender(&self, id: NameId) -> Option<bool> {
        let view = self.view;
        let n = view.names[id.index()];
        let first = view.tokens[n.first as usize].key;
        let title =
            (n.first as usize).checked_sub(1).map(|i| if view.word(i) == "." { i.saturating_sub(1) } else { i });
        title
            .and_then(|t| TITLES.has(view.tokens[t].key).then(|| is_male(view.tokens[t].key)).flatten())
            .or_else(|| is_male(first))
    }
}

/// Whether a word of a name says that it is a street's or a body's.
pub(super) fn no_person(key: Key) -> bool {
    INSTITUTIONS.has(key) || STREETS.has(key)
}

/// Whether a phrase describes a person already named: "the 35-year-old model", "the mother of three".
fn epithet(view: &View<'_>, s: Subject) -> bool {
    let the = view.word(s.first).eq_ignore_ascii_case("the");
    const HEADS: &[&str] = &[
        "old",
        "mom",
        "mum",
        "mother",
        "father",
        "dad",
        "star",
        "singer",
        "actor",
        "actress",
        "model",
        "presenter",
        "skipper",
        "rapper",
        "comedian",
        "author",
        "footballer",
        "striker",
        "billionaire",
        "candidate",
        "nominee",
        "incumbent",
        "widow",
        "widower",
        "grandmother",
        "grandfather",
        "pensioner",
        "teenager",
        "veteran",
        "frontman",
        "songwriter",
    ];
    the && (s.first..s.end).any(|i| HEADS.contains(&view.word(i)))
}

/// Whether the name at token `at` is whom something written is from: "a statement from Judge Ann Lowe".
fn from_paper(view: &View<'_>, at: usize) -> bool {
    let lead = |k: &usize| view.word(*k).starts_with(char::is_uppercase) || titled(view, *k) || view.word(*k) == ".";
    let low = view.sentence_of(at).first as usize;
    let start = (low..at).rev().take(9).take_while(lead).last().unwrap_or(at);
    let from = start.checked_sub(1).filter(|k| *k > low && matches!(view.word(*k), "from" | "by"));
    from.is_some_and(|k| view.role(k - 1) == Some(Role::Noun))
}

/// The names before the one at token `at` that it is the last of, at the head of a sentence or behind a stop: "Ann Lowe,
/// Tom Pell and" before "Ida Marsh said".
fn joint(view: &View<'_>, at: usize) -> Option<Span> {
    let low = view.sentence_of(at).first as usize;
    let back = |k: usize| (low..k).rev().take_while(|j| titled(view, *j) || view.word(*j) == ".").last().unwrap_or(k);
    let mut k = back(at);
    let mut first = None;
    let and = k.checked_sub(1).filter(|j| *j > low && view.word(*j) == "and")?;
    k = if view.word(and - 1) == "," { and - 1 } else { and };
    while let Some(n) = name_ending(view, k).filter(|n| n.0 >= low && !possessive(view, n.1 - 1)) {
        first = Some(n.0);
        let start = back(n.0);
        k = start;
        if start > low && view.word(start - 1) == "," && name_ending(view, start - 1).is_some() {
            k = start - 1;
        }
    }
    // "He met Ann Lowe and Tom Pell said no": they are not the subject together.
    let head = k == low || view.tokens.get(k - 1).is_some_and(|t| t.kind() == TokenKind::Punct);
    first.filter(|_| head).map(|f| view.tokens[f].span)
}
