//! The stories of a stream: each new report is compared with those it shares rare words with, and the stories that it
//! touches are put together anew.
//!
//! Putting together is agglomeration by average link over the scores of pairs (UPGMA, Sokal and Michener 1958) within
//! the few stories a report touches: two that a report bridges become one, one that it shows to be two is parted. An
//! average, not the best link, so that a chain of look-alikes does not hold.

mod state;

use super::average::{Scores, average_link};
use super::decide::{Decisions, Node};
use super::features::{Features, Surroundings, TO_ITS_NEAREST, TO_NEAREST, beside, features};
use super::held::Held;
use super::index::Index;
use super::score::{PairModel, is_far};
use super::sketch::{Sketch, TermId};
use super::words::Frequencies;
use crate::annotate::language::Language;
use std::collections::{BTreeMap, HashMap, VecDeque};

pub use state::KeptReport;

/// Reports that one is compared with.
const COMPARED: usize = 50;
/// What is taken off a score before two stories are joined: found on the sets the score was learned from.
const THRESHOLD: f32 = -0.5;
/// Scores beyond this say no more.
const SURE: f32 = 4.0;
/// A pair that was not compared shares no rare words.
const NOT_COMPARED: f32 = -SURE - THRESHOLD;
/// A pair of this score at least touches a story.
const TOUCHES: f32 = -1.0;
/// A report of fewer different words tells too little to be found by them,
const TELLING: usize = 8;
/// unless the other says nearly the same.
const THE_SAME: f32 = 0.9;
/// Stories that one report can touch, the best,
const TOUCHED: usize = 8;
/// and reports in them up to which they are put together anew; beyond, the report only joins one.
const REGROUPED: usize = 48;
/// Pairs that an average has at least, as far as there are so many: a big story is not compared in whole.
const AVERAGED: f32 = 24.0;
/// Scores kept of a report with later ones.
const LATER: usize = 128;
/// Reports of a story that stay comparable when they are older than the window.
const KEPT: usize = 4;

/// A report of the stream, by its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId(pub u32);

/// A story of the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryId(pub u32);

/// What a stream of reports may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Days that every report stays comparable.
    pub days: i32,
    /// Most reports in the window, and most older ones kept for their stories.
    pub reports: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { days: 30, reports: 500_000 }
    }
}

/// A report that has been compared and has no story yet.
#[derive(Clone, Debug)]
pub struct Newcomer {
    held: Held,
    sketch_day: Option<i32>,
    /// Room and features of each pair.
    pairs: Vec<(u32, Features)>,
    surroundings: Surroundings,
}

/// What a report has in common with another, in twelve bytes.
#[derive(Clone, Copy, Debug)]
struct Link {
    /// The other's room.
    room: u32,
    /// The score of the pair without what depends on how near other reports are.
    rest: f32,
    /// How near the two are, of 65535.
    cosine: u16,
    /// Whether many days lie between them.
    far: bool,
    /// Whether the other is the later one.
    later: bool,
}

impl Link {
    fn of(room: u32, features: &Features, model: &PairModel) -> Self {
        let parts = model.parts(features);
        let rest = parts.iter().enumerate().filter(|p| p.0 != TO_NEAREST && p.0 != TO_ITS_NEAREST).map(|p| p.1).sum();
        let cosine = if features[0].is_nan() { 0.0 } else { features[0].clamp(0.0, 1.0) };
        Self { room, rest, cosine: (cosine * 65535.0) as u16, far: is_far(features), later: false }
    }

    fn cosine(self) -> f32 {
        f32::from(self.cosine) / 65535.0
    }
}

/// Room for one report in the window.
#[derive(Clone, Debug)]
struct Room {
    report: ReportId,
    held: Held,
    links: Vec<Link>,
    node: Option<Node>,
    /// Older than the window; what stands together then stays together.
    settled: bool,
}

