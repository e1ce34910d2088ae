//! What a figure counts, by the words around it: "22 people were injured", "injuring 22",
//! "the 22 injured".

use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::Stem;
use crate::lexicon::cues::{Found, Kind, Token};
use crate::lexicon::frames::RecallWords;

/// How many words a noun and the words beside it may have.
const MOST_WORDS: usize = 4;

/// How many ideographs of a noun are looked at.
const MOST_IDEOGRAPHS: usize = 7;

/// How far a word for a state may stand after a figure, and before it.
const STATE_AFTER: usize = 9;
const STATE_BEFORE: usize = 5;

pub(super) struct Nouns<'s, 'f, 'd> {
    pub(super) sentence: &'s Sentence<'f, 'd>,
    pub(super) words: &'s RecallWords,
}

/// What a figure counts.
pub(super) struct Noun {
    /// Its stems, sorted.
    pub(super) stems: Vec<Stem>,
    /// The state that is one of them.
    pub(super) state: Option<usize>,
    /// Whether it is the dead and the injured together.
    pub(super) is_together: bool,
    /// The token after its words.
    pub(super) end: usize,
}

impl Nouns<'_, '_, '_> {
    /// Whether a figure points back, by the words before it.
    pub(super) fn is_again(&self, figure: &Figure<'_>) -> bool {
        let opens = figure.at == 0 && !self.words.border.is_empty();
        opens || self.words.again.ending_at(&self.sentence.tokens, figure.at, None).is_some()
    }

    /// What a figure counts.
    pub(super) fn of(&self, figure: &Figure<'_>, is_again: bool) -> Noun {
        let state = self.state(figure.at);
        if !self.words.border.is_empty() {
            return self.ideographs(figure.at, state, is_again);
        }
        let (places, end) = self.places(figure);
        let is_together = places.iter().any(|at| self.words.together.contains(self.sentence.tokens[*at].text.as_ref()));
        let is_of_state =
            |at: usize| self.words.state.iter().any(|row| row.starting_at(&self.sentence.tokens, at).is_some());
        let mut stems: Vec<Stem> = places
            .into_iter()
            .filter(|at| !is_of_state(*at))
            .map(|at| self.sentence.tokens[at].text.as_ref())
            .filter(|word| !self.words.filler.contains(*word))
            .filter(|word| state.is_none() || !self.words.people.contains(*word))
            .map(|word| self.stem(word))
            .collect();
        stems.extend(state.map(|row| Stem::of(&format!("state {row}"))));
        stems.sort_unstable();
        stems.dedup();
        Noun { stems, state, is_together, end }
    }

    /// What a figure counts where words are not set apart: every two ideographs that follow one
    /// another after the figure, and before it, where it is told for the first time.
    fn ideographs(&self, at: usize, state: Option<usize>, is_again: bool) -> Noun {
        let tokens = &self.sentence.tokens;
        let is_part = |at: &usize| tokens[*at].is_ideograph() && !self.words.border.contains(tokens[*at].text.as_ref());
        let is_filler = |at: &usize| self.words.filler.contains(tokens[*at].text.as_ref());
        let start = (at + 1..tokens.len()).find(|at| !is_filler(at)).unwrap_or(tokens.len());
        let after: Vec<usize> = (start..tokens.len()).take_while(is_part).take(MOST_IDEOGRAPHS).collect();
        let last = (0..at).rev().find(|at| !is_filler(at)).map_or(0, |last| last + 1);
        let mut before: Vec<usize> = (0..last).rev().take_while(is_part).take(MOST_IDEOGRAPHS).collect();
        before.reverse();
        let end = after.last().map_or(start, |last| last + 1);
        let sides: &[Vec<usize>] = if is_again { &[after] } else { &[after, before] };
        let pairs = sides.iter().flat_map(|side| side.windows(2));
        let mut stems: Vec<Stem> =
            pairs.map(|pair| Stem::of(&format!("{}{}", tokens[pair[0]].text, tokens[pair[1]].text))).collect();
        if let Some(row) = state {
            stems = vec![Stem::of(&format!("state {row}"))];
        }
        stems.sort_unstable();
        stems.dedup();
        Noun { stems, state, is_together: false, end }
    }

    /// The tokens of the noun, and the token after it.
    fn places(&self, figure: &Figure<'_>) -> (Vec<usize>, usize) {
        let tokens = &self.sentence.tokens;
        let vocabulary = self.sentence.vocabulary();
        let mut at = figure.at + 1;
        if let Some(of) = self.words.of.starting_at(tokens, at) {
            at = of.end;
        } else if figure.mention.unit.is_some() {
            return (self.noun_before(figure.at).into_iter().collect(), at);
        }
        let mut places = Vec::new();
        while places.len() < MOST_WORDS
            && let Some(token) = tokens.get(at)
        {
            if token.text == "-" && !places.is_empty() {
                at += 1;
                continue;
            }
            // "Stellen" are posts, "stellen" is a verb.
            let is_named = vocabulary.capital_nouns && self.is_capital(token);
            let is_function = !is_named && vocabulary.function_words.contains(token.text.as_ref());
            let is_noun = token.kind == Kind::Word && !is_function;
            // "Los cuatro llevaban": the four of them.
            let is_verb =
                places.is_empty() && self.words.verb_endings.iter().any(|end| token.text.ends_with(end.as_str()));
            if !is_noun || is_verb || places.last().is_some_and(|last| self.is_over(*last, at)) {
                break;
            }
            places.push(at);
            at += 1;
        }
        if self.words.noun_first {
            places.truncate(MOST_WORDS / 2);
        }
        (places, at)
    }

    fn is_capital(&self, token: &Token<'_>) -> bool {
        self.sentence.facts.text(token.span).starts_with(char::is_uppercase)
    }

    /// The noun before an amount: "a loss of £2 million", "turnout was 71%".
    fn noun_before(&self, at: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let amount = self.words.amount.ending_at(tokens, at, None)?;
        let noun = amount.start.checked_sub(1)?;
        let is_function = self.sentence.vocabulary().function_words.contains(tokens[noun].text.as_ref());
        (tokens[noun].kind == Kind::Word && !is_function).then_some(noun)
    }

    /// Whether a figure is another count: "another 22", "22 others".
    pub(super) fn is_other(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let first = self.sentence.vocabulary().hedge_cues.skip_back(tokens, at, 2);
        self.words.other.ending_at(tokens, first, None).is_some()
            || self.words.other.starting_at(tokens, at + 1).is_some()
    }

    /// Whether a noun has ended before a word: "the 21 midwives | say".
    fn is_over(&self, last: usize, next: usize) -> bool {
        let is_state =
            |at: usize| self.words.state.iter().any(|row| row.starting_at(&self.sentence.tokens, at).is_some());
        if is_state(last) && !is_state(next) {
            return true;
        }
        let (last, next) = (&self.sentence.tokens[last], &self.sentence.tokens[next]);
        if self.sentence.vocabulary().capital_nouns {
            return self.is_capital(last) && !self.is_capital(next);
        }
        let ends = |word: &str, endings: &[String]| endings.iter().any(|ending| word.ends_with(ending.as_str()));
        let is_plural = |word: &str| self.words.plurals.contains(word) || ends(word, &self.words.noun_endings);
        is_plural(&last.text) && !is_plural(&next.text) || ends(&next.text, &self.words.verb_endings)
    }

    /// Whether no noun follows a figure with a unit.
    pub(super) fn is_alone(&self, figure: &Figure<'_>) -> bool {
        let next = self.sentence.tokens.get(figure.at + 1);
        self.words.of.starting_at(&self.sentence.tokens, figure.at + 1).is_none()
            && next.is_none_or(|token| {
                token.kind == Kind::Mark && token.text != "-"
                    || self.sentence.vocabulary().function_words.contains(token.text.as_ref())
                    || self.words.follows.contains(token.text.as_ref())
            })
    }

    /// The state that the nearest word in the same clause gives to what is counted.
    fn state(&self, at: usize) -> Option<usize> {
        let after =
            (at + 1..(at + 1 + STATE_AFTER).min(self.sentence.tokens.len())).take_while(|at| !self.is_border(*at));
        let before = (at.saturating_sub(STATE_BEFORE)..at).rev().take_while(|at| !self.is_border(*at));
        let near = |found: (usize, usize), of: usize| (found.0.abs_diff(of), found.1);
        let starting = after.filter_map(|at| self.row(at)).map(|found| near(found, at)).min();
        let ending = before.filter_map(|at| self.row(at)).map(|found| near(found, at)).min();
        let nearest = [starting, ending].into_iter().flatten().min_by_key(|(distance, _)| *distance);
        nearest.map(|(_, row)| row)
    }

    /// Which state a token begins to name.
    fn row(&self, at: usize) -> Option<(usize, usize)> {
        let found = |row: &crate::lexicon::cues::Cues| -> Option<Found> { row.starting_at(&self.sentence.tokens, at) };
        self.words.state.iter().position(|row| found(row).is_some()).map(|row| (at, row))
    }

    /// Whether the words of one figure end at a token.
    fn is_border(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let is_joint = self.words.joint.starting_at(&self.sentence.tokens, at).is_some();
        is_joint
            || match token.kind {
                Kind::Mark => !matches!(token.text.as_ref(), "-" | "\"" | "“" | "”" | "'" | "’"),
                Kind::Word => false,
                _ => self.sentence.figure_at(at).is_some_and(|figure| figure.mention.number().is_some()),
            }
    }

    /// Whether a figure is told of a part, by the words in its clause, or before the first figure.
    pub(super) fn is_part(&self, figure: &Figure<'_>, has_state: bool) -> bool {
        let is_first = self.sentence.figures.first().is_some_and(|first| first.at == figure.at);
        let clause = self.clause(figure.at);
        let range = if is_first { 0..clause.end } else { clause };
        let tokens = &self.sentence.tokens;
        // "Since January, 31 have died in the province of …" is another toll.
        let is_timeless = || tokens.iter().all(|token| token.kind != Kind::Period);
        self.words.alone.any(tokens, range.clone()) || has_state && self.words.place.any(tokens, range) && is_timeless()
    }

    /// The tokens of the clause around a figure.
    pub(super) fn clause(&self, at: usize) -> std::ops::Range<usize> {
        let is_end = |at: &usize| matches!(self.sentence.tokens[*at].text.as_ref(), ";" | "(" | ")" | ",");
        let start = (0..at).rev().find(is_end).map_or(0, |end| end + 1);
        let end = (at..self.sentence.tokens.len()).find(is_end).unwrap_or(self.sentence.tokens.len());
        start..end
    }

    /// A word without its endings, or the word that stands for it.
    fn stem(&self, word: &str) -> Stem {
        let word = self.words.same.plain(word);
        let stemmed = self.words.stemmer.map_or_else(|| word.to_owned(), |stemmer| stemmer.stem(word));
        Stem::of(self.words.same.plain(&stemmed))
    }
}
