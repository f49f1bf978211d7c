//! `variorum stories --library`: groups the articles of a library that came in since, and lists its stories.

use super::Place;
use crate::progress::Progress;
use crate::view::clean::{count, neutral, number, shortened};
use crate::{output, threads};
use serde_json::{Value, json};
use std::io::Write;
use std::process::ExitCode;
use variorum::annotate::annotate;
use variorum::article::Article;
use variorum::story::gather::cluster::Limits;
use variorum::story::gather::sketch::Sketch;
use variorum::story::gather::words::warm_up;
use variorum_store::Library;
use variorum_store::stories::{Story, StoryQuery};

/// Articles that are read, put in and written at a time.
const CHUNK: usize = 4000;

/// What is to be done with the stories of a library.
pub struct Task<'a> {
    /// Which library.
    pub place: &'a Place,
    /// The window of the stream.
    pub limits: Limits,
    /// Days of silence behind which a story is continued in a new part.
    pub pause: i32,
    /// Threads that read articles.
    pub threads: usize,
    /// Stories that become one.
    pub merge: &'a [String],
    /// Articles that leave their story.
    pub split: &'a [i64],
    /// A decision that is taken back.
    pub forget: Option<i64>,
    /// Whether the decisions by hand are listed in place of the stories.
    pub decided: bool,
    /// Which stories are listed.
    pub query: StoryQuery,
    /// Whether they are listed as JSON.
    pub json: bool,
}

