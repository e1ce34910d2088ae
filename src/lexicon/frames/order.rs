//! How figures are put in order: rankings, comparatives, places and records.

use serde::Deserialize;

use crate::lexicon::cues::Cues;

/// How one figure is said to be greater than another.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderWords {
    /// "Of the former", behind the first of two figures whose order was told before.
    #[serde(default)]
    pub former: Cues,
    /// "Of the latter".
    #[serde(default)]
    pub latter: Cues,
    /// Words at the end of a comparative behind which its figure stands at once: "beat the $2.79".
    #[serde(default)]
    pub definite: Cues,
    /// Words before the figure that opens the sentence of a superlative: "with 157 millimetres".
    #[serde(default)]
    pub opens: Cues,
    /// Words for a standard that is told apart, above which or below which a value lies.
    #[serde(default)]
    pub standard: StandardWords,
    /// How the score of a contest is told.
    #[serde(default)]
    pub score: ScoreWords,
    /// Words between a greater figure and the next: ", followed by".
    pub next: Cues,
    /// Words between a smaller figure and one before it: "behind".
    #[serde(default)]
    pub behind: Cues,
    /// The same where somebody leads before it: "second with".
    #[serde(default)]
    pub second: Cues,
    /// The same after the second figure: 171居第二.
    #[serde(default)]
    pub second_after: Cues,
    /// Words between a figure of such a ranking and the one after it: "third".
    #[serde(default)]
    pub third: Cues,
    /// Words for somebody who is not first.
    #[serde(default)]
    pub runner_up: Cues,
    /// Words between such a figure and a greater one: "after".
    #[serde(default)]
    pub after_lead: Cues,
    /// Words that say that figures are listed from the greatest on: "in descending order".
    #[serde(default)]
    pub descending: Cues,
    /// The same from the least on.
    #[serde(default)]
    pub ascending: Cues,
    /// Words between two names whose figures stand before: 男生多于女生.
    #[serde(default)]
    pub more_name: Cues,
    /// See `more_name`.
    #[serde(default)]
    pub less_name: Cues,
    /// Words beside a superlative that are no noun of its own: "in", "of".
    #[serde(default)]
    pub beside: Cues,
    /// Words before a comparative that deny it: "no", "once".
    #[serde(default)]
    pub hardly: Cues,
    /// Adjectives in their degrees.
    #[serde(default)]
    pub degree: Vec<DegreeWords>,
    /// Words for somebody who leads.
    pub lead: Cues,
    /// Words for somebody who leads by the least.
    #[serde(default)]
    pub lead_least: Cues,
    /// Words right before a figure of a ranking: "with".
    #[serde(default)]
    pub with: Cues,
    /// "more than the", between a figure and a smaller one.
    pub more: Cues,
    /// "fewer than the".
    pub less: Cues,
    /// Verbs that stand right after a figure: "exceeded the".
    #[serde(default)]
    pub exceeds: Cues,
    /// "fell short of the".
    #[serde(default)]
    pub undercuts: Cues,
    /// Adjectives apart from their "than": "more men (30) than women (20)".
    #[serde(default)]
    pub more_of: Cues,
    /// "fewer".
    #[serde(default)]
    pub less_of: Cues,
    /// "than".
    #[serde(default)]
    pub than: Cues,
    /// Words after a figure that `than` stands before: 比去年的420人多.
    #[serde(default)]
    pub more_after: Cues,
    /// The same for less: 比去年的420人少.
    #[serde(default)]
    pub less_after: Cues,
    /// Words before a figure that is only the difference: "short of the target by 26".
    #[serde(default)]
    pub difference: Cues,
    /// What a comparison has to stand after: a comma, "was".
    pub after: Cues,
    /// Words between that and the comparison: "far".
    pub link: Cues,
    /// Before a greatest figure: "a maximum of".
    #[serde(default)]
    pub top: Cues,
    /// Before a least one.
    #[serde(default)]
    pub bottom: Cues,
    /// Words for a vote that is won.
    #[serde(default)]
    pub won: Cues,
    /// Words for votes.
    #[serde(default)]
    pub votes: Cues,
    /// Words between the two sides of a vote.
    #[serde(default)]
    pub votes_to: Cues,
    /// Words that end the clause.
    pub close: Cues,
    /// Words in whose company less may be better, or the order that of time.
    pub mute: Cues,
    /// Words of a change, whose figures follow each other in time.
    #[serde(default)]
    pub moves: Cues,
    /// Words before a figure that heads its sentence and what is told of it: "at".
    #[serde(default)]
    pub at: Cues,
    /// Words for a limit or target behind its figure: 限值.
    #[serde(default)]
    pub bound: Cues,
    /// Words before what a figure is for so many of: "per" in "per 100 ml".
    #[serde(default)]
    pub per: Cues,
    /// A mean between the least and the greatest.
    #[serde(default)]
    pub spread: SpreadWords,
    /// Values against what a rule allows.
    #[serde(default)]
    pub limits: LimitWords,
    /// Words for what was expected, and for what came of it.
    #[serde(default)]
    pub estimates: EstimateWords,
    /// The first three of a contest.
    #[serde(default)]
    pub medals: MedalWords,
    /// Places in a ranking that are not the first, and records.
    #[serde(default)]
    pub rank: RankWords,
    /// Places in a ranking that are left for others.
    #[serde(default)]
    pub climb: ClimbWords,
    /// Games with their scores.
    #[serde(default)]
    pub told_score: ToldScoreWords,
}

