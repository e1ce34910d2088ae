//! Kinds of reasoning: each says which figures or claims cannot be true.
//!
//! A kind is one file and its name in the list below. Its struct *is* the table
//! `[check.<kind>]` of a rule file. A check builds no sentence for people and
//! parses no digits: it labels places and names values, and the rule's message
//! uses both.

pub mod arity;
mod cause;
pub mod across;
pub mod change;
pub mod climb;
pub mod contamination;
pub mod convert;
pub mod count;
pub mod date;
pub mod grain;
pub mod interval;
pub mod lasting;
pub mod mean;
pub mod measure;
pub mod number;
pub mod order;
pub mod precision;
pub mod range;
pub mod same;
pub mod ratio;
pub mod share;
pub mod split;
pub mod sum;
mod table;
pub mod text;

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::{Confidence, Fix, Scope};
use crate::facts::{Claim, Elsewhere, Facts, Relation};
use crate::lexicon::Lexicons;
use crate::span::Span;

/// One kind of reasoning.
pub trait Check {
    /// The names of values that a rule's message may use besides `{text}`, the words
    /// under the first label. The words under every label have its name.
    const PLACEHOLDERS: &'static [&'static str];

    /// Compiles what the table holds. `languages` are those of the rule; none means all.
    fn prepare(&mut self, _lexicons: &Lexicons, _languages: &[String]) -> Result<(), Complaint> {
        Ok(())
    }

    /// Adds what is wrong with a document.
    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>);
}

/// Whether no values that the figures may stand for make a relation true. A relation that
/// cannot be judged is not contradicted.
fn is_contradicted(facts: &Facts<'_>, relation: &Relation) -> bool {
    match relation {
        Relation::Change(change) => change::is_contradicted(facts, *change),
        Relation::Share(share) => share::is_contradicted(facts, *share),
        _ => false,
    }
}

/// Where a claim is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// In running text.
    #[default]
    Text,
    /// By the places of figures in a table.
    Table,
}

impl Source {
    /// Where a claim is stated.
    pub fn of(claim: &Claim) -> Source {
        if claim.evidence.is_table() { Source::Table } else { Source::Text }
    }
}

/// What is wrong with a check's table, and where in the rule file.
#[derive(Debug)]
pub struct Complaint {
    /// What is wrong and what would be accepted.
    pub message: String,
    /// The bytes of the rule file that are to blame, if it is only some of the table.
    pub at: Option<std::ops::Range<usize>>,
}

