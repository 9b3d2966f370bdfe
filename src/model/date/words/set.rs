//! Sets in words: one time out of several or within a range `[..]`, all of several `{..}`.
//!
//! Invariant: "some" and "or" stand for one of a set, "every" and "and" for all of it.

use edtf_core::{Date, Precision, Set, SetElement, SetKind};

use super::day::{is_plain, year};
use super::{day, day_of, joined, marked, month_of};
use crate::model::date::calendar::month_name;

/// A set: `some day up to 7 February 2025`, `1960 and December 1961`.
pub(super) fn words(set: &Set) -> String {
    let element = match set.kind {
        SetKind::OneMember => one,
        SetKind::AllMembers => every,
    };
    let elements: Vec<_> = set.elements.iter().map(element).collect();
    match (set.kind, elements.as_slice()) {
        (_, [single]) => single.clone(),
        (SetKind::OneMember, several) => format!("one of: {}", joined(several, "or")),
        (SetKind::AllMembers, several) => joined(several, "and"),
    }
}

/// An element of which one time is meant.
fn one(element: &SetElement) -> String {
    match element {
        SetElement::Date(date) => marked(date),
        SetElement::OnOrBefore(date) => format!("{} up to {}", some(date), marked(date)),
        SetElement::OnOrAfter(date) => format!("{} from {} on", some(date), marked(date)),
        SetElement::Range(first, last) => {
            format!("{} between {} and {}", some(first), short(first, last), marked(last))
        }
    }
}

fn some(date: &Date) -> &'static str {
    if date.precision() == Precision::Day { "some day" } else { "some time" }
}

/// An element of which every time is meant.
fn every(element: &SetElement) -> String {
    match element {
        SetElement::Date(date) => marked(date),
        SetElement::OnOrBefore(date) => format!("{} up to {}", each(date), marked(date)),
        SetElement::OnOrAfter(date) => format!("{} from {} on", each(date), marked(date)),
        SetElement::Range(first, last) => {
            format!("{} from {} to {}", each(first), short(first, last), marked(last))
        }
    }
}

fn each(date: &Date) -> &'static str {
    match date.precision() {
        Precision::Year => "every year",
        Precision::Month => "every month",
        Precision::Season => "all time",
        Precision::Day => "every day",
    }
}

/// The first of two dates, without the parts that the last one says.
fn short(first: &Date, last: &Date) -> String {
    let same_year = is_plain(first) && year(first) == year(last);
    let name = month_of(first).map_or("", month_name);
    match (day_of(first), first.precision()) {
        (Some(day), _) if same_year && month_of(first) == month_of(last) && first != last => {
            day.to_string()
        }
        (Some(day), _) if same_year && first != last => format!("{day} {name}"),
        (None, Precision::Month) if same_year && first != last => name.to_owned(),
        _ => day::words(first),
    }
}
