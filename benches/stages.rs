//! The hot stages one by one, on the demo articles: `cargo bench`.

use crosscheck::align::join;
use crosscheck::model::{Article, Span};
use crosscheck::{Config, check, extract, lexicon, read, segment, text};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

fn main() {
    divan::main();
}

/// The articles of corpus/, in the order of their paths.
static ARTICLES: LazyLock<Vec<Article>> = LazyLock::new(|| {
    let mut paths = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"), &mut paths);
    paths.sort();
    let read = |path: &PathBuf| {
        let format = path.extension()?.to_str()?;
        read::article(&path.display().to_string(), format, &fs::read(path).ok()?).ok()
    };
    paths.iter().filter_map(read).flatten().collect()
});

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("corpus/ is there").flatten() {
        let path = entry.path();
        if path.is_dir() { collect(&path, paths) } else { paths.push(path) }
    }
}

/// The bytes of text in all articles.
fn bytes() -> BytesCount {
    BytesCount::new(ARTICLES.iter().map(|article| article.words().len()).sum::<usize>())
}

#[divan::bench]
fn tokens(bencher: Bencher<'_, '_>) {
    bencher.counter(bytes()).bench(|| {
        for article in ARTICLES.iter() {
            black_box(text::tokens(article.words(), Span::new(0, article.words().len())));
        }
    });
}

#[divan::bench]
fn sentences(bencher: Bencher<'_, '_>) {
    bencher.counter(bytes()).bench(|| {
        for article in ARTICLES.iter() {
            black_box(segment::sentences(article));
        }
    });
}

#[divan::bench]
fn claims(bencher: Bencher<'_, '_>) {
    let lexicon = lexicon::english();
    bencher.counter(bytes()).bench(|| {
        for article in ARTICLES.iter() {
            black_box(extract::claims(0, article, &lexicon));
        }
    });
}

/// Stories, alignment and comparison beside what [`claims`] takes.
#[divan::bench]
fn whole_check(bencher: Bencher<'_, '_>) {
    let config = Config::default();
    bencher.counter(bytes()).with_inputs(|| ARTICLES.clone()).bench_values(|articles| check(articles, &config));
}

#[divan::bench]
fn alike_sentences(bencher: Bencher<'_, '_>) {
    let sentences: Vec<&str> = ARTICLES
        .iter()
        .flat_map(|article| segment::sentences(article).into_iter().map(|found| found.span.of(article.words())))
        .collect();
    bencher.counter(bytes()).bench(|| join::alike(&sentences));
}
