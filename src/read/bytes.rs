//! Bytes to text: UTF-8 as it is, UTF-16 and UTF-32 decoded, anything else with its bad bytes marked.
//!
//! Invariant: the text of a file that is neither of these two has the length of the file, so offsets
//! agree.

use std::ops::Range;
use std::sync::Arc;

use super::likely::{MAC_CYRILLIC, likely};
use super::load::Loaded;
use super::pages;
use crate::model::cells::line_start;
use crate::model::content::{Content, Pages};
use crate::model::file::Bytes;

/// The text of a file and what its bytes turned out to be.
pub(super) fn text(loaded: Loaded) -> (Content, Bytes) {
    let Loaded { bytes: pages, utf8, nul } = loaded;
    let wide = |label, text: String| (text.into(), Bytes { wide: Some(label), ..Bytes::default() });
    if let Some((label, unit)) = utf32(&pages) {
        return wide(label, pages.chunks(4).map(|c| character(c, unit)).collect());
    }
    if let Some((label, encoding)) = utf16(&pages) {
        return wide(label, encoding.decode_with_bom_removal(&pages).0.into_owned());
    }
    if utf8 {
        return (unchecked(pages), Bytes { nul, ..Bytes::default() });
    }
    let (text, bytes) = mark(pages.into_vec());
    (text.into(), Bytes { nul, ..bytes })
}

#[expect(unsafe_code, reason = "every byte was checked; tests hold it against the safe way")]
/// The text in pages that were checked byte by byte.
pub(super) fn unchecked(pages: impl Into<Arc<Pages>>) -> Content {
    // SAFETY: `Loaded::utf8` says that all of `pages` is UTF-8; `Left::image` has checked what is not NUL,
    // and `Left::walk_mapped` the header and every piece, which have all records between them.
    unsafe { Content::unchecked(pages.into()) }
}

/// The text of a file in a named encoding, its byte order mark left out; `Err`: there is no such
/// encoding, or the bytes are not in it (the name it is known by).
pub fn decode(content: &[u8], label: &str) -> Result<String, Option<&'static str>> {
    if let Some((name, page)) = pages::page(label.trim()) {
        let text = pages::decode(content, &page);
        let is_whole = !text.contains(char::REPLACEMENT_CHARACTER);
        return if is_whole { Ok(text) } else { Err(Some(name)) };
    }
    let is_mac = label.trim().eq_ignore_ascii_case(MAC_CYRILLIC);
    let label = if is_mac { "x-mac-cyrillic" } else { label.trim() };
    let encoding = called(label).ok_or(None)?;
    let bom = encoding_rs::Encoding::for_bom(content).filter(|(found, _)| *found == encoding);
    let body = &content[bom.map_or(0, |(_, length)| length)..];
    match encoding.decode_without_bom_handling_and_without_replacement(body) {
        Some(text) if !encoding.is_single_byte() || !text.contains(is_control) => {
            Ok(text.into_owned())
        }
        _ => Err(Some(encoding.name())),
    }
}

/// The encoding of a name of the web's, or of one that other programs write for it.
fn called(label: &str) -> Option<&'static encoding_rs::Encoding> {
    const OTHERS: [(&str, &str); 8] = [
        ("cp932", "shift_jis"),
        ("cp936", "gbk"),
        ("cp949", "euc-kr"),
        ("cp950", "big5"),
        ("mac-roman", "macintosh"),
        ("utf-16-le", "utf-16le"),
        ("utf-16-be", "utf-16be"),
        ("utf-8-sig", "utf-8"),
    ];
    let plain = label.to_ascii_lowercase().replace('_', "-");
    let other = OTHERS.iter().find(|(theirs, _)| *theirs == plain).map(|(_, label)| *label);
    [Some(label), Some(&*plain), other]
        .into_iter()
        .flatten()
        .find_map(|label| encoding_rs::Encoding::for_label(label.as_bytes()))
}

/// What stands for a byte that has no character in an encoding of one byte a letter.
fn is_control(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}')
}

/// How four bytes make a number.
type Unit = fn([u8; 4]) -> u32;

