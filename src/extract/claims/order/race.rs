//! Races, of whose times the shorter one is the better: "won in 54.8 seconds, ahead of Moreau (55.1)",
//! "in 1hr 22min 24sec, ahead of Hales, who clocked 1hr 24min 20sec".

use crate::extract::claims::order::rank::MOST_NEIGHBOURS;
use crate::extract::claims::order::{Binder, FARTHEST, Greater};
use crate::extract::claims::sentence::Figure;
use crate::facts::Claim;

impl<'f> Binder<'_, 'f, '_> {
    /// Adds that the time of who won is the shortest.
    pub(super) fn races(&self, claims: &mut Vec<Claim>) {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        for cue in self.words.rank.below.all(tokens, 0..tokens.len()) {
            let Some(last) = self.figures_before(cue.start).next().filter(|own| cue.start - own.at <= FARTHEST) else {
                continue;
            };
            let own = self.time_of(&last);
            let Some(first) = own.first() else { continue };
            let is_race = sentence.measures(first.mention, "time")
                && self.leads(first.at.saturating_sub(FARTHEST), first.at) == Some(Greater::First)
                && sentence.cue_before(&self.words.rank.race, &self.words.link, first.at, None).is_some();
            let others: Vec<Figure<'f>> =
                self.figures_after(cue.end).take(MOST_NEIGHBOURS).take_while(|_| is_race).collect();
            for last in &others {
                let goes_on = others.iter().any(|next| self.is_rest_of_time(last, next));
                let other = self.time_of(last);
                // "Ahead of Moreau in 55.1"
                let is_timed = |first: &Figure<'f>| {
                    sentence.cue_before(&self.words.rank.race, &self.words.link, first.at, None).is_some()
                };
                let is_named = other.first().is_some_and(|first| self.is_named(cue.start, first) || is_timed(first));
                if let Some((own, other)) = unlike(&own, &other).filter(|_| is_named && !goes_on) {
                    claims.extend(self.order(&own, &other, Greater::Second, self.place(cue)));
                }
            }
        }
    }

    /// The figures of one time, up to its last one: the 1hr, 22min and 24sec of "1hr 22min 24sec".
    fn time_of(&self, last: &Figure<'f>) -> Vec<Figure<'f>> {
        let mut time = vec![*last];
        for figure in self.figures_before(last.at) {
            if !time.last().is_some_and(|next| self.is_rest_of_time(&figure, next)) {
                break;
            }
            time.push(figure);
        }
        time.reverse();
        time
    }

    /// Whether the second of two figures is what one time has beyond the first: 22min after 1hr.
    fn is_rest_of_time(&self, one: &Figure<'f>, next: &Figure<'f>) -> bool {
        let units = &self.sentence.facts.lexicons.units;
        let are_times = [one, next].iter().all(|figure| self.sentence.measures(figure.mention, "time"));
        let is_smaller = one.mention.unit.zip(next.mention.unit).is_some_and(|(one, next)| units.is_larger(one, next));
        next.at == one.at + 1 && are_times && is_smaller
    }
}

/// The first figures in which two times differ; all before them have to be of the same units.
fn unlike<'f>(one: &[Figure<'f>], other: &[Figure<'f>]) -> Option<(Figure<'f>, Figure<'f>)> {
    let value = |figure: &Figure<'f>| figure.mention.number().map(|number| number.value);
    let are_whole = one.len() > 1 || other.len() > 1;
    for (own, other) in one.iter().zip(other) {
        if are_whole && own.mention.unit != other.mention.unit {
            return None;
        }
        if !are_whole || value(own) != value(other) {
            return Some((*own, *other));
        }
    }
    None
}
