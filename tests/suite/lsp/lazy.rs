//! What is told at once, what is told when there is time for it, and what is never told in between.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use migrate_lint::lsp::{End, WORK};
use serde_json::{Value, json};

use super::editor::{Editor, uri};

/// A folder of migrations that are numbered from one on.
fn folder(texts: &[&str]) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let paths = texts.iter().zip(1..).map(|(text, number)| {
        let path = root.join(format!("{number}_step.sql"));
        fs::write(&path, text).unwrap();
        path
    });
    let paths = paths.collect();
    (folder, paths)
}

/// The documents that something is published about, in order, until the server has nothing more to do.
fn published(editor: &mut Editor) -> Vec<(String, Vec<String>)> {
    let told =
        editor.everything().into_iter().filter(|told| told["method"] == "textDocument/publishDiagnostics");
    let told = told.map(|told| {
        let path = url::Url::parse(told["params"]["uri"].as_str().unwrap()).unwrap();
        let name = path.path_segments().unwrap().next_back().unwrap().to_owned();
        let found = told["params"]["diagnostics"].as_array().unwrap().iter();
        (name, found.map(|found| found["code"].as_str().unwrap().to_owned()).collect())
    });
    told.collect()
}

fn change(editor: &mut Editor, path: &Path, text: &str) {
    editor.change(&uri(path), None, text);
}

const NARROW: &str = "CREATE TABLE a (id int PRIMARY KEY);\n";
const WIDE: &str = "CREATE TABLE a (id bigint PRIMARY KEY);\n";
const WIDEN: &str = "ALTER TABLE a ALTER COLUMN id TYPE bigint;\n";

#[test]
fn the_edited_document_is_told_before_those_that_depend_on_it() {
    let between: Vec<String> =
        (2..10).map(|number| format!("CREATE TABLE b{number} (id bigint PRIMARY KEY);\n")).collect();
    let mut texts: Vec<&str> = vec![NARROW];
    texts.extend(between.iter().map(String::as_str));
    texts.push(WIDEN);
    let (_folder, paths) = folder(&texts);
    let mut editor = Editor::new(json!({}));
    let (first, tenth) = (&paths[0], &paths[9]);
    editor.open(&uri(first), NARROW);
    editor.open(&uri(tenth), WIDEN);
    editor.settle();
    // As names are sorted, the tenth would come first.
    change(&mut editor, first, WIDE);
    let told = published(&mut editor);
    let names: Vec<&str> = told.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["1_step.sql", "10_step.sql"], "{told:?}");
    assert!(!told[1].1.contains(&"alter-column-type-rewrite".to_owned()), "{told:?}");
    editor.leave();
}

#[test]
fn what_a_later_migration_refutes_is_not_told_meanwhile() {
    let unchecked = "ALTER TABLE a ADD CONSTRAINT positive CHECK (id > 0) NOT VALID;\n";
    let validated = "ALTER TABLE a VALIDATE CONSTRAINT positive;\n";
    let (_folder, paths) =
        folder(&[NARROW, unchecked, "SELECT 1;\n", "SELECT 2;\n", "SELECT 3;\n", "SELECT 4;\n", validated]);
    let mut editor = Editor::new(json!({}));
    editor.open(&uri(&paths[1]), unchecked);
    editor.settle();
    let rule = "not-valid-never-validated";
    let is_told = |editor: &Editor| editor.rules(&uri(&paths[1])).iter().any(|(told, _)| told == rule);
    assert!(!is_told(&editor));
    for end in ["\n", "\n-- as agreed\n", "\nCREATE TABLE c (id bigint PRIMARY KEY);\n", "\n"] {
        change(&mut editor, &paths[1], &format!("{unchecked}{end}"));
        // Every publication is looked at, not only the last one.
        let parameters = json!({ "textDocument": { "uri": uri(&paths[1]) } });
        editor.ask("textDocument/documentSymbol", parameters).unwrap();
        assert!(!is_told(&editor), "{end:?}");
        editor.settle();
        assert!(!is_told(&editor), "{end:?}");
    }
    editor.open(&uri(&paths[6]), "SELECT 5;\n");
    editor.settle();
    assert!(is_told(&editor), "it is told once nothing validates it");
    editor.leave();
}

