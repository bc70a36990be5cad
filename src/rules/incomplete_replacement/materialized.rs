//! A materialized view that is made anew, without its rows or its indexes.

use super::Lack;
use crate::ast::{IndexKey, Statement};
use crate::catalog::{Catalog, Relation, RelationKind};
use crate::diagnostic::Severity;
use crate::rule::{Pass, list};

/// What the new one lacks of the old one.
pub(super) fn lost(pass: &Pass, old: &Relation, end: &Relation) -> Vec<Lack> {
    let mut found = Vec::new();
    if [old, end].iter().any(|view| view.kind != RelationKind::MaterializedView) {
        return found;
    }
    let Some(up) = pass.up() else { return found };
    let after = &pass.history.end;
    let refreshes =
        |index: &&Relation| index.index.as_deref().is_some_and(|own| own.unique && own.predicate.is_none());
    let lost = up.before.indexes_of(old).filter(|index| !is_there(index, after, end));
    let (unique, others): (Vec<&Relation>, Vec<&Relation>) = lost.partition(refreshes);
    let refreshed = after.indexes_of(end).any(|index| refreshes(&index));
    let told = if refreshed { unique.as_slice() } else { &[] };
    // Of columns that the new one has not, something else is said.
    let lost: Vec<&Relation> =
        told.iter().chain(&others).copied().filter(|index| has_columns(end, index)).collect();
    if !unique.is_empty() && !refreshed {
        found.push(Lack {
            message: format!(
                "REFRESH MATERIALIZED VIEW CONCURRENTLY of `{}` fails from here on: its unique index went with the old one",
                end.name
            ),
            help: Some(made_again(pass, &unique, end)),
            severity: Severity::Warning,
        });
    }
    if !lost.is_empty() {
        let (names, them) =
            (list(lost.iter().map(|index| &index.name.name)), if lost.len() == 1 { "it" } else { "them" });
        found.push(Lack {
            message: format!(
                "queries of `{}` do without {names} from here on: the drop of the old one took {them} along",
                end.name
            ),
            help: Some(made_again(pass, &lost, end)),
            severity: Severity::Warning,
        });
    }
    if old.populated && !end.populated {
        found.push(Lack {
            message: format!(
                "every query of `{}` fails until it is refreshed: it is made WITH NO DATA",
                end.name
            ),
            help: Some(format!("REFRESH MATERIALIZED VIEW {};", end.name)),
            severity: Severity::Error,
        });
    }
    found
}

/// Whether the new one has an index of the name, or of the same keys.
fn is_there(lost: &Relation, catalog: &Catalog, end: &Relation) -> bool {
    let Some(own) = lost.index.as_deref() else { return true };
    let same = |known: &Relation| {
        let index = known.index.as_deref();
        known.name == lost.name
            || index.is_some_and(|index| {
                index.elements == own.elements
                    && index.unique == own.unique
                    && index.predicate == own.predicate
            })
    };
    catalog.indexes_of(end).any(same)
}

fn has_columns(view: &Relation, index: &Relation) -> bool {
    let mut elements = index.index.iter().flat_map(|own| &own.elements);
    !view.columns_known
        || elements.all(|element| match &element.key {
            IndexKey::Column(column) => view.column(column).is_some(),
            IndexKey::Expression(_) => true,
        })
}

const CONCURRENTLY: &str = "concurrently";

/// The statements that made the indexes, for the new one, which nobody waits for yet.
fn made_again(pass: &Pass, lost: &[&Relation], end: &Relation) -> String {
    let again = |index: &&Relation| {
        let made = index
            .origin
            .created()
            .and_then(|made| Some((pass.script(made.script)?, pass.history.step_at(made)?.1)));
        if let Some((script, step)) = made
            && let Statement::CreateIndex(create) = &step.statement.kind
            && create.name.as_ref().is_some_and(|name| name.name == index.name.name)
            && create.table.name == end.name.name
        {
            let text = script.source.slice(step.span());
            let keyword = (create.keyword_span.end - step.span().start) as usize;
            let (head, rest) = text.split_at(keyword.min(text.len()));
            let rest = rest.trim_start();
            let rest = match rest.get(..CONCURRENTLY.len()) {
                Some(word) if create.concurrently && word.eq_ignore_ascii_case(CONCURRENTLY) => {
                    rest[CONCURRENTLY.len()..].trim_start()
                }
                _ => rest,
            };
            if !text.contains("--") && has_columns(end, index) {
                return format!("{head} {};", rest.trim_end_matches(';'));
            }
        }
        let unique = index.index.as_deref().is_some_and(|own| own.unique);
        format!("CREATE {}INDEX … ON {} (…);", if unique { "UNIQUE " } else { "" }, end.name)
    };
    lost.iter().map(again).collect::<Vec<_>>().join("\n")
}
