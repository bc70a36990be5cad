//! Expressions without the values in them: constants are row data as often as not.

use sha2::{Digest, Sha256};

/// An expression as the server prints it, with `$1`, `$2`, … in the place of its constants.
pub(super) fn masked(expression: &str) -> String {
    let mut text = String::with_capacity(expression.len());
    let mut constants = 0;
    let mut rest = expression;
    let mut after_word = false;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' => quoted_length(rest, '"'),
            '\'' => quoted_length(rest, '\''),
            c if c.is_ascii_digit() && !after_word => number_length(rest),
            c => c.len_utf8(),
        };
        let (token, remainder) = rest.split_at(length.min(rest.len()));
        let is_constant = c == '\'' || c.is_ascii_digit() && !after_word;
        if is_constant {
            constants += 1;
            text.push_str(&format!("${constants}"));
        } else {
            text.push_str(token);
        }
        after_word = c.is_alphanumeric() || c == '_' || c == '$';
        rest = remainder;
    }
    text
}

/// Tells two texts apart without showing either; the key is the server's own and in no file.
pub(super) fn fingerprint(key: &str, text: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(key.as_bytes());
    hash.update([0]);
    hash.update(text.as_bytes());
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of a quoted text, doubled quotes inside included.
fn quoted_length(text: &str, quote: char) -> usize {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = characters.next() {
        if c == quote {
            match characters.peek() {
                Some((_, next)) if *next == quote => {
                    characters.next();
                }
                _ => return at + 1,
            }
        }
    }
    text.len()
}

fn number_length(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len())
}
