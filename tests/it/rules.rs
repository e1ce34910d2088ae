//! The built-in rules: that they load, and that their examples hold.

use std::fmt::Write as _;

use statlint::rule::examples::{self, Verdict};
use statlint::{Lexicons, RuleSet};

#[test]
fn every_example_of_every_rule_holds() {
    let lexicons = Lexicons::built_in();
    let mut failures = String::new();
    for rule in RuleSet::built_in(lexicons).iter() {
        for outcome in examples::run(rule, lexicons).iter().filter(|outcome| outcome.verdict != Verdict::Ok) {
            let _ = writeln!(failures, "{}: {:?}: {}", rule.code, outcome.verdict, outcome.text);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn every_rule_has_three_examples_of_either_kind() {
    for rule in RuleSet::built_in(Lexicons::built_in()).iter() {
        assert!(rule.flag.len() >= 3 && rule.pass.len() >= 3, "{}", rule.code);
    }
}
