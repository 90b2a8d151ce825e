//! The shell steps of `action.yml`, run in bash against this checkout. That it builds itself is tested with
//! `cargo xtask test --heavy`.

#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod action;
mod program;

use action::{Job, ensure, run};
use program::{command, root};
use std::fs;
use std::path::Path;

const PROGRAM: &str = env!("CARGO_BIN_EXE_crosscheck");

/// A job on the pages of `docs/ci`.
fn job(inputs: &[(&str, &str)]) -> Job {
    let job = Job::new(&[inputs, &[("binary", PROGRAM)]].concat());
    fs::write(job.work().join("crosscheck.toml"), "profile = \"docs\"\n").unwrap();
    let manual = root().join("docs/ci/manual");
    for name in ["faq.md", "install.md", "archive/letter.md"] {
        let target = job.work().join("a b").join(name);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(manual.join(name), target).unwrap();
    }
    job
}

/// Takes what is found now into the baseline.
fn update(job: &Job) {
    let update = ["baseline", "update", "a b", "--baseline", "known.json"];
    run(command(&job.work()).args(update));
}

#[test]
fn what_is_found_fails_the_job_after_all_is_reported() {
    let mut job = job(&[("paths", "a b\n"), ("args", "--min-confidence\n0.1\n")]);
    let check = job.run("check", None);
    let log = String::from_utf8(check.stdout).unwrap();
    assert!(check.status.success(), "{log}");
    assert_eq!(log.lines().filter(|line| line.starts_with("::error file=a b/")).count(), 3, "{log}");
    assert!(job.summary().starts_with("# Where the sources disagree"));
    for format in ["json", "md", "sarif", "xml"] {
        let file = Path::new(job.output("check", "report")).join(format!("findings.{format}"));
        assert!(file.metadata().unwrap().len() > 100, "{format}");
    }
    assert_eq!(job.run("fail", None).status.code(), Some(1));
}

#[test]
fn a_baseline_makes_it_green() {
    let mut job = job(&[("paths", "a b"), ("baseline", "known.json")]);
    update(&job);
    let check = job.run("check", None);
    assert!(!String::from_utf8(check.stdout).unwrap().contains("::error"));
    assert_eq!(job.output("check", "exit-code"), "0");
    assert!(job.run("fail", None).status.success());
}

#[test]
fn what_cannot_be_checked_stops_the_job_at_once() {
    let mut job = job(&[("paths", "no such folder")]);
    let check = job.run("check", None);
    assert_eq!(check.status.code(), Some(2));
    let log = String::from_utf8(check.stdout).unwrap();
    assert!(log.contains("::error title=crosscheck::The check did not come to an end (exit code 2)"), "{log}");
}

#[test]
fn nothing_that_is_allowed_or_gone_is_uploaded() {
    ensure("jq", &["jq"]);
    let mut job = job(&[("paths", "a b"), ("baseline", "known.json")]);
    let comment = "<!-- crosscheck-ignore polarity: of the hosted edition -->\n";
    let faq = job.work().join("a b/faq.md");
    let text = fs::read_to_string(&faq).unwrap();
    fs::write(&faq, text.replace("We do not collect", &format!("{comment}We do not collect"))).unwrap();
    update(&job);
    let text = fs::read_to_string(&faq).unwrap();
    fs::write(&faq, text.replace("31 May 2031", "30 April 2031")).unwrap();
    job.run("check", None);
    let report = Path::new(job.output("check", "report")).to_owned();
    let filter = job.run("filter", None);
    assert!(filter.status.success(), "{filter:?}");
    let states = |name: &str| -> Vec<(String, bool)> {
        let log: serde_json::Value = serde_json::from_slice(&fs::read(report.join(name)).unwrap()).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        let state = |result: &serde_json::Value| result["baselineState"].as_str().unwrap().to_owned();
        results.iter().map(|result| (state(result), result["suppressions"].is_array())).collect()
    };
    let all = states("findings.sarif");
    assert!(all.contains(&("absent".into(), false)) && all.contains(&("new".into(), true)), "{all:?}");
    assert_eq!(states("upload.sarif"), [("unchanged".to_owned(), false)]);
}

#[test]
fn the_comment_is_made_once_and_then_renewed() {
    ensure("jq", &["jq"]);
    let mut job = job(&[("paths", "a b"), ("comment", "true"), ("github-token", "secret")]);
    job.run("check", None);
    // A stand-in for GitHub's client, which notes what it was asked and knows an earlier comment when told so.
    let bin = job.folder.path().join("bin");
    fs::create_dir(&bin).unwrap();
    let script = "#!/bin/bash\necho \"$GH_TOKEN $*\" >> \"${0%/*}/asked\"\n\
        case \"$*\" in *--paginate*) cat \"${0%/*}/known\" ;; esac\n\
        while [ $# -gt 0 ]; do if [ \"$1\" = --input ]; then cp \"$2\" \"${0%/*}/sent\"; fi; shift; done\n";
    fs::write(bin.join("gh"), script).unwrap();
    #[cfg(unix)]
    fs::set_permissions(bin.join("gh"), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    for (known, asked) in [
        ("", "--method POST repos/owner/pages/issues/7/comments"),
        ("41\n", "--method PATCH repos/owner/pages/issues/comments/41"),
    ] {
        fs::write(bin.join("known"), known).unwrap();
        let comment = job.run("comment", Some(&bin));
        assert!(comment.status.success(), "{comment:?}");
        let log = fs::read_to_string(bin.join("asked")).unwrap();
        assert!(log.lines().last().unwrap().starts_with(&format!("secret api {asked} --input ")), "{log}");
        let sent: serde_json::Value = serde_json::from_slice(&fs::read(bin.join("sent")).unwrap()).unwrap();
        assert!(sent["body"].as_str().unwrap().starts_with("<!-- crosscheck -->\n# Where the sources disagree"));
    }
}
