//! What a file is: by the marks in its content, then by its name.

mod ends;

use std::fmt;

use super::subtitles;

pub use ends::Ends;
#[cfg(feature = "archives")]
pub(crate) use ends::is_tar;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A PDF file.
    Pdf,
    /// A Word document.
    Word,
    /// A Word document of before 2007.
    OldWord,
    /// An Excel workbook, old or new.
    Excel,
    /// A set of slides, old or new.
    Slides,
    /// A text of LibreOffice.
    OpenText,
    /// A workbook of LibreOffice.
    OpenSheet,
    /// A presentation of LibreOffice.
    OpenSlides,
    /// An electronic book.
    Epub,
    /// A page of the web.
    Html,
    /// XML of any kind.
    Xml,
    /// Rich text.
    Rtf,
    /// A message.
    Email,
    /// Messages in a file of a mail program.
    Mailbox,
    /// Subtitles.
    Subtitles,
    /// A table as text.
    Csv,
    /// JSON.
    Json,
    /// JSON Lines: a record on each line.
    JsonLines,
    /// Parquet.
    Parquet,
    /// What else holds records in columns or blocks.
    OtherRecords,
    /// A picture.
    Image,
    /// Files inside a file.
    Archive,
    /// Files inside a file, packed in another way.
    OtherArchive,
}

/// What each kind is called, what to do about it, and its extensions.
const KINDS: &[(Kind, &str, &str, &[&str])] = &[
    (Kind::Text, "text files", "", &["txt", "text"]),
    (Kind::Markdown, "Markdown files", "", &["md", "markdown", "mdown", "mkd"]),
    (Kind::Pdf, "PDF files", "convert it to text first (for example with pdftotext)", &["pdf"]),
    (Kind::Word, "Word documents", "save it as plain text first", &["docx", "docm", "dotx"]),
    (Kind::OldWord, "Word documents of before 2007", "save it as .docx first", &["doc", "dot"]),
    (Kind::Excel, "Excel workbooks", "save it as CSV first", &["xlsx", "xls", "xlsm", "xlsb"]),
    (Kind::Slides, "slides", "export the text first", &["pptx", "ppt", "pptm", "key"]),
    (Kind::OpenText, "OpenDocument texts", "save it as plain text first", &["odt", "ott"]),
    (Kind::OpenSheet, "OpenDocument workbooks", "save it as CSV first", &["ods", "ots", "fods"]),
    (Kind::OpenSlides, "OpenDocument slides", "export the text first", &["odp"]),
    (Kind::Epub, "e-books", "convert it to text first (for example with pandoc)", &["epub", "mobi"]),
    (Kind::Html, "HTML pages", "", &["html", "htm", "xhtml"]),
    (Kind::Xml, "XML files", "extract the text first", &["xml", "svg", "rss", "atom"]),
    (Kind::Rtf, "RTF files", "save it as plain text first", &["rtf"]),
    (Kind::Email, "e-mail messages", "save the body as plain text first", &["eml"]),
    (Kind::Mailbox, "mailboxes and messages of Outlook", "save the messages as .eml first", &["msg", "mbox"]),
    (Kind::Subtitles, "subtitles", "", &["srt", "vtt"]),
    (Kind::Csv, "tables (CSV, TSV)", "", &["csv", "tsv", "tab"]),
    (Kind::Json, "JSON files", "", &["json"]),
    (Kind::JsonLines, "JSON Lines files", "", &["jsonl", "ndjson", "jsonlines"]),
    (Kind::Parquet, "Parquet files", "save it as JSON Lines first", &["parquet", "parq", "pq"]),
    (
        Kind::OtherRecords,
        "Arrow and Avro files",
        "save it as Parquet or JSON Lines first",
        &["arrow", "feather", "avro"],
    ),
    (
        Kind::Image,
        "pictures",
        "recognise the text first (for example with tesseract)",
        &["png", "jpg", "jpeg", "gif", "tif", "tiff", "webp", "bmp", "heic", "avif"],
    ),
    (Kind::Archive, "archives", "unpack it first", &["zip", "gz", "tgz", "tar"]),
    (Kind::OtherArchive, "archives of this kind", "unpack it first", &["xz", "bz2", "zst", "7z", "rar"]),
];

