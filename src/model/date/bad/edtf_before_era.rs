//! Years before the era as EDTF writes them but for one thing: `-01XX`, `-333`, `-0044-3-15`, times.
//!
//! Invariant: the sign stays.

use super::doubt::{Doubt, unmarked};
use super::{BadDateKind, Guess, Order, is_date, numeric, year_text};
use crate::model::digits::are_digits;

/// A date before the era, or several.
pub(super) fn date(text: &str) -> Option<Guess> {
    at_time(text).or_else(|| unspecified(text)).or_else(|| unpadded(text)).or_else(|| short(text))
}

/// `-0001-12-31T23:59:59`, `-0043-03-15T10:00/-0043-03-16T11:00`.
fn at_time(text: &str) -> Option<Guess> {
    let is_time = text.starts_with('-') && text.contains('T');
    let days = text.split('/').map(|end| end.split_once('T').map_or(end, |(day, _)| day));
    let mut days: Vec<_> = days.collect();
    days.dedup();
    let edtf = Some(days.join("/")).filter(|days| is_time && is_date(days))?;
    let says = "has a time of day, which only the years from 0000 to 9999 take";
    Some(Guess::new(BadDateKind::Malformed, says, vec![edtf]))
}

/// `-01XX`, `-019u`, `-0500/-01XX`, `{-801X,-0500}`, `[-801X..]`: the years that it stands for.
fn unspecified(text: &str) -> Option<Guess> {
    let mut parts = text.split(['/', ',', '[', ']', '{', '}']).flat_map(|part| part.split(".."));
    if !parts.any(|part| years(part).is_some()) {
        return None;
    }
    let ends = |text: &str, joint: &str| {
        text.split_once(joint).map(|(start, end)| [edge(start, 0), edge(end, 1)].join(joint))
    };
    let lasting = ends(text, "/");
    let (brackets, inside) = match (text.strip_prefix('{'), text.strip_prefix('[')) {
        (Some(inside), _) => (["{", "}"], inside.strip_suffix('}')?),
        (_, Some(inside)) => (["[", "]"], inside.strip_suffix(']')?),
        _ => (["[", "]"], text),
    };
    let members = inside.split(',').map(|member| {
        let member = member.trim();
        ends(member, "..").unwrap_or_else(|| {
            years(member).map_or_else(|| member.to_owned(), |(years, _)| years.join(".."))
        })
    });
    let set = members.collect::<Vec<_>>().join(",");
    let mut says =
        "has an X in a year before the era, which only the years from 0000 to 9999 take".to_owned();
    if lasting.is_none() && text.contains(['~', '?', '%']) {
        says.push_str("; one time within takes no mark");
    }
    let edtf = lasting.unwrap_or_else(|| format!("{}{set}{}", brackets[0], brackets[1]));
    Some(Guess::new(BadDateKind::Malformed, says, vec![edtf]))
}

/// The first or the last of the years that an end stands for, with its mark; any other end as it is.
fn edge(end: &str, which: usize) -> String {
    match years(end) {
        Some((years, doubt)) => format!("{}{}", years[which], doubt.sign()),
        None => end.to_owned(),
    }
}

/// The first and the last year of `-01XX`, and its mark; a month or a day behind the X goes.
fn years(text: &str) -> Option<([String; 2], Doubt)> {
    let (bare, doubt) = unmarked(text.trim());
    let (digits, rest) = bare.strip_prefix('-')?.split_at_checked(4)?;
    let known = digits.trim_end_matches(['X', 'x', 'u']);
    let is_unspecified = !known.is_empty() && are_digits(known) && known != digits;
    if !is_unspecified || !(rest.is_empty() || rest.starts_with('-')) {
        return None;
    }
    let edge = |digit: &str| {
        let year = known.to_owned() + &digit.repeat(4 - known.len());
        year.parse::<i64>().map(|year| year_text(-year))
    };
    Some(([edge("9").ok()?, edge("0").ok()?], doubt))
}

/// `-0044-3-15`.
fn unpadded(text: &str) -> Option<Guess> {
    let unsigned = text.strip_prefix('-').filter(|rest| rest.get(4..5) == Some("-"))?;
    let guess = numeric::date(unsigned, Order::YearFirst)?;
    let edtf: Vec<_> = guess.edtf.iter().map(|date| format!("-{date}")).collect();
    let is_sound = guess.kind == BadDateKind::NotPadded && is_date(edtf.first()?);
    is_sound.then_some(Guess { edtf, ..guess })
}

/// `-333`: years are counted with a year 0, or as people do.
fn short(text: &str) -> Option<Guess> {
    let digits = text.strip_prefix('-').filter(|digits| (1..=3).contains(&digits.len()))?;
    let year: i64 = digits.parse().ok().filter(|_| are_digits(digits))?;
    let edtf = [-year, 1 - year].map(year_text);
    let says = "may be a year counted with a year 0, or one before the era as people count";
    (year > 0).then(|| Guess::new(BadDateKind::Ambiguous, says, edtf.to_vec()))
}
