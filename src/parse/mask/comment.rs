//! Comments that a tool puts a name in place of: `CREATE INDEX i ON /* SCHEMA_NAME */.orders (id)`.

use crate::ast::is_reserved;
use crate::parse::scan::is_word_byte;

/// Words that are not reserved and that a name follows all the same.
const BEFORE_NAME: &[&str] = &[
    "concurrently",
    "domain",
    "exists",
    "function",
    "index",
    "join",
    "lock",
    "procedure",
    "sequence",
    "trigger",
    "truncate",
    "type",
    "update",
    "view",
];

/// Whether any comment stands before a dot; a look at it all costs less than reading its tokens.
pub(super) fn any_qualifies(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"*/.").is_some()
}

/// What stands for the name before the dot in a comment: one word in capitals, where a name has to stand and there is none.
pub(super) fn name<'a>(comment: &'a str, before: &str, behind: &str) -> Option<&'a str> {
    let word = comment.strip_prefix("/*")?.strip_suffix("*/")?.trim();
    let capitals = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    let is_word = word.starts_with(|c: char| c.is_ascii_uppercase()) && word.bytes().all(capitals);
    let mut behind = behind.bytes();
    let qualifies = behind.next() == Some(b'.')
        && behind.next().is_some_and(|byte| byte == b'"' || is_word_byte(byte) && !byte.is_ascii_digit());
    (is_word && qualifies && lets_name_follow(before)).then_some(word)
}

/// Whether some comment of a text looks like one that stands for a name, wherever it is.
pub(in crate::parse) fn any_names(text: &str) -> bool {
    text.match_indices("*/.").map(|(at, _)| at + "*/".len()).any(|end| {
        let start = text.get(..end).and_then(|before| before.rfind("/*"));
        let comment = start.and_then(|start| text.get(start..end));
        comment.and_then(|comment| name(comment, ",", text.get(end..)?)).is_some()
    })
}

fn lets_name_follow(before: &str) -> bool {
    let lower = before.to_ascii_lowercase();
    match before.bytes().next() {
        None | Some(b')' | b']' | b'"' | b'\'' | b'$') => false,
        Some(byte) if is_word_byte(byte) => is_reserved(&lower) || BEFORE_NAME.contains(&lower.as_str()),
        Some(_) => true,
    }
}
