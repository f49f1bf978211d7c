//! When two spellings are one word: British and American forms, contractions, numbers in words, joined words.
//!
//! [`normal`] maps a run of words to one string; two runs with the same string differ in spelling only. The
//! lists were written for this project.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Pairs of spellings; the second is the normal form.
const PAIRS: &str = "grey gray greyer grayer tyre tire tyres tires kerb curb kerbs curbs cheque check cheques checks \
    plough plow ploughed plowed ploughing plowing programme program programmes programs mum mom mums moms mummy mommy \
    mam mom aluminium aluminum aeroplane airplane aeroplanes airplanes whisky whiskey sceptic skeptic sceptics skeptics \
    sceptical skeptical scepticism skepticism mould mold mouldy moldy moustache mustache pyjamas pajamas cosy cozy \
    judgement judgment judgements judgments ageing aging acknowledgement acknowledgment towards toward afterwards \
    afterward backwards backward forwards forward upwards upward downwards downward onwards onward inwards inward \
    outwards outward learnt learned burnt burned spelt spelled dreamt dreamed leapt leaped smelt smelled spoilt \
    spoiled okay ok o.k ok alright allright adviser advisor advisers advisors enquiry inquiry enquiries inquiries \
    enquire inquire jewellery jewelry manoeuvre maneuver manoeuvres maneuvers doughnut donut doughnuts donuts \
    instalment installment fulfil fulfill fulfils fulfills enrol enroll skilful skillful wilful willful defence defense \
    defences defenses offence offense offences offenses licence license licences licenses pretence pretense practise \
    practice practised practiced practising practicing artefact artifact artefacts artifacts draught draft draughts \
    drafts storey story storeys stories axe ax gaol jail woollen woolen yoghurt yogurt carat karat speciality specialty \
    mediaeval medieval encyclopaedia encyclopedia archaeology archeology archaeologist archeologist paediatric pediatric \
    paediatrician pediatrician anaemia anemia anaesthetic anesthetic foetus fetus foetal fetal haemorrhage hemorrhage \
    oestrogen estrogen diarrhoea diarrhea leukaemia leukemia orthopaedic orthopedic gynaecologist gynecologist \
    catalogue catalog catalogues catalogs dialogue dialog dialogues dialogs analogue analog monologue monolog \
    centre center centres centers centred centered theatre theater theatres theaters metre meter metres meters \
    kilometre kilometer kilometres kilometers centimetre centimeter centimetres centimeters millimetre millimeter \
    litre liter litres liters fibre fiber fibres fibers calibre caliber sombre somber spectre specter lustre luster \
    sabre saber meagre meager analyse analyze analysed analyzed analysing analyzing paralyse paralyze paralysed \
    paralyzed catalyse catalyze mr. mr mrs. mrs dr. dr ms. ms thru through tho though till til til til 'til til \
    cos because coz because 'cause because gonna goingto wanna wantto gotta gotto kinda kindof cannot cannot memoranda memorandums referenda referendums e-mail email \
    u.s us u.s. us u.k uk u.k. uk u.n un u.n. un a.m am a.m. am p.m pm p.m. pm percent percent pc percent gen general gov governor sen senator sens senators rep representative reps \
    representatives prof professor lt lieutenant sgt sergeant capt captain col colonel govt government";

/// Stems that end in -our in Britain and -or in America.
const OUR: &str = "behavi col demean end fav flav harb hon hum lab neighb od parl ranc rig rum sav savi splend vap val vig \
    endeav glam arm ard clang ferv cand dol fulg mal misdemean succ tum enam";

/// Stems that double their l in Britain before an ending.
const DOUBLED: &str = "travel cancel model label level fuel marvel quarrel signal total counsel channel panel tunnel jewel dial \
    equal initial rival shovel spiral snorkel towel bevel duel libel medal metal pedal pencil swivel trial victual wool";

fn pairs() -> &'static HashMap<&'static str, &'static str> {
    static MAP: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    MAP.get_or_init(|| {
        let words: Vec<&str> = PAIRS.split_whitespace().collect();
        words.chunks_exact(2).map(|p| (p[0], p[1])).collect()
    })
}

/// The value of a single number word.
fn units(word: &str) -> Option<u64> {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    SMALL
        .iter()
        .position(|s| *s == word)
        .map(|n| n as u64)
        .or_else(|| TENS.iter().position(|s| *s == word).map(|n| 20 + 10 * n as u64))
}

/// Lower case, one kind of apostrophe.
pub(crate) fn fold(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(|c| if super::is_apostrophe(c) { '\'' } else { c }).collect()
}

