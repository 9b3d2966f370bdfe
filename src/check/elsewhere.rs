//! What other programs call our columns, and how a flag that says so is typed.
//!
//! Invariant: a name is only proposed; which column is meant is never decided here.

use crate::model::Field;

/// What other programs call a column, likeliest first, as small letters and digits alone.
fn aliases(field: Field) -> &'static [&'static str] {
    match field {
        Field::Date => &[
            "date",
            "eventdate",
            "startdate",
            "datestart",
            "sqldate",
            "dates",
            "datetime",
            "datum",
            "fecha",
            "дата",
            "when",
            "start",
            "day",
            "pointintime",
            "timestamp",
            "published",
            "year",
        ],
        Field::Title => &[
            "title",
            "headline",
            "sourceheadline",
            "subject",
            "itemlabel",
            "eventtitle",
            "eventname",
            "titel",
            "titre",
            "titulo",
            "betreff",
            "ereignis",
            "заголовок",
            "название",
            "назва",
            "подія",
            "событие",
            "event",
            "name",
            "what",
            "notes",
            "summary",
            "description",
            "text",
        ],
        _ => &[],
    }
}

/// The column that other programs have in the place of one.
pub(crate) fn elsewhere(field: Field, names: &[String]) -> Option<&str> {
    Some(&names[aliases(field).iter().find_map(|alias| named(alias, names))?])
}

/// The number of the column that is called so, as small letters and digits alone.
pub(super) fn named(alias: &str, names: &[String]) -> Option<usize> {
    let plain = |name: &String| -> String {
        name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
    };
    names.iter().position(|name| plain(name) == alias)
}

/// A word as a shell takes it.
pub(crate) fn shell(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '=' | '_' | '-' | '.');
    match word.chars().all(plain) {
        true => word.to_string(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}
