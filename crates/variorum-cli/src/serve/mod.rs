//! `variorum serve`: the pages of a library, or of some files, for a browser.

mod answer;
mod files;
mod http;
mod lists;
mod pages;
mod routes;
mod shelf;

use crate::library::Place;
use crate::output;
use crate::progress::Progress;
use anyhow::Context;
use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::sync::watch;

/// Show a library, or some reports, as pages for a browser
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum serve --library news.db            http://127.0.0.1:8321/
  variorum serve reports/ feed.jsonl          the stories in these files, without a library
  variorum serve --library news.db --port 0   any port that is free

Pages: / (stories, with search and what they can be narrowed by), /story/12, /story/12/u3 (an
utterance; p1 a passage), /article/17, /speaker/ada-quill, /search?q=WORDS. Each is there as JSON
too: /stories.json, /story/12.json, /story/12/u3.json, /article/17.json, /speaker/ada-quill.json,
/search.json?q=WORDS. docs/pages.md tells more.

The pages are read only, load nothing from elsewhere and work without script. They are served to
this machine alone unless --bind names another address; there is no password.

Exit code: 0 when Ctrl-C ended it, 1 when a file could not be read (the others are shown), 2 when
nothing could be served.")]
pub struct Args {
    /// Reports in place of a library: files, folders, or - for standard input
    #[arg(value_name = "REPORT", conflicts_with = "library")]
    reports: Vec<OsString>,
    /// The library file
    #[arg(long, value_name = "FILE")]
    library: Option<PathBuf>,
    /// How long to wait while another program writes to the library
    #[arg(long, value_name = "SECONDS", default_value_t = 20)]
    wait: u64,
    /// The port; 0 for any that is free
    #[arg(long, default_value_t = 8321)]
    port: u16,
    /// The address of this machine at which others may ask, 0.0.0.0 for all of them
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    bind: IpAddr,
    /// A name by which this machine may be asked, besides localhost and addresses; can be given again
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    if args.library.is_none() && args.reports.is_empty() {
        anyhow::bail!("nothing to serve: name a library with --library FILE, or reports");
    }
    let (stop, stopped) = watch::channel(false);
    // Without a handler the program ends as it would anyway: there is nothing half done to lose.
    let _ = ctrlc::set_handler(move || {
        if *stop.borrow() {
            std::process::exit(130);
        }
        let _ = stop.send(true);
    });
    // Taken before anything is read, so that a port that is not free is told at once.
    let at = SocketAddr::new(args.bind, args.port);
    let way_out = "name another with --port, or --port 0 for any that is free";
    let listener = TcpListener::bind(at).with_context(|| format!("{at}: cannot be served there; {way_out}"))?;
    let at = listener.local_addr()?;
    let progress = Progress::start("reading");
    let (place, temporary, wanting) = match args.library {
        Some(library) => (Place::new(library, args.wait), None, false),
        None => {
            let made = files::library(&args.reports, args.wait, &progress, &stopped)?;
            let Some(made) = made else { return Ok(ExitCode::from(130)) };
            (made.place, Some(made.folder), made.wanting)
        }
    };
    let shelf = shelf::Shelf::open(place)?;
    drop(progress);
    let hosts = http::Hosts::new(at, args.host);
    output::say(&format!("http://{at}/ shows it; Ctrl-C ends"));
    if !at.ip().is_loopback() {
        output::say("everybody who can reach this address can read all of it; there is no password");
    }
    http::serve(listener, Arc::new(shelf), hosts, stopped)?;
    // What was made for this run goes away with it.
    drop(temporary);
    Ok(if wanting { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
