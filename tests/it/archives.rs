//! Archives, files of records and the bar that says how far a run has come, from outside.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const GARBLED: &str = "The clinic treated 9,26 patients in May.\n";

fn statlint(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_statlint")).args(args).current_dir(folder).output().unwrap()
}

fn told(output: &Output) -> (String, String, Option<i32>) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        // The builder would refuse a name that leads out of the folder.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        tar.append(&header, *bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

#[test]
fn the_files_of_an_archive_are_documents_with_places_that_lead_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let records =
        b"{\"id\": 1, \"text\": \"the clinic treated 9,26 patients in May\"}\n{\"broken\n{\"text\": \"3 of 4\"}\n";
    let files: [(&str, &[u8]); 5] = [
        ("inner/file.md", GARBLED.as_bytes()),
        ("records.jsonl", records),
        ("../../evil.md", GARBLED.as_bytes()),
        ("inner/.hidden.md", GARBLED.as_bytes()),
        ("pixel.xyz", b"x"),
    ];
    fs::write(folder.path().join("a.zip"), zip(&files)).unwrap();
    fs::write(folder.path().join("a.tar.gz"), gz(&tar(&files))).unwrap();
    for archive in ["a.zip", "a.tar.gz"] {
        let (out, err, code) = told(&statlint(folder.path(), &["check", "--format", "short", archive]));
        let places: Vec<&str> = out.lines().map(|line| line.split(": ").next().unwrap()).collect();
        let expected = ["inner/file.md:1:20", "records.jsonl:1:39", "__/__/evil.md:1:20"];
        assert_eq!(places, expected.map(|place| format!("{archive}/{place}")));
        assert!(err.contains(&format!("cannot read record 2 of {archive}/records.jsonl, in line 2")), "{err}");
        assert!(err.contains("1 other file was passed over: .xyz"), "{err}");
        assert_eq!(code, Some(2));
    }
    // What is found in a folder is read as well, and both ways of reading agree with `--across`.
    let (out, _, _) = told(&statlint(folder.path(), &["check", "--format", "short", "--across", "--quiet", "."]));
    assert_eq!(out.lines().filter(|line| line.contains("digit-grouping")).count(), 6, "{out}");
    // Nothing is written into an archive.
    let before = fs::read(folder.path().join("a.zip")).unwrap();
    let (_, _, code) = told(&statlint(folder.path(), &["check", "--fix", "--quiet", "a.zip"]));
    assert_eq!((code, fs::read(folder.path().join("a.zip")).unwrap()), (Some(2), before));
}

#[test]
fn a_single_file_that_is_packed_is_read_by_the_name_inside() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notes.log.gz"), gz(GARBLED.as_bytes())).unwrap();
    let (out, _, code) = told(&statlint(folder.path(), &["check", "--format", "short", "notes.log.gz"]));
    assert!(out.starts_with("notes.log.gz/notes.log:1:20: error[digit-grouping]"), "{out}");
    assert_eq!(code, Some(1));
}

