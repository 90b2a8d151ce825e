//! One number with its digits out of order, 54,812 here and 58,412 there, or with another digit.
//!
//! Two counts of a story seldom have the same digits in another order; where they count things of one name, one of them is a
//! slip of the pen.

use super::super::gates;
use super::{Pair, around, shared, specific, tallies};
use crate::align::story::Kin;
use crate::lexicon;
use crate::model::{Dimension, Qualifier, Quantity, Term};

/// Digits, trailing zeros left out, from which another order is no chance by itself.
const DIGITS: usize = 3;
/// The same for sums of money, and for counts beside which both have a word in common.
const DIGITS_BESIDE: usize = 2;
/// A word beside a number that tells what is counted, in thousandths of a nat.
const TELLING: u16 = 2500;

/// What sets two tellings of one number apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// Its digits stand in two orders.
    Order,
    /// One digit is another, or two have changed places, within one day's news.
    Digit,
}

/// By which slip of the pen two numbers may be one.
pub(super) fn slip(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> Option<Slip> {
    if misprinted(pair, left, right) {
        return Some(Slip::Order);
    }
    digit_apart(pair, left, right).then_some(Slip::Digit)
}

/// Whether two numbers of one kind are one number with its digits in two orders.
fn misprinted(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    let (Some(a), Some(b)) = (digits(left), digits(right)) else { return false };
    if pair.same_article() || a == b || a.len() != b.len() || !reordered(&a, &b) {
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
            || significant >= DIGITS_BESIDE && (beside || turned_sum(pair, left, right)))
}

/// Whether two sums are known to one article each: "230 million" and "320 million".
fn turned_sum(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    matches!(left.dimension, Dimension::Money(_))
        && left.unit == right.unit
        && pair.kin == Kin::Event
        && new_to_each(pair, left, right)
}

/// The digits of an exact whole number of a hundred and more.
fn digits(quantity: &Quantity) -> Option<String> {
    // Five hours and three are 18,000 and 10,800 seconds: only numbers that are given as they stand are misprinted.
    if !matches!(quantity.dimension, Dimension::Count | Dimension::Money(_)) {
        return None;
    }
    exact(quantity).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() >= DIGITS)
}

/// An exact number as it is printed.
fn exact(quantity: &Quantity) -> Option<String> {
    let value = quantity.range.low.filter(|low| Some(*low) == quantity.range.high)?;
    (quantity.qualifier == Qualifier::Exact).then(|| value.to_string())
}

fn sorted(digits: &str) -> Vec<u8> {
    let mut digits: Vec<u8> = digits.bytes().collect();
    digits.sort_unstable();
    digits
}

/// Weight of what two numbers that are a digit apart must share, thing counted and words around, in thousandths of a nat.
const BESIDE: u32 = 3000;
/// The same where one of two digits is another.
const BESIDE_SHORT: u32 = 6000;
/// What it weighs that both count things of one noun, however light.
const ONE_NOUN: u32 = 2000;
/// Whether two exact numbers of one size and unit are a digit apart, or have two digits in turned order, and neither article
/// gives the other's: two measures of one story seldom come so near to one another.
fn digit_apart(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    let sized =
        |quantity: &Quantity| !matches!(quantity.dimension, Dimension::Share | Dimension::Age | Dimension::Scale(_));
    // The dead and the injured are told of in their own way.
    let tallied = || {
        let words =
            [left, right].into_iter().flat_map(|quantity| quantity.counted.terms.iter().chain(&quantity.counted.near));
        words.into_iter().any(|term| tallies().contains(&term.hash))
    };
    if pair.kin != Kin::Event || pair.same_article() || left.unit != right.unit || !sized(left) {
        return false;
    }
    if !gates::one_day(pair) || tallied() {
        return false;
    }
    let (Some(a), Some(b)) = (exact(left), exact(right)) else { return false };
    if significant(&a).min(significant(&b)) < DIGITS_BESIDE || !turned(&a, &b) {
        return false;
    }
    let noun = |quantity: &Quantity| quantity.counted.terms.last().map(|term| term.hash);
    let one_noun = noun(left).is_some() && noun(left) == noun(right);
    let heads = [specific(&left.counted.terms), specific(&right.counted.terms)];
    let head: u32 = shared(&heads[0], &heads[1]).map(|term| u32::from(term.weight)).sum();
    if left.dimension == Dimension::Count && !one_noun && head == 0 {
        return false;
    }
    let beside = around(pair, left, right).shared + head + if one_noun { ONE_NOUN } else { 0 };
    // Of two digits one is another by chance.
    let round = a.ends_with('0') && b.ends_with('0');
    let short = round && significant(&a).min(significant(&b)) <= DIGITS_BESIDE && !one_noun && !reordered(&a, &b);
    beside >= if short { BESIDE_SHORT } else { BESIDE } && new_to_each(pair, left, right)
}

/// Whether neither article gives the other's number.
fn new_to_each(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    !pair.measures[0].gives(right) && !pair.measures[1].gives(left)
}

fn reordered(left: &str, right: &str) -> bool {
    sorted(left) == sorted(right)
}

/// Digits that are not zeros at either end.
fn significant(text: &str) -> usize {
    text.replace('.', "").trim_matches('0').len()
}

/// Whether two numbers as printed differ in one digit, or in two that have changed places.
fn turned(left: &str, right: &str) -> bool {
    let differ: Vec<(u8, u8)> = left.bytes().zip(right.bytes()).filter(|(a, b)| a != b).collect();
    left.len() == right.len()
        && match differ[..] {
            [_] => true,
            [one, other] => one == (other.1, other.0),
            _ => false,
        }
}
