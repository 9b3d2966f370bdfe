//! What other programs call our columns, and how a flag that says so is typed.
//!
//! Invariant: a name is only proposed; which column is meant is never decided here.

use std::borrow::Cow;

use crate::check::columns::contents::{Filled, Share};
use crate::check::columns::date_names::{END_WORDS, is_date};
use crate::check::columns::people;
use crate::model::Field;
use crate::model::date::{JULIAN, OTHER_CALENDARS};

/// What other programs call a column, likeliest first, as small letters and digits alone.
fn aliases(field: Field) -> impl Iterator<Item = &'static str> {
    let names = match field {
        Field::Date => {
            "date eventdate startdate datestart sqldate dates datetime datum fecha дата when start day \
             pointintime timestamp startdatum begindatum startdato 開始日 日付 开始日期 開始日期 日期 시작일 날짜"
        }
        Field::Title => {
            "title headline sourceheadline events subject itemlabel eventtitle eventname titel titre titulo \
             título betreff ereignis заголовок название назва подія событие event topic \
             thema tema тема purposeofmeeting purpose reason agenda name what label evento événement evenement veranstaltung titolo tytuł tytul \
             wydarzenie タイトル 題名 标题 標題 事件 제목 사건 displayname namedisplay nameen"
        }
        Field::Sources => {
            "sourceurl sourceurls url urls link links reference references quelle quellen fuente \
             fuentes источник источники джерело джерела fuenteurl enlace enlaces lien liens sourceid \
             sourceids citation ссылка ссылки fonte fonti źródło zrodlo źródła 出典 来源 來源 출처"
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

/// What other programs call the last day of an event, which has no column of its own here.
#[rustfmt::skip]
const ENDS: [&str; 16] = [
    "enddate", "dateend", "end", "until", "enddatum", "datefin", "fechafin", "fechafinal", "einddatum",
    "slutdatum", "slutdato", "sluttdato", "終了日", "结束日期", "結束日期", "종료일",
];

/// The column that other programs have in the place of one; `filled` says how much stands in one of this
/// number.
///
/// Titles are read in every row, and notes are written on some: those with a blank cell are none. A date of
/// some rows is none where all have a year.
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
    // Beside a year or a month a day is a part of the date, and mere numbers count days.
    let is_in_month =
        |n: &usize| named("year").or(named("month")).is_some() || !filled(*n).is_dates();
    let is_part = |alias: &str, n: &usize| field == Field::Date && alias == "day" && is_in_month(n);
    let known =
        |alias: &str, least| named(alias).filter(|n| share(n) >= least && !is_part(alias, n));
    let most = |alias| {
        let label = || known(&format!("{alias}label"), Share::Most);
        let label = LABELLED.contains(&field).then(label).flatten();
        label.or_else(|| known(alias, Share::Most))
    };
    let least = if field == Field::Title { Share::All } else { Share::Most };
    let is_dates = |n: &usize| filled(*n).is_dates();
    // To take names apart costs more than all else here.
    let by_words = || match field {
        Field::Date => dated(names, is_dates).filter(|n| share(n) >= Share::Most),
        Field::Title => named_beside(names, is_dates).filter(|n| share(n) >= Share::Most),
        _ => None,
    };
    let found = aliases(field).find_map(most).or_else(by_words);
    let year = || known("year", Share::All).filter(|_| field == Field::Date);
    let found = match found {
        Some(n) if share(&n) < Share::All => year().or(found),
        _ => found,
    };
    let found = found.or_else(|| last_resorts(field).find_map(|alias| known(alias, least)));
    // What archives call the day of a letter is with others that on which the row was written.
    let is_alone = |_: &usize| field == Field::Date && dated_ones(names).next().is_none();
    found.or_else(|| known("datecreated", Share::Most).filter(is_alone))
}

/// The columns of other names that are likeliest those an event can do without.
pub(in crate::check) fn optional(names: &[String]) -> Vec<(Field, usize)> {
    let plain = all_plain(names);
    let likeliest = |field| Some((field, likeliest(field, (names, &plain), |_| Filled::FULL)?));
    OPTIONAL.into_iter().filter_map(likeliest).collect()
}

/// Words in the names of other days: who was born then, when the row was written.
pub(in crate::check) const OTHER_DAYS: [&str; 9] = [
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

/// Whether a column of this name holds dates by its own account.
pub(crate) fn has_word_for_date(name: &str) -> bool {
    words(name).iter().any(|word| is_date(word))
}

/// The number of the column that says what the one of dates does but for one word: `meeting_name` beside
/// `meeting_date`.
fn named_beside(names: &[String], is_dates: impl Fn(&usize) -> bool) -> Option<usize> {
    const NAME: [&str; 9] =
        ["name", "title", "titel", "titre", "título", "titulo", "название", "назва", "nombre"];
    let but = |name: &String, is_known: &dyn Fn(&str) -> bool| {
        let (words, others): (Vec<String>, Vec<String>) =
            words(name).into_iter().partition(|word| is_known(word));
        (words.len() == 1).then_some(others)
    };
    let rest = but(&names[dated(names, is_dates)?], &is_date).filter(|rest| !rest.is_empty());
    let is_name = |word: &str| NAME.contains(&word);
    rest.and_then(|rest| names.iter().position(|name| but(name, &is_name).as_ref() == Some(&rest)))
}

/// The number of the one column of dates that has a word for date in its name: `MEETING_DATE`, `arrestDate`,
/// but not `Date is range`.
fn dated(names: &[String], is_dates: impl Fn(&usize) -> bool) -> Option<usize> {
    let mut dated = dated_ones(names).filter(is_dates);
    let first = dated.next()?;
    dated.next().is_none().then_some(first)
}

/// The numbers of all such columns, but for ends, other days and calendars that are not read.
fn dated_ones(names: &[String]) -> impl Iterator<Item = usize> {
    let is_dated = |name: &String| {
        let words = words(name);
        let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
        let is_read = !has(OTHER_CALENDARS) && !has(JULIAN);
        is_read && has_word_for_date(name) && !has(&END_WORDS) && !has(&OTHER_DAYS)
    };
    let dated = names.iter().enumerate().filter(move |(_, name)| is_dated(name));
    dated.map(|(n, _)| n)
}

/// The words of a name in small letters: `arrestDate` has two.
pub(in crate::check) fn words(name: &str) -> Vec<String> {
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
pub(in crate::check) const OPTIONAL: [Field; 8] = [
    Field::Actors,
    Field::Sources,
    Field::Id,
    Field::Type,
    Field::Place,
    Field::Status,
    Field::Summary,
    Field::Tags,
];

/// Columns that have names: what Wikidata calls `itemLabel` are those of what is in `item`.
const LABELLED: [Field; 3] = [Field::Title, Field::Type, Field::Place];

/// What the column is called of which this one, as small letters, has the names, else its own name.
pub(in crate::check) fn labelled(plain: &str) -> &str {
    plain.strip_suffix("label").filter(|item| !item.is_empty()).unwrap_or(plain)
}

/// Which of the columns that an event can do without is called so by other programs.
pub(crate) fn called(name: &str) -> Option<Field> {
    let name = plain(name);
    let is_called = |field: &Field| match field {
        Field::Actors => people::is_of_people(&name),
        _ if LABELLED.contains(field) => aliases(*field).any(|alias| alias == labelled(&name)),
        _ => aliases(*field).any(|alias| alias == name),
    };
    OPTIONAL.into_iter().find(is_called)
}

/// Whether a column of this name is one of last days.
pub(in crate::check) fn is_end(name: &str) -> bool {
    ENDS.contains(&plain(name).as_str())
}

pub(in crate::check) fn all_plain(names: &[String]) -> Vec<String> {
    names.iter().map(|name| plain(name)).collect()
}

/// A name as small letters and digits alone.
pub(in crate::check) fn plain(name: &str) -> String {
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
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, '=' | '_' | '-' | '.' | '+' | '/' | ':');
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
        let found = guess(Field::Date, "title,date_hijri,date_ce");
        assert_eq!(found.as_deref(), Some("date_ce"));
    }

    #[test]
    fn the_day_on_which_something_was_made_is_the_date_where_no_other_is() {
        for (names, date) in [
            ("Title,Date Created", Some("Date Created")),
            ("title,date_created,date_modified", Some("date_created")),
            ("title,date_created,Year", Some("Year")),
            ("title,date_created,meeting_date", Some("meeting_date")),
            ("title,date_created,meeting_date,arrest_date", None),
            ("Issue key,Summary,Created", None),
        ] {
            assert_eq!(guess(Field::Date, names).as_deref(), date, "{names}");
        }
    }

    #[test]
    fn what_is_named_as_the_date_is_may_be_the_title() {
        for name in ["meeting_name", "Meeting title", "MeetingName"] {
            let found = guess(Field::Title, &format!("meeting_date,{name},place,notes"));
            assert_eq!(found.as_deref(), Some(name));
        }
        assert_eq!(guess(Field::Title, "date,file_name,place"), None);
        assert_eq!(guess(Field::Title, "meeting_date,file_name,place"), None);
    }

    #[test]
    fn names_of_items_are_meant_by_labels() {
        for (name, field) in [
            ("locationLabel", Some(Field::Place)),
            ("participantLabel", Some(Field::Actors)),
            ("Event type label", Some(Field::Type)),
            ("urlLabel", None),
            ("label", None),
        ] {
            assert_eq!(called(name), field, "{name}");
        }
        let names = ["date", "location", "locationLabel"].map(str::to_string);
        assert!(optional(&names).contains(&(Field::Place, 2)));
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
