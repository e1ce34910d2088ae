//! Figures that are for each of something: "45 a day", "$548 each", "an average of 15".

use crate::extract::claims::noun;
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::lexicon::cues::{Kind, Token};
use crate::lexicon::frames::RatioWords;
use crate::lexicon::vocabulary::Word;
use crate::number::Number;
use crate::unit::{Quotient, UnitId};

/// How many words may stand between "each" and its figure: "each winner will receive $548".
const FARTHEST_EACH: usize = 7;

/// How many words may stand between "mean" and its figure: "the average price at the autumn machinery
/// sale was £373".
const FARTHEST_MEAN: usize = 9;

/// How many words may name what a rate is for: "per registered voter".
const MOST_NOUNS: usize = 3;

/// A figure that is for each of something.
#[derive(Clone)]
pub(super) struct Rate<'f> {
    pub(super) figure: Figure<'f>,
    /// The words for what it counts.
    pub(super) nouns: Vec<String>,
    /// What it is for.
    pub(super) is_for: For<'f>,
    /// Whether its words say that it is a mean.
    pub(super) is_mean: bool,
    /// Whether its words say that it follows from other figures.
    pub(super) is_result: bool,
    /// Whether it is that of another time or kind: "compared with 30 a day last year".
    pub(super) is_other: bool,
    /// The tokens of the figure and of the words that make it a rate.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What a rate is for.
#[derive(Clone)]
pub(super) enum For<'f> {
    /// A unit: "a day".
    Unit(UnitId),
    /// What some words name: "a game".
    Noun(Vec<String>),
    /// Anybody or anything that is counted: "each".
    Anyone,
    /// Anybody: "a head".
    Person,
    /// So many: "per 100,000".
    Many(Figure<'f>),
    /// The figure's own unit says it: km/h.
    Quotient(&'f Quotient),
    /// The text does not say: "an average of 15".
    Unsaid,
}

impl Rate<'_> {
    /// Whether it is for a unit of time: "a year".
    pub(super) fn is_for_time(&self, sentence: &Sentence<'_, '_>) -> bool {
        let units = &sentence.facts.lexicons.units;
        matches!(self.is_for, For::Unit(unit) if units.get(unit).dimension == "time")
    }

    /// Whether a figure is the rate itself, or the 100,000 of "3 per 100,000".
    pub(super) fn takes(&self, figure: &Figure<'_>) -> bool {
        self.figure.id == figure.id || matches!(&self.is_for, For::Many(base) if base.id == figure.id)
    }
}

/// The rates of a sentence.
pub(super) fn rates<'f>(sentence: &Sentence<'f, '_>, words: &RatioWords) -> Vec<Rate<'f>> {
    let mut rates: Vec<Rate<'f>> = Vec::new();
    for figure in &sentence.figures {
        if figure.mention.number().is_none() || sentence.is_percent(figure.mention) {
            continue;
        }
        if rates.iter().any(|rate| rate.takes(figure)) {
            continue;
        }
        let reader = Reader { sentence, words, figure: *figure };
        rates.extend(reader.rate());
    }
    rates
}

/// Words that make a figure a rate: which tokens they and the figure are.
struct Found<'f> {
    is_for: For<'f>,
    start: usize,
    end: usize,
    is_mean: bool,
}

struct Reader<'s, 'f, 'd> {
    sentence: &'s Sentence<'f, 'd>,
    words: &'s RatioWords,
    figure: Figure<'f>,
}

