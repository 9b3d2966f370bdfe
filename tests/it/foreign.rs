//! Tables that other programs wrote: what separates their cells and how their letters are encoded
//! is told as it is, whatever their columns are called.

use crate::support::Sandbox;

/// Standard output of `check` on an `events.csv`.
#[track_caller]
fn checked(content: &[u8]) -> String {
    Sandbox::new().bytes("data/events.csv", content).run(["check"]).code(1).output()
}

#[track_caller]
fn says(content: &[u8], expected: &str) {
    let said = checked(content);
    assert!(said.contains(expected), "{expected} is not in\n{said}");
    assert!(said.contains("1 error,"), "{said}");
}

#[test]
fn a_semicolon_file_with_foreign_names_is_told_apart() {
    let semicolons = "cells are separated by semicolons, not by commas";
    says(b"Datum;Titel\n2025-01-01;x\n", &format!("{semicolons}; 1 row refused"));
    says(b"Datum;Titel\n", &format!("{semicolons}; 0 rows refused"));
    says(b"sep=;\nDatum;Titel\n2025-01-01;x\n", &format!("{semicolons}; 1 row refused"));
    says(
        b"date;titel;Wer\n2025-01-01;x, y;z\n2025;a;b\n",
        &format!("{semicolons}; 2 rows refused"),
    );
    says(b"\"Datum\";\"Titel\"\n\"1,5\";\"x\"\n", semicolons);
    says(b"Datum;Titel;Wer\n2025;\"a; b\";c\n2025;x;y;z\n2025;x;y\n", semicolons);
    says(b"event_id_cnty;event_date;year;actor1\nA1;01 May 2025;2025;X, Y\n", semicolons);
    says(b"Datum;Stra\xdfe\n2025;Gr\xf6\xdfe\n", semicolons);
    says(b"Bericht\nDatum;Titel\n2025;x\n2025;y\n", semicolons);
    says(b"Datum;Titel;Wer\n2025;x;a;b\n2025;x, y;a\n2025;x;a;b;c\n2025;x;a;b;c;d\n", semicolons);
    says(b"date;x\n2025;y\n", semicolons);
    says(b"when|what\n2025|x\n", "cells are separated by vertical bars");
    says(b"when\twhat\n2025\tx, y\n", "cells are separated by tabs");
    says(b"Datum;Titel\n2025-01-01;x\n", "is `Datum` the `date`? is `Titel` meant to be `title`?");
}

#[test]
fn a_comma_file_with_semicolons_in_its_cells_stays_one() {
    for content in [
        "when,what,who\n2025,A,a;b\n2025,B,c;d\n",
        "when,what;who\n2025,A;b\n2025,B;c\n",
        "My list\nwhen,what\n2025,A;b\n2025,B;c\n",
        "Notes; and more\nwhen,what,where\n2025,A,b\n2025,B,c\n",
        "dat,what;x\n2025,A;b;c\n",
    ] {
        says(content.as_bytes(), "columns `date`, `title` are missing");
    }
    says(b"\"Date\"x,title\n2025,A\n", "text after a closing quote in the row of column names");
    let below = "My list\ndate,title\n2025,A;b;c\n2025,B;c;d\n";
    says(below.as_bytes(), "the column names seem to stand in line 2");
}

#[test]
fn a_file_of_utf_32_is_called_that_with_its_rows_counted() {
    let text = "date,title\n2025-01-01,Ä\n2025-01-02,Б\n2025-01-03,x\n";
    let little = || text.chars().flat_map(|c| u32::from(c).to_le_bytes());
    let big = text.chars().flat_map(|c| u32::from(c).to_be_bytes());
    let marked = u32::from('\u{feff}').to_le_bytes().into_iter().chain(little());
    for (name, bytes) in [
        ("UTF-32LE", marked.collect::<Vec<u8>>()),
        ("UTF-32LE", little().collect()),
        ("UTF-32BE", big.collect()),
        ("UTF-32LE", little().take(4 * text.chars().count() - 2).collect()),
    ] {
        says(&bytes, &format!("error[utf-32]: the file is {name}, not UTF-8; 3 rows refused"));
        says(&bytes, &format!("iconv -f {name} -t UTF-8 events.csv"));
    }
    let sixteen: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    says(&sixteen, "error[utf-16]: the file is UTF-16LE, not UTF-8; 3 rows refused");
}

#[test]
fn a_file_that_is_mostly_utf_8_is_not_to_be_converted() {
    let rows: String = (1..9).map(|n| format!("2025-01-0{n},Встреча в Москве\n")).collect();
    let with = |bytes: &[u8]| [b"date,title\n", rows.as_bytes(), bytes].concat();
    for bytes in [&b"2025-02-01,M\xfcller\n"[..], b"2025-02-01,a\xc0\xafb\n"] {
        says(&with(bytes), "bytes that are not UTF-8 in a file that is; the row is refused");
        says(&with(bytes), "do not convert the whole file, for its other rows are UTF-8");
        assert!(!checked(&with(bytes)).contains("iconv"));
    }
}

