//! Articles of several languages: stories told by English and Spanish papers that differ in a few places. Those are found,
//! across languages and within Spanish, and nothing else is.

#![allow(missing_docs)]

use crosscheck::lexicon::language;
use crosscheck::{Article, Config, Report, check, read};
use std::path::Path;

fn story(name: &str) -> Report {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/languages").join(name);
    let mut paths: Vec<_> = std::fs::read_dir(&folder)
        .expect("the story has a folder")
        .map(|entry| entry.expect("a file of the folder").path())
        .collect();
    paths.sort();
    let articles: Vec<Article> = paths
        .iter()
        .flat_map(|path| {
            let bytes = std::fs::read(path).expect("the file can be read");
            let id = path.file_name().and_then(|name| name.to_str()).expect("a plain name");
            let format = if id.ends_with(".md") { "md" } else { "txt" };
            read::article(id, format, &bytes).expect("an article")
        })
        .collect();
    assert!(articles.len() >= 3, "{name}");
    check(articles, &Config::default())
}

/// The findings of a story: kind, and values in order of the words with the papers that give each.
fn found(report: &Report) -> Vec<String> {
    let mut out: Vec<String> = report
        .findings
        .iter()
        .map(|finding| {
            let mut values: Vec<String> = finding
                .values
                .iter()
                .map(|value| {
                    let mut papers: Vec<&str> = value.mentions.iter().map(|at| report.article(at).label()).collect();
                    papers.sort_unstable();
                    papers.dedup();
                    format!("{} [{}]", value.value, papers.join(", "))
                })
                .collect();
            values.sort();
            format!("{}: {}", finding.kind, values.join(" | "))
        })
        .collect();
    out.sort();
    out
}

#[test]
fn numbers_differ_across_languages() {
    let expected = [
        "quantity: 45 millones de euros [Diario del Valle, La Voz de Montalvo, The Highland Echo] | 54 million euros [River Courier]",
        "quantity: Diecisiete personas [La Voz de Montalvo] | Fourteen people [River Courier]",
    ];
    assert_eq!(found(&story("landslide")), expected);
}

#[test]
fn standings_and_shares_differ_across_languages() {
    let expected = [
        "quantity: 57 % [El Faro de Salinar] | 61 percent [La Ribera, Southern Dispatch, The Harbour Ledger]",
        "status: former governor [El Faro de Salinar, The Harbour Ledger] | in office [La Ribera]",
        "status: former mayor [Southern Dispatch] | in office [El Faro de Salinar, The Harbour Ledger]",
    ];
    assert_eq!(found(&story("mayor")), expected);
}

#[test]
fn dates_differ_across_languages() {
    let expected =
        ["date: 12 June 2033 [Coast Observer, Gaceta de Torreblanca, Lirio Post] | 21 de junio de 2033 [El Litoral]"];
    assert_eq!(found(&story("railway")), expected);
}

/// Written after the rules; docs/languages.md tells what is missed.
#[test]
fn stories_at_first_sight() {
    assert_eq!(
        found(&story("dam")),
        [
            "date: 1967 [El Heraldo de Carvallo, Northern Herald] | 1976 [La Crónica del Valle]",
            "status: former governor [El Heraldo de Carvallo] | in office [Northern Herald]",
        ]
    );
    assert_eq!(
        found(&story("strike")),
        [
            "date: 21 de septiembre de 2033 [El Faro] | Tuesday, 20 September 2033 [Harbour Times]",
            "quantity: 13 millones de euros [El Faro] | 31 million euros [Diario de Puerto Alba, Harbour Times]",
        ]
    );
}

/// The findings between two Spanish articles of one day.
fn spanish(left: &str, right: &str) -> Vec<String> {
    let article = |id: &str, text: &str| {
        let page = format!("---\ntitle: Noticias de Salinar\nsource: {id}\ndate: 2032-10-14\n---\n\n{text}\n");
        read::article(&format!("{id}.md"), "md", page.as_bytes()).expect("an article")
    };
    found(&check([article("a", left), article("b", right)].concat(), &Config::default()))
}

#[test]
fn spanish_against_spanish() {
    let kinds = |left, right| -> Vec<String> {
        spanish(left, right).iter().map(|found| found.split(':').next().unwrap_or_default().to_owned()).collect()
    };
    for (left, right, expected) in [
        (
            "El transbordador de Isla Brava chocó con el muelle de Salinar el lunes y murieron nueve personas.",
            "Doce personas murieron el lunes cuando el transbordador de Isla Brava chocó con el muelle de Salinar.",
            &["quantity"][..],
        ),
        (
            "El transbordador de Isla Brava chocó con el muelle de Salinar el lunes y murieron nueve personas.",
            "Al menos nueve personas fallecieron el lunes al chocar el transbordador de Isla Brava con el muelle de Salinar.",
            &[],
        ),
        (
            "El puente colgante de Isla Brava abrió el 3 de mayo de 2031 tras dos años de obras en Salinar.",
            "El puente colgante de Isla Brava abrió el 13 de mayo de 2031 tras dos años de obras en Salinar.",
            &["date"],
        ),
        (
            "La exalcaldesa Teresa Aldunate visitó el martes el nuevo hospital de Salinar en Isla Brava.",
            "Teresa Aldunate, alcaldesa de Salinar, ha visitado el martes el nuevo hospital de Isla Brava.",
            &["status"],
        ),
        (
            "El hospital de Salinar en Isla Brava costó 3,2 millones de euros, según la alcaldesa Teresa Aldunate.",
            "El hospital de Salinar en Isla Brava costó 3.200.000 euros, según la alcaldesa Teresa Aldunate.",
            &[],
        ),
        (
            "«La ciudad ha hablado esta noche y yo la he escuchado con respeto», dijo Teresa Aldunate en Salinar.",
            "«La ciudad ha gritado esta noche y yo la he escuchado con respeto», dijo Teresa Aldunate en Salinar.",
            &["quote"],
        ),
    ] {
        assert_eq!(kinds(left, right), expected, "{left} / {right}");
    }
}

#[test]
fn other_languages_take_part_and_raise_nothing_but_changes_in_copies() {
    let german = "Die Hängebrücke von Isla Brava kostete 3,2 Millionen Euro, sagte die Bürgermeisterin Teresa Aldunate am \
        Dienstag in Salinar. Rund 54 % der Arbeiten sind fertig, und die Brücke soll noch im Herbst geöffnet werden.";
    let other = "In Salinar sprach Teresa Aldunate am Dienstag über die Hängebrücke von Isla Brava: Sie habe über 4,8 Millionen \
        Euro gekostet, und nicht mehr als 45 % der Arbeiten seien fertig, wie die Bürgermeisterin sagte.";
    assert_eq!(spanish(german, other), [""; 0]);
    assert_eq!(spanish(german, &german.replace("3,2", "4,8")), ["quantity: 3,2 [a] | 4,8 [b]"]);
}

#[test]
fn articles_say_how_far_they_were_checked() {
    let report = story("mayor");
    let codes: Vec<&str> = report.articles.iter().map(|article| language::of(article).language.extent().id()).collect();
    assert_eq!(codes, ["lexicon", "full", "lexicon", "full"]);
}