/// Bytes with which files of a kind begin, other than zip and OLE containers.
const SIGNATURES: &[(&[u8], Kind)] = &[
    (b"%PDF-", Kind::Pdf),
    (b"{\\rtf", Kind::Rtf),
    (b"\x89PNG\r\n", Kind::Image),
    (b"\xFF\xD8\xFF", Kind::Image),
    (b"GIF87a", Kind::Image),
    (b"GIF89a", Kind::Image),
    (b"II*\0", Kind::Image),
    (b"MM\0*", Kind::Image),
    (b"\x1F\x8B\x08", Kind::Archive),
    (b"\xFD7zXZ\0", Kind::OtherArchive),
    (b"\x28\xB5\x2F\xFD", Kind::OtherArchive),
    (b"7z\xBC\xAF\x27\x1C", Kind::OtherArchive),
    (b"Rar!\x1A\x07", Kind::OtherArchive),
    (b"PAR1", Kind::Parquet),
];

/// The bytes with which an OLE container begins.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Names of parts inside a zip file that tell what it is.
const ZIP_PARTS: &[(&[u8], Kind)] = &[
    (b"word/document", Kind::Word),
    (b"xl/workbook", Kind::Excel),
    (b"ppt/presentation", Kind::Slides),
    (b"application/vnd.oasis.opendocument.text", Kind::OpenText),
    (b"application/vnd.oasis.opendocument.spreadsheet", Kind::OpenSheet),
    (b"application/vnd.oasis.opendocument.presentation", Kind::OpenSlides),
    (b"application/epub+zip", Kind::Epub),
];

/// Kinds that are zip files.
const ZIPPED: &[Kind] =
    &[Kind::Word, Kind::Excel, Kind::Slides, Kind::OpenText, Kind::OpenSheet, Kind::OpenSlides, Kind::Epub];

/// What a workbook of LibreOffice calls itself.
const FLAT_SHEET: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// How much of a file of XML shows what it is.
const XML_HEAD: usize = 16 << 10;

/// How much of the two ends of a zip file is searched for the names of its parts.
const ZIP_ENDS: usize = 64 << 10;

impl Kind {
    /// Whether files of this kind can be read.
    pub fn is_read(self) -> bool {
        match self {
            Kind::Text | Kind::Markdown | Kind::Csv | Kind::Html | Kind::Json | Kind::JsonLines | Kind::Subtitles => {
                true
            }
            Kind::Word | Kind::OpenText => cfg!(feature = "office"),
            Kind::Excel | Kind::OpenSheet => cfg!(feature = "sheets"),
            Kind::Archive => cfg!(feature = "archives"),
            Kind::Email => cfg!(feature = "email"),
            Kind::Pdf => cfg!(feature = "pdf"),
            Kind::OldWord | Kind::Slides | Kind::OpenSlides | Kind::Epub => false,
            Kind::Parquet => cfg!(feature = "parquet"),
            Kind::Xml | Kind::Rtf | Kind::Mailbox | Kind::OtherRecords | Kind::Image | Kind::OtherArchive => false,
        }
    }

    /// What a name promises, by its extension.
    pub fn of_name(name: &str) -> Option<Kind> {
        let extension = extension(name)?.to_ascii_lowercase();
        KINDS.iter().find(|(_, _, _, extensions)| extensions.contains(&extension.as_str())).map(|(kind, ..)| *kind)
    }

