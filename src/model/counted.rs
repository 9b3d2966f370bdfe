//! A count of things in words, and the first of many.
//!
//! Invariant: one thing is never told as several.

/// `1 error`, `2 errors`.
///
/// ```
/// assert_eq!([1, 2].map(|count| annals::model::counted(count, "error")), ["1 error", "2 errors"]);
/// ```
pub fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// The first of some names, and how many more there are: `a, b and 3 more`.
///
/// ```
/// let names = ["a", "b", "c"].map(String::from);
/// assert_eq!([2, 3].map(|most| annals::model::listed(&names, most)), ["a, b and 1 more", "a, b, c"]);
/// ```
pub fn listed(names: &[String], most: usize) -> String {
    let named = names[..names.len().min(most)].join(", ");
    match names.len().saturating_sub(most) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}
