//! How often the way back that `rollback` writes leads back: every migration of real histories, up and back
//! on a server.

use std::path::{Path, PathBuf};

use migrate_lint::ast::Statement;
use migrate_lint::discover::{DiscoverOptions, discover};
use migrate_lint::migration::{History, ReplayOptions, Script, replay};
use migrate_lint::rollback::{self, Part, Rollback};
use migrate_lint::server::{
    Difference, Embedded, Fingerprint, Installed, Refusal, Server, Session, installations,
};
use migrate_lint::version::PgVersion;

use super::run;
use super::{ROLES, chosen, title};

/// What came of one history.
#[derive(Default)]
struct Tally {
    came_back: usize,
    lost: usize,
    /// The server refused them on the way up.
    refused: usize,
}

/// `HISTORY` names a folder with migrations; prints what did not come back and how many did, on the embedded server and
/// on the installed ones that `PG` chooses.
pub(crate) fn measure() {
    let folder = PathBuf::from(chosen("HISTORY"));
    let majors = chosen("PG");
    let wanted = |major: u8| majors.split(',').any(|one| one == major.to_string());
    for installation in installations().into_iter().filter(|found| wanted(found.version.major())) {
        let histories = histories(&folder, installation.version);
        print(&mut Installed::start(installation, &ROLES).unwrap(), &histories);
    }
    if majors.is_empty() || wanted(17) {
        let histories = histories(&folder, PgVersion::V17);
        let extensions: Vec<String> = histories.iter().flat_map(extensions).collect();
        let extensions: Vec<&str> = extensions.iter().map(String::as_str).collect();
        print(&mut Embedded::start(&extensions, &ROLES).unwrap(), &histories);
    }
}

/// The extensions that a history creates.
fn extensions(history: &History) -> Vec<String> {
    let steps = history.migrations.iter().flat_map(|migration| &migration.up).flat_map(|up| &up.steps);
    let created = steps.filter_map(|step| match &step.statement.kind {
        Statement::CreateExtension(create) => Some(create.name.to_string()),
        _ => None,
    });
    created.collect()
}

/// The histories of a folder, simulated for a version.
fn histories(folder: &Path, version: PgVersion) -> Vec<History> {
    let found = discover(&[folder.to_owned()], &DiscoverOptions::default());
    let options = ReplayOptions { version, ..ReplayOptions::default() };
    found.histories.into_iter().map(|source| replay(source, &options)).collect()
}

fn print(server: &mut dyn Server, histories: &[History]) {
    for history in histories {
        let Tally { came_back, lost, refused } = try_history(server, history).unwrap();
        let tried = came_back + lost;
        let (title, root) = (title(server), &history.root);
        println!("PostgreSQL {title}, {root}: {came_back} of {tried} came back, {refused} were refused");
    }
}

fn try_history(server: &mut dyn Server, history: &History) -> Result<Tally, Refusal> {
    let mut tally = Tally::default();
    let options = ReplayOptions { version: server.version(), ..ReplayOptions::default() };
    let mut done: Vec<&Script> = Vec::new();
    let mut session = rebuilt(server, &done, &options)?;
    let mut before = Fingerprint::read(&mut session)?;
    for (index, migration) in history.migrations.iter().enumerate() {
        let Some(up) = &migration.up else { continue };
        let title = up.source.path();
        if let Err(refused) = run::script(&mut session, up, &options) {
            println!("{title} is refused: {refused}");
            tally.refused += 1;
            server.release(session);
            session = rebuilt(server, &done, &options)?;
            continue;
        }
        done.push(up);
        let after = Fingerprint::read(&mut session)?;
        match led_back(&mut session, &rollback::of(history, index), &before)? {
            Ok(()) => tally.came_back += 1,
            Err(why) => {
                println!("{title}: {why}");
                tally.lost += 1;
            }
        }
        before = after;
    }
    server.release(session);
    Ok(tally)
}

/// A session in a database in which these have run.
fn rebuilt(server: &mut dyn Server, done: &[&Script], options: &ReplayOptions) -> Result<Session, Refusal> {
    let mut session = server.fresh("")?;
    for script in done {
        if let Err(refused) = run::script(&mut session, script, options) {
            return Err(Refusal::of(format!("{}: it ran before: {refused}", script.source.path())));
        }
    }
    Ok(session)
}

/// Runs the way back and compares with what was there before the way up, column order aside: no statement puts a column
/// back in its place. All of it runs in one transaction that is not kept, so that the next migration finds what it should;
/// CONCURRENTLY, which makes no difference to what is there in the end, is left out for that.
fn led_back(
    session: &mut Session,
    rollback: &Rollback,
    before: &Fingerprint,
) -> Result<Result<(), String>, Refusal> {
    session.run("BEGIN")?;
    let statements = rollback.statements().map(|sql| sql.replace(" CONCURRENTLY", ""));
    for sql in statements.chain(["SET CONSTRAINTS ALL IMMEDIATE".to_owned()]) {
        if let Err(refusal) = session.run(&sql) {
            session.run("ROLLBACK")?;
            return Ok(Err(format!("the way back is refused: {sql}\n    {refusal}")));
        }
    }
    let mut differences = before.differences(&Fingerprint::read(session)?);
    differences.retain(|difference| !difference.is_proof());
    session.run("ROLLBACK")?;
    if differences.is_empty() {
        return Ok(Ok(()));
    }
    let told = rollback.parts.iter().filter_map(|part| match part {
        Part::Lost(what) => Some(what.as_str()),
        Part::Statement(_) | Part::Todo(_) => None,
    });
    let told = told.collect::<Vec<_>>().join(", ");
    let shown = differences.iter().map(shown).collect::<Vec<_>>().join("\n    ");
    Ok(Err(format!("\n    {shown}\n    told: {told}")))
}

fn shown(difference: &Difference) -> String {
    match difference {
        Difference::Lost(object) => format!("{object} is lost"),
        Difference::Left(object) => format!("{object} is left"),
        Difference::Changed { object, before, after } => {
            format!("{object} was {before}\n        and is {after}")
        }
    }
}
