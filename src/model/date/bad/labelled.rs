//! Dates whose characters say which part is which: `2025年5月9日`, `25年5月9日`, `2025년 5월`.
//!
//! Invariant: no part is taken for another, in whatever order they stand.

use super::range::lasted;
use super::{BadDateKind, Guess, is_date, nearly_edtf};
use crate::model::date::full_year;

/// What joins two such dates.
const JOINTS: &[char] = &['至', '到', '~', '–', '-', '/'];

/// One date with such characters, or two; the second may lack what the first says.
pub(super) fn date(text: &str) -> Option<Guess> {
    if !text.contains(says_part) {
        return None;
    }
    let text = text.replace(' ', "");
    let Some((first, last)) = text.split_once(JOINTS) else { return Some(parts(&text)?.guess()) };
    let start = parts(first)?;
    let end = parts(last)?.or(&start);
    let (start, end) = (start.guess(), end.guess());
    match [&start, &end].into_iter().find(|side| side.kind == BadDateKind::ImpossibleDay) {
        Some(side) => Some(Guess::new(side.kind, side.says.clone(), Vec::new())),
        None => Some(lasted(start.kind, start.edtf.first()?, end.edtf.first()?)),
    }
}

/// Which part of a date.
#[derive(Clone, Copy)]
enum Part {
    Year,
    Month,
    Day,
}

/// Whether a character says which part of a date the number in front of it is: `年`.
pub fn says_part(letter: char) -> bool {
    part_of(letter).is_some()
}

fn part_of(letter: char) -> Option<Part> {
    match letter {
        '年' | '년' => Some(Part::Year),
        '月' | '월' => Some(Part::Month),
        '日' | '号' | '號' | '일' => Some(Part::Day),
        _ => None,
    }
}

/// The digits of each part, and the EDTF number of a season.
#[derive(Clone, Copy, Default)]
struct Parts<'a> {
    year: Option<&'a str>,
    month: Option<&'a str>,
    day: Option<&'a str>,
    season: Option<u8>,
}

/// The parts of a text that is nothing else; a number at its end is the day of the month before it.
fn parts(text: &str) -> Option<Parts<'_>> {
    let mut parts = Parts::default();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
        let (digits, after) = rest.split_at(end);
        let letter = after.chars().next();
        rest = &after[letter.map_or(0, char::len_utf8)..];
        if digits.is_empty() {
            parts.season = Some(season(letter?)?);
            continue;
        }
        let part = match letter {
            Some(letter) => part_of(letter)?,
            None => parts.month.map(|_| Part::Day)?,
        };
        let (place, most) = match part {
            Part::Year => (&mut parts.year, 4),
            Part::Month => (&mut parts.month, 2),
            Part::Day => (&mut parts.day, 2),
        };
        if digits.len() > most || place.replace(digits).is_some() {
            return None;
        }
    }
    let is_year = parts.year.is_none_or(|year| matches!(year.len(), 2 | 4));
    let is_whole = match parts.season {
        Some(_) => parts.year.is_some() && parts.month.is_none() && parts.day.is_none(),
        None => parts.day.is_none() || parts.month.is_some() || parts.year.is_none(),
    };
    (is_year && is_whole).then_some(parts)
}

/// The EDTF number of a season.
fn season(letter: char) -> Option<u8> {
    (21..).zip(['春', '夏', '秋', '冬']).find(|(_, name)| *name == letter).map(|(code, _)| code)
}

impl<'a> Parts<'a> {
    /// The same with what it lacks taken from another.
    fn or(self, other: &Parts<'a>) -> Self {
        let month = self.month.or(other.month.filter(|_| self.day.is_some()));
        Self { year: self.year.or(other.year), month, ..self }
    }

    fn guess(&self) -> Guess {
        let number = |digits: &str| digits.parse::<i64>().unwrap_or(0);
        let field = |digits: &str| format!("-{:02}", number(digits));
        let year = match self.year {
            Some(year) if year.len() == 4 => year.to_owned(),
            Some(year) => format!("{:04}", full_year(number(year))),
            None => "XXXX".to_owned(),
        };
        let season = self.season.map(|code| format!("-{code}"));
        let [month, day] = [self.month, self.day].map(|digits| digits.map(field));
        let fields = [season, month, day].map(Option::unwrap_or_default).concat();
        let edtf = format!("{year}{fields}");
        if let Some(guess) = nearly_edtf::no_such(&edtf) {
            return guess;
        }
        let (kind, says) = match self.year {
            Some(year) if year.len() == 4 => {
                (BadDateKind::Separators, "has characters in place of hyphens")
            }
            Some(_) => (BadDateKind::TwoDigitYear, "has a year of two digits"),
            None => (BadDateKind::Malformed, "has no year of four digits"),
        };
        Guess::new(kind, says, Some(edtf).into_iter().filter(|edtf| is_date(edtf)).collect())
    }
}
