//! A foreign key whose rows are checked under the lock that adds it.

use crate::ast::{
    AlterAction, AlterActionKind, AlterTable, ConstraintKind, Expr, ForeignKey, Ident, Name, Statement,
    TableConstraint,
};
use crate::catalog::{ConstraintDef, Relation};
use crate::effects::{WorkKind, holds_one_row};
use crate::migration::Step;
use crate::rule::{Altering, Holder, Pass, Required, Rule, columns, default_name, from_keyword};
use crate::source::Span;

mod deferred;

pub(super) static RULE: Rule =
    Rule::new("add-fk-without-not-valid", include_str!("../../rules/add-fk-without-not-valid.md"), check);

fn check(pass: &mut Pass) {
    for altering in pass.altering() {
        if let AlterActionKind::AlterConstraint { constraint, change } = &altering.action.kind
            && change.enforced == Some(true)
            && altering.scans()
        {
            report_enforced(pass, altering, constraint);
            continue;
        }
        let Some((constraint, key)) = foreign_key(&altering.action.kind) else { continue };
        let Some(referenced) = altering.step.before.resolve(&key.references) else { continue };
        if constraint.not_valid || constraint.not_enforced || !altering.scans() {
            continue;
        }
        match deferred::remedy(pass, altering, constraint) {
            Some(help) => {
                let message = blocking(pass, altering, referenced);
                pass.report(constraint.span, message).on(altering.step, altering.table.id).help(help);
            }
            None => report(pass, altering, constraint, key, referenced),
        }
    }
    for (index, step) in pass.steps().iter().enumerate() {
        if let Statement::AlterTable(alter) = &step.statement.kind {
            alter.actions.iter().for_each(|action| check_filled(pass, index, alter, action));
        }
    }
}

/// A table that the migration made and filled: nobody waits for it, but every one of its rows is looked up while the
/// referenced table's writers wait.
fn check_filled(pass: &mut Pass, index: usize, alter: &AlterTable, action: &AlterAction) {
    let step = &pass.steps()[index];
    let Some((constraint, key)) = foreign_key(&action.kind) else { return };
    let Some(table) = step.before.resolve(&alter.name).filter(|table| pass.is_new(table.origin)) else {
        return;
    };
    let Some(referenced) = pass.in_use(&step.before, &key.references) else { return };
    let Some(mode) = step.effects.lock_on(referenced.id) else { return };
    let adds_column = !matches!(action.kind, AlterActionKind::AddConstraint { .. });
    if constraint.not_valid
        || constraint.not_enforced
        || adds_column
        || table.is_temporary()
        || !step.effects.scans(table.id)
        || pass.refuses_not_valid_keys(table)
    {
        return;
    }
    let Some(filling) = pass.steps()[..index].iter().find(|step| fills(pass, step, table)) else { return };
    let message = format!(
        "blocks {} to `{}` while every row of `{}` is looked up in it",
        mode.who_waits(),
        referenced.name,
        table.name
    );
    let name = match &constraint.name {
        Some(name) => name.to_string(),
        None => default_name(&alter.name, &key.columns, "fkey"),
    };
    let references = from_keyword(pass.text(constraint.span), "references").trim_end();
    let help = format!(
        "add it without looking at the rows, and check them later, under a lock that lets writes through:\n\
         ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({}) {references} NOT VALID;\n\
         -- {}:\nALTER TABLE {table} VALIDATE CONSTRAINT {name};",
        columns(&key.columns),
        pass.later(step),
        table = alter.name
    );
    pass.report(constraint.span, message)
        .on(step, referenced.id)
        .label_here(filling.span(), format!("`{}` is filled here", table.name))
        .help(help);
}

/// Whether a statement puts the rows of a table in use, all of them, into another one.
fn fills(pass: &Pass, step: &Step, table: &Relation) -> bool {
    let target = match &step.statement.kind {
        Statement::Insert(insert) => &insert.table,
        Statement::CreateTableAs(create) if create.with_data => &create.name,
        _ => return false,
    };
    let named = match step.before.resolve(target) {
        Some(target) => target.id == table.id,
        None => step.before.qualify(target) == *table.name,
    };
    named
        && step.effects.work.iter().any(|work| {
            work.kind == WorkKind::Read { bounded: false }
                && !pass.is_new_relation(&step.before, work.relation)
                && !step.before.relation(work.relation).is_some_and(|read| holds_one_row(&step.before, read))
        })
}

