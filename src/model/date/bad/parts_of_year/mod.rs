//! Parts of a year, decades and centuries: `spring 2025`, `Q1 2025`, `the 1990s`, `19th century`.
//!
//! Invariant: each is read by the number or pattern that EDTF has for it.

use super::vocabulary::{
    CENTURIES, COUNTED, DECADE_ENDS, FILLERS, ORDINALS, SEASONS, SHARES, YEARS,
};
use super::{BadDateKind, Guess, era, year_text};
use crate::model::date::full_year;
use crate::model::digits::are_digits;

/// A part of a year, a decade, a century, or a date with its era.
pub(super) fn date(text: &str) -> Option<Guess> {
    let lower = text.to_lowercase();
    // `в` alone is a filler.
    let lower = lower.strip_suffix(" в.").map_or(lower.clone(), |rest| format!("{rest} век"));
    let lower = lower.replace(" в. ", " век ");
    let tokens: Vec<_> = lower
        .split([' ', ',', '-', '–', '/'])
        .map(|token| token.trim_end_matches('.'))
        .filter(|token| !token.is_empty() && !FILLERS.contains(token))
        .collect();
    short(&tokens)
        .or_else(|| season(&tokens))
        .or_else(|| joined_quarter(&tokens))
        .or_else(|| counted(&tokens))
        .or_else(|| decade(&tokens))
        .or_else(|| century(&tokens).map(in_words))
        .or_else(|| two_centuries(&tokens))
        .or_else(|| fiscal(&tokens))
        .or_else(|| era::date(&lower))
}

fn in_words(edtf: Vec<String>) -> Guess {
    Guess::new(BadDateKind::InWords, "is in words", edtf)
}

fn short_year(edtf: Vec<String>) -> Guess {
    Guess::new(BadDateKind::TwoDigitYear, "has a year of two digits", edtf)
}

/// `'90` alone.
fn short(tokens: &[&str]) -> Option<Guess> {
    let [token] = tokens else { return None };
    let year = year(token).filter(|_| token.starts_with('\''))?;
    Some(short_year(vec![year_text(year)]))
}

/// The EDTF number of the season that lies in two years.
const WINTER: u8 = 24;

/// A part of a year by its EDTF number; the year as it is written.
fn part_of(written: &str, code: u8) -> Option<Guess> {
    let year = year(written)?;
    let mut edtf = vec![format!("{year:04}-{code}")];
    if code == WINTER {
        // In January people name the winter by the year in which it ends.
        edtf.push(format!("{:04}-{code}", year - 1));
        let says = "may be the winter in which the year ends, or the one in which it begins";
        return Some(Guess::new(BadDateKind::Ambiguous, says, edtf));
    }
    Some(if written.starts_with('\'') { short_year(edtf) } else { in_words(edtf) })
}

/// `2025`, or `'25`.
fn year(token: &str) -> Option<i64> {
    let short = token.strip_prefix('\'');
    let digits = short.unwrap_or(token);
    let value = digits.parse().ok().filter(|_| are_digits(digits))?;
    match (digits.len(), short) {
        (4, None) => Some(value),
        (2, Some(_)) => Some(full_year(value)),
        _ => None,
    }
}

/// `summer 480` of four digits, which may be of a year before the era.
pub(super) fn part_of_year(text: &str) -> Option<Guess> {
    let tokens: Vec<_> = text.split([' ', ',']).filter(|token| !FILLERS.contains(token)).collect();
    season(&tokens)
}

/// The EDTF number of a season or part of a year.
fn code(token: &str) -> Option<u8> {
    SEASONS.iter().find(|(names, _)| names.contains(&token)).map(|row| row.1)
}

/// `spring 2025`, `2025 Q1`, `winter 2024/25`.
fn season(tokens: &[&str]) -> Option<Guess> {
    match tokens {
        [first, second] => match code(first) {
            Some(code) => part_of(second, code),
            None => part_of(first, code(second)?),
        },
        [season, first, next] => {
            let (code, next) = (code(season)?, next.parse().ok()?);
            let Some(year) = year(first) else {
                // `winter 99/00`
                let short = first.parse().ok().filter(|_| first.len() == 2)?;
                return Some(short_year(of_two_years(code, full_year(short), next)?.edtf));
            };
            of_two_years(code, year, next)
        }
        _ => None,
    }
}

/// `winter 2024/25`; another season is one of each year, or what lasted from one to the other.
fn of_two_years(code: u8, year: i64, next: i64) -> Option<Guess> {
    if next != year + 1 && next != (year + 1) % 100 {
        return None;
    }
    let first = format!("{year:04}-{code}");
    if code == WINTER {
        return Some(in_words(vec![first]));
    }
    let second = format!("{:04}-{code}", year + 1);
    let says = "names a part of two years";
    let edtf = vec![format!("{{{first},{second}}}"), format!("{first}/{second}")];
    Some(Guess::new(BadDateKind::Ambiguous, says, edtf))
}

