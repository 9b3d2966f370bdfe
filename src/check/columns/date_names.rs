//! What the name of a column says of a date: which part of it, and whether of its start or its end.
//!
//! Invariant: only names are looked at; whether cells bear them out is asked elsewhere.

use std::collections::BTreeSet;

use crate::check::columns::foreign_names::{OTHER_DAYS, is_end, plain, words};

/// What a column says of a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::check) enum Part {
    Date,
    Year,
    Month,
    Day,
    Time,
    /// A date or a time, which cells tell: `From`, `Beginn`.
    Open,
}

/// A part of a date, told by the name of its column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::check) struct Role {
    pub(in crate::check) part: Part,
    pub(in crate::check) is_end: bool,
    /// The word for start or end in the name, or the language: parts of one date have the same.
    pub(in crate::check) side: &'static str,
    /// Words of the name besides: a start and its end have the same.
    pub(in crate::check) rest: String,
    /// Whether the name may be meant otherwise, so that cells must bear it out.
    pub(in crate::check) is_open: bool,
}

impl Role {
    /// Whether it is the end of a whole date that is called by more than a word for that.
    pub(in crate::check) fn is_end_of_name(&self) -> bool {
        let is_whole = matches!(self.part, Part::Date | Part::Open);
        self.is_end && is_whole && !self.rest.is_empty()
    }

    /// Whether the name says that it is the start of what has an end: `Begin Date`, no mere `Date`.
    pub(in crate::check) fn is_start(&self) -> bool {
        !self.is_end && !matches!(self.side, "" | "event")
    }

    /// Whether it is the start of what has this end, by its name: `date_from` of `date_to`.
    pub(in crate::check) fn is_start_of(&self, end: &Role) -> bool {
        self.is_start() && (self.part, &self.rest) == (end.part, &end.rest)
    }
}

/// How parts are called, as small letters.
const PARTS: [(&str, Part); 11] = [
    ("date", Part::Date),
    ("datum", Part::Date),
    ("year", Part::Year),
    ("yr", Part::Year),
    ("month", Part::Month),
    ("mon", Part::Month),
    ("mo", Part::Month),
    ("day", Part::Day),
    ("dy", Part::Day),
    ("time", Part::Time),
    ("uhrzeit", Part::Time),
];

/// Words for a time of day in other languages, some of which are also for a span of time.
#[rustfmt::skip]
const TIMES: [&str; 16] = [
    "zeit", "heure", "hora", "horario", "horário", "ora", "orario", "время", "час", "godzina", "tijd", "tid",
    "时间", "時間", "時刻", "시간",
];

/// Year, month and day in other languages.
const LANGUAGES: [(&str, [&[&str]; 3]); 6] = [
    ("de", [&["jahr"], &["monat"], &["tag"]]),
    ("fr", [&["année", "annee"], &["mois"], &["jour"]]),
    ("es", [&["año", "ano"], &["mes"], &["día", "dia"]]),
    ("it", [&["anno"], &["mese"], &["giorno"]]),
    ("ru", [&["год"], &["месяц"], &["день"]]),
    ("uk", [&["рік"], &["місяць"], &["день"]]),
];

/// Words for a date in names that have others besides.
const DATES: [&str; 2] = ["fecha", "дата"];

/// The part of a date that a word in small letters is, in any language.
pub(in crate::check) fn part_of(word: &str) -> Option<Part> {
    let parts = [Part::Year, Part::Month, Part::Day];
    let known = PARTS.iter().find(|(name, _)| *name == word).map(|(_, part)| *part);
    let mut foreign = LANGUAGES.iter().flat_map(|(_, names)| names.iter().zip(parts));
    known
        .or_else(|| foreign.find(|(names, _)| names.contains(&word)).map(|(_, part)| part))
        .or_else(|| DATES.contains(&word).then_some(Part::Date))
}

/// Whether a word in small letters is one for a date.
pub(in crate::check) fn is_date(word: &str) -> bool {
    part_of(word) == Some(Part::Date)
}

const STARTS: [&str; 8] = ["", "start", "begin", "beg", "st", "event", "from", "i"];
const ENDS: [&str; 2] = ["end", "until"];

/// Words for a start that stand by themselves in a name.
const START_WORDS: [&str; 23] = [
    "start",
    "started",
    "first",
    "begin",
    "beg",
    "st",
    "from",
    "von",
    "ab",
    "beginn",
    "anfang",
    "début",
    "debut",
    "desde",
    "inicio",
    "inizio",
    "начало",
    "начала",
    "початок",
    "початку",
    "від",
    "rozpoczęcia",
    "rozpoczęcie",
];

/// The same for an end.
pub(in crate::check) const END_WORDS: [&str; 29] = [
    "end",
    "ended",
    "until",
    "till",
    "to",
    "last",
    "stop",
    "finish",
    "bis",
    "ende",
    "fin",
    "hasta",
    "fim",
    "fine",
    "einde",
    "slut",
    "конец",
    "конца",
    "окончание",
    "окончания",
    "кінець",
    "кінця",
    "закінчення",
    "до",
    "término",
    "termino",
    "zakończenia",
    "zakończenie",
    "koniec",
];

/// Words of both that are of days only: a `last year` and a `finish time` are no ends.
const OF_DAYS: [&str; 4] = ["first", "last", "stop", "finish"];

/// Words that tell no date from another: `Event date`, `Date of the end`.
const SMALL_WORDS: [&str; 5] = ["event", "of", "the", "de", "del"];

