//! Constraints are there as the simulated schema has them, and every row is known to satisfy them.

use std::collections::BTreeSet;

use crate::gate::predicted::{new_constraints, shown};
use crate::gate::{Answer, Check, Entry, Phase, Situation, Source};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("constraints-valid", include_str!("../../../rules/gate/constraints-valid.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let added: BTreeSet<(String, String)> = new_constraints(situation)
        .into_iter()
        .filter(|(_, constraint)| !matches!(constraint.kind, crate::catalog::ConstraintDef::NotNull { .. }))
        .map(|(table, constraint)| (table.name.to_string(), constraint.name.to_string()))
        .collect();
    let mut required: BTreeSet<(String, String)> =
        if situation.phase == Phase::Post { added } else { BTreeSet::new() };
    let named = entry.each("constraints", "orders.orders_customer_fkey", |name| {
        let (table, name) = name.rsplit_once('.')?;
        Some((table.trim_start_matches("public.").to_owned(), name.to_owned()))
    });
    match named {
        Ok(named) => required.extend(named),
        Err(answer) => return answer,
    }
    let everything = entry.options.string("scope") != "migration";
    let facts = match situation.facts(&["constraints"]) {
        Ok(facts) => facts,
        Err(answer) => return answer,
    };
    let mut found = BTreeSet::new();
    let (mut keys, mut checked, mut wrong) = (0, 0, Vec::new());
    for constraint in &facts.constraints {
        let id = (shown(&constraint.schema, &constraint.table), constraint.name.clone());
        if everything || required.contains(&id) {
            checked += 1;
            keys += usize::from(constraint.kind == "f");
            if !constraint.validated {
                wrong.push(format!("{}.{} is NOT VALID: rows from before it were never checked", id.0, id.1));
            } else if !constraint.enforced {
                wrong.push(format!("{}.{} is NOT ENFORCED", id.0, id.1));
            }
        }
        found.insert(id);
    }
    let missing = required.difference(&found);
    wrong.extend(missing.map(|(table, name)| format!("{table}.{name} is missing")));
    let good = format!(
        "{} valid, {} among them",
        live::count(checked as u64, "constraint"),
        live::count(keys as u64, "foreign key")
    );
    let bad = format!(
        "{} of {} not valid or missing",
        wrong.len(),
        live::count(checked.max(wrong.len()) as u64, "constraint")
    );
    Answer::judge(Source::Catalog, good, bad, wrong)
}
