//! Archives, read as folders are: each file inside is a document with the place
//! `archive.zip/folder/file.md`.
//!
//! Nothing is unpacked to a disk, so that no name inside can do harm; it is shown without what
//! leads out of a folder. What a file, and an archive, may expand to is bounded. Archives inside of
//! archives are named and not read.

use std::io::{self, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use flate2::GzHeader;
use flate2::read::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{How, Part, Source, Step, harmless, nested, records};
#[cfg(feature = "parquet")]
use super::{kind_of, rows};
use crate::cli::walk::{Input, Origin, Sorted, sorted};
use crate::read::{Ends, Kind, is_tar};

/// The most bytes that a file inside an archive may expand to. Records are read one by one
/// and have no such bound.
const LARGEST_MEMBER: u64 = 256 << 20;

/// The most bytes that all of an archive may expand to.
const LARGEST: u64 = 16 << 30;

/// How an archive is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Zip,
    Tar,
    TarGz,
    /// A single file.
    Gz,
}

/// The files of an archive, one after the other. A thread of its own unpacks the next one
/// meanwhile, and stops when nobody waits for more.
pub(super) fn members(input: &Input, how: How<'_>) -> io::Result<impl Iterator<Item = Step> + use<>> {
    let source = input.open_source(how.again)?;
    let (send, receive) = sync_channel(1);
    let mut unpacking = Unpacking {
        name: input.name.clone(),
        field: how.field.map(str::to_owned),
        packing: Packing::Gz,
        is_named: input.is_named(),
        left: LARGEST,
        send,
    };
    thread::Builder::new().name("unpack".to_owned()).spawn(move || {
        let unpacked = catch_unwind(AssertUnwindSafe(|| unpacking.unpack(source)));
        if let Err(why) = unpacked.unwrap_or_else(|_| Err(Stop::Because("a mistake in statlint stopped it".to_owned())))
            && let Stop::Because(reason) = why
        {
            let failure = format!("cannot read all of {}: {reason}", unpacking.name);
            unpacking.hand_over(&unpacking.name, Part::Failed(failure)).ok();
        }
    })?;
    Ok(receive.into_iter())
}

/// Why the rest of an archive is not read.
enum Stop {
    /// Nobody waits for it any more.
    NobodyWaits,
    /// It cannot be.
    Because(String),
}

/// An archive that is unpacked.
struct Unpacking {
    name: String,
    /// The field of records that is the text.
    field: Option<String>,
    /// How it is packed.
    packing: Packing,
    /// Whether somebody named it.
    is_named: bool,
    /// How many bytes it may still expand to.
    left: u64,
    send: SyncSender<Step>,
}

impl Unpacking {
    fn unpack(&mut self, mut source: Box<dyn Source>) -> Result<(), Stop> {
        let unread = |error: io::Error| Stop::Because(error.to_string());
        self.packing = packing(&self.name, &mut source).map_err(unread)?;
        match self.packing {
            Packing::Zip => self.zip(source),
            Packing::Tar => self.tar(BufReader::new(source)),
            Packing::TarGz => self.tar(MultiGzDecoder::new(BufReader::new(source))),
            Packing::Gz => {
                let mut source = MultiGzDecoder::new(BufReader::new(source));
                let name = inner_name(&self.name, source.header());
                self.member(&name, &mut source)
            }
        }
    }

    fn zip(&mut self, source: Box<dyn Source>) -> Result<(), Stop> {
        let damaged = |error: ZipError| Stop::Because(format!("it is damaged or cut off ({error})"));
        let mut archive = ZipArchive::new(BufReader::new(source)).map_err(damaged)?;
        for index in 0..archive.len() {
            let name = match archive.name_for_index(index) {
                Some(Ok(name)) => name.into_owned(),
                Some(Err(_)) | None => format!("file {}", index + 1),
            };
            if name.ends_with(['/', '\\']) {
                continue;
            }
            match archive.by_index(index) {
                Ok(mut file) if file.is_file() => self.member(&name, &mut file)?,
                Ok(_) => {}
                Err(error) => self.fail(&name, &cannot_unpack(&error))?,
            }
        }
        Ok(())
    }

