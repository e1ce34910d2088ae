//! Parquet: each row is a document, and one of its columns of strings is the text.
//!
//! Rows are read one after the other from a source of any size: of each column that is needed one
//! page is in memory at a time, and a page has a bound ([`source`]). What is needed of a row is
//! its text and what it calls itself.

mod source;

use std::io::{Read, Seek};
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, Type as Physical};
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row as Cells};
use parquet::schema::types::{ColumnDescriptor, Type};

use self::source::Shared;
use crate::document::{Address, Document, DocumentBuilder};
use crate::read::ReadError;
use crate::read::caught::caught;
use crate::read::record::{ID_KEYS, LONGEST_ID};
use crate::span::Span;

/// The text of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which row of its file it is, from 1.
    pub number: u64,
    /// What it calls itself.
    pub id: Option<Arc<str>>,
    /// The column that its text is of.
    pub field: Arc<str>,
    /// Its text; `None` if it has none.
    pub text: Option<String>,
    /// How many bytes of the file it takes, on average.
    pub size: u64,
}

/// The document of a row; `None` if it has no text.
pub fn read_row(name: &str, row: &Row) -> Option<Document> {
    let text = row.text.as_deref()?;
    let mut builder = DocumentBuilder::default();
    builder.at(Address::Field { record: row.number, id: row.id.clone(), field: Arc::clone(&row.field) });
    builder.push_rendered(text, Span::new(0, 0));
    Some(builder.finish_extracted_plain(name))
}

/// The rows of a Parquet file with the text of a column: the one that is asked for, or the
/// largest of those that hold strings. The iterator ends where the file is broken.
pub fn rows_of_parquet<S: Read + Seek + Send + 'static>(
    name: &str,
    source: S,
    field: Option<&str>,
) -> impl Iterator<Item = Result<Row, ReadError>> + use<S> {
    let (rows, failure) = match caught(|| Rows::open(source, field)).unwrap_or_else(|| Err(DAMAGED.to_owned())) {
        Ok(rows) => (Some(rows), None),
        Err(reason) => (None, Some(Err(ReadError::Damaged { name: name.to_owned(), reason }))),
    };
    let name = name.to_owned();
    let mut rows = rows.map(|rows| rows.fuse_at_error(name));
    failure.into_iter().chain(std::iter::from_fn(move || rows.as_mut()?.next()))
}

/// What is said of a file at which the library gives up.
const DAMAGED: &str = "it is damaged or cut off";

/// The rows of a file.
struct Rows {
    cells: RowIter<'static>,
    number: u64,
    size: u64,
    /// The names that lead to the text, as the schema has them.
    path: Vec<String>,
    field: Arc<str>,
    id: Option<String>,
}

impl Rows {
    fn open(source: impl Read + Seek + Send + 'static, field: Option<&str>) -> Result<Rows, String> {
        let source = Shared::new(source).map_err(|error| error.to_string())?;
        let length = source.length();
        let file = SerializedFileReader::new(source).map_err(|error| reason(&error.to_string()))?;
        let metadata = file.metadata();
        let column = text_column(metadata, field)?;
        check_packing(metadata, column)?;
        let schema = metadata.file_metadata().schema_descr();
        let path = schema.column(column).path().parts().to_vec();
        let root = schema.root_schema();
        let id = ID_KEYS.iter().find(|key| root.get_fields().iter().any(|it| it.name() == **key && is_id(it)));
        let is_needed = |name: &str| Some(name) == path.first().map(String::as_str) || id.is_some_and(|id| *id == name);
        let needed = root.get_fields().iter().filter(|it| is_needed(it.name())).cloned().collect();
        let projection = Type::group_type_builder(root.name()).with_fields(needed).build();
        let rows = u64::try_from(metadata.file_metadata().num_rows()).unwrap_or(0);
        let (field, id) = (Arc::from(shown(&path)), id.map(|id| (*id).to_owned()));
        let cells = projection.and_then(|projection| RowIter::from_file_into(Box::new(file)).project(Some(projection)));
        let cells = cells.map_err(|error| reason(&error.to_string()))?;
        Ok(Rows { cells, number: 0, size: length / rows.max(1), path, field, id })
    }

    /// The rows up to the first that cannot be read.
    fn fuse_at_error(mut self, name: String) -> impl Iterator<Item = Result<Row, ReadError>> {
        let mut is_over = false;
        std::iter::from_fn(move || {
            if is_over {
                return None;
            }
            let next = caught(|| self.cells.next()).unwrap_or_else(|| Some(Err(general(DAMAGED))));
            let row = next?.map(|cells| self.row(cells));
            is_over = row.is_err();
            let number = self.number + 1;
            Some(row.map_err(|error| ReadError::Stopped {
                name: name.clone(),
                reason: format!("row {number} cannot be read: {}", reason(&error.to_string())),
            }))
        })
    }

    fn row(&mut self, cells: Cells) -> Row {
        self.number += 1;
        let mut row =
            Row { number: self.number, id: None, field: Arc::clone(&self.field), text: None, size: self.size };
        let mut texts = Vec::new();
        for (name, field) in cells.into_columns() {
            if self.id.as_ref() == Some(&name) {
                row.id = id(&field);
            }
            if self.path.first() == Some(&name) {
                gather(&field, &self.path[1..], &mut texts);
            }
        }
        row.text = Some(texts.join("\n\n")).filter(|text| !text.trim().is_empty());
        row
    }
}

