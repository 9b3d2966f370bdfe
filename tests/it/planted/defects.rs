//! One way of damaging a folder for each finding code.
//!
//! A defect is planted only where it is the one cause of one finding: not in a row that has a
//! finding already or on which another defect counts.

use annals::check::Code;
use annals::model::Table;

use super::{Folder, Spot};

/// Plants a defect of a code somewhere in table number `table`; `None`: not there, try again.
pub(super) fn plant(code: Code, folder: &mut Folder, table: usize) -> Option<Spot> {
    match code {
        Code::NotUtf8 => insert(folder, table, &[0xE9]),
        Code::NulByte => insert(folder, table, &[0]),
        Code::Mojibake => insert(folder, table, "Ã©".as_bytes()),
        Code::UnclosedQuote | Code::TextAfterQuote => quote(code, folder, table),
        Code::SwallowedRow => {
            let columns = folder.sheets[table].header.len();
            let date = folder.sheets[table].column("date")?;
            let cells: Vec<&str> =
                (0..columns).map(|n| if n == date { "2024" } else { "" }).collect();
            set(folder, table, &["summary"], &format!("\"x\n{}\ny\"", cells.join(",")))
        }
        Code::RowTooLong | Code::RowTooShort | Code::BlankRow | Code::MergeConflict => {
            length(code, folder, table)
        }
        Code::BlankTitle | Code::BlankName | Code::UntitledSource | Code::BlankCell => {
            blank(code, folder, table)
        }
        Code::FormulaCell => set(folder, table, &["summary", "description", "note"], "=SUM(A1)"),
        Code::StrayQuote => set(folder, table, &["summary", "description", "note"], " \"Talks\""),
        Code::Placeholder => set(folder, table, &["type", "place"], "#N/A"),
        Code::MalformedId => malformed_id(folder, table),
        Code::DuplicateId | Code::IdenticalDuplicate | Code::IdDiffersByCase => {
            twice(code, folder, table)
        }
        Code::Contradiction | Code::DoubtfulContradiction | Code::RelationLoop => {
            contradiction(code, folder, table)
        }
        Code::SameEventTwice | Code::ProvisionalReference | Code::NoSource | Code::SumRow => {
            event(code, folder, table)
        }
        Code::UnknownActor
        | Code::UnknownSource
        | Code::UnknownEvent
        | Code::SelfLink
        | Code::BadGap
        | Code::AmbiguousName
        | Code::CutName
        | Code::SameActorTwice
        | Code::NearMissRole => reference(code, folder, table),
        Code::UnknownRelation => {
            set(folder, table, &["relation"], "follows").filter(|s| s.table == 4)
        }
        Code::UnknownStatus => set(folder, table, &["status"], "sure"),
        Code::UnknownKind => set(folder, table, &["kind"], "women"),
        Code::NearMissType => set(folder, table, &["type"], "meting"),
        Code::BadReliability => set(folder, table, &["reliability"], "Z"),
        Code::BadSeq => set(folder, table, &["seq"], "last"),
        Code::PublishedBefore | Code::PlannedPassed | Code::OutsideLifetime => {
            sense(code, folder, table)
        }
        Code::UnusedActor | Code::UnusedSource => unused(code, folder, table),
        _ => date(code, folder, table),
    }
}

/// A row nobody has taken.
fn free(folder: &mut Folder, table: usize) -> Option<usize> {
    let row = folder.random.below(folder.sheets[table].rows.len());
    (!folder.sheets[table].rows[row].taken).then_some(row)
}

fn spot(table: usize, row: usize, cell: usize, offset: usize) -> Option<Spot> {
    Some(Spot { table, row, cell, offset })
}

/// A column of the table out of some, by number.
fn column(folder: &mut Folder, table: usize, names: &[&str]) -> Option<usize> {
    let sheet = &folder.sheets[table];
    let fitting: Vec<usize> = names.iter().filter_map(|n| sheet.column(n)).collect();
    if fitting.is_empty() { None } else { Some(fitting[folder.random.below(fitting.len())]) }
}

/// Puts bytes between two plain letters of some text.
fn insert(folder: &mut Folder, table: usize, bytes: &[u8]) -> Option<Spot> {
    let texts =
        ["title", "summary", "place", "name", "description", "publisher", "note", "country"];
    let row = free(folder, table)?;
    let cell = column(folder, table, &texts)?;
    let length = folder.sheets[table].rows[row].cells[cell].len();
    let at = folder.random.below(length.max(1));
    let raw = &mut folder.sheets[table].rows[row].cells[cell];
    let plain = |n: usize| raw.get(n).is_some_and(u8::is_ascii_alphabetic);
    if at == 0 || !plain(at - 1) || !plain(at) {
        return None;
    }
    raw.splice(at..at, bytes.iter().copied());
    spot(table, row, cell, at)
}

