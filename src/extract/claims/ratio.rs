//! Rates and averages: "259 units in 7 days, or 37 a day", "$20,824 shared among 38, $548 each".
//!
//! The words beside a figure say that it is a rate, and what it is for. What was divided, and
//! by what, is found by its kind: the figure in the rate's own unit, and the figure that
//! counts what the rate is for. Where several figures are of the kind, each is a reading.

mod apart;
mod for_every;
mod kinds;
mod one_in;
mod rate;

pub(super) use for_every::is_led_by_each;

use rust_decimal::Decimal;

use crate::bounds::times;
use crate::extract::claims::ratio::kinds::{are_ends, is_count, is_ideographic, is_scaled, rest_of};
use crate::extract::claims::ratio::rate::{For, Rate, rates};
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Confidence, Per, Ratio, Relation};
use crate::lexicon::frames::RatioWords;
use crate::number::Reach;

/// A sentence in which a rate could be read in more ways than this claims nothing.
const MOST_READINGS: usize = 6;

/// A sentence with more figures is a list or a table; every rate looks at all of them.
const MOST_FIGURES: usize = 40;

/// How many words a sentence may begin with before those that point back: "In all, that is".
const FARTHEST_BACK: usize = 4;

/// Adds the rates that a sentence claims.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &RatioWords, claims: &mut Vec<Claim>) {
    if sentence.figures.len() > MOST_FIGURES || words.mute.any(&sentence.tokens, 0..sentence.tokens.len()) {
        return;
    }
    let rates = rates(sentence, words);
    claims.extend(apart::paces(sentence, &rates));
    if rates.is_empty() {
        claims.extend(apart::told_before(sentence, words));
    }
    claims.extend(one_in::bind(sentence, words));
    claims.extend(for_every::bind(sentence, words));
    for rate in rates.iter().filter(|rate| !rate.is_other && !is_extreme(sentence, words, &rate.figure)) {
        let trio = Trio { sentence, words, rates: &rates, rate };
        let (mut readings, confidence) = trio.readings();
        readings.retain(|reading| !trio.is_of_several(reading));
        // "612 pupils and 36 teachers, seventeen to each; two of them retire": what its own clause tells comes first.
        if !rate.is_mean && readings.iter().any(|reading| trio.is_of_clause(reading)) {
            readings.retain(|reading| trio.is_of_clause(reading));
        }
        // "In three cuts of 7 each": what was taken in steps is a difference first.
        let is_stepped = words.steps.any(&sentence.tokens, 0..sentence.tokens.len());
        readings.sort_by_key(|reading| (is_stepped && reading.less.is_none(), trio.distance(reading)));
        if readings.is_empty() || readings.len() > MOST_READINGS {
            continue;
        }
        let cue = sentence.place(rate.start, rate.end);
        let claim = sentence.claim(Relation::Ratio(readings.remove(0)), cue);
        let otherwise = readings.into_iter().map(Relation::Ratio).collect();
        claims.push(Claim { otherwise, confidence, ..claim });
    }
}

/// Whether a superlative of its clause stands before a figure, which is that of one of many: 最高的一户领到3.2万元.
fn is_extreme(sentence: &Sentence<'_, '_>, words: &RatioWords, figure: &Figure<'_>) -> bool {
    let clause = (0..figure.at).rev().find(|at| sentence.is_word(*at, &[",", ";", "(", "。"])).unwrap_or(0);
    words.extremes.any(&sentence.tokens, clause..figure.at)
}

/// A rate and the two figures that it may follow from.
struct Trio<'s, 'f, 'd> {
    sentence: &'s Sentence<'f, 'd>,
    words: &'s RatioWords,
    rates: &'s [Rate<'f>],
    rate: &'s Rate<'f>,
}