    fn tar(&mut self, source: impl Read) -> Result<(), Stop> {
        let damaged = |error: io::Error| Stop::Because(format!("it is damaged or cut off ({error})"));
        // What is passed over is unpacked, too.
        let mut archive = tar::Archive::new(Rationed { source, left: self.left, most: LARGEST });
        for entry in archive.entries().map_err(damaged)? {
            let mut entry = entry.map_err(damaged)?;
            if entry.header().entry_type().is_file() {
                let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
                self.member(&name, &mut entry)?;
            }
        }
        Ok(())
    }

    /// Hands over a file of the archive, or what became of it.
    fn member(&mut self, name: &str, source: &mut dyn Read) -> Result<(), Stop> {
        let Some(shown) = harmless(name) else { return Ok(()) };
        let path = format!("{}/{shown}", self.name);
        let origin = match sorted(&shown, self.field.is_some()) {
            // Whoever names `notes.log.gz` names what is in it.
            _ if self.is_named && self.packing == Packing::Gz => Origin::Named,
            Sorted::PassOver(what) => return self.hand_over(&path, Part::PassedOver(what)),
            Sorted::Unread(kind) => return self.hand_over(&path, Part::Unread(kind)),
            Sorted::Read(origin) => origin,
        };
        // Enough of it to see what it is; what is left over of the bound is for the rest.
        let mut head = Vec::new();
        let mut source = Rationed { source, left: self.left, most: LARGEST };
        if let Err(error) = (&mut source).take(Kind::HEAD as u64).read_to_end(&mut head) {
            self.left = source.left;
            return self.fail(&shown, &error.to_string());
        }
        let is_whole = head.len() < Kind::HEAD;
        match Kind::of_ends(&shown, Ends { head: &head, tail: &[], is_whole }) {
            Some(Kind::Archive) => {
                self.left = source.left;
                self.hand_over(&path, Part::Note(nested(&path)))
            }
            Some(Kind::Json) if origin == Origin::Guessed && self.field.is_none() => {
                self.left = source.left;
                self.hand_over(&path, Part::PassedOver(".json".to_owned()))
            }
            Some(kind @ (Kind::JsonLines | Kind::Json)) => {
                let parts =
                    records(kind, &path, io::Cursor::new(head).chain(BufReader::with_capacity(1 << 16, &mut source)));
                let sent = parts.into_iter().try_for_each(|part| hand_over(&self.send, &path, part));
                self.left = source.left;
                sent
            }
            _ => {
                let most = source.left.min(LARGEST_MEMBER - head.len() as u64);
                let mut rest = Rationed { source: &mut source, left: most, most: LARGEST_MEMBER };
                let mut bytes = head;
                let read = rest.read_to_end(&mut bytes);
                self.left = source.left;
                match read {
                    #[cfg(feature = "parquet")]
                    Ok(_) if kind_of(&shown, &bytes) == Some(Kind::Parquet) => {
                        let mut rows = rows(&path, io::Cursor::new(bytes), self.field.as_deref());
                        rows.try_for_each(|row| self.hand_over(&path, row))
                    }
                    Ok(_) => self.hand_over(&path, Part::Member(bytes, origin)),
                    Err(error) => self.fail(&shown, &error.to_string()),
                }
            }
        }
    }

    /// Tells that a file of the archive cannot be read.
    fn fail(&self, name: &str, reason: &str) -> Result<(), Stop> {
        let Some(shown) = harmless(name) else { return Ok(()) };
        let path = format!("{}/{shown}", self.name);
        self.hand_over(&path, Part::Failed(format!("cannot read {path}: {reason}")))?;
        if self.left == 0 {
            return Err(Stop::Because(too_large(LARGEST)));
        }
        Ok(())
    }

    fn hand_over(&self, path: &str, part: Part) -> Result<(), Stop> {
        hand_over(&self.send, path, part)
    }
}

