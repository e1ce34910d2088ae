//! From a document to its facts, once.
//!
//! Only this module parses digits. It guesses nothing: what fits no convention
//! that the document could be using is *malformed*, and stays out of arithmetic.

mod claims;
mod cluster;
mod context;
mod convention;
pub mod examples;
mod figure;
mod language;
mod pair;
mod quotation;
mod reader;
mod sentence;
mod spoken;
mod table;
mod touch;

use crate::document::Document;
use crate::extract::table::Tables;
use crate::facts::Facts;
use crate::lexicon::Lexicons;

/// Reads the numbers and claims of a document.
pub fn extract<'d>(document: &'d Document, lexicons: &'d Lexicons) -> Facts<'d> {
    let languages = language::of_blocks(document, lexicons);
    let sentences = sentence::sentences(document, lexicons, &languages);
    let mut mentions = reader::mentions(document, lexicons, &languages);
    let tables = Tables::read(document, lexicons, &mut mentions);
    let mut facts = Facts {
        document,
        lexicons,
        mentions,
        claims: Vec::new(),
        tables: tables.grids(),
        statements: Vec::new(),
        conflicts: Vec::new(),
        sentences,
        languages,
    };
    (facts.claims, facts.statements) = claims::claims(&facts);
    let mut claims = std::mem::take(&mut facts.claims);
    tables.claims(&facts, &mut claims);
    claims.sort_by_key(|claim| claim.cue.start);
    facts.claims = claims;
    facts
}
