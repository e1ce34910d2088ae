//! How a language tells what its figures have to do with each other: the cue phrases
//! of each frame, as they are written in TOML.
//!
//! Their examples stand beside them, below `example` and `silent` (see `lexicon::file`).

mod conversion;
mod measure;
mod ratio;
mod recall;
mod order;
mod series;
mod share;
pub mod statement;
mod sum;
mod table;

use serde::Deserialize;

use crate::lexicon::cues::Cues;
pub use crate::lexicon::frames::conversion::ConversionWords;
pub use crate::lexicon::frames::measure::{MeasureRow, MeasureWords};
pub use crate::lexicon::frames::order::{DegreeWords, OrderWords};
pub use crate::lexicon::frames::ratio::{EachWords, RatioWords};
pub use crate::lexicon::frames::recall::RecallWords;
pub use crate::lexicon::frames::series::{ArityWords, CountWords, GrainWords, IntervalWords, LastingWords, ListWords};
pub use crate::lexicon::frames::share::ShareWords;
pub use crate::lexicon::frames::statement::StatementWords;
pub use crate::lexicon::frames::sum::SumWords;
pub use crate::lexicon::frames::table::TableWords;

/// Comparisons that say which way, and not by how much: 较5月份的5.4%有所扩大.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PacedWords {
    /// Words before the earlier value: 较.
    pub than: Cues,
    /// Words before the direction: 有所.
    pub somewhat: Cues,
    /// Words for more or faster besides those of every change: 加快.
    pub up: Cues,
    /// Words for less or slower: 放缓.
    pub down: Cues,
    /// Nouns for a fall, which is the greater the more is lost: 降幅.
    pub falls: Cues,
}

/// How changes are told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeWords {
    /// Comparisons without a size.
    #[serde(default)]
    pub paced: PacedWords,
    /// Words for a percentage that the sentence before tells: "that share".
    #[serde(default)]
    pub points_back: Cues,
    /// Words before what is added to a value and is none itself: "plus".
    #[serde(default)]
    pub added: Cues,
    /// Words before an earlier value whose later one may follow: "from".
    #[serde(default)]
    pub opens_change: Cues,
    /// Words before a figure that the subject of the change has: "a gap of $65 billion widened".
    #[serde(default)]
    pub subject: Cues,
    /// Words for more.
    pub up: Cues,
    /// Words for less.
    pub down: Cues,
    /// Words for more that say so only beside a size: "12% more".
    #[serde(default)]
    pub more: Cues,
    /// Words for less that say so only beside a size.
    #[serde(default)]
    pub less: Cues,
    /// Words for a change in either direction: "went from 3 to 5".
    #[serde(default)]
    pub moved: Cues,
    /// Words that give a change as a multiple: "doubled".
    #[serde(default)]
    pub multiple: Vec<MultipleWords>,
    /// Words after a figure that multiplies: "three times".
    #[serde(default)]
    pub fold: Cues,
    /// Words before a figure that multiplies: "multiplying by".
    #[serde(default)]
    pub fold_before: Cues,
    /// Such words that also say how often something happened: "times" in "rang three times".
    #[serde(default)]
    pub fold_of: Cues,
    /// What has to follow those: "as" in "three times as many".
    #[serde(default)]
    pub fold_next: Cues,
    /// Words after such a word that may add the whole once more: "three times more".
    #[serde(default)]
    pub fold_more: Cues,
    /// Words between a figure and the size or multiple that is told of it: 的.
    #[serde(default)]
    pub of: Cues,
    /// Words that may stand between a cue and its figure.
    pub link: Cues,
    /// Words that end the frame.
    pub close: Cues,
    /// Words in whose company no direction is claimed, wherever in the clause they stand.
    pub mute: Cues,
    /// Words that, among the figures of a change, leave it in doubt.
    #[serde(default)]
    pub doubt: Cues,
    /// Phrases in which a word of direction gives none: "up to", "set up".
    #[serde(default)]
    pub no_turn: Cues,
    /// Words after a size that make it one of many: "3% a year".
    #[serde(default)]
    pub rate: Cues,
    /// Words in whose company two figures beside such a cue are no pair: "ranged from 3 to 5".
    #[serde(default)]
    pub unpaired: Cues,
    /// Words before a figure that only belongs to another one: "per 1,000".
    #[serde(default)]
    pub apart: Cues,
    /// Words before a figure that says the one before it in another way: ", or 96 euros".
    #[serde(default)]
    pub instead: Cues,
    /// Words between a figure and the size that is told of it: ", which is 33% more".
    #[serde(default)]
    pub aside: Cues,
    /// Words beside a size that name what it is compared with, without a figure: "on the year".
    #[serde(default)]
    pub base: Cues,
    /// Words before such a name that make it the time of the change: "by last year".
    #[serde(default)]
    pub when: Cues,
    /// Words between a comparative and what is compared: "than".
    #[serde(default)]
    pub than: Cues,
    /// Words that give the earlier value in a sentence of its own: "a year ago it was".
    #[serde(default)]
    pub earlier: Cues,
    /// Words before a figure that may be that value: "had logged".
    #[serde(default)]
    pub earlier_had: Cues,
    /// Words that say when it was that: "over the previous year".
    #[serde(default)]
    pub earlier_when: Cues,
    /// Words for the time that a change took: "in the month".
    #[serde(default)]
    pub period: Cues,
    /// Where the roles stand.
    pub role: Vec<RoleCue>,
}

/// Words for a multiple.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MultipleWords {
    /// The words.
    pub cue: Cues,
    /// What the earlier value is multiplied by, as a fraction: "2", "1/2".
    pub times: String,
}

/// Words beside a figure that tell its role.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleCue {
    /// The role.
    pub is: Role,
    /// The words.
    pub cue: Cues,
    /// On which side of the figure they stand.
    pub side: Side,
    /// What the figure may be.
    #[serde(default)]
    pub takes: Takes,
    /// Whether the figure surely belongs to the same change.
    #[serde(default)]
    pub strength: Strength,
}

/// Whether a figure beside a cue surely belongs to the same change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// It does: "from".
    #[default]
    Strong,
    /// It may be that of another period: "compared with".
    Weak,
}

/// What a figure is in a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The later value.
    Now,
    /// The earlier value.
    Then,
    /// The size of the change.
    By,
}

/// On which side of a figure a cue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Before it.
    Left,
    /// After it.
    Right,
}

/// What a role may be filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Takes {
    /// Any figure.
    #[default]
    Any,
    /// A percentage or percentage points.
    Percent,
    /// Anything but a percentage.
    Quantity,
}
