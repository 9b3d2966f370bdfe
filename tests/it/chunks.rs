//! Files are taken apart in chunks by several threads, and nobody can tell.

use annals::check::{self, Checked};
use annals::read::chunks::Split;
use annals::read::{self, Need, contents};
use annals::write::findings;

/// All that can be seen of a checked folder.
fn seen(checked: &Checked) -> String {
    let dataset = &checked.dataset;
    let events: Vec<String> = (0..dataset.events.len() as u32)
        .map(|event| {
            let parts: Vec<(&str, &str)> = (dataset.participations_of(event).iter())
                .map(|p| (dataset.actor_id(p.actor), dataset.role(*p)))
                .collect();
            let sources: Vec<(&str, &str)> = (dataset.citations_of(event).iter())
                .map(|c| (dataset.source_id(c.source), dataset.text(c.locator)))
                .collect();
            let row = dataset.events[event as usize].row;
            let of = (dataset.event_id(event), dataset.type_of(event), row);
            format!("{of:?} {:?} {parts:?} {sources:?}", dataset.events[event as usize].date)
        })
        .collect();
    let actors: Vec<&str> = (0..dataset.actors.len() as u32).map(|a| dataset.actor_id(a)).collect();
    format!(
        "{events:#?}\n{actors:?}\n{:?}\n{:?}\n{:#?}\n{:?}",
        dataset.links, dataset.relationships, checked.findings, checked.tally
    )
}

fn same_in_every_split(files: &[(&str, &[u8])], chunks: &[usize]) {
    let check =
        |need, threads, chunk| check::folder_in(contents(files), &need, Split { threads, chunk });
    let whole = check(Need::ALL, 1, usize::MAX);
    let all = seen(&whole);
    for chunk in chunks.iter().copied() {
        for threads in [1, 2, 7] {
            let how = format!("chunks of {chunk} bytes, {threads} threads: {files:?}");
            assert!(seen(&check(Need::ALL, threads, chunk)) == all, "{how}");
            let findings = check(Need::FINDINGS, threads, chunk);
            assert_eq!(findings.findings, whole.findings, "{how}");
            assert_eq!(findings.tally, whole.tally, "{how}");
        }
    }
}

