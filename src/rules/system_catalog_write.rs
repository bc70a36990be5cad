//! INSERT, UPDATE and DELETE on the server's own catalogs.

use crate::ast::{Expr, ObjectName, Statement};
use crate::catalog::Origin;
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("system-catalog-write", include_str!("../../rules/system-catalog-write.md"), check);

/// What to do instead, by catalog.
const INSTEAD: &[(&str, &str)] = &[
    (
        "pg_enum",
        "make a new type without the value, and change the columns over to it: ALTER TABLE … ALTER COLUMN … TYPE …",
    ),
    ("pg_attribute", "ALTER TABLE … ALTER COLUMN … does it, with the locks and the checks that belong to it"),
    ("pg_constraint", "ALTER TABLE … VALIDATE CONSTRAINT … lets others read and write meanwhile"),
    ("pg_index", "DROP INDEX CONCURRENTLY, or REINDEX INDEX CONCURRENTLY"),
];

/// The catalogs that have rows, without their `pg_`. Other tables may be called so too.
const CATALOGS: &[&str] = &[
    "aggregate",
    "am",
    "amop",
    "amproc",
    "attrdef",
    "attribute",
    "auth_members",
    "authid",
    "cast",
    "class",
    "collation",
    "constraint",
    "conversion",
    "database",
    "db_role_setting",
    "default_acl",
    "depend",
    "description",
    "enum",
    "event_trigger",
    "extension",
    "foreign_data_wrapper",
    "foreign_server",
    "foreign_table",
    "index",
    "inherits",
    "init_privs",
    "language",
    "largeobject",
    "largeobject_metadata",
    "namespace",
    "opclass",
    "operator",
    "opfamily",
    "parameter_acl",
    "partitioned_table",
    "policy",
    "proc",
    "publication",
    "publication_namespace",
    "publication_rel",
    "range",
    "replication_origin",
    "rewrite",
    "seclabel",
    "sequence",
    "shdepend",
    "shdescription",
    "shseclabel",
    "statistic",
    "statistic_ext",
    "statistic_ext_data",
    "subscription",
    "subscription_rel",
    "tablespace",
    "transform",
    "trigger",
    "ts_config",
    "ts_config_map",
    "ts_dict",
    "ts_parser",
    "ts_template",
    "type",
    "user_mapping",
];

fn check(pass: &mut Pass) {
    let mut reported: Vec<&str> = Vec::new();
    for step in pass.steps() {
        let (name, verb) = match &step.statement.kind {
            Statement::Insert(insert) => (&insert.table, "writes to"),
            Statement::Update(update) => (&update.table, "updates"),
            Statement::Delete(delete) => (&delete.table, "deletes from"),
            _ => continue,
        };
        if !is_catalog(step, name) || reported.contains(&name.name.as_str()) {
            continue;
        }
        reported.push(&name.name);
        let table = &name.name;
        let known = INSTEAD.iter().find(|(catalog, _)| table == catalog).map(|(_, instead)| *instead);
        let help = match shuts_indexes(step) {
            Some(why) => format!(
                "leave it out, with the REINDEX that it calls for, or keep both in one transaction: {why}"
            ),
            None => known.unwrap_or("use the statement that is made for it").to_owned(),
        };
        pass.report(
            step.span(),
            format!("{verb} `{table}` behind the server's back: it takes no locks, tells no other session and checks nothing"),
        )
        .help(help);
    }
}

/// Why what brings indexes up again belongs to a statement that tells the server they are not ready, or not valid.
pub(super) fn shuts_indexes(step: &Step) -> Option<&'static str> {
    let Statement::Update(update) = &step.statement.kind else { return None };
    if update.table.name != "pg_index" || !is_catalog(step, &update.table) {
        return None;
    }
    let shut = |flag: &str| {
        let mut set = update.assignments.iter();
        set.any(|(column, value)| column.name == flag && *value != Expr::Boolean(true))
    };
    if shut("indisready") || shut("indislive") {
        return Some(
            "an index that is not ready misses what is written until then, so that queries do not find such rows and a \
             unique one lets duplicates in",
        );
    }
    shut("indisvalid").then_some(
        "queries do without an index that is not valid, and REINDEX TABLE CONCURRENTLY passes it over",
    )
}

fn is_catalog(step: &Step, name: &ObjectName) -> bool {
    match &name.schema {
        Some(schema) => schema == "pg_catalog",
        None => {
            let own =
                step.before.resolve(name).is_some_and(|table| matches!(table.origin, Origin::Created(_)));
            name.name.strip_prefix("pg_").is_some_and(|rest| CATALOGS.contains(&rest)) && !own
        }
    }
}