#[test]
fn a_character_cut_off_or_in_two_halves_is_called_that() {
    let halves = b"date,title\n2025,a\xed\xa0\xbd\xed\xb8\x80b\n";
    says(halves, "a character in two halves (CESU-8), which is not UTF-8; the row is refused");
    let cut = "date,title\n2025,Встреча".as_bytes();
    says(&cut[..cut.len() - 1], "the file ends in the middle of a character; the row is refused");
    says(b"date,title\n2025,x\xf0\x9f\x98", "the file ends in the middle of a character");
    for content in [halves, &cut[..cut.len() - 1]] {
        assert!(!checked(content).contains("iconv"));
    }
}

#[test]
fn a_file_in_another_encoding_is_converted_even_where_some_letters_look_like_utf_8() {
    // In windows-1251 these capitals are the bytes of a letter in UTF-8.
    let text = "date,title\n2025,\u{c7}\u{ef}\n";
    let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let more: Vec<u8> =
        "2025,\u{cf}\u{f3}\u{f2}\u{e8}\u{ed} \u{e2} \u{d3}\u{ea}\u{f0}\u{e0}\u{bf}\u{ed}\u{b3}\n"
            .repeat(9)
            .chars()
            .map(|c| c as u8)
            .collect();
    says_many(&[bytes, more].concat(), "iconv -f windows-1251");
}

#[track_caller]
fn says_many(content: &[u8], expected: &str) {
    let said = checked(content);
    assert!(said.contains(expected), "{expected} is not in\n{said}");
}

#[test]
fn a_file_read_as_windows_1251_is_one_warning() {
    let events = "date,title\n2025,Р’СЃС‚СЂРµС‡Р° РІ РњРѕСЃРєРІРµ\n2025-02,РџСѓС‚РёРЅ\n";
    let run = Sandbox::new().bytes("data/events.csv", events.as_bytes()).run(["check"]).code(0);
    let run = run.stdout_has("is probably `Встреча`, read in the wrong encoding");
    let _ = run.stdout_has("events.csv:2:6 (cell B2)").stdout_has("0 errors, 1 warning");
}

#[test]
fn what_is_added_in_utf_8_but_for_some_bytes_is_not_called_another_encoding() {
    let says = |content: &[u8], args: &[&str], expected: &str| {
        let sandbox = Sandbox::new().csv("events", "date,title\n").bytes("in.csv", content);
        let run = sandbox.run([&["add", "in.csv"], args].concat()).code(1);
        let _ = run.stderr_has(expected).stderr_lacks("--encoding windows");
    };
    let letters = "2025,Встреча в Москве, Zürich\n".repeat(9);
    let mixed = [b"date,title\n2025,M\xfcller\n", letters.as_bytes()].concat();
    says(&mixed, &[], "bytes that are not UTF-8 in a file that is");
    says(&mixed, &["--encoding", "nonsense"], "leave --encoding out to see them");
    // Pages that have a letter for every byte would take it without a word.
    says(&mixed, &["--encoding", "CP852"], "leave --encoding out to see them");
    says(&mixed, &["--encoding", "windows-1250"], "leave --encoding out to see them");
    let halves = b"date,title\n2025,\xed\xa0\xbd\xed\xb8\x80\n";
    says(halves, &[], "a character in two halves (CESU-8)");
    let cut = [b"date,title\n", letters.as_bytes(), b"2025,Z\xc3"].concat();
    says(&cut, &[], "the file ends in the middle of a character");
}

#[test]
fn of_rows_that_are_added_only_the_damaged_ones_are_refused() {
    let letters = "2025,Встреча в Москве, Zürich\n".repeat(9).replace(", ", " ");
    let bad = b"2026,M\xfcller\n";
    let input = [b"date,title\n", letters.as_bytes(), bad, b"2027,Next\n"].concat();
    let sandbox = Sandbox::new().csv("events", "date,title\n").bytes("in.csv", &input);
    let _ = sandbox.run(["add", "in.csv"]).code(1).stderr_has("in.csv:11:7").stdout("");
    let run = sandbox.run(["add", "in.csv", "--accept-good"]).code(1);
    let run = run.stderr_has("in.csv:11:7 (cell B11)").stderr_has("1 refused row put into");
    let _ = run.stdout_has("added 2027  Next");
    assert!(sandbox.read("data/events.csv").ends_with("Zürich\n2027,Next\n"));
    let refused = std::fs::read(sandbox.path().join("in.refused.csv")).unwrap();
    assert_eq!(refused, [&b"date,title\n"[..], bad].concat());
    // Where the header is damaged, or the file is in another encoding, nobody knows what rows say.
    for input in
        [[b"date,title,M\xfc\n", letters.as_bytes()].concat(), b"date,title\n2025,M\xfcl\n".into()]
    {
        let sandbox = Sandbox::new().csv("events", "date,title\n").bytes("other.csv", &input);
        let run = sandbox.run(["add", "other.csv", "--accept-good"]).code(1);
        let _ = run.stdout("").stderr_has("nothing was added");
    }
}

