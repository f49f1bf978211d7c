//! What must hold for every input, as functions that panic where it does not.
//!
//! The generated inputs of this test binary and the fuzzer (`fuzz/`) run the same bodies.

use super::generate::Source;
use std::collections::{BTreeMap, BTreeSet};
use variorum::annotate::attribution::attributions;
use variorum::annotate::credit::Extent;
use variorum::annotate::entity::entities;
use variorum::annotate::{Annotated, annotate, marks};
use variorum::article::{Article, BlockKind, blocks};
use variorum::collate::collation::Collation;
use variorum::collate::variant::{Class, Kind};
use variorum::ingest::{self, Capture, Encoding};
use variorum::span::{ArticleId, Place, Span};
use variorum::story::edition::{Edition, edition};
use variorum::story::record::{ClaimRecord, EditionRecord, LineageRecord, PlaceRecord, ValueRecord, streamed};
use variorum::story::verify::verify;
use variorum::text::Text;

/// Every span of an article lies in its text on character boundaries, the tables fit together, and the text maps
/// to the captured bytes and back.
pub fn article_places_hold(file: &Source) {
    for capture in ingest::read(&file.path, file.bytes.clone()).captures {
        text_maps_back(&capture, &file.bytes);
        let annotated = annotate(Article::read(capture));
        blocks_join(annotated.article.text.as_str(), &annotated.article.blocks);
        tables_fit(&annotated);
    }
}

fn text_maps_back(capture: &Capture, bytes: &[u8]) {
    let text = &capture.text;
    let mut end = text.source(Span::empty(0)).start;
    for (i, c) in text.as_str().char_indices() {
        let span = Span::new(i as u32, (i + c.len_utf8()) as u32);
        let source = text.source(span);
        assert!(source.start < source.end && source.end <= bytes.len() as u64, "{c:?} at {span:?} maps to {source:?}");
        assert_eq!(source.start, end, "a hole in the map before {c:?} at {span:?}");
        end = source.end;
        assert_eq!(text.from_source(source.clone()), Some(span), "{c:?} at {source:?} does not map back");
        assert_eq!(text.from_source(source.start..source.start), Some(Span::empty(span.start())), "place before {c:?}");
        let there = &bytes[source.start as usize..source.end as usize];
        match capture.encoding {
            _ if capture.line.is_some() => {
                let quoted = [b"\"", there, b"\""].concat();
                let said: Option<String> = serde_json::from_slice(&quoted).ok();
                assert!(said.as_deref() == Some(&*c.to_string()) || c == '\u{fffd}', "{there:?} is not {c:?}");
            }
            Encoding::Utf8 => assert!(there == c.to_string().as_bytes() || c == '\u{fffd}', "{there:?} is not {c:?}"),
            Encoding::Windows1252 => assert_eq!(there.len(), 1),
            Encoding::Stated(name) => panic!("{name}: only pages state their encoding"),
            Encoding::Utf16Le | Encoding::Utf16Be => {
                let little = capture.encoding == Encoding::Utf16Le;
                let unit =
                    |p: &[u8]| if little { u16::from_le_bytes([p[0], p[1]]) } else { u16::from_be_bytes([p[0], p[1]]) };
                let units: Vec<u16> = there.chunks_exact(2).map(unit).collect();
                assert!(String::from_utf16(&units).is_ok_and(|s| s == c.to_string()) || c == '\u{fffd}');
            }
        }
    }
    round_trip(text, text.span());
    assert_eq!(text.from_source(bytes.len() as u64 + 1..bytes.len() as u64 + 2), None, "beyond the file");
}

fn round_trip(text: &Text, span: Span) {
    in_text(text, span);
    assert_eq!(text.from_source(text.source(span)), Some(span), "{:?} does not map back", text.get(span));
}

fn in_text(text: &Text, span: Span) {
    assert!(text.as_str().get(span.range()).is_some(), "{span:?} is no place in a text of {}", text.len());
}

/// Blocks follow each other from the first byte to the last and carry white space only at their ends.
pub fn blocks_join(text: &str, list: &[variorum::article::Block]) {
    let mut at = 0;
    for block in list {
        assert_eq!(block.span.start(), at, "blocks leave a hole");
        assert!(!block.span.is_empty(), "an empty block at {at}");
        at = block.span.end();
        assert!(block.span.contains(block.content), "{block:?}");
        let (span, content) = (&text[block.span.range()], &text[block.content.range()]);
        assert_eq!(span.trim(), content, "the content of a block is the block without white space at its ends");
        let first = block.span.start() == 0;
        assert!(
            first || block.span.start() == block.content.start() || content.is_empty(),
            "white space belongs to the block before: {span:?}"
        );
    }
    assert_eq!(at as usize, text.len(), "blocks do not join back to the text");
    for (i, block) in list.iter().enumerate().filter(|b| b.1.continues) {
        assert!(
            i >= 2 && list[i - 1].kind == BlockKind::Residue && list[i - 2].kind.is_story(),
            "{block:?} continues nothing"
        );
    }
}

