//! The words of tables in all languages: a table has so few words that its language
//! is often not to be told.

use crate::lexicon::Lexicons;
use crate::lexicon::frames::TableWords;

/// The words of all languages.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Words in place of a figure for none: "nil".
    pub(super) nothing: Vec<String>,
    table: TableWords,
}

impl Words {
    /// Gathers the words of every lexicon.
    pub(super) fn of(lexicons: &Lexicons) -> Words {
        let mut all = TableWords::default();
        for words in lexicons.languages().filter_map(|code| lexicons.head(code).table.as_ref()) {
            all.add(words);
        }
        Words { nothing: all.nothing.clone(), table: all }
    }

    /// Whether a row or column is called a total.
    pub(super) fn is_total(&self, label: &str) -> bool {
        let label = folded(label);
        // One character alone is part of too many words: 計, 会計.
        let is_whole = |word: &String| word.chars().count() > 1 || label == *word;
        let is_edge = |word: &String| is_whole(word) && (begins(&label, word) || ends(&label, word));
        self.table.total.iter().any(is_edge) && !self.table.no_total.iter().any(|word| has(&label, word))
    }

    /// Whether a row is as a rule the result of those above it.
    pub(super) fn is_result(&self, label: &str) -> bool {
        let label = folded(label);
        let is_none = self.table.no_result.iter().any(|word| begins(&label, word));
        !is_none && self.table.result.iter().any(|word| begins(&label, word) || ends(&label, word))
    }

    /// Whether the figures of a row or column with this name do not add up: prices, averages, rates.
    pub(super) fn is_rate(&self, label: &str) -> bool {
        let label = folded(label);
        self.table.rate.iter().any(|word| has(&label, word)) && !self.table.no_rate.iter().any(|word| has(&label, word))
    }

    /// Whether a row is set off against the one above it, so that what is left follows.
    pub(super) fn is_contra(&self, label: &str) -> bool {
        let label = folded(label);
        self.table.contra.iter().any(|word| begins(&label, word))
    }

    /// Whether the figures of a column are numbers of notes.
    pub(super) fn is_note(&self, heading: &str) -> bool {
        let heading = folded(heading);
        self.table.note.contains(&heading)
    }

    /// The one scale that the words above a table name: "in millions", 单位：万元. `None` if there
    /// are none, or several.
    pub(super) fn scale(&self, head: &str) -> Option<u64> {
        let head = head.to_lowercase();
        // The longest word at a place is the one that is meant: 百万元 is no 万元.
        let mut found: Vec<(usize, usize, u64)> = Vec::new();
        for (word, scale) in &self.table.scale {
            found.extend(places(&head, word).map(|at| (at, at + word.len(), *scale)));
        }
        let is_inside = |one: &(usize, usize, u64)| {
            found.iter().any(|other| other.0 <= one.0 && one.1 <= other.1 && other.1 - other.0 > one.1 - one.0)
        };
        let mut scales = found.iter().filter(|it| !is_inside(it)).map(|it| it.2);
        let first = scales.next()?;
        scales.all(|scale| scale == first).then_some(first)
    }

    /// Whether a row or column is called the plain average of others.
    pub(super) fn is_mean(&self, label: &str) -> bool {
        let label = folded(label);
        let is_edge = |word: &String| begins(&label, word) || ends(&label, word);
        self.table.mean.iter().any(is_edge) && !self.table.no_mean.iter().any(|word| has(&label, word))
    }

    /// Whether a row is a part of the one above it.
    pub(super) fn is_inside(&self, label: &str) -> bool {
        let label = folded(label);
        self.table.inside.iter().any(|word| begins(&label, word))
    }

    /// Whether a figure with this name is taken away although it has no sign.
    pub(super) fn is_less(&self, label: &str) -> bool {
        let label = folded(label);
        self.table.less.iter().any(|word| has(&label, word))
    }

    /// Whether a column tells how others changed.
    pub(super) fn is_change(&self, label: &str) -> bool {
        let label = folded(label);
        self.table.change.iter().any(|word| has(&label, word))
    }

    /// Whether a column tells the shares of others.
    pub(super) fn is_share(&self, label: &str) -> bool {
        let label = folded(label);
        self.table.share.iter().any(|word| has(&label, word))
    }

