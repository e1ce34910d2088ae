//! Paths as the URIs that SARIF wants: relative, with forward slashes, percent-encoded.

use std::fmt::Write;

use crate::report::position::in_repository;

/// The URI of a path; relative unless the path is absolute.
pub(super) fn of_path(path: &str) -> String {
    let path = in_repository(path);
    let mut uri = String::with_capacity(path.len() + 8);
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if cfg!(windows) && path.as_bytes().get(1) == Some(&b':') {
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            // A colon, too, which in a first segment would end a scheme.
            _ => write!(uri, "%{byte:02X}").expect("writing to a string does not fail"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(of_path("./reports/3 月:a%.txt"), "reports/3%20%E6%9C%88%3Aa%25.txt");
        assert_eq!(of_path("/tmp/a.txt"), "file:///tmp/a.txt");
        assert_eq!(of_path("-"), "-");
    }
}
