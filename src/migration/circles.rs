//! The commands that fail at the end of a history because policies go around in a circle.

use super::History;
use crate::ast::{Name, Statement};
use crate::catalog::{Catalog, Command, RelationId};

/// Roles of hosted databases that pass by row level security, and the one that a server begins with.
const BYPASSING: &[&str] = &["postgres", "service_role", "supabase_admin"];

/// A command on a table that the server refuses, and for whom.
#[derive(Debug)]
pub struct PolicyCircle {
    pub table: RelationId,
    pub command: Command,
    /// Empty: for everybody to whom the policies apply.
    pub roles: Vec<Name>,
}

impl History {
    /// What fails at its end with `infinite recursion detected in policy`.
    pub fn policy_circles(&self) -> &[PolicyCircle] {
        self.derived.policy_circles.get_or_init(|| self.find_policy_circles())
    }

    fn find_policy_circles(&self) -> Vec<PolicyCircle> {
        let end = &self.end;
        let reading = end.relations().filter(|table| {
            let reads = |read: &[RelationId]| !read.is_empty();
            let policies = &table.policies;
            table.row_security
                && policies.iter().any(|policy| reads(&policy.using_reads) || reads(&policy.check_reads))
        });
        let mut found = Vec::new();
        for table in reading {
            let named = roles_on_the_way(end, table.id);
            for command in Command::ALL {
                let circles = |roles: &[&Name]| end.policy_loop(table.id, command, roles).is_some();
                let for_everybody = circles(&[]);
                let roles: Vec<Name> = match for_everybody {
                    true => Vec::new(),
                    false => named
                        .iter()
                        .filter(|role| !self.bypasses(role) && circles(&end.acts_as(role)))
                        .cloned()
                        .collect(),
                };
                if !roles.is_empty() || for_everybody {
                    found.push(PolicyCircle { table: table.id, command, roles });
                }
            }
        }
        found
    }

    /// Whether a role is one that no policy is asked for.
    pub fn bypasses(&self, role: &Name) -> bool {
        let made = |statement: &Statement| match statement {
            Statement::CreateRole(change) | Statement::AlterRole(change) => {
                let passes = |attribute: &Name| matches!(attribute.as_str(), "bypassrls" | "superuser");
                change.role.as_ref() == Some(role) && change.attributes.iter().any(passes)
            }
            _ => false,
        };
        let steps = self
            .about_rights()
            .iter()
            .filter_map(|place| self.migrations.get(place.migration)?.up.as_ref()?.steps.get(place.step));
        BYPASSING.contains(&role.as_str()) || steps.into_iter().any(|step| made(&step.statement.kind))
    }
}

/// The roles that policies of a table, and of those that they lead to, are for.
fn roles_on_the_way(catalog: &Catalog, table: RelationId) -> Vec<Name> {
    let (mut roles, mut tables) = (Vec::new(), vec![table]);
    let mut next = 0;
    while let Some(table) = tables.get(next).copied() {
        next += 1;
        let policies = catalog.relation(table).map(|table| &table.policies);
        for policy in policies.into_iter().flatten() {
            for read in policy.using_reads.iter().chain(&policy.check_reads) {
                if !tables.contains(read) {
                    tables.push(*read);
                }
            }
            for role in policy.roles.iter().filter(|role| *role != "public") {
                if !roles.contains(role) {
                    roles.push(role.clone());
                }
            }
        }
    }
    roles
}
