//! Words of another language in quotation marks, whose figures are written as it writes them:
//! "„Um 12,5 %“, said the chairman".

use crate::extract::cluster::Cluster;
use crate::extract::convention::Convention;
use crate::extract::language::clearly_of;
use crate::lexicon::Lexicons;
use crate::span::Span;

/// A quotation of more bytes than this is no longer one of a few sentences.
const LONGEST: usize = 800;

/// A quotation that shows another language than the text around it, and how it writes numbers.
pub(super) struct Quotation {
    span: Span,
    convention: Convention,
}

impl Quotation {
    /// Where it ends.
    pub(super) fn end(&self) -> usize {
        self.span.end
    }

    /// Whether some digits stand in it.
    pub(super) fn holds(&self, cluster: &Cluster) -> bool {
        self.span.contains(cluster.span)
    }

    /// How its numbers are written.
    pub(super) fn convention(&self) -> Convention {
        self.convention
    }
}

/// The quotations of a text in other languages that hold digits, in order.
pub(super) fn foreign(text: &str, main: &str, clusters: &[Cluster], lexicons: &Lexicons) -> Vec<Quotation> {
    if clusters.is_empty() {
        return Vec::new();
    }
    let quoted = quotations(text).into_iter().filter_map(|span| {
        let first = clusters.partition_point(|cluster| cluster.span.start < span.start);
        let own = clusters[first..].iter().take_while(|cluster| span.contains(cluster.span));
        let own: Vec<&Cluster> = own.collect();
        let language = (!own.is_empty()).then(|| clearly_of(&text[span.range()], main, lexicons)).flatten()?;
        let evidence = own.iter().map(|cluster| (*cluster, text[cluster.span.end..].chars().next()));
        let convention = Convention::decide(lexicons.vocabulary(language), evidence, text, false);
        Some(Quotation { span, convention })
    });
    quoted.collect()
}

/// What stands between two quotation marks of a kind.
fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '"' | '“' | '”' | '„' | '«' | '»')) {
        let closes = |opened: char| match opened {
            '"' => mark == '"',
            '“' => mark == '”',
            '„' => matches!(mark, '“' | '”'),
            '«' => mark == '»',
            '»' => mark == '«',
            _ => false,
        };
        match open {
            Some((start, opened)) if closes(opened) => {
                if at - start <= LONGEST {
                    found.push(Span::new(start + opened.len_utf8(), at));
                }
                open = None;
            }
            Some((start, _)) if at - start <= LONGEST => {}
            _ => open = Some((at, mark)),
        }
    }
    found
}
