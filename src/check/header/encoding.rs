//! Bytes that are not UTF-8: what they probably are, and how the file becomes UTF-8.
//!
//! Invariant: a command that converts a whole file is given only where the rest of the file would
//! come out whole.

use std::ops::Range;

use crate::model::DataFile;

/// What a file is that holds no table: by the bytes it begins with, each that is not UTF-8 perhaps as `?`.
pub(crate) fn no_text(content: &[u8]) -> Option<(&'static str, &'static str)> {
    const OF: &[(&[u8], &str)] = &[
        (b"PK\x03\x04", "a spreadsheet (.xlsx, .ods) or another packed file"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1", "a spreadsheet of an older Excel (.xls)"),
        (b"??\x11\xE0\xA1\xB1", "a spreadsheet of an older Excel (.xls)"),
        (b"\x1F\x8B\x08", "a file packed with gzip (.gz)"),
        (b"\x1F?\x08", "a file packed with gzip (.gz)"),
        (b"BZh91AY&SY", "a packed file (.bz2)"),
        (b"\xFD7zXZ\0", "a packed file (.xz)"),
        (b"?7zXZ\0", "a packed file (.xz)"),
        (b"\x28\xB5\x2F\xFD", "a packed file (.zst)"),
        (b"(?/?", "a packed file (.zst)"),
        (b"SQLite format 3\0", "a database (SQLite)"),
        (b"PAR1\x15", "a table in Parquet"),
        (b"\x89PNG\r\n", "a picture (PNG)"),
        (b"?PNG\r\n", "a picture (PNG)"),
        (b"%PDF-", "a PDF"),
        (b"version https://git-lfs.github.com/", "a pointer of Git LFS"),
    ];
    let what = OF.iter().find(|(start, _)| content.starts_with(start)).map(|(_, what)| *what);
    let what = what.or_else(|| marked_up(content))?;
    let help = match what {
        "a file packed with gzip (.gz)" => {
            "unpack it first (gunzip): what comes out is read as CSV"
        }
        "a PDF" => "copy its table into a spreadsheet and save that as CSV",
        "a pointer of Git LFS" => "fetch the file it stands for: git lfs pull",
        "a web page" => "open its address in a browser: it may say why it is not the table",
        "a packed file (.bz2)" | "a packed file (.xz)" | "a packed file (.zst)" => {
            "unpack it first: what comes out is read as CSV"
        }
        "JSON" | "a database (SQLite)" | "a table in Parquet" | "a picture (PNG)" => {
            "have the program that wrote it export it as CSV"
        }
        _ => "open it in a spreadsheet program and save it as CSV",
    };
    Some((what, help))
}

/// Bytes of a file that are searched for a table.
const SEARCHED: usize = 1 << 12;

/// What files begin with that web programs write for spreadsheets, a page apart.
const TABLE_IN: [&str; 5] = ["<table", "<meta", "<style", "<!--", "<?xml"];

/// The same of a text, behind a byte order mark and blanks.
fn marked_up(content: &[u8]) -> Option<&'static str> {
    let text = content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(content).trim_ascii_start();
    let begins = |start: &str| {
        text.get(..start.len()).is_some_and(|t| t.eq_ignore_ascii_case(start.as_bytes()))
    };
    let start = &text[..text.len().min(SEARCHED)];
    let has =
        |tag: &str| start.windows(tag.len()).any(|part| part.eq_ignore_ascii_case(tag.as_bytes()));
    let is_page = || begins("<!doctype html") || begins("<html");
    if begins("<?xml") && has("<?mso-application") {
        return Some("a spreadsheet in XML");
    }
    if begins("<") && has("<table") && (is_page() || TABLE_IN.iter().any(|tag| begins(tag))) {
        return Some("a table of a web page");
    }
    if is_page() {
        return Some("a web page");
    }
    let (first, rest) = text.split_first()?;
    let rest = rest.trim_ascii_start();
    // A list holds objects, texts or lists of texts.
    let inner = rest.strip_prefix(b"[").map(<[u8]>::trim_ascii_start).unwrap_or(rest);
    match (first, rest.first()?, inner.first()?) {
        (b'{', b'"', _) | (b'[', b'{', _) | (b'[', _, b'"') => Some("JSON"),
        _ => None,
    }
}

/// The first bytes of a part of a file that are not UTF-8, what they are, and what would be right.
pub(crate) fn bad_bytes(
    file: &DataFile,
    part: Range<usize>,
) -> Option<(Range<usize>, String, String)> {
    let bad = inside(&file.bytes.invalid, part)?;
    let (what, help) = told(file, &bad);
    Some((bad, what, help))
}

/// The first of `ranges` that touches `wanted`, cut to it.
fn inside(ranges: &[Range<usize>], wanted: Range<usize>) -> Option<Range<usize>> {
    let first = ranges.partition_point(|r| r.end <= wanted.start);
    let found = ranges.get(first).filter(|r| r.start < wanted.end)?;
    Some(found.start.max(wanted.start)..found.end.min(wanted.end))
}

/// What the bytes at `bad` are, and what would be right.
pub(in crate::check) fn told(file: &DataFile, bad: &Range<usize>) -> (String, String) {
    told_of_utf8(file, bad).unwrap_or_else(|| {
        let what = match looks_like(file) {
            Some(likely) => format!("bytes that are not UTF-8 (the file looks like {likely})"),
            None => "bytes that are not UTF-8, in an encoding that is not known".to_string(),
        };
        (what, save_anew(file))
    })
}

/// The same where the file is UTF-8 but for some bytes.
pub(crate) fn told_of_utf8(file: &DataFile, bad: &Range<usize>) -> Option<(String, String)> {
    let bytes = &file.bytes;
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
        let likely = bytes.likely.map(|likely| format!(" (this one may be {likely})"));
        let help = format!(
            "type them again; do not convert the whole file, for its other rows are UTF-8{}",
            likely.unwrap_or_default()
        );
        return Some((what.to_string(), help));
    }
    None
}

/// The encoding a file looks like and what words it makes of the bytes, by which everybody sees whether
/// that is right: ``CP852: `Hősök`, `Győr` ``.
pub(crate) fn looks_like(file: &DataFile) -> Option<String> {
    let (likely, sample) = (file.bytes.likely?, &file.bytes.sample);
    Some(if sample.is_empty() { likely.to_string() } else { format!("{likely}: {sample}") })
}

/// How a file in another encoding becomes UTF-8.
pub(crate) fn save_anew(file: &DataFile) -> String {
    match file.bytes.likely {
        Some(likely) => format!("if that is right, {}", convert(file, likely)),
        None => "save it as UTF-8 (in Excel: `CSV UTF-8`) in the program it comes from".to_string(),
    }
}

/// The command that turns a file into UTF-8.
pub(in crate::check) fn convert(file: &DataFile, encoding: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/');
    let name = match file.name.chars().all(plain) && !file.name.starts_with('-') {
        true => file.name.clone(),
        false => format!("'./{}'", file.name.replace('\'', "'\\''")),
    };
    format!(
        "save it as UTF-8 (in Excel: `CSV UTF-8`), or: iconv -f {encoding} -t UTF-8 {name} > new.csv"
    )
}
