//! How fine a date is that is written in digits alone.
//!
//! Invariant: what has a mark, a range or a part that is not known has no fineness.

/// How fine a date is, from the coarsest on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fineness {
    /// Several years: a decade, a century.
    Years,
    /// `2024`
    Year,
    /// `2024-21`: a season, a quarter or another part of a year.
    Season,
    /// `2024-05`
    Month,
    /// A week.
    Week,
    /// `2024-05-03`
    Day,
    /// `2024-05-03T08:30`, with a zone or without.
    Time,
}

/// How fine a date is that is written in digits alone, before the era too; `None`: it is not.
pub fn fineness(edtf: &str) -> Option<Fineness> {
    let (day, time) = edtf.split_once('T').unwrap_or((edtf, ""));
    let digits = day.strip_prefix('-').unwrap_or(day);
    match digits.len() {
        _ if !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => None,
        10 if time.is_empty() => Some(Fineness::Day),
        10 => Some(Fineness::Time),
        7 if time.is_empty() && &digits[5..] > "12" => Some(Fineness::Season),
        7 if time.is_empty() => Some(Fineness::Month),
        4 if time.is_empty() => Some(Fineness::Year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_digits_is_as_fine_as_it_is_long() {
        for (edtf, fine) in [
            ("2024", Fineness::Year),
            ("-0043", Fineness::Year),
            ("2024-21", Fineness::Season),
            ("2024-12", Fineness::Month),
            ("2024-05-03", Fineness::Day),
            ("-0043-03-15", Fineness::Day),
            ("2024-05-03T08:30+03:00", Fineness::Time),
        ] {
            assert_eq!(fineness(edtf), Some(fine), "{edtf}");
        }
        for edtf in ["", "2024~", "202X", "2024/2025", "2024-05-XX", "Y17000", "[..2024]", ".."] {
            assert_eq!(fineness(edtf), None, "{edtf}");
        }
    }
}
