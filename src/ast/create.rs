//! Statements that create tables, indexes, views, types, functions and what hangs on them.

use std::sync::Arc;

use super::{
    BodyStatements, Expr, ExprAt, Ident, Name, ObjectName, ParsedStatement, Query, Statement, TypeName,
};
use crate::source::Span;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Persistence {
    #[default]
    Permanent,
    Unlogged,
    Temporary,
}

/// A storage parameter or option: `fillfactor = 70`, `security_invoker`.
#[derive(Clone, Debug, PartialEq)]
pub struct RelOption {
    /// With its namespace, if any: `toast.autovacuum_enabled`.
    pub name: Name,
    pub value: Option<Name>,
}

/// `CREATE TABLE`, also foreign tables, partitions and typed tables.
#[derive(Clone, Debug)]
pub struct CreateTable {
    pub name: ObjectName,
    pub if_not_exists: bool,
    pub persistence: Persistence,
    pub foreign: bool,
    pub columns: Vec<ColumnDef>,
    pub constraints: Vec<TableConstraint>,
    pub like: Vec<LikeClause>,
    pub inherits: Vec<ObjectName>,
    pub of_type: Option<ObjectName>,
    pub partition_of: Option<(ObjectName, PartitionBound)>,
    pub partition_by: Option<PartitionKey>,
    pub access_method: Option<Name>,
    pub tablespace: Option<Name>,
    pub options: Vec<RelOption>,
    /// `ON COMMIT DROP`, of temporary tables.
    pub on_commit_drop: bool,
}

/// `LIKE other INCLUDING …`.
#[derive(Clone, Debug)]
pub struct LikeClause {
    pub relation: ObjectName,
    pub defaults: bool,
    pub constraints: bool,
    pub indexes: bool,
    pub identity: bool,
    pub generated: bool,
    pub statistics: bool,
    pub comments: bool,
}

#[derive(Clone, Debug)]
pub struct ColumnDef {
    pub name: Ident,
    /// Absent for `col WITH OPTIONS` of typed tables and partitions.
    pub data_type: Option<TypeName>,
    pub collation: Option<Name>,
    pub not_null: bool,
    /// `NOT NULL` with a name (PostgreSQL 18 stores it).
    pub not_null_name: Option<Name>,
    pub default: Option<ExprAt>,
    pub generated: Option<Generated>,
    pub identity: Option<Identity>,
    /// `PRIMARY KEY`, `UNIQUE`, `CHECK` and `REFERENCES` written beside the column, each as a table constraint.
    pub constraints: Vec<TableConstraint>,
    pub storage: Option<Name>,
    pub compression: Option<Name>,
    pub span: Span,
}

