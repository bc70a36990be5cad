//! What a root changelog includes, in order: XML, YAML and JSON, read as far as that goes.

use std::collections::HashSet;
use std::path::PathBuf;

use super::super::lines::lines;
use super::super::names;
use super::super::tree::{File, Folder, is_sql};

/// One entry of the resolved changelog.
pub(super) enum Included<'a> {
    Script(File<'a>),
    /// A changeset in XML, YAML or JSON: no SQL that could be seen here.
    Changeset,
    Absent {
        path: String,
        from: String,
    },
}

impl<'a> Included<'a> {
    pub(super) fn file(&self) -> Option<File<'a>> {
        match self {
            Included::Script(file) => Some(*file),
            _ => None,
        }
    }
}

/// What a changelog says, before its paths are looked up.
#[derive(Debug, PartialEq, Eq)]
enum Entry {
    File(String),
    Folder(String),
    Changeset,
    SqlFile(String),
}

/// How deep changelogs may include each other.
const DEPTH: usize = 16;

/// Whether a file is a changelog that leads to SQL, directly or through others.
pub(super) fn is_root(file: File) -> bool {
    let is_changelog = file.source().is_ok_and(|source| source.text().contains("databaseChangeLog"));
    is_changelog && resolve(vec![file]).iter().any(|included| included.file().is_some())
}

/// Follows the changelogs of one folder. Those that another of them includes are not begun with.
pub(super) fn resolve(changelogs: Vec<File>) -> Vec<Included> {
    let mut included_elsewhere = HashSet::new();
    for file in &changelogs {
        for entry in entries(*file) {
            if let Entry::File(path) = entry {
                included_elsewhere.extend(find_file(*file, &path).map(File::path));
            }
        }
    }
    let mut walk = Walk { seen: HashSet::new(), included: Vec::new() };
    for file in changelogs.iter().filter(|file| !included_elsewhere.contains(&file.path())) {
        walk.follow(*file, 0);
    }
    walk.included
}

struct Walk<'a> {
    seen: HashSet<PathBuf>,
    included: Vec<Included<'a>>,
}

impl<'a> Walk<'a> {
    fn follow(&mut self, file: File<'a>, depth: usize) {
        if depth > DEPTH || !self.seen.insert(file.path()) {
            return;
        }
        if is_sql(file.name()) {
            self.included.push(Included::Script(file));
            return;
        }
        for entry in entries(file) {
            match entry {
                Entry::Changeset => self.included.push(Included::Changeset),
                Entry::File(path) => match find_file(file, &path) {
                    Some(found) => self.follow(found, depth + 1),
                    None => self.included.push(Included::Absent { path, from: file.shown() }),
                },
                Entry::SqlFile(path) => {
                    let found = find_file(file, &path);
                    self.included.push(found.map_or(Included::Changeset, Included::Script));
                }
                Entry::Folder(path) => match find_folder(file, &path) {
                    Some(folder) => self.follow_all(folder, depth + 1),
                    None => self.included.push(Included::Absent { path, from: file.shown() }),
                },
            }
        }
    }

    /// Everything in a folder, as Liquibase sorts it: by path.
    fn follow_all(&mut self, folder: Folder<'a>, depth: usize) {
        let mut files = folder.all_files();
        files.sort_by_key(|file| file.shown());
        for file in files {
            let extension = file.name().rsplit_once('.').map(|(_, extension)| extension).unwrap_or_default();
            if ["sql", "xml", "yaml", "yml", "json"].contains(&extension) {
                self.follow(file, depth);
            } else if names::code_as_sql(file.name()).is_some() {
                self.included.push(Included::Changeset);
            }
        }
    }
}

/// A path counts from the changelog's folder or from the root of the resources, which is somewhere above.
fn find_file<'a>(from: File<'a>, path: &str) -> Option<File<'a>> {
    let path = bare(path);
    from.folder.upward().find_map(|folder| folder.file_at(path))
}

