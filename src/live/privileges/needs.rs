//! What a statement needs of the role that runs it: ownership, a privilege, or CREATE where it makes something.

use serde::Deserialize;

use crate::ast::{
    AlterActionKind, ConstraintKind, Name, ObjectKind, ObjectName, Persistence, ReindexTarget, Statement,
    TableConstraint, quoted,
};
use crate::catalog::Catalog;
use crate::effects::runs_unseen_code;
use crate::migration::Step;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// The owner of the relation, or a member of that role: all privileges on it are not enough.
    Own,
    /// The owner of the relation or of its schema.
    Drop,
    /// The owner of the schema.
    OwnSchema,
    /// CREATE on the schema.
    Create,
    /// CREATE on the database.
    CreateSchema,
    /// REINDEX, CLUSTER and REFRESH: the owner, and MAINTAIN from PostgreSQL 17 on.
    Maintain,
    /// A privilege on the relation: `UPDATE`.
    Privilege(&'static str),
}

/// Who owns what a right is about.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Owner {
    pub(super) name: String,
    pub(super) is_superuser: bool,
}

/// A right to one thing. The name is empty where the right is to a schema or to the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    pub right: Right,
    pub schema: Name,
    pub name: Name,
}

impl Right {
    /// As the query that asks for it calls it.
    pub(super) fn word(self, with_maintain: bool) -> &'static str {
        match self {
            Right::Own => "OWNER",
            Right::Drop => "DROP",
            Right::OwnSchema => "SCHEMA",
            Right::Create => "CREATE",
            Right::CreateSchema => "DATABASE",
            Right::Maintain if with_maintain => "MAINTAIN",
            Right::Maintain => "OWNER",
            Right::Privilege(privilege) => privilege,
        }
    }
}

impl Need {
    fn on_schema(right: Right, schema: &str) -> Self {
        Self { right, schema: schema.into(), name: Name::default() }
    }

    fn sql_name(&self) -> String {
        if self.schema == "public" {
            quoted(&self.name).into_owned()
        } else {
            format!("{}.{}", quoted(&self.schema), quoted(&self.name))
        }
    }

    /// What is missing, and what would help.
    pub(super) fn unmet(&self, role: &str, owner: &Owner) -> (String, String) {
        let (name, schema) = (self.sql_name(), quoted(&self.schema));
        let to = quoted(role);
        let Owner { name: owner, is_superuser } = owner;
        let member = match (is_superuser, self.right) {
            (false, _) => format!("make {role} a member: GRANT {} TO {to}", quoted(owner)),
            // A member of that role may do anything.
            (true, Right::OwnSchema) => format!("hand it over: ALTER SCHEMA {schema} OWNER TO {to}"),
            (true, _) => format!("hand it over: ALTER TABLE {name} OWNER TO {to}"),
        };
        let member = format!("run it as {owner}, or {member}");
        match self.right {
            Right::Own | Right::Drop | Right::Maintain => {
                (format!("`{name}` is owned by {owner}, and {role} is no member of that role"), member)
            }
            Right::OwnSchema => (
                format!("the schema `{schema}` is owned by {owner}, and {role} is no member of that role"),
                member,
            ),
            Right::Create => (
                format!("{role} may not create in the schema `{schema}`"),
                format!("GRANT CREATE ON SCHEMA {schema} TO {to}"),
            ),
            Right::CreateSchema => (
                format!("{role} may not create a schema in the database"),
                format!("GRANT CREATE ON DATABASE … TO {to}"),
            ),
            Right::Privilege(privilege) => (
                format!("{role} has no {privilege} on `{name}`"),
                format!("GRANT {privilege} ON {name} TO {to}"),
            ),
        }
    }
}

pub(super) fn without_usage(role: &str, need: &Need) -> (String, String) {
    let schema = quoted(&need.schema);
    (
        format!("{role} may not use the schema `{schema}`"),
        format!("GRANT USAGE ON SCHEMA {schema} TO {}", quoted(role)),
    )
}

/// Which rights the migrations themselves have changed so far.
#[derive(Default)]
pub(super) struct Changed {
    /// Who owns what, and who is a member of what.
    owners: bool,
    privileges: bool,
    /// Until the end of the script: another role has taken over.
    role: bool,
}

