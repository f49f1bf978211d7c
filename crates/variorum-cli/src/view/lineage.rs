//! Lineage for people: a sentence for each edge, and where its nodes stand in a drawing.

use super::clean;
use variorum::span::ArticleId;
use variorum::story::edition::Edition;
use variorum::story::lineage::{Edge, EvidenceKind, Grade, OriginKind, Scope, Source, Tie};

/// What a source is called: a report's siglum, or the name that reports print.
pub fn source(edition: &Edition, source: Source) -> String {
    match source {
        Source::Report(a) => edition.siglum(a).to_string(),
        Source::Origin(row) => {
            let name = clean::shortened(&edition.origin(row), 60);
            match edition.issuer(row) {
                Some(of) => format!("{name} of {}", clean::shortened(&of, 60)),
                None => name,
            }
        }
    }
}

/// What an origin is, for people.
pub fn kind(edition: &Edition, row: usize) -> &'static str {
    match edition.lineage.origins.get(row).map(|o| o.kind) {
        Some(OriginKind::Agency) => "an agency",
        Some(OriginKind::Post) => "a post",
        Some(OriginKind::Statement) => "a statement",
        Some(OriginKind::Address) => "an address",
        Some(OriginKind::Outlet) | None => "an outlet",
    }
}

/// What an origin that is no report under comparison is; of an outlet that has one here, that another may be meant.
fn outside(edition: &Edition, row: usize) -> String {
    let of = edition.lineage.origins.get(row).and_then(|o| o.report);
    match of {
        Some(report) => format!("{}; {} is by it, but need not be meant", kind(edition, row), edition.siglum(report)),
        None => format!("{}, not among these", kind(edition, row)),
    }
}

/// "B names A as its source, for a part": what an edge says, and no more than its evidence gives.
pub fn sentence(edition: &Edition, edge: &Edge) -> String {
    let who = edition.siglum(edge.report);
    let of = source(edition, edge.source);
    let mut out = String::from(who);
    for (n, evidence) in edge.evidence.iter().enumerate() {
        if n > 0 {
            out.push_str(", and");
        }
        out.push_str(&match evidence.kind {
            EvidenceKind::Credit => format!(" names {of} as its source"),
            EvidenceKind::Link => format!(" prints the address of {of}"),
            EvidenceKind::Agency => format!(" bears the mark of {of}"),
            EvidenceKind::Reading => {
                format!(" shares readings with {of} that others lack, and has readings of its own that {of} lacks")
            }
            EvidenceKind::Time if edge.grade() == Grade::Possible => format!(" is made of words of {of}, and is later"),
            EvidenceKind::Time => " is later".to_string(),
        });
    }
    if let Scope::Part(parts) = &edge.scope
        && !parts.is_empty()
    {
        out.push_str(if parts.len() == 1 { ", for one part" } else { ", for some parts" });
    }
    if edge.shared > 0 {
        out.push_str(&format!("; {} of 100 words outside quotations are in {of} too", edge.shared));
    }
    out.push('.');
    out
}

/// What may be said of reports that share passages: that nothing tells, but for pairs of them that an edge joins.
pub fn open(edition: &Edition, tie: &Tie) -> String {
    let within = |a: &ArticleId| tie.reports.contains(a);
    let known = edition.lineage.edges.iter().filter_map(|e| match e.source {
        Source::Report(of) if within(&e.report) && within(&of) => {
            Some(format!("{} from {}", edition.siglum(e.report), edition.siglum(of)))
        }
        _ => None,
    });
    let known: Vec<String> = known.collect();
    match known.as_slice() {
        [] => match house(edition, tie) {
            Some(house) => format!("{house}; nothing else tells who had it from whom."),
            None => "nothing tells who had it from whom.".to_string(),
        },
        some => format!("beside what is said of {}, nothing tells who had it from whom.", some.join(", ")),
    }
}

/// Which of the reports are of one outlet: a paper takes its own words up again.
fn house(edition: &Edition, tie: &Tie) -> Option<String> {
    let outlet = |a: &ArticleId| edition.reports.get(a.index())?.article.meta.outlet.as_deref();
    let (name, of) = tie.reports.iter().enumerate().find_map(|(i, a)| {
        let name = outlet(a)?;
        let same = |b: &&ArticleId| outlet(b).is_some_and(|o| o.eq_ignore_ascii_case(name));
        let of: Vec<&str> = tie.reports[i..].iter().filter(same).map(|b| edition.siglum(*b)).collect();
        (of.len() > 1).then_some((name, of))
    })?;
    let all = if of.len() == tie.reports.len() { "all of".to_string() } else { format!("{} of", of.join(" and ")) };
    Some(if tie.reports.len() == 2 {
        format!("both are of {}", clean::neutral(name))
    } else {
        format!("{all} one outlet, {}", clean::neutral(name))
    })
}

/// How many origins the reports go back to; `None` where nothing is said of whole reports.
pub fn count(edition: &Edition) -> Option<String> {
    let (n, of) = (edition.lineage.independent(edition.reports.len()), edition.reports.len());
    (n != of).then(|| {
        let origins = if n == 1 { "one origin".to_string() } else { format!("{n} independent origins") };
        format!("By what they state, these {of} reports go back to {origins} at most.")
    })
}

