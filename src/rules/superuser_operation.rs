//! Statements that only a superuser may run.

use crate::ast::{Expr, RoleChange, Statement};
use crate::migration::{Script, Step};
use crate::parse;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("superuser-operation", include_str!("../../rules/superuser-operation.md"), check);

/// Functions that read or write files of the server, or connect without a password.
const FUNCTIONS: &[&str] = &[
    "pg_read_file",
    "pg_read_binary_file",
    "pg_ls_dir",
    "pg_stat_file",
    "lo_import",
    "lo_export",
    "dblink_connect_u",
    "pg_reload_conf",
    "pg_rotate_logfile",
    "pg_switch_wal",
];

fn check(pass: &mut Pass) {
    let allowed: Vec<String> = pass.options.strings("allow").iter().map(|word| word.to_lowercase()).collect();
    for step in pass.steps() {
        let Some((what, note)) = needs_superuser(pass, step) else { continue };
        if allowed.iter().any(|word| what.to_lowercase().contains(word.as_str())) {
            continue;
        }
        let finding = pass.report(
            step.span(),
            format!("{what} needs a superuser: it fails where migrations run as a role of their own, and on most managed servers"),
        );
        if let Some(note) = note {
            finding.note(note);
        }
        finding.help("have whoever runs the server do it, and let the migration rely on it");
    }
}

fn needs_superuser(pass: &Pass, step: &Step) -> Option<(String, Option<&'static str>)> {
    const UNTRUSTED: &[&str] = &["c", "internal", "plpython3u", "plpythonu", "plperlu", "pltclu"];
    let plain = |what: &str| Some((what.to_owned(), None));
    match &step.statement.kind {
        Statement::CreateRole(change) | Statement::AlterRole(change) => {
            attribute(pass, change).map(|what| (what, None))
        }
        Statement::Cluster(wide) if wide.command == "ALTER SYSTEM" => {
            Some(("ALTER SYSTEM".to_owned(), Some("it changes the whole server, not this database alone")))
        }
        Statement::Other("LOAD") => plain("LOAD"),
        Statement::Other(command @ ("CREATE EVENT TRIGGER" | "ALTER EVENT TRIGGER")) => Some((
            (*command).to_owned(),
            Some("an event trigger runs for every later change of the schema, and can block all of them"),
        )),
        Statement::Other("CREATE LANGUAGE") => {
            let words = parse::words(pass.text(step.span()));
            let untrusted =
                words.iter().find(|word| UNTRUSTED.contains(&word.to_ascii_lowercase().as_str()))?;
            Some((format!("the language {untrusted}"), None))
        }
        Statement::CreateFunction(create) if UNTRUSTED.contains(&create.language.as_str()) => Some((
            format!("a function in {}", create.language),
            Some("its code runs as the operating system's user of the server"),
        )),
        Statement::Copy(copy) if copy.program => Some((
            "COPY … PROGRAM".to_owned(),
            Some("it runs a command as the operating system's user of the server"),
        )),
        Statement::Copy(copy) if !copy.stdin && copy.from => plain("COPY from a file of the server"),
        Statement::Select(query) => {
            let mut found = None;
            query.walk_expressions(&mut |expr| {
                if let Expr::Call(call) = expr
                    && FUNCTIONS.contains(&call.name.as_str())
                    && step.before.routines(&call.name_at(step.span())).is_empty()
                {
                    found = Some(format!("{}()", call.name));
                }
            });
            found.map(|what| (what, None))
        }
        _ => None,
    }
}

fn attribute(pass: &Pass, change: &RoleChange) -> Option<String> {
    let graves = ["superuser", "replication", "bypassrls"];
    let has = |grave: &&str| change.attributes.iter().any(|attribute| attribute == grave);
    let grave =
        graves.into_iter().filter(has).find(|grave| *grave != "replication" || !is_cloud_sql(pass))?;
    Some(format!("a role with {}", grave.to_uppercase()))
}

/// Whether the history names the roles of Google Cloud SQL, whose administrators may give REPLICATION.
fn is_cloud_sql(pass: &Pass) -> bool {
    const ROLES: &[&str] = &["cloudsqlsuperuser", "cloudsqladmin", "cloudsqliam"];
    let mut ups = pass.history.migrations.iter().filter_map(|migration| migration.up.as_ref());
    // Not where a comment speaks of another place.
    let is_code =
        |up: &Script, at: usize| !up.comments.iter().any(|comment| comment.span.range().contains(&at));
    ups.any(|up| {
        let places = |role| up.source.text().match_indices(role).map(|(at, _)| at);
        ROLES.iter().any(|role| places(*role).any(|at| is_code(up, at)))
    })
}
