//! Items of a list that swallow the next one, for something else than `;` stands between them: a role that
//! holds an actor, a place in a source that holds a source, several actors each with a role.
//!
//! Invariant: pages, notes and words in small letters that nobody is called by are no other item.

use crate::check::lists::addresses;
use crate::check::lists::participants::is_role;
use crate::check::names::unicode::one_blank;
use crate::check::names::{Found, Names};
use crate::model::cells::trim;
use crate::model::is_address;
use crate::model::vocabulary::ROLES;

/// The texts in which a sign parts items.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum In {
    /// Roles, and actors with roles.
    Roles,
    /// Places in sources, to which `/` and `+` belong.
    Places,
    /// Lists of which nothing else is known.
    Lists,
    /// Tags, to which `/`, `&` and `and` belong, and addresses.
    Tags,
}

/// All of them.
const ALL: &[In] = &[In::Roles, In::Places, In::Lists, In::Tags];

/// What stands between items where `;` should, and in which texts.
const SIGNS: &[(char, &[In])] = &[
    (',', ALL),
    ('|', ALL),
    ('\n', ALL),
    ('\t', &[In::Roles, In::Places, In::Lists]),
    ('&', &[In::Roles, In::Places, In::Lists]),
    ('/', &[In::Roles, In::Lists]),
    ('+', &[In::Roles, In::Lists]),
    ('#', &[In::Lists]),
    ('\r', &[In::Lists]),
    ('；', ALL),
    ('，', ALL),
    ('、', ALL),
    ('،', ALL),
    ('؛', ALL),
];

/// Whether a sign parts items in such a text.
pub(in crate::check) fn is_sign(c: char, within: In) -> bool {
    SIGNS.iter().any(|(sign, places)| *sign == c && places.contains(&within))
}

/// What ends a line in a web page.
const BREAKS: &[&str] = &["<br>", "<br/>", "<br />", "<BR>"];

/// The ways to read a text as several items: parted by one separator throughout, or by all of them.
pub(in crate::check) fn ways(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let signs = SIGNS.iter().filter(|(sign, _)| text.contains(*sign));
    let by_one = signs.map(|(sign, _)| text.split(*sign).map(trim).collect());
    let by_and = text.contains(" and ").then(|| text.split(" and ").map(trim).collect());
    let by_all = std::iter::once_with(|| pieces(text, In::Lists).collect());
    let ways = by_one.chain(by_and).chain(by_all);
    ways.map(|mut way: Vec<&str>| {
        way.retain(|piece| !piece.is_empty());
        way
    })
    .filter(|way| way.iter().any(|piece| *piece != way[0])) // `Smith & Smith` is one
}

/// What a list without `;` is written with, where its signs alone prove that it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Sign {
    /// `A|B`, or the semicolon of Chinese or Arabic.
    Bar,
    /// An item on each line, be it of a web page.
    LineEnd,
    /// `['A', 'B']`, as programs write a list; `[[A]], [[B]]`, as pages of notes.
    Brackets,
    /// Two addresses of one kind, though somebody may have two.
    Addresses,
}

impl Sign {
    /// What is right of it.
    pub(in crate::check) fn help(self) -> &'static str {
        match self {
            Sign::Bar => SEPARATE,
            Sign::LineEnd => "separate actors by `;`, and write each on one line",
            Sign::Brackets => "separate actors by `;`, without brackets and quotes around them",
            Sign::Addresses => SEPARATE_OR,
        }
    }
}

/// What to do about several actors in one item.
pub(in crate::check) const SEPARATE: &str = "separate actors by `;`";

/// The same of sources.
pub(in crate::check) const SEPARATE_SOURCES: &str = "separate sources by `;`";

/// The same where it may be one after all.
pub(in crate::check) const SEPARATE_OR: &str =
    "separate actors by `;`; if this is one actor, add a row to actors.csv";

/// The signs of a list that no name holds.
pub(in crate::check) fn sign(text: &str) -> Option<Sign> {
    let is_bracketed =
        |quote| text.starts_with('[') && text[1..].starts_with(quote) && text.ends_with(']');
    let is_linked = text.starts_with("[[")
        && text.split_once("]]").is_some_and(|(_, rest)| rest.contains("[["));
    if is_linked || is_bracketed('\'') || is_bracketed('"') {
        return Some(Sign::Brackets);
    }
    match () {
        () if addresses::are_several(text) => Some(Sign::Addresses),
        () if is_parted(text.split(['|', '；', '؛'])) => Some(Sign::Bar),
        () if is_parted(text.split(['\n', '\r'])) => Some(Sign::LineEnd),
        () if BREAKS.iter().any(|sign| is_parted(text.split(sign))) => Some(Sign::LineEnd),
        () => None,
    }
}

