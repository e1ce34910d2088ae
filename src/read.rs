//! Bytes to a [`Document`].
//!
//! What a file is shows in its content first and in its name second. Damaged
//! text costs a note and never the document; a kind of file that cannot be read
//! yet is an error that says so. Nothing here opens a file.

#[cfg(any(feature = "parquet", feature = "pdf", feature = "sheets"))]
mod caught;
mod csv;
#[cfg(feature = "email")]
mod email;
mod encoding;
mod html;
#[cfg(feature = "office")]
mod office;
#[cfg(any(feature = "office", feature = "sheets"))]
pub(crate) mod package;
mod kind;
mod markdown;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "pdf")]
mod pdf;
mod raised;
mod record;
mod records;
#[cfg(all(feature = "cli", feature = "office"))]
pub(crate) mod repack;
#[cfg(feature = "sheets")]
mod sheets;
mod subtitles;
#[cfg(any(feature = "office", feature = "sheets"))]
pub(crate) mod xml;

use thiserror::Error;

#[cfg(any(feature = "parquet", feature = "pdf", feature = "sheets"))]
pub use caught::is_caught;
#[cfg(feature = "email")]
pub use email::attachments;
#[cfg(all(feature = "cli", feature = "office"))]
pub(crate) use encoding::decoded;
pub use encoding::{decoded_again, rewritten};
#[cfg(feature = "archives")]
pub(crate) use kind::is_tar;
pub use kind::{Ends, Kind};
#[cfg(feature = "office")]
pub use office::{Piece, Traced, WORD_PARTS, read_traced};
#[cfg(feature = "parquet")]
pub use parquet::{Row, read_row, rows_of_parquet};
pub use record::{Record, read_record};
pub use records::{records_of_json, records_of_lines};

use crate::document::{Document, Source};