impl Changed {
    /// A statement that runs only under a condition may have changed them too, and code that nobody reads anything.
    pub(super) fn by(&mut self, step: &Step) {
        if runs_unseen_code(&step.statement.kind, &step.before) {
            self.owners = true;
        }
        match &step.statement.kind {
            Statement::Grant(grant) if grant.of_role => self.owners = true,
            Statement::Grant(_) | Statement::AlterDefaultPrivileges(_) => self.privileges = true,
            Statement::OwnerTo(_) | Statement::CreateRole(_) | Statement::AlterRole(_) => self.owners = true,
            Statement::AlterTable(alter) => {
                let given = |kind: &AlterActionKind| matches!(kind, AlterActionKind::OwnerTo { .. });
                self.owners |= alter.actions.iter().any(|action| given(&action.kind));
            }
            Statement::Set(set) if ["role", "session_authorization"].contains(&set.name.as_str()) => {
                self.role = true;
            }
            _ => {}
        }
    }

    pub(super) fn end_of_script(&mut self) {
        self.role = false;
    }

    /// Whether what the server says of a need now is no answer any more.
    pub(super) fn concerns(&self, need: &Need) -> bool {
        let by_grant = matches!(need.right, Right::Privilege(_) | Right::Create | Right::CreateSchema);
        self.role || self.owners || self.privileges && by_grant
    }
}

/// What one statement needs on things that are there before it.
pub(super) fn of(step: &Step) -> Vec<Need> {
    let mut needs = Needs { before: &step.before, found: Vec::new() };
    needs.statement(&step.statement.kind);
    needs.found
}

struct Needs<'a> {
    before: &'a Catalog,
    found: Vec<Need>,
}

