//! Spellings and forms of words in languages other than English: ß and ss, ё and е, accents that capitals lose, decimal
//! commas, numbers in words, endings.

use crate::annotate::language::tables::Words;
use crate::annotate::token::Key;

/// Letters that have to be left of a word without its ending.
const LEFT: usize = 4;

/// One string for a run of folded words: equal strings, same words in another spelling.
pub(crate) fn normal(words: &[&str], language: &Words) -> String {
    let mut out = String::new();
    let mut i = 0;
    while i < words.len() {
        let w = words[i];
        let cents = matches!(w, "pour" | "por" | "per")
            && words.get(i + 1).is_some_and(|n| matches!(*n, "cent" | "ciento" | "cento"));
        if cents || matches!(w, "prozent" | "procent" | "процент" | "процента" | "процентов") {
            out.push('%');
            i += 1 + usize::from(cents);
            continue;
        }
        match language.number(Key::word(w)) {
            Some(value) => out.push_str(&value.to_string()),
            None if w.starts_with(|c: char| c.is_ascii_digit()) => out.push_str(&digits(w)),
            None => spell(w, language, &mut out),
        }
        i += 1;
    }
    out
}

/// A number with a point before its decimals and nothing between its thousands: "1.234,5" is 1234.5.
fn digits(word: &str) -> String {
    let last = word.rfind(['.', ',']);
    let both = word.contains('.') && word.contains(',');
    let group = |at: usize| {
        let behind = word.get(at + 1..).unwrap_or("");
        behind.len() == 3 && behind.bytes().all(|b| b.is_ascii_digit()) && !word.starts_with('0')
    };
    // A comma before decimals; a point alone before three digits parts thousands.
    let point = last.filter(|at| both || word.get(*at..).is_some_and(|s| s.starts_with(',')) || !group(*at));
    let several = word.matches(['.', ',']).count() > 1 && !both;
    let mut out = String::with_capacity(word.len());
    for (i, c) in word.char_indices() {
        match c {
            // Dates keep their points.
            '.' | ',' if several && word.split(['.', ',']).skip(1).all(|g| g.len() == 3) => {}
            '.' | ',' if several || point == Some(i) => out.push('.'),
            '.' | ',' => {}
            c => out.push(c),
        }
    }
    out
}

/// The normal spelling of one folded word.
fn spell(word: &str, language: &Words, out: &mut String) {
    let code = language.tables.code;
    let long = word.chars().count() > 3;
    for (i, c) in word.chars().enumerate() {
        match c {
            '\'' | '-' | '.' | '\u{ad}' => {}
            'ß' => out.push_str("ss"),
            'ё' => out.push('е'),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ä' if code == "de" => out.push_str("ae"),
            'ö' if code == "de" => out.push_str("oe"),
            'ü' if code == "de" => out.push_str("ue"),
            'è' if code == "it" => out.push('é'),
            // The spelling of 1990: connaître, connaitre.
            'î' if code == "fr" && long => out.push('i'),
            'û' if code == "fr" && word.chars().count() > 4 => out.push('u'),
            // A capital often goes without its accent: État, Etat.
            'á' | 'à' | 'â' if i == 0 && long => out.push('a'),
            'é' | 'è' | 'ê' if i == 0 && long => out.push('e'),
            'í' | 'î' if i == 0 && long => out.push('i'),
            'ó' | 'ô' if i == 0 && long => out.push('o'),
            'ú' if i == 0 && long => out.push('u'),
            c => out.push(c),
        }
    }
}

/// A crude stem: enough to see that two words are forms of one. Pronouns that stand for one another when words are
/// reported have one stem.
pub(crate) fn stem(word: &str, language: &Words) -> String {
    if let Some(first) = language.first_person(Key::word(word)) {
        return first.to_string();
    }
    let mut whole = String::new();
    spell(word, language, &mut whole);
    let count = whole.chars().count();
    for ending in language.tables.stems {
        if let Some(stem) = whole.strip_suffix(ending).filter(|_| count >= LEFT + ending.chars().count()) {
            return stem.to_string();
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::language::Language;

    fn same(language: Language, a: &str, b: &str) -> bool {
        let words = language.words().expect("a language with lists");
        let n = |s: &str| normal(&s.split(' ').collect::<Vec<_>>(), words);
        n(a) == n(b)
    }

    #[test]
    fn spellings_of_one_word() {
        use Language::*;
        for (language, a, b) in [
            (German, "straße", "strasse"),
            (German, "müller", "mueller"),
            (German, "zehn", "10"),
            (German, "1.234,5", "1 234,5"),
            (German, "1.200", "1200"),
            (German, "12 prozent", "12 %"),
            (French, "état", "etat"),
            (French, "connaître", "connaitre"),
            (French, "œuvre", "oeuvre"),
            (French, "2 pour cent", "2 %"),
            (Italian, "perchè", "perché"),
            (Russian, "ещё", "еще"),
            (Dutch, "e-mail", "email"),
        ] {
            assert!(same(language, a, b), "{a} {b}");
        }
    }

    #[test]
    fn words_that_only_look_alike() {
        use Language::*;
        for (language, a, b) in [
            (German, "schon", "schön"),
            (German, "3,5", "35"),
            (German, "12.3.2021", "1232021"),
            (Spanish, "esta", "está"),
            (French, "tache", "tâche"),
            (French, "ou", "où"),
            (Italian, "e", "è"),
            (Portuguese, "a", "à"),
        ] {
            assert!(!same(language, a, b), "{a} {b}");
        }
    }

    #[test]
    fn forms_of_one_word_share_a_stem() {
        use Language::*;
        for (language, a, b) in [
            (German, "technischen", "technische"),
            (German, "brücken", "brücke"),
            (German, "ich", "sie"),
            (French, "fermée", "fermé"),
            (Spanish, "cerrados", "cerrada"),
            (Italian, "chiusa", "chiuso"),
            (Russian, "закрытого", "закрытый"),
            (Dutch, "oude", "oud"),
        ] {
            let words = language.words().expect("a language with lists");
            let long = a.chars().count() > LEFT + 1 || a == "ich";
            assert_eq!(stem(a, words) == stem(b, words), long, "{a} {b}");
        }
    }
}