/// `2025q1`, `q12025`, `1q25`.
fn joined_quarter(tokens: &[&str]) -> Option<Guess> {
    let token = tokens.concat();
    let split = token.find(['q', 'h'])?;
    let (part, year) = match split {
        4 => (token.get(4..)?, token.get(..4)?),
        0 | 1 => (token.get(..2)?, token.get(2..)?),
        _ => return None,
    };
    season(&[part, year]).or_else(|| season(&[part, &format!("'{year}")]))
}

/// `first quarter 2025`, `2nd half 2025`, `1er trimestre 2025`, `first half of the 19th century`.
fn counted(tokens: &[&str]) -> Option<Guess> {
    let [count, part, whole @ ..] = tokens else { return None };
    let number = match ORDINALS.iter().find(|(names, _)| names.contains(count)) {
        Some((_, number)) => *number,
        None => count.trim_end_matches(char::is_alphabetic).parse().ok()?,
    };
    let parts = SHARES.iter().find(|(names, _)| names.contains(part))?.1;
    let first_code = if parts == 4 { 33 } else { 40 };
    if !(1..=parts).contains(&number) {
        return None;
    }
    if let [written] = whole
        && let Some(guess) = part_of(written, first_code + number - 1)
    {
        return Some(guess);
    }
    let edtf = century(whole).or_else(|| Some(decade(whole)?.edtf))?;
    let share = share(edtf.first()?, i64::from(number), i64::from(parts));
    Some(in_words(share.into_iter().chain(edtf).collect()))
}

/// The years of one of the equal parts of a century or decade; a quarter of ten holds the year that it
/// shares with the next.
fn share(pattern: &str, number: i64, parts: i64) -> Option<String> {
    let (first, length) = years(pattern)?;
    let from = first + length * (number - 1) / parts;
    let to = first + (length * number + parts - 1) / parts - 1;
    Some(format!("[{}..{}]", year_text(from), year_text(to)))
}

/// The first year of a century or decade, and how many there are: of `18XX`, `199X`, `[-0499..-0400]`.
pub(super) fn years(edtf: &str) -> Option<(i64, i64)> {
    if let Some((first, last)) = edtf.strip_prefix('[').and_then(|set| set.split_once("..")) {
        let (first, last): (i64, i64) =
            (first.parse().ok()?, last.strip_suffix(']')?.parse().ok()?);
        return Some((first, last - first + 1));
    }
    let known = edtf.trim_end_matches('X');
    let length = 10_i64.pow((edtf.len() - known.len()).try_into().ok()?);
    Some((known.parse::<i64>().ok()? * length, length))
}

/// `1890s`, `1890's`, `1990-х`, `90s`, `1990-е годы`, `années 1990`; of `'40s` the century is asked.
fn decade(tokens: &[&str]) -> Option<Guess> {
    let says_years = |token: &&&str| YEARS.contains(*token);
    let rest: Vec<&str> = tokens.iter().filter(|token| !says_years(token)).copied().collect();
    let digits = match rest.as_slice() {
        [digits, end] if DECADE_ENDS.contains(end) => digits,
        [token] if named_decade(token).is_some() => named_decade(token)?,
        [token] => match DECADE_ENDS.iter().find_map(|end| token.strip_suffix(end)) {
            Some(digits) => digits,
            // `im Jahre 1850` is a year.
            None => {
                let is_plural = |first: &&&str| YEARS.contains(*first) && **first != "jahre";
                tokens.first().filter(is_plural).and(Some(token))?
            }
        },
        _ => return None,
    };
    let digits = digits.trim_start_matches('\'');
    let value: i64 = digits.parse().ok()?;
    if value % 10 != 0 {
        return None;
    }
    let pattern = |year: i64| format!("{:03}X", year / 10);
    match digits.len() {
        4 if value % 100 == 0 => {
            let dates = [pattern(value), format!("{:02}XX", value / 100)];
            let is_english = rest.iter().any(|token| token.ends_with('s'));
            Some(if is_english {
                decade_or_century(value, dates)
            } else {
                in_words(dates.to_vec())
            })
        }
        4 => Some(in_words(vec![pattern(value)])),
        2 if value >= 50 => Some(in_words(vec![pattern(1900 + value)])),
        2 => {
            let likely = full_year(value);
            Some(short_year(vec![pattern(likely), pattern(3900 + 2 * value - likely)]))
        }
        _ => None,
    }
}

