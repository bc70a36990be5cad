//! What a statement drops, renames or needs that is no relation and no column.

use crate::ast::{
    AlterActionKind, AlterEnum, AlterTable, DropObjects, Name, ObjectKind, ObjectName, ObjectRef, Rename,
    Statement, TypeName,
};
use crate::catalog::{Catalog, Origin, RelationId, TypeDefKind};
use crate::effects::type_words;
use crate::migration::Step;
use crate::source::Span;

/// An object by what identifies it: a part of a table by the table, others by their schema if they have one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Thing {
    /// A column stands for its identity, an attribute for an enum's value.
    pub(super) kind: ObjectKind,
    pub(super) on: Option<RelationId>,
    schema: Name,
    pub(super) name: Name,
    part: Option<Name>,
    arguments: Option<Vec<TypeName>>,
}

/// What becomes of it.
pub(super) enum Fate {
    Dropped,
    Renamed(Name),
}

/// A statement's use of a thing.
pub(super) struct Use {
    pub(super) thing: Thing,
    /// The statement fails where it is not there.
    pub(super) needed: bool,
    pub(super) fate: Option<Fate>,
    /// What the server says of one that is not there.
    pub(super) words: String,
    pub(super) problem: &'static str,
}

const MISSING: &str = "does not exist";

pub(super) fn used(step: &Step) -> Vec<Use> {
    match &step.statement.kind {
        Statement::AlterTable(alter) => in_table(&step.before, alter),
        Statement::Drop(drop) if !drop.owned => dropped(&step.before, drop),
        Statement::Rename(rename) => renamed(&step.before, rename).into_iter().collect(),
        Statement::AlterEnum(AlterEnum::RenameValue { name, from, to }) => {
            let thing =
                Thing { part: Some(from.clone()), ..Thing::of(&step.before, ObjectKind::Attribute, name) };
            let words = format!("\"{from}\"");
            let fate = Some(Fate::Renamed(to.clone()));
            vec![Use { thing, needed: true, fate, words, problem: "is not an existing enum label" }]
        }
        Statement::AlterPolicy(alter) => {
            let part = Thing::part_of(&step.before, ObjectKind::Policy, &alter.table, &alter.name.name);
            part.map(|(thing, table)| {
                Use::new(thing, true, None, part_words("policy", &alter.name.name, "for table", &table))
            })
            .into_iter()
            .collect()
        }
        _ => Vec::new(),
    }
}

impl Use {
    fn new(thing: Thing, needed: bool, fate: Option<Fate>, words: String) -> Self {
        Self { thing, needed, fate, words, problem: MISSING }
    }
}

impl Thing {
    fn of(catalog: &Catalog, kind: ObjectKind, name: &ObjectName) -> Self {
        let name = catalog.qualify(name);
        Self { kind, on: None, schema: name.schema, name: name.name, part: None, arguments: None }
    }

    fn alone(kind: ObjectKind, name: &Name) -> Self {
        let (schema, name) = (Name::default(), name.clone());
        Self { kind, on: None, schema, name, part: None, arguments: None }
    }

    /// A part of a table that is there, with the name of the table.
    fn part_of(catalog: &Catalog, kind: ObjectKind, table: &ObjectName, part: &Name) -> Option<(Self, Name)> {
        let table = catalog.resolve(table)?;
        let thing = Self { on: Some(table.id), ..Self::alone(kind, part) };
        Some((thing, table.name.name.clone()))
    }

    /// Whether it may be there, as far as the history shows; what was only named does not count.
    pub(super) fn may_be_in(&self, catalog: &Catalog) -> bool {
        let made = |origin: Origin| !matches!(origin, Origin::Assumed { .. });
        if let Some(table) = self.on {
            let Some(table) = catalog.relation(table) else { return true };
            return match self.kind {
                ObjectKind::Constraint => {
                    table.constraint(&self.name).is_some_and(|known| made(known.origin))
                }
                ObjectKind::Trigger => table.trigger(&self.name).is_some(),
                ObjectKind::Policy => table.policy(&self.name).is_some(),
                ObjectKind::Column => table
                    .column(&self.name)
                    .is_none_or(|column| column.identity.is_some() || !made(column.origin)),
                _ => true,
            };
        }
        match self.kind {
            // One of that name in another schema may be the one that is meant.
            ObjectKind::Function => {
                catalog.routines(&self.full_name()).into_iter().any(|routine| made(routine.origin))
                    || catalog
                        .all_routines()
                        .any(|routine| routine.name.name == self.name && made(routine.origin))
            }
            ObjectKind::Type => {
                catalog.type_def(&self.full_name()).is_some_and(|known| made(known.origin))
                    || catalog.types().any(|known| known.name.name == self.name && made(known.origin))
                    || catalog.relations().any(|known| known.name.name == self.name)
            }
            ObjectKind::Attribute => {
                catalog.type_def(&self.full_name()).is_none_or(|known| match &known.kind {
                    TypeDefKind::Enum { values } => {
                        values.iter().any(|value| Some(&value.value) == self.part.as_ref())
                    }
                    _ => true,
                })
            }
            ObjectKind::Schema => catalog.schema(&self.name).is_some_and(made),
            ObjectKind::Extension => catalog.extension(&self.name).is_some_and(|known| made(known.origin)),
            ObjectKind::Publication => catalog.publications().any(|(name, _)| *name == self.name),
            ObjectKind::Statistics => catalog.statistics().any(|known| known.name.name == self.name),
            _ => true,
        }
    }

