//! Text that others wrote, in Markdown: no markup, no link, nobody notified.

use crate::report::text::{one_line, printable};

/// A name or a path, set in code. What Markdown could take for markup is written as a character reference, which it
/// takes for nothing else than the character.
pub(super) fn code(text: &str) -> String {
    format!("<code>{}</code>", references(&one_line(text)))
}

/// A sentence of ours with the names of others in backticks, which become code.
pub(super) fn prose(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    let paired = pieces.len() % 2 == 1;
    let piece = |(index, piece): (usize, &&str)| match index % 2 == 1 && paired && !piece.is_empty() {
        true => code(piece),
        false => references(piece),
    };
    pieces.iter().enumerate().map(piece).collect()
}

/// What is shown of a text in a fence: one long statement must not take the place of all other findings.
const FENCED: usize = 8_000;

/// Lines in a fence that nothing in them can close, and the beginning of a very long text.
pub(super) fn fenced(language: &str, text: &str) -> String {
    let mut text = printable(text);
    if let Some((end, _)) = text.char_indices().nth(FENCED) {
        text = format!("{}…", &text[..end]).into();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{text}\n{fence}\n")
}

fn references(text: &str) -> String {
    let mut inert = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            // A name or a number after these is looked up, also where they are references; not behind a space of no width.
            '@' | '#' => inert.push_str(&format!("&#{};\u{200b}", c as u32)),
            ' ' | ',' | '.' | '/' | '-' => inert.push(c),
            c if c.is_ascii_punctuation() => inert.push_str(&format!("&#{};", c as u32)),
            c => inert.push(c),
        }
    }
    inert
}
