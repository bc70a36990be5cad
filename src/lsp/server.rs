//! The loop: messages in, answers and diagnostics out, one after the other.

use std::collections::{BTreeMap, VecDeque};
use std::panic::{self, AssertUnwindSafe};
use std::time::Duration;

use gen_lsp_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, InitializeParams, InitializeResult,
    LogMessageParams, MessageType, PublishDiagnosticsParams, Registration, RegistrationParams, ServerInfo,
    Uri,
};
use lsp_server::{Connection, ErrorCode, Message, Notification, ProtocolError, Request, RequestId, Response};
use serde::Serialize;

use super::capabilities::{self, Client};
use super::handlers::{NOTIFICATIONS, Needs, REQUESTS, needs};
use super::judged::Left;
use super::session::Session;
use super::{configuration, diagnostics};

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The client said that it would leave, and left.
    Orderly,
    /// It left without a word.
    Abrupt,
}

/// What makes an editor tell that files came, went or changed.
const WATCHED: &[&str] = &["**/*.sql", "**/migrate-lint.toml"];

/// How long a keystroke may have to wait for what is done between two messages.
const SLICE: Duration = Duration::from_millis(1);

/// What somebody who watches hears when a little is done between two messages.
pub const WORK: &str = "$/work";

/// Serves one client until it leaves.
pub fn serve(connection: &Connection) -> Result<End, ProtocolError> {
    serve_watched(connection, SLICE, &|_| {})
}

