//! What was said once, as far as all reports together show it; and marks around words nobody bears out.

use super::align::{self, Likeness, Score};
use super::collation::Collation;
use super::columns::Bench;
use super::group::{Matter, group};
use super::link::Pair;
use super::named::Names;
use super::topic;
use super::unit::{Unit, bracketed};
use super::vocabulary::Vocabulary;
use crate::annotate::Annotated;
use crate::annotate::lexicon::PRONOUNS;
use crate::annotate::name::{Name, is_suffix};
use crate::annotate::quotation::{Quotation, QuotationKind};
use crate::annotate::speaker::Speaker;
use crate::annotate::token::{Key, KeyMap, TokenKind};
use crate::article::{Block, BlockKind};
use crate::span::{ArticleId, Place, QuotationId, Span};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A fragment of more words than this that stands alone is a quotation of its own, not a slip of the pen.
const FRAGMENT: usize = 4;
/// A longer stretch in marks that others give in other words is a rendering with variants, not a slip.
const ALTERED: usize = 10;
/// So many renderings are searched for the words nearest to a fragment that stands alone.
const LOOKED_AT: usize = 64;
/// So many of the fullest renderings are asked whether two quotations of a report are one saying.
const WITNESSES: usize = 4;
/// Longer ones are left as they are.
const MOST_CELLS: usize = 1_000_000;
/// A rendering has to have so many words to bear a fragment out.
const FULLER: usize = 8;

/// What was said once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// Its renderings, word against word.
    pub collation: Collation,
    /// The quotation that names the speaker best.
    pub speaker: Option<(ArticleId, QuotationId)>,
    /// The quotation that names the channel best.
    pub channel: Option<(ArticleId, QuotationId)>,
}

/// Marks around words that no fuller rendering has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsupported {
    /// The words in marks.
    pub place: Place,
    /// The quotation they are.
    pub quotation: QuotationId,
    /// The nearest words that were said, in the utterance of this number, with a place in each fuller rendering.
    pub nearest: Option<(usize, Vec<Place>)>,
}

/// How many wordings in marks were held against fuller renderings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Those that there was something fuller to hold against.
    pub compared: usize,
    /// Those that could not be: nobody is given as their speaker, or nothing fuller of that speaker is in the reports.
    pub passed_over: usize,
}

/// The utterances of a set of reports, and the marks that none of them bears out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Utterances {
    /// Every utterance, in the order of the fullest report.
    pub utterances: Vec<Utterance>,
    /// Marks that nothing bears out, in order.
    pub unsupported: Vec<Unsupported>,
    /// How many were looked at for that.
    pub marks: Marks,
}

