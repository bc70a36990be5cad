//! The planner expects no query of a file to cost more than before the migration.

use std::collections::BTreeMap;

use crate::evidence::{self, Content};
use crate::gate::{Answer, Check, Database, Entry, Phase, Situation, Source, date};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("query-plans", include_str!("../../../rules/gate/query-plans.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let known = match situation.phase {
        Phase::Post => {
            let remedy = "ask the gate with --phase go before the migration: it looks at the plans then";
            match situation.record(entry, |content| matches!(content, Content::Plans { .. }), remedy) {
                Ok(record) => match &record.content {
                    Content::Plans { costs, scans } => {
                        Some((costs.clone(), scans.clone(), date(record.made_at)))
                    }
                    _ => None,
                },
                Err(answer) => return answer,
            }
        }
        _ => None,
    };
    let file = entry.options.string("file");
    let path = situation.root().join(file);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => return Answer::unknown(Source::Files, format!("{file} cannot be read: {error}")),
    };
    let database = match situation.database() {
        Ok(database) => database,
        Err(answer) => return answer,
    };
    let queries = live::queries(&text);
    let (mut costs, mut scans, mut unknown) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    for sql in &queries {
        let name = named(sql);
        match plan(database, sql) {
            Ok((cost, read)) => {
                costs.insert(name.clone(), cost);
                scans.insert(name, read);
            }
            Err(why) => unknown.push(format!("{name}: {why}")),
        }
    }
    if queries.is_empty() {
        return Answer::unknown(Source::Files, format!("{file} has no query"));
    }
    if !unknown.is_empty() {
        let finding =
            format!("{} of {} have no plan", unknown.len(), live::count(queries.len() as u64, "query"));
        return Answer::unknown(Source::Catalog, finding).notes(unknown);
    }
    let all = live::count(queries.len() as u64, "query");
    let Some((before, scanned, day)) = known else {
        let answer = Answer::pass(Source::Catalog, format!("the plans of {all} noted"));
        return answer.capture(Content::Plans { costs, scans });
    };
    let tolerated = entry.options.integer("tolerance") as f64 / 100.0;
    let (mut wrong, mut unknown) = (Vec::new(), Vec::new());
    let gone = before.keys().filter(|name| !costs.contains_key(*name));
    unknown.extend(gone.map(|name| format!("not in {file} any more, and not looked at: {name}")));
    for (name, cost) in &costs {
        let Some(then) = before.get(name) else {
            unknown.push(format!("not looked at before the migration: {name}"));
            continue;
        };
        if *cost > then * (1.0 + tolerated) && cost - then > 1.0 {
            let more = ((cost / then.max(0.01)) - 1.0) * 100.0;
            let new: Vec<String> = scans
                .get(name)
                .into_iter()
                .flatten()
                .filter(|table| !scanned.get(name).is_some_and(|known| known.contains(table)))
                .cloned()
                .collect();
            let why = if new.is_empty() {
                String::new()
            } else {
                format!(", and now reads {} whole", new.join(", "))
            };
            wrong.push(format!("{name} costs {more:.0} % more: {then:.0} → {cost:.0}{why}"));
        }
    }
    let good =
        format!("{all}, none expected to cost {} % more than on {day}", entry.options.integer("tolerance"));
    let bad = format!("{} of {all} expected to cost more than on {day}", wrong.len());
    if wrong.is_empty() && !unknown.is_empty() {
        let both = live::count(unknown.len() as u64, "query");
        let finding = format!("{both} cannot be held against {day}: {file} is not what it was");
        return Answer::unknown(Source::Catalog, finding).notes(unknown);
    }
    Answer::judge(Source::Catalog, good, bad, wrong).notes(unknown)
}

/// The cost that the planner expects, and the tables that it reads from end to end.
fn plan(database: &mut Database, sql: &str) -> Result<(f64, Vec<String>), String> {
    live::check_assertion(sql).map_err(|refusal| format!("it may not be asked: {refusal}"))?;
    let plan = database.plan(sql).map_err(|failure| failure.to_string())?;
    let root = &plan[0]["Plan"];
    let cost = root["Total Cost"].as_f64().ok_or("the plan has no cost")?;
    let mut scanned = Vec::new();
    walk(root, &mut scanned);
    scanned.sort();
    scanned.dedup();
    Ok((cost, scanned))
}

fn walk(node: &serde_json::Value, scanned: &mut Vec<String>) {
    if node["Node Type"].as_str().is_some_and(|kind| kind.contains("Seq Scan")) {
        scanned.extend(node["Relation Name"].as_str().map(str::to_owned));
    }
    for child in node["Plans"].as_array().into_iter().flatten() {
        walk(child, scanned);
    }
}

/// A query as a line, and where that is long its beginning with a hash of the whole: the name by which it is found
/// again, wherever it stands in the file.
fn named(sql: &str) -> String {
    let line = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}… ({})", &line[..at], &evidence::of_bytes(line.as_bytes())[..8]),
        None => line,
    }
}
