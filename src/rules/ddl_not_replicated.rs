//! A change of a published table that its subscribers do not get.

use crate::ast::{AlterAction, AlterActionKind, ObjectKind, ReplicaIdentity, Statement};
use crate::catalog::{Column, Relation};
use crate::rule::{Pass, Rule};
use crate::source::Span;

mod service;

pub(super) static RULE: Rule =
    Rule::new("ddl-not-replicated", include_str!("../../rules/ddl-not-replicated.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        if step.before.publications().next().is_none() || step.effects.failure.is_some() {
            continue;
        }
        let name = match &step.statement.kind {
            Statement::AlterTable(alter) => &alter.name,
            Statement::Rename(rename) if rename.object.kind == ObjectKind::Column => &rename.object.name,
            _ => continue,
        };
        let Some(table) = pass.in_use(&step.before, name) else { continue };
        let Some(publication) = step.before.publication_of(table) else { continue };
        if let Some(service) = service::reader(pass, &step.before, publication, table) {
            for (span, what) in service::changes(step) {
                let message = format!(
                    "{service} reads `{}` by the publication `{publication}`, and may not follow this: {what}",
                    table.name
                );
                pass.report(span, message).on(step, table.id).help(service::HELP);
            }
            continue;
        }
        let changes: Vec<(Change, &str)> = match &step.statement.kind {
            Statement::AlterTable(alter) => {
                let told = |action: &AlterAction| {
                    Some((change(&action.kind, action.span)?, consequence(table, &action.kind)?))
                };
                alter.actions.iter().filter_map(told).collect()
            }
            Statement::Rename(rename) => {
                let column = rename.object.part.as_ref().map(|part| part.to_string()).unwrap_or_default();
                vec![((step.span(), format!("`{column}` under its old name"), BOTH), STOPS)]
            }
            _ => Vec::new(),
        };
        for ((span, what, help), consequence) in changes {
            pass.report(
                span,
                format!(
                    "a PostgreSQL server that subscribes to `{publication}` still has `{}` with {what}: {consequence}",
                    table.name
                ),
            )
            .on(step, table.id)
            .help(help);
        }
    }
}

const SUBSCRIBER_FIRST: &str =
    "change the subscribers first: a column that they have and the publisher has not does no harm";
const PUBLISHER_FIRST: &str =
    "make it nullable or give it a default on the subscribers, then drop it here, and on them last";
const BOTH: &str =
    "add a column of the new name on both sides, subscribers first, and drop the old one the other way round";

const STOPS: &str = "replication stops at the first row that does not fit";
const LOST: &str = "an UPDATE or DELETE of a row that has a value in it there is lost without an error, since whole rows are compared";

/// What comes of a change that subscribers lack. They fill a column that they are not sent by its default, or with null.
fn consequence(table: &Relation, action: &AlterActionKind) -> Option<&'static str> {
    let fills_itself = |known: &Column| {
        !known.not_null || known.default.is_some() || known.generated.is_some() || known.identity.is_some()
    };
    let Some(column) = action.dropped_column() else { return Some(STOPS) };
    let whole_rows = table.replica_identity.as_ref() == Some(&ReplicaIdentity::Full);
    match table.column(&column.name).filter(|known| fills_itself(known)) {
        None => Some(STOPS),
        // What subscribers compute for themselves is no part of a row that they look for.
        Some(known) if known.generated.is_some() => None,
        Some(_) => (whole_rows && table.primary_key().is_none()).then_some(LOST),
    }
}

/// Where a change stands, what subscribers still have, and what to do.
type Change = (Span, String, &'static str);

fn change(action: &AlterActionKind, span: Span) -> Option<Change> {
    Some(match action {
        AlterActionKind::AddColumn { column, .. } => {
            (span, format!("no column `{}`", column.name), SUBSCRIBER_FIRST)
        }
        AlterActionKind::DropColumn { column, .. } => {
            (span, format!("the column `{column}`"), PUBLISHER_FIRST)
        }
        AlterActionKind::AlterColumnType { column, .. } => (
            span,
            format!("the old type of `{column}`"),
            "change the subscribers first, to a type that takes the old values too",
        ),
        _ => return None,
    })
}
