//! What an editor can ask for by name: the lock timeline of a file, the page of a rule.

use gen_lsp_types::ExecuteCommandParams;
use serde_json::Value;

use super::documents::Document;
use super::session::Session;
use crate::report::{ReportOptions, timeline};
use crate::{rules, runbook};

/// The lock timeline of a document, by its address.
pub(super) const LOCKS: &str = "migrate-lint.locks";

/// A command, and the text that it answers with.
pub(super) struct Command {
    pub(super) name: &'static str,
    run: fn(&Session, &str) -> Option<String>,
}

pub(super) static COMMANDS: &[Command] =
    &[Command { name: LOCKS, run: locks }, Command { name: "migrate-lint.explain", run: explain }];

/// Runs a command with its one argument; null where it has nothing to say.
pub(super) fn execute(session: &mut Session, parameters: ExecuteCommandParams) -> Option<Value> {
    let command = COMMANDS.iter().find(|command| command.name == parameters.command)?;
    let argument = parameters.arguments.as_ref()?.first()?.as_str()?;
    (command.run)(session, argument).map(Value::String)
}

fn locks(session: &Session, uri: &str) -> Option<String> {
    let document: &Document = session.documents.get(&uri.into())?;
    let mut text = Vec::new();
    for place in session.scripts_of(document) {
        let written = timeline::write_script(place.script, &ReportOptions::default(), &mut text);
        written.ok()?;
    }
    String::from_utf8(text).ok().filter(|text| !text.is_empty())
}

fn explain(_: &Session, rule: &str) -> Option<String> {
    let page =
        rules::find(rule).map(|rule| rule.page()).or_else(|| runbook::find(rule).map(|check| check.page()));
    page.map(|page| page.body.trim().to_owned())
}
