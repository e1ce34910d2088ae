//! What is audited: files, the records of files that hold many documents, the members of
//! archives, and what is attached to messages.
//!
//! All of them come one after the other, so that a file of any size takes no more memory than
//! the pieces that are audited at a time.

#[cfg(feature = "archives")]
mod archive;

use std::io::{self, BufRead};
#[cfg(any(feature = "archives", feature = "parquet"))]
use std::io::{Read, Seek};
use std::iter::Enumerate;
use std::path::Path;
use std::sync::Arc;

use super::error::reason;
use super::walk::{Input, Origin};
#[cfg(feature = "email")]
use super::walk::{Sorted, sorted};
use crate::read::{Ends, Kind, ReadError, Record, records_of_json, records_of_lines};
#[cfg(feature = "parquet")]
use crate::read::{Row, rows_of_parquet};

/// A folder in which macOS keeps what is no document.
#[cfg(any(feature = "archives", feature = "email"))]
const OF_MACOS: &str = "__MACOSX";

/// A file that can be read from any place.
#[cfg(any(feature = "archives", feature = "parquet"))]
pub(in crate::cli) trait Source: Read + Seek + Send {}

#[cfg(any(feature = "archives", feature = "parquet"))]
impl<T: Read + Seek + Send> Source for T {}

/// A file, or a piece of one.
pub(super) struct Piece<'i> {
    /// The place of its file among the inputs.
    pub(super) index: usize,
    /// The file that it is or stands in.
    pub(super) input: &'i Input,
    /// What people call it: the file, or the member of an archive.
    pub(super) name: Arc<str>,
    /// Which part of it.
    pub(super) part: Part,
}

/// A part of a file.
pub(super) enum Part {
    /// All of it is one document.
    Whole,
    /// A file inside of it, and how it came to be read.
    Member(Vec<u8>, Origin),
    /// A record.
    Record(Record),
    /// A row of Parquet.
    #[cfg(feature = "parquet")]
    Row(Row),
    /// A file inside of it that is of a kind that cannot be read.
    Unread(Kind),
    /// A file inside of it that is no document, under its extension.
    PassedOver(String),
    /// Something that people should know.
    Note(String),
    /// It could not be read, and why.
    Failed(String),
}

impl Piece<'_> {
    /// How many bytes it takes while it is audited, as far as that is known.
    pub(super) fn size(&self) -> u64 {
        match &self.part {
            Part::Whole => self.input.size,
            Part::Member(bytes, _) => bytes.len() as u64,
            // What is found out about a record takes many times its size, and there may be millions.
            Part::Record(record) => record.json.len() as u64 * 4,
            #[cfg(feature = "parquet")]
            Part::Row(row) => row.text.as_ref().map_or(0, |text| text.len() as u64 * 4),
            Part::Unread(_) | Part::PassedOver(_) | Part::Note(_) | Part::Failed(_) => 0,
        }
    }

    /// How much of its file lies behind whoever has it.
    pub(super) fn end(&self) -> u64 {
        match &self.part {
            Part::Whole => self.input.size,
            Part::Record(record) if *self.name == *self.input.name => (record.offset.bytes + record.json.len()) as u64,
            #[cfg(feature = "parquet")]
            Part::Row(row) if *self.name == *self.input.name => row.number.saturating_mul(row.size),
            _ => 0,
        }
    }

    /// Where it is, or would be.
    pub(super) fn place(&self) -> &Path {
        if *self.name == *self.input.name { self.input.place() } else { Path::new(&*self.name) }
    }
}

/// A part and what people call it.
type Step = (Arc<str>, Part);

/// The pieces of inputs, in their order.
pub(super) struct Pieces<'i> {
    inputs: Enumerate<std::slice::Iter<'i, Input>>,
    how: How<'i>,
    /// The input whose parts are read, and its parts.
    open: Option<(usize, &'i Input, Box<dyn Iterator<Item = Step> + 'i>)>,
}

/// How the parts of files are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct How<'f> {
    /// Whether the inputs are read again later, so that standard input has to be kept.
    pub(super) again: bool,
    /// The field of records that is the text, where one is asked for. JSON in archives holds
    /// documents only then.
    pub(super) field: Option<&'f str>,
}

impl<'i> Pieces<'i> {
    /// The pieces of inputs.
    pub(super) fn new(inputs: &'i [Input], how: How<'i>) -> Pieces<'i> {
        Pieces { inputs: inputs.iter().enumerate(), how, open: None }
    }
}

impl<'i> Iterator for Pieces<'i> {
    type Item = Piece<'i>;

    fn next(&mut self) -> Option<Piece<'i>> {
        loop {
            if let Some((index, input, parts)) = &mut self.open
                && let Some((name, part)) = parts.next()
            {
                return Some(Piece { index: *index, input, name, part });
            }
            let (index, input) = self.inputs.next()?;
            let parts = parts(input, self.how).unwrap_or_else(|error| boxed(input, [cannot_read(&input.name, &error)]));
            self.open = Some((index, input, parts));
        }
    }
}

/// The parts of a file, by what its content shows first and its name second.
fn parts<'i>(input: &'i Input, how: How<'i>) -> io::Result<Box<dyn Iterator<Item = Step> + 'i>> {
    Ok(match kind(input)? {
        // As a rule JSON that nobody named holds settings.
        Some(Kind::Json) if input.origin == Origin::Guessed && how.field.is_none() => {
            boxed(input, [Part::PassedOver(".json".to_owned())])
        }
        Some(kind @ (Kind::JsonLines | Kind::Json)) => boxed(input, records(kind, &input.name, input.open(how.again)?)),
        #[cfg(feature = "parquet")]
        Some(Kind::Parquet) => boxed(input, rows(&input.name, input.open_source(how.again)?, how.field)),
        #[cfg(feature = "archives")]
        Some(Kind::Archive) => Box::new(archive::members(input, how)?),
        #[cfg(feature = "email")]
        Some(Kind::Email) => Box::new(boxed(input, [Part::Whole]).chain(attached(input, how.field)?)),
        _ => boxed(input, [Part::Whole]),
    })
}

