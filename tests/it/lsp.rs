//! The language server, as a client sees it over pipes.

use std::collections::VecDeque;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

#[test]
fn findings_come_and_go_as_one_types() {
    let mut client = Client::start(&json!({}));
    client.open("untitled:draft", "plaintext", "The café 😀 saw 9,26 patients");
    let shown = client.diagnostics("untitled:draft");
    assert_eq!(shown[0]["code"], "digit-grouping");
    assert_eq!((&shown[0]["severity"], &shown[0]["source"]), (&json!(1), &json!("statlint")));
    // In units of UTF-16, where the face has two.
    assert_eq!(shown[0]["range"], range(0, 16, 0, 20));
    client.change("untitled:draft", "The café 😀 saw 926 patients");
    assert_eq!(client.diagnostics("untitled:draft"), json!([]));
    client.change("untitled:draft", "they saw 9,26");
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": "untitled:draft" } }));
    assert_eq!(client.diagnostics("untitled:draft"), json!([]));
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_client_may_count_in_bytes() {
    let mut client = Client::start(&json!({ "general": { "positionEncodings": ["utf-16", "utf-8"] } }));
    assert_eq!(client.greeting["capabilities"]["positionEncoding"], "utf-8");
    client.open("untitled:draft", "plaintext", "The crew 😀\nÄ café saw 9,26 patients");
    assert_eq!(client.diagnostics("untitled:draft")[0]["range"], range(1, 13, 1, 17));
}

#[test]
fn a_figure_says_what_became_of_it_and_a_finding_why() {
    let mut client = Client::start(&json!({}));
    client.open("untitled:draft", "plaintext", "Of the 64 nests on the cliff, 16 (35%) were empty.");
    client.diagnostics("untitled:draft");
    let at = |character: usize| json!({ "textDocument": { "uri": "untitled:draft" }, "position": { "line": 0, "character": character } });
    let hover = client.ask("textDocument/hover", &at(35));
    let text = hover["contents"]["value"].as_str().unwrap();
    for part in ["35%: contradicted", "share", "16 of 64", "share-mismatch (", "What to do: "] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(hover["range"], range(0, 34, 0, 37));
    assert_eq!(client.ask("textDocument/hover", &at(15)), Value::Null);
}

#[test]
fn a_finding_can_be_ignored_with_a_reason() {
    let mut client = Client::start(&json!({}));
    let text = "# Boats\n\nThey saw 9,26 boats\nthat day.\n\nAnd 9,26 more.";
    client.open("untitled:draft.md", "markdown", text);
    let shown = client.diagnostics("untitled:draft.md");
    let count = shown.as_array().unwrap().iter().filter(|it| it["code"] == "digit-grouping").count();
    let params = json!({ "textDocument": { "uri": "untitled:draft.md" }, "range": range(2, 10, 2, 10), "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", &params);
    let ignore = actions
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["title"] == "Ignore digit-grouping here, with a reason")
        .unwrap();
    let edit = &ignore["edit"]["changes"]["untitled:draft.md"][0];
    assert_eq!(edit["range"], range(3, 9, 3, 9));
    let comment = edit["newText"].as_str().unwrap();
    client.change("untitled:draft.md", &text.replace("that day.", &format!("that day.{comment}")));
    let shown = client.diagnostics("untitled:draft.md");
    let left = shown.as_array().unwrap().iter().filter(|it| it["code"] == "digit-grouping").count();
    assert_eq!((count, left), (2, 1));
}

#[test]
fn the_configuration_of_the_folder_applies_and_its_changes_count() {
    let folder = Folder::new("lsp-config");
    let uri = folder.uri("a.txt");
    let mut client = Client::start(&json!({}));
    client.open(&uri, "plaintext", "they saw 9,26 boats");
    assert_eq!(client.diagnostics(&uri)[0]["code"], "digit-grouping");
    folder.write("statlint.toml", "[levels]\ndigit-grouping = \"off\"\n");
    client.change(&uri, "they saw 9,27 boats");
    assert_eq!(client.diagnostics(&uri), json!([]));

    // What the editor offers for a text without comments is what silences it.
    folder.write("statlint.toml", "# ours");
    client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": folder.uri("statlint.toml") } }));
    assert_eq!(client.diagnostics(&uri).as_array().map(Vec::len), Some(1));
    let params =
        json!({ "textDocument": { "uri": uri }, "range": range(0, 10, 0, 10), "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", &params);
    let edit = &actions[0]["edit"]["changes"][folder.uri("statlint.toml")][0];
    folder.write("statlint.toml", &format!("# ours{}", edit["newText"].as_str().unwrap()));
    client.change(&uri, "they saw 9,27 boats ");
    assert_eq!(client.diagnostics(&uri), json!([]));

    folder.write("statlint.toml", "levles = 1");
    client.change(&uri, "they saw 9,27 boats");
    let told = client.next("window/showMessage");
    let told = told["message"].as_str().unwrap();
    assert!(
        told.contains("statlint.toml:1:1: unknown key `levles`") && told.contains("did you mean `levels`?"),
        "{told}"
    );
}

#[test]
fn a_text_that_is_typed_in_pieces_has_the_findings_of_the_whole() {
    let text = "The café 😀 saw 9,26 patients.\r\nOf the 64 nests on the cliff, 16 (35%) were empty.\n\nIts budget rose 12% from 200 to 240.";
    let mut client = Client::start(&json!({}));
    assert_eq!(client.greeting["capabilities"]["textDocumentSync"]["change"], 2);
    client.open("untitled:whole", "plaintext", text);
    let whole = client.diagnostics("untitled:whole");
    assert!(whole.as_array().unwrap().len() >= 3, "{whole}");

    let change = |client: &mut Client, version: usize, start: (usize, usize), end: (usize, usize), text: &str| {
        let position = |(line, character)| json!({ "line": line, "character": character });
        let changes = json!([{ "range": { "start": position(start), "end": position(end) }, "text": text }]);
        let document = json!({ "uri": "untitled:pieces", "version": version });
        client.notify("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": changes }));
    };
    client.open("untitled:pieces", "plaintext", "");
    let (mut at, mut version) = ((0, 0), 1);
    for piece in text.split_inclusive([' ', '\n']) {
        // A slip of the fingers before each piece, which is taken back.
        change(&mut client, version + 1, at, at, "7,7 x");
        change(&mut client, version + 2, at, (at.0, at.1 + 5), piece);
        version += 2;
        at = if piece.ends_with('\n') { (at.0 + 1, 0) } else { (at.0, at.1 + piece.encode_utf16().count()) };
    }
    let typed = loop {
        let shown = client.next("textDocument/publishDiagnostics");
        if shown["version"] == version {
            break shown["diagnostics"].clone();
        }
    };
    let told = |shown: &Value| shown.to_string().replace("untitled:pieces", "untitled:whole");
    assert_eq!(told(&typed), told(&whole));
}

