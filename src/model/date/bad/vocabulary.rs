//! Words around dates, in the languages of the table of months: weekdays, marks, limits, seasons.
//!
//! Invariant: data only; words are lower-case, and a longer one stands before those it begins with.

use super::phrase::{Limit, Portion};

/// Weekdays and their English names.
#[rustfmt::skip]
pub(super) const WEEKDAYS: &[(&[&str], &str)] = &[
    (&["monday", "mon", "montag", "lundi", "понедельник", "понеділок", "lunes", "lunedì", "maandag", "poniedziałek",
        "dilluns", "segunda", "segunda-feira", "luni", "pazartesi", "pondělí", "måndag", "mandag", "понеделник"], "Monday"),
    (&["tuesday", "tue", "tues", "dienstag", "mardi", "вторник", "вівторок", "martes", "martedì", "dinsdag", "wtorek",
        "dimarts", "terça", "terça-feira", "marți", "marţi", "salı", "úterý", "tisdag", "tirsdag"], "Tuesday"),
    (&["wednesday", "wed", "mittwoch", "mercredi", "среда", "середа", "miércoles", "mercoledì", "woensdag", "środa",
        "dimecres", "quarta", "quarta-feira", "miercuri", "çarşamba", "středa", "onsdag", "сряда"], "Wednesday"),
    (&["thursday", "thu", "thur", "thurs", "donnerstag", "jeudi", "четверг", "четвер", "jueves", "giovedì", "donderdag", "czwartek",
        "dijous", "quinta", "quinta-feira", "joi", "perşembe", "čtvrtek", "torsdag", "четвъртък"], "Thursday"),
    (&["friday", "fri", "freitag", "vendredi", "пятница", "п'ятниця", "viernes", "venerdì", "vrijdag", "piątek",
        "divendres", "sexta", "sexta-feira", "vineri", "cuma", "pátek", "fredag", "петък"], "Friday"),
    (&["saturday", "sat", "samstag", "samedi", "суббота", "субота", "sábado", "sabato", "zaterdag", "sobota",
        "dissabte", "sâmbătă", "cumartesi", "lördag", "lørdag", "събота"], "Saturday"),
    (&["sunday", "sun", "sonntag", "dimanche", "воскресенье", "неділя", "domingo", "domenica", "zondag", "niedziela",
        "diumenge", "duminică", "pazar", "neděle", "söndag", "søndag"], "Sunday"),
];

/// Weekdays in short in German, Dutch, French, Russian and Ukrainian, which are other words elsewhere, and their
/// English names. Left out is the French `mar`, which is March as well.
#[rustfmt::skip]
pub(super) const SHORT_WEEKDAYS: &[(&[&str], &str)] = &[
    (&["mo", "ma", "lun", "пн"], "Monday"), (&["di", "вт"], "Tuesday"), (&["mi", "wo", "mer", "ср"], "Wednesday"),
    (&["do", "jeu", "чт"], "Thursday"), (&["fr", "vr", "ven", "пт"], "Friday"), (&["sa", "za", "sam", "сб"], "Saturday"),
    (&["so", "zo", "dim", "вс", "нд"], "Sunday"),
];

/// What stands behind a day in Chinese, Japanese and Korean, and the English name of the weekday that it is.
#[rustfmt::skip]
pub(super) const WEEKDAYS_BEHIND: &[(&[&str], &str)] = &[
    (&["月曜日", "(月)", "星期一", "周一", "週一", "(一)", "월요일", "(월)"], "Monday"), (&["火曜日", "(火)", "星期二", "周二", "週二", "(二)", "화요일", "(화)"], "Tuesday"),
    (&["水曜日", "(水)", "星期三", "周三", "週三", "(三)", "수요일", "(수)"], "Wednesday"), (&["木曜日", "(木)", "星期四", "周四", "週四", "(四)", "목요일", "(목)"], "Thursday"),
    (&["金曜日", "(金)", "星期五", "周五", "週五", "(五)", "금요일", "(금)"], "Friday"), (&["土曜日", "(土)", "星期六", "周六", "週六", "(六)", "토요일", "(토)"], "Saturday"),
    (&["日曜日", "(日)", "星期日", "星期天", "周日", "週日", "일요일", "(일)"], "Sunday"),
];

/// Words that say nothing about the day.
#[rustfmt::skip]
pub(super) const FILLERS: &[&str] = &[
    "of", "the", "on", "in", "at", "der", "den", "dem", "des", "am", "im", "le", "la", "du", "de", "en",
    "die", "во", "zum", "les", "au", "dans", "mois", "року", "рік", "р", "г", "год", "года", "году", "у", "в", "го", "га", "й", "я",
    "el", "il", "lo", "dia", "día", "roku", "r", "feira",
];

/// Words that say nothing between the parts of a date: in front `di` is a Tuesday, and the others are
/// "from" as well as "of".
pub(super) const FILLERS_BETWEEN: &[&str] = &["di", "del", "van"];

