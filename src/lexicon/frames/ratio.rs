//! How rates, averages and figures for each of something are told.

use serde::Deserialize;

use crate::lexicon::cues::Cues;

/// How rates are told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatioWords {
    /// Words between two figures and what follows from them: ", so".
    #[serde(default)]
    pub so: Cues,
    /// Words after a rate that holds for a whole time: "a week until the end of his contract".
    #[serde(default)]
    pub through: Cues,
    /// Words before the number that comes on one: "one doctor for every 1,181".
    #[serde(default)]
    pub for_every: Cues,
    /// The same between one and all: "one patient in four".
    #[serde(default)]
    pub one_in: Cues,
    /// Words for what is done again and again by the same amount: "each time".
    #[serde(default)]
    pub steps: Cues,
    /// Words between a figure and what it is for: "a" in "45 a day".
    pub per: Cues,
    /// Those of them that a unit has to follow: "to the" in "40 miles to the gallon".
    #[serde(default)]
    pub per_unit: Cues,
    /// Words that look like one of those and are none: "a total".
    #[serde(default)]
    pub no_per: Cues,
    /// The same before the figure and what it is for: "each" in "each winner gets $548".
    #[serde(default)]
    pub lead: Cues,
    /// Words that make a figure one for each of something, on either side of it.
    pub each: Vec<EachWords>,
    /// Words before a figure that make it a mean of what is counted: "an average of".
    #[serde(default)]
    pub mean: Cues,
    /// Words for a mean that head the words before its figure: "the mean litter size was".
    #[serde(default)]
    pub mean_word: Cues,
    /// The same after it: "on average".
    #[serde(default)]
    pub mean_after: Cues,
    /// Words before the time that each of what is counted takes: "one every".
    #[serde(default)]
    pub every: Cues,
    /// Words before how many share what each of them gets: "each of the".
    #[serde(default)]
    pub each_of: Cues,
    /// Marks after a rate that introduce what it follows from: ":".
    #[serde(default)]
    pub basis: Cues,
    /// Words before a figure that follows from the others: ", or", "that is".
    pub result: Cues,
    /// Marks that set a rate apart, if `close` follows it: ", 37 a day".
    #[serde(default)]
    pub aside: Cues,
    /// The word for that one: 一.
    #[serde(default)]
    pub one: Cues,
    /// Words between so many and the one of them that is meant: 中就有.
    #[serde(default)]
    pub has_one: Cues,
    /// What must follow the rate then.
    #[serde(default)]
    pub close: Cues,
    /// Words at the head of a sentence that point back to the figures of the one before: "That is".
    #[serde(default)]
    pub points_back: Cues,
    /// Words that divide or multiply the figures of their sentence: "shared among".
    #[serde(default)]
    pub divide: Cues,
    /// Words before how many are in a group: "a crew of".
    #[serde(default)]
    pub group: Cues,
    /// Words before a price, which is not one for each of all: "at $5 each".
    #[serde(default)]
    pub price: Cues,
    /// Words between a part and its whole, which count the same: "2 of the 3 million shares".
    #[serde(default)]
    pub part: Cues,
    /// Words that may stand between a cue and its figure, besides hedges.
    #[serde(default)]
    pub link: Cues,
    /// Words before or after a figure that make it one of another time or kind: "compared with".
    pub other_before: Cues,
    /// The same after the figure: "last year".
    pub other_after: Cues,
    /// Words after a figure that make it no quantity to divide by: "old", "ago".
    #[serde(default)]
    pub no_base: Cues,
    /// Words in whose company no rate is claimed.
    #[serde(default)]
    pub mute: Cues,
    /// Words before a figure that is that of one of many: "the highest".
    #[serde(default)]
    pub extremes: Cues,
    /// Words that mean anybody or anything that is counted: "head", "person".
    #[serde(default)]
    pub anyone: Vec<String>,
}

/// Words that make a figure one for each of something.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EachWords {
    /// What it is for: a unit of `units.toml`, a noun, or nothing for anybody.
    #[serde(default)]
    pub of: Option<String>,
    /// The words before the figure.
    #[serde(default)]
    pub before: Cues,
    /// Such words that also say that it is a mean: "a daily average of".
    #[serde(default)]
    pub mean: Cues,
    /// The words after it.
    #[serde(default)]
    pub after: Cues,
}
