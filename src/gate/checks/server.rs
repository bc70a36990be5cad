//! It is the server that is meant: its identity, its version, its role.

use crate::gate::{Answer, Check, Entry, Situation, Source};

pub(super) static CHECK: Check = Check::new("server", include_str!("../../../rules/gate/server.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let database = match situation.database() {
        Ok(database) => database,
        Err(answer) => return answer,
    };
    let server = database.server().clone();
    let option = |name: &str| Some(entry.options.string(name)).filter(|text| !text.is_empty());
    let mut wrong = Vec::new();
    let mut expect = |option: Option<&str>, found: &str, what: &str| {
        wrong.extend(
            option.filter(|wanted| *wanted != found).map(|wanted| format!("{what} is {found}, not {wanted}")),
        );
    };
    let major = server.version.split('.').next().unwrap_or_default();
    let version = option("version");
    let is_major = version.is_some_and(|version| !version.contains('.'));
    expect(version, if is_major { major } else { &server.version }, "the version");
    expect(option("role"), if server.in_recovery { "standby" } else { "primary" }, "the server");
    expect(option("user"), &server.role, "the user");
    expect(option("name"), &server.database, "the database");
    let pin = database.pinned.clone().or_else(|| option("system-identifier").map(str::to_owned));
    match (&pin, &server.system_identifier) {
        (Some(_), None) => {
            let finding = "the role may not read the server's identity";
            let help = "GRANT EXECUTE ON FUNCTION pg_control_system() TO …";
            return Answer::unknown(Source::Catalog, finding).help(help);
        }
        (pin, found) => expect(pin.as_deref(), found.as_deref().unwrap_or_default(), "the system identifier"),
    }
    let role = if server.in_recovery { "standby" } else { "primary" };
    let pinned = if pin.is_some() { ", the system identifier is the pinned one" } else { "" };
    let good = format!(
        "PostgreSQL {}, database {}, user {}, {role}{pinned}",
        server.version, server.database, server.role
    );
    let bad =
        format!("PostgreSQL {}, database {}, user {}, {role}", server.version, server.database, server.role);
    Answer::judge(Source::Catalog, good, bad, wrong)
}
