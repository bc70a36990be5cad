//! Partitions: what would the default partition have to give up, and how long is the new one read?

use crate::ast::{
    AlterActionKind, Expr, ObjectName, PartitionBound, PartitionElement, PartitionKey, Statement, quoted,
};
use crate::catalog::expression;

use super::drops::by_use;
use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::duration::Task;
use crate::live::question::Question;
use crate::live::text;

pub(super) static PROBE: Probe = Probe {
    name: "partitions",
    asks: "whether rows of the default partition belong to a new one, how long a scan is, and whether it is in use",
    rules: &["attach-partition-unprepared", "create-partition-of-lock", "detach-partition-not-concurrent"],
    judge,
};

fn judge(question: &mut Question) -> Judged {
    match question.statement() {
        Statement::CreateTable(create) => match &create.partition_of {
            Some((parent, bound)) => default_rows(question, parent, bound).map(Some),
            None => Ok(None),
        },
        Statement::AlterTable(alter) => {
            let attached = question.action(|action| match action {
                AlterActionKind::AttachPartition { partition, bound } => Some((partition, bound.as_ref())),
                _ => None,
            });
            if let Some((partition, bound)) = attached {
                return attach(question, &alter.name, partition, bound).map(Some);
            }
            let detached = question.action(|action| match action {
                AlterActionKind::DetachPartition { partition, .. } => Some(partition),
                _ => None,
            });
            match detached {
                Some(partition) => detach(question, partition).map(Some),
                None => Ok(None),
            }
        }
        _ => Ok(None),
    }
}

fn attach(
    question: &mut Question,
    parent: &ObjectName,
    partition: &ObjectName,
    bound: Option<&PartitionBound>,
) -> Result<Answer, Answer> {
    let in_default = bound.map(|bound| default_rows(question, parent, bound));
    if let Some(Ok(answer)) = in_default
        && answer.verdict == crate::diagnostic::Verdict::Confirmed
    {
        return Ok(answer);
    }
    let child = question.table(partition)?;
    Ok(question.sized(child, Task::Verify))
}

/// The rows of the default partition that a new partition would take.
fn default_rows(
    question: &mut Question,
    parent: &ObjectName,
    bound: &PartitionBound,
) -> Result<Answer, Answer> {
    let before = &question.step.before;
    let relation = question.table(parent)?;
    let own = relation.full_name();
    let default =
        question.facts.relations.iter().find(|one| one.is_default_partition && one.parents.contains(&own));
    let Some(default) = default else {
        return Ok(Answer::refuted(format!("`{}` has no default partition on the server", relation.shown())));
    };
    let known = before.resolve(parent).and_then(|relation| relation.partition_key.as_deref());
    let column = match known {
        Some(key) => only_column(key),
        None => relation.partition_key.as_deref().and_then(only_column_shown),
    };
    let Some(condition) = column.and_then(|column| condition(&column, bound)) else {
        return Ok(question.sized(default, Task::Verify));
    };
    let sql = format!("SELECT count(*) AS count FROM {} WHERE {condition}", default.quoted());
    let shown = default.shown();
    match question.count(default, &sql) {
        Ok(0) => {
            let answer = question.sized(default, Task::Verify);
            Ok(answer.and(&format!("no row of `{shown}` belongs to the new partition")))
        }
        Ok(rows) => Ok(Answer::fails(format!(
            "{} of `{shown}` belong to the new partition: the statement fails with SQLSTATE 23514",
            text::count(rows, "row")
        ))
        .rows(Some(rows))),
        Err(unknown) => Ok(question.sized(default, Task::Verify).and(&unknown.text)),
    }
}

/// The only column of a key, as SQL has it.
fn only_column(key: &PartitionKey) -> Option<String> {
    let [PartitionElement::Column(column)] = key.elements.as_slice() else { return None };
    Some(quoted(column).into_owned())
}

/// The same of a key that the server shows, where the history does not tell: `LIST (region)`.
fn only_column_shown(key: &str) -> Option<String> {
    let column = key.split_once('(')?.1.strip_suffix(')')?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let plain = column.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).unwrap_or(column);
    (!plain.is_empty() && plain.chars().all(is_name)).then(|| column.to_owned())
}

/// What a bound says about the only column of the key.
fn condition(column: &str, bound: &PartitionBound) -> Option<String> {
    let list = |values: &[Expr]| values.iter().map(expression).collect::<Vec<_>>().join(", ");
    match bound {
        PartitionBound::List(values) => Some(format!("{column} IN ({})", list(values))),
        PartitionBound::Range { from, to } => {
            let ([from], [to]) = (from.as_slice(), to.as_slice()) else { return None };
            let limit = |operator: &str, value: &Expr| match value {
                Expr::Column(_) => None,
                value => Some(format!("{column} {operator} {}", expression(value))),
            };
            let limits: Vec<String> = [limit(">=", from), limit("<", to)].into_iter().flatten().collect();
            (!limits.is_empty()).then(|| limits.join(" AND "))
        }
        PartitionBound::Default | PartitionBound::Hash { .. } => None,
    }
}

fn detach(question: &mut Question, partition: &ObjectName) -> Result<Answer, Answer> {
    let relation = question.table(partition)?;
    let shown = format!("`{}`", relation.shown());
    Ok(match question.used(relation) {
        Some(used) => by_use(&used, &shown),
        None => match question.rows(relation) {
            Some(rows) => {
                let text = format!(
                    "{shown} has {}; who uses it, only the difference of two snapshots tells",
                    text::about(rows, "row")
                );
                Answer::sized(text).rows(Some(rows))
            }
            None => Answer::unknown(format!(
                "{shown} was never analyzed, and one look at the counters does not tell who uses it"
            )),
        },
    })
}
