//! The part of a file that a finding is shown with: few lines, none of them long, nothing unprintable in them.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::text;
use crate::diagnostic::Diagnostic;
use crate::source::{LineColumn, SourceFile, Span};

/// Labels farther apart than this are shown as if they were in different files.
const FAR: usize = 200;
/// Labels beyond this many are left to the other formats.
const LABELS: usize = 6;
/// A finding about more lines than this is shown with the first ones alone.
const HUGE: usize = 1000;
/// Lines shown at the beginning of a long span, and at its end.
const HEAD: usize = 4;
const TAIL: usize = 2;
/// Columns shown before the point of a line that is cut.
const LEAD: usize = 24;

/// One file, or one region of it, and the places in it that matter.
pub(super) struct View<'a> {
    pub source: &'a Arc<SourceFile>,
    marks: Vec<Mark>,
}

/// A place, in bytes of the whole text.
struct Mark {
    bytes: Range<usize>,
    lines: Range<usize>,
    label: Option<String>,
}

/// What a renderer is given of a view.
pub(super) struct Window {
    pub text: String,
    pub first_line: usize,
    pub marks: Vec<WindowMark>,
}

/// A place, in bytes of the window. The one without a label is the finding itself.
pub(super) struct WindowMark {
    pub bytes: Range<usize>,
    pub label: Option<String>,
}

/// The finding's own view first, then those of its labels.
pub(super) fn views(diagnostic: &Diagnostic) -> Vec<View<'_>> {
    let mut views = vec![View {
        source: &diagnostic.source,
        marks: vec![Mark::new(&diagnostic.source, diagnostic.span, None)],
    }];
    for label in diagnostic.labels.iter().take(LABELS) {
        let mark = Mark::new(&label.source, label.span, Some(text::one_line(&label.text).into_owned()));
        let near =
            views.iter_mut().find(|view| view.source.path() == label.source.path() && view.is_near(&mark));
        match near {
            Some(view) => view.marks.push(mark),
            None => views.push(View { source: &label.source, marks: vec![mark] }),
        }
    }
    views
}

impl Mark {
    /// A label points at the first line of its span; the finding keeps all of its own, without the space after it.
    fn new(source: &SourceFile, span: Span, label: Option<String>) -> Self {
        let mut bytes = source.range(span);
        let mut covered = source.text().get(bytes.clone()).unwrap_or_default();
        if label.is_some() {
            covered = covered.trim_start_matches(['\r', '\n']).lines().next().unwrap_or_default();
        }
        bytes.end = bytes.start + covered.trim_end().len();
        let line_of = |byte: usize| source.line_column(byte as u32).line;
        let mut lines = line_of(bytes.start)..line_of(bytes.end) + 1;
        if lines.len() > HUGE {
            lines.end = lines.start + HEAD;
            bytes.end = source.line_start(lines.end).saturating_sub(1).max(bytes.start);
        }
        Mark { bytes, lines, label }
    }

    fn shown_lines(&self) -> impl Iterator<Item = usize> {
        let Range { start, end } = self.lines;
        (start..end.min(start + HEAD)).chain(end.saturating_sub(TAIL).max(start)..end)
    }
}

impl View<'_> {
    fn is_near(&self, other: &Mark) -> bool {
        self.marks.iter().any(|mark| {
            mark.lines.start.abs_diff(other.lines.start) <= FAR || mark.lines.contains(&other.lines.start)
        })
    }

    /// Where the view's first mark begins.
    pub(super) fn position(&self) -> LineColumn {
        let start = self.marks.first().map_or(0, |mark| mark.bytes.start);
        self.source.line_column(start as u32)
    }

    /// The lines around the marks, each cut to so many columns.
    pub(super) fn window(&self, columns: usize) -> Window {
        let mut lines: BTreeSet<usize> = self.marks.iter().flat_map(Mark::shown_lines).collect();
        // A renderer that leaves lines out shows a single one rather than dots in its place.
        let alone: Vec<usize> =
            lines.iter().map(|line| line + 1).filter(|next| lines.contains(&(next + 1))).collect();
        lines.extend(alone);
        let first_line = lines.first().copied().unwrap_or(1);
        let last_line = lines.last().copied().unwrap_or(1);
        let mut drawn = Drawn { source: self.source, text: String::new(), places: Vec::new() };
        for line in first_line..=last_line {
            if lines.contains(&line) {
                drawn.line(line, self.focus(line), columns);
            }
            if line < last_line {
                drawn.text.push('\n');
            }
        }
        let marks = self.marks.iter().map(|mark| WindowMark {
            bytes: drawn.place(mark.bytes.start)..drawn.place(mark.bytes.end),
            label: mark.label.clone(),
        });
        Window { first_line, marks: marks.collect(), text: drawn.text }
    }

    /// The bytes of a line that its marks begin and end at.
    fn focus(&self, line: usize) -> Option<Range<usize>> {
        let on_line = self.marks.iter().filter(|mark| mark.lines.contains(&line));
        on_line
            .map(|mark| {
                let start =
                    if mark.lines.start == line { mark.bytes.start } else { self.source.line_start(line) };
                start..mark.bytes.end.max(start)
            })
            .reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))
    }
}

/// A window being drawn, and where each byte of the source went.
struct Drawn<'a> {
    source: &'a SourceFile,
    text: String,
    places: Vec<(usize, usize)>,
}

impl Drawn<'_> {
    fn line(&mut self, line: usize, focus: Option<Range<usize>>, columns: usize) {
        let start = self.source.line_start(line);
        let whole = self.source.text().get(start..self.source.line_start(line + 1)).unwrap_or_default();
        let whole = whole.trim_end_matches(['\n', '\r']);
        let focus = focus.unwrap_or(start..start);
        let shown =
            shown_part(whole, focus.start.saturating_sub(start)..focus.end.saturating_sub(start), columns);
        if shown.start > 0 {
            self.text.push('…');
        }
        for (at, c) in whole.get(shown.clone()).unwrap_or_default().char_indices() {
            self.places.push((start + shown.start + at, self.text.len()));
            match text::replacement(c) {
                Some(other) => self.text.push_str(&other),
                None => self.text.push(c),
            }
        }
        self.places.push((start + shown.end, self.text.len()));
        if shown.end < whole.len() {
            self.text.push('…');
            self.places.push((start + whole.len(), self.text.len()));
        }
    }

    fn place(&self, byte: usize) -> usize {
        let after = self.places.partition_point(|(source, _)| *source < byte);
        self.places.get(after).map_or(self.text.len(), |(_, window)| *window)
    }
}

/// The bytes of a line to show: all of it if it fits, else its beginning, else what lies around the focus.
fn shown_part(line: &str, focus: Range<usize>, columns: usize) -> Range<usize> {
    let from_start = fitting(line, 0, columns);
    if from_start == line.len() || focus.end < from_start {
        return 0..from_start;
    }
    let before = line.get(..focus.start).unwrap_or(line);
    let mut lead = 0;
    let context = before.char_indices().rev().take_while(|(_, c)| {
        lead += text::char_width(*c);
        lead <= LEAD
    });
    let start = context.last().map_or(before.len(), |(at, _)| at);
    start..fitting(line, start, columns)
}

/// The end of what fits into so many columns from a byte on.
fn fitting(line: &str, start: usize, columns: usize) -> usize {
    let mut used = 0;
    let rest = line.get(start..).unwrap_or_default();
    let too_far = rest.char_indices().find(|(_, c)| {
        used += text::char_width(*c);
        used > columns
    });
    too_far.map_or(line.len(), |(at, _)| start + at)
}