impl<'f> Trio<'_, 'f, '_> {
    /// Every pair of figures that the rate may follow from, and how sure it is that it does.
    fn readings(&self) -> (Vec<Ratio>, Confidence) {
        let here = self.sentence;
        let said = self.pairs(here, here, self.rates);
        if self.is_stated(&said) {
            return (said, Confidence::High);
        }
        if matches!(&self.rate.is_for, For::Quotient(quotient) if quotient.only_stated) {
            return (Vec::new(), Confidence::Low);
        }
        if !said.is_empty() {
            return (if self.is_alone(&said) { said } else { Vec::new() }, Confidence::Medium);
        }
        let cues = &self.words.points_back;
        let points_back = (0..FARTHEST_BACK).any(|at| cues.starting_at(&here.tokens, at).is_some())
            || here.cue_before(cues, &self.words.link, self.rate.start, None).is_some();
        let Some(before) = here.before.as_deref() else { return (Vec::new(), Confidence::High) };
        let mut rates_before = rate::rates(before, self.words);
        rates_before.extend(self.rates.iter().cloned());
        let places = [(before, before), (before, here), (here, before)];
        let pairs: Vec<Ratio> =
            places.into_iter().flat_map(|(ofs, overs)| self.pairs(ofs, overs, &rates_before)).collect();
        if points_back {
            return (pairs, Confidence::High);
        }
        // 每小时可运送1200人 behind a sentence on five days: what can be done in an hour is no mean.
        let is_of_time =
            matches!(self.rate.is_for, For::Unit(_)) && !self.rate.is_mean && is_ideographic(here, self.rate);
        let is_sure = self.is_alone(&pairs) && !is_of_time;
        (if is_sure { pairs } else { Vec::new() }, Confidence::Medium)
    }

    /// Whether no other figures could be meant: one pair is of the kind, no other rate is for the
    /// same, and the rate is not the price of what is bought.
    fn is_alone(&self, readings: &[Ratio]) -> bool {
        let is_price = self.sentence.cue_before(&self.words.price, &self.words.link, self.rate.start, None).is_some();
        let is_of_many = matches!(&self.rate.is_for, For::Many(base) if base.mention.unit.is_none());
        // "At $7,600 an acre, the 2,333-acre ranch went for $17.7 million"
        let over = readings.first().map(|reading| self.sentence.facts.mention(reading.over));
        let is_sized = over.is_some_and(|over| self.sentence.is_attributive(over));
        let is_unnamed_price = is_price && !is_sized && !matches!(self.rate.is_for, For::Noun(_));
        readings.len() == 1 && self.rates.len() == 1 && !is_unnamed_price && !is_of_many
    }

