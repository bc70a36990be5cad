//! What hangs on tables: triggers, rules and policies.

use std::sync::Arc;

use super::Apply;
use crate::ast::{AlterPolicy, CreatePolicy, CreateRule, CreateTrigger, Expr, ExprAt, Name};
use crate::catalog::{Origin, Policy, QualifiedName, RelationId, RelationKind, Trigger, edit::push_new};

impl Apply<'_> {
    pub(super) fn create_trigger(&mut self, create: &CreateTrigger) {
        let Some(id) = self.resolve(&create.table) else { return };
        let function = self.routine_name(&create.function);
        let trigger = Arc::new(Trigger {
            name: create.name.name.clone(),
            constraint: create.constraint,
            row: create.row,
            timing: create.timing,
            events: create.events,
            columns: create.columns.clone(),
            when: create.when.as_ref().map(|when| when.expr.clone()),
            function: function.unwrap_or_else(|| self.catalog.qualify(&create.function)),
            initially_deferred: create.initially_deferred,
            enabled: true,
            origin: self.created(create.name.span),
        });
        let partitioned =
            self.catalog.relation(id).is_some_and(|table| table.kind == RelationKind::PartitionedTable);
        for id in self.reached(id, !partitioned || !create.row) {
            self.catalog.change(id, |table| {
                let known = table.triggers.iter_mut().find(|known| known.name == trigger.name);
                match known {
                    Some(known) if create.or_replace => *known = Arc::clone(&trigger),
                    Some(_) => {}
                    None => table.triggers.push(Arc::clone(&trigger)),
                }
            });
        }
    }

    pub(super) fn toggle_triggers(&mut self, id: RelationId, name: Option<&Name>, enable: bool, only: bool) {
        for id in self.reached(id, only) {
            self.catalog.change(id, |table| {
                for trigger in &mut table.triggers {
                    if name.is_none_or(|name| trigger.name == *name) && trigger.enabled != enable {
                        Arc::make_mut(trigger).enabled = enable;
                    }
                }
            });
        }
    }

    pub(super) fn create_rule(&mut self, create: &CreateRule) {
        if let Some(id) = self.resolve(&create.table) {
            self.catalog.change(id, |table| push_new(&mut table.rules, create.name.name.clone()));
        }
    }

    pub(super) fn create_policy(&mut self, create: &CreatePolicy) {
        let Some(id) = self.resolve(&create.table) else { return };
        let policy = Policy {
            name: create.name.name.clone(),
            command: create.command.clone(),
            permissive: create.permissive,
            roles: create.roles.clone(),
            using: create.using.as_ref().map(|using| using.expr.clone()),
            with_check: create.with_check.as_ref().map(|check| check.expr.clone()),
            using_reads: self.read_in(create.using.as_ref()),
            check_reads: self.read_in(create.with_check.as_ref()),
            origin: self.created(create.name.span),
        };
        self.catalog.change(id, |table| {
            let known = table.policies.iter().position(|known| known.name == policy.name);
            match known {
                // What was only assumed is known now.
                Some(at) if matches!(table.policies[at].origin, Origin::Assumed { .. }) => {
                    table.policies[at] = Arc::new(policy);
                }
                Some(_) => {}
                None => table.policies.push(Arc::new(policy)),
            }
        });
    }

    pub(super) fn alter_policy(&mut self, alter: &AlterPolicy) {
        let Some(id) = self.resolve(&alter.table) else { return };
        let (using_reads, check_reads) =
            (self.read_in(alter.using.as_ref()), self.read_in(alter.with_check.as_ref()));
        self.catalog.change(id, |table| {
            let known = table.policies.iter_mut().find(|policy| policy.name == alter.name.name);
            let Some(policy) = known.map(Arc::make_mut) else { return };
            if !alter.roles.is_empty() {
                policy.roles = alter.roles.clone();
            }
            if let Some(using) = &alter.using {
                policy.using = Some(using.expr.clone());
                policy.using_reads = using_reads;
            }
            if let Some(check) = &alter.with_check {
                policy.with_check = Some(check.expr.clone());
                policy.check_reads = check_reads;
            }
        });
    }

    /// The relations that the subqueries of a condition read.
    fn read_in(&self, condition: Option<&ExprAt>) -> Vec<RelationId> {
        let mut found = Vec::new();
        let Some(condition) = condition else { return found };
        condition.expr.walk(&mut |part| {
            let Expr::Subquery(query) = part else { return };
            for id in query.relations.iter().filter_map(|name| self.catalog.resolve_id(name)) {
                if !found.contains(&id) {
                    found.push(id);
                }
            }
        });
        found
    }

    /// The tables with a trigger that runs a function.
    pub(super) fn tables_with_trigger_of(&self, function: &QualifiedName) -> Vec<RelationId> {
        let uses = |relation: &&crate::catalog::Relation| {
            relation.triggers.iter().any(|trigger| trigger.function == *function)
        };
        self.catalog.mentioning(&function.name).filter(uses).map(|relation| relation.id).collect()
    }
}
