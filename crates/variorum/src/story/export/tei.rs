//! TEI P5 with a critical apparatus.
//!
//! Variants of one utterance overlap (a report that begins later leaves out a word that two others spell differently), which
//! parallel segmentation cannot hold. So the apparatus stands beside the text (`location="external"`) and every entry names both
//! ends of its lemma: double-end-point attachment, to `anchor`s that stand before each word and behind the last. One way for all
//! entries is worth more than the shorter one for most.

use super::rows::lemma;
use super::xml::{escaped, lost};
use super::{Export, Locator};
use crate::story::record::{ArticleRecord, NameRecord, PlaceRecord, TextRecord, VariantRecord};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io::{self, Write};

pub(super) fn write(export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut t = Tei { to: Writer::new_with_indent(out, b' ', 1), export };
    t.to.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    t.inside("TEI", &[("xmlns", "http://www.tei-c.org/ns/1.0")], |t| {
        t.header()?;
        t.inside("text", &[], |t| t.inside("body", &[], Tei::body))
    })?;
    t.to.get_mut().write_all(b"\n")
}

struct Tei<'e, 'w> {
    to: Writer<&'w mut dyn Write>,
    export: &'e Export<'e>,
}

type Attributes<'a> = &'a [(&'a str, &'a str)];

impl<'e> Tei<'e, '_> {
    fn inside(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        content: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.to.write_event(Event::Start(start(name, attributes)))?;
        content(self)?;
        self.to.write_event(Event::End(BytesEnd::new(name)))
    }

    fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.to.write_event(Event::Empty(start(name, attributes)))
    }

    /// An element with nothing but text in it.
    fn with_text(&mut self, name: &str, attributes: Attributes<'_>, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return self.empty(name, attributes);
        }
        self.inside(name, attributes, |t| t.text(text))
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        self.to.write_event(Event::Text(BytesText::from_escaped(escaped(text, false))))
    }

    fn header(&mut self) -> io::Result<()> {
        let record = self.export.record();
        self.inside("teiHeader", &[], |t| {
            t.inside("fileDesc", &[], |t| {
                let title = format!("Variorum edition of {} report(s)", record.articles.len());
                t.inside("titleStmt", &[], |t| t.with_text("title", &[], &title))?;
                t.inside("publicationStmt", &[], |t| t.with_text("p", &[], &format!("Made by {}.", record.generator)))?;
                t.inside("sourceDesc", &[], Tei::sources)
            })?;
            t.inside("encodingDesc", &[], Tei::encoding)
        })
    }

    fn sources(&mut self) -> io::Result<()> {
        let record = self.export.record();
        self.inside("listWit", &[], |t| record.articles.iter().try_for_each(|a| t.witness(a)))?;
        let lists = [
            ("person", "listPerson", "persName"),
            ("organisation", "listOrg", "orgName"),
            ("place", "listPlace", "placeName"),
        ];
        for (kind, list, name) in lists {
            let of: Vec<&NameRecord> = record.names.iter().filter(|n| n.kind == kind).collect();
            if of.is_empty() {
                continue;
            }
            let item = match kind {
                "person" => "person",
                "place" => "place",
                _ => "org",
            };
            self.inside(list, &[], |t| {
                of.iter().try_for_each(|n| {
                    t.inside(item, &[("xml:id", &n.id)], |t| {
                        n.forms.iter().try_for_each(|f| t.with_text(name, &[], &f.text))
                    })
                })
            })?;
        }
        Ok(())
    }

    fn witness(&mut self, a: &ArticleRecord) -> io::Result<()> {
        self.inside("witness", &[("xml:id", &a.siglum)], |t| {
            t.inside("bibl", &[], |t| {
                let fields = [("title", &a.title), ("publisher", &a.outlet), ("date", &a.date)];
                for (name, value) in fields {
                    if let Some(value) = value {
                        t.with_text(name, &[], value)?;
                    }
                }
                if let Some(url) = &a.url {
                    t.with_text("idno", &[("type", "url")], url)?;
                }
                t.with_text("idno", &[("type", "file")], &a.path)?;
                t.with_text("idno", &[("type", "bytes")], &a.bytes.to_string())?;
                match a.line {
                    Some(line) => t.with_text("idno", &[("type", "line")], &line.to_string()),
                    None => Ok(()),
                }
            })
        })
    }

    fn encoding(&mut self) -> io::Result<()> {
        let odd: usize = self.export.reports.iter().map(|r| lost(r.article.text.as_str())).sum();
        if odd > 0 {
            let told = format!(
                "{odd} characters of the reports that XML 1.0 cannot hold, most of them control characters, stand as U+FFFD \
                 wherever they are quoted; their places lead to what the reports have."
            );
            self.inside("editorialDecl", &[], |t| t.inside("normalization", &[], |t| t.with_text("p", &[], &told)))?;
        }
        self.empty("variantEncoding", &[("method", "double-end-point"), ("location", "external")])?;
        self.inside("listPrefixDef", &[], |t| {
            let kinds = [
                ("byte", "Bytes $2 to $3 (end exclusive) of the captured file of witness $1."),
                ("char", "Code points $2 to $3 (end exclusive) of the text of witness $1."),
            ];
            for (ident, told) in kinds {
                let pattern = "([A-Z]+):([0-9]+)-([0-9]+)";
                let attributes = [("ident", ident), ("matchPattern", pattern), ("replacementPattern", "#$1")];
                t.inside("prefixDef", &attributes, |t| t.with_text("p", &[], told))?;
            }
            Ok(())
        })
    }

    fn body(&mut self) -> io::Result<()> {
        let record = self.export.record();
        if record.utterances.is_empty() && record.passages.is_empty() && record.notices.is_empty() {
            return self.with_text("p", &[], "Nothing is quoted or shared in these reports.");
        }
        self.division("utterances", "What was said", &record.utterances)?;
        self.division("passages", "What is shared outside quotations", &record.passages)?;
        if !record.unsupported.is_empty() {
            self.inside("div", &[("type", "unsupported")], |t| {
                t.with_text("head", &[], "Words in quotation marks that no fuller rendering has")?;
                record.unsupported.iter().try_for_each(|x| {
                    t.cit(
                        &[t.export.locate_at(&x.siglum, x.start, x.end, &x.text)],
                        x.speaker.as_ref().map(|s| &s.place),
                    )
                })
            })?;
        }
        if !record.notices.is_empty() {
            self.inside("div", &[("type", "notices")], |t| {
                t.with_text("head", &[], "Notices as printed, not checked")?;
                record.notices.iter().try_for_each(|n| t.cit(&[t.export.locate(&n.place)], None))
            })?;
        }
        Ok(())
    }

    fn division(&mut self, kind: &str, head: &str, texts: &'e [TextRecord]) -> io::Result<()> {
        if texts.is_empty() {
            return Ok(());
        }
        self.inside("div", &[("type", kind)], |t| {
            t.with_text("head", &[], head)?;
            texts.iter().try_for_each(|text| t.collated(text))
        })
    }

    fn collated(&mut self, text: &'e TextRecord) -> io::Result<()> {
        self.inside("div", &[("xml:id", &text.id)], |t| {
            t.anchored(text)?;
            if !text.variants.is_empty() {
                t.inside("listApp", &[], |t| text.variants.iter().try_for_each(|v| t.entry(text, v)))?;
            }
            for r in &text.readings {
                let parts: Vec<Locator<'_>> = r.places.iter().map(|p| t.export.locate(p)).collect();
                t.cit(&parts, r.speaker.as_ref().map(|s| &s.place))?;
            }
            Ok(())
        })
    }

    /// The fullest text with an anchor before each word and behind the last.
    fn anchored(&mut self, text: &TextRecord) -> io::Result<()> {
        let name = text.speaker.as_ref().and_then(|s| s.named.as_ref()).map(|n| format!("#{n}"));
        let who: Vec<(&str, &str)> = name.iter().map(|n| ("corresp", n.as_str())).collect();
        let mut inside = format!("<anchor xml:id=\"{}.0\"/>", text.id);
        let mut at = 0;
        for (n, (word, span)) in text.words.iter().zip(super::word_spans(text)).enumerate() {
            if n > 0 {
                inside.push_str(&escaped(text.text.get(at..span.start).unwrap_or(" "), false));
                inside.push_str(&format!("<anchor xml:id=\"{}.{n}\"/>", text.id));
            }
            inside.push_str(&escaped(&word.text, false));
            at = span.end;
        }
        inside.push_str(&escaped(text.text.get(at..).unwrap_or(""), false));
        inside.push_str(&format!("<anchor xml:id=\"{}.{}\"/>", text.id, text.words.len().max(1)));
        self.inside("ab", &who, |t| t.to.write_event(Event::Text(BytesText::from_escaped(inside))))
    }

    /// An entry of the apparatus. The lemma is the reading that has the words of the text, where one has.
    fn entry(&mut self, text: &TextRecord, v: &'e VariantRecord) -> io::Result<()> {
        let (from, to) = (format!("#{}.{}", text.id, v.locus[0]), format!("#{}.{}", text.id, v.locus[1]));
        let head = [("xml:id", &*v.id), ("from", &*from), ("to", &*to), ("type", &*v.kind), ("subtype", &*v.class)];
        let same = lemma(text, v);
        let at = v.readings.iter().position(|r| !r.moved && words(&r.text) == words(&same));
        let ids: Vec<String> = (0..v.readings.len()).map(|n| format!("{}r{}", v.id, n + 1)).collect();
        self.inside("app", &head, |t| {
            let order = at.into_iter().chain((0..v.readings.len()).filter(|n| Some(*n) != at));
            for n in order.clone() {
                let (Some(r), Some(id)) = (v.readings.get(n), ids.get(n)) else { continue };
                let wit = r.sigla.iter().map(|s| format!("#{s}")).collect::<Vec<_>>().join(" ");
                let mut attributes = vec![("xml:id", id.as_str()), ("wit", &wit)];
                if r.moved {
                    attributes.push(("type", "moved"));
                }
                t.with_text(if Some(n) == at { "lem" } else { "rdg" }, &attributes, &r.text)?;
            }
            for n in order {
                let (Some(r), Some(id)) = (v.readings.get(n), ids.get(n)) else { continue };
                for p in &r.places {
                    let (target, wit) = (format!("#{id}"), format!("#{}", p.siglum));
                    t.inside("witDetail", &[("target", &target), ("wit", &wit)], |t| t.place(t.export.locate(p)))?;
                }
            }
            match v.flags.is_empty() {
                true => Ok(()),
                false => t.with_text("note", &[("type", "touches")], &v.flags.join(" ")),
            }
        })
    }

    /// A rendering: its parts, each with its place, and whose it is said to be.
    fn cit(&mut self, parts: &[Locator<'_>], speaker: Option<&PlaceRecord>) -> io::Result<()> {
        let Some(siglum) = parts.first().map(|p| format!("#{}", p.siglum)) else { return Ok(()) };
        self.inside("cit", &[("corresp", &siglum)], |t| {
            for part in parts {
                t.inside("quote", &[], |t| t.place(*part))?;
            }
            match speaker {
                Some(p) => t.inside("note", &[("type", "speaker")], |t| {
                    t.place(t.export.locate_at(&p.siglum, p.start, p.end, &p.text))
                }),
                None => Ok(()),
            }
        })
    }

    /// Words with their place.
    fn place(&mut self, a: Locator<'_>) -> io::Result<()> {
        let bytes = super::range(a.siglum, a.start, a.end);
        let target = format!("byte:{bytes} char:{}", super::range(a.siglum, a.char_start, a.char_end));
        self.with_text("ref", &[("target", &target)], a.text)
    }
}

/// Words with one blank between them.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        let value = escaped(value, true);
        start.push_attribute((key.as_bytes(), value.as_bytes()));
    }
    start
}
