//! Comparatives and superlatives: "taller than the spire, which rises 60 metres",
//! "the lowest 12, the highest 40".

use std::ops::Range;

use crate::extract::claims::order::{Binder, FARTHEST, Greater, MOST_WORDS};
use crate::extract::claims::sentence::{Figure, Sentence};
use crate::facts::{Claim, Confidence, Covers, Relation, Sum};
use crate::lexicon::cues::{Cues, Found, Kind};
use crate::lexicon::frames::DegreeWords;

impl<'f> Binder<'_, 'f, '_> {
    pub(super) fn degrees(&self, claims: &mut Vec<Claim>) {
        for degree in &self.words.degree {
            self.superlatives(degree, claims);
            self.comparatives(degree, &degree.more, Greater::First, claims);
            self.comparatives(degree, &degree.less, Greater::Second, claims);
            self.first_of_all(degree, claims);
        }
        self.descending(&self.words.descending, Greater::First, claims);
        self.descending(&self.words.ascending, Greater::Second, claims);
    }

    /// "Rents were highest in Zug, at 3,369 francs, and lowest in Chiasso, at 2,352".
    fn superlatives(&self, degree: &DegreeWords, claims: &mut Vec<Claim>) {
        let tokens = &self.sentence.tokens;
        let find = |cues: &Cues| cues.all(tokens, 0..tokens.len()).collect::<Vec<Found>>();
        let (tops, bottoms) = (find(&degree.most), find(&degree.least));
        let ([most], [least]) = (tops.as_slice(), bottoms.as_slice()) else {
            return;
        };
        let (first, second) = if most.start < least.start { (*most, *least) } else { (*least, *most) };
        let Some((one, other)) = self.told_of(first, second) else { return };
        let greater = if most.start < least.start { Greater::First } else { Greater::Second };
        if self.are_of_one_subject(
            first,
            second,
            one.mention.counted.is_some() != other.mention.counted.is_some() && one.mention.unit.is_none(),
        ) && (self.fits(degree, &one) || self.fits(degree, &other))
        {
            let place = self.sentence.place(most.start, most.end);
            claims.extend(self.order(&one, &other, greater, place).filter(|_| !self.count_others(&one, &other)));
        }
    }

