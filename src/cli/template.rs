//! The rule file that `statlint rules new` writes.

/// A rule that works, to be changed into another.
const TEMPLATE: &str = r#"# A rule of your own. Change what you like, and run its examples:
#   statlint rules test CODE.toml
# Then use it:
#   statlint check --rules . draft.txt

# What is wrong, in lower case with hyphens; the file has the same name.
code = "CODE"
# One line that states what is wrong.
title = "The per cent sign with the words after it"
# How bad it is if it is true: error, warning or note.
level = "warning"
# How likely a finding is true: high, medium or low.
confidence = "medium"
# The languages that the rule speaks of; leave the line out for all.
languages = ["en"]
# What people are told. {text} stands for the words that are underlined.
message = '"{text}" says per cent twice'
why = """
The sign and the words mean the same.
Twice is a slip, or what is left of a figure that was edited.
"""
# What to do next.
help = "keep the sign or the words"

# What the rule looks for: a regular expression (https://docs.rs/regex/#syntax).
# `before`, `after` and `unless` (a list) are optional; `unless` may stand nowhere
# in the same sentence. There may be more patterns like this one.
[[check.text.pattern]]
before = '[0-9] ?'
match = '% per ?cent\b'

# Texts in which [[...]] must be underlined, and nothing else.
[[flag]]
text = "Prices rose by 4[[% per cent]] in May."

[[flag]]
text = "About 12.5 [[% percent]] of the voters stayed at home."

# Texts about which the rule has nothing to say. Write down near misses.
[[pass]]
text = "Prices rose by 4 per cent in May."

[[pass]]
text = "The 5% per centre limit was lifted in 12 towns."
why = "another word that begins the same way"
"#;

/// A rule file with a code.
pub(super) fn rule(code: &str) -> String {
    TEMPLATE.replace("CODE", code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicons;
    use crate::rule::Rule;
    use crate::rule::examples::{Verdict, run};

    #[test]
    fn the_template_is_a_rule_that_passes_its_own_examples() {
        let lexicons = Lexicons::built_in();
        let rule = Rule::parse("my-rule.toml", &rule("my-rule"), lexicons).expect("the template is sound");
        let outcomes = run(&rule, lexicons);
        assert!(outcomes.iter().all(|outcome| outcome.verdict == Verdict::Ok), "{outcomes:?}");
    }
}
