//! Whose rights a role has: its own, and those of the roles that it is a member of.

use super::{Catalog, Relation};
use crate::ast::{Name, RoleChange};

impl Catalog {
    /// A role and those whose rights it has as a member, one through another: not with NOINHERIT.
    pub fn acts_as<'a>(&'a self, role: &'a Name) -> Vec<&'a Name> {
        let mut roles = vec![role];
        let mut next = 0;
        while let Some(member) = roles.get(next).copied() {
            let inherits = !self.seldom.not_inheriting.contains(member);
            for (_, group) in self.seldom.memberships.iter().filter(|(of, _)| inherits && of == member) {
                if !roles.contains(&group) {
                    roles.push(group);
                }
            }
            next += 1;
        }
        roles
    }

    /// Whether a role has some right on a relation.
    pub fn lets_in(&self, relation: &Relation, role: &Name) -> bool {
        self.acts_as(role).into_iter().any(|role| {
            relation.grants.iter().any(|(_, grantee)| grantee == role || grantee == "public")
                || relation.owner.as_ref() == Some(role)
                || matches!(role.as_str(), "pg_read_all_data" | "pg_write_all_data")
        })
    }

    pub(super) fn note_members(&mut self, role: &Name, group: &Name, are: bool) {
        let pair = (role.clone(), group.clone());
        let known = self.seldom.memberships.contains(&pair);
        if are && !known {
            self.seldom.memberships.push(pair);
        } else if !are && known {
            self.seldom.memberships.retain(|other| *other != pair);
        }
    }

    pub(super) fn note_role(&mut self, change: &RoleChange) {
        let Some(role) = &change.role else { return };
        if let Some(inherits) = change.inherits {
            self.seldom.not_inheriting.retain(|known| known != role);
            self.seldom.not_inheriting.extend((!inherits).then(|| role.clone()));
        }
        change.groups.iter().for_each(|group| self.note_members(role, group, true));
        change.members.iter().for_each(|member| self.note_members(member, role, !change.drops_members));
    }
}

impl Relation {
    /// Whether one of these roles, or everybody, has a right on it; the empty one stands for all of them. A right on the
    /// whole is one on each column.
    pub fn gives(&self, privilege: &str, roles: &[&Name]) -> bool {
        let whole = privilege.split_once(" (").map_or(privilege, |(whole, _)| whole);
        let given = |(right, grantee): &(Name, Name)| {
            (right.is_empty() || right == privilege || right == whole)
                && (grantee == "public" || roles.contains(&grantee))
        };
        let by_name = |role: &&Name| match role.as_str() {
            "pg_read_all_data" => whole == "select",
            "pg_write_all_data" => matches!(whole, "insert" | "update" | "delete"),
            _ => false,
        };
        let owns = self.owner.as_ref().is_some_and(|owner| roles.contains(&owner));
        owns || self.grants.iter().any(given) || roles.iter().any(by_name)
    }
}
