//! Whether relations on the server are as the simulated history has them.

use crate::ast::{Name, TypeName, quoted};
use crate::catalog::{Catalog, Column, Constraint, ConstraintDef, Origin, Relation, RelationKind};

use super::facts::{ColumnFact, ConstraintFact, Facts, RelationFact};

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub status: Status,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Pass,
    Fail,
    /// Nobody could tell. This never counts as good.
    Unknown,
}

impl Status {
    pub fn name(self) -> &'static str {
        match self {
            Status::Pass => "PASS",
            Status::Fail => "FAIL",
            Status::Unknown => "UNKNOWN",
        }
    }
}

impl Check {
    pub fn pass(text: impl Into<String>) -> Self {
        Self { status: Status::Pass, text: text.into() }
    }

    pub fn fail(text: impl Into<String>) -> Self {
        Self { status: Status::Fail, text: text.into() }
    }

    pub fn unknown(text: impl Into<String>) -> Self {
        Self { status: Status::Unknown, text: text.into() }
    }
}

/// What differs between a relation of the history and the server's; nothing is wrong where it is empty.
pub(super) fn differences(catalog: &Catalog, relation: &Relation, facts: &Facts) -> Vec<String> {
    let shown = relation.name.to_string();
    let Some(fact) = facts.relation(&relation.name.schema, &relation.name.name) else {
        return vec![format!("{} {shown} is missing on the server", relation.kind.name())];
    };
    if !matches!(relation.kind, RelationKind::Table | RelationKind::PartitionedTable) {
        return Vec::new();
    }
    let is_known = relation.origin.created().is_some();
    let mut found = Vec::new();
    columns(relation, fact, facts, is_known, &mut found);
    indexes(catalog, relation, fact, facts, is_known, &mut found);
    constraints(relation, fact, facts, &mut found);
    if is_known && relation.row_security != fact.row_security {
        let state = if fact.row_security {
            "has row security on the server alone"
        } else {
            "has no row security on the server"
        };
        found.push(format!("{shown} {state}"));
    }
    found
}

fn columns(relation: &Relation, fact: &RelationFact, facts: &Facts, is_known: bool, found: &mut Vec<String>) {
    let shown = |column: &str| format!("column {}.{}", relation.name, quoted(column));
    for column in relation.columns.iter().filter(|column| certain(column)) {
        match facts.column(fact, &column.name) {
            None => found.push(format!("{} is missing on the server", shown(&column.name))),
            Some(there) => found.extend(column_differences(&shown(&column.name), column, there)),
        }
    }
    if !is_known || !relation.columns_known {
        return;
    }
    let there =
        facts.columns.iter().filter(|column| column.schema == fact.schema && column.table == fact.name);
    for column in there.filter(|column| relation.column(&column.name).is_none()) {
        found.push(format!("{} is on the server alone", shown(&column.name)));
    }
}

/// What is only assumed proves nothing about the server.
fn certain(column: &Column) -> bool {
    column.origin.created().is_some()
}

fn column_differences(shown: &str, column: &Column, there: &ColumnFact) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(data_type) = &*column.data_type
        && !same_type(data_type, &there.data_type)
    {
        found.push(format!("{shown} is {} on the server instead of {data_type}", there.data_type));
    }
    if column.not_null != there.not_null && (column.not_null || column.nullability_known) {
        let state =
            if there.not_null { "is NOT NULL on the server alone" } else { "can be null on the server" };
        found.push(format!("{shown} {state}"));
    }
    let has_default = column.default.is_some() || column.sequence.is_some() && column.identity.is_none();
    let generated = column.generated.is_some() || there.generated || column.identity.is_some();
    if !generated && has_default != there.default.is_some() {
        let state = if there.default.is_some() {
            "has a default on the server alone"
        } else {
            "has no default on the server"
        };
        found.push(format!("{shown} {state}"));
    }
    found
}

