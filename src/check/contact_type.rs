//! Types that are nearly known ones, and contacts that a type of several words names: `state visit`, `Phone call`.
//! Unknown, it would tie nobody.
//!
//! Invariant: the contact is what the words tell of: none that they only begin with (`meeting minutes`),
//! and no call that is none by telephone (`roll call`).

use crate::check::finding::{Code, Finding, quoted};
use crate::model::Place;
use crate::model::vocabulary::{TYPES, event_type};

/// Words before `call` that make something else of it.
const OTHER_CALLS: [&str; 10] = [
    "bird", "casting", "clarion", "courtesy", "curtain", "house", "margin", "open", "port", "roll",
];

/// Words behind a contact that say with whom, where or on what.
const BEHIND: [&str; 8] = ["at", "between", "by", "in", "of", "on", "to", "with"];

/// Those of them behind which a call is one by telephone.
const BEHIND_CALL: [&str; 3] = ["between", "by", "with"];

/// The contact named in a type of several words.
pub(super) fn named_in(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase().replace(" - ", "/");
    let is_sign = |c: char| !c.is_alphanumeric() && !is_joint(c);
    word.split(is_sign).filter_map(of_part).next_back()
}

/// What is said of a type that is nearly a known one, and what would follow if that was meant.
pub(super) fn near_miss(word: &str, meant: &str, place: Place) -> Finding {
    let message = format!("unknown type {}; is `{meant}` meant?", quoted(word));
    let finding = Finding::new(Code::NearMissType, place, message);
    match event_type(meant).is_some_and(|kind| kind.contact) {
        true => finding.help(format!("`{meant}` is a contact: it ties those who take part in it")),
        false => finding,
    }
}

/// What may stand between the words of one name.
fn is_joint(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '_')
}

/// The contact that some words tell of.
fn of_part(part: &str) -> Option<&'static str> {
    let words: Vec<&str> = part.split(is_joint).filter(|word| !word.is_empty()).collect();
    let cut = words.iter().position(|word| BEHIND.contains(word)).unwrap_or(words.len());
    let (last, before) = words[..cut].split_last()?;
    let contact = TYPES.iter().find(|t| t.contact && t.name == *last)?.name;
    let is_other = contact == "call"
        && (before.last().is_some_and(|word| OTHER_CALLS.contains(word))
            || words.get(cut).is_some_and(|word| !BEHIND_CALL.contains(word)));
    (!is_other).then_some(contact)
}

#[cfg(test)]
mod tests {
    use super::named_in;

    #[test]
    fn a_type_of_several_words_is_the_contact_that_it_tells_of() {
        for (word, contact) in [
            ("state visit", Some("visit")),
            ("Phone call", Some("call")),
            ("phone-call", Some("call")),
            ("video_call", Some("call")),
            ("call (video)", Some("call")),
            ("Call - video", Some("call")),
            ("call with the press", Some("call")),
            ("Meeting/online", Some("meeting")),
            ("meeting of ministers", Some("meeting")),
            ("visit to Moscow", Some("visit")),
            ("visit, talks", Some("talks")),
            ("peace\u{a0}talks", Some("talks")),
            ("roll-call", None),
            ("Roll call", None),
            ("roll-call vote", None),
            ("port-call", None),
            ("call-up", None),
            ("call for papers", None),
            ("call to action", None),
            ("meeting minutes", None),
            ("summit declaration", None),
            ("visitor", None),
            ("with call", None),
        ] {
            assert_eq!(named_in(word), contact, "{word}");
        }
    }
}
