//! Constraints and unique indexes that the rows there are may already break, with the query that tells.

use crate::ast::{
    AlterActionKind, ConstraintKind, Expr, ForeignKey, Ident, IndexKey, ObjectName, Statement, quoted,
};
use crate::catalog::ConstraintDef;
use crate::migration::Step;
use crate::rule::{Pass, Rule, columns};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("rows-may-violate", include_str!("../../rules/rows-may-violate.md"), check);

/// What is looked for in the rows: what the statement fails on, and a query that finds it.
struct Question {
    what: String,
    query: String,
}

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        match &step.statement.kind {
            Statement::CreateIndex(create) if create.unique => {
                let plain = create.elements.iter().map(|element| match &element.key {
                    IndexKey::Column(column) => Some(Ident::new(column, Span::default())),
                    IndexKey::Expression(_) => None,
                });
                let Some(keys) = plain.collect::<Option<Vec<Ident>>>() else { continue };
                let condition = create.predicate.as_ref().map(|at| pass.text(at.span));
                let question = duplicates(&create.table, &keys, condition);
                let left = create.concurrently.then_some("and an invalid index is left behind");
                ask(pass, step, step.span(), &create.table, question, left);
            }
            Statement::AlterTable(alter) => {
                for action in &alter.actions {
                    if let Some(question) = of_action(pass, step, &alter.name, &action.kind) {
                        ask(pass, step, action.span, &alter.name, question, None);
                    }
                }
            }
            _ => {}
        }
    }
}

fn ask(
    pass: &mut Pass,
    step: &Step,
    place: Span,
    table: &ObjectName,
    question: Question,
    left: Option<&'static str>,
) {
    let Some(table) = pass.in_use(&step.before, table) else { return };
    let message = format!("fails if `{}` has {}", table.name, question.what);
    let finding = pass
        .report(place, message)
        .on(step, table.id)
        .help(format!("look before the deployment; no row may come back:\n{}", question.query));
    finding.notes.extend(left.map(|left| format!("the failure comes when the whole table is read, {left}")));
}

fn of_action(pass: &Pass, step: &Step, name: &ObjectName, action: &AlterActionKind) -> Option<Question> {
    let table = step.before.resolve(name)?;
    match action {
        AlterActionKind::SetNotNull { column } => {
            let known = table.column(&column.name);
            let proven = table.constraints.iter().any(|constraint| {
                constraint.validated
                    && matches!(&constraint.kind, ConstraintDef::Check { expr: Expr::IsNull { expr, negated: true }, .. }
                        if matches!(&**expr, Expr::Column(parts) if parts.last() == Some(&column.name)))
            });
            (!proven && known.is_none_or(|known| !known.not_null)).then(|| nulls(name, &column.to_string()))
        }
        AlterActionKind::AddConstraint { constraint }
            if !constraint.not_valid && !constraint.not_enforced =>
        {
            match &constraint.kind {
                ConstraintKind::Unique(key) | ConstraintKind::PrimaryKey(key)
                    if key.using_index.is_none() =>
                {
                    Some(duplicates(name, &key.columns, None))
                }
                ConstraintKind::NotNull(column) => Some(nulls(name, &column.to_string())),
                ConstraintKind::Check(condition) => Some(broken(name, pass.text(condition.span))),
                ConstraintKind::ForeignKey(key) => orphans(step, name, key),
                _ => None,
            }
        }
        AlterActionKind::ValidateConstraint { constraint } => {
            let known = table.constraint(&constraint.name).filter(|known| !known.validated)?;
            validated(step, name, &known.kind)
        }
        _ => None,
    }
}

fn validated(step: &Step, name: &ObjectName, kind: &ConstraintDef) -> Option<Question> {
    match kind {
        ConstraintDef::Check { expr, .. } => Some(broken(name, &crate::catalog::expression(expr))),
        ConstraintDef::NotNull { column } => Some(nulls(name, &quoted(column))),
        ConstraintDef::ForeignKey { columns, references, referenced_columns, .. } => {
            let referenced = step.before.relation(*references)?;
            let pairs = columns.iter().cloned().zip(referenced_columns.iter().cloned()).collect::<Vec<_>>();
            Some(unmatched(name, &referenced.name.to_string(), &pairs))
        }
        _ => None,
    }
}

fn duplicates(table: &ObjectName, keys: &[Ident], condition: Option<&str>) -> Question {
    let listed = columns(keys);
    let mut conditions: Vec<String> = keys.iter().map(|key| format!("{key} IS NOT NULL")).collect();
    conditions.extend(condition.map(|condition| format!("({condition})")));
    Question {
        what: format!("two rows with the same {}", crate::rule::list(keys.iter().map(|key| &key.name))),
        query: format!(
            "SELECT {listed}, count(*) FROM {table} WHERE {} GROUP BY {listed} HAVING count(*) > 1;",
            conditions.join(" AND ")
        ),
    }
}

fn nulls(table: &ObjectName, column: &str) -> Question {
    Question {
        what: format!("a row without `{}`", column.trim_matches('"')),
        query: format!("SELECT * FROM {table} WHERE {column} IS NULL LIMIT 10;"),
    }
}

fn broken(table: &ObjectName, condition: &str) -> Question {
    Question {
        what: "a row that breaks the check".to_owned(),
        query: format!("SELECT * FROM {table} WHERE NOT ({condition}) LIMIT 10;"),
    }
}

fn orphans(step: &Step, table: &ObjectName, key: &ForeignKey) -> Option<Question> {
    let referenced = match key.referenced_columns.as_slice() {
        [] => step.before.resolve(&key.references)?.primary_key()?.columns(),
        listed => listed.iter().map(|column| column.name.clone()).collect(),
    };
    let own = key.columns.iter().map(|column| column.name.clone());
    let pairs = own.zip(referenced).collect::<Vec<_>>();
    (!pairs.is_empty()).then(|| unmatched(table, &key.references.to_string(), &pairs))
}

fn unmatched(
    table: &ObjectName,
    referenced: &str,
    pairs: &[(crate::ast::Name, crate::ast::Name)],
) -> Question {
    let orphan = crate::ast::orphan(referenced, pairs.iter().map(|(own, other)| (&**own, "=", &**other)));
    Question {
        what: format!("a row that points at nothing in `{referenced}`"),
        query: format!("SELECT c.* FROM {table} c WHERE {orphan} LIMIT 10;"),
    }
}
