//! The first and the last second of several dates together, as ties and pictures tell them.
//!
//! Invariant: a side that one of the dates leaves open or unknown has no second; a year of which no digit
//! is known tells nothing, as no date does.

use super::headings::is_of_any_year;
use crate::model::date::{Bound, Date};

/// A first and a last second, so that of several the least first and the greatest last are those of all
/// of them: a side without one lies before all seconds that dates have, or after them.
pub(crate) type Outer = (i64, i64);

const BEFORE_ALL: i64 = i64::MIN;
const AFTER_ALL: i64 = i64::MAX;

/// Of no date: any other one lies farther out.
pub(crate) const NONE: Outer = (AFTER_ALL, BEFORE_ALL);

/// The first second an event of this date may have begun, and the last it may have ended.
#[inline]
pub(crate) fn outer(date: Option<Date>) -> Outer {
    let second = |bound, none| if let Bound::At(second) = bound { second } else { none };
    date.filter(|date| !is_of_any_year(date)).map_or(NONE, |date| {
        (second(date.earliest_start(), BEFORE_ALL), second(date.latest_end(), AFTER_ALL))
    })
}

/// Of two together.
pub(crate) fn both(one: Outer, other: Outer) -> Outer {
    (one.0.min(other.0), one.1.max(other.1))
}

/// One side, where it has a second.
pub(crate) fn told(side: i64) -> Option<i64> {
    (side != BEFORE_ALL && side != AFTER_ALL).then_some(side)
}
