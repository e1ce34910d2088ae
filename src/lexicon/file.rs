//! A lexicon as it is written in TOML.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lexicon::frames::{
    ArityWords, ChangeWords, ConversionWords, CountWords, GrainWords, IntervalWords, LastingWords, ListWords,
    MeasureWords, OrderWords, RatioWords, RecallWords, ShareWords, StatementWords, SumWords, TableWords,
};
use crate::number::Hedge;
use crate::reading::{Label, Malformation};

/// One language: `lexicon/<language>.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LexiconFile {
    /// Its code, such as `en`; `any` for what all languages share.
    pub language: String,
    /// Its name in English.
    pub name: String,
    /// Its code in ISO 639-3, by which it is detected.
    pub iso3: Option<String>,
    /// Other languages whose words are read in its texts too.
    #[serde(default)]
    pub includes: Vec<String>,
    /// What stands before decimals.
    #[serde(default)]
    pub decimal: DecimalMark,
    /// Whether plain blanks divide thousands: `12 345`.
    #[serde(default)]
    pub blank_groups: bool,
    /// Signs of money before which a comma stands before two decimals in any language.
    #[serde(default)]
    pub decimal_comma_money: Vec<String>,
    /// Abbreviations whose full stop does not end a sentence, without it.
    #[serde(default)]
    pub abbreviations: Vec<String>,
    /// Number words and their values.
    #[serde(default)]
    pub numbers: BTreeMap<String, u32>,
    /// Words for parts of a whole, as fractions.
    #[serde(default)]
    pub fractions: BTreeMap<String, String>,
    /// Digits of the language's own script (一, 二 …) and their values; runs of them are
    /// numbers where one of `counters` or a unit follows.
    #[serde(default)]
    pub numerals: BTreeMap<String, u64>,
    /// Words that follow a numeral and show that it counts (个, 名, 起).
    #[serde(default)]
    pub counters: Vec<String>,
    /// Words that multiply a figure, and by what.
    #[serde(default)]
    pub magnitudes: BTreeMap<String, String>,
    /// Words before a figure.
    #[serde(default)]
    pub hedges: Vec<HedgeWords>,
    /// Words after a figure.
    #[serde(default)]
    pub hedges_after: Vec<HedgeWords>,
    /// Words after which a bare number of four digits is a year.
    #[serde(default)]
    pub before_years: Vec<String>,
    /// Words between a number and its unit that add a half: 两个半小时.
    #[serde(default)]
    pub half_before: Vec<String>,
    /// The same behind the unit: 三年半.
    #[serde(default)]
    pub half_after: Vec<String>,
    /// Units behind which such a word may stand.
    #[serde(default)]
    pub halved: Vec<String>,
    /// Words that begin with one of those and add nothing: 三年半价.
    #[serde(default)]
    pub no_half: Vec<String>,
    /// Words between two figures with hyphens of which one is a part of the other: "22-for-38".
    #[serde(default)]
    pub hyphenated_of: Vec<String>,
    /// Counters before which two numerals are two digits: 八五折.
    #[serde(default)]
    pub digit_counters: Vec<String>,
    /// Singular nouns before which a bare number of four digits is a year: "their 2019 level".
    #[serde(default)]
    pub after_years: Vec<String>,
    /// Words for the units of `units.toml`, by the unit's name.
    #[serde(default)]
    pub units: BTreeMap<String, Vec<String>>,
    /// Whether the SI's prefixes are written before those words: kilo + metre.
    #[serde(default)]
    pub si_words: bool,
    /// Words that look like a unit after a figure and are none: 升至 (rose to), not 升 (litre).
    #[serde(default)]
    pub no_units: Vec<String>,
    /// Units that need a figure after one of `counting_hedges`: "more than kilograms" lacks one.
    #[serde(default)]
    pub must_be_counted: Vec<String>,
    /// Words after which "about" names a topic: talk, think, more.
    #[serde(default)]
    pub topic_words: Vec<String>,
    /// Hedges after which such a unit lacks its figure.
    #[serde(default)]
    pub counting_hedges: Vec<String>,
    /// Words that are never part of what is counted: of, were, and.
    #[serde(default)]
    pub function_words: Vec<String>,
    /// The same for words that do not show the language, because others have them too: in, an.
    #[serde(default)]
    pub small_words: Vec<String>,
    /// Whether every noun begins with a capital, so that capitals show no names.
    #[serde(default)]
    pub capital_nouns: bool,
    /// Words that rules and shapes may name in braces, as regular expressions.
    #[serde(default)]
    pub pieces: BTreeMap<String, Vec<String>>,
    /// What digits look like that are no quantity, or no figure at all.
    #[serde(default)]
    pub shape: Vec<ShapeRow>,
    /// Words around the two ends of a range: before the first, and between them.
    #[serde(default)]
    pub ranges: Vec<(String, String)>,
    /// Words around two figures of which only the second has its magnitude: "from 5.1 to 5.9 million".
    #[serde(default)]
    pub elisions: Vec<(String, String)>,
    /// The names of the months, in order, each with its spellings.
    #[serde(default)]
    pub months: Vec<Vec<String>>,
    /// The names of the days of the week from Monday, each with its spellings.
    #[serde(default)]
    pub weekdays: Vec<Vec<String>>,
    /// Patterns of a time of day, with the groups `hour` and `minute`.
    #[serde(default)]
    pub times: Vec<String>,
    /// Patterns of pages or years from one to another, with the groups `from` and `to`.
    #[serde(default)]
    pub stretches: Vec<String>,
    /// How changes are told.
    #[serde(default)]
    pub change: Option<ChangeWords>,
    /// How shares are told.
    #[serde(default)]
    pub share: Option<ShareWords>,
    /// How lists are written.
    #[serde(default)]
    pub list: Option<ListWords>,
    /// How figures are given to items in turn.
    #[serde(default)]
    pub arity: Option<ArityWords>,
    /// How the length of a list is announced.
    #[serde(default)]
    pub count: Option<CountWords>,
    /// How one figure is said to be greater than another.
    #[serde(default)]
    pub order: Option<OrderWords>,
    /// How lengths of time and ages are told.
    #[serde(default)]
    pub lasting: Option<LastingWords>,
    /// How intervals around an estimate are told.
    #[serde(default)]
    pub interval: Option<IntervalWords>,
    /// How percentages of few things are told.
    #[serde(default)]
    pub grain: Option<GrainWords>,
    /// How sums are told.
    #[serde(default)]
    pub sum: Option<SumWords>,
    /// What figures are said of.
    #[serde(default)]
    pub statement: Option<StatementWords>,
    /// How figures are pointed back to.
    #[serde(default)]
    pub recall: Option<RecallWords>,
    /// How a quantity is given twice.
    #[serde(default)]
    pub conversion: Option<ConversionWords>,
    /// How rates are told.
    #[serde(default)]
    pub ratio: Option<RatioWords>,
    /// What the rows and columns of tables are called.
    #[serde(default)]
    pub table: Option<TableWords>,
    /// What nouns are measured in.
    #[serde(default)]
    pub measure: Option<MeasureWords>,
    /// Texts and the claims that they must yield, by the frame.
    #[serde(default)]
    pub example: BTreeMap<String, Vec<ClaimExample>>,
    /// Texts that claim nothing that a figure could contradict, by the frame.
    #[serde(default)]
    pub silent: BTreeMap<String, Vec<SilentExample>>,
    /// Texts with the readings that they must yield.
    #[serde(default)]
    pub reading: Vec<ReadingExample>,
}