/// Contents of attributions lie in the text, in order, and each has one; sources, cues and addressees lie there too.
fn attributions_fit(a: &Annotated) {
    let text = a.article.text.as_str();
    let found = attributions(a);
    let mut before = None;
    assert_eq!(found.values.len(), a.annotations.times.len(), "a value for each expression of time");
    for x in &found.list {
        if let Some(said) = x.time {
            let time = a.annotations.times[said.time.index()].span;
            let own = found.content(x).iter().any(|c| c.overlaps(time));
            assert!(!own, "what is said at {time:?} does not hold the words that say when");
            assert!(found.value(said).is_some());
        }
        let content = found.content(x);
        assert!(!content.is_empty(), "an attribution of nothing");
        assert!(before <= Some(content[0]), "attributions out of order");
        before = Some(content[0]);
        let speakers = [x.source, x.addressee].into_iter().flatten().map(|s| s.mention);
        for span in content.iter().copied().chain(x.cue).chain(speakers).chain(x.channel.map(|c| c.span)) {
            assert!(text.get(span.range()).is_some_and(|s| !s.is_empty()), "{span:?} is not in the text");
        }
    }
}

fn tables_fit(a: &Annotated) {
    attributions_fit(a);
    let text = &a.article.text;
    let t = &a.annotations;
    // Tokens and the white space between them join back to each block of the story.
    let mut tokens = t.tokens.iter().peekable();
    for block in a.article.blocks.iter().filter(|b| b.kind.is_story()) {
        let mut at = block.content.start();
        while let Some(token) = tokens.next_if(|t| t.span.end() <= block.content.end()) {
            round_trip(text, token.span);
            assert!(token.span.start() >= at && !token.span.is_empty(), "{token:?} stands before {at}");
            let gap = text.get(Span::new(at, token.span.start()));
            assert!(gap.chars().all(char::is_whitespace), "{gap:?} is in no token");
            at = token.span.end();
        }
        let gap = text.get(Span::new(at, block.content.end()));
        assert!(gap.chars().all(char::is_whitespace), "{gap:?} at the end of a block is in no token");
    }
    assert_eq!(tokens.next(), None, "a token outside the blocks");
    // Sentences tile the tokens.
    let mut at = 0;
    for s in &t.sentences {
        assert!(s.first == at && s.end > s.first, "{s:?} after {at}");
        at = s.end;
    }
    assert_eq!(at as usize, t.tokens.len(), "sentences do not tile the tokens");
    for (i, n) in t.names.iter().enumerate() {
        round_trip(text, n.span);
        assert!(n.first < n.end && n.end as usize <= t.tokens.len(), "{n:?}");
        assert!(i == 0 || t.names[i - 1].end <= n.first, "names overlap");
        let full = &t.names[n.fullest.index()];
        assert_eq!(full.fullest, n.fullest, "the fullest form of {:?} has a fuller one", text.get(n.span));
        assert!(!text.get(n.span).trim().is_empty());
    }
    let named = entities(a);
    let mut counts = vec![0; named.list.len()];
    for (i, m) in named.mentions.iter().enumerate() {
        round_trip(text, m.span);
        assert!(m.first < m.end && m.end as usize <= t.tokens.len(), "{m:?}");
        assert!(i == 0 || named.mentions[i - 1].end <= m.first, "mentions overlap");
        assert!(!text.get(m.span).trim().is_empty());
        assert_eq!(m.kind, named.list[m.entity.index()].kind, "one entity, one kind");
        counts[m.entity.index()] += 1;
    }
    for (i, e) in named.list.iter().enumerate() {
        assert_eq!(named.mentions[e.fullest.index()].entity.index(), i, "the fullest form is of another");
        assert_eq!(e.mentions, counts[i]);
    }
    let mut owned = vec![0; t.parts.len()];
    let mut before = 0;
    for (i, q) in t.quotations.iter().enumerate() {
        assert!(q.parts.start < q.parts.end && q.parts.end as usize <= t.parts.len(), "{q:?}");
        let parts = a.parts(q);
        (q.parts.start..q.parts.end).for_each(|p| owned[p as usize] += 1);
        assert!(parts[0].outer.start() >= before, "quotations are not in order");
        before = parts[0].outer.start();
        let mut end = 0;
        for p in parts {
            round_trip(text, p.span);
            round_trip(text, p.outer);
            assert!(p.outer.contains(p.span) && p.outer.start() >= end, "{p:?}");
            end = p.outer.end();
            assert_eq!(text.get(p.span).trim(), text.get(p.span), "white space at the end of a part");
            assert!(p.first <= p.end && p.end as usize <= t.tokens.len(), "{p:?}");
            for token in &t.tokens[p.first as usize..p.end as usize] {
                assert!(
                    p.span.contains(token.span),
                    "{:?} sticks out of the part {:?}",
                    text.get(token.span),
                    text.get(p.span)
                );
            }
            let outside = t.tokens.iter().filter(|x| x.span.overlaps(p.span)).count();
            assert_eq!(
                outside,
                (p.end - p.first) as usize,
                "tokens of {:?} that its part does not list",
                text.get(p.span)
            );
            let block = a.article.blocks.iter().find(|b| b.span.holds(p.outer.start()));
            assert!(block.is_some_and(|b| b.kind.is_story()), "a quotation outside the story");
        }
        if let Some(outer) = q.nested_in {
            assert!(outer.index() < i, "nested before what holds it");
            let whole = a.parts(&t.quotations[outer.index()]);
            let whole = whole[0].outer.cover(whole[whole.len() - 1].outer);
            assert!(parts.iter().all(|p| whole.contains(p.outer)), "nested in a quotation that does not hold it");
        }
        for span in [q.cue, q.speaker.map(|s| s.mention), q.channel.map(|c| c.span)].into_iter().flatten() {
            round_trip(text, span);
            assert!(!span.is_empty(), "an empty cue, speaker or channel");
        }
        if let Some(name) = q.speaker.and_then(|s| s.name) {
            assert!(!a.name(name).is_empty());
        }
    }
    assert!(owned.iter().all(|n| *n == 1), "every part has one quotation");
    let mut end = 0;
    for time in &t.times {
        round_trip(text, time.span);
        assert!(!time.span.is_empty() && time.span.start() >= end, "{time:?} is out of order or in another");
        end = time.span.end();
        let said = text.get(time.span);
        assert!(said.trim() == said && !time.value.to_string().is_empty(), "{time:?}: {said:?}");
        let block = a.article.blocks.iter().find(|b| b.span.contains(time.span));
        assert!(block.is_some_and(|b| b.kind.is_story()), "{time:?}: a time outside the story");
    }
    let mut last = (0, 0);
    for c in &t.credits {
        for span in [c.span, c.name, c.outlet, c.covers.span] {
            round_trip(text, span);
            assert!(!span.is_empty(), "{c:?}: an empty place");
        }
        assert!(c.span.contains(c.name), "{c:?}: a name outside its credit");
        assert!((c.span.start(), c.name.start()) >= last, "{c:?} is out of order");
        last = (c.span.start(), c.name.start());
        let name = text.get(c.name);
        assert!(name.trim() == name, "{c:?}: {name:?}");
        let block = a.article.blocks.iter().find(|b| b.span.contains(c.name));
        assert!(block.is_some_and(|b| b.kind != BlockKind::Notice), "{c:?}: a credit in a notice");
        let quoted = c.covers.quotation.map(|q| &t.quotations[q.index()]);
        assert_eq!(quoted.is_some(), c.covers.extent == Extent::Quotation, "{c:?}");
    }
    let mut last = 0;
    for n in &t.notices {
        assert!(n.span.start() >= last, "{n:?} is out of order");
        last = n.span.start();
        let blocks = a.article.blocks.iter().filter(|b| b.content.overlaps(n.span));
        let story = |b: &variorum::article::Block| b.kind.is_story();
        assert!(blocks.into_iter().all(|b| story(b) == n.in_story || b.kind == BlockKind::Residue), "{n:?}");
        for span in n.spans() {
            round_trip(text, span);
            assert!(!span.is_empty() && n.span.contains(span), "{n:?}: {span:?}");
            assert!(text.get(span).trim() == text.get(span), "{n:?}: {:?}", text.get(span));
        }
        for (i, s) in n.services.iter().enumerate() {
            assert!(s.of.is_none_or(|row| (row as usize) < i), "{s:?} belongs to no row above it");
            assert!(!s.contacts.is_empty() || !s.hours.is_empty(), "{s:?} is empty");
            for c in &s.contacts {
                assert!(s.span.contains(c.span) && c.span.contains(c.number), "{c:?}");
                assert!(!c.kinds.names().is_empty(), "{c:?}");
            }
        }
    }
    for n in a.article.notes.iter().chain(&t.notes) {
        n.span.iter().for_each(|s| round_trip(text, *s));
        assert!(!n.message.is_empty() && !n.message.contains('\n'));
    }
}

