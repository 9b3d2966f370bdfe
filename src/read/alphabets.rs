//! The letters beyond ASCII of languages that are written in Latin letters.
//!
//! Invariant: a set of languages is a number with one bit each; the bit of a language is the same
//! wherever it is asked for.

/// Languages, one bit each.
pub(super) type Languages = u32;

/// Small letters, by language, those behind a blank at the end of words only; names of places and persons
/// bring `é` into many.
const ALPHABETS: &[&str] = &[
    // French, German, Dutch, Spanish, Portuguese.
    "àâæçéèêëîïôœû ù",
    "äöüßé",
    "ëïéèêöüóáí",
    "áéíñóúü",
    "áâãàçéêíóôõú",
    // Italian, Catalan, Swedish and Finnish, Danish and Norwegian, Icelandic and Faroese.
    " àèéìòù",
    "àçèéíïòóúü",
    "åäöé",
    "æøåéòôóü",
    "áðéíóúýþæöø",
    // Albanian, Estonian.
    "ëç",
    "äõöü",
    // Polish, Czech, Slovak, Slovene and Croatian, Hungarian.
    "ąćęłńóśźż",
    "áčďéěíňóřšťúůýž",
    "áäčďéíĺľňóôŕšťúýž",
    "čćđšž",
    "áéíóöőúüű",
    // Romanian as it is and as it was in encodings of one byte a letter.
    "ăâîșț",
    "ăâîşţ",
    // Turkish, Lithuanian, Latvian.
    "çğıöşüâîû",
    "ąčęėįšųūž",
    "āčēģīķļņšūž",
    // Maltese, Esperanto, Welsh.
    "ċġħżàèìòù",
    "ĉĝĥĵŝŭ",
    "âêîôûŵŷ",
];

const GERMAN: Languages = 1 << 1;
const ALBANIAN: Languages = 1 << 10;
const ESTONIAN: Languages = 1 << 11;
const WESTERN: Languages = 0xFFF;
const CENTRAL: Languages = 0x7F << 12;
const TURKISH: Languages = 1 << 19;
const BALTIC: Languages = 3 << 20;

/// The languages for which an encoding is used.
pub(super) fn used_in(encoding: &str) -> Languages {
    match encoding {
        "windows-1252" | "CP850" | "macintosh" => WESTERN,
        "windows-1250" | "ISO-8859-2" | "CP852" | "MAC-CENTRALEUROPE" => {
            CENTRAL | GERMAN | ALBANIAN
        }
        "windows-1254" | "CP857" => TURKISH | GERMAN,
        "windows-1257" | "CP775" => BALTIC | ESTONIAN | GERMAN,
        _ => Languages::MAX,
    }
}

/// The languages that have a letter, small or large, at the end of a word or elsewhere.
pub(super) fn of(letter: char, is_last: bool) -> Languages {
    // `İ` has no small letter of its own.
    let small = if letter == 'İ' { 'ı' } else { letter.to_lowercase().next().unwrap_or(letter) };
    let has = |alphabet: &str| {
        let (anywhere, last) = alphabet.split_once(' ').unwrap_or((alphabet, ""));
        anywhere.contains(small) || is_last && last.contains(small)
    };
    let have = ALPHABETS.iter().enumerate().filter(|(_, alphabet)| has(alphabet));
    have.map(|(n, _)| 1 << n).sum()
}

/// How many words each language has of those whose languages are given, and the most of these numbers.
pub(super) fn most(words: impl Iterator<Item = Languages>) -> usize {
    let mut counts = [0; ALPHABETS.len()];
    for languages in words {
        counts
            .iter_mut()
            .enumerate()
            .for_each(|(n, count)| *count += (languages >> n & 1) as usize);
    }
    counts.into_iter().max().unwrap_or_default()
}