fn is_parted<'t>(pieces: impl Iterator<Item = &'t str>) -> bool {
    pieces.filter(|piece| !trim(piece).is_empty()).nth(1).is_some()
}

/// Whether a text holds anything that may part items.
pub(in crate::check) fn may_be_several(text: &str) -> bool {
    let is_foreign = |c: char| !c.is_ascii() && is_sign(c, In::Lists);
    text.bytes().any(|byte| byte.is_ascii() && MAY_PART[usize::from(byte)])
        || text.contains(" and ")
        || !text.is_ascii() && text.contains(is_foreign)
}

/// Of each byte in ASCII, whether it may part items, or stands around them.
const MAY_PART: [bool; 128] = {
    let mut bytes = [false; 128];
    bytes[b'[' as usize] = true;
    bytes[b'<' as usize] = true;
    bytes[b'@' as usize] = true;
    let mut n = 0;
    while n < SIGNS.len() {
        let sign = SIGNS[n].0;
        if sign.is_ascii() {
            bytes[sign as usize] = true;
        }
        n += 1;
    }
    bytes
};

/// A text with a blank in the place of what ends a line.
pub(in crate::check) fn on_one_line(text: &str) -> String {
    let whole = BREAKS.iter().fold(text.to_string(), |text, sign| text.replace(sign, " "));
    one_blank(whole.into()).into_owned()
}

/// Whether a text is several addresses, and has no colon that is none of theirs.
pub(in crate::check) fn are_addresses(text: &str) -> bool {
    addresses::are_several(text) && !text.replace("://", "").replace("mailto:", "").contains(':')
}

/// The pieces of a text between what separates actors in one item.
pub(in crate::check) fn all_pieces(text: &str) -> impl Iterator<Item = &str> {
    pieces(text, In::Roles)
}

/// The pieces of such a text between its signs, `and` being one.
fn pieces(text: &str, within: In) -> impl Iterator<Item = &str> {
    let pieces = text.split(move |c| is_sign(c, within)).flat_map(|piece| piece.split(" and "));
    pieces.map(trim).filter(|piece| !piece.is_empty())
}

/// Whether a text is a role that annals knows, in capitals or not.
fn is_known_role(text: &str) -> bool {
    ROLES.iter().any(|role| role.name.eq_ignore_ascii_case(text))
}

/// Whether a text has the form of a role: a few words in small letters, or the initials of an office.
fn may_be_role(text: &str) -> bool {
    is_known_role(text)
        || !text.chars().any(char::is_uppercase)
        || !text.chars().any(char::is_lowercase)
}

/// What offices are in that have names of several words.
const INSTITUTIONS: [&str; 12] = [
    "ministry",
    "department",
    "office",
    "committee",
    "council",
    "commission",
    "agency",
    "bureau",
    "directorate",
    "ministère",
    "ministerium",
    "ministerio",
];

/// Whether what stands behind an actor is rather part of a name, for it is called as no person is: `Ministry
/// of Defence`, `Press Office`. `Foreign Minister`, `Head of Department` and `Council Member` are roles.
pub(in crate::check) fn is_of_name(role: &str) -> bool {
    let is_institution = |word: &str| {
        word.starts_with(char::is_uppercase) && INSTITUTIONS.contains(&&*word.to_lowercase())
    };
    let words: Vec<&str> = role.split(' ').filter(|word| !word.is_empty()).collect();
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    match words.as_slice() {
        [first, second, ..] if !is_capital(second) => is_institution(first),
        [.., last] => words.len() > 1 && words.iter().all(is_capital) && is_institution(last),
        [] => false,
    }
}

/// The actor that a role is, or holds behind a role or an actor.
pub(in crate::check) fn actor_in_role<'r>(role: &'r str, names: &Names) -> Option<&'r str> {
    if names.rows.is_empty() {
        return None;
    }
    let mut pieces = pieces(role, In::Roles);
    let first = pieces.next()?;
    if first == role {
        return is_actor(role, names).then_some(role);
    }
    let mut before = first;
    let mut is_another = |piece: &'r str| {
        let before = std::mem::replace(&mut before, piece);
        let is_of_office = is_word(piece)
            && is_behind_and(role, piece)
            && !is_known_role(before)
            && !is_actor(before, names);
        is_actor(piece, names) && !is_of_office // `minister of trade and industry`
    };
    (may_be_role(first) || is_actor(first, names))
        .then(|| pieces.find(|piece| is_another(piece)))
        .flatten()
}

