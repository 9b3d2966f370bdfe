//! The chronology in every format: hostile text survives and stays text, row order leaves no trace.

use std::collections::BTreeSet;

use annals::model::{Dataset, Table};
use annals::view::chronology::Options;
use annals::view::{Selection, Sheet, View, chronology};
use annals::write::{FORMATS, by_name};
use proptest::prelude::{Just, Strategy};
use pulldown_cmark::{Event, Options as Extensions, Parser, Tag, TagEnd};

use crate::support::{Sandbox, root};

/// What people paste into cells, and what others hide in it.
const HOSTILE: &[&str] = &[
    "He said \"no\", then 'yes'",
    "<script>alert(1)</script>",
    "<!-- a comment --> & <b>bold</b> ]]>",
    "a|b || c",
    "| a | b |",
    "one line\nand another\n\nand a third",
    "# heading ## not",
    "=cmd()",
    "+1+1",
    "- item",
    "-- not an option",
    "---",
    "===",
    "1. first",
    "12) twelfth",
    "> quoted",
    "```rust",
    "~~~",
    "`code` and ``more`` `",
    "*stars* **more** _under_ __more__ ~~gone~~",
    "[text](https://example.org) ![image](x.png) [ref][1] [^1] [x]",
    "[^1]: a note",
    "[a]: https://example.org",
    "https://example.org www.example.org <https://example.org>",
    "&amp; &#60; &lt;b&gt; AT&T",
    "back\\slash \\*star\\* end\\",
    "$x$ and $$y$$",
    ": definition",
    "שלום עולם",
    "مرحبا (بالعالم) 2025",
    "left\u{202e}thgir\u{202c} and \u{2066}isolate\u{2069}",
    "👩‍👩‍👧‍👦 🇺🇦 👍🏽",
    "习近平与普京通话",
    "bell\u{7} escape\u{1b}[31mred\u{1b}[0m delete\u{7f} \u{85}\u{9b}2J",
    "tab\there",
    "trailing #",
    "%s %n {} ${HOME} `rm -rf`",
];

/// Text as people are shown it: one line, no control characters.
fn shown(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let character = |c: char| match c {
        '\t' | '\n' => ' ',
        c if c.is_control() || turns(c) => '\u{fffd}',
        c => c,
    };
    blanks(&text.chars().map(character).collect::<String>())
}