/// The keys of a file that are read of every language at once (`build.rs`).
pub const HEAD: &[&str] = &["language", "name", "iso3", "function_words", "pieces", "table"];

impl LexiconFile {
    /// The first of its keys that only the file of a whole language may have: words can be
    /// added to a language, its grammar cannot be changed.
    pub(super) fn key_of_whole_language(&self) -> Option<&'static str> {
        let keys = [
            ("includes", !self.includes.is_empty()),
            ("decimal", self.decimal != DecimalMark::Either),
            ("blank_groups", self.blank_groups),
            ("capital_nouns", self.capital_nouns),
            ("months", !self.months.is_empty()),
            ("weekdays", !self.weekdays.is_empty()),
            ("change", self.change.is_some()),
            ("share", self.share.is_some()),
            ("list", self.list.is_some()),
            ("arity", self.arity.is_some()),
            ("count", self.count.is_some()),
            ("order", self.order.is_some()),
            ("lasting", self.lasting.is_some()),
            ("interval", self.interval.is_some()),
            ("grain", self.grain.is_some()),
            ("sum", self.sum.is_some()),
            ("statement", self.statement.is_some()),
            ("recall", self.recall.is_some()),
            ("conversion", self.conversion.is_some()),
            ("ratio", self.ratio.is_some()),
            ("measure", self.measure.is_some()),
        ];
        keys.into_iter().find_map(|(key, is_there)| is_there.then_some(key))
    }
}

/// What stands before decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecimalMark {
    /// A full stop: 3.5.
    Dot,
    /// A comma: 3,5.
    Comma,
    /// Either.
    #[default]
    Either,
}

/// Words that say how exact a figure is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HedgeWords {
    /// What they say.
    pub is: Hedge,
    /// The words.
    pub words: Vec<String>,
}

/// A shape of digits.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShapeRow {
    /// What is not a quantity.
    pub is: Option<Label>,
    /// What is no figure, and in which way.
    pub malformed: Option<Malformation>,
    /// A regular expression; what its group `at` matches is the figure, or all of it.
    pub pattern: String,
}

/// A text and the readings of its numbers: `"25.9 tons = 25.9 tonne"`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingExample {
    /// The text.
    pub text: String,
    /// Each number and its reading, in the order of the text.
    pub figures: Vec<String>,
}

/// A text and the claim that it must yield.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimExample {
    /// The text.
    pub text: String,
    /// The roles and the words that fill them; a list where several figures have one role.
    pub claim: BTreeMap<String, toml::Value>,
    /// The cue of this frame without which the claim is not made.
    #[serde(default)]
    pub cue: Option<String>,
}

/// A text that claims nothing of its frame.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SilentExample {
    /// The text.
    pub text: String,
}
