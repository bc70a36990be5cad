//! The documents that an editor has open, with the texts they have there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gen_lsp_types::{TextDocumentContentChangeEvent, Uri};
use url::Url;

use super::position::Encoding;
use crate::config::FILE_NAME;

/// One open document.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) uri: Uri,
    pub(super) kind: DocumentKind,
    /// What findings and messages call it: a path as seen from the working folder, or the address of what is no file.
    pub(super) name: String,
    /// Where it is, or will be when it is saved; absent for what is no file.
    pub(super) path: Option<PathBuf>,
    pub(super) version: i32,
    pub(super) text: String,
}

/// What a document is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DocumentKind {
    Sql,
    Configuration,
    /// Nothing that there is anything to say of.
    Other,
}

/// All open documents, by their addresses as the editor writes them.
#[derive(Debug, Default)]
pub(super) struct Documents {
    open: BTreeMap<String, Document>,
}

impl Documents {
    pub(super) fn open(&mut self, uri: Uri, language: &str, version: i32, text: String) {
        let path = path_of(&uri);
        let kind = DocumentKind::of(path.as_deref(), language);
        let name = path.as_deref().map_or_else(|| uri.0.clone(), name_of);
        self.open.insert(uri.0.clone(), Document { uri, kind, name, path, version, text });
    }

    pub(super) fn close(&mut self, uri: &Uri) -> Option<Document> {
        self.open.remove(&uri.0)
    }

    pub(super) fn get(&self, uri: &Uri) -> Option<&Document> {
        self.open.get(&uri.0)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Document> {
        self.open.values()
    }

    /// The open document that a path names.
    pub(super) fn at(&self, path: &Path) -> Option<&Document> {
        self.all().find(|document| document.path.as_deref() == Some(path))
    }

    /// The open document that findings call by this name.
    pub(super) fn named(&self, name: &str) -> Option<&Document> {
        self.all().find(|document| document.name == name)
    }

    /// Takes over changes in the order they were made.
    pub(super) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> Option<&Document> {
        let document = self.open.get_mut(&uri.0)?;
        document.version = version;
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let span = encoding.lines(&document.text).span(part.range);
                    document.text.replace_range(span.range(), &part.text);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    document.text = whole.text;
                }
            }
        }
        Some(document)
    }
}

impl DocumentKind {
    fn of(path: Option<&Path>, language: &str) -> Self {
        let name = path.and_then(Path::file_name).map(|name| name.to_string_lossy()).unwrap_or_default();
        if name == FILE_NAME {
            return DocumentKind::Configuration;
        }
        let is_sql = |ending: &str| name.to_ascii_lowercase().ends_with(ending);
        if is_sql(".sql") || is_sql(".psql") || is_sql(".ddl") || SQL.contains(&language) {
            DocumentKind::Sql
        } else {
            DocumentKind::Other
        }
    }
}

/// What editors call SQL.
const SQL: &[&str] = &["sql", "pgsql", "postgres", "postgresql", "plpgsql"];

/// The path of a file's address.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let url = Url::parse(&uri.0).ok()?;
    if url.scheme() == "file" { url.to_file_path().ok() } else { None }
}

/// The address of a path, or of a name that is an address already.
pub(super) fn uri_of(name: &str) -> Option<Uri> {
    let path = std::path::absolute(name).ok()?;
    let is_path = Url::parse(name).map_or(true, |url| url.scheme().len() == 1);
    if is_path { Some(Uri(Url::from_file_path(path).ok()?.into())) } else { Some(Uri(name.to_owned())) }
}

/// A path as people read it: from the working folder, where it lies below.
pub(super) fn name_of(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let below = path.strip_prefix(&here).unwrap_or(path);
    below.to_string_lossy().replace('\\', "/")
}
