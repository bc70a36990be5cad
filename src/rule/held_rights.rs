//! Roles that are dropped while the history shows that they still have a right or own something: the server refuses it
//! (2BP01).

use crate::ast::{AlterActionKind, Name, ObjectKind, Statement};
use crate::catalog::{Place, Relation, RelationId};
use crate::migration::{Script, Step};
use crate::rule::Pass;

/// A role that cannot be dropped, the first statement that gave it something which it still has, and what that is.
pub struct HeldRights<'a> {
    pub role: &'a Name,
    pub given: Place,
    pub on: Vec<&'a Relation>,
    pub owns: bool,
}

impl HeldRights<'_> {
    pub fn message(&self) -> String {
        format!("role \"{}\" cannot be dropped because some objects depend on it", self.role)
    }
}

impl<'a> Pass<'a> {
    /// The first role of a DROP ROLE that still has something for certain: given by an earlier migration or this one, on what
    /// is still there. `apart` is a way back, whose statements run after the whole migration.
    pub fn held_rights(&self, step: &'a Step, apart: Option<&'a Script>) -> Option<HeldRights<'a>> {
        let Statement::Drop(drop) = &step.statement.kind else { return None };
        if drop.kind != ObjectKind::Role || drop.owned || step.within.is_some() || step.conditional {
            return None;
        }
        let earlier = self.steps_before(step, apart);
        drop.objects
            .iter()
            .map(|object| &object.name.name)
            .find_map(|role| self.rights_of(role, step, &earlier))
    }

    /// The scripts that have run by then, the statements of each as far as they have.
    fn steps_before(&self, step: &Step, apart: Option<&'a Script>) -> Vec<(&'a Script, &'a [Step])> {
        let ups = self.history.migrations[..=self.index].iter().filter_map(|migration| migration.up.as_ref());
        let last = apart.or(self.up()).map(|script| script.id);
        let until = |script: &'a Script| {
            let steps = script.steps.as_slice();
            let before = steps.partition_point(|other| other.span().start < step.span().start);
            (script, if Some(script.id) == last { &steps[..before] } else { steps })
        };
        ups.chain(apart).map(until).collect()
    }

    fn rights_of(
        &self,
        role: &'a Name,
        step: &'a Step,
        earlier: &[(&'a Script, &'a [Step])],
    ) -> Option<HeldRights<'a>> {
        let left: Vec<&Relation> =
            step.before.relations().filter(|table| has_right(table, role) || owns(table, role)).collect();
        let mut steps = earlier.iter().flat_map(|(_, steps)| *steps);
        if left.is_empty() || steps.any(|step| gives_up(&step.statement.kind, role)) {
            return None;
        }
        let mut held: Option<HeldRights> = None;
        let earlier = earlier.iter().flat_map(|(script, steps)| steps.iter().map(move |step| (script, step)));
        for (script, given) in earlier {
            let place = Place { script: script.id, span: given.span() };
            let certain = given.within.is_none() && !given.conditional && given.effects.failure.is_none();
            let (ids, owned) = given_to(role, given);
            if ids.is_empty() || !certain || !step.before.is_seen_since([place]) {
                continue;
            }
            let still = |table: &&Relation| if owned { owns(table, role) } else { has_right(table, role) };
            for table in left.iter().copied().filter(still).filter(|table| ids.contains(&table.id)) {
                let held = held.get_or_insert_with(|| HeldRights {
                    role,
                    given: place,
                    on: Vec::new(),
                    owns: false,
                });
                held.owns |= owned;
                if held.on.iter().all(|known| known.id != table.id) {
                    held.on.push(table);
                }
            }
        }
        held
    }
}

/// What a statement gives a role, and whether as its owner.
fn given_to(role: &Name, step: &Step) -> (Vec<RelationId>, bool) {
    match &step.statement.kind {
        Statement::Grant(grant) if grant.grant && !grant.of_role && grant.grantees.contains(role) => {
            (step.before.granted_relations(grant), false)
        }
        Statement::AlterTable(alter) => {
            let gives =
                |kind: &AlterActionKind| matches!(kind, AlterActionKind::OwnerTo { role: to } if to == role);
            let gives = alter.actions.iter().any(|action| gives(&action.kind));
            (step.before.resolve_id(&alter.name).filter(|_| gives).into_iter().collect(), true)
        }
        _ => (Vec::new(), false),
    }
}

fn owns(relation: &Relation, role: &Name) -> bool {
    relation.owner.as_ref() == Some(role)
}

/// A right on a column may have gone with it.
fn has_right(relation: &Relation, role: &Name) -> bool {
    relation.grants.iter().any(|(right, grantee)| grantee == role && !right.contains('('))
}

/// `DROP OWNED BY role`, `REASSIGN OWNED BY role`.
fn gives_up(statement: &Statement, role: &Name) -> bool {
    match statement {
        Statement::Drop(drop) => drop.owned && drop.objects.iter().any(|object| object.name.name == *role),
        Statement::OwnerTo(owner) => owner.object.kind == ObjectKind::Role && owner.object.name.name == *role,
        _ => false,
    }
}
