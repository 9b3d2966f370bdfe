//! Disks that are full, folders that are read-only: clear words, nothing lost.
#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::support::Sandbox;

fn folder() -> Sandbox {
    let events = format!(
        "id,date,title,actors\n{}",
        "e1,2025,First,ann\n".replacen("First", &"x".repeat(9000), 1)
    );
    let ties = "id,from,relation,to\nr1,ann,knows,ann2\n";
    Sandbox::new()
        .csv("events", &events)
        .csv("actors", "id,name\nann,Ann\nann2,Bob\n")
        .csv("relationships", ties)
}

fn everything(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .map(|p| (p.clone(), fs::read(p).unwrap()))
        .collect();
    files.sort();
    files
}

/// Runs a command line of the shell with `$annals` as the program; gives exit code and stderr.
fn shell(sandbox: &Sandbox, script: &str) -> (Option<i32>, String) {
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(script)
        .current_dir(sandbox.path())
        .env("annals", env!("CARGO_BIN_EXE_annals"));
    let output = command.output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_pipe_named_as_the_output_is_written_into_and_stays_a_pipe() {
    use std::os::unix::fs::FileTypeExt;
    let sandbox = folder();
    let script = "mkfifo pipe; cat pipe > got & \"$annals\" export -o pipe --format csv; code=$?; wait; exit $code";
    let (code, stderr) = shell(&sandbox, script);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(fs::metadata(sandbox.path().join("pipe")).unwrap().file_type().is_fifo());
    assert_eq!(sandbox.read("got"), sandbox.read("data/events.csv"));
}

#[test]
fn standard_output_named_as_a_file_is_written_into_where_it_is_a_pipe() {
    let sandbox = folder();
    let script = "{ \"$annals\" export -f csv -o /dev/stdout; echo $? > code; } | cat > got";
    let (_, stderr) = shell(&sandbox, script);
    assert_eq!(sandbox.read("code"), "0\n", "{stderr}");
    assert_eq!(sandbox.read("got"), sandbox.read("data/events.csv"));
}

#[test]
fn a_command_comes_to_the_same_where_the_reader_closes_the_pipe() {
    let sandbox = Sandbox::new();
    for (command, date, expected) in [
        ("check --all", "2025-13", "1\n"),
        ("check --all", "2025", "0\n"),
        ("export", "2025", "0\n"),
        ("export --strict", "2025-13", "1\n"),
    ] {
        let rows: String = (0..3000).map(|n| format!("e{n},{date},T{n:0>30}\n")).collect();
        let events = format!("id,date,title\n{rows}");
        fs::write(sandbox.data().join("events.csv"), events).unwrap();
        let script =
            format!("{{ \"$annals\" {command}; echo $? > code; }} 2> said | head -1 > /dev/null");
        shell(&sandbox, &script);
        assert_eq!(sandbox.read("code"), expected, "{command}");
        assert!(!sandbox.read("said").contains("output"), "{command}");
    }
}

#[test]
fn a_command_comes_to_the_same_where_the_reader_closes_a_pipe_named_as_the_output() {
    let sandbox = Sandbox::new();
    for (command, date, count, expected) in [
        ("check -f json", "2025-13", 3000, 1),
        ("check -f json", "2025-13", 1, 1),
        ("export -f csv", "2025", 9000, 0),
    ] {
        let rows: String = (0..count).map(|n| format!("e{n},{date},T{n:0>30}\n")).collect();
        let events = format!("id,date,title\n{rows}");
        fs::write(sandbox.data().join("events.csv"), events).unwrap();
        let script = format!("rm -f pipe; mkfifo pipe; : < pipe & \"$annals\" {command} -o pipe");
        assert_eq!(shell(&sandbox, &script), (Some(expected), String::new()), "{command}");
    }
}

const ADD: &str = "add --date 2027 --title New --actor 'Zoe Q' --create-actors";
const RENAME: &str = "rename ann anna";

#[test]
fn a_file_that_may_grow_no_further_is_left_as_it_was() {
    for arguments in [ADD, RENAME] {
        let sandbox = folder();
        let before = everything(&sandbox.data());
        // 8 blocks of 512 bytes, and no signal, so that the write fails as on a full disk.
        let (code, stderr) =
            shell(&sandbox, &format!("trap '' XFSZ; ulimit -f 8; exec \"$annals\" {arguments}"));
        assert_eq!(code, Some(2), "{stderr}");
        assert!(
            stderr.contains("larger than the system allows") && stderr.contains("nothing was lost"),
            "{stderr}"
        );
        assert_eq!(everything(&sandbox.data()), before);
    }
}

/// A small disk at `data/`, while it lives.
struct Disk(PathBuf);

impl Disk {
    /// `None`: this user may not mount one.
    fn at(path: &Path) -> Option<Disk> {
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=32k", "none"])
            .arg(path)
            .status();
        mounted.is_ok_and(|s| s.success()).then(|| Disk(path.to_path_buf()))
    }

    fn read_only(&self) {
        let status = Command::new("mount").args(["-o", "remount,ro"]).arg(&self.0).status();
        assert!(status.unwrap().success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_and_a_read_only_one_lose_nothing() {
    let model = folder();
    for arguments in [ADD, RENAME] {
        let sandbox = Sandbox::new();
        let Some(disk) = Disk::at(&sandbox.data()) else {
            println!("no disk can be mounted here: a_file_that_may_grow_no_further stands for it");
            return;
        };
        for (path, bytes) in everything(&model.data()) {
            fs::write(sandbox.data().join(path.file_name().unwrap()), bytes).unwrap();
        }
        fs::write(sandbox.data().join("ballast"), vec![0; 8000]).unwrap();
        let before = everything(&sandbox.data());
        let (code, stderr) = shell(&sandbox, &format!("exec \"$annals\" {arguments}"));
        assert_eq!(code, Some(2), "{stderr}");
        assert!(stderr.contains("the disk is full; nothing was lost"), "{stderr}");
        assert_eq!(everything(&sandbox.data()), before);
        disk.read_only();
        let (code, stderr) = shell(&sandbox, &format!("exec \"$annals\" {arguments}"));
        assert_eq!(code, Some(2), "{stderr}");
        assert!(stderr.contains("read-only"), "{stderr}");
        assert_eq!(everything(&sandbox.data()), before);
    }
}

#[test]
fn a_read_only_folder_and_a_read_only_file_are_left_alone() {
    let mode =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    // Root may write anywhere, so the program runs as nobody; the folder is then nobody's own.
    let root =
        fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0);
    let user = if root { "setpriv --reuid 65534 --clear-groups " } else { "" };
    let program = std::env::temp_dir().join(format!("annals-as-nobody-{}", std::process::id()));
    fs::copy(env!("CARGO_BIN_EXE_annals"), &program).unwrap();
    mode(&program, 0o755);
    for arguments in [ADD, RENAME] {
        for (folder_mode, file_mode, words) in [
            (0o555, 0o666, "the folder does not allow it"),
            (0o777, 0o444, "the file is read-only"),
        ] {
            let sandbox = folder();
            mode(sandbox.path(), 0o755);
            for (path, _) in everything(&sandbox.data()) {
                mode(&path, file_mode);
            }
            mode(&sandbox.data(), folder_mode);
            let before = everything(&sandbox.data());
            let (code, stderr) =
                shell(&sandbox, &format!("exec {user}{} {arguments}", program.display()));
            assert_eq!(code, Some(2), "{stderr}");
            assert!(stderr.contains(words), "{stderr}");
            assert_eq!(everything(&sandbox.data()), before);
            let (code, _) =
                shell(&sandbox, &format!("exec {user}{} {ADD} --dry-run", program.display()));
            assert_eq!(code, Some(0), "a dry run only reads");
            mode(&sandbox.data(), 0o755);
        }
    }
    fs::remove_file(program).unwrap();
}

#[test]
fn a_file_that_is_replaced_stays_that_of_its_group() {
    use std::os::unix::fs::{MetadataExt, chown};
    let is_root = fs::metadata("/proc/self").is_ok_and(|m| m.uid() == 0);
    if !is_root {
        println!("only root can play two users");
        return;
    }
    let program = std::env::temp_dir().join(format!("annals-of-a-group-{}", std::process::id()));
    fs::copy(env!("CARGO_BIN_EXE_annals"), &program).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    for arguments in ["add --date 2027 --title New", RENAME, "timeline -o list.md"] {
        let sandbox = folder().bytes("list.md", b"old");
        let folders = [sandbox.path().to_path_buf(), sandbox.data()];
        let files = everything(&sandbox.data()).into_iter().map(|(path, _)| path);
        let files: Vec<PathBuf> = files.chain([sandbox.path().join("list.md")]).collect();
        let modes = folders.iter().map(|f| (f, 0o775)).chain(files.iter().map(|f| (f, 0o660)));
        for (path, mode) in modes {
            chown(path, Some(6001), Some(4242)).unwrap();
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
        let user = "setpriv --reuid 6002 --regid 6002 --groups 4242";
        let (code, stderr) = shell(&sandbox, &format!("{user} {} {arguments}", program.display()));
        assert_eq!(code, Some(0), "{stderr}");
        for path in &files {
            let now = fs::metadata(path).unwrap();
            assert_eq!((now.gid(), now.mode() & 0o777), (4242, 0o660), "{}", path.display());
        }
    }
    fs::remove_file(program).unwrap();
}

#[cfg(unix)]
#[test]
fn ctrl_c_while_a_file_is_written_leaves_the_old_one_and_nothing_else() {
    let sandbox = Sandbox::new();
    let folder = sandbox.path().join("many");
    std::fs::create_dir_all(&folder).unwrap();
    let row =
        |n: u32| format!("e{n:06},2025-02-12,\"A title, with a comma\",{}\n", "x".repeat(200));
    let rows: String = (0..60_000).map(row).collect();
    std::fs::write(folder.join("events.csv"), format!("id,date,title,summary\n{rows}")).unwrap();
    let out = sandbox.path().join("out");
    std::fs::create_dir_all(&out).unwrap();
    let target = out.join("events.csv");
    let left = || {
        let names = std::fs::read_dir(&out).unwrap().map(|e| e.unwrap().file_name());
        names.map(|name| name.to_string_lossy().into_owned()).collect::<Vec<_>>()
    };
    let mut stopped = 0;
    for _ in 0..10 {
        std::fs::write(&target, "old").unwrap();
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_annals"))
            .args(["--data", "many", "export", "-o", "out/events.csv"])
            .current_dir(sandbox.path())
            .spawn()
            .unwrap();
        while left().len() < 2 && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        let id = child.id().to_string();
        std::process::Command::new("kill").args(["-INT", &id]).status().unwrap();
        let status = child.wait().unwrap();
        assert_eq!(left(), ["events.csv"]);
        let now = std::fs::read_to_string(&target).unwrap();
        // It may be stopped when the new one stands there already.
        let (is_old, lines) = (now == "old", now.lines().count());
        let is_stopped = status.code() == Some(130);
        assert!(lines == 60_001 || is_stopped && is_old, "{status:?}: {lines} lines");
        stopped += usize::from(is_stopped && is_old);
    }
    println!("{stopped} of 10 stopped");
    assert!(stopped > 0);
}

#[test]
fn init_on_a_full_disk_leaves_nothing_and_works_later() {
    let sandbox = Sandbox::new();
    let (code, stderr) =
        shell(&sandbox, "trap '' XFSZ; ulimit -f 2; exec \"$annals\" init new/folder");
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("cannot write `new/folder/"), "{stderr}");
    assert_eq!(everything(&sandbox.path().join("new/folder")), []);
    sandbox.run(["init", "new/folder"]).code(0).stderr_has("made events.csv");
}

#[test]
fn a_file_that_cannot_be_written_is_named_as_it_was_asked_for() {
    let sandbox = folder();
    for (arguments, name) in [("export -o got.csv", "got.csv"), ("build -o out", "out/")] {
        let (code, stderr) =
            shell(&sandbox, &format!("trap '' XFSZ; ulimit -f 8; exec \"$annals\" {arguments}"));
        assert_eq!(code, Some(2), "{stderr}");
        assert!(stderr.contains(&format!("cannot write `{name}")), "{stderr}");
        assert!(stderr.contains("larger than the system allows; nothing was lost"), "{stderr}");
        assert!(!stderr.contains(".annals-") && !stderr.contains("os error"), "{stderr}");
    }
    assert!(!sandbox.path().join("got.csv").exists());
}

#[test]
fn what_a_killed_build_left_is_removed_by_the_next_and_what_another_holds_is_not() {
    let sandbox = folder();
    let mut left = 0;
    for _ in 0..10 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_annals"))
            .args(["build", "-o", "out"])
            .current_dir(sandbox.path())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let there = || fs::read_dir(sandbox.path().join("out")).is_ok_and(|d| d.count() > 0);
        while !there() && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        left += usize::from(hidden(&sandbox).iter().any(|name| name.starts_with(".annals-")));
    }
    println!("{left} of 10 left a file");
    for name in [".annals-output-held", ".annals-output-left", ".mine"] {
        fs::write(sandbox.path().join("out").join(name), "").unwrap();
    }
    let held = fs::File::open(sandbox.path().join("out/.annals-output-held")).unwrap();
    held.lock().unwrap();
    sandbox.run(["build", "-o", "out"]).code(0).stderr_has("written to out");
    assert_eq!(hidden(&sandbox), [".annals-output-held", ".mine"]);
}

/// Files in `out/` whose names begin with a dot.
fn hidden(sandbox: &Sandbox) -> Vec<String> {
    let entries = fs::read_dir(sandbox.path().join("out")).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name.starts_with('.'));
    names.sort();
    names
}
