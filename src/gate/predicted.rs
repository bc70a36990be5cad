//! What the simulated schema says should be in a database, by the names that the database has for it.

use std::collections::{BTreeMap, BTreeSet};

use crate::ast::quoted;
use crate::catalog::{Catalog, Constraint, ConstraintDef, Origin, Relation, RelationKind};
use crate::gate::Situation;

/// A relation as messages and configurations have it: without `public`.
pub(super) fn shown(schema: &str, name: &str) -> String {
    if schema == "public" {
        quoted(name).into_owned()
    } else {
        format!("{}.{}", quoted(schema), quoted(name))
    }
}

/// The schema and the name that a configuration means.
pub(super) fn split(name: &str) -> (String, String) {
    let plain = |part: &str| part.trim_matches('"').to_owned();
    match name.split_once('.') {
        Some((schema, name)) => (plain(schema), plain(name)),
        None => ("public".to_owned(), plain(name)),
    }
}

/// The schema, the table and the column that a configuration means.
pub(super) fn split_column(name: &str) -> Option<(String, String, String)> {
    let (table, column) = name.rsplit_once('.')?;
    let (schema, table) = split(table);
    Some((schema, table, column.trim_matches('"').to_owned()))
}

/// A relation as SQL names it under any search path.
pub(super) fn qualified(schema: &str, name: &str) -> String {
    format!("{}.{}", quoted(schema), quoted(name))
}

/// Tables, without partitions and temporary ones, that are known to exist.
pub(super) fn tables(catalog: &Catalog) -> impl Iterator<Item = &Relation> {
    catalog.relations().filter(|relation| {
        matches!(relation.kind, RelationKind::Table | RelationKind::PartitionedTable)
            && !relation.is_temporary()
            && relation.origin != (Origin::Assumed { certain: false })
    })
}

/// Foreign keys, by table and name.
pub(super) fn foreign_keys(catalog: &Catalog) -> BTreeMap<(String, String), (&Relation, &Constraint)> {
    let keys = tables(catalog).flat_map(|table| table.foreign_keys().map(move |key| (table, key)));
    keys.map(|(table, key)| ((table.name.to_string(), key.name.to_string()), (table, key))).collect()
}

/// The constraints that the gate's migrations add.
pub(super) fn new_constraints<'a>(situation: &Situation<'a>) -> Vec<(&'a Relation, &'a Constraint)> {
    let before = situation.before();
    let mut found = Vec::new();
    for table in tables(situation.after()) {
        let known = before.relation(table.id);
        for constraint in &table.constraints {
            let is_known = known.is_some_and(|known| known.constraint(&constraint.name).is_some());
            if !is_known && !matches!(constraint.kind, ConstraintDef::Unknown) {
                found.push((table, &**constraint));
            }
        }
    }
    found
}

/// The indexes that the gate's migrations build.
pub(super) fn new_indexes<'a>(situation: &Situation<'a>) -> Vec<&'a Relation> {
    let made = situation.after().made_since(situation.before());
    made.filter(|relation| relation.kind.is_index() && !relation.is_temporary()).collect()
}

/// The tables that were there before the gate's migrations and that they lock, by the names they have then.
pub(super) fn touched<'a>(situation: &Situation<'a>) -> Vec<&'a Relation> {
    let mut ids = BTreeSet::new();
    for script in situation.scripts() {
        let steps = script.steps.iter();
        ids.extend(steps.flat_map(|step| step.effects.locks.iter().map(|lock| lock.relation)));
    }
    let before = situation.before();
    ids.into_iter().filter_map(|id| before.relation(id)).filter(|relation| relation.holds_rows()).collect()
}
