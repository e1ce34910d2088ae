//! Totals that add up in no line, where only one line could show that they do: a table with one
//! column of figures.
//!
//! Nothing else tells how such a table is built. What it says of itself is its names, the place
//! of its headings, sums further down that hold, and how small a slip would explain the miss.

use std::cmp::Reverse;

use crate::extract::table::footing::{Called, Later, Outcome, Unproven, outcome};
use crate::extract::table::sheet::{Amount, Entry};
use crate::extract::table::sums::{Stated, state};
use crate::extract::table::view::View;
use crate::facts::Confidence;

/// The contradiction in a total that adds up in no line, if just one of these lines could show it.
/// So many `items` of the table were tried like this one.
pub(super) fn alone(view: &View<'_>, lines: &[usize], unproven: &Unproven, items: usize) -> Option<Stated> {
    let has_parts = |line: &usize| {
        let says = |parts: &Vec<(usize, i64)>| outcome(view, *line, unproven.total, parts) != Outcome::Silent;
        unproven.parts.iter().any(says)
    };
    let lines: Vec<usize> = lines.iter().copied().filter(has_parts).collect();
    let of_sums: Vec<usize> = lines.iter().copied().filter(|line| !is_like_average(view, *line, unproven)).collect();
    let (line, is_sum) = match (of_sums.as_slice(), lines.as_slice()) {
        ([line], _) => (line, true),
        ([], [line]) => (line, false),
        _ => return None,
    };
    // Another period in which it does not add up either says that it is no sum.
    if lines.iter().any(|other| other != line && are_periods(view, *line, *other)) {
        return None;
    }
    let total = view.at(*line, unproven.total).amount()?;
    let candidates = unproven.parts.iter().map(|parts| as_printed(view, *line, parts));
    let candidates: Vec<Candidate> =
        candidates.filter_map(|parts| Candidate::new(view, *line, total, parts, unproven)).collect();
    // A way out that is open for items with one set of signs is open for them with any other.
    let way_out = |of: &Candidate| {
        let same = candidates.iter().filter(|it| it.parts.iter().map(|it| it.0).eq(of.parts.iter().map(|it| it.0)));
        same.map(|it| it.otherwise).max().unwrap_or(Otherwise::Nothing)
    };
    let ways_out: Vec<Otherwise> = candidates.iter().map(way_out).collect();
    let tried = i32::try_from((items * candidates.len()).max(1).ilog2()).unwrap_or(0);
    let judged = candidates.into_iter().zip(ways_out).filter_map(|(mut it, way_out)| {
        it.otherwise = way_out;
        let certain = if is_sum {
            it.confidence(total, unproven, tried, view.one())
        } else {
            it.between_parts(total, unproven, tried)
        };
        // What a later sum says is wrong itself is so whatever else its parts may mean.
        let most = if unproven.later == Later::IsReplaced { Confidence::High } else { it.otherwise.most() };
        Some((certain?.min(most), it))
    });
    let (confidence, best) =
        judged.max_by_key(|(confidence, it)| (*confidence, it.slip.is_some(), Reverse(it.miss.abs())))?;
    state(view, *line, (unproven.total, &best.parts), confidence)
}

fn are_periods(view: &View<'_>, one: usize, other: usize) -> bool {
    let (one, other) = (&view.lines[one], &view.lines[other]);
    one.period && other.period && one.without_edges == other.without_edges
}

/// Parts with the signs that they have: what is printed with a minus sign is taken away already.
fn as_printed(view: &View<'_>, line: usize, parts: &[(usize, i64)]) -> Vec<(usize, i64)> {
    let sign = |item: usize, sign: i64| if view.at(line, item).value() < 0 { 1 } else { sign };
    parts.iter().map(|(item, named)| (*item, sign(*item, *named))).collect()
}

/// Whether a total lies between its parts, as an average does.
fn is_like_average(view: &View<'_>, line: usize, unproven: &Unproven) -> bool {
    let Some(parts) = unproven.parts.first() else { return true };
    let Some(total) = view.at(line, unproven.total).amount() else { return true };
    let values = parts.iter().filter_map(|(item, _)| view.at(line, *item).amount().map(|part| part.value));
    let (least, most) = values.fold((i64::MAX, i64::MIN), |(least, most), it| (least.min(it), most.max(it)));
    unproven.called == Called::Total && least > 0 && least <= total.value && total.value <= most
}

/// Parts that a total may be meant to be the sum of.
struct Candidate {
    parts: Vec<(usize, i64)>,
    /// The total less its parts.
    miss: i128,
    /// How unlikely it is by chance that one slip explains the miss, as a power of two; `None` if none does.
    slip: Option<i32>,
    /// How unlikely it is by chance that the total is so near, as a power of two.
    near: i32,
    /// Whether all parts have one sign.
    has_one_sign: bool,
    /// What speaks for another way in which the total holds.
    otherwise: Otherwise,
}

/// What speaks for another way in which a total holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Otherwise {
    /// Nothing.
    Nothing,
    /// Two parts that do not count, or are taken away: among many there are such by chance.
    Two,
    /// One such part, or another figure in the place of one.
    One,
}

