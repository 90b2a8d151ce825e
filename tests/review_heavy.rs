//! Reviews that are killed, and tables that a real spreadsheet saves. Run by `cargo xtask test --heavy`, which installs
//! LibreOffice where it is missing.

mod program;
mod server;

use crosscheck::report::shielded;
use program::{ferry, said};
use server::{Server, csv_rows};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often a review is killed while it takes verdicts.
const KILLS: u64 = 60;
/// Findings with a verdict each, in the large file.
const MANY: usize = 20_000;
/// Verdicts that are sent to a review of so many.
const SENT: usize = 300;

fn verdict(at: usize, word: &str) -> String {
    let (id, key) = (format!("{at:032x}"), format!("{:032x}", at + (1 << 40)));
    format!(
        r#"{{"id":"{id}","kind":"date","keys":["{key}"],"verdict":"{word}","note":"note {at}, \"so\"","reviewer":"Ada","message":"m"}}"#
    )
}

#[test]
fn a_killed_review_has_lost_no_verdict_that_it_acknowledged() {
    let folder = ferry();
    let path = folder.path().join("verdicts.csv");
    let mut acknowledged: BTreeMap<usize, &str> = BTreeMap::new();
    let mut next = 0;
    for turn in 0..KILLS {
        let mut server = Server::start(folder.path());
        let id = server.child.id().to_string();
        let end = Instant::now() + Duration::from_millis(40 + 7 * turn);
        let killer = std::thread::spawn(move || {
            std::thread::sleep(end.saturating_duration_since(Instant::now()));
            Command::new("kill").args(["-KILL", &id]).status()
        });
        // Most are new, some change what was said before.
        loop {
            let at = if next % 5 == 4 { next / 2 } else { next };
            let word = ["confirm", "dismiss", "update", "unsure"][(next + usize::try_from(turn).unwrap()) % 4];
            match server.try_send(&server.verdict(&verdict(at, word))) {
                Ok(answer) => assert_eq!(answer.status, 204, "{}", answer.body),
                Err(_) => break,
            }
            acknowledged.insert(at, word);
            next += 1;
        }
        killer.join().unwrap().unwrap();
        let ended = server.child.wait().unwrap();
        assert_eq!(ended.signal(), Some(9), "turn {turn}: it had ended before: {ended}");
        // The last row of a finding counts. What was sent and not acknowledged may be there or not.
        let rows = csv_rows(&path);
        let told: BTreeMap<&str, &str> = rows.iter().map(|row| (row["id"].as_str(), row["verdict"].as_str())).collect();
        for (at, word) in &acknowledged {
            let id = format!("{at:032x}");
            let last = told.get(id.as_str());
            assert!(last.is_some(), "turn {turn}: verdict {at} is lost");
            let unanswered = rows.last().is_some_and(|row| row["id"] == id);
            assert!(last == Some(word) || unanswered, "turn {turn}: verdict {at} is {last:?}, not {word}");
        }
    }
    println!("{KILLS} reviews were killed, of {} verdicts that they acknowledged none is missing", acknowledged.len());
    assert!(acknowledged.len() > 200, "only {} verdicts were taken before the kills", acknowledged.len());
}

#[test]
fn a_verdict_among_many_is_taken_and_told() {
    let folder = ferry();
    let mut text = "id,kind,keys,verdict,note,reviewer,message\n".to_owned();
    for at in 0..MANY {
        text.push_str(&format!(
            "{at:032x},date,{:032x},dismiss,\"note, {at}\",Ada,\"Dates differ: “Monday” against “Tuesday”\"\n",
            at + (1 << 40)
        ));
    }
    fs::write(folder.path().join("verdicts.csv"), text).unwrap();
    let server = Server::start(folder.path());
    let begun = Instant::now();
    for at in 0..SENT {
        assert_eq!(server.post(&verdict(MANY + at, "confirm")).status, 204);
    }
    let mean = begun.elapsed() / u32::try_from(SENT).unwrap();
    println!("{MANY} verdicts in the file: {mean:?} for one more");
    assert_eq!(server.verdicts().as_array().map(Vec::len), Some(MANY + SENT));
}

