//! Embeds the rule files and lexicons, so that adding one is adding a file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let mut code = String::new();
    for (constant, folder) in [("RULES", "rules"), ("LEXICONS", "lexicon")] {
        println!("cargo::rerun-if-changed={folder}");
        let _ = writeln!(code, "pub(crate) const {constant}: &[(&str, &str)] = &[");
        for path in toml_files(folder)? {
            let full = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join(&path);
            let _ = writeln!(
                code,
                "    ({:?}, include_str!({:?})),",
                path.display().to_string(),
                full.display().to_string()
            );
        }
        code.push_str("];\n");
    }
    write_heads(&mut code)?;
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("embedded.rs"), code)
}

/// The keys of `lexicon::file::HEAD`, which have to be known of every language before a text shows its own.
const HEAD: &[&str] = &["language", "name", "iso3", "function_words", "pieces", "table"];

/// Embeds the heads of the lexicons.
fn write_heads(code: &mut String) -> io::Result<()> {
    let _ = writeln!(code, "pub(crate) const LEXICON_HEADS: &[(&str, &str)] = &[");
    for path in toml_files("lexicon")?.iter().filter(|path| !path.ends_with("units.toml")) {
        let file: toml::Table = fs::read_to_string(path)?.parse().map_err(io::Error::other)?;
        let head: toml::Table = file.into_iter().filter(|(key, _)| HEAD.contains(&key.as_str())).collect();
        let _ = writeln!(code, "    ({:?}, {:?}),", path.display().to_string(), head.to_string());
    }
    code.push_str("];\n");
    Ok(())
}

/// The TOML files of a folder, in the order of their names.
fn toml_files(folder: &str) -> io::Result<Vec<PathBuf>> {
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    Ok(files)
}