/// `ALTER CONSTRAINT … ENFORCED` (PostgreSQL 18) validates the key under the lock of the statement.
fn report_enforced(pass: &mut Pass, altering: &Altering, name: &Ident) {
    let Altering { step, table, action, alter, .. } = altering;
    let Some(constraint) = table.constraint(&name.name) else { return };
    let ConstraintDef::ForeignKey { references, columns, referenced_columns, .. } = &constraint.kind else {
        return;
    };
    let Some(referenced) = step.before.relation(*references) else { return };
    let message = blocking(pass, altering, referenced);
    let listed = |names: &[crate::ast::Name]| {
        names.iter().map(|name| crate::ast::quoted(name)).collect::<Vec<_>>().join(", ")
    };
    let help = format!(
        "make it anew without looking at the rows, and check them later, under a lock that lets writes through:\n\
         ALTER TABLE {written} DROP CONSTRAINT {name};\n\
         ALTER TABLE {written} ADD CONSTRAINT {name} FOREIGN KEY ({}) REFERENCES {} ({}) NOT VALID;\n\
         -- {}:\nALTER TABLE {written} VALIDATE CONSTRAINT {name};",
        listed(columns),
        referenced.name,
        listed(referenced_columns),
        pass.later(step),
        written = alter.name,
    );
    let finding = pass.report(action.span, message).on(step, table.id).help(help);
    finding.notes.extend(altering.held.as_ref().map(Holder::note));
}

/// Who waits for the two tables of a foreign key while its rows are looked up.
fn blocking(pass: &Pass, altering: &Altering, referenced: &Relation) -> String {
    let Altering { step, table, .. } = altering;
    // The gentler of the two locks is on the referenced table: beside an added column the other is stronger.
    let mode = step.effects.lock_on(referenced.id).unwrap_or(altering.mode);
    let same = referenced.id == table.id || pass.is_new_relation(&step.before, referenced.id);
    let who = match same {
        true => format!("{} to `{}`", altering.mode.who_waits(), table.name),
        false if mode == altering.mode => {
            format!("{} to `{}` and `{}`", mode.who_waits(), table.name, referenced.name)
        }
        false => format!(
            "{} to `{}` and {} to `{}`",
            altering.mode.who_waits(),
            table.name,
            mode.who_waits(),
            referenced.name
        ),
    };
    format!("blocks {who} while every row of `{}` is looked up in `{}`", table.name, referenced.name)
}

fn report(
    pass: &mut Pass,
    altering: &Altering,
    constraint: &TableConstraint,
    key: &ForeignKey,
    referenced: &Relation,
) {
    let Altering { step, table, action, .. } = altering;
    let message = blocking(pass, altering, referenced);
    let help = remedy(pass, altering, constraint, key);
    let written_apart = matches!(action.kind, AlterActionKind::AddConstraint { .. });
    let fixable = written_apart && !pass.refuses_not_valid_keys(table);
    let fix =
        constraint.name.as_ref().filter(|_| fixable).and_then(|name| pass.add_not_valid(altering, name));
    let finding = pass.report(constraint.span, message).on(step, table.id).help(help).fix_with(fix);
    if let Some(held) = &altering.held {
        finding.note(held.note());
    }
}

fn remedy(pass: &Pass, altering: &Altering, constraint: &TableConstraint, key: &ForeignKey) -> String {
    let table = &altering.alter.name;
    let key_columns = match (key.columns.as_slice(), altering.added_column()) {
        ([], Some(column)) => std::slice::from_ref(&column.name),
        (listed, _) => listed,
    };
    let name = match &constraint.name {
        Some(name) => name.to_string(),
        None => default_name(table, key_columns, "fkey"),
    };
    let references = from_keyword(pass.text(constraint.span), "references").trim_end();
    let clause = format!("ADD CONSTRAINT {name} FOREIGN KEY ({}) {references}", columns(key_columns));
    let is_key = |column: &Name| key_columns.iter().any(|key| key.name == *column);
    if let Some(help) = without_null(pass, altering) {
        return help;
    }
    if pass.refuses_not_valid_keys(altering.table) {
        return pass.foreign_key_by_partition(altering.step, table, &name, &clause);
    }
    let clause = match altering.added_column() {
        Some(_) => clause,
        None => pass.with_needed(altering.alter, &clause, &name, is_key),
    };
    let not_valid = format!(
        "ALTER TABLE {table} {clause} NOT VALID;\n-- {}:\nALTER TABLE {table} VALIDATE CONSTRAINT {name};",
        pass.later(altering.step)
    );
    if let [column] = key_columns
        && is_new_and_empty(pass, altering, column)
    {
        let first = match is_made_too_late(pass, altering, column, key) {
            true => format!("make `{}` before the column is added, and ", key.references),
            false => String::new(),
        };
        return format!(
            "{first}write the reference beside the new column, which holds nothing to look up:\n\
             ALTER TABLE {table} ADD COLUMN {column} … CONSTRAINT {name} {references};\n\
             or add it without looking at the rows:\n{not_valid}"
        );
    }
    let add_column = match altering.added_column() {
        Some(column) => {
            let add = pass.without_constraint(column, altering.action.span, constraint.span);
            format!("ALTER TABLE {table} {add};\n")
        }
        None => String::new(),
    };
    format!(
        "add it without looking at the rows, and check them later, under a lock that lets writes through:\n{add_column}{not_valid}"
    )
}

