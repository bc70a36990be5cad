//! The book: its commands print what it shows, its settings are understood, its links lead somewhere.

#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use migrate_lint::config::Configuration;
use migrate_lint::discover::layout_names;
use migrate_lint::gate::{GateFile, read_gates};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

/// A fenced block: its language, and where its text stands in the page.
struct Block {
    language: String,
    text: String,
    place: std::ops::Range<usize>,
}

fn book() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("book/src")
}

fn pages() -> Vec<(String, String)> {
    let files = fs::read_dir(book()).unwrap().map(|entry| entry.unwrap().path());
    let pages = files.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let named = |path: PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    pages.map(named).collect()
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for (event, place) in Parser::new_ext(page, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                let first = place.start + page[place.start..].find('\n').map_or(0, |at| at + 1);
                blocks.push(Block {
                    language: language.to_string(),
                    text: String::new(),
                    place: first..first,
                });
                is_open = true;
            }
            Event::End(TagEnd::CodeBlock) => is_open = false,
            Event::Text(text) if is_open => {
                if let Some(block) = blocks.last_mut() {
                    block.text.push_str(&text);
                    block.place.end = place.end;
                }
            }
            _ => {}
        }
    }
    blocks
}

/// Each page's commands run one after the other in a copy of the page's folder in `testdata/book`. With `UPDATE=1` what
/// they print is written into the page.
#[test]
fn commands_print_what_the_book_shows() {
    let mut wrong = Vec::new();
    for (name, page) in pages() {
        let blocks: Vec<Block> =
            blocks(&page).into_iter().filter(|block| block.language == "console").collect();
        if blocks.is_empty() {
            continue;
        }
        let folder = sandbox(name.trim_end_matches(".md"));
        let mut updated = page.clone();
        let printed: Vec<String> = blocks.iter().map(|block| run(&block.text, folder.path())).collect();
        for (block, printed) in blocks.iter().zip(&printed).rev() {
            if untimed(&block.text) != untimed(printed) {
                wrong.push(format!("{name} shows\n{}\nbut this is printed:\n{printed}", block.text));
                updated.replace_range(block.place.clone(), printed);
            }
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::write(book().join(&name), updated).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn sandbox(page: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/book").join(page);
    let copied = Command::new("cp").arg("-R").arg(from.join(".")).arg(folder.path()).status().unwrap();
    assert!(copied.success(), "{} is not there", from.display());
    folder
}

/// The block with what its commands print now.
fn run(block: &str, folder: &Path) -> String {
    let own = Path::new(env!("CARGO_BIN_EXE_migrate-lint")).parent().unwrap();
    let path = format!("{}:{}", own.display(), std::env::var("PATH").unwrap());
    let mut whole = String::new();
    for line in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
        let output = Command::new("sh")
            .args(["-c", &format!("{line} 2>&1")])
            .current_dir(folder)
            .env("PATH", &path)
            .env("COLUMNS", "100")
            .env_remove("GITHUB_ACTIONS")
            .env_remove("CLICOLOR_FORCE")
            .output()
            .unwrap();
        whole.push_str(&format!("$ {line}\n{}", String::from_utf8(output.stdout).unwrap()));
    }
    whole
}

fn untimed(text: &str) -> String {
    regex::Regex::new(r"\(\d+ ms\)").unwrap().replace_all(text.trim_end(), "(… ms)").into_owned()
}

/// Lines that are no transcript name commands and flags that exist.
#[test]
fn commands_and_flags_exist() {
    let help = |commands: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_migrate-lint")).args(commands).arg("--help").output().unwrap();
        output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
    };
    let commands_of = |help: &str| -> BTreeSet<String> {
        let lines = help.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
        lines.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let known = commands_of(&help(&[]).unwrap());
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| c.is_whitespace() || "[],=<>".contains(c));
        words.filter(|word| word.starts_with("--")).map(str::to_owned).collect()
    };
    let mut seen = 0;
    for (name, page) in pages() {
        for block in
            blocks(&page).into_iter().filter(|block| ["sh", "yaml"].contains(&block.language.as_str()))
        {
            let lines = block.text.lines().map(|line| line.trim_start().trim_start_matches("- "));
            for line in lines.filter_map(|line| line.strip_prefix("migrate-lint ")) {
                let line = line.split(" # ").next().unwrap().split(" -- ").next().unwrap();
                let first = line.split(' ').next().filter(|word| !word.is_empty());
                // What is no command is a path or a flag of the first one.
                let is_name = |word: &&str| {
                    word.starts_with(|c: char| c.is_ascii_lowercase()) && !word.contains(['/', '.'])
                };
                let mut commands: Vec<&str> = first.filter(is_name).into_iter().collect();
                assert!(
                    commands.iter().all(|word| known.contains(*word)),
                    "{name}: `migrate-lint {line}`: there is no such command"
                );
                let further = commands_of(&help(&commands).unwrap());
                commands.extend(
                    line.split(' ').nth(1).filter(|word| !commands.is_empty() && further.contains(*word)),
                );
                let flags = words(&help(&commands).unwrap());
                for flag in line.split(' ').filter(|word| word.starts_with("--")) {
                    let flag = flag.split('=').next().unwrap();
                    assert!(flags.contains(flag), "{name}: `migrate-lint {line}`: there is no {flag}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 10, "only {seen} flags were found in the book");
}

#[test]
fn settings_are_understood() {
    for (name, page) in pages() {
        for block in blocks(&page).into_iter().filter(|block| block.language == "toml") {
            let read = Configuration::read(&block.text, &layout_names());
            assert!(read.is_ok(), "{name}: {:?}\n{}", read.err(), block.text);
        }
        for block in blocks(&page).into_iter().filter(|block| block.language == "toml,gate") {
            let read = read_gates(&block.text, GateFile::Own("example"));
            assert!(read.as_ref().is_ok_and(|gates| gates.len() == 1), "{name}: {read:?}\n{}", block.text);
        }
    }
}

#[test]
fn links_lead_somewhere() {
    let pages = pages();
    let mut wrong = Vec::new();
    for (name, page) in &pages {
        for target in links(page) {
            let (path, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let file = match path.strip_prefix("rules/") {
                Some(rule) => book().join("../../rules").join(rule),
                None if path.is_empty() => book().join(name),
                None => book().join(path),
            };
            // The page of all rules is made with the book.
            if !file.is_file() && path != "rules.md" {
                wrong.push(format!("{name}: {target} is not there"));
            } else if !anchor.is_empty() && !anchors(&fs::read_to_string(&file).unwrap()).contains(anchor) {
                wrong.push(format!("{name}: {target} has no such heading"));
            }
        }
    }
    let listed = links(&fs::read_to_string(book().join("SUMMARY.md")).unwrap());
    for (name, _) in pages.iter().filter(|(name, _)| name != "SUMMARY.md" && !listed.contains(name)) {
        wrong.push(format!("SUMMARY.md does not list {name}"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The targets of links and images within the book; what is elsewhere cannot be looked at here.
fn links(page: &str) -> Vec<String> {
    let targets = Parser::new_ext(page, Options::ENABLE_TABLES).filter_map(|event| match event {
        Event::Start(Tag::Link { link_type, dest_url, .. }) if link_type != LinkType::Autolink => {
            Some(dest_url)
        }
        Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url),
        _ => None,
    });
    targets.map(|target| target.to_string()).filter(|target| !target.contains("://")).collect()
}

/// The anchors of a page's headings, as mdBook makes them.
fn anchors(page: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    let mut heading: Option<String> = None;
    for event in Parser::new(page) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let text = heading.take().unwrap_or_default().to_lowercase();
                anchors.insert(
                    text.chars()
                        .filter_map(|c| match c {
                            ' ' => Some('-'),
                            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
                            _ => None,
                        })
                        .collect(),
                );
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            _ => {}
        }
    }
    anchors
}

/// What is put in front of mdBook makes a chapter of every rule.
#[test]
fn the_reference_has_every_rule() {
    if Command::new("python3").arg("--version").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "CI has no python3");
        println!("skipped: python3 is not installed, which makes the chapters of the rules");
        return;
    }
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("book/rules.py");
    let mut child = Command::new("python3")
        .arg(program)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    serde_json::to_writer(child.stdin.take().unwrap(), &serde_json::json!([{}, { "items": [] }])).unwrap();
    let output = child.wait_with_output().unwrap();
    let made: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let reference = &made["items"][0]["Chapter"];
    let chapters = reference["sub_items"].as_array().unwrap();
    assert_eq!(chapters.len(), migrate_lint::rules::RULES.len());
    for rule in migrate_lint::rules::RULES {
        let path = format!("rules/{}.md", rule.id);
        assert!(
            reference["content"].as_str().unwrap().contains(&format!("({path})")),
            "{path} is not listed"
        );
        let chapter = chapters.iter().find(|chapter| chapter["Chapter"]["path"] == path).unwrap();
        let content = chapter["Chapter"]["content"].as_str().unwrap();
        assert!(content.contains(rule.page().summary) && content.contains("## Unsafe"), "{content}");
    }
}
