//! Records of JSON and JSON Lines: each is a document, and one of its fields is the text.
//!
//! The text points back to the file, escapes and all. A file is cut into records elsewhere
//! ([`records`](super::records)), so that one of any size is read piece by piece.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::value::RawValue;

use crate::document::{Address, Document, DocumentBuilder, Offset, Source};
use crate::read::ReadError;
use crate::span::Span;

/// Objects inside of objects are looked into this deep.
const DEEPEST: usize = 8;

/// Keys under which records say what they are called, the first that is there.
pub(super) const ID_KEYS: [&str; 6] = ["id", "_id", "doc_id", "docid", "key", "url"];

/// No more of what a record calls itself is kept, in characters.
pub(super) const LONGEST_ID: usize = 60;

/// The JSON of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Which record of its file it is, from 1.
    pub number: u64,
    /// Its JSON.
    pub json: Vec<u8>,
    /// Where the JSON begins in the file.
    pub offset: Offset,
}

/// Reads a record; `None` if it has no text, or not the field that was asked for.
pub fn read_record(name: &str, record: &Record, field: Option<&str>) -> Result<Option<Document>, ReadError> {
    let json = String::from_utf8_lossy(&record.json);
    let number = record.number;
    let root: &RawValue = serde_json::from_str(&json).map_err(|error| {
        let (line, column) = (record.offset.lines + error.line(), error.column());
        ReadError::Record { name: name.to_owned(), line, number, reason: reason(&error, column) }
    })?;
    let fields = match field {
        Some(field) => value_at(root, field).map(|value| (field.to_owned(), value)),
        None => longest(root, 0),
    };
    let Some((field, value)) = fields else { return Ok(None) };
    let texts = texts(value);
    if texts.is_empty() {
        return Ok(None);
    }
    let mut builder = DocumentBuilder::default();
    builder.offset(record.offset);
    builder.at(Address::Field { record: number, id: id(root).map(Arc::from), field: Arc::from(field) });
    for (i, text) in texts.iter().enumerate() {
        if i > 0 {
            builder.push_rendered("\n\n", Span::new(start_of(text, &json), start_of(text, &json)));
        }
        push_string(&mut builder, text, start_of(text, &json));
    }
    let source = Source { text: Arc::from(&*json), skipped: record.offset.bytes };
    let mut document = builder.finish_plain(name, source);
    if matches!(json, std::borrow::Cow::Owned(_)) {
        document.notes.push(format!("record {number} is not UTF-8 throughout; its positions may be off"));
    }
    Ok(Some(document))
}

/// What is wrong with JSON, without the parser's own count of lines.
fn reason(error: &serde_json::Error, column: usize) -> String {
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or_default();
    format!("it is no JSON: {text} at column {column}")
}

/// Where a piece begins in the text that it was cut from.
fn start_of(piece: &str, text: &str) -> usize {
    piece.as_ptr() as usize - text.as_ptr() as usize
}

fn object(value: &RawValue) -> Option<BTreeMap<String, &RawValue>> {
    if !value.get().starts_with('{') {
        return None;
    }
    serde_json::from_str(value.get()).ok()
}

/// The value under a name, or under names joined by points.
fn value_at<'v>(value: &'v RawValue, path: &str) -> Option<&'v RawValue> {
    let object = object(value)?;
    if let Some(found) = object.get(path) {
        return Some(found);
    }
    let (first, rest) = path.split_once('.')?;
    value_at(object.get(first)?, rest)
}

/// The longest string, and the names that lead to it.
fn longest(value: &RawValue, depth: usize) -> Option<(String, &RawValue)> {
    if value.get().starts_with('"') {
        return (value.get().len() > 2).then(|| (String::new(), value));
    }
    let fields = object(value).filter(|_| depth < DEEPEST)?;
    let found = fields.into_iter().filter_map(|(name, value)| {
        let (inner, string) = longest(value, depth + 1)?;
        Some((if inner.is_empty() { name } else { format!("{name}.{inner}") }, string))
    });
    // Of several the first.
    found.reduce(|best, next| if next.1.get().len() > best.1.get().len() { next } else { best })
}

/// The strings of a value with their marks: itself, or those of a list.
fn texts(value: &RawValue) -> Vec<&str> {
    let json = value.get();
    let values: Vec<&RawValue> = match json.starts_with('[') {
        true => serde_json::from_str(json).unwrap_or_default(),
        false => vec![value],
    };
    values.into_iter().map(RawValue::get).filter(|json| json.starts_with('"') && json.len() > 2).collect()
}

