//! Notations of other standards: drafts of EDTF before 2019, library habits such as `19--`.
//!
//! Invariant: the reading says the same in EDTF of 2019.

use super::doubt::unmarked;
use super::{BadDateKind, Guess, edtf_before_era, is_date, week, year_text};
use crate::model::date::bad::edtf_brackets::grouped;
use crate::model::digits::are_digits;

/// A date of another standard.
pub(super) fn date(text: &str) -> Option<Guess> {
    let says_old = "is written as in a draft of EDTF";
    let guess = |says: &str, edtf| Guess::new(BadDateKind::Malformed, says, edtf);
    if let Some(guess) = week::date(text)
        .or_else(|| tolerance(text))
        .or_else(|| edtf_before_era::date(text))
        .or_else(|| dotted(text))
        .or_else(|| without_year(text))
        .or_else(|| marked_digit(text))
    {
        return Some(guess);
    }
    if let Some((says, edtf)) = zoned_day(text) {
        return Some(guess(says, edtf));
    }
    if let Some(edtf) = long_year(text) {
        let says = "has a year of more digits than annals counts; write a power of ten";
        return Some(guess(says, vec![edtf]));
    }
    if let Some(edtf) = short_year(text) {
        return Some(guess("is not a year of EDTF", edtf));
    }
    let old: Vec<_> = old(text).into_iter().filter(|edtf| is_date(edtf)).collect();
    (!old.is_empty()).then(|| guess(says_old, old))
}

/// `+1945-05-09T00:00:00Z`, `+1945-00-00T00:00:00Z`, as Wikidata writes every date: a sign, zeros for
/// what is not known, and a midnight that says nothing.
pub(super) fn wikidata(text: &str) -> Option<Guess> {
    let written = text.strip_suffix("T00:00:00Z")?;
    let (sign, unsigned) = match written.split_at_checked(1)? {
        (sign @ ("+" | "-"), unsigned) => (sign, unsigned),
        _ => ("", written),
    };
    let (year, days) = unsigned.split_once('-')?;
    let is_whole = !days.contains("00");
    let number: i64 = year.parse().ok().filter(|_| year.len() >= 4)?;
    if sign.is_empty() && is_whole {
        return None;
    }
    let known = match days.split_once('-')? {
        ("00", "00") => String::new(),
        (month, "00") => format!("-{month}"),
        _ => format!("-{days}"),
    };
    let date = |year: i64| match year {
        -9999..=9999 => format!("{}{known}", year_text(year)),
        _ => format!("Y{year}"),
    };
    let signed = if sign == "-" { -number } else { number };
    // Without a year 0, the year before 1 is -1.
    let counted = (signed < 0).then(|| date(signed + 1));
    let edtf: Vec<_> = [date(signed)].into_iter().chain(counted).collect();
    let says = "is written as in Wikidata";
    edtf.iter().any(|edtf| is_date(edtf)).then(|| Guess::new(BadDateKind::Malformed, says, edtf))
}

/// `1900 ± 5`.
fn tolerance(text: &str) -> Option<Guess> {
    let (year, most) = text.split_once('±').or_else(|| text.split_once("+/-"))?;
    let most = most.trim().trim_end_matches(" years");
    let (year, most): (i64, i64) = (year.trim().parse().ok()?, most.parse().ok()?);
    let (first, last) = (year.checked_sub(most)?, year.checked_add(most)?);
    let edtf = format!("[{}..{}]", year_text(first), year_text(last));
    let says = "is a year with what it may be off by";
    is_date(&edtf).then(|| Guess::new(BadDateKind::Malformed, says, vec![edtf]))
}

/// `--05-09`, as XML writes a day of every year.
fn without_year(text: &str) -> Option<Guess> {
    let edtf = format!("XXXX-{}", text.strip_prefix("--")?);
    let is_day = text.len() == 7 && is_date(&edtf);
    is_day.then(|| Guess::new(BadDateKind::Malformed, "names no year", vec![edtf]))
}

/// `18..`, `[18..?]`, `18..-18..`, as French libraries write digits that are not known.
fn dotted(text: &str) -> Option<Guess> {
    let is_century = |digits: &str| digits.parse().is_ok_and(|number| (10..=20).contains(&number));
    let year = |text: &str| {
        let digits = text.trim_end_matches('.');
        let is_known = digits.len() == 4 || digits.get(..2).is_some_and(is_century);
        (text.len() == 4 && are_digits(digits) && is_known).then(|| format!("{digits:X<4}"))
    };
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let (bare, doubt) = unmarked(bare);
    let years = match bare.split_once(['-', '/', '–']) {
        Some((start, end)) => format!("{}/{}", year(start)?, year(end)?),
        None => year(bare).filter(|year| year.ends_with("XX"))?,
    };
    let says = "has dots in place of digits that are not known";
    let edtf = vec![years + doubt.sign()];
    bare.contains('.').then(|| Guess::new(BadDateKind::Malformed, says, edtf))
}

/// `2025-05-0?`, `2025-05-1?`: the second digit is not known, or the day is in doubt.
fn marked_digit(text: &str) -> Option<Guess> {
    let (before, digit) = text.strip_suffix('?')?.rsplit_once('-')?;
    let edtf = vec![format!("{before}-{digit}X"), format!("{before}-0{digit}?")];
    let says = "has a mark that may be in place of a digit";
    let may_be = digit.len() == 1 && is_date(before) && is_date(&edtf[0]);
    may_be.then(|| Guess::new(BadDateKind::Malformed, says, edtf))
}