/// The part of a date that a column of this name is, beside others whose names are there, as small letters;
/// `StYear1` is that of the first of several dates.
pub(in crate::check) fn role(name: &str, is_there: impl Fn(&str) -> bool) -> Option<Role> {
    let plain = plain(name);
    let plain = plain.strip_suffix('1').unwrap_or(&plain);
    let known =
        |part, is_end, side| Role { part, is_end, side, rest: String::new(), is_open: false };
    let sides = STARTS.map(|side| (side, false)).into_iter().chain(ENDS.map(|side| (side, true)));
    for (side, is_end) in sides {
        let behind = plain.strip_prefix(side);
        let before = plain.strip_suffix(side).filter(|_| side.len() > 1);
        let is = |part: &str| behind == Some(part) || before == Some(part);
        if let Some((_, part)) = PARTS.iter().find(|(name, _)| is(name)) {
            return Some(known(*part, is_end, side));
        }
        if TIMES.iter().any(|name| is(name)) {
            return Some(Role { is_open: true, ..known(Part::Time, is_end, side) });
        }
    }
    if is_end(name) {
        return Some(known(Part::Date, true, "end"));
    }
    in_language(plain, is_there).or_else(|| by_words(name))
}

/// Whether a column of this name holds the years of dates: `Year`, `Jahr`.
pub(crate) fn is_year(name: &str) -> bool {
    let is_year = |role: Role| role.part == Part::Year && !role.is_end && role.rest.is_empty();
    role(name, |_| false).is_some_and(is_year)
}

/// `Jahr`, `Mois`; a day that two languages have is of the one whose month is among the names.
fn in_language(plain: &str, is_there: impl Fn(&str) -> bool) -> Option<Role> {
    let parts = [Part::Year, Part::Month, Part::Day];
    LANGUAGES.iter().find_map(|(side, names)| {
        let part = parts[names.iter().position(|names| names.contains(&plain))?];
        // `Tag` alone is a word for selection.
        let is_meant = part == Part::Year || names[1].iter().any(|month| is_there(month));
        let role = Role { part, is_end: false, side, rest: String::new(), is_open: true };
        is_meant.then_some(role)
    })
}

/// `Launch Time`, `date_to`, `dyad_st_year`, `von`.
fn by_words(name: &str) -> Option<Role> {
    let (mut part, mut side, mut rest) = (None, None, Vec::new());
    let known = |words: &[&'static str], word: &str| words.iter().find(|w| **w == word).copied();
    let mut words = words(name);
    if let Some(of_date) = of_date(&words) {
        part = Some(of_date);
        words.retain(|word| !is_date(word) && part_of_date(word).is_none());
    }
    for word in words.into_iter().filter(|word| !word.is_empty()) {
        let bare = word.strip_suffix('1').unwrap_or(&word);
        let start = || Some((known(&START_WORDS, bare)?, false));
        let end = || Some((known(&END_WORDS, bare)?, true));
        if let Some((_, found)) = PARTS.iter().find(|(name, _)| part.is_none() && *name == bare) {
            part = Some(*found);
        } else if part.is_none() && TIMES.contains(&bare) {
            part = Some(Part::Time);
        } else if let Some(found) = start().or_else(end).filter(|_| side.is_none()) {
            side = Some(found);
        } else {
            rest.push(word);
        }
    }
    let rest = besides(rest);
    let is_other = rest.iter().any(|word| OTHER_DAYS.contains(&word.as_str()));
    if is_other || part.is_none() && side.is_none() {
        return None;
    }
    let (side, is_end) = side.unwrap_or(("", false));
    let part = part.unwrap_or(Part::Open);
    let is_meant = matches!(part, Part::Date | Part::Open) || !OF_DAYS.contains(&side);
    is_meant.then(|| Role { part, is_end, side, rest: rest.join(" "), is_open: true })
}

/// The part of a date that a name says it is behind the word for that: `event_date_year`; all of them are
/// `Date (day/month/year)`.
fn of_date(words: &[String]) -> Option<Part> {
    let behind = &words[words.iter().position(|word| is_date(word))? + 1..];
    let mut parts = behind.iter().filter_map(|word| part_of_date(word));
    parts.next().filter(|_| parts.next().is_none())
}

/// The same of a word behind one for a date, of which a letter is enough.
fn part_of_date(word: &str) -> Option<Part> {
    match word {
        "y" => Some(Part::Year),
        "m" => Some(Part::Month),
        "d" => Some(Part::Day),
        _ => part_of(word).filter(|part| matches!(part, Part::Year | Part::Month | Part::Day)),
    }
}

/// The words of a name that tell its date from others.
fn besides(mut words: Vec<String>) -> Vec<String> {
    words.retain(|word| !word.is_empty() && !SMALL_WORDS.contains(&word.as_str()));
    words
}

/// The date of this name whose end has one of these for the words besides, whatever it is called: `hdate`
/// beside `hdate_end`.
pub(in crate::check) fn of_end(name: &str, ends: &BTreeSet<&str>) -> Option<Role> {
    let rest =
        Some(name).filter(|_| !ends.is_empty()).map(|name| besides(words(name)).join(" "))?;
    let role = Role { part: Part::Date, is_end: false, side: "start", rest, is_open: true };
    ends.contains(role.rest.as_str()).then_some(role)
}

/// How early a side is looked at where several have a year.
pub(in crate::check) fn rank(side: &str) -> usize {
    STARTS.iter().position(|known| *known == side).unwrap_or(STARTS.len())
}
