//! What other programs call our columns, and how a flag that says so is typed.
//!
//! Invariant: a name is only proposed; which column is meant is never decided here.

use std::borrow::Cow;

use super::dates;
use crate::model::Field;
use crate::model::cells::{Cell, trim};

/// What other programs call a column, likeliest first, as small letters and digits alone.
fn aliases(field: Field) -> impl Iterator<Item = &'static str> {
    let names = match field {
        Field::Date => {
            "date eventdate startdate datestart sqldate dates datetime datum fecha дата when start day \
             pointintime timestamp"
        }
        Field::Title => {
            "title headline sourceheadline events subject itemlabel eventtitle eventname titel titre titulo \
             título betreff ereignis заголовок название назва подія событие event topic \
             thema tema тема purposeofmeeting purpose reason agenda name what label"
        }
        Field::Actors => {
            "participants participant people persons attendees teilnehmer beteiligte personen \
             personnes participantes personas участники учасники"
        }
        Field::Sources => {
            "sourceurl sourceurls url urls link links reference references quelle quellen fuente \
             fuentes источник источники джерело джерела"
        }
        Field::Id => "eventid eventidcnty globaleventid identifier",
        Field::Type => "eventtype eventkind eventcategory category kind typ тип",
        Field::Place => {
            "eventplace eventlocation location venue city ort stadt lieu ville lugar ciudad место місце"
        }
        Field::Status => "eventstatus",
        Field::Summary => {
            "eventsummary eventdescription description abstract details beschreibung resumen опис описание"
        }
        Field::Tags => "keywords keyword labels schlagworte schlagwörter",
        _ => "",
    };
    names.split_whitespace()
}

/// The same of names that are taken where no other is there.
fn last_resorts(field: Field) -> impl Iterator<Item = &'static str> {
    let names = match field {
        Field::Date => "published year",
        Field::Title => "notes summary description text",
        _ => "",
    };
    names.split_whitespace()
}

/// In how many cells of a column stands what may be meant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Share {
    /// Less than half.
    Few,
    /// Half of them or more.
    Most,
    /// All.
    All,
}

impl Share {
    /// So many of so many.
    fn of(cells: usize, rows: usize) -> Share {
        match cells {
            _ if cells >= rows => Share::All,
            _ if cells * 2 >= rows => Share::Most,
            _ => Share::Few,
        }
    }
}

/// How much stands in the cells of a column.
#[derive(Clone, Copy)]
pub(crate) struct Filled {
    /// Words, and no addresses: there are no titles without.
    words: Share,
    /// Digits, and no addresses: there are no dates without.
    digits: Share,
    /// Dates, among those that are not blank.
    dates: Share,
    /// Times of a clock, likewise.
    clocks: Share,
}

impl Filled {
    /// What may be all that is looked for.
    pub(crate) const FULL: Filled = Filled::alike(Share::All);
    /// What is not looked at.
    pub(super) const BLANK: Filled = Filled::alike(Share::Few);

    const fn alike(share: Share) -> Filled {
        Filled { words: share, digits: share, dates: share, clocks: share }
    }

    /// Whether most cells have digits.
    pub(super) fn has_digits(self) -> bool {
        self.digits >= Share::Most
    }

    /// Whether what stands there is dates for the most part.
    pub(super) fn is_dates(self) -> bool {
        self.dates >= Share::Most
    }

    /// Whether it is times of a clock.
    pub(super) fn is_clocks(self) -> bool {
        self.clocks >= Share::Most
    }

    /// In how many cells stands what may be one of a column.
    fn of(self, field: Field) -> Share {
        if field == Field::Date { self.digits } else { self.words }
    }
}

/// Rows that are looked at.
const LOOKED_AT: usize = 100;

/// How many cells of a column have what is looked for.
#[derive(Clone, Copy, Default)]
struct Counts {
    words: usize,
    digits: usize,
    dates: usize,
    clocks: usize,
    /// Those that are not blank.
    all: usize,
}

/// In how many of the first rows words and digits stand, by column.
pub(crate) struct Filling {
    counts: Vec<Counts>,
    rows: usize,
}