/// Quotation marks pair up like brackets: pairs lie side by side or one in the other, and know how deep.
pub fn marks_always_pair(text: &str) {
    let list = blocks::split(text);
    blocks_join(text, &list);
    let pairs = marks::pairs(text, &list);
    let mut open: Vec<Span> = Vec::new();
    let mut last = (0, 0);
    for q in &pairs {
        assert!((q.open.start(), q.depth) >= last, "{q:?} is out of order");
        last = (q.open.start(), q.depth);
        for span in [q.open, q.close, q.inside] {
            assert!(text.get(span.range()).is_some(), "{q:?} lies off the text");
        }
        assert_eq!(q.open.end(), q.inside.start(), "{q:?}");
        assert_eq!(q.inside.end(), q.close.start(), "{q:?}");
        assert!(!q.unclosed || q.close.is_empty(), "{q:?} is closed and is not");
        assert!(!q.open.is_empty() || q.continues, "{q:?} begins without a mark");
        let whole = q.open.cover(q.close);
        open.retain(|o| o.end() > whole.start());
        assert!(open.iter().all(|o| o.contains(whole)), "{q:?} crosses the pair before it");
        assert_eq!(open.len(), usize::from(q.depth), "{q:?} in {open:?}");
        if !whole.is_empty() {
            open.push(whole);
        }
    }
}

