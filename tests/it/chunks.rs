//! Files are taken apart in chunks by several threads, and nobody can tell.

use annals::check::{self, Checked};
use annals::read::chunks::Split;
use annals::read::{Need, contents};

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

#[test]
fn the_data_of_the_repository_is_the_same_in_chunks_of_any_size() {
    let read = |name: &str| std::fs::read(crate::support::root().join("data").join(name)).unwrap();
    let names = ["events.csv", "actors.csv", "sources.csv", "relationships.csv"];
    let contents: Vec<Vec<u8>> = names.iter().map(|name| read(name)).collect();
    let files: Vec<(&str, &[u8])> =
        names.iter().copied().zip(contents.iter().map(Vec::as_slice)).collect();
    same_in_every_split(&files, &[64, 300, 1_000, 20_000]);
}
