//! A stream laid down and taken up again: what is kept of it so that the next report finds it as it was.
//!
//! The reports that are still comparable are kept one by one, in two pieces: what they are, which never changes, and how
//! they stand to others, which changes as long as reports come that resemble them. What is left is small, but for the
//! counts of words; those are kept as what each run adds.

use super::{Gatherer, Limits, Link, ReportId, Room, StoryId};
use crate::story::gather::bytes::{In, Out};
use crate::story::gather::decide::Decisions;
use crate::story::gather::held::Held;
use crate::story::gather::words::Frequencies;

/// What a stream's pieces are read by. Another layout, or other hashes of words, are another version; a model with other
/// weights is not, since a stream may go on with it.
const VERSION: u32 = 2;

/// A report that is still comparable, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptReport {
    /// The report.
    pub report: ReportId,
    /// Its story.
    pub story: StoryId,
    /// What it is; never changes.
    pub held: Vec<u8>,
    /// How it stands to others.
    pub links: Vec<u8>,
}

impl Gatherer {
    /// How many reports were put in.
    pub fn len(&self) -> u32 {
        self.stories.len() as u32
    }

    /// Whether none was put in.
    pub fn is_empty(&self) -> bool {
        self.stories.is_empty()
    }

    /// The reports that are still comparable, in no order.
    pub fn comparable(&self) -> impl Iterator<Item = ReportId> + '_ {
        self.room_of.keys().copied()
    }

    /// How a report that is still comparable stands to others, to be kept.
    pub fn links(&self, report: ReportId) -> Option<Vec<u8>> {
        let number = *self.room_of.get(&report)?;
        let room = self.room(number)?;
        let mut out = Out::default();
        out.u32(number);
        out.u8(u8::from(room.settled));
        out.f32(room.held.nearest);
        out.list(&room.links, |out, link| {
            out.u32(link.room);
            out.f32(link.rest);
            out.u16(link.cosine);
            out.u8(u8::from(link.far) | u8::from(link.later) << 1);
        });
        Some(out.0)
    }

    /// What a report is that is still comparable, to be kept.
    pub fn held(&self, report: ReportId) -> Option<Vec<u8>> {
        let mut out = Out::default();
        self.room(*self.room_of.get(&report)?)?.held.write(&mut out);
        Some(out.0)
    }

    /// The counts of words, and how often they were halved: as long as that is the same, what later reports add to it can
    /// be kept by itself.
    pub fn frequencies(&self) -> &Frequencies {
        &self.frequencies
    }

    /// All else of the stream, to be kept.
    pub fn rest(&self) -> Vec<u8> {
        let mut out = Out::default();
        out.u32(VERSION);
        out.i32(self.today);
        for n in [self.stories.len(), self.members.len(), self.rooms.len()] {
            out.u32(n as u32);
        }
        out.list(&self.free, |out, room| out.u32(*room));
        self.index.write(&mut out);
        out.0
    }

    /// Takes a stream up again: `rest` and `reports` (in the order in which they were put in) as they were kept, the counts
    /// of words, and a name for each report by which decisions know it. `None` where it was kept by another version, or
    /// is damaged.
    pub fn again(
        (limits, decisions): (Limits, Decisions),
        frequencies: Frequencies,
        rest: &[u8],
        reports: impl Iterator<Item = KeptReport>,
        name: impl Fn(ReportId) -> Option<String>,
    ) -> Option<Self> {
        let mut out = Self::new(limits, decisions);
        let rest = &mut In(rest);
        if rest.u32()? != VERSION {
            return None;
        }
        out.today = rest.i32()?;
        out.stories = vec![StoryId(u32::MAX); rest.u32()? as usize];
        out.members = vec![Vec::new(); rest.u32()? as usize];
        out.rooms = vec![None; rest.u32()? as usize];
        out.free = rest.list(In::u32)?;
        for kept in reports {
            let links = &mut In(&kept.links);
            let (number, settled, nearest) = (links.u32()?, links.u8()? != 0, links.f32()?);
            let links = links.list(|i| {
                let (room, rest, cosine, bits) = (i.u32()?, i.f32()?, i.u16()?, i.u8()?);
                Some(Link { room, rest, cosine, far: bits & 1 != 0, later: bits & 2 != 0 })
            })?;
            let mut held = Held::read(&mut In(&kept.held))?;
            held.nearest = nearest;
            let node = name(kept.report).and_then(|name| out.decisions.node(&name));
            *out.stories.get_mut(kept.report.0 as usize)? = kept.story;
            out.members.get_mut(kept.story.0 as usize)?.push(number);
            out.index.add(number, &held);
            if let Some(node) = node {
                out.decided.entry(node).or_default().push(number);
            }
            match (settled, node) {
                (false, _) => out.window.push_back(number),
                (true, None) => out.older.push_back(number),
                (true, Some(_)) => {}
            }
            out.room_of.insert(kept.report, number);
            *out.rooms.get_mut(number as usize)? = Some(Room { report: kept.report, held, links, node, settled });
        }
        out.index.read(rest)?;
        out.frequencies = frequencies;
        Some(out)
    }

    /// Puts reports into a story, or into a new one, whatever their scores say. Only decisions by hand keep them there.
    /// Gives the story.
    pub fn move_to(&mut self, reports: &[ReportId], story: Option<StoryId>) -> StoryId {
        let story = story.unwrap_or(StoryId(self.members.len() as u32));
        if self.members.len() <= story.0 as usize {
            self.members.resize(story.0 as usize + 1, Vec::new());
        }
        for report in reports {
            if let Some(room) = self.room_of.get(report).copied() {
                let before = self.story(*report).and_then(|s| self.members.get_mut(s.0 as usize));
                before.into_iter().for_each(|members| members.retain(|m| *m != room));
                self.members.get_mut(story.0 as usize).into_iter().for_each(|members| members.push(room));
            }
            self.stories.get_mut(report.0 as usize).into_iter().for_each(|s| *s = story);
        }
        let mut members = self.members.get_mut(story.0 as usize).map(std::mem::take).unwrap_or_default();
        members.sort_unstable_by_key(|room| self.room(*room).map(|r| r.report));
        self.members.get_mut(story.0 as usize).into_iter().for_each(|m| *m = std::mem::take(&mut members));
        story
    }
}
