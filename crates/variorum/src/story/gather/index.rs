//! Which reports of the window share rare terms with a new one.

use super::bytes::{In, Out};
use super::held::Held;
use super::sketch::TermId;
use crate::annotate::token::NumberMap;
use std::collections::BTreeSet;

/// Terms by which a report is found, the weightiest, and names in full beside them.
const ASKED: usize = 40;
const ASKED_NAMES: usize = 16;
/// Places kept of a term, the latest: what stands in more reports tells little.
const PLACES: usize = 512;
/// Places looked at for one report, those of the rarest terms first.
const LOOKED_AT: usize = 6000;

/// Terms to the reports that have them; a report is the number of its room.
#[derive(Clone, Debug, Default)]
pub struct Index {
    places: NumberMap<Vec<u32>>,
    /// Terms that too many reports had: of those some are left out.
    drained: BTreeSet<TermId>,
    /// Room by room, what was found; zeros between two questions.
    found: Vec<f32>,
}

/// What a report is found by, with what each counts.
fn keys(held: &Held) -> Vec<(TermId, f32)> {
    let mut keys: Vec<(TermId, f32)> = held.terms.iter().map(|t| (t.id, t.weight() * t.rare())).collect();
    let heavy = |a: &(TermId, f32), b: &(TermId, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if keys.len() > ASKED {
        keys.select_nth_unstable_by(ASKED, heavy);
        keys.truncate(ASKED);
    }
    keys.sort_unstable_by_key(|k| k.0);
    keys.extend(held.names.iter().filter(|n| n.1 > 0.4).map(|n| (n.0, n.1 * 2.0)).take(ASKED_NAMES));
    keys
}

impl Index {
    /// Puts a report in.
    pub fn add(&mut self, room: u32, held: &Held) {
        for (term, _) in keys(held) {
            let list = self.places.entry(u64::from(term)).or_default();
            if list.len() >= PLACES {
                list.drain(..PLACES / 4);
                self.drained.insert(term);
            }
            list.push(room);
        }
    }

    /// Writes what an index that the same reports are put into anew does not have: for terms that too many had, which were
    /// left out.
    pub(super) fn write(&self, out: &mut Out) {
        let drained: Vec<TermId> = self.drained.iter().copied().collect();
        out.list(&drained, |out, term| {
            out.u32(*term);
            out.list(self.places.get(&u64::from(*term)).map_or(&[], Vec::as_slice), |out, room| out.u32(*room));
        });
    }

    /// Reads what [`write`](Self::write) wrote into an index that has the same reports.
    pub(super) fn read(&mut self, from: &mut In<'_>) -> Option<()> {
        self.drained.clear();
        for (term, rooms) in from.list(|i| Some((i.u32()?, i.list(In::u32)?)))? {
            self.drained.insert(term);
            match rooms.is_empty() {
                true => self.places.remove(&u64::from(term)),
                false => self.places.insert(u64::from(term), rooms),
            };
        }
        Some(())
    }

    /// Takes a report out.
    pub fn remove(&mut self, room: u32, held: &Held) {
        for (term, _) in keys(held) {
            if let Some(list) = self.places.get_mut(&u64::from(term)) {
                list.retain(|r| *r != room);
                if list.is_empty() {
                    self.places.remove(&u64::from(term));
                }
            }
        }
    }

    /// The rooms that share most with a report, by room, `most` of them.
    pub fn candidates(&mut self, held: &Held, most: usize) -> Vec<u32> {
        let mut lists: Vec<(&Vec<u32>, f32)> =
            keys(held).into_iter().filter_map(|(t, w)| Some((self.places.get(&u64::from(t))?, w))).collect();
        lists.sort_by_key(|l| l.0.len());
        let (mut touched, mut looked): (Vec<u32>, usize) = (Vec::new(), 0);
        for (list, weight) in lists {
            looked += list.len();
            if looked > LOOKED_AT {
                break;
            }
            for room in list {
                let i = *room as usize;
                if i >= self.found.len() {
                    self.found.resize(i + 1, 0.0);
                }
                if self.found[i] == 0.0 {
                    touched.push(*room);
                }
                self.found[i] += weight;
            }
        }
        let mut all: Vec<(u32, f32)> =
            touched.into_iter().map(|r| (r, std::mem::take(&mut self.found[r as usize]))).collect();
        let best = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0));
        if all.len() > most {
            all.select_nth_unstable_by(most, best);
            all.truncate(most);
        }
        all.sort_unstable_by_key(|a| a.0);
        all.into_iter().map(|a| a.0).collect()
    }
}
