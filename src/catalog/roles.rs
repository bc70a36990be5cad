//! Whose rights a role has: its own, and those of the roles that it is a member of.

use super::{Catalog, Relation, RelationId, RelationKind};
use crate::ast::{Grant, Name, ObjectKind, RoleChange};

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

    /// The relations whose rights a statement gives or takes.
    pub fn granted_relations(&self, grant: &Grant) -> Vec<RelationId> {
        if !grant.all_in_schema {
            return grant.objects.iter().filter_map(|object| self.resolve_id(&object.name)).collect();
        }
        let sequences = grant.kind == ObjectKind::Sequence;
        let fits = |id: &RelationId| {
            self.relation(*id).is_some_and(|relation| {
                !relation.kind.is_index() && (relation.kind == RelationKind::Sequence) == sequences
            })
        };
        let schemas = grant.objects.iter().map(|schema| &schema.name.name);
        schemas.flat_map(|schema| self.relations_in(schema)).filter(fits).collect()
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
