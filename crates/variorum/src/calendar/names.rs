//! Names of months and weekdays.

/// The months in English, in lower case.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The months cut short in English; `may` has no shorter form.
pub const SHORT_MONTHS: &[&str] =
    &["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];

/// The weekdays in English, in lower case, from Monday.
pub const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The weekdays cut short in English.
pub const SHORT_WEEKDAYS: &[&str] = &["mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"];

/// The number of an English month, whole or cut to three or four letters, in any case.
pub fn month(word: &str) -> Option<u8> {
    let short =
        |m: &str| (3..=4).contains(&word.len()) && m.get(..word.len()).is_some_and(|h| h.eq_ignore_ascii_case(word));
    MONTHS.iter().position(|m| m.eq_ignore_ascii_case(word) || short(m)).map(|i| i as u8 + 1)
}

/// The number of a month in one of the languages of many news sites, whole or cut to three letters, in any case.
pub fn month_in_any_language(word: &str) -> Option<u8> {
    if word.len() < 3 || word.len() > 14 {
        return None;
    }
    let word = word.to_lowercase();
    let (.., month) = STARTS.iter().filter(|(s, _)| word.starts_with(s)).max_by_key(|(s, _)| s.len())?;
    let whole = word.chars().count() == 3 || MONTHS.contains(&word.as_str()) || ABROAD.contains(&word.as_str());
    whole.then_some(*month)
}

/// How months begin, with their numbers; the longest that fits counts.
const STARTS: &[(&str, u8)] = &[
    ("jan", 1),
    ("ene", 1),
    ("gen", 1),
    ("jän", 1),
    ("feb", 2),
    ("fév", 2),
    ("fev", 2),
    ("mar", 3),
    ("mär", 3),
    ("maart", 3),
    ("mrt", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("may", 5),
    ("mai", 5),
    ("mag", 5),
    ("mei", 5),
    ("maj", 5),
    ("jun", 6),
    ("juin", 6),
    ("giu", 6),
    ("jul", 7),
    ("juil", 7),
    ("lug", 7),
    ("aug", 8),
    ("aoû", 8),
    ("aou", 8),
    ("ago", 8),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("okt", 10),
    ("ott", 10),
    ("out", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
    ("déc", 12),
    ("dic", 12),
    ("sty", 1),
    ("lut", 2),
    ("kwi", 4),
    ("cze", 6),
    ("lip", 7),
    ("sie", 8),
    ("wrz", 9),
    ("paź", 10),
    ("lis", 11),
    ("gru", 12),
    ("янв", 1),
    ("фев", 2),
    ("мар", 3),
    ("апр", 4),
    ("мая", 5),
    ("май", 5),
    ("июн", 6),
    ("июл", 7),
    ("авг", 8),
    ("сен", 9),
    ("окт", 10),
    ("ноя", 11),
    ("дек", 12),
];

/// Months in full, and cut otherwise than to three letters, in other languages than English.
const ABROAD: &[&str] = &[
    "januar",
    "jänner",
    "februar",
    "märz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "janvier",
    "février",
    "fevrier",
    "mars",
    "avril",
    "juin",
    "juillet",
    "août",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "decembre",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "setiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "gennaio",
    "febbraio",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "settembre",
    "ottobre",
    "dicembre",
    "janeiro",
    "fevereiro",
    "março",
    "marco",
    "maio",
    "junho",
    "julho",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
    "januari",
    "februari",
    "maart",
    "mei",
    "augustus",
    "augusti",
    "maj",
    "sept",
    "mrt",
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_told_whole_and_cut() {
        for (word, number) in [("May", 5), ("sept", 9), ("DEC", 12), ("february", 2)] {
            assert_eq!((month(word), month_in_any_language(word)), (Some(number), Some(number)), "{word}");
        }
        for (word, number) in [("août", 8), ("März", 3), ("dic", 12), ("giugno", 6), ("października", 10), ("мая", 5)]
        {
            assert_eq!(month_in_any_language(word), Some(number), "{word}");
        }
        for word in ["", "ma", "marble", "decem", "é"] {
            assert_eq!((month(word), month_in_any_language(word)), (None, None), "{word}");
        }
    }
}