    fn full_name(&self) -> ObjectName {
        ObjectName::new(Some(&self.schema), &self.name, Span::default())
    }

    /// Where the type was made that it is a value of.
    pub(super) fn type_made(&self, catalog: &Catalog) -> Option<Origin> {
        let known = catalog.type_def(&self.full_name()).filter(|_| self.kind == ObjectKind::Attribute);
        known.map(|known| known.origin)
    }

    /// The same under another name.
    pub(super) fn named(&self, name: &Name) -> Self {
        match self.kind {
            ObjectKind::Attribute => Self { part: Some(name.clone()), ..self.clone() },
            _ => Self { name: name.clone(), ..self.clone() },
        }
    }
}

fn part_words(kind: &str, part: &Name, of: &str, table: &Name) -> String {
    format!("{kind} \"{part}\" {of} \"{table}\"")
}

fn in_table(catalog: &Catalog, alter: &AlterTable) -> Vec<Use> {
    use AlterActionKind::*;
    // What the same statement adds is there for its other actions.
    let adds = alter
        .actions
        .iter()
        .any(|action| matches!(action.kind, AddConstraint { .. } | AddColumn { .. } | AddIdentity { .. }));
    let actions = alter.actions.iter().filter_map(|action| {
        let (kind, name, needed, dropped) = match &action.kind {
            DropConstraint { constraint, if_exists, .. } => {
                (ObjectKind::Constraint, &constraint.name, !if_exists, true)
            }
            ValidateConstraint { constraint } | AlterConstraint { constraint, .. } => {
                (ObjectKind::Constraint, &constraint.name, !adds, false)
            }
            ToggleTrigger { name: Some(name), .. } => (ObjectKind::Trigger, &name.name, true, false),
            DropIdentity { column, if_exists } => {
                (ObjectKind::Column, &column.name, !if_exists && !adds, true)
            }
            _ => return None,
        };
        let (thing, table) = Thing::part_of(catalog, kind, &alter.name, name)?;
        let of = if kind == ObjectKind::Trigger { "for table" } else { "of relation" };
        let problem = if kind == ObjectKind::Column { "is not an identity column" } else { MISSING };
        let words = part_words(kind.name(), name, of, &table);
        Some(Use { problem, ..Use::new(thing, needed, dropped.then_some(Fate::Dropped), words) })
    });
    actions.collect()
}

fn dropped(catalog: &Catalog, drop: &DropObjects) -> Vec<Use> {
    let object = |object: &ObjectRef| {
        let (thing, words) = named(catalog, drop.kind, object)?;
        Some(Use::new(thing, !drop.if_exists, Some(Fate::Dropped), words))
    };
    drop.objects.iter().filter_map(object).collect()
}

fn renamed(catalog: &Catalog, rename: &Rename) -> Option<Use> {
    let (thing, words) = named(catalog, rename.object.kind, &rename.object)?;
    let fate = Some(Fate::Renamed(rename.new_name.name.clone()));
    Some(Use::new(thing, !rename.if_exists, fate, words))
}

/// A thing as DROP and RENAME name it, and how the server speaks of it.
fn named(catalog: &Catalog, kind: ObjectKind, object: &ObjectRef) -> Option<(Thing, String)> {
    let name = &object.name.name;
    let shown = object.name.schema.iter().map(|schema| format!("{schema}.")).collect::<String>();
    let quoted = |kind: &str| format!("{kind} \"{shown}{name}\"");
    Some(match kind {
        ObjectKind::Constraint | ObjectKind::Trigger | ObjectKind::Policy => {
            let part = &object.part.as_ref()?.name;
            let (thing, table) = Thing::part_of(catalog, kind, &object.name, part)?;
            (thing, part_words(kind.name(), part, "for table", &table))
        }
        ObjectKind::Type | ObjectKind::Domain => {
            (Thing::of(catalog, ObjectKind::Type, &object.name), quoted("type"))
        }
        ObjectKind::Function | ObjectKind::Procedure => {
            // Without arguments it may be another function of the name.
            let arguments = object.arguments.as_ref()?;
            let plain = |of: &TypeName| TypeName { modifiers: Vec::new(), ..of.clone() };
            let arguments: Vec<TypeName> = arguments.iter().map(plain).collect();
            let listed: Vec<String> = arguments.iter().map(type_words).collect();
            let words = format!("{} {shown}{name}({})", kind.name(), listed.join(", "));
            let of = Thing::of(catalog, ObjectKind::Function, &object.name);
            (Thing { arguments: Some(arguments), ..of }, words)
        }
        ObjectKind::Statistics => (Thing::of(catalog, kind, &object.name), quoted("statistics object")),
        ObjectKind::Schema | ObjectKind::Extension | ObjectKind::Publication => {
            (Thing::alone(kind, name), quoted(kind.name()))
        }
        _ => return None,
    })
}