impl<'f> Reader<'_, 'f, '_> {
    fn rate(&self) -> Option<Rate<'f>> {
        // The 38 of "each of the 38 winners" is what is divided by.
        if self.words.each_of.ending_at(&self.sentence.tokens, self.figure.at, None).is_some() {
            return None;
        }
        let Found { is_for, start, end, is_mean } = self
            .each()
            .or_else(|| self.per())
            .or_else(|| self.each_of_many())
            .or_else(|| self.each_of_before())
            .or_else(|| self.every())
            .or_else(|| self.quotient())
            .or_else(|| self.mean())?;
        let tokens = &self.sentence.tokens;
        let before = |cues, at| self.sentence.cue_before(cues, &self.words.link, at, None);
        let lead = before(&self.words.mean, start);
        let start = lead.map_or(start, |lead| lead.start);
        let mean_after = self.words.mean_after.starting_at(tokens, end);
        let is_mean = is_mean || lead.is_some() || mean_after.is_some() || self.mean_word().is_some();
        let end = mean_after.map_or(end, |mean| mean.end);
        let closes = end == tokens.len() || self.words.close.starting_at(tokens, end).is_some();
        let is_apart = closes && before(&self.words.aside, start).is_some();
        let introduces = self.words.basis.starting_at(tokens, end).is_some();
        // "Works out to about $3,040 an acre" is no "to about".
        let result = before(&self.words.result, start);
        let is_other = before(&self.words.other_before, start).is_some_and(|other| {
            result.is_none_or(|result| other.start < result.start || result.end - result.start < 3)
        }) || self.words.other_after.starting_at(tokens, end).is_some()
            && self.words.through.starting_at(tokens, end).is_none();
        let is_each = matches!(is_for, For::Anyone) && before(&self.words.price, start).is_none();
        let is_result = is_mean || introduces || is_apart || is_each || result.is_some();
        let first = self.figure.at + 1;
        let is_bare = self.words.each.iter().any(|each| each.after.starting_at(tokens, first).is_some());
        let nouns = if is_bare { Vec::new() } else { counted(self.sentence, &self.figure) };
        Some(Rate { figure: self.figure, nouns, is_for, is_mean, is_result, is_other, start, end })
    }

    /// "$548 each", "37 daily", 人均548元, 平均每天37台.
    fn each(&self) -> Option<Found<'f>> {
        let tokens = &self.sentence.tokens;
        let (at, noun) = (self.figure.at, self.sentence.after_noun(&self.figure));
        self.words.each.iter().find_map(|each| {
            let is_for = || match &each.of {
                None => For::Anyone,
                Some(name) => match self.sentence.facts.lexicons.units.named(name) {
                    Some(unit) => For::Unit(unit),
                    None if self.words.anyone.contains(name) => For::Person,
                    None => For::Noun(vec![name.clone()]),
                },
            };
            let before = |cues| self.sentence.cue_before(cues, &self.words.link, at, None);
            let after = (at + 1..=noun).find_map(|at| each.after.starting_at(tokens, at));
            if let Some(after) = after {
                return Some(Found { is_for: is_for(), start: at, end: after.end, is_mean: false });
            }
            let mean = before(&each.mean);
            let found = mean.or_else(|| before(&each.before))?;
            Some(Found { is_for: is_for(), start: found.start, end: at + 1, is_mean: mean.is_some() })
        })
    }

    /// "45 a day", "$3 per kilo", "3 per 100,000", "350 came each week".
    fn per(&self) -> Option<Found<'f>> {
        let tokens = &self.sentence.tokens;
        let (at, noun) = (self.figure.at, self.sentence.after_noun(&self.figure));
        let is_none = |at| self.words.no_per.starting_at(tokens, at).is_some();
        let found = |at| self.words.per.starting_at(tokens, at).filter(|_| !is_none(at));
        // A verb may stand between, but not "in" or "of".
        let is_verb = !self.sentence.vocabulary().function_words.contains(self.sentence.word(noun));
        let cue = (at + 1..=noun + usize::from(is_verb))
            .take_while(|at| tokens.get(*at).is_some_and(|token| token.kind == Kind::Word) || found(*at).is_some())
            .find_map(found)
            .or_else(|| self.per_of(at + 1))?;
        // "£2,060 for each of the borough's 107,000 inhabitants"
        if let Some(of) = self.words.part.starting_at(tokens, cue.end) {
            let base = self.sentence.figures.iter().find(|base| base.at >= of.end)?;
            let is_near = base.at - of.end <= MOST_NOUNS && tokens[of.end..base.at].iter().all(Token::is_word);
            return is_near.then_some(Found { is_for: For::Anyone, start: at, end: base.at, is_mean: false });
        }
        if let Some(base) = self.sentence.figure_at(cue.end) {
            // "Litres per 100 kilometres" is for so many of a unit.
            let is_base = base.mention.number().is_some_and(|base| base.has_one_digit() && base.decimals == 0);
            let is_for = is_base.then_some(For::Many(base))?;
            return Some(Found { is_for, start: at, end: self.sentence.after_noun(&base), is_mean: false });
        }
        // "119 kilometres to the checkpoint" is no rate, "40 miles to the gallon" is one.
        let needs_unit = self.words.per_unit.starting_at(tokens, cue.start).is_some();
        let (is_for, end) =
            self.named_at(cue.end).filter(|(is_for, _)| !needs_unit || matches!(is_for, For::Unit(_)))?;
        Some(Found { is_for, start: at, end, is_mean: false })
    }

    /// "59 kilos of dry food a day": what is measured stands between.
    fn per_of(&self, start: usize) -> Option<crate::lexicon::cues::Found> {
        let tokens = &self.sentence.tokens;
        let of = self.words.part.starting_at(tokens, start).filter(|_| self.figure.mention.unit.is_some())?;
        let words = (of.end..of.end + MOST_NOUNS)
            .take_while(|at| tokens.get(*at).is_some_and(|token| token.kind == Kind::Word));
        let none = |at| self.words.no_per.starting_at(tokens, at).is_some();
        words
            .skip(1)
            .chain([of.end + MOST_NOUNS])
            .find_map(|at| self.words.per.starting_at(tokens, at).filter(|_| !none(at)))
    }

    /// "Each of the 38 winners will get $548".
    fn each_of_many(&self) -> Option<Found<'f>> {
        let (tokens, at) = (&self.sentence.tokens, self.figure.at);
        let before = self.sentence.figures.iter().rev().find(|figure| figure.at < at)?;
        self.words.each_of.ending_at(tokens, before.at, None)?;
        let is_near = at - before.at <= FARTHEST_EACH;
        let is_clause = tokens[before.at + 1..at].iter().all(|token| token.kind == Kind::Word);
        (is_near && is_clause).then_some(Found { is_for: For::Anyone, start: at, end: at + 1, is_mean: false })
    }

    /// "Each winner will receive $548", 每公顷产6吨: the word stands before the figure, in its clause.
    fn each_of_before(&self) -> Option<Found<'f>> {
        let (tokens, at) = (&self.sentence.tokens, self.figure.at);
        // Ideographs are shorter than words: 每小时可分拣包裹3580件.
        let is_short = at > 0 && tokens[at - 1].is_ideograph();
        let first = at.saturating_sub(if is_short { 2 * FARTHEST_EACH } else { FARTHEST_EACH });
        let is_base = |i: usize| i > 0 && self.words.lead.ending_at(tokens, i, None).is_some();
        let first = (first..at).rev().take_while(|i| tokens[*i].kind == Kind::Word || is_base(*i)).last()?;
        // "Each 1,000 mark bond": the figure describes what each is.
        if self.figure.mention.counted.is_some() && self.figure.mention.unit.is_some() {
            return None;
        }
        let leads = |i: &usize| i.checked_sub(1).is_none_or(|before| self.sentence.figure_at(before).is_none());
        let cue = (first..at)
            .rev()
            .filter(leads)
            .find_map(|i| self.words.lead.starting_at(tokens, i).filter(|cue| cue.end < at))?;
        // "For each of the borough's 107,000 inhabitants": the figure is what is divided by.
        if at - cue.end <= MOST_NOUNS && self.words.each_of.starting_at(tokens, cue.start).is_some() {
            return None;
        }
        // 每万人 is for so many that no figure tells.
        if self.words.no_per.starting_at(tokens, cue.start).is_some() {
            return None;
        }
        // 每10股派发2.4元, 每千人拥有3.15名: it is for so many of what is counted.
        if let Some(base) = self.sentence.figure_at(cue.end).filter(|base| base.at < at) {
            let is_round = |number: &Number| (number.has_one_digit() || number.in_words) && number.decimals == 0;
            let is_base = base.mention.unit.is_none() && base.mention.number().is_some_and(is_round);
            let found = Found { is_for: For::Many(base), start: cue.start, end: at + 1, is_mean: false };
            return is_base.then_some(found);
        }
        // "Each of whom took home": nothing new is named.
        let points_back = cue.end > cue.start + 1;
        let (is_for, end) = self.named_at(cue.end).or(points_back.then_some((For::Anyone, cue.end)))?;
        (end <= at).then_some(Found { is_for, start: cue.start, end: at + 1, is_mean: false })
    }

    /// "244 calls in 24 hours, one every six minutes": how much time each took.
    fn every(&self) -> Option<Found<'f>> {
        let cue = self.words.every.ending_at(&self.sentence.tokens, self.figure.at, None)?;
        let is_time = self.sentence.measures(self.figure.mention, "time");
        is_time.then_some(Found { is_for: For::Anyone, start: cue.start, end: self.figure.at + 1, is_mean: false })
    }

    fn quotient(&self) -> Option<Found<'f>> {
        let units = &self.sentence.facts.lexicons.units;
        let quotient = units.quotient(&units.get(self.figure.mention.unit?).dimension)?;
        // Megawatts are a rate only beside megawatt-hours and hours.
        let has = |dimension: &str| {
            self.sentence.figures.iter().any(|figure| self.sentence.measures(figure.mention, dimension))
        };
        if quotient.only_stated && !(has(&quotient.per) && quotient.of.as_deref().is_some_and(has)) {
            return None;
        }
        let at = self.figure.at;
        Some(Found { is_for: For::Quotient(quotient), start: at, end: at + 1, is_mean: false })
    }

    fn mean(&self) -> Option<Found<'f>> {
        let end = self.sentence.after_noun(&self.figure);
        let before = self.sentence.cue_before(&self.words.mean, &self.words.link, self.figure.at, None);
        let after = self.words.mean_after.starting_at(&self.sentence.tokens, end);
        let (start, end) = before
            .map(|before| (before.start, end))
            .or_else(|| after.map(|after| (self.figure.at, after.end)))
            .or_else(|| Some((self.mean_word()?, end)))?;
        Some(Found { is_for: For::Unsaid, start, end, is_mean: true })
    }

    /// "The mean litter size was 7.4": a word for a mean that heads the words before the figure.
    fn mean_word(&self) -> Option<usize> {
        let (tokens, at) = (&self.sentence.tokens, self.figure.at);
        if self.sentence.measures(self.figure.mention, "time") {
            return None;
        }
        let first = at.saturating_sub(FARTHEST_MEAN);
        let words = (first..at).rev().take_while(|at| tokens[*at].kind == Kind::Word);
        words.filter(|at| self.words.mean_word.starting_at(tokens, *at).is_some()).last()
    }

    /// The unit or thing that the words from a token on name, and where they end.
    fn named_at(&self, at: usize) -> Option<(For<'f>, usize)> {
        let sentence = self.sentence;
        let first = sentence.tokens.get(at).filter(|token| token.kind == Kind::Word)?;
        let text = &sentence.facts.document.text()[first.span.start..sentence.span.end];
        let vocabulary = sentence.vocabulary();
        let unit = match vocabulary.words.at_start(text) {
            Some((len, Word::Unit(unit))) => Some((len, unit)),
            _ => vocabulary.symbols.at_start(text),
        };
        if let Some((len, unit)) = unit {
            let end = sentence.tokens.partition_point(|token| token.span.start < first.span.start + len);
            return Some((For::Unit(unit), end));
        }
        let nouns: Vec<String> = (at..at + MOST_NOUNS)
            .map_while(|at| sentence.tokens.get(at).filter(|token| token.kind == Kind::Word))
            .map(|token| token.text.to_string())
            .take_while(|word| !vocabulary.function_words.contains(word))
            .collect();
        let anyone = nouns.iter().position(|noun| self.words.anyone.contains(noun));
        match anyone {
            Some(index) => Some((For::Person, at + index + 1)),
            None if nouns.is_empty() => None,
            // 每台: one ideograph says what is counted.
            None if nouns[0].chars().all(|c| c > '\u{2E80}') => Some((For::Noun(nouns[..1].to_vec()), at + 1)),
            None => {
                let end = at + nouns.len();
                Some((For::Noun(nouns), end))
            }
        }
    }
}