/// UTF-32 by the first numbers of four bytes being characters, which no other text has.
fn utf32(content: &[u8]) -> Option<(&'static str, Unit)> {
    const ORDERS: [(&str, Unit); 2] =
        [("UTF-32LE", u32::from_le_bytes), ("UTF-32BE", u32::from_be_bytes)];
    let head = &content[..content.len().min(64)];
    let (units, _) = head.as_chunks();
    let is_character = |unit: Unit, bytes: &[u8; 4]| {
        matches!(unit(*bytes), 9..) && char::from_u32(unit(*bytes)).is_some()
    };
    let fits = |(_, unit): &(&str, Unit)| units.iter().all(|bytes| is_character(*unit, bytes));
    if units.len() < 2 { None } else { ORDERS.into_iter().find(fits) }
}

/// The character of four bytes; what is none, or is cut off, shows as one that says so.
fn character(bytes: &[u8], unit: Unit) -> char {
    let number = bytes.try_into().map(unit).unwrap_or(u32::MAX);
    char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// UTF-16 by its byte order mark, or by every other byte of the beginning being NUL.
fn utf16(content: &[u8]) -> Option<(&'static str, &'static encoding_rs::Encoding)> {
    const LE: (&str, &encoding_rs::Encoding) = ("UTF-16LE", encoding_rs::UTF_16LE);
    const BE: (&str, &encoding_rs::Encoding) = ("UTF-16BE", encoding_rs::UTF_16BE);
    if content.starts_with(&[0xFF, 0xFE]) {
        return Some(LE);
    }
    if content.starts_with(&[0xFE, 0xFF]) {
        return Some(BE);
    }
    let head = &content[..content.len().min(64)];
    let nul_at = |parity: usize| head.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nul_at(0), nul_at(1));
    let many = head.len() / 4;
    // A NUL of the text itself is one at both.
    let is_even_handed = 8 * even.min(odd) > even.max(odd);
    if head.len() < 8 || even.max(odd) <= many || is_even_handed {
        return None;
    }
    Some(if odd > even { LE } else { BE })
}

/// Puts `?` in the place of every byte that is not UTF-8, and notes where.
fn mark(mut content: Vec<u8>) -> (String, Bytes) {
    let mut invalid: Vec<Range<usize>> = Vec::new();
    let (mut at, mut cut) = (0, 0);
    for chunk in content.utf8_chunks() {
        let start = at + chunk.valid().len();
        at = start + chunk.invalid().len();
        cut = cut_off(chunk.invalid());
        match invalid.last_mut() {
            Some(Range { end, .. }) if *end == start => *end = at,
            _ if start == at => {}
            _ => invalid.push(start..at),
        }
    }
    let likely = if invalid.is_empty() { None } else { likely(&content, &invalid) };
    let (likely, sample) =
        likely.map_or((None, String::new()), |(name, words)| (Some(name), words));
    let mostly_utf8 = is_mostly_utf8(&content, &invalid);
    let halves = invalid.iter().filter(|bad| are_halves(&content[(*bad).clone()]));
    let surrogates = halves.map(|bad| bad.start).collect();
    // One byte may as well be a letter of another encoding, unless all others are UTF-8.
    let alone = |n: usize| invalid.len() == 1 && characters(&content) > n;
    let cut = cut > 1 || cut == 1 && (mostly_utf8 || alone(1));
    invalid.iter().for_each(|bad| content[bad.clone()].fill(b'?'));
    let text = String::from_utf8(content).unwrap_or_default();
    (text, Bytes { invalid, likely, sample, mostly_utf8, surrogates, cut, ..Bytes::default() })
}

/// Bytes of a character that more bytes would make whole.
fn cut_off(bytes: &[u8]) -> usize {
    let is_cut = std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
    if is_cut { bytes.len() } else { 0 }
}

/// Whether some bytes are characters in two halves, as UTF-16 has them, each half encoded (CESU-8).
fn are_halves(bytes: &[u8]) -> bool {
    let (pairs, rest) = bytes.as_chunks::<6>();
    let is_pair = |pair: &[u8; 6]| {
        matches!(pair, [0xED, 0xA0..=0xAF, 0x80..=0xBF, 0xED, 0xB0..=0xBF, 0x80..=0xBF])
    };
    !pairs.is_empty() && rest.is_empty() && pairs.iter().all(is_pair)
}

