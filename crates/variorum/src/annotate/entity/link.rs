//! Which names are forms of one another: "Ilse Brandt", "I. Brandt" and "Brandt", "Federal Lock Commission" and "FLC".

use super::recognise::NameKind;
use crate::annotate::lexicon::{ARTICLES, INSTITUTIONS, List, PARTICLES, SUFFIXES, street_kind};
use crate::annotate::token::{Key, KeyMap, TokenKind};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What firms have behind their names.
static DESIGNATORS: List = List::new(
    "inc incorporated corp corporation co company ltd limited llc llp plc ag sa gmbh group holdings holding partners",
);
/// Those of a side in politics, of whom "House Democrats" are only some; and words of firms in the plural.
static SIDES: List = List::new(
    "democrats republicans liberals conservatives greens socialists communists tories news services systems airlines airways \
     industries enterprises sports arts nations studios affairs communications motors foods brothers sons sciences states",
);
/// Words of the name of a team at most.
const TEAM: usize = 4;
/// Names that everybody writes in several ways, each with the full one.
pub(super) const ALIASES: &[(&str, &str)] = &[
    ("us", "united states"),
    ("usa", "united states"),
    ("united states of america", "united states"),
    ("uk", "united kingdom"),
    ("great britain", "united kingdom"),
    ("britain", "united kingdom"),
    ("eu", "european union"),
    ("un", "united nations"),
    ("uae", "united arab emirates"),
];
/// Persons of one last name and one first letter are compared up to this number.
const ALIKE: usize = 12;

/// A name as it is compared with others: its words without capitals, accents, stops and endings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameForm {
    /// The words.
    pub words: Vec<Key>,
    /// The first letter of each.
    pub letters: Vec<char>,
    /// Whether a word is no more than its first letter ("J.", "W").
    pub initial: Vec<bool>,
    /// The whole, folded, where it is one word or known by several names.
    whole: String,
    /// Whether it is written as one word: "Leck", "Leck-Brandt".
    pub single: bool,
    /// Whether it is written in capitals throughout.
    pub shouted: bool,
    /// Whether "the" stands before it.
    pub definite: bool,
    /// Whether "Jr" or the like stood behind it, which is none of its words.
    pub suffix: bool,
    /// What it is the name of.
    pub kind: NameKind,
    /// Of "Department of Justice", which is compared as "Justice Department", its letters as they are written.
    turned: Option<[String; 2]>,
}

/// A word of a street's name in full, where it stands last or first: "Ave" is Avenue, "N." North.
fn on_a_sign(word: String, last: bool, first: bool) -> String {
    let full = match word.as_str() {
        _ if last => street_kind(&word),
        "n" if first => "north",
        "s" if first => "south",
        "e" if first => "east",
        "w" if first => "west",
        _ => "",
    };
    if full.is_empty() { word } else { full.to_owned() }
}

impl NameForm {
    /// Takes a name apart.
    pub fn of(name: &str, kind: NameKind, definite: bool) -> Self {
        let mut form = Self {
            words: Vec::new(),
            letters: Vec::new(),
            initial: Vec::new(),
            whole: String::new(),
            single: name.split_whitespace().count() < 2,
            shouted: name.chars().filter(|c| c.is_alphabetic()).count() > 1 && !name.chars().any(char::is_lowercase),
            definite,
            suffix: false,
            kind,
            turned: None,
        };
        let pieces = name.split(|c: char| c.is_whitespace() || c == '-' || c == '–');
        // "Ernest (Scoop) Lowe" is Ernest Lowe.
        for piece in pieces.filter(|p| !(p.starts_with('(') && p.ends_with(')'))) {
            let mut word: String = piece
                .nfd()
                .filter(|c| !is_combining_mark(*c) && (c.is_alphanumeric() || *c == '&'))
                .flat_map(char::to_lowercase)
                .collect();
            if word == "saint" {
                word = "st".into();
            }
            // "Anwar al-Harun" is Anwar Harun.
            let article = || piece.starts_with(char::is_lowercase) && ARTICLES.has(Key::word(&word));
            if kind == NameKind::Person && !form.words.is_empty() && article() {
                continue;
            }
            if kind == NameKind::Place && !form.single {
                word = on_a_sign(word, name.ends_with(piece), form.words.is_empty());
            }
            let Some(letter) = word.chars().next() else { continue };
            // "J.K." are two first names.
            let stops = piece.matches('.').count();
            if stops > 1 && word.chars().count() == stops && kind == NameKind::Person {
                for c in word.chars() {
                    form.push(&c.to_string(), c);
                }
                continue;
            }
            form.push(&word, letter);
        }
        if let Some((_, known)) = ALIASES.iter().find(|a| a.0 == form.whole) {
            form.whole = (*known).to_owned();
            form.words = known.split(' ').map(Key::word).collect();
            form.letters = known.split(' ').filter_map(|w| w.chars().next()).collect();
            form.initial = vec![false; form.words.len()];
        }
        // "Brandt Jr" is a Brandt.
        while form.kind == NameKind::Person
            && form.words.len() > 1
            && form.words.last().is_some_and(|w| SUFFIXES.has(*w))
        {
            // The elder goes by the plain name.
            let elder = form.words.last().is_some_and(|w| [Key::word("sr"), Key::word("senior")].contains(w));
            form.suffix |= !elder;
            form.words.pop();
            form.letters.pop();
            form.initial.pop();
        }
        if kind != NameKind::Person {
            form.turn();
        }
        form
    }

