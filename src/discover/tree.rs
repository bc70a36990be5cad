//! The folders and files below the paths that were given, from one walk that respects `.gitignore`.

use std::ffi::OsString;
use std::path::{Path, PathBuf, is_separator};
use std::sync::{Arc, Mutex, OnceLock};

use ignore::{DirEntry, WalkBuilder, WalkState};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Failure, Note, read};
use crate::source::SourceFile;

/// Folders that hold other people's files or what a build made, unless they are named.
const SKIPPED: &[&str] = &[
    "node_modules",
    "bower_components",
    "vendor",
    "target",
    "dist",
    "build",
    "venv",
    "site-packages",
    "__pycache__",
];

/// How far up a manifest or a configuration file is looked for.
const ANCESTORS: usize = 12;

/// A path that was asked for: where it is, and how the user wrote it.
#[derive(Clone, Debug)]
pub(super) struct Given {
    pub(super) path: PathBuf,
    pub(super) shown: String,
}

/// Every folder that was walked, and their ancestors, whose files only are known.
#[derive(Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// By their paths as bytes: all are canonical, and a hash of bytes costs far less than one of a path's parts.
    by_path: FxHashMap<OsString, usize>,
    given: FxHashMap<OsString, String>,
}

struct Node {
    path: PathBuf,
    shown: String,
    name: String,
    parent: Option<usize>,
    files: Vec<Entry>,
    folders: Vec<usize>,
    sql_below: bool,
}

struct Entry {
    name: String,
    text: OnceLock<Result<Arc<SourceFile>, Failure>>,
    /// What it says, if it is a configuration.
    settings: OnceLock<Vec<(String, String)>>,
}

/// A folder of the tree.
#[derive(Clone, Copy)]
pub(super) struct Folder<'a> {
    tree: &'a Tree,
    index: usize,
}

/// A file of the tree.
#[derive(Clone, Copy)]
pub(super) struct File<'a> {
    pub(super) folder: Folder<'a>,
    entry: &'a Entry,
}

impl Tree {
    pub(super) fn new(given: &[Given]) -> Self {
        let given =
            given.iter().map(|given| (given.path.clone().into_os_string(), given.shown.clone())).collect();
        Self { given, ..Self::default() }
    }

    /// Walks a folder, or lists its own files only.
    pub(super) fn walk(&mut self, root: &Path, shallow: bool, notes: &mut Vec<Note>) -> usize {
        let index = self.folder_node(root);
        self.nodes[index].files.clear();
        let mut paths = walk_entries(root, shallow);
        // As paths are ordered, part by part.
        paths.sort_by_cached_key(|found| {
            let bytes = found.path.as_os_str().as_encoded_bytes().iter();
            bytes.map(|byte| if is_separator(char::from(*byte)) { 0 } else { *byte }).collect::<Vec<u8>>()
        });
        let mut around: Option<(PathBuf, usize)> = None;
        for found in paths {
            match found.kind {
                Kind::Folder => {
                    self.folder_node(&found.path);
                }
                Kind::File => self.insert_file(&found.path, &mut around),
                Kind::FolderLink
                    if found
                        .path
                        .file_name()
                        .is_some_and(|name| name.to_string_lossy().contains("migration")) =>
                {
                    let message = "is a symbolic link to a folder: not followed; name it to have it read";
                    notes.push(Note { path: self.shown(&found.path), message: message.to_owned() });
                }
                Kind::FolderLink => {}
            }
        }
        self.mark_sql(index);
        index
    }

    /// Adds a file that the walk did not bring, or gives one a text that is not the disk's.
    pub(super) fn insert(&mut self, path: &Path, text: Option<Arc<SourceFile>>) {
        let Some((parent, name)) = path.parent().zip(path.file_name()) else { return };
        let name = name.to_string_lossy();
        let folder = self.folder_node(parent);
        let files = &mut self.nodes[folder].files;
        let at = match files.binary_search_by(|entry| entry.name.as_str().cmp(&name)) {
            Ok(at) => at,
            Err(at) => {
                files.insert(at, Entry::new(name.into_owned()));
                at
            }
        };
        if let Some(text) = text {
            let entry = &mut self.nodes[folder].files[at];
            entry.text = OnceLock::from(Ok(text));
            entry.settings = OnceLock::new();
        }
        self.nodes[folder].sql_below = true;
    }

