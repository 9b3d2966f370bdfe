//! A diagram as PNG: our SVG, drawn by resvg in our own font.
//!
//! resvg drops text it has no font for without a word: [`super::svg::missing`] names those
//! characters, so that the command can.
//!
//! Invariant: no font of the system is loaded; the same diagram gives the same pixels everywhere.

use std::io;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};

use crate::view::{Diagram, Spans};
use crate::write::{Format, font, svg};

/// The PNG format.
pub const FORMAT: Format = Format {
    name: "png",
    extension: "png",
    about: "the diagram drawn by annals, as pixels",
    report: None,
    sheet: None,
    diagram: Some(write),
    spans: Some(spans),
};

/// Pixels of the picture to a pixel of the page: sharp on screens of today.
const SCALE: f32 = 2.0;

/// The longest side, in pixels; larger pages are drawn smaller, and [`diagram`] says so.
const LONGEST: f32 = 16_000.0;

/// What joins emoji and picks their look; without a font for these it has no meaning.
const JOINERS: [char; 2] = ['\u{200d}', '\u{fe0f}'];

fn write(diagram: &Diagram, out: &mut dyn io::Write) -> io::Result<()> {
    self::diagram(diagram, out).map(drop)
}

fn spans(spans: &Spans, out: &mut dyn io::Write) -> io::Result<()> {
    pixels(&svg::spans::drawn(spans), out).map(drop)
}

/// Writes a diagram; gives back its size in percent where it is smaller than it should be.
///
/// # Errors
/// When the output cannot be written, or there is not enough memory.
pub fn diagram(diagram: &Diagram, out: &mut dyn io::Write) -> io::Result<Option<u32>> {
    let scale = pixels(&svg::drawn(diagram), out)?;
    Ok((scale < SCALE).then_some((scale / SCALE * 100.0) as u32))
}

/// A character without a glyph in our font that no script shapes: drawn as an empty box.
const BOX: char = '\u{4e00}';

/// SVG in which what our font lacks is an empty box, no wider than it was measured: what takes no room
/// is left out, all else stands for itself, whatever its script makes of its neighbours.
fn plain(svg: &str) -> String {
    let font = font::Font::new();
    let shown = |c: char| match font.lacks(c) {
        _ if JOINERS.contains(&c) => None,
        Some(true) => Some(BOX),
        Some(false) => None,
        None => Some(c),
    };
    svg.chars().filter_map(shown).collect()
}

/// SVG with its text in outlines.
fn tree(svg: &str) -> io::Result<Tree> {
    let mut fonts = Database::new();
    font::files().iter().for_each(|file| fonts.load_font_data(file.clone()));
    fonts.set_sans_serif_family("Noto Sans");
    let options = Options {
        fontdb: Arc::new(fonts),
        font_family: "Noto Sans".to_string(),
        ..Options::default()
    };
    Tree::from_str(&plain(svg), &options).map_err(io::Error::other)
}

/// SVG as pixels, and how many to a pixel of the page.
fn pixels(svg: &str, out: &mut dyn io::Write) -> io::Result<f32> {
    let tree = tree(svg)?;
    let size = tree.size();
    let scale = SCALE.min(LONGEST / size.width().max(size.height()));
    let side = |length: f32| ((length * scale).ceil() as u32).max(1);
    let mut pixels = Pixmap::new(side(size.width()), side(size.height()))
        .ok_or_else(|| io::Error::other("the picture is too large for PNG"))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    out.write_all(&pixels.encode_png().map_err(io::Error::other)?)?;
    Ok(scale)
}

#[cfg(test)]
mod tests {
    use super::{BOX, plain, tree};
    use crate::write::font::{Font, Weight};

    /// How wide a text is drawn, without the blank before and behind its letters.
    fn drawn(text: &str) -> f64 {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='900' height='90'><text y='60' font-size='40'>";
        let tree = tree(&format!("{svg}{text}</text></svg>")).unwrap();
        f64::from(tree.root().abs_bounding_box().width())
    }

    #[test]
    fn letters_and_signs_that_stand_by_themselves_are_drawn_as_wide_as_they_are_measured() {
        for c in "`´¨¸ʹʺʻʼʽʾʿˀˁˆˇˈˊˋː˘˙˚˛˜˝'’".chars() {
            let text = format!("n{c}nn{c}{c}n");
            let measured = Font::new().width(&text, Weight::Regular, 40.0);
            let off = measured - drawn(&text);
            assert!((0.0..8.0).contains(&off), "{text}: {measured}, and {off} less is drawn");
        }
    }

    #[test]
    fn accents_that_combine_stand_on_their_letter() {
        for (one, two) in [("né", "ne\u{301}"), ("nế", "ne\u{302}\u{301}"), ("nй", "nи\u{306}")]
        {
            assert!((drawn(one) - drawn(two)).abs() < 0.1, "{one}");
        }
    }

    #[test]
    fn what_has_no_glyph_is_a_box_if_it_takes_room() {
        let (vowel, joiner, accent) = ('\u{e34}', '\u{200d}', '\u{301}');
        let svg = format!("<a>\u{e18}{vowel}{joiner}e{accent}\n</a>");
        assert_eq!(plain(&svg), format!("<a>{BOX}e{accent}\n</a>"));
    }
}
