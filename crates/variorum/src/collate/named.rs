//! Who and what is named in several reports: the entities of each, put together.

mod short;
mod variants;

use crate::annotate::Annotated;
use crate::annotate::entity::link::{Apart, NameForm, group, juniors};
use crate::annotate::entity::recognise::NameKind;
use crate::annotate::entity::{Entities, entities};
use crate::annotate::lexicon::{ARTICLES, PARTICLES, TITLES};
use crate::annotate::quotation::Quotation;
use crate::annotate::speaker::is_forename;
use crate::annotate::token::Key;
use crate::collate::spelling::letters;
use crate::span::{ArticleId, EntityId, Place, Span};
use short::in_full;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use variants::{middles, one_word_more, slips};

/// Somebody or something that has a name, in all reports together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What it is: what most mentions of it are taken for.
    pub kind: NameKind,
    /// The forms of its name, the one to call it by first.
    pub forms: Vec<Form>,
}

/// One form of a name, as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Where it stands, in order; never empty.
    pub places: Vec<Place>,
}

impl Named {
    /// The reports that name it, in order.
    pub fn reports(&self) -> Vec<ArticleId> {
        let mut out: Vec<ArticleId> = self.forms.iter().flat_map(Form::reports).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

impl Form {
    /// The reports that print it, in order.
    pub fn reports(&self) -> Vec<ArticleId> {
        let mut out: Vec<ArticleId> = self.places.iter().map(|p| p.article).collect();
        out.dedup();
        out
    }
}

/// The persons, organisations and places that two reports name, or one in several forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// They, by kind, those that most reports name first.
    pub list: Vec<Named>,
    /// Each of their mentions with its row of the list, in order.
    at: Vec<(Place, u32)>,
}

impl Names {
    /// The row of whom or what the first name in `place` names.
    pub fn find(&self, place: Place) -> Option<usize> {
        let before =
            |m: &Place| m.article < place.article || m.article == place.article && m.span.end() <= place.span.start();
        let (m, row) = self.at.get(self.at.partition_point(|(m, _)| before(m)))?;
        (m.article == place.article && m.span.overlaps(place.span)).then_some(*row as usize)
    }

    /// The row of whoever a report names as the speaker of a quotation.
    pub fn speaker(&self, article: ArticleId, report: &Annotated, quotation: &Quotation) -> Option<usize> {
        let span = report.annotations.names.get(quotation.speaker?.name?.index())?.span;
        self.find(Place { article, span })
    }

    /// Where the form stands by which a row is called.
    pub fn called(&self, row: usize) -> Option<Place> {
        self.list.get(row)?.forms.first()?.places.first().copied()
    }

