//! The names of months in the languages people write dates in: one table, one row per month.
//!
//! Invariant: no name stands for two months; names are lower-case, and none is shorter than three letters.

/// English, German, French, Russian and Ukrainian names, nominative, genitive and locative, and the usual short forms.
#[rustfmt::skip]
const NAMES: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "jän", "janvier", "janv", "январь", "января", "январе", "янв", "січень", "січня", "січні", "січ"],
    &["february", "feb", "februar", "feber", "février", "fevrier", "févr", "fév", "fevr", "февраль", "февраля", "феврале", "фев", "февр", "лютий", "лютого", "лютому", "лют"],
    &["march", "mar", "märz", "maerz", "mär", "mrz", "mars", "март", "марта", "марте", "мар", "березень", "березня", "березні", "бер"],
    &["april", "apr", "avril", "avr", "апрель", "апреля", "апреле", "апр", "квітень", "квітня", "квітні", "квіт", "кві"],
    &["may", "mai", "май", "мая", "мае", "травень", "травня", "травні", "трав", "тра"],
    &["june", "jun", "juni", "juin", "июнь", "июня", "июне", "июн", "червень", "червня", "червні", "черв", "чер"],
    &["july", "jul", "juli", "juillet", "juil", "июль", "июля", "июле", "июл", "липень", "липня", "липні", "лип"],
    &["august", "aug", "août", "aout", "август", "августа", "августе", "авг", "серпень", "серпня", "серпні", "серп", "сер"],
    &["september", "sept", "sep", "septembre", "сентябрь", "сентября", "сентябре", "сент", "сен", "вересень", "вересня", "вересні", "вер"],
    &["october", "oct", "oktober", "okt", "octobre", "октябрь", "октября", "октябре", "окт", "жовтень", "жовтня", "жовтні", "жовт", "жов"],
    &["november", "nov", "novembre", "ноябрь", "ноября", "ноябре", "нояб", "ноя", "листопад", "листопада", "листопаді", "лист", "лис"],
    &["december", "dec", "dezember", "dez", "décembre", "decembre", "déc", "декабрь", "декабря", "декабре", "дек", "грудень", "грудня", "грудні", "груд", "гру"],
];

/// The month of a lower-case name without its dot, from 1.
pub fn number(name: &str) -> Option<u8> {
    (1..=12).zip(NAMES).find(|(_, names)| names.contains(&name)).map(|(month, _)| month)
}

/// The month of a lower-case Roman number, as in `12.vii.2025`.
pub(super) fn roman(number: &str) -> Option<u8> {
    const NUMBERS: [&str; 12] =
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    (1..=12).zip(NUMBERS).find(|(_, name)| *name == number).map(|(month, _)| month)
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
        for name in ["may", "mai", "май", "мая", "мае", "травень", "травня"] {
            assert_eq!(number(name), Some(5));
        }
    }
}
