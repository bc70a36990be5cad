//! The application's code no longer names what the migrations drop or rename.

use crate::discover;
use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("code-references", include_str!("../../../rules/gate/code-references.md"), check);

fn check(situation: &mut Situation, _: &Entry) -> Answer {
    let answer = judged(situation);
    super::read_whole(situation, answer)
}

fn judged(situation: &mut Situation) -> Answer {
    if situation.settings.application.is_empty() {
        let unknown = Answer::unknown(Source::Files, "nobody has said where the application's code is");
        return unknown.help("[application]\npaths = [\"src\"] in migrate-lint.toml");
    }
    let given: Vec<_> =
        situation.scripts().flat_map(|script| script.giving_up()).map(|giving| giving.what).collect();
    if given.is_empty() {
        return Answer::pass(Source::Files, "nothing is dropped or renamed that code could name");
    }
    let application = discover::application(situation.history, &situation.settings.application);
    if discover::code_files(&situation.settings.application).next().is_none() {
        let unknown = Answer::unknown(Source::Files, "no file is where the application's code should be");
        return unknown.help("[application]\npaths = [\"src\"] in migrate-lint.toml");
    }
    let mut wrong = Vec::new();
    for what in &given {
        let shown = match &what.column {
            Some(column) => format!("{}.{}", what.relation, crate::ast::quoted(column)),
            None => what.relation.to_string(),
        };
        let mentions = application.mentions_of(what);
        if let Some(first) = mentions.first() {
            let line = first.source.line_column(first.span.start).line;
            let more = match mentions.len() - 1 {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            wrong.push(format!("{shown} is named in {}:{line}{more}", first.source.path()));
        }
    }
    let good = format!("{} to go, none of them named in the code", live::count(given.len() as u64, "name"));
    let bad =
        format!("{} to go, {} still named in the code", live::count(given.len() as u64, "name"), wrong.len());
    Answer::judge(Source::Files, good, bad, wrong)
}
