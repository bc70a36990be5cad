//! The way back of the migration, where it has none.

use gen_lsp_types::CodeActionKind;

use super::{Asked, Offer, Work};
use crate::fix::with_line_ends_of;
use crate::lsp::documents::Document;
use crate::lsp::edits::Changes;
use crate::lsp::session::{Place, Session};
use crate::rollback::{self, Rollback};
use crate::source::Span;

pub(super) fn offer(asked: &Asked) -> Vec<Offer> {
    let Some(place) = to_take_back(asked.session, asked.document) else { return Vec::new() };
    let (target, _) =
        rollback::place(place.history, &place.history.migrations[place.index], &Rollback::default());
    let title = match target {
        rollback::Place::File(path) => {
            format!("Write the way back to {}", path.rsplit('/').next().unwrap_or(&path))
        }
        rollback::Place::Section { .. } => "Write the way back below".to_owned(),
        rollback::Place::Taken(_) | rollback::Place::Nowhere => return Vec::new(),
    };
    vec![Offer {
        title,
        kind: CodeActionKind::RefactorRewrite,
        preferred: false,
        finding: None,
        work: Work::Rollback,
    }]
}

pub(super) fn write(session: &Session, document: &Document) -> Option<Changes> {
    let place = to_take_back(session, document)?;
    let migration = &place.history.migrations[place.index];
    let rollback = rollback::of(place.history, place.index);
    let (target, text) = rollback::place(place.history, migration, &rollback);
    let text = with_line_ends_of(&place.script.source, &text);
    let mut changes = Changes::default();
    match target {
        rollback::Place::File(path) => changes.create(session, &path, &text),
        rollback::Place::Section { at, .. } => {
            changes.replace(session, document, &[(Span::new(at, at), text)]);
        }
        rollback::Place::Taken(_) | rollback::Place::Nowhere => return None,
    }
    Some(changes)
}

/// The one migration that a document deploys, if it could be read.
fn to_take_back<'s>(session: &'s Session, document: &Document) -> Option<Place<'s>> {
    let places = session.scripts_of(document);
    let mut up = places.into_iter().filter(|place| {
        let up = place.history.migrations[place.index].up.as_ref();
        up.is_some_and(|up| up.id == place.script.id)
    });
    let only = up.next().filter(|_| up.next().is_none())?;
    (only.script.errors.is_empty() && !only.script.steps.is_empty()).then_some(only)
}
