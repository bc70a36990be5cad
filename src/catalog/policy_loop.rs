//! Whether the policies of a table lead back to a table that they began with, which the server refuses to follow.

use rustc_hash::FxHashSet;

use super::{Catalog, Policy, Relation, RelationId};
use crate::ast::{Expr, Name};

/// What is done to the rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    Select,
    Insert,
    Update,
    Delete,
}

impl Command {
    pub const ALL: [Command; 4] = [Command::Select, Command::Insert, Command::Update, Command::Delete];

    pub fn word(self) -> &'static str {
        match self {
            Command::Select => "SELECT",
            Command::Insert => "INSERT",
            Command::Update => "UPDATE",
            Command::Delete => "DELETE",
        }
    }
}

/// A policy of a table, by which another one is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    pub table: RelationId,
    pub policy: Name,
}

/// The way from a table to one that is on the way already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyLoop {
    /// The first is the table that the command is about; the policy of each reads the table of the next.
    pub hops: Vec<Hop>,
    /// The table that is reached again, and its policy that has a subquery then.
    pub again: Hop,
}

/// The conditions of a policy that count for a command.
struct Applied<'a> {
    policy: &'a Policy,
    reads: Vec<RelationId>,
}

/// One look at the policies, as the server takes it when it rewrites a query.
struct Walk<'a> {
    catalog: &'a Catalog,
    roles: &'a [&'a Name],
    way: Vec<Hop>,
    /// Tables whose policies lead nowhere.
    done: FxHashSet<RelationId>,
}

impl Catalog {
    /// Where the policies go around in a circle when somebody with the rights of these roles does something to a table
    /// that none of them owns. Without roles, it is somebody whom only the policies for everybody are for.
    pub fn policy_loop(&self, table: RelationId, command: Command, roles: &[&Name]) -> Option<PolicyLoop> {
        let mut walk = Walk { catalog: self, roles, way: Vec::new(), done: FxHashSet::default() };
        walk.enter(table, command)
    }
}

impl<'a> Walk<'a> {
    fn enter(&mut self, id: RelationId, command: Command) -> Option<PolicyLoop> {
        let table = self.catalog.relation(id).filter(|table| self.is_guarded(table))?;
        let applied = self.applied(table, command);
        // The server looks at the whole policy, also at the condition that does not count here.
        let nested = applied.iter().find(|applied| has_subquery(applied.policy))?;
        if self.way.iter().any(|hop| hop.table == id) {
            let again = Hop { table: id, policy: nested.policy.name.clone() };
            return Some(PolicyLoop { hops: self.way.clone(), again });
        }
        if self.done.contains(&id) {
            return None;
        }
        for Applied { policy, reads } in applied {
            for read in reads {
                self.way.push(Hop { table: id, policy: policy.name.clone() });
                let found = self.enter(read, Command::Select);
                self.way.pop();
                if found.is_some() {
                    return found;
                }
            }
        }
        if command == Command::Select {
            self.done.insert(id);
        }
        None
    }

    /// Whether its policies apply to whoever asks.
    fn is_guarded(&self, table: &Relation) -> bool {
        let owns = table.owner.as_ref().is_some_and(|owner| self.roles.contains(&owner));
        table.row_security && (table.force_row_security || !owns)
    }

    fn applied(&self, table: &'a Relation, command: Command) -> Vec<Applied<'a>> {
        let (asked, checked) = match command {
            Command::Select | Command::Delete => (true, false),
            Command::Insert => (false, true),
            Command::Update => (true, true),
        };
        let mut found = Vec::new();
        if asked {
            found.extend(
                self.of_kind(table, command, |policy| policy.using.as_ref().map(|_| &policy.using_reads)),
            );
        }
        if checked {
            found.extend(self.of_kind(table, command, |policy| match (&policy.with_check, &policy.using) {
                (Some(_), _) => Some(&policy.check_reads),
                (None, Some(_)) => Some(&policy.using_reads),
                (None, None) => None,
            }));
        }
        found
    }

    /// The policies for a command that have a condition. Where no permissive one lets a row through, the restrictive ones
    /// are not looked at.
    fn of_kind(
        &self,
        table: &'a Relation,
        command: Command,
        condition: impl Fn(&'a Policy) -> Option<&'a Vec<RelationId>>,
    ) -> Vec<Applied<'a>> {
        let policies = table.policies.iter().map(AsRef::as_ref).filter(|policy: &&Policy| {
            let commands = policy.command == "all" || policy.command.eq_ignore_ascii_case(command.word());
            commands && self.is_for(policy)
        });
        let with_condition = policies
            .filter_map(|policy| condition(policy).map(|reads| Applied { policy, reads: reads.clone() }));
        let found: Vec<Applied> = with_condition.collect();
        if found.iter().any(|applied| applied.policy.permissive) { found } else { Vec::new() }
    }

    fn is_for(&self, policy: &Policy) -> bool {
        let meant = |role: &Name| role == "public" || self.roles.contains(&role);
        policy.roles.is_empty() || policy.roles.iter().any(meant)
    }
}

fn has_subquery(policy: &Policy) -> bool {
    let mut found = false;
    for condition in policy.using.iter().chain(&policy.with_check) {
        condition.walk(&mut |part| found |= matches!(part, Expr::Subquery(_)));
    }
    found
}
