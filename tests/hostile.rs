//! Input that is made to hurt, and places that do not hold still.

#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod program;

use program::{command, crosscheck, said, scratch};
use std::fs;
use std::path::Path;

const LEFT: &str = "Nine people died when the ferry Aurora sank off Larkspur Point on Monday.";
const RIGHT: &str = "Twelve people died when the ferry Aurora sank off Larkspur Point on Monday.";

fn put(folder: &Path, files: &[(&str, &[u8])]) {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// The report on all that lies in the folder, with exit code and what was said.
fn check(folder: &Path, more: &[&str]) -> (Option<i32>, serde_json::Value, String) {
    let run = [&["check", "--no-config", ".", "--format", "json", "-v"], more].concat();
    let output = crosscheck(&run, folder);
    let told = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), serde_json::from_slice(&output.stdout).unwrap_or_default(), told)
}

#[test]
fn a_fault_in_one_article_costs_that_article() {
    if !cfg!(debug_assertions) {
        return;
    }
    let folder = scratch();
    put(
        folder.path(),
        &[("a.txt", LEFT.as_bytes()), ("b.txt", RIGHT.as_bytes()), ("c.txt", b"The mayor of Wendover resigned.")],
    );
    for stage in ["read", "extract", "compare"] {
        let mut run = command(folder.path());
        run.args(["check", "--no-config", ".", "--format", "json"])
            .env("CROSSCHECK_TEST_PANIC", format!("{stage}:c.txt"));
        let output = run.output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{stage}: {told}");
        assert!(told.contains("c.txt: crosscheck failed on it (src/fault.rs"), "{stage}: {told}");
        assert!(!told.contains("panicked") && told.lines().count() == 1, "{stage}: {told}");
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["discrepancies"].as_array().map(Vec::len), Some(1), "{stage}");
        let skipped = &report["skipped"][0];
        assert_eq!((skipped["what"].as_str(), skipped["fatal"].as_bool()), (Some("c.txt"), Some(true)), "{stage}");
    }
    let mut add = command(folder.path());
    add.args(["archive", "add", ".", "--no-config", "--archive", "kept"]).env("CROSSCHECK_TEST_PANIC", "extract:c.txt");
    let (code, told) = said(add.output().unwrap());
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("c.txt: crosscheck failed on it") && told.contains("2 added"), "{told}");
}

#[test]
fn limits_are_kept_and_told() {
    let folder = scratch();
    let long = format!("{LEFT}\n").repeat(20_000);
    assert!(long.len() > 1 << 20);
    put(
        folder.path(),
        &[
            ("a.txt", long.as_bytes()),
            ("b.jsonl", b"{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n"),
            ("c.txt", RIGHT.as_bytes()),
        ],
    );
    for (limit, part) in [
        ("file-limit-mib = 1", "a.txt: is longer than 1 MiB; split it or, if that is right, raise `file-limit-mib`"),
        ("total-limit-mib = 1", "there is more than 1 MiB to read: nothing was checked"),
        ("article-limit = 3", "there are more than 3 articles: nothing was checked"),
        ("article-limit = 1", "more than 1 articles"),
    ] {
        fs::write(folder.path().join("crosscheck.toml"), limit).unwrap();
        let (code, told) = said(crosscheck(&["check", ".", "-q"], folder.path()));
        assert_eq!(code, Some(2), "{limit}: {told}");
        assert!(told.contains(part), "{limit}: {told}");
    }
    fs::write(folder.path().join("crosscheck.toml"), "file-limit-mib = 2\ntotal-limit-mib = 2\narticle-limit = 4")
        .unwrap();
    let (code, told) = said(crosscheck(&["check", ".", "-q"], folder.path()));
    assert_eq!(code, Some(1), "{told}");
}

#[test]
fn what_no_terminal_may_obey_reaches_none() {
    let folder = scratch();
    let armed = "\u{1b}[2J\u{1b}]0;title\u{7} \u{9b}8m\u{202e}enin\u{202c} \u{2066}x\u{2069}\u{200b} ";
    put(
        folder.path(),
        &[
            ("a.txt", LEFT.as_bytes()),
            ("b.txt", format!("{armed}\n\n{}", RIGHT.replace("Aurora", "Aurora\u{1b}[8m")).as_bytes()),
            ("c.md", format!("---\ntitle: \"{armed}\"\nsource: \"Post\u{202e}\"\n---\n\n{RIGHT}").as_bytes()),
        ],
    );
    let awkward = |c: char| {
        c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}')
    };
    for format in ["text", "github", "md"] {
        let (_, told) =
            said(crosscheck(&["check", "--no-config", ".", "-v", "--why-not", "--format", format], folder.path()));
        assert!(told.contains("Twelve people"), "{format}: the value can be seen: {told}");
        assert!(!told.contains(awkward), "{format}: {told:?}");
    }
    for arguments in [&["articles", "--no-config", "."][..], &["extract", "--no-config", "."]] {
        let (_, told) = said(crosscheck(arguments, folder.path()));
        assert!(!told.contains(awkward), "{arguments:?}: {told:?}");
    }
}