impl Otherwise {
    /// The most that may be said of a total for which so much speaks.
    fn most(self) -> Confidence {
        match self {
            Otherwise::Nothing => Confidence::High,
            Otherwise::Two => Confidence::Medium,
            Otherwise::One => Confidence::Low,
        }
    }
}

impl Candidate {
    /// Adds the parts up; `None` if there is any doubt that they are those of the total.
    fn new(
        view: &View<'_>,
        line: usize,
        total: Amount,
        parts: Vec<(usize, i64)>,
        unproven: &Unproven,
    ) -> Option<Candidate> {
        let (mut miss, mut reach) = (i128::from(total.value), i128::from(total.step));
        let mut figures = Vec::with_capacity(parts.len());
        for (item, sign) in &parts {
            if view.items[*item].inside || view.may_be_heading(*item) {
                return None;
            }
            match view.at(line, *item) {
                Entry::Unreadable => return None,
                Entry::Amount(part) if part.percent != total.percent || part.step != total.step => return None,
                Entry::Amount(part) => {
                    miss -= i128::from(part.value) * i128::from(*sign);
                    reach += i128::from(part.step);
                    figures.push((part, i128::from(*sign)));
                }
                Entry::Dash | Entry::Blank => {}
            }
        }
        if figures.len() < 2 || 2 * miss.abs() <= reach {
            return None;
        }
        let is_replaced = !matches!(unproven.called, Called::Total | Called::Closing)
            && has_other_part(view, line, unproven.total, &figures, miss);
        // "Gross profit" and "net income" one after the other are the heads of a list.
        let results = parts.iter().filter(|(item, _)| view.items[*item].result && !view.items[*item].total).count();
        let is_list = results > 1 && unproven.called == Called::Total;
        let otherwise = match () {
            () if is_replaced => Otherwise::One,
            () if is_list => otherwise(&figures, miss, reach).max(Otherwise::Two),
            () => otherwise(&figures, miss, reach),
        };
        let slip = slip(&figures, total, miss);
        let has_one_sign = has_one_sign(&figures);
        let near = if has_one_sign { nearness(total, miss) } else { 0 };
        Some(Candidate { parts, miss, slip, near, has_one_sign, otherwise })
    }

    /// How sure it is that the total is contradicted although it lies between its parts, as an
    /// average does: the sum of three parts is far from that.
    fn between_parts(&self, total: Amount, unproven: &Unproven, tried: i32) -> Option<Confidence> {
        let is_near = 2 * self.miss.abs() <= i128::from(total.value).abs();
        match self.slip.map(|slip| slip - tried) {
            _ if unproven.later == Later::IsReplaced => Some(Confidence::High),
            _ if is_near && self.otherwise == Otherwise::Nothing => Some(Confidence::Medium),
            Some(CLEAR..) => Some(Confidence::High),
            Some(LIKELY..) => Some(Confidence::Medium),
            _ => is_near.then_some(Confidence::Low),
        }
    }

    /// Whether the parts are those of a hundred percent.
    fn is_whole(&self, total: Amount, one: i64) -> bool {
        total.value == 100 * one && self.has_one_sign && self.parts.len() > 1
    }

    /// How sure it is that the total is contradicted; `None` if not at all.
    fn confidence(&self, total: Amount, unproven: &Unproven, tried: i32, one: i64) -> Option<Confidence> {
        let part_of_total = |n: i128| n * self.miss.abs() <= i128::from(total.value).abs();
        let is_slip = self.slip.is_some();
        // So many readings were tried.
        let bits = self.slip.unwrap_or(0).max(self.near) - tried;
        if total.percent {
            let is_called = matches!(unproven.called, Called::Total | Called::Closing | Called::Result);
            let is_clear = is_slip && is_called && self.parts.len() > 2;
            let is_hundred = unproven.called == Called::Total && part_of_total(2) && self.parts.len() > 1;
            let is_long = unproven.called == Called::Result && self.parts.len() > 3;
            let is_whole = unproven.called == Called::Total && self.is_whole(total, one);
            return if is_clear || is_long || is_whole {
                Some(Confidence::Medium)
            } else {
                is_hundred.then_some(Confidence::Low)
            };
        }
        match (unproven.later, unproven.called) {
            (Later::IsReplaced, _) if is_slip || part_of_total(2) => Some(Confidence::High),
            (Later::TakesPart, Called::Total | Called::Closing | Called::Result) if is_slip || part_of_total(4) => {
                Some(Confidence::High)
            }
            (_, Called::Total | Called::Closing) if part_of_total(2) && (is_slip || self.parts.len() > 2) => {
                Some(Confidence::High)
            }
            (_, Called::Total | Called::Closing) if is_slip || part_of_total(2) => Some(Confidence::Medium),
            // How an account is built is beyond doubt.
            (_, Called::Closing) => Some(Confidence::Medium),
            (_, Called::Total) => Some(Confidence::Low),
            (_, Called::Result | Called::Last) if bits >= CLEAR => Some(Confidence::High),
            (_, Called::Result) if part_of_total(2) => Some(Confidence::Medium),
            (_, Called::Last) if bits.max(self.near) >= LIKELY => Some(Confidence::Medium),
            (_, Called::Result) if is_slip => Some(Confidence::Low),
            (_, Called::Nothing) if is_slip && bits >= CLEAR => Some(Confidence::Medium),
            (_, Called::Nothing) if is_slip && bits >= LIKELY => Some(Confidence::Low),
            (_, Called::Result | Called::Last | Called::Nothing) => None,
        }
    }
}

