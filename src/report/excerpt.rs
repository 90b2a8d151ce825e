//! A long sentence cut down to the neighbourhood of the words that matter.

use crate::text::graphemes;

/// Longest stretch shown on either side of the deciding words, in characters: two lines at full width.
const SIDE: usize = 150;

/// The stretch before the deciding words: its end, begun at a word, with `…` where something was cut.
pub(super) fn before(text: &str) -> String {
    let marks: Vec<&str> = graphemes(text).collect();
    let Some(cut) = marks.len().checked_sub(SIDE).filter(|cut| *cut > 0) else { return text.to_owned() };
    let kept = marks[cut..].concat();
    match kept.split_once(' ') {
        Some((_, whole)) => format!("…{whole}"),
        None => format!("…{kept}"),
    }
}

/// The stretch after them, ended at a word.
pub(super) fn after(text: &str) -> String {
    let marks: Vec<&str> = graphemes(text).collect();
    if marks.len() <= SIDE {
        return text.to_owned();
    }
    let kept = marks[..SIDE].concat();
    match kept.rsplit_once(' ') {
        Some((whole, _)) => format!("{whole}…"),
        None => format!("{kept}…"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_stretches_stay_and_long_ones_are_cut_at_a_word() {
        assert_eq!((before("in the "), after(" today.")), ("in the ".to_owned(), " today.".to_owned()));
        let long = "word ".repeat(80);
        assert!(before(&long).starts_with("…word ") && before(&long).ends_with("word "));
        assert!(after(&long).starts_with("word ") && after(&long).ends_with("word…"));
        assert!(after(&long).chars().count() <= SIDE + 1);
    }
}
