//! What an article says of those it names: office, age, sex, and whether it is a person at all.

use super::namesake::is_mute;
use super::words::{DEFINITE, INDEFINITE, is_body, is_person, is_relative, office, sex};
use super::{Entity, Identity, Kind, Office, People};
use crate::annotate::lexicon::{
    CALENDAR, COMMON, INSTITUTIONS, List, PARTICLES, PRONOUN_SUBJECTS, Role, STREETS, TITLES, is_house,
};
use crate::annotate::name::{Name, bears, holds_office, of_another, surname_at, title_before};
use crate::annotate::quotation::View;
use crate::annotate::speaker::apposed_before;
use crate::annotate::syntax::tags::Tag;
use crate::annotate::token::{Key, TokenKind};
use crate::span::NameId;
use std::collections::{HashMap, HashSet};

/// What the names of bodies end in that are called after a person who is none of them.
static CALLED_AFTER: List =
    List::new("administration government presidency cabinet campaign family foundation estate trust");

/// What the names of offices end in that are called by what they see to.
static CHARGED: List = List::new("security enforcement bureau affairs services reserve patrol customs");

impl People<'_, '_> {
    /// Makes a row for every name, and learns what is said of it.
    pub(super) fn introduce(&mut self) {
        let view = self.view;
        // How much speaks for a person, and how much for a place.
        let mut score: HashMap<NameId, (i32, i32, bool)> = HashMap::new();
        for n in view.names {
            let points = score.entry(n.fullest).or_default();
            points.0 += evidence(view, n.first as usize, n.end as usize);
            points.1 += place(view, n.first as usize, n.end as usize);
            points.2 |= !self.common(n);
        }
        let beside = of_another(view.text, view.tokens, view.names.iter().map(|n| (n.first, n.end)));
        let others: HashSet<NameId> = (view.names.iter())
            .filter(|n| beside.binary_search(&(n.first, n.end)).is_ok())
            .map(|n| n.fullest)
            .collect();
        for n in view.names {
            let full = view.names[n.fullest.index()];
            let words = full.end - full.first;
            let (points, places, proper) = score.get(&n.fullest).copied().unwrap_or_default();
            if words > 6 || !proper || (n.first as usize) < self.behind_dateline(n.first as usize) {
                continue;
            }
            // Nobody is called by the first word of "Leck Tower".
            let house = words > 1 && is_house(self.bare(full.end as usize - 1)) && points <= 0;
            let kind = match () {
                () if house => Kind::Place,
                () if points >= 0 && (words > 1 || points > 0) => Kind::Person,
                () if places > 0 && words < 3 => Kind::Place,
                () => Kind::Body,
            };
            let all = &mut self.all;
            let identity = Identity::Named(n.fullest);
            let id = *self.by_name.entry(n.fullest).or_insert_with(|| {
                all.push(Entity {
                    identity,
                    kind,
                    female: None,
                    plural: false,
                    sure: points > 0,
                    body: false,
                    head: None,
                    owned: false,
                    silent: false,
                    mute: false,
                });
                all.len() - 1
            });
            let shouted = words == 1 && !view.word(full.first as usize).chars().skip(1).any(char::is_lowercase);
            if !shouted && words > 1 {
                if kind == Kind::Person {
                    let surname = self.bare(surname_at(view.tokens, full.first, full.end));
                    // "President Leck and Ada Leck": the name alone is not hers.
                    if !others.contains(&n.fullest) {
                        self.surnames.entry(surname).or_insert(id);
                    }
                    let namesakes = self.namesakes.entry(surname).or_default();
                    if !namesakes.contains(&id) {
                        namesakes.push(id);
                    }
                }
                // "Leck's Church", "the Leck Administration": who is called Leck is neither.
                let after = self.owns(full.first as usize)
                    || kind != Kind::Person && CALLED_AFTER.has(self.bare(full.end as usize - 1));
                if kind != Kind::Place && !after {
                    self.forenames.entry(self.bare(full.first as usize)).or_insert(id);
                }
            }
            self.describe(id, n.first as usize, n.end as usize);
            // A last name alone may be another's of the same family.
            if n.end - n.first > 1 || words == 1 {
                let (first, end) = (n.first as usize, n.end as usize);
                let mute = is_mute(view, first, end);
                self.all[id].mute |= mute;
                self.all[id].silent |= mute || self.dead(first, end);
            }
        }
        self.nickname();
        self.learn_sexes();
    }

