//! Types, enums and domains, and the columns that are of them.

use std::sync::Arc;

use super::Apply;
use crate::ast::{
    AlterDomain, AlterDomainAction, AlterEnum, ConstraintKind, CreateDomain, CreateType, EnumPlace, Expr,
    Name, ObjectName, TableConstraint, TypeDefinition, TypeName,
};
use crate::catalog::{
    DomainCheck, EnumValue, Origin, QualifiedName, Relation, RelationId, Routine, TypeDef, TypeDefKind, names,
};

impl Apply<'_> {
    pub(super) fn create_type(&mut self, create: &CreateType) {
        let origin = self.created(create.name.span);
        let kind = match &create.definition {
            TypeDefinition::Enum(values) => TypeDefKind::Enum {
                values: values.iter().map(|value| EnumValue { value: value.clone(), origin }).collect(),
            },
            TypeDefinition::Composite(attributes) => TypeDefKind::Composite {
                attributes: attributes
                    .iter()
                    .map(|(name, data_type)| (name.name.clone(), data_type.clone()))
                    .collect(),
            },
            TypeDefinition::Range => TypeDefKind::Range,
            TypeDefinition::Base => TypeDefKind::Base,
        };
        self.put_type(&create.name, kind);
    }

    fn put_type(&mut self, name: &ObjectName, kind: TypeDefKind) {
        let origin = self.created(name.span);
        let name = self.creation_name(name, false);
        let known = self.catalog.seldom.types.get(&name);
        // A shell type may be completed; anything else that a statement made stands in the way.
        let stands = known.is_some_and(|known| {
            matches!(known.origin, Origin::Created(_)) && !matches!(known.kind, TypeDefKind::Base)
        });
        if !stands {
            let made = TypeDef { name: name.clone(), kind, origin, comment: None };
            self.catalog.seldom.types.insert(name, Arc::new(made));
        }
    }

    pub(super) fn change_type(&mut self, name: &ObjectName, change: impl FnOnce(&mut TypeDef)) {
        let found = self.catalog.type_def(name).map(|found| found.name.clone());
        if let Some(found) = found.and_then(|name| self.catalog.seldom.types.get_mut(&name)) {
            change(Arc::make_mut(found));
        }
    }

    pub(super) fn alter_enum(&mut self, alter: &AlterEnum) {
        let origin = self.created(self.statement);
        let (AlterEnum::AddValue { name, .. } | AlterEnum::RenameValue { name, .. }) = alter;
        self.change_type(name, |found| {
            let TypeDefKind::Enum { values } = &mut found.kind else { return };
            match alter {
                AlterEnum::AddValue { value, neighbor, .. } => {
                    if values.iter().any(|known| known.value == *value) {
                        return;
                    }
                    let beside = neighbor.as_ref().and_then(|(beside, place)| {
                        let at = values.iter().position(|known| known.value == *beside)?;
                        Some(if *place == EnumPlace::After { at + 1 } else { at })
                    });
                    let at = beside.unwrap_or(values.len());
                    values.insert(at, EnumValue { value: value.clone(), origin });
                }
                AlterEnum::RenameValue { from, to, .. } => {
                    if let Some(known) = values.iter_mut().find(|known| known.value == *from) {
                        known.value = to.clone();
                    }
                }
            }
        });
        if let AlterEnum::RenameValue { from, to, .. } = alter {
            self.rename_value_in_defaults(name, from, to);
        }
    }

    /// A default holds the value, not its name.
    fn rename_value_in_defaults(&mut self, name: &ObjectName, from: &Name, to: &Name) {
        let Some(of) = self.catalog.type_def(name).map(|found| found.name.clone()) else { return };
        let mut found = Vec::new();
        for table in self.catalog.mentioning(&of.name) {
            for column in &table.columns {
                let data_type = column.data_type.as_ref().and_then(|of| self.catalog.column_type(of));
                let default = match &*column.default {
                    Some(Expr::String(value)) if value == from => Expr::String(to.clone()),
                    Some(Expr::Cast { expr, to: cast }) if **expr == Expr::String(from.clone()) => {
                        Expr::Cast { expr: Box::new(Expr::String(to.clone())), to: cast.clone() }
                    }
                    _ => continue,
                };
                if data_type.is_some_and(|data_type| data_type.name == of) {
                    found.push((table.id, column.name.clone(), default));
                }
            }
        }
        for (table, column, default) in found {
            self.catalog.change_column(table, &column, |column| column.default = Some(default).into());
        }
    }

    pub(super) fn create_domain(&mut self, create: &CreateDomain) {
        let mut checks = Vec::new();
        for check in &create.checks {
            self.push_domain_check(&create.name.name, &mut checks, check, true);
        }
        let kind = TypeDefKind::Domain {
            base: create.base.clone(),
            not_null: create.not_null,
            default: create.default.as_ref().map(|default| default.expr.clone()),
            checks,
        };
        self.put_type(&create.name, kind);
    }

    fn push_domain_check(
        &self,
        domain: &str,
        checks: &mut Vec<DomainCheck>,
        written: &TableConstraint,
        new: bool,
    ) {
        let ConstraintKind::Check(check) = &written.kind else { return };
        let name = match &written.name {
            Some(name) => names::truncated(&name.name),
            None => {
                let mut number = 0;
                loop {
                    let label = if number == 0 { "check".to_owned() } else { format!("check{number}") };
                    let name = names::make_object_name(domain, None, &label);
                    if checks.iter().all(|check| check.name != name) {
                        break name;
                    }
                    number += 1;
                }
            }
        };
        let validated = new || !written.not_valid;
        checks.push(DomainCheck { name, expr: check.expr.clone(), validated });
    }

    pub(super) fn alter_domain(&mut self, alter: &AlterDomain) {
        use AlterDomainAction::*;
        let Some(TypeDef { kind: TypeDefKind::Domain { checks, .. }, name, .. }) =
            self.catalog.type_def(&alter.name)
        else {
            return;
        };
        let mut new_checks = checks.clone();
        let domain = name.name.clone();
        match &alter.action {
            AddConstraint(written) => {
                self.push_domain_check(&domain, &mut new_checks, written, false);
            }
            DropConstraint { constraint, .. } => new_checks.retain(|check| check.name != constraint.name),
            ValidateConstraint(constraint) => {
                for check in new_checks.iter_mut().filter(|check| check.name == constraint.name) {
                    check.validated = true;
                }
            }
            SetDefault(_) | DropDefault | SetNotNull | DropNotNull => {}
        }
        self.change_type(&alter.name, |found| {
            let TypeDefKind::Domain { not_null, default, checks, .. } = &mut found.kind else { return };
            *checks = new_checks;
            match &alter.action {
                SetDefault(at) => *default = Some(at.expr.clone()),
                DropDefault => *default = None,
                SetNotNull => *not_null = true,
                DropNotNull => *not_null = false,
                _ => {}
            }
        });
    }

    /// Drops a type with the columns, tables and functions that use it, or nothing where there are some and no CASCADE.
    pub(super) fn drop_type(&mut self, name: &QualifiedName, cascade: bool) {
        let routines: Vec<(QualifiedName, Vec<TypeName>)> = self
            .catalog
            .all_routines()
            .filter(|routine| {
                let types = routine.parameters.iter().map(|parameter| &parameter.data_type);
                types.chain(&routine.returns).any(|used| means(used, name))
            })
            .map(|routine| (routine.name.clone(), routine.signature().into_iter().cloned().collect()))
            .collect();
        let typed: Vec<RelationId> = self
            .catalog
            .relations()
            .filter(|relation| relation.of_type.as_ref() == Some(name))
            .map(|relation| relation.id)
            .collect();
        let casts = |default: &Expr| casts_to(default, name);
        let left = |relation: &Relation| {
            let own = columns_of_type(relation, name);
            let columns = relation.columns.iter().filter(|column| !own.contains(&column.name));
            columns.filter_map(|column| column.default.as_ref()).any(casts)
        };
        let defaults = self.catalog.mentioning(&name.name).any(left);
        let held = !routines.is_empty() || !typed.is_empty() || defaults;
        if held && !cascade {
            return;
        }
        if !self.drop_columns_where(cascade, |relation| columns_of_type(relation, name)) {
            return;
        }
        if defaults {
            self.drop_defaults(casts);
        }
        self.drop_relations(&typed, true);
        for (routine, arguments) in routines {
            self.drop_routines(&routine, Some(&arguments), true);
        }
        self.catalog.seldom.types.remove(name);
    }

    /// Gives a type another name or schema; the columns and the tables of it follow.
    pub(super) fn move_type(&mut self, from: &QualifiedName, to: QualifiedName) {
        if self.catalog.seldom.types.contains_key(&to) {
            return;
        }
        let Some(mut found) = self.catalog.seldom.types.remove(from) else { return };
        Arc::make_mut(&mut found).name = to.clone();
        self.catalog.seldom.types.insert(to.clone(), found);
        let using: Vec<RelationId> = self
            .catalog
            .relations()
            .filter(|relation| {
                relation.of_type.as_ref() == Some(from) || !columns_of_type(relation, from).is_empty()
            })
            .map(|relation| relation.id)
            .collect();
        for id in using {
            self.catalog.change(id, |relation| {
                if relation.of_type.as_ref() == Some(from) {
                    relation.of_type = Some(to.clone()).into();
                }
                for column in &mut relation.columns {
                    if column.data_type.as_ref().is_some_and(|used| means(used, from))
                        && let Some(data_type) = &mut *Arc::make_mut(column).data_type
                    {
                        give_name(data_type, from, &to);
                    }
                    if column.default.as_ref().is_some_and(|default| casts_to(default, from))
                        && let Some(Expr::Cast { to: cast, .. }) = &mut *Arc::make_mut(column).default
                    {
                        give_name(cast, from, &to);
                    }
                }
            });
        }
        self.move_type_in_routines(from, &to);
    }

    /// A function keeps the types of its parameters, whatever they are called.
    fn move_type_in_routines(&mut self, from: &QualifiedName, to: &QualifiedName) {
        let uses = |routine: &Routine| routine.types().any(|used| means(used, from));
        let using = self.catalog.routines_with(&from.name).filter(|routine| uses(routine));
        let names: Vec<QualifiedName> = using.map(|routine| routine.name.clone()).collect();
        for name in names {
            let Some(mut overloads) = self.catalog.routines.get(&name).cloned() else { continue };
            for routine in overloads.iter_mut().filter(|routine| uses(routine)) {
                let routine = Arc::make_mut(routine);
                let types = routine.parameters.iter_mut().map(|parameter| &mut parameter.data_type);
                for used in types.chain(&mut routine.returns).filter(|used| means(used, from)) {
                    give_name(used, from, to);
                }
            }
            self.catalog.put_routines(name, overloads);
        }
    }

    /// A default keeps the type of the column that it was written for; the server casts it to the new one.
    pub(super) fn keep_type_of_default(&mut self, id: RelationId, column: &Name, new: &TypeName) {
        let Some(known) = self.catalog.relation(id).and_then(|table| table.column(column)) else { return };
        let (Some(Expr::String(_)), Some(old)) = (&*known.default, &*known.data_type) else { return };
        let is_enum = self
            .catalog
            .column_type(old)
            .is_some_and(|known| matches!(known.kind, TypeDefKind::Enum { .. }) && old.array == 0);
        if !is_enum || new.name == old.name {
            return;
        }
        let to = Box::new(old.clone());
        self.catalog.change_column(id, column, |column| {
            if let Some(value) = column.default.take() {
                column.default = Some(Expr::Cast { expr: Box::new(value), to }).into();
            }
        });
    }

    /// RENAME of an attribute of a composite type or a constraint of a domain.
    pub(super) fn rename_in_type(&mut self, name: &ObjectName, old: &Name, new: &Name) {
        self.change_type(name, |found| match &mut found.kind {
            TypeDefKind::Composite { attributes } => {
                attributes
                    .iter_mut()
                    .filter(|(known, _)| known == old)
                    .for_each(|(known, _)| *known = new.clone());
            }
            TypeDefKind::Domain { checks, .. } => {
                checks
                    .iter_mut()
                    .filter(|check| check.name == *old)
                    .for_each(|check| check.name = new.clone());
            }
            _ => {}
        });
    }
}

/// Whether a type as written is this one. A name without a schema is taken to be found on the search path.
pub(super) fn means(used: &TypeName, name: &QualifiedName) -> bool {
    used.name == name.name && used.schema.as_ref().is_none_or(|schema| *schema == name.schema)
}

fn give_name(used: &mut TypeName, from: &QualifiedName, to: &QualifiedName) {
    used.name = to.name.clone();
    if from.schema != to.schema {
        used.schema = Some(to.schema.clone());
    }
}

fn casts_to(default: &Expr, name: &QualifiedName) -> bool {
    matches!(default, Expr::Cast { to, .. } if means(to, name))
}

fn columns_of_type(relation: &Relation, name: &QualifiedName) -> Vec<Name> {
    let columns = relation
        .columns
        .iter()
        .filter(|column| column.data_type.as_ref().is_some_and(|used| means(used, name)));
    columns.map(|column| column.name.clone()).collect()
}