/// Groups and collates every quotation of the articles, which must come in an order that does not depend on
/// how they were given; `names` are theirs.
pub(crate) fn utterances(articles: &[&Annotated], names: &Names) -> Utterances {
    let mut vocabulary = Vocabulary::of(articles);
    let mut units = Vec::new();
    let mut heads: Vec<Unit> = Vec::new();
    // What somebody is quoted to say within another's words is compared where he is quoted by himself too.
    let mut voices: HashSet<Key> = HashSet::new();
    if articles.iter().any(|r| r.annotations.quotations.iter().any(|q| is_anothers(r, q))) {
        for (a, annotated) in articles.iter().enumerate() {
            let top = annotated.annotations.quotations.iter().filter(|q| q.nested_in.is_none());
            voices.extend(top.filter_map(|q| speaker_key(articles, names, a, q)));
        }
    }
    let speaks = |key: Option<Key>| key.is_some_and(|k| voices.contains(&k));
    for (a, annotated) in articles.iter().enumerate() {
        for (q, quotation) in annotated.annotations.quotations.iter().enumerate() {
            let own = |n: &Quotation| is_anothers(annotated, n) && speaks(speaker_key(articles, names, a, n));
            if quotation.nested_in.is_some() && !own(quotation) {
                continue;
            }
            let mut unit = Unit::new(a, q as u32, true);
            // What somebody else is quoted to say there is not this speaker's.
            let rest = annotated.annotations.quotations.get(q + 1..).unwrap_or(&[]).iter();
            let held = rest.take_while(|n| n.nested_in.is_some()).filter(|n| own(n));
            let mut others = held.flat_map(|n| annotated.parts(n)).map(|p| (p.first, p.end)).peekable();
            for part in annotated.parts(quotation) {
                let mut from = part.first;
                while let Some((first, end)) = others.next_if(|o| o.0 < part.end) {
                    if from < first {
                        unit.push(annotated, from, first, &mut vocabulary);
                    }
                    from = end.max(from);
                }
                if from < part.end {
                    unit.push(annotated, from, part.end, &mut vocabulary);
                }
            }
            // Capitals in marks may be a title or a few words of somebody's: they join what has those very words.
            unit.fragment = quotation.kind == QuotationKind::Mixed || !quotation.kind.is_speech();
            unit.scare = !quotation.kind.is_speech();
            if !quotation.kind.is_speech() && is_headline(annotated, &unit, &vocabulary) {
                heads.push(unit.clone());
            }
            if quotation.kind == QuotationKind::Title && unit.words.len() < 3 {
                continue;
            }
            unit.speaker = speaker_key(articles, names, a, quotation);
            unit.named = quotation.speaker.is_some_and(|s| s.named);
            let pronoun = |s: Speaker| PRONOUNS.has(Key::word(&annotated.text(s.mention).to_lowercase()));
            unit.told = quotation.speaker.is_some_and(|s| s.named || !pronoun(s));
            if !unit.words.is_empty() {
                units.push(unit);
            }
        }
    }
    topic::mark(articles, &mut vocabulary);
    let mut groups = group(articles, &units, &vocabulary, Matter::Quotations);
    two_speakers(&mut groups, &units);
    // A mark at arm's length that found no utterance is nobody's words.
    groups.retain(|members| members.iter().any(|u| !units[*u].scare));
    let at_length = at_length(&units);
    let heads = headlines(articles, &heads, &units, &vocabulary);
    let mut of_unit: Vec<Option<usize>> = vec![None; units.len()];
    let mut members_of: Vec<Vec<usize>> = Vec::with_capacity(groups.len());
    let mut out = Utterances::default();
    out.utterances.reserve_exact(groups.len());
    for group in order(&groups, &units) {
        let members = std::mem::take(&mut groups[group]);
        let collation = match members[..] {
            [only] => Collation::alone(articles[units[only].article], &units[only]),
            _ => {
                let sayings = sayings(&units, &members, &vocabulary);
                Bench::new(articles, sayings.iter().map(AsRef::as_ref).collect(), &vocabulary, true).finish()
            }
        };
        for u in &members {
            of_unit[*u] = Some(out.utterances.len());
        }
        out.utterances.push(Utterance {
            speaker: best_speaker(articles, &units, &members),
            channel: best_channel(articles, &units, &members),
            collation,
        });
        // Nobody will ask for these words again, and there may be millions.
        if let [only] = members[..]
            && !units[only].fragment
            && !units[only].speaker.and_then(|k| at_length.get(&k)).is_some_and(|list| list.contains(&only))
        {
            units[only].forget();
        }
        members_of.push(members);
    }
    (out.unsupported, out.marks) = unsupported(articles, &units, &at_length, &of_unit, &members_of, &vocabulary);
    out.marks.compared += heads.len();
    out.unsupported.extend(heads.into_iter().flatten().map(|head| Unsupported {
        nearest: head.nearest.and_then(|(u, place)| Some((of_unit[u]?, vec![place]))),
        place: head.place,
        quotation: head.quotation,
    }));
    out.unsupported.sort_by_key(|x| x.place);
    out
}

/// The renderings of an utterance, where quotations that a report parts and another has as one are one rendering: else what
/// the report prints between them is set against the wrong words.
fn sayings<'u>(units: &'u [Unit], members: &[usize], vocabulary: &Vocabulary) -> Vec<Cow<'u, Unit>> {
    let whole = |u: &usize| !units[*u].fragment && !units[*u].scare && units[*u].quotation;
    let mut witnesses: Vec<usize> = members.iter().copied().filter(|u| whole(u)).collect();
    witnesses.sort_by_key(|u| (std::cmp::Reverse(units[*u].words.len()), *u));
    let goes_on = |u: usize, v: usize| {
        let (x, y) = (&units[u], &units[v]);
        let one = x.speaker.is_none() || y.speaker.is_none() || x.speaker == y.speaker;
        let others = witnesses.iter().map(|w| &units[*w]).filter(|w| w.article != x.article);
        one && others.take(WITNESSES).any(|w| {
            // Where the two stand in the other's words, by what they share most of in a row.
            let (Some(a), Some(b)) = (longest_run(x, w, vocabulary), longest_run(y, w, vocabulary)) else {
                return false;
            };
            a.end <= b.start
        })
    };
    // Units of a report come in the order of its rows.
    let mut out: Vec<(usize, Cow<'u, Unit>)> = Vec::with_capacity(members.len());
    let mut last: Option<usize> = None;
    let mut sorted = members.to_vec();
    sorted.sort_by_key(|u| (units[*u].article, !whole(u), units[*u].tokens.first().copied()));
    for u in sorted {
        let before = last.filter(|v| units[*v].article == units[u].article && whole(&u) && whole(v));
        match (before.filter(|v| goes_on(*v, u)), out.last_mut()) {
            (Some(_), Some((_, saying))) => saying.to_mut().append(&units[u]),
            _ => out.push((u, Cow::Borrowed(&units[u]))),
        }
        last = Some(u);
    }
    out.sort_by_key(|(u, _)| *u);
    out.into_iter().map(|(_, saying)| saying).collect()
}

