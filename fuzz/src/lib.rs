//! What is fuzzed: each function takes any bytes and must hold, in bounded time and memory.
//!
//! The fuzzer's targets call these, and so does `tests/corpora.rs`, which replays what was found on a stable toolchain.
#![forbid(unsafe_code)]

mod words;

use crosscheck::model::{Article, Finding, Report, Span};
use crosscheck::settle::{Baseline, Verdicts};
use crosscheck::sheet::{CLAIMS, FINDINGS, Sheet};
use crosscheck::{
    Config, agreement, archive, check_pair, config, diff, extract, lexicon, read, report, segment, settle, text,
};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A target, by the name of its corpus.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: &[Target] = &[
    ("text", text),
    ("markup", markup),
    ("records", records),
    ("documents", documents),
    ("segment", segment),
    ("extract", extract),
    ("compare", compare),
    ("sheets", sheets),
    ("config", config),
    ("archive", archive),
];

/// Longest article whose claims are compared with themselves, in bytes: what is longer costs time and shows nothing new.
const COMPARED: usize = 20_000;

/// Files of text.
pub fn text(bytes: &[u8]) {
    read_as(&["txt", "md"], bytes);
}

/// Web pages and feeds.
pub fn markup(bytes: &[u8]) {
    read_as(&["html", "feed"], bytes);
}

/// Files of records.
pub fn records(bytes: &[u8]) {
    read_as(&["json", "jsonl", "csv"], bytes);
}

/// Documents and compressed files.
pub fn documents(bytes: &[u8]) {
    let Some((choice, body)) = bytes.split_first() else { return };
    match choice % 4 {
        0 => read_as(&["docx"], bytes),
        1 => read_as(&["pdf"], bytes),
        packed => {
            let path = scratch("packed").join(if packed == 2 { "a.txt.gz" } else { "a.txt.zst" });
            fs::write(&path, body).expect("the scratch folder can be written");
            let mut options = read::Options::default();
            options.settings.expand_limit_mib = 1;
            let loaded = read::load(&[path], &options).expect("what cannot be read is noted");
            loaded.articles.iter().for_each(sound);
        }
    }
}

/// The splitter of sentences, in every language that it has lists for.
pub fn segment(bytes: &[u8]) {
    let text = words::text(bytes);
    let article = read::plain_text("a", &text);
    let mut end = 0;
    for sentence in segment::sentences(&article) {
        assert!(sentence.span.start >= end, "sentences overlap");
        end = sentence.span.end;
        let cut = cut(&text, sentence.span);
        assert!(!cut.is_empty() && cut.trim() == cut, "{cut:?}");
    }
    let whole = Span::new(0, text.len());
    segment::split(&text, whole).into_iter().for_each(|span| assert!(!cut(&text, span).is_empty()));
}

/// The grammars of all facets.
pub fn extract(bytes: &[u8]) {
    let text = words::text(bytes);
    let mut article = read::plain_text("a", &text);
    claimed(&article);
    // Once more with a day to count from, which relative dates need.
    if let Some(day) = bytes.first() {
        let date = jiff_day(*day);
        article.meta.date = Some(crosscheck::model::DateField::day(date, crosscheck::model::MetaOrigin::Config));
        claimed(&article);
    }
    let tokens = text::tokens(&text, Span::new(0, text.len()));
    extract::date::likely(&tokens, None);
    extract::number::numerals(&tokens, &lexicon::english());
}

/// Two texts as one story, either way round, and the reports on them.
pub fn compare(bytes: &[u8]) {
    static USUAL: LazyLock<Config> = LazyLock::new(Config::default);
    static DOCS: LazyLock<Config> = LazyLock::new(|| Config::of(config::Profile::Docs));
    let Some((choice, body)) = bytes.split_first() else { return };
    let config: &Config = if choice % 4 == 3 { &DOCS } else { &USUAL };
    let half = body.iter().position(|&byte| byte == 0xff).unwrap_or(body.len() / 2);
    let (left, right) =
        (words::text(&body[..half]), words::text(body[half..].strip_prefix(&[0xff]).unwrap_or(&body[half..])));
    let there = check_pair(&left, &right, config);
    let back = check_pair(&right, &left, config);
    assert_eq!(told(&there.report), told(&back.report), "the other way round");
    assert_eq!((there.similarity, &there.parts), (back.similarity, &back.parts), "the other way round");
    assert!(there.similarity <= 1000 && there.parts.iter().all(|part| part.value <= 1000), "{:?}", there.parts);
    for finding in &there.report.findings {
        assert!(finding.values.len() >= 2 && finding.confidence <= 1000);
    }
    // One format an input, by its first byte: all of them take longer than all else that is done here.
    let writer = &report::WRITERS[usize::from(choice / 4) % report::WRITERS.len()];
    let mut out = Vec::new();
    (writer.write)(&there.report, &report::Context::new(config), &mut out).expect("memory can be written");
    let out = std::str::from_utf8(&out).unwrap_or_else(|_| panic!("{} is not UTF-8", writer.id));
    if writer.id == "json" {
        diff::Run::parse(Path::new("report.json"), out).expect("our own report");
    }
}

