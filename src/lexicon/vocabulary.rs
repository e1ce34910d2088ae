//! A language, compiled for the reader.

use std::collections::{HashMap, HashSet};

use aho_corasick::AhoCorasick;
use regex::Regex;
use rust_decimal::Decimal;

use crate::lexicon::cues::{Cues, Token};
use crate::lexicon::file::{DecimalMark, HedgeWords, LexiconFile};
use crate::lexicon::phrases::Phrases;
use crate::lexicon::shapes::Shapes;
use crate::number::Hedge;
use crate::unit::{UnitId, Units};

/// What a word after a figure means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// It multiplies the figure.
    Magnitude(Decimal),
    /// It is what the figure counts in.
    Unit(UnitId),
    /// It looks like one of these and is a word of the sentence.
    Nothing,
}

/// The words of a language in the form in which the reader looks them up.
#[derive(Debug)]
pub struct Vocabulary {
    /// What stands before decimals.
    pub decimal: DecimalMark,
    /// Whether plain blanks divide thousands.
    pub blank_groups: bool,
    /// Magnitudes and units in words.
    pub words: Phrases<Word>,
    /// Signs of units, in which case matters.
    pub symbols: Phrases<UnitId>,
    /// Signs of currencies, which may stand before a figure; longest first.
    pub currencies: Vec<(String, UnitId)>,
    /// Signs of money before which a comma stands before decimals in any language.
    pub decimal_comma_money: Vec<String>,
    /// Words before a figure that say how exact it is; longest first.
    pub hedges: Vec<(String, Hedge)>,
    /// The same as cues, in the same order.
    pub hedge_cues: Cues,
    /// Words after a figure that say how exact it is.
    pub hedges_after: Option<Phrases<Hedge>>,
    /// Words after which a bare number of four digits is a year.
    pub before_years: Vec<String>,
    /// Words between a number and its unit that add a half: 两个半小时.
    pub half_before: Vec<String>,
    /// The same behind the unit: 三年半.
    pub half_after: Vec<String>,
    /// Units behind which such a word may stand.
    pub halved: Vec<String>,
    /// Words that begin with one of those and add nothing: 三年半价.
    pub no_half: Vec<String>,
    /// Words between hyphens of which what stands before is a part: "22-for-38".
    pub hyphenated_of: Vec<String>,
    /// Counters before which two numerals are two digits.
    pub digit_counters: Vec<String>,
    /// Singular nouns before which one is a year.
    pub after_years: Vec<String>,
    /// Abbreviations whose full stop does not end a sentence.
    pub abbreviations: Vec<String>,
    /// What digits look like that are no quantity.
    pub shapes: Shapes,
    /// Number words and their values.
    pub numbers: HashMap<String, u32>,
    /// Words for parts of a whole.
    pub fractions: HashMap<String, Decimal>,
    /// Finds number words and fractions; `None` where the language has none.
    pub number_words: Option<AhoCorasick>,
    /// Digits of the language's own script.
    pub numerals: HashMap<char, u64>,
    /// What follows a numeral that counts.
    pub counters: Vec<String>,
    /// Words around the two ends of a range: before the first, and between them.
    pub ranges: Vec<(String, String)>,
    /// Words around two figures of which only the second has its magnitude.
    pub elisions: Vec<(String, String)>,
    /// Words after which "about" names a topic.
    pub topic_words: Vec<String>,
    /// Nouns of what is often counted.
    pub nouns: HashSet<String>,
    /// The names of the months, in order.
    pub months: Vec<Vec<String>>,
    /// The names of the days of the week from Monday.
    pub weekdays: Vec<Vec<String>>,
    /// Times of day.
    pub times: Vec<Regex>,
    /// Pages or years from one to another.
    pub stretches: Vec<Regex>,
    /// Whether every noun begins with a capital.
    pub capital_nouns: bool,
    /// Words of the sentence that are never part of what is counted.
    pub function_words: HashSet<String>,
    /// Finds a hedge before a unit that has no figure.
    pub missing: Option<Regex>,
}

