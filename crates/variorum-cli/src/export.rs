//! Editions in other formats, to standard output, a file or a folder.

use crate::output;
use crate::view::clean::{count, neutral};
use anyhow::Context;
use std::io::Write;
use std::path::Path;
use variorum::article::Article;
use variorum::story::export::{Export, Format};
use variorum::story::record::EditionRecord;

/// A format by its name on the command line.
///
/// # Errors
/// Where there is none of this name; the message lists them.
pub fn format(name: &str) -> Result<Format, String> {
    Format::named(name).ok_or_else(|| {
        let names: Vec<&str> = Format::ALL.into_iter().map(Format::name).collect();
        format!("no such format; there are {}", names.join(", "))
    })
}

/// Checks, before anything is read, that there is a place for what is to be written.
///
/// # Errors
/// Where several files would go to standard output or into one file.
pub fn check(formats: &[Format], to: Option<&Path>) -> anyhow::Result<()> {
    output::check(to)?;
    match to {
        None if single(formats).is_none() => {
            let names: Vec<&str> = formats.iter().map(|f| f.name()).collect();
            anyhow::bail!("{} makes several files: name a folder for them with --output DIR", names.join(","));
        }
        Some(path) if single(formats).is_none() && path.exists() && !path.is_dir() => {
            anyhow::bail!("{}: is a file, and several are to be written; name a folder", path.display());
        }
        _ => Ok(()),
    }
}

/// The only format, where that is one file.
fn single(formats: &[Format]) -> Option<Format> {
    match formats {
        [one] => one.file().map(|_| *one),
        _ => None,
    }
}

/// Writes an edition in some formats: one that is one file to standard output or the file `to`, everything else into the folder
/// `to`, which is made where there is none. Of several formats each that has several files has a folder of its own in it.
///
/// # Errors
/// Where places of the edition are lost in `articles`, or a file cannot be written.
pub fn write<'a>(
    record: &'a EditionRecord,
    articles: impl IntoIterator<Item = &'a Article> + Clone,
    formats: &[Format],
    to: Option<&Path>,
) -> anyhow::Result<()> {
    let export = Export::new(record, articles).map_err(|lost| {
        if let Some((siglum, path)) = lost.missing.first() {
            let more = if lost.missing.len() > 1 { format!(", nor {} more", lost.missing.len() - 1) } else { String::new() };
            let path = neutral(path);
            return anyhow::anyhow!("{path}: report {siglum} of the edition was not given{more}; give every report it was made from");
        }
        let n = count(lost.lost.len(), "place");
        anyhow::anyhow!("{n} of the edition do not stand in the reports; `variorum verify` lists them, `variorum compare` makes it anew")
    })?;
    let Some(to) = to else {
        let Some(format) = single(formats) else { return check(formats, to) };
        let mut out = output::plain();
        export.write(format, &mut out)?;
        return Ok(out.flush()?);
    };
    if let Some(format) = single(formats).filter(|_| !to.is_dir()) {
        return output::file(to, |out| Ok(export.write(format, out)?));
    }
    let mut done: Vec<Format> = Vec::new();
    for format in formats {
        if done.contains(format) {
            continue;
        }
        done.push(*format);
        let own = formats.len() > 1 && format.file().is_none();
        let folder = if own { to.join(format.name()) } else { to.to_path_buf() };
        std::fs::create_dir_all(&folder).with_context(|| format!("{}: cannot be made", folder.display()))?;
        if let Some(name) = format.file() {
            output::file(&folder.join(name), |out| Ok(export.write(*format, out)?))?;
        }
        for part in export.parts(*format) {
            output::file(&folder.join(&part.name), |out| {
                match export.table(&part).filter(|_| *format == Format::Parquet) {
                    Some(table) => Ok(out.write_all(&variorum_store::parquet(&export, table)?)?),
                    None => Ok(export.write_part(&part, out)?),
                }
            })?;
        }
    }
    Ok(())
}
