//! Irregular forms of verbs, by which a stemmer takes one verb for two.

use super::data::{self, Families};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The base of an irregular form in lower case: "know" of "knew".
pub(crate) fn base(form: &str) -> Option<&'static str> {
    static BASES: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(bases);
    BASES.get(form).copied()
}

/// Entries read "base = form form". They are kept for as long as the program runs.
fn bases() -> FxHashMap<&'static str, &'static str> {
    let file: Families = data::load("irregular.toml", include_str!("en/irregular.toml"));
    let mut out = FxHashMap::default();
    for entry in file.family.into_iter().flat_map(|family| family.words) {
        let entry: &'static str = entry.leak();
        let Some((base, forms)) = entry.split_once(" = ") else { panic!("irregular.toml: no base in {entry:?}") };
        out.extend(forms.split(' ').map(|form| (form, base)));
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn forms_have_the_stem_of_their_base() {
        for (form, base) in [("knew", "know"), ("written", "writes"), ("flew", "flying"), ("lost", "loses")] {
            assert_eq!(crate::text::stem(form), crate::text::stem(base));
        }
        // A direction, a tool, a flower.
        for word in ["left", "saw", "rose"] {
            assert_eq!(crate::text::stem(word), word);
        }
    }
}
