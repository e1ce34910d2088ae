//! How one document writes its numbers.
//!
//! The language says what is usual; the unmistakable figures of the document
//! say what it does. A figure is malformed only if it fits nothing that the
//! document could be using.

use crate::extract::cluster::{Cluster, Separator};
use crate::lexicon::Vocabulary;
use crate::lexicon::file::DecimalMark;

/// What a document could be using.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Convention {
    /// Whether a comma may stand before decimals.
    pub(super) decimal_comma: bool,
    /// Whether one full stop before three digits divides thousands.
    pub(super) dots_group: bool,
    /// Whether commas may stand in pairs: 12,34,567.
    pub(super) indian: bool,
    /// Whether the document divides the thousands of its figures at all.
    pub(super) groups_thousands: bool,
}

/// What the figures of a document show.
#[derive(Debug, Default)]
struct Evidence {
    dot_decimals: usize,
    comma_decimals: usize,
    comma_percents: usize,
    /// Commas before one or two digits, which are decimals where the language has such.
    comma_fractions: usize,
    comma_groups: usize,
    dot_groups: usize,
}

impl Convention {
    /// Decides from the language and the document's own figures. Each cluster comes
    /// with the character after it.
    pub(super) fn decide<'c>(
        vocabulary: &Vocabulary,
        clusters: impl Iterator<Item = (&'c Cluster, Option<char>)>,
        text: &str,
        has_tables: bool,
    ) -> Convention {
        let mut evidence = Evidence::default();
        for (cluster, after) in clusters {
            evidence.count(cluster, after);
        }
        let by_figures = evidence.comma_decimals > 0
            && evidence.comma_decimals + evidence.comma_percents > evidence.dot_decimals + evidence.comma_groups;
        let only_percents = evidence.comma_percents >= 2 && evidence.dot_decimals + evidence.comma_groups == 0;
        let decimal_comma = match vocabulary.decimal {
            DecimalMark::Comma | DecimalMark::Either => true,
            DecimalMark::Dot => by_figures || only_percents,
        };
        let dots_group = match vocabulary.decimal {
            DecimalMark::Comma => {
                let commas = evidence.comma_decimals + evidence.comma_percents + evidence.comma_fractions;
                evidence.dot_decimals <= evidence.dot_groups + commas
            }
            DecimalMark::Either | DecimalMark::Dot => evidence.dot_groups > 0 && evidence.dot_decimals == 0,
        };
        // A table has so few words that its language is a guess; its figures are many.
        let only_groups = has_tables
            && evidence.comma_groups >= ENOUGH_GROUPS
            && evidence.comma_decimals + evidence.comma_percents + evidence.dot_groups == 0;
        let dots_group = dots_group && !only_groups;
        Convention {
            decimal_comma,
            dots_group,
            // Outside South Asia pairs are a slip, so that a comma-decimal document has none.
            indian: vocabulary.decimal != DecimalMark::Comma || is_south_asian(text),
            groups_thousands: evidence.comma_groups + evidence.dot_groups > 0,
        }
    }
}

/// So many figures with a comma before three digits, and none with another, show thousands.
const ENOUGH_GROUPS: usize = 3;

impl Evidence {
    fn count(&mut self, cluster: &Cluster, after: Option<char>) {
        let groups: Vec<usize> = cluster.groups.iter().map(String::len).collect();
        let is_percent = matches!(after, Some('%' | '％'));
        match (cluster.separators.as_slice(), groups.as_slice()) {
            // 52.736万: what stands before such a word is divided in fours, not in threes.
            ([Separator::Dot], [_, _]) if matches!(after, Some('万' | '亿' | '萬' | '億')) => {
                self.dot_decimals += 1
            }
            ([Separator::Dot], [_, decimals]) if *decimals != 3 || cluster.groups[0] == "0" => self.dot_decimals += 1,
            ([Separator::Dot], [1..=3, 3]) => self.dot_groups += usize::from(!is_percent && cluster.groups[0] != "0"),
            ([Separator::Dot, rest @ ..], [1..=3, threes @ ..])
                if rest.iter().all(|s| *s == Separator::Dot) && threes.iter().all(|n| *n == 3) =>
            {
                self.dot_groups += 1;
            }
            ([Separator::Dot, .., Separator::Comma], _) => self.comma_decimals += 1,
            ([Separator::Comma], _) if cluster.groups[0] == "0" => self.comma_decimals += 1,
            ([Separator::Comma], [1..=3, 1..=2]) if is_percent => self.comma_percents += 1,
            ([Separator::Comma], [1..=3, 1..=2]) => self.comma_fractions += 1,
            ([Separator::Comma, ..], [1..=3, 3, ..]) => self.comma_groups += 1,
            _ => {}
        }
    }
}

/// Whether a text speaks of South Asia's money or magnitudes.
fn is_south_asian(text: &str) -> bool {
    ["lakh", "crore", "rupee", "Rs", "₹", "INR", "Rupien", "roupies", "rupias"].iter().any(|word| text.contains(word))
}
