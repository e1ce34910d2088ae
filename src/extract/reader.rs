//! The reader of numbers: one pass over each block.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::document::{Block, BlockKind, Document};
use crate::extract::cluster::{Cluster, Separator, clusters};
use crate::extract::context::{self, After, HedgeBefore};
use crate::extract::convention::Convention;
use crate::extract::figure::{Digits, Figure, is_range, judge};
use crate::extract::quotation::{self, Quotation};
use crate::extract::spoken::{Spoken, spoken};
use crate::facts::{Label, Malformation, Mention, Reading};
use crate::lexicon::shapes::Meaning;
use crate::lexicon::{Lexicons, Vocabulary};
use crate::number::{Grouping, Hedge, Number};
use crate::span::Span;
use crate::unit::UnitId;

/// The numbers of a document, in the order of the text.
pub(super) fn mentions(document: &Document, lexicons: &Lexicons, languages: &[&str]) -> Vec<Mention> {
    let scans: Vec<Scan<'_>> = document
        .blocks()
        .iter()
        .zip(languages)
        .enumerate()
        .map(|(index, (block, language))| Scan::new(document, index, block, lexicons, language))
        .collect();
    // A document in two languages has the convention of each.
    let mut conventions: HashMap<&str, Convention> = HashMap::new();
    for language in languages {
        conventions.entry(language).or_insert_with(|| {
            let same = scans.iter().zip(languages).filter(|(_, other)| *other == language).map(|(scan, _)| scan);
            let evidence = same.flat_map(|scan| {
                let own = scan.clusters.iter().filter(|cluster| scan.quoted(cluster).is_none());
                own.map(|cluster| (cluster, scan.text[cluster.span.end..].chars().next()))
            });
            Convention::decide(lexicons.vocabulary(language), evidence, document.text(), !document.tables().is_empty())
        });
    }
    scans.iter().zip(languages).flat_map(|(scan, language)| scan.mentions(conventions[language])).collect()
}

/// One block, looked at once for shapes and digits.
pub(super) struct Scan<'d> {
    block: usize,
    start: usize,
    pub(super) text: &'d str,
    pub(super) lexicons: &'d Lexicons,
    pub(super) vocabulary: &'d Vocabulary,
    pub(super) shapes: Vec<(Span, Meaning)>,
    clusters: Vec<Cluster>,
    /// What is quoted in another language.
    quotations: Vec<Quotation>,
}

