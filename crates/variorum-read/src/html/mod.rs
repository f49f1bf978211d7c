//! Pages.
mod body;
mod chunk;
mod clean;
mod dom;
mod hints;
mod jsonld;
mod meta;
mod tag;
mod trim;

use crate::page::Page;

/// Reads a page (draft).
pub fn read_page(bytes: &[u8]) -> serde_json::Value {
    let page = Page::read(bytes, None);
    let dom = dom::Dom::parse(page.as_str());
    let ld = jsonld::Linked::read(&dom);
    let st = meta::Stated::read(&dom);
    let body = body::body(&dom, None);
    let (text, _) = clean::clean(&dom, &page, &body.chunks);
    let mut cand=Vec::new();
    for id in 0..dom.nodes.len() as u32 {
        let cls=dom.attribute(id, tag::Attribute::Class).unwrap_or("");
        let l=cls.to_lowercase();
        let rel=dom.attribute(id, tag::Attribute::Rel).unwrap_or("");
        let ip=dom.attribute(id, tag::Attribute::Itemprop).unwrap_or("");
        let href=dom.attribute(id, tag::Attribute::Href).unwrap_or("");
        if l.contains("author")||l.contains("byline")||rel.contains("author")||ip=="author"||href.contains("/author/") { let t=dom.text(id,200); if !t.is_empty() && t.len()<150 {cand.push((cls.to_string()+"|"+rel+"|"+ip+"|"+href,t));} }
    }
    let mut dates=Vec::new();
    for id in 0..dom.nodes.len() as u32 {
        if dom.node(id).tag==tag::Tag::Time { dates.push((dom.attribute(id, tag::Attribute::Datetime).unwrap_or("").to_string(), dom.text(id,100)));}
    }
    serde_json::json!({"text":text.as_str(),"ld":{"h":ld.headline,"a":ld.authors,"p":ld.published,"m":ld.modified,"pub":ld.publisher,"art":ld.article},
      "meta":st.meta,"tt":st.title,"h1":st.h1,"authors_c":cand,"times":dates})
}
