//! Changes of texts as the workspace edits that a client can make.

use std::collections::HashMap;

use gen_lsp_types::{
    CreateFile, DocumentChange, Edit, OptionalVersionedTextDocumentIdentifier, Position, Range,
    TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use similar::{DiffTag, TextDiff};

use super::documents::Document;
use super::session::Session;
use crate::source::Span;

/// What is to be changed, file by file.
#[derive(Default)]
pub(super) struct Changes {
    edits: Vec<(Uri, Option<i32>, Vec<TextEdit>)>,
    created: Vec<(Uri, String)>,
}

impl Changes {
    /// Replaces parts of an open document.
    pub(super) fn replace(&mut self, session: &Session, document: &Document, parts: &[(Span, String)]) {
        let lines = session.lines(&document.text);
        let edits =
            parts.iter().map(|(span, text)| TextEdit { range: lines.range(*span), new_text: text.clone() });
        self.edits.push((document.uri.clone(), Some(document.version), edits.collect()));
    }

    /// Makes of one text another, line by line.
    pub(super) fn rewrite(&mut self, session: &Session, name: &str, before: &str, after: &str) {
        let Some(uri) = session.uri_of(name) else { return };
        let version = session.documents.named(name).map(|document| document.version);
        let lines = session.lines(before);
        let (old, new): (Vec<&str>, Vec<&str>) =
            (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
        let start = |line: usize| old.iter().take(line).map(|line| line.len()).sum::<usize>();
        let diff = TextDiff::from_slices(&old, &new);
        let edits = diff.ops().iter().filter(|op| op.tag() != DiffTag::Equal).map(|op| {
            let span = Span::new(start(op.old_range().start), start(op.old_range().end));
            TextEdit { range: lines.range(span), new_text: new[op.new_range()].concat() }
        });
        self.edits.push((uri, version, edits.collect()));
    }

    /// Makes a file that is not there yet.
    pub(super) fn create(&mut self, session: &Session, name: &str, text: &str) {
        self.created.extend(session.uri_of(name).map(|uri| (uri, text.to_owned())));
    }

    /// As the client takes it; nothing where it cannot make files that are needed.
    pub(super) fn edit(self, session: &Session) -> Option<WorkspaceEdit> {
        let client = &session.client;
        if !self.created.is_empty() && !client.creates_files {
            return None;
        }
        if !client.document_changes {
            let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
            for (uri, _, edits) in self.edits {
                changes.entry(uri).or_default().extend(edits);
            }
            return Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() });
        }
        let mut changes: Vec<DocumentChange> = Vec::new();
        for (uri, version, edits) in self.edits {
            changes.push(DocumentChange::TextDocumentEdit(edited(uri, version, edits)));
        }
        for (uri, text) in self.created {
            changes.push(DocumentChange::CreateFile(CreateFile {
                uri: uri.clone(),
                options: None,
                annotation_id: None,
            }));
            let range = Range { start: Position::default(), end: Position::default() };
            changes.push(DocumentChange::TextDocumentEdit(edited(
                uri,
                None,
                vec![TextEdit { range, new_text: text }],
            )));
        }
        Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
    }
}

fn edited(uri: Uri, version: Option<i32>, edits: Vec<TextEdit>) -> TextDocumentEdit {
    let text_document_identifier = TextDocumentIdentifier { uri };
    TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { version, text_document_identifier },
        edits: edits.into_iter().map(Edit::TextEdit).collect(),
    }
}
