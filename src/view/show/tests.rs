//! What is told of each kind of thing.

use super::{Thing, find, show};
use crate::check;
use crate::model::Dataset;
use crate::read::texts;
use crate::view::report::{Cell, Record};

fn dataset() -> Dataset {
    let events = "\
id,date,title,type,actors,sources,status,summary,after,part_of,Colour
e2,2025-03,Talks,talks,putin:host;xi;nobody,s1#p. 3,disputed,Tea.,e1,e3,red
e1,2025-02-12~,Call,call,putin:caller;xi,s1,,,,,
e3,,Process,,,,,,,,
xi,2024,Xi's own event,statement,xi:speaker,,,,,,
";
    let actors =
        "id,name,aliases,country\nputin,Vladimir Putin,VVP,Russia\nxi,Xi Jinping,习近平,China\n";
    let sources = "id,title,publisher,url,derived_from\ns1,A report,AP,https://ap.example/1,\ns2,Again,,,s1\n";
    let ties = "id,from,relation,to,sources\nr1,xi,ally-of,putin,s1\n";
    let files = [
        ("events.csv", events),
        ("actors.csv", actors),
        ("sources.csv", sources),
        ("relationships.csv", ties),
    ];
    check::dataset(texts(&files)).dataset
}

/// Section, what, value, note and id of each line.
#[track_caller]
fn told(word: &str) -> String {
    let dataset = dataset();
    let report = show(&dataset, &find(&dataset, word).unwrap());
    let line = |cells: Vec<&str>| format!("{}\n", cells.join("|"));
    let lines = report.records().map(|r| line(r.cells[1..].iter().map(|c| c.words()).collect()));
    format!("{}\n{}", report.title, lines.collect::<String>())
}

#[test]
fn an_event_is_told_with_everything_it_refers_to() {
    assert_eq!(
        told("e2"),
        "\
Talks
columns|id|e2||
columns|date|2025-03|March 2025|
columns|title|Talks||
columns|type|talks|a contact|
columns|actors|putin:host;xi;nobody||
columns|status|disputed||
columns|summary|Tea.||
columns|Colour|red||
actors|host|Vladimir Putin|Russia|putin
actors|participant|Xi Jinping|China|xi
sources|undated|A report|AP, p. 3|s1
part of|undated|Process||e3
comes after|about 12 February 2025|Call||e1
"
    );
}

#[test]
fn relations_are_told_from_the_other_side_too() {
    assert!(told("e1").contains("comes before|March 2025|Talks|disputed|e2"));
    assert!(told("e3").contains("parts|March 2025|Talks|disputed|e2"));
}

#[test]
fn a_link_is_told_with_who_says_so_and_at_its_source() {
    let events = "id,date,title,sources,after\na,2024-01-01,A,,\nb,2024-01-05,B,Other,a\n";
    let sources = "id,title\nDaily,The Daily\nOther,Other\n";
    let links = "event,relation,other,gap,sources,certainty,note\n\
                 a,before,b,3d,Daily#p. 3;Gone,if so,\"One witness, no more\"\n";
    let files = [("events.csv", events), ("sources.csv", sources), ("event_links.csv", links)];
    let dataset = check::dataset(texts(&files)).dataset;
    let told = |word: &str| {
        let report = show(&dataset, &find(&dataset, word).unwrap());
        let words = |r: &Record| r.cells[1..].iter().map(Cell::words).collect::<Vec<_>>().join("|");
        report.records().map(|r| words(r) + "\n").collect::<String>()
    };
    let said = "3 days, if so, The Daily (p. 3); Gone, One witness, no more";
    let line = format!("comes before|5 January 2024|B|{said}|b\n");
    assert!(told("a").contains(&line), "{}", told("a"));
    assert!(told("b").contains(&format!("comes after|1 January 2024|A|{said}|a\n")));
    let cited = "cited for links|1 January 2024|A: before B (b)|3 days, if so, p. 3, One witness, no more|a\n";
    assert!(told("Daily").contains(cited), "{}", told("Daily"));
    assert!(!told("Other").contains("cited for links"));
}

#[test]
fn two_links_between_two_events_are_told_in_two_lines() {
    let events = "id,date,title,after\na,2024-01-01,A,\nb,2024-01-02,B,a\n";
    let links = "event,relation,other,gap,sources,certainty,note\n\
                 b,after,a,1d,gazette,,\"as printed, twice\"\n\
                 b,after,a,1d,gazette,,\"as printed, twice\"\n\
                 b,after,a,2d,herald,assumed,by its editor\n";
    let dataset = check::dataset(texts(&[("events.csv", events), ("event_links.csv", links)]));
    let dataset = dataset.dataset;
    for (word, other) in [("b", "a"), ("a", "b")] {
        let report = show(&dataset, &find(&dataset, word).unwrap());
        let links = report.records().filter(|r| r.cells[1].raw.starts_with("comes"));
        let told = links.map(|r| [r.cells[4].words().to_string(), r.cells[5].raw.clone()]);
        let told: Vec<[String; 2]> = told.collect();
        let said = ["1 day, gazette, as printed, twice", "2 days, assumed, herald, by its editor"];
        assert_eq!(told, said.map(|said| [said, other].map(str::to_string)));
        assert_eq!(report.sections.iter().filter(|s| s.heading.ends_with("(2)")).count(), 0);
    }
}

