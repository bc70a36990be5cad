//! Roles that are dropped while the history shows that they still have a right or own something: the server refuses it
//! (2BP01).

use crate::ast::{AlterActionKind, Grant, Name, ObjectKind, Statement};
use crate::catalog::{Place, Relation, RelationId};
use crate::migration::{Script, Step};
use crate::parse::identifiers;
use crate::rule::Pass;

/// A role that cannot be dropped, the first statement that gave it something which it still has, and what that is.
pub struct HeldRights<'a> {
    pub role: &'a Name,
    pub given: Place,
    pub on: Vec<&'a Relation>,
    pub owns: bool,
    pub beside: Beside,
}

/// What else of the role's stands in the way, as far as the history tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beside {
    Nothing,
    /// Rights on other things than whole relations, and it owns nothing.
    Rights,
    /// It may own something.
    Own,
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
        let may_have = |table: &&Relation| has_right(table, role, &[]) || owns(table, role);
        let left: Vec<&Relation> = step.before.relations().filter(may_have).collect();
        let mut steps = earlier.iter().flat_map(|(_, steps)| *steps);
        if left.is_empty() || steps.any(|step| gives_up(&step.statement.kind, role)) {
            return None;
        }
        let apart = taken_apart(role, earlier.iter().flat_map(|(_, steps)| *steps));
        let mut held: Option<HeldRights> = None;
        let steps = earlier.iter().flat_map(|(script, steps)| steps.iter().map(move |step| (script, step)));
        for (script, given) in steps {
            let place = Place { script: script.id, span: given.span() };
            let (ids, owned) = given_to(role, given);
            if ids.is_empty() || !is_certain(given) || !step.before.is_seen_since([place]) {
                continue;
            }
            let still =
                |table: &&Relation| if owned { owns(table, role) } else { has_right(table, role, &apart) };
            for table in left.iter().copied().filter(still).filter(|table| ids.contains(&table.id)) {
                let held = held.get_or_insert_with(|| HeldRights {
                    role,
                    given: place,
                    on: Vec::new(),
                    owns: false,
                    beside: beside(role, earlier),
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

/// A right on a column may have gone with it; so may all of those that ALL stands for, where they were taken `apart`.
fn has_right(relation: &Relation, role: &Name, apart: &[RelationId]) -> bool {
    let is_all_apart = apart.contains(&relation.id);
    let is_left = |right: &Name| !right.contains('(') && (!right.is_empty() || !is_all_apart);
    relation.grants.iter().any(|(right, grantee)| grantee == role && is_left(right))
}

/// The relations of whose rights some were taken back one by one since ALL of them were given.
fn taken_apart<'s>(role: &Name, steps: impl Iterator<Item = &'s Step>) -> Vec<RelationId> {
    let mut apart: Vec<RelationId> = Vec::new();
    for step in steps {
        let Statement::Grant(grant) = &step.statement.kind else { continue };
        if grant.of_role || !grant.grantees.contains(role) {
            continue;
        }
        let all = grant.privileges.is_empty();
        if grant.grant && all && is_certain(step) {
            let ids = step.before.granted_relations(grant);
            apart.retain(|known| !ids.contains(known));
        } else if !grant.grant && !all {
            apart.extend(step.before.granted_relations(grant));
        }
    }
    apart
}

fn is_certain(step: &Step) -> bool {
    step.within.is_none() && !step.conditional && step.effects.failure.is_none()
}

/// What the role has beside its rights on whole relations.
fn beside(role: &Name, earlier: &[(&Script, &[Step])]) -> Beside {
    let each = |(script, steps): &(&Script, &[Step])| {
        let most =
            steps.iter().map(|step| left_by(&step.statement.kind, role, script.source.slice(step.span())));
        most.max().unwrap_or(Beside::Nothing)
    };
    earlier.iter().map(each).max().unwrap_or(Beside::Nothing)
}

/// What a statement names the role for. One that is not known to do something else may make it an owner.
fn left_by(statement: &Statement, role: &Name, text: &str) -> Beside {
    let (is_named, found) = match statement {
        Statement::Grant(grant) => {
            let gives = grant.grant && !grant.of_role && grant.grantees.contains(role);
            (gives && !is_of_relations(grant), Beside::Rights)
        }
        Statement::CreateRole(_) | Statement::AlterRole(_) => (false, Beside::Nothing),
        Statement::Drop(drop) if drop.kind == ObjectKind::Role => (false, Beside::Nothing),
        Statement::AlterDefaultPrivileges(_) | Statement::CreatePolicy(_) | Statement::AlterPolicy(_) => {
            (names(text, role), Beside::Rights)
        }
        _ => (names(text, role), Beside::Own),
    };
    if is_named { found } else { Beside::Nothing }
}

fn names(text: &str, role: &Name) -> bool {
    identifiers(text).iter().any(|(_, word)| word.trim_matches('"').eq_ignore_ascii_case(role))
}

fn is_of_relations(grant: &Grant) -> bool {
    let relations = matches!(
        grant.kind,
        ObjectKind::Table
            | ObjectKind::View
            | ObjectKind::MaterializedView
            | ObjectKind::ForeignTable
            | ObjectKind::Sequence
    );
    relations && !grant.privileges.iter().any(|right| right.contains('('))
}

/// `DROP OWNED BY role`, `REASSIGN OWNED BY role`.
fn gives_up(statement: &Statement, role: &Name) -> bool {
    match statement {
        Statement::Drop(drop) => drop.owned && drop.objects.iter().any(|object| object.name.name == *role),
        Statement::OwnerTo(owner) => owner.object.kind == ObjectKind::Role && owner.object.name.name == *role,
        _ => false,
    }
}
