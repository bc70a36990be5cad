//! Functions and procedures, told apart by name and argument types.

use std::sync::Arc;

use imbl::Vector;

use super::Apply;
use crate::ast::{AlterFunction, CreateFunction, Expr, ObjectName, TypeName};
use crate::catalog::{Origin, Policy, QualifiedName, RelationId, Routine, same_types};

impl Apply<'_> {
    pub(super) fn create_function(&mut self, create: &CreateFunction) {
        let name = self.creation_name(&create.name, false);
        let place = self.at(self.statement);
        let routine = Routine {
            name: name.clone(),
            procedure: create.procedure,
            aggregate: false,
            parameters: create.parameters.clone(),
            returns: create.returns.clone(),
            language: create.language.clone(),
            volatility: create.volatility,
            security_definer: create.security_definer,
            settings: create.settings.clone(),
            search_path: create.search_path.clone(),
            origin: self.created(create.name.span),
            definition: Some(Arc::new(create.clone())),
            defined_at: Some(place),
            comment: None,
            public_revoked: self.catalog.seldom.new_functions_revoked,
        };
        let mut overloads = self.catalog.routines.get(&name).cloned().unwrap_or_default();
        // One that was only assumed, with arguments that nobody knows, is taken to be this one.
        let known = overloads
            .iter()
            .position(|known| known.is_unknown() || same_types(&known.signature(), &routine.signature()));
        match known {
            Some(at) => {
                let earlier = Arc::clone(&overloads[at]);
                let created = matches!(earlier.origin, Origin::Created(_));
                if created && !create.or_replace {
                    return;
                }
                // OR REPLACE keeps owner, privileges and comment.
                let kept = Routine {
                    origin: if created { earlier.origin } else { routine.origin },
                    comment: earlier.comment.clone(),
                    public_revoked: earlier.public_revoked,
                    ..routine
                };
                overloads.set(at, Arc::new(kept));
            }
            None => overloads.push_back(Arc::new(routine)),
        }
        self.catalog.put_routines(name, overloads);
    }

    pub(super) fn alter_function(&mut self, alter: &AlterFunction) {
        self.change_routines(&alter.function.name, alter.function.arguments.as_deref(), |routine| {
            if let Some(volatility) = alter.volatility {
                routine.volatility = volatility;
            }
            if let Some(security_definer) = alter.security_definer {
                routine.security_definer = security_definer;
            }
            for setting in &alter.settings {
                crate::catalog::edit::push_new(&mut routine.settings, setting.clone());
            }
            if alter.settings.iter().any(|setting| setting == "search_path") {
                routine.search_path = alter.search_path.clone();
            }
        });
    }

    /// Changes the overload that the arguments mean, or the only one where no list was written.
    pub(super) fn change_routines(
        &mut self,
        name: &ObjectName,
        arguments: Option<&[TypeName]>,
        mut change: impl FnMut(&mut Routine),
    ) {
        let Some(name) = self.routine_name(name) else { return };
        let Some(overloads) = self.catalog.routines.get_mut(&name) else { return };
        for routine in overloads.iter_mut().filter(|routine| routine.is_meant(arguments)) {
            change(Arc::make_mut(routine));
        }
    }

    pub(super) fn drop_routines(
        &mut self,
        name: &QualifiedName,
        arguments: Option<&[TypeName]>,
        cascade: bool,
    ) {
        let Some(overloads) = self.catalog.routines.get(name).cloned() else { return };
        let (dropped, kept): (Vector<_>, Vector<_>) =
            overloads.into_iter().partition(|routine| routine.is_meant(arguments));
        if dropped.is_empty() {
            return;
        }
        // A trigger function has no arguments: the triggers of this name are about the one dropped.
        let runs_triggers = dropped.iter().any(|routine| routine.signature().is_empty());
        let tables = if runs_triggers { self.tables_with_trigger_of(name) } else { Vec::new() };
        if !tables.is_empty() && !cascade {
            return;
        }
        for table in tables {
            self.catalog.change(table, |table| {
                table.triggers.retain(|trigger| trigger.function != *name);
            });
        }
        if cascade && kept.is_empty() {
            let calls = |expr: &Expr| {
                expr.calls_any(|call| {
                    call.name == name.name && call.schema.as_ref().is_none_or(|schema| *schema == name.schema)
                })
            };
            self.drop_defaults(calls);
            let looks = |policy: &Policy| policy.using.iter().chain(&policy.with_check).any(calls);
            let tables =
                self.catalog.relations().filter(|table| table.policies.iter().any(|policy| looks(policy)));
            let tables: Vec<RelationId> = tables.map(|table| table.id).collect();
            for table in tables {
                self.catalog.change(table, |table| table.policies.retain(|policy| !looks(policy)));
            }
        }
        match kept.is_empty() {
            true => self.catalog.routines.remove(name),
            false => self.catalog.routines.insert(name.clone(), kept),
        };
    }

    /// Gives functions another name or schema; triggers follow.
    pub(super) fn move_routine(
        &mut self,
        from: &QualifiedName,
        arguments: Option<&[TypeName]>,
        to: QualifiedName,
    ) {
        let Some(overloads) = self.catalog.routines.get(from).cloned() else { return };
        let (mut moved, kept): (Vector<Arc<Routine>>, Vector<_>) =
            overloads.into_iter().partition(|routine| routine.is_meant(arguments));
        for routine in &mut moved {
            Arc::make_mut(routine).name = to.clone();
        }
        let runs_triggers = moved.iter().any(|routine| routine.signature().is_empty());
        for table in if runs_triggers { self.tables_with_trigger_of(from) } else { Vec::new() } {
            self.catalog.change(table, |table| {
                for trigger in table.triggers.iter_mut().filter(|trigger| trigger.function == *from) {
                    Arc::make_mut(trigger).function = to.clone();
                }
            });
        }
        match kept.is_empty() {
            true => self.catalog.routines.remove(from),
            false => self.catalog.routines.insert(from.clone(), kept),
        };
        let mut there = self.catalog.routines.get(&to).cloned().unwrap_or_default();
        there.append(moved);
        self.catalog.put_routines(to, there);
    }
}