/// Findings as they are printed, with the lines they are about.
fn printed(checked: &Checked) -> String {
    let mut out = Vec::new();
    let (look, extent) = (findings::Look::Plain, findings::Extent::All);
    findings::text(checked, look, extent, &mut out).unwrap();
    findings::json(checked, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A folder whose events are left on disk, or are read as they lie in memory, gives what it gives when it
/// is read whole; whether it was read in passing, and whether its rows were mapped.
fn same_left_on_disk(files: &[(&str, &[u8])], chunk: usize) -> [bool; 2] {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let whole = check::folder_in(contents(files), &Need::ALL, Split { threads: 1, chunk });
    let left = read::leaving(folder.path(), &Need::ALL, 1).unwrap();
    let mapped = left.left.iter().any(read::Left::is_mapped);
    let checked = check::folder_in(left, &Need::ALL, Split { threads: 1 + chunk % 3, chunk });
    assert!(seen(&checked) == seen(&whole), "rows in pieces of {chunk} bytes: {files:?}");
    assert!(printed(&checked) == printed(&whole), "rows in pieces of {chunk} bytes: {files:?}");
    let mut in_passing = false;
    for threads in [1, 2, 7] {
        let left = read::leaving(folder.path(), &Need::FINDINGS, 1).unwrap();
        let checked = check::folder_in(left, &Need::FINDINGS, Split { threads, chunk });
        let how = format!("pieces of {chunk} bytes, {threads} threads: {files:?}");
        assert_eq!(checked.findings, whole.findings, "{how}");
        assert_eq!(checked.tally, whole.tally, "{how}");
        assert!(printed(&checked) == printed(&whole), "{how}");
        in_passing |= checked.dataset.files.iter().any(|file| file.text.contains('\0'));
    }
    [in_passing, mapped]
}

#[test]
fn a_file_left_on_disk_gives_what_it_gives_when_read_whole() {
    let (mut passed, mut mapped, mut tried) = (0, 0, 0);
    arbtest::arbtest(|u| {
        let mut events = "id,date,title,type,actors,sources,note\n".to_string();
        for n in 0..u.int_in_range(1..=60)? {
            if !u.ratio(1, 5)? {
                let title = u.choose(&["\"a, b\"", "\"two\nlines\"", "北京 é"])?;
                events.push_str(&format!("e{n},2024-0{},{title},call,a:host;b,s2,\r\n", n % 9 + 1));
                continue;
            }
            let id = if u.ratio(1, 9)? { 3 } else { n };
            let date = u.choose(&["2025-02-12", "5/9/2025", "2025-13", ""])?;
            let title = u.choose(&["A title", "", "=1", "Ã©Ã©"])?;
            let actors = u.choose(&["a", "nobody", "", "Ann", "a:hots"])?;
            let source = u.choose(&["s1", "s1#p. 3", "none", ""])?;
            let end = u.choose(&["", "", "", "\n", ",too long"])?;
            events.push_str(&format!("e{id},{date},{title},call,{actors},{source},x{end}\n"));
        }
        if u.ratio(1, 9)? {
            events.push_str(u.choose(&["e1,\"", "e1,\"a\"b,", "e1,2025,last", "\0", ",,,,,,"])?);
        }
        let actors = "id,name,aliases\na,Ann,\nb,Bob,\"x:y;z\"\n";
        let sources = "id,title,published\ns1,S,2024\ns2,T,2026\n";
        let files = [
            ("events.csv", events.as_bytes()),
            ("actors.csv", actors.as_bytes()),
            ("sources.csv", sources.as_bytes()),
        ];
        for chunk in [150, u.int_in_range(20..=4000)?] {
            tried += 1;
            let [in_passing, in_memory] = same_left_on_disk(&files, chunk);
            passed += usize::from(in_passing);
            mapped += usize::from(in_memory);
        }
        Ok(())
    })
    .budget_ms(8_000);
    println!("{passed} of {tried} folders were read in passing, {mapped} as they lay in memory");
    assert!(passed > tried / 10);
    assert!(mapped > tried / 2 || cfg!(not(target_os = "linux")));
}

#[test]
fn a_large_file_that_cannot_be_read_as_it_lies_is_read_as_it_was_when_it_was_opened() {
    let rows = (0..60_000).map(|n| format!("e{n:05},2025,A title of some length {n}\n"));
    let sound: String = ["id,date,title\n".to_string()].into_iter().chain(rows).collect();
    for end in [&b"x,2025,caf\xe9\n"[..], b"x,2025,\"open\n"] {
        let folder = tempfile::tempdir().unwrap();
        let (path, text) = (folder.path().join("events.csv"), [sound.as_bytes(), end].concat());
        std::fs::write(&path, &text).unwrap();
        let read = read::folder(folder.path(), &Need::ALL).unwrap();
        let is_mapped = read.left.iter().any(read::Left::is_mapped);
        assert!(is_mapped || cfg!(not(target_os = "linux")));
        let checked = check::folder(read, &Need::ALL);
        // The first map is gone; whoever changes the file still changes nothing of what was read.
        std::fs::write(&path, b"id,date,title\n").unwrap();
        let whole = check::folder(contents(&[("events.csv", &text)]), &Need::ALL);
        assert_eq!((!checked.findings.is_empty(), &checked.findings), (true, &whole.findings));
        assert!(*checked.dataset.files[0].text == *whole.dataset.files[0].text);
        assert!(seen(&checked) == seen(&whole));
    }
}

#[test]
fn of_many_large_files_some_are_left_on_disk_and_all_are_checked() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("events")).unwrap();
    for n in 0..80 {
        let text = format!("id,date,title\ne{n},2025-13,A{n}\ne{n}b,2025,B{n}\n");
        std::fs::write(folder.path().join(format!("events/{n:03}.csv")), text).unwrap();
    }
    let left = read::leaving(folder.path(), &Need::FINDINGS, 1).unwrap();
    assert!((1..80).contains(&left.left.len()), "{}", left.left.len());
    let checked = check::folder(left, &Need::FINDINGS);
    let whole = check::dataset(read::folder(folder.path(), &Need::ALL).unwrap());
    assert_eq!((checked.findings.len(), checked.tally), (80, whole.tally.clone()));
    assert_eq!(checked.findings, whole.findings);
}