fn quote(code: Code, folder: &mut Folder, table: usize) -> Option<Spot> {
    let row = free(folder, table)?;
    let cells = &mut folder.sheets[table].rows[row].cells;
    if cells.iter().any(|c| c.contains(&b'\n')) {
        return None; // the lines after the first would be records of their own
    }
    let quoted: Vec<usize> = (0..cells.len()).filter(|n| cells[*n].starts_with(b"\"")).collect();
    let cell = *quoted.get(folder.random.below(quoted.len().max(1)))?;
    let raw = &mut cells[cell];
    if code == Code::UnclosedQuote {
        raw.pop();
        return spot(table, row, cell, 0);
    }
    raw.push(b'x');
    let last = raw.len() - 1;
    spot(table, row, cell, last)
}

fn length(code: Code, folder: &mut Folder, table: usize) -> Option<Spot> {
    let row = free(folder, table)?;
    let columns = folder.sheets[table].header.len();
    let rows = &mut folder.sheets[table].rows;
    match code {
        Code::RowTooLong => {
            rows[row].cells.push(b"x".to_vec());
            spot(table, row, columns, 0)
        }
        Code::RowTooShort => {
            if !rows[row].cells[columns - 1].is_empty() {
                return None;
            }
            rows[row].cells.pop();
            spot(table, row, 0, 0)
        }
        Code::MergeConflict => {
            let mut cells = vec![Vec::new(); columns - 1];
            cells[0] = b"<<<<<<< HEAD".to_vec();
            rows.push(super::sheet::Row { cells, taken: true });
            spot(table, rows.len() - 1, 0, 0)
        }
        _ => {
            let blank = super::sheet::Row { cells: vec![Vec::new(); columns], taken: true };
            rows.push(blank);
            spot(table, rows.len() - 1, 0, 0)
        }
    }
}

fn blank(code: Code, folder: &mut Folder, table: usize) -> Option<Spot> {
    let row = free(folder, table)?;
    let name = match (code, folder.sheets[table].name().as_str()) {
        (Code::BlankTitle, "events.csv") | (Code::UntitledSource, "sources.csv") => "title",
        (Code::BlankName, "actors.csv") => "name",
        (Code::BlankCell, "relationships.csv") => {
            ["from", "relation", "to"][folder.random.below(3)]
        }
        _ => return None,
    };
    if !replaceable(folder, table, row, name) {
        return None;
    }
    folder.sheets[table].set(row, name, "");
    let cell = folder.sheets[table].column(name)?;
    spot(table, row, cell, 0)
}

/// Whether a cell can be overwritten: an actor that no event names would then be unused.
fn replaceable(folder: &Folder, table: usize, row: usize, name: &str) -> bool {
    let actor = folder.sheets[table].value(row, name);
    let named = |r: usize| {
        let items = folder.sheets[0].value(r, "actors");
        items.split(';').any(|item| item.split(':').next() == Some(actor.as_str()))
    };
    !matches!(name, "from" | "to") || (0..folder.sheets[0].rows.len()).any(named)
}

fn set(folder: &mut Folder, table: usize, names: &[&str], value: &str) -> Option<Spot> {
    let cell = column(folder, table, names)?;
    let row = free(folder, table)?;
    folder.sheets[table].rows[row].cells[cell] = value.as_bytes().to_vec();
    spot(table, row, cell, 0)
}

fn malformed_id(folder: &mut Folder, table: usize) -> Option<Spot> {
    let row = free(folder, table)?;
    let id = folder.sheets[table].value(row, "id");
    let at = 1 + folder.random.below(id.len() - 1);
    let odd = [" ", "é", "/", "\u{200b}", ":"][folder.random.below(5)];
    folder.sheets[table].set(row, "id", &format!("{}{odd}{}", &id[..at], &id[at..]));
    spot(table, row, 0, 0)
}

fn twice(code: Code, folder: &mut Folder, table: usize) -> Option<Spot> {
    let row = free(folder, table)?;
    let sheet = &mut folder.sheets[table];
    let events = sheet.name() == "events.csv";
    let other_text = ["title", "name", "note"].into_iter().find(|n| sheet.column(n).is_some())?;
    if code == Code::IdDiffersByCase && !events {
        return None; // the copy would be unused
    }
    let actors = [sheet.value(row, "from"), sheet.value(row, "to")];
    if sheet.table == Table::Relationships && !folder.lock_actors(&actors) {
        return None; // with an actor that is refused, so is the row
    }
    let sheet = &mut folder.sheets[table];
    let copy = sheet.copy(row);
    sheet.rows[row].taken = true;
    if code != Code::IdenticalDuplicate {
        sheet.set(copy, other_text, "Something else");
    }
    if code == Code::IdDiffersByCase {
        let id = sheet.value(row, "id").to_uppercase();
        sheet.set(copy, "id", &id);
    }
    spot(table, copy, 0, 0)
}

