//! Columns that say how the date beside them is meant: about then, to the year only, of which era, calendar or
//! zone.
//!
//! Invariant: a name alone tells nothing; a cell must say what the date of its row does not.

use crate::check::columns::beside_date::LOOKED_AT;
use crate::check::columns::date_names::{Part, part_of};
use crate::check::columns::eras::{Era, era};
use crate::check::columns::foreign_names::words;
use crate::check::columns::same_date::{self, Said};
use crate::check::placeholder::is_placeholder;
use crate::model::cells::trim;
use crate::model::date::{self, Bound, Date, Fineness, JULIAN, OTHER_CALENDARS, fineness, is_zone};
use crate::model::vocabulary::YES;

/// What a column says of the date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// That it is about then, in doubt, or only a limit: `circa`, `before`.
    Doubt,
    /// To what it is known: `year`, `month`.
    Fineness,
    /// The same in numbers of its own.
    Numbers,
    /// What it is to the day, or more exactly than it says.
    Exact,
    /// That it lasted.
    Lasting,
    /// That it was on several days.
    Several,
    /// Which calendar it is of.
    Calendar,
    /// Which zone its time is of.
    Zone,
    /// That it is before the era.
    Era,
    /// That its year is one of an era of its own: after the Hijra.
    OtherEra,
}

impl Kind {
    /// How the date says that itself.
    pub(crate) fn help(self) -> &'static str {
        match self {
            Kind::Doubt => {
                "what is said of a date stands in it: `1850~` (about 1850), `1850?` (in doubt), `[..1850]` \
                 (once, up to 1850)"
            }
            Kind::Fineness => "a date says no more than is known: `2014`, `2014-05`, `2014-05-03`",
            Kind::Numbers => {
                "its numbers say how exactly a date is known: a date says no more than is, as `2014-05` does"
            }
            Kind::Exact => "`date` says all that is known: `1825-03-05`, no mere `1825`",
            Kind::Lasting => "what lasted has both its dates in `date`: `2025-02-10/2025-02-12`",
            Kind::Several => {
                "what was on several days has them all in `date`: `{2025-02-10,2025-02-12}`"
            }
            Kind::Calendar => {
                "dates are of the Gregorian calendar: those of another are to be converted"
            }
            Kind::Zone => "the zone stands behind the time: `2024-03-04T08:30+03:00`",
            Kind::Era => "years before the era are counted from 0: 3100 BCE is `-3099`",
            Kind::OtherEra => "years are those of the common era: others are to be converted",
        }
    }
}

/// Words in the name of a column that say that it is of the date, besides those for a date or a year; a `tag`
/// is a day in German alone.
const OF_DATE: [&str; 5] = ["dates", "dating", "month", "day", "time"];

/// What columns are called, without the words for a date, and whether such a word must stand there.
#[rustfmt::skip]
const NAMES: [(&str, Kind, bool); 33] = [
    ("circa", Kind::Doubt, false), ("approximate", Kind::Doubt, false), ("approx", Kind::Doubt, false),
    ("qualifier", Kind::Doubt, false), ("modifier", Kind::Doubt, false), ("ca", Kind::Doubt, true),
    ("qualification", Kind::Doubt, true), ("prefix", Kind::Doubt, true), ("certainty", Kind::Doubt, true),
    ("uncertainty", Kind::Doubt, true), ("uncertain", Kind::Doubt, true), ("estimated", Kind::Doubt, true),
    ("note", Kind::Doubt, true), ("notes", Kind::Doubt, true), ("comment", Kind::Doubt, true),
    ("range", Kind::Lasting, true),
    ("precision", Kind::Fineness, false), ("granularity", Kind::Fineness, false),
    ("prec", Kind::Fineness, true), ("accuracy", Kind::Fineness, true), ("resolution", Kind::Fineness, true),
    ("calendar", Kind::Calendar, false), ("calendar model", Kind::Calendar, false),
    ("calendarmodel", Kind::Calendar, false),
    ("tz", Kind::Zone, false), ("tzid", Kind::Zone, false), ("timezone", Kind::Zone, false),
    ("zone", Kind::Zone, true), ("zeitzone", Kind::Zone, false), ("utc offset", Kind::Zone, false),
    ("gmt offset", Kind::Zone, false), ("offset", Kind::Zone, true),
    ("era", Kind::Era, false),
];

