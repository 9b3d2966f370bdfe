//! Whether what an encoding makes of some bytes are words.
//!
//! Invariant: a word is judged by its letters and by where signs stand in it, never by what it means.

use super::alphabets::{self, Languages};
use super::pages::{Page, letter};

/// An encoding of one byte a letter.
pub(super) struct Reading {
    /// The name that `iconv` knows.
    pub name: &'static str,
    /// What its bytes stand for.
    pub page: Page,
    /// The languages that have each of these letters.
    languages: Vec<Languages>,
    /// The same at the end of a word.
    at_end: Vec<Languages>,
    /// The languages for which it is used.
    used: Languages,
}

/// What a reading makes of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Nothing that anybody writes.
    Never,
    /// Letters of no language for which this encoding is used, or a sign where it seldom stands.
    Seldom,
    /// A word, or several with signs between them, of these languages.
    Of(Languages),
}

impl Reading {
    /// The reading that a page gives.
    pub(super) fn new(name: &'static str, page: Page) -> Self {
        let languages = page.iter().map(|letter| alphabets::of(*letter, false)).collect();
        let at_end = page.iter().map(|letter| alphabets::of(*letter, true)).collect();
        Reading { name, page, languages, at_end, used: alphabets::used_in(name) }
    }

    /// Whether one of the bytes beyond ASCII is a letter.
    pub(super) fn has_letters(&self, bytes: &[u8]) -> bool {
        bytes.iter().any(|byte| *byte >= 0x80 && is_letter(letter(*byte, &self.page)))
    }

    /// What it makes of a word: bytes beyond ASCII and the letters beside them.
    pub(super) fn word(&self, bytes: &[u8]) -> Word {
        let letters: Vec<char> = bytes.iter().map(|byte| letter(*byte, &self.page)).collect();
        let (mut of, mut seldom, mut in_a_row) = (Languages::MAX, false, 0);
        for (at, byte) in bytes.iter().enumerate() {
            let is_one = is_letter(letters[at]);
            in_a_row = if *byte >= 0x80 && is_one { in_a_row + 1 } else { 0 };
            if *byte < 0x80 {
                continue;
            }
            if is_one {
                let is_last = !letters.get(at + 1).is_some_and(|c| is_letter(*c));
                let languages = if is_last { &self.at_end } else { &self.languages };
                of &= languages[usize::from(byte & 0x7F)];
            }
            let fits = if is_one { letter_fits(&letters, at) } else { sign_fits(&letters, at) };
            match fits {
                Fits::Well if in_a_row < 4 => {}
                Fits::Badly => seldom = true,
                _ => return Word::Never,
            }
        }
        match (of, of & self.used) {
            (0, _) => Word::Never,
            (_, 0) => Word::Seldom,
            _ if seldom => Word::Seldom,
            (_, used) => Word::Of(used),
        }
    }
}

/// How a character goes with those around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fits {
    Well,
    Badly,
    Not,
}

/// Whether a character is a letter and no sign that counts as one.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, 'ª' | 'º' | 'µ' | 'ƒ' | 'ˆ' | 'ˇ' | 'π' | 'Ω' | 'ﬁ' | 'ﬂ')
}

/// Letters of which one is a word.
const WORDS: &str = "àáèéêìíòóôåäöæøúįő";

/// A letter beyond ASCII: capitals begin words, or are among others; few letters are words.
fn letter_fits(letters: &[char], at: usize) -> Fits {
    let c = letters[at];
    let before = at.checked_sub(1).map(|n| letters[n]).filter(|c| is_letter(*c));
    let behind = letters.get(at + 1).copied().filter(|c| is_letter(*c));
    let is_small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let is_large = |c: Option<char>| c.is_some_and(char::is_uppercase);
    let fits = match (before, behind) {
        (None, None) => {
            let is_initial = c.is_uppercase() && letters.get(at + 1) == Some(&'.');
            is_initial || c.to_lowercase().any(|small| WORDS.contains(small))
        }
        _ if c.is_uppercase() => !(is_small(before) || before.is_some() && is_small(behind)),
        _ => c == 'ß' || !(is_large(before) && is_large(behind)),
    };
    let is_apart = before.is_some_and(|c| "aeouAEOU".contains(c));
    match fits {
        // Two dots tell this letter from a vowel before it.
        true if matches!(c, 'ï' | 'Ï') && !is_apart => Fits::Badly,
        true => Fits::Well,
        false => Fits::Not,
    }
}

