//! The words of lists, intervals and stretches of time.

use serde::Deserialize;

use crate::lexicon::cues::Cues;

/// How lists are written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListWords {
    /// Words behind a number that is the name of an item: 12路.
    #[serde(default)]
    pub numbered: Cues,
    /// What stands between two items.
    pub comma: Cues,
    /// What stands before the last one.
    pub and: Cues,
    /// Phrases in which such a word joins no items: 共和.
    #[serde(default)]
    pub no_and: Cues,
    /// Words that begin an adverbial before a list: "in May, imports and exports".
    #[serde(default)]
    pub opener: Cues,
    /// Words that no item of a plain list holds.
    pub broken: Cues,
    /// Small words inside names: "Isle of Man".
    #[serde(default)]
    pub name: Cues,
    /// Words that a name may begin with: "the".
    #[serde(default)]
    pub article: Cues,
    /// Words after which a list names some of many: "such as".
    pub partial: Cues,
    /// Words that leave a list open: "etc".
    pub open: Cues,
    /// How many words an item in lower case may have, where articles lengthen it; four if nothing is said.
    #[serde(default)]
    pub longest: Option<usize>,
}

/// How figures are given to items in turn.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArityWords {
    /// The words for it: "respectively".
    pub each: Cues,
    /// Words that may stand before a figure of the list.
    pub link: Cues,
    /// Words before items that follow their figures: "3 and 4 in May and June respectively".
    #[serde(default)]
    pub toward: Cues,
    /// Words that end the clause.
    pub close: Cues,
    /// Words that leave it in doubt what the items are.
    #[serde(default)]
    pub doubt: Cues,
}

/// How the length of a list is announced.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountWords {
    /// Words before the number of all who were just listed: "and all".
    #[serde(default)]
    pub all_listed: Cues,
    /// Verbs behind it.
    #[serde(default)]
    pub verb: Cues,
    /// Words before the number of those that were just listed: "the".
    #[serde(default)]
    pub again: Cues,
    /// Those of them that say it of any things: "each of these".
    #[serde(default)]
    pub again_each: Cues,
    /// What they may be: "countries".
    #[serde(default)]
    pub members: Cues,
    /// Words between such people and their ages: "aged".
    #[serde(default)]
    pub aged: Cues,
    /// Verbs between them where the ages are told in years: "are".
    #[serde(default)]
    pub are_aged: Cues,
    /// Words for others that are not listed.
    #[serde(default)]
    pub other: Cues,
    /// Words after which all items follow: "namely".
    #[serde(default)]
    pub namely: Cues,
    /// Verbs between what is counted and its names: "the finalists were A and B".
    #[serde(default)]
    pub are: Cues,
    /// Words between a list and its number: "A and B are the two finalists".
    #[serde(default)]
    pub list_is: Cues,
    /// Words between a list and its number that stands beside it: ", the".
    #[serde(default)]
    pub list_apposed: Cues,
    /// Words behind the noun of such a number that belong to it: "covered by".
    #[serde(default)]
    pub described: Cues,
    /// Words at the head of a sentence that names what the one before counts: "they are".
    #[serde(default)]
    pub they_are: Cues,
    /// Nouns of a group that stands right after its list: 山东、河南两省.
    #[serde(default)]
    pub group: Cues,
    /// Words for kinds of what is counted, which name nothing in a bracket behind it: 县(市、区).
    #[serde(default)]
    pub kinds: Cues,
    /// Words between a list and a number of others: "and other".
    #[serde(default)]
    pub others: Cues,
    /// Words before the number that make it a part of more: "two of the".
    #[serde(default)]
    pub part_of: Cues,
    /// Words that number the items of a list, in order: "first", "second".
    #[serde(default)]
    pub turn: Vec<Vec<Cues>>,
    /// Nouns that count such items even where the number opens its sentence.
    #[serde(default)]
    pub turn_noun: Cues,
    /// Words before the last of such items: "finally".
    #[serde(default)]
    pub turn_last: Cues,
    /// Words after a number and its noun that belong to the list before: "two ports in".
    #[serde(default)]
    pub apposed: Cues,
    /// Words after a list that go on with it: "as well as".
    #[serde(default)]
    pub more: Cues,
    /// Words before the number of all that were listed before: "all".
    #[serde(default)]
    pub all: Cues,
    /// Words before the list of all members in the sentence before: "consisted of".
    #[serde(default)]
    pub consists: Cues,
    /// Words before and behind a list that its number follows: 由 … 组成.
    #[serde(default)]
    pub from: Cues,
    /// See `from`.
    #[serde(default)]
    pub composed: Cues,
    /// Words before a moment: "in".
    #[serde(default)]
    pub at: Cues,
    /// Words at the head of one thing: "a", "an".
    #[serde(default)]
    pub one: Cues,
    /// Words before a number that is that of the list before its comma: 以上三部.
    #[serde(default)]
    pub listed: Cues,
}

