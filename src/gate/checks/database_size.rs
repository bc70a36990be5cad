//! The database has shrunk or grown as planned.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::evidence::Content;
use crate::gate::{Answer, Check, Entry, Phase, Situation, Source, date};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("database-size", include_str!("../../../rules/gate/database-size.md"), check);

#[derive(Deserialize)]
struct Measured {
    bytes: u64,
}

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let before = match situation.phase {
        Phase::Post => {
            let remedy = "ask the gate with --phase go before the migration: it measures then";
            match situation.record(entry, |content| matches!(content, Content::Sizes { .. }), remedy) {
                Ok(record) => match &record.content {
                    Content::Sizes { database, .. } => Some((*database, date(record.made_at))),
                    _ => None,
                },
                Err(answer) => return answer,
            }
        }
        _ => None,
    };
    let database = match situation.database() {
        Ok(database) => database,
        Err(answer) => return answer,
    };
    let sql = "SELECT pg_database_size(current_database()) AS bytes";
    let now = match database.row::<Measured>(sql, &[]) {
        Ok(measured) => measured.bytes,
        Err(answer) => return answer,
    };
    let shown = live::bytes;
    let Some((then, day)) = before else {
        let content = Content::Sizes { database: now, tables: BTreeMap::new() };
        return Answer::pass(Source::Exact, format!("{} now", shown(now))).capture(content);
    };
    let facts = format!("{} on {day}, {} now", shown(then), shown(now));
    let freed = i64::try_from(then).unwrap_or(i64::MAX) - i64::try_from(now).unwrap_or(i64::MAX);
    let (least, most) = (entry.options.integer("min-freed-bytes"), entry.options.integer("max-grown-bytes"));
    let mut wrong = Vec::new();
    if freed < least {
        let size = |bytes: i64| shown(u64::try_from(bytes).unwrap_or_default());
        wrong.push(format!("{} were freed, {} are asked", size(freed), size(least)));
    }
    if most > 0 && -freed > most {
        let size = |bytes: i64| shown(u64::try_from(bytes).unwrap_or_default());
        wrong.push(format!("{} were added, {} are allowed", size(-freed), size(most)));
    }
    Answer::judge(Source::Exact, facts.clone(), facts, wrong)
}
