//! The language of a report, and for languages other than English how their direct quotations are read: one file of word
//! lists a language, and rules over tokens that all of them share.
//!
//! English has its own rules beside this module, over tokens and over grammar; a report whose language is not known is
//! read by its marks and by the English words that it may have.

pub(crate) mod attribution;
pub(crate) mod clause;
mod de;
mod es;
mod fr;
mod guess;
mod it;
pub(crate) mod names;
mod nl;
mod phrase;
mod pt;
mod ru;
pub(crate) mod speaker;
pub(crate) mod speech;
pub(crate) mod tables;

pub(crate) use guess::guess;

use std::sync::OnceLock;
use tables::Words;

/// A language whose words of saying are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, read by its grammar too.
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Italian.
    Italian,
    /// Portuguese.
    Portuguese,
    /// Dutch.
    Dutch,
    /// Russian.
    Russian,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 8] = [
        Language::English,
        Language::German,
        Language::French,
        Language::Spanish,
        Language::Italian,
        Language::Portuguese,
        Language::Dutch,
        Language::Russian,
    ];

    /// The code by ISO 639-1: `de`.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::French => "fr",
            Language::Spanish => "es",
            Language::Italian => "it",
            Language::Portuguese => "pt",
            Language::Dutch => "nl",
            Language::Russian => "ru",
        }
    }

    /// The language of a tag such as `de`, `de-AT`, `pt_BR` or `deu`; `None` for one that is not known.
    pub fn of_tag(tag: &str) -> Option<Language> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase();
        let short = match primary.as_str() {
            "eng" => "en",
            "deu" | "ger" => "de",
            "fra" | "fre" => "fr",
            "spa" => "es",
            "ita" => "it",
            "por" => "pt",
            "nld" | "dut" => "nl",
            "rus" => "ru",
            other => other,
        };
        Language::ALL.into_iter().find(|l| l.code() == short)
    }

    /// The word lists of the language; English has none here.
    pub(crate) fn words(self) -> Option<&'static Words> {
        static WORDS: [OnceLock<Words>; 8] = [const { OnceLock::new() }; 8];
        let tables = match self {
            Language::English => return None,
            Language::German => &de::GERMAN,
            Language::French => &fr::FRENCH,
            Language::Spanish => &es::SPANISH,
            Language::Italian => &it::ITALIAN,
            Language::Portuguese => &pt::PORTUGUESE,
            Language::Dutch => &nl::DUTCH,
            Language::Russian => &ru::RUSSIAN,
        };
        WORDS.get(self as usize).map(|w| w.get_or_init(|| Words::new(tables)))
    }

    fn tables(self) -> Option<&'static tables::Tables> {
        self.words().map(|w| w.tables)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_languages() {
        assert_eq!(Language::of_tag("de-AT"), Some(Language::German));
        assert_eq!(Language::of_tag("pt_BR"), Some(Language::Portuguese));
        assert_eq!(Language::of_tag("EN"), Some(Language::English));
        assert_eq!(Language::of_tag("pl"), None);
        assert_eq!(Language::of_tag(""), None);
    }

    #[test]
    fn every_language_has_its_own_tables() {
        for l in Language::ALL.into_iter().filter(|l| *l != Language::English) {
            assert_eq!(l.tables().map(|t| t.code), Some(l.code()));
        }
    }
}
