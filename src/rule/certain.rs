//! When the history proves that a statement fails: everything in between was seen, and it ran in this order.

use crate::ast::Statement;
use crate::catalog::{Origin, Relation, RelationId};
use crate::migration::{Migration, Step};
use crate::rule::Pass;

impl<'a> Pass<'a> {
    /// Whether the files are known to run in the order of the history. Of a lone folder only the numbers tell it.
    pub fn order_is_known(&self) -> bool {
        let numbered = |migration: &Migration| migration.version.starts_with(|c: char| c.is_ascii_digit());
        self.tool().is_known() || self.history.migrations.len() < 2 || numbered(self.migration)
    }

    /// Whether a migration's place beside every other one is known. Of a lone folder's files with one number nobody knows
    /// which runs first, or whether one of them is another's way back.
    pub fn has_own_place(&self, at: usize) -> bool {
        let migrations = &self.history.migrations;
        let same = |one: &Migration, other: &Migration| one.version == other.version;
        self.tool().is_known()
            || migrations
                .get(at)
                .is_some_and(|own| migrations.iter().filter(|other| same(own, other)).count() == 1)
    }

    /// The migration and the step that made something, where a statement that is sure to run did.
    pub fn maker(&self, origin: Origin) -> Option<(usize, &'a Step)> {
        let place = origin.created()?;
        let (at, step) = self.history.step_at(place)?;
        (!step.conditional && !step.guarded && !step.handled).then_some((at, step))
    }

    /// Whether what a DROP names is known to be of the kind that it is taken for: what made it ran for certain.
    pub fn knows_kinds(&self, step: &Step) -> bool {
        let Statement::Drop(drop) = &step.statement.kind else { return true };
        let mut found = drop.objects.iter().filter_map(|object| step.before.resolve(&object.name));
        found.all(|found| self.maker(found.origin).is_some())
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
            let sure = !step.conditional && !step.guarded && !step.handled;
            found.extend(
                new.filter_map(|id| step.before.relation(id))
                    .filter(assumed)
                    .filter(|_| sure)
                    .map(|named| (step, named)),
            );
        }
        found
    }
}
