//! A sentence as the frames see it: words, marks and figures.

use rust_decimal::Decimal;

use crate::bounds::times;
use crate::facts::{Claim, Confidence, Evidence, Facts, Label, Mention, MentionId, Reading, Relation};
use crate::lexicon::Vocabulary;
use crate::lexicon::cues::{Cues, Found, Kind, Token, cut};
use crate::lexicon::frames::Role;
use crate::number::Number;
use crate::span::Span;

/// How many link words may stand between a cue and its figure.
pub(super) const MOST_LINKS: usize = 4;

/// Nobody is older.
const OLDEST: Decimal = Decimal::from_parts(115, 0, 0, false, 0);

/// A sentence with a figure in it.
pub(super) struct Sentence<'f, 'd> {
    pub(super) facts: &'f Facts<'d>,
    pub(super) span: Span,
    pub(super) block: usize,
    /// Its language, compiled.
    vocabulary: &'f Vocabulary,
    /// Its figures and what looks like one, in order.
    pub(super) figures: Vec<Figure<'f>>,
    /// Its words, marks and figures, in order.
    pub(super) tokens: Vec<Token<'f>>,
    /// The sentence with a figure before it in the same paragraph.
    pub(super) before: Option<Box<Sentence<'f, 'd>>>,
}

/// A figure of a sentence.
#[derive(Clone, Copy)]
pub(super) struct Figure<'f> {
    pub(super) id: MentionId,
    pub(super) mention: &'f Mention,
    /// Its place among the tokens.
    pub(super) at: usize,
}

impl<'f, 'd> Sentence<'f, 'd> {
    /// Cuts a sentence into tokens; `None` if it has no figure.
    pub(super) fn read(facts: &'f Facts<'d>, span: Span) -> Option<Sentence<'f, 'd>> {
        facts.mentions_in(span).next()?;
        Sentence::read_words(facts, span)
    }

    /// Cuts a sentence into tokens, whether it has a figure or not.
    pub(super) fn read_words(facts: &'f Facts<'d>, span: Span) -> Option<Sentence<'f, 'd>> {
        let mut figures = Vec::new();
        let mut tokens = Vec::new();
        let mut from = span.start;
        for (id, mention) in facts.mentions_in(span) {
            // A label may lie inside another one.
            if mention.span.start < from || mention.span.end > span.end {
                continue;
            }
            tokens.extend(cut(facts.text(Span::new(from, mention.span.start)), from));
            figures.push(Figure { id, mention, at: tokens.len() });
            tokens.push(Token {
                span: mention.span,
                kind: kind(facts, mention),
                text: facts.text(mention.span).into(),
            });
            from = mention.span.end;
        }
        tokens.extend(cut(facts.text(Span::new(from, span.end)), from));
        let block = facts.block_at(span.start)?;
        let vocabulary = facts.lexicons.vocabulary(facts.languages[block]);
        Some(Sentence { facts, span, block, vocabulary, figures, tokens, before: None })
    }

    /// The first token that is no mark.
    pub(super) fn opening(&self) -> usize {
        self.tokens.iter().position(|token| token.kind != Kind::Mark).unwrap_or(0)
    }

