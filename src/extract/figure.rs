//! What a cluster of digits says under a document's convention.

use rust_decimal::Decimal;

use crate::extract::cluster::{Cluster, Separator};
use crate::extract::convention::Convention;
use crate::facts::Malformation;
use crate::number::{Grouping, MOST_DIGITS};

/// A judged cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figure {
    /// A value.
    Number(Digits),
    /// No figure.
    Malformed(Malformation),
    /// Parts with full stops, as versions and sections have them: `4.1.2`.
    Parts,
    /// Numbers of things one after the other: `2021,2022`.
    List,
    /// Digits of a range in a program: `1..5`.
    Span,
    /// More digits than can be computed with.
    TooLong,
}

/// The value of plain digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) value: Decimal,
    pub(super) decimals: u32,
    pub(super) grouping: Grouping,
}

/// Judges a cluster.
pub(super) fn judge(cluster: &Cluster, convention: Convention) -> Figure {
    use Separator::{Apostrophe, Blank, Comma, Dot, Doubled, DoubledDot, Thin};
    let separators = cluster.separators.as_slice();
    if separators.contains(&Doubled) || separators.contains(&DoubledDot) {
        return doubled(cluster);
    }
    let all = |wanted: Separator| separators.iter().all(|separator| *separator == wanted);
    // A mark of another kind at the end stands before decimals.
    let (last, thousands) = match separators.split_last() {
        None => return whole(cluster, Grouping::None),
        Some(split) => split,
    };
    let thousands_are =
        |wanted: Separator| !thousands.is_empty() && thousands.iter().all(|separator| *separator == wanted);
    match last {
        Comma if all(Comma) => commas(cluster, convention),
        Dot if all(Dot) => dots(cluster, convention),
        Dot if thousands_are(Comma) && (is_in_threes(cluster, 1) || is_indian(cluster, 1, convention)) => {
            decimal(cluster, 1, grouping_of(cluster, 1))
        }
        Comma if thousands_are(Dot) && is_in_threes(cluster, 1) => decimal(cluster, 1, Grouping::Dot),
        Blank | Thin if thousands.iter().all(|s| matches!(s, Blank | Thin)) => whole(cluster, Grouping::Space),
        Apostrophe if all(Apostrophe) => whole(cluster, Grouping::Apostrophe),
        Dot | Comma if !thousands.is_empty() && thousands.iter().all(|s| matches!(s, Blank | Thin)) => {
            decimal(cluster, 1, Grouping::Space)
        }
        Dot | Comma if thousands_are(Apostrophe) => decimal(cluster, 1, Grouping::Apostrophe),
        _ => Figure::Malformed(Malformation::Grouping),
    }
}

fn commas(cluster: &Cluster, convention: Convention) -> Figure {
    if let [first, second] = cluster.groups.as_slice() {
        let is_decimal =
            first == "0" || (convention.decimal_comma && !(convention.groups_by_comma() && second.len() == 3));
        if is_decimal {
            return decimal(cluster, 1, Grouping::None);
        }
        if is_year(first) && is_year(second) {
            return Figure::List;
        }
    }
    if is_in_threes(cluster, 0) {
        return whole(cluster, Grouping::Comma);
    }
    // Three and more numbers of things, one after the other: "channels 0,1,2", "2000,2001,2002".
    let groups = &cluster.groups;
    let are_single = groups.iter().all(|group| group.len() == 1) && groups.is_sorted_by(|a, b| a < b);
    if groups.len() > 2 && (are_single || groups.iter().all(|group| is_year(group))) {
        return Figure::List;
    }
    if is_indian(cluster, 0, convention) {
        return whole(cluster, Grouping::Indian);
    }
    Figure::Malformed(Malformation::Grouping)
}

fn dots(cluster: &Cluster, convention: Convention) -> Figure {
    if let [_, second] = cluster.groups.as_slice() {
        let groups = convention.dots_group && second.len() == 3 && is_in_threes(cluster, 0);
        return if groups { whole(cluster, Grouping::Dot) } else { decimal(cluster, 1, Grouping::None) };
    }
    if is_in_threes(cluster, 0) {
        return whole(cluster, Grouping::Dot);
    }
    Figure::Parts
}

/// Whether the digits of a span can be nothing but a range, even before a unit: `10..20%`. Its ends
/// ascend, and no decimal fraction ends in a zero.
pub(super) fn is_range(cluster: &Cluster) -> bool {
    let values: Vec<u64> = cluster.groups.iter().filter_map(|group| group.parse().ok()).collect();
    matches!(values.as_slice(), [first, second] if first < second) && cluster.groups[1].ends_with('0')
}