    /// "Tearful Tanya" is Tanya Lowe.
    fn nickname(&mut self) {
        let view = self.view;
        let fuller: Vec<(NameId, usize)> = (self.by_name.keys())
            .filter_map(|name| {
                let n = view.names[name.index()];
                // "Sir Montague" is Montague Lowe.
                if n.end == n.first + 1 {
                    let key = self.bare(n.first as usize);
                    let id = self.surnames.get(&key).or_else(|| self.forenames.get(&key))?;
                    return (self.all[*id].kind == Kind::Person && self.may_be(&n, *id)).then_some((*name, *id));
                }
                let adjective = n.end - n.first == 2 && self.read.tag(n.first as usize) != Some(Tag::Name);
                let id = adjective.then(|| self.forenames.get(&self.bare(n.end as usize - 1)))??;
                Some((*name, *id))
            })
            .collect();
        self.by_name.extend(fuller);
    }

    /// Whether a last name with the title before it can be that of somebody named in full.
    pub(super) fn may_be(&self, n: &Name, id: usize) -> bool {
        let view = self.view;
        let Identity::Named(full) = self.all[id].identity else { return true };
        let title = title_before(view.text, view.tokens, n.first as usize);
        let full = view.names[full.index()];
        title.is_none_or(|t| bears(view.text, view.tokens, (full.first, full.end), t))
    }

    /// Whether a name is but a noun at the head of a sentence: "Friends of the singer said".
    fn common(&self, n: &Name) -> bool {
        let first = n.first as usize;
        let head = first == self.view.sentence_of(first).first as usize
            || matches!(self.view.word(first.wrapping_sub(1)), "“" | "‘" | "\"" | ":" | "•" | "–" | "—");
        let calendar = CALENDAR.has(self.view.tokens[first].key);
        n.end == n.first + 1
            && (calendar
                || head
                    && matches!(self.read.tag(first), Some(Tag::Noun | Tag::Nouns | Tag::Adj | Tag::Ing | Tag::Adverb)))
    }

    /// The token behind the dateline of the paragraph that holds token `at`: "VALE CITY, Feb 15 (NAP) — "; that
    /// paragraph's first token where there is none.
    pub(super) fn behind_dateline(&self, at: usize) -> usize {
        let view = self.view;
        let first = view.at(view.paragraph_of(view.tokens[at].span.start()).start());
        let shouted = view.word(first).len() > 2 && !view.word(first).contains(char::is_lowercase);
        if !shouted || at > first + 16 {
            return first;
        }
        let place = |k: &usize| !view.word(*k).starts_with(char::is_lowercase) || view.word(*k) == "and";
        let dash = (first + 1..first + 16).take_while(place);
        dash.into_iter().find(|k| matches!(view.word(*k), "—" | "–" | "-" | "--")).map_or(first, |k| k + 1)
    }

    /// The key of a token without its possessive ending.
    pub(super) fn bare(&self, token: usize) -> Key {
        let word = self.view.word(token);
        let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        Key::of(bare, TokenKind::Word)
    }