/// How somebody moves in a ranking.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClimbWords {
    /// Words before the place that was left: "from".
    pub from: Cues,
    /// Words before the place that was reached: "to".
    pub to: Cues,
    /// Words before the number of places: "a gain of".
    pub moved: Cues,
    /// Words behind it: "places".
    pub places: Cues,
    /// Words in whose company nothing is claimed.
    pub mute: Cues,
}

/// How the score of a game is told, that of the subject first.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ToldScoreWords {
    /// Words between the two sides: 比.
    pub to: Cues,
    /// Verbs behind the score for who won: 战胜.
    pub won: Cues,
    /// Verbs for who lost: 负于.
    pub lost: Cues,
    /// Words before it that make the subject the other side: 被.
    pub passive: Cues,
}

/// How a place in a ranking, a race or a record is told.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RankWords {
    /// Words before a record whose verb stands behind it: 把, 将.
    #[serde(default)]
    pub taking: Cues,
    /// Those of `passes` behind which a figure needs no word such as "mark": 首次突破.
    #[serde(default)]
    pub surely_passes: Cues,
    /// "second", "third".
    pub nth: Cues,
    /// What stands behind it where there is no superlative: "place".
    pub place: Cues,
    /// Words before those that are placed higher: "after", "second only to".
    pub above: Cues,
    /// Those of them that say so without a place: "second only to".
    pub only_above: Cues,
    /// Words before those that are placed lower: "ahead of".
    pub below: Cues,
    /// Words between a name and its figure, beside those of every order.
    pub of: Cues,
    /// Words before the time that a race was won in: "in".
    pub race: Cues,
    /// Words between a superlative and the moment of the last such value: "since".
    pub since: Cues,
    /// Words before that value: "when it stood at".
    pub when: Cues,
    /// Words between a new record and the old one: "improved the".
    pub breaks: Cues,
    /// Words for a record.
    pub record: Cues,
    /// Words before a round figure that was passed: "passed the".
    pub passes: Cues,
    /// The same where less was reached: "fell below".
    #[serde(default)]
    pub sinks: Cues,
    /// Words after it: "mark".
    pub mark: Cues,
    /// Words before the figure that was reached: "reaching".
    pub reaches: Cues,
}

/// Adjectives that compare figures.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DegreeWords {
    /// "taller than".
    pub more: Cues,
    /// "shorter than".
    pub less: Cues,
    /// "tallest".
    pub most: Cues,
    /// "shortest".
    pub least: Cues,
    /// The dimensions of the units that they measure; empty for any.
    pub dimension: Vec<String>,
}

/// How a mean is told with the ends of its range.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SpreadWords {
    /// Words before both ends: "ranged from".
    pub range: Cues,
    /// Words before the lower end alone: "started at".
    pub least: Cues,
    /// Words before the upper end alone: "topped out at".
    pub most: Cues,
    /// Words before the mean or the median.
    pub mean: Cues,
    /// The same after it: "on average".
    pub mean_after: Cues,
    /// Words beside a mean that is that of another time or place: "for May", "long-term".
    pub elsewhere: Cues,
}

/// How the score of a contest is told.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScoreWords {
    /// Words right before the score of who won: "won".
    pub won: Cues,
    /// Verbs between who won and who lost: "beat".
    pub beat: Cues,
    /// Words before such a verb with which it tells of a loss, or of no contest yet: "was", "hope to".
    pub passive: Cues,
    /// Words before a figure that is no score: "by".
    pub no_object: Cues,
    /// Words behind a score.
    pub after: Cues,
    /// Words in whose company a score may be another one: "sets", "aggregate".
    pub mute: Cues,
}

/// How a value is judged by a limit.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LimitWords {
    /// Words before the most that is allowed: 不得超过.
    pub at_most: Cues,
    /// Words before the least: 不得低于.
    pub at_least: Cues,
    /// Words before the least that is asked for: "needed 348 votes".
    pub needs: Cues,
    /// Words after the least that is asked for: "20,500 were required".
    pub required: Cues,
    /// Words for a value that is not allowed: 不合格.
    pub fails: Cues,
    /// Words for one that is: 合格.
    pub passes: Cues,
}

/// Words for values against a standard that is told in the next clause: "below the national
/// average, which is 14.5%".
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StandardWords {
    /// "above the national average".
    pub more: Cues,
    /// "below the national average".
    pub less: Cues,
    /// Words before the standard itself: "average is".
    pub is: Cues,
    /// Words between a value and a standard below it that is named behind its figure: 高于.
    pub above: Cues,
    /// The same for one above it: 低于.
    pub below: Cues,
    /// What a standard is called: 平均水平.
    pub names: Cues,
    /// Words before a second value that is greater than the first: "it was higher, at".
    pub higher_at: Cues,
    /// The same for a smaller one.
    pub lower_at: Cues,
}

/// Words for values against the range that was expected of them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EstimateWords {
    /// Words before the range: "estimated at".
    pub range: Cues,
    /// Words between its two ends: "to".
    pub to: Cues,
    /// Words for a value above its upper end: "above the upper estimate".
    pub above: Cues,
    /// The same for one below its lower end.
    pub below: Cues,
}

/// Words for the first three places of a contest, near their marks.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MedalWords {
    /// Words behind the marks of the second and third together: 分获亚军和季军.
    pub pair: Cues,
    /// "touched first", 夺冠.
    pub first: Cues,
    /// "silver", 亚军.
    pub second: Cues,
    /// "bronze", 季军.
    pub third: Cues,
}
