//! When the history proves that a statement fails: everything in between was seen, and it ran in this order.

use crate::ast::Statement;
use crate::catalog::{Origin, Place, Relation, RelationId};
use crate::migration::{Migration, Script, Step};
use crate::parse::MaskedKind;
use crate::rule::Pass;

impl<'a> Pass<'a> {
    /// Whether the files are known to run in the order of the history. Of a lone folder only the numbers tell it.
    pub fn order_is_known(&self) -> bool {
        let numbered = |migration: &Migration| migration.version.starts_with(|c: char| c.is_ascii_digit());
        self.tool().name != "plain" || self.history.migrations.len() < 2 || numbered(self.migration)
    }

    /// The migration and the step that made something, where a statement that is sure to run did.
    pub fn maker(&self, origin: Origin) -> Option<(usize, &'a Step)> {
        let place = origin.created()?;
        let (at, script) = self.migration_of(place)?;
        let step = script.steps.iter().rfind(|step| step.span().contains(place.span))?;
        (!step.conditional && !step.guarded).then_some((at, step))
    }

    /// The deployed script that a place is in, and its place in the history.
    pub fn migration_of(&self, place: Place) -> Option<(usize, &'a Script)> {
        let mut scripts = self.history.migrations.iter().enumerate();
        scripts.find_map(|(at, migration)| {
            let up = migration.up.as_ref().filter(|up| up.id == place.script)?;
            Some((at, up))
        })
    }

    /// The relations that nobody made and that a statement of the deployed script, which fails without them, is the
    /// first to name.
    pub fn first_named(&self) -> Vec<(&'a Step, &'a Relation)> {
        let Some(up) = self.up() else { return Vec::new() };
        let mut found = Vec::new();
        let mut known = up.before.next_new();
        for step in &up.steps {
            let new = (known..step.before.next_new()).map(RelationId);
            known = known.max(step.before.next_new());
            let assumed = |relation: &&Relation| relation.origin == Origin::Assumed { certain: true };
            let sure = !step.conditional && !step.guarded;
            found.extend(
                new.filter_map(|id| step.before.relation(id))
                    .filter(assumed)
                    .filter(|_| sure)
                    .map(|named| (step, named)),
            );
        }
        found
    }

    /// Whether all that the migrations from one to another do is seen: none is written in another language, none
    /// runs text that is made up as it runs, none holds a part that could not be read.
    pub fn sees_all_between(&self, first: usize, last: usize) -> bool {
        let between = self.history.migrations.get(first..=last).unwrap_or_default();
        between.iter().all(|migration| !migration.repeatable && migration.up.as_ref().is_some_and(is_seen))
    }
}

fn is_seen(script: &Script) -> bool {
    let masked = |kind| matches!(kind, MaskedKind::Placeholder | MaskedKind::Include);
    script.errors.is_empty()
        && !script.masked.iter().any(|part| masked(part.kind))
        && script.steps.iter().all(|step| match &step.statement.kind {
            Statement::Do(block) => block.dynamic.is_empty() && block.language == "plpgsql",
            Statement::Call(_) => false,
            // A function may make or drop anything.
            Statement::Select(query) => {
                let mut calls = false;
                query.walk_expressions(&mut |expr| {
                    if let crate::ast::Expr::Call(call) = expr {
                        calls |= !step.before.routines(&call.name_at(step.span())).is_empty();
                    }
                });
                !calls
            }
            _ => true,
        })
}
