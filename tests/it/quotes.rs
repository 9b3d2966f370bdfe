//! The ruling on quotes that are not closed: the next quote closes them, so the finding stands at
//! the opening quote, that record alone is refused, and no other record is touched.
//!
//! `ANNALS_QUOTES=FILE cargo test quotes` tries another file of events.

use std::fs;

use annals::check::{self, Checked};
use annals::read;

use crate::support::{Sandbox, root};

/// What is found, where: code, file, line, column.
type Found = (&'static str, u32, u32, u32);

fn found(checked: &Checked) -> Vec<Found> {
    let mut found: Vec<Found> = (checked.findings.iter())
        .map(|f| (f.code.name(), f.place.file, f.place.line, f.place.column))
        .collect();
    found.sort_unstable();
    found
}

/// Places of quotes that open a cell and of those that close it, in pairs.
fn pairs(text: &str) -> Vec<(usize, usize)> {
    let (mut pairs, mut open) = (Vec::new(), None);
    let mut quotes = text.match_indices('"').map(|(at, _)| at).peekable();
    while let Some(at) = quotes.next() {
        match open {
            None => open = Some(at),
            Some(_) if quotes.peek() == Some(&(at + 1)) => drop(quotes.next()),
            Some(start) => {
                pairs.push((start, at));
                open = None;
            }
        }
    }
    pairs
}

fn place(text: &str, at: usize) -> (u32, u32) {
    let line = text[..at].matches('\n').count() + 1;
    let column = text[..at].chars().rev().take_while(|c| *c != '\n').count() + 1;
    (line as u32, column as u32)
}

/// Deletes each closing quote in turn; gives how many there were.
fn delete_each(text: &str, others: &[(&str, &str)]) -> usize {
    let check = |events: &str| {
        let files = [&[("events.csv", events)], others].concat();
        check::dataset(read::texts(&files))
    };
    let before = found(&check(text));
    let rows = check(text).dataset.events.len();
    let pairs = pairs(text);
    for (open, close) in &pairs {
        let broken = format!("{}{}", &text[..*close], &text[close + 1..]);
        let checked = check(&broken);
        let (line, column) = place(text, *open);
        let mut expected: Vec<Found> =
            before.iter().filter(|f| (f.1, f.2) != (0, line)).copied().collect();
        expected.push(("unclosed-quote", 0, line, column));
        expected.sort_unstable();
        assert_eq!(found(&checked), expected, "closing quote at {:?}", place(text, *close));
        assert_eq!(checked.dataset.events.len(), rows - 1);
    }
    pairs.len()
}

#[test]
fn a_deleted_closing_quote_is_found_where_the_quote_opened() {
    let read = |name: &str| fs::read_to_string(root().join("data").join(name)).unwrap();
    let [actors, sources, relationships] =
        ["actors.csv", "sources.csv", "relationships.csv"].map(read);
    let others = [
        ("actors.csv", actors.as_str()),
        ("sources.csv", sources.as_str()),
        ("relationships.csv", relationships.as_str()),
    ];
    let count = delete_each(&read("events.csv"), &others);
    assert!(count > 50, "only {count} quoted cells");
    if let Some(file) = std::env::var_os("ANNALS_QUOTES") {
        let count = delete_each(&fs::read_to_string(file).unwrap(), &[]);
        println!("{count} closing quotes deleted in turn");
    }
}

#[test]
fn the_lines_behind_an_open_quote_are_no_rows_of_their_own() {
    let head = "id,date,title,summary\na,2024-01-01,A,x\n";
    let text = "b,2024-01-02,B,\"He came.\nThen he said, that is it,\n\n: well, yes\nand left.\n";
    let rows = "c,2024-01-03,C,x\nd,2024-01-04,D,x\n";
    let events = format!("{head}{text}{rows}");
    let sandbox = Sandbox::new().csv("events", &events).bytes("in.csv", events.as_bytes());
    let run = sandbox.run(["check"]).code(1).stdout_has("1 error, 0 warnings, 0 notes");
    let _ =
        run.stdout_has("events.csv:3:16 (cell D3)").stdout_has("4 rows read, 3 kept, 1 refused");
    let sandbox = sandbox.csv("events", "id,date,title,summary\n");
    let run = sandbox.run(["add", "in.csv"]).code(1).stderr_has("nothing was added: 1 error\n");
    let _ = run.stderr_has("in.csv:3:16 (cell D3)");
    let run = sandbox.run(["add", "in.csv", "--accept-good"]).code(1);
    let _ = run.stdout_has("added c").stdout_has("added d");
    assert_eq!(sandbox.read("in.refused.csv"), format!("id,date,title,summary\n{text}"));
    // A row that lacks its title is one wherever a whole row stands before it.
    let apart = format!("{head}b,2024-01-02,\"B,x\n{rows}e,2024-01-05\n");
    let run = Sandbox::new().csv("events", &apart).run(["check"]).code(1);
    let _ = run.stdout_has("2 errors").stdout_has("1 error[blank-title]").stdout_has("5 rows read");
}

#[test]
fn quotes_behind_a_blank_are_told_once_a_row() {
    let rows =
        "e1, 2024-05-01, \"Talks, in Rome\", \"Ann;Bob\"\ne2,2024-05-02,\"=\"\"Talks\"\"\",Ann\n";
    let sandbox = Sandbox::new().csv("events", "id,date,title,actors,place\n");
    let events = format!("id,date,title,actors,place\n{rows}");
    let sandbox = sandbox.bytes("in.csv", events.as_bytes());
    let run = sandbox.run(["add", "in.csv", "--dry-run"]).code(0);
    let _ = run.stderr_has("warning[stray-quote]").stderr_has("in.csv:2:16 (cell C2)");
    let run = Sandbox::new().csv("events", &events).run(["check"]).code(0);
    let run = run.stdout_has("events.csv:2:16 (cell C2)").stdout_has("delete the blank between");
    let run = run.stdout_has("events.csv:3:16 (cell C3)").stdout_has("without the `=`");
    let _ = run.stdout_has("2 warning[stray-quote]").stdout_has("0 errors, 3 warnings, 0 notes");
    // Those of ids and dates are told of anyway.
    let dates = "id,date,title\n \"e1\", \"2024-05-01\",Talks\n";
    let run = Sandbox::new().csv("events", dates).run(["check"]).code(1);
    let _ = run.stdout_lacks("stray-quote");
}

/// Headers, rows with a broken quote in text of several lines, and the sound row behind each.
const BROKEN: [(&str, &str, &str); 12] = [
    (
        "summary,date,title",
        "\"He said \"no\".\nThey parted.\",2024-05-06,Talks",
        ",2024-05-07,Next",
    ),
    (
        "date,title,summary",
        "2024-05-06,Talks,\"He \"left\".\nThen, late, she left.\"",
        "2024-05-07,Next,",
    ),
    ("id,summary,title,date", "e1,\"He said \"no\".\n\nHe left.\",Talks,", "e2,,Next,"),
    (
        "id,title,summary,date,place",
        "e1,\"Talks,\"one\nAda, Ben met\",2024-05-06,Kyiv",
        "e2,Next,,2024-05-07,",
    ),
    ("date,title,summary,place", "2024-05-06,Talks,\"two\nlines\",\"Kyiv\"x", "2024-05-07,Next,,"),
    (
        "date,title,summary,place",
        "2024-05-06,Talks,\"two\nlines\",\"Kyiv\nand",
        "2024-05-07,Next,,",
    ),
    ("date,title,summary", "2024-02-12,T,\"He spoke.\n\"Frank\" talks.\"", "2024-03-13,U,x"),
    (
        "date,title,summary",
        "2024-02-12,T,\"He spoke.\nThe talks, he added, went well.\n\"Frank\" talks.\"",
        "2024-03-13,U,x",
    ),
    // Here the closing quote is what is missing.
    (
        "title,summary,place,date",
        "A,\"Left home\nthen came back,Rome,2024-01-01",
        "B,x,Oslo,2024-01-02",
    ),
    (
        "date,title,summary,status",
        "2024-01-01,A,\"Made in USA\nis durable.,confirmed",
        "2024-01-02,B,,confirmed",
    ),
    ("id,summary,title,date", "e1,\"Left\n\nthen came,A,2024-01-01", "e2,,B,2024-01-02"),
    ("title,date,summary", "A,2024-01-01,\"Left,\nthen, late\n\ncame back", "B,2024-01-02,x"),
];

#[test]
fn the_rest_of_a_row_with_a_broken_quote_is_no_row() {
    for (header, row, next) in BROKEN {
        let text = format!("{header}\n{row}\n{next}\n");
        let sandbox = Sandbox::new().csv("events", &text).bytes("in.csv", text.as_bytes());
        let run = sandbox.run(["check"]).code(1).stdout_has("2 rows read, 1 kept, 1 refused");
        let _ = run.stdout_has("1 error, 0 warnings");
        let sandbox = sandbox.csv("events", &format!("{header}\n"));
        let run = sandbox.run(["add", "in.csv", "--accept-good"]).code(1);
        let _ = run.stderr_has("1 refused row put into");
        assert_eq!(sandbox.read("data/events.csv"), format!("{header}\n{next}\n"));
        assert_eq!(sandbox.read("in.refused.csv"), format!("{header}\n{row}\n"));
    }
}

#[test]
fn a_row_that_does_not_reach_to_its_title_has_one_finding() {
    for row in ["Ann, who left", "e1,on a Monday", "Total: 5,x"] {
        let sandbox = Sandbox::new().csv("events", &format!("id,date,title\n{row}\n"));
        let _ = sandbox.run(["check"]).code(1).stdout_has("1 error, 0 warnings, 0 notes");
    }
}

#[test]
fn rows_between_two_quotes_too_many_are_told() {
    let text = "id,date,title,actors
a,2024-01-01,\"Pipe bursts,Ann
b,2024-01-02,U,Bob
c,2024-01-03,V,Cleo
d,2024-01-04,Pipe 5\",Dan
e,2024-01-05,W,Eve
";
    let said = "warning[swallowed-row]: a cell in quotes that holds 3 lines that look like rows";
    let sandbox = Sandbox::new().csv("events", text);
    let run = sandbox.run(["check"]).code(0).stdout_has(said).stdout_has("0 errors, 1 warning");
    let _ = run.stdout_has("events.csv:2:14 (cell C2)").stdout_has("events.csv:3:1");
    let other = text.replace("2024-01-", "3.1.24").replace(',', ";").replace("id;date", "id;Tag");
    for (input, flags) in [(text, &[][..]), (&other, &["--map", "Tag=date"])] {
        let sandbox = Sandbox::new().csv("events", "id,actors,date,title\n");
        let sandbox = sandbox.bytes("in.csv", input.replace("3.1.24", "3.1.20").as_bytes());
        let format = ["--date-format", if flags.is_empty() { "Y-m-d" } else { "d.m.Y" }];
        let run = sandbox.run(["add", "in.csv"].iter().chain(flags).chain(&format)).code(0);
        let _ = run.stderr_has(said).stderr_has("in.csv:2:").stderr_has("in.csv:3:1");
    }
}

#[test]
fn prose_of_several_lines_is_no_row() {
    let summaries = [
        "First talks, in Minsk\n2024-01-02, second talks, Kyiv\nand so on, he said, again",
        "a,b\n\nc,d\r\n2024-01-02",
        "\n,,\n",
        "Sums: 1,000,000\n2,000,000",
    ];
    let row = |(n, summary)| format!("2024-01-01,A{n},\"{summary}\"\n");
    let rows = summaries.iter().enumerate().map(row);
    let text = format!("date,title,summary\n{}", rows.collect::<String>());
    let run = Sandbox::new().csv("events", &text).run(["check"]).code(0);
    let _ = run.stdout_has("4 rows read, 4 kept").stdout_has("0 errors, 0 warnings");
}

/// Cells of random tables, the dates aside: bare ones, and text in quotes.
const BARE: [&str; 5] = ["Talks", "", "Ada", "Kyiv", "A call; by phone"];
const TEXTS: [&str; 6] = [
    "They met.\nThey parted.",
    "Kyiv, UA",
    "Kyiv,UA",
    "He said \"\"no\"\",\r\nand left, it is said.\n",
    "2024-05-06\nthe day after",
    "one\n\ntwo; three\n",
];

/// The codes of what is wrong with quotes in a table of events, in the order in which they are found.
fn codes(text: &str) -> Vec<&'static str> {
    let codes = found(&check::dataset(read::texts(&[("events.csv", text)])));
    codes.iter().map(|f| f.0).filter(|c| c.contains("swallow") || c.contains("quote")).collect()
}

