//! From a keystroke to its diagnostics, over a history of 1,000 migrations and an in-memory connection; then the memory
//! that 10,000 edits leave behind. `--short` types a tenth of it.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::panic)]

use std::path::Path;
use std::time::{Duration, Instant};

use lsp_server::{Connection, Message, Notification, Request};
use serde_json::{Value, json};

const MIGRATIONS: usize = 1_000;
const KEYSTROKES: usize = 1_000;
const EDITS: usize = 10_000;

/// What is typed, character by character, and taken back again.
const TYPED: &str = "ALTER TABLE table_0001 ADD COLUMN noted timestamptz NOT NULL DEFAULT now();\n";

fn main() {
    let scale = if std::env::args().any(|argument| argument == "--short") { 10 } else { 1 };
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<String> = (1..=MIGRATIONS).map(|number| write_migration(folder.path(), number)).collect();
    let (ours, theirs) = Connection::memory();
    let server = std::thread::spawn(move || migrate_lint::lsp::serve(&theirs).unwrap());
    let mut editor = Editor { connection: ours, version: 0 };
    let opened = Instant::now();
    editor.initialize();
    let places = [("the newest", MIGRATIONS - 1), ("one in the middle", MIGRATIONS / 2), ("the first", 0)];
    println!("| typing in | p50 ms | p95 ms | p99 ms | worst ms |\n|---|---:|---:|---:|---:|");
    for (index, (what, at)) in places.into_iter().enumerate() {
        let path = folder.path().join(&names[at]);
        let text = std::fs::read_to_string(&path).unwrap();
        let uri = format!("file://{}", path.display());
        editor.open(&uri, &text);
        if index == 0 {
            println!("opened in {:.0} ms", opened.elapsed().as_secs_f64() * 1e3);
        }
        let mut times = editor.type_in(&uri, text.lines().count(), KEYSTROKES / scale);
        times.sort_unstable();
        let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
        println!("| {what} | {:.1} | {:.1} | {:.1} | {:.1} |", at(50), at(95), at(99), at(100));
        if index == 0 {
            let before = resident();
            editor.type_in(&uri, text.lines().count(), EDITS / scale);
            println!("memory: {before} MB before {} edits, {} MB after", EDITS / scale, resident());
        }
        editor.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }
    editor.leave();
    server.join().unwrap();
}

struct Editor {
    connection: Connection,
    version: i32,
}

impl Editor {
    fn initialize(&mut self) {
        let parameters = json!({ "processId": null, "rootUri": null, "capabilities": {} });
        self.request("initialize", parameters);
        self.notify("initialized", json!({}));
    }

    fn open(&mut self, uri: &str, text: &str) {
        self.version += 1;
        let document = json!({ "uri": uri, "languageId": "sql", "version": self.version, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
        self.diagnostics(uri);
    }

    /// Types at the end of a document, and deletes what was typed, one character at a time.
    fn type_in(&mut self, uri: &str, line: usize, strokes: usize) -> Vec<Duration> {
        let typed: Vec<char> = TYPED.chars().filter(|c| *c != '\n').collect();
        let mut times = Vec::with_capacity(strokes);
        for stroke in 0..strokes {
            let at = stroke % (typed.len() * 2);
            let (from, to, text) = match typed.get(at) {
                Some(c) => (at, at, c.to_string()),
                None => (typed.len() * 2 - at - 1, typed.len() * 2 - at, String::new()),
            };
            self.version += 1;
            let position = |character: usize| json!({ "line": line, "character": character });
            let change = json!({ "range": { "start": position(from), "end": position(to) }, "text": text });
            let document = json!({ "uri": uri, "version": self.version });
            let start = Instant::now();
            let parameters = json!({ "textDocument": document, "contentChanges": [change] });
            self.notify("textDocument/didChange", parameters);
            self.diagnostics(uri);
            times.push(start.elapsed());
        }
        times
    }

    /// Waits for the diagnostics of the present version.
    fn diagnostics(&self, uri: &str) {
        loop {
            if let Message::Notification(told) = self.receive()
                && told.method == "textDocument/publishDiagnostics"
                && told.params["uri"] == uri
                && told.params["version"] == self.version
            {
                return;
            }
        }
    }

    fn receive(&self) -> Message {
        self.connection.receiver.recv_timeout(Duration::from_secs(60)).unwrap()
    }

    fn request(&self, method: &str, parameters: Value) {
        let request = Request { id: 1.into(), method: method.to_owned(), params: parameters };
        self.connection.sender.send(request.into()).unwrap();
        while !matches!(self.receive(), Message::Response(_)) {}
    }

    fn notify(&self, method: &str, parameters: Value) {
        let notification = Notification { method: method.to_owned(), params: parameters };
        self.connection.sender.send(notification.into()).unwrap();
    }

    fn leave(&self) {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
    }
}

/// One migration of a schema that grows as schemas do: tables, then columns, keys and indexes on those that are there.
fn write_migration(folder: &Path, number: usize) -> String {
    let older = (number * 7 / 10).max(1);
    let text = match number % 5 {
        1 => format!(
            "CREATE TABLE table_{number:04} (\n    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n    \
             name text NOT NULL,\n    state text NOT NULL DEFAULT 'new',\n    created_at timestamptz NOT NULL DEFAULT now()\n);\n\
             COMMENT ON TABLE table_{number:04} IS 'Made by number {number}.';\n"
        ),
        2 => {
            let table = older / 5 * 5 + 1;
            format!("ALTER TABLE table_{table:04} ADD COLUMN extra_{number} integer;\n")
        }
        3 => {
            let table = older / 5 * 5 + 1;
            format!(
                "-- for the list of states\nCREATE INDEX by_state_{number} ON table_{table:04} (state, created_at);\n"
            )
        }
        4 => {
            let (table, other) = (number - 3, older / 5 * 5 + 1);
            format!(
                "ALTER TABLE table_{table:04} ADD COLUMN other_id bigint;\nALTER TABLE table_{table:04}\n    \
                 ADD CONSTRAINT other_{number} FOREIGN KEY (other_id) REFERENCES table_{other:04} (id) NOT VALID;\n"
            )
        }
        _ => {
            let table = older / 5 * 5 + 1;
            format!(
                "UPDATE table_{table:04} SET state = 'old' WHERE created_at < now() - interval '1 year';\n"
            )
        }
    };
    let name = format!("{number:04}_step.sql");
    std::fs::write(folder.join(&name), text).unwrap();
    name
}

/// What the process holds in memory, in MB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0 kB");
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or_default() / 1024
}
