//! Repairs of files: what is changed, what is kept, and what is left alone.

use std::fs::{self, Permissions};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// An empty folder of a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fix").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn fix(path: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_statlint"));
    command.args(["check", "--fix", "--format", "short"]).arg(path).output().unwrap()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn line_ends_encoding_and_byte_order_mark_stay_as_they_are() {
    let folder = folder("encodings");
    let files: [(&str, Vec<u8>, Vec<u8>); 4] = [
        (
            "lines.txt",
            b"Down 4.25per cent.\r\nAll 12 stayed.\n".into(),
            b"Down 4.25 per cent.\r\nAll 12 stayed.\n".into(),
        ),
        ("mark.txt", b"\xEF\xBB\xBFDown 4.25per cent.".into(), b"\xEF\xBB\xBFDown 4.25 per cent.".into()),
        (
            "latin.txt",
            b"At the caf\xE9, prices fell by 31percent \x96 again.".into(),
            b"At the caf\xE9, prices fell by 31 percent \x96 again.".into(),
        ),
        ("wide.txt", utf16("\u{FEFF}Down 4.25per cent.\r\n"), utf16("\u{FEFF}Down 4.25 per cent.\r\n")),
    ];
    for (name, before, after) in files {
        let path = folder.join(name);
        fs::write(&path, before).unwrap();
        let output = fix(&path);
        assert_eq!(fs::read(&path).unwrap(), after, "{name}: {output:?}");
        assert_eq!(output.status.code(), Some(0), "{name}: {output:?}");
        // A second run has nothing to do.
        fix(&path);
        assert_eq!(fs::read(&path).unwrap(), after, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay_as_they_are() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = folder("permissions");
    let (path, link) = (folder.join("draft.txt"), folder.join("link.txt"));
    fs::write(&path, "Down 4.25per cent.").unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
    symlink("draft.txt", &link).unwrap();
    assert_eq!(fix(&link).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&path).unwrap(), "Down 4.25 per cent.");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn a_file_that_is_read_only_or_damaged_stays_as_it_is_and_others_are_repaired() {
    let folder = folder("refused");
    let (locked, damaged, sound) = (folder.join("locked.txt"), folder.join("damaged.txt"), folder.join("sound.txt"));
    fs::write(&locked, "Down 4.25per cent.").unwrap();
    fs::write(&damaged, b"gr\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6 \xFF is down 4.25per cent.").unwrap();
    fs::write(&sound, "Down 4.25per cent.").unwrap();
    let mut permissions: Permissions = fs::metadata(&locked).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&locked, permissions).unwrap();
    let output = fix(&folder);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(told.contains("locked.txt: it is read-only; it stays as it is"), "{told}");
    assert!(told.contains("damaged.txt: it has changed meanwhile, or some of it could not be decoded"), "{told}");
    assert_eq!(fs::read_to_string(&locked).unwrap(), "Down 4.25per cent.");
    assert!(fs::read(&damaged).unwrap().ends_with(b"\xFF is down 4.25per cent."));
    assert_eq!(fs::read_to_string(&sound).unwrap(), "Down 4.25 per cent.");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 3);
}

#[test]
fn a_diff_can_be_applied_and_changes_nothing_itself() {
    let folder = folder("diff");
    fs::write(folder.join("draft.txt"), "\u{FEFF}Down 4.25per cent.\r\nUp about12.5 points.\r\n").unwrap();
    let diff = |options: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_statlint"));
        let output = command.arg("check").args(options).arg("draft.txt").current_dir(&folder).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let expected = "--- a/draft.txt\n+++ b/draft.txt\n@@ -1,2 +1,2 @@\n-\u{FEFF}Down 4.25per cent.\r\n\
                    +\u{FEFF}Down 4.25 per cent.\r\n Up about12.5 points.\r\n";
    assert_eq!(diff(&["--diff"]), expected);
    assert!(diff(&["--diff", "--unsafe"]).contains("+Up about 12.5 points.\r\n"));
    assert!(fs::read_to_string(folder.join("draft.txt")).unwrap().contains("4.25per"));
}
