//! `variorum export`: a whole library as JSON lines, or its metadata for Datasette.

use super::Place;
use crate::output;
use crate::progress::Progress;
use crate::view::clean::count;
use std::io::Write;
use std::process::ExitCode;
use variorum_store::stories::StoryQuery;

/// Print every article of a library, with all that was found in it, as JSON lines
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum export --library news.db > news.jsonl
  variorum export --library news.db --stories > stories.jsonl
  variorum export --library news.db --metadata > metadata.yaml
  datasette news.db --metadata metadata.yaml

The fields are the columns that docs/library.md describes. What is exported can be added to
another library.")]
pub struct Args {
    #[command(flatten)]
    place: Place,
    /// Print the stories instead, as `variorum stories --library FILE --json` does
    #[arg(long, conflicts_with = "metadata")]
    stories: bool,
    /// Print metadata for Datasette instead (YAML)
    #[arg(long)]
    metadata: bool,
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let library = args.place.read()?;
    let mut out = output::plain();
    if args.metadata {
        let name = args.place.library.file_stem().unwrap_or_default().to_string_lossy();
        out.write_all(variorum_store::metadata::yaml(&name).as_bytes())?;
    } else if args.stories {
        super::stories::list(&library, &StoryQuery::default(), true, &mut out)?;
    } else {
        let progress = Progress::start("reading");
        let mut done = 0;
        library.export(|article| -> anyhow::Result<()> {
            serde_json::to_writer(&mut out, &article)?;
            out.write_all(b"\n")?;
            done += 1;
            progress.say(|| count(done, "article"));
            Ok(())
        })?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
