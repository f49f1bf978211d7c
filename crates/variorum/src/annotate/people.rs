//! Whom the words that name a speaker stand for: "the harbour master" for the one who was given that office,
//! "the 35-year-old" for the one of that age.

use super::lexicon::{COMMON, FEMALE_WORDS, INSTITUTIONS, List, MALE_WORDS, PARTICLES, PRONOUN_SUBJECTS, Role, TITLES};
use super::quotation::View;
use super::speaker::{Resolver, Speaker, Subject};
use super::token::{Key, KeyMap, TokenKind};
use crate::span::NameId;
use std::collections::HashMap;

/// Words that may stand before a noun and say that it is somebody known.
static DEFINITE: List = List::new("the his her their its our my that this");
/// Words that say it is somebody new, or one of many.
static INDEFINITE: List = List::new("a an one another some several many two three four five six most few both other");
/// What people are called when the writer wants another word for them.
static EPITHETS: List = List::new(
    "star model singer actor actress striker winger midfielder defender goalkeeper keeper batsman bowler champion veteran \
     mother father mum mom dad grandmother grandfather widow widower presenter host comedian rapper influencer youtuber \
     beauty brunette blonde redhead starlet diva legend icon ace hero newlywed couple pair duo teenager pensioner native \
     novelist author writer director founder billionaire millionaire tycoon politician democrat republican incumbent \
     lawmaker businessman businesswoman entrepreneur heiress royal playmaker forward skipper gaffer man woman funnyman \
     politico frontman crooner songstress musician dancer chef designer driver rider runner swimmer boxer golfer",
);

/// One person of an article.
struct Person {
    name: NameId,
    female: Option<bool>,
}

/// The persons of an article with what they are called besides their names.
pub(super) struct People<'a, 'b> {
    view: &'a View<'b>,
    resolver: Resolver<'a, 'b>,
    persons: Vec<Person>,
    by_name: HashMap<NameId, usize>,
    /// Offices and trades, by their noun: where the article gives them, and to whom.
    roles: KeyMap<Vec<(usize, usize)>>,
    /// Ages in years.
    ages: HashMap<u32, usize>,
    /// Last names, for a transcript's "BRANDT:".
    surnames: KeyMap<usize>,
    last: Option<NameId>,
    /// What spoke last that is no person.
    thing: Option<NameId>,
}

impl<'a, 'b> People<'a, 'b> {
    /// Reads who is who off an article.
    pub fn new(view: &'a View<'b>) -> Self {
        let mut score: HashMap<NameId, i32> = HashMap::new();
        for n in view.names {
            *score.entry(n.fullest).or_default() += evidence(view, n.first as usize, n.end as usize);
        }
        let mut people = Self {
            view,
            resolver: Resolver::new(view),
            persons: Vec::new(),
            by_name: HashMap::new(),
            roles: KeyMap::default(),
            ages: HashMap::new(),
            surnames: KeyMap::default(),
            last: None,
            thing: None,
        };
        for n in view.names {
            let full = view.names[n.fullest.index()];
            let words = full.end - full.first;
            let points = score.get(&n.fullest).copied().unwrap_or(0);
            if points < 0 || (words == 1 && points < 1) || words > 5 {
                continue;
            }
            let id = *people.by_name.entry(n.fullest).or_insert_with(|| {
                people.persons.push(Person { name: n.fullest, female: None });
                people.persons.len() - 1
            });
            people.surnames.entry(view.tokens[full.end as usize - 1].key).or_insert(id);
            people.describe(id, n.first as usize, n.end as usize);
        }
        people.learn_sexes();
        people
    }

