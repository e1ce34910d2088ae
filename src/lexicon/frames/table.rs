//! What the rows and columns of tables are called.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What the rows and columns of tables are called. All in lower case.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableWords {
    /// Words with which the name of a total begins or ends: "total", 合计.
    pub total: Vec<String>,
    /// Words with which it is none: "total return".
    #[serde(default)]
    pub no_total: Vec<String>,
    /// Words with which the name of a row begins or ends that is as a rule the result of those
    /// above it: "gross profit".
    #[serde(default)]
    pub result: Vec<String>,
    /// Words with which the name of a row begins that is none: "other current assets".
    #[serde(default)]
    pub no_result: Vec<String>,
    /// Words with which the name of a part begins that the row above holds already: "of which".
    #[serde(default)]
    pub inside: Vec<String>,
    /// Words in the name of what is taken away: "less", "cost of".
    #[serde(default)]
    pub less: Vec<String>,
    /// Words in the name of what does not add up: "average", "price", "per share".
    #[serde(default)]
    pub rate: Vec<String>,
    /// Words in the name of what adds up although it holds one of those: "purchase price".
    #[serde(default)]
    pub no_rate: Vec<String>,
    /// Words with which the name begins of what is set off against the row above it, so that what
    /// is left follows: "less", "accumulated depreciation".
    #[serde(default)]
    pub contra: Vec<String>,
    /// Words with which the name of a plain average begins or ends: "average", 平均.
    #[serde(default)]
    pub mean: Vec<String>,
    /// Words with which it is none: "weighted".
    #[serde(default)]
    pub no_mean: Vec<String>,
    /// Words in the name of a column that tells how others changed: "change", 增减.
    #[serde(default)]
    pub change: Vec<String>,
    /// Words in the name of a column that tells shares: "% of total", 占比.
    #[serde(default)]
    pub share: Vec<String>,
    /// Names of a column whose figures are numbers of notes: "note", 附注.
    #[serde(default)]
    pub note: Vec<String>,
    /// Words above a table for what its figures count in, and how many that is: "in millions".
    #[serde(default)]
    pub scale: BTreeMap<String, u64>,
    /// Words in place of a figure for none: "nil".
    #[serde(default)]
    pub nothing: Vec<String>,
    /// Words of a name that only tell when: "beginning", "end of year", "january".
    #[serde(default)]
    pub edge: Vec<String>,
    /// Words that may stand between the name of a row and its figure in a sentence: "was".
    #[serde(default)]
    pub stated: Vec<String>,
    /// Words that may stand before the name of a row there: "the".
    #[serde(default)]
    pub before: Vec<String>,
    /// Words with which a sentence speaks of another figure than the table: "first half".
    #[serde(default)]
    pub elsewhere: Vec<String>,
}

impl TableWords {
    /// Adds the words of another language.
    pub fn add(&mut self, other: &TableWords) {
        let lists = [
            (&mut self.total, &other.total),
            (&mut self.no_total, &other.no_total),
            (&mut self.result, &other.result),
            (&mut self.no_result, &other.no_result),
            (&mut self.inside, &other.inside),
            (&mut self.less, &other.less),
            (&mut self.rate, &other.rate),
            (&mut self.no_rate, &other.no_rate),
            (&mut self.contra, &other.contra),
            (&mut self.mean, &other.mean),
            (&mut self.no_mean, &other.no_mean),
            (&mut self.change, &other.change),
            (&mut self.share, &other.share),
            (&mut self.note, &other.note),
            (&mut self.nothing, &other.nothing),
            (&mut self.edge, &other.edge),
            (&mut self.stated, &other.stated),
            (&mut self.before, &other.before),
            (&mut self.elsewhere, &other.elsewhere),
        ];
        self.scale.extend(other.scale.iter().map(|(word, scale)| (word.clone(), *scale)));
        for (mine, theirs) in lists {
            mine.extend(theirs.iter().cloned());
        }
    }
}
