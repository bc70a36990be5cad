//! Text that others wrote, made safe to print: no escape sequence, no control character, no forged line.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What a character is printed as, if not as itself.
pub(crate) fn replacement(c: char) -> Option<Cow<'static, str>> {
    Some(match c {
        '\t' => "    ".into(),
        '\u{feff}' => "".into(),
        '\u{7f}' => "␡".into(),
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}').to_string().into(),
        // C1 controls hold the one-byte escape introducer; the others turn the direction of the text around or,
        // as noncharacters, are kept free for our own use.
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fdd0}'..='\u{fdef}' => "\u{fffd}".into(),
        // The last two of each plane are noncharacters too.
        c if c as u32 & 0xfffe == 0xfffe => "\u{fffd}".into(),
        _ => return None,
    })
}

/// The text on one line.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    let needs = |c: char| c == '\n' || replacement(c).is_some();
    if !text.contains(needs) {
        return Cow::Borrowed(text);
    }
    let joined: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    Cow::Owned(printable(&joined.join(" ")).into_owned())
}

/// The text with its lines kept.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c != '\n' && replacement(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut printed = String::with_capacity(text.len() + 8);
    for c in text.replace("\r\n", "\n").chars() {
        match replacement(c).filter(|_| c != '\n') {
            Some(other) => printed.push_str(&other),
            None => printed.push(c),
        }
    }
    Cow::Owned(printed)
}

/// A path as it is called from the root of a repository.
pub(super) fn relative(path: &str) -> &str {
    let mut relative = path;
    while let Some(rest) = relative.strip_prefix("./") {
        relative = rest;
    }
    relative
}

/// Text of others in Markdown, also in a cell of a table: no new column, no markup, nobody notified.
pub(crate) fn escaped_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            // The part of an address before it is no name that could be looked up.
            '@' if !escaped.ends_with(|c: char| c.is_ascii_alphanumeric()) => escaped.push_str("@\u{200b}"),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\n' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Columns that a printed text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

pub(crate) fn char_width(c: char) -> usize {
    if c == '\t' { 4 } else { c.width().unwrap_or(1) }
}

/// The beginning of a text that fits into so many columns, with an ellipsis where something is missing.
pub(crate) fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    let mut used = 0;
    let mut fits = 0;
    for (at, c) in text.char_indices() {
        used += char_width(c);
        if used > columns {
            return Cow::Owned(format!("{}…", &text[..fits]));
        }
        if used < columns {
            fits = at + c.len_utf8();
        }
    }
    Cow::Borrowed(text)
}

/// The text filled up with spaces to so many columns.
pub(crate) fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The words of a text in lines of at most so many columns.
pub(crate) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && width(&line) + 1 + width(word) > columns {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}
