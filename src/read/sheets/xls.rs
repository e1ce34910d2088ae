//! Workbooks of Excel before 2007. calamine reads the cells. Their number formats, which it does
//! not hand out, are read here from the records of the file ([MS-XLS] 2.4), and so is how
//! far the cells are spread: calamine keeps a place for each cell of that rectangle.

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use calamine::{Reader, Xls};

use super::printed::{Formats, GENERAL, built_in};
use super::{Book, MOST_CELLS, excel};
use crate::read::ENCRYPTED;
use crate::read::caught::caught;

/// The places of cells that are kept for all sheets together.
const MOST_PLACES: u64 = 20_000_000;

/// Reads an XLS file.
pub(super) fn read(bytes: &[u8], book: &mut Book) -> Result<(), String> {
    caught(|| workbook(bytes, book)).unwrap_or_else(|| Err("it is damaged".to_owned()))
}

fn workbook(bytes: &[u8], book: &mut Book) -> Result<(), String> {
    let damaged = |error: &dyn std::fmt::Display| format!("it is damaged or cut off ({error})");
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.exists(name));
    let mut stream = Vec::new();
    let opened = file.open_stream(name.ok_or("it holds no workbook")?);
    opened.and_then(|mut part| part.read_to_end(&mut stream)).map_err(|error| damaged(&error))?;
    let styles = Styles::read(&stream)?;

    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut formats = Formats::new(workbook.has_1904_epoch());
    let named: Vec<String> = workbook.sheets_metadata().iter().map(|sheet| sheet.name.clone()).collect();
    for name in excel::sheets(workbook.sheets_metadata(), book, "Workbook")? {
        let number = named.iter().position(|other| *other == name).unwrap_or(0);
        let range = workbook.worksheet_range(&name).map_err(|error| damaged(&error))?;
        let (top, left) = range.start().unwrap_or_default();
        let mut cells = Vec::new();
        for (row, column, value) in range.used_cells() {
            let at = (top + u32::try_from(row).unwrap_or(0), left + u32::try_from(column).unwrap_or(0));
            cells.extend(excel::shown(book, &mut formats, at, value.clone(), Some(styles.code(number, at)))?);
        }
        let merged = workbook.merge_cells_by_sheet_name(&name).unwrap_or_default();
        excel::merge(&mut cells, &merged);
        book.add(&name, cells);
    }
    Ok(())
}

/// Which cell has which number format.
#[derive(Debug, Default)]
struct Styles {
    /// For each style of a cell the number of its format.
    formats: Vec<u16>,
    codes: HashMap<u16, String>,
    /// The styles of cells with numbers, by sheet, row and column.
    cells: HashMap<(usize, u32, u32), u16>,
}

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const PASSWORD: u16 = 0x002F;
const SHEET: u16 = 0x0085;
const STYLE: u16 = 0x00E0;
const FORMAT: u16 = 0x041E;
const SIZE: u16 = 0x0200;
const FORMULA: u16 = 0x0006;
const NUMBER: u16 = 0x0203;
const SHORT_NUMBER: u16 = 0x027E;
const SHORT_NUMBERS: u16 = 0x00BD;
/// Other cells: a label, a formatted text, true or false or an error, a shared text.
const OTHERS: [u16; 4] = [0x0204, 0x00D6, 0x0205, 0x00FD];

/// The version of files since Excel 97.
const BIFF8: u16 = 0x0600;

impl Styles {
    fn read(stream: &[u8]) -> Result<Styles, String> {
        let mut styles = Styles::default();
        let mut sheets = Vec::new();
        let mut version = BIFF8;
        for (kind, data) in records(stream, 0) {
            match kind {
                BEGIN => version = word(data, 0).unwrap_or(BIFF8),
                PASSWORD if word(data, 0) != Some(0) => return Err(ENCRYPTED.to_owned()),
                SHEET => sheets.extend(word(data, 0).zip(word(data, 2)).map(|(low, high)| place(low, high))),
                STYLE => styles.formats.push(word(data, 2).unwrap_or(0)),
                FORMAT => styles.codes.extend(word(data, 0).zip(code(data.get(2..), version))),
                END => break,
                _ => {}
            }
        }
        let (mut places, mut cells) = (0, 0);
        for (sheet, start) in sheets.into_iter().enumerate() {
            places += styles.sheet(stream, sheet, start, &mut cells)?;
            if places > MOST_PLACES {
                let most = MOST_PLACES / 1_000_000;
                return Err(format!(
                    "its cells are spread over more than {most} million places; save it as .xlsx first"
                ));
            }
        }
        Ok(styles)
    }

