//! Texts that are made to break a reader: each is audited without a panic, and says what it says.

use statlint::extract::extract;
use statlint::facts::Reading;
use statlint::{Document, Lexicons, RuleSet, lint};

fn codes(text: &str) -> Vec<String> {
    let lexicons = Lexicons::built_in();
    let rules = RuleSet::built_in(lexicons);
    let audit = lint(&Document::from_text("hostile", text), &rules, lexicons);
    audit.diagnostics.into_iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn a_long_text_with_wide_blanks_is_divided_between_characters() {
    let wide = "全年查处案件3,145起\u{3000}".repeat(400);
    assert_eq!(codes(&wide), Vec::<String>::new());
    let hard = "Le budget s’élève à 3\u{A0}145\u{A0}euros\u{202F}; ".repeat(400);
    assert_eq!(codes(&hard), Vec::<String>::new());
}

#[test]
fn a_day_with_blanks_around_it_is_found_impossible() {
    assert_eq!(codes("公司于2023年2月 30 日召开股东大会,请各位股东准时出席。"), ["impossible-date"]);
}

#[test]
fn number_words_without_end_overflow_nothing() {
    let text = "one hundred ".repeat(50) + "people came to the five trillion trillion trillion dollar fair";
    assert_eq!(codes(&text), Vec::<String>::new());
}

#[test]
fn a_user_pattern_that_matches_nothing_ends() {
    let lexicons = Lexicons::built_in();
    let mut rules = RuleSet::default();
    let rule = "code = \"empty\"\ntitle = \"t\"\nlevel = \"note\"\nconfidence = \"low\"\nmessage = \"m\"\nwhy = \"w\"\nhelp = \"h\"\n[[check.text.pattern]]\nmatch = \"x*\"\n[[flag]]\ntext = \"[[x]]\"\n[[pass]]\ntext = \"y\"\n";
    rules.add("empty.toml", rule, lexicons).unwrap();
    assert_eq!(lint(&Document::from_text("t", "five 5 ×"), &rules, lexicons).diagnostics.len(), 0);
}

#[test]
fn a_fraction_in_words_lends_no_magnitude() {
    let document = Document::from_text("t", "The share of the vote fell from 10 to a third of that in the north.");
    let facts = extract(&document, Lexicons::built_in());
    let first = facts.mentions.first().and_then(|mention| mention.number()).unwrap();
    assert_eq!(first.value.to_string(), "10");
    assert!(facts.mentions.iter().all(|mention| !matches!(mention.reading, Reading::Malformed(_))));
}

#[test]
fn a_per_mille_is_a_tenth_of_a_percent() {
    assert_eq!(codes("In the sample 12 of the 480 coins (25‰) were false."), Vec::<String>::new());
    assert_eq!(codes("In the sample 12 of the 480 coins (25%) were false."), ["share-mismatch"]);
}

#[test]
fn the_order_of_rounded_figures_is_theirs_only_at_the_same_place() {
    assert_eq!(codes("The club's membership rose from 19,000 to 18,700."), Vec::<String>::new());
    assert_eq!(codes("The price of a ticket rose from £6 to £5."), ["direction-mismatch"]);
}

#[test]
fn hostile_arithmetic_is_survived() {
    let long = "9".repeat(400);
    let texts = [
        "Output rose 12% to 240 from 0.".to_owned(),
        "Profit fell 40% to -20 million from -60 million euros.".to_owned(),
        format!("Sales rose to {long} from 3, an increase of {long}%."),
        format!("Of the {long} voters, {long} ({long}%) stayed at home."),
        format!("A total of 0 houses: 0 barns, -3 sheds and {long} shops."),
        format!("They sold {long} cars in 0 days, or 0 a day; 0 km ({long} miles)."),
        "In all 0% of the 0 people agreed; it halved from 0 to 0.".to_owned(),
    ];
    for text in texts {
        codes(&text);
    }
}

/// A sentence longer than the bound claims nothing; one just below it is judged in no time.
#[test]
fn thousands_of_figures_in_one_sentence_take_linear_time() {
    let time = |figures: usize| {
        let list: Vec<String> = (0..figures).map(|i| format!("{} rose to {i} from {}", i % 7, i + 3)).collect();
        let text = format!("A total of 5: {}, of which 3 were up 4%.", list.join(", "));
        let start = std::time::Instant::now();
        codes(&text);
        start.elapsed()
    };
    time(100);
    let (few, many) = (time(2_000), time(16_000));
    assert!(many < few * 24 + std::time::Duration::from_millis(200), "{few:?} for 2,000 and {many:?} for 16,000");
}
