use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedMul, CheckedSub};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An exact number: a fraction of two integers, never a float, so that a third is a third.
///
/// Arithmetic is checked: what does not fit gives `None`, and the quantity is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number(Ratio<i128>);

/// Numbers whose numerator or denominator would pass this are refused: products of two must fit 128 bits.
const LIMIT: i128 = 1_000_000_000_000_000_000;

impl Number {
    /// Zero.
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Self = Self(Ratio::new_raw(1, 1));

    /// A whole number.
    pub fn whole(value: i64) -> Self {
        Self(Ratio::from_integer(i128::from(value)))
    }

    /// `numerator / denominator`; `None` when the denominator is zero or either is out of bounds.
    pub fn fraction(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 || numerator.abs() > LIMIT || denominator.abs() > LIMIT {
            return None;
        }
        Some(Self(Ratio::new(numerator, denominator)))
    }

    /// A decimal as printed, `.` before the decimals and no signs of grouping: `6.75`, `112`.
    pub fn decimal(printed: &str) -> Option<Self> {
        let (whole, decimals) = printed.split_once('.').unwrap_or((printed, ""));
        if whole.len() + decimals.len() > 18 || !decimals.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let numerator: i128 = format!("{whole}{decimals}").parse().ok()?;
        Self::fraction(numerator, 10_i128.pow(u32::try_from(decimals.len()).ok()?))
    }

    fn checked(ratio: Ratio<i128>) -> Option<Self> {
        Self::fraction(*ratio.numer(), *ratio.denom())
    }

    /// Sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(&other.0).and_then(Self::checked)
    }

    /// Difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(&other.0).and_then(Self::checked)
    }

    /// Product.
    pub fn times(self, other: Self) -> Option<Self> {
        self.0.checked_mul(&other.0).and_then(Self::checked)
    }

    /// Quotient; `None` when `other` is zero.
    pub fn over(self, other: Self) -> Option<Self> {
        if other == Self::ZERO {
            return None;
        }
        self.times(Self(other.0.recip()))
    }

    /// Numerator and denominator in lowest terms.
    pub fn parts(self) -> (i128, i128) {
        (*self.0.numer(), *self.0.denom())
    }

    /// Whether the number is whole.
    pub fn is_whole(self) -> bool {
        self.0.is_integer()
    }

    /// The unit of the last digit that carries information, read off the value: 1,500 gives 100, 6.7 gives 1/10,
    /// 112 gives 1; a fraction such as a third gives a hundredth.
    pub fn grain(self) -> Self {
        let (numerator, denominator) = self.parts();
        if denominator == 1 {
            let mut unit = 1_i128;
            while numerator != 0 && numerator % (unit * 10) == 0 {
                unit *= 10;
            }
            return Self(Ratio::from_integer(unit));
        }
        for digits in 1..=9 {
            let unit = 10_i128.pow(digits);
            if unit % denominator == 0 {
                return Self(Ratio::new(1, unit));
            }
        }
        Self(Ratio::new(1, 100))
    }
}

impl fmt::Display for Number {
    /// Decimals where they end within nine digits, else the fraction.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (numerator, denominator) = self.parts();
        if denominator == 1 {
            return write!(f, "{numerator}");
        }
        for digits in 1..=9_u32 {
            let unit = 10_i128.pow(digits);
            if unit % denominator == 0 {
                let scaled = numerator * (unit / denominator);
                let sign = if scaled < 0 { "-" } else { "" };
                let width = digits as usize;
                return write!(f, "{sign}{}.{:0width$}", scaled.abs() / unit, scaled.abs() % unit);
            }
        }
        write!(f, "{numerator}/{denominator}")
    }
}

impl From<Number> for String {
    fn from(number: Number) -> Self {
        let (numerator, denominator) = number.parts();
        format!("{numerator}/{denominator}")
    }
}

impl TryFrom<String> for Number {
    type Error = String;

    fn try_from(printed: String) -> Result<Self, Self::Error> {
        let (numerator, denominator) = printed.split_once('/').unwrap_or((&printed, "1"));
        numerator
            .parse()
            .ok()
            .zip(denominator.parse().ok())
            .and_then(|(n, d)| Self::fraction(n, d))
            .ok_or_else(|| format!("`{printed}` is not a fraction"))
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn decimals_and_fractions_are_exact() {
        let third = Number::fraction(1, 3).unwrap();
        assert_eq!(third.plus(third).unwrap().plus(third), Some(Number::ONE));
        assert_eq!(Number::decimal("6.75").unwrap().to_string(), "6.75");
        assert_eq!(Number::decimal("-0.5").unwrap().to_string(), "-0.5");
        assert!(Number::decimal("1234567890123456789012").is_none());
    }

    #[test]
    fn grain_is_the_last_digit_that_speaks() {
        let grain = |printed| Number::decimal(printed).unwrap().grain().to_string();
        assert_eq!(grain("1500"), "100");
        assert_eq!(grain("112"), "1");
        assert_eq!(grain("6.7"), "0.1");
        assert_eq!(grain("0"), "1");
    }
}
