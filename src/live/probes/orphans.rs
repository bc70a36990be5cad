//! Foreign keys: are there rows whose parent is missing?

use crate::ast::{AlterActionKind, ConstraintKind, Name, ObjectName, orphan};
use crate::catalog::ConstraintDef;

use super::violation;
use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::duration::Task;
use crate::live::facts::RelationFact;
use crate::live::question::Question;

pub(super) static PROBE: Probe = Probe {
    name: "orphans",
    asks: "whether rows of a foreign key point at nothing",
    rules: &["add-fk-without-not-valid", "rows-may-violate", "validate-in-same-transaction"],
    judge,
};

/// A foreign key, as far as a join needs it.
struct Key {
    columns: Vec<Name>,
    parent: ObjectName,
    parent_columns: Vec<Name>,
}

fn judge(question: &mut Question) -> Judged {
    let Some(alter) = question.alter() else { return Ok(None) };
    let Some(key) = key(question) else { return Ok(None) };
    let child = question.table(&alter.name)?;
    let parent = question.table(&key.parent)?;
    let referenced = match key.parent_columns.as_slice() {
        [] => primary_key(question, parent),
        columns => columns.iter().map(Name::to_string).collect(),
    };
    let sql = sql(child, &key.columns, parent, &referenced);
    let counted = match question.unreadable(parent) {
        Some(reason) => Err(Answer::unknown(reason)),
        None => question.count(child, &sql),
    };
    let what = format!("have no parent in {}", parent.shown());
    Ok(Some(violation::judge(question, child, counted, &what, "23503", Task::ForeignKey)))
}

fn sql(child: &RelationFact, columns: &[Name], parent: &RelationFact, referenced: &[String]) -> String {
    let pairs = columns.iter().zip(referenced).map(|(own, other)| (own.as_str(), "=", other.as_str()));
    format!("SELECT count(*) AS count FROM {} AS c WHERE {}", child.quoted(), orphan(&parent.quoted(), pairs))
}

fn key(question: &Question) -> Option<Key> {
    let names = |columns: &[crate::ast::Ident]| columns.iter().map(|column| column.name.clone()).collect();
    question.action(|action| match action {
        AlterActionKind::AddConstraint { constraint } => match &constraint.kind {
            ConstraintKind::ForeignKey(key) if !constraint.not_valid => Some(Key {
                columns: names(&key.columns),
                parent: key.references.clone(),
                parent_columns: names(&key.referenced_columns),
            }),
            _ => None,
        },
        AlterActionKind::ValidateConstraint { constraint } => {
            let before = &question.step.before;
            let table = before.resolve(&question.alter()?.name)?;
            match &table.constraint(&constraint.name)?.kind {
                ConstraintDef::ForeignKey { columns, references, referenced_columns, .. } => {
                    let parent = &before.relation(*references)?.name;
                    Some(Key {
                        columns: columns.clone(),
                        parent: ObjectName::new(Some(&parent.schema), &parent.name, constraint.span),
                        parent_columns: referenced_columns.clone(),
                    })
                }
                _ => None,
            }
        }
        _ => None,
    })
}

fn primary_key(question: &Question, parent: &RelationFact) -> Vec<String> {
    let primary = question.facts.indexes_of(parent).find(|index| index.primary);
    primary.map(|index| index.columns.clone()).unwrap_or_default()
}
