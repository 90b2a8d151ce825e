//! Whatever articles, configuration and verdicts say, every output says it as data: each is read by a real parser.

#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod program;

use program::{command, crosscheck, scratch};
use pulldown_cmark::{Event, Parser, Tag};
use std::fs;
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

/// What each reader might obey, in one line.
const ARMED: [&str; 9] = [
    "</script><script>window.broken=1</script>",
    "<img src=x onerror=\"window.broken=1\">",
    "</style><style>*{display:none}",
    "=HYPERLINK(\"https://evil.example\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "[x](javascript:alert(1)) ![y](https://evil.example/p.png) <b>z</b>",
    "\u{1b}[2J\u{1b}]0;t\u{7}\u{9b}8m\u{202e}x",
    "::error file=a.txt,line=1::forged%0A::stop-commands::t",
    "]]></failure></testcase><testcase name=\"forged\"/>",
];

/// Articles that disagree, with what is armed wherever it can stand.
fn armed() -> TempDir {
    let folder = scratch();
    let path = folder.path();
    let quoted = |text: &str| serde_json::to_string(text).unwrap();
    let mut wire = String::new();
    for (at, armed) in ARMED.iter().enumerate() {
        let armed = quoted(armed);
        let text = quoted(&format!(
            "{} people died when the ferry Tern {} sank off Skarv on Monday.\n\n::warning::{}\n",
            at + 9,
            ARMED[at],
            ARMED[at]
        ));
        wire += &format!(
            "{{\"id\":{armed},\"title\":{armed},\"source\":{armed},\"author\":{armed},\"url\":{},\"date\":\"2025-05-12\",\"text\":{text}}}\n",
            quoted(&format!("javascript:{}", ARMED[at]))
        );
    }
    fs::write(path.join("wire.jsonl"), wire).unwrap();
    // Names of files, as far as files can have them.
    for (at, name) in
        ["=cmd|x!A.txt", "a\n::error::forged.txt", "<b>&\"'.txt", "%2e%2e#?x y.txt", "[x](y).txt"].iter().enumerate()
    {
        fs::write(path.join(name), format!("{} people died when the ferry Tern sank off Skarv on Monday.", at + 40))
            .unwrap();
    }
    let config = format!(
        "inputs = [\".\"]\n[sources]\n\"[x]*\" = {}\n[[allow]]\nkind = \"date\"\nreason = {}\n",
        quoted(ARMED[0]),
        quoted(ARMED[7])
    );
    fs::write(path.join("crosscheck.toml"), config.replace("\\u001b", "\\u001B")).unwrap();
    folder
}

fn check(folder: &Path, more: &[&str]) -> Output {
    let output = crosscheck(&[&["check", "-v", "--why-not"], more].concat(), folder);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

/// The report in a format, of articles of which one dispute is dismissed with a note that is armed.
fn written(folder: &Path, format: &str) -> String {
    String::from_utf8(check(folder, &["--format", format]).stdout).unwrap()
}

fn findings(folder: &Path) -> usize {
    let json: serde_json::Value = serde_json::from_str(&written(folder, "json")).unwrap();
    let found = json["discrepancies"].as_array().unwrap();
    assert!(!found.is_empty(), "there is nothing to write");
    found.len()
}

fn awkward(c: char) -> bool {
    c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn json_keeps_what_was_said() {
    let folder = armed();
    let json: serde_json::Value = serde_json::from_str(&written(folder.path(), "json")).unwrap();
    let sources: Vec<&str> =
        json["articles"].as_array().unwrap().iter().filter_map(|one| one["source"].as_str()).collect();
    assert!(ARMED.iter().all(|armed| sources.contains(armed)), "{sources:?}");
}

#[test]
fn tables_run_nothing() {
    let folder = armed();
    for (table, run) in [("f.csv", "check"), ("c.csv", "extract"), ("a.csv", "articles")] {
        crosscheck(&[run, "-o", table], folder.path());
        let mut rows =
            csv::ReaderBuilder::new().has_headers(false).flexible(false).from_path(folder.path().join(table)).unwrap();
        let mut count = 0;
        for row in rows.records() {
            for cell in &row.unwrap() {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{table}: {cell}");
                assert!(!cell.contains(|c| awkward(c) && c != '\t' && c != '\r'), "{table}: {cell:?}");
                count += 1;
            }
        }
        assert!(count > 50, "{table}");
    }
}

#[test]
fn the_page_holds_it_as_data() {
    let folder = armed();
    let page = written(folder.path(), "html");
    let document = dom_query::Document::from(page.as_str());
    assert_eq!(document.select("script").length(), 2);
    assert_eq!(document.select("style").length(), 1);
    assert_eq!(document.select("iframe, img, object, embed, link, [onerror], [onload], [onclick]").length(), 0);
    let policy = document.select("meta[http-equiv='Content-Security-Policy' i]").attr("content").unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"), "{policy}");
    let data = document.select("script[type='application/json']").text();
    assert!(serde_json::from_str::<serde_json::Value>(&data).is_ok());
}

#[test]
fn sarif_names_files_and_nothing_else() {
    let folder = armed();
    let text = written(folder.path(), "sarif");
    let _: serde_sarif::sarif::Sarif = serde_json::from_str(&text).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut uris = Vec::new();
    collect(&json, &mut uris);
    assert!(uris.len() > 5);
    for uri in uris {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/%!$&'()*+,;=:@#?".contains(c);
        assert!(uri.chars().all(plain), "{uri}");
        let scheme = uri.split(['/', '?', '#']).next().unwrap().contains(':');
        assert!(!scheme || uri.starts_with("https://") || uri.starts_with("file:"), "{uri}");
    }
}

/// All values of members called `uri`.
fn collect(value: &serde_json::Value, out: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(members) => {
            for (name, value) in members {
                if name == "uri" {
                    out.extend(value.as_str().map(str::to_owned));
                }
                collect(value, out);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, out)),
        _ => {}
    }
}

#[test]
fn junit_has_a_case_a_finding() {
    let folder = armed();
    let text = written(folder.path(), "junit");
    let suites = junit_parser::from_reader(text.as_bytes()).unwrap();
    let cases: usize = suites.suites.iter().map(|suite| suite.cases.len()).sum();
    assert!(cases >= findings(folder.path()));
    assert!(suites.suites.iter().flat_map(|suite| &suite.cases).all(|case| case.name != "forged"));
}

#[test]
fn annotations_stay_on_their_lines() {
    let folder = armed();
    let text = written(folder.path(), "github");
    // The last line counts; before it stands what only debugging shows.
    let lines: Vec<&str> = text.lines().collect();
    let [annotations @ .., manifest, counts] = lines.as_slice() else { panic!("{text}") };
    for line in annotations {
        let known = ["::error ", "::warning ", "::notice "];
        assert!(known.iter().any(|command| line.starts_with(command)), "{line}");
        let (properties, _) = line[2..].split_once("::").unwrap();
        assert!(properties.matches("file=").count() <= 1, "{line}");
    }
    let json = manifest.strip_prefix("::debug::crosscheck manifest ").unwrap().replace("%25", "%");
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{manifest}");
    assert!(!counts.contains("::"), "{counts}");
    assert!(text.lines().count() >= findings(folder.path()));
    assert!(!text.contains(awkward), "{text:?}");
}

#[test]
fn markdown_obeys_nothing() {
    let folder = armed();
    let text = written(folder.path(), "md");
    for event in Parser::new_ext(&text, pulldown_cmark::Options::all()) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(
                    !dest_url.to_ascii_lowercase().starts_with("javascript:") && !dest_url.contains("evil.example"),
                    "{dest_url}"
                );
            }
            Event::Start(Tag::Image { dest_url, .. }) => panic!("an image of {dest_url}"),
            Event::Html(html) | Event::InlineHtml(html) => {
                assert!(!html.contains("script") && !html.contains("<img") && !html.contains("window"), "{html}");
            }
            _ => {}
        }
    }
    assert!(!text.contains(awkward), "{text:?}");
}

