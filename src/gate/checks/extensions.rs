//! The extensions that the migrations or the plan need are installed, or can be.

use std::collections::BTreeSet;

use crate::ast::Statement;
use crate::gate::{Answer, Check, Entry, Phase, Situation, Source};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("extensions", include_str!("../../../rules/gate/extensions.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let required: BTreeSet<String> =
        entry.options.strings("installed").into_iter().map(str::to_owned).collect();
    let steps = situation.scripts().flat_map(|script| &script.steps);
    let created: BTreeSet<String> = steps
        .filter_map(|step| match &step.statement.kind {
            Statement::CreateExtension(create) => Some(create.name.to_string()),
            _ => None,
        })
        .collect();
    let after = situation.phase == Phase::Post;
    let facts = match situation.facts(&["extensions"]) {
        Ok(facts) => facts,
        Err(answer) => return answer,
    };
    let mut wrong = Vec::new();
    let mut shown = Vec::new();
    for name in required.union(&created) {
        let found = facts.extensions.iter().find(|extension| extension.name == *name);
        let must_be_there = after || required.contains(name);
        match found {
            None => wrong.push(format!("{name} is not on the server at all")),
            Some(extension) => match (&extension.installed, must_be_there) {
                (Some(version), _) => shown.push(format!("{name} {version}")),
                (None, true) => wrong.push(format!("{name} is available and not installed")),
                (None, false) if extension.can_create => shown.push(format!("{name} can be installed")),
                (None, false) => wrong.push(format!("{name} can be installed, but not by this role")),
            },
        }
    }
    let count = required.union(&created).count();
    let good = match shown.len() {
        0 => "no extension is needed".to_owned(),
        _ => shown.join(", "),
    };
    Answer::judge(
        Source::Catalog,
        good,
        format!("{} of {}", wrong.len(), live::count(count as u64, "extension")) + " missing",
        wrong,
    )
}
