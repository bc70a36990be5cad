//! Lines of a text with their offsets, and sections between marker lines.

use std::ops::Range;

/// The lines of a text: offset, and the line without its end.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut offset = 0;
    std::iter::from_fn(move || {
        let rest = text.get(offset..).filter(|rest| !rest.is_empty())?;
        let start = offset;
        let length = memchr::memchr(b'\n', rest.as_bytes());
        offset += length.map_or(rest.len(), |length| length + 1);
        let line = &rest[..length.unwrap_or(rest.len())];
        Some((start, line.strip_suffix('\r').unwrap_or(line)))
    })
}

/// A line that begins a section.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark<T> {
    /// The marker line itself, which is a comment of the section it begins.
    pub(super) start: usize,
    pub(super) kind: T,
}

/// Each section: the kind of its marker, and the text from the marker to the next one.
pub(super) fn sections<T: Copy>(text: &str, marks: &[Mark<T>]) -> Vec<(T, Range<usize>)> {
    let ends = marks.iter().skip(1).map(|mark| mark.start).chain([text.len()]);
    marks.iter().zip(ends).map(|(mark, end)| (mark.kind, mark.start..end)).collect()
}

/// The words after a prefix, without regard to case: `rest("-- Up", "--")` is `Up`.
pub(super) fn strip_prefix_ignore_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// Every place of a literal in a text.
pub(super) fn occurrences(text: &str, literal: &str) -> Vec<Range<usize>> {
    text.match_indices(literal).map(|(at, found)| at..at + found.len()).collect()
}