    /// Notes office, age and sex from the words around one mention.
    fn describe(&mut self, id: usize, first: usize, end: usize) {
        let view = self.view;
        let owner = self.owns(end - 1);
        // "harbour master Ilse Brandt", "the harbour master, Ilse Brandt"
        let mut k = first;
        while k > 0
            && (TITLES.has(view.tokens[k - 1].key)
                || view.word(k - 1) == "." && k > 1 && view.word(k - 2).len() < 5
                // "Vice-President Ann Lowe"
                || view.word(k - 1) == "-" && k > 1 && k < first && TITLES.has(view.tokens[k - 2].key))
        {
            k -= 1;
        }
        let titled = k;
        let mut apposed = false;
        if first > 0 && view.word(first - 1) == "," && view.word(end).chars().all(|c| !c.is_alphanumeric()) {
            k = first - 1;
            apposed = true;
        }
        if k < first && !apposed {
            let head = if view.word(first - 1) == "." { first.saturating_sub(2).max(k) } else { first - 1 };
            self.office(head, (k, first), id);
        }
        if k > 0 {
            let from = self.phrase_start(k);
            // "The prime minister of Wex": that is not what Wex is.
            let of = matches!(view.word(k - 1), "of" | "for" | "at" | "and");
            if from < k
                && !of
                && let Some(head) = self.noun(from, k).filter(|h| self.is_role(*h, from))
            {
                self.office(head, (from, k), id);
            }
        }
        // "the lady herself, Ann Lowe": what stands before an office in apposition.
        if !apposed && titled > 1 && view.word(self.phrase_start(titled).max(1) - 1) == "," {
            let k = self.phrase_start(titled).max(1) - 1;
            let from = self.phrase_start(k);
            if from < k
                && let Some(head) = self.noun(from, k).filter(|h| self.is_role(*h, from))
            {
                self.office(head, (from, k), id);
            }
        }
        if owner {
            return;
        }
        // "Ilse Brandt is a nurse"
        let mut k = end;
        if matches!(view.word(k), "is" | "was") && matches!(view.word(k + 1), "a" | "an" | "the") {
            let stop = (k + 2..k + 14).find(|j| self.clause_end(*j)).unwrap_or(k + 2);
            if let Some(head) = self.noun(k + 1, stop).filter(|h| self.is_role(*h, k + 1)) {
                self.office(head, (k + 1, stop), id);
            }
        }
        // "Ilse Brandt, 54, the harbour master, said", "Ilse Brandt, a nurse from Vale,"
        for _ in 0..3 {
            if !matches!(view.word(k), "," | "(" | "–" | "—") {
                break;
            }
            k += 1;
            if view.tokens.get(k).is_some_and(|t| t.kind() == TokenKind::Number) {
                if let Ok(age) = view.word(k).parse() {
                    self.all[id].sure = true;
                    self.ages.entry(age).or_insert(id);
                }
                k += 1;
                continue;
            }
            self.all[id].body |= view.word(k) == "which";
            let stop = (k..k + 20).find(|j| self.clause_end(*j)).unwrap_or(k);
            // "Ilse Brandt, the boy's mother told the Echo": the apposition ends where she speaks.
            let low = view.sentence_of(first).first as usize;
            let cue = (k + 1..stop).find(|j| view.role(*j) == Some(Role::Cue) && self.read.finite(*j));
            let cue = cue.filter(|j| apposed_before(view, low, *j).is_some_and(|s| s.first == first));
            let stop = cue.unwrap_or(stop);
            let own = !PRONOUN_SUBJECTS.has(view.tokens.get(k).map_or(Key::word(""), |t| t.key))
                && !matches!(
                    view.word(k),
                    "who" | "whose" | "which" | "said" | "and" | "but" | "to" | "in" | "on" | "at"
                )
                && (k..stop).all(|j| view.role(j).is_none_or(|r| r == Role::Noun));
            if own
                && stop > k
                && let Some(head) = self.noun(k, stop).filter(|h| self.is_role(*h, k))
            {
                self.office(head, (k, stop), id);
            }
            k = stop;
        }
    }

    fn clause_end(&self, j: usize) -> bool {
        matches!(self.view.word(j), "," | "." | "" | ";" | ")" | "“" | "\"" | "—" | "–" | ":")
    }