    /// The same with other numbers of the reports.
    pub(crate) fn translate(&mut self, map: &impl Fn(ArticleId) -> ArticleId) {
        for form in self.list.iter_mut().flat_map(|n| &mut n.forms) {
            form.places.iter_mut().for_each(|p| p.article = map(p.article));
            form.places.sort_unstable();
        }
        self.at.iter_mut().for_each(|(p, _)| p.article = map(p.article));
        self.at.sort_unstable();
    }
}

/// Finds who and what is named, and by which forms. One report has nothing to be linked with.
pub(crate) fn names(reports: &[&Annotated]) -> Names {
    if reports.len() < 2 {
        return Names::default();
    }
    let found: Vec<Entities> = reports.iter().map(|r| entities(r)).collect();
    let both: Vec<(&Annotated, &Entities)> = reports.iter().copied().zip(&found).collect();
    let joined = across(&both);
    // Which list an entity of a report is in.
    let mut of: Vec<Vec<usize>> = found.iter().map(|n| vec![0; n.list.len()]).collect();
    for (i, list) in joined.iter().enumerate() {
        for (article, entity) in list {
            of[article.index()][entity.index()] = i;
        }
    }
    let mut all: Vec<Gathered<'_>> = vec![Gathered::default(); joined.len()];
    for (article, (report, named)) in both.iter().enumerate() {
        // Where a report was written, and of which agency it is, is nothing it names.
        let dateline = report.article.dateline().map(|d| d.span);
        for m in named.mentions.iter().filter(|m| !dateline.is_some_and(|d| d.contains(m.span))) {
            let one = &mut all[of[article][m.entity.index()]];
            one.kinds[m.kind as usize] += 1;
            one.person |= m.kind == NameKind::Person && m.end - m.first > 1;
            let place = Place { article: ArticleId(article as u32), span: m.span };
            one.forms.entry(on_one_line(report.text(m.span))).or_default().push(place);
        }
    }
    written_in(reports, &mut all);
    let mut rows: Vec<(NameKind, Reverse<usize>, String, Named)> = Vec::new();
    for one in all {
        let kind = one.kind();
        let mut forms: Vec<(Rank, Cow<'_, str>, Form)> =
            one.forms.into_iter().map(|(name, places)| (rank(&name, &places), name, Form { places })).collect();
        // By name where the rank is the same, so that the order of the reports does not matter.
        forms.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let Some(name) = forms.first().map(|f| f.1.to_string()) else { continue };
        let named = Named { kind, forms: forms.into_iter().map(|f| f.2).collect() };
        let reports = named.reports().len();
        // "The President" is an office.
        let office = kind == NameKind::Person && TITLES.has(Key::word(&name));
        if kind != NameKind::Other && !office && (reports > 1 || named.forms.len() > 1) {
            rows.push((kind, Reverse(reports), name, named));
        }
    }
    let first = |n: &Named| n.forms.first().and_then(|f| f.places.first()).copied();
    rows.sort_by(|a, b| (a.0, a.1, &a.2, first(&a.3)).cmp(&(b.0, b.1, &b.2, first(&b.3))));
    let list: Vec<Named> = rows.into_iter().map(|r| r.3).collect();
    let places = |(row, n): (usize, &Named)| -> Vec<(Place, u32)> {
        n.forms.iter().flat_map(|f| f.places.iter().map(|p| (*p, row as u32))).collect()
    };
    let mut at: Vec<(Place, u32)> = list.iter().enumerate().flat_map(places).collect();
    at.sort_unstable();
    Names { list, at }
}

/// Adds the towns where reports were written, beside the same town in their text where one of them names it.
fn written_in<'a>(reports: &[&'a Annotated], all: &mut Vec<Gathered<'a>>) {
    let town = |(i, report): (usize, &&'a Annotated)| {
        let place = report.article.dateline()?.place;
        let name = report.text(place).split(',').next()?.trim_end();
        let span = Span::new(place.start(), place.start() + name.len() as u32);
        Some((name, Place { article: ArticleId(i as u32), span }))
    };
    let towns: Vec<(&str, Place)> = reports.iter().enumerate().filter_map(town).collect();
    if towns.is_empty() {
        return;
    }
    let mut known: HashMap<String, usize> = HashMap::new();
    for (i, one) in all.iter().enumerate().filter(|(_, one)| one.kind() == NameKind::Place) {
        one.forms.keys().for_each(|name| _ = known.entry(name.to_lowercase()).or_insert(i));
    }
    for (name, place) in towns {
        let at = *known.entry(name.to_lowercase()).or_insert_with(|| {
            all.push(Gathered::default());
            all.len() - 1
        });
        all[at].kinds[NameKind::Place as usize] += 1;
        let places = all[at].forms.entry(on_one_line(name)).or_default();
        places.push(place);
        places.sort_unstable();
    }
}

/// A row of what is put together: a name, its kind, and whose it is.
type Row<'a> = (&'a str, NameKind, ArticleId, EntityId);