#[test]
fn text_repaints_nothing() {
    let folder = armed();
    let output = check(folder.path(), &[]);
    for said in [output.stdout, output.stderr] {
        let said = String::from_utf8(said).unwrap();
        assert!(!said.contains(awkward), "{said:?}");
    }
}

#[test]
fn notes_of_reviewers_are_data_too() {
    let folder = armed();
    let json: serde_json::Value = serde_json::from_str(&written(folder.path(), "json")).unwrap();
    let mut table = csv::Writer::from_path(folder.path().join("verdicts.csv")).unwrap();
    table.write_record(["id", "kind", "keys", "verdict", "note", "reviewer", "message"]).unwrap();
    for (finding, armed) in json["discrepancies"].as_array().unwrap().iter().zip(ARMED.iter().cycle()) {
        table.write_record([finding["id"].as_str().unwrap(), "quantity", "", "dismiss", armed, armed, armed]).unwrap();
    }
    table.flush().unwrap();
    for format in ["text", "md", "github", "junit", "html", "sarif"] {
        let mut run = command(folder.path());
        let output = run.args(["check", "-v", "--verdicts", "verdicts.csv", "--format", format]).output().unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        match format {
            "html" => assert_eq!(
                dom_query::Document::from(said.split("\ncrosscheck: ").next().unwrap()).select("script").length(),
                2
            ),
            "sarif" => {}
            "junit" => assert!(!said.contains("]]></failure>")),
            _ => assert!(!said.contains(awkward), "{format}: {said:?}"),
        }
    }
}
