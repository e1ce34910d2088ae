//! What digits are where they give no value: malformed, or not a quantity.
//!
//! Lexicons and rule files name these ways, so that they stand above both.

use serde::Deserialize;

/// In which way a figure is malformed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Malformation {
    /// Separators that divide the digits in no known way: `9,26`.
    Grouping,
    /// A hole where digits belong: `1443,<>`.
    Placeholder,
    /// Two separators in a row, or three parts of a decimal: `40..2`.
    DoubledSeparator,
    /// A blank inside a figure: `25. 9%`.
    Broken,
    /// A letter where a digit belongs: `19O3`.
    Letter,
    /// Two magnitudes for one figure: `3.4 billion billion`.
    RepeatedScale,
    /// A power of ten whose exponent has lost its height: `7 x 103 cells`.
    LostExponent,
    /// A note's mark that is run together with a figure: `281.35a`.
    Footnote,
    /// Words and digits mixed in one figure: `two-hundred-47`.
    MixedSpelling,
}

/// What digits are that count and measure nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// A day, with or without its month and year.
    Date,
    /// A time of day.
    Time,
    /// A year or a decade.
    Year,
    /// A version of a program or standard.
    Version,
    /// A section, page, item, note, rule.
    Section,
    /// A reference to a source.
    Citation,
    /// Several numbers of things in a row: "sections 4,5 and 6".
    List,
    /// A result of a game or vote.
    Score,
    /// A ratio or proportion: "3:1", "1 in 5".
    Ratio,
    /// A telephone number.
    Phone,
    /// A number that names a thing: an article, an account, a postcode, an address.
    Identifier,
    /// A position on the globe.
    Coordinate,
    /// A chemical or biological name.
    Chemical,
    /// A name made of figures: "9.02", "863".
    CodeName,
    /// A product or model.
    Product,
    /// A place in an order: "3rd", 第3.
    Ordinal,
    /// Code and expressions of a program.
    Code,
}

impl Malformation {
    /// The word for it, as lexicons and reports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Malformation::Grouping => "grouping",
            Malformation::Placeholder => "placeholder",
            Malformation::DoubledSeparator => "doubled-separator",
            Malformation::Broken => "broken",
            Malformation::Letter => "letter",
            Malformation::RepeatedScale => "repeated-scale",
            Malformation::LostExponent => "lost-exponent",
            Malformation::Footnote => "footnote",
            Malformation::MixedSpelling => "mixed-spelling",
        }
    }
}

impl Label {
    /// The word for it, as lexicons and reports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Label::Date => "date",
            Label::Time => "time",
            Label::Year => "year",
            Label::Version => "version",
            Label::Section => "section",
            Label::Citation => "citation",
            Label::List => "list",
            Label::Score => "score",
            Label::Ratio => "ratio",
            Label::Phone => "phone",
            Label::Identifier => "identifier",
            Label::Coordinate => "coordinate",
            Label::Chemical => "chemical",
            Label::CodeName => "code-name",
            Label::Product => "product",
            Label::Ordinal => "ordinal",
            Label::Code => "code",
        }
    }
}
