//! Which part of a file a comment speaks of.

use std::sync::Arc;

use crate::migration::Script;
use crate::source::{SourceFile, Span};

use super::comment::{Directive, Style};

/// Where a suppression holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Area {
    File,
    /// One statement.
    Statement(Span),
    /// No statement follows.
    Nowhere,
}

impl Area {
    pub(super) fn covers(self, span: Span) -> bool {
        match self {
            Area::File => true,
            Area::Statement(area) => area.start <= span.start && span.start < area.end.max(area.start + 1),
            Area::Nowhere => false,
        }
    }
}

/// The scripts of each file: an up and a down section can share one, and so can changesets.
pub(super) fn by_source<'a>(scripts: &[&'a Script]) -> Vec<(Arc<SourceFile>, Vec<&'a Script>)> {
    let mut files: Vec<(Arc<SourceFile>, Vec<&'a Script>)> = Vec::new();
    let mut known = rustc_hash::FxHashMap::default();
    for script in scripts {
        let at = *known.entry(Arc::clone(script.source.path())).or_insert_with(|| {
            files.push((Arc::clone(&script.source), Vec::new()));
            files.len() - 1
        });
        if let Some((_, scripts)) = files.get_mut(at) {
            scripts.push(script);
        }
    }
    files
}

/// The statements, comments and sections of a file, in order.
pub(super) struct Places<'a> {
    source: &'a SourceFile,
    statements: Vec<Span>,
    /// Those inside `DO` blocks.
    inner: Vec<Span>,
    comments: Vec<Span>,
    /// Where the parts of a divided file begin.
    sections: Vec<u32>,
}

impl<'a> Places<'a> {
    pub(super) fn of(source: &'a SourceFile, scripts: &[&Script]) -> Self {
        let mut statements: Vec<Span> = Vec::new();
        let mut inner: Vec<Span> = Vec::new();
        let mut comments: Vec<Span> = Vec::new();
        let mut sections: Vec<u32> = Vec::new();
        for script in scripts {
            for step in &script.steps {
                if step.within.is_some() { inner.push(step.span()) } else { statements.push(step.span()) }
            }
            statements.extend(script.errors.iter().map(|error| error.statement));
            comments.extend(script.comments.iter().map(|comment| comment.span));
            sections.extend(script.sections.iter().map(|section| section.start as u32));
        }
        // What stands before the first section belongs to no script, and holds nothing but comments.
        let head = sections.iter().min().copied().unwrap_or_default();
        comments.extend(line_comments(source.slice(Span { start: 0, end: head })));
        for places in [&mut statements, &mut inner, &mut comments] {
            places.sort_unstable();
            places.dedup();
        }
        sections.sort_unstable();
        Self { source, statements, inner, comments, sections }
    }

    pub(super) fn comments(&self) -> impl Iterator<Item = Span> + '_ {
        self.comments.iter().copied()
    }

    /// Where a comment holds.
    pub(super) fn area(&self, comment: Span, directive: &Directive) -> Area {
        if directive.whole_file {
            return Area::File;
        }
        let after = self.statements.partition_point(|statement| statement.end <= comment.start);
        let next = self.statements.get(after).copied();
        if let Some(around) = next.filter(|statement| statement.contains(comment)) {
            return Area::Statement(self.within(around, comment));
        }
        let previous = after.checked_sub(1).and_then(|before| self.statements.get(before)).copied();
        let next = next.filter(|next| !self.is_parted(comment.end, next.start));
        match (previous, next) {
            (_, Some(next)) if self.same_line(comment.end, next.start) => Area::Statement(next),
            (Some(previous), _) if self.same_line(previous.end, comment.start) => Area::Statement(previous),
            (None, Some(next)) if directive.style == Style::Foreign => Area::Statement(next),
            (None, Some(next)) if !self.has_empty_line(comment.end, next.start) => {
                // Findings about the file as a whole stand at its head.
                Area::Statement(Span { start: 0, end: next.end })
            }
            (None, _) => Area::File,
            (Some(_), Some(next)) => Area::Statement(next),
            (Some(_), None) => Area::Nowhere,
        }
    }

    /// The statement of a block that a comment in the block is about; the whole block where none follows.
    fn within(&self, block: Span, comment: Span) -> Span {
        let after = self.inner.partition_point(|statement| statement.end <= comment.start);
        let inside = |statement: &Span| block.contains(*statement) && block != *statement;
        let next = self.inner.get(after).copied().filter(inside);
        let previous = after.checked_sub(1).and_then(|before| self.inner.get(before)).copied().filter(inside);
        match (previous, next) {
            (_, Some(next)) if next.contains(comment) || self.same_line(comment.end, next.start) => next,
            (Some(previous), _) if self.same_line(previous.end, comment.start) => previous,
            (_, next) => next.unwrap_or(block),
        }
    }

    /// Whether another section begins between two places.
    fn is_parted(&self, from: u32, to: u32) -> bool {
        self.sections.iter().any(|section| from <= *section && *section <= to && *section > 0)
    }

    fn same_line(&self, from: u32, to: u32) -> bool {
        from <= to && !self.source.slice(Span { start: from, end: to }).contains('\n')
    }

    /// Whether an empty line stands between two places, outside of comments.
    fn has_empty_line(&self, from: u32, to: u32) -> bool {
        let mut at = from;
        let first = self.comments.partition_point(|comment| comment.start < from);
        let between = self.comments.iter().skip(first).take_while(|comment| comment.end <= to);
        for end in between.map(|comment| (comment.start, comment.end)).chain([(to, to)]) {
            let gap = self.source.slice(Span { start: at, end: end.0.max(at) });
            let lines = gap.split('\n').count();
            let inner = gap.split('\n').skip(1).take(lines.saturating_sub(2));
            if inner.into_iter().any(|line| line.trim().is_empty()) {
                return true;
            }
            at = end.1;
        }
        false
    }
}

/// The `--` comments of a text that holds no statements.
fn line_comments(text: &str) -> Vec<Span> {
    let mut comments = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start();
        if content.starts_with("--") {
            let start = at + line.len() - content.len();
            comments.push(Span::new(start, start + content.trim_end().len()));
        }
        at += line.len();
    }
    comments
}