impl<'d> Scan<'d> {
    fn new(document: &'d Document, index: usize, block: &Block, lexicons: &'d Lexicons, language: &str) -> Scan<'d> {
        let vocabulary = lexicons.vocabulary(language);
        let text = document.slice(block.span);
        let mut shapes: Vec<_> = vocabulary.shapes.find_in(text).collect();
        drop_stray_marks(text, &mut shapes);
        drop_marks_of_their_own(text, &mut shapes, vocabulary);
        if block.kind == BlockKind::TableCell && is_bare_figure(text) {
            // "(1,234)" is a reference in a sentence, and a negative figure in a cell of its own.
            shapes.retain(|(_, meaning)| matches!(meaning, Meaning::Malformed(_)));
        }
        let taken: Vec<Span> = shapes.iter().map(|(span, _)| *span).collect();
        let clusters = clusters(text, &taken, vocabulary.blank_groups);
        let quotations = quotation::foreign(text, language, &clusters, lexicons);
        Scan { block: index, start: block.span.start, text, lexicons, vocabulary, shapes, clusters, quotations }
    }

    /// How a quotation in another language writes some digits that stand in it.
    fn quoted(&self, cluster: &Cluster) -> Option<Convention> {
        let next = self.quotations.partition_point(|quotation| quotation.end() <= cluster.span.start);
        self.quotations.get(next).filter(|quotation| quotation.holds(cluster)).map(Quotation::convention)
    }

    fn mentions(&self, convention: Convention) -> Vec<Mention> {
        let mut mentions: Vec<Mention> =
            self.shapes.iter().map(|(span, meaning)| self.shaped(*span, *meaning)).collect();
        mentions.extend(
            self.clusters.iter().map(|cluster| self.clustered(cluster, self.quoted(cluster).unwrap_or(convention))),
        );
        let said = spoken(self.text, self.vocabulary);
        // "One in 10 households": the digits are part of what is said.
        let mixed: Vec<Span> = said.iter().map(|spoken| spoken.span).filter(|span| self.has_digit(*span)).collect();
        mentions.retain(|mention| {
            let before = mixed.partition_point(|span| span.start < mention.span.end);
            before.checked_sub(1).is_none_or(|index| !mixed[index].overlaps(mention.span))
        });
        let read: Vec<Span> = {
            let mut spans: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
            spans.sort_unstable();
            spans
        };
        let is_free = |span: Span| {
            let before = read.partition_point(|other| other.start < span.end);
            before.checked_sub(1).is_none_or(|i| !read[i].overlaps(span))
        };
        mentions.extend(said.into_iter().filter(|spoken| is_free(spoken.span)).map(|spoken| self.said(spoken)));
        mentions.extend(self.missing());
        mentions.sort_by_key(|mention| mention.digits.start);
        let mut mentions = self.ranges(mentions);
        for mention in &mut mentions {
            mention.span = mention.span.shifted(self.start);
            mention.digits = mention.digits.shifted(self.start);
            mention.glued = mention.glued.map(|span| span.shifted(self.start));
            mention.counted = mention.counted.map(|span| span.shifted(self.start));
        }
        mentions
    }

    pub(super) fn mention(&self, span: Span, reading: Reading) -> Mention {
        Mention { span, digits: span, block: self.block, reading, unit: None, counted: None, glued: None }
    }

    fn has_digit(&self, span: Span) -> bool {
        self.text[span.range()].contains(|c: char| c.is_ascii_digit())
    }

    fn shaped(&self, span: Span, meaning: Meaning) -> Mention {
        self.mention(
            span,
            match meaning {
                Meaning::Label(label) => Reading::NotAQuantity(label),
                Meaning::Malformed(way) => Reading::Malformed(way),
            },
        )
    }

    fn clustered(&self, cluster: &Cluster, convention: Convention) -> Mention {
        let (text, span) = (self.text, cluster.span);
        if let Some(label) = self.label(cluster) {
            return self.mention(span, Reading::NotAQuantity(label));
        }
        if is_power_of_two(&text[span.range()], &text[span.end..]) {
            return self.mention(span, Reading::NotAQuantity(Label::Code));
        }
        let currency = context::currency_before(text, span.start, self.vocabulary);
        let mut after = context::after(text, span.end, currency.is_some(), self.vocabulary);
        // "€3,310 per square metre" is money, for so much of something else.
        if currency.is_some()
            && after.unit.is_some_and(|unit| self.lexicons.units.get(unit).dimension.starts_with("per-"))
        {
            after.unit = None;
            after.end = after.bare_end;
        }
        let outer = Span::new(currency.map_or(span.start, |(start, _)| start), after.end);
        let unit = after.unit.or(currency.map(|(_, unit)| unit));
        let (number, span_with_sign) = match judge(cluster, self.convention_of(cluster, currency, convention)) {
            Figure::Number(digits) => self.number(digits, outer, unit.is_some_and(|unit| !self.is_money(unit)), &after),
            Figure::Malformed(way) => {
                return Mention { digits: span, unit, ..self.mention(outer, Reading::Malformed(way)) };
            }
            Figure::Span if (unit.is_some() || after.magnitude.is_some()) && !is_range(cluster) => {
                return Mention {
                    digits: span,
                    unit,
                    ..self.mention(outer, Reading::Malformed(Malformation::DoubledSeparator))
                };
            }
            Figure::Parts if self.is_measure(span, currency, &after) => {
                return Mention {
                    digits: span,
                    unit,
                    ..self.mention(outer, Reading::Malformed(parts(cluster, convention)))
                };
            }
            Figure::Parts => return self.mention(span, Reading::NotAQuantity(Label::Version)),
            Figure::List => return self.mention(span, Reading::NotAQuantity(Label::List)),
            Figure::Span => return self.mention(span, Reading::NotAQuantity(Label::Code)),
            Figure::TooLong => return self.mention(span, Reading::NotAQuantity(Label::Identifier)),
        };
        let Some(number) = number else { return self.mention(span, Reading::NotAQuantity(Label::Identifier)) };
        let number = and_half(self.in_tenths(number, unit), &after);
        let is_bare = unit.is_none() && after.magnitude.is_none() && span_with_sign.start == span.start;
        let glued = self.glued(span, &after, unit.is_some() || after.magnitude.is_some(), number.decimals > 0);
        if is_bare && glued.is_none() && cluster.is_plain_integer() && self.is_year(cluster, convention) {
            return self.mention(span, Reading::NotAQuantity(Label::Year));
        }
        let counted = context::counted(text, after.end, self.vocabulary);
        Mention { digits: span, unit, counted, glued, ..self.mention(span_with_sign, Reading::Value(number)) }
    }

    /// 打85折 is 打8.5折: of two digits the second is a tenth.
    fn in_tenths(&self, number: Number, unit: Option<UnitId>) -> Number {
        let is_price = unit.is_some() && unit == self.lexicons.units.named("zhe");
        let has_two_digits = number.decimals == 0 && number.value > Decimal::TEN && number.value < Decimal::ONE_HUNDRED;
        let tenth = Decimal::new(1, 1);
        if is_price && has_two_digits { number.scaled(tenth).unwrap_or(number) } else { number }
    }

    /// Whether a sign of money, or a unit or magnitude that is a word of its own, shows that digits
    /// with several full stops should be a figure: "€6.0.7 bn", not "OpenSSL 1.0.2g", "Tk 8.6.13".
    fn is_measure(&self, span: Span, currency: Option<(usize, UnitId)>, after: &After) -> bool {
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let is_sign = currency.is_some_and(|(start, _)| !is_letter(self.text[start..].chars().next()));
        let is_glued = is_letter(self.text[span.end..].chars().next());
        is_sign || ((after.unit.is_some() || after.magnitude.is_some()) && !is_glued)
    }

    /// The document's convention, unless the money before the digits has one of its own.
    fn convention_of(
        &self,
        cluster: &Cluster,
        currency: Option<(usize, UnitId)>,
        convention: Convention,
    ) -> Convention {
        let sign = currency.map_or("", |(start, _)| self.text[start..cluster.span.start].trim());
        let has_cents = matches!(cluster.groups.as_slice(), [_, cents] if cents.len() <= 2);
        let decimal_comma = has_cents && self.vocabulary.decimal_comma_money.iter().any(|money| money == sign);
        Convention { decimal_comma: convention.decimal_comma || decimal_comma, ..convention }
    }

    /// The number of plain digits with sign, magnitude and hedge, and its span with the sign.
    fn number(&self, digits: Digits, outer: Span, is_measured: bool, after: &After) -> (Option<Number>, Span) {
        let sign = self.text[..outer.start].chars().next_back().filter(|c| matches!(c, '-' | '−' | '+' | '–'));
        let sign = sign.filter(|sign| {
            let before = self.text[..outer.start - sign.len_utf8()].chars().next_back();
            let opens = |c: char| {
                c.is_whitespace()
                    || context::is_ideograph(c)
                    || matches!(c, '(' | '[' | '（' | '/' | '“' | '"' | '，' | '、' | '：')
            };
            (before.is_none_or(opens) || before == Some(',')) && *sign != '–'
        });
        let outer = Span::new(outer.start - sign.map_or(0, char::len_utf8), outer.end);
        let is_said_negative = sign.is_none() && tail(&self.text[..outer.start]).ends_with(" minus");
        let is_negative = matches!(sign, Some('-' | '−')) || is_said_negative;
        let hedge = match (after.hedge, context::hedge_before(self.text, outer.start, self.vocabulary)) {
            (Hedge::None, Some(HedgeBefore { hedge, .. })) => hedge,
            (hedge, _) => hedge,
        };
        let printed = Number {
            value: if is_negative { -digits.value } else { digits.value },
            step: Decimal::new(1, digits.decimals.min(28)),
            decimals: digits.decimals,
            in_words: false,
            is_count: !is_measured,
            grouping: digits.grouping,
            hedge,
        };
        let number = after.magnitude.map_or(Some(printed), |magnitude| printed.scaled(magnitude));
        (number, outer)
    }

    /// Whether a unit is money, which is counted in whole coins.
    fn is_money(&self, unit: UnitId) -> bool {
        self.lexicons.units.get(unit).dimension.starts_with("currency")
    }

    fn said(&self, spoken: Spoken) -> Mention {
        let mut after = context::after(self.text, spoken.span.end, false, self.vocabulary);
        // "Uno su quattro ha 65 anni": after a number in words the sign of a unit is a word.
        if self.vocabulary.function_words.contains(self.text[spoken.span.end..after.end].trim_start()) {
            after = After::nothing(spoken.span.end);
        }
        let hedge = context::hedge_before(self.text, spoken.span.start, self.vocabulary)
            .map_or(after.hedge, |before| before.hedge);
        // A fraction in words is rarely meant more exactly than to two percent of the whole.
        let step = if spoken.is_fraction { Decimal::new(4, 2) } else { Decimal::ONE };
        let printed = Number {
            value: spoken.value,
            step,
            decimals: 0,
            // "five" alone is exact; "a third" and "five million" are as exact as their last digit.
            in_words: spoken.is_fraction,
            is_count: after.unit.is_none(),
            grouping: Grouping::None,
            hedge,
        };
        let number = after.magnitude.map_or(Some(printed), |magnitude| printed.scaled(magnitude));
        let Some(number) = number else {
            return self.mention(spoken.span, Reading::NotAQuantity(Label::Identifier));
        };
        let number = and_half(self.in_tenths(number, after.unit), &after);
        let span = Span::new(spoken.span.start, after.end);
        let counted = context::counted(self.text, after.end, self.vocabulary);
        Mention { digits: spoken.span, unit: after.unit, counted, ..self.mention(span, Reading::Value(number)) }
    }

    /// Hedges before a unit that has no figure: "cases of more than kilograms".
    fn missing(&self) -> Vec<Mention> {
        self.vocabulary.missing.as_ref().map_or(Vec::new(), |pattern| {
            let found = pattern.captures_iter(self.text).filter_map(|captures| captures.get(1));
            let found =
                found.filter(|words| !words.as_str().starts_with(char::is_uppercase) && !self.is_topic(words.start()));
            found.map(|words| self.mention(Span::new(words.start(), words.end()), Reading::Missing)).collect()
        })
    }

    /// Whether the word before makes "about" a topic: "they talk about yuan".
    fn is_topic(&self, start: usize) -> bool {
        let before = tail(&self.text[..start]);
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        self.vocabulary.topic_words.iter().any(|known| known == word)
    }
}

