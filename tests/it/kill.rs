//! Killed at any moment, and many at once: what was acknowledged is there once, nothing is half.
//!
//! Small by default. `ANNALS_KILL_RUNS=1000 ANNALS_CROWD_SECONDS=60 cargo test kill -- --nocapture`
//! is the long form; the counts are printed. A build without debug assertions has no forced kills.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::support::Sandbox;

const EVENTS: &str = "id,date,title,actors\ne1,2025,First,ann:host;bob\ne2,2026,Second,ann\n";

fn folder() -> Sandbox {
    let ties = "id,from,relation,to\nr1,ann,knows,bob\n";
    Sandbox::new()
        .csv("events", EVENTS)
        .csv("actors", "id,name\nann,Ann\nbob,Bob\n")
        .csv("relationships", ties)
}

/// When a run was killed, as the folder shows it.
#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    before: u64,
    during: u64,
    after: u64,
}

impl Counts {
    fn count(&mut self, data: &Path, done: bool) {
        self.add(done, leftovers(data).is_empty());
    }

    fn has_zero(self) -> bool {
        self.before == 0 || self.during == 0 || self.after == 0
    }

    fn add(&mut self, done: bool, clean: bool) {
        match (done, clean) {
            (true, true) => self.after += 1,
            (false, true) => self.before += 1,
            (_, false) => self.during += 1,
        }
    }

    fn none_is_zero(self, what: &str) {
        println!(
            "{what}: killed {} before, {} during, {} after",
            self.before, self.during, self.after
        );
        assert!(!self.has_zero(), "{what}: {self:?}");
    }
}

/// Files in a data folder that are no tables.
fn leftovers(data: &Path) -> Vec<String> {
    let names = fs::read_dir(data).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut left: Vec<String> =
        names.filter(|n| !n.ends_with(".csv") || n.starts_with('.')).collect();
    left.sort();
    left
}

fn text(sandbox: &Sandbox, name: &str) -> String {
    fs::read_to_string(sandbox.data().join(name)).unwrap()
}

fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).ok().and_then(|v| v.parse().ok()).unwrap_or(otherwise)
}

/// A random number below `limit` (SplitMix64).
fn random(state: &mut u64, limit: u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) % limit
}

/// How a run is made.
#[derive(Clone, Copy, Default)]
struct How {
    /// Milliseconds between two file operations.
    pause: u64,
    /// When it is killed.
    kill: Option<Duration>,
    /// Whether the lock is on a file, as where a folder cannot be locked.
    lock_file: bool,
}

/// Runs to the end, or kills after a time; whether it was acknowledged.
fn run(sandbox: &Sandbox, arguments: &[&str], how: How) -> bool {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command
        .args(arguments)
        .current_dir(sandbox.path())
        .env("ANNALS_PAUSE_MS", how.pause.to_string());
    if how.lock_file {
        command.env("ANNALS_LOCK_FILE", "1");
    }
    let command = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    if let Some(time) = how.kill {
        std::thread::sleep(time);
        let _ = child.kill();
    }
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    said.starts_with("added") || said.starts_with("renamed")
}

/// Kills `run` at random moments of its time, as often as was asked and until a kill fell before,
/// during and after; every other one is slowed down, so that it falls between file operations.
fn at_random(what: &str, mut run: impl FnMut(u64, How) -> (bool, bool)) {
    let runs = number("ANNALS_KILL_RUNS", 60);
    let (mut counts, mut seed) = (Counts::default(), 1);
    let mut longest = [Duration::ZERO; 2];
    for n in 0..runs * 5 {
        let slow = (n % 2) as usize;
        let pause = 2 * slow as u64;
        if n / 2 % 20 == 0 {
            let start = Instant::now();
            run(n, How { pause, ..How::default() });
            longest[slow] = start.elapsed();
            continue;
        }
        let time = longest[slow].as_micros() as u64 * 5 / 4;
        let kill = Some(Duration::from_micros(random(&mut seed, time.max(1))));
        let (done, clean) = run(n, How { pause, kill, ..How::default() });
        counts.add(done, clean);
        if n + 1 >= runs && !counts.has_zero() {
            break;
        }
    }
    counts.none_is_zero(what);
}

/// How often an event of this title is there, whole.
fn times(events: &str, title: &str) -> usize {
    let whole = |line: &&str| line.split(',').count() == 4 && line.split(',').nth(2) == Some(title);
    events.lines().filter(whole).count()
}