impl ColumnDef {
    pub fn is_serial(&self) -> bool {
        self.data_type.as_ref().is_some_and(|data_type| data_type.serial_base().is_some())
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Generated {
    pub expr: ExprAt,
    /// `STORED`; otherwise `VIRTUAL` (PostgreSQL 18, the default there).
    pub stored: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    Always,
    ByDefault,
}

/// A constraint of a table, from `CREATE TABLE`, `ALTER TABLE` or beside a column.
#[derive(Clone, Debug, PartialEq)]
pub struct TableConstraint {
    pub name: Option<Ident>,
    pub kind: ConstraintKind,
    pub not_valid: bool,
    /// `NOT ENFORCED` (PostgreSQL 18).
    pub not_enforced: bool,
    pub deferrable: bool,
    pub initially_deferred: bool,
    pub no_inherit: bool,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ConstraintKind {
    Check(ExprAt),
    /// A table-level `NOT NULL column` (PostgreSQL 18).
    NotNull(Ident),
    PrimaryKey(KeyConstraint),
    Unique(KeyConstraint),
    Exclusion(ExclusionConstraint),
    ForeignKey(ForeignKey),
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeyConstraint {
    pub columns: Vec<Ident>,
    pub include: Vec<Ident>,
    /// `USING INDEX name`.
    pub using_index: Option<Ident>,
    pub nulls_not_distinct: bool,
    /// `WITHOUT OVERLAPS` (PostgreSQL 18).
    pub without_overlaps: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ExclusionConstraint {
    pub method: Name,
    pub elements: Vec<(IndexElement, Name)>,
    pub predicate: Option<ExprAt>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ForeignKey {
    pub columns: Vec<Ident>,
    pub references: ObjectName,
    /// Empty when the primary key is meant.
    pub referenced_columns: Vec<Ident>,
    pub on_delete: ReferentialAction,
    pub on_update: ReferentialAction,
    /// Whether `ON DELETE` was written.
    pub on_delete_written: bool,
    /// The columns of `ON DELETE SET NULL (…)` and SET DEFAULT; empty for all.
    pub delete_sets: Vec<Name>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReferentialAction {
    #[default]
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PartitionKey {
    pub strategy: PartitionStrategy,
    pub elements: Vec<PartitionElement>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartitionStrategy {
    Range,
    List,
    Hash,
}

#[derive(Clone, Debug, PartialEq)]
pub enum PartitionElement {
    Column(Name),
    Expression(super::Expr),
}

#[derive(Clone, Debug, PartialEq)]
pub enum PartitionBound {
    Default,
    Range { from: Vec<super::Expr>, to: Vec<super::Expr> },
    List(Vec<super::Expr>),
    Hash { modulus: i32, remainder: i32 },
}

/// `CREATE TABLE … AS`, `SELECT … INTO`, `CREATE MATERIALIZED VIEW`.
#[derive(Clone, Debug)]
pub struct CreateTableAs {
    pub name: ObjectName,
    pub materialized_view: bool,
    pub if_not_exists: bool,
    pub persistence: Persistence,
    pub columns: Vec<Ident>,
    pub query: Arc<Query>,
    pub with_data: bool,
}

#[derive(Clone, Debug)]
pub struct CreateView {
    pub name: ObjectName,
    pub or_replace: bool,
    pub temporary: bool,
    pub columns: Vec<Ident>,
    pub query: Arc<Query>,
    pub options: Vec<RelOption>,
}

#[derive(Clone, Debug)]
pub struct CreateSequence {
    pub name: ObjectName,
    pub if_not_exists: bool,
    pub temporary: bool,
    /// `AS smallint`, and so on.
    pub data_type: Option<TypeName>,
    pub owned_by: Option<(ObjectName, Ident)>,
}

#[derive(Clone, Debug)]
pub struct CreateIndex {
    pub name: Option<Ident>,
    pub table: ObjectName,
    pub only: bool,
    pub unique: bool,
    pub concurrently: bool,
    pub if_not_exists: bool,
    /// The access method: `btree` when none was written.
    pub method: Name,
    pub elements: Vec<IndexElement>,
    pub include: Vec<Ident>,
    pub predicate: Option<ExprAt>,
    pub nulls_not_distinct: bool,
    pub options: Vec<RelOption>,
    pub tablespace: Option<Name>,
    /// The word INDEX, after which `CONCURRENTLY` belongs.
    pub keyword_span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct IndexElement {
    pub key: IndexKey,
    pub collation: Option<Name>,
    pub operator_class: Option<Name>,
    pub descending: bool,
    /// `NULLS FIRST` or `LAST` was written and is not the order's default.
    pub unusual_nulls: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum IndexKey {
    Column(Name),
    Expression(super::Expr),
}

impl IndexKey {
    /// What stands in parentheses: a bare column there is a column like any other.
    pub fn of_expression(expr: Expr) -> Self {
        match expr {
            Expr::Column(mut parts) if !parts.is_empty() => Self::Column(parts.swap_remove(parts.len() - 1)),
            expr => Self::Expression(expr),
        }
    }
}

#[derive(Clone, Debug)]
pub struct CreateStatistics {
    pub name: Option<ObjectName>,
    pub if_not_exists: bool,
    pub relations: Vec<ObjectName>,
    pub columns: Vec<Name>,
}

#[derive(Clone, Debug)]
pub struct CreateTrigger {
    pub name: Ident,
    pub table: ObjectName,
    pub or_replace: bool,
    pub constraint: bool,
    pub row: bool,
    pub timing: TriggerTiming,
    pub events: TriggerEvents,
    /// `UPDATE OF` these columns.
    pub columns: Vec<Name>,
    pub when: Option<ExprAt>,
    pub function: ObjectName,
    pub deferrable: bool,
    pub initially_deferred: bool,
    /// `FROM referenced_table` of a constraint trigger.
    pub references: Option<ObjectName>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TriggerTiming {
    Before,
    After,
    InsteadOf,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TriggerEvents {
    pub insert: bool,
    pub update: bool,
    pub delete: bool,
    pub truncate: bool,
}

#[derive(Clone, Debug)]
pub struct CreateRule {
    pub name: Ident,
    pub table: ObjectName,
    pub or_replace: bool,
    /// What is done also, or instead; nothing for `DO INSTEAD NOTHING`.
    pub actions: Vec<Statement>,
}

#[derive(Clone, Debug)]
pub struct CreatePolicy {
    pub name: Ident,
    pub table: ObjectName,
    /// `all`, `select`, `insert`, `update` or `delete`.
    pub command: Name,
    pub permissive: bool,
    pub roles: Vec<Name>,
    pub using: Option<ExprAt>,
    pub with_check: Option<ExprAt>,
}

#[derive(Clone, Debug)]
pub struct AlterPolicy {
    pub name: Ident,
    pub table: ObjectName,
    pub roles: Vec<Name>,
    pub using: Option<ExprAt>,
    pub with_check: Option<ExprAt>,
}

#[derive(Clone, Debug)]
pub struct CreateType {
    pub name: ObjectName,
    pub definition: TypeDefinition,
}

#[derive(Clone, Debug)]
pub enum TypeDefinition {
    Enum(Vec<Name>),
    Composite(Vec<(Ident, TypeName)>),
    Range,
    /// A base type or a shell.
    Base,
}

#[derive(Clone, Debug)]
pub struct CreateDomain {
    pub name: ObjectName,
    pub base: TypeName,
    pub collation: Option<Name>,
    pub default: Option<ExprAt>,
    pub not_null: bool,
    pub checks: Vec<TableConstraint>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Volatility {
    Immutable,
    Stable,
    #[default]
    Volatile,
}

impl Volatility {
    pub fn word(self) -> &'static str {
        match self {
            Volatility::Immutable => "IMMUTABLE",
            Volatility::Stable => "STABLE",
            Volatility::Volatile => "VOLATILE",
        }
    }
}

/// `CREATE [OR REPLACE] FUNCTION` or `PROCEDURE`.
#[derive(Clone, Debug)]
pub struct CreateFunction {
    pub name: ObjectName,
    pub procedure: bool,
    pub or_replace: bool,
    pub parameters: Vec<Parameter>,
    /// Absent for procedures, and for functions with OUT parameters that leave it out.
    pub returns: Option<TypeName>,
    pub returns_table: bool,
    pub language: Name,
    pub volatility: Volatility,
    pub strict: bool,
    pub security_definer: bool,
    /// `SET name = …` attached to the function: the names.
    pub settings: Vec<Name>,
    /// The schemas of its `SET search_path = …`, none of them for `''`.
    pub search_path: Option<Vec<Name>>,
    /// The body between its quotes, and where it stands; a SQL-standard body has no text.
    pub body: Option<(Name, Span)>,
    /// The statements of the body, where they can be read.
    pub statements: BodyStatements,
    /// A SQL-standard body (`BEGIN ATOMIC`, `RETURN`), which PostgreSQL tracks the dependencies of.
    pub sql_body: bool,
}

impl CreateFunction {
    pub fn is_for_triggers(&self) -> bool {
        self.returns.as_ref().is_some_and(TypeName::is_trigger)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    pub name: Option<Name>,
    pub data_type: TypeName,
    pub mode: ParameterMode,
    pub has_default: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterMode {
    In,
    Out,
    InOut,
    Variadic,
    Table,
}

#[derive(Clone, Debug)]
pub struct CreateSchema {
    /// Absent for `CREATE SCHEMA AUTHORIZATION role`, which takes the role's name.
    pub name: Option<Name>,
    pub authorization: Option<Name>,
    pub if_not_exists: bool,
    /// Statements written inside it.
    pub elements: Vec<ParsedStatement>,
}

#[derive(Clone, Debug)]
pub struct CreateExtension {
    pub name: Name,
    pub if_not_exists: bool,
    pub schema: Option<Name>,
    pub version: Option<Name>,
    pub cascade: bool,
}

/// `CREATE PUBLICATION` and `ALTER PUBLICATION`.
#[derive(Clone, Debug)]
pub struct Publication {
    pub name: Name,
    pub action: PublicationAction,
    pub tables: Vec<ObjectName>,
    /// Those tables of which only a part is published.
    pub parts: Vec<PublishedPart>,
    pub schemas: Vec<Name>,
    pub all_tables: bool,
    /// Whether `publish` lists UPDATE or DELETE; absent where it was not written.
    pub publishes_changes: Option<bool>,
}

/// `FOR TABLE t (columns) WHERE (…)`.
#[derive(Clone, Debug)]
pub struct PublishedPart {
    pub table: ObjectName,
    /// Empty where all columns are published.
    pub columns: Vec<Name>,
    pub filter: Option<Expr>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicationAction {
    Create,
    Add,
    Set,
    Drop,
    Options,
}
