//! A day whose year has two digits: `09.05.25`, `31/06/24`.
//!
//! Invariant: the usual orders come before another one, even where they name a day that no month has.

use super::{BadDateKind, Guess, Order, day_text, is_date};
use crate::model::date::bad::numeric::no_day;
use crate::model::date::full_year;

/// Three numbers in the orders usual with the separator.
pub(super) fn date(numbers: [i64; 3], separator: char, order: Order) -> Option<Guess> {
    let in_usual = || date(numbers, separator, Order::Any);
    if order == Order::YearFirst && in_usual()?.kind == BadDateKind::ImpossibleDay {
        return None; // beside another date, too
    }
    let orders = orders(numbers, separator, order);
    let is_in_month = |day: &str| !day.contains("-00") && day.get(8..) <= Some("31");
    let usual = orders.iter().filter(|(is_usual, _)| *is_usual).map(|(_, day)| day);
    let is_usual = usual.clone().any(|day| is_date(day));
    let likely: Vec<_> = usual.filter(|day| is_in_month(day)).cloned().collect();
    let flaw = no_day(&likely).filter(|_| !is_usual);
    let dates = sound(orders);
    match flaw {
        Some(guess) => Some(Guess { edtf: [guess.edtf, dates].concat(), ..guess }),
        None => (!dates.is_empty()).then(|| year(dates)),
    }
}

/// The days that six digits without separators may be.
pub(super) fn days(numbers: [i64; 3], order: Order) -> Vec<String> {
    sound(orders(numbers, '-', order))
}

/// A date whose year has two digits.
pub(super) fn year(dates: Vec<String>) -> Guess {
    Guess::new(BadDateKind::TwoDigitYear, "has a year of two digits", dates)
}

/// The days that three numbers name, likelier first, whether or not there is such a day, each with
/// whether it is in an order usual with the separator.
fn orders([a, b, c]: [i64; 3], separator: char, order: Order) -> Vec<(bool, String)> {
    let day_first = (true, day_text(full_year(c), b, a));
    let month_first = (true, day_text(full_year(c), a, b));
    let year_first = |is_usual| (is_usual, day_text(full_year(a), b, c));
    match (order, separator) {
        (Order::DayFirst, _) => vec![day_first],
        (Order::MonthFirst, _) => vec![month_first],
        (Order::YearFirst, _) => vec![year_first(true)],
        (_, '-' | '_' | ' ') => vec![year_first(true), day_first, month_first],
        (_, '.') => vec![day_first, year_first(false), month_first],
        _ => vec![day_first, month_first, year_first(false)],
    }
}

fn sound(orders: Vec<(bool, String)>) -> Vec<String> {
    orders.into_iter().map(|(_, day)| day).filter(|day| is_date(day)).collect()
}