    /// The language of the sentence, compiled.
    pub(super) fn vocabulary(&self) -> &'f Vocabulary {
        self.vocabulary
    }

    /// Where some tokens stand; nowhere is the end of the sentence.
    pub(super) fn place(&self, start: usize, end: usize) -> Span {
        match (self.tokens.get(start), end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if start < end => first.span.hull(last.span),
            _ => Span::new(self.span.end, self.span.end),
        }
    }

    /// A word or mark, or nothing beyond the ends.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_ref())
    }

    /// Whether a token is one of some words or marks.
    pub(super) fn is_word(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| words.contains(&token.text.as_ref()))
    }

    /// The figure at a token.
    pub(super) fn figure_at(&self, token: usize) -> Option<Figure<'f>> {
        let index = self.figures.partition_point(|figure| figure.at < token);
        self.figures.get(index).copied().filter(|figure| figure.at == token)
    }

    /// The cue that ends before a token, perhaps with links between: where it begins, and which it is.
    pub(super) fn cue_before(
        &self,
        cues: &Cues,
        links: &Cues,
        end: usize,
        turn: Option<(usize, usize)>,
    ) -> Option<Found> {
        let mut at = end;
        for _ in 0..=MOST_LINKS {
            if let Some(found) = cues.ending_at(&self.tokens, at, turn) {
                return Some(found);
            }
            at = self.link_before(links, at)?;
        }
        None
    }

    /// Where links, and words of how exact a figure is, begin that end before a token.
    pub(super) fn skip_links(&self, links: &Cues, end: usize) -> usize {
        let mut at = end;
        for _ in 0..MOST_LINKS {
            let Some(before) = self.link_before(links, at) else { break };
            at = before;
        }
        at
    }

    fn link_before(&self, links: &Cues, end: usize) -> Option<usize> {
        let hedges = &self.vocabulary().hedge_cues;
        let link = links.ending_at(&self.tokens, end, None).or_else(|| hedges.ending_at(&self.tokens, end, None))?;
        Some(link.start)
    }

    /// The token after a figure and the noun that it counts.
    pub(super) fn after_noun(&self, figure: &Figure<'_>) -> usize {
        let end = figure.mention.counted.map_or(figure.mention.span.end, |counted| counted.end);
        let after = self.tokens.partition_point(|token| token.span.start < end);
        let next = self.figures.partition_point(|other| other.at <= figure.at);
        let next = self.figures.get(next).map_or(self.tokens.len(), |other| other.at);
        after.max(figure.at + 1).min(next)
    }

    /// The token after a figure and the one ideograph that counts its things: 16.1万辆.
    pub(super) fn after_counter(&self, figure: &Figure<'_>) -> usize {
        let counter = self.tokens.get(figure.at + 1).filter(|token| token.kind == Kind::Word);
        let is_counter = counter.is_some_and(|token| token.text.starts_with(|c| c > '\u{2E80}'));
        figure.at + if is_counter { 2 } else { 1 }
    }

    /// Whether a comma or bracket at a token ends what a figure counts, and when:
    /// "1,000 members in June,".
    pub(super) fn closes_noun(&self, figure: &Figure<'_>, comma: usize) -> bool {
        let is_noun =
            |at: usize| self.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Period));
        self.is_word(comma, &[",", "(", "—", "、"])
            && figure.at < comma
            && comma - figure.at <= LONGEST_NOUN
            && (figure.at + 1..comma).all(is_noun)
    }

    /// Whether a figure is one end of a range: "15 to 20 cents", "30,000 to 35,000".
    pub(super) fn is_in_range(&self, figure: &Figure<'_>) -> bool {
        let joins = |at: usize| self.vocabulary().elisions.iter().any(|(_, between)| self.word(at) == between);
        let opens = |first: usize| {
            let before = first.checked_sub(1).map_or("", |before| self.word(before));
            self.vocabulary().elisions.iter().any(|(from, _)| before == from)
        };
        let is_value = |at: usize| self.figure_at(at).filter(|figure| figure.mention.number().is_some());
        let is_bare = |at: usize| is_value(at).is_some_and(|first| first.mention.unit.is_none());
        let is_range =
            |first: usize| is_bare(first) && joins(first + 1) && !opens(first) && !self.is_size_and_result(first);
        (figure.at >= 2 && is_range(figure.at - 2)) || (is_value(figure.at + 2).is_some() && is_range(figure.at))
    }

    /// "Was cut by 90 to 230": how much and to what, where the two are too far apart for a range.
    fn is_size_and_result(&self, first: usize) -> bool {
        let value =
            |at: usize| self.figure_at(at).and_then(|figure| figure.mention.number()).map(|number| number.value);
        let (Some(one), Some(other)) = (value(first), value(first + 2)) else { return false };
        let is_far = one >= other || times(one, Decimal::TWO).is_some_and(|twice| twice < other);
        let words = &self.facts.lexicons.file(self.facts.languages[self.block]).change;
        let mut roles = words.iter().flat_map(|words| &words.role).filter(|role| role.is == Role::By);
        is_far && roles.any(|role| role.cue.ending_at(&self.tokens, first, None).is_some())
    }

    /// Whether a figure is the second of a range whose first has no unit: "22 to 23 percent".
    pub(super) fn is_range_end(&self, figure: &Figure<'_>) -> bool {
        let Some(first) = figure.at.checked_sub(2).and_then(|at| self.figure_at(at)) else { return false };
        let joins = self.vocabulary().ranges.iter().any(|(_, between)| self.word(figure.at - 1) == between);
        let is_bare = first.mention.unit.is_none() && figure.mention.unit.is_some();
        let ranges = &self.vocabulary().elisions;
        let is_change = first.at > 0 && ranges.iter().any(|(before, _)| self.word(first.at - 1) == before.trim());
        joins && is_bare && !is_change
    }

    /// Whether one of two figures leaves its unit to the other: "from 104.2 to 98.7 percent",
    /// "to 5.5 percent from 6.2".
    pub(super) fn share_a_unit(&self, one: MentionId, other: MentionId) -> bool {
        self.figures.windows(2).any(|pair| {
            let [first, second] = pair else { return false };
            let are_these = (first.id == one && second.id == other) || (first.id == other && second.id == one);
            let has_unit = |figure: &Figure<'_>| figure.mention.unit.is_some();
            let has_noun = |figure: &Figure<'_>| figure.mention.counted.is_some();
            let word = self.word(first.at + 1);
            let joins = |(before, between): &(String, String)| match (has_unit(first), has_unit(second)) {
                (false, true) => word == between,
                (true, false) => word == before && !has_noun(second) && !second.mention.number_in_words(),
                _ => false,
            };
            are_these && second.at == first.at + 2 && self.vocabulary().elisions.iter().any(joins)
        })
    }

    /// Whether the first of two figures may leave its scale to the second: "from 100.000 to
    /// 70.000 million", which may be read in two ways.
    pub(super) fn share_a_scale(&self, one: MentionId, other: MentionId) -> bool {
        self.figures.windows(2).any(|pair| {
            let [first, second] = pair else { return false };
            let are_these = (first.id == one && second.id == other) || (first.id == other && second.id == one);
            let is_elided = !first.mention.number_in_words() && second.mention.number_in_words();
            are_these && is_elided && second.at == first.at + 2
        })
    }

    /// Whether a figure is part of a name: "the Northern 100 closed", "25 of them 737 MAXs".
    pub(super) fn ends_name(&self, figure: &Figure<'_>) -> bool {
        // "1.420 Wohnungen": where every noun has a capital, it shows no name.
        if self.vocabulary().capital_nouns {
            return false;
        }
        let is_capital = |at: usize| {
            let token = self.tokens.get(at).filter(|token| token.kind == Kind::Word);
            let word = token.map_or("", |token| self.facts.text(token.span));
            // "January's 129 mln" is that of the month.
            word.len() > 1 && word.starts_with(char::is_uppercase) && !word.ends_with("'s") && !word.ends_with("’s")
        };
        let follows = figure.at > 1 && is_capital(figure.at - 1);
        // "Said head coach Marta Ruiz, 39": an age between commas behind a name.
        let is_set_off = figure.at > 2 && self.is_word(figure.at - 1, &[","]) && is_capital(figure.at - 2);
        let is_last = self.tokens.get(figure.at + 1).is_none_or(|token| token.kind == Kind::Mark);
        let is_age = is_set_off && is_last && figure.mention.number().is_some_and(|number| number.value <= OLDEST);
        figure.mention.unit.is_none() && (follows || is_capital(figure.at + 1) || is_age)
    }

    /// Whether a figure only describes a noun: "a 52-week low".
    pub(super) fn is_attributive(&self, mention: &Mention) -> bool {
        let after = &self.facts.document.text()[mention.digits.end..self.span.end];
        let describes = after.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        describes && !self.is_part_of_next(mention)
    }

    /// "Went 22-for-38": a part and its whole.
    pub(super) fn is_part_of_next(&self, mention: &Mention) -> bool {
        let after = &self.facts.document.text()[mention.digits.end..self.span.end];
        let Some(rest) = after.strip_prefix('-') else { return false };
        let whole = |of: &String| rest.strip_prefix(of.as_str())?.strip_prefix('-');
        let mut wholes = self.vocabulary().hyphenated_of.iter().filter_map(whole);
        wholes.any(|whole| whole.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// Whether a figure has a unit of the given dimension.
    pub(super) fn measures(&self, mention: &Mention, dimension: &str) -> bool {
        mention.unit.is_some_and(|unit| self.facts.lexicons.units.get(unit).dimension == dimension)
    }

    /// Whether a figure is a percentage or the like.
    pub(super) fn is_percent(&self, mention: &Mention) -> bool {
        self.measures(mention, "fraction") || self.measures(mention, "points")
    }

    /// Whether two figures can be values of one quantity. A unit may be left out
    /// where the scale is the same: "1.4 mln tonnes from 1.6 mln".
    pub(super) fn are_of_one_kind(&self, one: &Mention, other: &Mention) -> bool {
        let (Some(a), Some(b)) = (one.number(), other.number()) else { return false };
        // "65 mln dollars" and "1987": a year that was not seen as one.
        if one.unit.is_some() != other.unit.is_some() && (a.looks_like_year() || b.looks_like_year()) {
            return false;
        }
        match (one.unit, other.unit) {
            (Some(one), Some(other)) => self.facts.lexicons.units.are_comparable(one, other),
            (None, None) => are_of_one_scale(a, b),
            _ => are_of_one_scale(a, b) && !self.is_percent(one) && !self.is_percent(other),
        }
    }

    /// Whether two figures can be values of one quantity, and count no different things.
    pub(super) fn can_be_compared(&self, one: &Mention, other: &Mention) -> bool {
        let noun = |mention: &Mention| mention.counted.filter(|_| mention.unit.is_none()).map(|at| self.facts.text(at));
        let count_the_same = match (noun(one), noun(other)) {
            (Some(one), Some(other)) => {
                one.split_whitespace().any(|word| other.split_whitespace().any(|o| stem(o) == stem(word)))
            }
            _ => true,
        };
        count_the_same && self.are_of_one_kind(one, other)
    }

    /// Whether one of two figures is an amount and the other a count of what the text counts
    /// elsewhere too: "2.6 billion shares worth 259 million pesos … the record of 1.1 billion shares".
    pub(super) fn measure_and_count(&self, one: &Mention, other: &Mention) -> bool {
        let count = match (one.unit, other.unit) {
            (Some(_), None) => other,
            (None, Some(_)) => one,
            _ => return false,
        };
        let noun = |mention: &Mention| mention.counted.and_then(|at| self.facts.text(at).split_whitespace().next());
        let Some(counted) = noun(count) else { return false };
        let before = self.before.as_deref().into_iter().flat_map(|before| &before.figures);
        before.chain(&self.figures).any(|figure| {
            let is_other = figure.mention.span != count.span && figure.mention.unit.is_none();
            is_other && noun(figure.mention).is_some_and(|noun| stem(noun) == stem(counted))
        })
    }

    /// Whether a unit that one of two figures may lack can be that of both.
    pub(super) fn can_share_unit(&self, one: &Mention, other: &Mention) -> bool {
        match (one.unit, other.unit) {
            (Some(one), Some(other)) => one == other,
            (None, None) => true,
            _ => one.number_in_words() == other.number_in_words(),
        }
    }

    /// The year that a figure is given for: "340 in 2023", "in 2019 there were 60".
    pub(super) fn year_of(&self, figure: &Figure<'_>) -> Option<i16> {
        let after = self.after_noun(figure);
        let right = (after..after + 3).find_map(|at| self.year_at(at).filter(|_| self.is_plain(after, at)));
        right.or_else(|| {
            let first = figure.at.saturating_sub(FARTHEST_YEAR);
            let stop = (first..figure.at).rev().find(|at| self.year_at(*at).is_some() || self.figure_at(*at).is_some());
            stop.and_then(|at| self.year_at(at))
        })
    }

    /// Whether nothing but words and an opening bracket lies between two tokens.
    fn is_plain(&self, start: usize, end: usize) -> bool {
        (start..end).all(|at| self.is_plain_word(at) || self.is_word(at, &["("]))
    }

    /// Whether a token is a word.
    pub(super) fn is_plain_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Word)
    }

    fn year_at(&self, at: usize) -> Option<i16> {
        let token = self.tokens.get(at).filter(|token| token.kind == Kind::Period)?;
        let mut runs = token.text.split(|c: char| !c.is_ascii_digit());
        runs.rfind(|run| run.len() == 4)?.parse().ok()
    }

    /// A claim of this sentence with the cue at some tokens.
    pub(super) fn claim(&self, relation: Relation, cue: Span) -> Claim {
        let (block, evidence) = (self.block, Evidence::Prose);
        Claim { relation, otherwise: Vec::new(), cue, block, evidence, confidence: Confidence::High }
    }
}