/// The reports of files, annotated.
pub fn reports(files: &[Source]) -> Vec<Annotated> {
    let captures = files.iter().flat_map(|f| ingest::read(&f.path, f.bytes.clone()).captures);
    captures.map(|c| annotate(Article::read(c))).collect()
}

/// Every quotation can be read back, word by word, from the collation of its utterance; what an apparatus says
/// stands in the reports.
pub fn collation_reads_back(files: &[Source]) {
    let e = edition(reports(files));
    assert_eq!(e.sigla.len(), e.reports.len());
    let mut rendered: BTreeMap<(ArticleId, u32), usize> = BTreeMap::new();
    for u in &e.utterances {
        reads_back(&e, &u.collation, true);
        for r in &u.collation.readings {
            for row in &r.rows {
                *rendered.entry((r.article, *row)).or_default() += 1;
            }
        }
    }
    for p in &e.passages {
        reads_back(&e, &p.collation, false);
        assert!(e.witnesses(&p.collation) >= 2, "a passage of one report");
    }
    for (a, report) in e.reports.iter().enumerate() {
        for (row, q) in report.annotations.quotations.iter().enumerate() {
            let tokens = report.parts(q).iter().flat_map(|p| p.first..p.end);
            let words = tokens.filter(|t| report.annotations.tokens[*t as usize].is_word()).count();
            let n = rendered.get(&(ArticleId(a as u32), row as u32)).copied().unwrap_or(0);
            let said = q.kind.is_speech() && q.nested_in.is_none() && words > 0;
            assert!(n <= 1, "quotation {row} of {a} is in {n} readings");
            assert!(
                n == 1 || !said,
                "quotation {row} of {a} is in no utterance: {:?}",
                report.text(report.parts(q)[0].span)
            );
        }
    }
    for u in &e.unsupported {
        holds(&e, u.place);
        let q = e.quotation(u.place.article, u.quotation).expect("an unsupported quotation that is none");
        let part = e.reports[u.place.article.index()].parts(q)[0].outer;
        assert!(part.overlaps(u.place.span));
        if let Some((n, places)) = &u.nearest {
            assert!(*n < e.utterances.len() && !places.is_empty());
            places.iter().for_each(|p| holds(&e, *p));
        }
    }
}

fn holds(e: &Edition, p: Place) {
    let report = e.reports.get(p.article.index()).expect("a place in a report that is not there");
    round_trip(&report.article.text, p.span);
}