/// Bytes with which characters beyond ASCII begin in UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte >= 0xC0).count()
}

/// Whether the lines that can be read hold so many characters beyond ASCII that they are UTF-8 on
/// purpose: letters of other encodings are by chance, and seldom in all of a line.
fn is_mostly_utf8(content: &[u8], invalid: &[Range<usize>]) -> bool {
    let (mut good, mut at) = (0, 0);
    for bad in invalid {
        if bad.start < at {
            continue;
        }
        let line = line_start(&content[at..], bad.start - at);
        good += characters(&content[at..at + line]);
        let rest = &content[bad.end..];
        at = bad.end + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
    }
    good += characters(&content[at..]);
    good > 0 && 8 * good >= invalid.iter().map(Range::len).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_without_a_letter_rule_an_encoding_out() {
        for (content, expected) in [
            (&b"Gr\x94\xe1e, \x9aber die Br\x81cke"[..], Some("CP850")),
            (b"Stra\xa7e in K\x9aln, M\x9fnchen, Caf\x8e \x81", Some("macintosh")),
            (b"a\x8d, \x90", None),
            (b"M\x9fller trifft J\x8ager in M\x9fnchen, Gespr\x8ach \x9fber", Some("macintosh")),
            (b"Se\x96or Mu\x96oz en M\x8exico, ma\x96ana", Some("macintosh")),
            (b"R\x8eunion \x88 Gen\x8fve, d\x8epart", Some("macintosh")),
            (b"M\x94te i Malm\x94, n\x84ra sj\x94n", Some("CP850")),
            (b"Reuni\xc6o em S\xc6o Paulo, elei\x87\xe4es", Some("CP850")),
            (b"se\xa4or Mu\xa4oz, reuni\xa2n", Some("CP850")),
            (
                b"R\xe9union \xe0 Gen\xe8ve, l\x92\xe9t\xe9, c\x9cur\x97le soir",
                Some("windows-1252"),
            ),
            (b"they don\x92t say \x93go\x94\x97or \x96 the Senator\x92s", Some("windows-1252")),
            (b"na\xefve ma\xf1ana, S\xe3o Paulo, elei\xe7\xf5es", Some("windows-1252")),
            (b"Gr\xf6\xdfe, \x93Br\xfccke\x94", Some("windows-1252")),
        ] {
            assert_eq!(mark(content.to_vec()).1.likely, expected, "{content:?}");
        }
        assert_eq!(decode(b"Gr\x94\xe1e \x81", "windows-1252"), Err(Some("windows-1252")));
        assert_eq!(decode(b"K\x9aln", "mac_roman"), Ok("Köln".to_string()));
        assert_eq!(decode(b"\x8e\xf1", "cp932"), Ok("首".to_string()));
        assert_eq!(decode(b"K\x9aln", "macintosh"), Ok("Köln".to_string()));
        assert_eq!(decode(b"Gr\x94\xe1e", "cp850"), Ok("Größe".to_string()));
        assert_eq!(decode(b"\x8c\xe3\xeb\xe0", "MacCyrillic"), Ok("Мгла".to_string()));
        assert_eq!(decode(b"a\xf2", "cp857"), Err(Some("CP857")));
    }

    #[test]
    fn one_line_in_another_encoding_is_told_by_itself() {
        let mut content = "Встреча в Москве, Санкт-Петербург\n".repeat(50).into_bytes();
        let start = content.len() + 1;
        content.extend(b"M\xfcller fuhr nach Z\xfcrich und K\xf6ln\n");
        content.extend("Париж\n".repeat(50).into_bytes());
        let length = content.len();
        let (text, bytes) = mark(content);
        assert_eq!((text.len(), bytes.likely), (length, Some("windows-1252")));
        assert_eq!(bytes.invalid[0], start..start + 1);
        assert_eq!(bytes.invalid.len(), 3);
        assert!(text.contains("M?ller fuhr nach Z?rich und K?ln"));
    }

    #[test]
    fn bytes_side_by_side_are_one_place() {
        let (text, bytes) = mark(b"\xff\xfe\xfd,a\x80".to_vec());
        assert_eq!((text.as_str(), bytes.invalid), ("???,a?", vec![0..3, 5..6]));
    }
}
