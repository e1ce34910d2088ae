//! What a document says of each quantity: how much of what, when and where.
//!
//! Built sentence by sentence out of local words, so that the cost grows with the
//! text. What is not clear is left out: a statement without a thing is none.

mod noun;
mod time;

use rust_decimal::Decimal;

use crate::document::BlockKind;
use crate::extract::claims::sentence::{Figure, MOST_LINKS, Sentence};
use crate::facts::statement::{About, Doer, Kind, Scope};
use crate::facts::{Claim, MentionId, Reading, Relation, Statement, Stem};
use crate::lexicon::LexiconFile;
use crate::lexicon::cues::Kind as TokenKind;
use crate::lexicon::frames::{ChangeWords, StatementWords};
use crate::number::Number;
use crate::span::Span;
use crate::unit::UnitId;

use noun::Nouns;
use time::Times;

/// Adds what a sentence says of its quantities. `claims` are those of the sentence.
pub(super) fn read(
    sentence: &Sentence<'_, '_>,
    lexicon: &LexiconFile,
    words: &StatementWords,
    claims: &[Claim],
    lead: &mut Lead,
    statements: &mut Vec<Statement>,
) {
    if sentence.block <= 1 {
        lead.is_national |= words.nation.any(&sentence.tokens, 0..sentence.tokens.len());
    }
    let reader = Reader { sentence, lexicon, words, claims, nouns: Nouns { sentence, words } };
    let clauses = reader.clauses();
    let mut times: Option<Times> = None;
    for figure in &sentence.figures {
        let Some(value) = reader.value(figure) else { continue };
        let clause = clauses.partition_point(|clause| clause.end <= figure.at).min(clauses.len() - 1);
        let times = times.get_or_insert_with(|| Times::of(sentence, words));
        if let Some(about) = reader.about(figure, clauses[clause].clone(), &value) {
            statements.push(Statement {
                mention: figure.id,
                place: value.place,
                number: value.number,
                is_repaired: value.is_repaired,
                unit: value.unit,
                period: times.around(figure.at),
                scope: reader.scope(clauses[clause].clone(), lead),
                sentence: sentence.span.start,
                block: sentence.block,
                is_headline: reader.is_headline(),
                about,
            });
        }
    }
}

/// What the beginning of a document says of all of it.
#[derive(Debug, Default)]
pub(super) struct Lead {
    /// Whether it speaks of a whole country.
    is_national: bool,
}

/// What a figure says, or what it said before it was torn apart.
struct Value {
    place: Span,
    number: Number,
    unit: Option<UnitId>,
    is_repaired: bool,
}

struct Reader<'s, 'f, 'd> {
    sentence: &'s Sentence<'f, 'd>,
    lexicon: &'f LexiconFile,
    words: &'f StatementWords,
    claims: &'s [Claim],
    nouns: Nouns<'s, 'f, 'd>,
}

