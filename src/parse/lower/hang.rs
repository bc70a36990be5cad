//! What hangs on relations: triggers, rules and policies.

use pg_query::protobuf::node::Node as N;
use pg_query::protobuf::{self, Node};

use super::access::role_name;
use super::place::Range;
use super::{Lowering, strings};
use crate::ast::{
    AlterPolicy, CreatePolicy, CreateRule, CreateTrigger, ExprAt, Ident, Name, Statement, TriggerEvents,
    TriggerTiming,
};

impl Lowering<'_> {
    /// The name after a word of the statement's head.
    fn named_after(&self, word: &str, name: &str) -> Ident {
        let at = self.place.word(self.place.all(), word).map_or(0, |at| at + 1);
        self.place.ident(at..self.place.tokens.len(), name)
    }

    pub(super) fn create_trigger(&mut self, s: &protobuf::CreateTrigStmt) -> Statement {
        let all = self.place.all();
        let table = self.relation(s.relation.as_ref());
        let from = self.after(table.span);
        let execute = self.place.last_word(from..all.end, "execute").unwrap_or(from);
        let when_at = self.place.last_word(from..execute, "when").unwrap_or(from);
        let has = |bit: i32| s.events & (1 << bit) != 0;
        Statement::CreateTrigger(Box::new(CreateTrigger {
            name: self.named_after("trigger", &s.trigname),
            or_replace: s.replace,
            constraint: s.isconstraint,
            row: s.row,
            timing: match s.timing {
                2 => TriggerTiming::Before,
                64 => TriggerTiming::InsteadOf,
                _ => TriggerTiming::After,
            },
            events: TriggerEvents { insert: has(2), delete: has(3), update: has(4), truncate: has(5) },
            columns: strings(&s.columns).map(Name::new).collect(),
            when: s.when_clause.as_deref().map(|node| self.expr_in_parentheses(node, when_at..execute)),
            function: self.name_at(execute + 2, &s.funcname),
            deferrable: s.deferrable,
            initially_deferred: s.initdeferred,
            references: s.constrrel.as_ref().map(|relation| self.relation(Some(relation))),
            table,
        }))
    }

    pub(super) fn create_rule(&mut self, s: &protobuf::RuleStmt) -> Statement {
        Statement::CreateRule(Box::new(CreateRule {
            name: self.named_after("rule", &s.rulename),
            table: self.relation(s.relation.as_ref()),
            or_replace: s.replace,
            actions: s.actions.iter().map(|action| self.statement(action)).collect(),
        }))
    }

    pub(super) fn create_policy(&mut self, s: &protobuf::CreatePolicyStmt) -> Statement {
        let table = self.relation(s.table.as_ref());
        let from = self.after(table.span)..self.place.tokens.len();
        Statement::CreatePolicy(Box::new(CreatePolicy {
            name: self.named_after("policy", &s.policy_name),
            command: Name::new(&s.cmd_name),
            permissive: s.permissive,
            roles: roles(&s.roles),
            using: self.policy_clause(s.qual.as_deref(), from.clone(), "using"),
            with_check: self.policy_clause(s.with_check.as_deref(), from, "check"),
            table,
        }))
    }

    pub(super) fn alter_policy(&mut self, s: &protobuf::AlterPolicyStmt) -> Statement {
        let table = self.relation(s.table.as_ref());
        let from = self.after(table.span)..self.place.tokens.len();
        Statement::AlterPolicy(Box::new(AlterPolicy {
            name: self.named_after("policy", &s.policy_name),
            roles: roles(&s.roles),
            using: self.policy_clause(s.qual.as_deref(), from.clone(), "using"),
            with_check: self.policy_clause(s.with_check.as_deref(), from, "check"),
            table,
        }))
    }

    fn policy_clause(&mut self, node: Option<&Node>, from: Range, word: &str) -> Option<ExprAt> {
        let at = self.place.word(from.clone(), word).unwrap_or(from.start);
        node.map(|node| self.expr_in_parentheses(node, at..from.end))
    }
}

pub(super) fn roles(nodes: &[Node]) -> Vec<Name> {
    let role = |node: &Node| match &node.node {
        Some(N::RoleSpec(role)) => Some(role_name(role)),
        _ => None,
    };
    nodes.iter().filter_map(role).collect()
}
