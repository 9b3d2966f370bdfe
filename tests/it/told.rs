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