fn blanks(text: &str) -> String {
    text.split([' ', '\n', '\u{a0}']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn table(rows: &[Vec<String>]) -> String {
    let mut csv = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|row| csv.write_record(row).unwrap());
    String::from_utf8(csv.into_inner().unwrap()).unwrap()
}

/// One event for each hostile text, which stands in every cell that may hold it.
fn hostile() -> Dataset {
    let cells = |line: &str| line.split(',').map(str::to_string).collect::<Vec<_>>();
    let mut events = vec![cells("id,date,title,type,actors,place,sources,status,summary,tags")];
    let mut actors = vec![cells("id,name")];
    let mut sources = vec![cells("id,title,publisher,published,url")];
    for (n, text) in HOSTILE.iter().enumerate() {
        let date = format!("2025-02-{:02}", n % 28 + 1);
        let (actor, source) =
            (format!("a{n:02}:host"), format!("s{n:02}#{}", text.replace(';', ".")));
        let id = format!("e{n:02}");
        let event = [&id, &date, *text, *text, &actor, *text, &source, *text, *text, *text];
        events.push(event.map(|cell| cell.to_string()).to_vec());
        actors.push(vec![format!("a{n:02}"), text.to_string()]);
        let url = if n % 2 == 0 {
            format!("https://example.org/?q={text}&r=1")
        } else {
            text.to_string()
        };
        sources.push(vec![format!("s{n:02}"), text.to_string(), text.to_string(), date, url]);
    }
    events.push(vec![String::new(); 10]);
    let texts = [table(&events), table(&actors), table(&sources)];
    let names = ["events.csv", "actors.csv", "sources.csv"];
    let files: Vec<(&str, &str)> =
        names.into_iter().zip(texts.iter().map(String::as_str)).collect();
    let dataset = annals::check::dataset(annals::read::texts(&files)).dataset;
    assert_eq!(dataset.events.len(), HOSTILE.len());
    dataset
}

fn written(view: &View, format: &str) -> String {
    let mut out = Vec::new();
    annals::write::view(view, by_name(format).unwrap(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn told(dataset: &Dataset, format: &str) -> String {
    let selection = Selection { words: "`a` *b* <c>".into(), ..Selection::all(dataset) };
    let mut report = chronology(dataset, &selection, &Options::default());
    report.width = Some(10_000);
    written(&View::Report(report), format)
}

#[test]
fn hostile_text_reads_back_from_plain_text() {
    let text = told(&hostile(), "text");
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "a control character is left");
    let words = blanks(&text);
    for hostile in HOSTILE {
        let hostile = shown(hostile);
        assert!(words.contains(&format!("{hostile} ({hostile}) [e")), "title and mark: {hostile}");
        assert!(words.contains(&format!("Actors {hostile} (host)")), "actor: {hostile}");
        assert!(words.contains(&format!("Place {hostile} Sources {hostile},")), "place: {hostile}");
    }
    assert_eq!(
        text.lines().filter(|line| line.chars().all(|c| c == '-') && line.len() > 3).count(),
        1
    );
}

/// What a Markdown document comes to.
#[derive(Default)]
struct Document {
    headings: usize,
    items: usize,
    notes: usize,
    links: Vec<String>,
    text: String,
}

fn parsed(markdown: &str) -> Document {
    let mut document = Document::default();
    let mut in_note = false;
    for event in Parser::new_ext(
        markdown,
        Extensions::all()
            - Extensions::ENABLE_SMART_PUNCTUATION
            - Extensions::ENABLE_SUPERSCRIPT
            - Extensions::ENABLE_SUBSCRIPT,
    ) {
        match event {
            Event::Start(Tag::Heading { .. }) => document.headings += 1,
            Event::Start(Tag::Item) => document.items += 1,
            Event::Start(Tag::FootnoteDefinition(_)) => {
                (in_note, document.notes) = (true, document.notes + 1)
            }
            Event::End(TagEnd::FootnoteDefinition) => in_note = false,
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(in_note, "a link that was not meant: {dest_url}");
                document.links.push(dest_url.into_string());
            }
            Event::Start(Tag::Paragraph | Tag::List(None) | Tag::Emphasis | Tag::Strong) => {}
            Event::Start(tag) => panic!("not meant: {tag:?}"),
            Event::Text(text) | Event::Code(text) => document.text.push_str(&text),
            Event::End(_) | Event::SoftBreak | Event::HardBreak | Event::FootnoteReference(_) => {
                if !matches!(event, Event::End(TagEnd::Strong) | Event::FootnoteReference(_)) {
                    document.text.push(' ');
                }
            }
            other => panic!("not meant: {other:?}"),
        }
    }
    document.text = blanks(&document.text);
    document
}

#[test]
fn hostile_text_reads_back_from_markdown_and_stays_text() {
    let markdown = told(&hostile(), "markdown");
    let document = parsed(&markdown);
    assert_eq!(document.headings, 3, "chronology, year, month");
    assert_eq!((document.items, document.notes), (HOSTILE.len(), HOSTILE.len()));
    assert_eq!(document.links.len(), HOSTILE.len().div_ceil(2) + 1);
    for link in &document.links {
        assert!(link.starts_with("https://example.org"), "{link}");
    }
    for hostile in HOSTILE {
        let hostile = shown(hostile);
        assert!(
            document.text.contains(&format!("2025: {hostile} ({hostile}) e")),
            "title: {hostile}"
        );
        assert!(document.text.contains(&format!("Actors: {hostile} (host)")), "actor: {hostile}");
        assert!(
            document.text.contains(&format!("Place: {hostile} Sources: {hostile},")),
            "place: {hostile}"
        );
        assert!(document.text.contains(&format!("{hostile}, {hostile}, ")), "footnote: {hostile}");
    }
}

#[test]
fn hostile_text_reads_back_from_csv() {
    let csv = told(&hostile(), "csv");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let column = |name| reader.headers().unwrap().iter().position(|h| h == name).unwrap();
    let columns: Vec<usize> =
        ["title", "type", "place", "status", "summary", "tags"].map(column).to_vec();
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), HOSTILE.len());
    for text in HOSTILE {
        assert!(rows.iter().any(|row| columns.iter().all(|n| row[*n] == **text)), "{text}");
    }
}