/// A new column without a default holds nothing to look up, and the server knows it; `DEFAULT NULL` is a default to it.
fn without_null(pass: &Pass, altering: &Altering) -> Option<String> {
    let default = altering.added_column()?.default.as_ref().filter(|default| default.expr == Expr::Null)?;
    let action = altering.action.span;
    let keyword =
        pass.text(Span { start: action.start, end: default.span.start }).to_lowercase().rfind("default")?;
    let clause = Span { start: action.start + u32::try_from(keyword).ok()?, end: default.span.end };
    Some(format!(
        "leave `DEFAULT NULL` out: every column has that, but the server takes only one without a default to be empty, and looks \
         at no row then:\nALTER TABLE {} {};",
        altering.alter.name,
        pass.on_one_line_but(action, Some(clause))
    ))
}

fn foreign_key(action: &AlterActionKind) -> Option<(&TableConstraint, &ForeignKey)> {
    let constraint = match action {
        AlterActionKind::AddConstraint { constraint } => constraint,
        AlterActionKind::AddColumn { column, .. } => {
            column.constraints.iter().find(|c| matches!(c.kind, ConstraintKind::ForeignKey(_)))?
        }
        _ => return None,
    };
    match &constraint.kind {
        ConstraintKind::ForeignKey(key) => Some((constraint, key)),
        _ => None,
    }
}

/// A column that this migration added without a value for the rows there are.
fn is_new_and_empty(pass: &Pass, altering: &Altering, column: &Ident) -> bool {
    let beside = altering.alter.actions.iter().any(|action| match &action.kind {
        AlterActionKind::AddColumn { column: added, .. } => {
            added.name.name == column.name && added.default.is_none() && added.constraints.is_empty()
        }
        _ => false,
    });
    let before = altering.table.column(&column.name);
    let new = before.is_some_and(|known| pass.is_new(known.origin) && known.default.is_none());
    beside || new && !was_filled_or_named_so(pass, altering, column)
}

/// Whether the referenced table is not there yet where the migration adds the column.
fn is_made_too_late(pass: &Pass, altering: &Altering, column: &Ident, key: &ForeignKey) -> bool {
    let adds = |step: &&Step| {
        let Statement::AlterTable(alter) = &step.statement.kind else { return false };
        step.before.resolve_id(&alter.name) == Some(altering.table.id)
            && alter.actions.iter().any(|action| match &action.kind {
                AlterActionKind::AddColumn { column: added, .. } => added.name.name == column.name,
                _ => false,
            })
    };
    let adding = pass.steps().iter().find(adds);
    adding.is_some_and(|adding| adding.before.resolve(&key.references).is_none())
}

/// Whether a statement of the migration before has given the column values, or its name.
fn was_filled_or_named_so(pass: &Pass, altering: &Altering, column: &Ident) -> bool {
    let (table, name) = (altering.table, &column.name);
    let filled = Required { table, column: name.clone(), span: column.span };
    let place = altering.step.span().start;
    let mut earlier = pass.steps().iter().take_while(|step| step.span().start < place);
    earlier.any(|step| match &step.statement.kind {
        Statement::Rename(rename) => {
            rename.new_name.name == *name && step.before.resolve_id(&rename.object.name) == Some(table.id)
        }
        _ => filled.is_filled_by(step),
    })
}
