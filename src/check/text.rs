//! A pattern of words and figures.
//!
//! `{n}` and `{m}` stand for figures that the reader has read, and `[check.text.n]`
//! says which ones are meant; other names in braces stand for words of the
//! lexicon. What `match` matches is underlined, or its group `at`.

use std::collections::HashSet;

use regex::Regex;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::check::{Check, Complaint, Finding};
use crate::diagnostic::{Edit, Fix, Safety};
use crate::facts::{Facts, Mention, Reading};
use crate::lexicon::shapes::expand;
use crate::lexicon::{Lexicons, Spanned};
use crate::number::Grouping;
use crate::read::decoded_again;
use crate::span::Span;

/// `[check.text]`: one or more patterns.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextCheck {
    /// The patterns, each of which is enough.
    pub pattern: Vec<Pattern>,
    /// How what is found can be repaired, if it can.
    #[serde(default)]
    repair: Option<Repair>,
}

/// How words can be repaired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Repair {
    /// They are a sign that was decoded with the wrong character set.
    CharacterSet,
}

/// One pattern.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// What is underlined, as a regular expression.
    #[serde(rename = "match")]
    #[schemars(with = "String")]
    found: Spanned<String>,
    /// What has to stand right before it.
    #[schemars(with = "Option<String>")]
    before: Option<Spanned<String>>,
    /// What has to stand right after it.
    #[schemars(with = "Option<String>")]
    after: Option<Spanned<String>>,
    /// What may stand nowhere in the same sentence.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    unless: Vec<Spanned<String>>,
    /// Which figures `{n}` stands for.
    n: Option<Figures>,
    /// Which figures `{m}` stands for.
    m: Option<Figures>,
    #[serde(skip)]
    compiled: Option<Compiled>,
}

/// Which figures are meant. All that is said has to hold.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// Greater than this, as printed: 2.3 for "2.3 million".
    above: Option<i64>,
    /// Less than this.
    below: Option<i64>,
    /// Exactly this.
    equals: Option<i64>,
    /// With something after the decimal mark that is not only zeros (true), or without (false).
    fraction: Option<bool>,
    /// With a magnitude such as "million" (true), or without (false).
    scaled: Option<bool>,
    /// With its thousands divided (true), or not (false).
    grouped: Option<bool>,
    /// With a unit (true), or without (false).
    unit: Option<bool>,
}

#[derive(Debug)]
struct Compiled {
    pattern: Regex,
    unless: Vec<Regex>,
    has_figures: bool,
}

/// Digits as a pattern sees them; what they say is up to the reader.
const DIGITS: &str = r"[0-9]+(?:[.,][0-9]+)*";

impl Check for TextCheck {
    const PLACEHOLDERS: &'static [&'static str] = &[];

    fn prepare(&mut self, lexicons: &Lexicons, languages: &[String]) -> Result<(), Complaint> {
        for pattern in &mut self.pattern {
            pattern.compiled = Some(pattern.compile(lexicons, languages)?);
        }
        Ok(())
    }

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        let mut seen = HashSet::new();
        for pattern in &self.pattern {
            let Some(compiled) = &pattern.compiled else { continue };
            for block in facts.document.blocks() {
                if compiled.has_figures && facts.mentions_in(block.span).next().is_none() {
                    continue;
                }
                let first = findings.len();
                pattern.run(compiled, facts, block.span, &mut seen, findings);
                for finding in &mut findings[first..] {
                    finding.fix = self.repair.and_then(|repair| repair.fix(facts, finding));
                }
            }
        }
    }
}

impl Repair {
    fn fix(self, facts: &Facts<'_>, finding: &Finding) -> Option<Fix> {
        let (_, span) = finding.labels.first()?;
        let Repair::CharacterSet = self;
        let text = decoded_again(facts.text(*span))?;
        Some(Fix { safety: Safety::Safe, title: text.clone(), edits: vec![Edit { span: *span, text }] })
    }
}

