//! Lines behind a whole row that are the rest of its last cell, such as the paragraphs of a summary.
//!
//! Invariant: a line is such a rest only if it is one cell, prose behind prose, and neither a date, an id nor
//! a remark; where a row may be a title alone, only if it reads otherwise than the titles do.

use crate::check::dates;
use crate::check::header::delimiter;
use crate::check::ids::is_id;
use crate::check::rows::cut::{Part, Short};
use crate::check::rows::swallowed::Shape;
use crate::model::Field;
use crate::model::cells::{Cell, line_ends, split_by, trim};
use crate::model::date::Date;

/// Lines that the row before a part may have.
const MOST_LINES: usize = 20;

/// The whole row before some parts, and those of them that are the rest of its last cell.
pub(in crate::check) fn of(shape: &Shape, text: &str, parts: &[Part]) -> Option<Vec<Part>> {
    let next = parts.first().filter(|part| part.cells == 1 && shape.columns > 1)?;
    let (whole, cells) = before(shape, text, &next.row)?;
    if !goes_on(shape, text, &cells, next) {
        return None;
    }
    let is_rest = |last: &Part, part: &Part| {
        let between = text.get(last.end..part.row.start).is_some_and(|t| trim(t).is_empty());
        between && part.cells == 1 && is_line(shape, text, part)
    };
    let more = parts.windows(2).take_while(|pair| is_rest(&pair[0], &pair[1])).count();
    let rest = &parts[..=more];
    let gap = &text.as_bytes()[whole.end..next.row.start];
    // What stands apart at the end of a file is a remark on all of it.
    if line_ends(gap) > 1 && trim(&text[rest[more].end..]).is_empty() {
        return None;
    }
    Some([&[whole], rest].concat())
}

/// The row right before another one, and its cells, if it has all of them.
pub(super) fn before(shape: &Shape, text: &str, row: &Short) -> Option<(Part, Vec<Cell>)> {
    let end = text[..row.start].trim_end_matches(['\n', '\r']).len();
    let gap = line_ends(&text.as_bytes()[end..row.start]);
    let (mut cells, mut start) = (Vec::new(), end);
    for _ in 0..MOST_LINES {
        start = memchr::memrchr2(b'\n', b'\r', &text.as_bytes()[..start]).map(|n| n + 1)?;
        let found = split_by(shape.delimiter, text, start, &mut cells);
        let is_odd = |cell: &Cell| !cell.quoted && text[cell.span()].contains('"');
        let is_whole = found.broken.is_none() && found.end == end && !cells.iter().any(is_odd);
        if is_whole {
            let record = row.record.checked_sub(gap)?;
            let lines = line_ends(&text.as_bytes()[start..row.start]);
            let first = Short { record, line: row.line.checked_sub(lines)?, start };
            let part = Part { row: first, cells: cells.len(), end };
            return (cells.len() == shape.columns).then_some((part, cells));
        }
        start = start.checked_sub(1)?;
    }
    None
}

/// Whether a line may be of a cell's text: no date, id or remark, nor a row that is separated otherwise.
fn is_line(shape: &Shape, text: &str, part: &Part) -> bool {
    let mut cells = Vec::new();
    split_by(shape.delimiter, text, part.row.start, &mut cells);
    let own = trim(&text[cells[0].span()]);
    !cells[0].quoted
        && !own.starts_with('#')
        && !Date::may_be(own)
        && !dates::is_word(own)
        && !is_id(own)
        && delimiter::of_row((text, &cells), shape.delimiter, shape.columns).is_none()
}

/// Whether a line goes on with the last cell of a row.
fn goes_on(shape: &Shape, text: &str, row: &[Cell], part: &Part) -> bool {
    let value = |cell: Option<&Cell>| cell.map_or("", |cell| trim(&text[cell.span()]));
    let own = trim(&text[part.row.start..part.end]);
    let (first, last) = (value(row.first()), value(row.last()));
    let is_small = |text: &str| text.starts_with(char::is_lowercase);
    // Without its date or id in front, a line is no row.
    let is_none = shape.dates.contains(&0) && Date::may_be(first)
        || shape.id == Some(0) && is_id(first) && first != Field::Id.name();
    let is_other = match (is_sentence(last), is_sentence(own)) {
        _ if is_none => is_small(own) || is_sentence(own),
        (true, true) => !is_sentence(first),
        (false, _) => is_small(own) && first.starts_with(char::is_uppercase),
        _ => false,
    };
    last.contains(char::is_whitespace) && is_other && is_line(shape, text, part)
}

/// Whether a text ends as sentences do.
fn is_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')']);
    text.contains(' ') && text.ends_with(['.', '!', '?', '…', '。', '！', '？'])
}
