//! What stands in place of masked text: as many bytes, and newlines where there were newlines.

use std::ops::Range;

use crate::parse::scan::is_word_byte;
use crate::source::Span;

/// A change of the text that keeps its length.
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) fill: Fill,
}

pub(super) enum Fill {
    Blank,
    /// A semicolon, then blanks.
    Semicolon,
    /// The letters that are there, with `_` for all else, begun by a letter.
    Identifier,
    Digits,
    /// Quotes around what is there.
    Quoted(u8),
    /// A value that is known, then blanks.
    Value(String),
}

/// Words after which a number must follow.
const BEFORE_NUMBER: &[&str] =
    &["by", "increment", "minvalue", "maxvalue", "cache", "start", "restart", "modulus"];

/// Words after which a string must follow.
const BEFORE_STRING: &[&str] = &["password", "is", "until", "location", "template", "strategy", "interval"];

/// What a placeholder is read as, from how it is written and what stands before it.
pub(super) fn neutral(text: &str, written: &str, before: &[Span; 2]) -> Fill {
    let word = |span: &Span| text.get(span.range()).unwrap_or("").to_ascii_lowercase();
    let (earlier, last) = (word(&before[0]), word(&before[1]));
    if written.starts_with(":'") {
        Fill::Quoted(b'\'')
    } else if written.starts_with(":\"") {
        Fill::Quoted(b'"')
    } else if BEFORE_NUMBER.contains(&last.as_str())
        || (last == "with" && matches!(&*earlier, "start" | "restart"))
    {
        Fill::Digits
    } else if BEFORE_STRING.contains(&last.as_str()) {
        Fill::Quoted(b'\'')
    } else {
        Fill::Identifier
    }
}

/// Makes the changes; one that begins or ends inside a character takes all of it.
pub(super) fn apply(text: String, edits: &[Edit]) -> String {
    let whole: Vec<Range<usize>> = edits.iter().map(|edit| whole_characters(&text, &edit.range)).collect();
    let mut bytes = text.into_bytes();
    for (range, edit) in whole.into_iter().zip(edits) {
        if let Some(part) = bytes.get_mut(range) {
            fill(part, &edit.fill);
        }
    }
    // Every change covers whole characters; were one to fail, the text would be read as it can be.
    String::from_utf8(bytes).unwrap_or_else(|error| blank_high(error.into_bytes()))
}

fn whole_characters(text: &str, range: &Range<usize>) -> Range<usize> {
    let mut end = range.end.min(text.len());
    let mut start = range.start.min(end);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

fn blank_high(bytes: Vec<u8>) -> String {
    bytes.into_iter().map(|byte| if byte.is_ascii() { byte as char } else { '_' }).collect()
}

fn fill(part: &mut [u8], fill: &Fill) {
    match fill {
        Fill::Blank => blank(part),
        Fill::Semicolon => {
            blank(part);
            set_first(part, b';');
        }
        Fill::Identifier => {
            word(part);
            set_first(part, b'p');
        }
        Fill::Digits => {
            part.iter_mut().for_each(|byte| *byte = b'0');
            if let Some(last) = part.last_mut() {
                *last = b'1';
            }
        }
        Fill::Quoted(mark) => {
            word(part);
            set_first(part, *mark);
            if let Some(last) = part.last_mut() {
                *last = *mark;
            }
        }
        Fill::Value(value) => {
            blank(part);
            if let Some(start) = part.get_mut(..value.len()) {
                start.copy_from_slice(value.as_bytes());
            }
        }
    }
}

/// A name for a placeholder that stands for a schema, the same however its brackets and blanks are written:
/// `{{ schema }}`, `{{schema}}`.
pub(super) fn same_name(written: &str) -> Fill {
    let name = plain_name(written);
    // A token must not end inside a character of what is written.
    if written.is_char_boundary(name.len()) && !written.contains('\n') {
        Fill::Value(name)
    } else {
        Fill::Identifier
    }
}

fn plain_name(written: &str) -> String {
    let words = written.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.fold("p".to_owned(), |name, word| name + "_" + &word.to_ascii_lowercase())
}

/// The names that a placeholder may have been read as.
pub(in crate::parse) fn placeholder_names(written: &str) -> [String; 2] {
    let mut bytes = written.as_bytes().to_vec();
    fill(&mut bytes, &Fill::Identifier);
    [plain_name(written), String::from_utf8(bytes).unwrap_or_default()]
}

fn set_first(part: &mut [u8], byte: u8) {
    if let Some(first) = part.first_mut() {
        *first = byte;
    }
}

fn blank(part: &mut [u8]) {
    part.iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
}

fn word(part: &mut [u8]) {
    for byte in part {
        let plain = byte.is_ascii() && is_word_byte(*byte) && *byte != b'$';
        *byte = if plain { byte.to_ascii_lowercase() } else { b'_' };
    }
}
