//! The parser's trees to our own statements.

use pg_query::protobuf::node::Node as N;
use pg_query::protobuf::{Node, RawStmt};

use super::scan::Token;
use crate::ast::{Expr, Name, ObjectName, ParsedStatement, RowChange, Statement};
use crate::source::Span;

mod access;
mod alter;
mod change;
mod domain;
mod expr;
mod hang;
mod maintain;
mod object;
mod place;
mod query;
mod relation;
mod routine;
mod server;
mod session;
mod table;
mod types;

pub(super) use expr::items_of;
use place::Place;
pub(super) use query::{ROWS_READ, output_name, set_config, spread};
pub(super) use routine::statements_of_body;

/// How deep an expression may be before its inner parts are left out: what walks it later recurses.
const DEEPEST: usize = 100;

/// What a statement is lowered in.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// The text that the tokens are of.
    pub(super) source: &'a str,
    /// Where in it the text given to the parser began.
    pub(super) base: usize,
    /// What was left out of the text given to the parser.
    pub(super) gap: Option<Span>,
    /// How many strings of code it is inside of.
    pub(super) level: u8,
}

/// The state of lowering one statement.
struct Lowering<'a> {
    place: Place<'a>,
    level: u8,
    /// Names of the WITH queries in scope.
    ctes: Vec<Name>,
    /// Those of them that a LIMIT ends.
    limited: Vec<Name>,
    /// The item of a FROM list that was read last is one that a LIMIT ends.
    source_limited: bool,
    /// What was read, row-locked and changed so far, at any depth.
    reads: Vec<ObjectName>,
    row_locks: Vec<ObjectName>,
    changes: Vec<RowChange>,
    depth: usize,
}

/// Lowers one statement, whose tokens are given.
pub(super) fn statement(raw: &RawStmt, tokens: &[Token], context: Context) -> Option<ParsedStatement> {
    let span = tokens.first()?.span().to(tokens.last()?.span());
    let node = raw.stmt.as_deref()?;
    let place = Place { source: context.source, tokens, base: context.base, gap: context.gap };
    let mut lowering = Lowering::new(place, context.level);
    Some(ParsedStatement { kind: lowering.statement(node), span })
}

impl<'a> Lowering<'a> {
    fn new(place: Place<'a>, level: u8) -> Self {
        Self {
            place,
            level,
            ctes: Vec::new(),
            limited: Vec::new(),
            source_limited: false,
            reads: Vec::new(),
            row_locks: Vec::new(),
            changes: Vec::new(),
            depth: 0,
        }
    }

    fn statement(&mut self, node: &Node) -> Statement {
        let Some(node) = &node.node else { return Statement::Other("") };
        match node {
            N::CreateStmt(s) => self.create_table(s, false),
            N::CreateForeignTableStmt(s) => match &s.base_stmt {
                Some(base) => self.create_table(base, true),
                None => Statement::Other("CREATE FOREIGN TABLE"),
            },
            N::AlterTableStmt(s) => self.alter_table(s),
            N::IndexStmt(s) => self.create_index(s),
            N::ViewStmt(s) => self.create_view(s),
            N::CreateTableAsStmt(s) => self.create_table_as(s),
            N::CreateSeqStmt(s) => self.create_sequence(s),
            N::AlterSeqStmt(s) => self.alter_sequence(s),
            N::RefreshMatViewStmt(s) => self.refresh(s),
            N::CreateStatsStmt(s) => self.create_statistics(s),
            N::CreateTrigStmt(s) => self.create_trigger(s),
            N::RuleStmt(s) => self.create_rule(s),
            N::CreatePolicyStmt(s) => self.create_policy(s),
            N::AlterPolicyStmt(s) => self.alter_policy(s),
            N::SelectStmt(s) => self.select(s),
            N::InsertStmt(s) => self.insert(s),
            N::UpdateStmt(s) => self.update(s),
            N::DeleteStmt(s) => self.delete(s),
            N::MergeStmt(s) => self.merge(s),
            N::CopyStmt(s) => self.copy(s),
            N::DeclareCursorStmt(s) => self.inner(s.query.as_deref(), "DECLARE CURSOR"),
            N::ExplainStmt(s) if explain_runs(&s.options) => self.inner(s.query.as_deref(), "EXPLAIN"),
            N::CallStmt(s) => self.call(s),
            N::CompositeTypeStmt(s) => self.create_composite(s),
            N::CreateEnumStmt(s) => self.create_enum(s),
            N::CreateRangeStmt(s) => self.create_range(s),
            N::AlterEnumStmt(s) => self.alter_enum(s),
            N::DefineStmt(s) => self.define(s),
            N::CreateDomainStmt(s) => self.create_domain(s),
            N::AlterDomainStmt(s) => self.alter_domain(s),
            N::CreateFunctionStmt(s) => self.create_function(s),
            N::AlterFunctionStmt(s) => self.alter_function(s),
            N::DoStmt(s) => self.do_block(s),
            other => self.object_statement(other),
        }
    }

