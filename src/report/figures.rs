//! The ledger of `statlint figures`: every number, how it was read, what became of it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::Document;
use crate::facts::Reading;
use crate::ledger::{Entry, Part, Status};
use crate::lint::Audit;
use crate::number::{Number, Reach};
use crate::report::Reporter;
use crate::report::json::{Array, Line, address, write_line};
use crate::report::position::Positions;
use crate::report::summary::{StatusCounts, share};
use crate::unit::Units;

mod table;

pub(super) use table::{HEAD, Table, row};

/// One number of a document and what became of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FigureLine<'a> {
    /// The document, or `-` for standard input.
    pub path: &'a str,
    /// The first byte of the file, from 0.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// The line of the first character, from 1.
    pub line: usize,
    /// Which character of that line it is, from 1.
    pub column: usize,
    /// The page, paragraph, cell or record, in documents that have them.
    #[serde(rename = "place", skip_serializing_if = "Option::is_none")]
    pub place_in_layout: Option<String>,
    /// The words, with sign, currency, magnitude and unit.
    pub text: &'a str,
    /// How it was read.
    #[schemars(with = "ReadingWord")]
    pub reading: &'static str,
    /// In which way it is malformed, or what it is instead of a quantity.
    pub kind: Option<&'static str>,
    /// Its value as a decimal, if it has one.
    pub value: Option<String>,
    /// The least that it may stand for; null where that is open.
    pub low: Option<String>,
    /// The most that it may stand for; null where that is open.
    pub high: Option<String>,
    /// What it measures.
    pub unit: Option<&'a str>,
    /// What the words around it say of its exactness.
    #[schemars(with = "Option<HedgeWord>")]
    pub hedge: Option<&'static str>,
    /// The thing counted.
    pub counted: Option<&'a str>,
    /// What became of it.
    #[schemars(with = "StatusWord")]
    pub status: &'static str,
    /// The claims that it took part in.
    pub claims: Vec<FigureClaim<'a>>,
}

/// A claim that a number took part in.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FigureClaim<'a> {
    /// What kind of claim it is, such as `share`.
    pub frame: &'static str,
    /// What the number is in it, such as `whole`.
    pub role: &'static str,
    /// The words that state it.
    pub cue: &'a str,
    /// The other figures; of a long list the first sixteen.
    pub others: Vec<&'a str>,
}

/// What became of all numbers of a run.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SummaryLine<'a> {
    /// How many documents there were.
    pub documents: usize,
    /// How many figures.
    pub figures: usize,
    /// What became of the numbers.
    pub ledger: &'a StatusCounts,
    /// How many claims about figures were understood, by what they state.
    pub claims: &'a BTreeMap<&'static str, usize>,
    /// How many figures take part in a claim.
    pub claimed: usize,
    /// The share of the figures that take part in a claim, between 0 and 1; null where there are none.
    pub claimed_share: Option<String>,
}

/// What became of the numbers of several documents.
#[derive(Debug, Default)]
struct Sums {
    documents: usize,
    ledger: StatusCounts,
    claims: BTreeMap<&'static str, usize>,
    claimed: usize,
}

impl Sums {
    fn add(&mut self, audit: &Audit) {
        self.documents += 1;
        self.ledger.add(&StatusCounts::of(&audit.ledger.entries));
        self.claimed += audit.ledger.claimed();
        for (frame, count) in &audit.ledger.claims {
            *self.claims.entry(frame).or_default() += count;
        }
    }

    fn line(&self) -> SummaryLine<'_> {
        SummaryLine {
            documents: self.documents,
            figures: self.ledger.figures(),
            ledger: &self.ledger,
            claims: &self.claims,
            claimed: self.claimed,
            claimed_share: share(self.claimed, self.ledger.figures()),
        }
    }
}

/// Every word for a reading.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only its schema is used")]
enum ReadingWord {
    Value,
    Range,
    Malformed,
    Missing,
    NotAQuantity,
}

