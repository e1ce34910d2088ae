//! A configuration and what it builds on.

use std::path::{Path, PathBuf};

use super::{Config, ConfigError, tidy};

/// What a configuration is called.
pub const NAME: &str = "statlint.toml";

/// How many files may build on each other. A chain through links of the file
/// system may have no end that its names show.
const LONGEST: usize = 16;

/// What a path holds.
#[derive(Debug)]
pub struct Loaded {
    /// What people call the file.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A configuration and what it builds on: the farthest file first, the nearest last.
#[derive(Debug, Default)]
pub struct Chain {
    /// The files. Of two that say something of one setting, the later wins.
    pub configs: Vec<Config>,
}

impl Chain {
    /// Reads a configuration and what it builds on. `read` gives the text of a path, or says
    /// why it cannot.
    pub fn load(path: &Path, mut read: impl FnMut(&Path) -> Result<Loaded, String>) -> Result<Chain, ConfigError> {
        let mut seen: Vec<PathBuf> = Vec::new();
        let mut configs: Vec<Config> = Vec::new();
        let mut next = Some(tidy(path));
        while let Some(path) = next.take() {
            let failed = |reason: String| match configs.last() {
                Some(config) => {
                    let at = config.file.extends.as_ref().map_or(0, |extends| extends.span().start);
                    config.error(at, format!("cannot read {}, which it extends: {reason}", path.display()))
                }
                None => ConfigError { path: path.display().to_string(), line: 1, column: 1, message: reason },
            };
            if seen.contains(&path) {
                return Err(failed("the files extend each other in a circle".to_owned()));
            }
            if seen.len() == LONGEST {
                return Err(failed(format!("no more than {LONGEST} files may extend each other")));
            }
            let loaded = read(&path).map_err(failed)?;
            let folder = path.parent().unwrap_or(Path::new(""));
            let config = Config::parse(&loaded.name, folder, &loaded.text)?;
            next = config.file.extends.as_ref().map(|extends| config.resolve(extends.get_ref()));
            seen.push(path);
            configs.push(config);
        }
        configs.reverse();
        Ok(Chain { configs })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(files: &[(&str, &str)]) -> Result<Chain, String> {
        let read = |path: &Path| {
            let found = files.iter().find(|(name, _)| Path::new(name) == path);
            let loaded = |(name, text): &(&str, &str)| Loaded { name: (*name).to_owned(), text: (*text).to_owned() };
            found.map(loaded).ok_or("no such file or folder".to_owned())
        };
        Chain::load(Path::new(files[0].0), read).map_err(|error| error.to_string())
    }

    #[test]
    fn the_farthest_file_comes_first() {
        let chain = load(&[("/a/b/statlint.toml", "extends = '../x.toml'"), ("/a/x.toml", "")]).unwrap();
        let names: Vec<&str> = chain.configs.iter().map(|config| config.name.as_str()).collect();
        assert_eq!(names, ["/a/x.toml", "/a/b/statlint.toml"]);
    }

    #[test]
    fn a_circle_and_a_file_that_is_not_there_are_told_at_the_line_that_leads_there() {
        let circle = load(&[("/a.toml", "\nextends = 'b.toml'"), ("/b.toml", "extends = './a.toml'")]);
        assert_eq!(
            circle.unwrap_err(),
            "/b.toml:1:11: cannot read /a.toml, which it extends: the files extend each other in a circle"
        );
        let missing = load(&[("/a.toml", "extends = 'b.toml'")]);
        assert_eq!(missing.unwrap_err(), "/a.toml:1:11: cannot read /b.toml, which it extends: no such file or folder");
    }
}
