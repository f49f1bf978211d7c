//! Stories of a library: bit by bit as at once, decisions by hand, several programs.

use super::{Folder, NOW, good};
use crate::Library;
use crate::prepare::{Prepared, Raw, prepare};
use crate::stories::StoryQuery;
use variorum::annotate::annotate;
use variorum::story::gather::cluster::Limits;
use variorum::story::gather::sketch::Sketch;

const PAUSE: i32 = 14;

fn limits() -> Limits {
    Limits { days: 12, reports: 50 }
}

/// Made-up reports of made-up events: each event has its place, people and numbers, and a few reports over some days;
/// every sixth is told again weeks later.
fn reports(events: u32) -> Vec<(u32, String)> {
    let towns = ["Osterwick", "Marlhaven", "Tindle", "Brackwater", "Sollum", "Penfield", "Harrowgate", "Dunmere"];
    let people = ["Ilse Brandt", "Owen Pask", "Mira Solveig", "Tomas Reyl", "Ada Quill", "Jonas Feld", "Ruth Amsel"];
    let things = [
        ("ferry", "ran aground on a sandbank", "passengers were taken off by lifeboat"),
        ("warehouse", "burned down overnight", "firefighters pumped water from the canal"),
        ("bridge", "was closed to lorries", "engineers found cracks in two bearings"),
        ("school", "won the regional chess final", "pupils danced in the yard"),
        ("quarry", "flooded after heavy rain", "pumps were brought in from the coast"),
    ];
    let mut out = Vec::new();
    for e in 0..events {
        let pick = |n: usize, salt: u32| (e.wrapping_mul(7919).wrapping_add(salt * 104_729) as usize / 7) % n;
        let (town, person) = (towns[pick(towns.len(), 1)], people[pick(people.len(), 2)]);
        let (thing, what, then) = things[pick(things.len(), 3)];
        let (street, number) = (["Tallow", "Vinegar", "Cooper", "Saddler"][pick(4, 4)], 11 + e * 3);
        let tell = |day: u32, n: u32| {
            let order = if n.is_multiple_of(2) { "first" } else { "at once" };
            let text = format!(
                "The {thing} on {street} Street in {town} {what}, {person} said {order}. Some {number} people watched; \
                 {then}. {person}, {}, who works at number {number}, told the paper that nobody in {town} was hurt.",
                20 + e % 60
            );
            let date = format!("2031-{:02}-{:02}", 1 + day / 28, 1 + day % 28);
            let line = serde_json::json!({
                "id": format!("e{e}n{n}"), "date": date, "title": format!("{town} {thing} {what}"),
                "source": format!("Paper {n}"), "text": text,
            });
            (day, line.to_string())
        };
        out.extend((0..2 + e % 4).map(|n| tell(e / 2 + n / 2, n)));
        if e % 6 == 0 {
            out.push(tell(e / 2 + 20, 9));
        }
    }
    out.sort();
    out
}

fn prepared(line: &str) -> Prepared {
    prepare(Raw { path: "a.jsonl".into(), line: Some(1), bytes: line.into(), ..Raw::default() }, false).unwrap()
}

/// Puts in what is waiting, in pieces.
fn group(library: &mut Library, piece: usize) {
    let mut stream = library.stream(limits()).unwrap();
    let waiting = library.waiting(&stream).unwrap();
    let done = waiting.iter().max().copied();
    for (n, chunk) in waiting.chunks(piece).enumerate() {
        for id in chunk {
            stream.put(*id, &Sketch::of(&annotate(library.readable(*id).unwrap())));
        }
        let last = (n + 1) * piece >= waiting.len();
        assert!(library.lay_down(&mut stream, done.filter(|_| last), PAUSE).unwrap());
    }
}

type Placed = (i64, i64, i64, Option<i64>);

fn placed(library: &Library) -> Vec<Placed> {
    let find = "SELECT article, story, part, continues FROM story_articles ORDER BY article";
    let row = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?));
    library.db.prepare(find).unwrap().query_map([], row).unwrap().map(Result::unwrap).collect()
}

