//! Text as EDTF would have it: plain digits, plain hyphens, single spaces.
//!
//! Invariant: only the spelling of characters changes, no word is read here.

use super::doubt::{Doubt, spread, unmarked};
use super::{BadDateKind, Guess, is_date, month_name};
use crate::model::date::bad::two_years::end_year;
use crate::model::digits::are_digits;

/// The text with plain digits, hyphens, quotes and single spaces.
pub(super) fn cleaned(text: &str) -> String {
    let plain: String = text.chars().filter_map(plain).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A date in words without the `.0` that a program has written behind its year or day: `maja 9, 2025.0`.
pub(super) fn without_decimal(text: &str) -> &str {
    let is_of_number = |letter: char| letter.is_ascii_digit() || letter == '-';
    let whole = text.strip_suffix(".0").filter(|whole| {
        let words = whole.trim_end_matches(is_of_number);
        words.contains(char::is_alphabetic) && is_date(&whole[words.len()..])
    });
    whole.unwrap_or(text)
}

/// Whether a character of a date does not show: a mark of direction, a joiner, a space of no width.
pub fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
        || matches!(letter, '\u{ad}' | '\u{feff}')
}

/// A character in its plain form; nothing for marks that do not show.
fn plain(letter: char) -> Option<char> {
    Some(match letter {
        letter if is_unseen(letter) => return None,
        '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{fe63}' | '\u{30fc}' => '-',
        '\u{2012}'..='\u{2015}' => '–',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0)?,
        '\u{660}'..='\u{669}' => char::from_u32(letter as u32 - 0x660 + 0x30)?,
        '\u{6f0}'..='\u{6f9}' => char::from_u32(letter as u32 - 0x6f0 + 0x30)?,
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' | '´' => '\'',
        '\u{201c}'..='\u{201f}' | '«' | '»' => '"',
        '…' | '\u{2025}' => return Some('\u{2025}'),
        '\u{2044}' | '\u{2215}' => '/',
        '\u{301c}' | '\u{223c}' => '~',
        letter if letter.is_control() => ' ',
        letter => letter,
    })
}

/// Words for "not known": the cell should be blank.
const NOTHING: &[&str] = &[
    "n.d.",
    "n.d",
    "n. d.",
    "nd",
    "undated",
    "unknown",
    "n/a",
    "na",
    "none",
    "null",
    "nil",
    "tbd",
    "tba",
    "tbc",
    "?",
    "??",
    "???",
    "-",
    "--",
    "–",
    "x",
    "xx",
    "date unknown",
    "no date",
    "not known",
    "o.d.",
    "o. d.",
    "o.j.",
    "o. j.",
    "s.d.",
    "s. d.",
    "unbekannt",
    "undatiert",
    "inconnu",
    "sans date",
    "б.д.",
    "б. д.",
    "б/д",
    "неизвестно",
    "без даты",
    "невідомо",
    "без дати",
    "б.д",
    "б. д",
    "ohne datum",
    "sin fecha",
    "s.f.",
    "s. f.",
    "desconocido",
    "desconocida",
    "sem data",
    "senza data",
    "zonder datum",
    "brak daty",
    "bez daty",
    "不明",
    "日期不明",
    "nan",
    "nat",
    "unspecified",
    "unclear",
    "pending",
];

/// A word for "not known", or what a spreadsheet shows in place of a date.
pub(super) fn nothing(text: &str) -> Option<Guess> {
    let has_zeros = text.starts_with('0') && text.contains(['-', '/', '.']);
    let is_zero = text == "0" || (has_zeros && text.bytes().all(|byte| b"0-/.: ".contains(&byte)));
    let is_sign = |letter: char| letter.is_ascii_uppercase() || "#/0!?".contains(letter);
    if text.starts_with('#') && text.chars().all(is_sign) {
        let says = "is an error or a narrow column of a spreadsheet, not a date";
        return Some(Guess::new(BadDateKind::Malformed, says, Vec::new()));
    }
    let blank = Some("where the date is not known");
    let guess = || Guess::new(BadDateKind::Malformed, "is not a date", Vec::new());
    (is_zero || is_not_known(text)).then(|| Guess { blank, ..guess() })
}

