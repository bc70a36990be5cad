//! What to write instead of a type change that costs: the free change next to it, or the way by a second column.

use super::{Cost, TypeChange, enums, indexes_apart, replaced, session_zone};
use crate::ast::{AlterActionKind, Expr, ObjectKind, ObjectName, Statement, TypeName, quoted};
use crate::catalog::{Column, TypeDefKind};
use crate::diagnostic::Fix;
use crate::effects::WorkKind;
use crate::rule::{Pass, batch, beside, default_name, is_plain_cast, last_trigger, of_new_row, says_word};
use crate::source::Span;

pub(super) fn of(pass: &Pass, change: &TypeChange) -> String {
    let known = change.altering.table.column(&change.column.name);
    if known.is_some_and(|known| pass.is_new(known.origin)) {
        let (column, new) = (change.column, written_type(pass, change));
        let adapt =
            if is_used_before(pass, change) { ", and write what uses it in between for that" } else { "" };
        return format!(
            "this migration adds `{}`: give it its type there{adapt}: {column} {new}",
            column.name
        );
    }
    if let Some(help) = another_way(pass, change) {
        return help;
    }
    match change.cost {
        Cost::Rewrite => free_alternative(pass, change).unwrap_or_else(|| expand_and_contract(pass, change)),
        Cost::Unknown => expand_and_contract(pass, change),
        Cost::TimeZone => pin_time_zone(pass, change),
        Cost::IndexBuild => indexes_apart::help(pass, change),
        Cost::Scan => recheck_apart(pass, change),
    }
}

/// The new type as it is written, with its collation.
pub(super) fn written_type(pass: &Pass, change: &TypeChange) -> String {
    format!("{}{}", pass.text(change.new.span), collation(pass, change))
}

fn collation(pass: &Pass, change: &TypeChange) -> String {
    let Some(name) = change.collation else { return String::new() };
    let end = change.using.map_or(change.altering.action.span.end, |using| using.span.start);
    let written = pass.text(Span { start: change.new.span.end, end }).trim();
    let using = written.to_ascii_lowercase().rfind("using").filter(|_| change.using.is_some());
    let written = written.get(..using.unwrap_or(written.len())).unwrap_or_default().trim_end();
    let words = written.split_whitespace().count();
    match words == 2 && written.to_ascii_lowercase().starts_with("collate") {
        true => format!(" {written}"),
        false => format!(" COLLATE {}", quoted(name)),
    }
}

/// Whether a query of the migration names the column under the type that it has there.
fn is_used_before(pass: &Pass, change: &TypeChange) -> bool {
    let place = change.altering.step.span().start;
    let mut earlier = pass.steps().iter().take_while(|step| step.span().start < place);
    earlier.any(|step| {
        let queries = matches!(
            step.statement.kind,
            Statement::Insert(_) | Statement::Update(_) | Statement::Delete(_) | Statement::Select(_)
        );
        queries && says_word(pass.text(step.span()), &change.column.name)
    })
}

/// The way by a second column, where that is what helps.
pub(super) fn fix(pass: &Pass, change: &TypeChange) -> Option<Fix> {
    let known = change.altering.table.column(&change.column.name);
    let is_new = known.is_some_and(|known| pass.is_new(known.origin));
    let otherwise = is_new || !enums::lost(change).is_empty() || another_way(pass, change).is_some();
    let free = change.cost == Cost::Rewrite && free_alternative(pass, change).is_some();
    if otherwise || free { None } else { replaced::fix(pass, change) }
}

/// What gets by without a change of the column's type.
fn another_way(pass: &Pass, change: &TypeChange) -> Option<String> {
    let domain = say_what_the_domain_says(pass, change).or_else(|| begin_anew(pass, change));
    domain.or_else(|| enums::only_adds(pass, change))
}

