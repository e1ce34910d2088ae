//! Which phrases of a set may begin, or end, with a token: asked of every token of a
//! sentence by hundreds of sets, most of which can say at a glance that there is none.

use std::collections::HashMap;

use crate::lexicon::cues::{Kind, Piece, Token};

/// The phrases of a set by the piece at one end of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    /// Marks of the words at that end: two of them may share one.
    words: Bits,
    /// Bytes with which the beginnings, or endings, of words begin, or end.
    parts: Bits,
    /// Kinds of tokens that fit whatever they say.
    kinds: u8,
    by_word: HashMap<String, Vec<usize>>,
    by_part: HashMap<u8, Vec<usize>>,
    by_kind: Vec<usize>,
}

/// How a candidate ranks among those that are as long: a plain word comes before any other piece.
pub(super) type Rank = (bool, usize);

impl Index {
    /// Adds a phrase by the piece at its end, whose outermost byte is `outer`.
    pub(super) fn add(&mut self, piece: &Piece, outer: Option<u8>, which: usize) {
        match (piece, outer) {
            (Piece::Word(word), _) => {
                self.words.set(mark(word));
                self.by_word.entry(word.clone()).or_default().push(which);
            }
            (Piece::Stem(_) | Piece::Ending(_), Some(outer)) => {
                self.parts.set(outer);
                self.by_part.entry(outer).or_default().push(which);
            }
            (piece, _) => {
                self.kinds |= kinds(piece);
                self.by_kind.push(which);
            }
        }
    }

    /// The phrases that may have a token at this end; `outer` is its outermost byte.
    pub(super) fn candidates(
        &self,
        token: &Token<'_>,
        outer: Option<u8>,
    ) -> Option<impl Iterator<Item = (Rank, usize)>> {
        let outer = outer?;
        let is_word = self.words.has(mark(&token.text));
        let is_part = token.kind == Kind::Word && self.parts.has(outer);
        let is_kind = self.kinds & bit(token.kind) != 0;
        if !(is_word || is_part || is_kind) {
            return None;
        }
        let words = is_word.then(|| self.by_word.get(token.text.as_ref())).flatten();
        let parts = is_part.then(|| self.by_part.get(&outer)).flatten();
        let kinds = is_kind.then_some(&self.by_kind);
        let plain = words.into_iter().flatten().map(|which| ((false, *which), *which));
        let other = parts.into_iter().chain(kinds).flatten().map(|which| ((true, *which), *which));
        Some(plain.chain(other))
    }
}

impl Token<'_> {
    pub(super) fn opening(&self) -> Option<u8> {
        self.text.as_bytes().first().copied()
    }

    pub(super) fn closing(&self) -> Option<u8> {
        self.text.as_bytes().last().copied()
    }
}

impl Piece {
    /// The first byte of every word that fits, if that is known.
    pub(super) fn opening(&self) -> Option<u8> {
        match self {
            Piece::Word(text) | Piece::Stem(text) => text.as_bytes().first().copied(),
            Piece::Ending(_) | Piece::AnyWord | Piece::AnyFigure | Piece::Kind(_) | Piece::Turn => None,
        }
    }

    /// The last byte of every word that fits, if that is known.
    pub(super) fn closing(&self) -> Option<u8> {
        match self {
            Piece::Word(text) | Piece::Ending(text) => text.as_bytes().last().copied(),
            Piece::Stem(_) | Piece::AnyWord | Piece::AnyFigure | Piece::Kind(_) | Piece::Turn => None,
        }
    }
}

/// A set of bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Bits([u64; 4]);

impl Bits {
    fn set(&mut self, byte: u8) {
        self.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 == 1
    }
}

/// What is looked at first of a word: a byte made of its ends and its length.
fn mark(word: &str) -> u8 {
    let [first, .., last] = word.as_bytes() else {
        return word.as_bytes().first().copied().unwrap_or_default();
    };
    // Words differ most in their length and their ends.
    let length = word.len().to_le_bytes()[0];
    first.wrapping_mul(31).wrapping_add(last.wrapping_mul(7)).wrapping_add(length.wrapping_mul(101))
}

/// The kinds of tokens that may fit a piece.
fn kinds(piece: &Piece) -> u8 {
    match piece {
        Piece::Word(_) | Piece::Stem(_) | Piece::Ending(_) | Piece::AnyWord => bit(Kind::Word),
        Piece::AnyFigure => bit(Kind::Quantity) | bit(Kind::Percent),
        Piece::Kind(kind) => bit(*kind),
        // The word of direction covers tokens of any kind.
        Piece::Turn => u8::MAX,
    }
}

fn bit(kind: Kind) -> u8 {
    1 << match kind {
        Kind::Word => 0,
        Kind::Mark => 1,
        Kind::Quantity => 2,
        Kind::Percent => 3,
        Kind::Period => 4,
        Kind::Label => 5,
    }
}
