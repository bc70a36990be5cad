//! What the body of a function does for itself: tables of its own, handlers.

use crate::ast::{CreateFunction, ObjectName, Statement};

/// Whether a handler may swallow what goes wrong.
pub fn handles_errors(body: &str) -> bool {
    let lower = body.to_ascii_lowercase();
    let mut words = lower.split_whitespace();
    let mut before = "";
    words.any(|word| {
        let handles = before == "exception" && word == "when";
        before = word;
        handles
    })
}

/// Whether a text stands anywhere in a body, comments and strings included, in small or capital letters.
pub fn says(body: &str, text: &str) -> bool {
    places(body, text).next().is_some()
}

/// The same for a word by itself.
pub fn says_word(body: &str, word: &str) -> bool {
    word_places(body, word).next().is_some()
}

fn word_places<'a>(body: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_part = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let bytes = body.as_bytes();
    places(body, word).filter(move |at| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        !is_part(before) && !is_part(bytes.get(at + word.len()))
    })
}

/// Whether a body has a statement that begins with a word and goes on with a name: `TG_OP = 'UPDATE'` and `FOR UPDATE;`
/// are none.
pub fn says_statement(body: &str, word: &str) -> bool {
    let goes_on = |rest: &str| {
        let next = rest.trim_start().chars().next();
        // A name may come behind a comment.
        next.is_some_and(|next| next.is_alphabetic() || matches!(next, '_' | '"' | '-' | '/'))
    };
    word_places(body, word).any(|at| body.get(at + word.len()..).is_some_and(goes_on))
}

/// Where a text stands in a body, in small or capital letters.
fn places<'a>(body: &'a str, text: &'a str) -> impl Iterator<Item = usize> + 'a {
    let (text, body) = (text.as_bytes(), body.as_bytes());
    let (at, rare) = rarest(text);
    let hits = memchr::memchr2_iter(rare.to_ascii_lowercase(), rare.to_ascii_uppercase(), body);
    hits.filter_map(move |hit| hit.checked_sub(at)).filter(move |start| {
        let part = body.get(*start..*start + text.len());
        part.is_some_and(|part| part.eq_ignore_ascii_case(text))
    })
}

/// The byte of a text that code has least of, and its place.
fn rarest(text: &[u8]) -> (usize, u8) {
    const COMMON_FIRST: &[u8] = b" etnriaosldcu_pmfgwhbyvkxqjz";
    let rank = |byte: u8| COMMON_FIRST.iter().position(|known| *known == byte.to_ascii_lowercase());
    let bytes = text.iter().copied().enumerate();
    bytes.max_by_key(|(_, byte)| rank(*byte).unwrap_or(COMMON_FIRST.len())).unwrap_or_default()
}

/// Whether a function itself makes a table of that name.
pub fn makes(definition: &CreateFunction, name: &str) -> bool {
    let mut own = definition.statements.iter().filter_map(|inner| made_by(&inner.statement.kind));
    own.any(|own| own.name == name)
}

/// The name of the table that a statement makes.
pub fn made_by(statement: &Statement) -> Option<&ObjectName> {
    match statement {
        Statement::CreateTable(create) => Some(&create.name),
        Statement::CreateTableAs(create) => Some(&create.name),
        _ => None,
    }
}

/// The words of a body, each with the semicolon behind it.
pub fn words(code: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let parts = code.split(move |c: char| !is_part(c) && c != ';');
    parts.flat_map(|part| part.split_inclusive(';')).filter(|word| !word.is_empty())
}

/// Whether a body has a RAISE that stops it: without a level, or with EXCEPTION.
pub fn raises_error(code: &str) -> bool {
    const LEVELS: &[&str] = &["debug", "log", "info", "notice", "warning"];
    let is_any = |word: &str, of: &[&str]| of.iter().any(|one| word.eq_ignore_ascii_case(one));
    let mut words = words(code).map(|word| word.trim_end_matches(';')).peekable();
    while let Some(word) = words.next() {
        if is_any(word, &["raise"]) && !words.peek().is_some_and(|next| is_any(next, LEVELS)) {
            return true;
        }
    }
    false
}