    /// Whether the name of a row may stand after this piece of a sentence without being the
    /// name of something else.
    pub(super) fn is_bare(&self, before: &str) -> bool {
        let before = before.trim_end();
        let ends_phrase = before.is_empty() || before.ends_with([',', '(', ':', '，', '：', '年']);
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        ends_phrase || self.table.before.contains(&word)
    }

    /// Whether the words between the name of a row and a figure say no more than that it is its
    /// figure, and when.
    pub(super) fn is_stated(&self, between: &str) -> bool {
        let between = between.trim().trim_matches(['$', '€', '£', '¥']).to_lowercase();
        let is_known = |word: &str| {
            let is_year = word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
            let is_listed = |list: &[String]| list.iter().any(|known| known == word);
            is_year || is_listed(&self.table.stated) || is_listed(&self.table.edge)
        };
        let mut words = between.split([' ', ',', ':', '\n']).filter(|word| !word.is_empty());
        let has_link = self.table.stated.iter().any(|link| has(&between, link)) || between == ":";
        has_link && words.all(is_known)
    }

    /// Whether a sentence speaks of something else than the table: a part of the year, a plan.
    pub(super) fn is_elsewhere(&self, sentence: &str) -> bool {
        let sentence = sentence.to_lowercase();
        self.table.elsewhere.iter().any(|word| has(&sentence, word))
    }

    /// What is left of a name without its dates, "beginning" and "end": the same in "Balance at
    /// 1 January" and "Balance at end of year". Empty if nothing is.
    pub(super) fn without_edges(&self, label: &str) -> String {
        let label = folded(label);
        let words = label.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        let words = words.map(|word| self.without_ideographs(word)).filter(|word| !word.is_empty());
        let kept: Vec<&str> = words.filter(|word| !self.table.edge.iter().any(|edge| edge == word)).collect();
        kept.join(" ")
    }

    /// Whether a name has words that only tell when.
    pub(super) fn has_edges(&self, label: &str) -> bool {
        let label = folded(label);
        let mut words = label.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        words.any(|word| self.without_ideographs(word) != word || self.table.edge.iter().any(|edge| edge == word))
    }

    /// A word without the edge that is written without a blank before it: 期初余额, 期末余额.
    fn without_ideographs<'w>(&self, word: &'w str) -> &'w str {
        let mut edges = self.table.edge.iter().filter(|edge| edge.chars().any(is_ideograph));
        edges.find_map(|edge| word.strip_prefix(edge.as_str())).unwrap_or(word)
    }
}

/// A name in lower case, without what stands around it.
pub(super) fn folded(label: &str) -> String {
    let label = label.trim().trim_end_matches([':', '.', '*', '：']).trim();
    let label = label.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map_or(label, |(name, inside)| {
        let is_note = inside.len() <= 3 || inside.to_lowercase().starts_with("note");
        if is_note && !name.trim().is_empty() { name.trim() } else { label }
    });
    label.to_lowercase()
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphabetic() && !is_ideograph(c))
}

pub(super) fn is_ideograph(c: char) -> bool {
    ('\u{2E80}'..='\u{D7AF}').contains(&c)
}

fn begins(label: &str, word: &str) -> bool {
    label
        .strip_prefix(word)
        .is_some_and(|rest| !(is_letter(rest.chars().next()) && is_letter(word.chars().next_back())))
}

fn ends(label: &str, word: &str) -> bool {
    label
        .strip_suffix(word)
        .is_some_and(|rest| !(is_letter(rest.chars().next_back()) && is_letter(word.chars().next())))
}

/// Whether a word stands anywhere in a name.
fn has(label: &str, word: &str) -> bool {
    places(label, word).next().is_some()
}

/// Where a word stands in a name.
fn places<'l>(label: &'l str, word: &'l str) -> impl Iterator<Item = usize> + 'l {
    let places = label.match_indices(word).filter(|(at, found)| {
        let (before, after) = (label[..*at].chars().next_back(), label[*at + found.len()..].chars().next());
        let begins = !(is_letter(before) && is_letter(word.chars().next()));
        let ends = !(is_letter(after) && is_letter(word.chars().next_back()));
        begins && ends
    });
    places.map(|(at, _)| at)
}
