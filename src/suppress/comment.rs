//! Reads what a comment allows: our own words, squawk's and eugene's.

use memchr::memmem;

use crate::rules;
use crate::source::Span;

use super::Named;

/// Whose words they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Ours: what is wrong with it is reported.
    Own,
    /// Another tool's, which knows rules that we do not have.
    Foreign,
}

/// What one line of a comment says.
#[derive(Debug)]
pub(super) struct Directive {
    pub(super) style: Style,
    pub(super) whole_file: bool,
    pub(super) names: Vec<Named>,
    pub(super) reason: Option<String>,
    pub(super) problem: Option<String>,
}

const MARKERS: [&str; 3] = ["migrate-lint:", "squawk-ignore", "eugene:"];

/// Whether a text can hold any: most files hold none.
pub(super) fn is_possible(text: &str) -> bool {
    MARKERS.iter().any(|marker| memmem::find(text.as_bytes(), marker.as_bytes()).is_some())
}

/// What a comment allows. `offset` is where its text begins in the file.
pub(super) fn read(text: &str, offset: usize) -> Vec<Directive> {
    if !is_possible(text) {
        return Vec::new();
    }
    let (inner, skipped) = match text.strip_prefix("/*") {
        Some(rest) => (rest.strip_suffix("*/").unwrap_or(rest), 2),
        None => (text, 0),
    };
    let mut at = offset + skipped;
    let mut directives = Vec::new();
    for line in inner.split_inclusive('\n') {
        let content = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*'));
        directives.extend(directive(content.trim_end(), at + line.len() - content.len()));
        at += line.len();
    }
    directives
}

fn directive(text: &str, at: usize) -> Option<Directive> {
    if let Some(rest) = text.strip_prefix("migrate-lint:") {
        return own(rest, at + text.len() - rest.len());
    }
    if let Some(rest) = text.strip_prefix("squawk-ignore") {
        let (whole_file, rest) = rest.strip_prefix("-file").map_or((false, rest), |rest| (true, rest));
        if rest.starts_with(|c: char| !c.is_whitespace() && !matches!(c, ':' | ',')) {
            return None;
        }
        let names = rest.split("--").next().unwrap_or_default();
        let reason = rest.split_once("--").map(|(_, reason)| reason);
        return Some(foreign(names, at + text.len() - rest.len(), whole_file, reason));
    }
    let rest = text.strip_prefix("eugene:")?.trim_start().strip_prefix("ignore")?;
    if rest.starts_with(|c: char| !c.is_whitespace()) {
        return None;
    }
    Some(foreign(rest, at + text.len() - rest.len(), false, None))
}

/// `allow(a, b) reason` and `allow-file(a)`. Other words after the marker may be prose, unless they look like these.
fn own(text: &str, at: usize) -> Option<Directive> {
    let words = text.trim_start();
    let at = at + text.len() - words.len();
    let verb_end = words.find(|c: char| !c.is_ascii_alphabetic() && c != '-').unwrap_or(words.len());
    let (verb, rest) = words.split_at(verb_end);
    let list = rest.trim_start().strip_prefix('(').and_then(|list| list.split_once(')'));
    let whole_file = verb == "allow-file";
    let empty = Directive {
        style: Style::Own,
        whole_file: false,
        names: Vec::new(),
        reason: None,
        problem: Some("`-- migrate-lint: allow(rule) reason` is how it is written".to_owned()),
    };
    match list {
        Some((list, reason)) if whole_file || verb == "allow" => {
            let list_at = at + words.len() - reason.len() - 1 - list.len();
            let names = names(list, list_at, &[',']);
            if names.is_empty() {
                return Some(empty);
            }
            Some(Directive { style: Style::Own, whole_file, names, reason: trimmed(reason), problem: None })
        }
        Some(_) => Some(empty),
        None => {
            let verbs = ["allow", "ignore", "disable", "suppress", "skip", "off", "nolint", "noqa"];
            verbs.iter().any(|known| verb.to_ascii_lowercase().starts_with(known)).then_some(empty)
        }
    }
}

fn foreign(list: &str, at: usize, whole_file: bool, reason: Option<&str>) -> Directive {
    let names = names(
        list.trim_start_matches(':'),
        at + list.len() - list.trim_start_matches(':').len(),
        &[',', ' ', '\t', '\r'],
    );
    Directive { style: Style::Foreign, whole_file, names, reason: reason.and_then(trimmed), problem: None }
}

fn names(list: &str, at: usize, separators: &[char]) -> Vec<Named> {
    let mut names = Vec::new();
    let mut start = at;
    for item in list.split(separators) {
        let name = item.trim();
        if !name.is_empty() {
            let name_start = start + item.len() - item.trim_start().len();
            names.push(Named {
                name: name.to_owned(),
                span: Span::new(name_start, name_start + name.len()),
                rules: rules::find_all(name).into_iter().map(|rule| rule.id).collect(),
                used: false,
            });
        }
        start += item.len() + 1;
    }
    names
}

/// The reason without the punctuation that leads to it.
fn trimmed(reason: &str) -> Option<String> {
    let reason = reason.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | ',' | '—'));
    let reason = reason.trim();
    (!reason.is_empty()).then(|| reason.to_owned())
}
