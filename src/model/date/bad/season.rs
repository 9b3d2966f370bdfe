//! Parts of a year, decades, centuries and eras: `spring 2025`, `Q1 2025`, `the 1990s`, `44 BCE`.
//!
//! Invariant: each is read by the number or pattern that EDTF has for it.

use super::number::full_year;
use super::vocabulary::{BEFORE_ERA, DECADE_ENDS, FILLERS, SEASONS, SINCE_ERA, YEARS};
use super::{BadDateKind, Guess, name, year_text};

/// A part of a year, a decade, a century, or a year with its era.
pub(super) fn date(text: &str) -> Option<Guess> {
    let lower = text.to_lowercase();
    let tokens: Vec<_> = lower
        .split([' ', ',', '-', '/'])
        .map(|token| token.trim_end_matches('.'))
        .filter(|token| !token.is_empty() && !FILLERS.contains(token))
        .collect();
    let edtf = season(&tokens)
        .or_else(|| joined_quarter(&tokens))
        .or_else(|| counted(&tokens))
        .or_else(|| decade(&tokens))
        .or_else(|| century(&tokens))
        .or_else(|| era(&lower))?;
    Some(Guess::new(BadDateKind::InWords, "is in words", edtf))
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
fn season(tokens: &[&str]) -> Option<Vec<String>> {
    let (code, year) = match tokens {
        [first, second] => match code(first) {
            Some(code) => (code, year(second)?),
            None => (code(second)?, year(first)?),
        },
        ["winter" | "зима" | "hiver", first, next] => {
            let first = year(first)?;
            let next: i64 = next.parse().ok()?;
            let is_next = next == first + 1 || next == (first + 1) % 100;
            (is_next.then_some(24)?, first)
        }
        _ => return None,
    };
    Some(vec![format!("{year:04}-{code}")])
}

/// `2025q1`, `q12025`, `1q25`.
fn joined_quarter(tokens: &[&str]) -> Option<Vec<String>> {
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
fn counted(tokens: &[&str]) -> Option<Vec<String>> {
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
    Some(vec![format!("{:04}-{code}", year(written)?)])
}

/// `1890s`, `1890's`, `1990-х`, `90s`, `1990-е годы`, `années 1990`.
fn decade(tokens: &[&str]) -> Option<Vec<String>> {
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
    let decade = match digits.len() {
        4 if value % 10 == 0 => value / 10,
        2 if value % 10 == 0 => full_year(value) / 10,
        _ => return None,
    };
    let century = (value % 100 == 0).then(|| format!("{:02}XX", decade / 10));
    Some([Some(format!("{decade:03}X")), century].into_iter().flatten().collect())
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

/// `44 BCE`, `AD 79`.
fn era(lower: &str) -> Option<Vec<String>> {
    let find = |words: &[&str]| {
        let around = |word: &&str| lower.strip_suffix(word).or_else(|| lower.strip_prefix(word));
        words.iter().find_map(|word| {
            let rest = around(word)?.trim();
            let (before, year) = rest.rsplit_once(' ').unwrap_or(("", rest));
            Some((before.to_owned(), year.parse::<i64>().ok()?))
        })
    };
    let (before, year) = match find(BEFORE_ERA) {
        Some((before, number)) => (before, 1 - number),
        None => find(SINCE_ERA)?,
    };
    if !(-9999..=9999).contains(&year) {
        return None;
    }
    if before.is_empty() {
        return Some(vec![year_text(year)]);
    }
    let named = name::date(&format!("{before} {:04}", year.unsigned_abs()))?;
    let sign = if year < 0 { "-" } else { "" };
    Some(named.edtf.iter().map(|date| format!("{sign}{date}")).collect())
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::BadDateKind::InWords;

    #[test]
    fn parts_of_a_year_have_numbers() {
        #[rustfmt::skip]
        let texts = [
            "Q1 2025", "2025-Q1", "2025Q1", "Q1/2025", "1Q25", "Q1 '25", "first quarter of 2025",
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
        check("90s", InWords, &["199X"]);
        check("2000s", InWords, &["200X", "20XX"]);
        check("19th century", InWords, &["18XX", "[1801..1900]"]);
        check("19th c.", InWords, &["18XX", "[1801..1900]"]);
    }

    #[test]
    fn years_before_the_common_era_count_from_zero() {
        check("44 BCE", InWords, &["-0043"]);
        check("1 BC", InWords, &["0000"]);
        check("AD 79", InWords, &["0079"]);
        check("15 March 44 BC", InWords, &["-0043-03-15"]);
        check("August 79 CE", InWords, &["0079-08"]);
    }
}
