//! Subtitles (SRT, WebVTT): what is said, joined into sentences. Numbers and times of the cues
//! are no part of the text.
//!
//! A paragraph ends where a sentence ends and nothing is said for a while, or where it is long.

use crate::document::{BlockKind, Document, DocumentBuilder, Source};
use crate::span::Span;

/// What stands between the times of a cue.
const ARROW: &str = "-->";

/// A pause of so many milliseconds after a sentence begins a new paragraph.
const PAUSE: u64 = 2_000;

/// After so many bytes a sentence that ends is the end of a paragraph.
const LONG: usize = 600;

/// Blocks of WebVTT that nobody hears.
const UNHEARD: [&str; 3] = ["NOTE", "STYLE", "REGION"];

/// Signs that are written in another way, and what they stand for.
const ENTITIES: [(&str, &str); 6] =
    [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&lrm;", ""), ("&rlm;", "")];

/// Whether a text begins as subtitles do.
pub(super) fn is_subtitles(text: &str) -> bool {
    let head = text.trim_start_matches('\u{feff}');
    head.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
        || head.lines().find(|line| !line.trim().is_empty()).is_some_and(|first| first.trim().parse::<u32>().is_ok())
            && head.lines().take(6).any(|line| times(line).is_some())
}

/// Reads subtitles.
pub(super) fn read(name: &str, source: Source) -> Document {
    let text = &source.text;
    let mut reader = Reader { builder: DocumentBuilder::default(), told: 0, last: None, ended: 0 };
    let mut part = Part::Head;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        part = match (part, times(line)) {
            (Part::Unheard, _) if !trimmed.is_empty() => Part::Unheard,
            (_, Some((from, to))) => {
                reader.begin(from, to);
                Part::Cue
            }
            (_, None) if trimmed.is_empty() => Part::Head,
            (Part::Cue, None) => {
                reader.line(line.trim_end(), at);
                Part::Cue
            }
            (Part::Head, None) if UNHEARD.iter().any(|word| trimmed.split([' ', '\t']).next() == Some(word)) => {
                Part::Unheard
            }
            // The number or the name of the next cue.
            (Part::Head | Part::Unheard, None) => Part::Head,
        };
        at += line.len();
    }
    reader.builder.finish(name, source)
}

/// Where in the file a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Between cues.
    Head,
    /// In the text of a cue.
    Cue,
    /// In a block that nobody hears.
    Unheard,
}

struct Reader {
    builder: DocumentBuilder,
    /// How many bytes the open paragraph has.
    told: usize,
    /// The last character that was told.
    last: Option<char>,
    /// When the last cue ended.
    ended: u64,
}

impl Reader {
    fn begin(&mut self, from: u64, to: u64) {
        let has_ended = self.last.is_some_and(|c| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '"' | '”'));
        if has_ended && (from >= self.ended.saturating_add(PAUSE) || self.told >= LONG) {
            self.builder.close();
            self.told = 0;
            self.last = None;
        }
        self.ended = to;
    }

    /// Adds a line that stands at `at` of the source.
    fn line(&mut self, line: &str, at: usize) {
        let mut rest = line;
        while !rest.is_empty() {
            let from = at + (line.len() - rest.len());
            if let Some((tag, after)) = tag(rest) {
                // A line break within a cue.
                if matches!(tag, "<br>" | "<br/>" | "\\N") {
                    self.gap(Span::new(from, from + tag.len()));
                }
                rest = after;
                continue;
            }
            if let Some((entity, plain)) = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
                self.push(plain, |builder| builder.push_rendered(plain, Span::new(from, from + entity.len())));
                rest = &rest[entity.len()..];
                continue;
            }
            let first = rest.chars().next().map_or(0, char::len_utf8);
            let end = rest[first..].find(['<', '{', '&', '\\']).map_or(rest.len(), |end| first + end);
            let (piece, after) = rest.split_at(end);
            self.push(piece, |builder| builder.push(piece, from));
            rest = after;
        }
        // Between lines and between cues there is a blank.
        let end = at + line.len();
        self.gap(Span::new(end, end));
    }

    /// Adds a text in some way, unless it is but blanks before a paragraph.
    fn push(&mut self, text: &str, push: impl FnOnce(&mut DocumentBuilder)) {
        if !self.builder.is_open() {
            if text.trim().is_empty() {
                return;
            }
            self.builder.open(BlockKind::Paragraph);
        }
        push(&mut self.builder);
        self.told += text.len();
        self.last = text.trim_end().chars().next_back().or(self.last);
    }

    fn gap(&mut self, source: Span) {
        if self.builder.is_open() {
            self.builder.push_rendered(" ", source);
        }
    }
}

