//! `output/` is what `build` makes of `data/`: the gallery, and the golden files.
//!
//! `ANNALS_UPDATE=1 cargo test gallery` rewrites it; review the difference.

use std::fs;

use crate::support::{Sandbox, root};

#[test]
fn build_gives_the_committed_output_in_any_time_zone_and_locale() {
    for (zone, locale) in [("UTC", "C"), ("Asia/Kolkata", "tr_TR.UTF-8"), ("America/St_Johns", "")]
    {
        let sandbox = Sandbox::with_data().variable("TZ", zone).variable("LC_ALL", locale);
        sandbox.run(["build"]).code(0).stdout("").stderr_has("116 rows read, 116 kept, 0 refused");
        let made = sandbox.path().join("output");
        let golden = root().join("output");
        if std::env::var_os("ANNALS_UPDATE").is_some() {
            for entry in fs::read_dir(&made).unwrap() {
                let path = entry.unwrap().path();
                fs::copy(&path, golden.join(path.file_name().unwrap())).unwrap();
            }
        }
        let names = |folder| {
            let entries = fs::read_dir(folder).unwrap();
            let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name()).collect();
            names.sort();
            names
        };
        assert_eq!(names(&made), names(&golden), "files of output/");
        for name in names(&made) {
            let (made, golden) =
                (fs::read(made.join(&name)).unwrap(), fs::read(golden.join(&name)).unwrap());
            assert!(made == golden, "{name:?} differs from output/ in {zone} {locale}");
        }
    }
}

#[test]
fn each_output_is_what_the_command_of_its_own_writes() {
    let sandbox = Sandbox::with_data();
    let golden = |name: &str| fs::read_to_string(root().join("output").join(name)).unwrap();
    sandbox.run(["timeline", "-f", "markdown"]).stdout(&golden("timeline.md"));
    sandbox.run(["timeline"]).stdout(&golden("timeline.txt"));
    sandbox.run(["diagram"]).stdout(&golden("diagram.dot"));
    sandbox.run(["export"]).stdout(&golden("events.csv"));
    sandbox.run(["export", "--table", "ties"]).stdout(&golden("ties.csv"));
}

#[test]
fn a_second_build_changes_nothing_and_leaves_nothing_behind() {
    let sandbox = Sandbox::with_data();
    sandbox.run(["build", "-o", "out"]).code(0).stdout("");
    let before = sandbox.read("out/timeline.md");
    sandbox.run(["build", "-o", "out"]).code(0).stdout("");
    assert_eq!(sandbox.read("out/timeline.md"), before);
    let leftovers = fs::read_dir(sandbox.path().join("out")).unwrap();
    assert!(leftovers.flatten().all(|e| !e.file_name().to_string_lossy().starts_with('.')));
}