    /// Gives a file another text than the disk's.
    pub(super) fn replace(&mut self, path: &Path, text: &str) {
        let source = SourceFile::new(self.shown_file(path), text);
        self.insert(path, Some(source));
    }

    /// Takes a file for one that is not there.
    pub(super) fn hide(&mut self, path: &Path) {
        let Some((parent, name)) = path.parent().zip(path.file_name()) else { return };
        if let Some(folder) = self.by_path.get(parent.as_os_str()) {
            self.nodes[*folder].files.retain(|entry| entry.name.as_str() != name);
        }
    }

    fn shown_file(&mut self, path: &Path) -> String {
        if let Some(parent) = path.parent() {
            self.folder_node(parent);
        }
        self.shown(path)
    }

    /// Lists the folders above a walked one, without descending, up to the repository's root.
    pub(super) fn add_ancestors(&mut self, index: usize) {
        let mut child = index;
        for _ in 0..ANCESTORS {
            let path = self.nodes[child].path.clone();
            if path.join(".git").exists() {
                return;
            }
            let Some(parent_path) = path.parent().map(Path::to_path_buf) else { return };
            if self.nodes[child].parent.is_some() {
                return;
            }
            let parent = self.folder_node(&parent_path);
            self.nodes[child].parent = Some(parent);
            self.nodes[parent].folders.push(child);
            if self.nodes[parent].files.is_empty() {
                self.nodes[parent].files = list_files(&parent_path);
            }
            child = parent;
        }
    }

    pub(super) fn folder(&self, index: usize) -> Folder<'_> {
        Folder { tree: self, index }
    }

    /// The text that a user knows a path by.
    fn shown(&self, path: &Path) -> String {
        if let Some(shown) = self.given.get(path.as_os_str()) {
            return shown.clone();
        }
        if let Some((parent, name)) = path.parent().zip(path.file_name())
            && let Some(index) = self.by_path.get(parent.as_os_str())
        {
            return joined(&self.nodes[*index].shown, &name.to_string_lossy());
        }
        let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
        let relative = path.strip_prefix(&here).unwrap_or(path);
        relative.to_string_lossy().replace('\\', "/")
    }

    fn folder_node(&mut self, path: &Path) -> usize {
        if let Some(index) = self.by_path.get(path.as_os_str()) {
            return *index;
        }
        let parent = path.parent().and_then(|parent| self.by_path.get(parent.as_os_str()).copied());
        let shown = self.shown(path);
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let index = self.nodes.len();
        let node = Node {
            path: path.to_path_buf(),
            shown,
            name,
            parent,
            files: Vec::new(),
            folders: Vec::new(),
            sql_below: false,
        };
        self.nodes.push(node);
        self.by_path.insert(path.as_os_str().to_owned(), index);
        if let Some(parent) = parent {
            self.nodes[parent].folders.push(index);
        }
        index
    }

    /// Adds a file to its folder, which is often the one that the last file was in.
    fn insert_file(&mut self, path: &Path, around: &mut Option<(PathBuf, usize)>) {
        let Some((parent, name)) = path.parent().zip(path.file_name()) else { return };
        let folder = match around {
            Some((last, folder)) if last.as_os_str() == parent.as_os_str() => *folder,
            _ => {
                let Some(folder) = self.by_path.get(parent.as_os_str()).copied() else { return };
                *around = Some((parent.to_path_buf(), folder));
                folder
            }
        };
        let entry = Entry::new(name.to_string_lossy().into_owned());
        self.nodes[folder].files.push(entry);
    }

    /// Notes which folders have SQL somewhere in them. Children come after their parents, so one pass backwards does.
    fn mark_sql(&mut self, first: usize) {
        for index in (first..self.nodes.len()).rev() {
            let node = &mut self.nodes[index];
            node.sql_below |= node.files.iter().any(|entry| is_sql(&entry.name));
            if let (true, Some(parent)) = (node.sql_below, node.parent) {
                self.nodes[parent].sql_below = true;
            }
        }
    }
}

