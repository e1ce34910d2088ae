//! Parts and wholes: "8.2 tons, including 2.7 tons of meth", "12 of the 48 (25%)".

use crate::extract::claims::Sentence;
use crate::extract::claims::words::{ends_with, find, without_links};
use crate::facts::{Claim, Confidence, Mention, MentionId, Relation, Share};
use crate::lexicon::file::ShareWords;
use crate::span::Span;

/// How many link words may stand between a cue and its figure.
const MOST_LINKS: usize = 4;

/// How many words may stand between the whole and the percentage of "12 of the 29 examples (41%)".
const MOST_NOUNS: usize = 6;

/// How many characters may name the part between a cue and its figure: 其中小麦32吨.
const MOST_IDEOGRAPHS: usize = 6;

/// Adds the shares that a sentence claims.
pub(super) fn bind(sentence: &Sentence<'_, '_>, words: &ShareWords, claims: &mut Vec<Claim>) {
    let text = sentence.text(sentence.span.start, sentence.span.end);
    if words.mute.iter().any(|mute| find(text, mute).is_some()) {
        return;
    }
    let mut among = None;
    for index in 1..sentence.figures.len() {
        let (one, other) = (sentence.figures[index - 1], sentence.figures[index]);
        if one.1.number().is_none() || other.1.number().is_none() {
            continue;
        }
        let later = among.and_then(|whole| later_part(sentence, index, whole));
        let claim = later.or_else(|| {
            part_inside(sentence, index, words)
                .or_else(|| part_of(sentence, index, words))
                .or_else(|| part_among(sentence, index, words))
        });
        if let Some(share) = claim.filter(|share| share.share.is_some() && among.is_none()) {
            among = is_among(sentence, share).then_some(share.whole);
        }
        claims.extend(claim.map(|share| Claim {
            relation: Relation::Share(share),
            cue: Span::new(one.1.span.end, other.1.span.start),
            block: sentence.block,
            confidence: Confidence::High,
        }));
    }
}

/// "8.2 tons of drugs, including 67.15 tons …": the whole is the figure before the cue,
/// in the same clause, in a unit that can be compared or of the same noun.
fn part_inside(sentence: &Sentence<'_, '_>, index: usize, words: &ShareWords) -> Option<Share> {
    let ((whole_id, whole), (part_id, part)) = (sentence.figures[index - 1], sentence.figures[index]);
    let before = sentence.before(index);
    let named = before.trim_end_matches(|c: char| c > '\u{2E80}' && !"，。；、（".contains(c));
    let is_named = before.len() - named.len() <= MOST_IDEOGRAPHS * 3 + 6 && named.len() < before.len();
    let between = words.inside.iter().find_map(|cue| {
        let near = without_links(before, &words.link, MOST_LINKS);
        let at_end = ends_with(near, cue).or_else(|| ends_with(before, cue));
        // 其中小麦32吨: what the part is stands between the cue and the figure.
        at_end.or_else(|| {
            is_named.then(|| before[named.len()..].find(cue.as_str()).map(|at| &before[..named.len() + at])).flatten()
        })
    })?;
    let is_near = !between.contains([';', '；', '。']) && between.matches([',', '，']).count() <= 2;
    (is_near && count_the_same(sentence, whole, part)).then(|| Share {
        part: part_id,
        whole: whole_id,
        share: share_after(sentence, index),
    })
}

/// "12 of the 48 (25%)", "53 of the 47 lifeboats", "60 of the brewery's 240 barrels".
fn part_of(sentence: &Sentence<'_, '_>, index: usize, words: &ShareWords) -> Option<Share> {
    let ((part_id, part), (whole_id, whole)) = (sentence.figures[index - 1], sentence.figures[index]);
    let before = sentence.before(index);
    let near = without_links(before, &words.link, MOST_LINKS);
    let owner = without_owner(near);
    let is_only = |text: &str, cue: &str| ends_with(text, cue).is_some_and(|rest| rest.trim().is_empty());
    let is_cue =
        |cue: &String| is_only(near, cue) || is_only(before, cue) || owner.is_some_and(|text| is_only(text, cue));
    let is_cued = words.of.iter().any(is_cue);
    let has_article = words.of.iter().any(|cue| cue.contains(' ') && is_cue(cue)) || owner.is_some();
    let share = share_after(sentence, index);
    // "12 of 48" may be a score or a date; with an article or a percentage it is a share.
    let is_share = is_cued && (share.is_some() || has_article);
    (is_share && are_counts(part, whole)).then_some(Share { part: part_id, whole: whole_id, share })
}

