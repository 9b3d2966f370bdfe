//! Defects of a whole file or its header, each in a folder of its own.

use annals::check::{Code, dataset};
use annals::model::{DataFile, Table};
use annals::read;

use super::{Folder, Found, Random, found};

/// Plants one and compares.
pub(super) fn plant(code: Code, random: Random) -> Random {
    let mut folder = Folder::new(random);
    let notes = found(&folder.check());
    let table = folder.random.below(4);
    let mut files: Vec<(String, Vec<u8>)> =
        folder.sheets.iter().map(|s| (s.name(), s.bytes())).collect();
    let name = files[table].0.clone();
    let text = String::from_utf8(files[table].1.clone()).unwrap();
    let header = folder.sheets[table].header.clone();
    let (line, rows) = text.split_once('\n').unwrap();
    let mut place = (name.clone(), 1, 1);
    files[table].1 = match code {
        Code::EmptyFile => b"\n".to_vec(),
        Code::Utf16 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Code::Utf32 => text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect(),
        Code::WrongDelimiter => text.replace(',', ";").into_bytes(),
        Code::NoHeader => format!("2025-03-01,Something,x\n{rows}").into_bytes(),
        Code::MissingColumn => {
            let required = folder.sheets[table].table.required();
            let gone = required[folder.random.below(required.len())].name();
            let names: Vec<&str> =
                header.iter().map(|n| if n == gone { "remarks_of_mine" } else { n }).collect();
            format!("{}\n{rows}", names.join(",")).into_bytes()
        }
        Code::BlankColumn | Code::DuplicateColumn | Code::NearMissColumn => {
            place.2 = line.len() as u32 + 2;
            let required = folder.sheets[table].table.required();
            let column = match code {
                Code::BlankColumn => String::new(),
                Code::NearMissColumn => near(folder.sheets[table].table),
                _ => required[folder.random.below(required.len())].name().to_string(),
            };
            let rows = folder.sheets[table].rows.iter();
            let rows: Vec<Vec<u8>> =
                rows.map(|r| [r.cells.join(&b','), b",x".to_vec()].concat()).collect();
            [format!("{line},{column}\n").as_bytes(), &rows.join(&b'\n'), b"\n"].concat()
        }
        _ => text.into_bytes(),
    };
    if matches!(code, Code::StrayFile | Code::UnusedTable) {
        place.0 = if code == Code::StrayFile { "event.csv" } else { "claims.csv" }.to_string();
        files.push((place.0.clone(), b"event,source\ne1,x\n".to_vec()));
    }
    let borrowed: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), &b[..])).collect();
    let mut read = read::contents(&borrowed);
    if code == Code::UnreadableFile {
        let file = read.files.iter_mut().find(|f| f.name == name).unwrap();
        let table = file.table;
        *file = DataFile { name: name.clone(), table, ..DataFile::default() };
        file.bytes.unreadable = Some("permission denied".to_string());
    }
    let checked = dataset(read);
    let refused = folder.sheets[table].table;
    let mut expected: Vec<Found> =
        notes.into_iter().filter(|note| remains(note, code, refused)).collect();
    expected.push((place.0, place.1, place.2, code.name()));
    expected.sort();
    assert_eq!(found(&checked), expected, "{} in {name}", code.name());
    folder.random
}

/// An item cut by the end of `&amp;`, where no table says who is meant.
pub(super) fn torn(mut random: Random) -> Random {
    let at = random.below(50);
    let actors = |n: usize| if n == at { "Ben; Ada &amp; Cleo" } else { "AT&T; Ben" };
    let rows: String = (0..50).map(|n| format!("2025,A {n},{},s\n", actors(n))).collect();
    let text = format!("date,title,actors,sources\n{rows}");
    let checked = dataset(read::texts(&[("events.csv", &text)]));
    let column = format!("2025,A {at},Ben; ").len() as u32 + 1;
    let place = ("events.csv".to_string(), at as u32 + 2, column, Code::TornItem.name());
    assert_eq!(found(&checked), [place]);
    random
}

/// A row cut in two behind a word of its title.
pub(super) fn cut(mut random: Random) -> Random {
    let at = random.below(50);
    let title =
        |n: usize| if n == at { "A talk\nin Kyiv".to_string() } else { format!("Talk {n}") };
    let rows: String = (0..50).map(|n| format!("e{n},2025,{},call,s\n", title(n))).collect();
    let text = format!("id,date,title,type,sources\n{rows}");
    let checked = dataset(read::texts(&[("events.csv", &text)]));
    let place = ("events.csv".to_string(), at as u32 + 2, 1, Code::CutRow.name());
    assert_eq!(found(&checked), [place]);
    random
}

/// Nearly a column of the table that it has.
fn near(table: Table) -> String {
    let column = table.columns()[table.columns().len() - 2].name();
    format!("{}{}", column, &column[column.len() - 1..])
}

/// Whether a note on something unused is still there: what a refused file names cannot be known.
fn remains(note: &Found, code: Code, refused: Table) -> bool {
    let whole = [
        Code::UnreadableFile,
        Code::EmptyFile,
        Code::Utf16,
        Code::Utf32,
        Code::WrongDelimiter,
        Code::NoHeader,
        Code::MissingColumn,
    ];
    if !whole.contains(&code) {
        return true;
    }
    !matches!(refused, Table::Events | Table::Relationships)
        && note.0 != format!("{}.csv", refused.name())
}
