//! Ids that `add` gives: none that a row, a reference or the input has already.

use crate::support::Sandbox;

const EVENTS: &str = "id,date,title,after\ne1,2024-01-05,Order,\n";

/// A folder with one event, and an input.
fn with(input: &str) -> Sandbox {
    Sandbox::new().csv("events", EVENTS).bytes("in.csv", input.as_bytes())
}

#[test]
fn the_id_of_a_refused_row_is_given_to_no_other() {
    let input =
        "id,date,title,after\ne2,5/3/2024,Theft,\ne3,2024-05-05,Trial,e2\n,2024-04-01,Wedding,\n";
    let sandbox = with(input);
    let args = ["add", "in.csv", "--accept-good"];
    let _ = sandbox.run(args).code(1).stdout("added e4  2024-04-01  Wedding\n");
    let mended = sandbox.read("in.refused.csv").replace("5/3/2024", "2024-03-05");
    let sandbox = sandbox.bytes("mended.csv", mended.as_bytes());
    let added = "added e2  2024-03-05  Theft\nadded e3  2024-05-05  Trial\n";
    let _ = sandbox.run(["add", "mended.csv"]).code(0).stdout(added);
}

#[test]
fn what_refers_to_a_refused_row_is_not_tied_to_another_event_of_its_id() {
    for bad in ["e1,2024-03-05,Theft,", "e1,5/3/2024,Order,", "e1,2024-03-05,,"] {
        let sandbox = with(&format!("id,date,title,after\n{bad}\ne3,2024-05-05,Trial,e1\n"));
        let run = sandbox.run(["add", "in.csv", "--accept-good"]).code(1).stdout("");
        let _ = run.stderr_has("1 row that hangs on it is left out too");
    }
}

#[test]
fn what_refers_to_a_row_of_the_folder_goes_in_though_the_input_has_it_in_other_words() {
    let input = "id,date,title,after,type\n\
        e1,2024-01-05,Order,,call\ne3,2024-05-05,Trial,e1,meeting\n";
    let sandbox = with(input).csv("events", "id,date,title,after,type\ne1,2024-01-05,Order,,\n");
    let run = sandbox.run(["add", "in.csv", "--accept-good"]).code(1);
    let _ = run.stdout("added e3  2024-05-05  Trial\n").stderr_has("duplicate-id");
}

#[test]
fn a_reference_to_an_event_that_is_not_there_is_not_made_true() {
    let sandbox = with("date,title,after\n2024-03-01,Payment,e3\n2024-01-10,Wedding,\n");
    let run = sandbox.run(["add", "in.csv"]).code(1).stdout("");
    let _ = run.stderr_has("unknown event `e3`");
    let flags = ["add", "--date", "2024-05-01", "--title", "Z", "--after", "e2+1d"];
    let run = sandbox.run(flags).code(1).stdout("").stderr_lacks("self-link");
    let _ = run.stderr_has("unknown event `e2`");
}

#[test]
fn ids_that_links_or_tables_of_later_versions_refer_to_are_passed_over() {
    let sandbox = with("date,title\n2024-01-10,Wedding\n")
        .csv("event_links", "event,relation,other\nE2,after,e1\ne1,before,e3\n")
        .csv("claims", "id,about,text\nc1,e4;events/e5,\"It was, they say, e6\"\n");
    let _ = sandbox.run(["add", "in.csv"]).code(0).stdout("added e6  2024-01-10  Wedding\n");
}

#[test]
fn an_actor_that_is_created_gets_no_id_that_is_referred_to() {
    let sandbox = Sandbox::new()
        .csv("events", "id,date,title,actors,sources\ne1,2024,A,wang-yi:host,new-a#p. 3\n")
        .csv("actors", "id,name\nann,Ann Lee\n")
        .csv("sources", "id,title,url\nold,Old,\n")
        .csv("relationships", "from,relation,to\nann,envoy-of,li-qiang\n")
        .bytes(
            "in.csv",
            "date,title,actors,sources\n2025,B,王毅;李强:guest;Ben Ash,https://new.example/a\n\
             2025-13,C,ben-ash,\n"
                .as_bytes(),
        );
    let create = ["add", "in.csv", "--create-actors", "--create-sources", "--accept-good"];
    let run = sandbox.run(create).code(1).stderr_has("created actor wang-yi-2: 王毅");
    let run = run.stderr_has("created actor li-qiang-2: 李强");
    let run = run.stderr_has("created actor ben-ash-2: Ben Ash");
    let _ = run.stderr_has("created source new-a-2: https://new.example/a");
}

#[test]
fn an_actor_that_is_named_by_a_missing_id_is_created_with_it() {
    let sandbox = Sandbox::new()
        .csv("events", "id,date,title,actors\ne1,2024,A,wang-yi\n")
        .csv("actors", "id,name\nann,Ann Lee\n")
        .bytes("in.csv", b"date,title,actors\n2025,B,wang-yi\n");
    let run = sandbox.run(["add", "in.csv", "--create-actors"]).code(0);
    let _ = run.stderr_has("created actor wang-yi: wang-yi").stderr_lacks("besides");
}

#[test]
fn ids_of_another_table_are_told_how_to_come_in_or_stay_out() {
    let help = "if the ids are those of another table, --map id=own_id --add-columns keeps them as they are, --map id= \
                leaves them out\n";
    for (id, others, told) in
        [("e1", "", "`Order`, here `Mine`; "), ("A 1", "a/2,2024-03-05,B\n", "`A-1`?; ")]
    {
        let sandbox = with(&format!("id,date,title\n{id},2024-03-04,Mine\n{others}"));
        let _ = sandbox.run(["add", "in.csv"]).code(1).stderr_has(&format!("{told}{help}"));
        let _ = sandbox.run(["add", "in.csv", "--map", "id=", "--dry-run"]).code(0);
        let _ = sandbox.run(["add", "in.csv", "--map", "id=own_id", "--add-columns"]).code(0);
    }
}

#[test]
fn ids_are_those_of_the_folder_where_most_are_sound_or_events_are_linked_by_them() {
    for input in [
        "id,date,title\nx 1,2024-03-04,One\nx2,2024-03-05,Two\nx3,2024-03-06,Three\n",
        "id,date,title\ne1,2024-01-06,Order\n",
        "id,date,title,after\ne1,2024-03-04,Mine,\ne2,2024-03-05,Other,e1\n",
    ] {
        let _ = with(input).run(["add", "in.csv"]).code(1).stderr_lacks("own_id");
    }
}