/// Where in the words of `fuller` the longest run of those of `unit` stands; nothing where it has fewer than three.
fn longest_run(unit: &Unit, fuller: &Unit, vocabulary: &Vocabulary) -> Option<Range<usize>> {
    let mut best: Option<Range<usize>> = None;
    if unit.words.len().saturating_mul(fuller.words.len()) > MOST_CELLS {
        return None;
    }
    // Runs that end at the last word looked at, by where they end in the fuller words.
    let mut ended: Vec<usize> = vec![0; fuller.words.len() + 1];
    for x in &unit.words {
        let mut before = 0;
        for (i, y) in fuller.words.iter().enumerate() {
            let run = if vocabulary.same(*x, *y) { before + 1 } else { 0 };
            before = std::mem::replace(&mut ended[i + 1], run);
            if run > best.as_ref().map_or(2, ExactSizeIterator::len) {
                best = Some(i + 1 - run..i + 1);
            }
        }
    }
    best
}

/// Whether what stands within a quotation is what somebody else is quoted to say there, who is named there too: whom "he"
/// is in somebody's mouth, only their words tell.
fn is_anothers(of: &Annotated, quotation: &Quotation) -> bool {
    let Some(outer) = quotation.nested_in.and_then(|id| of.annotations.quotations.get(id.index())) else {
        return false;
    };
    let names = &of.annotations.names;
    let full = |q: &Quotation| q.speaker.and_then(|s| s.name).and_then(|n| names.get(n.index())).map(|n| n.fullest);
    let (Some(inner), Some(own)) = (full(quotation), full(outer)) else { return false };
    let within = |part: Span| {
        let from = names.partition_point(|n| n.span.start() < part.start());
        names.get(from..).unwrap_or(&[]).iter().take_while(move |n| n.span.end() <= part.end())
    };
    inner != own && of.parts(outer).iter().flat_map(|p| within(p.span)).any(|n: &Name| n.fullest == inner)
}

/// Whether a stretch in marks stands in a headline and is what somebody would say, by a pronoun, a modal verb or a denial:
/// headlines put titles and names in marks too.
fn is_headline(of: &Annotated, unit: &Unit, v: &Vocabulary) -> bool {
    let at = unit.span(of, 0).start();
    let blocks = &of.article.blocks;
    let block = blocks.get(blocks.partition_point(|b| b.span.end() <= at));
    let says = |w: &align::Word| v.is_pronoun(*w) || v.is_modal(*w) || v.is_negation(*w);
    // "MAYOR: 'I WILL RESIGN'" ends like a sentence and is none.
    let shouts = |b: &Block| !of.article.text.get(b.content).contains(char::is_lowercase);
    block.is_some_and(|b| b.kind == BlockKind::Heading || shouts(b))
        && unit.words.len() > 1
        && unit.words.iter().any(says)
}

/// Words in the marks of a headline that stand in no other marks.
struct Headline {
    place: Place,
    quotation: QuotationId,
    /// The unit whose words are nearest, and where.
    nearest: Option<(usize, Place)>,
}

