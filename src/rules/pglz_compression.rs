//! Columns that are set back to the older compression.

use crate::ast::{AlterActionKind, Ident, Statement};
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("pglz-compression", include_str!("../../rules/pglz-compression.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        match &step.statement.kind {
            Statement::CreateTable(create) => {
                for column in &create.columns {
                    if column.compression.as_deref() == Some("pglz") {
                        report(pass, column.span, &column.name);
                    }
                }
            }
            Statement::AlterTable(alter) => {
                for action in &alter.actions {
                    match &action.kind {
                        AlterActionKind::SetCompression { column, method } if method == "pglz" => {
                            report(pass, action.span, column);
                        }
                        AlterActionKind::AddColumn { column, .. }
                            if column.compression.as_deref() == Some("pglz") =>
                        {
                            report(pass, action.span, &column.name);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

fn report(pass: &mut Pass, span: Span, column: &Ident) {
    pass.report(
        span,
        format!("`{column}` is compressed with pglz, which takes several times as long as lz4"),
    )
    .help("COMPRESSION lz4, where the server was built with it");
}