/// `2025-02-12Z`, `2025-02-12+02:00`, as XML writes days; `2025-02-12-10:15` is a time, as no zone has
/// such minutes.
fn zoned_day(text: &str) -> Option<(&'static str, Vec<String>)> {
    let (day, zone) = text.split_at_checked(10)?;
    let is_offset = zone.starts_with(['+', '-']) && zone.len() == 6 && zone.get(3..4) == Some(":");
    let is_zone = zone == "Z" || is_offset;
    if !is_zone || !is_date(day) {
        return None;
    }
    let time = zone.strip_prefix('-').map(|time| format!("{day}T{time}"));
    let time = time.filter(|time| is_date(time));
    let is_time = time.is_some() && !zone.ends_with(":00") && !zone.ends_with(":30");
    let mut edtf: Vec<_> = [day.to_owned()].into_iter().chain(time).collect();
    if is_time {
        edtf.reverse();
        return Some(("has a time behind a hyphen", edtf));
    }
    Some(("has a zone but no time", edtf))
}

/// `Y12345678901234567890`: its first digits, how many they are, and a power of ten.
fn long_year(text: &str) -> Option<String> {
    const MOST: usize = 18;
    let year = text.strip_prefix('Y')?;
    let (sign, year) = year.strip_prefix('-').map_or(("", year), |year| ("-", year));
    let end = year.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(year.len());
    let (digits, rest) = year.split_at(end);
    let (sure, mark) = match rest.strip_prefix('S') {
        Some(sure) => {
            let mark = sure.trim_start_matches(|letter: char| letter.is_ascii_digit());
            (sure[..sure.len() - mark.len()].parse().ok()?, mark)
        }
        None => (digits.len(), rest),
    };
    let first = digits.get(..MOST)?.trim_end_matches('0');
    let power = digits.len() - first.len();
    let is_exact = sure == digits.len() && digits.trim_end_matches('0').len() <= MOST;
    let sure = if is_exact { String::new() } else { format!("S{}", sure.min(MOST)) };
    (power > 0).then(|| format!("Y{sign}{first}E{power}{sure}{mark}"))
}

/// `Y20E2`, `Y1.7E7`: the year that the power of ten makes.
fn power(year: &str) -> Option<String> {
    let (sign, year) = year.strip_prefix('-').map_or(("", year), |year| ("-", year));
    let (number, exponent) = year.split_once(['E', 'e'])?;
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let power = exponent.parse::<usize>().ok()?.checked_sub(part.len())?;
    let digits = format!("{whole}{part}");
    let written = (power < 5).then(|| format!("{digits}{}", "0".repeat(power)));
    let short = written.map(|year| format!("{sign}{:0>4}", year.trim_start_matches('0')));
    let long = format!("Y{sign}{digits}E{power}");
    short.into_iter().chain([long]).find(|edtf| is_date(edtf))
}

/// The last decade that has begun, without its last digit.
const LAST_DECADE: &str = "202";

/// `480?`, `19--`, `[199-]`, `[19--?]`, `198-`, `19??`, `1984u`, `Y1985`, `Y20E2`, `+2025`, `-500`, `-0000`.
fn short_year(text: &str) -> Option<Vec<String>> {
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let (bare, mark) = match bare.strip_suffix('?') {
        Some(rest) if rest.ends_with('-') => (rest, "?"),
        _ => (bare, ""),
    };
    let digits = bare.trim_end_matches(['-', '?', 'x', 'X', 'u']);
    let (missing, length) = (bare.len() - digits.len(), digits.len());
    if are_digits(digits) && matches!((length, missing), (3, 1) | (2, 2) | (1, 3)) {
        let decade = format!("{digits:X<4}{mark}");
        // Decades to come are none that people write of, so that `480?` is a year in doubt.
        let is_later = missing == 1 && bare.ends_with('?') && digits > LAST_DECADE;
        let year = is_later.then(|| format!("0{digits}?"));
        return Some(year.into_iter().chain([decade]).collect());
    }
    if are_digits(digits) && length == 4 && text.ends_with('u') && missing == 1 {
        return Some(vec![format!("{digits}?")]);
    }
    if let Some(year) = text.strip_prefix('+').or_else(|| text.strip_prefix(['Y', 'y'])) {
        let long = format!("Y{year}");
        return [year.to_owned(), long]
            .into_iter()
            .chain(power(year))
            .find(|edtf| is_date(edtf))
            .map(|edtf| vec![edtf]);
    }
    if let Some(rest) = text.strip_prefix("-0000-").filter(|rest| is_date(&format!("0000-{rest}")))
    {
        return Some(vec![format!("0000-{rest}")]);
    }
    let year = text.strip_prefix('-').filter(|year| are_digits(year))?;
    match year.len() {
        ..=4 => Some(vec!["0000".to_owned()]),
        _ => Some(vec![format!("Y-{}", year.trim_start_matches('0'))]),
    }
}

/// The drafts: `u` for `X`, `unknown`, `open`, `?~`, `y`, `e`, `p`, brackets around parts, hemispheres.
fn old(text: &str) -> Vec<String> {
    let mut new =
        text.replace(['u', 'x'], "X").replace("??", "XX").replace("?~", "%").replace("~?", "%");
    for (word, sign) in [("Xnknown", ""), ("XnKnown", ""), ("open", "..")] {
        new = new.replace(word, sign);
    }
    if new.starts_with('y') || new.contains("/y") {
        new = new.replace('y', "Y").replace('e', "E").replace('p', "S");
    }
    for (season, north, south) in [(21, 25, 29), (22, 26, 30), (23, 27, 31), (24, 28, 32)] {
        new = new.replace(&format!("-{season}^northernHemisphere"), &format!("-{north}"));
        new = new.replace(&format!("-{season}^soXthernHemisphere"), &format!("-{south}"));
    }
    let plain = new.split_once('^').map_or(new.as_str(), |(plain, _)| plain);
    let significant = plain.replace('p', "S");
    vec![grouped(&significant), plain.to_owned()]
}
