//! Which language a report is written in, told by its small words.

use super::Language;
use super::tables::{CUE, FUNCTION, WEAK};
use crate::annotate::token::{Key, KeyMap, Token, TokenKind};
use std::sync::OnceLock;

/// Words that are looked at: a report says soon enough what it is written in.
const LOOKED_AT: usize = 600;
/// So many of them are taken in a row, so that a long text is looked at in several places.
const STRETCH: usize = 120;
/// A word outside quotation marks counts for so many inside: the report's own words tell.
const OUTSIDE: u32 = 3;

const ENGLISH: &str = "the of and to in is was were that for on with as at by from it its he she they we his her their this \
    these those but not are be been has have had will would could said says who which when where what after before about into \
    over than then there been an or if so no our your my you i said told wrote asked added claimed warned insisted called";

/// Languages whose quotations are not read, so that they are not taken for their neighbours.
const OTHERS: [&str; 8] = [
    // Swedish, Danish, Norwegian
    "och att det som på är av för med den till inte har från ett om var sig men vi kan hon han jag sade säger sa og er af til \
     ikke på det siger sagde fra jeg skal ved blev",
    // Polish
    "i w z na nie się że to jest do jak po od za przez ale był była są dla powiedział powiedziała mówi oraz tym jego jej",
    // Czech and Slovak
    "a v se na že je to s do jako by ve pro ale byl byla jsou za řekl řekla podle který která ktorý povedal sa nie",
    // Turkish
    "ve bir bu da de için ile çok daha olan dedi gibi kadar olarak ancak ama söyledi değil sonra şu ne",
    // Catalan
    "el la els les i amb que per és una un del als dels ha aquest aquesta però més també va dir perquè són no hi",
    // Romanian
    "și de la în cu nu este pe din un o care mai pentru să au sunt ce a spus că al lui fi această",
    // Ukrainian, Belarusian, Bulgarian
    "і в та що не на з як це до від його за є про було сказав й ми ви у але бо і што на як не гэта да ад се и да на за \
     от са това каза като че ще при",
    // Finnish, Hungarian
    "ja on ei että se hän oli ovat mutta kun myös sanoi mukaan kuin a az és hogy nem egy is volt mondta meg de csak már",
];

const ENGLISH_ROW: usize = Language::English as usize;
const ROWS: usize = Language::ALL.len() + OTHERS.len();

/// Which rows a word speaks for, as bits, and how strongly.
fn evidence() -> &'static KeyMap<(u32, u32)> {
    static MAP: OnceLock<KeyMap<(u32, u32)>> = OnceLock::new();
    MAP.get_or_init(|| {
        let mut map: KeyMap<(u32, u32)> = KeyMap::default();
        let mut note = |row: usize, list: &str, points: u32| {
            for word in list.split_whitespace() {
                let entry = map.entry(Key::word(word)).or_default();
                *entry = (entry.0 | 1 << row, entry.1.max(points));
            }
        };
        note(ENGLISH_ROW, ENGLISH, 2);
        for language in Language::ALL {
            let lists = language.tables().map_or(&[][..], |t| t.words);
            for (flag, list) in lists {
                match *flag {
                    FUNCTION | WEAK => note(language as usize, list, 2),
                    CUE => note(language as usize, list, 3),
                    _ => {}
                }
            }
            for phrase in language.tables().map_or(&[][..], |t| t.according) {
                note(language as usize, phrase.split(' ').next().unwrap_or(phrase), 3);
            }
        }
        for (i, list) in OTHERS.iter().enumerate() {
            note(Language::ALL.len() + i, list, 2);
        }
        map
    })
}

