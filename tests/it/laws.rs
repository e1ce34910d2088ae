//! What holds for every text.

use std::cmp::Reverse;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::{Decimal, RoundingStrategy};
use statlint::diagnostic::{Diagnostic, Safety};
use statlint::extract::extract;
use statlint::fix::{apply, together};
use statlint::{Audit, Document, Lexicons, RuleSet, lint};

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::built_in(Lexicons::built_in()));

/// What figures are made of, and the words that give them a meaning.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    " ",
    " ",
    ", ",
    ". ",
    "; ",
    "\n",
    "\n\n",
    "\u{a0}",
    "\u{202f}",
    "\u{3000}",
    ",",
    ".",
    "'",
    "’",
    "·",
    "-",
    "–",
    "—",
    "−",
    "+",
    "/",
    ":",
    "~",
    "～",
    "(",
    ")",
    "（",
    "）",
    "[",
    "]",
    "<>",
    "**",
    "%",
    "％",
    "‰",
    "°C",
    "$",
    "€",
    "£",
    "¥",
    "₹",
    "#",
    "NaN",
    "XX",
    "{{count}}",
    "%d",
    "x 10",
    "^",
    "²",
    "½",
    "0",
    "00",
    "000",
    "1",
    "9,26",
    "1,234",
    "12,34,567",
    "1.234,5",
    "40..2",
    "25. 9",
    "2023,1",
    "1443,<>",
    "19O3",
    "99999999999999999999",
    "１２",
    "٣",
    "二百三十",
    "4.2万",
    "亿",
    "万亿",
    "十",
    "余",
    "约",
    "吨",
    "下降",
    "增长",
    "至",
    "从",
    "其中",
    "占",
    "同比",
    "rose ",
    "fell ",
    "up ",
    "down ",
    "to ",
    "from ",
    "by ",
    "a year earlier ",
    "compared with ",
    "including ",
    "of which ",
    "of whom ",
    "of the ",
    "or ",
    "between ",
    "and ",
    "more than ",
    "nearly ",
    "about ",
    "up to ",
    "million ",
    "billion ",
    "lakh ",
    "mln ",
    "tons",
    "seized9 tons",
    "countryMore than 20,000",
    "km",
    " miles",
    "kg ",
    "people ",
    "cases ",
    "per cent ",
    "percent ",
    "percentage points ",
    "year ",
    "2022 ",
    "2023 ",
    "February ",
    "May ",
    "Tuesday, ",
    "31 ",
    "26:75",
    "10:30",
    "version ",
    "section ",
    "pp. ",
    "the 6 National ",
    "two-hundred-47 ",
    "five ",
    "half ",
    "a third ",
    "Fourteen ",
    "A total of ",
    "de ",
    "von ",
    "sur ",
    "le ",
    "Prozent ",
    "é",
    "ß",
    "Â£",
    "\u{301}",
    "\u{200b}",
    "\u{feff}",
    "🙂",
    "\u{202e}",
    "\r\n",
    "\t",
];

/// Texts in which nothing is wrong, and whose languages write numbers the same way.
const SOUND: &[&str] = &[
    "The clinic treated 9,260 patients in 2021, more than in any year before.",
    "Sales rose 20% to 240 million euros from 200 million a year earlier.",
    "Of the 48 voters, 12 (25%) stayed at home; 36 did not.",
    "The harbour is 10 km (6.2 miles) from the old town.",
    "Sections 4,5 and 6 were repealed on 9,10 and 11 May.",
    "Police seized 5.19 tons of fuel, including 1.2 tons of diesel, and held 31 people.",
    "In March the temperature rose by 4 °C (7.2 °F); it had been 12 °C.",
    "The population is 12,34,567, and the state spent 3.5 crore rupees on roads.",
    "Version 3.1.6 runs on port 8080 and needs 4 GB of memory.",
    "Between 30 and 40 ships called at the port, nearly half of them from abroad.",
    "She was born in 1949 and won the final 6-4, 7-5 at the age of 23.",
    "全年查处案件1.4万余起，同比下降3.2%。",
    "No figure stands in this paragraph, and nothing is wrong with it.",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => select(PIECES).prop_map(str::to_owned),
        3 => (0u64..1_000_000).prop_map(|number| number.to_string()),
        2 => "[0-9]{1,5}[., ][0-9]{1,4}",
        2 => "[a-zA-Z]{1,8} ",
        1 => "\\PC{0,6}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn audit(text: &str) -> (Document, Audit) {
    let document = Document::from_text("text", text);
    let audit = lint(&document, &RULES, Lexicons::built_in());
    (document, audit)
}

