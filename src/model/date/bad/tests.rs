//! Claims about the diagnosis as a whole, and the helper of the recognisers' own tests.

use super::{BadDate, BadDateKind};
use crate::model::date::{Date, words};

/// A text has a kind and these readings.
#[track_caller]
pub(super) fn check(text: &str, kind: BadDateKind, readings: &[&str]) -> BadDate {
    let bad = Date::parse(text).expect_err(text);
    let edtf: Vec<_> = bad.readings.iter().map(|reading| reading.edtf.as_str()).collect();
    assert_eq!((bad.kind, edtf.as_slice()), (kind, readings), "{text}: {}", bad.message);
    well_formed(text, &bad);
    bad
}

/// What holds of every diagnosis.
#[track_caller]
fn well_formed(text: &str, bad: &BadDate) {
    assert!(text.get(bad.span.clone()).is_some(), "{text}: span {:?}", bad.span);
    assert!(bad.readings.len() <= 3);
    assert!(!bad.message.ends_with('.') && !bad.message.contains('\n'), "{}", bad.message);
    for reading in &bad.readings {
        assert!(Date::parse(&reading.edtf).is_ok(), "{text}: {}", reading.edtf);
        assert_eq!(reading.words, words(&reading.edtf));
    }
}

#[test]
fn random_texts_get_a_diagnosis_without_a_panic() {
    arbtest::arbtest(|bytes| {
        let text: String = bytes.arbitrary()?;
        if let Err(bad) = Date::parse(&text) {
            well_formed(&text, &bad);
        }
        assert!(!words(&text).is_empty() || text.is_empty());
        Ok(())
    });
}
