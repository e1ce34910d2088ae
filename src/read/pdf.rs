//! PDF files: the words where they stand on their pages, put together again.
//!
//! A PDF file has no sentences and no tables, only letters at places. hayro, which is named in
//! `glyphs` only, says which letter stands where. Letters become lines (`lines`), lines that are
//! drawn cell by cell become rows (`cells`, `wrapped`), lines become paragraphs and tables (`layout`), and what is repeated on every page is left out (`running`).

mod cells;
mod glyphs;
mod layout;
mod lines;
mod running;
mod wrapped;

use std::io::{Read as _, copy, sink};

use crate::document::Document;
use crate::read::ReadError;
use crate::read::caught::caught;

/// The most bytes that a stream of the file may expand to, and all together.
const MOST_EXPANDED: u64 = 256 << 20;
const MOST_IN_ALL: u64 = 1 << 30;

/// Reads a PDF file.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let damaged = |reason: String| ReadError::Damaged { name: name.to_owned(), reason };
    if is_cut_off(bytes) {
        return Err(damaged("it is cut off: its end is missing".to_owned()));
    }
    measure(bytes).map_err(damaged)?;
    let read = caught(|| {
        let text = glyphs::read(bytes)?;
        let pages = text.pages.into_iter().map(lines::lines).collect();
        Ok((layout::lay_out(running::without(pages).into_iter().map(cells::cells).collect()), text.unread))
    });
    let (builder, unread) = read.unwrap_or_else(|| Err("it is damaged".to_owned())).map_err(damaged)?;
    let mut document = builder.finish_extracted(name);
    if unread > 0 {
        let letters = if unread == 1 { "1 letter is" } else { &format!("{unread} letters are") };
        document.notes.push(format!("{letters} of a font that does not say what they mean, and were left out"));
    }
    if document.text().trim().is_empty() {
        document.notes.push("it may be a scan: recognise its text first (for example with ocrmypdf)".to_owned());
    }
    Ok(document)
}

/// Whether the end of a file is missing. The library reads what is left, and would not say so.
fn is_cut_off(bytes: &[u8]) -> bool {
    let last = |mark: &[u8]| memchr::memmem::rfind(bytes, mark);
    let end = last(b"%%EOF").max(last(b"startxref"));
    end.is_none() || end < last(b"endobj")
}

/// Unpacks every stream into nothing, before the library does so without a limit.
fn measure(bytes: &[u8]) -> Result<(), String> {
    let mut in_all = 0;
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        let rest = &bytes[at + b"stream".len()..];
        let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        // Only what is deflated can grow without end; it begins with this byte.
        if rest.first() != Some(&0x78) {
            continue;
        }
        let mut unpacked = flate2::read::ZlibDecoder::new(rest).take(MOST_EXPANDED + 1);
        // Where the data is damaged, what came before it counts.
        let size = copy(&mut unpacked, &mut sink()).unwrap_or(0);
        in_all += size;
        if size > MOST_EXPANDED || in_all > MOST_IN_ALL {
            let limit = if size > MOST_EXPANDED { MOST_EXPANDED } else { MOST_IN_ALL };
            return Err(format!("what is packed in it expands to more than {} MiB", limit >> 20));
        }
    }
    Ok(())
}
