//! Settings, transactions and savepoints: what a session does to the catalog besides DDL.

use std::sync::Arc;

use super::{Catalog, OpenTransaction, Place, RelationId, Savepoint, Session, Setting, TransactionKind};
use crate::ast::{Name, SetVariable, Transaction};

impl Catalog {
    /// Gives the session a setting, as the configuration or the tool does before the first statement.
    pub fn configure(&mut self, name: &str, value: &str) {
        let name = Name::new(name.to_ascii_lowercase());
        let setting = Setting { value: Name::new(value), local: false, place: None, outer: None };
        self.session.defaults.insert(name.clone(), setting.clone());
        self.session.settings.insert(name, setting);
        self.session.read_settings();
    }

    /// Starts a new session, as a tool does that connects for each script: what SET left behind is gone.
    pub fn reset_session(&mut self) {
        self.reset_session_but(None);
    }

    /// Starts the session of the next script with the search path that those before it have left.
    pub fn reset_session_but(&mut self, left_path: Option<Arc<[Name]>>) {
        let mut past_temporary = std::mem::take(&mut self.session.past_temporary);
        for temporary in self.relations_in(&Name::new_static("pg_temp")) {
            past_temporary.extend(self.relation(temporary).map(|relation| relation.name.name.clone()));
            self.forget(temporary, None);
        }
        let settings = self.session.defaults.clone();
        let defaults = settings.clone();
        self.session = Session { defaults, settings, left_path, past_temporary, ..Session::default() }.into();
        self.session.read_settings();
    }

    /// Opens a transaction.
    pub fn begin(&mut self, mut open: OpenTransaction) {
        if open.kind != TransactionKind::Single {
            open.start = Some(self.snapshot());
        }
        self.session.transaction = Some(open);
    }

    /// Ends the open transaction as a commit does: `SET LOCAL` values are gone.
    pub fn end_session_transaction(&mut self) {
        if self.session.transaction.is_some()
            && let Some(open) = self.session.transaction.take()
        {
            open.drop_on_commit.iter().for_each(|table| self.forget_temporary(*table));
            self.session.end_local_settings();
        }
    }

    /// Takes out a temporary table that ends by itself.
    fn forget_temporary(&mut self, id: RelationId) {
        let Some(table) = self.relation(id) else { return };
        let columns = table.columns.iter().filter_map(|column| column.sequence);
        let parts: Vec<RelationId> = columns.chain(table.indexes.iter().copied()).chain([id]).collect();
        for part in parts {
            self.forget(part, None);
        }
    }

    pub(super) fn set(&mut self, variable: &SetVariable, place: Place) {
        // Outside a transaction block the server warns, and SET LOCAL has no effect.
        if variable.local && self.session.transaction.is_none() {
            return;
        }
        if variable.name == "all" && variable.value.is_none() {
            let defaults = self.session.defaults.clone();
            self.session.settings = defaults;
            self.session.left_path = None;
        } else {
            self.session.set(variable, place);
        }
        self.session.read_settings();
    }

    /// `DISCARD ALL`.
    pub(super) fn discard_all(&mut self) {
        let transaction = self.session.transaction.take();
        self.reset_session();
        self.session.transaction = transaction;
    }

    pub(super) fn transaction(&mut self, statement: &Transaction) {
        match statement {
            Transaction::Begin => {
                // BEGIN inside several statements sent as one message makes their transaction an explicit one.
                if let Some(open) = &mut self.session.transaction
                    && open.kind == TransactionKind::Implicit
                {
                    open.kind = TransactionKind::Explicit;
                }
            }
            Transaction::Commit { .. } | Transaction::Prepare => self.end_session_transaction(),
            Transaction::Rollback { .. } => {
                if let Some(start) = self.session.transaction.take().and_then(|open| open.start) {
                    self.restore(&start, None);
                }
            }
            Transaction::Savepoint(name) => {
                let snapshot = self.snapshot();
                if let Some(open) = &mut self.session.transaction {
                    open.savepoints.push(Savepoint { name: name.clone(), snapshot });
                }
            }
            Transaction::ReleaseSavepoint(name) => {
                if let Some(open) = &mut self.session.transaction
                    && let Some(at) = open.savepoints.iter().rposition(|savepoint| savepoint.name == *name)
                {
                    open.savepoints.truncate(at);
                }
            }
            Transaction::RollbackTo(name) => self.roll_back_to(name),
            Transaction::CommitPrepared | Transaction::RollbackPrepared => {}
        }
    }