#[test]
fn what_cannot_be_seen_hides_no_value() {
    let folder = scratch();
    let said_of = |number: &str| {
        format!("Rain fell on Friday. {number} people died when the ferry Aurora sank off Larkspur Point on Monday.")
    };
    put(folder.path(), &[("a.txt", said_of("14").as_bytes())]);
    // To a reader all of these are 12; nobody wrote 2.
    for odd in [
        '\u{ad}',
        '\u{34f}',
        '\u{200b}',
        '\u{200d}',
        '\u{200e}',
        '\u{2060}',
        '\u{206a}',
        '\u{feff}',
        '\u{fe0f}',
        '\u{e0100}',
    ] {
        put(folder.path(), &[("b.txt", said_of(&format!("1{odd}2")).as_bytes())]);
        let (code, report, told) = check(folder.path(), &[]);
        assert_eq!(code, Some(0), "{odd:?}: {report}");
        let (shown, code) = (format!("\"1{}2\"", odd.escape_unicode()), format!("U+{:04X}", u32::from(odd)));
        assert!(told.contains("b.txt:1:22: the number ") && told.contains(&shown) && told.contains(&code), "{told}");
        assert!(!told.contains(odd), "{told:?}");
    }
    for (turned, code) in
        [("\u{202e}21\u{202c}", "U+202E"), ("\u{1d7cf}\u{1d7d0}", "U+1D7CF"), ("\u{ff11}\u{ff12}", "U+FF11")]
    {
        put(folder.path(), &[("b.txt", said_of(turned).as_bytes())]);
        let (_, _, told) = check(folder.path(), &[]);
        assert!(told.contains("b.txt:1:22: ") && told.contains(code), "{told}");
    }
    // A soft hyphen in a word is how columns are set, and a variant of a heart is a heart.
    let plain = said_of("12").replace("Larkspur", "Lark\u{ad}spur").replace("Friday", "Friday \u{2764}\u{fe0f}");
    put(folder.path(), &[("b.txt", plain.as_bytes())]);
    let (code, _, told) = check(folder.path(), &[]);
    assert_eq!((code, told.as_str()), (Some(1), ""));
    let (_, told) = said(crosscheck(&["check", "--no-config", "."], folder.path()));
    assert!(told.contains("off Larkspur Point"), "{told}");
}

#[test]
fn names_that_only_look_alike_are_told_and_not_taken_for_one() {
    let folder = scratch();
    let about = |name: &str, office: &str| format!("{LEFT} {office} {name} visited Larkspur Point.");
    put(
        folder.path(),
        &[
            ("a.txt", about("Ana Brennick", "President").as_bytes()),
            ("b.txt", about("Ana Brennick", "Former President").as_bytes()),
        ],
    );
    let (_, report, _) = check(folder.path(), &[]);
    assert_eq!(report["discrepancies"][0]["kind"], "status", "there is something to conflate: {report}");
    // The first letter of each name is Cyrillic.
    put(folder.path(), &[("b.txt", about("\u{410}na \u{412}rennick", "Former President").as_bytes())]);
    let (code, report, told) = check(folder.path(), &[]);
    assert_eq!(code, Some(0), "{report}");
    assert!(told.contains("b.txt:1:") && told.contains("mixes letters of two scripts (U+0410 among them)"), "{told}");
}

