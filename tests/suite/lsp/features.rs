//! Changes that the server proposes, made as an editor would make them: what comes of them is what was promised.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::editor::{Editor, range, uri};

/// A client that can make files.
fn capable() -> Value {
    json!({
        "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] } },
        "textDocument": { "publishDiagnostics": { "relatedInformation": true } },
    })
}

fn shop(folder: &Path) -> BTreeMap<String, PathBuf> {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/projects/shop/migrations");
    let mut files = BTreeMap::new();
    fs::write(folder.join("sqlx.toml"), "").unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let name = entry.file_name().to_str().unwrap().to_owned();
        let target = folder.join(&name);
        fs::copy(entry.path(), &target).unwrap();
        files.insert(name, target);
    }
    files
}

/// Opens a file of the shop, as when it was the newest, and makes the first action whose title begins with these words.
fn act(name: &str, line: u32, words: &str) -> (BTreeMap<String, String>, Vec<(String, u64)>) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let files = shop(&root);
    for (_, later) in files.range(name.to_owned()..).skip(1) {
        fs::remove_file(later).unwrap();
    }
    let mut editor = Editor::new(capable());
    let uri = uri(&files[name]);
    let text = fs::read_to_string(&files[name]).unwrap();
    editor.open(&uri, &text);
    let actions = editor.actions(&uri, range((line, 0), (line, 0)));
    let titles: Vec<&str> = actions.iter().map(|action| action["title"].as_str().unwrap()).collect();
    let chosen = titles.iter().position(|title| title.starts_with(words));
    let chosen = chosen.unwrap_or_else(|| panic!("{words:?} is not among {titles:#?}"));
    let made = made(&actions[chosen]["edit"], &root);
    for (name, text) in &made {
        fs::write(root.join(name), text).unwrap();
    }
    editor.change(&uri, None, &fs::read_to_string(&files[name]).unwrap());
    editor.notify("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    editor.settle();
    let rules = editor.rules(&uri);
    editor.leave();
    (made, rules)
}

/// The files that an edit changes or makes, with their texts.
fn made(edit: &Value, root: &Path) -> BTreeMap<String, String> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for change in edit["documentChanges"].as_array().unwrap() {
        let uri = change["uri"].as_str().or(change["textDocument"]["uri"].as_str()).unwrap();
        let path = url::Url::parse(uri).unwrap().to_file_path().unwrap();
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        let text = texts.entry(name).or_insert_with(|| fs::read_to_string(&path).unwrap_or_default());
        let mut edits: Vec<Value> = change["edits"].as_array().cloned().unwrap_or_default();
        edits.sort_by_key(|edit| std::cmp::Reverse(place(text, &edit["range"]["start"])));
        for edit in edits {
            let span = place(text, &edit["range"]["start"])..place(text, &edit["range"]["end"]);
            text.replace_range(span, edit["newText"].as_str().unwrap());
        }
    }
    texts
}

fn place(text: &str, position: &Value) -> usize {
    let lines = text.split_inclusive('\n').take(position["line"].as_u64().unwrap() as usize);
    lines.map(str::len).sum::<usize>() + position["character"].as_u64().unwrap() as usize
}

#[test]
fn a_fix_is_made() {
    let (made, rules) = act("20250203110000_order_lookup.up.sql", 1, "Add CONCURRENTLY");
    let text = &made["20250203110000_order_lookup.up.sql"];
    assert!(text.starts_with("-- no-transaction\n"), "{text}");
    assert!(text.contains("CREATE INDEX CONCURRENTLY orders_customer_id_idx"), "{text}");
    assert!(!rules.iter().any(|(rule, _)| rule == "index-not-concurrent"), "{rules:?}");
}

#[test]
fn a_comment_allows_a_finding() {
    for (words, comment) in
        [("Allow `index-not-concurrent` for", "allow("), ("Allow `index-not-concurrent` in", "allow-file(")]
    {
        let (made, rules) = act("20250203110000_order_lookup.up.sql", 1, words);
        let text = &made["20250203110000_order_lookup.up.sql"];
        assert!(
            text.contains(&format!("\n-- migrate-lint: {comment}index-not-concurrent)\nCREATE INDEX")),
            "{text}"
        );
        assert!(!rules.iter().any(|(rule, _)| rule == "index-not-concurrent"), "{rules:?}");
    }
}

