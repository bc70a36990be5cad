//! As many rows as before, or as many more or fewer as planned, counted exactly both times.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::evidence::Content;
use crate::gate::predicted::{qualified, shown, split, tables, touched};
use crate::gate::{Answer, Check, Entry, Phase, Situation, Source, date};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("row-counts", include_str!("../../../rules/gate/row-counts.md"), check);

#[derive(Deserialize)]
struct Counted {
    rows: u64,
}

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let before = match situation.phase {
        Phase::Post => {
            let remedy = "ask the gate with --phase go before the migration: it counts then";
            match situation.record(entry, |content| matches!(content, Content::RowCounts { .. }), remedy) {
                Ok(record) => match &record.content {
                    Content::RowCounts { rows } => Some((rows.clone(), date(record.made_at))),
                    _ => None,
                },
                Err(answer) => return answer,
            }
        }
        _ => None,
    };
    let names = wanted(situation, entry);
    let rows = match count(situation, &names) {
        Ok(rows) => rows,
        Err(answer) => return answer,
    };
    let total: u64 = rows.values().sum();
    let Some((before, day)) = before else {
        let finding = format!("{total} rows in {} counted", live::count(rows.len() as u64, "table"));
        return Answer::pass(Source::Exact, finding).capture(Content::RowCounts { rows });
    };
    let change = entry.options.integer("change");
    let tolerance = entry.options.integer("tolerance");
    let (mut wrong, mut notes, mut held) = (Vec::new(), Vec::new(), 0_u64);
    let one_sided =
        |list: &BTreeMap<String, u64>, other: &BTreeMap<String, u64>, when: &str| -> Vec<String> {
            let lacking = list.keys().filter(|id| !other.contains_key(*id));
            lacking.map(|id| format!("{id} was not counted {when}")).collect()
        };
    let unknown =
        [one_sided(&before, &rows, "now"), one_sided(&rows, &before, "before the migration")].concat();
    for (id, then) in &before {
        let Some(now) = rows.get(id) else { continue };
        let delta = i64::try_from(*now).unwrap_or(i64::MAX) - i64::try_from(*then).unwrap_or(i64::MAX);
        let line = format!("{id}: {then} → {now} (Δ{delta:+})");
        match (delta - change).abs() > tolerance {
            true => wrong.push(line),
            false => {
                held += 1;
                notes.extend((delta != 0).then_some(line));
            }
        }
    }
    let good = format!("{} unchanged since {day}, {total} rows", live::count(held, "table"));
    let good = if change == 0 {
        good
    } else {
        format!("{} changed by {change:+} since {day}", live::count(held, "table"))
    };
    let bad = format!(
        "{} of {} changed otherwise than planned since {day}",
        wrong.len(),
        live::count(before.len() as u64, "table")
    );
    if wrong.is_empty() && !unknown.is_empty() {
        let tables = live::count(unknown.len() as u64, "table");
        return Answer::unknown(Source::Exact, format!("{tables} counted only once")).notes(unknown);
    }
    Answer::judge(Source::Exact, good, bad, wrong).notes(unknown).notes(notes)
}

/// The tables that are counted, by the name they have when the migrations begin, with the one they have now.
fn wanted(situation: &Situation, entry: &Entry) -> BTreeMap<String, (String, String)> {
    let named: Vec<&str> = entry.options.strings("tables");
    if !named.is_empty() {
        let pairs =
            named.into_iter().map(split).map(|(schema, name)| (shown(&schema, &name), (schema, name)));
        return pairs.collect();
    }
    let after = situation.phase == Phase::Post;
    let mut found = BTreeMap::new();
    for table in touched(situation) {
        let now = if after { situation.after().relation(table.id) } else { Some(table) };
        let kept = tables(situation.after()).any(|kept| kept.id == table.id);
        if let Some(now) = now.filter(|now| kept && !now.is_temporary()) {
            found.insert(table.name.to_string(), (now.name.schema.to_string(), now.name.name.to_string()));
        }
    }
    found
}

fn count(
    situation: &mut Situation,
    names: &BTreeMap<String, (String, String)>,
) -> Result<BTreeMap<String, u64>, Answer> {
    let database = situation.database()?;
    let mut rows = BTreeMap::new();
    for (id, (schema, name)) in names {
        let sql = format!("SELECT count(*) AS rows FROM {}", qualified(schema, name));
        let counted: Vec<Counted> = database.rows(&sql, &[]).map_err(|failure| {
            Answer::unknown(Source::Exact, format!("{} could not be counted: {failure}", shown(schema, name)))
        })?;
        rows.extend(counted.first().map(|counted| (id.clone(), counted.rows)));
    }
    Ok(rows)
}
