//! Our own statements: the DDL and DML forms that matter, in PostgreSQL's own terms, with spans.

use smol_str::SmolStr;

use crate::source::Span;

mod alter;
mod body;
mod command;
mod create;
mod dml;
mod expr;
mod object;
mod orphan;
mod session;

pub use alter::*;
pub use body::*;
pub use create::*;
pub use dml::*;
pub use expr::*;
pub use object::*;
pub use orphan::orphan;
pub use session::*;

/// An identifier as the server stores it: folded to lower case unless it was quoted.
pub type Name = SmolStr;

/// A possibly schema-qualified name where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectName {
    pub schema: Option<Name>,
    pub name: Name,
    pub span: Span,
}

impl ObjectName {
    pub fn new(schema: Option<&str>, name: &str, span: Span) -> Self {
        Self { schema: schema.map(Name::new), name: Name::new(name), span }
    }
}

impl std::fmt::Display for ObjectName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.schema {
            Some(schema) => write!(f, "{}.{}", quoted(schema), quoted(&self.name)),
            None => f.write_str(&quoted(&self.name)),
        }
    }
}

/// A name that stands somewhere: a column, a constraint, an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ident {
    pub name: Name,
    pub span: Span,
}

impl Ident {
    pub fn new(name: &str, span: Span) -> Self {
        Self { name: Name::new(name), span }
    }
}

impl std::fmt::Display for Ident {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&quoted(&self.name))
    }
}

/// The identifier as it must be written in SQL: in double quotes where it would not read back the same.
pub fn quoted(name: &str) -> std::borrow::Cow<'_, str> {
    let plain = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'$'))
        && !is_reserved(name);
    if plain { name.into() } else { format!("\"{}\"", name.replace('"', "\"\"")).into() }
}

/// Whether a word, in lower case, can name no column or table unquoted.
pub(crate) fn is_reserved(word: &str) -> bool {
    let Some(letter @ b'a'..=b'z') = word.bytes().next() else { return false };
    let letter = usize::from(letter - b'a');
    RESERVED[STARTS[letter]..STARTS[letter + 1]].contains(&word)
}

/// The words that cannot name a column or table unquoted (PostgreSQL manual, appendix C: "reserved").
const RESERVED: &[&str] = &[
    "all",
    "analyse",
    "analyze",
    "and",
    "any",
    "array",
    "as",
    "asc",
    "asymmetric",
    "authorization",
    "binary",
    "both",
    "case",
    "cast",
    "check",
    "collate",
    "collation",
    "column",
    "concurrently",
    "constraint",
    "create",
    "cross",
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "default",
    "deferrable",
    "desc",
    "distinct",
    "do",
    "else",
    "end",
    "except",
    "false",
    "fetch",
    "for",
    "foreign",
    "freeze",
    "from",
    "full",
    "grant",
    "group",
    "having",
    "ilike",
    "in",
    "initially",
    "inner",
    "intersect",
    "into",
    "is",
    "isnull",
    "join",
    "lateral",
    "leading",
    "left",
    "like",
    "limit",
    "localtime",
    "localtimestamp",
    "natural",
    "not",
    "notnull",
    "null",
    "offset",
    "on",
    "only",
    "or",
    "order",
    "outer",
    "overlaps",
    "placing",
    "primary",
    "references",
    "returning",
    "right",
    "select",
    "session_user",
    "similar",
    "some",
    "symmetric",
    "system_user",
    "table",
    "tablesample",
    "then",
    "to",
    "trailing",
    "true",
    "union",
    "unique",
    "user",
    "using",
    "variadic",
    "verbose",
    "when",
    "where",
    "window",
    "with",
];

/// Where the words of each letter begin.
const STARTS: [usize; 27] = {
    let mut starts = [RESERVED.len(); 27];
    let mut at = RESERVED.len();
    while at > 0 {
        at -= 1;
        let mut letter = (RESERVED[at].as_bytes()[0] - b'a') as usize + 1;
        while letter > 0 {
            letter -= 1;
            starts[letter] = at;
        }
    }
    starts
};

/// A statement and where it stands.
#[derive(Clone, Debug)]
pub struct ParsedStatement {
    pub kind: Statement,
    /// From its first token to its last, without the semicolon.
    pub span: Span,
}

/// One statement. The forms that nothing here asks about are `Other`, with the server's command tag.
#[derive(Clone, Debug)]
pub enum Statement {
    // Relations.
    CreateTable(Box<CreateTable>),
    /// `CREATE TABLE … AS`, `SELECT … INTO` and `CREATE MATERIALIZED VIEW`.
    CreateTableAs(Box<CreateTableAs>),
    CreateView(Box<CreateView>),
    CreateSequence(Box<CreateSequence>),
    CreateIndex(Box<CreateIndex>),
    /// `ALTER TABLE`, and the same actions on indexes, views, sequences, materialized views, foreign tables
    /// and composite types.
    AlterTable(Box<AlterTable>),
    AlterSequence(Box<AlterSequence>),
    RefreshMaterializedView(Box<RefreshMaterializedView>),
    CreateStatistics(Box<CreateStatistics>),

    // Any kind of object.
    Drop(DropObjects),
    Rename(Box<Rename>),
    SetSchema(Box<SetSchema>),
    OwnerTo(Box<OwnerTo>),
    Comment(Box<Comment>),
    /// `ALTER … DEPENDS ON EXTENSION`, `SECURITY LABEL`.
    Label(Box<ObjectRef>),

    // What hangs on relations.
    CreateTrigger(Box<CreateTrigger>),
    CreateRule(Box<CreateRule>),
    CreatePolicy(Box<CreatePolicy>),
    AlterPolicy(Box<AlterPolicy>),

    // Types, functions, schemas and the rest of the catalog.
    CreateType(Box<CreateType>),
    AlterEnum(AlterEnum),
    CreateDomain(Box<CreateDomain>),
    AlterDomain(Box<AlterDomain>),
    CreateFunction(Box<CreateFunction>),
    AlterFunction(Box<AlterFunction>),
    CreateSchema(Box<CreateSchema>),
    CreateExtension(Box<CreateExtension>),
    AlterExtension(Box<AlterExtension>),
    CreatePublication(Box<Publication>),
    AlterPublication(Box<Publication>),
    CreateRole(Box<RoleChange>),
    AlterRole(Box<RoleChange>),
    Grant(Box<Grant>),
    AlterDefaultPrivileges(Box<Grant>),
    /// `CREATE`, `ALTER` and `DROP` of databases, tablespaces, subscriptions and the server's settings.
    Cluster(Box<ClusterWide>),

    // Maintenance.
    Vacuum(Box<Vacuum>),
    ClusterTable(Box<ClusterTable>),
    Reindex(Box<Reindex>),
    LockTable(LockTable),
    Truncate(Truncate),

    // Data.
    Select(Box<Query>),
    Insert(Box<Insert>),
    Update(Box<Update>),
    Delete(Box<Delete>),
    Merge(Box<Merge>),
    Copy(Box<CopyTable>),

    // Code and the session.
    Do(Box<DoBlock>),
    Call(Box<FunctionCall>),
    Transaction(Transaction),
    Set(Box<SetVariable>),
    SetConstraints(SetConstraints),
    Other(&'static str),
}
