//! How totals, differences and percentages of one whole are told.

use serde::Deserialize;

use crate::lexicon::cues::Cues;

/// How sums are told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SumWords {
    /// Words between a total and the list of all its parts: ":", "made up of".
    pub list: Cues,
    /// The same for words behind which the first part follows at once: "funded by £6.5 million from".
    #[serde(default)]
    pub paid_by: Cues,
    /// Words after a figure that only counts the parts: "three parts".
    #[serde(default)]
    pub pieces: Cues,
    /// Words before a goal that the figures before it lead to: "leaves 90 to find to reach the".
    #[serde(default)]
    pub goal: Cues,
    /// Words between a whole and its kinds: 其中.
    #[serde(default)]
    pub of_which: Cues,
    /// Words between a total and parts that are as a rule all of it: ", with".
    #[serde(default)]
    pub with: Cues,
    /// The same for parts that name nothing else: ", 64 to the drug and 58 to placebo".
    #[serde(default)]
    pub comma: Cues,
    /// Words before an item of a list: ",", ";", "and".
    pub join: Cues,
    /// Words before the last item of a list.
    pub last: Cues,
    /// Words before a total that follows its parts: "for a total of".
    pub total: Cues,
    /// Words after a total that follows its parts: "in all".
    #[serde(default)]
    pub total_after: Cues,
    /// Words that say, in a clause of their own, that the next clause tells the total: 三者合计,全市….
    #[serde(default)]
    pub total_apart: Cues,
    /// Words before a total to which something is added that may not be given: "bringing the total to".
    #[serde(default)]
    pub grown: Cues,
    /// Verbs before what grew: "brings the number of cases since May to".
    #[serde(default)]
    pub brings: Cues,
    /// Words that the name of what grew begins with: "the".
    #[serde(default)]
    pub brought: Cues,
    /// Nouns for a number of things, behind which a longer name may follow.
    #[serde(default)]
    pub tally: Cues,
    /// Nouns for what grows without being added to: "her lead".
    #[serde(default)]
    pub no_tally: Cues,
    /// Words between what grew and its figure: "to".
    #[serde(default)]
    pub brought_to: Cues,
    /// Verbs for a number that grows by what is told before: "taking its network from 468 to 492".
    #[serde(default)]
    pub taking: Cues,
    /// Kinds of which everybody is one, and nobody a third.
    #[serde(default)]
    pub halves: Vec<[Cues; 2]>,
    /// Words before the percentage of such a kind: 占.
    #[serde(default)]
    pub halved_by: Cues,
    /// Kinds of which that is so only where words say it: for and against.
    #[serde(default)]
    pub sides: Vec<[Cues; 2]>,
    /// Words between some of a body and all of it: "five of the seven members".
    #[serde(default)]
    pub out_of: Cues,
    /// Words that say that there is no third kind: "nobody abstained".
    #[serde(default)]
    pub nothing_else: Cues,
    /// Words between the two sides of a vote: "votes to".
    #[serde(default)]
    pub votes_to: Cues,
    /// Words behind those who did not vote: "abstentions".
    #[serde(default)]
    pub abstentions: Cues,
    /// Words that say that everybody was there: "nobody absent".
    #[serde(default)]
    pub all_present: Cues,
    /// Words before what is taken from an amount, behind which the result follows: "after costs of".
    #[serde(default)]
    pub after_costs: Cues,
    /// Words before what a total is without the part just told: "without them, it stands at".
    #[serde(default)]
    pub without: Cues,
    /// Words behind the first of several parts: "eleven of them gold, four silver and eight bronze".
    #[serde(default)]
    pub of_them: Cues,
    /// Words before several parts that are not all: 其中.
    #[serde(default)]
    pub whereof: Cues,
    /// Words before what came on top of what there was: "having added".
    #[serde(default)]
    pub having_added: Cues,
    /// Words before what there was: "to the".
    #[serde(default)]
    pub to_the: Cues,
    /// Words before a part that is set apart from the others: 除.
    #[serde(default)]
    pub but_for: Cues,
    /// Words behind it: 外.
    #[serde(default)]
    pub set_apart: Cues,
    /// Words before the last of the others: 另有.
    #[serde(default)]
    pub another: Cues,
    /// Words before what a figure is compared with: "12,837 fewer than in 2023, when 33,672 came".
    #[serde(default)]
    pub when_then: Cues,
    /// Words before what a running account begins with: "opened the year with".
    #[serde(default)]
    pub opened: Cues,
    /// Words before what it ends with: "closed it with".
    #[serde(default)]
    pub closed: Cues,
    /// Words beside what comes in between: "bought", "got on".
    #[serde(default)]
    pub adds: Cues,
    /// The same for what goes: "discarded", "got off".
    #[serde(default)]
    pub takes: Cues,
    /// Words before the last part, behind which the total follows: "together with 86 office posts, 885".
    #[serde(default)]
    pub together: Cues,
    /// Words before the parts of a figure that is their sum: "the sum of".
    #[serde(default)]
    pub sum_of: Cues,
    /// Words between a total and such parts: 为.
    #[serde(default)]
    pub sum_is: Cues,
    /// The same behind the parts: 之和.
    #[serde(default)]
    pub sum_after: Cues,
    /// Words that give the amount before that: "on top of the".
    #[serde(default)]
    pub base: Cues,
    /// Words before what comes on top of an amount: "another", "a further".
    #[serde(default)]
    pub added: Cues,
    /// Words before that amount where its sentence follows the one of the new total: "it had stood at".
    #[serde(default)]
    pub stood: Cues,
    /// Words before what is taken from the figures before it: "less creditors of".
    #[serde(default)]
    pub minus: Cues,
    /// Words after parts, before a figure and the name of what they belong to: "in the 41-seat chamber".
    #[serde(default)]
    pub within: Cues,
    /// Words after a figure that is the size of a group: "a 29-strong choir".
    #[serde(default)]
    pub size: Cues,
    /// Words before the last of all parts: "the remaining".
    pub rest: Cues,
    /// Words before a total that is divided: "of the 76 passengers".
    #[serde(default)]
    pub of_all: Cues,
    /// Words before a difference of two figures: "a surplus of".
    #[serde(default)]
    pub difference: Cues,
    /// Those of them whose two sides may follow: "by a margin of".
    #[serde(default)]
    pub margin: Cues,
    /// Words before what is left of the first figure: "leaving".
    #[serde(default)]
    pub left: Cues,
    /// Words after what is left: "are left".
    #[serde(default)]
    pub left_after: Cues,
    /// The same, where they end what is said: "has 450 left".
    #[serde(default)]
    pub left_end: Cues,
    /// Words for a whole and the two kinds it has: invited, came, stayed away.
    #[serde(default)]
    pub balances: Vec<[Cues; 3]>,
    /// Words for the kinds that together are all there are: men and women, exports and imports.
    #[serde(default)]
    pub opposites: Vec<[Cues; 2]>,
    /// Words that divide one whole into percentages, once for all items: "accounted for".
    #[serde(default)]
    pub divide: Cues,
    /// Sets of kinds that together are all there are, where a word for parts stands before them:
    /// 夏粮, 早稻 and 秋粮.
    #[serde(default)]
    pub kinds: Vec<Vec<Cues>>,
    /// Words in whose company everybody is counted once: "one favourite", "main reason".
    #[serde(default)]
    pub single: Cues,
    /// Words for the lowest and the highest class: "less than", "or more".
    #[serde(default)]
    pub lowest: Cues,
    /// See `lowest`.
    #[serde(default)]
    pub highest: Cues,
    /// Words that may stand between a cue and its figure.
    pub link: Cues,
    /// Words that name two such kinds together, whose figure is that of both: "men and women".
    #[serde(default)]
    pub both: Cues,
    /// Words before parts that are not all: "including".
    #[serde(default)]
    pub not_all: Cues,
    /// Words in whose company a figure may be that of another time, and only a rest is claimed.
    #[serde(default)]
    pub other_time: Cues,
    /// Words in whose company nothing is claimed.
    pub mute: Cues,
}
