//! The published schemas are those of the program, and what it reads and writes fits them.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;
use statlint::RuleSet;
use statlint::config::{ConfigFile, TEMPLATE};
use statlint::rule::RuleFile;

use crate::generated::check_folder;

#[test]
fn the_published_schemas_are_those_of_the_program() {
    let schemas = [
        ("rule.schema.json", rule_schema()),
        ("diagnostic.schema.json", diagnostic_schema()),
        ("config.schema.json", config_schema()),
        ("baseline.schema.json", statlint::suppress::Baseline::schema().to_value()),
    ];
    let text = |schema: &Value| format!("{}\n", serde_json::to_string_pretty(schema).unwrap());
    let files: BTreeMap<_, _> = schemas.iter().map(|(name, schema)| ((*name).to_owned(), text(schema))).collect();
    check_folder("schema", "json", &files);
}

#[test]
fn every_rule_file_fits_the_schema_of_rules() {
    let validator = jsonschema::validator_for(&rule_schema()).unwrap();
    for (path, text) in RuleSet::built_in_sources() {
        let rule = serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap();
        assert_fits(&validator, &rule, path);
    }
}

#[test]
fn a_rule_file_with_an_unknown_key_does_not_fit() {
    let validator = jsonschema::validator_for(&rule_schema()).unwrap();
    let (_, text) = RuleSet::built_in_sources()[0];
    let mut rule = serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap();
    rule["titel"] = Value::from("an unknown key");
    assert!(!validator.is_valid(&rule));
}

#[test]
fn the_configuration_that_init_writes_fits_its_schema_and_one_with_an_unknown_key_does_not() {
    let validator = jsonschema::validator_for(&config_schema()).unwrap();
    let mut config = serde_json::to_value(toml::from_str::<toml::Table>(TEMPLATE).unwrap()).unwrap();
    assert_fits(&validator, &config, TEMPLATE);
    config["levles"] = Value::from("an unknown key");
    assert!(!validator.is_valid(&config));
}

#[test]
fn every_line_for_machines_fits_the_schema_of_diagnostics() {
    let validator = jsonschema::validator_for(&diagnostic_schema()).unwrap();
    for args in ["check --format jsonl --for research seeds", "figures --format jsonl seeds", COMPARISON] {
        let lines = statlint(args);
        assert!(lines.lines().count() > 5, "{args}");
        for line in lines.lines() {
            assert_fits(&validator, &serde_json::from_str(line).unwrap(), line);
        }
    }
}

fn rule_schema() -> Value {
    schemars::schema_for!(RuleFile).to_value()
}

/// Two documents that have little in common.
const COMPARISON: &str = "compare --format jsonl seeds/003_a69edf0332bcabe2.txt seeds/004_95681d50ff2fd0e9.txt";

fn config_schema() -> Value {
    schemars::schema_for!(ConfigFile).to_value()
}

fn diagnostic_schema() -> Value {
    statlint::report::schema().to_value()
}

fn assert_fits(validator: &jsonschema::Validator, value: &Value, what: &str) {
    let errors: Vec<String> = validator.iter_errors(value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}");
}

fn statlint(args: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_statlint"));
    let output = command.args(args.split_whitespace()).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_log_for_code_scanning_fits_the_official_schema() {
    // The published pattern for a language has a bracket too many, which is no regular expression.
    let text = include_str!("../fixtures/sarif-schema-2.1.0.json").replace("{2}]?$", "{2}$");
    let schema: Value = serde_json::from_str(&text).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let own = "check --format sarif tests/cmd/check.in/docs --rules tests/cmd/check.in/rules --select test-apples";
    let sheet = "check --format sarif tests/formats/report.xlsx";
    for args in ["check --format sarif --across seeds", own, sheet] {
        let log: Value = serde_json::from_str(&statlint(args)).unwrap();
        assert!(log["runs"][0]["results"].as_array().is_some_and(|results| !results.is_empty()), "{args}");
        assert_fits(&validator, &log, args);
    }
    let mut broken: Value = serde_json::from_str(&statlint("check --format sarif seeds")).unwrap();
    broken["runs"][0]["results"][0]["level"] = Value::from("bad");
    assert!(!validator.is_valid(&broken));
}

#[test]
fn the_log_for_code_scanning_names_the_cells_of_a_sheet() {
    let log: Value = serde_json::from_str(&statlint("check --format sarif tests/formats/report.xlsx")).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let found = results.iter().find(|result| result["ruleId"] == "placeholder").unwrap();
    let place = &found["locations"][0]["logicalLocations"][0];
    assert_eq!((place["fullyQualifiedName"].as_str(), place["kind"].as_str()), (Some("Crews!C3"), Some("cell")));
    let places =
        results.iter().filter_map(|it| it["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].as_str());
    assert_eq!(places.filter(|place| place.contains('!')).count(), results.len());
}

#[test]
fn the_report_for_gitlab_has_what_gitlab_asks_for() {
    let report: Value = serde_json::from_str(&statlint("check --format gitlab seeds")).unwrap();
    let findings = report.as_array().unwrap();
    let fingerprints: std::collections::HashSet<_> = findings.iter().map(|it| it["fingerprint"].as_str()).collect();
    assert_eq!(fingerprints.len(), findings.len());
    for finding in findings {
        assert!(["info", "minor", "major"].contains(&finding["severity"].as_str().unwrap()), "{finding}");
        assert!(finding["location"]["path"].as_str().unwrap().starts_with("seeds/"), "{finding}");
        assert!(finding["location"]["lines"]["begin"].as_u64().unwrap() > 0, "{finding}");
        assert!(finding["description"].is_string() && finding["check_name"].is_string(), "{finding}");
    }
}

#[test]
fn a_build_server_can_read_the_list_of_tests() {
    let report = statlint("check --format junit seeds");
    let tree = roxmltree::Document::parse(&report).unwrap();
    let suites: Vec<_> = tree.root_element().children().filter(|node| node.has_tag_name("testsuite")).collect();
    assert_eq!(suites.len(), 5);
    let number =
        |node: &roxmltree::Node<'_, '_>, name: &str| -> usize { node.attribute(name).unwrap().parse().unwrap() };
    let count =
        |node: &roxmltree::Node<'_, '_>, tag: &str| node.descendants().filter(|it| it.has_tag_name(tag)).count();
    for node in suites.iter().chain([&tree.root_element()]) {
        assert_eq!(number(node, "tests"), count(node, "testcase"));
        assert_eq!(number(node, "failures"), count(node, "failure"));
    }
    assert!(count(&tree.root_element(), "failure") > 20);
}