/// Whether a text says that a date is not known, as a blank cell does: `unknown`, `n.d.`, `?`.
pub fn is_nothing(text: &str) -> bool {
    is_not_known(&cleaned(text))
}

fn is_not_known(cleaned: &str) -> bool {
    NOTHING.contains(&cleaned.to_lowercase().as_str())
}

/// A date once its characters are plain, its spaces or quotes gone, or its letters upper-case.
pub(super) fn only(text: &str, cleaned: &str) -> Option<Guess> {
    let says = "is not written with plain digits and hyphens";
    let hyphens = cleaned.replace('–', "-");
    if let Some(end) = cleaned.strip_prefix('–').filter(|end| is_date(end) && is_date(&hyphens)) {
        let says = "may be an end without a start, or a year before the era";
        let edtf = vec![format!("/{end}"), format!("[..{end}]"), hyphens.clone()];
        return Some(Guess::new(BadDateKind::Ambiguous, says, edtf));
    }
    if text != hyphens && is_date(&hyphens) {
        let edtf = years(cleaned).into_iter().flatten().take(1).chain([hyphens]).collect();
        return Some(Guess::new(BadDateKind::Separators, says, edtf));
    }
    let guess = |says, edtf| Some(Guess::new(BadDateKind::Malformed, says, vec![edtf]));
    let bare = hyphens.trim_matches(AROUND).trim_end_matches(['.', 'T']);
    let tight = hyphens.replace(' ', "").replace("--", "-");
    let loud = hyphens.to_uppercase();
    let digits = hyphens.replace(['O', 'o'], "0").replace(['l', 'I'], "1");
    if let Some(years) = years(cleaned) {
        return Some(Guess::new(BadDateKind::TwoDigitYear, "has a year of two digits", years));
    }
    if is_date(bare) && !hyphens.contains("..") {
        let says = "has something before or behind the date";
        return Some(Guess::new(BadDateKind::Malformed, says, bracketed(&hyphens, bare)));
    }
    let sound = hyphens.replacen("../", "/", 1);
    if hyphens.matches("..").count() == 1 && is_date(&sound) {
        return guess("has dots behind the start, where an interval takes none", sound);
    }
    let is_dangling = hyphens.starts_with("- ") || hyphens.ends_with(" -");
    if let Some(guess) = marked_apart(&hyphens) {
        return Some(guess);
    }
    if is_date(&tight) && !is_dangling {
        return guess("has a space or a hyphen too many", tight);
    }
    if is_date(&digits) {
        // `1920-II`
        return month_name::date(cleaned)
            .or_else(|| guess("has a letter in place of a digit", digits));
    }
    let is_quiet = !loud.contains('U') && is_date(&loud) && !hyphens.starts_with('y');
    let inside = hyphens.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    match inside.filter(|inside| is_date(inside)) {
        Some(inside) => guess("has brackets around the date", inside.to_owned()),
        None if is_quiet => guess("has a letter that should be upper-case", loud),
        None => None,
    }
}

/// `~ 2025-05-09`: a mark that stands apart is of the whole date, and not of its year as in `~2025-05-09`.
fn marked_apart(text: &str) -> Option<Guess> {
    let date = text.get(1..)?.strip_prefix(' ').filter(|date| is_date(date))?;
    let (_, mark) = unmarked(&text[..1]);
    let edtf: Vec<_> = match date.split_once('/') {
        _ if mark == Doubt::NONE => return None,
        None => vec![format!("{date}{}", mark.sign())],
        Some((start, end)) => {
            let dates = spread([start, end], [mark, Doubt::NONE]);
            dates.into_iter().map(|ends| ends.join("/")).collect()
        }
    };
    let says = "has its mark in front, where it belongs behind the date";
    edtf.iter().any(|date| is_date(date)).then(|| Guess::new(BadDateKind::Malformed, says, edtf))
}

