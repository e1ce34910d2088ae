//! `statlint lsp`: findings as you type, in any editor that speaks the Language Server Protocol.
//!
//! One thread answers in turn: an audit takes a few thousandths of a second, and
//! waits until nothing has been typed for a moment. A client that sends nonsense
//! gets an error for an answer, and one that goes away ends the server.

mod action;
mod hover;
mod open;
mod place;
mod uri;
mod wire;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument,
    Notification as _, PublishDiagnostics, ShowMessage,
};
use lsp_types::request::{CodeActionRequest, HoverRequest, Request as _};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, HoverProviderCapability, InitializeParams,
    InitializeResult, MessageType, PublishDiagnosticsParams, ResourceOperationKind, ServerCapabilities, ServerInfo,
    ShowMessageParams, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, Uri,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use self::open::Open;
use self::place::Encoding;
use super::error::CliError;
use super::houses::{Houses, Setup, nearest};
use super::{Exit, complain, tell};
use crate::config::Asked;

/// A text is audited when nothing has been typed for so long.
const PAUSE: Duration = Duration::from_millis(120);

/// What the client can do.
#[derive(Debug)]
struct Client {
    encoding: Encoding,
    /// Where documents without a name would be.
    folder: PathBuf,
    /// Whether a change may make a file.
    creates_files: bool,
}

/// The server.
struct Server<'c> {
    connection: &'c Connection,
    client: Client,
    houses: Houses,
    /// The configurations that count, by folder.
    seen: BTreeMap<PathBuf, Nearest>,
    documents: BTreeMap<String, Open>,
}

/// The configuration nearest to a folder; what it says and builds on is watched where it is read.
type Nearest = Option<PathBuf>;

/// Nobody is left to talk to.
struct Gone;

/// Serves an editor until it says goodbye or goes away.
pub(super) fn serve() -> Result<Exit, CliError> {
    let (connection, threads) = wire::connect().map_err(CliError::Stdout)?;
    let exit = converse(&connection);
    drop(connection);
    threads.join().map_or_else(
        |error| {
            complain(&format_args!("cannot go on with the editor: {error}"));
            Ok(Exit::Failed)
        },
        |()| exit,
    )
}

fn converse(connection: &Connection) -> Result<Exit, CliError> {
    let Ok((id, params)) = connection.initialize_start() else {
        return Ok(Exit::Clean);
    };
    let params: InitializeParams = match serde_json::from_value(params) {
        Ok(params) => params,
        Err(error) => {
            let answer = Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string());
            let _ = connection.sender.send(answer.into());
            return Ok(Exit::Failed);
        }
    };
    let client = client(&params);
    let result = serde_json::to_value(greeting(client.encoding)).expect("the answer is plain data");
    if connection.initialize_finish(id, result).is_err() {
        return Ok(Exit::Clean);
    }
    let houses = Houses::new(Asked::default(), None, &[])?;
    let mut server = Server { connection, client, houses, seen: BTreeMap::new(), documents: BTreeMap::new() };
    Ok(server.run())
}

fn client(params: &InitializeParams) -> Client {
    let encodings = params.capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref());
    let folders = params.workspace_folders.as_deref().unwrap_or_default();
    let folder = folders.first().and_then(|folder| uri::path(&folder.uri));
    let edits = params.capabilities.workspace.as_ref().and_then(|workspace| workspace.workspace_edit.as_ref());
    let operations = edits.and_then(|edits| edits.resource_operations.as_deref()).unwrap_or_default();
    Client {
        encoding: Encoding::choose(encodings.unwrap_or_default()),
        folder: folder.or_else(|| std::env::current_dir().ok()).unwrap_or_default(),
        creates_files: operations.contains(&ResourceOperationKind::Create),
    }
}

