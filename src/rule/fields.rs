//! The fields of the row that a trigger's function reads and sets: `NEW.full_name := NEW.name`.

use crate::ast::{Name, ObjectName};
use crate::catalog::{Catalog, QualifiedName};
use crate::parse;
use crate::source::Span;

/// One use of `NEW.column` or `OLD.column`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowField {
    pub column: Name,
    /// It is given a value, and not read.
    pub set: bool,
}

/// Whether a body says a name outside of comments and strings, in small or capital letters; with `called`, before an
/// opening parenthesis.
pub fn says_in_code(body: &str, name: &str, called: bool) -> bool {
    parse::identifiers(body).into_iter().any(|(span, found)| {
        let after = || body.get(span.end as usize..).unwrap_or_default().trim_start();
        found.trim_matches('"').eq_ignore_ascii_case(name) && (!called || after().starts_with('('))
    })
}

/// Every use of a field of the row in a function's body, outside comments and strings.
pub fn row_fields(catalog: &Catalog, function: &QualifiedName) -> Vec<RowField> {
    body_of(catalog, function).map(|code| fields_in(&code)).unwrap_or_default()
}

/// The same without what only feeds a function that keeps no value, such as a hash: nobody gets the value back from it.
pub fn carried_fields(catalog: &Catalog, function: &QualifiedName) -> Vec<RowField> {
    body_of(catalog, function).map(|code| fields_in(&without_digests(&code))).unwrap_or_default()
}

fn body_of(catalog: &Catalog, function: &QualifiedName) -> Option<String> {
    let name = ObjectName::new(Some(&function.schema), &function.name, Span::default());
    let routines = catalog.routines(&name);
    let definition = routines.first().and_then(|routine| routine.definition.as_deref())?;
    definition.body.as_ref().map(|(body, _)| code_of(body))
}

/// Functions whose result does not tell the value that they were given.
const DIGESTS: &[&str] = &[
    "md5",
    "sha224",
    "sha256",
    "sha384",
    "sha512",
    "digest",
    "hmac",
    "crypt",
    "hashtext",
    "hashtextextended",
    "length",
    "char_length",
    "octet_length",
    "to_tsvector",
];

/// The code with blanks for the arguments of such functions.
fn without_digests(code: &str) -> String {
    let mut left = code.to_owned();
    for (span, name) in parse::identifiers(code) {
        let end = span.end as usize;
        let rest = code.get(end..).unwrap_or_default();
        let called = rest.trim_start().starts_with('(');
        if called && DIGESTS.iter().any(|digest| name.eq_ignore_ascii_case(digest)) {
            let arguments = end..end + closing(rest);
            let blanks = " ".repeat(arguments.len());
            left.replace_range(arguments, &blanks);
        }
    }
    left
}

/// How far it is to behind the parenthesis that closes the first one.
fn closing(text: &str) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return at + 1,
            ')' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

fn fields_in(code: &str) -> Vec<RowField> {
    let mut found = Vec::new();
    let lower = code.to_ascii_lowercase();
    for record in ["new.", "old."] {
        for (at, _) in lower.match_indices(record) {
            let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '"');
            if code.get(..at).is_some_and(|before| before.ends_with(part)) {
                continue;
            }
            let Some(rest) = code.get(at + record.len()..) else { continue };
            let Some((column, after)) = identifier(rest) else { continue };
            let after = after.trim_start();
            // In PL/pgSQL `=` sets a value at the beginning of a statement only.
            let begins = code.get(..at).is_some_and(|before| begins_statement(before.trim_end()));
            let set = begins && (after.starts_with(":=") || after.starts_with('='));
            let field = RowField { column, set };
            if !found.contains(&field) {
                found.push(field);
            }
        }
    }
    found
}

fn begins_statement(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    before.ends_with(';')
        || before.is_empty()
        || ["begin", "then", "else", "loop"].iter().any(|keyword| word.eq_ignore_ascii_case(keyword))
}

/// The identifier that a text begins with, folded as the server does, and what follows it.
fn identifier(text: &str) -> Option<(Name, &str)> {
    if let Some(quoted) = text.strip_prefix('"') {
        let (name, after) = quoted.split_once('"')?;
        return Some((Name::new(name), after));
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').unwrap_or(text.len());
    let name = text.get(..end).filter(|name| !name.is_empty())?;
    Some((Name::new(name.to_lowercase()), text.get(end..)?))
}

/// The text with blanks for its comments and strings.
pub fn code_of(body: &str) -> String {
    let mut code = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("--") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if c == '\'' {
            rest.get(1..).and_then(|inside| inside.find('\'')).map_or(rest.len(), |at| at + 2)
        } else {
            code.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            continue;
        };
        code.push(' ');
        rest = rest.get(length..).unwrap_or_default();
    }
    code
}
