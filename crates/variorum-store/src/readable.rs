//! Articles of a library as the rest of Variorum takes them.

use crate::error::Error;
use crate::export::unpack;
use crate::library::Library;
use crate::prepare::Form;
use rusqlite::{OptionalExtension, Row};
use variorum::article::{Article, Block, BlockKind};
use variorum::ingest::{Encoding, Meta};
use variorum::span::Span;
use variorum::text::Text;

const KINDS: [BlockKind; 7] = [
    BlockKind::Paragraph,
    BlockKind::Heading,
    BlockKind::List,
    BlockKind::Caption,
    BlockKind::BlockQuote,
    BlockKind::Notice,
    BlockKind::Residue,
];

impl Library {
    /// An article from its rows, without the way back to the captured bytes: quickly made, for those who want words only.
    ///
    /// # Errors
    /// Where there is no such article, or the file cannot be read.
    pub fn readable(&self, id: i64) -> Result<Article, Error> {
        let found = self.sql(|db| {
            let mut find = db.prepare_cached(
                "SELECT path, line, record, title, published, modified, outlet, url, lang, text FROM articles WHERE id = ?1",
            )?;
            let Some(mut article) = find.query_row([id], article).optional()? else { return Ok(None) };
            let mut find =
                db.prepare_cached("SELECT kind, start, \"end\", continues FROM blocks WHERE article = ?1 ORDER BY n")?;
            let mut rows = find.query([id])?;
            while let Some(r) = rows.next()? {
                article.blocks.extend(block(r, article.text.as_str())?);
            }
            Ok(Some(article))
        })?;
        found.ok_or_else(|| Error::no_article(&self.path, id))
    }

    /// The numbers of the articles that were read from a file, or from this line of it, the latest first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn articles_at(&self, path: &str, line: Option<u64>) -> Result<Vec<i64>, Error> {
        let line = line.and_then(|l| i64::try_from(l).ok());
        self.sql(|db| {
            let mut find =
                db.prepare_cached("SELECT id FROM articles WHERE path = ?1 AND line IS ?2 ORDER BY id DESC")?;
            find.query_map(rusqlite::params![path, line], |r| r.get(0))?.collect()
        })
    }

    /// The numbers of the articles with an address, the latest first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn articles_under(&self, url: &str) -> Result<Vec<i64>, Error> {
        self.sql(|db| {
            let mut find = db.prepare_cached("SELECT id FROM articles WHERE url = ?1 ORDER BY id DESC")?;
            find.query_map([url], |r| r.get(0))?.collect()
        })
    }

    /// An article read from its capture again, with the way back to the captured bytes. What is said beside the text is as
    /// the library has it.
    ///
    /// # Errors
    /// Where there is no such article, the file cannot be read, or its capture cannot be.
    pub fn reread(&self, id: i64) -> Result<Article, Error> {
        let known = self.readable(id)?;
        let find = "SELECT a.origin, a.media, c.bytes, c.content FROM articles a JOIN captures c ON c.id = a.capture \
                    WHERE a.id = ?1";
        type Found = (String, Option<String>, i64, Vec<u8>);
        let (origin, media, bytes, content): Found =
            self.sql(|db| db.query_row(find, [id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))))?;
        let content = unpack(&content, bytes).map_err(|why| Error::unpacked(&self.path, id, why))?;
        let form = Form::of(&known.path, &origin, &content, media.as_deref());
        let read = form.read(&known.path, content, media.as_deref(), known.meta.url.as_deref());
        let n = origin.strip_prefix('#').and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
        let report = read.reports.into_iter().nth(n.wrapping_sub(1));
        let report = report.ok_or_else(|| Error::unpacked(&self.path, id, "nothing is read from it any more"))?;
        Ok(Article { path: known.path, line: known.line, meta: known.meta, ..report.article })
    }
}

fn article(r: &Row<'_>) -> rusqlite::Result<Article> {
    let text: String = r.get(9)?;
    Ok(Article {
        path: r.get(0)?,
        line: r.get::<_, Option<i64>>(1)?.and_then(|l| u64::try_from(l).ok()),
        bytes: text.len() as u64,
        encoding: Encoding::Utf8,
        meta: Meta {
            id: r.get(2)?,
            title: r.get(3)?,
            date: r.get(4)?,
            modified: r.get(5)?,
            outlet: r.get(6)?,
            url: r.get(7)?,
            lang: r.get(8)?,
            // Read again from the capture where they are asked for.
            ..Meta::default()
        },
        text: Text::verbatim(text, 0),
        blocks: Vec::new(),
        notes: Vec::new(),
    })
}

/// A block, unless its row does not fit the text.
fn block(r: &Row<'_>, text: &str) -> rusqlite::Result<Option<Block>> {
    let (kind, start, end): (String, u32, u32) = (r.get(0)?, r.get(1)?, r.get(2)?);
    let Some(words) = text.get(start as usize..end as usize) else { return Ok(None) };
    let lead = (words.len() - words.trim_start().len()) as u32;
    let content = Span::new(start + lead, start + lead + words.trim().len() as u32);
    let kind = KINDS.into_iter().find(|k| k.name() == kind).unwrap_or(BlockKind::Paragraph);
    Ok(Some(Block { span: Span::new(start, end), content, kind, continues: r.get(3)? }))
}
