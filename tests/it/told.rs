//! What the program says besides its results: what is left out, what was meant, what it refused.

use crate::support::Sandbox;

#[test]
fn a_strict_build_of_data_with_errors_writes_nothing() {
    let sandbox = Sandbox::new().csv("events", "id,date,title\na,2025,A\n");
    sandbox.run(["build"]).code(0);
    let before = sandbox.read("output/timeline.txt");
    let sandbox = sandbox.csv("events", "id,date,title\na,5/9/2025,B\n");
    let run = sandbox.run(["--strict", "build"]).code(1).stderr_has("1 row read, 1 kept");
    let _ = run.stderr_lacks("written to");
    assert_eq!(sandbox.read("output/timeline.txt"), before);
    sandbox.run(["--strict", "build", "-o", "new"]).code(1);
    assert!(!sandbox.path().join("new").exists());
    sandbox.run(["build"]).code(0).stderr_has("written to output");
}

#[test]
fn a_row_that_differs_from_one_that_is_there_already_is_told_in_any_order() {
    let sandbox = Sandbox::new()
        .csv("events", "id,date,title,actors,sources\ne1,2025-02-12,Call,ann;ben,ap\n");
    let (same, other) = ("2025-02-12,Call,ann;ben,ap\n", "2025-02-12,Call,ann;ben,bbc\n");
    for rows in [[same, other], [other, same]] {
        let input = format!("date,title,actors,sources\n{}", rows.concat());
        let sandbox = Sandbox::new().copy(&sandbox.data()).bytes("new.csv", input.as_bytes());
        let run = sandbox.run(["add", "new.csv", "--dry-run"]).code(0);
        let _ = run.stderr_has("the date, title and actors of another row, but not its `sources`");
    }
    // With an id on the one that is there.
    let input = format!("id,date,title,actors,sources\ne1,{same},{other}");
    let sandbox = Sandbox::new().copy(&sandbox.data()).bytes("new.csv", input.as_bytes());
    let run = sandbox.run(["add", "new.csv", "--dry-run"]).code(0);
    let _ = run.stderr_has("the date, title and actors of another row, but not its `sources`");
    // Without the other there is nothing to tell.
    let input = format!("date,title,actors,sources\n{same}{same}");
    let sandbox = sandbox.bytes("new.csv", input.as_bytes());
    sandbox.run(["add", "new.csv", "--dry-run"]).code(0).stderr_lacks("another row");
}
