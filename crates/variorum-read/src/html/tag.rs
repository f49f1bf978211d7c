//! The elements and attributes that reading a page asks for.

macro_rules! tags {
    ($($name:literal $tag:ident),* $(,)?) => {
        /// What a node is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub(crate) enum Tag {
            /// The page.
            Root,
            /// A run of text.
            Text,
            /// An element that no rule knows.
            Other,
            $($tag,)*
        }

        impl Tag {
            /// The tag of a name in lower case.
            pub fn of(name: &[u8]) -> Self {
                match name {
                    $($name => Tag::$tag,)*
                    _ => Tag::Other,
                }
            }
        }
    };
}

tags! {
    b"html" Html, b"head" Head, b"body" Body, b"title" Title, b"base" Base, b"link" Link, b"meta" Meta,
    b"style" Style, b"script" Script, b"noscript" Noscript, b"template" Template, b"iframe" Iframe,
    b"svg" Foreign, b"math" Math, b"canvas" Canvas, b"object" Object, b"audio" Audio, b"video" Video,
    b"article" Article, b"main" Main, b"section" Section, b"nav" Nav, b"aside" Aside, b"header" Header,
    b"footer" Footer, b"address" Address, b"hgroup" Hgroup, b"div" Div, b"center" Center, b"p" P, b"hr" Hr,
    b"pre" Pre, b"blockquote" Blockquote, b"ol" Ol, b"ul" Ul, b"li" Li, b"dl" Dl, b"dt" Dt, b"dd" Dd, b"menu" Menu,
    b"figure" Figure, b"figcaption" Figcaption, b"picture" Picture, b"img" Img, b"source" Source, b"track" Track,
    b"h1" H1, b"h2" H2, b"h3" H3, b"h4" H4, b"h5" H5, b"h6" H6,
    // The News Industry Text Format has its own names for some.
    b"hl1" Hl1, b"hl2" Hl2, b"bq" Bq, b"media" Media, b"media-caption" MediaCaption, b"media-producer" MediaProducer,
    b"table" Table, b"caption" Caption, b"thead" Thead, b"tbody" Tbody, b"tfoot" Tfoot, b"tr" Tr, b"td" Td, b"th" Th,
    b"col" Col, b"colgroup" Colgroup,
    b"form" Form, b"fieldset" Fieldset, b"label" Label, b"input" Input, b"button" Button, b"select" Select,
    b"option" Option, b"optgroup" Optgroup, b"datalist" Datalist, b"textarea" Textarea, b"output" Output,
    b"dialog" Dialog, b"details" Details, b"summary" Summary, b"progress" Progress, b"meter" Meter,
    b"a" A, b"span" Span, b"b" B, b"strong" Strong, b"i" I, b"em" Em, b"u" U, b"small" Small, b"sup" Sup, b"sub" Sub,
    b"br" Br, b"wbr" Wbr, b"time" Time, b"cite" Cite, b"q" Q, b"code" Code, b"mark" Mark, b"font" Font, b"rt" Rt,
    b"area" Area, b"embed" Embed, b"param" Param, b"map" Map, b"abbr" Abbr, b"del" Del, b"ins" Ins,
}

