//! What nouns and verbs are measured in: a distance in units of length.

use serde::Deserialize;

use crate::lexicon::cues::Cues;

/// What nouns and verbs are measured in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureWords {
    /// Words that may stand between such a word and its figure, besides hedges.
    pub link: Cues,
    /// Words after the figure that make it something else than the measure: "a weight loss of 3 weeks long".
    #[serde(default)]
    pub no_end: Cues,
    /// The nouns and verbs.
    pub noun: Vec<MeasureRow>,
}

/// Words and the dimensions that they allow.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureRow {
    /// The dimensions of `units.toml`; `currency` stands for all money.
    pub is: Vec<String>,
    /// Words that end right before the figure: "a distance of".
    pub cue: Cues,
}
