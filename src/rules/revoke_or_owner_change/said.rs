//! What was said of rights before, and what is said of them later.

use crate::ast::{Grant, Name, ObjectName, ObjectRef, Statement};
use crate::catalog::same_types;
use crate::migration::Step;
use crate::rule::Pass;

/// A right that everybody had is taken back on purpose; who needs it has it by name.
pub(super) fn losers(grant: &Grant) -> Vec<&Name> {
    grant.grantees.iter().filter(|grantee| *grantee != "public").collect()
}

/// Whether two names may mean the same.
pub(super) fn same_name(one: &ObjectName, other: &ObjectName) -> bool {
    let schemas = one.schema == other.schema || one.schema.is_none() || other.schema.is_none();
    one.name == other.name && schemas
}

/// Whether the arguments say the same overload: `None` where only one of them has a list.
pub(super) fn same_overload(one: &ObjectRef, other: &ObjectRef) -> Option<bool> {
    match (&one.arguments, &other.arguments) {
        (None, None) => Some(true),
        (Some(one), Some(other)) => Some(same_types(&Vec::from_iter(one), &Vec::from_iter(other))),
        _ => None,
    }
}

/// Whether the last that was said before of a right of a role on an object is that it has it.
pub(super) fn was_given(
    pass: &Pass,
    index: usize,
    (here, object): (&Step, &ObjectRef),
    loser: &Name,
    of: impl Fn(&Step, &Grant) -> bool,
) -> bool {
    // Without a list of arguments it is the only one of its name.
    let only_one = |step: &Step, object: &ObjectRef| {
        let overloads = step.before.routines(&object.name);
        overloads.len() == 1 && !overloads.iter().any(|one| one.is_unknown())
    };
    let said = pass.earlier_about_rights(index).find_map(|(_, step)| {
        let Statement::Grant(said) = &step.statement.kind else { return None };
        let only_option = !said.grant && said.with_grant_option;
        if only_option || !said.grantees.contains(loser) || !of(step, said) {
            return None;
        }
        let same = said.objects.iter().any(|other| match said.all_in_schema {
            // By its name it is only given one by one.
            true => !said.grant && object.name.schema.as_ref().is_none_or(|own| *own == other.name.name),
            false => {
                let one = || only_one(step, other) && only_one(here, object);
                same_name(&other.name, &object.name) && same_overload(other, object).unwrap_or_else(one)
            }
        });
        same.then_some(said.grant)
    });
    said == Some(true)
}

/// Whether a role has a right on an object also through a role that it is a member of, and from which it is not taken
/// as well.
pub(super) fn keeps_otherwise(
    pass: &Pass,
    index: usize,
    (here, revoke, object): (&Step, &Grant, &ObjectRef),
    loser: &Name,
    of: impl Fn(&Step, &Grant) -> bool + Copy,
) -> bool {
    let groups = here.before.acts_as(loser);
    let mut others = groups.into_iter().filter(|group| !revoke.grantees.contains(group));
    others.any(|group| was_given(pass, index, (here, object), group, of))
}

/// Whether the migration gives the same roles rights afterwards: taking all and giving some is how rights are set.
pub(super) fn given_again(pass: &Pass, index: usize, losers: &[&Name]) -> bool {
    pass.later_about_rights(index).any(|step| {
        let (Statement::Grant(grant) | Statement::AlterDefaultPrivileges(grant)) = &step.statement.kind
        else {
            return false;
        };
        grant.grant && losers.iter().all(|loser| grant.grantees.contains(loser))
    })
}