fn greeting(encoding: Encoding) -> InitializeResult {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(true.into()),
        ..TextDocumentSyncOptions::default()
    };
    let actions =
        CodeActionOptions { code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]), ..CodeActionOptions::default() };
    let capabilities = ServerCapabilities {
        position_encoding: Some(encoding.word()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(actions)),
        ..ServerCapabilities::default()
    };
    let version = Some(env!("CARGO_PKG_VERSION").to_owned());
    InitializeResult { capabilities, server_info: Some(ServerInfo { name: "statlint".to_owned(), version }) }
}

impl Server<'_> {
    fn run(&mut self) -> Exit {
        loop {
            let due = self.documents.values().filter_map(|open| open.due).min();
            let message = match due {
                None => self.connection.receiver.recv().ok(),
                Some(due) => match self.connection.receiver.recv_deadline(due) {
                    Ok(message) => Some(message),
                    Err(error) if error.is_timeout() => {
                        if self.catch_up(|open, now| open.due.is_some_and(|due| due <= now)).is_err() {
                            return Exit::Clean;
                        }
                        continue;
                    }
                    Err(_) => None,
                },
            };
            let done = match message {
                // It went away without a goodbye; nothing is lost by that.
                None => return Exit::Clean,
                Some(Message::Request(request)) => match self.connection.handle_shutdown(&request) {
                    Ok(true) => return Exit::Clean,
                    Ok(false) => self.answer(request),
                    Err(_) => return Exit::Clean,
                },
                // The protocol asks for 1 where there was no goodbye.
                Some(Message::Notification(notification)) if notification.method == "exit" => return Exit::Found,
                Some(Message::Notification(notification)) => self.take(notification),
                Some(Message::Response(_)) => Ok(()),
            };
            if done.is_err() {
                return Exit::Clean;
            }
        }
    }

    fn answer(&mut self, request: Request) -> Result<(), Gone> {
        let Request { id, method, params } = request;
        let answer = match method.as_str() {
            HoverRequest::METHOD => self.asked::<HoverRequest>(params, |server, params| {
                let at = params.text_document_position_params;
                let open = server.documents.get(at.text_document.uri.as_str())?;
                hover::hover(open.known.as_ref()?, at.position)
            })?,
            CodeActionRequest::METHOD => self.asked::<CodeActionRequest>(params, |server, params| {
                let open = server.documents.get(params.text_document.uri.as_str())?;
                Some(action::actions(open, params.range, &server.client))
            })?,
            _ => Err((ErrorCode::MethodNotFound, format!("statlint does not know {method}"))),
        };
        self.send(match answer {
            Ok(value) => Response::new_ok(id, value),
            Err((code, message)) => Response::new_err(id, code as i32, message),
        })
    }

    /// Answers a request about the text as it is now.
    fn asked<R: lsp_types::request::Request>(
        &mut self,
        params: serde_json::Value,
        answer: impl FnOnce(&Server<'_>, R::Params) -> R::Result,
    ) -> Result<Result<serde_json::Value, (ErrorCode, String)>, Gone> {
        let params = match serde_json::from_value(params) {
            Ok(params) => params,
            Err(error) => return Ok(Err((ErrorCode::InvalidParams, error.to_string()))),
        };
        self.catch_up(|open, _| open.due.is_some())?;
        let answer = serde_json::to_value(answer(self, params));
        Ok(answer.map_err(|error| (ErrorCode::InternalError, error.to_string())))
    }

    fn take(&mut self, notification: Notification) -> Result<(), Gone> {
        let Notification { method, params } = notification;
        match method.as_str() {
            DidOpenTextDocument::METHOD => {
                let Some(params) = understood::<DidOpenTextDocument>(params) else { return Ok(()) };
                let it = params.text_document;
                let mut open = Open::new(it.uri, &it.language_id, it.version, it.text, &self.client.folder);
                open.due = Some(Instant::now());
                self.documents.insert(open.uri.as_str().to_owned(), open);
            }
            DidChangeTextDocument::METHOD => {
                let Some(params) = understood::<DidChangeTextDocument>(params) else { return Ok(()) };
                let Some(open) = self.documents.get_mut(params.text_document.uri.as_str()) else { return Ok(()) };
                for change in params.content_changes {
                    match change.range {
                        Some(range) => open.edit(range, &change.text, self.client.encoding),
                        None => open.text = change.text,
                    }
                }
                open.version = Some(params.text_document.version);
                open.due = Some(Instant::now() + PAUSE);
            }
            DidCloseTextDocument::METHOD => {
                let Some(params) = understood::<DidCloseTextDocument>(params) else { return Ok(()) };
                self.documents.remove(params.text_document.uri.as_str());
                return self.publish(params.text_document.uri, Vec::new(), None);
            }
            DidSaveTextDocument::METHOD | DidChangeWatchedFiles::METHOD => self.load_again(),
            _ => {}
        }
        Ok(())
    }

    /// Loads the configurations anew if one that counts has changed.
    fn load_again(&mut self) {
        let has_changed = self.seen.iter().any(|(folder, found)| nearest_to(folder) != *found);
        if !has_changed && !self.houses.has_changed() {
            return;
        }
        match Houses::new(Asked::default(), None, &[]) {
            Ok(houses) => self.houses = houses,
            Err(error) => complain(&error),
        }
        self.seen.clear();
        for open in self.documents.values_mut() {
            open.due = Some(Instant::now());
        }
    }

    /// Audits the documents that are due, and tells what was found.
    fn catch_up(&mut self, is_due: impl Fn(&Open, Instant) -> bool) -> Result<(), Gone> {
        self.load_again();
        let now = Instant::now();
        let due: Vec<String> =
            self.documents.iter().filter(|(_, open)| is_due(open, now)).map(|(name, _)| name.clone()).collect();
        for name in due {
            let Some(mut open) = self.documents.remove(&name) else { continue };
            match self.setup(&open.path) {
                Some(setup) => open.audit(setup, self.client.encoding),
                None => {
                    (open.due, open.known) = (None, None);
                    let why = self.houses.trouble.as_deref().unwrap_or("the log of the language server says why");
                    self.warn(&format!("statlint.toml cannot be used: {why}"))?;
                }
            }
            let (uri, shown, version) = (open.uri.clone(), open.shown(), open.version);
            self.documents.insert(name, open);
            self.publish(uri, shown, version)?;
        }
        Ok(())
    }

    fn setup(&mut self, document: &Path) -> Option<Arc<Setup>> {
        let folder = document.parent().unwrap_or(document);
        self.seen.entry(folder.to_owned()).or_insert_with(|| nearest_to(folder));
        match self.houses.setup(document) {
            Ok(setup) => setup,
            Err(error) => {
                complain(&error);
                self.houses.trouble = Some(error.to_string());
                None
            }
        }
    }

    fn publish(&self, uri: Uri, diagnostics: Vec<lsp_types::Diagnostic>, version: Option<i32>) -> Result<(), Gone> {
        let params = PublishDiagnosticsParams { uri, diagnostics, version };
        self.send(Notification::new(PublishDiagnostics::METHOD.to_owned(), to_value(&params)))
    }

    /// Shows a message to whoever edits.
    fn warn(&self, message: &str) -> Result<(), Gone> {
        let params = ShowMessageParams { typ: MessageType::ERROR, message: message.to_owned() };
        self.send(Notification::new(ShowMessage::METHOD.to_owned(), to_value(&params)))
    }

    fn send(&self, message: impl Into<Message>) -> Result<(), Gone> {
        self.connection.sender.send(message.into()).map_err(|_| Gone)
    }
}

/// The configuration that applies to a folder.
fn nearest_to(folder: &Path) -> Nearest {
    nearest(&folder.join("a"))
}

/// What a notification says; one that cannot be understood has no answer and is told.
fn understood<N: lsp_types::notification::Notification>(params: serde_json::Value) -> Option<N::Params>
where
    N::Params: DeserializeOwned,
{
    serde_json::from_value(params).map_err(|error| tell(&format_args!("cannot understand {}: {error}", N::METHOD))).ok()
}

fn to_value(value: &impl Serialize) -> serde_json::Value {
    serde_json::to_value(value).expect("what is sent is plain data")
}