/// The tag at the beginning of a text, and what follows: `<i>`, `{\an8}`, `\N`.
fn tag(text: &str) -> Option<(&str, &str)> {
    let end = match text.as_bytes() {
        [b'<', b'/' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z', ..] => text.find('>')? + 1,
        [b'{', b'\\', ..] => text.find('}')? + 1,
        [b'\\', b'N' | b'n', ..] => 2,
        _ => return None,
    };
    Some(text.split_at(end))
}

/// The two times of a cue in milliseconds: `00:01:02,345 --> 00:01:04,000`.
fn times(line: &str) -> Option<(u64, u64)> {
    let (from, to) = line.split_once(ARROW)?;
    Some((time(from.trim())?, time(to.split_whitespace().next()?)?))
}

fn time(text: &str) -> Option<u64> {
    let (clock, fraction) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let mut seconds = 0u64;
    for part in clock.split(':') {
        let value: u32 = part.parse().ok()?;
        seconds = seconds.checked_mul(60)?.checked_add(u64::from(value))?;
    }
    let fraction: u32 = fraction.get(..fraction.len().min(3))?.parse().ok()?;
    clock.contains(':').then_some(())?;
    seconds.checked_mul(1_000)?.checked_add(u64::from(fraction))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        read("t.srt", Source { text: text.into(), skipped: 0 })
    }

    #[test]
    fn cues_are_joined_into_sentences_and_point_back() {
        let text = "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>The clinic treated</i>\r\n9,26 patients\r\n\r\n2\r\n00:00:02,600 --> 00:00:04,000\r\n{\\an8}in May.\r\n\r\n3\r\n00:00:09,000 --> 00:00:10,000\r\nNext: 12 km.\r\n";
        assert!(is_subtitles(text));
        let document = document(text);
        let blocks: Vec<&str> = document.blocks().iter().map(|block| document.slice(block.span)).collect();
        assert_eq!(blocks, ["The clinic treated 9,26 patients in May.", "Next: 12 km."]);
        let at = document.text().find("9,26").expect("it is there");
        let span = document.source_span(Span::new(at, at + 4));
        assert_eq!(&text[span.range()], "9,26");
        assert_eq!(text[..span.start].matches('\n').count(), 3);
    }

    #[test]
    fn notes_styles_names_and_voices_of_webvtt_are_not_heard() {
        let text = "WEBVTT - 5 talks\n\nSTYLE\n::cue { color: #112233 }\n\nNOTE 77 of\nthem\n\nintro 4\n00:01.000 --> 00:02.000 align:start\n<v Ann>R&amp;D rose <00:01.500>12%\n";
        assert!(is_subtitles(text));
        assert_eq!(document(text).text().trim_end(), "R&D rose 12%");
    }

    #[test]
    fn what_only_looks_alike_is_survived() {
        for text in
            ["", "-->", "1\n00:00 --> \n<", "1\n99999999999999999999:00:00,000 --> 1:1\n{\\", "00:01 --> 00:02\n&&<i"]
        {
            document(text);
        }
        assert!(!is_subtitles("1\n2\n3\n"));
        assert!(!is_subtitles("WEBVTTX"));
    }
}