impl<'a> Folder<'a> {
    fn node(self) -> &'a Node {
        &self.tree.nodes[self.index]
    }

    pub(super) fn path(self) -> &'a Path {
        &self.node().path
    }

    /// The path as the user knows it; `.` for the current folder.
    pub(super) fn shown(self) -> &'a str {
        let shown = &self.node().shown;
        if shown.is_empty() { "." } else { shown }
    }

    pub(super) fn name(self) -> &'a str {
        &self.node().name
    }

    pub(super) fn has_sql_below(self) -> bool {
        self.node().sql_below
    }

    pub(super) fn parent(self) -> Option<Folder<'a>> {
        self.node().parent.map(|index| Folder { tree: self.tree, index })
    }

    /// The folder itself and those above it, innermost first.
    pub(super) fn upward(self) -> impl Iterator<Item = Folder<'a>> {
        std::iter::successors(Some(self), |folder| folder.parent())
    }

    pub(super) fn folders(self) -> impl Iterator<Item = Folder<'a>> {
        self.node().folders.iter().map(move |index| Folder { tree: self.tree, index: *index })
    }

    pub(super) fn folder(self, name: &str) -> Option<Folder<'a>> {
        self.folders().find(|folder| folder.name() == name)
    }

    pub(super) fn files(self) -> impl Iterator<Item = File<'a>> {
        self.node().files.iter().map(move |entry| File { folder: self, entry })
    }

    pub(super) fn file(self, name: &str) -> Option<File<'a>> {
        let files = &self.node().files;
        let at = files.binary_search_by(|entry| entry.name.as_str().cmp(name)).ok()?;
        Some(File { folder: self, entry: &files[at] })
    }

    /// A file below by its relative path, `/` between the parts.
    pub(super) fn file_at(self, path: &str) -> Option<File<'a>> {
        let mut folder = self;
        let mut parts = path.split('/').filter(|part| !part.is_empty() && *part != ".").peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                return folder.file(part);
            }
            folder = if part == ".." { folder.parent()? } else { folder.folder(part)? };
        }
        None
    }

    /// A folder below by its relative path.
    pub(super) fn folder_at(self, path: &str) -> Option<Folder<'a>> {
        let mut parts = path.split('/').filter(|part| !part.is_empty() && *part != ".");
        parts.try_fold(self, |folder, part| if part == ".." { folder.parent() } else { folder.folder(part) })
    }

    pub(super) fn has(self, name: &str) -> bool {
        self.file(name).is_some()
    }

    /// The text of a file beside the migrations, if it is there and can be read.
    pub(super) fn text(self, name: &str) -> Option<&'a str> {
        self.file(name)?.source().ok().map(|source| source.text())
    }

    pub(super) fn sql_files(self) -> impl Iterator<Item = File<'a>> {
        self.files().filter(|file| is_sql(file.name()))
    }

    /// Every file below, each folder's own before those of its subfolders.
    pub(super) fn all_files(self) -> Vec<File<'a>> {
        let mut files: Vec<File<'a>> = Vec::new();
        let mut folders = vec![self];
        while let Some(folder) = folders.pop() {
            files.extend(folder.files());
            folders.extend(folder.folders());
        }
        files
    }

    /// A few SQL files of the folder, evenly spread: enough to tell what kind of files they are.
    pub(super) fn sample(self) -> Vec<File<'a>> {
        spread(self.sql_files().collect(), 8)
    }

    /// Whether a sampled file satisfies a test on its text.
    pub(super) fn any_text(self, test: impl Fn(&str) -> bool) -> bool {
        self.sample().iter().any(|file| file.source().is_ok_and(|source| test(source.text())))
    }
}