/// What a record calls itself.
fn id(root: &RawValue) -> Option<String> {
    let fields = object(root)?;
    let value = ID_KEYS.iter().find_map(|key| fields.get(*key))?.get();
    let id = match value.as_bytes().first()? {
        b'"' => serde_json::from_str::<String>(value).ok()?,
        b'{' | b'[' | b't' | b'f' | b'n' => return None,
        _ => value.to_owned(),
    };
    let id: String = id.chars().take(LONGEST_ID).collect();
    Some(id).filter(|id| !id.trim().is_empty())
}

/// Adds a string in its marks, which begins at `at` of the source.
fn push_string(builder: &mut DocumentBuilder, quoted: &str, at: usize) {
    let end = quoted.len() - 1;
    let mut from = 1;
    while let Some(found) = memchr::memchr(b'\\', &quoted.as_bytes()[from..end]) {
        let escape = from + found;
        if escape > from {
            builder.push(&quoted[from..escape], at + from);
        }
        let (c, len) = unescaped(&quoted[escape..end]);
        builder.push_rendered(c.encode_utf8(&mut [0; 4]), Span::new(at + escape, at + escape + len));
        from = escape + len;
    }
    if from < end {
        builder.push(&quoted[from..end], at + from);
    }
}

/// The character of an escape at the beginning of a text, and how long the escape is.
fn unescaped(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    match text.as_bytes().get(1) {
        Some(b'n') => ('\n', 2),
        Some(b't') => ('\t', 2),
        Some(b'r') => ('\r', 2),
        Some(b'b' | b'f') => (' ', 2),
        Some(b'u') => {
            let units = [unit(0), unit(6)];
            let pair = char::decode_utf16(units.into_iter().flatten()).next().and_then(Result::ok);
            match pair {
                Some(c) if c.len_utf16() == 2 => (c, 12),
                Some(c) => (c, 6),
                None => (char::REPLACEMENT_CHARACTER, text.len().min(6)),
            }
        }
        Some(other) => (char::from(*other), 2),
        None => ('\\', 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(json: &str, field: Option<&str>) -> Option<Document> {
        let offset = Offset { bytes: 10, lines: 2, columns: 0 };
        read_record("t.jsonl", &Record { number: 3, json: json.into(), offset }, field).expect("it is JSON")
    }

    #[test]
    fn the_longest_string_is_the_text_and_points_back_to_the_file() {
        let json =
            r#"{"id": 7, "title": "Sales", "meta": {"body": "Up \u00e9 9\u002c26\nto \"5\" \ud83d\ude00 km"}, "n": 3}"#;
        let document = document(json, None).expect("it has a text");
        assert_eq!(document.text(), "Up é 9,26\nto \"5\" 😀 km");
        assert_eq!(document.address(3).unwrap().to_string(), "record 3 (7), field meta.body");
        let at = document.text().find("9,26").unwrap();
        let span = Span::new(at, at + 4);
        assert_eq!(&json[document.source_span(span).range()], "9\\u002c26");
        assert!(!document.is_contiguous(span));
        assert_eq!(document.blocks().len(), 2);
    }

    #[test]
    fn a_field_may_be_named_and_may_be_a_list() {
        let json = r#"{"a.b": "x1", "a": {"c": ["One.", "Two."]}, "d": null}"#;
        assert_eq!(document(json, Some("a.b")).unwrap().text(), "x1");
        assert_eq!(document(json, Some("a.c")).unwrap().text(), "One.\n\nTwo.");
        assert!(document(json, Some("d")).is_none() && document(json, Some("e")).is_none());
        assert!(document("{}", None).is_none() && document("[1]", None).is_none());
        assert_eq!(document("\"12 km\"", None).unwrap().text(), "12 km");
    }

    #[test]
    fn a_broken_record_is_named() {
        let record =
            Record { number: 3, json: b"{\"a\": ".to_vec(), offset: Offset { bytes: 10, lines: 2, columns: 0 } };
        let error = read_record("t.jsonl", &record, None).expect_err("it is broken");
        assert_eq!(
            error.to_string(),
            "cannot read record 3 of t.jsonl, in line 3: it is no JSON: EOF while parsing a value at column 6"
        );
    }

    #[test]
    fn nesting_without_end_is_survived() {
        let deep = "{\"a\":".repeat(100_000);
        let record = Record { number: 1, json: deep.into_bytes(), offset: Offset::default() };
        assert!(read_record("t", &record, None).is_err());
    }
}