/// An editor that asks for diagnostics gets those of the present text, and is told to ask again when others change.
#[test]
fn a_client_that_asks_is_answered_for_the_present_text() {
    for refreshes in [false, true] {
        let capabilities = json!({
            "textDocument": { "diagnostic": {} },
            "workspace": { "diagnostics": { "refreshSupport": refreshes } },
        });
        let (_folder, paths) = folder(&[NARROW, "SELECT 1;\n", "SELECT 2;\n", WIDEN]);
        let mut editor = Editor::new(capabilities);
        editor.open(&uri(&paths[0]), NARROW);
        editor.open(&uri(&paths[3]), WIDEN);
        let rewrites = |editor: &mut Editor| {
            let parameters = json!({ "textDocument": { "uri": uri(&paths[3]) } });
            let answer = editor.ask("textDocument/diagnostic", parameters).unwrap();
            answer["items"]
                .as_array()
                .unwrap()
                .iter()
                .any(|found| found["code"] == "alter-column-type-rewrite")
        };
        assert!(rewrites(&mut editor));
        change(&mut editor, &paths[0], WIDE);
        assert!(!rewrites(&mut editor), "the first is {WIDE}");
        change(&mut editor, &paths[0], NARROW);
        assert!(rewrites(&mut editor), "the first is {NARROW}");
        editor.settle();
        let asked = |told: &Value| told["method"] == "workspace/diagnostic/refresh";
        assert_eq!(editor.heard.iter().any(asked), refreshes, "{:?}", editor.heard);
        editor.leave();
    }
}

/// Somebody who stops the server before each of its next pieces of work.
struct Stopped {
    at: Receiver<()>,
    go: Sender<()>,
}

fn stopped(paths: &[PathBuf]) -> (Editor, Stopped) {
    let (arrive, at) = channel();
    let (go, wait) = channel();
    let (wait, armed) = (Mutex::new(wait), Arc::new(AtomicBool::new(false)));
    let watched = Arc::clone(&armed);
    let mut editor = Editor::watched(json!({}), move |method| {
        if method == WORK && watched.load(Ordering::SeqCst) {
            let _ = arrive.send(());
            // Whoever is gone holds nobody up.
            let _ = wait.lock().unwrap().recv();
        }
    });
    editor.open(&uri(&paths[0]), NARROW);
    editor.settle();
    armed.store(true, Ordering::SeqCst);
    (editor, Stopped { at, go })
}

#[test]
fn an_edit_does_not_wait_for_what_an_earlier_one_left_to_do() {
    let (_folder, paths) = folder(&[NARROW, "SELECT 1;\n", "SELECT 2;\n", "SELECT 3;\n", WIDEN]);
    let (mut editor, server) = stopped(&paths);
    change(&mut editor, &paths[0], "");
    server.at.recv().unwrap();
    // It is taken in after this piece of work, and what follows in the history has to wait again.
    change(&mut editor, &paths[0], "CREATE INDEX i ON t (a);\n");
    drop(server);
    editor.settle();
    assert!(editor.rules(&uri(&paths[0])).iter().any(|(rule, _)| rule == "index-not-concurrent"));
    editor.leave();
}

#[test]
fn a_request_is_canceled_while_it_is_prepared() {
    let (_folder, paths) = folder(&[NARROW, "SELECT 1;\n", "SELECT 2;\n", "SELECT 3;\n", WIDEN]);
    let (mut editor, server) = stopped(&paths);
    change(&mut editor, &paths[0], WIDE);
    let position = json!({ "line": 0, "character": 14 });
    let context = json!({ "includeDeclaration": true });
    let parameters =
        json!({ "textDocument": { "uri": uri(&paths[0]) }, "position": position, "context": context });
    server.at.recv().unwrap();
    let asked = editor.begin("textDocument/references", parameters.clone());
    server.go.send(()).unwrap();
    server.at.recv().unwrap();
    // Now it is being prepared, and the history is not settled.
    editor.notify("$/cancelRequest", json!({ "id": asked }));
    drop(server);
    assert_eq!(editor.answer(&asked).unwrap_err()["code"], -32800);
    let places = editor.ask("textDocument/references", parameters).unwrap();
    assert_eq!(places.as_array().unwrap().len(), 2, "{places}");
    editor.leave();
}

#[test]
fn work_that_panics_does_not_end_the_server() {
    let armed = Arc::new(AtomicBool::new(false));
    let watched = Arc::clone(&armed);
    let mut editor = Editor::watched(json!({}), move |method| {
        assert!(method != WORK || !watched.swap(false, Ordering::SeqCst), "as a bug would");
    });
    editor.open("untitled:one", "SELECT 1;\n");
    editor.settle();
    armed.store(true, Ordering::SeqCst);
    editor.change("untitled:one", None, "CREATE INDEX i ON t (a);\n");
    editor.settle();
    assert_eq!(editor.heard[0]["method"], "window/logMessage", "{:?}", editor.heard);
    // It is tried again when something more is said.
    editor.settle();
    assert!(editor.rules("untitled:one").iter().any(|(rule, _)| rule == "index-not-concurrent"));
    assert_eq!(editor.leave(), End::Orderly);
}
