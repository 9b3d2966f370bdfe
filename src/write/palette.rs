//! The colours of pictures.
//!
//! Invariant: text on every fill has a contrast of at least 4.5, and the light fills stay apart for
//! the three kinds of colour blindness; the tests compute both. The dark fills of the busiest
//! actors do not: there the name tells (`docs/drawing.md`).

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

/// The hues, busiest first: Paul Tol's "light" scheme, moved apart until the nearest two differ by
/// 20 in Lab for every kind of colour blindness (10 before).
pub const HUES: [Paint; 6] = [
    paint("#939ef0", "#3b4aa8"),
    paint("#fe844a", "#a3410f"),
    paint("#ffd78e", "#94691a"),
    paint("#47bb84", "#0f5c3e"),
    paint("#e38ebc", "#8a3a6b"),
    paint("#a0daff", "#2f6f9e"),
];

/// All others.
pub const GREY: Paint = paint("#eeeeee", "#6a6a6a");

/// No colour.
pub const PLAIN: Paint = paint("#ffffff", "#5b6673");

/// The colours of a tint.
pub fn of(tint: Tint) -> Paint {
    match tint {
        Tint::Hue(n) => HUES[n as usize % HUES.len()],
        Tint::Grey => GREY,
        Tint::Plain => PLAIN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Light of the three primaries in a colour, from 0 to 1.
    fn light(colour: &str) -> [f64; 3] {
        [1, 3, 5].map(|at| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// The contrast of two colours as WCAG 2 has it.
    fn contrast(a: &str, b: &str) -> f64 {
        let luminance = |c| {
            let [r, g, b] = light(c);
            0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
        };
        let (a, b) = (luminance(a), luminance(b));
        a.max(b) / a.min(b)
    }

    /// What the eye sees without one kind of cone (Machado, Oliveira, Fernandes 2009).
    const EYES: [(&str, [[f64; 3]; 3]); 4] = [
        ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (
            "no red",
            [
                [0.152286, 1.052583, -0.204868],
                [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ],
        ),
        (
            "no green",
            [
                [0.367322, 0.860646, -0.227968],
                [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ],
        ),
        (
            "no blue",
            [
                [1.255528, -0.076749, -0.178779],
                [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ],
        ),
    ];

    /// A colour in Lab, as an eye sees it.
    fn lab(colour: &str, eye: &[[f64; 3]; 3]) -> [f64; 3] {
        let from = light(colour);
        let [r, g, b] =
            eye.map(|row| (row[0] * from[0] + row[1] * from[1] + row[2] * from[2]).clamp(0.0, 1.0));
        let f = |t: f64| if t > 0.008856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
        let x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
        let y = f(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
        let z = f((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    #[test]
    fn text_stands_out_from_every_ground() {
        for paint in HUES.iter().chain([&GREY, &PLAIN]) {
            assert!(contrast(INK, paint.fill) >= 4.5, "{paint:?}");
            assert!(contrast(paint.edge, "#ffffff") >= 4.5, "{paint:?}");
        }
        assert!(contrast(SOFT, "#ffffff") >= 4.5);
        for line in LINES {
            assert!(contrast(line, "#ffffff") >= 3.0, "{line}");
        }
    }

    #[test]
    fn fills_stay_apart_for_every_eye() {
        let fills: Vec<&str> = HUES.iter().chain([&GREY]).map(|p| p.fill).collect();
        for (name, eye) in EYES {
            for (n, a) in fills.iter().enumerate() {
                for b in &fills[n + 1..] {
                    let (x, y) = (lab(a, &eye), lab(b, &eye));
                    let apart = x.iter().zip(y).map(|(x, y)| (x - y) * (x - y)).sum::<f64>().sqrt();
                    assert!(apart >= 20.0, "{a} and {b} are {apart:.1} apart with {name}");
                }
            }
        }
    }
}