    /// Makes "Department of Justice" and "U.S. Department of Justice" of the same words as "Justice Department".
    fn turn(&mut self) {
        let is = |at: usize, word: &str| self.words.get(at) == Some(&Key::word(word));
        let office = |at: usize| is(at, "department") || is(at, "ministry");
        let len = self.words.len();
        let land = usize::from(len > 2 && is(0, "us"));
        let order: Vec<usize> = if office(land) && is(land + 1, "of") && len > land + 2 {
            let from = land + 2 + usize::from(is(land + 2, "the") && len > land + 3);
            // "DHS", "DoJ"
            let letters = |o: &str| -> String {
                let small = |k: &usize| ["the", "and", "&"].iter().any(|w| is(*k, w));
                let rest = (from..len).filter(|k| !small(k)).filter_map(|k| self.letters.get(k));
                self.letters.get(land).copied().into_iter().chain(o.chars()).chain(rest.copied()).collect()
            };
            self.turned = Some([letters(""), letters("o")]);
            (from..len).chain([land]).collect()
        } else if land > 0 && office(len - 1) {
            (land..len).collect()
        } else {
            return;
        };
        self.words = order.iter().filter_map(|k| self.words.get(*k).copied()).collect();
        self.letters = order.iter().filter_map(|k| self.letters.get(*k).copied()).collect();
        self.initial = order.iter().filter_map(|k| self.initial.get(*k).copied()).collect();
    }

    fn push(&mut self, word: &str, letter: char) {
        if !self.words.is_empty() {
            self.whole.push(' ');
        }
        self.whole.push_str(word);
        self.words.push(Key::of(word, TokenKind::Word));
        self.letters.push(letter);
        self.initial.push(word.chars().nth(1).is_none());
    }

    /// Where the last name begins: "van der Brandt" is one.
    fn surname(&self) -> usize {
        let mut at = self.words.len().saturating_sub(1);
        while at > 1 && PARTICLES.has(self.words[at - 1]) {
            at -= 1;
        }
        at
    }

    /// Whether it is an abbreviation of another name: "FLC" of "Federal Lock Commission".
    fn shortens(&self, full: &Self) -> bool {
        // "DoJ" has a small letter.
        let short = self.shouted || full.turned.is_some();
        short && self.words.len() == 1 && full.abbreviations().any(|a| a == self.whole)
    }

    /// Its last word, where that is one of many as teams are called, in small letters: "saints".
    fn team(&self) -> Option<&str> {
        let last = self.whole.rsplit(' ').next()?;
        let many = last.len() > 3 && last.ends_with('s') && !last.ends_with("ss");
        let key = *self.words.last()?;
        (many && !INSTITUTIONS.has(key) && !DESIGNATORS.has(key) && !SIDES.has(key)).then_some(last)
    }

    /// What it may be abbreviated to.
    fn abbreviations(&self) -> impl Iterator<Item = String> {
        let plain = if self.turned.is_some() { None } else { self.abbreviation() };
        plain.into_iter().chain(self.turned.clone().into_iter().flatten())
    }

    /// The words that count for an abbreviation: those that are not "of", "the", "and".
    fn abbreviation(&self) -> Option<String> {
        let small = |k: Key| ["of", "the", "and", "for", "in", "&"].iter().any(|w| Key::word(w) == k);
        let letters: String =
            self.words.iter().zip(&self.letters).filter(|(k, _)| !small(**k)).map(|(_, c)| *c).collect();
        (letters.chars().count() > 1).then_some(letters)
    }
}