/// What a check found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Places, by the names of their roles; the first is the primary one.
    pub labels: Vec<(&'static str, Span)>,
    /// Computed values that the message may use.
    pub values: Vec<(&'static str, String)>,
    /// The most that this finding may be trusted, whatever the rule's confidence.
    pub confidence: Confidence,
    /// The known mistake that explains it, by its name in the rule's `[causes]`.
    pub cause: Option<&'static str>,
    /// A repair.
    pub fix: Option<Fix>,
    /// What else cannot be trusted because of it.
    pub taints: Option<Scope>,
    /// Places in other documents, by the names of their roles.
    pub elsewhere: Vec<(&'static str, Elsewhere)>,
}

impl Finding {
    /// A finding of the rule's own confidence at some places, the most blamable first.
    pub fn labelled<const N: usize>(labels: [(&'static str, Span); N]) -> Finding {
        Finding {
            labels: labels.to_vec(),
            values: Vec::new(),
            confidence: Confidence::High,
            cause: None,
            fix: None,
            taints: None,
            elsewhere: Vec::new(),
        }
    }

    /// The same with a value for the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Finding {
        self.values.push((name, value.to_string()));
        self
    }

    /// The same, trusted no more than this.
    #[must_use]
    pub fn at_most(mut self, confidence: Confidence) -> Finding {
        self.confidence = self.confidence.min(confidence);
        self
    }

    /// The same with a known mistake that explains it.
    #[must_use]
    pub fn caused_by(mut self, cause: &'static str) -> Finding {
        self.cause = Some(cause);
        self
    }
}

/// Makes the table `[check]` of rule files and the closed set of kinds out of one list.
macro_rules! checks {
    ($($(#[$doc:meta])* $kind:ident: $type:ident,)*) => {
        /// The table `[check]` of a rule: exactly one kind.
        #[derive(Debug, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct CheckTable {
            $($(#[$doc])* $kind: Option<$kind::$type>,)*
        }

        /// A check of any kind.
        #[derive(Debug)]
        pub enum AnyCheck {
            $($(#[$doc])* $type(Box<$kind::$type>),)*
        }

        /// The names of all kinds.
        pub const KINDS: &[&str] = &[$(stringify!($kind)),*];

        impl CheckTable {
            /// The one check of the table; the number of kinds if there is not one.
            pub fn into_check(self) -> Result<AnyCheck, usize> {
                let mut checks = Vec::new();
                $(if let Some(check) = self.$kind {
                    checks.push(AnyCheck::$type(Box::new(check)));
                })*
                let count = checks.len();
                checks.pop().filter(|_| count == 1).ok_or(count)
            }
        }

        impl AnyCheck {
            /// The name of its kind.
            pub fn kind(&self) -> &'static str {
                match self {
                    $(AnyCheck::$type(_) => stringify!($kind),)*
                }
            }

            /// See [`Check::PLACEHOLDERS`].
            pub fn placeholders(&self) -> &'static [&'static str] {
                match self {
                    $(AnyCheck::$type(_) => <$kind::$type as Check>::PLACEHOLDERS,)*
                }
            }

            /// See [`Check::prepare`].
            pub fn prepare(&mut self, lexicons: &Lexicons, languages: &[String]) -> Result<(), Complaint> {
                match self {
                    $(AnyCheck::$type(check) => check.prepare(lexicons, languages),)*
                }
            }

            /// See [`Check::run`].
            pub fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
                match self {
                    $(AnyCheck::$type(check) => check.run(facts, findings),)*
                }
            }
        }
    };
}

checks! {
    /// A pattern of words and figures.
    text: TextCheck,
    /// A figure that is written in a way that no figure is.
    number: NumberCheck,
    /// A decimal that was torn apart at its point.
    split: SplitCheck,
    /// A figure with more digits than its neighbours.
    precision: PrecisionCheck,
    /// A range whose ends are the wrong way round.
    range: RangeCheck,
    /// A date or time that does not exist.
    date: DateCheck,
    /// A change that its figures do not give.
    change: ChangeCheck,
    /// A part and its whole that do not go together.
    share: ShareCheck,
    /// Figures that do not add up.
    sum: SumCheck,
    /// One quantity that is given twice with two values.
    same: SameCheck,
    /// A figure that another document contradicts.
    across: AcrossCheck,
    /// A rate or average that its two figures do not give.
    ratio: RatioCheck,
    /// One quantity given twice, in two units or with two scales, that disagree.
    convert: ConvertCheck,
    /// Figures and items that belong to each other in turn, and are not as many.
    arity: ArityCheck,
    /// A list that is not as long as announced.
    count: CountCheck,
    /// A figure that is less than what it is said to exceed.
    order: OrderCheck,
    /// A number of places that lies not between the two places of a ranking.
    climb: ClimbCheck,
    /// A length of time or an age that its dates do not give.
    lasting: LastingCheck,
    /// An estimate outside its interval.
    interval: IntervalCheck,
    /// A percentage that no number of whole things gives.
    grain: GrainCheck,
    /// An average of a table that its figures do not give.
    mean: MeanCheck,
    /// A quantity in a unit that cannot measure it.
    measure: MeasureCheck,
    /// The state of a paragraph or document whose digits were moved about.
    contamination: ContaminationCheck,
}
