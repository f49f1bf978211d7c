//! Who is spoken of at a place of an article: whom pronouns, epithets and first descriptions stand for.

use super::phrase::Phrase;
use super::resolve::{BACK, NAMES};
use super::words::{is_honour, is_person, is_unnamed, office, sex};
use super::{Identity, Kind, Name, People};
use crate::annotate::lexicon::{CALENDAR, COMMON, Role, TITLES};
use crate::annotate::syntax::tags::Relation;

/// An office that is named more often is anybody's.
const HOLDERS: usize = 64;
/// Tokens back in which one is looked for.
const REACH: usize = 160;
/// Tokens of a longest office before a name.
const LEAD: usize = 12;
/// Tokens between words in marks and who says them.
const BESIDE: usize = 4;

impl People<'_, '_> {
    /// The only person an article names.
    pub(super) fn sole(&self) -> Option<usize> {
        let mut named = (0..self.all.len())
            .filter(|id| matches!(self.all[*id].identity, Identity::Named(_)) && self.all[*id].kind == Kind::Person);
        let one = named.next()?;
        named.next().is_none().then_some(one).filter(|id| self.all[*id].sure)
    }

    /// The one who is later given the office that a first description names: "A judge ordered …. Judge Ann Lowe …".
    pub(super) fn later(&self, p: Phrase) -> Option<usize> {
        let list = self.offices.get(&self.view.tokens[p.head].key)?;
        let first = list.first().filter(|o| o.at > p.first)?;
        list.iter().all(|o| o.id == first.id && o.at > p.first).then_some(first.id)
    }

    /// How a name stands: what a sentence is about is spoken of later.
    pub(super) fn stance(&self, first: usize, end: usize) -> i32 {
        let view = self.view;
        let s = view.sentence_of(first);
        let low = s.first as usize;
        // "with Harbour Secretary Ann Lowe": what stands before the office she holds.
        let title = |k: &usize| TITLES.has(view.tokens[*k].key) || view.word(*k) == ".";
        let office = (low..first).rev().take(LEAD).take_while(title).last();
        let led =
            |k: &usize| title(k) || view.word(*k).starts_with(char::is_uppercase) && !CALENDAR.has(view.tokens[*k].key);
        let lead = office.and_then(|_| (low..first).rev().take(LEAD).take_while(led).last()).unwrap_or(first);
        let object = lead.checked_sub(1).is_some_and(|k| {
            matches!(
                view.word(k),
                "of" | "in" | "at" | "on" | "for" | "from" | "to" | "with" | "by" | "about" | "over" | "against"
            )
        });
        // "Ann Lowe, who keeps the lock, said"
        let aside = (view.word(end) == ",").then(|| (end + 1..end + 16).find(|k| view.word(*k) == ",")).flatten();
        let behind = aside.map_or(end, |k| k + 1);
        // "A friend said Ann Lowe was asleep": she does not say it.
        let done = self.read.finite(end) || matches!(view.word(end), "is" | "was" | "has" | "had");
        let speaks = view.role(behind) == Some(Role::Cue)
            || first > 0
                && !done
                && view.role(first - 1) == Some(Role::Cue)
                && !matches!(view.word(first - 1), "told" | "tells" | "tell" | "asked");
        let subject =
            (first..end).any(|k| matches!(self.read.relation(k), Some(Relation::Nsubj | Relation::NsubjPass)));
        2 * i32::from(first < low + 6) + 2 * i32::from(speaks) + 2 * i32::from(subject)
            - 2 * i32::from(self.owns(end - 1))
            - 3 * i32::from(object)
    }

    /// The person who is spoken of at token `at`, of this sex: whom an epithet stands for.
    pub(super) fn salient(&self, at: usize, female: Option<bool>, ahead: bool) -> Option<usize> {
        self.antecedent(at, female, true).or_else(|| {
            if !ahead {
                return None;
            }
            // "The 35-year-old star was seen …. Ann Lowe …": the first who is named behind it.
            self.ahead(at, female)
        })
    }