/// A column that may say something of the date.
struct Column {
    number: usize,
    kind: Kind,
    /// Its name without words for a date.
    name: &'static str,
    /// Whether its name has a word for a date.
    is_of_date: bool,
    /// What a row says of it that others may bear out or not.
    perhaps: Option<Kind>,
    /// How many rows bear it out, and how many do not.
    rows: [usize; 2],
    /// The first of its numbers that are its own.
    number_of_its_own: Option<String>,
}

/// The same of what is read as a date.
pub(in crate::check) const READ: usize = 1_000;

/// Columns that say how the date in column number `date` is meant, as the cells of some row bear out: `next`
/// gives the date of a row, and its cells in columns that are asked for.
pub(crate) fn qualifying(
    (names, date): (&[String], usize),
    is_meant: impl Fn(usize) -> bool,
    mut next: impl FnMut(&[usize]) -> Option<(String, Vec<String>)>,
) -> Vec<(usize, Kind)> {
    let others = (0..names.len()).filter(|n| *n != date && is_meant(*n));
    let mut open: Vec<Column> = others.filter_map(|n| column((names, date), n)).collect();
    let mut found = Vec::new();
    let rows = if open.is_empty() { 0 } else { LOOKED_AT };
    for n in 0..rows {
        let asked: Vec<usize> = open.iter().map(|column| column.number).collect();
        let Some((written, cells)) = next(&asked) else { break };
        let date = Date::parse(trim(&written)).ok();
        if date.is_none() && !trim(&written).is_empty() {
            continue;
        }
        let mut cells = cells.into_iter();
        open.retain_mut(|column| {
            let cell = cells.next().unwrap_or_default();
            let is_read = column.kind == Kind::Exact;
            let looked_at = if is_read && n >= READ { "" } else { trim(&cell) };
            let says = match &date {
                Some(date) => column.says((trim(&written), date), looked_at),
                None => column.says_alone(looked_at),
            };
            found.extend(says.map(|kind| (column.number, kind)));
            says.is_none()
        });
        if open.is_empty() {
            break;
        }
    }
    let is_borne_out = |[same, other]: [usize; 2]| same > other || same + other == 0;
    let borne_out = open.iter().filter(|column| is_borne_out(column.rows));
    found.extend(borne_out.filter_map(|column| Some((column.number, column.perhaps?))));
    found.sort_by_key(|(number, _)| *number);
    found
}

/// What a column may say by its name beside the one of dates.
fn column((names, date): (&[String], usize), number: usize) -> Option<Column> {
    let own = words(&names[date]);
    let is_of_date = |word: &String| {
        let is_part = matches!(part_of(word), Some(Part::Date | Part::Year));
        is_part || OF_DATE.contains(&word.as_str())
    };
    let words = words(&names[number]).into_iter().filter(|word| !word.is_empty());
    let (known, rest): (Vec<String>, Vec<String>) =
        words.partition(|word| is_of_date(word) || own.contains(word) || word == "is");
    let (rest, is_of_date) = (rest.join(" "), known.iter().any(is_of_date));
    let is_it = |(name, _, needs): &&(&str, Kind, bool)| *name == rest && (is_of_date || !needs);
    let known = NAMES.iter().find(is_it).map(|(name, kind, _)| (*name, *kind));
    let is_other = names[number] != names[date];
    let is_date = || is_other && same_date::is_called_so(&names[number], &own);
    let (name, kind) = known.or_else(|| is_date().then_some(("", Kind::Exact)))?;
    let is_month = names[number].eq_ignore_ascii_case(same_date::MONTH_AND_DAY);
    let name = if is_month { same_date::MONTH_AND_DAY } else { name };
    let (perhaps, rows, number_of_its_own) = (None, [0; 2], None);
    Some(Column { number, kind, name, is_of_date, perhaps, rows, number_of_its_own })
}

