//! What genealogists, catalogues and encyclopedias write around a date: the keywords of GEDCOM, the Julian
//! calendar, brackets, births and deaths, marks of footnotes.
//!
//! Invariant: a date of another calendar gets no reading; it is to be converted first.

use super::doubt::unmarked;
use super::vocabulary::JULIAN;
use super::{BadDateKind, Guess, is_date};
use crate::model::digits::{are_digits, is_year};

/// A keyword of GEDCOM, and how it is said in words.
const KEYWORDS: &[(&str, &str)] = &[
    ("@#DGREGORIAN@ ", ""),
    ("ABT ", "about "),
    ("CAL ", "about "),
    ("BEF ", "before "),
    ("AFT ", "after "),
    ("BET ", "between "),
    ("TO ", "until "),
];

/// What says that it is not.
const GREGORIAN: &[&str] = &[" n.s.", " (n.s.)", " (ns)", " new style", " (new style)"];

/// Words for the one date of a life.
const LIVES: &[(&str, bool)] = &[("b. ", true), ("born ", true), ("d. ", false), ("died ", false)];

/// A date written so, where another text says the same in plainer words.
pub(super) fn date(text: &str, read: impl Fn(&str) -> Option<Guess>) -> Option<Guess> {
    let lower = text.to_lowercase();
    if JULIAN.iter().any(|word| lower.contains(word)) {
        let says = "is of the Julian calendar; convert it first, dates are Gregorian";
        return Some(Guess::new(BadDateKind::Malformed, says, Vec::new()));
    }
    if let Some(days) = GREGORIAN.iter().find_map(|word| lower.strip_suffix(word)) {
        return read(days.trim_end_matches(','));
    }
    keyword(text, &read)
        .or_else(|| estimated(&lower, &read))
        .or_else(|| interpreted(text, &read))
        .or_else(|| life(&lower, &read))
        .or_else(|| enclosed(&lower, &read))
        .or_else(|| corrected(text, &read))
        .or_else(|| noted(text, &read))
}

/// `BET 1850 AND 1860`.
fn keyword(text: &str, read: impl Fn(&str) -> Option<Guess>) -> Option<Guess> {
    let (key, word) = KEYWORDS.iter().find(|(key, _)| text.starts_with(key))?;
    read(&format!("{word}{}", text[key.len()..].to_lowercase()))
}

/// `EST 1850`, `est. 1850`: estimated, or what was established then.
fn estimated(lower: &str, read: impl Fn(&str) -> Option<Guess>) -> Option<Guess> {
    let date = ["est. ", "est "].iter().find_map(|word| lower.strip_prefix(word))?;
    let edtf = read(&format!("about {date}"))?.edtf;
    let exact: Vec<_> = edtf.iter().map(|date| unmarked(date).0.to_owned()).collect();
    let says = "may be estimated, or of what was established then";
    Some(Guess::new(BadDateKind::Ambiguous, says, [edtf, exact].concat()))
}

/// `INT 1850 (about that year)`: what somebody made of the words behind it.
fn interpreted(text: &str, read: impl Fn(&str) -> Option<Guess>) -> Option<Guess> {
    let date = text.strip_prefix("INT ")?.split('(').next()?.trim_end().to_lowercase();
    let edtf = ["in", "perhaps"].map(|word| Some(read(&format!("{word} {date}"))?.edtf));
    let says = "is interpreted, as GEDCOM has it, and may be in doubt";
    let edtf: Vec<_> = edtf.into_iter().flatten().flatten().collect();
    (!edtf.is_empty()).then(|| Guess::new(BadDateKind::Ambiguous, says, edtf))
}

/// `b. 1850`: when somebody was born, or since when they lived.
fn life(lower: &str, read: impl Fn(&str) -> Option<Guess>) -> Option<Guess> {
    let (word, is_birth) = LIVES.iter().find(|(word, _)| lower.starts_with(word))?;
    let inside = read(&format!("in {}", &lower[word.len()..]))?;
    let edtf = inside.edtf.into_iter().take(1).flat_map(|date| {
        let life = if *is_birth { format!("{date}/..") } else { format!("../{date}") };
        [date, life]
    });
    let says = "is of a birth or death; write its date alone";
    Some(Guess::new(BadDateKind::Malformed, says, edtf.collect()))
}

/// `(c. 1920)`, `[5 May 1914]`.
fn enclosed(lower: &str, read: impl Fn(&str) -> Option<Guess>) -> Option<Guess> {
    let inside = [['(', ')'], ['[', ']']].into_iter().find_map(|[open, close]| {
        let inside = lower.strip_prefix(open)?.strip_suffix(close)?;
        (!inside.contains([open, close])).then_some(inside)
    })?;
    read(inside)
}

/// `1867 [68]`, `1914 [18]`: another year, the last one, or the mark of a footnote.
fn corrected(text: &str, read: impl Fn(&str) -> Option<Guess>) -> Option<Guess> {
    let (bare, short) = text.strip_suffix(']')?.rsplit_once(" [")?;
    let is_short = short.len() == 2 && are_digits(short);
    let said = if is_date(bare) { vec![bare.to_owned()] } else { read(bare)?.edtf };
    let (year, doubt) = unmarked(said.first()?);
    let is_year = is_year(year);
    let (century, last) = year.split_at_checked(2).filter(|_| is_year && is_short)?;
    let step = short.parse::<i64>().ok()? - last.parse::<i64>().ok()?;
    let [one, other] = [last, short].map(|year| format!("{century}{year}{}", doubt.sign()));
    let either = (step == 1).then(|| format!("[{one},{other}]"));
    let lasted = format!("{one}/{other}");
    let edtf = either.into_iter().chain([lasted]).chain(said).collect();
    let says = "has a second year in brackets, or the mark of a footnote";
    (step > 0).then(|| Guess::new(BadDateKind::Ambiguous, says, edtf))
}

/// `July 10, 2009[3]`, `10 July 2009 [a][note 2]`, `2009†`: what points to a note goes. `190[3]` is a year.
fn noted(text: &str, read: impl Fn(&str) -> Option<Guess>) -> Option<Guess> {
    let bare = without_notes(text);
    let mut runs = bare.split(|letter: char| !letter.is_ascii_digit());
    if bare == text || !runs.any(|run| run.len() == 4) {
        return None;
    }
    let says = "has the mark of a footnote behind the date";
    if is_date(bare) {
        return Some(Guess::new(BadDateKind::Malformed, says, vec![bare.to_owned()]));
    }
    let guess = read(bare)?;
    let is_plain = guess.kind == BadDateKind::InWords;
    Some(Guess { says: if is_plain { says.to_owned() } else { guess.says }, ..guess })
}

/// A text without the marks of footnotes at its end.
fn without_notes(text: &str) -> &str {
    const SIGNS: &[char] = &['†', '‡', '¹', '²', '³'];
    let bare = text.trim_end_matches(SIGNS).trim_end();
    let bracket = bare.strip_suffix(']').and_then(|rest| rest.rsplit_once('['));
    match bracket {
        Some((before, mark)) if is_note(mark) => without_notes(before.trim_end()),
        _ => bare,
    }
}

/// `3`, `a`, `note 2`, `nb 2`.
fn is_note(mark: &str) -> bool {
    let number = ["note ", "nb "].iter().find_map(|word| mark.strip_prefix(word)).unwrap_or(mark);
    let is_number = (1..=3).contains(&number.len()) && are_digits(number);
    is_number || matches!(mark.as_bytes(), [b'a'..=b'z'])
}
