//! The words annals knows for types, roles, kinds and statuses, and what each means for a tie.
//!
//! Types and roles are open: an unknown one is kept, is no contact and takes part. Kinds and
//! statuses are closed. A word is known whatever it holds that does not show, as web pages and word
//! processors leave it. Invariant: one row per word; the README's tables are checked against these.

use super::cells::is_hidden;

/// What stands for yes in a column whose name says the rest, in lower case.
pub(crate) const YES: [&str; 11] =
    ["yes", "y", "true", "1", "x", "ja", "wahr", "ein", "oui", "да", "так"];

/// The row a word names. Most words are known as they stand, so what does not show is looked for last.
fn named<T>(rows: &'static [T], name: fn(&T) -> &'static str, word: &str) -> Option<&'static T> {
    let find = |word: &str| rows.iter().find(|row| name(row) == word);
    find(word).or_else(|| find(&in_sight(word)?))
}

/// A word without what does not show, where it holds such.
fn in_sight(word: &str) -> Option<String> {
    let hides = !word.is_ascii() && word.contains(is_hidden);
    hides.then(|| word.replace(is_hidden, ""))
}

/// What annals knows of an event type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventType {
    /// The word in the `type` column, singular.
    pub name: &'static str,
    /// Whether it brings those who take part together.
    pub contact: bool,
    /// Whether they are in one place; by phone or video otherwise.
    pub in_person: bool,
    /// One line for the documentation.
    pub about: &'static str,
}

const fn contact(name: &'static str, in_person: bool, about: &'static str) -> EventType {
    EventType { name, contact: true, in_person, about }
}

const fn other(name: &'static str, about: &'static str) -> EventType {
    EventType { name, contact: false, in_person: false, about }
}

/// Every known type, contacts first.
pub const TYPES: &[EventType] = &[
    contact("call", false, "by telephone or video"),
    contact("meeting", true, "two or more come together"),
    contact("visit", true, "one goes to another"),
    contact("summit", true, "leaders come together"),
    contact("talks", true, "delegations negotiate"),
    contact("ceremony", true, "a parade, funeral, signing with guests"),
    other("agreement", "a text signed or agreed"),
    other("announcement", "something made known, often a plan"),
    other("appointment", "somebody is given an office"),
    other("arrest", "somebody is detained"),
    other("conference", "a gathering too large to tie everybody to everybody"),
    other("election", "a vote for office"),
    other("exchange", "of prisoners, notes or fire"),
    other("interview", "answers given to a medium"),
    other("protest", "people demonstrate"),
    other("publication", "a text comes out"),
    other("report", "a medium says that something happened"),
    other("sanction", "a measure against somebody"),
    other("statement", "something said in public"),
    other("strike", "an attack, or a stoppage of work"),
    other("trial", "a court hears a case"),
    other("vote", "a body decides"),
];

/// What annals knows of a type written in the data; `None` for a word of the curator's own.
pub fn event_type(name: &str) -> Option<&'static EventType> {
    named(TYPES, |t| t.name, name)
}

/// How an actor stands to an event by its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Takes part, in person where the type is.
    TakesPart,
    /// Takes part by telephone or video, whatever the type.
    ByPhone,
    /// Is talked about, was invited or stood by: no tie.
    Absent,
    /// Only tells of it: no tie.
    Reports,
}

impl Part {
    /// Whether the actor is counted in ties of kind *met*.
    pub fn takes_part(self) -> bool {
        matches!(self, Part::TakesPart | Part::ByPhone)
    }

    /// In words, for the documentation.
    pub fn words(self) -> &'static str {
        match self {
            Part::TakesPart => "takes part",
            Part::ByPhone => "takes part by phone or video",
            Part::Absent => "absent",
            Part::Reports => "only reports",
        }
    }
}

/// What annals knows of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// The word after the last `:` of an item.
    pub name: &'static str,
    /// What it means for ties.
    pub part: Part,
    /// One line for the documentation.
    pub about: &'static str,
}

const fn role(name: &'static str, part: Part, about: &'static str) -> Role {
    Role { name, part, about }
}

/// The role of those who have none.
pub const PARTICIPANT: &str = "participant";

/// Every known role, grouped by part.
pub const ROLES: &[Role] = &[
    role(PARTICIPANT, Part::TakesPart, "takes part; the same as no role"),
    role("caller", Part::TakesPart, "made the call"),
    role("callee", Part::TakesPart, "was called"),
    role("chair", Part::TakesPart, "presided, alone or with others"),
    role("companion", Part::TakesPart, "came along with another"),
    role("delegate", Part::TakesPart, "member of a delegation"),
    role("guest", Part::TakesPart, "was received"),
    role("host", Part::TakesPart, "received the others"),
    role("initiator", Part::TakesPart, "asked for it or set it off"),
    role("lead-delegate", Part::TakesPart, "headed a delegation"),
    role("mediator", Part::TakesPart, "went between the parties"),
    role("negotiator", Part::TakesPart, "negotiated"),
    role("organizer", Part::TakesPart, "arranged it"),
    role("signatory", Part::TakesPart, "signed"),
    role("speaker", Part::TakesPart, "spoke in public"),
    role("visitor", Part::TakesPart, "travelled there"),
    role("by-phone", Part::ByPhone, "joined by phone or video: no meeting in person"),
    role("bystander", Part::Absent, "was near, took no part"),
    role("expected", Part::Absent, "said to be coming to a contact that no source says took place"),
    role("invitee", Part::Absent, "was asked to come"),
    role("mentioned", Part::Absent, "named in passing"),
    role("principal", Part::Absent, "somebody else acts or speaks for them"),
    role("subject", Part::Absent, "is talked about or acted upon"),
    role("announcer", Part::Reports, "made it known"),
    role("author", Part::Reports, "wrote it"),
    role("briefer", Part::Reports, "told the press of it"),
    role("commenter", Part::Reports, "spoke of it, neither confirming nor denying"),
    role("denier", Part::Reports, "says it did not happen"),
    role("publisher", Part::Reports, "published it"),
    role("reporter", Part::Reports, "is the source of a claim, relays it or asks the questions"),
];

