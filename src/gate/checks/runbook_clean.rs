//! The queries and commands of the plan can run, and prove what the plan takes them to prove.

use crate::discover;
use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live;
use crate::runbook::{self, Plan, Surroundings};

pub(super) static CHECK: Check =
    Check::new("runbook-clean", include_str!("../../../rules/gate/runbook-clean.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let plans = entry.options.strings("plans");
    let root = situation.root();
    let (mut statements, mut wrong) = (0, Vec::new());
    for name in &plans {
        let path = root.join(name);
        let source = match discover::read_source(&path, (*name).to_owned()) {
            Ok(source) => source,
            Err(failure) => {
                wrong.push(format!("{name} {}", failure.message));
                continue;
            }
        };
        let beside = path.parent().unwrap_or(root).to_path_buf();
        let exists = |named: &str| root.join(named).exists() || beside.join(named).exists();
        let surroundings = Surroundings { version: situation.settings.replay.version, exists: &exists };
        let plan = Plan::read(&source);
        statements += plan.statements.len() + plan.errors.len();
        let found = runbook::lint(&plan, &surroundings);
        let failing = found.iter().filter(|finding| situation.settings.fail_on.fails(finding.severity));
        wrong.extend(failing.map(|finding| {
            let line = finding.source.line_column(finding.span.start).line;
            format!("{name}:{line}: {}: {}", finding.rule, finding.message)
        }));
    }
    if plans.is_empty() {
        return Answer::unknown(Source::Files, "no plan is named").help("plans = [\"docs/PLAN.md\"]");
    }
    let statements = match statements {
        0 => "which has no SQL".to_owned(),
        some => live::count(some as u64, "statement"),
    };
    let in_plans = format!("in {}, {statements}", live::count(plans.len() as u64, "plan"));
    let bad = format!("{} {in_plans}", live::count(wrong.len() as u64, "finding"));
    Answer::judge(Source::Files, format!("nothing wrong {in_plans}"), bad, wrong)
}
