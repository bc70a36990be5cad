//! Two thousand random edits: the server survives them, and in the end says what the command line says of the same text.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::editor::{Editor, range, uri};

const EDITS: usize = 2_000;
/// How often the two are compared on the way.
const COMPARED: usize = 250;

/// What a hand that knows SQL might type, and what none would.
const PIECES: &[&str] = &[
    "CREATE INDEX i ON orders (note);\n",
    "ALTER TABLE orders ADD COLUMN weight numeric NOT NULL;\n",
    "ALTER TABLE orders ALTER COLUMN total TYPE numeric(14, 4);",
    "DROP TABLE customers;\n",
    "UPDATE orders SET note = NULL;\n",
    "-- migrate-lint: allow(drop-without-archive) gone for good\n",
    "BEGIN;\nLOCK TABLE orders;\nCOMMIT;\n",
    "DO $$ BEGIN ALTER TABLE orders ADD COLUMN x int; END $$;\n",
    ";",
    "'",
    "$$",
    "\"",
    "/*",
    "(",
    "\r\n",
    "😀",
    "é",
    "\u{feff}",
    "VALIDATE CONSTRAINT",
];

/// A generator whose sequence is the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }
}

#[test]
fn two_thousand_random_edits_end_where_the_command_line_does() {
    edit_at_random(json!({}), EDITS, |editor, _| editor.settle());
}

/// An editor that asks is not told later what it should have been told at once.
#[test]
fn a_client_that_asks_after_random_edits_is_told_what_the_command_line_tells() {
    edit_at_random(json!({ "textDocument": { "diagnostic": {} } }), EDITS / 4, |editor, files| {
        for uri in files.iter().map(|path| uri(path)) {
            let answer =
                editor.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } })).unwrap();
            editor.diagnostics.insert(uri, answer["items"].as_array().unwrap().clone());
        }
    });
}

fn edit_at_random(capabilities: Value, edits: usize, listen: impl Fn(&mut Editor, &[PathBuf])) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let files = copy_shop(&root);
    let mut editor = Editor::new(capabilities);
    let mut texts: Vec<String> = files.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    for (path, text) in files.iter().zip(&texts) {
        editor.open(&uri(path), text);
    }
    let mut random = Random(2_718_281_828);
    for edit in 1..=edits {
        let file = random.below(files.len());
        let (start, end, piece) = propose(&texts[file], &mut random);
        let place = range(position(&texts[file], start), position(&texts[file], end));
        texts[file].replace_range(start..end, &piece);
        editor.change(&uri(&files[file]), Some(place), &piece);
        if random.below(40) == 0 {
            // As a file is closed and opened again, with what was saved meanwhile.
            fs::write(&files[file], &texts[file]).unwrap();
            editor.close(&uri(&files[file]));
            editor.open(&uri(&files[file]), &texts[file]);
        }
        if random.below(20) == 0 {
            // What is answered soon, before all is judged again.
            let document = json!({ "textDocument": { "uri": uri(&files[file]) } });
            editor.ask("textDocument/documentSymbol", document).unwrap();
        }
        if random.below(60) == 0 {
            // Texts must not grow without end.
            texts[file] = fs::read_to_string(original(&files[file])).unwrap();
            editor.change(&uri(&files[file]), None, &texts[file].clone());
        }
        if edit % COMPARED == 0 {
            listen(&mut editor, &files);
            for (path, text) in files.iter().zip(&texts) {
                fs::write(path, text).unwrap();
            }
            assert_eq!(editor.heard, Vec::<Value>::new(), "after {edit} edits");
            assert_eq!(of_editor(&editor, &files), of_command_line(&files), "after {edit} edits");
        }
    }
    editor.leave();
}

/// An insertion, a deletion, or both.
fn propose(text: &str, random: &mut Random) -> (usize, usize, String) {
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at)
            || text
                .get(at..)
                .is_some_and(|rest| at > 0 && rest.starts_with('\n') && text.as_bytes()[at - 1] == b'\r')
        {
            at -= 1;
        }
        at
    };
    // Nobody puts the cursor before a byte order mark.
    let first = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let start = boundary(random.below(text.len() + 1)).max(first);
    let end = boundary((start + random.below(20)).min(text.len())).max(start);
    match random.below(3) {
        0 => (start, end, String::new()),
        1 => (start, start, PIECES[random.below(PIECES.len())].to_owned()),
        _ => (start, end, PIECES[random.below(PIECES.len())].to_owned()),
    }
}

/// The position of a byte as an editor counts: a `\r` ends a line too, and a byte order mark is no character.
fn position(text: &str, offset: usize) -> (u32, u32) {
    let before = &text[..offset];
    let mut line = 0;
    let mut start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let bytes = text.as_bytes();
    for (at, byte) in before.bytes().enumerate() {
        let ends = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        if ends {
            line += 1;
            start = at + 1;
        }
    }
    (line, text[start.min(offset)..offset].encode_utf16().count() as u32)
}

/// Rule, path and first line of every finding, and its first sentence.
type Told = Vec<(String, String, u64, String)>;

fn of_editor(editor: &Editor, files: &[PathBuf]) -> Told {
    let mut told = Told::new();
    for path in files {
        for found in editor.diagnostics.get(&uri(path)).into_iter().flatten() {
            let text = found["message"].as_str().unwrap();
            let message = text.split("\nnote: ").next().unwrap().split("\nhelp: ").next().unwrap();
            told.push((
                found["code"].as_str().unwrap().to_owned(),
                path.to_str().unwrap().to_owned(),
                found["range"]["start"]["line"].as_u64().unwrap() + 1,
                message.to_owned(),
            ));
        }
    }
    told.sort();
    told
}

fn of_command_line(files: &[PathBuf]) -> Told {
    let output = Command::new(env!("CARGO_BIN_EXE_migrate-lint"))
        .args(["--format", "json", "--no-progress"])
        .args(files)
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!("{error}: {}", String::from_utf8_lossy(&output.stderr));
    });
    let found = report["diagnostics"].as_array().unwrap_or_else(|| panic!("{report}")).iter();
    let told = |found: &Value| {
        (
            found["rule"].as_str().unwrap().to_owned(),
            found["path"].as_str().unwrap().to_owned(),
            found["line"].as_u64().unwrap(),
            found["message"].as_str().unwrap().to_owned(),
        )
    };
    let mut told: Told = found.map(told).collect();
    told.sort();
    told
}

fn shop() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/projects/shop/migrations")
}

fn original(path: &Path) -> PathBuf {
    shop().join(path.file_name().unwrap())
}

fn copy_shop(root: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(shop()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let copied = files.iter().map(|path| {
        let target = root.join(path.file_name().unwrap());
        fs::copy(path, &target).unwrap();
        target
    });
    copied.collect()
}
