//! A pgvector index that is built without its parameters, or before there are rows to learn from.

use crate::ast::{CreateIndex, Statement};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("vector-index-tuning", include_str!("../../rules/vector-index-tuning.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        if let Statement::CreateIndex(create) = &step.statement.kind
            && let Some((message, help)) = trouble(pass, step, create)
        {
            let finding = pass.report(step.span(), message).help(help);
            if let Some(table) = step.before.resolve(&create.table) {
                finding.on(step, table.id);
            }
        }
    }
}

fn trouble(pass: &Pass, step: &Step, create: &CreateIndex) -> Option<(String, String)> {
    let table = step.before.resolve(&create.table)?;
    let given = |option: &str| create.options.iter().any(|written| written.name == option);
    let name = &table.name;
    let memory = step.before.session.setting("maintenance_work_mem").is_some();
    match create.method.as_str() {
        "ivfflat" if pass.is_new(table.origin) && !table.populated => Some((
            format!("the ivfflat index on `{name}` finds its clusters in the rows there are, and there are none yet"),
            "build it in a later migration, when the table is filled; or use hnsw, which needs no rows to begin with"
                .to_owned(),
        )),
        "ivfflat" if !given("lists") => Some((
            format!("the ivfflat index on `{name}` has 100 lists, whatever the number of rows is"),
            "say how many: rows / 1000 up to a million rows, their square root beyond:\n… WITH (lists = …);".to_owned(),
        )),
        "hnsw" if !memory && pass.in_use(&step.before, &create.table).is_some() => Some((
            format!("the hnsw index on `{name}` is built on disk where it does not fit into maintenance_work_mem"),
            "give the build memory, and let it take its time:\nSET maintenance_work_mem = '2GB';\n\
             SET max_parallel_maintenance_workers = 4;"
                .to_owned(),
        )),
        _ => None,
    }
}