const PIECES: &[&str] = &[
    "e1",
    "e2",
    "E1",
    ",",
    ",",
    ",",
    ",",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "\"",
    "\"",
    "\"\"",
    "a;b:host",
    "p:caller",
    "2025-02-12",
    "5/9/2025",
    "A title",
    "s1#p. 3",
    "https://x.example/1",
    ";",
    " ",
    "é",
    "北京",
    "Ã©",
    "=1+1",
    "call",
    "metting",
    "x\ny",
    "\0",
    "e1+2d",
];

/// Text of random pieces under a header: mostly broken, sometimes a sound row.
fn random_rows(u: &mut arbtest::arbitrary::Unstructured) -> arbtest::arbitrary::Result<String> {
    let mut text = String::new();
    for _ in 0..u.int_in_range(0..=60)? {
        if u.ratio(1, 5)? {
            text.push_str("e9,2025,Sound,call,a:host;b,s1,e1\n");
        }
        text.push_str(u.choose(PIECES)?);
    }
    Ok(text)
}

#[test]
fn random_folders_are_the_same_in_chunks_of_any_size() {
    arbtest::arbtest(|u| {
        let last = u.choose(&["after", "note"])?; // without links, findings need no rows
        let events = format!("id,date,title,type,actors,sources,{last}\n{}", random_rows(u)?);
        let sources = format!("id,title,published,derived_from\ns1,S,2024,\n{}", random_rows(u)?);
        let mut files = vec![("events.csv", events.as_bytes())];
        if u.arbitrary()? {
            files.push(("actors.csv", "id,name,aliases\na,Ann,\nb,Bob,\"x:y;z\"\n".as_bytes()));
        }
        if u.arbitrary()? {
            files.push(("sources.csv", sources.as_bytes()));
        }
        same_in_every_split(&files, &[1, 7, u.int_in_range(2..=200)?]);
        Ok(())
    })
    .budget_ms(8_000);
}

/// Lines within a quoted cell that look like rows: what a chunk that begins there takes them to say is
/// not said.
#[test]
fn what_a_chunk_read_by_a_wrong_guess_leaves_no_trace() {
    let row = "e9,2025,Sound,a:host;b,s1\n";
    let inside = format!("e1,2025,\"A,\n{}\",,\n", row.repeat(4));
    let events = format!("id,date,title,actors,sources\n{inside}e2,2025,B,a,s1\n");
    let relationships =
        format!("from,relation,to,note\na,knows,a,\"\n{}\"\n", "b,x,b,\n".repeat(9));
    let files = [
        ("events.csv", events.as_bytes()),
        ("actors.csv", "id,name\na,Ann\nb,Bob\n".as_bytes()),
        ("relationships.csv", relationships.as_bytes()),
        ("sources.csv", "id,title\ns1,S\n".as_bytes()),
    ];
    let whole = check::dataset(contents(&files));
    assert!(whole.findings.iter().any(|f| f.code.name() == "unused-actor"));
    same_in_every_split(&files, &[1, 7, 30, 60]);
}

#[test]
fn the_data_of_the_repository_is_the_same_in_chunks_of_any_size() {
    let read = |name: &str| std::fs::read(crate::support::root().join("data").join(name)).unwrap();
    let names = ["events.csv", "actors.csv", "sources.csv", "relationships.csv"];
    let contents: Vec<Vec<u8>> = names.iter().map(|name| read(name)).collect();
    let files: Vec<(&str, &[u8])> =
        names.iter().copied().zip(contents.iter().map(Vec::as_slice)).collect();
    same_in_every_split(&files, &[64, 300, 1_000, 20_000]);
}