/// Persons' names that other reports spell otherwise, "Thomas Leck" and "Tomas Leck", each with the one it is taken for:
/// they sound the same, and no report has two of them. The rows of one name follow each other.
fn spellings<'a>(rows: &[Row<'a>]) -> HashMap<&'a str, &'a str> {
    // By the first name and the last, each with what stands between them.
    type Same<'r, 'a> = (String, &'r [Row<'a>]);
    let mut by: BTreeMap<(String, String), Vec<Same<'_, 'a>>> = BTreeMap::new();
    for same in rows.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|c| c[0].1 == NameKind::Person) {
        if let Some(sound) = sound(same[0].0)
            && let Some((first, rest)) = sound.trim_end().split_once(' ')
        {
            let (middle, last) = rest.rsplit_once(' ').unwrap_or(("", rest));
            by.entry((first.to_owned(), last.to_owned())).or_default().push((middle.to_owned(), same));
        }
    }
    let mut alike: Vec<Vec<&[Row<'a>]>> = Vec::new();
    for list in by.into_values().filter(|l| l.len() > 1) {
        // One may leave out a middle name that the other has; of two that have other ones each is itself.
        let middles: BTreeSet<&str> = list.iter().map(|l| l.0.as_str()).filter(|m| !m.is_empty()).collect();
        if middles.len() < 2 {
            alike.push(list.iter().map(|l| l.1).collect());
            continue;
        }
        let each = middles.into_iter().chain([""]);
        alike.extend(each.map(|m| list.iter().filter(|l| l.0 == m).map(|l| l.1).collect::<Vec<_>>()));
    }
    let mut out = HashMap::new();
    for list in alike.into_iter().filter(|l| l.len() > 1) {
        let mut reports = HashSet::new();
        let once = |same: &&[Row<'_>]| {
            let own: HashSet<ArticleId> = same.iter().map(|r| r.2).collect();
            own.into_iter().all(|a| reports.insert(a))
        };
        if list.iter().all(once) {
            out.extend(list.iter().map(|same| (same[0].0, list[0][0].0)));
        }
    }
    misspelt(rows, &mut out);
    out
}

/// Names that share a word are compared up to this number.
const SHARED: usize = 32;

/// Adds the names of two words that no report has both of, where the other word differs in a letter or two: "Tristin Carr"
/// and "Tristan Carr". A first name that everybody knows is spelt as it is.
fn misspelt<'a>(rows: &[Row<'a>], out: &mut HashMap<&'a str, &'a str>) {
    struct Spelt<'r> {
        name: &'r str,
        words: [String; 2],
        /// The reports that have it, in order.
        articles: Vec<ArticleId>,
    }
    let full = |c: &&[Row<'a>]| c[0].1 == NameKind::Person && c[0].0.split_whitespace().count() == 2;
    let spelt = |c: &[Row<'a>]| {
        let sound = sound(c[0].0)?;
        let (first, last) = sound.trim_end().split_once(' ')?;
        let articles = || c.iter().map(|r| r.2).collect();
        let words = [first.to_owned(), last.to_owned()];
        (!last.contains(' ')).then(|| Spelt { name: c[0].0, words, articles: articles() })
    };
    let list: Vec<Spelt<'a>> = rows.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(full).filter_map(spelt).collect();
    let mut shared: BTreeMap<(usize, &str), Vec<&Spelt<'a>>> = BTreeMap::new();
    for one in &list {
        for (k, word) in one.words.iter().enumerate() {
            let same = shared.entry((k, word)).or_default();
            if same.len() < SHARED {
                same.push(one);
            }
        }
    }
    let known = |name: &str| name.split_whitespace().next().is_some_and(|w| is_forename(Key::word(&w.to_lowercase())));
    let alike = |a: &Spelt<'_>, b: &Spelt<'_>, shared: usize| {
        let (x, y) = (&a.words[1 - shared], &b.words[1 - shared]);
        let least = x.chars().count().min(y.chars().count());
        let far = letters(x, y);
        let start = x.chars().next() == y.chars().next();
        !a.articles.iter().any(|r| b.articles.contains(r))
            && start
            && (far == 1 && least > 3 || far == 2 && least > 4)
            && !(shared == 1 && (known(a.name) || known(b.name)))
    };
    // Who could be two others is neither.
    let mut pairs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for ((k, _), same) in &shared {
        for (i, a) in same.iter().enumerate() {
            for b in same.iter().skip(i + 1).filter(|b| alike(a, b, *k)) {
                pairs.entry(a.name).or_default().push(b.name);
                pairs.entry(b.name).or_default().push(a.name);
            }
        }
    }
    for (name, others) in &pairs {
        if let [other] = others[..]
            && name < &other
            && pairs.get(other).is_some_and(|o| o.len() == 1)
            && !out.contains_key(name)
            && !out.contains_key(other)
        {
            out.insert(other, name);
        }
    }
}

