//! Findings: what is wrong or doubtful in the data, each with a stable code.
//!
//! Invariant: one row in [`CODES`] per code; documentation and tests walk that table.

use crate::model::Place;
use crate::model::date::BadDate;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something was lost or not understood: a row, a date, a reference, a status.
    Error,
    /// Kept, but doubtful.
    Warning,
    /// Nothing to do.
    Note,
}

impl Severity {
    /// The word: `error`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($code:ident $name:literal $severity:ident $about:literal,)*) => {
        /// What kind of finding it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $about] $code,)*
        }

        /// Every code: name, severity and one line.
        pub const CODES: &[CodeInfo] = &[
            $(CodeInfo {
                code: Code::$code, name: $name, severity: Severity::$severity, about: $about,
            },)*
        ];
    };
}

/// What there is to know of a code.
#[derive(Clone, Copy, Debug)]
pub struct CodeInfo {
    /// The code.
    pub code: Code,
    /// Its stable name.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// One line for the documentation.
    pub about: &'static str,
}

codes! {
    UnreadableFile "unreadable-file" Error "a file of a table cannot be read",
    EmptyFile "empty-file" Error "a file of a table has not even a header",
    Utf16 "utf-16" Error "the file is UTF-16; it is refused whole",
    Utf32 "utf-32" Error "the file is UTF-32; it is refused whole",
    WrongDelimiter "wrong-delimiter" Error "cells are separated by semicolons, tabs, bars or the like, or quotes stand around every row; the file is refused whole",
    NoHeader "no-header" Error "the first row is data, is cut in two, goes on with the row below it, cannot be read as column names, or has a sign before it as every line has; the file is refused whole",
    MissingColumn "missing-column" Error "a required column is missing; the file is refused whole",
    NotUtf8 "not-utf-8" Error "bytes that are not UTF-8; the row is refused",
    NulByte "nul-byte" Error "a NUL character; the row is refused",
    UnclosedQuote "unclosed-quote" Error "a quote opens a cell and is never closed, or only behind other rows; the row is refused",
    TextAfterQuote "text-after-quote" Error "text follows a closing quote; the row is refused",
    SwallowedRow "swallowed-row" Warning "a cell in quotes with lines that look like rows: a quote before them may be one too many",
    StrayQuote "stray-quote" Warning "a quote behind a blank or an equals sign (`, \"Talks\"`, `=\"007\"`), or one that only closes: it does not enclose the cell, and is read as part of it",
    RowTooLong "row-too-long" Error "a row has more cells than the header; it is refused, and the whole file where every row has",
    RowTooShort "row-too-short" Warning "a row has fewer cells than the header; the rest is taken as blank",
    CutRow "cut-row" Error "a line end outside quotes cuts a row in two; each part is read as a row",
    BlankRow "blank-row" Note "a row of separators or dashes only, or Ctrl-Z; it is skipped",
    BlankColumn "blank-column" Warning "a column without a name that has cells",
    DuplicateColumn "duplicate-column" Warning "two columns have the same name; the first is read",
    NearMissColumn "near-miss-column" Warning "a column name that is nearly one annals knows, or a column of people or a part of the date that is not read",
    Mojibake "mojibake" Warning "text decoded with the wrong encoding (`ÐŸÑƒÑ‚Ð¸Ð½`, `РџСѓС‚РёРЅ`), letters that were lost (`?????? ????`) or stand in codes (`<U+0437>`), or a byte order mark (`ï»¿`)",
    FormulaCell "formula-cell" Note "a spreadsheet would run this cell as a formula",
    Placeholder "placeholder" Warning "what another program or a register wrote where there is nothing (`#N/A`, `NULL`, `nan`, `NA`, `\\N`, `Nil return`), an error of a spreadsheet, or what means the same as above (`ditto`); no actor and no source is made of it. `#N/A` in a date is a `bad-date`",
    MergeConflict "merge-conflict" Error "a merge that git left open; what else is wrong within it is told when it is settled",
    StrayFile "stray-file" Note "a CSV file beside the tables that is not read",
    UnusedTable "unused-table" Note "a table this version does not use",
    BlankTitle "blank-title" Error "an event without a title; the row is refused",
    BlankCell "blank-cell" Error "a required cell is blank; the row is refused",
    BlankName "blank-name" Warning "an actor or source without a name or title; its id is shown",
    UntitledSource "untitled-source" Note "a source without a title, known by its web address",
    MalformedId "malformed-id" Error "an id with characters that ids do not have; the row is refused",
    DuplicateId "duplicate-id" Error "an id that stands twice with different content; all its rows are refused",
    IdenticalDuplicate "identical-duplicate" Warning "the same row twice, or a second header (the names once more, numbers, kinds of columns); it counts once",
    IdDiffersByCase "id-differs-by-case" Warning "two ids, or names that serve as ids, that differ only by upper and lower case, blanks, what does not show or quotes around one",
    ProvisionalReference "provisional-reference" Warning "a reference to an event whose id is not written",
    SameEventTwice "same-event-twice" Warning "two events of the same date (or none), title, place, actors and sources, of which none is linked to the other or has another `seq`",
    SameActorTwice "same-actor-twice" Warning "an actor twice in one event, in the same role or both times without one",
    AmbiguousDate "ambiguous-date" Error "a date that can be read two ways (`5/9/2025`); the event is undated",
    NumericDate "numeric-date" Error "a date in day-month-year order (`25/12/2025`); the event is undated",
    DateInWords "date-in-words" Error "a date in words (`9 May 2025`); the event is undated",
    DateNotPadded "date-not-padded" Error "a month or day of one digit (`2025-5-9`); the event is undated",
    DateSeparators "date-separators" Error "a date with other separators (`2025.05.09`); the event is undated",
    SerialDate "serial-date" Error "a spreadsheet's serial number for a day (`45786`); the event is undated",
    MonthYearDate "month-year-date" Error "a date a spreadsheet rewrote (`Feb-25`); the event is undated",
    TwoDigitYear "two-digit-year" Error "a year of two digits; the event is undated",
    ImpossibleDate "impossible-date" Error "a day or month that does not exist; the event is undated",
    EndBeforeStart "end-before-start" Error "an interval, or an actor, that ends before it starts; the dates are not used",
    BadDate "bad-date" Error "a date that is not EDTF; the event is undated",
    UnknownActor "unknown-actor" Error "a reference to an actor that is not there; it is left out",
    UnknownSource "unknown-source" Error "a reference to a source that is not there; it is left out",
    UnknownEvent "unknown-event" Error "a reference to an event that is not there; it is left out",
    UnknownRelation "unknown-relation" Error "a relation between events that annals does not know; the row is refused",
    SelfLink "self-link" Error "an event linked to itself; the link is left out",
    BadGap "bad-gap" Error "a gap between events that cannot be read; it is left out",
    RelationLoop "relation-loop" Error "links that run in a circle: each event comes after the next, or lies within it; none of them is used",
    Contradiction "contradiction" Error "dates and links that cannot all be true; none of them is used",
    DoubtfulContradiction "doubtful-contradiction" Warning "the same, or a circle of links, but an approximate or uncertain one is among them; that one alone is not used",
    AmbiguousName "ambiguous-name" Error "a name that two actors share; the reference is left out",
    CutName "cut-name" Error "a name that holds the list separator; refer to it by its id",
    TornItem "torn-item" Warning "an item of a list that seems to be part of a name or address (`Zuzana &amp`), several items, or an actor with several roles",
    UnknownStatus "unknown-status" Error "a status that annals does not know; counted as not confirmed",
    UnknownKind "unknown-kind" Error "a kind of actor that annals does not know",
    NearMissType "near-miss-type" Warning "a type that is nearly one annals knows",
    NearMissRole "near-miss-role" Warning "a role that is nearly one annals knows, or is or holds an actor; a colon without a role; quotes around actor and role",
    BadReliability "bad-reliability" Warning "a reliability that is none of A to F",
    BadSeq "bad-seq" Warning "a `seq` that is no whole number; it is not used",
    PublishedBefore "published-before" Warning "every source of an event that took place was published before it",
    PlannedPassed "planned-passed" Note "a planned event whose day has passed by the newest source",
    OutsideLifetime "outside-lifetime" Warning "an actor takes part before its start or after its end",
    UnusedActor "unused-actor" Note "an actor that no event or relationship names",
    UnusedSource "unused-source" Note "a source that nothing cites",
    NoSource "no-source" Note "an event without a source",
    SumRow "sum-row" Warning "a word for a sum with numbers behind it (`Total`), read as an event, an actor or a source",
}

