//! What a rehearsal saw go wrong, as findings at the statements that it is about.

use std::sync::Arc;

use crate::ast::{AlterActionKind, Statement};
use crate::catalog::TransactionKind;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::migration::{History, Migration, Script, Step, Tool};
use crate::server::{Difference, Refusal, code};
use crate::source::Span;

use super::run::Failed;
use super::trip::{Leg, Trip};
use super::{Rehearsal, Whole};

/// The names that findings of a rehearsal have.
const FAILS: &str = "rehearsal-fails";
const DIFFERS: &str = "rehearsal-differs";
const NOT_RESTORED: &str = "rehearsal-not-restored";
const LOSES_ROWS: &str = "rehearsal-loses-rows";
pub(super) const NOT_IDEMPOTENT: &str = "rehearsal-not-idempotent";
const INVALID_INDEX: &str = "rehearsal-invalid-index";

/// Everything that was seen to be wrong, in the order of the history.
pub fn findings(history: &History, rehearsal: &Rehearsal) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for trip in &rehearsal.trips {
        let migration = &history.migrations[trip.index];
        found.extend(of_trip(history.tool, rehearsal.server, migration, trip));
    }
    if let Some(whole) = &rehearsal.whole {
        found.extend(of_whole(history, whole));
    }
    found
}

fn of_trip(tool: &Tool, server: &str, migration: &Migration, trip: &Trip) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some(up) = &migration.up else { return found };
    if let Leg::Failed(failed) = &trip.up {
        let mut finding = fails(tool, up, trip, failed);
        if failed.refusal.misses_extension() && server == "embedded" {
            finding.notes.push("the embedded server does not bundle it".to_owned());
            finding.help.push("rehearse on a server that has it: --server system".to_owned());
        }
        found.push(finding);
    }
    for index in &trip.invalid {
        let message =
            format!("leaves the index `{index}` behind unusable: no query reads it, every write keeps it");
        let mut finding = finding(INVALID_INDEX, Severity::Error, up, whole_of(up), message);
        finding.help.push(format!("DROP INDEX CONCURRENTLY {index}; before it is built once more"));
        finding
            .notes
            .push("CREATE INDEX … IF NOT EXISTS takes it for the index that it should make".to_owned());
        found.push(finding);
    }
    for seen in &trip.seen {
        let span = up.steps[seen.step].span();
        if let Some((difference, others)) = seen.differences.split_first() {
            let message = format!("the server did something else than predicted: {difference}");
            let mut finding = finding(DIFFERS, Severity::Warning, up, span, message);
            finding.notes.extend(others.iter().map(|difference| format!("also {difference}")));
            finding.notes.push("this is a fault of migrate-lint, not of the migration".to_owned());
            found.push(finding);
        }
    }
    found.extend(not_idempotent(up, trip));
    found.extend(not_restored(migration, trip));
    found
}

fn fails(tool: &Tool, up: &Script, trip: &Trip, failed: &Failed) -> Diagnostic {
    let Failed { step, refusal } = failed;
    // Only where it ran without them: what fails over rows of the history's own is no fault of made-up ones.
    let over_made_up = trip.without_rows.is_some() && !trip.stops();
    let fails = if over_made_up { "fails over rows that the schema allows" } else { "fails" };
    let message = format!("{fails}: {}", refusal.message);
    let mut finding = finding(FAILS, Severity::Error, up, place(up, *step, refusal), message);
    remarks(&mut finding, refusal);
    if refusal.code == code::ACTIVE_TRANSACTION {
        in_transaction(&mut finding, tool, step.map(|step| &up.steps[step]));
    }
    if over_made_up {
        over_rows(&mut finding, refusal, step.map(|step| &up.steps[step]));
    }
    finding
}

/// What the rows are like that it fails over, and what to do about them.
fn over_rows(finding: &mut Diagnostic, refusal: &Refusal, step: Option<&Step>) {
    if step.is_some_and(|step| adds_without_value(&step.statement.kind, &refusal.message)) {
        finding.notes.push("any row fails it: the column is new, and has no default".to_owned());
        finding.help.push("give it a default, or fill it before it is NOT NULL".to_owned());
        return;
    }
    let like = match refusal.code.as_str() {
        "23502" => "nulls in columns that take them",
        "23505" => "equal values where nothing keeps them apart",
        _ => "nulls in columns that take them, equal values where nothing keeps them apart",
    };
    finding.notes.push(format!("the rows were made up: {like}"));
    let help = "correct such rows in an earlier migration, or rehearse with rows of your own: --seed FILE";
    finding.help.push(help.to_owned());
}

/// Whether a statement adds the column that a message is about.
fn adds_without_value(statement: &Statement, message: &str) -> bool {
    let Statement::AlterTable(alter) = statement else { return false };
    alter.actions.iter().any(|action| match &action.kind {
        AlterActionKind::AddColumn { column, .. } => {
            message.starts_with(&format!("column \"{}\" of relation", column.name.name))
        }
        _ => false,
    })
}

/// Whose transaction it is that a statement was refused in.
fn in_transaction(finding: &mut Diagnostic, tool: &Tool, step: Option<&Step>) {
    let (tool, message) = (tool.name, tool.message());
    let open = step.and_then(|step| step.before.session.transaction.as_ref());
    match open.map(|open| open.kind) {
        Some(TransactionKind::Implicit) => {
            finding
                .notes
                .push(format!("{tool} sends the {message} as one message, which is one transaction"));
            finding.help.push(format!("put the statement into a {message} of its own"));
        }
        Some(TransactionKind::Managed) => {
            finding.notes.push(format!("{tool} runs the file in a transaction"));
        }
        Some(TransactionKind::Explicit) => {
            finding.notes.push("the file's own BEGIN opened the transaction".to_owned());
        }
        Some(TransactionKind::Single) | None => {}
    }
}