    /// Statements about objects of any kind, rights and the session.
    fn object_statement(&mut self, node: &N) -> Statement {
        match node {
            N::DropStmt(s) => self.drop(s),
            N::RenameStmt(s) => self.rename(s),
            N::AlterObjectSchemaStmt(s) => self.set_schema(s),
            N::AlterOwnerStmt(s) => self.owner_to(s),
            N::CommentStmt(s) => self.comment(s),
            N::SecLabelStmt(s) => self.label(s.objtype(), s.object.as_deref()),
            N::AlterObjectDependsStmt(s) => self.depends(s),
            N::DropRoleStmt(s) => self.drop_role(s),
            N::DropOwnedStmt(s) => self.drop_owned(s),
            N::ReassignOwnedStmt(s) => self.reassign_owned(s),
            N::CreateSchemaStmt(s) => self.create_schema(s),
            N::CreateExtensionStmt(s) => self.create_extension(s),
            N::AlterExtensionStmt(s) => self.alter_extension(s),
            N::AlterExtensionContentsStmt(s) => self.alter_extension_contents(s),
            N::CreatePublicationStmt(s) => self.create_publication(s),
            N::AlterPublicationStmt(s) => self.alter_publication(s),
            N::CreateRoleStmt(s) => self.create_role(s),
            N::AlterRoleStmt(s) => self.alter_role(s),
            N::AlterRoleSetStmt(s) => self.alter_role_set(s),
            N::AlterDatabaseSetStmt(s) => self.alter_database_set(s),
            N::GrantStmt(s) => self.grant(s),
            N::GrantRoleStmt(s) => self.grant_role(s),
            N::AlterDefaultPrivilegesStmt(s) => self.default_privileges(s),
            N::VacuumStmt(s) => self.vacuum(s),
            N::ClusterStmt(s) => self.cluster_table(s),
            N::ReindexStmt(s) => self.reindex(s),
            N::LockStmt(s) => self.lock_table(s),
            N::TruncateStmt(s) => self.truncate(s),
            N::TransactionStmt(s) => session::transaction(s),
            N::VariableSetStmt(s) => session::set_variable(s),
            N::ConstraintsSetStmt(s) => self.set_constraints(s),
            other => server::cluster_wide(other).unwrap_or_else(|| Statement::Other(server::tag(other))),
        }
    }

    fn inner(&mut self, node: Option<&Node>, tag: &'static str) -> Statement {
        match node.map(|node| self.statement(node)) {
            Some(Statement::Other(_)) | None => Statement::Other(tag),
            Some(statement) => statement,
        }
    }

    /// A relation where it is written.
    fn relation(&self, relation: Option<&pg_query::protobuf::RangeVar>) -> ObjectName {
        match relation {
            Some(relation) => {
                let start = self.place.at(relation.location);
                self.place.object(start, filled(&relation.schemaname), &relation.relname)
            }
            None => ObjectName::new(None, "", Span::default()),
        }
    }

