//! A figure that is written in a way that no figure is.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::check::{Check, Finding};
use crate::diagnostic::{Edit, Fix, Safety};
use crate::facts::{Facts, Malformation, Mention, Reading};
use crate::span::Span;

/// `[check.number]`: exactly one of its keys.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberCheck {
    /// The way in which the figure is malformed.
    malformed: Option<Malformation>,
    /// A word is run together with the figure.
    #[serde(default)]
    glued: bool,
    /// A unit stands without its figure.
    #[serde(default)]
    missing: bool,
}

impl Check for NumberCheck {
    const PLACEHOLDERS: &'static [&'static str] = &["number"];

    fn run(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
        for mention in &facts.mentions {
            let Some(span) = self.place(mention) else { continue };
            let mut finding = Finding::labelled([("number", span)]);
            finding.fix = if self.glued { separated(facts, mention, span) } else { None };
            findings.push(finding);
        }
    }
}

impl NumberCheck {
    fn place(&self, mention: &Mention) -> Option<Span> {
        match &mention.reading {
            Reading::Malformed(way) if Some(*way) == self.malformed => Some(mention.digits),
            Reading::Missing if self.missing => Some(mention.span),
            Reading::Value(_) if self.glued => mention.glued,
            _ => None,
        }
    }
}

/// A figure and a word, with the blank between them. Behind the figure a unit or a word such
/// as "per" lacks nothing but the blank. In front of it, part of the figure may be gone with
/// the blank ("seized9 tons" was 25.9 tons), so that a person has to agree; and where the
/// word is one that figures do not follow, nothing is offered.
fn separated(facts: &Facts<'_>, mention: &Mention, glued: Span) -> Option<Fix> {
    let digits = mention.digits;
    let vocabulary = facts.lexicons.vocabulary(facts.languages.get(mention.block)?);
    let is_function_word = |word: &str| vocabulary.function_words.contains(&word.to_lowercase());
    let is_hedge = |word: &str| vocabulary.hedges.iter().any(|(hedge, _)| *hedge == word.to_lowercase());
    let (safety, text) = if glued.start == digits.start && digits.end < glued.end {
        let word = facts.text(Span::new(digits.end, glued.end));
        let is_sure = word.chars().all(char::is_alphabetic) && (mention.unit.is_some() || is_function_word(word));
        let safety = if is_sure { Safety::Safe } else { Safety::Unsafe };
        (safety, format!("{} {word}", facts.text(digits)))
    } else if glued.end == digits.end && glued.start < digits.start {
        let word = facts.text(Span::new(glued.start, digits.start));
        if !is_function_word(word) && !is_hedge(word) {
            return None;
        }
        (Safety::Unsafe, format!("{word} {}", facts.text(digits)))
    } else {
        return None;
    };
    Some(Fix { safety, title: text.clone(), edits: vec![Edit { span: glued, text }] })
}