/// A random header, and rows of it with text in quotes or without.
fn table(
    u: &mut arbtest::arbitrary::Unstructured,
    with_texts: bool,
) -> arbtest::arbitrary::Result<Vec<Vec<String>>> {
    let mut header: Vec<String> =
        ["date", "summary", "title", "note", "place", "id"].map(String::from).into();
    header.truncate(u.int_in_range(3..=6)?);
    for n in (1..header.len()).rev() {
        header.swap(n, u.int_in_range(0..=n)?);
    }
    let mut rows = vec![header.clone()];
    for n in 0..u.int_in_range(2..=6)? {
        let mut row = Vec::new();
        for name in &header {
            let text = with_texts && u.arbitrary()?;
            row.push(match name.as_str() {
                "id" => format!("e{n}"),
                "date" => format!("2024-05-1{n}"),
                _ if text => format!("\"{}\"", u.choose(&TEXTS)?),
                _ => (*u.choose(&BARE)?).to_string(),
            });
        }
        rows.push(row);
    }
    Ok(rows)
}

fn joined(rows: &[Vec<String>]) -> String {
    rows.iter().map(|row| row.join(",") + "\n").collect()
}

#[test]
fn sound_tables_have_no_rows_in_their_cells() {
    arbtest::arbtest(|u| {
        let text = joined(&table(u, true)?);
        assert_eq!(codes(&text), [""; 0], "{text}");
        Ok(())
    })
    .budget_ms(3_000);
}