fn event(code: Code, folder: &mut Folder, table: usize) -> Option<Spot> {
    let row = free(folder, table)?;
    let sheet = &mut folder.sheets[table];
    if sheet.name() != "events.csv" {
        return None;
    }
    let (title, sources, part_of) =
        (sheet.column("title")?, sheet.column("sources")?, sheet.column("part_of")?);
    match code {
        Code::SameEventTwice => {
            let copy = sheet.copy(row);
            sheet.rows[row].taken = true;
            let id = format!("copy-{copy}");
            sheet.set(copy, "id", &id);
            let quote = usize::from(sheet.rows[copy].cells[title].starts_with(b"\""));
            spot(table, copy, title, quote)
        }
        Code::SumRow => {
            let new = sheet.add(&[("title", "Total"), ("seq", "17")]);
            spot(table, new, title, 0)
        }
        Code::NoSource => {
            let id = format!("new-{}", sheet.rows.len());
            let new = sheet.add(&[("id", &id), ("date", "2025-03"), ("title", &id)]);
            spot(table, new, sources, 0)
        }
        _ => {
            let id = format!("untold-{}", sheet.rows.len());
            sheet.add(&[("title", &id), ("sources", "reuters-known")]);
            let provisional = provisional(&["", &id, ""]);
            let at = sheet.append(row, "part_of", &provisional);
            spot(table, row, part_of, at)
        }
    }
}

/// The id annals makes for an event without one: FNV-1a over date, title, actors.
fn provisional(cells: &[&str]) -> String {
    let bytes = cells.iter().flat_map(|c| c.bytes().chain([0x1f]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("x{hash:016x}")
}

/// Two events that cannot lie as they say.
fn contradiction(code: Code, folder: &mut Folder, table: usize) -> Option<Spot> {
    let sheet = &mut folder.sheets[table];
    if sheet.name() != "events.csv" {
        return None;
    }
    let n = sheet.rows.len();
    let (one, two) = (format!("pair-{n}-a"), format!("pair-{n}-b"));
    let (dates, after, column) = match code {
        Code::Contradiction => (["2025-03", "2025-02"], "", "date"),
        Code::DoubtfulContradiction => (["2025-03", "2025-02~"], "", "date"),
        _ => (["", ""], two.as_str(), "after"),
    };
    let given = |id, date, after| {
        [("id", id), ("date", date), ("title", id), ("sources", "reuters-known"), ("after", after)]
    };
    let row = sheet.add(&given(&one, dates[0], after));
    sheet.add(&given(&two, dates[1], &one));
    let cell = sheet.column(column)?;
    spot(table, row, cell, 0)
}

/// Whether an event is linked to another, so that its date is not free.
fn is_linked(folder: &Folder, row: usize) -> bool {
    let id = folder.sheets[0].value(row, "id");
    let links = &folder.sheets[4];
    let named = |r| ["event", "other"].iter().any(|c| links.value(r, c) == id);
    let columns = ["after", "before", "part_of"];
    let own = columns.iter().any(|c| !folder.sheets[0].value(row, c).is_empty());
    let whole = |r| folder.sheets[0].value(r, "part_of") == id;
    own || (0..links.rows.len()).any(named) || (0..folder.sheets[0].rows.len()).any(whole)
}

/// A reference in any column that has some.
fn reference(code: Code, folder: &mut Folder, table: usize) -> Option<Spot> {
    let row = free(folder, table)?;
    let own = folder.sheets[table].value(row, "id");
    let first = folder.sheets[table].column("actors").map(|_| {
        let actors = folder.sheets[table].value(row, "actors");
        actors.split(';').next().unwrap_or_default().to_string()
    });
    let (columns, item, inside): (&[&str], &str, usize) = match code {
        Code::SelfLink => (&["after", "before", "part_of"], &own, 0),
        Code::BadGap => (&["after"], "known+2x", 5),
        Code::UnknownActor => (&["actors", "from", "to"], "nobody-known", 0),
        Code::UnknownSource => (&["sources", "derived_from"], "not-there#p. 3", 0),
        Code::UnknownEvent => (&["after", "before", "part_of"], "e999", 0),
        Code::AmbiguousName => (&["actors", "from", "to"], "The Twin", 0),
        Code::CutName => (&["actors"], "Smith; Sons", 0),
        Code::SameActorTwice => (&["actors"], first.as_deref().filter(|f| !f.is_empty())?, 0),
        _ => (&["actors"], "smith:speker", 6),
    };
    let cell = column(folder, table, columns)?;
    let name = folder.sheets[table].header[cell].clone();
    if !replaceable(folder, table, row, &name) {
        return None;
    }
    let sheet = &mut folder.sheets[table];
    if name == "from" || name == "to" {
        sheet.set(row, &name, item);
        return spot(table, row, cell, 0);
    }
    let at = sheet.append(row, &name, item);
    spot(table, row, cell, at + inside)
}

/// Texts that are no dates, with the offset of what is wrong.
fn bad_dates(code: Code) -> &'static [(&'static str, usize)] {
    match code {
        Code::AmbiguousDate => &[("5/9/2025", 0), ("03.04.2025", 0)],
        Code::NumericDate => &[("25/12/2025", 0), ("12/25/2025", 0)],
        Code::DateInWords => &[("9 May 2025", 0), ("10 травня 2025", 0)],
        Code::DateNotPadded => &[("2025-5-9", 0), ("2025-05-9", 0)],
        Code::DateSeparators => &[("2025.05.09", 0), ("2025/05/09", 0)],
        Code::SerialDate => &[("45786", 0), ("45701", 0)],
        Code::MonthYearDate => &[("Feb-25", 0)],
        Code::TwoDigitYear => &[("09.05.25", 0)],
        Code::ImpossibleDate => &[("2025-02-29", 8), ("2025-04-31", 8)],
        Code::EndBeforeStart => &[("2025-02-10/2025-02-07", 11)],
        Code::BadDate => &[("2025-02-12T", 0), ("whenever", 0)],
        _ => &[],
    }
}