/// The language of a report: the one that is stated, else the one whose small words it has; `None` where neither tells.
pub(crate) fn guess(stated: Option<&str>, text: &str, tokens: &[Token]) -> Option<Language> {
    if let Some(tag) = stated {
        return Language::of_tag(tag);
    }
    let evidence = evidence();
    let mut points = [0u32; ROWS];
    // A stretch at the head, the rest of them spread over the text.
    let stretches = if tokens.len() <= LOOKED_AT { 1 } else { LOOKED_AT / STRETCH };
    let length = if stretches == 1 { tokens.len() } else { STRETCH };
    for s in 0..stretches {
        let first = if stretches == 1 { 0 } else { (tokens.len() - length) / (stretches - 1) * s };
        let mut quoted = false;
        for t in tokens.get(first..first + length).unwrap_or(&[]) {
            match t.kind() {
                TokenKind::Word => {}
                TokenKind::Punct => {
                    match text.get(t.span.range()) {
                        Some("„" | "«") => quoted = true,
                        Some("”" | "»") => quoted = false,
                        Some("“" | "\"") => quoted = !quoted,
                        _ => {}
                    }
                    continue;
                }
                _ => continue,
            }
            let Some(&(rows, strength)) = evidence.get(&t.key).or_else(|| {
                let word = text.get(t.span.range())?;
                let (_, rest) = super::tables::elision(word).filter(|_| !word.is_ascii() || word.contains('\''))?;
                evidence.get(&Key::word(rest))
            }) else {
                continue;
            };
            // A word of one language alone tells more than one of several.
            let worth = if rows.is_power_of_two() { strength } else { 1 };
            let worth = if quoted { worth } else { worth * OUTSIDE };
            for (row, p) in points.iter_mut().enumerate() {
                *p += if rows & (1 << row) != 0 { worth } else { 0 };
            }
        }
        // After a stretch that leaves no doubt the others would say the same.
        if points[ENGLISH_ROW] > 150
            && points.iter().enumerate().all(|(r, p)| r == ENGLISH_ROW || p * 4 < points[ENGLISH_ROW])
        {
            break;
        }
    }
    let best = points.iter().copied().max().filter(|p| *p >= 3)?;
    // English keeps what it shares with others. Between two whose rules are much the same (disse, continua) either will
    // do, but not where the words could be of a language that is not read.
    if points[ENGLISH_ROW] == best {
        return Some(Language::English);
    }
    if points.iter().skip(Language::ALL.len()).any(|p| *p == best) {
        return None;
    }
    let row = points.iter().position(|p| *p == best)?;
    // Letters that Russian does not have, in languages that share its words.
    let foreign = |t: &Token| text.get(t.span.range()).is_some_and(|w| w.contains(['і', 'ї', 'є', 'ў']));
    let guessed = Language::ALL.get(row).copied()?;
    (guessed != Language::Russian || !tokens.iter().take(LOOKED_AT).any(foreign)).then_some(guessed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn language(text: &str) -> Option<&'static str> {
        let mut tokens = Vec::new();
        crate::annotate::token::tokenize(text, Span::new(0, text.len() as u32), &mut tokens);
        guess(None, text, &tokens).map(Language::code)
    }

    #[test]
    fn one_sentence_tells() {
        for (code, text) in [
            ("en", "“The lock is shut,” said Ann Lowe."),
            ("de", "„Die Schleuse ist zu“, sagte Anna Löwe."),
            ("fr", "« L’écluse est fermée », a déclaré Anne Loiseau."),
            ("es", "«La esclusa está cerrada», dijo Ana Lobo."),
            ("it", "«La chiusa è chiusa», ha detto Anna Lupo."),
            ("pt", "“A eclusa está fechada”, disse Ana Lobo."),
            ("nl", "“De sluis is dicht”, zei Anna van der Berg."),
            ("ru", "«Шлюз закрыт», — сказала Анна Лоу."),
        ] {
            assert_eq!(language(text), Some(code), "{text}");
        }
    }

    #[test]
    fn the_reports_own_words_tell_and_not_those_in_marks() {
        let text = "“Wir haben die Schleuse nicht zu und das ist auch gut so,” she said in the town of Rotenfels.";
        assert_eq!(language(text), Some("en"));
        let text = "„The lock is shut and that is all we have to say“, sagte die Ministerin am Montag in Rotenfels.";
        assert_eq!(language(text), Some("de"));
    }

    #[test]
    fn neighbours_are_not_taken_for_one_another() {
        for text in [
            "”Bron är stängd och vi vet inte varför”, sade Anna Lund.",
            "„Most jest zamknięty i nie wiemy dlaczego” – powiedziała Anna Lis.",
            "„Most je zavřený a to se nám nelíbí,“ řekla Anna Líná.",
            "“Köprü kapalı ve bu çok kötü” dedi Ayşe Yılmaz.",
            "«Міст закрито, і ми не знаємо, що робити», — сказала Ганна Лис.",
            "12 345",
            "",
        ] {
            assert_eq!(language(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_stated_stands() {
        assert_eq!(guess(Some("de-CH"), "", &[]), Some(Language::German));
        assert_eq!(guess(Some("pl"), "the lock is shut", &[]), None);
    }
}