fn once_and_whole(sandbox: &Sandbox, acknowledged: &[String]) {
    let events = text(sandbox, "events.csv");
    for title in acknowledged {
        assert_eq!(times(&events, title), 1, "{title}");
    }
    let mut titles: Vec<&str> = events.lines().filter_map(|l| l.split(',').nth(2)).collect();
    titles.sort_unstable();
    assert!(titles.windows(2).all(|pair| pair[0] != pair[1]), "an event stands twice");
    assert!(events.lines().all(|line| line.split(',').count() == 4), "half a row");
    assert!(events.ends_with('\n'));
    sandbox.run(["check"]).code(0);
    assert_eq!(leftovers(&sandbox.data()), [""; 0]);
}

#[cfg(debug_assertions)]
#[test]
fn add_killed_between_any_two_file_operations() {
    let mut counts = Counts::default();
    let args = ["add", "--date", "2027", "--title", "New", "--actor", "Zoe Q", "--create-actors"];
    for n in 1.. {
        let sandbox = folder().variable("ANNALS_KILL_AT", &n.to_string());
        let run = sandbox.run(args);
        let events = text(&sandbox, "events.csv");
        assert!(events == EVENTS || times(&events, "New") == 1, "step {n}: {events}");
        if run.output().starts_with("added") {
            break;
        }
        let half = text(&sandbox, "actors.csv").contains("zoe-q") && events == EVENTS;
        if half {
            counts.during += 1
        } else {
            counts.count(&sandbox.data(), events != EVENTS)
        }
        let sandbox = sandbox.variable("ANNALS_KILL_AT", "0");
        sandbox.run(args).code(0);
        once_and_whole(&sandbox, &["New".to_string()]);
        assert_eq!(text(&sandbox, "actors.csv").matches("Zoe Q").count(), 1);
    }
    counts.none_is_zero("add, forced");
}

#[cfg(debug_assertions)]
#[test]
fn rename_killed_between_any_two_file_operations() {
    let mut counts = Counts::default();
    let whole = |sandbox: &Sandbox, new: bool| {
        let id = if new { "anna" } else { "ann" };
        assert_eq!(text(sandbox, "events.csv"), EVENTS.replace("ann", id));
        assert_eq!(
            text(sandbox, "relationships.csv"),
            format!("id,from,relation,to\nr1,{id},knows,bob\n")
        );
        assert_eq!(text(sandbox, "actors.csv"), format!("id,name\n{id},Ann\nbob,Bob\n"));
    };
    for n in 1.. {
        let sandbox = folder().variable("ANNALS_KILL_AT", &n.to_string());
        let said = sandbox.run(["rename", "ann", "anna"]).output();
        if !said.is_empty() {
            break;
        }
        let done = text(&sandbox, "actors.csv").contains("anna");
        counts.count(&sandbox.data(), done);
        let sandbox = sandbox.variable("ANNALS_KILL_AT", "0");
        let journal = sandbox.data().join(".annals-journal").exists();
        if journal {
            sandbox.run(["check"]).code(2).stderr_has(".annals-journal");
        } else {
            sandbox.run(["check"]).code(0);
            whole(&sandbox, done);
        }
        sandbox.run(["rename", "--finish"]).code(0);
        whole(&sandbox, done || journal);
        assert_eq!(leftovers(&sandbox.data()), [""; 0]);
    }
    counts.none_is_zero("rename, forced");
}

#[test]
fn add_killed_at_random_moments() {
    let sandbox = folder();
    let mut acknowledged = Vec::new();
    at_random("add, at random", |n, how| {
        let title = format!("Run {n}");
        if run(&sandbox, &["add", "--date", "2027", "--title", &title, "--actor", "bob"], how) {
            acknowledged.push(title.clone());
        }
        let done = times(&text(&sandbox, "events.csv"), &title) == 1;
        (done, leftovers(&sandbox.data()).is_empty())
    });
    assert!(run(&sandbox, &["add", "--date", "2028", "--title", "Last"], How::default()));
    acknowledged.push("Last".to_string());
    once_and_whole(&sandbox, &acknowledged);
}

