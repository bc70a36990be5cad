//! The rules find nothing in the migrations that would make `migrate-lint` fail.

use crate::diagnostic::Diagnostic;
use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("static-findings", include_str!("../../../rules/gate/static-findings.md"), check);

fn check(situation: &mut Situation, _: &Entry) -> Answer {
    let settings = situation.settings;
    let outcome = situation.findings();
    let failing: Vec<&Diagnostic> =
        outcome.diagnostics.iter().filter(|finding| settings.fail_on.fails(finding.severity)).collect();
    let place = |finding: &Diagnostic| {
        let line = finding.source.line_column(finding.span.start).line;
        format!("{}:{line}: {}", situation.shown(finding.source.path()), finding.rule)
    };
    let wrong: Vec<String> =
        failing.iter().map(|finding| format!("{}: {}", place(finding), finding.message)).collect();
    let mut good = format!("no findings in {}", live::count(outcome.statements as u64, "statement"));
    let below = outcome.diagnostics.len() - failing.len();
    if below > 0 {
        good += &format!(" but {below} below the threshold");
    }
    let bad = format!(
        "{} in {}",
        live::count(wrong.len() as u64, "finding"),
        live::count(outcome.statements as u64, "statement")
    );
    let allowed = outcome.allowed.iter().map(|allowed| {
        let reason = allowed.reason.as_deref().unwrap_or("no reason given");
        format!("{} is allowed by a comment: {reason}", place(&allowed.finding))
    });
    let allowed: Vec<String> = allowed.collect();
    let answer = Answer::judge(Source::Files, good, bad, wrong).notes(allowed);
    if answer.status.is_good() { answer } else { answer.help("migrate-lint shows them with their remedies") }
}
