//! What is dropped was put away first, and for long enough.

use jiff::{SignedDuration, Timestamp};

use crate::ast::{ObjectKind, Statement};
use crate::catalog::{Relation, RelationKind};
use crate::effects::Loss;
use crate::gate::{Answer, Check, Entry, Situation, Source, Status, date};
use crate::live;
use crate::migration::Migration;
use crate::rule::{day_in, fits_any, marks_deprecated};

pub(super) static CHECK: Check =
    Check::new("archive-period", include_str!("../../../rules/gate/archive-period.md"), check);

const DAY: i64 = 86_400;

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let answer = judged(situation, entry);
    super::read_whole(situation, answer)
}

fn judged(situation: &mut Situation, entry: &Entry) -> Answer {
    let days = entry.options.integer("days");
    let tables = dropped(situation);
    if tables.is_empty() {
        return Answer::pass(Source::Files, "no table with rows is dropped");
    }
    let mut source = Source::Files;
    let mut wrong = Vec::new();
    let mut unknown = Vec::new();
    let mut by_name: Vec<String> = Vec::new();
    let mut least: Option<i64> = None;
    for table in &tables {
        let Some((migration, how)) = put_away(situation, entry, table) else {
            wrong.push(format!(
                "{} was never put away: nothing before this renames, moves or marks it",
                table.name
            ));
            continue;
        };
        let (at, from) = match applied_at(situation, migration) {
            Ok(found) => found,
            Err(Absence::NotApplied) => {
                let version = &migration.version;
                wrong.push(format!("{} is {how} by {version}, which is not applied here", table.name));
                continue;
            }
            Err(Absence::Unknown(why)) => {
                unknown.push(format!("{} was {how} by {}, and {why}", table.name, migration.version));
                continue;
            }
        };
        if from == Source::Files {
            by_name.push(migration.version.clone());
        } else {
            source = from;
        }
        let age = situation.now.as_second() - at.as_second();
        least = Some(least.map_or(age, |known| known.min(age)));
        let missing = SignedDuration::from_secs(days * DAY - age);
        if missing > SignedDuration::ZERO {
            let left = (missing.as_secs() + DAY - 1) / DAY;
            wrong.push(format!(
                "{} was {how} on {}, {} days ago: wait {}",
                table.name,
                date(at),
                age / DAY,
                live::count(u64::try_from(left).unwrap_or_default(), "day")
            ));
        }
    }
    let count = tables.len();
    if wrong.is_empty() && !unknown.is_empty() {
        let finding = format!(
            "{} of {} put away on a day that nobody knows",
            unknown.len(),
            live::count(count as u64, "table")
        );
        return Answer::new(Status::Unknown, source, finding).notes(unknown);
    }
    let good = format!(
        "{} put away for {} days, {days} are asked",
        live::count(count as u64, "table"),
        least.unwrap_or_default() / DAY
    );
    let bad =
        format!("{} of {} not put away for {days} days", wrong.len(), live::count(count as u64, "table"));
    let by_name =
        by_name.into_iter().map(|version| format!("{version}: by its name, since no ledger tells the day"));
    Answer::judge(source, good, bad, wrong).notes(unknown).notes(by_name)
}

/// The tables whose rows the gate's migrations destroy.
fn dropped<'a>(situation: &Situation<'a>) -> Vec<&'a Relation> {
    let mut found: Vec<&Relation> = Vec::new();
    for script in situation.scripts() {
        for step in &script.steps {
            for loss in &step.effects.losses {
                let Loss::Rows(id) = loss else { continue };
                let table = step.before.relation(*id).filter(|table| table.kind == RelationKind::Table);
                let Some(table) = table.filter(|table| !script.creates(table.origin)) else { continue };
                if found.iter().all(|known| known.id != table.id) {
                    found.push(table);
                }
            }
        }
    }
    found
}

/// The last migration before the gate's that renamed, moved or marked a table, and how.
fn put_away<'a>(
    situation: &Situation<'a>,
    entry: &Entry,
    table: &Relation,
) -> Option<(&'a Migration, &'static str)> {
    let names = entry.options.strings("names");
    let schemas = entry.options.strings("schemas");
    let earlier = situation.history.migrations.iter().filter(|migration| !migration.judged);
    let steps = earlier.flat_map(|migration| {
        migration.up.iter().flat_map(|up| &up.steps).map(move |step| (migration, step))
    });
    steps
        .filter_map(|(migration, step)| {
            let (name, how) = match &step.statement.kind {
                Statement::SetSchema(set) if schemas.contains(&set.new_schema.as_str()) => {
                    (&set.object.name, "moved")
                }
                Statement::Rename(rename)
                    if rename.object.part.is_none() && fits_any(&rename.new_name.name, &names) =>
                {
                    (&rename.object.name, "renamed")
                }
                Statement::Comment(comment) if comment.object.kind == ObjectKind::Table => {
                    let marks =
                        comment.text.as_ref().is_some_and(marks_deprecated) && comment.object.part.is_none();
                    marks.then_some((&comment.object.name, "marked"))?
                }
                _ => return None,
            };
            (step.before.resolve_id(name) == Some(table.id)).then_some((migration, how))
        })
        .next_back()
}

/// Why there is no moment at which a migration was applied.
enum Absence {
    NotApplied,
    Unknown(String),
}

/// When a migration was applied: by the ledger, or else, where that keeps no times or there is no database, by the day in
/// its name.
fn applied_at(situation: &mut Situation, migration: &Migration) -> Result<(Timestamp, Source), Absence> {
    if situation.database_name().is_some() {
        let applied = situation.applied().map_err(|answer| Absence::Unknown(answer.finding))?;
        let own = applied.into_iter().find(|applied| applied.version == migration.version && !applied.failed);
        if let Some(at) = own.ok_or(Absence::NotApplied)?.applied_at {
            return Ok((at, Source::Ledger));
        }
    }
    let day = day_in(&migration.version).or_else(|| day_in(&migration.name));
    let at = day.and_then(|day| Timestamp::from_second(day * DAY).ok());
    at.map(|at| (at, Source::Files)).ok_or_else(|| Absence::Unknown("nothing says when".to_owned()))
}
