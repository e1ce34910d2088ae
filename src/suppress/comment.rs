//! What a comment says: `statlint-ignore CODE, CODE: reason`.
//!
//! The marks around a comment belong to the format that it stands in, so that
//! every reader may use this.

/// What a comment asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// What is silenced: the next block, or all up to an end.
    pub kind: Kind,
    /// The rules.
    pub codes: Vec<String>,
    /// Why.
    pub reason: Option<String>,
}

/// How far a comment reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The block that it stands in, or the next one.
    Block,
    /// All up to the comment that ends it.
    Start,
    /// The end.
    End,
}

/// The words that a comment may begin with. The longer ones come first.
const WORDS: [(&str, Kind); 3] =
    [("statlint-ignore-start", Kind::Start), ("statlint-ignore-end", Kind::End), ("statlint-ignore", Kind::Block)];

impl Directive {
    /// Reads what stands between the marks of a comment. An error says what is wrong and what
    /// would be understood.
    pub fn parse(comment: &str) -> Result<Directive, String> {
        let comment = comment.trim();
        let end = comment.find(|c: char| c.is_whitespace() || c == ':' || c == '：').unwrap_or(comment.len());
        let (word, rest) = comment.split_at(end);
        let Some((_, kind)) = WORDS.into_iter().find(|(known, _)| *known == word) else {
            let known = WORDS.map(|(word, _)| word).join(", ");
            return Err(format!("{word:?} is not understood; there is {known}"));
        };
        let (codes, reason) = match rest.split_once([':', '：']) {
            Some((codes, reason)) => (codes, Some(reason.split_whitespace().collect::<Vec<_>>().join(" "))),
            None => (rest, None),
        };
        let codes: Vec<String> = codes
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|code| !code.is_empty())
            .map(str::to_owned)
            .collect();
        if codes.is_empty() && kind != Kind::End {
            return Err(format!("the comment names no rule; write {word} CODE: reason"));
        }
        Ok(Directive { kind, codes, reason: reason.filter(|reason| !reason.is_empty()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directive(kind: Kind, codes: &[&str], reason: Option<&str>) -> Result<Directive, String> {
        let codes = codes.iter().map(|code| (*code).to_owned()).collect();
        Ok(Directive { kind, codes, reason: reason.map(str::to_owned) })
    }

    #[test]
    fn a_comment_names_rules_and_a_reason() {
        let parse = Directive::parse;
        let one = parse(" statlint-ignore digit-grouping: a quote:\n  as printed ");
        assert_eq!(one, directive(Kind::Block, &["digit-grouping"], Some("a quote: as printed")));
        let two = parse("statlint-ignore-start a, b");
        assert_eq!(two, directive(Kind::Start, &["a", "b"], None));
        assert_eq!(parse("statlint-ignore-end"), directive(Kind::End, &[], None));
        assert_eq!(parse("statlint-ignore a：引文"), directive(Kind::Block, &["a"], Some("引文")));
        assert_eq!(parse("statlint-ignore a:  "), directive(Kind::Block, &["a"], None));
    }

    #[test]
    fn what_is_not_understood_is_told_with_what_would_be() {
        assert!(Directive::parse("statlint-disable a").unwrap_err().contains("there is statlint-ignore-start, "));
        assert!(Directive::parse("statlint-ignore").unwrap_err().contains("write statlint-ignore CODE: reason"));
        assert!(Directive::parse("statlint-ignore: why").unwrap_err().contains("names no rule"));
    }
}