/// For each stretch in the marks of a headline what there is to tell of it; `None` for one that is borne out.
fn headlines(
    articles: &[&Annotated],
    heads: &[Unit],
    units: &[Unit],
    vocabulary: &Vocabulary,
) -> Vec<Option<Headline>> {
    let mut of_word: HashMap<align::Word, Vec<usize>> = HashMap::new();
    for head in heads {
        head.words.iter().for_each(|w| _ = of_word.entry(*w).or_default());
    }
    if heads.is_empty() {
        return Vec::new();
    }
    for (u, unit) in units.iter().enumerate().filter(|(_, u)| !u.scare) {
        for w in &unit.words {
            if let Some(list) = of_word.get_mut(w).filter(|l| l.last() != Some(&u)) {
                list.push(u);
            }
        }
    }
    let one = |head: &Unit| {
        // Who has all of the words has the rarest.
        let rare = head.words.iter().filter_map(|w| of_word.get(w)).min_by_key(|l| l.len())?;
        if rare.iter().any(|u| bears_out(articles, head, &units[*u], vocabulary)) {
            return None;
        }
        // What a headline is made of stands in its own report, or in those beside it.
        let telling =
            head.words.iter().filter(|w| vocabulary.telling(**w) > 0).filter_map(|w| of_word.get(w)).flatten();
        let mut best: Option<(i32, usize, Place)> = None;
        for &u in telling.take(LOOKED_AT) {
            if let Some((score, place)) = near(articles, head, &units[u], vocabulary)
                && best.is_none_or(|b| score > b.0)
            {
                best = Some((score, u, place));
            }
        }
        Some(Headline {
            place: Place { article: ArticleId(head.article as u32), span: cover(articles, head) },
            quotation: QuotationId(head.row),
            nearest: best.map(|(_, u, place)| (u, place)),
        })
    };
    heads.iter().map(one).collect()
}

/// From the first word of a unit to the last.
fn cover(articles: &[&Annotated], unit: &Unit) -> Span {
    let span = unit.spans(articles[unit.article], 0, unit.words.len());
    let whole = span.iter().skip(1).fold(span.first().copied().unwrap_or_default(), |a, b| a.cover(*b));
    bracketed(articles[unit.article], whole)
}

/// Names compare by the last word of their fullest form: "Trump" and "Donald Trump" may be one, so may "Donald" where
/// another report has the whole name; "Trump" and "Clinton" may not.
fn speaker_key(articles: &[&Annotated], names: &Names, a: usize, quotation: &Quotation) -> Option<Key> {
    quotation.speaker?.name?;
    let called = names.speaker(ArticleId(a as u32), articles[a], quotation).and_then(|row| names.called(row));
    let name = match called {
        Some(place) => articles[place.article.index()].text(place.span),
        None => articles[a].speaker_name(quotation)?,
    };
    // "Otto Leck Jr." is a Leck.
    let last = name.split_whitespace().rev().find(|w| !is_suffix(w)).or_else(|| name.split_whitespace().next_back())?;
    Some(Key::of(last, TokenKind::Word))
}

/// Takes out of an utterance what a report gives as the words of somebody else, where it has words of the utterance's
/// speaker there too: a report knows whom it quotes, and what a solicitor says of her client is not the client's.
fn two_speakers(groups: &mut Vec<Vec<usize>>, units: &[Unit]) {
    let mut apart: Vec<Vec<usize>> = Vec::new();
    for members in groups.iter_mut() {
        let named = |u: &usize| units[*u].speaker.filter(|_| units[*u].named && !units[*u].fragment);
        let mut votes: Vec<(Key, usize)> = Vec::new();
        for key in members.iter().filter_map(named) {
            match votes.iter_mut().find(|v| v.0 == key) {
                Some(v) => v.1 += 1,
                None => votes.push((key, 1)),
            }
        }
        // Of equals the one who comes first.
        let Some(most) = votes.iter().rev().max_by_key(|v| v.1).map(|v| v.0).filter(|_| votes.len() > 1) else {
            continue;
        };
        let has: HashSet<usize> =
            members.iter().filter(|u| named(u) == Some(most)).map(|u| units[*u].article).collect();
        // The same words again are the same utterance, whomever the report seems to name the second time.
        let again = |u: &usize| members.iter().any(|m| named(m) == Some(most) && units[*m].words == units[*u].words);
        let other = |u: &usize| named(u).is_some_and(|k| k != most) && has.contains(&units[*u].article) && !again(u);
        let taken: Vec<usize> = members.iter().copied().filter(other).collect();
        members.retain(|u| !taken.contains(u));
        for u in taken {
            match apart.iter_mut().find(|g| units[g[0]].article == units[u].article && named(&g[0]) == named(&u)) {
                Some(g) => g.push(u),
                None => apart.push(vec![u]),
            }
        }
    }
    groups.extend(apart);
}