/// The normal spelling of one folded word, contractions left as they are.
pub(crate) fn spell(word: &str) -> String {
    if let Some(p) = pairs().get(word) {
        return (*p).to_string();
    }
    let bare: String = word.chars().filter(|c| !matches!(c, '.' | '-')).collect();
    if let Some(p) = pairs().get(bare.as_str()) {
        return (*p).to_string();
    }
    for (british, american) in [
        ("isations", "izations"),
        ("isation", "ization"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("isers", "izers"),
        ("iser", "izer"),
        ("ise", "ize"),
    ] {
        if let Some(stem) = bare.strip_suffix(british) {
            // "rise", "wise", "advise", "surprise" have no z anywhere.
            const NEVER: &[&str] = &[
                "r", "ar", "w", "adv", "dev", "rev", "superv", "telev", "improv", "surpr", "enterpr", "compr", "prom",
                "prem", "exerc", "exc", "dem", "comprom", "merchand", "franch", "disgu", "pra", "ra", "no", "po",
                "bru", "cru", "a", "l", "expert", "parad", "treat", "prec", "conc", "circumc", "inc", "dec", "upr",
                "otherw", "likew", "adver", "chast",
            ];
            if stem.len() >= 3 && !NEVER.contains(&stem) {
                return format!("{stem}{american}");
            }
        }
    }
    if let Some(i) = bare.find("our") {
        let stem = &bare[..i];
        if OUR.split_whitespace().any(|s| s == stem) {
            return format!("{stem}or{}", &bare[i + 3..]);
        }
    }
    for suffix in ["lled", "lling", "ller", "llers", "llor", "llors", "llous", "llist"] {
        if let Some(stem) = bare.strip_suffix(suffix) {
            let base = format!("{stem}l");
            if DOUBLED.split_whitespace().any(|d| d == base) {
                return format!("{stem}{}", &suffix[1..]);
            }
        }
    }
    bare
}

/// One string for a run of folded words: equal strings, same words in another spelling.
pub(crate) fn normal(words: &[&str]) -> String {
    let mut out = String::new();
    let mut i = 0;
    while i < words.len() {
        let w = words[i];
        if w == "per" && words.get(i + 1).is_some_and(|n| *n == "cent") {
            out.push_str("percent");
            i += 2;
            continue;
        }
        if w == "%" {
            out.push_str("percent");
            i += 1;
            continue;
        }
        // "a hundred" is one hundred.
        let article = w == "a" && words.get(i + 1).is_some_and(|n| matches!(*n, "hundred" | "thousand" | "million"));
        if article {
            out.push_str(if words[i + 1] == "hundred" {
                "100"
            } else if words[i + 1] == "thousand" {
                "1000"
            } else {
                "1million"
            });
            i += 2;
            continue;
        }
        if let Some((value, used)) = number(&words[i..]) {
            // "four five" is not 45.
            if out.ends_with(|c: char| c.is_ascii_digit()) {
                out.push(' ');
            }
            out.push_str(&value.to_string());
            i += used;
            continue;
        }
        if let Some(digits) = digits(w) {
            out.push_str(&digits);
        } else {
            expand(w, &mut out);
        }
        i += 1;
    }
    out
}

fn digits(word: &str) -> Option<String> {
    let d: String = word.chars().filter(|c| *c != ',').collect();
    (d.starts_with(|c: char| c.is_ascii_digit())).then_some(d)
}

/// A number in words at the head of `words`, its value and how many words it takes.
pub(crate) fn number(words: &[&str]) -> Option<(u64, usize)> {
    let mut total = 0u64;
    let mut current = 0u64;
    let mut used = 0;
    let mut tens = false;
    for (i, w) in words.iter().enumerate() {
        if let Some(n) = units(w) {
            // "twenty one" is a number, "four five" is two.
            if i > 0 && !(tens && n < 10 && n > 0) && !(current > 0 && current.is_multiple_of(100)) {
                break;
            }
            current += n;
            tens = n >= 20;
        } else if *w == "hundred" && current > 0 && current < 100 {
            current *= 100;
            tens = false;
        } else if *w == "thousand" && current > 0 {
            total += current * 1000;
            current = 0;
            tens = false;
        } else {
            break;
        }
        used = i + 1;
    }
    (used > 0).then_some((total + current, used))
}

/// What stands for the "'s" of a word that is short for "has".
const HAS: &str = "'has";

/// A word as it is compared before another: "it's" is "it has" before "been", which its letters do not tell.
pub(crate) fn before<'a>(word: &'a str, next: &str) -> Cow<'a, str> {
    const PARTICIPLES: [&str; 5] = ["been", "gotten", "got", "become", "had"];
    let subject = word.strip_suffix(['s', 'S']).and_then(|w| w.strip_suffix(super::is_apostrophe));
    match subject.filter(|s| SUBJECTS.contains(&fold(s).as_str())) {
        Some(s) if PARTICIPLES.contains(&fold(next).as_str()) => format!("{s}{HAS}").into(),
        _ => word.into(),
    }
}

/// Words whose "'s" is short for a verb.
const SUBJECTS: [&str; 10] = ["it", "he", "she", "that", "there", "here", "what", "who", "where", "how"];

