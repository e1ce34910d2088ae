//! How many were asked, told behind what some of them said: "Some 30% of the firms (117) mean to
//! hire. The survey covered 390 firms."

use crate::extract::claims::noun;
use crate::extract::claims::sentence::Figure;
use crate::extract::claims::share::{Binder, can_be_part, is_amount};
use crate::facts::{Base, Claim, Confidence, Relation, Share};

/// How many tokens may stand between a percentage and the bracket with its part.
const LONGEST_NAME: usize = 10;

impl<'f> Binder<'_, 'f, '_> {
    pub(super) fn asked(&self) -> Option<Claim> {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        let asked = self.words.asked.all(tokens, 0..tokens.len()).next()?;
        let mut amounts = sentence.figures.iter().filter(|figure| is_amount(sentence, figure.mention));
        let whole = amounts.next().filter(|whole| amounts.next().is_none() && whole.mention.unit.is_none())?;
        let before = Binder { sentence: sentence.before.as_deref()?, words: self.words };
        let (percent, part) = before.part_in_brackets()?;
        let counter = |binder: &Binder<'_, 'f, '_>, figure: &Figure<'f>| {
            let next = binder.sentence.tokens.get(figure.at + 1).filter(|token| token.is_ideograph());
            next.map(|token| token.text.to_string())
        };
        let (of_part, of_whole) = (counter(&before, &part), counter(self, whole));
        let are_alike = of_part.is_none() || of_part == of_whole;
        let is_named = noun::same(sentence, part.mention, whole.mention) != Some(false);
        can_be_part(sentence, part.mention, whole.mention)?;
        let share = Share { part: part.id, whole: whole.id, base: Base::Whole, share: Some(percent.id) };
        let claim = sentence.claim(Relation::Share(share), sentence.place(asked.start, asked.end));
        (are_alike && is_named).then_some(Claim { confidence: Confidence::Medium, ..claim })
    }

    /// The only percentage of a sentence, and its only amount, which stands in a bracket behind it.
    fn part_in_brackets(&self) -> Option<(Figure<'f>, Figure<'f>)> {
        let sentence = self.sentence;
        let mut percents = sentence.figures.iter().filter(|figure| sentence.is_percent(figure.mention));
        let percent = percents.next().filter(|_| percents.next().is_none())?;
        let mut amounts = sentence.figures.iter().filter(|figure| is_amount(sentence, figure.mention));
        let part = amounts.next().filter(|_| amounts.next().is_none())?;
        let open = sentence.skip_links(&self.words.link, part.at).checked_sub(1)?;
        let is_behind = percent.at < open && open - percent.at <= LONGEST_NAME && sentence.is_word(open, &["("]);
        let is_plain = || self.are_words(percent.at + 1, open, LONGEST_NAME);
        let is_closed = (part.at + 1..part.at + 4).any(|at| sentence.is_word(at, &[")"]));
        (is_behind && is_closed && is_plain()).then_some((*percent, *part))
    }
}