fn reads_back(e: &Edition, c: &Collation, said: bool) {
    let total = c.text.len() as u32;
    assert!(total > 0 && !c.readings.is_empty(), "an empty collation");
    // Each word of the text is borne out somewhere, and each place stands for one word of it.
    let mut word_at: BTreeMap<Place, u32> = BTreeMap::new();
    for (n, w) in c.text.iter().enumerate() {
        assert!(!w.places.is_empty() && w.places.is_sorted(), "word {n} {:?} stands nowhere", w.text);
        for p in w.places {
            holds(e, *p);
            assert!(!p.span.is_empty());
            assert_eq!(word_at.insert(*p, n as u32), None, "{:?} stands for two words of the text", e.words(*p));
        }
        assert!(w.places.iter().any(|p| e.words(*p) == w.text), "no report has the word {:?}", w.text);
    }
    let mut by_report: BTreeMap<ArticleId, Vec<Place>> = BTreeMap::new();
    for v in &c.variants {
        assert!(v.locus.start <= v.locus.end && v.locus.end <= total, "{:?} of {total}", v.locus);
        assert!(!v.readings.is_empty());
        for r in &v.readings {
            assert!(!r.places.is_empty() && r.places.is_sorted(), "a reading without a place: {r:?}");
            r.places.iter().for_each(|p| holds(e, *p));
            let have: BTreeSet<ArticleId> = r.places.iter().map(|p| p.article).collect();
            assert_eq!(r.witnesses, have.into_iter().collect::<Vec<_>>(), "witnesses are the reports of the places");
            if v.class != Class::Typographic {
                r.places.iter().for_each(|p| by_report.entry(p.article).or_default().push(*p));
            }
        }
    }
    by_report.values_mut().for_each(|places| places.sort_unstable());
    for r in &c.readings {
        let report = &e.reports[r.article.index()];
        assert!(!r.rows.is_empty() && !r.parts.is_empty());
        for w in r.covers.windows(2) {
            assert!(w[0].end < w[1].start, "covers {:?} touch or are out of order", r.covers);
        }
        assert!(r.covers.iter().all(|c| c.start < c.end && c.end <= total), "covers {:?} of {total}", r.covers);
        for part in &r.parts {
            holds(e, Place { article: r.article, span: *part });
            assert!(!part.is_empty());
        }
        let parts: Vec<(u32, u32)> = if said {
            let quotations = r.rows.iter().map(|row| &report.annotations.quotations[*row as usize]);
            quotations.flat_map(|q| report.parts(q)).map(|p| (p.first, p.end)).collect()
        } else {
            let row = |at: u32| report.annotations.tokens.partition_point(|t| t.span.start() < at) as u32;
            r.parts.iter().map(|p| (row(p.start()), row(p.end()))).collect()
        };
        let places = by_report.get(&r.article).map_or(&[][..], |p| &p[..]);
        let mut here: BTreeSet<u32> = BTreeSet::new();
        for (first, end) in parts {
            for token in report.annotations.tokens[first as usize..end as usize].iter().filter(|t| t.is_word()) {
                let place = Place { article: r.article, span: token.span };
                // What somebody else is quoted with inside these words is an utterance of its own.
                let own = r.rows.iter().flat_map(|row| nested(report, *row)).any(|span| span.contains(token.span));
                if own && !r.parts.iter().any(|p| p.contains(token.span)) {
                    continue;
                }
                assert!(
                    r.parts.iter().any(|p| p.contains(token.span)),
                    "{:?} is in no part of its reading",
                    e.words(place)
                );
                match word_at.get(&place) {
                    Some(n) => {
                        here.insert(*n);
                        assert!(
                            r.covers.iter().any(|c| c.contains(n)),
                            "word {n} {:?} is not covered: {:?}",
                            e.words(place),
                            r.covers
                        );
                    }
                    None => assert!(
                        places.iter().any(|p| p.span.contains(token.span)),
                        "{:?} of {} is neither in the text nor in a variant: {:?}",
                        e.words(place),
                        e.siglum(r.article),
                        c.text.as_str(),
                    ),
                }
            }
        }
        // A word that is covered and not there is accounted for by a variant.
        for n in r.covers.iter().flat_map(|c| c.clone()).filter(|n| !here.contains(n)) {
            let told = c.variants.iter().any(|v| {
                let there =
                    v.locus.contains(&n) || (v.kind == Kind::Transposition && v.locus.start <= n && n <= v.locus.end);
                there && v.class != Class::Typographic && v.readings.iter().any(|x| x.witnesses.contains(&r.article))
            });
            assert!(
                told,
                "{} covers word {n} {:?} without having it, and no variant says so: {:?}",
                e.siglum(r.article),
                c.text.get(n as usize).map(|w| w.text),
                c.text.as_str()
            );
        }
    }
}

/// The words of the quotations inside another.
fn nested(report: &Annotated, row: u32) -> impl Iterator<Item = Span> + '_ {
    let inside =
        report.annotations.quotations.iter().filter(move |q| q.nested_in.is_some_and(|of| of.index() == row as usize));
    inside.flat_map(|q| report.parts(q)).map(|p| p.span)
}