    fn office(&mut self, head: usize, words: (usize, usize), id: usize) {
        let view = self.view;
        let word = view.word(head);
        let member = word == "Rep" && view.word(head + 1) == ".";
        let key = if member { Key::word("congressman") } else { view.tokens[head].key };
        if let Some(female) = sex(key, word) {
            self.all[id].female = Some(female);
        }
        // "the film-maker" is no firm.
        let compound = head > words.0 && view.word(head - 1) == "-";
        self.all[id].body |= is_body(key) && !is_relative(key) && !compound;
        self.all[id].owned |= self.owned(words.0);
        let at = words.0;
        let office_key = office(key);
        self.offices.entry(office_key).or_default().push(Office { at, id, words });
        if office_key != key {
            self.offices.entry(key).or_default().push(Office { at, id, words });
        }
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
            let verb = self.read.finite(k - 1) || view.role(k - 1).is_some_and(|r| r != Role::Noun);
            if !inside || verb || adverb(word) {
                break;
            }
            k -= 1;
        }
        k
    }

    /// The noun a phrase is about: the last word before a preposition or a comma.
    pub(super) fn noun(&self, from: usize, end: usize) -> Option<usize> {
        let view = self.view;
        let mut last = None;
        for k in from..end {
            if ends_head(view.word(k)) {
                if last.is_some() {
                    break;
                }
            } else if view.tokens.get(k)?.kind() == TokenKind::Word
                && !matches!(view.word(k), "himself" | "herself" | "itself")
            {
                last = Some(k);
            }
        }
        last
    }

    fn is_role(&self, k: usize, from: usize) -> bool {
        let view = self.view;
        let t = view.tokens[k];
        let word = view.word(k);
        let lower = word.to_lowercase();
        if is_person(t.key, word) && !COMMON.has(t.key) && (!word.starts_with(char::is_uppercase) || TITLES.has(t.key))
        {
            return true;
        }
        t.kind() == TokenKind::Word
            && lower.len() > 3
            && !COMMON.has(t.key)
            && (!word.ends_with('s') || word.ends_with("ss"))
            && (word.starts_with(char::is_lowercase) || k > from)
    }

    /// Learns who is a man and who a woman from the pronouns of sentences that name one person only.
    fn learn_sexes(&mut self) {
        let view = self.view;
        let mut votes = vec![0i32; self.all.len()];
        let mut before: Option<usize> = None;
        for s in view.sentences {
            let (first, end) = (s.first as usize, s.end as usize);
            let from = view.names.partition_point(|n| (n.first as usize) < first);
            let mut here: Vec<usize> = Vec::new();
            for n in view.names[from..].iter().take_while(|n| (n.first as usize) < end) {
                // "her husband Tom Pell's video": the sentence is not about him.
                if let Some(id) = self.by_name.get(&n.fullest)
                    && self.all[*id].kind == Kind::Person
                    && !self.owns(n.end as usize - 1)
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
                // What somebody says of others is of others.
                for k in (first..end).filter(|k| !self.read.quoted(*k)) {
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
        for (entity, vote) in self.all.iter_mut().zip(votes) {
            let Identity::Named(name) = entity.identity else { continue };
            let known = self.resolver.gender(name).map(|male| !male);
            let told = (vote != 0).then_some(vote > 0);
            entity.female = entity.female.or(told.filter(|_| vote.abs() > 2)).or(known).or(told);
            entity.sure |= entity.female.is_some();
            if entity.body && entity.kind == Kind::Person && !entity.sure {
                entity.kind = Kind::Body;
            }
        }
    }
}

/// How much speaks for a name being a person's, at one of its mentions.
fn evidence(view: &View<'_>, first: usize, end: usize) -> i32 {
    let before = first.checked_sub(1).map_or("", |k| view.word(k));
    let mut points = 0;
    // "County Assessor Ann Lowe" and "Tom Vale-Park" are people.
    let office = |k: usize| (k + 1..end).any(|j| is_person(view.tokens[j].key, view.word(j))) && end - k > 3;
    let institution =
        |k: usize| INSTITUTIONS.has(view.tokens[k].key) && !(k > first && view.word(k - 1) == "-") && !office(k);
    if (first..end).any(institution) {
        points -= 4;
    }
    if matches!(before, "in" | "at" | "from" | "near" | "outside" | "across") {
        points -= 1;
    }
    // "The Lowe campaign" says nothing of what Lowe is.
    let after = end == first + 1 && view.tokens.get(end).is_some_and(|t| CALLED_AFTER.has(t.key));
    if before.eq_ignore_ascii_case("the") && !after {
        points -= 2;
    }
    let office = if before == "." { first.checked_sub(2) } else { first.checked_sub(1) };
    let low = view.sentence_of(first).first as usize;
    if office.is_some_and(|k| TITLES.has(view.tokens[k].key)) || holds_office(view.text, view.tokens, low, first) {
        points += 3;
    }
    // "Lowe's Home Plus"
    let owner = |k: usize| view.word(k).ends_with("'s") || view.word(k).ends_with("’s");
    points -= i32::from((first..end.saturating_sub(1)).any(owner));
    if view.word(end) == "," && view.tokens.get(end + 1).is_some_and(|t| t.kind() == TokenKind::Number) {
        points += 3;
    }
    let told = matches!(before, "told" | "tells" | "tell" | "asked" | "telling");
    // "A guard at Varga told": it is the guard who speaks.
    let inner = matches!(before, "at" | "of" | "in" | "from" | "for" | "with" | "near" | "outside");
    // "Leck has repeatedly said"
    let helps = |k: &usize| {
        matches!(view.word(*k), "has" | "had" | "also" | "later" | "then" | "once") || adverb(view.word(*k))
    };
    // "Ann Lowe, who keeps the lock, said"
    let aside = (view.word(end) == ",").then(|| (end + 1..end + 16).find(|k| view.word(*k) == ",")).flatten();
    let behind = aside.map_or(end, |k| k + 1);
    let cue = behind + (behind..behind + 3).take_while(helps).count();
    if view.role(cue) == Some(Role::Cue) && !inner || first > 0 && view.role(first - 1) == Some(Role::Cue) && !told {
        points += 2;
    }
    // "his wife, Bev", "hubby Greg"
    let kin = if before == "," { first.checked_sub(2) } else { first.checked_sub(1) };
    if kin.is_some_and(|k| is_relative(view.tokens[k].key)) {
        points += 2;
    }
    // "Cerise Avenue"
    if end > first + 1 && STREETS.has(view.tokens[end - 1].key) {
        points -= 4;
    }
    // "Harbour Security"
    if end > first + 1 && CHARGED.has(view.tokens[end - 1].key) {
        points -= 4;
    }
    // "Spade & Sons"
    if (first..end).any(|k| view.word(k) == "&") {
        points -= 4;
    }
    // “Safety Is a Habit”
    if end > first + 1 && COMMON.has(view.tokens[end - 1].key) {
        points -= 3;
    }
    if (first + 1..end).any(|k| PARTICLES.has(view.tokens[k].key)) {
        points += 1;
    }
    let shouted = (first..end).all(|k| !view.word(k).contains(char::is_lowercase));
    // "MEREDITH CROFT (manager):", as a transcript has it.
    let label = shouted
        && (end..end + 8).any(|k| view.word(k) == ":")
        && matches!(view.word(end), ":" | "(")
        && matches!(before, "." | "”" | "\"" | "" | "?" | "!");
    // “Low Tide” is a title.
    let title = matches!(before, "“" | "‘") && matches!(view.word(end), "”" | "’");
    points - i32::from(shouted) * 2 + i32::from(label) * 5 - i32::from(title) * 3
}

/// How much speaks for a name being a place's.
fn place(view: &View<'_>, first: usize, end: usize) -> i32 {
    let before = first.checked_sub(1).map_or("", |k| view.word(k));
    let shouted = (first..end).all(|k| !view.word(k).contains(char::is_lowercase));
    let dateline = shouted && matches!(view.word(end), "(" | "—" | "–" | "-" | ",");
    i32::from(matches!(before, "in" | "near" | "across" | "outside" | "around" | "In")) * 2
        + i32::from(matches!(before, "at" | "from" | "to" | "of"))
        + i32::from(dateline) * 3
        - i32::from(view.role(end) == Some(Role::Cue)) * 3
}

/// Words behind which a phrase only goes into detail.
fn ends_head(word: &str) -> bool {
    matches!(
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
            | "as"
            | "whom"
            | "turned"
    )
}

fn adverb(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly") && word.starts_with(char::is_lowercase)
}
