//! How to put tables away in place of dropping them, as advice and as a fix that drops them later.

use super::put_away::{SHOWN, due, it_or_them, likewise};
use crate::ast::{DropObjects, ObjectKind, ObjectName, Statement, quoted};
use crate::catalog::{Catalog, Relation, RelationKind};
use crate::diagnostic::Fix;
use crate::migration::Step;
use crate::rule::{Pass, dependents};

/// Where a table waits to be dropped.
struct Shelf<'a> {
    schema: Option<&'a str>,
    name: String,
    /// Whether the table keeps its name there.
    kept: bool,
}

impl<'a> Shelf<'a> {
    fn of(pass: &Pass<'a>, (index, step): (usize, &Step), table: &Relation) -> Shelf<'a> {
        let schema = pass.options.strings("archive-schemas").first().copied();
        let plain = match schema {
            Some(_) => table.name.name.to_string(),
            None => archive_name(pass, &table.name.name),
        };
        let taken = |name: &str| {
            let aside = ObjectName::new(schema.or(Some(&table.name.schema)), name, step.span());
            step.before.resolve(&aside).is_some()
        };
        let earlier = put_away_before(pass, index, table);
        let mut names =
            (earlier + 1..).map(|count| if count == 1 { plain.clone() } else { format!("{plain}_{count}") });
        let name = names.find(|name| !taken(name)).unwrap_or(plain);
        Shelf { schema, kept: name == *table.name.name, name }
    }

    /// The statements that put a table there.
    fn ways(&self, written: &ObjectName, if_exists: &str) -> Vec<String> {
        let mut ways = Vec::new();
        let mut now = written.clone();
        if !self.kept {
            ways.push(format!("ALTER TABLE {if_exists}{written} RENAME TO {};", quoted(&self.name)));
            now = ObjectName::new(written.schema.as_deref(), &self.name, written.span);
        }
        if let Some(schema) = self.schema {
            ways.push(format!("ALTER TABLE {if_exists}{now} SET SCHEMA {};", quoted(schema)));
        }
        ways
    }
}

/// How many tables of the name the history has dropped within the retention period, which are in the archive by now where
/// the help was followed.
fn put_away_before(pass: &Pass, index: usize, table: &Relation) -> usize {
    let retention = pass.options.integer("retention-days");
    let recent = |at: usize| at == pass.index || pass.days_since(at).is_none_or(|days| days < retention);
    let drops = |step: &Step| match &step.statement.kind {
        Statement::Drop(drop) if drop.kind == ObjectKind::Table => drop.wholes().any(|name| {
            let known = step.before.resolve(name);
            known.is_some_and(|known| known.name.name == table.name.name && !known.is_temporary())
        }),
        _ => false,
    };
    pass.earlier_steps(index).filter(|(at, step)| drops(step) && recent(*at)).count()
}

/// Statements that put tables away, in the user's names.
pub(super) fn help(
    pass: &Pass,
    (index, step): (usize, &Step),
    lost: &[(&ObjectName, &Relation)],
    cascade: bool,
) -> String {
    let days = pass.options.integer("retention-days");
    let them = it_or_them(lost.len());
    let mut lines = vec![format!(
        "put {them} away, and drop {them} when {days} days have shown that nobody asks for {them}:"
    )];
    let schemas = pass.options.strings("archive-schemas");
    lines.extend(schemas.first().map(|schema| format!("CREATE SCHEMA IF NOT EXISTS {};", quoted(schema))));
    let mut guards = false;
    for (name, table) in lost.iter().take(SHOWN) {
        let keys = keys_to_drop(&step.before, table, lost, cascade, "");
        if !keys.is_empty() && !guards {
            lines.push(
                "-- its foreign keys would go on holding up writes, although no code knows of them"
                    .to_owned(),
            );
            guards = true;
        }
        lines.extend(keys);
        lines.extend(Shelf::of(pass, (index, step), table).ways(name, ""));
    }
    lines.extend(likewise(lost.iter().skip(SHOWN).map(|(name, _)| name.to_string())));
    lines.extend(still_used(pass, index, lost));
    lines.join("\n")
}

/// Statements that drop the foreign keys between a table and others that stay in use. Those that point at it only go along
/// with it under CASCADE.
fn keys_to_drop(
    catalog: &Catalog,
    table: &Relation,
    lost: &[(&ObjectName, &Relation)],
    cascade: bool,
    if_exists: &str,
) -> Vec<String> {
    let goes_too = |id| lost.iter().any(|(_, other)| other.id == id);
    let own = table.foreign_keys().filter(|key| !key.inherited);
    let own = own.filter(|key| key.references().is_some_and(|to| !goes_too(to)));
    let own = own.map(|key| (table, key));
    let others = catalog.referencing(table.id).into_iter().filter(|_| cascade);
    let others = others.filter(|(holder, key)| !key.inherited && !goes_too(holder.id));
    let dropped = |(holder, key): (&Relation, &crate::catalog::Constraint)| {
        format!("ALTER TABLE {if_exists}{} DROP CONSTRAINT {};", holder.name, quoted(&key.name))
    };
    own.chain(others).map(dropped).collect()
}

/// What the migration drops below although a table that is put away still uses it.
fn still_used(pass: &Pass, index: usize, lost: &[(&ObjectName, &Relation)]) -> Vec<String> {
    let mut lines = Vec::new();
    for later in pass.later_steps(index) {
        let Statement::Drop(drop) = &later.statement.kind else { continue };
        for name in drop.wholes() {
            let users = lost.iter().filter(|(_, table)| uses(pass, index, table, (drop.kind, name)));
            let users: Vec<String> = users.map(|(written, _)| format!("`{written}`")).collect();
            if let Some(first) = users.first() {
                let (it, verb) = if users.len() == 1 { (first.as_str(), "uses") } else { ("them", "use") };
                lines.push(format!(
                    "-- {} {verb} `{name}`: leave DROP {} {name} to the migration that drops {it}",
                    users.join(", "),
                    drop.kind.name().to_uppercase(),
                ));
            }
        }
    }
    lines
}

fn uses(pass: &Pass, index: usize, table: &Relation, (kind, dropped): (ObjectKind, &ObjectName)) -> bool {
    let Some(step) = pass.steps().get(index) else { return false };
    let catalog = &step.before;
    match kind {
        ObjectKind::Type | ObjectKind::Domain => catalog.type_def(dropped).is_some_and(|known| {
            let column = format!("column `{}.", table.name);
            dependents::of_type(catalog, known).iter().any(|user| user.starts_with(&column))
        }),
        ObjectKind::Sequence => catalog
            .resolve_id(dropped)
            .is_some_and(|sequence| table.columns.iter().any(|column| column.sequence == Some(sequence))),
        ObjectKind::Function => {
            let called = catalog.full_name(dropped);
            table.triggers.iter().any(|trigger| trigger.function == called)
        }
        _ => false,
    }
}

/// Tables that are moved aside now, and dropped in a migration that is due when the retention period is over.
pub(super) fn fix(
    pass: &Pass,
    index: usize,
    step: &Step,
    drop: &DropObjects,
    lost: &[(&ObjectName, &Relation)],
) -> Option<Fix> {
    let plain = |table: &Relation| table.kind == RelationKind::Table && !table.is_partition();
    // What is dropped after it may be in use by the table, which is still there.
    let followed = pass.later_steps(index).iter().any(
        |later| matches!(&later.statement.kind, Statement::Drop(drop) if drop.kind != ObjectKind::Table),
    );
    if lost.len() != drop.objects.len() || followed || !lost.iter().all(|(_, table)| plain(table)) {
        return None;
    }
    let if_exists = if drop.if_exists { "IF EXISTS " } else { "" };
    let keys: Vec<String> = lost
        .iter()
        .flat_map(|(_, table)| keys_to_drop(&step.before, table, lost, drop.cascade, if_exists))
        .collect();
    // The way back would have to make them again.
    if !keys.is_empty() && pass.down().is_some() {
        return None;
    }
    let schemas = pass.options.strings("archive-schemas");
    let schema = schemas.first().map(|schema| quoted(schema));
    let mut here =
        schema.iter().map(|schema| format!("CREATE SCHEMA IF NOT EXISTS {schema};\n")).collect::<String>();
    here.extend(
        keys.iter()
            .map(|line| format!("-- migrate-lint: allow(drop-constraint) its table is put away\n{line}\n")),
    );
    let (mut away, mut back) = (Vec::new(), String::new());
    for (name, table) in lost {
        let shelf = Shelf::of(pass, (index, step), table);
        let aside = ObjectName::new(shelf.schema.or(name.schema.as_deref()), &shelf.name, name.span);
        if step.before.resolve(&aside).is_some() {
            return None;
        }
        here.extend(shelf.ways(name, if_exists).iter().map(|line| format!("{line}\n")));
        let mut there = aside.clone();
        if shelf.name != *table.name.name {
            back += &format!("ALTER TABLE {aside} RENAME TO {};\n", quoted(&table.name.name));
            there = ObjectName::new(aside.schema.as_deref(), &table.name.name, name.span);
        }
        if shelf.schema.is_some() {
            back += &format!("ALTER TABLE {there} SET SCHEMA {};\n", quoted(&table.name.schema));
        }
        away.push(aside.to_string());
    }
    let cascade = if drop.cascade { " CASCADE" } else { "" };
    let end = format!("DROP TABLE {if_exists}{}{cascade};", away.join(", "));
    let alone = pass.down().is_none_or(|down| down.steps.len() <= 1) && lost.len() == 1;
    let made_again = |step: &Step| match &step.statement.kind {
        Statement::CreateTable(create) => alone && lost.iter().all(|(name, _)| name.name == create.name.name),
        _ => false,
    };
    let title = format!("put {} away, and drop {0} in a later migration", it_or_them(lost.len()));
    pass.replaced_both_ways((step, &title, &here, &[due(pass, end)]), made_again, &back)
}

fn archive_name(pass: &Pass, name: &str) -> String {
    let patterns = pass.options.strings("archive-names");
    let pattern = patterns.iter().find(|pattern| pattern.matches('*').count() == 1);
    pattern.map_or(format!("{name}_old"), |pattern| pattern.replace('*', name))
}
