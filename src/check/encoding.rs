//! Bytes that are not UTF-8: what they probably are, and how the file becomes UTF-8.
//!
//! Invariant: a command that converts a whole file is given only where the rest of the file would
//! come out whole.

use std::ops::Range;

use crate::model::DataFile;

/// What a file is that holds no text: by the bytes it begins with, each that is not UTF-8 perhaps as `?`.
pub(crate) fn no_text(content: &[u8]) -> Option<(&'static str, &'static str)> {
    const OF: &[(&[u8], &str)] = &[
        (b"PK\x03\x04", "a spreadsheet (.xlsx, .ods) or another packed file"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1", "a spreadsheet of an older Excel (.xls)"),
        (b"??\x11\xE0\xA1\xB1", "a spreadsheet of an older Excel (.xls)"),
        (b"%PDF-", "a PDF"),
    ];
    let (_, what) = OF.iter().find(|(start, _)| content.starts_with(start))?;
    let help = match *what {
        "a PDF" => "copy its table into a spreadsheet and save that as CSV",
        _ => "open it in a spreadsheet program and save it as CSV",
    };
    Some((what, help))
}

/// What the bytes at `bad` are, and what would be right.
pub(super) fn told(file: &DataFile, bad: &Range<usize>) -> (String, String) {
    told_of_utf8(file, bad).unwrap_or_else(|| {
        let likely = file.bytes.likely.unwrap_or("windows-1252");
        let what = format!("bytes that are not UTF-8 (the file looks like {likely})");
        (what, convert(file, likely))
    })
}

/// The same where the file is UTF-8 but for some bytes.
pub(crate) fn told_of_utf8(file: &DataFile, bad: &Range<usize>) -> Option<(String, String)> {
    let bytes = &file.bytes;
    let likely = bytes.likely.unwrap_or("windows-1252");
    let is_last = bytes.invalid.last().is_some_and(|last| last.end == bad.end);
    if bytes.surrogates.binary_search(&bad.start).is_ok() {
        let what = "a character in two halves (CESU-8), which is not UTF-8";
        let help = "type it again, or have the program that wrote the file write UTF-8";
        return Some((what.to_string(), help.to_string()));
    }
    if bytes.cut && is_last {
        let what = "the file ends in the middle of a character";
        let help = "its end seems to be missing: fetch or copy the file again";
        return Some((what.to_string(), help.to_string()));
    }
    if bytes.mostly_utf8 {
        let what = "bytes that are not UTF-8 in a file that is";
        let help = format!(
            "type them again; do not convert the whole file, for its other rows are UTF-8 \
             (this one may be {likely})"
        );
        return Some((what.to_string(), help));
    }
    None
}

/// The command that turns a file into UTF-8.
pub(crate) fn convert(file: &DataFile, encoding: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/');
    let name = match file.name.chars().all(plain) && !file.name.starts_with('-') {
        true => file.name.clone(),
        false => format!("'./{}'", file.name.replace('\'', "'\\''")),
    };
    format!(
        "save it as UTF-8 (in Excel: `CSV UTF-8`), or: iconv -f {encoding} -t UTF-8 {name} > new.csv"
    )
}
