//! Encodings of DOS and of the Macintosh of old that `encoding_rs` has not, as data.
//!
//! The letters are those of the mapping files of Unicode (`VENDORS/MICSFT/PC/CP850.TXT` and the like,
//! `VENDORS/APPLE/CENTEURO.TXT`).
//!
//! Invariant: a page has one character for each byte from 80 on; where a byte has none it is U+FFFD.

/// What the bytes from 80 on stand for.
pub(super) type Page = [char; 128];

/// The encodings, by the names that `iconv` knows.
pub(super) const NAMES: &[&str] = &["CP850", "CP852", "CP857", "CP775", "MAC-CENTRALEUROPE"];

/// The name and the page of an encoding, whichever of its names is said.
pub(super) fn page(label: &str) -> Option<(&'static str, Page)> {
    let (name, letters) = match label.to_ascii_uppercase().as_str() {
        "CP850" | "IBM850" | "850" => ("CP850", CP850),
        "CP852" | "IBM852" | "852" => ("CP852", CP852),
        "CP857" | "IBM857" | "857" => ("CP857", CP857),
        "CP775" | "IBM775" | "775" => ("CP775", CP775),
        "MAC-CENTRALEUROPE" | "MACCENTRALEUROPE" => ("MAC-CENTRALEUROPE", CENTRAL_EUROPE),
        _ => return None,
    };
    let mut page = [char::REPLACEMENT_CHARACTER; 128];
    page.iter_mut().zip(letters.chars()).for_each(|(place, letter)| *place = letter);
    Some((name, page))
}

/// What bytes say in an encoding of one byte a letter.
pub(super) fn decode(content: &[u8], page: &Page) -> String {
    content.iter().map(|byte| letter(*byte, page)).collect()
}

/// What a byte stands for.
pub(super) fn letter(byte: u8, page: &Page) -> char {
    if byte < 0x80 { char::from(byte) } else { page[usize::from(byte & 0x7F)] }
}

/// DOS in Western Europe.
const CP850: &str = "\
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// DOS in Central Europe.
const CP852: &str = "\
    ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐\
    └┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}";

/// DOS in Turkey.
const CP857: &str = "\
    ÇüéâäàåçêëèïîıÄÅÉæÆôöòûùİÖÜø£ØŞşáíóúñÑĞğ¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ºªÊËÈ\u{fffd}ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµ\u{fffd}×ÚÛÙìÿ¯´\u{ad}±\u{fffd}¾¶§÷¸°¨·¹³²■\u{a0}";

/// DOS in the Baltic countries.
const CP775: &str = "\
    ĆüéāäģåćłēŖŗīŹÄÅÉæÆōöĢ¢ŚśÖÜø£Ø×¤ĀĪóŻżź”¦©®¬½¼Ł«»░▒▓│┤ĄČĘĖ╣║╗╝ĮŠ┐\
    └┴┬├─┼ŲŪ╚╔╩╦╠═╬Žąčęėįšųūž┘┌█▄▌▐▀ÓßŌŃõÕµńĶķĻļņĒŅ’\u{ad}±“¾¶§÷„°∙·¹³²■\u{a0}";

/// The Macintosh in Central Europe.
const CENTRAL_EUROPE: &str = "\
    ÄĀāÉĄÖÜáąČäčĆćéŹźĎíďĒēĖóėôöõúĚěü†°Ę£§•¶ß®©™ę¨≠ģĮįĪ≤≥īĶ∂∑łĻļĽľĹĺŅ\
    ņŃ¬√ńŇ∆«»…\u{a0}ňŐÕőŌ–—“”‘’÷◊ōŔŕŘ‹›řŖŗŠ‚„šŚśÁŤťÍŽžŪÓÔūŮÚůŰűŲųÝýķŻŁżĢˇ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_a_character_for_each_byte() {
        for letters in [CP850, CP852, CP857, CP775, CENTRAL_EUROPE] {
            assert_eq!(letters.chars().count(), 128);
        }
        for name in NAMES {
            assert_eq!(page(name).map(|(known, _)| known), Some(*name));
        }
    }
}