/// The constraints of a domain are checked for every row, also when a new column gets it: a check of the table can wait.
fn say_what_the_domain_says(pass: &Pass, change: &TypeChange) -> Option<String> {
    let (step, table, column) = (change.altering.step, &change.altering.alter.name, change.column);
    let definition = step.before.type_def(&change.new.object_name())?;
    let TypeDefKind::Domain { base, checks, not_null, .. } = &definition.kind else { return None };
    if change.using.is_some() || checks.is_empty() && !not_null || !is_free(change, base) {
        return None;
    }
    let same = change.old.is_some_and(|old| old == base);
    let first = if same {
        String::new()
    } else {
        format!("ALTER TABLE {table} ALTER COLUMN {column} TYPE {base};\n")
    };
    let check = default_name(table, std::slice::from_ref(column), "check");
    Some(format!(
        "keep the domain's base type, and say what the domain says in a check of the table:\n\
         {first}ALTER TABLE {table} ADD CONSTRAINT {check} CHECK (…) NOT VALID;\n\
         -- {}:\nALTER TABLE {table} VALIDATE CONSTRAINT {check};",
        pass.later(step)
    ))
}

/// A column that keeps none of its values is as good as a new one.
fn begin_anew(pass: &Pass, change: &TypeChange) -> Option<String> {
    fn is_null(expr: &Expr) -> bool {
        matches!(expr, Expr::Null) || matches!(expr, Expr::Cast { expr, .. } if is_null(expr))
    }
    change.using.filter(|using| is_null(&using.expr))?;
    let (table, column) = (&change.altering.alter.name, change.column);
    let suffixed = |suffix: &str| quoted(&format!("{}_{suffix}", column.name)).into_owned();
    let (new, old) = (suffixed("new"), suffixed("old"));
    Some(format!(
        "no value is kept, so let a new column take its place, which is instant:\n\
         ALTER TABLE {table} ADD COLUMN {new} {};\n\
         ALTER TABLE {table} RENAME COLUMN {column} TO {old};\n\
         ALTER TABLE {table} RENAME COLUMN {new} TO {column};",
        written_type(pass, change)
    ))
}

/// The change that was probably meant and that costs nothing, where there is one.
fn free_alternative(pass: &Pass, change: &TypeChange) -> Option<String> {
    let (table, column) = (&change.altering.alter.name, change.column);
    let old = change.old?;
    if let Some(using) = change.using {
        let converts_zone = is_in_utc(&using.expr);
        let says_nothing = is_plain_cast(&using.expr, &column.name, change.new);
        if (converts_zone || says_nothing) && is_free(change, change.new) {
            let zone = if converts_zone { format!("{}\n", utc(change)) } else { String::new() };
            return Some(format!(
                "leave USING out, so that the server sees that the values stay as they are:\n\
                 {zone}ALTER TABLE {table} ALTER COLUMN {column} TYPE {};",
                written_type(pass, change)
            ));
        }
        return None;
    }
    let wanted = alternatives(old, change.new).into_iter().find(|wanted| is_free(change, wanted));
    if let Some(wanted) = wanted {
        return Some(format!(
            "this one is free instead:\nALTER TABLE {table} ALTER COLUMN {column} TYPE {wanted}{};",
            collation(pass, change)
        ));
    }
    let limited = matches!(change.new.name.as_str(), "varchar" | "bpchar");
    match (old.name.as_str(), change.new.modifiers.first()) {
        ("text" | "varchar", Some(limit)) if limited && change.new.array == 0 => {
            let check = quoted(&format!("{}_{}_length", table.name, column.name)).into_owned();
            Some(format!(
                "leave the type as it is and let a check limit the length:\n\
                 ALTER TABLE {table} ADD CONSTRAINT {check} CHECK (char_length({column}) <= {limit}) NOT VALID;\n\
                 -- {}:\nALTER TABLE {table} VALIDATE CONSTRAINT {check};",
                pass.later(change.altering.step)
            ))
        }
        _ => None,
    }
}