#[test]
fn the_way_back_is_written_where_the_tool_looks_for_it() {
    let (made, rules) = act("20250520130000_drop_coupons.up.sql", 0, "Write the way back to");
    let text = &made["20250520130000_drop_coupons.down.sql"];
    assert!(text.contains("CREATE TABLE legacy_coupons"), "{text}");
    assert!(!rules.iter().any(|(rule, _)| rule == "missing-rollback"), "{rules:?}");
}

#[test]
fn a_slow_check_is_split_into_safe_migrations() {
    let (made, rules) = act("20250217140000_order_customers.up.sql", 1, "Add NOT VALID");
    let first = &made["20250217140000_order_customers.up.sql"];
    assert!(first.contains("NOT VALID"), "{first}");
    let further: Vec<&String> = made.keys().filter(|name| !name.starts_with("20250217140000")).collect();
    let [down, up] = further.as_slice() else { panic!("{further:?}") };
    assert!(made[*up].contains("VALIDATE CONSTRAINT") && down.ends_with(".down.sql"), "{made:#?}");
    assert!(!rules.iter().any(|(rule, _)| rule == "add-fk-without-not-valid"), "{rules:?}");
}

#[test]
fn what_can_be_worked_out_later_is() {
    let mut capabilities = capable();
    capabilities["textDocument"]["codeAction"] = json!({ "resolveSupport": { "properties": ["edit"] } });
    let mut editor = Editor::new(capabilities);
    editor.open(
        "untitled:one",
        "CREATE TABLE t (id int);\nALTER TABLE u ADD COLUMN x int;\nCREATE INDEX i ON u (x);\n",
    );
    let actions = editor.actions("untitled:one", range((2, 0), (2, 0)));
    let fix = actions.iter().find(|action| action["title"].as_str().unwrap().starts_with("Allow"));
    assert_eq!(fix.unwrap()["edit"], Value::Null);
    let resolved = editor.ask("codeAction/resolve", fix.unwrap().clone()).unwrap();
    assert!(resolved["edit"]["documentChanges"].is_array(), "{resolved}");
    editor.leave();
}

#[test]
fn rules_are_completed_in_a_list_over_several_lines() {
    let offered = |text: &str| -> Vec<String> {
        let mut editor = Editor::new(json!({}));
        let uri = "file:///anywhere/migrate-lint.toml";
        editor.open(uri, text);
        let line = text.matches('\n').count() as u32;
        let column = text.rsplit('\n').next().unwrap().len() as u32;
        let items = editor.ask_at("textDocument/completion", uri, line, column);
        editor.leave();
        items.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    };
    let has = |text: &str, label: &str| offered(text).iter().any(|offered| offered == label);
    assert!(has("ignore = [\n    \"truncate\",\n    \"ind", "index-not-concurrent"));
    assert!(has("ignore = [\n    ", "\"index-not-concurrent\""));
    assert!(has("ignore = [\n    \"truncate\",\n]\n", "pg-version"));
    assert!(!has("ignore = [\n    \"truncate\",\n]\n", "index-not-concurrent"));
}

#[test]
fn an_edit_to_an_earlier_migration_refreshes_the_later_ones() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let (first, second) = (root.join("0001_one.sql"), root.join("0002_two.sql"));
    fs::write(&first, "CREATE TABLE a (id int);\n").unwrap();
    fs::write(&second, "ALTER TABLE a ALTER COLUMN id TYPE bigint;\n").unwrap();
    let mut editor = Editor::new(json!({}));
    editor.open(&uri(&first), "CREATE TABLE a (id int);\n");
    editor.open(&uri(&second), "ALTER TABLE a ALTER COLUMN id TYPE bigint;\n");
    editor.settle();
    let rewrites = |editor: &Editor| {
        editor.rules(&uri(&second)).iter().any(|(rule, _)| rule == "alter-column-type-rewrite")
    };
    assert!(rewrites(&editor));
    editor.change(&uri(&first), None, "CREATE TABLE a (id bigint);\n");
    editor.settle();
    assert!(!rewrites(&editor), "the buffer wins over the disk");
    editor.close(&uri(&first));
    editor.settle();
    assert!(rewrites(&editor), "what was not saved is gone");
    assert!(editor.diagnostics[&uri(&first)].is_empty(), "a closed document has no diagnostics");
    editor.leave();
}
