//! Rankings from the first on: "A led with 171, followed by B (100) and C (80)".

use crate::extract::claims::noun;
use crate::extract::claims::order::{Binder, FARTHEST, Greater, MOST_WORDS};
use crate::extract::claims::sentence::Figure;
use crate::facts::Claim;
use crate::lexicon::cues::Found;

impl<'f> Binder<'_, 'f, '_> {
    /// "A led with 171, followed by B (100) and C (80)".
    pub(super) fn rankings(&self, claims: &mut Vec<Claim>) {
        let tokens = &self.sentence.tokens;
        let all = 0..tokens.len();
        for cue in self.words.next.all(tokens, all.clone()) {
            // "59.131 points, 1.199 ahead of Andrade": what stands right before is the margin.
            let is_margin = cue.start >= 2
                && self.sentence.figure_at(cue.start - 1).is_some()
                && self.sentence.is_word(cue.start - 2, &[","]);
            if !is_margin {
                self.ranking(cue, false, claims);
            }
        }
        for cue in self.words.behind.all(tokens, all.clone()) {
            self.pair(cue, Greater::Second, false, claims);
        }
        for cue in self.words.after_lead.all(tokens, all.clone()) {
            if self.words.runner_up.any(tokens, cue.start.saturating_sub(FARTHEST)..cue.start) {
                self.pair(cue, Greater::Second, false, claims);
            }
        }
        for cue in self.words.second.all(tokens, all.clone()) {
            self.ranking(cue, true, claims);
        }
        for cue in self.words.second_after.all(tokens, all) {
            let second = self.figures_before(cue.start).next().filter(|figure| cue.start - figure.at <= 3);
            let first = second.and_then(|second| self.figures_before(second.at).next());
            if let (Some(first), Some(second)) = (first, second)
                && self.leads(first.at, cue.start).is_some()
            {
                claims.extend(self.order(&first, &second, Greater::First, self.place(cue)));
                // 47分居首,43分次之,排在第三位的是飞鹰队,有41分
                let third =
                    self.figures_after(cue.end).next().filter(|third| third.at - cue.end <= FARTHEST + MOST_WORDS);
                if let Some(third) = third.filter(|third| self.words.third.any(tokens, cue.end..third.at)) {
                    claims.extend(self.order(&second, &third, Greater::First, self.place(cue)));
                }
            }
        }
    }

    fn ranking(&self, cue: Found, needs_lead: bool, claims: &mut Vec<Claim>) {
        let lead = self.leads(cue.start.saturating_sub(FARTHEST), cue.start);
        let moves = self.words.moves.any(&self.sentence.tokens, cue.start.saturating_sub(FARTHEST)..cue.start);
        if lead.is_none() && (needs_lead || moves) {
            return;
        }
        let greater = lead.unwrap_or(Greater::First);
        let Some(mut last) = self.pair(cue, greater, lead.is_some(), claims) else { return };
        // "(90), Japan (85) and Peru (80)": the next ones, if they are written alike.
        let mark = |figure: &Figure<'_>| self.sentence.word(figure.at.saturating_sub(1)).to_owned();
        loop {
            // "those aged 35 to 54 (22.7%)": what names a group has no unit and stands in no brackets.
            let names =
                |next: &Figure<'f>| last.mention.unit.is_some() && next.mention.unit.is_none() && mark(next) != "(";
            let next = self.figures_after(last.at + 1).find(|next| mark(&last) != "(" || !names(next));
            let Some(next) = next.filter(|next| next.at - last.at <= FARTHEST) else { return };
            let is_ranked = self.words.with.ending_at(&self.sentence.tokens, next.at, None).is_some();
            let between = &self.sentence.tokens[last.at..next.at];
            let is_list = between.iter().all(|token| token.text != ";" && token.text != ".");
            let is_third = self.words.third.any(&self.sentence.tokens, last.at..next.at);
            let is_alike = is_ranked && is_list && mark(&next) == mark(&last) && !self.closes(last.at, next.at);
            if !is_alike && !is_third {
                return;
            }
            claims.extend(self.order(&last, &next, greater, self.place(cue)));
            last = next;
        }
    }

    /// The figures on both sides of a cue.
    fn pair(&self, cue: Found, greater: Greater, is_ranking: bool, claims: &mut Vec<Claim>) -> Option<Figure<'f>> {
        let first = self.figures_before(cue.start).take(2).filter(|figure| cue.start - figure.at <= FARTHEST);
        let second = self.figures_after(cue.end).take(2).filter(|figure| figure.at - cue.end <= MOST_WORDS + 2);
        let second: Vec<Figure<'_>> = second.filter(|figure| self.is_ranked(figure, cue.end)).collect();
        for one in first {
            // 居首,共171件;其次是: the next in rank may stand in a clause of its own.
            if self.closes(one.at, cue.start) && !(is_ranking && self.is_next_clause(one.at..cue.start)) {
                continue;
            }
            for other in &second {
                // Of times the shorter one is the better, and two nouns are two measures.
                if self.sentence.measures(one.mention, "time") || self.count_others(&one, other) {
                    continue;
                }
                if let Some(claim) = self.order(&one, other, greater, self.place(cue)) {
                    claims.push(claim);
                    return Some(*other);
                }
            }
        }
        None
    }

    /// Whether two figures count different things: "100 plants … 171 stores".
    pub(super) fn count_others(&self, one: &Figure<'_>, other: &Figure<'_>) -> bool {
        noun::same(self.sentence, one.mention, other.mention) == Some(false)
            && one.mention.counted.is_some()
            && other.mention.counted.is_some()
    }

    /// A figure of a ranking stands after "with" or a bracket, or right after the cue.
    fn is_ranked(&self, figure: &Figure<'_>, cue_end: usize) -> bool {
        let lead = self.sentence.skip_links(&self.words.link, figure.at);
        let with = &self.words.with;
        lead <= cue_end
            || with.ending_at(&self.sentence.tokens, lead, None).is_some()
            || self.sentence.is_word(lead - 1, &["("])
            || self.is_clause_of_ideographs(lead - 1)
    }

    /// Whether a semicolon is all that parts some tokens.
    fn is_next_clause(&self, range: std::ops::Range<usize>) -> bool {
        let tokens = &self.sentence.tokens;
        self.words.close.all(tokens, range).all(|found| tokens[found.start].text == ";")
    }

    /// A comma between a name in ideographs and its figure: 其次是旅游类,98件.
    fn is_clause_of_ideographs(&self, comma: usize) -> bool {
        self.sentence.is_word(comma, &[","]) && comma > 0 && self.sentence.tokens[comma - 1].is_ideograph()
    }
}
