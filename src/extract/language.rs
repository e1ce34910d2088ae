//! Which language a block is written in.

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
/// whole document, unless the block shows another one.
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
        Script::Other => {
            let main = *latin.get_or_insert_with(|| of_latin(document, lexicons));
            clearly_of(text, main, lexicons).unwrap_or(main)
        }
    };
    document.blocks().iter().map(|block| of_script(document.slice(block.span))).collect()
}

/// The language that a block shows beyond doubt, if it is not the document's.
pub(super) fn clearly_of<'l>(text: &str, main: &str, lexicons: &'l Lexicons) -> Option<&'l str> {
    let counts = lexicons.function_words().count(&text[..boundary(text, ENOUGH)]);
    let (code, most) = counts.iter().max_by_key(|(_, count)| *count)?;
    (code != main && most >= CLEAR && most >= 2 * counts.of(main).max(1)).then_some(code)
}

/// So many words of another language are no quotation.
const CLEAR: usize = 2;

/// The greatest character boundary up to `most`.
fn boundary(text: &str, most: usize) -> usize {
    (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0)
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
    let sample = &document.text()[..boundary(document.text(), ENOUGH)];
    let counts = lexicons.function_words().count(sample);
    let english = counts.of(ENGLISH);
    let rival = counts.iter().filter(|(code, _)| *code != ENGLISH).map(|(_, count)| count).max().unwrap_or(0);
    if english * CERTAIN >= counts.words.max(1) && english > rival {
        return lexicons.known(ENGLISH);
    }
    let detected = Detector::with_allowlist(LANGUAGES.to_vec()).detect(sample).filter(|info| info.is_reliable());
    if let Some(info) = detected.filter(|info| info.lang() != Lang::Eng || english > 0) {
        let by_iso3 = lexicons.languages().find(|code| lexicons.head(code).iso3.as_deref() == Some(info.lang().code()));
        return by_iso3.unwrap_or_else(|| lexicons.known(info.lang().code()));
    }
    let most = counts.iter().max_by_key(|(code, count)| (*count, *code == ENGLISH));
    most.filter(|(_, count)| *count > 0).map_or(lexicons.known(UNKNOWN), |(code, _)| lexicons.known(code))
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
