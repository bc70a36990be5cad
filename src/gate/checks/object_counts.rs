//! As many tables, foreign keys and policies as the simulated schema has, name by name, so that nobody types a number.

use std::collections::BTreeSet;

use crate::catalog::RelationKind;
use crate::gate::predicted::{foreign_keys, shown, tables};
use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live::{self, RelationFact};

pub(super) static CHECK: Check =
    Check::new("object-counts", include_str!("../../../rules/gate/object-counts.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let schemas = entry.options.strings("schemas");
    let mut ignored: BTreeSet<String> = entry
        .options
        .strings("except")
        .into_iter()
        .map(|name| name.trim_start_matches("public.").to_owned())
        .collect();
    ignored
        .extend(situation.history.tool.ledger.map(|ledger| ledger.trim_start_matches("public.").to_owned()));
    let expected = situation.expected();
    let facts = match situation.facts(&["relations", "constraints"]) {
        Ok(facts) => facts,
        Err(answer) => return answer,
    };
    // Partitions are made as data comes, and what an extension brings is in no migration.
    let is_counted = |table: &RelationFact| !facts.is_partition(table) && !table.of_extension;
    let counts = |schema: &str, name: &String| schemas.contains(&schema) && !ignored.contains(name);
    let predicted: BTreeSet<String> = tables(expected)
        .filter(|table| {
            !table.is_partition()
                && matches!(table.kind, RelationKind::Table | RelationKind::PartitionedTable)
        })
        .map(|table| (table.name.schema.as_str(), table.name.to_string()))
        .filter(|(schema, name)| counts(schema, name))
        .map(|(_, name)| name)
        .collect();
    let live: BTreeSet<String> = facts
        .relations
        .iter()
        .filter(|table| matches!(table.kind.as_str(), "r" | "p") && is_counted(table))
        .map(|table| (table.schema.as_str(), shown(&table.schema, &table.name)))
        .filter(|(schema, name)| counts(schema, name))
        .map(|(_, name)| name)
        .collect();
    let mut wrong = differences("table", &predicted, &live);
    let keys: BTreeSet<String> = foreign_keys(expected)
        .into_iter()
        .filter(|((table, _), (relation, _))| {
            counts(&relation.name.schema, table) && !relation.is_partition()
        })
        .map(|((table, name), _)| format!("{table}.{name}"))
        .collect();
    let live_keys: BTreeSet<String> = facts
        .constraints
        .iter()
        .filter(|constraint| constraint.kind == "f")
        .filter(|key| facts.relation(&key.schema, &key.table).is_none_or(is_counted))
        .map(|constraint| (constraint, shown(&constraint.schema, &constraint.table)))
        .filter(|(constraint, table)| counts(&constraint.schema, table))
        .map(|(constraint, table)| format!("{table}.{}", constraint.name))
        .collect();
    wrong.extend(differences("foreign key", &keys, &live_keys));
    let policies: usize = tables(expected)
        .filter(|table| counts(&table.name.schema, &table.name.to_string()))
        .map(|table| table.policies.len())
        .sum();
    let live_policies: u64 = facts
        .relations
        .iter()
        .filter(|table| counts(&table.schema, &shown(&table.schema, &table.name)))
        .map(|table| table.policies)
        .sum();
    if u64::try_from(policies).is_ok_and(|policies| policies != live_policies) {
        wrong.push(format!("{live_policies} policies, {policies} predicted"));
    }
    let good = format!(
        "{}, {}, {live_policies} policies, as predicted",
        live::count(live.len() as u64, "table"),
        live::count(live_keys.len() as u64, "foreign key")
    );
    let bad = format!(
        "{} tables, {} predicted, and {} from what the migrations make",
        live.len(),
        predicted.len(),
        live::count(wrong.len() as u64, "difference")
    );
    Answer::judge(Source::Catalog, good, bad, wrong)
}

fn differences(kind: &str, predicted: &BTreeSet<String>, live: &BTreeSet<String>) -> Vec<String> {
    let missing = predicted.difference(live).map(|name| format!("the {kind} {name} is missing"));
    let strange = live.difference(predicted).map(|name| format!("the {kind} {name} is in no migration"));
    missing.chain(strange).collect()
}