#[test]
fn of_a_sound_table_in_which_one_cell_loses_its_doubled_quotes_one_row_is_refused() {
    arbtest::arbtest(|u| {
        let mut rows = table(u, true)?;
        let row = u.int_in_range(1..=rows.len() - 1)?;
        let Some(cell) = rows[row].iter_mut().find(|cell| cell.contains("\"\"")) else {
            return Ok(());
        };
        *cell = cell.replace("\"\"", "\"");
        let text = joined(&rows);
        let checked = check::dataset(read::texts(&[("events.csv", &text)]));
        assert_eq!(checked.tally.files[0].read, rows.len() as u64 - 1, "{text}");
        assert_eq!(codes(&text).len(), 1, "{text}");
        Ok(())
    })
    .budget_ms(3_000);
}

#[test]
fn rows_between_two_quotes_anywhere_are_told() {
    arbtest::arbtest(|u| {
        let mut rows = table(u, false)?;
        let last = rows.len() - 1;
        let (opens, closes) = (u.int_in_range(1..=last - 1)?, last);
        let (column, other) = (u.choose_index(rows[0].len())?, u.choose_index(rows[0].len())?);
        rows[opens][column].insert(0, '"');
        rows[closes][other].push_str("5\"");
        // Else the row is too long, and refused for that.
        if other >= column && rows[0][other] != "date" {
            let text = joined(&rows);
            if rows[0][column] == "id" {
                let found = found(&check::dataset(read::texts(&[("events.csv", &text)])));
                assert!(found.iter().any(|f| f.0 == "malformed-id"), "{text}");
                assert_eq!(codes(&text), [""; 0], "{text}");
                return Ok(());
            }
            assert_eq!(codes(&text), ["swallowed-row"], "{text}");
        }
        Ok(())
    })
    .budget_ms(3_000);
}