/// Has LibreOffice turn a file into another format; `filter` is its name with options.
fn converted(from: &Path, filter: &str, options: &[&str]) -> PathBuf {
    let folder = from.parent().expect("a file lies in a folder");
    let out = folder.join("converted");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let status = Command::new("soffice")
        .arg(profile)
        .args(["--headless", "--norestore"])
        .args(options)
        .args(["--convert-to", filter, "--outdir"])
        .arg(&out)
        .arg(from)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("soffice is installed by `cargo xtask test --heavy`");
    assert!(status.success(), "soffice: {status}");
    let ending = filter.split(':').next().unwrap_or_default();
    let made = out.join(from.file_name().expect("a file has a name")).with_extension(ending);
    assert!(made.is_file(), "soffice made no {}", made.display());
    made
}

/// CSV with this separator, UTF-8, as shown in the cells.
fn export(separator: char) -> String {
    format!("csv:Text - txt - csv (StarCalc):{},34,76,1,,0,false,true,false,false,false", u32::from(separator))
}

/// Opens CSV of this separator as UTF-8.
fn import(separator: char) -> String {
    format!("--infilter=Text - txt - csv (StarCalc):{},34,76,1", u32::from(separator))
}

/// Through the spreadsheet's own format and back out with another separator.
fn saved_by_libreoffice(path: &Path, from: char, to: char) {
    let sheet = converted(path, "ods", &[&import(from)]);
    let saved = converted(&sheet, &export(to), &[]);
    let text = fs::read_to_string(saved).expect("it saves UTF-8");
    assert!(text.lines().next().unwrap_or_default().contains(to), "{text}");
    fs::write(path, text).expect("a file can be written");
}

#[test]
fn nothing_is_lost_on_the_way_through_libreoffice() {
    let folder = ferry();
    let hostile = "=1+1 is what the Larkspur Post wrote.\n\n@ferry lost 12,5 tonnes; \"quoted\", she said. +5 people came. \
                   -3 degrees were measured. Zoë counted ½ of 1e5 boxes on 3/4.\n\n'=2 is no sum.\n";
    fs::write(folder.path().join("ferry/hostile.txt"), hostile).unwrap();
    let run = |arguments: &[&str]| said(program::crosscheck(arguments, folder.path()));
    // Not among them: bare numbers, which a spreadsheet that opens CSV writes back its own way (0012 as 12).
    let notes = [
        "=1+1",
        "'=1+1",
        "''=1",
        "-x; \"y\", z",
        "+49 30",
        "@ada",
        "two\nlines",
        "Zoë “½”",
        "'tis",
        "no. 0012",
        " so ",
    ];
    for (sheet, command) in [("claims.csv", "extract"), ("findings.csv", "check")] {
        let path = folder.path().join(sheet);
        let write: &[&str] = &[command, "--no-config", "ferry", "-o", sheet];
        run(write);
        let mut rows = csv_rows(&path);
        let header: Vec<String> =
            csv::Reader::from_path(&path).unwrap().headers().unwrap().iter().map(str::to_owned).collect();
        for (at, row) in rows.iter_mut().enumerate() {
            row.insert("verdict".into(), "dismiss".into());
            row.insert("note".into(), notes[at % notes.len()].to_owned());
            row.insert("reviewer".into(), "Zoë".into());
        }
        let mut table = csv::Writer::from_path(&path).unwrap();
        table.write_record(&header).unwrap();
        rows.iter()
            .for_each(|row| table.write_record(header.iter().map(|name| shielded(&row[name]).into_owned())).unwrap());
        table.flush().unwrap();
        run(write);
        let before = csv_rows(&path);
        let mut separator = ',';
        for to in [';', '\t', ','] {
            saved_by_libreoffice(&path, separator, to);
            let (code, said) = run(write);
            assert!(code != Some(2), "{said}");
            separator = to;
        }
        let after = csv_rows(&path);
        assert_eq!(after.len(), before.len());
        for (old, new) in before.iter().zip(&after) {
            for name in &header {
                assert_eq!(old[name], new[name], "{name} of {}", old[&header[0]]);
            }
        }
    }
    let (code, said) = run(&["extract", "--no-config", "ferry", "--check", "claims.csv"]);
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = run(&["check", "--no-config", "ferry", "--verdicts", "findings.csv"]);
    assert_eq!(code, Some(0), "{said}");
}