impl Code {
    /// What there is to know of it.
    pub fn info(self) -> &'static CodeInfo {
        &CODES[self as usize]
    }

    /// The stable name: `unknown-actor`.
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// How bad it is.
    pub fn severity(self) -> Severity {
        self.info().severity
    }

    /// Whether it says that a cell is no date.
    pub fn is_of_dates(self) -> bool {
        (Code::AmbiguousDate..=Code::BadDate).contains(&self)
    }
}

/// What a finding comes to, for what acts on it; people read its help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// What its help says, and nothing more.
    #[default]
    AsSaid,
    /// A row for an actor who is like nobody known.
    AddActor,
    /// A row for a source that is called by an id or by words, and is like none known.
    AddSource,
    /// A `;` between several sources.
    SeparateSources,
    /// One that is known, in the place of what is like none of them.
    NameKnown,
    /// Commas at the end of a row, as far as is known.
    AddCommas,
}

/// One problem in the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// What is wrong: lowercase, no final dot. Equal for repeats of one cause.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
    /// What its help comes to.
    pub(crate) remedy: Remedy,
    /// The diagnosis it was made of, where it says that a text is no date.
    pub(crate) bad: Option<Box<BadDate>>,
    /// Other places that belong to it, each with a word on what stands there.
    pub related: Vec<(Place, &'static str)>,
}

impl Finding {
    /// A finding without help or other places.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Finding {
        let (message, related) = (message.into(), Vec::new());
        Finding { code, place, message, help: None, remedy: Remedy::AsSaid, bad: None, related }
    }

    /// The same with a word on what would be right.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Finding {
        self.remedy(Remedy::AsSaid, help)
    }

    /// The same with a word on what would be right, and what that comes to.
    #[must_use]
    pub(crate) fn remedy(mut self, remedy: Remedy, help: impl Into<String>) -> Finding {
        self.advise(remedy, help);
        self
    }

    /// Says what would be right, in the place of what was said so far.
    pub(super) fn advise(&mut self, remedy: Remedy, help: impl Into<String>) {
        self.help = Some(help.into());
        self.remedy = remedy;
    }

    /// The same with another place.
    #[must_use]
    pub fn and(mut self, place: Place, what: &'static str) -> Finding {
        self.related.push((place, what));
        self
    }
}

/// A piece of the data for a message: in backquotes, and not too long.
pub(super) fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((cut, _)) => format!("`{}...`", &text[..cut]),
        None => format!("`{text}`"),
    }
}

/// Puts findings into their order: by file and place, then code and message.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (f.place.file, f.place.line, f.place.column, f.code);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
}