#[test]
fn a_file_of_dos_is_not_taken_for_one_of_windows() {
    let dos =
        b"date,title\n2024-01-01,Gr\x94\xe1e\n2024-01-02,\x9aber die Br\x81cke\n2024-01-03,C\n";
    let sandbox = Sandbox::new().bytes("data/events.csv", dos);
    let run = sandbox.run(["check"]).code(1);
    let run = run.stdout_has("(the file looks like CP850: `Größe`, `Über`, `Brücke`)");
    let run = run.stdout_has("if that is right, save it as UTF-8").stdout_lacks("windows");
    let _ = run.stdout_has("iconv -f CP850 -t UTF-8 events.csv");
    let sandbox = sandbox.csv("events", "date,title\n").bytes("in.csv", dos);
    let run = sandbox.run(["add", "in.csv"]).code(1).stdout("");
    let run = run.stderr_has("the file is not UTF-8; it looks like CP850: `Größe`, `Über`");
    let _ = run.stderr_has("if that is right, read it with --encoding CP850");
    let run = sandbox.run(["add", "in.csv", "--encoding", "windows-1252"]).code(1).stdout("");
    let _ = run.stderr_has("the file is not windows-1252").stderr_has("--encoding CP850: `Größe`");
    let run = sandbox.run(["add", "in.csv", "--encoding", "CP850"]).code(0);
    let _ = run.stdout_has("added 2024-01-01  Größe");
    let unknown = sandbox.bytes("data/events.csv", b"date,title\n2024,a\x8d \x90\n");
    let run = unknown.run(["check"]).code(1).stdout_has("in an encoding that is not known");
    let _ = run.stdout_has("save it as UTF-8").stdout_lacks("iconv");
}

#[test]
fn a_row_in_shift_jis_has_one_finding() {
    let row = b"\x93\x8c\x8b\x9e\x82\xc5\x8f\xf0\x96\xf1\x82\xc9\x8f\x90\x96\xbc";
    let more = b"\x8d\x91\x89\xef\x82\xaa\x96@\x97\xa5\x82\xf0\x89\xc2\x8c\x88";
    let content =
        [b"date,title\n1990-01-11,", &row[..], b"\n1991-02-11,", &more[..], b"\n"].concat();
    let said = checked(&content);
    assert!(said.contains("Shift_JIS: `東京で条約に署名`") && !said.contains("mojibake"), "{said}");
}

#[test]
fn names_below_a_title_say_what_separates_cells() {
    let below = "the column names seem to stand in line";
    for text in [
        "Report, events\nMade 2024\n\ndate;title;actors\n2024-01-01;A, b;x\n",
        "Report of events;;\ndate;title;actors\n2024-01-01;A;x\n",
    ] {
        let sandbox = Sandbox::new().csv("events", "date,title,actors\n");
        let sandbox = sandbox.bytes("in.csv", text.as_bytes());
        let _ = sandbox.run(["add", "in.csv"]).code(1).stderr_has(below);
        let sandbox = sandbox.bytes("in.csv", &text.as_bytes()[text.find("date;").unwrap()..]);
        let _ = sandbox.run(["add", "in.csv"]).code(0);
    }
}

#[test]
fn tabs_before_commas_separate_nothing() {
    let text = "\"date\"\t,\"title\"\n\"2024-01-01\"\t,\"A\"\n";
    let sandbox = Sandbox::new().csv("events", "date,title\n").bytes("in.csv", text.as_bytes());
    let run = sandbox.run(["add", "in.csv"]).code(1).stderr_lacks("--map");
    let _ = run.stderr_has("a blank after a closing quote in the row of column names");
}

#[test]
fn a_first_row_in_quotes_as_a_whole_is_told_so_to_who_adds_it() {
    for names in ["\"\"\"date\"\",\"\"title\"\"\"", "\"date;\"\"title\"\";actors\""] {
        let text = format!("{names}\n\"2024;x;y\"\n");
        let sandbox = Sandbox::new().csv("events", "date,title\n");
        let run = sandbox.bytes("in.csv", text.as_bytes()).run(["add", "in.csv"]).code(1);
        let _ = run.stderr_has("the first row stands in quotes as a whole");
    }
}

#[test]
fn a_remark_below_the_rows_is_to_be_deleted() {
    let text = " date | title | actors \n------+-------+-------\n 2024-01-01 | A | x\n(1 row)\n";
    let sandbox = Sandbox::new().csv("events", "date,title,actors\n");
    let run = sandbox.bytes("in.csv", text.as_bytes()).run(["add", "in.csv"]).code(1);
    let _ = run.stderr_has("is it a remark or a sum? then delete the row").stderr_has("1 error");
}