/// Digits of Arabic and Persian.
fn is_of_other_calendar(digit: char) -> bool {
    matches!(digit, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

/// The years that what is written in such digits hardly has in our calendar.
const OF_OTHER_CALENDARS: std::ops::RangeInclusive<i64> = 1200..=1500;

/// A text with our digits in the place of others; `None`: it has none, or its year may be of another calendar
/// that is written with them.
pub fn in_our_digits(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let ours = |letter| plain(letter).filter(char::is_ascii_digit).unwrap_or(letter);
    let ours: String = text.chars().map(ours).collect();
    let groups = ours.split(|c: char| !c.is_ascii_digit());
    let years = groups.filter_map(|group| group.get(..4)?.parse().ok());
    let years: Vec<i64> = years.collect();
    let is_of_ours = !years.is_empty() && !years.iter().any(|y| OF_OTHER_CALENDARS.contains(y));
    (ours != text && (is_of_ours || !text.contains(is_of_other_calendar))).then_some(ours)
}

/// What digits of Arabic or Persian say may be of the calendars that are written with them, so that none
/// of ours is offered.
pub(super) fn in_other_digits(text: &str, guess: Guess) -> Guess {
    let year = guess.edtf.first().and_then(|date| date.get(..4)?.parse().ok());
    let is_likely = year.is_some_and(|year: i64| OF_OTHER_CALENDARS.contains(&year));
    if !is_likely || !text.contains(is_of_other_calendar) {
        return guess;
    }
    let says =
        "may be of the Persian or the Islamic calendar: which of them? write the day in ours";
    Guess::new(BadDateKind::Ambiguous, says, Vec::new())
}

/// A date in brackets without them; an interval may have been meant for a set.
fn bracketed(text: &str, bare: &str) -> Vec<String> {
    let brackets = [['[', ']'], ['{', '}']].into_iter().find(|[open, _]| text.starts_with(*open));
    let sets =
        brackets.zip(bare.split_once('/')).into_iter().flat_map(|([open, close], (a, b))| {
            ["..", ","].map(|joint| format!("{open}{a}{joint}{b}{close}"))
        });
    std::iter::once(bare.to_owned()).chain(sets).collect()
}

/// `(1920-24)`, `1920-24.`, `[1914-18]`: two years, before a season.
pub(super) fn enclosed_years(text: &str) -> Option<Guess> {
    let bare = text.trim_matches(['(', ')', '[', ']']).trim_end_matches('.');
    let (first, last) =
        bare.split_once('-').filter(|(first, last)| (first.len(), last.len()) == (4, 2))?;
    let end = end_year(first.parse().ok()?, last).filter(|_| bare != text && last > "12")?;
    let (years, within) = (format!("{first}/{end:04}"), format!("[{first}..{end:04}]"));
    let likely = if text.starts_with('[') { [within, years] } else { [years, within] };
    let edtf = likely.into_iter().chain([bare.to_owned()]).collect();
    Some(Guess::new(BadDateKind::TwoDigitYear, "has a year of two digits", edtf))
}

/// What may stand around a date by mistake.
const AROUND: &[char] = &['"', '\'', ',', ';', ':', ' ', '[', ']', '{', '}'];

/// `2021–24` with a dash is two years before it is the winter of 2021.
fn years(cleaned: &str) -> Option<Vec<String>> {
    let (first, last) = cleaned.split_once('–').filter(|(first, _)| first.len() == 4)?;
    let (last, mark) = unmarked(last);
    let year = first.parse().ok().filter(|_| are_digits(first) && are_digits(last))?;
    let end = format!("{:04}", end_year(year, last)?);
    let within = format!("[{first}..{end}]");
    let lasting = spread([first, &end], [Doubt::NONE, mark]).into_iter().map(|ends| ends.join("/"));
    Some(lasting.chain((mark == Doubt::NONE).then_some(within)).collect())
}