/// The mention with a name, the fullest first; of equals the one most reports have.
fn best_speaker(articles: &[&Annotated], units: &[Unit], members: &[usize]) -> Option<(ArticleId, QuotationId)> {
    // A name at the quotation counts twice what a pronoun does.
    let mut votes: Vec<(Key, usize)> = Vec::new();
    for u in members {
        let Some(key) = units[*u].speaker else { continue };
        let weight = if units[*u].named { 2 } else { 1 };
        match votes.iter_mut().find(|v| v.0 == key) {
            Some(v) => v.1 += weight,
            None => votes.push((key, weight)),
        }
    }
    let most = votes.iter().map(|v| v.1).max().unwrap_or(0);
    let mut first = votes.iter().filter(|v| v.1 == most);
    let key = match (first.next(), first.next()) {
        // Two names with as much behind them: undetermined.
        (Some(_), Some(_)) => return None,
        (Some(v), None) => Some(v.0),
        _ => None,
    };
    // Of the forms of the name those with more than the last word, of these the one most reports have.
    let mut forms: Vec<(&str, usize, (ArticleId, QuotationId))> = Vec::new();
    for u in members.iter().filter(|u| units[**u].speaker == key) {
        let unit = &units[*u];
        let annotated = articles[unit.article];
        let quotation = annotated.annotations.quotations.get(unit.row as usize);
        let Some(name) = quotation.and_then(|q| annotated.speaker_name(q)) else { continue };
        match forms.iter_mut().find(|f| f.0 == name) {
            Some(f) => f.1 += 1,
            None => forms.push((name, 1, (ArticleId(unit.article as u32), QuotationId(unit.row)))),
        }
    }
    let words = |name: &str| name.split_whitespace().count();
    forms.into_iter().rev().max_by_key(|f| (words(f.0).min(2), f.1, words(f.0).min(4))).map(|f| f.2)
}

fn best_channel(articles: &[&Annotated], units: &[Unit], members: &[usize]) -> Option<(ArticleId, QuotationId)> {
    let mut votes: Vec<(&str, bool, usize, (ArticleId, QuotationId))> = Vec::new();
    for u in members {
        let unit = &units[*u];
        let Some(c) = articles[unit.article].annotations.quotations.get(unit.row as usize).and_then(|q| q.channel)
        else {
            continue;
        };
        match votes.iter_mut().find(|v| v.0 == c.name) {
            Some(v) => v.2 += 1,
            None => votes.push((c.name, c.named, 1, (ArticleId(unit.article as u32), QuotationId(unit.row)))),
        }
    }
    votes.into_iter().max_by_key(|v| (v.1, v.2, std::cmp::Reverse(v.0))).map(|v| v.3)
}

/// The order of utterances: that of the report with most words of them, the others worked in behind what they
/// follow in their own report.
fn order(groups: &[Vec<usize>], units: &[Unit]) -> Vec<usize> {
    // For each article its utterances in order of first full appearance.
    let mut by_article: std::collections::BTreeMap<usize, Vec<(u32, u32, usize)>> = Default::default();
    let mut weight: std::collections::BTreeMap<usize, usize> = Default::default();
    for (i, members) in groups.iter().enumerate() {
        let mut seen: std::collections::BTreeMap<usize, (bool, u32, u32)> = Default::default();
        // Only what others have too says which report is the fullest.
        let shared = members.iter().any(|u| units[*u].article != units[members[0]].article);
        for u in members {
            let unit = &units[*u];
            let at = (unit.fragment, unit.tokens.first().copied().unwrap_or(0), unit.row);
            let e = seen.entry(unit.article).or_insert(at);
            *e = (*e).min(at);
            *weight.entry(unit.article).or_default() += if shared { unit.words.len() } else { 0 };
        }
        for (article, (_, token, row)) in seen {
            by_article.entry(article).or_default().push((token, row, i));
        }
    }
    let mut articles: Vec<usize> = by_article.keys().copied().collect();
    articles.sort_by_key(|a| (std::cmp::Reverse(weight[a]), *a));
    // A chain: the utterance behind each, the first behind none.
    let mut head: Option<usize> = None;
    let mut behind: Vec<Option<usize>> = vec![None; groups.len()];
    let mut placed = vec![false; groups.len()];
    for a in articles {
        let Some(list) = by_article.get_mut(&a) else { continue };
        list.sort_unstable();
        let known: Vec<bool> = list.iter().map(|l| placed[l.2]).collect();
        let mut last: Option<usize> = None;
        for (&(_, _, id), known) in list.iter().zip(known) {
            if !known {
                let link = match last {
                    Some(l) => &mut behind[l],
                    None => &mut head,
                };
                let next = link.replace(id);
                behind[id] = next;
                placed[id] = true;
            }
            last = Some(id);
        }
    }
    let mut out = Vec::with_capacity(groups.len());
    while let Some(id) = head {
        out.push(id);
        head = behind[id];
    }
    out
}