/// Whether a piece of a text stands behind `and`.
fn is_behind_and(text: &str, piece: &str) -> bool {
    let before = text[..piece.as_ptr() as usize - text.as_ptr() as usize].trim_end();
    before.ends_with('&') || before.ends_with(" and")
}

fn is_word(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

/// Whether somebody is called so. A word in small letters is asked for among the ids alone: roles of one's
/// own are so common that names need not be looked up for them.
fn is_actor(text: &str, names: &Names) -> bool {
    match is_known_role(text) {
        true => false,
        false if is_word(text) => names.ids().find(text).is_some(),
        false => matches!(names.find(text), Found::Row(_) | Found::Ambiguous(_)),
    }
}

/// Marks the actors that a role holds as referred to.
pub(in crate::check) fn mark_actors(role: &str, names: &Names) {
    for piece in pieces(role, In::Roles).filter(|piece| is_actor(piece, names)) {
        mark(names.find(piece), names);
    }
}

/// The source that a place in another one holds, or an address; both are then referred to.
pub(in crate::check) fn source_in_place<'l>(place: &'l str, names: &Names) -> Option<&'l str> {
    // Browsers point to words of a page so.
    if !place.contains(|c| is_sign(c, In::Places)) && !place.contains(" and ")
        || place.starts_with(":~:")
    {
        return None;
    }
    let sources = || pieces(place, In::Places).skip(1).filter(|piece| is_source(piece, names));
    let first = sources().next()?;
    for piece in sources() {
        mark(names.find(without_place(piece)), names);
    }
    Some(if is_address(first) { first } else { without_place(first) })
}

/// Whether a piece is an address or the id of a source. Pages and letters are ids only with a place behind them.
fn is_source(piece: &str, names: &Names) -> bool {
    let id = without_place(piece);
    let is_telling = id != piece || id.len() > 1 && id.contains(|c: char| c.is_ascii_alphabetic());
    is_address(piece) || is_telling && names.ids().find(id).is_some()
}

fn without_place(piece: &str) -> &str {
    piece.split_once('#').map_or(piece, |(id, _)| trim(id))
}

fn mark(found: Found, names: &Names) {
    match found {
        Found::Row(row) => names.mark(row),
        Found::Ambiguous(shared) => {
            names.mark_shared(shared);
        }
        Found::Refused | Found::Nothing => {}
    }
}

/// The list that an item stands for which is one actor in several roles, all but the first known ones.
pub(in crate::check) fn actor_in_roles(item: &str) -> Option<String> {
    let (actor, roles) = item.rsplit_once(':')?;
    let mut names = pieces(actor, In::Roles);
    let actor = names.next().filter(|_| names.next().is_none())?;
    with_each_role(actor, roles)
}

/// The list of an actor with each of several roles, all but the first known ones, if a text is that.
pub(in crate::check) fn with_each_role(actor: &str, roles: &str) -> Option<String> {
    let roles: Vec<&str> = pieces(roles, In::Roles).collect();
    let (first, others) = roles.split_first()?;
    let are_roles = !others.is_empty()
        && (is_role(first) || is_known_role(first))
        && others.iter().all(|role| is_known_role(role));
    are_roles.then(|| list_of(actor, &roles))
}

/// An actor with each of these roles; with none, the actor.
pub(in crate::check) fn list_of(actor: &str, roles: &[&str]) -> String {
    let with_role = |role: &&str| format!("{actor}:{}", role.to_lowercase());
    let mut items: Vec<String> = roles.iter().map(with_role).collect();
    items.dedup();
    if items.is_empty() { actor.to_string() } else { items.join(";") }
}

/// Whether an item is several actors, one of them in a known role or two of them in any.
pub(in crate::check) fn is_several_in_roles(item: &str) -> bool {
    let role = |piece: &str| {
        let (head, role) = piece.rsplit_once(':').map(|(head, role)| (trim(head), trim(role)))?;
        let is_one = !head.is_empty() && !role.is_empty();
        (is_one && is_role(role)).then(|| is_known_role(role))
    };
    let roles: Vec<Option<bool>> = pieces(item, In::Roles).map(role).collect();
    let Some((last, before)) = roles.split_last() else { return false };
    let count = before.iter().flatten().count();
    count > 1 || count == 1 && last.is_some() || before.contains(&Some(true))
}
