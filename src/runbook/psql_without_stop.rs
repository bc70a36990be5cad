//! `psql` that goes on after an error and ends as if there had been none.

use super::{Command, PlanCheck, Reading};

pub(super) static CHECK: PlanCheck =
    PlanCheck::new("psql-without-stop", include_str!("../../rules/runbook/psql-without-stop.md"), check);

fn check(reading: &mut Reading) {
    let plan = reading.plan;
    for (number, command) in plan.commands.iter().enumerate() {
        let statements = plan.statements.iter().filter(|planned| planned.command == Some(number)).count();
        if command.program() != "psql" || !runs_a_script(command, statements) || stops(command) {
            continue;
        }
        if command.sql.iter().any(|sql| plan.text(*sql).contains("ON_ERROR_STOP")) {
            continue;
        }
        let finding = reading.report(
            command.span,
            "psql goes on after an error and exits with 0: a statement that fails looks like one that worked",
        );
        finding.help("stop at the first error, and leave nothing half done:\npsql -v ON_ERROR_STOP=1 --single-transaction …");
        if command.has_word("-1") || command.has_word("--single-transaction") {
            finding.note(
                "in a single transaction everything is rolled back, and the exit code is 0 all the same",
            );
        }
    }
}

/// Several statements: one that is given with -c ends with its own exit code.
fn runs_a_script(command: &Command, statements: usize) -> bool {
    !command.values("-f", "--file").is_empty() || command.input.is_some() || command.piped || statements > 1
}

fn stops(command: &Command) -> bool {
    command.words.iter().any(|word| word.text.contains("ON_ERROR_STOP"))
}
