//! What `add` and `rename` do with letters that cannot be read, and with signs that do not show.

use std::fs;

use super::support::Sandbox;

/// A text in UTF-16 with a byte order mark.
fn wide(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(order).collect()
}

/// Every file of a data folder.
fn files(sandbox: &Sandbox) -> Vec<(String, Vec<u8>)> {
    let name = |path: &std::path::Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let paths = fs::read_dir(sandbox.data()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths.map(|p| (name(&p), fs::read(&p).unwrap())).collect();
    files.sort();
    files
}

#[test]
fn a_rename_refuses_files_it_cannot_read_that_hold_the_id() {
    let events = "id,date,title,actors\ne1,2024,t,ann\n";
    let utf32 = "id,name\nann,Ann\n".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    for (name, content, why) in [
        ("actors", wide("id,name\nann,Ann\n", u16::to_le_bytes), "the file is UTF-16LE"),
        ("actors", utf32, "the file is UTF-32LE"),
        ("events-2", wide("id,date,title,actors\n,2025,u,ann\n", u16::to_be_bytes), "UTF-16BE"),
        (
            "event_links",
            wide("event,relation,other\nann,before,e1\n", u16::to_le_bytes),
            "UTF-16LE",
        ),
        ("events-2", b"date;title;actors\n2025;y;ann\n".to_vec(), "separated by semicolons"),
        ("events-2", b"2025,y,ann\n2025,z,ann\n".to_vec(), "the first row is no header"),
    ] {
        let file = format!("data/{name}.csv");
        let sandbox = Sandbox::new().csv("events", events).bytes(&file, &content);
        let before = files(&sandbox);
        for options in [&["--dry-run"][..], &[]] {
            let run = sandbox.run(["rename", "ann", "b"].iter().chain(options)).code(1).stdout("");
            run.stderr_has(&format!("`{name}.csv` holds `ann` and cannot be read: "))
                .stderr_has(why);
        }
        assert_eq!(files(&sandbox), before);
    }
}

#[test]
fn a_rename_goes_on_beside_a_file_that_cannot_be_read_and_lacks_the_id() {
    let sandbox = Sandbox::new()
        .csv("events", "date,title,actors\n2024,t,ann\n")
        .bytes("data/events-2.csv", &wide("date,title,actors\n2025,u,joann\n", u16::to_le_bytes));
    sandbox.run(["rename", "ann", "anna"]).code(0).stdout("renamed actors/ann to anna: 1 cell\n");
}
