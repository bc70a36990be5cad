//! The changesets of one file of formatted SQL: their bodies, their rollbacks, their attributes.

use std::ops::Range;
use std::sync::Arc;

use super::super::dialect;
use super::super::lines::{lines, strip_prefix_ignore_case};
use crate::migration::{Down, MigrationSource, ScriptSource, TransactionUnit};
use crate::source::{SourceFile, Span};

/// What a file holds.
pub(super) struct Read {
    pub(super) migrations: Vec<MigrationSource>,
    /// A database that some changesets are for instead of PostgreSQL.
    pub(super) foreign: Option<String>,
}

struct Header<'a> {
    author: &'a str,
    id: &'a str,
    attributes: &'a str,
    start: usize,
    line: &'a str,
}

/// A file without the heading: one changeset of its own.
pub(super) fn raw(source: &Arc<SourceFile>) -> MigrationSource {
    let name = source.path().rsplit('/').next().unwrap_or_default().to_owned();
    MigrationSource {
        version: name.clone(),
        name,
        repeatable: false,
        judged: true,
        unordered: false,
        up: Some(ScriptSource::whole(Arc::clone(source), TransactionUnit::PerChangeset)),
        down: Down::NotExpected,
    }
}

pub(super) fn read(source: &Arc<SourceFile>) -> Read {
    let text = source.text();
    let headers: Vec<Header> = lines(text).filter_map(|(start, line)| header(start, line)).collect();
    let ends = headers.iter().skip(1).map(|header| header.start).chain([text.len()]);
    let mut read = Read { migrations: Vec::new(), foreign: None };
    for (header, end) in headers.iter().zip(ends) {
        match foreign_database(header.attributes) {
            Some(database) => read.foreign = Some(database),
            None => read.migrations.push(migration(source, header, header.start..end)),
        }
    }
    read
}

/// `--changeset author:id attributes`; author and id may be quoted.
fn header(start: usize, line: &str) -> Option<Header<'_>> {
    let rest = strip_prefix_ignore_case(comment(line)?, "changeset")?;
    let rest = rest.strip_prefix(char::is_whitespace)?.trim_start();
    let (author, rest) = match rest.strip_prefix('"') {
        Some(quoted) => {
            let (author, rest) = quoted.split_once('"')?;
            (author, rest.trim_start().strip_prefix(':')?)
        }
        None => rest.split_once(':')?,
    };
    let rest = rest.trim_start();
    let (id, attributes) = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?,
        None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
    };
    Some(Header { author: author.trim(), id, attributes, start, line })
}

/// What stands behind the dashes of a comment line.
fn comment(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix("--").map(str::trim_start)
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let lower = attributes.to_ascii_lowercase();
    let at = lower
        .match_indices(&format!("{name}:"))
        .map(|(at, _)| at)
        .find(|at| *at == 0 || attributes.as_bytes().get(at - 1).is_some_and(u8::is_ascii_whitespace))?;
    let value = attributes.get(at + name.len() + 1..)?;
    match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => value.split_whitespace().next(),
    }
}

/// Another database, where the changeset is for that one and not for PostgreSQL.
fn foreign_database(attributes: &str) -> Option<String> {
    let wanted = attribute(attributes, "dbms")?;
    let names = || wanted.split(',').map(str::trim).filter(|name| !name.is_empty());
    let all_but: Vec<&str> = names().filter_map(|name| name.strip_prefix('!')).collect();
    let is_postgres =
        |name: &str| ["postgresql", "postgres", "all", "edb"].contains(&name.to_ascii_lowercase().as_str());
    let applies = names().any(is_postgres) || (!all_but.is_empty() && !all_but.into_iter().any(is_postgres));
    let first = names().next().unwrap_or_default();
    (!applies).then(|| dialect::of_provider(first).map_or_else(|| first.to_owned(), str::to_owned))
}