/// How a name of several words sounds, as far as spellings of one name differ: Katherine is Catherine, Jon is John.
/// `None` for a name of one word.
fn sound(name: &str) -> Option<String> {
    let mut out = String::with_capacity(name.len());
    let mut words = 0;
    for word in name.split(|c: char| c.is_whitespace() || c == '-') {
        let start = out.len();
        let lower = word.to_lowercase();
        let word = in_full(&lower).filter(|_| words == 0).unwrap_or(word);
        let letters = word.nfd().filter(|c| c.is_alphabetic() && !is_combining_mark(*c)).flat_map(char::to_lowercase);
        let mut before = None;
        let mut letters = letters.peekable();
        while let Some(letter) = letters.next() {
            // Catherine is Kathryn.
            let slurred = matches!(letter, 'e' | 'a') && letters.peek() == Some(&'r') && out.len() > start + 2;
            if slurred && before.is_some_and(|b| !"aeiou".contains(b)) {
                continue;
            }
            let plain = match letter {
                // "ph" is one sound, and "h" behind another letter hardly any.
                'h' if before == Some('p') => {
                    out.pop();
                    'f'
                }
                'h' if before.is_some() => continue,
                'c' | 'q' => 'k',
                'y' => 'i',
                'z' => 's',
                'v' => 'f',
                other => other,
            };
            if before != Some(plain) {
                out.push(plain);
            }
            before = Some(plain);
        }
        if out.len() > start + 2 && out.ends_with('e') {
            out.pop();
        }
        // "Del Giudice" is DelGiudice, "al-Harun" one last name.
        let particle = words > 0 && (PARTICLES.has(Key::word(&lower)) || ARTICLES.has(Key::word(&lower)));
        if out.len() > start && !particle {
            words += 1;
            out.push(' ');
        }
    }
    (words > 1).then_some(out)
}

/// What is gathered of somebody or something, report by report.
#[derive(Clone, Default)]
struct Gathered<'a> {
    forms: BTreeMap<Cow<'a, str>, Vec<Place>>,
    kinds: [u32; 4],
    /// Whether a person is named in full.
    person: bool,
}

impl Gathered<'_> {
    /// What most mentions are taken for.
    fn kind(&self) -> NameKind {
        // Whose last name alone was taken for a place's is a person.
        let alone = self.forms.iter().filter(|f| !f.0.contains(' ')).map(|f| f.1.len() as u32).sum::<u32>();
        if self.person && self.kinds[NameKind::Place as usize] <= alone {
            return NameKind::Person;
        }
        NameKind::ALL.into_iter().rev().max_by_key(|k| self.kinds[*k as usize]).unwrap_or(NameKind::Other)
    }
}

/// What speaks for calling somebody by a form: that it is whole and not in capitals, in how many reports it stands, how
/// many words it has.
type Rank = (bool, bool, usize, usize);

fn rank(name: &str, places: &[Place]) -> Rank {
    let mut words = name.split(' ');
    let initial = words.next().is_some_and(|w| w.trim_end_matches('.').chars().nth(1).is_none());
    let more = words.count();
    let mut reports = 0;
    let mut last = None;
    for p in places {
        reports += usize::from(last.replace(p.article) != Some(p.article));
    }
    let plain = name.contains(char::is_lowercase);
    (more > 0 && !initial && plain, plain, reports, more)
}

/// A name as one line: over the end of a line it is the same name.
pub fn on_one_line(name: &str) -> Cow<'_, str> {
    let plain = |n: &str| !n.contains("  ") && !n.contains(|c: char| c.is_whitespace() && c != ' ');
    if plain(name) { name.into() } else { name.split_whitespace().collect::<Vec<_>>().join(" ").into() }
}