proptest! {
    #[test]
    fn every_span_lies_in_the_text_and_on_the_borders_of_characters(text in text()) {
        let (document, audit) = audit(&text);
        let labels = audit.diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels).map(|label| label.span);
        let fixes = audit.diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
        let edits = fixes.flat_map(|fix| &fix.edits).map(|edit| edit.span);
        let mentions = audit.ledger.entries.iter().map(|entry| &entry.mention);
        let figures = mentions.flat_map(|it| [Some(it.span), Some(it.digits), it.counted, it.glued]).flatten();
        for span in labels.chain(edits).chain(figures) {
            prop_assert!(span.start <= span.end && document.text().get(span.range()).is_some(), "{:?}", span);
        }
    }

    #[test]
    fn figures_are_in_order_and_share_no_digit(text in text()) {
        let (document, audit) = audit(&text);
        for pair in audit.ledger.entries.windows(2) {
            let (one, next) = (pair[0].mention.digits, pair[1].mention.digits);
            prop_assert!(one.end <= next.start, "{:?} {:?}", document.slice(one), document.slice(next));
        }
        for entry in &audit.ledger.entries {
            let mention = &entry.mention;
            prop_assert!(mention.span.contains(mention.digits), "{:?}", mention);
            let block = document.blocks()[mention.block].span;
            prop_assert!(block.contains(mention.span), "{:?}", mention);
        }
    }

    #[test]
    fn findings_are_in_order_and_said_once(text in text()) {
        let (_, audit) = audit(&text);
        let order: Vec<_> = audit
            .diagnostics
            .iter()
            .map(|it| (it.primary().start, it.primary().end, Reverse(it.level), &it.code, &it.message))
            .collect();
        prop_assert!(order.is_sorted());
        for pair in audit.diagnostics.windows(2) {
            prop_assert_ne!(&pair[0], &pair[1]);
        }
    }

    #[test]
    fn safe_repairs_come_to_an_end_and_keep_every_digit(text in text()) {
        let digits = |text: &str| text.chars().filter(|c| c.is_numeric()).collect::<String>();
        let mut now = text.clone();
        let mut rounds = 0;
        loop {
            let (document, audit) = audit(&now);
            let is_safe = |it: &&Diagnostic| it.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
            let (patches, made) = together(&document, audit.diagnostics.iter().filter(is_safe));
            if made == 0 {
                break;
            }
            now = apply(&document.source().text, &patches);
            rounds += 1;
            prop_assert!(rounds < 8, "{:?}", now);
        }
        prop_assert_eq!(digits(&text), digits(&now));
    }

    #[test]
    fn a_text_is_read_the_same_way_twice(text in text()) {
        let document = Document::from_text("text", &text);
        let lexicons = Lexicons::built_in();
        let (one, other) = (extract(&document, lexicons), extract(&document, lexicons));
        prop_assert_eq!(&one.mentions, &other.mentions);
        prop_assert_eq!(&one.claims, &other.claims);
        prop_assert_eq!(audit(&text).1.diagnostics, audit(&text).1.diagnostics);
    }

    #[test]
    fn a_sound_text_stays_sound_when_sound_paragraphs_follow(texts in prop::collection::vec(select(SOUND), 1..5)) {
        let text = texts.join("\n\n");
        prop_assert_eq!(audit(&text).1.diagnostics, [], "{}", text);
    }
}

/// A value as it is printed with some decimals, halves away from zero.
fn printed(value: Decimal, decimals: u32) -> String {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero).normalize().to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// What is true before rounding is never reported after any of its figures is rounded.
    #[test]
    fn rounding_makes_no_contradiction(
        start in 2_000i64..900_000,
        part in 50i64..950,
        places in (0u32..3, 0u32..3, 0u32..2),
    ) {
        let whole = Decimal::new(start, 2);
        let end = whole * Decimal::new(1000 + part, 3);
        let slice = whole * Decimal::new(part, 3);
        let (change, share) = (Decimal::new(part, 1), Decimal::new(part, 1));
        let (a, b) = (printed(whole, places.0), printed(end, places.1));
        let texts = [
            format!("Output rose from {a} to {b} tonnes, an increase of {} percent.", printed(change, places.2)),
            format!("Output rose {} percent to {b} tonnes from {a} tonnes.", printed(change, places.2)),
            format!("It made {a} tonnes of cheese, of which {} tonnes ({}%) were sold abroad.", printed(slice, places.1), printed(share, places.2)),
            format!("The yard took in {} tonnes of glass and {} tonnes of paper, {} tonnes in all.", printed(slice, places.0), printed(whole, places.1), printed(slice + whole, places.1.max(places.0))),
        ];
        for text in texts {
            let (_, audit) = audit(&text);
            let found: Vec<String> = audit.diagnostics.iter().map(|found| found.message.clone()).collect();
            prop_assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}
