//! Byte offsets to the positions of the protocol and back, in the encoding that was agreed on.

use gen_lsp_types::{Position, PositionEncodingKind, Range};

use crate::source::Span;

/// What a character of a position counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    /// What every client understands.
    #[default]
    Utf16,
    Utf32,
}

/// A text divided into lines as the protocol has them: `\n`, `\r\n` and a `\r` alone end one.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    encoding: Encoding,
}

impl Encoding {
    /// The best of those that a client offers.
    pub(super) fn negotiate(offered: &[PositionEncodingKind]) -> Self {
        let known = [
            (PositionEncodingKind::UTF8, Encoding::Utf8),
            (PositionEncodingKind::UTF32, Encoding::Utf32),
            (PositionEncodingKind::UTF16, Encoding::Utf16),
        ];
        known.into_iter().find(|(kind, _)| offered.contains(kind)).map(|(_, own)| own).unwrap_or_default()
    }

    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    pub(super) fn lines(self, text: &str) -> Lines<'_> {
        // Editors do not count a byte order mark.
        let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        let ends = ends.filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        Lines { text, starts: std::iter::once(first).chain(ends.map(|at| at + 1)).collect(), encoding: self }
    }

    fn width(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }
}

impl Lines<'_> {
    /// The position of a byte; one inside a character counts as the character's first.
    pub(super) fn position(&self, offset: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let before = self.line(line).char_indices();
        let length = offset.saturating_sub(self.starts[line]);
        let before = before.take_while(|(at, c)| at + c.len_utf8() <= length);
        let character: usize = before.map(|(_, c)| self.encoding.width(c)).sum();
        Position { line: line as u32, character: character as u32 }
    }

    pub(super) fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start as usize), end: self.position(span.end as usize) }
    }

    /// The byte of a position; one behind its line is the line's end, one behind the text the text's.
    pub(super) fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line) else { return self.text.len() };
        let mut left = position.character as usize;
        for (at, c) in self.line(line).char_indices() {
            let width = self.encoding.width(c);
            if left < width {
                return start + at;
            }
            left -= width;
        }
        start + self.line(line).len()
    }

    pub(super) fn span(&self, range: Range) -> Span {
        Span::new(self.offset(range.start), self.offset(range.end))
    }

    /// From the beginning of the first line of a range to the end of its last.
    pub(super) fn whole_lines(&self, range: Range) -> Span {
        let start = self.offset(Position { character: 0, ..range.start });
        Span::new(start, self.offset(Position { character: u32::MAX, ..range.end }))
    }

    /// Where the line of a byte ends, before what ends it.
    pub(super) fn end_of_line(&self, offset: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        self.position(self.starts[line] + self.line(line).len())
    }

    /// A line without its end.
    fn line(&self, line: usize) -> &str {
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        self.text.get(self.starts[line]..end).unwrap_or_default().trim_end_matches(['\n', '\r'])
    }
}
