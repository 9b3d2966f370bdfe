//! A second reader of EDTF, written from the specification: a grammar as text, and two small engines
//! that recognise by it and make texts by it.
//!
//! Invariant: knows nothing of the reader it is compared with; finds every way to read a text.

use std::rc::Rc;

/// The syntax of the Library of Congress specification of 2019 (ISO 8601-2, Annex A), levels 0 to 2.
/// `'..'` is itself, `[..]` one of its characters, `?` optional. The last two rules of `edtf` are
/// what annals takes beyond it: times without seconds, and intervals between times.
const GRAMMAR: &str = "
edtf      : date | interval | set | moment | moments

date      : mark? year mark? | mark? rounded mark? | long mark?
          | mark? year mark? '-' mark? month mark?
          | mark? year mark? '-' mark? season mark?
          | mark? year mark? '-' mark? month mark? '-' mark? day mark?
mark      : [?~%]
year      : '-' digit digit digit digit | masked masked masked masked
month     : masked masked
season    : '2' [123456789] | '3' digit | '4' [01]
day       : masked masked
rounded   : '-' digit digit digit digit 'S' integer | digit digit digit digit 'S' integer
long      : 'Y' sign? number 'E' integer 'S' integer | 'Y' sign? number 'E' integer
          | 'Y' sign? number 'S' integer | 'Y' sign? number
sign      : '-'

interval  : start '/' end
start     : date | open | unknown | '..' date
end       : date | open | unknown | date '..'
open      : '..'
unknown   :

set       : '[' list ']' | '{' list '}'
list      : upto | since | element | upto ',' rest | element ',' rest
rest      : since | element | element ',' rest
element   : date | plain '..' plain
upto      : '..' date
since     : date '..'
plain     : year | year '-' month | year '-' month '-' day | long

moment    : year '-' month '-' day 'T' two ':' two seconds? zone?
moments   : moment '/' moment
seconds   : ':' two
zone      : 'Z' | [+-] two | [+-] two ':' two
two       : digit digit

digit     : [0123456789]
masked    : [0123456789X]
number    : [123456789] digits?
integer   : digits
digits    : digit digits | digit
";

/// A part of a text, and the rule it was read by.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) rule: &'static str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) parts: Vec<Rc<Node>>,
}

impl Node {
    /// The parts read by a rule, at any depth, in the order of the text.
    pub(super) fn all(&self, rule: &str) -> Vec<&Node> {
        let below = self.parts.iter().flat_map(|part| match part.rule == rule {
            true => vec![part.as_ref()],
            false => part.all(rule),
        });
        below.collect()
    }

    /// The first of these.
    pub(super) fn first(&self, rule: &str) -> Option<&Node> {
        self.all(rule).first().copied()
    }
}

enum What {
    Text(&'static str),
    OneOf(&'static str),
    Rule(usize),
}

struct Item {
    what: What,
    optional: bool,
}

/// The grammar, read.
pub(super) struct Grammar {
    names: Vec<&'static str>,
    /// By rule: the ways to write it.
    rules: Vec<Vec<Vec<Item>>>,
}

impl Grammar {
    pub(super) fn new() -> Grammar {
        let text = GRAMMAR.replace("\n          |", " |").leak(); // once for each run of a test
        let lines = text.lines().filter_map(|line| line.split_once(" :"));
        let rules: Vec<(&str, &str)> = lines.map(|(name, ways)| (name.trim(), ways)).collect();
        let names: Vec<&str> = rules.iter().map(|rule| rule.0).collect();
        let item = |word: &'static str| {
            let bare = word.strip_suffix('?').unwrap_or(word);
            let inside = |open, close| bare.strip_prefix(open)?.strip_suffix(close);
            let what = match (inside('\'', '\''), inside('[', ']')) {
                (Some(text), _) => What::Text(text),
                (_, Some(letters)) => What::OneOf(letters),
                _ => What::Rule(names.iter().position(|name| *name == bare).expect(bare)),
            };
            Item { what, optional: bare != word }
        };
        let ways = |ways: &'static str| {
            let ways = ways.split(" | ").map(|way| way.split_whitespace().map(item).collect());
            ways.collect()
        };
        Grammar { rules: rules.iter().map(|rule| ways(rule.1)).collect(), names }
    }