/// Words for what comes first and what comes after it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SequenceWords {
    /// "opens".
    pub opens: Cues,
    /// "closes".
    pub closes: Cues,
    /// What may stand between the two besides them: "and", "on".
    pub joint: Cues,
    /// A stage of an undertaking and a later one: entries, the race.
    pub stages: Vec<[Cues; 2]>,
    /// Words between two years that may make them those of two things: "that".
    pub apart: Cues,
    /// Words in whose company the days may be those of two years or undertakings.
    pub mute: Cues,
}

/// How lengths of time and ages are told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastingWords {
    /// Words before a length that is not that of the moments told beside it: "the last three months".
    #[serde(default)]
    pub apart: Cues,
    /// Names of time zones behind a time, in lower case: "gmt".
    #[serde(default)]
    pub zones: Vec<String>,
    /// Days that come one after the other.
    #[serde(default)]
    pub sequence: SequenceWords,
    /// Words that forbid claims only where they stand no later than in the clause of the last time told: 先后.
    #[serde(default)]
    pub mute_until: Cues,
    /// Names of reigns, before the number of a year.
    #[serde(default)]
    pub reign: Cues,
    /// Words that are minutes only after hours: 2小时47分.
    #[serde(default)]
    pub minutes: Cues,
    /// Words before a time of the first half of the day: 早上.
    #[serde(default)]
    pub before_noon: Cues,
    /// The same for the second half.
    #[serde(default)]
    pub after_noon: Cues,
    /// Words before a length between two events, told in either order: 时隔.
    #[serde(default)]
    pub gap: Cues,
    /// Words before an age that ends what is said: "when she was".
    #[serde(default)]
    pub when_was: Cues,
    /// Units at the end of a figure that make it an age: 岁.
    #[serde(default)]
    pub age: Vec<String>,
    /// Words before the first moment.
    pub from: Cues,
    /// Words between two moments.
    pub to: Cues,
    /// Words before two moments that "and" joins.
    #[serde(default)]
    pub between: Cues,
    /// What joins them.
    #[serde(default)]
    pub and: Cues,
    /// Words before a length that fills a stretch: "for", "lasted".
    pub fills: Cues,
    /// Words between a stretch and its length: "a period of".
    pub makes: Cues,
    /// Words before a length that belongs to the two moments told before, wherever they stand.
    #[serde(default)]
    pub took: Cues,
    /// Words beside the moment at which something begins.
    #[serde(default)]
    pub begins: Cues,
    /// The same at its end.
    #[serde(default)]
    pub ends: Cues,
    /// Words that tell of an end wherever they stand: "for good".
    #[serde(default)]
    pub finale: Cues,
    /// Words behind the number of a day: "its 14th day".
    #[serde(default)]
    pub nth_day: Cues,
    /// Words for the first day.
    #[serde(default)]
    pub first_day: Cues,
    /// Words for an anniversary of a birth.
    #[serde(default)]
    pub birthday: Cues,
    /// Words between two moments and the length that follows from them: "which makes".
    #[serde(default)]
    pub follows: Cues,
    /// Words at the head of a sentence for what the one before told of.
    #[serde(default)]
    pub it: Cues,
    /// Words before a length that fills the stretch at the head of its sentence.
    #[serde(default)]
    pub throughout: Cues,
    /// Words between a length and the earlier moment that it is counted from: "years after".
    #[serde(default)]
    pub since: Cues,
    /// Words before the beginning of what has ended: "having first been elected".
    #[serde(default)]
    pub having: Cues,
    /// Words before such a length: "marked".
    #[serde(default)]
    pub marks: Cues,
    /// Words between a person and an age that one of `when` follows: "was 40 when".
    #[serde(default)]
    pub was: Cues,
    /// See `was`.
    #[serde(default)]
    pub when: Cues,
    /// Words after a length that make it another one: "ago".
    pub other: Cues,
    /// Words after a length that close it: "in all".
    #[serde(default)]
    pub made: Cues,
    /// Words of the family, whose ages are their own.
    #[serde(default)]
    pub kin: Cues,
    /// What a time before noon and after noon ends in.
    #[serde(default)]
    pub morning: Vec<String>,
    /// See `morning`.
    #[serde(default)]
    pub afternoon: Vec<String>,
    /// Words before the moment of a birth.
    #[serde(default)]
    pub born: Cues,
    /// Words after it.
    #[serde(default)]
    pub born_after: Cues,
    /// Words of a death.
    #[serde(default)]
    pub died: Cues,
    /// Words before an age.
    #[serde(default)]
    pub aged: Cues,
    /// Words before an age at death by the old count.
    #[serde(default)]
    pub old_count: Cues,
    /// Words before an age that are enough beside a death: "at".
    #[serde(default)]
    pub died_at: Cues,
    /// Words before the moment of a foundation.
    #[serde(default)]
    pub founded: Cues,
    /// Words after it.
    #[serde(default)]
    pub founded_after: Cues,
    /// Words after the number of an anniversary.
    #[serde(default)]
    pub anniversary: Cues,
    /// Words between an anniversary or age and its moment: "in".
    #[serde(default)]
    pub at: Cues,
    /// Words after a length that leads from one moment to a later one.
    #[serde(default)]
    pub later: Cues,
    /// Words in whose company a length is no stretch, or moments are not exact.
    pub mute: Cues,
    /// Words before a moment that make it vague: "mid".
    #[serde(default)]
    pub vague: Cues,
}

