//! dump
fn main() {
    let paths: Vec<std::path::PathBuf> = std::env::args().skip(1).map(Into::into).collect();
    let loaded = crosscheck::read::load(&paths, &Default::default()).unwrap();
    let report = crosscheck::check(loaded.articles, &crosscheck::Config::default());
    if std::env::var("DUMP").is_ok() {
        for claim in &report.claims {
            let a = &report.articles[claim.article as usize];
            println!(
                "{} {:?} {:?} sp={:?}\n   {}",
                a.id,
                claim.block,
                claim.assertion,
                claim.speaker.as_ref().map(|s| (&s.label, s.named)),
                claim.span.of(&a.text)
            );
            println!("   names {:?}", claim.names.iter().map(|n| (&n.full, n.person)).collect::<Vec<_>>());
            for (f, m) in claim.facets.iter().zip(&claim.moods) {
                let extra = match f {
                    crosscheck::model::Facet::Quantity(q) => format!(
                        "{:?} {:?} head={} {:?} n={}",
                        q.range.low.map(|n| n.to_string()),
                        q.dimension,
                        q.counted.head,
                        q.role,
                        q.counted.around.len()
                    ),
                    crosscheck::model::Facet::Status(s) => format!("{} {:?} {}", s.subject, s.standing, s.office),
                    crosscheck::model::Facet::Polarity(s) => format!("{:?} {:?}", s.axis, s.direction),
                    crosscheck::model::Facet::Quote(s) => format!("{:?}", s.speaker.as_ref().map(|s| &s.label)),
                    crosscheck::model::Facet::Degree(s) => format!("{:?} {:?} {}", s.scale, s.scope, s.rank),
                    crosscheck::model::Facet::Date(d) => format!("{:?} {:?}", d.interval, d.precision),
                    _ => String::new(),
                };
                println!("     {} {:?} [{}] {}", f.kind().id(), m, f.span().of(&a.text), extra);
            }
        }
    }
    if let Ok(out) = std::env::var("OUT") {
        let ds: Vec<_> = report.findings.iter().map(|f| serde_json::json!({"id": f.id.to_string(), "kind": f.kind, "severity": f.severity.id(), "confidence": f.confidence as f64/1000.0, "message": f.message,
          "values": f.values.iter().map(|v| serde_json::json!({"value": v.value, "mentions": v.mentions.iter().map(|m| serde_json::json!({"article": report.article(m).id, "quote": report.quote(m), "sentence": report.sentence(m), "speaker": m.speaker})).collect::<Vec<_>>()})).collect::<Vec<_>>()})).collect();
        std::fs::write(format!("{out}.json"), serde_json::json!({"schema":1,"discrepancies":ds}).to_string()).unwrap();
        let mut w = csv::Writer::from_path(format!("{out}.csv")).unwrap();
        w.write_record(["id", "group", "article", "text"]).unwrap();
        for (c, g) in report.claims.iter().zip(&report.groups) {
            w.write_record([
                c.id.to_string(),
                g.map(|g| g.to_string()).unwrap_or_default(),
                report.articles[c.article as usize].id.clone(),
                c.span.of(&report.articles[c.article as usize].text).to_string(),
            ])
            .unwrap();
        }
    }
    for f in &report.findings {
        println!("{:?} {} {} {}", f.severity, f.kind, f.confidence, f.message);
        for v in &f.values {
            for m in &v.mentions {
                println!(
                    "      [{}] {} sp={:?}: {}",
                    v.value,
                    report.article(m).id.rsplit('/').next().unwrap(),
                    m.speaker,
                    report.sentence(m)
                );
            }
        }
    }
    println!(
        "articles {} stories {:?} claims {} findings {} near {} agree {}",
        report.articles.len(),
        report.stories.iter().collect::<std::collections::BTreeSet<_>>().len(),
        report.claims.len(),
        report.findings.len(),
        report.near_misses.len(),
        report.agreements.len()
    );
}