/// Whether a figure counts what some words name: "12 home games" and "a game".
pub(super) fn names(sentence: &Sentence<'_, '_>, figure: &Figure<'_>, nouns: &[String]) -> bool {
    let counted = counted(sentence, figure);
    nouns.iter().any(|noun| counted.iter().any(|word| stem(word) == stem(noun)))
        || nouns.iter().any(|noun| noun::names(sentence, figure.mention, noun))
}

/// Whether words say that a figure counts somebody or something: a noun, or "shared among".
pub(super) fn counts(sentence: &Sentence<'_, '_>, words: &RatioWords, figure: &Figure<'_>) -> bool {
    !counted(sentence, figure).is_empty() || is_group(sentence, words, figure)
}

/// Whether the words before a figure say that it counts a group: "a crew of", "shared among".
pub(super) fn is_group(sentence: &Sentence<'_, '_>, words: &RatioWords, figure: &Figure<'_>) -> bool {
    [&words.divide, &words.group].iter().any(|cues| sentence.cue_before(cues, &words.link, figure.at, None).is_some())
}

/// Whether two nouns may be of the same thing: nothing says that they are not.
pub(super) fn count_the_same(one: &[String], other: &[String]) -> bool {
    // 执业医师1247人 and 3.15名医师: the one ideograph behind a figure is its counter, and names nothing.
    let is_counter = |nouns: &[String]| matches!(nouns, [noun] if noun.chars().all(|c| c > '\u{2E80}'));
    is_counter(one)
        || is_counter(other)
        || one.is_empty()
        || other.is_empty()
        || one.iter().any(|word| other.iter().any(|known| stem(word) == stem(known)))
}