/// "Of the 64 nests on the cliff, 16 (25%) were empty".
fn part_among(sentence: &Sentence<'_, '_>, index: usize, words: &ShareWords) -> Option<Share> {
    let ((whole_id, whole), (part_id, part)) = (sentence.figures[index - 1], sentence.figures[index]);
    let head = sentence.before(index - 1);
    let is_head = words.among.iter().any(|cue| {
        ends_with(head, cue).is_some_and(|rest| {
            (rest.trim().is_empty() && index == 1) || rest.trim_end().ends_with([';', ':', '.', ',', '，', '。'])
        })
    });
    let between = sentence.before(index);
    let comma = between.rfind([',', '，']);
    let lead = comma.map(|at| without_links(between[at..].trim_start_matches([',', '，']), &words.link, MOST_LINKS));
    let is_clause = between.matches([',', '，']).count() == 1
        && !between.contains([';', '.', ':'])
        && lead.is_some_and(|lead| lead.trim().is_empty());
    let is_share = is_head
        && is_clause
        && are_counts(part, whole)
        && part.counted.is_none_or(|_| share_after(sentence, index).is_some() || is_verb_next(sentence, part));
    is_share.then(|| Share { part: part_id, whole: whole_id, share: share_after(sentence, index) })
}

/// "… and 212 (21.5%) smoked": the parts that follow belong to the same whole.
fn later_part(sentence: &Sentence<'_, '_>, index: usize, whole: MentionId) -> Option<Share> {
    let (id, part) = sentence.figures[index];
    let share = share_after(sentence, index)?;
    let touches = sentence.after(index).trim() == "(" || sentence.after(index).trim() == "（";
    (touches && are_counts(part, sentence.facts.mention(whole))).then_some(Share {
        part: id,
        whole,
        share: Some(share),
    })
}

/// Whether the whole of a share stands at the head of its sentence: "Of 1,846 patients, …".
fn is_among(sentence: &Sentence<'_, '_>, share: Share) -> bool {
    sentence.figures.first().is_some_and(|(id, _)| *id == share.whole)
}

/// Whether no noun of its own follows the part, so that it counts what the whole counts:
/// "135 speak a second language", not "135 teachers".
fn is_verb_next(sentence: &Sentence<'_, '_>, part: &Mention) -> bool {
    let counted = part.counted.map(|span| sentence.facts.text(span)).unwrap_or_default();
    let first = counted.split_whitespace().next().unwrap_or_default();
    !first.ends_with('s') && !counted.split_whitespace().next_back().unwrap_or_default().ends_with('s')
}

/// The text without "brewery's" at its end.
fn without_owner(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let owned = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).or_else(|| text.strip_suffix("s'"))?;
    Some(owned.trim_end_matches(|c: char| c.is_alphabetic()))
}

/// The percentage right after a figure and its noun: "(25%)", ", or 31%", ",占60.0%".
fn share_after(sentence: &Sentence<'_, '_>, index: usize) -> Option<MentionId> {
    let (id, percent) = *sentence.figures.get(index + 1)?;
    let between = sentence.after(index);
    let is_percent = sentence.measures(percent, "fraction") && percent.number().is_some();
    let opens = ["(", "（", ", or", ",占", "，占", ", accounting for", ", representing", ", making up"]
        .iter()
        .find_map(|cue| ends_with(between, cue))?;
    let is_close =
        opens.split_whitespace().count() <= MOST_NOUNS && !opens.contains([',', ';', '.', '，', '。', '；', '(', '（']);
    let rest = sentence.after(index + 1).trim_start();
    // "(89% of them women)" is a share of something else.
    let closes = rest.is_empty() || rest.starts_with([')', '）', ',', '，', ';', '；', '.', '。']);
    (is_percent && is_close && closes).then_some(id)
}

fn are_counts(part: &Mention, whole: &Mention) -> bool {
    part.unit.is_none()
        && whole.unit.is_none()
        && [part, whole].iter().all(|mention| mention.number().is_some_and(|n| n.decimals == 0 && !n.in_words))
}

/// Whether two figures count or measure the same kind of thing.
fn count_the_same(sentence: &Sentence<'_, '_>, whole: &Mention, part: &Mention) -> bool {
    if let (Some(one), Some(other)) = (whole.unit, part.unit) {
        return !sentence.is_percent(whole) && sentence.facts.lexicons.units.are_comparable(one, other);
    }
    if whole.unit.is_some() || part.unit.is_some() {
        // "13 billion yuan, of which 15 billion": the unit is left out, the scale is not.
        return part.unit.is_none()
            && part.number().zip(whole.number()).is_some_and(|(part, whole)| part.in_words && whole.in_words);
    }
    let noun = |mention: &Mention| {
        let after = &sentence.facts.document.text()[mention.span.end..];
        // 80个村 and 20个: what counts stands right after the figure.
        if let Some(counter) = after.chars().next().filter(|c| *c > '\u{2E80}' && c.is_alphabetic()) {
            return Some(counter.to_string());
        }
        let words = sentence.facts.text(mention.counted?);
        let plural = words.split_whitespace().rfind(|word| word.len() > 3 && word.ends_with('s'));
        Some(plural.or(words.split_whitespace().next_back())?.trim_end_matches('s').to_lowercase())
    };
    match (noun(whole), noun(part)) {
        (Some(whole), Some(counted)) => whole == counted || is_verb_next(sentence, part),
        (Some(_), None) => true,
        _ => false,
    }
}
