//! `editors/`: what the pages tell people to paste can be read by what they paste it into.

use std::fs;
use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

#[test]
fn every_block_of_the_pages_is_well_formed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors");
    let mut blocks = 0;
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let page = entry.join("README.md");
        let Ok(text) = fs::read_to_string(&page) else { continue };
        for (language, block) in code(&text) {
            let place = format!("{}:\n{block}", page.display());
            match language.as_str() {
                "json" => drop(serde_json::from_str::<serde_json::Value>(&block).expect(&place)),
                "toml" => drop(block.parse::<toml::Table>().expect(&place)),
                "lua" | "elisp" => assert!(is_balanced(&block), "{place}"),
                other => panic!("nobody looks at `{other}`: {place}"),
            }
            blocks += 1;
        }
    }
    assert!(blocks >= 7, "{blocks}");
}

#[test]
fn the_extension_speaks_of_what_the_server_has() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/vscode");
    let manifest = fs::read_to_string(folder.join("package.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    let settings = manifest["contributes"]["configuration"]["properties"].as_object().unwrap();
    for known in ["pgVersion", "config", "inlayHints", "codeLens"] {
        assert!(settings.contains_key(&format!("migrateLint.{known}")), "{known}");
    }
    let source = fs::read_to_string(folder.join("src/extension.ts")).unwrap();
    assert!(source.contains("\"migrate-lint.locks\"") && source.contains("[\"lsp\"]"));
}

fn code(text: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                blocks.push((language.to_string(), String::new()));
                inside = true;
            }
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(part) if inside => blocks.last_mut().unwrap().1.push_str(&part),
            _ => {}
        }
    }
    blocks
}

fn is_balanced(block: &str) -> bool {
    ["()", "{}", "[]"].iter().all(|pair| {
        let (open, close) = pair.split_at(1);
        block.matches(open).count() == block.matches(close).count()
    })
}
