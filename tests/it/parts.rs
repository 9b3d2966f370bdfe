//! Rows in several lines or of other separators, and what only looks so.

use crate::support::Sandbox;

/// What `check` says of an `events.csv`.
fn checked(content: &str) -> String {
    Sandbox::new().csv("events", content).run(["check"]).output()
}

/// What `add` says of a file from outside, none of which goes in.
fn not_added(content: &str) -> String {
    let sandbox = Sandbox::new().csv("events", "id,date,title,type,actors,place,summary\n");
    let sandbox = sandbox.bytes("in.csv", content.as_bytes());
    sandbox.run(["add", "in.csv", "--yes"]).code(1).errors()
}

#[test]
fn a_line_of_prose_behind_prose_is_the_rest_of_its_row() {
    let end = "2024-01-02,B,C\n";
    for (text, parts) in [
        (
            "title,date,summary\nOne,2024-01-01,Para one.\nPara two.\nB,2024-01-02,C\n".into(),
            "in two",
        ),
        (
            format!("date,title,summary\n2024-01-01,One,Para one.\n\nPara two.\nand on\n{end}"),
            "in 3",
        ),
        (format!("date,title,summary\n2024-01-01,One,\"Para\none\"\ngoes on\n{end}"), "in two"),
        (format!("date,title,summary\r\n2024-01-01,One,Para one\r\ngoes on\r\n{end}"), "in two"),
        (format!("date,title,summary,place\n2024-01-01,One\nand\ntwo,so,Rome\n{end}"), "in 3"),
    ] {
        let said = checked(&text);
        assert!(said.contains("error[cut-row]") && said.contains("(row 2)"), "{text}\n{said}");
        assert!(said.contains(parts) && !said.contains("blank-title"), "{text}\n{said}");
        assert!(not_added(&text).contains("error[cut-row]"), "{text}");
    }
}

#[test]
fn a_title_alone_or_a_remark_is_no_rest_of_the_row_above() {
    let row = "2024-01-01,One,It was said.\n";
    for text in [
        "title,date,summary\nOne,2024-01-01,Para one.\nSecond talks\n".to_string(),
        "title,date,summary\nThey met.,2024-01-01,Para one.\nThey parted.\n".to_string(),
        "title,date,summary\nOne,2024-01-01,Para one.\nSecond talks held,2024\n".to_string(),
        format!("date,title,summary\n{row}# Two is missing.\n2024-01-02,B,C\n"),
        format!("date,title,summary\n{row}Source: Gazette\n"),
        format!("date,title,summary\n{row}\nAll dates are of the new style.\n"),
        format!("date,title,summary\n{row}spring\n"),
        "date,title,place of meeting\nAll dates are of the new style.\n2024,A,B\n".to_string(),
    ] {
        let said = checked(&text);
        assert!(!said.contains("cut-row"), "{text}\n{said}");
    }
}

#[test]
fn a_short_row_with_a_time_in_words_is_a_row() {
    for date in ["TBD", "Undated", "n.d.", "ohne Datum", "Ramadan 2024", "Q3", "day 3", "n/k"] {
        let rows = format!("2024-01-01,Talks\n{date},Second round,talks,Ada;Ben\n");
        let said = checked(&format!("date,title,type,actors,place\n2024,A,call,Ada,Rome\n{rows}"));
        assert!(said.contains("[bad-date]") && !said.contains("cut-row"), "{said}");
    }
}

#[test]
fn numbered_rows_whose_dates_stand_in_place_lack_no_first_name() {
    let rows = "1,2024-01-01,Talks,Ada Brook,Ben Reed\n2,2024-01-05,Call,Ada Brook,Cy Dahl\n";
    for header in ["id,date,title,actors", "no,date,title,actors"] {
        let said = checked(&format!("{header}\n{rows}"));
        assert!(said.contains("a cell in every row holds a comma"), "{said}");
    }
}

#[test]
fn every_row_is_too_short_only_if_the_refused_ones_are() {
    let short = "id,date,title,actors\na,2024-01-01,x\nb,2024-01-01,y\nc,2024-01-01,z\n";
    let said = checked(&format!("{short}d,2024-01-01,,Ada\n"));
    assert!(!said.contains("every row") && said.contains("[row-too-short]"), "{said}");
    let said = checked(&format!("{short}d,2024-01-01,\n"));
    assert!(said.contains("every row has 3 cells"), "{said}");
}

#[test]
fn add_tells_of_the_shape_of_a_header_before_its_names() {
    let said = not_added("id,date,sum\nmary,title,actors\ne1,2024,a,A,Ada\ne2,2024,b,B,Ben\n");
    assert!(said.contains("cuts the header in two") && said.contains("added: 1 error"), "{said}");
    let said = not_added("date,,title,actors\n2024-01-01,One,Ada\n2024-01-02,Two,Ada\n");
    assert!(said.contains("is this comma one too many?") && !said.contains("--map ="), "{said}");
    let said = not_added("date,,title,actors\n2024-01-01,x,One,Ada\n2024-01-02,y,Two,Ada\n");
    assert!(said.contains("--map ="), "{said}");
}

