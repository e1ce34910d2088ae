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
    for args in ["check --format jsonl --for research seeds", "figures --format jsonl seeds"] {
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
