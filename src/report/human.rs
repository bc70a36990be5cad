//! Each finding with the lines it is about, what else matters, and the remedy.

use std::io::{self, Write};

use annotate_snippets::renderer::Style;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::text::{one_line, printable};
use super::window::{View, views};
use super::{ReportOptions, Summary, style};
use crate::diagnostic::{Diagnostic, Severity};

/// Columns that the renderer needs beside the source lines.
const GUTTER: usize = 10;

pub(super) fn write(
    diagnostics: &[Diagnostic],
    summary: &Summary,
    options: &ReportOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    for diagnostic in diagnostics {
        writeln!(out, "{}", render(diagnostic, options))?;
    }
    if options.quiet {
        return Ok(());
    }
    for note in &summary.notes {
        writeln!(out, "{}: {}", options.paint(style::GOOD.bold(), "note"), one_line(note))?;
    }
    let verdict = match (summary.errors, summary.warnings, summary.advice) {
        (0, 0, 0) => style::GOOD,
        (0, 0, _) => style::ADVICE,
        (0, ..) => style::WARNING,
        _ => style::ERROR,
    };
    writeln!(out, "{}", options.paint(verdict, &summary.line()))
}

/// One finding, ending in a line break.
pub(super) fn render(diagnostic: &Diagnostic, options: &ReportOptions) -> String {
    let views = views(diagnostic);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name(Severity::Advice.name()),
    };
    let mut title = level.primary_title(one_line(&diagnostic.message)).id(diagnostic.rule);
    if let Some(page) = options.page_url(diagnostic.rule).filter(|_| options.hyperlinks) {
        title = title.id_url(page);
    }
    let columns = options.width.saturating_sub(GUTTER).max(40);
    let snippets = views.iter().enumerate().map(|(index, view)| show(view, index, columns));
    let group = Group::with_title(title).elements(snippets).elements(remarks(diagnostic));
    let mut rendered = renderer(options).render(&[group]);
    for (index, view) in views.iter().enumerate() {
        put_position(&mut rendered, index, view);
    }
    // The renderer may leave spaces at the end of a line, which editors and diffs do not keep.
    let mut clean: String = rendered.lines().flat_map(|line| [line.trim_end(), "\n"]).collect();
    if !clean.ends_with('\n') {
        clean.push('\n');
    }
    clean
}

fn renderer(options: &ReportOptions) -> Renderer {
    let renderer = if options.color { Renderer::styled() } else { Renderer::plain() };
    // Lines are cut before they come here. The renderer's own colors differ between systems.
    let renderer = renderer.term_width(usize::from(u16::MAX)).hyperlink(options.color && options.hyperlinks);
    if !options.color {
        return renderer;
    }
    renderer
        .error(style::ERROR)
        .warning(style::WARNING)
        .info(style::ADVICE)
        .note(style::GOOD.bold())
        .help(style::ADVICE)
        .line_num(style::FRAME)
        .context(style::FRAME)
        .emphasis(style::STRONG)
        .none(Style::new())
}

/// A view as the renderer takes it. It counts columns in what it is shown, which may be cut, so it gets a marker for
/// a path, which `put_position` replaces.
fn show<'a>(view: &View, index: usize, columns: usize) -> Element<'a> {
    let window = view.window(columns);
    if window.text.trim().is_empty() {
        return Origin::path(marker(index).to_string()).into();
    }
    let annotations = window.marks.into_iter().map(|mark| match mark.label {
        None => AnnotationKind::Primary.span(mark.bytes),
        Some(label) if label.is_empty() => AnnotationKind::Context.span(mark.bytes),
        Some(label) => AnnotationKind::Context.span(mark.bytes).label(label),
    });
    let snippet = Snippet::source(window.text).line_start(window.first_line).path(marker(index).to_string());
    snippet.annotations(annotations).into()
}

/// A character that is never part of a text: a noncharacter.
fn marker(index: usize) -> char {
    char::from_u32(0xfdd0 + index as u32 % 32).unwrap_or('\u{fdd0}')
}

fn put_position(rendered: &mut String, index: usize, view: &View) {
    let Some(start) = rendered.find(marker(index)) else { return };
    let rest = &rendered[start..];
    let after = rest.char_indices().skip(1).find(|(_, c)| !c.is_ascii_digit() && *c != ':');
    let end = after.map_or(rendered.len(), |(at, _)| start + at);
    let at = view.position();
    rendered
        .replace_range(start..end, &format!("{}:{}:{}", one_line(view.source.path()), at.line, at.column));
}

/// Notes and help under the snippets.
fn remarks(diagnostic: &Diagnostic) -> Vec<Element<'_>> {
    let evidence = diagnostic.evidence.iter().map(|evidence| {
        let text = format!("{}: {}", evidence.verdict.name(), evidence.text);
        Level::NOTE.with_name("evidence").message(printable(&text).into_owned())
    });
    let notes = diagnostic.notes.iter().map(|note| Level::NOTE.message(printable(note)));
    let help = diagnostic.help.iter().map(|help| Level::HELP.message(printable(help)));
    let fix = diagnostic.fix.iter().map(|fix| {
        let flags = if fix.safe { "--fix" } else { "--fix --unsafe-fixes" };
        Level::HELP.with_name("fix").message(format!("{} ({flags})", printable(&fix.title)))
    });
    evidence.chain(notes).chain(help).chain(fix).map(Element::from).collect()
}