    /// The first person of this sex who is named behind token `at`.
    pub(super) fn ahead(&self, at: usize, female: Option<bool>) -> Option<usize> {
        let view = self.view;
        let from = view.names.partition_point(|n| (n.first as usize) < at);
        let id = |n: &Name| self.by_name.get(&n.fullest).copied();
        let person = |n: &&Name| {
            let Some(e) = id(n).and_then(|id| self.all.get(id)) else { return false };
            let full = view.names[n.fullest.index()];
            // Who is brought in behind a pronoun is brought in by a whole name.
            let whole = full.end - full.first > 1 || e.female.is_some();
            whole && !e.mute && e.kind == Kind::Person && female.zip(e.female).is_none_or(|(f, p)| f == p)
        };
        view.names[from..].iter().take(8).find(person).and_then(id)
    }

    /// Who is named only after a first description of him: "A coroner has ordered …. Dr Ann Lowe said …".
    pub(super) fn introduced(&self, p: Phrase) -> Option<usize> {
        let view = self.view;
        let key = view.tokens[p.head].key;
        let (from, to) = (
            view.names.partition_point(|n| (n.first as usize) < p.first),
            view.names.partition_point(|n| (n.first as usize) < p.end),
        );
        let female = sex(key, view.word(p.head));
        let person = |n: &Name| {
            let id = *self.by_name.get(&n.fullest)?;
            (self.all[id].kind == Kind::Person && self.all[id].sure).then_some(id)
        };
        let fits = |id: usize| female.zip(self.all[id].female).is_none_or(|(f, p)| f == p);
        if view.names[..from].iter().any(|n| person(n).is_some()) {
            return None;
        }
        let here = view.sentences.partition_point(|s| (s.end as usize) <= p.first);
        let n = view.names[to..].iter().take(8).find(|n| person(n).is_some())?;
        let s = view.sentences.partition_point(|s| s.end <= n.first);
        let speaks = view.role(n.end as usize) == Some(Role::Cue)
            || n.first > 0 && view.role(n.first as usize - 1) == Some(Role::Cue);
        let id = person(n).filter(|id| fits(*id))?;
        let head = (n.first as usize) < view.sentences.get(s)?.first as usize + 3;
        // "A coroner …. The barrister Ann Lowe": she is somebody else.
        let title = view.tokens[n.first as usize].key;
        let titled = n.end > n.first + 1 && is_person(title, "") && office(title) != office(key);
        let other = titled
            || self.offices.iter().any(|(office_key, list)| {
                *office_key != office(key)
                    && !is_honour(*office_key)
                    && list
                        .iter()
                        .any(|o| o.id == id && o.words.1 <= n.first as usize && o.words.1 + 2 > n.first as usize)
            });
        (s > here && s - here < 4 && (speaks || head) && !other && !self.read.quoted(n.first as usize)).then_some(id)
    }

    /// Whether a noun is one for somebody of whom a report seldom gives the name.
    pub(super) fn anonymous(&self, head: usize) -> bool {
        let word = self.view.word(head);
        is_unnamed(self.view.tokens[head].key)
            || word.starts_with("spokes")
            || !word.contains(char::is_lowercase)
            || matches!(
                word,
                "official"
                    | "insider"
                    | "officer"
                    | "aide"
                    | "rep"
                    | "resident"
                    | "user"
                    | "caller"
                    | "complainant"
                    | "claimant"
                    | "plaintiff"
            )
    }

    /// How much speaks for the one who spoke last being the one at token `at`: after a question it is another who answers,
    /// and "she added" goes on from what she said.
    fn spoke_before(&self, id: usize, at: usize) -> i32 {
        let goes_on = |k: usize| matches!(self.view.word(k), "added" | "adds" | "adding" | "continued" | "continues");
        match self.last_person == Some(id) {
            true if self.asked => -24,
            true if goes_on(at + 1) || at.checked_sub(1).is_some_and(goes_on) => 9,
            true => 3,
            false => 0,
        }
    }

