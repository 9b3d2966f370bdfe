//! Items of a list that are part of a name or address, or two of them, where no table tells: the `;` of
//! `&amp;` and of an address separates items like any other.
//!
//! Invariant: of one cell one such item is told, for the others follow from the same cause.

use std::ops::Range;

use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding, quoted};
use crate::check::lists::addresses::parts_addresses;
use crate::check::lists::separators::SEPARATE_SOURCES;
use crate::model::{Place, Table, addresses, is_address};

/// What was seen in the items of a cell so far.
pub(in crate::check) struct Torn {
    of: Table,
    is_told: bool,
}

impl Torn {
    /// Of a cell of actors or sources.
    pub(in crate::check) fn of(table: Table) -> Torn {
        Torn { of: table, is_told: false }
    }

    /// Says of the item at a span of the value of a cell that it is torn, if it is the first of them.
    pub(in crate::check) fn look(
        &mut self,
        (value, item): (&str, Range<usize>),
        place: &dyn Fn(Range<usize>) -> Place,
        desk: &mut Desk,
    ) {
        if self.is_told {
            return;
        }
        let text = &value[item.clone()];
        if let Some((message, help)) = torn(text, &value[..item.start], self.of) {
            self.is_told = true;
            let finding = Finding::new(Code::TornItem, place(0..text.len()), message);
            desk.put(finding.help(help));
        }
    }
}

/// What an item is, and what would be right; `before` is what stands before it in the cell.
/// Of actors it is told elsewhere that they are several.
fn torn(item: &str, before: &str, of: Table) -> Option<(String, &'static str)> {
    if let Some(name) = cut_sign(item) {
        let message =
            format!("{} ends in `&{name}`, which web pages write for a sign", quoted(item));
        return Some((message, SIGN_ITSELF));
    }
    if of == Table::Sources && holds_another(item) {
        let message = format!("two sources in one item: {}", quoted(item));
        return Some((message, SEPARATE_SOURCES));
    }
    let previous = before.strip_suffix(';').map(|all| all.rsplit(';').next().unwrap_or(all))?;
    let is_end = is_address(previous.trim()) && is_parameter(item);
    let message = format!("{} seems to be the end of the address before it", quoted(item));
    is_end.then_some((message, "write a `;` in an address as `%3B`"))
}

/// What to do about an item that ends in the name of a sign.
pub(in crate::check) const SIGN_ITSELF: &str = "write the sign itself in the place of `&...;`";

/// The name of a sign of web pages in which an item ends, for its `;` has cut the item: `Zuzana &amp`.
pub(in crate::check) fn cut_sign(item: &str) -> Option<&str> {
    item.rsplit_once('&').map(|(_, name)| name).filter(|name| is_sign(name))
}

/// Whether a word behind `&` is the name or number of a sign in HTML; `AT&T` ends in none.
fn is_sign(name: &str) -> bool {
    const SIGNS: &[&str] = &[
        "amp", "lt", "gt", "quot", "apos", "nbsp", "ndash", "mdash", "hellip", "lsquo", "rsquo",
        "ldquo", "rdquo", "laquo", "raquo", "szlig", "aelig", "AElig", "oelig", "OElig", "euro",
    ];
    const ACCENTS: &[&str] =
        &["acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "slash", "caron"];
    let is_letter =
        |letter: &str| matches!(letter.as_bytes(), [byte] if byte.is_ascii_alphabetic());
    match name.strip_prefix('#') {
        Some(number) => is_number(number),
        None if SIGNS.contains(&name) => true,
        None => ACCENTS.iter().any(|accent| name.strip_suffix(accent).is_some_and(is_letter)),
    }
}

/// `39`, `x27`.
fn is_number(text: &str) -> bool {
    let (digits, radix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (text, 10),
    };
    !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix))
}

/// Whether an address, or a place in a source, has another address behind it; archives have one within theirs.
pub(in crate::check) fn holds_another(item: &str) -> bool {
    let is_one = |before: &str| match is_address(item) {
        true => before.ends_with(parts_addresses),
        false => before.contains('#') && before.trim_end().ends_with(','),
    };
    addresses(item).any(|at| is_one(&item[..at]))
}

/// `jsessionid=1`.
fn is_parameter(item: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    !item.contains(char::is_whitespace)
        && item.split_once('=').is_some_and(|(name, _)| is_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_hold_an_ampersand_and_addresses_within_addresses_are_whole() {
        for item in [
            "AT&T",
            "R&D",
            "Marks & Spencer",
            "Smith&amp",
            "Ann O&#39",
            "O&#x2019",
            "Andr&eacute",
            "https://x.org/?a=1&b",
            "https://web.archive.org/web/2020/https://x.org/b",
            "https://x.org/a, https://x.org/b",
            "https://x.org/a,b|c",
            "https://x.org/a|https://x.org/b",
            "Daily#p. 2, https://x.org/b",
            "Daily, https://x.org/b",
            "Daily#quoted at https://x.org/b",
            "&",
            "&#",
        ] {
            let is_torn = [
                "Smith",
                "Ann",
                "O&#x",
                "Andr",
                "https://x.org/a, ",
                "https://x.org/a|",
                "Daily#p.",
            ];
            let expected = is_torn.iter().any(|start| item.starts_with(start));
            assert_eq!(torn(item, "", Table::Sources).is_some(), expected, "{item}");
        }
        assert!(torn("jsessionid=1", "https://x.org/a;", Table::Sources).is_some());
        for (item, before) in [
            ("E = mc", "https://x.org/a;"),
            ("jsessionid=1", "https://x.org/a; "),
            ("jsessionid=1", "AP;"),
            ("https://x.org/?a=1", "https://x.org/a;"),
        ] {
            assert_eq!(torn(item, before, Table::Sources), None, "{item}");
        }
    }
}
