//! Unique keys: are there duplicates, and is there an index that could be taken over?

use crate::ast::{
    AlterActionKind, ConstraintKind, IndexKey, KeyConstraint, Name, ObjectName, Statement, quoted,
};

use super::violation;
use super::{Judged, Probe};
use crate::live::duration::index_task;
use crate::live::facts::{IndexFact, RelationFact};
use crate::live::question::Question;

pub(super) static PROBE: Probe = Probe {
    name: "duplicates",
    asks: "whether rows share a key that must be unique",
    rules: &["add-unique-without-index", "add-primary-key-without-index", "rows-may-violate"],
    judge,
};

struct Key<'a> {
    table: &'a ObjectName,
    columns: Vec<Name>,
    predicate: Option<&'a str>,
    nulls_are_equal: bool,
}

fn judge(question: &mut Question) -> Judged {
    let Some(key) = key(question) else { return Ok(None) };
    let relation = question.table(key.table)?;
    let counted = question.count(relation, &sql(relation, &key));
    let facts = question.facts;
    let types = key.columns.iter().filter_map(|name| facts.column(relation, name));
    let task = index_task(types.map(|column| column.data_type.as_str()));
    let what = format!("have a duplicate in ({})", question.columns(&key.columns));
    let answer = violation::judge(question, relation, counted, &what, "23505", task);
    let taken = facts.indexes_of(relation).find(|index| can_be_taken(index, &key.columns));
    let hint =
        taken.map(|index| format!("the unique index {} can be taken over: USING INDEX", quoted(&index.name)));
    Ok(Some(answer.and(&hint.unwrap_or_default())))
}

/// Nulls are different from each other unless it is said otherwise. The surplus is what would have to go.
fn sql(relation: &RelationFact, key: &Key) -> String {
    let columns = key.columns.iter().map(|name| quoted(name).into_owned()).collect::<Vec<_>>().join(", ");
    let mut conditions: Vec<String> = key.predicate.map(|text| format!("({text})")).into_iter().collect();
    if !key.nulls_are_equal {
        conditions.extend(key.columns.iter().map(|name| format!("{} IS NOT NULL", quoted(name))));
    }
    let condition = if conditions.is_empty() { "true".to_owned() } else { conditions.join(" AND ") };
    format!(
        "SELECT coalesce(sum(d.n - 1), 0)::int8 AS count FROM (SELECT count(*) AS n FROM {} WHERE {condition} \
         GROUP BY {columns} HAVING count(*) > 1) AS d",
        relation.quoted()
    )
}

fn key<'a>(question: &Question<'a, '_>) -> Option<Key<'a>> {
    match question.statement() {
        Statement::CreateIndex(create) if create.unique => {
            let columns = create.elements.iter().map(|element| match &element.key {
                IndexKey::Column(column) => Some(column.clone()),
                IndexKey::Expression(_) => None,
            });
            Some(Key {
                table: &create.table,
                columns: columns.collect::<Option<_>>()?,
                predicate: create.predicate.as_ref().map(|at| question.text(at.span)),
                nulls_are_equal: create.nulls_not_distinct,
            })
        }
        Statement::AlterTable(alter) => {
            let key: &KeyConstraint = question.action(|action| match action {
                AlterActionKind::AddConstraint { constraint } => match &constraint.kind {
                    ConstraintKind::Unique(key) | ConstraintKind::PrimaryKey(key)
                        if key.using_index.is_none() =>
                    {
                        Some(key)
                    }
                    _ => None,
                },
                _ => None,
            })?;
            Some(Key {
                table: &alter.name,
                columns: key.columns.iter().map(|column| column.name.clone()).collect(),
                predicate: None,
                nulls_are_equal: key.nulls_not_distinct,
            })
        }
        _ => None,
    }
}

fn can_be_taken(index: &IndexFact, columns: &[Name]) -> bool {
    let fits =
        index.unique && index.valid && !index.is_partial && index.default_order && index.method == "btree";
    fits && index.expressions.is_none()
        && index.constraint.is_none()
        && index.columns.iter().map(String::as_str).eq(columns.iter().map(Name::as_str))
}
