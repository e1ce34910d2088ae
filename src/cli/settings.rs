//! `statlint check --show-config`: what applies to a file, and where each setting comes from.

use std::io::{self, Write as _};
use std::path::Path;

use super::Exit;
use super::error::CliError;
use super::houses::Houses;
use super::walk::shown;
use crate::config::{Origin, RuleLevel, Setting, Settings};

/// Prints what applies to a file.
pub(super) fn show(path: &Path, mut houses: Houses) -> Result<Exit, CliError> {
    let Some(setup) = houses.setup(path)? else { return Ok(Exit::Failed) };
    let rows = rows(&setup.settings);
    let width = |column: fn(&Row) -> &String| rows.iter().map(|row| column(row).chars().count()).max().unwrap_or(0);
    let (name, value) = (width(|row| &row.0), width(|row| &row.1).min(40));
    let mut text = format!("{}\n", shown(path));
    for (setting, says, from) in &rows {
        text.push_str(&format!("  {setting:name$}  {says:value$}  {from}\n"));
    }
    text.push_str(&format!("  {} of {} rules are on\n", setup.rules.len(), setup.rules.known_count()));
    io::stdout().write_all(text.as_bytes()).map_err(CliError::Stdout)?;
    Ok(if houses.has_failed { Exit::Failed } else { Exit::Clean })
}

/// A setting, what it is, and where it comes from.
type Row = (String, String, String);

fn rows(settings: &Settings) -> Vec<Row> {
    let row = |name: &str, value: &str, from: &Origin| (name.to_owned(), value.to_owned(), from.to_string());
    let Settings { preset, language, select, level, confidence, fail_on, baseline, excluded, .. } = settings;
    let mut rows = vec![
        row("for", preset.value.as_str(), &preset.from),
        row("language", language.value.as_deref().unwrap_or("detected"), &language.from),
        row("level", level.value.as_str(), &level.from),
        row("confidence", confidence.value.as_str(), &confidence.from),
        row("fail-on", fail_on.value.as_str(), &fail_on.from),
    ];
    let path = |path: &Path| path.display().to_string();
    let known = baseline.value.as_deref().map_or("none".to_owned(), path);
    rows.push(row("baseline", &known, &baseline.from));
    if let Some(glob) = &excluded.value {
        rows.push(row("exclude", glob, &excluded.from));
    }
    let selected = if select.value.is_empty() { "all".to_owned() } else { select.value.join(", ") };
    rows.push(row("select", &selected, &select.from));
    for (code, Setting { value, from }) in &settings.levels {
        rows.push(row(&format!("levels.{code}"), RuleLevel::as_str(*value), from));
    }
    for Setting { value, from } in &settings.silences {
        let text = value.text.as_ref().map_or(String::new(), |text| format!(" at {text:?}"));
        rows.push(row("silence", &format!("{}{text}", value.code), from));
    }
    rows
}