#[test]
fn rows_behind_a_quote_that_is_never_closed_are_told_for_what_they_are() {
    let check = |events: &str| Sandbox::new().csv("events", events).run(["check"]).code(1);
    let rows = "e0,2025-01-01,\"Open,x\ne 1,2025-01-02,One\ne 2,2025-01-03,Two\n";
    let _ = check(&format!("id,date,title,summary\n{rows}"))
        .stdout_has("3 rows read, 0 kept, 3 refused")
        .stdout_has("2 error[malformed-id]");
    let _ = check("id,date,title,summary\ne0,2025-01-01,\"Open,x\ne1,2025-01-02,\n")
        .stdout_has("2 rows read, 0 kept, 2 refused")
        .stdout_has("1 error[blank-title]");
    // Prose of several lines is the text of that cell.
    let _ =
        check("id,date,title,summary\ne0,2025-01-01,One,\"He spoke, then\nleft, and\nreturned\n")
            .stdout_has("1 row read, 0 kept, 1 refused")
            .stdout_has("1 error, 0 warnings");
}

#[test]
fn rows_without_dates_between_two_quotes_too_many_are_told() {
    let actors = "id,name,note\nann,Ann,x\nbob,\"Bob,y\ncy,Cy,z\ndee,Dee 24\",q\n";
    let events = "id,date,title,actors\ne1,,A,ann\ne2,,B,\"bob;cy\ne3,,C,ann\"\n";
    let sandbox = Sandbox::new().csv("events", events).csv("actors", actors);
    let run = sandbox.run(["check"]).stdout_has("2 warning[swallowed-row]");
    let run = run.stdout_has("actors.csv:3:5 (cell B3)").stdout_has("holds 2 lines that look");
    let _ = run.stdout_has("events.csv:3:7 (cell D3)").stdout_has("a line that looks like");
    let words = "id,name,note\nann,Ann,\"x\nbob,Bob,y\ncy,Cy,z\"\n";
    let sandbox = Sandbox::new().csv("events", "date,title\n,A\n").csv("actors", words);
    let _ = sandbox.run(["check"]).stdout_has("holds 2 lines that look");
    // Text of several lines with as many commas is none, nor is a list of names.
    let prose = "id,name,note\nann,Ann,\"She saw\nKyiv,Minsk,Riga\nand left\"\n\
                 bob,Bob,\"a,b\nc,d\"\ncy,Cy,\"x\nann,too, and\ny\"\n\
                 dee,Dee,\"likes\nred,green,blue\nand more\"\nfay,Fay,\"likes\nred,green,blue\"\n";
    let events = "id,date,title,actors\ne1,,A,ann;bob\ne2,,B,cy;dee;fay\n";
    let sandbox = Sandbox::new().csv("events", events).csv("actors", prose);
    let _ = sandbox.run(["check"]).code(0).stdout_has("0 errors, 0 warnings");
}

