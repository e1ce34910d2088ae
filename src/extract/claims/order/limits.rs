//! Values against what a rule allows, and the verdict: 检出值0.5mg/kg,标准规定不得超过0.2mg/kg,判定为不合格.

use crate::extract::claims::order::{Binder, FARTHEST, Greater};
use crate::extract::claims::sentence::Figure;
use crate::facts::{Claim, Confidence};
use crate::lexicon::cues::Cues;

impl Binder<'_, '_, '_> {
    /// Adds the order of a value and its limit where a verdict says on which side the value lies.
    pub(super) fn limits(&self, claims: &mut Vec<Claim>) {
        let words = &self.words.limits;
        let tokens = &self.sentence.tokens;
        let has = |cues: &Cues| cues.any(tokens, 0..tokens.len());
        // 不合格 holds 合格.
        let passes = match (has(&words.fails), has(&words.passes)) {
            (true, _) => false,
            (false, true) => true,
            (false, false) => return,
        };
        for (cues, is_upper) in [(&words.at_most, true), (&words.at_least, false)] {
            let mut found = cues.all(tokens, 0..tokens.len());
            let Some(cue) = found.next().filter(|_| found.next().is_none()) else { continue };
            let limit = self.figures_after(cue.end).next().filter(|limit| limit.at - cue.end <= 2);
            let value = self.figures_before(cue.start).next().filter(|value| cue.start - value.at <= FARTHEST);
            let Some((value, limit)) = value.zip(limit) else { continue };
            let greater = if is_upper == passes { Greater::Second } else { Greater::First };
            let order = self.order(&value, &limit, greater, self.place(cue));
            claims.extend(order.map(|claim| Claim { confidence: Confidence::Medium, ..claim }));
        }
        // "Needed 348 votes to pass, but fell short with 318"
        for limit in self.figures_after(0) {
            let Some(cue) = self.sentence.cue_before(&words.needs, &self.words.link, limit.at, None) else { continue };
            let mut values = self.figures_after(limit.at + 1).filter(|value| value.mention.unit == limit.mention.unit);
            let (Some(value), None) = (values.next(), values.next()) else { continue };
            let greater = if passes { Greater::First } else { Greater::Second };
            let order = self.order(&value, &limit, greater, self.place(cue));
            claims.extend(order.map(|claim| Claim { confidence: Confidence::Medium, ..claim }));
        }
        // "Fell short: 18,815 signatures were collected, when 20,500 were required"
        for limit in self.figures_after(0) {
            let ends = [limit.at + 1, self.sentence.after_noun(&limit), self.sentence.after_counter(&limit)];
            let Some(cue) = ends.into_iter().find_map(|at| words.required.starting_at(tokens, at)) else { continue };
            let is_alike = |value: &Figure<'_>| {
                value.mention.unit == limit.mention.unit && !self.sentence.measures(value.mention, "time")
            };
            let mut values: Vec<Figure<'_>> = self.figures_before(limit.at).filter(is_alike).collect();
            // 定下新增6300人的目标,实际新增6536人,超额完成
            if values.is_empty() {
                values = self.figures_after(cue.end).filter(is_alike).collect();
            }
            let [value] = values.as_slice() else { continue };
            let value = *value;
            let greater = if passes { Greater::First } else { Greater::Second };
            let order = self.order(&value, &limit, greater, self.place(cue));
            claims.extend(order.map(|claim| Claim { confidence: Confidence::Medium, ..claim }));
        }
    }
}
