//! A day with two times of day: `12 May 2025, 10:15-11:00`.
//!
//! Invariant: where the second time may be a zone, both are said.

use super::{Clock, clock, leaves_zone_out, moment};
use crate::model::date::bad::nearly_edtf::next_day;
use crate::model::date::bad::{BadDateKind, Guess, Order, doubt, is_date};

/// `12 May 2025, 10:15-11:00`, `12 May 2025 10:15 (GMT+2) → 11:00`; where the second time may be a zone,
/// that is said second.
pub(super) fn times(text: &str) -> Option<Guess> {
    let arrow = text.rfind('→').or_else(|| text.rfind("->")).or_else(|| doubt::joint(text));
    let at = arrow.or_else(|| text.rfind(['-', '–']))?;
    let (before, end) = (&text[..at], text[at..].trim_start_matches(['-', '–', '>', '→', '~']));
    let is_zone = arrow.is_none() && before.ends_with(' ') && !end.starts_with(' ');
    if !end.contains(':') {
        return None;
    }
    let is_behind_time = before.trim_end().ends_with(|last: char| last.is_ascii_digit());
    let may_end = |clock: &Clock| !is_zone || (is_behind_time && is_rare_zone(end, clock));
    let clock = clock(end.trim()).filter(|clock| !clock.is_morning && may_end(clock))?;
    let start = moment(before.trim(), Order::Any)?;
    let has_seconds = before.matches(':').count() > 1;
    let is_edtf = before.contains("T1") || before.contains("T0") || before.contains("T2");
    if arrow.is_none() && (has_seconds || is_edtf) {
        return None;
    }
    if leaves_zone_out(before.trim()) && !clock.zone.is_named {
        return None;
    }
    let spans = |is_turned: bool| {
        let span = |start: &String| {
            let (day, time) = start.split_once('T')?;
            // One zone is that of both times.
            let own = time.find(['Z', '+', '-']).map_or("", |at| &time[at..]);
            let has_zone = !clock.zone.edtf.is_empty() || clock.zone.is_named;
            let lent = if has_zone { "" } else { own };
            let start =
                if own.is_empty() { start.clone() + &clock.zone.edtf } else { start.clone() };
            let [end, next] = [clock.on(day)? + lent, clock.on(&next_day(day)?)? + lent];
            Some(match is_turned {
                false => vec![format!("{start}/{end}")],
                true => vec![format!("{start}/{next}"), format!("{end}/{start}")],
            })
        };
        let spans = start.edtf.iter().filter_map(span).flatten();
        spans.filter(|span| is_date(span)).collect::<Vec<_>>()
    };
    let zoned = moment(text, Order::Any).map(|guess| guess.edtf).unwrap_or_default();
    let (forwards, turned) = (spans(false), spans(true));
    let (kind, says, spans) = match (forwards.is_empty(), turned.is_empty()) {
        (true, _) if is_zone => return None,
        (false, _) if is_zone => {
            (BadDateKind::Ambiguous, "names two times, or a time and a zone", forwards)
        }
        (true, false) => {
            let says = "names two times, the second of them earlier in the day";
            (BadDateKind::Ambiguous, says, turned)
        }
        _ => (start.kind, "names two times", forwards),
    };
    let guess = Guess::new(kind, says, spans.into_iter().chain(zoned).collect());
    Some(clock.without_name(guess))
}

/// Whether a time is hardly written as a zone: more than 10 hours west of UTC, not at a full hour, or with one
/// digit for the hour.
fn is_rare_zone(text: &str, clock: &Clock) -> bool {
    (clock.hour, clock.minute) > (10, 0) || clock.minute != 0 || text.find(':') == Some(1)
}
