//! Addresses in a text: of mail, of the web, and names that begin with `@`.
//!
//! Invariant: the same address twice is one, and so are one of mail and one of the web.

use crate::check::lists::separators::{In, is_sign};
use crate::model::is_address;

/// What stands around an address, besides signs that part items.
const AROUND: &[char] = &[';', '<', '>', '(', ')', '[', ']', '{', '}', '"', '\''];

/// What parts addresses of mail, and belongs to those of the web.
const IN_WEB: &[char] = &['/', '&'];

/// What an address is of.
#[derive(Clone, Copy)]
enum Kind {
    Mail,
    Web,
    /// `@anna`.
    Handle,
}

/// Whether a text holds two addresses of one kind: `a@x.org, b@x.org`, `@anna @bert`.
pub(in crate::check) fn are_several(text: &str) -> bool {
    if !text.contains('@') && !text.contains("://") {
        return false;
    }
    let mut first: [Option<&str>; 3] = [None; 3];
    words(text).any(|word| {
        let word = word.trim_end_matches(['.', ':', '/']);
        let word = word.strip_prefix("mailto:").unwrap_or(word);
        kind(word).is_some_and(|kind| {
            !first[kind as usize].get_or_insert(word).eq_ignore_ascii_case(word)
        })
    })
}

/// Whether a sign parts one address from another.
pub(in crate::check) fn parts_addresses(c: char) -> bool {
    c.is_whitespace() || is_sign(c, In::Tags)
}

/// What may be an address each.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| parts_addresses(c) || AROUND.contains(&c));
    words.flat_map(|word| {
        let is_web = word.contains("://");
        word.split(move |c| !is_web && IN_WEB.contains(&c))
    })
}

fn kind(word: &str) -> Option<Kind> {
    let is_name = |text: &str| text.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    if is_address(word) {
        return Some(Kind::Web);
    }
    match word.split_once('@')? {
        ("", name) => is_name(name).then_some(Kind::Handle),
        (_, host) => (is_name(host) && host.contains('.')).then_some(Kind::Mail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_addresses_of_one_kind_are_several_however_they_are_parted() {
        for text in [
            "a.b@x.org, c.d@y.org",
            "a@x.org b@x.org",
            "a@x.org/b@x.org",
            "a@x.org & b@x.org",
            "Ann Lee <a@x.org>, Bob Day <b@y.org>",
            "Ann <mailto:a@x.org> and Bob <mailto:b@x.org>",
            "http://w.org/Q1, http://w.org/Q2",
            "Jane (https://w.org/a) Bob (https://w.org/b)",
            "[Jane](https://w.org/a), [Bob](https://w.org/b)",
            "@anna, @bert",
            "@anna@x.org @bert@x.org",
        ] {
            assert!(are_several(text), "{text}");
        }
    }

    #[test]
    fn one_address_is_one_whatever_it_holds_and_however_often_it_is_written() {
        for text in [
            "Ann Lee <a@x.org>",
            "\"a@x.org\" <A@x.org>",
            "a@x.org<mailto:a@x.org>",
            "Ann (a@x.org, https://x.org/ann, @ann)",
            "[https://x.org/](https://x.org)",
            "https://web.archive.org/web/2020/https://x.org/b",
            "https://x.org/a,b|c",
            "https://x.org/?to=a@x.org&cc=b@x.org",
            "A @ B @ C",
            "Lions @ Bears",
            "@anna",
            "@",
            "a@b, c@d",
            "Ada Brook, Ben Reed",
        ] {
            assert!(!are_several(text), "{text}");
        }
    }
}
