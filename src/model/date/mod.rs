//! What a written date says: bounds, qualifiers, words.
//!
//! Invariant: the one place that decides what a day is.