#[test]
fn a_row_too_long_that_holds_others_is_told_at_its_quote() {
    let text = "id,date,title,summary,tags
e1,2024-01-01,A,\"Talks,x
e2,2024-01-02,Plain,y,z
e3,2024-01-03,Display 24\",new,y
e4,2024-01-04,Fourth,y,z
";
    let said = "error[unclosed-quote]: a quote opens this cell and is not closed before 2 lines";
    let sandbox = Sandbox::new().csv("events", text).bytes("in.csv", text.as_bytes());
    let run = sandbox.run(["check"]).code(1).stdout_has(said).stdout_has("1 error, 0 warnings");
    let _ = run.stdout_has("events.csv:2:17 (cell D2)").stdout_has("events.csv:3:1");
    let sandbox = sandbox.csv("events", "id,date,title,summary,tags\n");
    let run = sandbox.run(["add", "in.csv", "--accept-good"]).code(1).stderr_has(said);
    let _ = run.stderr_has("in.csv:2:17").stdout_has("added e4");
    assert!(sandbox.read("in.refused.csv").contains("\ne3,2024-01-03,Display 24\",new,y\n"));
    // Of a row without others in it, the comma too many is told.
    let text = "id,date,title,summary\ne1,2024-01-01,A,\"two\nlines\",x\n";
    let _ = Sandbox::new().csv("events", text).run(["check"]).stdout_has("1 error[row-too-long]");
}

#[test]
fn rows_in_an_id_have_one_finding() {
    let text = "id,date,title,actors
e1,2024-01-01,A,ann
\"e3,2024-03-01,C,ann
e4,2024-03-02,D 5\",2024-03-03,E,ann
";
    let run = Sandbox::new().csv("events", text).run(["check"]).code(1);
    let run = run.stdout_has("1 error, 0 warnings").stdout_has("1 error[malformed-id]");
    let _ = run.stdout_has("is the quote before it one too many, or the next one?");
}