    fn relations(&self, nodes: &[Node]) -> Vec<ObjectName> {
        let relation = |node: &Node| match &node.node {
            Some(N::RangeVar(relation)) => Some(self.relation(Some(relation))),
            _ => None,
        };
        nodes.iter().filter_map(relation).collect()
    }

    /// A name given as a list of strings, which begins at a token.
    fn name_at(&self, start: usize, names: &[Node]) -> ObjectName {
        let parts: Vec<&str> = strings(names).collect();
        let name = parts.last().copied().unwrap_or("");
        let schema = parts.len().checked_sub(2).and_then(|index| parts.get(index)).copied();
        self.place.object(start, schema, name)
    }
}

/// A string that the parser leaves empty when nothing was written.
fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn filled_name(text: &str) -> Option<Name> {
    filled(text).map(Name::new)
}

fn string(node: &Node) -> Option<&str> {
    match &node.node {
        Some(N::String(text)) => Some(&text.sval),
        _ => None,
    }
}

fn strings(nodes: &[Node]) -> impl Iterator<Item = &str> {
    nodes.iter().filter_map(string)
}

/// Names of a list, the last part of each.
fn last_string(nodes: &[Node]) -> Option<Name> {
    strings(nodes).last().map(Name::new)
}

/// What `COLLATE` names, unless it is the type's own collation: `COLLATE "default"` says no more than leaving it out.
fn collation(clause: Option<&pg_query::protobuf::CollateClause>) -> Option<Name> {
    clause.and_then(|clause| last_string(&clause.collname)).filter(|name| name != "default")
}

fn def_elems(nodes: &[Node]) -> impl Iterator<Item = &pg_query::protobuf::DefElem> {
    nodes.iter().filter_map(|node| match &node.node {
        Some(N::DefElem(element)) => Some(&**element),
        _ => None,
    })
}

/// Whether an option is on: alone it is, and so with any value but false, off or 0.
fn is_on(element: &pg_query::protobuf::DefElem) -> bool {
    match option_value(element) {
        None => true,
        Some(value) => !matches!(value.to_ascii_lowercase().as_str(), "false" | "off" | "0" | "no"),
    }
}

/// The value of an option as text.
fn option_value(element: &pg_query::protobuf::DefElem) -> Option<Name> {
    node_text(element.arg.as_deref()?)
}

fn node_text(node: &Node) -> Option<Name> {
    match node.node.as_ref()? {
        N::String(text) => Some(Name::new(&text.sval)),
        N::Integer(number) => Some(Name::new(number.ival.to_string())),
        N::Float(number) => Some(Name::new(&number.fval)),
        N::Boolean(value) => Some(Name::new(if value.boolval { "true" } else { "false" })),
        N::TypeName(name) => last_string(&name.names),
        N::RoleSpec(role) => Some(access::role_name(role)),
        N::AConst(_) => match expr::constant(node) {
            Expr::Integer(number) => Some(Name::new(number.to_string())),
            Expr::String(text) | Expr::Float(text) => Some(text),
            Expr::Boolean(value) => Some(Name::new(if value { "true" } else { "false" })),
            _ => None,
        },
        N::List(list) => {
            let items: Vec<Name> = list.items.iter().filter_map(node_text).collect();
            Some(Name::new(items.join(",")))
        }
        _ => None,
    }
}

fn integer(node: Option<&Node>) -> Option<i32> {
    match node?.node.as_ref()? {
        N::Integer(number) => Some(number.ival),
        N::AConst(_) => match expr::constant(node?) {
            Expr::Integer(number) => i32::try_from(number).ok(),
            _ => None,
        },
        _ => None,
    }
}

fn explain_runs(options: &[Node]) -> bool {
    def_elems(options).any(|option| option.defname == "analyze" && is_on(option))
}

fn cascades(behavior: pg_query::protobuf::DropBehavior) -> bool {
    behavior == pg_query::protobuf::DropBehavior::DropCascade
}
