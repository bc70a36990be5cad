//! `init --from`: what squawk's file or eugene's command lines say, as our own settings.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::rules;

use super::super::arguments::Origin;
use super::super::failure::{Failure, shown};

/// What was read, and what of it has no counterpart.
#[derive(Debug, Default)]
pub(super) struct Carried {
    pub(super) from: PathBuf,
    pub(super) version: Option<u8>,
    pub(super) exclude: Vec<String>,
    pub(super) select: Vec<String>,
    pub(super) ignore: Vec<String>,
    pub(super) placeholders: BTreeMap<String, String>,
    pub(super) fail_never: bool,
    /// As sentences.
    pub(super) lost: Vec<String>,
}

/// Reads the settings of another tool in a folder.
pub(super) fn carried(origin: Origin, folder: &Path) -> Result<Carried, Failure> {
    match origin {
        Origin::Squawk => squawk(folder),
        Origin::Eugene => eugene(folder),
    }
}

const SQUAWK: &str = ".squawk.toml";

fn squawk(folder: &Path) -> Result<Carried, Failure> {
    let absolute = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    let Some(above) = absolute.ancestors().find(|above| above.join(SQUAWK).is_file()) else {
        let failure = Failure::new(format!("there is no {SQUAWK} in {} or above it", shown(folder)));
        return Err(failure.help("`migrate-lint init` writes the defaults"));
    };
    let path = if above == absolute { folder.join(SQUAWK) } else { above.join(SQUAWK) };
    let path = path.strip_prefix(".").map_or(path.clone(), Path::to_path_buf);
    let text = fs::read_to_string(&path)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}", shown(&path))))?;
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        Failure::new(format!("{} is no TOML: {}", shown(&path), error.message()))
    })?;
    let mut carried = Carried { from: path, ..Carried::default() };
    for (key, value) in &table {
        squawk_key(&mut carried, key, value);
    }
    Ok(carried)
}

fn squawk_key(carried: &mut Carried, key: &str, value: &toml::Value) {
    let strings = || -> Vec<String> {
        let values = value.as_array().map(Vec::as_slice).unwrap_or_default();
        values.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect()
    };
    match key {
        "excluded_paths" => carried.exclude = strings(),
        "excluded_rules" => {
            for rule in strings() {
                carried.take_rule(&rule, false);
            }
        }
        "included_rules" => {
            for rule in strings() {
                carried.take_rule(&rule, true);
            }
        }
        "pg_version" => carried.take_version(&value.as_str().map_or(value.to_string(), str::to_owned)),
        "assume_in_transaction" => {
            carried.lost.push(
                "assume_in_transaction: the migration tool tells, and `transaction` overrides it".to_owned(),
            );
        }
        "upload_to_github" => {
            carried
                .lost
                .push("upload_to_github: annotations and SARIF take the place of its comments".to_owned());
        }
        other => carried.lost.push(format!("{other}: no counterpart")),
    }
}

impl Carried {
    /// Takes over another tool's rule under our name for it.
    fn take_rule(&mut self, name: &str, on: bool) {
        let found = rules::find_all(name);
        if found.is_empty() {
            let word = if on { "included" } else { "excluded" };
            self.lost.push(format!("{word} rule {name}: nothing here asks for it"));
            return;
        }
        for rule in found {
            let list = if on { &mut self.select } else { &mut self.ignore };
            if !list.iter().any(|known| known == rule.id) {
                list.push(rule.id.to_owned());
            }
        }
    }

    fn take_version(&mut self, text: &str) {
        let major = text.split('.').next().and_then(|major| major.trim().parse::<u8>().ok());
        match major.and_then(crate::version::PgVersion::new) {
            Some(version) => self.version = Some(version.major()),
            None => self.lost.push(format!("pg_version {text}: use 12 to 18")),
        }
    }
}

/// Where command lines of a linter are written.
const COMMANDS: &[&str] = &[
    "Makefile",
    "makefile",
    "justfile",
    "Justfile",
    "Taskfile.yml",
    "mise.toml",
    ".mise.toml",
    "package.json",
    ".gitlab-ci.yml",
    ".pre-commit-config.yaml",
    "lefthook.yml",
];