/// How many words may stand between a year and its figure: "in 2019 the club already had 60".
const FARTHEST_YEAR: usize = 10;

/// How many tokens the noun after a figure may have.
const LONGEST_NOUN: usize = 12;

/// Whether a scale word cannot be left out of one of two figures: "5.1 to 5.9 million".
fn are_of_one_scale(one: &Number, other: &Number) -> bool {
    let is_bare = |number: &Number| !number.in_words && number.value.abs() < Decimal::ONE_THOUSAND;
    one.in_words == other.in_words || !(is_bare(one) || is_bare(other))
}

/// What is left of a word without its ending, roughly.
fn stem(word: &str) -> String {
    word.chars().take(LONGEST_STEM).flat_map(char::to_lowercase).collect()
}

/// Words that agree in so many letters are forms of one word.
const LONGEST_STEM: usize = 5;

fn kind(facts: &Facts<'_>, mention: &Mention) -> Kind {
    match mention.reading {
        Reading::NotAQuantity(Label::Date | Label::Year) => Kind::Period,
        Reading::NotAQuantity(_) => Kind::Label,
        _ => {
            let dimension = mention.unit.map(|unit| facts.lexicons.units.get(unit).dimension.as_str());
            if matches!(dimension, Some("fraction" | "points")) { Kind::Percent } else { Kind::Quantity }
        }
    }
}