fn bytes(library: &Library, sql: &str) -> i64 {
    library.db.query_row(sql, [], |r| r.get(0)).unwrap()
}

#[test]
fn stories_bit_by_bit_are_stories_at_once() {
    let lines: Vec<Prepared> = reports(90).iter().map(|r| prepared(&r.1)).collect();
    assert!(lines.len() > 250);
    let (folder, other) = (Folder::new(), Folder::new());
    let mut at_once = Library::open(&folder.file(), NOW).unwrap();
    at_once.add(&lines).unwrap();
    group(&mut at_once, usize::MAX);
    good(&at_once);
    let expected = placed(&at_once);
    assert_eq!(expected.len(), lines.len());
    let several = at_once.stories(&StoryQuery { least: 2, ..StoryQuery::default() }).unwrap();
    assert!(several.len() > 40, "{} stories", several.len());
    assert!(expected.iter().any(|p| p.2 == 2 && p.3 == Some(1)), "a continuation");
    let mut bit_by_bit = Library::open(&other.file(), NOW).unwrap();
    let (mut from, mut step, mut most) = (0, 1, 0);
    while from < lines.len() {
        let to = (from + step).min(lines.len());
        bit_by_bit.add(&lines[from..to]).unwrap();
        drop(bit_by_bit);
        bit_by_bit = Library::open(&other.file(), NOW).unwrap();
        group(&mut bit_by_bit, 5);
        (from, step) = (to, step % 17 + 3);
        most = most.max(bytes(&bit_by_bit, "SELECT count(*) FROM story_window"));
    }
    assert_eq!(placed(&bit_by_bit), expected);
    assert_eq!(bit_by_bit.stories(&StoryQuery::default()).unwrap(), at_once.stories(&StoryQuery::default()).unwrap());
    good(&bit_by_bit);
    let (window, all) = (bytes(&bit_by_bit, "SELECT count(*) FROM story_window"), lines.len() as i64);
    assert!(most < 160 && window < all, "what is kept is bounded by the window: {window} of {all}, at most {most}");
    assert!(bytes(&bit_by_bit, "SELECT count(*) FROM story_words") <= 13);
}

#[test]
fn what_was_decided_by_hand_holds() {
    let folder = Folder::new();
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    let lines = reports(30);
    let (first, rest) = lines.split_at(lines.len() / 2);
    library.add(&first.iter().map(|r| prepared(&r.1)).collect::<Vec<_>>()).unwrap();
    group(&mut library, 100);
    let query = StoryQuery { least: 3, ..StoryQuery::default() };
    let stories = library.stories(&query).unwrap();
    let (a, b, c) = (stories[0].id, stories[1].id, stories[2].id);
    let of = |library: &Library, story: i64| -> Vec<i64> {
        library.articles_of(story).unwrap().iter().map(|m| m.0).collect()
    };
    let (in_a, in_b, in_c) = (of(&library, a), of(&library, b), of(&library, c));
    let error = library.merge(&[a, a], limits(), PAUSE).unwrap_err();
    assert!(error.to_string().contains("two different stories"), "{error}");
    assert_eq!(library.decided().unwrap(), []);
    let merged = library.merge(&[a, b], limits(), PAUSE).unwrap();
    let member = library.articles_of(merged).unwrap()[0].0;
    assert_eq!(library.article(member).unwrap()["story"], format!("s{merged}"));
    assert_eq!(merged, a.min(b));
    let out = library.split(&in_c[..1], limits(), PAUSE).unwrap();
    let hold = |library: &Library| {
        let story = |article: &i64| library.story_of(*article).unwrap().unwrap();
        let together: Vec<i64> = in_a.iter().chain(&in_b).map(story).collect();
        assert!(together.iter().all(|s| *s == together[0]), "{together:?}");
        assert!(in_c[1..].iter().all(|other| story(other) != story(&in_c[0])));
    };
    hold(&library);
    assert_eq!(of(&library, out), in_c[..1]);
    assert!(library.story(a.max(b)).unwrap_err().to_string().contains("no story"));
    good(&library);
    // What contradicts it is refused, and nothing is changed.
    let error = library.merge(&[out, library.story_of(in_c[1]).unwrap().unwrap()], limits(), PAUSE).unwrap_err();
    assert!(error.to_string().contains("together and apart") && error.to_string().contains("--forget"), "{error}");
    let before = placed(&library);
    for wrong in [vec![in_a[0], in_c[0]], vec![999_999], vec![], of(&library, merged)] {
        assert!(library.split(&wrong, limits(), PAUSE).is_err(), "{wrong:?}");
    }
    assert!(library.merge(&[a, 999_999], limits(), PAUSE).is_err());
    assert_eq!(placed(&library), before);
    for piece in rest.chunks(7) {
        library.add(&piece.iter().map(|r| prepared(&r.1)).collect::<Vec<_>>()).unwrap();
        group(&mut library, 3);
        hold(&library);
    }
    // Where the stream is in a form of another version, all is put in anew, and decisions still hold.
    library.db.execute("UPDATE story_stream SET state = x'00'", []).unwrap();
    group(&mut library, 100);
    hold(&library);
    good(&library);
    assert_eq!(placed(&library).len(), lines.len());
    assert!(library.forget(2).unwrap() && !library.forget(2).unwrap());
    assert!(library.decided().unwrap().iter().all(|row| row.decision == 1 && row.together));
}