impl Pattern {
    fn compile(&self, lexicons: &Lexicons, languages: &[String]) -> Result<Compiled, Complaint> {
        let piece = |name: &str| match name {
            "n" | "m" => Some(format!("(?P<{name}>{DIGITS})")),
            "number" => Some(DIGITS.to_owned()),
            name => {
                let words = lexicons.piece(name, languages);
                (!words.is_empty()).then(|| words.join("|"))
            }
        };
        let expanded = |source: &Spanned<String>| {
            let at = Some(source.span());
            let known = || format!("known pieces: n, m, number, {}", lexicons.pieces().join(", "));
            let text = expand(source.get_ref(), &piece)
                .map_err(|message| Complaint { message: format!("{message}; {}", known()), at: at.clone() })?;
            // An ASCII word boundary stays on the fast path of the engine.
            Ok(text.replace(r"\b", r"(?-u:\b)").replace(r"(?-u:(?-u:\b))", r"(?-u:\b)"))
        };
        let part = |source: &Option<Spanned<String>>| source.as_ref().map_or(Ok(String::new()), &expanded);
        let whole =
            format!("(?:{})(?P<match>{})(?:{})", part(&self.before)?, expanded(&self.found)?, part(&self.after)?);
        let compile = |pattern: &str, at: &Spanned<String>| {
            Regex::new(pattern)
                .map_err(|error| Complaint { message: format!("bad pattern: {error}"), at: Some(at.span()) })
        };
        let unless = self
            .unless
            .iter()
            .map(|source| compile(&format!("(?:{})", expanded(source)?), source))
            .collect::<Result<_, _>>()?;
        Ok(Compiled { pattern: compile(&whole, &self.found)?, unless, has_figures: whole.contains("(?P<n>") })
    }

    fn run(
        &self,
        compiled: &Compiled,
        facts: &Facts<'_>,
        block: Span,
        seen: &mut HashSet<Span>,
        findings: &mut Vec<Finding>,
    ) {
        let text = facts.text(block);
        let mut from = 0;
        while let Some(captures) = compiled.pattern.captures_at(text, from) {
            let Some(found) = captures.name("match") else { break };
            // What stood after one match may stand before the next.
            from = found.end().max(from + 1);
            if from > text.len() {
                break;
            }
            while !text.is_char_boundary(from) {
                from += 1;
            }
            let group = |name: &str| {
                captures.name(name).map(|group| Span::new(group.start(), group.end()).shifted(block.start))
            };
            let fits = |name: &str, figures: &Option<Figures>| {
                group(name).is_none_or(|digits| {
                    mention_at(facts, digits)
                        .is_some_and(|mention| figures.as_ref().is_none_or(|figures| figures.mean(mention)))
                })
            };
            let span = group("at").unwrap_or(Span::new(found.start(), found.end()).shifted(block.start));
            if !fits("n", &self.n) || !fits("m", &self.m) || span.is_empty() {
                continue;
            }
            let sentence = facts.sentence_at(span.start);
            if compiled.unless.iter().any(|unless| unless.is_match(facts.text(sentence))) {
                continue;
            }
            // Two patterns of a rule may find the same words.
            if seen.insert(span) {
                findings.push(Finding::labelled([("text", span)]));
            }
        }
    }
}

/// The figure whose digits begin with these.
fn mention_at<'f>(facts: &'f Facts<'_>, digits: Span) -> Option<&'f Mention> {
    facts
        .mentions_in(Span::new(digits.start, digits.start + 1))
        .map(|(_, mention)| mention)
        .find(|mention| mention.digits.start == digits.start)
}

impl Figures {
    fn mean(&self, mention: &Mention) -> bool {
        let Reading::Value(number) = &mention.reading else { return false };
        let Some(printed) = number.printed() else { return false };
        self.above.is_none_or(|above| printed > Decimal::from(above))
            && self.below.is_none_or(|below| printed < Decimal::from(below))
            && self.equals.is_none_or(|value| printed == Decimal::from(value))
            && self.fraction.is_none_or(|fraction| (number.decimals > 0 && !printed.fract().is_zero()) == fraction)
            && self.scaled.is_none_or(|scaled| number.in_words == scaled)
            && self.grouped.is_none_or(|grouped| (number.grouping != Grouping::None) == grouped)
            && self.unit.is_none_or(|unit| mention.unit.is_some() == unit)
    }
}