#[test]
fn what_is_wrong_with_an_archive_is_named_and_the_rest_is_audited() {
    let folder = tempfile::tempdir().unwrap();
    let blanks = vec![b' '; (256 << 20) + 1];
    let mut damaged = zip(&[("first.md", GARBLED.as_bytes()), ("last.md", GARBLED.as_bytes())]);
    let nested = zip(&[("in.zip", &zip(&[])), ("bomb.txt", &blanks), ("last.md", GARBLED.as_bytes())]);
    fs::write(folder.path().join("nested.zip"), nested).unwrap();
    let (out, err, code) = told(&statlint(folder.path(), &["check", "--format", "short", "nested.zip"]));
    assert!(out.starts_with("nested.zip/last.md:1:20"), "{out}");
    assert!(err.contains("nested.zip/in.zip: note: it is an archive inside of another file"), "{err}");
    assert!(err.contains("cannot read nested.zip/bomb.txt: it expands to more than 256 MiB"), "{err}");
    assert_eq!(code, Some(2));

    // The first file's sum, in the list of all files.
    let list = damaged.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    damaged[list + 16] ^= 0xFF;
    fs::write(folder.path().join("damaged.zip"), &damaged).unwrap();
    let (out, err, code) = told(&statlint(folder.path(), &["check", "--format", "short", "damaged.zip"]));
    assert!(out.starts_with("damaged.zip/last.md:1:20"), "{out}");
    assert!(err.contains("cannot read damaged.zip/first.md: "), "{err}");
    assert_eq!(code, Some(2));

    // The flag of a file that is encrypted, in its header and in the list of all files.
    let mut secret = zip(&[("secret.md", GARBLED.as_bytes())]);
    let list = secret.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    secret[6] |= 1;
    secret[list + 8] |= 1;
    fs::write(folder.path().join("secret.zip"), &secret).unwrap();
    let (_, err, code) = told(&statlint(folder.path(), &["check", "secret.zip"]));
    assert!(err.contains("cannot read secret.zip/secret.md: it is encrypted; unpack it with its password"), "{err}");
    assert_eq!(code, Some(2));

    for (name, bytes) in
        [("cut.zip", &damaged[..damaged.len() / 2]), ("cut.tgz", &gz(&tar(&[("a.md", &blanks)]))[..99])]
    {
        fs::write(folder.path().join(name), bytes).unwrap();
        let (_, err, code) = told(&statlint(folder.path(), &["check", name]));
        assert!(err.contains(&format!("cannot read all of {name}: it is damaged or cut off")), "{err}");
        assert_eq!(code, Some(2));
    }
}

#[cfg(feature = "email")]
#[test]
fn what_is_attached_to_a_message_is_a_document_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let message = "From: a@example.org\r\nSubject: The clinic treated 9,26 patients in May\r\n\
        Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nIn May 16 of 64 came twice.\r\n--x\r\n\
        Content-Disposition: attachment; filename=\"../a.md\"\r\n\r\nIn June it treated 8,31 patients.\r\n--x--\r\n";
    fs::write(folder.path().join("m.eml"), message).unwrap();
    fs::write(folder.path().join("n.eml"), "no message at all").unwrap();
    let (out, err, code) = told(&statlint(folder.path(), &["check", "--format", "short", "."]));
    let places: Vec<&str> = out.lines().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!(places, ["m.eml:1:20", "m.eml/__/a.md:1:20"], "{out}");
    assert!(err.contains("cannot read n.eml: it is no message"), "{err}");
    assert_eq!(code, Some(2));
}

#[test]
fn subtitles_are_read_as_sentences_at_their_lines() {
    let folder = tempfile::tempdir().unwrap();
    let cues = "1\n00:00:01,000 --> 00:00:02,500\nThe clinic treated\n\n2\n00:00:02,600 --> 00:00:04,000\n9,26 patients in May.\n";
    fs::write(folder.path().join("a.srt"), cues).unwrap();
    let (out, err, _) = told(&statlint(folder.path(), &["check", "--format", "short", "."]));
    assert!(out.starts_with("a.srt:7:1: error[digit-grouping]"), "{out}");
    assert!(err.contains("1 figure"), "{err}");
}

#[test]
fn a_broken_record_of_json_does_not_cost_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let json =
        "[{\"text\": \"fine: 3 of 4\"},\n {\"text\" 7},,\n {\"text\": \"the clinic treated 9,26 patients in May\"}";
    fs::write(folder.path().join("a.json"), json).unwrap();
    let (out, err, code) = told(&statlint(folder.path(), &["check", "--format", "short", "a.json"]));
    assert!(out.starts_with("a.json:3:"), "{out}");
    for expected in [
        "cannot read record 2 of a.json, in line 2: it is no JSON",
        "cannot read line 2 of a.json: there is a comma without a record",
        "cannot read line 3 of a.json: the file ends before its list does",
    ] {
        assert!(err.contains(expected), "{err}");
    }
    assert_eq!(code, Some(2));
}

