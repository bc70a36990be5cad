//! Files that a step needs and that are not there.

use super::{Command, PlanCheck, Reading, Word};

pub(super) static CHECK: PlanCheck =
    PlanCheck::new("plan-file-missing", include_str!("../../rules/runbook/plan-file-missing.md"), check);

fn check(reading: &mut Reading) {
    let plan = reading.plan;
    let mut made: Vec<&str> = Vec::new();
    for command in &plan.commands {
        made.extend(outputs(command));
        for word in inputs(command) {
            let path = word.text.as_str();
            if is_plain_path(path) && !made.contains(&path) && !(reading.surroundings.exists)(path) {
                reading
                    .report(word.span, format!("`{path}` is not there: this step cannot run"))
                    .help("write the file before the plan is agreed on, or correct the path");
                made.push(path);
            }
        }
    }
}

/// Files that a command reads: SQL, scripts, dumps.
fn inputs(command: &Command) -> Vec<&Word> {
    if command.program() == "pg_dump" || command.program() == "pg_dumpall" {
        return Vec::new();
    }
    let ends = [".sql", ".sh", ".dump"];
    let words = command.words.iter().chain(&command.input);
    words
        .filter(|word| ends.iter().any(|end| word.text.ends_with(end)) && !word.text.starts_with('-'))
        .collect()
}

/// Files that a command makes.
fn outputs(command: &Command) -> impl Iterator<Item = &str> {
    let dumps = matches!(command.program(), "pg_dump" | "pg_dumpall");
    let named = if dumps { command.values("-f", "--file") } else { Vec::new() };
    let copied = matches!(command.program(), "cp" | "mv" | "curl" | "wget" | "touch" | "gunzip");
    let copied = command.words.iter().filter(move |_| copied);
    named.into_iter().chain(&command.outputs).chain(copied).map(|word| word.text.as_str())
}

/// Whether a word is a path as it stands, and not a pattern or something to fill in.
fn is_plain_path(path: &str) -> bool {
    !path.contains(['$', '*', '?', '<', '>', '{', '`', ' ', '['])
        && !path.contains("://")
        && !path.contains("YYYY")
}