fn hand_over(send: &SyncSender<Step>, path: &str, part: Part) -> Result<(), Stop> {
    send.send((Arc::from(path), part)).map_err(|_| Stop::NobodyWaits)
}

fn cannot_unpack(error: &ZipError) -> String {
    let text = error.to_string();
    if text.contains("assword") || text.contains("ncrypt") {
        return "it is encrypted; unpack it with its password first".to_owned();
    }
    format!("it cannot be unpacked ({text})")
}

fn too_large(most: u64) -> String {
    format!("it expands to more than {} MiB", most >> 20)
}

/// Gives so many bytes and then an error.
struct Rationed<R> {
    source: R,
    left: u64,
    most: u64,
}

impl<R: Read> Read for Rationed<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            // It may end just here.
            return match self.source.read(&mut [0])? {
                0 => Ok(0),
                _ => Err(io::Error::other(too_large(self.most))),
            };
        }
        let most = usize::try_from(self.left).map_or(bytes.len(), |left| left.min(bytes.len()));
        let read = self.source.read(&mut bytes[..most])?;
        self.left -= read as u64;
        Ok(read)
    }
}

/// How an archive is packed: by its first bytes, and by its name where they do not say. The source
/// is where it was.
fn packing(name: &str, source: &mut impl Source) -> io::Result<Packing> {
    let mut head = Vec::new();
    source.by_ref().take(FIRST).read_to_end(&mut head)?;
    source.rewind()?;
    let name = name.to_ascii_lowercase();
    let ends = |ending: &str| name.ends_with(ending);
    Ok(match () {
        () if head.starts_with(b"PK") => Packing::Zip,
        () if is_tar(&head) => Packing::Tar,
        () if head.starts_with(b"\x1F\x8B\x08") => {
            let mut inner = Vec::new();
            // Where it is damaged, whoever unpacks it says so.
            MultiGzDecoder::new(BufReader::new(source.by_ref())).take(FIRST).read_to_end(&mut inner).ok();
            source.rewind()?;
            if is_tar(&inner) || ends(".tgz") || ends(".tar.gz") { Packing::TarGz } else { Packing::Gz }
        }
        () if ends(".zip") => Packing::Zip,
        () if ends(".tar") => Packing::Tar,
        () if ends(".tgz") || ends(".tar.gz") => Packing::TarGz,
        () => Packing::Gz,
    })
}

/// So many bytes show how something is packed.
const FIRST: u64 = 1 << 10;

/// What the one file in a file is called.
fn inner_name(name: &str, header: Option<&GzHeader>) -> String {
    let file = file_name(name);
    let without = file.rsplit_once('.').filter(|(_, extension)| extension.eq_ignore_ascii_case("gz"));
    let told = header.and_then(GzHeader::filename).map(|name| String::from_utf8_lossy(name).into_owned());
    without
        .map(|(inner, _)| inner.to_owned())
        .or(told)
        .filter(|inner| !inner.is_empty())
        .unwrap_or_else(|| file.to_owned())
}

fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere() {
        assert_eq!(harmless("../../etc/passwd").as_deref(), Some("__/__/etc/passwd"));
        assert_eq!(harmless("/a//./b\\c.md").as_deref(), Some("a/b/c.md"));
        assert_eq!(harmless("C:\\x\u{1b}[2J.md").as_deref(), Some("C_/x_[2J.md"));
        assert_eq!([harmless("a/.git/config"), harmless("__MACOSX/a.md"), harmless("//")], [None, None, None]);
    }

    #[test]
    fn what_expands_without_end_is_cut_off() {
        let mut source = Rationed { source: io::repeat(b'a'), left: 10, most: 1 << 20 };
        let mut bytes = Vec::new();
        let error = source.read_to_end(&mut bytes).expect_err("it has no end");
        assert_eq!((bytes.len(), error.to_string().as_str()), (10, "it expands to more than 1 MiB"));
        let mut exact = Rationed { source: &b"0123456789"[..], left: 10, most: 10 };
        assert_eq!(exact.read_to_end(&mut Vec::new()).expect("it fits"), 10);
    }
}
