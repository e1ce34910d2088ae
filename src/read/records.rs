//! The records of JSON Lines and of JSON, one after the other, from a source of any size.
//!
//! Records are only cut here, at lines or at the commas of a list, so that a broken one does not
//! cost the others; whether one is JSON is found out when it is read. No more than one record is
//! in memory at a time.

use std::io::{self, BufRead, Read as _};

use crate::document::Offset;
use crate::read::{ReadError, Record};

/// A record of more bytes is no record.
const LONGEST: usize = 64 << 20;

/// A byte order mark in UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The records of JSON Lines. The iterator ends where the source fails.
pub fn records_of_lines<'r>(
    name: &'r str,
    source: impl BufRead + 'r,
) -> impl Iterator<Item = Result<Record, ReadError>> + 'r {
    Records { name, source, offset: Offset::default(), number: 0, next: Records::next_line, list: List::None }
}

/// The records of JSON: the elements of its lists, and every other value by itself.
pub fn records_of_json<'r>(
    name: &'r str,
    source: impl BufRead + 'r,
) -> impl Iterator<Item = Result<Record, ReadError>> + 'r {
    Records { name, source, offset: Offset::default(), number: 0, next: Records::next_value, list: List::None }
}

struct Records<'r, R> {
    name: &'r str,
    source: R,
    offset: Offset,
    number: u64,
    next: fn(&mut Self) -> io::Result<Option<Cut>>,
    list: List,
}

/// Where between the values of JSON the next byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    /// In no list.
    None,
    /// In a list, at its beginning.
    Begun,
    /// In a list, after a comma.
    Comma,
    /// In a list, after a value.
    Value,
    /// The source has ended.
    Ended,
}

/// What was cut off.
struct Cut {
    json: Vec<u8>,
    offset: Offset,
    why_broken: Option<&'static str>,
}

impl<R: BufRead> Iterator for Records<'_, R> {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let name = || self.name.to_owned();
        let cut = match (self.next)(self) {
            Ok(cut) => cut?,
            Err(error) => {
                self.next = |_| Ok(None);
                return Some(Err(ReadError::Stopped { name: name(), reason: error.to_string() }));
            }
        };
        let (offset, line) = (cut.offset, cut.offset.lines + 1);
        if let Some(reason) = cut.why_broken {
            return Some(Err(ReadError::Cut { name: name(), line, reason: reason.to_owned() }));
        }
        self.number += 1;
        if cut.json.len() > LONGEST {
            let reason = format!("a record has at most {} MiB", LONGEST >> 20);
            return Some(Err(ReadError::Cut { name: name(), line, reason }));
        }
        Some(Ok(Record { number: self.number, json: cut.json, offset }))
    }
}