fn find_folder<'a>(from: File<'a>, path: &str) -> Option<Folder<'a>> {
    let path = bare(path);
    from.folder.upward().find_map(|folder| folder.folder_at(path))
}

fn bare(path: &str) -> &str {
    let path = path.strip_prefix("classpath:").unwrap_or(path);
    path.trim_start_matches(['.', '*']).trim_start_matches('/').trim_end_matches('/')
}

fn entries(file: File) -> Vec<Entry> {
    let Ok(source) = file.source() else { return Vec::new() };
    match file.name().rsplit_once('.').map(|(_, extension)| extension) {
        Some("xml") => xml(source.text()),
        Some("json") => json(source.text()),
        _ => yaml(source.text()),
    }
}

fn xml(text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    for part in text.split('<').skip(1) {
        let tag = part.split('>').next().unwrap_or_default();
        let name = tag
            .split(|character: char| character.is_whitespace() || character == '/')
            .next()
            .unwrap_or_default();
        let attribute = |key: &str| {
            let (_, rest) = tag.split_once(&format!("{key}="))?;
            let quote = rest.chars().next()?;
            rest[quote.len_utf8()..].split(quote).next().map(str::to_owned)
        };
        match name {
            "include" => entries.extend(attribute("file").map(Entry::File)),
            "includeAll" => entries.extend(attribute("path").map(Entry::Folder)),
            "sqlFile" => replace_changeset(&mut entries, attribute("path")),
            "changeSet" => entries.push(Entry::Changeset),
            _ => {}
        }
    }
    entries
}

/// A changeset whose change is a file of SQL is that file.
fn replace_changeset(entries: &mut Vec<Entry>, path: Option<String>) {
    let Some(path) = path else { return };
    if entries.last() == Some(&Entry::Changeset) {
        entries.pop();
    }
    entries.push(Entry::SqlFile(path));
}

fn yaml(text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut within = "";
    for (_, line) in lines(text) {
        let line = line.split(" #").next().unwrap_or_default().trim().trim_start_matches("- ").trim_start();
        let Some((key, value)) = line.split_once(':') else { continue };
        let (key, value) = (key.trim(), value.trim());
        match key {
            "changeSet" => entries.push(Entry::Changeset),
            "include" | "includeAll" | "sqlFile" => within = key,
            "file" | "path" => place(&mut entries, within, value),
            _ => {}
        }
        // The short form: `- include: {file: x.sql}`.
        if let Some((_, rest)) = value.split_once("file:").or_else(|| value.split_once("path:"))
            && value.starts_with('{')
        {
            place(&mut entries, key, rest.split([',', '}']).next().unwrap_or_default());
        }
    }
    entries
}

fn place(entries: &mut Vec<Entry>, within: &str, value: &str) {
    let value = value.trim().trim_matches(['"', '\'']).to_owned();
    match within {
        "include" => entries.push(Entry::File(value)),
        "includeAll" => entries.push(Entry::Folder(value)),
        "sqlFile" => replace_changeset(entries, Some(value)),
        _ => {}
    }
}

fn json(text: &str) -> Vec<Entry> {
    let Ok(root) = serde_json::from_str::<serde_json::Value>(text) else { return Vec::new() };
    let mut entries = Vec::new();
    for item in root.get("databaseChangeLog").and_then(serde_json::Value::as_array).into_iter().flatten() {
        let path = |key: &str, name: &str| Some(item.get(key)?.get(name)?.as_str()?.to_owned());
        entries.extend(path("include", "file").map(Entry::File));
        entries.extend(path("includeAll", "path").map(Entry::Folder));
        if let Some(changeset) = item.get("changeSet") {
            entries.push(Entry::Changeset);
            let changes =
                changeset.get("changes").and_then(serde_json::Value::as_array).into_iter().flatten();
            for change in changes {
                let file = change
                    .get("sqlFile")
                    .and_then(|file| file.get("path"))
                    .and_then(serde_json::Value::as_str);
                replace_changeset(&mut entries, file.map(str::to_owned));
            }
        }
    }
    entries
}
