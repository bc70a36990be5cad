//! The shape of the source: modules use only those listed above them, files stay short, one module names the parser.

use std::fs;
use std::path::{Path, PathBuf};

const LONGEST_FILE: usize = 600;

/// A source file and the module of the crate that it belongs to.
struct File {
    path: String,
    text: String,
    module: String,
}

#[test]
fn a_module_uses_only_modules_listed_above_it() {
    let order = modules();
    let mut wrong = Vec::new();
    for file in files(&["src"]) {
        let Some(own) = order.iter().position(|module| *module == file.module) else { continue };
        for (line, used) in uses(&file.text, &order) {
            let at = order.iter().position(|module| *module == used).unwrap();
            if at > own {
                wrong.push(format!(
                    "{}:{line}: `{}` uses `{used}`, which src/lib.rs lists below it",
                    file.path, file.module
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_of_the_crate_belongs_to_a_listed_module() {
    let order = modules();
    let known = |file: &File| file.module == "lib" || file.module == "main" || order.contains(&file.module);
    let strays: Vec<String> =
        files(&["src"]).into_iter().filter(|file| !known(file)).map(|file| file.path).collect();
    assert!(strays.is_empty(), "{strays:?}");
    assert!(order.len() > 15, "src/lib.rs was not understood: {order:?}");
}

#[test]
fn no_file_is_long() {
    let long: Vec<String> = files(&["src", "tests", "benches", "fuzz"])
        .into_iter()
        .map(|file| (file.text.lines().count(), file.path))
        .filter(|(lines, _)| *lines > LONGEST_FILE)
        .map(|(lines, path)| format!("{path} has {lines} lines; {LONGEST_FILE} are the most"))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn only_the_parse_module_names_the_parser() {
    let crate_name = ["pg", "query"].join("_");
    let elsewhere: Vec<String> = files(&["src"])
        .into_iter()
        .filter(|file| file.module != "parse" && file.text.contains(&crate_name))
        .map(|file| file.path)
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?} name {crate_name}");
}

#[test]
fn every_file_says_what_it_holds() {
    let silent: Vec<String> = files(&["src", "tests", "benches"])
        .into_iter()
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| file.path)
        .collect();
    assert!(silent.is_empty(), "{silent:?} have no `//!` sentence at their head");
}

#[test]
fn standard_error_is_written_in_one_place() {
    let words = ["eprint!", "eprintln!", "io::stderr", "Term::stderr", "print!(", "println!("];
    let mut elsewhere = Vec::new();
    for file in files(&["src"]).into_iter().filter(|file| file.path != "src/cli/stderr.rs") {
        let code = file.text.lines().filter(|line| !line.trim_start().starts_with("//"));
        if code.clone().any(|line| words.iter().any(|word| line.contains(word))) {
            elsewhere.push(file.path);
        }
    }
    assert!(elsewhere.is_empty(), "{elsewhere:?} print past src/cli/stderr.rs and src/cli/output.rs");
}

fn modules() -> Vec<String> {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let names = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// The modules that a text names as `crate::x`, also in `crate::{x, y}`, with the lines.
fn uses(text: &str, order: &[String]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        if text[line_start..at].contains("//") {
            continue;
        }
        let line = text[..at].matches('\n').count() + 1;
        let rest = &text[at + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(group) => top_level(group),
            None => vec![rest],
        };
        for name in names {
            let name = name.trim_start();
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
            if let Some(module) = order.iter().find(|module| *module == &name[..end]) {
                found.push((line, module.clone()));
            }
        }
    }
    found
}

/// The items of a braced group, without what is nested in them.
fn top_level(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut items) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items
}

fn files(folders: &[&str]) -> Vec<File> {
    let mut files = Vec::new();
    for folder in folders {
        collect(&root().join(folder), &mut files);
    }
    files
}

fn collect(folder: &Path, files: &mut Vec<File>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() && !path.ends_with("target") {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let relative = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
            let within = relative.split_once('/').map_or(relative.as_str(), |(_, within)| within);
            let module = within.split(['/', '.']).next().unwrap().to_owned();
            files.push(File { text: fs::read_to_string(&path).unwrap(), path: relative, module });
        }
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