impl<R: BufRead> Records<'_, R> {
    /// The next line that is not blank.
    fn next_line(&mut self) -> io::Result<Option<Cut>> {
        loop {
            self.skip_mark()?;
            let mut offset = self.offset;
            let mut json = Vec::new();
            let read = (&mut self.source).take(LONGEST as u64 + 1).read_until(b'\n', &mut json)?;
            if read == 0 {
                return Ok(None);
            }
            let is_cut = json.len() > LONGEST && !json.ends_with(b"\n");
            self.offset.bytes += read + if is_cut { self.source.skip_until(b'\n')? } else { 0 };
            self.offset.lines += 1;
            let blanks = json.len() - json.trim_ascii_start().len();
            if blanks == json.len() {
                continue;
            }
            if !is_cut {
                json.truncate(json.trim_ascii_end().len());
                json.drain(..blanks);
            }
            offset.bytes += blanks;
            offset.columns = blanks;
            return Ok(Some(Cut { json, offset, why_broken: None }));
        }
    }

    /// The next value that is in no list, or the next element of a list that is in none.
    fn next_value(&mut self) -> io::Result<Option<Cut>> {
        self.skip_mark()?;
        loop {
            let cut = |json, offset, why_broken| Ok(Some(Cut { json, offset, why_broken }));
            let offset = self.offset;
            let Some(byte) = self.peek()? else {
                let is_open = !matches!(self.list, List::None | List::Ended);
                self.list = List::Ended;
                let why = is_open.then_some("the file ends before its list does");
                return if is_open { cut(Vec::new(), offset, why) } else { Ok(None) };
            };
            match (byte, self.list) {
                (b' ' | b'\t' | b'\n' | b'\r', _) => self.pass(),
                (b'[', List::None) => {
                    self.pass();
                    self.list = List::Begun;
                }
                (b']', List::Begun | List::Value) => {
                    self.pass();
                    self.list = List::None;
                }
                (b',', List::Value) => {
                    self.pass();
                    self.list = List::Comma;
                }
                (b',' | b']', List::Begun | List::Comma) => {
                    self.pass();
                    self.list = if byte == b',' { List::Comma } else { List::None };
                    return cut(Vec::new(), offset, Some("there is a comma without a record"));
                }
                (_, list) => {
                    let json = self.value(list != List::None)?;
                    self.list = if list == List::None { List::None } else { List::Value };
                    return cut(json, offset, None);
                }
            }
        }
    }

    /// The bytes of a value. In a list it ends at a comma or at the list's end.
    fn value(&mut self, is_element: bool) -> io::Result<Vec<u8>> {
        let mut json = Vec::new();
        let (mut depth, mut is_string, mut is_escaped) = (0u64, false, false);
        while let Some(byte) = self.peek()? {
            let is_outside = depth == 0 && !is_string;
            if is_outside && is_element && matches!(byte, b',' | b']') {
                break;
            }
            let is_blank = byte.is_ascii_whitespace();
            if is_outside && !is_element && !json.is_empty() && (is_blank || matches!(byte, b'[' | b'{' | b'"')) {
                break;
            }
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' if is_string => is_escaped = true,
                b'"' => is_string = !is_string,
                b'{' | b'[' if !is_string => depth += 1,
                b'}' | b']' if !is_string => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.pass();
            // What is too long is not kept, and shows by its length.
            if json.len() <= LONGEST {
                json.push(byte);
            }
            let is_whole = depth == 0 && !is_string && matches!(byte, b'}' | b']' | b'"');
            if is_whole && !is_element {
                break;
            }
        }
        json.truncate(json.trim_ascii_end().len().max(1));
        Ok(json)
    }

    fn skip_mark(&mut self) -> io::Result<()> {
        if self.offset.bytes == 0 && self.source.fill_buf()?.starts_with(MARK) {
            self.source.consume(MARK.len());
            self.offset.bytes = MARK.len();
        }
        Ok(())
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            match self.source.fill_buf() {
                Ok(bytes) => return Ok(bytes.first().copied()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Goes past the byte that was looked at.
    fn pass(&mut self) {
        let byte = self.source.fill_buf().ok().and_then(|bytes| bytes.first().copied());
        self.source.consume(1);
        self.offset.bytes += 1;
        match byte {
            Some(b'\n') => {
                self.offset.lines += 1;
                self.offset.columns = 0;
            }
            // Bytes that go on with a character.
            Some(0x80..=0xBF) | None => {}
            Some(_) => self.offset.columns += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(records: impl Iterator<Item = Result<Record, ReadError>>) -> Vec<String> {
        records
            .map(|record| match record {
                Ok(record) => String::from_utf8_lossy(&record.json).into_owned(),
                Err(error) => error.to_string(),
            })
            .collect()
    }

    #[test]
    fn a_file_of_json_has_the_records_of_its_lists() {
        let json = "\u{FEFF}[\n  {\"t\": \"a\"},\n  {\"t\": \"é\"}, {\"t\": \"9,]26\\\"\"}\n]\n{\"t\": \"d\"} 12";
        let records: Vec<Record> =
            records_of_json("t.json", json.as_bytes()).map(|it| it.expect("it is sound")).collect();
        assert_eq!(records.len(), 5);
        for record in &records {
            assert!(json[record.offset.bytes..].starts_with(std::str::from_utf8(&record.json).unwrap()));
        }
        assert_eq!((records[2].offset.lines, records[2].offset.columns), (2, 14));
    }

    #[test]
    fn what_is_broken_between_records_is_named_and_the_others_are_kept() {
        let records = told(records_of_json("t.json", "[{},\n,{\"a\": 1} {}, 7".as_bytes()));
        assert_eq!(
            records,
            [
                "{}",
                "cannot read line 2 of t.json: there is a comma without a record",
                "{\"a\": 1} {}",
                "7",
                "cannot read line 2 of t.json: the file ends before its list does"
            ]
        );
    }

    #[test]
    fn lines_are_cut_without_their_blanks() {
        let lines: Vec<Record> = records_of_lines("t.jsonl", "\u{FEFF}{}\r\n\n  [1] ".as_bytes())
            .map(|it| it.expect("it is sound"))
            .collect();
        let places: Vec<_> = lines.iter().map(|it| (it.offset.bytes, it.offset.lines, it.offset.columns)).collect();
        assert_eq!(places, [(3, 0, 0), (10, 2, 2)]);
        assert_eq!(lines[1].json, b"[1]");
    }

    #[test]
    fn a_record_without_end_is_named_and_takes_no_more_than_its_limit() {
        let endless =
            io::Cursor::new(b"[1, \"").chain(io::repeat(b'a').take(LONGEST as u64 + 10)).chain(&b"\", 2]"[..]);
        let records = told(records_of_json("t.json", io::BufReader::new(endless)));
        assert_eq!(records, ["1", "cannot read line 1 of t.json: a record has at most 64 MiB", "2"]);
    }
}