/// `40..2` is no figure; `1..5` is how programs write a range.
fn doubled(cluster: &Cluster) -> Figure {
    if let ([first, second], [Separator::DoubledDot]) = (cluster.groups.as_slice(), cluster.separators.as_slice()) {
        let values = (first.parse::<u64>().ok(), second.parse::<u64>().ok());
        let is_code = first.len() > 3 || second.len() > 2 || (first.len() > 1 && first.starts_with('0'));
        let ascends = matches!(values, (Some(first), Some(second)) if first < second) && first.len() <= 2;
        if is_code || ascends {
            return Figure::Span;
        }
    }
    Figure::Malformed(Malformation::DoubledSeparator)
}

impl Convention {
    /// Whether a comma before three digits is more likely to divide thousands.
    fn groups_by_comma(self) -> bool {
        !self.dots_group && self.groups_thousands
    }
}

/// Whether all groups but the first and the last `decimals` have three digits.
fn is_in_threes(cluster: &Cluster, decimals: usize) -> bool {
    let groups = &cluster.groups[..cluster.groups.len() - decimals];
    let (first, rest) = (groups[0].len(), &groups[1..]);
    (1..=3).contains(&first)
        && rest.iter().all(|group| group.len() == 3)
        && (!groups[0].starts_with('0') || rest.is_empty())
}

/// Whether the groups are those of South Asia: 12,34,567.
fn is_indian(cluster: &Cluster, decimals: usize, convention: Convention) -> bool {
    let groups = &cluster.groups[..cluster.groups.len() - decimals];
    let [first, middle @ .., last] = groups else { return false };
    convention.indian
        && !middle.is_empty()
        && (1..=2).contains(&first.len())
        && middle.iter().all(|group| group.len() == 2)
        && last.len() == 3
}

fn grouping_of(cluster: &Cluster, decimals: usize) -> Grouping {
    if is_in_threes(cluster, decimals) { Grouping::Comma } else { Grouping::Indian }
}

/// Whether digits can be a year of our time.
pub(super) fn is_year(digits: &str) -> bool {
    digits.len() == 4 && ("1500"..="2100").contains(&digits)
}

fn whole(cluster: &Cluster, grouping: Grouping) -> Figure {
    number(&cluster.groups.concat(), 0, grouping)
}

fn decimal(cluster: &Cluster, decimals: usize, grouping: Grouping) -> Figure {
    let (whole, part) = cluster.groups.split_at(cluster.groups.len() - decimals);
    let part = part.concat();
    number(&format!("{}{part}", whole.concat()), part.len(), grouping)
}

fn number(digits: &str, decimals: usize, grouping: Grouping) -> Figure {
    if digits.trim_start_matches('0').len() > MOST_DIGITS || decimals > MOST_DIGITS {
        return Figure::TooLong;
    }
    let mantissa: i64 = digits.parse().unwrap_or(0);
    let decimals = decimals as u32;
    Figure::Number(Digits { value: Decimal::new(mantissa, decimals), decimals, grouping })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::cluster::clusters;

    const ENGLISH: Convention =
        Convention { decimal_comma: false, dots_group: false, indian: true, groups_thousands: true };
    const GERMAN: Convention =
        Convention { decimal_comma: true, dots_group: true, indian: false, groups_thousands: true };

    fn read(text: &str, convention: Convention) -> String {
        match judge(&clusters(text, &[], true)[0], convention) {
            Figure::Number(digits) => format!("{} {:?}", digits.value, digits.grouping),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn every_convention_is_read_and_only_in_its_place() {
        let cases = [
            ("1,234.5", ENGLISH, "1234.5 Comma"),
            ("12,34,567", ENGLISH, "1234567 Indian"),
            ("12,34,567", GERMAN, "Malformed(Grouping)"),
            ("1.234,5", GERMAN, "1234.5 Dot"),
            ("1.234", GERMAN, "1234 Dot"),
            ("1.234", ENGLISH, "1.234 None"),
            ("3,5", GERMAN, "3.5 None"),
            ("1 234,5", GERMAN, "1234.5 Space"),
            ("1'234.5", ENGLISH, "1234.5 Apostrophe"),
            ("9,26", ENGLISH, "Malformed(Grouping)"),
            ("2023,1", ENGLISH, "Malformed(Grouping)"),
            ("1088,2021", ENGLISH, "Malformed(Grouping)"),
            ("2023,13908.2", ENGLISH, "Malformed(Grouping)"),
            ("2021,2022", ENGLISH, "List"),
            ("0,1,2", ENGLISH, "List"),
            ("2000,2001,2002", ENGLISH, "List"),
            ("1,4,0", ENGLISH, "Malformed(Grouping)"),
            ("3,15,62", ENGLISH, "Malformed(Grouping)"),
            ("40..2", ENGLISH, "Malformed(DoubledSeparator)"),
            ("4.1.2", ENGLISH, "Parts"),
            ("0,5", ENGLISH, "0.5 None"),
            ("1234567890123456789012", ENGLISH, "TooLong"),
        ];
        for (text, convention, expected) in cases {
            assert_eq!(read(text, convention), expected, "{text}");
        }
    }
}