#[test]
fn rows_of_semicolons_with_a_comma_each_are_told_so() {
    let told = "the cells of this row are separated by semicolons";
    let text = "date,title,place\n2024-01-02;Talk;Oslo, Norway\n2024-01-03;Call;Bonn, Germany\n";
    assert!(checked(text).contains(told) && not_added(text).contains(told));
    let text = "date,title,actors\n2024-01-01,Ada;Ben;Cleo\n2024-01-02,Talks,Ada\n";
    assert!(!checked(text).contains(told), "a list is no row");
}

#[test]
fn a_cell_of_several_lines_without_its_opening_quote_is_one_finding() {
    let usual = "id,date,title,type,summary,place\n";
    let sound = "e2,2024-01-02,B,call,x,Bonn\n";
    let rest = ".\",Rome\n";
    for text in [
        "title,summary,date,id\nA,First line.\nSecond line, with comma.\",2024-01-01,e1\n\
         B,x,2024-01-02,e2\n"
            .to_string(),
        "title,summary,date,id\nA,First line.\nSecond, with, many, commas.\",2024-01-01,e1\n"
            .into(),
        format!("{usual}e1,2024-01-01,A,call,First line.\nSecond line, with comma{rest}{sound}"),
        format!("{usual}e1,2024-01-01,A,call,First line.\nSecond line{rest}{sound}"),
        format!(
            "{usual}e1,2024-01-01,A,call,First.\nSecond, and\nthird, \"\"so\"\", it is{rest}{sound}"
        ),
    ] {
        let said = checked(&text);
        assert!(said.contains("1 error, 0 warnings"), "{text}\n{said}");
        assert!(said.contains("error[cut-row]: the quote that opens a cell"), "{text}\n{said}");
        assert!(said.contains("events.csv:2:1 (row 2)"), "{text}\n{said}");
        let said = not_added(&text);
        assert!(said.contains("error[cut-row]: the quote that opens a cell"), "{text}\n{said}");
    }
}

#[test]
fn a_last_cell_of_several_lines_without_its_opening_quote_is_one_finding() {
    for text in [
        "title,actors,date,summary\nVote,Ann;Ben,2024-01-02,It was late.\nLater, they left the hall.\"\n\
         Vote 3,Ann;Ben,2024-01-03,x\n",
        "id,date,title,summary\ne1,2024-01-01,Vote,Ann said\nwe, the people, agree\"\n\
         e2,2024-01-02,B,x\n",
        "id,date,title,summary\ne1,2024-01-01,Vote,Ann said\nand-then, again\n\
         we, the people, agree\"\ne2,2024-01-02,B,x\n",
    ] {
        let said = checked(text);
        assert!(said.contains("1 error, 0 warnings"), "{text}\n{said}");
        assert!(said.contains("error[cut-row]: the quote that opens a cell"), "{text}\n{said}");
        assert!(said.contains("events.csv:2:1 (row 2)"), "{text}\n{said}");
        let said = not_added(text);
        assert!(said.contains("error[cut-row]: the quote that opens a cell"), "{text}\n{said}");
    }
}

#[test]
fn a_row_with_a_quote_that_only_closes_is_not_the_rest_of_a_short_one() {
    for text in [
        "id,date,title,summary,sources\ne1,2024-01-01,A,x\ne2,2024-01-02,B,He left.\",s1\n",
        "id,date,title,summary,sources\ne1,2024-01-01,A,x\ne2, 2024-01-02, B, He left.\",s1\n",
        "title,size,date,id\nA,x\nB,a pipe of 12\",2024-01-02,e2\n",
        "title,summary,date,id\nA,x\nB,He left.\",2024-01-02,e2\n",
        "id,date,title,summary\ne1,2024-01-01,A,x\n\"e2\",2024-01-02,B,\"He left.\"\n",
        "title,date,summary\nA,2024-01-01,x\nHe left.\",2024-01-02,y\n",
        "title,actors,date,summary\nA,Ann,2024-01-01,It was late.\nTalks,Ann,He left.\"\n",
        "title, actors, date, summary\nA, Ann, 2024-01-01, It was late.\nTalks, Ann, He left.\"\n",
        "id,date,title,summary\ne1,2024-01-01,A,It was late.\ne2, 2024-01-02, He left.\"\n",
    ] {
        assert!(!checked(text).contains("cut-row"), "{text}\n{}", checked(text));
    }
}

#[test]
fn a_quote_in_the_second_line_of_a_cell_is_not_the_end_of_the_row_above() {
    let text = "id,date,title,place\ne1,2024-01-01,Talks\ne2,2024-01-02,\"One\ntwo\",Kyiv\"\ne3,2024-01-03,Ok,y\n";
    let sandbox = Sandbox::new().csv("events", text);
    let _ = sandbox
        .run(["check"])
        .code(0)
        .stdout_has("1 warning[row-too-short]")
        .stdout_has("1 warning[stray-quote]");
}
