//! How wide a text is: Noto Sans, the font our pictures are drawn with.
//!
//! A character the font has no glyph for (Chinese, Arabic, emoji) counts as one em, more than any
//! other font gives it, so a box holds its label whatever font a viewer puts in; what takes no
//! room (accents that combine, joiners) counts as nothing.
//!
//! Invariant: a function of the text, the weight and the size; no font of the system is asked.

use std::sync::OnceLock;

use ttf_parser::Face;
use unicode_width::UnicodeWidthChar;

use super::shown;

/// Families in the order of preference, for viewers.
pub const FAMILIES: &str = "'Noto Sans','DejaVu Sans',Verdana,sans-serif";

/// Where letters and signs stand that look like marks but stand by themselves: `ʿ`, `ʼ`.
const MODIFIERS: [std::ops::RangeInclusive<char>; 2] =
    ['\u{2b0}'..='\u{2ff}', '\u{a700}'..='\u{a7ff}'];

/// How much room such a letter has on each side, in units of the font: as much as its `ʼ` has.
const BESIDE: i16 = 25;

/// The files of the two weights, in which letters that stand by themselves have room.
pub fn files() -> &'static [Vec<u8>; 2] {
    static FILES: OnceLock<[Vec<u8>; 2]> = OnceLock::new();
    FILES.get_or_init(|| [notosans::REGULAR_TTF, notosans::BOLD_TTF].map(mended))
}

/// A file of the font in which letters that stand by themselves have room.
///
/// The font takes them, and the backtick, for marks that combine. Its table of classes of glyphs says so,
/// and a shaper then gives them no room: `Sana\`a` became `Sanaà`. Without that table, which is here only
/// called another name in the same place, shapers go by Unicode. Half of them have no width, either:
/// theirs becomes that of the outline.
fn mended(file: &[u8]) -> Vec<u8> {
    let face = opened(file);
    let (mut mended, mut widths) = (file.to_vec(), 0);
    for (n, table) in face.raw_face().table_records.into_iter().enumerate() {
        match &table.tag.to_bytes() {
            b"GDEF" => mended[12 + 16 * n..][..4].copy_from_slice(b"GDE "),
            b"hmtx" => widths = table.offset as usize,
            _ => {}
        }
    }
    for c in MODIFIERS.into_iter().flatten().filter(|c| c.width() != Some(0)) {
        let glyph = face.glyph_index(c).filter(|g| face.glyph_hor_advance(*g) == Some(0));
        let Some((glyph, outline)) = glyph.zip(glyph.and_then(|g| face.glyph_bounding_box(g)))
        else {
            continue;
        };
        let width = outline.x_max - outline.x_min + 2 * BESIDE;
        let own = &mut mended[widths + 4 * usize::from(glyph.0)..][..4];
        own[..2].copy_from_slice(&width.to_be_bytes());
        own[2..].copy_from_slice(&BESIDE.to_be_bytes());
    }
    mended
}

fn opened(file: &[u8]) -> Face<'_> {
    Face::parse(file, 0).expect("the font in the program is whole")
}

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
        Font { faces: files().each_ref().map(|file| opened(file)) }
    }

    /// The width of a text at a size, as a picture shows it, in tenths rounded up.
    pub fn width(&self, text: &str, weight: Weight, size: f64) -> f64 {
        let face = &self.faces[weight as usize];
        let em = f64::from(face.units_per_em());
        let units: f64 = text.chars().map(|c| advance(face, shown(c), em)).sum();
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
    fn what_stands_by_itself_takes_room_in_both_weights() {
        let font = Font::new();
        for c in "`´ʹʻʼʾʿˈˊːꜗ".chars() {
            let text = c.to_string();
            let width = |weight| font.width(&text, weight, 10.0);
            assert!(width(Weight::Regular) > 1.0 && width(Weight::Bold) > 1.0, "{c}");
        }
    }

    #[test]
    fn what_is_drawn_as_a_sign_is_as_wide_as_the_sign() {
        let font = Font::new();
        let width = |text| font.width(text, Weight::Regular, 10.0);
        for hidden in ["A\u{202e}B", "A\u{2066}B", "A\u{7}B", "A\u{85}B", "A\u{ffff}B"] {
            assert_eq!(width(hidden), width("A\u{fffd}B"), "{hidden:?}");
        }
        assert_eq!(width("A\u{200d}B"), width("AB"), "what joins is not drawn");
    }

    #[test]
    fn scripts_without_glyphs_count_an_em_each() {
        let font = Font::new();
        assert_eq!(font.width("習近平", Weight::Regular, 10.0), 30.0);
        assert_eq!(font.missing(["平習平a"].into_iter()), ['平', '習']);
        assert_eq!(font.width("a\u{301}", Weight::Bold, 10.0), font.width("a", Weight::Bold, 10.0));
    }
}
