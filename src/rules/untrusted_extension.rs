//! Extensions that only a superuser can install.

use crate::ast::Statement;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("untrusted-extension", include_str!("../../rules/untrusted-extension.md"), check);

/// The extensions that come with the server and say `trusted = true`, the same in PostgreSQL 13 to 18.
const TRUSTED: &[&str] = &[
    "bool_plperl",
    "btree_gin",
    "btree_gist",
    "citext",
    "cube",
    "dict_int",
    "fuzzystrmatch",
    "hstore",
    "intarray",
    "isn",
    "jsonb_plperl",
    "lo",
    "ltree",
    "pg_trgm",
    "pgcrypto",
    "plperl",
    "plpgsql",
    "pltcl",
    "seg",
    "tablefunc",
    "tcn",
    "tsm_system_rows",
    "tsm_system_time",
    "unaccent",
    "uuid-ossp",
];

fn check(pass: &mut Pass) {
    let allowed = pass.options.strings("allow");
    for step in pass.steps() {
        let Statement::CreateExtension(create) = &step.statement.kind else { continue };
        let name = create.name.as_str();
        if TRUSTED.contains(&name) || allowed.contains(&name) {
            continue;
        }
        pass.report(
            step.span(),
            format!("only a superuser can install `{name}`: PostgreSQL does not count it among the trusted extensions"),
        )
        .help("have it installed with the server, and let the migration say IF NOT EXISTS; or allow it in the configuration");
    }
}
