//! The colours of pictures.
//!
//! Invariant: text on every fill, light and dark, has a contrast of at least 4.5; fills of different
//! tints, light and dark alike, stay apart for the three kinds of colour blindness; and no two light
//! ones and no two dark ones are equally bright. The tests compute all three.

use crate::view::diagram::Tint;

/// Text on fills and on the page.
pub const INK: &str = "#1b1f24";

/// Lines between nodes: once, a few times, often.
pub const LINES: [&str; 3] = ["#84909c", "#5f6b78", "#36404c"];

/// The page, and text on strong colours.
pub const PAPER: &str = "#ffffff";

/// Remarks and other second words on the page.
pub const SOFT: &str = "#4a5560";

/// Two fills and the outline that goes with both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paint {
    /// Inside.
    pub fill: &'static str,
    /// Outline; and the inside of the busiest actors, with white letters.
    pub edge: &'static str,
}

const fn paint(fill: &'static str, edge: &'static str) -> Paint {
    Paint { fill, edge }
}

/// The hues, busiest first. Found by simulated annealing from Paul Tol's "light" scheme: as far apart
/// in Lab for every kind of colour blindness, and in lightness for print, as the fourteen fills go
/// while each keeps to its hue.
pub const HUES: [Paint; 6] = [
    paint("#93a4ff", "#1a2d97"),
    paint("#fe6a4e", "#690101"),
    paint("#f4c647", "#916c09"),
    paint("#bfffbc", "#2c5930"),
    paint("#c9699c", "#781875"),
    paint("#6dc6e6", "#016aad"),
];

/// All others.
pub const GREY: Paint = paint("#dddddd", "#5b5b5b");

/// A rule between two parts of a page.
pub const RULE: &str = "#dddddd";

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
            assert!(contrast(PAPER, paint.edge) >= 4.5, "{paint:?}");
        }
        assert!(contrast(SOFT, "#ffffff") >= 4.5);
        for line in LINES {
            assert!(contrast(line, "#ffffff") >= 3.0, "{line}");
        }
    }

    /// Every fill of a coloured picture with the number of its tint: the light ones, the dark ones.
    fn fills() -> [Vec<(usize, &'static str)>; 2] {
        let paints = || HUES.iter().chain([&GREY]).enumerate();
        [paints().map(|(n, p)| (n, p.fill)).collect(), paints().map(|(n, p)| (n, p.edge)).collect()]
    }

    fn apart(a: &str, b: &str, eye: &[[f64; 3]; 3]) -> f64 {
        let (a, b) = (lab(a, eye), lab(b, eye));
        a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum::<f64>().sqrt()
    }

    #[test]
    fn fills_of_two_tints_stay_apart_for_every_eye() {
        let all: Vec<(usize, &str)> = fills().concat();
        for (name, eye) in EYES {
            let mut least = (f64::INFINITY, "", "");
            for (n, (tint, a)) in all.iter().enumerate() {
                for (_, b) in all[n + 1..].iter().filter(|(other, _)| other != tint) {
                    let apart = apart(a, b, &eye);
                    least = if apart < least.0 { (apart, a, b) } else { least };
                }
            }
            assert!(least.0 >= 18.0, "{name}: {:.1} between {} and {}", least.0, least.1, least.2);
        }
    }

    #[test]
    fn a_print_in_grey_has_a_step_between_any_two_fills() {
        for fills in fills() {
            let mut greys: Vec<f64> = fills.iter().map(|(_, c)| lab(c, &EYES[0].1)[0]).collect();
            greys.sort_by(f64::total_cmp);
            assert!(greys.windows(2).all(|w| w[1] - w[0] >= 4.5), "{greys:.1?}");
        }
    }
}
