//! The reader of numbers: one pass over each block.

use rust_decimal::Decimal;

use crate::document::{Block, Document};
use crate::extract::cluster::{Cluster, Separator, clusters};
use crate::extract::context::{self, After, HedgeBefore};
use crate::extract::convention::Convention;
use crate::extract::figure::{Digits, Figure, is_year, judge};
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
        .map(|(index, (block, language))| Scan::new(document, index, block, lexicons, lexicons.vocabulary(language)))
        .collect();
    let Some(first) = scans.first() else { return Vec::new() };
    let main = scans.iter().max_by_key(|scan| scan.text.len()).unwrap_or(first).vocabulary;
    let evidence = scans
        .iter()
        .flat_map(|scan| scan.clusters.iter().map(|cluster| (cluster, scan.text[cluster.span.end..].chars().next())));
    let convention = Convention::decide(main, evidence, document.text());
    scans.iter().flat_map(|scan| scan.mentions(convention)).collect()
}

/// One block, looked at once for shapes and digits.
struct Scan<'d> {
    block: usize,
    start: usize,
    text: &'d str,
    lexicons: &'d Lexicons,
    vocabulary: &'d Vocabulary,
    shapes: Vec<(Span, Meaning)>,
    clusters: Vec<Cluster>,
}

impl<'d> Scan<'d> {
    fn new(
        document: &'d Document,
        index: usize,
        block: &Block,
        lexicons: &'d Lexicons,
        vocabulary: &'d Vocabulary,
    ) -> Scan<'d> {
        let text = document.slice(block.span);
        let shapes: Vec<_> = vocabulary.shapes.find_in(text).collect();
        let taken: Vec<Span> = shapes.iter().map(|(span, _)| *span).collect();
        let clusters = clusters(text, &taken, vocabulary.blank_groups);
        Scan { block: index, start: block.span.start, text, lexicons, vocabulary, shapes, clusters }
    }

    fn mentions(&self, convention: Convention) -> Vec<Mention> {
        let mut mentions: Vec<Mention> =
            self.shapes.iter().map(|(span, meaning)| self.shaped(*span, *meaning)).collect();
        mentions.extend(self.clusters.iter().map(|cluster| self.clustered(cluster, convention)));
        let read: Vec<Span> = {
            let mut spans: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
            spans.sort_unstable();
            spans
        };
        let is_free = |span: Span| {
            let before = read.partition_point(|other| other.start < span.end);
            before.checked_sub(1).is_none_or(|i| !read[i].overlaps(span))
        };
        mentions.extend(
            spoken(self.text, self.vocabulary)
                .into_iter()
                .filter(|spoken| is_free(spoken.span))
                .map(|spoken| self.said(spoken)),
        );
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

    fn mention(&self, span: Span, reading: Reading) -> Mention {
        Mention { span, digits: span, block: self.block, reading, unit: None, counted: None, glued: None }
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
        if let Some(label) = self.label(cluster, convention) {
            return self.mention(span, Reading::NotAQuantity(label));
        }
        let currency = context::currency_before(text, span.start, self.vocabulary);
        let after = context::after(text, span.end, currency.is_some(), self.vocabulary);
        let outer = Span::new(currency.map_or(span.start, |(start, _)| start), after.end);
        let unit = after.unit.or(currency.map(|(_, unit)| unit));
        let (number, span_with_sign) = match judge(cluster, self.convention_of(cluster, currency, convention)) {
            Figure::Number(digits) => self.number(digits, outer, unit.is_some_and(|unit| !self.is_money(unit)), &after),
            Figure::Malformed(way) => {
                return Mention { digits: span, unit, ..self.mention(outer, Reading::Malformed(way)) };
            }
            Figure::Span if unit.is_some() || after.magnitude.is_some() => {
                return Mention { digits: span, unit, ..self.mention(outer, Reading::Malformed(Malformation::DoubledSeparator)) };
            }
            Figure::Parts if unit.is_some() || after.magnitude.is_some() => {
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
        let is_bare = unit.is_none() && after.magnitude.is_none() && span_with_sign.start == span.start;
        let glued = self.glued(span, &after, unit.is_some() || after.magnitude.is_some(), number.decimals > 0);
        if is_bare && glued.is_none() && cluster.is_plain_integer() && self.is_year(cluster, convention) {
            return self.mention(span, Reading::NotAQuantity(Label::Year));
        }
        let counted = context::counted(text, after.end, self.vocabulary);
        Mention { digits: span, unit, counted, glued, ..self.mention(span_with_sign, Reading::Value(number)) }
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
        let scale = after.magnitude.unwrap_or(Decimal::ONE);
        let number = (|| {
            let value = digits.value.checked_mul(scale)?;
            let step = Decimal::new(1, digits.decimals.min(28)).checked_mul(scale)?;
            let value = if is_negative { -value } else { value };
            Some(Number {
                value,
                step,
                decimals: digits.decimals,
                in_words: after.magnitude.is_some(),
                is_count: !is_measured,
                grouping: digits.grouping,
                hedge,
            })
        })();
        (number, outer)
    }

    /// Whether a unit is money, which is counted in whole coins.
    fn is_money(&self, unit: UnitId) -> bool {
        self.lexicons.units.get(unit).dimension.starts_with("currency")
    }

    /// What the characters that touch the digits make of them, if they are no quantity.
    fn label(&self, cluster: &Cluster, convention: Convention) -> Option<Label> {
        let (text, span) = (self.text, cluster.span);
        let before = text[..span.start].chars().next_back();
        let after = text[span.end..].chars().next();
        if matches!(before, Some('_' | '\\' | '@' | '=' | '/'))
            && !matches!(before, Some('/' | '=') if after.is_none_or(|c| c == ' '))
            || matches!(after, Some('_' | '=' | '\\'))
        {
            return Some(Label::Code);
        }
        if let Some(word) = context::word_before(text, span.start) {
            let is_money = context::currency_before(text, span.start, self.vocabulary).is_some();
            return (!is_money && !self.is_glue(word, cluster)).then_some(Label::Product);
        }
        // COVID-19, DDR5-4800, mid-2023; a minus sign has a blank or bracket before it.
        if matches!(before, Some('-' | '‑' | '–')) {
            let hyphen = before.map_or(0, char::len_utf8);
            let joined = text[..span.start - hyphen].chars().next_back();
            if joined.is_some_and(|c| c.is_alphabetic() && !context::is_ideograph(c)) {
                let is_year = cluster.is_plain_integer() && is_year(&cluster.groups[0]);
                return Some(if is_year { Label::Year } else { Label::Product });
            }
        }
        if let Some(word) = context::word_after(text, span.end) {
            let letters = &text[word.range()];
            let is_read = context::after(
                text,
                span.end,
                context::currency_before(text, span.start, self.vocabulary).is_some(),
                self.vocabulary,
            )
            .end > span.end;
            let is_glue = (letters.len() > 2 && self.vocabulary.function_words.iter().any(|known| known == letters)) || self.vocabulary.nouns.contains(letters);
            let is_footnote = self
                .shapes
                .binary_search_by_key(&span.end, |(shape, _)| shape.start)
                .is_ok_and(|i| self.shapes[i].1 == Meaning::Malformed(Malformation::Footnote));
            let is_ideographic = letters.starts_with(context::is_ideograph);
            return (!is_read && !is_glue && !is_footnote && !is_ideographic).then_some(Label::Identifier);
        }
        let _ = convention;
        None
    }

    /// Whether a word that touches the digits is a word of the sentence that lacks
    /// its blank, and no part of a name such as mp3.
    fn is_glue(&self, word: Span, cluster: &Cluster) -> bool {
        let letters = &self.text[word.range()].to_ascii_lowercase();
        let said = &self.text[word.range()];
        let before = self.text[..word.start].chars().next_back();
        // A function word may begin the sentence: "From2019".
        let is_word = said.chars().skip(1).all(|c| c.is_ascii_lowercase())
            && (said.starts_with(|c: char| c.is_ascii_lowercase()) || is_year(&cluster.groups[0]))
            && !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | '@' | '#'));
        if !is_word {
            return false;
        }
        let after = context::after(self.text, cluster.span.end, false, self.vocabulary);
        // "seized9 tons", not "thumbv6m": the unit is a word of its own, or a percent sign.
        let is_apart = self.text[cluster.span.end..].starts_with([' ', '\u{A0}', '%']);
        let measures = is_apart && (after.unit.is_some() || after.magnitude.is_some());
        let is_decimal = !cluster.separators.is_empty();
        let is_function_word = self.vocabulary.function_words.contains(letters)
            || self.vocabulary.hedges.iter().any(|(hedge, _)| hedge.split(' ').next_back() == Some(letters.as_str()));
        match letters.len() {
            0 | 1 => false,
            2 => is_function_word && (measures || is_decimal || is_year(&cluster.groups[0])),
            3 => is_function_word,
            _ => is_function_word || measures,
        }
    }

    /// The word that is run together with a figure, with the digits that it touches.
    fn glued(&self, digits: Span, after: &After, measures: bool, is_decimal: bool) -> Option<Span> {
        if let Some(word) = context::word_before(self.text, digits.start)
            && context::currency_before(self.text, digits.start, self.vocabulary).is_none()
        {
            return Some(Span::new(word.start, digits.end));
        }
        let is_data = after.unit.is_some_and(|unit| self.lexicons.units.get(unit).dimension == "data");
        if let Some(end) = after.glued_word.filter(|_| !is_data).filter(|_| !measures || !is_decimal || after.unit.is_some()) {
            let word = context::word_after(self.text, digits.end).map_or(end, |word| word.end.min(end));
            return Some(Span::new(digits.start, word));
        }
        if let Some(word) = context::word_after(self.text, digits.end).filter(|_| after.end == digits.end)
            && (self.vocabulary.nouns.contains(&self.text[word.range()])
                || self.vocabulary.function_words.iter().any(|known| *known == self.text[word.range()]))
        {
            return Some(Span::new(digits.start, word.end));
        }
        let hedge =
            context::hedge_before(self.text, digits.start, self.vocabulary).filter(|hedge| hedge.is_run_together)?;
        let word = context::word_before(self.text, hedge.start).filter(|word| word.len() >= 3)?;
        let first = context::word_after(self.text, hedge.start)?;
        Some(Span::new(word.start, first.end))
    }

    /// Whether four plain digits are a year. They are after a word that says so, where
    /// no noun follows, and in a document that divides its thousands.
    fn is_year(&self, cluster: &Cluster, convention: Convention) -> bool {
        if !is_year(&cluster.groups[0]) {
            return false;
        }
        let before = self.text[..cluster.span.start].trim_end().trim_end_matches([',', '(', '‘', '\u{27}']);
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        let says_so = !word.is_empty() && self.vocabulary.before_years.contains(&word);
        let next = self.text[cluster.span.end..].trim_start();
        let noun_follows = self.text[cluster.span.end..].starts_with(' ')
            && next.starts_with(|c: char| c.is_lowercase())
            && !self
                .vocabulary
                .function_words
                .iter()
                .any(|known| next.split(|c: char| !c.is_alphabetic()).next() == Some(known.as_str()));
        let counts = next.starts_with(context::is_ideograph) && !next.starts_with('年');
        says_so || (!noun_follows && !counts) || (convention.groups_thousands && !counts)
    }

    fn said(&self, spoken: Spoken) -> Mention {
        let after = context::after(self.text, spoken.span.end, false, self.vocabulary);
        let hedge = context::hedge_before(self.text, spoken.span.start, self.vocabulary)
            .map_or(after.hedge, |before| before.hedge);
        let scale = after.magnitude.unwrap_or(Decimal::ONE);
        // A fraction in words is rarely meant more exactly than to two percent of the whole.
        let step = if spoken.is_fraction { Decimal::new(4, 2) } else { Decimal::ONE };
        let number = spoken.value.checked_mul(scale).zip(step.checked_mul(scale)).map(|(value, step)| Number {
            value,
            step,
            decimals: 0,
            in_words: true,
            is_count: after.unit.is_none(),
            grouping: Grouping::None,
            hedge,
        });
        let Some(number) = number else { return self.mention(spoken.span, Reading::NotAQuantity(Label::Identifier)) };
        // "five" alone is exact; "five million" is as exact as its last digit.
        let number = if after.magnitude.is_none() && !spoken.is_fraction {
            Number { in_words: false, ..number }
        } else {
            number
        };
        let span = Span::new(spoken.span.start, after.end);
        let counted = context::counted(self.text, after.end, self.vocabulary);
        Mention { digits: spoken.span, unit: after.unit, counted, ..self.mention(span, Reading::Value(number)) }
    }

    /// Hedges before a unit that has no figure: "cases of more than kilograms".
    fn missing(&self) -> Vec<Mention> {
        self.vocabulary.missing.as_ref().map_or(Vec::new(), |pattern| {
            let found = pattern.captures_iter(self.text).filter_map(|captures| captures.get(1));
            let found = found.filter(|words| !words.as_str().starts_with(char::is_uppercase) && !self.is_topic(words.start()));
            found.map(|words| self.mention(Span::new(words.start(), words.end()), Reading::Missing)).collect()
        })
    }

    /// Whether the word before makes "about" a topic: "they talk about yuan".
    fn is_topic(&self, start: usize) -> bool {
        let before = tail(&self.text[..start]);
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        self.vocabulary.topic_words.iter().any(|known| known == word)
    }

    /// Joins the two ends of a range into one mention: "30–40", "between 30 and 40".
    fn ranges(&self, mentions: Vec<Mention>) -> Vec<Mention> {
        let mut joined: Vec<Mention> = Vec::with_capacity(mentions.len());
        for mention in mentions {
            if let Some(last) = joined.last_mut() {
                self.lend_scale(last, &mention);
            }
            match joined.last().and_then(|last| self.join(last, &mention)) {
                Some(range) => {
                    joined.pop();
                    joined.push(range);
                }
                None => joined.push(mention),
            }
        }
        joined
    }

    /// "from 5.1 to 5.9 million": the first figure has the magnitude of the second.
    fn lend_scale(&self, one: &mut Mention, other: &Mention) {
        let (Reading::Value(low), Reading::Value(high)) = (one.reading, other.reading) else { return };
        let is_bare = !low.in_words && one.unit.is_none() && low.value < Decimal::ONE_THOUSAND;
        if !is_bare || !high.in_words || one.span.end > other.span.start {
            return;
        }
        let between = self.text[one.span.end..other.span.start].trim();
        let before = tail(&self.text[..one.span.start]);
        let is_elided = self
            .vocabulary
            .elisions
            .iter()
            .any(|(first, second)| between == second && before.ends_with(first.as_str()));
        if let Some(scaled) = scaled_like(&low, &high).filter(|_| is_elided) {
            one.reading = Reading::Value(scaled);
        }
    }

    fn join(&self, one: &Mention, other: &Mention) -> Option<Mention> {
        let (Reading::Value(low), Reading::Value(high)) = (&one.reading, &other.reading) else { return None };
        if one.span.end > other.span.start || one.glued.is_some() || other.glued.is_some() {
            return None;
        }
        let between = &self.text[one.span.end..other.span.start];
        let said_before = tail(&self.text[..one.span.start]);
        let is_said = self
            .vocabulary
            .ranges
            .iter()
            .any(|(before, link)| between.trim() == link && said_before.ends_with(before.as_str()));
        let is_dash = matches!(between, "-" | "–" | "—" | "~" | "～" | "至" | "到" | " - " | " – ");
        let is_range = is_dash || is_said;
        if !is_range || !context::share_unit(&self.lexicons.units, one.unit, other.unit) {
            return None;
        }
        let span = one.span.hull(other.span);
        let digits = one.digits.hull(other.digits);
        let is_age = said_before.ends_with("aged") || self.text[other.span.end..].starts_with(" old") || self.text[other.span.end..].starts_with(" of age");
        if is_dash && high.value < low.value && between.trim() != "至" && between != "到" && !is_age {
            return Some(Mention { digits, ..self.mention(digits, Reading::NotAQuantity(Label::Score)) });
        }
        let unit = other.unit.or(one.unit);
        let is_elided = !low.in_words && high.in_words && one.unit.is_none() && low.value < Decimal::ONE_THOUSAND;
        let low = if !is_elided { *low } else { scaled_like(low, high).unwrap_or(*low) };
        Some(Mention { digits, unit, counted: other.counted, ..self.mention(span, Reading::Range(low, *high)) })
    }
}

/// The last words of a text in lower case; no more, because it may be long.
fn tail(text: &str) -> String {
    let start = (text.len().saturating_sub(40)..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text[start..].trim_end().to_lowercase()
}

/// "3 to 5 million": the first end has the scale of the second.
fn scaled_like(low: &Number, high: &Number) -> Option<Number> {
    let printed = Decimal::new(1, high.decimals.min(28));
    let scale = high.step.checked_div(printed)?;
    Some(Number { value: low.value.checked_mul(scale)?, step: low.step.checked_mul(scale)?, in_words: true, ..*low })
}

/// Three parts before a unit: thousands that are divided wrongly, or a point too many.
fn parts(cluster: &Cluster, convention: Convention) -> Malformation {
    let ends_in_three = cluster.groups.last().is_some_and(|group| group.len() == 3)
        && cluster.separators.iter().all(|s| *s == Separator::Dot);
    if ends_in_three && convention.decimal_comma { Malformation::Grouping } else { Malformation::DoubledSeparator }
}