    fn roll_back_to(&mut self, name: &str) {
        let Some(mut open) = self.session.transaction.clone() else { return };
        let Some(at) = open.savepoints.iter().rposition(|savepoint| savepoint.name == name) else { return };
        // The savepoint itself stays: it can be rolled back to again.
        open.savepoints.truncate(at + 1);
        let snapshot = Arc::clone(&open.savepoints[at].snapshot);
        self.restore(&snapshot, Some(open));
    }

    /// The catalog as it is, without its open transaction.
    fn snapshot(&self) -> Arc<Catalog> {
        let mut snapshot = self.clone();
        snapshot.session.transaction = None;
        Arc::new(snapshot)
    }

    /// Brings back a snapshot. Identities are not given out again: steps of the part that was rolled back keep them.
    fn restore(&mut self, snapshot: &Catalog, transaction: Option<OpenTransaction>) {
        let next_relation = self.next_relation;
        *self = snapshot.clone();
        self.next_relation = next_relation;
        self.session.transaction = transaction;
    }
}

impl Session {
    fn set(&mut self, variable: &SetVariable, place: Place) {
        let name = &variable.name;
        let outer = match self.settings.get(name) {
            Some(earlier) if variable.local && earlier.local => earlier.outer.clone(),
            Some(earlier) if variable.local => Some(Arc::new(earlier.clone())),
            _ => None,
        };
        let value = match &variable.value {
            Some(value) => Some(value.clone()),
            None => self.defaults.get(name).map(|default| default.value.clone()),
        };
        match value {
            Some(value) => {
                let setting = Setting { value, local: variable.local, place: Some(place), outer };
                self.settings.insert(name.clone(), setting);
            }
            None => {
                self.settings.remove(name);
            }
        }
        if name == "search_path" && variable.value.is_none() && !variable.local {
            self.left_path = None;
        }
    }

    /// The search path that the next script on the same connection begins with, if a script has set one.
    pub fn path_to_leave(&self) -> Option<Arc<[Name]>> {
        match self.states_path() {
            true => Some(Arc::clone(&self.search_path)),
            false => self.left_path.clone(),
        }
    }

    /// Whether a statement of this script gave the search path, and not the configuration.
    fn states_path(&self) -> bool {
        self.settings.get("search_path").is_some_and(|setting| setting.place.is_some())
    }

    fn end_local_settings(&mut self) {
        let local: Vec<(Name, Option<Arc<Setting>>)> = self
            .settings
            .iter()
            .filter(|(_, setting)| setting.local)
            .map(|(name, setting)| (name.clone(), setting.outer.clone()))
            .collect();
        if local.is_empty() {
            return;
        }
        for (name, outer) in local {
            match outer {
                Some(outer) => self.settings.insert(name, Setting::clone(&outer)),
                None => self.settings.remove(&name),
            };
        }
        self.read_settings();
    }

    /// Brings what is derived from settings up to date.
    fn read_settings(&mut self) {
        let path = match self.settings.get("search_path") {
            Some(setting) => search_path(&setting.value),
            None => Arc::new([Name::new_static("public")]),
        };
        self.search_path = match &self.left_path {
            Some(left) if !self.states_path() => {
                let others = path.iter().filter(|schema| !left.contains(schema));
                left.iter().chain(others).cloned().collect()
            }
            _ => path,
        };
        let role = self.settings.get("role").or_else(|| self.settings.get("session_authorization"));
        self.role = role.map(|setting| setting.value.clone()).filter(|role| role != "none");
    }
}

/// The schemas of a search path in which a migration can make something.
fn search_path(text: &str) -> Arc<[Name]> {
    let mut schemas = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (schema, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => rest.split_at(rest.find(',').unwrap_or(rest.len())),
        };
        let schema = schema.trim().trim_matches('\'');
        if !schema.is_empty() && schema != "$user" && schema != "pg_catalog" {
            schemas.push(Name::new(schema));
        }
        rest = after.trim_start().trim_start_matches(',').trim_start();
    }
    schemas.into()
}