/// eugene keeps no file: its settings are the flags that it is called with.
fn eugene(folder: &Path) -> Result<Carried, Failure> {
    let mut files: Vec<PathBuf> = COMMANDS.iter().map(|name| folder.join(name)).collect();
    let workflows = fs::read_dir(folder.join(".github/workflows")).into_iter().flatten().flatten();
    let mut workflows: Vec<PathBuf> = workflows.map(|entry| entry.path()).collect();
    workflows.sort();
    files.extend(workflows);
    let mut carried = Carried::default();
    for file in files {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        // A command goes on in the next line after a backslash.
        let text = text.replace("\\\r\n", " ").replace("\\\n", " ");
        let lines: Vec<&str> = text
            .lines()
            .filter(|line| line.contains("eugene lint") || line.contains("eugene trace"))
            .collect();
        if lines.is_empty() {
            continue;
        }
        if carried.from.as_os_str().is_empty() {
            carried.from = file.strip_prefix(".").map_or(file.clone(), Path::to_path_buf);
        }
        for line in lines {
            eugene_command(&mut carried, line);
        }
    }
    if carried.from.as_os_str().is_empty() {
        let failure = Failure::new(format!("no command line of eugene was found in {}", shown(folder)));
        return Err(failure.help("eugene has no file: its flags are read from CI workflows, Makefile and the like; its comments are understood as they are"));
    }
    carried.lost.dedup();
    Ok(carried)
}

fn eugene_command(carried: &mut Carried, line: &str) {
    let words: Vec<&str> = line.split_whitespace().map(|word| word.trim_matches(['"', '\'', ','])).collect();
    let mut at = words.iter().position(|word| word.ends_with("eugene")).map_or(0, |at| at + 2);
    while let Some(word) = words.get(at) {
        let (flag, mut value) = match word.split_once('=') {
            Some((flag, value)) if flag.starts_with("--") => (flag, Some(value)),
            _ => (*word, None),
        };
        let takes = ["-i", "--ignore", "-v", "--var", "-f", "--format", "--sort-mode", "-g", "--git-diff"];
        if value.is_none() && takes.contains(&flag) {
            at += 1;
            value = words.get(at).copied();
        }
        match (flag, value) {
            ("-i" | "--ignore", Some(hint)) => carried.take_rule(hint, false),
            ("-v" | "--var", Some(pair)) => {
                if let Some((name, value)) = pair.split_once('=') {
                    carried.placeholders.insert(name.to_owned(), value.to_owned());
                }
            }
            ("-a" | "--accept-failures", _) => carried.fail_never = true,
            ("--sort-mode", Some(mode)) => {
                carried.lost.push(format!(
                    "--sort-mode {mode}: files run in the order of the tool that is recognized"
                ));
            }
            ("-g" | "--git-diff", Some(_)) => {
                carried.lost.push("--git-diff: give the changed files as paths".to_owned());
            }
            _ => {}
        }
        at += 1;
    }
}

/// The settings as the lines of the template that they take the place of: what stands there, and what is written.
pub(super) fn lines(carried: &Carried) -> Vec<(String, String)> {
    let list = |values: &[String]| {
        let values: Vec<String> =
            values.iter().map(|value| toml::Value::from(value.as_str()).to_string()).collect();
        format!("[{}]", values.join(", "))
    };
    let mut lines = Vec::new();
    if let Some(version) = carried.version {
        lines.push(("# pg-version = 15\n".to_owned(), format!("pg-version = {version}\n")));
    }
    if !carried.exclude.is_empty() {
        lines.push(("# exclude = []\n".to_owned(), format!("exclude = {}\n", list(&carried.exclude))));
    }
    if !carried.select.is_empty() {
        let mut select = vec!["default".to_owned()];
        select.extend(carried.select.iter().cloned());
        lines.push(("# select = [\"default\"]\n".to_owned(), format!("select = {}\n", list(&select))));
    }
    if !carried.ignore.is_empty() {
        lines.push(("# ignore = []\n".to_owned(), format!("ignore = {}\n", list(&carried.ignore))));
    }
    if carried.fail_never {
        lines.push(("# fail-on = \"warning\"\n".to_owned(), "fail-on = \"never\"\n".to_owned()));
    }
    if !carried.placeholders.is_empty() {
        let pairs = carried.placeholders.iter().map(|(name, value)| {
            format!("{} = {}\n", toml::Value::from(name.as_str()), toml::Value::from(value.as_str()))
        });
        let table = format!("[placeholders]\n{}", pairs.collect::<String>());
        lines.push(("# [placeholders]\n# name = \"value\"\n".to_owned(), table));
    }
    lines
}
