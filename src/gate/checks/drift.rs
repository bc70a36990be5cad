//! The database is what the migrations before this moment make of an empty one, and nothing else.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, ConstraintDef};
use crate::gate::predicted::{shown, tables};
use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live::{self, Facts};
use crate::rule::fits_any;

pub(super) static CHECK: Check = Check::new("drift", include_str!("../../../rules/gate/drift.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let schemas = entry.options.strings("schemas");
    let mut ignored: Vec<String> = entry.options.strings("except").into_iter().map(str::to_owned).collect();
    ignored.extend(
        situation.history.tool.ledger.map(|ledger| format!("{}*", ledger.trim_start_matches("public."))),
    );
    let expected = objects(situation.expected(), &schemas);
    let facts = match situation.facts(&["relations", "columns", "constraints", "indexes"]) {
        Ok(facts) => facts,
        Err(answer) => return answer,
    };
    let live = live_objects(&facts, &schemas);
    let patterns: Vec<&str> = ignored.iter().map(String::as_str).collect();
    let counts = |object: &&(&'static str, String)| !fits_any(&object.1, &patterns);
    let missing = expected.difference(&live).filter(counts);
    let mut wrong: Vec<String> = missing.map(|(kind, name)| format!("{kind} {name} is missing")).collect();
    let strange = live.difference(&expected).filter(counts);
    wrong.extend(strange.map(|(kind, name)| format!("{kind} {name} is in no migration")));
    // What hangs on a table that is missing or strange says nothing more.
    let tables: Vec<String> = wrong
        .iter()
        .filter_map(|line| Some(line.strip_prefix("table ")?.split(' ').next()?.to_owned()))
        .collect();
    wrong.retain(|line| !tables.iter().any(|table| line.contains(&format!(" {table}."))));
    let good = format!("{} as the migrations make them", live::count(live.len() as u64, "object"));
    Answer::judge(
        Source::Catalog,
        good,
        format!("{} from the migrations", live::count(wrong.len() as u64, "difference")),
        wrong,
    )
}

type Objects = BTreeSet<(&'static str, String)>;

/// Tables, their columns, and the constraints and indexes that somebody named: names of the server's own making
/// depend on the order in which they were made.
fn objects(catalog: &Catalog, schemas: &[&str]) -> Objects {
    let mut found = BTreeSet::new();
    for table in tables(catalog).filter(|table| schemas.contains(&table.name.schema.as_str())) {
        let name = table.name.to_string();
        found.extend(table.columns.iter().map(|column| ("column", format!("{name}.{}", column.name))));
        for constraint in &table.constraints {
            if !matches!(constraint.kind, ConstraintDef::NotNull { .. } | ConstraintDef::Unknown) {
                found.insert(("constraint", format!("{name}.{}", constraint.name)));
            }
        }
        let indexes = catalog
            .indexes_of(table)
            .filter(|index| index.index.as_ref().is_some_and(|own| own.constraint.is_none()));
        found.extend(indexes.map(|index| ("index", format!("{name}.{}", index.name.name))));
        found.insert(("table", name));
    }
    found
}

fn live_objects(facts: &Facts, schemas: &[&str]) -> Objects {
    let mut found = BTreeSet::new();
    let asked = |schema: &str| schemas.contains(&schema);
    let tables: BTreeSet<(&str, &str)> = facts
        .relations
        .iter()
        .filter(|table| asked(&table.schema) && matches!(table.kind.as_str(), "r" | "p"))
        .filter(|table| !table.of_extension)
        .map(|table| (table.schema.as_str(), table.name.as_str()))
        .collect();
    found.extend(tables.iter().map(|(schema, name)| ("table", shown(schema, name))));
    for column in facts.columns.iter().filter(|column| tables.contains(&(&*column.schema, &*column.table))) {
        found.insert(("column", format!("{}.{}", shown(&column.schema, &column.table), column.name)));
    }
    for constraint in facts
        .constraints
        .iter()
        .filter(|constraint| tables.contains(&(&*constraint.schema, &*constraint.table)))
    {
        if constraint.kind != "n" {
            found.insert((
                "constraint",
                format!("{}.{}", shown(&constraint.schema, &constraint.table), constraint.name),
            ));
        }
    }
    for index in facts.indexes.iter().filter(|index| tables.contains(&(&*index.schema, &*index.table))) {
        if index.constraint.is_none() {
            found.insert(("index", format!("{}.{}", shown(&index.schema, &index.table), index.name)));
        }
    }
    found
}
