//! The variables that a plan needs are set, and those that must differ do. Their values are never shown.

use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("environment", include_str!("../../../rules/gate/environment.md"), check);

fn check(_: &mut Situation, entry: &Entry) -> Answer {
    let names = entry.options.strings("variables");
    let distinct = entry.options.strings("distinct");
    let value = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let others = distinct.iter().filter(|name| !names.contains(name));
    let unset = names.iter().chain(others).filter(|name| value(name).is_none());
    let mut wrong: Vec<String> = unset.map(|name| format!("{name} is not set")).collect();
    if names.is_empty() && distinct.is_empty() {
        let answer = Answer::unknown(Source::Environment, "no variable is named");
        return answer.help("variables = [\"DATABASE_URL\"]");
    }
    for (at, name) in distinct.iter().enumerate() {
        let twin = distinct[..at].iter().find(|other| value(other).is_some() && value(other) == value(name));
        wrong.extend(twin.map(|other| format!("{other} and {name} have the same value")));
    }
    let good = format!("{} of {} set", names.len(), live::count(names.len() as u64, "variable"));
    let good = if distinct.is_empty() { good } else { format!("{good}, {} differ", distinct.len()) };
    let bad = format!("{} with the environment", live::count(wrong.len() as u64, "problem"));
    Answer::judge(Source::Environment, good, bad, wrong)
}