    /// The pairs of a figure of one sentence and a figure of another or the same.
    fn pairs(&self, ofs: &Sentence<'f, '_>, overs: &Sentence<'f, '_>, rates: &[Rate<'f>]) -> Vec<Ratio> {
        let free = |sentence: &Sentence<'f, '_>| -> Vec<Figure<'f>> {
            let is_free = |figure: &&Figure<'f>| {
                figure.mention.number().is_some_and(|number| !number.value.is_zero())
                    && !sentence.is_percent(figure.mention)
                    && !rates.iter().any(|rate| rate.takes(figure) && !self.can_divide(sentence, rate))
                    && !is_extreme(sentence, self.words, figure)
            };
            sentence.figures.iter().filter(is_free).copied().collect()
        };
        let is_rest = |figure: &Figure<'f>| {
            overs.figures.iter().any(|one| rest_of(overs, one).is_some_and(|rest| rest.id == figure.id))
        };
        let named: Vec<_> = free(overs)
            .into_iter()
            .filter(|over| !is_rest(over))
            .filter_map(|over| Some((over, self.divides(overs, &over)?)))
            .collect();
        if !named.iter().any(|(_, fit)| *fit == Fit::Sure) {
            return Vec::new();
        }
        let ofs: Vec<_> = free(ofs).into_iter().filter(|of| self.can_be_divided(ofs, of)).collect();
        let mut pairs = Vec::new();
        for of in &ofs {
            let fits = |over: &Figure<'f>| over.id != of.id && self.go_together(of, over) && !are_ends(overs, of, over);
            for (over, _) in named.iter().filter(|(over, _)| fits(over)) {
                let rest = rest_of(overs, over).map(|rest| rest.id);
                let (rate, per) = (self.rate.figure.id, self.rate.per());
                pairs.push(Ratio { of: of.id, less: None, over: over.id, rest, rate, per });
                // What is divided may be how far two figures are apart.
                let value = |figure: &Figure<'_>| figure.mention.number().map(|number| number.value);
                let other = ofs.iter().find(|other| other.id != of.id && other.id != over.id);
                let smaller = other.filter(|other| ofs.len() == 2 && value(other) < value(of));
                let smaller = smaller.filter(|other| other.mention.unit == of.mention.unit && rest.is_none());
                pairs.extend(smaller.map(|other| Ratio {
                    of: of.id,
                    less: Some(other.id),
                    over: over.id,
                    rest,
                    rate,
                    per,
                }));
                if pairs.len() > MOST_READINGS {
                    return pairs;
                }
            }
        }
        pairs
    }

    /// "Costs £1,161,940 a year, which works out at £30.34 for each of the 38,291 households": what is
    /// told for a time is divided itself.
    fn can_divide(&self, sentence: &Sentence<'f, '_>, other: &Rate<'f>) -> bool {
        let is_other = other.figure.id != self.rate.figure.id && other.is_for_time(sentence);
        is_other && self.rate.is_result && !other.is_mean && !self.rate.is_for_time(sentence)
    }

    /// Whether a figure counts or measures what the rate is for.
    fn divides(&self, sentence: &Sentence<'f, '_>, figure: &Figure<'f>) -> Option<Fit> {
        let units = &sentence.facts.lexicons.units;
        let mention = figure.mention;
        let after = [figure.at + 1, sentence.after_noun(figure)];
        let is_none = [&self.words.no_base, &self.words.mean_word];
        let is_none = |at: &usize| is_none.iter().any(|cues| cues.starting_at(&sentence.tokens, *at).is_some());
        // "A 44-hour week" is divided by, "a 30-day option" is not.
        // "The 40-home estate cost $10.4 million, or $260,000 per home"
        let described = |nouns: &[String]| {
            let after = sentence.facts.document.text()[mention.digits.end..sentence.span.end].trim_start_matches('-');
            let word = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            nouns.iter().any(|noun| rate::are_one(noun, word))
        };
        let names_it = matches!(&self.rate.is_for, For::Noun(nouns) if described(nouns));
        if sentence.is_attributive(mention) && names_it {
            return Some(Fit::Sure);
        }
        let describes = sentence.is_attributive(mention) && !matches!(self.rate.is_for, For::Unit(_));
        if describes || after.iter().any(is_none) {
            return None;
        }
        let is_sure = match &self.rate.is_for {
            // A daily figure is no part of so many hours.
            // A speed by the hour may be that of so many minutes.
            For::Unit(unit) => mention.unit.is_some_and(|own| {
                let is_speed = sentence.measures(self.rate.figure.mention, "length");
                own == *unit || units.is_larger(own, *unit) || (is_speed && sentence.measures(mention, "time"))
            }),
            For::Quotient(quotient) => mention.unit.is_some_and(|unit| units.get(unit).dimension == quotient.per),
            For::Many(base) if base.mention.unit.is_some() => base.id != figure.id && base.mention.unit == mention.unit,
            // 常住人口56.5万人: so many tens of thousands are counted too.
            For::Many(base) => (is_count(figure) || is_scaled(figure)) && base.id != figure.id,
            For::Anyone => is_count(figure) && rate::counts(sentence, self.words, figure),
            // Money is surely not what divides it; of two counts, only a noun tells which does.
            For::Person if self.rate.figure.mention.unit.is_none() => {
                is_count(figure)
                    && (rate::names(sentence, figure, &self.words.anyone)
                        || rate::is_group(sentence, self.words, figure))
            }
            For::Person => is_count(figure) && rate::counts(sentence, self.words, figure),
            For::Unsaid => {
                (is_count(figure) && rate::counts(sentence, self.words, figure)) || sentence.measures(mention, "time")
            }
            For::Noun(nouns) => {
                let whole = self.words.part.starting_at(&sentence.tokens, figure.at + 1);
                let whole = whole.and_then(|part| sentence.figure_at(part.end));
                [Some(*figure), whole]
                    .into_iter()
                    .flatten()
                    .any(|figure| figure.mention.unit.is_none() && rate::names(sentence, &figure, nouns))
            }
        };
        // "Seven nights, of which five at the coast": a bare number may count the same.
        let may = matches!(&self.rate.is_for, For::Noun(_) | For::Anyone | For::Person | For::Unsaid)
            && is_count(figure)
            && mention.counted.is_none();
        if is_sure { Some(Fit::Sure) } else { may.then_some(Fit::Possible) }
    }

    /// Whether a figure is of the rate's own kind.
    fn can_be_divided(&self, sentence: &Sentence<'f, '_>, figure: &Figure<'f>) -> bool {
        let rate = self.rate.figure.mention;
        let units = &sentence.facts.lexicons.units;
        // "A 123 foot section": with a unit and a noun, a figure describes the noun.
        let describes = figure.mention.unit.is_some() && figure.mention.counted.is_some();
        let is_for_quotient = matches!(self.rate.is_for, For::Quotient(_));
        // "The 236-kilometre crossing in seven hours"
        let is_attributive = sentence.is_attributive(figure.mention) && !is_for_quotient;
        if is_attributive || (describes && matches!(self.rate.is_for, For::Unsaid)) {
            return false;
        }
        if let For::Quotient(quotient) = &self.rate.is_for {
            let own = figure.mention.unit.map(|unit| units.get(unit).dimension.as_str());
            return own == quotient.of.as_deref();
        }
        match (rate.unit, figure.mention.unit) {
            (Some(one), Some(other)) => units.are_comparable(one, other),
            // "55,637 litres in 11 days, 5,058 a day": the unit is left out once.
            // "25,632 litres a week, or 197.2 for each of its 130 buses"
            (None, Some(_)) => {
                self.rate.nouns.is_empty()
                    && (matches!(self.rate.is_for, For::Unit(_))
                        || (self.rate.is_result && matches!(self.rate.is_for, For::Anyone)))
            }
            (None, None) => rate::count_the_same(&self.rate.nouns, &rate::counted(sentence, figure)),
            _ => false,
        }
    }

    /// Whether two figures can be divided by each other at all, as far as their sizes go.
    fn go_together(&self, of: &Figure<'_>, over: &Figure<'_>) -> bool {
        let same_year = match (self.sentence.year_of(&self.rate.figure), self.sentence.year_of(of)) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        let is_part = match (of.mention.number(), over.mention.number(), &self.rate.is_for) {
            // Of deaths and people there are more people; of money and shares nobody can say.
            (Some(of_number), Some(over_number), For::Many(base)) => {
                base.mention.unit.is_some()
                    || (of.mention.unit.is_some() && over.mention.unit.is_none())
                    || of_number.value < over_number.value
            }
            // What is shared is more than a share of it.
            (Some(of_number), Some(over), For::Noun(_) | For::Anyone | For::Person | For::Unsaid)
                if over.value > Decimal::ONE =>
            {
                let is_less = of.mention.unit.is_none() && of_number.value < over.value;
                self.exceeds_rate(of) && !(is_less && self.rate.is_above_one())
            }
            _ => true,
        };
        same_year && is_part
    }

    /// Whether a figure is more than the rate.
    fn exceeds_rate(&self, figure: &Figure<'_>) -> bool {
        let (figure, rate) = (figure.mention, self.rate.figure.mention);
        let both = self.sentence.facts.comparable(figure, rate, Reach::Rounded);
        both.and_then(|(figure, rate)| figure.middle().zip(rate.middle())).is_some_and(|(figure, rate)| figure > rate)
    }

    /// Whether words say that one of the three figures follows from the others.
    fn is_stated(&self, readings: &[Ratio]) -> bool {
        if self.rate.is_result {
            return !readings.is_empty();
        }
        let tokens = &self.sentence.tokens;
        let follows = |reading: &Ratio| {
            let places = [reading.of, reading.over].map(|id| self.place_of(id));
            let last = places.into_iter().flatten().max().filter(|last| *last > self.rate.figure.at);
            let figure = last.and_then(|at| self.sentence.figure_at(at)).or(Some(self.rate.figure));
            figure.is_some_and(|figure| {
                self.sentence.cue_before(&self.words.result, &self.words.link, figure.at, None).is_some()
            })
        };
        // "For 50 hours, so it stores 300 megawatt-hours"
        let ends = |reading: &Ratio| {
            let mut places: Vec<usize> =
                [reading.of, reading.over, reading.rate].iter().filter_map(|id| self.place_of(*id)).collect();
            places.sort_unstable();
            places.windows(2).last().is_some_and(|last| self.words.so.any(tokens, last[0]..last[1]))
        };
        readings.iter().any(ends)
            || (!readings.is_empty() && self.words.divide.any(tokens, 0..tokens.len()))
            || readings.iter().min_by_key(|reading| self.distance(reading)).is_some_and(follows)
    }

    fn place_of(&self, id: crate::facts::MentionId) -> Option<usize> {
        self.sentence.figures.iter().find(|figure| figure.id == id).map(|figure| figure.at)
    }

    /// "A crew of 14 worked eight hours a day for five days, 560 hours in all": a third count multiplies
    /// the rate, and makes it true.
    fn is_of_several(&self, reading: &Ratio) -> bool {
        let value = |id| self.sentence.facts.mention(id).number().map(|number| number.value);
        let product = value(reading.over).zip(value(reading.rate)).and_then(|(over, rate)| times(over, rate));
        let (Some(product), Some(of)) = (product, value(reading.of)) else { return false };
        let ids = [reading.of, reading.over, reading.rate];
        let mut others = self.sentence.figures.iter().filter(|figure| !ids.contains(&figure.id) && is_count(figure));
        others.any(|other| value(other.id).and_then(|several| times(product, several)) == Some(of))
    }

    /// Whether no semicolon parts the figures of a reading from the rate.
    fn is_of_clause(&self, reading: &Ratio) -> bool {
        let is_beside = |at: usize| {
            let (first, last) = (at.min(self.rate.figure.at), at.max(self.rate.figure.at));
            !(first..last).any(|at| self.sentence.is_word(at, &[";"]))
        };
        [reading.of, reading.over].iter().all(|id| self.place_of(*id).is_some_and(is_beside))
    }

    /// How far from the rate the figures of a reading stand.
    fn distance(&self, reading: &Ratio) -> usize {
        let far = self.sentence.tokens.len();
        let distance = |id| self.place_of(id).map_or(far, |at| at.abs_diff(self.rate.figure.at));
        distance(reading.of) + distance(reading.over)
    }
}

/// How sure it is that a figure counts what a rate is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// Its noun or unit says so.
    Sure,
    /// It has none of its own.
    Possible,
}

impl Rate<'_> {
    fn is_above_one(&self) -> bool {
        self.figure.mention.number().is_some_and(|number| number.value > Decimal::ONE)
    }

    fn per(&self) -> Per {
        match &self.is_for {
            For::Unit(unit) => Per::Unit(*unit),
            For::Noun(_) | For::Anyone | For::Person | For::Unsaid => Per::One,
            For::Many(base) => Per::Many(base.id),
            For::Quotient(_) => Per::Quotient,
        }
    }
}
