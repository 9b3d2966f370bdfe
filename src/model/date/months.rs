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

/// Dutch names.
#[rustfmt::skip]
const DUTCH: [&[&str]; 12] = [
    &["januari"], &["februari"], &["maart", "mrt"], &["april"], &["mei"], &["juni"], &["juli"],
    &[AUGUSTUS], &["september"], &["oktober"], &["november"], &["december"],
];

/// The Dutch August, and an emperor.
pub(super) const AUGUSTUS: &str = "augustus";

/// Names in other languages that use the Latin or Cyrillic alphabet, by language, each with short forms
/// that are no month elsewhere. Left out is `listopad`, see [`is_of_two`].
#[rustfmt::skip]
const OTHERS: [[&[&str]; 12]; 9] = [
    // Spanish, Catalan
    [&["enero", "ene", "gener"], &["febrero", "febrer"], &["marzo", "març"], &["abril", "abr"], &["mayo", "maig"], &["junio", "juny"], &["julio", "juliol"],
        &["agosto", "ago", "agost"], &["septiembre", "setiembre", "setembre"], &["octubre"], &["noviembre"], &["diciembre", "dic", "desembre"]],
    // Italian
    [&["gennaio", "genn", "gen"], &["febbraio", "febbr"], &["marzo"], &["aprile"], &["maggio", "mag", "magg"], &["giugno", "giu"], &["luglio", "lug"],
        &["agosto"], &["settembre", "sett", "set"], &["ottobre", "ott"], &["novembre"], &["dicembre", "dic"]],
    // Portuguese
    [&["janeiro"], &["fevereiro", "fev"], &["março", "marco"], &["abril"], &["maio"], &["junho"], &["julho"],
        &["agosto"], &["setembro"], &["outubro"], &["novembro"], &["dezembro"]],
    // Danish, Norwegian, Swedish
    [&["januar"], &["februar"], &["marts"], &["april"], &["maj"], &["juni"], &["juli"],
        &["augusti"], &["september"], &["oktober"], &["november"], &["desember"]],
    // Polish
    [&["styczeń", "stycznia", "styczniu"], &["luty", "lutego", "lutym"], &["marzec", "marca", "marcu"], &["kwiecień", "kwietnia", "kwietniu"], &["maja", "maju"],
        &["czerwiec", "czerwca", "czerwcu"], &["lipiec", "lipca", "lipcu"], &["sierpień", "sierpnia", "sierpniu"], &["wrzesień", "września", "wrześniu"],
        &["październik", "października", "październiku"], &[], &["grudzień", "grudnia", "grudniu"]],
    // Czech
    [&["leden", "ledna", "lednu"], &["únor", "února", "únoru"], &["březen", "března", "březnu"], &["duben", "dubna", "dubnu"], &["květen", "května", "květnu"],
        &["červen", "června", "červnu"], &["červenec", "července", "červenci"], &["srpen", "srpna", "srpnu"], &["září"], &["říjen", "října", "říjnu"], &[], &["prosinec", "prosince", "prosinci"]],
    // Romanian
    [&["ianuarie", "ian"], &["februarie"], &["martie"], &["aprilie"], &["mai"], &["iunie"], &["iulie"],
        &["august"], &["septembrie"], &["octombrie"], &["noiembrie"], &["decembrie"]],
    // Turkish
    [&["ocak"], &["şubat", "subat"], &["mart"], &["nisan"], &["mayıs", "mayis"], &["haziran"], &["temmuz"],
        &["ağustos", "agustos"], &["eylül", "eylul"], &["ekim"], &["kasım", "kasim"], &["aralık", "aralik"]],
    // Bulgarian
    [&["януари"], &["февруари"], &["март"], &["април"], &["май"], &["юни"], &["юли"],
        &["август"], &["септември"], &["октомври"], &["ноември"], &["декември"]],
];

/// The month of a lower-case name without its dot, from 1.
pub fn number(name: &str) -> Option<u8> {
    let in_row = |row: &[&[&str]; 12]| row.iter().position(|names| names.contains(&name));
    let mut rows = [&NAMES, &DUTCH].into_iter().chain(&OTHERS);
    rows.find_map(in_row).map(|month| month as u8 + 1)
}

/// The month that a text is, by its number or its name, whatever its case and with its dot or without.
pub fn of(text: &str) -> Option<u8> {
    let name = text.to_lowercase();
    let by_number = text.parse().ok().filter(|month| (1..=12).contains(month));
    by_number.or_else(|| number(name.strip_suffix('.').unwrap_or(&name)))
}

/// Whether a lower-case name is November in Polish and Czech, and October in Croatian.
pub(super) fn is_of_two(name: &str) -> bool {
    matches!(name, "listopad" | "listopada" | "listopadu")
}

/// Whether a lower-case name is of a month of the Hebrew calendar as well, in the years that it has now.
pub(super) fn is_hebrew(name: &str, year: i64) -> bool {
    name == "nisan" && (5000..=6000).contains(&year)
}

/// Whether a lower-case name is of a language whose weekdays may stand in front of it in two letters:
/// of German or Dutch, or one in the same table.
pub(super) fn is_beside_short_weekdays(name: &str) -> bool {
    [&NAMES, &DUTCH].into_iter().flatten().any(|names| names.contains(&name))
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
        let rows = || [&NAMES, &DUTCH].into_iter().chain(&OTHERS);
        for name in rows().flatten().copied().flatten() {
            let is_it = |month: &usize| rows().any(|row| row[*month].contains(name));
            assert_eq!((0..12).filter(is_it).count(), 1, "{name}");
            assert!(!is_of_two(name), "{name}");
            assert!(name.chars().count() >= 3 && name.to_lowercase() == *name, "{name}");
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
    fn a_month_is_a_number_or_a_name() {
        for text in ["3", "03", "March", "MAR", "mar.", "Марта"] {
            assert_eq!(of(text), Some(3), "{text}");
        }
        for text in ["", "0", "13", "2024-03", "ma", "Mars..", "spring"] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn the_fifth_month_is_known_in_many_languages() {
        let others = ["mayo", "maig", "maggio", "maio", "mei", "maj", "maja", "května", "mayıs"];
        for name in
            ["may", "mai", "май", "мая", "мае", "травень", "травня"].into_iter().chain(others)
        {
            assert_eq!(number(name), Some(5));
        }
    }
}
