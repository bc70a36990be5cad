//! The application has let go of the database: no session but those that are allowed.

use serde::Deserialize;

use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live;
use crate::rule::fits_any;

pub(super) static CHECK: Check =
    Check::new("quiesced", include_str!("../../../rules/gate/quiesced.md"), check);

#[derive(Deserialize)]
struct Sessions {
    user: String,
    application: String,
    count: usize,
}

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let database = match situation.database() {
        Ok(database) => database,
        Err(answer) => return answer,
    };
    // Names of users and applications are shown to everybody, but not what kind of process it is.
    let sql = "SELECT coalesce(usename, '')::text AS user, application_name AS application, count(*) AS count
               FROM pg_stat_activity
               WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename IS NOT NULL
                 AND coalesce(backend_type, 'client backend') = 'client backend'
               GROUP BY 1, 2 ORDER BY 1, 2";
    let found: Vec<Sessions> = match database.rows(sql, &[]) {
        Ok(found) => found,
        Err(failure) => return crate::gate::unknown(&failure),
    };
    let (applications, users) = (entry.options.strings("allow"), entry.options.strings("allow-users"));
    let allowed = |sessions: &&Sessions| {
        fits_any(&sessions.application, &applications) || fits_any(&sessions.user, &users)
    };
    let (known, strange): (Vec<&Sessions>, Vec<&Sessions>) = found.iter().partition(allowed);
    let wrong = strange.iter().map(|sessions| {
        let application =
            if sessions.application.is_empty() { "no application name" } else { &sessions.application };
        format!("{} of {} ({application})", live::count(sessions.count as u64, "session"), sessions.user)
    });
    let wrong: Vec<String> = wrong.collect();
    let count = |list: &[&Sessions]| list.iter().map(|sessions| sessions.count).sum::<usize>();
    let good = format!("no session of the application, {} allowed", count(&known));
    let bad = format!("{} still connected", live::count(count(&strange) as u64, "session"));
    Answer::judge(Source::Activity, good, bad, wrong)
}
