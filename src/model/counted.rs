//! A count of things in words.
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