/// What a run writes that gets its text only after a second and a half: to a terminal, or to a pipe.
#[cfg(target_os = "linux")]
fn slow_run(options: &str, terminal: bool, variables: &[(&str, &str)]) -> String {
    let run = format!(
        "(sleep 1.5; echo 'Of the 64 nests, 16 (25%) were empty.') | {} check {options} - 2>&1",
        env!("CARGO_BIN_EXE_statlint")
    );
    let mut command = if terminal {
        let mut script = Command::new("script");
        script.args(["--quiet", "--return", "--command", &run, "/dev/null"]);
        script
    } else {
        let mut shell = Command::new("sh");
        shell.args(["-c", &run]);
        shell
    };
    command.env_remove("NO_COLOR").env("TERM", "xterm").envs(variables.iter().copied());
    String::from_utf8(command.stdin(Stdio::null()).output().unwrap().stdout).unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_long_run_shows_on_a_terminal_how_far_it_has_come() {
    let shows = |options: &str, terminal: bool, variables: &[(&str, &str)]| {
        let text = slow_run(options, terminal, variables);
        assert_eq!(text.contains("checked 1 document"), !options.contains("quiet"), "{text}");
        text.contains("checking ")
    };
    assert!(shows("", true, &[]));
    assert!(!shows("", false, &[]));
    assert!(!shows("--quiet", true, &[]));
    assert!(!shows("", true, &[("NO_COLOR", "1")]));
    assert!(!shows("", true, &[("TERM", "dumb")]));
}

#[test]
fn what_a_file_is_shows_in_its_content_whatever_it_is_called() {
    let lines = "{\"text\": \"the clinic treated 9,26 patients\"}\n{\"text\": \"the clinic treated 9,27 patients\"}\n";
    let list = "[\n  {\"text\": \"the clinic treated 9,26 patients\"}\n]\n";
    let parquet = fs::read("tests/formats/records.parquet").unwrap();
    let tarred = tar(&[("a.md", GARBLED.as_bytes())]);
    let files: [(&str, Vec<u8>, &str); 9] = [
        ("zip.txt", zip(&[("a.md", GARBLED.as_bytes())]), "/a.md:1:20: "),
        ("tar.dat", tarred.clone(), "/a.md:1:20: "),
        ("targz.dat", gz(&tarred), "/a.md:1:20: "),
        ("lines.dat", lines.into(), ":2:30: "),
        ("list.txt", list.into(), ":2:32: "),
        ("rows.txt", parquet, ":record 2 (a2), field text: "),
        ("report.txt", fs::read("tests/formats/report.pdf").unwrap(), ":page 1: "),
        ("book.txt", fs::read("tests/formats/report.xlsx").unwrap(), ":Text!B3: "),
        ("draft.json.md", b"{draft}\nThe clinic treated 9,26 patients".to_vec(), ":2:20: "),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, place) in files {
        fs::write(folder.path().join(name), &bytes).unwrap();
        let (found, notes, code) = told(&statlint(folder.path(), &["check", "--format", "short", name]));
        assert_eq!(code, Some(1), "{name}: {notes}");
        assert!(found.contains(&format!("{name}{place}")), "{name}: {found}");
        let mut child = Command::new(env!("CARGO_BIN_EXE_statlint"))
            .args(["check", "--format", "short", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(&bytes).unwrap();
        let (piped, ..) = told(&child.wait_with_output().unwrap());
        assert_eq!(
            piped.replace("-/", "").replace("-:", ":"),
            found.replace(name, "").replace("/a.md", "a.md"),
            "{name}"
        );
    }
}

#[test]
fn the_files_of_an_archive_are_known_by_their_content_too() {
    let folder = tempfile::tempdir().unwrap();
    let lines = format!("{{\"text\": {GARBLED:?}}}\n").repeat(2);
    let inner = zip(&[("a.md", GARBLED.as_bytes())]);
    let rows = fs::read("tests/formats/records.parquet").unwrap();
    let files: [(&str, &[u8]); 3] = [("lines.txt", lines.as_bytes()), ("inner.txt", &inner), ("rows.txt", &rows)];
    fs::write(folder.path().join("all.bin"), zip(&files)).unwrap();
    let (found, notes, code) = told(&statlint(folder.path(), &["check", "--format", "short", "all.bin"]));
    assert_eq!(code, Some(1));
    assert!(found.contains("all.bin/lines.txt:2:30: ") && found.contains("all.bin/rows.txt:record 2"), "{found}");
    assert!(notes.contains("all.bin/inner.txt: note: it is an archive inside of another file"), "{notes}");
}
