//! What can be written next: rules in comments that allow findings, keys and values in `migrate-lint.toml`.

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, CompletionParams, CompletionResponse,
    Documentation, MarkupContent, MarkupKind, Range, TextEdit,
};

use super::documents::DocumentKind;
use super::hover;
use super::session::Session;
use crate::config::key::{FILE, Key, RULE, Takes, versions};
use crate::config::selectors;
use crate::discover::layout_names;
use crate::rules::{self, RULES};
use crate::source::Span;

/// Something that can be written.
struct Candidate {
    word: String,
    detail: String,
    documentation: Option<String>,
    kind: CompletionItemKind,
}

pub(super) fn complete(session: &mut Session, parameters: CompletionParams) -> Option<CompletionResponse> {
    let session = &*session;
    let cursor = parameters.text_document_position_params;
    let document = session.documents.get(&cursor.text_document.uri)?;
    let lines = session.lines(&document.text);
    let offset = lines.offset(cursor.position);
    let before = document.text.get(..offset)?;
    let line = before.rsplit('\n').next().unwrap_or(before);
    let candidates = match document.kind {
        DocumentKind::Sql => in_comment(line),
        DocumentKind::Configuration => in_configuration(before, line),
        DocumentKind::Other => Vec::new(),
    };
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let start = before.trim_end_matches(is_part).len();
    let range = lines.range(Span::new(start, offset));
    Some(CompletionResponse::CompletionItemList(
        candidates.into_iter().map(|candidate| item(candidate, range)).collect(),
    ))
}

fn in_comment(line: &str) -> Vec<Candidate> {
    let Some(at) = line.rfind("migrate-lint:").filter(|at| is_comment(line, *at)) else { return Vec::new() };
    let rest = line.get(at + "migrate-lint:".len()..).unwrap_or_default();
    match rest.split_once('(') {
        Some((_, names)) if !names.contains(')') => all_rules(),
        Some(_) => Vec::new(),
        None => {
            let word = |word: &str, detail: &str| Candidate::new(word, detail, CompletionItemKind::Keyword);
            vec![word("allow", "for one statement"), word("allow-file", "for the whole file")]
        }
    }
}

fn is_comment(line: &str, at: usize) -> bool {
    line.get(..at).is_some_and(|before| before.contains("--") || before.contains("/*"))
        || line.trim_start().starts_with('*')
}

/// The keys and values that fit at the end of a line of the configuration.
fn in_configuration(before: &str, line: &str) -> Vec<Candidate> {
    let line = unclosed_list(before).unwrap_or(line);
    if let Some(header) = line.trim_start().strip_prefix('[') {
        let name = header.trim_start_matches('[');
        return match name.strip_prefix("rules.") {
            Some(_) => all_rules(),
            None => tables(),
        };
    }
    let headers = before.lines().rev().skip(usize::from(!line.is_empty()));
    let header = headers.map(str::trim).find(|line| line.starts_with('['));
    let table = header.map(|header| header.trim_matches(['[', ']', ' '])).unwrap_or_default();
    match line.split_once('=') {
        None => keys(table),
        Some((name, value)) => {
            let known = keys_of(table).iter().find(|key| key.name == name.trim());
            known.map(|key| values(key, value)).unwrap_or_default()
        }
    }
}

/// A value that goes on over several lines, with the key that it belongs to.
fn unclosed_list(before: &str) -> Option<&str> {
    let begins_value = |line: &str| {
        let key = line.split_once('=').map(|(key, _)| key.trim());
        key.is_some_and(|key| !key.is_empty() && !key.contains(['"', '#', ',', '[']))
    };
    let lines: Vec<&str> = before.split_inclusive('\n').collect();
    let first = lines.iter().rposition(|line| begins_value(line))?;
    let length: usize = lines.iter().skip(first).map(|line| line.len()).sum();
    let value = before.get(before.len() - length..)?;
    let mut open = 0;
    for (index, part) in value.split('"').enumerate() {
        // Every other part stands inside quotes.
        if index % 2 == 0 {
            open += part.matches('[').count();
            open -= part.matches(']').count().min(open);
        }
    }
    (open > 0).then_some(value)
}

