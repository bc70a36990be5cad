//! Statements that alter what exists.

use super::{
    ColumnDef, ExprAt, Ident, Identity, Name, ObjectKind, ObjectName, ObjectRef, PartitionBound, RelOption,
    TableConstraint, TypeName, Volatility,
};
use crate::source::Span;

/// `ALTER TABLE` with its actions; also `ALTER INDEX`, `ALTER VIEW`, and so on.
#[derive(Clone, Debug)]
pub struct AlterTable {
    /// The word after ALTER; a composite type is `Type`.
    pub kind: ObjectKind,
    pub name: ObjectName,
    pub only: bool,
    pub if_exists: bool,
    pub actions: Vec<AlterAction>,
}

/// One action of an `ALTER TABLE`, and the clause it was written in.
#[derive(Clone, Debug)]
pub struct AlterAction {
    pub kind: AlterActionKind,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum AlterActionKind {
    AddColumn {
        column: Box<ColumnDef>,
        if_not_exists: bool,
    },
    DropColumn {
        column: Ident,
        if_exists: bool,
        cascade: bool,
    },
    AlterColumnType {
        column: Ident,
        data_type: Box<TypeName>,
        collation: Option<Name>,
        using: Option<ExprAt>,
    },
    SetDefault {
        column: Ident,
        default: ExprAt,
    },
    DropDefault {
        column: Ident,
    },
    SetNotNull {
        column: Ident,
    },
    DropNotNull {
        column: Ident,
    },
    /// `SET EXPRESSION AS (…)` (PostgreSQL 17).
    SetExpression {
        column: Ident,
        expr: ExprAt,
    },
    DropExpression {
        column: Ident,
        if_exists: bool,
    },
    AddIdentity {
        column: Ident,
        identity: Identity,
    },
    /// `SET GENERATED`, `RESTART` and the sequence options of an identity column.
    SetIdentity {
        column: Ident,
        /// Absent where `GENERATED …` was not written.
        identity: Option<Identity>,
        /// More than GENERATED was given: RESTART, INCREMENT and the like.
        sequence_options: bool,
    },
    DropIdentity {
        column: Ident,
        if_exists: bool,
    },
    SetStatistics {
        column: Option<Ident>,
        target: Option<i32>,
    },
    /// `SET (n_distinct = …)` and `RESET (…)` of a column.
    SetColumnOptions {
        column: Ident,
    },
    SetStorage {
        column: Ident,
        storage: Name,
    },
    SetCompression {
        column: Ident,
        method: Name,
    },
    AddConstraint {
        constraint: Box<TableConstraint>,
    },
    AlterConstraint {
        constraint: Ident,
        change: ConstraintChange,
    },
    ValidateConstraint {
        constraint: Ident,
    },
    DropConstraint {
        constraint: Ident,
        if_exists: bool,
        cascade: bool,
    },
    AttachPartition {
        partition: ObjectName,
        bound: Option<PartitionBound>,
    },
    DetachPartition {
        partition: ObjectName,
        concurrently: bool,
        finalize: bool,
    },
    Inherit {
        parent: ObjectName,
    },
    NoInherit {
        parent: ObjectName,
    },
    /// `ENABLE` or `DISABLE` of a trigger; `name` is absent for `ALL` and `USER`.
    ToggleTrigger {
        name: Option<Ident>,
        enable: bool,
        user_only: bool,
        /// `ENABLE REPLICA`: it fires only in sessions that replay changes, so that it is off in all others.
        replica: bool,
    },
    ToggleRule {
        name: Ident,
        enable: bool,
    },
    RowSecurity(RowSecurity),
    ReplicaIdentity(ReplicaIdentity),
    OwnerTo {
        role: Name,
    },
    SetLogged {
        logged: bool,
    },
    ClusterOn {
        index: Ident,
    },
    SetWithoutCluster,
    SetWithoutOids,
    SetTablespace {
        tablespace: Name,
    },
    /// `None` for `SET ACCESS METHOD DEFAULT`.
    SetAccessMethod {
        method: Option<Name>,
    },
    SetOptions {
        options: Vec<RelOption>,
        reset: bool,
    },
    OfType {
        name: ObjectName,
    },
    NotOf,
    /// Composite types: `ADD`, `DROP` and `ALTER ATTRIBUTE`.
    AddAttribute {
        name: Ident,
        data_type: TypeName,
        cascade: bool,
    },
    DropAttribute {
        name: Ident,
        if_exists: bool,
        cascade: bool,
    },
    AlterAttributeType {
        name: Ident,
        data_type: TypeName,
        cascade: bool,
    },
    /// Options of foreign tables and anything newer.
    Other(&'static str),
}

impl AlterActionKind {
    /// The column of a `DROP COLUMN`.
    pub fn dropped_column(&self) -> Option<&Ident> {
        match self {
            Self::DropColumn { column, .. } => Some(column),
            _ => None,
        }
    }

    /// The constraint of a `DROP CONSTRAINT`.
    pub fn dropped_constraint(&self) -> Option<&Ident> {
        match self {
            Self::DropConstraint { constraint, .. } => Some(constraint),
            _ => None,
        }
    }
}

/// What `ALTER CONSTRAINT` sets; absent is left as it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConstraintChange {
    pub deferrable: Option<bool>,
    pub initially_deferred: Option<bool>,
    pub enforced: Option<bool>,
    pub inherit: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowSecurity {
    Enable,
    Disable,
    Force,
    NoForce,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ReplicaIdentity {
    Default,
    Full,
    Nothing,
    Index(Ident),
}

#[derive(Clone, Debug)]
pub struct AlterSequence {
    pub name: ObjectName,
    pub if_exists: bool,
    /// `AS bigint`.
    pub data_type: Option<TypeName>,
    /// `OWNED BY table.column`; `Some(None)` for `OWNED BY NONE`.
    pub owned_by: Option<Option<(ObjectName, Ident)>>,
    /// Names of the other options that were written: `restart`, `increment`, …
    pub options: Vec<Name>,
}

#[derive(Clone, Debug)]
pub enum AlterEnum {
    AddValue { name: ObjectName, value: Name, if_not_exists: bool, neighbor: Option<(Name, EnumPlace)> },
    RenameValue { name: ObjectName, from: Name, to: Name },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumPlace {
    Before,
    After,
}

#[derive(Clone, Debug)]
pub struct AlterDomain {
    pub name: ObjectName,
    pub action: AlterDomainAction,
}

#[derive(Clone, Debug)]
pub enum AlterDomainAction {
    SetDefault(ExprAt),
    DropDefault,
    SetNotNull,
    DropNotNull,
    AddConstraint(TableConstraint),
    DropConstraint { constraint: Ident, if_exists: bool, cascade: bool },
    ValidateConstraint(Ident),
}

/// `ALTER FUNCTION` or `PROCEDURE` with options.
#[derive(Clone, Debug)]
pub struct AlterFunction {
    pub function: ObjectRef,
    pub volatility: Option<Volatility>,
    pub security_definer: Option<bool>,
    /// Names of the settings that `SET` gives it.
    pub settings: Vec<Name>,
    pub search_path: Option<Vec<Name>>,
}

impl RoleChange {
    /// Whether sessions of the role that begin later may be refused, which were let in before.
    pub fn shuts_out(&self) -> bool {
        let ends = self.valid_until.as_deref().is_some_and(|until| until.trim() != "infinity");
        let password = self.attributes.iter().any(|attribute| attribute == "password");
        self.login == Some(false) || self.connection_limit == Some(0) || ends || password
    }
}

#[derive(Clone, Debug)]
pub struct AlterExtension {
    pub name: Name,
    pub action: AlterExtensionAction,
}

#[derive(Clone, Debug)]
pub enum AlterExtensionAction {
    Update(Option<Name>),
    SetSchema(Name),
    /// `ADD` or `DROP` of a member object.
    Member,
}

impl Grant {
    /// The rights as a message shows them: `SELECT (id), UPDATE`. Empty for `ALL`.
    pub fn rights(&self) -> String {
        self.privileges.iter().map(|privilege| written_right(privilege)).collect::<Vec<_>>().join(", ")
    }
}

/// A right as it is written: `SELECT`, `SELECT (id)`.
pub fn written_right(privilege: &str) -> String {
    match privilege.split_once(" (") {
        Some((right, columns)) => format!("{} ({columns}", right.to_uppercase()),
        None => privilege.to_uppercase(),
    }
}

/// `GRANT`, `REVOKE` and the same inside `ALTER DEFAULT PRIVILEGES`.
#[derive(Clone, Debug)]
pub struct Grant {
    pub grant: bool,
    /// Empty means `ALL`. A right on columns has them behind it: `select (id, name)`.
    pub privileges: Vec<Name>,
    pub kind: ObjectKind,
    /// The objects named; schemas for `ON ALL … IN SCHEMA` and for default privileges.
    pub objects: Vec<ObjectRef>,
    pub all_in_schema: bool,
    /// `public` for PUBLIC.
    pub grantees: Vec<Name>,
    /// `WITH GRANT OPTION`; in REVOKE, that nothing but an option is taken back.
    pub with_grant_option: bool,
    pub cascade: bool,
    /// A role granted to a role: `privileges` are the roles.
    pub of_role: bool,
}

/// `CREATE ROLE`, `ALTER ROLE`, `ALTER ROLE … SET`, `ALTER DATABASE … SET`.
#[derive(Clone, Debug, Default)]
pub struct RoleChange {
    pub role: Option<Name>,
    pub database: Option<Name>,
    /// Attribute names in lower case: `superuser`, `login`, `password`.
    pub attributes: Vec<Name>,
    /// LOGIN or NOLOGIN.
    pub login: Option<bool>,
    pub connection_limit: Option<i64>,
    /// `VALID UNTIL`, as written.
    pub valid_until: Option<Name>,
    /// Where a password literal stands.
    pub password: Option<Span>,
    /// `SET name = …`.
    pub setting: Option<Name>,
    /// `INHERIT` or `NOINHERIT`, if one is said.
    pub inherits: Option<bool>,
    /// Roles that it becomes a member of: `IN ROLE`.
    pub groups: Vec<Name>,
    /// Roles that become members of it: `ROLE`, `ADMIN`, `ALTER GROUP … ADD USER`.
    pub members: Vec<Name>,
    /// `ALTER GROUP … DROP USER`: it loses them as members.
    pub drops_members: bool,
}
