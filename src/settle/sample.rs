//! Sentences that tests share: counts of one disaster that exclude one another.

use crate::Config;
use crate::model::Report;
use crate::{check, read};

pub(crate) const TWELVE: &str = "At least 12 people died when the bridge at Wendover fell on Monday.";
pub(crate) const NINE: &str = "Nine people died when the bridge at Wendover fell on Monday.";
pub(crate) const NINE_AGAIN: &str = "Nine people died on Monday when the bridge at Wendover fell.";
pub(crate) const EIGHT: &str = "Eight people died when the bridge at Wendover fell on Monday.";

/// What is found in plain articles, given as ids and texts.
pub(crate) fn report(texts: &[(&str, &str)]) -> Report {
    check(texts.iter().map(|(id, text)| read::plain_text(id, text)).collect(), &Config::default())
}