/// What is found by chance in fewer than one of so many cases, as a power of two, is no accident.
const CLEAR: i32 = 6;
/// The same, for what is likely no accident.
const LIKELY: i32 = 4;

/// Whether a part or two that do not count, or are taken away, make the total hold.
fn otherwise(figures: &[(Amount, i128)], miss: i128, reach: i128) -> Otherwise {
    let is_near = |left: i128| 2 * left.abs() <= reach;
    let values: Vec<i128> = figures.iter().take(MOST_TRIED).map(|(part, sign)| i128::from(part.value) * sign).collect();
    if values.iter().any(|one| is_near(miss + one) || is_near(miss + 2 * one)) {
        return Otherwise::One;
    }
    let has_two = values.iter().enumerate().any(|(at, one)| {
        values[at + 1..].iter().any(|other| is_near(miss + 2 * (one + other)) || is_near(miss + one + other))
    });
    if has_two { Otherwise::Two } else { Otherwise::Nothing }
}

/// Whether another figure of the line in the place of one of the parts makes the total hold.
fn has_other_part(view: &View<'_>, line: usize, total: usize, figures: &[(Amount, i128)], miss: i128) -> bool {
    let wanted: Vec<i128> =
        figures.iter().take(MOST_TRIED).map(|(part, sign)| i128::from(part.value) + sign * miss).collect();
    let from = total.saturating_sub(MOST_LOOKED_AT);
    let others = (from..total).filter_map(|item| view.at(line, item).amount());
    others.into_iter().any(|other| wanted.contains(&i128::from(other.value)))
}

/// No more figures are tried in the place of a part.
const MOST_LOOKED_AT: usize = 100;

/// How unlikely it is by chance that parts of one sign come so near to a total.
fn nearness(total: Amount, miss: i128) -> i32 {
    let odds = i128::from(total.value).abs() / miss.abs().max(1);
    i32::try_from(odds.checked_ilog2().unwrap_or(0)).unwrap_or(0)
}

fn has_one_sign(figures: &[(Amount, i128)]) -> bool {
    let values = || figures.iter().map(|(part, sign)| i128::from(part.value) * sign);
    values().all(|it| it >= 0) || values().all(|it| it <= 0)
}

/// The parts of longer sums are not tried with other signs.
const MOST_TRIED: usize = 24;

/// How unlikely it is by chance that one other digit, or two neighbours swapped, in one of the
/// figures would make the sum hold, as a power of two; `None` if that does not. The sum of rounded
/// parts may be a little off.
fn slip(parts: &[(Amount, i128)], total: Amount, miss: i128) -> Option<i32> {
    let all = || parts.iter().copied().chain([(total, -1)]);
    let explains = |off: i128| {
        all().any(|(figure, sign)| {
            let step = i128::from(figure.step);
            let wanted = i128::from(figure.value) + sign * miss;
            differ_little(i128::from(figure.value) / step, wanted / step + off)
        })
    };
    let most = i128::try_from(parts.len() / 2).unwrap_or(0).min(MOST_OFF);
    let off = (0..=most).find(|off| explains(*off) || explains(-off))?;
    let digits =
        |figure: Amount| u64::from((figure.value / figure.step).unsigned_abs().checked_ilog10().unwrap_or(0) + 1);
    let slips: u64 = all().map(|(figure, _)| 10 * digits(figure)).sum();
    let size = all().map(|(figure, _)| (figure.value / figure.step).unsigned_abs()).max().unwrap_or(1);
    let bits = |n: u64| i32::try_from(n.max(1).ilog2()).unwrap_or(0);
    let ways = u64::try_from(2 * off + 1).unwrap_or(1);
    Some(bits(size.saturating_mul(2)) - bits(slips) - bits(ways))
}

/// A sum of rounded parts that a slip explains is off by no more steps.
const MOST_OFF: i128 = 2;

/// Whether two figures have as many digits, and all but one, or two neighbours, are the same.
fn differ_little(one: i128, other: i128) -> bool {
    let (one, other) = (one.abs().to_string(), other.abs().to_string());
    let unlike: Vec<usize> =
        one.bytes().zip(other.bytes()).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect();
    let are_swapped = |first: usize, second: usize| {
        let (one, other) = (one.as_bytes(), other.as_bytes());
        first + 1 == second && one[first] == other[second] && one[second] == other[first]
    };
    one.len() == other.len()
        && match unlike.as_slice() {
            [_] => true,
            [first, second] => are_swapped(*first, *second),
            _ => false,
        }
}
