//! Adding many rows of a kind: what is said does not grow with them.

use crate::support::Sandbox;

/// A folder with these events, and an input.
fn with(events: &str, input: &str) -> Sandbox {
    Sandbox::new().csv("events", events).bytes("in.csv", input.as_bytes())
}

#[test]
fn of_rows_that_share_an_id_an_equal_one_is_met_before_the_first() {
    let events = "id,date,title,actors\nx,2025,One,a\nx,2025,Two,\nx,2025,Three,c\n";
    let input = "id,date,title\nx,2025,Two\nx,2025,Four\nx,2025,Four\n";
    let run = with(events, input).run(["add", "in.csv"]);
    let run = run.stderr_has("in.csv:2: already there, at events.csv:3");
    let run = run.stderr_has("events.csv:2:1 (row 2)");
    let run = run.stderr_has("help: title: there `One`, here `Four`");
    let _ = run.stderr_has("nothing was added: 2 errors, 1 already there");
}

#[test]
fn of_rows_of_one_id_that_differ_none_goes_in() {
    let input = "id,date,title,after\nx,2025,\"One\nmore\",\ny,2025,Y,\nx,2025,Two,\nz,2025,Z,x\n";
    let sandbox = with("id,date,title,after\na,2020,A,\n", input);
    let run = sandbox.run(["add", "in.csv", "--accept-good"]).code(1);
    let run = run.stdout("added y  2025  Y\n").stderr_has("3 refused rows put into");
    let run = run.stderr_has("in.csv:5:1 (cell A4)").stderr_has("in.csv:2:1 (row 2)");
    let run = run.stderr_has("another row has the id `x` and other cells");
    let _ = run.stderr_has("help: title: there `One⏎more`, here `Two`");
    assert_eq!(sandbox.read("in.refused.csv"), input.replace("y,2025,Y,\n", ""));
}

#[test]
fn a_chain_of_rows_that_hang_on_a_bad_one_is_told_with_it() {
    let input = "id,date,title,after,part_of\n\
        n1,2025,N1,n2+1d,\nn2,2025,N2,n3; a,\nn3,6/4/2024,Bad,,\n\
        n4,2025,N4,,n1\nn5,2025,N5,a,\nn6,2025,N6,n7,\nn7,2025-13,Bad too,a,\n";
    let sandbox = with("id,date,title,after,part_of\na,2020,A,,\n", input);
    let run = sandbox.run(["add", "in.csv", "--accept-good"]).code(1);
    let run = run.stdout("added n5  2025  N5\n").stderr_lacks("unknown-event");
    let run = run.stderr_has("; 3 rows that hang on it are left out too; if all");
    let run = run.stderr_has("1 row that hangs on it is left out too\n");
    let _ = run.stderr_has("6 refused rows put into");
    assert_eq!(sandbox.read("in.refused.csv"), input.replace("n5,2025,N5,a,\n", ""));
}

#[test]
fn what_hangs_on_a_row_that_is_bad_in_the_folder_is_told_with_it_too() {
    let input = "id,date,title,actors,after\n\
        n1,2025,N1,,n2\nn2,2025,N2,,n3\nn3,2025,N3,carl,\nn4,2025,N4,ann,a\n";
    let sandbox = with("id,date,title,actors,after\na,2020,A,ann,\n", input);
    let sandbox = sandbox.csv("actors", "id,name\nann,Ann Lee\n");
    let run = sandbox.run(["add", "in.csv", "--accept-good"]).code(1);
    let run = run.stdout("added n4  2025  N4\n").stderr_lacks("unknown-event");
    let _ = run.stderr_has("2 rows that hang on it are left out too");
}

/// What `add` says of sources at these addresses, which it creates.
fn creating(addresses: &[String]) -> String {
    let mut input = String::from("date,title,sources\n");
    for address in addresses {
        input.push_str(&format!("2025,About {address},{address}\n"));
    }
    let sandbox = with("id,date,title,sources\na,2020,A,\n", &input);
    let sandbox = sandbox.csv("sources", "id,title,url\nq,Q,\n");
    sandbox.run(["add", "in.csv", "--create-sources", "--dry-run"]).code(0).errors()
}

#[test]
fn addresses_that_differ_in_digits_alone_are_not_taken_for_one() {
    let of = |slug: &str| format!("https://example.org/{slug}");
    let said = creating(&[of("2025/page-17"), of("2025/page-18"), of("2025/pages-18")]);
    assert_eq!(said.matches("are they one?").count(), 1, "{said}");
    assert!(said.contains("pages-18 is nearly"), "{said}");
}

#[test]
fn that_too_many_are_created_to_be_compared_is_said() {
    let many: Vec<String> = (0..501).map(|n| format!("https://example.org/{n}")).collect();
    assert!(creating(&many[..500]).contains("would create source"));
    assert!(!creating(&many[..500]).contains("too many"));
    let said = creating(&many);
    assert!(said.contains("501 are too many to look for such as are nearly one"), "{said}");
}