    /// Every way to read a whole text.
    pub(super) fn readings(&self, text: &str) -> Vec<Node> {
        let mut readings = self.of(0, text, 0);
        readings.retain(|node| node.end == text.len());
        readings
    }

    /// Every way to read a rule from some place on.
    fn of(&self, rule: usize, text: &str, at: usize) -> Vec<Node> {
        let mut nodes = Vec::new();
        for way in &self.rules[rule] {
            let mut open: Vec<(usize, Vec<Rc<Node>>)> = vec![(at, Vec::new())];
            for item in way {
                let mut next = Vec::new();
                for (at, parts) in open {
                    if item.optional {
                        next.push((at, parts.clone()));
                    }
                    self.step((&item.what, text), (at, parts), &mut next);
                }
                open = next;
            }
            let node = |(end, parts)| Node { rule: self.names[rule], start: at, end, parts };
            nodes.extend(open.into_iter().map(node));
        }
        nodes
    }

    fn step(
        &self,
        (what, text): (&What, &str),
        (at, parts): (usize, Vec<Rc<Node>>),
        next: &mut Vec<(usize, Vec<Rc<Node>>)>,
    ) {
        let rest = &text.as_bytes()[at..];
        match what {
            What::Text(own) if rest.starts_with(own.as_bytes()) => {
                next.push((at + own.len(), parts));
            }
            What::OneOf(letters)
                if rest.first().is_some_and(|byte| letters.as_bytes().contains(byte)) =>
            {
                next.push((at + 1, parts));
            }
            What::Rule(rule) => {
                for node in self.of(*rule, text, at) {
                    let (end, own) = (node.end, std::iter::once(Rc::new(node)));
                    next.push((end, parts.iter().cloned().chain(own).collect()));
                }
            }
            _ => {}
        }
    }

    /// A text made by the grammar.
    pub(super) fn text(&self, random: &mut super::Random) -> String {
        let mut text = String::new();
        self.write(0, random, &mut text);
        text
    }

    fn write(&self, rule: usize, random: &mut super::Random, text: &mut String) {
        if let Some(usual) = usual(self.names[rule])
            && random.below(8) > 0
        {
            text.push_str(usual[random.below(usual.len())]);
            return;
        }
        let ways = &self.rules[rule];
        for item in &ways[random.below(ways.len())] {
            if item.optional && random.below(4) > 0 {
                continue;
            }
            match item.what {
                What::Text(own) => text.push_str(own),
                What::OneOf(letters) => {
                    text.push(char::from(letters.as_bytes()[random.below(letters.len())]));
                }
                What::Rule(rule) => self.write(rule, random, text),
            }
        }
    }
}

/// What is mostly written for a rule, so that many texts are days there are.
#[rustfmt::skip]
fn usual(rule: &str) -> Option<&'static [&'static str]> {
    match rule {
        "year" => Some(&[
            "2025", "2025", "2024", "2023", "1900", "2000", "0000", "0004", "9999", "-0043", "-0044", "-9999",
            "201X", "20XX", "XXXX", "1XX1", "X0X4", "19X0",
        ]),
        "month" => Some(&["01", "02", "02", "04", "11", "12", "XX", "0X", "1X", "X2", "X0"]),
        "day" => Some(&["01", "12", "12", "28", "29", "30", "31", "XX", "0X", "2X", "3X", "X0", "X1"]),
        "two" => Some(&["00", "10", "14", "15", "23", "59"]),
        "number" => Some(&["1", "2", "3", "17", "3388", "12025", "171010000", "9999999999999"]),
        "integer" => Some(&["0", "1", "2", "3", "7", "12"]),
        _ => None,
    }
}
