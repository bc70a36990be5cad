//! The table of what the server answers and listens to.

use gen_lsp_types::{
    CodeActionRequest, CodeActionResolveRequest, CodeLensRequest, CompletionRequest, DefinitionRequest,
    DidChangeConfigurationNotification, DidChangeConfigurationParams, DidChangeTextDocumentNotification,
    DidChangeTextDocumentParams, DidChangeWatchedFilesNotification, DidChangeWorkspaceFoldersNotification,
    DidCloseTextDocumentNotification, DidCloseTextDocumentParams, DidOpenTextDocumentNotification,
    DidOpenTextDocumentParams, DidSaveTextDocumentNotification, DocumentDiagnosticRequest,
    DocumentSymbolRequest, ExecuteCommandRequest, HoverRequest, ImplementationRequest, InlayHintRequest,
    Notification, ReferencesRequest, Request, Uri,
};
use serde_json::Value;

use super::capabilities::{Client, Options};
use super::session::Session;
use super::{actions, commands, completion, definition, diagnostics, hints, hover, references, symbols};

/// What is done with one kind of message. What goes wrong is told in one sentence.
pub(super) struct Handler<T> {
    pub(super) method: &'static str,
    pub(super) run: fn(&mut Session, Value) -> Result<T, String>,
}

pub(super) static REQUESTS: &[Handler<Value>] = &[
    request::<DocumentDiagnosticRequest>(|s, p| answer::<DocumentDiagnosticRequest>(s, p, diagnostics::pull)),
    request::<CodeActionRequest>(|s, p| answer::<CodeActionRequest>(s, p, actions::offer)),
    request::<CodeActionResolveRequest>(|s, p| answer::<CodeActionResolveRequest>(s, p, actions::resolve)),
    request::<HoverRequest>(|s, p| answer::<HoverRequest>(s, p, hover::hover)),
    request::<InlayHintRequest>(|s, p| answer::<InlayHintRequest>(s, p, hints::inlay)),
    request::<CodeLensRequest>(|s, p| answer::<CodeLensRequest>(s, p, hints::lenses)),
    request::<DocumentSymbolRequest>(|s, p| answer::<DocumentSymbolRequest>(s, p, symbols::symbols)),
    request::<DefinitionRequest>(|s, p| answer::<DefinitionRequest>(s, p, definition::made)),
    request::<ImplementationRequest>(|s, p| answer::<ImplementationRequest>(s, p, definition::changed)),
    request::<ReferencesRequest>(|s, p| answer::<ReferencesRequest>(s, p, references::references)),
    request::<CompletionRequest>(|s, p| answer::<CompletionRequest>(s, p, completion::complete)),
    request::<ExecuteCommandRequest>(|s, p| answer::<ExecuteCommandRequest>(s, p, commands::execute)),
];

pub(super) static NOTIFICATIONS: &[Handler<()>] = &[
    notification::<DidOpenTextDocumentNotification>(|s, p| {
        hear::<DidOpenTextDocumentNotification>(s, p, open)
    }),
    notification::<DidChangeTextDocumentNotification>(|s, p| {
        hear::<DidChangeTextDocumentNotification>(s, p, change)
    }),
    notification::<DidCloseTextDocumentNotification>(|s, p| {
        hear::<DidCloseTextDocumentNotification>(s, p, close)
    }),
    notification::<DidSaveTextDocumentNotification>(|s, _| look_again(s)),
    notification::<DidChangeWatchedFilesNotification>(|s, _| look_again(s)),
    notification::<DidChangeWorkspaceFoldersNotification>(|s, _| look_again(s)),
    notification::<DidChangeConfigurationNotification>(|s, p| {
        hear::<DidChangeConfigurationNotification>(s, p, configure)
    }),
];

/// What must be up to date before a request is answered.
pub(super) enum Needs {
    /// A document and what comes before it.
    Document(Uri),
    Everything,
}

/// Asked of a document, but about the whole history.
const WIDE: &[&str] = &[ReferencesRequest::METHOD.as_str()];

pub(super) fn needs(client: &Client, method: &str, parameters: &Value) -> Needs {
    // A client that cannot be asked to ask again must be told all there is to tell.
    let is_final = method == DocumentDiagnosticRequest::METHOD.as_str() && !client.refreshes_diagnostics;
    match parameters.pointer("/textDocument/uri").and_then(Value::as_str) {
        Some(uri) if !is_final && !WIDE.contains(&method) => Needs::Document(uri.into()),
        _ => Needs::Everything,
    }
}

const fn request<R: Request>(run: fn(&mut Session, Value) -> Result<Value, String>) -> Handler<Value> {
    Handler { method: R::METHOD.as_str(), run }
}

const fn notification<N: Notification>(run: fn(&mut Session, Value) -> Result<(), String>) -> Handler<()> {
    Handler { method: N::METHOD.as_str(), run }
}

fn answer<R: Request>(
    session: &mut Session,
    parameters: Value,
    handle: fn(&mut Session, R::Params) -> R::Result,
) -> Result<Value, String> {
    let parameters = serde_json::from_value(parameters).map_err(|error| error.to_string())?;
    serde_json::to_value(handle(session, parameters)).map_err(|error| error.to_string())
}

fn hear<N: Notification>(
    session: &mut Session,
    parameters: Value,
    handle: fn(&mut Session, N::Params),
) -> Result<(), String> {
    let parameters = serde_json::from_value(parameters).map_err(|error| error.to_string())?;
    handle(session, parameters);
    Ok(())
}

fn open(session: &mut Session, parameters: DidOpenTextDocumentParams) {
    let document = parameters.text_document;
    let language = String::from(document.language_id);
    session.documents.open(document.uri, &language, document.version, document.text);
    session.look_again();
}

fn change(session: &mut Session, parameters: DidChangeTextDocumentParams) {
    let document = parameters.text_document;
    let uri = document.text_document_identifier.uri;
    let encoding = session.client.encoding;
    session.documents.change(&uri, document.version, parameters.content_changes, encoding);
    session.changed(&uri);
}

fn close(session: &mut Session, parameters: DidCloseTextDocumentParams) {
    session.documents.close(&parameters.text_document.uri);
    session.look_again();
}

fn look_again(session: &mut Session) -> Result<(), String> {
    session.look_again();
    Ok(())
}

fn configure(session: &mut Session, parameters: DidChangeConfigurationParams) {
    // Editors that only say that something changed send nothing along.
    if parameters.settings.is_object() {
        session.options = Options::read(&parameters.settings);
        session.look_again();
    }
}