/// Whether two names are one as far as their words tell: "the US" and "the United States", "FLC" and "Federal Lock Commission".
pub(crate) fn one_name(a: &str, b: &str) -> bool {
    let (a, b) = (NameForm::of(a, NameKind::Other, false), NameForm::of(b, NameKind::Other, false));
    !a.words.is_empty() && (a.words == b.words || a.shortens(&b) || b.shortens(&a))
}

/// The forms that a last name alone is known not to stand for, by its number: "President Leck and Ada Leck"; and for "Otto
/// Leck Jr." the father's.
pub(crate) type Apart = HashMap<usize, Vec<usize>>;

/// Adds of whom "Otto Leck Jr." is told apart: of the last name alone where `alone(name, junior)` holds of their numbers,
/// of the same name without "Jr." where `beside` does.
pub(crate) fn juniors(
    forms: &[NameForm],
    apart: &mut Apart,
    alone: impl Fn(usize, usize) -> bool,
    beside: impl Fn(usize, usize) -> bool,
) {
    let person = |f: &NameForm| f.kind == NameKind::Person && f.words.len() > 1;
    let mut last: KeyMap<Vec<usize>> = KeyMap::default();
    for (i, f) in forms.iter().enumerate().filter(|(_, f)| f.suffix && person(f)) {
        let list = last.entry(f.words[f.words.len() - 1]).or_default();
        if list.len() < FEW {
            list.push(i);
        }
    }
    if last.is_empty() {
        return;
    }
    for (i, f) in forms.iter().enumerate().filter(|(_, f)| !f.suffix) {
        let Some(list) = f.words.last().and_then(|w| last.get(w)) else { continue };
        for junior in list {
            if f.words.len() == 1 && alone(i, *junior) {
                apart.entry(i).or_default().push(*junior);
            } else if f.words == forms[*junior].words && beside(i, *junior) {
                apart.entry(*junior).or_default().push(i);
            }
        }
    }
}

/// Groups names that are forms of one: for each form the first form of its group.
///
/// `forms` are given in the order in which they stand first; a form that could belong to two groups stays alone. A last
/// name that stands alone becomes a person's where persons have it, unless it was taken for a place.
pub(crate) fn group(forms: &mut [NameForm], apart: &Apart) -> Vec<usize> {
    let mut of: Vec<usize> = (0..forms.len()).collect();
    let people = people(forms, &mut of, apart);
    for (i, f) in forms.iter_mut().enumerate() {
        if let [word] = f.words[..]
            && f.kind != NameKind::Place
            && (people.last.contains_key(&word)
                || people.alone(word, &others(&of, apart, i)).is_some() && f.kind == NameKind::Other)
        {
            f.kind = NameKind::Person;
        }
    }
    same(forms, &mut of, apart);
    organisations(forms, &mut of);
    // The only one with a son's name of each first name.
    let mut sons: KeyMap<Option<usize>> = KeyMap::default();
    for (i, f) in forms.iter().enumerate().filter(|(_, f)| f.suffix && f.words.len() > 1) {
        let known = sons.entry(f.words[0]).or_insert(Some(i));
        if known.is_some_and(|k| root(&of, k) != root(&of, i)) {
            *known = None;
        }
    }
    for (i, f) in forms.iter().enumerate() {
        // "Otto Jr." is Otto Leck Jr., not his father.
        if let ([word], true) = (&f.words[..], f.suffix) {
            if let Some(one) = sons.get(word).copied().flatten() {
                of[i] = root(&of, one);
            }
            continue;
        }
        if let ([word], true, NameKind::Person) = (&f.words[..], of[i] == i, f.kind)
            && let Some(one) = people.alone(*word, &others(&of, apart, i))
        {
            of[i] = root(&of, one);
        }
    }
    // "Leck-Brandt" is the only person whose last name that is.
    for i in 0..forms.len() {
        let f = &forms[i];
        if of[i] == i && f.single && f.words.len() > 1 && f.kind == NameKind::Person {
            let list = f.words.last().and_then(|w| people.last.get(w));
            let fits =
                |one: &&usize| forms[**one].words.len() > f.words.len() && forms[**one].words.ends_with(&f.words);
            let mut fitting = list.into_iter().flatten().filter(fits).copied();
            if let (Some(one), None) = (fitting.next(), fitting.next()) {
                of[i] = root(&of, one);
            }
        }
    }
    // A group goes by its first form, however it was joined.
    let mut first = vec![usize::MAX; of.len()];
    (0..of.len())
        .map(|i| {
            let one = root(&of, i);
            first[one] = first[one].min(i);
            first[one]
        })
        .collect()
}

