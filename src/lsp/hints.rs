//! The strongest lock beside each statement, as an inlay hint or a code lens.

use gen_lsp_types::{
    CodeLens, CodeLensParams, Command, InlayHint, InlayHintParams, Label, Position, Tooltip,
};

use super::commands;
use super::documents::Document;
use super::locks;
use super::session::Session;
use crate::migration::{Script, Step};
use crate::source::Span;

pub(super) fn inlay(session: &mut Session, parameters: InlayHintParams) -> Option<Vec<InlayHint>> {
    let session = &*session;
    let document = session.documents.get(&parameters.text_document.uri)?;
    if !session.options.inlay_hints.0 {
        return None;
    }
    let lines = session.lines(&document.text);
    let shown = lines.span(parameters.range);
    let hints = each(session, document).into_iter().filter_map(|(script, step, words)| {
        let start = step.span().start;
        let position = lines.end_of_line(start as usize);
        (shown.start <= start && start <= shown.end).then(|| hint(position, words, waits(script, step)))
    });
    Some(hints.collect())
}

pub(super) fn lenses(session: &mut Session, parameters: CodeLensParams) -> Option<Vec<CodeLens>> {
    let session = &*session;
    let document = session.documents.get(&parameters.text_document.uri)?;
    if !session.options.code_lens.0 {
        return None;
    }
    let lines = session.lines(&document.text);
    let lenses = each(session, document).into_iter().map(|(_, step, words)| {
        let start = step.span().start;
        let range = lines.range(Span { start, end: start });
        let uri = serde_json::Value::String(document.uri.0.clone());
        let command = Command {
            title: words,
            tooltip: None,
            command: commands::LOCKS.to_owned(),
            arguments: Some(vec![uri]),
        };
        CodeLens { range, command: Some(command), data: None }
    });
    Some(lenses.collect())
}

/// The statements of a document that others can wait for, those inside a block too.
fn each<'s>(session: &'s Session, document: &Document) -> Vec<(&'s Script, &'s Step, String)> {
    let scripts = session.scripts_of(document).into_iter().map(|place| place.script);
    let steps = scripts.flat_map(|script| script.steps.iter().map(move |step| (script, step)));
    steps.filter_map(|(script, step)| Some((script, step, locks::brief(script, step)?))).collect()
}

fn waits(script: &Script, step: &Step) -> String {
    let locks = locks::waited(script, step, &step.effects);
    let lines = locks
        .iter()
        .map(|lock| format!("{} on {}: {} must wait", lock.mode, lock.relation.name, lock.mode.who_waits()));
    lines.collect::<Vec<_>>().join("\n")
}

fn hint(position: Position, words: String, tooltip: String) -> InlayHint {
    InlayHint {
        position,
        label: Label::String(words),
        kind: None,
        text_edits: None,
        tooltip: Some(Tooltip::String(tooltip)),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}
