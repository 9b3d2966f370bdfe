//! What others write where there is nothing: `#N/A`, `NULL`, `nan`, `NA`, `\N`, `(null)`, `Nil return`; or where the
//! same stands as in the row above: `ditto`.
//!
//! Invariant: nobody is called so: what may be a name or a sign is one only where it is the whole cell.

use crate::check::desk::Desk;
use crate::check::finding::{Code, Finding, quoted};
use crate::model::digits::are_digits;
use crate::model::{Field, Place};
use crate::read::Record;

/// What is written for nothing, also among other items.
const ANYWHERE: &[&str] = &[
    "N/A",
    "n/a",
    "NULL",
    "null",
    "nan",
    "NaN",
    "NaT",
    "undefined",
    "\\N",
    NA,
    "-",
    "--",
    "–",
    "—",
    LOADING,
    OBJECT,
];

/// What a spreadsheet shows while it calculates, and what JavaScript makes of what is no text.
const LOADING: &str = "Loading...";
const OBJECT: &str = "[object Object]";

/// What R writes; in small letters it is a name.
const NA: &str = "NA";

/// What is written for nothing in a cell of its own; some are called `Null`, and a `?` may say more elsewhere.
const ALONE: &[&str] = &["?", "None", "none", "NONE", "Null", "nil", "Nil", "NIL"];

/// What is written for nothing in brackets, in which no name stands: `(null)`, `[NULL]`, `<NA>`.
const BRACKETED: &[&str] = &["null", "na", "n/a", "nan", "nil", "none", "blank", "empty"];

/// What is written in a cell for what stands in the one above, which another order of rows would change.
const DITTO: &[&str] = &["ditto", "Ditto", "do.", "dto.", "idem", "\"", "\"\"", "''", "〃"];

/// None of these is longer.
const LONGEST_DITTO: usize = 5;

/// What people write where they have nothing to tell, in capitals or not.
const IN_WORDS: &[&str] = &["nil return", "nil returns", "not applicable", "not available"];

/// What stands in the address that Wikidata, and others who publish RDF, have for a value that is not known.
const UNKNOWN_VALUE: &str = "/.well-known/genid/";

/// None of these is longer, but for such an address.
const LONGEST: usize = 24;

/// Whether an item of a list, or a whole cell, stands for nothing or for an error of a spreadsheet.
#[inline]
pub(crate) fn is_placeholder(text: &str, is_whole: bool) -> bool {
    text.len() <= LONGEST && begins_like_one(text) && is_one(text, is_whole)
        || is_whole && is_ditto(text)
        || text.starts_with("http") && text.contains(UNKNOWN_VALUE)
}

/// Whether the first byte is that of one, as those of few cells are.
#[inline]
fn begins_like_one(text: &str) -> bool {
    const DASHES: u8 = 0xe2; // of `–` and `—`
    matches!(
        text.as_bytes(),
        [b'#' | b'N' | b'n' | b'u' | b'\\' | b'(' | b'[' | b'<' | b'-' | b'?' | DASHES, ..]
            | [b'E', b'r', ..] // `Err:502`
            | [b'L', b'o', ..] // `Loading...`
    )
}

#[cold]
fn is_one(text: &str, is_whole: bool) -> bool {
    is_error(text)
        || ANYWHERE.contains(&text)
        || is_bracketed(text)
        || IN_WORDS.iter().any(|words| words.eq_ignore_ascii_case(text))
        || is_whole && ALONE.contains(&text)
}

/// Whether a whole cell means what stands in the one above.
#[inline]
pub(super) fn is_ditto(text: &str) -> bool {
    text.len() <= LONGEST_DITTO && DITTO.contains(&text)
}

/// Whether something is meant that is not said: what stands above, or what an error or a calculation that was
/// not done stands for.
pub(super) fn hides_a_value(text: &str) -> bool {
    text.starts_with('#')
        || text.starts_with("Err:")
        || [LOADING, OBJECT].contains(&text)
        || is_ditto(text)
}

fn is_bracketed(text: &str) -> bool {
    let inner = [('(', ')'), ('[', ']'), ('<', '>')]
        .into_iter()
        .find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    inner.is_some_and(|inner| BRACKETED.iter().any(|word| word.eq_ignore_ascii_case(inner)))
}