/// The entities of several reports, those that are one in a list of their own: of each report in the order given.
///
/// The rules are those within a report, over the fullest form that each report has: accents, initials and middle names
/// may differ, an abbreviation or a last name joins the only one it can stand for; and a person whose name other
/// reports spell otherwise is one, unless a report has both spellings. The order of the reports does not
/// matter for what is joined.
pub fn across(reports: &[(&Annotated, &Entities)]) -> Vec<Vec<(ArticleId, EntityId)>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (article, (report, named)) in reports.iter().enumerate() {
        for (id, e) in named.list.iter().enumerate() {
            let id = EntityId(id as u32);
            rows.push((report.text(named.span(id)), e.kind, ArticleId(article as u32), id));
        }
    }
    // "Leck" is no place in one report where another has Ada Leck, and nothing here stands in it or comes from it.
    let people: HashSet<&str> =
        rows.iter().filter(|r| r.1 == NameKind::Person).filter_map(|r| Some(r.0.rsplit_once(' ')?.1)).collect();
    for row in rows.iter_mut().filter(|r| r.1 == NameKind::Place && people.contains(r.0)) {
        let (report, named) = reports[row.2.index()];
        if !is_somewhere(report, named, row.3) {
            row.1 = NameKind::Person;
        }
    }
    // And "Ostrey" no club in one report where another has the town, and something here is in it.
    let towns: HashSet<&str> =
        rows.iter().filter(|r| r.1 == NameKind::Place && !r.0.contains(' ')).map(|r| r.0).collect();
    for row in rows.iter_mut().filter(|r| r.1 == NameKind::Organisation && towns.contains(r.0)) {
        let (report, named) = reports[row.2.index()];
        if stands_behind(report, named, row.3, |w| matches!(w, "in" | "near" | "from" | "at" | "outside" | ",")) {
            row.1 = NameKind::Place;
        }
    }
    // Which of several forms is asked first must not hang on the order of the reports.
    rows.sort_unstable();
    let mut spellings = spellings(&rows);
    let mentions = |row: &Row<'_>| reports[row.2.index()].1.list.get(row.3.index()).map_or(0, |e| e.mentions);
    slips(&rows, mentions, &mut spellings);
    middles(&rows, &mut spellings);
    let longer = one_word_more(&rows);
    // A form that many reports have is asked once.
    let same = |a: &Row<'_>, b: &Row<'_>| (a.0, a.1) == (b.0, b.1);
    let form = |rows: &[Row<'_>]| {
        let (name, kind, ..) = rows[0];
        if kind != NameKind::Person {
            return NameForm::of(longer.get(name).copied().unwrap_or(name), kind, false);
        }
        let taken = spellings.get(name).copied().map(Cow::Borrowed).or_else(|| with_middle(name, &spellings));
        NameForm::of(&taken.unwrap_or(Cow::Borrowed(name)), kind, false)
    };
    let mut forms: Vec<NameForm> = rows.chunk_by(same).map(form).collect();
    let articles: Vec<Vec<ArticleId>> = rows.chunk_by(same).map(|c| c.iter().map(|r| r.2).collect()).collect();
    let mut apart = told_apart(&rows, &forms, &articles);
    // Where one report has both they are two; a last name in another report tells nothing of the younger one.
    let beside = |a: usize, b: usize| articles[a].iter().any(|r| articles[b].contains(r));
    juniors(&forms, &mut apart, |_, _| true, beside);
    let of = group(&mut forms, &apart);
    let mut lists: Vec<Vec<(ArticleId, EntityId)>> = vec![Vec::new(); forms.len()];
    for (chunk, one) in rows.chunk_by(same).zip(of) {
        lists[one].extend(chunk.iter().map(|r| (r.2, r.3)));
    }
    lists.retain(|l| !l.is_empty());
    lists.iter_mut().for_each(|l| l.sort_unstable());
    lists.sort_unstable();
    lists
}

/// Whether a name stands as a place's in a report: something is in it, or comes from it.
fn is_somewhere(report: &Annotated, named: &Entities, id: EntityId) -> bool {
    stands_behind(report, named, id, |word| {
        matches!(
            word,
            "in" | "from"
                | "near"
                | "to"
                | "across"
                | "outside"
                | "around"
                | "of"
                | "into"
                | "through"
                | "throughout"
                | "via"
                | "between"
                | ","
                | "the"
        )
    })
}

