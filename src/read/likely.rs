//! Which encoding a file is in that is not UTF-8, told by the words it makes of the bytes.
//!
//! Invariant: an encoding of one byte a letter is named only if nearly all of the words are words in it,
//! and one of DOS or of the Macintosh of old only if they are none in those of today.

use std::collections::BTreeSet;
use std::ops::Range;

use super::pages::{self, Page};
use super::words::{Reading, Word};

/// Bytes by which an encoding is told: more make a large file slow and tell no more.
const TELLING: usize = 1 << 20;

/// Words that are shown of a file.
const SHOWN: usize = 3;

/// What `iconv` calls the Macintosh with Cyrillic letters.
pub(super) const MAC_CYRILLIC: &str = "MACCYRILLIC";

/// The encoding that the lines look like in which bytes are not UTF-8, and what it makes of some words
/// there; `None`: what the lines say is nothing that anybody writes, in each that is known.
pub(super) fn likely(content: &[u8], invalid: &[Range<usize>]) -> Option<(&'static str, String)> {
    let lines = lines(content, invalid);
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    lines.iter().for_each(|line| _ = detector.feed(&content[line.clone()], false));
    detector.feed(&[], true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    let words = words(content, invalid, lines.last().map_or(0, |line| line.end));
    if !is_latin(guess) && is_written(guess, lines.iter().map(|line| &content[line.clone()])) {
        if !guess.is_single_byte() {
            let line = lines.first().map_or(&content[..0], |line| &content[line.clone()]);
            return Some((guess.name(), cells(line, guess)));
        }
        let is_cyrillic = guess == encoding_rs::WINDOWS_1251;
        let name = if is_cyrillic { cyrillic(&words)? } else { guess.name() };
        let page = page_of(name)?;
        let has_letters = |byte: &u8| *byte < 0x80 || !is_control(pages::letter(*byte, &page));
        let is_whole = words.iter().all(|word| word.iter().all(has_letters));
        return (is_whole && is_cased(&words, &page)).then(|| (name, shown(&words, &page)));
    }
    let name = latin(&words, guess.name())?;
    Some((name, shown(&words, &page_of(name)?)))
}

/// What stands for a byte that has no character in an encoding of one byte a letter.
fn is_control(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}' | char::REPLACEMENT_CHARACTER)
}

/// The page of an encoding of one byte a letter.
pub(super) fn page_of(name: &str) -> Option<Page> {
    if let Some((_, page)) = pages::page(name) {
        return Some(page);
    }
    let label = if name == MAC_CYRILLIC { "x-mac-cyrillic" } else { name };
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    let bytes: Vec<u8> = (0x80..=u8::MAX).collect();
    let (letters, _) = encoding.decode_without_bom_handling(&bytes);
    let mut page = [char::REPLACEMENT_CHARACTER; 128];
    page.iter_mut().zip(letters.chars()).for_each(|(place, letter)| *place = letter);
    Some(page)
}

/// The lines in which bytes are not UTF-8, as many as tell; of a long line what is around such bytes.
fn lines(content: &[u8], invalid: &[Range<usize>]) -> Vec<Range<usize>> {
    let (mut lines, mut told, mut at) = (Vec::new(), 0, 0);
    for bad in invalid {
        if bad.start < at {
            continue;
        }
        let before = &content[at..bad.start];
        let start = at + memchr::memrchr(b'\n', before).map_or(0, |n| n + 1);
        let start = start.max(bad.start.saturating_sub(TELLING));
        let behind = &content[bad.end..content.len().min(bad.end + TELLING)];
        at = bad.end + memchr::memchr(b'\n', behind).map_or(behind.len(), |n| n + 1);
        lines.push(start..at);
        told += at - start;
        if told > TELLING {
            break;
        }
    }
    lines
}

/// The bytes that are not UTF-8 up to `end`, each with the letters around it, as often as they differ;
/// a full stop may make the first letter of a name of one.
fn words<'c>(content: &'c [u8], invalid: &[Range<usize>], end: usize) -> Vec<&'c [u8]> {
    let is_part = |byte: &u8| !byte.is_ascii() || byte.is_ascii_alphabetic();
    let (mut known, mut words, mut at) = (BTreeSet::new(), Vec::new(), 0);
    for bad in invalid.iter().take_while(|bad| bad.start < end) {
        if bad.start < at {
            continue;
        }
        let before = content[at..bad.start].iter().rev().take_while(|b| is_part(b)).count();
        let behind = content[bad.end..].iter().take_while(|b| is_part(b)).count();
        let start = bad.start - before;
        at = bad.end + behind;
        let stop = usize::from(content.get(at) == Some(&b'.'));
        let word = &content[start..at + stop];
        if known.insert(word) {
            words.push(word);
        }
    }
    words
}

