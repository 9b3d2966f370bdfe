//! Years of an era that the name of their column says, or a column of its own.

use crate::support::Sandbox;

/// What `add` says of a file from outside, and the rows that it would add.
fn added(input: &str, flags: &[&str]) -> (String, String) {
    let sandbox = Sandbox::new().csv("events", "id,date,title\n").bytes("in.csv", input.as_bytes());
    let run = || sandbox.run(["add", "in.csv", "--dry-run"].iter().chain(flags));
    (run().errors(), run().output())
}

#[test]
fn a_year_in_a_column_of_its_era_is_never_one_of_the_common_era() {
    for (header, map, said) in [
        ("year_bc,title", "year_bc=date", "bc"),
        ("Year (BCE),title", "Year (BCE)=date", "BCE"),
        ("date_bce,title", "date_bce=date", "bce"),
        ("Jahr v. Chr.,title", "Jahr v. Chr.=date", "v. Chr."),
    ] {
        let rows = format!("{header}\n3100,Writing\n44,Ides\n-0010,Told so\n15 March 44 BC,Ides\n");
        let (told, would) = added(&rows, &["--map", map]);
        let message = format!("says {said}, and `3100` would be of the common era");
        assert!(told.contains(&message), "{told}");
        assert!(told.contains("`3100` is then `-3099` (3100 BCE)") && would.is_empty(), "{told}");
        let (told, would) = added(&rows, &["--map", map, "--dates", "words"]);
        for date in ["-3099", "-0043", "-0043-03-15"] {
            assert!(would.contains(&format!(",{date},")), "{told}{would}");
        }
        assert!(told.contains(&format!("`3100 {said}` is taken for `-3099` (3100 BCE)")), "{told}");
    }
    for (header, map) in [("year_bp,title", "year_bp=date"), ("Date (AH),title", "Date (AH)=date")]
    {
        let rows = format!("{header}\n1445,A\n");
        for flags in [&["--map", map][..], &["--map", map, "--dates", "words"]] {
            let (told, would) = added(&rows, flags);
            assert!(
                told.contains("write its dates in EDTF, in a column of another name"),
                "{told}"
            );
            assert!(would.is_empty());
        }
    }
    for header in ["year_ce,title", "Year (BCE/CE),title"] {
        let map = format!("{}=date", header.split(',').next().unwrap());
        let (told, _) = added(&format!("{header}\n1445,A\n"), &["--map", &map]);
        assert!(told.contains("1 event would be added"), "{told}");
    }
}

#[test]
fn a_start_and_an_end_of_an_era_are_read_in_it() {
    let rows = "start_bce,end_bce,title\n4000,3100,A\n4000,,B\n";
    let map = ["--map", "start_bce/end_bce=date"];
    let (told, _) = added(rows, &map);
    assert!(told.contains("column `start_bce` says bce") && !told.contains("3100/4000"), "{told}");
    let (_, would) = added(rows, &[&map[..], &["--dates", "words"]].concat());
    assert!(would.contains("-3999/-3099,A") && would.contains("-3999,B"), "{would}");
}

#[test]
fn an_era_in_a_column_of_its_own_is_joined_to_the_date() {
    let rows = "year,month,era,title\n3100,,BC,A\n44,3,v. Chr.,B\n79,8,AD,C\n1,,BCE,D\n,,BC,E\n";
    let long = rows.replace("\n44", "\n0044").replace("\n79", "\n0079").replace("\n1,", "\n0001,");
    let map = ["--map", "year+month+era=date"];
    for rows in [rows, &long] {
        let (told, would) = added(rows, &map);
        for row in ["-3099,A", "-0043-03,B", "0079-08,C", "0000,D", ",E"] {
            assert!(would.contains(row), "{told}{would}");
        }
    }
    let (told, _) = added("year,era,title\n0000,BC,A\n", &["--map", "year+era=date"]);
    assert!(told.contains("\"0000\", \"BC\" make no date"), "{told}");
}

#[test]
fn a_year_is_never_offered_in_another_era_than_that_beside_it() {
    let map = ["--map", "year+era=date"];
    for (row, said) in [
        ("500,bp", "convert it to the common era"),
        ("2000,AH", "convert it to the common era"),
        ("-500,BC", "write `-0500` (501 BCE) or `-0499` (500 BCE) in `year`"),
        ("ca. 500,BC", "write `-0499~` (about 500 BCE) in `year` and leave the others blank"),
        ("500?,BC", "\"500? BC\" is not a date"),
    ] {
        let input = format!("year,era,title\n{row},A\n");
        let (told, would) = added(&input, &map);
        assert!(told.contains(said) && !told.contains("--date-format"), "{told}");
        assert!(!told.contains("`0500") && !would.contains(",A"), "{told}{would}");
        let (_, would) = added(&input, &[&map[..], &["--date-format", "Y"]].concat());
        assert!(!would.contains(",A"), "{would}");
    }
    let flags = [&map[..], &["--dates", "words"]].concat();
    let (_, would) = added("year,era,title\nca. 500,BC,A\n", &flags);
    assert!(would.contains("-0499~,A"), "{would}");
}
