//! Claims about what cells say together.

use super::*;

fn names(names: &str) -> Vec<String> {
    names.split(',').map(str::to_string).collect()
}

/// What a row says of the columns a text joins; `None`: no date.
fn said(theirs: &str, header: &str, row: &str) -> Option<String> {
    let (header, row) = (names(header), names(row));
    let joined = Joined::find(theirs, &header).unwrap();
    joined.read(&|n| row[n].clone(), &Dates::default(), &mut Vec::new()).ok()
}

#[test]
fn a_date_ends_before_the_parts_that_are_not_known() {
    for (row, date) in [
        ("2017,1,20", "2017-01-20"),
        ("2017,Jan.,20", "2017-01-20"),
        ("2017,март,3", "2017-03-03"),
        ("2017,1,0", "2017-01"),
        ("2017,1.0,", "2017-01"),
        ("2017.0,1.0,20.0", "2017-01-20"),
        ("2017,0,0", "2017"),
        ("2017,-9,-9", "2017"),
        ("2017,NA,NA", "2017"),
        ("-0043,3,15", "-0043-03-15"),
        (",,", ""),
        ("NA,NA,NA", ""),
        ("-9,-9,-9", ""),
    ] {
        assert_eq!(said("Y+M+D", "Y,M,D", row).as_deref(), Some(date), "{row}");
    }
    for row in ["2017,13,1", "2017,21,", "2017,2,30", ",1,20", "-9,1,20", "17,1,20", "2017,1,1:30"]
    {
        assert_eq!(said("Y+M+D", "Y,M,D", row), None, "{row}");
    }
}

#[test]
fn a_day_takes_a_time_of_a_clock_and_nothing_else() {
    for (row, date) in [
        ("2017-01-20,14:30", "2017-01-20T14:30"),
        ("2017-01-20,9:00:00 AM", "2017-01-20T09:00:00"),
        ("2017-01-20,2 pm", "2017-01-20T14:00"),
        ("2017-01-20,14:30Z", "2017-01-20T14:30Z"),
        ("2017-01-20,14:30+03:00", "2017-01-20T14:30+03:00"),
        ("2017-01-20,09:00:00.000", "2017-01-20T09:00:00"),
        ("2017-01-20,", "2017-01-20"),
        ("2017~,", "2017~"),
    ] {
        assert_eq!(said("D+T", "D,T", row).as_deref(), Some(date), "{row}");
    }
    for row in [
        "2017-01-20,noon",
        "2017-01-20,25:30",
        "2017-01-20,14:30:15.25",
        "2017-01-20,9",
        "2017-01-20,0",
        "2017-01-20,0000",
        "2017-01-20,24:00",
        "2017,14:30",
        "2017~,14:30",
        ",14:30",
    ] {
        assert_eq!(said("D+T", "D,T", row), None, "{row}");
    }
}

#[test]
fn what_lasts_has_a_start_and_an_end() {
    for (row, date) in [
        ("2025-05-07,2025-05-10", "2025-05-07/2025-05-10"),
        ("2025-05-07,2025-05-07", "2025-05-07"),
        ("2025-05-07,", "2025-05-07"),
        ("2025-05-07,NA", "2025-05-07"),
        (",2025-05-10", "/2025-05-10"),
        ("2025,2026-02", "2025/2026-02"),
    ] {
        assert_eq!(said("S/E", "S,E", row).as_deref(), Some(date), "{row}");
    }
    assert_eq!(said("S/E", "S,E", "2025-05-07,2025-05-01"), None);
    let hours = said("D+S/D+E", "D,S,E", "2025-05-07,9:00,10:30");
    assert_eq!(hours.as_deref(), Some("2025-05-07T09:00/2025-05-07T10:30"));
}