/// Whether an encoding is one of today for Latin letters; Vietnamese ones are put together of two bytes.
fn is_latin(encoding: &'static encoding_rs::Encoding) -> bool {
    const LATIN: &[&str] = &["windows-1252", "windows-1250", "windows-1254", "windows-1257"];
    const ISO: &[&str] = &["2", "3", "4", "10", "13", "14", "15", "16"];
    let name = encoding.name();
    let is_iso = name.strip_prefix("ISO-8859-").is_some_and(|part| ISO.contains(&part));
    is_iso || LATIN.contains(&name)
}

/// Whether lines are written in an encoding for other letters than Latin ones: few of them stand beside
/// those.
fn is_written<'l>(
    encoding: &'static encoding_rs::Encoding,
    lines: impl Iterator<Item = &'l [u8]>,
) -> bool {
    let (mut all, mut beside) = (0, 0);
    for line in lines {
        let (text, _) = encoding.decode_without_bom_handling(line);
        let mut last = ' ';
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let is_beside =
                last.is_ascii_alphabetic() || chars.peek().is_some_and(char::is_ascii_lowercase);
            all += usize::from(!c.is_ascii());
            beside += usize::from(!c.is_ascii() && is_beside);
            last = c;
        }
    }
    let share = if encoding.is_single_byte() { 2 } else { 4 };
    share * beside < all
}

/// Whether words in letters that have case are what people write: few have a capital behind a small
/// letter, and some letter is a small one.
fn is_cased(words: &[&[u8]], page: &Page) -> bool {
    let words: Vec<Vec<char>> =
        words.iter().map(|word| pages::decode(word, page).chars().collect()).collect();
    let is_torn = |w: &[char]| w[0].is_lowercase() && w[1].is_uppercase();
    let torn = words.iter().filter(|word| word.windows(2).any(is_torn)).count();
    let letters = || words.iter().flatten();
    let has_case = letters().any(|c| c.is_uppercase());
    8 * torn <= words.len() && (!has_case || letters().any(|c| c.is_lowercase()))
}

/// The encoding of words that look like Windows in Cyrillic letters, or the Macintosh with these: there,
/// capitals are what is signs here, and the last letter has another place. Some are capitals of Serbian
/// here: alone these tell nothing.
fn cyrillic(words: &[&[u8]]) -> Option<&'static str> {
    const SERBIAN: &[u8] = &[0x80, 0x81, 0x8A, 0x8C, 0x8D, 0x8E, 0x8F];
    let is_small = |byte: Option<&u8>| byte.is_some_and(|byte| (0xE0..=0xFE).contains(byte));
    let has_last = |word: &[u8], last| word.windows(2).any(|w| is_small(w.first()) && w[1] == last);
    let (mut mac, mut windows, mut serbian) = (0, 0, 0);
    for word in words {
        match word.first() {
            Some(_) if !is_small(word.get(1)) => {}
            // An opening quotation mark.
            Some(0x84 | 0x91 | 0x93) => {}
            Some(byte) if SERBIAN.contains(byte) => serbian += 1,
            Some(0x80..=0x9F) => mac += 1,
            Some(0xC0..=0xDF) => windows += 1,
            _ => {}
        }
        mac += usize::from(has_last(word, 0xDF));
        windows += usize::from(has_last(word, 0xFF));
    }
    // No Serbian word has these letters.
    if words.iter().any(|word| word.iter().any(|byte| matches!(byte, 0xE9 | 0xF9..=0xFE))) {
        mac += std::mem::take(&mut serbian);
    }
    match mac.cmp(&windows) {
        std::cmp::Ordering::Greater => Some(MAC_CYRILLIC),
        std::cmp::Ordering::Equal if mac > 0 => None,
        _ if serbian > windows => None,
        _ => Some("windows-1251"),
    }
}

/// How the words come out in a reading.
struct Outcome {
    reading: Reading,
    never: usize,
    seldom: usize,
    /// Words of the language that has most of them.
    most: usize,
    /// Whether any of the bytes is a letter.
    has_letters: bool,
}

impl Outcome {
    fn new(name: &'static str, words: &[&[u8]]) -> Option<Self> {
        let reading = Reading::new(name, page_of(name)?);
        let judged: Vec<Word> = words.iter().map(|word| reading.word(word)).collect();
        let count = |wanted| judged.iter().filter(|word| **word == wanted).count();
        let (never, seldom) = (count(Word::Never), count(Word::Seldom));
        let languages = judged.iter().filter_map(|word| match word {
            Word::Of(languages) => Some(*languages),
            _ => None,
        });
        let most = super::alphabets::most(languages);
        // In a long file one word in fifty may be anything.
        let has_letters = words.iter().any(|word| reading.has_letters(word));
        (never * 50 <= words.len()).then_some(Outcome { reading, never, seldom, most, has_letters })
    }
}