impl Needs<'_> {
    fn on(&mut self, right: Right, name: &ObjectName) {
        let known = self.before.resolve(name);
        if known.is_some_and(|relation| relation.is_temporary()) {
            return;
        }
        let name = self.before.full_name(name);
        self.found.push(Need { right, schema: name.schema, name: name.name });
    }

    fn privilege(&mut self, privilege: &'static str, name: &ObjectName) {
        self.on(Right::Privilege(privilege), name);
    }

    /// Something of this name is made.
    fn made(&mut self, name: &ObjectName) {
        let schema = self.before.qualify(name).schema;
        if schema != "pg_temp" {
            self.found.push(Need::on_schema(Right::Create, &schema));
        }
    }

    /// An index is made where its table is.
    fn made_beside(&mut self, table: &ObjectName) {
        match self.before.resolve(table) {
            Some(relation) if relation.is_temporary() => {}
            Some(relation) => self.found.push(Need::on_schema(Right::Create, &relation.name.schema)),
            None => self.made(table),
        }
    }

    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::AlterTable(alter) if alter.kind != ObjectKind::Type => {
                self.on(Right::Own, &alter.name);
                alter.actions.iter().for_each(|action| self.action(&alter.name, &action.kind));
            }
            Statement::CreateIndex(create) => {
                self.on(Right::Own, &create.table);
                self.made_beside(&create.table);
            }
            Statement::Drop(_) | Statement::Rename(_) | Statement::SetSchema(_) | Statement::Comment(_) => {
                self.object(statement);
            }
            Statement::CreateTrigger(create) => self.privilege("TRIGGER", &create.table),
            Statement::CreateRule(create) => self.on(Right::Own, &create.table),
            Statement::CreatePolicy(create) => self.on(Right::Own, &create.table),
            Statement::AlterPolicy(alter) => self.on(Right::Own, &alter.table),
            Statement::AlterSequence(alter) => self.on(Right::Own, &alter.name),
            Statement::RefreshMaterializedView(refresh) => self.on(Right::Maintain, &refresh.name),
            Statement::ClusterTable(cluster) => {
                cluster.table.iter().for_each(|table| self.on(Right::Maintain, table));
            }
            Statement::Reindex(reindex) => match &reindex.target {
                ReindexTarget::Index(name) | ReindexTarget::Table(name) => self.on(Right::Maintain, name),
                _ => {}
            },
            Statement::Truncate(truncate) => {
                truncate.tables.iter().for_each(|table| self.privilege("TRUNCATE", table));
            }
            Statement::Insert(insert) => self.privilege("INSERT", &insert.table),
            Statement::Update(update) => {
                self.privilege("UPDATE", &update.table);
                if update.where_clause.is_some() {
                    self.privilege("SELECT", &update.table);
                }
            }
            Statement::Delete(delete) => {
                self.privilege("DELETE", &delete.table);
                if delete.where_clause.is_some() {
                    self.privilege("SELECT", &delete.table);
                }
            }
            _ => self.creation(statement),
        }
    }

    fn action(&mut self, table: &ObjectName, action: &AlterActionKind) {
        match action {
            AlterActionKind::AddConstraint { constraint } => self.constraint(table, constraint),
            AlterActionKind::AddColumn { column, .. } => {
                column.constraints.iter().for_each(|constraint| self.constraint(table, constraint));
            }
            AlterActionKind::AttachPartition { partition, .. } => self.on(Right::Own, partition),
            AlterActionKind::Inherit { parent } => self.on(Right::Own, parent),
            _ => {}
        }
    }

    fn constraint(&mut self, table: &ObjectName, constraint: &TableConstraint) {
        match &constraint.kind {
            ConstraintKind::ForeignKey(key) => self.privilege("REFERENCES", &key.references),
            ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) if key.using_index.is_none() => {
                self.made_beside(table);
            }
            ConstraintKind::Exclusion(_) => self.made_beside(table),
            _ => {}
        }
    }

    /// Statements that take any kind of object.
    fn object(&mut self, statement: &Statement) {
        use ObjectKind::*;
        let is_relation =
            |kind| matches!(kind, Table | ForeignTable | View | MaterializedView | Index | Sequence);
        let is_part = |kind| matches!(kind, Column | Constraint | Trigger | Rule | Policy);
        match statement {
            Statement::Drop(drop) if !drop.owned => {
                for object in &drop.objects {
                    match drop.kind {
                        Schema => self.found.push(Need::on_schema(Right::OwnSchema, &object.name.name)),
                        kind if is_relation(kind) => self.on(Right::Drop, &object.name),
                        kind if is_part(kind) => self.on(Right::Own, &object.name),
                        _ => {}
                    }
                }
            }
            Statement::Rename(rename) if is_relation(rename.object.kind) => {
                self.on(Right::Own, &rename.object.name);
                self.made_beside(&rename.object.name);
            }
            Statement::Rename(rename) if is_part(rename.object.kind) => {
                self.on(Right::Own, &rename.object.name);
            }
            Statement::SetSchema(set) if is_relation(set.object.kind) => {
                self.on(Right::Own, &set.object.name);
                self.found.push(Need::on_schema(Right::Create, &set.new_schema));
            }
            Statement::Comment(comment)
                if is_relation(comment.object.kind) || is_part(comment.object.kind) =>
            {
                self.on(Right::Own, &comment.object.name);
            }
            _ => {}
        }
    }

    fn creation(&mut self, statement: &Statement) {
        match statement {
            Statement::CreateTable(create) if create.persistence != Persistence::Temporary => {
                self.made(&create.name);
                let parents = create.partition_of.iter().map(|(parent, _)| parent).chain(&create.inherits);
                parents.for_each(|parent| self.on(Right::Own, parent));
                let beside = create.columns.iter().flat_map(|column| &column.constraints);
                for constraint in beside.chain(&create.constraints) {
                    if let ConstraintKind::ForeignKey(key) = &constraint.kind {
                        self.privilege("REFERENCES", &key.references);
                    }
                }
            }
            Statement::CreateTableAs(create) if create.persistence != Persistence::Temporary => {
                self.made(&create.name);
            }
            Statement::CreateView(create) if !create.temporary => {
                self.made(&create.name);
                if create.or_replace {
                    self.on(Right::Own, &create.name);
                }
            }
            Statement::CreateSequence(create) if !create.temporary => self.made(&create.name),
            Statement::CreateType(create) => self.made(&create.name),
            Statement::CreateDomain(create) => self.made(&create.name),
            Statement::CreateFunction(create) => self.made(&create.name),
            Statement::CreateSchema(_) => self.found.push(Need::on_schema(Right::CreateSchema, "")),
            _ => {}
        }
    }
}
