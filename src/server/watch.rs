//! Runs one statement and watches what it does: in the transaction that is open, or outside of any.

use super::observe::{self, Relations};
use super::outcome::{Outcome, Sight};
use super::refusal::Refusal;
use super::sample::Sampler;
use super::session::{Address, Session};

/// In the transaction that is open: what it holds after the statement, and what the statement did.
pub fn observe_held(session: &mut Session, statement: &str, before: &Relations) -> Result<Outcome, Refusal> {
    session.run("SET client_min_messages = debug1")?;
    session.notices();
    session.run(statement)?;
    let mut outcome = Outcome::default();
    observe::work(session, before, &mut outcome)?;
    observe::held(session, before, &mut outcome)?;
    Ok(outcome)
}

/// Outside of any transaction, and from another session where the server allows one. Only the locks on these tables are
/// sure to be seen. The inner refusal is the statement's.
pub fn observe_alone(
    beside: Option<&Address>,
    session: &mut Session,
    statement: &str,
    before: &Relations,
    watched: impl Fn(&str) -> bool,
) -> Result<Result<(Outcome, Sight), Refusal>, Refusal> {
    session.run("SET client_min_messages = debug1")?;
    let sampler = match beside {
        Some(address) => Some(Sampler::start(address, session.backend()?, before.clone(), watched)?),
        None => None,
    };
    session.notices();
    let answer = session.run(statement);
    let (mut outcome, sight) = match sampler {
        Some(sampler) => (sampler.stop(), Sight::Sampled),
        None => (Outcome::default(), Sight::Afterwards),
    };
    if let Err(refusal) = answer {
        session.run("SET client_min_messages = warning")?;
        return Ok(Err(refusal));
    }
    observe::work(session, before, &mut outcome)?;
    session.run("SET client_min_messages = warning")?;
    Ok(Ok((outcome, sight)))
}
