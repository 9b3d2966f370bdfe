//! The colours of pictures.
//!
//! Invariant: text on every fill has a contrast of at least 4.5, and the fills stay apart for the
//! three kinds of colour blindness; the tests compute both.

use crate::view::diagram::Tint;

/// Text on fills and on the page.
pub const INK: &str = "#1b1f24";

/// Lines between nodes: once, a few times, often.
pub const LINES: [&str; 3] = ["#84909c", "#5f6b78", "#36404c"];

/// The page, and text on strong colours.
pub const PAPER: &str = "#ffffff";

/// Remarks and other second words on the page.
pub const SOFT: &str = "#4a5560";

/// A fill and the outline that goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paint {
    /// Inside.
    pub fill: &'static str,
    /// Outline.
    pub edge: &'static str,
}

const fn paint(fill: &'static str, edge: &'static str) -> Paint {
    Paint { fill, edge }
}

/// The hues, after Paul Tol's "light" scheme, which keeps labels readable; busiest first.
pub const HUES: [Paint; 6] = [
    paint("#77aadd", "#2f5f8f"),
    paint("#ee8866", "#9a3f20"),
    paint("#eedd88", "#85731a"),
    paint("#44bb99", "#1b6b55"),
    paint("#ffaabb", "#a8475c"),
    paint("#99ddff", "#3a7d9c"),
];

/// All others.
pub const GREY: Paint = paint("#dddddd", "#6a6a6a");

/// No colour.
pub const PLAIN: Paint = paint("#ffffff", "#5b6673");

/// The colour of a line: the more often, the darker.
pub fn line(count: u32) -> &'static str {
    match count {
        0 | 1 => LINES[0],
        2..=4 => LINES[1],
        _ => LINES[2],
    }
}

/// The colours of a tint.
pub fn of(tint: Tint) -> Paint {
    match tint {
        Tint::Hue(n) => HUES[n as usize % HUES.len()],
        Tint::Grey => GREY,
        Tint::Plain => PLAIN,
    }
}
