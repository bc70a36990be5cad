//! As much of GitHub's API as comments on a pull request need, on the loopback.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::{Value, json};

#[derive(Default)]
struct State {
    comments: Vec<Value>,
    next: u64,
    read_only: bool,
    authorizations: Vec<String>,
}

/// A server that ends with the test.
pub(crate) struct Api {
    url: String,
    state: Arc<Mutex<State>>,
}

impl Api {
    /// Comments are written under this name, and who asks for it is refused, as an app's token is.
    pub(crate) fn new(author: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State { next: 1, ..State::default() }));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming() {
                answer(stream.unwrap(), author, &mut shared.lock().unwrap());
            }
        });
        Self { url, state }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn add(&self, author: &str, body: &str) {
        add(&mut self.state.lock().unwrap(), author, body);
    }

    pub(crate) fn move_to_end(&self, index: usize) {
        let comments = &mut self.state.lock().unwrap().comments;
        let comment = comments.remove(index);
        comments.push(comment);
    }

    pub(crate) fn comments(&self) -> Vec<Value> {
        self.state.lock().unwrap().comments.clone()
    }

    pub(crate) fn forbid_writing(&self) {
        self.state.lock().unwrap().read_only = true;
    }

    pub(crate) fn authorized_everywhere(&self, with: &str) -> bool {
        let state = self.state.lock().unwrap();
        !state.authorizations.is_empty() && state.authorizations.iter().all(|header| header == with)
    }
}

fn add(state: &mut State, author: &str, body: &str) -> Value {
    let comment = json!({ "id": state.next, "user": { "login": author }, "body": body });
    state.next += 1;
    state.comments.push(comment.clone());
    comment
}

fn answer(mut stream: TcpStream, author: &str, state: &mut State) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut head = String::new();
    reader.read_line(&mut head).unwrap();
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).unwrap();
        let Some((name, value)) = header.trim_end().split_once(": ") else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().unwrap(),
            "authorization" => state.authorizations.push(value.to_owned()),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let mut words = head.split(' ');
    let (method, target) = (words.next().unwrap(), words.next().unwrap());
    let (status, value) = respond(method, target, &body, author, state);
    let text = value.to_string();
    let lines = ["Content-Type: application/json", "Connection: close"].join("\r\n");
    write!(stream, "HTTP/1.1 {status} x\r\n{lines}\r\nContent-Length: {}\r\n\r\n{text}", text.len()).unwrap();
}

fn respond(method: &str, target: &str, body: &[u8], author: &str, state: &mut State) -> (u16, Value) {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let text = || serde_json::from_slice::<Value>(body).unwrap()["body"].as_str().unwrap().to_owned();
    match (method, path) {
        ("POST" | "PATCH", _) if state.read_only => (403, json!({ "message": "not accessible" })),
        ("GET", "/repos/shop/shop/issues/42/comments") => {
            let of = |name: &str| {
                let value = query.split('&').find_map(|pair| pair.strip_prefix(name)).unwrap();
                value.parse::<usize>().unwrap()
            };
            let (per_page, page) = (of("per_page="), of("page="));
            let comments = state.comments.iter().skip((page - 1) * per_page).take(per_page);
            (200, comments.cloned().collect())
        }
        ("POST", "/repos/shop/shop/issues/42/comments") => (201, add(state, author, &text())),
        ("PATCH", path) => {
            let id: u64 = path.strip_prefix("/repos/shop/shop/issues/comments/").unwrap().parse().unwrap();
            let comment = state.comments.iter_mut().find(|comment| comment["id"] == id).unwrap();
            comment["body"] = json!(text());
            (200, comment.clone())
        }
        _ => (403, json!({ "message": "not accessible by integration" })),
    }
}
