//! How to get a primary key or unique constraint without building its index under the lock.

use crate::ast::{AlterActionKind, Ident, Name, ObjectName, Statement, quoted};
use crate::catalog::{Constraint, ConstraintDef, QualifiedName, make_object_name};
use crate::rule::{Altering, Pass};

impl Pass<'_> {
    /// The name for an index that is built while the wanted one is still taken by what the migration drops, and what
    /// the statement that takes the index over has to say before it adds the constraint.
    pub fn beside_taken(&self, altering: &Altering, wanted: &str) -> (String, String) {
        let table = altering.table;
        let name = QualifiedName { schema: table.name.schema.clone(), name: Name::new(wanted) };
        let before = self.up().map(|up| &up.before);
        if before.is_none_or(|before| before.relation_named(&name).is_none()) {
            return (quoted(wanted).into_owned(), String::new());
        }
        let holder = before.and_then(|before| before.relation(table.id));
        let constraint = holder.and_then(|holder| holder.constraint(wanted)).is_some();
        // Who drops it in a statement of its own further up may leave that there.
        let if_exists = if table.constraint(wanted).is_some() { "" } else { "IF EXISTS " };
        let first = match constraint {
            true => format!("DROP CONSTRAINT {if_exists}{}, ", quoted(wanted)),
            false => String::new(),
        };
        (quoted(&make_object_name(wanted, None, "new")).into_owned(), first)
    }

    /// Advice where the key is the one that the migration drops under another name, or even under this one.
    pub fn keep_the_key(
        &self,
        altering: &Altering,
        among: &[Ident],
        primary: bool,
        wanted: &str,
    ) -> Option<String> {
        let dropped = self.dropped_twin(altering, among, primary)?;
        let table: &ObjectName = &altering.alter.name;
        Some(if dropped == wanted {
            format!("leave the key as it is: `{dropped}` has these columns, and need not be dropped")
        } else {
            format!(
                "give the key that is dropped the new name instead, which takes an instant:\n\
                 ALTER TABLE {table} RENAME CONSTRAINT {} TO {};",
                quoted(&dropped),
                quoted(wanted)
            )
        })
    }

    fn dropped_twin(&self, altering: &Altering, among: &[Ident], primary: bool) -> Option<Name> {
        let here = altering.step.span().start;
        let steps = self.steps().iter().take_while(|step| step.span().start <= here);
        let twin = |constraint: &&Constraint| {
            let kind = match &constraint.kind {
                ConstraintDef::PrimaryKey { .. } => primary,
                ConstraintDef::Unique { .. } => !primary,
                _ => false,
            };
            let columns = constraint.columns();
            kind && columns.len() == among.len()
                && columns.iter().zip(among).all(|(column, named)| *column == named.name)
        };
        steps.into_iter().find_map(|step| {
            let Statement::AlterTable(alter) = &step.statement.kind else { return None };
            let table = step.before.resolve(&alter.name).filter(|table| table.id == altering.table.id)?;
            alter.actions.iter().find_map(|action| {
                let AlterActionKind::DropConstraint { constraint, .. } = &action.kind else { return None };
                table.constraint(&constraint.name).filter(twin).map(|known| known.name.clone())
            })
        })
    }
}