    /// Who is named in the words in marks right beside token `at`, and in those of its sentence: "“Lowe saved us. He saved us
    /// all,” she said."
    fn named_in_words(&self, at: usize) -> Vec<usize> {
        let view = self.view;
        let s = view.sentence_of(at);
        let (mut low, mut high) = (s.first as usize, at);
        let quoted = &self.read.grammar.quoted;
        let next = quoted.partition_point(|q| q.1 <= at);
        if let Some(before) = next.checked_sub(1).and_then(|k| quoted.get(k)).filter(|q| at - q.1 <= BESIDE) {
            low = low.min(before.0);
        }
        // "…,” she said. “Lowe is always on my mind.”"
        if let Some(behind) = quoted.get(next).filter(|q| q.0 > at && q.0 - at <= BESIDE + 2) {
            high = behind.1;
        }
        // "My name is Ann Lowe", "I'm Ann Lowe": who says so is she.
        let herself = |k: usize| match view.word(k) {
            "am" | "I'm" | "I’m" => true,
            "is" | "," => k > 0 && matches!(view.word(k - 1), "name" | "I"),
            _ => false,
        };
        let from = view.names.partition_point(|n| (n.first as usize) < low);
        let names = view.names[from..].iter().take_while(|n| (n.first as usize) < high).take(NAMES);
        // "He said: ‘Stay put, Judith.’" Whom one speaks to may be she.
        let spoken_to = |n: &&Name| {
            view.word(n.first.saturating_sub(1) as usize) == ","
                && matches!(view.word(n.end as usize), "," | "." | "!" | "?")
        };
        let named = |n: &&Name| self.read.quoted(n.first as usize) && !herself(n.first.saturating_sub(1) as usize);
        let others = names.filter(|n| named(n) && !spoken_to(n));
        others.filter_map(|n| self.by_name.get(&n.fullest).copied()).collect()
    }

    /// The person a pronoun at token `at` stands for.
    pub(super) fn antecedent(&self, at: usize, female: Option<bool>, named: bool) -> Option<usize> {
        let view = self.view;
        let mut best: Option<(i32, usize)> = None;
        let take = |best: &mut Option<(i32, usize)>, points: i32, id: usize| {
            if best.is_none_or(|b| points > b.0) {
                *best = Some((points, id));
            }
        };
        let until = view.names.partition_point(|n| (n.first as usize) < at);
        let here = view.sentences.partition_point(|s| (s.end as usize) <= at);
        // "“Lowe shot him,” he said": nobody says his own name.
        let spoken = if named { Vec::new() } else { self.named_in_words(at) };
        for n in view.names[..until].iter().rev().take(NAMES) {
            let Some(id) = self.by_name.get(&n.fullest) else { continue };
            let person = &self.all[*id];
            let sex = female.zip(person.female);
            if spoken.contains(id) {
                continue;
            }
            let distance = here.saturating_sub(view.sentences.partition_point(|s| s.end <= n.first)) as i32;
            if distance > BACK {
                break;
            }
            let opens = person.kind != Kind::Person && distance == 1 && !named && self.may_be_he(n, at);
            if person.kind != Kind::Person && !opens || person.mute || sex.is_some_and(|(f, p)| f != p) {
                continue;
            }
            let points = -3 * distance + self.stance(n.first as usize, n.end as usize) + 2 * i32::from(sex.is_some())
                - if named { 6 } else { 3 } * i32::from(!person.sure)
                - 4 * i32::from(self.read.quoted(n.first as usize))
                // Who is brought in as somebody else's is seldom whom a report calls by an epithet.
                - 4 * i32::from(named && person.owned)
                - 9 * i32::from(!named && person.silent)
                + 4 * i32::from(opens)
                + 6 * i32::from(!named && distance == 1 && self.leads_on(n, at))
                + 2 * i32::from(!named && distance == 1 && self.opens(n))
                - 6 * i32::from(!named && self.is_aside(n))
                + self.spoke_before(*id, at);
            take(&mut best, points, *id);
        }
        // Somebody without a name: "a constable said".
        for (first, id) in self.described.iter().rev().take(6).filter(|d| !named && d.0 < at) {
            let person = &self.all[*id];
            let sex = female.zip(person.female);
            if person.kind != Kind::Person || person.plural || sex.is_some_and(|(f, p)| f != p) {
                continue;
            }
            let distance = here.saturating_sub(view.sentences.partition_point(|s| (s.end as usize) <= *first)) as i32;
            if distance > BACK {
                break;
            }
            let s = view.sentence_of(*first);
            let points = -3 * distance
                + 2 * i32::from(*first < s.first as usize + 6)
                + 2
                + self.spoke_before(*id, at)
                + 2 * i32::from(sex.is_some());
            take(&mut best, points, *id);
        }
        let holders = if named { Vec::new() } else { self.holders(at, here) };
        for (first, id) in holders {
            let person = &self.all[id];
            let sex = female.zip(person.female);
            if person.kind != Kind::Person || sex.is_some_and(|(f, p)| f != p) {
                continue;
            }
            let distance = here.saturating_sub(view.sentences.partition_point(|s| (s.end as usize) <= first)) as i32;
            // "As for the skipper, she …" says itself of whom it is.
            let topic = first > 1 && view.word(first - 1) == "for" && view.word(first - 2) == "As";
            let points = -3 * distance
                + if topic { 9 } else { self.stance(first, first + 2) }
                + 2 * i32::from(sex.is_some())
                + self.spoke_before(id, at);
            take(&mut best, points, id);
        }
        best.map(|b| b.1)
    }

