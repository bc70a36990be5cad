//! What only the rows of a database can tell: how many there are, which point at nothing, where a sequence must stand.

use serde::Deserialize;

use crate::ast::{orphan, quoted};
use crate::connect::{ProbeFailure, Session};
use crate::live::{Facts, SequenceFact};

use super::Side;

/// What a question is about, on whichever side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Rows(String),
    Orphans { key: String, parent: String },
    Sequence { sequence: String, column: String },
    Dimensions(String),
}

/// A query that answers with one row of numbers.
#[derive(Clone, Debug)]
pub struct Question {
    pub side: Side,
    pub subject: Subject,
    pub sql: String,
    /// Bytes that are read, as far as they are known: the long ones come first.
    pub weight: u64,
}

/// A foreign key, and the operators that it compares with.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Key {
    pub(super) schema: String,
    pub(super) table: String,
    constraint: String,
    columns: Vec<String>,
    pub(super) parent: String,
    parent_sql: String,
    referenced: Vec<String>,
    operators: Vec<String>,
    bytes: u64,
}

impl Subject {
    pub fn shown(&self) -> String {
        match self {
            Subject::Rows(table) => format!("the rows of {table}"),
            Subject::Orphans { key, .. } => format!("the orphans of {key}"),
            Subject::Sequence { sequence, .. } => format!("the sequence {sequence}"),
            Subject::Dimensions(column) => format!("the dimensions of {column}"),
        }
    }
}

/// Of a partitioned table the parent's keys speak for those of its partitions.
const KEYS: &str = "
    SELECT cn.nspname AS schema, c.relname AS table, k.conname AS constraint,
      ARRAY(SELECT a.attname FROM unnest(k.conkey) WITH ORDINALITY AS key(number, place)
            JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = key.number ORDER BY key.place) AS columns,
      pn.nspname || '.' || p.relname AS parent,
      quote_ident(pn.nspname) || '.' || quote_ident(p.relname) AS parent_sql,
      ARRAY(SELECT a.attname FROM unnest(k.confkey) WITH ORDINALITY AS key(number, place)
            JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = key.number ORDER BY key.place) AS referenced,
      ARRAY(SELECT 'OPERATOR(' || quote_ident(o.nspname) || '.' || q.oprname || ')'
            FROM unnest(k.conpfeqop) WITH ORDINALITY AS op(number, place)
            JOIN pg_operator q ON q.oid = op.number JOIN pg_namespace o ON o.oid = q.oprnamespace
            ORDER BY op.place) AS operators,
      greatest(c.relpages, 0)::int8 * current_setting('block_size')::int8
        + greatest(p.relpages, 0)::int8 * current_setting('block_size')::int8 AS bytes
    FROM pg_constraint k
    JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace cn ON cn.oid = c.relnamespace
    JOIN pg_class p ON p.oid = k.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
    WHERE k.contype = 'f' AND k.conparentid = 0
      AND cn.nspname NOT IN ('pg_catalog', 'information_schema')
    ORDER BY 1, 2, 3";

pub(super) fn read_keys(session: &mut Session) -> Result<Vec<Key>, ProbeFailure> {
    session.rows(KEYS, &[])
}

impl Key {
    pub(super) fn name(&self) -> String {
        format!("{}.{}.{}", self.schema, self.table, self.constraint)
    }

    pub(super) fn question(&self, side: Side) -> Question {
        let pairs = self.columns.iter().zip(&self.operators).zip(&self.referenced);
        let pairs = pairs.map(|((own, operator), other)| (&**own, &**operator, &**other));
        let sql = format!(
            "SELECT ARRAY[count(*)] AS numbers FROM {}.{} AS c WHERE {}",
            quoted(&self.schema),
            quoted(&self.table),
            orphan(&self.parent_sql, pairs),
        );
        let subject = Subject::Orphans { key: self.name(), parent: self.parent.clone() };
        Question { side, subject, sql, weight: self.bytes }
    }
}

/// The questions that tables, sequences and columns raise.
pub(super) fn of_facts(side: Side, facts: &Facts) -> Vec<Question> {
    let mut questions = Vec::new();
    for relation in &facts.relations {
        // A partition is counted with its table; a child of another table for itself.
        let is_partition = facts.is_partition(relation);
        let from = match relation.kind.as_str() {
            "r" if !is_partition => format!("ONLY {}", relation.quoted()),
            "p" if !is_partition => relation.quoted(),
            _ => continue,
        };
        let leaves = facts.leaves(relation);
        questions.push(Question {
            side,
            subject: Subject::Rows(relation.full_name()),
            sql: format!("SELECT ARRAY[count(*)] AS numbers FROM {from}"),
            weight: leaves.iter().map(|leaf| leaf.bytes).sum(),
        });
    }
    for sequence in &facts.sequences {
        let owner: Vec<&str> = sequence.owner.as_deref().unwrap_or_default().splitn(3, '.').collect();
        let [schema, table, column] = owner.as_slice() else { continue };
        let name = format!("{}.{}", sequence.schema, sequence.name);
        let shown = sequence.owner.clone().unwrap_or_default();
        questions.push(Question {
            side,
            subject: Subject::Sequence { sequence: name, column: shown },
            sql: sequence_sql(sequence, [schema, table, column]),
            weight: 0,
        });
    }
    questions.extend(facts.columns.iter().filter_map(|column| {
        // Without a number in its type, each vector has dimensions of its own.
        let (schema, _) = column.data_type.rsplit_once('.').filter(|(_, name)| *name == "vector")?;
        let name = format!("{}.{}.{}", column.schema, column.table, column.name);
        let (own, table) = (quoted(&column.name), quoted(&column.table));
        Some(Question {
            side,
            subject: Subject::Dimensions(name),
            sql: format!(
                "SELECT ARRAY[min({schema}.vector_dims({own})), max({schema}.vector_dims({own}))]::int8[] AS numbers
                 FROM {}.{table}",
                quoted(&column.schema)
            ),
            weight: 0,
        })
    }));
    questions
}

/// Which value comes next, in which steps, and the one that is furthest along that way already.
fn sequence_sql(sequence: &SequenceFact, [schema, table, column]: [&str; 3]) -> String {
    let name = format!("{}.{}", quoted(&sequence.schema), quoted(&sequence.name));
    let (column, literal) = (quoted(column), name.replace('\'', "''"));
    format!(
        "SELECT ARRAY[CASE WHEN s.is_called THEN s.last_value + d.seqincrement ELSE s.last_value END, d.seqincrement,
                      CASE WHEN d.seqincrement < 0 THEN (SELECT min({column}) FROM {}.{table})
                           ELSE (SELECT max({column}) FROM {}.{table}) END]::int8[] AS numbers
         FROM {name} AS s, pg_sequence AS d WHERE d.seqrelid = '{literal}'::regclass",
        quoted(schema),
        quoted(schema),
        table = quoted(table)
    )
}
