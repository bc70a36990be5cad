//! What a migration gave another name, and its way back leaves under that.

use super::Round;
use crate::ast::{Name, ObjectKind as Kind, Rename, Statement, quoted};
use crate::catalog::{Catalog, Change, Difference, QualifiedName, RelationId};
use crate::migration::Step;

/// A thing that got another name, and perhaps a further one.
struct Renamed {
    kind: Kind,
    /// What it is a part of.
    table: Option<RelationId>,
    first: QualifiedName,
    now: QualifiedName,
}

/// What a difference calls the kind, where the renaming tells it, and the old and the new name.
type Names = (Option<&'static str>, String, String);

/// One that is there under its new name, and not under its old one, is one difference and not two. Where the old name was
/// given to something that was made anew, the thing itself is still under the new one.
pub(super) fn pair(left: &mut Vec<Difference>, round: &Round) {
    if !left.iter().any(|difference| difference.change == Change::Added) {
        return;
    }
    let mut names: Vec<Names> = left.iter().filter_map(|gone| moved(gone, round)).collect();
    names.extend(given(round).iter().filter_map(|renamed| renamed.shown(round)));
    for (kind, old, new) in names {
        let whole = |difference: &Difference, name: &str| {
            let arguments = difference.name.strip_prefix(name)?;
            (arguments.is_empty() || arguments.starts_with('(')).then(|| arguments.to_owned())
        };
        let found = left.iter().enumerate().find_map(|(at, difference)| {
            let is_new =
                difference.change == Change::Added && kind.is_none_or(|kind| kind == difference.kind);
            Some((at, whole(difference, &new).filter(|_| is_new)?))
        });
        let Some((at, arguments)) = found else { continue };
        let added = left.remove(at);
        let name = format!("{old}{arguments}");
        left.retain(|gone| gone.kind != added.kind || gone.name != name);
        let place = at.min(left.len());
        left.insert(place, Difference { kind: added.kind, name, change: Change::Renamed(added.name) });
    }
}

/// A relation that has another name, or stands in another schema.
fn moved(gone: &Difference, round: &Round) -> Option<Names> {
    let known =
        round.before.relation_shown(&gone.name).filter(|_| matches!(gone.change, Change::Removed(_)))?;
    let now = round.after.relation(known.id)?;
    (now.kind == known.kind && now.name != known.name)
        .then(|| (Some(gone.kind), known.name.to_string(), now.name.to_string()))
}

/// The names that the statements gave, there and back.
fn given(round: &Round) -> Vec<Renamed> {
    let mut found: Vec<Renamed> = Vec::new();
    for step in round.steps().chain(round.downs.iter().flat_map(|down| &down.steps)) {
        let Statement::Rename(rename) = &step.statement.kind else {
            found.retain(|known| !known.is_dropped(step));
            continue;
        };
        let Some(next) = Renamed::of(step, rename) else { continue };
        let same = |known: &&mut Renamed| {
            known.kind == next.kind && known.table == next.table && known.now == next.first
        };
        match found.iter_mut().find(same) {
            Some(known) => known.now = next.now,
            None => found.push(next),
        }
    }
    found.retain(|renamed| renamed.first != renamed.now && renamed.is_the_same(round));
    found
}

impl Renamed {
    fn of(step: &Step, rename: &Rename) -> Option<Self> {
        let object = &rename.object;
        let in_schema =
            |schema: &Name, name: &Name| QualifiedName { schema: schema.clone(), name: name.clone() };
        let (table, first) = match (object.kind, &object.part) {
            (Kind::Column | Kind::Constraint | Kind::Trigger | Kind::Policy, Some(old)) => {
                let table = step.before.resolve(&object.name)?;
                (Some(table.id), in_schema(&table.name.schema, &old.name))
            }
            (Kind::Type | Kind::Domain, None) => (None, step.before.qualify(&object.name)),
            (kind, None) if kind.is_routine() => (None, step.before.qualify(&object.name)),
            _ => return None,
        };
        let now = in_schema(&first.schema, &rename.new_name.name);
        Some(Self { kind: object.kind, table, first, now })
    }

    /// Whether a statement drops it: what has its name afterwards is another.
    fn is_dropped(&self, step: &Step) -> bool {
        let Statement::Drop(drop) = &step.statement.kind else { return false };
        drop.kind == self.kind
            && drop.objects.iter().any(|object| match (&object.part, self.table) {
                (Some(part), Some(table)) => {
                    part.name == self.now.name && step.before.resolve_id(&object.name) == Some(table)
                }
                (None, None) => step.before.qualify(&object.name) == self.now,
                _ => false,
            })
    }

    /// Whether what has the last name was made where what had the first one was.
    fn is_the_same(&self, round: &Round) -> bool {
        let origin = |catalog: &Catalog, name: &Name| {
            let table = catalog.relation(self.table?)?;
            match self.kind {
                Kind::Column => table.column(name).map(|column| column.origin),
                Kind::Constraint => table.constraint(name).map(|constraint| constraint.origin),
                _ => None,
            }
        };
        match (origin(round.before, &self.first.name), origin(round.after, &self.now.name)) {
            (Some(first), Some(now)) => first.created() == now.created(),
            (None, Some(now)) => now.created().is_none(),
            (_, None) => true,
        }
    }

    /// The old and the new name as differences show them.
    fn shown(&self, round: &Round) -> Option<Names> {
        let Some(table) = self.table else {
            return Some((None, self.first.to_string(), self.now.to_string()));
        };
        let part = |catalog: &Catalog, name: &QualifiedName| {
            let table = catalog.relation(table)?;
            Some(format!("{}.{}", table.name, quoted(&name.name)))
        };
        Some((Some(self.kind.name()), part(round.before, &self.first)?, part(round.after, &self.now)?))
    }
}