/// Three parts before a unit: thousands that are divided wrongly, or a point too many.
fn parts(cluster: &Cluster, convention: Convention) -> Malformation {
    let ends_in_three = cluster.groups.last().is_some_and(|group| group.len() == 3)
        && cluster.separators.iter().all(|s| *s == Separator::Dot);
    if ends_in_three && convention.decimal_comma { Malformation::Grouping } else { Malformation::DoubledSeparator }
}

/// The last words of a text in lower case; no more, because it may be long.
pub(super) fn tail(text: &str) -> String {
    let start = (text.len().saturating_sub(40)..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text[start..].trim_end().to_lowercase()
}

/// Notes come as a series: a mark such as the b of "262.50b)" is one only beside an a.
/// Where a unit follows it cannot be anything else.
fn drop_stray_marks(text: &str, shapes: &mut Vec<(Span, Meaning)>) {
    let is_mark = |meaning: &Meaning| *meaning == Meaning::Malformed(Malformation::Footnote);
    // "1.1.1a" is a version.
    shapes.retain(|(span, meaning)| {
        let before = &text[..span.start];
        let digits = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        !is_mark(meaning) || before[digits.len()..].matches('.').count() < 2
    });
    let has_first = shapes.iter().any(|(span, meaning)| is_mark(meaning) && &text[span.range()] == "a");
    shapes.retain(|(span, meaning)| {
        let is_later = is_mark(meaning) && matches!(&text[span.range()], "b" | "c" | "d");
        !is_later || has_first || text[span.end..].starts_with(' ')
    });
}

/// Whether digits are the base of a power that programs count in: "2³¹ − 1". After any other base
/// a raised figure may be the mark of a note.
fn is_power_of_two(digits: &str, rest: &str) -> bool {
    digits == "2" && rest.starts_with(|c| matches!(c, '¹' | '²' | '³' | '⁴'..='⁹'))
}

/// Whether a text is one figure with its signs and nothing else.
fn is_bare_figure(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_ascii_digit() && !c.is_alphabetic());
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit() && !c.is_alphabetic());
    digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '\u{A0}' | '\u{202F}' | '\'' | '’'))
}

/// Asterisks stand for a masked figure or word only before what it goes with: in "rated ***
/// by critics" and "the effect of ** with files" they stand for themselves.
fn drop_marks_of_their_own(text: &str, shapes: &mut Vec<(Span, Meaning)>, vocabulary: &Vocabulary) {
    shapes.retain(|(span, _)| {
        let is_stars = text[span.range()].bytes().all(|b| b == b'*');
        let rest = text[span.end..].trim_start();
        let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        !is_stars || !vocabulary.function_words.contains(word)
    });
}

/// Two and a half of what 两 is of, where the words after it say so: 两个半小时.
fn and_half(number: Number, after: &After) -> Number {
    let half = Decimal::new(5, 1);
    match number.value.checked_add(half).filter(|_| after.has_half && number.decimals == 0) {
        Some(value) => Number { value, step: half, ..number },
        None => number,
    }
}
