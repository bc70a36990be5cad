//! A partition's bound as text: the clause as it was written, and the condition that its rows satisfy.

use crate::ast::{CreateTable, Expr, PartitionBound, PartitionElement, quoted};
use crate::catalog::{Relation, expression};
use crate::effects::{is_maximum, is_minimum};
use crate::migration::Step;
use crate::rule::Pass;
use crate::version::PgVersion;

impl Pass<'_> {
    /// `FOR VALUES …` or `DEFAULT`, as the user wrote it after the name of the table that is divided.
    pub fn bound_clause(&self, text: &str, bound: &PartitionBound) -> String {
        let groups = match bound {
            PartitionBound::Default => return "DEFAULT".to_owned(),
            PartitionBound::Range { .. } => 2,
            PartitionBound::List(_) | PartitionBound::Hash { .. } => 1,
        };
        let Some(start) = text.to_ascii_lowercase().find("for values") else {
            return "FOR VALUES …".to_owned();
        };
        let clause = text.get(start..).unwrap_or_default();
        let (mut depth, mut closed, mut quoted) = (0, 0, false);
        for (at, letter) in clause.char_indices() {
            match letter {
                '\'' => quoted = !quoted,
                '(' if !quoted => depth += 1,
                ')' if !quoted => {
                    depth -= 1;
                    closed += i32::from(depth == 0);
                }
                _ => {}
            }
            if closed == groups {
                return clause
                    .get(..=at)
                    .unwrap_or_default()
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ");
            }
        }
        clause.to_owned()
    }

    /// A partition made apart and attached afterwards, as help.
    pub fn attached_afterwards(&self, step: &Step, create: &CreateTable, parent: &Relation) -> String {
        let bound =
            create.partition_of.as_ref().map(|(_, bound)| self.bound_clause(self.text(step.span()), bound));
        // From 17 on, a table with an identity column of its own cannot be attached; before, the parent's draws anyway.
        let identity = parent.columns.iter().any(|column| column.identity.is_some());
        let without = if identity { " EXCLUDING IDENTITY" } else { "" };
        let divided = match create.partition_by {
            Some(_) => " PARTITION BY …",
            None => "",
        };
        format!(
            "CREATE TABLE {name} (LIKE {parent} INCLUDING ALL{without}){divided};\n\
             ALTER TABLE {parent} ATTACH PARTITION {name} {bound};",
            name = create.name,
            parent = parent.name,
            bound = bound.unwrap_or_default(),
        )
    }

    /// How the default partition is kept from being read for a new one, as help: a valid CHECK that leaves no room for
    /// its rows.
    pub fn exclude_from_default(
        &self,
        step: &Step,
        default: &Relation,
        parent: &Relation,
        bound: &PartitionBound,
    ) -> String {
        let outside =
            outside_bound(parent, bound).unwrap_or_else(|| "NOT (…the new partition's rows…)".to_owned());
        let name = quoted(&format!("{}_excludes", default.name.name)).into_owned();
        format!(
            "let a valid CHECK show first that it holds no such row, and move those that it does hold:\n\
             ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({outside}) NOT VALID;\n\
             -- {later}:\n\
             ALTER TABLE {table} VALIDATE CONSTRAINT {name};\n\
             -- and then this statement",
            table = default.name,
            later = self.later(step),
        )
    }

    /// Whether a partition can be taken off its table without a lock that readers mind.
    pub fn detaches_concurrently(&self, step: &Step, parent: &Relation) -> bool {
        self.version >= PgVersion::V14 && step.before.default_partition(parent.id).is_none()
    }
}

/// What every row of a partition satisfies: `at >= '2025-01-01' AND at < '2026-01-01'`. Nothing where the key is more
/// than one column, an expression or hashed.
pub fn inside_bound(parent: &Relation, bound: &PartitionBound) -> Option<String> {
    let column = quoted(key_column(parent)?).into_owned();
    match bound {
        PartitionBound::Range { from, to } => {
            let edges = edges(&column, from, to, [">=", "<"])?;
            Some(format!("{column} IS NOT NULL AND {}", edges.join(" AND ")))
        }
        PartitionBound::List(values) if values.iter().all(|value| *value != Expr::Null) => {
            Some(format!("{column} IS NOT NULL AND {column} IN ({})", list(values)))
        }
        _ => None,
    }
}

/// What every row satisfies that belongs to another partition.
fn outside_bound(parent: &Relation, bound: &PartitionBound) -> Option<String> {
    let column = quoted(key_column(parent)?).into_owned();
    match bound {
        PartitionBound::Range { from, to } => {
            let edges = edges(&column, from, to, ["<", ">="])?;
            Some(format!("{column} IS NULL OR {}", edges.join(" OR ")))
        }
        PartitionBound::List(values) if values.iter().all(|value| *value != Expr::Null) => {
            Some(format!("{column} IS NULL OR {column} NOT IN ({})", list(values)))
        }
        _ => None,
    }
}

fn edges(column: &str, from: &[Expr], to: &[Expr], operators: [&str; 2]) -> Option<Vec<String>> {
    let ([from], [to]) = (from, to) else { return None };
    let mut edges = Vec::new();
    if !is_minimum(from) {
        edges.push(format!("{column} {} {}", operators[0], expression(from)));
    }
    if !is_maximum(to) {
        edges.push(format!("{column} {} {}", operators[1], expression(to)));
    }
    (!edges.is_empty()).then_some(edges)
}

fn list(values: &[Expr]) -> String {
    values.iter().map(expression).collect::<Vec<_>>().join(", ")
}

/// The one column that a table is divided by.
pub fn key_column(parent: &Relation) -> Option<&str> {
    match parent.partition_key.as_deref()?.elements.as_slice() {
        [PartitionElement::Column(column)] => Some(column),
        _ => None,
    }
}