/// A stream of reports and its stories so far. One report costs the same however many went before.
#[derive(Clone, Debug)]
pub struct Gatherer {
    model: PairModel,
    limits: Limits,
    decisions: Decisions,
    frequencies: Frequencies,
    index: Index,
    rooms: Vec<Option<Room>>,
    free: Vec<u32>,
    window: VecDeque<u32>,
    older: VecDeque<u32>,
    today: i32,
    /// Story of each report.
    stories: Vec<StoryId>,
    /// Rooms of each story.
    members: Vec<Vec<u32>>,
    /// Rooms of the reports that somebody decided about.
    decided: BTreeMap<Node, Vec<u32>>,
    room_of: HashMap<ReportId, u32>,
}

impl Gatherer {
    /// An empty stream, with the model that comes with the program.
    pub fn new(limits: Limits, decisions: Decisions) -> Self {
        Self::with(PairModel::shipped().clone(), limits, decisions)
    }

    /// An empty stream with a model of one's own.
    pub fn with(model: PairModel, limits: Limits, decisions: Decisions) -> Self {
        Self {
            model,
            limits,
            decisions,
            frequencies: Frequencies::default(),
            index: Index::default(),
            rooms: Vec::new(),
            free: Vec::new(),
            window: VecDeque::new(),
            older: VecDeque::new(),
            today: i32::MIN,
            stories: Vec::new(),
            members: Vec::new(),
            decided: BTreeMap::new(),
            room_of: HashMap::new(),
        }
    }

    /// The model in use.
    pub fn model(&self) -> &PairModel {
        &self.model
    }