fn date(code: Code, folder: &mut Folder, table: usize) -> Option<Spot> {
    let texts = bad_dates(code);
    assert!(!texts.is_empty(), "nothing plants {}", code.name());
    let cell = column(folder, table, &["date", "published", "start_date", "end_date"])?;
    let row = free(folder, table)?;
    let (text, offset) = texts[folder.random.below(texts.len())];
    folder.sheets[table].rows[row].cells[cell] = text.as_bytes().to_vec();
    spot(table, row, cell, offset)
}

fn sense(code: Code, folder: &mut Folder, table: usize) -> Option<Spot> {
    let row = free(folder, table)?;
    if table != 0 {
        return None;
    }
    let (date, actors) = (folder.sheets[0].column("date")?, folder.sheets[0].column("actors")?);
    match code {
        Code::PublishedBefore => {
            let plain =
                matches!(folder.sheets[0].value(row, "status").as_str(), "confirmed" | "reported");
            let cited = folder.cited(row);
            let dated = |r: &usize| !folder.sheets[2].value(*r, "published").is_empty();
            if is_linked(folder, row)
                || !plain
                || cited.is_empty()
                || !cited.iter().all(dated)
                || !folder.lock(2, &cited)
            {
                return None;
            }
            folder.sheets[0].set(row, "date", "2099-01-01");
            spot(0, row, date, 0)
        }
        Code::PlannedPassed => {
            let before = folder.sheets[0].value(row, "date");
            if !(before.starts_with("2025-0") && before.len() == 10) {
                return None;
            }
            folder.sheets[0].set(row, "status", "planned");
            spot(0, row, date, 0)
        }
        _ => {
            let id = format!("late-{}", folder.sheets[1].rows.len());
            if ["cancelled", "refuted"].contains(&folder.sheets[0].value(row, "status").as_str()) {
                return None; // nobody took part
            }
            if !folder.sheets[0].value(row, "date").starts_with("20") {
                return None; // its earliest start is open
            }
            folder.sheets[1].add(&[("id", &id), ("name", &id), ("end_date", "1990")]);
            let at = folder.sheets[0].append(row, "actors", &format!("{id}:host"));
            spot(0, row, actors, at)
        }
    }
}

fn unused(code: Code, folder: &mut Folder, table: usize) -> Option<Spot> {
    let (wanted, column) =
        if code == Code::UnusedActor { ("actors.csv", "name") } else { ("sources.csv", "title") };
    let sheet = &mut folder.sheets[table];
    if sheet.name() != wanted {
        return None;
    }
    let id = format!("idle-{}", sheet.rows.len());
    let row = sheet.add(&[("id", &id), (column, &id)]);
    spot(table, row, 0, 0)
}