/// Words in front of a date that say nothing.
#[rustfmt::skip]
pub(super) const NEUTRAL: &[&str] = &[
    "sometime", "some time", "some day", "one day", "the year", "year", "in", "on", "at", "of", "the", "dated", "during", "active", "flourished", "fl.", "fl", "©",
    "date:", "im jahre", "im jahr", "anno", "en l'an", "l'an", "im", "am", "den", "dem", "en", "à l'", "à la", "à", "au", "le", "la", "de", "du", "у", "в", "на",
];

/// Those of them that say of a number that it is a year.
pub(super) const NAMES_YEAR: &[&str] =
    &["the year", "year", "im jahre", "im jahr", "anno", "en l'an", "l'an"];

/// Words behind a date that say nothing.
#[rustfmt::skip]
pub(super) const NEUTRAL_BEHIND: &[&str] = &[
    " рр.", " рр", " гг.", " гг", " року", " рік", " р.", " р", " года", " году", " год", " г.", " г",
];

/// What follows a date that is a limit.
#[rustfmt::skip]
pub(super) const LIMITS_BEHIND: &[(&[&str], Limit)] = &[
    (&[" or earlier", " or before", " at the latest"], Limit::UpTo),
    (&[" or later", " or after", " at the earliest"], Limit::From),
    (&[", ongoing", " (ongoing)", " ongoing", " onwards", " onward", " on", "+", "-", "–", "/", "..", "\u{2025}"], Limit::Since),
];

/// What ends that are open are called.
pub(super) const OPEN_ENDS: &[&str] =
    &["present", "now", "today", "date", "ongoing", "heute", "сейчас", "зараз"];

/// Days that only the writer knows.
#[rustfmt::skip]
pub(super) const RELATIVE: &[&str] = &[
    "today", "yesterday", "tomorrow", "now", "recently", "last week", "last month", "last year", "next week",
    "next month", "next year", "this week", "this month", "this year", "heute", "gestern", "сегодня",
    "вчера", "сьогодні", "вчора",
];

/// Words in front of a date that is approximate.
#[rustfmt::skip]
pub(super) const ABOUT: &[&str] = &[
    "on or about", "on or around", "abt.", "abt", "circa", "circ.", "approximately", "approx.", "approx", "about", "around", "roughly", "near",
    "ca.", "ca", "c.", "c", "etwa", "um", "gegen", "ungefähr", "environ", "vers", "около", "ок.", "примерно",
    "близько", "бл.", "приблизно", "aux environs", "autour", "~", "≈",
];

/// Words in front of a date that is uncertain.
#[rustfmt::skip]
pub(super) const PERHAPS: &[&str] = &[
    "perhaps", "maybe", "possibly", "probably", "prob.", "likely", "presumably", "vermutlich",
    "vielleicht", "wohl", "peut-être", "probablement", "возможно", "вероятно", "можливо", "ймовірно", "імовірно", "?",
];

/// Marks behind a date.
pub(super) const MARKS_BEHIND: &[(&str, char)] = &[
    ("%", '%'),
    ("(?)", '?'),
    ("[?]", '?'),
    ("(tbc)", '?'),
    ("(unconfirmed)", '?'),
    ("(approx)", '~'),
    ("~", '~'),
    ("?", '?'),
    ("(uncertain)", '?'),
    ("(probably)", '?'),
    ("(approx.)", '~'),
    ("(approximate)", '~'),
    ("(circa)", '~'),
    ("(ca.)", '~'),
    ("approx.", '~'),
    ("approx", '~'),
];

/// Words in front of a part of a month, year or decade.
#[rustfmt::skip]
pub(super) const PORTIONS: &[(&[&str], Portion)] = &[
    (&["early", "beginning of", "start of", "anfang", "début", "начало", "начале", "початок", "початку"],
        Portion::Early),
    (&["mid-", "mid", "middle of", "mitte", "mi-", "milieu", "середина", "середине", "середині"], Portion::Mid),
    (&["late", "end of", "ende", "fin", "конец", "конце", "кінець", "кінці", "наприкінці"], Portion::Late),
];

/// Those of them that name the part alone; the others name where it ends or begins as well.
pub(super) const NAMES_PART: &[&str] = &["early", "late"];

/// Words in front of a date that is a limit.
#[rustfmt::skip]
pub(super) const LIMITS: &[(&[&str], Limit)] = &[
    (&["<=", "≤", "not later than", "no later than", "not after", "on or before", "up to", "by", "не пізніше",
        "не позднее", "не позже", "spätestens", "nicht später als", "au plus tard"], Limit::UpTo),
    (&["not before", "on or after", "not earlier than", "no earlier than", ">=", "≥", "не раніше", "не раньше",
        "не ранее", "frühestens", "nicht vor", "au plus tôt", "pas avant"], Limit::From),
    (&["..", "\u{2025}", "- ", "– ", "/ "], Limit::OpenStart),
    (&["before", "prior to", "pre-", "pre", "bef.", "bef", "earlier than", "<", "vor", "avant", "раньше", "ранее", "раніше", "перед"],
        Limit::Before),
    (&["до"], Limit::To),
    (&["until", "till", "bis", "jusqu'au", "jusqu'en", "jusqu'à"], Limit::Until),
    (&["after", "later than", "post-", "post", "aft.", "aft", ">", "nach", "après", "после", "позднее", "позже", "після", "пізніше"],
        Limit::After),
    (&["since", "from", "ab", "seit", "depuis", "dès", "à partir", "с", "з", "від"], Limit::Since),
];