/// The same with somebody who hears of every message before it is answered. Should they panic, the server goes on.
pub fn serve_watched(
    connection: &Connection,
    slice: Duration,
    watch: &dyn Fn(&str),
) -> Result<End, ProtocolError> {
    let (id, parameters) = connection.initialize_start()?;
    let parameters: InitializeParams = serde_json::from_value(parameters).unwrap_or_default();
    let session = Session::new(Client::of(&parameters.capabilities), capabilities::options(&parameters));
    let result = InitializeResult {
        capabilities: capabilities::offered(&session.client),
        server_info: Some(ServerInfo {
            name: diagnostics::SOURCE.to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    };
    let mut server = Server {
        connection,
        slice,
        watch,
        session,
        queue: VecDeque::new(),
        asked: None,
        left: Left::Nothing,
        told: BTreeMap::new(),
        requests: 0,
        shut_down: false,
    };
    server.send(Response::new_ok(id, result).into());
    Ok(server.run())
}

struct Server<'c> {
    connection: &'c Connection,
    slice: Duration,
    watch: &'c dyn Fn(&str),
    session: Session,
    /// What has arrived and was not looked at yet.
    queue: VecDeque<Message>,
    /// The request that is being prepared; none once it is canceled.
    asked: Option<RequestId>,
    /// What is left to do between two messages.
    left: Left,
    /// The diagnostics that the client has, by the fingerprint of each document's.
    told: BTreeMap<String, (Option<i32>, String)>,
    /// How many requests were sent to the client.
    requests: i32,
    shut_down: bool,
}

impl Server<'_> {
    fn run(&mut self) -> End {
        while let Some(message) = self.next() {
            match message {
                Message::Request(request) => self.request(request),
                Message::Notification(notification) if notification.method == "exit" => {
                    return if self.shut_down { End::Orderly } else { End::Abrupt };
                }
                Message::Notification(notification) => self.notification(notification),
                Message::Response(_) => {}
            }
        }
        End::Abrupt
    }

    /// The next message. While none is waiting, a little is done of what is left.
    fn next(&mut self) -> Option<Message> {
        loop {
            // All that has arrived is taken in, so that what was canceled meanwhile is not begun.
            while let Ok(message) = self.connection.receiver.try_recv() {
                self.take_in(message);
            }
            if let Some(message) = self.queue.pop_front() {
                return Some(message);
            }
            if self.left != Left::Nothing {
                self.work();
                continue;
            }
            let message = self.connection.receiver.recv().ok()?;
            self.take_in(message);
        }
    }

    fn take_in(&mut self, message: Message) {
        match &message {
            Message::Notification(notification) if notification.method == "$/cancelRequest" => {
                let id = notification.params.get("id").cloned();
                let Some(id) = id.and_then(|id| serde_json::from_value::<RequestId>(id).ok()) else { return };
                if self.asked.as_ref() == Some(&id) {
                    self.asked = None;
                    return self.refuse(id, ErrorCode::RequestCanceled, "canceled");
                }
                let is_it =
                    |waiting: &Message| matches!(waiting, Message::Request(request) if request.id == id);
                if let Some(at) = self.queue.iter().position(is_it) {
                    self.queue.remove(at);
                    self.refuse(id, ErrorCode::RequestCanceled, "canceled");
                }
            }
            _ => self.queue.push_back(message),
        }
    }

    fn request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        if method == "shutdown" {
            self.shut_down = true;
            return self.send(Response::new_ok(id, ()).into());
        }
        if self.shut_down {
            return self.refuse(id, ErrorCode::InvalidRequest, "the server is shutting down");
        }
        self.prepare(&id, needs(&self.session.client, &method, &params));
        if self.asked.take().is_none() {
            return;
        }
        let Some(handler) = REQUESTS.iter().find(|handler| handler.method == method) else {
            return self.refuse(id, ErrorCode::MethodNotFound, &format!("`{method}` is not offered"));
        };
        let answer = self.guarded(&method, |server| {
            (server.watch)(&method);
            (handler.run)(&mut server.session, params)
        });
        match answer {
            Some(Ok(result)) => self.send(Response::new_ok(id, result).into()),
            Some(Err(message)) => self.refuse(id, ErrorCode::InvalidParams, &message),
            None => self.refuse(id, ErrorCode::InternalError, &format!("`{method}` failed: this is a bug")),
        }
    }

    /// Whoever asks is told first what has changed, so that both speak of the same.
    fn prepare(&mut self, id: &RequestId, needs: Needs) {
        self.asked = Some(id.clone());
        self.left = self.left.max(self.session.left());
        let is_ready = |session: &Session| match &needs {
            Needs::Document(uri) => session.is_ready(uri),
            Needs::Everything => false,
        };
        while self.left != Left::Nothing && !is_ready(&self.session) && self.asked.is_some() {
            self.work();
            while let Ok(message) = self.connection.receiver.try_recv() {
                self.take_in(message);
            }
        }
    }

    /// Does a little of what is left, and tells the client what came of it.
    fn work(&mut self) {
        let before = self.left;
        let done = self.guarded("the diagnostics", |server| {
            (server.watch)(WORK);
            server.session.step(server.slice);
            server.left = server.session.left();
            if server.left < before {
                server.tell();
            }
        });
        if done.is_none() {
            // It would fail again: it has to wait for another text.
            self.left = Left::Nothing;
        }
    }

    fn notification(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        if method == "initialized" {
            return self.watch_files();
        }
        let Some(handler) = NOTIFICATIONS.iter().find(|handler| handler.method == method) else { return };
        let done = self.guarded(&method, |server| {
            (server.watch)(&method);
            (handler.run)(&mut server.session, params)
        });
        self.left = Left::Urgent;
        if let Some(Err(message)) = done {
            self.log(&format!("{method}: {message}"));
        }
    }

    /// Tells the client what has changed since it was told last.
    fn tell(&mut self) {
        let mut now: BTreeMap<String, (Option<i32>, Vec<gen_lsp_types::Diagnostic>)> = BTreeMap::new();
        for document in self.session.documents.all() {
            let found = diagnostics::of(&self.session, document);
            now.insert(document.uri.0.clone(), (Some(document.version), found));
        }
        for (file, found) in configuration::elsewhere(&self.session) {
            now.entry(file).or_insert((None, found));
        }
        let gone: Vec<String> = self.told.keys().filter(|uri| !now.contains_key(*uri)).cloned().collect();
        now.extend(gone.into_iter().map(|uri| (uri, (None, Vec::new()))));
        let mut others_changed = false;
        for (uri, (version, found)) in now {
            let told = (version, diagnostics::fingerprint(&found));
            let known = self.told.get(&uri);
            if known == Some(&told) {
                continue;
            }
            // A client that asks does so for the document that it changed itself.
            others_changed |= known.is_some_and(|known| known.0 == told.0 && known.1 != told.1);
            if self.session.documents.get(&Uri(uri.clone())).is_some()
                || version.is_none() && !found.is_empty()
            {
                self.told.insert(uri.clone(), told);
            } else {
                self.told.remove(&uri);
            }
            let is_pulled = self.session.client.pulls && version.is_some();
            if !is_pulled {
                let parameters = PublishDiagnosticsParams { uri: Uri(uri), version, diagnostics: found };
                self.notify("textDocument/publishDiagnostics", parameters);
            }
        }
        if others_changed {
            self.refresh();
        }
    }

    /// Asks the client to ask again.
    fn refresh(&mut self) {
        let client = &self.session.client;
        let wanted = [
            (client.pulls && client.refreshes_diagnostics, "workspace/diagnostic/refresh"),
            (client.refreshes_hints, "workspace/inlayHint/refresh"),
            (client.refreshes_lenses, "workspace/codeLens/refresh"),
        ];
        for (_, method) in wanted.into_iter().filter(|(wanted, _)| *wanted) {
            self.ask(method, ());
        }
    }

    fn watch_files(&mut self) {
        if !self.session.client.watches_files {
            return;
        }
        let watchers = WATCHED.iter().map(|pattern| FileSystemWatcher {
            glob_pattern: gen_lsp_types::GlobPattern::Pattern((*pattern).to_owned()),
            kind: None,
        });
        let options = DidChangeWatchedFilesRegistrationOptions { watchers: watchers.collect() };
        let registration = Registration {
            id: "migrations".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: serde_json::to_value(options).ok(),
        };
        self.ask("client/registerCapability", RegistrationParams { registrations: vec![registration] });
    }

    /// Does something that must not end the server, whatever happens in it.
    fn guarded<T>(&mut self, what: &str, work: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let done = panic::catch_unwind(AssertUnwindSafe(|| work(self)));
        if done.is_err() {
            // What is known may be half of what it should be.
            self.session.reset();
            self.left = Left::Urgent;
            self.log(&format!("{what}: migrate-lint failed here. This is a bug in it; it goes on."));
        }
        done.ok()
    }

    fn log(&mut self, message: &str) {
        let parameters = LogMessageParams { kind: MessageType::Error, message: message.to_owned() };
        self.notify("window/logMessage", parameters);
    }

    fn notify(&self, method: &str, parameters: impl Serialize) {
        self.send(Notification::new(method.to_owned(), parameters).into());
    }

    fn ask(&mut self, method: &str, parameters: impl Serialize) {
        self.requests += 1;
        self.send(Request::new(self.requests.into(), method.to_owned(), parameters).into());
    }

    fn refuse(&self, id: RequestId, code: ErrorCode, message: &str) {
        self.send(Response::new_err(id, code as i32, message.to_owned()).into());
    }

    /// A client that is gone is noticed when it is listened to.
    fn send(&self, message: Message) {
        let _ = self.connection.sender.send(message);
    }
}