/// A stored edition finds every place in its captures; after a change it reports what is lost.
pub fn verify_finds_every_place(files: &[Source]) {
    let made = edition(reports(files));
    let record = EditionRecord::of(&made);
    let json = serde_json::to_vec(&streamed(&made)).expect("a record is JSON");
    let stored = EditionRecord::parse("edition.json", &json).expect("a record can be read back");
    assert_eq!(stored, record);
    let articles = |files: &[Source]| -> Vec<Article> {
        files.iter().flat_map(|f| ingest::read(&f.path, f.bytes.clone()).captures).map(Article::read).collect()
    };
    let found = verify(&stored, &articles(files));
    assert!(
        found.lost.is_empty() && found.missing.is_empty(),
        "lost: {:#?}",
        found.lost.iter().take(3).collect::<Vec<_>>()
    );
    let places = stored.places().map(|p| (&*p.siglum, p.start, p.end, &*p.text));
    let marks = stored.unsupported.iter().map(|u| (&*u.siglum, u.start, u.end, &*u.text));
    assert_eq!(found.checked, places.chain(marks).collect::<BTreeSet<_>>().len(), "each place once");
    names_hold(&stored);
    // A changed byte in the first letter of a quotation is noticed.
    let first = stored.utterances.iter().flat_map(|u| &u.readings).flat_map(|r| &r.places).find(|p| !p.text.is_empty());
    let Some(PlaceRecord { siglum, start, .. }) = first else { return };
    let article = stored.articles.iter().find(|a| a.siglum == *siglum).expect("a siglum has an article");
    let mut changed = files.to_vec();
    let Some(file) = changed.iter_mut().find(|f| f.path == article.path) else { return };
    let byte = &mut file.bytes[*start as usize];
    if !byte.is_ascii_alphabetic() {
        return;
    }
    *byte ^= 3;
    let again = verify(&stored, &articles(&changed));
    assert!(!again.lost.is_empty() || !again.missing.is_empty(), "a changed letter at {start} went unnoticed");
}

/// Shuffling the reports relabels the sigla and does nothing else; computing again changes nothing at all.
pub fn order_does_not_matter(files: &[Source], order: &[usize]) {
    let given = reports(files);
    let shuffled: Vec<Annotated> = order.iter().filter_map(|i| given.get(*i).cloned()).collect();
    assert_eq!(shuffled.len(), given.len(), "an order of all reports");
    let record = EditionRecord::of(&edition(given));
    let other = EditionRecord::of(&edition(shuffled));
    let (a, b) = (normal(&record), normal(&other));
    if a != b {
        let (a, b) = (serde_json::to_value(&a).unwrap_or_default(), serde_json::to_value(&b).unwrap_or_default());
        panic!("{}", difference("", &a, &b).unwrap_or_default());
    }
}

/// Every form of a name is what its places say, no place is of two names, and speakers point at names that are there.
fn names_hold(record: &EditionRecord) {
    let one_line = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut seen = BTreeSet::new();
    for n in &record.names {
        assert_eq!(n.name, n.forms[0].text, "a name goes by its first form");
        let reports: BTreeSet<&str> = n.forms.iter().flat_map(|f| &f.places).map(|p| &*p.siglum).collect();
        assert!(reports.len() > 1 || n.forms.len() > 1, "{} is linked with nothing", n.name);
        for f in &n.forms {
            assert!(!f.places.is_empty(), "{} stands nowhere", f.text);
            for p in &f.places {
                assert_eq!(one_line(&p.text), f.text);
                assert!(seen.insert((&p.siglum, p.start)), "{} at {} is of two names", p.text, p.start);
            }
        }
    }
    for s in record.utterances.iter().filter_map(|u| u.speaker.as_ref()) {
        let Some(id) = &s.named else { continue };
        assert!(record.names.iter().any(|n| n.id == *id && n.name == s.name), "{} is not {id}", s.name);
    }
}

/// Same input, same bytes out, in whatever thread.
pub fn same_bytes_out_twice(files: &[Source]) {
    let print = || serde_json::to_string(&EditionRecord::of(&edition(reports(files)))).unwrap_or_default();
    let here = print();
    let there = std::thread::scope(|s| s.spawn(print).join()).unwrap_or_default();
    if here != there {
        let parse = |s: &str| serde_json::from_str(s).unwrap_or_default();
        panic!("{}", difference("", &parse(&here), &parse(&there)).unwrap_or_default());
    }
}

/// Where two values differ first.
fn difference(at: &str, a: &serde_json::Value, b: &serde_json::Value) -> Option<String> {
    use serde_json::Value::{Array, Object};
    match (a, b) {
        (Object(x), Object(y)) => x.iter().find_map(|(k, v)| difference(&format!("{at}/{k}"), v, y.get(k)?)),
        (Array(x), Array(y)) if x.len() == y.len() => {
            x.iter().zip(y).enumerate().find_map(|(i, (v, w))| difference(&format!("{at}/{i}"), v, w))
        }
        _ if a == b => None,
        _ => Some(format!("at {at}:\n  {a}\n  {b}")),
    }
}