/// A sign beyond ASCII: few stand within words, or behind or before their letters.
fn sign_fits(letters: &[char], at: usize) -> Fits {
    let before = letters[..at].iter().rev().take_while(|c| is_letter(**c)).count();
    let behind = letters[at + 1..].iter().take_while(|c| is_letter(**c)).count();
    let (left, right) = (&letters[at - before..at], &letters[at + 1..at + 1 + behind]);
    let well = |well: bool| if well { Fits::Well } else { Fits::Badly };
    let fits = |fits: bool| if fits { Fits::Well } else { Fits::Not };
    let (is_behind, is_before) = (before > 0, behind > 0);
    let is_within = is_behind && is_before;
    match letters[at] {
        '\u{80}'..='\u{9f}' | char::REPLACEMENT_CHARACTER | 'ˆ' => Fits::Not,
        _ if !is_behind && !is_before => Fits::Well,
        '’' | '‘' | '´' if is_within => well(is_apostrophe(left, right)),
        '–' | '—' if is_within => {
            well(before > 2 && behind > 1 || before > 1 && right[0].is_uppercase())
        }
        '\u{a0}' if is_within => well(!is_torn(left) && !is_torn(right)),
        '…' if is_within => well(before > 1),
        '·' if is_within => fits(left.ends_with(&['l']) && right.starts_with(&['l'])),
        '–' | '—' | '‘' | '„' | '‚' | '‹' | '†' | '‡' | '‰' if is_behind && !is_before => {
            Fits::Badly
        }
        '’' | '‘' | '´' | '–' | '—' | '…' | '\u{a0}' => Fits::Well,
        '\u{ad}' => Fits::Badly,
        '“' | '”' | '«' | '»' | '›' | '„' | '‚' | '‹' => fits(!is_within),
        '¿' | '¡' | '§' | '€' | '£' | '•' | '†' | '‡' | '©' if !is_behind => {
            Fits::Well
        }
        'º' | 'ª' | '°' | '²' | '³' | '¹' | '®' | '©' | '™' | '€' if !is_before => {
            Fits::Well
        }
        _ => Fits::Not,
    }
}

/// Whether one letter stands alone that is no word: what a blank has torn off.
fn is_torn(letters: &[char]) -> bool {
    matches!(letters, [letter] if !"aeiouywkszvàáéèóAEIOUYWKSZVÀÁÉÈÓ".contains(*letter))
}

/// Whether an apostrophe may stand between some letters: `don’t`, `l’été`, `dell’anno`, `O’Neill`, `Sa’ar`.
fn is_apostrophe(left: &[char], right: &[char]) -> bool {
    const BEFORE: &str = " l d c j m n s t qu dell all nell sull dall coll un quest grand aujourd jusqu lorsqu \
                          puisqu presqu ";
    const BEHIND: &str =
        " s t re ll ve d m n da de ta te dan den tan ten nin nun nın ya ye yi yu in un ";
    let text = |letters: &[char]| letters.iter().flat_map(|c| c.to_lowercase()).collect::<String>();
    let is_vowel = |c: Option<&char>| c.is_some_and(|c| "aeiouyhàâáäæéèêëíîïóôöœúùûü".contains(*c));
    let (before, behind) = (text(left), text(right));
    right[0].is_uppercase()
        || BEHIND.contains(&format!(" {behind} "))
        || BEFORE.contains(&format!(" {before} ")) && is_vowel(behind.chars().next().as_ref())
        || is_vowel(left.last()) && is_vowel(right.first())
}
