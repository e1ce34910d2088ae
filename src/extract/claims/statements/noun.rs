//! What is counted or measured, and what was done with it.

use crate::extract::claims::sentence::Sentence;
use crate::facts::Stem;
use crate::lexicon::cues::{Kind, Token};
use crate::lexicon::frames::StatementWords;

/// How many words a noun and the words before it may have.
const MOST_WORDS: usize = 6;

/// How many ideographs name a thing.
const MOST_IDEOGRAPHS: usize = 8;

/// So few ideographs name no thing.
const LEAST_IDEOGRAPHS: usize = 3;

/// How many words a subject may have.
const LONGEST_SUBJECT: usize = 9;

/// Finds nouns in a sentence.
pub(super) struct Nouns<'s, 'f, 'd> {
    pub(super) sentence: &'s Sentence<'f, 'd>,
    pub(super) words: &'f StatementWords,
}

/// A noun with the words before it.
pub(super) struct Noun {
    pub(super) stems: Vec<Stem>,
    /// The token after it.
    pub(super) end: usize,
}

impl Nouns<'_, '_, '_> {
    /// The noun that begins at a token: "drug-related suspects", "cases of fraud".
    pub(super) fn after(&self, start: usize) -> Option<Noun> {
        let mut noun = self.plain(self.after_brackets(start))?;
        if let Some(of) = self.words.of.starting_at(&self.sentence.tokens, noun.end)
            && let Some(more) = self.plain(of.end)
        {
            noun.stems.extend(more.stems);
            noun.end = more.end;
        }
        (!noun.stems.is_empty()).then_some(noun)
    }

    /// The noun of an amount: "8.2 tons of various drugs", "5,000 yuan (at today's rate) goods".
    pub(super) fn measured(&self, start: usize) -> Option<Noun> {
        let start = self.after_brackets(start);
        let of = self.words.of.starting_at(&self.sentence.tokens, start);
        self.after(of.map_or(start, |of| of.end))
    }

    /// The words from a token on that are part of one noun; fillers are none of its stems.
    fn plain(&self, start: usize) -> Option<Noun> {
        let tokens = &self.sentence.tokens;
        let mut noun = Noun { stems: Vec::new(), end: start };
        let mut words = 0;
        while let Some(token) = tokens.get(noun.end).filter(|_| words < MOST_WORDS) {
            let is_joint = token.kind == Kind::Mark && matches!(token.text.as_ref(), "-" | "\"" | "“" | "”");
            if is_joint && tokens.get(noun.end + 1).is_some_and(|next| next.kind == Kind::Word) {
                noun.end += 1;
                continue;
            }
            let is_of_filler = token.text == "of" && words > 0 && noun.stems.is_empty();
            if is_of_filler {
                noun.end += 1;
                continue;
            }
            if token.kind != Kind::Word || self.is_function(token) || self.is_participle(noun.end, words > 0) {
                break;
            }
            if !self.words.filler.contains(token.text.as_ref()) {
                noun.stems.push(self.stem(&token.text));
            }
            words += 1;
            noun.end += 1;
        }
        (words > 0).then_some(noun)
    }

    /// The ideographs right before a figure.
    pub(super) fn before(&self, end: usize) -> Option<Vec<Stem>> {
        let tokens = &self.sentence.tokens;
        let end = self.sentence.skip_links(&self.words.link, end);
        let is_part = |at: &usize| {
            let token = &tokens[*at];
            token.kind == Kind::Word && !self.words.filler.contains(token.text.as_ref())
        };
        let count = (0..end).rev().take_while(is_part).take(MOST_IDEOGRAPHS).count();
        let text: String = tokens[end - count..end].iter().map(|token| token.text.as_ref()).collect();
        // The last ones are the noun, all of them the noun and what was done.
        let noun: String =
            tokens[end - count.min(LEAST_IDEOGRAPHS)..end].iter().map(|token| token.text.as_ref()).collect();
        (count > LEAST_IDEOGRAPHS).then(|| vec![Stem::of(&text), Stem::of(&noun)])
    }

    /// The subject that ends before a verb: "Output per job" before "fell".
    pub(super) fn subject(&self, first: usize, verb: usize) -> Option<Vec<Stem>> {
        let tokens = &self.sentence.tokens;
        let first = first.max(verb.saturating_sub(LONGEST_SUBJECT + 1));
        let is_border = |at: &usize| tokens[*at].kind != Kind::Word && tokens[*at].text != "-";
        let start = (first..verb).rev().find(is_border).map_or(first, |border| border + 1);
        let is_cut = verb - start > LONGEST_SUBJECT;
        if tokens[start..verb].iter().any(|token| self.words.pronouns.contains(token.text.as_ref())) {
            return None;
        }
        let stems: Vec<Stem> = tokens[start..verb]
            .iter()
            .filter(|token| token.kind == Kind::Word && !self.is_function(token))
            .filter(|token| !self.words.filler.contains(token.text.as_ref()))
            .map(|token| self.stem(&token.text))
            .collect();
        (!is_cut && !stems.is_empty()).then_some(stems)
    }

    /// What was done, after the noun: "were seized", "destroyed", and whether the sentence says
    /// that it was.
    pub(super) fn verb_after(&self, end: usize) -> Option<(Stem, bool)> {
        let tokens = &self.sentence.tokens;
        let start = self.words.be.starting_at(tokens, end).map_or(end, |be| be.end);
        let verb = tokens.get(start).filter(|token| token.kind == Kind::Word)?;
        let is_said = start > end && !self.is_function(verb);
        (is_said || self.is_participle(start, true)).then(|| (self.stem(&verb.text), is_said))
    }

    /// What was done, before the figure: "seized 8.2 tons".
    pub(super) fn verb_before(&self, figure: usize) -> Option<(usize, Stem)> {
        let at = self.sentence.skip_links(&self.words.link, figure).checked_sub(1)?;
        let verb =
            self.sentence.tokens.get(at).filter(|token| token.kind == Kind::Word && !token.text.contains('\''))?;
        (!self.is_function(verb)).then(|| (at, self.stem(&verb.text)))
    }

    /// Skips a bracket that explains the unit.
    fn after_brackets(&self, start: usize) -> usize {
        if !self.sentence.is_word(start, &["("]) {
            return start;
        }
        let close = (start..(start + MOST_WORDS * 2).min(self.sentence.tokens.len()))
            .find(|at| self.sentence.is_word(*at, &[")"]));
        close.map_or(start, |close| close + 1)
    }

    fn is_function(&self, token: &Token<'_>) -> bool {
        self.sentence.vocabulary().function_words.contains(token.text.as_ref())
    }

    /// Whether a word says what was done with the noun before it: "homes destroyed".
    fn is_participle(&self, at: usize, has_noun: bool) -> bool {
        let tokens = &self.sentence.tokens;
        let word = tokens[at].text.as_ref();
        let is_compound =
            at > 0 && tokens[at - 1].text == "-" || tokens.get(at + 1).is_some_and(|next| next.text == "-");
        let has_ending = word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"));
        has_noun
            && !is_compound
            && (has_ending && self.words.stemmer.is_some() || self.words.participles.contains(word))
    }

    /// A word without its endings, or the word that stands for it.
    fn stem(&self, word: &str) -> Stem {
        let word = self.words.same.plain(word);
        match self.words.stemmer {
            Some(stemming) => {
                let stemmed = stemming.stem(word);
                Stem::of(self.words.same.plain(&stemmed))
            }
            None => Stem::of(word),
        }
    }
}
