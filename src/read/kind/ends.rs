//! What the two ends of a file show of how it is cut into documents, so that a file of any size
//! is told apart without being read.

use serde::de::IgnoredAny;

use super::{Kind, ZIPPED, zip_content};

/// The two ends of a file.
#[derive(Debug, Clone, Copy)]
pub struct Ends<'b> {
    /// The first bytes: all of them, or [`Kind::HEAD`] at least.
    pub head: &'b [u8],
    /// The last bytes, if they are known.
    pub tail: &'b [u8],
    /// Whether the first bytes are all.
    pub is_whole: bool,
}

impl Kind {
    /// So many first bytes of a file tell what it is.
    pub const HEAD: usize = 1 << 20;

    /// So many of them tell whether more are needed.
    pub const FIRST: usize = 1 << 10;

    /// Whether more than [`Kind::FIRST`] of the first bytes are needed: they may be JSON, and the name
    /// does not say so.
    pub fn needs_more(name: &str, first: &[u8]) -> bool {
        let is_told = matches!(Kind::of_name(name), Some(Kind::Json | Kind::JsonLines));
        first.starts_with(b"PK") || !is_told && may_be_records(first)
    }

    /// What a file is as far as that decides how it is cut into documents: archives, Parquet, JSON and
    /// JSON Lines are known by their content, whatever their name is.
    pub fn of_ends(name: &str, ends: Ends<'_>) -> Option<Kind> {
        let named = Kind::of_name(name);
        let tail = if ends.is_whole { ends.head } else { ends.tail };
        match () {
            () if ends.head.starts_with(b"PK\x03\x04") || ends.head.starts_with(b"PK\x05\x06") => {
                let content = zip_content(ends.head).or_else(|| zip_content(tail));
                let content = content.or_else(|| named.filter(|kind| ZIPPED.contains(kind)));
                Some(content.unwrap_or(Kind::Archive))
            }
            () if ends.head.starts_with(b"\x1F\x8B\x08") || is_tar(ends.head) => Some(Kind::Archive),
            () if is_parquet(ends.head, tail) => Some(Kind::Parquet),
            () if is_of_other_bytes(ends.head) => Kind::of_signature(name, ends.head),
            () => of_json(named, ends).or(named),
        }
    }
}

/// Whether a file begins and ends as Parquet does; where its end is not known, whether what follows
/// the mark is no text.
fn is_parquet(head: &[u8], tail: &[u8]) -> bool {
    let is_closed = tail.ends_with(b"PAR1") && tail.len() > 8;
    head.starts_with(b"PAR1") && (is_closed || tail.is_empty() && head.get(4).is_some_and(|byte| *byte < b' '))
}

/// Whether bytes are the first of a tar file.
pub(crate) fn is_tar(head: &[u8]) -> bool {
    head.get(257..262) == Some(b"ustar")
}

/// Whether bytes begin as no text does.
fn is_of_other_bytes(head: &[u8]) -> bool {
    head.first().is_some_and(|byte| !byte.is_ascii_whitespace() && (*byte < b' ' || *byte >= 0x80))
        && !head.starts_with(MARK)
        || head.starts_with(b"%PDF-")
}

/// A byte order mark in UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Whether bytes begin as JSON that holds records does: an object, or a list of objects.
fn may_be_records(head: &[u8]) -> bool {
    let text = head.strip_prefix(MARK).unwrap_or(head).trim_ascii_start();
    match text.split_first() {
        Some((b'{', _)) => true,
        Some((b'[', rest)) => rest.trim_ascii_start().starts_with(b"{"),
        _ => false,
    }
}

