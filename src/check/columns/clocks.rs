//! Times of a clock beside a date that has a time of its own.
//!
//! Invariant: a time is the same in the zone of the date and in UTC; one in a zone that is not known says
//! nothing else.

/// Minutes of a day.
const DAY: i32 = 24 * 60;

/// Whether a time of a clock says what a date does not, or contradicts its time.
pub(in crate::check) fn is_new(date: &str, clock: &str) -> bool {
    let Some((written, rest)) = minutes(date) else { return !date.contains(':') };
    let in_utc = offset(rest).map(|offset| (written - offset).rem_euclid(DAY));
    let Some((said, rest)) = minutes(clock) else { return false };
    match zone(rest) {
        "" => said != written && Some(said) != in_utc,
        zone => offset(zone).zip(in_utc).is_some_and(|(o, utc)| (said - o).rem_euclid(DAY) != utc),
    }
}

/// The time of a date with a zone, in UTC, and a time of a clock without one, in minutes.
pub(in crate::check) fn with_and_without_zone(date: &str, clock: &str) -> Option<(i32, i32)> {
    let ((written, zoned), (said, rest)) = minutes(date).zip(minutes(clock))?;
    let in_utc = (written - offset(zoned)?).rem_euclid(DAY);
    zone(rest).is_empty().then_some((in_utc, said))
}

/// The zone behind a time: what else stands there is no word for a half of the day or an hour.
fn zone(rest: &str) -> &str {
    const NONE: [&str; 10] = ["a.m.", "p.m.", "am", "pm", "a.m", "p.m", "uhr", "hrs", "hr", "h"];
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')'));
    let is_it = |word: &&str| rest.get(..word.len()).is_some_and(|r| r.eq_ignore_ascii_case(word));
    NONE.iter().find(|word| is_it(word)).map_or(rest, |word| rest[word.len()..].trim())
}

/// The first time of a clock in a text, and what stands behind it.
fn minutes(text: &str) -> Option<(i32, &str)> {
    let (before, behind) = text.split_once(':')?;
    let start = before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let hour: i32 = before.get(start..)?.parse().ok()?;
    let minute: i32 = behind.get(..2)?.parse().ok()?;
    let rest =
        behind[2..].trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.'));
    let half = rest.trim_start().to_lowercase();
    let hour = match half.as_bytes() {
        [b'p', b'm' | b'.', ..] if hour < 12 => hour + 12,
        [b'a', b'm' | b'.', ..] if hour == 12 => 0,
        _ => hour,
    };
    Some((hour * 60 + minute, rest))
}

/// How far a zone is before UTC, in minutes.
fn offset(zone: &str) -> Option<i32> {
    if matches!(zone, "Z" | "UTC" | "GMT") {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let (hour, minute) = zone.strip_prefix(['+', '-'])?.split_once(':')?;
    Some(sign * (hour.parse::<i32>().ok()? * 60 + minute.parse::<i32>().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_new_unless_the_date_has_it() {
        for (date, clock) in [
            ("2024-03-04T20:00", "8:00PM"),
            ("2024-03-04T20:00:00Z", "20:00"),
            ("2024-03-04T00:30", "12:30 a.m."),
            ("3/4/2024 8:30 PM", "20:30:00"),
            ("2024-03-04T08:30+03:00", "05:30"),
            ("2024-03-04T08:30+03:00", "08:30"),
            ("2024-03-04T22:00-05:00", "03:00"),
            ("2025-05-10T08:30Z", "10:30+02:00"),
            ("2025-05-10T10:30+02:00", "8:30 UTC"),
            ("2025-05-10T10:00Z", "13:00 MSK"), // what it says is not known
            ("2025-05-10T10:00", "13:00+03:00"),
        ] {
            assert!(!is_new(date, clock), "{date} {clock}");
        }
        for (date, clock) in [
            ("2024-03-04", "8:00PM"),
            ("1842-12-07T05:00:00Z", "8:00PM"),
            ("2024-03-04T00:00:00Z", "20:00"),
            ("3/4/2024 8:30 PM", "8:30"),
            ("2025-05-10T08:30Z", "08:30+02:00"),
            ("2024-03-04T20:00", "19:00 Uhr"),
        ] {
            assert!(is_new(date, clock), "{date} {clock}");
        }
    }
}
