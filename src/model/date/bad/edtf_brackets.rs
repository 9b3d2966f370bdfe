//! Brackets around parts of a date, as drafts of EDTF have them: `2011-(06-04)~`, `(2004)?-06-04~`.
//!
//! Invariant: each part keeps its own marks, and no other.

use super::doubt::{Doubt, unmarked};

/// `2011-(06-04)~` marks each part in the brackets: `2011-~06-~04`.
pub(super) fn grouped(text: &str) -> String {
    let ends = text.split('/').map(|end| ungrouped(end).unwrap_or_else(|| end.to_owned()));
    ends.collect::<Vec<_>>().join("/")
}

/// A part of a date of a draft: its mark is its own, where brackets around it are closed.
#[derive(Default)]
struct Part {
    digits: String,
    doubt: Doubt,
    is_closed: bool,
}

/// One date with brackets. A mark behind them is of all parts in them; another is of the parts in front
/// that no brackets hold.
fn ungrouped(text: &str) -> Option<String> {
    let mut parts = vec![Part::default()];
    let (mut open, mut closed) = (Vec::new(), None);
    for (at, letter) in text.char_indices() {
        let last = parts.len() - 1;
        match letter {
            '(' if parts[last].digits.is_empty() => open.push(last),
            ')' => {
                let start = open.pop()?;
                parts[start..].iter_mut().for_each(|part| part.is_closed = true);
                closed = Some(start);
            }
            '?' | '~' | '%' => {
                let doubt = unmarked(&text[at..=at]).1;
                let start = closed.or(open.last().copied()).unwrap_or(0);
                let marked = parts[start..].iter_mut();
                for part in marked.filter(|part| closed.is_some() || !part.is_closed) {
                    part.doubt = part.doubt.and(doubt);
                }
            }
            '-' if !parts[last].digits.is_empty() => {
                parts.push(Part::default());
                closed = None;
            }
            _ if closed.is_none() => parts[last].digits.push(letter),
            _ => return None,
        }
    }
    let is_grouped = open.is_empty() && parts.iter().any(|part| part.is_closed);
    is_grouped.then(|| in_standard(&parts))
}

/// The parts with the mark of each; one mark where all have the same, nothing where none has one.
fn in_standard(parts: &[Part]) -> String {
    let sign = parts[0].doubt.sign();
    let digits: Vec<_> = parts.iter().map(|part| part.digits.as_str()).collect();
    if parts.iter().all(|part| part.doubt == parts[0].doubt) {
        return if sign.is_empty() { String::new() } else { digits.join("-") + sign };
    }
    let year = format!("{}{sign}", digits[0]);
    let others = parts[1..].iter().map(|part| format!("-{}{}", part.doubt.sign(), part.digits));
    std::iter::once(year).chain(others).collect()
}
