//! Every place of the history that names a table or column, whatever it was called there.

use gen_lsp_types::{Location, ReferenceParams};

use super::naming::{Named, Scene, under_cursor};
use super::session::Session;
use crate::migration::Script;
use crate::source::Span;

pub(super) fn references(session: &mut Session, parameters: ReferenceParams) -> Option<Vec<Location>> {
    let session = &*session;
    let (place, _, wanted) = under_cursor(session, &parameters.text_document_position_params)?;
    let migrations = place.history.migrations.iter();
    let scripts = migrations.flat_map(|migration| migration.up.iter().chain(migration.down.script()));
    let mut found = Vec::new();
    for script in scripts {
        let mut spans = named_in(script, &wanted, parameters.context.include_declaration);
        spans.sort_unstable();
        spans.dedup();
        found.extend(spans.into_iter().filter_map(|span| session.location(&script.source, span)));
    }
    Some(found)
}

fn named_in(script: &Script, wanted: &Named, with_declaration: bool) -> Vec<Span> {
    let relation = match wanted {
        Named::Relation(id) | Named::Column(id, _) => *id,
    };
    let mut spans = Vec::new();
    for index in 0..script.steps.len() {
        let Some(scene) = Scene::new(script, index).filter(|scene| scene.touches(relation)) else { continue };
        let declares = scene.step.before.relation(relation).is_none();
        if with_declaration || !declares {
            let names = scene.names().into_iter();
            spans.extend(names.filter(|(_, named)| named == wanted).map(|(span, _)| span));
        }
    }
    spans
}
