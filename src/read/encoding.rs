//! Bytes to text, whatever the encoding.
//!
//! UTF-8 with or without a byte order mark, UTF-16 by its mark or by its pattern
//! of zero bytes, and everything else by what the file declares or by detection.

use std::sync::Arc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A decoded file.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, without a byte order mark.
    pub(super) text: Arc<str>,
    /// Bytes before the text that positions count: those of a mark of UTF-8.
    pub(super) skipped: usize,
    /// What people should know about the decoding.
    pub(super) note: Option<String>,
    encoding: &'static Encoding,
}

/// How much of a file is searched for signs of binary content.
const HEAD: usize = 8 << 10;

/// How much of a file may declare its encoding.
const DECLARED: usize = 4 << 10;

/// How much of a file the detection of an encoding looks at.
const DETECTED: usize = 4 << 20;

/// Decodes a file; `None` if it is binary. A page or XML may declare its encoding.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    if let Some(marked) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return is_text(marked).then(|| Decoded { skipped: 3, ..utf8(marked) });
    }
    // The mark of UTF-32 begins with that of UTF-16.
    if bytes.starts_with(b"\xFF\xFE\0\0") {
        return None;
    }
    for (mark, encoding) in [(b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE)] {
        if let Some(marked) = bytes.strip_prefix(mark) {
            return Some(foreign(marked, encoding));
        }
    }
    if !is_text(bytes) {
        return utf16_without_mark(bytes).map(|encoding| foreign(bytes, encoding));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Decoded { text: text.into(), skipped: 0, note: None, encoding: UTF_8 });
    }
    if is_damaged_utf8(bytes) {
        return Some(utf8(bytes));
    }
    let encoding = declared(bytes).unwrap_or_else(|| detect(bytes));
    Some(if encoding == UTF_8 { utf8(bytes) } else { foreign(bytes, encoding) })
}

/// A file as text, without a byte order mark; `None` if it is binary.
#[cfg(feature = "office")]
pub(crate) fn decoded(bytes: &[u8]) -> Option<String> {
    decode(bytes).map(|decoded| decoded.text.to_string())
}

/// Another text in the encoding of a file, with its byte order mark. `None` if the file
/// would change in other places too, because some of it could not be decoded, or if the
/// encoding lacks a character of the text.
pub fn rewritten(bytes: &[u8], text: &str) -> Option<Vec<u8>> {
    let decoded = decode(bytes)?;
    let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
    let is_marked = decoded.skipped > 0 || [UTF_16LE, UTF_16BE].contains(&decoded.encoding);
    let mark = marks.into_iter().find(|mark| is_marked && bytes.starts_with(mark)).unwrap_or_default();
    let whole = |text: &str| Some([mark, &encoded(text, decoded.encoding)?].concat());
    (whole(&decoded.text)? == bytes).then(|| whole(text))?
}

fn encoded(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    if encoding == UTF_16LE {
        return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    if encoding == UTF_16BE {
        return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    let (bytes, _, has_errors) = encoding.encode(text);
    (!has_errors).then(|| bytes.into_owned())
}

/// What a sign was before UTF-8 was decoded as windows-1252. `None` if it is not one of the
/// signs that stand beside figures: then it may be something else.
pub fn decoded_again(sign: &str) -> Option<String> {
    let (bytes, _, has_errors) = WINDOWS_1252.encode(sign);
    let sign = std::str::from_utf8(&bytes).ok().filter(|_| !has_errors)?;
    sign.chars().all(|c| SIGNS.contains(c)).then(|| sign.to_owned())
}

/// The signs that stand beside figures and are not part of ASCII.
const SIGNS: &str = "£€¥¢§©®º«»°±²³½¼¾·µ×÷≥≤≈−–—‘’“”…′″→‰℃";

/// The encoding that markup declares, if the bytes can be of it. A declaration of
/// UTF-8 or UTF-16 has been found wrong by now.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARED)].to_ascii_lowercase();
    if !head.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    [b"charset".as_slice(), b"encoding"].into_iter().find_map(|key| {
        let labels = memchr::memmem::find_iter(&head, key).map(|at| &head[at + key.len()..]);
        labels.filter_map(label).filter_map(Encoding::for_label).find(|encoding| {
            let is_other = ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding);
            is_other && encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
        })
    })
}

/// The value behind a key: `="gb2312"`.
fn label(after: &[u8]) -> Option<&[u8]> {
    let value = after.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte);
    Some(&value[..value.iter().position(|byte| !is_part(byte)).unwrap_or(value.len())])
}

