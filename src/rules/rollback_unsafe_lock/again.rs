//! A way back that adds the columns that the migration dropped: the older application cannot do without them.

use crate::ast::{
    AlterActionKind, AlterTable, ColumnDef, ConstraintKind, Ident, KeyConstraint, ObjectName, Statement,
    TableConstraint, quoted,
};
use crate::catalog::Relation;
use crate::effects::WorkKind;
use crate::migration::{Script, Step};
use crate::parse::identifiers;
use crate::rule::{Pass, bare_default_name, batch};
use crate::source::Span;

/// What to do in its place, where a statement does that.
pub(super) fn help(
    pass: &Pass,
    (up, down): (&Script, &Script),
    (step, work): (&Step, &WorkKind),
    table: &Relation,
) -> Option<String> {
    let Statement::AlterTable(alter) = &step.statement.kind else { return None };
    let added = alter.actions.iter().filter_map(|action| match &action.kind {
        AlterActionKind::AddColumn { column, .. } if drops(up, table, &column.name) => Some(&**column),
        _ => None,
    });
    let added: Vec<&ColumnDef> = added.collect();
    let (first, others) = added.split_first()?;
    let column = Again { pass, down, alter, table, column: first };
    let mut help = column.in_steps(*work == WorkKind::Rewrite).unwrap_or_else(|| {
        "the older application cannot do without what this adds again: let the migration keep it, and drop it in a later one, \
         once nobody wants to go back"
            .to_owned()
    });
    if !others.is_empty() {
        let names: Vec<String> = others.iter().map(|column| column.name.to_string()).collect();
        help += &format!("\n-- and likewise for {}", names.join(", "));
    }
    Some(help)
}

fn drops(up: &Script, table: &Relation, column: &Ident) -> bool {
    up.steps.iter().any(|step| match &step.statement.kind {
        Statement::AlterTable(alter) => {
            let mut dropped = alter.actions.iter().filter_map(|action| action.kind.dropped_column());
            dropped.any(|dropped| dropped.name == column.name)
                && step.before.resolve_id(&alter.name) == Some(table.id)
        }
        _ => false,
    })
}

struct Again<'a> {
    pass: &'a Pass<'a>,
    down: &'a Script,
    alter: &'a AlterTable,
    table: &'a Relation,
    column: &'a ColumnDef,
}

