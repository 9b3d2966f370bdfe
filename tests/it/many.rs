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
