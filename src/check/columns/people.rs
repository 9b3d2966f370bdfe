//! Columns of people under other names: who wrote, who was written to, who received whom.
//!
//! Invariant: columns are only proposed, and none whose cells are no names.

use crate::check::columns::contents::Filled;
use crate::check::columns::foreign_names::{all_plain, labelled, plain, words};
use crate::model::Field;

/// The role of those who stand in a column, blank where its name says none that annals knows, and what such
/// columns are called, as small letters.
const PEOPLE: [(&str, &str); 14] = [
    (
        "",
        "participants participant people persons person attendees attendee requiredattendees members who \
         minister ministers teilnehmer beteiligte personen personnes personne participantes personas persona partecipanti \
         участники учасники",
    ),
    ("", WRITTEN_TO),
    (
        "author",
        "sender senders absender expéditeur expediteur remitente mittente отправитель відправник",
    ),
    ("caller", "caller anrufer appelant"),
    ("callee", "callee angerufener"),
    ("chair", "chair chairs chairperson chairman vorsitz vorsitzender vorsitzende председатель"),
    (
        "guest",
        "guest guests gast gäste invité invités invitado invitados ospite ospiti гость гости гість гості",
    ),
    ("delegate", "delegate delegates delegierte"),
    ("host", "host hosts gastgeber hôte anfitrión anfitrion"),
    (
        "organizer",
        "organizer organizers meetingorganizer organiser organisers meetingorganiser veranstalter organisateur organizador организатор \
         організатор",
    ),
    ("invitee", "optionalattendees"),
    ("signatory", "signatory signatories unterzeichner signataire signataires firmante firmantes"),
    (
        "speaker",
        "speaker speakers redner rednerin orateur orateurs orador oradores oratore выступающие доповідачі",
    ),
    (
        "visitor",
        "visitor visitors besucher visiteur visiteurs visitante visitantes посетитель посетители",
    ),
];

const WRITTEN_TO: &str = "recipient recipients addressee addressees receiver empfänger adressat destinataire \
                          destinataires destinatario destinatarios destinatari адресат адресаты получатель \
                          адресати одержувач";

/// Who wrote, where there is somebody who was written to: else it may be who wrote the row.
const AUTHORS: &str =
    "author authors autor autoren verfasser auteur auteurs autore autori автор авторы автори";

/// Whom somebody met, where there is a column of those who did.
const MET: &str = "nameoforganisation nameoforganization nameofexternalorganisation \
                   nameofindividualororganisation";

/// Two sides that stand in a column each, which are called so only together.
const SIDES: [[&str; 2]; 4] = [
    ["sidea", "sideb"],
    ["actor1", "actor2"],
    ["actor1name", "actor2name"],
    ["sourcename", "targetname"],
];

/// The name that somebody has in the family, and those behind it: a second one, that of the family. As small letters.
const GIVEN: &str = "name first given fname firstname namefirst givenname forename vorname prénom prenom nombre \
                     nome имя імя";
const BEHIND: &str = "middle mname middlename namemid last lname surname lastname namelast familyname nachname \
                      familienname nom cognome apellido apellidos sobrenome отчество фамилия прізвище";

/// Letters of a name of a column from which on another word may stand before it: `Visitor Last Name`.
const TELLING: usize = 7;

/// The first two of some columns that are the parts of one name, called so; each stands with its role, blank
/// where it has none.
pub(crate) fn of_one_name<'n>(columns: &[(&'n str, &str)]) -> Option<[&'n str; 2]> {
    columns.iter().enumerate().find_map(|(n, (one, role))| {
        let is_other = |other: &str| !role.is_empty() && !other.is_empty() && *role != other;
        let mut behind = columns[n + 1..].iter().filter(|(_, role)| !is_other(role));
        behind.find(|(other, _)| are_of_one_name(one, other)).map(|(other, _)| [*one, *other])
    })
}

/// Whether two columns are the parts of one name; the words in front that both have are whose.
fn are_of_one_name(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let shared = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let (one, other) = (one[shared..].concat(), other[shared..].concat());
    let is = |names: &str, name: &str| {
        let ends = |known: &str| known.chars().count() >= TELLING && name.ends_with(known);
        names.split(' ').any(|known| known == name || ends(known))
    };
    let are = |one: &str, other: &str| is(GIVEN, one) && is(BEHIND, other);
    are(&one, &other) || are(&other, &one)
}

fn has(names: &str, name: &str) -> bool {
    names.split(' ').any(|known| known == name)
}

/// The role of those who stand in a column of this name, as small letters; `None`: it is none of people.
fn role(plain: &str) -> Option<&'static str> {
    let plain = labelled(plain);
    PEOPLE.iter().find(|(_, names)| has(names, plain)).map(|(role, _)| *role)
}

