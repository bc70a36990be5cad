//! A decision as our own JSON, version 1. These structs are its definition.

use std::io::{self, Write};

use serde::Serialize;

use crate::evidence::Subject;
use crate::gate::Decision;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'a> {
    version: u32,
    gate: &'a str,
    phase: &'static str,
    decided_at: String,
    tool: &'static str,
    verdict: &'static str,
    summary: String,
    subject: &'a Subject,
    #[serde(skip_serializing_if = "Option::is_none")]
    server: Option<&'a str>,
    checks: Vec<Check<'a>>,
    contradictions: &'a [String],
}

#[derive(Serialize)]
struct Check<'a> {
    id: &'a str,
    check: &'static str,
    required: bool,
    status: &'static str,
    finding: &'a str,
    source: &'static str,
    milliseconds: u64,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notes: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    help: &'a [String],
}

pub(super) fn write(decision: &Decision, out: &mut dyn Write) -> io::Result<()> {
    let checks = decision.lines.iter().map(|line| Check {
        id: &line.id,
        check: line.check,
        required: line.required,
        status: line.answer.status.name(),
        finding: &line.answer.finding,
        source: line.answer.source.name(),
        milliseconds: u64::try_from(line.elapsed.as_millis()).unwrap_or(u64::MAX),
        notes: &line.answer.notes,
        help: &line.answer.help,
    });
    let report = Report {
        version: 1,
        gate: &decision.gate,
        phase: decision.phase.name(),
        decided_at: decision.decided_at.to_string(),
        tool: env!("CARGO_PKG_VERSION"),
        verdict: decision.verdict().name(),
        summary: decision.summary(),
        subject: &decision.subject,
        server: decision.server.as_deref(),
        checks: checks.collect(),
        contradictions: &decision.contradictions,
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    out.write_all(b"\n")
}