/// Whether a type as it was written is the one that `format_type` prints.
fn same_type(written: &TypeName, printed: &str) -> bool {
    let mut name = match written.serial_base().unwrap_or(written.name.as_str()) {
        "int2" => "smallint",
        "int4" => "integer",
        "int8" => "bigint",
        "float4" => "real",
        "float8" => "double precision",
        "bool" => "boolean",
        "varchar" => "character varying",
        "bpchar" => "character",
        "timestamptz" => "timestamp with time zone",
        "timestamp" => "timestamp without time zone",
        "timetz" => "time with time zone",
        "time" => "time without time zone",
        "varbit" => "bit varying",
        name => name,
    }
    .to_owned();
    if !written.modifiers.is_empty() && written.name != "interval" {
        let modifiers = written.modifiers.iter().map(i32::to_string).collect::<Vec<_>>().join(",");
        name = match name.split_once(" with") {
            // `timestamp(3) with time zone`
            Some((first, rest)) if first.starts_with("time") => format!("{first}({modifiers}) with{rest}"),
            _ => format!("{name}({modifiers})"),
        };
    }
    let printed_base = printed.trim_end_matches("[]");
    let plain = printed_base.rsplit_once('.').map_or(printed_base, |(_, name)| name).replace('"', "");
    let is_array = written.array > 0;
    let interval = written.name == "interval" && plain.starts_with("interval");
    is_array == printed.ends_with("[]")
        && (name.trim_matches('"') == plain || interval || name == "character" && plain == "character(1)")
}

fn indexes(
    catalog: &Catalog,
    relation: &Relation,
    fact: &RelationFact,
    facts: &Facts,
    is_known: bool,
    found: &mut Vec<String>,
) {
    let own: Vec<&Relation> = catalog.indexes_of(relation).collect();
    for index in own.iter().filter(|index| index.origin.created().is_some()) {
        let shown = format!("index {}", index.name);
        match facts.indexes_of(fact).find(|there| there.name == index.name.name.as_str()) {
            None => found.push(format!("{shown} is missing on the server")),
            Some(there) if !there.valid || !there.ready => {
                found.push(format!("{shown} is INVALID on the server"))
            }
            Some(there) if index.index.as_ref().is_some_and(|index| index.unique != there.unique) => {
                found.push(format!(
                    "{shown} is {}unique on the server",
                    if there.unique { "" } else { "not " }
                ));
            }
            Some(_) => {}
        }
    }
    if is_known {
        for there in facts.indexes_of(fact).filter(|there| there.constraint.is_none()) {
            if !own.iter().any(|index| index.name.name == there.name.as_str()) {
                found.push(format!("index {} is on the server alone", quoted(&there.name)));
            }
        }
    }
}

fn constraints(relation: &Relation, fact: &RelationFact, facts: &Facts, found: &mut Vec<String>) {
    let is_own = |constraint: &&std::sync::Arc<Constraint>| {
        constraint.origin.created().is_some() && !matches!(constraint.kind, ConstraintDef::NotNull { .. })
    };
    for constraint in relation.constraints.iter().filter(is_own) {
        let shown = format!("constraint {} of {}", quoted(&constraint.name), relation.name);
        let there = facts.constraints_of(fact).find(|there| there.name == constraint.name.as_str());
        match there {
            None => found.push(format!("{shown} is missing on the server")),
            Some(there) if constraint.validated && !there.validated => {
                found.push(format!("{shown} is NOT VALID on the server"));
            }
            Some(_) => {}
        }
    }
    let known = |there: &ConstraintFact| {
        there.kind == "n" || relation.constraint(&there.name).is_some() || relation.origin == Origin::Existing
    };
    if relation.origin.created().is_some() {
        for there in facts.constraints_of(fact).filter(|there| !known(there)) {
            found.push(format!(
                "constraint {} of {} is on the server alone",
                quoted(&there.name),
                relation.name
            ));
        }
    }
}

/// Everything that differs, and what is on the server and in no migration. The tools' own tables are left out.
pub fn drift(end: &Catalog, facts: &Facts) -> Vec<String> {
    let kinds = [
        RelationKind::Table,
        RelationKind::PartitionedTable,
        RelationKind::View,
        RelationKind::MaterializedView,
        RelationKind::Sequence,
    ];
    let own = end
        .relations()
        .filter(|relation| kinds.contains(&relation.kind) && relation.origin.created().is_some());
    let mut found: Vec<String> = own.flat_map(|relation| differences(end, relation, facts)).collect();
    let ledgers: Vec<&str> = facts.ledgers.iter().map(|ledger| ledger.table.as_str()).collect();
    let schemas: Vec<Name> = end.relations().map(|relation| relation.name.schema.clone()).collect();
    for there in facts.relations.iter().filter(|there| ["r", "p", "v", "m"].contains(&there.kind.as_str())) {
        let name =
            crate::catalog::QualifiedName { schema: Name::new(&there.schema), name: Name::new(&there.name) };
        let is_of_extension = there.of_extension || ledgers.contains(&there.full_name().as_str());
        if end.relation_named(&name).is_none() && schemas.contains(&name.schema) && !is_of_extension {
            found.push(format!("{name} is on the server and in no migration"));
        }
    }
    found.sort();
    found
}