#[test]
fn rename_killed_at_random_moments() {
    let sandbox = folder();
    let has = |name: &str| text(&sandbox, name).contains("anna");
    at_random("rename, at random", |n, how| {
        let (old, new) = if has("actors.csv") { ("anna", "ann") } else { ("ann", "anna") };
        let said = run(&sandbox, &["rename", old, new], how);
        let done = has("actors.csv") == (new == "anna");
        let clean = leftovers(&sandbox.data()).is_empty();
        sandbox.run(["rename", "--finish"]).code(0);
        let all = ["events.csv", "actors.csv", "relationships.csv"].map(has);
        assert!(all == [true; 3] || all == [false; 3], "run {n}: {all:?}");
        assert!(!said || all[0] == (new == "anna"), "run {n} was acknowledged");
        (done, clean)
    });
    once_and_whole(&sandbox, &[]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_before_the_first_rename_or_not_at_all() {
    for done in [false, true] {
        let sandbox = folder();
        let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
        command.args(["add", "--date", "2027", "--title", "New"]).current_dir(sandbox.path());
        let child = command.env("ANNALS_PAUSE_MS", "300").stderr(Stdio::piped()).spawn().unwrap();
        // Not by the clock: once the row is there, or the new bytes beside it.
        let is_time = || match done {
            true => text(&sandbox, "events.csv") != EVENTS,
            false => !leftovers(&sandbox.data()).is_empty(),
        };
        let until = Instant::now() + Duration::from_secs(60);
        while !is_time() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(5));
        }
        let pid = child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(if done { 0 } else { 130 }), "{said}");
        assert!(done || said.contains("stopped by the user; nothing was changed"), "{said}");
        assert_eq!(times(&text(&sandbox, "events.csv"), "New"), usize::from(done));
        assert_eq!(leftovers(&sandbox.data()), [""; 0]);
    }
}

#[test]
fn eight_at_once() {
    crowd(&folder(), number("ANNALS_CROWD_SECONDS", 2), false);
}

#[test]
fn eight_at_once_where_a_folder_cannot_be_locked() {
    crowd(&folder(), number("ANNALS_CROWD_SECONDS", 2), true);
}

/// Six add and two rename, one run in four killed.
fn crowd(sandbox: &Sandbox, seconds: u64, lock_file: bool) {
    let acknowledged = Mutex::new(Vec::new());
    let until = Instant::now() + Duration::from_secs(seconds);
    let renamed = Mutex::new(0);
    std::thread::scope(|scope| {
        for worker in 0..8_u64 {
            let (acknowledged, renamed) = (&acknowledged, &renamed);
            scope.spawn(move || {
                let mut seed = worker;
                for n in 0.. {
                    if Instant::now() > until {
                        return;
                    }
                    let killed = random(&mut seed, 4) == 0;
                    let kill = killed.then(|| Duration::from_micros(random(&mut seed, 40_000)));
                    let how = How { kill, lock_file, pause: 0 };
                    let title = format!("Worker {worker} run {n}");
                    let names = if n % 2 == 0 {
                        ["rename", "ann", "anna"]
                    } else {
                        ["rename", "anna", "ann"]
                    };
                    if worker >= 6 {
                        *renamed.lock().unwrap() += u64::from(run(sandbox, &names, how));
                    } else if run(
                        sandbox,
                        &["add", "--date", "2027", "--title", &title, "--actor", "bob"],
                        how,
                    ) {
                        acknowledged.lock().unwrap().push(title);
                    }
                }
            });
        }
    });
    run(sandbox, &["rename", "--finish"], How { lock_file, ..How::default() });
    let acknowledged = acknowledged.into_inner().unwrap();
    println!(
        "eight at once, lock file {lock_file}: {} added, {} renamed",
        acknowledged.len(),
        renamed.into_inner().unwrap()
    );
    assert!(!acknowledged.is_empty());
    once_and_whole(sandbox, &acknowledged);
}

#[test]
fn readers_never_see_half_a_rename() {
    let sandbox = folder();
    let until = Instant::now() + Duration::from_secs(number("ANNALS_CROWD_SECONDS", 2));
    let (mut whole, mut stopped) = (0, 0);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for n in 0.. {
                if Instant::now() > until {
                    return;
                }
                let (old, new) = if n % 2 == 0 { ("ann", "anna") } else { ("anna", "ann") };
                assert!(run(&sandbox, &["rename", old, new], How::default()));
            }
        });
        while Instant::now() < until {
            let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
            let output = command.arg("check").current_dir(sandbox.path()).output().unwrap();
            match output.status.code() {
                Some(0) => whole += 1,
                Some(2) => stopped += 1,
                other => panic!("{other:?}: {}", String::from_utf8_lossy(&output.stdout)),
            }
        }
    });
    println!("readers beside renames: {whole} read, {stopped} stopped at the journal");
    assert!(whole > 0);
}
