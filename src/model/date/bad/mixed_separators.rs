//! A day with two kinds of separators: `2025/05.09` where a key slipped, `5/9 2025` as Scandinavians write it.
//!
//! Invariant: what reads as two months in the notation of a year and a month stays two months.

use super::{BadDateKind, Guess, Order, is_date, month_text};
use crate::model::date::bad::numeric::{value, year_first, year_last};
use crate::model::digits::are_digits;

/// Three numbers between two single separators of different kinds, one of them a year of four digits.
pub(super) fn date(text: &str, order: Order) -> Option<Guess> {
    let (groups, separators) = parted(text)?;
    let [a, b, c] = groups.map(value);
    let guess = match (groups.map(str::len), separators) {
        ([4, 1..=2, 1..=2], ['-' | ' ', '/' | '-']) if is_span(b, c) => None,
        ([4, 1..=2, 1..=2], [_, '/' | '-']) if is_span(b, c) => {
            let months = format!("{}/{}", month_text(a, b), month_text(a, c));
            let edtf = year_first(a, (b, c), '/').edtf.into_iter().chain([months]).collect();
            Some(Guess::new(BadDateKind::Malformed, "may be a day or two months", edtf))
        }
        ([4, 1..=2, 1..=2], _) if b > 12 => None,
        ([4, 1..=2, 1..=2], _) => Some(year_first(a, (b, c), '/')),
        ([1..=2, 1..=2, 4], ['-', _]) if is_span(a, b) => None,
        ([1..=2, 1..=2, 4], ['/', _]) if is_span(a, b) => {
            let mut guess = year_last([a, b], c, order);
            guess.edtf.push(format!("{}/{}", month_text(c, a), month_text(c, b)));
            Some(guess)
        }
        ([1..=2, 1..=2, 4], _) => Some(year_last([a, b], c, order)),
        _ => None,
    };
    guess.filter(|guess| guess.edtf.iter().any(|date| is_date(date)))
}

/// Whether two numbers may be months from one to the other.
fn is_span(first: i64, last: i64) -> bool {
    0 < first && first < last && last <= 12
}

/// The numbers and what stands between them.
fn parted(text: &str) -> Option<([&str; 3], [char; 2])> {
    const SEPARATORS: &[char] = &['/', '.', '-', '_', ',', ' '];
    let mut places = text.match_indices(SEPARATORS);
    let (first, a) = places.next()?;
    let (second, b) = places.next()?;
    let groups = [&text[..first], text.get(first + 1..second)?, &text[second + 1..]];
    let is_number = |group: &&str| !group.is_empty() && are_digits(group);
    let separators = [a.chars().next()?, b.chars().next()?];
    (a != b && groups.iter().all(is_number)).then_some((groups, separators))
}
