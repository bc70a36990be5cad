//! What a history takes to be there and never makes: extensions that the server must bring, roles, schemas, tables.

use std::collections::BTreeSet;

use crate::ast::Statement;
use crate::catalog::{Origin, Relation, type_name};
use crate::migration::{History, Script};

use super::run::Failed;

/// What the server must have before it starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needed {
    pub extensions: BTreeSet<String>,
}

/// Something that was made because a statement missed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Made {
    /// `role app`.
    pub(super) what: String,
    pub(super) sql: String,
}

impl Needed {
    pub fn by(history: &History) -> Self {
        let scripts = history
            .migrations
            .iter()
            .flat_map(|migration| migration.up.iter().chain(migration.down.script()));
        let extensions =
            scripts.flat_map(|script| &script.steps).filter_map(|step| match &step.statement.kind {
                Statement::CreateExtension(create) => Some(create.name.to_string()),
                _ => None,
            });
        Self { extensions: extensions.collect() }
    }
}

/// The tables that tools keep track in, where migrations look at them.
const LEDGERS: [(&str, &str); 3] = [
    (
        "_sqlx_migrations",
        "version bigint PRIMARY KEY, description text NOT NULL, installed_on timestamptz NOT NULL DEFAULT now(), \
         success boolean NOT NULL, checksum bytea NOT NULL, execution_time bigint NOT NULL",
    ),
    ("schema_migrations", "version bigint PRIMARY KEY, dirty boolean NOT NULL DEFAULT false"),
    (
        "__diesel_schema_migrations",
        "version varchar(50) PRIMARY KEY, run_on timestamp NOT NULL DEFAULT now()",
    ),
];

/// What would let a statement run that was refused, if it only missed what the history never makes.
pub(super) fn missing(failed: &Failed, script: &Script, history: &History) -> Option<Made> {
    let message = failed.refusal.message.as_str();
    let named = |before: &str| message.strip_prefix(before)?.strip_suffix("\" does not exist");
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    match failed.refusal.code.as_str() {
        "42704" => {
            let role = named("role \"")?;
            Some(Made { what: format!("role {role}"), sql: format!("CREATE ROLE {}", quoted(role)) })
        }
        "3F000" => {
            let schema = named("schema \"")?;
            Some(Made { what: format!("schema {schema}"), sql: format!("CREATE SCHEMA {}", quoted(schema)) })
        }
        "42P01" => {
            let shown = named("relation \"")?;
            let ledger =
                LEDGERS.iter().find(|(name, _)| history.tool.ledger == Some(*name) && is_public(shown, name));
            if let Some((name, columns)) = ledger {
                let sql = format!("CREATE TABLE {name} ({columns})");
                return Some(Made { what: format!("table {name}"), sql });
            }
            let catalog = &script.steps.get(failed.step?)?.before;
            let relation = catalog.relation_shown(shown)?;
            let assumed = relation.origin == Origin::Assumed { certain: true };
            assumed.then(|| Made { what: format!("table {shown}"), sql: plain_table(relation) })
        }
        _ => None,
    }
}

fn is_public(shown: &str, name: &str) -> bool {
    shown.strip_prefix("public.").unwrap_or(shown) == name
}

/// A table with the columns that statements name; those whose type nobody tells are text, and `id` is its key.
fn plain_table(relation: &Relation) -> String {
    let columns = relation.columns.iter().filter(|column| column.origin.created().is_none()).map(|column| {
        let data_type = column.data_type.as_ref().map_or("text".to_owned(), type_name);
        let key = if column.name == "id" { " PRIMARY KEY" } else { "" };
        format!("\"{}\" {data_type}{key}", column.name)
    });
    format!("CREATE TABLE {} ({})", relation.name, columns.collect::<Vec<_>>().join(", "))
}
