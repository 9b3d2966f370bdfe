//! What git writes where two versions of a table differ: both of them, between lines of signs.
//!
//! Invariant: what stands between the lines has no finding of its own: nobody has chosen it yet; the lines
//! count as no rows.

use super::desk::Desk;
use super::finding::{Code, Finding};
use crate::model::Place;
use crate::read::{Record, Records};

/// Where the first version begins.
const BEGIN: &str = "<<<<<<< ";

/// Where the second ends.
const END: &str = ">>>>>>> ";

const OPEN: &str = "a merge that git left open begins here";
const ENDS: &str = "a merge that git left open ends here";
const WITHIN: &str = "a merge that git left open has a line here";

/// What is said of a line of signs; nothing of any other row.
#[inline]
pub(super) fn line(record: &Record) -> Option<Finding> {
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
    let help = "keep one of the two parts, or both where each has added rows (and of two rows with one id give \
                one a new id); delete the lines `<<<<<<<`, `=======` and `>>>>>>>`, and where a line `|||||||` \
                stands, what is between that and `=======`";
    Some(Finding::new(Code::MergeConflict, place, message).help(help))
}

/// How many records hold something and are no lines of signs.
pub(super) fn rows(mut records: Records) -> u64 {
    let mut rows = 0;
    while let Some(record) = records.next() {
        rows += u64::from(!record.is_blank() && line(&record).is_none());
    }
    rows
}

/// Takes back what was said of rows and lines behind the beginning of a merge, up to its end.
pub(super) fn settle(desk: &mut Desk) {
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
