//! Each format read back by a parser that is not ours.

#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod fixture;

use crosscheck::report::{Colour, Context, Detail, NearMisses, writer};
use crosscheck::sheet;
use crosscheck::{Config, Report};
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

fn written(format: &str, report: &Report, adjust: impl FnOnce(&mut Context<'_>)) -> String {
    let config = Config::default();
    let mut context = Context::new(&config);
    adjust(&mut context);
    let mut bytes = Vec::new();
    (writer(format).unwrap().write)(report, &context, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn json(report: &Report) -> Value {
    serde_json::from_str(&written("json", report, |_| {})).unwrap()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

const MENTION: [&str; 11] =
    ["article", "column", "date", "end", "fingerprint", "line", "quote", "sentence", "source", "speaker", "start"];

#[test]
fn json_has_exactly_the_fields_of_schema_1() {
    let report = json(&fixture::report());
    assert_eq!(report["schema"], 1);
    assert_eq!(
        keys(&report),
        ["absent", "articles", "discrepancies", "manifest", "near_misses", "schema", "skipped", "stale"]
    );
    let finding = &report["discrepancies"][0];
    let fields = "because confidence copy_drift id ids in_baseline kind message score settled severity story values within_article";
    assert_eq!(keys(finding).join(" "), fields);
    assert_eq!(keys(&finding["values"][0]), ["mentions", "origins", "value"]);
    assert_eq!(keys(&finding["values"][0]["mentions"][0]), MENTION);
    assert_eq!(keys(&report["near_misses"][0]), ["gate", "kind", "sides", "why"]);
    assert_eq!(keys(&report["near_misses"][0]["sides"][1]), MENTION);
    assert_eq!(
        keys(&report["articles"][0]),
        ["checked", "claims", "copy_of", "date", "id", "language", "source", "story", "title", "words"]
    );
    assert_eq!(keys(&report["skipped"][0]), ["fatal", "what", "why"]);
    let manifest = "config consulted counts inputs schema skipped tool version";
    assert_eq!(keys(&report["manifest"]).join(" "), manifest);
}

#[test]
fn json_spans_cut_the_quotation_out_of_the_file() {
    let report = fixture::report();
    let read = json(&report);
    let mut cut = 0;
    for finding in read["discrepancies"].as_array().unwrap() {
        for mention in finding["values"].as_array().unwrap().iter().flat_map(|v| v["mentions"].as_array().unwrap()) {
            let article = report.articles.iter().find(|article| mention["article"] == article.id.as_str()).unwrap();
            if let (Some(start), Some(end)) = (mention["start"].as_u64(), mention["end"].as_u64()) {
                let bytes = &article.text.as_bytes()[start as usize..end as usize];
                assert_eq!(std::str::from_utf8(bytes).unwrap(), mention["quote"]);
                cut += 1;
            } else {
                assert_eq!((&mention["article"], &mention["line"]), (&"wire.jsonl#7".into(), &7.into()));
            }
        }
    }
    assert_eq!(cut, 7);
}

#[test]
fn json_numbers_carry_no_noise_and_the_manifest_counts() {
    let text = written("json", &fixture::report(), |_| {});
    for printed in ["\"confidence\": 0.93", "\"confidence\": 0.8", "\"confidence\": 1.0", "\"tokens\": 0.612"] {
        assert!(text.contains(&format!("{printed},\n")), "{printed}");
    }
    let manifest = &json(&fixture::report())["manifest"];
    let counts = &manifest["counts"];
    let counted: Vec<u64> =
        ["articles", "claims", "stories", "high", "medium", "low", "note", "near_misses", "skipped"]
            .map(|name| counts[name].as_u64().unwrap())
            .to_vec();
    assert_eq!(counted, [4, 6, 2, 1, 1, 0, 1, 1, 1]);
    assert_eq!(manifest["inputs"][2]["article"], "news/school.txt");
    let hash = blake3::hash(b"The school has 214 pupils.").to_hex();
    assert_eq!(manifest["inputs"][2]["blake3"], hash.as_str());
}

#[test]
fn csv_has_a_row_for_each_mention_and_runs_nothing() {
    let mut report = fixture::report();
    report.findings[0].message = "=HYPERLINK(\"https://skarv.example\")".into();
    report.findings[0].values[0].value = "-214 people".into();
    let text = written("csv", &report, |_| {});
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let columns = "finding,kind,severity,confidence,message,value,article,source,date,line,column,quote,sentence,speaker,\
                   fingerprint,state,place,verdict,note,reviewer";
    assert_eq!(table.headers().unwrap().iter().collect::<Vec<_>>().join(","), columns);
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let mentions = report.findings.iter().flat_map(|finding| &finding.values).map(|value| value.mentions.len());
    assert_eq!(rows.len(), mentions.sum::<usize>());
    assert_eq!(&rows[0][4], "'=HYPERLINK(\"https://skarv.example\")");
    assert_eq!(&rows[0][5], "'-214 people");
    assert_eq!((&rows[0][6], &rows[0][9], &rows[0][10], &rows[0][13]), ("news/post.txt", "3", "45", "the coast guard"));
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn claims_are_listed_with_their_group_and_state() {
    let states = |report: &Report| {
        let mut bytes = Vec::new();
        sheet::claims(report).write(&mut bytes).unwrap();
        let mut table = csv::Reader::from_reader(bytes.as_slice());
        let columns = "id,group,article,source,date,speaker,text,kinds,state,verdict,note,reviewer";
        assert_eq!(table.headers().unwrap().iter().collect::<Vec<_>>().join(","), columns);
        let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        assert_eq!(&rows[4][1], &rows[0][0], "a group is named by its first claim");
        assert_eq!((&rows[3][1], &rows[3][6]), ("", "The school has 214 pupils."));
        rows.iter().map(|row| row[8].to_owned()).collect::<Vec<_>>().join(" ")
    };
    // What only a note names is not disputed.
    assert_eq!(states(&fixture::report()), "disputed single disputed single disputed single");
    assert_eq!(states(&fixture::quiet()), "agree single agree single agree single");
}

/// The words of a Markdown page as they are shown, and all HTML and links in it.
fn read(page: &str) -> (String, Vec<String>, Vec<String>) {
    let (mut words, mut html, mut links) = (String::new(), Vec::new(), Vec::new());
    for event in Parser::new_ext(page, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::Html(tag) | Event::InlineHtml(tag) => html.push(tag.trim().to_owned()),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                links.push(dest_url.into_string());
            }
            Event::End(_) | Event::SoftBreak => words.push('\n'),
            _ => {}
        }
    }
    (words, html, links)
}

#[test]
fn markdown_shows_what_the_articles_say_and_obeys_none_of_it() {
    let page = written("md", &fixture::report(), |context| context.near_misses = NearMisses::Shown);
    let (words, html, links) = read(&page);
    assert!(words.contains("The owner\\u{1b}[31m spoke of <b>\"bad luck\"</b> | @skarv [see](https://skarv.example)."));
    assert!(words.contains("=Tern= stuck on reef (3 articles)"));
    assert!(words.contains("what is measured is not the same"));
    // Only the places of files are links, to their lines: nothing that an article says.
    assert!(links.iter().all(|link| link.starts_with("news/") && link.contains("#L")), "{links:?}");
    assert!(links.contains(&"news/post.txt#L3".to_owned()), "{links:?}");
    let ours =
        |tag: &String| ["<b>", "</b>", "</details>"].contains(&tag.as_str()) || tag.starts_with("<details><summary>");
    assert!(html.iter().all(ours), "{html:?}");
    let opened = html.iter().filter(|tag| tag.starts_with("<details>")).count();
    assert_eq!(opened, html.iter().filter(|tag| *tag == "</details>").count());
    // Every finding has its fold, the value with five mentions one for those left over, and the near misses have one.
    assert_eq!(opened, fixture::report().findings.len() + 2);
}

#[test]
fn markdown_begins_with_a_table_of_kinds() {
    let page = written("md", &fixture::report(), |_| {});
    let parser = Parser::new_ext(&page, Options::ENABLE_TABLES);
    assert_eq!(parser.filter(|event| matches!(event, Event::Start(Tag::TableRow))).count(), 3);
}

#[test]
fn text_keeps_its_width() {
    for width in [40, 80, 100] {
        let page = written("text", &fixture::report(), |context| {
            context.width = width;
            context.detail = Detail::Full;
            context.near_misses = NearMisses::Shown;
        });
        let widest = page.lines().map(UnicodeWidthStr::width).max();
        assert!(widest <= Some(width), "{widest:?} of {width}:\n{page}");
    }
}

/// Without sequences that paint.
fn unpainted(page: &str) -> String {
    let mut out = String::new();
    let mut pieces = page.split('\u{1b}');
    out.push_str(pieces.next().unwrap());
    for piece in pieces {
        let (sequence, words) = piece.split_once('m').unwrap();
        assert!(
            sequence.starts_with('[') && sequence[1..].bytes().all(|b| b.is_ascii_digit() || b == b';'),
            "{sequence}"
        );
        out.push_str(words);
    }
    out
}

#[test]
fn text_in_colour_says_the_same_as_text_without() {
    // Width to spare, since the marks of the plain page take room of their own.
    let page = |colour| {
        written("text", &fixture::report(), |context| {
            context.colour = colour;
            context.width = 2000;
        })
    };
    let (plain, painted) = (page(Colour::Plain), page(Colour::Ansi));
    assert!(!plain.contains('\u{1b}') && painted.contains("\u{1b}[1;4m214 people\u{1b}[0m"));
    assert_eq!(unpainted(&painted), plain.replace(['«', '»'], ""));
}

#[test]
fn text_reads_well() {
    insta::assert_snapshot!(written("text", &fixture::report(), |context| {
        context.width = 80;
        context.near_misses = NearMisses::Shown;
    }));
    insta::assert_snapshot!(
        written("text", &fixture::report(), |context| context.detail = Detail::Brief),
        @r"
    high quantity: More than 260 people on board the Tern, or 214
    medium date: The Tern ran aground on Sunday night, or on Monday
    note quote: The owner is quoted with and without quotation marks
    "
    );
    insta::assert_snapshot!(
        written("text", &fixture::quiet(), |_| {}),
        @"4 articles, 6 claims: no disagreement found"
    );
}
