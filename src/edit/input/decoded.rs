//! The bytes of an input as text, or why they are none.
//!
//! Invariant: no letter is changed: what is not in its encoding as a whole is refused, unless the user wants the
//! rows that are.

use std::ops::Range;

use super::Reading;
use crate::check::{self, Code, Finding};
use crate::model::cells::{line_ends, line_start};
use crate::model::{DataFile, Place};
use crate::read;

/// An input that is refused, and the file as far as it can be shown.
type Refused = Box<(Finding, DataFile)>;

/// The text of an input, in the encoding that is named or else in the one that its bytes show.
pub(super) fn decoded(name: &str, content: &[u8], reading: &Reading) -> Result<DataFile, Refused> {
    let file = match reading.encoding {
        None => read::file(name, None, content.to_vec()),
        Some(label) => match read::decode(content, label) {
            Ok(text) if is_other_than(content, &text) => {
                return Err(is_utf8(label, &text, read::file(name, None, content.to_vec())));
            }
            Ok(text) => {
                let plain = read::file(name, None, content.to_vec());
                if plain.bytes.mostly_utf8 {
                    return Err(not_in(label, Some(label), plain));
                }
                read::file(name, None, text.into_bytes())
            }
            Err(known) => {
                return Err(not_in(label, known, read::file(name, None, content.to_vec())));
            }
        },
    };
    let is_whole = file.bytes.invalid.is_empty();
    if !(is_whole || reading.accept_good && has_good_rows(&file)) {
        return Err(not_utf8(file, content));
    }
    if let Some(at) = damaged(&file, content) {
        return Err(not_whole(file, at));
    }
    Ok(file)
}

/// Whether a file is UTF-8 but for some bytes, its header among what is.
fn has_good_rows(file: &DataFile) -> bool {
    let bad = &file.bytes.invalid;
    let is_told = |bad: &Range<usize>| check::told_of_utf8(file, bad).is_some();
    bad.iter().all(is_told) && bad.first().is_none_or(|bad| bad.start >= file.body.offset)
}

/// Bytes that are not UTF-8: says what the file looks like and shows how it would read.
fn not_utf8(file: DataFile, content: &[u8]) -> Refused {
    let bad = file.bytes.invalid[0].clone();
    let place = at_byte(&file, line_start(content, bad.start), bad.clone());
    if let Some((what, help)) = check::told_of_utf8(&file, &bad) {
        return Box::new((Finding::new(Code::NotUtf8, place, what).help(help), file));
    }
    let Some(likely) = file.bytes.likely else {
        let message = "the file is not UTF-8, and its encoding is not known";
        let finding = Finding::new(Code::NotUtf8, place, message).help(check::save_anew(&file));
        return Box::new((finding, file));
    };
    let shown = check::looks_like(&file).unwrap_or_default();
    let message = format!("the file is not UTF-8; it looks like {shown}");
    let help = format!("if that is right, read it with --encoding {likely}");
    Box::new((Finding::new(Code::NotUtf8, place, message).help(help), file))
}

fn not_in(label: &str, known: Option<&str>, file: DataFile) -> Refused {
    let message = match known {
        Some(name) => format!("the file is not {name}"),
        None => format!("`{label}` is no encoding annals knows"),
    };
    let help = match check::looks_like(&file) {
        _ if file.bytes.mostly_utf8 => {
            "it is UTF-8 but for some bytes: leave --encoding out to see them".to_string()
        }
        Some(shown) => format!("it looks like --encoding {shown}"),
        _ if !file.bytes.invalid.is_empty() => check::save_anew(&file),
        _ => "it is UTF-8: no --encoding is needed".to_string(),
    };
    Box::new((Finding::new(Code::NotUtf8, Place::file(0), message).help(help), file))
}

/// Whether bytes are UTF-8 beyond ASCII that say something else than a text.
fn is_other_than(content: &[u8], text: &str) -> bool {
    let is_wide = content.contains(&0);
    let utf8 = std::str::from_utf8(content).ok().filter(|t| !t.is_ascii() && !is_wide);
    utf8.is_some_and(|utf8| utf8.trim_start_matches('\u{feff}') != text)
}

fn is_utf8(label: &str, text: &str, file: DataFile) -> Refused {
    let at = file.text.find(|c: char| !c.is_ascii() && c != '\u{feff}').unwrap_or_default();
    let next = file.text[at..].chars().next().map_or(0, char::len_utf8);
    let place = at_byte(&file, line_start(file.text.as_bytes(), at), at..at + next);
    let letters: String = text.chars().filter(|c| !c.is_ascii()).take(6).collect();
    let message =
        format!("the file is not {label} but UTF-8: its letters would become `{letters}`");
    let help = "leave --encoding out";
    Box::new((Finding::new(Code::NotUtf8, place, message).help(help), file))
}

/// Where the text of a file in UTF-16 or UTF-32 does not stand in its bytes.
fn damaged(file: &DataFile, content: &[u8]) -> Option<usize> {
    let label = file.bytes.wide.filter(|_| file.text.contains(char::REPLACEMENT_CHARACTER))?;
    let is_little = label.ends_with("LE");
    let unit = |c: char| {
        let mut units = [0; 2];
        let bytes: Vec<u8> = match (label.starts_with("UTF-32"), is_little) {
            (true, true) => u32::from(c).to_le_bytes().to_vec(),
            (true, false) => u32::from(c).to_be_bytes().to_vec(),
            (_, true) => c.encode_utf16(&mut units).iter().flat_map(|u| u.to_le_bytes()).collect(),
            _ => c.encode_utf16(&mut units).iter().flat_map(|u| u.to_be_bytes()).collect(),
        };
        bytes
    };
    let mark = unit('\u{feff}');
    let has_mark = file.text.starts_with('\u{feff}');
    let mut rest = content.strip_prefix(&*mark).filter(|_| !has_mark).unwrap_or(content);
    for (at, c) in file.text.char_indices() {
        match rest.strip_prefix(&*unit(c)) {
            Some(behind) => rest = behind,
            None => return Some(at),
        }
    }
    (!rest.is_empty()).then_some(file.text.len())
}

fn not_whole(file: DataFile, at: usize) -> Refused {
    let end = file.text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    let place = at_byte(&file, line_start(file.text.as_bytes(), at), at..end);
    let label = file.bytes.wide.unwrap_or_default();
    let message = format!("the file is damaged: bytes here are no {label}");
    let help = "a letter is lost here: save the file anew where it comes from";
    let code = if label.starts_with("UTF-32") { Code::Utf32 } else { Code::Utf16 };
    Box::new((Finding::new(code, place, message).help(help), file))
}

fn at_byte(file: &DataFile, line_start: usize, span: Range<usize>) -> Place {
    let line = 1 + line_ends(&file.text.as_bytes()[..line_start]);
    let column = file.text[line_start..span.start].chars().count() as u32 + 1;
    Place { file: 0, line, column, record: line, cell: None, span }
}