/// Whom the last name `i` is known not to mean.
fn others(of: &[usize], apart: &Apart, i: usize) -> Vec<usize> {
    apart.get(&i).into_iter().flatten().map(|full| root(of, *full)).collect()
}

fn root(of: &[usize], mut i: usize) -> usize {
    for _ in 0..of.len() {
        if of[i] == i {
            break;
        }
        i = of[i];
    }
    i
}

/// Joins forms of the same words. Those of several words are one name whatever they were taken for.
fn same(forms: &[NameForm], of: &mut [usize], apart: &Apart) {
    let mut first: HashMap<(&[Key], Option<NameKind>, bool), usize> = HashMap::new();
    for (i, f) in forms.iter().enumerate() {
        let kind = (f.words.len() < 2).then_some(f.kind);
        let junior = f.suffix && (f.words.len() < 2 || apart.contains_key(&i));
        let one = *first.entry((&f.words, kind, junior)).or_insert(i);
        if of[i] == i && root(of, one) != i {
            of[i] = one;
        }
    }
}

/// The persons with a first and a last name, by what they may be called.
struct People {
    /// The persons of a last name, no more than [`FEW`].
    last: KeyMap<Vec<usize>>,
    /// The only person of a first name; `None` where there are two.
    first: KeyMap<Option<usize>>,
}

/// Persons of one last name that are told apart.
const FEW: usize = 4;

impl People {
    /// Whom a name means where it stands alone, `others` left out.
    fn alone(&self, word: Key, others: &[usize]) -> Option<usize> {
        match self.last.get(&word) {
            Some(list) if list.len() < FEW => {
                let mut left = list.iter().filter(|one| !others.contains(one));
                left.next().copied().filter(|_| left.next().is_none())
            }
            Some(_) => None,
            None => self.first.get(&word).copied().flatten().filter(|one| !others.contains(one)),
        }
    }
}

fn people(forms: &[NameForm], of: &mut [usize], apart: &Apart) -> People {
    let mut alike: HashMap<(Key, char), Vec<usize>> = HashMap::new();
    let full = |f: &NameForm| f.kind == NameKind::Person && !f.single && (2..=6).contains(&f.words.len());
    // Those with whole first names come first: an initial is only a form of one of them.
    for initials in [false, true] {
        for (i, f) in forms.iter().enumerate().filter(|(_, f)| full(f) && f.initial[0] == initials) {
            let list = alike.entry((f.words[f.words.len() - 1], f.letters[0])).or_default();
            let told = |a: usize, b: usize| apart.get(&a).is_some_and(|list| list.contains(&b));
            let one = |k: &usize| one_person(&forms[*k], f) && !told(*k, i) && !told(i, *k);
            let mut fitting = list.iter().copied().filter(one);
            match (fitting.next(), fitting.next()) {
                (Some(k), None) => of[i] = k,
                (None, None) if list.len() < ALIKE => list.push(i),
                _ => {}
            }
        }
    }
    let mut out = People { last: KeyMap::default(), first: KeyMap::default() };
    for (i, f) in forms.iter().enumerate().filter(|(_, f)| full(f)) {
        let one = root(of, i);
        let list = out.last.entry(f.words[f.words.len() - 1]).or_default();
        if list.len() < FEW && !list.contains(&one) {
            list.push(one);
        }
        if !f.initial[0] {
            let known = out.first.entry(f.words[0]).or_insert(Some(one));
            if *known != Some(one) {
                *known = None;
            }
        }
    }
    out
}