impl Again<'_> {
    /// The column alone, its values, and then each constraint the safe way. Nothing for what every row gets as the column
    /// is added.
    fn in_steps(&self, rewrites: bool) -> Option<String> {
        let Self { pass, alter, column, .. } = self;
        let (table, name) = (&alter.name, &column.name);
        let default = column.default.as_ref().map(|default| self.down.source.slice(default.span));
        let computed = column.is_serial() || column.identity.is_some() || column.generated.is_some();
        if computed || rewrites && default.is_none() {
            return None;
        }
        let data_type = self.down.source.slice(column.data_type.as_ref()?.span);
        let collation = self.collation()?;
        let mut lines = format!(
            "the older application cannot do without `{}`: add it without what has to look at every row, fill it, and \
             give it the rest, each statement by itself:\nALTER TABLE {table} ADD COLUMN {name} {data_type}{collation}",
            name.name,
        );
        match default {
            Some(default) if rewrites => {
                lines += &format!(
                    ";\nALTER TABLE {table} ALTER COLUMN {name} SET DEFAULT {default};\n{}",
                    self.filled_with(default)
                );
            }
            Some(default) => lines += &format!(" DEFAULT {default};\n"),
            None => lines += &format!(";\n{}", self.filled_with("…")),
        }
        for constraint in &column.constraints {
            lines += &self.constrained(constraint)?;
        }
        if column.not_null {
            lines.extend(pass.not_null_phases(table, &[name]));
        }
        Some(lines.trim_end().to_owned())
    }

    fn filled_with(&self, value: &str) -> String {
        let (table, name) = (&self.alter.name, &self.column.name);
        format!(
            "-- in batches, each in a transaction of its own, until no row is left:\n{}\n",
            batch(table, self.table, &format!("{name} = {value}"), &format!("{name} IS NULL"))
        )
    }

    /// ` COLLATE schema."name"` as it is written, where there is one.
    fn collation(&self) -> Option<String> {
        let Some(name) = &self.column.collation else { return Some(String::new()) };
        let end = self.column.data_type.as_ref()?.span.end;
        let text = self.down.source.slice(Span { start: end, end: self.column.span.end });
        let words = identifiers(text);
        let mut words = words.iter().skip_while(|(_, word)| !word.eq_ignore_ascii_case("collate")).skip(1);
        let (first, last) = (words.next()?, words.next());
        let dotted = |next: &&(Span, &str)| {
            text.get(first.0.end as usize..next.0.start as usize).is_some_and(|between| between.trim() == ".")
        };
        let (place, last) = last.filter(dotted).unwrap_or(first);
        let written = text.get(first.0.start as usize..place.end as usize)?;
        let is_it = last.trim_matches('"').eq_ignore_ascii_case(name);
        is_it.then(|| format!(" COLLATE {written}"))
    }

    /// A constraint behind its name, where that begins with the keyword.
    fn clause(&self, constraint: &TableConstraint, keyword: &str) -> Option<&str> {
        let start = constraint.name.as_ref().map_or(constraint.span.start, |name| name.span.end);
        let written = self.down.source.slice(Span { start, end: constraint.span.end }).trim();
        let begins = written.get(..keyword.len())?.eq_ignore_ascii_case(keyword);
        (begins && !constraint.not_enforced).then_some(written)
    }

    fn constrained(&self, constraint: &TableConstraint) -> Option<String> {
        let (table, column) = (&self.alter.name, &self.column.name);
        let keyword = match &constraint.kind {
            ConstraintKind::Check(_) => "check",
            ConstraintKind::ForeignKey(_) => "references",
            ConstraintKind::Unique(_) => "unique",
            _ => return None,
        };
        let written = self.clause(constraint, keyword)?;
        let named = |suffix| name_of(constraint, table, column, suffix);
        let validated = |name: &str, definition: &str| {
            format!(
                "ALTER TABLE {table} ADD CONSTRAINT {name} {definition} NOT VALID;\n\
                 ALTER TABLE {table} VALIDATE CONSTRAINT {name};\n"
            )
        };
        match &constraint.kind {
            ConstraintKind::Check(_) => Some(validated(&named("check"), written)),
            ConstraintKind::ForeignKey(_) => {
                let definition = format!("FOREIGN KEY ({column}) {written}");
                Some(validated(&named("fkey"), &definition))
            }
            ConstraintKind::Unique(key) => {
                let name = named("key");
                let (nulls, time) = attributes(constraint, key, written)?;
                Some(format!(
                    "-- outside a transaction:\n\
                     CREATE UNIQUE INDEX CONCURRENTLY {name} ON {table} ({column}){nulls};\n\
                     ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE USING INDEX {name}{time};\n"
                ))
            }
            _ => None,
        }
    }
}

/// What an index says of NULLs, and a key on it of when it is checked; nothing where more is written.
fn attributes(
    constraint: &TableConstraint,
    key: &KeyConstraint,
    written: &str,
) -> Option<(&'static str, &'static str)> {
    let known = ["unique", "nulls", "not", "distinct", "deferrable", "initially", "deferred", "immediate"];
    let is_known = |word: &str| known.iter().any(|known| word.eq_ignore_ascii_case(known));
    if !written.split_whitespace().all(is_known) {
        return None;
    }
    let nulls = if key.nulls_not_distinct { " NULLS NOT DISTINCT" } else { "" };
    let time = match (constraint.deferrable, constraint.initially_deferred) {
        (_, true) => " DEFERRABLE INITIALLY DEFERRED",
        (true, false) => " DEFERRABLE",
        (false, false) => "",
    };
    Some((nulls, time))
}

/// The name that the user or the server gives a constraint.
fn name_of(constraint: &TableConstraint, table: &ObjectName, column: &Ident, suffix: &str) -> String {
    let given = constraint.name.as_ref().map(|name| name.name.to_string());
    quoted(&given.unwrap_or_else(|| bare_default_name(table, std::slice::from_ref(column), suffix)))
        .into_owned()
}
