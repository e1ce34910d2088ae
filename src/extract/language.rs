//! Which language a block is written in.

use whatlang::{Detector, Lang};

use crate::document::Document;
use crate::lexicon::Lexicons;

/// What is assumed of a text in Latin letters that is too short to tell.
const ASSUMED: &str = "en";

/// How many bytes of a document are looked at.
const ENOUGH: usize = 3_000;

/// The language of each block: by its script, and for Latin letters that of the
/// whole document, because one block is often too short to tell.
pub(super) fn of_blocks<'d>(document: &'d Document, lexicons: &'d Lexicons) -> Vec<&'d str> {
    let count = document.blocks().len();
    if let Some(asked) = &document.language {
        return vec![lexicons.known(asked); count];
    }
    let mut latin = None;
    let mut of_script = |text: &str| match script(text) {
        Script::Han => lexicons.known("zh"),
        Script::Kana => lexicons.known("ja"),
        Script::Hangul => lexicons.known("ko"),
        Script::Other => *latin.get_or_insert_with(|| of_latin(document, lexicons)),
    };
    document.blocks().iter().map(|block| of_script(document.slice(block.span))).collect()
}

enum Script {
    Han,
    Kana,
    Hangul,
    Other,
}

fn script(text: &str) -> Script {
    let (mut han, mut kana, mut hangul, mut other) = (0, 0, 0, 0);
    for c in text.chars().take(2000) {
        match c {
            '\u{3040}'..='\u{30FF}' => kana += 1,
            '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' => han += 1,
            '\u{AC00}'..='\u{D7AF}' => hangul += 1,
            c if c.is_alphabetic() => other += 1,
            _ => {}
        }
    }
    // An ideograph says about as much as three letters.
    match (kana * 8 > han, (han + kana) * 3 > other, hangul * 3 > other) {
        (true, true, _) => Script::Kana,
        (false, true, _) if han > 0 => Script::Han,
        (_, _, true) => Script::Hangul,
        _ => Script::Other,
    }
}

/// The language of a document in Latin (or other alphabetic) letters.
fn of_latin<'l>(document: &Document, lexicons: &'l Lexicons) -> &'l str {
    let text = document.text();
    let end = (0..=ENOUGH.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let detector = Detector::with_allowlist(LANGUAGES.to_vec());
    let found = detector.detect(&text[..end]).filter(|info| info.is_reliable() || info.lang() == Lang::Eng);
    match found {
        None => lexicons.known(ASSUMED),
        Some(info) => {
            let by_iso3 =
                lexicons.languages().find(|code| lexicons.file(code).iso3.as_deref() == Some(info.lang().code()));
            by_iso3.unwrap_or_else(|| lexicons.known(info.lang().code()))
        }
    }
}

/// The languages told apart: those of newspapers that are written in alphabets.
const LANGUAGES: [Lang; 22] = [
    Lang::Eng,
    Lang::Deu,
    Lang::Fra,
    Lang::Spa,
    Lang::Ita,
    Lang::Por,
    Lang::Nld,
    Lang::Swe,
    Lang::Dan,
    Lang::Nob,
    Lang::Fin,
    Lang::Pol,
    Lang::Ces,
    Lang::Hun,
    Lang::Ron,
    Lang::Rus,
    Lang::Ukr,
    Lang::Ell,
    Lang::Tur,
    Lang::Vie,
    Lang::Ind,
    Lang::Ara,
];