    /// Reads one sheet; how many places its cells are spread over.
    fn sheet(&mut self, stream: &[u8], sheet: usize, start: usize, count: &mut usize) -> Result<u64, String> {
        let mut first = (u64::MAX, u64::MAX);
        let mut last = (0, 0);
        let mut declared = 0;
        let mut depth = 0_u32;
        for (kind, data) in records(stream, start) {
            *count += 1;
            if *count > 4 * MOST_CELLS {
                return Err(format!("it has more than {} million records", 4 * MOST_CELLS / 1_000_000));
            }
            match kind {
                BEGIN => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                SIZE => declared = declared.max(area(data)),
                // A chart inside of the sheet has cells of its own.
                _ if depth > 1 => {}
                FORMULA | NUMBER | SHORT_NUMBER | SHORT_NUMBERS => {
                    let (Some(row), Some(column)) = (word(data, 0), word(data, 2)) else { continue };
                    let width = if kind == SHORT_NUMBERS { data.len().saturating_sub(6) / 6 } else { 1 };
                    for (i, column) in (u32::from(column)..).take(width).enumerate() {
                        let style = word(data, 4 + 6 * i).unwrap_or(0);
                        self.cells.insert((sheet, u32::from(row), column), style);
                    }
                    let end = u64::from(column) + width as u64;
                    first = (first.0.min(row.into()), first.1.min(column.into()));
                    last = (last.0.max(u64::from(row) + 1), last.1.max(end));
                }
                _ if OTHERS.contains(&kind) => {
                    let (Some(row), Some(column)) = (word(data, 0), word(data, 2)) else { continue };
                    first = (first.0.min(row.into()), first.1.min(column.into()));
                    last = (last.0.max(u64::from(row) + 1), last.1.max(u64::from(column) + 1));
                }
                _ => {}
            }
        }
        let spread = last.0.saturating_sub(first.0) * last.1.saturating_sub(first.1);
        Ok(spread.max(declared))
    }

    /// The format of a cell.
    fn code(&self, sheet: usize, (row, column): (u32, u32)) -> &str {
        let style = self.cells.get(&(sheet, row, column)).copied().unwrap_or(0);
        let format = self.formats.get(usize::from(style)).copied().unwrap_or(0);
        self.codes.get(&format).map(String::as_str).or_else(|| built_in(format)).unwrap_or(GENERAL)
    }
}

/// The records from a place on: their kinds and contents.
fn records(stream: &[u8], start: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = start;
    std::iter::from_fn(move || {
        let rest = stream.get(at..)?;
        let (kind, len) = (word(rest, 0)?, usize::from(word(rest, 2)?));
        at += 4 + len;
        Some((kind, rest.get(4..4 + len)?))
    })
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes([*data.get(at)?, *data.get(at + 1)?]))
}

fn place(low: u16, high: u16) -> usize {
    usize::from(low) | usize::from(high) << 16
}

/// How many places the cells of a sheet may take, as it says itself.
fn area(data: &[u8]) -> u64 {
    let number = |at| word(data, at).map_or(0, u64::from);
    let (rows, columns) = match data.len() {
        10 => (number(2).saturating_sub(number(0)), number(6).saturating_sub(number(4))),
        _ => {
            let long = |at| number(at) | number(at + 2) << 16;
            (long(4).saturating_sub(long(0)), number(10).saturating_sub(number(8)))
        }
    };
    rows.saturating_mul(columns)
}

/// The text of a number format.
fn code(data: Option<&[u8]>, version: u16) -> Option<String> {
    let data = data?;
    if version != BIFF8 {
        return Some(data.get(1..)?.iter().map(|byte| char::from(*byte)).collect());
    }
    let text = data.get(3..)?;
    if data.get(2)? & 1 == 0 {
        return Some(text.iter().map(|byte| char::from(*byte)).collect());
    }
    let units = text.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}
