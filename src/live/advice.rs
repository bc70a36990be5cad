//! What a reviewer would say of a schema as it is, whoever made it: one sentence for each thing, always the same one.

use std::collections::BTreeSet;

use super::facts::{Facts, IndexFact, RelationFact};

/// The sections that it is said of. Where one is missing, what is said is neither all nor true: an index that is not seen
/// does not help a foreign key.
pub const ADVISED: [&str; 4] = ["relations", "indexes", "constraints", "sequences"];

/// Everything there is to say. Two databases, or one before and after, differ by these sentences.
pub fn advice(facts: &Facts) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    let secured = facts.relations.iter().filter(|table| is_table(table)).any(|table| table.row_security);
    for table in facts.relations.iter().filter(|table| is_table(table) && !table.of_extension) {
        said.extend(of_table(facts, table, secured));
    }
    for index in facts.indexes.iter().filter(|index| !index.valid) {
        said.insert(format!(
            "index {}.{} is invalid: every write keeps it up, no query uses it",
            index.schema, index.name
        ));
    }
    for constraint in facts.constraints.iter().filter(|constraint| !constraint.validated) {
        said.insert(format!(
            "constraint {}.{}.{} is not validated: rows from before it may break it",
            constraint.schema, constraint.table, constraint.name
        ));
    }
    for sequence in &facts.sequences {
        let Some(last) = sequence.last_value.filter(|_| sequence.max_value > 0) else { continue };
        if last as f64 > sequence.max_value as f64 * 0.75 {
            said.insert(format!(
                "sequence {}.{} has used three quarters of its numbers",
                sequence.schema, sequence.name
            ));
        }
    }
    said
}

fn of_table(facts: &Facts, table: &RelationFact, secured: bool) -> Vec<String> {
    let mut said = Vec::new();
    let name = table.full_name();
    let indexes: Vec<&IndexFact> = facts.indexes_of(table).collect();
    if !indexes.iter().any(|index| index.primary) && table.parents.is_empty() {
        said.push(format!("table {name} has no primary key"));
    }
    for key in facts.constraints_of(table).filter(|constraint| constraint.kind == "f") {
        let helps = |index: &&&IndexFact| {
            let leading: BTreeSet<&String> = index.columns.iter().take(key.columns.len()).collect();
            index.valid && !index.is_partial && leading == key.columns.iter().collect()
        };
        if !indexes.iter().any(|index| helps(&index)) {
            said.push(format!("foreign key {name}.{} has no index on its columns", key.name));
        }
    }
    let is_same = |one: &IndexFact, other: &IndexFact| {
        (&one.method, &one.columns, &one.include, &one.expressions, &one.predicate)
            == (&other.method, &other.columns, &other.include, &other.expressions, &other.predicate)
            && one.default_order == other.default_order
    };
    for (at, index) in indexes.iter().enumerate() {
        let twin = indexes[..at].iter().find(|other| is_same(index, other) && (index.unique <= other.unique));
        said.extend(
            twin.map(|twin| format!("index {}.{} does what {} does", index.schema, index.name, twin.name)),
        );
    }
    match (table.row_security, table.policies) {
        (true, 0) => {
            said.push(format!("table {name} has row security and no policy: only its owner sees rows"))
        }
        (false, 1..) => {
            said.push(format!("table {name} has policies, and row security is off: they do nothing"))
        }
        (false, 0) if secured && table.schema == "public" && table.parents.is_empty() => {
            said.push(format!("table {name} has no row security, and others have"));
        }
        _ => {}
    }
    said
}

fn is_table(relation: &RelationFact) -> bool {
    matches!(relation.kind.as_str(), "r" | "p")
}
