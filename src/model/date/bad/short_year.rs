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

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::BadDateKind::{ImpossibleDay, TwoDigitYear};

    #[test]
    fn a_day_that_no_month_has_is_named_before_another_order() {
        let june = ["2024-06-30", "2024-06", "1931-06-24"];
        for text in ["31/06/24", "31.06.24", "31.6.24"] {
            let bad = check(text, ImpossibleDay, &june);
            assert!(bad.message.ends_with("no day 31: June has 30 days"), "{}", bad.message);
        }
        check("29/02/23", ImpossibleDay, &["2023-02-28", "2023-02", "2029-02-23"]);
        check("02/29/23", ImpossibleDay, &["2023-02-28", "2023-02"]);
        for text in ["31/04/99", "31-04-99", "04/31/99"] {
            check(text, ImpossibleDay, &["1999-04-30", "1999-04"]);
        }
        let days = ["2024-06-30/2024-07-02", "[2024-06-30..2024-07-02]"];
        check("31.06.24 - 02.07.24", ImpossibleDay, &days);
        check("00/06/24", TwoDigitYear, &["2000-06-24", "1900-06-24"]);
    }

    #[test]
    fn a_usual_order_that_names_a_day_is_read() {
        check("31-04-25", TwoDigitYear, &["1931-04-25"]);
        check("24/06/31", TwoDigitYear, &["1931-06-24"]);
        check("12/31/24", TwoDigitYear, &["2024-12-31", "1924-12-31"]);
        check("310499", TwoDigitYear, &[]);
    }
}
