//! The reader of dates against the second one, on texts made by the grammar and on texts made of
//! the specification's examples by small changes.
//!
//! `ANNALS_TEXTS=1000000 cargo test --release --lib second_reader` says how many; a line tells what
//! was met.
//!
//! Invariant: the texts are the same in every run.

use super::examples::EXAMPLES;
use super::grammar::Grammar;
use super::meaning::{self, Limit, Meaning};
use super::{Random, bound};
use crate::model::date::{Date, FARTHEST, fast, full};

/// How many texts where nothing else is asked for: some seconds without optimisation.
const TEXTS: usize = if cfg!(debug_assertions) { 10_000 } else { 200_000 };

/// What our reader makes of a text, in the words of the second one.
fn ours(text: &str) -> Option<Meaning> {
    let date = Date::parse(text).ok()?;
    Some(Meaning {
        start: [bound(date.earliest_start()), bound(date.latest_start())],
        end: [bound(date.earliest_end()), bound(date.latest_end())],
        lasting: date.is_lasting(),
        one_of: date.is_one_time_within(),
        approximate: date.is_approximate(),
        uncertain: date.is_uncertain(),
        zoned: date.is_zoned(),
        time: date.has_time(),
    })
}

/// What the second reader makes of it; years beyond our seconds count as the farthest.
fn theirs(grammar: &Grammar, text: &str) -> Option<Meaning> {
    let near = |limit| match limit {
        Limit::At(second) => Limit::At(second.clamp(-i128::from(FARTHEST), i128::from(FARTHEST))),
        other => other,
    };
    let readings = grammar.readings(text);
    let mut meanings = readings.iter().filter_map(|reading| meaning::of(text, reading));
    let first = meanings.next()?;
    assert!(meanings.all(|other| other == first), "{text} means two things");
    Some(Meaning { start: first.start.map(near), end: first.end.map(near), ..first })
}

/// An example with a few letters changed, left out, put in, or joined with another example.
fn mutated(random: &mut Random) -> String {
    const LETTERS: &[u8] = b"0123456789XYESTZ-/.[]{},:+?~% ux";
    let mut text = EXAMPLES[random.below(EXAMPLES.len())].0.as_bytes().to_vec();
    for _ in 0..1 + random.below(3) {
        let at = random.below(text.len() + 1);
        let letter = LETTERS[random.below(LETTERS.len())];
        match random.below(6) {
            0 => text.insert(at, letter),
            1 if at < text.len() => _ = text.remove(at),
            2 => {
                let other = EXAMPLES[random.below(EXAMPLES.len())].0.as_bytes();
                let from = random.below(other.len());
                let to = from + random.below(other.len() - from + 1);
                text.splice(at..at, other[from..to].iter().copied());
            }
            3 if at > 0 => text.insert(at, text[at - 1]),
            _ if at < text.len() => text[at] = letter,
            _ => {}
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}

#[test]
#[expect(clippy::print_stdout, reason = "says what was met")]
fn the_second_reader_agrees_on_every_text() {
    let asked = std::env::var("ANNALS_TEXTS").ok().and_then(|count| count.parse().ok());
    let count: usize = asked.unwrap_or(TEXTS);
    let (grammar, mut random) = (Grammar::new(), Random(13));
    let (mut dates, mut fast_ones, mut apart) = (0, 0, Vec::new());
    for n in 0..count {
        let text = if n % 2 == 0 { mutated(&mut random) } else { grammar.text(&mut random) };
        let (own, other) = (ours(&text), theirs(&grammar, &text));
        if own != other && apart.len() < 20 {
            apart.push(format!("{text}\n  ours   {own:?}\n  second {other:?}"));
        }
        let slow = full::date(&text).ok();
        assert_eq!(Date::parse(&text).ok(), slow, "{text}: the fast path is not the full one");
        dates += usize::from(own.is_some());
        fast_ones += usize::from(fast::date(text.as_bytes()).is_some());
    }
    assert!(apart.is_empty(), "{}", apart.join("\n"));
    println!("{count} texts, {dates} of them dates, {fast_ones} by the fast path");
    assert!(dates > count / 5 && fast_ones > count / 50, "{dates} dates, {fast_ones} fast");
}

#[test]
fn what_the_grammar_makes_it_reads() {
    let (grammar, mut random) = (Grammar::new(), Random(14));
    for _ in 0..2_000 {
        let text = grammar.text(&mut random);
        assert!(!grammar.readings(&text).is_empty(), "{text}");
    }
}
