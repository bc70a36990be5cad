//! Whether a database is ready for a release, and whether the release did what it should: conditions that follow from
//! the migrations' own effects.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::catalog::{Catalog, QualifiedName, Relation, RelationId, RelationKind};
use crate::config::{AssertChoice, Operator};
use crate::connect::{ProbeFailure, Session};
use crate::effects::WorkKind;
use crate::migration::{History, Migration, Script};

use super::assertion;
use super::facts::Facts;
use super::state::{Check, Status, differences};
use super::text;

/// What is kept from before to after.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Before {
    pub database: String,
    pub taken_at: String,
    /// The versions that were pending.
    pub migrations: BTreeSet<String>,
    /// Rows of the tables that the release must not change.
    pub rows: BTreeMap<String, u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Before,
    After,
}

/// The conditions that a release's statements put on the catalog.
pub fn conditions(
    history: &History,
    released: &dyn Fn(&Migration) -> bool,
    phase: Phase,
    facts: &Facts,
) -> Vec<Check> {
    let scripts: Vec<&Script> = scripts(history, released).collect();
    let (Some(first), Some(last)) = (scripts.first(), scripts.last()) else { return Vec::new() };
    let (start, end) = (&first.before, &last.after);
    let (expected, other) = match phase {
        Phase::Before => (start, end),
        Phase::After => (end, start),
    };
    let mut checks = Vec::new();
    for id in touched(&scripts) {
        match (expected.relation(id), other.relation(id)) {
            (Some(relation), _) if is_checked(relation.kind) => {
                let wrong = differences(expected, relation, facts);
                if wrong.is_empty() {
                    checks.push(Check::pass(format!(
                        "{} {} is as expected",
                        relation.kind.name(),
                        relation.name
                    )));
                }
                checks.extend(wrong.into_iter().map(Check::fail));
            }
            (None, Some(relation)) if phase == Phase::Before && relation.origin.created().is_none() => {
                checks.push(present(relation, facts));
            }
            (None, Some(relation)) if is_checked(relation.kind) => {
                checks.push(absent(expected, &relation.name, facts, phase))
            }
            _ => {}
        }
    }
    for unseen in facts.unseen.iter().filter(|unseen| {
        ["relations", "columns", "indexes", "constraints"].contains(&unseen.section.as_str())
    }) {
        checks.push(Check::unknown(format!("{} could not be read: {}", unseen.section, unseen.reason)));
    }
    checks
}

fn is_checked(kind: RelationKind) -> bool {
    matches!(
        kind,
        RelationKind::Table
            | RelationKind::PartitionedTable
            | RelationKind::View
            | RelationKind::MaterializedView
            | RelationKind::Sequence
    )
}

/// What no migration makes has to be there already.
fn present(relation: &Relation, facts: &Facts) -> Check {
    let shown = format!("{} {}", relation.kind.name(), relation.name);
    match facts.relation(&relation.name.schema, &relation.name.name) {
        Some(_) => Check::pass(format!("{shown} is there")),
        None => Check::fail(format!("{shown} is missing on the server")),
    }
}

fn absent(expected: &Catalog, name: &QualifiedName, facts: &Facts, phase: Phase) -> Check {
    let there = facts.relation(&name.schema, &name.name).is_some() && expected.relation_named(name).is_none();
    match (there, phase) {
        (false, Phase::Before) => Check::pass(format!("{name} is not there yet")),
        (false, Phase::After) => Check::pass(format!("{name} is gone")),
        (true, Phase::Before) => {
            Check::fail(format!("{name} is there already, and the release is to make it"))
        }
        (true, Phase::After) => Check::fail(format!("{name} is still there")),
    }
}

fn scripts<'a>(
    history: &'a History,
    released: &'a dyn Fn(&Migration) -> bool,
) -> impl Iterator<Item = &'a Script> {
    history
        .migrations
        .iter()
        .filter(|migration| released(migration))
        .filter_map(|migration| migration.up.as_ref())
}

/// The relations that the statements name, change or make, each once, in their order.
fn touched(scripts: &[&Script]) -> Vec<RelationId> {
    let mut touched = Vec::new();
    let mut add = |id: RelationId| {
        if !touched.contains(&id) {
            touched.push(id);
        }
    };
    for script in scripts {
        for (index, step) in script.steps.iter().enumerate() {
            step.effects
                .locks
                .iter()
                .filter(|lock| lock.mode > crate::lock::LockMode::RowShare)
                .for_each(|lock| add(lock.relation));
            script.after_step(index).made_since(&step.before).for_each(|made| add(made.id));
        }
    }
    touched
}

