//! Extensions whose objects lie among the application's.

use crate::ast::Statement;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("extension-in-public", include_str!("../../rules/extension-in-public.md"), check);

/// Extensions that choose their schema themselves.
const NOT_RELOCATABLE: &[&str] = &[
    "plpgsql",
    "plperl",
    "pltcl",
    "plpython3u",
    "pg_cron",
    "pg_net",
    "pgsodium",
    "pgtap",
    "postgis_topology",
    "postgis_tiger_geocoder",
    "supabase_vault",
    "timescaledb",
    "citus",
];

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::CreateExtension(create) = &step.statement.kind else { continue };
        let schema = create.schema.clone().unwrap_or_else(|| step.before.session.creation_schema());
        if schema != "public" || NOT_RELOCATABLE.contains(&create.name.as_str()) {
            continue;
        }
        let name = crate::ast::quoted(&create.name);
        pass.report(
            step.span(),
            format!(
                "the functions and types of `{}` go into `public`, among the application's own",
                create.name
            ),
        )
        .help(format!("give it a schema: CREATE EXTENSION IF NOT EXISTS {name} SCHEMA extensions;"));
    }
}