/// Whether there is something to draw: three reports or more, and an edge.
pub fn drawn(edition: &Edition) -> bool {
    edition.reports.len() > 2 && !edition.lineage.edges.is_empty()
}

/// The nodes of a drawing in layers, sources above what is had from them. Reports without an edge have no place in it.
pub fn layers(edition: &Edition) -> Vec<Vec<Source>> {
    let edges: Vec<(Source, Source)> =
        edition.lineage.edges.iter().map(|e| (e.source, Source::Report(e.report))).collect();
    let mut nodes: Vec<Source> = edges.iter().flat_map(|e| [e.0, e.1]).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let at = |s: Source| nodes.binary_search(&s).unwrap_or(0);
    let mut layer = vec![0usize; nodes.len()];
    // Two that credit each other would push each other down for ever.
    for _ in 0..nodes.len() {
        let mut moved = false;
        for (from, to) in &edges {
            let below = layer[at(*from)] + 1;
            if layer[at(*to)] < below && below < nodes.len() {
                layer[at(*to)] = below;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    let mut used: Vec<usize> = layer.clone();
    used.sort_unstable();
    used.dedup();
    let mut out: Vec<Vec<Source>> = vec![Vec::new(); used.len()];
    for (node, layer) in nodes.iter().zip(&layer) {
        out[used.binary_search(layer).unwrap_or(0)].push(*node);
    }
    // Below their sources, so that lines cross less.
    for n in 1..out.len() {
        let above: Vec<Source> = out[n - 1].clone();
        let mean = |node: &Source| {
            let parents = edges.iter().filter(|e| e.1 == *node).filter_map(|e| above.iter().position(|a| *a == e.0));
            let (sum, many) = parents.fold((0, 0), |(s, m), p| (s + p, m + 1));
            (sum * 1000_usize).checked_div(many).unwrap_or(above.len() * 1000)
        };
        out[n].sort_by_key(|node| (mean(node), *node));
    }
    out
}

/// The lines of a drawing in letters: each source with what is had from it below. Under a report that has only a part from
/// its source stands what has all of itself from that report; what has a part of it, which may be another, stands apart.
pub fn tree(edition: &Edition) -> Vec<String> {
    let edges = &edition.lineage.edges;
    let mut out = Vec::new();
    let mut drawn = vec![false; edges.len()];
    let has_source = |s: &Source| matches!(s, Source::Report(a) if edges.iter().any(|e| e.report == *a));
    let nodes: Vec<Source> = layers(edition).into_iter().flatten().collect();
    let roots = nodes.iter().filter(|n| !has_source(n));
    for root in roots.chain(&nodes) {
        if edges.iter().zip(&drawn).any(|(e, d)| e.source == *root && !d) {
            let name = match root {
                Source::Report(_) => source(edition, *root),
                Source::Origin(row) => format!("{} ({})", source(edition, *root), outside(edition, *row)),
            };
            out.push(name);
            below(edition, (*root, false), "", &mut drawn, &mut out);
        }
    }
    out
}

/// The lines below a node, which `part` says was come to by way of a part.
fn below(edition: &Edition, (node, part): (Source, bool), indent: &str, drawn: &mut [bool], out: &mut Vec<String>) {
    // Deeper than this no line would fit.
    if indent.chars().count() > 36 {
        return;
    }
    let edges = &edition.lineage.edges;
    let of = |e: &Edge, node: Source, part: bool| e.source == node && (!part || e.scope == Scope::Whole);
    let children: Vec<usize> =
        (0..edges.len()).filter(|i| !drawn[*i] && edges.get(*i).is_some_and(|e| of(e, node, part))).collect();
    children.iter().for_each(|i| drawn[*i] = true);
    for (n, e) in children.iter().filter_map(|i| edges.get(*i)).enumerate() {
        let last = n + 1 == children.len();
        let child = (Source::Report(e.report), e.scope != Scope::Whole);
        let mut further = edges.iter().zip(drawn.iter()).filter(|(x, _)| of(x, child.0, child.1)).peekable();
        let shown = further.peek().is_some() && further.all(|(_, d)| *d);
        let line = if last { "└─" } else { "├─" };
        let part = if child.1 { ", in part" } else { "" };
        let again = if shown { ", see above" } else { "" };
        out.push(format!("{indent}{line} {} ({}{part}{again})", edition.siglum(e.report), how(e)));
        below(edition, child, &format!("{indent}{}", if last { "   " } else { "│  " }), drawn, out);
    }
}

/// What tells of an edge, in a word.
pub fn how(edge: &Edge) -> &'static str {
    edge.evidence.first().map_or("", |e| e.kind.name())
}

/// Reports that no edge joins to anything.
pub fn alone(edition: &Edition) -> Vec<ArticleId> {
    let ids = (0..edition.reports.len()).map(|n| ArticleId(n as u32));
    let joined = |a: ArticleId| edition.lineage.edges.iter().any(|e| e.report == a || e.source == Source::Report(a));
    ids.filter(|a| !joined(*a)).collect()
}
