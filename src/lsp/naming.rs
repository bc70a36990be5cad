//! Which relation or column a name in a statement means.

use gen_lsp_types::TextDocumentPositionParams;

use super::session::{Place, Session};
use crate::ast::{Name, ObjectName};
use crate::catalog::{Catalog, Relation, RelationId};
use crate::migration::{Script, Step};
use crate::parse;
use crate::source::Span;

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Relation(RelationId),
    Column(RelationId, Name),
}

/// A statement, and the catalogs before and after it.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) script: &'a Script,
    pub(super) step: &'a Step,
    after: &'a Catalog,
}

/// A name where it stands, with what stands before its dot.
struct Written {
    qualifier: Option<Name>,
    name: Name,
    span: Span,
    /// A dot follows.
    qualifies: bool,
}

/// What the name under the cursor means, and the statement that it stands in.
pub(super) fn under_cursor<'s>(
    session: &'s Session,
    cursor: &TextDocumentPositionParams,
) -> Option<(Place<'s>, Scene<'s>, Named)> {
    let document = session.documents.get(&cursor.text_document.uri)?;
    let offset = session.lines(&document.text).offset(cursor.position);
    let (place, index) = session.step_at(document, offset)?;
    let scene = Scene::new(place.script, index)?;
    let names = scene.names();
    let (_, named) =
        names.into_iter().find(|(span, _)| span.range().contains(&offset) || span.end as usize == offset)?;
    Some((place, scene, named))
}

impl<'a> Scene<'a> {
    pub(super) fn new(script: &'a Script, index: usize) -> Option<Self> {
        Some(Self { script, step: script.steps.get(index)?, after: script.after_step(index) })
    }

    /// A relation as it is before the statement, or else after it.
    pub(super) fn relation(&self, id: RelationId) -> Option<&'a Relation> {
        self.step.before.relation(id).or_else(|| self.after.relation(id))
    }

    /// Whether the statement can name a relation at all: it locks it, or makes it.
    pub(super) fn touches(&self, id: RelationId) -> bool {
        let makes = || self.step.before.relation(id).is_none() && self.after.relation(id).is_some();
        self.step.effects.lock_on(id).is_some() || makes()
    }

    /// Every name of the statement that means a relation or a column.
    pub(super) fn names(&self) -> Vec<(Span, Named)> {
        let written = self.written();
        let relations: Vec<Option<RelationId>> = written.iter().map(|name| self.relation_of(name)).collect();
        let mentioned: Vec<RelationId> = relations.iter().flatten().copied().collect();
        let means = |(name, relation): (&Written, &Option<RelationId>)| {
            let column = || self.column_of(name, &mentioned);
            let named = match relation {
                // A column can have the name of a table, but no column stands where a table must.
                Some(relation) if name.qualifies || !self.follows_column_word(name) => {
                    Named::Relation(*relation)
                }
                Some(relation) => column().unwrap_or(Named::Relation(*relation)),
                None => column()?,
            };
            Some((name.span, named))
        };
        written.iter().zip(&relations).filter_map(means).collect()
    }

    fn written(&self) -> Vec<Written> {
        let whole = self.step.span();
        let text = self.script.source.slice(whole);
        let mut written: Vec<Written> = Vec::new();
        for (span, token) in parse::identifiers(text) {
            let span = span.shifted(whole.start as usize);
            let before = written.last().filter(|before| {
                self.script.source.slice(Span { start: before.span.end, end: span.start }).trim() == "."
            });
            let qualifier = before.map(|before| before.name.clone());
            if let (Some(_), Some(before)) = (&qualifier, written.last_mut()) {
                before.qualifies = true;
            }
            written.push(Written { qualifier, name: folded(token), span, qualifies: false });
        }
        written
    }

    fn relation_of(&self, written: &Written) -> Option<RelationId> {
        let name =
            ObjectName { schema: written.qualifier.clone(), name: written.name.clone(), span: written.span };
        self.step.before.resolve_id(&name).or_else(|| self.after.resolve_id(&name))
    }

    fn column_of(&self, written: &Written, mentioned: &[RelationId]) -> Option<Named> {
        let has = |catalog: &Catalog, id: RelationId| {
            catalog.relation(id).is_some_and(|relation| relation.column(&written.name).is_some())
        };
        let mut owners =
            mentioned.iter().copied().filter(|id| has(&self.step.before, *id) || has(self.after, *id));
        let is_qualifier = |id: &RelationId| {
            let name = self.relation(*id).map(|relation| &relation.name.name);
            written.qualifier.is_some() && name == written.qualifier.as_ref()
        };
        let owner = owners.clone().find(is_qualifier).or_else(|| owners.next())?;
        Some(Named::Column(owner, written.name.clone()))
    }

    /// Whether a column stands here: right after `COLUMN`, or `COLUMN IF EXISTS`.
    fn follows_column_word(&self, written: &Written) -> bool {
        let before = Span { start: self.step.span().start, end: written.span.start };
        let words = parse::words(self.script.source.slice(before));
        let mut words = words.iter().rev().skip_while(|word| {
            ["if", "not", "exists"].iter().any(|skipped| word.eq_ignore_ascii_case(skipped))
        });
        words.next().is_some_and(|word| word.eq_ignore_ascii_case("column"))
    }
}

/// The name as the server stores it.
fn folded(token: &str) -> Name {
    match token.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(quoted) => Name::new(quoted.replace("\"\"", "\"")),
        None => Name::new(token.to_lowercase()),
    }
}