impl Tag {
    /// Elements that an inline end tag does not close through.
    pub const WALLS: &'static [Tag] = &[
        Tag::Div,
        Tag::Td,
        Tag::Th,
        Tag::Li,
        Tag::Article,
        Tag::Section,
        Tag::Main,
        Tag::Table,
        Tag::Aside,
        Tag::Ul,
        Tag::Ol,
        Tag::Dd,
        Tag::Figure,
        Tag::Header,
        Tag::Footer,
        Tag::Nav,
        Tag::Button,
        Tag::Object,
    ];

    /// Whether the element stands on lines of its own. Scripts, styles and the like stand nowhere: the words on their two
    /// sides are one sentence.
    pub fn is_block(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Root | Html
                | Head
                | Body
                | Title
                | Article
                | Main
                | Section
                | Nav
                | Aside
                | Header
                | Footer
                | Address
                | Hgroup
                | Div
                | Center
                | P
                | Hr
                | Pre
                | Blockquote
                | Ol
                | Ul
                | Li
                | Dl
                | Dt
                | Dd
                | Menu
                | Figure
                | Figcaption
                | Hl1
                | Hl2
                | Bq
                | Media
                | MediaCaption
                | MediaProducer
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Table
                | Caption
                | Thead
                | Tbody
                | Tfoot
                | Tr
                | Td
                | Th
                | Form
                | Fieldset
                | Dialog
                | Details
                | Summary
                | Option
                | Optgroup
                | Select
                | Textarea
                | Iframe
                | Video
                | Audio
                | Canvas
        )
    }

    /// Whether nothing inside is text of the page.
    pub fn is_unseen(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Head | Style
                | Script
                | Noscript
                | Template
                | Iframe
                | Foreign
                | Math
                | Canvas
                | Object
                | Audio
                | Video
                | Select
                | Option
                | Datalist
                | Textarea
                | Progress
                | Meter
                | Title
        )
    }

    /// Whether the element has no inside.
    pub fn is_void(self) -> bool {
        use Tag::*;
        matches!(self, Base | Link | Meta | Hr | Img | Source | Track | Col | Input | Br | Wbr | Area | Embed | Param)
    }

    pub fn is_heading(self) -> bool {
        matches!(self, Tag::Hl1 | Tag::Hl2 | Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
    }

    /// What a start tag closes, each with the elements through which it does not.
    pub fn closes(self) -> &'static [(Tag, &'static [Tag])] {
        use Tag::*;
        const P_WALLS: &[Tag] = &[Tag::Table, Tag::Td, Tag::Th, Tag::Button, Tag::Object, Tag::Template];
        const LISTS: &[Tag] = &[Tag::Ul, Tag::Ol, Tag::Menu];
        const TABLE: &[Tag] = &[Tag::Table];
        match self {
            Li => &[(Tag::Li, LISTS), (P, &[Tag::Ul, Tag::Ol, Tag::Table, Tag::Td, Tag::Button])],
            Dt | Dd => &[(Tag::Dt, &[Tag::Dl]), (Tag::Dd, &[Tag::Dl]), (P, P_WALLS)],
            Tr => &[(Tag::Tr, TABLE)],
            Td | Th => &[(Tag::Td, TABLE), (Tag::Th, TABLE)],
            Thead | Tbody | Tfoot => &[(Tag::Tr, TABLE), (Tag::Thead, TABLE), (Tag::Tbody, TABLE)],
            Tag::Option => &[(Tag::Option, &[Tag::Select, Tag::Datalist])],
            Body => &[(Head, &[])],
            Article | Main | Section | Nav | Aside | Header | Footer | Address | Hgroup | Div | Center | P | Hr
            | Pre | Blockquote | Ol | Ul | Dl | Menu | Figure | Figcaption | Form | Fieldset | Details | H1 | H2
            | H3 | H4 | H5 | H6 => &[(P, P_WALLS)],
            A => &[(A, Tag::WALLS)],
            _ => &[],
        }
    }
}

macro_rules! attributes {
    ($($name:literal $attribute:ident),* $(,)?) => {
        /// The attributes that are kept.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Attribute {
            $($attribute,)*
        }

        impl Attribute {
            pub fn of(name: &[u8]) -> Option<Self> {
                match name {
                    $($name => Some(Attribute::$attribute),)*
                    _ => None,
                }
            }
        }
    };
}

attributes! {
    b"class" Class, b"id" Id, b"itemprop" Itemprop, b"itemtype" Itemtype, b"rel" Rel, b"role" Role, b"style" Style,
    b"aria-hidden" AriaHidden, b"aria-label" AriaLabel, b"href" Href, b"content" Content, b"name" Name,
    b"property" Property, b"datetime" Datetime, b"lang" Lang, b"type" Type, b"data-testid" Testid,
    b"data-component" Component, b"data-qa" Qa, b"title" Title, b"hidden" Hidden,
}