/// Runs the command.
pub fn run(task: &Task<'_>) -> anyhow::Result<ExitCode> {
    let mut library = task.place.open()?;
    if let Some(decision) = task.forget {
        anyhow::ensure!(library.forget(decision)?, "--forget: there is no decision {decision}; --decided lists them");
        output::say(&format!("decision {decision} is taken back"));
    }
    let progress = Progress::start("reading");
    let new = group(&mut library, task, &progress)?;
    drop(progress);
    if new > 0 {
        output::say(&format!("{} put in", count(new, "article")));
    }
    let mut changed: Vec<i64> = Vec::new();
    if !task.merge.is_empty() {
        let stories: Vec<i64> = task.merge.iter().map(|s| super::story_number(s)).collect::<anyhow::Result<_>>()?;
        let story = library.merge(&stories, task.limits, task.pause)?;
        output::say(&format!("they are story s{story} now, and stay so"));
        changed.push(story);
    }
    if !task.split.is_empty() {
        let before = task.split.first().map(|article| library.story_of(*article)).transpose()?.flatten();
        let story = library.split(task.split, task.limits, task.pause)?;
        output::say(&format!("they are story s{story} now, and stay apart from the others"));
        changed.extend(before);
        changed.push(story);
    }
    let mut out = output::coloured();
    if task.decided {
        decided(&library, task.json, &mut out)?;
    } else if task.forget.is_none() && changed.is_empty() {
        list(&library, &task.query, task.json, &mut out)?;
    } else {
        // What was asked for is a change: that is printed, and not everything that stays as it was.
        for story in changed {
            entry(&library, &library.story(story)?, task.json, &mut out)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Puts the articles in that came since the last time, piece by piece, each piece safe on the disk before the next. How
/// many they were.
///
/// # Errors
/// Where the library cannot be read or written.
pub fn group(library: &mut Library, task: &Task<'_>, progress: &Progress) -> anyhow::Result<usize> {
    let mut new = 0;
    // Taken up again where another program was at it in the meantime.
    'again: loop {
        let mut stream = library.stream(task.limits)?;
        let waiting = library.waiting(&stream)?;
        let done = waiting.iter().max().copied();
        for (n, chunk) in waiting.chunks(CHUNK).enumerate() {
            let articles: Vec<Article> = chunk.iter().map(|id| library.readable(*id)).collect::<Result<_, _>>()?;
            let sketches = threads::map(articles, task.threads, |article| Sketch::of(&annotate(article)));
            if stream.is_empty() {
                warm_up(&sketches).for_each(|sketch| stream.count(sketch));
            }
            for (id, sketch) in chunk.iter().zip(&sketches) {
                stream.put(*id, sketch);
            }
            let last = (n + 1) * CHUNK >= waiting.len();
            if !library.lay_down(&mut stream, done.filter(|_| last), task.pause)? {
                continue 'again;
            }
            new += chunk.len();
            progress.say(|| format!("{} of {} put in", number(new), count(waiting.len(), "article")));
        }
        return Ok(new);
    }
}

/// The shape of a story in JSON, with its articles.
///
/// # Errors
/// Where the library cannot be read.
pub fn record(library: &Library, story: &Story) -> anyhow::Result<Value> {
    let articles = library.articles_of(story.id)?;
    let articles: Vec<Value> = articles
        .iter()
        .map(|(article, part)| json!({"article": article, "part": part, "continues": (*part > 1).then(|| part - 1)}))
        .collect();
    Ok(json!({
        "story": format!("s{}", story.id), "title": story.title, "first": story.first, "last": story.last,
        "outlets": story.outlets, "parts": story.parts, "articles": articles,
    }))
}

/// Writes the stories, the latest first.
///
/// # Errors
/// Where the library cannot be read or `out` not be written.
pub fn list(library: &Library, query: &StoryQuery, as_json: bool, out: &mut impl Write) -> anyhow::Result<()> {
    let stories = library.stories(query)?;
    for story in &stories {
        entry(library, story, as_json, out)?;
    }
    if !as_json && query.limit.is_some_and(|most| stories.len() >= most as usize) {
        output::say("there may be more; --limit N shows more, --from DATE only later ones");
    }
    Ok(())
}

fn entry(library: &Library, story: &Story, as_json: bool, out: &mut impl Write) -> anyhow::Result<()> {
    if as_json {
        writeln!(out, "{}", record(library, story)?)?;
        return Ok(());
    }
    let name = format!("s{}", story.id);
    let room = output::width().saturating_sub(name.len() + 2).max(20);
    writeln!(out, "{name}  {}", shortened(&title(library, story)?, room))?;
    writeln!(out, "    {}", neutral(&about(story)))?;
    Ok(())
}

/// What a story is called: by its title, or as its first article is, where none has one.
///
/// # Errors
/// Where the library cannot be read.
pub fn title(library: &Library, story: &Story) -> anyhow::Result<String> {
    if let Some(title) = story.title.as_deref().filter(|t| !t.trim().is_empty()) {
        return Ok(neutral(title.trim()));
    }
    let first = library.articles_of(story.id)?.first().map(|(article, _)| library.readable(*article)).transpose()?;
    Ok(first.map_or(String::new(), |article| super::called(&article)))
}

/// How many articles a story has, when, and of how many outlets.
pub fn about(story: &Story) -> String {
    let mut line = count(story.articles as usize, "article");
    let day = |date: &Option<String>| date.as_deref().map(|d| d.get(..10).unwrap_or(d).to_owned());
    if let (Some(first), Some(last)) = (day(&story.first), day(&story.last)) {
        line += &if first == last { format!(", {first}") } else { format!(", {first} to {last}") };
    }
    if story.outlets > 1 {
        line += &format!(", {}", count(story.outlets as usize, "outlet"));
    }
    if story.parts > 1 {
        line += &format!(", in {}", count(story.parts as usize, "part"));
    }
    line
}

fn decided(library: &Library, as_json: bool, out: &mut impl Write) -> anyhow::Result<()> {
    let rows = library.decided()?;
    if rows.is_empty() {
        output::say("nothing was decided by hand");
    }
    for row in rows {
        let kind = if row.together { "together" } else { "apart" };
        if as_json {
            let line = json!({"decision": row.decision, "made": row.made, kind: row.articles});
            writeln!(out, "{line}")?;
            continue;
        }
        let articles: Vec<String> = row.articles.iter().map(i64::to_string).collect();
        writeln!(out, "{}  {}  {kind}: {}", row.decision, row.made, articles.join(" "))?;
    }
    Ok(())
}
