//! What hangs on a table and is no column, key or index: triggers, policies, rules, row security, options, owner.

use super::relation::on;
use super::{Rank, Undo};
use crate::ast::{RelOption, ReplicaIdentity, Statement, quoted};
use crate::catalog::{Policy, Relation, Trigger};

impl Undo<'_> {
    /// What a relation had that is gone and made again.
    pub(super) fn parts_of(&mut self, was: &Relation) {
        for trigger in &was.triggers {
            self.trigger_back(was, trigger);
        }
        for rule in &was.rules {
            self.rule_back(was, rule);
        }
        for policy in &was.policies {
            self.policy_back(was, policy);
        }
        if was.row_security {
            self.sql(Rank::Part, format!("ALTER TABLE {} ENABLE ROW LEVEL SECURITY", was.name));
        }
        if was.force_row_security {
            self.sql(Rank::Part, format!("ALTER TABLE {} FORCE ROW LEVEL SECURITY", was.name));
        }
        if let Some(identity) = &*was.replica_identity {
            self.replica_identity(was, Some(identity));
        }
        if let Some(owner) = &*was.owner {
            let kind = was.kind.name().to_uppercase().replace("PARTITIONED ", "");
            self.sql(Rank::Rights, format!("ALTER {kind} {} OWNER TO {}", was.name, quoted(owner)));
        }
    }

    /// What a relation has otherwise than before.
    pub(super) fn parts(&mut self, was: &Relation, is: &Relation) {
        self.triggers(was, is);
        for rule in was.rules.iter().filter(|rule| !is.rules.contains(rule)) {
            self.rule_back(was, rule);
        }
        for rule in is.rules.iter().filter(|rule| !was.rules.contains(rule)) {
            self.drop(Rank::DropPart, "RULE", on(rule, is));
        }
        self.policies(was, is);
        self.switch(was.row_security, is.row_security, is, "ENABLE", "DISABLE");
        self.switch(was.force_row_security, is.force_row_security, is, "FORCE", "NO FORCE");
        self.options(was, is);
        if was.replica_identity != is.replica_identity {
            self.replica_identity(is, was.replica_identity.as_ref());
        }
        if was.owner != is.owner {
            let owner = was.owner.as_ref().map_or("CURRENT_USER".into(), |owner| quoted(owner));
            self.sql(Rank::Rights, format!("ALTER TABLE {} OWNER TO {owner}", is.name));
        }
    }

    fn triggers(&mut self, was: &Relation, is: &Relation) {
        for trigger in &was.triggers {
            match is.trigger(&trigger.name) {
                None => self.trigger_back(is, trigger),
                Some(now) if now.origin != trigger.origin => {
                    self.drop(Rank::DropPart, "TRIGGER", on(&trigger.name, is));
                    self.trigger_back(is, trigger);
                }
                Some(now) if now.enabled != trigger.enabled => {
                    let word = if trigger.enabled { "ENABLE" } else { "DISABLE" };
                    let name = quoted(&trigger.name);
                    self.sql(Rank::Part, format!("ALTER TABLE {} {word} TRIGGER {name}", is.name));
                }
                Some(_) => {}
            }
        }
        let inherited = |trigger: &Trigger| {
            let parents = is.parents.iter().filter_map(|parent| self.after.relation(*parent));
            parents.into_iter().any(|parent| parent.trigger(&trigger.name).is_some())
        };
        let new: Vec<String> = is
            .triggers
            .iter()
            .filter(|trigger| was.trigger(&trigger.name).is_none() && !inherited(trigger))
            .map(|trigger| on(&trigger.name, is))
            .collect();
        for name in new {
            self.drop(Rank::DropPart, "TRIGGER", name);
        }
    }

    fn trigger_back(&mut self, table: &Relation, trigger: &Trigger) {
        let made = trigger.origin.created().and_then(|place| self.texts.step_at(place));
        if let Some((script, step)) = made
            && let Statement::CreateTrigger(create) = &step.statement.kind
        {
            let names = vec![
                (create.name.span, quoted(&trigger.name).into_owned()),
                (create.table.span, table.name.to_string()),
                (create.function.span, trigger.function.to_string()),
            ];
            let sql = self.texts.with_names(script, step, names);
            self.sql(Rank::Part, sql);
        } else {
            let name = quoted(&trigger.name);
            self.lost(format!("trigger {name} of {}, which the history does not show", table.name));
        }
    }

    fn rule_back(&mut self, table: &Relation, rule: &str) {
        let made = self.texts.earlier().find_map(|(script, step)| match &step.statement.kind {
            Statement::CreateRule(create) if create.name.name == rule => {
                Some((script, step, create.table.span))
            }
            _ => None,
        });
        match made {
            Some((script, step, span)) => {
                let sql = self.texts.with_names(script, step, vec![(span, table.name.to_string())]);
                self.sql(Rank::Part, sql);
            }
            None => self.lost(format!("rule {} of {}", quoted(rule), table.name)),
        }
    }

    fn policies(&mut self, was: &Relation, is: &Relation) {
        for policy in &was.policies {
            match is.policy(&policy.name) {
                None => self.policy_back(is, policy),
                Some(now) if !same(policy, now) => {
                    self.drop(Rank::DropPart, "POLICY", on(&policy.name, is));
                    self.policy_back(is, policy);
                }
                Some(_) => {}
            }
        }
        for policy in is.policies.iter().filter(|policy| was.policy(&policy.name).is_none()) {
            self.drop(Rank::DropPart, "POLICY", on(&policy.name, is));
        }
    }

    fn policy_back(&mut self, table: &Relation, policy: &Policy) {
        let mut sql = format!("CREATE POLICY {}", on(&policy.name, table));
        if !policy.permissive {
            sql += " AS RESTRICTIVE";
        }
        sql += &format!(" FOR {}", policy.command.to_uppercase());
        if !policy.roles.is_empty() {
            sql += &format!(" TO {}", super::rights::roles(&policy.roles));
        }
        if let Some(using) = &policy.using {
            sql += &format!(" USING ({})", self.texts.expression(using));
        }
        if let Some(check) = &policy.with_check {
            sql += &format!(" WITH CHECK ({})", self.texts.expression(check));
        }
        self.sql(Rank::Part, sql);
    }

    fn switch(&mut self, was: bool, is: bool, table: &Relation, on: &str, off: &str) {
        if was != is {
            let word = if was { on } else { off };
            self.sql(Rank::Part, format!("ALTER TABLE {} {word} ROW LEVEL SECURITY", table.name));
        }
    }

    fn options(&mut self, was: &Relation, is: &Relation) {
        let kind = match is.kind {
            crate::catalog::RelationKind::View => "VIEW",
            crate::catalog::RelationKind::MaterializedView => "MATERIALIZED VIEW",
            _ => "TABLE",
        };
        let changed: Vec<RelOption> =
            was.options.iter().filter(|option| !is.options.contains(option)).cloned().collect();
        if !changed.is_empty() {
            self.sql(Rank::Column, format!("ALTER {kind} {} SET ({})", is.name, options(&changed)));
        }
        let names = |list: &[RelOption]| -> Vec<String> { list.iter().map(|o| o.name.to_string()).collect() };
        let (old, mut new) = (names(&was.options), names(&is.options));
        new.retain(|name| !old.contains(name));
        if !new.is_empty() {
            self.sql(Rank::Column, format!("ALTER {kind} {} RESET ({})", is.name, new.join(", ")));
        }
    }

    fn replica_identity(&mut self, table: &Relation, identity: Option<&ReplicaIdentity>) {
        let words = match identity {
            None | Some(ReplicaIdentity::Default) => "DEFAULT".to_owned(),
            Some(ReplicaIdentity::Full) => "FULL".to_owned(),
            Some(ReplicaIdentity::Nothing) => "NOTHING".to_owned(),
            Some(ReplicaIdentity::Index(index)) => format!("USING INDEX {index}"),
        };
        self.sql(Rank::Part, format!("ALTER TABLE {} REPLICA IDENTITY {words}", table.name));
    }
}

fn same(one: &Policy, other: &Policy) -> bool {
    one.origin == other.origin
        && one.roles == other.roles
        && one.using == other.using
        && one.with_check == other.with_check
}

pub(super) fn options(options: &[RelOption]) -> String {
    let shown = options.iter().map(|option| match &option.value {
        Some(value) if value.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-')) => {
            format!("{} = {value}", option.name)
        }
        Some(value) => format!("{} = '{}'", option.name, value.replace('\'', "''")),
        None => option.name.to_string(),
    });
    shown.collect::<Vec<_>>().join(", ")
}
