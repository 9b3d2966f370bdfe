//! How wide a text is: Noto Sans, the font our pictures are drawn with.
//!
//! A character the font has no glyph for (Chinese, Arabic, emoji) counts as one em, more than any
//! other font gives it, so a box holds its label whatever font a viewer puts in; what takes no
//! room (accents that combine, joiners) counts as nothing.
//!
//! Invariant: a function of the text, the weight and the size; no font of the system is asked.

use ttf_parser::Face;
use unicode_width::UnicodeWidthChar;

/// Families in the order of preference, for viewers.
pub const FAMILIES: &str = "'Noto Sans','DejaVu Sans',Verdana,sans-serif";

/// The files of the two weights.
pub const FILES: [&[u8]; 2] = [notosans::REGULAR_TTF, notosans::BOLD_TTF];

/// How thick letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// For reading.
    Regular,
    /// For what stands out.
    Bold,
}

/// The font, ready to measure.
pub struct Font {
    faces: [Face<'static>; 2],
}

impl Font {
    /// Opens the two files that are part of the program.
    pub fn new() -> Font {
        let face = |file| Face::parse(file, 0).expect("the font in the program is whole");
        Font { faces: FILES.map(face) }
    }

    /// The width of a text at a size, in tenths rounded up.
    pub fn width(&self, text: &str, weight: Weight, size: f64) -> f64 {
        let face = &self.faces[weight as usize];
        let em = f64::from(face.units_per_em());
        let units: f64 = text.chars().map(|c| advance(face, c, em)).sum();
        (units / em * size * 10.0).ceil() / 10.0
    }

    /// The characters it has no glyph for, each once, ascending.
    pub fn missing<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Vec<char> {
        let lacks = |c: &char| self.lacks(*c) == Some(true);
        let mut found: Vec<char> = texts.flat_map(str::chars).filter(lacks).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Of a character without a glyph, whether it takes room; nothing of others.
    pub fn lacks(&self, c: char) -> Option<bool> {
        let width = if c.is_ascii() { None } else { c.width() };
        let is_lacking = self.faces.iter().any(|face| face.glyph_index(c).is_none());
        width.filter(|_| is_lacking).map(|width| width > 0)
    }
}

impl Default for Font {
    fn default() -> Font {
        Font::new()
    }
}

fn advance(face: &Face, c: char, em: f64) -> f64 {
    if c.width() == Some(0) {
        return 0.0;
    }
    let glyph = face.glyph_index(c);
    glyph.and_then(|g| face.glyph_hor_advance(g)).map_or(em, f64::from)
}

#[cfg(test)]
mod tests {
    use super::{Font, Weight};

    #[test]
    fn cyrillic_greek_and_vietnamese_have_glyphs() {
        let text = "Їжак Ґанок Щука Ελλάδα Nguyễn Türkiye Łódź �";
        assert!(Font::new().missing([text].into_iter()).is_empty());
    }

    #[test]
    fn scripts_without_glyphs_count_an_em_each() {
        let font = Font::new();
        assert_eq!(font.width("習近平", Weight::Regular, 10.0), 30.0);
        assert_eq!(font.missing(["平習平a"].into_iter()), ['平', '習']);
        assert_eq!(font.width("a\u{301}", Weight::Bold, 10.0), font.width("a", Weight::Bold, 10.0));
    }
}
