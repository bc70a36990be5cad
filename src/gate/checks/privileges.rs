//! The role that runs the migrations owns what it alters and may create where it creates.

use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live::{self, Need};

pub(super) static CHECK: Check =
    Check::new("privileges", include_str!("../../../rules/gate/privileges.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let needs: Vec<Need> = live::needed(situation.scripts()).into_iter().map(|needed| needed.need).collect();
    let database = match situation.database() {
        Ok(database) => database,
        Err(answer) => return answer,
    };
    let role = match entry.options.string("role") {
        "" => database.server().role.clone(),
        role => role.to_owned(),
    };
    match live::standing(database.session(), &role) {
        Ok(standing) if standing.known => {}
        Ok(_) => return Answer::fail(Source::Catalog, format!("there is no role {role}")),
        Err(failure) => return crate::gate::unknown(&failure),
    }
    let lacking = match live::lacking(database.session(), &role, &needs) {
        Ok(lacking) => lacking,
        Err(failure) => return crate::gate::unknown(&failure),
    };
    let wrong: Vec<String> = lacking.into_iter().map(|lack| lack.text).collect();
    let rights = live::count(needs.len() as u64, "right");
    Answer::judge(
        Source::Catalog,
        format!("{role} has each of {rights} that the statements need"),
        format!("{role} lacks {} of {rights} that the statements need", wrong.len()),
        wrong,
    )
}