/// Every word for a hedge.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only its schema is used")]
enum HedgeWord {
    Above,
    Below,
    Nearly,
    About,
}

/// Every word for a status.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only its schema is used")]
enum StatusWord {
    Consistent,
    Contradicted,
    Malformed,
    Unverified,
    Unchecked,
    NotAQuantity,
}

/// Writes objects, and at the end a summary.
#[derive(Debug)]
pub(super) struct Lines {
    frame: Frame,
    sums: Sums,
}

/// What stands around objects.
#[derive(Debug)]
pub(super) enum Frame {
    /// Nothing: one on each line.
    Lines,
    /// An array.
    Array(Array),
}

impl Frame {
    fn write(&mut self, line: &Line<'_>, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Frame::Lines => write_line(line, out),
            Frame::Array(array) => array.push(line, out),
        }
    }
}

impl Lines {
    /// Before the first document.
    pub(super) fn new(frame: Frame) -> Lines {
        Lines { frame, sums: Sums::default() }
    }
}

impl Reporter for Lines {
    fn document(&mut self, document: &Document, audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
        let positions = Positions::new(document);
        self.sums.add(audit);
        let mut entries = audit.ledger.entries.iter();
        entries.try_for_each(|entry| {
            self.frame.write(&Line::Figure(FigureLine::new(&positions, &audit.units, entry)), out)
        })
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.frame.write(&Line::Summary(self.sums.line()), out)?;
        match &mut self.frame {
            Frame::Lines => Ok(()),
            Frame::Array(array) => array.close(out),
        }
    }
}

impl<'a> FigureLine<'a> {
    /// What there is to say of a number.
    pub(super) fn new(positions: &Positions<'a>, units: &'a Units, entry: &Entry) -> FigureLine<'a> {
        let document = positions.document();
        let mention = &entry.mention;
        let place = positions.place(mention.span);
        let (low, high) = ends(&mention.reading);
        FigureLine {
            path: &document.name,
            start: place.start,
            end: place.end,
            line: place.line,
            column: place.column,
            place_in_layout: address(document, mention.span),
            text: document.slice(mention.span),
            reading: reading_word(&mention.reading),
            kind: kind_word(&mention.reading),
            value: match mention.reading {
                Reading::Value(number) => Some(plain(number.value)),
                Reading::Range(..) | Reading::Malformed(_) | Reading::Missing | Reading::NotAQuantity(_) => None,
            },
            low,
            high,
            unit: mention.unit.map(|unit| units.get(unit).name.as_str()),
            hedge: hedge_word(&mention.reading),
            counted: mention.counted.map(|counted| document.slice(counted)),
            status: status_word(entry.status),
            claims: entry.parts.iter().map(|part| FigureClaim::new(document, part)).collect(),
        }
    }
}

impl<'a> FigureClaim<'a> {
    fn new(document: &'a Document, part: &Part) -> FigureClaim<'a> {
        FigureClaim {
            frame: part.frame,
            role: part.role,
            // Where the words between two figures are the cue, blanks and commas are no part of it.
            cue: document.slice(part.cue).trim_matches(|c: char| c.is_whitespace() || ",;:，；：、".contains(c)),
            others: part.others.iter().map(|other| document.slice(*other)).collect(),
        }
    }
}

/// What became of a number and how it was read, in one line.
pub fn told(positions: &Positions<'_>, units: &Units, entry: &Entry) -> String {
    let line = FigureLine::new(positions, units, entry);
    let [_, _, reading, value, unit, hedge, status, claims] = row(String::new(), &line, &entry.mention.reading);
    let value = [hedge, value, unit].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let parts = [status, reading, value, claims];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The ends of what a figure may stand for.
fn ends(reading: &Reading) -> (Option<String>, Option<String>) {
    let bounds = |number: &Number| number.bounds(Reach::Rounded);
    let bounds = match reading {
        Reading::Value(number) => bounds(number),
        Reading::Range(from, to) => bounds(from).zip(bounds(to)).map(|(from, to)| from.hull(to)),
        Reading::Malformed(_) | Reading::Missing | Reading::NotAQuantity(_) => None,
    };
    let end = |end: Option<rust_decimal::Decimal>| end.map(plain);
    bounds.map_or((None, None), |bounds| (end(bounds.low()), end(bounds.high())))
}

/// A decimal without zeros that mean nothing.
fn plain(value: rust_decimal::Decimal) -> String {
    value.normalize().to_string()
}

fn reading_word(reading: &Reading) -> &'static str {
    match reading {
        Reading::Value(_) => "value",
        Reading::Range(..) => "range",
        Reading::Malformed(_) => "malformed",
        Reading::Missing => "missing",
        Reading::NotAQuantity(_) => "not-a-quantity",
    }
}

fn kind_word(reading: &Reading) -> Option<&'static str> {
    match reading {
        Reading::Value(_) | Reading::Range(..) | Reading::Missing => None,
        Reading::Malformed(malformation) => Some(malformation.as_str()),
        Reading::NotAQuantity(label) => Some(label.as_str()),
    }
}