/// JSON or JSON Lines, if the bytes are that as far as they go. A text that only begins with a
/// bracket is none.
fn of_json(named: Option<Kind>, ends: Ends<'_>) -> Option<Kind> {
    if !may_be_records(ends.head) {
        return None;
    }
    let text = ends.head.strip_prefix(MARK).unwrap_or(ends.head).trim_ascii();
    let first = text.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii_end();
    match named {
        // One broken line of many does not make them anything else; what opens a bracket and no
        // more is no line of its own.
        Some(Kind::JsonLines) => return matches!(first, b"{" | b"[").then_some(Kind::Json),
        Some(Kind::Json) => return None,
        _ => {}
    }
    let rest = text[first.len()..].trim_ascii_start();
    if first.starts_with(b"{") && rest.starts_with(b"{") && serde_json::from_slice::<IgnoredAny>(first).is_ok() {
        return Some(Kind::JsonLines);
    }
    let mut values = serde_json::Deserializer::from_slice(text).into_iter::<IgnoredAny>();
    // What is cut off in the middle is sound up to there.
    let is_json = values.all(|value| value.map_or_else(|error| error.is_eof() && !ends.is_whole, |_| true));
    is_json.then_some(Kind::Json)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, bytes: &[u8]) -> Option<Kind> {
        let (head, is_whole) = (&bytes[..bytes.len().min(Kind::HEAD)], bytes.len() <= Kind::HEAD);
        Kind::of_ends(name, Ends { head, tail: &bytes[bytes.len().saturating_sub(64)..], is_whole })
    }

    #[test]
    fn records_are_known_by_what_they_are() {
        let cases: [(&str, &str, Option<Kind>); 12] = [
            ("a.dat", "{\"t\": \"x\"}\n{\"t\": \"y\"}\n", Some(Kind::JsonLines)),
            ("a.txt", "{\"t\": \"x\"}\n{broken\n", Some(Kind::JsonLines)),
            ("a.txt", "\u{FEFF}[{\"t\": 1},\n {\"t\": 2}]", Some(Kind::Json)),
            ("a", "{\n \"t\": 1\n}\n", Some(Kind::Json)),
            ("a.txt", "{\"t\": \"x\"", Some(Kind::Text)),
            ("a.txt", "[1] See the notes.", Some(Kind::Text)),
            ("a.txt", "[12, 13]", Some(Kind::Text)),
            ("a.md", "{draft} {\"t\": 1}", Some(Kind::Markdown)),
            ("a.txt", "{\"t\": 1} is what it sends.", Some(Kind::Text)),
            ("a.jsonl", "{broken\n{\"t\": 1}", Some(Kind::JsonLines)),
            ("a.jsonl", "[\n{\"t\": 1}\n]", Some(Kind::Json)),
            ("a.json", "{\"t\": 1}\n{\"t\": 2}", Some(Kind::Json)),
        ];
        for (name, text, expected) in cases {
            assert_eq!(of(name, text.as_bytes()), expected, "{name}: {text}");
        }
    }

    #[test]
    fn what_is_cut_off_in_the_middle_is_judged_by_what_is_there() {
        let long = format!("[{}]", "{\"t\": \"so it goes\"},\n".repeat(100_000));
        assert_eq!(of("a.txt", long.as_bytes()), Some(Kind::Json));
        let prose = format!("{{\"t\": 1}}\n{}", "and so it goes\n".repeat(100_000));
        assert_eq!(of("a.txt", prose.as_bytes()), Some(Kind::Text));
    }

    #[test]
    fn packed_files_are_known_by_their_marks() {
        assert_eq!(of("a.txt", b"PK\x03\x04 some file"), Some(Kind::Archive));
        assert_eq!(of("a.txt", b"PK\x03\x04 word/document.xml"), Some(Kind::Word));
        assert_eq!(of("-", b"\x1F\x8B\x08 packed"), Some(Kind::Archive));
        assert_eq!(of("a.bin", b"PAR1 and so on PAR1"), Some(Kind::Parquet));
        assert_eq!(of("a.txt", b"PAR1 is a mark"), Some(Kind::Text));
        assert_eq!(of("a.json", b"%PDF-1.7"), Some(Kind::Pdf));
        assert_eq!(of("a.zip", b"no archive"), Some(Kind::Archive));
    }
}