/// Whether one of such words, in small letters, stands before a name somewhere in a report.
fn stands_behind(report: &Annotated, named: &Entities, id: EntityId, leads: impl Fn(&str) -> bool) -> bool {
    let tokens = &report.annotations.tokens;
    let before =
        |first: u32| first.checked_sub(1).and_then(|k| tokens.get(k as usize)).map_or("", |t| report.text(t.span));
    named.mentions.iter().filter(|m| m.entity == id).any(|m| leads(&before(m.first).to_lowercase()))
}

/// A name of three words as its first and last are taken for, if these alone are spelt otherwise: with "Robyn Coe" taken
/// for "Robin Coe", "Robyn Ada Coe" is "Robin Ada Coe".
fn with_middle<'a>(name: &str, spellings: &HashMap<&'a str, &'a str>) -> Option<Cow<'a, str>> {
    let mut words = name.split_whitespace();
    let (first, middle, last) = (words.next()?, words.next()?, words.next()?);
    let full = words.next().is_none().then(|| format!("{first} {last}"))?;
    let (first, last) = spellings.get(full.as_str())?.split_once(' ')?;
    Some(Cow::Owned(format!("{first} {middle} {last}")))
}

/// Of the forms of `rows`, the last names that stand alone with the full ones that a report has beside them and that it
/// does not take for the same; and short first names of whom a report has somebody who may be called so with those of
/// other reports.
fn told_apart(rows: &[Row<'_>], forms: &[NameForm], articles: &[Vec<ArticleId>]) -> Apart {
    let same = |a: &Row<'_>, b: &Row<'_>| (a.0, a.1) == (b.0, b.1);
    let mut alone: Vec<(usize, ArticleId)> = Vec::new();
    let mut full: HashMap<(ArticleId, Key), Vec<usize>> = HashMap::new();
    for (i, (chunk, form)) in rows.chunk_by(same).zip(forms).enumerate() {
        match form.words[..] {
            [_] => alone.extend(chunk.iter().map(|r| (i, r.2))),
            [.., last] if form.kind == NameKind::Person => {
                chunk.iter().for_each(|r| full.entry((r.2, last)).or_default().push(i));
            }
            _ => {}
        }
    }
    let mut out = Apart::new();
    // "I know Bob", in a report of Robert Leck: no Bob Coe of another.
    let mut first: HashMap<Key, Vec<usize>> = HashMap::new();
    let mut beside: HashSet<(ArticleId, Key)> = HashSet::new();
    for (i, (chunk, form)) in rows.chunk_by(same).zip(forms).enumerate() {
        if let ([word, _, ..], NameKind::Person) = (&form.words[..], form.kind) {
            first.entry(*word).or_default().push(i);
            beside.extend(chunk.iter().map(|r| (r.2, *word)));
        }
    }
    for (i, (chunk, form)) in rows.chunk_by(same).zip(forms).enumerate().filter(|(_, (_, f))| f.words.len() == 1) {
        let full = in_full(&chunk[0].0.to_lowercase()).map(Key::word);
        if full.is_some_and(|full| chunk.iter().any(|r| beside.contains(&(r.2, full)))) {
            let others = first.get(&form.words[0]).into_iter().flatten();
            let others = others.filter(|o| !articles[**o].iter().any(|a| articles[i].contains(a)));
            out.entry(i).or_default().extend(others);
        }
    }
    for (i, article) in alone {
        // Two of them in one report say nothing: there the last name may stand for either.
        if let Some([only]) = full.get(&(article, forms[i].words[0])).map(Vec::as_slice) {
            let list: &mut Vec<usize> = out.entry(i).or_default();
            if !list.contains(only) {
                list.push(*only);
            }
        }
    }
    out
}

/// What is given under each name, in the order of the first of each; nothing where all are one name at several lengths:
/// "Leck" and "Tomas Leck" are, "Thomas Leck" is another.
pub fn by_name<T>(given: impl IntoIterator<Item = (String, T)>) -> Vec<(String, Vec<T>)> {
    let mut out: Vec<(String, Vec<T>)> = Vec::new();
    for (name, what) in given {
        match out.iter_mut().find(|n| n.0 == name) {
            Some(n) => n.1.push(what),
            None => out.push((name, vec![what])),
        }
    }
    let words = |name: &str| name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let within = |a: &str, b: &str| {
        let b = words(b);
        words(a).iter().all(|w| b.contains(w))
    };
    let one = out.iter().all(|(a, _)| out.iter().all(|(b, _)| within(a, b) || within(b, a)));
    if one { Vec::new() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::annotate;
    use crate::article::Article;
    use crate::ingest;

    fn report(text: &str) -> (Annotated, Entities) {
        let capture = ingest::read("report.txt", text.as_bytes().to_vec()).captures.remove(0);
        let annotated = annotate(Article::read(capture));
        let named = entities(&annotated);
        (annotated, named)
    }

    /// The names of some reports, each with its forms.
    fn named(texts: &[&str]) -> Vec<Vec<String>> {
        let reports: Vec<Annotated> = texts.iter().map(|t| report(t).0).collect();
        let reports: Vec<&Annotated> = reports.iter().collect();
        let text = |f: &Form| reports[f.places[0].article.index()].text(f.places[0].span).to_owned();
        names(&reports).list.iter().map(|n| n.forms.iter().map(text).collect()).collect()
    }

    #[test]
    fn one_name_in_two_spellings() {
        let (a, b) = ("Tristin Carr spoke. Jennifer Molleda left.", "Tristan Carr spoke. Jennifer Moredo left.");
        assert_eq!(named(&[a, b]), [["Jennifer Molleda", "Jennifer Moredo"], ["Tristan Carr", "Tristin Carr"]]);
        // Both in one report are two, and a first name that everybody knows is no other.
        assert!(named(&[a, "Tristan Carr met Tristin Carr."]).iter().all(|n| n.len() == 1));
        assert!(named(&["Eric Carr spoke.", "Erin Carr spoke.", "Nora Voss left.", "Nora Bass left."]).is_empty());
        assert!(named(&["Mark Brandt spoke.", "Mary Brandt spoke."]).is_empty());
        // However many have the one.
        let gomez = ["Frank Gomar was held.", "Frank Gamar is in jail.", "Frank Gomar was charged."];
        assert_eq!(named(&gomez), [["Frank Gomar", "Frank Gamar"]]);
    }

    #[test]
    fn a_son_of_the_same_name() {
        let suit = "The suit names Mr. Leck; his son, Otto Jr., and Jane Coe.";
        let found = named(&[suit, "Voters sued President Otto Leck's campaign."]);
        assert!(found.contains(&vec!["Otto Leck".to_owned(), "Leck".to_owned()]), "{found:?}");
        assert!(!found.iter().flatten().any(|f| f.contains("Jr")), "{found:?}");
        let found = named(&["Leck spoke on Friday.", "Otto Leck Jr. was named in the suit."]);
        assert!(found.is_empty(), "{found:?}");
        // Nobody else is named: "Jr" may be left out.
        let found = named(&["Otto Leck Jr. spoke on Friday.", "Otto Leck was named in the suit."]);
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn forms_that_reports_have_apart() {
        // One of them leaves out the name that stands first, or is misspelt once in one report.
        let found = named(&["Joseph Keith Leck spoke.", "Keith Leck spoke."]);
        assert_eq!(found, [["Joseph Keith Leck", "Keith Leck"]]);
        let found = named(&["Ann Cerros spoke. Ann Cuerros was here.", "Ann Cerros spoke. Ann Cerros was here."]);
        assert_eq!(found, [["Ann Cerros", "Ann Cuerros"]]);
        // A short first name of somebody here is nobody's of another report.
        let bob = "“I know Bob,” said Ilse Brandt. Robert Leck was here.";
        let found = named(&["Bob Coe spoke to Robert Leck.", bob]);
        assert!(found.iter().all(|n| n.len() == 1), "{found:?}");
    }

    #[test]
    fn the_town_of_a_dateline() {
        let (a, b) = ("GENEVA - A tree fell on Tuesday.", "GENEVA (NAP) — The tree fell on a house.");
        assert_eq!(named(&[a, b]), [["GENEVA"]]);
        let found = named(&[a, "A tree fell in Geneva on Tuesday."]);
        assert_eq!(found, [["Geneva", "GENEVA"]]);
    }

    #[test]
    fn spellings_of_one_name_sound_the_same() {
        for (a, b) in [
            ("Doug Leck", "Douglas Leck"),
            ("Tomas Leck", "Thomas Leck"),
            ("Katherine Coe", "Catherine Coe"),
            ("Katherine Coe", "Kathryn Coe"),
            ("Stephen Pask", "Steven Pask"),
            ("Jon Brandt", "John Brandt"),
            ("Zoë Anne Duval", "Zoe Ann Duval"),
        ] {
            assert_eq!(sound(a), sound(b));
            assert!(sound(a).is_some());
        }
        assert_ne!(sound("Frances Leck"), sound("Francis Leck"));
        assert_ne!(sound("Anna Leck"), sound("Anne Leck"));
        assert_eq!(sound("Leck"), None);
    }

    #[test]
    fn forms_of_several_reports_with_their_places() {
        let reports = [
            report(
                "Mayor Ilse Brandt spoke in Pellmouth on Friday. The pilot, Thomas Leck, said that he was with her.",
            )
            .0,
            report("“No,” said Brandt. The captain, Tomas Leck, had left Pellmouth. Leck was late and said so.").0,
            report("The two men, Thomas Leck and Tomas Leck, are brothers, and they have not said a word.").0,
        ];
        let all = |n: usize| {
            let given: Vec<&Annotated> = reports.iter().take(n).collect();
            let names = names(&given);
            let text = |p: &Place| given[p.article.index()].text(p.span).to_owned();
            let forms = |n: &Named| n.forms.iter().flat_map(|f| f.places.iter().map(text)).collect::<Vec<_>>();
            (names.list.iter().map(forms).collect::<Vec<_>>(), names)
        };
        let (found, names) = all(2);
        assert!(found.contains(&vec!["Ilse Brandt".into(), "Brandt".into()]), "{found:?}");
        assert!(found.contains(&vec!["Thomas Leck".into(), "Tomas Leck".into(), "Leck".into()]), "{found:?}");
        assert!(found.contains(&vec!["Pellmouth".into(), "Pellmouth".into()]), "{found:?}");
        let at = |article: u32, from: u32, to: u32| Place { article: ArticleId(article), span: Span::new(from, to) };
        // "said Brandt", by the bytes behind it.
        let row = names.find(at(1, 14, 24));
        assert_eq!(row.and_then(|r| names.called(r)), Some(at(0, 6, 17)));
        assert_eq!(names.find(at(1, 0, 5)), None);
        // Where one report has both they are two.
        let (found, _) = all(3);
        assert!(found.iter().all(|f| !f.contains(&"Tomas Leck".into()) || !f.contains(&"Thomas Leck".into())));
        assert!(all(1).0.is_empty(), "one report has nothing to be linked with");
    }

    #[test]
    fn one_person_in_two_reports() {
        let a = report("Mayor Ilse Brandt spoke to René Duval on Friday. Mr. Duval laughed.");
        let b = report("“No,” said Rene Duval. Ms. Brandt said nothing.");
        for order in [[&a, &b], [&b, &a]] {
            let reports = order.map(|r| (&r.0, &r.1));
            let joined = across(&reports);
            let names = |l: &Vec<(ArticleId, EntityId)>| -> Vec<String> {
                let name = |r: &(ArticleId, EntityId)| {
                    let (report, named) = reports[r.0.index()];
                    report.text(named.span(r.1)).to_owned()
                };
                let mut out: Vec<String> = l.iter().map(name).collect();
                out.sort();
                out
            };
            let mut lists: Vec<Vec<String>> = joined.iter().map(names).collect();
            lists.sort();
            assert_eq!(lists, [vec!["Brandt", "Ilse Brandt"], vec!["Rene Duval", "René Duval"]]);
        }
    }
}