/// What a file is, as far as that decides how it is cut.
fn kind(input: &Input) -> io::Result<Option<Kind>> {
    let first = input.head(Kind::FIRST)?;
    let mut is_whole = first.len() < Kind::FIRST;
    let mut head = first;
    if !is_whole && Kind::needs_more(&input.name, &head) {
        head = input.head(Kind::HEAD)?;
        is_whole = head.len() < Kind::HEAD;
    }
    let tail = if is_whole || !head.starts_with(b"P") { Vec::new() } else { input.tail(TAIL)? };
    Ok(Kind::of_ends(&input.name, Ends { head: &head, tail: &tail, is_whole }))
}

/// So many of the last bytes show what a zip file or Parquet is.
const TAIL: usize = 64 << 10;

/// What bytes in memory are, as far as that decides how they are cut.
#[cfg(any(feature = "archives", feature = "email"))]
fn kind_of(name: &str, bytes: &[u8]) -> Option<Kind> {
    let is_whole = bytes.len() <= Kind::HEAD;
    let head = &bytes[..bytes.len().min(Kind::HEAD)];
    Kind::of_ends(name, Ends { head, tail: &bytes[bytes.len().saturating_sub(TAIL)..], is_whole })
}

/// The documents that are attached to a message, as those of an archive are read.
#[cfg(feature = "email")]
fn attached(input: &Input, field: Option<&str>) -> io::Result<impl Iterator<Item = Step> + use<>> {
    let files = crate::read::attachments(&input.bytes()?);
    let message = input.name.clone();
    let field = field.map(str::to_owned);
    Ok(files.into_iter().flat_map(move |(name, bytes)| {
        let shown = harmless(&name).unwrap_or_default();
        let path = format!("{message}/{shown}");
        let parts = match (sorted(&shown, field.is_some()), kind_of(&shown, &bytes)) {
            _ if shown.is_empty() => Vec::new(),
            (Sorted::PassOver(what), _) => vec![Part::PassedOver(what)],
            (Sorted::Unread(kind), _) => vec![Part::Unread(kind)],
            (Sorted::Read(_), Some(Kind::Archive)) => vec![Part::Note(nested(&path))],
            (Sorted::Read(Origin::Guessed), Some(Kind::Json)) if field.is_none() => {
                vec![Part::PassedOver(".json".to_owned())]
            }
            (Sorted::Read(_), Some(kind @ (Kind::JsonLines | Kind::Json))) => records(kind, &path, &*bytes).collect(),
            #[cfg(feature = "parquet")]
            (Sorted::Read(_), Some(Kind::Parquet)) => rows(&path, io::Cursor::new(bytes), field.as_deref()).collect(),
            (Sorted::Read(origin), _) => vec![Part::Member(bytes, origin)],
        };
        let path: Arc<str> = Arc::from(path);
        parts.into_iter().map(move |part| (Arc::clone(&path), part))
    }))
}

/// What is said of an archive that stands inside of a file.
#[cfg(any(feature = "archives", feature = "email"))]
fn nested(path: &str) -> String {
    format!("{path}: note: it is an archive inside of another file and was not read; unpack it first")
}

/// The name of a file inside of another as it is shown: with nothing that leads out of that file or
/// speaks to a terminal. What is hidden in a folder is hidden here.
#[cfg(any(feature = "archives", feature = "email"))]
fn harmless(name: &str) -> Option<String> {
    let mut shown = String::new();
    for piece in name.split(['/', '\\']).filter(|piece| !piece.is_empty() && *piece != ".") {
        let leads_out = piece == "..";
        if piece == OF_MACOS || piece.starts_with('.') && !leads_out {
            return None;
        }
        if !shown.is_empty() {
            shown.push('/');
        }
        match leads_out {
            true => shown.push_str("__"),
            false => shown.extend(piece.chars().map(|c| if c.is_control() || c == ':' { '_' } else { c })),
        }
    }
    Some(shown).filter(|shown| !shown.is_empty())
}

/// Parts that are called as their file is.
fn boxed<'i>(
    input: &'i Input,
    parts: impl IntoIterator<Item = Part, IntoIter: 'i>,
) -> Box<dyn Iterator<Item = Step> + 'i> {
    let name: Arc<str> = Arc::from(input.name.as_str());
    Box::new(parts.into_iter().map(move |part| (Arc::clone(&name), part)))
}

/// The records of a file of JSON or JSON Lines.
fn records<'r>(kind: Kind, name: &'r str, source: impl BufRead + 'r) -> Box<dyn Iterator<Item = Part> + 'r> {
    let part = |record: Result<Record, ReadError>| match record {
        Ok(record) => Part::Record(record),
        Err(error) => Part::Failed(error.to_string()),
    };
    match kind {
        Kind::Json => Box::new(records_of_json(name, source).map(part)),
        _ => Box::new(records_of_lines(name, source).map(part)),
    }
}

/// The rows of a Parquet file.
#[cfg(feature = "parquet")]
fn rows<S: Source + 'static>(name: &str, source: S, field: Option<&str>) -> impl Iterator<Item = Part> + use<S> {
    rows_of_parquet(name, source, field).map(|row| match row {
        Ok(row) => Part::Row(row),
        Err(error) => Part::Failed(error.to_string()),
    })
}

fn cannot_read(name: &str, error: &io::Error) -> Part {
    Part::Failed(format!("cannot read {name}: {}", reason(error)))
}