/// Types near the wanted one that the old one may become for free.
fn alternatives(old: &TypeName, new: &TypeName) -> Vec<TypeName> {
    let with = |name: &str, modifiers: Vec<i32>| TypeName { modifiers, ..TypeName::builtin(name) };
    if new.array > 0 || old.array > 0 {
        return Vec::new();
    }
    match (new.name.as_str(), new.modifiers.as_slice()) {
        // Another scale rewrites; the same scale with more digits does not, nor does none at all.
        ("numeric", [precision, ..]) if old.name == "numeric" => match old.modifiers.as_slice() {
            [_, scale] => vec![with("numeric", vec![*precision, *scale]), with("numeric", vec![])],
            _ => Vec::new(),
        },
        ("bpchar", [length]) => vec![with("varchar", vec![*length])],
        _ => Vec::new(),
    }
}

/// Whether the column would get this type without any work.
fn is_free(change: &TypeChange, wanted: &TypeName) -> bool {
    let AlterActionKind::AlterColumnType { column, collation, .. } = &change.altering.action.kind else {
        return false;
    };
    let effects = change.altering.effects_if(AlterActionKind::AlterColumnType {
        column: column.clone(),
        data_type: Box::new(wanted.clone()),
        collation: collation.clone(),
        using: None,
    });
    // What the server refuses it does not rewrite either: from text to uuid there is no cast but an explicit one.
    effects.failure.is_none() && !effects.work.iter().any(|work| work.kind == WorkKind::Rewrite)
}

/// A second column, kept in step by a trigger, filled in batches, that takes the first one's name.
fn expand_and_contract(pass: &Pass, change: &TypeChange) -> String {
    let (table, column) = (&change.altering.alter.name, change.column);
    let suffixed = |suffix: &str| quoted(&format!("{}_{suffix}", column.name)).into_owned();
    let (new, old) = (suffixed("new"), suffixed("old"));
    let function = beside(table, &[&column.name, "sync"]);
    let trigger = last_trigger(table, change.altering.table, column, "sync");
    let lost = enums::lost(change);
    let values = |of: &str| enums::mapped(of, &lost, &written_type(pass, change));
    let (written, converted) = match change.using {
        Some(_) if !lost.is_empty() => (values(&column.to_string()), values(&format!("NEW.{column}"))),
        Some(using) => {
            let written = pass.text(using.span).to_owned();
            let converted = of_new_row(&written, &using.expr);
            (written, converted)
        }
        None => (column.to_string(), format!("NEW.{column}")),
    };
    let plain = format!("{new} IS NULL AND {column} IS NOT NULL");
    let pending = match change.using {
        Some(using) if lost.is_empty() && !is_plain_cast(&using.expr, &column.name, change.new) => {
            format!("{new} IS NULL AND ({written}) IS NOT NULL")
        }
        _ => plain,
    };
    let session_zone::Pinned { clause, comment } = session_zone::pin(change);
    format!(
        "let a second column take its place:\n\
         ALTER TABLE {table} ADD COLUMN {new} {data_type};\n\
         {comment}{open}CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql{clause} AS\n    \
         $$ BEGIN NEW.{new} := {converted}; RETURN NEW; END $$;\n\
         CREATE TRIGGER {trigger} BEFORE INSERT OR UPDATE ON {table}\n    \
         FOR EACH ROW EXECUTE FUNCTION {function}();\n\
         -- in batches, each in a transaction of its own, until no row is left:\n\
         {batch}\n\
         -- give it the default, indexes and constraints of `{column}`, each the safe way; then, in one transaction:\n\
         DROP TRIGGER {trigger} ON {table};\n\
         DROP FUNCTION {function}();\n\
         {loosened}ALTER TABLE {table} RENAME COLUMN {column} TO {old};\n\
         ALTER TABLE {table} RENAME COLUMN {new} TO {column};{types}",
        types = types_kept(pass, change),
        open = enums::say_what_becomes_of(&lost),
        data_type = written_type(pass, change),
        loosened = without_values(change),
        batch = batch(table, change.altering.table, &format!("{new} = {written}"), &pending),
    )
}