    /// Notes office, age and sex from the words around one mention.
    fn describe(&mut self, id: usize, first: usize, end: usize) {
        let view = self.view;
        // "harbour master Ilse Brandt", "the harbour master, Ilse Brandt"
        let mut k = first;
        if k > 0 && view.word(k - 1) == "," && view.word(end).chars().all(|c| !c.is_alphanumeric()) {
            k -= 1;
        }
        if k > 0 {
            let from = self.phrase_start(k);
            if from < k
                && let Some(head) = self.head(from, k).filter(|h| self.is_role(*h))
            {
                self.role(head, first, id);
            }
        }
        // "Ilse Brandt, 54, the harbour master, said", "Ilse Brandt, a nurse from Vale,"
        let mut k = end;
        for _ in 0..3 {
            if !matches!(view.word(k), "," | "(") {
                break;
            }
            k += 1;
            if view.tokens.get(k).is_some_and(|t| t.kind() == TokenKind::Number) {
                if let Ok(age) = view.word(k).parse() {
                    self.ages.entry(age).or_insert(id);
                }
                k += 1;
                continue;
            }
            let stop =
                (k..k + 20).find(|j| matches!(view.word(*j), "," | "." | "" | ";" | ")" | "“" | "\"")).unwrap_or(k);
            let own = !PRONOUN_SUBJECTS.has(view.tokens.get(k).map_or(Key::word(""), |t| t.key))
                && !matches!(view.word(k), "who" | "whose" | "which" | "said" | "and" | "but")
                && (k..stop).all(|j| view.role(j).is_none_or(|r| r == Role::Noun));
            if own
                && stop > k
                && let Some(head) = self.head(k, stop).filter(|h| self.is_role(*h))
            {
                self.role(head, end, id);
            }
            k = stop;
        }
    }

    fn role(&mut self, head: usize, at: usize, id: usize) {
        let view = self.view;
        let word = view.word(head);
        if MALE_WORDS.has(view.tokens[head].key) {
            self.persons[id].female = Some(false);
        } else if FEMALE_WORDS.has(view.tokens[head].key) || word.ends_with("woman") {
            self.persons[id].female = Some(true);
        }
        self.roles.entry(view.tokens[head].key).or_default().push((at, id));
    }

    /// Where the noun phrase begins that ends before `end`.
    fn phrase_start(&self, end: usize) -> usize {
        let view = self.view;
        let mut k = end;
        while k > 0 && end - k < 9 {
            let t = view.tokens[k - 1];
            let word = view.word(k - 1);
            let definite = DEFINITE.has(t.key) || INDEFINITE.has(t.key);
            if definite {
                return k - 1;
            }
            let joins = matches!(word, "of" | "for" | "and" | "at");
            let inside = word == "-" || t.kind() == TokenKind::Word && (joins || !COMMON.has(t.key));
            if !inside || view.role(k - 1).is_some_and(|r| r != Role::Noun) || adverb(word) {
                break;
            }
            k -= 1;
        }
        k
    }

    /// The noun a phrase is about: the last word before a preposition or a comma.
    fn head(&self, from: usize, end: usize) -> Option<usize> {
        let view = self.view;
        let mut last = None;
        for k in from..end {
            let word = view.word(k);
            if matches!(
                word,
                "of" | "for"
                    | "at"
                    | "in"
                    | "from"
                    | "with"
                    | "on"
                    | "to"
                    | "by"
                    | "who"
                    | "that"
                    | "which"
                    | ","
                    | "and"
                    | "whose"
                    | "near"
                    | "behind"
                    | "("
                    | "—"
                    | "–"
                    | "–-"
                    | "where"
                    | "after"
                    | "under"
            ) {
                if last.is_some() {
                    break;
                }
            } else if view.tokens[k].kind() == TokenKind::Word {
                last = Some(k);
            }
        }
        last
    }

    fn is_role(&self, k: usize) -> bool {
        let view = self.view;
        let t = view.tokens[k];
        let word = view.word(k);
        let lower = word.to_lowercase();
        TITLES.has(t.key)
            || EPITHETS.has(t.key)
            || MALE_WORDS.has(t.key)
            || FEMALE_WORDS.has(t.key)
            || (t.kind() == TokenKind::Word
                && lower.len() > 3
                && !COMMON.has(t.key)
                && !word.ends_with('s')
                && (word.starts_with(char::is_lowercase) || k > 0))
    }

    /// Who stands behind the words `s`, which begin with whatever the report begins them with.
    pub fn who(&mut self, s: Subject) -> Option<Speaker> {
        let speaker = self.find(s)?;
        match speaker.name {
            Some(name) if self.by_name.contains_key(&name) => self.last = Some(name),
            Some(name) => self.thing = Some(name),
            None => {}
        }
        self.resolver.set_speaker(speaker);
        Some(speaker)
    }

