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

/// The longest side, in pixels; larger pages are drawn smaller.
const LONGEST: f32 = 16_000.0;

/// What joins emoji and picks their look; without a font for these it has no meaning.
const JOINERS: [char; 2] = ['\u{200d}', '\u{fe0f}'];

fn write(diagram: &Diagram, out: &mut dyn io::Write) -> io::Result<()> {
    pixels(&svg::drawn(diagram), out)
}

fn spans(spans: &Spans, out: &mut dyn io::Write) -> io::Result<()> {
    pixels(&svg::spans::drawn(spans), out)
}

/// A character without a glyph in our font that no script shapes: drawn as an empty box.
const BOX: char = '\u{4e00}';

/// SVG in which what our font lacks is an empty box as wide as it was measured: what takes no room is
/// left out, all else stands for itself, whatever its script makes of its neighbours.
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

/// SVG as pixels.
fn pixels(svg: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let mut fonts = Database::new();
    font::FILES.iter().for_each(|file| fonts.load_font_data(file.to_vec()));
    fonts.set_sans_serif_family("Noto Sans");
    let options = Options {
        fontdb: Arc::new(fonts),
        font_family: "Noto Sans".to_string(),
        ..Options::default()
    };
    let tree = Tree::from_str(&plain(svg), &options).map_err(io::Error::other)?;
    let size = tree.size();
    let scale = SCALE.min(LONGEST / size.width().max(size.height()));
    let side = |length: f32| ((length * scale).ceil() as u32).max(1);
    let mut pixels = Pixmap::new(side(size.width()), side(size.height()))
        .ok_or_else(|| io::Error::other("the picture is too large for PNG"))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    out.write_all(&pixels.encode_png().map_err(io::Error::other)?)
}

#[cfg(test)]
mod tests {
    use super::{BOX, plain};

    #[test]
    fn what_has_no_glyph_is_a_box_if_it_takes_room() {
        let (vowel, joiner, accent) = ('\u{e34}', '\u{200d}', '\u{301}');
        let svg = format!("<a>\u{e18}{vowel}{joiner}e{accent}\n</a>");
        assert_eq!(plain(&svg), format!("<a>{BOX}e{accent}\n</a>"));
    }
}
