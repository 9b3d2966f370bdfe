//! How wide and dark lines are: the same in DOT and in our own drawing.
//!
//! Invariant: a greater count never looks weaker; what is not confirmed never makes a line strong.

use super::palette;
use crate::view::diagram::Line;

/// How strong lines look: counts as they are up to [`FULL`], in proportion where some are greater.
pub(super) struct Scale {
    most: f64,
}

/// The count of the widest line.
const FULL: f64 = 16.0;

impl Scale {
    pub(super) fn of(lines: &[Line]) -> Scale {
        Scale { most: lines.iter().map(count).fold(FULL, f64::max) }
    }

    pub(super) fn strength(&self, line: &Line) -> f64 {
        (count(line) * FULL / self.most).max(1.0)
    }

    /// Grows with the square root, in tenths of a point.
    pub(super) fn width(&self, line: &Line) -> f64 {
        wide(self.strength(line))
    }

    /// The same for the contacts in person alone.
    pub(super) fn core(&self, line: &Line) -> f64 {
        wide((f64::from(line.met) * FULL / self.most).max(1.0))
    }

    /// The more often, the darker.
    pub(super) fn colour(&self, line: &Line) -> &'static str {
        match self.strength(line) {
            ..2.0 => palette::LINES[0],
            ..5.0 => palette::LINES[1],
            _ => palette::LINES[2],
        }
    }
}

fn wide(strength: f64) -> f64 {
    ((strength.sqrt() * 1.7 - 0.6) * 10.0).round() / 10.0
}

/// What a line's strength goes by; what is not confirmed never makes it strong.
fn count(line: &Line) -> f64 {
    f64::from(line.count.max(line.unconfirmed.min(2)))
}
