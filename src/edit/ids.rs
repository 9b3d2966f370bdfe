//! Ids for new rows: the file's own pattern goes on, else words.
//!
//! Invariant: never an id that exists or is referred to, whatever its case.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::cells::trim;
use crate::model::date::{Date, Fineness, fineness};

/// Ids that are taken, lower-case.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    ids: BTreeSet<String>,
    /// The highest number tried behind an id, so that many equal ones stay linear.
    tried: BTreeMap<String, u64>,
}

impl Taken {
    /// Takes an id.
    pub fn take(&mut self, id: &str) {
        let id = trim(id);
        // Most are there already, in small letters.
        if !id.is_empty() && !self.ids.contains(id) {
            self.ids.insert(id.to_ascii_lowercase());
        }
    }

    /// Whether it is taken.
    pub fn has(&self, id: &str) -> bool {
        self.ids.contains(&id.to_ascii_lowercase())
    }

    /// An id that is free, made from `wanted`, and takes it.
    pub fn free(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_string();
        while self.has(&id) {
            let tried = self.tried.entry(wanted.to_string()).or_insert(1);
            *tried += 1;
            id = format!("{wanted}-{tried}");
        }
        self.take(&id);
        id
    }
}

/// A pattern of ids: `e` and a number of three digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    prefix: String,
    width: usize,
    next: u64,
}

impl Pattern {
    /// The pattern most ids of a file follow, if there is one; numbers go on after the highest.
    pub fn of(ids: &[String]) -> Option<Pattern> {
        let mut prefixes: Vec<&str> =
            ids.iter().filter_map(|id| split(id)).map(|(p, _)| p).collect();
        prefixes.sort_unstable();
        let most = prefixes.chunk_by(|a, b| a == b).max_by_key(|group| group.len())?;
        if most.len() * 2 <= ids.len() {
            return None;
        }
        let numbers = ids.iter().filter_map(|id| split(id)).filter(|(p, _)| *p == most[0]);
        let (number, width) =
            numbers.filter_map(|(_, d)| Some((d.parse::<u64>().ok()?, d.len()))).max()?;
        Some(Pattern { prefix: most[0].to_string(), width, next: number.checked_add(1)? })
    }

    /// The next id that is free, and takes it.
    pub fn next(&mut self, taken: &mut Taken) -> String {
        loop {
            let id = format!("{}{:0width$}", self.prefix, self.next, width = self.width);
            self.next += 1;
            if !taken.has(&id) {
                taken.take(&id);
                return id;
            }
        }
    }
}

/// An id as letters and the number at its end; none for a date.
fn split(id: &str) -> Option<(&str, &str)> {
    let digits = id.len() - id.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 || digits > 18 || Date::read(id).is_some() {
        return None;
    }
    Some(id.split_at(id.len() - digits))
}

/// An id from the date and the first words of the title.
pub fn of_event(date: &str, title: &str) -> String {
    let date = trim(date);
    let day = match Date::parse(date) {
        Ok(_) if fineness(date).is_some_and(|fine| fine < Fineness::Time) => date.to_string(),
        Ok(parsed) => parsed.iso_start().or_else(|| parsed.iso_end()).unwrap_or_default(),
        Err(_) => String::new(),
    };
    let day = day.split('T').next().unwrap_or_default().to_string();
    let words = slug(title, 40);
    match (day.is_empty() || day.starts_with('-'), words.is_empty()) {
        (true, true) => "event".to_string(),
        (true, false) => words,
        (false, true) => day,
        (false, false) => format!("{day}-{words}"),
    }
}

/// A text in plain lower-case letters, digits and hyphens, cut after whole words.
pub fn slug(text: &str, most: usize) -> String {
    let plain = deunicode::deunicode(text).to_ascii_lowercase().replace('\'', "");
    let mut slug = String::new();
    for word in plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
        if !slug.is_empty() && slug.len() + 1 + word.len() > most {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word[..word.len().min(most)]);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(ids: &[&str]) -> Option<String> {
        let ids: Vec<String> = ids.iter().map(|s| s.to_string()).collect();
        let mut taken = Taken::default();
        ids.iter().for_each(|id| taken.take(id));
        Pattern::of(&ids).map(|mut p| p.next(&mut taken))
    }

    #[test]
    fn the_pattern_of_the_file_goes_on() {
        assert_eq!(pattern(&["e001", "e115", "e047"]).as_deref(), Some("e116"));
        assert_eq!(pattern(&["e9", "e10", "extra"]).as_deref(), Some("e11"));
        assert_eq!(pattern(&["2025-001", "2025-002"]).as_deref(), Some("2025-003"));
        assert_eq!(pattern(&["e999"]).as_deref(), Some("e1000"));
    }

    #[test]
    fn words_and_dates_are_no_pattern() {
        assert_eq!(pattern(&["yalta", "tehran"]), None);
        assert_eq!(pattern(&["2025-02-12"]), None);
        assert_eq!(pattern(&[]), None);
    }

    #[test]
    fn an_id_of_words_is_plain() {
        assert_eq!(
            of_event("2025-02-12", "Путін calls Zürich’s mayor"),
            "2025-02-12-putin-calls-zurichs-mayor"
        );
        assert_eq!(of_event("[..2025-02-07]", "Call"), "2025-02-07-call");
        assert_eq!(of_event("", "Call!"), "call");
        assert_eq!(of_event("", "…"), "event");
    }
}