impl Vocabulary {
    /// Compiles a language out of its own file and all that it is made of, that file among them.
    /// Of two shapes that begin at the same place, that of the earlier file wins.
    pub fn compile(units: &Units, own: &LexiconFile, files: &[&LexiconFile]) -> Result<Vocabulary, String> {
        let numbers: HashMap<String, u32> = files.iter().flat_map(|file| file.numbers.clone()).collect();
        let fractions = fractions(files)?;
        let spoken: Vec<&String> = numbers.keys().chain(fractions.keys()).collect();
        let number_words = (!spoken.is_empty())
            .then(|| {
                AhoCorasick::builder()
                    .ascii_case_insensitive(true)
                    .match_kind(aho_corasick::MatchKind::LeftmostLongest)
                    .build(spoken)
            })
            .transpose()
            .map_err(|error| error.to_string())?;
        Ok(Vocabulary {
            decimal: own.decimal,
            blank_groups: own.blank_groups,
            capital_nouns: own.capital_nouns,
            words: Phrases::new(words(units, files)?)?,
            symbols: Phrases::exact(symbols(units))?,
            currencies: currencies(units),
            decimal_comma_money: files.iter().flat_map(|file| file.decimal_comma_money.clone()).collect(),
            hedge_cues: hedges(files, |file| &file.hedges)
                .into_iter()
                .map(|(word, _)| word)
                .collect::<Vec<_>>()
                .try_into()?,
            hedges: hedges(files, |file| &file.hedges),
            hedges_after: {
                let after = hedges(files, |file| &file.hedges_after);
                (!after.is_empty()).then(|| Phrases::new(after)).transpose()?
            },
            before_years: gather(files, |file| &file.before_years),
            after_years: gather(files, |file| &file.after_years),
            half_before: gather(files, |file| &file.half_before),
            half_after: gather(files, |file| &file.half_after),
            halved: gather(files, |file| &file.halved),
            no_half: gather(files, |file| &file.no_half),
            hyphenated_of: gather(files, |file| &file.hyphenated_of),
            digit_counters: gather(files, |file| &file.digit_counters),
            abbreviations: gather(files, |file| &file.abbreviations),
            shapes: Shapes::compile(files)?,
            numbers,
            fractions,
            number_words,
            numerals: numerals(files),
            counters: gather(files, |file| &file.counters),
            ranges: files.iter().flat_map(|file| file.ranges.clone()).collect(),
            elisions: files.iter().flat_map(|file| file.elisions.clone()).collect(),
            topic_words: gather(files, |file| &file.topic_words),
            nouns: nouns(files),
            months: own.months.clone(),
            weekdays: own.weekdays.clone(),
            times: patterns(files, |file| &file.times)?,
            stretches: patterns(files, |file| &file.stretches)?,
            function_words: [gather(files, |file| &file.function_words), gather(files, |file| &file.small_words)]
                .into_iter()
                .flatten()
                .collect(),
            missing: missing(files)?,
        })
    }

    /// How exact the words at the end of some tokens say that something is.
    pub fn hedge_at(&self, before: &[Token<'_>]) -> Hedge {
        let found = self.hedge_cues.ending_at(before, before.len(), None);
        found.map_or(Hedge::None, |found| self.hedges[found.which].1)
    }
}

fn gather<'f>(files: &[&'f LexiconFile], list: impl Fn(&'f LexiconFile) -> &'f Vec<String>) -> Vec<String> {
    files.iter().flat_map(|file| list(file)).map(|word| word.to_lowercase()).collect()
}

fn words(units: &Units, files: &[&LexiconFile]) -> Result<Vec<(String, Word)>, String> {
    let mut words = Vec::new();
    for file in files {
        for (magnitude, value) in &file.magnitudes {
            let value: Decimal =
                value.parse().map_err(|_| format!("the magnitude {magnitude:?} is no number: {value:?}"))?;
            words.push((magnitude.clone(), Word::Magnitude(value)));
        }
        for (name, spellings) in &file.units {
            let unit = units.named(name).ok_or_else(|| format!("there is no unit {name:?} in units.toml"))?;
            words.extend(spellings.iter().map(|spelling| (spelling.clone(), Word::Unit(unit))));
        }
        words.extend(file.no_units.iter().map(|word| (word.clone(), Word::Nothing)));
        if file.si_words {
            words.extend(si_words(units, file));
        }
    }
    Ok(words)
}