/// Why bytes are no document.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// A kind of file that cannot be read yet.
    #[error("cannot read {name}: {kind} are not supported yet; {}", kind.advice())]
    Unsupported {
        /// What the user calls it.
        name: String,
        /// What it is.
        kind: Kind,
    },
    /// A file that cannot be taken apart.
    #[error("cannot read {name}: {reason}")]
    Damaged {
        /// What the user calls it.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A record that is broken.
    #[error("cannot read record {number} of {name}, in line {line}: {reason}")]
    Record {
        /// What the user calls the file.
        name: String,
        /// Which record of the file, from 1.
        number: u64,
        /// The line of the mistake, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// What stands between records is broken, or one is too long.
    #[error("cannot read line {line} of {name}: {reason}")]
    Cut {
        /// What the user calls the file.
        name: String,
        /// The line of the mistake, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// A file of records that could not be read to its end.
    #[error("cannot read all of {name}: {reason}")]
    Stopped {
        /// What the user calls the file.
        name: String,
        /// What happened.
        reason: String,
    },
    /// A file that holds many documents.
    #[error("cannot read {name} as one document: it holds records, each of which is one")]
    Records {
        /// What the user calls it.
        name: String,
    },
    /// No text at all.
    #[error("cannot read {name}: it holds binary data, not text")]
    Binary {
        /// What the user calls it.
        name: String,
    },
}

/// Reads a document.
///
/// `name` is what the user calls it; its extension decides where the content does not.
///
/// ```
/// let document = statlint::read::read("draft.md", b"Sales rose **12%**.")?;
/// assert_eq!(document.text().trim_end(), "Sales rose 12%.");
/// # Ok::<(), statlint::read::ReadError>(())
/// ```
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let unsupported = |kind| ReadError::Unsupported { name: name.to_owned(), kind };
    if kind::is_encrypted(bytes) {
        return Err(ReadError::Damaged { name: name.to_owned(), reason: ENCRYPTED.to_owned() });
    }
    if let Some(kind) = Kind::of_signature(name, bytes) {
        return container(name, bytes, kind);
    }
    if let Some(kind @ Kind::Email) = Kind::of_name(name) {
        // Each part of it has an encoding of its own.
        return container(name, bytes, kind);
    }
    let Some(decoded) = encoding::decode(bytes) else {
        // A name such as `photo.bmp` says more than "binary data".
        let kind = Kind::of_name(name).filter(|kind| !kind.is_read());
        return Err(kind.map_or_else(|| ReadError::Binary { name: name.to_owned() }, unsupported));
    };
    let kind = Kind::of_markup(&decoded.text).or_else(|| Kind::of_name(name)).unwrap_or(Kind::Text);
    let source = Source { text: decoded.text, skipped: decoded.skipped };
    let mut document = match kind {
        Kind::Text => Document::plain(name, source),
        Kind::Csv => csv::read(name, source),
        Kind::Html => html::read(name, source),
        Kind::Markdown => markdown::read(name, source),
        #[cfg(feature = "sheets")]
        Kind::OpenSheet => sheets::read_fods(name, &source.text)?,
        Kind::Subtitles => subtitles::read(name, source),
        Kind::Json | Kind::JsonLines => return Err(ReadError::Records { name: name.to_owned() }),
        kind => return Err(unsupported(kind)),
    };
    document.notes.extend(decoded.note);
    if document.text().trim().is_empty() {
        document.notes.push(if bytes.is_empty() { "the file is empty" } else { "the file holds no prose" }.to_owned());
    }
    Ok(document)
}

/// What is said of a file that nobody can read without its password.
const ENCRYPTED: &str = "it is encrypted; save it without a password first";

/// Whether a file is a Word document that can be read.
#[cfg(feature = "office")]
pub fn is_word(name: &str, bytes: &[u8]) -> bool {
    Kind::of_signature(name, bytes) == Some(Kind::Word)
}

/// Reads Markdown that is in memory as text.
pub fn markdown(name: &str, text: &str) -> Document {
    markdown::read(name, Source { text: text.into(), skipped: 0 })
}

/// Reads a file that is no text.
#[cfg_attr(
    not(any(feature = "email", feature = "office", feature = "pdf", feature = "sheets")),
    expect(unused_variables, reason = "the readers are left out")
)]
fn container(name: &str, bytes: &[u8], kind: Kind) -> Result<Document, ReadError> {
    let document: Result<Document, ReadError> = match kind {
        #[cfg(feature = "email")]
        Kind::Email => email::read(name, bytes),
        #[cfg(feature = "office")]
        Kind::Word => office::read_docx(name, bytes),
        #[cfg(feature = "office")]
        Kind::OpenText => office::read_odt(name, bytes),
        #[cfg(feature = "pdf")]
        Kind::Pdf => pdf::read(name, bytes),
        #[cfg(feature = "sheets")]
        Kind::Excel => sheets::read_excel(name, bytes),
        #[cfg(feature = "sheets")]
        Kind::OpenSheet => sheets::read_ods(name, bytes),
        #[cfg(feature = "parquet")]
        Kind::Parquet => Err(ReadError::Records { name: name.to_owned() }),
        _ => Err(ReadError::Unsupported { name: name.to_owned(), kind }),
    };
    let mut document = document?;
    if document.text().trim().is_empty() {
        document.notes.push("the file holds no prose".to_owned());
    }
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(name: &str, bytes: &[u8]) -> String {
        read(name, bytes).expect_err("it cannot be read").to_string()
    }

    #[test]
    fn a_kind_that_cannot_be_read_is_named_with_advice() {
        assert_eq!(
            failure("report.epub", b"PK\x03\x04 application/epub+zip"),
            "cannot read report.epub: e-books are not supported yet; \
             convert it to text first (for example with pandoc)"
        );
        assert!(failure("notes.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").contains("save it as .docx first"));
    }

    #[test]
    fn content_says_more_than_the_name() {
        assert!(failure("draft.txt", b"\x89PNG\r\n\x1A\n").contains("pictures"));
        assert!(failure("draft.txt", b"PK\x03\x04 ppt/presentation.xml").contains("slides"));
        assert_eq!(failure("draft.txt", b"a\x00\x01\x02b"), "cannot read draft.txt: it holds binary data, not text");
    }

    #[test]
    fn an_empty_file_is_a_document_with_a_note() {
        let document = read("empty.txt", b"").expect("an empty file is a document");
        assert!(document.blocks().is_empty());
        assert_eq!(document.notes, ["the file is empty"]);
        assert_eq!(read("blank.md", b" \n\n").expect("a document").notes, ["the file holds no prose"]);
    }
}
