//! A lexicon that is read when its language is first met.
//!
//! Most texts are in one language, and to read the files of all would cost more than to
//! audit a page. What has to be known of every language stands in its head: by which words
//! it shows, and what rules and tables take from all of them.

use std::sync::OnceLock;

use super::LexiconFile;

/// The file of one language.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// What is known before the file is read; `None` where it was read at once.
    head: Option<LexiconFile>,
    text: &'static str,
    whole: OnceLock<LexiconFile>,
}

impl Entry {
    /// A file of the program's own, of which only the head is read.
    pub(super) fn later(head: LexiconFile, text: &'static str) -> Entry {
        Entry { head: Some(head), text, whole: OnceLock::new() }
    }

    /// The keys of the head, and of what else stands in the file nothing.
    pub(super) fn head(&self) -> &LexiconFile {
        self.head.as_ref().unwrap_or_else(|| self.whole())
    }

    /// All of the file.
    pub(super) fn whole(&self) -> &LexiconFile {
        self.whole.get_or_init(|| toml::from_str(self.text).expect("the built-in lexicons are checked by a test"))
    }
}

impl From<LexiconFile> for Entry {
    fn from(file: LexiconFile) -> Entry {
        Entry { head: None, text: "", whole: OnceLock::from(file) }
    }
}
