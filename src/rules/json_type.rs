//! JSON that has no equality.

use crate::ast::TypeName;
use crate::diagnostic::Edit;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new("json-type", include_str!("../../rules/json-type.md"), check);

fn check(pass: &mut Pass) {
    for declared in pass.declared_columns() {
        let data_type = declared.data_type;
        if !is_json(Some(data_type)) {
            continue;
        }
        let table = pass.in_use(&declared.step.before, declared.table);
        // Such queries fail already.
        if table.is_some_and(|table| table.columns.iter().any(|column| is_json(column.data_type.as_ref()))) {
            continue;
        }
        let table = table.map(|table| table.id);
        let message = match table {
            Some(_) => format!(
                "queries with SELECT DISTINCT, GROUP BY or UNION over all columns of `{}` fail from here on: json has no equality",
                declared.table
            ),
            None => format!(
                "`{}` cannot be compared, indexed or made distinct: json has no equality",
                declared.name()
            ),
        };
        let replacement = format!("jsonb{}", "[]".repeat(usize::from(data_type.array)));
        let finding = pass.report(data_type.span, message);
        if let Some(table) = table {
            finding.on(declared.step, table);
        }
        finding.help(format!("write jsonb, which has one: {} {replacement}", declared.column));
        let edit = Edit { span: data_type.span, replacement };
        finding.unsafe_fix("make it jsonb", vec![edit]);
    }
}

fn is_json(data_type: Option<&TypeName>) -> bool {
    data_type.is_some_and(|data_type| data_type.name == "json" && data_type.schema.is_none())
}
