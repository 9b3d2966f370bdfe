//! The diagnosis of a text that is no date.
//!
//! Invariant: a reading is a date; what is said fits behind the quoted text.

use std::ops::Range;

use super::shown;

/// Why a text is not a date, and what it may have meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadDate {
    /// What is wrong with it.
    pub kind: BadDateKind,
    /// The offending part, in bytes of the text, on character boundaries.
    pub span: Range<usize>,
    /// The text, whole.
    pub written: String,
    /// A sentence, lower-case and without a final dot: `"2025-13" has no month 13`.
    pub message: String,
    /// Where a cell is left blank that has it: `where the date is not known`.
    pub blank: Option<&'static str>,
    /// What it may have meant, at most three, likelier first.
    pub readings: Vec<Reading>,
}

impl BadDate {
    /// The diagnosis of a whole text: `says` follows it in the message.
    pub fn new(kind: BadDateKind, written: &str, says: &str, readings: Vec<Reading>) -> Self {
        let (span, message) = (0..written.len(), format!("\"{written}\" {says}"));
        Self { kind, span, written: written.to_owned(), message, blank: None, readings }
    }

    /// The sentence of a cell, which may be left blank.
    pub fn of_cell(&self) -> String {
        let blank = self.blank.map(|blank| format!("; leave the cell blank {blank}"));
        self.message.clone() + &blank.unwrap_or_default()
    }

    /// Whether a date is one of its readings.
    pub fn has_reading(&self, edtf: &str) -> bool {
        self.readings.iter().any(|reading| reading.edtf == edtf)
    }

    /// What a date in words means: the likelier of its readings. `None` where only the writer knows:
    /// day and month may be either, a weekday does not fit, the year is not said.
    pub fn meaning(&self) -> Option<&Reading> {
        let likely = self.readings.first()?;
        let is_told = self.kind == BadDateKind::InWords && !likely.edtf.contains("XXXX");
        is_told.then_some(likely)
    }

    /// The same, said of what was written where another text was read for it.
    pub fn as_written(mut self, written: &str) -> Self {
        let quoted = |text| format!("\"{}\"", shown(text));
        if let Some(says) = self.message.strip_prefix(&quoted(&self.written)) {
            self.message = format!("{}{says}", quoted(written));
        }
        self.span = 0..written.len();
        written.clone_into(&mut self.written);
        self
    }
}

/// One thing a bad date may have meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// A date that [`Date::parse`](crate::model::date::Date::parse) takes.
    pub edtf: String,
    /// The same in words.
    pub words: String,
}

/// The ways in which a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BadDateKind {
    /// `5/9/2025`: day and month may be either; `Monday 7 February 2025`: that was a Friday.
    Ambiguous,
    /// `25/12/2025`: another order, with one possible reading.
    NumericOrder,
    /// `9 May 2025`, `early March 2025`, `circa 2025`.
    InWords,
    /// `2025-5-9`: a zero is missing.
    NotPadded,
    /// `2025.05.09`, `20250509`: other separators, or none.
    Separators,
    /// `45786`: a spreadsheet's number of days from 1899-12-30.
    SerialNumber,
    /// `Feb-25`: a month and a number, as spreadsheets rewrite dates.
    MonthYear,
    /// `09.05.25`: the century is missing.
    TwoDigitYear,
    /// `2025-02-30`, hour 25: no calendar or clock has it.
    ImpossibleDay,
    /// `2025-02-10/2025-02-07`: it cannot end before it starts.
    EndBeforeStart,
    /// Everything else.
    Malformed,
}

impl BadDateKind {
    /// Every kind.
    pub const ALL: &[Self] = &[
        Self::Ambiguous,
        Self::NumericOrder,
        Self::InWords,
        Self::NotPadded,
        Self::Separators,
        Self::SerialNumber,
        Self::MonthYear,
        Self::TwoDigitYear,
        Self::ImpossibleDay,
        Self::EndBeforeStart,
        Self::Malformed,
    ];
}