/// A record with each siglum replaced by what the report is, and every list that follows the order of the
/// reports put into that of their names.
fn normal(record: &EditionRecord) -> EditionRecord {
    let mut r = record.clone();
    let name: BTreeMap<String, String> =
        r.articles.iter().map(|a| (a.siglum.clone(), format!("{}:{}", a.path, a.line.unwrap_or_default()))).collect();
    let relabel = |s: &mut String| *s = name.get(s).cloned().unwrap_or_default();
    let key = |p: &PlaceRecord| (p.siglum.clone(), p.start, p.end);
    let places = |list: &mut Vec<PlaceRecord>| {
        list.iter_mut().for_each(|p| relabel(&mut p.siglum));
        list.sort_by_key(key);
    };
    for a in &mut r.articles {
        relabel(&mut a.siglum);
        a.notes.iter_mut().filter_map(|n| n.place.as_mut()).for_each(|p| relabel(&mut p.siglum));
        a.credits.iter_mut().for_each(|c| relabel(&mut c.place.siglum));
    }
    r.articles.sort_by(|a, b| a.siglum.cmp(&b.siglum));
    for t in r.utterances.iter_mut().chain(&mut r.passages) {
        t.words.iter_mut().for_each(|w| places(&mut w.places));
        for x in &mut t.readings {
            relabel(&mut x.siglum);
            // The parts of a reading stand in the order of its report.
            x.places.iter_mut().for_each(|p| relabel(&mut p.siglum));
            x.cue.iter_mut().for_each(|p| relabel(&mut p.siglum));
            x.speaker.iter_mut().chain(&mut x.channel).for_each(|n| relabel(&mut n.place.siglum));
        }
        t.readings.sort_by_key(|x| (x.siglum.clone(), x.places.first().map(key), x.kind.clone()));
        for v in &mut t.voices {
            v.sigla.iter_mut().for_each(relabel);
            v.sigla.sort();
        }
        for v in &mut t.variants {
            for x in &mut v.readings {
                x.sigla.iter_mut().for_each(relabel);
                x.sigla.sort();
                places(&mut x.places);
            }
            v.readings.sort_by_key(|x| (x.places.first().map(key), x.text.clone()));
        }
    }
    for u in &mut r.unsupported {
        relabel(&mut u.siglum);
        u.speaker.iter_mut().for_each(|n| relabel(&mut n.place.siglum));
        u.nearest.iter_mut().for_each(|n| places(&mut n.places));
    }
    r.unsupported.sort_by_key(|u| (u.siglum.clone(), u.start, u.end));
    r.names.iter_mut().flat_map(|n| &mut n.forms).for_each(|f| places(&mut f.places));
    for n in &mut r.notices {
        relabel(&mut n.siglum);
        n.places_mut().for_each(|p| relabel(&mut p.siglum));
    }
    r.notices.sort_by_key(|n| (n.siglum.clone(), n.place.start));
    lineage(&mut r.lineage, &relabel, &places);
    told(&mut r, &relabel, &places);
    claims(&mut r.claims, &relabel);
    for f in &mut r.figures {
        f.id.clear();
        f.of.iter_mut().for_each(|p| relabel(&mut p.siglum));
        for v in &mut f.values {
            places(&mut v.places);
            v.text = v.places.first().map_or(String::new(), |p| p.text.clone());
        }
    }
    r.figures.sort_by_key(|f| (f.kind.clone(), f.day.clone(), f.of.as_ref().map(|p| (p.siglum.clone(), p.start))));
    r.order.iter_mut().for_each(|o| relabel(&mut o.siglum));
    r.order.sort_by(|a, b| a.siglum.cmp(&b.siglum));
    r
}

