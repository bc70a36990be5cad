//! Objects whose CREATE fails when a script that broke off is run again.

use crate::ast::{AlterActionKind, AlterEnum, ObjectKind, ObjectName, Persistence, Statement};
use crate::diagnostic::Edit;
use crate::migration::Step;
use crate::rule::{Pass, Rule};
use crate::source::Span;
use crate::version::PgVersion;

pub(super) static RULE: Rule =
    Rule::new("require-if-not-exists", include_str!("../../rules/require-if-not-exists.md"), check);

/// What a statement makes, and what makes it safe to run again.
struct Made {
    what: String,
    remedy: &'static str,
    /// Where the words go, if the place is known.
    at: Vec<u32>,
}

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let Some(made) = unguarded(pass, index, step) else { continue };
        if !pass.stays_behind(index) {
            continue;
        }
        let note = pass.half_way();
        let inserted = format!("{} ", made.remedy);
        let edits: Vec<Edit> = made
            .at
            .iter()
            .map(|at| Edit { span: Span { start: *at, end: *at }, replacement: inserted.clone() })
            .collect();
        let finding = pass
            .report(
                step.span(),
                format!(
                    "when a later statement fails, the next run fails here: {} is there already",
                    made.what
                ),
            )
            .note(note)
            .help(format!("let it be run again: {}", made.remedy));
        if !edits.is_empty() && step.within.is_none() {
            finding.fix(format!("add {}", made.remedy), edits);
        }
    }
}

fn unguarded(pass: &Pass, index: usize, step: &Step) -> Option<Made> {
    const ABSENT: &str = "IF NOT EXISTS";
    const REPLACE: &str = "OR REPLACE";
    let whole = |kind: ObjectKind, name: &ObjectName, remedy| {
        let dropped = pass.dropped_before(index, kind, name);
        let at = if remedy == ABSENT { vec![name.span.start] } else { after_create(pass, step) };
        (!dropped).then(|| Made { what: format!("the {} `{name}`", kind.name()), remedy, at })
    };
    match &step.statement.kind {
        // A temporary table is gone when the script is run again.
        Statement::CreateTable(create)
            if !create.if_not_exists && create.persistence != Persistence::Temporary =>
        {
            whole(ObjectKind::Table, &create.name, ABSENT)
        }
        Statement::CreateTableAs(create)
            if !create.if_not_exists && create.persistence != Persistence::Temporary =>
        {
            let kind =
                if create.materialized_view { ObjectKind::MaterializedView } else { ObjectKind::Table };
            // `SELECT … INTO` has no place for the words.
            let select = !pass.text(step.span()).trim_start().to_ascii_lowercase().starts_with("create");
            whole(kind, &create.name, ABSENT).filter(|_| !select)
        }
        Statement::CreateSequence(create) if !create.if_not_exists => {
            whole(ObjectKind::Sequence, &create.name, ABSENT)
        }
        // Of a concurrent build `concurrent-index-invalid-retry` speaks: there IF NOT EXISTS would hide a failure.
        Statement::CreateIndex(create) if !create.if_not_exists && !create.concurrently => {
            let name = create.name.as_ref()?;
            let index = ObjectName::new(None, &name.name, name.span);
            // It should be built concurrently: the words would be the next trap.
            let is_used = pass.in_use(&step.before, &create.table).is_some();
            whole(ObjectKind::Index, &index, ABSENT)
                .map(|made| if is_used { Made { at: Vec::new(), ..made } } else { made })
        }
        Statement::CreateView(create) if !create.or_replace => whole(ObjectKind::View, &create.name, REPLACE),
        Statement::CreateFunction(create) if !create.or_replace => {
            let kind = if create.procedure { ObjectKind::Procedure } else { ObjectKind::Function };
            whole(kind, &create.name, REPLACE)
        }
        Statement::CreateTrigger(create) if !create.or_replace && !create.constraint => {
            let replaced = pass.part_dropped_before(index, &create.table, &create.name.name);
            (pass.version >= PgVersion::V14 && !replaced).then(|| Made {
                what: format!("the trigger `{}`", create.name),
                remedy: REPLACE,
                at: after_create(pass, step),
            })
        }
        Statement::CreateSchema(create) if !create.if_not_exists => {
            let name = create.name.as_ref()?;
            Some(Made { what: format!("the schema `{name}`"), remedy: ABSENT, at: Vec::new() })
        }
        Statement::CreateExtension(create) if !create.if_not_exists => {
            Some(Made { what: format!("the extension `{}`", create.name), remedy: ABSENT, at: Vec::new() })
        }
        Statement::AlterEnum(AlterEnum::AddValue { value, if_not_exists: false, .. }) => {
            Some(Made { what: format!("the value `{value}`"), remedy: ABSENT, at: Vec::new() })
        }
        Statement::AlterTable(alter) => {
            let columns: Vec<_> = alter
                .actions
                .iter()
                .filter_map(|action| match &action.kind {
                    AlterActionKind::AddColumn { column, if_not_exists: false } => Some(&column.name),
                    _ => None,
                })
                .filter(|column| !pass.part_dropped_before(index, &alter.name, &column.name))
                .collect();
            let first = columns.first()?;
            Some(Made {
                what: format!("the column `{}.{first}`", alter.name),
                remedy: ABSENT,
                at: columns.iter().map(|column| column.span.start).collect(),
            })
        }
        _ => None,
    }
}

/// The place after the word CREATE, where OR REPLACE goes.
fn after_create(pass: &Pass, step: &Step) -> Vec<u32> {
    let text = pass.text(step.span());
    let length = "create ".len();
    let begins = text.get(..length).is_some_and(|head| head.eq_ignore_ascii_case("create "));
    if begins { vec![step.span().start + length as u32] } else { Vec::new() }
}
