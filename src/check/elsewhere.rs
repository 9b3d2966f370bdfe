//! What other programs call our columns, and how a flag that says so is typed.
//!
//! Invariant: a name is only proposed; which column is meant is never decided here.

use crate::model::Field;

/// What other programs call a column, likeliest first, as small letters and digits alone.
fn aliases(field: Field) -> impl Iterator<Item = &'static str> {
    let names = match field {
        Field::Date => {
            "date eventdate startdate datestart sqldate dates datetime datum fecha дата when start day \
             pointintime timestamp published year"
        }
        Field::Title => {
            "title headline sourceheadline subject itemlabel eventtitle eventname titel titre titulo \
             título betreff ereignis заголовок название назва подія событие event name what label notes \
             summary description text"
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

/// What other programs call the last day of an event, which has no column of its own here.
const ENDS: [&str; 7] = ["enddate", "dateend", "end", "until", "enddatum", "datefin", "fechafin"];

/// The column that other programs have in the place of one, among those with this number that may be it.
pub(crate) fn elsewhere(
    field: Field,
    names: &[String],
    may_be: impl Fn(usize) -> bool,
) -> Option<&str> {
    let known = |alias: &'static str| named(alias, names).filter(|n| may_be(*n));
    Some(&names[aliases(field).find_map(known)?])
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

/// The number of the column that is called so, as small letters and digits alone.
pub(super) fn named(alias: &str, names: &[String]) -> Option<usize> {
    names.iter().position(|name| plain(name) == alias)
}

fn plain(name: &str) -> String {
    name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A word as a shell takes it.
pub(crate) fn shell(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '=' | '_' | '-' | '.');
    match word.chars().all(plain) {
        true => word.to_string(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}