impl Column {
    /// What a cell says for sure that the date of its row does not; what it may say is kept.
    fn says(&mut self, (written, date): (&str, &Date), cell: &str) -> Option<Kind> {
        if written.is_empty() || cell.is_empty() || is_placeholder(cell, false) {
            return None;
        }
        let is_note = self.kind == Kind::Doubt && NOTES.contains(&self.name);
        if is_note && is_date_in_doubt((written, date), cell) {
            return Some(Kind::Doubt);
        }
        let has_numbers = self.kind == Kind::Fineness && self.is_of_date;
        if has_numbers && self.has_numbers_of_its_own(written, cell) {
            return Some(Kind::Numbers);
        }
        match self.kind {
            Kind::Exact => self.may_say(of_date((written, date), self.name, cell)),
            Kind::Fineness if !self.is_of_date => self.may_say(of_wikidata(written, cell)),
            Kind::Era if era(cell) == Some(Era::Other) => return Some(Kind::OtherEra),
            _ => {}
        }
        says_more((written, date), self, cell).then_some(self.kind)
    }

    /// The same of a cell beside no date, which says nothing of whether the others are the same.
    fn says_alone(&mut self, cell: &str) -> Option<Kind> {
        let is_of_days = self.kind == Kind::Exact && self.name != same_date::MONTH_AND_DAY;
        if is_of_days && self.perhaps.is_none() && same_date::is_date(cell) {
            self.perhaps = Some(Kind::Exact);
        }
        None
    }

    fn may_say(&mut self, said: Said) {
        match said {
            Said::Nothing => {}
            Said::Same => self.rows[0] += 1,
            Said::Other => self.rows[1] += 1,
            Said::More(kind) => {
                self.rows[0] += 1;
                self.perhaps = self.perhaps.or(Some(kind));
            }
        }
    }

    /// Whether a number beside a day is none of Wikidata, and another than one before it.
    fn has_numbers_of_its_own(&mut self, written: &str, cell: &str) -> bool {
        let is_own = cell.parse::<u8>().is_ok_and(|number| number < WIKIDATA[0]);
        if !is_own || fineness(written) < Some(Fineness::Day) {
            return false;
        }
        let first = self.number_of_its_own.get_or_insert_with(|| cell.to_string());
        first != cell
    }
}

/// Names of columns, beside a word for a date, in which people write the date as it was told.
const NOTES: [&str; 3] = ["note", "notes", "comment"];

/// Whether a cell is the date of its row with a mark of doubt, which that lacks.
fn is_date_in_doubt((written, date): (&str, &Date), cell: &str) -> bool {
    same_date::says((written, date), cell) == Said::More(Kind::Doubt)
}

/// What a cell of a column called like a date says of the date.
fn of_date((written, date): (&str, &Date), name: &str, cell: &str) -> Said {
    if name != same_date::MONTH_AND_DAY {
        return same_date::says((written, date), cell);
    }
    let digits = format!("{cell:0>4}");
    let is_behind =
        fineness(written) == Some(Fineness::Year) && digits.len() == 4 && digits.is_ascii();
    let day = || format!("{written}-{}-{}", &digits[..2], &digits[2..]);
    if is_behind && Date::parse(&day()).is_ok() { Said::More(Kind::Exact) } else { Said::Nothing }
}

/// The numbers of Wikidata from the millennium to the day.
const WIKIDATA: [u8; 2] = [6, 11];

/// What a number says that may be one of Wikidata, where nothing else tells that it is of the date: the query
/// service fills a year up to 1 January, and a month to its first day.
fn of_wikidata(written: &str, cell: &str) -> Said {
    let day = written.split('T').next().unwrap_or(written);
    match cell.parse::<u8>() {
        _ if fineness(day) != Some(Fineness::Day) => Said::Nothing,
        Ok(11) => Said::Nothing,
        Ok(10) if day.ends_with("-01") => Said::More(Kind::Fineness),
        Ok(number) if number < 10 && number >= WIKIDATA[0] && day.ends_with("-01-01") => {
            Said::More(Kind::Fineness)
        }
        _ => Said::Other,
    }
}

