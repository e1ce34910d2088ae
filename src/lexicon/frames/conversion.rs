//! How a quantity is given twice, in two units or with two scales.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lexicon::cues::Cues;

/// The units of speeds whose time is told before the figure.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaceWords {
    /// Words for the time: 每秒, 时速.
    pub before: Cues,
    /// What each unit becomes behind them: metre, metre-per-second.
    pub units: BTreeMap<String, String>,
}

/// How a quantity is given twice.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConversionWords {
    /// Words for a currency that are another unit elsewhere, and its name: "the pound fetched $1.35".
    #[serde(default)]
    pub money: BTreeMap<String, String>,
    /// Speeds whose time stands before the figure.
    #[serde(default)]
    pub pace: Vec<PaceWords>,
    /// Words before one of a currency: "a euro", "the pound".
    #[serde(default)]
    pub one: Cues,
    /// Words and marks before the second figure that make it the same only if `close` follows:
    /// "(", ", or".
    pub open: Cues,
    /// What must follow the second figure then.
    pub close: Cues,
    /// Words that make the second figure the same: "equal to".
    #[serde(default)]
    pub equal: Cues,
    /// Words between one of a currency and its price in another: "=", "is worth".
    #[serde(default)]
    pub worth: Cues,
    /// Words for a map, a plan or a model, beside its scale.
    #[serde(default)]
    pub scale: Cues,
    /// Words between a price and the currency that one of is meant: "to the" in "11 kronor to the dollar".
    #[serde(default)]
    pub to_one: Cues,
    /// Words that may stand between such a word and its figure, besides hedges.
    #[serde(default)]
    pub link: Cues,
    /// Words after the second figure that make it another quantity: "a day".
    #[serde(default)]
    pub no_end: Cues,
    /// Words between the two figures of one measure: "5 feet and 9 inches".
    #[serde(default)]
    pub join: Cues,
    /// Words in whose company nothing is claimed: "nominal".
    #[serde(default)]
    pub mute: Cues,
    /// Words before a figure that make it a difference: "rose by".
    #[serde(default)]
    pub difference_before: Cues,
    /// Words after a figure that make it a difference: "warmer".
    #[serde(default)]
    pub difference_after: Cues,
    /// Words that look like one of those and are none: "below zero".
    #[serde(default)]
    pub no_difference: Cues,
}
