//! The names of parts of speech and of relations.

macro_rules! names {
    ($(#[$doc:meta])* $name:ident: $($variant:ident $text:literal,)*) => {
        $(#[$doc])*
        #[allow(missing_docs)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name { $($variant,)* }

        impl $name {
            /// All of them, in the order of their numbers.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The name in treebanks.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }

            /// The one with this name.
            pub fn named(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|x| x.name() == text)
            }
        }
    };
}

names! {
    /// A part of speech as the Penn Treebank counts them, as English treebanks of Universal Dependencies have it.
    Tag:
    Noun "NN", Prep "IN", Det "DT", Name "NNP", Pronoun "PRP", Adj "JJ", Adverb "RB", Stop ".", Verb "VB", Nouns "NNS",
    Comma ",", And "CC", Past "VBD", Present "VBP", PresentS "VBZ", Number "CD", Participle "VBN", Ing "VBG", Modal "MD",
    To "TO", Possessive "PRP$", None "_", Close "-RRB-", Open "-LRB-", Which "WDT", Colon ":", When "WRB",
    Opening "``", Closing "''", Who "WP", Particle "RP", Interjection "UH", Genitive "POS", Hyphen "HYPH", Names "NNPS",
    More "JJR", Most "JJS", There "EX", Stray "NFP", MoreSo "RBR", Address "ADD", Broken "GW", Dollar "$", Sign "SYM",
    All "PDT", Listed "LS", Foreign "FW", MostSo "RBS", Affix "AFX", Whose "WP$",
}

names! {
    /// A part of speech as Universal Dependencies counts them.
    Pos:
    Adj "ADJ", Adp "ADP", Adv "ADV", Aux "AUX", Cconj "CCONJ", Det "DET", Intj "INTJ", Noun "NOUN", Num "NUM",
    Part "PART", Pron "PRON", Propn "PROPN", Punct "PUNCT", Sconj "SCONJ", Sym "SYM", Verb "VERB", X "X",
}

names! {
    /// What a word is to its head, as Universal Dependencies names it; what Variorum does not ask about is `dep`.
    Relation:
    Root "root", Punct "punct", Case "case", Det "det", Nsubj "nsubj", NsubjPass "nsubj:pass", Advmod "advmod",
    Amod "amod", Obj "obj", Obl "obl", Conj "conj", Nmod "nmod", Poss "nmod:poss", Compound "compound", Cc "cc",
    Mark "mark", Aux "aux", AuxPass "aux:pass", Cop "cop", Advcl "advcl", Xcomp "xcomp", Flat "flat", Relcl "acl:relcl",
    Acl "acl", Ccomp "ccomp", Csubj "csubj", Parataxis "parataxis", Appos "appos", Nummod "nummod", Particle "compound:prt",
    Expl "expl", Fixed "fixed", Iobj "iobj", Agent "obl:agent", Unmarked "obl:unmarked", Discourse "discourse",
    Vocative "vocative", List "list", Dep "dep",
}

impl Relation {
    /// The relation that stands for one a treebank has.
    pub fn of(text: &str) -> Self {
        let plain = || text.split(':').next().and_then(Self::named);
        match text {
            "nmod:unmarked" | "nmod:desc" => Self::Nmod,
            "advcl:relcl" => Self::Advcl,
            "nsubj:outer" => Self::Nsubj,
            other => Self::named(other).or_else(plain).unwrap_or(Self::Dep),
        }
    }
}
