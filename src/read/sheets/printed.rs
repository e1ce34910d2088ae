//! The printed form of a cell's value: what its number format makes of it.
//!
//! ooxml-numfmt is named here only. A format that it cannot read, or that prints nothing,
//! leaves the value as it is.

use std::collections::HashMap;

use calamine::ExcelDateTime;
use ooxml_numfmt::{DateSystem, FormatOptions, NumberFormat, format_code_from_id};

use super::Content;
use crate::read::caught::caught;

/// The formats of a workbook, by their codes.
#[derive(Debug, Default)]
pub(super) struct Formats {
    parsed: HashMap<String, Option<NumberFormat>>,
    options: FormatOptions,
}

/// The code of a format that every workbook knows, by its number.
pub(super) fn built_in(number: u16) -> Option<&'static str> {
    format_code_from_id(number.into())
}

/// The format of a cell that has none.
pub(super) const GENERAL: &str = "General";

/// Dates of these formats look different on every machine.
const LOCAL_DATES: [&str; 3] = ["mm-dd-yy", "m/d/yy h:mm", "m/d/yy"];

/// Whole numbers of more digits are printed with an exponent.
const MOST_DIGITS: usize = 15;

impl Formats {
    /// The formats of a workbook whose days count from 1904 instead of 1900, or not.
    pub(super) fn new(is_1904: bool) -> Formats {
        let date_system = if is_1904 { DateSystem::Date1904 } else { DateSystem::Date1900 };
        Formats { parsed: HashMap::new(), options: FormatOptions { date_system, ..FormatOptions::default() } }
    }

    /// A number as it is shown.
    pub(super) fn number(&mut self, plain: &str, code: &str) -> (String, Content) {
        let is_whole = plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let text = match code {
            // A long number is one that somebody typed, such as an account's.
            GENERAL if is_whole && plain.len() <= MOST_DIGITS => plain.to_owned(),
            _ => self.formatted(plain, code).unwrap_or_else(|| plain.to_owned()),
        };
        let content = Content::of_figure(&text);
        (text, content)
    }

    /// A moment or a length of time as it is shown.
    pub(super) fn date(&mut self, date: &ExcelDateTime, code: &str) -> String {
        let plain = date.as_f64().to_string();
        let code = if LOCAL_DATES.contains(&code) { "yyyy-mm-dd" } else { code };
        self.formatted(&plain, code).unwrap_or(plain)
    }

    fn formatted(&mut self, plain: &str, code: &str) -> Option<String> {
        let value = plain.parse().ok()?;
        let whole = plain.split('.').next().unwrap_or_default();
        let code = if whole.len() > MOST_DIGITS + 1 { GENERAL } else { code };
        if !self.parsed.contains_key(code) {
            let parsed = caught(|| NumberFormat::parse(code).ok()).flatten();
            self.parsed.insert(code.to_owned(), parsed);
        }
        let format = self.parsed.get(code)?.as_ref()?;
        let options = &self.options;
        let text = caught(|| format.format(value, options))?;
        let text = text.trim();
        // "-0" is a small amount that was rounded away.
        let text = if text.trim_matches(['-', '0', '.', '%']).is_empty() { text.trim_start_matches('-') } else { text };
        (!text.is_empty()).then(|| text.to_owned())
    }
}