fn expand(word: &str, out: &mut String) {
    if let Some(stem) = word.strip_suffix("n't") {
        out.push_str(match stem {
            "ca" => "can",
            "wo" => "will",
            "sha" => "shall",
            s => s,
        });
        out.push_str("not");
        return;
    }
    for (ending, full) in [("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'m", "am"), (HAS, "has")] {
        if let Some(stem) = word.strip_suffix(ending) {
            out.push_str(stem);
            out.push_str(full);
            return;
        }
    }
    if let Some(stem) = word.strip_suffix("'s")
        && (stem == "let" || SUBJECTS.contains(&stem))
    {
        out.push_str(stem);
        out.push_str(if stem == "let" { "us" } else { "is" });
        return;
    }
    out.extend(spell(word).chars().filter(|c| *c != '\''));
}

/// The first person a pronoun of the third stands for when words are reported: "we are" becomes "they are".
fn first_person(word: &str) -> Option<String> {
    let (pronoun, rest) = word.split_at(word.find('\'').unwrap_or(word.len()));
    let first = match pronoun {
        "he" | "she" | "i" => "i",
        "him" | "me" => "me",
        "his" | "her" | "my" => "my",
        "himself" | "herself" | "myself" => "myself",
        "they" | "we" => "we",
        "them" | "us" => "us",
        "their" | "our" => "our",
        "theirs" | "ours" => "ours",
        "themselves" | "ourselves" => "ourselves",
        _ => return None,
    };
    let rest = match rest {
        "'m" | "'re" => "'s",
        rest => rest,
    };
    Some(format!("{first}{rest}"))
}

/// A crude stem: enough to see that "loved" and "love" are forms of one word. Pronouns that stand for one another
/// when words are reported have one stem.
pub(crate) fn stem(word: &str) -> String {
    if let Some(first) = first_person(word) {
        return first;
    }
    let w = spell(word);
    let w = w.strip_suffix("'s").unwrap_or(&w);
    let n = w.chars().count();
    for (suffix, least) in [
        ("ingly", 8),
        ("edly", 7),
        ("ing", 6),
        ("ies", 5),
        ("ied", 5),
        ("es", 5),
        ("ed", 5),
        ("ly", 6),
        ("s", 4),
        ("e", 4),
        ("y", 5),
        ("d", 5),
    ] {
        if n >= least && w.ends_with(suffix) && !(suffix == "s" && w.ends_with("ss")) {
            let cut = &w[..w.len() - suffix.len()];
            let cut = cut.strip_suffix(['e', 'i', 'y']).filter(|c| c.len() >= 3).unwrap_or(cut);
            return cut.to_string();
        }
    }
    w.to_string()
}

/// Letters to change, add or leave out to make one word of the other (Levenshtein 1966, "Binary codes
/// capable of correcting deletions, insertions, and reversals").
pub(crate) fn letters(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let here = (corner + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = here;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        let n = |s: &str| {
            let folded: Vec<String> = s.split_whitespace().map(fold).collect();
            normal(&folded.iter().map(String::as_str).collect::<Vec<_>>())
        };
        n(a) == n(b)
    }

    #[test]
    fn spellings_of_one_word() {
        for pair in [
            "favour|favor",
            "mum|mom",
            "centre|center",
            "realise|realize",
            "organisations|organizations",
            "per cent|percent",
            "%|percent",
            "don’t|do not",
            "can't|cannot",
            "it's|it is",
            "travelled|traveled",
            "twenty one|21",
            "ten|10",
            "1,000|1000",
            "one hundred|100",
            "a hundred|one hundred",
            "e-mail|email",
            "U.S.|US",
            "programme|program",
            "colourful|colorful",
            "towards|toward",
            "all right|alright",
            "won't|will not",
            "labour|labor",
            "defence|defense",
            "recognised|recognized",
        ] {
            let (a, b) = pair.split_once('|').unwrap();
            assert!(same(a, b), "{pair}");
        }
    }

    #[test]
    fn words_that_only_look_alike() {
        for pair in [
            "my|her",
            "will|may",
            "rise|rize",
            "can|cannot",
            "is|is not",
            "four|fourteen",
            "hour|hor",
            "our|or",
            "41|14",
            "advise|advize",
            "its|his",
            "most|all",
            "twenty five|20",
            "four five|45",
        ] {
            let (a, b) = pair.split_once('|').unwrap();
            assert!(!same(a, b), "{pair}");
        }
    }

    #[test]
    fn forms_of_one_word_share_a_stem() {
        for pair in ["love|loved", "hurt|hurts", "carry|carried", "making|make", "studies|study", "slow|slowly"] {
            let (a, b) = pair.split_once('|').unwrap();
            assert_eq!(stem(a), stem(b), "{pair}");
        }
        assert_ne!(stem("nightmares"), stem("night"));
    }
}