fn migration(source: &Arc<SourceFile>, header: &Header, body: Range<usize>) -> MigrationSource {
    let is = |name: &str, value: &str| {
        attribute(header.attributes, name).is_some_and(|is| is.eq_ignore_ascii_case(value))
    };
    let mut script = ScriptSource::whole(Arc::clone(source), TransactionUnit::PerChangeset);
    if is("runintransaction", "false") {
        let splits = !is("splitstatements", "false");
        script.unit = if splits { TransactionUnit::PerStatement } else { TransactionUnit::OptOutButImplicit };
        script.directive = Some(Span::new(header.start, header.start + header.line.len()));
    }
    let text = source.text();
    if let Some(delimiter) = attribute(header.attributes, "enddelimiter") {
        script.separators = separators(text, body.clone(), delimiter);
    }
    let parts = parts(text, body);
    script.sections = parts.forward;
    let down = match parts.back {
        Back::None => Down::Missing { expected: "--rollback".to_owned() },
        Back::Nothing => Down::NotExpected,
        Back::Elsewhere => Down::Code,
        Back::Sections(sections) => {
            Down::Script(ScriptSource { sections, separators: Vec::new(), ..script.clone() })
        }
    };
    MigrationSource {
        version: header.id.to_owned(),
        name: format!("{}:{}", header.author, header.id),
        repeatable: is("runonchange", "true") || is("runalways", "true"),
        judged: true,
        unordered: false,
        up: Some(script),
        down,
    }
}

/// Lines that end with the delimiter end a statement. Dashes are a comment anyway.
fn separators(text: &str, body: Range<usize>, delimiter: &str) -> Vec<Range<usize>> {
    if delimiter.contains(';') || delimiter.starts_with("--") {
        return Vec::new();
    }
    let literal = delimiter.replace("\\n", "").replace('\\', "");
    let inside = text.get(body.clone()).unwrap_or_default();
    let ends = lines(inside).filter_map(|(start, line)| {
        let before = line.trim_end().strip_suffix(literal.as_str()).filter(|_| comment(line).is_none())?;
        let at = body.start + start + before.len();
        Some(at..at + literal.len())
    });
    if literal.is_empty() { Vec::new() } else { ends.collect() }
}

struct Parts {
    forward: Vec<Range<usize>>,
    back: Back,
}

enum Back {
    None,
    /// The author says that nothing is to be taken back.
    Nothing,
    /// It names another changeset.
    Elsewhere,
    Sections(Vec<Range<usize>>),
}

/// Tells the statements of a changeset from its rollback lines and from lines to be ignored.
fn parts(text: &str, body: Range<usize>) -> Parts {
    let mut parts = Parts { forward: Vec::new(), back: Back::None };
    let (mut from, mut ignored, mut in_block) = (body.start, 0_usize, false);
    for (start, line) in lines(text.get(body.clone()).unwrap_or_default()) {
        let start = body.start + start;
        let end = start + line.len();
        let words = comment(line);
        if in_block {
            let close = line.find("*/");
            rollback(text, start..close.map_or(end, |at| start + at), &mut parts.back);
            in_block = close.is_none();
        } else if ignored > 0 {
            ignored -= 1;
            let ends =
                words.is_some_and(|words| strip_prefix_ignore_case(words, "ignoreLines:end").is_some());
            if ends || ignored == 0 {
                (ignored, from) = (0, end);
            }
        } else if let Some(count) = words.and_then(|words| strip_prefix_ignore_case(words, "ignoreLines:")) {
            parts.forward.push(from..start);
            ignored = count.trim().parse().unwrap_or(usize::MAX);
        } else if let Some(rest) = words.and_then(|words| strip_prefix_ignore_case(words, "rollback"))
            && (rest.is_empty() || rest.starts_with(char::is_whitespace))
        {
            rollback(text, end - rest.len()..end, &mut parts.back);
        } else if let Some(rest) = strip_prefix_ignore_case(line.trim_start(), "/* liquibase rollback") {
            let close = rest.find("*/");
            rollback(text, end - rest.len()..close.map_or(end, |at| end - rest.len() + at), &mut parts.back);
            in_block = close.is_none();
        }
    }
    if ignored == 0 {
        parts.forward.push(from..body.end);
    }
    parts
}

fn rollback(text: &str, range: Range<usize>, back: &mut Back) {
    let words = text.get(range.clone()).unwrap_or_default().trim();
    let nothing =
        words.is_empty() || ["empty", "not required"].iter().any(|word| words.eq_ignore_ascii_case(word));
    match back {
        Back::Sections(sections) => sections.push(range),
        Back::Elsewhere => {}
        _ if strip_prefix_ignore_case(words, "changeset").is_some() => *back = Back::Elsewhere,
        _ if nothing => *back = Back::Nothing,
        _ => *back = Back::Sections(vec![range]),
    }
}