    /// "The Alba is the smallest (142 car spaces); the Medina has 231 and the Corona 182": one
    /// superlative, its figure, and the figures of the others.
    fn first_of_all(&self, degree: &DegreeWords, claims: &mut Vec<Claim>) {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        let find = |cues: &Cues| cues.all(tokens, 0..tokens.len()).collect::<Vec<Found>>();
        let (tops, bottoms) = (find(&degree.most), find(&degree.least));
        let (cue, greater) = match (tops.as_slice(), bottoms.as_slice()) {
            ([cue], []) => (*cue, Greater::First),
            ([], [cue]) => (*cue, Greater::Second),
            _ => return,
        };
        // "At least" says how exact a figure is, and "the five largest" are told together.
        let is_hedge = sentence.vocabulary().hedge_cues.ending_at(tokens, cue.end, None).is_some();
        // "Came first: 84 for the cut, 97 for the taste, 364 in all"
        let sum = &sentence.facts.lexicons.file(sentence.facts.languages[sentence.block]).sum;
        let has_total = sum.as_ref().is_some_and(|words| words.total.any(tokens, cue.end..tokens.len()));
        if has_total
            || is_hedge
            || self.has_ordinal(cue.start)
            || cue.start.checked_sub(1).is_some_and(|before| sentence.figure_at(before).is_some())
        {
            return;
        }
        let is_difference = |figure: &Figure<'f>| {
            [&self.words.more_of, &self.words.less_of]
                .iter()
                .any(|cues| cues.starting_at(tokens, figure.at + 1).is_some())
        };
        // "The smallest of the three libraries": how many there are is not the size of one.
        let is_number_of_all =
            |figure: &Figure<'f>| (cue.end..figure.at).all(|at| self.words.beside.starting_at(tokens, at).is_some());
        let mut after = self.figures_after(cue.end).skip_while(is_number_of_all);
        let Some(one) = after.next().filter(|one| one.at - cue.end <= FARTHEST) else { return };
        let others: Vec<Figure<'f>> = self
            .figures_after(one.at + 1)
            .filter(|other| {
                // "101 minutes at the Royal, 114 at Northfield": the unit is told once.
                let is_elided = other.mention.unit.is_none() && other.mention.counted.is_none();
                sentence.can_be_compared(one.mention, other.mention)
                    && (one.mention.unit == other.mention.unit || is_elided)
            })
            .collect();
        if others.len() < 2
            || others.iter().any(is_difference)
            || !self.fits(degree, &one)
            || others.len() != self.figures_after(one.at + 1).count()
        {
            return;
        }
        for other in others {
            let order = self.order(&one, &other, greater, self.place(cue));
            claims.extend(order.map(|claim| Claim { confidence: Confidence::Medium, ..claim }));
        }
    }

    /// The figures of two superlatives: both after them, or both before.
    fn told_of(&self, first: Found, second: Found) -> Option<(Figure<'f>, Figure<'f>)> {
        let mut between = self.figures_after(first.end).filter(|figure| figure.at < second.start);
        let middle = between.next()?;
        if between.next().is_some() {
            return None;
        }
        let after = self.figures_after(second.end).next().filter(|figure| figure.at - second.end <= FARTHEST);
        let is_beside = |figure: &Figure<'f>, cue: Found| cue.start - self.sentence.after_noun(figure) <= 2;
        let before = self.figures_before(first.start).next().filter(|figure| is_beside(figure, first));
        // "of the three mills, the largest": how many there are is not the size of one.
        let before = before.filter(|before| !self.count_others(before, &middle));
        match (before, after) {
            (None, Some(after)) if middle.at - first.end <= FARTHEST => Some((middle, after)),
            (Some(before), None) if is_beside(&middle, second) => Some((before, middle)),
            _ => None,
        }
    }

    /// Whether two superlatives seem to be told of one thing: not "the highest peak … the lowest pass".
    fn are_of_one_subject(&self, first: Found, second: Found, has_bare: bool) -> bool {
        let sentence = self.sentence;
        let beside = &self.words.beside;
        let skip = |at: usize| beside.starting_at(&sentence.tokens, at).map(|found| found.end);
        // "the highest peak", 最高的山; not "highest in", 最高的是, nor "the lightest weighed 2 kg".
        let noun = |cue: Found| {
            let is_ideograph = sentence.tokens.get(cue.end).is_some_and(|token| token.is_ideograph());
            let at = skip(cue.end).filter(|_| is_ideograph).unwrap_or(cue.end);
            let is_noun = sentence.is_plain_word(at) && skip(at).is_none() && sentence.figure_at(at + 1).is_none();
            is_noun.then(|| sentence.word(at).to_owned())
        };
        let lead = |cue: Found| {
            let lead = sentence.skip_links(&self.words.link, cue.start);
            let lead = self.words.after.ending_at(&sentence.tokens, lead, None).map_or(lead, |found| found.start);
            lead.checked_sub(1)
        };
        let has_own_lead = lead(second).is_some_and(|at| {
            sentence.is_plain_word(at)
                && beside.ending_at(&sentence.tokens, at + 1, None).is_none()
                && lead(first).is_none_or(|first| sentence.word(first) != sentence.word(at))
                && !sentence.is_word(second.start - 1, &["the"])
        });
        // "a maximum of 40 questions and a minimum age of 60"
        let nouns = (noun(first), noun(second));
        let has_one_noun = has_bare && nouns.0.is_some() != nouns.1.is_some();
        let differ = matches!(nouns, (Some(one), Some(other)) if one != other);
        !(has_own_lead || has_one_noun || differ)
    }

    /// "At 60 metres the tower is taller than the spire, which rises 41 metres".
    fn comparatives(&self, degree: &DegreeWords, cues: &Cues, greater: Greater, claims: &mut Vec<Claim>) {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        for cue in cues.all(tokens, 0..tokens.len()) {
            let lead = sentence.skip_links(&self.words.link, cue.start);
            let near = cue.start.saturating_sub(MOST_WORDS)..cue.start;
            if self.words.hardly.any(tokens, near) {
                continue;
            }
            let stop = |at: &usize| self.words.close.starting_at(tokens, *at).is_some();
            let start = (0..cue.start).rev().find(stop).map_or(0, |at| at + 1);
            let is_size = |figure: &Figure<'_>| sentence.after_noun(figure) >= lead;
            let before = self.figures_before(cue.start).filter(|one| one.at >= start && self.fits(degree, one));
            let is_definite = self.words.definite.ending_at(tokens, cue.end, None).is_some();
            let before = before.filter(|one| is_definite || !is_size(one)).collect::<Vec<_>>();
            if before.is_empty()
                && let Some((one, other)) = self.told_after(cue)
                && self.fits(degree, &one)
            {
                claims.extend(self.order(&one, &other, greater, self.place(cue)));
            }
            let [one] = before[..] else { continue };
            let Some(other) = self.figures_after(cue.end).next() else { continue };
            let is_near = other.at - cue.end <= FARTHEST && cue.start - one.at <= FARTHEST;
            let has_close = self.closes(cue.end, other.at);
            // "$2.88 a share beat the $2.79 that was expected"
            let is_told = (is_definite && cue.end == other.at) || self.is_told(cue.end..other.at);
            let are_alike = !degree.dimension.is_empty() || self.count_alike(&one, &other);
            // "Revenue of $4.85 billion beat the $4.66 billion analysts had forecast"
            let are_others = !is_definite && self.count_others(&one, &other);
            if is_near && is_told && are_alike && !has_close && !are_others {
                claims.extend(self.order(&one, &other, greater, self.place(cue)));
            }
        }
    }

    /// "boys outnumber girls, 310 to 280".
    fn told_after(&self, cue: Found) -> Option<(Figure<'f>, Figure<'f>)> {
        let sentence = self.sentence;
        let mut after = self.figures_after(cue.end);
        let (one, other) = (after.next()?, after.next()?);
        let lead = sentence.skip_links(&self.words.link, one.at);
        let to = self.words.votes_to.ending_at(&sentence.tokens, other.at, None)?;
        let is_told =
            one.at - cue.end <= FARTHEST && lead > cue.end && sentence.is_word(lead - 1, &[",", ":", "(", "—"]);
        (is_told && to.start >= one.at && to.start - one.at <= 3).then_some((one, other))
    }

    /// Whether a figure belongs to the name before it: "the spire, at 41 metres", "Hull's 40".
    pub(super) fn is_told(&self, gap: Range<usize>) -> bool {
        let sentence = self.sentence;
        let end = sentence.skip_links(&self.words.link, gap.end);
        let has_name = end > gap.start + 1;
        let is_with = self.words.with.ending_at(&sentence.tokens, end, None).is_some_and(|with| with.end > gap.start);
        has_name && is_with || (end > gap.start && sentence.word(end - 1).ends_with("'s"))
    }

    /// Whether two figures have one unit, or count one thing: no size of something else.
    fn count_alike(&self, one: &Figure<'_>, other: &Figure<'_>) -> bool {
        one.mention.unit.is_some() == other.mention.unit.is_some()
    }

    /// Whether a figure can be the size that a word tells of.
    pub(super) fn fits(&self, degree: &DegreeWords, figure: &Figure<'_>) -> bool {
        let is_of = |dimension: &String| match dimension.strip_suffix('*') {
            Some(start) => figure
                .mention
                .unit
                .is_some_and(|unit| self.sentence.facts.lexicons.units.get(unit).dimension.starts_with(start)),
            None => self.sentence.measures(figure.mention, dimension),
        };
        degree.dimension.is_empty() || degree.dimension.iter().any(is_of)
    }

    /// "between a maximum of 40 and a minimum of 55".
    pub(super) fn extremes(&self, claims: &mut Vec<Claim>) {
        let tokens = &self.sentence.tokens;
        let find = |cues: &Cues| {
            let found: Vec<(Found, Figure<'f>)> = cues
                .all(tokens, 0..tokens.len())
                .filter_map(|cue| {
                    let figure = self.figures_after(cue.end).next()?;
                    (figure.at - cue.end <= MOST_WORDS && !self.closes(cue.end, figure.at)).then_some((cue, figure))
                })
                .collect();
            found
        };
        let (tops, bottoms) = (find(&self.words.top), find(&self.words.bottom));
        let ([(top, most)], [(bottom, least)]) = (tops.as_slice(), bottoms.as_slice()) else { return };
        let text = |cue: &Found, figure: &Figure<'_>| {
            self.sentence.facts.text(self.sentence.place(cue.end, figure.at)).to_lowercase()
        };
        let (one, other) = (text(top, most), text(bottom, least));
        if most.id != least.id && (one == other || self.is_link(&one) && self.is_link(&other)) {
            claims.extend(self.order(most, least, Greater::First, self.place(*top)));
        }
    }

    fn is_link(&self, text: &str) -> bool {
        text.split_whitespace().count() <= 1
    }

    /// "In descending order the plants made 73, 62 and 41 tons".
    fn descending(&self, cues: &Cues, greater: Greater, claims: &mut Vec<Claim>) {
        let tokens = &self.sentence.tokens;
        let Some(cue) = cues.all(tokens, 0..tokens.len()).next() else { return };
        // "The three shops' prices, from the highest to the lowest: 34, 31 and 28 euros"
        let behind: Vec<Figure<'f>> = self.figures_after(cue.end).collect();
        let mut figures = if behind.len() > 2 { behind } else { self.figures_after(0).collect() };
        // 由近及远依次是…四个镇,离城分别为3、11、21、40公里: how many there are is none of them.
        if figures.last().is_some_and(|last| last.mention.unit.is_some()) {
            figures.retain(|figure| figure.mention.unit.is_some() || is_item(self.sentence, figure));
        }
        let are_alike = figures.windows(2).all(|pair| {
            let [one, other] = pair else { return false };
            self.sentence.are_of_one_kind(one.mention, other.mention) && other.at - one.at <= FARTHEST
        });
        let is_list = figures.len() > 2 && are_alike && !tokens.iter().any(|token| token.text == ";");
        for pair in figures.windows(2).filter(|_| is_list) {
            if let [one, other] = pair {
                claims.extend(self.order(one, other, greater, self.place(cue)));
            }
        }
    }

    /// 男生312人,女生280人,男生多于女生: names that had their figures before.
    pub(super) fn named(&self, claims: &mut Vec<Claim>) {
        let sentence = self.sentence;
        let tokens = &sentence.tokens;
        for (cues, greater) in [(&self.words.more_name, Greater::First), (&self.words.less_name, Greater::Second)] {
            for cue in cues.all(tokens, 0..tokens.len()) {
                let is_name = |at: &usize| tokens[*at].kind == Kind::Word;
                let left = (0..cue.start).rev().take_while(is_name).last().map(|start| start..cue.start);
                let right = (cue.end..tokens.len()).take_while(is_name).last().map(|end| cue.end..end + 1);
                let (Some(left), Some(right)) = (left, right) else { continue };
                let Some(one) = self.figure_of(left.clone(), left.start) else { continue };
                let Some(other) = self.figure_of(right, left.start) else { continue };
                if !self.count_others(&one, &other) {
                    claims.extend(self.order(&one, &other, greater, self.place(cue)));
                }
            }
        }
        // 女性比男性多
        for than in self.words.than.all(tokens, 0..tokens.len()) {
            let is_name = |at: &usize| tokens[*at].is_ideograph();
            let left = (0..than.start).rev().take_while(is_name).last().map(|start| start..than.start);
            let end = (than.end..tokens.len()).take_while(is_name).last().map_or(than.end, |end| end + 1);
            let ends = |cues: &Cues| cues.ending_at(tokens, end, None).filter(|cue| cue.start > than.end);
            let (cue, greater) = match (ends(&self.words.more_after), ends(&self.words.less_after)) {
                (Some(cue), None) => (cue, Greater::First),
                (None, Some(cue)) => (cue, Greater::Second),
                _ => continue,
            };
            let right = than.end..self.sentence.skip_links(&self.words.link, cue.start).max(than.end + 1);
            let figures = left
                .and_then(|left| Some((self.figure_of(left.clone(), left.start)?, self.figure_of(right, left.start)?)));
            if let Some((one, other)) = figures {
                claims.extend(self.order(&one, &other, greater, self.place(cue)));
                claims.extend(self.named_difference(&one, &other, greater, cue));
            }
        }
    }

    /// 男性36704人,女性35370人,男性比女性多1334人: by how much, right behind the comparison.
    fn named_difference(&self, one: &Figure<'f>, other: &Figure<'f>, greater: Greater, cue: Found) -> Option<Claim> {
        let size = self.sentence.figure_at(cue.end).filter(|size| size.mention.unit == one.mention.unit)?;
        let are_alike =
            self.sentence.are_of_one_kind(one.mention, other.mention) && one.mention.unit == other.mention.unit;
        let (more, less) = if greater == Greater::First { (one, other) } else { (other, one) };
        let sum = Sum { total: Some(size.id), parts: vec![more.id], less: vec![less.id], covers: Covers::All };
        are_alike.then(|| self.sentence.claim(Relation::Sum(sum), self.place(cue)))
    }

    /// The figure that stands after the one earlier place of a name.
    fn figure_of(&self, name: Range<usize>, end: usize) -> Option<Figure<'f>> {
        let tokens = &self.sentence.tokens;
        // "so boys outnumbered girls": the name is the last word, or the whole run of ideographs.
        let start = if tokens[name.start].is_ideograph() { name.start } else { name.end - 1 };
        let name = &tokens[start..name.end];
        let is_here = |at: &usize| {
            tokens.get(*at..at + name.len()).is_some_and(|other| other.iter().zip(name).all(|(a, b)| a.text == b.text))
        };
        let mut places = (0..end.saturating_sub(name.len())).filter(is_here);
        let place = places.next()? + name.len();
        if places.next().is_some() {
            return None;
        }
        let figure = self.figures_after(place).next().filter(|figure| figure.at < end && figure.at - place <= 3)?;
        (!tokens[place..figure.at].iter().any(|token| matches!(token.text.as_ref(), "," | ";" | "、")))
            .then_some(figure)
    }
}

/// Whether a mark or one word and another figure follow, as behind an item of a list.
fn is_item(sentence: &Sentence<'_, '_>, figure: &Figure<'_>) -> bool {
    sentence.tokens.get(figure.at + 1).is_some_and(|token| token.kind == Kind::Mark)
        || sentence.tokens.get(figure.at + 2).is_some_and(|_| sentence.figure_at(figure.at + 2).is_some())
}
