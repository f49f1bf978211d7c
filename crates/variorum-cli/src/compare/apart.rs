//! Whether the reports that are to be compared tell one event at all. An edition of two events finds numbers that differ
//! and names that are alike, and means nothing by it.

use variorum::annotate::Annotated;
use variorum::story::edition::siglum;
use variorum::story::gather::cluster::{Gatherer, Limits, ReportId};
use variorum::story::gather::decide::Decisions;
use variorum::story::gather::sketch::Sketch;

/// Two reports may be of one event down to this score. It is far below where `variorum stories` joins them: whoever puts
/// reports side by side has a reason to, and is told only where hardly anything speaks for it.
const LEAST: f32 = -4.0;
/// Each is held against each: beyond so many reports nobody puts them together by hand.
const MOST: usize = 24;
/// A report of fewer words may be of anything.
const WORDS: usize = 40;

/// The reports in groups between which nothing speaks for one event, by their numbers, each group in order; nothing where
/// there is one group, or where it cannot be told.
pub fn groups(reports: &[Annotated]) -> Option<Vec<Vec<usize>>> {
    let short = |r: &Annotated| r.annotations.tokens.iter().filter(|t| t.is_word()).count() < WORDS;
    if reports.len() < 2 || reports.len() > MOST || reports.iter().any(short) {
        return None;
    }
    let sketches: Vec<Sketch> = reports.iter().map(Sketch::of).collect();
    let mut gatherer = Gatherer::new(Limits { days: i32::MAX / 2, reports: MOST }, Decisions::default());
    sketches.iter().for_each(|s| gatherer.count(s));
    let mut group: Vec<usize> = (0..reports.len()).collect();
    let mut met: Vec<ReportId> = Vec::with_capacity(reports.len());
    for (i, sketch) in sketches.iter().enumerate() {
        let newcomer = gatherer.meet(sketch, false);
        for (j, other) in met.iter().enumerate() {
            let joined = match gatherer.compare(&newcomer, *other) {
                Some((features, _)) => gatherer.model().score(&features) > LEAST,
                None => true,
            };
            let (a, b) = (group[i], group[j]);
            if joined && a != b {
                group.iter_mut().filter(|g| **g == a.max(b)).for_each(|g| *g = a.min(b));
            }
        }
        met.push(gatherer.put(newcomer, None));
    }
    let mut out: Vec<Vec<usize>> = Vec::new();
    for first in 0..reports.len() {
        let members: Vec<usize> = (0..reports.len()).filter(|i| group[*i] == first).collect();
        if !members.is_empty() {
            out.push(members);
        }
    }
    (out.len() > 1).then_some(out)
}

/// What is said of such groups.
pub fn told(groups: &[Vec<usize>]) -> String {
    let sigla = |g: &Vec<usize>| g.iter().map(|i| siglum(*i)).collect::<Vec<_>>().join(" ");
    let lists: Vec<String> = groups.iter().map(sigla).collect();
    format!(
        "these reports look like {} different events: {}. What is set side by side across them may mean nothing; \
         `variorum stories` tells events apart",
        groups.len(),
        lists.join(" | ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use variorum::annotate::annotate;
    use variorum::article::Article;

    fn reports(texts: &[&str]) -> Vec<Annotated> {
        let read = |t: &&str| variorum::ingest::read("report.txt", t.as_bytes().to_vec()).captures.remove(0);
        texts.iter().map(|t| annotate(Article::read(read(t)))).collect()
    }

    const FERRY: &str = "The ferry Lady Ansell lost power off Pellmouth on Sunday evening with 41 people on board. The lifeboat took \
        the passengers off in three trips, and the last of them came ashore before ten, the harbour master, Tomas Leck, said. \
        Captain Judith Orrell dropped both anchors.";
    const AGAIN: &str = "Forty-one people were taken off the ferry Lady Ansell on Sunday evening after she lost power near Pellmouth. \
        Captain Judith Orrell had dropped both anchors, said Tomas Leck, the harbour master. The lifeboat needed three trips to \
        bring the passengers ashore.";
    const BRIDGE: &str = "Averlode has raised 83,000 pounds for its footbridge, which will be shut for eight weeks while its planks are \
        replaced. Rosamund Teale, who leads the parish council, hopes to be the first to walk over it, with a dog, when it opens \
        again in the spring of next year.";

    #[test]
    fn two_events_are_told_apart_and_one_is_not() {
        assert_eq!(groups(&reports(&[FERRY, AGAIN])), None);
        assert_eq!(groups(&reports(&[FERRY, BRIDGE, AGAIN])), Some(vec![vec![0, 2], vec![1]]));
        assert_eq!(groups(&reports(&[FERRY, "The bridge is shut."])), None);
    }
}
