//! Parts of a year, decades, centuries and eras: `spring 2025`, `Q1 2025`, `the 1990s`, `44 BCE`.
//!
//! Invariant: each is read by the number or pattern that EDTF has for it.

use super::number::full_year;
use super::vocabulary::{
    BEFORE_ERA, DECADE_ENDS, FILLERS, NEUTRAL_BEHIND, SEASONS, SINCE_ERA, YEARS,
};
use super::{BadDateKind, Guess, name, year_text};

/// A part of a year, a decade, a century, or a year with its era.
pub(super) fn date(text: &str) -> Option<Guess> {
    let lower = text.to_lowercase();
    let tokens: Vec<_> = lower
        .split([' ', ',', '-', '/'])
        .map(|token| token.trim_end_matches('.'))
        .filter(|token| !token.is_empty() && !FILLERS.contains(token))
        .collect();
    season(&tokens)
        .or_else(|| joined_quarter(&tokens))
        .or_else(|| counted(&tokens))
        .or_else(|| decade(&tokens))
        .or_else(|| century(&tokens).map(in_words))
        .or_else(|| era(&lower))
}

fn in_words(edtf: Vec<String>) -> Guess {
    Guess::new(BadDateKind::InWords, "is in words", edtf)
}

fn short_year(edtf: Vec<String>) -> Guess {
    Guess::new(BadDateKind::TwoDigitYear, "has a year of two digits", edtf)
}

/// A part of a year by its EDTF number; the year as it is written.
fn part_of(written: &str, code: u8) -> Option<Guess> {
    let edtf = vec![format!("{:04}-{code}", year(written)?)];
    Some(if written.starts_with('\'') { short_year(edtf) } else { in_words(edtf) })
}

/// `2025`, or `'25`.
fn year(token: &str) -> Option<i64> {
    let short = token.strip_prefix('\'');
    let digits = short.unwrap_or(token);
    let value = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    match (digits.len(), short) {
        (4, None) => Some(value),
        (2, Some(_)) => Some(full_year(value)),
        _ => None,
    }
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
        ["winter" | "зима" | "hiver", first, next] => {
            let (year, next): (i64, i64) = (year(first)?, next.parse().ok()?);
            let is_next = next == year + 1 || next == (year + 1) % 100;
            is_next.then(|| part_of(first, 24))?
        }
        _ => None,
    }
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

/// `first quarter 2025`, `2nd half 2025`.
fn counted(tokens: &[&str]) -> Option<Guess> {
    let [count, part, written] = tokens else { return None };
    let number = match *count {
        "first" | "1st" | "1" | "i" => 1,
        "second" | "2nd" | "2" | "ii" => 2,
        "third" | "3rd" | "3" | "iii" => 3,
        "fourth" | "4th" | "4" | "iv" | "last" => 4,
        _ => return None,
    };
    let code = match (*part, number) {
        ("quarter" | "quartal" | "trimestre" | "квартал", _) => 32 + number,
        ("half" | "halbjahr" | "semester" | "semestre", 1..=2) => 39 + number,
        _ => return None,
    };
    part_of(written, code)
}