/// The same where it depends on what the other columns are called.
fn role_beside(plain: &str, all: &[String]) -> Option<&'static str> {
    let is_there = |name: &str| all.iter().any(|other| other == name);
    let any = |names: &str| all.iter().any(|other| has(names, other));
    let is_side = |sides: &[&str; 2]| sides.contains(&plain) && sides.iter().all(|n| is_there(n));
    if has(AUTHORS, plain) && any(WRITTEN_TO) {
        return Some("author");
    }
    let is_met = || has(MET, plain) && all.iter().any(|other| is_of_people(other));
    (is_met() || SIDES.iter().any(is_side)).then_some("")
}

/// Whether a column of this name, as small letters, is one of people.
pub(in crate::check) fn is_of_people(plain: &str) -> bool {
    role(plain).is_some()
}

/// What `--map` calls a column that goes into the list of actors: `sender:author`.
pub(crate) fn in_role(name: &str) -> String {
    with(name, role(&plain(name)).unwrap_or_default())
}

fn with(name: &str, role: &str) -> String {
    if role.is_empty() { name.to_string() } else { format!("{name}:{role}") }
}

/// What `--map` calls the columns that are the list of actors together, likeliest, where none is called so;
/// `filled` says how much stands in one of this number.
pub(crate) fn of_actors(
    names: &[String],
    filled: impl Fn(usize) -> Filled,
) -> Option<(Vec<usize>, String)> {
    if all_plain(names).iter().any(|name| name == Field::Actors.name()) {
        return None;
    }
    let found = columns(names).into_iter().filter(|(n, _)| filled(*n).is_names());
    let (columns, theirs): (Vec<usize>, Vec<String>) = found.unzip();
    (!columns.is_empty()).then(|| (columns, theirs.join("+")))
}

/// The columns of people by their names, and what `--map` calls each where it goes into the list of actors.
pub(in crate::check) fn columns(names: &[String]) -> Vec<(usize, String)> {
    let plain = all_plain(names);
    // Beside the names of those who stand in it a column has addresses.
    let is_named = |name: &str| plain.contains(&format!("{name}label"));
    let role = |name: &str| role(name).or_else(|| role_beside(name, &plain));
    let found = plain.iter().enumerate().filter_map(|(n, plain)| Some((n, role(plain)?)));
    let found = found.filter(|(n, _)| !is_named(&plain[*n]));
    found.map(|(n, role)| (n, with(&names[n], role))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::vocabulary::ROLES;

    #[test]
    fn every_role_of_a_column_is_a_known_one() {
        let is_known = |role: &str| role.is_empty() || ROLES.iter().any(|known| known.name == role);
        assert!(PEOPLE.iter().all(|(role, _)| is_known(role)));
    }

    #[test]
    fn parts_of_one_name_are_known_by_what_they_are_called() {
        for (one, other, expected) in [
            ("First Name", "Last Name", true),
            ("NAMELAST", "NAMEFIRST", true),
            ("Name", "Surname", true),
            ("Visitor first name", "visitor_last_name", true),
            ("Nachname", "Vorname", true),
            ("Prénom", "Nom", true),
            ("first", "last", true),
            ("fname", "lname", true),
            ("First", "Middle", true),
            ("Speaker first", "Speaker last", true),
            ("visitor_fname", "visitor_lname", true),
            ("Speaker first", "Host last", false),
            ("Name", "Organisation", false),
            ("Host", "Guest", false),
            ("First speaker", "Last speaker", false),
            ("Surname", "Host", false),
        ] {
            assert_eq!(are_of_one_name(one, other), expected, "{one}, {other}");
        }
    }

    #[test]
    fn columns_of_people_are_the_actors_together() {
        for (names, theirs) in [
            ("date,sender,recipient", Some("sender:author+recipient")),
            ("Absender,Empfänger,Datum", Some("Absender:author+Empfänger")),
            ("Date,Host,Guests,Place", Some("Host:host+Guests:guest")),
            ("date,author,addressee", Some("author:author+addressee")),
            ("date,title,participants", Some("participants")),
            ("date,title,author", None),
            ("date,actors,sender,recipient", None),
            ("Date,Minister,Name of organisation", Some("Minister+Name of organisation")),
            ("Date,Name of organisation,Place", None),
            ("Speaker,Organisation", Some("Speaker:speaker")),
            ("date,side_a,side_b", Some("side_a+side_b")),
            ("event_date,actor1,assoc_actor_1,actor2", Some("actor1+actor2")),
            ("Event Date,Source Name,Target Name", Some("Source Name+Target Name")),
            ("date,Source Name,side_a", None),
            ("date,participant,participantLabel", Some("participantLabel")),
            ("date,participant,signatoryLabel", Some("participant+signatoryLabel:signatory")),
            (
                "Meeting Organizer,Required Attendees,Optional Attendees",
                Some("Meeting Organizer:organizer+Required Attendees+Optional Attendees:invitee"),
            ),
        ] {
            let names: Vec<String> = names.split(',').map(str::to_string).collect();
            let found = of_actors(&names, |_| Filled::FULL).map(|(_, theirs)| theirs);
            assert_eq!(found.as_deref(), theirs, "{names:?}");
        }
        let counts = ["visitors".to_string(), "guests".to_string()];
        assert_eq!(of_actors(&counts, |_| Filled::BLANK), None);
    }
}