/// Whether what follows digits says that they are a decade: `s`, `-е годы`.
pub(super) fn is_decade_end(text: &str) -> bool {
    let words = text.split([' ', '-']).map(|word| word.trim_end_matches('.'));
    let mut words = words.filter(|word| !word.is_empty());
    words.next().is_some_and(|word| DECADE_ENDS.contains(&word))
        && words.all(|word| YEARS.contains(&word) || FILLERS.contains(&word))
}

/// `1800s` is said of the century more than of its first ten years; `2000s` of the ten years.
fn decade_or_century(year: i64, [decade, century]: [String; 2]) -> Guess {
    if year >= 2000 {
        return in_words(vec![decade, century]);
    }
    let says = "may be a century, or the first ten years of it";
    Guess::new(BadDateKind::Ambiguous, says, vec![century, decade])
}

/// `nineties`, by its first year of two digits.
fn named_decade(token: &str) -> Option<&'static str> {
    const NAMES: [(&str, &str); 8] = [
        ("twenties", "20"),
        ("thirties", "30"),
        ("forties", "40"),
        ("fifties", "50"),
        ("sixties", "60"),
        ("seventies", "70"),
        ("eighties", "80"),
        ("nineties", "90"),
    ];
    NAMES.iter().find(|(name, _)| *name == token).map(|(_, digits)| *digits)
}

/// `19th century`, `XIX век`, `5th century BC`.
fn century(tokens: &[&str]) -> Option<Vec<String>> {
    let (count, era) = match tokens {
        [joined, era @ ..] if joined_century(joined).is_some() => (joined_century(joined)?, era),
        [count, word, era @ ..] if CENTURIES.contains(word) => (*count, era),
        [count, "s", era @ ..] if count.starts_with(['x', 'v', 'i']) => (*count, era),
        _ => return None,
    };
    let digits = count.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let named = || (1..).zip(COUNTED).find(|(_, name)| **name == count).map(|(number, _)| number);
    let written = digits.parse().ok().or_else(named).or_else(|| roman(count));
    let number: i64 = written.filter(|number| (1..=30).contains(number))?;
    let first = (number - 1) * 100;
    let era = era.concat().replace('.', "");
    match era.as_str() {
        "" | "ad" | "ce" | "nchr" | "apjc" | "aprjc" | "aprèsjc" | "нэ" | "не" => {}
        "bc" | "bce" | "vchr" | "avjc" | "avantjc" | "донэ" | "доне" => {
            let years = [first + 99, first].map(|year| year_text(-year));
            return Some(vec![format!("[{}..{}]", years[0], years[1])]);
        }
        _ => return None,
    }
    Some(vec![format!("{:02}XX", number - 1), format!("[{:04}..{:04}]", first + 1, first + 100)])
}

/// `19c`, `19thc`, `c19th`.
fn joined_century(token: &str) -> Option<&str> {
    let digits = |count: &str| count.bytes().take_while(u8::is_ascii_digit).count();
    let is_ordinal = |count: &str| {
        let suffix = &count[digits(count)..];
        matches!(digits(count), 1..=2).then_some(matches!(suffix, "st" | "nd" | "rd" | "th"))
    };
    let behind = token.strip_suffix('c').filter(|count| {
        is_ordinal(count).is_some_and(|is_ordinal| is_ordinal || digits(count) == count.len())
    });
    behind.or_else(|| token.strip_prefix('c').filter(|count| is_ordinal(count) == Some(true)))
}

/// `C18-19`.
fn two_centuries(tokens: &[&str]) -> Option<Guess> {
    let [first, last] = tokens else { return None };
    let number = |text: &str| text.parse::<u8>().ok().filter(|number| (1..=21).contains(number));
    let (first, last) = (number(first.strip_prefix('c')?)?, number(last)?);
    let edtf = format!("{:02}XX/{:02}XX", first - 1, last - 1);
    let says = "may be of two centuries";
    (first < last).then(|| Guess::new(BadDateKind::Malformed, says, vec![edtf]))
}

/// `xix`, `xxe`.
fn roman(text: &str) -> Option<i64> {
    let digits = text.trim_end_matches("ème").trim_end_matches('e');
    let values = digits.chars().map(|digit| match digit {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    });
    let values: Vec<i64> = values.collect::<Option<_>>()?;
    let next = values.iter().skip(1).chain([&0]);
    Some(values.iter().zip(next).map(|(own, next)| if own < next { -own } else { *own }).sum())
}

/// `FY2025`.
fn fiscal(tokens: &[&str]) -> Option<Guess> {
    let year = tokens.concat();
    let year = year.strip_prefix("fy").filter(|year| matches!(year.len(), 2 | 4 | 6 | 8))?;
    let says = "is a fiscal year; write its first and last month as in 2024-10/2025-09";
    are_digits(year).then(|| Guess::new(BadDateKind::InWords, says, Vec::new()))
}