#[test]
fn hostile_text_reads_back_from_json() {
    let json: serde_json::Value = serde_json::from_str(&told(&hostile(), "json")).unwrap();
    let sections = json["sections"].as_array().unwrap().iter();
    let records: Vec<_> = sections.flat_map(|s| s["records"].as_array().unwrap()).collect();
    assert_eq!(records.len(), HOSTILE.len());
    for text in HOSTILE {
        let record =
            records.iter().find(|r| r["title"] == **text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((&record["summary"], &record["status"]), (&(*text).into(), &(*text).into()));
        assert_eq!(record["actors"][0]["name"], *text);
        assert_eq!(record["sources"][0]["publisher"], *text);
    }
}

#[test]
fn a_grid_in_markdown_holds_any_text() {
    let dataset = hostile();
    let sheet = Sheet::whole(&dataset, Table::Events);
    let markdown = written(&View::Sheet(sheet), "markdown");
    let extensions =
        Extensions::ENABLE_TABLES | Extensions::ENABLE_MATH | Extensions::ENABLE_FOOTNOTES;
    let mut cells = vec![String::new()];
    for event in Parser::new_ext(&markdown, extensions) {
        match event {
            Event::Text(text) => cells.last_mut().unwrap().push_str(&text),
            Event::Start(Tag::TableCell) => cells.push(String::new()),
            Event::Start(Tag::Heading { .. } | Tag::Table(_) | Tag::TableHead | Tag::TableRow)
            | Event::End(_) => {}
            other => panic!("not meant: {other:?}"),
        }
    }
    for hostile in HOSTILE {
        let hostile = shown(hostile);
        assert_eq!(cells.iter().filter(|cell| **cell == hostile).count(), 6, "{hostile}");
    }
}

#[test]
fn exported_rows_keep_columns_of_any_name() {
    let events = "date,title,note,,note,\n2025,A,1,2,3,4\n";
    let dataset = annals::check::dataset(annals::read::texts(&[("events.csv", events)])).dataset;
    let sheet = Sheet::whole(&dataset, Table::Events);
    let csv = written(&View::Sheet(sheet.clone()), "csv");
    assert_eq!(csv, events);
    let json = written(&View::Sheet(sheet), "json");
    for key in ["date", "title", "note", "column 4", "note (2)", "column 6"] {
        assert!(json.contains(&format!("\"{key}\": ")), "{key}");
    }
}

const ROWS: &[&str] = &[
    ",2025-02-12,A,a:host;b,,1",
    ",2025-02-12,A,a:host;b,y,",
    ",2025-02-12,B,b,,",
    "e1,2025-02-12~,C,c,,2",
    "e2,[..2025-02-12],D,a,,",
    "e3,2025-02,E,b;a,z,",
    "e4,,F,,,",
    ",,G,,,",
    "e5,2025-13,H,,,",
    "e6,2025,I,c;b,,",
];

proptest::proptest! {
    #[test]
    fn the_order_of_rows_leaves_no_trace(rows in Just(ROWS.to_vec()).prop_shuffle(), cut in 0..ROWS.len()) {
        let told_from = |rows: &[&str], cut: usize| -> Vec<String> {
            let file = |rows: &[&str]| format!("id,date,title,actors,place,seq\n{}\n", rows.join("\n"));
            let (first, second) = (file(&rows[..cut]), file(&rows[cut..]));
            let files = [("events-1.csv", first.as_str()), ("events-2.csv", second.as_str())];
            let dataset = annals::check::dataset(annals::read::texts(&files)).dataset;
            let formats = FORMATS.iter().filter(|format| format.report.is_some());
            formats.map(|format| told(&dataset, format.name)).collect()
        };
        proptest::prop_assert_eq!(told_from(&rows, cut), told_from(ROWS, 5));
    }
}

#[test]
fn each_event_of_the_records_is_told_once() {
    let sandbox = Sandbox::new().copy(&root().join("data"));
    let csv = sandbox.run(["timeline", "-f", "csv"]).code(0).output();
    let ids: Vec<String> = csv::Reader::from_reader(csv.as_bytes())
        .records()
        .map(|row| row.unwrap()[0].to_string())
        .collect();
    assert_eq!((ids.len(), ids.iter().collect::<BTreeSet<_>>().len()), (116, 116));
    let at = |id: &str| ids.iter().position(|found| found == id).unwrap();
    assert!(at("e013") < at("e014"), "some day up to the 7th, before that day");
    assert!(at("e026") < at("e027") && at("e027") < at("e025"), "seq, then doubt");
    let backwards = sandbox.run(["timeline", "--reverse", "-f", "csv"]).output();
    let mut lines: Vec<&str> = backwards.lines().skip(1).collect();
    lines.reverse();
    assert_eq!(lines, csv.lines().skip(1).collect::<Vec<_>>());
}

#[test]
fn what_is_piped_has_no_colour_and_a_hundred_columns() {
    let sandbox = Sandbox::new().copy(&root().join("data")).variable("COLUMNS", "40");
    let text = sandbox.run(["timeline"]).code(0).stdout_lacks("\u{1b}").output();
    let width = |line: &str| line.chars().count();
    assert!(text.lines().map(width).max() <= Some(100));
    assert!(text.lines().map(width).max() > Some(90));
    let brief = sandbox.run(["timeline", "--brief", "--limit", "3"]).code(0);
    brief
        .stdout_has("7 November 2024   Alleged Trump-Putin call")
        .stdout_has("113 more events are not shown.");
}

#[test]
fn the_format_follows_the_file() {
    let sandbox = Sandbox::new().csv("events", "id,date,title\ne,2025-02-12~,A\n");
    for (file, part) in [
        ("a.txt", "about 12 February 2025  A  [e]"),
        ("a.md", "- **about 12 February 2025**: A `e`"),
        ("a.csv", "e,2025-02-12~,A,"),
        ("a.json", "\"written\": \"2025-02-12~\""),
    ] {
        let _ = sandbox.run(["timeline", "-o", file]).code(0).stdout("");
        assert!(sandbox.read(file).contains(part), "{file}");
    }
    let known = "no format for `.markdown`; known are .txt, .md, .csv, .json\n";
    let _ = sandbox.run(["timeline", "-o", "a.markdown"]).code(2).stderr_has(known);
    let known = "no format for `.gif`; known are .json, .dot, .svg";
    let run = sandbox.run(["diagram", "-o", "a.gif"]).code(2).stderr_has(known);
    let _ = run.stderr_has("Graphviz draws pdf").stderr_lacks(".csv");
    let known = "unknown format `gif`; known are text, markdown, csv, json\n";
    let _ = sandbox.run(["timeline", "-f", "gif"]).code(2).stderr_has(known);
}

#[test]
fn a_format_and_an_extension_that_differ_are_refused() {
    let sandbox = Sandbox::new().csv("events", "id,date,title,actors\ne,2025-02-12,A,a;b\n");
    let run = |line: &str| sandbox.run(line.split(' '));
    for line in [
        "timeline -o x.json -f csv",
        "timeline -o x.md -f text",
        "timeline -o x.SVG -f csv",
        "diagram -o x.svg -f dot",
        "diagram -o x.pdf -f svg",
        "export -o x.json -f csv",
        "list -o x.csv -f json actors",
        "check -o x.csv -f json",
    ] {
        let _ = run(line).code(2).stdout("").stderr_has("and --format says `");
        assert_eq!(std::fs::read_dir(sandbox.path()).unwrap().count(), 1, "{line}");
    }
    for line in [
        "timeline -o x.out -f csv",
        "timeline -o x -f json",
        "timeline -o x.txt -f text",
        "timeline -o x.MD -f markdown",
        "diagram -o x.gv -f dot",
        "check -o x.txt -f text",
        "check -o x.log -f json",
    ] {
        let _ = run(line).code(0).stdout("");
    }
}

#[test]
fn a_picture_of_the_chronology_is_named_where_a_table_cannot_be() {
    let sandbox = Sandbox::new().csv("events", "id,date,title\ne,2025-02-12~,A\n");
    for format in ["svg", "dot"] {
        let file = format!("x.{format}");
        let run = sandbox.run(["timeline", "-o", &file]).code(2);
        let run = run.stderr_has(&format!("{format} cannot carry a table; use text, markdown"));
        let _ = run.stderr_has("or draw it with --bounds: svg");
    }
    let _ =
        sandbox.run(["timeline", "--bounds", "-o", "x.dot"]).code(2).stderr_has("--bounds: svg");
    let _ = sandbox.run(["timeline", "--bounds", "-o", "x.svg"]).code(0);
}

#[test]
fn without_sources_a_number_sign_alone_names_no_other_source() {
    let sandbox = Sandbox::new().csv(
        "events",
        "id,date,title,sources\na,2025-01-01,First,AP\nb,2025-01-02,Second,#12\nc,2025-01-03,Third,# 3;AP#4\n",
    );
    sandbox.run(["timeline"]).code(0).stdout_has("Sources  #12").stdout_has("# 3; AP (4)");
    sandbox.run(["list", "sources"]).code(0).stdout_has("#12");
    sandbox.run(["timeline", "source:AP"]).code(0).stdout_has("First").stdout_lacks("Second");
    let alone = Sandbox::new().csv("events", "date,title,sources\n2025,A,#1\n");
    for command in ["timeline", "build", "check"] {
        alone.run([command]).code(0);
    }
}

#[test]
fn a_quote_in_the_place_within_a_source_is_told_once() {
    let sandbox = Sandbox::new()
        .csv(
            "events",
            "id,date,title,sources\na,2025,T,\"s2#p. 3, \"\"Leader\"\"\"\nb,2024,U,s2#a \"\" b\n\
             c,2023,V,\"s2#\"\"x\"\";s2#\"\"\"\"\"\n",
        )
        .csv("sources", "id,title\ns2,Two\n");
    let timeline = sandbox.run(["timeline"]).code(0);
    let timeline = timeline.stdout_has("Two (p. 3, \"Leader\")").stdout_has("Two (a \"\" b)");
    timeline.stdout_has("Two (\"x\"); Two (\"\")");
    sandbox.run(["show", "a"]).code(0).stdout_has("(p. 3, \"Leader\")");
    sandbox.run(["show", "s2"]).code(0).stdout_has("(p. 3, \"Leader\")");
    let json = sandbox.run(["timeline", "--format", "json"]).code(0);
    json.stdout_has(r#""locator": "p. 3, \"Leader\"""#);
    sandbox.run(["timeline", "--format", "markdown"]).code(0).stdout_lacks("\"\"Leader");
}

#[test]
fn what_lies_between_two_events_is_told_with_their_link() {
    let sandbox = Sandbox::new().csv(
        "events",
        "id,date,title,after,before,part_of\na,2025-05-03,A,b+2d..4d;c,,d\nb,2025-05-01,B,,c+..3h,d\n\
         c,2025-05-01,C,,,d\nd,2025-05,D,,,\n",
    );
    let timeline = sandbox.run(["timeline"]).code(0);
    timeline.stdout_has("After    B (b), 2 to 4 days; C (c)").stdout_has("C (c), at most 3 hours");
    let json = sandbox.run(["timeline", "--format", "json"]).code(0).output();
    let json: String = json.split_whitespace().collect();
    assert!(json.contains(r#""after":[{"id":"b","gap":"2d..4d"},{"id":"c","gap":""}]"#), "{json}");
    assert!(json.contains(r#""before":[{"id":"c","gap":"..3h"}]"#), "{json}");
    assert!(json.contains(r#""part_of":["d"]"#), "{json}");
}

#[test]
fn years_that_are_not_counted_stand_under_a_heading_of_their_own() {
    let events = "date,title\n2025,A\nY5000000000000,B\nY-5000000000000,C\n";
    let sandbox = Sandbox::new().csv("events", events);
    let heading = |text: &str| format!("{text}\n{}\n", "=".repeat(text.len()));
    let run = sandbox.run(["timeline", "--brief"]).code(0).stdout_lacks("December");
    run.stdout_has(&heading("Farther back than time is counted"))
        .stdout_has(&heading("Farther ahead than time is counted"));
}

#[test]
fn a_set_open_at_both_sides_is_not_undated() {
    let events = "date,title\n,A\n\"[..1984,1990..]\",B\n2025,C\n,D\n\"{..1984,1990..}\",E\n";
    let sandbox = Sandbox::new().csv("events", events);
    let start = ["timeline", "--sort", "start"];
    for order in [&["timeline"][..], &["timeline", "--reverse"], &start] {
        let shown = sandbox.run(order).code(0).output();
        let at = |text: &str| shown.find(text).unwrap_or_else(|| panic!("{text}: {shown}"));
        let [set, blank] = [at("\nStart and end not known\n"), at("\nUndated\n")];
        assert!(at("  C\n") < set && set < blank, "{shown}");
        assert!(
            (set..blank).contains(&at("  B\n")) && (set..blank).contains(&at("  E\n")),
            "{shown}"
        );
    }
}

#[test]
fn a_folder_that_is_not_there_is_named_as_it_was_written() {
    let sandbox = Sandbox::new().csv("events", "id,date,title\ne,2025-02-12,A\n");
    let run = sandbox.run(["timeline", "-o", "nodir/x.txt"]).code(2);
    let _ = run.stderr("error: cannot write `nodir/x.txt`: there is no folder `nodir`\n");
}

#[cfg(unix)]
#[test]
fn a_file_that_is_written_anew_stays_as_private_as_it_was() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let sandbox = Sandbox::new().csv("events", "id,date,title\ne,2025-02-12,A\n");
    let sandbox = sandbox.bytes("own.md", b"old");
    let own = sandbox.path().join("own.md");
    for mode in [0o600, 0o666] {
        std::fs::set_permissions(&own, PermissionsExt::from_mode(mode)).unwrap();
        let _ = sandbox.run(["timeline", "-o", "own.md"]).code(0);
        assert!(sandbox.read("own.md").contains("12 February"));
        assert_eq!(std::fs::metadata(&own).unwrap().permissions().mode() & 0o777, mode);
    }
    let link = sandbox.path().join("link.md");
    symlink("new.md", &link).unwrap();
    let _ = sandbox.run(["timeline", "-o", "link.md"]).code(0);
    assert!(link.is_symlink() && sandbox.read("new.md").contains("12 February"));
}

#[test]
fn the_help_of_each_command_names_the_formats_it_can_write() {
    let sandbox = Sandbox::new();
    let tables = "does not say it: text, markdown, csv, json\n";
    let _ = sandbox.run(["list", "--help"]).code(0).stdout_has(tables);
    let _ = sandbox.run(["show", "--help"]).code(0).stdout_has(tables);
    let run = sandbox.run(["timeline", "-h"]).code(0);
    let _ = run.stdout_has("say it: text, markdown, csv, json; with").stdout_has("--bounds: svg");
    let _ = sandbox.run(["diagram", "-h"]).code(0).stdout_has("say it: json, dot, svg");
}