/// Errors of spreadsheets in several languages, behind `#`.
const ERRORS: &[&str] = &[
    "N/A",
    "NV",
    "REF!",
    "NAME?",
    "VALUE!",
    "NUM!",
    "NULL!",
    "SPILL!",
    "CALC!",
    "FIELD!",
    "BUSY!",
    "ERROR!",
    "BEZUG!",
    "WERT!",
    "ZAHL!",
    "NOM?",
    "VALEUR!",
    "NOMBRE!",
    "N/D",
    "N/D!",
    "N/B",
    "VALOR!",
    "NOME?",
    "NÚM!",
    "NULO!",
    "RIF!",
    "VALORE!",
    "ADR!",
    "ARG!",
    "NAZWA?",
    "LICZBA!",
    "VERW!",
    "WAARDE!",
    "NAAM?",
    "GETAL!",
    "ССЫЛКА!",
    "ПОСИЛАННЯ!",
    "Н/Д",
    "ЗНАЧ!",
    "ИМЯ?",
    "ІМ'Я?",
    "ІМ’Я?",
    "ЧИСЛО!",
];

/// What all languages write of a division by zero, and what Spanish errors begin with.
const BY_ZERO: &str = "/0!";
const SPANISH: [char; 2] = ['¡', '¿'];

/// `#REF!`, `#NAME?`, `#DIV/0!`, `#####`; `Err:502`.
fn is_error(text: &str) -> bool {
    if let Some(number) = text.strip_prefix("Err:") {
        return number.len() == 3 && are_digits(number);
    }
    let Some(rest) = text.strip_prefix('#') else { return false };
    ERRORS.contains(&rest)
        || rest.ends_with(BY_ZERO)
        || rest.starts_with(SPANISH)
        || rest.len() > 1 && rest.bytes().all(|byte| byte == b'#')
}

/// What is said of one, and what would be right.
pub(super) fn finding(text: &str, place: Place) -> Finding {
    let message = match is_ditto(text) {
        true => format!("{} means what stands in the row above", quoted(text)),
        false => format!("{} stands where there is nothing, or an error", quoted(text)),
    };
    Finding::new(Code::Placeholder, place, message).help(help(text))
}

/// Says of a whole cell that it stands for nothing.
pub(super) fn look(record: &Record, field: Field, desk: &mut Desk) {
    if let Some((text, span)) = record.trimmed(field)
        && is_placeholder(text, true)
    {
        desk.put(finding(text, record.place(span)));
    }
}

/// What would be right.
pub(super) fn help(text: &str) -> &'static str {
    match text {
        NA => "leave it out where nothing is known; where it is a name (Namibia), write it in full",
        _ if is_ditto(text) => "write it out: a row says all by itself",
        _ => {
            "leave it out where nothing is known; where a spreadsheet shows an error, mend it there"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_spreadsheets_and_blanks_of_other_programs_are_known() {
        for text in ["#N/A", "#REF!", "#NAME?", "#DIV/0!", "#####", "#BEZUG!", "#ERROR!"] {
            assert!(is_placeholder(text, false), "{text}");
        }
        for text in [
            "#ССЫЛКА!",
            "#Н/Д",
            "#ДЕЛ/0!",
            "#ІМ’Я?",
            "#N/D",
            "#¿NOMBRE?",
            "#¡VALOR!",
            "#ПОСИЛАННЯ!",
            "#RIF!",
            "Err:502",
            "Loading...",
            "[object Object]",
        ] {
            assert!(is_placeholder(text, false), "{text}");
        }
        for text in DITTO {
            assert!(is_placeholder(text, true) && !is_placeholder(text, false), "{text}");
        }
        for text in ["(null)", "[NULL]", "[null]", "<null>", "<NA>", "(blank)", "(None)", "[n/a]"] {
            assert!(is_placeholder(text, false), "{text}");
        }
        for text in ANYWHERE {
            assert!(is_placeholder(text, false), "{text}");
        }
        for text in ["Nil Return", "NIL RETURNS", "nil return", "Not applicable", "Not available"] {
            assert!(is_placeholder(text, false), "{text}");
        }
        assert!(is_placeholder("http://www.wikidata.org/.well-known/genid/0aef32f5", false));
        assert!(!is_placeholder("http://www.wikidata.org/entity/Q159", true));
        for text in ALONE {
            assert!(is_placeholder(text, true) && !is_placeholder(text, false), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_blank_or_an_error_is_left_alone() {
        for text in [
            "#1",
            "#BLM!",
            "#NO?",
            "#p. 3",
            "#MeToo",
            "#ВЫБОРЫ!",
            "Err:5",
            "Error",
            "Errol",
            "Loading",
            "Idem",
            "do",
            "\"A\"",
            "#",
            "Nan",
            "Na",
            "na",
            "NAM",
            "Anna",
            "",
            "#!",
            "#BLM",
            "\\n",
            "(Nan)?",
            "(none",
            "[null)",
            "()",
            "Undefined",
            "NIL!",
            "(Nell)",
            "Nil Return Ltd",
            "Return",
            "Not available yet",
            "not known",
        ] {
            assert!(!is_placeholder(text, true), "{text}");
        }
    }
}
