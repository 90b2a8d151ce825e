//! What fuzzing found, and its corpora, replayed on a stable toolchain.

#[path = "../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "public in the package of the fuzzers")]
mod targets;

use std::fs;
use std::path::Path;

/// Every file of a folder, in order of the names.
fn inputs(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut all: Vec<(String, Vec<u8>)> = entries
        .map(|entry| {
            let path = entry.expect("the folder can be listed").path();
            (path.display().to_string(), fs::read(&path).expect("a corpus can be read"))
        })
        .collect();
    all.sort();
    all
}

#[test]
fn what_fuzzing_found_holds() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    for (name, target) in targets::TARGETS {
        let corpus = inputs(&fuzz.join("corpus").join(name));
        assert!(corpus.len() >= 10, "{name} has a corpus of {} inputs", corpus.len());
        for (path, bytes) in corpus.into_iter().chain(inputs(&fuzz.join("cases").join(name))) {
            if let Err(panic) = std::panic::catch_unwind(|| target(&bytes)) {
                println!("on {path}:");
                std::panic::resume_unwind(panic);
            }
        }
    }
}

mod any {
    use super::targets;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        /// Spans cut back to their text in every format, whatever the bytes.
        #[test]
        fn bytes_hold(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            targets::TARGETS.iter().filter(|(name, _)| *name != "archive").for_each(|(_, target)| target(&bytes));
        }

        #[test]
        fn markup_holds(choice: u8, parts in proptest::collection::vec(PART, 0..60)) {
            let bytes = [&[choice], parts.concat().as_bytes()].concat();
            let read = ["text", "markup", "records", "segment", "extract"];
            targets::TARGETS.iter().filter(|(name, _)| read.contains(name)).for_each(|(_, target)| target(&bytes));
        }
    }

    /// Pieces of all text formats.
    const PART: &str = "[a-zé“” .,\n]{1,12}|<[a-z/!?]{1,6}|>|&[a-z#0-9]{1,5};|\\*\\*|`|\\[|\\]\\(|\n\n|\n> |\n- |\\| |\"|\\\\u[0-9a-f]{4}|\\{|\\}|:|,|---\n|title: |Monday|12|[0-9]{1,30}|\u{feff}|\u{202e}|\u{0}";
}
