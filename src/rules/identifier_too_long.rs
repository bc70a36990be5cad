//! Names that the server cuts off.

use crate::ast::{AlterActionKind, ObjectKind, Statement, TableConstraint};
use crate::diagnostic::Severity;
use crate::migration::Step;
use crate::parse;
use crate::rule::{Pass, Rule, changes_schema};
use crate::source::Span;

mod space;

use space::Space;

pub(super) static RULE: Rule =
    Rule::new("identifier-too-long", include_str!("../../rules/identifier-too-long.md"), check);

/// `NAMEDATALEN - 1`.
const LONGEST: usize = 63;

/// A name that was cut off.
struct Cut {
    whole: String,
    kept: String,
    space: Space,
}

fn check(pass: &mut Pass) {
    let mut cut: Vec<Cut> = Vec::new();
    for step in pass.steps() {
        // Rows have no names, and a text without a long word has none that is too long.
        // What is dropped has its name already, and is cut off alike.
        let gives_names = step.within.is_none()
            && changes_schema(step)
            && !matches!(step.statement.kind, Statement::Drop(_));
        if !gives_names || !has_long_word(pass.text(step.span())) {
            continue;
        }
        // Of a RENAME only the new name is given here.
        let names = parse::identifiers(pass.text(step.span()));
        let renames = matches!(step.statement.kind, Statement::Rename(_));
        let new = if renames { names.len().saturating_sub(1) } else { 0 };
        for (span, written) in names.into_iter().skip(new) {
            let name = written.trim_matches('"');
            if name.len() <= LONGEST {
                continue;
            }
            let kept = clipped(name).to_owned();
            let span = span.shifted(step.span().start as usize);
            if is_of_a_drop(step, span) {
                continue;
            }
            if cut.iter().any(|other| other.whole == name) {
                continue;
            }
            let space = space::of(step, name);
            let twin = cut.iter().find(|other| other.kept == kept && other.space == space);
            let twin = twin.map(|other| other.whole.clone());
            // Nobody looks a constraint or a policy up by its name, unless a text does.
            if twin.is_none() && names_constraint_or_policy(step, name) && !is_looked_up(pass, name) {
                cut.push(Cut { whole: name.to_owned(), kept, space });
                continue;
            }
            report(pass, span, name, &kept, twin.as_deref());
            cut.push(Cut { whole: name.to_owned(), kept, space });
        }
    }
}

fn report(pass: &mut Pass, span: Span, name: &str, kept: &str, twin: Option<&str>) {
    let bytes = name.len();
    let message = match twin {
        Some(twin) => format!(
            "`{name}` becomes `{kept}`, and so does `{twin}`: the server cuts names off after {LONGEST} bytes"
        ),
        None => format!(
            "`{name}` becomes `{kept}`: it is {bytes} bytes long, and the server cuts names off after {LONGEST}"
        ),
    };
    let finding = pass.report(span, message);
    if twin.is_some() {
        finding.severity(Severity::Error);
        finding.help("make names that differ in their first bytes");
        return;
    }
    finding.help("code that looks for the whole name, as in pg_indexes or in IF NOT EXISTS, does not find it: choose a shorter one");
}

/// Whether a name stands in an action that drops what has it.
fn is_of_a_drop(step: &Step, span: Span) -> bool {
    let Statement::AlterTable(alter) = &step.statement.kind else { return false };
    alter.actions.iter().any(|action| {
        let drops = matches!(
            action.kind,
            AlterActionKind::DropConstraint { .. } | AlterActionKind::DropColumn { .. }
        );
        drops && action.span.start <= span.start && span.end <= action.span.end
    })
}

/// Whether it is a constraint or a policy that a statement gives the name to.
fn names_constraint_or_policy(step: &Step, name: &str) -> bool {
    let is_called = |given: &str| given == clipped(name) || given == name;
    let is =
        |constraint: &TableConstraint| constraint.name.as_ref().is_some_and(|given| is_called(&given.name));
    match &step.statement.kind {
        Statement::CreateTable(create) => {
            let beside = create.columns.iter().flat_map(|column| &column.constraints);
            create.constraints.iter().chain(beside).any(is)
        }
        Statement::AlterTable(alter) => alter.actions.iter().any(|action| match &action.kind {
            AlterActionKind::AddConstraint { constraint } => is(constraint),
            AlterActionKind::AddColumn { column, .. } => column.constraints.iter().any(is),
            _ => false,
        }),
        Statement::CreatePolicy(create) => is_called(&create.name.name),
        Statement::Rename(rename) => {
            matches!(rename.object.kind, ObjectKind::Constraint | ObjectKind::Policy)
        }
        _ => false,
    }
}

/// Whether a text somewhere in the history asks for the whole name, as of `pg_constraint`.
fn is_looked_up(pass: &Pass, name: &str) -> bool {
    let text = format!("'{name}'");
    let text = memchr::memmem::Finder::new(&text);
    let mut scripts = pass.history.migrations.iter().flat_map(|migration| &migration.up);
    scripts.any(|script| text.find(script.source.text().as_bytes()).is_some())
}

/// A run of more than 63 bytes that can stand in a name has one of them at a multiple of 63, so only those are looked at.
fn has_long_word(text: &str) -> bool {
    let bytes = text.as_bytes();
    // A quoted name can hold blanks.
    let quoted = text.contains('"');
    let part = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            || !byte.is_ascii()
            || matches!(byte, b'_' | b'$')
            || quoted && matches!(byte, b' ' | b'-')
    };
    (LONGEST..bytes.len()).step_by(LONGEST).any(|at| {
        let before = bytes[..at].iter().rev().take_while(|byte| part(byte)).count();
        let after = bytes[at..].iter().take_while(|byte| part(byte)).take(LONGEST + 1).count();
        after > 0 && before + after > LONGEST
    })
}

fn clipped(name: &str) -> &str {
    let mut end = LONGEST.min(name.len());
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name.get(..end).unwrap_or(name)
}
