//! Files that were left on disk, with the lines that findings are about.
//!
//! Invariant: what a finding or a repeated row is about stands in its file at its offset.

use std::ops::Range;

use crate::model::DataFile;
use crate::read::Left;

/// Rows that may stand twice are read again one by one; with more of them the file is read whole.
const MOST: usize = 1 << 16;

/// The files, of those left on disk the headers, `lines` and the rows at `rows`, each with the number
/// of its file; `None`: they are to be read whole.
pub(super) fn of(
    texts: &[DataFile],
    left: &[Left],
    rows: &[(u32, Range<usize>)],
    lines: Vec<(u32, usize, String)>,
) -> Option<Vec<DataFile>> {
    if rows.len() > MOST {
        return None;
    }
    let mut pieces: Vec<Vec<(usize, String)>> = vec![Vec::new(); texts.len()];
    for (file, offset, text) in lines {
        pieces[file as usize].push((offset, text));
    }
    let mut files = texts.to_vec();
    for (n, file) in files.iter_mut().enumerate() {
        let Some(left) = left.iter().find(|left| left.name == file.name) else { continue };
        for (_, range) in rows.iter().filter(|(file, _)| *file as usize == n) {
            pieces[n].push(left.lines(range.clone())?);
        }
        pieces[n].push((0, file.text[..file.body.offset].to_string()));
        file.text = left.image(&pieces[n])?;
    }
    Some(files)
}
