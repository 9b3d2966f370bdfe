//! How wide and dark lines are: the same in DOT and in our own drawing.
//!
//! Invariant: a greater count never looks weaker; what is not confirmed makes no line stronger.

use super::palette;
use crate::view::diagram::Line;
use crate::view::ties::Nature;

/// How strong lines look: counts as they are up to [`FULL`], in proportion where some are greater.
pub(super) struct Scale {
    most: f64,
}

/// The count of the widest line.
const FULL: f64 = 16.0;

impl Scale {
    pub(super) fn of(lines: &[Line]) -> Scale {
        Scale { most: lines.iter().map(|line| f64::from(line.count)).fold(FULL, f64::max) }
    }

    pub(super) fn strength(&self, line: &Line) -> f64 {
        (f64::from(line.count) * FULL / self.most).max(1.0)
    }

    /// Grows with the square root, in tenths of a point.
    pub(super) fn width(&self, line: &Line) -> f64 {
        wide(self.strength(line))
    }

    /// The same for the contacts in person alone.
    pub(super) fn core(&self, line: &Line) -> f64 {
        wide((f64::from(line.met) * FULL / self.most).max(1.0))
    }

    /// The more often, the darker; thin dots would hardly be seen in the lightest.
    pub(super) fn colour(&self, line: &Line) -> &'static str {
        match self.strength(line) {
            ..2.0 if line.nature != Nature::Unconfirmed => palette::LINES[0],
            ..5.0 => palette::LINES[1],
            _ => palette::LINES[2],
        }
    }
}

fn wide(strength: f64) -> f64 {
    ((strength.sqrt() * 1.7 - 0.6) * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_no_thicker_for_what_is_not_confirmed() {
        let line = |count, unconfirmed| Line {
            from: 0,
            to: 1,
            nature: Nature::Remote,
            count,
            unconfirmed,
            met: 0,
            label: String::new(),
            tooltip: Vec::new(),
        };
        let counts = [(1, 0), (1, 1), (0, 1), (0, 12), (1, 5), (2, 0), (6, 0)];
        let lines = counts.map(|(count, unconfirmed)| line(count, unconfirmed));
        let widths = lines.each_ref().map(|line| Scale::of(&lines).width(line));
        assert_eq!(widths, [1.1, 1.1, 1.1, 1.1, 1.1, 1.8, 3.6]);
    }
}
