//! How shares are told.

use serde::Deserialize;

use crate::lexicon::cues::Cues;

/// How shares are told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShareWords {
    /// Words between the whole and its part: "of which", "其中".
    pub inside: Cues,
    /// The same, where the part may be of another kind: "including 3 tugs".
    #[serde(default)]
    pub including: Cues,
    /// Words right after the part, which stands behind its whole: "12 of whom".
    #[serde(default)]
    pub within: Cues,
    /// Words after a percentage that point back to what may be no figure at all: "19% of it".
    #[serde(default)]
    pub it: Cues,
    /// Words between a percentage and the part and whole that follow it: ", holding".
    #[serde(default)]
    pub spelt_out: Cues,
    /// Verbs before what a percentage behind it is of: 占 in 占进出口总值的54.7%.
    #[serde(default)]
    pub takes: Cues,
    /// Words between that and the percentage: 的.
    #[serde(default)]
    pub of_named: Cues,
    /// Words before what is taken from the whole: "all but 12 of the 154".
    #[serde(default)]
    pub all_but: Cues,
    /// Words behind a percentage by which a price is told to change: "discount".
    #[serde(default)]
    pub discount: Cues,
    /// Words between a percentage and the price that it is taken off: "30% off the".
    #[serde(default)]
    pub off: Cues,
    /// Words and marks before a part in words that begins a clause: "which means that".
    #[serde(default)]
    pub clause: Cues,
    /// Verbs after such a part: "a quarter have given up".
    #[serde(default)]
    pub verb: Cues,
    /// Words before the whole at the head of a clause: "Of the 64 nests, 16 were empty".
    #[serde(default)]
    pub among: Cues,
    /// Words at the head of a sentence that take up the whole of the one before: "Of these,".
    #[serde(default)]
    pub back: Cues,
    /// Words between a part and its whole, with nothing else: "of the".
    pub of: Cues,
    /// Words between a part with its noun and the whole: "30 ships out of 120".
    #[serde(default)]
    pub out_of: Cues,
    /// Words before the number of all that were asked or looked at: "a survey of".
    #[serde(default)]
    pub sample: Cues,
    /// Words that may stand between such a word and its figure.
    pub link: Cues,
    /// Words in whose company nothing is claimed.
    pub mute: Cues,
    /// Words before a percentage that is the share of the figures before it: "(", ", or".
    pub share: Cues,
    /// Words before a percentage whose whole follows: "45 ships are 30% of the 150".
    #[serde(default)]
    pub are: Cues,
    /// Words before a percentage that is one of everything: 占45%.
    #[serde(default)]
    pub share_of_all: Cues,
    /// Words between a clause and the percentage that it comes to: "with 12 of 48 seats, it holds 25%".
    #[serde(default)]
    pub holds: Cues,
    /// Nouns for a percentage of those that were counted: "a pass rate of 95%".
    #[serde(default)]
    pub rate: Cues,
    /// Those that tell how many did not: "failure rate".
    #[serde(default)]
    pub failure_rate: Cues,
    /// Words for those that did not: "failed".
    #[serde(default)]
    pub denied: Cues,
    /// Nouns for a percentage of something else: "growth rate".
    #[serde(default)]
    pub other_rate: Cues,
    /// Words after a figure that is the size of a group: "the 60-member council".
    #[serde(default)]
    pub size: Cues,
    /// Words between a percentage, what has it, and the part: "a quarter are women, 12 in all".
    #[serde(default)]
    pub counted: Cues,
    /// Words for those who were asked, in the sentence behind the one that tells a part of them and its
    /// percentage: "took part".
    #[serde(default)]
    pub asked: Cues,
    /// Words between a percentage and the part that it is: "25% (12)".
    #[serde(default)]
    pub equals: Cues,
    /// Words after a percentage that say what it is of: "25% of the total".
    #[serde(default)]
    pub total: Cues,
}
