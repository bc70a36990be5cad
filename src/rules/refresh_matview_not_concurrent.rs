//! `REFRESH MATERIALIZED VIEW` without CONCURRENTLY on one that is read.

use crate::ast::{RefreshMaterializedView, Statement};
use crate::catalog::Relation;
use crate::diagnostic::Edit;
use crate::effects::Effects;
use crate::migration::Step;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule = Rule::new(
    "refresh-matview-not-concurrent",
    include_str!("../../rules/refresh-matview-not-concurrent.md"),
    check,
);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::RefreshMaterializedView(refresh) = &step.statement.kind else { continue };
        if refresh.concurrently {
            continue;
        }
        let Some(view) = pass.in_use(&step.before, &refresh.name) else { continue };
        let never_filled = view.origin.created().is_some() && !view.populated;
        if never_filled {
            continue;
        }
        if refresh.with_data {
            report(pass, step, refresh, view);
        } else if !is_filled_again(pass, index, view) {
            let message =
                format!("empties `{}`: every query of it fails until it is filled again", view.name);
            pass.report(step.span(), message)
                .on(step, view.id)
                .help("leave WITH NO DATA out, or drop the view if nobody reads it any more");
        }
    }
}

/// Whether the migration goes on to fill it, or takes it away.
fn is_filled_again(pass: &Pass, index: usize, view: &Relation) -> bool {
    pass.later_steps(index).iter().any(|step| match &step.statement.kind {
        Statement::RefreshMaterializedView(refresh) => {
            refresh.with_data && step.before.resolve_id(&refresh.name) == Some(view.id)
        }
        Statement::Drop(drop) => drop.wholes().any(|name| step.before.resolve_id(name) == Some(view.id)),
        _ => false,
    })
}

fn report(pass: &mut Pass, step: &Step, refresh: &RefreshMaterializedView, view: &Relation) {
    let Some(mode) = step.effects.lock_on(view.id) else { return };
    let concurrently = RefreshMaterializedView { concurrently: true, ..refresh.clone() };
    let concurrently = Statement::RefreshMaterializedView(Box::new(concurrently));
    let possible = Effects::of(&concurrently, &step.before, pass.version).failure.is_none();
    let place = Span { start: refresh.name.span.start, end: refresh.name.span.start };
    let form = pass.spliced(step.span(), &[(place, "CONCURRENTLY ")]);
    let certain = possible && view.origin.created().is_some();
    let help = if possible {
        format!("fill it beside the old contents, which stay readable:\n{form};")
    } else {
        format!(
            "give it a unique index over plain columns once{}, and from then on:\n\
             CREATE UNIQUE INDEX CONCURRENTLY ON {} (…);\n{form};",
            pass.alone(step),
            view.name
        )
    };
    let message = format!("blocks every read of `{}` while its query runs", view.name);
    let finding = pass.report(step.span(), message).on(step, view.id).lock(mode).help(help);
    if certain {
        finding.fix("add CONCURRENTLY", vec![Edit { span: place, replacement: "CONCURRENTLY ".into() }]);
    } else if possible {
        finding.note("CONCURRENTLY needs a unique index over plain columns of every row; the history does not show one");
    }
}
