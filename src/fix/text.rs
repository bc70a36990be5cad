//! Edits put into a text, whose byte order mark and line ends stay as they are.

use crate::diagnostic::Edit;
use crate::source::SourceFile;

const MARK: &str = "\u{feff}";

/// Whether two edits overlap or stand side by side, so that their order would matter.
pub(super) fn touch(one: &Edit, other: &Edit) -> bool {
    one.span.start <= other.span.end && other.span.start <= one.span.end
}

/// Whether the edits of one fix can be made together.
pub(super) fn in_order(edits: &[&Edit]) -> bool {
    let mut spans: Vec<_> = edits.iter().map(|edit| edit.span).collect();
    spans.sort_unstable();
    spans.windows(2).all(|pair| pair[0].end <= pair[1].start && pair[0] != pair[1])
}

/// The text with all replacements made.
pub fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.span);
    let crlf = has_crlf(text);
    let first = if text.starts_with(MARK) { MARK.len() } else { 0 };
    let (mut result, mut at) = (String::with_capacity(text.len() + 64), 0);
    for edit in edits {
        let start = (edit.span.start as usize).max(first);
        let end = (edit.span.end as usize).max(start);
        result.push_str(text.get(at..start).unwrap_or_default());
        result.push_str(&if crlf { to_crlf(&edit.replacement) } else { edit.replacement });
        at = end;
    }
    result.push_str(text.get(at..).unwrap_or_default());
    result
}

/// A text with the line ends of the file that it goes to or stands beside.
pub fn with_line_ends_of(source: &SourceFile, text: &str) -> String {
    if has_crlf(source.text()) { to_crlf(text) } else { text.to_owned() }
}

fn has_crlf(text: &str) -> bool {
    text.find('\n').is_some_and(|at| text.as_bytes().get(at.wrapping_sub(1)) == Some(&b'\r'))
}

fn to_crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}
