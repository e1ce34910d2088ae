//! Which language a block is written in.

use std::collections::HashSet;

use whatlang::{Detector, Lang};

use crate::document::Document;
use crate::lexicon::Lexicons;

/// The one language whose decimals cannot have a comma and that most texts are in.
const ENGLISH: &str = "en";

/// No language: such a text is read with what all languages share.
const UNKNOWN: &str = "";

/// One word in so many is a function word in any English text.
const CERTAIN: usize = 8;

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
///
/// What is no English for sure is not read as English: there a comma before two
/// digits is malformed, elsewhere it is how decimals are written.
fn of_latin<'l>(document: &Document, lexicons: &'l Lexicons) -> &'l str {
    let text = document.text();
    let end = (0..=ENOUGH.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let sample = &text[..end];
    let words: Vec<String> = sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let count = |code: &str| {
        let known: HashSet<&String> = lexicons.file(code).function_words.iter().collect();
        words.iter().filter(|word| known.contains(word)).count()
    };
    let english = count(ENGLISH);
    if english * CERTAIN >= words.len().max(1) {
        let rival = lexicons.languages().filter(|code| *code != ENGLISH).map(count).max().unwrap_or(0);
        if english > rival {
            return lexicons.known(ENGLISH);
        }
    }
    let detected = Detector::with_allowlist(LANGUAGES.to_vec()).detect(sample).filter(|info| info.is_reliable());
    if let Some(info) = detected.filter(|info| info.lang() != Lang::Eng || english > 0) {
        let by_iso3 = lexicons.languages().find(|code| lexicons.file(code).iso3.as_deref() == Some(info.lang().code()));
        return by_iso3.unwrap_or_else(|| lexicons.known(info.lang().code()));
    }
    let most = lexicons.languages().map(|code| (count(code), code == ENGLISH, code)).max();
    most.filter(|(count, _, _)| *count > 0).map_or(lexicons.known(UNKNOWN), |(_, _, code)| lexicons.known(code))
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