/// Tables that people and spreadsheets write, baselines and reports of earlier runs.
pub fn sheets(bytes: &[u8]) {
    let path = Path::new("table.csv");
    static FERRY: LazyLock<Report> = LazyLock::new(|| {
        let text = |id: &str, count: &str| {
            read::plain_text(
                id,
                &format!("{count} people died when the ferry Aurora sank off Larkspur Point on Monday."),
            )
        };
        crosscheck::check(vec![text("a", "Nine"), text("b", "Twelve")], &Config::default())
    });
    if let Ok(verdicts) = Verdicts::read(path, bytes) {
        let mut report = FERRY.clone();
        verdicts.apply(&mut report);
        agreement::agreement(["a".to_owned(), "b".to_owned()], &verdicts, &verdicts);
    }
    for (layout, fresh) in
        [(&FINDINGS, crosscheck::sheet::findings(&FERRY)), (&CLAIMS, crosscheck::sheet::claims(&FERRY))]
    {
        let Ok(sheet) = Sheet::read(layout, path, bytes) else { continue };
        let carried = fresh.carry(&sheet);
        let mut once = Vec::new();
        carried.write(&mut once).expect("memory can be written");
        // What was written is read as it was written, and what people wrote lives on.
        let again = Sheet::read(layout, path, &once).expect("our own table");
        assert_eq!(again.rows.len(), carried.rows.len());
        let mut twice = Vec::new();
        again.write(&mut twice).expect("memory can be written");
        assert!(once == twice, "a table that is read and written again changes");
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        if let Ok(baseline) = Baseline::parse(path, text) {
            let again = Baseline::parse(path, &baseline.text()).expect("our own baseline");
            assert_eq!(again.text(), baseline.text());
            let mut report = FERRY.clone();
            settle::apply(&mut report, &Config::default(), Some(&baseline), jiff_day(0), settle::Scope::Whole);
        }
        let _ = diff::Run::parse(path, text);
    }
}

/// Configurations, and what follows from one.
pub fn config(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(config) = config::parse(Path::new("crosscheck.toml"), text) else { return };
    assert_eq!(config.hash().len(), config.hash().trim().len());
    let lexicon = lexicon::Lexicon::of(&config);
    let mut article = read::plain_text(
        "a",
        "Nine people, 3 quintal of rice and the Ombudswoman Ana Brennick were on board on Monday.",
    );
    config.annotate(&mut article);
    extract::claims(0, &article, &lexicon);
    let _ = settle::fact::articles(&config, std::slice::from_ref(&article), jiff_day(0));
}

/// Databases that call themselves archives.
pub fn archive(bytes: &[u8]) {
    let folder = scratch("archive");
    // What an earlier one left beside it is not this one's.
    for name in ["archive.sqlite-wal", "archive.sqlite-shm", "archive.sqlite-journal"] {
        let _ = fs::remove_file(folder.join(name));
    }
    fs::write(folder.join("archive.sqlite"), bytes).expect("the scratch folder can be written");
    let draft =
        read::plain_text("draft", "Twelve people died when the ferry Aurora sank off Larkspur Point on Monday.");
    let _ = archive::stats(&folder);
    let _ = archive::verify(&folder);
    let _ = archive::check(&folder, vec![draft.clone()], &Config::default());
    let _ = archive::remove(&folder, &[PathBuf::from("a.txt")]);
    let _ = archive::add(&folder, vec![draft], &Config::default());
}

/// Reads what follows the first byte, which chooses among the formats.
fn read_as(formats: &[&str], bytes: &[u8]) {
    let Some((choice, body)) = bytes.split_first() else { return };
    let format = formats[usize::from(choice / 4) % formats.len()];
    if let Ok(articles) = read::article("a", format, body) {
        articles.iter().for_each(sound);
    }
}

/// What holds for every article that was read.
fn sound(article: &Article) {
    let words = article.words();
    assert_eq!(words.len(), article.text.len());
    let mut end = 0;
    for block in &article.blocks {
        assert!(block.span.start >= end && block.span.end >= block.span.start, "blocks overlap");
        end = block.span.end;
        assert!(cut(&article.text, block.span).len() == cut(words, block.span).len());
        let (from, to) = (article.place(block.span.start), article.place(block.span.end));
        assert!(from.line >= 1 && from.column >= 1 && to.line >= 1, "{from:?} {to:?}");
        article.place_in_words(block.span.start);
        article.column_utf16(block.span.start);
    }
    if words.len() <= COMPARED {
        claimed(article);
    }
}

/// The claims of an article, whose spans cut back to its text.
fn claimed(article: &Article) {
    let words = article.words();
    for claim in extract::claims(0, article, &lexicon::english()) {
        assert!(!cut(words, claim.span).is_empty());
        for facet in &claim.facets {
            assert!(!cut(words, facet.span()).is_empty(), "{facet:?}");
        }
    }
}

fn cut(text: &str, span: Span) -> &str {
    text.get(span.start as usize..span.end as usize).unwrap_or_else(|| panic!("{span:?} cuts no text"))
}

/// What is found, whichever text was the left one.
fn told(report: &Report) -> Vec<String> {
    let line =
        |finding: &Finding| format!("{} {} {:?} {}", finding.id, finding.kind, finding.severity, finding.confidence);
    let mut lines: Vec<String> = report.findings.iter().map(line).collect();
    lines.sort();
    lines
}

fn jiff_day(byte: u8) -> jiff::civil::Date {
    let [year, month] = [2024 + i16::from(byte >> 6), 1 + i16::from(byte % 12)];
    jiff::civil::date(year, i8::try_from(month).expect("a month"), 1 + i8::try_from(byte % 28).expect("a day"))
}

/// A folder in memory where there is one: thousands of files a second are written there.
fn scratch(name: &str) -> PathBuf {
    let memory = Path::new("/dev/shm");
    let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let folder = base.join(format!("crosscheck-fuzz-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a scratch folder can be made");
    folder
}
