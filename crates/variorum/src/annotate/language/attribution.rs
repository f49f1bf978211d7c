//! Acts of saying in a language other than English: the quotations in marks, with the clause that a few words in marks
//! belong to, and to whom they were said. Nothing here reads grammar.

use super::phrase::Reader;
use super::speaker::{around, venue};
use super::tables::*;
use crate::annotate::Annotated;
use crate::annotate::attribution::{Attribution, Attributions, Given};
use crate::annotate::channel::Venue;
use crate::annotate::quotation::{Part, Quotation, QuotationKind, View};
use crate::annotate::speaker::Speaker;
use crate::span::{QuotationId, Span};

/// Tokens from a cue to the words it is about, at most.
const LONGEST: usize = 60;

/// The attributions of a report in the language of `words`.
pub(in crate::annotate) fn attributions(report: &Annotated, view: &View<'_>, words: &'static Words) -> Attributions {
    let r = Reader { view, words };
    let a = &report.annotations;
    let mut out = Attributions::default();
    let mut reached = 0;
    for (i, q) in a.quotations.iter().enumerate().filter(|(_, q)| q.kind.is_speech() && q.nested_in.is_none()) {
        let parts = report.parts(q);
        let mut content: Vec<Span> = parts.iter().map(|p| p.span).filter(|s| !s.is_empty()).collect();
        let cue = q.cue.map(|c| view.at(c.start()));
        let mixed = q.kind == QuotationKind::Mixed;
        if mixed && let (Some(cue), [part], [own]) = (cue, parts, &mut content[..]) {
            // Two fragments of one clause are one act of saying.
            if reached > part.outer.start() {
                continue;
            }
            *own = clause(r, q, part, cue).cover(*own);
        }
        if content.is_empty() {
            continue;
        }
        reached = content.last().map_or(0, |s| s.end()).max(reached);
        // What stands beside the words: the attribution, but not the words themselves.
        let apart: Vec<Span> = content.clone();
        let channel = cue
            .and_then(|c| venue(r, around(view, c), &apart))
            .map(|(k, c)| Venue { span: view.tokens[k].span, name: lower(c.name) });
        let from = out.contents.len() as u32;
        out.contents.append(&mut content);
        out.list.push(Attribution {
            content: from..out.contents.len() as u32,
            kind: if mixed { Given::Mixed } else { Given::Direct },
            cue: q.cue,
            source: q.speaker,
            channel,
            addressee: cue.and_then(|c| hearer(r, c, q, &apart)),
            quotation: Some(QuotationId(i as u32)),
            within: None,
            time: None,
        });
    }
    out
}

