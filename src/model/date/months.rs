//! The names of months in the languages people write dates in: one table, one row per month.
//!
//! Invariant: no name stands for two months; names are lower-case, and none is shorter than three letters.

/// English, German, French, Russian and Ukrainian names, nominative and genitive, and the usual short forms.
#[rustfmt::skip]
const NAMES: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "jän", "janvier", "janv", "январь", "января", "янв", "січень", "січня", "січ"],
    &["february", "feb", "februar", "feber", "février", "fevrier", "févr", "fév", "fevr", "февраль", "февраля", "фев", "февр", "лютий", "лютого", "лют"],
    &["march", "mar", "märz", "maerz", "mär", "mrz", "mars", "март", "марта", "мар", "березень", "березня", "бер"],
    &["april", "apr", "avril", "avr", "апрель", "апреля", "апр", "квітень", "квітня", "квіт", "кві"],
    &["may", "mai", "май", "мая", "травень", "травня", "трав", "тра"],
    &["june", "jun", "juni", "juin", "июнь", "июня", "июн", "червень", "червня", "черв", "чер"],
    &["july", "jul", "juli", "juillet", "juil", "июль", "июля", "июл", "липень", "липня", "лип"],
    &["august", "aug", "août", "aout", "август", "августа", "авг", "серпень", "серпня", "серп", "сер"],
    &["september", "sept", "sep", "septembre", "сентябрь", "сентября", "сент", "сен", "вересень", "вересня", "вер"],
    &["october", "oct", "oktober", "okt", "octobre", "октябрь", "октября", "окт", "жовтень", "жовтня", "жовт", "жов"],
    &["november", "nov", "novembre", "ноябрь", "ноября", "нояб", "ноя", "листопад", "листопада", "лист", "лис"],
    &["december", "dec", "dezember", "dez", "décembre", "decembre", "déc", "декабрь", "декабря", "дек", "грудень", "грудня", "груд", "гру"],
];

/// The month of a lower-case name without its dot, from 1.
pub(super) fn number(name: &str) -> Option<u8> {
    (1..=12).zip(NAMES).find(|(_, names)| names.contains(&name)).map(|(month, _)| month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::month_name;

    #[test]
    fn no_name_stands_for_two_months() {
        for name in NAMES.concat() {
            assert_eq!(NAMES.iter().filter(|names| names.contains(&name)).count(), 1, "{name}");
            assert!(name.chars().count() >= 3 && name.to_lowercase() == name, "{name}");
        }
    }

    #[test]
    fn every_english_month_is_known_whole_and_by_three_letters() {
        for month in 1..=12 {
            let name = month_name(month).to_lowercase();
            assert_eq!(number(&name), Some(month));
            assert_eq!(number(&name[..3]), Some(month));
        }
    }

    #[test]
    fn the_fifth_month_is_known_in_five_languages() {
        for name in ["may", "mai", "май", "мая", "травень", "травня"] {
            assert_eq!(number(name), Some(5));
        }
    }
}
