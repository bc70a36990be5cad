//! An HTML report of the findings: one file that needs nothing else.

use std::io::{self, Write};

use minijinja::{AutoEscape, Environment, Value, context};

use super::text::{one_line, printable, relative};
use super::{Locked, ReportOptions, Summary, human};
use crate::diagnostic::Diagnostic;

/// The frame of every page: title, style, head and foot.
const FRAME: &str = include_str!("html/frame.html");
const FINDINGS: &str = include_str!("html/findings.html");

pub(super) fn write(
    diagnostics: &[Diagnostic],
    summary: &Summary,
    options: &ReportOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    let plain = ReportOptions { color: false, hyperlinks: false, ..options.clone() };
    let files = diagnostics.chunk_by(|one, other| one.source.path() == other.source.path());
    let values = context! {
        title => format!("migrate-lint: {}", summary.counted()),
        version => env!("CARGO_PKG_VERSION"),
        notes => summary.notes.iter().map(|note| one_line(note).into_owned()).collect::<Vec<String>>(),
        files => files.map(|of_file| file(of_file, &plain)).collect::<Vec<Value>>(),
        locks => summary.locks.iter().map(lock).collect::<Vec<Value>>(),
    };
    out.write_all(render("findings.html", FINDINGS, values)?.as_bytes())
}

/// A template within the frame. Everything that is put into it is escaped.
pub(crate) fn render(name: &str, template: &str, values: Value) -> io::Result<String> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("frame.html", FRAME).map_err(io::Error::other)?;
    environment.add_template(name, template).map_err(io::Error::other)?;
    let page = environment.get_template(name).and_then(|page| page.render(values));
    page.map_err(io::Error::other)
}

fn file(findings: &[Diagnostic], options: &ReportOptions) -> Value {
    let path = findings.first().map(|first| one_line(relative(first.source.path())).into_owned());
    context! {
        path => path,
        findings => findings.iter().map(|found| finding(found, options)).collect::<Vec<Value>>(),
    }
}

fn finding(diagnostic: &Diagnostic, options: &ReportOptions) -> Value {
    context! {
        severity => diagnostic.severity.name(),
        rule => diagnostic.rule,
        page => options.page_url(diagnostic.rule),
        line => diagnostic.source.line_column(diagnostic.span.start).line,
        message => one_line(&diagnostic.message).into_owned(),
        // As people see it in a terminal.
        text => printable(&human::render(diagnostic, options)).into_owned(),
    }
}

fn lock(lock: &Locked) -> Value {
    context! {
        place => one_line(&format!("{}:{}", relative(&lock.path), lock.line)).into_owned(),
        relation => one_line(&lock.relation).into_owned(),
        mode => lock.mode.name(),
        waits => lock.mode.who_waits(),
        meanwhile => lock.meanwhile.as_deref(),
    }
}
