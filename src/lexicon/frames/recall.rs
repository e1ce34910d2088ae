//! How a language points back to a figure that it has told: "the 22 injured", "those 1,200 jobs".

use std::collections::HashSet;

use serde::Deserialize;

use crate::lexicon::cues::Cues;
use crate::lexicon::frames::statement::{Stemming, Synonyms};

/// The words around a figure that point back to the same figure before it, or ahead to the text
/// below a headline.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecallWords {
    /// Whose endings are taken off.
    #[serde(default)]
    pub stemmer: Option<Stemming>,
    /// Words right before a figure that say that it was told: "the", "those".
    pub again: Cues,
    /// Words beside a figure that make it a part of what was told before: "in Leeds alone".
    #[serde(default)]
    pub alone: Cues,
    /// Words for a place that is a part of where all happened: "in the village of".
    #[serde(default)]
    pub place: Cues,
    /// Words right before a figure for what is left of another: "the remaining".
    #[serde(default)]
    pub rest: Cues,
    /// Words for the dead and the injured together: "casualties".
    #[serde(default)]
    pub together: HashSet<String>,
    /// Words after what is counted that choose some of it: "who", "in".
    #[serde(default)]
    pub chosen: Cues,
    /// Words right before or after a figure that make it another one: "another", "of them".
    #[serde(default)]
    pub other: Cues,
    /// Words beside a figure that make it that of another time or a wish: "last year", "forecast".
    #[serde(default)]
    pub elsewhen: Cues,
    /// What people and things are counted as, whatever the words; each row is one: "dead", "killed".
    #[serde(default)]
    pub state: Vec<Cues>,
    /// Words where the reach of such a word ends: "and".
    #[serde(default)]
    pub joint: Cues,
    /// Words for anybody, which say nothing beside such a word: "people".
    #[serde(default)]
    pub people: HashSet<String>,
    /// Words that say nothing of what is counted: "various".
    #[serde(default)]
    pub filler: HashSet<String>,
    /// Words between a figure and what it measures: "of".
    #[serde(default)]
    pub of: Cues,
    /// Verbs that may follow an amount: "half of the £2 million comes from a fund".
    #[serde(default)]
    pub follows: HashSet<String>,
    /// Words between a noun and its amount: "of", "was".
    #[serde(default)]
    pub amount: Cues,
    /// Words that stand for one another, the first of each row for all.
    #[serde(default)]
    pub same: Synonyms,
    /// Whether the first word after a figure is what it counts, and not the last: "27 personas mayores".
    #[serde(default)]
    pub noun_first: bool,
    /// Where words are not set apart: what stands before a noun that a figure counts, and ends it.
    #[serde(default)]
    pub border: HashSet<String>,
    /// Endings of a noun in the plural, after which a verb may follow: "the 21 midwives say".
    #[serde(default)]
    pub noun_endings: Vec<String>,
    /// Such nouns that have no ending of their own: "men".
    #[serde(default)]
    pub plurals: HashSet<String>,
    /// Endings of a verb that may follow a noun: "los 14 bomberos llegaron".
    #[serde(default)]
    pub verb_endings: Vec<String>,
}