#[test]
fn whatever_the_bytes_the_run_ends_and_says_why() {
    let folder = scratch();
    let wide = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(bytes).collect() };
    let cases: Vec<(&str, Vec<u8>, i32)> = vec![
        ("nul.txt", format!("Nine\0 people died.\0 {LEFT}").into_bytes(), 0),
        ("overlong.txt", [b"Nine \xc0\xaf\xe0\x80\xaf people. ", LEFT.as_bytes()].concat(), 0),
        ("surrogate.txt", [b"\xff\xfe".to_vec(), wide(LEFT, u16::to_le_bytes), vec![0, 0xd8]].concat(), 0),
        ("big.txt", [b"\xfe\xff".to_vec(), wide(LEFT, u16::to_be_bytes)].concat(), 0),
        ("utf32.txt", LEFT.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect(), 2),
        ("half.jsonl", format!("{{\"text\":\"{LEFT} \\ud800\"}}\n{{\"text\":\"{LEFT}\"}}").into_bytes(), 2),
        (
            "digits.txt",
            format!("{LEFT} It cost {0} euros, {0}.{0} percent, 1e{0}.", "9".repeat(20_000)).into_bytes(),
            0,
        ),
        (
            "days.txt",
            format!("{LEFT} On 0000-01-01, 99999-12-31, 31 February 0 and May 12, 99999 it sank.").into_bytes(),
            0,
        ),
        ("marks.txt", format!("{LEFT} {}", "\"".repeat(100_000)).into_bytes(), 0),
        ("deep.html", format!("<p>{LEFT}</p>{}", "<x-y>".repeat(100_000)).into_bytes(), 2),
        ("wide.html", format!("<p {}>{LEFT}</p>", "a=b ".repeat(1_000)).into_bytes(), 2),
        ("deep.json", "[".repeat(100_000).into_bytes(), 2),
        ("deep.md", format!("{LEFT}\n\n{}", "> ".repeat(50_000)).into_bytes(), 0),
        ("deep.rss", format!("<rss><channel><item>{}", "<a>".repeat(100_000)).into_bytes(), 2),
    ];
    for (name, bytes, expected) in cases {
        fs::write(folder.path().join(name), bytes).unwrap();
        let (code, told) = said(crosscheck(&["check", "--no-config", name, "--format", "json"], folder.path()));
        assert_eq!(code, Some(expected), "{name}: {told:.400}");
        assert!(!told.contains("crosscheck failed"), "{name}: {told:.400}");
    }
}

#[cfg(unix)]
mod places {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::process::{Command, Stdio};