#[test]
fn two_programs_do_not_group_the_same_twice() {
    let folder = Folder::new();
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    let lines: Vec<Prepared> = reports(8).iter().map(|r| prepared(&r.1)).collect();
    library.add(&lines[..10]).unwrap();
    let mut other = Library::open(&folder.file(), NOW).unwrap();
    for _ in 0..2 {
        let mut stale = other.stream(limits()).unwrap();
        for id in other.waiting(&stale).unwrap() {
            stale.put(id, &Sketch::of(&annotate(other.readable(id).unwrap())));
        }
        group(&mut library, 4);
        let before = placed(&library);
        assert!(!other.lay_down(&mut stale, None, PAUSE).unwrap(), "somebody else was first");
        assert_eq!(placed(&library), before);
        library.add(&lines).unwrap();
    }
    // An article that is taken out of the library is taken out of its story.
    group(&mut library, 4);
    library.db.execute("DELETE FROM articles WHERE id = 3", []).unwrap();
    library.add(&reports(12).iter().map(|r| prepared(&r.1)).collect::<Vec<_>>()).unwrap();
    group(&mut library, 4);
    good(&library);
}

#[test]
fn a_story_is_called_by_its_headline_and_not_by_the_line_above_it() {
    let text = "Published: 18 September 2031\n\nPaint store burns in Tindle\n\nA fire broke out in a paint store in Tindle \
                on Tuesday, Ilse Brandt said, and about 240 people had to leave their homes for the night.";
    let line = serde_json::json!({ "id": "a", "date": "2031-09-18", "source": "Paper 1", "text": text }).to_string();
    let folder = Folder::new();
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    library.add(&[prepared(&line)]).unwrap();
    group(&mut library, usize::MAX);
    let stories = library.stories(&StoryQuery::default()).unwrap();
    assert_eq!(stories[0].title.as_deref(), Some("Paint store burns in Tindle"));
}

#[test]
fn a_story_is_called_by_a_headline_that_does_not_shout() {
    let text = "A fire broke out in a paint store in Tindle on Tuesday, Ilse Brandt said, and about 240 people had to \
                leave their homes for the night.";
    let folder = Folder::new();
    let mut library = Library::open(&folder.file(), NOW).unwrap();
    for (n, title) in ["TOWN IN FLAMES", "Paint store burns in Tindle"].iter().enumerate() {
        let day = format!("2031-09-1{}", n + 7);
        let line = serde_json::json!({ "id": title, "date": day, "source": title, "title": title, "text": text });
        library.add(&[prepared(&line.to_string())]).unwrap();
    }
    group(&mut library, usize::MAX);
    let stories = library.stories(&StoryQuery::default()).unwrap();
    assert_eq!(stories.iter().map(|s| s.title.as_deref()).collect::<Vec<_>>(), [Some("Paint store burns in Tindle")]);
}
