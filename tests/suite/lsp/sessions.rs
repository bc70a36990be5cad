//! `testdata/lsp/*.session`: what editors said, as they said it, and what the server answered.
//!
//! `workspace: FOLDER` copies a folder, which is `$ROOT` in what follows. A line `-> {…}` is sent; what stands below it
//! must be what comes back until the server has nothing more to do. Lines that are sent one after the other arrive
//! together. With `UPDATE=1` the answers are written anew.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::editor::{Editor, uri};

#[test]
fn recorded_sessions_are_answered_as_before() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/lsp");
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "session"));
    paths.sort();
    assert!(paths.len() >= 8, "{paths:?}");
    let mut different = Vec::new();
    for path in paths {
        let recorded = fs::read_to_string(&path).unwrap();
        let replayed = replay(&recorded);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, replayed).unwrap();
        } else if replayed != recorded {
            let diff = similar::TextDiff::from_lines(&recorded, &replayed);
            different.push(format!("{}:\n{}", path.display(), diff.unified_diff()));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

/// The same session with what the server answers now.
fn replay(text: &str) -> String {
    let (head, exchanges) = read(text);
    let workspace = tempfile::tempdir().unwrap();
    if let Some(folder) = head.lines().find_map(|line| line.strip_prefix("workspace: ")) {
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), workspace.path());
    }
    let root = workspace.path().canonicalize().unwrap();
    let (root_uri, root_path) = (uri(&root), root.to_str().unwrap().to_owned());
    let mut editor = Editor::silent(|_| {});
    let mut written = head;
    for sent in exchanges {
        for line in &sent {
            let message = line.replace("file://$ROOT", &root_uri).replace("$ROOT", &root_path);
            let message: Value =
                serde_json::from_str(&message).unwrap_or_else(|error| panic!("{error}: {line}"));
            editor.say(message);
        }
        let answers = editor.everything();
        written += &sent.iter().map(|line| format!("-> {line}\n")).collect::<String>();
        for answer in answers {
            let answer = serde_json::to_string_pretty(&answer).unwrap();
            let answer = answer.replace(&root_uri, "file://$ROOT").replace(&root_path, "$ROOT");
            written += &unnumbered(&answer.replace(env!("CARGO_PKG_VERSION"), "$VERSION"));
            written += "\n";
        }
        written += "\n";
    }
    format!("{}\n", written.trim_end())
}

/// Without the numbers that are different in every folder.
fn unnumbered(answer: &str) -> String {
    let plain = |line: &str| match line.split_once("\"resultId\": ") {
        Some((indent, _)) => format!("{indent}\"resultId\": \"$RESULT\""),
        None => line.to_owned(),
    };
    answer.lines().map(plain).collect::<Vec<_>>().join("\n")
}

/// What stands before the first message, and what is sent at once each time.
fn read(text: &str) -> (String, Vec<Vec<String>>) {
    let mut head = String::new();
    let mut exchanges: Vec<Vec<String>> = Vec::new();
    let mut sending = false;
    for line in text.lines() {
        match (line.strip_prefix("-> "), exchanges.last_mut()) {
            (Some(sent), Some(last)) if sending => last.push(sent.to_owned()),
            (Some(sent), _) => exchanges.push(vec![sent.to_owned()]),
            (None, None) => {
                head += line;
                head.push('\n');
            }
            (None, Some(_)) => {}
        }
        sending = line.starts_with("-> ");
    }
    (head, exchanges)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
