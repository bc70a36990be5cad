//! An editor that talks to a server in the same process.

use std::collections::BTreeMap;
use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;

use lsp_server::{Connection, Message, Notification, Request, RequestId};
use migrate_lint::lsp::{End, serve_watched};
use serde_json::{Value, json};

pub(crate) struct Editor {
    connection: Connection,
    server: Option<JoinHandle<End>>,
    requests: i32,
    version: i32,
    /// The diagnostics that it was told last, by address.
    pub(crate) diagnostics: BTreeMap<String, Vec<Value>>,
    /// Everything else that arrived unasked.
    pub(crate) heard: Vec<Value>,
}

impl Editor {
    /// Connected, and not a word said.
    pub(crate) fn silent(watch: impl Fn(&str) + Send + 'static) -> Self {
        let (connection, theirs) = Connection::memory();
        // As little at a time as can be, so that what is done later is done as late as it can be.
        let server = std::thread::spawn(move || serve_watched(&theirs, Duration::ZERO, &watch).unwrap());
        Self {
            connection,
            server: Some(server),
            requests: 0,
            version: 0,
            diagnostics: BTreeMap::new(),
            heard: Vec::new(),
        }
    }

    pub(crate) fn new(capabilities: Value) -> Self {
        Self::watched(capabilities, |_| {})
    }

    pub(crate) fn watched(capabilities: Value, watch: impl Fn(&str) + Send + 'static) -> Self {
        let mut editor = Self::silent(watch);
        let parameters = json!({ "processId": null, "rootUri": null, "capabilities": capabilities });
        editor.ask("initialize", parameters).unwrap();
        editor.notify("initialized", json!({}));
        editor
    }

    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        self.version += 1;
        let document = json!({ "uri": uri, "languageId": "sql", "version": self.version, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Replaces a range of a document, or all of it.
    pub(crate) fn change(&mut self, uri: &str, range: Option<Value>, text: &str) {
        self.version += 1;
        let change = match range {
            Some(range) => json!({ "range": range, "text": text }),
            None => json!({ "text": text }),
        };
        let document = json!({ "uri": uri, "version": self.version });
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": [change] }),
        );
    }

    pub(crate) fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// A request at a place, as most are.
    pub(crate) fn ask_at(&mut self, method: &str, uri: &str, line: u32, character: u32) -> Value {
        let position = json!({ "line": line, "character": character });
        self.ask(method, json!({ "textDocument": { "uri": uri }, "position": position })).unwrap()
    }

    /// Every action that is offered at a range.
    pub(crate) fn actions(&mut self, uri: &str, range: Value) -> Vec<Value> {
        let context = json!({ "diagnostics": [] });
        let parameters = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
        self.ask("textDocument/codeAction", parameters).unwrap().as_array().cloned().unwrap_or_default()
    }

    pub(crate) fn ask(&mut self, method: &str, parameters: Value) -> Result<Value, Value> {
        let id = self.begin(method, parameters);
        self.answer(&id)
    }

    /// Sends a request, and does not wait.
    pub(crate) fn begin(&mut self, method: &str, parameters: Value) -> RequestId {
        self.requests += 1;
        let request = Request { id: self.requests.into(), method: method.to_owned(), params: parameters };
        self.send(request.clone().into());
        request.id
    }

    /// Sends a message as it was recorded.
    pub(crate) fn say(&self, message: Value) {
        self.send(serde_json::from_value(message).unwrap());
    }

    /// Everything that comes until the server has nothing more to do, in order; of several publications about one
    /// document the last, since how many there are depends on how fast they came.
    pub(crate) fn everything(&mut self) -> Vec<Value> {
        let mut heard: Vec<Value> = Vec::new();
        let id = RequestId::from("nothing".to_owned());
        let request = Request { id: id.clone(), method: "$/nothing".to_owned(), params: Value::Null };
        if self.connection.sender.send(request.into()).is_err() {
            return heard;
        }
        // A server that has ended sends nothing more.
        while let Ok(message) = self.connection.receiver.recv_timeout(Duration::from_secs(60)) {
            if matches!(&message, Message::Response(response) if response.id == id) {
                break;
            }
            let message = serde_json::to_value(message).unwrap();
            let is_same = |known: &Value| {
                message["method"] == "textDocument/publishDiagnostics"
                    && known["method"] == message["method"]
                    && known["params"]["uri"] == message["params"]["uri"]
            };
            heard.retain(|known| !is_same(known));
            heard.push(message);
        }
        heard
    }

    pub(crate) fn answer(&mut self, id: &RequestId) -> Result<Value, Value> {
        loop {
            match self.connection.receiver.recv_timeout(Duration::from_secs(60)).unwrap() {
                Message::Response(response) if response.id == *id => {
                    return response.response_result.map_err(|error| serde_json::to_value(error).unwrap());
                }
                Message::Response(response) => panic!("nobody asked for {response:?}"),
                Message::Notification(told) if told.method == "textDocument/publishDiagnostics" => {
                    let uri = told.params["uri"].as_str().unwrap().to_owned();
                    let found = told.params["diagnostics"].as_array().unwrap().clone();
                    self.diagnostics.insert(uri, found);
                }
                Message::Notification(Notification { method, params }) => {
                    self.heard.push(json!({ "method": method, "params": params }));
                }
                Message::Request(Request { id, method, params }) => {
                    self.heard.push(json!({ "id": id, "method": method, "params": params }));
                }
            }
        }
    }

    /// Waits until the server has nothing more to do: what it has to tell comes before the answer to any question.
    pub(crate) fn settle(&mut self) {
        let _ = self.ask("$/nothing", Value::Null);
    }

    pub(crate) fn notify(&self, method: &str, parameters: Value) {
        self.send(Notification { method: method.to_owned(), params: parameters }.into());
    }

    pub(crate) fn send(&self, message: Message) {
        self.connection.sender.send(message).unwrap();
    }

    /// Leaves in good order.
    pub(crate) fn leave(mut self) -> End {
        self.ask("shutdown", Value::Null).unwrap();
        self.notify("exit", Value::Null);
        self.server.take().unwrap().join().unwrap()
    }

    /// Leaves, after it said that it would.
    pub(crate) fn leave_again(self) -> End {
        self.notify("exit", Value::Null);
        self.leave_silently()
    }

    /// Waits for a server that has nobody to talk to.
    pub(crate) fn leave_silently(mut self) -> End {
        self.server.take().unwrap().join().unwrap()
    }

    /// The rules that were found in a document, with the lines.
    pub(crate) fn rules(&self, uri: &str) -> Vec<(String, u64)> {
        let found = self.diagnostics.get(uri).into_iter().flatten();
        let rule = |found: &Value| {
            let line = found["range"]["start"]["line"].as_u64().unwrap();
            (found["code"].as_str().unwrap().to_owned(), line)
        };
        found.map(rule).collect()
    }
}

pub(crate) fn uri(path: &Path) -> String {
    url::Url::from_file_path(path).unwrap().to_string()
}

pub(crate) fn range(from: (u32, u32), to: (u32, u32)) -> Value {
    let position = |(line, character)| json!({ "line": line, "character": character });
    json!({ "start": position(from), "end": position(to) })
}
