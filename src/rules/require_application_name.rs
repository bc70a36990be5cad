//! A session that blocks others without saying who it is.

use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("require-application-name", include_str!("../../rules/require-application-name.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let named =
            step.before.session.setting("application_name").is_some_and(|name| !name.value.is_empty());
        if named {
            continue;
        }
        let Some(wait) = pass.waits_for(step) else { continue };
        let message = format!(
            "takes {} on `{}` in a session without a name: whoever looks for what blocks the others does not see that it \
             is a migration",
            wait.mode, wait.relation.name
        );
        let name = &pass.migration.name;
        pass.report(step.span(), message).on(step, wait.relation.id).help(format!(
            "say who it is, as pg_stat_activity and the log will show it:\nSET application_name = '{}';",
            name.replace('\'', "''")
        ));
        return;
    }
}
