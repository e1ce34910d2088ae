//! The configuration that `statlint init` writes.

/// Every key that there is, with what it is for. What is not in force is commented out
/// by a `#` that no blank follows.
pub const TEMPLATE: &str = r##"# What statlint does with the documents of this folder and of the folders below.
# `statlint check --show-config FILE` says what applies to a file and why.
# Options of the command line win over what is written here.

# Another file of this kind that this one builds on.
#extends = "../statlint.toml"

# Who reads the result: editor, ci or research.
for = "editor"

# The least level that is shown: error, warning or note.
#level = "note"

# How likely a finding must be to be shown: high, medium or low.
# If it is not given, the line with `for` decides.
#confidence = "medium"

# What makes the exit code 1: error, warning, note or never.
fail-on = "warning"

# The language of all documents, such as "en"; otherwise it is detected.
#language = "en"

# Files in folders that are left out. A file that is named is always read.
#exclude = ["archive/**", "*.bak.md"]

# Rules of your own (`statlint rules new CODE` writes one) and words of your own.
#rules = ["house/rules"]
#lexicons = ["house/lexicon"]

# Known findings that are not reported again; `statlint check --write-baseline FILE` writes them.
#baseline = "statlint-baseline.json"

# The only rules that are used, and rules that are not; `statlint rules` lists them all.
#select = ["digit-grouping", "share-mismatch"]
#ignore = ["granularity"]

# How bad a finding of a rule is in this house: error, warning, note or off.
[levels]
#padded-precision = "note"

# What is different for some files. A glob without a slash is about names.
#[[override]]
#files = ["*.de.md", "berlin/**"]
#language = "de"
#levels = { padded-precision = "off" }

# A finding that is sound after all. In Markdown, write into the document instead:
#   <!-- statlint-ignore CODE: reason -->
#[[silence]]
#files = ["reports/2025.txt"]
#code = "padded-precision"
#text = "6.70 tons"
#reason = "the scale shows two decimals"

# A unit of the house: how many base units it is (metres, kilograms, litres …).
#[[unit]]
#name = "pallet"
#dimension = "mass"
#factor = "650"

# Words of the house.
#[vocabulary.en]
#units = { pallet = ["pallet", "pallets"] }
#names = ["Area 51"]
#people = ["parishioners"]
#things = ["hives"]
#magnitudes = { crore = "10000000" }
#no-units = ["stone wall"]
#abbreviations = ["approx"]
"##;

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::{Chain, Config, House, Settings};

    #[test]
    fn the_template_is_sound_as_it_is_and_with_everything_in_force() {
        let uncommented = |line: &str| match line.strip_prefix('#') {
            Some(rest) if !rest.starts_with(' ') => rest.to_owned(),
            _ => line.to_owned(),
        };
        let everything = TEMPLATE.lines().map(uncommented).collect::<Vec<_>>().join("\n");
        for text in [TEMPLATE, &everything] {
            let config = Config::parse("statlint.toml", Path::new("/house"), text).expect("the template is sound");
            let chain = Chain { configs: vec![config] };
            let house = House::new(&chain, &[]).expect("its words are sound");
            Settings::check_codes(&chain, &house.rules).expect("its codes are those of rules");
        }
        for key in crate::config::file::keys() {
            assert!(everything.contains(&format!("{key} = ")) || everything.contains(&format!("[{key}")), "{key}");
        }
    }
}
