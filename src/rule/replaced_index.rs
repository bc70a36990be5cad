//! An index that takes the name of one that the same migration drops.

use crate::ast::{CreateIndex, Name, Statement, quoted};
use crate::catalog::{QualifiedName, Relation, RelationKind, make_object_name};
use crate::migration::Step;
use crate::rule::{BUILD, Pass};

impl<'a> Pass<'a> {
    /// The plain index that had the name of a new one when the migration began, and that a DROP INDEX named since.
    pub fn index_replaced_by(&self, step: &Step, create: &CreateIndex) -> Option<&'a Relation> {
        let name = create.name.as_ref()?;
        let table =
            step.before.resolve(&create.table).filter(|table| self.is_plain_and_older(step, table))?;
        let name = QualifiedName { schema: table.name.schema.clone(), name: Name::new(&name.name) };
        let old = self.up()?.before.relation_named(&name)?;
        let is_index = old.index.as_ref().is_some_and(|index| index.constraint.is_none());
        let is_dropped = self.steps().iter().take_while(|other| !std::ptr::eq(*other, step)).any(|other| {
            let Statement::Drop(drop) = &other.statement.kind else { return false };
            drop.objects.iter().any(|object| other.before.resolve_id(&object.name) == Some(old.id))
        });
        (is_index && old.kind == RelationKind::Index && is_dropped).then_some(old)
    }

    fn is_plain_and_older(&self, step: &Step, table: &Relation) -> bool {
        table.kind == RelationKind::Table && !self.is_new_relation(&step.before, table.id)
    }

    /// The statement further down that makes another index under the name of a dropped one.
    pub fn index_replacing(&self, old: &Relation) -> Option<(&'a Step, &'a CreateIndex)> {
        self.steps().iter().find_map(|step| {
            let Statement::CreateIndex(create) = &step.statement.kind else { return None };
            let replaces = self.index_replaced_by(step, create).is_some_and(|replaced| replaced.id == old.id);
            replaces.then_some((step, &**create))
        })
    }

    /// How the new one is built while the old one still serves and keeps what it keeps.
    pub fn swap_index(&self, step: &Step, create: &CreateIndex, old: &Relation) -> String {
        let new = Name::new(make_object_name(&old.name.name, None, "new"));
        let build =
            self.with_names(step, create, " CONCURRENTLY", &quoted(&new), self.text(create.table.span));
        let renamed = QualifiedName { schema: old.name.schema.clone(), name: new };
        let keeps = match old.index.as_ref().is_some_and(|index| index.unique) {
            true => "serves queries and refuses duplicates meanwhile",
            false => "serves queries meanwhile",
        };
        // What a failed build left would be taken for the new one.
        let first = match create.if_not_exists {
            true => format!("DROP INDEX CONCURRENTLY IF EXISTS {renamed};\n"),
            false => String::new(),
        };
        format!(
            "build it under another name while the old one is there, which {keeps}{}:\n\
             {first}{build};\nDROP INDEX CONCURRENTLY {};\nALTER INDEX {renamed} RENAME TO {};",
            self.each_alone(step, BUILD),
            old.name,
            quoted(&old.name.name)
        )
    }
}