impl Reader<'_, '_, '_> {
    /// The value of a figure that counts or measures something by itself.
    fn value(&self, figure: &Figure<'_>) -> Option<Value> {
        let facts = self.sentence.facts;
        let torn = facts
            .mentions
            .get(figure.id.0 + 1)
            .filter(|next| next.glued.is_some() && next.block == self.sentence.block)
            .and_then(|_| facts.torn(MentionId(figure.id.0 + 1)));
        if let Some(torn) = torn {
            let second = facts.mention(torn.second);
            let place = figure.mention.span.hull(second.span);
            return Some(Value { place, number: torn.number, unit: second.unit, is_repaired: true });
        }
        let number = *figure.mention.number()?;
        if self.is_number_of_a_name(figure) || self.announces_a_list(figure, &number) {
            return None;
        }
        let is_time =
            self.sentence.measures(figure.mention, "time") || self.sentence.measures(figure.mention, "points");
        (!is_time).then_some(Value {
            place: figure.mention.span,
            number,
            unit: figure.mention.unit,
            is_repaired: false,
        })
    }

    /// "Python 3", "Apollo 11": the figure tells which of several is meant.
    fn is_number_of_a_name(&self, figure: &Figure<'_>) -> bool {
        let Some(before) = figure.at.checked_sub(1).filter(|_| figure.mention.unit.is_none()) else { return false };
        let document = self.sentence.facts.document;
        let between = Span::new(self.sentence.tokens[before].span.end, figure.mention.span.start);
        let is_plain = document.slice(figure.mention.span).bytes().all(|b| b.is_ascii_digit());
        is_plain
            && figure.mention.span.len() <= LONGEST_NUMBER
            && document.slice(between) == " "
            && self.is_name(before)
    }

    /// "takes three arguments: a name, …": what is counted follows, and is counted anew elsewhere.
    fn announces_a_list(&self, figure: &Figure<'_>, number: &Number) -> bool {
        let is_few = figure.mention.unit.is_none() && number.value <= Decimal::from(MOST_LISTED);
        let rest = &self.sentence.tokens[figure.at..];
        is_few && rest.iter().any(|token| token.kind == TokenKind::Mark && matches!(token.text.as_ref(), ":" | "："))
    }

    /// Where clauses begin and end: at semicolons.
    fn clauses(&self) -> Vec<std::ops::Range<usize>> {
        let mut clauses = Vec::new();
        let mut start = 0;
        for (at, token) in self.sentence.tokens.iter().enumerate() {
            if token.kind == TokenKind::Mark && token.text == ";" {
                clauses.push(start..at);
                start = at + 1;
            }
        }
        clauses.push(start..self.sentence.tokens.len());
        clauses
    }

    /// What a figure is said of; `None` if that is not clear, or the figure is no statement.
    fn about(&self, figure: &Figure<'_>, clause: std::ops::Range<usize>, value: &Value) -> Option<About> {
        let tokens = &self.sentence.tokens;
        let near = figure.at.saturating_sub(FARTHEST_DOUBT).max(clause.start)
            ..(figure.at + FARTHEST_DOUBT_AFTER).min(clause.end);
        if self.words.doubt.any(tokens, near) {
            return None;
        }
        let start = self.sentence.skip_links(&self.words.link, figure.at);
        if self.words.other.ending_at(tokens, start, None).is_some()
            || self.words.other.starting_at(tokens, figure.at + 1).is_some()
        {
            return None;
        }
        let mut about = if value.unit.is_some_and(|unit| self.is_percent(unit)) {
            self.change(figure, clause)?
        } else if self.sentence.is_attributive(figure.mention) {
            let noun = self.nouns.after(figure.at + 1)?;
            About { thing: noun.stems, kind: Kind::Attribute, ..About::default() }
        } else if self.is_size_of_change(figure.id) {
            return None;
        } else {
            self.amount(figure, clause, value)?
        };
        about.rate = self.rate(figure);
        about.thing.sort_unstable();
        about.thing.dedup();
        (!about.thing.is_empty()).then_some(about)
    }

    /// A count or amount, by the noun after it, or by the subject before it.
    fn amount(&self, figure: &Figure<'_>, clause: std::ops::Range<usize>, value: &Value) -> Option<About> {
        let kind = if self.is_part(figure.id) { Kind::Part } else { Kind::Plain };
        if self.words.noun_before {
            let thing = self.nouns.before(figure.at)?;
            return Some(About { thing, kind, ..About::default() });
        }
        let noun = if value.unit.is_none() || value.is_repaired {
            self.nouns.after(figure.at + 1)
        } else {
            self.nouns.measured(figure.at + 1)
        };
        if let Some(noun) = noun {
            let (verb, doer) = self.deed(figure.at, noun.end, clause.start);
            return Some(About { thing: noun.stems, verb, doer, kind, rate: None });
        }
        value.unit?;
        let amount = self.sentence.cue_before(&self.words.amount, &self.words.link, figure.at, None)?;
        let thing = self.nouns.subject(clause.start, amount.start)?;
        Some(About { thing, kind, ..About::default() })
    }

    /// A percentage by which something changed.
    fn change(&self, figure: &Figure<'_>, clause: std::ops::Range<usize>) -> Option<About> {
        let change = self.lexicon.change.as_ref()?;
        let (turn, kind) = self.turn_before(figure.at, change)?;
        // "10,160 patients were treated, down 4.2%": the change is that of the figure before it.
        let index = self.sentence.figures.partition_point(|other| other.at < figure.at);
        let before = index.checked_sub(1).map(|i| &self.sentence.figures[i]).filter(|other| other.at >= clause.start);
        let Some(before) = before.filter(|other| self.can_change(other)) else {
            let is_first = before.is_none();
            let thing = self.nouns.subject(clause.start, turn).filter(|_| is_first)?;
            return Some(About { thing, kind, ..About::default() });
        };
        let noun = self.nouns.after(before.at + 1)?;
        let (verb, doer) = self.deed(before.at, noun.end, clause.start);
        Some(About { thing: noun.stems, verb, doer, kind, rate: None })
    }

    /// The nearest word of direction before a percentage, with nothing but words between.
    fn turn_before(&self, figure: usize, change: &ChangeWords) -> Option<(usize, Kind)> {
        let tokens = &self.sentence.tokens[..figure];
        let is_word = |at: &usize| tokens[*at].kind == TokenKind::Word || tokens[*at].text == "-";
        (figure.saturating_sub(FARTHEST_TURN)..figure).rev().take_while(is_word).find_map(|at| {
            if change.no_turn.starting_at(tokens, at).is_some() {
                return None;
            }
            let rises = change.up.starting_at(tokens, at).map(|_| Kind::Rise);
            let falls = change.down.starting_at(tokens, at).map(|_| Kind::Fall);
            Some((at, rises.xor(falls)?))
        })
    }

    /// What was done with the noun that ends at a token, and by whom.
    fn deed(&self, figure: usize, noun_end: usize, clause: usize) -> (Option<Stem>, Doer) {
        if let Some((verb, is_said)) = self.nouns.verb_after(noun_end) {
            return (Some(verb), if is_said { Doer::Nobody } else { Doer::Unclear });
        }
        let Some((at, verb)) = self.nouns.verb_before(figure) else { return (None, Doer::Unclear) };
        let doer = self.nouns.subject(clause, at).map_or(Doer::Unclear, |mut stems| {
            stems.sort_unstable();
            Doer::Somebody(stems)
        });
        (Some(verb), doer)
    }

    /// Whether a figure before a percentage counts something, however badly it is printed.
    fn can_change(&self, figure: &Figure<'_>) -> bool {
        let is_count = matches!(figure.mention.reading, Reading::Value(_) | Reading::Malformed(_));
        is_count && figure.mention.unit.is_none()
    }

    fn is_percent(&self, unit: UnitId) -> bool {
        self.sentence.facts.lexicons.units.get(unit).dimension == "fraction"
    }

    /// Whether a claim has a figure in a role in which it is not the value of anything now.
    fn is_size_of_change(&self, id: MentionId) -> bool {
        self.claims.iter().any(|claim| match &claim.relation {
            Relation::Change(change) => change.from == Some(id) || change.by == Some(id),
            _ => false,
        })
    }

    fn is_part(&self, id: MentionId) -> bool {
        self.claims.iter().any(|claim| matches!(&claim.relation, Relation::Share(share) if share.part == id))
    }

    /// "every five minutes", "a day".
    fn rate(&self, figure: &Figure<'_>) -> Option<Stem> {
        let tokens = &self.sentence.tokens;
        let last = (figure.at + FARTHEST_RATE).min(tokens.len());
        let first = figure.at.saturating_sub(MOST_LINKS);
        let before = self.words.rate_before.all(tokens, first..figure.at).last();
        let found = self.words.rate.all(tokens, figure.at + 1..last).next().or(before)?;
        Some(Stem::of(&self.sentence.facts.text(self.sentence.place(found.start, found.end)).to_lowercase()))
    }

    /// Where: the names in the clause, and words for a whole or a part.
    fn scope(&self, clause: std::ops::Range<usize>, lead: &Lead) -> Scope {
        let tokens = &self.sentence.tokens;
        let mut names: Vec<Stem> =
            clause.clone().filter(|at| self.is_name(*at)).map(|at| Stem::of(&tokens[at].text)).collect();
        names.sort_unstable();
        names.dedup();
        let is_total = self.words.total.any(tokens, clause.clone());
        let is_part = self.words.part.any(tokens, clause.clone());
        let is_national = self.words.nation.any(tokens, clause);
        Scope {
            is_national: is_national || is_total && lead.is_national && names.is_empty() && !is_part,
            is_total,
            is_part,
            names,
        }
    }

    /// Whether a word is written as a name: with a capital where none is due.
    fn is_name(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let written = self.sentence.facts.document.slice(token.span);
        if token.kind != TokenKind::Word || !written.starts_with(char::is_uppercase) || written.chars().count() < 2 {
            return false;
        }
        let is_first =
            at == 0 || !matches!(self.sentence.tokens[at - 1].kind, TokenKind::Word) && self.is_opening(at - 1);
        let vocabulary = self.sentence.vocabulary();
        let is_time = vocabulary.months.iter().chain(&vocabulary.weekdays).flatten().any(|name| *name == token.text);
        !is_time && !vocabulary.function_words.contains(token.text.as_ref()) && (!is_first || self.goes_on(at))
    }

    fn is_opening(&self, at: usize) -> bool {
        self.sentence.is_word(at, &["\"", ":", "“", "(", ".", ";"])
    }

    /// Whether the word at the head of a sentence is a name: another follows, or a verb that is not one of a list.
    fn goes_on(&self, at: usize) -> bool {
        let ends_alike = |ending: &str| self.sentence.word(at + 1).ends_with(ending);
        ends_alike("ed")
            || self
                .sentence
                .tokens
                .get(at + 1)
                .is_some_and(|next| self.sentence.facts.document.slice(next.span).starts_with(char::is_uppercase))
    }

    fn is_headline(&self) -> bool {
        let first = self.sentence.facts.document.blocks().first();
        self.sentence.block == 0 && first.is_some_and(|block| block.kind == BlockKind::Heading)
    }
}

/// How many digits the number of a name has at most: "Boeing 737".
const LONGEST_NUMBER: usize = 3;

/// How many things are listed after a colon at most.
const MOST_LISTED: u32 = 12;

/// How many words before a figure, and after it, a word of doubt casts doubt on it.
const FARTHEST_DOUBT: usize = 12;
const FARTHEST_DOUBT_AFTER: usize = 6;

/// How many words may stand between a direction and its percentage: "a decrease of some 4%".
const FARTHEST_TURN: usize = 5;

/// How many words may stand between a figure and its rate.
const FARTHEST_RATE: usize = 14;
