//! What git writes where two versions of a table differ: both of them, between lines of signs.
//!
//! Where the versions differ within a cell of several lines, so do the signs stand.
//!
//! Invariant: what stands between the lines has no finding of its own: nobody has chosen it yet; the lines
//! count as no rows. A row with such a line in a cell is refused.

use std::ops::Range;

use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding};
use crate::model::Place;
use crate::model::cells::after_line_end;
use crate::read::{Record, Records};

/// Where the first version begins.
const BEGIN: &str = "<<<<<<< ";

/// Where the second ends.
const END: &str = ">>>>>>> ";

const OPEN: &str = "a merge that git left open begins here";
const ENDS: &str = "a merge that git left open ends here";
const WITHIN: &str = "a merge that git left open has a line here";
const IN_CELL: &str = "a merge that git left open stands in this cell";

/// What is said of a line of signs; nothing of any other row.
#[inline]
pub(in crate::check) fn line(record: &Record) -> Option<Finding> {
    let signs = matches!(record.text.as_bytes()[record.at.offset], b'<' | b'>' | b'|' | b'=');
    if signs { of_signs(record) } else { None }
}

#[cold]
fn of_signs(record: &Record) -> Option<Finding> {
    finding(&record.text[record.at.offset..record.end], record.whole())
}

/// The same of a text that stands at a place.
pub(crate) fn finding(text: &str, place: Place) -> Option<Finding> {
    let message = match text {
        _ if text.starts_with(BEGIN) => OPEN,
        _ if text.starts_with(END) => ENDS,
        _ if text.starts_with("||||||| ") || text == "=======" => WITHIN,
        _ => return None,
    };
    Some(open(message, place))
}

fn open(message: &'static str, place: Place) -> Finding {
    let help = "keep one of the two parts, or both where each has added rows (and of two rows with one id give \
                one a new id); delete the lines `<<<<<<<`, `=======` and `>>>>>>>`, and where a line `|||||||` \
                stands, what is between that and `=======`";
    Finding::new(Code::MergeConflict, place, message).help(help)
}

/// What is said of lines of signs within the cells of a row of several lines.
pub(crate) fn in_cells(text: &str, place: impl Fn(Range<usize>) -> Place) -> Vec<Finding> {
    let (mut begun, mut whole, mut told) = (None, None, Vec::new());
    for line in lines(text).skip(1) {
        let signs = &text[line.clone()];
        if signs.starts_with(BEGIN) {
            begun = Some(line);
        } else if let Some(label) = signs.strip_prefix(END) {
            match begun.take() {
                Some(begin) => whole = whole.or(Some(begin)),
                None if is_of_git(label) && !is_among_quoted(text, &line) => {
                    told.push(open(ENDS, place(line)));
                }
                None => {}
            }
        }
    }
    told.extend(begun.map(|line| open(OPEN, place(line))));
    if told.is_empty() {
        told.extend(whole.map(|line| open(IN_CELL, place(line))));
    }
    told
}

/// Whether what stands behind the signs of an end is what git writes there: the name of a branch, a commit with
/// its title, or what was put aside. What is quoted in a mail begins with such signs, too.
fn is_of_git(label: &str) -> bool {
    match label.split_once(' ') {
        Some((commit, title)) => {
            let is_commit = commit.bytes().all(|b| b.is_ascii_hexdigit());
            is_commit && title.starts_with('(') || label == "Stashed changes"
        }
        None => !label.ends_with(|c: char| c.is_ascii_punctuation()),
    }
}

/// Whether the line before or behind one is quoted, too, as in a mail.
fn is_among_quoted(text: &str, line: &Range<usize>) -> bool {
    let before = text[..line.start].lines().next_back();
    let behind = text[line.end..].trim_start_matches(['\r', '\n']);
    before.is_some_and(|line| line.starts_with('>')) || behind.starts_with('>')
}

/// The lines of a text, their ends left out.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let start = at?;
        let end = memchr::memchr2(b'\n', b'\r', &bytes[start..]).map(|n| start + n);
        at = end.map(|end| after_line_end(bytes, end));
        Some(start..end.unwrap_or(bytes.len()))
    })
}

/// How many records hold something and are no lines of signs.
pub(in crate::check) fn rows(mut records: Records) -> u64 {
    let mut rows = 0;
    while let Some(record) = records.next() {
        rows += u64::from(!record.is_blank() && line(&record).is_none());
    }
    rows
}

/// Takes back what was said of rows and lines behind the beginning of a merge, up to its end.
pub(in crate::check) fn settle(desk: &mut Desk) {
    let says = |message: &'static str| {
        move |f: &&Finding| f.code == Code::MergeConflict && f.message == message
    };
    let at = |f: &Finding| (f.place.file, f.place.line);
    let mut ends: Vec<(u32, u32)> = desk.findings.iter().filter(says(ENDS)).map(at).collect();
    if ends.is_empty() {
        return;
    }
    ends.sort_unstable();
    let mut begins: Vec<(u32, u32)> = desk.findings.iter().filter(says(OPEN)).map(at).collect();
    begins.sort_unstable();
    let behind = |list: &[(u32, u32)], place: (u32, u32)| {
        list.get(list.partition_point(|other| *other <= place)).copied()
    };
    // One that ends nowhere hides nothing: the next end is that of another.
    let open: Vec<((u32, u32), (u32, u32))> = (begins.iter())
        .filter_map(|begin| {
            let end = behind(&ends, *begin).filter(|end| end.0 == begin.0)?;
            let is_own = behind(&begins, *begin).is_none_or(|next| end < next);
            is_own.then_some((*begin, end))
        })
        .collect();
    let is_within = |f: &Finding| {
        let before = open.partition_point(|(begin, _)| *begin < at(f)).checked_sub(1);
        before.is_some_and(|n| at(f) <= open[n].1)
    };
    desk.findings.retain(|finding| !is_within(finding));
}