    /// Whether a name opens the sentence before the one that a pronoun at token `at` opens, in the same paragraph and outside
    /// marks: "Lowe has shut the lock. He has also called the plan “a joke”."
    fn leads_on(&self, n: &Name, at: usize) -> bool {
        let view = self.view;
        let head = view.sentence_of(n.first as usize).first as usize;
        let title = |k: usize| view.tokens.get(k).is_some_and(|t| TITLES.has(t.key)) || view.word(k) == ".";
        at == view.sentence_of(at).first as usize
            && (head..n.first as usize).all(title)
            && !self.owns(n.end as usize - 1)
            && view.tokens.get(n.end as usize).is_some_and(|t| t.is_word())
            && !self.read.quoted(n.first as usize)
            && view.paragraph_of(n.span.start()).holds(view.tokens.get(at).map_or(0, |t| t.span.start()))
    }

    /// Whether a whole name opens a sentence without a word of saying, of which there is no grammar here: "Ann Lowe, with the
    /// harbour master Tom Pell, is in town." Whom it begins with it is about.
    fn opens(&self, n: &Name) -> bool {
        let view = self.view;
        let (first, end) = (n.first as usize, n.end as usize);
        let head = view.sentence_of(first).first as usize;
        let title = |k: usize| view.tokens.get(k).is_some_and(|t| TITLES.has(t.key)) || view.word(k) == ".";
        let aside = (view.word(end) == ",").then(|| (end + 1..end + 16).find(|k| view.word(*k) == ",")).flatten();
        let behind = aside.map_or(end, |k| k + 1);
        self.read.relation(first).is_none()
            && (head..first).all(title)
            && (end > first + 1 || first > head)
            && !self.owns(end - 1)
            && !self.read.quoted(first)
            && view.tokens.get(behind).is_some_and(|t| t.is_word())
            && !matches!(view.word(behind), "and" | "or")
    }

    /// Whether a last name alone, of which the report tells nothing else, opens the sentence before token `at` in the same
    /// paragraph: "Lindqvist was cautious. “It is not done,” he said."
    fn may_be_he(&self, n: &Name, at: usize) -> bool {
        let view = self.view;
        let (first, end) = (n.first as usize, n.end as usize);
        let Some(e) = self.by_name.get(&n.fullest).and_then(|id| self.all.get(*id)) else { return false };
        e.kind == Kind::Body
            && !e.body
            && !e.sure
            && end == first + 1
            && view.names[n.fullest.index()].end - view.names[n.fullest.index()].first == 1
            && first == view.sentence_of(first).first as usize
            && view.word(first).chars().skip(1).all(char::is_lowercase)
            && matches!(view.word(end), "was" | "is" | "has" | "had")
            && view.paragraph_of(n.span.start()).holds(view.tokens.get(at).map_or(0, |t| t.span.start()))
    }

    /// "The skipper", "the minister" in this sentence and the one before, ahead of token `at`, where only one person has
    /// been given that office: the row of "the" and who it is.
    pub(super) fn holders(&self, at: usize, here: usize) -> Vec<(usize, usize)> {
        let view = self.view;
        let Some(low) = view.sentences.get(here.saturating_sub(1)) else { return Vec::new() };
        let low = (low.first as usize).max(at.saturating_sub(REACH));
        let holder = |k: usize| {
            if !matches!(view.word(k), "the" | "The") || self.name_at(k + 2).is_some() || self.read.quoted(k) {
                return None;
            }
            let list = self.offices.get(&office(view.tokens.get(k + 1)?.key))?;
            let first =
                list.first().filter(|o| o.at < k && list.len() < HOLDERS && list.iter().all(|p| p.id == o.id))?;
            // Of a sentence without a word of saying there is no grammar.
            let next = view.word(k + 2);
            let verb = || next.ends_with("ed") || view.tokens.get(k + 2).is_some_and(|t| COMMON.has(t.key));
            (!self.read.noun(k + 2) || self.read.tag(k + 2).is_none() && verb()).then_some((k, first.id))
        };
        (low..at).filter_map(holder).collect()
    }
}