/// Most migrations cannot run twice, and need not, since their tool keeps track; the report lists them. A finding are
/// those that do more each time, and those that can stop half way with a part of them committed.
fn not_idempotent(up: &Script, trip: &Trip) -> Option<Diagnostic> {
    if let Leg::Failed(Failed { step, refusal }) = &trip.again
        && trip.runs_in_parts()
    {
        let message = format!("fails when it runs a second time: {}", refusal.message);
        let mut finding = finding(NOT_IDEMPOTENT, Severity::Advice, up, place(up, *step, refusal), message);
        finding.notes.push(
            "it runs in several transactions: where one fails, those before it stay, and it cannot be run again"
                .to_owned(),
        );
        return Some(finding);
    }
    (!trip.again_changes.is_empty()).then(|| {
        let message = format!("changes more when it runs a second time: {}", trip.again_changes.join(", "));
        finding(NOT_IDEMPOTENT, Severity::Advice, up, whole_of(up), message)
    })
}

fn not_restored(migration: &Migration, trip: &Trip) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some(down) = migration.down.script() else { return found };
    if let Leg::Failed(Failed { step, refusal }) = &trip.down {
        let message = format!("the way back fails: {}", refusal.message);
        let mut finding = finding(NOT_RESTORED, Severity::Error, down, place(down, *step, refusal), message);
        remarks(&mut finding, refusal);
        found.push(finding);
    }
    let mut sentences = Vec::new();
    let lost: Vec<String> =
        trip.lost().into_iter().filter(|object| !trip.lost_rows.contains(object)).collect();
    for (list, words) in [
        (lost, "does not bring back"),
        (trip.left(), "leaves behind"),
        (trip.changed(), "leaves another definition of"),
    ] {
        if !list.is_empty() {
            sentences.push(format!("{words} {}", list.join(", ")));
        }
    }
    if !sentences.is_empty() {
        let message = format!("the way back {}", sentences.join("; "));
        let mut finding = finding(NOT_RESTORED, Severity::Error, down, whole_of(down), message);
        for difference in &trip.differences {
            if let Difference::Changed { object, before, after } = difference {
                finding.notes.push(format!("{object} was {before}; it is {after}"));
            }
        }
        found.push(finding);
    }
    if !trip.lost_rows.is_empty() {
        let message = format!("the way back does not bring back the {}", trip.lost_rows.join(", the "));
        found.push(finding(LOSES_ROWS, Severity::Warning, down, whole_of(down), message));
    }
    if let Leg::Failed(Failed { step, refusal }) = &trip.up_again
        && let Some(up) = &migration.up
    {
        let message = format!("fails when it runs again after its way back: {}", refusal.message);
        let mut finding = finding(NOT_RESTORED, Severity::Error, up, place(up, *step, refusal), message);
        remarks(&mut finding, refusal);
        found.push(finding);
    }
    found
}

/// What only shows when all of them go back one after the other.
fn of_whole(history: &History, whole: &Whole) -> Option<Diagnostic> {
    let first = history.migrations[whole.first].down.script()?;
    let message = match (&whole.down, &whole.up) {
        (Leg::Failed(failed), _) => {
            format!("going all the way back to here fails: {}", failed.refusal.message)
        }
        (_, Leg::Failed(failed)) => format!("coming up again from here fails: {}", failed.refusal.message),
        _ if !whole.differences.is_empty() => {
            let objects: Vec<&str> = whole.differences.iter().map(|difference| difference.object()).collect();
            format!("going all the way back to here does not restore {}", objects.join(", "))
        }
        _ => return None,
    };
    Some(finding(NOT_RESTORED, Severity::Error, first, whole_of(first), message))
}

fn finding(
    rule: &'static str,
    severity: Severity,
    script: &Script,
    span: Span,
    message: String,
) -> Diagnostic {
    Diagnostic {
        rule,
        severity,
        confidence: Confidence::Observed,
        source: Arc::clone(&script.source),
        span,
        message,
        labels: Vec::new(),
        notes: Vec::new(),
        help: Vec::new(),
        fix: None,
        relation: None,
        lock: None,
        evidence: None,
    }
}

fn remarks(finding: &mut Diagnostic, refusal: &Refusal) {
    if !refusal.code.is_empty() {
        finding.notes.push(format!("the server's SQLSTATE is {}", refusal.code));
    }
    finding.notes.extend(refusal.detail.iter().map(ToString::to_string));
    finding.help.extend(refusal.hint.iter().map(ToString::to_string));
}

/// Where the server points in a statement: from there to the end of the word.
fn place(script: &Script, step: Option<usize>, refusal: &Refusal) -> Span {
    let Some(step) = step.and_then(|index| script.steps.get(index)) else { return whole_of(script) };
    let span = step.span();
    let text = script.source.slice(span);
    let at = refusal.position.and_then(|position| text.char_indices().nth(position.saturating_sub(1)));
    let Some((at, _)) = at else { return span };
    let rest = &text[at..];
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | '.');
    let length = rest.find(|c| !is_word(c)).filter(|length| *length > 0).unwrap_or(1);
    let start = span.start + at as u32;
    Span { start, end: (start + length as u32).min(span.end) }
}

/// The first statement of a script, which stands for all of it.
fn whole_of(script: &Script) -> Span {
    let first = script.steps.first().map(|step| step.span());
    first.unwrap_or(Span { start: 0, end: script.source.text().len().min(1) as u32 })
}