/// Where the migration goes on to rename or drop the types, which both columns need until the old one is gone.
fn types_kept(pass: &Pass, change: &TypeChange) -> String {
    let types = [Some(change.new), change.old].map(|used| used.map(|used| used.object_name()));
    let start = change.altering.step.span().start;
    let mut later = pass.steps().iter().filter(|step| step.span().start > start);
    let touches = |step: &crate::migration::Step, name: &ObjectName| {
        let catalog = &step.before;
        let id = |name: &ObjectName| catalog.type_def(name).map(|found| found.name.clone());
        types.iter().flatten().any(|used| id(used).is_some() && id(used) == id(name))
    };
    let goes_on = later.any(|step| match &step.statement.kind {
        Statement::Rename(rename) => {
            rename.object.kind == ObjectKind::Type && touches(step, &rename.object.name)
        }
        Statement::Drop(drop) => {
            drop.kind == ObjectKind::Type && drop.wholes().any(|name| touches(step, name))
        }
        _ => false,
    });
    match goes_on {
        true => format!(
            "\n-- both columns use their types: rename and drop those in the migration that drops `{}_old`",
            change.column.name
        ),
        false => String::new(),
    }
}

/// What lets rows be stored without the old column: its key has to go before it takes nulls.
fn without_values(change: &TypeChange) -> String {
    let (table, column) = (change.altering.table, change.column);
    let written = &change.altering.alter.name;
    let mut lines = String::new();
    if let Some(key) = table.primary_key().filter(|key| key.columns().contains(&column.name)) {
        let key = quoted(&key.name);
        if !table.referenced_by.is_empty() {
            lines += "-- the foreign keys that point at it go before, and come back NOT VALID over the new column\n";
        }
        lines += &format!(
            "ALTER TABLE {written} DROP CONSTRAINT {key}, ADD CONSTRAINT {key} PRIMARY KEY USING INDEX …;\n"
        );
    }
    if table.column(&column.name).is_some_and(Column::needs_a_value) {
        lines += &format!("ALTER TABLE {written} ALTER COLUMN {column} DROP NOT NULL;\n");
    }
    lines
}

fn pin_time_zone(pass: &Pass, change: &TypeChange) -> String {
    let (table, column) = (&change.altering.alter.name, change.column);
    format!(
        "if the values are in UTC, say so, and nothing is rewritten:\n\
         {}\nALTER TABLE {table} ALTER COLUMN {column} TYPE {};",
        utc(change),
        pass.text(change.new.span)
    )
}

/// What lets the server see that values without a zone are those of UTC.
fn utc(change: &TypeChange) -> &'static str {
    match change.altering.step.in_transaction() {
        true => "SET LOCAL timezone = 'UTC';",
        false => "SET timezone = 'UTC';",
    }
}

/// `c AT TIME ZONE 'UTC'`.
fn is_in_utc(value: &Expr) -> bool {
    let Expr::Call(call) = value else { return false };
    let is_utc = |zone: &Expr| match zone {
        Expr::String(zone) => {
            ["utc", "etc/utc", "gmt", "z"].iter().any(|name| zone.eq_ignore_ascii_case(name))
        }
        _ => false,
    };
    call.name == "timezone" && call.arguments.first().is_some_and(is_utc)
}

fn recheck_apart(pass: &Pass, change: &TypeChange) -> String {
    let (table, column) = (&change.altering.alter.name, change.column);
    format!(
        "take the check away for the change, and validate it later, under a lock that lets reads and writes through:\n\
         ALTER TABLE {table} DROP CONSTRAINT each_check;\n\
         ALTER TABLE {table} ALTER COLUMN {column} TYPE {};\n\
         ALTER TABLE {table} ADD CONSTRAINT each_check CHECK (…) NOT VALID;\n\
         -- {}:\nALTER TABLE {table} VALIDATE CONSTRAINT each_check;",
        written_type(pass, change),
        pass.later(change.altering.step)
    )
}