/// What is asked of an utterance for each of its fragments.
#[derive(Clone)]
struct Renderings {
    /// One unit for each different wording.
    wordings: Vec<usize>,
    /// Words of the longest one that is no fragment.
    longest: usize,
    /// How many articles have it.
    articles: usize,
}

impl Renderings {
    fn of(members: &[usize], units: &[Unit]) -> Self {
        let mut seen = HashSet::new();
        let wordings = members.iter().copied().filter(|u| seen.insert(&units[*u].words)).collect();
        let whole = members.iter().filter(|u| !units[**u].fragment);
        let longest = whole.map(|u| units[*u].words.len()).max().unwrap_or(0);
        let articles = members.iter().map(|u| units[*u].article).collect::<HashSet<usize>>().len();
        Self { wordings, longest, articles }
    }
}

/// Where each speaker is given at length, in the order of articles and rows, in which units come.
fn at_length(units: &[Unit]) -> KeyMap<Vec<usize>> {
    let mut out: KeyMap<Vec<usize>> = KeyMap::default();
    for (u, unit) in units.iter().enumerate() {
        if let Some(key) = unit.speaker.filter(|_| !unit.fragment && unit.words.len() >= FULLER) {
            let list = out.entry(key).or_default();
            if list.len() < LOOKED_AT {
                list.push(u);
            }
        }
    }
    out
}

fn unsupported(
    articles: &[&Annotated],
    units: &[Unit],
    at_length: &KeyMap<Vec<usize>>,
    of_unit: &[Option<usize>],
    members_of: &[Vec<usize>],
    vocabulary: &Vocabulary,
) -> (Vec<Unsupported>, Marks) {
    let mut out = Vec::new();
    let mut marks = Marks::default();
    let mut all: Vec<Option<Renderings>> = vec![None; members_of.len()];
    let fragments = fragments(units);
    for (u, unit) in units.iter().enumerate() {
        if !unit.fragment || unit.scare {
            continue;
        }
        let Some(rank) = of_unit[u] else { continue };
        marks.passed_over += 1;
        let all = all[rank].get_or_insert_with(|| Renderings::of(&members_of[rank], units));
        let longer = |f: &usize| units[*f].words.len() > unit.words.len();
        let mut nearest;
        if all.wordings.iter().any(|f| longer(f) && bears_out(articles, unit, &units[*f], vocabulary)) {
            marks.compared += 1;
            continue;
        }
        if all.longest > unit.words.len() {
            marks.compared += 1;
            if unit.words.len() > ALTERED {
                continue;
            }
            let found: Vec<(i32, Place)> = members_of[rank]
                .iter()
                .filter(|f| longer(f) && !units[**f].fragment)
                .take(LOOKED_AT)
                .filter_map(|f| near(articles, unit, &units[*f], vocabulary))
                .collect();
            let best = found.iter().map(|n| n.0).max().unwrap_or(0);
            let near: Vec<Place> = found.into_iter().filter(|n| n.0 * 4 >= best * 3).map(|n| n.1).collect();
            nearest = Some((rank, near));
        } else {
            // In no utterance with fuller words: only worth a word if the same speaker is given at length, or if another
            // report puts nearly these words in marks.
            if unit.words.len() < 2 || unit.speaker.is_none() {
                continue;
            }
            let quotation = &articles[unit.article].annotations.quotations[unit.row as usize];
            if quotation.cue.is_none() {
                continue;
            }
            // Words that three reports put in marks were said, as far as reports can show it.
            if all.articles > 2 {
                continue;
            }
            let said = unit.speaker.and_then(|k| at_length.get(&k)).map_or(&[][..], |s| s);
            let said = if unit.words.len() > FRAGMENT { &[][..] } else { said };
            let rival = unit.speaker.and_then(|k| fragments.get(&k)).and_then(|list| {
                list.iter().copied().find(|f| of_unit[*f] != Some(rank) && nearly(unit, &units[*f], vocabulary))
            });
            if said.is_empty() && rival.is_none() {
                continue;
            }
            marks.compared += 1;
            // The words themselves, in what this speaker is given at length: nothing is wrong with the marks.
            if said.iter().any(|f| longer(f) && bears_out(articles, unit, &units[*f], vocabulary)) {
                continue;
            }
            let mut best: Option<(i32, usize, Place)> = None;
            for &f in said {
                if let Some((score, place)) = near(articles, unit, &units[f], vocabulary)
                    && best.is_none_or(|b| score > b.0)
                {
                    best = Some((score, f, place));
                }
            }
            let whole =
                |f: usize| Place { article: ArticleId(units[f].article as u32), span: cover(articles, &units[f]) };
            nearest = match rival {
                Some(f) => of_unit[f].map(|r| (r, vec![whole(f)])),
                None => best.and_then(|(_, f, place)| of_unit[f].map(|r| (r, vec![place]))),
            };
            // What two reports put in the same marks is not called unsupported for having nothing beside it.
            if nearest.is_none() && all.articles > 1 {
                continue;
            }
        }
        if let Some((_, places)) = &mut nearest {
            places.sort_unstable();
            places.dedup();
        }
        out.push(Unsupported {
            place: Place { article: ArticleId(unit.article as u32), span: cover(articles, unit) },
            quotation: QuotationId(unit.row),
            nearest: nearest.filter(|n| !n.1.is_empty()),
        });
    }
    out.sort_by_key(|x| x.place);
    marks.passed_over -= marks.compared;
    (out, marks)
}

