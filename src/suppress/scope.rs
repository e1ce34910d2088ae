//! Which blocks the comments of a document speak of.

use std::collections::{BTreeMap, HashMap};

use super::Remark;
use super::comment::{Directive, Kind};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::rules::RuleSet;

/// Which rules are silenced in which blocks, and by which comment.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    /// By code and block: what is said of one block, or of the table that begins there.
    blocks: HashMap<(String, usize), usize>,
    /// By code: stretches of blocks that do not overlap, in order.
    stretches: HashMap<String, Vec<Stretch>>,
    /// The reasons, by comment.
    reasons: BTreeMap<usize, Option<String>>,
    /// Every comment and code.
    silences: Vec<(usize, String)>,
    /// The first block of the table that a block belongs to, or itself.
    firsts: Vec<usize>,
}

/// Blocks from a start to an end.
#[derive(Debug)]
struct Stretch {
    start: usize,
    end: usize,
    comment: usize,
}

impl Scopes {
    /// Reads the comments of a document, and remarks upon what is wrong with them.
    pub(super) fn of(document: &Document, rules: &RuleSet, remarks: &mut Vec<Remark>) -> Scopes {
        let mut scopes = Scopes { firsts: firsts(document), ..Scopes::default() };
        let mut open: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let mut remark = |comment: usize, message: String| {
            remarks.push(Remark { source: Some(document.comments[comment].source), message, gone: None });
        };
        for (i, comment) in document.comments.iter().enumerate() {
            let directive = match Directive::parse(&comment.text) {
                Ok(directive) => directive,
                Err(message) => {
                    remark(i, message);
                    continue;
                }
            };
            for message in directive.codes.iter().filter_map(|code| rules.known(code).err()) {
                remark(i, message);
            }
            if directive.kind == Kind::End {
                let codes = if directive.codes.is_empty() { open.keys().cloned().collect() } else { directive.codes };
                let closed = codes.iter().filter(|code| scopes.close(code, comment.block, &mut open)).count();
                if closed < codes.len().max(1) {
                    remark(i, "there is no statlint-ignore-start that this comment ends".to_owned());
                }
                continue;
            }
            if directive.reason.is_none() {
                remark(i, format!("the comment gives no reason; write {}: and why it is sound", comment.text));
            }
            scopes.reasons.insert(i, directive.reason);
            for code in directive.codes {
                scopes.silences.push((i, code.clone()));
                if directive.kind == Kind::Block {
                    let block = if comment.is_inside { comment.block } else { scopes.first(comment.block) };
                    scopes.blocks.entry((code, block)).or_insert(i);
                } else if let Some((_, earlier)) = open.get(&code) {
                    let line = line(document, *earlier);
                    remark(i, format!("{code} is ignored already, by the comment in line {line}"));
                } else {
                    open.insert(code, (comment.block, i));
                }
            }
        }
        for code in open.keys().cloned().collect::<Vec<_>>() {
            let (_, comment) = open[&code];
            remark(comment, format!("there is no statlint-ignore-end; {code} is ignored up to the end"));
            scopes.close(&code, usize::MAX, &mut open);
        }
        scopes
    }

    /// The comment that silences a finding, and its reason.
    pub(super) fn of_finding(&self, document: &Document, diagnostic: &Diagnostic) -> Option<(usize, Option<&str>)> {
        let start = diagnostic.primary().start;
        let block = document.blocks().partition_point(|block| block.span.start <= start).saturating_sub(1);
        let one = [block, self.first(block)]
            .into_iter()
            .find_map(|block| self.blocks.get(&(diagnostic.code.clone(), block)).copied());
        let comment = one.or_else(|| {
            let stretches = self.stretches.get(&diagnostic.code)?;
            let before = stretches.partition_point(|stretch| stretch.start <= block).checked_sub(1)?;
            (block < stretches[before].end).then_some(stretches[before].comment)
        })?;
        Some((comment, self.reasons.get(&comment).and_then(Option::as_deref)))
    }

    /// Every comment and code that silences something or might.
    pub(super) fn silences(&self) -> impl Iterator<Item = (usize, &str)> {
        self.silences.iter().map(|(comment, code)| (*comment, code.as_str()))
    }

    fn first(&self, block: usize) -> usize {
        self.firsts.get(block).copied().unwrap_or(block)
    }

    /// Ends a stretch, if one is open.
    fn close(&mut self, code: &str, end: usize, open: &mut BTreeMap<String, (usize, usize)>) -> bool {
        let Some((start, comment)) = open.remove(code) else { return false };
        self.stretches.entry(code.to_owned()).or_default().push(Stretch { start, end, comment });
        true
    }
}

/// The first block of the table that each block belongs to, or itself: people write one
/// comment for a table, not one for each cell.
fn firsts(document: &Document) -> Vec<usize> {
    let mut firsts: Vec<usize> = (0..document.blocks().len()).collect();
    for table in document.tables() {
        let Some(first) = table.cells.iter().map(|cell| cell.blocks().start).min() else { continue };
        for block in table.cells.iter().flat_map(|cell| cell.blocks()) {
            if let Some(of_block) = firsts.get_mut(block) {
                *of_block = first;
            }
        }
    }
    firsts
}

fn line(document: &Document, comment: usize) -> usize {
    let start = document.comments[comment].source.start;
    document.source().text.get(..start).map_or(0, |before| before.matches('\n').count()) + 1
}
