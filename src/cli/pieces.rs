//! What is audited: files, and the records of files that hold many documents.
//!
//! JSON Lines are read line by line, so that a file of any size takes no more
//! memory than the records that are audited at a time.

use std::io::{BufRead, Read as _};
use std::iter::Enumerate;

use super::error::reason;
use super::walk::Input;
use crate::document::Offset;
use crate::read::{Kind, Record, records_of};

/// A record of more bytes is no record.
const LONGEST_RECORD: u64 = 64 << 20;

/// A file, or a record of one.
pub(super) struct Piece<'i> {
    /// The place of its file among the inputs.
    pub(super) index: usize,
    /// The file that it is or stands in.
    pub(super) input: &'i Input,
    /// Which part of it.
    pub(super) part: Part,
}

/// A part of a file.
pub(super) enum Part {
    /// All of it is one document.
    Whole,
    /// A record.
    Record(Record),
    /// It could not be read, and why.
    Failed(String),
}

impl Piece<'_> {
    /// How many bytes it has, as far as that is known.
    pub(super) fn size(&self) -> u64 {
        match &self.part {
            Part::Whole => self.input.size,
            // What is found out about a record takes many times its size, and there may be millions.
            Part::Record(record) => record.json.len() as u64 * 4,
            Part::Failed(_) => 0,
        }
    }
}

/// The pieces of inputs, in their order.
pub(super) struct Pieces<'i> {
    inputs: Enumerate<std::slice::Iter<'i, Input>>,
    /// Whether the inputs are read again later, so that standard input has to be kept.
    again: bool,
    /// The input whose parts are read, and its parts.
    open: Option<(usize, &'i Input, Box<dyn Iterator<Item = Part> + 'i>)>,
}

impl<'i> Pieces<'i> {
    /// The pieces of inputs that are read once, or again later.
    pub(super) fn new(inputs: &'i [Input], again: bool) -> Pieces<'i> {
        Pieces { inputs: inputs.iter().enumerate(), again, open: None }
    }
}

impl<'i> Iterator for Pieces<'i> {
    type Item = Piece<'i>;

    fn next(&mut self) -> Option<Piece<'i>> {
        loop {
            if let Some((index, input, parts)) = &mut self.open
                && let Some(part) = parts.next()
            {
                return Some(Piece { index: *index, input, part });
            }
            let (index, input) = self.inputs.next()?;
            let parts = match Kind::of_name(&input.name) {
                Some(Kind::JsonLines) => input.open(self.again).map(|lines| boxed(Lines::new(input, lines))),
                Some(Kind::Json) => input.bytes().map(|bytes| boxed(records(input, &bytes))),
                _ => Ok(boxed(std::iter::once(Part::Whole))),
            };
            let parts = parts.unwrap_or_else(|error| boxed(std::iter::once(cannot_read(input, &error))));
            self.open = Some((index, input, parts));
        }
    }
}

fn boxed<'i>(parts: impl Iterator<Item = Part> + 'i) -> Box<dyn Iterator<Item = Part> + 'i> {
    Box::new(parts)
}

fn cannot_read(input: &Input, error: &std::io::Error) -> Part {
    Part::Failed(format!("cannot read {}: {}", input.name, reason(error)))
}

fn records(input: &Input, bytes: &[u8]) -> impl Iterator<Item = Part> + use<> {
    let (records, error) = records_of(&input.name, bytes);
    let error = error.map(|error| Part::Failed(error.to_string()));
    records.into_iter().map(Part::Record).chain(error)
}

/// The lines of a file of JSON Lines.
struct Lines<'i> {
    input: &'i Input,
    reader: Box<dyn BufRead + 'i>,
    offset: Offset,
    number: u64,
}

impl<'i> Lines<'i> {
    fn new(input: &'i Input, reader: Box<dyn BufRead + 'i>) -> Lines<'i> {
        Lines { input, reader, offset: Offset::default(), number: 0 }
    }

    /// The next line without its end; it is cut if it is too long.
    fn line(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let read = (&mut self.reader).take(LONGEST_RECORD + 1).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        let mut skipped = 0;
        if line.len() as u64 > LONGEST_RECORD && !line.ends_with(b"\n") {
            skipped = self.reader.skip_until(b'\n')?;
        }
        self.offset.bytes += read + skipped;
        self.offset.lines += 1;
        Ok(Some(line))
    }
}

impl Iterator for Lines<'_> {
    type Item = Part;

    fn next(&mut self) -> Option<Part> {
        loop {
            let mut offset = self.offset;
            let mut json = match self.line() {
                Ok(line) => line?,
                Err(error) => {
                    self.reader = Box::new(std::io::empty());
                    return Some(cannot_read(self.input, &error));
                }
            };
            if offset.bytes == 0 && json.starts_with(b"\xEF\xBB\xBF") {
                json.drain(..3);
                offset.bytes = 3;
            }
            let blanks = json.len() - json.trim_ascii_start().len();
            if blanks == json.len() {
                continue;
            }
            self.number += 1;
            if json.len() as u64 > LONGEST_RECORD {
                let (name, line, megabytes) = (&self.input.name, offset.lines + 1, LONGEST_RECORD >> 20);
                let reason = format!("cannot read line {line} of {name}: a record has at most {megabytes} MiB");
                return Some(Part::Failed(reason));
            }
            json.truncate(json.trim_ascii_end().len());
            json.drain(..blanks);
            offset.bytes += blanks;
            offset.columns = blanks;
            return Some(Part::Record(Record { number: self.number, json, offset }));
        }
    }
}
