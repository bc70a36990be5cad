//! The variables that a plan needs are set, and those that must differ do. Their values are never shown.

use crate::gate::{Answer, Check, Entry, Situation, Source};

pub(super) static CHECK: Check =
    Check::new("environment", include_str!("../../../rules/gate/environment.md"), check);

fn check(_: &mut Situation, entry: &Entry) -> Answer {
    let names = entry.options.strings("variables");
    let value = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let unset = names.iter().filter(|name| value(name).is_none()).map(|name| format!("{name} is not set"));
    let mut wrong: Vec<String> = unset.collect();
    let distinct = entry.options.strings("distinct");
    for (at, name) in distinct.iter().enumerate() {
        let twin = distinct[..at].iter().find(|other| value(other).is_some() && value(other) == value(name));
        wrong.extend(twin.map(|other| format!("{other} and {name} have the same value")));
    }
    let good = format!("{} of {} set", names.len(), super::counted(names.len(), "variable"));
    let good = if distinct.is_empty() { good } else { format!("{good}, {} differ", distinct.len()) };
    let bad = format!("{} with the environment", super::counted(wrong.len(), "problem"));
    Answer::judge(Source::Environment, good, bad, wrong)
}
