//! Runs that are killed while they write, and disks that are full. Run by `cargo xtask test --heavy`, in release mode.

#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod program;
mod server;
#[path = "../xtask/src/synthetic.rs"]
mod synthetic;

use program::{command, root, said, scratch};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How many runs are killed before they end; with the 60 of `review_heavy`, and 20 of `archive_heavy` and 10 of `heavy` at least,
/// these are more than 500.
const KILLS: u32 = 420;

/// What is written, by command.
const RUNS: [(&str, &[&str]); 3] = [
    (
        "check in.jsonl --fail-on never -o r.json -o r.csv -o r.html -o r.sarif -o r.xml -o r.md -o r.txt --manifest m.json",
        &["r.json", "r.csv", "r.html", "r.sarif", "r.xml", "r.md", "r.txt", "m.json"],
    ),
    ("extract in.jsonl -o claims.csv", &["claims.csv"]),
    ("baseline update in.jsonl --baseline known.json", &["known.json"]),
];

fn run(folder: &Path, line: &str) -> Command {
    let mut run = command(folder);
    run.args(line.split(' ')).args(["--no-config", "-q"]).stdout(Stdio::null()).stderr(Stdio::null());
    run
}

fn contents(folder: &Path, names: &[&str]) -> BTreeMap<String, Vec<u8>> {
    names.iter().map(|name| ((*name).to_owned(), fs::read(folder.join(name)).unwrap())).collect()
}

#[test]
fn whatever_is_killed_each_file_is_the_old_one_or_the_new_one() {
    let scratch = scratch();
    let folder = scratch.path();
    let input = |count| synthetic::jsonl(&root().join("corpus"), count).unwrap();
    let (mut killed, mut over, mut old_ones, mut new_ones) = (0_u32, 0, 0, 0);
    for (line, names) in RUNS {
        fs::write(folder.join("in.jsonl"), input(20)).unwrap();
        assert!(run(folder, line).status().unwrap().success(), "{line}");
        let old = contents(folder, names);
        fs::write(folder.join("in.jsonl"), input(120)).unwrap();
        let begun = Instant::now();
        assert!(run(folder, line).status().unwrap().success(), "{line}");
        let mut whole = begun.elapsed();
        let new = contents(folder, names);
        assert!(old.iter().all(|(name, bytes)| *bytes != new[name]), "{line}: nothing is to be told apart");
        let due = KILLS / u32::try_from(RUNS.len()).unwrap();
        let (mut turn, mut mine) = (0_u32, 0_u32);
        while mine < due {
            turn += 1;
            old.iter().for_each(|(name, bytes)| fs::write(folder.join(name), bytes).unwrap());
            let mut child = run(folder, line).spawn().unwrap();
            // Anywhere, and mostly near the end, where everything is written. The golden ratio spreads the moments.
            let part = (f64::from(turn) * 0.618_034).fract().sqrt() * 1.1;
            std::thread::sleep(whole.mul_f64(part));
            child.kill().unwrap();
            // What had ended by itself tells of no kill.
            let ended = child.wait().unwrap().code().is_some();
            (mine, over) = if ended { (mine, over + 1) } else { (mine + 1, over) };
            // A machine that is busy now may be quiet then.
            whole = whole.mul_f64(if ended { 0.9 } else { 1.02 });
            for (name, left) in contents(folder, names) {
                let is_old = left == old[&name];
                assert!(is_old || left == new[&name], "{line}: at {part:.2} {name} is torn: {} bytes", left.len());
                *(if is_old { &mut old_ones } else { &mut new_ones }) += 1;
            }
        }
        killed += mine;
    }
    println!("{killed} killed, {over} ended before; {old_ones} files were the old ones, {new_ones} the new ones");
    assert!(killed >= KILLS && old_ones > 0 && new_ones > 0, "killed at moments that tell nothing");
}