/// What annals knows of a role written in the data; `None` for a word of the curator's own.
pub fn known_role(name: &str) -> Option<&'static Role> {
    named(ROLES, |r| r.name, name)
}

/// What a role written in the data means for ties; an unknown one takes part.
pub fn part_of_role(name: &str) -> Part {
    known_role(name).map_or(Part::TakesPart, |r| r.part)
}

/// The kinds of actor (closed; blank is allowed).
pub const KINDS: &[&str] = &["person", "organization", "state", "group", "media"];

/// The kind of actor that a cell names, in capitals or not; `None` for another word.
pub fn known_kind(name: &str) -> Option<&'static str> {
    let find = |word: &str| {
        let word = if word.eq_ignore_ascii_case("organisation") { "organization" } else { word };
        KINDS.iter().find(|kind| kind.eq_ignore_ascii_case(word)).copied()
    };
    find(name).or_else(|| find(&in_sight(name)?))
}

/// How far an event is established.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Blank or `reported`: said by a source, not disputed.
    Reported,
    /// Not in dispute.
    Confirmed,
    /// Claimed, neither confirmed nor rejected.
    Alleged,
    /// Claimed by some, rejected by others.
    Disputed,
    /// Shown not to have happened.
    Refuted,
    /// Meant to happen.
    Planned,
    /// Was planned, did not happen.
    Cancelled,
    /// A word that is none of these: an error, counted as not confirmed.
    Unknown,
}

/// What a status means for the count of a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Counts.
    Counts,
    /// Counts apart, as not confirmed.
    Unconfirmed,
    /// Makes no tie.
    None,
}

impl Status {
    /// The words of the `status` column, in the order of the documentation.
    pub const WRITTEN: &[(&'static str, Status)] = &[
        ("reported", Status::Reported),
        ("confirmed", Status::Confirmed),
        ("alleged", Status::Alleged),
        ("disputed", Status::Disputed),
        ("refuted", Status::Refuted),
        ("planned", Status::Planned),
        ("cancelled", Status::Cancelled),
    ];

    /// Other spellings of them.
    const ALSO: &[(&'static str, Status)] = &[("canceled", Status::Cancelled)];

    /// The status a cell means, in capitals or not; blank is *reported*.
    pub fn of(cell: &str) -> Status {
        if cell.is_empty() {
            return Status::Reported;
        }
        let known = Status::named(cell).or_else(|| Status::named(&in_sight(cell)?));
        known.unwrap_or(Status::Unknown)
    }

    fn named(word: &str) -> Option<Status> {
        let exact = Status::WRITTEN.iter().find(|(name, _)| *name == word);
        let known = exact.or_else(|| {
            let mut all = Status::WRITTEN.iter().chain(Status::ALSO);
            all.find(|(name, _)| name.eq_ignore_ascii_case(word))
        });
        known.map(|(_, status)| *status)
    }

    /// The word for it; none for an unknown one.
    pub fn name(self) -> Option<&'static str> {
        Status::WRITTEN.iter().find(|(_, status)| *status == self).map(|(name, _)| *name)
    }

    /// What it means for the count of a tie.
    pub fn weight(self) -> Weight {
        match self {
            Status::Reported | Status::Confirmed => Weight::Counts,
            Status::Alleged | Status::Disputed | Status::Planned | Status::Unknown => {
                Weight::Unconfirmed
            }
            Status::Refuted | Status::Cancelled => Weight::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_known_in_capitals_and_in_american_spelling() {
        for (name, status) in Status::WRITTEN {
            assert_eq!(Status::of(name), *status);
            assert_eq!(Status::of(&name.to_uppercase()), *status);
            assert_eq!(status.name(), Some(*name));
        }
        assert_eq!(Status::of("Canceled"), Status::Cancelled);
        for other in ["Passed", "cancel", "reported "] {
            assert_eq!(Status::of(other), Status::Unknown);
        }
    }

    #[test]
    fn a_kind_is_known_in_capitals_and_in_british_spelling() {
        for kind in KINDS {
            assert_eq!(known_kind(&kind.to_uppercase()), Some(*kind));
        }
        assert_eq!(known_kind("Organisation"), Some("organization"));
        for other in ["", "persons", "Organisations", "woman"] {
            assert_eq!(known_kind(other), None);
        }
    }

    #[test]
    fn a_word_is_known_with_what_does_not_show_in_it() {
        assert_eq!(Status::of("cancel\u{ad}led"), Status::Cancelled);
        assert_eq!(Status::of("C\u{200b}anceled"), Status::Cancelled);
        assert_eq!(Status::of("can\u{ad}cel"), Status::Unknown);
        assert_eq!(event_type("cal\u{200b}l").map(|t| t.name), Some("call"));
        assert_eq!(part_of_role("sub\u{ad}ject"), Part::Absent);
        assert_eq!(known_kind("per\u{ad}son"), Some("person"));
        assert_eq!(known_kind("PER\u{ad}SON"), Some("person"));
        for other in ["cäll", "cal l", "call\u{301}"] {
            assert!(event_type(other).is_none() && known_kind(other).is_none(), "{other}");
        }
    }
}
