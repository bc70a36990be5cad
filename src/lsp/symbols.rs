//! The outline of a document: its statements, with those of a `DO` block inside it.

use gen_lsp_types::{DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, SymbolKind};

use super::documents::{Document, DocumentKind};
use super::locks;
use super::position::Lines;
use super::session::Session;
use crate::ast::Statement;
use crate::migration::{Script, Step};

/// Longer names are cut.
const LONGEST: usize = 72;

pub(super) fn symbols(
    session: &mut Session,
    parameters: DocumentSymbolParams,
) -> Option<DocumentSymbolResponse> {
    let document = session.documents.get(&parameters.text_document.uri)?;
    if document.kind != DocumentKind::Sql {
        return None;
    }
    Some(DocumentSymbolResponse::DocumentSymbolList(statements(session, document)))
}

fn statements(session: &Session, document: &Document) -> Vec<DocumentSymbol> {
    let lines = session.lines(&document.text);
    let mut symbols: Vec<DocumentSymbol> = Vec::new();
    for place in session.scripts_of(document) {
        for step in &place.script.steps {
            let symbol = symbol(&lines, place.script, step);
            match (step.within, symbols.last_mut()) {
                (Some(_), Some(block)) => block.children.get_or_insert_default().push(symbol),
                _ => symbols.push(symbol),
            }
        }
    }
    symbols.sort_by_key(|symbol| symbol.range.start);
    symbols
}

#[expect(deprecated, reason = "the protocol's type has a field that must be given")]
fn symbol(lines: &Lines, script: &Script, step: &Step) -> DocumentSymbol {
    let range = lines.range(step.span());
    DocumentSymbol {
        name: name(script.source.slice(step.span())),
        detail: locks::brief(script, step),
        kind: kind(&step.statement.kind),
        tags: None,
        deprecated: None,
        range,
        selection_range: range,
        children: None,
    }
}

/// The statement on one line, without its body.
fn name(text: &str) -> String {
    let head = text.split(['(', '$']).next().unwrap_or(text);
    let line = head.lines().filter(|line| !line.trim_start().starts_with("--")).collect::<Vec<_>>().join(" ");
    let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", words.get(..at).unwrap_or_default()),
        None => words,
    }
}

fn kind(statement: &Statement) -> SymbolKind {
    match statement {
        Statement::CreateTable(_) | Statement::CreateTableAs(_) => SymbolKind::Struct,
        Statement::CreateView(_) => SymbolKind::Interface,
        Statement::CreateIndex(_) => SymbolKind::Key,
        Statement::CreateType(_) | Statement::CreateDomain(_) | Statement::AlterEnum(_) => SymbolKind::Enum,
        Statement::CreateFunction(_) | Statement::AlterFunction(_) | Statement::Call(_) => {
            SymbolKind::Function
        }
        Statement::CreateTrigger(_) => SymbolKind::Event,
        Statement::CreateSchema(_) => SymbolKind::Namespace,
        Statement::CreateExtension(_) => SymbolKind::Package,
        Statement::Set(_) => SymbolKind::Constant,
        Statement::AlterTable(_) => SymbolKind::Property,
        _ => SymbolKind::Operator,
    }
}