    /// Whom the words `s` stand for where they do not speak.
    pub fn find(&self, s: Subject) -> Option<Speaker> {
        let view = self.view;
        let (first, end) = (s.first, s.end);
        let mention = view.tokens.get(first)?.span.cover(view.tokens.get(end.checked_sub(1)?)?.span);
        let object = matches!(view.word(first), "him" | "her");
        if end == first + 1 && (object || PRONOUN_SUBJECTS.has(view.tokens[first].key)) {
            let word = view.word(first).to_lowercase();
            let name = match word.split(['\'', '’']).next().unwrap_or("") {
                "she" | "her" => self.antecedent(first, Some(true)),
                "he" | "him" => self.antecedent(first, Some(false)),
                "who" => self.antecedent(first, None),
                // The firm or the office that spoke last.
                "it" => self.thing,
                _ => return self.resolver.speaks(s),
            };
            return Some(Speaker { mention, name, named: false });
        }
        let head = self.head(first, end).unwrap_or(first);
        let name_of = |token: usize| {
            let i = view.names.partition_point(|n| n.end as usize <= token);
            view.names.get(i).filter(|n| n.first as usize <= token && n.end as usize <= end.max(token + 1))
        };
        let possessive = |n: &super::name::Name| {
            let w = view.word(n.end as usize - 1);
            w.ends_with("'s") || w.ends_with("’s") || matches!(view.word(n.end as usize), "'" | "’")
        };
        // The name itself, with or without an office before it.
        if let Some(n) = name_of(head).filter(|n| !possessive(n)) {
            let known = self.by_name.contains_key(&n.fullest);
            let by_surname =
                self.surnames.get(&view.tokens[n.end as usize - 1].key).filter(|_| !known && n.end - n.first == 1);
            let name = by_surname.map_or(n.fullest, |id| self.persons[*id].name);
            return Some(Speaker { mention: n.span, name: Some(name), named: true });
        }
        // "the harbour master, Ilse Brandt": the name behind the comma says who.
        let apposed = (head + 1..(end + 1).min(head + 14))
            .filter(|k| view.word(*k) == ",")
            .find_map(|k| name_of(k + 1).filter(|n| n.first as usize == k + 1));
        if let Some(n) = apposed.filter(|n| !possessive(n) && self.by_name.contains_key(&n.fullest)) {
            return Some(Speaker { mention: n.span, name: Some(n.fullest), named: true });
        }
        let plain = Speaker { mention, name: None, named: false };
        let key = view.tokens[head].key;
        let opener = view.tokens[first].key;
        if INDEFINITE.has(opener) || view.tokens[first].kind() == TokenKind::Number {
            return Some(plain);
        }
        let owner = (first..head).any(|k| {
            let w = view.word(k);
            w.ends_with("'s") || w.ends_with("’s")
        });
        let person = |id: usize| Some(Speaker { mention, name: Some(self.persons[id].name), named: false });
        // "the 35-year-old"
        let old = (first..end.min(first + 8)).find(|k| matches!(view.word(*k), "old" | "olds"));
        if let Some(age) = old.and_then(|o| (first..o).find_map(|k| view.word(k).parse::<u32>().ok())) {
            let by_role = || self.roles.get(&key)?.last().map(|r| r.1);
            return match self.ages.get(&age).copied().or_else(by_role) {
                Some(id) => person(id),
                None => Some(Speaker { name: self.last, ..plain }),
            };
        }
        if view.word(head).ends_with('s') && !EPITHETS.has(key) {
            return Some(plain);
        }
        if let Some(list) = self.roles.get(&key) {
            let before = list.partition_point(|r| r.0 <= first).checked_sub(1).and_then(|i| list.get(i));
            if let Some((_, id)) = before.or(list.first()) {
                return person(*id);
            }
        }
        let definite = matches!(view.word(first).to_lowercase().as_str(), "the" | "this");
        if definite && !owner && EPITHETS.has(key) {
            // "The man" is no woman who spoke last.
            let name = match (MALE_WORDS.has(key), FEMALE_WORDS.has(key)) {
                (true, _) => self.antecedent(first, Some(false)),
                (_, true) => self.antecedent(first, Some(true)),
                _ => self.last,
            };
            return Some(Speaker { name, ..plain });
        }
        // Things that speak for somebody: "the statement said".
        if view.role(head) == Some(Role::Noun) {
            return self.resolver.speaks(s).or(Some(plain));
        }
        Some(plain)
    }