    /// How much terms of a report in this language tell by now; see [`Frequencies::weigh`].
    pub fn weigh(&self, language: Option<Language>) -> impl Fn(TermId) -> f32 + '_ {
        self.frequencies.weigh(language)
    }

    /// Counts the words of a report that is not put in, so that those behind it are weighed by them.
    pub fn count(&mut self, sketch: &Sketch) {
        self.frequencies.count(sketch);
    }

    /// Puts in a report; `id` is the name by which decisions know it. Stories of earlier reports may change.
    pub fn add(&mut self, sketch: &Sketch, id: Option<&str>) -> ReportId {
        let newcomer = self.meet(sketch, true);
        self.put(newcomer, id)
    }

    /// Compares a report with those in the window, and counts its words where `count` says so.
    pub fn meet(&mut self, sketch: &Sketch, count: bool) -> Newcomer {
        let mut held = Held::of(sketch, &self.frequencies);
        if count {
            self.frequencies.count(sketch);
        }
        let rooms = self.index.candidates(&held, COMPARED);
        let pair = |room: u32| {
            let other = &self.room(room)?.held;
            let features = features(&held, other);
            let telling = held.terms.len().min(other.terms.len()) >= TELLING;
            let same = || held.terms.iter().map(|t| t.id).eq(other.terms.iter().map(|t| t.id));
            (telling || features[0] >= THE_SAME || same()).then_some((room, features))
        };
        let mut pairs: Vec<(u32, Features)> = rooms.into_iter().filter_map(pair).collect();
        let mut near: Vec<f32> = pairs.iter().map(|p| p.1[0]).map(|x| if x.is_nan() { 0.0 } else { x }).collect();
        let surroundings = Surroundings::of(&mut near);
        for (room, features) in &mut pairs {
            let nearest = self.room(*room).map_or(0.0, |r| r.held.nearest);
            surroundings.complete(features, nearest);
        }
        held.nearest = near.first().copied().unwrap_or(0.0);
        Newcomer { held, sketch_day: sketch.day, pairs, surroundings }
    }

    /// What a newcomer has in common with the reports it was compared with.
    pub fn pairs<'a>(&'a self, newcomer: &'a Newcomer) -> impl Iterator<Item = (ReportId, &'a Features)> {
        newcomer.pairs.iter().filter_map(|(room, f)| Some((self.room(*room)?.report, f)))
    }

    /// What a newcomer has in common with any report that is still comparable, and whether the two share rare words
    /// enough to be compared unasked.
    pub fn compare(&self, newcomer: &Newcomer, with: ReportId) -> Option<(Features, bool)> {
        let number = self.room_of.get(&with)?;
        if let Some((_, f)) = newcomer.pairs.iter().find(|p| p.0 == *number) {
            return Some((*f, true));
        }
        let other = self.room(*number)?;
        let mut f = features(&newcomer.held, &other.held);
        newcomer.surroundings.complete(&mut f, other.held.nearest);
        Some((f, false))
    }

    /// Gives a newcomer its story. Nothing may be put in between `meet` and this.
    pub fn put(&mut self, newcomer: Newcomer, id: Option<&str>) -> ReportId {
        let report = ReportId(self.stories.len() as u32);
        let node = id.and_then(|id| self.decisions.node(id));
        let mut links: Vec<Link> = newcomer.pairs.iter().map(|(room, f)| Link::of(*room, f, &self.model)).collect();
        for (room, f) in &newcomer.pairs {
            if let Some(r) = self.rooms.get_mut(*room as usize).and_then(Option::as_mut) {
                r.held.nearest = r.held.nearest.max(f[0]);
            }
        }
        let room = self.free.pop().unwrap_or(self.rooms.len() as u32);
        // Both know of each other, or neither: a room that is left is forgotten by all.
        links.retain(|link| {
            let other = self.rooms.get_mut(link.room as usize).and_then(Option::as_mut);
            let other = other.filter(|o| o.links.len() < COMPARED + LATER);
            other.map(|o| o.links.push(Link { room, later: true, ..*link })).is_some()
        });
        self.index.add(room, &newcomer.held);
        let entry = Some(Room { report, held: newcomer.held, links, node, settled: false });
        match self.rooms.get_mut(room as usize) {
            Some(free) => *free = entry,
            None => self.rooms.push(entry),
        }
        self.stories.push(StoryId(self.members.len() as u32));
        self.members.push(vec![room]);
        self.room_of.insert(report, room);
        if let Some(node) = node {
            self.decided.entry(node).or_default().push(room);
        }
        self.regroup(room);
        self.window.push_back(room);
        self.today = self.today.max(newcomer.sketch_day.unwrap_or(i32::MIN));
        self.retire();
        report
    }

    /// The story of a report, as things stand.
    pub fn story(&self, report: ReportId) -> Option<StoryId> {
        self.stories.get(report.0 as usize).copied()
    }

    /// The average score between a report and the others of a story that are still comparable; above 0 it belongs
    /// there, as far as no other story has more.
    pub fn attachment(&self, report: ReportId, story: StoryId) -> Option<f32> {
        let own = *self.room_of.get(&report)?;
        let room = self.room(own)?;
        let others = self.members.get(story.0 as usize)?.iter().filter(|m| **m != own);
        let scores: Vec<f32> = others
            .clone()
            .filter_map(|m| room.links.iter().find(|l| l.room == *m))
            .map(|l| self.link(room, l))
            .collect();
        let n = (others.count() as f32).min(AVERAGED).max(scores.len() as f32);
        (n > 0.0).then(|| (scores.iter().sum::<f32>() + (n - scores.len() as f32) * NOT_COMPARED) / n)
    }

    /// The score of two reports less the threshold, as things stand: a pair that looked alike tells less once each has
    /// met reports that are nearer.
    fn link(&self, room: &Room, link: &Link) -> f32 {
        let Some(other) = self.room(link.room) else { return NOT_COMPARED };
        let (earlier, later) = if link.later { (room, other) } else { (other, room) };
        let (cosine, far) = (link.cosine(), link.far);
        let to_later = self.model.part(TO_NEAREST, beside(cosine, later.held.nearest), far);
        let to_earlier = self.model.part(TO_ITS_NEAREST, beside(cosine, earlier.held.nearest), far);
        (link.rest + to_later + to_earlier).clamp(-SURE, SURE) - THRESHOLD
    }

    fn room(&self, room: u32) -> Option<&Room> {
        self.rooms.get(room as usize)?.as_ref()
    }

    fn story_of(&self, room: u32) -> Option<StoryId> {
        self.story(self.room(room)?.report)
    }

    /// Puts the stories together anew that a new report touches.
    fn regroup(&mut self, new: u32) {
        let (Some(room), Some(own)) = (self.room(new), self.story_of(new)) else { return };
        let mut touched: BTreeMap<StoryId, (f32, f32, u32)> = BTreeMap::new();
        for link in &room.links {
            let Some(story) = self.story_of(link.room) else { continue };
            let score = self.link(room, link);
            let entry = touched.entry(story).or_insert((f32::MIN, 0.0, 0));
            *entry = (entry.0.max(score), entry.1 + score, entry.2 + 1);
        }
        let same = room.node.and_then(|n| self.decided.get(&n));
        let must: Option<StoryId> = same.and_then(|rooms| self.story_of(*rooms.first()?)).filter(|s| *s != own);
        let mut best: Vec<(StoryId, f32)> =
            touched.iter().filter(|t| t.1.0 > TOUCHES && Some(*t.0) != must).map(|t| (*t.0, t.1.0)).collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(TOUCHED);
        let mut stories: Vec<StoryId> = must.into_iter().chain(best.iter().map(|b| b.0)).collect();
        let count = |s: &StoryId| self.members.get(s.0 as usize).map_or(0, Vec::len);
        if stories.iter().map(count).sum::<usize>() > REGROUPED {
            // Too many to look at each: the report joins the story it suits best.
            let average = |s: &StoryId| {
                let (_, sum, known) = touched.get(s).copied().unwrap_or_default();
                let n = (count(s) as f32).min(AVERAGED).max(known as f32);
                (sum + (n - known as f32) * NOT_COMPARED) / n
            };
            let apart = |s: &StoryId| {
                let members = self.members.get(s.0 as usize).into_iter().flatten();
                room.node.is_some()
                    && members.into_iter().any(|m| self.apart(&[room.node], &[self.room(*m).and_then(|r| r.node)]))
            };
            let suits = stories.iter().filter(|s| !apart(s)).map(|s| (*s, average(s))).filter(|s| s.1 > 0.0);
            let joined = must.or_else(|| suits.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|s| s.0));
            if let Some(story) = joined {
                self.members.get_mut(own.0 as usize).into_iter().for_each(Vec::clear);
                self.members.get_mut(story.0 as usize).into_iter().for_each(|m| m.push(new));
                self.rename(&[new], story);
            }
            return;
        }
        if stories.is_empty() {
            return;
        }
        stories.push(own);
        let rooms: Vec<u32> =
            stories.iter().filter_map(|s| self.members.get(s.0 as usize)).flatten().copied().collect();
        let groups = self.agglomerate(&rooms);
        self.name(&stories, groups);
    }

    /// Reports into groups by average link.
    fn agglomerate(&self, rooms: &[u32]) -> Vec<Vec<u32>> {
        let local: HashMap<u32, usize> = rooms.iter().enumerate().map(|(i, r)| (*r, i)).collect();
        let mut scores = Scores::new(rooms.len());
        for (i, room) in rooms.iter().enumerate() {
            let Some(room) = self.room(*room) else { continue };
            for link in &room.links {
                if let Some(j) = local.get(&link.room) {
                    scores.set(i, *j, self.link(room, link));
                }
            }
        }
        // What stands together by hand, or has stood together until it was older than the window.
        let nodes: Vec<Option<Node>> = rooms.iter().map(|r| self.room(*r).and_then(|r| r.node)).collect();
        let settled = |r: &u32| self.room(*r).filter(|r| r.settled).and_then(|r| self.story(r.report));
        let settled: Vec<Option<StoryId>> = rooms.iter().map(settled).collect();
        let mut group: Vec<usize> = (0..rooms.len()).collect();
        for b in 0..rooms.len() {
            for a in 0..b {
                let same = nodes[a].is_some() && nodes[a] == nodes[b]
                    || settled[a].is_some() && settled[a] == settled[b] && !self.apart(&[nodes[a]], &[nodes[b]]);
                if same && group[a] != group[b] {
                    let (to, from) = (group[a].min(group[b]), group[a].max(group[b]));
                    group.iter_mut().filter(|g| **g == from).for_each(|g| *g = to);
                }
            }
        }
        let of = |g: &[usize]| g.iter().map(|i| nodes[*i]).collect::<Vec<_>>();
        let decided = nodes.iter().any(Option::is_some);
        let may = |a: &[usize], b: &[usize]| !decided || !self.apart(&of(a), &of(b));
        let groups = average_link(scores, &group, NOT_COMPARED, AVERAGED, may);
        groups.into_iter().map(|g| g.into_iter().map(|i| rooms[i]).collect()).collect()
    }

    /// Whether somebody decided that any of these stand apart.
    fn apart(&self, a: &[Option<Node>], b: &[Option<Node>]) -> bool {
        a.iter().flatten().any(|x| b.iter().flatten().any(|y| self.decisions.are_apart(*x, *y)))
    }

    /// Gives groups the names of the stories they came from: each that of its earliest report, as far as it is free.
    fn name(&mut self, stories: &[StoryId], groups: Vec<Vec<u32>>) {
        let report = |room: &u32| self.room(*room).map_or(ReportId(u32::MAX), |r| r.report);
        let mut groups: Vec<(ReportId, Vec<u32>)> =
            groups.into_iter().map(|g| (g.iter().map(report).min().unwrap_or(ReportId(u32::MAX)), g)).collect();
        groups.sort_unstable();
        let named: Vec<Option<StoryId>> = groups.iter().map(|g| self.story(g.0)).collect();
        for story in stories {
            self.members.get_mut(story.0 as usize).into_iter().for_each(Vec::clear);
        }
        let mut taken: Vec<StoryId> = Vec::new();
        for ((_, mut rooms), named) in groups.into_iter().zip(named) {
            let story = match named.filter(|s| !taken.contains(s)) {
                Some(story) => story,
                None => {
                    self.members.push(Vec::new());
                    StoryId(self.members.len() as u32 - 1)
                }
            };
            taken.push(story);
            // In the order of the stream, so that a stream that is taken up again has them in the same.
            rooms.sort_unstable_by_key(|room| self.room(*room).map(|r| r.report));
            self.rename(&rooms, story);
            if let Some(members) = self.members.get_mut(story.0 as usize) {
                *members = rooms;
            }
        }
    }

    fn rename(&mut self, rooms: &[u32], story: StoryId) {
        for room in rooms {
            let report = self.room(*room).map(|r| r.report);
            if let Some(s) = report.and_then(|r| self.stories.get_mut(r.0 as usize)) {
                *s = story;
            }
        }
    }

    /// Lets go of what the window has passed: of a story that is older, a few reports stay; of those again the oldest
    /// go when there are too many.
    fn retire(&mut self) {
        while let Some(room) = self.window.front().copied() {
            let day = self.room(room).and_then(|r| r.held.day).unwrap_or(self.today);
            if day >= self.today.saturating_sub(self.limits.days) && self.window.len() <= self.limits.reports {
                break;
            }
            self.window.pop_front();
            let members = self.story_of(room).and_then(|s| self.members.get(s.0 as usize));
            let settled = |m: &&u32| self.room(**m).is_some_and(|r| r.settled);
            let kept = members.map_or(0, |m| m.iter().filter(settled).count());
            let by_hand = self.room(room).is_some_and(|r| r.node.is_some());
            match self.rooms.get_mut(room as usize).and_then(Option::as_mut) {
                Some(r) if kept < KEPT || by_hand => {
                    r.settled = true;
                    if !by_hand {
                        self.older.push_back(room);
                    }
                }
                _ => self.leave(room),
            }
            if self.older.len() > self.limits.reports
                && let Some(oldest) = self.older.pop_front()
            {
                self.leave(oldest);
            }
        }
    }

    /// Frees the room of a report, whose story stays as it is.
    fn leave(&mut self, room: u32) {
        if let Some(story) = self.story_of(room)
            && let Some(members) = self.members.get_mut(story.0 as usize)
        {
            members.retain(|m| *m != room);
            if members.is_empty() {
                *members = Vec::new();
            }
        }
        let Some(left) = self.rooms.get_mut(room as usize).and_then(Option::take) else { return };
        for link in &left.links {
            if let Some(other) = self.rooms.get_mut(link.room as usize).and_then(Option::as_mut) {
                other.links.retain(|l| l.room != room);
            }
        }
        self.index.remove(room, &left.held);
        self.room_of.remove(&left.report);
        self.free.push(room);
    }
}
