//! Letters that were lost before a text became UTF-8, or that stand in the codes of another program.
//!
//! Invariant: only what no sound text has is told: one question mark, or a word of them, may be meant.

use std::ops::Range;

use crate::check::finding::{Code, Finding, quoted};
use crate::check::rows::mojibake;
use crate::check::rows::other_pairs;
use crate::model::Place;
use crate::model::cells::line_start;

/// What Japanese letters begin with in ISO-2022-JP, which is ASCII throughout.
const JAPANESE: &[u8] = b"\x1B$";

/// What became of letters.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sign {
    /// U+FFFD, which programs put in the place of what they cannot read.
    Replaced,
    /// A control character (U+0080 to U+009F), which a byte of another encoding became.
    Control,
    /// What ISO-2022-JP is read as.
    Japanese,
    /// A question mark for each letter.
    Marks,
    /// The codes of letters, and these.
    Codes(String),
    /// What they were read as in another encoding, and what they are.
    Misread(String),
}

/// The first sign in `text` that letters are lost, or no letters any more. What [`mojibake::find`] and
/// [`mojibake::find_cyrillic`] tell is not lost.
fn find(text: &str) -> Option<(Range<usize>, Sign)> {
    let bytes = text.as_bytes();
    let replaced = memchr::memmem::find(bytes, "\u{fffd}".as_bytes()).map(|at| at..at + 3);
    let is_japanese =
        |at: &usize| matches!(bytes.get(at + JAPANESE.len()), Some(b'@' | b'B' | b'('));
    let escape = memchr::memmem::find_iter(bytes, JAPANESE).find(is_japanese);
    let escape = escape.map(|at| at..at + JAPANESE.len());
    let found = [
        replaced.map(|span| (span, Sign::Replaced)),
        control(text).map(|at| (at..at + 2, Sign::Control)),
        escape.map(|span| (span, Sign::Japanese)),
        marks(text).map(|span| (span, Sign::Marks)),
        codes(text).map(|(span, letters)| (span, Sign::Codes(letters))),
        other_pairs::find(text).map(|(span, meant)| (span, Sign::Misread(meant))),
    ];
    found.into_iter().flatten().min_by_key(|(span, _)| span.start)
}

/// Where the first control character stands for a letter.
fn control(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_control = |at: &usize| matches!(bytes.get(at + 1), Some(0x80..=0x9F));
    // What is misread as a whole has many of them: each line is judged once.
    let mut judged = 0;
    memchr::memchr_iter(0xC2, bytes).filter(is_control).find(|at| {
        if *at < judged {
            return false;
        }
        let start = line_start(bytes, *at);
        let end = memchr::memchr2(b'\n', b'\r', &bytes[*at..]).map_or(bytes.len(), |n| at + n);
        judged = end;
        let line = &text[start..end];
        mojibake::find(line).is_none() && mojibake::find_cyrillic(line).is_none()
    })
}

/// The least that the longest of words becomes that have become question marks.
const LONG_WORD: &str = "?????";

/// The first words, each behind the other, that have become question marks: `??????? ????????`. Several of
/// one length (`??? ???`) may be meant, and so may a single one.
fn marks(text: &str) -> Option<Range<usize>> {
    const SIGNS: [char; 2] = ['?', ' '];
    let mut from = 0;
    for at in memchr::memmem::find_iter(text.as_bytes(), LONG_WORD) {
        if at < from {
            continue;
        }
        let before = text[..at].trim_end_matches(SIGNS);
        let behind = text[at..].trim_start_matches(SIGNS);
        let run = &text[before.len()..text.len() - behind.len()];
        let is_of_word =
            before.ends_with(char::is_alphanumeric) || behind.starts_with(char::is_alphanumeric);
        let mut words = run.split(' ').map(str::len).filter(|length| *length > 1);
        let first = words.next();
        if !is_of_word && words.any(|length| Some(length) != first) {
            let start = text.len() - behind.len() - run.trim_start().len();
            return Some(start..start + run.trim().len());
        }
        from = text.len() - behind.len();
    }
    None
}

/// The first letters in the codes of another program, and these: `<U+0437>` of R, `\u0437` of JSON,
/// `_x000D_` of spreadsheets.
fn codes(text: &str) -> Option<(Range<usize>, String)> {
    let found = ["<U+", "\\u", "_x00"].into_iter().filter_map(|sign| {
        let starts = memchr::memmem::find_iter(text.as_bytes(), sign);
        starts.filter_map(|at| run_of_codes(text, at)).next()
    });
    found.min_by_key(|(span, _)| span.start)
}

/// The codes from `at` on that stand for a letter each, or for a line end, and these.
fn run_of_codes(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let (mut end, mut letters) = (at, String::new());
    while let Some((length, letter)) = code(&text[end..]) {
        end += length;
        letters.push(letter);
    }
    (!letters.is_empty()).then_some((at..end, letters))
}

/// How long the code is that a text begins with, and its letter.
fn code(text: &str) -> Option<(usize, char)> {
    let (open, close) = [("<U+", ">"), ("\\u", ""), ("_x", "_")]
        .into_iter()
        .find(|(open, _)| text.starts_with(open))?;
    let digits = text.get(open.len()..open.len() + 4)?;
    let rest = &text[open.len() + 4..];
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let letter = char::from_u32(u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)?)?;
    let is_meant = match open {
        "_x" => matches!(letter, '\n' | '\r'),
        _ => !letter.is_ascii() && letter.is_alphabetic(),
    };
    (is_meant && rest.starts_with(close)).then_some((open.len() + 4 + close.len(), letter))
}

