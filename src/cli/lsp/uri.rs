//! Addresses of the protocol as paths.

use std::path::{Path, PathBuf};

use lsp_types::Uri;

/// The path of a file's address; nothing for what is no file, such as a page without a name.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    // What stands before the first slash is a machine: this one.
    let path = decoded(&rest[rest.find('/')?..])?;
    let is_drive = cfg!(windows) && path.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(if is_drive { &path[1..] } else { &path }))
}

/// The address of a file.
pub(super) fn of_path(path: &Path) -> Option<Uri> {
    let path = path.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.parse().ok()
}

/// What an address is called where it is no file: its last part.
pub(super) fn name(uri: &Uri) -> String {
    let uri = uri.as_str();
    let last = uri.rsplit(['/', ':']).next().unwrap_or(uri);
    decoded(last).unwrap_or_else(|| last.to_owned())
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let [high, low, after @ ..] = rest else { return None };
        let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        bytes.push(digit(*high)? * 16 + digit(*low)?);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_an_address_and_comes_back() {
        let path = Path::new("/tmp/3 月:100%.md");
        let uri = of_path(path).unwrap();
        assert_eq!(uri.as_str(), "file:///tmp/3%20%E6%9C%88%3A100%25.md");
        assert_eq!(super::path(&uri).as_deref(), Some(path));
        assert_eq!(name(&"untitled:Untitled-1".parse().unwrap()), "Untitled-1");
        assert_eq!(super::path(&"untitled:Untitled-1".parse().unwrap()), None);
    }
}