/// Words of prefixed units: kilo + metre, for every unit that takes prefixes.
fn si_words(units: &Units, file: &LexiconFile) -> Vec<(String, Word)> {
    let mut words = Vec::new();
    for (id, unit) in units.iter() {
        let Some((base, prefix)) = unit.derived else { continue };
        let Some(spellings) = file.units.get(&units.get(base).name) else { continue };
        let spellings = spellings.iter().filter(|spelling| spelling.len() > 2 && !spelling.contains(' '));
        words.extend(spellings.map(|spelling| (format!("{prefix}{spelling}"), Word::Unit(id))));
    }
    words
}

fn symbols(units: &Units) -> Vec<(String, UnitId)> {
    units.iter().flat_map(|(id, unit)| unit.symbols.iter().map(move |symbol| (symbol.clone(), id))).collect()
}

fn currencies(units: &Units) -> Vec<(String, UnitId)> {
    let mut currencies: Vec<_> = units
        .iter()
        .filter(|(_, unit)| unit.dimension.starts_with("currency"))
        .flat_map(|(id, unit)| unit.symbols.iter().map(move |symbol| (symbol.clone(), id)))
        .collect();
    currencies.sort_by_key(|(symbol, _)| std::cmp::Reverse(symbol.len()));
    currencies
}

fn hedges<'f>(
    files: &[&'f LexiconFile],
    list: impl Fn(&'f LexiconFile) -> &'f Vec<HedgeWords>,
) -> Vec<(String, Hedge)> {
    let rows = files.iter().flat_map(|file| list(file));
    let mut hedges: Vec<_> = rows.flat_map(|row| row.words.iter().map(|word| (word.to_lowercase(), row.is))).collect();
    hedges.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    hedges
}

fn fractions(files: &[&LexiconFile]) -> Result<HashMap<String, Decimal>, String> {
    let mut fractions = HashMap::new();
    for (word, text) in files.iter().flat_map(|file| &file.fractions) {
        let value = crate::bounds::Fraction::parse(text).and_then(crate::bounds::Fraction::to_decimal);
        fractions
            .insert(word.to_lowercase(), value.ok_or_else(|| format!("the fraction {word:?} is no number: {text:?}"))?);
    }
    Ok(fractions)
}

fn numerals(files: &[&LexiconFile]) -> HashMap<char, u64> {
    let rows = files.iter().flat_map(|file| &file.numerals);
    rows.filter_map(|(digit, value)| Some((digit.chars().next()?, *value))).collect()
}

/// A hedge, then a unit that calls for a figure: "more than kilograms".
fn missing(files: &[&LexiconFile]) -> Result<Option<Regex>, String> {
    let alternatives = |words: Vec<String>| words.iter().map(|word| regex::escape(word)).collect::<Vec<_>>().join("|");
    let units = gather(files, |file| &file.must_be_counted);
    let hedges: Vec<String> = files.iter().flat_map(|file| &file.counting_hedges).cloned().collect();
    if units.is_empty() || hedges.is_empty() {
        return Ok(None);
    }
    let pattern = format!(r"(?i-u:\b)((?i:{}) (?i:{}))(?-u:\b)", alternatives(hedges), alternatives(units));
    Regex::new(&pattern).map(Some).map_err(|error| error.to_string())
}

fn patterns<'f>(
    files: &[&'f LexiconFile],
    list: impl Fn(&'f LexiconFile) -> &'f Vec<String>,
) -> Result<Vec<Regex>, String> {
    files
        .iter()
        .flat_map(|file| list(file))
        .map(|pattern| Regex::new(pattern).map_err(|error| error.to_string()))
        .collect()
}

/// The plain words of the pieces that name people and things.
fn nouns(files: &[&LexiconFile]) -> HashSet<String> {
    let pieces = files.iter().flat_map(|file| ["person", "thing"].map(|name| file.pieces.get(name))).flatten();
    pieces.flatten().filter(|word| word.chars().all(char::is_alphabetic)).cloned().collect()
}