/// The hedge of a figure, or of the first end of a range that has one.
fn hedge_word(reading: &Reading) -> Option<&'static str> {
    match reading {
        Reading::Value(number) => number.hedge.as_str(),
        Reading::Range(from, to) => from.hedge.as_str().or(to.hedge.as_str()),
        Reading::Malformed(_) | Reading::Missing | Reading::NotAQuantity(_) => None,
    }
}

pub(super) fn status_word(status: Status) -> &'static str {
    match status {
        Status::NotAQuantity => "not-a-quantity",
        Status::Consistent | Status::Contradicted | Status::Malformed | Status::Unverified | Status::Unchecked => {
            status.as_str()
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::number::Hedge;
    use crate::reading::{Label, Malformation};
    use crate::report::FigureFormat;
    use crate::report::samples::{entry, figures, number};

    #[test]
    fn every_reading_has_its_keys() {
        let document = Document::from_text("t", "Up 25.90 to 30 or 9,26 in 2021");
        let mut about = number("25.90");
        about.hedge = Hedge::Above;
        let ledger = vec![
            entry(&document, "25.90", Reading::Value(about), Status::Consistent),
            entry(&document, "25.90 to 30", Reading::Range(number("25.90"), number("30")), Status::Unchecked),
            entry(&document, "9,26", Reading::Malformed(Malformation::Grouping), Status::Malformed),
            entry(&document, "2021", Reading::NotAQuantity(Label::Year), Status::NotAQuantity),
        ];
        assert_snapshot!(figures(FigureFormat::Jsonl, &document, ledger), @r#"
        {"type":"figure","path":"t","start":3,"end":8,"line":1,"column":4,"text":"25.90","reading":"value","kind":null,"value":"25.9","low":"25.895","high":null,"unit":null,"hedge":"above","counted":null,"status":"consistent","claims":[]}
        {"type":"figure","path":"t","start":3,"end":14,"line":1,"column":4,"text":"25.90 to 30","reading":"range","kind":null,"value":null,"low":"25.895","high":"30.3","unit":null,"hedge":null,"counted":null,"status":"unchecked","claims":[]}
        {"type":"figure","path":"t","start":18,"end":22,"line":1,"column":19,"text":"9,26","reading":"malformed","kind":"grouping","value":null,"low":null,"high":null,"unit":null,"hedge":null,"counted":null,"status":"malformed","claims":[]}
        {"type":"figure","path":"t","start":26,"end":30,"line":1,"column":27,"text":"2021","reading":"not-a-quantity","kind":"year","value":null,"low":null,"high":null,"unit":null,"hedge":null,"counted":null,"status":"not-a-quantity","claims":[]}
        {"type":"summary","documents":1,"figures":3,"ledger":{"consistent":1,"contradicted":0,"malformed":1,"unverified":0,"unchecked":1,"not-a-quantity":1},"claims":{},"claimed":0,"claimed_share":"0.000"}
        "#);
    }
}