    #[test]
    fn pipes_and_devices_are_refused() {
        let folder = scratch();
        put(folder.path(), &[("a.txt", LEFT.as_bytes()), ("b.txt", RIGHT.as_bytes())]);
        assert!(Command::new("mkfifo").arg(folder.path().join("pipe.txt")).status().unwrap().success());
        let (code, report, told) = check(folder.path(), &[]);
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains("pipe.txt: is neither a file nor a folder"), "{told}");
        assert_eq!(report["discrepancies"].as_array().map(Vec::len), Some(1), "the rest is checked");
        for path in ["pipe.txt", "/dev/zero", "/dev/stdin"] {
            let (code, told) = said(crosscheck(&["check", "--no-config", path], folder.path()));
            assert_eq!(code, Some(2), "{path}: {told}");
        }
    }

    #[test]
    fn links_in_folders_are_counted_and_not_followed() {
        let folder = scratch();
        put(folder.path(), &[("in/a.txt", LEFT.as_bytes()), ("out/b.txt", RIGHT.as_bytes())]);
        symlink("..", folder.path().join("in/loop")).unwrap();
        symlink(folder.path().join("out/b.txt"), folder.path().join("in/b.txt")).unwrap();
        symlink("nowhere.txt", folder.path().join("in/gone.txt")).unwrap();
        let (code, told) = said(crosscheck(&["check", "--no-config", "in", "-v"], folder.path()));
        assert_eq!(code, Some(0), "{told}");
        assert!(told.contains("3 links: not followed in folders") && told.contains("1 article"), "{told}");
        // What is named is read; what leads nowhere is an error.
        assert_eq!(crosscheck(&["check", "--no-config", "in", "in/b.txt"], folder.path()).status.code(), Some(1));
        assert_eq!(crosscheck(&["check", "--no-config", "in/gone.txt"], folder.path()).status.code(), Some(2));
        symlink("ring.txt", folder.path().join("ring.txt")).unwrap();
        assert_eq!(crosscheck(&["check", "--no-config", "ring.txt"], folder.path()).status.code(), Some(2));
    }

    #[test]
    fn odd_names_are_names() {
        let folder = scratch();
        let odd: [&[u8]; 7] = [
            b"two\nlines.txt",
            b"\"quoted\".txt",
            b"=cmd|'x'!A0.txt",
            b"caf\xe9.txt",
            b"caf\xe8.txt",
            b"-v.txt",
            b"a#b.txt",
        ];
        for name in odd {
            fs::write(folder.path().join(OsStr::from_bytes(name)), LEFT).unwrap();
        }
        fs::write(folder.path().join("z.txt"), RIGHT).unwrap();
        let (code, report, told) = check(
            folder.path(),
            &[
                "-o",
                "report.csv",
                "-o",
                "report.sarif",
                "-o",
                "report.xml",
                "-o",
                "report.html",
                "-o",
                "report.md",
                "-o",
                "-",
            ],
        );
        assert_eq!(code, Some(1), "{told}");
        let ids: Vec<&str> =
            report["articles"].as_array().unwrap().iter().filter_map(|article| article["id"].as_str()).collect();
        assert_eq!(ids.len(), 8, "{ids:?}");
        assert!(
            ids.contains(&"caf\\xe9.txt") && ids.contains(&"caf\\xe8.txt") && ids.contains(&"two\nlines.txt"),
            "{ids:?}"
        );
        let table = fs::read_to_string(folder.path().join("report.csv")).unwrap();
        assert!(!table.contains(",=cmd") && !table.contains("\n=cmd"), "{table}");
        // The same files by a list that zero bytes part.
        let list: Vec<u8> = odd[..5].iter().flat_map(|name| [b"./", *name, b"\0"].concat()).collect();
        fs::write(folder.path().join("list"), list).unwrap();
        let (code, told) =
            said(crosscheck(&["check", "--no-config", "--files-from", "list", "z.txt", "-q"], folder.path()));
        assert_eq!(code, Some(1), "{told}");
    }

    #[test]
    fn what_is_read_is_not_written_whatever_it_is_called() {
        let folder = scratch();
        put(folder.path(), &[("in/a.md", LEFT.as_bytes()), ("in/b.md", RIGHT.as_bytes())]);
        let odd = OsStr::from_bytes(b"caf\xe9.md");
        fs::write(folder.path().join("in").join(odd), LEFT).unwrap();
        symlink("in/a.md", folder.path().join("link.md")).unwrap();
        fs::hard_link(folder.path().join("in/b.md"), folder.path().join("hard.md")).unwrap();
        for out in [
            OsStr::new("in/a.md"),
            OsStr::new("./in/../in/a.md"),
            OsStr::new("link.md"),
            OsStr::from_bytes(b"in/caf\xe9.md"),
        ] {
            let mut run = command(folder.path());
            let (code, told) = said(run.args(["check", "--no-config", "in", "-o"]).arg(out).output().unwrap());
            assert_eq!(code, Some(2), "{}: {told}", out.display());
            assert!(told.contains("it is read in this run"), "{}: {told}", out.display());
        }
        // Another name of the same file takes the report's place without the article's.
        crosscheck(&["check", "--no-config", "in", "-o", "hard.md"], folder.path());
        assert_eq!(fs::read_to_string(folder.path().join("in/a.md")).unwrap(), LEFT);
        assert_eq!(fs::read_to_string(folder.path().join("in/b.md")).unwrap(), RIGHT);
        for out in ["none/report.json", "in", "in/a.md/report.json"] {
            let (code, told) = said(crosscheck(&["check", "--no-config", "in", "-o", out], folder.path()));
            assert_eq!((code, told.lines().count()), (Some(2), 1), "{out}: {told}");
        }
    }

    #[test]
    fn a_closed_pipe_is_quiet() {
        let folder = scratch();
        let text = (0..400)
            .map(|at| format!("Ferry {at} sank with {at} on board near Larkspur Point.\n\n"))
            .collect::<String>();
        put(folder.path(), &[("a.txt", text.as_bytes())]);
        for arguments in [
            "extract --no-config a.txt",
            "check --no-config a.txt --format json",
            "explain quantity",
            "articles --no-config a.txt",
        ] {
            let script = format!("\"$0\" {arguments} | head -c 5 >/dev/null; echo ${{PIPESTATUS[0]}}");
            let output = Command::new("bash")
                .args(["-c", &script, env!("CARGO_BIN_EXE_crosscheck")])
                .current_dir(folder.path())
                .stdin(Stdio::null())
                .output()
                .unwrap();
            let told = String::from_utf8(output.stderr).unwrap();
            assert!(!told.contains("panicked") && !told.contains("pipe"), "{arguments}: {told}");
            assert!(String::from_utf8(output.stdout).unwrap().trim() == "0", "{arguments}: {told}");
        }
    }
}
