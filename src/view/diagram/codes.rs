//! Countries in two or three letters, for boxes and their legend: prints and eyes without colours.
//!
//! Initials of several words (`US`, `UAE`), the first letters of one (`RUS`); where these are taken,
//! a later letter (`AUT` beside `AUS`). A table of countries would not know a bloc or a province.
//!
//! Invariant: no two names have the same code; a name of up to three characters is its own.

use std::collections::BTreeSet;

/// The most letters of a code.
const LETTERS: usize = 3;

/// A code for each name, in the order given; the first come first.
pub(super) fn codes(names: &[String]) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut codes = Vec::with_capacity(names.len());
    for name in names {
        let free = candidates(name).find(|code| !taken.contains(code));
        let code = free.unwrap_or_default();
        taken.insert(code.clone());
        codes.push(code);
    }
    codes
}

/// Codes that suit a name, the best first; they never end.
fn candidates(name: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let short = (letters.len() <= LETTERS).then(|| letters.iter().collect::<String>());
    let initials = initials(name);
    let start: String = letters.iter().take(LETTERS - 1).collect();
    let other = start.clone();
    let later: Vec<char> = letters.into_iter().skip(LETTERS - 1).collect();
    let starts = later.into_iter().map(move |c| format!("{start}{c}"));
    let numbered = (2..).map(move |n| format!("{other}{n}"));
    let all = short.into_iter().chain(initials).filter(|code| !code.is_empty());
    all.chain(starts).chain(numbered).map(|code| code.to_uppercase())
}

/// The initials of a name of several words; small words do not count.
fn initials(name: &str) -> Option<String> {
    let words = name.split(|c: char| !c.is_alphanumeric());
    let initials: Vec<char> =
        words.filter_map(|w| w.chars().next()).filter(|c| !c.is_lowercase()).collect();
    (initials.len() > 1).then(|| initials.into_iter().take(LETTERS).collect())
}

#[cfg(test)]
mod tests {
    use super::codes;

    fn of(names: &[&str]) -> Vec<String> {
        codes(&names.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn a_country_is_known_by_its_letters() {
        let names = ["United States", "Russia", "Ukraine", "United Kingdom", "Republic of Korea"];
        assert_eq!(of(&names), ["US", "RUS", "UKR", "UK", "RK"]);
        assert_eq!(
            of(&["EU", "uk", "Україна", "中国", "Curaçao"]),
            ["EU", "UK", "УКР", "中国", "CUR"]
        );
    }

    #[test]
    fn no_two_names_share_a_code() {
        assert_eq!(of(&["Australia", "Austria", "Iran", "Iraq"]), ["AUS", "AUT", "IRA", "IRQ"]);
        assert_eq!(of(&["aaaa", "aaaaa", "?", "??", "!"]), ["AAA", "AA2", "2", "3", "4"]);
    }
}
