//! What genealogists and catalogues write around a date: the keywords of GEDCOM, the Julian calendar,
//! brackets, births and deaths.
//!
//! Invariant: a date of another calendar gets no reading; it is to be converted first.

use super::doubt::unmarked;
use super::{BadDateKind, Guess};

/// A keyword of GEDCOM, and how it is said in words.
const KEYWORDS: &[(&str, &str)] = &[
    ("@#DGREGORIAN@ ", ""),
    ("ABT ", "about "),
    ("CAL ", "about "),
    ("BEF ", "before "),
    ("AFT ", "after "),
    ("BET ", "between "),
    ("TO ", "until "),
];

/// What says that a day is of the Julian calendar, in lower case.
#[rustfmt::skip]
const JULIAN: &[&str] = &[
    "@#djulian@", "o.s.", "(os)", "(o. s.)", "old style", "julian", "ст. ст.", "ст.ст.", "ст. стиля", "a. st.", "a.st.",
];

/// What says that it is not.
const GREGORIAN: &[&str] = &[" n.s.", " (n.s.)", " (ns)", " new style", " (new style)"];

/// Words for the one date of a life.
const LIVES: &[(&str, bool)] = &[("b. ", true), ("born ", true), ("d. ", false), ("died ", false)];

/// A date written so, where another text says the same in plainer words.
pub(super) fn date(text: &str, read: impl Fn(&str) -> Option<Guess>) -> Option<Guess> {
    let lower = text.to_lowercase();
    if JULIAN.iter().any(|word| lower.contains(word)) {
        let says = "is of the Julian calendar; convert it first, dates are Gregorian";
        return Some(Guess::new(BadDateKind::Malformed, says, Vec::new()));
    }
    if let Some(days) = GREGORIAN.iter().find_map(|word| lower.strip_suffix(word)) {
        return read(days.trim_end_matches(','));
    }
    keyword(text, &read)
        .or_else(|| estimated(&lower, &read))
        .or_else(|| interpreted(text, &read))
        .or_else(|| life(&lower, &read))
        .or_else(|| enclosed(&lower, &read))
}

/// `BET 1850 AND 1860`.
fn keyword(text: &str, read: impl Fn(&str) -> Option<Guess>) -> Option<Guess> {
    let (key, word) = KEYWORDS.iter().find(|(key, _)| text.starts_with(key))?;
    read(&format!("{word}{}", text[key.len()..].to_lowercase()))
}

/// `EST 1850`, `est. 1850`: estimated, or what was established then.
fn estimated(lower: &str, read: impl Fn(&str) -> Option<Guess>) -> Option<Guess> {
    let date = ["est. ", "est "].iter().find_map(|word| lower.strip_prefix(word))?;
    let edtf = read(&format!("about {date}"))?.edtf;
    let exact: Vec<_> = edtf.iter().map(|date| unmarked(date).0.to_owned()).collect();
    let says = "may be estimated, or of what was established then";
    Some(Guess::new(BadDateKind::Ambiguous, says, [edtf, exact].concat()))
}

/// `INT 1850 (about that year)`: what somebody made of the words behind it.
fn interpreted(text: &str, read: impl Fn(&str) -> Option<Guess>) -> Option<Guess> {
    let date = text.strip_prefix("INT ")?.split('(').next()?.trim_end().to_lowercase();
    let edtf = ["in", "perhaps"].map(|word| Some(read(&format!("{word} {date}"))?.edtf));
    let says = "is interpreted, as GEDCOM has it, and may be in doubt";
    let edtf: Vec<_> = edtf.into_iter().flatten().flatten().collect();
    (!edtf.is_empty()).then(|| Guess::new(BadDateKind::Ambiguous, says, edtf))
}

/// `b. 1850`: when somebody was born, or since when they lived.
fn life(lower: &str, read: impl Fn(&str) -> Option<Guess>) -> Option<Guess> {
    let (word, is_birth) = LIVES.iter().find(|(word, _)| lower.starts_with(word))?;
    let inside = read(&format!("in {}", &lower[word.len()..]))?;
    let edtf = inside.edtf.into_iter().take(1).flat_map(|date| {
        let life = if *is_birth { format!("{date}/..") } else { format!("../{date}") };
        [date, life]
    });
    let says = "is of a birth or death; write its date alone";
    Some(Guess::new(BadDateKind::Malformed, says, edtf.collect()))
}

/// `(c. 1920)`, `[5 May 1914]`.
fn enclosed(lower: &str, read: impl Fn(&str) -> Option<Guess>) -> Option<Guess> {
    let inside = [['(', ')'], ['[', ']']].into_iter().find_map(|[open, close]| {
        let inside = lower.strip_prefix(open)?.strip_suffix(close)?;
        (!inside.contains([open, close])).then_some(inside)
    })?;
    read(inside)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::BadDateKind::{Ambiguous, InWords, Malformed};

    #[test]
    fn keywords_of_genealogists_are_words() {
        for text in ["ABT 1850", "abt 1850", "Abt. 1850", "CAL 1850"] {
            check(text, InWords, &["1850~"]);
        }
        for text in ["EST 1850", "est. 1850", "Est 1850"] {
            check(text, Ambiguous, &["1850~", "1850"]);
        }
        check("EST MAY 1850", Ambiguous, &["1850-05~", "1850-05"]);
        for text in ["INT 1850 (about)", "INT 1850"] {
            check(text, Ambiguous, &["1850", "1850?"]);
        }
        check("INT 5 MAY 1850 (5 days after Easter)", Ambiguous, &["1850-05-05", "1850-05-05?"]);
        check("INT (some day)", Malformed, &[]);
        for text in ["BEF 1850", "bef. 1850"] {
            check(text, InWords, &["[..1849]", "[..1850]"]);
        }
        check("AFT 5 JAN 1850", InWords, &["[1850-01-06..]", "[1850-01-05..]"]);
        for text in ["BET 1850 AND 1860", "bet. 1850 and 1860"] {
            check(text, InWords, &["[1850..1860]", "1850/1860"]);
        }
        check("TO 1860", InWords, &["/1860", "[..1860]"]);
        check("@#DGREGORIAN@ 5 JAN 1930", InWords, &["1930-01-05"]);
    }

    #[test]
    fn a_day_of_the_julian_calendar_is_to_be_converted() {
        for text in ["@#DJULIAN@ 5 JAN 1730", "5 Jan 1730 O.S.", "5 January 1730 (Old Style)"] {
            let bad = check(text, Malformed, &[]);
            assert!(bad.message.contains("convert it first"), "{}", bad.message);
        }
        check("5 Jan 1760 N.S.", InWords, &["1760-01-05"]);
    }

    #[test]
    fn a_birth_or_a_death_is_asked_about() {
        check("b. 1850", Malformed, &["1850", "1850/.."]);
        check("died 5 May 1850", Malformed, &["1850-05-05", "../1850-05-05"]);
    }

    #[test]
    fn brackets_around_words_go() {
        check("(c. 1920)", InWords, &["1920~"]);
        check("[5 May 1914]", InWords, &["1914-05-05"]);
        check("(1920-1924)", Malformed, &["1920/1924", "[1920..1924]"]);
    }
}