#[test]
fn a_column_of_such_a_name_is_tried_whole_first() {
    let find = |theirs: &str, header: &str| {
        Joined::find(theirs, &names(header)).map(|joined| (joined.start, joined.end))
    };
    assert_eq!(find("Date/Time", "Date/Time,Date,Time"), None);
    assert_eq!(find("Date/Time", "Date,Time"), Some((vec![0], vec![1])));
    assert_eq!(find("Day+Night+Time", "Day+Night,Time"), Some((vec![0, 1], vec![])));
    assert_eq!(find("Day/Night/End", "End,Day/Night"), Some((vec![1], vec![0])));
    assert_eq!(find("A+B", "A,C"), None);
    assert_eq!(super::super::lost(("A+B/C", "date"), &names("A,C")), "B");
}

#[test]
fn nothing_behind_a_part_that_is_not_known_is_dropped() {
    for row in ["2017,5,,10:00", "2017,,5,10:00", "2017,,,10:00", "2017,,32,", "2017.5,4,,"] {
        assert_eq!(said("Y+M+D+T", "Y,M,D,T", row), None, "{row}");
    }
}

#[test]
fn an_end_is_blank_where_all_that_it_does_not_share_with_its_start_is() {
    let days = |row: &str| said("Y+M+D/Y+M+E", "Y,M,D,E", row);
    assert_eq!(days("2017,5,3,6").as_deref(), Some("2017-05-03/2017-05-06"));
    for blank in ["", "NA", "-9"] {
        assert_eq!(days(&format!("2017,5,3,{blank}")).as_deref(), Some("2017-05-03"));
    }
    let hours = said("D+S/D+E", "D,S,E", "2025-05-07,9:00,");
    assert_eq!(hours.as_deref(), Some("2025-05-07T09:00"));
    assert_eq!(said("D+S/D+E", "D,S,E", "2025-05-07,,9:00"), None);
    assert_eq!(said("D+S/D+E", "D,S,E", "2025-05-07,22:00,0"), None);
    let day = said("D+S/E+F", "D,S,E,F", "2025-05-07,,,0");
    assert_eq!(day.as_deref(), Some("2025-05-07"));
    // What began in the era ended in no year before it.
    assert_eq!(said("S/E", "S,E", "1828,-9").as_deref(), Some("1828"));
    assert_eq!(said("S/E", "S,E", "-0020,-9"), None);
}

#[test]
fn an_end_that_is_open_or_not_known_is_taken_in_words_only() {
    let taken = |row: &str, words| {
        let (header, row) = (names("Y,M,EY,EM"), names(row));
        let joined = Joined::find("Y+M/EY+EM", &header).unwrap();
        let mut said = Vec::new();
        let dates = Dates { words, ..Dates::default() };
        (joined.read(&|n| row[n].clone(), &dates, &mut said).ok(), said.len())
    };
    for (row, date) in [
        ("2017,5,present,", "2017-05/.."),
        ("2017,5,Ongoing,-9", "2017-05/.."),
        ("2017,5,-7,-7", "2017-05/.."),
        ("2017,5,?,?", "2017-05/"),
        ("2017,5,unknown,", "2017-05/"),
    ] {
        assert_eq!(taken(row, true), (Some(date.to_string()), 1), "{row}");
        assert_eq!(taken(row, false), (None, 0), "{row}");
    }
    assert_eq!(taken("2017,5,..,", false), (Some("2017-05/..".to_string()), 0));
    for row in [",,present,", "2017,5,present,3", "2017,5,still in office,", "2017,-7,,"] {
        assert_eq!(taken(row, true), (None, 0), "{row}");
    }
}

#[test]
fn midnight_is_a_time() {
    for (time, date) in [
        ("12:00 AM", "2019-01-21T00:00"),
        ("12:00:00 AM", "2019-01-21T00:00:00"),
        ("00:00", "2019-01-21T00:00"),
        ("12:30 AM", "2019-01-21T00:30"),
    ] {
        assert_eq!(said("D+T", "D,T", &format!("2019-01-21,{time}")).as_deref(), Some(date));
    }
}