/// Whether a text may have letters that are lost.
pub(in crate::check) fn has_lost(text: &str) -> bool {
    find(text).is_some()
}

/// What is said of the first letter that is lost in a part of a text, given the places of spans.
pub(crate) fn lost_letter(
    text: &str,
    part: Range<usize>,
    place: impl Fn(Range<usize>) -> Place,
) -> Option<Finding> {
    let (span, sign) = find(&text[part.clone()])?;
    let span = part.start + span.start..part.start + span.end;
    let (message, help) = told(text, span.clone(), sign);
    Some(Finding::new(Code::Mojibake, place(span), message).help(help))
}

/// What is said of one in a text, and what would be right.
fn told(text: &str, span: Range<usize>, sign: Sign) -> (String, &'static str) {
    let edge = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"');
    let (before, behind) = (&text[..span.start], &text[span.end..]);
    let start = before.rmatch_indices(edge).next().map_or(0, |(at, edge)| at + edge.len());
    let end = behind.find(edge).map_or(text.len(), |at| span.end + at);
    let (word, part) = (quoted(&text[start..end]), quoted(&text[span]));
    let message = match sign {
        Sign::Japanese => format!("{word} is text in ISO-2022-JP, read in the wrong encoding"),
        Sign::Control => format!("a control character stands for a letter in {word}"),
        Sign::Replaced => format!("a letter is lost in {word}"),
        Sign::Marks => {
            let help = "save the original table as CSV in UTF-8, or type it again";
            return (format!("letters have become question marks: {part}"), help);
        }
        Sign::Codes(letters) if letters.trim().is_empty() => {
            let message = format!("{part} is a line end, in the code of another program");
            return (message, "write a blank in its place, or delete it");
        }
        Sign::Codes(letters) => {
            let message = format!("{part} is `{letters}`, in the codes of another program");
            return (message, "write the letters; that program may also save the table in UTF-8");
        }
        Sign::Misread(meant) => {
            let message = format!("{part} is probably `{meant}`, read in the wrong encoding");
            return (message, "read the original file in its own encoding, or type it again");
        }
    };
    (message, "read the original file in its own encoding, or type it again")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find_lost(text: &str) -> Option<Range<usize>> {
        find(text).map(|(span, _)| span)
    }

    /// What is told of a text.
    fn said(text: &str) -> String {
        let (span, sign) = find(text).unwrap_or_else(|| panic!("{text}"));
        told(text, span, sign).0
    }

    #[test]
    fn words_of_question_marks_are_lost_and_a_few_marks_may_be_meant() {
        for (text, marks) in [
            ("2024,??????? ????????,x", "??????? ????????"),
            ("\u{ab}?????????? ? ???????\u{bb}", "?????????? ? ???????"),
            ("x; ???? ?????? ;y", "???? ??????"),
        ] {
            assert_eq!(said(text), format!("letters have become question marks: `{marks}`"));
        }
        for text in [
            "What??????? ????",
            "???",
            "?????",
            "??? ???",
            "????? ?????",
            "????-??-??",
            "a,?????,???",
            "Why? ??? Who??",
            "????? ????x",
            "?????;???",
            "?????\n???",
            "? ?????",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn letters_in_the_codes_of_other_programs_are_told() {
        for (text, codes) in [
            (
                "x,<U+0437><U+0443><U+0441>,y",
                "`<U+0437><U+0443><U+0441>` is `\u{437}\u{443}\u{441}`",
            ),
            ("J\\u00f6rg", "`\\u00f6` is `\u{f6}`"),
            ("Call_x000D_ again", "`_x000D_` is a line end"),
        ] {
            assert!(said(text).starts_with(codes), "{}", said(text));
        }
        for text in ["<U+>", "C:\\users", "<U+002C>", "a_x0041_", "\\u00", "_x000D", "<U+0437"] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn lost_letters_are_found_and_sound_text_is_left_alone() {
        assert_eq!(find_lost("x\nGr\u{fffd}\u{fffd}e"), Some(4..7));
        assert_eq!(find_lost("Gr\u{94}\u{e1}e \u{fffd}"), Some(2..4));
        assert_eq!(find_lost("a\u{1b}$B2qCL\u{1b}(B"), Some(1..3));
        for text in ["« 10\u{a0}°C », naïve – Київ", "Путин \u{feff}\u{1f600}", "ÐŸÑƒÑ\u{82}"]
        {
            assert_eq!(find_lost(text), None, "{text}");
        }
    }

    proptest::proptest! {
        /// A blank before a lost letter may take one byte to three.
        #[test]
        fn lost_letters_are_told_behind_any_blank(
            text in "[ \u{a0}\u{2003}\u{3000}\u{80}-\u{9f}\u{fffd},;\"\n\raé–]{0,8}",
        ) {
            let found = lost_letter(&text, 0..text.len(), |span| Place { span, ..Place::file(0) });
            proptest::prop_assert_eq!(found.is_some(), find_lost(&text).is_some());
        }
    }

    #[test]
    fn the_word_of_a_lost_letter_starts_behind_a_blank_of_several_bytes() {
        assert_eq!(said("a\u{a0}\u{fffd}"), "a letter is lost in `\u{fffd}`");
        assert_eq!(said("a\u{3000}Gr\u{fffd}n b"), "a letter is lost in `Gr\u{fffd}n`");
    }
}