/// How intervals around an estimate are told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntervalWords {
    /// Words for an interval that holds its estimate.
    pub interval: Cues,
    /// Words between the two ends.
    pub to: Cues,
    /// Words of an estimate after which the interval may stand in bare brackets: "hazard ratio".
    #[serde(default)]
    pub estimate: Cues,
    /// Words between the name of an estimate and its figure.
    #[serde(default)]
    pub link: Cues,
    /// Words before a figure that is no estimate: "p =".
    #[serde(default)]
    pub no_estimate: Cues,
    /// Words for an interval that holds most, but perhaps not the mean.
    #[serde(default)]
    pub most: Cues,
    /// Words for the middle value, which such an interval has to hold.
    #[serde(default)]
    pub middle: Cues,
    /// Words before a range that has to hold a mean or median.
    #[serde(default)]
    pub range: Cues,
    /// Words for the mean or median.
    #[serde(default)]
    pub average: Cues,
}

/// How percentages of few things are told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrainWords {
    /// Words between a percentage and its whole.
    pub of: Cues,
    /// Words between a whole and its percentage: 54人中71%.
    #[serde(default)]
    pub among: Cues,
    /// Things that are counted whole.
    pub thing: Cues,
    /// Words in whose company a percentage may be anything.
    pub mute: Cues,
}
