//! Web addresses in a text.
//!
//! Invariant: capitals in `https` make no difference, as phones write them; the letters stay as written.

/// Whether a text begins as a web address does.
///
/// ```
/// use annals::model::is_address;
/// assert!(is_address("Https://example.org/a") && !is_address("www.example.org"));
/// ```
pub fn is_address(text: &str) -> bool {
    let begins = |with: &str| text.get(..with.len()).is_some_and(|t| t.eq_ignore_ascii_case(with));
    begins("https://") || begins("http://")
}

/// Where web addresses begin in a text.
pub(crate) fn addresses(text: &str) -> impl Iterator<Item = usize> {
    let starts = text.match_indices(['h', 'H']).map(|(at, _)| at);
    starts.filter(|at| is_address(&text[*at..]))
}