/// `1890s`, `1890's`, `1990-х`, `90s`, `1990-е годы`, `années 1990`; of `'40s` the century is asked.
fn decade(tokens: &[&str]) -> Option<Guess> {
    let says_years = |token: &&&str| YEARS.contains(*token);
    let rest: Vec<&str> = tokens.iter().filter(|token| !says_years(token)).copied().collect();
    let digits = match rest.as_slice() {
        [digits, end] if DECADE_ENDS.contains(end) => digits,
        [token] => match DECADE_ENDS.iter().find_map(|end| token.strip_suffix(end)) {
            Some(digits) => digits,
            None => tokens.first().filter(|first| YEARS.contains(first)).and(Some(token))?,
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
            Some(in_words(vec![pattern(value), format!("{:02}XX", value / 100)]))
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

/// `19th century`.
fn century(tokens: &[&str]) -> Option<Vec<String>> {
    let [count, "century" | "cent" | "c" | "jahrhundert" | "jh" | "siècle" | "век" | "століття"] =
        tokens
    else {
        return None;
    };
    let digits = count.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let number: i64 = digits.parse().ok().filter(|number| (1..=30).contains(number))?;
    let first = (number - 1) * 100;
    Some(vec![format!("{:02}XX", number - 1), format!("[{:04}..{:04}]", first + 1, first + 100)])
}

/// `44 BCE`, `AD 79`, `44 г. до н.э.`.
fn era(lower: &str) -> Option<Guess> {
    let find = |words: &[&str]| {
        let around = |word: &&str| lower.strip_suffix(word).or_else(|| lower.strip_prefix(word));
        words.iter().find_map(|word| {
            let rest = around(word)?.trim();
            let rest = NEUTRAL_BEHIND.iter().find_map(|end| rest.strip_suffix(end)).unwrap_or(rest);
            let (before, year) = rest.rsplit_once(' ').unwrap_or(("", rest));
            Some((before.to_owned(), year.parse::<i64>().ok()?))
        })
    };
    let is_before = find(BEFORE_ERA);
    let (before, number) = is_before.clone().or_else(|| find(SINCE_ERA))?;
    if number == 0 {
        let says = "names a year 0, which no era has: 1 BCE is followed by 1 CE";
        return Some(Guess::new(BadDateKind::ImpossibleDay, says, Vec::new()));
    }
    let year = if is_before.is_some() { 1 - number } else { number };
    if !(-9999..=9999).contains(&year) {
        return None;
    }
    if before.is_empty() {
        return Some(in_words(vec![year_text(year)]));
    }
    let named = name::date(&format!("{before} {:04}", year.unsigned_abs()))?;
    let sign = if year < 0 { "-" } else { "" };
    Some(in_words(named.edtf.iter().map(|date| format!("{sign}{date}")).collect()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::BadDateKind::{ImpossibleDay, InWords, TwoDigitYear};

    #[test]
    fn parts_of_a_year_have_numbers() {
        #[rustfmt::skip]
        let texts = [
            "Q1 2025", "2025-Q1", "2025Q1", "Q1/2025", "first quarter of 2025",
        ];
        for text in texts {
            check(text, InWords, &["2025-33"]);
        }
        check("spring 2025", InWords, &["2025-21"]);
        check("весна 2025", InWords, &["2025-21"]);
        check("Winter 2024/25", InWords, &["2024-24"]);
        check("H2 2025", InWords, &["2025-41"]);
        check("second half of 2025", InWords, &["2025-41"]);
    }

    #[test]
    fn decades_and_centuries_have_patterns() {
        for text in ["1890s", "the 1890s", "1890's", "1890-х"] {
            check(text, InWords, &["189X"]);
        }
        for text in ["90s", "the '90s"] {
            check(text, InWords, &["199X"]);
        }
        check("2000s", InWords, &["200X", "20XX"]);
        check("19th century", InWords, &["18XX", "[1801..1900]"]);
        check("19th c.", InWords, &["18XX", "[1801..1900]"]);
    }

    #[test]
    fn a_century_that_is_not_said_is_asked_about() {
        for text in ["'40s", "40s", "the ’40s", "40-е годы"] {
            check(text, TwoDigitYear, &["194X", "204X"]);
        }
        check("'20s", TwoDigitYear, &["202X", "192X"]);
        check("00s", TwoDigitYear, &["200X", "190X"]);
        check("late '40s", TwoDigitYear, &["[1947..1949]", "194X", "[2047..2049]"]);
        for text in ["1Q25", "Q1 '25"] {
            check(text, TwoDigitYear, &["2025-33"]);
        }
        check("spring '45", TwoDigitYear, &["1945-21"]);
    }

    #[test]
    fn years_before_the_common_era_count_from_zero() {
        check("44 BCE", InWords, &["-0043"]);
        check("1 BC", InWords, &["0000"]);
        check("AD 79", InWords, &["0079"]);
        check("15 March 44 BC", InWords, &["-0043-03-15"]);
        check("August 79 CE", InWords, &["0079-08"]);
        check("44 г. до н.э.", InWords, &["-0043"]);
        check("79 ap. J.-C.", InWords, &["0079"]);
        for text in ["0 BC", "0 BCE", "0 AD", "15 March 0 BC", "circa 0 BC"] {
            let bad = check(text, ImpossibleDay, &[]);
            assert!(bad.message.contains("names a year 0"), "{}", bad.message);
        }
    }
}
