//! Bytes that are not UTF-8: what they probably are, and how the file becomes UTF-8.
//!
//! Invariant: a command that converts a whole file is given only where the rest of the file would
//! come out whole.

use crate::model::DataFile;

/// The command that turns a file into UTF-8.
pub(super) fn convert(file: &DataFile, encoding: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/');
    let name = match file.name.chars().all(plain) && !file.name.starts_with('-') {
        true => file.name.clone(),
        false => format!("'./{}'", file.name.replace('\'', "'\\''")),
    };
    format!(
        "save it as UTF-8 (in Excel: `CSV UTF-8`), or: iconv -f {encoding} -t UTF-8 {name} > new.csv"
    )
}
