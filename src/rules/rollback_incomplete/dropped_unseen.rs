//! Constraints that a statement made up as it ran may have dropped, which the simulated schema still has.

use crate::ast::Statement;
use crate::catalog::{Constraint, ConstraintDef, Difference, Relation};
use crate::migration::{Script, Step};
use crate::rule::{Pass, says_word};

use super::words::split;

/// Whether a block of the history may have dropped a constraint that a way back does not make again. Where the constant
/// part of its text drops constraints, those are meant whose tables it names, or all where it looks for them in the catalog.
pub(super) fn may_be(pass: &Pass, before: &crate::catalog::Catalog, difference: &Difference) -> bool {
    if difference.kind != "constraint" {
        return false;
    }
    let (table, part) = split(&difference.name);
    let Some(table) = before.relation_shown(table.unwrap_or_default()) else { return false };
    let known = table.constraints.iter().find(|known| crate::ast::quoted(&known.name) == part);
    known.is_some_and(|known| since(pass, known).any(|text| drops(&text, table, known)))
}

/// The blocks after the statement that made the constraint whose statements are made up as they run.
fn since<'a>(pass: &Pass<'a>, known: &Constraint) -> impl Iterator<Item = String> + use<'a> {
    let made = known.origin.created();
    let earlier = pass.history.migrations.get(..pass.index).unwrap_or_default();
    let ups = earlier.iter().filter_map(|migration| migration.up.as_ref());
    let from = made.and_then(|made| ups.clone().position(|up| up.id == made.script)).unwrap_or_default();
    ups.skip(from).flat_map(move |up: &Script| {
        let later = move |step: &&Step| {
            made.is_none_or(|made| made.script != up.id || step.span().start > made.span.start)
        };
        let blocks = up.steps.iter().filter(|step| match &step.statement.kind {
            Statement::Do(block) => !block.dynamic.is_empty(),
            _ => false,
        });
        blocks.filter(later).map(|step| up.source.slice(step.span()).to_lowercase())
    })
}

fn drops(text: &str, table: &Relation, known: &Constraint) -> bool {
    let squeezed = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let named = says_word(text, &table.name.name);
    let literal = format!("'{}'", known.name.to_lowercase());
    let asked = !compares(&squeezed, &["conname", "constraint_name"]) || squeezed.contains(&literal);
    let may = drops_by_name(&squeezed, known) && is_of_kind(&squeezed, known) && asked;
    may && (named || looks_for_all(&squeezed))
}

/// Whether a text drops a constraint of this name, or of one that it puts in as it runs.
fn drops_by_name(text: &str, known: &Constraint) -> bool {
    const DROP: &str = "drop constraint";
    text.match_indices(DROP).any(|(at, _)| {
        let rest = text.get(at + DROP.len()..).unwrap_or_default().trim_start();
        let rest = rest.strip_prefix("if exists").unwrap_or(rest).trim_start().trim_start_matches('"');
        let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
        let name = rest.get(..rest.find(|c: char| !part(c)).unwrap_or(rest.len())).unwrap_or_default();
        name.is_empty() || name == known.name.to_lowercase()
    })
}

/// Whether a query asks for the constraints of all tables, as far as it shows.
fn looks_for_all(text: &str) -> bool {
    let reads = text.contains("pg_constraint") || text.contains("table_constraints");
    reads && !compares(text, &["relname", "table_name", "conrelid"])
}

/// Whether a query compares one of these columns with a value that it says.
fn compares(text: &str, columns: &[&str]) -> bool {
    columns.iter().any(|column| {
        text.match_indices(column).any(|(at, _)| {
            let rest = text.get(at + column.len()..).unwrap_or_default();
            let rest = rest.trim_start_matches("::regclass").trim_start_matches("::text").trim_start();
            let compared = rest.strip_prefix('=').or_else(|| rest.strip_prefix("in "));
            let value = compared.map(|rest| rest.trim_start_matches([' ', '(']));
            value.is_some_and(|value| value.starts_with('\''))
        })
    })
}

/// Whether a query that asks for a kind of constraint asks for this one's.
fn is_of_kind(text: &str, known: &Constraint) -> bool {
    let (letter, words) = match known.kind {
        ConstraintDef::ForeignKey { .. } => ("'f'", "'foreign key'"),
        ConstraintDef::Check { .. } => ("'c'", "'check'"),
        ConstraintDef::Unique { .. } => ("'u'", "'unique'"),
        ConstraintDef::PrimaryKey { .. } => ("'p'", "'primary key'"),
        _ => return true,
    };
    let asks = text.contains("contype") || text.contains("constraint_type");
    !asks || text.contains(letter) || text.contains(words)
}
