//! A GIN index on a whole jsonb column, which `->>` does not use.

use crate::ast::{IndexKey, Statement};
use crate::rule::{Pass, Rule, default_name};

pub(super) static RULE: Rule = Rule::new(
    "gin-jsonb-operator-mismatch",
    include_str!("../../rules/gin-jsonb-operator-mismatch.md"),
    check,
);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::CreateIndex(create) = &step.statement.kind else { continue };
        let Some(table) = step.before.resolve(&create.table).filter(|_| create.method == "gin") else {
            continue;
        };
        let column = create.elements.iter().find_map(|element| match &element.key {
            IndexKey::Column(column) if element.operator_class.is_none() => {
                let data_type = table.column(column)?.data_type.as_ref()?;
                (data_type.name == "jsonb" && data_type.array == 0).then_some(column)
            }
            _ => None,
        });
        let Some(column) = column else { continue };
        let quoted = crate::ast::quoted(column);
        let name = default_name(&create.table, &[crate::ast::Ident::new(column, step.span())], "key_idx");
        let message = format!(
            "the index on `{}.{column}` serves @>, ?, ?| and ?& only: `{column}->>'key' = …` reads the whole table",
            table.name
        );
        let concurrently = if pass.is_new_relation(&step.before, table.id) { "" } else { " CONCURRENTLY" };
        pass.report(step.span(), message).on(step, table.id).help(format!(
            "for @> alone, jsonb_path_ops is smaller and faster:\n\
             … USING gin ({quoted} jsonb_path_ops);\n\
             for one key, index its expression:\n\
             CREATE INDEX{concurrently} {name} ON {} (({quoted}->>'key'));",
            create.table
        ));
    }
}
