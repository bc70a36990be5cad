//! Tables and columns that nobody has described.

use crate::ast::{Persistence, Statement};
use crate::rule::{Pass, Rule, list};

pub(super) static RULE: Rule =
    Rule::new("undocumented-object", include_str!("../../rules/undocumented-object.md"), check);

fn check(pass: &mut Pass) {
    let columns = pass.options.boolean("columns");
    let longest = usize::try_from(pass.options.integer("longest")).unwrap_or_default();
    for step in pass.steps() {
        match &step.statement.kind {
            Statement::CreateTable(create)
                if create.persistence != Persistence::Temporary && create.partition_of.is_none() =>
            {
                let Some(table) = pass.history.end.relation_named(&step.before.qualify(&create.name)) else {
                    continue;
                };
                let bare = table.columns.iter().filter(|column| column.comment.is_none());
                let bare: Vec<_> = bare.map(|column| column.name.clone()).collect();
                if table.comment.is_none() {
                    pass.report(create.name.span, format!("nothing says what `{}` is for", table.name))
                        .on(step, table.id)
                        .help(format!("COMMENT ON TABLE {} IS '…';", create.name));
                } else if columns && !bare.is_empty() {
                    pass.report(
                        create.name.span,
                        format!("nothing says what {} of `{}` mean", list(&bare), table.name),
                    )
                    .on(step, table.id)
                    .help(format!("COMMENT ON COLUMN {}.… IS '…';", create.name));
                }
            }
            Statement::Comment(comment) if longest > 0 => {
                let length = comment.text.as_ref().map_or(0, |text| text.chars().count());
                if length > longest {
                    pass.report(
                        comment.span,
                        format!("the comment is {length} characters long, and {longest} is the most here"),
                    );
                }
            }
            _ => {}
        }
    }
}
