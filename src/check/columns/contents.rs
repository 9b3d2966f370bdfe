//! How much stands in the cells of a column, and of what.
//!
//! Invariant: only the first rows are looked at; what is said of a column holds for these.

use crate::check::dates;
use crate::model::cells::{Cell, trim};
use crate::model::date::Date;
use crate::model::{Field, is_address};

/// In how many cells of a column stands what may be meant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum Share {
    /// Less than half.
    Few,
    /// Half of them or more.
    Most,
    /// All.
    All,
}

impl Share {
    /// So many of so many.
    fn of(cells: usize, rows: usize) -> Share {
        match cells {
            _ if cells >= rows => Share::All,
            _ if cells * 2 >= rows => Share::Most,
            _ => Share::Few,
        }
    }
}

/// How much stands in the cells of a column.
#[derive(Clone, Copy)]
pub(crate) struct Filled {
    /// Words, and no addresses: there are no titles without.
    words: Share,
    /// Digits, and no addresses: there are no dates without.
    digits: Share,
    /// Dates, among those that are not blank.
    dates: Share,
    /// Dates with a time of day, likewise.
    moments: Share,
    /// Times of a clock, likewise.
    clocks: Share,
    /// Words, likewise.
    names: Share,
}

impl Filled {
    /// What may be all that is looked for.
    pub(crate) const FULL: Filled = Filled::alike(Share::All);
    /// What is not looked at.
    pub(crate) const BLANK: Filled = Filled::alike(Share::Few);

    const fn alike(share: Share) -> Filled {
        Filled {
            words: share,
            digits: share,
            dates: share,
            moments: share,
            clocks: share,
            names: share,
        }
    }

    /// Whether most cells have digits.
    pub(in crate::check) fn has_digits(self) -> bool {
        self.digits >= Share::Most
    }

    /// Whether what stands there is dates for the most part.
    pub(in crate::check) fn is_dates(self) -> bool {
        self.dates >= Share::Most
    }

    /// Whether it is dates with a time of day, and no times alone.
    pub(in crate::check) fn is_moments(self) -> bool {
        self.moments >= Share::Most && !self.is_clocks()
    }

    /// Whether it is words, as names are.
    pub(crate) fn is_names(self) -> bool {
        self.names >= Share::Most
    }

    /// Whether it is times of a clock.
    pub(in crate::check) fn is_clocks(self) -> bool {
        self.clocks >= Share::Most
    }

    /// In how many cells stands what may be one of a column.
    pub(in crate::check) fn of(self, field: Field) -> Share {
        if field == Field::Date { self.digits } else { self.words }
    }
}

/// Whether a cell is a number that is short for a year, as days of a month and days since a start are.
fn is_count(cell: &str) -> bool {
    cell.len() < 4 && cell.parse::<f32>().is_ok()
}

/// Rows that are looked at.
const LOOKED_AT: usize = 100;

/// How many cells of a column have what is looked for.
#[derive(Clone, Copy, Default)]
struct Counts {
    words: usize,
    digits: usize,
    dates: usize,
    moments: usize,
    clocks: usize,
    /// Those that are not blank.
    all: usize,
}

/// In how many of the first rows words and digits stand, by column.
pub(crate) struct Filling {
    counts: Vec<Counts>,
    rows: usize,
}

impl Filling {
    /// No row yet of a table of so many columns.
    pub(crate) fn new(columns: usize) -> Filling {
        Filling { counts: vec![Counts::default(); columns], rows: 0 }
    }

    /// Takes a row in; says whether more are wanted.
    pub(crate) fn count(&mut self, text: &str, cells: &[Cell]) -> bool {
        self.rows += 1;
        for (counts, cell) in self.counts.iter_mut().zip(cells) {
            let cell = trim(&text[cell.span()]);
            counts.all += usize::from(!cell.is_empty());
            if !is_address(cell) {
                let has_digits = cell.contains(char::is_numeric);
                // Longer texts are none, and take long to look at.
                let is_short = has_digits && cell.len() < 40;
                let is_clock = is_short && dates::is_clock(cell);
                counts.words += usize::from(cell.contains(char::is_alphabetic));
                counts.digits += usize::from(has_digits);
                counts.clocks += usize::from(is_clock);
                let is_date = is_short && !is_clock && !is_count(cell) && Date::may_be(cell);
                counts.dates += usize::from(is_date);
                counts.moments += usize::from(is_date && cell.contains(':'));
            }
        }
        self.rows < LOOKED_AT
    }

    /// What was found, by column.
    pub(crate) fn filled(self) -> Vec<Filled> {
        let share = |cells| Share::of(cells, self.rows);
        let among = |cells, all| if cells == 0 { Share::Few } else { Share::of(cells, all) };
        let filled = |counts: Counts| Filled {
            words: share(counts.words),
            digits: share(counts.digits),
            dates: among(counts.dates, counts.all),
            moments: among(counts.moments, counts.all),
            clocks: among(counts.clocks, counts.all),
            names: among(counts.words, counts.all),
        };
        self.counts.into_iter().map(filled).collect()
    }
}