/// Runs a script with `now` as a file system of a few kilobytes of its own, which needs the rights of the machine's owner.
#[cfg(target_os = "linux")]
fn on_a_small_disk(folder: &Path, script: &str) -> String {
    fs::create_dir_all(folder.join("now")).unwrap();
    let script = format!("mount -t tmpfs -o size=400k none now || exit 1\n{script}\numount now");
    let output = Command::new("unshare")
        .args(["--mount", "bash", "-c", &script, env!("CARGO_BIN_EXE_crosscheck")])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "this needs the right to mount: {}", String::from_utf8_lossy(&output.stderr));
    said(output).1
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_each_output_as_it_was() {
    let scratch = scratch();
    fs::write(scratch.path().join("in.jsonl"), synthetic::jsonl(&root().join("corpus"), 400).unwrap()).unwrap();
    fs::write(scratch.path().join("small.jsonl"), synthetic::jsonl(&root().join("corpus"), 8).unwrap()).unwrap();
    for (name, line) in [
        ("r.json", "check in.jsonl -o now/r.json"),
        ("r.csv", "check in.jsonl -o now/r.csv"),
        ("r.html", "check in.jsonl -o now/r.html"),
        ("r.sarif", "check in.jsonl -o now/r.sarif"),
        ("m.json", "check in.jsonl --manifest now/m.json"),
        ("claims.csv", "extract in.jsonl -o now/claims.csv"),
        ("known.json", "baseline update in.jsonl --baseline now/known.json"),
    ] {
        // All of the disk is taken but a page, so that the first bytes can be written.
        let small = line.replace("in.jsonl", "small.jsonl");
        // A manifest fits into a page.
        let room = if name == "m.json" { "true" } else { "truncate -s -4096 now/fill" };
        let script = format!(
            "\"$0\" {small} --no-config -q >/dev/null; cp now/{name} before; \
             cat /dev/zero > now/fill 2>/dev/null; {room}; \
             \"$0\" {line} --no-config -q; echo \"exit $?\"; cmp now/{name} before && echo whole; ls -A now | wc -l"
        );
        let told = on_a_small_disk(scratch.path(), &script);
        assert!(told.contains("exit 2") && told.contains("whole\n2\n"), "{line}: {told}");
        assert!(told.contains("No space left"), "{line}: {told}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_verdict_that_finds_no_room_is_not_acknowledged() {
    let scratch = scratch();
    program::copy(&root().join("tests/cli/in/ferry"), &scratch.path().join("ferry"));
    // The server's own address tells how to ask; curl-less, by bash's own sockets.
    let script = r#"
        "$0" review --no-config ferry --verdicts now/verdicts.csv > address & server=$!
        for try in $(seq 100); do grep -q token address && break; sleep 0.1; done
        port=$(sed 's/.*127.0.0.1:\([0-9]*\).*/\1/' address); token=$(sed 's/.*token=//' address)
        post() {
            body='{"id":"'$(printf a%031x $1)'","kind":"date","keys":[],"verdict":"dismiss","note":"'$2'","reviewer":"Ada","message":"m"}'
            exec 3<>/dev/tcp/127.0.0.1/$port
            printf 'POST /verdicts HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nContent-Type: application/json\r\nX-Crosscheck-Token: %s\r\nContent-Length: %d\r\n\r\n%s' $port $token ${#body} "$body" >&3
            head -1 <&3 | cut -d' ' -f2; exec 3>&-
        }
        post 1 small
        cat /dev/zero > now/fill 2>/dev/null
        post 2 $(head -c 9000 /dev/zero | tr '\0' x)
        rm now/fill
        post 3 small
        kill -TERM $server; wait $server; echo "exit $?"
        tail -n +2 now/verdicts.csv | cut -c1-32"#;
    let told = on_a_small_disk(scratch.path(), script);
    let id = |number: u32| format!("a{number:031x}");
    assert!(told.starts_with(&format!("204\n503\n204\nexit 0\n{}\n{}\n", id(1), id(3))), "{told}");
}

#[test]
fn ctrl_c_ends_a_run_at_once_with_nothing_half_written() {
    let scratch = scratch();
    let folder = scratch.path();
    fs::write(folder.join("in.jsonl"), synthetic::jsonl(&root().join("corpus"), 3_000).unwrap()).unwrap();
    fs::write(folder.join("r.json"), "old").unwrap();
    for signal in ["-INT", "-TERM"] {
        let mut child = run(folder, "check in.jsonl -o r.json").spawn().unwrap();
        std::thread::sleep(Duration::from_millis(150));
        assert!(child.try_wait().unwrap().is_none(), "it ended too soon to be interrupted");
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        assert!(!child.wait().unwrap().success());
        assert_eq!(fs::read_to_string(folder.join("r.json")).unwrap(), "old");
        assert_eq!(fs::read_dir(folder).unwrap().count(), 2, "something is left beside it");
    }
}