/// The short wordings that each speaker is given in marks within somebody else's sentence, in the order of units.
fn fragments(units: &[Unit]) -> KeyMap<Vec<usize>> {
    let mut out: KeyMap<Vec<usize>> = KeyMap::default();
    let short = |u: &Unit| u.fragment && !u.scare && (2..=ALTERED).contains(&u.words.len());
    for (u, unit) in units.iter().enumerate().filter(|(_, u)| short(u)) {
        if let Some(key) = unit.speaker {
            let list = out.entry(key).or_default();
            if list.len() < LOOKED_AT {
                list.push(u);
            }
        }
    }
    out
}

/// Whether another report puts nearly the same words in marks: half of them, a telling one among these, and of two words the
/// second. "Flawless manner", "streamlined manner".
fn nearly(one: &Unit, other: &Unit, v: &Vocabulary) -> bool {
    let (n, m) = (one.words.len(), other.words.len());
    let like = |w: &align::Word| other.words.iter().any(|x| v.likeness(*w, *x) != Likeness::Different);
    let common: Vec<align::Word> = one.words.iter().copied().filter(|w| like(w)).collect();
    let heads =
        || one.words.last().zip(other.words.last()).is_some_and(|(x, y)| v.likeness(*x, *y) != Likeness::Different);
    let negated = |u: &Unit| u.words.iter().any(|w| v.is_negation(*w));
    one.article != other.article
        && n <= ALTERED
        && common.len() * 2 >= n.max(m)
        && common.iter().any(|w| v.telling(*w) == 2)
        && (n.min(m) > 2 || heads())
        && negated(one) == negated(other)
}

/// Whether `fuller` has the words of `fragment` in a row, spelling apart. One word may be left out, unless it denies:
/// all that stands in the marks was said, and the apparatus has the omission. Words in square brackets and words on
/// the two sides of an ellipsis are looked for piece by piece.
fn bears_out(articles: &[&Annotated], fragment: &Unit, fuller: &Unit, vocabulary: &Vocabulary) -> bool {
    let annotated = articles[fragment.article];
    let text = annotated.article.text.as_str();
    let mut pieces: Vec<Vec<align::Word>> = vec![Vec::new()];
    let mut bracket = false;
    let mut end = None;
    for (pos, &w) in fragment.words.iter().enumerate() {
        let span = fragment.span(annotated, pos);
        let gap = end.and_then(|e: u32| text.get(e as usize..span.start() as usize)).unwrap_or("");
        let opens = text.get(..span.start() as usize).is_some_and(|t| t.ends_with('['));
        bracket = if gap.contains(']') { opens } else { bracket || opens };
        let cut = gap.contains(['…', '[', ']']) || gap.contains("..");
        if cut && pieces.last().is_some_and(|p| !p.is_empty()) {
            pieces.push(Vec::new());
        }
        if !bracket && let Some(p) = pieces.last_mut() {
            p.push(w);
        }
        end = Some(span.end());
    }
    pieces.iter().filter(|p| !p.is_empty()).all(|piece| {
        let exact =
            fuller.words.windows(piece.len()).any(|w| w.iter().zip(piece).all(|(x, y)| vocabulary.same(*x, *y)));
        // "goodwill" for "good will": the same letters in one word more or less.
        let letters = |words: &[align::Word]| words.iter().map(|w| vocabulary.normal(*w).len()).sum::<usize>();
        let own = letters(piece);
        let joined = |n: usize| {
            n > 0
                && fuller.words.windows(n).any(|w| {
                    let bytes = |words: &[align::Word]| {
                        words.iter().flat_map(|x| vocabulary.normal(*x).bytes()).collect::<Vec<u8>>()
                    };
                    letters(w) == own && bytes(w) == bytes(piece)
                })
        };
        // The ends agree, and so does what is left of one word between them and what is right of it.
        let all_but_one = piece.len() > 2
            && fuller.words.windows(piece.len() + 1).any(|w| {
                let same = |x: &align::Word, y: &align::Word| vocabulary.same(*x, *y);
                let head = w.iter().zip(piece).take_while(|(x, y)| same(x, y)).count();
                let tail = w.iter().rev().zip(piece.iter().rev()).take_while(|(x, y)| same(x, y)).count();
                head > 0 && tail > 0 && head + tail >= piece.len() && !vocabulary.is_negation(w[head])
            });
        exact || all_but_one || joined(piece.len() + 1) || joined(piece.len() - 1)
    })
}