fn tables() -> Vec<Candidate> {
    let tables = FILE.iter().filter(|key| is_table(key));
    tables.map(|key| Candidate::new(key.name, key.summary, CompletionItemKind::Module)).collect()
}

fn is_table(key: &Key) -> bool {
    matches!(
        key.takes,
        Takes::Rules | Takes::Scalars | Takes::Table(_) | Takes::Named(_) | Takes::Tables(_) | Takes::Open(_)
    )
}

fn keys_of(table: &str) -> &'static [Key] {
    if table.starts_with("rules.") {
        return RULE;
    }
    let head = table.split('.').next().unwrap_or(table);
    let known = FILE.iter().find(|key| key.name == head).map(|key| key.takes);
    match known {
        Some(Takes::Table(keys) | Takes::Named(keys) | Takes::Tables(keys)) => keys,
        Some(_) => &[],
        None => FILE,
    }
}

fn keys(table: &str) -> Vec<Candidate> {
    let known = keys_of(table).iter().filter(|key| !is_table(key));
    let property = |key: &Key| Candidate::new(key.name, key.summary, CompletionItemKind::Property);
    let mut keys: Vec<Candidate> = known.map(property).collect();
    let rule = table.strip_prefix("rules.").and_then(rules::find);
    let options: toml::Table = rule.and_then(|rule| rule.page().options.parse().ok()).unwrap_or_default();
    keys.extend(options.iter().map(|(name, default)| {
        Candidate::new(name, &format!("by default {default}"), CompletionItemKind::Property)
    }));
    keys
}

fn values(key: &Key, written: &str) -> Vec<Candidate> {
    let quote = |word: &str| if written.contains('"') { word.to_owned() } else { format!("\"{word}\"") };
    let words = |words: Vec<&str>| -> Vec<Candidate> {
        words
            .into_iter()
            .map(|word| Candidate::new(&quote(word), "", CompletionItemKind::EnumMember))
            .collect()
    };
    match key.takes {
        Takes::Version => {
            let versions = versions().into_iter().map(|version| version.to_string());
            versions.map(|version| Candidate::new(&version, "", CompletionItemKind::EnumMember)).collect()
        }
        Takes::Layout => words(layout_names()),
        Takes::Word(known) => words(known()),
        Takes::Selectors => {
            // An odd number of quotes before the cursor: it stands inside one.
            let inside = written.matches('"').count() % 2 == 1;
            let mut candidates: Vec<Candidate> = selectors()
                .into_iter()
                .map(|name| match rules::find(name) {
                    Some(rule) => of_rule(rule),
                    None => Candidate::new(name, "", CompletionItemKind::EnumMember),
                })
                .collect();
            if !inside {
                candidates
                    .iter_mut()
                    .for_each(|candidate| candidate.word = format!("\"{}\"", candidate.word));
            }
            candidates
        }
        _ => Vec::new(),
    }
}

fn all_rules() -> Vec<Candidate> {
    RULES.iter().map(|rule| of_rule(rule)).collect()
}

fn of_rule(rule: &crate::rule::Rule) -> Candidate {
    let page = rule.page();
    let mut candidate = Candidate::new(rule.id, page.summary, CompletionItemKind::Value);
    candidate.documentation = Some(hover::page(rule));
    candidate
}

impl Candidate {
    fn new(word: &str, detail: &str, kind: CompletionItemKind) -> Self {
        Self { word: word.to_owned(), detail: detail.to_owned(), documentation: None, kind }
    }
}

fn item(candidate: Candidate, range: Range) -> CompletionItem {
    let documentation = candidate
        .documentation
        .map(|value| Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value }));
    CompletionItem {
        label: candidate.word.clone(),
        kind: Some(candidate.kind),
        detail: (!candidate.detail.is_empty()).then_some(candidate.detail),
        documentation,
        filter_text: Some(candidate.word.clone()),
        text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit { range, new_text: candidate.word })),
        ..CompletionItem::default()
    }
}
