//! Phrases people write, in five languages: one table, a row for each meaning.
//!
//! Invariant: every phrase of a row means the same, and the first of its readings is that meaning.

use crate::model::date::Date;
use crate::model::date::bad::BadDateKind;
use crate::model::date::bad::tests::hides_a_reading;

/// The meaning, and how people say it in English, Ukrainian, Russian, German and French.
#[rustfmt::skip]
const PHRASES: &[(&str, [&[&str]; 5])] = &[
    ("2025-05-09", [
        &["9 May 2025", "May 9, 2025", "9th of May 2025", "Friday, 9 May 2025"],
        &["9 травня 2025", "9 травня 2025 року", "9 травня 2025 р.", "9-го травня 2025", "п’ятниця, 9 травня 2025"],
        &["9 мая 2025", "9 мая 2025 года", "9 мая 2025 г.", "9-го мая 2025", "пятница, 9 мая 2025"],
        &["9. Mai 2025", "am 9. Mai 2025", "Freitag, 9. Mai 2025", "Freitag, den 9. Mai 2025"],
        &["9 mai 2025", "le 9 mai 2025", "vendredi 9 mai 2025"],
    ]),
    ("2025-03", [
        &["March 2025", "in March 2025", "Mar 2025"],
        &["березень 2025", "у березні 2025 року", "в березні 2025"],
        &["март 2025", "в марте 2025 года"],
        &["März 2025", "im März 2025"],
        &["mars 2025", "en mars 2025", "au mois de mars 2025"],
    ]),
    ("[2025-03-01..2025-03-10]", [
        &["early March 2025", "in early March 2025", "beginning of March 2025", "at the beginning of March 2025"],
        &["початок березня 2025", "на початку березня 2025", "на початку березня 2025 року"],
        &["начало марта 2025", "в начале марта 2025", "в начале марта 2025 года"],
        &["Anfang März 2025"],
        &["début mars 2025", "au début de mars 2025", "au début du mois de mars 2025"],
    ]),
    ("[2025-03-11..2025-03-20]", [
        &["mid-March 2025", "mid March 2025", "middle of March 2025", "in the middle of March 2025"],
        &["середина березня 2025", "у середині березня 2025", "в середині березня 2025"],
        &["середина марта 2025", "в середине марта 2025"],
        &["Mitte März 2025"],
        &["mi-mars 2025", "à la mi-mars 2025", "au milieu de mars 2025"],
    ]),
    ("[2025-03-21..2025-03-31]", [
        &["late March 2025", "end of March 2025", "at the end of March 2025"],
        &["кінець березня 2025", "наприкінці березня 2025", "у кінці березня 2025", "в кінці березня 2025"],
        &["конец марта 2025", "в конце марта 2025"],
        &["Ende März 2025"],
        &["fin mars 2025", "à la fin de mars 2025", "fin du mois de mars 2025"],
    ]),
    ("2025-02-12~", [
        &["circa 12 Feb 2025", "c. 12 February 2025", "about 12 February 2025", "around 12 February 2025"],
        &["близько 12 лютого 2025", "бл. 12 лютого 2025", "приблизно 12 лютого 2025"],
        &["около 12 февраля 2025", "ок. 12 февраля 2025", "примерно 12 февраля 2025"],
        &["um den 12. Februar 2025", "etwa am 12. Februar 2025", "ca. 12. Februar 2025", "ungefähr 12. Februar 2025"],
        &["vers le 12 février 2025", "environ le 12 février 2025", "aux environs du 12 février 2025", "autour du 12 février 2025"],
    ]),
    ("2025-02-12?", [
        &["perhaps 12 February 2025", "probably 12 February 2025", "12 February 2025 (?)"],
        &["можливо, 12 лютого 2025", "ймовірно 12 лютого 2025", "імовірно 12 лютого 2025"],
        &["возможно, 12 февраля 2025", "вероятно 12 февраля 2025"],
        &["vielleicht am 12. Februar 2025", "vermutlich 12. Februar 2025", "wohl am 12. Februar 2025"],
        &["peut-être le 12 février 2025", "probablement le 12 février 2025"],
    ]),
    ("[..2025-02-06]", [
        &["before 7 Feb 2025", "prior to 7 February 2025", "earlier than 7 February 2025"],
        &["раніше 7 лютого 2025", "перед 7 лютого 2025"],
        &["раньше 7 февраля 2025", "ранее 7 февраля 2025", "перед 7 февраля 2025"],
        &["vor dem 7. Februar 2025", "vor 7. Februar 2025"],
        &["avant le 7 février 2025", "avant 7 février 2025"],
    ]),
    ("[..2025-02-07]", [
        &["by 7 February 2025", "no later than 7 February 2025", "7 February 2025 or earlier"],
        &["до 7 лютого 2025", "не пізніше 7 лютого 2025"],
        &["до 7 февраля 2025", "не позднее 7 февраля 2025"],
        &["spätestens 7. Februar 2025", "spätestens am 7. Februar 2025"],
        &["au plus tard le 7 février 2025"],
    ]),
    ("[2025-02-08..]", [
        &["after 7 Feb 2025", "later than 7 February 2025"],
        &["після 7 лютого 2025", "пізніше 7 лютого 2025"],
        &["после 7 февраля 2025", "позднее 7 февраля 2025", "позже 7 февраля 2025"],
        &["nach dem 7. Februar 2025"],
        &["après le 7 février 2025"],
    ]),
    ("[2025-02-07..]", [
        &["not before 7 February 2025", "on or after 7 February 2025", "7 February 2025 or later"],
        &["не раніше 7 лютого 2025"],
        &["не раньше 7 февраля 2025", "не ранее 7 февраля 2025"],
        &["frühestens am 7. Februar 2025", "nicht vor dem 7. Februar 2025"],
        &["au plus tôt le 7 février 2025", "pas avant le 7 février 2025"],
    ]),
    ("2022-02-24/..", [
        &["since 24 February 2022", "from 24 February 2022 on"],
        &["з 24 лютого 2022", "від 24 лютого 2022"],
        &["с 24 февраля 2022"],
        &["seit dem 24. Februar 2022", "ab 24. Februar 2022"],
        &["depuis le 24 février 2022", "à partir du 24 février 2022"],
    ]),
    ("[..1942-12]", [
        &["before the end of 1942", "by the end of 1942", "prior to the end of 1942"],
        &[],
        &[],
        &["vor Ende 1942", "vor dem Ende 1942", "spätestens Ende 1942"],
        &["avant la fin de 1942", "avant fin 1942"],
    ]),
    ("[1942-01..]", [
        &["after the beginning of 1942", "after the start of 1942", "not before the beginning of 1942"],
        &["після початку 1942"],
        &[],
        &["nach Anfang 1942", "nach dem Anfang 1942"],
        &["après le début de 1942"],
    ]),
    ("[2019-05..2019-08]", [
        &["mid-2019", "mid 2019", "middle of 2019"],
        &["середина 2019", "середина 2019 року", "у середині 2019 року"],
        &["середина 2019", "середина 2019 года", "в середине 2019 года"],
        &["Mitte 2019"],
        &["mi-2019", "milieu 2019", "au milieu de 2019", "à la mi-2019"],
    ]),
    ("2025-21", [
        &["spring 2025", "in spring 2025", "Spring of 2025", "in the spring of 2025"],
        &["весна 2025", "навесні 2025", "навесні 2025 року", "весна 2025 року"],
        &["весна 2025", "весной 2025", "весной 2025 года"],
        &["Frühling 2025", "Frühjahr 2025", "im Frühjahr 2025"],
        &["printemps 2025", "au printemps 2025", "le printemps 2025"],
    ]),
    ("2025-23", [
        &["autumn 2025", "fall 2025", "fall of 2025"],
        &["осінь 2025", "восени 2025 року"],
        &["осень 2025", "осенью 2025 года"],
        &["Herbst 2025", "im Herbst 2025"],
        &["automne 2025", "à l'automne 2025", "en automne 2025"],
    ]),
    ("199X", [
        &["the 1990s", "1990s", "in the 1990s"],
        &["1990-ті", "1990-ті роки", "90-ті роки", "у 1990-х", "у 1990-х роках"],
        &["1990-е", "1990-е годы", "90-е годы", "в 1990-х", "в 1990-х годах"],
        &["1990er", "1990er Jahre", "die 1990er Jahre", "1990er-Jahre", "in den 1990er Jahren"],
        &["les années 1990", "années 1990", "années 90", "dans les années 1990"],
    ]),
    ("[2025-05-03..2025-05-05]", [
        &["between 3 and 5 May 2025", "between the 3rd and 5th of May 2025", "between May 3 and May 5, 2025"],
        &["між 3 і 5 травня 2025", "між 3 та 5 травня 2025", "між 3 і 5 травня 2025 року", "між 3 й 5 травня 2025"],
        &["между 3 и 5 мая 2025", "между 3 и 5 мая 2025 года"],
        &["zwischen 3. und 5. Mai 2025", "zwischen dem 3. und dem 5. Mai 2025", "zwischen dem 3. und 5. Mai 2025"],
        &["entre le 3 et le 5 mai 2025", "entre 3 et 5 mai 2025"],
    ]),
    ("2025-05-03/2025-05-05", [
        &["from 3 to 5 May 2025", "3-5 May 2025", "3 to 5 May 2025", "May 3-5, 2025"],
        &["з 3 по 5 травня 2025", "з 3 до 5 травня 2025", "3-5 травня 2025", "3–5 травня 2025 року"],
        &["с 3 по 5 мая 2025", "3-5 мая 2025", "3–5 мая 2025 года"],
        &["vom 3. bis 5. Mai 2025", "3. bis 5. Mai 2025", "3.-5. Mai 2025", "vom 3. bis zum 5. Mai 2025"],
        &["du 3 au 5 mai 2025", "3-5 mai 2025", "3 au 5 mai 2025"],
    ]),
    ("[2025-05-03,2025-05-05]", [
        &["3 or 5 May 2025", "3 May or 5 May 2025"],
        &["3 або 5 травня 2025", "3 чи 5 травня 2025"],
        &["3 или 5 мая 2025"],
        &["3. oder 5. Mai 2025"],
        &["3 ou 5 mai 2025"],
    ]),
    ("18XX", [
        &["19th century", "the 19th c.", "nineteenth century", "19c"],
        &["XIX століття", "XIX ст.", "19 століття"],
        &["XIX век", "XIX века", "XIX в.", "в XIX веке"],
        &["19. Jahrhundert", "19. Jh.", "19. Jhd.", "im 19. Jahrhundert"],
        &["XIXe siècle", "XIXe s.", "le XIXe siècle", "au XIXe siècle"],
    ]),
    ("[1850..1899]", [
        &["second half of the 19th century", "2nd half of the 19th c."],
        &["друга половина XIX століття", "2-га половина XIX ст."],
        &["вторая половина XIX века", "2-я пол. XIX в.", "во второй половине XIX века"],
        &["zweite Hälfte des 19. Jahrhunderts", "2. Hälfte 19. Jh.", "in der zweiten Hälfte des 19. Jahrhunderts"],
        &["seconde moitié du XIXe siècle", "2e moitié du XIXe s."],
    ]),
    ("17XX~/18XX~", [
        &["c. 18th-19th century", "circa 18th - 19th century", "around the 18th to 19th century"],
        &["бл. XVIII-XIX ст."],
        &["около XVIII-XIX вв.", "ок. XVIII–XIX в."],
        &["um 18./19. Jh.", "ca. 18./19. Jahrhundert", "um 18.-19. Jh."],
        &["vers le 18e-19e siècle", "vers XVIIIe-XIXe siècle"],
    ]),
    ("1941/1945", [
        &["1941 to 1945", "from 1941 to 1945", "1941 through 1945", "the years 1941-1945"],
        &["1941-1945 рр.", "1941–1945 роки", "з 1941 по 1945"],
        &["1941-1945 гг.", "1941—1945 годы", "с 1941 по 1945"],
        &["von 1941 bis 1945", "1941 bis 1945", "die Jahre 1941-1945"],
        &["de 1941 à 1945", "1941 à 1945"],
    ]),
    ("-1199/-1149", [
        &["1200-1150 BC", "1200–1150 BCE", "from 1200 to 1150 B.C."],
        &["1200-1150 до н. е."],
        &["1200–1150 до н. э.", "1200-1150 гг. до н. э."],
        &["1200-1150 v. Chr."],
        &["1200-1150 av. J.-C.", "1200–1150 avant J.-C."],
    ]),
];

#[test]
fn phrases_are_understood_in_five_languages() {
    let mut wrong = Vec::new();
    for (meaning, languages) in PHRASES {
        for phrase in languages.iter().copied().flatten() {
            for text in [phrase.to_string(), phrase.to_uppercase()] {
                let bad = Date::parse(&text).expect_err(&text);
                assert!(!hides_a_reading(&text), "{text}");
                let first = bad.readings.first().map(|reading| reading.edtf.as_str());
                if first != Some(meaning) || bad.kind != BadDateKind::InWords {
                    wrong.push(format!("{text}: {first:?} ({:?}), not {meaning}", bad.kind));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