    /// What the first bytes of a file promise, where they are no text.
    pub(super) fn of_signature(name: &str, bytes: &[u8]) -> Option<Kind> {
        let named = |kinds: &[Kind]| Kind::of_name(name).filter(|kind| kinds.contains(kind));
        if bytes.starts_with(b"PK\x03\x04") {
            return Some(zip_content(bytes).or_else(|| named(ZIPPED)).unwrap_or(Kind::Archive));
        }
        if bytes.starts_with(OLE) {
            return Some(match () {
                () if holds_name(bytes, "Workbook") || holds_name(bytes, "Book") => Kind::Excel,
                () if holds_name(bytes, "PowerPoint Document") => Kind::Slides,
                () if holds_name(bytes, "WordDocument") => Kind::OldWord,
                () => named(&[Kind::Excel, Kind::Slides]).unwrap_or(Kind::OldWord),
            });
        }
        if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            return Some(Kind::Image);
        }
        // "PAR1" may begin a text; a Parquet file ends with it too.
        let begins = |(mark, kind): &&(&[u8], Kind)| {
            bytes.starts_with(mark) && (*kind != Kind::Parquet || bytes.ends_with(mark) && bytes.len() > 8)
        };
        SIGNATURES.iter().find(begins).map(|(_, kind)| *kind)
    }

    /// What the first words of a text promise.
    pub(super) fn of_markup(text: &str) -> Option<Kind> {
        if subtitles::is_subtitles(text) {
            return Some(Kind::Subtitles);
        }
        let start = after_comments(text);
        if is_page(start) {
            return Some(Kind::Html);
        }
        let declared = start.strip_prefix("<?xml ")?;
        let rest = declared.split_once("?>").map_or("", |(_, rest)| after_comments(rest));
        let head = &rest[..rest.floor_char_boundary(XML_HEAD)];
        Some(match () {
            () if is_page(rest) => Kind::Html,
            // A workbook in one file of XML says so in its first element.
            () if head.starts_with("<office:document ") && head.contains(FLAT_SHEET) => Kind::OpenSheet,
            () => Kind::Xml,
        })
    }

    /// What to do with a file of a kind that cannot be read.
    pub(super) fn advice(self) -> &'static str {
        self.row().2
    }

    fn row(self) -> &'static (Kind, &'static str, &'static str, &'static [&'static str]) {
        KINDS.iter().find(|(kind, ..)| *kind == self).expect("every kind has a row")
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.row().1)
    }
}

fn is_page(text: &str) -> bool {
    let begins = |mark: &&str| text.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark));
    ["<!doctype html", "<html"].iter().any(begins)
}

/// The text after the blanks and comments that it begins with.
fn after_comments(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
        rest = after.trim_start();
    }
    rest
}

/// The extension of a file's name; a leading dot begins none.
fn extension(name: &str) -> Option<&str> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, extension)| extension)
}

/// Whether a file of files (OLE) has a part of this name, which it writes in UTF-16.
/// Whether Office has encrypted a document: it is a part of a container then, and nothing shows what it was.
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    bytes.starts_with(OLE) && holds_name(bytes, "EncryptedPackage")
}

fn holds_name(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &wide).is_some()
}

fn zip_content(bytes: &[u8]) -> Option<Kind> {
    let head = &bytes[..bytes.len().min(ZIP_ENDS)];
    let tail = &bytes[bytes.len().saturating_sub(ZIP_ENDS)..];
    let holds = |part: &[u8]| [head, tail].iter().any(|end| memchr::memmem::find(end, part).is_some());
    ZIP_PARTS.iter().find(|(part, _)| holds(part)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_judged_by_what_follows_its_last_dot() {
        assert_eq!(Kind::of_name("a/b.c/Notes.MD"), Some(Kind::Markdown));
        assert_eq!(Kind::of_name("a.b/LICENSE"), None);
        assert_eq!(Kind::of_name(".html"), None);
        assert_eq!(Kind::of_name("x.tar.gz"), Some(Kind::Archive));
    }

    #[test]
    fn a_page_is_known_by_its_first_tag() {
        assert_eq!(Kind::of_markup("\n<!-- saved --> <!DOCTYPE HTML PUBLIC>"), Some(Kind::Html));
        let xml = "<?xml version='1.0'?><!DOCTYPE html><html/>";
        assert_eq!([xml, "<?xml version='1.0'?><svg/>"].map(Kind::of_markup), [Some(Kind::Html), Some(Kind::Xml)]);
        assert_eq!(Kind::of_markup("<htm"), None);
    }

    #[test]
    fn a_text_that_begins_with_a_mark_of_a_binary_kind_is_still_text() {
        assert_eq!(Kind::of_signature("a.txt", b"PAR1 is a magic number."), None);
        assert_eq!(Kind::of_signature("a.txt", b"PK is a currency code"), None);
    }
}
