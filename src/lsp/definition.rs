//! From the name of a table or column to the migration that made it, or changed it last.

use gen_lsp_types::{
    Definition, DefinitionParams, DefinitionResponse, ImplementationParams, ImplementationResponse, Location,
    TextDocumentPositionParams,
};

use super::naming::{Named, under_cursor};
use super::session::Session;
use crate::catalog::{self, Origin};
use crate::migration::{History, Script};

pub(super) fn made(session: &mut Session, parameters: DefinitionParams) -> Option<DefinitionResponse> {
    let (made, changed, history) = places(session, &parameters.text_document_position_params)?;
    let location = location(session, history, made.or(changed)?)?;
    Some(DefinitionResponse::Definition(Definition::Location(location)))
}

/// The protocol's "implementation": the last change before this statement.
pub(super) fn changed(
    session: &mut Session,
    parameters: ImplementationParams,
) -> Option<ImplementationResponse> {
    let (made, changed, history) = places(session, &parameters.text_document_position_params)?;
    let location = location(session, history, changed.or(made)?)?;
    Some(ImplementationResponse::Definition(Definition::Location(location)))
}

type Places<'s> = (Option<catalog::Place>, Option<catalog::Place>, &'s History);

/// Where what stands under the cursor was made and changed.
fn places<'s>(session: &'s Session, cursor: &TextDocumentPositionParams) -> Option<Places<'s>> {
    let (place, scene, named) = under_cursor(session, cursor)?;
    let (origin, changed): (Origin, Option<catalog::Place>) = match &named {
        Named::Relation(id) => {
            let relation = scene.relation(*id)?;
            (relation.origin, relation.changed)
        }
        Named::Column(id, name) => {
            let column = scene.relation(*id).and_then(|relation| relation.column(name));
            let column = column.or_else(|| place.history.end.relation(*id)?.column(name))?;
            (column.origin, column.changed)
        }
    };
    Some((origin.created(), changed, place.history))
}

pub(super) fn location(session: &Session, history: &History, place: catalog::Place) -> Option<Location> {
    let script = script(history, place)?;
    session.location(&script.source, place.span)
}

fn script(history: &History, place: catalog::Place) -> Option<&Script> {
    let migrations = history.migrations.iter();
    let mut scripts = migrations.flat_map(|migration| migration.up.iter().chain(migration.down.script()));
    scripts.find(|script| script.id == place.script)
}
