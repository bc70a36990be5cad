//! What must not end the server, and what it must not answer.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};

use migrate_lint::lsp::End;
use serde_json::{Value, json};

use super::editor::{Editor, range, uri};

const UNSAFE: &str = "CREATE INDEX i ON t (a);\n";

#[test]
fn a_request_that_panics_does_not_end_the_server() {
    let armed = Arc::new(AtomicBool::new(true));
    let watched = Arc::clone(&armed);
    let mut editor = Editor::watched(json!({}), move |method| {
        assert!(method != "textDocument/hover" || !watched.swap(false, Ordering::SeqCst), "as a bug would");
    });
    editor.open("untitled:one", UNSAFE);
    let position =
        json!({ "textDocument": { "uri": "untitled:one" }, "position": { "line": 0, "character": 3 } });
    let refused = editor.ask("textDocument/hover", position.clone()).unwrap_err();
    assert_eq!(refused["code"], -32603, "{refused}");
    assert_eq!(editor.heard[0]["method"], "window/logMessage");
    let hover = editor.ask("textDocument/hover", position).unwrap();
    assert!(hover["contents"]["value"].as_str().unwrap().contains("SHARE"), "{hover}");
    editor.settle();
    assert!(!editor.diagnostics["untitled:one"].is_empty());
    assert_eq!(editor.leave(), End::Orderly);
}

#[test]
fn a_notification_that_panics_does_not_end_the_server() {
    let mut editor =
        Editor::watched(json!({}), |method| assert_ne!(method, "textDocument/didSave", "as a bug would"));
    editor.open("untitled:one", UNSAFE);
    editor.notify("textDocument/didSave", json!({ "textDocument": { "uri": "untitled:one" } }));
    editor.settle();
    assert!(!editor.diagnostics["untitled:one"].is_empty());
    assert_eq!(editor.leave(), End::Orderly);
}

/// The server is held up in one request while another is sent and canceled.
#[test]
fn what_is_canceled_while_it_waits_is_not_begun() {
    let (go, wait) = mpsc::channel::<()>();
    let (wait, begun) = (Mutex::new(wait), Arc::new(Mutex::new(Vec::<String>::new())));
    let methods = Arc::clone(&begun);
    let mut editor = Editor::watched(json!({}), move |method| {
        methods.lock().unwrap().push(method.to_owned());
        if method == "workspace/executeCommand" {
            wait.lock().unwrap().recv().unwrap();
        }
    });
    editor.open("untitled:one", UNSAFE);
    let slow = editor.begin("workspace/executeCommand", json!({ "command": "migrate-lint.locks" }));
    let place =
        json!({ "textDocument": { "uri": "untitled:one" }, "position": { "line": 0, "character": 0 } });
    let canceled = editor.begin("textDocument/hover", place);
    editor.notify("$/cancelRequest", json!({ "id": canceled }));
    go.send(()).unwrap();
    let answers = [editor.answer(&canceled), editor.answer(&slow)];
    assert_eq!(answers[0].as_ref().unwrap_err()["code"], -32800);
    assert!(answers[1].is_ok());
    assert!(!begun.lock().unwrap().contains(&"textDocument/hover".to_owned()));
    editor.leave();
}

#[test]
fn nonsense_is_refused_and_nothing_more() {
    let mut editor = Editor::new(json!({}));
    assert_eq!(editor.ask("no/such", Value::Null).unwrap_err()["code"], -32601);
    assert_eq!(editor.ask("textDocument/hover", json!({ "x": 1 })).unwrap_err()["code"], -32602);
    assert_eq!(editor.ask_at("textDocument/hover", "untitled:unknown", 7, 7), Value::Null);
    editor.change("untitled:unknown", None, "SELECT 1");
    editor.close("untitled:unknown");
    editor.open("untitled:one", UNSAFE);
    editor.change("untitled:one", Some(range((900, 900), (901, 7))), "\nDROP TABLE t;");
    editor.change("untitled:one", Some(range((0, 5), (0, 2))), "");
    editor.settle();
    assert!(!editor.diagnostics["untitled:one"].is_empty());
    assert_eq!(editor.leave(), End::Orderly);
}

#[test]
fn after_shutdown_nothing_is_answered_but_the_end() {
    let mut editor = Editor::new(json!({}));
    editor.ask("shutdown", Value::Null).unwrap();
    let place =
        json!({ "textDocument": { "uri": "untitled:one" }, "position": { "line": 0, "character": 0 } });
    assert_eq!(editor.ask("textDocument/hover", place).unwrap_err()["code"], -32600);
    assert_eq!(editor.leave_again(), End::Orderly);
}

#[test]
fn an_editor_that_leaves_without_a_word_is_noticed() {
    let editor = Editor::new(json!({}));
    editor.notify("exit", Value::Null);
    assert_eq!(editor.leave_silently(), End::Abrupt);
}

#[test]
fn files_of_several_roots_and_of_none_are_judged_under_their_own_configuration() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (folder, configuration) in
        [(&one, "ignore = [\"index-not-concurrent\"]\n"), (&other, "pg-version = 17\n")]
    {
        std::fs::write(folder.path().join("migrate-lint.toml"), configuration).unwrap();
        std::fs::write(folder.path().join("0001_a.sql"), UNSAFE).unwrap();
    }
    let uris = [one.path().join("0001_a.sql"), other.path().join("0001_a.sql")].map(|path| uri(&path));
    let mut editor = Editor::new(json!({}));
    for uri in uris.iter().map(String::as_str).chain(["untitled:loose"]) {
        editor.open(uri, UNSAFE);
    }
    editor.settle();
    let has = |uri: &str| editor.rules(uri).iter().any(|(rule, _)| rule == "index-not-concurrent");
    assert!(!has(&uris[0]) && has(&uris[1]) && has("untitled:loose"));
    editor.leave();
}