/// Attributions name platforms in small letters.
fn lower(name: &'static str) -> &'static str {
    match name {
        "Instagram" => "instagram",
        "Twitter" => "twitter",
        "Facebook" => "facebook",
        "TikTok" => "tiktok",
        "YouTube" => "youtube",
        "Snapchat" => "snapchat",
        "WhatsApp" => "whatsapp",
        "Telegram" => "telegram",
        "Mastodon" => "mastodon",
        "Bluesky" => "bluesky",
        "LinkedIn" => "linkedin",
        "Reddit" => "reddit",
        "Weibo" => "weibo",
        "VKontakte" => "vkontakte",
        other => other,
    }
}

/// The clause that a few words in marks belong to: from "that", or from the comma behind the verb of saying, or from the
/// verb behind "according to …", up to the end of the sentence or to the attribution.
fn clause(r: Reader<'_, '_>, q: &Quotation, part: &Part, cue: usize) -> Span {
    let view = r.view;
    let (open, close) = (view.at(part.outer.start()), view.at(part.outer.end()));
    let sentence = view.sentence_of(open);
    let (first, end) = (sentence.first as usize, sentence.end as usize);
    if open.abs_diff(cue) > LONGEST {
        return part.span;
    }
    let speaker = q.speaker.map(|s| (view.at(s.mention.start()), view.at(s.mention.end())));
    let stop = |from: usize| {
        let mut to = end;
        while to > from
            && (r.punct(to - 1)
                && !matches!(r.word(to - 1), ")" | "]")
                && view.tokens[to - 1].span.end() > part.outer.end())
        {
            to -= 1;
        }
        to.max(close)
    };
    let span = |a: usize, b: usize| {
        let (a, b) = (view.tokens.get(a), view.tokens.get(b.wrapping_sub(1)));
        a.zip(b).map_or(part.span, |(a, b)| Span::new(a.span.start().min(b.span.end()), b.span.end()))
    };
    if cue >= close {
        // "Das Wehr sei „sicher“, sagte sie": the sentence up to the comma.
        let to = (close..cue).find(|k| r.word(*k) == "," || r.dash(*k)).unwrap_or(close);
        return span(first, to.max(close));
    }
    if cue > open || cue < first {
        return part.span;
    }
    if let Some(that) = (cue + 1..open).find(|k| r.is(*k, THAT) && r.word(*k) != "of") {
        return span(that, stop(open));
    }
    let according = r.according(cue) > 0 || r.is(cue, BEHIND);
    if according {
        let source = speaker.map_or(cue + 1, |s| s.1).max(cue + 1);
        let mut from = if r.word(source) == "," { source + 1 } else { source };
        // "Selon Anne Loiseau, cheffe de l'opposition, le pont …"
        let role = (from..from + 2).any(|k| r.is(k, TITLE)) && r.word(source) == ",";
        let aside = (from..open.min(from + 12)).find(|k| r.word(*k) == ",").filter(|_| role && !r.is(from, DET));
        from = aside.map_or(from, |k| k + 1);
        return if from < open { span(from, stop(open)) } else { part.span };
    }
    // "sagte, die Brücke sei „sicher“": only verbs of saying take a clause so.
    let comma = (cue + 1..open).find(|k| r.word(*k) == ",").filter(|k| r.is(cue, CUE) && k + 1 < open);
    comma.map_or(part.span, |k| span(k + 1, stop(open)))
}

/// To whom something was said: behind "gegenüber", "à", "a", "tegen", in the dative, or where an interview is named.
fn hearer(r: Reader<'_, '_>, cue: usize, q: &Quotation, apart: &[Span]) -> Option<Speaker> {
    let view = r.view;
    let range = around(view, cue);
    let own = |k: usize| view.tokens.get(k).is_none_or(|t| apart.iter().any(|s| s.holds(t.span.start())));
    let speaks =
        |k: usize| q.speaker.is_some_and(|s| view.tokens.get(k).is_some_and(|t| s.mention.holds(t.span.start())));
    let german = r.words.tables.style.nouns_capital;
    let russian = r.words.tables.code == "ru";
    for k in range.clone() {
        if own(k) || speaks(k) {
            continue;
        }
        // "mit dem Sender", "con la radio" are hearers only of an interview.
        let talk = || {
            (range.start..k).rev().take(6).any(|j| {
                let channel = r
                    .words
                    .channel(view.tokens[j].key)
                    .or_else(|| r.words.channel(crate::annotate::token::Key::word(elision(r.word(j))?.1)));
                channel == Some("interview")
            })
        };
        let with = || matches!(r.word(k), "mit" | "con" | "avec" | "met" | "com") && talk();
        let begins = r.is(k, TO) && !r.is(k, TITLE)
            || with()
            || german && r.is(k, DATIVE) && !r.is(k.wrapping_sub(1), PREP | DET) && k > cue
            || russian && r.is(k, HEARER)
            || german && r.is(k, HEARER) && k == cue + 1
            || matches!(r.words.tables.code, "fr")
                && elision(r.word(k)).is_some()
                && r.word(k.wrapping_sub(1)) == "à"
                && r.is(k, HEARER);
        if !begins {
            continue;
        }
        let mut first = if r.is(k, TO) || with() { k + 1 } else { k };
        if russian && !r.is(k, TO) {
            first = k;
        }
        // The closing mark of a name ends it: „Rotenfelser Zeitung“.
        let hearing = |a: usize, b: usize| {
            (a + 1..b).any(|j| matches!(r.word(j), "„" | "“" | "«")) && matches!(r.word(b), "“" | "”" | "»")
        };
        let mut to = first;
        while to < range.end && to < first + 9 && !own(to) && !(speaks(to) && r.name_from(to).is_some()) {
            let inside = r.is(to, DET) && to == first || r.is(to, OF) && to > first;
            let mark = matches!(r.word(to), "„" | "“" | "”" | "«" | "»" | "-");
            let sign = r.punct(to) && !mark || mark && hearing(first, to);
            let over = to > first
                && r.is(to, PREP | DET | HE | SHE | CUE | AUX | THAT | MONTH | TITLE)
                && !inside
                && !r.is(to, HEARER)
                && !r.word(to).starts_with(char::is_uppercase);
            if sign || over {
                break;
            }
            to += 1;
        }
        let hears = (first..to).any(|j| r.is(j, HEARER));
        let name = (first..to).find_map(|j| r.name_from(j)).filter(|n| n.end <= range.end);
        // A name alone hears only behind what leads to a hearer and nothing else.
        let direct = r.is(k, TO) && (german || r.words.tables.code == "nl") || talk();
        if to <= first || !(hears || direct && (name.is_some() || r.is(first, DET))) {
            continue;
        }
        while to > first + 1 && r.punct(to - 1) {
            to -= 1;
        }
        let mention = view.tokens[first].span.cover(view.tokens[to - 1].span);
        let named = name.filter(|n| n.end <= to.max(n.end));
        let id =
            named.map(|n| view.names.partition_point(|x| (x.first as usize) < n.first)).and_then(|i| view.names.get(i));
        return Some(match id {
            Some(n) => Speaker { mention: n.span, name: Some(n.fullest), named: true },
            None => Speaker { mention, name: None, named: false },
        });
    }
    None
}
