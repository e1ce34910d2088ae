//! Files of the repository that are made from others.
//!
//! A test compares them; `UPDATE=1 cargo test` writes them anew.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Compares a folder with the files that belong into it, by name, or writes them.
pub(crate) fn check_folder(folder: &str, extension: &str, files: &BTreeMap<String, String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let updates = env::var_os("UPDATE").is_some();
    if updates {
        fs::create_dir_all(&folder).unwrap();
    }
    let mut stale = Vec::new();
    for path in with_extension(&folder, extension) {
        if !files.contains_key(path.file_name().unwrap().to_str().unwrap()) {
            stale.push(path);
        }
    }
    for (name, text) in files {
        let path = folder.join(name);
        if fs::read_to_string(&path).ok().as_ref() != Some(text) {
            stale.push(path);
        }
    }
    if !updates {
        assert!(stale.is_empty(), "out of date; `UPDATE=1 cargo test` writes them anew: {stale:#?}");
        return;
    }
    for path in stale {
        match files.get(path.file_name().unwrap().to_str().unwrap()) {
            Some(text) => fs::write(path, text).unwrap(),
            None => fs::remove_file(path).unwrap(),
        }
    }
}

fn with_extension(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|it| it == extension)).collect()
}