/// Whether a cell says what the date of its row does not.
fn says_more((written, date): (&str, &Date), column: &Column, cell: &str) -> bool {
    let lower = cell.to_lowercase();
    let is_marked = written.contains(['~', '?', '%', '[', '{', 'X']) || written.contains("..");
    match column.kind {
        Kind::Doubt => !is_marked && is_doubt(column.name, &lower),
        Kind::Lasting => !is_marked && !date.is_lasting() && YES.contains(&lower.as_str()),
        Kind::Fineness => {
            !is_marked && is_doubt("", &lower)
                || said_fineness(column, &lower)
                    .zip(fineness(written))
                    .is_some_and(|(said, written)| said < written)
        }
        Kind::Calendar => is_other_calendar(&lower, fineness(written) >= Some(Fineness::Day)),
        Kind::Zone => date.has_time() && !date.is_zoned() && says_zone(cell),
        Kind::Era => !is_before_the_era(date) && era(cell) == Some(Era::Before),
        Kind::OtherEra | Kind::Numbers | Kind::Exact | Kind::Several => false,
    }
}

/// Words for a date that is about then or in doubt, which stand in none.
const DOUBT: [&str; 7] =
    ["approximate", "estimated", "estimate", "inferred", "doubtful", "uncertain", "±"];

/// A word that stands before a place as well.
const OF_PLACES: &str = "near";

/// Names of columns in which a yes is enough.
const FLAGS: [&str; 6] = ["circa", "approximate", "approx", "ca", "uncertain", "estimated"];

/// Whether a cell in lower case says that a date is no exact one.
fn is_doubt(name: &str, cell: &str) -> bool {
    DOUBT.contains(&cell)
        || cell != OF_PLACES && date::is_doubt(cell)
        || FLAGS.contains(&name) && YES.contains(&cell)
}

/// Words for how fine a date is, besides its parts.
const FINE: [(&str, Fineness); 10] = [
    ("millennium", Fineness::Years),
    ("century", Fineness::Years),
    ("decade", Fineness::Years),
    ("yearly", Fineness::Year),
    ("annual", Fineness::Year),
    ("season", Fineness::Season),
    ("quarter", Fineness::Season),
    ("monthly", Fineness::Month),
    ("week", Fineness::Week),
    ("daily", Fineness::Day),
];

/// How fine a date is by a cell in lower case. Numbers are those of Wikidata, where the column is of the date.
fn said_fineness(column: &Column, cell: &str) -> Option<Fineness> {
    let part = match part_of(cell) {
        Some(Part::Year) => Some(Fineness::Year),
        Some(Part::Month) => Some(Fineness::Month),
        Some(Part::Day) => Some(Fineness::Day),
        _ => None,
    };
    let known = || FINE.iter().find(|(word, _)| *word == cell).map(|(_, fine)| *fine);
    let numbered = || match cell.parse::<u8>().ok().filter(|_| column.is_of_date)? {
        6..=8 => Some(Fineness::Years),
        9 => Some(Fineness::Year),
        10 => Some(Fineness::Month),
        11 => Some(Fineness::Day),
        _ => None,
    };
    part.or_else(known).or_else(numbered)
}

/// Whether a cell in lower case names a calendar that is not that of dates; a year is the same in the Julian
/// one.
fn is_other_calendar(cell: &str, is_day: bool) -> bool {
    let name = cell.strip_suffix(" calendar").unwrap_or(cell);
    let name = name.rsplit('/').next().unwrap_or(name);
    let is_julian = JULIAN.contains(&name.strip_prefix("proleptic ").unwrap_or(name))
        || ["os", "q1985786"].contains(&name);
    is_day && is_julian || OTHER_CALENDARS.contains(&name)
}

/// Whether a cell names a zone: `+03:00`, `UTC+3`, `Europe/Oslo`, `EST`; in a column of zones a number with a
/// sign is one, and so are a few capitals.
fn says_zone(cell: &str) -> bool {
    let of_utc = cell.strip_prefix("UTC").or(cell.strip_prefix("GMT")).unwrap_or(cell).trim();
    let is_number = of_utc
        .strip_prefix(['+', '-', '\u{2212}'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_short = cell.len() < 6 && cell.bytes().all(|byte| byte.is_ascii_uppercase());
    is_number || is_short || is_zone(cell)
}

/// Whether all of a date is before the common era.
fn is_before_the_era(date: &Date) -> bool {
    const FIRST: i64 = -62_135_596_800; // the start of the year 1
    matches!(date.earliest_start(), Bound::At(second) if second < FIRST)
}
