//! Whether a wrong figure is found wherever a text says enough to know it.
//!
//! Each claim that states more than it needs (both ends of a change and its size, the parts
//! and their total) is broken in one of its figures, beyond any rounding, and audited again.
//! `MUTATE=<folder> cargo test --release mutation -- --nocapture` does it to every file of a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

use rust_decimal::Decimal;
use statlint::diagnostic::Level;
use statlint::extract::extract;
use statlint::facts::{Claim, Confidence, Facts, MentionId, Relation, Sum};
use statlint::number::Hedge;
use statlint::span::Span;
use statlint::{Document, Lexicons, RuleSet, lint};

/// So many of a hundred broken claims have to be found in our own sound paragraphs.
const LEAST_FOUND: usize = 95;

#[test]
#[expect(clippy::print_stdout, reason = "for a folder of one's own the report is the result")]
fn a_figure_that_its_claim_contradicts_is_found() {
    let folder = env::var_os("MUTATE").map(PathBuf::from);
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sound");
    let (mut broken, mut missed) = (BTreeMap::<&str, (usize, usize)>::new(), Vec::new());
    for text in paragraphs(folder.as_deref().unwrap_or(&own)) {
        for attempt in attempts(&text) {
            let count = broken.entry(attempt.frame).or_default();
            count.1 += 1;
            if attempt.is_found() {
                count.0 += 1;
            } else {
                missed.push(format!("{}: {}", attempt.frame, attempt.text.replace('\n', " ")));
            }
        }
    }
    let (found, all) = broken.values().fold((0, 0), |(found, all), (f, a)| (found + f, all + a));
    let report = format!("{found} of {all} found: {broken:?}\n{}", missed.join("\n"));
    assert!(all > 0, "no claim to break");
    if folder.is_some() {
        println!("{report}");
    } else {
        assert!(found * 100 >= all * LEAST_FOUND, "{report}");
    }
}

/// A text in which one figure of a claim was changed.
struct Attempt {
    frame: &'static str,
    text: String,
    /// The figures of the claim; the changed one has as many digits as before.
    figures: Vec<Span>,
}

impl Attempt {
    /// Whether something is found at one of the claim's figures.
    fn is_found(&self) -> bool {
        let found = lint(&document(&self.text), rules(), Lexicons::built_in()).diagnostics;
        let alarms = found.iter().filter(|alarm| alarm.level > Level::Note && alarm.confidence >= Confidence::Medium);
        alarms
            .flat_map(|alarm| &alarm.labels)
            .any(|label| self.figures.iter().any(|figure| figure.overlaps(label.span)))
    }
}

/// A text for each claim of a sound text that can be broken, with one figure changed.
fn attempts(text: &str) -> Vec<Attempt> {
    let document = document(text);
    if !lint(&document, rules(), Lexicons::built_in()).diagnostics.is_empty() {
        return Vec::new();
    }
    let facts = extract(&document, Lexicons::built_in());
    let mut attempts = Vec::new();
    for (i, claim) in facts.claims.iter().enumerate().filter(|(_, claim)| states_too_much(&facts, claim)) {
        let ids: BTreeSet<MentionId> = claim.relation.mentions().collect();
        let digits: Vec<Span> = ids.iter().map(|id| facts.mention(*id).digits).collect();
        // Which figure is broken turns with the claim.
        let turned = (0..digits.len()).map(|k| digits[(i + k) % digits.len()]);
        let Some((span, wrong)) = turned.filter_map(|at| Some((at, broken(facts.text(at))?))).next() else { continue };
        let text = format!("{}{wrong}{}", &text[..span.start], &text[span.end..]);
        attempts.push(Attempt { frame: claim.relation.frame(), text, figures: digits });
    }
    attempts
}

/// Whether a claim gives more than is needed to work out any of its figures, all of them exact.
/// Figures that only their kinds bind may belong to several relations, or to none.
fn states_too_much(facts: &Facts<'_>, claim: &Claim) -> bool {
    let is_full = match &claim.relation {
        Relation::Change(change) => change.from.is_some() && change.to.is_some() && change.by.is_some(),
        Relation::Share(share) => share.share.is_some(),
        // A sum that does not hold in a sound text was put together wrongly, and is silent.
        Relation::Sum(sum) => sum.total.is_some_and(|total| holds(facts, sum, total)),
        Relation::Ratio(_) | Relation::Conversion(_) => claim.confidence == Confidence::High,
        _ => false,
    };
    let is_exact = |id| facts.mention(id).number().is_some_and(|number| number.hedge == Hedge::None);
    let is_one_relation = claim.readings().all(|reading| reading.frame() == claim.relation.frame());
    is_full && is_one_relation && claim.confidence >= Confidence::Medium && claim.relation.mentions().all(is_exact)
}

/// Whether the printed parts add up to the printed total, but for the last digit.
fn holds(facts: &Facts<'_>, sum: &Sum, total: MentionId) -> bool {
    let value = |id: &MentionId| facts.mention(*id).number().map(|number| number.value).unwrap_or_default();
    let added: Decimal = sum.parts.iter().map(value).sum::<Decimal>() - sum.less.iter().map(value).sum::<Decimal>();
    (added - value(&total)).abs() * Decimal::ONE_HUNDRED <= value(&total).abs()
}

/// A figure of as many digits that no rounding makes the same, off by a fifth to a half or, if it
/// has one digit, by more; `None` for a figure in words.
fn broken(digits: &str) -> Option<String> {
    let places: Vec<usize> = digits.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let leads = |at: &&usize| digits.as_bytes()[**at] != b'0';
    let first = places.iter().position(|at| leads(&at))?;
    let digit = |place: usize| digits.as_bytes().get(*places.get(place)?).copied();
    let (place, other) = match (digit(first)?, digit(first + 1)) {
        (b'1', Some(b'0'..=b'4')) => (first + 1, digit(first + 1)? + 4),
        (b'1', Some(_)) => (first + 1, digit(first + 1)? - 4),
        (lead @ b'1'..=b'4', None) => (first, lead + 4),
        (_, None) => (first, b'2'),
        (b'2', Some(_)) => (first, b'3'),
        (lead @ b'3'..=b'6', _) => (first, lead + 2),
        (lead, _) => (first, lead - 2),
    };
    let at = places[place];
    digits.is_ascii().then(|| format!("{}{}{}", &digits[..at], char::from(other), &digits[at + 1..]))
}

fn paragraphs(folder: &Path) -> Vec<String> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let texts = files.iter().filter_map(|path| fs::read_to_string(path).ok());
    texts.flat_map(|text| text.split("\n\n").map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn document(text: &str) -> Document {
    Document::from_text("paragraph", text)
}

fn rules() -> &'static RuleSet {
    static RULES: std::sync::LazyLock<RuleSet> = std::sync::LazyLock::new(|| RuleSet::built_in(Lexicons::built_in()));
    &RULES
}