fn is_text(bytes: &[u8]) -> bool {
    memchr::memchr(0, &bytes[..bytes.len().min(HEAD)]).is_none()
}

/// The byte order in which the bytes are most like text in UTF-16, if they are in any.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() % 2 == 1 {
        return None;
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let likeness = |encoding| utf16_likeness(head, encoding).map(|likeness| (likeness, encoding));
    let (_, encoding) = [UTF_16LE, UTF_16BE].into_iter().filter_map(likeness).max_by_key(|(likeness, _)| *likeness)?;
    Some(encoding)
}

/// How many characters are such as every text has; `None` if some are none of a text.
fn utf16_likeness(head: &[u8], encoding: &'static Encoding) -> Option<usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length_without_replacement(head.len())?);
    // The head may end inside a pair of surrogates, so it is not the last of the text.
    let (result, _) = decoder.decode_to_string_without_replacement(head, &mut text, false);
    let is_foreign = |c: char| c.is_control() && !c.is_whitespace();
    let is_usual = |c: char| c.is_ascii() || "，。、".contains(c);
    let usual = text.matches(is_usual).count();
    let is_text = result == DecoderResult::InputEmpty && !text.contains(is_foreign) && usual > head.len() / 200;
    is_text.then_some(usual)
}

/// Whether the bytes are UTF-8 with a few wrong ones among many right ones. Text of
/// another encoding is hardly ever well-formed UTF-8 beyond ASCII by chance.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right > 2 * wrong
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    // A few words before the first foreign letter help to tell what it is.
    let sample = &bytes[first.saturating_sub(HEAD)..];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&sample[..sample.len().min(DETECTED)], sample.len() <= DETECTED);
    detector.guess(None, Utf8Detection::Deny)
}

/// Text in UTF-8 of which some bytes may be wrong.
fn utf8(bytes: &[u8]) -> Decoded {
    let wrong: usize = bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    let note = (wrong > 0).then(|| format!("{} could not be decoded as UTF-8", counted(wrong, "byte")));
    Decoded { text: String::from_utf8_lossy(bytes).into(), skipped: 0, note, encoding: UTF_8 }
}

/// Text in an encoding other than UTF-8.
fn foreign(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let wrong = text.matches(char::REPLACEMENT_CHARACTER).count();
    let name = encoding.name();
    let note = match wrong {
        0 => format!("read as {name}, not UTF-8; positions are those of the decoded text"),
        _ => format!("read as {name}, not UTF-8; {} could not be decoded", counted(wrong, "character")),
    };
    Decoded { text: text.into(), skipped: 0, note: Some(note), encoding }
}

fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, usize, String) {
        let decoded = decode(bytes).expect("it is text");
        (decoded.text.to_string(), decoded.skipped, decoded.note.unwrap_or_default())
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn utf8_needs_no_note_and_its_mark_is_counted() {
        assert_eq!(decoded("5 °C".as_bytes()), ("5 °C".to_owned(), 0, String::new()));
        assert_eq!(decoded("\u{FEFF}5 °C".as_bytes()), ("5 °C".to_owned(), 3, String::new()));
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            let name = if to_bytes(1) == [1, 0] { "UTF-16LE" } else { "UTF-16BE" };
            for text in ["9,26 patients\n", "查获毒品 25 吨\n", "\u{1F600} 3"] {
                for mark in ["\u{FEFF}", ""] {
                    let (found, skipped, note) = decoded(&utf16(&format!("{mark}{text}"), to_bytes));
                    assert_eq!((found.as_str(), skipped), (text, 0));
                    assert!(note.starts_with(&format!("read as {name}, ")), "{note}");
                }
            }
        }
    }

    #[test]
    fn other_encodings_are_detected_and_named() {
        let (text, _, note) = decoded(b"Le caf\xE9 co\xFBte 3,50 \x80 \xE0 la premi\xE8re table.");
        assert_eq!(text, "Le café coûte 3,50 € à la première table.");
        assert!(note.starts_with("read as windows-1252"), "{note}");
        let chinese = "今年前三季度共查处案件二千起，缴获毒品二十五吨。";
        let (bytes, ..) = encoding_rs::GBK.encode(chinese);
        assert_eq!(decoded(&bytes).0, chinese);
    }

    #[test]
    fn text_of_every_usual_encoding_is_read_as_it_was_written() {
        use encoding_rs::*;
        let texts = [
            (GB18030, "国家统计局发布数据，前三季度全国共查处案件三千起，同比增长百分之十二。"),
            (BIG5, "行政院主計總處發布統計，全年共查獲毒品二十五公噸，較上年增加百分之十二。"),
            (SHIFT_JIS, "政府は統計を発表し、前年に比べて１２パーセント増えたと明らかにした。"),
            (EUC_JP, "政府は統計を発表し、前年に比べて１２パーセント増えたと明らかにした。"),
            (EUC_KR, "정부는 통계를 발표하고 지난해보다 십이 퍼센트 늘었다고 밝혔다."),
            (WINDOWS_1250, "Podle statistického úřadu vzrostl počet případů o 12 procent, příští rok se sníží."),
            (WINDOWS_1251, "По данным статистики, число случаев выросло на 12 процентов за год."),
            (WINDOWS_1252, "Le nombre de cas a augmenté de 12 % par rapport à l’année précédente, à 3 400 €."),
            (WINDOWS_1253, "Σύμφωνα με τη στατιστική υπηρεσία, ο αριθμός αυξήθηκε κατά 12 τοις εκατό."),
            (WINDOWS_1254, "İstatistik kurumuna göre olay sayısı geçen yıla göre yüzde 12 arttı, şu an öyle."),
        ];
        for (encoding, text) in texts {
            let (bytes, ..) = encoding.encode(text);
            assert_eq!(decoded(&bytes).0, text, "{} by detection", encoding.name());
            let declared = format!("<meta charset=\"{}\"><p>{text}", encoding.name());
            let (bytes, ..) = encoding.encode(&declared);
            assert_eq!(decoded(&bytes).0, declared, "{} by declaration", encoding.name());
        }
    }

    #[test]
    fn a_short_text_is_read_as_declared_and_a_wrong_declaration_is_not_believed() {
        let short = "<meta http-equiv=content-type content='text/html; charset=big5'><p>毒品";
        let (bytes, ..) = encoding_rs::BIG5.encode(short);
        assert_eq!(decoded(&bytes).0, short);
        let wrong = "<?xml version='1.0' encoding='gb2312'?><p>größer";
        assert_eq!(decoded(wrong.as_bytes()).0, wrong);
        let wrong = "<meta charset=utf-8><p>Le café coûte 3,50 € à la première table.";
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(wrong);
        assert_eq!(decoded(&bytes).0, wrong);
    }

    #[test]
    fn a_few_wrong_bytes_cost_a_note() {
        let mut bytes = "größere Zähler für Käufer".as_bytes().to_vec();
        bytes.extend(b" \xFF\xFE 3");
        let (text, _, note) = decoded(&bytes);
        assert!(text.ends_with("Käufer \u{FFFD}\u{FFFD} 3"));
        assert_eq!(note, "2 bytes could not be decoded as UTF-8");
    }

    #[test]
    fn a_text_is_written_back_as_it_was_read_or_not_at_all() {
        let files = [
            b"4 per cent\r\n".to_vec(),
            b"\xEF\xBB\xBF4 per cent".to_vec(),
            b"Le caf\xE9 co\xFBte 3,50 \x80 \xE0 la premi\xE8re table.".to_vec(),
            utf16("\u{FEFF}4 per cent \u{1F600}", u16::to_le_bytes),
            utf16("9,26 patients\n", u16::to_be_bytes),
        ];
        for bytes in files {
            let text = decode(&bytes).unwrap().text;
            assert_eq!(rewritten(&bytes, &text).unwrap(), bytes);
            let changed = rewritten(&bytes, &format!("{text}é")).unwrap();
            assert_eq!(&*decode(&changed).unwrap().text, format!("{text}é"));
        }
        assert_eq!(rewritten(b"gr\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6er \xFF 4", "4"), None);
        assert_eq!(rewritten(b"Le caf\xE9 co\xFBte 3,50 \x80 \xE0 la premi\xE8re table.", "万"), None);
    }

    #[test]
    fn a_sign_is_decoded_again_only_if_it_belongs_beside_figures() {
        assert_eq!(decoded_again("Â£").as_deref(), Some("£"));
        assert_eq!(decoded_again("â‚¬").as_deref(), Some("€"));
        assert_eq!(decoded_again("â€“").as_deref(), Some("–"));
        assert_eq!(decoded_again("château"), None);
    }

    #[test]
    fn zeros_without_a_pattern_are_binary() {
        assert!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0").is_none());
        assert!(decode(b"abc\0def").is_none());
    }
}