/// The words for what a figure counts; in Chinese, what stands right after it.
pub(super) fn counted(sentence: &Sentence<'_, '_>, figure: &Figure<'_>) -> Vec<String> {
    if let Some(span) = figure.mention.counted {
        let words = sentence.facts.text(span).split([' ', '-']);
        return words.map(str::to_lowercase).collect();
    }
    // "The 389 season tickets": a word that may also stand before a year names what is counted here.
    let next = figure.at + 1;
    let is_noun = sentence.is_plain_word(next)
        && !sentence.tokens[next].is_ideograph()
        && sentence.is_plain_word(next + 1)
        && !sentence.vocabulary().function_words.contains(sentence.word(next));
    if is_noun && figure.mention.unit.is_none() {
        return vec![sentence.word(next).to_owned(), sentence.word(next + 1).to_owned()];
    }
    let ideographs = sentence.tokens[figure.at + 1..].iter().take(MOST_NOUNS);
    ideographs
        .take_while(|token| token.kind == Kind::Word && token.text.chars().all(|c| c > '\u{2E80}'))
        .map(|token| token.text.to_string())
        .collect()
}

/// Whether two words are one noun, in the singular or plural.
pub(super) fn are_one(one: &str, other: &str) -> bool {
    !one.is_empty() && stem(one) == stem(&other.to_lowercase())
}

/// A noun without the ending of its plural.
fn stem(word: &str) -> &str {
    let word = word.strip_suffix("'s").unwrap_or(word);
    match word.strip_suffix("ies") {
        Some(stem) => stem,
        None => word.strip_suffix("es").or_else(|| word.strip_suffix('s')).unwrap_or(word).trim_end_matches(['y', 'e']),
    }
}