/// The same of a lineage, whose origins are numbered in the order in which the reports name them.
fn lineage(l: &mut LineageRecord, relabel: &impl Fn(&mut String), places: &impl Fn(&mut Vec<PlaceRecord>)) {
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for o in &mut l.origins {
        o.report.iter_mut().for_each(relabel);
        o.issuer.iter_mut().for_each(|p| relabel(&mut p.siglum));
        places(&mut o.places);
        let first = o.places.first().map_or(String::new(), |p| format!("{}:{}", p.siglum, p.start));
        let id = format!("{} {first}", o.name);
        ids.insert(std::mem::replace(&mut o.id, id.clone()), id);
    }
    l.origins.sort_by(|a, b| a.id.cmp(&b.id));
    for e in &mut l.edges {
        relabel(&mut e.siglum);
        match ids.get(&e.source) {
            Some(id) => e.source.clone_from(id),
            None => relabel(&mut e.source),
        }
        places(&mut e.scope);
        e.evidence.iter_mut().for_each(|x| places(&mut x.places));
    }
    l.edges.sort_by(|a, b| (&a.siglum, &a.source).cmp(&(&b.siglum, &b.source)));
    for t in &mut l.undetermined {
        t.sigla.iter_mut().for_each(relabel);
        t.sigla.sort();
    }
    l.undetermined.sort_by(|a, b| (&a.sigla, &a.passages).cmp(&(&b.sigla, &b.passages)));
}

/// The same of claims, whose values and places follow the reports.
fn claims(list: &mut [ClaimRecord], relabel: &impl Fn(&mut String)) {
    for c in list.iter_mut() {
        c.id.clear();
        c.silent.iter_mut().for_each(relabel);
        c.silent.sort();
        let first =
            |v: &ValueRecord| v.assertions.first().map(|a| (a.place.siglum.clone(), a.place.start, a.place.end));
        for v in &mut c.values {
            for a in &mut v.assertions {
                let places = [Some(&mut a.place), Some(&mut a.sentence), a.by.as_mut()];
                places.into_iter().flatten().for_each(|p| relabel(&mut p.siglum));
            }
            v.assertions.sort_by_key(|a| (a.place.siglum.clone(), a.place.start, a.place.end));
            v.text = v.assertions.first().map_or(String::new(), |a| a.place.text.clone());
        }
        let mut order: Vec<usize> = (0..c.values.len()).collect();
        order.sort_by_key(|i| first(&c.values[*i]));
        let now = |old: usize| order.iter().position(|o| *o == old).expect("a value of the claim");
        for r in &mut c.relations {
            r.values = r.values.map(now);
            r.values.sort_unstable();
        }
        c.relations.sort_by_key(|r| r.values);
        c.values.sort_by_key(first);
    }
    list.sort_by_key(|c| {
        let first = c.values.first().and_then(|v| v.assertions.first());
        (c.relation.clone(), c.slot.clone(), first.map(|a| (a.place.siglum.clone(), a.place.start, a.place.end)))
    });
}

/// The same of paraphrases, the matrix of silence and the timeline, whose entries of one time follow the reports.
fn told(r: &mut EditionRecord, relabel: &impl Fn(&mut String), places: &impl Fn(&mut Vec<PlaceRecord>)) {
    r.paraphrases.iter_mut().for_each(|p| relabel(&mut p.place.siglum));
    r.paraphrases.sort_by(|a, b| {
        (&a.place.siglum, a.place.start, &a.utterance).cmp(&(&b.place.siglum, b.place.start, &b.utterance))
    });
    r.coverage.doubts.iter_mut().for_each(|d| relabel(&mut d.siglum));
    r.coverage.doubts.sort_by(|a, b| a.siglum.cmp(&b.siglum));
    for row in &mut r.coverage.rows {
        for c in &mut row.cells {
            relabel(&mut c.siglum);
            places(&mut c.places);
        }
        row.cells.sort_by(|a, b| a.siglum.cmp(&b.siglum));
        row.foreign.iter_mut().for_each(relabel);
        row.foreign.sort();
    }
    let t = &mut r.timeline;
    for e in &mut t.entries {
        for w in &mut e.witnesses {
            relabel(&mut w.siglum);
            w.label.iter_mut().chain(&mut w.head).chain(&mut w.time).for_each(|p| relabel(&mut p.siglum));
        }
        let at = |p: &Option<PlaceRecord>| p.as_ref().map(|p| (p.start, p.end));
        e.witnesses.sort_by_key(|w| (w.siglum.clone(), at(&w.time), at(&w.label)));
    }
    let name = |e: &variorum::story::record::TimelineEntryRecord| {
        let first = e.witnesses.first();
        format!("{} {} {:?} {:?}", e.lane, e.value, first.map(|w| &w.siglum), first.and_then(|w| w.label.as_ref()))
    };
    let ids: BTreeMap<String, String> = t.entries.iter().map(|e| (e.id.clone(), name(e))).collect();
    let rename = |id: &mut String| *id = ids.get(id).cloned().unwrap_or_default();
    t.entries.iter_mut().for_each(|e| rename(&mut e.id));
    t.entries.sort_by(|a, b| a.id.cmp(&b.id));
    for c in &mut t.conflicts {
        c.iter_mut().for_each(&rename);
        c.sort();
    }
    t.conflicts.sort();
}
