//! Documents as office programs and browsers write them: `tests/inputs/word.docx` and `columns.pdf` are LibreOffice's,
//! `columns-browser.pdf` and `pages.pdf` are Chromium's. `scan.pdf` is a picture without words.

#![allow(missing_docs)]
#![cfg(feature = "formats")]

use crosscheck::model::BlockKind;
use crosscheck::{Article, read, segment};
use std::path::Path;

/// The text of all three, a paragraph a line; in the PDF documents it is set in two columns.
const PARAGRAPHS: [&str; 8] = [
    "The cable car of Port Ellery stopped on Thursday with 46 people in its cabins, the fire service said. Nobody was hurt, but the last passengers reached the ground only after midnight.",
    "A bearing in the upper wheel had grown hot, according to the operator. It shut the line down by hand and called for help at 5:40 p.m.",
    "Firefighters climbed the third mast and let people down on ropes, one by one. The rescue took six hours, and eleven men and women were needed for each cabin.",
    "The line was built in 1998 and carries 2,300 passengers on a summer day. It was inspected last in January.",
    "Mayor Tom Holt said the cable car would stay closed until the wheel has been replaced. A new one costs 410,000 euros and has to be cast in Brandvik.",
    "Hotels above the harbour have asked for buses. The first of them left on Friday at seven in the morning.",
    "Passengers who hold a ticket for the week will get their money back, said the operator, which runs two other lines on the island.",
    "An engineer of the county will look at the wheel on Monday. Her report is expected before Easter.",
];

fn document(name: &str) -> Article {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inputs").join(name);
    let bytes = std::fs::read(path).expect("the document is there");
    let format = name.rsplit('.').next().expect("an ending");
    let mut read = read::article(name, format, &bytes).expect("it can be read");
    assert_eq!(read.len(), 1);
    read.remove(0)
}

/// The blocks that make claims, as one reads them.
fn blocks(article: &Article) -> Vec<(BlockKind, String)> {
    let kept = article.blocks.iter().filter(|block| block.kind.makes_claims());
    let words = |span: crosscheck::model::Span| span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
    kept.map(|block| (block.kind, words(block.span))).collect()
}

fn place(article: &Article, words: &str) -> String {
    let at = article.text.find(words).unwrap_or_else(|| panic!("{words:?} in {:?}", article.text));
    article.place_in_words(u32::try_from(at).expect("small")).expect("a document has places in words")
}

#[test]
fn columns_are_read_one_after_the_other() {
    for name in ["columns.pdf", "columns-browser.pdf"] {
        let article = document(name);
        let blocks = blocks(&article);
        assert_eq!(blocks[0], (BlockKind::Title, "Cable car stops above the harbour".to_owned()), "{name}");
        let read: Vec<&str> = blocks[1..].iter().map(|(_, words)| words.as_str()).collect();
        assert_eq!(read, PARAGRAPHS, "{name}");
        assert!(blocks[1..].iter().all(|(kind, _)| *kind == BlockKind::Paragraph), "{name}");
        assert_eq!(article.meta.author.as_ref().map(|field| field.value.as_str()), Some("Ana Ruiz"), "{name}");
        assert!(place(&article, "The cable car of").starts_with("page 1, line "), "{name}");
        // Set elsewhere it may begin another page; it never stands above what one reads before it.
        let line = |words: &str| place(&article, words);
        assert_ne!(line("The line was built"), line("The cable car of"), "{name}");
    }
}

#[test]
fn a_word_document_of_another_program() {
    let article = document("word.docx");
    let blocks = blocks(&article);
    assert_eq!(blocks[0], (BlockKind::Title, "Cable car stops above the harbour".to_owned()));
    let read: Vec<&str> = blocks[1..9].iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(read, PARAGRAPHS);
    let rest: Vec<(BlockKind, &str)> = blocks[9..].iter().map(|(kind, words)| (*kind, words.as_str())).collect();
    let expected = [
        (BlockKind::ListItem, "46 people were in the cabins."),
        (BlockKind::ListItem, "The rescue took six hours."),
        (BlockKind::TableRow, "Line | Passengers a day"),
        (BlockKind::TableRow, "Harbour | 2,300"),
        (BlockKind::TableRow, "Summit | 900"),
        (BlockKind::Paragraph, "The summit line was not affected, and ran until ten."),
    ];
    assert_eq!(rest, expected);
    // Headline and byline are paragraphs, too.
    assert_eq!(place(&article, "The cable car of"), "paragraph 3");
    assert_eq!(place(&article, "Harbour | 2,300"), "paragraph 14");
    let meta = &article.meta;
    assert_eq!(meta.language.as_ref().map(|field| field.value.as_str()), Some("en-GB"));
    assert_eq!(meta.updated.as_ref().map(|field| field.value.to_string()).as_deref(), Some("2031-03-15"));
}

#[test]
fn a_headline_of_two_lines_is_one_and_the_second_page_is_told() {
    let article = document("pages.pdf");
    let headline = "Harbour bridge at Tarn Ferry closes for eleven weeks";
    let sentences: Vec<(BlockKind, String)> = segment::sentences(&article)
        .iter()
        .map(|sentence| {
            (sentence.kind, sentence.span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" "))
        })
        .collect();
    assert_eq!(sentences[0], (BlockKind::Title, headline.to_owned()));
    assert!(sentences[1].1.starts_with("The harbour bridge at Tarn Ferry will close on 2 April"), "{sentences:?}");
    assert_eq!(place(&article, "The bridge was opened"), "page 2, line 5");
    let meta = &article.meta;
    let told = [&meta.title, &meta.author, &meta.source, &meta.language];
    let told = told.map(|field| field.as_ref().map(|field| field.value.as_str()));
    assert_eq!(told, [Some(headline), Some("Maud Ellery"), Some("Coastal Wire"), Some("en")]);
    assert_eq!(meta.date.as_ref().map(|field| field.value.to_string()).as_deref(), Some("2025-03-14"));
}

#[test]
fn a_scan_is_named_as_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inputs/scan.pdf");
    let bytes = std::fs::read(path).expect("the document is there");
    let said = match read::article("scan.pdf", "pdf", &bytes) {
        Ok(read) => panic!("{} articles", read.len()),
        Err(error) => error.to_string(),
    };
    assert!(said.contains("has no text layer: 1 page without words, as of a scan"), "{said}");
}