#[test]
fn what_a_configuration_builds_on_and_reads_is_watched_too() {
    let folder = Folder::new("lsp-chain");
    folder.write("statlint.toml", "extends = \"house.toml\"\nbaseline = \"known.json\"\n");
    folder.write("house.toml", "");
    folder.write("known.json", r#"{"statlint_baseline": 1, "findings": []}"#);
    let uri = folder.uri("a.txt");
    let mut client = Client::start(&json!({}));
    client.open(&uri, "plaintext", "they saw 9,26 boats");
    assert_eq!(client.diagnostics(&uri)[0]["code"], "digit-grouping");
    folder.write("house.toml", "[levels]\ndigit-grouping = \"note\"\n");
    client.change(&uri, "they saw 9,27 boats");
    assert_eq!(client.diagnostics(&uri)[0]["severity"], 3);
    folder.write("known.json", "no baseline");
    client.change(&uri, "they saw 9,28 boats");
    let told = client.next("window/showMessage");
    assert!(told["message"].as_str().unwrap().starts_with("statlint.toml cannot be used: cannot read the baseline "));
}

#[test]
fn nonsense_has_an_error_for_an_answer() {
    let mut client = Client::start(&json!({}));
    assert_eq!(client.ask_raw("textDocument/formatting", &json!({}))["error"]["code"], -32601);
    assert_eq!(client.ask_raw("textDocument/hover", &json!({ "position": "here" }))["error"]["code"], -32602);
    client.notify("textDocument/didOpen", &json!([1, 2]));
    client.notify(
        "textDocument/didChange",
        &json!({ "textDocument": { "uri": "untitled:x", "version": 1 }, "contentChanges": [] }),
    );
    client.notify("no/such/thing", &json!(null));
    client.open("untitled:draft", "plaintext", "they saw 9,26 boats");
    let params = json!({ "textDocument": { "uri": "untitled:draft" }, "position": { "line": 4_000_000_000_u32, "character": 4_000_000_000_u32 } });
    assert_eq!(client.ask("textDocument/hover", &params), Value::Null);
    assert_eq!(client.diagnostics("untitled:draft")[0]["code"], "digit-grouping");
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_client_that_goes_away_ends_the_server() {
    // Without a word.
    let mut client = Client::start(&json!({}));
    client.open("untitled:draft", "plaintext", "they saw 9,26 boats");
    assert_eq!(client.end(), 0);
    // Without a goodbye.
    let mut client = Client::start(&json!({}));
    client.notify("exit", &json!(null));
    assert_eq!(client.end(), 1);
    // With something that is no message.
    for nonsense in [
        "Content-Length: 7\r\n\r\nnothing",
        "hello\r\n\r\n",
        "Content-Length: many\r\n\r\n",
        "Content-Length: 99999999999999\r\n\r\n{",
    ] {
        let mut client = Client::start(&json!({}));
        client.input.as_mut().unwrap().write_all(nonsense.as_bytes()).unwrap();
        assert_eq!(client.end(), 2, "{nonsense}");
    }
}

/// A client with a server of its own.
struct Client {
    server: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    greeting: Value,
    asked: i64,
    /// Messages that came before an answer.
    kept: VecDeque<Value>,
}

impl Client {
    fn start(capabilities: &Value) -> Client {
        let mut server = Command::new(env!("CARGO_BIN_EXE_statlint"))
            .arg("lsp")
            .current_dir(std::env::temp_dir())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let input = server.stdin.take();
        let output = BufReader::new(server.stdout.take().unwrap());
        let mut client = Client { server, input, output, greeting: Value::Null, asked: 0, kept: VecDeque::new() };
        client.greeting = client.ask("initialize", &json!({ "capabilities": capabilities }));
        client.notify("initialized", &json!({}));
        client
    }

    fn open(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    fn change(&mut self, uri: &str, text: &str) {
        let params = json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "text": text }] });
        self.notify("textDocument/didChange", &params);
    }

    /// The next list of findings of a document.
    fn diagnostics(&mut self, uri: &str) -> Value {
        let params = self.next("textDocument/publishDiagnostics");
        assert_eq!(params["uri"], uri);
        params["diagnostics"].clone()
    }

    /// What the next notification of a kind says.
    fn next(&mut self, method: &str) -> Value {
        loop {
            let message = self.receive();
            if message["method"] == method {
                return message["params"].clone();
            }
        }
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        let answer = self.ask_raw(method, params);
        assert_eq!(answer["error"], Value::Null);
        answer["result"].clone()
    }

    fn ask_raw(&mut self, method: &str, params: &Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.read();
            if message["id"] == id {
                return message;
            }
            self.kept.push_back(message);
        }
    }

    fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        let input = self.input.as_mut().unwrap();
        write!(input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        input.flush().unwrap();
    }

    /// The next message, or one that came before an answer.
    fn receive(&mut self) -> Value {
        self.kept.pop_front().unwrap_or_else(|| self.read())
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "the server has gone");
            match line.trim_end().split_once(": ") {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.parse().unwrap(),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    /// Says goodbye; the exit code.
    fn leave(mut self) -> i32 {
        self.ask("shutdown", &Value::Null);
        self.notify("exit", &Value::Null);
        self.end()
    }

    /// Goes away; the exit code.
    fn end(&mut self) -> i32 {
        drop(self.input.take());
        let _ = self.output.read_to_end(&mut Vec::new());
        self.server.wait().unwrap().code().unwrap()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.end();
    }
}

/// A folder that is gone after the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("statlint-{name}-{}", std::process::id()));
        fs::create_dir_all(path.join(".git")).unwrap();
        Folder(path)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }

    fn uri(&self, name: &str) -> String {
        format!("file://{}", Path::join(&self.0, name).display())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn range(line: u32, character: u32, end_line: u32, end_character: u32) -> Value {
    json!({ "start": { "line": line, "character": character }, "end": { "line": end_line, "character": end_character } })
}
