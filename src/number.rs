//! What digits say: a value, and how exactly it is printed. What it may stand for
//! is worked out in `bounds`.

use rust_decimal::Decimal;

/// Digits beyond this many are read, and never compared: the products of such
/// figures do not fit an exact decimal.
pub const MOST_DIGITS: usize = 18;

/// A figure that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// The value, with its magnitude: 2,300,000 for "2.3 million".
    pub value: Decimal,
    /// How much one more in the last printed digit would be: 100,000 for "2.3 million".
    pub step: Decimal,
    /// How many digits stand after the decimal mark.
    pub decimals: u32,
    /// Whether a word gives its scale ("million", "万") or the whole figure ("five").
    pub in_words: bool,
    /// Whether it counts things; a measured figure is rounded to its last digit, a count is not.
    pub is_count: bool,
    /// How its thousands are divided.
    pub grouping: Grouping,
    /// What the words around it say of its exactness.
    pub hedge: Hedge,
}

/// How the thousands of a figure are divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// Not at all: `1234`, `12`, `3.5`.
    None,
    /// By commas: `1,234`.
    Comma,
    /// By full stops: `1.234`.
    Dot,
    /// By blanks of some width: `1 234`.
    Space,
    /// By apostrophes: `1'234`.
    Apostrophe,
    /// By commas in pairs after the first three: `12,34,567`.
    Indian,
}

/// What the words around a figure say of its exactness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hedge {
    /// Nothing.
    None,
    /// More than, at least, 余: from the figure up.
    Above,
    /// Less than, at most, up to: up to the figure.
    Below,
    /// Nearly, almost: a little below, up to the figure.
    Nearly,
    /// About, around, 约: either side.
    About,
}

impl Hedge {
    /// The word for it, as lexicons and reports write it; nothing where there is none.
    pub fn as_str(self) -> Option<&'static str> {
        match self {
            Hedge::None => None,
            Hedge::Above => Some("above"),
            Hedge::Below => Some("below"),
            Hedge::Nearly => Some("nearly"),
            Hedge::About => Some("about"),
        }
    }
}

/// How generously a figure is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Rounded to what is printed.
    Rounded,
    /// Rounded or cut off: what writers do every day.
    Usual,
    /// Rounded or cut off, with every trailing zero a rounded one: what no
    /// careful reading could go beyond.
    Widest,
}

impl Number {
    /// Whether its digits could be a year's: 1987, but not 1,987.
    pub fn looks_like_year(&self) -> bool {
        let is_plain = self.grouping == Grouping::None && self.decimals == 0 && !self.in_words;
        is_plain && self.value >= Decimal::from(1800) && self.value < Decimal::from(2100)
    }

    /// Whether it is a part in words: "a third".
    pub fn is_fraction(&self) -> bool {
        self.in_words && self.value > Decimal::ZERO && self.value < Decimal::ONE
    }
}

/// How many things there are, as people are told it: "1,234 figures".
pub fn counted(n: usize, what: &str) -> String {
    format!("{} {what}{}", grouped(&n.to_string()), if n == 1 { "" } else { "s" })
}

/// A plain decimal with commas at its thousands, as people are told it: "1,234,567.25".
pub fn grouped(decimal: &str) -> String {
    let (whole, fraction) = decimal.split_at(decimal.find('.').unwrap_or(decimal.len()));
    let (sign, digits) = whole.split_at(whole.len() - whole.trim_start_matches('-').len());
    let mut grouped = sign.to_owned();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        let cases = ["0", "123", "-1234", "1234567.25", "-0.5"].map(grouped);
        assert_eq!(cases, ["0", "123", "-1,234", "1,234,567.25", "-0.5"]);
    }
}