/// The encoding of words in Latin letters.
fn latin(words: &[&[u8]], guess: &'static str) -> Option<&'static str> {
    const TODAY: [&str; 5] =
        ["windows-1252", "windows-1250", "windows-1254", "windows-1257", "ISO-8859-2"];
    let first = TODAY.contains(&guess).then_some(guess);
    let others = TODAY.into_iter().filter(|name| *name != guess);
    let is_rare =
        first.is_none() && encoding_rs::Encoding::for_label(guess.as_bytes()).is_some_and(is_latin);
    let today = first.into_iter().chain(others).chain(is_rare.then_some(guess));
    let today: Vec<Outcome> = today.filter_map(|name| Outcome::new(name, words)).collect();
    let older = older(words);
    let Some(best) = best(&today, words.len(), guess) else { return older? };
    // What is seldom in an encoding of today may be usual in an older one: then nobody knows. Letters of
    // today mostly have high bytes, those of old low ones.
    let is_high = |word: &&[u8]| word.iter().any(|byte| *byte >= 0xC0);
    let is_low = best.has_letters && !words.iter().any(is_high);
    let is_told = older.is_none() || 4 * best.seldom <= words.len() && !is_low;
    is_told.then_some(best.reading.name)
}

/// The best reading of today: one whose words are all of one language, or the likely one.
fn best<'o>(today: &'o [Outcome], all: usize, guess: &str) -> Option<&'o Outcome> {
    let whole = today.iter().find(|outcome| outcome.most == all);
    let never = today.iter().map(|outcome| outcome.never).min()?;
    let mut fit: Vec<&Outcome> = today.iter().filter(|outcome| outcome.never == never).collect();
    // Stable: among equals the first stays first.
    fit.sort_by_key(|outcome| (outcome.reading.name != guess, outcome.seldom, all - outcome.most));
    whole.or(fit.first().copied())
}

/// The encoding of DOS or of the Macintosh in which most are words of one language; `Some(None)` where
/// two make different words of them.
fn older(words: &[&[u8]]) -> Option<Option<&'static str>> {
    let names = ["macintosh"].into_iter().chain(pages::NAMES.iter().copied());
    let is_usual = |o: &Outcome| o.seldom == 0 && (o.has_letters || o.reading.name == "macintosh");
    let outcomes: Vec<Outcome> =
        names.filter_map(|name| Outcome::new(name, words)).filter(is_usual).collect();
    let most = outcomes.iter().map(|outcome| outcome.most).max()?;
    let mut best = outcomes.iter().filter(|outcome| outcome.most == most);
    let first = best.next()?;
    // Apostrophes, quotation marks and dashes where they belong are no accident.
    if !first.has_letters {
        return Some(Some(first.reading.name));
    }
    let first = &first.reading;
    let says = |page: &Page| words.iter().map(|word| pages::decode(word, page)).collect::<String>();
    let said = says(&first.page);
    let is_long = words.iter().any(|word| word.len() > 2);
    let is_one = best.all(|other| says(&other.reading.page) == said);
    Some((is_one && is_long).then_some(first.name))
}

/// A few of the words, with as many different letters as can be.
fn shown(words: &[&[u8]], page: &Page) -> String {
    let mut known = [false; 256];
    let mut shown: Vec<String> = Vec::new();
    while shown.len() < SHOWN {
        let new = |word: &&&[u8]| {
            let letters: BTreeSet<u8> = word.iter().copied().filter(|b| !b.is_ascii()).collect();
            letters.into_iter().filter(|byte| !known[usize::from(*byte)]).count()
        };
        // Of equals the first; long ones show no more.
        let short = words.iter().filter(|word| word.len() <= 40);
        let Some(word) = short.rev().max_by_key(new).filter(|word| new(word) > 0) else { break };
        word.iter().for_each(|byte| known[usize::from(*byte)] = true);
        // Signs at its ends are shown, too: they may be letters in truth.
        let text = pages::decode(word, page);
        if text.contains(char::is_alphabetic) {
            shown.push(format!("`{}`", text.trim_end_matches('.')));
        }
    }
    shown.join(", ")
}

/// The first cell beyond ASCII of a line, or what it begins with.
fn cells(line: &[u8], encoding: &'static encoding_rs::Encoding) -> String {
    let (text, _) = encoding.decode_without_bom_handling(line);
    let cells = text.split([',', ';', '\t', '"', '\r', '\n']);
    let cell = cells.into_iter().find(|cell| !cell.is_ascii()).unwrap_or_default();
    let start: String = cell.trim().chars().take(20).collect();
    if start.is_empty() { start } else { format!("`{start}`") }
}