/// The words of `fuller` that are nearest to `fragment`, and how near.
fn near(articles: &[&Annotated], fragment: &Unit, fuller: &Unit, vocabulary: &Vocabulary) -> Option<(i32, Place)> {
    let pair = Pair { first: &fuller.words, second: &fragment.words, vocabulary };
    let pairs = align::align(&fuller.words, &fragment.words, &pair, true, true);
    let mut score = 0;
    let (mut first, mut last) = (None, None);
    for &(i, j) in &pairs {
        let like = pair.likeness(i, j);
        if like == Likeness::Different {
            continue;
        }
        score += pair.weight(j) * if like == Likeness::Related { 2 } else { 3 };
        first = first.or(Some(i));
        last = Some(i);
    }
    let (first, last) = (first?, last?);
    if score < 6 {
        return None;
    }
    let annotated = articles[fuller.article];
    // What stands for the fragment's own ends belongs to it; a single word gets its clause, to be understood.
    let matched = pairs.iter().filter(|p| pair.likeness(p.0, p.1) != Likeness::Different).count();
    let (lead, trail) = pairs.iter().fold((None, 0), |(l, _), p| (l.or(Some(p.1)), fragment.words.len() - 1 - p.1));
    let (mut from, mut to) = (first.saturating_sub(lead.unwrap_or(0)), (last + 1 + trail).min(fuller.words.len()));
    let text = annotated.article.text.as_str();
    let open = |a: usize, b: usize| {
        let (x, y) = (fuller.span(annotated, a), fuller.span(annotated, b));
        let gap = text.get(x.end() as usize..y.start() as usize).unwrap_or("");
        !fuller.breaks_between(a, b) && !gap.contains(['.', ',', '!', '?', '…', ';', ':', '"', '”'])
    };
    while matched < 2 && from > 0 && to - from < 8 && open(from - 1, from) {
        from -= 1;
        if to < fuller.words.len() && to - from < 8 && open(to - 1, to) {
            to += 1;
        }
    }
    let spans = fuller.spans(annotated, from, to);
    let span = spans.iter().skip(1).fold(*spans.first()?, |a, b| a.cover(*b));
    Some((score, Place { article: ArticleId(fuller.article as u32), span }))
}

#[cfg(test)]
mod tests {
    use super::super::named;
    use super::*;
    use crate::annotate::annotate;
    use crate::article::Article;
    use crate::ingest;

    fn report(text: &str) -> Annotated {
        let capture = ingest::read("report.txt", text.as_bytes().to_vec()).captures.remove(0);
        annotate(Article::read(capture))
    }

    #[test]
    fn what_a_solicitor_says_is_not_her_clients() {
        let a = report(
            "“I did not take the money,” Lena Marsh told the Echo. “I was in Paris that week, and three people can \
             prove it.”",
        );
        let b = report(
            "“I did take the money,” Lena Marsh said.\n\nHer solicitor, Paul Grant, said: “She was in Paris that week, \
             and three people can prove it.”",
        );
        let reports = [&a, &b];
        let said = utterances(&reports, &named::names(&reports));
        let rows: Vec<Vec<u32>> = (said.utterances.iter())
            .flat_map(|u| u.collation.readings.iter().filter(|r| r.article == ArticleId(1)).map(|r| r.rows.clone()))
            .collect();
        assert_eq!(rows, [[0], [1]]);
    }
}