fn general(text: &str) -> parquet::errors::ParquetError {
    parquet::errors::ParquetError::General(text.to_owned())
}

/// What the library says, without its own names.
fn reason(error: &str) -> String {
    let error =
        error.trim_start_matches("Parquet error: ").trim_start_matches("EOF: ").trim_start_matches("External: ");
    match error {
        DAMAGED => DAMAGED.to_owned(),
        _ if error.starts_with(source::TOO_LARGE) => error.to_owned(),
        _ => format!("{DAMAGED} ({error})"),
    }
}

/// The column of the text, by its place among the leaves of the schema.
fn text_column(metadata: &ParquetMetaData, field: Option<&str>) -> Result<usize, String> {
    let columns = metadata.file_metadata().schema_descr().columns();
    let texts = || (0..columns.len()).filter(|column| may_be_text(&columns[*column], field.is_some()));
    let name = |column: usize| shown(columns[column].path().parts());
    if let Some(field) = field {
        let found = texts().find(|column| name(*column) == field || columns[*column].path().string() == field);
        return found.ok_or_else(|| {
            let names: Vec<String> = texts().take(MOST_NAMED).map(|column| format!("\"{}\"", name(column))).collect();
            format!("it has no column of text \"{field}\"; those that it has are {}", names.join(", "))
        });
    }
    let size = |column: &usize| -> i64 {
        metadata.row_groups().iter().filter_map(|it| Some(it.columns().get(*column)?.uncompressed_size().max(0))).sum()
    };
    // Of several the first.
    let largest = texts().reduce(|best, next| if size(&next) > size(&best) { next } else { best });
    largest.ok_or_else(|| "it has no column of text".to_owned())
}

/// No more columns are named to somebody who asks for one that is not there.
const MOST_NAMED: usize = 12;

/// Whether a column holds strings. Some programs do not say so, and then it has to be asked for.
fn may_be_text(column: &ColumnDescriptor, is_asked_for: bool) -> bool {
    let is_string = matches!(column.converted_type(), ConvertedType::UTF8 | ConvertedType::JSON | ConvertedType::ENUM);
    let is_bytes = column.converted_type() == ConvertedType::NONE && column.logical_type_ref().is_none();
    column.physical_type() == Physical::BYTE_ARRAY && (is_string || (is_bytes && is_asked_for))
}

/// Whether a column may hold what rows call themselves.
fn is_id(column: &Type) -> bool {
    column.is_primitive()
        && matches!(column.get_physical_type(), Physical::BYTE_ARRAY | Physical::INT32 | Physical::INT64)
}

/// How people write the names that lead to a column: without those of lists.
fn shown(path: &[String]) -> String {
    let is_of_list = |name: &&String| !matches!(name.as_str(), "list" | "element" | "item" | "array" | "bag");
    let names: Vec<&str> = path[..1].iter().chain(path[1..].iter().filter(is_of_list)).map(String::as_str).collect();
    names.join(".")
}

/// Says so if a column is compressed in a way that is not read.
fn check_packing(metadata: &ParquetMetaData, column: usize) -> Result<(), String> {
    for group in metadata.row_groups() {
        let Some(chunk) = group.columns().get(column) else { return Err(DAMAGED.to_owned()) };
        let name = match chunk.compression() {
            Compression::UNCOMPRESSED | Compression::SNAPPY | Compression::ZSTD(_) => continue,
            Compression::GZIP(_) => "gzip",
            Compression::BROTLI(_) => "brotli",
            Compression::LZ4 | Compression::LZ4_RAW => "LZ4",
            Compression::LZO => "LZO",
        };
        return Err(format!("its text is compressed with {name}, which is not supported; write it anew with zstd"));
    }
    Ok(())
}

/// The strings of a field, or those that a path leads to in it.
fn gather(field: &Field, path: &[String], texts: &mut Vec<String>) {
    match field {
        Field::Str(text) => texts.push(text.clone()),
        Field::Bytes(bytes) => texts.push(String::from_utf8_lossy(bytes.data()).into_owned()),
        Field::Group(row) => {
            let Some((first, rest)) = path.split_first() else { return };
            for (_, inner) in row.get_column_iter().filter(|(name, _)| *name == first) {
                gather(inner, rest, texts);
            }
        }
        // The schema has two names for a list, which its rows have not.
        Field::ListInternal(list) => {
            let rest = path.get(2..).unwrap_or_default();
            list.elements().iter().for_each(|element| gather(element, rest, texts));
        }
        _ => {}
    }
}

/// What a row calls itself.
fn id(field: &Field) -> Option<Arc<str>> {
    let id = match field {
        Field::Str(text) => text.chars().take(LONGEST_ID).collect(),
        Field::Int(n) => n.to_string(),
        Field::Long(n) => n.to_string(),
        Field::UInt(n) => n.to_string(),
        Field::ULong(n) => n.to_string(),
        _ => return None,
    };
    Some(id).filter(|id: &String| !id.trim().is_empty()).map(Arc::from)
}
