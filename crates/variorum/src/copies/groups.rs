//! From pairs to groups.

use super::duplicates::Duplicates;
use std::collections::HashSet;

/// When reports are one group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// Each is like each other one. A and C are never together only because both are like B.
    #[default]
    Complete,
    /// A chain from each to each other one.
    Single,
}

/// Reports that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The reports, in the order in which they were given.
    pub members: Vec<u32>,
    /// The least Jaccard similarity among the pairs that hold the group together.
    pub least: f64,
}

/// The groups, in the order of their first members.
///
/// For [`Link::Complete`] the likest pairs are joined first, and two groups only where every member of one is like
/// every member of the other (agglomerative clustering with complete linkage); ties fall by the order of the reports.
pub(super) fn groups(found: &Duplicates, link: Link) -> Vec<Group> {
    let mut links: Vec<(f64, u32, u32)> = found.links.iter().map(|l| (jaccard(found, l), l.0, l.1)).collect();
    links.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let pairs: HashSet<(u32, u32)> = match link {
        Link::Complete => found.links.iter().map(|l| (l.0, l.1)).collect(),
        Link::Single => HashSet::new(),
    };
    let mut of: Vec<u32> = (0..found.classes.len() as u32).collect();
    let mut groups: Vec<(Vec<u32>, f64)> = of.iter().map(|c| (vec![*c], 1.0)).collect();
    for (like, a, b) in links {
        let (g, h) = (of[a as usize], of[b as usize]);
        if g == h {
            // Complete: the pair counts though its group stood before.
            groups[g as usize].1 =
                if link == Link::Complete { groups[g as usize].1.min(like) } else { groups[g as usize].1 };
            continue;
        }
        let (first, second) = (&groups[g as usize].0, &groups[h as usize].0);
        let all = || first.iter().all(|x| second.iter().all(|y| pairs.contains(&((*x).min(*y), (*x).max(*y)))));
        if link == Link::Single || all() {
            // The smaller one moves, so that a class moves a few times only.
            let (into, from) = if first.len() >= second.len() { (g, h) } else { (h, g) };
            let (moved, least) = std::mem::take(&mut groups[from as usize]);
            moved.iter().for_each(|c| of[*c as usize] = into);
            let whole = &mut groups[into as usize];
            whole.0.extend(moved);
            whole.1 = whole.1.min(least).min(like);
        }
    }
    let mut out: Vec<Group> = groups
        .into_iter()
        .map(|(classes, least)| {
            let mut members: Vec<u32> =
                classes.iter().flat_map(|c| found.classes[*c as usize].iter().copied()).collect();
            members.sort_unstable();
            Group { members, least }
        })
        .filter(|g| g.members.len() > 1)
        .collect();
    out.sort_by_key(|g| g.members.first().copied());
    out
}

fn jaccard(found: &Duplicates, &(a, b, shared): &(u32, u32, u32)) -> f64 {
    let (a, b) = (found.sizes[a as usize], found.sizes[b as usize]);
    f64::from(shared) / f64::from((a + b - shared).max(1))
}