impl Filling {
    /// No row yet of a table of so many columns.
    pub(crate) fn new(columns: usize) -> Filling {
        Filling { counts: vec![Counts::default(); columns], rows: 0 }
    }

    /// Takes a row in; says whether more are wanted.
    pub(crate) fn count(&mut self, text: &str, cells: &[Cell]) -> bool {
        self.rows += 1;
        for (counts, cell) in self.counts.iter_mut().zip(cells) {
            let cell = trim(&text[cell.span()]);
            counts.all += usize::from(!cell.is_empty());
            if !cell.starts_with("http://") && !cell.starts_with("https://") {
                let has_digits = cell.contains(char::is_numeric);
                // Longer texts are none, and take long to look at.
                let is_short = has_digits && cell.len() < 40;
                let is_clock = is_short && dates::is_clock(cell);
                counts.words += usize::from(cell.contains(char::is_alphabetic));
                counts.digits += usize::from(has_digits);
                counts.clocks += usize::from(is_clock);
                counts.dates += usize::from(is_short && !is_clock && dates::may_be(cell));
            }
        }
        self.rows < LOOKED_AT
    }

    /// What was found, by column.
    pub(crate) fn filled(self) -> Vec<Filled> {
        let share = |cells| Share::of(cells, self.rows);
        let among = |cells, all| if cells == 0 { Share::Few } else { Share::of(cells, all) };
        let filled = |counts: Counts| Filled {
            words: share(counts.words),
            digits: share(counts.digits),
            dates: among(counts.dates, counts.all),
            clocks: among(counts.clocks, counts.all),
        };
        self.counts.into_iter().map(filled).collect()
    }
}

/// What other programs call the last day of an event, which has no column of its own here.
const ENDS: [&str; 7] = ["enddate", "dateend", "end", "until", "enddatum", "datefin", "fechafin"];

/// The column that other programs have in the place of one; `filled` says how much stands in one of this
/// number.
///
/// Titles are read in every row, and notes are written on some: those with a blank cell are none. A date of
/// some rows is none where all have a year. What Wikidata calls `itemLabel` are the names of what is in `item`.
pub(crate) fn elsewhere(
    field: Field,
    names: &[String],
    filled: impl Fn(usize) -> Filled,
) -> Option<&str> {
    Some(&names[likeliest(field, (names, &all_plain(names)), filled)?])
}

/// The same as a number, for names with what is plain of them.
fn likeliest(
    field: Field,
    (names, plain): (&[String], &[String]),
    filled: impl Fn(usize) -> Filled,
) -> Option<usize> {
    let share = |n: &usize| filled(*n).of(field);
    let named = |alias: &str| plain.iter().position(|name| name == alias);
    // Beside a year or a month a day is a part of the date.
    let is_part = |alias: &str| alias == "day" && named("year").or(named("month")).is_some();
    let known = |alias: &str, least| {
        named(alias).filter(|n| share(n) >= least && !(field == Field::Date && is_part(alias)))
    };
    let most = |alias| {
        let label = || known(&format!("{alias}label"), Share::Most);
        let label = (field == Field::Title).then(label).flatten();
        label.or_else(|| known(alias, Share::Most))
    };
    let least = if field == Field::Title { Share::All } else { Share::Most };
    let by_word = || dated(names).filter(|n| field == Field::Date && share(n) >= Share::Most);
    let found = aliases(field).find_map(most).or_else(by_word);
    let year = || known("year", Share::All).filter(|_| field == Field::Date);
    let found = match found {
        Some(n) if share(&n) < Share::All => year().or(found),
        _ => found,
    };
    found.or_else(|| last_resorts(field).find_map(|alias| known(alias, least)))
}

/// The columns of other names that are likeliest those an event can do without.
pub(super) fn optional(names: &[String]) -> Vec<(Field, usize)> {
    let plain = all_plain(names);
    let likeliest = |field| Some((field, likeliest(field, (names, &plain), |_| Filled::FULL)?));
    OPTIONAL.into_iter().filter_map(likeliest).collect()
}

/// Words in the names of other days: who was born then, when the row was written.
pub(super) const OTHER_DAYS: [&str; 9] = [
    "birth",
    "death",
    "added",
    "created",
    "updated",
    "modified",
    "entered",
    "accessed",
    "retrieved",
];