impl Entry {
    fn new(name: String) -> Self {
        Self { name, text: OnceLock::new(), settings: OnceLock::new() }
    }
}

impl<'a> File<'a> {
    pub(super) fn name(self) -> &'a str {
        &self.entry.name
    }

    pub(super) fn path(self) -> PathBuf {
        self.folder.path().join(self.name())
    }

    pub(super) fn shown(self) -> String {
        match self.folder.tree.given.get(self.path().as_os_str()) {
            Some(shown) => shown.clone(),
            None => joined(&self.folder.node().shown, self.name()),
        }
    }

    /// The file's text; it is read once.
    pub(super) fn source(self) -> Result<&'a Arc<SourceFile>, &'a Failure> {
        self.entry.text.get_or_init(|| read::read(&self.path(), self.shown())).as_ref()
    }

    /// What a configuration says; it is read once, however many folders below it ask.
    pub(super) fn settings(self, read: fn(&str) -> Vec<(String, String)>) -> &'a [(String, String)] {
        let text = || self.source().map(|source| source.text()).unwrap_or_default();
        self.entry.settings.get_or_init(|| read(text()))
    }
}

/// Reads files in parallel, so that whoever asks for their text later has it.
pub(super) fn read_ahead(files: &[File]) {
    files.par_iter().for_each(|file| {
        let _ = file.source();
    });
}

/// At most `count` elements, evenly spread, the first and the last among them.
pub(super) fn spread<T: Copy>(all: Vec<T>, count: usize) -> Vec<T> {
    if all.len() <= count || count < 2 {
        return all;
    }
    (0..count).map(|at| all[at * (all.len() - 1) / (count - 1)]).collect()
}

pub(super) fn is_sql(name: &str) -> bool {
    has_ending(name, ".sql") || has_ending(name, ".pgsql")
}

/// Whether a name has an ending, in any case, and something before it.
pub(super) fn has_ending(name: &str, ending: &str) -> bool {
    let stem = name.len().checked_sub(ending.len()).filter(|length| *length > 0);
    stem.and_then(|length| name.get(length..)).is_some_and(|end| end.eq_ignore_ascii_case(ending))
}

fn joined(folder: &str, name: &str) -> String {
    match folder {
        "" | "." => name.to_owned(),
        _ if folder.ends_with('/') => [folder, name].concat(),
        _ => [folder, "/", name].concat(),
    }
}

struct Found {
    path: PathBuf,
    kind: Kind,
}

enum Kind {
    Folder,
    File,
    FolderLink,
}

fn walk_entries(root: &Path, shallow: bool) -> Vec<Found> {
    let found = Mutex::new(Vec::new());
    let walker = WalkBuilder::new(root)
        .hidden(false)
        .max_depth(shallow.then_some(1))
        .require_git(false)
        .filter_entry(move |entry| entry.depth() == 0 || is_wanted(entry))
        .build_parallel();
    walker.run(|| {
        Box::new(|entry| {
            if let Some(entry) = entry.ok().and_then(classify)
                && let Ok(mut found) = found.lock()
            {
                found.push(entry);
            }
            WalkState::Continue
        })
    });
    found.into_inner().unwrap_or_default()
}

fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    !is_folder || !(name.starts_with('.') || SKIPPED.contains(&name.as_ref()))
}

/// A symbolic link to a file is the file; one to a folder is not entered, so no loop can form.
fn classify(entry: DirEntry) -> Option<Found> {
    let kind = entry.file_type()?;
    let kind = if kind.is_dir() {
        Kind::Folder
    } else if kind.is_file() {
        Kind::File
    } else if kind.is_symlink() && entry.depth() > 0 {
        let target = std::fs::metadata(entry.path()).ok()?;
        if target.is_dir() { Kind::FolderLink } else { Kind::File }
    } else {
        return None;
    };
    Some(Found { path: entry.into_path(), kind })
}

fn list_files(folder: &Path) -> Vec<Entry> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let mut names: Vec<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    names.sort_unstable();
    names.into_iter().map(Entry::new).collect()
}
