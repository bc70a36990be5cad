//! Positions beyond the BMP, in every encoding, with every line end.

use serde_json::{Value, json};

use super::editor::{Editor, range, uri};

const ASTRAL: &str = "SELECT '𝔘𝔫𝔦 😀 é'; CREATE INDEX i ON t (a);\n";

/// Where `CREATE` begins in `ASTRAL`, as each encoding counts.
const ENCODINGS: &[(&str, u64)] = &[("utf-8", 31), ("utf-16", 22), ("utf-32", 18)];

#[test]
fn every_encoding_counts_its_own_way() {
    for (encoding, expected) in ENCODINGS {
        let capabilities = json!({ "general": { "positionEncodings": [encoding] } });
        let mut editor = Editor::new(capabilities);
        editor.open("untitled:astral", ASTRAL);
        editor.settle();
        let found = &editor.diagnostics["untitled:astral"];
        let created = found.iter().find(|found| found["code"] == "index-not-concurrent").unwrap();
        assert_eq!(created["range"]["start"], json!({ "line": 0, "character": expected }), "{encoding}");
        // What is typed behind those characters lands where it should.
        let at = *expected as u32;
        editor.change("untitled:astral", Some(range((0, at), (0, at + 12))), "CREATE INDEX CONCURRENTLY");
        editor.settle();
        let rules: Vec<String> = editor.rules("untitled:astral").into_iter().map(|(rule, _)| rule).collect();
        assert!(!rules.contains(&"index-not-concurrent".to_owned()), "{encoding}: {rules:?}");
        editor.leave();
    }
}

#[test]
fn utf_16_is_what_a_client_gets_that_says_nothing() {
    let mut editor = Editor::silent(|_| {});
    let parameters = json!({ "processId": null, "rootUri": null, "capabilities": {} });
    let result = editor.ask("initialize", parameters).unwrap();
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-16");
    editor.leave();
}

#[test]
fn lines_end_in_three_ways() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("SELECT 1;{end}{end}CREATE INDEX i ON t (a);{end}");
        let mut editor = Editor::new(json!({}));
        editor.open("untitled:ends", &text);
        editor.settle();
        let lines: Vec<u64> = of_rule(&editor, "index-not-concurrent");
        assert_eq!(lines, [2], "{end:?}");
        // Two lines are joined, and a position behind the end of a line means its end.
        editor.change("untitled:ends", Some(range((0, 900), (2, 0))), " ");
        editor.settle();
        assert_eq!(of_rule(&editor, "index-not-concurrent"), [0], "{end:?}");
        editor.leave();
    }
}

#[test]
fn what_is_put_in_has_the_line_ends_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("0001_orders.sql");
    let text = "SELECT 1;\r\nCREATE INDEX i ON t (a);\r\n";
    std::fs::write(&path, text).unwrap();
    let mut editor = Editor::new(json!({}));
    editor.open(&uri(&path), text);
    let actions = editor.actions(&uri(&path), range((1, 0), (1, 5)));
    let allow =
        actions.iter().find(|action| title(action) == "Allow `index-not-concurrent` for this statement");
    let edit = &allow.unwrap()["edit"]["changes"][uri(&path)][0];
    assert_eq!(edit["newText"], "-- migrate-lint: allow(index-not-concurrent)\r\n");
    assert_eq!(edit["range"], range((1, 0), (1, 0)));
    editor.leave();
}

fn title(action: &Value) -> &str {
    action["title"].as_str().unwrap()
}

fn of_rule(editor: &Editor, rule: &str) -> Vec<u64> {
    let rules = editor.rules("untitled:ends").into_iter();
    rules.filter(|(found, _)| found == rule).map(|(_, line)| line).collect()
}