/// The number of the one column that has a word for date in its name: `MEETING_DATE`, `arrestDate`.
fn dated(names: &[String]) -> Option<usize> {
    const DATE: [&str; 4] = ["date", "datum", "fecha", "дата"];
    const ENDS: [&str; 4] = ["end", "to", "until", "bis"];
    let is_dated = |name: &String| {
        let words = words(name);
        let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
        has(&DATE) && !has(&ENDS) && !has(&OTHER_DAYS)
    };
    let mut dated = names.iter().enumerate().filter(|(_, name)| is_dated(name));
    let (first, _) = dated.next()?;
    dated.next().is_none().then_some(first)
}

/// The words of a name in small letters: `arrestDate` has two.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = None;
    for c in name.chars() {
        let is_next = c.is_uppercase() && before.is_some_and(char::is_lowercase);
        if !c.is_alphanumeric() || is_next {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
        before = Some(c);
    }
    words
}

/// Columns that an event can do without, and other programs have.
pub(super) const OPTIONAL: [Field; 8] = [
    Field::Actors,
    Field::Sources,
    Field::Id,
    Field::Type,
    Field::Place,
    Field::Status,
    Field::Summary,
    Field::Tags,
];

/// Which of the columns that an event can do without is called so by other programs.
pub(crate) fn called(name: &str) -> Option<Field> {
    let name = plain(name);
    OPTIONAL.into_iter().find(|field| aliases(*field).any(|alias| alias == name))
}

/// Whether a column of this name is one of last days.
pub(super) fn is_end(name: &str) -> bool {
    ENDS.contains(&plain(name).as_str())
}

pub(super) fn all_plain(names: &[String]) -> Vec<String> {
    names.iter().map(|name| plain(name)).collect()
}

/// A name as small letters and digits alone.
pub(super) fn plain(name: &str) -> String {
    name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The option that says where a column goes, as a shell takes it.
pub(crate) fn map_option(theirs: &str, ours: &str) -> String {
    format!("--map {}", shell(&format!("{}={ours}", on_one_line(theirs))))
}

/// A column name as it is typed: spreadsheets break long ones into lines.
pub(crate) fn on_one_line(name: &str) -> Cow<'_, str> {
    match name.split(' ').eq(name.split_whitespace()) {
        true => Cow::Borrowed(name),
        false => Cow::Owned(name.split_whitespace().collect::<Vec<&str>>().join(" ")),
    }
}

/// A word as a shell takes it.
pub(crate) fn shell(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '=' | '_' | '-' | '.' | '+' | '/');
    match word.chars().all(plain) {
        true => word.to_string(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(field: Field, names: &str) -> Option<String> {
        let names: Vec<String> = names.split(',').map(str::to_string).collect();
        elsewhere(field, &names, |_| Filled::FULL).map(str::to_string)
    }

    #[test]
    fn the_one_column_with_a_word_for_date_is_the_date() {
        for name in [
            "MEETING_DATE",
            "meeting_date",
            "arrestDate",
            "Date of meeting",
            "datum_von",
            "Fecha de",
        ] {
            let found = guess(Field::Date, &format!("Year,{name},End Date,Birth date,candidate"));
            assert_eq!(found.as_deref(), Some(name));
        }
        assert_eq!(guess(Field::Date, "meeting_date,Date of arrest"), None);
        assert_eq!(guess(Field::Date, "meeting_date,Date of arrest,Year").as_deref(), Some("Year"));
        assert_eq!(guess(Field::Date, "meeting_date,start date").as_deref(), Some("start date"));
        assert_eq!(guess(Field::Date, "candidate,update,data_source,date_added,end_date"), None);
    }

    #[test]
    fn what_was_spoken_of_is_a_title_before_notes_on_it() {
        for name in ["Topic", "Subject", "Purpose of meeting", "Purpose", "Reason", "Agenda"] {
            let found = guess(Field::Title, &format!("Notes,Comments,{name}"));
            assert_eq!(found.as_deref(), Some(name));
        }
        assert_eq!(guess(Field::Title, "Comments,Notes").as_deref(), Some("Notes"));
        assert_eq!(guess(Field::Title, "Comments,Place"), None);
    }
}
