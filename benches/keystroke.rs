//! From a keystroke to its diagnostics, over a history of 1,000 migrations and an in-memory connection; then the memory
//! that 10,000 edits leave behind. `--short` types a tenth of it.
//!
//! On a machine that others use, a keystroke also waits for a processor: what the program itself needs is the time on
//! it, which Linux counts.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use lsp_server::{Connection, Message, Notification, Request};
use serde_json::{Value, json};

const MIGRATIONS: usize = 1_000;
const KEYSTROKES: usize = 1_000;
const EDITS: usize = 10_000;
/// How often everything that an edit touches is waited for.
const SETTLED: usize = 50;
/// What may be added by 9,000 more edits, in percent.
const GROWTH: u64 = 3;

/// What is typed, character by character, and taken back again.
const TYPED: &str = "ALTER TABLE table_0001 ADD COLUMN noted timestamptz NOT NULL DEFAULT now();";

fn main() {
    let scale = if std::env::args().any(|argument| argument == "--short") { 10 } else { 1 };
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = (1..=MIGRATIONS).map(|number| write_migration(folder.path(), number)).collect();
    let (ours, theirs) = Connection::memory();
    let server = std::thread::spawn(move || migrate_lint::lsp::serve(&theirs).unwrap());
    let mut editor = Editor { connection: ours, version: 0 };
    let opened = Instant::now();
    editor.initialize();
    editor.open(&paths[MIGRATIONS - 1]);
    println!("opened in {:.0} ms", opened.elapsed().as_secs_f64() * 1e3);
    editor.close(&paths[MIGRATIONS - 1]);

    println!("| typing in | p50 ms | p95 ms | p99 ms | worst ms | on the processor | waiting for one |");
    println!("|---|---:|---:|---:|---:|---:|---:|");
    let places = [("the newest", MIGRATIONS - 1), ("one in the middle", MIGRATIONS / 2), ("the first", 0)];
    for (what, at) in places {
        editor.open(&paths[at]);
        let before = Scheduled::now();
        let times = editor.type_in(&paths[at], KEYSTROKES / scale);
        let used = Scheduled::now().since(before, times.len());
        println!("| {what} | {} | {:.1} | {:.1} |", shown(times), used.running, used.waiting);
        editor.close(&paths[at]);
    }

    println!("\n| until all that an edit touches is judged again | p50 ms | p95 ms | p99 ms | worst ms |");
    println!("|---|---:|---:|---:|---:|");
    for (what, at) in places {
        editor.open(&paths[at]);
        let times = editor.settle_in(&paths[at], SETTLED);
        println!("| {what} | {} |", shown(times));
        editor.close(&paths[at]);
    }

    let first = editor.edit_everywhere(&paths, EDITS / 10 / scale);
    let last = editor.edit_everywhere(&paths, EDITS * 9 / 10 / scale);
    println!(
        "\nmemory: {:.1} MB after {} edits, {:.1} MB after {}",
        megabytes(first),
        EDITS / 10 / scale,
        megabytes(last),
        EDITS / scale
    );
    editor.leave();
    server.join().unwrap();
    // What is known of the first thousand edits is not whole after a hundred.
    assert!(scale > 1 || last <= first + first * GROWTH / 100, "it grows");
}

/// The percentiles of a series.
fn shown(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
    format!("{:.1} | {:.1} | {:.1} | {:.1}", at(50), at(95), at(99), at(100))
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

    fn open(&mut self, path: &Path) {
        self.version += 1;
        let text = std::fs::read_to_string(path).unwrap();
        let document =
            json!({ "uri": uri(path), "languageId": "sql", "version": self.version, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
        self.diagnostics(path);
    }

    fn close(&mut self, path: &Path) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri(path) } }));
    }

    /// Types at the end of a document, and deletes what was typed, one character at a time.
    fn type_in(&mut self, path: &Path, strokes: usize) -> Vec<Duration> {
        let line = lines(path);
        let stroke = |stroke| {
            let start = Instant::now();
            self.stroke(path, line, stroke);
            self.diagnostics(path);
            start.elapsed()
        };
        (0..strokes).map(stroke).collect()
    }

    /// The same until the server has nothing more to do.
    fn settle_in(&mut self, path: &Path, strokes: usize) -> Vec<Duration> {
        let line = lines(path);
        let stroke = |stroke| {
            let start = Instant::now();
            self.stroke(path, line, stroke);
            self.request("$/nothing", Value::Null);
            start.elapsed()
        };
        (0..strokes).map(stroke).collect()
    }

    /// Edits the newest document for the most part, now and then an early one, and opens both anew now and then. The
    /// memory that is in use in the end, in kB.
    fn edit_everywhere(&mut self, paths: &[PathBuf], edits: usize) -> u64 {
        let (early, newest) = (&paths[MIGRATIONS / 2], &paths[MIGRATIONS - 1]);
        let strokes = TYPED.len() * 2;
        for edit in (0..edits).step_by(strokes) {
            self.open(early);
            self.open(newest);
            self.type_in(newest, strokes.min(edits - edit) - 2);
            self.type_in(early, 2);
            self.request("$/nothing", Value::Null);
            self.close(newest);
            self.close(early);
        }
        self.request("$/nothing", Value::Null);
        resident()
    }

    fn stroke(&mut self, path: &Path, line: usize, stroke: usize) {
        let at = stroke % (TYPED.len() * 2);
        let (from, to, text) = match TYPED.get(at..at + 1) {
            Some(c) => (at, at, c),
            None => (TYPED.len() * 2 - at - 1, TYPED.len() * 2 - at, ""),
        };
        self.version += 1;
        let position = |character: usize| json!({ "line": line, "character": character });
        let change = json!({ "range": { "start": position(from), "end": position(to) }, "text": text });
        let document = json!({ "uri": uri(path), "version": self.version });
        let parameters = json!({ "textDocument": document, "contentChanges": [change] });
        self.notify("textDocument/didChange", parameters);
    }

    /// Waits for the diagnostics of the present version.
    fn diagnostics(&self, path: &Path) {
        let uri = uri(path);
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
fn write_migration(folder: &Path, number: usize) -> PathBuf {
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
    let path = folder.join(format!("{number:04}_step.sql"));
    std::fs::write(&path, text).unwrap();
    path
}

fn lines(path: &Path) -> usize {
    std::fs::read_to_string(path).unwrap().lines().count()
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// How long the threads of this process ran, and how long they would have if they could, in milliseconds.
#[derive(Clone, Copy, Default)]
struct Scheduled {
    running: f64,
    waiting: f64,
}

impl Scheduled {
    fn now() -> Self {
        let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
        let known = tasks.filter_map(|task| std::fs::read_to_string(task.path().join("schedstat")).ok());
        known.fold(Self::default(), |sum, text| {
            let mut numbers = text.split_whitespace().filter_map(|number| number.parse::<f64>().ok());
            let mut next = || numbers.next().unwrap_or_default() / 1e6;
            Self { running: sum.running + next(), waiting: sum.waiting + next() }
        })
    }

    /// For each of several edits.
    fn since(self, before: Self, edits: usize) -> Self {
        let each = |now: f64, before: f64| (now - before) / edits as f64;
        Self { running: each(self.running, before.running), waiting: each(self.waiting, before.waiting) }
    }
}

/// What the process holds in memory, in kB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0 kB");
    line.trim().trim_end_matches(" kB").parse().unwrap_or_default()
}

fn megabytes(kilobytes: u64) -> f64 {
    kilobytes as f64 / 1024.0
}