#[test]
fn an_actor_is_told_with_events_in_order_and_roles() {
    let putin = told("vvp");
    assert!(
        putin.contains("relationships|undated|Xi Jinping: ally-of Vladimir Putin||r1"),
        "{putin}"
    );
    let events =
        "events|about 12 February 2025|Call|caller|e1\nevents|March 2025|Talks|host, disputed|e2\n";
    assert!(putin.ends_with(events), "{putin}");
}

#[test]
fn the_time_of_a_tie_says_what_is_not_known_of_it() {
    for (one, other, when) in [
        ("2024-03", "2024-04~", "from March 2024 to about April 2024"),
        ("[..2020-06-01]", "2024-03", "up to March 2024"),
        ("[..2020]", "2019", "up to 2020"),
        ("[..2024-05]", "2019", "up to May 2024"),
        ("[..2024-05-07]", "2019", "up to 7 May 2024"),
        ("[2024-05..]", "2024-06", "from May 2024 on"),
        ("2023", "2024-05/..", "from 2023 on"),
        ("2018", "[2019..2024]", "from 2018 to some time between 2019 and 2024"),
        (
            "[2013-02-01..2013-02-20]",
            "2014",
            "from some day between 1 and 20 February 2013 to 2014",
        ),
        ("2018/2019", "2024", "from 2018 to 2024"),
        ("2010-01-01", "2012-03/2012-05", "from 1 January 2010 to May 2012"),
        ("2012-03/2012-05-07", "2010/2011", "from 2010 to 7 May 2012"),
        ("2018/..", "2019", "from 2018 on"),
        ("../2018", "2017", "up to 2018"),
        ("2019~/2024~", "2018", "from 2018 to about 2024"),
        ("2019~/2024?", "2025", "from about 2019 to 2025"),
        ("[2019..2024]", "2025/..", "from some time between 2019 and 2024 on"),
        ("2024-05-07T10:15Z/2024-05-07T11:15Z", "2023", "from 2023 to 7 May 2024, 11:15 UTC"),
        ("[2019..2024]", "[2019..2024]", "some time between 2019 and 2024"),
        ("2018-03-01/2018-03-04", "2018-03-02", "1-4 March 2018"),
        ("XXXX-12-25", "2020-05", "May 2020"),
        ("XXXX", "2020", "2020"),
    ] {
        let events = format!("date,title,type,actors\n{one},A,call,a;b\n{other},B,call,a;b\n");
        let dataset = check::dataset(texts(&[("events.csv", &events)])).dataset;
        let report = show(&dataset, &find(&dataset, "a").unwrap());
        let tie = report.records().find(|r| r.cells[1].raw == "ties").unwrap();
        assert_eq!(tie.cells[4].words(), format!("2 remote, {when}"));
    }
}

#[test]
fn a_source_is_told_with_what_cites_and_repeats_it() {
    for word in ["s1", "S1", "https://ap.example/1"] {
        let source = told(word);
        assert!(source.contains("cited by|March 2025|Talks|p. 3, disputed|e2"), "{source}");
        assert!(
            source
                .contains("cited for relationships|undated|Xi Jinping: ally-of Vladimir Putin||r1")
        );
        assert!(source.contains("repeated by|undated|Again||s2"));
    }
}

#[test]
fn a_relationship_is_told_with_both_sides() {
    let tie = told("r1");
    assert!(
        tie.contains("actors|from|Xi Jinping|China|xi\nactors|to|Vladimir Putin|Russia|putin\n"),
        "{tie}"
    );
}

#[test]
fn an_id_in_several_tables_shows_all_and_a_table_name_picks_one() {
    let dataset = dataset();
    assert_eq!(find(&dataset, "xi").unwrap().len(), 2);
    assert!(matches!(find(&dataset, "actors/xi").unwrap()[..], [Thing::Actor(1)]));
    assert!(matches!(find(&dataset, "actors/习近平").unwrap()[..], [Thing::Actor(1)]));
    assert!(told("xi").starts_with("2 matches\n"));
}

#[test]
fn an_unknown_word_is_an_error_with_near_misses() {
    let dataset = dataset();
    let said = |word| find(&dataset, word).unwrap_err().to_string();
    assert!(said("putn").contains("did you mean `putin`?"));
    assert!(said("vladimir").contains("did you mean `Vladimir Putin`?"));
    assert!(said("events/putin").contains("nothing has the id"));
    assert!(said("").contains("annals list actors"));
}

#[test]
fn hostile_words_never_panic() {
    let dataset = dataset();
    arbtest::arbtest(|u| {
        if let Ok(things) = find(&dataset, u.arbitrary()?) {
            show(&dataset, &things);
        }
        Ok(())
    });
}
