//! Dates in a format inside a longer text: with a time, a mark or another date around them.
//!
//! Invariant: what stands around a date stays, but a mark in front of it, which goes behind.

use super::{DateFormat, Piece};

impl DateFormat {
    /// A text with its dates in this format told in EDTF; `None` where it has none, or where a hyphen
    /// in front would make one a year before the era.
    pub(in crate::edit::dates) fn within(&self, text: &str) -> Option<String> {
        if let Some([start, end]) = self.days(text) {
            return Some(format!("{start} - {end}"));
        }
        let belongs = |c: char| {
            let is_piece = self.pieces.contains(&Piece::Text(c));
            c.is_ascii_digit() || is_piece || self.midnight.contains(c)
        };
        let full = text
            .split(|c| !belongs(c))
            .map(|run| self.bare(run))
            .find(|run| self.edtf(run).is_some())?;
        let (mut told, mut any) = (String::new(), false);
        let mut rest = text;
        while let Some(start) = rest.find(belongs) {
            let end = rest[start..].find(|c| !belongs(c)).map_or(rest.len(), |end| start + end);
            let run = &rest[start..end];
            let bare = self.bare(run);
            let (before, after) = run.split_once(bare).unwrap_or((run, ""));
            let whole = self.edtf(bare);
            let is_first = whole.is_none() && !any;
            let is_day = !after.is_empty() && !rest[end..].trim_start().starts_with('/');
            let day = (is_first && is_day).then(|| self.of_its_month(bare, full)).flatten();
            let lent = day.or_else(|| self.of_its_year(bare, full).filter(|_| is_first));
            told.push_str(&rest[..start]);
            let edtf = match (whole, lent) {
                (Some(Ok(edtf)), _) => edtf + after,
                (_, Some(edtf)) => edtf,
                // Of what is no date by itself a month would make a day: `2019.05-09` in `Y.m`.
                _ if ends_in_month(&told) => return None,
                _ => {
                    told.push_str(run);
                    rest = &rest[end..];
                    continue;
                }
            };
            rest = &rest[end..];
            any = true;
            let mark = mark_in_front(&told).filter(|_| before.is_empty());
            let is_last =
                !rest.contains(|c: char| c.is_ascii_digit()) || told.starts_with(['[', '{']);
            if mark.is_some() && is_last {
                told.pop();
            }
            put(&mut told, before, &edtf);
            if let Some(mark) = mark.filter(|_| is_last) {
                told.push(mark);
            } else if let Some(second) = rest.strip_prefix('/').filter(|_| mark.is_some()) {
                // Whether the mark is of both dates is asked of two dates, not of an interval.
                told.push_str(" - ");
                rest = second;
            }
        }
        (any && !told.starts_with(" - ")).then(|| told + rest)
    }

    /// Two days of one month with a dash between them: `9/5-7/2025` in `m/d/Y`, `5-7/9/2025` in `d/m/Y`.
    pub(in crate::edit::dates) fn days(&self, text: &str) -> Option<[String; 2]> {
        let (first, last) = text.split_once(['-', '–'])?;
        let (first, last) = (first.trim(), last.trim());
        let [Piece::Day | Piece::Month, Piece::Text(separator), ..] = self.pieces[..] else {
            return None;
        };
        let (_, behind) = last.split_once(separator)?;
        let start = format!("{first}{separator}{behind}");
        let end = match first.split_once(separator) {
            Some((month, _)) => format!("{month}{separator}{last}"),
            None => last.to_string(),
        };
        let [start, end] = [self.edtf(&start)?.ok()?, self.edtf(&end)?.ok()?];
        (start < end && start[..7] == end[..7]).then_some([start, end])
    }

    /// The first of two dates with the year of the second, `01.05.-05.06.2025`, or the year before over
    /// New Year.
    fn of_its_year(&self, first: &str, second: &str) -> Option<String> {
        let year = &second[second.rfind(|c: char| !c.is_ascii_digit())?..];
        let (start, end) = (self.edtf(&format!("{first}{year}"))?.ok()?, self.edtf(second)?.ok()?);
        if start <= end {
            return Some(start);
        }
        let before = start.get(..4)?.parse::<u32>().ok()?.checked_sub(1)?;
        Some(format!("{before:04}{}", &start[4..]))
    }

    /// The first of two days with the month and year of the second: `15.-19.2.2025`.
    fn of_its_month(&self, first: &str, second: &str) -> Option<String> {
        let month = &second[second.find(|c: char| !c.is_ascii_digit())?..];
        let is_day_first = self.pieces.first() == Some(&Piece::Day);
        let start = self.edtf(&format!("{first}{month}")).filter(|_| is_day_first)?.ok()?;
        (start < self.edtf(second)?.ok()?).then_some(start)
    }

    /// A run of digits and separators without those around it that are not of the format: `日` ends a day.
    fn bare<'t>(&self, run: &'t str) -> &'t str {
        let run = run.trim_start_matches(|c: char| !c.is_ascii_digit());
        let end = run.trim_end_matches(|c: char| !c.is_ascii_digit()).len();
        let last = self.pieces.iter().rposition(|piece| !matches!(piece, Piece::Text(_)));
        let behind = last.map_or(&[][..], |last| &self.pieces[last + 1..]);
        let letters = behind.iter().map_while(|piece| match piece {
            Piece::Text(c) => Some(*c),
            _ => None,
        });
        let letters: String = letters.collect();
        let is_whole = run[end..].starts_with(&letters);
        &run[..end + if is_whole { letters.len() } else { 0 }]
    }
}

/// Whether a month and a hyphen were told last.
fn ends_in_month(told: &str) -> bool {
    let is_of_date = |c: char| c == '-' || c.is_ascii_digit();
    let date = |told: &str| told.len() - told.trim_end_matches(is_of_date).len();
    told.strip_suffix('-').is_some_and(|told| date(told) == "2019-05".len())
}

/// Puts a date behind what was told; a hyphen between them stands apart.
fn put(told: &mut String, before: &str, edtf: &str) {
    told.push_str(before);
    if let Some(joined) = told.strip_suffix('-').map(|told| told.trim_end().len()) {
        told.truncate(joined);
        told.push_str(" - ");
    }
    told.push_str(edtf);
}

/// The mark of doubt that stands in front of the date to come: nobody means the year alone, as EDTF does.
fn mark_in_front(told: &str) -> Option<char> {
    let mark = told.chars().next_back().filter(|c| matches!(c, '~' | '?' | '%'))?;
    let before = &told[..told.len() - 1];
    (before.is_empty() || before.ends_with([' ', '/', ',', '[', '{', '.'])).then_some(mark)
}
