//! The data folder as a test sees it: raw cells that can be damaged one by one.
//!
//! Cells are kept as written, quotes included, so that what is not touched stays byte for byte.

use annals::model::Table;
use annals::model::cells::split;

/// One table.
#[derive(Clone)]
pub(super) struct Sheet {
    pub(super) table: Table,
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// One record.
#[derive(Clone, Default)]
pub(super) struct Row {
    pub(super) cells: Vec<Vec<u8>>,
    /// Whether something is planted here, or depends on this row being sound.
    pub(super) taken: bool,
}

impl Sheet {
    /// A table from CSV text; columns of the contract that it lacks are added, blank.
    pub(super) fn of(table: Table, text: &str) -> Sheet {
        let (mut records, mut at, mut cells) = (Vec::new(), 0, Vec::new());
        while at < text.len() {
            let found = split(text, at, &mut cells);
            let raw = |c: &annals::model::cells::Cell| {
                let quote = usize::from(c.quoted);
                text.as_bytes()[c.start - quote..c.end + quote].to_vec()
            };
            records.push(cells.iter().map(raw).collect::<Vec<_>>());
            at = found.next;
        }
        let header = records.remove(0);
        let header = header.into_iter().map(|c| String::from_utf8(c).unwrap()).collect();
        let rows = records.into_iter().map(|cells| Row { cells, taken: false }).collect();
        let mut sheet = Sheet { table, header, rows };
        for field in table.columns() {
            if !sheet.header.iter().any(|name| name == field.name()) {
                sheet.header.push(field.name().to_string());
                sheet.rows.iter_mut().for_each(|row| row.cells.push(Vec::new()));
            }
        }
        sheet
    }

    /// The file name.
    pub(super) fn name(&self) -> String {
        format!("{}.csv", self.table.name())
    }

    /// The number of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|n| n == name)
    }

    /// The value of a cell.
    pub(super) fn value(&self, row: usize, name: &str) -> String {
        let cell = self.column(name).map(|c| &self.rows[row].cells[c]);
        let raw = String::from_utf8_lossy(cell.map_or(&[], Vec::as_slice)).into_owned();
        match raw.strip_prefix('"').and_then(|r| r.strip_suffix('"')) {
            Some(inside) => inside.replace("\"\"", "\""),
            None => raw,
        }
    }

    /// Writes a value that needs no quotes.
    pub(super) fn set(&mut self, row: usize, name: &str, value: &str) {
        let cell = self.column(name).unwrap();
        self.rows[row].cells[cell] = value.as_bytes().to_vec();
    }

    /// Adds an item to a list, inside the quotes if there are any; gives its offset in the cell.
    pub(super) fn append(&mut self, row: usize, name: &str, item: &str) -> usize {
        let cell = self.column(name).unwrap();
        let raw = &mut self.rows[row].cells[cell];
        let end = raw.len() - usize::from(raw.ends_with(b"\""));
        let separator = if raw.is_empty() { "" } else { ";" };
        raw.splice(end..end, format!("{separator}{item}").into_bytes());
        end + separator.len()
    }

    /// A copy of a row at the end; gives its number.
    pub(super) fn copy(&mut self, row: usize) -> usize {
        let copy = Row { cells: self.rows[row].cells.clone(), taken: true };
        self.rows.push(copy);
        self.rows.len() - 1
    }

    /// A row at the end that has these values alone; gives its number.
    pub(super) fn add(&mut self, values: &[(&str, &str)]) -> usize {
        self.rows.push(Row { cells: vec![Vec::new(); self.header.len()], taken: true });
        let row = self.rows.len() - 1;
        values.iter().for_each(|(name, value)| self.set(row, name, value));
        row
    }

    /// The bytes of the file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.header.join(",").into_bytes();
        for row in &self.rows {
            bytes.push(b'\n');
            bytes.extend(row.cells.join(&b','));
        }
        bytes.push(b'\n');
        bytes
    }

    /// Line and column of a place in a cell; column in characters, from 1.
    pub(super) fn place(&self, row: usize, cell: usize, offset: usize) -> (u32, u32) {
        let before = Sheet { rows: self.rows[..row].to_vec(), ..self.clone() }.bytes();
        let lines = before.iter().filter(|b| **b == b'\n').count();
        let cells = &self.rows[row].cells;
        let mut start: Vec<u8> =
            cells[..cell].iter().flat_map(|c| [c, &b","[..]].concat()).collect();
        start.extend(&cells[cell][..offset]);
        let start = String::from_utf8_lossy(&start).into_owned();
        let line = lines + start.matches('\n').count() + 1;
        let column = start.chars().rev().take_while(|c| *c != '\n').count() + 1;
        (line as u32, column as u32)
    }
}