/// Whether two full names can be one person's: the last names are the same, the first ones the same or an initial of the
/// other, and of the middle names one may leave out what the other has.
fn one_person(a: &NameForm, b: &NameForm) -> bool {
    let fits =
        |i: usize, j: usize| a.words[i] == b.words[j] || (a.initial[i] || b.initial[j]) && a.letters[i] == b.letters[j];
    let (an, bn) = (a.surname(), b.surname());
    if a.words[an..] != b.words[bn..] || !fits(0, 0) {
        return false;
    }
    let (short, long, n, m) = if an <= bn { (a, b, an, bn) } else { (b, a, bn, an) };
    let mut j = 1;
    for i in 1..n {
        let fits = |j: usize| {
            short.words[i] == long.words[j]
                || (short.initial[i] || long.initial[j]) && short.letters[i] == long.letters[j]
        };
        while j < m && !fits(j) {
            j += 1;
        }
        if j == m {
            return false;
        }
        j += 1;
    }
    true
}

/// Joins abbreviations, short forms and "the Commission" to the one organisation they can stand for.
fn organisations(forms: &[NameForm], of: &mut [usize]) {
    let mut short: HashMap<String, Option<usize>> = HashMap::new();
    let mut heads: KeyMap<Option<usize>> = KeyMap::default();
    let mut fronts: HashMap<&[Key], Option<usize>> = HashMap::new();
    let mut teams: HashMap<&str, Option<usize>> = HashMap::new();
    // The same by words that are no firm's: of a place's police the place is no short form.
    let mut offices: HashMap<&[Key], Option<usize>> = HashMap::new();
    for (i, f) in forms.iter().enumerate().filter(|(_, f)| (2..=9).contains(&f.words.len())) {
        let one = of[i];
        let note = |known: &mut Option<usize>| {
            if *known != Some(one) {
                *known = None;
            }
        };
        if f.kind != NameKind::Person {
            f.abbreviations().for_each(|letters| note(short.entry(letters).or_insert(Some(one))));
        }
        if f.kind != NameKind::Organisation {
            continue;
        }
        // "The Saints" are the Vale Saints.
        if f.words.len() <= TEAM
            && let Some(last) = f.team()
        {
            note(teams.entry(last).or_insert(Some(one)));
        }
        // "Department of Health" is a department, "Lock Commission" a commission.
        let of_at = f.words.iter().position(|w| *w == Key::word("of")).unwrap_or(f.words.len());
        if let Some(head) = f.words.get(of_at.wrapping_sub(1)).filter(|h| INSTITUTIONS.has(**h)) {
            note(heads.entry(*head).or_insert(Some(one)));
        }
        // "Boeing Co" is Boeing, "Vale Police Department" the Vale Police.
        let mut n = f.words.len();
        let mut office = false;
        while n > 1 && (DESIGNATORS.has(f.words[n - 1]) || n > 2 && INSTITUTIONS.has(f.words[n - 1])) {
            office |= !DESIGNATORS.has(f.words[n - 1]);
            n -= 1;
            let known = if office { &mut offices } else { &mut fronts };
            note(known.entry(&f.words[..n]).or_insert(Some(one)));
        }
    }
    for (i, f) in forms.iter().enumerate() {
        if of[i] != i || f.kind == NameKind::Person && !f.shouted && f.words.len() < 2 {
            continue;
        }
        let letters = (f.shouted && f.words.len() == 1).then(|| short.get(&f.whole).copied().flatten()).flatten();
        let front = || {
            let bare = f.words.len() == 1 && INSTITUTIONS.has(f.words[0]);
            // "Corran Shipping" before "Ltd" is the firm, whatever it was taken for.
            let org = (f.kind == NameKind::Organisation || f.words.len() > 1) && !bare;
            let known = |of: &HashMap<&[Key], Option<usize>>| of.get(&f.words[..]).copied().flatten();
            let office = || if f.kind == NameKind::Place { None } else { known(&offices) };
            org.then(|| known(&fronts).or_else(office)).flatten()
        };
        let head = || match f.words[..] {
            [word] if f.definite && f.kind == NameKind::Organisation => heads.get(&word).copied().flatten(),
            _ => None,
        };
        let team = || {
            let alone = f.words.len() == 1 && f.kind == NameKind::Organisation && !f.shouted;
            f.team().filter(|_| alone).and_then(|t| teams.get(t).copied().flatten())
        };
        if let Some(one) = letters.or_else(front).or_else(head).or_else(team)
            && root(of, one) != i
        {
            of[i] = one;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use NameKind::{Organisation, Person, Place};

    fn groups(names: &[(&str, NameKind)]) -> Vec<usize> {
        let mut forms: Vec<NameForm> = names.iter().map(|(n, k)| NameForm::of(n, *k, false)).collect();
        group(&mut forms, &Apart::new())
    }

    #[test]
    fn a_person_by_last_name_first_name_and_initial() {
        let names = [
            ("Ilse Brandt", Person),
            ("Brandt", Organisation),
            ("Ilse", Person),
            ("I. Brandt", Person),
            ("ILSE BRANDT", Person),
            ("Ilse Marie Brandt", Person),
            ("Otto Brandt", Person),
        ];
        assert_eq!(groups(&names[..6]), [0, 0, 0, 0, 0, 0]);
        // With a second Brandt the last name alone is nobody's.
        assert_eq!(groups(&names), [0, 1, 0, 0, 0, 0, 6]);
    }

    #[test]
    fn a_last_name_of_two_words() {
        let names = [("Ilse Leck-Brandt", Person), ("Leck-Brandt", Person), ("Otto Brandt", Person)];
        assert_eq!(groups(&names), [0, 0, 2]);
        let apart = Apart::from([(1, vec![0])]);
        let mut forms = [("Ada Leck", Person), ("Leck", Person)].map(|(n, k)| NameForm::of(n, k, false));
        assert_eq!(group(&mut forms, &apart), [0, 1]);
        let mut forms =
            [("Ada Leck", Person), ("Leck", Person), ("Otto Leck", Person)].map(|(n, k)| NameForm::of(n, k, false));
        assert_eq!(group(&mut forms, &apart), [0, 1, 1]);
    }

    #[test]
    fn two_persons_stay_apart() {
        assert_eq!(groups(&[("Leonard Pask", Person), ("Margery Pask", Person), ("Pask", Person)]), [0, 1, 2]);
        assert_eq!(groups(&[("J. A. Crane", Person), ("J. B. Crane", Person)]), [0, 1]);
        assert_eq!(groups(&[("Washington", Place), ("Ada Washington", Person)]), [0, 1]);
    }

    #[test]
    fn an_organisation_by_its_letters_its_front_and_its_head() {
        let names = [
            ("Federal Lock Commission", Organisation),
            ("FLC", Organisation),
            ("Corran Shipping Ltd", Organisation),
            ("Corran Shipping", Organisation),
            ("Corran", Place),
        ];
        assert_eq!(groups(&names), [0, 0, 2, 2, 4]);
        let mut forms = [
            NameForm::of("Federal Lock Commission", Organisation, true),
            NameForm::of("Commission", Organisation, true),
        ];
        assert_eq!(group(&mut forms, &Apart::new()), [0, 0]);
        forms[1].definite = false;
        assert_eq!(group(&mut forms, &Apart::new()), [0, 1]);
    }

    #[test]
    fn a_department_and_a_team() {
        let names = [
            ("Department of Justice", Organisation),
            ("Justice Department", Organisation),
            ("U.S. Department of Justice", Organisation),
            ("DOJ", Organisation),
            ("Ministry of Justice", Organisation),
        ];
        assert_eq!(groups(&names), [0, 0, 0, 0, 4]);
        let security = ("Department of Homeland Security", Organisation);
        assert_eq!(groups(&[security, ("DHS", Organisation)]), [0, 0]);
        let (saints, bears) = (("Vale Saints", Organisation), ("Dunmere Bears", Organisation));
        assert_eq!(groups(&[saints, bears, ("Saints", Organisation)]), [0, 1, 0]);
        // Of two it is neither, and a side is more than those of it in one house.
        assert_eq!(groups(&[saints, ("Corran Saints", Organisation), ("Saints", Organisation)]), [0, 1, 2]);
        assert_eq!(groups(&[("House Democrats", Organisation), ("Democrats", Organisation)]), [0, 1]);
    }

    #[test]
    fn spellings_of_one_name() {
        assert_eq!(groups(&[("René Duval", Person), ("Rene Duval", Person)]), [0, 0]);
        assert_eq!(groups(&[("Saint Orla", Place), ("St. Orla", Place)]), [0, 0]);
        assert_eq!(groups(&[("U.S.", Place), ("United States", Place), ("US", Place)]), [0, 0, 0]);
        assert_eq!(groups(&[("J.K. Rowe", Person), ("J. K. Rowe", Person), ("Jane Rowe", Person)]), [0, 0, 0]);
    }

    #[test]
    fn nothing_to_group() {
        assert_eq!(groups(&[]), [0usize; 0]);
        assert_eq!(groups(&[("", Person), ("…", Place)]), [0, 1]);
    }
}
