//! One number with its digits out of order: 54,812 here and 58,412 there.
//!
//! Two counts of a story seldom have the same digits in another order; where they count things of one name, one of them is a
//! slip of the pen.

use super::{Pair, shared, specific};
use crate::lexicon;
use crate::model::{Dimension, Qualifier, Quantity, Term};

/// Digits, trailing zeros left out, from which another order is no chance by itself.
const DIGITS: usize = 3;
/// The same for sums of money, and for counts beside which both have a word in common.
const DIGITS_BESIDE: usize = 2;
/// A word beside a number that tells what is counted, in thousandths of a nat.
const TELLING: u16 = 2500;

/// Whether two numbers of one kind are one number with its digits in two orders.
pub(super) fn misprinted(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    let (Some(a), Some(b)) = (digits(left), digits(right)) else { return false };
    if pair.same_article() || a == b || a.len() != b.len() || sorted(&a) != sorted(&b) {
        return false;
    }
    let significant = a.trim_end_matches('0').len().min(b.trim_end_matches('0').len());
    let heads = [specific(&left.counted.terms), specific(&right.counted.terms)];
    let people = |terms: &[Term]| terms.iter().any(|term| lexicon::anybody().contains(&term.hash));
    let one_head = shared(&heads[0], &heads[1]).next().is_some()
        || left.counted.terms.is_empty() && right.counted.terms.is_empty()
        || people(&left.counted.terms)
        || people(&right.counted.terms);
    let beside = shared(&left.counted.around, &right.counted.around).any(|term| term.weight >= TELLING);
    one_head
        && (significant >= DIGITS && (beside || heads.iter().any(|head| !head.is_empty()))
            || significant >= DIGITS_BESIDE && beside)
}

/// The digits of an exact whole number of a hundred and more.
fn digits(quantity: &Quantity) -> Option<String> {
    // Five hours and three are 18,000 and 10,800 seconds: only numbers that are given as they stand are misprinted.
    if !matches!(quantity.dimension, Dimension::Count | Dimension::Money(_)) {
        return None;
    }
    let value = quantity.range.low.filter(|low| Some(*low) == quantity.range.high)?;
    let text = value.to_string();
    let whole = text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() >= DIGITS;
    (whole && quantity.qualifier == Qualifier::Exact).then_some(text)
}

fn sorted(digits: &str) -> Vec<u8> {
    let mut digits: Vec<u8> = digits.bytes().collect();
    digits.sort_unstable();
    digits
}
