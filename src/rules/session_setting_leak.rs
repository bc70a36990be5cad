//! A setting that outlives its migration and changes what the next one means.

use crate::ast::{SetVariable, Statement};
use crate::diagnostic::Edit;
use crate::migration::{Script, TransactionUnit};
use crate::rule::{Pass, Rule, bare_name, span_of_word};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("session-setting-leak", include_str!("../../rules/session-setting-leak.md"), check);

/// Settings that change what a statement means; a timeout that lives on only makes it stricter.
const LEAKING: &[&str] = &["search_path", "role", "session_authorization", "session_replication_role"];

fn check(pass: &mut Pass) {
    // psql gives each file a session of its own, and of a lone folder nobody knows who runs it.
    if pass.up().is_none_or(|script| script.unit == TransactionUnit::Script) || !pass.tool().is_known() {
        return;
    }
    let mut reported: Vec<&str> = Vec::new();
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::Set(set) = &step.statement.kind else { continue };
        let leaks = LEAKING.contains(&set.name.as_str()) && !set.local && set.value.is_some();
        let harmless = is_usual_path(set) || is_set_anew(pass, &set.name) || everyone_sets(pass, &set.name);
        if !leaks || harmless || reported.contains(&set.name.as_str()) || is_taken_back(pass, index, set) {
            continue;
        }
        reported.push(&set.name);
        let (name, tool) = (&set.name, pass.tool().name);
        let in_transaction = step.in_transaction();
        let text = pass.text(step.span());
        let written = span_of_word(text, step.span(), "set").filter(|span| span.start == step.span().start);
        let finding = pass.report(
            step.span(),
            format!("also holds for the migrations after this one: {tool} runs them on the same connection, and `{name}` is never set back"),
        );
        finding.note("run together with others it changes what they mean; run alone, later, it does not");
        if !in_transaction {
            finding.help(format!("set it back at the end:\nRESET {name};"));
            continue;
        }
        finding.help("let it end with the transaction: SET LOCAL");
        let plain = !text.to_ascii_lowercase().starts_with("set session");
        if let Some(span) = written.filter(|_| plain) {
            let at = Span { start: span.end, end: span.end };
            finding.fix(
                "let it end with the transaction",
                vec![Edit { span: at, replacement: " LOCAL".to_owned() }],
            );
        }
    }
}

/// The path that a session starts with, or as good as.
fn is_usual_path(set: &SetVariable) -> bool {
    let Some(path) = set.value.as_ref().filter(|_| set.name == "search_path") else { return false };
    let mut schemas = path.split(',').map(|schema| schema.trim().trim_matches(['"', '\'']));
    schemas.clone().any(|schema| schema == "public")
        && schemas.all(|schema| matches!(schema, "public" | "pg_catalog" | "$user"))
}

/// Whether the tool itself sets it before every migration: Flyway goes back to its role, and to its schemas as the path.
fn is_set_anew(pass: &Pass, name: &str) -> bool {
    pass.tool().name == "flyway" && matches!(name, "role" | "search_path")
}

/// Whether the other migrations set it before anything else, so that none means anything else after this one. One that
/// gives every table its schema means the same on any search path.
fn everyone_sets(pass: &Pass, name: &str) -> bool {
    let others = pass.history.migrations.iter().enumerate().filter(|(at, _)| *at != pass.index);
    let scripts = others.filter_map(|(_, other)| other.up.as_ref());
    let scripts: Vec<_> = scripts.filter(|script| !script.steps.is_empty()).collect();
    let sets = |script: &Script| {
        let mut settings = script.steps.iter().map_while(|step| match &step.statement.kind {
            Statement::Set(set) => Some(set),
            _ => None,
        });
        settings.any(|set| set.name == name)
    };
    let setting = scripts.iter().filter(|script| sets(script)).count();
    let cares = |script: &Script| !sets(script) && (name != "search_path" || names_no_schema(script));
    setting >= 2 && 2 * setting > scripts.len() && !scripts.iter().any(|script| cares(script))
}

/// Whether a statement leaves to the search path what it means.
fn names_no_schema(script: &Script) -> bool {
    script.steps.iter().any(|step| {
        let tables = step.statement.kind.tables();
        bare_name(step).is_some() || tables.iter().any(|table| table.schema.is_none())
    })
}

fn is_taken_back(pass: &Pass, index: usize, set: &SetVariable) -> bool {
    let started = pass.up().and_then(|up| up.before.session.setting(&set.name));
    pass.later_steps(index).iter().any(|later| match &later.statement.kind {
        Statement::Set(other) if other.local => false,
        Statement::Set(other) => {
            let same =
                other.value.is_none() || started.is_some_and(|old| Some(&old.value) == other.value.as_ref());
            (other.name == set.name || other.name == "all") && same
        }
        Statement::Other(command) => command.starts_with("DISCARD"),
        _ => false,
    })
}