/// Seasons and parts of a year by their EDTF numbers.
#[rustfmt::skip]
pub(super) const SEASONS: &[(&[&str], u8)] = &[
    (&["spring", "frühling", "frühjahr", "printemps", "весна", "весной", "весны", "навесні", "весни"], 21),
    (&["summer", "sommer", "été", "лето", "летом", "лета", "літо", "влітку", "літа"], 22),
    (&["autumn", "fall", "herbst", "automne", "осень", "осенью", "осени", "осінь", "восени", "осені"], 23),
    (&["winter", "hiver", "зима", "зимой", "зимы", "взимку", "зими"], 24),
    (&["q1", "1q"], 33), (&["q2", "2q"], 34), (&["q3", "3q"], 35), (&["q4", "4q"], 36),
    (&["h1", "1h"], 40), (&["h2", "2h"], 41),
];

/// What stands behind the number of a decade.
pub(super) const DECADE_ENDS: &[&str] = &["'s", "s", "er", "ern", "х", "ті", "тих", "е"];

/// Words for years around the number of a decade.
#[rustfmt::skip]
pub(super) const YEARS: &[&str] = &[
    "years", "jahre", "jahren", "années", "годы", "годов", "годах", "гг", "роки", "років", "роках", "рр",
];

/// What a hundred years are called.
#[rustfmt::skip]
pub(super) const CENTURIES: &[&str] = &[
    "century", "centuries", "cent", "c", "jahrhundert", "jahrhunderts", "jahrhunderte", "jh", "jhd", "jhdt", "jhs",
    "siècle", "siècles", "век", "века", "веке", "веков", "веках", "вв", "ст", "стст", "століття", "столітті", "століть",
];

/// Halves and quarters, by how many there are of them.
#[rustfmt::skip]
pub(super) const SHARES: &[(&[&str], u8)] = &[
    (&["half", "halbjahr", "semester", "semestre", "hälfte", "moitié", "половина", "половине", "половини", "половині", "пол"], 2),
    (&["quarter", "quartal", "trimestre", "квартал", "viertel", "quart", "четверть", "четверти", "чверть", "чверті"], 4),
];

/// Their numbers in words.
#[rustfmt::skip]
pub(super) const ORDINALS: &[(&[&str], u8)] = &[
    (&["first", "i", "erste", "ersten", "premier", "première", "первая", "первой", "перша", "першій"], 1),
    (&["second", "ii", "zweite", "zweiten", "deuxième", "seconde", "вторая", "второй", "друга", "другій"], 2),
    (&["third", "iii", "dritte", "drittes", "troisième", "третья", "третьей", "третя"], 3),
    (&["fourth", "iv", "last", "letzte", "letztes", "quatrième", "dernier", "последняя", "последней", "остання"], 4),
];

/// Centuries in English words, from the first.
pub(super) const COUNTED: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// What follows a year before the common era.
#[rustfmt::skip]
pub(super) const BEFORE_ERA: &[&str] = &[
    "bce", "b.c.e.", "bc", "b.c.", "v. chr.", "v.chr.", "av. j.-c.", "avant j.-c.", "av. jc", "avant jc", "до н. э.", "до н.э.", "до н. е.",
    "до н.е.",
];

/// What stands around a year of the common era.
#[rustfmt::skip]
pub(super) const SINCE_ERA: &[&str] = &[
    "ce", "c.e.", "ad", "a.d.", "n. chr.", "n.chr.", "ap. j.-c.", "apr. j.-c.", "après j.-c.", "ap. jc", "apr. jc", "après jc", "н. э.", "н.э.", "н. е.", "н.е.",
];

/// What says that a day is of the Julian calendar.
#[rustfmt::skip]
pub(crate) const JULIAN: &[&str] = &[
    "@#djulian@", "o.s.", "(os)", "(o. s.)", "old style", "julian", "ст. ст.", "ст.ст.", "ст. стиля", "a. st.", "a.st.",
];

/// Calendars whose years are others.
pub(crate) const OTHER_CALENDARS: &[&str] =
    &["hijri", "hijra", "islamic", "hebrew", "jewish", "persian", "jalali", "french republican"];

#[cfg(test)]
mod tests {
    use super::{ABOUT, LIMITS, NEUTRAL, PERHAPS, PORTIONS};

    #[test]
    fn no_word_in_front_of_a_date_begins_with_a_digit() {
        let words = [ABOUT, PERHAPS, NEUTRAL].into_iter();
        let words = words.chain(PORTIONS.iter().map(|(words, _)| *words));
        let words = words.chain(LIMITS.iter().map(|(words, _)| *words));
        let led = |word: &&&str| word.starts_with(|letter: char| letter.is_ascii_digit());
        assert_eq!(words.flatten().find(led), None);
    }
}
