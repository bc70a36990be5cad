//! A decision as a page of its own, to be printed, signed and sent.

use std::io::{self, Write};

use minijinja::{Value, context};

use crate::gate::{Decision, Line};
use crate::report::html::render;
use crate::report::text::one_line;

const DECISION: &str = include_str!("decision.html");

pub(super) fn write(decision: &Decision, out: &mut dyn Write) -> io::Result<()> {
    let files = decision.subject.migrations.iter();
    let values = context! {
        title => decision.summary(),
        version => env!("CARGO_PKG_VERSION"),
        about => super::title(decision).join(" · "),
        checks => decision.lines.iter().map(check).collect::<Vec<Value>>(),
        contradictions => decision.contradictions.clone(),
        files => files.map(|file| context! { path => file.path.as_str(), sha256 => file.sha256.as_str() }).collect::<Vec<Value>>(),
        server => decision.subject.server.as_ref().map(|server| &server.system_identifier),
    };
    out.write_all(render("decision.html", DECISION, values)?.as_bytes())
}

fn check(line: &Line) -> Value {
    let answer = &line.answer;
    context! {
        id => line.id.as_str(),
        check => line.check,
        required => line.required,
        status => answer.status.name(),
        style => style(line),
        finding => one_line(&answer.finding).into_owned(),
        source => answer.source.name(),
        took => line.elapsed.as_millis().to_string(),
        notes => answer.notes.clone(),
        help => answer.help.clone(),
    }
}

/// The class of the frame's style that a status has.
fn style(line: &Line) -> &'static str {
    use crate::gate::Status::{Attested, Fail, Missing, Pass, Stale, Unknown, Waived};
    match line.answer.status {
        Pass => "",
        Fail => "error",
        Unknown | Missing | Stale => "warning",
        Attested | Waived => "advice",
    }
}
