//! The cases of `testdata/effects` on a server: each in a database of its own, the statement in one transaction.

use migrate_lint::server::{
    Outcome, Refusal, Relations, Server, Session, Sight, code, observe_alone, observe_held,
};

use super::written;
use crate::effects::cases::{Case, case_files, schema};

/// What came of holding predictions against a server.
#[derive(Default)]
pub(crate) struct Verdict {
    pub(crate) agreed: usize,
    pub(crate) differences: Vec<String>,
    /// What this server cannot try, and why.
    pub(crate) left_out: Vec<String>,
}

impl Verdict {
    /// Something could not be tried, which is a difference unless the server was built without an extension.
    pub(crate) fn without(&mut self, refusal: String) {
        let lacks = lacks_extension(&refusal);
        if lacks { &mut self.left_out } else { &mut self.differences }.push(refusal);
    }
}

pub(crate) fn lacks_extension(message: &str) -> bool {
    message.contains("extension \"") && message.contains("is not available")
        || message.contains("could not open extension control file")
}

/// What a statement did: the outcome and how much of it was seen, or the server's refusal.
pub(crate) type Observed = Result<(Outcome, Sight, Relations), Refusal>;

pub(crate) fn try_cases(server: &mut dyn Server, wanted: &str) -> Result<Verdict, Refusal> {
    let mut verdict = Verdict::default();
    let beginning = schema() + "\n" + include_str!("../../../testdata/effects/rows");
    // A case without a setup whose transaction is rolled back leaves the database as it was.
    let mut clean: Option<Session> = None;
    let files = case_files();
    let cases = files.iter().flat_map(|file| &file.cases);
    for case in cases.filter(|case| case.title().contains(wanted)) {
        let Some(expected) = case.expected(server.version()) else { continue };
        let mut session = match clean.take() {
            Some(session) => session,
            None => server.fresh(&beginning)?,
        };
        let observed = match session.run(&case.setup) {
            Ok(()) => observe_in_transaction(server, &mut session, &case.statement)?,
            Err(refusal) => {
                verdict.without(format!("{}: the setup is refused: {refusal}", case.title()));
                server.release(session);
                continue;
            }
        };
        let untouched = !matches!(observed, Ok((_, Sight::Sampled | Sight::Afterwards, _)));
        if case.setup.trim().is_empty() && untouched {
            clean = Some(session);
        } else {
            server.release(session);
        }
        let wrong = compare(expected, observed);
        if wrong.is_empty() {
            verdict.agreed += 1;
        } else {
            verdict.differences.push(report(case, &wrong));
        }
    }
    if let Some(session) = clean {
        server.release(session);
    }
    Ok(verdict)
}

fn report(case: &Case, wrong: &[String]) -> String {
    format!("{}\n    {}\n    {}", case.title(), case.statement.replace('\n', "\n    "), wrong.join("\n    "))
}

/// What is written down against what the server did.
fn compare(expected: &str, observed: Observed) -> Vec<String> {
    match (expected.strip_prefix("refused "), observed) {
        (None, Ok((outcome, sight, before))) => {
            let is_index = |name: &str| before.is_index(name);
            Outcome::differences(&written::outcome(expected, is_index), &outcome, sight, is_index)
        }
        (Some(refused), Err(refusal)) if refused.starts_with(&refusal.code) => Vec::new(),
        (Some(refused), Err(refusal)) => {
            vec![format!("predicted refused {refused}, observed refused {refusal}")]
        }
        (Some(refused), Ok(_)) => vec![format!("predicted refused {refused}, but it ran")],
        (None, Err(refusal)) => vec![format!("predicted {expected}, observed refused {refusal}")],
    }
}

/// Runs a statement in a transaction that is rolled back; where it takes none, alone and watched from another session.
fn observe_in_transaction(
    server: &dyn Server,
    session: &mut Session,
    statement: &str,
) -> Result<Observed, Refusal> {
    let before = Relations::read(session)?;
    session.run("BEGIN")?;
    let observed = observe_held(session, statement, &before);
    session.run("ROLLBACK")?;
    match observed {
        Ok(outcome) => Ok(Ok((outcome, Sight::Inside, before))),
        Err(refusal) if refusal.code == code::ACTIVE_TRANSACTION => {
            let observed = observe_alone(server.beside().as_ref(), session, statement, &before, |_| true)?;
            Ok(observed.map(|(outcome, sight)| (outcome, sight, before)))
        }
        Err(refusal) => Ok(Err(refusal)),
    }
}