/// The tables whose rows a release leaves as they are although it works on them.
pub fn unchanged_tables(history: &History, released: &dyn Fn(&Migration) -> bool) -> Vec<QualifiedName> {
    let scripts: Vec<&Script> = scripts(history, released).collect();
    let Some(first) = scripts.first() else { return Vec::new() };
    let changed: Vec<RelationId> = scripts
        .iter()
        .flat_map(|script| &script.steps)
        .flat_map(|step| &step.effects.work)
        .filter(|work| matches!(work.kind, WorkKind::Write { .. } | WorkKind::NewFile))
        .map(|work| work.relation)
        .collect();
    let end = scripts.last().map(|script| &script.after);
    let stays = |id: &RelationId| end.is_some_and(|end| end.relation(*id).is_some()) && !changed.contains(id);
    let relations = touched(&scripts).into_iter().filter(stays).filter_map(|id| first.before.relation(id));
    let tables = relations
        .filter(|relation| matches!(relation.kind, RelationKind::Table | RelationKind::PartitionedTable));
    tables.map(|table| (*table.name).clone()).collect()
}

/// Counts the rows of a table, all of them.
pub fn count(session: &mut Session, facts: &Facts, name: &QualifiedName) -> Result<u64, String> {
    #[derive(Deserialize)]
    struct Count {
        count: u64,
    }
    let Some(relation) = facts.relation(&name.schema, &name.name) else {
        return Err("it is not on the server".to_owned());
    };
    if relation.rows_hidden {
        return Err("row security hides rows from the role".to_owned());
    }
    let sql = format!("SELECT count(*) AS count FROM {}", relation.quoted());
    session.row::<Count>(&sql, &[]).map(|row| row.count).map_err(|failure| failure.to_string())
}

/// The counts of before against those of now.
pub fn rows_unchanged(before: &Before, now: &BTreeMap<String, Result<u64, String>>) -> Vec<Check> {
    let check = |(table, rows): (&String, &u64)| match now.get(table) {
        Some(Ok(found)) if found == rows => {
            Check::pass(format!("{table} has its {}", text::count(*rows, "row")))
        }
        Some(Ok(found)) => Check::fail(format!(
            "{table} had {} and has {}",
            text::count(*rows, "row"),
            text::count(*found, "row")
        )),
        Some(Err(reason)) => Check::unknown(format!("the rows of {table} could not be counted: {reason}")),
        None => Check::unknown(format!("the rows of {table} were not counted again")),
    };
    before.rows.iter().map(check).collect()
}

/// Asks one `[[assert]]`.
pub fn assert(session: &mut Session, choice: &AssertChoice) -> Check {
    let name = choice.name.as_deref().unwrap_or(&choice.sql);
    if let Err(refusal) = assertion::check(&choice.sql) {
        return Check::fail(format!("{name}: the query was not asked: {refusal}"));
    }
    let sql = choice.sql.trim().trim_end_matches(';');
    let rows: Vec<serde_json::Map<String, serde_json::Value>> = match session.rows_as_role(sql) {
        Ok(rows) => rows,
        Err(failure @ ProbeFailure::Refused { .. }) => return Check::fail(format!("{name}: {failure}")),
        Err(failure) => return Check::unknown(format!("{name}: {failure}")),
    };
    let [row] = rows.as_slice() else {
        return Check::fail(format!(
            "{name}: {} came back where one was expected",
            text::count(rows.len() as u64, "row")
        ));
    };
    let Some(value) = row.values().next().filter(|_| row.len() == 1) else {
        return Check::fail(format!("{name}: it must have one column"));
    };
    let shown = match value {
        serde_json::Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    let status = if choice.operator.holds(&shown, &choice.expect) { Status::Pass } else { Status::Fail };
    // A text may be a row's value; a number or a boolean is what was asked for.
    let shown = if value.is_string() { "another text".to_owned() } else { shown };
    let found = if status == Status::Pass { String::new() } else { format!(", found {shown}") };
    Check { status, text: format!("{name} {} {}{found}", choice.operator.name(), choice.expect) }
}

impl Operator {
    fn holds(self, found: &str, expected: &str) -> bool {
        let numbers = found.parse::<f64>().ok().zip(expected.parse::<f64>().ok());
        let order = match numbers {
            Some((found, expected)) => found.partial_cmp(&expected),
            None => Some(found.cmp(expected)),
        };
        order.is_some_and(|order| match self {
            Operator::Equal => order.is_eq(),
            Operator::NotEqual => order.is_ne(),
            Operator::Less => order.is_lt(),
            Operator::AtMost => order.is_le(),
            Operator::Greater => order.is_gt(),
            Operator::AtLeast => order.is_ge(),
        })
    }
}
