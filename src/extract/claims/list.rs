//! Lists in a sentence: "output, exports and imports".

use std::ops::Range;

use crate::extract::claims::sentence::Sentence;
use crate::lexicon::cues::Kind;
use crate::lexicon::frames::ListWords;

/// A middle item of more tokens than this is perhaps none: a clause stands between two commas.
const LONGEST_ITEM: usize = 6;

/// A name of no more tokens than this is no apposition: "Keller", "Judge Ramos".
const SHORT_NAME: usize = 2;

/// What stands between the separators of some tokens.
#[derive(Debug)]
pub(super) struct Parts {
    /// The pieces, in order; none is empty.
    pub(super) items: Vec<Range<usize>>,
    /// The places of the pieces before which an "and" stands.
    pub(super) ands: Vec<usize>,
}

impl Parts {
    /// Whether one "and" stands before the last piece and nowhere else.
    pub(super) fn is_closed(&self) -> bool {
        matches!(self.ands.as_slice(), [and] if and + 1 == self.items.len())
    }
}

impl Sentence<'_, '_> {
    /// Cuts some tokens at commas and at words for "and". What stands in brackets is passed over.
    pub(super) fn parts(&self, words: &ListWords, range: Range<usize>) -> Parts {
        let mut parts = Parts { items: Vec::new(), ands: Vec::new() };
        let (mut start, mut at, mut follows_and) = (range.start, range.start, false);
        let mut depth = 0usize;
        let tokens = &self.tokens[..range.end];
        let mut push = |item: Range<usize>, follows_and: bool| {
            if item.is_empty() {
                return false;
            }
            if follows_and && !parts.items.is_empty() {
                parts.ands.push(parts.items.len());
            }
            parts.items.push(item);
            true
        };
        while at < range.end {
            match tokens[at].text.as_ref() {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            if let Some(kept) = words.no_and.starting_at(tokens, at) {
                at = kept.end;
                continue;
            }
            // 《长河》《归途》: titles need no mark between them.
            if depth == 0 && self.is_word(at, &["》"]) && at + 1 < range.end && self.is_word(at + 1, &["《"]) {
                if push(start..at + 1, follows_and) {
                    follows_and = false;
                }
                at += 1;
                start = at;
                continue;
            }
            let and = words.and.starting_at(tokens, at).filter(|_| depth == 0);
            let comma = words.comma.starting_at(tokens, at).filter(|_| depth == 0);
            let Some(separator) = and.or(comma) else {
                at += 1;
                continue;
            };
            if push(start..at, follows_and) {
                follows_and = false;
            }
            follows_and |= and.is_some();
            at = separator.end;
            start = at;
        }
        push(start..range.end, follows_and);
        parts
    }

    /// How many items the list holds that ends somewhere in some tokens, by every way to
    /// read it, the likeliest first; empty where there is no list.
    pub(super) fn counts(&self, words: &ListWords, range: Range<usize>) -> Vec<usize> {
        let parts = self.parts(words, range.clone());
        let total = parts.items.len();
        if total < 2 || words.open.any(&self.tokens, range) {
            return Vec::new();
        }
        let has_and = !parts.ands.is_empty();
        // Commas alone make a list only in scripts that have a comma of their own for it.
        let is_enumeration = words.comma.starting_at(&self.tokens, parts.items[0].end).is_some()
            && self.is_word(parts.items[0].end, &["、"]);
        if !has_and && !is_enumeration {
            return Vec::new();
        }
        let any_up_to = |most: usize| (2..=most).rev().collect();
        let Some(last) = (if has_and { parts.ands.first().copied() } else { Some(total - 1) }) else {
            return Vec::new();
        };
        let middle = parts.items.get(1..last).unwrap_or_default();
        let is_plain =
            |item: &Range<usize>| item.len() <= LONGEST_ITEM && !words.broken.any(&self.tokens, item.clone());
        if parts.ands.len() > 1 || !middle.iter().all(is_plain) {
            return any_up_to(total);
        }
        let opens = |item: &Range<usize>| words.opener.starting_at(&self.tokens, item.start).is_some();
        if middle.iter().any(opens) {
            return any_up_to(total);
        }
        let count = last + 1;
        // "The two units, Alpha and Beta, rose": what comes first names the others.
        let is_closed_by_comma = total > count;
        let first_is_adverbial = last > 1 && opens(&parts.items[0]);
        // "Keller, Brandt and Ozturk, aged": a name as short as the others is one of them.
        let is_short_name = |item: &Range<usize>| item.len() <= SHORT_NAME && self.is_name(words, item);
        if !first_is_adverbial && parts.items[..count].iter().all(is_short_name) {
            return vec![count];
        }
        if last > 1 && (is_closed_by_comma || first_is_adverbial) { vec![count, count - 1] } else { vec![count] }
    }

    /// Whether a token is written with a capital, or in a script without any.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let first = self.facts.text(token.span).chars().next();
        token.kind == Kind::Word && first.is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && c > '\u{2E80}'))
    }

    /// Whether some tokens are one name: "the Isle of Man".
    pub(super) fn is_name(&self, words: &ListWords, item: &Range<usize>) -> bool {
        let is_small = |at: usize| words.name.starting_at(&self.tokens[..item.end], at).is_some();
        let is_part = |at: usize| self.is_capital(at) || is_small(at) || self.is_word(at, &["-", ".", "'"]);
        let begins = self.is_capital(item.start) || words.article.starting_at(&self.tokens, item.start).is_some();
        item.len() <= LONGEST_ITEM
            && begins
            && item.clone().all(is_part)
            && self.is_capital(item.end - 1)
            // "Omar Said" is a name.
            && !words.broken.all(&self.tokens, item.clone()).any(|cue| {
                let is_ideograph = self.tokens[cue.start].is_ideograph();
                cue.start == item.start || is_ideograph || !self.is_capital(cue.start)
            })
    }

    /// Whether some tokens are a number that names something: 12路.
    pub(super) fn is_numbered(&self, words: &ListWords, item: &Range<usize>) -> bool {
        let name = words.numbered.starting_at(&self.tokens[..item.end], item.start + 1);
        self.figure_at(item.start).is_some() && name.is_some_and(|name| name.end == item.end)
    }

    /// Whether some tokens are a species or person with its first name cut short: "A. fulvus".
    pub(super) fn is_species(&self, item: &Range<usize>) -> bool {
        let is_initial = self.tokens[item.start].text.chars().count() == 1 && self.is_capital(item.start);
        let rest = item.start + 2..item.end;
        is_initial
            && self.is_word(item.start + 1, &["."])
            && (1..=2).contains(&rest.len())
            && rest.clone().all(|at| self.tokens[at].kind == Kind::Word)
    }

    /// Whether some tokens are a few plain words.
    pub(super) fn is_thing(&self, words: &ListWords, item: &Range<usize>, most: usize) -> bool {
        let is_part = |at: usize| self.tokens[at].kind == Kind::Word || self.is_word(at, &["-", "'", "·", "《", "》"]);
        item.len() <= most && item.clone().all(is_part) && !words.broken.any(&self.tokens, item.clone())
    }
}