    /// Learns who is a man and who a woman from the pronouns of sentences that name one person only.
    fn learn_sexes(&mut self) {
        let view = self.view;
        let mut votes = vec![0i32; self.persons.len()];
        let mut before: Option<usize> = None;
        for s in view.sentences {
            let (first, end) = (s.first as usize, s.end as usize);
            let from = view.names.partition_point(|n| (n.first as usize) < first);
            let mut here: Vec<usize> = Vec::new();
            for n in view.names[from..].iter().take_while(|n| (n.first as usize) < end) {
                if let Some(id) = self.by_name.get(&n.fullest)
                    && !here.contains(id)
                {
                    here.push(*id);
                }
            }
            let about = match here[..] {
                [] => before,
                [only] => Some(only),
                _ => None,
            };
            if let Some(id) = about {
                for k in first..end {
                    votes[id] += match view.word(k) {
                        // "Spoke after her" is about somebody else.
                        "he" | "himself" => -1,
                        "she" | "herself" => 1,
                        "He" | "His" => -2,
                        "She" | "Her" => 2,
                        _ => 0,
                    };
                }
            }
            before = about;
        }
        for (person, vote) in self.persons.iter_mut().zip(votes) {
            let known = self.resolver.gender(person.name).map(|male| !male);
            let told = (vote != 0).then_some(vote > 0);
            person.female = told.filter(|_| vote.abs() > 2).or(person.female).or(known).or(told);
        }
    }

    /// The person a pronoun at token `at` stands for.
    fn antecedent(&self, at: usize, female: Option<bool>) -> Option<NameId> {
        let view = self.view;
        let mut best: Option<(i32, NameId)> = None;
        let until = view.names.partition_point(|n| (n.first as usize) < at);
        let here = view.sentences.partition_point(|s| (s.end as usize) <= at);
        for n in view.names[..until].iter().rev().take(24) {
            let Some(id) = self.by_name.get(&n.fullest) else { continue };
            let person = &self.persons[*id];
            let sex = female.zip(person.female);
            if sex.is_some_and(|(f, p)| f != p) {
                continue;
            }
            let sentence = view.sentences.partition_point(|s| s.end <= n.first);
            let distance = here.saturating_sub(sentence) as i32;
            if distance > 8 {
                break;
            }
            let (first, end) = (n.first as usize, n.end as usize);
            let opening = view.sentences.get(sentence).map_or(0, |s| s.first as usize);
            let word = view.word(end - 1);
            let owner = word.ends_with("'s") || word.ends_with("’s");
            let object = first.checked_sub(1).is_some_and(|k| {
                matches!(
                    view.word(k),
                    "of" | "in" | "at" | "on" | "for" | "from" | "to" | "with" | "by" | "about" | "over" | "against"
                )
            });
            let speaks = view.role(end) == Some(Role::Cue) || first > 0 && view.role(first - 1) == Some(Role::Cue);
            let points = -3 * distance
                + 2 * i32::from(first < opening + 6)
                + 2 * i32::from(speaks)
                + 3 * i32::from(self.last == Some(n.fullest))
                + 2 * i32::from(sex.is_some())
                - 2 * i32::from(owner)
                - 3 * i32::from(object);
            if best.is_none_or(|b| points > b.0) {
                best = Some((points, n.fullest));
            }
        }
        best.map(|b| b.1)
    }
}

/// How much speaks for a name being a person's, at one of its mentions.
fn evidence(view: &View<'_>, first: usize, end: usize) -> i32 {
    let before = first.checked_sub(1).map_or("", |k| view.word(k));
    let mut points = 0;
    if (first..end).any(|k| INSTITUTIONS.has(view.tokens[k].key)) {
        points -= 4;
    }
    if matches!(before, "in" | "at" | "from" | "near" | "outside" | "across") {
        points -= 1;
    }
    if before.eq_ignore_ascii_case("the") {
        points -= 2;
    }
    let title = if before == "." { first.checked_sub(2) } else { first.checked_sub(1) };
    if title.is_some_and(|k| TITLES.has(view.tokens[k].key)) {
        points += 3;
    }
    if view.word(end) == "," && view.tokens.get(end + 1).is_some_and(|t| t.kind() == TokenKind::Number) {
        points += 3;
    }
    if view.role(end) == Some(Role::Cue) || first > 0 && view.role(first - 1) == Some(Role::Cue) {
        points += 2;
    }
    if (first..end).any(|k| PARTICLES.has(view.tokens[k].key)) {
        points += 1;
    }
    let shouted = (first..end).all(|k| !view.word(k).contains(char::is_lowercase));
    // "MEREDITH CROFT (manager):", as a transcript has it.
    let label = shouted && matches!(view.word(end), ":" | "(") && matches!(before, "." | "”" | "\"" | "" | "?" | "!");
    points - i32::from(shouted) * 2 + i32::from(label) * 5
}

fn adverb(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly") && word.starts_with(char::is_lowercase)
}
