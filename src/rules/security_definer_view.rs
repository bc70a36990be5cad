//! Views that show what row level security hides.

use crate::ast::Statement;
use crate::catalog::{Relation, RelationKind};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("security-definer-view", include_str!("../../rules/security-definer-view.md"), check);

fn check(pass: &mut Pass) {
    let end = &pass.history.end;
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::CreateView(create) = &step.statement.kind else { continue };
        let view = end.relation_named(&step.before.qualify(&create.name));
        let Some(view) = view.filter(|view| view.kind == RelationKind::View && !says_whose_rights(view))
        else {
            continue;
        };
        let read = view.reads.iter().filter_map(|id| end.relation(*id));
        let Some(table) = read.into_iter().find(|table| hides_from_others_only(table)) else { continue };
        if is_made_again(pass, index, view) {
            continue;
        }
        pass.report(
            create.name.span,
            format!(
                "`{}` shows whoever reads it rows of `{}` that row level security hides: a view reads with its owner's \
                 rights",
                view.name, table.name
            ),
        )
        .help(format!(
            "let it read with the rights of whoever asks:\nALTER VIEW {} SET (security_invoker = true);",
            create.name
        ));
    }
}

/// Whether the policies of a table leave its owner out.
fn hides_from_others_only(table: &Relation) -> bool {
    table.row_security && !table.force_row_security
}

/// Whether a later statement defines the view anew, and is spoken of in its place.
fn is_made_again(pass: &Pass, index: usize, view: &Relation) -> bool {
    pass.following_steps(index).any(|(_, later)| match &later.statement.kind {
        Statement::CreateView(create) => {
            create.name.name == view.name.name && later.before.qualify(&create.name) == *view.name
        }
        _ => false,
    })
}

/// Whether the view says itself with whose rights it reads: `false` as well is what its author has chosen.
fn says_whose_rights(view: &Relation) -> bool {
    view.options.iter().any(|option| option.name == "security_invoker")
}
